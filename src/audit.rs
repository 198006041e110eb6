//! The audit: every table is read once, batch by batch; row-wise rules judge a batch and keep only what they found, rules
//! over sets keep only the columns they need and judge at the end.
//!
//! Tables that others look keys up in are read before them. Counting happens here; reports only render.

pub(crate) mod held_back;
mod notices;
mod sheets;
mod unfit;

use std::collections::{BTreeMap, BTreeSet};

use crate::findings::Collected;
use crate::messages::{Arg, Message, message};
use crate::project::Project;
use crate::rules::plan::LookupIx;
use crate::sources::Input;
use crate::sources::find::{self, Found};
use crate::tables::types::TableIx;

use self::notices::{grouped, tell_times};
use crate::engine::job::{Job, Known, Read};
use crate::engine::lookups::LookupTable;
use crate::engine::orders::Orders;
use crate::engine::read;
use crate::engine::unmet::Unmet;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::blocks::Blocks;
use crate::findings::outcome::{Audit, Outcome};
use crate::findings::people::{Directory, Told};

/// Runs the selected rules over their tables.
pub(crate) fn run(project: &Project, options: &Options) -> Result<Audit, Cancelled> {
    let mut run = Run::new(project, options);
    run.find_inputs();
    for table in run.order() {
        run.judge_table(table)?;
    }
    run.hold_back()?;
    Ok(run.finish())
}

struct Run<'a> {
    project: &'a Project,
    options: &'a Options<'a>,
    audit: Audit,
    /// Files by table, where there are any.
    files: BTreeMap<TableIx, Vec<Input>>,
    /// The selected rules by table.
    rules: Vec<Vec<usize>>,
    /// The lookups that they use, by table.
    asked: Vec<BTreeSet<LookupIx>>,
    lookups: Vec<Option<LookupTable>>,
    /// In which order the tables write day and month, where that was asked.
    orders: Vec<Option<Orders>>,
    /// Lookups whose table could not be read, with the reason.
    broken: BTreeMap<LookupIx, Message>,
    /// Who the owners are, once that has been read.
    people: Option<Directory>,
    /// Why that is not known.
    unread: Option<Message>,
    /// What there is to say of the owners of findings.
    owners: Told,
    /// What no shared account was met of.
    unmet: Unmet<'a>,
}

impl<'a> Run<'a> {
    fn new(project: &'a Project, options: &'a Options<'a>) -> Run<'a> {
        let audit = Audit {
            as_of: options.as_of,
            outcomes: vec![None; project.rules.len()],
            inputs: Vec::new(),
            findings: Collected::default(),
            times: BTreeMap::new(),
            blocks: Blocks::default(),
            presence: BTreeMap::new(),
            errors: Vec::new(),
            notices: Vec::new(),
            people: None,
        };
        let mut rules = vec![Vec::new(); project.tables.len()];
        let mut asked = vec![BTreeSet::new(); project.tables.len()];
        let exports = project.exports().len();
        for &rule in &options.selected {
            let table = project.rules[rule].table;
            // judged when all findings are known
            if table >= exports {
                continue;
            }
            rules[table].push(rule);
            asked[table].extend(project.rules[rule].lookups());
        }
        Run {
            project,
            options,
            audit,
            files: BTreeMap::new(),
            rules,
            asked,
            lookups: vec![None; project.lookups.len()],
            orders: vec![None; project.tables.len()],
            broken: BTreeMap::new(),
            people: None,
            unread: None,
            owners: Told::default(),
            unmet: Unmet::new(project),
        }
    }

    /// Whether selected rules of the table name who must act.
    fn has_owners(&self, table: TableIx) -> bool {
        let mut rules = self.rules[table].iter();
        rules.any(|&rule| self.project.rules[rule].owner.is_some())
    }

    /// The table of people, where it tells who the owners of findings are.
    fn people(&self) -> Option<TableIx> {
        let people = self.project.people.as_ref()?.table;
        let mut tables = 0..self.rules.len();
        tables.any(|t| self.has_owners(t)).then_some(people)
    }

    /// The tables that the selected rules need, judged or looked up in.
    fn tables(&self) -> Vec<TableIx> {
        let asked = |t: TableIx| {
            let mut lookups = self.asked.iter().flatten();
            lookups.any(|&l| self.project.lookups[l].table == t)
        };
        (0..self.project.tables.len())
            .filter(|&t| !self.rules[t].is_empty() || asked(t) || self.people() == Some(t))
            .collect()
    }

    fn find_inputs(&mut self) {
        for table in self.tables() {
            let given = self.options.inputs.get(&table);
            let files = given.cloned().unwrap_or_else(|| {
                let found = self.found(table);
                let label = self.project.tables[table].label.clone();
                self.audit.notices.extend(found.told(label));
                self.audit.errors.extend(found.errors);
                found.inputs
            });
            self.audit.notices.extend(find::copies(&files));
            if !files.is_empty() {
                self.files.insert(table, files);
                continue;
            }
            let message = self.no_file(table);
            if self.project.tables[table].optional {
                self.audit.notices.push(message);
            } else {
                self.audit.errors.push(message);
            }
        }
    }

    fn files_of(&self, table: TableIx) -> Vec<Input> {
        let given = self.options.inputs.get(&table);
        given.cloned().unwrap_or_else(|| self.found(table).inputs)
    }

    fn found(&self, table: TableIx) -> Found {
        let dictionary = &self.project.tables[table];
        let patterns = dictionary.patterns(self.options.as_of.day);
        find::inputs(&dictionary.folder, &patterns).unwrap_or_default()
    }

    fn no_file(&self, table: TableIx) -> Message {
        let dictionary = &self.project.tables[table];
        message!(
            "audit-no-file",
            table = dictionary.label.clone(),
            name = dictionary.name.as_str(),
            patterns = dictionary.patterns(self.options.as_of.day)
        )
    }

    /// Tables in an order in which looked-up tables come first; where they look each other up, as they are declared.
    fn order(&self) -> Vec<TableIx> {
        let mut left = self.tables();
        let mut order = Vec::new();
        while !left.is_empty() {
            let free = left.iter().position(|&t| {
                let asked = self.asked[t].iter().map(|&l| self.project.lookups[l].table);
                let people = self.people().filter(|_| self.has_owners(t));
                let mut others = asked.chain(people);
                others.all(|other| other == t || !left.contains(&other))
            });
            order.push(left.remove(free.unwrap_or(0)));
        }
        order
    }

    fn judge_table(&mut self, table: TableIx) -> Result<(), Cancelled> {
        let rules = self.rules[table].clone();
        let Some(files) = self.files.get(&table).cloned() else {
            for rule in rules {
                self.audit.outcomes[rule] = Some(if self.project.tables[table].optional {
                    Outcome::NoInput
                } else {
                    Outcome::NotRun(message!("not-run-no-file"))
                });
            }
            return Ok(());
        };
        // a table that looks itself up, or one in a circle: its keys are read before it is judged
        for lookup in self.asked[table].clone() {
            self.prepare(lookup)?;
        }
        if self.has_owners(table) {
            self.prepare_people()?;
        }
        let wanted: Vec<LookupIx> = (0..self.lookups.len())
            .filter(|&l| {
                self.project.lookups[l].table == table
                    && self.lookups[l].is_none()
                    && self.asked.iter().any(|asked| asked.contains(&l))
            })
            .collect();
        let mut runnable = Vec::new();
        for rule in rules {
            let lookups = self.project.rules[rule].lookups();
            self.do_without(&lookups);
            let broken = lookups.iter().find_map(|l| Some((l, self.broken.get(l)?)));
            match broken {
                // that the export is absent was told, and it may be
                Some((&lookup, _)) if self.may_be_absent(lookup) => {
                    self.audit.outcomes[rule] = Some(Outcome::NoInput);
                }
                Some((_, reason)) => {
                    self.audit.outcomes[rule] = Some(Outcome::NotRun(reason.clone()));
                }
                None => runnable.push(rule),
            }
        }
        let job = Job {
            rules: runnable,
            lookups: wanted,
            people: self.people() == Some(table),
            ahead: false,
            ..Job::ahead(table)
        };
        let read = self.read(&files, &job)?;
        self.take(&job, read);
        Ok(())
    }

    /// Has the optional lookups whose table could not be read find nothing, and tells it.
    fn do_without(&mut self, lookups: &[LookupIx]) {
        for lookup in lookups
            .iter()
            .filter(|&&l| self.project.lookups[l].optional)
        {
            if let Some(reason) = self.broken.remove(lookup) {
                let reduce = &self.project.lookups[*lookup].reduce;
                self.lookups[*lookup] = Some(LookupTable::new(reduce));
                let notice = message!("people-as-written", reason = reason);
                self.audit.notices.push(notice);
            }
        }
    }

    /// Whether the table of a lookup is optional and has no file.
    fn may_be_absent(&self, lookup: LookupIx) -> bool {
        let table = self.project.lookups[lookup].table;
        self.project.tables[table].optional && !self.files.contains_key(&table)
    }

    /// Reads a table only to answer a lookup.
    fn prepare(&mut self, lookup: LookupIx) -> Result<(), Cancelled> {
        if self.lookups[lookup].is_some() || self.broken.contains_key(&lookup) {
            return Ok(());
        }
        let job = Job {
            lookups: vec![lookup],
            ..Job::ahead(self.project.lookups[lookup].table)
        };
        if let Some(reason) = self.read_ahead(&job)? {
            self.broken.insert(lookup, reason);
        }
        Ok(())
    }

    /// Reads the people ahead of their turn, where that has not come yet.
    fn prepare_people(&mut self) -> Result<(), Cancelled> {
        let Some(table) = self.people() else {
            return Ok(());
        };
        if self.people.is_some() || self.unread.is_some() {
            return Ok(());
        }
        let job = Job {
            people: true,
            ..Job::ahead(table)
        };
        if let Some(reason) = self.read_ahead(&job)? {
            self.unread = Some(reason);
        }
        Ok(())
    }

    /// Reads a table ahead of its turn; why not, where it has no file.
    fn read_ahead(&mut self, job: &Job) -> Result<Option<Message>, Cancelled> {
        let Some(files) = self.files.get(&job.table).cloned() else {
            let label = self.project.tables[job.table].label.clone();
            return Ok(Some(message!("not-run-target-absent", table = label)));
        };
        let read = self.read(&files, job)?;
        self.take(job, read);
        Ok(None)
    }

    fn read(&mut self, files: &[Input], job: &Job) -> Result<Read, Cancelled> {
        let orders = &mut self.orders[job.table];
        read::table(
            self.project,
            self.options,
            files,
            job,
            Known {
                lookups: &self.lookups,
                people: self.people.as_ref(),
                unmet: &self.unmet,
            },
            orders,
        )
    }

    fn take(&mut self, job: &Job, read: Read) {
        let table = job.table;
        let label = || self.project.tables[table].label.clone();
        // told once, not blamed on every row that refers to the table
        let unusable = |incomplete: bool| {
            if incomplete || read.inputs.iter().any(|input| input.error.is_some()) {
                Some(message!("not-run-target", table = label()))
            } else if read.inputs.iter().all(|input| input.rows == 0) {
                Some(message!("not-run-target-empty", table = label()))
            } else {
                None
            }
        };
        let (refused, breaks_off) = (read.refused(), read.breaks_off());
        let told = |lost: u64| {
            let lost = lost + refused;
            (lost > 0).then(|| message!("lookup-keys-lost", table = label(), count = lost))
        };
        for (ix, (&lookup, mut answers)) in job.lookups.iter().zip(read.lookups).enumerate() {
            self.audit.notices.extend(told(answers.lost));
            if let Some(reason) = unusable(read.incomplete.contains(&ix)) {
                self.broken.insert(lookup, reason);
            } else {
                answers.partial = breaks_off;
                self.lookups[lookup] = Some(answers);
            }
        }
        if let Some(people) = self.project.people.as_ref().filter(|_| job.people) {
            self.unread = unusable(read.people.is_none());
            self.audit.notices.extend(told(0));
            let rows = read.people.filter(|_| self.unread.is_none());
            let dictionary = &self.project.tables[table];
            let day = self.options.as_of.day;
            self.people = rows.map(|rows| Directory::new(rows, people, dictionary, day));
        }
        self.owners.add(&read.owners);
        for (&rule, times) in job.rules.iter().zip(read.times) {
            if let Some(times) = times {
                self.audit
                    .notices
                    .extend(tell_times(self.project, rule, &times));
                self.audit.times.insert(rule, times);
            }
        }
        for (rule, outcome) in job.rules.iter().zip(read.outcomes) {
            self.audit.outcomes[*rule] = Some(outcome);
        }
        if !job.ahead {
            for input in &read.inputs {
                if let Some(error) = &input.error {
                    let name = input.input.name.as_str();
                    self.audit.errors.push(message!(
                        "audit-unreadable",
                        file = name,
                        reason = error.clone()
                    ));
                }
            }
            self.audit.errors.extend(read.errors);
            self.audit.notices.extend(read.notices);
            self.audit.inputs.extend(read.inputs);
            self.audit.presence.insert(table, read.presence);
            self.audit.findings.add(read.findings);
        }
    }

    fn finish(mut self) -> Audit {
        for &rule in &self.options.selected {
            if let Some(Outcome::Judged(counts)) = &self.audit.outcomes[rule]
                && counts.judged() == 0
                && counts.undecidable == 0
                && counts.not_applicable > 0
                && self.project.rules[rule].when.is_some()
            {
                let id = self.project.rules[rule].id.as_str();
                self.audit
                    .notices
                    .push(message!("audit-never-activated", rule = id));
            }
        }
        self.tell_owners();
        self.audit.people = self.people.take();
        self.tell_not_run();
        let meant = self.meant_sheets();
        let unread = sheets::tell_unread(&mut self.audit.inputs, &meant);
        self.audit.notices.extend(unread);
        self.audit.notices = grouped(std::mem::take(&mut self.audit.notices));
        self.audit
    }

    /// The sheets of tables that are not read this time.
    fn meant_sheets(&self) -> sheets::Meant<'a> {
        let mut meant = sheets::Meant::new();
        let tables = self.project.exports().iter().enumerate();
        for (table, sheet) in tables.filter_map(|(ix, table)| Some((ix, table.sheet.as_ref()?))) {
            if !self.files.contains_key(&table) {
                for input in self.files_of(table) {
                    meant.entry(input.path).or_default().push(sheet);
                }
            }
        }
        meant
    }

    /// Whether all that the project says was read.
    fn reads_all(&self) -> bool {
        let mut rules = self.project.rules.iter().enumerate();
        self.options.inputs.is_empty()
            && self.audit.errors.is_empty()
            && self
                .audit
                .inputs
                .iter()
                .all(|i| i.refused == 0 && i.cut.is_none())
            && self.tables().iter().all(|t| self.files.contains_key(t))
            && rules.all(|(ix, rule)| !rule.enabled || self.options.selected.contains(&ix))
    }

    /// Owners who cannot act, and that owners are not known.
    fn tell_owners(&mut self) {
        let Some(people) = &self.project.people else {
            return;
        };
        let label = self.project.tables[people.table].label.clone();
        let unmet = self.unmet.written();
        if !unmet.is_empty() && self.people.is_some() && self.reads_all() {
            let notice = message!(
                "people-shared-unmet",
                count = unmet.len(),
                patterns = unmet,
                table = label.clone()
            );
            self.audit.notices.push(notice);
        }
        let notices = self.owners.notices(&Arg::from(label));
        self.audit.notices.extend(notices);
        if let Some(reason) = self.unread.take() {
            let notice = message!("people-unread", reason = reason);
            self.audit.notices.push(notice);
        }
    }

    /// Whether what a rule could not decide is found by another one: of cells that are no values, their type cannot be judged,
    /// and each of them is a finding of the rule on damaged cells.
    fn found_as_damaged(&self, rule: usize) -> bool {
        let rules = &self.project.rules;
        let of_damage = |other: &usize| {
            rules[*other].kind == "damaged" && rules[*other].table == rules[rule].table
        };
        let mut damage = self.options.selected.iter().copied().filter(of_damage);
        rules[rule].kind == "type"
            && damage.any(|other| match &self.audit.outcomes[other] {
                Some(Outcome::Judged(counts)) => counts.violation > 0,
                _ => false,
            })
    }

    /// Rules that could not be evaluated, together where they share the reason.
    fn tell_not_run(&mut self) {
        let mut reasons: Vec<(Message, Vec<String>)> = Vec::new();
        for &rule in &self.options.selected {
            let reason = match &self.audit.outcomes[rule] {
                Some(Outcome::NotRun(reason)) => reason.clone(),
                Some(Outcome::Judged(counts))
                    if counts.none_decided() && !self.found_as_damaged(rule) =>
                {
                    message!("not-run-undecided", count = counts.undecidable)
                }
                _ => continue,
            };
            let id = self.project.rules[rule].id.clone();
            match reasons.iter_mut().find(|(known, _)| *known == reason) {
                Some((_, rules)) => rules.push(id),
                None => reasons.push((reason, vec![id])),
            }
        }
        for (reason, rules) in reasons {
            // that files are missing or broken has been told already
            if !matches!(reason.key, "not-run-no-file" | "not-run-unreadable") {
                self.audit
                    .errors
                    .push(message!("audit-not-run", rules = rules, reason = reason));
            }
        }
    }
}
