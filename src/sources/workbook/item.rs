//! What the readers of sheets hand out.

use super::reference::Area;

/// What is in a sheet, in the order of the file; `C` is a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Item<C> {
    /// Columns that are hidden, from the first to the last.
    HiddenColumns(u32, u32),
    /// A row that begins.
    Row {
        row: u32,
        hidden: bool,
    },
    Cell(C),
    Filter,
    Merged(Area),
}
