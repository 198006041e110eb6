//! What stands in an export beside its rows: titles above the header, headers of two rows, and below it headers once more,
//! totals, signatures.

use super::batch::{Aside, Batch};
use super::{Settings, SourceError};

/// How many rows are looked through for the header.
pub(crate) const PREVIEW: usize = 100;
/// How many rows at the end of a file may be notes.
const NOTES: usize = 30;

/// The first rows of a file, blank ones included where the format stores them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Preview {
    /// Each row with its number as a person sees it.
    pub(crate) rows: Vec<(u64, Vec<String>)>,
    /// Merged cells, where the format knows them.
    pub(crate) merged: Vec<Merged>,
}

/// Merged cells: rows as a person sees them, columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Merged {
    pub(crate) rows: (u64, u64),
    pub(crate) columns: (usize, usize),
}

/// The header of a file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Heading {
    /// What each column is headed; the rows of a header of two rows are joined.
    pub(crate) columns: Vec<String>,
    /// First and last row of it as a person sees them; none in a file without a header.
    pub(crate) rows: Option<(u64, u64)>,
    /// How many rows of the preview it takes, with all that is above it.
    pub(crate) taken: usize,
    /// How many of the dictionary's fields it names.
    pub(crate) fields: usize,
    /// What is above it.
    pub(crate) above: Vec<(u64, Aside)>,
    /// The rows of the header and those above it as they stand, for they may come again.
    repeats: Vec<(Aside, Vec<String>)>,
}

/// What to set aside from the rows of a file.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) width: usize,
    repeats: Vec<(Aside, Vec<String>)>,
}

impl Layout {
    /// Sets aside the rows of a batch that are not of the table.
    pub(crate) fn sift(&self, batch: Batch, last: bool) -> Batch {
        batch
    }
}

/// Finds the header in the first rows of a file.
pub(crate) fn find(preview: &Preview, settings: &Settings) -> Result<Heading, SourceError> {
    todo!()
}
