//! Different people do certain things on one case.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Doubt, Judge, Pointed, Verdict};
use crate::process::log::{Case, Happened};
use crate::rules::plan::process::EventIx;

/// The first event that somebody did who had done another of them; of those whose actor is not known none can be told so.
pub(super) fn judge(judge: &Judge, events: &[EventIx], case: Case) -> Pointed {
    // each of them did one of the events only, or there was nothing more to look for
    let mut seen: BTreeMap<u32, Happened> = BTreeMap::new();
    let (mut nameless, mut last) = (None, None);
    for (place, one) in case.events().enumerate() {
        if !events.contains(&one.sort()) {
            continue;
        }
        let Some(person) = one.person() else {
            nameless.get_or_insert((place, one.sort()));
            continue;
        };
        let Some(other) = seen.get(&person) else {
            seen.insert(person, one);
            last = Some((place, one.sort()));
            continue;
        };
        if other.sort() != one.sort() {
            let mut steps = judge.steps("same", &[*other]);
            steps.words.push(("who", one.shown_as_one().into_owned()));
            return (place, one.sort(), Verdict::Violation(Arc::new(steps)));
        }
    }
    let sorts = |sort: &EventIx| case.of(*sort).next().is_some();
    if events.iter().filter(|event| sorts(event)).count() < 2 {
        let (at, sort) = (0, case.get(0).sort());
        return (at, sort, Verdict::NotApplicable);
    }
    match (nameless, last) {
        (Some((place, sort)), _) => (place, sort, Verdict::Undecidable(Doubt::Nameless)),
        (None, Some((place, sort))) => (place, sort, Verdict::Ok),
        (None, None) => (0, case.get(0).sort(), Verdict::NotApplicable),
    }
}
