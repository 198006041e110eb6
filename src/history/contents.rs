//! What was in the files of a run: an export that nobody has saved anew is that of the month before under another name.
//!
//! Only tables are told whose rows come month by month: those with a date, with events of a process, or with a rule about how long
//! something takes. Customers and items may rightly be as they were.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use super::store::{RunRow, Session, Trouble};
use crate::findings::asked::Options;
use crate::findings::outcome::{Audit, Evidence};
use crate::fingerprint::Fingerprint;
use crate::messages::{Message, message, some};
use crate::project::Project;
use crate::sources::fingerprint;
use crate::tables::types::TableIx;

/// Files up to this size, in bytes, are read once more for it; the report may have asked for it anyway.
const CHEAP: u64 = 64 << 20;
/// Files that are named.
const MOST_FILES: usize = 5;
/// The year and the month of a day such as `2026-10-31`.
const MONTH: usize = 7;

/// By table: one fingerprint of all of its files, whatever they are called.
#[derive(Debug, Default)]
pub(crate) struct Contents(BTreeMap<TableIx, String>);

/// A table whose files are those of an earlier month.
#[derive(Debug)]
pub(crate) struct Unchanged {
    pub(crate) table: TableIx,
    /// The day of the run that had them.
    pub(crate) day: String,
}

impl Contents {
    /// Of the exports that the project names, as far as they were read and have rows.
    pub(crate) fn of(project: &Project, options: &Options, audit: &Audit) -> Contents {
        let mut contents = BTreeMap::new();
        for table in 0..project.exports().len() {
            if !comes_by_month(project, table) || options.inputs.contains_key(&table) {
                continue;
            }
            let inputs = audit.inputs.iter().filter(|input| input.table == table);
            let inputs: Vec<&Evidence> = inputs.collect();
            if inputs.iter().all(|input| input.rows == 0) {
                continue;
            }
            let files: Option<BTreeSet<String>> =
                inputs.iter().map(|input| content(input)).collect();
            contents.extend(files.map(|files| {
                let mut all = Fingerprint::default();
                for file in &files {
                    all.add_part(file);
                }
                (table, all.text())
            }));
        }
        Contents(contents)
    }

    /// The tables that had the same files in the last run of a month before. `before` are the runs before `day`.
    pub(super) fn unchanged(
        &self,
        session: &Session,
        before: &[RunRow],
        day: &str,
        project: &Project,
    ) -> Result<Vec<Unchanged>, Trouble> {
        let mut left = self.0.clone();
        let mut unchanged = Vec::new();
        let earlier = before.iter().rev();
        for run in earlier.filter(|run| run.day.get(..MONTH) < day.get(..MONTH)) {
            if left.is_empty() {
                break;
            }
            let then = session.contents(run.id)?;
            left.retain(|&table, now| {
                let Some(then) = then.get(&project.tables[table].name) else {
                    return true;
                };
                let day = run.day.clone();
                unchanged.extend((then == now).then_some(Unchanged { table, day }));
                false
            });
        }
        unchanged.sort_by_key(|one| one.table);
        Ok(unchanged)
    }

    /// In the place of what an earlier run of the day had.
    pub(super) fn put(
        &self,
        session: &Session,
        run: i64,
        project: &Project,
    ) -> Result<(), Trouble> {
        for (table, content) in &self.0 {
            session.put_content(run, &project.tables[*table].name, content)?;
        }
        Ok(())
    }
}

impl Unchanged {
    pub(crate) fn told(&self, project: &Project, audit: &Audit) -> Message {
        let files = audit.files_of(project, self.table);
        let files: BTreeSet<&str> = files.into_iter().collect();
        message!(
            "history-unchanged",
            count = files.len(),
            files = some(files.iter().copied(), MOST_FILES),
            day = self.day.as_str()
        )
    }
}

/// None where a file was not read to its end, or is too large.
fn content(input: &Evidence) -> Option<String> {
    if input.error.is_some() {
        return None;
    }
    input.sha256.clone().or_else(|| {
        let size = fs::metadata(&input.input.path).ok()?.len();
        let whole = input.input.entry.is_none() && size <= CHEAP;
        whole.then(|| fingerprint(&input.input.path).ok()).flatten()
    })
}

/// Whether there should be other rows in another month.
fn comes_by_month(project: &Project, table: TableIx) -> bool {
    let rules = project.rules.iter().filter(|rule| rule.enabled);
    let mut timed = rules.filter(|rule| rule.plan.timing.is_some());
    project.tables[table].date.is_some()
        || timed.any(|rule| rule.table == table)
        || project
            .processes
            .iter()
            .any(|process| process.tables().contains(&table))
}
