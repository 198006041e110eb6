//! Finds the files of a table.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::{Input, container};
use crate::messages::display_path;

/// The files that match the patterns, in the order of their paths, each once. Excel's lock files (`~$…`) are left out.
pub(crate) fn paths(
    folder: &Path,
    patterns: &[String],
) -> Result<Vec<PathBuf>, glob::PatternError> {
    let mut paths: Vec<PathBuf> = Vec::new();
    for pattern in patterns {
        let plain = folder.join(pattern);
        // an existing file is meant literally, brackets in its name and all
        if plain.is_file() {
            paths.push(plain);
            continue;
        }
        let folder = glob::Pattern::escape(&folder.to_string_lossy());
        let full = if Path::new(pattern).is_absolute() || folder.is_empty() {
            pattern.clone()
        } else {
            format!("{folder}/{pattern}")
        };
        paths.extend(glob::glob(&full)?.flatten().filter(|p| p.is_file()));
    }
    paths.retain(|p| {
        !p.file_name()
            .is_some_and(|n| n.to_string_lossy().starts_with("~$"))
    });
    paths.sort();
    // one file by two names is one file
    let mut seen = BTreeSet::new();
    paths.retain(|path| seen.insert(path.canonicalize().unwrap_or_else(|_| path.clone())));
    Ok(paths)
}

/// The same files as inputs: an archive of several exports is several.
pub(crate) fn inputs(folder: &Path, patterns: &[String]) -> Result<Vec<Input>, glob::PatternError> {
    let paths = paths(folder, patterns)?.into_iter();
    Ok(paths.flat_map(inputs_in).collect())
}

/// The file, or each of the files of an archive that holds several.
fn inputs_in(path: PathBuf) -> Vec<Input> {
    let name = display_path(&path);
    let entries = container::entries(&path);
    if entries.is_empty() {
        let entry = None;
        return vec![Input {
            path,
            name,
            entry,
            sheet: None,
        }];
    }
    let input = |entry: String| Input {
        path: path.clone(),
        name: format!("{name}/{entry}"),
        entry: Some(entry),
        sheet: None,
    };
    entries.into_iter().map(input).collect()
}
