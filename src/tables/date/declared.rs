//! Dates in a declared strftime form.

use jiff::civil::{DateTime, Time};
use jiff::tz::{Offset, TimeZone};

use super::written::century;
use super::{Order, Stamp, civil, millis};

/// A cell in one of the declared forms: which of them, and its distance from UTC where it has one.
pub(crate) fn formatted(text: &str, formats: &[String]) -> Option<(usize, Stamp, Option<Offset>)> {
    let text = text.trim();
    formats.iter().enumerate().find_map(|(ix, format)| {
        let broken = jiff::fmt::strtime::parse(format, text).ok()?;
        let timed = broken.hour().is_some();
        let mut date = broken.to_date().ok()?;
        // `%Y` would take `26` for the year 26
        if date.year() < 1000 && four_digit_year(format) {
            return None;
        }
        if two_digit_year(format) {
            // one rule for all two-digit years, declared or not
            let year = century(i64::from(date.year().rem_euclid(100)));
            let year = i16::try_from(year).ok()?;
            date = jiff::civil::Date::new(year, date.month(), date.day()).ok()?;
        }
        let time = if timed {
            broken.to_time().ok()?
        } else {
            Time::midnight()
        };
        let stamp = Stamp {
            millis: millis(date.to_datetime(time)),
            timed,
            ahead: None,
        };
        Some((ix, stamp, broken.offset()))
    })
}

/// Whether a text is in one of the forms, and names a day that its month does not have, such as 31.02.2026.
pub(crate) fn names_no_day(text: &str, formats: &[impl AsRef<str>]) -> bool {
    let text = text.trim();
    let parsed = |format: &str| jiff::fmt::strtime::parse(format, text).ok();
    text.starts_with(|c: char| c.is_ascii_digit())
        && formats.iter().any(|format| {
            let broken = parsed(format.as_ref());
            broken.is_some_and(|broken| {
                broken.day().is_some_and(|day| day > 28) && broken.to_date().is_err()
            })
        })
}

/// The letters of a form's conversions, in order; `%D` and `%F` stand for several.
fn conversions(format: &str) -> Vec<char> {
    let mut letters = Vec::new();
    let mut rest = format.chars();
    while let Some(character) = rest.next() {
        if character != '%' {
            continue;
        }
        let is_flag = |c: &char| "-_0^#:.".contains(*c) || c.is_ascii_digit();
        match rest.by_ref().find(|c| !is_flag(c)) {
            Some('D') => letters.extend(['m', 'd', 'y']),
            Some('F') => letters.extend(['Y', 'm', 'd']),
            Some(letter) => letters.push(letter),
            None => {}
        }
    }
    letters
}

/// Whether a form takes the year by its last two digits.
pub(crate) fn two_digit_year(format: &str) -> bool {
    let letters = conversions(format);
    letters.contains(&'y') && !letters.contains(&'Y') && !letters.contains(&'C')
}

fn four_digit_year(format: &str) -> bool {
    conversions(format).contains(&'Y')
}

/// The order of a form that has day and month as numbers before the year, so that somebody may take the one for the other.
pub(crate) fn declared_order(format: &str) -> Option<Order> {
    let letters = conversions(format);
    let at = |wanted: &[char]| letters.iter().position(|c| wanted.contains(c));
    let (day, month, year) = (at(&['d', 'e'])?, at(&['m'])?, at(&['y', 'Y'])?);
    (day < year && month < year).then_some(if day < month {
        Order::DayFirst
    } else {
        Order::MonthFirst
    })
}

/// A day and a time in a form, to show what it looks like.
pub(crate) fn sample(format: &str) -> Option<String> {
    let sample = jiff::civil::date(2026, 11, 21).at(13, 14, 15, 0);
    formatted_as(format, sample)
}

/// A point in time in a form.
pub(crate) fn in_form(format: &str, at: i64) -> Option<String> {
    formatted_as(format, civil(at))
}

fn formatted_as(format: &str, at: DateTime) -> Option<String> {
    let at = at.to_zoned(TimeZone::UTC).ok()?;
    jiff::fmt::strtime::format(format, &at).ok()
}

/// Whether the text is a strftime form that can be parsed with.
pub(crate) fn valid_format(format: &str) -> bool {
    sample(format).is_some_and(|text| {
        let parsed = jiff::fmt::strtime::parse(format, text);
        parsed.is_ok_and(|broken| broken.to_date().is_ok())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::date::text;

    #[test]
    fn two_digit_years_have_one_pivot() {
        for (cell, format) in [
            ("9-Apr-{}", "%d-%b-%y"),
            ("04/09/{}", "%D"),
            ("4/9/{}", "%-m/%-d/%-y"),
            ("{}0409", "%y%m%d"),
        ] {
            for (year, whole) in [(0, 2000), (29, 2029), (30, 1930), (68, 1968), (69, 1969)] {
                let cell = cell.replace("{}", &format!("{year:02}"));
                let read = formatted(&cell, &[format.to_owned()]);
                let read = read.map(|(_, stamp, _)| text(stamp.millis));
                assert_eq!(read, Some(format!("{whole}-04-09")), "{cell}");
            }
        }
        // its digits are no century of their own
        let whole = formatted("9-Apr-2031", &["%d-%b-%Y".to_owned()]);
        assert_eq!(
            whole.map(|(_, s, _)| text(s.millis)).as_deref(),
            Some("2031-04-09")
        );
    }

    #[test]
    fn forms_in_which_day_and_month_can_be_taken_for_each_other() {
        for format in ["%m/%d/%y", "%d.%m.%Y %H:%M", "%-d/%-m/%Y", "%D", "%e/%m/%Y"] {
            assert!(declared_order(format).is_some(), "{format}");
        }
        for format in ["%Y%m%d", "%F", "%d-%b-%y", "%y/%m/%d", "%b %d, %Y"] {
            assert_eq!(declared_order(format), None, "{format}");
        }
    }
}
