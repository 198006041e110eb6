//! A finding in the language of the report.

use std::collections::HashMap;

use super::blocks::{Block, blocks};
use super::{Report, RuleResult};
use crate::dispositions::{Decision, Entry};
use crate::findings::outcome::Evidence;
use crate::findings::{Row, shown_key};
use crate::fingerprint::identity::Identity;
use crate::history::State;
use crate::messages::{Arg, Message, grouped_decimal, message};
use crate::rules::plan::{Clock, Detail};
use crate::tables::date;

/// Texts that are kept for the next finding that reads the same.
const MOST_TEXTS: usize = 10_000;

/// A finding in the language of the report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Finding {
    pub(crate) identity: String,
    pub(crate) rule: String,
    pub(crate) severity: &'static str,
    pub(crate) table: String,
    pub(crate) file: String,
    pub(crate) sheet: Option<String>,
    /// 0 where it stands in no file: a record of the history.
    pub(crate) row: u64,
    pub(crate) column: Option<String>,
    pub(crate) key: String,
    pub(crate) value: String,
    pub(crate) expected: String,
    pub(crate) message: String,
    pub(crate) owner: String,
    pub(crate) department: String,
    /// New, again or reopened; null where no history is kept, as the next two.
    pub(crate) state: Option<State>,
    /// The day of the first run that found it.
    pub(crate) first_seen: Option<String>,
    /// In how many runs it was found, this one included.
    pub(crate) times_seen: Option<u32>,
    /// Null where no baseline is given.
    pub(crate) in_baseline: Option<bool>,
    /// The cell that names the owner, as it is written; null where the project has no people or the rule no owner.
    pub(crate) account: Option<String>,
    /// Whether the owner was new on the day of the document; null where that is not known.
    pub(crate) new_staff: Option<bool>,
    /// Link by link what it holds back; null where no link leads to its table.
    pub(crate) blocks: Option<Vec<Block>>,
    /// Null where nothing was decided about it.
    pub(crate) disposition: Option<Disposition>,
}

/// What was decided about a finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Disposition {
    pub(crate) verdict: Decision,
    /// Where it stands in `dispositions.toml`.
    pub(crate) line: u64,
    /// The last day of an exception.
    pub(crate) until: Option<String>,
    /// The last day to act.
    pub(crate) due: Option<String>,
    /// Who must act.
    pub(crate) owner: Option<String>,
    pub(crate) decided_on: String,
    /// Whether the finding does not fail a run: the last day has not passed.
    pub(crate) holds: bool,
    pub(crate) reason: String,
    pub(crate) cause: Option<String>,
    pub(crate) remedy: Option<String>,
    pub(crate) decided_by: String,
}

impl Finding {
    /// The row for people.
    pub(crate) fn shown_row(&self) -> String {
        if self.row == 0 {
            String::new()
        } else {
            self.row.to_string()
        }
    }

    /// Whether it can fail a run.
    pub(crate) fn is_open(&self) -> bool {
        let held = self.disposition.as_ref().is_some_and(|d| d.holds);
        self.in_baseline != Some(true) && !held
    }
}

impl Disposition {
    fn new(entry: &Entry, holds: bool) -> Disposition {
        Disposition {
            verdict: entry.decision,
            line: entry.line,
            until: entry.until(),
            due: entry.due(),
            owner: entry.owner.clone(),
            decided_on: date::text(entry.decided_on),
            holds,
            reason: entry.reason.clone(),
            cause: entry.cause.clone(),
            remedy: entry.remedy.clone(),
            decided_by: entry.decided_by.clone(),
        }
    }

    /// What was decided, for how long, and whether that is over.
    pub(super) fn text(&self) -> Message {
        let verdict = self.verdict.label();
        match (&self.until, &self.due) {
            (Some(day), _) if self.holds => {
                message!("disposition-until", verdict = verdict, day = day)
            }
            (Some(day), _) => message!("disposition-expired", verdict = verdict, day = day),
            (None, Some(day)) if self.holds => {
                message!("disposition-due", verdict = verdict, day = day)
            }
            (None, Some(day)) => message!("disposition-overdue", verdict = verdict, day = day),
            (None, None) => verdict,
        }
    }
}

/// Turns the collected findings of one rule into texts. Most of millions of findings read like another one, so texts
/// are kept by what they depend on.
pub(super) struct Rendering<'a> {
    report: &'a Report<'a>,
    result: RuleResult<'a>,
    /// Name and sheet of the table's files.
    inputs: Vec<(String, Option<String>)>,
    /// `expected` and `message` by judgement and detail.
    texts: HashMap<(usize, bool, String), (String, String)>,
}

impl<'a> Rendering<'a> {
    pub(super) fn new(report: &'a Report<'_>, result: &RuleResult<'a>) -> Rendering<'a> {
        let sheet = |input: &Evidence| input.sheet.clone();
        let of_table = report
            .review
            .audit
            .inputs
            .iter()
            .filter(|i| i.table == result.rule.table);
        let inputs = of_table.map(|i| (i.input.name.clone(), sheet(i))).collect();
        Rendering {
            report,
            result: *result,
            inputs,
            texts: HashMap::new(),
        }
    }

    /// `at` is the position among the rule's findings.
    pub(super) fn finding(&mut self, at: usize, row: &Row) -> Finding {
        let (rule, table) = (self.result.rule, self.result.table);
        let judgement = &rule.plan.judgements[row.judgement];
        let column = (!rule.is_shape()).then(|| &table.fields[judgement.column]);
        let (file, sheet) = self.inputs.get(row.input).cloned().unwrap_or_default();
        let (expected, message) = self.texts(row);
        let column = column.map(|c| c.name.clone());
        let identity = Identity::new(
            &rule.id,
            &table.name,
            &row.key,
            column.as_deref().unwrap_or_default(),
        );
        let review = self.report.review;
        let seen = review.history.as_ref();
        let seen = seen.and_then(|history| history.seen(self.result.ix, at));
        let baseline = review.baseline.as_ref();
        let blocked = review.audit.blocks.of_document(rule.table, &row.key);
        Finding {
            identity: identity.text(),
            rule: rule.id.clone(),
            severity: rule.severity.tag(),
            table: table.name.clone(),
            file,
            sheet,
            row: row.line,
            column,
            key: shown_key(table, &row.key),
            value: row.value.clone(),
            expected,
            message,
            owner: row.owner.clone(),
            department: row.department.clone(),
            state: seen.as_ref().map(|seen| seen.state),
            first_seen: seen.as_ref().map(|seen| seen.first.to_owned()),
            times_seen: seen.map(|seen| seen.times),
            in_baseline: baseline.map(|baseline| baseline.holds(self.result.ix, at)),
            account: row.account.clone(),
            new_staff: row.new_staff,
            blocks: blocked.map(|blocked| blocks(self.report, blocked)),
            disposition: self.disposition(at),
        }
    }

    fn disposition(&self, at: usize) -> Option<Disposition> {
        let ledger = self.report.project.ledger.as_ref()?;
        let label = self.result.labels?.label(at)?;
        Some(Disposition::new(
            &ledger.entries[label.entry as usize],
            label.holds,
        ))
    }

    fn texts(&mut self, row: &Row) -> (String, String) {
        let by = (row.judgement, row.value.is_empty(), row.detail.clone());
        if let Some(texts) = self.texts.get(&by) {
            return texts.clone();
        }
        let judgement = &self.result.rule.plan.judgements[row.judgement];
        let mut arguments = match judgement.detail {
            Detail::Recurrence => self.recurrence_arguments(&row.detail),
            ref detail => detail_arguments(detail, row),
        };
        if let Some(column) = self.result.table.fields.get(judgement.column) {
            arguments.push(("column", Arg::from(column.label.clone())));
        }
        let render = |message: &Message| {
            let mut message = message.clone();
            message.args.extend(arguments.iter().cloned());
            self.report.text(&message)
        };
        let texts = (render(&judgement.expected), render(&judgement.message));
        if self.texts.len() < MOST_TEXTS {
            self.texts.insert(by, texts.clone());
        }
        texts
    }

    fn recurrence_arguments(&self, detail: &str) -> Vec<(&'static str, Arg)> {
        let mut parts = detail.splitn(4, '\u{1f}');
        let mut part = || parts.next().unwrap_or_default();
        let (count, months, since, id) = (part(), part(), part(), part());
        let number = |written: &str| Arg::from(written.parse::<u64>().unwrap_or_default());
        let mut rules = self.report.project.rules.iter();
        let rule = rules.find(|rule| rule.id == id);
        let label = rule.map_or_else(|| id.to_owned(), |rule| self.report.rule_label(rule));
        vec![
            ("count", number(count)),
            ("months", number(months)),
            ("since", Arg::from(since)),
            ("rule", Arg::from(label)),
        ]
    }
}

fn detail_arguments(kind: &Detail, row: &Row) -> Vec<(&'static str, Arg)> {
    let detail = row.detail.as_str();
    match kind {
        Detail::None | Detail::Recurrence => Vec::new(),
        Detail::Raw(_) | Detail::Day(_) | Detail::Secret => vec![("detail", Arg::from(detail))],
        Detail::Number(_) => match detail.parse::<i64>() {
            Ok(number) => vec![("detail", Arg::from(number))],
            Err(_) => vec![("detail", Arg::from(grouped_decimal(detail)))],
        },
        Detail::Span(clock, _) => vec![
            (
                "detail",
                Arg::from(span(*clock, detail.parse().unwrap_or_default())),
            ),
            (
                "state",
                Arg::from(if row.value.is_empty() {
                    "open"
                } else {
                    "closed"
                }),
            ),
        ],
        Detail::Source => {
            let mut parts = detail.split('\u{1f}');
            let mut part = || parts.next().unwrap_or_default();
            let (detail, other, record) = (part(), part(), part());
            let record = match record {
                "" => Arg::from(""),
                record => Arg::from(message!("finding-record", record = record)),
            };
            vec![
                ("detail", Arg::from(detail)),
                ("other", Arg::from(other)),
                ("record", record),
            ]
        }
    }
}

/// A duration in the two largest units that it has. Working hours do not add up to days.
pub(super) fn span(clock: Clock, millis: i64) -> Message {
    let minutes = millis.unsigned_abs() / 60_000;
    let (days, hours, rest) = (minutes / 1440, minutes / 60 % 24, minutes % 60);
    match clock {
        Clock::Workdays => return message!("span-workdays", count = days),
        Clock::Workhours => return workhours(minutes / 60, rest),
        Clock::Elapsed | Clock::Days => {}
    }
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

fn workhours(hours: u64, minutes: u64) -> Message {
    let (first, second) = (
        message!("span-workhours", count = hours),
        message!("span-minutes", count = minutes),
    );
    match (hours, minutes) {
        (_, 0) => first,
        (0, _) => message!("span-workminutes", count = minutes),
        _ => message!("span-two", first = first, second = second),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans() {
        assert_eq!(
            span(Clock::Elapsed, 3_600_000 * 80),
            message!(
                "span-two",
                first = message!("span-days", count = 3u64),
                second = message!("span-hours", count = 8u64)
            )
        );
        assert_eq!(
            span(Clock::Days, 86_400_000 * 6),
            message!("span-days", count = 6u64)
        );
        assert_eq!(
            span(Clock::Elapsed, 60_000 * 59),
            message!("span-minutes", count = 59u64)
        );
        let (hours, minutes) = (
            message!("span-workhours", count = 9u64),
            message!("span-minutes", count = 30u64),
        );
        assert_eq!(
            span(Clock::Workhours, 34_200_000),
            message!("span-two", first = hours, second = minutes)
        );
        assert_eq!(
            span(Clock::Workdays, 86_400_000 * 2),
            message!("span-workdays", count = 2u64)
        );
    }
}
