//! The days that a change of rules can be tried on: those of earlier runs.

use std::path::Path;

use super::months::Month;
use super::store::{Store, Trouble};
use crate::tables::date;

/// Of each month before that of a day, the last day that a run was made as of; the newest first, at most so many. In milliseconds
/// since 1970-01-01, like the day itself.
pub(crate) fn days(path: &Path, before: i64, most: usize) -> Result<Vec<i64>, Trouble> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    let mut store = Store::open_to_look(path)?;
    let session = store.look()?;
    let mut last = Month::of(&date::text(before));
    let mut days = Vec::new();
    for run in session.runs()?.iter().rev() {
        let (month, day) = (Month::of(&run.day), date::iso(&run.day));
        if month >= last || days.len() == most {
            continue;
        }
        if let Some(day) = day {
            days.push(day.millis);
            last = month;
        }
    }
    Ok(days)
}
