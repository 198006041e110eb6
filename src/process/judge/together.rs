//! A case has all of some events, or none.

use std::sync::Arc;

use super::{Judge, Pointed, Verdict};
use crate::findings::said::Steps;
use crate::process::log::Case;
use crate::rules::plan::process::EventIx;

/// The events by their names.
fn joined(judge: &Judge, events: &[EventIx]) -> String {
    let names: Vec<String> = events.iter().map(|&event| judge.name(event)).collect();
    names.join(",")
}

pub(super) fn judge(judge: &Judge, events: &[EventIx], case: Case) -> Pointed {
    let places: Vec<Option<usize>> = (events.iter())
        .map(|&event| case.of(event).next().map(|(place, _)| place))
        .collect();
    let present = places.iter().zip(events);
    let first = present
        .filter_map(|(place, event)| Some(((*place)?, *event)))
        .min();
    let Some((at, event)) = first else {
        return (0, events[0], Verdict::NotApplicable);
    };
    let absent = places
        .iter()
        .zip(events)
        .filter(|(place, _)| place.is_none());
    let absent: Vec<EventIx> = absent.map(|(_, &event)| event).collect();
    if absent.is_empty() {
        return (at, event, Verdict::Ok);
    }
    let steps = Steps {
        how: "absent",
        what: joined(judge, &absent),
        names: judge.names(absent),
        ..Steps::default()
    };
    (at, event, Verdict::Violation(Arc::new(steps)))
}
