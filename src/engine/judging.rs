//! What becomes of a rule over all batches of a table.

use std::collections::BTreeMap;

use super::open::OpenRows;
use super::sets::{Alike, SetRows};
use super::verdicts::{Judged, Tally};
use crate::findings::Found;
use crate::findings::finishing::Finisher;
use crate::findings::outcome::{Counts, NotRun, Outcome};
use crate::findings::owners::OwnerNotes;
use crate::findings::undecidable::{LISTED, Undecidable};
use crate::groups::Beside;
use crate::messages::{Message, message};
use crate::project::Project;
use crate::rules::plan::Source;

/// Of fewer rows nobody can say that the column is the wrong one.
const FEW: u64 = 20;

/// A rule that is being judged.
pub(super) struct Judging {
    counts: Counts,
    set: Option<SetRows>,
    found: Found,
    undecidable: Vec<Undecidable>,
    owners: OwnerNotes,
    open: OpenRows,
    tallies: BTreeMap<usize, Tally>,
    /// What there is to tell of its sets.
    told: Vec<Message>,
    /// Why it cannot be run.
    lacking: Option<Message>,
    /// Whether a file had the columns of the rule.
    seen: bool,
}

impl Judging {
    /// By its index in the project.
    pub(super) fn new(rule: usize) -> Judging {
        Judging {
            counts: Counts::default(),
            set: None,
            found: Found::new(rule),
            undecidable: Vec::new(),
            owners: OwnerNotes::default(),
            open: OpenRows::default(),
            tallies: BTreeMap::new(),
            told: Vec::new(),
            lacking: None,
            seen: false,
        }
    }

    /// Takes note that a file has the columns of the rule.
    pub(super) fn see(&mut self) {
        self.seen = true;
    }

    /// Takes note of why it cannot be run; the first reason is told.
    pub(super) fn lack(&mut self, reason: Message) {
        self.lacking.get_or_insert(reason);
    }

    /// Adds what was judged in the next batch, and says whether as many findings are there as are kept.
    pub(super) fn add(&mut self, judged: Judged, keep: usize) -> bool {
        self.counts.add(&judged.counts);
        self.owners.add(&judged.owners);
        let room = LISTED.saturating_sub(self.undecidable.len());
        self.undecidable
            .extend(judged.undecidable.into_iter().take(room));
        self.open.add(&judged.open);
        for (ix, tally) in judged.tallies {
            self.tallies.entry(ix).or_default().add(tally);
        }
        for found in judged.findings {
            self.found.add(found, keep);
        }
        match (&mut self.set, judged.set) {
            (Some(set), Some(more)) => set.add(more),
            (empty @ None, more) => *empty = more,
            (Some(_), None) => {}
        }
        self.found.len() >= keep
    }

    /// Judges what can only be judged over all rows; rows whose keys look alike and differ are to be told.
    pub(super) fn finish_set(
        &mut self,
        finisher: &Finisher,
        keep: usize,
        beside: Beside,
    ) -> Option<Alike> {
        let set = self.set.take()?;
        let alike = set.alike(&finisher.rule.plan.source);
        let judged = set.judge(finisher, keep, beside);
        self.told.extend(judged.told);
        self.counts.add(&judged.counts);
        self.owners.add(&judged.owners);
        let room = LISTED.saturating_sub(self.undecidable.len());
        let undecidable = judged.undecidable.into_iter().take(room);
        self.undecidable.extend(undecidable);
        for part in judged.found {
            self.found.add(part, keep);
        }
        if let Some(lack) = judged.lack {
            self.lack(lack.reason());
        }
        alike
    }

    /// The outcome, what was found, and rows that could not be decided; what there is to tell is added to the notices and owners. `whole`: all
    /// rows are judged, and what none of them shows is told. `unread`: no file could be read.
    pub(super) fn finish(
        mut self,
        project: &Project,
        whole: bool,
        unread: bool,
        notices: &mut Vec<Message>,
        owners: &mut OwnerNotes,
    ) -> (Outcome, Found, Vec<Undecidable>) {
        let rule = self.found.rule;
        let outcome = match self.lacking {
            Some(reason) => {
                let outcome = Outcome::NotRun(NotRun::new(reason));
                return (outcome, Found::new(rule), Vec::new());
            }
            None if unread => Outcome::NotRun(NotRun::of_files(message!("not-run-unreadable"))),
            None if !self.seen => Outcome::NoInput,
            None => {
                let idle = whole && self.counts.judged() == 0 && self.counts.undecidable == 0;
                if let Some(reason) = self.open.reason(project, rule).filter(|_| idle) {
                    let outcome = Outcome::NotRun(NotRun::new(reason));
                    return (outcome, Found::new(rule), Vec::new());
                }
                if let Some(reason) = self.off_scheme(project, rule) {
                    let outcome = Outcome::NotRun(NotRun::new(reason));
                    return (outcome, Found::new(rule), Vec::new());
                }
                if let Some(reason) = self.mistaken(project, rule).filter(|_| whole) {
                    let outcome = Outcome::NotRun(NotRun::new(reason));
                    return (outcome, Found::new(rule), Vec::new());
                }
                owners.add(&self.owners);
                notices.append(&mut self.told);
                notices.extend(self.open.notices(project, rule, self.counts.judged()));
                if idle {
                    notices.extend(self.open.idle(project, rule));
                    notices.extend(self.never_activated(project, rule));
                }
                Outcome::Judged(self.counts)
            }
        };
        (outcome, self.found, self.undecidable)
    }

    /// That no code can be numbered, for none follows the scheme.
    fn off_scheme(&self, project: &Project, rule: usize) -> Option<Message> {
        let rule = &project.rules[rule];
        let Source::Serial { scheme, .. } = &rule.plan.source else {
            return None;
        };
        let undecidable = self.counts.undecidable;
        let column = rule.plan.judgements[0].column;
        self.counts.none_decided().then(|| {
            message!(
                "not-run-off-scheme",
                scheme = scheme.name.as_str(),
                column = project.tables[rule.table].fields[column].label.clone(),
                wrong = undecidable,
                judged = undecidable
            )
        })
    }

    /// That nearly no row is right, where then not the rows are wrong.
    fn mistaken(&self, project: &Project, rule: usize) -> Option<Message> {
        let plan = &project.rules[rule].plan;
        // a few rows may all be wrong
        let nearly_all = |wrong: u64, judged: u64| judged >= FEW && wrong * 20 >= judged * 19;
        let told = |message: &Message, wrong: u64, judged: u64| {
            let message = message.clone().with("wrong", wrong).with("judged", judged);
            nearly_all(wrong, judged).then_some(message)
        };
        let part = self.tallies.iter().find_map(|(ix, tally)| {
            let message = plan.judgements[*ix].mistaken.as_ref()?;
            let [value, other] = tally.example.clone()?;
            let message = told(message, tally.wrong, tally.wrong + tally.right)?;
            Some(message.with("value", value).with("other", other))
        });
        part.or_else(|| {
            told(
                plan.mistaken.as_ref()?,
                self.counts.violation,
                self.counts.judged(),
            )
        })
    }

    /// That no row met its condition.
    fn never_activated(&self, project: &Project, rule: usize) -> Option<Message> {
        let rule = &project.rules[rule];
        let without =
            rule.when.is_some() && self.counts.not_applicable > 0 && !self.open.has_idle();
        without.then(|| message!("audit-never-activated", rule = rule.id.as_str()))
    }
}
