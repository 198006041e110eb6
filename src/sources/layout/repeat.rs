//! Rows that stand above the data and may come again, as on each page of a printed list.

use super::{is_blank, trimmed};
use crate::sources::batch::{Aside, Batch};

/// A row that may come again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeat {
    pub(super) aside: Aside,
    /// Its filled cells, trimmed, by column.
    cells: Vec<(usize, String)>,
}

impl Repeat {
    pub(super) fn new(aside: Aside, cells: &[String]) -> Repeat {
        let filled = cells.iter().enumerate();
        let filled = filled.map(|(column, cell)| (column, trimmed(cell).to_owned()));
        Repeat {
            aside,
            cells: filled.filter(|(_, cell)| !cell.is_empty()).collect(),
        }
    }

    /// Whether a row of the batch is this one.
    pub(super) fn is(&self, batch: &Batch, row: usize) -> bool {
        let same = |(column, text): &(usize, String)| {
            *column < batch.width() && trimmed(batch.cell(row, *column)) == text
        };
        // asked of every row: most differ in the first cells
        self.cells.iter().take(2).any(same) && self.fits(batch.row(row))
    }

    /// Whether some cells are this row.
    pub(super) fn is_like(&self, cells: &[String]) -> bool {
        self.fits(cells.iter().map(String::as_str))
    }

    /// A title comes again as it stands. Of a header some cells may differ, such as the number of the page beside it; no
    /// record holds two headings in their own columns.
    fn fits<'c>(&self, cells: impl Iterator<Item = &'c str>) -> bool {
        let (mut same, mut other, mut beside) = (0, 0, 0);
        let mut own = self.cells.iter().peekable();
        for (column, cell) in cells.enumerate() {
            let cell = if is_blank(cell) { "" } else { trimmed(cell) };
            let text = own.next_if(|(c, _)| *c == column);
            match text {
                Some((_, text)) if text == cell => same += 1,
                _ if cell.is_empty() => {}
                Some(_) => other += 1,
                None => beside += 1,
            }
        }
        let exact = same > 0 && same == self.cells.len() && beside == 0;
        let like = same > 1 && same > other && same * 2 > self.cells.len();
        exact || like && self.aside == Aside::Header
    }
}
