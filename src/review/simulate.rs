//! What other rules would find on the same exports: both are judged, and what they find is compared by what makes a finding the
//! same from month to month.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::Review;
use crate::findings::Documents;
use crate::findings::outcome::{Counts, Outcome};
use crate::fingerprint::identity::Identity;
use crate::history::Written;
use crate::messages::{Arg, LocalText, Message, message};
use crate::project::Project;
use crate::rules::Rule;
use crate::tables::Table;
use crate::tables::types::TableIx;

/// Which way a rule differs from that of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Difference {
    Changed,
    New,
    Dropped,
}

/// A rule that differs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Change {
    /// Its index in the project of today, where it is judged there.
    pub(crate) present: Option<usize>,
    /// Its index in the proposed one, where it is judged there.
    pub(crate) proposed: Option<usize>,
}

impl Change {
    pub(crate) fn difference(&self) -> Difference {
        match (self.present, self.proposed) {
            (None, _) => Difference::New,
            (_, None) => Difference::Dropped,
            _ => Difference::Changed,
        }
    }
}

/// The rules that differ: in what they demand, in whom they hold responsible, in how bad it is, or in being there. In the order of
/// the proposed project; those that are dropped come last.
pub(crate) fn changes(present: &Project, proposed: &Project) -> Vec<Change> {
    let judged = |project: &Project, id: &str| {
        let mut rules = project.rules.iter();
        rules.position(|rule| rule.id == id && rule.enabled)
    };
    let (before, after) = (Written::new(present), Written::new(proposed));
    let owner = |project: &Project, rule: &Rule| {
        let table = project.tables.get(rule.table)?;
        Some(table.fields[rule.owner?].name.clone())
    };
    let differs = |was: &Rule, is: &Rule| {
        before.fingerprint(was) != after.fingerprint(is)
            || (was.severity, was.tolerance) != (is.severity, is.tolerance)
            || owner(present, was) != owner(proposed, is)
    };
    let mut changes = Vec::new();
    for (ix, rule) in proposed.rules.iter().enumerate() {
        let change = Change {
            present: judged(present, &rule.id),
            proposed: rule.enabled.then_some(ix),
        };
        let is_change = match (change.present, change.proposed) {
            (Some(was), Some(_)) => differs(&present.rules[was], rule),
            (was, is) => was.is_some() != is.is_some(),
        };
        if is_change {
            changes.push(change);
        }
    }
    changes.sort_by_key(|change| change.difference() == Difference::Dropped);
    changes
}

/// The rules, by index, that have to be judged for some: those themselves, and those whose findings they look at.
pub(crate) fn judged_for(project: &Project, rules: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut judged: Vec<usize> = rules
        .flat_map(|ix| {
            let recurring = project.rules[ix].recurring().into_iter();
            let watched = recurring.flat_map(|recurring| project.watched(recurring));
            watched.chain([ix]).collect::<Vec<_>>()
        })
        .collect();
    judged.sort_unstable();
    judged.dedup();
    judged
}

/// Why the exports of an earlier day are not there any more: these tables that rules read have the same files on both days.
pub(crate) fn overwritten(
    project: &Project,
    rules: &[usize],
    earlier: i64,
    today: i64,
) -> Option<Message> {
    let tables: BTreeSet<TableIx> = rules
        .iter()
        .flat_map(|&ix| project.tables_of(&project.rules[ix]))
        .collect();
    let exports = project.exports().iter().enumerate();
    let same = |table: &Table| table.patterns(earlier) == table.patterns(today);
    let names: Vec<LocalText> = exports
        .filter(|(ix, table)| tables.contains(ix) && same(table))
        .map(|(_, table)| table.label.clone())
        .collect();
    (!names.is_empty()).then(|| message!("simulate-overwritten", tables = Arg::Locals(names)))
}

/// How many findings somebody has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Tally {
    /// By the rule of today.
    pub(crate) present: u64,
    /// By the proposed one.
    pub(crate) proposed: u64,
    /// That only the proposed one finds.
    pub(crate) newly_found: u64,
    /// That only the one of today finds.
    pub(crate) no_longer_found: u64,
}

/// A rule on one day.
#[derive(Debug)]
pub(crate) struct Compared {
    /// None where the rule is not there.
    pub(crate) present: Option<Counts>,
    pub(crate) proposed: Option<Counts>,
    pub(crate) total: Tally,
    /// Of those that only the proposed rule finds: how many a decision holds already, which would be false alarms.
    pub(crate) decided: u64,
    /// By owner and department, those with the most differences first.
    pub(crate) owners: Vec<((String, String), Tally)>,
    /// The places, among the findings of the proposed rule, of those that only it finds.
    pub(crate) newly_found: Vec<usize>,
    /// The places, among the findings of the rule of today, of those that only it finds.
    pub(crate) no_longer_found: Vec<usize>,
}

/// A project with what was found by it.
pub(crate) struct Side<'a> {
    pub(crate) project: &'a Project,
    pub(crate) review: &'a Review,
}

impl Side<'_> {
    /// How many rows got which verdict, or why none did.
    fn counts(&self, rule: Option<usize>) -> Result<Option<Counts>, Message> {
        let Some(ix) = rule else { return Ok(None) };
        match &self.review.audit.outcomes[ix] {
            Some(Outcome::Judged(counts)) => Ok(Some(*counts)),
            Some(Outcome::NotRun(not_run)) => Err(not_run.reason.clone()),
            Some(Outcome::NoInput) | None => Err(message!("simulate-no-input")),
        }
    }

    /// Calls with the findings of a rule; none where there are none.
    fn with_documents<T>(
        &self,
        rule: Option<usize>,
        with: impl FnOnce(Option<&Documents>) -> T,
    ) -> T {
        let found = rule.and_then(|ix| Some((ix, self.review.audit.findings.of(ix)?)));
        let Some((ix, found)) = found else {
            return with(None);
        };
        let rule = &self.project.rules[ix];
        let files = self.review.audit.files_of(self.project, rule.table);
        let table = &self.project.tables[rule.table];
        with(Documents::new(found, rule, table, &files).as_ref())
    }
}

/// Compares what a rule finds with what it would find; why not, where one of both could not be judged.
pub(crate) fn compare(
    change: &Change,
    present: &Side,
    proposed: &Side,
) -> Result<Compared, Message> {
    let mut compared = Compared {
        present: present.counts(change.present)?,
        proposed: proposed.counts(change.proposed)?,
        total: Tally::default(),
        decided: 0,
        owners: Vec::new(),
        newly_found: Vec::new(),
        no_longer_found: Vec::new(),
    };
    let identities =
        |documents: Option<&Documents>| documents.map_or(Vec::new(), Documents::identities);
    let before = present.with_documents(change.present, identities);
    let after = proposed.with_documents(change.proposed, identities);
    compared.newly_found = without(&after, &before);
    compared.no_longer_found = without(&before, &after);
    let labels = change.proposed.zip(proposed.review.labels.as_ref());
    if let Some(labels) = labels.and_then(|(ix, labels)| labels.of(ix)) {
        let held = compared.newly_found.iter().filter(|at| labels.holds(**at));
        compared.decided = held.count() as u64;
    }
    let mut owners: BTreeMap<(String, String), Tally> = BTreeMap::new();
    let mut add = |documents: Option<&Documents>, differing: &[usize], is_proposed: bool| {
        let Some(documents) = documents else { return };
        let mut differing = differing.iter().peekable();
        for at in 0..documents.len() {
            let differs = u64::from(differing.next_if_eq(&&at).is_some());
            let who = (
                documents.owner(at).to_owned(),
                documents.department(at).to_owned(),
            );
            for tally in [&mut compared.total, owners.entry(who).or_default()] {
                if is_proposed {
                    tally.proposed += 1;
                    tally.newly_found += differs;
                } else {
                    tally.present += 1;
                    tally.no_longer_found += differs;
                }
            }
        }
    };
    present.with_documents(change.present, |documents| {
        add(documents, &compared.no_longer_found, false);
    });
    proposed.with_documents(change.proposed, |documents| {
        add(documents, &compared.newly_found, true);
    });
    compared.owners = owners.into_iter().collect();
    compared.owners.sort_by_key(|(_, tally)| {
        std::cmp::Reverse((tally.newly_found + tally.no_longer_found, tally.proposed))
    });
    Ok(compared)
}

/// The places of the first findings that have no counterpart among the others. Copies of a document are known by the same.
fn without(some: &[Identity], others: &[Identity]) -> Vec<usize> {
    let mut left: HashMap<Identity, u64> = HashMap::with_capacity(others.len());
    for identity in others {
        *left.entry(*identity).or_default() += 1;
    }
    let alone = some
        .iter()
        .enumerate()
        .filter(|(_, identity)| match left.get_mut(identity) {
            Some(count @ 1..) => {
                *count -= 1;
                false
            }
            _ => true,
        });
    alone.map(|(at, _)| at).collect()
}
