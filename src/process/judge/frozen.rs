//! What must not change from one event to another.

use std::sync::Arc;

use super::{Doubt, Judge, Verdict, Verdicts};
use crate::process::events::Holds;
use crate::process::log::Case;
use crate::rules::plan::process::Frozen;

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
                match earlier.map(|at| before[at].1) {
                    None => Verdict::NotApplicable,
                    Some(other) => compared(judge, frozen, one, other),
                }
            }
        };
        verdicts.add((place, frozen.to, verdict));
    }
}

fn compared(
    judge: &Judge,
    frozen: &Frozen,
    one: crate::process::log::Happened,
    other: crate::process::log::Happened,
) -> Verdict {
    let changed = frozen.columns.iter().find_map(|column| {
        let (before, after) = (other.text(column.before), one.text(column.after));
        (before != after).then_some((column, before, after))
    });
    let Some((column, before, after)) = changed else {
        return Verdict::Ok;
    };
    let mut steps = judge.steps("changed", &[other]);
    steps.names = vec![column.label.clone()];
    let shown = |text: &str| crate::tables::mask::mask(text, column.sensitive).into_owned();
    steps.words = vec![("before", shown(before)), ("after", shown(after))];
    Verdict::Violation(Arc::new(steps))
}
