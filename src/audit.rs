//! The audit: every table is read once, batch by batch; row-wise rules judge a batch and keep only what they found, rules
//! over sets keep only the columns they need and judge at the end.
//!
//! Tables that others look keys up in are read before them. Counting happens here; reports only render.

mod accounting;
mod answers;
pub(crate) mod blocks;
mod dispositions;
mod evaluate;
mod frames;
mod judge;
mod keyed;
mod links;
mod lookups;
mod orders;
mod people;
mod presence;
mod read;
mod recurrence;
mod sets;
pub(crate) mod times;
mod told;
mod unfit;
mod unmet;
mod verdicts;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use crate::baseline::Matched;
use crate::dispositions::Labels;
use crate::findings::{Collected, Identity, Keep};
use crate::history::{Earlier, History};
use crate::messages::{Arg, Message, message};
use crate::project::Project;
use crate::rules::plan::{DAY, LookupIx, TableIx};
use crate::sources::Input;
use crate::sources::find::{self, Found};
use crate::tables::date;
use crate::tables::header::Header;

pub(crate) use self::accounting::SetAside;
use self::blocks::Blocks;
use self::lookups::LookupTable;
use self::orders::Orders;
use self::people::{Directory, Told};
pub(crate) use self::presence::Presence;
use self::read::{Job, Known};
use self::times::Times;
use self::unmet::Unmet;
pub(crate) use self::verdicts::Counts;

/// The date that the audit is made as of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AsOf {
    /// Midnight of the day, in milliseconds since 1970-01-01.
    pub(crate) day: i64,
    /// The instant up to which things count: the end of the day unless a time was given.
    pub(crate) instant: i64,
}

impl AsOf {
    /// The day, and the time where it is not the whole day.
    pub(crate) fn text(self) -> String {
        date::text(if self.instant == self.day + DAY - 1 {
            self.day
        } else {
            self.instant
        })
    }

    /// A whole day.
    pub(crate) fn end_of(day: i64) -> AsOf {
        AsOf {
            day,
            instant: day + DAY - 1,
        }
    }
}

/// What an audit is asked to do beside the project.
pub(crate) struct Options<'a> {
    pub(crate) as_of: AsOf,
    /// Indices of the rules to judge.
    pub(crate) selected: Vec<usize>,
    /// Files of a table in place of the project's patterns.
    pub(crate) inputs: BTreeMap<TableIx, Vec<Input>>,
    pub(crate) keep: Keep,
    /// Whether input files are fingerprinted.
    pub(crate) fingerprints: bool,
    /// Whether the report shows how long things take. To measure it costs a tenth of an audit and more.
    pub(crate) ageing: bool,
    /// Documents to look for, by table: earlier runs found something in them.
    pub(crate) wanted: BTreeMap<TableIx, HashSet<Identity>>,
    /// Who had findings in the months before, or why that is not known.
    pub(crate) earlier: Result<Earlier, Message>,
    pub(crate) progress: &'a dyn Progress,
}

impl Options<'_> {
    /// Why it is not known who had findings in the months before, where rules ask for that.
    pub(crate) fn unknown(&self) -> Option<Message> {
        match &self.earlier {
            Err(reason) => Some(reason.clone()),
            Ok(earlier) => earlier.is_first.then(|| message!("recurrence-first")),
        }
    }
}

/// Watches an audit.
pub(crate) trait Progress: Sync {
    /// So many rows and bytes more have been read of a table.
    fn read(&self, table: &str, rows: u64, bytes: u64);
    /// Whether the user wants to stop.
    fn cancelled(&self) -> bool;
}

/// The verdicts of a rule, or why it has none.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    Judged(Counts),
    /// Could not be evaluated: an error, never a pass.
    NotRun(Message),
    /// There was nothing to judge: the export of an optional table is absent, or an optional column.
    NoInput,
}

/// An input file and what became of it.
#[derive(Debug, Clone)]
pub(crate) struct Evidence {
    pub(crate) table: TableIx,
    pub(crate) input: Input,
    pub(crate) sha256: Option<String>,
    pub(crate) encoding: Option<String>,
    pub(crate) sheet: Option<String>,
    /// How it was read, one sentence each.
    pub(crate) decisions: Vec<Message>,
    pub(crate) rows: u64,
    /// Records that are no rows: nothing in them can be trusted.
    pub(crate) refused: u64,
    /// Rows that are not of the table.
    pub(crate) aside: SetAside,
    /// Where it breaks off, if it does: what stood behind is not known.
    pub(crate) cut: Option<Message>,
    /// Why it could not be read, or not to its end.
    pub(crate) error: Option<Message>,
}

impl Evidence {
    /// All rows of the file, judged or not; the header is none.
    pub(crate) fn rows_read(&self) -> u64 {
        self.rows + self.refused + self.aside.count()
    }
}

/// The result of an audit.
pub(crate) struct Audit {
    pub(crate) as_of: AsOf,
    /// Parallel to the project's rules; none for rules that were not selected.
    pub(crate) outcomes: Vec<Option<Outcome>>,
    pub(crate) inputs: Vec<Evidence>,
    pub(crate) findings: Collected,
    /// How long the rows take, of each rule that is about time.
    pub(crate) times: BTreeMap<usize, Times>,
    /// What findings hold back, where the project says what waits for what.
    pub(crate) blocks: Blocks,
    /// What there is of the documents that were looked for, by table.
    pub(crate) presence: BTreeMap<TableIx, Presence>,
    /// What could not be audited.
    pub(crate) errors: Vec<Message>,
    /// What the user should know although nothing is wrong with the data.
    pub(crate) notices: Vec<Message>,
    /// Who the owners are, where that was read.
    people: Option<Directory>,
    /// What earlier runs say of it, where a history is kept.
    pub(crate) history: Option<History>,
    /// Which findings are in the baseline, where one is given.
    pub(crate) baseline: Option<Matched>,
    /// What was decided about the findings, where there are dispositions.
    pub(crate) labels: Option<Labels>,
}

impl Audit {
    /// Names of the files of a table, in the order that findings refer to.
    pub(crate) fn files_of(&self, table: TableIx) -> Vec<&str> {
        let inputs = self.inputs.iter().filter(|input| input.table == table);
        inputs.map(|input| input.input.name.as_str()).collect()
    }

    /// The account of whoever a cell names, where that is known.
    pub(crate) fn account_of(&self, cell: &str) -> Option<&str> {
        self.people.as_ref()?.account(cell)
    }
}

/// The user stopped the audit.
#[derive(Debug)]
pub(crate) struct Cancelled;

/// Runs the selected rules over their tables.
pub(crate) fn run(project: &Project, options: &Options) -> Result<Audit, Cancelled> {
    let mut run = Run::new(project, options);
    run.find_inputs();
    for table in run.order() {
        run.judge_table(table)?;
    }
    run.hold_back()?;
    let mut audit = run.finish();
    recurrence::judge(project, options, &mut audit)?;
    if let Some(ledger) = &project.ledger {
        dispositions::judge(ledger, project, options, &mut audit)?;
    }
    Ok(audit)
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
            history: None,
            baseline: None,
            labels: None,
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

    fn read(&mut self, files: &[Input], job: &Job) -> Result<read::Read, Cancelled> {
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

    fn take(&mut self, job: &Job, read: read::Read) {
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
        for (ix, (&lookup, answers)) in job.lookups.iter().zip(read.lookups).enumerate() {
            self.audit.notices.extend(told(answers.lost));
            if let Some(reason) = unusable(read.incomplete.contains(&ix)) {
                self.broken.insert(lookup, reason);
            } else {
                let answers = LookupTable {
                    partial: breaks_off,
                    ..answers
                };
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
        self.audit.notices = grouped(std::mem::take(&mut self.audit.notices));
        self.audit
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

    /// Rules that could not be evaluated, together where they share the reason.
    fn tell_not_run(&mut self) {
        let mut reasons: Vec<(Message, Vec<String>)> = Vec::new();
        for &rule in &self.options.selected {
            let Some(Outcome::NotRun(reason)) = &self.audit.outcomes[rule] else {
                continue;
            };
            let id = self.project.rules[rule].id.clone();
            match reasons.iter_mut().find(|(known, _)| known == reason) {
                Some((_, rules)) => rules.push(id),
                None => reasons.push((reason.clone(), vec![id])),
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

/// What the header of a file misses, repeats or adds, as notices and errors.
fn tell_header(
    project: &Project,
    table: TableIx,
    file: &str,
    header: &Header,
    needed: &[usize],
) -> (Vec<Message>, Vec<Message>) {
    let dictionary = &project.tables[table];
    let (mut notices, mut errors) = (Vec::new(), Vec::new());
    for (field, near) in &header.missing {
        let described = &dictionary.fields[*field];
        let headers = described.headers.clone();
        let message = message!(
            "header-missing",
            file = file,
            field = described.name.as_str(),
            headers = headers
        );
        let hint = near
            .as_deref()
            .map(|near| message!("header-near", name = near));
        let message = message.hinted(hint);
        if needed.contains(field) {
            errors.push(message);
        } else {
            notices.push(message);
        }
    }
    for field in &header.repeated {
        let described = &dictionary.fields[*field];
        let name = described.name.as_str();
        let message = message!("header-repeated", file = file, field = name);
        if needed.contains(field) {
            errors.push(message);
        } else {
            notices.push(message);
        }
    }
    if !header.extra.is_empty() {
        notices.push(message!(
            "header-extra",
            file = file,
            headers = header.extra.clone()
        ));
    }
    (notices, errors)
}

/// Rows that a rule about time could not judge, with the reason.
fn tell_times(project: &Project, rule: usize, times: &Times) -> Vec<Message> {
    let rule = &project.rules[rule];
    let mut told = Vec::new();
    let Some(timing) = &rule.plan.timing else {
        return told;
    };
    if let (Some(calendar), 1..) = (&timing.calendar, times.uncovered) {
        let (from, to) = calendar.covered();
        told.push(message!(
            "times-uncovered",
            rule = rule.id.as_str(),
            count = times.uncovered,
            calendar = calendar.name.as_str(),
            from = date::text(from),
            to = date::text(to)
        ));
    }
    let by = timing
        .limited
        .as_ref()
        .and_then(|limited| limited.fields().first().copied());
    if let (Some(field), 1..) = (by, times.unlimited) {
        let field = project.tables[rule.table].fields[field].label.clone();
        told.push(message!(
            "times-unlimited",
            rule = rule.id.as_str(),
            count = times.unlimited,
            field = field
        ));
    }
    told
}

/// Notices that are the same, or differ only in the file, are told once.
fn grouped(notices: Vec<Message>) -> Vec<Message> {
    let mut groups: Vec<(Message, usize)> = Vec::new();
    for notice in notices {
        if groups.iter().any(|(first, _)| *first == notice) {
            continue;
        }
        match groups.iter_mut().find(|(first, _)| alike(first, &notice)) {
            Some((_, more)) => *more += 1,
            None => groups.push((notice, 0)),
        }
    }
    let told = |(notice, more)| match more {
        0 => notice,
        _ => message!("notice-in-files", notice = notice, count = more),
    };
    groups.into_iter().map(told).collect()
}

fn alike(one: &Message, other: &Message) -> bool {
    let rest = |m: &Message| {
        m.args
            .iter()
            .filter(|(name, _)| *name != "file")
            .cloned()
            .collect::<Vec<_>>()
    };
    one.key == other.key
        && one.args.iter().any(|(name, _)| *name == "file")
        && rest(one) == rest(other)
}
