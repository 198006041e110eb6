//! When the decisions that were filled in were taken.

use super::ImportArgs;
use super::sheet::Filled;
use super::{add, wish};
use crate::messages::{Message, message};
use crate::tables::date;
use crate::tables::types::DAY;

/// A meeting is held within a year of the day that it talks about: a later one is a slip of the pen.
const LATEST: i64 = 366 * DAY;

/// When the meeting was, which is not when the report was made: an audit as of an earlier day must come out as it did.
pub(super) fn decided_on(args: &ImportArgs, filled: &Filled, as_of: i64) -> Result<i64, Message> {
    let placed = |cell: &str, what: Message| message!("dispose-cell", cell = cell, what = what);
    let file = || args.file.display().to_string();
    let (cell, day) = match (add::day(args.decided_on.as_deref())?, &filled.held_on) {
        (Some(day), _) => ("--decided-on", day),
        (None, None) => return Err(message!("dispose-from-undated", file = file())),
        (None, Some((spot, written))) if written.is_empty() => {
            return Err(placed(spot, message!("dispose-minutes-undated")));
        }
        (None, Some((spot, written))) => {
            let day = wish::day(written).map_err(|what| placed(spot, what))?;
            (&**spot, day)
        }
    };
    if day > as_of + LATEST {
        let (day, as_of) = (date::text(day), date::text(as_of));
        return Err(placed(
            cell,
            message!("dispose-from-far", day = day, as_of = as_of),
        ));
    }
    Ok(day)
}
