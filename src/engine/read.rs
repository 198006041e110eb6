//! Reads one table: a thread reads blocks, workers parse and judge them, and the results are put together in the order of
//! the file, so that the outcome does not depend on the number of threads.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use crossbeam_channel::bounded;

use super::answers::answers;
use super::evaluate::Evaluator;
use super::frames::Place;
use super::job::{Job, Known, Read};
use super::judge::judge;
use super::links::{Sought, Waiting, gather};
use super::lookups::LookupTable;
use super::open::OpenRows;
use super::opening::{layout, no_header, settings, tell_header};
use super::orders::Orders;
use super::sets::SetRows;
use super::sifted::{Above, unheaded};
use super::verdicts::Judged;
use super::{needs, people, presence, sums};
use crate::dispositions::NamedDocuments;
use crate::findings::Found;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::outcome::{Counts, Evidence, Outcome};
use crate::findings::people::{Person, Told};
use crate::findings::presence::Presence;
use crate::findings::set_aside::SetAside;
use crate::findings::times::Times;
use crate::messages::{Arg, Message, message, some};
use crate::project::Project;
use crate::sources::batch::{Aside, Sifted};
use crate::sources::layout::Layout;
use crate::sources::met::{Cut, Met};
use crate::sources::{Chunk, Input, Opened, SourceError, fingerprint, open};
use crate::tables::cell::reads;
use crate::tables::date::Order;
use crate::tables::forms::Forms;
use crate::tables::header::{Header, Headings, matched};
use crate::tables::typed::{Needs, Notes, Typed};
use crate::tables::types::{FieldIx, TableIx};

/// Sheets that a sentence names.
const SHOWN_SHEETS: usize = 20;

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
        let mut waiting: VecDeque<Input> = files.iter().cloned().collect();
        while let Some(input) = waiting.pop_front() {
            let more = reader.file(&input)?;
            if reader.unordered {
                break;
            }
            more.into_iter()
                .rev()
                .for_each(|input| waiting.push_front(input));
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
    sifted: Sifted,
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
    sifted: Sifted,
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
    open: Vec<OpenRows>,
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
            needs: needs::of_job(project, job),
            counts: vec![Counts::default(); job.rules.len()],
            sets: job.rules.iter().map(|_| None).collect(),
            found: job.rules.iter().map(|&rule| Found::new(rule)).collect(),
            enough: job.rules.iter().map(|_| AtomicBool::new(false)).collect(),
            times: vec![None; job.rules.len()],
            owners: vec![Told::default(); job.rules.len()],
            open: vec![OpenRows::default(); job.rules.len()],
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

    /// Reads a file; returns what else of it is of the table.
    fn file(&mut self, input: &Input) -> Result<Vec<Input>, Cancelled> {
        let dictionary = &self.project.tables[self.job.table];
        let mut evidence = Evidence {
            table: self.job.table,
            input: input.clone(),
            sha256: None,
            encoding: None,
            sheet: None,
            other_sheets: Vec::new(),
            hidden_sheets: Vec::new(),
            decisions: Vec::new(),
            rows: 0,
            refused: 0,
            aside: SetAside::default(),
            cut: None,
            error: None,
        };
        let headings = Headings::new(dictionary);
        let field = |heading: &str| headings.field(heading);
        let reads = |field: FieldIx, cell: &str| reads(&dictionary.fields[field], cell);
        let mut more = Vec::new();
        match open(input, &settings(dictionary, input, &field, &reads)) {
            Err(error) => evidence.error = Some(error),
            Ok(opened) => {
                let mut parts = input.parts(&opened.form);
                if !parts.is_empty() {
                    more = parts.split_off(1);
                    evidence.input = parts.remove(0);
                }
                self.opened(opened, &mut evidence)?;
            }
        }
        if self.options.fingerprints && !self.job.ahead && !self.unordered {
            evidence.sha256 = self.fingerprint(input);
        }
        let forms = std::mem::take(&mut self.forms);
        for told in forms.unknown_zones(dictionary) {
            let place = evidence.place();
            self.notices
                .push(message!("notice-of-file", file = place, told = told));
        }
        evidence.decisions.extend(forms.decisions(dictionary));
        self.inputs.push(evidence);
        Ok(more)
    }

    /// The fingerprint of a file, taken once for all of its sheets.
    fn fingerprint(&self, input: &Input) -> Option<String> {
        let before = self.inputs.last().filter(|i| i.input.path == input.path);
        match before {
            Some(before) => before.sha256.clone(),
            None => fingerprint(&input.path).ok(),
        }
    }

    fn opened(&mut self, opened: Opened, evidence: &mut Evidence) -> Result<(), Cancelled> {
        let form = &opened.form;
        evidence.encoding.clone_from(&form.encoding);
        evidence.sheet.clone_from(&form.sheet);
        evidence.other_sheets.clone_from(&form.other_sheets);
        evidence.hidden_sheets.clone_from(&form.hidden_sheets);
        let place = evidence.place();
        for told in form.doubts.iter().chain(&opened.heading.doubts).cloned() {
            let file = place.clone();
            self.notices
                .push(message!("notice-of-file", file = file, told = told));
        }
        if !form.unfit_sheets.is_empty() {
            let sheets = some(form.unfit_sheets.iter().map(String::as_str), SHOWN_SHEETS);
            let file = evidence.input.name.as_str();
            self.notices.push(message!(
                "source-unfit-sheets",
                file = file,
                sheets = sheets
            ));
        }
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
        evidence.aside.add(heading.around.iter().copied());
        let dictionary = &self.project.tables[self.job.table];
        let header = matched(dictionary, &heading.columns);
        let needed = self.check_header(&place, &header);
        let body = self.body(opened, &header, &needed, &mut evidence.aside)?;
        evidence.rows = body.rows;
        evidence.refused = body.refused;
        evidence.error = body.error;
        evidence.decisions.extend(body.met.decisions());
        if let Some(cut) = body.met.cut.map(Cut::message) {
            self.notices.push(message!(
                "audit-breaks-off",
                file = place.clone(),
                cut = cut.clone(),
                table = dictionary.label.clone()
            ));
            evidence.cut = Some(cut);
        }
        let above = Above::new(dictionary, &header, &heading);
        let (decisions, mut told) = above.told(&body.sifted);
        evidence.decisions.extend(decisions);
        told.extend(above.nameless(&body.sifted, body.rows));
        told.extend(unheaded(&body.sifted));
        if let Some(line) = body.sifted.wordless_end.filter(|_| !self.job.ahead) {
            told.extend(sums::told(dictionary, &evidence.input, line));
        }
        for told in told {
            let file = place.clone();
            self.notices
                .push(message!("notice-of-file", file = file, told = told));
        }
        for (reason, decision) in evidence.aside.decisions() {
            // a row that might be thought to be audited
            if !matches!(reason, Aside::Title | Aside::Blank) {
                let told = decision.clone();
                let file = place.clone();
                self.notices
                    .push(message!("notice-of-file", file = file, told = told));
            }
            evidence.decisions.push(decision);
        }
        if evidence.rows == 0 && evidence.error.is_none() {
            self.notices.push(message!("audit-no-rows", file = place));
        }
        Ok(())
    }

    /// Tells what is wrong with the header; returns the rules of the job that the file has the columns for.
    fn check_header(&mut self, file: &Arg, header: &Header) -> Vec<bool> {
        let dictionary = &self.project.tables[self.job.table];
        let lacks =
            |field: &FieldIx| header.columns[*field].is_none() || header.repeated.contains(field);
        let excused =
            |field: &FieldIx| dictionary.may_lack(*field) && !header.repeated.contains(field);
        // what the dictionary declares is to be there, whether or not a rule asks for it
        let declared = header.missing.iter().map(|(field, _)| *field);
        let mut lacked: Vec<FieldIx> = declared.filter(|field| !excused(field)).collect();
        let mut runnable = Vec::new();
        let mut unjudged: BTreeMap<FieldIx, Vec<String>> = BTreeMap::new();
        for (ix, &rule) in self.job.rules.iter().enumerate() {
            let rule = &self.project.rules[rule];
            let missing: Vec<FieldIx> = rule.fields().into_iter().filter(lacks).collect();
            self.seen[ix] |= missing.is_empty();
            runnable.push(missing.is_empty());
            if let Some(&field) = missing.iter().find(|field| !excused(field)) {
                let name = dictionary.fields[field].name.as_str();
                let message = message!("not-run-no-column", file = file.clone(), field = name);
                self.lacking.entry(ix).or_insert(message);
                lacked.extend(missing);
            } else if let Some(field) = missing.first() {
                unjudged.entry(*field).or_default().push(rule.id.clone());
            }
        }
        for (field, rules) in unjudged {
            let name = dictionary.fields[field].name.as_str();
            let notice = message!(
                "header-optional",
                file = file.clone(),
                field = name,
                rules = rules
            );
            self.notices.push(notice);
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
                let message = message!("not-run-no-column", file = file.clone(), field = name);
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
            let mut sifted = Sifted::default();
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
                            sifted.add(std::mem::take(&mut part.sifted), rows);
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
                sifted,
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
            self.open[ix].add(&judged.open);
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
        let names: Vec<String> = self
            .inputs
            .iter()
            .map(|i| i.input.shown().to_owned())
            .collect();
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
                    let judged = self.counts[ix].judged();
                    let open = self.open[ix].notices(self.project, rule_ix, judged);
                    self.notices.extend(open);
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
        let sifted = std::mem::take(&mut *batch.sifted);
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
            presence: presence::of_batch(&evaluator, table, wanted, &self.named),
            rows: batch.rows() as u64,
            refused: batch.refused.len() as u64,
            aside,
            met,
            sifted,
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
