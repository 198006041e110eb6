//! The history as tables for people.

use std::collections::BTreeMap;

use comfy_table::{CellAlignment, Table};

use crate::cli::output::{Terminal, lines, listing};
use crate::findings::{Identity, Severity};
use crate::history::{Difference, Entry, RuleLine, RunRow, Shown, Trend};
use crate::messages::{Message, grouped, message};
use crate::project::Project;
use crate::reports::percent;
use crate::reports::terminal::clean;

/// Runs that a trend draws.
const MOST_RUNS: usize = 24;
/// Owners that are named.
const MOST_OWNERS: usize = 10;

/// All runs, all rules with findings, who has findings again and again.
pub(super) fn trend(project: &Project, terminal: &Terminal, trend: &Trend) -> String {
    let mut out = runs(terminal, trend);
    let rules: Vec<&RuleLine> = trend.rules.iter().filter(|rule| rule.runs() > 0).collect();
    if !rules.is_empty() {
        out.push('\n');
        out.push_str(&rule_trends(project, terminal, &rules));
    }
    let skipped = trend.runs.iter().filter(|run| !run.not_run.is_empty());
    for run in skipped {
        let text = message!(
            "history-not-run",
            as_of = run.row.as_of.as_str(),
            rules = run.not_run.clone()
        );
        out.push_str(&line(terminal, &text));
    }
    if !trend.owners.is_empty() {
        out.push('\n');
        out.push_str(&owner_trends(terminal, trend));
    }
    out
}

fn runs(terminal: &Terminal, trend: &Trend) -> String {
    let mut header = vec!["column-run", "column-as-of"];
    header.extend(["column-recorded-at", "column-findings"]);
    let severities: Vec<Severity> = Severity::ALL
        .into_iter()
        .filter(|severity| {
            trend
                .runs
                .iter()
                .any(|run| run.findings.get(severity).is_some_and(|count| *count > 0))
        })
        .collect();
    let mut titles: Vec<String> = header
        .iter()
        .map(|key| terminal.messages.key(key))
        .collect();
    titles.extend(
        severities
            .iter()
            .map(|s| terminal.messages.text(&s.label())),
    );
    let change = [
        "column-new",
        "column-again",
        "column-reopened",
        "column-fixed",
    ];
    titles.extend(change.map(|key| terminal.messages.key(key)));
    titles.push(terminal.messages.key("column-not-run"));
    let mut table = listing(terminal, titles);
    for (number, run) in (1..).zip(&trend.runs) {
        let of = |severity| run.findings.get(severity).copied().unwrap_or_default();
        let mut row = vec![
            format!("{number}"),
            run.row.as_of.clone(),
            run.row.recorded_at.clone(),
            grouped(run.findings.values().sum()),
        ];
        row.extend(severities.iter().map(|severity| count(of(severity))));
        let counts = run.counts;
        let change = [counts.new, counts.again, counts.reopened, counts.fixed];
        row.extend(change.map(count));
        row.push(count(run.not_run.len() as u64));
        table.add_row(row);
    }
    right(&mut table, 0..1);
    right(&mut table, 3..severities.len() + 9);
    lines(&table)
}

fn rule_trends(project: &Project, terminal: &Terminal, rules: &[&RuleLine]) -> String {
    let header = [
        "column-severity",
        "column-rule",
        "column-table",
        "column-trend",
        "column-last",
        "column-rate",
        "column-runs-with-findings",
    ];
    let mut table = listing(terminal, header.map(|key| terminal.messages.key(key)));
    let mut rules = rules.to_vec();
    rules.sort_by_key(|rule| std::cmp::Reverse(rule.severity));
    for rule in rules {
        let findings: Vec<Option<u64>> = rule
            .points
            .iter()
            .map(|point| point.map(|point| point.findings))
            .collect();
        let judged = rule.points.iter().flatten().count();
        let last = rule.points.iter().flatten().last();
        let rate = last.and_then(|point| point.rate);
        table.add_row([
            terminal.messages.text(&rule.severity.label()),
            rule_name(project, terminal, &rule.rule),
            table_name(project, terminal, &rule.table),
            sparkline(&findings),
            last.map_or(String::new(), |point| grouped(point.findings)),
            rate.map_or_else(|| "–".to_owned(), percent),
            format!("{}/{judged}", rule.runs()),
        ]);
    }
    right(&mut table, 4..7);
    lines(&table)
}

fn owner_trends(terminal: &Terminal, trend: &Trend) -> String {
    let header = [
        "column-recurring-owner",
        "column-trend",
        "column-last",
        "column-runs-with-findings",
    ];
    let mut table = listing(terminal, header.map(|key| terminal.messages.key(key)));
    for owner in trend.owners.iter().take(MOST_OWNERS) {
        let findings: Vec<Option<u64>> = owner.findings.iter().copied().map(Some).collect();
        table.add_row([
            clean(&owner.owner),
            sparkline(&findings),
            owner
                .findings
                .last()
                .copied()
                .map_or(String::new(), grouped),
            format!("{}/{}", owner.runs(), trend.runs.len()),
        ]);
    }
    right(&mut table, 2..4);
    lines(&table)
}

/// Findings that are listed, by rule and state.
pub(super) struct Listed {
    limit: usize,
    documents: BTreeMap<(String, &'static str), Vec<String>>,
}

impl Listed {
    pub(super) fn new(limit: usize) -> Listed {
        Listed {
            limit,
            documents: BTreeMap::new(),
        }
    }

    /// Keeps the document, unless there are enough.
    pub(super) fn add(&mut self, entry: &Entry) {
        let by = (entry.rule.to_owned(), entry.state);
        let documents = self.documents.entry(by).or_default();
        if documents.len() < self.limit && documents.last() != Some(&entry.key) {
            documents.push(entry.key.clone());
        }
    }
}

/// One run, rule by rule.
pub(super) fn run(
    project: &Project,
    terminal: &Terminal,
    run: &RunRow,
    shown: &[Shown],
    listed: &Listed,
) -> String {
    let title = message!(
        "history-run-title",
        as_of = run.as_of.as_str(),
        recorded_at = run.recorded_at.as_str()
    );
    let mut out = format!("{}\n\n", terminal.messages.text(&title));
    let header = [
        "column-severity",
        "column-rule",
        "column-table",
        "column-findings",
        "column-rate",
        "column-new",
        "column-again",
        "column-reopened",
        "column-fixed",
    ];
    let mut table = listing(terminal, header.map(|key| terminal.messages.key(key)));
    let mut shown: Vec<&Shown> = shown
        .iter()
        .filter(|rule| rule.row.counts.findings > 0 || rule.counts.fixed > 0)
        .collect();
    shown.sort_by_key(|rule| std::cmp::Reverse((rule.row.severity, rule.row.counts.findings)));
    for rule in &shown {
        let counts = rule.counts;
        let rate = rule.row.counts.rate();
        table.add_row([
            terminal.messages.text(&rule.row.severity.label()),
            rule_name(project, terminal, &rule.row.rule),
            table_name(project, terminal, &rule.row.table),
            grouped(rule.row.counts.findings),
            rate.map_or_else(|| "–".to_owned(), percent),
            count(counts.new),
            count(counts.again),
            count(counts.reopened),
            count(counts.fixed),
        ]);
    }
    right(&mut table, 3..9);
    out.push_str(&lines(&table));
    for rule in shown {
        let counts = rule.counts;
        for (state, key, total) in [
            ("new", "column-new", counts.new),
            ("reopened", "column-reopened", counts.reopened),
            ("fixed", "column-fixed", counts.fixed),
        ] {
            let by = (rule.row.rule.clone(), state);
            if let Some(documents) = listed.documents.get(&by).filter(|list| !list.is_empty()) {
                let documents = shortened(documents.clone(), total);
                out.push_str(&documents_line(
                    terminal,
                    &rule.row.rule,
                    key,
                    total,
                    documents,
                ));
            }
        }
    }
    out
}

/// Two runs, rule by rule.
pub(super) fn diff(
    project: &Project,
    terminal: &Terminal,
    title: &Message,
    rules: &[Difference],
    only_one: &[String],
    limit: usize,
) -> String {
    let mut out = format!("{}\n\n", terminal.messages.text(title));
    let header = [
        "column-rule",
        "column-table",
        "column-gone",
        "column-came",
        "column-both",
    ];
    let mut table = listing(terminal, header.map(|key| terminal.messages.key(key)));
    let differ =
        |rule: &&Difference| !rule.gone.is_empty() || !rule.came.is_empty() || rule.both > 0;
    for rule in rules.iter().filter(differ) {
        table.add_row([
            rule_name(project, terminal, &rule.rule),
            table_name(project, terminal, &rule.table),
            count(rule.gone.len() as u64),
            count(rule.came.len() as u64),
            count(rule.both as u64),
        ]);
    }
    right(&mut table, 2..5);
    out.push_str(&lines(&table));
    for rule in rules {
        for (key, entries) in [("column-gone", &rule.gone), ("column-came", &rule.came)] {
            let document = |(_, _, document): &(Identity, String, String)| document.clone();
            let documents: Vec<String> = entries.iter().take(limit).map(document).collect();
            if !documents.is_empty() {
                let total = entries.len() as u64;
                let documents = shortened(documents, total);
                out.push_str(&documents_line(terminal, &rule.rule, key, total, documents));
            }
        }
    }
    let partial = rules.iter().filter(|rule| !rule.complete);
    let partial: Vec<String> = partial.map(|rule| rule.rule.clone()).collect();
    for (told, rules) in [
        (
            message!("history-diff-partial", rules = partial.clone()),
            partial,
        ),
        (
            message!("history-diff-one", rules = only_one.to_vec()),
            only_one.to_vec(),
        ),
    ] {
        if !rules.is_empty() {
            out.push_str(&line(terminal, &told));
        }
    }
    out
}

/// An ellipsis stands for what is not listed.
fn shortened(mut documents: Vec<String>, total: u64) -> Vec<String> {
    if (documents.len() as u64) < total {
        documents.push("…".to_owned());
    }
    documents
}

fn documents_line(
    terminal: &Terminal,
    rule: &str,
    state: &str,
    total: u64,
    documents: Vec<String>,
) -> String {
    let text = message!(
        "history-documents",
        rule = rule,
        state = terminal.messages.key(state),
        count = total,
        documents = documents
    );
    line(terminal, &text)
}

fn line(terminal: &Terminal, message: &Message) -> String {
    format!("{}\n", clean(&terminal.messages.text(message)))
}

/// The name of a rule as far as the project still has it, and its id.
fn rule_name(project: &Project, terminal: &Terminal, id: &str) -> String {
    let rule = project.rules.iter().find(|rule| rule.id == id);
    let label = rule.map(|rule| project.rule_label(rule, &terminal.messages));
    clean(&match label {
        Some(label) if label != id => format!("{label} [{id}]"),
        _ => id.to_owned(),
    })
}

fn table_name(project: &Project, terminal: &Terminal, name: &str) -> String {
    let table = project.tables.iter().find(|table| table.name == name);
    let label = table.map_or(name, |table| table.label.in_lang(terminal.messages.lang));
    clean(label)
}

fn count(number: u64) -> String {
    if number == 0 {
        "·".to_owned()
    } else {
        grouped(number)
    }
}

fn right(table: &mut Table, columns: std::ops::Range<usize>) {
    for column in columns {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
}

/// The last values as bars of eight heights, the highest value as the highest bar; a dot where there is no value.
fn sparkline(values: &[Option<u64>]) -> String {
    const BARS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];
    let values = &values[values.len().saturating_sub(MOST_RUNS)..];
    let most = values.iter().flatten().copied().max().unwrap_or_default();
    let bar = |value: u64| {
        // nothing is the lowest bar, something is never drawn as nothing
        let height = (u128::from(value) * 7).div_ceil(u128::from(most.max(1)));
        BARS[usize::try_from(height).unwrap_or_default().min(7)]
    };
    values.iter().map(|value| value.map_or('·', bar)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trends_are_drawn() {
        let values = [None, Some(0), Some(1), Some(50), Some(100)];
        assert_eq!(sparkline(&values), "·▁▂▅█");
        assert_eq!(sparkline(&[Some(0), Some(0)]), "▁▁");
        assert_eq!(sparkline(&[Some(u64::MAX)]), "█");
        assert_eq!(sparkline(&[Some(1); 30]).chars().count(), MOST_RUNS);
    }
}
