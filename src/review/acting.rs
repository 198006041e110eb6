//! Who has to act: what is open of each owner and of each department.

use std::cmp::Reverse;

use hashbrown::HashMap;

use super::Review;
use super::left::Left;
use crate::findings::Documents;
use crate::history::State;
use crate::project::Project;

/// What is open of those who have findings.
#[derive(Debug, Default)]
pub(crate) struct Acting {
    pub(crate) owners: Shares,
    pub(crate) departments: Shares,
}

/// What is open, by name; tolerated findings, those in the baseline and those that a decision holds are left out.
#[derive(Debug, Default)]
pub(crate) struct Shares(HashMap<String, Share>);

/// What is open of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) open: u64,
    /// Of these, what no earlier run found.
    pub(crate) new: u64,
    /// Of these, what was decided on and should have been done by now.
    pub(crate) overdue: u64,
    /// The day of the first run that found one of them; none where no history is kept.
    pub(crate) since: Option<String>,
}

impl Acting {
    pub(crate) fn new(project: &Project, review: &Review) -> Acting {
        let mut acting = Acting::default();
        for (ix, rule) in project.rules.iter().enumerate() {
            let left = Left::new(project, review, ix);
            let files = review.audit.files_of(project, rule.table);
            let found = review.audit.findings.of(ix).filter(|_| left.failed());
            let table = &project.tables[rule.table];
            let documents = found.and_then(|found| Documents::new(found, rule, table, &files));
            let Some(documents) = documents else {
                continue;
            };
            for at in (0..documents.len()).filter(|at| left.is_open(*at)) {
                let seen = review.history.as_ref().and_then(|h| h.seen(ix, at));
                let labels = left.labels;
                let one = Share {
                    open: 1,
                    new: u64::from(seen.as_ref().is_some_and(|s| s.state == State::New)),
                    overdue: u64::from(labels.is_some_and(|l| l.label(at).is_some())),
                    since: seen.map(|seen| seen.first.to_owned()),
                };
                acting.owners.add(documents.owner(at), &one);
                acting.departments.add(documents.department(at), &one);
            }
        }
        acting
    }
}

impl Shares {
    fn add(&mut self, name: &str, one: &Share) {
        let share = self.0.entry_ref(name).or_default();
        share.open += one.open;
        share.new += one.new;
        share.overdue += one.overdue;
        let earlier = |since: &String| share.since.as_ref().is_none_or(|known| since < known);
        if one.since.as_ref().is_some_and(earlier) {
            share.since.clone_from(&one.since);
        }
    }

    /// Who has the most first; nobody's last. Nothing where all are nobody's.
    pub(crate) fn sorted(&self) -> Vec<(&str, &Share)> {
        let shares = self.0.iter().map(|(name, share)| (name.as_str(), share));
        let mut sorted: Vec<(&str, &Share)> = shares.collect();
        if sorted.iter().all(|(name, _)| name.is_empty()) {
            return Vec::new();
        }
        sorted.sort_by_key(|(name, share)| (name.is_empty(), Reverse(share.open), *name));
        sorted
    }
}
