//! The first filled rows of a sheet, as far as they may be its header.

use std::ops::ControlFlow;

use super::book::{Book, Flow, broken};
use super::cells;
use super::value::Value;
use crate::sources::SourceError;
use crate::sources::layout::{PREVIEW, Preview};

/// So much of a cell is kept. No heading is longer, and a file of a few kilobytes can show a text of many megabytes in every cell.
const MOST_CELL: usize = 4096;
/// So much of all rows is kept; a wide sheet has fewer rows to look through then.
const MOST_TEXT: usize = 16 << 20;

/// Looks at the first rows of a sheet.
pub(crate) fn preview(book: &mut Book, sheet: usize) -> Result<Preview, SourceError> {
    let mut rows = FirstRows::default();
    book.cells(sheet, |row, column, value| rows.cell(row, column, value))?;
    Ok(Preview {
        rows: rows.rows,
        merged: Vec::new(),
    })
}

/// Gathers rows that hold something, each as long as it is filled.
#[derive(Default)]
struct FirstRows {
    rows: Vec<(u64, Vec<String>)>,
    /// Bytes of all cells.
    text: usize,
}

impl FirstRows {
    fn cell(&mut self, row: u32, column: u32, value: &Value) -> Flow {
        if value.is_empty() {
            return ControlFlow::Continue(());
        }
        let line = u64::from(row) + 1;
        let last = self.rows.last().map(|(line, _)| *line);
        if last.is_some_and(|last| last > line) {
            return ControlFlow::Break(Err(broken(&"rows out of order")));
        }
        if last != Some(line) {
            if self.rows.len() == PREVIEW || self.text > MOST_TEXT {
                return ControlFlow::Break(Ok(()));
            }
            self.rows.push((line, Vec::new()));
        }
        if let Some((_, cells)) = self.rows.last_mut() {
            let mut text = String::new();
            match value {
                Value::Text(long) if long.len() > MOST_CELL => {
                    text.extend(long.chars().take(MOST_CELL / 4));
                }
                value => {
                    cells::write(&mut text, value);
                }
            }
            self.text += text.len() + size_of::<String>();
            let column = column as usize;
            if column < cells.len() {
                return ControlFlow::Break(Err(broken(&"cells out of order")));
            }
            cells.resize(column, String::new());
            cells.push(text);
        }
        ControlFlow::Continue(())
    }
}
