//! The files that a command is to write, and what keeps it from writing them.

use std::path::{Path, PathBuf};

use super::selection::same_file;
use crate::messages::{Message, message};

/// The files to write, each with its format, which `format` knows from its name. What is wrong with them is added to the
/// mistakes: none may stand twice, or take the place of what is read.
pub(super) fn outputs<F>(
    asked: &[PathBuf],
    reads: &[PathBuf],
    format: impl Fn(&str) -> Result<F, Message>,
    mistakes: &mut Vec<Message>,
) -> Vec<(PathBuf, F)> {
    let mut outputs: Vec<(PathBuf, F)> = Vec::new();
    for path in asked {
        let file = path.display().to_string();
        if outputs.iter().any(|(other, _)| same_file(other, path)) {
            mistakes.push(message!("output-twice", file = file.as_str()));
        }
        if reads.iter().any(|read| same_file(read, path)) {
            mistakes.push(message!("output-is-input", file = file.as_str()));
        }
        match format(&path.to_string_lossy()) {
            Ok(format) => outputs.push((path.clone(), format)),
            Err(mistake) => mistakes.push(mistake),
        }
        mistakes.extend(no_folder(path, &file));
    }
    outputs
}

/// That the folder of a file does not exist, which is shown by this name.
pub(super) fn no_folder(path: &Path, file: &str) -> Option<Message> {
    let folder = path.parent()?;
    let exists = folder.as_os_str().is_empty() || folder.is_dir();
    (!exists).then(|| message!("output-no-folder", file = file))
}
