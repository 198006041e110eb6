//! Different people do certain things on one case.

use super::{Doubt, Judge, Pointed, Verdict};
use crate::process::log::{Case, Happened};
use crate::rules::plan::process::EventIx;

/// The first event that somebody did who had done another of them; of those whose actor is not known none can be told so.
pub(super) fn judge(judge: &Judge, events: &[EventIx], case: Case) -> Pointed {
    let mut seen: Vec<(usize, Happened)> = Vec::new();
    let mut nameless = None;
    for (place, one) in case.events().enumerate() {
        if !events.contains(&one.sort()) {
            continue;
        }
        let Some(person) = one.person() else {
            nameless.get_or_insert((place, one.sort()));
            continue;
        };
        let same = |(_, other): &&(usize, Happened)| {
            other.sort() != one.sort() && other.person() == Some(person)
        };
        if let Some((_, other)) = seen.iter().find(same) {
            let mut steps = judge.steps("same", &[*other]);
            steps.words.push(("who", judge.shown(one)));
            return (place, one.sort(), Verdict::Violation(Box::new(steps)));
        }
        let known = |(_, other): &(usize, Happened)| {
            other.sort() == one.sort() && other.person() == Some(person)
        };
        if !seen.iter().any(known) {
            seen.push((place, one));
        }
    }
    let sorts = |sort: &EventIx| case.of(*sort).next().is_some();
    if events.iter().filter(|event| sorts(event)).count() < 2 {
        let (at, sort) = (0, case.get(0).sort());
        return (at, sort, Verdict::NotApplicable);
    }
    match (nameless, seen.last()) {
        (Some((place, sort)), _) => (place, sort, Verdict::Undecidable(Doubt::Nameless)),
        (None, Some((place, one))) => (*place, one.sort(), Verdict::Ok),
        (None, None) => (0, case.get(0).sort(), Verdict::NotApplicable),
    }
}
