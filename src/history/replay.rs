//! The recorded runs of one rule, one after another: what each changed in view of those before.

use std::vec::IntoIter;

use super::past::{Change, Past};
use super::store::{JudgedRow, RunRow, Session, Trouble};

/// A rule over the runs.
pub(super) struct Replay<'a> {
    session: &'a Session<'a>,
    /// With the numbers of the runs, the oldest first.
    left: IntoIter<(u32, JudgedRow)>,
    /// Ends with the last step.
    pub(super) past: Past,
}

/// How a run judged the rule.
pub(super) struct Step {
    /// Place of the run in the list that the replay was made of.
    pub(super) run: u32,
    pub(super) row: JudgedRow,
    pub(super) change: Change,
}

impl<'a> Replay<'a> {
    /// Of the given runs, those that judged the rule.
    pub(super) fn new(
        session: &'a Session<'a>,
        runs: &[RunRow],
        rule: &str,
    ) -> Result<Replay<'a>, Trouble> {
        let number = |row: &JudgedRow| {
            let number = runs.iter().position(|run| run.id == row.run)?;
            u32::try_from(number).ok()
        };
        let rows = session.judged(rule)?.into_iter();
        let rows: Vec<_> = rows.filter_map(|row| Some((number(&row)?, row))).collect();
        Ok(Replay {
            session,
            left: rows.into_iter(),
            past: Past::default(),
        })
    }

    /// Adds the next run to the past; none after the last.
    pub(super) fn step(&mut self) -> Result<Option<Step>, Trouble> {
        let Some((run, row)) = self.left.next() else {
            return Ok(None);
        };
        let found = self.session.identities(row.id)?;
        let not_found = self.session.not_found(row.id)?;
        let change = self.past.add(run, &found, &not_found, &row.coverage);
        Ok(Some(Step { run, row, change }))
    }
}
