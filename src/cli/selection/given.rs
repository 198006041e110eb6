//! Files that are given in place of the exports: `TABLE=FILE`, where FILE may be a pattern, a folder, or `-` for stdin; several for
//! one table are added up.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{IsTerminal, stdin};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::ours::is_ours;
use crate::cli::output::{Terminal, Watch};
use crate::engine::listed::suits;
use crate::messages::{Message, display_path, message, some};
use crate::project::Project;
use crate::rules::unknown_table;
use crate::sources::{Input, find, piped};
use crate::tables::Table;
use crate::tables::types::TableIx;

/// Files that a sentence names.
const SHOWN: usize = 8;
/// Names that promise a table: whatever is wrong with such a file is told as an error.
const TABLES: [&str; 16] = [
    "csv", "tsv", "xlsx", "xlsm", "xlsb", "xls", "xltx", "xltm", "ods", "fods", "parquet", "xes",
    "gz", "zip", "et", "tab",
];

/// What is given, and what there is to say of it.
#[derive(Default)]
pub(super) struct Given {
    pub(super) inputs: BTreeMap<TableIx, Vec<Input>>,
    /// Where they are, those of an archive by their names in it: each is read once.
    known: BTreeSet<(TableIx, PathBuf, Option<String>)>,
    pub(super) notices: Vec<Message>,
    /// What came by stdin.
    pub(super) piped: Option<NamedTempFile>,
}

impl Given {
    pub(super) fn new(
        written: &[String],
        project: &Project,
        terminal: &Terminal,
        mistakes: &mut Vec<Message>,
    ) -> Given {
        let mut given = Given::default();
        let mut by_stdin = Vec::new();
        for argument in written {
            let Some((table, file)) = argument.split_once('=') else {
                mistakes.push(message!("input-form", written = argument));
                continue;
            };
            let exports = project.exports();
            let Some(ix) = exports.iter().position(|t| t.name == table.trim()) else {
                let (message, hint) = unknown_table(exports, table.trim());
                mistakes.push(message.hinted(hint));
                continue;
            };
            if file == "-" {
                by_stdin.push(ix);
            } else if Path::new(file).is_dir() {
                given.folder(ix, &exports[ix], file, mistakes);
            } else {
                given.files(ix, table, file, mistakes);
            }
        }
        // whoever has made a mistake does not wait for what is to come
        match by_stdin[..] {
            [ix] if mistakes.is_empty() => {
                if let Err(mistake) = given.stdin(ix, terminal) {
                    mistakes.push(mistake);
                }
            }
            [] | [_] => {}
            _ => mistakes.push(message!("input-stdin-twice")),
        }
        given
    }

    /// The files that a pattern matches, or one that is named.
    fn files(&mut self, ix: TableIx, table: &str, file: &str, mistakes: &mut Vec<Message>) {
        match find::inputs(Path::new(""), &[file.to_owned()]) {
            Ok(found) if !found.inputs.is_empty() || !found.errors.is_empty() => {
                mistakes.extend(found.errors);
                self.add(ix, found.inputs);
            }
            _ => mistakes.push(message!("input-no-file", table = table, file = file)),
        }
    }

    fn add(&mut self, ix: TableIx, inputs: Vec<Input>) {
        for input in inputs {
            // the files of an archive share its path
            let entry = input.entry.as_ref().map(|entry| entry.name().to_owned());
            if self.known.insert((ix, find::real(&input.path), entry)) {
                self.inputs.entry(ix).or_default().push(input);
            }
        }
    }

    /// The files of a folder that are of the table.
    fn folder(&mut self, ix: TableIx, table: &Table, folder: &str, mistakes: &mut Vec<Message>) {
        let found = match find::in_folder(Path::new(folder)) {
            Ok(found) => found,
            Err(reason) => {
                let file = display_path(Path::new(folder));
                mistakes.push(message!("audit-unreadable", file = file, reason = reason));
                return;
            }
        };
        self.notices.extend(found.told(table.label.clone()));
        let (mut taken, mut reports) = (Vec::new(), Vec::new());
        for input in found.inputs {
            if is_ours(&input.path) {
                reports.push(input.name);
                continue;
            }
            match suits(table, &input) {
                Err(reason) if !promises_a_table(&input.path) => {
                    self.notices.push(message!(
                        "input-folder-left-out",
                        file = input.name.as_str(),
                        table = table.label.clone(),
                        reason = reason
                    ));
                }
                _ => taken.push(input),
            }
        }
        if !reports.is_empty() {
            self.notices.push(message!(
                "input-folder-ours",
                count = reports.len(),
                files = some(reports.iter().map(String::as_str), SHOWN)
            ));
        }
        if !found.folders.is_empty() {
            self.notices.push(message!(
                "input-folder-folders",
                folder = folder,
                count = found.folders.len(),
                folders = some(found.folders.iter().map(String::as_str), SHOWN)
            ));
        }
        if taken.is_empty() {
            let table = table.label.clone();
            mistakes.push(message!(
                "input-folder-empty",
                folder = folder,
                table = table
            ));
        }
        self.add(ix, taken);
    }

    /// What comes by stdin, to its end.
    fn stdin(&mut self, ix: TableIx, terminal: &Terminal) -> Result<(), Message> {
        if stdin().is_terminal() {
            return Err(message!("input-stdin-terminal"));
        }
        Watch::heed();
        let Some(file) = piped::spooled(stdin(), Watch::stopped)? else {
            // nothing is read any more
            return Ok(());
        };
        let name = terminal.messages.key("input-stdin-name");
        self.add(ix, vec![Input::file(PathBuf::from(file.path()), name)]);
        self.piped = Some(file);
        Ok(())
    }
}

/// Whether a file is called as tables are.
fn promises_a_table(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str());
    ending.is_some_and(|ending| {
        TABLES
            .iter()
            .any(|table| ending.eq_ignore_ascii_case(table))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A commit of nothing but such a file is audited.
    #[test]
    fn hooks_know_what_promises_a_table() {
        let hooks = include_str!("../../../.pre-commit-hooks.yaml");
        let pattern = hooks
            .lines()
            .find_map(|line| line.trim().strip_prefix("files: "));
        let pattern = regex::Regex::new(pattern.unwrap()).unwrap();
        for ending in TABLES {
            assert!(pattern.is_match(&format!("a.{ending}")), "{ending}");
        }
    }
}
