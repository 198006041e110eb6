//! One case, step by step, and what each rule says of it.

use super::view::View;
use crate::messages::{Message, message};
use crate::process::judge::{self, Judged, Verdict};
use crate::process::log::Happened;
use crate::reports::RuleResult;
use crate::reports::finding::Rendering;
use crate::reports::undecidable::reason;
use crate::rules::plan::process::{DOCUMENT, Flow};
use crate::tables::mask::mask;

/// A case, told.
pub(in crate::reports) struct Told {
    pub(in crate::reports) key: String,
    pub(in crate::reports) steps: Vec<Step>,
    /// One behind another as the rules are written, each in the order of the case.
    pub(in crate::reports) said: Vec<Said>,
}

/// An event of the case.
pub(in crate::reports) struct Step {
    /// Empty where nobody wrote down when.
    pub(in crate::reports) at: String,
    pub(in crate::reports) event: String,
    /// The word of the project, or of the log.
    pub(in crate::reports) name: String,
    pub(in crate::reports) by: String,
    pub(in crate::reports) department: String,
    pub(in crate::reports) document: String,
    pub(in crate::reports) file: String,
    pub(in crate::reports) sheet: Option<String>,
    pub(in crate::reports) row: u64,
}

/// What a rule says.
pub(in crate::reports) struct Said {
    pub(in crate::reports) rule: String,
    pub(in crate::reports) label: String,
    pub(in crate::reports) verdict: Word,
    /// The step that it says it of, from 1 on; none where it is of the whole case.
    pub(in crate::reports) step: Option<usize>,
    /// What is wrong, why it is not known, or what is demanded.
    pub(in crate::reports) text: String,
}

/// A verdict as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::reports) enum Word {
    Ok,
    Violation,
    Pending,
    NotApplicable,
    Undecidable,
    NotRun,
}

impl Word {
    pub(in crate::reports) fn tag(self) -> &'static str {
        match self {
            Word::Ok => "ok",
            Word::Violation => "violation",
            Word::Pending => "pending",
            Word::NotApplicable => "not_applicable",
            Word::Undecidable => "undecidable",
            Word::NotRun => "not_run",
        }
    }

    pub(in crate::reports) fn label(self) -> Message {
        match self {
            Word::Ok => message!("map-verdict-ok"),
            Word::Violation => message!("map-verdict-violation"),
            Word::Pending => message!("map-verdict-pending"),
            Word::NotApplicable => message!("map-verdict-not-applicable"),
            Word::Undecidable => message!("map-verdict-undecidable"),
            Word::NotRun => message!("map-verdict-not-run"),
        }
    }
}

/// The case that is told, where one is wanted.
pub(in crate::reports) fn told(view: &View) -> Option<Told> {
    let case = view.case?;
    let events = view.log.shown(case);
    let mut said = Vec::new();
    let mut results = view.report.rules();
    results.retain(|result| result.rule.table == view.process().table);
    results.sort_by_key(|result| result.ix);
    for result in &results {
        said.extend(of_rule(view, result, case));
    }
    Some(Told {
        key: view.case_key(case),
        steps: events.events().map(|one| step(view, one)).collect(),
        said,
    })
}

fn step(view: &View, one: Happened) -> Step {
    let process = view.process();
    let table = &view.report.project.tables[process.table];
    let (input, row) = one.place();
    let audit = &view.report.review.audit;
    let inputs = audit.inputs_of(view.report.project, process.table);
    let input = inputs.get(input as usize);
    let actor = view.actors.of(one);
    Step {
        at: judge::shown_at(one),
        event: view.label(one.sort()),
        name: view.name(one.sort()).to_owned(),
        by: actor.map_or("", |actor| view.actors.name(actor)).to_owned(),
        department: view.actors.department(one).to_owned(),
        document: mask(one.id(), table.fields[DOCUMENT].sensitive).into_owned(),
        file: input.map_or_else(String::new, |input| input.input.name.clone()),
        sheet: input.and_then(|input| input.sheet.clone()),
        row,
    }
}

fn of_rule(view: &View, result: &RuleResult, case: usize) -> Vec<Said> {
    let said = |verdict, step, text| Said {
        rule: result.rule.id.clone(),
        label: view.report.rule_label(result.rule),
        verdict,
        step,
        text,
    };
    let Some(flow) = result.rule.flow() else {
        return Vec::new();
    };
    let spoken = || view.text(&flow.spoken);
    let judged = view.results.iter().find(|(rule, _)| *rule == result.ix);
    let Some((_, judged)) = judged else {
        return vec![said(Word::NotRun, None, spoken())];
    };
    let told = judged.told.iter().filter(|one| one.case == case);
    let mut messages = messages(view, result, judged, case);
    let mut all = judge::of_case(view.log, flow, view.report.review.audit.as_of, case);
    if all.is_empty() {
        // a rule that is not about cases one by one: what it found in this one
        all = told.cloned().collect();
    }
    let verdicts = all.iter().map(|one| {
        let (word, text) = match &one.verdict {
            Verdict::Ok => (Word::Ok, spoken()),
            Verdict::Pending => (Word::Pending, spoken()),
            Verdict::NotApplicable => (Word::NotApplicable, spoken()),
            Verdict::Undecidable(_) => (Word::Undecidable, doubt(view, result, one)),
            Verdict::Violation(_) => (Word::Violation, messages.next().unwrap_or_default()),
        };
        let step = points(flow, one).then(|| {
            // rules know the case by the order of all its times
            let event = view.log.case(one.case).get(one.at);
            view.log.shown(one.case).place_of(event)
        });
        let step = step.flatten().map(|place| place + 1);
        said(word, step, text)
    });
    let verdicts: Vec<Said> = verdicts.collect();
    if verdicts.is_empty() {
        return vec![said(Word::NotApplicable, None, spoken())];
    }
    verdicts
}

/// Whether a verdict is about a step, and not about the case as a whole.
fn points(flow: &Flow, judged: &Judged) -> bool {
    use crate::rules::plan::process::Step;
    let of_steps = matches!(flow.step, Step::Follows(_) | Step::Frozen(_));
    of_steps
        || matches!(
            judged.verdict,
            Verdict::Violation(_) | Verdict::Undecidable(_)
        )
}

/// The findings of a rule in a case, in their order.
fn messages(
    view: &View,
    result: &RuleResult,
    judged: &judge::Result,
    case: usize,
) -> std::vec::IntoIter<String> {
    let places = judged
        .violations()
        .enumerate()
        .filter(|(_, one)| one.case == case);
    let found = view.report.review.audit.findings.of(result.ix);
    let mut rendering = Rendering::new(view.report, result);
    let texts: Vec<String> = places
        .filter_map(|(at, _)| {
            let row = found?.rows(usize::MAX).nth(at)?;
            Some(rendering.finding(at, &row).message.clone())
        })
        .collect();
    texts.into_iter()
}

/// Why something cannot be decided.
fn doubt(view: &View, result: &RuleResult, judged: &Judged) -> String {
    let Verdict::Undecidable(doubt) = judged.verdict else {
        return String::new();
    };
    let (_, field) = judged.judgement(view.log);
    let cause = doubt.cause(field);
    let label = &result.table.fields[cause.field()].label;
    let label = label.in_lang(view.report.messages.lang);
    let value = judge::shown_at(view.log.case(judged.case).get(judged.at));
    view.text(&reason(cause, label, &value))
}
