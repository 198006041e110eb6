//! Dates and times as exports write them: milliseconds since 1970-01-01, 00:00 by the clocks of the company. A time with a
//! zone is carried over to those clocks, where it is declared which they are.

mod declared;
mod written;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};

use self::declared::names_no_day;
pub(crate) use self::declared::{
    declared_order, formatted, in_form, sample, two_digit_year, valid_format,
};
pub(crate) use self::written::is_never;
use self::written::{Day, written};
use super::forms::{Form, Refused, narrow};
use super::types::DAY;
use crate::blank;

/// A point in time and whether a time of day was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) millis: i64,
    pub(crate) timed: bool,
    /// How many milliseconds the clocks of the company are ahead of UTC then, where it is known which point in time is meant: the
    /// cell has a zone, or its column goes by the clocks of another.
    pub(crate) ahead: Option<i64>,
}

impl Stamp {
    /// Midnight of its day.
    pub(crate) fn day(self) -> i64 {
        self.millis - self.millis.rem_euclid(DAY)
    }

    /// What a number of days since 1900 comes to if they are counted from 1904, as workbooks of the old Macintosh do.
    pub(crate) fn counted_from_1904(self) -> Stamp {
        Stamp {
            millis: self.millis + 1462 * DAY,
            ..self
        }
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
    /// A time with a zone, and nobody says by which clocks the company goes.
    Zoned,
    /// No date, but one that a declaration could read.
    Refused(Refused),
    Unreadable,
}

/// What is known of how the dates of a column are written.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Conventions<'a> {
    /// The declared strftime forms.
    pub(crate) formats: &'a [String],
    pub(crate) order: Option<Order>,
    /// The zone of the company.
    pub(crate) zone: Option<&'a TimeZone>,
    /// The zone of the clocks that the column goes by, where that is another: of its times without a zone.
    pub(crate) own_zone: Option<&'a TimeZone>,
    /// The dates that stand for none: in whatever zone they are written, they are not carried over.
    pub(crate) null_dates: &'a [i64],
}

/// A cell that is not in the ISO form: in one of the declared forms or, where none is declared, in every form that means one
/// day, and in the order of day and month that the column has.
pub(crate) fn read(cell: &str, conventions: Conventions) -> Reading {
    let Conventions { formats, order, .. } = conventions;
    if !formats.is_empty() {
        return match formatted(cell, formats) {
            None if names_no_day(cell, formats) => Reading::Refused(Refused::NoSuchDay),
            None if written(cell).is_some() || has_open_year(cell) => {
                Reading::Refused(Refused::Undeclared)
            }
            None => Reading::Unreadable,
            Some((ix, stamp, None)) => {
                Reading::Stamp(local(stamp, conventions), Some(Form::Declared(ix)))
            }
            Some((ix, stamp, Some(offset))) => {
                carried(stamp, offset, conventions, Form::Declared(ix))
            }
        };
    }
    let Some(written) = written(cell) else {
        return if has_open_year(cell) {
            Reading::Refused(Refused::OpenYear)
        } else if names_no_day(
            cell.split([' ', 'T']).next().unwrap_or_default(),
            &WITH_YEAR,
        ) {
            Reading::Refused(Refused::NoSuchDay)
        } else {
            Reading::Unreadable
        };
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
    match (day, written.offset) {
        (None, _) => Reading::Unreadable,
        (Some(day), None) => Reading::Stamp(local(written.on(day), conventions), Some(form)),
        (Some(day), Some(offset)) => carried(written.on(day), offset, conventions, Form::Zone),
    }
}

/// Forms with the whole year, in which a day of the month can be named that there is not.
const WITH_YEAR: [&str; 7] = [
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%d.%m.%Y", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y",
];

/// Whether a cell is three numbers of at most two digits, such as `11/13/26`, with or without a time behind them.
fn has_open_year(cell: &str) -> bool {
    let cell = narrow(blank::trim(cell));
    let date = cell.split([' ', 'T']).next().unwrap_or_default();
    let separator = date.chars().find(|c| !c.is_ascii_digit());
    let Some(separator) = separator.filter(|c| "-/.".contains(*c)) else {
        return false;
    };
    let small = |part: &str| {
        matches!(part.len(), 1 | 2) && part.bytes().all(|digit| digit.is_ascii_digit())
    };
    let parts: Vec<&str> = date.split(separator).collect();
    let behind = &cell[date.len()..];
    parts.len() == 3
        && parts.into_iter().all(small)
        && (behind.is_empty() || time_of_day(&behind[1..]).is_some())
}

/// A time without a zone by the clocks of the company, where its column goes by others.
pub(crate) fn local(stamp: Stamp, conventions: Conventions) -> Stamp {
    let (Some(own), Some(zone)) = (conventions.own_zone, conventions.zone) else {
        return stamp;
    };
    if !stamp.timed || conventions.null_dates.contains(&stamp.millis) {
        return stamp;
    }
    // of an hour that the clocks leave out or show twice, the earlier reading that there is
    let there = own.to_ambiguous_zoned(civil(stamp.millis)).compatible();
    there.map_or(stamp, |there| here(stamp, there.timestamp(), zone))
}

/// A point in time by the clocks of the company.
fn here(stamp: Stamp, instant: Timestamp, zone: &TimeZone) -> Stamp {
    let offset = zone.to_offset(instant);
    Stamp {
        millis: millis(offset.to_datetime(instant)),
        ahead: Some(i64::from(offset.seconds()) * 1000),
        ..stamp
    }
}

/// A time of another zone by the clocks of the company.
fn carried(stamp: Stamp, offset: Offset, conventions: Conventions, form: Form) -> Reading {
    if conventions.null_dates.contains(&stamp.millis) {
        return Reading::Stamp(stamp, Some(form));
    }
    let Some(zone) = conventions.zone else {
        return Reading::Zoned;
    };
    offset
        .to_timestamp(civil(stamp.millis))
        .map_or(Reading::Unreadable, |instant| {
            Reading::Stamp(here(stamp, instant, zone), Some(form))
        })
}

/// A zone by its name in the IANA database, or by its distance from UTC: `Asia/Shanghai`, `+08:00`.
pub(crate) fn zone(name: &str) -> Option<TimeZone> {
    match jiff::fmt::strtime::parse("%:z", name) {
        Ok(parsed) => parsed.offset().map(TimeZone::fixed),
        Err(_) => TimeZone::get(name).ok(),
    }
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
    let cell = blank::trim(cell);
    let zeros = cell.bytes().filter(|b| *b == b'0').count();
    zeros >= 8 && cell.bytes().all(|b| b"0-/.: T".contains(&b))
}

/// `2026-03-05`, `2026/3/5`, optionally followed by a blank or `T` and `8:30`, `08:30:00` or `08:30:00.000`. Digits are
/// ASCII; the day must exist.
pub(crate) fn iso(text: &str) -> Option<Stamp> {
    let bytes = text.trim_ascii().as_bytes();
    if let Some(stamp) = full(bytes) {
        return Some(stamp);
    }
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
            ahead: None,
        });
    }
    if !matches!(scan.byte()?, b' ' | b'T') {
        return None;
    }
    let time = clock(&mut scan)?;
    Some(Stamp {
        millis: days * DAY + time,
        timed: true,
        ahead: None,
    })
}

/// The form in which systems write nearly all of them, all digits in their places: `2026-03-05 08:30:00`. Eight bytes are
/// looked at together.
fn full(bytes: &[u8]) -> Option<Stamp> {
    let bytes: &[u8; 19] = bytes.try_into().ok()?;
    let separated = if bytes[4] == b'/' {
        *b"0000/00/"
    } else {
        *b"0000-00-"
    };
    let timed = if bytes[10] == b'T' {
        *b"00T00:00"
    } else {
        *b"00 00:00"
    };
    let start = Eight::from(bytes, 0, separated, [4, 7])?;
    let middle = Eight::from(bytes, 8, timed, [2, 5])?;
    let end = Eight::from(bytes, 11, *b"00:00:00", [2, 5])?;
    let (hour, minute, second) = (end.pair(0), end.pair(3), end.pair(6));
    if hour >= 24 || minute >= 60 || second >= 60 {
        return None;
    }
    let year = 100 * start.pair(0) + start.pair(2);
    let days = days_from_civil(year, start.pair(5), middle.pair(0))?;
    Some(Stamp {
        millis: days * DAY + ((hour * 60 + minute) * 60 + second) * 1000,
        timed: true,
        ahead: None,
    })
}

/// Eight characters: each byte is ten times its digit and the digit behind it, separators being zero.
#[derive(Clone, Copy)]
struct Eight(u64);

impl Eight {
    /// The characters from `at` on, if they have digits where the form has zeros, and its `separators` in their places.
    fn from(bytes: &[u8; 19], at: usize, form: [u8; 8], separators: [u32; 2]) -> Option<Eight> {
        const EACH: u64 = u64::MAX / 255;
        // digits become their values, and separators zero
        let values = u64::from_le_bytes(*bytes[at..].first_chunk()?) ^ u64::from_le_bytes(form);
        let beyond = (values | values.wrapping_add(EACH * 6)) & (EACH * 0xf0);
        let [one, other] = separators.map(|place| values & (0xff << (8 * place)));
        if beyond | one | other != 0 {
            return None;
        }
        Some(Eight(values.wrapping_mul(10).wrapping_add(values >> 8)))
    }

    /// The number of two digits from `at` on.
    fn pair(self, at: u32) -> i64 {
        i64::from((self.0 >> (8 * at)).to_le_bytes()[0])
    }
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

/// Days since 1970-01-01 of a day that exists in the proleptic Gregorian calendar, in the years from -9999 to 9999. The
/// arithmetic is that of C. Neri and L. Schneider, "Euclidean affine functions and their application to calendar algorithms",
/// Software: Practice and Experience 53 (2023), <https://doi.org/10.1002/spe.3172>.
fn days_from_civil(year: i64, month: i64, day: i64) -> Option<i64> {
    /// Years by which all are made positive: 25 times the 400 after which the calendar repeats itself.
    const SHIFT: u32 = 25 * 400;
    /// From the day before March of the year -10000 to 1970-01-01.
    const BEFORE: i64 = 25 * 146_097 + 719_468;
    const LAST: [u32; 13] = [0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let year = u32::try_from(year + i64::from(SHIFT)).ok()?;
    let (month, day) = (u32::try_from(month).ok()?, u32::try_from(day).ok()?);
    // without branches, which the processor could not foresee: of the multiples of 25 those of 16, else those of 4
    let twos = if year.is_multiple_of(25) { 4 } else { 2 };
    let leap = year.trailing_zeros() >= twos;
    let last = LAST.get(month as usize)? + u32::from((month == 2) & leap);
    if day < 1 || day > last {
        return None;
    }
    // years begin in March
    let early = u32::from(month <= 2);
    let (year, month) = (year - early, month + 12 * early);
    let century = year / 100;
    let days = 1461 * year / 4 - century + century / 4 + (979 * month - 2919) / 32 + day - 1;
    Some(i64::from(days) - BEFORE)
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

/// Year and month of a day, as in `202610`.
pub(crate) fn month(millis: i64) -> String {
    civil(millis).strftime("%Y%m").to_string()
}

/// Year, month and day.
pub(crate) fn civil_day(millis: i64) -> (i16, i8, i8) {
    let day = civil(millis).date();
    (day.year(), day.month(), day.day())
}

/// A time of day such as `8:30`, `08:30:00` or `下午3:05`, in milliseconds since midnight.
pub(crate) fn time_of_day(text: &str) -> Option<i64> {
    let text = blank::trim(text);
    if !text.bytes().any(|b| b.is_ascii_digit()) || text.len() > 40 {
        return None;
    }
    let stamp = format!("1970-01-01 {text}");
    let read = iso(&stamp).or_else(|| match read(&stamp, Conventions::default()) {
        Reading::Stamp(stamp, _) => Some(stamp),
        _ => None,
    })?;
    (read.timed && read.day() == 0).then_some(read.millis)
}

pub(crate) fn civil(millis: i64) -> DateTime {
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
            "2026-03/05 08:30:00",
            "2026.03.05 08:30:00",
            "2026-03-05_08:30:00",
            "2026-03-05 08-30:00",
            "2026-03-05 08:30-00",
            "2026-03-05 08:60:00",
            "2026-03-05 08:30:60",
            "2026-03-05 0a:30:00",
            "2025-02-29 08:30:00",
            "2026-13-01 08:30:00",
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
        for (year, leap) in [
            (-9999, 0),
            (-400, 1),
            (0, 1),
            (1700, 0),
            (1904, 1),
            (9999, 0),
        ] {
            for (month, last) in [(1, 31), (2, 28 + leap), (3, 31), (4, 30), (12, 31)] {
                let date = jiff::civil::date(year, month, 1).last_of_month();
                let since = date.since(jiff::civil::date(1970, 1, 1)).unwrap();
                let days = |day| days_from_civil(year.into(), month.into(), day);
                assert_eq!(days(last), Some(since.get_days().into()), "{date}");
                assert_eq!((days(0), days(last + 1)), (None, None), "{date}");
            }
        }
    }

    #[test]
    fn declared_formats() {
        let formats = ["%d-%b-%y".to_owned(), "%m/%d/%Y".to_owned()];
        assert_eq!(
            formatted("2-Jun-06", &formats).map(|(_, s, _)| text(s.millis)),
            Some("2006-06-02".into())
        );
        assert_eq!(
            formatted("11/13/2014", &formats).map(|(_, s, _)| text(s.millis)),
            Some("2014-11-13".into())
        );
        assert_eq!(formatted("Date Not Captured", &formats), None);
        assert_eq!(formatted("11/13/14", &formats), None);
        assert!(valid_format("%Y%m%d") && valid_format("%Y-%m-%dT%H:%M:%S%z"));
        assert!(!valid_format("%Q!"));
        assert!(!valid_format("%H:%M"));
    }

    #[test]
    fn times_with_a_zone_are_carried_over() {
        let shanghai = zone("Asia/Shanghai").unwrap();
        let read_in = |cell: &str, zone| {
            let conventions = Conventions {
                zone,
                ..Conventions::default()
            };
            match read(cell, conventions) {
                Reading::Stamp(stamp, Some(Form::Zone)) => Some(text(stamp.millis)),
                Reading::Zoned => None,
                other => panic!("{cell}: {other:?}"),
            }
        };
        for (cell, here) in [
            ("2026-03-05T00:30:00Z", "2026-03-05 08:30:00"),
            ("2026-03-05T00:30:00.000+00:00", "2026-03-05 08:30:00"),
            ("2026-03-05 08:30:00+08:00", "2026-03-05 08:30:00"),
            ("2026-03-05 08:30+0800", "2026-03-05 08:30:00"),
            ("2026-03-05 08:30:00 +08", "2026-03-05 08:30:00"),
            ("2026/3/5 0:30 UTC", "2026-03-05 08:30:00"),
            ("2026-03-04T17:30:00-07:00", "2026-03-05 08:30:00"),
            ("5 Mar 2026 12:30 AM GMT", "2026-03-05 08:30:00"),
        ] {
            assert_eq!(
                read_in(cell, Some(&shanghai)).as_deref(),
                Some(here),
                "{cell}"
            );
            assert_eq!(read_in(cell, None), None);
        }
        // the clocks go back: the same hour twice
        let paris = zone("Europe/Paris").unwrap();
        for cell in ["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"] {
            let there = read_in(cell, Some(&paris));
            assert_eq!(there.as_deref(), Some("2026-10-25 02:30:00"));
        }
        for bad in [
            "2026-03-05+08:00",
            "2026-03-05 08:30+25:00",
            "2026-03-05 08:30 CST",
            "2026-03-05Z",
        ] {
            assert_eq!(
                read(bad, Conventions::default()),
                Reading::Unreadable,
                "{bad}"
            );
        }
        assert!(zone("+08:00").is_some());
        assert!(zone("CST8").is_none() && zone("Mars").is_none() && zone("").is_none());
    }
}
