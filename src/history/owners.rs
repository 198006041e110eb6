//! Who has findings of a rule, and who has them month after month.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::store::{RunRow, Session, Trouble};
use super::trend::RECURS;
use crate::findings::{Documents, is_masked};
use crate::tables::person;

/// Owners of a rule that are recorded, those with the most findings.
const RECORDED_OWNERS: usize = 1_000;
/// Characters of the month in a day such as `2026-10-31`.
const MONTH: usize = 7;

/// Somebody who has findings of a rule.
pub(super) struct Owner {
    /// The one spelling by which the history knows them.
    pub(super) name: String,
    /// As the first finding has it.
    written: String,
    pub(super) findings: u64,
}

/// An owner who has findings of one rule month after month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Recurring {
    /// As this run writes it.
    pub(crate) owner: String,
    /// Months in a row, this one included; those without a run that judged the rule, or only with one of a part that
    /// found nothing, are passed over.
    pub(crate) months: usize,
    /// In this run.
    pub(crate) findings: u64,
}

/// Who has findings, those with the most first: at most [`RECORDED_OWNERS`]. Masked names are left out: many people share one.
pub(super) fn owners(documents: &Documents) -> Vec<Owner> {
    let mut by_name: BTreeMap<Cow<str>, Owner> = BTreeMap::new();
    for at in 0..documents.len() {
        let written = documents.owner(at);
        let name = person::clean(written);
        if !name.is_empty() && !is_masked(written) {
            let owner = by_name.entry(name.clone()).or_insert_with(|| Owner {
                name: name.into_owned(),
                written: written.to_owned(),
                findings: 0,
            });
            owner.findings += 1;
        }
    }
    let mut owners: Vec<Owner> = by_name.into_values().collect();
    owners.sort_by_key(|owner| Reverse(owner.findings));
    owners.truncate(RECORDED_OWNERS);
    owners
}

/// The owners of a run of `day` who have had findings of the rule for [`RECURS`] months and more, the longest first. `judged`
/// are the runs before that judged it, the oldest first; one of them is enough for its month.
pub(super) fn recurring(
    session: &Session,
    rule: &str,
    judged: &[&RunRow],
    day: &str,
    owners: &[Owner],
) -> Result<Vec<Recurring>, Trouble> {
    let by_run: BTreeMap<i64, &str> = judged.iter().map(|run| (run.id, month(&run.day))).collect();
    let months = judged.iter().map(|run| month(&run.day));
    let mut months: Vec<&str> = months.filter(|before| *before != month(day)).collect();
    months.dedup();
    if months.len() + 1 < RECURS || owners.is_empty() {
        return Ok(Vec::new());
    }
    let mut had: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for (owner, run) in session.owners_of(rule)? {
        if let Some(month) = by_run.get(&run) {
            had.entry(owner).or_default().insert(month);
        }
    }
    let in_a_row = |owner: &Owner| {
        let had = had.get(&owner.name);
        let had = |month: &&&str| had.is_some_and(|had| had.contains(**month));
        months.iter().rev().take_while(had).count() + 1
    };
    let recurring = owners.iter().map(|owner| Recurring {
        owner: owner.written.clone(),
        months: in_a_row(owner),
        findings: owner.findings,
    });
    let mut recurring: Vec<Recurring> = recurring.filter(|r| r.months >= RECURS).collect();
    recurring.sort_by_key(|r| Reverse((r.months, r.findings)));
    Ok(recurring)
}

fn month(day: &str) -> &str {
    day.get(..MONTH).unwrap_or(day)
}
