//! The history as tables for people.

use std::collections::BTreeMap;

use crate::cli::output::Terminal;
use crate::history::{
    ChangeCounts, Described, Difference, Entry, Forgotten, RuleLine, RunLine, RunRow, Shown, Trend,
};
use crate::messages::{Message, grouped, message};
use crate::project::Project;
use crate::reports::grid::Column;
use crate::reports::percent;
use crate::reports::terminal::clean;
use crate::rules::severity::Severity;

/// Runs that a trend draws.
const MOST_RUNS: usize = 24;
/// Owners that are named.
const LISTED_OWNERS: usize = 10;
/// Names are not broken into shorter lines than this.
const NAME: usize = 20;

/// All runs, all rules with findings, who has findings again and again.
pub(super) fn trend(project: &Project, terminal: &Terminal, trend: &Trend) -> String {
    let mut out = runs(terminal, trend);
    let rules: Vec<&RuleLine> = trend.rules.iter().filter(|rule| rule.runs() > 0).collect();
    if !rules.is_empty() {
        out.push('\n');
        out.push_str(&rule_trends(project, terminal, &rules));
    }
    for run in trend.runs.iter().filter(|run| run.is_partial()) {
        let text = message!(
            "history-run-partial",
            as_of = run.row.as_of.as_str(),
            judged = run.rules,
            rules = run.all_rules(),
            incomplete = run.incomplete.len()
        );
        out.push_str(&line(terminal, &text));
    }
    let not_run = trend.runs.iter().filter(|run| !run.not_run.is_empty());
    for run in not_run {
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

/// A line for each run. Columns that nothing is in are left out.
fn runs(terminal: &Terminal, trend: &Trend) -> String {
    let any = |some: &dyn Fn(&RunLine) -> bool| trend.runs.iter().any(some);
    let of = |run: &RunLine, severity| run.findings.get(&severity).copied().unwrap_or_default();
    let severities = Severity::ALL.into_iter();
    let severities: Vec<Severity> = severities
        .filter(|severity| any(&|run| of(run, *severity) > 0))
        .collect();
    let (partial, gone) = (any(&RunLine::is_partial), any(&|run| run.counts.gone > 0));
    let mut columns = vec![
        terminal.number("column-run"),
        terminal.column("column-as-of"),
        terminal.column("column-recorded-at").yielding(4),
    ];
    if partial {
        columns.push(terminal.number("column-rules-judged").yielding(5));
    }
    columns.push(terminal.number("column-findings"));
    let labels = severities
        .iter()
        .map(|s| terminal.messages.text(&s.label()));
    columns.extend(labels.map(|label| Column::number(label).yielding(2)));
    columns.extend([
        terminal.number("column-new"),
        terminal.number("column-again").yielding(3),
        terminal.number("column-reopened").yielding(6),
        terminal.number("column-fixed"),
    ]);
    if gone {
        columns.push(terminal.number("column-gone").yielding(7));
    }
    columns.push(terminal.number("column-not-run").yielding(1));
    let mut grid = terminal.grid(columns);
    for (number, run) in (1..).zip(&trend.runs) {
        let mut row = vec![
            format!("{number}"),
            run.row.as_of.clone(),
            local(&run.row.recorded_at),
        ];
        if partial {
            row.push(format!("{}/{}", run.rules, run.all_rules()));
        }
        row.push(grouped(run.findings.values().sum()));
        row.extend(severities.iter().map(|severity| count(of(run, *severity))));
        let counts = run.counts;
        row.extend([counts.new, counts.again, counts.reopened, counts.fixed].map(count));
        if gone {
            row.push(count(counts.gone));
        }
        row.push(count(run.not_run.len() as u64));
        grid.row(row);
    }
    terminal.drawn(grid)
}

/// What was recorded in UTC, by the clock of whoever reads it.
fn local(recorded_at: &str) -> String {
    match recorded_at.parse::<jiff::Timestamp>() {
        Ok(at) => {
            let zone = jiff::tz::TimeZone::system();
            at.to_zoned(zone).strftime("%Y-%m-%d %H:%M").to_string()
        }
        Err(_) => recorded_at.to_owned(),
    }
}

fn rule_trends(project: &Project, terminal: &Terminal, rules: &[&RuleLine]) -> String {
    let mut grid = terminal.grid([
        terminal.column("column-severity").yielding(4),
        terminal.column("column-rule").flowing(2 * NAME),
        terminal.column("column-table").flowing(NAME).yielding(1),
        terminal.column("column-trend"),
        terminal.number("column-last"),
        terminal.number("column-rate").yielding(3),
        terminal.number("column-runs-with-findings").yielding(2),
    ]);
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
        grid.row([
            terminal.messages.text(&rule.severity.label()),
            rule_name(project, terminal, &rule.rule),
            table_name(project, terminal, &rule.table),
            sparkline(&findings),
            last.map_or(String::new(), |point| grouped(point.findings)),
            rate.map_or_else(|| "–".to_owned(), percent),
            format!("{}/{judged}", rule.runs()),
        ]);
    }
    terminal.drawn(grid)
}

fn owner_trends(terminal: &Terminal, trend: &Trend) -> String {
    let mut grid = terminal.grid([
        terminal.column("column-recurring-owner").flowing(NAME),
        terminal.column("column-trend"),
        terminal.number("column-last"),
        terminal.number("column-runs-with-findings").yielding(1),
    ]);
    for owner in trend.owners.iter().take(LISTED_OWNERS) {
        let findings: Vec<Option<u64>> = owner.findings.iter().copied().map(Some).collect();
        grid.row([
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
    terminal.drawn(grid)
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
        recorded_at = local(&run.recorded_at)
    );
    let mut out = format!("{}\n\n", terminal.messages.text(&title));
    let gone = shown.iter().any(|rule| rule.counts.gone > 0);
    let mut columns = vec![
        terminal.column("column-severity").yielding(2),
        terminal.column("column-rule").flowing(2 * NAME),
        terminal.column("column-table").flowing(NAME).yielding(1),
        terminal.number("column-findings"),
        terminal.number("column-rate").yielding(3),
        terminal.number("column-new"),
        terminal.number("column-again").yielding(4),
        terminal.number("column-reopened").yielding(5),
        terminal.number("column-fixed"),
    ];
    if gone {
        columns.push(terminal.number("column-gone"));
    }
    let count_of = columns.len();
    let mut grid = terminal.grid(columns);
    let mut shown: Vec<&Shown> = shown
        .iter()
        .filter(|rule| rule.row.counts.findings + rule.counts.fixed + rule.counts.gone > 0)
        .collect();
    shown.sort_by_key(|rule| std::cmp::Reverse((rule.row.severity, rule.row.counts.findings)));
    for rule in &shown {
        let counts = rule.counts;
        let rate = rule.row.counts.rate();
        let row = [
            terminal.messages.text(&rule.row.severity.label()),
            rule_name(project, terminal, &rule.row.rule),
            table_name(project, terminal, &rule.row.table),
            grouped(rule.row.counts.findings),
            rate.map_or_else(|| "–".to_owned(), percent),
            count(counts.new),
            count(counts.again),
            count(counts.reopened),
            count(counts.fixed),
            count(counts.gone),
        ];
        grid.row(row.into_iter().take(count_of));
    }
    out.push_str(&terminal.drawn(grid));
    for rule in shown {
        let counts = rule.counts;
        for (state, key, total) in [
            ("new", "column-new", counts.new),
            ("reopened", "column-reopened", counts.reopened),
            ("fixed", "column-fixed", counts.fixed),
            ("gone", "column-gone", counts.gone),
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

/// What findings of two runs have become: a heading, and those of a rule.
type Fate = (&'static str, fn(&Difference) -> &[Described]);

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
    let columns: [Fate; 4] = [
        ("column-fixed", |rule| &rule.fixed),
        ("column-gone", |rule| &rule.gone),
        ("column-unclear", |rule| &rule.unclear),
        ("column-came", |rule| &rule.came),
    ];
    let rare = ["column-gone", "column-unclear"];
    let columns: Vec<_> = columns
        .into_iter()
        .filter(|(key, of)| !rare.contains(key) || rules.iter().any(|rule| !of(rule).is_empty()))
        .collect();
    let names = [
        terminal.column("column-rule").flowing(2 * NAME),
        terminal.column("column-table").flowing(NAME).yielding(1),
    ];
    let counts = columns.iter().map(|(key, _)| *key).chain(["column-both"]);
    let counts = counts.map(|key| terminal.number(key));
    let mut grid = terminal.grid(names.into_iter().chain(counts));
    let differ =
        |rule: &&Difference| columns.iter().any(|(_, of)| !of(rule).is_empty()) || rule.both > 0;
    for rule in rules.iter().filter(differ) {
        let names = [
            rule_name(project, terminal, &rule.rule),
            table_name(project, terminal, &rule.table),
        ];
        let counts = columns.iter().map(|(_, of)| of(rule).len());
        let counts = counts.chain([rule.both]).map(|n| count(n as u64));
        grid.row(names.into_iter().chain(counts));
    }
    out.push_str(&terminal.drawn(grid));
    for rule in rules {
        for (key, entries) in columns.iter().map(|(key, of)| (key, of(rule))) {
            let documents = entries.iter().take(limit);
            let documents: Vec<String> = documents.map(|(.., document)| document.clone()).collect();
            if !documents.is_empty() {
                let total = entries.len() as u64;
                let documents = shortened(documents, total);
                out.push_str(&documents_line(terminal, &rule.rule, key, total, documents));
            }
        }
    }
    let unclear = rules.iter().filter(|rule| !rule.unclear.is_empty());
    let unclear: Vec<String> = unclear.map(|rule| rule.rule.clone()).collect();
    for (told, rules) in [
        (
            message!("history-diff-unclear", rules = unclear.clone()),
            unclear,
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

/// What goes with a run that is forgotten, and what changes of the later ones.
pub(super) fn forgotten(terminal: &Terminal, number: usize, run: &RunRow, forgotten: &Forgotten) {
    let Forgotten {
        findings,
        first_seen,
        open_again,
        later,
    } = forgotten;
    terminal.note(&message!(
        "history-forget",
        number = number + 1,
        as_of = run.as_of.as_str(),
        findings = message!("count-findings", count = *findings)
    ));
    if *first_seen > 0 {
        terminal.note(&message!("history-forget-first", count = *first_seen));
    }
    if *open_again > 0 {
        terminal.note(&message!("history-forget-open", count = *open_again));
    }
    let words = [
        "column-new",
        "column-again",
        "column-reopened",
        "column-fixed",
        "column-gone",
    ];
    for (day, with, without) in later {
        let numbers = |counts: &ChangeCounts| {
            let ChangeCounts {
                new,
                again,
                reopened,
                fixed,
                gone,
            } = *counts;
            [new, again, reopened, fixed, gone]
        };
        let changed = words
            .iter()
            .zip(numbers(with).into_iter().zip(numbers(without)));
        let changed = changed.filter(|(_, (with, without))| with != without);
        let changed = changed.map(|(word, (with, without))| {
            let word = terminal.messages.key(word);
            format!("{word} {} → {}", grouped(with), grouped(without))
        });
        let told: Vec<String> = changed.collect();
        terminal.note(&message!(
            "history-forget-later",
            day = day.as_str(),
            changes = told
        ));
    }
    if later.is_empty() {
        terminal.note(&message!("history-forget-none"));
    }
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
