//! Limits in time.

use super::Clock;
use crate::messages::{Message, message};
use crate::tables::types::DAY;

/// A whole number of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    pub(crate) count: u32,
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
    /// As rules write one or several.
    pub(crate) fn named(name: &str) -> Option<Unit> {
        Some(match name.trim() {
            "minute" | "minutes" => Unit::Minutes,
            "hour" | "hours" => Unit::Hours,
            "day" | "days" => Unit::Days,
            "workday" | "workdays" => Unit::Workdays,
            "workhour" | "workhours" => Unit::Workhours,
            _ => return None,
        })
    }

    /// The same of several.
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
    /// Milliseconds on the clock of its unit.
    pub(crate) fn millis(self) -> i64 {
        i64::from(self.count) * self.unit.millis()
    }

    /// As it is told beside a duration, in the same units: 48 hours are two days.
    pub(crate) fn told(self) -> Message {
        let (size, larger): (u32, fn(u32) -> Message) = match self.unit {
            Unit::Minutes => (60, |count| message!("span-hours", count = count)),
            Unit::Hours => (24, |count| message!("span-days", count = count)),
            Unit::Days | Unit::Workdays | Unit::Workhours => return self.message(),
        };
        let rest = Limit {
            count: self.count % size,
            ..self
        };
        match (self.count / size, rest.count) {
            (0, _) => self.message(),
            (first, 0) => larger(first),
            (first, _) => message!("span-two", first = larger(first), second = rest.message()),
        }
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Lang, Messages};

    #[test]
    fn limits_are_told_in_the_units_of_durations() {
        let messages = Messages::new(Lang::ZhCn);
        for (count, unit, told) in [
            (48, Unit::Hours, "2 天"),
            (8, Unit::Hours, "8 小时"),
            (30, Unit::Hours, "1 天 6 小时"),
            (90, Unit::Minutes, "1 小时 30 分钟"),
            (8, Unit::Workhours, "8 个工作小时"),
            (2, Unit::Workdays, "2 个工作日"),
        ] {
            assert_eq!(messages.text(&Limit { count, unit }.told()), told);
        }
    }
}
