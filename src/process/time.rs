//! The time between two events, by the clock of a limit.

use super::events::Stamp;
use crate::calendar::Calendar;
use crate::rules::limits::Unit;
use crate::rules::plan::Clock;
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
