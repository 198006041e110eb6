//! Cells: texts made fit for them, and how much room texts take.

use std::borrow::Cow;
use std::ops::Range;

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::style::Styles;
use crate::tables::date;
use crate::tables::types::DAY;

/// What Excel takes in a cell, counted in UTF-16.
const MOST_CHARS: usize = 32_767;
/// Excel allows rows of 546 pixels.
const MOST_LINES: u32 = 20;

/// Writes cells.
pub(super) trait Cells {
    /// A text, made fit for a cell.
    fn put(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError>;
    /// A number.
    fn number(
        &mut self,
        row: u32,
        column: u16,
        number: u64,
        format: &Format,
    ) -> Result<(), XlsxError>;
    /// The header of a table, some of whose columns hold numbers.
    fn headers(
        &mut self,
        row: u32,
        headers: &[String],
        numbers: Range<usize>,
        styles: &Styles,
    ) -> Result<(), XlsxError>;
    /// Makes room for so many lines: Excel does it by itself, `LibreOffice` does not.
    fn grow(&mut self, row: u32, lines: usize, styles: &Styles) -> Result<(), XlsxError>;
}

impl Cells for Worksheet {
    fn put(&mut self, row: u32, column: u16, text: &str, format: &Format) -> Result<(), XlsxError> {
        self.write_string_with_format(row, column, clean(text), format)?;
        Ok(())
    }

    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    fn number(
        &mut self,
        row: u32,
        column: u16,
        number: u64,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.write_number_with_format(row, column, number as f64, format)?;
        Ok(())
    }

    fn headers(
        &mut self,
        row: u32,
        headers: &[String],
        numbers: Range<usize>,
        styles: &Styles,
    ) -> Result<(), XlsxError> {
        for (at, (column, header)) in (0..).zip(headers).enumerate() {
            let number = numbers.contains(&at);
            let format = if number {
                &styles.header_right
            } else {
                &styles.header
            };
            self.put(row, column, header, format)?;
        }
        Ok(())
    }

    fn grow(&mut self, row: u32, lines: usize, styles: &Styles) -> Result<(), XlsxError> {
        if lines > 1 {
            let lines = u32::try_from(lines).unwrap_or(u32::MAX).min(MOST_LINES);
            self.set_row_height_pixels(row, lines * styles.row_height)?;
        }
        Ok(())
    }
}

/// Text that a cell can hold: characters that XML forbids as their pictures, an ellipsis where it is too long.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    // nearly all: neither control characters nor what begins as U+FFFE does
    if text.len() <= MOST_CHARS && text.bytes().all(|b| b >= b' ' && b != 0xef) {
        return Cow::Borrowed(text);
    }
    let fits = text.len() <= MOST_CHARS || text.encode_utf16().count() <= MOST_CHARS;
    if fits && !text.chars().any(forbidden) {
        return Cow::Borrowed(text);
    }
    let mut room = if fits { MOST_CHARS } else { MOST_CHARS - 1 };
    let mut out = String::new();
    for c in text.chars() {
        if c.len_utf16() > room {
            break;
        }
        room -= c.len_utf16();
        out.push(if forbidden(c) { picture(c) } else { c });
    }
    if !fits {
        out.push('…');
    }
    Cow::Owned(out)
}

/// A carriage return is allowed, but readers of XML drop it.
fn forbidden(c: char) -> bool {
    (c < ' ' && !matches!(c, '\t' | '\n')) || matches!(c, '\u{fffe}' | '\u{ffff}')
}

fn picture(c: char) -> char {
    char::from_u32(0x2400 + u32::from(c))
        .filter(|_| c < ' ')
        .unwrap_or('\u{fffd}')
}

/// 1899-12-30, in days before 1970-01-01.
const EPOCH: i64 = 25_569;

/// The number by which a workbook keeps a time: milliseconds since 1970-01-01.
#[allow(clippy::cast_precision_loss, reason = "a workbook keeps no more")]
pub(super) fn day_number(at: i64) -> f64 {
    (at + EPOCH * DAY) as f64 / DAY as f64
}

/// The number by which a workbook keeps a day such as `2026-12-31`.
pub(super) fn day(text: &str) -> Option<f64> {
    let stamp = date::iso(text).filter(|stamp| !stamp.timed)?;
    let days = u32::try_from(stamp.millis.div_euclid(DAY) + EPOCH).ok()?;
    Some(f64::from(days))
}

/// Room that a text takes up, in digits: Latin letters differ, CJK characters are twice as wide.
pub(super) fn width(text: &str) -> usize {
    text.chars().map(pixels).sum::<usize>().div_ceil(DIGIT)
}

/// Pixels of a digit in the fonts of the workbook.
const DIGIT: usize = 7;
/// No byte of a text stands for more pixels.
const WIDEST: usize = 12;

/// The width of a character in the fonts of the workbook.
fn pixels(c: char) -> usize {
    match c {
        ' ' | '.' | ',' | ':' | ';' | '|' | '!' | '\'' | '`' | '-' | '(' | ')' | '[' | ']'
        | 'i' | 'l' | 'j' | 'f' | 't' | 'r' | 'I' => 4,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 12,
        'A'..='Z' => 9,
        '\u{1100}'..='\u{115F}'
        | '\u{2E80}'..='\u{A4CF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FE30}'..='\u{FE6F}'
        | '\u{FF00}'..='\u{FF60}'
        | '\u{FFE0}'..='\u{FFE6}'
        | '\u{1F300}'..='\u{1F9FF}'
        | '\u{20000}'..='\u{3FFFD}' => 14,
        _ => 7,
    }
}

/// Lines that a text takes in a column of a width.
pub(super) fn lines(text: &str, room: usize) -> usize {
    text.lines().map(|line| lines_of(width(line), room)).sum()
}

/// Words are not broken, so lines that are not the last have a gap at their end.
fn lines_of(width: usize, room: usize) -> usize {
    if width <= room {
        1
    } else {
        width.div_ceil(room - room / 8)
    }
}

/// What a column is wider than its texts.
const BESIDE: usize = 2;

/// Columns as wide as their widest cell, up to a limit each.
pub(in crate::reports) struct Widths {
    /// The widest cell so far and the limit of each column.
    columns: Vec<(usize, usize)>,
    /// The last text of each column and its lines: many come again and again.
    last: Vec<(String, usize)>,
}

impl Widths {
    /// Room for the headers and the filter's button.
    pub(in crate::reports) fn new(headers: &[String], limits: &[usize]) -> Widths {
        let columns = headers
            .iter()
            .zip(limits)
            .map(|(header, &limit)| ((width(header) + 3).min(limit), limit))
            .collect();
        Widths {
            columns,
            last: vec![(String::new(), 0); headers.len()],
        }
    }

    /// Makes room for a text and says how many lines it takes.
    pub(in crate::reports) fn see(&mut self, column: usize, text: &str) -> usize {
        let (widest, limit) = &mut self.columns[column];
        // so short that it cannot be wider, whatever its letters
        if !text.is_empty() && text.len() * WIDEST <= *widest * DIGIT && !text.contains('\n') {
            return 1;
        }
        let (last, known) = &mut self.last[column];
        if last == text {
            return *known;
        }
        let mut lines = 0;
        for line in text.lines() {
            let needed = width(line);
            *widest = (*widest).max(needed.min(*limit));
            lines += lines_of(needed, *limit);
        }
        text.clone_into(last);
        *known = lines;
        lines
    }

    /// The last of the columns, from the first on, that have so much room together, and how much that is.
    pub(super) fn across(&self, room: usize) -> (u16, usize) {
        let (mut last, mut together) = (0, 0);
        for (column, (widest, _)) in (0..).zip(&self.columns) {
            (last, together) = (column, together + widest + BESIDE);
            if together >= room {
                break;
            }
        }
        (last, together)
    }

    pub(in crate::reports) fn apply(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        for (column, (widest, _)) in (0..).zip(&self.columns) {
            #[allow(clippy::cast_precision_loss, reason = "a few dozen")]
            sheet.set_column_width(column, (*widest + BESIDE) as f64 + 0.5)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_hold_what_xml_forbids_as_pictures() {
        assert_eq!(
            clean("a\u{0}b\u{1b}[31m\r\n\tc\u{ffff}"),
            "a␀b␛[31m␍\n\tc\u{fffd}"
        );
        assert_eq!(clean("=1+1"), "=1+1");
    }

    #[test]
    fn long_texts_are_cut_by_utf16() {
        let fits = "字".repeat(MOST_CHARS);
        assert_eq!(clean(&fits), fits);
        let cut = clean(&"😀".repeat(20_000)).into_owned();
        assert!(cut.ends_with("😀…"));
        assert_eq!(cut.encode_utf16().count(), MOST_CHARS);
    }

    #[test]
    fn chinese_is_twice_as_wide() {
        assert_eq!(width("0000"), 4);
        assert_eq!(width("华东（台灣）"), 12);
    }
}
