//! What the meeting goes through: what became of what was decided, what is to be decided, who has what, and what recurs.

use std::io;

use glob::Pattern;
use serde::Serialize;

use super::data::mark_of;
use super::moves::{Heads, Movers, heads, movers};
use super::{Line, Pack, counted, findings_of};
use crate::messages::message;
use crate::reports::blocks::{held_back, of_departments};
use crate::reports::decided::{self, Decided};
use crate::reports::patterns::Fact;
use crate::reports::questions::Lasting;
use crate::reports::xlsx::form::words;
use crate::reports::{RuleResult, questions, recurring};
use crate::review::acting::{Acting, Shares};
use crate::rules::severity::Severity;

/// Rules that are asked about; the others stand under the rules.
const MOST_QUESTIONS: usize = 12;
/// Those who recur.
const MOST_RECURRING: usize = 20;
/// Decisions that are listed.
const MOST_DECIDED: usize = 40;
/// What is found about decisions.
const MOST_UPKEEP: usize = 20;

#[derive(Serialize)]
pub(super) struct Meeting {
    decided: DecidedTable,
    upkeep: Upkeep,
    /// Which answers there are.
    options: String,
    questions: Vec<Question>,
    /// How many more rules are open; empty where all are asked about.
    more: String,
    heads: Heads,
    owners: Movers,
    departments: Movers,
    /// What is fixed and nobody knows whose it was; empty where that is nothing.
    unknown: String,
    recurring: Recurring,
}

/// What became of earlier decisions.
#[derive(Serialize)]
struct DecidedTable {
    headings: Vec<String>,
    rows: Vec<DecidedRow>,
    more: String,
}

#[derive(Serialize)]
struct DecidedRow {
    cells: Vec<Line>,
    is_over: bool,
}

/// What is found about decisions themselves.
#[derive(Serialize)]
struct Upkeep {
    rows: Vec<String>,
    /// How many more there are, with the way to all of them; empty where all are listed.
    more: Line,
}

/// Something to be decided.
#[derive(Serialize)]
struct Question {
    severity: Line,
    /// What it is about, with the way to its rows.
    about: Line,
    /// What is asked.
    asked: String,
    facts: Vec<String>,
}

/// Who has had findings of the same rule month after month.
#[derive(Serialize)]
struct Recurring {
    heading: String,
    rows: Vec<Repeated>,
    /// Why there are none; empty where there are.
    reason: String,
}

#[derive(Serialize)]
struct Repeated {
    owner: String,
    rule: Line,
    months: String,
    findings: String,
}

pub(super) fn meeting<'a>(
    pack: &Pack,
    acting: &'a Acting,
    lasting: &[Lasting],
) -> io::Result<Meeting> {
    let report = pack.report;
    let results = report.rules();
    let decided = decided::decided(report);
    let mut asked: Vec<Question> = (decided.iter().filter(|one| one.is_over))
        .map(|one| overdue(pack, one))
        .collect();
    let patterns = lasting.iter().enumerate();
    asked.extend(patterns.map(|(at, one)| pattern(pack, at, one)));
    let rules = questions::in_turn(report, &results);
    // each finding is asked about once
    let before = |result: &RuleResult| questions::asked_before(report, result, lasting);
    let left = rules.iter().filter_map(|result| {
        let before = before(result);
        let is_left = result.open() > before;
        let is_left = is_left && !questions::is_told_elsewhere(report, result, &rules);
        is_left.then_some((*result, before))
    });
    let left: Vec<(&RuleResult, u64)> = left.collect();
    let first = left.iter().take(MOST_QUESTIONS);
    for (result, before) in first {
        let late = questions::late(report, result)?;
        asked.push(open(pack, result, *before, acting, late));
    }
    let more = left.len().saturating_sub(MOST_QUESTIONS);
    let more = (more > 0).then(|| report.text(&message!("page-more-questions", count = more)));
    let options = message!("page-options", words = words(report.messages).to_vec());
    let unknown = acting.unknown.all();
    let is_whole = report.review.is_whole;
    let moved = |shares: &'a Shares| {
        if is_whole {
            shares.moved()
        } else {
            shares.sorted()
        }
    };
    let unknown = (unknown > 0 && is_whole).then(|| {
        let (fixed, gone) = (acting.unknown.fixed, acting.unknown.gone);
        report.text(&message!("page-whose-unknown", fixed = fixed, gone = gone))
    });
    Ok(Meeting {
        decided: decided_table(pack, &decided),
        upkeep: upkeep(pack)?,
        options: report.text(&options),
        questions: asked,
        more: more.unwrap_or_default(),
        heads: heads(pack),
        owners: movers(pack, "owner", moved(&acting.owners), &[]),
        departments: movers(
            pack,
            "department",
            moved(&acting.departments),
            &of_departments(report),
        ),
        unknown: unknown.unwrap_or_default(),
        recurring: recurring_of(pack),
    })
}

fn upkeep(pack: &Pack) -> io::Result<Upkeep> {
    let mut rows = decided::upkeep(pack.report)?;
    let more = rows.len().saturating_sub(MOST_UPKEEP);
    rows.truncate(MOST_UPKEEP);
    let told = (more > 0).then(|| {
        let told = pack.report.text(&message!("workbook-more", count = more));
        Line::new(told).href(findings_of(&[("mark", "decisions")]))
    });
    Ok(Upkeep {
        rows,
        more: told.unwrap_or_default(),
    })
}

/// A decision that was not kept.
fn overdue(pack: &Pack, decided: &Decided) -> Question {
    let report = pack.report;
    Question {
        severity: Line::default(),
        about: Line::new(decided::about(report, decided.entry)).href(if decided.left > 0 {
            rows_of(decided)
        } else {
            String::new()
        }),
        asked: report.messages.key(decided::question(decided.entry)),
        facts: decided::facts(report, decided),
    }
}

/// A way of doing things that is adopted or refused.
fn pattern(pack: &Pack, at: usize, lasting: &Lasting) -> Question {
    let report = pack.report;
    let rule = lasting.result.rule;
    let about = message!(
        "minutes-pattern",
        rule = lasting.label.as_str(),
        name = lasting.name.as_str(),
        cases = lasting.pattern.cases
    );
    let fact = |fact: &Fact| {
        let parts = fact.parts.iter().map(String::as_str);
        let all = std::iter::once(fact.text.as_str()).chain(parts);
        all.collect::<Vec<_>>().join(" ")
    };
    Question {
        severity: Line::new(report.text(&rule.severity.label())).tag(rule.severity.tag()),
        about: Line::new(report.text(&about)).href(findings_of(&[("mark", &mark_of(at))])),
        asked: report.messages.key("minutes-question-pattern"),
        facts: lasting.facts.iter().map(fact).collect(),
    }
}

/// What a rule found. `before`: how many of the findings are asked about above; `late`: how many were done all the same.
fn open(
    pack: &Pack,
    result: &RuleResult,
    before: u64,
    acting: &Acting,
    late: Option<String>,
) -> Question {
    let report = pack.report;
    let above = message!("page-asked-above", count = before);
    let above = (before > 0).then(|| report.text(&above));
    let held = held_back(report, result);
    let owners = acting.rules.get(&result.ix).map(|(_, owners)| owners);
    let facts = owners.map(|owners| questions::facts(report, result, owners));
    let facts = facts.unwrap_or_default();
    let severity: Severity = result.rule.severity;
    Question {
        severity: Line::new(report.text(&severity.label())).tag(severity.tag()),
        about: Line::new(report.rule_label(result.rule))
            .href(findings_of(&[("mark", "open"), ("rule", &result.rule.id)])),
        asked: String::new(),
        facts: held
            .into_iter()
            .chain(facts)
            .chain(late)
            .chain(above)
            .collect(),
    }
}

fn decided_table(pack: &Pack, decided: &[Decided]) -> DecidedTable {
    let report = pack.report;
    let row = |one: &Decided| {
        let mut cells = one.told.clone().map(Line::new);
        if one.left > 0 {
            let last = cells.len() - 1;
            cells[last].href = rows_of(one);
        }
        DecidedRow {
            cells: cells.to_vec(),
            is_over: one.is_over,
        }
    };
    let more = decided.len().saturating_sub(MOST_DECIDED);
    let more = (more > 0).then(|| report.text(&message!("workbook-more", count = more)));
    // those that were not kept first, then the latest
    let mut order: Vec<&Decided> = decided.iter().collect();
    order.sort_by_key(|one| (!one.is_over, std::cmp::Reverse(one.entry.decided_on)));
    DecidedTable {
        headings: decided::HEADINGS
            .map(|key| report.messages.key(key))
            .to_vec(),
        rows: order.into_iter().take(MOST_DECIDED).map(row).collect(),
        more: more.unwrap_or_default(),
    }
}

/// The way to the findings that a decision is about, as far as the list can be filtered by it.
fn rows_of(decided: &Decided) -> String {
    let selection = &decided.entry.selection;
    let rule = selection.rule.as_ref().map(Pattern::as_str);
    let rule = rule.and_then(crate::dispositions::literal);
    let document = selection.literal_documents();
    let document = document.filter(|documents| documents.len() == 1);
    let mut asked: Vec<(&str, &str)> = Vec::new();
    asked.extend(rule.as_deref().map(|rule| ("rule", rule)));
    if let Some(document) = document.as_ref().and_then(|documents| documents.first()) {
        asked.push(("text", document));
    }
    if asked.is_empty() {
        String::new()
    } else {
        findings_of(&asked)
    }
}

fn recurring_of(pack: &Pack) -> Recurring {
    let report = pack.report;
    let results = report.rules();
    let is_whole = report.review.is_whole;
    let mut all: Vec<_> = recurring(&results).filter(|_| is_whole).collect();
    all.sort_by_key(|(_, repeater)| std::cmp::Reverse((repeater.months, repeater.findings)));
    let rows = all.iter().take(MOST_RECURRING).map(|(result, repeater)| {
        let asked = [("rule", &*result.rule.id), ("owner", &repeater.owner)];
        Repeated {
            owner: repeater.owner.clone(),
            rule: Line::new(report.rule_label(result.rule)).href(findings_of(&asked)),
            months: repeater.months.to_string(),
            findings: counted(repeater.findings),
        }
    });
    let rows: Vec<Repeated> = rows.collect();
    let reason = match &report.review.history {
        _ if !rows.is_empty() => String::new(),
        _ if !is_whole => report.messages.key("page-partial-unknown"),
        None => report.messages.key("page-recurring-unknown"),
        Some(history) if history.previous().is_none() => report.messages.key("page-closed-unknown"),
        Some(_) => report.messages.key("page-recurring-none"),
    };
    Recurring {
        heading: report.recurring_heading(),
        rows,
        reason,
    }
}
