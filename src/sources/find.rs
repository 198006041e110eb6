//! Finds the files of a table.

mod beside;
mod copies;
mod places;
mod walk;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use glob::PatternError;

pub(super) use self::beside::is_beside;
pub(crate) use self::copies::copies;
pub(crate) use self::places::{fits, real, same_file};
use self::walk::{Walked, walk};
use super::{Input, SourceError, container, unreadable};
use crate::messages::{Message, display_path, message};

/// How many names a notice gives.
const SHOWN: usize = 8;

/// What the patterns of a table match.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// In the order of their paths, each once; an archive of several exports is several.
    pub(crate) inputs: Vec<Input>,
    /// Names of files that programs leave beside exports. They match, and are not read.
    beside: Vec<String>,
    /// Folders that could not be looked into: nobody knows what is in them.
    pub(crate) errors: Vec<Message>,
    /// Folders in a folder that was named; they are not looked into.
    pub(crate) folders: Vec<String>,
    /// Patterns that match nothing, nor do others that differ from them in the ending alone.
    idle: Vec<String>,
}

impl Found {
    /// Of files that somebody named one by one.
    pub(crate) fn of(inputs: Vec<Input>) -> Found {
        Found {
            inputs,
            ..Found::default()
        }
    }

    /// The same with the names as they are seen from a folder, wherever the program was called.
    pub(crate) fn seen_from(self, folder: &Path) -> Found {
        let renamed = |input: Input| {
            // behind it stands what an archive calls a file
            let behind = input.name.strip_prefix(&shown(&input.path));
            let name = behind.map(|behind| seen_from(folder, &input.path) + behind);
            Input {
                name: name.unwrap_or(input.name),
                ..input
            }
        };
        let beside = self.beside.iter();
        Found {
            beside: beside
                .map(|name| seen_from(folder, Path::new(name)))
                .collect(),
            inputs: self.inputs.into_iter().map(renamed).collect(),
            ..self
        }
    }

    /// Tells which of the patterns match nothing while others do: an export may be missing.
    pub(crate) fn missing(&self, table: impl Into<crate::messages::Arg>) -> Option<Message> {
        let some = !self.idle.is_empty() && !self.inputs.is_empty();
        some.then(|| {
            message!(
                "audit-idle-pattern",
                table = table.into(),
                patterns = self.idle.clone()
            )
        })
    }

    /// Tells what is left out of a table, if anything is.
    pub(crate) fn told(&self, table: impl Into<crate::messages::Arg>) -> Option<Message> {
        let count = self.beside.len();
        let mut files: Vec<String> = self.beside.iter().take(SHOWN).cloned().collect();
        if count > SHOWN {
            files.push("…".to_owned());
        }
        (count > 0).then(|| {
            message!(
                "audit-beside",
                table = table.into(),
                count = count,
                files = files
            )
        })
    }
}

/// The files that match the patterns, in the order of their paths, each once, without those that programs leave beside others.
pub(crate) fn paths(folder: &Path, patterns: &[String]) -> Result<Vec<PathBuf>, PatternError> {
    Ok(matched(folder, patterns)?.paths)
}

/// The files of a folder, in the order of their names, and what lies beside them.
pub(crate) fn in_folder(folder: &Path) -> Result<Found, SourceError> {
    let mut matched = Matched::default();
    let mut folders = Vec::new();
    for entry in fs::read_dir(folder).map_err(|e| unreadable(&e))? {
        let path = entry.map_err(|e| unreadable(&e))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if is_beside(&name) {
            matched.beside.push(path);
        } else if path.is_dir() {
            folders.push(name.into_owned());
        } else {
            matched.paths.push(path);
        }
    }
    matched.paths.sort();
    matched.beside.sort();
    folders.sort();
    Ok(Found {
        folders,
        ..found(matched)
    })
}

/// The same files as inputs, and what there is to say of the others.
pub(crate) fn inputs(folder: &Path, patterns: &[String]) -> Result<Found, PatternError> {
    Ok(found(matched(folder, patterns)?))
}

fn found(matched: Matched) -> Found {
    let mut found = Found {
        inputs: Vec::new(),
        beside: matched.beside.iter().map(|path| shown(path)).collect(),
        errors: matched.errors,
        folders: Vec::new(),
        idle: matched.idle,
    };
    for path in matched.paths {
        let name = shown(&path);
        let packed = container::entries(&path);
        let beside = packed.beside.iter().map(|entry| format!("{name}/{entry}"));
        found.beside.extend(beside);
        if packed.files.is_empty() {
            found.inputs.push(Input::file(path, name));
            continue;
        }
        found
            .inputs
            .extend(packed.files.into_iter().map(|entry| Input {
                path: path.clone(),
                name: format!("{name}/{}", entry.name()),
                entry: Some(entry),
                sheet: None,
            }));
    }
    found
}

/// What patterns match.
#[derive(Debug, Default)]
struct Matched {
    paths: Vec<PathBuf>,
    /// What programs leave beside them.
    beside: Vec<PathBuf>,
    errors: Vec<Message>,
    /// Patterns without a match, as in [`Found`].
    idle: Vec<String>,
}

fn matched(folder: &Path, patterns: &[String]) -> Result<Matched, PatternError> {
    let mut matched = Matched::default();
    let mut met = BTreeSet::new();
    for pattern in patterns {
        let before = matched.paths.len();
        let plain = folder.join(pattern);
        // what exists is meant literally, brackets in its name and all
        if fs::symlink_metadata(&plain).is_ok() {
            matched.paths.push(plain);
            met.insert(without_ending(pattern));
            continue;
        }
        let Walked {
            files,
            errors: closed,
        } = walk(folder, pattern)?;
        for path in files {
            if lies_beside(&path, folder, pattern) {
                matched.beside.push(path);
            } else if !path.is_dir() || promises_a_file(pattern) {
                matched.paths.push(path);
            }
        }
        // what is in a folder that cannot be looked into, nobody knows
        if matched.paths.len() > before || !closed.is_empty() {
            met.insert(without_ending(pattern));
        }
        matched.errors.extend(closed.iter().map(|(path, error)| {
            message!(
                "audit-unreadable",
                file = shown(path),
                reason = unreadable(error)
            )
        }));
    }
    let idle = patterns.iter().filter(|p| !met.contains(without_ending(p)));
    matched.idle = idle.cloned().collect();
    for paths in [&mut matched.paths, &mut matched.beside] {
        paths.sort();
        // one file by two names is one file
        let mut seen = BTreeSet::new();
        paths.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    }
    Ok(matched)
}

/// Whether a part of the path below the folder is no export, unless the pattern spells such names.
fn lies_beside(path: &Path, folder: &Path, pattern: &str) -> bool {
    if is_beside(last_part(pattern)) {
        return false;
    }
    let spelled: Vec<&str> = pattern.split(['/', '\\']).collect();
    let below = path.strip_prefix(folder).unwrap_or(path);
    below.iter().any(|part| {
        let part = part.to_string_lossy();
        !matches!(&*part, "." | "..") && !spelled.contains(&&*part) && is_beside(&part)
    })
}

/// Whether a pattern names what files are called, and not anything that is there: a folder that matches it was taken for one.
fn promises_a_file(pattern: &str) -> bool {
    let wild = |c: char| "*?[]".contains(c);
    let ending = last_part(pattern).rsplit_once('.');
    ending.is_some_and(|(_, ending)| !ending.contains(wild))
}

/// What patterns of one export in several formats have in common: `orders*.csv` and `orders*.xlsx`.
fn without_ending(pattern: &str) -> &str {
    let ending = last_part(pattern).rfind('.');
    let kept = ending.map_or(0, |dot| last_part(pattern).len() - dot);
    &pattern[..pattern.len() - kept]
}

fn last_part(pattern: &str) -> &str {
    pattern.rsplit(['/', '\\']).next().unwrap_or(pattern)
}

/// A path as people are shown it. Archives that were packed on a Chinese Windows unpack to names in GBK elsewhere.
fn shown(path: &Path) -> String {
    display_path(&readable(path))
}

fn readable(path: &Path) -> Cow<'_, Path> {
    #[cfg(unix)]
    if path.to_str().is_none() {
        use std::os::unix::ffi::OsStrExt;
        let (name, _, wrong) = encoding_rs::GB18030.decode(path.as_os_str().as_bytes());
        if !wrong {
            return PathBuf::from(&*name).into();
        }
    }
    path.into()
}

/// A path as it is seen from a folder; what is elsewhere is shown as a whole.
pub(crate) fn seen_from(folder: &Path, path: &Path) -> String {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = whole(path);
    let seen = path.strip_prefix(whole(folder)).unwrap_or(&path);
    readable(seen).to_string_lossy().replace('\\', "/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names of what is found in a folder with these files.
    fn found(files: &[&str], pattern: &str) -> (Vec<String>, Vec<String>) {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        let matched = matched(folder.path(), &[pattern.to_owned()]).unwrap();
        assert!(matched.errors.is_empty());
        let names = |paths: Vec<PathBuf>| {
            let below = paths.into_iter();
            below
                .map(|p| {
                    p.strip_prefix(folder.path())
                        .unwrap()
                        .to_string_lossy()
                        .replace('\\', "/")
                })
                .collect()
        };
        (names(matched.paths), names(matched.beside))
    }

    #[test]
    fn files_beside_exports_are_left_out() {
        let beside = [
            ".DS_Store",
            "._a.csv",
            ".~lock.a.csv#",
            "Thumbs.db",
            "a.csv.crdownload",
            "a.csv.part",
            "a.csv~",
            "desktop.ini",
            "~$a.xlsx",
            "~a.tmp",
        ];
        let mut files = vec!["a.csv", "b~1.csv", "part.csv"];
        files.extend(beside);
        let (paths, left_out) = found(&files, "*");
        assert_eq!(paths, ["a.csv", "b~1.csv", "part.csv"]);
        assert_eq!(left_out, beside);
        // who names them wants them
        assert_eq!(found(&files, "*.part").0, ["a.csv.part"]);
        assert_eq!(found(&files, "._a.csv").0, ["._a.csv"]);
        assert_eq!(found(&[".in/a.csv"], ".in/*.csv").0, [".in/a.csv"]);
        assert_eq!(
            found(&["in/.old/a.csv", "in/b.csv"], "in/**/*.csv").0,
            ["in/b.csv"]
        );
    }

    /// Which of the patterns are told to match nothing.
    fn idle(files: &[&str], patterns: &[&str]) -> Vec<String> {
        let folder = tempfile::tempdir().unwrap();
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, file).unwrap();
        }
        let patterns: Vec<String> = patterns.iter().map(|&p| p.to_owned()).collect();
        inputs(folder.path(), &patterns).unwrap().idle
    }

    #[test]
    fn a_pattern_that_matches_nothing_is_told() {
        let files = ["north/a.csv", "b.csv", "south/~$c.csv"];
        let both = ["north/*.csv", "south/*.csv"];
        assert_eq!(idle(&files, &both), ["south/*.csv"]);
        assert_eq!(idle(&files, &["b.csv", "c.csv"]), ["c.csv"]);
        // one export in whatever format it comes
        assert!(idle(&files, &["b.xlsx", "b.csv", "b.xls"]).is_empty());
        let formats = ["north/*.csv", "south/*.csv", "south/*.xlsx"];
        assert_eq!(idle(&files, &formats), formats[1..]);
    }

    #[test]
    fn a_folder_is_no_file_and_not_passed_over() {
        let files = ["a.csv/x", "b.csv", "c/y"];
        assert_eq!(found(&files, "*").0, ["b.csv"]);
        assert_eq!(found(&files, "*.csv").0, ["a.csv", "b.csv"]);
        assert_eq!(found(&files, "c").0, ["c"]);
    }

    #[test]
    fn patterns_and_names_with_brackets() {
        let files = [
            "x[1].csv",
            "x1.csv",
            "2026/x2.csv",
            "2026/01/x3.csv",
            "甲 乙.csv",
        ];
        assert_eq!(found(&files, "x[1].csv").0, ["x[1].csv"]);
        assert_eq!(found(&files, "x[[]*.csv").0, ["x[1].csv"]);
        assert_eq!(found(&files, "*/x?.csv").0, ["2026/x2.csv"]);
        assert_eq!(
            found(&files, "**/x?.csv").0,
            ["2026/01/x3.csv", "2026/x2.csv", "x1.csv"]
        );
        assert_eq!(found(&files, "./2026/../甲*.csv").0.len(), 1);
        assert!(found(&files, "nowhere/*.csv").0.is_empty());
        assert!(matched(Path::new(""), &["a**b".to_owned()]).is_err());
    }
}
