//! What becomes of the other runs when one is forgotten. States, first sights and counts are worked out from what the runs found,
//! so nothing has to be repaired: it comes out as if the run had never been.

use super::past::Past;
use super::replay::Replay;
use super::store::{RunRow, Session, Trouble};
use super::trend::{ChangeCounts, trend};
use crate::fingerprint::identity::Identity;

/// A run that is forgotten when what was written is made to last.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Forgotten {
    /// What it found.
    pub(crate) findings: u64,
    /// Findings of later runs that it was the first to see.
    pub(crate) first_seen: u64,
    /// Findings that it alone saw fixed: they count as open until a run looks for them.
    pub(crate) open_again: u64,
    /// The later runs that change: the day, and the counts with it and without.
    pub(crate) later: Vec<(String, ChangeCounts, ChangeCounts)>,
}

/// Takes a run away and tells what changes with it.
pub(crate) fn forget(session: &Session, runs: &[RunRow], run: usize) -> Result<Forgotten, Trouble> {
    let id = runs[run].id;
    let with = trend(session)?;
    let before = sights(session, runs, run)?;
    session.drop_run(id)?;
    let left: Vec<RunRow> = runs.iter().filter(|row| row.id != id).cloned().collect();
    let mut forgotten = Forgotten {
        findings: with.runs[run].findings.values().sum(),
        ..Forgotten::default()
    };
    for Sights { rule, first, fixed } in before {
        forgotten.first_seen += first;
        let past = replayed(session, &left, &rule)?;
        let is_open = |identity: &&Identity| {
            past.get(**identity).is_some() && past.closed(**identity).is_none()
        };
        forgotten.open_again += fixed.iter().filter(is_open).count() as u64;
    }
    let without = trend(session)?;
    let later = with.runs[run + 1..].iter().zip(&without.runs[run..]);
    let changed = later.filter(|(with, without)| with.counts != without.counts);
    forgotten.later = changed
        .map(|(with, without)| (with.row.day.clone(), with.counts, without.counts))
        .collect();
    Ok(forgotten)
}

/// What a run alone knows of the findings of a rule.
struct Sights {
    rule: String,
    /// Findings of later runs that it was the first to see.
    first: u64,
    /// What it saw fixed and no later run has.
    fixed: Vec<Identity>,
}

fn sights(session: &Session, runs: &[RunRow], run: usize) -> Result<Vec<Sights>, Trouble> {
    let number = u32::try_from(run).unwrap_or(u32::MAX);
    let mut all = Vec::new();
    for rule in session.rules()? {
        let mut replay = Replay::new(session, runs, &rule)?;
        let (mut found, mut fixed) = (Vec::new(), Vec::new());
        while let Some(step) = replay.step()? {
            if step.run == number {
                found = session.identities(step.row.id)?;
                fixed = step.change.fixed;
            }
        }
        let past = &replay.past;
        let is_first = |identity: &&Identity| {
            let record = past.get(**identity);
            record.is_some_and(|record| record.first == number && record.last > number)
        };
        let first = found.iter().filter(is_first).count() as u64;
        fixed.retain(|identity| past.get(*identity).is_some_and(|r| r.last < number));
        all.push(Sights { rule, first, fixed });
    }
    Ok(all)
}

fn replayed(session: &Session, runs: &[RunRow], rule: &str) -> Result<Past, Trouble> {
    let mut replay = Replay::new(session, runs, rule)?;
    while replay.step()?.is_some() {}
    Ok(replay.past)
}
