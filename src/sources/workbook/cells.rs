//! Cells of a workbook as text: what a person sees in Excel, with the codes exact.

use std::fmt::Write;

use super::padding::Padding;
use super::serial::{self, Date};
use super::value::{Shown, Value};
use crate::sources::batch::Damage;

/// From here on an integer has more than the fifteen digits that Excel keeps.
const SIXTEEN_DIGITS: f64 = 1e15;
/// Integers below are written out, as codes are; above, with an exponent.
const TWENTY_ONE_DIGITS: f64 = 1e20;

/// Digits behind the point. Those behind them are mostly what binary numbers leave of a calculation: 100 - 99.99 comes to
/// 0.010000000000005.
const DECIMALS: usize = 12;

/// Appends the cell as text and tells whether it is what was meant.
pub(crate) fn write(out: &mut String, value: &Value) -> Option<Damage> {
    match *value {
        Value::Empty => None,
        Value::Text(text) => {
            out.push_str(text);
            None
        }
        Value::Bool(value) => {
            out.push_str(if value { "TRUE" } else { "FALSE" });
            None
        }
        Value::Number(number, Shown::Plain) => write_number(out, number, None),
        Value::Number(number, Shown::Padded(padding)) => write_number(out, number, Some(padding)),
        Value::Number(days, Shown::Day { from_1904 }) => write_serial(out, days, from_1904, true),
        Value::Number(days, Shown::Time { from_1904 }) => write_serial(out, days, from_1904, false),
        Value::Number(days, Shown::Hours) => match serial::millis(days) {
            Some(millis) => {
                write_hours(out, millis);
                None
            }
            None => write_number(out, days, None),
        },
        Value::Iso(text) => {
            write_iso(out, text);
            None
        }
        Value::Error(text) => {
            out.push_str(text);
            Some(Damage::Formula)
        }
    }
}

/// The shortest decimal with the fifteen digits that Excel shows, at most twelve of them behind the point; an integer in full up to
/// twenty.
fn write_number(out: &mut String, number: f64, padding: Option<&Padding>) -> Option<Damage> {
    let start = out.len();
    let size = number.abs();
    let whole = number.fract() == 0.0;
    if whole && size < SIXTEEN_DIGITS {
        #[expect(clippy::cast_possible_truncation, reason = "it has fifteen digits")]
        let number = number as i64;
        let padded = padding.zip(u64::try_from(number).ok());
        if !padded.is_some_and(|(padding, number)| padding.write(out, number)) {
            let _ = write!(out, "{number}");
        }
        return None;
    }
    let _ = write!(out, "{number}");
    let digits = out[start..].bytes().filter(u8::is_ascii_digit).count();
    if digits > 15 && number.is_finite() {
        let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
        out.truncate(start);
        let _ = if rounded.abs() < TWENTY_ONE_DIGITS {
            write!(out, "{rounded}")
        } else {
            write!(out, "{rounded:E}")
        };
    }
    let fraction = out[start..].split_once('.').filter(|_| !whole);
    if fraction.is_some_and(|(_, fraction)| fraction.len() > DECIMALS) {
        let shortest = number_of_decimals(&out[start..]);
        out.truncate(start);
        out.push_str(&shortest);
    }
    (whole && number.is_finite()).then_some(Damage::LostDigits)
}

/// A number rounded to so many digits behind the point, without zeros at its end.
fn number_of_decimals(written: &str) -> String {
    let number: f64 = written.parse().unwrap_or_default();
    let rounded = format!("{number:.DECIMALS$}");
    let rounded = rounded.trim_end_matches('0').trim_end_matches('.');
    if rounded == "-0" { "0" } else { rounded }.to_owned()
}

/// A date, or a time of day where there is no date. What is no date (Excel shows `#####`) stays a number.
fn write_serial(out: &mut String, days: f64, from_1904: bool, dated: bool) -> Option<Damage> {
    let Some(moment) = serial::moment(days, from_1904) else {
        return write_number(out, days, None);
    };
    // in a workbook that counts from 1904, the number 0 is a day
    let date = days >= 1.0 || (from_1904 && dated);
    let time = !date || moment.millis > 0;
    if date {
        let Date { year, month, day } = moment.date;
        // digit by digit: a sheet may have millions of dates, and `write!` takes ten times as long
        write_pair(out, year / 100);
        write_pair(out, year % 100);
        out.push('-');
        write_pair(out, month);
        out.push('-');
        write_pair(out, day);
    }
    if date && time {
        out.push(' ');
    }
    if time {
        let (seconds, milli) = (moment.millis / 1000, moment.millis % 1000);
        write_pair(out, seconds / 3600);
        out.push(':');
        write_pair(out, seconds / 60 % 60);
        out.push(':');
        write_pair(out, seconds % 60);
        if milli > 0 {
            let _ = write!(out, ".{milli:03}");
        }
    }
    None
}

/// A number of one or two digits as two.
fn write_pair(out: &mut String, number: u32) {
    for digit in [number / 10, number % 10] {
        out.push(char::from_digit(digit, 10).expect("parts of a date have two digits"));
    }
}

fn write_hours(out: &mut String, millis: i64) {
    if millis < 0 {
        out.push('-');
    }
    let (seconds, milli) = (millis.unsigned_abs() / 1000, millis.unsigned_abs() % 1000);
    let (minutes, second) = (seconds / 60, seconds % 60);
    let _ = write!(out, "{:02}:{:02}:{second:02}", minutes / 60, minutes % 60);
    if milli > 0 {
        let _ = write!(out, ".{milli:03}");
    }
}

/// `2026-03-05T08:30:00` as other dates are written; midnight is no time. A cell of type `d` holds a moment in the form of ISO 8601
/// (ISO/IEC 29500-1, 18.18.11), where `Z` and an offset mean what they mean in any text. Excel writes neither.
fn write_iso(out: &mut String, text: &str) {
    match text.split_once('T') {
        Some((_, time)) if time.contains(['Z', 'z', '+', '-']) => out.push_str(text),
        Some((date, time)) if time.bytes().all(|b| matches!(b, b'0' | b':' | b'.')) => {
            out.push_str(date);
        }
        Some((date, time)) => {
            out.push_str(date);
            out.push(' ');
            out.push_str(time);
        }
        None => out.push_str(text),
    }
}

#[cfg(test)]
mod tests {
    use super::super::formats::NumberFormat;
    use super::*;

    fn text(value: &Value) -> (String, Option<Damage>) {
        let mut out = String::new();
        let damage = write(&mut out, value);
        (out, damage)
    }

    #[test]
    fn numbers_as_excel_shows_them() {
        let lost = Some(Damage::LostDigits);
        for (number, shown, damage) in [
            (1111.0, "1111", None),
            (-0.0, "0", None),
            (0.1 + 0.2, "0.3", None),
            (-2.5, "-2.5", None),
            (12.34, "12.34", None),
            (1.0 / 3.0, "0.333333333333", None),
            (2.0 / 3.0, "0.666666666667", None),
            (100.0 - 99.99, "0.01", None),
            (-(0.3 - 0.1 * 3.0), "0", None),
            (1.0 - 0.999_999_999_99, "0.00000000001", None),
            (0.000_012_3, "0.0000123", None),
            (999_999_999_999_999.0, "999999999999999", None),
            (1e15, "1000000000000000", lost),
            (1.03e18, "1030000000000000000", lost),
            (913_101_153_325_803_010.0, "913101153325803000", lost),
            (6_222_021_234_567_890_000.0, "6222021234567890000", lost),
            (1.03e25, "1.03E25", lost),
        ] {
            assert_eq!(
                text(&Value::Number(number, Shown::Plain)),
                (shown.to_owned(), damage)
            );
        }
    }

    #[test]
    fn leading_zeros_of_number_formats() {
        let format = NumberFormat::parse("0000");
        let padded = |number| text(&Value::Number(number, format.shown(false)));
        assert_eq!(padded(7.0), ("0007".into(), None));
        assert_eq!(padded(-0.0), ("0000".into(), None));
        // quantities
        assert_eq!(padded(-7.0), ("-7".into(), None));
        assert_eq!(padded(7.5), ("7.5".into(), None));
        let lost = Some(Damage::LostDigits);
        assert_eq!(padded(1e15), ("1000000000000000".into(), lost));
    }

    #[test]
    fn dates_times_and_durations() {
        let date = |serial, from_1904| text(&Value::Number(serial, Shown::Day { from_1904 })).0;
        assert_eq!(date(44_197.0, false), "2021-01-01");
        assert_eq!(date(42_735.0, true), "2021-01-01");
        assert_eq!(date(44_197.520_833_333_3, false), "2021-01-01 12:30:00");
        // Excel has a 29th of February 1900
        assert_eq!(date(59.0, false), "1900-02-28");
        assert_eq!(date(60.0, false), "1900-02-29");
        assert_eq!(date(61.0, false), "1900-03-01");
        assert_eq!(date(1.0, false), "1900-01-01");
        assert_eq!(date(0.354_166_666_666_667, false), "08:30:00");
        assert_eq!(date(2_958_465.0, false), "9999-12-31");
        // the first day of the other system
        assert_eq!(date(0.0, true), "1904-01-01");
        assert_eq!(date(0.5, true), "1904-01-01 12:00:00");
        let time = |serial, from_1904| text(&Value::Number(serial, Shown::Time { from_1904 })).0;
        assert_eq!(time(0.5, true), "12:00:00");
        assert_eq!(time(0.5, false), "12:00:00");
        assert_eq!(time(42_735.5, true), "2021-01-01 12:00:00");
        assert_eq!(date(-1.0, false), "-1");
        assert_eq!(date(1e9, false), "1000000000");
        let hours = |serial| text(&Value::Number(serial, Shown::Hours)).0;
        assert_eq!(hours(1.104_166_666_666_667), "26:30:00");
        assert_eq!(hours(-0.5), "-12:00:00");
        for (iso, shown) in [
            ("2021-01-01", "2021-01-01"),
            ("2021-01-01T00:00:00", "2021-01-01"),
            ("2021-01-01T10:10:10.5", "2021-01-01 10:10:10.5"),
            ("2021-01-01T10:10:10Z", "2021-01-01T10:10:10Z"),
            ("2021-01-01T00:00:00Z", "2021-01-01T00:00:00Z"),
            ("2021-01-01T10:10:10+08:00", "2021-01-01T10:10:10+08:00"),
        ] {
            assert_eq!(text(&Value::Iso(iso)).0, shown);
        }
    }

    #[test]
    fn errors_are_damage() {
        let div0 = Value::Error("#DIV/0!");
        assert_eq!(text(&div0), ("#DIV/0!".into(), Some(Damage::Formula)));
    }
}
