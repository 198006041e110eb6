//! What somebody has to act on, a finding a row, the worst first: a list for spreadsheets to hand out the work by.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::agreed::agreed;
use super::columns::{Column, Shown, column};
use super::{Finding, Report, RuleResult, csv};
use crate::dispositions::Decision;

/// The columns of the list that every finding has, in their order; what is to be done and by when stands between them.
const PLACE: [&str; 11] = [
    "severity", "label", "rule", "file", "sheet", "row", "column", "key", "value", "message",
    "expected",
];
const STANDING: [&str; 7] = [
    "disposition",
    "state",
    "first_seen",
    "blocks_documents",
    "blocks_amount",
    "blocks_days",
    "identity",
];

/// Whether somebody has to act on a finding: it is open, or it was decided who puts it right and by when. What is found about
/// decisions is the project team's.
pub(super) fn is_to_act_on(result: &RuleResult, finding: &Finding) -> bool {
    let agreed = |decided: &super::finding::Disposition| {
        let is_done = decided.verdict == Decision::Correct && finding.done.is_some();
        let is_left = !decided.verdict.keeps_the_record() && !is_done;
        is_left && decided.owner.is_some() && decided.due.is_some()
    };
    if result.rule.is_about_decisions() {
        return false;
    }
    (result.failed() && finding.is_open()) || finding.disposition.as_ref().is_some_and(agreed)
}

/// Who has to act: whoever was named by what was decided, else the owner of the finding.
pub(super) fn who<'f>(finding: &'f Finding) -> &'f str {
    let decided = finding.disposition.as_ref();
    let named = decided.and_then(|decided| decided.owner.as_deref());
    named.unwrap_or(finding.owner)
}

/// Writes the list: the findings, and behind them what was decided by a day and is in none of them.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let columns = |names: &[&str]| -> Vec<&'static Column> {
        let columns = names.iter().map(|name| column(name));
        columns.filter(|column| column.is_shown(report)).collect()
    };
    let (place, standing) = (columns(&PLACE), columns(&STANDING));
    let mut list = csv::List::new(out)?;
    let key = |key: &str| report.messages.key(key);
    let headings = |columns: &[&Column]| -> Vec<String> {
        columns.iter().map(|column| key(column.heading)).collect()
    };
    list.row(
        [key("form-who"), key("column-department")]
            .into_iter()
            .chain(headings(&place))
            .chain([key("column-fix"), key("tasks-due")])
            .chain(headings(&standing)),
    )?;
    let mut listed = BTreeSet::new();
    for result in &report.rules() {
        let severity = report.text(&result.rule.severity.label());
        let label = report.rule_label(result.rule);
        let fix = result.rule.fix.as_ref().map(|fix| report.local(fix));
        let fix = fix.unwrap_or_default();
        report.each_finding(result, |finding| {
            if !is_to_act_on(result, finding) {
                return Ok(());
            }
            let shown = Shown {
                report,
                result,
                severity: &severity,
                label: &label,
                finding,
            };
            let cells = |columns: &[&Column]| -> Vec<String> {
                let cells = columns.iter().map(|column| column.words(&shown));
                cells.map(|value| value.written().into_owned()).collect()
            };
            let decided = finding.disposition.as_ref();
            listed.extend(decided.map(|decided| decided.line));
            let due = decided.and_then(|decided| decided.due.clone());
            list.row(
                [who(finding).to_owned(), finding.department.to_owned()]
                    .into_iter()
                    .chain(cells(&place))
                    .chain([fix.clone(), due.unwrap_or_default()])
                    .chain(cells(&standing)),
            )
        })??;
    }
    for one in agreed(report, &listed) {
        let cells = |columns: &[&Column]| -> Vec<String> {
            let cells = columns.iter().map(|column| match column.name {
                "label" => one.about.clone(),
                "message" => one.outcome.clone(),
                "disposition" => one.decision.clone(),
                _ => String::new(),
            });
            cells.collect()
        };
        list.row(
            [one.owner.to_owned(), String::new()]
                .into_iter()
                .chain(cells(&place))
                .chain([String::new(), one.due.clone()])
                .chain(cells(&standing)),
        )?;
    }
    list.end()
}
