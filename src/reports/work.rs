//! The work of each person and each department: what is to be done, and what was done since an earlier run.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::actions::{is_to_act_on, who};
use super::agreed::{Agreed, agreed};
use super::columns::{Shown, column, columns_called};
use super::folder::common_folder;
use super::harmless::clean;
use super::{Finding, Report, RuleResult, blocks};
use crate::fingerprint::identity::Identity;
use crate::history::{Closed, Ended, Since};
use crate::messages::{grouped, message};
use crate::review::deciding::Deciding;
use crate::tables::mask::mask;
use crate::tables::person;

/// Findings that are listed of one kind, the worst: nobody works through more with a sheet in hand.
const MOST: usize = 500;

/// What stands for what is not known.
const UNKNOWN: &str = "–";

/// Of whom the work is asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum Whose {
    #[default]
    Nobodys,
    /// As they are written, and cleaned.
    Named(Vec<(String, String)>),
    Everybodys,
}

impl Whose {
    /// Of some, whose names may be written in any width and case.
    pub(crate) fn named<'n>(names: impl Iterator<Item = &'n str>) -> Whose {
        let cleaned = |name: &str| person::clean(name).into_owned();
        Whose::Named(names.map(|name| (name.to_owned(), cleaned(name))).collect())
    }

    /// Those who are named and are not among some.
    pub(crate) fn missing<'w>(&'w self, known: &BTreeSet<String>) -> Vec<&'w str> {
        let Whose::Named(names) = self else {
            return Vec::new();
        };
        let known: BTreeSet<_> = known.iter().map(|name| person::clean(name)).collect();
        let missing = names
            .iter()
            .filter(|(_, name)| !known.contains(name.as_str()));
        missing.map(|(written, _)| written.as_str()).collect()
    }

    fn has(&self, name: &str) -> bool {
        match self {
            Whose::Nobodys => false,
            Whose::Named(names) => names
                .iter()
                .any(|(_, named)| *named == *person::clean(name)),
            Whose::Everybodys => true,
        }
    }
}

/// The work that was asked for.
#[derive(Debug, Default)]
pub(crate) struct Work<'r> {
    /// By name; what nobody is named for is under the empty one.
    pub(crate) owners: BTreeMap<String, Share<'r>>,
    pub(crate) departments: BTreeMap<String, Share<'r>>,
    /// The names that there are, whether they have something to do or not.
    pub(crate) known_owners: BTreeSet<String>,
    pub(crate) known_departments: BTreeSet<String>,
}

/// The work of somebody.
#[derive(Debug, Default)]
pub(crate) struct Share<'r> {
    pub(crate) counts: Counts,
    /// By standing; each with the worst first.
    pub(super) tasks: [Vec<Task>; 3],
    /// What is no longer found: what was put right, and what has left the export.
    pub(super) done: Vec<Past>,
    pub(super) gone: Vec<Past>,
    /// What was decided with somebody by a day, beside the findings that are listed.
    pub(super) agreed: Vec<Agreed<'r>>,
    /// The people of a department.
    pub(super) people: BTreeMap<String, Counts>,
    /// The rules, by index, that something is open or was decided of.
    pub(super) rules: BTreeSet<usize>,
}

/// How much it is. A finding counts once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// By standing.
    pub(crate) open: [u64; 3],
    /// Put right since the run that is compared with.
    pub(crate) done: u64,
    /// No longer in the export, which puts nothing right.
    pub(crate) gone: u64,
    /// Decisions with somebody, beside the findings that are listed.
    pub(crate) agreed: u64,
}

impl Counts {
    /// What is to be done.
    pub(crate) fn all_open(&self) -> u64 {
        self.found() + self.agreed
    }

    /// Findings to act on.
    pub(crate) fn found(&self) -> u64 {
        self.open.iter().sum()
    }

    /// Open, overdue, new, still there, done, gone, and decided on. What is not known is no zero.
    pub(crate) fn told(&self, report: &Report) -> [String; 7] {
        let known = |count: u64| match since(report) {
            Some(_) => grouped(count),
            None => UNKNOWN.to_owned(),
        };
        let [overdue, new, still] = self.open;
        [
            grouped(self.all_open()),
            grouped(overdue),
            known(new),
            known(still),
            known(self.done),
            known(self.gone),
            grouped(self.agreed),
        ]
    }

    /// Whether there is nothing to tell.
    pub(crate) fn is_nothing(&self) -> bool {
        *self == Counts::default()
    }
}

/// How it stands with something that is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Standing {
    /// The day that was decided on has passed.
    Overdue,
    /// The run that is compared with did not find it.
    New,
    /// It did; or there is no such run.
    Still,
}

impl Standing {
    pub(crate) const ALL: [Standing; 3] = [Standing::Overdue, Standing::New, Standing::Still];
}

/// What is to be done.
#[derive(Debug, Clone)]
pub(super) struct Task {
    /// Where its rule stands among those of the report.
    pub(super) rule: usize,
    pub(super) key: String,
    pub(super) message: String,
    pub(super) expected: String,
    /// File, row and column.
    pub(super) place: String,
    pub(super) who: String,
    /// By when, and what was decided; empty where nothing was.
    pub(super) due: String,
    pub(super) since: String,
    /// What waits for it.
    pub(super) held: String,
    /// Whether it is done, too late: nothing is to be put right any more.
    pub(super) is_late: bool,
}

/// What is no longer found.
#[derive(Debug, Clone)]
pub(super) struct Past {
    pub(super) rule: usize,
    pub(super) key: String,
    pub(super) column: String,
    pub(super) who: String,
}

impl<'r> Work<'r> {
    /// Goes through all findings once.
    pub(crate) fn new(
        report: &'r Report<'r>,
        owners: &'r Whose,
        departments: &'r Whose,
    ) -> io::Result<Work<'r>> {
        let results = report.rules();
        let about_company = results.iter().enumerate();
        let about_company = about_company.filter(|(_, result)| !result.rule.is_about_decisions());
        let mut gathering = Gathering {
            report,
            owners,
            departments,
            since: since(report),
            folder: common_folder(report.exports().map(|input| input.input.name.as_str())),
            listed: BTreeSet::new(),
            work: Work::default(),
        };
        for (at, result) in about_company.clone() {
            gathering.open(at, result)?;
        }
        // when all names are known
        for (at, result) in about_company {
            gathering.closed(at, result);
        }
        gathering.agreed();
        let mut work = gathering.work;
        let ledger = report.project.ledger.iter();
        let named = ledger.flat_map(|ledger| &ledger.entries);
        let named = named.filter_map(|entry| entry.owner.clone());
        work.known_owners.extend(named);
        work.known_owners.remove("");
        work.known_departments.remove("");
        Ok(work)
    }
}

/// The run that is compared with; none where there is none.
pub(super) fn since<'r>(report: &'r Report) -> Option<&'r Since> {
    report.review.history.as_ref()?.since.as_ref()
}

struct Gathering<'a> {
    report: &'a Report<'a>,
    owners: &'a Whose,
    departments: &'a Whose,
    since: Option<&'a Since>,
    /// What the names of all files begin with.
    folder: &'a str,
    /// The lines of the decisions whose findings are listed.
    listed: BTreeSet<u64>,
    work: Work<'a>,
}

impl<'a> Gathering<'a> {
    /// What is to be done of a rule.
    fn open(&mut self, at: usize, result: &RuleResult) -> io::Result<()> {
        let report = self.report;
        let severity = report.text(&result.rule.severity.label());
        let label = report.rule_label(result.rule);
        // nothing is in the way of the next one
        let _ = report.each_finding(result, |finding| -> Result<(), ()> {
            know(&mut self.work.known_owners, finding.owner);
            know(&mut self.work.known_departments, finding.department);
            if is_to_act_on(result, finding) {
                let shown = Shown {
                    report,
                    result,
                    severity: &severity,
                    label: &label,
                    finding,
                };
                self.take(at, &shown);
            }
            Ok(())
        })?;
        Ok(())
    }

    fn take(&mut self, rule: usize, shown: &Shown) {
        let (finding, ix) = (shown.finding, shown.result.ix);
        self.listed
            .extend(finding.disposition.as_ref().map(|d| d.line));
        let (who, department) = (who(finding), finding.department);
        let standing = self.standing(shown.result, finding);
        let mut task = None;
        let mut task = |this: &Self| task.get_or_insert_with(|| this.task(rule, shown)).clone();
        if self.owners.has(who) {
            let task = (has_room(&self.work.owners, who, standing)).then(|| task(self));
            let share = self.work.owners.entry(who.to_owned()).or_default();
            share.add(standing, ix, task);
        }
        if self.departments.has(department) {
            let has_room = has_room(&self.work.departments, department, standing);
            let task = has_room.then(|| task(self));
            let departments = &mut self.work.departments;
            let share = departments.entry(department.to_owned()).or_default();
            share.add(standing, ix, task);
            let person = share.people.entry(who.to_owned()).or_default();
            person.open[standing as usize] += 1;
        }
    }

    fn standing(&self, result: &RuleResult, finding: &Finding) -> Standing {
        if finding.disposition.as_ref().is_some_and(|d| !d.holds) {
            return Standing::Overdue;
        }
        let identity = Identity::parse(&finding.identity);
        let is_new = self.since.zip(identity).is_some_and(|(since, identity)| {
            let seen = finding.first_seen.unwrap_or_default();
            since.is_new(result.ix, identity, seen)
        });
        if is_new {
            Standing::New
        } else {
            Standing::Still
        }
    }

    fn task(&self, rule: usize, shown: &Shown) -> Task {
        let (report, finding) = (self.report, shown.finding);
        let text = |name: &str| clean(&column(name).words(shown).written());
        let decided = finding.disposition.as_ref();
        let blocks = finding.blocks.as_deref().unwrap_or_default();
        let waits = blocks.iter().any(|block| block.documents != Some(0));
        Task {
            rule,
            key: clean(&self.document(shown.result, &finding.key, who(finding))),
            message: clean(&finding.message),
            expected: clean(&finding.expected),
            place: self.place(finding, &text("column")),
            who: clean(who(finding)),
            due: decided.map_or_else(String::new, |decided| report.text(&decided.text())),
            since: finding.first_seen.unwrap_or_default().to_owned(),
            held: if waits {
                blocks::since(report, blocks)
            } else {
                String::new()
            },
            is_late: finding.done.is_some(),
        }
    }

    /// File, row and column, as a person looks them up.
    fn place(&self, finding: &Finding, column: &str) -> String {
        let file = finding.file;
        let file = file.strip_prefix(self.folder).unwrap_or(file);
        let file = match finding.sheet {
            Some(sheet) => {
                let file = message!("file-and-sheet", file = file, sheet = sheet);
                self.report.text(&file)
            }
            None => file.to_owned(),
        };
        let row = finding.row.to_string();
        let row = message!("page-row", file = file.as_str(), row = row);
        let place = match finding.row {
            0 => file,
            _ => self.report.text(&row),
        };
        let parts = [clean(&place), column.to_owned()];
        let parts: Vec<String> = parts.into_iter().filter(|p| !p.is_empty()).collect();
        parts.join(" · ")
    }

    /// What was decided by a day, with whoever acts.
    fn agreed(&mut self) {
        let rules = &self.report.project.rules;
        for one in agreed(self.report, &self.listed) {
            if !self.owners.has(one.owner) {
                continue;
            }
            let share = self.work.owners.entry(one.owner.to_owned()).or_default();
            share.counts.agreed += 1;
            let named = rules.iter().enumerate();
            let named = named.filter(|(_, rule)| {
                !rule.is_about_decisions() && one.entry.selection.names(&rule.id)
            });
            share.rules.extend(named.map(|(ix, _)| ix));
            share.agreed.push(one);
        }
    }

    /// What of a rule is no longer found.
    fn closed(&mut self, at: usize, result: &RuleResult) {
        let Some(then) = self.since.and_then(|since| since.of(result.ix)) else {
            return;
        };
        for (ended, is_done) in [(&then.fixed, true), (&then.gone, false)] {
            self.ended(at, result, ended, is_done);
        }
    }

    fn ended(&mut self, at: usize, result: &RuleResult, ended: &Ended, is_done: bool) {
        let count = |counts: &mut Counts, more: u64| {
            if is_done {
                counts.done += more;
            } else {
                counts.gone += more;
            }
        };
        let deciding = Deciding::new(
            self.report.project,
            result.ix,
            self.report.review.audit.as_of.day,
        );
        let mut left = ended.by_whom.clone();
        for closed in &ended.listed {
            if let Some(count) = left.get_mut(&closed.who) {
                *count = count.saturating_sub(1);
            }
            let (owner, department) = closed.who.as_ref().map_or(("", ""), |who| {
                (who.owner.as_str(), who.department.as_str())
            });
            let owner = self.named(owner);
            // whoever was to put it right
            let decided = deciding.entry(closed).and_then(|e| e.owner.as_deref());
            let who = decided.unwrap_or(&owner);
            for share in self.shares(who, department) {
                count(&mut share.counts, 1);
            }
            let past = self.past(at, result, closed, who);
            for share in self.shares(who, department) {
                let list = if is_done {
                    &mut share.done
                } else {
                    &mut share.gone
                };
                if list.len() < MOST {
                    list.push(past.clone());
                }
            }
            if self.departments.has(department) {
                let share = self.work.departments.entry(department.to_owned());
                let people = &mut share.or_default().people;
                count(people.entry(who.to_owned()).or_default(), 1);
            }
        }
        // those that are not listed
        for (who, more) in left.into_iter().filter(|(_, more)| *more > 0) {
            let (owner, department) =
                who.map_or_else(Default::default, |w| (w.owner, w.department));
            let owner = self.named(&owner);
            for share in self.shares(&owner, &department) {
                count(&mut share.counts, more);
            }
        }
    }

    /// Whoever runs have recorded: they know people as they are masked, which are shown as they are where that is asked for.
    fn named(&self, recorded: &str) -> String {
        if !self.report.project.unmasked {
            return recorded.to_owned();
        }
        let known = self.work.known_owners.iter();
        let mut fitting = known.filter(|name| mask(name, true) == recorded);
        match (fitting.next(), fitting.next()) {
            (Some(one), None) => one.clone(),
            _ => recorded.to_owned(),
        }
    }

    fn shares(&mut self, who: &str, department: &str) -> impl Iterator<Item = &mut Share<'a>> {
        know(&mut self.work.known_owners, who);
        know(&mut self.work.known_departments, department);
        let work = &mut self.work;
        let owner = if self.owners.has(who) {
            Some(work.owners.entry(who.to_owned()).or_default())
        } else {
            None
        };
        let department = if self.departments.has(department) {
            Some(work.departments.entry(department.to_owned()).or_default())
        } else {
            None
        };
        owner.into_iter().chain(department)
    }

    /// The document as people call it. That of a record of recurrence is the id of a rule and an account.
    fn document<'k>(&self, result: &RuleResult, key: &'k str, who: &str) -> Cow<'k, str> {
        let report = self.report;
        let id = key
            .rsplit_once('|')
            .filter(|_| result.rule.recurring().is_some());
        let mut rules = report.project.rules.iter();
        match id.and_then(|(id, _)| rules.find(|rule| rule.id == id)) {
            None => Cow::Borrowed(key),
            Some(rule) => {
                let label = report.rule_label(rule);
                let told = message!("tasks-recurrence", rule = label, who = who);
                Cow::Owned(report.text(&told))
            }
        }
    }

    fn past(&self, rule: usize, result: &RuleResult, closed: &Closed, who: &str) -> Past {
        Past {
            rule,
            key: clean(&self.document(result, &closed.document, who)),
            column: clean(&columns_called(self.report, result.table, &closed.field)),
            who: clean(who),
        }
    }
}

impl Share<'_> {
    fn add(&mut self, standing: Standing, rule: usize, task: Option<Task>) {
        self.rules.insert(rule);
        self.counts.open[standing as usize] += 1;
        self.tasks[standing as usize].extend(task);
    }
}

/// Whether one more is listed.
fn has_room(shares: &BTreeMap<String, Share>, name: &str, standing: Standing) -> bool {
    let share = shares.get(name);
    share.is_none_or(|share| share.tasks[standing as usize].len() < MOST)
}

fn know(names: &mut BTreeSet<String>, name: &str) {
    if !names.contains(name) {
        names.insert(name.to_owned());
    }
}
