//! Working time: which days are worked, and which hours of them.
//!
//! A [`Calendar`] is a table built once: how many days have been worked before each day. The time between two points is
//! looked up at both ends and subtracted, so its cost does not depend on how far they lie apart.
//!
//! - *Workdays* from one day to another are the days worked after the first, up to and including the second. The day a
//!   thing begins on does not count: what is done the same day took 0 workdays, on the next day that is worked 1,
//!   whatever days off lie between.
//! - *Working hours* are counted to the millisecond, inside the hours of days that are worked. Breaks, nights and days
//!   off add nothing, so what begins on a day off begins when the next workday opens.
//! - Hours over midnight belong to the day on which they start: they are worked where that day is, whatever the next one is.
//!   What falls into them counts as of that day in workdays, too.
//! - A day that the calendar does not cover has no answer. It is never taken for a plain weekday or weekend.

use std::collections::BTreeSet;
use std::fmt;
use std::ops::RangeInclusive;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use crate::tables::date;
use crate::tables::types::DAY;

const CN: &str = include_str!("calendar/cn.toml");
const TW: &str = include_str!("calendar/tw.toml");

/// The names of the calendars that the program brings along.
pub(crate) const SHIPPED: [&str; 2] = ["cn", "tw"];

/// A day of the week as TOML names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Weekday {
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// Which days are worked, as it is declared. Days are numbered from 1970-01-01.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) covered: RangeInclusive<i64>,
    /// What the week says, from Monday on.
    pub(crate) week: [bool; 7],
    /// What overrules the week; of two that speak of a day the later one holds.
    pub(crate) rulings: Vec<(RangeInclusive<i64>, bool)>,
}

impl Days {
    /// Whether each day that is covered is worked.
    fn worked(&self) -> Vec<bool> {
        let (first, last) = (*self.covered.start(), *self.covered.end());
        let mut worked: Vec<bool> = self.covered.clone().map(|day| self.in_week(day)).collect();
        for (days, on) in &self.rulings {
            let (from, to) = (*days.start().max(&first), *days.end().min(&last));
            if from <= to {
                let place = |day: i64| usize::try_from(day - first).unwrap_or_default();
                worked[place(from)..=place(to)].fill(*on);
            }
        }
        worked
    }

    /// Years without a day off of their own, where other years have some: the week alone decides there.
    pub(crate) fn years_by_week(&self) -> Vec<String> {
        let offs: Vec<_> = self.rulings.iter().filter(|(_, on)| !on).collect();
        let year = |day: i64| date::text(day * DAY).get(..4)?.parse::<u16>().ok();
        let (Some(first), Some(last), false) = (
            year(*self.covered.start()),
            year(*self.covered.end()),
            offs.is_empty(),
        ) else {
            return Vec::new();
        };
        let ruled: BTreeSet<u16> = offs
            .iter()
            .flat_map(|(days, _)| year(*days.start()).into_iter().chain(year(*days.end())))
            .collect();
        let years = (first..=last).filter(|year| !ruled.contains(year));
        years.map(|year| year.to_string()).collect()
    }

    fn in_week(&self, day: i64) -> bool {
        // 1970-01-01 was a Thursday
        let weekday = (day + 3).rem_euclid(7);
        self.week[usize::try_from(weekday).unwrap_or_default()]
    }
}

/// The hours of a working day, without the breaks between them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Hours {
    /// Milliseconds from the start of the day, in order, none inside another; what goes on over midnight ends behind [`DAY`].
    pub(crate) shifts: Vec<(i64, i64)>,
}

impl Hours {
    /// Milliseconds of a whole day, with those that it works in the next one.
    pub(crate) fn of_day(&self) -> i64 {
        self.before(2 * DAY)
    }

    /// Milliseconds of a day that are over at a time, which may be one of the next day.
    fn before(&self, time: i64) -> i64 {
        let worked = |&(from, to): &(i64, i64)| time.clamp(from, to) - from;
        self.shifts.iter().map(worked).sum()
    }

    /// Until when in the next day the last hours of a day go on.
    fn over_midnight(&self) -> i64 {
        let ends = self.shifts.iter().map(|(_, to)| to - DAY);
        ends.max().unwrap_or_default().max(0)
    }

    /// Whether two stretches of time overlap, on one day or where the one goes on into the next.
    pub(crate) fn overlap(one: (i64, i64), other: (i64, i64)) -> bool {
        [-DAY, 0, DAY]
            .iter()
            .any(|shift| one.0 < other.1 + shift && other.0 + shift < one.1)
    }
}

/// `08:30-12:00`; the end can be `24:00`, and is of the next day where it is before the start.
pub(crate) fn shift(text: &str) -> Option<(i64, i64)> {
    let (from, to) = text.split_once('-')?;
    let (from, to) = (clock(from)?, clock(to)?);
    if from == to || from == DAY {
        return None;
    }
    Some((from, if from < to { to } else { to + DAY }))
}

fn clock(text: &str) -> Option<i64> {
    let (hour, minute) = text.trim().split_once(':')?;
    let number = |digits: &str| {
        let plain = matches!(digits.len(), 1 | 2) && digits.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| digits.parse::<i64>().ok()).flatten()
    };
    let (hour, minute) = (number(hour)?, number(minute)?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= 24 * 60).then_some(minutes * 60_000)
}

/// `2026-10-01`, or `2026-10-01..2026-10-07` with both ends.
pub(crate) fn days(text: &str) -> Option<RangeInclusive<i64>> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let (from, to) = (day(from)?, day(to)?);
    (from <= to).then_some(from..=to)
}

/// A day without a time.
pub(crate) fn day(text: &str) -> Option<i64> {
    let stamp = date::iso(text).filter(|stamp| !stamp.timed)?;
    Some(stamp.millis.div_euclid(DAY))
}

/// A file of `calendar/`.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Shipped {
    from: String,
    to: String,
    workdays: Vec<Weekday>,
    notice: Vec<Notice>,
}

/// What an authority has ruled for a year.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Notice {
    #[allow(
        dead_code,
        reason = "tells readers of the file, and a test, which year is meant"
    )]
    year: i64,
    #[allow(
        dead_code,
        reason = "tells readers of the file where the days are from"
    )]
    source: String,
    off: Vec<String>,
    on: Vec<String>,
}

/// A calendar that the program brings along.
pub(crate) fn shipped(name: &str) -> Option<Days> {
    let text = match name {
        "cn" => CN,
        "tw" => TW,
        _ => return None,
    };
    let file: Shipped = toml::from_str(text).ok()?;
    let mut rulings = Vec::new();
    for notice in &file.notice {
        for (list, on) in [(&notice.off, false), (&notice.on, true)] {
            for written in list {
                rulings.push((days(written)?, on));
            }
        }
    }
    Some(Days {
        covered: day(&file.from)?..=day(&file.to)?,
        week: week(&file.workdays),
        rulings,
    })
}

/// The week from Monday on.
pub(crate) fn week(workdays: &[Weekday]) -> [bool; 7] {
    let mut week = [false; 7];
    for &day in workdays {
        week[day as usize] = true;
    }
    week
}

/// Working time, ready to be looked up.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Calendar {
    pub(crate) name: String,
    first: i64,
    /// How many days are worked before each day that is covered, and in all.
    before: Vec<u32>,
    hours: Hours,
}

impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "Calendar({})", self.name)
    }
}

impl Calendar {
    pub(crate) fn new(name: &str, days: &Days, hours: Hours) -> Calendar {
        let mut count = 0;
        let mut before = vec![count];
        for worked in days.worked() {
            count += u32::from(worked);
            before.push(count);
        }
        Calendar {
            name: name.to_owned(),
            first: *days.covered.start(),
            before,
            hours,
        }
    }

    /// The first and the last day that it covers, in milliseconds since 1970-01-01.
    pub(crate) fn covered(&self) -> (i64, i64) {
        let days = i64::try_from(self.before.len()).unwrap_or(i64::MAX) - 1;
        (self.first * DAY, (self.first + days - 1) * DAY)
    }

    /// Whether any day is worked at all.
    pub(crate) fn has_workdays(&self) -> bool {
        self.before.last().is_some_and(|&days| days > 0)
    }

    /// All that an answer depends on, as text.
    pub(crate) fn facts(&self) -> String {
        let (from, to) = self.covered();
        let worked = |days: &[u32]| if days[0] < days[1] { '1' } else { '0' };
        let days: String = self.before.windows(2).map(worked).collect();
        format!("{from} {to} {days} {:?}", self.hours.shifts)
    }

    /// The hours of a working day.
    pub(crate) fn hours(&self) -> &Hours {
        &self.hours
    }

    /// Days worked from the first one that is covered up to and including the day of an instant; none outside. While the hours of
    /// the day before go on over midnight, that is the day.
    pub(crate) fn workdays(&self, at: i64) -> Option<i64> {
        let place = self.place(at)?;
        // midnight stands for a day whose time was not written
        let early = (1..self.hours.over_midnight()).contains(&at.rem_euclid(DAY));
        let goes_on = early && place > 0 && self.is_worked(place - 1);
        Some(i64::from(self.before[place + usize::from(!goes_on)]))
    }

    /// Whether a day is worked, by its midnight; none where it is not covered.
    pub(crate) fn is_workday(&self, day: i64) -> Option<bool> {
        self.place(day).map(|place| self.is_worked(place))
    }

    /// Whether a day that is covered is worked, by its place.
    fn is_worked(&self, place: usize) -> bool {
        self.before[place + 1] > self.before[place]
    }

    /// Milliseconds worked from the first day that is covered up to an instant; none outside.
    pub(crate) fn worked(&self, at: i64) -> Option<i64> {
        if at < self.known_from() {
            return None;
        }
        let place = self.place(at)?;
        let time = at.rem_euclid(DAY);
        // of the day before, the hours over midnight may go on still
        let mut worked = 0;
        let mut whole = i64::from(self.before[place]);
        if place > 0 && self.is_worked(place - 1) {
            whole -= 1;
            worked += self.hours.before(time + DAY);
        }
        if self.is_worked(place) {
            worked += self.hours.before(time);
        }
        Some(whole * self.hours.of_day() + worked)
    }

    /// From when on it is known what is worked: whether hours of the day before the first go on into it is not.
    pub(crate) fn known_from(&self) -> i64 {
        self.first * DAY + self.hours.over_midnight()
    }

    fn place(&self, at: i64) -> Option<usize> {
        let place = usize::try_from(at.div_euclid(DAY) - self.first).ok()?;
        (place + 1 < self.before.len()).then_some(place)
    }
}

/// The working time that rules can count in.
#[derive(Debug, Clone, Default)]
pub(crate) struct WorkTime {
    pub(crate) calendar: Option<Arc<Calendar>>,
    /// Whether the hours of a day are declared too.
    pub(crate) has_hours: bool,
    /// Years of the calendar for which no day off is known.
    pub(crate) by_week: Vec<String>,
    /// Calendars of the project that nothing counts by.
    pub(crate) unused: Vec<String>,
    /// Whether it is unknown because of a mistake, which is told already.
    pub(crate) broken: bool,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::{Just, Strategy, any, prop, prop_assert_eq, prop_assume, proptest};

    use super::*;

    fn at(text: &str) -> i64 {
        date::iso(text).unwrap().millis
    }

    fn hours(shifts: &[&str]) -> Hours {
        Hours {
            shifts: shifts.iter().map(|s| shift(s).unwrap()).collect(),
        }
    }

    fn calendar(name: &str) -> Calendar {
        let hours = hours(&["08:30-12:00", "13:30-17:30"]);
        Calendar::new(name, &shipped(name).unwrap(), hours)
    }

    fn workdays(calendar: &Calendar, from: &str, to: &str) -> i64 {
        calendar.workdays(at(to)).unwrap() - calendar.workdays(at(from)).unwrap()
    }

    fn worked_minutes(calendar: &Calendar, from: &str, to: &str) -> i64 {
        (calendar.worked(at(to)).unwrap() - calendar.worked(at(from)).unwrap()) / 60_000
    }

    fn years(file: &str, list: impl Fn(&Notice) -> &Vec<String>) -> Vec<(i64, usize)> {
        let file: Shipped = toml::from_str(file).unwrap();
        let mut years: Vec<(i64, usize)> = Vec::new();
        for notice in &file.notice {
            assert!(notice.source.contains(&notice.year.to_string()));
            match years.last_mut().filter(|(year, _)| *year == notice.year) {
                Some((_, count)) => *count += list(notice).len(),
                None => years.push((notice.year, list(notice).len())),
            }
        }
        years
    }

    #[test]
    fn make_up_days_are_as_many_as_were_published() {
        let counts = |file| -> Vec<usize> {
            years(file, |notice| &notice.on)
                .into_iter()
                .map(|(_, count)| count)
                .collect()
        };
        assert_eq!(counts(CN), [7, 7, 7, 7, 7, 8, 5, 6]);
        assert_eq!(counts(TW), [3, 3, 2, 1, 6, 1, 1, 0]);
        for name in SHIPPED {
            let days = shipped(name).unwrap();
            let worked = days.worked();
            for (ruled, on) in &days.rulings {
                for day in ruled.clone().filter(|_| *on) {
                    // each is on a weekend, or it would make up for nothing
                    assert!(!days.in_week(day), "{name}: {day}");
                }
            }
            assert_eq!(worked.len(), days.covered.clone().count());
        }
    }

    /// The days off of a year that the Executive Yuan states with its calendars, and the workdays of mainland years,
    /// counted with other programs (`chinesecalendar` 1.11, `holidays` 0.109 for Python).
    #[test]
    fn days_off_in_a_year_are_as_many_as_were_published() {
        let worked = |name: &str, year: i64| {
            let calendar = calendar(name);
            let last = |year: i64| calendar.workdays(at(&format!("{year}-12-31")));
            last(year).unwrap() - last(year - 1).unwrap_or_default()
        };
        let off = |year: i64| (if year % 4 == 0 { 366 } else { 365 }) - worked("tw", year);
        let published = [115, 115, 116, 115, 116, 115, 118, 120];
        assert_eq!((2019..=2026).map(off).collect::<Vec<_>>(), published);
        let mainland = [250, 249, 250, 249, 249, 251, 248, 248];
        let counted: Vec<i64> = (2019..=2026).map(|year| worked("cn", year)).collect();
        assert_eq!(counted, mainland);
    }

    /// Worked out by hand with the notices: Spring Festival 2026 is off from 15 to 23 February; 14 and 28 February are
    /// Saturdays that are worked. National Day is off from 1 to 7 October, with 20 September and 10 October in return.
    #[test]
    fn spans_over_the_long_holidays() {
        let cn = calendar("cn");
        // Friday to the Saturday that is worked; to the Tuesday after the holiday
        assert_eq!(workdays(&cn, "2026-02-13", "2026-02-14"), 1);
        assert_eq!(workdays(&cn, "2026-02-14 16:00", "2026-02-24 09:00"), 1);
        assert_eq!(workdays(&cn, "2026-02-13", "2026-02-28"), 6);
        assert_eq!(workdays(&cn, "2026-09-30", "2026-10-08"), 1);
        assert_eq!(workdays(&cn, "2026-09-18", "2026-10-12"), 12);
        // begun and done in the holiday, and on one day
        assert_eq!(workdays(&cn, "2026-10-02", "2026-10-06"), 0);
        assert_eq!(workdays(&cn, "2026-10-12 08:00", "2026-10-12 17:00"), 0);
        assert_eq!(workdays(&cn, "2026-10-03", "2026-10-08"), 1);
        // half an hour of the evening, and an hour of the first morning
        let late = ("2026-09-30 17:00", "2026-10-08 09:30");
        assert_eq!(worked_minutes(&cn, late.0, late.1), 90);
        // the break at noon; before opening; a day off
        assert_eq!(
            worked_minutes(&cn, "2026-10-12 11:45", "2026-10-12 13:45"),
            30
        );
        assert_eq!(
            worked_minutes(&cn, "2026-10-12 06:00", "2026-10-12 09:00"),
            30
        );
        assert_eq!(
            worked_minutes(&cn, "2026-10-11 10:00", "2026-10-12 09:00"),
            30
        );
        let tw = calendar("tw");
        // National Day 2026 is a Saturday and taken on the Friday before
        assert_eq!(workdays(&tw, "2026-10-08", "2026-10-12"), 1);
        // the last Saturday that was worked
        assert_eq!(workdays(&tw, "2025-02-07", "2025-02-08"), 1);
    }

    /// Worked out by hand: 2 May 2026 to 5 May are days off, 9 May (a Saturday) is worked, 10 May is a Sunday.
    #[test]
    fn hours_over_midnight_are_of_the_day_on_which_they_start() {
        let night = hours(&["21:00-05:00"]);
        let cn = Calendar::new("cn", &shipped("cn").unwrap(), night.clone());
        for (from, to, minutes) in [
            ("2026-05-07 21:00", "2026-05-08 05:00", 480),
            ("2026-05-07 23:00", "2026-05-08 01:30", 150),
            ("2026-05-08 04:00", "2026-05-08 22:00", 120),
            // the night into a day off, and none out of it
            ("2026-05-09 20:00", "2026-05-10 12:00", 480),
            ("2026-05-10 12:00", "2026-05-11 12:00", 0),
            ("2026-05-10 23:00", "2026-05-11 21:01", 1),
            ("2026-04-30 22:00", "2026-05-06 22:00", 480),
        ] {
            assert_eq!(worked_minutes(&cn, from, to), minutes, "{from} to {to}");
        }
        assert_eq!(night.of_day(), 8 * 3_600_000);
        for (from, to, days) in [
            ("2026-05-07 22:00", "2026-05-08 01:00", 0),
            ("2026-05-08 00:30", "2026-05-08 04:59", 0),
            ("2026-05-08 04:00", "2026-05-08 22:00", 1),
            ("2026-05-08 04:00", "2026-05-08 05:00", 1),
            // the night into a day off, and none out of it
            ("2026-05-09 20:00", "2026-05-10 02:00", 0),
            ("2026-05-10 02:00", "2026-05-11 02:00", 1),
            ("2026-05-10 02:00", "2026-05-11 22:00", 1),
            // days without a time
            ("2026-05-07", "2026-05-08", 1),
        ] {
            assert_eq!(workdays(&cn, from, to), days, "{from} to {to}");
        }
        // what is worked in the first hours of the first day nobody knows
        assert_eq!(cn.worked(at("2018-12-29 04:59")), None);
        assert_eq!(cn.worked(at("2018-12-29 05:00")), Some(0));
        assert!(cn.workdays(at("2018-12-29 04:59")).is_some());
    }

    #[test]
    fn stretches_of_a_day_overlap_over_midnight_too() {
        let overlap =
            |one: &str, other: &str| Hours::overlap(shift(one).unwrap(), shift(other).unwrap());
        assert!(overlap("22:00-06:00", "05:30-09:00"));
        assert!(overlap("05:30-09:00", "22:00-06:00"));
        assert!(overlap("20:00-02:00", "23:00-04:00"));
        assert!(!overlap("22:00-06:00", "06:00-14:00"));
        assert!(!overlap("14:00-22:00", "22:00-06:00"));
    }

    #[test]
    fn years_without_days_off_are_known() {
        let mut days = shipped("cn").unwrap();
        assert!(days.years_by_week().is_empty());
        days.covered = *days.covered.start()..=day("2028-02-29").unwrap();
        assert_eq!(days.years_by_week(), ["2027", "2028"]);
        days.rulings.push((
            day("2027-05-01").unwrap()..=day("2027-05-01").unwrap(),
            false,
        ));
        assert_eq!(days.years_by_week(), ["2028"]);
        // a shop that is open all year says so by its week
        days.rulings.clear();
        assert!(days.years_by_week().is_empty());
    }

    #[test]
    fn days_that_are_not_covered_have_no_answer() {
        let cn = calendar("cn");
        assert_eq!(cn.workdays(at("2018-12-28")), None);
        assert_eq!(cn.workdays(at("2018-12-29")), Some(1));
        assert!(cn.worked(at("2026-12-31 23:59:59")).is_some());
        assert_eq!(cn.worked(at("2027-01-01")), None);
        assert_eq!(cn.workdays(i64::MIN), None);
        assert_eq!(cn.workdays(i64::MAX), None);
        assert_eq!(cn.covered(), (at("2018-12-29"), at("2026-12-31")));
    }

    #[test]
    fn written_forms() {
        assert_eq!(shift("08:30-12:00"), Some((30_600_000, 43_200_000)));
        assert_eq!(shift("8:00 - 24:00"), Some((28_800_000, DAY)));
        assert_eq!(shift("16:00-00:00"), Some((57_600_000, DAY)));
        assert_eq!(shift("21:30-05:00"), Some((77_400_000, DAY + 18_000_000)));
        for bad in [
            "",
            "08:30",
            "08:30-08:30",
            "24:00-08:30",
            "8-12",
            "08:60-12:00",
            "08:30-24:01",
            "+8:30-9:00",
        ] {
            assert_eq!(shift(bad), None, "{bad}");
        }
        assert_eq!(days("2026-10-01..2026-10-07").unwrap().count(), 7);
        assert_eq!(days("2026-10-01").unwrap().count(), 1);
        for bad in [
            "2026-10-07..2026-10-01",
            "2026-02-30",
            "2026-10-01 08:00",
            "2026-10-01..",
            "",
        ] {
            assert_eq!(days(bad), None, "{bad}");
        }
    }

    /// A year of days and a day's hours, made up.
    fn made_up() -> impl Strategy<Value = (Days, Hours)> {
        let week = any::<[bool; 7]>();
        let rulings = prop::collection::vec((0i64..25, 0i64..9, any::<bool>()), 0..12);
        // cut out of any 24 hours, so that the last may go on over midnight
        let cuts = prop::collection::btree_set(0i64..=1440, 0..8);
        let start = 0i64..1440;
        (week, rulings, cuts, start, 20_000i64..20_100).prop_map(
            |(week, rulings, cuts, start, first)| {
                let ruling = |(from, length, on)| (first + from..=first + from + length, on);
                let days = Days {
                    covered: first..=first + 19,
                    week,
                    rulings: rulings.into_iter().map(ruling).collect(),
                };
                let cuts: Vec<i64> = cuts
                    .into_iter()
                    .map(|minute| (minute + start) * 60_000)
                    .collect();
                let mut shifts: Vec<(i64, i64)> = cuts
                    .chunks_exact(2)
                    .map(|pair| {
                        // those that begin on the next day begin on every day
                        let before = pair[0].div_euclid(DAY) * DAY;
                        (pair[0] - before, pair[1] - before)
                    })
                    .collect();
                shifts.sort_unstable();
                (days, Hours { shifts })
            },
        )
    }

    /// Whether a day is worked, looked up the long way.
    fn is_workday(days: &Days, day: i64) -> bool {
        let ruled = days
            .rulings
            .iter()
            .rev()
            .find(|(ruled, _)| ruled.contains(&day));
        // Monday 2026-01-05 is day 20 458
        let weekday = usize::try_from((day - 20_458).rem_euclid(7)).unwrap();
        ruled.map_or(days.week[weekday], |(_, on)| *on)
    }

    proptest! {
        /// Against walking day by day and minute by minute.
        #[test]
        fn looking_up_is_walking(
            ((days, hours), from, to) in (made_up(), 0i64..20 * 1440, 0i64..20 * 1440)
                .prop_map(|(made, a, b)| (made, a.min(b), a.max(b)))
                .prop_flat_map(|(made, from, to)| (Just(made), Just(from), Just(to)))
        ) {
            let calendar = Calendar::new("made up", &days, hours.clone());
            let start = *days.covered.start() * 1440;
            let (from, to) = (start + from, start + to);
            let covered = *days.covered.start();
            // the day before, as long as its hours go on
            let day_of = |minute: i64| {
                let (day, time) = (minute.div_euclid(1440), minute.rem_euclid(1440) * 60_000);
                let in_shift = hours.shifts.iter().any(|&(from, to)| (from..to).contains(&(time + DAY)));
                let goes_on = time > 0 && day > covered && is_workday(&days, day - 1) && in_shift;
                day - i64::from(goes_on)
            };
            let walked = |minute: i64| {
                let worked = (covered..=day_of(minute)).filter(|&day| is_workday(&days, day));
                i64::try_from(worked.count()).unwrap()
            };
            let walked = walked(to) - walked(from);
            let looked = |minute: i64| calendar.workdays(minute * 60_000).unwrap();
            prop_assert_eq!(looked(to) - looked(from), walked);
            // by day of start: its hours reach as far into the next one as they do
            let open = |minute: i64| {
                [0, 1].into_iter().any(|back| {
                    let day = minute.div_euclid(1440) - back;
                    let time = (minute - day * 1440) * 60_000;
                    is_workday(&days, day)
                        && hours.shifts.iter().any(|&(from, to)| (from..to).contains(&time))
                })
            };
            prop_assume!(from * 60_000 >= calendar.known_from());
            let walked = (from..to).filter(|&minute| open(minute)).count();
            let looked = |minute: i64| calendar.worked(minute * 60_000).unwrap();
            prop_assert_eq!(looked(to) - looked(from), i64::try_from(walked).unwrap() * 60_000);
        }
    }
}
