//! What can be wrong with the database, for people.

use std::io::ErrorKind;
use std::path::Path;

use rusqlite::ErrorCode;

use crate::messages::{Message, message, of_system};

/// Why the history cannot be used; nothing in it was changed.
#[derive(Debug)]
pub(crate) enum Trouble {
    Sqlite(rusqlite::Error),
    Io(std::io::Error),
    /// A later version of the program has written it.
    Newer,
    /// An earlier version has written it, and it cannot be brought up to date where it is.
    Older,
    /// It is a pipe, a device or the like.
    NoFile,
    /// Nothing can be read of it.
    Unreadable,
    /// Its write-ahead log cannot be read where nothing can be written.
    Unfinished,
    /// What it holds makes no sense.
    Damaged,
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Trouble {}

impl From<rusqlite::Error> for Trouble {
    fn from(error: rusqlite::Error) -> Trouble {
        Trouble::Sqlite(error)
    }
}

impl Trouble {
    /// What is wrong and what to do.
    pub(crate) fn message(&self, path: &Path) -> Message {
        let file = crate::messages::display_path(path);
        let damaged = |file| message!("history-damaged", file = file);
        match self {
            Trouble::Newer => message!("history-newer", file = file),
            Trouble::Older => message!("history-older", file = file),
            Trouble::NoFile => {
                let error = message!("source-no-file");
                message!("history-unusable", file = file, error = error)
            }
            Trouble::Unreadable => message!("history-not-readable", file = file),
            Trouble::Unfinished => message!("history-unfinished", file = file),
            Trouble::Damaged => damaged(file),
            _ if self.is_not_writable() => message!("history-not-writable", file = file),
            Trouble::Io(error) => {
                message!("history-unusable", file = file, error = of_system(error))
            }
            Trouble::Sqlite(error) if nonsense(error) => damaged(file),
            Trouble::Sqlite(error) => match error.sqlite_error_code() {
                Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                    message!("history-busy", file = file)
                }
                Some(ErrorCode::DiskFull) => {
                    let full = of_system(&ErrorKind::StorageFull.into());
                    message!("history-unusable", file = file, error = full)
                }
                _ => message!("history-unusable", file = file, error = error.to_string()),
            },
        }
    }

    /// Whether nothing can be written where the database is.
    pub(crate) fn is_not_writable(&self) -> bool {
        match self {
            Trouble::Io(error) => matches!(
                error.kind(),
                ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem
            ),
            Trouble::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied)
            ),
            _ => false,
        }
    }
}

/// Whether an error comes from what the file holds.
fn nonsense(error: &rusqlite::Error) -> bool {
    use rusqlite::Error::{FromSqlConversionFailure, IntegralValueOutOfRange, InvalidColumnType};
    let code = error.sqlite_error_code();
    matches!(
        error,
        FromSqlConversionFailure(..) | IntegralValueOutOfRange(..) | InvalidColumnType(..)
    ) || matches!(
        code,
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt)
    )
}
