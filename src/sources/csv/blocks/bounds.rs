//! How far whole records reach, found without splitting them into cells.

use std::ops::Range;

use encoding_rs::UTF_8;

use super::super::dialect::Dialect;
use super::super::split::{MARK, ends_cell, quoted};

/// What programs of DOS write behind a text: ^Z.
const DOS_END: u8 = 0x1a;

/// Line ends of every kind in a part of the bytes: LF, CR LF, and CR alone. The LF of a CR LF may lie behind the part.
pub(super) fn count_lines(bytes: &[u8], part: Range<usize>) -> u64 {
    let alone = |&at: &usize| bytes.get(part.start + at + 1) != Some(&b'\n');
    let inside = &bytes[part.clone()];
    let returns = memchr::memchr_iter(b'\r', inside).filter(alone).count();
    (memchr::memchr_iter(b'\n', inside).count() + returns) as u64
}

/// How far whole records reach, and how many of the line ends up to there are inside quotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Records {
    pub(super) end: usize,
    pub(super) line_ends_inside: u64,
    /// There are quotes, of whatever kind.
    pub(super) quotes: bool,
}

/// Finds the last record that ends within the bytes, which go to the end of the file if `all`. What is a record is decided as
/// in the [`Splitter`].
pub(super) fn records(bytes: &[u8], dialect: Dialect, all: bool, longest: usize) -> Records {
    let Dialect {
        encoding,
        delimiter,
        quote: mark,
        ..
    } = dialect;
    // a CR that was read last may be half of a CR LF
    let whole = match bytes.last() {
        Some(b'\r') if !all => bytes.len() - 1,
        _ => bytes.len(),
    };
    let last_line_end = |from: usize, to: usize| {
        let to = to.min(whole).max(from);
        memchr::memrchr2(b'\n', b'\r', &bytes[from..to]).map(|i| from + i + 1)
    };
    let mut records = Records::default();
    let mut line_ends_inside = 0;
    // where the text outside quotes begins; a quote inside a cell does not interrupt it
    let mut outside = 0;
    let mut at = 0;
    while let Some(quote) = memchr::memchr(mark, &bytes[at..]).map(|i| at + i) {
        records.quotes = true;
        at = quote + 1;
        let opens = quote == 0
            || ends_cell(Some(&bytes[quote - 1]), delimiter)
            || encoding == UTF_8 && is_behind_mark(bytes, quote);
        if !opens {
            continue;
        }
        if let Some(end) = last_line_end(outside, quote) {
            records = Records {
                end,
                line_ends_inside,
                ..records
            };
            outside = end;
        }
        let near = &bytes[..bytes.len().min(quote + longest)];
        let complete = all && near.len() == bytes.len();
        let found = quoted(near, quote).filter(|found| complete || found.close + 1 < near.len());
        if let Some(found) = found
            && (found.line_ends == 0 || ends_cell(bytes.get(found.close + 1), delimiter))
        {
            line_ends_inside += found.line_ends;
            outside = found.close + 1;
            at = outside;
            continue;
        }
        let beyond = found.is_none() && near.len() < bytes.len();
        if found.is_none() && !beyond && !all {
            return records;
        }
        // refused: the record ends with the line
        let Some(line_end) = memchr::memchr2(b'\n', b'\r', &bytes[quote..whole]) else {
            break;
        };
        let length = if bytes[quote + line_end..].starts_with(b"\r\n") {
            2
        } else {
            1
        };
        outside = quote + line_end + length;
        at = outside;
        records = Records {
            end: outside,
            line_ends_inside,
            ..records
        };
        if beyond {
            return records;
        }
    }
    if all {
        return Records {
            end: bytes.len(),
            line_ends_inside,
            ..records
        };
    }
    last_line_end(outside, bytes.len()).map_or(records, |end| Records {
        end,
        line_ends_inside,
        ..records
    })
}

/// Where programs of DOS ended a text: only line ends and what fills up the file come behind.
pub(in crate::sources::csv) fn dos_end(bytes: &[u8]) -> Option<usize> {
    let filling = |b: &u8| matches!(*b, DOS_END | b'\n' | b'\r' | 0);
    let text = bytes.iter().rposition(|b| !filling(b));
    let text = text.map_or(0, |at| at + 1);
    memchr::memchr(DOS_END, &bytes[text..]).map(|at| text + at)
}

/// Whether a byte order mark at the start of a record stands before a place.
fn is_behind_mark(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].strip_suffix(MARK);
    before.is_some_and(|before| before.last().is_none_or(|b| matches!(b, b'\n' | b'\r')))
}
