//! What stands in an export beside its rows: titles above the header, headers of two rows, and below it headers once more,
//! totals, signatures.

mod below;
mod header;
mod joined;
mod notes;
mod repeat;
mod sift;
mod totals;

pub(crate) use self::header::{Heading, find};
pub(crate) use self::sift::Layout;
pub(crate) use self::totals::Totals;

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

/// Without blanks at the ends; a file that was appended to another brings its byte order mark along.
fn trimmed(cell: &str) -> &str {
    // most cells begin and end with a letter or digit
    if let [b'!'..=b'~', .., b'!'..=b'~'] = cell.as_bytes() {
        return cell;
    }
    cell.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}')
}

fn is_blank(cell: &str) -> bool {
    // most cells begin with a letter, digit or ideograph
    !matches!(cell.as_bytes().first(), Some(b'!'..=b'~' | 0xe4..=0xee)) && trimmed(cell).is_empty()
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
