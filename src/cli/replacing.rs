//! Files that are replaced whole or not at all, and by one run at a time.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use anyhow::Context;
use tempfile::NamedTempFile;

use crate::messages::{Message, code_of, display_path, message, of_system};
use crate::reports::xlsx::no_temporary;

/// What temporary files are called until they take the place of what they are for.
const PREFIX: &str = ".crm-audit-";
/// A temporary file of a run that still writes is locked; between its making and its lock passes less than this.
const SETTLED: Duration = Duration::from_mins(1);
/// How often a run looks whether another one has ended.
const LOOK: Duration = Duration::from_millis(20);
/// After how long it says that it waits.
const HURRY: Duration = Duration::from_secs(1);

/// Writes a file through a temporary one beside it, so that an interrupted run leaves the old file as it was. A symbolic link
/// stays one, and who may read a file stays as it is. False where the user stopped it.
pub(crate) fn replace(
    path: &Path,
    cancelled: &(dyn Fn() -> bool + Sync),
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> anyhow::Result<bool> {
    let prepared = prepare(path, cancelled, write)?;
    let wanted = prepared.filter(|_| !cancelled());
    wanted.map_or(Ok(false), |prepared| prepared.put().map(|()| true))
}

/// Writes a file beside the one whose place it is to take, so that several can take theirs together; none where the user stopped it.
pub(crate) fn prepare(
    path: &Path,
    cancelled: &(dyn Fn() -> bool + Sync),
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> anyhow::Result<Option<Prepared>> {
    let prepared = prepared(path, cancelled, write);
    prepared.with_context(|| path.display().to_string())
}

/// A file that is written, and takes its place when it is put there.
#[must_use]
pub(crate) struct Prepared {
    temporary: NamedTempFile,
    /// As it was named, and where it goes.
    named: PathBuf,
    path: PathBuf,
    folder: PathBuf,
}

impl Prepared {
    /// What is written is what its name leads to from now on.
    pub(crate) fn put(self) -> anyhow::Result<()> {
        let put = self.temporary.persist(&self.path);
        put.map_err(|e| e.error)
            .with_context(|| self.named.display().to_string())?;
        #[cfg(unix)]
        if let Ok(folder) = File::open(&self.folder) {
            // some systems know no such thing for a folder
            let _ = folder.sync_all();
        }
        Ok(())
    }
}

fn prepared(
    named: &Path,
    cancelled: &(dyn Fn() -> bool + Sync),
    write: impl FnOnce(&mut (dyn Write + Send)) -> io::Result<()>,
) -> io::Result<Option<Prepared>> {
    let linked = named
        .is_symlink()
        .then(|| named.canonicalize())
        .transpose()?;
    let path = linked.unwrap_or_else(|| named.to_owned());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    sweep(&folder);
    let temporary = temporary(&path, &folder)?;
    let mut out = BufWriter::with_capacity(1 << 20, temporary);
    let result = write(&mut Stoppable::new(&mut out, cancelled));
    if cancelled() {
        return Ok(None);
    }
    result?;
    let temporary = out.into_inner().map_err(io::IntoInnerError::into_error)?;
    // what the name leads to must be on the disk before the name leads there
    temporary.as_file().sync_all()?;
    Ok(Some(Prepared {
        temporary,
        named: named.to_owned(),
        path,
        folder,
    }))
}

/// A locked temporary file in the folder of a file, for those who may read the file; for whom the user's mask says where it is new.
fn temporary(path: &Path, folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX);
    let present = match fs::metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        found => Some(found?.permissions()),
    };
    if present.as_ref().is_some_and(fs::Permissions::readonly) {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let temporary = builder.tempfile_in(folder)?;
    if let Some(permissions) = present {
        temporary.as_file().set_permissions(permissions)?;
    }
    // a network drive may know no locks
    let _ = temporary.as_file().try_lock();
    Ok(temporary)
}

/// Whether a name is that of a temporary file of ours.
pub(crate) fn is_temporary(name: &OsStr) -> bool {
    name.as_encoded_bytes().starts_with(PREFIX.as_bytes())
}

/// Removes what killed runs left behind in a folder. What is in the way of that stays.
fn sweep(folder: &Path) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    let ours = entries.flatten().filter(|entry| {
        is_temporary(&entry.file_name()) && entry.file_type().is_ok_and(|t| t.is_file())
    });
    for left in ours {
        let settled = left.metadata().and_then(|m| m.modified()).is_ok_and(|at| {
            let age = SystemTime::now().duration_since(at);
            age.is_ok_and(|age| age > SETTLED)
        });
        let path = left.path();
        if settled && File::open(&path).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Waits until no other run writes to the files of the project in a folder, and keeps others from it as long as it is held.
/// None where the user stopped it. `waiting` is called once if it takes its time. Where no lock can be had, as on some network
/// drives, it is held all the same.
pub(crate) fn alone(
    folder: &Path,
    cancelled: &dyn Fn() -> bool,
    waiting: impl FnOnce(),
) -> Option<Alone> {
    let Ok(file) = to_lock(folder) else {
        return Some(Alone { _lock: None });
    };
    let start = Instant::now();
    let mut waiting = Some(waiting);
    loop {
        match file.try_lock() {
            Ok(()) => return Some(Alone { _lock: Some(file) }),
            Err(TryLockError::Error(_)) => return Some(Alone { _lock: None }),
            Err(TryLockError::WouldBlock) => {}
        }
        if cancelled() {
            return None;
        }
        if start.elapsed() > HURRY
            && let Some(waiting) = waiting.take()
        {
            waiting();
        }
        std::thread::sleep(LOOK);
    }
}

/// What is locked: the folder itself.
#[cfg(unix)]
fn to_lock(folder: &Path) -> io::Result<File> {
    let here = folder.as_os_str().is_empty();
    File::open(if here { Path::new(".") } else { folder })
}

/// What is locked: a file beside the history, for folders cannot be.
#[cfg(not(unix))]
fn to_lock(folder: &Path) -> io::Result<File> {
    let folder = folder.join(".crm-audit");
    fs::create_dir_all(&folder)?;
    File::create(folder.join("lock"))
}

/// That no other run writes to the files of a project, until it is dropped.
#[must_use]
pub(crate) struct Alone {
    /// It goes when the file is closed.
    _lock: Option<File>,
}

/// Why a file, or what is printed, could not be written; none where it is about something else.
pub(crate) fn trouble(error: &anyhow::Error) -> Option<Message> {
    let cause = error
        .chain()
        .find_map(|cause| cause.downcast_ref::<io::Error>())?;
    // what names no file is what is printed
    if error
        .chain()
        .next()
        .is_some_and(<dyn std::error::Error>::is::<io::Error>)
    {
        return Some(message!("output-broken", error = of_system(cause)));
    }
    let file = error.to_string();
    let (folder, cause) = match no_temporary(cause) {
        Some((folder, cause)) => (Some(display_path(folder)), cause),
        None => (None, cause),
    };
    let code = code_of(cause);
    Some(match cause.kind() {
        io::ErrorKind::PermissionDenied if folder.is_none() => {
            message!("output-denied", file = file, code = code)
        }
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            let folder = display_path(&std::env::temp_dir());
            message!("output-full", file = file, folder = folder, code = code)
        }
        _ => {
            let error = of_system(cause);
            match folder {
                Some(folder) => {
                    message!(
                        "output-no-temporary",
                        file = file,
                        folder = folder,
                        error = error
                    )
                }
                None => message!("output-failed", file = file, error = error),
            }
        }
    })
}

/// Fails as soon as the user wants to stop: millions of findings take their time.
pub(crate) struct Stoppable<'a, W> {
    out: W,
    cancelled: &'a (dyn Fn() -> bool + Sync),
}

impl<'a, W: Write> Stoppable<'a, W> {
    pub(crate) fn new(out: W, cancelled: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Stoppable { out, cancelled }
    }
}

impl<W: Write> Write for Stoppable<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if (self.cancelled)() {
            return Err(io::Error::other("stopped"));
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        if (self.cancelled)() {
            return Err(io::Error::other("stopped"));
        }
        self.out.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Lang, Messages};

    #[test]
    fn what_the_system_refuses_is_said_in_our_words() {
        let messages = Messages::new(Lang::ZhCn);
        let told = |cause: io::Error| {
            let error = anyhow::Error::new(cause).context("报告.xlsx");
            trouble(&error).map(|message| messages.text(&message))
        };
        let denied = told(io::ErrorKind::PermissionDenied.into()).unwrap();
        assert!(denied.starts_with("没有写入权限：报告.xlsx"), "{denied}");
        let full = told(io::ErrorKind::StorageFull.into()).unwrap();
        assert!(full.starts_with("未能写入 报告.xlsx："), "{full}");
        let other = told(io::Error::other("no such device")).unwrap();
        assert!(other.ends_with("no such device"), "{other}");
        let read_only = told(io::ErrorKind::ReadOnlyFilesystem.into()).unwrap();
        assert_eq!(read_only, "未能写入 报告.xlsx：磁盘是只读的");
        let printed = anyhow::Error::new(io::Error::from(io::ErrorKind::StorageFull));
        let printed = trouble(&printed).map(|message| messages.text(&message));
        assert_eq!(printed.as_deref(), Some("未能输出结果：磁盘已满"));
        assert_eq!(trouble(&anyhow::anyhow!("x")), None);
    }
}
