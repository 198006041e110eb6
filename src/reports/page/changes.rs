//! What got better and what got worse since the run before, in sentences.

use std::cmp::Reverse;

use serde::Serialize;

use super::{Line, Pack, findings_of};
use crate::history::Flow;
use crate::messages::{Message, message};
use crate::reports::{RuleResult, of_company};

/// Rules that are told, on each side.
const MOST: usize = 5;

#[derive(Serialize)]
pub(super) struct Changes {
    heading: String,
    summary: String,
    worse: Vec<Line>,
    better: Vec<Line>,
    /// Rules with fewer findings of which nobody knows that they were put right.
    unclear: Vec<Line>,
    /// How many more rules there are on each side; empty where all are told.
    worse_more: String,
    better_more: String,
}

/// A rule that has more open findings than before, or fewer.
struct Moved<'r> {
    result: &'r RuleResult<'r>,
    flow: Flow,
    before: u64,
    now: u64,
}

impl Moved<'_> {
    /// Whether none was put right, and what is not found any more is out of sight.
    fn is_unclear(&self) -> bool {
        self.flow.fixed == 0 && self.flow.gone + self.flow.left > 0
    }
}

pub(super) fn changes(pack: &Pack) -> Changes {
    let report = pack.report;
    let history = report.review.history.as_ref();
    let previous = history.filter(|_| report.review.is_whole);
    let previous = previous.and_then(|history| history.previous());
    let Some((previous, summary)) = previous.zip(report.change()) else {
        let reason = match history {
            _ if !report.review.is_whole => message!("page-partial-unknown"),
            Some(_) => message!("workbook-before-none"),
            None if pack.has_past => message!("page-history-unread"),
            None => message!("page-no-history"),
        };
        return Changes {
            heading: report.messages.key("page-changes"),
            summary: report.text(&reason),
            worse: Vec::new(),
            better: Vec::new(),
            unclear: Vec::new(),
            worse_more: String::new(),
            better_more: String::new(),
        };
    };
    let results = report.rules();
    let moved = of_company(&results).filter_map(|result| moved(pack, result));
    let moved: Vec<Moved> = moved.collect();
    let told = |mut some: Vec<&Moved>, sentence: fn(&Pack, &Moved) -> Message| {
        some.sort_by_key(|one| {
            let step = one.now.abs_diff(one.before);
            (
                Reverse(one.result.rule.severity),
                Reverse(step),
                one.result.ix,
            )
        });
        let lines = some.into_iter().take(MOST).map(|one| {
            let href = findings_of(&[("rule", &one.result.rule.id)]);
            let told = sentence(pack, one);
            // what a changed rule finds more of, or does not find any more, may be as it was
            let is_changed =
                history.is_some_and(|h| h.rules.demands_otherwise(&one.result.rule.id));
            let line = Line::new(report.text(&if is_changed {
                message!("page-rule-changed", told = told)
            } else {
                told
            }));
            if one.now > 0 { line.href(href) } else { line }
        });
        lines.collect()
    };
    let more = |some: &[&Moved], told: fn(usize) -> Message| {
        let more = some.len().saturating_sub(MOST);
        if more > 0 {
            report.text(&told(more))
        } else {
            String::new()
        }
    };
    let worse: Vec<&Moved> = moved.iter().filter(|one| one.now > one.before).collect();
    let fewer = moved.iter().filter(|one| one.now < one.before);
    let (unclear, better): (Vec<&Moved>, Vec<&Moved>) = fewer.partition(|one| one.is_unclear());
    Changes {
        heading: report.text(&message!("page-changes-since", day = previous)),
        summary: report.text(&summary),
        worse_more: more(&worse, |count| message!("page-more-worse", count = count)),
        better_more: more(&better, |count| message!("page-more-better", count = count)),
        worse: told(worse, worse_told),
        better: told(better, better_told),
        unclear: told(unclear, unclear_told),
    }
}

/// None of a rule that the run before did not judge, or this one.
fn moved<'r>(pack: &Pack, result: &'r RuleResult<'r>) -> Option<Moved<'r>> {
    let history = pack.report.review.history.as_ref()?;
    let before = history.before(result.ix)?;
    let flow = result.history?.flow;
    let judged = result.counts().rows() > 0 && before.rows() > 0;
    judged.then(|| Moved {
        result,
        flow,
        before: flow.before,
        now: result.left.open(),
    })
}

fn worse_told(pack: &Pack, moved: &Moved) -> Message {
    let Flow {
        new,
        reopened,
        back,
        ..
    } = moved.flow;
    let rule = pack.report.rule_label(moved.result.rule);
    let (before, now) = (moved.before, moved.now);
    if reopened > 0 {
        message!(
            "page-worse-reopened",
            rule = rule,
            before = before,
            now = now,
            new = new,
            reopened = reopened,
            back = back
        )
    } else {
        message!(
            "page-worse-rule",
            rule = rule,
            before = before,
            now = now,
            new = new,
            back = back
        )
    }
}

fn better_told(pack: &Pack, moved: &Moved) -> Message {
    let Flow {
        fixed,
        gone,
        settled,
        ..
    } = moved.flow;
    let rule = pack.report.rule_label(moved.result.rule);
    let (before, now) = (moved.before, moved.now);
    match (now, gone + settled) {
        (0, 0) => message!("page-better-none", rule = rule, before = before),
        (_, 0) => message!(
            "page-better-rule",
            rule = rule,
            before = before,
            now = now,
            fixed = fixed
        ),
        // what is no longer there, or was decided on, was put right by nobody
        _ => message!(
            "page-better-gone",
            rule = rule,
            before = before,
            now = now,
            fixed = fixed,
            gone = gone,
            settled = settled
        ),
    }
}

fn unclear_told(pack: &Pack, moved: &Moved) -> Message {
    let Flow { gone, left, .. } = moved.flow;
    message!(
        "page-unclear-rule",
        rule = pack.report.rule_label(moved.result.rule),
        before = moved.before,
        now = moved.now,
        gone = gone,
        left = left
    )
}
