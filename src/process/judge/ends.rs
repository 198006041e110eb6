//! What a case begins with, and what it ends with.

use std::sync::Arc;

use super::{Doubt, Judge, Pointed, Verdict, open};
use crate::findings::said::Steps;
use crate::process::log::{Case, Happened};
use crate::rules::plan::process::{EventIx, Missing, Open, Tie};

/// The first event must be one of these.
pub(super) fn first(judge: &Judge, events: &[EventIx], case: Case) -> Pointed {
    let fails = |steps| Verdict::Violation(Arc::new(steps));
    end(judge, events, case, false, fails)
}

/// The last event must be one of these.
pub(super) fn last(judge: &Judge, events: &[EventIx], still: Open, case: Case) -> Pointed {
    end(judge, events, case, true, |steps| open(still, || steps))
}

/// Judges one end of a case: the events that may have been the first, or the last, by their times.
fn end(
    judge: &Judge,
    events: &[EventIx],
    case: Case,
    is_last: bool,
    fails: impl FnOnce(Steps) -> Verdict,
) -> Pointed {
    let bounds = |one: &Happened| one.stamp().bounds();
    let dated: Vec<(usize, Happened)> = (case.events().enumerate())
        .filter(|(_, one)| bounds(one).is_some())
        .collect();
    let at_end = if is_last { dated.last() } else { dated.first() };
    let Some(&(at, one)) = at_end else {
        return (0, case.get(0).sort(), Verdict::Undecidable(Doubt::Undated));
    };
    let all = dated.iter().filter_map(|(_, one)| bounds(one));
    let edge = if is_last {
        all.map(|(from, _)| from).max()
    } else {
        all.map(|(_, to)| to).min()
    };
    let may_be = |one: &Happened| match (bounds(one), edge) {
        (Some((from, to)), Some(edge)) => {
            if is_last {
                to >= edge
            } else {
                from <= edge
            }
        }
        _ => false,
    };
    let is_fit = |one: &Happened| events.contains(&one.sort());
    let mut alike = dated.iter().map(|(_, one)| one).filter(|one| may_be(one));
    let fits: Vec<bool> = alike.by_ref().map(is_fit).collect();
    let (some, all) = (fits.contains(&true), !fits.contains(&false));
    let mut undated = case.events().filter(|one| bounds(one).is_none());
    // one that nobody wrote the time of may be at the end, too
    let is_open = undated.any(|one| is_fit(&one) != all) || (some && !all);
    let process = judge.log.process;
    let verdict = match (is_open, some && !all) {
        (false, _) if all => Verdict::Ok,
        (false, _) => {
            let mut steps = judge.steps("other", &[]);
            steps.what = judge.name(one.sort());
            fails(steps)
        }
        (true, true) => match process.tie {
            Tie::Ok => Verdict::Ok,
            Tie::Undecided => Verdict::Undecidable(Doubt::Tied),
            Tie::Violation => fails(judge.steps("tied", &[])),
        },
        (true, false) => match process.missing {
            Missing::Undecided => Verdict::Undecidable(Doubt::Undated),
            Missing::Violation => fails(judge.steps("undated", &[])),
        },
    };
    (at, one.sort(), verdict)
}
