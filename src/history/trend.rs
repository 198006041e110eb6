//! What happened over all runs: how each differs from the one before, and what recurs.

use std::collections::BTreeMap;

use super::past::Change;
use super::replay::Replay;
use super::store::{RunRow, Session, Trouble};
use crate::findings::outcome::Counts;
use crate::rules::recurrence::RECURS;
use crate::rules::severity::Severity;

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
    /// Of these, the ones that were not judged on all of the project's exports.
    pub(crate) incomplete: Vec<String>,
    pub(crate) not_run: Vec<String>,
    /// Rules that were not selected.
    pub(crate) skipped: Vec<String>,
    pub(crate) counts: ChangeCounts,
}

impl RunLine {
    /// Rules that the project had, without those whose optional export was absent.
    pub(crate) fn all_rules(&self) -> usize {
        self.rules + self.not_run.len() + self.skipped.len()
    }

    /// Whether a full run could have found more.
    pub(crate) fn is_partial(&self) -> bool {
        self.rules < self.all_rules() || !self.incomplete.is_empty()
    }
}

/// New, again, reopened, fixed and gone findings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub(crate) struct ChangeCounts {
    pub(crate) new: u64,
    pub(crate) again: u64,
    pub(crate) reopened: u64,
    pub(crate) fixed: u64,
    pub(crate) gone: u64,
}

impl ChangeCounts {
    pub(crate) fn of(change: &Change) -> ChangeCounts {
        ChangeCounts {
            new: change.new,
            again: change.again,
            reopened: change.reopened,
            fixed: change.fixed.len() as u64,
            gone: change.gone.len() as u64,
        }
    }

    fn add(&mut self, other: ChangeCounts) {
        self.new += other.new;
        self.again += other.again;
        self.reopened += other.reopened;
        self.fixed += other.fixed;
        self.gone += other.gone;
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
    /// As the last run that found something has the name.
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

/// How often rules were violated, run by run.
#[derive(Debug, Default)]
pub(crate) struct Rates {
    /// Days of the runs that judged any of them, the oldest first.
    pub(crate) days: Vec<String>,
    /// By rule, then by run; none where it was not judged.
    pub(crate) counts: Vec<Vec<Option<Counts>>>,
}

/// The rates of some rules, by id.
pub(crate) fn rates(session: &Session, rules: &[&str]) -> Result<Rates, Trouble> {
    let runs = session.runs()?;
    let mut counts = Vec::new();
    for rule in rules {
        let judged = session.judged(rule)?;
        let of = |run: &RunRow| judged.iter().find(|row| row.run == run.id);
        counts.push(
            runs.iter()
                .map(|run| of(run).map(|row| row.counts))
                .collect(),
        );
    }
    let any = |run: &usize| {
        counts
            .iter()
            .any(|rule: &Vec<Option<Counts>>| rule[*run].is_some())
    };
    let kept: Vec<usize> = (0..runs.len()).filter(any).collect();
    Ok(Rates {
        days: kept.iter().map(|&run| runs[run].day.clone()).collect(),
        counts: counts
            .iter()
            .map(|rule| kept.iter().map(|&run| rule[run]).collect())
            .collect(),
    })
}

/// The whole history.
pub(crate) fn trend(session: &Session) -> Result<Trend, Trouble> {
    let runs = session.runs()?;
    let mut trend = Trend::default();
    for row in &runs {
        trend.runs.push(RunLine {
            row: row.clone(),
            findings: BTreeMap::new(),
            rules: 0,
            incomplete: Vec::new(),
            not_run: Vec::new(),
            skipped: Vec::new(),
            counts: ChangeCounts::default(),
        });
    }
    for rule in session.rules()? {
        let mut line = None;
        let mut points = vec![None; runs.len()];
        let mut replay = Replay::new(session, &runs, &rule)?;
        while let Some(step) = replay.step()? {
            let (number, row) = (step.run as usize, step.row);
            let counts = ChangeCounts::of(&step.change);
            let run = &mut trend.runs[number];
            run.rules += 1;
            if !row.coverage.complete {
                run.incomplete.push(rule.clone());
            }
            run.counts.add(counts);
            *run.findings.entry(row.severity).or_default() += row.counts.findings;
            points[number] = Some(Point {
                findings: row.counts.findings,
                rate: row.counts.rate(),
                counts,
            });
            line = Some((row.table, row.severity));
        }
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
    for (run, rule) in session.skipped()? {
        if let Some(number) = number(run) {
            trend.runs[number].skipped.push(rule);
        }
    }
    trend.owners = owner_lines(session, &runs)?;
    Ok(trend)
}

fn owner_lines(session: &Session, runs: &[RunRow]) -> Result<Vec<OwnerLine>, Trouble> {
    let mut owners: BTreeMap<String, (Vec<String>, Vec<u64>)> = BTreeMap::new();
    for (owner, run, findings, name) in session.owners()? {
        if let Some(number) = runs.iter().position(|row| row.id == run) {
            let none = || (vec![String::new(); runs.len()], vec![0; runs.len()]);
            let (names, counts) = owners.entry(owner).or_insert_with(none);
            (names[number], counts[number]) = (name, findings);
        }
    }
    let owners = owners.into_values().map(|(names, findings)| OwnerLine {
        owner: names
            .into_iter()
            .rfind(|name| !name.is_empty())
            .unwrap_or_default(),
        findings,
    });
    let mut owners: Vec<OwnerLine> = owners.filter(|line| line.runs() >= RECURS).collect();
    let total = |line: &OwnerLine| line.findings.iter().sum::<u64>();
    owners.sort_by_key(|line| std::cmp::Reverse((line.runs(), total(line))));
    Ok(owners)
}
