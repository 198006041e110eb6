//! What was decided with somebody by a day and is in no list of findings: the record may stay as it is, or nobody could look this
//! time.

use std::collections::BTreeSet;

use super::Report;
use super::decided::{about, outcome};
use crate::dispositions::Entry;
use crate::tables::date;

/// Such a decision.
#[derive(Debug, Clone)]
pub(super) struct Agreed<'r> {
    pub(super) entry: &'r Entry,
    /// Who acts, and by when.
    pub(super) owner: &'r str,
    pub(super) due: String,
    /// Whether that day has passed.
    pub(super) is_over: bool,
    pub(super) decision: String,
    pub(super) about: String,
    /// What became of it.
    pub(super) outcome: String,
}

/// Those of the decisions that are left, as they are written down. `listed`: the lines of those whose findings are listed.
pub(super) fn agreed<'r>(report: &Report<'r>, listed: &BTreeSet<u64>) -> Vec<Agreed<'r>> {
    let day = report.review.audit.as_of.day;
    let entries = report.project.ledger.iter().flat_map(|l| &l.entries);
    let labels = report.review.labels.as_ref();
    let matches = labels.map_or(&[][..], |labels| labels.matches());
    let left = entries.zip(matches).filter(|(entry, matches)| {
        entry.applies(day) && matches.is_open() && !listed.contains(&entry.line)
    });
    let agreed = left.filter_map(|(entry, matches)| {
        let (owner, due) = entry.task()?;
        Some(Agreed {
            entry,
            owner,
            due: date::text(due),
            is_over: due < day,
            decision: report.text(&entry.decision.label()),
            about: about(report, entry),
            outcome: outcome(report, entry, matches, day),
        })
    });
    agreed.collect()
}
