//! Reports: pure functions of an audit to bytes. What all of them share is here; each format is one file.

pub(crate) mod csv;
pub(crate) mod json;
pub(crate) mod terminal;
pub(crate) mod xlsx;

use std::io::{self, Write};

use crate::audit::{Audit, Counts, Evidence, Outcome};
use crate::findings::{Row, Severity, identity, mask};
use crate::messages::{Arg, Message, Messages, grouped, message};
use crate::project::Project;
use crate::rules::Rule;
use crate::rules::plan::Detail;
use crate::tables::Table;

/// A format that a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// Tables for people.
    Table,
    /// The versioned JSON contract.
    Json,
    /// One finding a line.
    Jsonl,
    /// One finding a row, with a mark that makes Excel read it as UTF-8.
    Csv,
    /// A workbook.
    Xlsx,
}

impl Format {
    /// The format that a file name asks for.
    pub(crate) fn of_file(name: &str) -> Option<Format> {
        match name.rsplit_once('.')?.1.to_lowercase().as_str() {
            "txt" => Some(Format::Table),
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "csv" => Some(Format::Csv),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        }
    }

    /// Whether the format shows the fingerprints of the inputs.
    pub(crate) fn shows_evidence(self) -> bool {
        matches!(self, Format::Json | Format::Xlsx)
    }
}

/// What a run ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing at or above the bar.
    Clean,
    /// Findings at or above the bar.
    Findings,
    /// Something could not be audited.
    NotAudited,
    /// Nothing was checked.
    NothingChecked,
}

impl Verdict {
    pub(crate) fn exit_code(self) -> u8 {
        match self {
            Verdict::Clean => 0,
            Verdict::Findings => 1,
            Verdict::NotAudited => 2,
            Verdict::NothingChecked => 3,
        }
    }
}

/// Everything a report is made of.
pub(crate) struct Report<'a> {
    pub(crate) project: &'a Project,
    pub(crate) audit: &'a Audit,
    pub(crate) messages: &'a Messages,
    /// The bar that decides the exit code.
    pub(crate) fail_on: Severity,
    pub(crate) exit_zero: bool,
}

/// A rule with its result.
pub(crate) struct RuleResult<'a> {
    /// Index in the project.
    pub(crate) ix: usize,
    pub(crate) rule: &'a Rule,
    pub(crate) table: &'a Table,
    pub(crate) outcome: &'a Outcome,
}

impl RuleResult<'_> {
    pub(crate) fn counts(&self) -> Counts {
        match self.outcome {
            Outcome::Judged(counts) => *counts,
            _ => Counts::default(),
        }
    }

    /// Whether there are violations, but no more than the rule accepts.
    pub(crate) fn tolerated(&self) -> bool {
        let counts = self.counts();
        counts.violation > 0
            && self
                .rule
                .tolerance
                .is_some_and(|t| !t.exceeded(counts.violation, counts.ok + counts.violation))
    }

    /// Violations that count.
    pub(crate) fn failed(&self) -> bool {
        self.counts().violation > 0 && !self.tolerated()
    }
}

/// A finding in the language of the report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Finding {
    pub(crate) identity: String,
    pub(crate) rule: String,
    pub(crate) severity: &'static str,
    pub(crate) table: String,
    pub(crate) file: String,
    pub(crate) sheet: Option<String>,
    pub(crate) row: u64,
    pub(crate) column: Option<String>,
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) expected: String,
    pub(crate) message: String,
    pub(crate) owner: String,
    pub(crate) department: String,
    /// New, again, reopened: null as long as no history is kept.
    pub(crate) state: Option<String>,
    /// Null as long as no history is kept.
    pub(crate) first_seen: Option<String>,
}

impl<'a> Report<'a> {
    /// The selected rules, the worst first: by severity, then by violations, then as they are written.
    pub(crate) fn rules(&self) -> Vec<RuleResult<'a>> {
        let mut results: Vec<RuleResult<'a>> = self
            .project
            .rules
            .iter()
            .zip(&self.audit.outcomes)
            .enumerate()
            .filter_map(|(ix, (rule, outcome))| {
                let table = &self.project.tables[rule.table];
                outcome.as_ref().map(|outcome| RuleResult {
                    ix,
                    rule,
                    table,
                    outcome,
                })
            })
            .collect();
        results.sort_by_key(|r| {
            (
                std::cmp::Reverse(r.rule.severity),
                std::cmp::Reverse(r.counts().violation),
                r.ix,
            )
        });
        results
    }

    /// What the counts alone decide.
    pub(crate) fn verdict(&self) -> Verdict {
        let rules = self.rules();
        let not_run = rules
            .iter()
            .any(|r| matches!(r.outcome, Outcome::NotRun(_)));
        // files that are there, even if they hold no row or cannot be read
        if self.audit.inputs.is_empty() || rules.is_empty() {
            return Verdict::NothingChecked;
        }
        if not_run || !self.audit.errors.is_empty() {
            return Verdict::NotAudited;
        }
        if rules
            .iter()
            .any(|r| r.failed() && r.rule.severity >= self.fail_on)
        {
            return Verdict::Findings;
        }
        Verdict::Clean
    }

    pub(crate) fn exit_code(&self) -> u8 {
        match self.verdict() {
            Verdict::Findings if self.exit_zero => 0,
            verdict => verdict.exit_code(),
        }
    }

    /// How many findings the rules of a severity have, tolerated ones left out.
    pub(crate) fn findings_of(&self, severity: Severity) -> u64 {
        let rules = self.rules();
        rules
            .iter()
            .filter(|r| r.rule.severity == severity && r.failed())
            .map(|r| r.counts().findings)
            .sum()
    }

    pub(crate) fn text(&self, message: &Message) -> String {
        self.messages.text(message)
    }

    /// The rule's name for people.
    pub(crate) fn rule_label(&self, rule: &Rule) -> String {
        self.project.rule_label(rule, self.messages)
    }

    pub(crate) fn table_label(&self, table: &'a Table) -> &'a str {
        table.label.in_lang(self.messages.lang)
    }

    /// The first `most` findings of a rule.
    pub(crate) fn findings(
        &self,
        result: &RuleResult<'a>,
        most: usize,
    ) -> impl Iterator<Item = Finding> {
        let inputs: Vec<&Evidence> = self
            .audit
            .inputs
            .iter()
            .filter(|i| i.table == result.rule.table)
            .collect();
        let found = self.audit.findings.of(result.ix).cloned();
        let (rule, table) = (result.rule, result.table);
        let rows: Vec<Row> = found
            .map(|found| found.rows(most).collect())
            .unwrap_or_default();
        rows.into_iter()
            .map(move |row| self.finding(rule, table, &inputs, &row))
    }

    fn finding(&self, rule: &Rule, table: &Table, inputs: &[&Evidence], row: &Row) -> Finding {
        let judgement = &rule.plan.judgements[row.judgement];
        let column = (rule.kind != "shape").then(|| &table.fields[judgement.column]);
        let input = inputs.get(row.input);
        let sheet = input
            .and_then(|i| i.form.as_ref())
            .and_then(|f| f.sheet.clone());
        let file = input.map(|i| i.input.name.clone()).unwrap_or_default();
        let mut arguments = vec![("value", Arg::from(row.value.as_str()))];
        if let Some(column) = column {
            arguments.push(("column", Arg::from(column.label.clone())));
        }
        arguments.extend(detail_arguments(&judgement.detail, &row.detail));
        let render = |message: &Message| {
            let mut message = message.clone();
            message.args.extend(arguments.iter().cloned());
            self.text(&message)
        };
        let identity_key = if row.key.is_empty() {
            format!("{file}:{}", row.line)
        } else {
            row.key.clone()
        };
        let column_name = column.map_or("", |c| c.name.as_str());
        Finding {
            identity: identity(&rule.id, &table.name, &identity_key, column_name),
            rule: rule.id.clone(),
            severity: rule.severity.tag(),
            table: table.name.clone(),
            file,
            sheet,
            row: row.line,
            column: column.map(|c| c.name.clone()),
            key: shown_key(table, &row.key),
            value: row.value.clone(),
            expected: render(&judgement.expected),
            message: render(&judgement.message),
            owner: row.owner.clone(),
            department: row.department.clone(),
            state: None,
            first_seen: None,
        }
    }
}

fn detail_arguments(kind: &Detail, detail: &str) -> Vec<(&'static str, Arg)> {
    match kind {
        Detail::None => Vec::new(),
        Detail::Raw(_) => vec![("detail", Arg::from(detail))],
        Detail::Number(_) => match detail.parse::<i64>() {
            Ok(number) => vec![("detail", Arg::from(number))],
            Err(_) => vec![("detail", Arg::from(grouped_decimal(detail)))],
        },
        Detail::Span(_) => vec![(
            "detail",
            Arg::from(span(detail.parse().unwrap_or_default())),
        )],
        Detail::Source => {
            let (detail, other) = detail.split_once('\u{1f}').unwrap_or((detail, ""));
            vec![("detail", Arg::from(detail)), ("other", Arg::from(other))]
        }
    }
}

fn grouped_decimal(text: &str) -> String {
    let (sign, digits) = text
        .strip_prefix('-')
        .map_or(("", text), |rest| ("-", rest));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    match whole.parse::<u64>() {
        Ok(whole) if fraction.is_empty() => format!("{sign}{}", grouped(whole)),
        Ok(whole) => format!("{sign}{}.{fraction}", grouped(whole)),
        Err(_) => text.to_owned(),
    }
}

/// A duration in the two largest units that it has.
pub(crate) fn span(millis: i64) -> Message {
    let minutes = millis.unsigned_abs() / 60_000;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match (days, hours, rest) {
        (0, 0, _) => message!("span-minutes", count = rest),
        (0, _, 0) => message!("span-hours", count = hours),
        (0, _, _) => {
            let (first, second) = (
                message!("span-hours", count = hours),
                message!("span-minutes", count = rest),
            );
            message!("span-two", first = first, second = second)
        }
        (_, 0, _) => message!("span-days", count = days),
        _ => {
            let (first, second) = (
                message!("span-days", count = days),
                message!("span-hours", count = hours),
            );
            message!("span-two", first = first, second = second)
        }
    }
}

/// The document key as reports show it: parts between bars, sensitive ones masked.
fn shown_key(table: &Table, key: &str) -> String {
    let parts = key.split('\u{1f}').zip(&table.key);
    let masked: Vec<_> = parts
        .map(|(part, &field)| mask(part, table.fields[field].sensitive))
        .collect();
    masked.join("|")
}

/// A share for people: `12.3%`, and never 0 or 100 where it is neither.
pub(crate) fn percent(share: f64) -> String {
    let rounded = (share * 1000.0).round() / 10.0;
    if share > 0.0 && rounded == 0.0 {
        "<0.1%".to_owned()
    } else if share < 1.0 && rounded >= 100.0 {
        ">99.9%".to_owned()
    } else {
        format!("{rounded:.1}%")
    }
}

/// Text that a spreadsheet would take for a formula, disarmed with an apostrophe. Numbers stay numbers.
/// Source of the list of characters: OWASP, "CSV Injection".
pub(crate) fn disarmed(text: &str) -> std::borrow::Cow<'_, str> {
    let risky = matches!(
        text.as_bytes().first(),
        Some(b'=' | b'+' | b'-' | b'@' | b'\t' | b'\r' | b'\n')
    ) || text.starts_with(['＝', '＋', '－', '＠']);
    if risky && crate::tables::number::decimal(text).is_none() {
        format!("'{text}").into()
    } else {
        text.into()
    }
}

/// Writes a report in a format.
pub(crate) fn write(
    format: Format,
    report: &Report,
    style: terminal::Style,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    match format {
        Format::Table => out.write_all(terminal::render(report, style).as_bytes()),
        Format::Json => json::write(report, out),
        Format::Jsonl => json::write_lines(report, out),
        Format::Csv => csv::write(report, out),
        Format::Xlsx => xlsx::write(report, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_never_lie() {
        assert_eq!(percent(0.0), "0.0%");
        assert_eq!(percent(0.00001), "<0.1%");
        assert_eq!(percent(0.99999), ">99.9%");
        assert_eq!(percent(1.0), "100.0%");
        assert_eq!(percent(0.1234), "12.3%");
    }

    #[test]
    fn formulas_are_disarmed() {
        for bad in [
            "=1+1",
            "+cmd|' /C calc'!A0",
            "-2+3",
            "@SUM(A1)",
            "\t=1",
            "＝1",
        ] {
            assert!(disarmed(bad).starts_with('\''), "{bad}");
        }
        for good in ["-12.5", "+3", "SO-1", ""] {
            assert_eq!(disarmed(good), good);
        }
    }

    #[test]
    fn spans() {
        assert_eq!(
            span(3_600_000 * 80),
            message!(
                "span-two",
                first = message!("span-days", count = 3u64),
                second = message!("span-hours", count = 8u64)
            )
        );
        assert_eq!(span(86_400_000 * 6), message!("span-days", count = 6u64));
        assert_eq!(span(60_000 * 59), message!("span-minutes", count = 59u64));
    }
}
