//! Findings that are no longer there: what they were of, and whose they were.

use std::collections::BTreeMap;

use super::past::Past;
use super::store::{JudgedRow, Session, Trouble, Who};
use crate::fingerprint::identity::Identity;

/// Of each rule that reports list; all are counted.
const LISTED: usize = 1_000;

/// A finding that is no longer there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Closed {
    pub(crate) identity: Identity,
    /// The field that was wrong; empty where it was the row.
    pub(crate) field: String,
    pub(crate) document: String,
    /// As the last run that found it had it; none where that was not recorded.
    pub(crate) who: Option<Who>,
    /// Numbers of runs.
    pub(super) first: u32,
    pub(super) last: u32,
}

/// Findings of a rule that are no longer there, for one reason.
#[derive(Debug, Default)]
pub(crate) struct Ended {
    /// At most [`LISTED`].
    pub(crate) listed: Vec<Closed>,
    /// How many of them were whose; of those under none it is not known.
    pub(crate) by_whom: BTreeMap<Option<Who>, u64>,
}

impl Ended {
    /// With the texts of the runs that saw them last. `identities` are sorted; copies stand in them each.
    pub(super) fn read(
        session: &Session,
        past: &Past,
        before: &[(u32, JudgedRow)],
        identities: &[Identity],
    ) -> Result<Ended, Trouble> {
        let newest_first = || before.iter().rev().map(|(_, row)| row);
        let whose = session.whose(newest_first(), identities.iter().copied().collect())?;
        let mut ended = Ended::default();
        for identity in identities {
            let who = whose.get(identity).cloned().flatten();
            *ended.by_whom.entry(who).or_default() += 1;
        }
        let wanted = identities.iter().take(LISTED).copied().collect();
        let texts = session.texts(newest_first(), wanted)?;
        for (identity, field, document) in texts.into_iter().take(LISTED) {
            if let Some(record) = past.get(identity) {
                ended.listed.push(Closed {
                    identity,
                    field,
                    document,
                    who: whose.get(&identity).cloned().flatten(),
                    first: record.first,
                    last: record.last,
                });
            }
        }
        Ok(ended)
    }
}
