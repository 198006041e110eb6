//! Gathers the cells of a sheet into rows, and the rows into batches.

use std::ops::ControlFlow;

use super::cells;
use super::errors::misplaced;
use super::value::{Flow, Value};
use crate::messages::message;
use crate::sources::batch::{Aside, Batch, Damaged, Fault, Faulty};
use crate::sources::budget::Budget;

/// Rows of a batch.
const ROWS: usize = 16_384;
/// Cells of a batch, for sheets of very many columns.
const CELLS: usize = 4 << 20;
/// Text of a batch. No row is longer: a small file can show a text of many megabytes in each cell of one.
const BYTES: usize = 64 << 20;
/// Rows and columns of an Excel sheet.
pub(crate) const MOST_ROWS: u32 = 1_048_576;
pub(crate) const MOST_COLUMNS: u32 = 16_384;

/// The rows of a sheet below its header. Rows that hold nothing are set aside as blank, those behind the last filled row
/// too: a sheet may store a million formatted rows.
pub(crate) struct Rows<F> {
    batch: Batch<'static>,
    budget: Budget,
    /// Rows of a batch.
    most: usize,
    /// Takes a full batch; whether more are wanted.
    full: F,
    /// The header's last row.
    header: u64,
    /// The last row that ended.
    above: u64,
    /// The last row that is stored, filled or not.
    stored: u64,
    /// The row that is being written, as a person counts.
    open: Option<u64>,
    /// The column behind its last filled cell.
    cells: usize,
    /// How many cells it has, filled or not, where the format says so of each row.
    held: Option<usize>,
    /// Whether a cell to the right of the headings is too much in its row, and no remark.
    keeps_surplus: bool,
}

impl<F: FnMut(Batch<'static>) -> bool> Rows<F> {
    /// Rows below `header`, in batches of as many rows as are handed on at once.
    pub(crate) fn new(header: u64, width: usize, budget: Budget, full: F) -> Rows<F> {
        let most = ROWS.min(CELLS / width.max(1)).max(1);
        Rows {
            batch: Batch::new(width),
            budget,
            most,
            full,
            header,
            above: header,
            stored: header,
            open: None,
            cells: 0,
            held: None,
            keeps_surplus: false,
        }
    }

    /// The same of rows that were copied from a format that is no grid.
    pub(crate) fn keeping_surplus(self, keeps_surplus: bool) -> Rows<F> {
        Rows {
            keeps_surplus,
            ..self
        }
    }

    /// The same, in batches of `most` rows.
    #[cfg(test)]
    pub(crate) fn at_most(mut self, most: usize) -> Rows<F> {
        self.most = most;
        self
    }

    /// Takes note of a row that is stored, whether or not there is anything in it.
    pub(crate) fn row(&mut self, row: u32) {
        self.stored = self.stored.max(u64::from(row) + 1);
    }

    /// Takes the next cell; row and column count from 0.
    pub(crate) fn cell(&mut self, row: u32, column: u32, value: &Value) -> Flow {
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return ControlFlow::Break(Err(misplaced()));
        }
        let line = u64::from(row) + 1;
        if line <= self.header {
            // above a row that was read already stands what nobody has looked at
            let is_late = self.stored > self.header && !value.is_empty();
            return if is_late {
                ControlFlow::Break(Err(misplaced()))
            } else {
                ControlFlow::Continue(())
            };
        }
        self.row(row);
        if value.is_empty() {
            return ControlFlow::Continue(());
        }
        if self.open != Some(line) {
            self.begin_row(line)?;
        }
        let column = column as usize;
        if column < self.cells {
            return ControlFlow::Break(Err(misplaced()));
        }
        self.cells = column + 1;
        if column >= self.batch.width() {
            self.batch.outside.push((self.batch.rows(), column));
        } else {
            let write = |text: &mut String| cells::write(text, value);
            if let Some(damage) = self.batch.write_cell(column, write) {
                let row = self.batch.rows();
                self.batch.damaged.push(Damaged {
                    row,
                    column,
                    damage,
                });
            }
            if self.batch.bytes() > 2 * BYTES {
                return ControlFlow::Break(Err(message!("source-row-too-large")));
            }
        }
        ControlFlow::Continue(())
    }

    /// Tells how many cells the row has whose cells were taken, filled or not. In a format of rows and not of a grid, too few
    /// or too many are a fault: nobody knows which of them is missing or too much.
    pub(crate) fn holds(&mut self, row: u32, cells: usize) {
        if self.open == Some(u64::from(row) + 1) {
            self.held = Some(cells);
        }
    }

    fn begin_row(&mut self, line: u64) -> Flow {
        self.end_row();
        if line <= self.above {
            return ControlFlow::Break(Err(misplaced()));
        }
        if let Err(over) = self.budget.blanks(self.batch.width()) {
            return ControlFlow::Break(Err(over));
        }
        if self.is_full() {
            let next = Batch::new(self.batch.width());
            if !(self.full)(std::mem::replace(&mut self.batch, next)) {
                return ControlFlow::Break(Ok(()));
            }
        }
        self.set_aside_before(line);
        self.open = Some(line);
        ControlFlow::Continue(())
    }

    fn is_full(&self) -> bool {
        let cells = self.batch.outside.len();
        self.batch.rows() >= self.most || self.batch.bytes() >= BYTES || cells >= CELLS
    }

    fn end_row(&mut self) {
        let Some(line) = self.open.take() else {
            return;
        };
        let width = self.batch.width();
        let wide = (self.keeps_surplus && self.cells > width).then_some(self.cells);
        if let Some(held) = self.held.take().or(wide) {
            let row = self.batch.rows();
            let cells = if held < width { held } else { self.cells };
            if held < width || cells > width {
                self.batch.faulty.push(Faulty {
                    row,
                    record: line,
                    fault: Fault::Cells(cells),
                });
            }
            // told with the row
            self.batch.outside.retain(|(outside, _)| *outside != row);
        }
        self.batch.end_row(line);
        self.above = line;
        self.cells = 0;
    }

    fn set_aside_before(&mut self, line: u64) {
        let blank = (self.above + 1..line).map(|line| (line, Aside::Blank));
        self.batch.aside.extend(blank);
    }

    /// The last rows.
    /// The last batch, and what is left of the budget.
    pub(crate) fn finish(mut self) -> (Batch<'static>, Budget) {
        self.end_row();
        self.set_aside_before(self.stored + 1);
        (self.batch, self.budget)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Cell = (u32, u32, &'static str);

    /// The batches that cells become, and whether the sheet was accepted.
    fn gather(header: u64, width: usize, cells: &[Cell]) -> (Vec<Batch<'static>>, bool) {
        let mut batches = Vec::new();
        let mut rows = Rows::new(header, width, Budget::default(), |batch| {
            batches.push(batch);
            true
        })
        .at_most(2);
        let mut accepted = true;
        for (row, column, text) in cells {
            let value = Value::Text(text);
            accepted &= rows.cell(*row, *column, &value).is_continue();
        }
        let (last, _) = rows.finish();
        batches.push(last);
        (batches, accepted)
    }

    #[test]
    fn rows_keep_their_numbers() {
        let cells = [
            (0, 0, "title"),
            (1, 0, "k"),
            (2, 1, "b"),
            (4, 0, "a"),
            (4, 1, ""),
            (4, 3, "beside"),
            (5, 0, "c"),
            (6, 0, ""),
            (8, 1, ""),
        ];
        let (batches, accepted) = gather(2, 2, &cells);
        assert!(accepted);
        let lines =
            |batch: &Batch| -> Vec<u64> { (0..batch.rows()).map(|r| batch.line(r)).collect() };
        assert_eq!(
            batches.iter().map(lines).collect::<Vec<_>>(),
            [vec![3, 5], vec![6]]
        );
        let first: Vec<&str> = batches[0].row(0).collect();
        assert_eq!(first, ["", "b"]);
        assert_eq!(batches[0].aside, [(4, Aside::Blank)]);
        assert_eq!(batches[0].outside, [(1, 3)]);
        // formatted, but empty
        let blank = [7, 8, 9].map(|line| (line, Aside::Blank));
        assert_eq!(batches[1].aside, blank);
    }

    #[test]
    fn a_row_has_an_end() {
        let text = "x".repeat(BYTES);
        let mut rows = Rows::new(0, 9, Budget::default(), |_| true);
        for (column, accepted) in [(0, true), (1, true), (2, false)] {
            let cell = rows.cell(0, column, &Value::Text(&text));
            assert_eq!(cell.is_continue(), accepted);
        }
        // many of them are no row
        let mut batches = 0;
        let mut rows = Rows::new(0, 1, Budget::default(), |_| {
            batches += 1;
            true
        });
        for row in 0..4 {
            assert!(rows.cell(row, 0, &Value::Text(&text)).is_continue());
        }
        rows.finish();
        assert_eq!(batches, 3);
    }

    #[test]
    fn what_is_out_of_order_is_refused() {
        assert!(!gather(0, 2, &[(1, 0, "a"), (0, 0, "b")]).1);
        assert!(!gather(0, 2, &[(0, 1, "a"), (0, 0, "b")]).1);
        assert!(!gather(0, 2, &[(0, 0, "a"), (0, 0, "b")]).1);
        assert!(!gather(1, 2, &[(0, 0, "k"), (1, 0, "a"), (0, 1, "b")]).1);
        assert!(!gather(0, 2, &[(MOST_ROWS, 0, "a")]).1);
        assert!(!gather(0, 2, &[(0, MOST_COLUMNS, "a")]).1);
        assert!(gather(0, 2, &[(MOST_ROWS - 1, 1, "a")]).1);
    }
}
