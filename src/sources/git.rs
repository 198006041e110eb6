//! What files were at an earlier revision, as git keeps them. The installed git is asked, with arguments and without a shell; it
//! changes nothing, and what a partial clone lacks is not fetched.

use std::ffi::OsStr;
use std::fs::File;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use tempfile::NamedTempFile;

use super::{SourceError, no_temporary};
use crate::messages::{message, of_system};

/// What a hook hands to its children, and what leads git to another repository than that of the folder.
const ENVIRONMENT: [&str; 4] = ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"];
/// How git begins what a link holds.
const LINK: &str = "120000 ";

/// A commit.
#[derive(Debug)]
pub(crate) struct Revision(String);

impl Revision {
    /// By its name, in the repository that a folder is in.
    pub(crate) fn new(folder: &Path, name: &str) -> Result<Revision, SourceError> {
        let inside = asked(folder, ["rev-parse", "--is-inside-work-tree"])?;
        if !inside.status.success() {
            return Err(refused(&inside));
        }
        let unknown = || message!("git-no-revision", revision = name);
        // it would be an option
        if name.starts_with('-') {
            return Err(unknown());
        }
        let commit = format!("{name}^{{commit}}");
        let found = asked(
            folder,
            ["rev-parse", "--verify", "--quiet", commit.as_str()],
        )?;
        if !found.status.success() {
            return Err(unknown());
        }
        let commit = String::from_utf8_lossy(&found.stdout);
        Ok(Revision(commit.trim().to_owned()))
    }

    /// What a file was, in a temporary file; none where there was none.
    pub(crate) fn file(&self, path: &Path) -> Result<Option<NamedTempFile>, SourceError> {
        // where git can be asked: the folder may be gone as well
        let folder = path.ancestors().skip(1).find(|folder| {
            let is_here = folder.as_os_str().is_empty();
            is_here || folder.is_dir()
        });
        let Some((folder, name)) = folder.and_then(|f| Some((f, path.strip_prefix(f).ok()?)))
        else {
            return Ok(None);
        };
        let tree = ["ls-tree", "-z", &self.0, "--"].map(OsStr::new);
        let listed = asked(folder, tree.into_iter().chain([name.as_os_str()]))?;
        if !listed.status.success() {
            return Err(refused(&listed));
        }
        let entry = String::from_utf8_lossy(&listed.stdout);
        let entry = entry.split('\t').next().unwrap_or_default();
        let Some((kind, blob)) = entry.split_once(" blob ") else {
            return Ok(None);
        };
        if format!("{kind} ") == LINK {
            return Ok(None);
        }
        let file = NamedTempFile::new().map_err(|_| no_temporary())?;
        let out = file.reopen().map_err(|_| no_temporary())?;
        let taken = asked_into(folder, ["cat-file", "blob", blob], out)?;
        if taken.status.success() {
            Ok(Some(file))
        } else {
            Err(refused(&taken))
        }
    }

    /// All files that there were in the repository of a folder, as they are reached from it.
    pub(crate) fn files(&self, folder: &Path) -> Result<Vec<PathBuf>, SourceError> {
        let place = asked(folder, ["rev-parse", "--show-prefix", "--show-cdup"])?;
        let tree = ["ls-tree", "-r", "-z", "--name-only", "--full-tree", &self.0];
        let listed = asked(folder, tree)?;
        if let Some(failed) = [&place, &listed].into_iter().find(|o| !o.status.success()) {
            return Err(refused(failed));
        }
        let place = String::from_utf8_lossy(&place.stdout);
        let mut place = place.lines();
        // where the folder is in the repository, and the way out of it
        let (within, out) = (place.next().unwrap_or(""), place.next().unwrap_or(""));
        let names = listed.stdout.split(|byte| *byte == 0);
        let names = names.filter(|name| !name.is_empty());
        Ok(names
            .map(|name| {
                let name = String::from_utf8_lossy(name);
                match name.strip_prefix(within) {
                    Some(below) => folder.join(below),
                    None => folder.join(out).join(name.as_ref()),
                }
            })
            .collect())
    }
}

fn asked<A: AsRef<OsStr>>(
    folder: &Path,
    arguments: impl IntoIterator<Item = A>,
) -> Result<Output, SourceError> {
    run(git(folder, arguments))
}

/// The same with the answer in a file.
fn asked_into<A: AsRef<OsStr>>(
    folder: &Path,
    arguments: impl IntoIterator<Item = A>,
    out: File,
) -> Result<Output, SourceError> {
    let mut git = git(folder, arguments);
    git.stdout(Stdio::from(out));
    run(git)
}

fn git<A: AsRef<OsStr>>(folder: &Path, arguments: impl IntoIterator<Item = A>) -> Command {
    let mut git = Command::new("git");
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    git.arg("-C").arg(folder).args(arguments);
    for name in ENVIRONMENT {
        git.env_remove(name);
    }
    git.env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    git
}

fn run(mut git: Command) -> Result<Output, SourceError> {
    let child = git.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => message!("git-missing"),
        _ => message!("git-refuses", told = of_system(&error)),
    })?;
    let output = child.wait_with_output();
    output.map_err(|error| message!("git-refuses", told = of_system(&error)))
}

/// What git says of why it does not answer: the first line.
fn refused(output: &Output) -> SourceError {
    let told = String::from_utf8_lossy(&output.stderr);
    let told = told.lines().next().unwrap_or_default();
    let told = told.strip_prefix("fatal: ").unwrap_or(told);
    message!("git-refuses", told = told)
}
