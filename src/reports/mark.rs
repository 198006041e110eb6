//! The file of whoever sent it, with what is wrong marked in it: red cells with a note each, a column that lists the faults of
//! each row, and a sheet that sums up. An xlsx stays what it is but for that; of other formats a new workbook is written.

mod book;
mod drawing;
mod formula;
mod fresh;
mod marks;
mod notes;
mod package;
mod parts;
mod proposal;
mod sealed;
mod sheet;
mod styles;
mod summary;
mod survey;
mod xml;

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use self::fresh::Texts;
pub(crate) use self::marks::Marks;
use self::marks::SheetMarks;
use self::package::Order;
use super::Report;
use crate::messages::{Message, message};
use crate::sources::find;
use crate::sources::workbook::HEADING;

/// Notes of a workbook: with more of them Excel is slow.
const MOST_NOTES: usize = 5_000;

/// Why a workbook is not marked as it is.
#[derive(Debug)]
enum Stop {
    /// Nothing can be put into it.
    Unfit(Message),
    /// The other file could not be written.
    Failed(io::Error),
}

impl From<io::Error> for Stop {
    fn from(error: io::Error) -> Stop {
        Stop::Failed(error)
    }
}

impl From<Message> for Stop {
    fn from(reason: Message) -> Stop {
        Stop::Unfit(reason)
    }
}

/// What was marked, and what was not.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) cells: u64,
    pub(crate) rows: u64,
    /// Cells that are red without a note: there would be too many, or somebody holds a conversation there.
    pub(crate) without_note: usize,
    pub(crate) conversations: usize,
    /// Rows for which a new workbook has no room.
    pub(crate) beyond: u64,
    /// Rows of which it has no room for all cells.
    pub(crate) cut: u64,
    /// Whether a sheet has no room for the column of faults.
    pub(crate) no_column: bool,
    /// Whether all rows stayed although only those with faults were wanted.
    pub(crate) whole: bool,
    /// Whether they did because nowhere is room to say which are emptied.
    pub(crate) unsaid: bool,
    /// Why it is a new workbook.
    pub(crate) fresh: Option<Message>,
}

/// Whether an audit has anything of a file that can be marked; why not.
pub(crate) fn is_read(report: &Report, path: &Path) -> Result<(), Message> {
    let inputs = report.review.audit.inputs.iter();
    let inputs: Vec<_> = inputs
        .filter(|input| find::same_file(&input.input.path, path))
        .collect();
    if inputs.iter().any(|input| input.input.entry.is_some()) {
        return Err(message!("mark-in-archive"));
    }
    if inputs.iter().any(|input| !input.columns.is_empty()) {
        return Ok(());
    }
    let error = inputs.iter().find_map(|input| input.error.clone());
    Err(error.unwrap_or_else(|| message!("mark-not-read")))
}

/// Writes the file at a path with its marks. `macros`: whether the name of what is written says that it holds some.
pub(crate) fn write(
    report: &Report,
    marks: &Marks,
    (path, file): (&Path, &File),
    only_bad: bool,
    macros: bool,
    out: &mut (dyn Write + Send),
) -> io::Result<Told> {
    let heading = format!("{HEADING}: {}", report.messages.key("mark-heading"));
    let emptied = format!("{HEADING}: {}", report.messages.key("mark-emptied"));
    let inputs = report.review.audit.inputs.iter();
    let inputs: Vec<_> = inputs
        .filter(|input| find::same_file(&input.input.path, path))
        .collect();
    let name = inputs.first().map_or("", |input| input.input.name.as_str());
    let lines = summary::lines(report, marks, name, only_bad, None);
    let title = report.messages.key("mark-summary");
    let tables = inputs
        .iter()
        .map(|input| &report.project.tables[input.table]);
    let order = Order {
        sheets: &marks.sheets,
        heading: &heading,
        emptied: &emptied,
        summary: (&title, &lines),
        only_bad,
        macros,
        unpacked: tables.filter_map(|table| table.unpacked).max(),
    };
    let mut told = match package::write(file, &order, out) {
        Ok(told) => told,
        Err(Stop::Failed(error)) => return Err(error),
        Err(Stop::Unfit(reason)) => {
            let texts = Texts {
                heading: &heading,
                emptied: &emptied,
                summary: &title,
            };
            let written = fresh::write(report, &inputs, marks, &texts, only_bad, &reason, out)?;
            Told {
                without_note: written.without_note,
                beyond: written.beyond,
                cut: written.cut,
                whole: only_bad && marks.sheets.iter().any(|sheet| sheet.fills),
                unsaid: only_bad && marks.sheets.iter().any(|sheet| sheet.header.is_none()),
                fresh: Some(reason),
                ..Told::default()
            }
        }
    };
    (told.cells, told.rows) = marks.count();
    Ok(told)
}
