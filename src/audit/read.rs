//! Reads one table: a thread reads blocks, workers parse and judge them, and the results are put together in the order of
//! the file, so that the outcome does not depend on the number of threads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::bounded;

use super::answers::answers;
use super::evaluate::Evaluator;
use super::frames::Place;
use super::judge::{Judged, judge};
use super::links::{Sought, Waiting, gather};
use super::lookups::LookupTable;
use super::orders::Orders;
use super::people::{self, Directory, Person, Told};
use super::presence::Presence;
use super::sets::SetRows;
use super::times::Times;
use super::unmet::Unmet;
use super::verdicts::Counts;
use super::{Cancelled, Evidence, Options, Outcome, SetAside, tell_header};
use crate::dispositions::NamedDocuments;
use crate::findings::Found;
use crate::messages::{Message, message};
use crate::project::Project;
use crate::project::raw::FieldType;
use crate::rules::plan::{Expr, FieldIx, LookupIx, TableIx};
use crate::sources::batch::Aside;
use crate::sources::layout::{Heading, Layout, PREVIEW};
use crate::sources::met::{Cut, Met};
use crate::sources::{Chunk, Input, Opened, Settings, SourceError, fingerprint, open};
use crate::tables::date::Order;
use crate::tables::forms::Forms;
use crate::tables::header::{Header, Headings, matched};
use crate::tables::typed::{Needs, Notes, Typed};
use crate::tables::{Field, Table};

/// What to do with a table while it is read.
pub(crate) struct Job {
    pub(crate) table: TableIx,
    /// Rules to judge.
    pub(crate) rules: Vec<usize>,
    /// Lookups to answer.
    pub(crate) lookups: Vec<LookupIx>,
    /// Whether it is the table of people, and they are wanted.
    pub(crate) people: bool,
    /// Links to follow.
    pub(crate) links: Vec<Sought>,
    /// Whether the table is read ahead of its turn: it is read again to be judged, and its evidence is taken then.
    pub(crate) ahead: bool,
}

impl Job {
    /// To read a table ahead of its turn, for nothing yet.
    pub(crate) fn ahead(table: TableIx) -> Job {
        Job {
            table,
            rules: Vec::new(),
            lookups: Vec::new(),
            links: Vec::new(),
            people: false,
            ahead: true,
        }
    }
}

/// What came of it.
pub(crate) struct Read {
    /// Parallel to the job's rules.
    pub(crate) outcomes: Vec<Outcome>,
    /// Parallel to the job's lookups.
    pub(crate) lookups: Vec<LookupTable>,
    /// Lookups that a file lacks a column for, by their place in the job.
    pub(crate) incomplete: BTreeSet<usize>,
    /// The people, row by row, where they are wanted; none where a file does not tell them.
    pub(crate) people: Option<Vec<Person>>,
    /// What there is to say of the owners of the findings.
    pub(super) owners: Told,
    /// Parallel to the job's links.
    pub(crate) waiting: Vec<Waiting>,
    /// Links that could not be followed in a file, by their place in the job.
    pub(crate) unlinked: BTreeMap<usize, Message>,
    pub(crate) inputs: Vec<Evidence>,
    pub(crate) findings: Vec<Found>,
    /// Parallel to the job's rules.
    pub(crate) times: Vec<Option<Times>>,
    pub(crate) presence: Presence,
    pub(crate) errors: Vec<Message>,
    pub(crate) notices: Vec<Message>,
}

impl Read {
    /// Records that are no rows: they may be what somebody looks for.
    pub(super) fn refused(&self) -> u64 {
        self.inputs.iter().map(|input| input.refused).sum()
    }

    /// Whether a file was not read to its end because it breaks off.
    pub(super) fn breaks_off(&self) -> bool {
        self.inputs.iter().any(|input| input.cut.is_some())
    }
}

/// What is known of other tables.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) lookups: &'a [Option<LookupTable>],
    pub(crate) people: Option<&'a Directory>,
    pub(super) unmet: &'a Unmet<'a>,
}

/// Reads all files of a table; twice, with a survey between, where dates turn out to need one. `orders` is what an earlier
/// survey found.
pub(crate) fn table(
    project: &Project,
    options: &Options,
    files: &[Input],
    job: &Job,
    known: Known,
    orders: &mut Option<Orders>,
) -> Result<Read, Cancelled> {
    loop {
        let mut reader = TableReader::new(project, options, job, known, orders.as_ref());
        for input in files {
            reader.file(input)?;
            if reader.unordered {
                break;
            }
        }
        if !reader.unordered {
            return Ok(reader.finish());
        }
        let table = &project.tables[job.table];
        *orders = Some(Orders::survey(table, files, options.progress)?);
    }
}

/// What one batch yields: parallel to the job's rules, lookups and links.
struct Yield {
    rows: u64,
    refused: u64,
    aside: Vec<(u64, Aside)>,
    met: Met,
    bytes: u64,
    judged: Vec<Judged>,
    lookups: Vec<LookupTable>,
    people: Vec<Person>,
    waiting: Vec<Waiting>,
    presence: Presence,
    notes: Notes,
}

/// What came of the rows of a file.
struct Body {
    rows: u64,
    refused: u64,
    met: Met,
    error: Option<SourceError>,
}

struct TableReader<'a> {
    project: &'a Project,
    options: &'a Options<'a>,
    job: &'a Job,
    known: Known<'a>,
    orders: Option<&'a Orders>,
    /// Whether dates were met that need a survey, and there was none.
    unordered: bool,
    /// Of the file that is being read.
    forms: Forms,
    needs: Needs,
    counts: Vec<Counts>,
    sets: Vec<Option<SetRows>>,
    found: Vec<Found>,
    /// Whether as many findings of a rule are there as are kept.
    enough: Arc<[AtomicBool]>,
    times: Vec<Option<Times>>,
    owners: Vec<Told>,
    presence: Presence,
    named: NamedDocuments<'a>,
    answers: Vec<LookupTable>,
    /// None where a file does not tell who they are.
    people: Option<Vec<Person>>,
    waiting: Vec<Waiting>,
    /// Rules that a file lacks a column for.
    lacking: BTreeMap<usize, Message>,
    /// Whether a file had the columns of the rule.
    seen: Vec<bool>,
    incomplete: BTreeSet<usize>,
    unlinked: BTreeMap<usize, Message>,
    inputs: Vec<Evidence>,
    errors: Vec<Message>,
    notices: Vec<Message>,
}

impl<'a> TableReader<'a> {
    fn new(
        project: &'a Project,
        options: &'a Options<'a>,
        job: &'a Job,
        known: Known<'a>,
        orders: Option<&'a Orders>,
    ) -> TableReader<'a> {
        let mut reader = TableReader {
            project,
            options,
            job,
            known,
            orders,
            unordered: false,
            forms: Forms::default(),
            needs: needs(project, job),
            counts: vec![Counts::default(); job.rules.len()],
            sets: job.rules.iter().map(|_| None).collect(),
            found: job.rules.iter().map(|&rule| Found::new(rule)).collect(),
            enough: job.rules.iter().map(|_| AtomicBool::new(false)).collect(),
            times: vec![None; job.rules.len()],
            owners: vec![Told::default(); job.rules.len()],
            people: job.people.then(Vec::new),
            presence: Presence::default(),
            named: project
                .ledger
                .as_ref()
                .map_or_else(NamedDocuments::default, |ledger| {
                    let rules = job
                        .rules
                        .iter()
                        .map(|&rule| project.rules[rule].id.as_str());
                    ledger.named_documents(&rules.collect::<Vec<_>>())
                }),
            answers: job
                .lookups
                .iter()
                .map(|&l| LookupTable::new(&project.lookups[l].reduce))
                .collect(),
            waiting: job.links.iter().map(|_| Waiting::default()).collect(),
            lacking: BTreeMap::new(),
            seen: vec![false; job.rules.len()],
            incomplete: BTreeSet::new(),
            unlinked: BTreeMap::new(),
            inputs: Vec::new(),
            errors: Vec::new(),
            notices: Vec::new(),
        };
        reader.set_aside_unordered();
        reader
    }

    /// Tells the columns whose order of day and month is not known; what needs them is not run.
    fn set_aside_unordered(&mut self) {
        let orders = self.orders.into_iter();
        for lacking in orders.flat_map(|o| o.lacking(self.project, self.job)) {
            let name = &self.project.tables[self.job.table].fields[lacking.field].name;
            for rule in lacking.rules {
                let reason = message!("not-run-order", field = name.as_str());
                self.lacking.entry(rule).or_insert(reason);
            }
            self.incomplete.extend(lacking.lookups);
            self.people = self.people.take().filter(|_| !lacking.people);
            for link in lacking.links {
                let reason = lacking.error.clone();
                self.unlinked.entry(link).or_insert(reason);
            }
            self.errors.push(lacking.error);
        }
    }

    fn file(&mut self, input: &Input) -> Result<(), Cancelled> {
        let dictionary = &self.project.tables[self.job.table];
        let mut evidence = Evidence {
            table: self.job.table,
            input: input.clone(),
            sha256: None,
            encoding: None,
            sheet: None,
            decisions: Vec::new(),
            rows: 0,
            refused: 0,
            aside: SetAside::default(),
            cut: None,
            error: None,
        };
        let headings = Headings::new(dictionary);
        let field = |heading: &str| headings.field(heading);
        match open(input, &settings(dictionary, &field)) {
            Err(error) => evidence.error = Some(error),
            Ok(opened) => self.opened(opened, &mut evidence)?,
        }
        if self.options.fingerprints && !self.job.ahead && !self.unordered {
            evidence.sha256 = fingerprint(&input.path).ok();
        }
        let forms = std::mem::take(&mut self.forms);
        for told in forms.unknown_zones(dictionary) {
            let name = evidence.input.name.as_str();
            self.notices
                .push(message!("notice-of-file", file = name, told = told));
        }
        evidence.decisions.extend(forms.decisions(dictionary));
        self.inputs.push(evidence);
        Ok(())
    }

    fn opened(&mut self, opened: Opened, evidence: &mut Evidence) -> Result<(), Cancelled> {
        let name = evidence.input.name.clone();
        let form = &opened.form;
        if !form.other_sheets.is_empty() {
            let sheet = form.sheet.clone().unwrap_or_default();
            let others = form.other_sheets.clone();
            self.notices.push(message!(
                "source-other-sheets",
                file = name.as_str(),
                sheet = sheet,
                others = others
            ));
        }
        for told in form.doubts.iter().cloned() {
            self.notices.push(message!(
                "notice-of-file",
                file = name.as_str(),
                told = told
            ));
        }
        evidence.encoding.clone_from(&form.encoding);
        evidence.sheet.clone_from(&form.sheet);
        evidence.decisions.clone_from(&form.decisions);
        let heading = opened.heading.clone();
        if heading.fields == 0 {
            evidence.error = Some(no_header(&heading));
            return Ok(());
        }
        evidence.decisions.push(match heading.rows {
            None => message!("decision-no-header"),
            Some((first, last)) if first == last => message!("decision-header-row", row = first),
            Some((first, last)) => message!("decision-header-rows", first = first, last = last),
        });
        evidence.aside.add(heading.above.iter().copied());
        let dictionary = &self.project.tables[self.job.table];
        let header = matched(dictionary, &heading.columns);
        let needed = self.check_header(&name, &header);
        let body = self.body(opened, &header, &needed, &mut evidence.aside)?;
        evidence.rows = body.rows;
        evidence.refused = body.refused;
        evidence.error = body.error;
        evidence.decisions.extend(body.met.decisions());
        if let Some(cut) = body.met.cut.map(Cut::message) {
            self.notices.push(message!(
                "audit-breaks-off",
                file = name.as_str(),
                cut = cut.clone(),
                table = dictionary.label.clone()
            ));
            evidence.cut = Some(cut);
        }
        for (reason, decision) in evidence.aside.decisions() {
            // a row that might be thought to be audited
            if matches!(reason, Aside::Header | Aside::Total | Aside::Note) {
                let told = decision.clone();
                self.notices.push(message!(
                    "notice-of-file",
                    file = name.as_str(),
                    told = told
                ));
            }
            evidence.decisions.push(decision);
        }
        if evidence.rows == 0 && evidence.error.is_none() {
            self.notices
                .push(message!("audit-no-rows", file = name.as_str()));
        }
        Ok(())
    }

    /// Tells what is wrong with the header; returns the rules of the job that the file has the columns for.
    fn check_header(&mut self, file: &str, header: &Header) -> Vec<bool> {
        let mut lacked: Vec<FieldIx> = Vec::new();
        let mut runnable = Vec::new();
        let lacks =
            |field: &FieldIx| header.columns[*field].is_none() || header.repeated.contains(field);
        for (ix, &rule) in self.job.rules.iter().enumerate() {
            let rule = &self.project.rules[rule];
            let missing: Vec<FieldIx> = rule.fields().into_iter().filter(lacks).collect();
            self.seen[ix] |= missing.is_empty();
            runnable.push(missing.is_empty());
            // a column that need not be filled need not be there: a constraint of it has nothing to judge
            if let Some(&field) = missing.first()
                && (!rule.is_optional_constraint() || header.repeated.contains(&field))
            {
                let name = self.project.tables[self.job.table].fields[field]
                    .name
                    .as_str();
                let message = message!("not-run-no-column", file = file, field = name);
                self.lacking.entry(ix).or_insert(message);
                lacked.extend(missing);
            }
        }
        for (ix, &lookup) in self.job.lookups.iter().enumerate() {
            let lookup = &self.project.lookups[lookup];
            let missing: Vec<FieldIx> = lookup.fields().into_iter().filter(lacks).collect();
            if !missing.is_empty() {
                self.incomplete.insert(ix);
            }
            if !lookup.optional {
                lacked.extend(missing);
            }
        }
        let people = self.project.people.as_ref().filter(|_| self.job.people);
        if let Some(account) = people.map(|p| p.account).filter(lacks) {
            self.people = None;
            lacked.push(account);
        }
        for (ix, sought) in self.job.links.iter().enumerate() {
            let fields = self.project.links[sought.link].fields();
            if let Some(missing) = fields.into_iter().find(lacks) {
                let field = &self.project.tables[self.job.table].fields[missing];
                let name = field.name.as_str();
                let message = message!("not-run-no-column", file = file, field = name);
                self.unlinked.entry(ix).or_insert(message);
            }
        }
        let (notices, errors) = tell_header(self.project, self.job.table, file, header, &lacked);
        self.notices.extend(notices);
        self.errors.extend(errors);
        runnable
    }

    /// Reads the rows of an opened file. A failure on the way ends the file; what was read before it counts.
    fn body(
        &mut self,
        mut opened: Opened,
        header: &Header,
        runnable: &[bool],
        aside: &mut SetAside,
    ) -> Result<Body, Cancelled> {
        let workers = thread::available_parallelism().map_or(2, std::num::NonZero::get);
        let input = u32::try_from(self.inputs.len()).expect("fewer files than 2^32");
        let dictionary = &self.project.tables[self.job.table];
        let readable = |column: usize, cell: &str| header.readable(dictionary, column, cell);
        let batch = BatchJob {
            project: self.project,
            options: self.options,
            job: self.job,
            known: self.known,
            orders: self.orders.map_or(&[], |orders| &orders.decided),
            needs: self.needs.clone(),
            header,
            runnable,
            named: self.named.clone(),
            layout: layout(dictionary, header, &opened.heading, &readable),
            enough: Arc::clone(&self.enough),
            input,
        };
        let name = dictionary.name.as_str();
        let (chunk_sender, chunks) = bounded::<(u64, Result<Chunk, SourceError>)>(workers);
        let (sender, yields) = bounded::<(u64, Result<Yield, SourceError>)>(workers);
        thread::scope(|scope| {
            scope.spawn(move || {
                for number in 0.. {
                    let chunk = match opened.next_chunk() {
                        Ok(None) => break,
                        Ok(Some(chunk)) => Ok(chunk),
                        Err(error) => Err(error),
                    };
                    let last = chunk.is_err();
                    if chunk_sender.send((number, chunk)).is_err() || last {
                        break;
                    }
                }
            });
            for _ in 0..workers {
                let (chunks, sender, batch) = (chunks.clone(), sender.clone(), &batch);
                scope.spawn(move || {
                    for (number, chunk) in chunks {
                        let result = chunk.map(|chunk| batch.run(chunk));
                        if sender.send((number, result)).is_err() {
                            break;
                        }
                    }
                });
            }
            drop((chunks, sender));
            let mut waiting = BTreeMap::new();
            let (mut next, mut rows, mut refused, mut failed) = (0, 0, 0, None);
            let mut met = Met::default();
            for (number, result) in yields {
                waiting.insert(number, result);
                while let Some(result) = waiting.remove(&next) {
                    next += 1;
                    match result {
                        _ if failed.is_some() => {}
                        Err(error) => failed = Some(error),
                        Ok(part) if part.notes.unordered && self.orders.is_none() => {
                            self.unordered = true;
                        }
                        Ok(mut part) => {
                            rows += part.rows;
                            refused += part.refused;
                            aside.add(std::mem::take(&mut part.aside));
                            met.add(&part.met);
                            self.options.progress.read(name, part.rows, part.bytes);
                            self.take(part);
                        }
                    }
                }
                if self.options.progress.cancelled() {
                    return Err(Cancelled);
                }
                if self.unordered {
                    break;
                }
            }
            Ok(Body {
                rows,
                refused,
                met,
                error: failed,
            })
        })
    }

    fn take(&mut self, part: Yield) {
        self.forms.add(part.notes.forms);
        if let Some(people) = &mut self.people {
            people.extend(part.people);
        }
        self.presence.add(part.presence);
        let keep = self.options.keep.limit();
        for (ix, judged) in part.judged.into_iter().enumerate() {
            self.counts[ix].add(&judged.counts);
            if let Some(frame) = judged.findings {
                self.found[ix].add(&frame, keep);
                if self.found[ix].len() >= keep {
                    self.enough[ix].store(true, Ordering::Relaxed);
                }
            }
            self.owners[ix].add(&judged.owners);
            let rule = self.job.rules[ix];
            let undecided = judged.undecided.into_iter();
            self.presence
                .undecided
                .extend(undecided.map(|document| (rule, document)));
            if let Some(times) = judged.times {
                self.times[ix].get_or_insert_default().add(times);
            }
            match (&mut self.sets[ix], judged.set) {
                (Some(set), Some(more)) => set.add(more),
                (empty @ None, more) => *empty = more,
                (Some(_), None) => {}
            }
        }
        for (answers, part) in self.answers.iter_mut().zip(part.lookups) {
            answers.add(part);
        }
        for (waiting, part) in self.waiting.iter_mut().zip(part.waiting) {
            waiting.add(part);
        }
    }

    fn finish(mut self) -> Read {
        let names: Vec<String> = self.inputs.iter().map(|i| i.input.name.clone()).collect();
        let place = place(self.project, self.job.table, 0, self.options, self.known);
        let mut owners = Told::default();
        let mut outcomes = Vec::new();
        for (ix, &rule_ix) in self.job.rules.iter().enumerate() {
            let rule = &self.project.rules[rule_ix];
            if let Some(set) = self.sets[ix].take() {
                let (counts, frame, told) = set.judge(rule, &place, &names);
                self.counts[ix].add(&counts);
                self.owners[ix].add(&told);
                if let Some(frame) = frame {
                    self.found[ix].add(&frame, place.keep);
                }
            }
            let unread = self.inputs.iter().all(|i| i.error.is_some() && i.rows == 0);
            // a row that nobody knows the document of may be any of them
            self.counts[ix].unsettled += self.presence.nameless;
            self.counts[ix].unplaced += self.presence.nameless;
            outcomes.push(match self.lacking.remove(&ix) {
                Some(reason) => {
                    self.found[ix] = Found::new(rule_ix);
                    Outcome::NotRun(reason)
                }
                None if unread => Outcome::NotRun(message!("not-run-unreadable")),
                None if !self.seen[ix] => Outcome::NoInput,
                None => {
                    owners.add(&self.owners[ix]);
                    Outcome::Judged(self.counts[ix])
                }
            });
        }
        Read {
            outcomes,
            lookups: self.answers,
            incomplete: self.incomplete,
            people: self.people,
            owners,
            waiting: self.waiting,
            unlinked: self.unlinked,
            inputs: self.inputs,
            findings: self.found,
            times: self.times,
            presence: self.presence,
            errors: self.errors,
            notices: self.notices,
        }
    }
}

/// What a worker does with each chunk of a file.
struct BatchJob<'a> {
    project: &'a Project,
    options: &'a Options<'a>,
    job: &'a Job,
    known: Known<'a>,
    orders: &'a [Option<Order>],
    needs: Needs,
    header: &'a Header,
    runnable: &'a [bool],
    named: NamedDocuments<'a>,
    layout: Layout<'a>,
    enough: Arc<[AtomicBool]>,
    input: u32,
}

impl BatchJob<'_> {
    fn run(&self, mut chunk: Chunk) -> Yield {
        let mut batch = chunk.parse(&self.layout);
        let aside = std::mem::take(&mut batch.aside);
        let met = std::mem::take(&mut batch.met);
        let table = &self.project.tables[self.job.table];
        let typed = Typed::new(table, self.header, &batch, &self.needs, self.orders);
        self.known.unmet.meet(&typed, self.project, self.job.table);
        let evaluator = Evaluator::new(&typed, self.known.lookups, self.options.as_of);
        let (project, options) = (self.project, self.options);
        let place = place(project, self.job.table, self.input, options, self.known);
        let judged = self
            .job
            .rules
            .iter()
            .zip(self.runnable)
            .zip(self.enough.iter())
            .map(|((&rule, runnable), enough)| {
                if !runnable {
                    return Judged::default();
                }
                // batches are put together in their order: this one comes behind those that filled it
                let keep = if enough.load(Ordering::Relaxed) {
                    0
                } else {
                    place.keep
                };
                judge(
                    &evaluator,
                    &self.project.rules[rule],
                    &Place { keep, ..place },
                )
            })
            .collect();
        let lookups = self
            .job
            .lookups
            .iter()
            .map(|&l| &self.project.lookups[l])
            .map(|lookup| {
                let complete = lookup
                    .fields()
                    .iter()
                    .all(|f| self.header.columns[*f].is_some());
                if complete {
                    answers(&evaluator, lookup)
                } else {
                    LookupTable::new(&lookup.reduce)
                }
            })
            .collect();
        let people = self.project.people.as_ref().filter(|_| self.job.people);
        let people = people.map_or_else(Vec::new, |people| people::read(&typed, people));
        let links = self.job.links.iter();
        let waiting = links
            .map(|sought| self.waiting(&evaluator, sought))
            .collect();
        let wanted = self.options.wanted.get(&self.job.table);
        Yield {
            presence: Presence::of_batch(&evaluator, table, wanted, &self.named),
            rows: batch.rows() as u64,
            refused: batch.refused.len() as u64,
            aside,
            met,
            bytes: batch.bytes() as u64,
            judged,
            lookups,
            people,
            waiting,
            notes: typed.notes,
        }
    }

    fn waiting(&self, evaluator: &Evaluator, sought: &Sought) -> Waiting {
        let link = &self.project.links[sought.link];
        let lacks = |field: &FieldIx| self.header.columns[*field].is_none();
        if link.fields().iter().any(lacks) {
            return Waiting::default();
        }
        let table = &self.project.tables[link.table];
        let several = self.job.links.len() > 1;
        gather(evaluator, link, sought, table, self.input, several)
    }
}

/// Where the findings of a file belong.
fn place<'a>(
    project: &'a Project,
    table: TableIx,
    input: u32,
    options: &'a Options,
    known: Known<'a>,
) -> Place<'a> {
    Place {
        table: &project.tables[table],
        wanted: options.wanted.get(&table),
        input,
        keep: options.keep.limit(),
        ageing: options.ageing,
        people: known.people,
    }
}

/// The columns that a job's rules, lookups and links read, and those that tell of people.
fn needs(project: &Project, job: &Job) -> Needs {
    let mut needs = Needs::default();
    let table = &project.tables[job.table];
    if let Some(people) = &project.people {
        if job.people {
            people.exprs(table).iter().for_each(|expr| needs.add(expr));
        }
        let owned = job.rules.iter().any(|&r| project.rules[r].owner.is_some());
        if let Some(date) = table.date.filter(|_| owned && people.tells_new()) {
            needs.add(&Expr::Field(date, table.fields[date].expr_type()));
        }
    }
    for &rule in &job.rules {
        for expr in project.rules[rule].exprs() {
            needs.add(expr);
        }
    }
    let lookups = job.lookups.iter();
    let asked = lookups.flat_map(|&lookup| project.lookups[lookup].exprs());
    let links = job.links.iter();
    let followed = links.flat_map(|sought| project.links[sought.link].exprs());
    for expr in asked.chain(followed) {
        needs.add(expr);
    }
    needs
}

/// How a table wants its files read.
pub(super) fn settings<'a>(
    table: &'a Table,
    field: &'a dyn Fn(&str) -> Option<FieldIx>,
) -> Settings<'a> {
    Settings {
        sheet: table.sheet.as_ref(),
        encoding: table.encoding,
        columns: table.columns.as_deref(),
        header_row: table.header_row,
        delimiter: table.delimiter,
        unpacked: table.unpacked,
        ..Settings::new(field)
    }
}

/// The columns of the document key, or the first column that a field takes.
fn key(table: &Table, header: &Header) -> Vec<usize> {
    let key: Vec<usize> = table
        .key
        .iter()
        .filter_map(|&f| header.columns[f])
        .collect();
    if key.is_empty() {
        header
            .columns
            .iter()
            .flatten()
            .min()
            .copied()
            .into_iter()
            .collect()
    } else {
        key
    }
}

/// What to set aside from the rows of a file.
pub(super) fn layout<'a>(
    table: &'a Table,
    header: &Header,
    heading: &Heading,
    readable: &'a (dyn Fn(usize, &str) -> bool + Sync),
) -> Layout<'a> {
    let typed = |field: &Field| !matches!(field.kind, FieldType::Text | FieldType::Person);
    let fields = table.fields.iter().zip(&header.columns);
    Layout {
        width: heading.columns.len(),
        repeats: heading.repeats.clone(),
        guards: heading.guards.clone(),
        totals: &table.totals,
        notes: table.notes,
        key: key(table, header),
        typed: fields
            .filter(|(field, _)| typed(field))
            .filter_map(|(_, column)| *column)
            .collect(),
        readable,
    }
}

/// None of the first rows names a field.
fn no_header(heading: &Heading) -> SourceError {
    let filled = heading.columns.iter().map(|h| h.trim().to_owned());
    let headers: Vec<String> = filled.filter(|h| !h.is_empty()).take(12).collect();
    let row = heading.rows.map_or(1, |(first, _)| first);
    message!(
        "source-no-header",
        most = PREVIEW,
        row = row,
        headers = headers
    )
}
