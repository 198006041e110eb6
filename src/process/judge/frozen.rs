//! What must not change from one event to another.

use std::sync::Arc;

use super::{Doubt, Judge, Verdict, Verdicts};
use crate::process::events::Holds;
use crate::process::log::{Case, Happened};
use crate::rules::plan::process::{Frozen, Tie};
use crate::tables::mask::mask_whole;

/// Each later event is held against the last one before it.
pub(super) fn judge(judge: &Judge, frozen: &Frozen, case: Case, verdicts: &mut Verdicts) {
    let before: Vec<_> = case.of(frozen.from).collect();
    for (place, one) in case.of(frozen.to) {
        let verdict = match judge.applies_to(one) {
            Holds::No => Verdict::NotApplicable,
            Holds::Open => verdicts.not_said(),
            Holds::Unknown => Verdict::Undecidable(Doubt::Unread),
            Holds::Yes => {
                let count = before.partition_point(|(other, _)| *other < place);
                // an event of the same row is written down with it
                let earlier = count.checked_sub(1).or(before.len().checked_sub(1));
                match earlier {
                    None => Verdict::NotApplicable,
                    Some(at) => held(judge, frozen, one, (&before, at)),
                }
            }
        };
        verdicts.add((place, frozen.to, verdict));
    }
}

/// Earlier events on each side of one that are looked at for others that may be of the same time.
const LOOKED_AT: usize = 32;

/// Against the last one before it, and those that may be that as well.
fn held(
    judge: &Judge,
    frozen: &Frozen,
    one: Happened,
    (before, at): (&[(usize, Happened)], usize),
) -> Verdict {
    let other = before[at].1;
    let verdict = compared(judge, frozen, one, other);
    let overlap =
        |first: Happened, second: Happened| match (first.stamp().bounds(), second.stamp().bounds())
        {
            (Some(first), Some(second)) => first.0 <= second.1 && second.0 <= first.1,
            _ => true,
        };
    let near = at.saturating_sub(LOOKED_AT)..before.len().min(at + LOOKED_AT);
    let others = before[near].iter().map(|(_, near)| *near);
    let others = others.filter(|near| overlap(*near, one) || overlap(*near, other));
    // the one before that is the last, if that was later after all
    let earlier = before[..at].iter().rev().map(|(_, earlier)| *earlier);
    let mut certain = earlier
        .take(LOOKED_AT)
        .filter(|one_before| !overlap(*one_before, one));
    let certain = certain.next().filter(|_| overlap(other, one));
    let mut others = others.chain(certain);
    let is_ok = verdict == Verdict::Ok;
    let is_open = others.any(|near| (compared(judge, frozen, one, near) == Verdict::Ok) != is_ok);
    match judge.log.process.tie {
        _ if !is_open => verdict,
        Tie::Ok => Verdict::Ok,
        Tie::Undecided => Verdict::Undecidable(Doubt::Tied),
        Tie::Violation if is_ok => Verdict::Undecidable(Doubt::Tied),
        Tie::Violation => verdict,
    }
}

fn compared(judge: &Judge, frozen: &Frozen, one: Happened, other: Happened) -> Verdict {
    let changed = frozen.columns.iter().find_map(|column| {
        let (before, after) = (other.text(column.before), one.text(column.after));
        (before != after).then_some((column, before, after))
    });
    let Some((column, before, after)) = changed else {
        return Verdict::Ok;
    };
    let mut steps = judge.steps("changed", &[other]);
    steps.names = vec![column.label.clone()];
    // it may be a date, and what that begins with is the year
    let shown = |text: &str| mask_whole(text.to_owned(), column.sensitive);
    steps.words = vec![("before", shown(before)), ("after", shown(after))];
    Verdict::Violation(Arc::new(steps))
}
