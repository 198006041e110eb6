//! A case has an event so many times.

use std::sync::Arc;

use super::{Pointed, Verdict};
use crate::findings::said::Steps;
use crate::process::log::Case;
use crate::rules::plan::process::Times;

pub(super) fn judge(times: &Times, case: Case) -> Pointed {
    let all: Vec<usize> = case.of(times.event).map(|(place, _)| place).collect();
    let count = all.len() as u64;
    let too_many = times.max.is_some_and(|max| count > max);
    let how = if count == 0 {
        "none"
    } else if too_many {
        "many"
    } else {
        "few"
    };
    // the first that is too many, or else the first
    let beyond = times.max.and_then(|max| usize::try_from(max).ok());
    let at = match beyond.filter(|_| too_many).and_then(|max| all.get(max)) {
        Some(place) => *place,
        None => all.first().copied().unwrap_or_default(),
    };
    if !too_many && count >= times.min {
        return (at, times.event, Verdict::Ok);
    }
    let steps = Steps {
        how,
        count,
        ..Steps::default()
    };
    (at, times.event, Verdict::Violation(Arc::new(steps)))
}
