//! Limits in time, as rules write them: `"24 hours"`, `"1 workday"`.

use super::Scope;
use super::plan::limit::{Limit, Unit};
use crate::calendar::{SHIPPED, WorkTime};
use crate::messages::message;
use crate::mistakes::meant;
use crate::mistakes::placed::Name;

/// `"24 hours"`: a whole number and a unit, singular or plural. Working time must be declared.
pub(crate) fn limit(written: &Name, work: &WorkTime, scope: &mut Scope) -> Option<Limit> {
    let parts = written.trim().split_once(' ');
    let parts = parts.and_then(|(count, unit)| Some((count.parse().ok()?, Unit::named(unit)?)));
    let Some((count, unit)) = parts else {
        let message = message!("problem-bad-duration", written = &**written);
        scope.mistake_at(message, written.span());
        let quoted = |meant| message!("hint-written", written = format!("\"{meant}\""));
        let meant = meant::duration(written).map(quoted);
        if let Some(hint) = meant.or_else(|| meant::with_unit(written, &meant::USUAL)) {
            scope.hint(hint);
        }
        return None;
    };
    let working = matches!(unit, Unit::Workdays | Unit::Workhours);
    if working && work.calendar.is_none() {
        // a calendar with a mistake in it is told already
        if !work.broken {
            scope.mistake_at(message!("problem-no-calendar"), written.span());
            let names = SHIPPED.map(str::to_owned).to_vec();
            scope.hint(message!("hint-calendar", names = names));
        }
        return None;
    }
    if unit == Unit::Workhours && !work.has_hours {
        if !work.broken {
            scope.mistake_at(message!("problem-no-hours"), written.span());
            scope.hint(message!("hint-hours"));
        }
        return None;
    }
    Some(Limit { count, unit })
}
