//! The JSON contract, versioned: `schema_version` rises with every change that could break a reader. `jsonl` is one finding
//! a line.

mod shape;

use std::io::{self, Write};

use serde::Serialize;
use serde::ser::{Error, SerializeMap, SerializeSeq, Serializer};

pub(crate) use self::shape::Document;
use self::shape::{
    Ageing, BlocksOfOwner, BySeverity, CountBefore, Counted, Disposed, Finished, Input, NamedTimes,
    Open, Project, Recurring, Rule, SetAside, Share, Summary, Tool,
};
use super::blocks::blocks;
use super::escaped::Escaped;
use super::times::timed;
use super::undecidable::undecidable;
use super::{Finding, Report, RuleResult, of_company, recurring};
use crate::dispositions::Decision;
use crate::findings::measured::Measured;
use crate::findings::outcome::{Evidence, Outcome};
use crate::findings::times::{BUCKETS, Group, Times};
use crate::history::{Closed, History, RuleHistory};
use crate::review::labels::Tally;
use crate::rules::plan::Clock;
use crate::rules::severity::Severity;

const SCHEMA_VERSION: u32 = 1;

/// One document.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut serializer = serde_json::Serializer::pretty(Escaped(&mut *out));
    let mut map = serializer.serialize_map(None)?;
    map.serialize_entry("schema_version", &SCHEMA_VERSION)?;
    map.serialize_entry(
        "tool",
        &Tool {
            name: "crm-audit",
            version: env!("CARGO_PKG_VERSION"),
        },
    )?;
    let project = Project {
        name: report.project.name.as_deref(),
        rules_sha256: report.project.fingerprint(),
    };
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
    map.serialize_entry(
        "fixed",
        &closed(report, &rules, |h| &h.fixed_findings.listed),
    )?;
    map.serialize_entry("gone", &closed(report, &rules, |h| &h.gone_findings.listed))?;
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
        let line = |finding: &Finding, to: &mut Vec<u8>| {
            serde_json::to_writer(Escaped(&mut *to), finding)?;
            to.push(b'\n');
            Ok(())
        };
        report.write_findings(result, line, out)?;
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
            let each = |finding: &Finding| list.serialize_element(finding);
            let listed = self.report.each_finding(result, each);
            listed.map_err(S::Error::custom)??;
        }
        list.end()
    }
}

fn inputs<'r>(report: &'r Report, rules: &[RuleResult]) -> Vec<Input<'r>> {
    let judged = |table| {
        rules
            .iter()
            .any(|r| r.rule.table == table && matches!(r.outcome, Outcome::Judged(_)))
    };
    let input = |input: &'r Evidence| Input {
        table: &report.project.tables[input.table].name,
        file: &input.input.name,
        sheet: input.sheet.as_deref(),
        sha256: input.sha256.as_deref(),
        rows_read: input.rows_read(),
        rows_judged: if judged(input.table) {
            input.judged.unwrap_or(input.rows)
        } else {
            0
        },
        rows_set_aside: input.aside.count(),
        rows_refused: input.refused,
        set_aside: set_aside(input),
        encoding: input.encoding.as_deref(),
        decisions: texts(report, &input.decisions),
        breaks_off: input.cut.as_ref().map(|cut| report.text(cut)),
        error: input.error.as_ref().map(|e| report.text(e)),
    };
    report.review.audit.inputs.iter().map(input).collect()
}

fn set_aside(input: &Evidence) -> Vec<SetAside> {
    let aside = input.aside.by_reason().map(|(reason, rows)| SetAside {
        reason: reason.tag(),
        count: rows.count,
        rows: rows.ranges().collect(),
    });
    aside.collect()
}

fn rule<'r>(report: &Report<'r>, result: &RuleResult<'r>) -> Rule<'r> {
    let (counts, history) = (result.counts(), result.history);
    let local = |text: &'r Option<_>| text.as_ref().map(|text| report.local(text));
    Rule {
        id: &result.rule.id,
        label: report.rule_label(result.rule),
        why: local(&result.rule.why),
        fix: local(&result.rule.fix),
        tags: &result.rule.tags,
        table: &result.table.name,
        kind: result.rule.kind,
        severity: result.rule.severity.tag(),
        status: result.status(),
        reason: match result.outcome {
            Outcome::NotRun(not_run) => Some(report.text(&not_run.reason)),
            _ => None,
        },
        ok: counts.ok,
        violation: counts.violation,
        pending: counts.pending,
        not_applicable: counts.not_applicable,
        undecidable: counts.undecidable,
        rate: counts.rate(),
        findings: counts.findings,
        ageing: timed(report, result).map(|(clock, times)| ageing(clock, times)),
        counted: counted(report, result),
        new: history.map(|h| h.new),
        again: history.map(|h| h.again),
        reopened: history.map(|h| h.reopened),
        fixed: history.map(|h| h.fixed),
        gone: history.map(|h| h.gone),
        left_open: history.map(|h| h.left_open),
        in_baseline: report.review.baseline.as_ref().map(|_| result.in_baseline),
        blocks: report
            .review
            .audit
            .blocks
            .of_rule(result.ix)
            .map(|blocked| blocks(report, blocked)),
        net_rate: report
            .review
            .labels
            .as_ref()
            .and_then(|_| result.net_rate()),
        disposed: report
            .disposed(std::slice::from_ref(result))
            .map(|d| disposed(&d)),
    }
}

/// Findings that were decided on, and those of them whose last day has passed.
fn disposed(tally: &Tally) -> Disposed {
    let count = |decision| {
        let mut decided = tally.decided();
        let found = decided.find(|(other, _)| *other == decision);
        found.map_or(0, |(_, count)| count)
    };
    Disposed {
        adopt: count(Decision::Adopt),
        accept_once: count(Decision::AcceptOnce),
        correct: count(Decision::Correct),
        data_error: count(Decision::DataError),
        expired: tally.expired(),
        overdue: tally.overdue(),
    }
}

/// How long the rows take, in the unit of the rule's clock.
fn counted<'r>(report: &Report<'r>, result: &RuleResult<'r>) -> Vec<Counted<'r>> {
    let share = |one: &Measured| Share {
        count: one.count,
        among: one.among,
        rate: one.rate(),
    };
    let runs = result.history.map_or(&[][..], |history| &history.measured);
    let before = |name: &str| {
        let run = |(day, counted): &'r (String, Vec<Measured>)| {
            let one = counted.iter().find(|one| one.name == name)?;
            Some(CountBefore {
                as_of: day,
                then: share(one),
            })
        };
        runs.iter().filter_map(run).collect()
    };
    let measured = report.review.audit.measured.get(&result.ix);
    let each = measured.into_iter().flatten().map(|now| Counted {
        name: &now.name,
        now: share(now),
        before: before(&now.name),
    });
    each.collect()
}

fn ageing(clock: Clock, times: &Times) -> Ageing {
    let named = |groups: Vec<(&str, Group)>| -> Vec<NamedTimes> {
        let one = |(name, group): (&str, Group)| NamedTimes {
            name: name.to_owned(),
            finished: finished(&group),
            open: open(&group),
        };
        groups.into_iter().map(one).collect()
    };
    let total = times.total();
    Ageing {
        unit: clock.unit_name(),
        bucket_days: BUCKETS.to_vec(),
        finished: finished(&total),
        open: open(&total),
        by_owner: named(times.by_owner()),
        by_department: named(times.by_department()),
        not_grouped: times.rest().finished.count + times.rest().open.count,
        outside_calendar: times.uncovered,
        without_limit: times.unlimited,
    }
}

fn finished(group: &Group) -> Finished {
    let finished = &group.finished;
    let known = |value: i64| (finished.count > 0).then_some(value);
    Finished {
        count: finished.count,
        p50: known(finished.percentile(50)),
        p90: known(finished.percentile(90)),
        max: known(finished.longest),
    }
}

fn open(group: &Group) -> Open {
    let open = &group.open;
    Open {
        count: open.count,
        max: (open.count > 0).then_some(open.longest),
        buckets: open.buckets.to_vec(),
    }
}

/// Findings of earlier runs that are fixed, or whose document is gone; rules with very many list some of them.
fn closed<'r>(
    report: &'r Report,
    rules: &[RuleResult<'r>],
    which: fn(&RuleHistory) -> &[Closed],
) -> Vec<shape::Closed<'r>> {
    let Some(history) = &report.review.history else {
        return Vec::new();
    };
    let closed = rules.iter().flat_map(|r| {
        let closed = r.history.into_iter().flat_map(which);
        closed.map(move |closed| (r, closed))
    });
    let told = closed.map(|(result, closed)| {
        let (first_seen, last_seen) = history.days_of(closed);
        shape::Closed {
            identity: closed.identity.text(),
            rule: &result.rule.id,
            table: &result.table.name,
            column: Some(closed.field.as_str()).filter(|field| !field.is_empty()),
            key: &closed.document,
            first_seen,
            last_seen,
        }
    });
    told.collect()
}

fn recurrences<'r>(report: &Report, rules: &'r [RuleResult<'r>]) -> Vec<Recurring<'r>> {
    let within = report.project.recurs().within;
    let told = recurring(rules).map(|(result, recurring)| Recurring {
        rule: &result.rule.id,
        owner: &recurring.owner,
        months: recurring.months,
        within,
        findings: recurring.findings,
    });
    told.collect()
}

fn summary(report: &Report, rules: &[RuleResult]) -> Summary {
    let review = report.review;
    let compared = review.history.as_ref();
    let known = || of_company(rules).filter_map(|rule| rule.history);
    let sum = |count: fn(&RuleHistory) -> u64| compared.map(|_| known().map(count).sum::<u64>());
    let in_baseline = rules.iter().map(|r| r.in_baseline).sum::<u64>();
    let tolerated = rules.iter().filter(|r| r.tolerated());
    let not_run = |r: &&RuleResult| matches!(r.outcome, Outcome::NotRun(_));
    Summary {
        rules: rules.len(),
        rules_violated: rules.iter().filter(|r| r.failed()).count(),
        rules_not_run: rules.iter().filter(not_run).count(),
        findings: rules.iter().map(|r| r.counts().findings).sum(),
        findings_tolerated: tolerated.map(|r| r.counts().findings).sum(),
        findings_in_baseline: review.baseline.as_ref().map(|_| in_baseline),
        by_severity: BySeverity {
            critical: report.findings_of(Severity::Critical),
            high: report.findings_of(Severity::High),
            medium: report.findings_of(Severity::Medium),
            low: report.findings_of(Severity::Low),
            info: report.findings_of(Severity::Info),
        },
        about_decisions: report.about_decisions(),
        compared_with: compared.and_then(History::previous).map(str::to_owned),
        new: sum(|h| h.new),
        again: sum(|h| h.again),
        reopened: sum(|h| h.reopened),
        fixed: sum(|h| h.fixed),
        gone: sum(|h| h.gone),
        left_open: compared.map(History::left_open),
        rows: report.exports().map(|i| i.rows).sum(),
        blocks_by_owner: blocks_by_owner(report),
        disposed: report.disposed(rules).map(|d| disposed(&d)),
    }
}

/// Null where the project has no links.
fn blocks_by_owner(report: &Report) -> Option<Vec<BlocksOfOwner>> {
    let owners = report.review.audit.blocks.owners.iter();
    let owners = owners.filter(|(owner, _)| !owner.is_empty());
    let owners = owners.map(|(owner, blocked)| BlocksOfOwner {
        owner: owner.clone(),
        blocks: blocks(report, blocked),
    });
    (!report.project.links.is_empty()).then(|| owners.collect())
}

fn texts(report: &Report, messages: &[crate::messages::Message]) -> Vec<String> {
    messages.iter().map(|m| report.text(m)).collect()
}
