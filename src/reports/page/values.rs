//! Values that are worked out again from the documents, against what the system says of them.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::io;

use serde::Serialize;

use super::{Line, Pack, counted, findings_of};
use crate::findings::Row;
use crate::findings::said::Said;
use crate::messages::{grouped_decimal, message};
use crate::reports::finding::Rendering;
use crate::reports::{Report, RuleResult, gate};
use crate::tables::number;

/// Differences that are shown of each rule.
const MOST: usize = 3;

/// A rule that compares.
#[derive(Serialize)]
pub(super) struct Compared {
    label: String,
    href: String,
    /// Why it says nothing; empty where it does.
    reason: String,
    /// The tables that it holds against each other.
    tables: String,
    agree: String,
    differ: String,
    undecidable: String,
    /// The largest differences.
    worst: Vec<Line>,
}

impl Compared {
    fn new(report: &Report, result: &RuleResult) -> Compared {
        let counts = result.counts();
        let reason = gate::silence(report, result).map(|(_, reason)| reason);
        let href = findings_of(&[("rule", &result.rule.id)]);
        let others = report.project.looked_up_in(result.rule).into_iter();
        let others = others.map(|table| report.table_label(&report.project.tables[table]));
        let tables: Vec<&str> = std::iter::once(report.table_label(result.table))
            .chain(others)
            .collect();
        Compared {
            label: report.rule_label(result.rule),
            href: if counts.findings > 0 {
                href
            } else {
                String::new()
            },
            reason: reason.unwrap_or_default(),
            tables: tables.join(" ↔ "),
            agree: counted(counts.ok),
            differ: counted(counts.violation),
            undecidable: counted(counts.undecidable),
            worst: Vec::new(),
        }
    }
}

/// The rules about values.
pub(super) fn values(pack: &Pack) -> io::Result<Vec<Compared>> {
    let report = pack.report;
    let results = report.rules();
    let about = results
        .iter()
        .filter(|result| report.project.is_of_values(result.rule));
    about
        .map(|result| {
            Ok(Compared {
                worst: worst(report, result)?,
                ..Compared::new(report, result)
            })
        })
        .collect()
}

/// The other rules that hold one export against another.
pub(super) fn across<'a>(report: &Report<'a>) -> Vec<RuleResult<'a>> {
    let project = report.project;
    let mut results = report.rules();
    results.retain(|RuleResult { rule, .. }| {
        !project.is_of_values(rule) && !rule.plan.accounts && !project.looked_up_in(rule).is_empty()
    });
    results
}

pub(super) fn agreement(pack: &Pack) -> Vec<Compared> {
    let results = across(pack.report);
    let compared = results.iter().map(|one| Compared::new(pack.report, one));
    compared.collect()
}

/// The largest differences of a rule, each with its document; where how large they are may not be told, the first.
fn worst(report: &Report, result: &RuleResult) -> io::Result<Vec<Line>> {
    let Some(found) = report.review.audit.findings.of(result.ix) else {
        return Ok(Vec::new());
    };
    let mut largest: BTreeSet<(Reverse<i128>, usize)> = BTreeSet::new();
    for some in found.stretches() {
        let told = some.told()?;
        for (at, row) in some.rows(&told) {
            let by = difference(report, result, &row).unwrap_or(0);
            largest.insert((Reverse(by), at));
            if largest.len() > MOST {
                largest.pop_last();
            }
        }
    }
    let ranked: Vec<(i128, usize)> = largest.into_iter().map(|(by, at)| (by.0, at)).collect();
    let mut lines: Vec<(usize, Line)> = Vec::new();
    let mut rendering = Rendering::new(report, result);
    for some in found.stretches() {
        let told = some.told()?;
        let mut finding = rendering.blank();
        for (at, row) in some.rows(&told) {
            let Some(rank) = ranked.iter().position(|(_, one)| *one == at) else {
                continue;
            };
            rendering.fill(&mut finding, at, &row);
            let href = findings_of(&[("rule", &result.rule.id), ("text", &finding.key)]);
            let by = match ranked[rank].0 {
                0 => finding.message.clone(),
                by => report.text(&message!(
                    "page-off",
                    by = grouped_decimal(&number::text(by)),
                    told = finding.message.as_str()
                )),
            };
            lines.push((rank, Line::new(finding.key.clone()).value(by).href(href)));
        }
    }
    lines.sort_by_key(|(rank, _)| *rank);
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// By how much the two sides differ; none where that cannot be told.
fn difference(report: &Report, result: &RuleResult, row: &Row) -> Option<i128> {
    match &row.said {
        Said::Number(found) => {
            let judgement = result.rule.plan.judgements.get(row.judgement)?;
            let field = &report.project.tables[result.rule.table].fields[judgement.column];
            let written = number::decimal(row.value);
            let value = written.or_else(|| Some(number::read(row.value, &field.units)?.value))?;
            Some(value.checked_sub(*found)?.saturating_abs())
        }
        Said::Steps(steps) => {
            let mut words = steps.words.iter();
            let (_, difference) = words.find(|(name, _)| *name == "difference")?;
            number::decimal(difference)
        }
        _ => None,
    }
}
