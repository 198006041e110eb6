//! Judges the rules about processes, once all of their events are there.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::{ParallelIterator, ParallelSlice};

use super::Run;
use crate::engine::gather::Gather;
use crate::engine::gather::events::Events as Gathering;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::finishing::{Find, Finisher};
use crate::findings::outcome::{Audit, Counts, NotRun, Outcome};
use crate::findings::owners::OwnerNotes;
use crate::findings::presence::Presence;
use crate::findings::said::Said;
use crate::findings::undecidable::{Cause, LISTED, Undecidable};
use crate::findings::{Columns, Found, shown_key};
use crate::fingerprint::identity::{Identity, join_key};
use crate::fingerprint::known::Known;
use crate::messages::{Message, message};
use crate::process::beside::Beside;
use crate::process::events::Events;
use crate::process::judge::{self, Judged, Passed, Verdict};
use crate::process::log::{Case, Happened, Log};
use crate::process::patterns::{self, Held, Pattern};
use crate::project::Project;
use crate::rules::plan::process::{EventIx, Flow, Process, ProcessIx};
use crate::rules::plan::{Clock, LinkIx, LookupIx};
use crate::tables::types::TableIx;

/// Verdicts that findings are made of at once.
const AT_ONCE: usize = 4_096;

/// The processes that selected rules are about, and what is known of them so far.
pub(super) struct Happening {
    /// By process: the rules to judge, by index.
    rules: BTreeMap<ProcessIx, Vec<usize>>,
    /// By process and table: what has happened, or why that is not known.
    events: BTreeMap<(ProcessIx, TableIx), Result<Events, Message>>,
    /// Whether it is asked which cases are as the rules demand.
    passed: Passed,
}

impl Happening {
    pub(super) fn new(project: &Project, options: &Options) -> Happening {
        let mut rules: BTreeMap<ProcessIx, Vec<usize>> = BTreeMap::new();
        for &rule in &options.selected {
            if let Some(flow) = project.rules[rule].flow() {
                rules.entry(flow.process).or_default().push(rule);
            }
        }
        Happening {
            rules,
            events: BTreeMap::new(),
            passed: if options.patterns {
                Passed::Listed
            } else {
                Passed::Counted
            },
        }
    }

    /// The processes that are judged, with their numbers.
    fn processes<'p>(
        &self,
        project: &'p Project,
    ) -> impl Iterator<Item = (ProcessIx, &'p Process)> {
        let judged = self.rules.keys();
        judged.map(|&ix| (ix, &project.processes[ix]))
    }

    /// Whether events of a process that is judged stand in a table.
    pub(super) fn needs(&self, project: &Project, table: TableIx) -> bool {
        let mut processes = self.processes(project);
        processes.any(|(_, process)| process.tables().contains(&table))
    }

    /// What the events of each table ask other tables.
    pub(super) fn lookups(&self, project: &Project) -> Vec<(TableIx, BTreeSet<LookupIx>)> {
        let processes = self.processes(project);
        let asked = processes.flat_map(|(_, process)| {
            let tables = process.tables().into_iter();
            tables.map(|table| (table, process.lookups(table)))
        });
        asked.collect()
    }

    /// Leaves out what asks a table that could not be read, with the reason.
    pub(super) fn leave_out(
        &mut self,
        project: &Project,
        table: TableIx,
        broken: &BTreeMap<LookupIx, Message>,
    ) {
        let processes: Vec<(ProcessIx, &Process)> = self.processes(project).collect();
        for (ix, process) in processes {
            let lookups = process.lookups(table);
            if let Some(reason) = lookups.iter().find_map(|lookup| broken.get(lookup)) {
                self.take(ix, table, Err(reason.clone()));
            }
        }
    }

    /// What is to be gathered of a table.
    pub(super) fn gather<'p>(&self, project: &'p Project, table: TableIx) -> Vec<Gather<'p>> {
        let processes = self.processes(project);
        let standing = processes.filter(|(ix, process)| {
            process.tables().contains(&table) && !self.events.contains_key(&(*ix, table))
        });
        let gather = standing.map(|(number, process)| {
            Gather::Events(Gathering {
                number,
                process,
                ix: table,
                table: &project.tables[table],
            })
        });
        gather.collect()
    }

    /// Takes what has happened, or why that is not known.
    pub(super) fn take(
        &mut self,
        process: ProcessIx,
        table: TableIx,
        events: Result<Events, Message>,
    ) {
        self.events.insert((process, table), events);
    }
}

/// A process as the exports have it, and what its rules come to.
pub(crate) struct Watched<'a> {
    pub(crate) log: Log<'a>,
    /// By rule that was judged.
    pub(crate) results: Vec<(usize, judge::Result)>,
    /// What its cases bring upon others, where the cases that pass are listed.
    pub(crate) beside: Beside,
}

/// Deviations from a process that recur.
#[derive(Debug)]
pub(crate) struct Recurring {
    pub(crate) patterns: Vec<Pattern>,
    /// The clock that cases are measured by.
    pub(crate) clock: Clock,
}

impl Watched<'_> {
    /// Its deviations that recur.
    pub(crate) fn recurring(&self, project: &Project) -> Recurring {
        let held = self.results.iter().filter_map(|(rule, result)| {
            let flow = project.rules[*rule].flow()?;
            Some(Held {
                rule: *rule,
                flow,
                result,
            })
        });
        let held: Vec<Held> = held.collect();
        let has_amount = |link: LinkIx| project.links[link].amount.is_some();
        let (patterns, clock) = patterns::of(&self.log, &held, &self.beside, has_amount);
        Recurring { patterns, clock }
    }
}

/// Reads the tables of one process and judges the selected ones of its rules, and of those of these tables; why not, where there is
/// nothing to see. `passed`: listed where what follows from deviations is looked for.
pub(crate) fn watch<'a>(
    project: &'a Project,
    options: &'a Options<'a>,
    process: ProcessIx,
    passed: Passed,
) -> Result<(Audit, Result<Watched<'a>, Message>), Cancelled> {
    let mut run = Run::new(project, options);
    run.happening.rules.entry(process).or_default();
    run.happening.passed = passed;
    let (tables, lookups) = (&mut run.asked, run.happening.lookups(project));
    for (table, lookups) in lookups {
        tables[table].extend(lookups);
    }
    run.find_inputs();
    for table in run.order() {
        run.judge_table(table)?;
    }
    let watched = run.judge_processes();
    let none = || {
        message!(
            "process-no-case",
            process = project.processes[process].label.clone()
        )
    };
    let mut watched = watched.into_iter().next().unwrap_or_else(|| Err(none()));
    if let (Ok(watched), Passed::Listed) = (&mut watched, passed) {
        watched.beside = run.beside(&watched.log)?;
    }
    Ok((run.finish(), watched))
}

impl<'a> Run<'a> {
    /// Judges the rules about processes.
    pub(super) fn judge_processes(&mut self) -> Vec<Result<Watched<'a>, Message>> {
        let rules = std::mem::take(&mut self.happening.rules);
        let mut watched = Vec::new();
        for (ix, rules) in rules {
            let process = &self.project.processes[ix];
            let judged = self.happened(ix, process);
            let judged = judged.and_then(|events| self.judge_process(process, &rules, events));
            if let Err(reason) = &judged {
                for rule in rules {
                    self.audit.outcomes[rule] = Some(Outcome::NotRun(NotRun::new(reason.clone())));
                }
            }
            watched.push(judged);
        }
        watched
    }

    /// What recurs in the processes that could be judged, with what follows from it.
    pub(super) fn recurring(
        &mut self,
        watched: Vec<Result<Watched<'a>, Message>>,
    ) -> Result<Vec<Recurring>, Cancelled> {
        let mut recurring = Vec::new();
        // what is to be told of what waits was told where it was followed from all findings
        let told = self.audit.notices.len();
        for mut watched in watched.into_iter().flatten() {
            watched.beside = self.beside(&watched.log)?;
            recurring.push(watched.recurring(self.project));
        }
        self.audit.notices.truncate(told);
        Ok(recurring)
    }

    /// The events of all tables, in the order of these; the reason why one has none.
    fn happened(&mut self, ix: ProcessIx, process: &Process) -> Result<Events, Message> {
        let mut all = Events::new(process);
        let mut files = 0;
        for table in process.tables() {
            let label = self.project.tables[table].label.clone();
            let absent = message!("not-run-target-absent", table = label);
            let events = self.happening.events.remove(&(ix, table));
            let mut events = events.unwrap_or(Err(absent))?;
            events.behind(files);
            all.append(events);
            let inputs = self.audit.inputs.iter();
            let count = inputs.filter(|input| input.table == table).count();
            files += u32::try_from(count).expect("fewer files than 2^32");
        }
        Ok(all)
    }

    /// Why not, where there is nothing to judge.
    fn judge_process(
        &mut self,
        process: &'a Process,
        rules: &[usize],
        events: Events,
    ) -> Result<Watched<'a>, Message> {
        self.tell_loose(process, &events);
        let as_of = self.options.as_of;
        let log = Log::new(process, events, self.people.as_ref(), as_of);
        if log.ahead > 0 {
            let notice = message!("process-ahead", process = process.label.clone());
            let notice = notice.with("as_of", as_of.text());
            self.audit.notices.push(notice.with("count", log.ahead));
        }
        if log.len() == 0 {
            let label = process.label.clone();
            return Err(message!("process-no-case", process = label));
        }
        let mut presence = presence(&log, process, self);
        let mut results = Vec::new();
        for &rule in rules {
            let flow = self.project.rules[rule].flow();
            let flow = flow.expect("rules about processes have a flow");
            let result = judge::judge(&log, flow, as_of, self.happening.passed);
            self.tell_silent(rule, flow, &log, &result.counts);
            self.tell_not_said(rule, flow, result.not_said);
            self.take_process(rule, &log, &result, &mut presence);
            results.push((rule, result));
        }
        self.audit.presence.insert(process.table, presence);
        Ok(Watched {
            log,
            results,
            beside: Beside::default(),
        })
    }

    /// Tells rows that are left out of the cases.
    fn tell_loose(&mut self, process: &Process, events: &Events) {
        let told = [
            (events.caseless, message!("process-caseless")),
            (events.undecided, message!("process-undecided")),
        ];
        for (count, notice) in told.into_iter().filter(|(count, _)| *count > 0) {
            let notice = notice.with("process", process.label.clone());
            self.audit.notices.push(notice.with("count", count));
        }
    }

    /// Tells a rule that applied to nothing, for it never was activated.
    fn tell_silent(&mut self, rule: usize, flow: &Flow, log: &Log, counts: &Counts) {
        let id = self.project.rules[rule].id.as_str();
        if counts.rows() > counts.not_applicable {
            return;
        }
        let subject = flow.step.subject();
        let label = subject.map(|event| log.process.events[event].label.clone());
        let label = label.unwrap_or_else(|| log.process.label.clone());
        let notice = message!("process-never-activated", rule = id, event = label);
        self.audit.notices.push(notice);
    }

    /// Tells rows for which it is not said whether the rule applies.
    fn tell_not_said(&mut self, rule: usize, flow: &Flow, count: u64) {
        let Some((_, condition)) = flow.when.filter(|_| count > 0) else {
            return;
        };
        let condition = &self.project.processes[flow.process].conditions[condition];
        let table = &self.project.tables[condition.table];
        let fields = condition.expr.fields().into_iter();
        let fields: Vec<String> = fields.map(|f| table.fields[f].name.clone()).collect();
        let rule = self.project.rules[rule].id.as_str();
        let notice = message!(
            "audit-when-open",
            rule = rule,
            count = count,
            fields = fields
        );
        self.audit.notices.push(notice);
    }

    fn take_process(
        &mut self,
        rule: usize,
        log: &Log,
        result: &judge::Result,
        presence: &mut Presence,
    ) {
        let finisher = Finisher::new(self.project, rule, self.people.as_ref());
        let mut found = Found::new(rule);
        let mut undecidable = Vec::new();
        let chunks = result.told.par_chunks(AT_ONCE);
        let parts: Vec<Taken> = chunks
            .map(|told| Taken::new(log, told, &finisher))
            .collect();
        for part in parts {
            self.owners.add(&part.notes);
            if let Some(columns) = part.columns {
                found.add(columns, self.options.keep.limit());
            }
            let undecided = part.undecided.into_iter();
            let undecided = undecided.map(|document| (rule, document));
            presence.undecided.extend(undecided);
            let room = LISTED - undecidable.len();
            undecidable.extend(part.undecidable.into_iter().take(room));
        }
        self.audit.findings.add(vec![found]);
        if !undecidable.is_empty() {
            self.audit.undecidable.insert(rule, undecidable);
        }
        self.audit.outcomes[rule] = Some(Outcome::Judged(result.counts));
    }
}

/// What some verdicts of a rule come to.
struct Taken {
    notes: OwnerNotes,
    columns: Option<Columns>,
    /// The cases in which something is undecidable.
    undecided: Vec<Identity>,
    undecidable: Vec<Undecidable>,
}

impl Taken {
    fn new(log: &Log, told: &[Judged], finisher: &Finisher) -> Taken {
        let mut owners = Owners::new(finisher.rule.owner.and_then(Process::actor));
        let (mut finds, mut undecided, mut undecidable) = (Vec::new(), Vec::new(), Vec::new());
        for judged in told {
            let case = log.case(judged.case);
            match &judged.verdict {
                Verdict::Violation(_) => finds.push(find(log, judged, &mut owners)),
                Verdict::Undecidable(doubt) => {
                    undecided.push(document(log, case));
                    if undecidable.len() < LISTED {
                        let (_, field) = judged.judgement(log);
                        let one = case.get(judged.at);
                        undecidable.push(open(
                            one,
                            key(case, judged.at, judged.sort),
                            doubt.cause(field),
                        ));
                    }
                }
                _ => {}
            }
        }
        Taken {
            notes: finisher.notes(finds.iter().map(|find| find.owner.as_ref())),
            columns: finisher.columns(finds),
            undecided,
            undecidable,
        }
    }
}

/// A finding of a process: what it points at, and what it is known by.
fn find<'l>(log: &'l Log, judged: &Judged, owners: &mut Owners) -> Find<'l> {
    let case = log.case(judged.case);
    let one = case.get(judged.at);
    let (input, line) = one.place();
    let said = match &judged.verdict {
        Verdict::Violation(steps) => Said::Steps(Arc::clone(steps)),
        _ => Said::Nothing,
    };
    Find {
        judgement: judged.judgement(log).0,
        input: input as usize,
        line,
        key: key(case, judged.at, judged.sort).into(),
        document: Some(document(log, case)),
        value: if one.sort() == judged.sort {
            judge::shown_at(one).into()
        } else {
            "".into()
        },
        said,
        owner: owners.of(case, judged).into(),
        department: one.department().into(),
        day: one.stamp().day(),
        ..Find::default()
    }
}

/// Who must act: whoever did what is pointed at, or another event of the case, the last one before it or else the first.
struct Owners {
    event: Option<EventIx>,
    /// The case that was asked for last, and the places of the event in it.
    case: Option<usize>,
    places: Vec<usize>,
}

impl Owners {
    fn new(event: Option<EventIx>) -> Owners {
        Owners {
            event,
            case: None,
            places: Vec::new(),
        }
    }

    fn of<'l>(&mut self, case: Case<'l>, judged: &Judged) -> &'l str {
        let Some(event) = self.event else {
            return case.get(judged.at).by();
        };
        if self.case != Some(judged.case) {
            self.case = Some(judged.case);
            self.places = case.of(event).map(|(place, _)| place).collect();
        }
        let before = self.places.partition_point(|place| *place <= judged.at);
        let place = self.places.get(before.saturating_sub(1));
        place.map_or("", |place| case.get(*place).by())
    }
}

/// What a finding is looked for by in later months: its case, whichever of its documents is still there.
fn document(log: &Log, case: Case) -> Identity {
    Identity::of_document(&log.process.name, &key_with(case, ""))
}

/// The case, and the document of the event at a place; without one its number among those of its sort, from the second on.
/// Without either where the finding is of another sort of events than stands there.
fn key(case: Case, at: usize, sort: usize) -> String {
    let one = case.get(at);
    let document = if one.sort() != sort {
        String::new()
    } else if one.id().is_empty() {
        match one.before() {
            0 => String::new(),
            before => (before + 1).to_string(),
        }
    } else {
        one.id().to_owned()
    };
    key_with(case, &document)
}

fn key_with(case: Case, document: &str) -> String {
    join_key(&[case.key().into(), document.into()]).into_owned()
}

fn open(one: Happened, key: String, cause: Cause) -> Undecidable {
    let (input, line) = one.place();
    Undecidable {
        input,
        line,
        key,
        cause,
        value: judge::shown_at(one),
    }
}

/// Which of the documents that are looked for the events still have.
fn presence(log: &Log, process: &Process, run: &Run) -> Presence {
    let mut presence = Presence {
        nameless: log.events().caseless,
        ..Presence::default()
    };
    let ids = run
        .project
        .rules
        .iter()
        .filter(|rule| rule.table == process.table);
    let ids: Vec<&str> = ids.map(|rule| rule.id.as_str()).collect();
    let table = &run.project.tables[process.table];
    let ledger = run.project.ledger.as_ref();
    let named = ledger.map(|ledger| ledger.named_documents(&ids, table));
    let named = named.unwrap_or_default();
    let wanted = run.options.wanted.get(&process.table);
    if wanted.is_none() && named.is_empty() {
        return presence;
    }
    let mut seen = BTreeSet::new();
    for number in 0..log.len() {
        let case = log.case(number);
        seen.insert(document(log, case));
        if named.is_empty() {
            continue;
        }
        let whole = key_with(case, "");
        let documents = (0..case.len()).map(|at| key(case, at, case.get(at).sort()));
        for document in std::iter::once(whole).chain(documents) {
            let shown = shown_key(table, &document);
            presence.named.extend(named.of(&shown));
        }
    }
    let wanted = wanted.into_iter().flat_map(Known::iter);
    presence.absent = wanted.filter(|document| !seen.contains(document)).collect();
    presence
}
