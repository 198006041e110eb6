//! What was decided about findings that are no longer there.

use std::borrow::Cow;

use super::labels::{Candidates, Circumstances, Subject};
use crate::dispositions::{Entry, Ledger};
use crate::history::Closed;
use crate::project::Project;

/// The entries that may be about findings of a rule.
pub(crate) struct Deciding<'a>(Option<(&'a Ledger, Candidates<'a>)>);

impl<'a> Deciding<'a> {
    /// Those that had been decided on a day, about a rule by its index.
    pub(crate) fn new(project: &'a Project, ix: usize, day: i64) -> Deciding<'a> {
        let rule = &project.rules[ix];
        let ledger = project.ledger.as_ref();
        let ledger = ledger.filter(|ledger| ledger.table != rule.table);
        let table = &project.tables[rule.table];
        Deciding(ledger.map(|ledger| (ledger, Candidates::new(ledger, rule, table, day))))
    }

    /// The entry that was about a finding. In which way it departed from a process is not known any more.
    pub(crate) fn entry(&self, closed: &Closed) -> Option<&'a Entry> {
        let (ledger, candidates) = self.0.as_ref()?;
        let who = closed.who.as_ref();
        let subject = Subject {
            identities: [Some(closed.identity), None],
            written: &closed.document,
            value: None,
            found: Circumstances {
                column: &closed.field,
                deviation: Cow::Borrowed(""),
                owner: who.map_or("", |who| &who.owner),
                department: who.map_or("", |who| &who.department),
            },
        };
        let others = candidates.others_for(ledger, &subject.found);
        let matching = candidates.matching(ledger, &subject, &others).into_iter();
        let first = matching.max_by_key(|&ix| (ledger.entries[ix].precedence(), ix))?;
        Some(&ledger.entries[first])
    }
}
