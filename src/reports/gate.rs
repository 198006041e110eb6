//! What the formats for CI share: which findings they list, where these stand, how grave they are, and what it comes to.
//!
//! They list what can fail a run: no finding that is tolerated, in the baseline or held by what was decided. These are counted.

use std::collections::HashMap;
use std::io;

use super::harmless::clean;
use super::{Finding, Report, RuleResult, Status, Verdict};
use crate::findings::outcome::Outcome;
use crate::messages::{display_path, grouped, message};
use crate::project::PROJECT_FILE;
use crate::rules::severity::Severity;

/// Results of a run that GitHub takes at most: a SARIF file with more is refused.
pub(super) const MOST: u64 = 25_000;

/// Endings of files that a person reads line by line.
const TEXT: [&str; 4] = ["csv", "tsv", "txt", "tab"];

/// The three grades that CI systems know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Error,
    Warning,
    Note,
}

impl Level {
    pub(super) fn of(severity: Severity) -> Level {
        match severity {
            Severity::Critical | Severity::High => Level::Error,
            Severity::Medium | Severity::Low => Level::Warning,
            Severity::Info => Level::Note,
        }
    }
}

/// Rules with findings that are listed, the worst first.
pub(super) fn failed<'r, 'a>(
    rules: &'r [RuleResult<'a>],
) -> impl Iterator<Item = &'r RuleResult<'a>> {
    rules.iter().filter(|result| result.failed())
}

/// Findings that are not listed.
pub(super) fn unlisted(rules: &[RuleResult]) -> u64 {
    let found = rules.iter().map(|result| result.counts().findings);
    let open = failed(rules).map(RuleResult::open);
    found.sum::<u64>() - open.sum::<u64>()
}

/// How many findings of each rule are listed where `most` may be in all: those of rules with few of them, and of the others alike.
pub(super) fn shares(counts: &[u64], most: u64) -> Vec<u64> {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&at| counts[at]);
    let mut shares = vec![0; counts.len()];
    let mut room = most;
    for (done, &at) in order.iter().enumerate() {
        let share = room / (counts.len() - done) as u64;
        shares[at] = counts[at].min(share);
        room -= shares[at];
    }
    shares
}

enum End {
    Enough,
    Failed(io::Error),
}

/// Hands on the first findings of a rule that can fail a run.
pub(super) fn each_open(
    report: &Report,
    result: &RuleResult,
    most: u64,
    mut each: impl FnMut(&Finding) -> io::Result<()>,
) -> io::Result<()> {
    let mut left = most;
    let ended = report.each_finding(result, |finding| {
        if left == 0 {
            return Err(End::Enough);
        }
        if finding.is_open() {
            left -= 1;
            each(finding).map_err(End::Failed)?;
        }
        Ok(())
    })?;
    match ended {
        Err(End::Failed(error)) => Err(error),
        Ok(()) | Err(End::Enough) => Ok(()),
    }
}

/// Gives each finding of a rule a fingerprint of its own: copies of a document share an identity.
#[derive(Default)]
pub(super) struct Fingerprints(HashMap<String, u32>);

impl Fingerprints {
    pub(super) fn of(&mut self, finding: &Finding) -> String {
        let count = self.0.entry(finding.identity.clone()).or_default();
        *count += 1;
        match *count {
            1 => finding.identity.clone(),
            copy => format!("{}:{copy}", finding.identity),
        }
    }
}

/// The file that is named where there is none: findings about the history, and what could not be audited.
pub(super) fn project_file(report: &Report) -> String {
    display_path(&report.project.folder().join(PROJECT_FILE))
}

/// The line of a file of text; none in a workbook, an archive and whatever else has no lines.
pub(super) fn line(file: &str, sheet: Option<&str>, row: u64) -> Option<u64> {
    let ending = file.rsplit_once('.')?.1.to_lowercase();
    let is_text = sheet.is_none() && TEXT.contains(&ending.as_str());
    (is_text && row > 0).then_some(row)
}

/// File, sheet and row as a person reads them: `orders.csv:12`, `orders.xlsx!Sheet1:12`.
pub(super) fn place(file: &str, sheet: Option<&str>, row: u64) -> String {
    let sheet = sheet.map_or(String::new(), |sheet| format!("!{sheet}"));
    let row = if row > 0 {
        format!(":{row}")
    } else {
        String::new()
    };
    clean(&format!("{file}{sheet}{row}"))
}

/// The document and what is wrong with it.
pub(super) fn told(report: &Report, finding: &Finding) -> String {
    if finding.key.is_empty() {
        return clean(&finding.message);
    }
    let key = clean(&finding.key);
    let text = message!("gate-finding", key = key, message = clean(&finding.message));
    report.text(&text)
}

/// What to do about the findings of a rule.
pub(super) fn fix(report: &Report, result: &RuleResult) -> Option<String> {
    advice(report, "terminal-fix", result.rule.fix.as_ref())
}

/// Why a rule is there.
pub(super) fn why(report: &Report, result: &RuleResult) -> Option<String> {
    advice(report, "terminal-why", result.rule.why.as_ref())
}

fn advice(
    report: &Report,
    word: &str,
    text: Option<&crate::messages::LocalText>,
) -> Option<String> {
    let text = text?.in_lang(report.messages.lang).to_owned();
    let word = report.messages.key(word);
    let text = message!("terminal-advice", word = word, text = text);
    Some(clean(&report.text(&text)))
}

/// What the rule is called, with its id where that is something else.
pub(super) fn name(report: &Report, result: &RuleResult) -> String {
    let label = clean(&report.rule_label(result.rule));
    if label == result.rule.id {
        label
    } else {
        format!("{label} [{}]", result.rule.id)
    }
}

/// Why a rule says nothing about the data, and whether that is an error; none where it does.
pub(super) fn silence(report: &Report, result: &RuleResult) -> Option<(bool, String)> {
    if let Outcome::NotRun(not_run) = result.outcome {
        return Some((true, clean(&report.text(&not_run.reason))));
    }
    match result.status() {
        Status::Undecided => {
            let count = result.counts().undecidable;
            let text = message!("not-run-undecided", count = count);
            Some((true, report.text(&text)))
        }
        Status::NoInput => Some((false, report.messages.key("status-no-input"))),
        Status::NeverActivated => Some((false, report.messages.key("status-never-activated"))),
        _ => None,
    }
}

/// What the run comes to, in a sentence.
pub(super) fn verdict(report: &Report) -> String {
    let bar = report.text(&report.fail_on.label());
    let text = match report.verdict() {
        Verdict::Clean => message!("verdict-clean", bar = bar),
        Verdict::Findings => message!("verdict-findings", bar = bar),
        Verdict::NotAudited => message!("gate-not-audited"),
        Verdict::NothingChecked => message!("verdict-nothing-checked"),
    };
    report.text(&text)
}

/// How many findings can fail a run, by severity, and how many are about decisions; none where there are none.
pub(super) fn total(report: &Report) -> Option<String> {
    let counts = Severity::ALL.map(|severity| (severity, report.findings_of(severity)));
    let all = counts.iter().map(|(_, count)| count).sum::<u64>();
    let parts = counts.iter().filter(|(_, count)| *count > 0);
    let parts: Vec<String> = parts
        .map(|(severity, count)| format!("{} {}", report.text(&severity.label()), grouped(*count)))
        .collect();
    let total = report.text(&message!("count-findings", count = all));
    let text = message!("terminal-total", total = total, parts = parts.join(" · "));
    let total = (all > 0).then(|| report.text(&text));
    let decisions = report.about_decisions_text().map(|text| report.text(&text));
    let parts: Vec<String> = total.into_iter().chain(decisions).collect();
    (!parts.is_empty()).then(|| parts.join(&report.messages.key("fault-separator")))
}

/// What is wrong with the run itself, one text each.
pub(super) fn errors(report: &Report) -> Vec<String> {
    let errors = report.errors();
    errors
        .iter()
        .map(|error| clean(&report.text(error)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_rule_is_left_out_for_one_with_very_many() {
        assert_eq!(shares(&[90_000, 3, 0], 100), [97, 3, 0]);
        assert_eq!(shares(&[500, 400, 10], 100), [45, 45, 10]);
        assert_eq!(shares(&[1, 2, 3], 100), [1, 2, 3]);
        assert_eq!(shares(&[5, 5, 5], 2).iter().sum::<u64>(), 2);
        assert!(shares(&[], 100).is_empty());
    }

    #[test]
    fn only_files_of_text_have_lines() {
        assert_eq!(line("a b/订单.CSV", None, 3), Some(3));
        assert_eq!(line("订单.xlsx", Some("明细"), 3), None);
        assert_eq!(line("订单.csv.gz", None, 3), None);
        assert_eq!(line("订单.csv", None, 0), None);
        assert_eq!(place("订单.xlsx", Some("明细"), 3), "订单.xlsx!明细:3");
        assert_eq!(place("a\u{1b}.csv", None, 0), "a\\u{1b}.csv");
    }
}
