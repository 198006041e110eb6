//! References as workbooks write them: `B7`, `$A$1:C5`, `A:C`, `1:4`. Rows and columns count from 0 here.

use super::rows::{MOST_COLUMNS, MOST_ROWS};

/// The last column is `XFD`.
const MOST_LETTERS: usize = 3;

/// A rectangle of cells; all four are within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Area {
    pub(crate) top: u32,
    pub(crate) bottom: u32,
    pub(crate) left: u32,
    pub(crate) right: u32,
}

impl Area {
    /// Whether it goes to the last row or column that a sheet may have: it says nothing of those that are there.
    pub(crate) fn is_endless(&self) -> bool {
        self.bottom >= MOST_ROWS - 1 || self.right >= MOST_COLUMNS - 1
    }
}

/// Row and column of a cell; none where it is written wrongly or is outside of every sheet.
pub(crate) fn cell(text: &[u8]) -> Option<(u32, u32)> {
    match corner(text)? {
        (Some(row), Some(column)) => Some((row, column)),
        _ => None,
    }
}

/// An area: a cell, two corners in any order, whole columns or whole rows.
pub(crate) fn area(text: &[u8]) -> Option<Area> {
    let mut corners = text.splitn(2, |byte| *byte == b':').map(corner);
    let one = corners.next()??;
    let other = match corners.next() {
        Some(other) => other?,
        None if one.0.is_some() && one.1.is_some() => one,
        None => return None,
    };
    let span = |one: Option<u32>, other: Option<u32>, most: u32| match (one, other) {
        (Some(one), Some(other)) => Some((one.min(other), one.max(other))),
        // all of them
        (None, None) => Some((0, most - 1)),
        _ => None,
    };
    let (top, bottom) = span(one.0, other.0, MOST_ROWS)?;
    let (left, right) = span(one.1, other.1, MOST_COLUMNS)?;
    Some(Area {
        top,
        bottom,
        left,
        right,
    })
}

/// Row and column of a corner, of which one may be left out.
fn corner(text: &[u8]) -> Option<(Option<u32>, Option<u32>)> {
    let text = text.strip_prefix(b"$").unwrap_or(text);
    let (mut letters, mut column) = (0, 0);
    for byte in text {
        let letter = byte.to_ascii_uppercase().wrapping_sub(b'A');
        if letter >= 26 {
            break;
        }
        letters += 1;
        if letters > MOST_LETTERS {
            return None;
        }
        column = 26 * column + u32::from(letter) + 1;
    }
    let rest = &text[letters..];
    let row = match rest.strip_prefix(b"$").unwrap_or(rest) {
        [] if rest.is_empty() && letters > 0 => 0,
        digits => number(digits).filter(|row| *row > 0)?,
    };
    if row > MOST_ROWS || column > MOST_COLUMNS {
        return None;
    }
    Some((row.checked_sub(1), column.checked_sub(1)))
}

/// A number of digits, of which there are some; none where it is anything else or has more than nine.
pub(crate) fn number(digits: &[u8]) -> Option<u32> {
    if !(1..=9).contains(&digits.len()) {
        return None;
    }
    let mut number = 0;
    for digit in digits {
        let digit = digit.wrapping_sub(b'0');
        if digit > 9 {
            return None;
        }
        number = 10 * number + u32::from(digit);
    }
    Some(number)
}

/// A cell as a person names it: `AB12`.
pub(crate) fn name(row: u32, column: u32) -> String {
    let mut letters = Vec::new();
    let mut rest = column + 1;
    while rest > 0 {
        let letter = (rest - 1) % 26;
        letters.push(char::from(b'A' + u8::try_from(letter).unwrap_or_default()));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells() {
        for (text, place) in [
            ("A1", (0, 0)),
            ("b7", (6, 1)),
            ("$AB$12", (11, 27)),
            ("XFD1048576", (1_048_575, 16_383)),
        ] {
            assert_eq!(cell(text.as_bytes()), Some(place), "{text}");
        }
        for text in [
            "",
            "A",
            "1",
            "A0",
            "XFE1",
            "A1048577",
            "A99999999999",
            "A1B",
            "AAAAAAAAAAAA1",
            "$",
            "A-1",
            "中1",
        ] {
            assert_eq!(cell(text.as_bytes()), None, "{text}");
        }
        for column in [0, 25, 26, 701, 702, 16_383] {
            assert_eq!(cell(name(4, column).as_bytes()), Some((4, column)));
        }
    }

    #[test]
    fn areas() {
        for (text, [top, bottom, left, right]) in [
            ("B2", [1, 1, 1, 1]),
            ("A1:C5", [0, 4, 0, 2]),
            ("C5:A1", [0, 4, 0, 2]),
            ("$A:$C", [0, 1_048_575, 0, 2]),
            ("1:4", [0, 3, 0, 16_383]),
        ] {
            let found = Area {
                top,
                bottom,
                left,
                right,
            };
            assert_eq!(area(text.as_bytes()), Some(found), "{text}");
        }
        for text in ["", ":", "A1:", "A1:B", "A:1", "A1:B2:C3", "#REF!", "A", "1"] {
            assert_eq!(area(text.as_bytes()), None, "{text}");
        }
    }
}
