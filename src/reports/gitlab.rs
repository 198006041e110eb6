//! The Code Quality report of GitLab: one entry a finding, each with a fingerprint of its own.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::escaped::Escaped;
use super::gate::{self, Fingerprints, MOST};
use super::{Report, RuleResult};
use crate::fingerprint::identity::Identity;
use crate::messages::message;
use crate::rules::severity::Severity;

/// A list of entries.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let all = report.rules();
    let rules: Vec<&RuleResult> = gate::failed(&all).collect();
    let counts: Vec<u64> = rules.iter().map(|result| result.open()).collect();
    let shares = gate::shares(&counts, MOST.saturating_sub(rules.len() as u64));
    let mut list = List { out, empty: true };
    let file = gate::project_file(report);
    for error in gate::errors(report) {
        let fingerprint = Identity::of_document("error", &error).text();
        let place = (file.as_str(), 1);
        list.push(&entry(&error, "crm-audit", "blocker", &fingerprint, place))?;
    }
    for (result, share) in rules.iter().zip(shares) {
        let (rule, severity) = (&result.rule.id, severity(result.rule.severity));
        let fix = gate::fix(report, result).map_or(String::new(), |fix| format!("  {fix}"));
        let mut fingerprints = Fingerprints::default();
        gate::each_open(report, result, share, |finding| {
            let place = gate::place(finding.file, finding.sheet, finding.row);
            let told = gate::told(report, finding);
            let text = format!("{}  {place}  {told}{fix}", gate::name(report, result));
            let path = match finding.file {
                "" => file.as_str(),
                path => path,
            };
            let fingerprint = fingerprints.of(finding);
            let place = (path, finding.row.max(1));
            list.push(&entry(&text, rule, severity, &fingerprint, place))
        })?;
        let others = result.open() - share;
        if others > 0 {
            let told = report.text(&message!("gate-others", count = others));
            let text = format!("{}  {told}", gate::name(report, result));
            let fingerprint = format!("{rule}:others");
            list.push(&entry(&text, rule, severity, &fingerprint, (&file, 1)))?;
        }
    }
    list.end()
}

fn entry(
    text: &str,
    rule: &str,
    severity: &str,
    fingerprint: &str,
    (path, line): (&str, u64),
) -> Value {
    json!({
        "description": text,
        "check_name": rule,
        "fingerprint": fingerprint,
        "severity": severity,
        "location": { "path": path, "lines": { "begin": line } },
    })
}

/// One grade higher than ours, for theirs has none between `info` and `minor`.
fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Critical => "blocker",
        Severity::High => "critical",
        Severity::Medium => "major",
        Severity::Low => "minor",
        Severity::Info => "info",
    }
}

/// A JSON list that is written entry by entry.
struct List<'o> {
    out: &'o mut (dyn Write + Send + 'o),
    empty: bool,
}

impl List<'_> {
    fn push(&mut self, entry: &Value) -> io::Result<()> {
        self.out
            .write_all(if self.empty { b"[\n" } else { b",\n" })?;
        self.empty = false;
        serde_json::to_writer(Escaped(&mut *self.out), entry)?;
        Ok(())
    }

    fn end(self) -> io::Result<()> {
        self.out
            .write_all(if self.empty { b"[]\n" } else { b"\n]\n" })
    }
}
