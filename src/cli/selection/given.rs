//! Files that are given in place of the exports: `TABLE=FILE`, where FILE may be a pattern, a folder, or `-` for stdin; several for
//! one table are added up.

use std::collections::BTreeMap;
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
        let known = self.inputs.entry(ix).or_default();
        for input in inputs {
            // the files of an archive share its path
            let same = |k: &Input| k.entry == input.entry && find::same_file(&k.path, &input.path);
            if !known.iter().any(same) {
                known.push(input);
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
        let file = piped::spooled(stdin().lock())?;
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
