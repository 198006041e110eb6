//! Number formats: whether a number is shown as a day, as hours, or as a code with its leading zeros.

use super::padding::Padding;
use super::tokens::{Token, Tokens};
use super::value::Shown;

/// What a number format makes of a number.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum NumberFormat {
    /// A quantity; how many digits or which unit it is shown with is not what is audited.
    Number,
    /// A code of digits with its leading zeros.
    Code(Padding),
    /// A day, with or without a time.
    Day,
    /// A time of day.
    Time,
    /// Hours, minutes or seconds that may be more than a day has.
    Hours,
}

impl NumberFormat {
    /// By its code as files write it, which is the same in every language: `[$-409]0000;@`, `yyyy"年"m"月"`. Of several sections
    /// the first decides whether it is a date.
    pub(crate) fn parse(code: &str) -> NumberFormat {
        if let Some(date) = date(code) {
            return date;
        }
        Padding::parse(code).map_or(NumberFormat::Number, NumberFormat::Code)
    }

    /// By its code, or by the name that stands for one where a workbook is written as XML or HTML.
    pub(crate) fn named(name: &str) -> NumberFormat {
        match name {
            "General Date" | "Long Date" | "Medium Date" | "Short Date" => NumberFormat::Day,
            "Long Time" | "Medium Time" | "Short Time" => NumberFormat::Time,
            "General Number" | "Currency" | "Euro Currency" | "Fixed" | "Standard" | "Percent"
            | "Scientific" | "Yes/No" | "True/False" | "On/Off" => NumberFormat::Number,
            code => NumberFormat::parse(code),
        }
    }

    /// By the number that stands for it where a file does not write its code (ECMA-376, 18.8.30). What 27 to 36 and 50 to 58
    /// show depends on the language, but always a date or time.
    pub(crate) fn built_in(id: u32) -> NumberFormat {
        match id {
            14..=17 | 22 | 27..=31 | 34..=36 | 50..=58 => NumberFormat::Day,
            18..=21 | 32 | 33 | 45 | 47 => NumberFormat::Time,
            46 => NumberFormat::Hours,
            _ => NumberFormat::Number,
        }
    }

    /// How it shows the numbers of a workbook that counts days from 1900 or from 1904.
    pub(crate) fn shown(&self, from_1904: bool) -> Shown<'_> {
        match self {
            NumberFormat::Number => Shown::Plain,
            NumberFormat::Code(padding) => Shown::Padded(padding),
            NumberFormat::Day => Shown::Day { from_1904 },
            NumberFormat::Time => Shown::Time { from_1904 },
            NumberFormat::Hours => Shown::Hours,
        }
    }
}

/// Whether the first section of a code shows a date or time.
fn date(code: &str) -> Option<NumberFormat> {
    let (mut month, mut time) = (false, false);
    // the two letters before
    let mut before = [' '; 2];
    for token in Tokens(code) {
        let letter = match token {
            Token::Bracket(unit) if is_elapsed(unit) => return Some(NumberFormat::Hours),
            Token::Char(letter) => letter.to_ascii_lowercase(),
            _ => ' ',
        };
        match letter {
            ';' => break,
            'y' | 'd' => return Some(NumberFormat::Day),
            // a year; behind a digit the exponent of a number
            'e' if !"0#?.".contains(before[1]) => return Some(NumberFormat::Day),
            // the day of the week
            'a' if before == ['a', 'a'] => return Some(NumberFormat::Day),
            // minutes, if there are hours or seconds
            'm' => month = true,
            'h' | 's' => time = true,
            _ => {}
        }
        before = [before[1], letter];
    }
    match (time, month) {
        (true, _) => Some(NumberFormat::Time),
        (false, true) => Some(NumberFormat::Day),
        (false, false) => None,
    }
}

fn is_elapsed(unit: &str) -> bool {
    let first = unit.as_bytes().first().map(u8::to_ascii_lowercase);
    matches!(first, Some(b'h' | b'm' | b's'))
        && unit.bytes().all(|b| Some(b.to_ascii_lowercase()) == first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::work;

    #[test]
    fn quantities() {
        for code in [
            "",
            "0",
            "General",
            "0\"元\"",
            "#,##0",
            "0,000",
            "0.00",
            "00.0",
            "00.0%",
            "00%",
            "0E+00",
            "00/00",
            "@",
            "#",
            "[DBNum1]General",
            "[DBNum2]0",
            "# ?/?",
            "# ??/??",
            "00;00;00;00;00",
            "General;@",
            "00x",
            "[Red]General",
            "\"00\"0",
        ] {
            assert_eq!(NumberFormat::parse(code), NumberFormat::Number, "{code}");
        }
        let long = format!("\"{}\"00", "x".repeat(1024));
        assert_eq!(NumberFormat::parse(&long), NumberFormat::Number);
    }

    #[test]
    fn dates_and_times() {
        for code in [
            "yyyy-mm-dd",
            "DD/MM/YY",
            "m\"月\"d\"日\";@",
            "mmm",
            "[$-F800]dddd, mmmm dd",
            "*-yyyy",
            "aaaa",
            "[$-404]e\"年\"",
            "[Red]yyyy",
            "h:mm d",
            "_-d",
            "[>1]yyyy;0",
        ] {
            assert_eq!(NumberFormat::parse(code), NumberFormat::Day, "{code}");
        }
        for code in [
            "h:mm",
            "上午/下午h\"时\"",
            "mm:ss.0",
            "[$-F400]h:mm:ss AM/PM",
            "H:MM:SS;@",
        ] {
            assert_eq!(NumberFormat::parse(code), NumberFormat::Time, "{code}");
        }
        for code in [
            "[h]:mm:ss",
            "[ss]",
            "[>=100][Magenta][s].00",
            "[Blue]\\+[h]:mm;\\-[h]:mm",
            "[MM]",
        ] {
            assert_eq!(NumberFormat::parse(code), NumberFormat::Hours, "{code}");
        }
        // letters that are shown, and words
        for code in [
            "0\"d\"",
            "\\Y000",
            "#,##0\\ [$₽-46D]",
            "#,##0.00\\ _M\"H\"_);[Red]0\\ _M\"S\"_)",
            "#,##0*y",
            "0_d",
            "[Magenta]0.00",
            "0.00E+00",
            "0.0E0",
            "General",
            "Standard",
            "G/通用格式",
            "0;yyyy",
            ";;;",
        ] {
            let format = NumberFormat::parse(code);
            assert!(
                matches!(format, NumberFormat::Number | NumberFormat::Code(_)),
                "{code}"
            );
        }
    }

    #[test]
    fn formats_with_a_name() {
        for (name, format) in [
            ("Short Date", NumberFormat::Day),
            ("General Date", NumberFormat::Day),
            ("Medium Time", NumberFormat::Time),
            ("Standard", NumberFormat::Number),
            ("Yes/No", NumberFormat::Number),
            ("yyyy\\-mm", NumberFormat::Day),
            ("[h]:mm", NumberFormat::Hours),
        ] {
            assert_eq!(NumberFormat::named(name), format, "{name}");
        }
    }

    #[test]
    fn formats_without_a_code() {
        for (id, format) in [
            (0, NumberFormat::Number),
            (13, NumberFormat::Number),
            (14, NumberFormat::Day),
            (20, NumberFormat::Time),
            (31, NumberFormat::Day),
            (37, NumberFormat::Number),
            (46, NumberFormat::Hours),
            (58, NumberFormat::Day),
            (u32::MAX, NumberFormat::Number),
        ] {
            assert_eq!(NumberFormat::built_in(id), format, "{id}");
        }
    }

    #[test]
    fn long_codes_take_no_time() {
        let parsed = |piece: &str, times: usize| {
            let code = piece.repeat(times << 18);
            work::of(|| drop(NumberFormat::parse(&code)))
        };
        for piece in ["_x", "\"a\"", "[", "General", "0"] {
            work::doubles(piece, |times| parsed(piece, times));
        }
        // what they say is known at their start
        for piece in [";", "a"] {
            assert!(parsed(piece, 2) < 64, "{piece}");
        }
    }
}
