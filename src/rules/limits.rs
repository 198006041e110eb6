//! Limits in time, as rules write them: `"24 hours"`, `"1 workday"`.

use super::Scope;
use super::plan::Clock;
use crate::calendar::{SHIPPED, WorkTime};
use crate::messages::{Message, message};
use crate::mistakes::meant;
use crate::mistakes::placed::Name;
use crate::tables::types::DAY;

/// A whole number of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    count: u32,
    pub(crate) unit: Unit,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Minutes,
    Hours,
    Days,
    Workdays,
    Workhours,
}

impl Unit {
    fn named(name: &str) -> Option<Unit> {
        Some(match name.trim() {
            "minute" | "minutes" => Unit::Minutes,
            "hour" | "hours" => Unit::Hours,
            "day" | "days" => Unit::Days,
            "workday" | "workdays" => Unit::Workdays,
            "workhour" | "workhours" => Unit::Workhours,
            _ => return None,
        })
    }

    /// As rules write several.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Unit::Minutes => "minutes",
            Unit::Hours => "hours",
            Unit::Days => "days",
            Unit::Workdays => "workdays",
            Unit::Workhours => "workhours",
        }
    }

    /// Milliseconds of one on its clock.
    pub(crate) fn millis(self) -> i64 {
        match self {
            Unit::Minutes => 60_000,
            Unit::Hours | Unit::Workhours => 3_600_000,
            Unit::Days | Unit::Workdays => DAY,
        }
    }

    /// The clock that it is counted by, between days or between points in time.
    pub(crate) fn clock(self, by_day: bool) -> Clock {
        match self {
            Unit::Workdays => Clock::Workdays,
            Unit::Workhours => Clock::Workhours,
            Unit::Minutes | Unit::Hours | Unit::Days if by_day => Clock::Days,
            Unit::Minutes | Unit::Hours | Unit::Days => Clock::Elapsed,
        }
    }
}

impl Limit {
    /// `"24 hours"`: a whole number and a unit, singular or plural. Working time must be declared.
    pub(crate) fn parse(written: &Name, work: &WorkTime, scope: &mut Scope) -> Option<Limit> {
        let parts = written.trim().split_once(' ');
        let parts = parts.and_then(|(count, unit)| Some((count.parse().ok()?, Unit::named(unit)?)));
        let Some((count, unit)) = parts else {
            let message = message!("problem-bad-duration", written = &**written);
            scope.mistake_at(message, written.span());
            let quoted = |meant| message!("hint-written", written = format!("\"{meant}\""));
            let meant = meant::duration(written).map(quoted);
            if let Some(hint) = meant.or_else(|| meant::with_unit(written)) {
                scope.hint(hint);
            }
            return None;
        };
        let working = matches!(unit, Unit::Workdays | Unit::Workhours);
        if working && work.calendar.is_none() {
            // a calendar with a mistake in it is told already
            if !work.broken {
                scope.mistake_at(message!("problem-no-calendar"), written.span());
                let names = SHIPPED.map(str::to_owned).to_vec();
                scope.hint(message!("hint-calendar", names = names));
            }
            return None;
        }
        if unit == Unit::Workhours && !work.has_hours {
            if !work.broken {
                scope.mistake_at(message!("problem-no-hours"), written.span());
                scope.hint(message!("hint-hours"));
            }
            return None;
        }
        Some(Limit { count, unit })
    }

    /// Milliseconds on the clock of its unit.
    pub(crate) fn millis(self) -> i64 {
        i64::from(self.count) * self.unit.millis()
    }

    pub(crate) fn message(self) -> Message {
        match self.unit {
            Unit::Minutes => message!("span-minutes", count = self.count),
            Unit::Hours => message!("span-hours", count = self.count),
            Unit::Days => message!("span-days", count = self.count),
            Unit::Workdays => message!("span-workdays", count = self.count),
            Unit::Workhours => message!("span-workhours", count = self.count),
        }
    }
}
