//! The files that a command is to write, and what keeps it from writing them.

use std::path::{Path, PathBuf};

use super::selection::Selection;
use crate::history::path_in;
use crate::messages::{Message, display_path, message};
use crate::project::Project;
use crate::sources::find;
use crate::tables::Table;

/// What a command reads, in whose place nothing is written.
#[derive(Default)]
pub(super) struct Reads<'p> {
    files: Vec<PathBuf>,
    /// The exports, whose files may be others next month.
    tables: &'p [Table],
}

impl<'p> Reads<'p> {
    /// Files without a project.
    pub(super) fn new(files: Vec<PathBuf>) -> Reads<'p> {
        Reads { files, tables: &[] }
    }

    /// The files of a project, its history, and the exports: those that it names, of other months as well, and those that are
    /// given in their place.
    pub(super) fn of(project: &'p Project, selection: Option<&Selection>) -> Reads<'p> {
        let history = path_in(project.folder());
        let beside = ["", "-wal", "-shm", "-journal"].map(|ending| {
            let mut file = history.clone().into_os_string();
            file.push(ending);
            PathBuf::from(file)
        });
        let tables = project.tables.iter();
        let exports = tables
            .filter_map(|t| find::paths(&t.folder, &t.patterns_of_all_months()).ok())
            .flatten();
        let files = project.files.iter();
        let given = selection.into_iter().flat_map(|s| s.inputs.values());
        let given = given.flatten().map(|input| input.path.clone());
        Reads {
            files: exports
                .chain(files.map(|file| PathBuf::from(&file.name)))
                .chain([project.ledger_path()])
                .chain(beside)
                .chain(given)
                .collect(),
            tables: &project.tables,
        }
    }

    pub(super) fn add(&mut self, file: PathBuf) {
        self.files.push(file);
    }

    /// Why nothing may be written to a file.
    pub(super) fn forbid(&self, path: &Path) -> Option<Message> {
        let file = path.display().to_string();
        if self.files.iter().any(|read| find::same_file(read, path)) {
            return Some(message!("output-is-input", file = file));
        }
        let mut tables = self.tables.iter();
        let table = tables.find(|t| find::fits(&t.folder, &t.patterns_of_all_months(), path))?;
        Some(message!(
            "output-becomes-input",
            file = file,
            table = table.label.clone()
        ))
    }
}

/// The files to write, each with its format, which `format` knows from its name. What is wrong with them is added to the
/// mistakes: none may stand twice, take the place of what is read, or be read the next time.
pub(super) fn outputs<F>(
    asked: &[PathBuf],
    reads: &Reads,
    format: impl Fn(&str) -> Result<F, Message>,
    mistakes: &mut Vec<Message>,
) -> Vec<(PathBuf, F)> {
    let mut outputs: Vec<(PathBuf, F)> = Vec::new();
    for path in asked {
        let file = path.display().to_string();
        if outputs
            .iter()
            .any(|(other, _)| find::same_file(other, path))
        {
            mistakes.push(message!("output-twice", file = file.as_str()));
        }
        mistakes.extend(reads.forbid(path));
        mistakes.extend(leads_elsewhere(path, &file));
        match format(&path.to_string_lossy()) {
            Ok(format) => outputs.push((path.clone(), format)),
            Err(mistake) => mistakes.push(mistake),
        }
        mistakes.extend(no_folder(path, &file));
    }
    outputs
}

/// That a file is a link to one of another kind, which would be replaced: a history, a project, rules, whosever they are.
fn leads_elsewhere(path: &Path, file: &str) -> Option<Message> {
    let target = find::real(path);
    let ending = |path: &Path| path.extension().map(std::ffi::OsStr::to_ascii_lowercase);
    let is_link = std::fs::symlink_metadata(path).is_ok_and(|known| known.is_symlink());
    (is_link && ending(&target) != ending(path)).then(|| {
        let target = display_path(&target);
        message!("output-leads-elsewhere", file = file, target = target)
    })
}

/// Whether a file is there with something in it, which may be the only copy of it.
pub(super) fn holds_something(path: &Path) -> bool {
    let present = std::fs::metadata(path);
    present.is_ok_and(|present| present.is_file() && present.len() > 0)
}

/// That the folder of a file does not exist, which is shown by this name.
pub(super) fn no_folder(path: &Path, file: &str) -> Option<Message> {
    let folder = path.parent()?;
    let exists = folder.as_os_str().is_empty() || folder.is_dir();
    (!exists).then(|| message!("output-no-folder", file = file))
}
