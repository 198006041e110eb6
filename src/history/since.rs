//! What has become of what an earlier run found: whoever is told day by day what to do asks what came, and what is done.

use std::collections::BTreeMap;

use super::closed::Ended;
use super::past::{Closing, Past, Record};
use super::store::{JudgedRow, Session, Trouble};
use crate::fingerprint::identity::Identity;

/// The difference to an earlier run.
#[derive(Debug)]
pub(crate) struct Since {
    /// As of when that was made.
    pub(crate) day: String,
    pub(super) by_rule: BTreeMap<usize, Then>,
}

/// A rule in an earlier run.
#[derive(Debug, Default)]
pub(crate) struct Then {
    /// What it found, sorted.
    found: Vec<Identity>,
    /// What of it was put right, and what the export no longer has.
    pub(crate) fixed: Ended,
    pub(crate) gone: Ended,
}

impl Since {
    /// None of a rule that the earlier run did not judge.
    pub(crate) fn of(&self, rule: usize) -> Option<&Then> {
        self.by_rule.get(&rule)
    }

    /// Whether the earlier run did not have a finding; of a rule that it did not judge, whether no run up to it had, by the day of
    /// the first sight.
    pub(crate) fn is_new(&self, rule: usize, finding: Identity, first_seen: &str) -> bool {
        match self.of(rule) {
            Some(then) => then.found.binary_search(&finding).is_err(),
            None => first_seen > self.day.as_str(),
        }
    }
}

impl Then {
    /// `past` ends with the run that `now` was found by; `before` are those before it, and `run` is the number of one.
    pub(super) fn read(
        session: &Session,
        past: &Past,
        before: &[(u32, JudgedRow)],
        run: u32,
        now: &[Identity],
    ) -> Result<Option<Then>, Trouble> {
        let Some((_, row)) = before.iter().find(|(number, _)| *number == run) else {
            return Ok(None);
        };
        let mut found = session.identities(row.id)?;
        found.dedup();
        let ended = |closing: Closing| {
            let ended = found.iter().filter(|finding| {
                now.binary_search(finding).is_err() && past.closed(**finding) == Some(closing)
            });
            let ended = ended.filter_map(|finding| past.get(*finding));
            let ended: Vec<Identity> = ended.flat_map(Record::each).collect();
            Ended::read(session, past, before, &ended)
        };
        Ok(Some(Then {
            fixed: ended(Closing::Fixed)?,
            gone: ended(Closing::Gone)?,
            found,
        }))
    }
}
