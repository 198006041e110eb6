//! What the entries of `dispositions.toml` come to in the last recorded run, without an audit: between two months the exports are
//! not there, and what was decided is to be done all the same.

use std::borrow::Cow;

use super::labels::{Candidates, Circumstances, Matches, Subject};
use crate::dispositions::Ledger;
use crate::history::{LastJudged, Trouble, last, path_in};
use crate::project::Project;

/// The last recorded run in the light of the entries.
pub(crate) struct Recorded {
    /// As of when it was made.
    pub(crate) as_of: String,
    /// Parallel to the entries.
    pub(crate) matches: Vec<Matches>,
}

impl Recorded {
    /// None where no run is recorded. Entries apply that had been decided on a day.
    pub(crate) fn new(
        ledger: &Ledger,
        project: &Project,
        day: i64,
    ) -> Result<Option<Recorded>, Trouble> {
        let mut matches = vec![Matches::default(); ledger.entries.len()];
        let mut certain = Vec::new();
        let path = path_in(project.folder());
        let run = last(&path, |judged| {
            if judged.certain {
                certain.push(judged.rule.clone());
            }
            count(ledger, project, day, &judged, &mut matches);
        })?;
        for (entry, matches) in ledger.entries.iter().zip(&mut matches) {
            let selection = &entry.selection;
            let mut named = project.rules.iter().filter(|rule| {
                rule.enabled && rule.table != ledger.table && selection.names(&rule.id)
            });
            // whose findings are, and in which way they depart, is not recorded
            let is_known = selection.owner.is_none()
                && selection.department.is_none()
                && selection.deviation.is_none();
            matches.complete = is_known && named.all(|rule| certain.contains(&rule.id));
            matches.absent &= matches.selected == 0;
        }
        Ok(run.map(|run| Recorded {
            as_of: run.as_of,
            matches,
        }))
    }
}

/// Counts which entry each finding of a rule has.
fn count(
    ledger: &Ledger,
    project: &Project,
    day: i64,
    judged: &LastJudged,
    matches: &mut [Matches],
) {
    let rule = project.rules.iter().find(|rule| rule.id == judged.rule);
    let Some(rule) = rule.filter(|rule| rule.table != ledger.table) else {
        return;
    };
    let candidates = Candidates::new(ledger, rule, &project.tables[rule.table], day);
    let matching = |(identity, field, document): &(_, String, String)| {
        let subject = Subject {
            identities: [Some(*identity), None],
            written: document,
            value: None,
            found: Circumstances {
                deviation: Cow::Borrowed(""),
                column: field,
                owner: "",
                department: "",
            },
        };
        let others = candidates.others_for(ledger, &subject.found);
        candidates.matching(ledger, &subject, &others)
    };
    for found in &judged.found {
        let matching = matching(found);
        for &ix in &matching {
            matches[ix].selected += 1;
        }
        let first = matching.iter().copied();
        let first = first.max_by_key(|&ix| (ledger.entries[ix].precedence(), ix));
        if let Some(ix) = first {
            matches[ix].labelled += 1;
        }
    }
    for gone in &judged.gone {
        for ix in matching(gone) {
            matches[ix].absent = true;
        }
    }
}
