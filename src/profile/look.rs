//! What one value looks like: everything that is told of it without knowing its column.

use super::private::{self, Private};
use super::shape::is_ideograph;
use crate::blank;
use crate::tables::cell::boolean;
use crate::tables::date::{self, Conventions, Hint, Order, Reading};
use crate::tables::forms::{Form, Refused, narrow};
use crate::tables::number;
use crate::tables::types::DAY;

/// Words that systems write where there is nothing.
const NOTHING: [&str; 16] = [
    "na", "n/a", "#n/a", "null", "(null)", "none", "nan", "nil", "-", "--", "/", "\\n", "无", "無",
    "空", "empty",
];

/// Bytes of the longest date.
const LONGEST: usize = 96;

/// What a value may be read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word for nothing.
    Nothing,
    Number(Number),
    /// A date that is none of digits only.
    Date(Dated),
    /// Three numbers of which nobody knows which is the year.
    OpenYear,
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) value: i128,
    /// With a separator of thousands, a sign of currency or the like.
    pub(super) written: bool,
    /// Zeros before it that a number would lose.
    pub(super) zeros: bool,
    /// Digits of ASCII and nothing else; how many.
    pub(super) digits: Option<u32>,
    /// The same digits as a day, where they can be one.
    pub(super) day: Option<i64>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dated {
    /// In the order of day and month that is right, or with the day first and with the month first.
    pub(super) millis: [i64; 2],
    pub(super) timed: bool,
    pub(super) hint: Option<Hint>,
    /// With a zone behind it.
    pub(super) zoned: bool,
    pub(super) iso: bool,
}

/// Kinds of characters, as bits.
pub(super) mod class {
    pub(crate) const DIGIT: u16 = 1;
    pub(crate) const UPPER: u16 = 2;
    pub(crate) const LOWER: u16 = 4;
    pub(crate) const IDEOGRAPH: u16 = 8;
    pub(crate) const LETTER: u16 = 16;
    pub(crate) const FULL_WIDTH: u16 = 32;
    pub(crate) const MARK: u16 = 64;
    pub(crate) const BLANK: u16 = 128;
    /// At an end.
    pub(crate) const EDGE: u16 = 256;
    pub(crate) const INVISIBLE: u16 = 512;
    pub(crate) const LINE_BREAK: u16 = 1024;
    pub(crate) const COUNT: usize = 11;
}

/// Of a value that is not empty.
#[derive(Debug, Clone, Copy)]
pub(super) struct Look {
    pub(super) chars: u64,
    /// In GBK; a character that it lacks counts as ERP systems replace it.
    pub(super) bytes: u64,
    pub(super) classes: u16,
    pub(super) kind: Kind,
    pub(super) private: Option<Private>,
    /// Yes or no, where it can be one.
    pub(super) boolean: bool,
}

impl Look {
    pub(super) fn at(cell: &str, from_1904: bool) -> Look {
        let text = blank::trim(cell);
        let (chars, bytes, classes) = characters(cell, text);
        Look {
            chars,
            bytes,
            classes,
            kind: kind(text, classes, from_1904),
            private: private::of_value(text),
            boolean: text.len() <= 5 && boolean(text).is_some(),
        }
    }
}

impl Look {
    /// Whether there are digits in it, of any width.
    pub(super) fn has_digits(&self) -> bool {
        self.classes & (class::DIGIT | class::FULL_WIDTH) != 0
    }
}

/// What a value may be read as.
pub(super) fn kind_of(cell: &str) -> Kind {
    let text = blank::trim(cell);
    let (.., classes) = characters(cell, text);
    kind(text, classes, false)
}

/// How many characters a cell has, how many bytes of GBK, and of which kinds the characters are.
fn characters(cell: &str, text: &str) -> (u64, u64, u16) {
    let edge = if text.len() == cell.len() {
        0
    } else {
        class::EDGE
    };
    if text.is_ascii() && edge == 0 {
        let classes = text.bytes().fold(0, |all, b| all | of_ascii(b));
        return (text.len() as u64, text.len() as u64, classes);
    }
    let (mut chars, mut bytes, mut classes) = (0, 0, edge);
    let mut in_gbk = true;
    for c in cell.chars() {
        chars += 1;
        bytes += if c.is_ascii() { 1 } else { 2 };
        in_gbk &= c.is_ascii() || IN_GBK.contains(&c);
        classes |= match c {
            _ if c.is_ascii() => of_ascii(c as u8),
            _ if blank::is_invisible(c) => class::INVISIBLE,
            '\u{ff01}'..='\u{ff5e}' | '\u{ffe0}'..='\u{ffe6}' => class::FULL_WIDTH,
            _ if c.is_whitespace() => class::BLANK,
            _ if is_ideograph(c) => class::IDEOGRAPH,
            _ if c.is_alphanumeric() => class::LETTER,
            _ => class::MARK,
        };
    }
    if !in_gbk {
        bytes = encoding_rs::GBK.encode(cell).0.len() as u64;
    }
    (chars, bytes, classes)
}

/// The ideographs that were in Unicode from the start, each of two bytes in GBK.
const IN_GBK: std::ops::RangeInclusive<char> = '\u{4e00}'..='\u{9fa5}';

fn of_ascii(byte: u8) -> u16 {
    match byte {
        b'0'..=b'9' => class::DIGIT,
        b'A'..=b'Z' => class::UPPER,
        b'a'..=b'z' => class::LOWER,
        b'\n' | b'\r' => class::LINE_BREAK,
        b' ' | b'\t' => class::BLANK,
        b'!'..=b'~' => class::MARK,
        _ => class::INVISIBLE,
    }
}

fn kind(text: &str, classes: u16, from_1904: bool) -> Kind {
    if classes & class::DIGIT == 0 && classes & class::FULL_WIDTH == 0 {
        return if text.len() <= 6 && is_nothing(text) {
            Kind::Nothing
        } else {
            Kind::Text
        };
    }
    if let Some(value) = number::decimal(text) {
        return Kind::Number(plain(text, value, from_1904));
    }
    // no date or number is longer, whatever stands around it
    if text.len() > LONGEST {
        return Kind::Text;
    }
    let no_date = date::is_never(text);
    if !no_date && let Some(dated) = iso(text) {
        return Kind::Date(dated);
    }
    // the signs without which there is no date in any form
    let may_be_date = text.contains(['-', '/', '.', ':', '年', ' ', '－', '／']);
    if !no_date
        && may_be_date
        && let Some(kind) = written_date(text)
    {
        return kind;
    }
    if number::is_never(text) {
        return Kind::Text;
    }
    match number::read(text, &[]) {
        Some(written) => Kind::Number(Number {
            value: written.value,
            written: true,
            zeros: false,
            digits: None,
            day: None,
        }),
        None => Kind::Text,
    }
}

/// A date in the ISO form.
pub(super) fn iso(text: &str) -> Option<Dated> {
    let stamp = date::iso(text)?;
    Some(Dated {
        millis: [stamp.millis; 2],
        timed: stamp.timed,
        hint: None,
        zoned: false,
        iso: true,
    })
}

/// Whether a text is neither a number nor a date, whatever its digits are.
pub(super) fn is_surely_text(text: &str) -> bool {
    text.len() > LONGEST || date::is_never(text) && number::is_never(text)
}

/// Whether a number is nothing but its value, whatever its digits are: no day, and no sign beside the point and the minus.
pub(super) fn is_surely_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let may_be_day = digits == text.len() && matches!(digits, 5 | 7 | 8);
    number::decimal(text).is_some() && !may_be_day
}

/// The number that a text of which [`is_surely_number`] holds is.
pub(super) fn plain_number(text: &str) -> Option<Number> {
    Some(Number {
        value: number::decimal(text)?,
        written: false,
        zeros: has_zeros(text),
        digits: None,
        day: None,
    })
}

/// Whether zeros stand before a number that it would lose.
fn has_zeros(text: &str) -> bool {
    let digits = text.trim_start_matches(['-', '+']).as_bytes();
    matches!(digits, [b'0', next, ..] if next.is_ascii_digit())
}

fn is_nothing(text: &str) -> bool {
    let word = narrow(text).to_lowercase();
    NOTHING.contains(&word.as_str())
}

fn plain(text: &str, value: i128, from_1904: bool) -> Number {
    let is_digits = text.bytes().all(|b| b.is_ascii_digit());
    let digits = is_digits.then(|| u32::try_from(text.len()).unwrap_or(u32::MAX));
    Number {
        value,
        written: false,
        zeros: has_zeros(text),
        digits,
        day: match digits {
            Some(5 | 7 | 8) => match date::read(text, Conventions::default()) {
                Reading::Stamp(stamp, Some(Form::Serial)) if from_1904 => {
                    Some(stamp.counted_from_1904().millis)
                }
                Reading::Stamp(stamp, _) => Some(stamp.millis),
                _ => None,
            },
            _ => None,
        },
    }
}

fn written_date(text: &str) -> Option<Kind> {
    let with = |order| {
        date::read(
            text,
            Conventions {
                order,
                ..Conventions::default()
            },
        )
    };
    let stamp = |order| match with(Some(order)) {
        Reading::Stamp(stamp, _) => Some(stamp),
        _ => None,
    };
    let dated = |millis, timed, zoned| {
        Some(Kind::Date(Dated {
            millis,
            timed,
            hint: date::hint(text),
            zoned,
            iso: false,
        }))
    };
    match with(None) {
        Reading::Stamp(found, _) => dated([found.millis; 2], found.timed, false),
        Reading::Unordered => {
            let orders = [Order::DayFirst, Order::MonthFirst].map(stamp);
            let found = orders[0].or(orders[1])?;
            let other = orders[1].unwrap_or(found);
            dated([found.millis, other.millis], found.timed, false)
        }
        Reading::Zoned => {
            let utc = jiff::tz::TimeZone::UTC;
            let conventions = Conventions {
                zone: Some(&utc),
                ..Conventions::default()
            };
            match date::read(text, conventions) {
                Reading::Stamp(found, _) => dated([found.millis; 2], true, true),
                _ => None,
            }
        }
        Reading::Refused(Refused::OpenYear) => Some(Kind::OpenYear),
        Reading::Refused(_) | Reading::Unreadable => None,
    }
}

impl Dated {
    /// Whether a time of day is written that is not midnight.
    pub(super) fn has_time(self) -> bool {
        self.timed && self.millis[0].rem_euclid(DAY) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn looked(text: &str) -> &'static str {
        match Look::at(text, false).kind {
            Kind::Nothing => "nothing",
            Kind::Number(n) if n.zeros => "zeros",
            Kind::Number(n) if n.day.is_some() => "number or day",
            Kind::Number(n) if n.written => "written",
            Kind::Number(_) => "number",
            Kind::Date(d) if d.zoned => "zoned",
            Kind::Date(d) if d.hint == Some(Hint::Either) => "either",
            Kind::Date(d) if d.timed => "time",
            Kind::Date(_) => "date",
            Kind::OpenYear => "open year",
            Kind::Text => "text",
        }
    }

    #[test]
    fn values_of_every_kind() {
        for (text, kind) in [
            ("N/A", "nothing"),
            (" 无 ", "nothing"),
            ("12.50", "number"),
            ("1,250.00", "written"),
            ("￥3", "written"),
            ("12.5%", "written"),
            ("(3.00)", "written"),
            ("００７", "written"),
            ("00017", "zeros"),
            ("20260405", "number or day"),
            ("1150405", "number or day"),
            ("46086", "number or day"),
            ("202604", "number"),
            ("2026-04-05", "date"),
            ("2026年4月5日", "date"),
            ("115/04/05", "date"),
            ("5-Mar-26", "date"),
            ("2026-04-05 08:30:00", "time"),
            ("03/04/2026", "either"),
            ("13/04/2026", "date"),
            ("2026-04-05T00:30:00Z", "zoned"),
            ("11/13/26", "open year"),
            ("SO202604001", "text"),
            ("1级", "text"),
            ("华东", "text"),
        ] {
            assert_eq!(looked(text), kind, "{text}");
        }
    }

    #[test]
    fn lengths_and_characters() {
        let look = Look::at(" 华东A１\u{200b}\n", false);
        assert_eq!((look.chars, look.bytes > 8), (7, true));
        let expected = class::BLANK
            | class::IDEOGRAPH
            | class::UPPER
            | class::FULL_WIDTH
            | class::INVISIBLE
            | class::LINE_BREAK
            | class::EDGE;
        assert_eq!(look.classes, expected);
        assert_eq!(Look::at("华东", false).bytes, 4);
    }
}
