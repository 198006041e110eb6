//! How long something took, and from when to when.

use super::Rendering;
use super::arguments::{Arguments, Choice};
use crate::findings::Row;
use crate::findings::said::Said;
use crate::messages::{Lang, Message, message};
use crate::reports::acts;
use crate::rules::plan::{Clock, TimeLimit};
use crate::tables::types::FieldIx;

/// Durations that are kept for the next finding that took as long.
const MOST_SPANS: usize = 10_000;

/// What a heading of times says: what was done, or what it is called.
pub(super) struct Mark {
    is_act: bool,
    word: String,
}

impl Rendering<'_> {
    /// From when to when something took.
    pub(super) fn say_ends(
        &mut self,
        column: FieldIx,
        row: &Row,
        limit: &TimeLimit,
        arguments: &mut Arguments,
    ) {
        let state = match row.said {
            Said::SoFar(_) => "ahead",
            _ if row.value.is_empty() => "open",
            _ => "closed",
        };
        arguments.choose("state", Choice::Word(state));
        let marks = [("began", "from", limit.from), ("ended", "column", column)];
        for (how, name, field) in marks {
            let mark = self.mark(field);
            let is_act = if mark.is_act { "act" } else { "date" };
            arguments.choose(how, Choice::Word(is_act));
            arguments.quote(name, &mark.word);
        }
    }

    /// How long something took, and how much too long.
    pub(super) fn say_late(
        &mut self,
        limit: &TimeLimit,
        (clock, millis): (Clock, i64),
        arguments: &mut Arguments,
    ) {
        self.quote_span("detail", clock, millis, arguments);
        let excess = millis.saturating_sub(limit.millis).max(0);
        let seconds = excess.unsigned_abs().div_ceil(1000);
        if seconds < 60 && clock != Clock::Workdays {
            let excess = message!("span-seconds", count = seconds);
            arguments.quote("excess", &self.report.text(&excess));
        } else {
            self.quote_span("excess", clock, excess, arguments);
        }
    }

    /// What the heading of a field of times says.
    fn mark(&mut self, field: FieldIx) -> &Mark {
        let (heading, lang) = (self.heading(field), self.report.messages.lang);
        self.marks.entry(field).or_insert_with(|| {
            let act = acts::act(heading).filter(|_| lang != Lang::En);
            Mark {
                is_act: act.is_some(),
                word: act.unwrap_or(heading).to_owned(),
            }
        })
    }

    pub(super) fn quote_span(
        &mut self,
        name: &'static str,
        clock: Clock,
        millis: i64,
        arguments: &mut Arguments,
    ) {
        if self.spans.len() == MOST_SPANS {
            self.spans.clear();
        }
        let report = self.report;
        let text = self.spans.entry((clock, told_minutes(clock, millis)));
        let text = text.or_insert_with(|| report.text(&span(clock, millis)));
        arguments.quote(name, text);
    }
}

/// As many minutes of a duration as [`span`] tells.
fn told_minutes(clock: Clock, millis: i64) -> u64 {
    let minutes = millis.unsigned_abs() / 60_000;
    let unit = match clock {
        Clock::Workdays => 1440,
        Clock::Workhours => 1,
        Clock::Elapsed | Clock::Days if minutes < 1440 => 1,
        Clock::Elapsed | Clock::Days => 60,
    };
    minutes - minutes % unit
}

/// A duration in the two largest units that it has. Working hours do not add up to days.
pub(in crate::reports) fn span(clock: Clock, millis: i64) -> Message {
    let minutes = millis.unsigned_abs() / 60_000;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match clock {
        Clock::Workdays => return message!("span-workdays", count = days),
        Clock::Workhours => return workhours(minutes / 60, rest),
        Clock::Elapsed | Clock::Days => {}
    }
    match (days, hours, rest) {
        (0, 0, _) => message!("span-minutes", count = rest),
        (0, _, 0) => message!("span-hours", count = hours),
        (0, _, _) => {
            let (first, second) = (
                message!("span-hours", count = hours),
                message!("span-minutes", count = rest),
            );
            message!("span-two", first = first, second = second)
        }
        (_, 0, _) => message!("span-days", count = days),
        _ => {
            let (first, second) = (
                message!("span-days", count = days),
                message!("span-hours", count = hours),
            );
            message!("span-two", first = first, second = second)
        }
    }
}

fn workhours(hours: u64, minutes: u64) -> Message {
    let (first, second) = (
        message!("span-workhours", count = hours),
        message!("span-minutes", count = minutes),
    );
    match (hours, minutes) {
        (_, 0) => first,
        (0, _) => message!("span-workminutes", count = minutes),
        _ => message!("span-two", first = first, second = second),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans() {
        assert_eq!(
            span(Clock::Elapsed, 3_600_000 * 80),
            message!(
                "span-two",
                first = message!("span-days", count = 3u64),
                second = message!("span-hours", count = 8u64)
            )
        );
        assert_eq!(
            span(Clock::Days, 86_400_000 * 6),
            message!("span-days", count = 6u64)
        );
        assert_eq!(
            span(Clock::Elapsed, 60_000 * 59),
            message!("span-minutes", count = 59u64)
        );
        let (hours, minutes) = (
            message!("span-workhours", count = 9u64),
            message!("span-minutes", count = 30u64),
        );
        assert_eq!(
            span(Clock::Workhours, 34_200_000),
            message!("span-two", first = hours, second = minutes)
        );
        assert_eq!(
            span(Clock::Workdays, 86_400_000 * 2),
            message!("span-workdays", count = 2u64)
        );
    }
}
