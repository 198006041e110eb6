//! What a case begins with, and what it ends with.

use std::sync::Arc;

use super::{Doubt, Judge, Pointed, Verdict, open};
use crate::findings::said::Steps;
use crate::process::log::{Case, Happened};
use crate::rules::plan::process::{EventIx, Open, Tie};

/// The first event must be one of these.
pub(super) fn first(judge: &Judge, events: &[EventIx], case: Case) -> Pointed {
    let all: Vec<Happened> = case.events().collect();
    end(judge, events, &all, |steps| {
        Verdict::Violation(Arc::new(steps))
    })
}

/// The last event must be one of these.
pub(super) fn last(judge: &Judge, events: &[EventIx], still: Open, case: Case) -> Pointed {
    let all: Vec<Happened> = case.events().rev().collect();
    // one without a time is not known to be the last
    let (at, sort, verdict) = end(judge, events, &all, |steps| open(still, || steps));
    (case.len() - 1 - at, sort, verdict)
}

/// Judges the first of all events, of which those that may have been of the same time are looked at too.
fn end(
    judge: &Judge,
    events: &[EventIx],
    all: &[Happened],
    fails: impl FnOnce(Steps) -> Verdict,
) -> Pointed {
    let (at, one) = (0, all[0]);
    let sort = one.sort();
    let Some((first, last)) = one.stamp().bounds() else {
        return (at, sort, Verdict::Undecidable(Doubt::Undated));
    };
    let overlaps = |other: &&Happened| {
        let bounds = other.stamp().bounds();
        bounds.is_some_and(|(from, to)| from <= last && first <= to)
    };
    let mut alike = all.iter().take_while(overlaps);
    let mut fits = |fit: bool| alike.any(|other| events.contains(&other.sort()) == fit);
    let is_fit = events.contains(&sort);
    let verdict = match (is_fit, fits(!is_fit), judge.log.process.tie) {
        (true, false, _) | (_, true, Tie::Ok) => Verdict::Ok,
        (_, true, Tie::Undecided) => Verdict::Undecidable(Doubt::Tied),
        (false, false, _) | (_, true, Tie::Violation) => fails(judge.steps("other", &[])),
    };
    (at, sort, verdict)
}
