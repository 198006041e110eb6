//! What earlier runs left open, known before an audit, so that it can look for the documents while it reads.
//!
//! A finding that is no longer found is fixed where its document is still there, and merely gone where it is not.

use std::collections::BTreeMap;
use std::path::Path;

use super::past::NotFound;
use super::replay::Replay;
use super::store::{JudgedRow, Store, Trouble};
use crate::findings::asked::Options;
use crate::findings::presence::Presence;
use crate::fingerprint::identity::Identity;
use crate::fingerprint::known::Known;
use crate::project::Project;
use crate::rules::Rule;
use crate::tables::date;
use crate::tables::types::TableIx;

/// The findings that earlier runs left open, and their documents.
#[derive(Debug, Default)]
pub(crate) struct LeftOpen {
    /// By rule, sorted by finding.
    by_rule: BTreeMap<usize, Vec<(Identity, Identity)>>,
}

impl LeftOpen {
    /// Of the rules that are judged, as far as the documents are known: a table without `key` has none.
    pub(crate) fn read(
        path: &Path,
        project: &Project,
        options: &Options,
    ) -> Result<LeftOpen, Trouble> {
        let mut store = Store::open_to_look(path)?;
        let session = store.look()?;
        let day = date::text(options.as_of.day);
        let mut runs = session.runs()?;
        runs.retain(|run| run.day < day);
        let mut left = LeftOpen::default();
        for &rule in &options.selected {
            let mut replay = Replay::new(&session, &runs, &project.rules[rule].id)?;
            let mut rows: Vec<(u32, JudgedRow)> = Vec::new();
            while let Some(step) = replay.step()? {
                rows.push((step.run, step.row));
            }
            let mut open: Vec<(Identity, Identity)> = Vec::new();
            let last = replay.past.open();
            let last: Vec<(Identity, u32)> = last.map(|one| (one.identity, one.last)).collect();
            for (run, row) in rows {
                let mut at = 0;
                session.documents(row.id, |finding, document| {
                    at = position_from(at, &last, finding);
                    let here = last.get(at) == Some(&(finding, run));
                    if here && document != Identity::NONE {
                        open.push((finding, document));
                    }
                })?;
            }
            // a few sorted stretches: the stable sort merges them
            open.sort();
            open.dedup();
            left.by_rule.insert(rule, open);
        }
        Ok(left)
    }

    /// The documents to look for, by table, together with others.
    pub(crate) fn documents(
        &self,
        project: &Project,
        mut documents: BTreeMap<TableIx, Vec<Identity>>,
    ) -> BTreeMap<TableIx, Known> {
        for (rule, open) in self.by_rule.iter().filter(|(_, open)| !open.is_empty()) {
            let of_table = documents.entry(project.rules[*rule].table).or_default();
            of_table.extend(open.iter().map(|(_, document)| *document));
        }
        let known = documents
            .into_iter()
            .map(|(table, all)| (table, Known::new(all)));
        known.collect()
    }

    /// What an audit says of a rule's open findings beside those that it found, which are sorted.
    pub(super) fn not_found(
        &self,
        ix: usize,
        rule: &Rule,
        presence: &Presence,
        found: &[Identity],
    ) -> NotFound {
        let fields = rule.fields();
        let is_broken = |document| {
            let mut cells = fields.iter();
            cells.any(|field| presence.broken.contains(&(document, *field)))
        };
        let is_of_whole = rule.is_of_whole();
        let mut not_found = NotFound::default();
        let mut found = found.iter().peekable();
        for (finding, document) in self.by_rule.get(&ix).into_iter().flatten() {
            while found.next_if(|found| *found < finding).is_some() {}
            if found.peek() == Some(&finding) {
                continue;
            }
            if is_broken(*document) || presence.undecided.contains(&(ix, *document)) {
                not_found.doubtful.push(*finding);
            } else if !is_of_whole && presence.nameless == 0 && presence.absent.contains(document) {
                not_found.gone.push(*finding);
            }
        }
        not_found
    }
}

/// Where a finding is, or would be, in a sorted list. One sought after another in their order is near the one before, `at`.
fn position_from(mut at: usize, list: &[(Identity, u32)], finding: Identity) -> usize {
    if at > 0 && list[at - 1].0 >= finding {
        return list.partition_point(|(listed, _)| *listed < finding);
    }
    while list.get(at).is_some_and(|(listed, _)| *listed < finding) {
        at += 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_those_of_a_search() {
        let list: Vec<(Identity, u32)> = [2, 3, 5, 9].map(|n| (Identity(n), 0)).into();
        let sought = [0, 2, 2, 4, 9, 10, 1, 3, 3, 5, 0];
        let mut at = 0;
        for finding in sought.map(Identity) {
            at = position_from(at, &list, finding);
            assert_eq!(at, list.partition_point(|(listed, _)| *listed < finding));
        }
        assert_eq!(position_from(0, &[], Identity(1)), 0);
    }
}
