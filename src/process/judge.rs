//! Holds rules about a process against its log: what each demands is one file.

mod duties;
mod ends;
mod follows;
mod four_eyes;
mod frozen;
mod matching;
mod routes;
mod times;
mod together;

use std::ops::Range;
use std::sync::{Arc, Mutex};

use hashbrown::HashMap;
use rayon::prelude::*;

use super::events::{Holds, Stamp};
use super::log::{Case, Happened, Log};
use crate::findings::asked::AsOf;
use crate::findings::outcome::Counts;
use crate::findings::said::{Steps, Told};
use crate::findings::undecidable::Cause;
use crate::messages::LocalText;
use crate::rules::plan::process::{BY, Flow, OTHER, Open, Process, Step};
use crate::tables::date;
use crate::tables::mask::mask_whole;
use crate::tables::types::FieldIx;

/// Cases that are judged one behind another before others are handed out.
const CHUNK: usize = 4_096;
/// Other events that a finding names.
const MOST: usize = 5;

/// What one event, or one case, comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    Ok,
    Pending,
    NotApplicable,
    Undecidable(Doubt),
    Violation(Arc<Steps>),
}

/// Why something could not be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    /// Which event was first, or how long it took, is not known.
    Tied,
    /// Nobody wrote down when it was.
    Undated,
    /// It is not known who did it.
    Nameless,
    /// It lies outside of the calendar.
    Uncovered,
    /// A cell that decides it cannot be read, or is empty.
    Unread,
}

impl Doubt {
    /// As it is told of a field.
    pub(crate) fn cause(self, field: FieldIx) -> Cause {
        match self {
            Doubt::Tied => Cause::Tied(field),
            Doubt::Undated => Cause::Unstamped(field),
            Doubt::Nameless => Cause::Nameless(BY),
            Doubt::Uncovered => Cause::Uncovered(field),
            Doubt::Unread => Cause::Unread(field),
        }
    }
}

/// The place in its case of the event that a verdict points at, which sort of events it is told of, and the verdict.
type Pointed = (usize, usize, Verdict);

/// A verdict that is told, and the event that it is told of.
#[derive(Debug, Clone)]
pub(crate) struct Judged {
    pub(crate) case: usize,
    /// Place in the case.
    pub(crate) at: usize,
    /// Which sort of events it is told of; another than stands there where that is missing.
    pub(crate) sort: usize,
    pub(crate) verdict: Verdict,
}

/// What a rule comes to over some cases.
#[derive(Debug, Default)]
pub(crate) struct Result {
    pub(crate) counts: Counts,
    /// To how many it is not said whether the rule applies, for a cell is empty; they are not applicable.
    pub(crate) not_said: u64,
    /// Violations and undecidable ones, in the order of the cases.
    pub(crate) told: Vec<Judged>,
    /// The cases, in their order, in which something was as the rule demands it; only where that is asked.
    pub(crate) passed: Vec<u32>,
}

/// A rule, and all that its verdicts depend on.
pub(super) struct Judge<'a> {
    pub(super) log: &'a Log<'a>,
    pub(super) flow: &'a Flow,
    pub(super) as_of: AsOf,
    /// How ways depart from those that are allowed: many cases go the same.
    departed: Mutex<HashMap<Vec<usize>, Pointed>>,
}

/// Whether it is asked which cases are as a rule demands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passed {
    Counted,
    Listed,
    /// All verdicts are told.
    Told,
}

/// What becomes of the verdicts of a case.
pub(super) struct Verdicts<'r> {
    result: &'r mut Result,
    case: usize,
    passed: Passed,
}

impl Verdicts<'_> {
    /// Of an event, or a case, of which it is not said whether the rule applies.
    fn not_said(&mut self) -> Verdict {
        self.result.not_said += 1;
        Verdict::NotApplicable
    }

    /// Counts a verdict on an event of the case, by its place.
    pub(super) fn add(&mut self, (at, sort, verdict): Pointed) {
        let counts = &mut self.result.counts;
        match &verdict {
            Verdict::Ok => {
                counts.ok += 1;
                let case = u32::try_from(self.case).expect("fewer cases than 2^32");
                let passed = &mut self.result.passed;
                if self.passed == Passed::Listed && passed.last() != Some(&case) {
                    passed.push(case);
                }
            }
            Verdict::Pending => counts.pending += 1,
            Verdict::NotApplicable => counts.not_applicable += 1,
            Verdict::Undecidable(_) => {
                counts.undecidable += 1;
                counts.unsettled += 1;
            }
            Verdict::Violation(_) => {
                counts.violation += 1;
                counts.findings += 1;
            }
        }
        let is_told = matches!(verdict, Verdict::Violation(_) | Verdict::Undecidable(_));
        if is_told || self.passed == Passed::Told {
            self.result.told.push(Judged {
                case: self.case,
                at,
                sort,
                verdict,
            });
        }
    }
}

/// Judges all cases of a log by a rule.
pub(crate) fn judge(log: &Log, flow: &Flow, as_of: AsOf, passed: Passed) -> Result {
    let judge = Judge::new(log, flow, as_of);
    if let Step::Duties(duties) = &flow.step
        && !duties.on_case
    {
        return duties::ever(&judge, duties);
    }
    let chunks: Vec<Range<usize>> = (0..log.len())
        .step_by(CHUNK)
        .map(|start| start..log.len().min(start + CHUNK))
        .collect();
    let parts: Vec<Result> = chunks
        .into_par_iter()
        .map(|cases| {
            let mut result = Result::default();
            for case in cases {
                let mut verdicts = Verdicts {
                    result: &mut result,
                    case,
                    passed,
                };
                judge.case(log.case(case), &mut verdicts);
            }
            result
        })
        .collect();
    let mut all = Result::default();
    for part in parts {
        all.counts.add(&part.counts);
        all.not_said += part.not_said;
        all.told.extend(part.told);
        all.passed.extend(part.passed);
    }
    all
}

/// All verdicts of a rule on one case; none of a rule that judges people over all cases.
pub(crate) fn of_case(log: &Log, flow: &Flow, as_of: AsOf, case: usize) -> Vec<Judged> {
    let mut result = Result::default();
    if matches!(&flow.step, Step::Duties(duties) if !duties.on_case) {
        return Vec::new();
    }
    let mut verdicts = Verdicts {
        result: &mut result,
        case,
        passed: Passed::Told,
    };
    Judge::new(log, flow, as_of).case(log.case(case), &mut verdicts);
    result.told
}

impl Result {
    /// What was found, one verdict for each finding and in their order.
    pub(crate) fn violations(&self) -> impl Iterator<Item = &Judged> {
        let told = self.told.iter();
        told.filter(|judged| matches!(judged.verdict, Verdict::Violation(_)))
    }
}

impl Judged {
    /// The judgement of the rule that it is told by, and the field of the process's table that it points at.
    pub(crate) fn judgement(&self, log: &Log) -> (usize, FieldIx) {
        let declared = log.process.events.len();
        let field = if self.sort < declared {
            Process::at(self.sort)
        } else {
            OTHER
        };
        (self.sort.min(declared), field)
    }
}

impl<'a> Judge<'a> {
    fn new(log: &'a Log<'a>, flow: &'a Flow, as_of: AsOf) -> Judge<'a> {
        Judge {
            log,
            flow,
            as_of,
            departed: Mutex::default(),
        }
    }
}

impl Judge<'_> {
    fn case(&self, case: Case, verdicts: &mut Verdicts) {
        match &self.flow.step {
            Step::Follows(follows) => follows::judge(self, follows, case, verdicts),
            Step::Times(times) => self.whole(case, verdicts, |case| times::judge(times, case)),
            Step::First { events } => {
                self.whole(case, verdicts, |case| ends::first(self, events, case));
            }
            Step::Last { events, open } => {
                self.whole(case, verdicts, |case| ends::last(self, events, *open, case));
            }
            Step::Together { events } => {
                self.whole(case, verdicts, |case| together::judge(self, events, case));
            }
            Step::Routes(routes) => {
                self.whole(case, verdicts, |case| routes::judge(self, routes, case));
            }
            Step::FourEyes { events } => {
                self.whole(case, verdicts, |case| four_eyes::judge(self, events, case));
            }
            Step::Duties(duties) => {
                self.whole(case, verdicts, |case| duties::on_case(self, duties, case));
            }
            Step::Frozen(frozen) => frozen::judge(self, frozen, case, verdicts),
            Step::Match(matching) => {
                self.whole(case, verdicts, |case| matching::judge(matching, case));
            }
        }
    }

    /// Judges a case that is judged as a whole, if the rule applies to it. What `judge` answers is the place of the event that
    /// is pointed at, which one it is, and the verdict.
    fn whole(&self, case: Case, verdicts: &mut Verdicts, judge: impl Fn(Case) -> Pointed) {
        let pointed = |verdict| (0, case.get(0).sort(), verdict);
        let pointed = match self.applies_to_case(case) {
            Holds::Yes => judge(case),
            Holds::No => pointed(Verdict::NotApplicable),
            Holds::Open => pointed(verdicts.not_said()),
            Holds::Unknown => pointed(Verdict::Undecidable(Doubt::Unread)),
        };
        verdicts.add(pointed);
    }

    /// Whether the rule judges a case: by a row of the event that its condition is about, and by its first day.
    fn applies_to_case(&self, case: Case) -> Holds {
        let first = case.get(0).stamp();
        if self.is_out_of_time(first) {
            return Holds::No;
        }
        let Some((event, condition)) = self.flow.when else {
            return Holds::Yes;
        };
        let mut holds = case.of(event).map(|(_, one)| one.holds(condition));
        // the first row decides
        holds.next().unwrap_or(Holds::No)
    }

    /// Whether the rule judges an event.
    fn applies_to(&self, event: Happened) -> Holds {
        if self.is_out_of_time(event.stamp()) {
            return Holds::No;
        }
        match self.flow.when {
            Some((_, condition)) => event.holds(condition),
            None => Holds::Yes,
        }
    }

    fn is_out_of_time(&self, stamp: Stamp) -> bool {
        let early = |day: i64| self.flow.since.is_some_and(|since| day < since);
        let late = |day: i64| self.flow.until.is_some_and(|until| day > until);
        stamp.day().is_some_and(|day| early(day) || late(day))
    }

    /// An event as a finding names it.
    fn told(&self, event: Happened) -> Told {
        let (input, row) = event.place();
        Told {
            label: label(self.log, event.sort()),
            at: shown_at(event),
            input,
            row,
        }
    }

    /// What sorts of events are called.
    fn names(&self, sorts: impl IntoIterator<Item = usize>) -> Vec<LocalText> {
        let sorts = sorts.into_iter();
        sorts.map(|sort| label(self.log, sort)).collect()
    }

    /// The first steps of a way, by their names and by what people call them.
    fn way(&self, sorts: &[usize]) -> Vec<(String, LocalText)> {
        let mut sorts = sorts.to_vec();
        // as a case is shown
        sorts.sort_by_key(|&sort| self.log.process.hides_time(sort).then_some(sort));
        let sorts = sorts.into_iter().take(routes::MOST_STEPS);
        let way = sorts.map(|sort| (self.name(sort), label(self.log, sort)));
        way.collect()
    }

    /// What an event is called in the project.
    fn name(&self, sort: usize) -> String {
        name_of(self.log, sort)
    }

    /// What a finding says of other events.
    fn steps(&self, how: &'static str, others: &[Happened]) -> Steps {
        Steps {
            how,
            others: others
                .iter()
                .take(MOST)
                .map(|one| self.told(*one))
                .collect(),
            more: others.len().saturating_sub(MOST) as u64,
            ..Steps::default()
        }
    }
}

/// What a sort of events is called in the project.
pub(crate) fn name_of(log: &Log, sort: usize) -> String {
    match log.process.events.get(sort) {
        Some(event) => event.name.clone(),
        None => log.other(sort).unwrap_or_default().to_owned(),
    }
}

/// What a sort of events is called.
pub(crate) fn label(log: &Log, sort: usize) -> LocalText {
    match log.process.events.get(sort) {
        Some(event) => event.label.clone(),
        None => LocalText::Plain(log.other(sort).unwrap_or_default().to_owned()),
    }
}

/// When it was, as reports may show it; nothing where that is not known.
pub(crate) fn shown_at(event: Happened) -> String {
    mask_whole(text(event.stamp()), event.hides_time())
}

/// The same where everybody may see it.
fn text(stamp: Stamp) -> String {
    match stamp {
        Stamp::At(at) | Stamp::Day(at) => {
            let text = date::text(at);
            // seconds that nobody wrote say nothing
            let whole = at.rem_euclid(60_000) == 0 && text.len() > "2026-10-31 08:00".len();
            match text.strip_suffix(":00").filter(|_| whole) {
                Some(minutes) => minutes.to_owned(),
                None => text,
            }
        }
        Stamp::Unknown => String::new(),
    }
}

/// Open cases and steps, as the rule has it.
fn open(open: Open, steps: impl FnOnce() -> Steps) -> Verdict {
    match open {
        Open::Count => Verdict::Violation(Arc::new(steps())),
        Open::Wait => Verdict::Pending,
    }
}
