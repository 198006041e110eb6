//! Whether somebody has entered rows into a template of ours, for whoever is about to replace it.

use std::ops::ControlFlow;
use std::path::Path;

use super::filled::{Cell, cells_of};
use crate::sources::stamp::{self, Reading, Stamp};
use crate::sources::{SourceError, regular};

/// What somebody has entered into a workbook.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Entered {
    /// It is no template of ours.
    Foreign,
    Nothing,
    /// The first cell that we did not write, by its sheet and its row, from 1.
    Something(String, u32),
}

/// What somebody has entered. Fails where that cannot be read.
pub(crate) fn entered(path: &Path) -> Result<Entered, SourceError> {
    let take = |reading: &mut Reading, cell: &Cell| {
        if cell.sheet == stamp::SHEET {
            // what is more than any stamp has is none of it
            let _: ControlFlow<Result<(), ()>> = reading.cell(cell.row, cell.column, cell.text);
        }
    };
    let reading = cells_of(regular(path)?, Reading::default(), take)?;
    let Some(stamp) = reading.stamp() else {
        return Ok(Entered::Foreign);
    };
    cells_of(regular(path)?, Entered::Nothing, move |first, cell| {
        if *first == Entered::Nothing && !is_ours(&stamp, cell) {
            *first = Entered::Something(cell.sheet.to_owned(), cell.row + 1);
        }
    })
}

/// Whether a cell is in a heading or an example, or stands where nothing is entered.
fn is_ours(stamp: &Stamp, cell: &Cell) -> bool {
    if stamp.is_beside(cell.sheet) {
        return true;
    }
    let mut entries = stamp.entries.iter();
    let entry = entries.find(|entry| entry.sheet == cell.sheet);
    let column = entry.and_then(|entry| entry.columns.get(cell.column as usize));
    column.is_some_and(|column| match cell.row {
        0 => true,
        1 => column.example == cell.text,
        _ => false,
    })
}
