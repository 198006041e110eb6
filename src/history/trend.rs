//! What happened over all runs: how each differs from the one before, and what recurs.

use std::collections::BTreeMap;

use super::past::{Change, Past};
use super::store::{JudgedRow, RunRow, Session};
use crate::findings::Severity;

/// Who has findings in so many runs is named.
pub(crate) const RECURS: usize = 3;

/// A history as a whole.
#[derive(Debug, Default)]
pub(crate) struct Trend {
    /// The oldest first.
    pub(crate) runs: Vec<RunLine>,
    /// By id.
    pub(crate) rules: Vec<RuleLine>,
    /// Who has findings in [`RECURS`] runs or more, the most runs first.
    pub(crate) owners: Vec<OwnerLine>,
}

/// A run and how it differs from those before.
#[derive(Debug)]
pub(crate) struct RunLine {
    pub(crate) row: RunRow,
    pub(crate) findings: BTreeMap<Severity, u64>,
    pub(crate) rules: usize,
    pub(crate) not_run: Vec<String>,
    pub(crate) counts: ChangeCounts,
}

/// New, again, reopened and fixed findings, copies counted once.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct ChangeCounts {
    pub(crate) new: u64,
    pub(crate) again: u64,
    pub(crate) reopened: u64,
    pub(crate) fixed: u64,
}

impl ChangeCounts {
    pub(crate) fn of(change: &Change) -> ChangeCounts {
        ChangeCounts {
            new: change.new,
            again: change.again,
            reopened: change.reopened,
            fixed: change.fixed.len() as u64,
        }
    }

    fn add(&mut self, other: ChangeCounts) {
        self.new += other.new;
        self.again += other.again;
        self.reopened += other.reopened;
        self.fixed += other.fixed;
    }
}

/// A rule over the runs.
#[derive(Debug)]
pub(crate) struct RuleLine {
    pub(crate) rule: String,
    /// As the last run that judged it had them.
    pub(crate) table: String,
    pub(crate) severity: Severity,
    /// Parallel to the runs; none where it was not judged.
    pub(crate) points: Vec<Option<Point>>,
}

/// A rule in a run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Point {
    pub(crate) findings: u64,
    pub(crate) rate: Option<f64>,
    pub(crate) counts: ChangeCounts,
}

/// An owner over the runs.
#[derive(Debug)]
pub(crate) struct OwnerLine {
    pub(crate) owner: String,
    /// Findings, parallel to the runs.
    pub(crate) findings: Vec<u64>,
}

impl OwnerLine {
    /// Runs with findings.
    pub(crate) fn runs(&self) -> usize {
        self.findings
            .iter()
            .filter(|findings| **findings > 0)
            .count()
    }
}

impl RuleLine {
    /// Runs with findings.
    pub(crate) fn runs(&self) -> usize {
        let points = self.points.iter().flatten();
        points.filter(|point| point.findings > 0).count()
    }
}

/// The whole history.
pub(crate) fn trend(session: &Session) -> anyhow::Result<Trend> {
    let runs = session.runs()?;
    let mut trend = Trend::default();
    for row in &runs {
        trend.runs.push(RunLine {
            row: row.clone(),
            findings: BTreeMap::new(),
            rules: 0,
            not_run: Vec::new(),
            counts: ChangeCounts::default(),
        });
    }
    for rule in session.rules()? {
        let mut line = None;
        let mut points = vec![None; runs.len()];
        follow(session, &runs, &rule, |number, row, _, change| {
            let counts = ChangeCounts::of(change);
            let run = &mut trend.runs[number];
            run.rules += 1;
            run.counts.add(counts);
            *run.findings.entry(row.severity).or_default() += row.counts.findings;
            points[number] = Some(Point {
                findings: row.counts.findings,
                rate: row.counts.rate(),
                counts,
            });
            line = Some((row.table.clone(), row.severity));
            Ok(())
        })?;
        if let Some((table, severity)) = line {
            trend.rules.push(RuleLine {
                rule,
                table,
                severity,
                points,
            });
        }
    }
    let number = |id: i64| runs.iter().position(|run| run.id == id);
    for (run, rule) in session.not_run()? {
        if let Some(number) = number(run) {
            trend.runs[number].not_run.push(rule);
        }
    }
    let mut owners: BTreeMap<String, Vec<u64>> = BTreeMap::new();
    for (owner, run, findings) in session.owners()? {
        if let Some(number) = number(run) {
            owners.entry(owner).or_insert_with(|| vec![0; runs.len()])[number] = findings;
        }
    }
    let owners = owners
        .into_iter()
        .map(|(owner, findings)| OwnerLine { owner, findings });
    trend.owners = owners.filter(|line| line.runs() >= RECURS).collect();
    let total = |line: &OwnerLine| line.findings.iter().sum::<u64>();
    trend
        .owners
        .sort_by_key(|line| std::cmp::Reverse((line.runs(), total(line))));
    Ok(trend)
}

/// Follows a rule over the runs: number of the run, how it judged the rule, the past with this run, and what changed.
pub(crate) fn follow(
    session: &Session,
    runs: &[RunRow],
    rule: &str,
    mut act: impl FnMut(usize, &JudgedRow, &Past, &Change) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut past = Past::default();
    for row in session.judged(rule)? {
        let Some(number) = runs.iter().position(|run| run.id == row.run) else {
            continue;
        };
        let found = session.identities(row.id)?;
        let change = past.add(u32::try_from(number)?, &found, &row.coverage);
        act(number, &row, &past, &change)?;
    }
    Ok(())
}
