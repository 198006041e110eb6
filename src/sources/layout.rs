//! What stands in an export beside its rows: titles above the header, headers of two rows, and below it headers once more,
//! totals, signatures.

mod below;
mod fill;
mod header;
mod joined;
mod notes;
mod repeat;
mod second;
mod sift;
mod totals;

pub(crate) use self::fill::{Fill, Fills, Reach};
pub(crate) use self::header::{Heading, find};
pub(crate) use self::second::Headers;
pub(crate) use self::sift::{Example, Layout, among};
pub(crate) use self::totals::Totals;

use crate::blank::{is_empty as is_blank, trim as trimmed};

/// How many rows are looked through for the header.
pub(crate) const PREVIEW: usize = 100;

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

/// Letters, digits and the marks between them, with at least one digit.
fn is_code(cell: &str) -> bool {
    let cell = trimmed(cell);
    cell.bytes().any(|b| b.is_ascii_digit())
        && cell
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b'/' | b'#'))
}

#[cfg(test)]
mod testing;
