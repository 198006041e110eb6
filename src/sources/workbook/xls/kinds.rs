//! Kinds of the records of a sheet ([MS-XLS] 2.3.2), and what those that hold cells look like.

use std::ops::RangeInclusive;

use super::records::{self, Record, word};
use super::strings::Storage;

/// Formulas have had three kinds.
pub(crate) const FORMULAS: [u16; 3] = [0x0006, 0x0206, 0x0406];
pub(crate) const MANY_NUMBERS: u16 = 0x00bd;
pub(crate) const MANY_BLANKS: u16 = 0x00be;
pub(crate) const RICH_LABEL: u16 = 0x00d6;
pub(crate) const SHARED_LABEL: u16 = 0x00fd;
pub(crate) const BLANK: u16 = 0x0201;
pub(crate) const NUMBER: u16 = 0x0203;
pub(crate) const LABEL: u16 = 0x0204;
pub(crate) const BOOL_OR_ERROR: u16 = 0x0205;
pub(crate) const SHORT_NUMBER: u16 = 0x027e;
/// All that hold cells.
pub(crate) const CELLS: [u16; 12] = [
    FORMULAS[0],
    FORMULAS[1],
    FORMULAS[2],
    MANY_NUMBERS,
    MANY_BLANKS,
    RICH_LABEL,
    SHARED_LABEL,
    BLANK,
    NUMBER,
    LABEL,
    BOOL_OR_ERROR,
    SHORT_NUMBER,
];
/// The text that the formula before came to.
pub(crate) const STRING: u16 = 0x0207;
/// Beside the cells.
pub(crate) const UNCALCULATED: u16 = 0x005e;
pub(crate) const COLUMNS: u16 = 0x007d;
pub(crate) const MERGED: u16 = 0x00e5;
pub(crate) const DIMENSIONS: u16 = 0x0200;
pub(crate) const ROW: u16 = 0x0208;
pub(crate) const DEFAULT_ROW: u16 = 0x0225;
/// A filter hides rows.
pub(crate) const FILTERED: u16 = 0x009b;
const WINDOW: u16 = 0x023e;

/// Records beside the cells that are always of one length: settings of the sheet, most of which stand before the cells.
const SETTINGS: [(u16, usize); 18] = [
    (0x000c, 2),
    (0x000d, 2),
    (0x000f, 2),
    (0x0010, 8),
    (0x0011, 2),
    (0x0012, 2),
    (0x0019, 2),
    (0x002a, 2),
    (0x002b, 2),
    (0x0055, 2),
    (0x005f, 2),
    (0x0080, 8),
    (0x0081, 2),
    (0x0082, 2),
    (0x0083, 2),
    (0x0084, 2),
    (ROW, 16),
    (DEFAULT_ROW, 4),
];

/// Columns of a sheet; it has rows for every number of two bytes.
const MOST_COLUMNS: u16 = 256;
/// Length of a formula before its code, and where the length of the code stands.
const FORMULA_HEAD: usize = 22;

/// Row and column of a cell.
pub(crate) fn place(data: &[u8]) -> Option<(u16, u16)> {
    let place = word(data, 0).zip(word(data, 2));
    place.filter(|(_, column)| *column < MOST_COLUMNS)
}

/// The columns of a run of cells, each of so many bytes, with the last column behind them; none where they do not fit.
pub(crate) fn columns(data: &[u8], size: usize) -> Option<RangeInclusive<u16>> {
    let (_, first) = place(data)?;
    let (cells, last) = data.get(4..)?.split_last_chunk::<2>()?;
    let columns = first..=u16::from_le_bytes(*last);
    let fits = *columns.end() < MOST_COLUMNS && columns.len() * size == cells.len();
    fits.then_some(columns)
}

/// Whether a record beside the cells is longer or shorter than others of its kind, so that it may hide a cell.
pub(crate) fn is_odd(record: Record, storage: Storage) -> bool {
    let Record { kind, data } = record;
    match kind {
        // ten bytes are a cell's
        COLUMNS => data.len() == 10,
        DIMENSIONS if storage == Storage::Unicode => data.len() != 14,
        DIMENSIONS => data.len() != 10,
        _ => SETTINGS
            .iter()
            .any(|(other, length)| kind == *other && data.len() != *length),
    }
}

/// Whether another cell follows the code of a formula within its record, whose length is then wrong.
pub(crate) fn hides_cell(formula: &[u8]) -> bool {
    let code = word(formula, FORMULA_HEAD - 2).map_or(0, usize::from);
    let behind = formula.get(FORMULA_HEAD + code..).unwrap_or_default();
    records::split(behind)
        .is_some_and(|(next, _)| CELLS.contains(&next.kind) && place(next.data).is_some())
}

/// Whether a record is a cell in all but one bit of its kind: a cell that would vanish without a word.
pub(crate) fn was_cell(record: Record, storage: Storage) -> bool {
    let Record { kind, data } = record;
    let looks_like = |cell: u16| match cell {
        NUMBER => data.len() == 14,
        SHORT_NUMBER | SHARED_LABEL => data.len() == 10,
        BOOL_OR_ERROR => data.len() == 8,
        MANY_NUMBERS => columns(data, 6).is_some(),
        LABEL => is_label(data, storage).unwrap_or_default(),
        cell if FORMULAS.contains(&cell) => is_formula(data).unwrap_or_default(),
        _ => false,
    };
    // others of the same length, one bit away
    let is_known = kind == COLUMNS || kind == WINDOW && storage != Storage::Unicode;
    let one_bit = |cell: &&u16| (**cell ^ kind).is_power_of_two();
    !is_known && place(data).is_some() && CELLS.iter().filter(one_bit).any(|cell| looks_like(*cell))
}

fn is_label(data: &[u8], storage: Storage) -> Option<bool> {
    let count = usize::from(word(data, 6)?);
    let length = match storage {
        Storage::Bytes(_) => 8 + count,
        Storage::Unicode => 9 + count * usize::from(data.get(8)? % 2 + 1),
    };
    Some(data.len() == length)
}

fn is_formula(data: &[u8]) -> Option<bool> {
    let code = usize::from(word(data, FORMULA_HEAD - 2)?);
    Some(code > 0 && data.len() == FORMULA_HEAD + code)
}
