//! The first filled rows of a sheet, as far as they may be its header.

use std::ops::ControlFlow;

use super::book::Book;
use super::cells;
use super::errors::misplaced;
use super::rows::{MOST_COLUMNS, MOST_ROWS};
use super::value::Flow;
use super::value::Value;
use crate::sources::SourceError;
use crate::sources::layout::{PREVIEW, Preview};

/// So much of a cell is kept. No heading is longer, and a file of a few kilobytes can show a text of many megabytes in every cell.
const MOST_CELL: usize = 4096;
/// So many bytes are kept of all rows; a wide sheet has fewer rows to look through then.
const MOST_BYTES: usize = 16 << 20;

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
    /// The bytes that they take.
    bytes: usize,
}

impl FirstRows {
    fn cell(&mut self, row: u32, column: u32, value: &Value) -> Flow {
        // a cell takes as much memory as those before it in its row
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return ControlFlow::Break(Err(misplaced()));
        }
        if value.is_empty() {
            return ControlFlow::Continue(());
        }
        let line = u64::from(row) + 1;
        let last = self.rows.last().map(|(line, _)| *line);
        if last.is_some_and(|last| last > line) {
            return ControlFlow::Break(Err(misplaced()));
        }
        if last != Some(line) {
            if self.rows.len() == PREVIEW || self.bytes > MOST_BYTES {
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
            let column = column as usize;
            if column < cells.len() {
                return ControlFlow::Break(Err(misplaced()));
            }
            self.bytes += text.len() + (column + 1 - cells.len()) * size_of::<String>();
            cells.resize(column, String::new());
            cells.push(text);
        }
        ControlFlow::Continue(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::kind::Format;
    use super::super::made::Made;
    use super::*;

    fn rows_of(sheet: &str) -> Vec<(u64, Vec<String>)> {
        let made = Made::xlsx(&format!("<sheetData>{sheet}</sheetData>"));
        let mut book = made.open(Format::Xlsx).unwrap();
        preview(&mut book, 0).unwrap().rows
    }

    #[test]
    fn rows_are_as_long_as_they_are_filled() {
        let row =
            |row: usize| format!("<row r=\"{row}\"><c><v>{row}</v></c><c r=\"XFD{row}\"/></row>");
        let rows = rows_of(
            "<row r=\"3\"><c r=\"C3\"><v>1</v></c><c/></row><row r=\"5\"><c r=\"A5\" s=\"1\"/></row>",
        );
        assert_eq!(
            rows,
            [(3, vec![String::new(), String::new(), "1".to_owned()])]
        );
        let many: String = (1..=2 * PREVIEW).map(row).collect();
        let rows = rows_of(&many);
        assert_eq!((rows.len(), rows[PREVIEW - 1].0), (PREVIEW, PREVIEW as u64));
        assert!(rows.iter().all(|(_, cells)| cells.len() == 1));
    }

    #[test]
    fn memory_has_an_end() {
        let long = format!(
            "<row><c t=\"str\"><v>{}</v></c></row>",
            "长".repeat(MOST_CELL)
        );
        assert_eq!(rows_of(&long)[0].1[0].chars().count(), MOST_CELL / 4);
        // a row takes as much as all of its cells
        let wide = |row: usize| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>");
        let wide: String = (1..=PREVIEW).map(wide).collect();
        assert!((30..50).contains(&rows_of(&wide).len()));
    }

    #[test]
    fn what_is_out_of_order_is_refused() {
        for rows in [
            "<row r=\"2\"><c><v>1</v></c></row><row r=\"1\"><c><v>1</v></c></row>",
            "<row r=\"2\"><c r=\"B2\"><v>1</v></c><c r=\"A2\"><v>1</v></c></row>",
        ] {
            let made = Made::xlsx(&format!("<sheetData>{rows}</sheetData>"));
            assert!(preview(&mut made.open(Format::Xlsx).unwrap(), 0).is_err());
        }
        // a row is not made as wide as a cell claims
        for (row, column) in [(MOST_ROWS, 0), (0, MOST_COLUMNS), (0, u32::MAX)] {
            let mut rows = FirstRows::default();
            assert!(rows.cell(row, column, &Value::Text("a")).is_break());
            assert_eq!(rows.bytes, 0);
        }
    }
}
