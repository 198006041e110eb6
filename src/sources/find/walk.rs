//! Expands a file pattern. Unlike an iterator that leaves out what it cannot look at, it tells every folder that is closed; names
//! need not be UTF-8, and links that lead in a circle are followed once.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Component, Path, PathBuf};

use glob::{Pattern, PatternError};

/// What a pattern matches.
#[derive(Debug, Default)]
pub(super) struct Walked {
    /// Whatever is there: files, folders, links that lead nowhere.
    pub(super) files: Vec<PathBuf>,
    /// Folders that could not be looked into.
    pub(super) errors: BTreeMap<PathBuf, io::Error>,
}

/// One part of a pattern.
enum Step<'p> {
    /// A name without wildcards, or where the path starts.
    Literal(&'p Path),
    Wild(Pattern),
    /// `**`: any number of folders, or none.
    Deep,
}

/// What matches a pattern that is relative to a folder, or absolute.
pub(super) fn walk(folder: &Path, pattern: &str) -> Result<Walked, PatternError> {
    Pattern::new(pattern)?;
    let mut steps = Vec::new();
    for part in Path::new(pattern).components() {
        let text = part.as_os_str().to_str().unwrap_or_default();
        steps.push(match part {
            Component::Normal(_) if text == "**" => Step::Deep,
            Component::Normal(_) if text.contains(['*', '?', '[']) => {
                Step::Wild(Pattern::new(text)?)
            }
            _ => Step::Literal(Path::new(part.as_os_str())),
        });
    }
    let mut walked = Walked::default();
    let mut seen = BTreeSet::new();
    let mut open = VecDeque::from([(folder.to_owned(), 0)]);
    // links come last, so that what they lead to is told by its own path
    let mut links = VecDeque::new();
    while let Some((path, at)) = open.pop_front().or_else(|| links.pop_front()) {
        match &steps[at..] {
            [] => walked.files.push(path),
            [Step::Literal(name), rest @ ..] => {
                let path = path.join(name);
                if !rest.is_empty() || fs::symlink_metadata(&path).is_ok() {
                    open.push_back((path, at + 1));
                }
            }
            [Step::Wild(pattern), rest @ ..] => {
                for entry in walked.entries(&path) {
                    let name = entry.file_name();
                    let path = entry.path();
                    if pattern.matches(&name.to_string_lossy())
                        && (rest.is_empty() || path.is_dir())
                    {
                        open.push_back((path, at + 1));
                    }
                }
            }
            [Step::Deep, ..] => {
                let place = path.canonicalize().unwrap_or_else(|_| path.clone());
                if !seen.insert((place, at)) {
                    continue;
                }
                for entry in walked.entries(&path) {
                    let path = entry.path();
                    if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
                        open.push_back((path, at));
                    } else if path.is_dir() {
                        links.push_back((path, at));
                    }
                }
                open.push_back((path, at + 1));
            }
        }
    }
    Ok(walked)
}

impl Walked {
    /// What is in a folder; nothing where there is no such folder.
    fn entries(&mut self, path: &Path) -> Vec<fs::DirEntry> {
        let here = if path.as_os_str().is_empty() {
            Path::new(".")
        } else {
            path
        };
        let read = fs::read_dir(here).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        match read {
            Ok(entries) => entries,
            Err(error) => {
                if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) {
                    self.errors.insert(path.to_owned(), error);
                }
                Vec::new()
            }
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn nothing_that_matches_is_passed_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::write(path("a.csv"), "x").unwrap();
        fs::write(folder.path().join(OsStr::from_bytes(b"\xb5\xa5.csv")), "x").unwrap();
        symlink("/nowhere/x.csv", path("b.csv")).unwrap();
        symlink(path("c.csv"), path("c.csv")).unwrap();
        let walked = walk(folder.path(), "*.csv").unwrap();
        assert_eq!(walked.files.len(), 4);
    }

    #[test]
    fn links_in_a_circle_are_followed_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name: &str| folder.path().join(name);
        fs::create_dir_all(path("in/deep")).unwrap();
        fs::write(path("in/deep/a.csv"), "x").unwrap();
        for ix in 0..40 {
            symlink(folder.path(), path(&format!("in/deep/up{ix}"))).unwrap();
        }
        let walked = walk(folder.path(), "**/*.csv").unwrap();
        assert_eq!(walked.files, [path("in/deep/a.csv")]);
    }
}
