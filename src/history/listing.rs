//! Findings of recorded runs, as `history show`, `history diff` and `history export` list them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::past::{Change, Closing, Past, State};
use super::replay::Replay;
use super::store::{JudgedRow, Part, RunRow, Session};
use super::trend::ChangeCounts;
use crate::fingerprint::identity::Identity;

/// A finding of a run, or one that the run no longer has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Entry<'a> {
    pub(crate) as_of: &'a str,
    pub(crate) rule: &'a str,
    pub(crate) severity: &'static str,
    pub(crate) table: &'a str,
    /// Null where the row is wrong.
    pub(crate) column: Option<String>,
    pub(crate) key: String,
    pub(crate) identity: String,
    pub(crate) state: &'static str,
    pub(crate) first_seen: &'a str,
    pub(crate) times_seen: u32,
}

/// A rule of a run.
pub(crate) struct Shown {
    pub(crate) row: JudgedRow,
    pub(crate) counts: ChangeCounts,
}

/// What a run says of each rule. `take` gets every finding of it, and those that it no longer has.
pub(crate) fn show(
    session: &Session,
    runs: &[RunRow],
    run: usize,
    mut take: impl FnMut(Entry) -> anyhow::Result<()>,
) -> anyhow::Result<Vec<Shown>> {
    let runs = &runs[..=run];
    let mut shown = Vec::new();
    for rule in session.rules()? {
        let mut replay = Replay::new(session, runs, &rule)?;
        let mut before = Vec::new();
        while let Some(step) = replay.step()? {
            let (past, row) = (&replay.past, step.row);
            if (step.run as usize) < run {
                before.push(row);
                continue;
            }
            entries(session, runs, &row, past, &mut take)?;
            closed(session, runs, &before, &row, past, &step.change, &mut take)?;
            shown.push(Shown {
                counts: ChangeCounts::of(&step.change),
                row,
            });
            break;
        }
    }
    Ok(shown)
}

/// All findings of all runs, and those that each of them no longer had, rule by rule.
pub(crate) fn export(
    session: &Session,
    mut take: impl FnMut(Entry) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let runs = session.runs()?;
    for rule in session.rules()? {
        let mut replay = Replay::new(session, &runs, &rule)?;
        let mut before = Vec::new();
        while let Some(step) = replay.step()? {
            let (past, row) = (&replay.past, step.row);
            entries(session, &runs, &row, past, &mut take)?;
            closed(session, &runs, &before, &row, past, &step.change, &mut take)?;
            before.push(row);
        }
    }
    Ok(())
}

/// The findings that a run no longer has, with the texts of the last run before that had them.
fn closed(
    session: &Session,
    runs: &[RunRow],
    before: &[JudgedRow],
    row: &JudgedRow,
    past: &Past,
    change: &Change,
    take: &mut impl FnMut(Entry) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    for (state, closed) in [("fixed", &change.fixed), ("gone", &change.gone)] {
        let newest_first = before.iter().rev();
        let texts = session.texts(newest_first, closed.iter().copied().collect())?;
        for (identity, field, document) in texts {
            if let Some(entry) = entry(runs, row, past, identity, &field, document) {
                take(Entry { state, ..entry })?;
            }
        }
    }
    Ok(())
}

/// The findings of a judged rule. `past` ends with its run.
fn entries(
    session: &Session,
    runs: &[RunRow],
    row: &JudgedRow,
    past: &Past,
    take: &mut impl FnMut(Entry) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    let mut number = 0;
    while let Some(Part {
        field,
        identities,
        documents,
        ..
    }) = session.part(row.id, number)?
    {
        for (identity, document) in identities.into_iter().zip(documents) {
            if let Some(entry) = entry(runs, row, past, identity, &field, document) {
                take(entry)?;
            }
        }
        number += 1;
    }
    Ok(())
}

fn entry<'a>(
    runs: &'a [RunRow],
    row: &'a JudgedRow,
    past: &Past,
    identity: Identity,
    field: &str,
    document: String,
) -> Option<Entry<'a>> {
    let record = past.get(identity)?;
    let day = |number: u32| runs.get(number as usize).map(|run| run.day.as_str());
    Some(Entry {
        as_of: &runs.iter().find(|run| run.id == row.run)?.day,
        rule: &row.rule,
        severity: row.severity.tag(),
        table: &row.table,
        column: Some(field.to_owned()).filter(|field| !field.is_empty()),
        key: document,
        identity: identity.text(),
        state: State::tag(record.state),
        first_seen: day(record.first)?,
        times_seen: record.times,
    })
}

/// Identity, field and document of a finding.
pub(crate) type Described = (Identity, String, String);

/// A rule in two runs.
#[derive(Debug)]
pub(crate) struct Difference {
    pub(crate) rule: String,
    pub(crate) table: String,
    /// Whether both runs covered all of the project's exports.
    pub(crate) complete: bool,
    /// Only in the first run, and fixed since.
    pub(crate) fixed: Vec<Described>,
    /// Only in the first run; a later one, up to the second, did not have the document in its export. Whether it is back
    /// nobody has looked for.
    pub(crate) gone: Vec<Described>,
    /// Only in the first run; nobody can say whether it is still there.
    pub(crate) unclear: Vec<Described>,
    /// Only in the second.
    pub(crate) came: Vec<Described>,
    /// How many are in both.
    pub(crate) both: usize,
}

/// What two runs found, the second not before the first, rule by rule, and the rules that only one of them judged.
pub(crate) fn diff(
    session: &Session,
    runs: &[RunRow],
    first: usize,
    second: usize,
) -> anyhow::Result<(Vec<Difference>, Vec<String>)> {
    let (mut differences, mut only_one) = (Vec::new(), Vec::new());
    for rule in session.rules()? {
        let mut replay = Replay::new(session, &runs[..=second], &rule)?;
        let mut rows = BTreeMap::new();
        while let Some(step) = replay.step()? {
            rows.insert(step.run as usize, step.row);
        }
        let (a, b) = match (rows.get(&first), rows.get(&second)) {
            (Some(a), Some(b)) => (a, b),
            (None, None) => continue,
            _ => {
                only_one.push(rule);
                continue;
            }
        };
        let before: BTreeSet<Identity> = session.identities(a.id)?.into_iter().collect();
        let found = session.identities(b.id)?;
        let after = found.iter().copied().collect();
        let lost = |fate: Option<Closing>| {
            let lost = before.difference(&after).copied();
            let lost = lost.filter(|identity| replay.past.closed(*identity) == fate);
            session.texts([a].into_iter(), lost.collect())
        };
        let came = after.difference(&before).copied().collect();
        differences.push(Difference {
            rule,
            table: b.table.clone(),
            complete: a.coverage.complete
                && b.coverage.covers(&a.coverage)
                && !b.coverage.unsettled,
            fixed: lost(Some(Closing::Fixed))?,
            gone: lost(Some(Closing::Gone))?,
            unclear: lost(None)?,
            came: session.texts([b].into_iter(), came)?,
            both: found.iter().filter(|one| before.contains(one)).count(),
        });
    }
    Ok((differences, only_one))
}
