//! Dates and times as exports write them, without zones: milliseconds since 1970-01-01.

mod written;

use jiff::civil::{Date, DateTime};

use self::written::{Day, written};
use super::forms::Form;
use crate::rules::plan::DAY;

/// A point in time and whether a time of day was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) millis: i64,
    pub(crate) timed: bool,
}

impl Stamp {
    /// Midnight of its day.
    pub(crate) fn day(self) -> i64 {
        self.millis - self.millis.rem_euclid(DAY)
    }
}

/// Which of the two numbers before the year of `03/04/2026` is the month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
}

/// What a cell of a date column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reading {
    /// A date, and its form where that is neither ISO nor declared.
    Stamp(Stamp, Option<Form>),
    /// A date whose day and month only the column can tell apart.
    Unordered,
    Unreadable,
}

/// A cell that is not in the ISO form: in one of the declared forms or, where none is declared, in every form that means one
/// day, and in the order of day and month that the column has.
pub(crate) fn read(cell: &str, formats: &[String], order: Option<Order>) -> Reading {
    if !formats.is_empty() {
        let stamp = formatted(cell, formats);
        return stamp.map_or(Reading::Unreadable, |stamp| Reading::Stamp(stamp, None));
    }
    let Some(written) = written(cell) else {
        return Reading::Unreadable;
    };
    let (day, form) = match (written.day, order) {
        (Day::Sure(day, form), _) => (Some(day), form),
        (Day::Either { day_first, .. }, Some(Order::DayFirst)) => (day_first, Form::DayFirst),
        (Day::Either { month_first, .. }, Some(Order::MonthFirst)) => {
            (month_first, Form::MonthFirst)
        }
        (either, None) if either.differs() => return Reading::Unordered,
        (Day::Either { day_first, .. }, None) => (day_first, Form::Date),
    };
    day.map_or(Reading::Unreadable, |day| {
        Reading::Stamp(written.on(day), Some(form))
    })
}

/// What a cell says of the order of its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// There is such a day in this order only.
    Only(Order),
    /// Two different days.
    Either,
}

/// What a cell says of the order; none where it is no such date, or the same day in both orders.
pub(crate) fn hint(cell: &str) -> Option<Hint> {
    if iso(cell).is_some() {
        return None;
    }
    match written(cell)?.day {
        day @ Day::Either { .. } if !day.differs() => None,
        Day::Either {
            month_first: None, ..
        } => Some(Hint::Only(Order::DayFirst)),
        Day::Either {
            day_first: None, ..
        } => Some(Hint::Only(Order::MonthFirst)),
        Day::Either { .. } => Some(Hint::Either),
        Day::Sure(..) => None,
    }
}

/// Whether a cell is the date of zeros that some systems write where there is none: `00000000`, `0000-00-00 00:00:00`.
pub(crate) fn is_zero(cell: &str) -> bool {
    let cell = cell.trim();
    let zeros = cell.bytes().filter(|b| *b == b'0').count();
    zeros >= 8 && cell.bytes().all(|b| b"0-/.: T".contains(&b))
}

/// `2026-03-05`, `2026/3/5`, optionally followed by a blank or `T` and `8:30`, `08:30:00` or `08:30:00.000`. Digits are
/// ASCII; the day must exist.
pub(crate) fn iso(text: &str) -> Option<Stamp> {
    let bytes = text.trim_ascii().as_bytes();
    let mut scan = Scan { bytes, at: 0 };
    let year = scan.digits(4, 4)?;
    let separator = scan.byte()?;
    if separator != b'-' && separator != b'/' {
        return None;
    }
    let month = scan.digits(1, 2)?;
    if scan.byte()? != separator {
        return None;
    }
    let day = scan.digits(1, 2)?;
    let days = days_from_civil(year, month, day)?;
    if scan.done() {
        return Some(Stamp {
            millis: days * DAY,
            timed: false,
        });
    }
    if !matches!(scan.byte()?, b' ' | b'T') {
        return None;
    }
    let time = clock(&mut scan)?;
    Some(Stamp {
        millis: days * DAY + time,
        timed: true,
    })
}

fn clock(scan: &mut Scan) -> Option<i64> {
    let hour = scan.digits(1, 2)?;
    if scan.byte()? != b':' {
        return None;
    }
    let minute = scan.digits(2, 2)?;
    let mut second = 0;
    let mut millis = 0;
    if !scan.done() {
        if scan.byte()? != b':' {
            return None;
        }
        second = scan.digits(2, 2)?;
        if !scan.done() {
            if scan.byte()? != b'.' {
                return None;
            }
            millis = scan.fraction()?;
        }
    }
    (scan.done() && hour < 24 && minute < 60 && second < 60)
        .then_some(((hour * 60 + minute) * 60 + second) * 1000 + millis)
}

struct Scan<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Scan<'_> {
    fn done(&self) -> bool {
        self.at == self.bytes.len()
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn digits(&mut self, least: usize, most: usize) -> Option<i64> {
        let start = self.at;
        let mut value = 0;
        while self.at < self.bytes.len()
            && self.at - start < most
            && self.bytes[self.at].is_ascii_digit()
        {
            value = value * 10 + i64::from(self.bytes[self.at] - b'0');
            self.at += 1;
        }
        (self.at - start >= least).then_some(value)
    }

    /// One to nine digits after the point; below a millisecond they are cut.
    fn fraction(&mut self) -> Option<i64> {
        let start = self.at;
        let value = self.digits(1, 3)?;
        let scale = [1, 100, 10, 1][(self.at - start).min(3)];
        while !self.done() {
            self.digits(1, 1)?;
        }
        Some(value * scale)
    }
}

/// Days since 1970-01-01 of a day that exists in the proleptic Gregorian calendar. The arithmetic is Howard Hinnant's
/// "days from civil", <https://howardhinnant.github.io/date_algorithms.html>.
fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    let leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    let last = match month {
        4 | 6 | 9 | 11 => 30,
        2 => 28 + i64::from(leap),
        1..=12 => 31,
        _ => return None,
    };
    if day < 1 || day > last {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    Some(
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
            - 719_468,
    )
}

/// A cell in one of the declared strftime forms.
pub(crate) fn formatted(text: &str, formats: &[String]) -> Option<Stamp> {
    let text = text.trim();
    formats.iter().find_map(|format| {
        let broken = jiff::fmt::strtime::parse(format, text).ok()?;
        let timed = broken.hour().is_some();
        let date = broken.to_date().ok()?;
        // `%Y` would take `26` for the year 26
        if format.contains("%Y") && date.year() < 1000 {
            return None;
        }
        let time = if timed {
            broken.to_time().ok()?
        } else {
            jiff::civil::Time::midnight()
        };
        Some(Stamp {
            millis: millis(date.to_datetime(time)),
            timed,
        })
    })
}

/// Whether the text is a strftime form that can be parsed with.
pub(crate) fn valid_format(format: &str) -> bool {
    let sample = jiff::civil::date(2026, 11, 21).at(13, 14, 15, 0);
    jiff::fmt::strtime::format(format, sample).is_ok_and(|text| {
        jiff::fmt::strtime::parse(format, text).is_ok_and(|broken| broken.to_date().is_ok())
    })
}

/// Milliseconds since 1970-01-01 of a civil time.
pub(crate) fn millis(at: DateTime) -> i64 {
    let date = at.date();
    let days = days_from_civil(
        i64::from(date.year()),
        i64::from(date.month()),
        i64::from(date.day()),
    );
    let time = at.time();
    let seconds =
        (i64::from(time.hour()) * 60 + i64::from(time.minute())) * 60 + i64::from(time.second());
    days.unwrap_or_default() * DAY + seconds * 1000 + i64::from(time.millisecond())
}

/// `2026-03-05`, or `2026-03-05 08:30:00` where there is a time of day.
pub(crate) fn text(millis: i64) -> String {
    let at = civil(millis);
    if millis.rem_euclid(DAY) == 0 {
        at.date().to_string()
    } else if at.time().millisecond() == 0 {
        at.strftime("%Y-%m-%d %H:%M:%S").to_string()
    } else {
        at.strftime("%Y-%m-%d %H:%M:%S%.3f").to_string()
    }
}

fn civil(millis: i64) -> DateTime {
    let epoch: DateTime = Date::constant(1970, 1, 1).into();
    epoch.saturating_add(jiff::SignedDuration::from_millis(millis))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn millis_of(text: &str) -> Option<i64> {
        iso(text).map(|s| s.millis)
    }

    #[test]
    fn reads_what_exports_write() {
        let day = 20_517 * DAY;
        for written in ["2026-03-05", "2026/3/5", " 2026-03-05 ", "2026-3-05"] {
            assert_eq!(millis_of(written), Some(day), "{written}");
        }
        for written in [
            "2026-03-05 08:30",
            "2026-03-05T08:30:00",
            "2026/3/5 8:30:00.000",
            "2026-03-05 08:30:00.000000",
        ] {
            assert_eq!(millis_of(written), Some(day + 30_600_000), "{written}");
        }
        assert_eq!(millis_of("2026-03-05 08:30:00.5"), Some(day + 30_600_500));
    }

    #[test]
    fn refuses_days_that_do_not_exist() {
        for bad in [
            "2026-02-30",
            "2025-02-29",
            "2026-13-01",
            "2026-00-10",
            "2026-01-09 24:00:00",
            "2026-03-05+08:00",
        ] {
            assert_eq!(iso(bad), None, "{bad}");
        }
        assert!(iso("2024-02-29").is_some());
    }

    #[test]
    fn agrees_with_a_calendar_it_did_not_write() {
        let mut date = jiff::civil::date(1896, 2, 27);
        while date.year() < 2105 {
            let written = date.to_string();
            let stamp = iso(&written).unwrap();
            assert_eq!(text(stamp.millis), written);
            date = date.saturating_add(jiff::Span::new().days(13));
        }
    }

    #[test]
    fn declared_formats() {
        let formats = ["%d-%b-%y".to_owned(), "%m/%d/%Y".to_owned()];
        assert_eq!(
            formatted("2-Jun-06", &formats).map(|s| text(s.millis)),
            Some("2006-06-02".into())
        );
        assert_eq!(
            formatted("11/13/2014", &formats).map(|s| text(s.millis)),
            Some("2014-11-13".into())
        );
        assert_eq!(formatted("Date Not Captured", &formats), None);
        assert_eq!(formatted("11/13/14", &formats), None);
        assert!(valid_format("%Y%m%d"));
        assert!(!valid_format("%Q!"));
        assert!(!valid_format("%H:%M"));
    }
}
