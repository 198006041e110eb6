//! The time between two events: by the clock of a limit, or how long it takes over many cases.

use super::events::Stamp;
use crate::calendar::Calendar;
use crate::rules::plan::Clock;
use crate::rules::plan::limit::Unit;
use crate::rules::plan::process::{Process, Span};
use crate::tables::types::DAY;

/// Whether something is so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tri {
    No,
    /// It hangs on a time that nobody wrote down.
    Maybe,
    Yes,
}

/// A clock with its calendar.
#[derive(Clone, Copy)]
pub(super) struct Watch<'a> {
    pub(super) clock: Clock,
    calendar: Option<&'a Calendar>,
    /// Milliseconds on the clock.
    pub(super) limit: i64,
    by_day: bool,
}

impl<'a> Watch<'a> {
    pub(super) fn new(span: Span, process: &'a Process) -> Watch<'a> {
        Watch {
            clock: span.clock,
            calendar: process.work.calendar.as_deref(),
            limit: span.limit.millis(),
            by_day: span.limit.unit == Unit::Days,
        }
    }

    /// The least and the most time from one event to a later one; none outside of the calendar, or without a time.
    pub(super) fn between(&self, from: Stamp, to: Stamp) -> Option<(i64, i64)> {
        let ((from_first, from_last), (to_first, to_last)) = (from.bounds()?, to.bounds()?);
        let is_day = |stamp: Stamp| matches!(stamp, Stamp::Day(_));
        if self.clock == Clock::Workdays || self.by_day && (is_day(from) || is_day(to)) {
            let span = self.read(to_first)? - self.read(from_first)?;
            return Some((span, span));
        }
        let least = self.read(to_first)? - self.read(from_last)?;
        let most = self.read(to_last)? - self.read(from_first)?;
        Some((least, most))
    }

    fn read(&self, at: i64) -> Option<i64> {
        match self.clock {
            Clock::Elapsed => Some(at),
            Clock::Days => Some(at - at.rem_euclid(DAY)),
            Clock::Workdays => Some(self.calendar?.workdays(at)? * DAY),
            Clock::Workhours => self.calendar?.worked(at),
        }
    }

    /// Whether no more time passed than the limit.
    pub(super) fn is_within(&self, (least, most): (i64, i64)) -> Tri {
        if most <= self.limit {
            Tri::Yes
        } else if least > self.limit {
            Tri::No
        } else {
            Tri::Maybe
        }
    }

    /// Whether at least as much time passed as the limit.
    pub(super) fn is_beyond(&self, (least, most): (i64, i64)) -> Tri {
        if least >= self.limit {
            Tri::Yes
        } else if most < self.limit {
            Tri::No
        } else {
            Tri::Maybe
        }
    }
}

/// How long something takes, over many cases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Took {
    pub(crate) clock: Clock,
    /// Milliseconds on the clock that half of them take at most: those of one of them.
    pub(crate) median: i64,
    /// The same of nine in ten.
    pub(crate) ninth: i64,
    /// How many it is known of.
    pub(crate) count: u64,
}

impl Took {
    /// Milliseconds by which times of several clocks can be put in an order: a day that is worked has its hours.
    pub(crate) fn length(&self, process: &Process) -> i64 {
        let calendar = process.work.calendar.as_deref();
        let hours = calendar.map(|calendar| calendar.hours().of_day());
        match (self.clock, hours.filter(|_| process.work.has_hours)) {
            (Clock::Workdays, Some(hours)) => self.median / DAY * hours,
            _ => self.median,
        }
    }
}

/// From when to when, many times over.
#[derive(Debug, Clone, Default)]
pub(super) struct Spans {
    /// Packed: they are as many as the events.
    pairs: Vec<(i64, i64)>,
}

impl Spans {
    /// Nothing is kept of what nobody wrote down.
    pub(super) fn push(&mut self, from: Stamp, to: Stamp) {
        if from != Stamp::Unknown && to != Stamp::Unknown {
            self.pairs.push((from.packed(), to.packed()));
        }
    }

    /// The clock that they are read from: working time where the process has a calendar. Where most of them have days without
    /// times, days are all that can be counted.
    pub(super) fn clock(&self, process: &Process) -> Clock {
        let timed = |&&(from, to): &&(i64, i64)| {
            let is_timed = |packed| matches!(Stamp::of(packed), Stamp::At(_));
            is_timed(from) && is_timed(to)
        };
        let is_timed = self.pairs.iter().filter(timed).count() * 2 >= self.pairs.len();
        let has_hours = process.work.has_hours;
        match (process.work.calendar.is_some(), is_timed) {
            (true, true) if has_hours => Clock::Workhours,
            (true, _) => Clock::Workdays,
            (false, true) => Clock::Elapsed,
            (false, false) => Clock::Days,
        }
    }

    /// None where it is known of none of them: outside of the calendar, or without times where these are counted.
    pub(super) fn took(&self, clock: Clock, process: &Process) -> Option<Took> {
        let watch = Watch {
            clock,
            calendar: process.work.calendar.as_deref(),
            limit: 0,
            by_day: false,
        };
        let known = self.pairs.iter().filter_map(|&(from, to)| {
            let (least, most) = watch.between(Stamp::of(from), Stamp::of(to))?;
            (least == most).then_some(least)
        });
        let mut known: Vec<i64> = known.collect();
        known.sort_unstable();
        let last = known.len().checked_sub(1)?;
        Some(Took {
            clock,
            median: known[last / 2],
            ninth: known[(known.len() * 9).div_ceil(10) - 1],
            count: known.len() as u64,
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::calendar::{Calendar, Hours, WorkTime, shift, shipped};
    use crate::messages::LocalText;
    use crate::mistakes::Place;
    use crate::rules::plan::process::{Missing, Tie};
    use crate::tables::date;

    fn process(work: WorkTime) -> Process {
        Process {
            name: "p".to_owned(),
            label: LocalText::Plain("p".to_owned()),
            place: Place::new(0, 0..0),
            table: 0,
            tie: Tie::default(),
            missing: Missing::default(),
            work,
            events: Vec::new(),
            log: None,
            conditions: Vec::new(),
            values: Vec::new(),
        }
    }

    fn working(has_hours: bool) -> Process {
        let hours = Hours {
            shifts: vec![shift("09:00-17:00").unwrap()],
        };
        let calendar = Calendar::new("cn", &shipped("cn").unwrap(), hours);
        process(WorkTime {
            calendar: Some(Arc::new(calendar)),
            has_hours,
            ..WorkTime::default()
        })
    }

    fn spans(pairs: &[(&str, &str)]) -> Spans {
        let stamp = |text: &str| {
            let stamp = date::iso(text).unwrap();
            if stamp.timed {
                Stamp::At(stamp.millis)
            } else {
                Stamp::Day(stamp.millis)
            }
        };
        let mut spans = Spans::default();
        for (from, to) in pairs {
            spans.push(stamp(from), stamp(to));
        }
        spans
    }

    #[test]
    fn half_are_within_the_time_of_one_of_them_and_so_are_nine_in_ten() {
        let pairs: Vec<(String, String)> = (1..=10)
            .map(|hour| {
                (
                    "2026-11-02 08:00".to_owned(),
                    format!("2026-11-02 {:02}:00", 8 + hour),
                )
            })
            .collect();
        let pairs: Vec<(&str, &str)> = pairs
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        let plain = process(WorkTime::default());
        let spans = spans(&pairs);
        let took = spans.took(spans.clock(&plain), &plain).unwrap();
        let hours = |took: Took| (took.median / 3_600_000, took.ninth / 3_600_000, took.count);
        assert_eq!((took.clock, hours(took)), (Clock::Elapsed, (5, 9, 10)));
        assert_eq!(Spans::default().took(Clock::Elapsed, &plain), None);
    }

    /// From a Friday afternoon to a Monday morning, by the clocks that a process can have.
    #[test]
    fn working_time_is_counted_where_there_is_a_calendar() {
        let timed = ("2026-11-06 16:00", "2026-11-09 10:00");
        let dated = ("2026-11-06", "2026-11-09");
        let of = |pairs: &[(&str, &str)], process: &Process| {
            let spans = spans(pairs);
            let took = spans.took(spans.clock(process), process);
            took.map(|took| (took.clock, took.median / 3_600_000, took.count))
        };
        let plain = process(WorkTime::default());
        assert_eq!(of(&[timed], &plain), Some((Clock::Elapsed, 66, 1)));
        assert_eq!(of(&[dated], &plain), Some((Clock::Days, 72, 1)));
        assert_eq!(of(&[timed], &working(true)), Some((Clock::Workhours, 2, 1)));
        assert_eq!(
            of(&[timed], &working(false)),
            Some((Clock::Workdays, 24, 1))
        );
        assert_eq!(of(&[dated], &working(true)), Some((Clock::Workdays, 24, 1)));
        // most have times: the one without is not counted; most have none: days are counted of all
        assert_eq!(
            of(&[timed, timed, dated], &plain),
            Some((Clock::Elapsed, 66, 2))
        );
        assert_eq!(
            of(&[timed, dated, dated], &plain),
            Some((Clock::Days, 72, 3))
        );
        // outside of the calendar
        assert_eq!(
            of(&[("1999-01-04 10:00", "1999-01-05 10:00")], &working(true)),
            None
        );
    }

    /// A workday is as long as its hours.
    #[test]
    fn times_of_several_clocks_can_be_compared() {
        let took = |clock, hours: i64| Took {
            clock,
            median: hours * 3_600_000,
            ninth: 0,
            count: 1,
        };
        let process = working(true);
        let day = took(Clock::Workdays, 24).length(&process);
        assert!(took(Clock::Workhours, 7).length(&process) < day);
        assert!(took(Clock::Workhours, 9).length(&process) > day);
    }
}
