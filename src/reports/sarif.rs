//! SARIF 2.1.0 (OASIS), for code scanning. A platform takes so many results of a run and no more: of rules with very many
//! findings the first are written, and one result stands for the others. What is cut is told as a notification.

use std::collections::BTreeSet;
use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use serde::ser::{Error, SerializeSeq, Serializer};
use serde_json::{Value, json};

use super::escaped::Escaped;
use super::gate::{self, Fingerprints, Level, MOST};
use super::harmless::clean;
use super::{Finding, Report, RuleResult, Verdict};
use crate::messages::message;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What stands in a path of a URI as it is (RFC 3986).
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// One run.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let rules = report.rules();
    let shares = shares(&rules);
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: json!({ "driver": driver(report, &rules) }),
            invocations: [invocation(report, &rules, &shares)],
            language: report.messages.lang.tag(),
            column_kind: "unicodeCodePoints",
            results: Results {
                report,
                rules: &rules,
                shares: &shares,
            },
        }],
    };
    let mut serializer = serde_json::Serializer::new(Escaped(&mut *out));
    log.serialize(&mut serializer)?;
    writeln!(out)
}

/// How many findings of each rule have a result of their own: there is room for one that stands for the others.
fn shares(rules: &[RuleResult]) -> Vec<u64> {
    let counts: Vec<u64> = rules.iter().map(listed).collect();
    gate::shares(&counts, MOST.saturating_sub(rules.len() as u64))
}

/// Findings of a rule that are to be listed.
fn listed(result: &RuleResult) -> u64 {
    if result.failed() { result.open() } else { 0 }
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Value,
    invocations: [Value; 1],
    language: &'static str,
    column_kind: &'static str,
    results: Results<'a>,
}

fn driver(report: &Report, rules: &[RuleResult]) -> Value {
    let rules = rules.iter().map(|result| descriptor(report, result));
    json!({
        "name": "crm-audit",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "rules": rules.collect::<Vec<_>>(),
    })
}

fn descriptor(report: &Report, result: &RuleResult) -> Value {
    let rule = result.rule;
    let label = clean(&report.rule_label(rule));
    let help: Vec<String> = [
        Some(kind(report, result)),
        gate::why(report, result),
        gate::fix(report, result),
    ]
    .into_iter()
    .flatten()
    .collect();
    // the schema wants each once
    let tags = rule.tags.iter().map(String::as_str);
    let tags: BTreeSet<&str> = tags
        .chain([result.table.name.as_str(), rule.kind])
        .collect();
    let why = rule.why.as_ref().map(|why| clean(&report.local(why)));
    json!({
        "id": rule.id,
        "shortDescription": { "text": label },
        "fullDescription": { "text": why.unwrap_or_else(|| label.clone()) },
        "help": { "text": help.join("\n\n") },
        "defaultConfiguration": { "level": level(Level::of(rule.severity)) },
        "properties": { "tags": tags, "severity": rule.severity.tag() },
    })
}

/// What rules of this kind demand.
fn kind(report: &Report, result: &RuleResult) -> String {
    let key = format!("kind-{}-what", result.rule.kind.replace('_', "-"));
    let found = report.messages.find(&key);
    found.unwrap_or_else(|| report.rule_label(result.rule))
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "note",
    }
}

/// What became of the run: what could not be audited, what was noticed, what is not listed.
fn invocation(report: &Report, rules: &[RuleResult], shares: &[u64]) -> Value {
    let note = |level: &str, text: &str| json!({ "level": level, "message": { "text": text } });
    let text = |message| clean(&report.text(message));
    let audit = &report.review.audit;
    let mut notes: Vec<Value> = Vec::new();
    notes.extend(audit.errors.iter().map(|e| note("error", &text(e))));
    for (ix, result) in rules.iter().enumerate() {
        let Some((grave, reason)) = gate::silence(report, result) else {
            continue;
        };
        let mut told = note(if grave { "error" } else { "note" }, &reason);
        told["associatedRule"] = json!({ "id": result.rule.id, "index": ix });
        notes.push(told);
    }
    notes.extend(audit.notices.iter().map(|n| note("warning", &text(n))));
    let total = rules.iter().map(listed).sum::<u64>();
    let written = shares.iter().sum::<u64>();
    if written < total {
        let cut = message!("gate-cut", total = total, listed = written);
        notes.push(note("warning", &report.text(&cut)));
    }
    let unlisted = gate::unlisted(rules);
    if unlisted > 0 {
        let told = message!("gate-unlisted", count = unlisted);
        notes.push(note("note", &report.text(&told)));
    }
    json!({
        "executionSuccessful": matches!(report.verdict(), Verdict::Clean | Verdict::Findings),
        "exitCode": report.exit_code(),
        "exitCodeDescription": gate::verdict(report),
        "toolExecutionNotifications": notes,
    })
}

/// Written one by one.
struct Results<'a> {
    report: &'a Report<'a>,
    rules: &'a [RuleResult<'a>],
    shares: &'a [u64],
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for (ix, (result, &share)) in self.rules.iter().zip(self.shares).enumerate() {
            let (report, mut failed) = (self.report, None);
            let mut fingerprints = Fingerprints::default();
            let each = |finding: &Finding| {
                let one = result_of(report, result, ix, finding, &fingerprints.of(finding));
                list.serialize_element(&one).map_err(|error| {
                    failed = Some(error);
                    io::Error::other("not written")
                })
            };
            let written = gate::each_open(report, result, share.min(listed(result)), each);
            if let Some(error) = failed {
                return Err(error);
            }
            written.map_err(S::Error::custom)?;
            let others = listed(result) - share;
            if others > 0 {
                list.serialize_element(&others_of(report, result, ix, others))?;
            }
        }
        list.end()
    }
}

fn result_of(
    report: &Report,
    result: &RuleResult,
    ix: usize,
    finding: &Finding,
    fingerprint: &str,
) -> Value {
    let mut told = json!({
        "ruleId": result.rule.id,
        "ruleIndex": ix,
        "level": level(Level::of(result.rule.severity)),
        "message": { "text": gate::told(report, finding) },
        "locations": [location(report, finding.file, finding.sheet, finding.row, finding.column.as_deref())],
        // GitHub knows an alert again by the first
        "partialFingerprints": { "primaryLocationLineHash": fingerprint, "identity/v1": finding.identity },
        "properties": {
            "severity": finding.severity,
            "table": finding.table,
            "document": clean(&finding.key),
            "owner": clean(finding.owner),
            "department": clean(finding.department),
        },
    });
    if let Some(places) = &finding.places {
        let places = places.iter().enumerate().map(|(id, at)| {
            let mut place = location(report, at.file, at.sheet, at.row, None);
            place["id"] = json!(id + 1);
            let event = at.event.as_deref().map(clean);
            let text = event.unwrap_or_else(|| gate::place(at.file, at.sheet, at.row));
            place["message"] = json!({ "text": text });
            place
        });
        told["relatedLocations"] = places.collect();
    }
    told
}

/// One result for all findings of a rule that have none.
fn others_of(report: &Report, result: &RuleResult, ix: usize, others: u64) -> Value {
    let audit = &report.review.audit;
    let files = audit.inputs_of(report.project, result.rule.table);
    let file = files.first().map_or("", |input| input.input.name.as_str());
    json!({
        "ruleId": result.rule.id,
        "ruleIndex": ix,
        "level": level(Level::of(result.rule.severity)),
        "message": { "text": report.text(&message!("gate-others", count = others)) },
        "occurrenceCount": others,
        "locations": [location(report, file, None, 0, None)],
        "partialFingerprints": { "primaryLocationLineHash": format!("{}:others", result.rule.id) },
    })
}

/// Files of text have lines. In workbooks the logical location is the row as Excel writes it, `Sheet1!12:12`.
fn location(
    report: &Report,
    file: &str,
    sheet: Option<&str>,
    row: u64,
    column: Option<&str>,
) -> Value {
    let file = if file.is_empty() {
        gate::project_file(report)
    } else {
        file.to_owned()
    };
    let mut location = json!({ "physicalLocation": { "artifactLocation": { "uri": uri(&file) } } });
    if let Some(line) = gate::line(&file, sheet, row) {
        location["physicalLocation"]["region"] = json!({ "startLine": line });
    } else if row > 0 {
        let sheet = sheet.map_or(String::new(), |sheet| format!("{}!", clean(sheet)));
        let mut logical =
            json!({ "fullyQualifiedName": format!("{sheet}{row}:{row}"), "kind": "row" });
        if let Some(column) = column {
            logical["name"] = json!(clean(column));
        }
        location["logicalLocations"] = json!([logical]);
    }
    location
}

/// The file as a URI: relative where the path is.
fn uri(file: &str) -> String {
    let encoded = utf8_percent_encode(file, PATH);
    match file.split_once(':') {
        Some((drive, path)) if drive.len() == 1 && path.starts_with('/') => {
            format!("file:///{drive}:{}", utf8_percent_encode(path, PATH))
        }
        _ if file.starts_with('/') => format!("file://{encoded}"),
        _ => encoded.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (file, expected) in [
            ("exports/a b.csv", "exports/a%20b.csv"),
            ("订单.csv", "%E8%AE%A2%E5%8D%95.csv"),
            ("a:b#c?.csv", "a%3Ab%23c%3F.csv"),
            ("/tmp/a.csv", "file:///tmp/a.csv"),
            ("D:/导出/a.csv", "file:///D:/%E5%AF%BC%E5%87%BA/a.csv"),
            ("../a.csv", "../a.csv"),
        ] {
            assert_eq!(uri(file), expected);
        }
    }
}
