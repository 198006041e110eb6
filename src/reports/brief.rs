//! The report of `--quiet`, for the first screen of a log: the verdict, what could not be audited, and of the worst rules that
//! fail the run a few findings with what to do.

use std::io;

use super::gate;
use super::harmless::clean;
use super::{Report, RuleResult};
use crate::messages::message;

/// Rules, errors, and findings of each rule: with a heading and what to do, some twenty lines.
const MOST_RULES: usize = 4;
const MOST_ERRORS: usize = 5;
const MOST: u64 = 3;

/// The verdict, what could not be audited, and how much fails the run: what is to be said beside files that say the rest.
pub(crate) fn verdict(report: &Report) -> String {
    let mut lines = head(report);
    lines.extend(gate::total(report));
    lines.push(String::new());
    lines.join("\n")
}

/// The verdict, and what could not be audited.
fn head(report: &Report) -> Vec<String> {
    let mut lines = vec![gate::verdict(report)];
    let errors = gate::errors(report);
    lines.extend(errors.iter().take(MOST_ERRORS).cloned());
    if errors.len() > MOST_ERRORS {
        let more = message!("gate-more-errors", count = errors.len() - MOST_ERRORS);
        lines.push(report.text(&more));
    }
    lines
}

/// What a verdict is of, where not all documents were judged.
const PART: [&str; 7] = [
    "changed-listed",
    "changed-since",
    "changed-gone",
    "changed-not-there",
    "changed-unreadable",
    "changed-rules",
    "changed-rules-left-out",
];

/// A line where nothing fails, and where only some documents were judged which.
pub(crate) fn render(report: &Report) -> io::Result<String> {
    let rules = report.rules();
    let mut lines = head(report);
    // those of the project are among them
    let notices = report.review.audit.notices.iter();
    let part = notices.filter(|notice| PART.contains(&notice.key));
    lines.extend(part.map(|notice| clean(&report.text(notice))));
    let failing = gate::failed(&rules).filter(|r| r.rule.severity >= report.fail_on);
    let failing: Vec<&RuleResult> = failing.collect();
    if !failing.is_empty() {
        lines.extend(gate::total(report));
    }
    for result in failing.iter().take(MOST_RULES) {
        rule(report, result, &mut lines)?;
    }
    if failing.len() > MOST_RULES {
        let more = message!("gate-more-rules", count = failing.len() - MOST_RULES);
        lines.push(report.text(&more));
    }
    lines.push(String::new());
    Ok(lines.join("\n"))
}

fn rule(report: &Report, result: &RuleResult, lines: &mut Vec<String>) -> io::Result<()> {
    let severity = report.text(&result.rule.severity.label());
    let count = report.text(&message!("count-findings", count = result.open()));
    let name = gate::name(report, result);
    lines.push(clean(&format!("{severity}  {name}  {count}")));
    gate::each_open(report, result, MOST, |finding| {
        let place = gate::place(finding.file, finding.sheet, finding.row);
        lines.push(format!("  {place}  {}", gate::told(report, finding)));
        Ok(())
    })?;
    lines.extend(gate::fix(report, result).map(|fix| format!("  {fix}")));
    Ok(())
}
