//! The history for machines; `schema_version` rises with every change that could break a reader.

use serde_json::{Value, json};

use crate::history::{Described, Difference, RunRow, Shown, Trend};
use crate::reports::escaped::pretty;
use crate::rules::recurrence::RECURS;
use crate::rules::severity::Severity;

const SCHEMA_VERSION: u32 = 1;

fn text(value: &Value) -> serde_json::Result<String> {
    pretty(value)
}

pub(super) fn trend(trend: &Trend) -> serde_json::Result<String> {
    let runs = (1..).zip(&trend.runs).map(|(number, run)| {
        let count = |severity| run.findings.get(&severity).copied().unwrap_or_default();
        let by_severity: serde_json::Map<String, Value> = Severity::ALL
            .into_iter()
            .map(|severity| (severity.tag().to_owned(), count(severity).into()))
            .collect();
        json!({
            "number": number,
            "as_of": run.row.as_of,
            "recorded_at": run.row.recorded_at,
            "rules": run.rules,
            "rules_not_run": run.not_run,
            "rules_skipped": run.skipped,
            "rules_incomplete": run.incomplete,
            "partial": run.is_partial(),
            "findings": run.findings.values().sum::<u64>(),
            "by_severity": by_severity,
            "new": run.counts.new,
            "again": run.counts.again,
            "reopened": run.counts.reopened,
            "fixed": run.counts.fixed,
            "gone": run.counts.gone,
        })
    });
    let rules = trend.rules.iter().map(|rule| {
        let points = rule
            .points
            .iter()
            .zip(&trend.runs)
            .filter_map(|(point, run)| {
                let point = point.as_ref()?;
                Some(json!({
                    "as_of": run.row.as_of,
                    "findings": point.findings,
                    "rate": point.rate,
                    "new": point.counts.new,
                    "again": point.counts.again,
                    "reopened": point.counts.reopened,
                    "fixed": point.counts.fixed,
                    "gone": point.counts.gone,
                }))
            });
        json!({
            "id": rule.rule,
            "table": rule.table,
            "severity": rule.severity.tag(),
            "runs_with_findings": rule.runs(),
            "runs": points.collect::<Vec<_>>(),
        })
    });
    let owners = trend.owners.iter().map(|owner| {
        json!({
            "owner": owner.owner,
            "runs_with_findings": owner.runs(),
            "findings": owner.findings,
        })
    });
    text(&json!({
        "schema_version": SCHEMA_VERSION,
        "runs": runs.collect::<Vec<_>>(),
        "rules": rules.collect::<Vec<_>>(),
        "owners_recur_from_runs": RECURS,
        "owners": owners.collect::<Vec<_>>(),
    }))
}

pub(super) fn run(
    run: &RunRow,
    number: usize,
    shown: &[Shown],
    entries: &[Value],
) -> serde_json::Result<String> {
    let rules = shown.iter().map(|rule| {
        json!({
            "id": rule.row.rule,
            "table": rule.row.table,
            "severity": rule.row.severity.tag(),
            "complete": rule.row.coverage.complete,
            "findings": rule.row.counts.findings,
            "violation": rule.row.counts.violation,
            "rate": rule.row.counts.rate(),
            "new": rule.counts.new,
            "again": rule.counts.again,
            "reopened": rule.counts.reopened,
            "fixed": rule.counts.fixed,
            "gone": rule.counts.gone,
        })
    });
    text(&json!({
        "schema_version": SCHEMA_VERSION,
        "number": number + 1,
        "as_of": run.as_of,
        "recorded_at": run.recorded_at,
        "rules": rules.collect::<Vec<_>>(),
        "findings": entries,
    }))
}

pub(super) fn diff(
    first: &RunRow,
    second: &RunRow,
    rules: &[Difference],
    only_one: &[String],
) -> serde_json::Result<String> {
    let entry = |(identity, column, key): &Described| {
        json!({
            "identity": identity.text(),
            "column": Some(column).filter(|column| !column.is_empty()),
            "key": key,
        })
    };
    let rules = rules.iter().map(|rule| {
        json!({
            "id": rule.rule,
            "table": rule.table,
            "complete": rule.complete,
            "fixed": rule.fixed.iter().map(entry).collect::<Vec<_>>(),
            "gone": rule.gone.iter().map(entry).collect::<Vec<_>>(),
            "unclear": rule.unclear.iter().map(entry).collect::<Vec<_>>(),
            "came": rule.came.iter().map(entry).collect::<Vec<_>>(),
            "both": rule.both,
        })
    });
    text(&json!({
        "schema_version": SCHEMA_VERSION,
        "first": first.as_of,
        "second": second.as_of,
        "rules": rules.collect::<Vec<_>>(),
        "rules_in_one_run_only": only_one,
    }))
}
