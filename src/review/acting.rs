//! Who has to act: what is open of each owner, of each department and of each rule, how it moved since the run before, and how
//! long it has been there.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use hashbrown::HashMap;

use super::Review;
use super::left::Left;
use crate::calendar;
use crate::findings::Documents;
use crate::history::{RuleHistory, Seen, State, Who};
use crate::project::Project;
use crate::tables::types::DAY;

/// The most days since a finding was first seen, of each class of age but the last.
pub(crate) const AGES: [i64; 3] = [30, 60, 90];
/// Classes of age.
pub(crate) const CLASSES: usize = AGES.len() + 1;

/// What is open of those who have findings.
#[derive(Debug, Default)]
pub(crate) struct Acting {
    pub(crate) owners: Shares,
    pub(crate) departments: Shares,
    /// By index of the rule, what is open of it and who has it; of those that failed.
    pub(crate) rules: BTreeMap<usize, (Share, Shares)>,
    /// What is fixed or gone and was recorded without whose it is.
    pub(crate) unknown: Ended,
}

/// What is open, by name; tolerated findings, those in the baseline and those that a decision holds are left out.
#[derive(Debug, Default)]
pub(crate) struct Shares(HashMap<String, Share>);

/// What is open of somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) open: u64,
    /// Of these, what no earlier run found.
    pub(crate) new: u64,
    /// Of these, what was found before, and what was fixed since and is back.
    pub(crate) again: u64,
    pub(crate) reopened: u64,
    /// Of these, what was decided on and should have been done by now.
    pub(crate) overdue: u64,
    /// Of these, how many have been there how long, by class of age.
    pub(crate) ages: [u64; CLASSES],
    /// The day of the first run that found one of them; none where no history is kept.
    pub(crate) since: Option<String>,
    pub(crate) ended: Ended,
}

/// What was found before and is not any more.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Ended {
    pub(crate) fixed: u64,
    /// Its document is no longer in the export.
    pub(crate) gone: u64,
}

impl Ended {
    pub(crate) fn all(self) -> u64 {
        self.fixed + self.gone
    }

    fn add(&mut self, one: Ended) {
        self.fixed += one.fixed;
        self.gone += one.gone;
    }
}

/// The class of age of what was first seen on a day, such as `2026-10-31`, as of another one; none where it is no day.
pub(crate) fn age(first: &str, as_of: i64) -> Option<usize> {
    let days = as_of.div_euclid(DAY) - calendar::day(first)?;
    let class = AGES.iter().position(|most| days <= *most);
    Some(class.unwrap_or(AGES.len()))
}

impl Acting {
    pub(crate) fn new(project: &Project, review: &Review) -> Acting {
        let mut acting = Acting::default();
        let today = review.audit.as_of.day;
        let entries = project.ledger.as_ref();
        let entries = entries.map_or(&[][..], |ledger| &ledger.entries);
        let rules = project.rules.iter().enumerate();
        // what is found about decisions is nobody's but the project team's
        for (ix, rule) in rules.filter(|(_, rule)| !rule.is_about_decisions()) {
            let history = review.history.as_ref();
            if let Some(history) = history.and_then(|history| history.of(ix)) {
                acting.add_ended(history);
            }
            let left = Left::new(project, review, ix);
            let files = review.audit.files_of(project, rule.table);
            let found = review.audit.findings.of(ix).filter(|_| left.failed());
            let table = &project.tables[rule.table];
            let documents = found.and_then(|found| Documents::new(found, rule, table, &files));
            let Some(documents) = documents else {
                continue;
            };
            let (mut of_rule, mut owners) = (Share::default(), Shares::default());
            for at in (0..documents.len()).filter(|at| left.is_open(*at)) {
                let label = left.labels.and_then(|labels| labels.label(at));
                let overdue = label.is_some();
                let entry = label.and_then(|label| entries.get(label.entry as usize));
                // whoever was to put it right
                let who = entry.and_then(|entry| entry.owner.as_deref());
                let who = who.unwrap_or(documents.owner(at));
                let one = Share {
                    overdue: u64::from(overdue),
                    ..Share::of(history.and_then(|h| h.seen(ix, at)), today)
                };
                of_rule.add(&one);
                owners.add(who, &one);
                acting.owners.add(who, &one);
                acting.departments.add(documents.department(at), &one);
            }
            acting.rules.insert(ix, (of_rule, owners));
        }
        acting
    }

    fn add_ended(&mut self, history: &RuleHistory) {
        let fixed = history.fixed_findings.by_whom.iter();
        let fixed = fixed.map(|(who, &fixed)| (who, Ended { fixed, gone: 0 }));
        let gone = history.gone_findings.by_whom.iter();
        let gone = gone.map(|(who, &gone)| (who, Ended { fixed: 0, gone }));
        for (who, ended) in fixed.chain(gone) {
            let Some(Who { owner, department }) = who else {
                self.unknown.add(ended);
                continue;
            };
            let one = Share {
                ended,
                ..Share::default()
            };
            self.owners.add(owner, &one);
            self.departments.add(department, &one);
        }
    }
}

impl Share {
    /// Of one open finding.
    fn of(seen: Option<Seen>, today: i64) -> Share {
        let mut one = Share {
            open: 1,
            ..Share::default()
        };
        let Some(seen) = seen else {
            return one;
        };
        match seen.state {
            State::New => one.new = 1,
            State::Again => one.again = 1,
            State::Reopened => one.reopened = 1,
        }
        if let Some(class) = age(seen.first, today) {
            one.ages[class] = 1;
        }
        one.since = Some(seen.first.to_owned());
        one
    }

    fn add(&mut self, one: &Share) {
        self.open += one.open;
        self.new += one.new;
        self.again += one.again;
        self.reopened += one.reopened;
        self.overdue += one.overdue;
        for (sum, count) in self.ages.iter_mut().zip(one.ages) {
            *sum += count;
        }
        self.ended.add(one.ended);
        let earlier = |since: &String| self.since.as_ref().is_none_or(|known| since < known);
        if one.since.as_ref().is_some_and(earlier) {
            self.since.clone_from(&one.since);
        }
    }
}

/// The first of those who are sorted, whoever has nobody's with them, and how many are left out.
pub(crate) fn first<'n>(
    sorted: &[(&'n str, &'n Share)],
    most: usize,
) -> (Vec<(&'n str, &'n Share)>, usize) {
    let named = sorted.iter().filter(|(name, _)| !name.is_empty());
    let more = named.clone().count().saturating_sub(most);
    let nobody = sorted.iter().find(|(name, _)| name.is_empty());
    (named.take(most).chain(nobody).copied().collect(), more)
}

impl Shares {
    /// What nobody has, where others have something.
    pub(crate) fn nobodys(&self) -> Option<&Share> {
        self.0.get("").filter(|share| share.open > 0)
    }

    fn add(&mut self, name: &str, one: &Share) {
        self.0.entry_ref(name).or_default().add(one);
    }

    /// Who has the most open first; nobody's last. Nothing where all are nobody's.
    pub(crate) fn sorted(&self) -> Vec<(&str, &Share)> {
        self.sorted_by(|share| share.open)
    }

    /// The same with those who had something and have nothing open any more, behind those who have.
    pub(crate) fn moved(&self) -> Vec<(&str, &Share)> {
        self.sorted_by(|share| share.open + share.ended.all())
    }

    /// Those of whom there is something to count.
    fn sorted_by(&self, counted: impl Fn(&Share) -> u64) -> Vec<(&str, &Share)> {
        let shares = self.0.iter().map(|(name, share)| (name.as_str(), share));
        let shares = shares.filter(|(_, share)| counted(share) > 0);
        let mut sorted: Vec<(&str, &Share)> = shares.collect();
        if sorted.iter().all(|(name, _)| name.is_empty()) {
            return Vec::new();
        }
        sorted.sort_by_key(|(name, share)| {
            (
                name.is_empty(),
                Reverse(share.open),
                Reverse(share.ended.all()),
                *name,
            )
        });
        sorted
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::date;

    #[test]
    fn what_nobody_has_is_always_among_them() {
        let some = Share::default();
        let names = |all: &[&str], most| {
            let all: Vec<(&str, &Share)> = all.iter().map(|name| (*name, &some)).collect();
            let (shown, more) = first(&all, most);
            let shown: Vec<&str> = shown.iter().map(|(name, _)| *name).collect();
            (shown.join(","), more)
        };
        assert_eq!(names(&["a", "b", "c", ""], 2), ("a,b,".to_owned(), 1));
        assert_eq!(names(&["a", "b", "c", ""], 3), ("a,b,c,".to_owned(), 0));
        assert_eq!(names(&["a", "b", "c"], 2), ("a,b".to_owned(), 1));
    }

    #[test]
    fn ages_are_counted_in_days() {
        let today = date::iso("2026-10-31").unwrap().millis;
        let class = |first| age(first, today);
        for (first, expected) in [
            ("2026-10-31", 0),
            ("2026-10-01", 0),
            ("2026-09-30", 1),
            ("2026-09-01", 1),
            ("2026-08-31", 2),
            ("2026-08-02", 2),
            ("2026-08-01", 3),
            ("2025-10-31", 3),
        ] {
            assert_eq!(class(first), Some(expected), "{first}");
        }
        assert_eq!(class(""), None);
    }
}
