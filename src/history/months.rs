//! Months in a row: who had findings of a rule in the months before an audit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::owners::RECORDED_OWNERS;
use super::store::{JudgedRow, RunRow, Session, Store, Trouble};
use crate::audit::Options;
use crate::project::Project;
use crate::tables::date;

/// Characters of the month in a day such as `2026-10-31`.
const MONTH: usize = 7;

/// Who had findings of a rule month after month, up to a day. Months without a run that judged the rule, or only with one
/// of a part that found nothing, are passed over.
#[derive(Debug, Default)]
pub(crate) struct Months {
    /// The month of the day.
    this: String,
    /// By what the history knows the owner.
    rows: BTreeMap<String, Row>,
    /// Whether others may have had findings in the last month before: more owners than are recorded.
    more: bool,
}

/// Months in a row that end with the last one before.
#[derive(Debug)]
struct Row {
    months: usize,
    since: String,
    /// Whether the owner may have had findings in the month before them as well.
    more: bool,
}

/// Months in a row with findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct InARow<'m> {
    /// That of the run included.
    pub(crate) months: usize,
    /// The first of them, `2026-08`.
    pub(crate) since: &'m str,
    /// Whether there may be more of them: what is recorded does not say.
    pub(crate) is_least: bool,
}

impl Months {
    /// `judged` are the runs before a day that judged the rule, the oldest first; one of them is enough for its month.
    pub(super) fn read(
        session: &Session,
        rule: &str,
        judged: &[&RunRow],
        day: &str,
    ) -> Result<Months, Trouble> {
        let this = month(day);
        let by_run: BTreeMap<i64, &str> =
            judged.iter().map(|run| (run.id, month(&run.day))).collect();
        let months = judged.iter().map(|run| month(&run.day));
        let mut months: Vec<&str> = months.filter(|before| *before != this).collect();
        months.dedup();
        let mut had: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        let mut recorded: BTreeMap<i64, usize> = BTreeMap::new();
        for (owner, run) in session.owners_of(rule)? {
            if let Some(month) = by_run.get(&run) {
                had.entry(owner).or_default().insert(month);
                *recorded.entry(run).or_default() += 1;
            }
        }
        let full = recorded
            .iter()
            .filter(|(_, owners)| **owners >= RECORDED_OWNERS);
        let full: BTreeSet<&str> = full.map(|(run, _)| by_run[run]).collect();
        let row = |(owner, had): (String, BTreeSet<&str>)| {
            let newest_first = months.iter().rev();
            let count = newest_first
                .take_while(|month| had.contains(**month))
                .count();
            let (before, row) = months.split_at(months.len() - count);
            let row = Row {
                months: count,
                since: (*row.first()?).to_owned(),
                more: before.last().is_some_and(|month| full.contains(month)),
            };
            Some((owner, row))
        };
        Ok(Months {
            this: this.to_owned(),
            more: months.last().is_some_and(|month| full.contains(month)),
            rows: had.into_iter().filter_map(row).collect(),
        })
    }

    /// How long somebody who has findings now has had them.
    pub(crate) fn in_a_row(&self, owner: &str) -> InARow<'_> {
        match self.rows.get(owner) {
            None => InARow {
                months: 1,
                since: &self.this,
                is_least: self.more,
            },
            Some(row) => InARow {
                months: row.months + 1,
                since: &row.since,
                is_least: row.more,
            },
        }
    }

    /// Those who had findings in the last month before.
    pub(crate) fn owners(&self) -> impl Iterator<Item = &str> {
        self.rows.keys().map(String::as_str)
    }
}

/// What rules about recurrence need to know before an audit.
#[derive(Debug, Default)]
pub(crate) struct Earlier {
    /// By the rule that is watched.
    by_rule: BTreeMap<usize, Months>,
    /// The database, where there is one.
    pub(crate) path: Option<PathBuf>,
}

impl Earlier {
    /// Nothing where there is no history yet, and where no rule asks for it.
    pub(crate) fn read(
        path: &Path,
        project: &Project,
        options: &Options,
    ) -> Result<Earlier, Trouble> {
        let mut earlier = Earlier::default();
        let selected = options.selected.iter().map(|&ix| &project.rules[ix]);
        let recurring = selected.filter_map(|rule| rule.recurring());
        let watched: BTreeSet<usize> = recurring.flat_map(|r| project.watched(r)).collect();
        if watched.is_empty() || !path.exists() {
            return Ok(earlier);
        }
        let mut store = Store::open_to_look(path)?;
        let session = store.look()?;
        let day = date::text(options.as_of.day);
        let mut runs = session.runs()?;
        runs.retain(|run| run.day < day);
        for ix in watched {
            let rule = &project.rules[ix].id;
            let judged = session.judged(rule)?.into_iter();
            let judged: BTreeSet<i64> = judged
                .filter(JudgedRow::interrupts)
                .map(|row| row.run)
                .collect();
            let runs: Vec<&RunRow> = runs.iter().filter(|run| judged.contains(&run.id)).collect();
            let months = Months::read(&session, rule, &runs, &day)?;
            earlier.by_rule.insert(ix, months);
        }
        earlier.path = Some(path.to_owned());
        Ok(earlier)
    }

    /// Of a rule that is watched.
    pub(crate) fn of(&self, rule: usize) -> Option<&Months> {
        self.by_rule.get(&rule)
    }
}

fn month(day: &str) -> &str {
    day.get(..MONTH).unwrap_or(day)
}
