//! What the system says of a file or folder, in the language of the user.

use std::io::{self, ErrorKind};

use super::{Arg, Message, message};

/// What Windows says of a file that another program holds: a violation of sharing, or of a lock.
const HELD_ON_WINDOWS: [i32; 2] = [32, 33];

/// Why something could not be read or written: in our words where that is common, otherwise in those of the system. The number by
/// which it is known elsewhere stands behind.
pub(crate) fn of_system(error: &io::Error) -> Message {
    match told(error) {
        Some(told) => message!("system-told", told = told, code = code_of(error)),
        // the words of the system have the number with them
        None => message!("system-says", said = words(error)),
    }
}

/// The number of an error behind a sentence; nothing where it has none.
pub(crate) fn code_of(error: &io::Error) -> Arg {
    error.raw_os_error().map_or(Arg::from(""), |code| {
        Arg::from(message!("system-code", code = code.to_string()))
    })
}

fn told(error: &io::Error) -> Option<Message> {
    let code = error.raw_os_error();
    if cfg!(windows) && code.is_some_and(|code| HELD_ON_WINDOWS.contains(&code)) {
        return Some(message!("system-in-use"));
    }
    Some(match error.kind() {
        ErrorKind::NotFound => message!("system-not-found"),
        ErrorKind::PermissionDenied => message!("system-denied"),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => message!("system-full"),
        ErrorKind::ReadOnlyFilesystem => message!("system-read-only"),
        ErrorKind::IsADirectory => message!("system-folder"),
        ErrorKind::NotADirectory => message!("system-no-folder"),
        ErrorKind::InvalidFilename => message!("system-bad-name"),
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => message!("system-in-use"),
        _ => return None,
    })
}

/// What the system says, without the name of a temporary file.
fn words(error: &io::Error) -> String {
    match error.raw_os_error() {
        Some(code) => io::Error::from_raw_os_error(code).to_string(),
        None => error.to_string(),
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::messages::{Lang, Messages};

    #[test]
    fn what_is_common_is_said_in_the_language_of_the_user() {
        let said = |lang, code| {
            let error = io::Error::from_raw_os_error(code);
            Messages::new(lang).text(&of_system(&error))
        };
        for (code, en, cn, tw) in [
            (2, "not found", "不存在", "不存在"),
            (13, "no permission", "没有权限", "沒有權限"),
            (20, "is not a folder", "不是文件夹", "不是資料夾"),
            (21, "is a folder", "是文件夹", "是資料夾"),
            (28, "the disk is full", "磁盘已满", "磁碟已滿"),
            (30, "read-only", "只读", "唯讀"),
            (36, "the name is too long", "名称过长", "名稱過長"),
        ] {
            for (lang, word) in [(Lang::En, en), (Lang::ZhCn, cn), (Lang::ZhTw, tw)] {
                let said = said(lang, code);
                assert!(said.contains(word), "{said}");
                assert!(said.contains(&format!("os error {code}")), "{said}");
            }
        }
        // what is rare stays as it is
        let other = io::Error::from_raw_os_error(5);
        assert_eq!(
            Messages::new(Lang::ZhCn).text(&of_system(&other)),
            other.to_string()
        );
        let without = io::Error::from(ErrorKind::StorageFull);
        assert_eq!(
            Messages::new(Lang::En).text(&of_system(&without)),
            "the disk is full"
        );
    }
}
