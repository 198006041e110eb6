//! Months: who had findings of a rule in which months before an audit.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::{Path, PathBuf};

use super::owners::{Owner, RECORDED_OWNERS, known_as};
use super::store::{RunRow, Session, Store, Trouble};
use crate::findings::asked::Options;
use crate::findings::outcome::Audit;
use crate::project::Project;
use crate::rules::plan::Recurs;
use crate::tables::date;

/// A calendar month, counted from the year 0.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Month(usize);

impl Month {
    /// Of a day such as `2026-10-31`.
    pub(super) fn of(day: &str) -> Option<Month> {
        let mut parts = day.split('-').map(|part| part.parse::<u16>().ok());
        let (year, month) = (parts.next()??, parts.next()??);
        (1..=12)
            .contains(&month)
            .then(|| Month(usize::from(year) * 12 + usize::from(month) - 1))
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0 / 12, self.0 % 12 + 1)
    }
}

/// Who had findings of a rule in which months before that of an audit. A month counts where a run found something, whatever
/// else was judged in it; one in which nothing was found, or nobody looked, just does not count.
#[derive(Debug, Clone, Default)]
pub(crate) struct Months {
    /// That of the audit.
    this: Month,
    /// By the key of the owner.
    had: BTreeMap<String, BTreeSet<Month>>,
    /// In which others may have had findings: there were as many owners as are recorded.
    full: BTreeSet<Month>,
}

/// Months with findings, that of the audit included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Counted {
    pub(crate) months: usize,
    /// The first of them.
    pub(crate) since: Month,
    /// How many there may be, since not all owners of a month are recorded.
    pub(crate) at_most: usize,
}

impl Months {
    /// Of runs before a day, by what the history knows the owners.
    pub(super) fn read(
        session: &Session,
        rule: &str,
        before: &[RunRow],
        day: &str,
    ) -> Result<Months, Trouble> {
        let mut months = Months {
            this: Month::of(day).unwrap_or_default(),
            ..Months::default()
        };
        let earlier = before
            .iter()
            .filter_map(|run| Some((run.id, Month::of(&run.day)?)));
        let earlier: BTreeMap<i64, Month> = earlier.filter(|(_, m)| *m < months.this).collect();
        let mut recorded: BTreeMap<i64, usize> = BTreeMap::new();
        for (owner, run) in session.owners_of(rule)? {
            if let Some(&month) = earlier.get(&run) {
                months.had.entry(owner).or_default().insert(month);
                *recorded.entry(run).or_default() += 1;
            }
        }
        let full = recorded.iter().filter(|(_, n)| **n >= RECORDED_OWNERS);
        months.full = full.map(|(run, _)| earlier[run]).collect();
        Ok(months)
    }

    /// By what an audit knows the owners: a month that was recorded without the table of people has the name in place of
    /// the account, so a recorded key leads to whom it would lead to as a cell.
    pub(crate) fn known_to(mut self, audit: &Audit) -> Months {
        let mut had: BTreeMap<String, BTreeSet<Month>> = BTreeMap::new();
        for (owner, mut months) in self.had {
            let key = known_as(&owner, audit).into_owned();
            had.entry(key).or_default().append(&mut months);
        }
        self.had = had;
        self
    }

    /// Of somebody who has findings now.
    pub(crate) fn counted(&self, owner: &str, within: usize) -> Counted {
        let in_window = |month: &&Month| month.0.saturating_add(within) > self.this.0;
        let had = self.had.get(owner).into_iter().flatten();
        let mut counted: Vec<Month> = had.filter(in_window).copied().collect();
        let full = self.full.iter().filter(in_window);
        let hidden = full.filter(|month| !counted.contains(month)).count();
        counted.push(self.this);
        Counted {
            months: counted.len(),
            since: counted[0],
            at_most: counted.len() + hidden,
        }
    }

    /// Those who had findings in a month before.
    pub(crate) fn owners(&self) -> impl Iterator<Item = &str> {
        self.had.keys().map(String::as_str)
    }
}

/// The owners who have had findings in so many months, the most first.
pub(super) fn recurring(months: &Months, owners: &[Owner], recurs: Recurs) -> Vec<Repeater> {
    let counted = owners
        .iter()
        .map(|owner| (owner, months.counted(&owner.key, recurs.within).months));
    let recurring = counted.filter(|(_, months)| *months >= recurs.months);
    let recurring = recurring.map(|(owner, months)| Repeater {
        owner: owner.name.clone(),
        months,
        findings: owner.findings,
    });
    let mut recurring: Vec<Repeater> = recurring.collect();
    recurring.sort_by_key(|r| Reverse((r.months, r.findings)));
    recurring
}

/// An owner who has findings of one rule month after month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Repeater {
    /// As this run writes it.
    pub(crate) owner: String,
    /// Months with findings, this one included; see [`Months`].
    pub(crate) months: usize,
    /// In this run.
    pub(crate) findings: u64,
}

/// What rules about recurrence need to know before an audit.
#[derive(Debug, Default)]
pub(crate) struct Earlier {
    /// By the rule that is watched.
    by_rule: BTreeMap<usize, Months>,
    /// The database, where there is one.
    pub(crate) path: Option<PathBuf>,
    /// Whether rules ask for months before that of the audit and there is none.
    pub(crate) is_first: bool,
}

impl Earlier {
    /// Nothing where no rule asks for it.
    pub(crate) fn read(
        path: &Path,
        project: &Project,
        options: &Options,
    ) -> Result<Earlier, Trouble> {
        let selected = options.selected.iter().map(|&ix| &project.rules[ix]);
        let recurring = selected.filter_map(|rule| rule.recurring());
        let watched: BTreeSet<usize> = recurring.flat_map(|r| project.watched(r)).collect();
        let mut earlier = Earlier {
            is_first: !watched.is_empty(),
            ..Earlier::default()
        };
        if watched.is_empty() || !path.exists() {
            return Ok(earlier);
        }
        let mut store = Store::open_to_look(path)?;
        let session = store.look()?;
        let day = date::text(options.as_of.day);
        let mut before = session.runs()?;
        before.retain(|run| run.day < day);
        earlier.is_first = before
            .iter()
            .all(|run| Month::of(&run.day) >= Month::of(&day));
        for ix in watched {
            let months = Months::read(&session, &project.rules[ix].id, &before, &day)?;
            earlier.by_rule.insert(ix, months);
        }
        earlier.path = Some(path.to_owned());
        Ok(earlier)
    }

    /// Of a rule that is watched.
    pub(crate) fn of(&self, rule: usize) -> Months {
        self.by_rule.get(&rule).cloned().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_are_counted_over_the_turn_of_the_year() {
        let month = |day| Month::of(day).unwrap();
        let months = Months {
            this: month("2026-02-28"),
            had: BTreeMap::from([(
                "u1".to_owned(),
                BTreeSet::from([month("2025-02-28"), month("2025-12-31")]),
            )]),
            full: BTreeSet::from([month("2025-02-28"), month("2026-01-31")]),
        };
        let counted = |within| {
            let counted = months.counted("u1", within);
            (counted.months, counted.since.to_string(), counted.at_most)
        };
        assert_eq!(counted(12), (2, "2025-12".to_owned(), 3));
        assert_eq!(counted(13), (3, "2025-02".to_owned(), 4));
        assert_eq!(counted(usize::MAX), counted(13));
        assert_eq!(Month::of("2026-13-01"), None);
        assert_eq!(Month::of("soon"), None);
    }
}
