//! The JSON contract, versioned: `schema_version` rises with every change that could break a reader. `jsonl` is one finding
//! a line.

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{SerializeMap, SerializeSeq, Serializer};
use serde_json::json;

use super::blocks::blocks;
use super::times::timed;
use super::undecidable::undecidable;
use super::{Finding, Report, RuleResult, recurring};
use crate::findings::outcome::Outcome;
use crate::findings::times::{BUCKETS, Group, Times};
use crate::history::{Closed, History, RuleHistory};
use crate::review::labels::Tally;
use crate::rules::plan::Clock;
use crate::rules::severity::Severity;

const SCHEMA_VERSION: u32 = 1;

/// One document.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::pretty(&mut *out);
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry("schema_version", &SCHEMA_VERSION)?;
    map.serialize_entry(
        "tool",
        &json!({ "name": "crm-audit", "version": env!("CARGO_PKG_VERSION") }),
    )?;
    let project =
        json!({ "name": report.project.name, "rules_sha256": report.project.fingerprint() });
    map.serialize_entry("project", &project)?;
    map.serialize_entry("lang", report.messages.lang.tag())?;
    map.serialize_entry("as_of", &report.review.audit.as_of.text())?;
    let rules = report.rules();
    map.serialize_entry("inputs", &inputs(report, &rules))?;
    map.serialize_entry(
        "rules",
        &rules.iter().map(|r| rule(report, r)).collect::<Vec<_>>(),
    )?;
    map.serialize_entry(
        "findings",
        &Findings {
            report,
            rules: &rules,
        },
    )?;
    let open = rules.iter().flat_map(|rule| undecidable(report, rule));
    map.serialize_entry("undecidable", &open.collect::<Vec<_>>())?;
    map.serialize_entry("fixed", &closed(report, &rules, |h| &h.fixed_findings))?;
    map.serialize_entry("gone", &closed(report, &rules, |h| &h.gone_findings))?;
    map.serialize_entry("recurring", &recurrences(report, &rules))?;
    map.serialize_entry("errors", &texts(report, &report.review.audit.errors))?;
    map.serialize_entry("notices", &texts(report, &report.review.audit.notices))?;
    map.serialize_entry("summary", &summary(report, &rules))?;
    map.serialize_entry("exit_code", &report.exit_code())?;
    SerializeMap::end(map)?;
    writeln!(out)
}

/// One finding a line.
pub(crate) fn write_lines(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    for result in &report.rules() {
        let lines = |findings: &mut dyn Iterator<Item = Finding<'_>>, to: &mut Vec<u8>| {
            for finding in findings {
                serde_json::to_writer(&mut *to, &finding)?;
                to.push(b'\n');
            }
            Ok(())
        };
        report.write_findings(result, lines, out)?;
    }
    Ok(())
}

/// Findings are written one by one: there may be millions.
struct Findings<'a> {
    report: &'a Report<'a>,
    rules: &'a [RuleResult<'a>],
}

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(None)?;
        for result in self.rules {
            for finding in self.report.findings(result, usize::MAX) {
                list.serialize_element(&finding)?;
            }
        }
        list.end()
    }
}

fn inputs(report: &Report, rules: &[RuleResult]) -> Vec<serde_json::Value> {
    let judged = |table| {
        rules
            .iter()
            .any(|r| r.rule.table == table && matches!(r.outcome, Outcome::Judged(_)))
    };
    report
        .review
        .audit
        .inputs
        .iter()
        .map(|input| {
            let aside = input.aside.by_reason().map(|(reason, rows)| {
                json!({ "reason": reason.tag(), "count": rows.count, "rows": rows.ranges().collect::<Vec<_>>() })
            });
            json!({
                "table": report.project.tables[input.table].name,
                "file": input.input.name,
                "sheet": input.sheet,
                "sha256": input.sha256,
                "rows_read": input.rows_read(),
                "rows_judged": if judged(input.table) { input.rows } else { 0 },
                "rows_set_aside": input.aside.count(),
                "rows_refused": input.refused,
                "set_aside": aside.collect::<Vec<_>>(),
                "encoding": input.encoding,
                "decisions": texts(report, &input.decisions),
                "breaks_off": input.cut.as_ref().map(|cut| report.text(cut)),
                "error": input.error.as_ref().map(|e| report.text(e)),
            })
        })
        .collect()
}

fn rule(report: &Report, result: &RuleResult) -> serde_json::Value {
    let (counts, history) = (result.counts(), result.history);
    json!({
        "id": result.rule.id,
        "label": report.rule_label(result.rule),
        "table": result.table.name,
        "kind": result.rule.kind,
        "severity": result.rule.severity.tag(),
        "status": result.status(),
        "reason": if let Outcome::NotRun(not_run) = result.outcome { Some(report.text(&not_run.reason)) } else { None },
        "ok": counts.ok,
        "violation": counts.violation,
        "pending": counts.pending,
        "not_applicable": counts.not_applicable,
        "undecidable": counts.undecidable,
        "rate": counts.rate(),
        "findings": counts.findings,
        "ageing": timed(report, result).map(|(clock, times)| ageing(clock, times)),
        "new": history.map(|h| h.new),
        "again": history.map(|h| h.again),
        "reopened": history.map(|h| h.reopened),
        "fixed": history.map(|h| h.fixed),
        "gone": history.map(|h| h.gone),
        "left_open": history.map(|h| h.left_open),
        "in_baseline": report.review.baseline.as_ref().map(|_| result.in_baseline),
        "blocks": report.review.audit.blocks.of_rule(result.ix).map(|blocked| blocks(report, blocked)),
        "net_rate": report.review.labels.as_ref().and_then(|_| result.net_rate()),
        "disposed": report.disposed(std::slice::from_ref(result)).map(|d| disposed(&d)),
    })
}

/// Findings that were decided on, and those of them whose last day has passed.
fn disposed(tally: &Tally) -> serde_json::Value {
    let mut counts = serde_json::Map::new();
    for (decision, count) in tally.decided() {
        counts.insert(decision.tag().to_owned(), count.into());
    }
    counts.insert("expired".to_owned(), tally.expired().into());
    counts.insert("overdue".to_owned(), tally.overdue().into());
    counts.into()
}

/// How long the rows take, in the unit of the rule's clock.
fn ageing(clock: Clock, times: &Times) -> serde_json::Value {
    let named = |groups: Vec<(&str, Group)>| -> Vec<serde_json::Value> {
        let one = |(name, group): (&str, Group)| {
            let times = group_of(&group);
            json!({ "name": name, "finished": times["finished"], "open": times["open"] })
        };
        groups.into_iter().map(one).collect()
    };
    let total = group_of(&times.total());
    json!({
        "unit": clock.unit_name(),
        // open rows up to so many days old, and older ones
        "bucket_days": BUCKETS,
        "finished": total["finished"],
        "open": total["open"],
        "by_owner": named(times.by_owner()),
        "by_department": named(times.by_department()),
        "not_grouped": times.rest().finished.count + times.rest().open.count,
        "outside_calendar": times.uncovered,
        "without_limit": times.unlimited,
    })
}

fn group_of(group: &Group) -> serde_json::Value {
    let (finished, open) = (&group.finished, &group.open);
    let known = |value: i64, count: u64| (count > 0).then_some(value);
    let percentile = |percent| known(finished.percentile(percent), finished.count);
    json!({
        "finished": {
            "count": finished.count,
            "p50": percentile(50),
            "p90": percentile(90),
            "max": known(finished.longest, finished.count),
        },
        "open": {
            "count": open.count,
            "max": known(open.longest, open.count),
            "buckets": open.buckets,
        },
    })
}

/// Findings of earlier runs that are fixed, or whose document is gone; rules with very many list some of them.
fn closed(
    report: &Report,
    rules: &[RuleResult],
    which: fn(&RuleHistory) -> &[Closed],
) -> Vec<serde_json::Value> {
    let Some(history) = &report.review.history else {
        return Vec::new();
    };
    let closed = rules.iter().flat_map(|r| {
        let closed = r.history.into_iter().flat_map(which);
        closed.map(move |closed| (r, closed))
    });
    let told = closed.map(|(result, closed)| {
        let (first_seen, last_seen) = history.days_of(closed);
        json!({
            "identity": closed.identity.text(),
            "rule": result.rule.id,
            "table": result.table.name,
            "column": Some(&closed.field).filter(|field| !field.is_empty()),
            "key": closed.document,
            "first_seen": first_seen,
            "last_seen": last_seen,
        })
    });
    told.collect()
}

fn recurrences(report: &Report, rules: &[RuleResult]) -> Vec<serde_json::Value> {
    let within = report.project.recurs().within;
    let told = recurring(rules).map(|(result, recurring)| {
        json!({
            "rule": result.rule.id,
            "owner": recurring.owner,
            "months": recurring.months,
            "within": within,
            "findings": recurring.findings,
        })
    });
    told.collect()
}

fn summary(report: &Report, rules: &[RuleResult]) -> serde_json::Value {
    let mut by_severity = serde_json::Map::new();
    for severity in Severity::ALL {
        by_severity.insert(
            severity.tag().to_owned(),
            report.findings_of(severity).into(),
        );
    }
    let review = report.review;
    let compared = review.history.as_ref();
    let sum = |count: fn(&RuleHistory) -> u64| compared.map(|h| h.rules().map(count).sum::<u64>());
    let in_baseline = rules.iter().map(|r| r.in_baseline).sum::<u64>();
    json!({
        "rules": rules.len(),
        "rules_violated": rules.iter().filter(|r| r.failed()).count(),
        "rules_not_run": rules.iter().filter(|r| matches!(r.outcome, Outcome::NotRun(_))).count(),
        "findings": rules.iter().map(|r| r.counts().findings).sum::<u64>(),
        "findings_tolerated": rules.iter().filter(|r| r.tolerated()).map(|r| r.counts().findings).sum::<u64>(),
        "findings_in_baseline": review.baseline.as_ref().map(|_| in_baseline),
        "by_severity": by_severity,
        "compared_with": compared.and_then(History::previous),
        "new": sum(|h| h.new),
        "again": sum(|h| h.again),
        "reopened": sum(|h| h.reopened),
        "fixed": sum(|h| h.fixed),
        "gone": sum(|h| h.gone),
        "left_open": compared.map(History::left_open),
        "rows": report.exports().map(|i| i.rows).sum::<u64>(),
        "blocks_by_owner": blocks_by_owner(report),
        "disposed": report.disposed(rules).map(|d| disposed(&d)),
    })
}

/// Null where the project has no links.
fn blocks_by_owner(report: &Report) -> Option<Vec<serde_json::Value>> {
    let owners = report.review.audit.blocks.owners.iter();
    let owners =
        owners.map(|(owner, blocked)| json!({ "owner": owner, "blocks": blocks(report, blocked) }));
    (!report.project.links.is_empty()).then(|| owners.collect())
}

fn texts(report: &Report, messages: &[crate::messages::Message]) -> Vec<String> {
    messages.iter().map(|m| report.text(m)).collect()
}
