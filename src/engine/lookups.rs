//! What one table has to say about the keys of another.

use std::collections::BTreeSet;

use polars::prelude::StringChunked;

use super::keyed::{Hit, Keyed};
use super::only::{Only, Onlys};
use super::versions::Versions;
use crate::blank::{self, Unseen};
use crate::findings::said::Near;
use crate::fingerprint::identity::BETWEEN;
use crate::project::Project;
use crate::rules::plan::{NEVER, Reduce};
use crate::tables::texts::Texts;
use crate::tables::types::{FieldIx, ONE, TableIx};

/// What a table answered.
#[derive(Debug, Clone)]
pub(crate) struct LookupTable {
    pub(super) answers: ByKey,
    /// Rows whose key cannot be read: they may be what somebody looks for.
    pub(crate) lost: u64,
    /// Rows of sums that count and have no key: they are in none.
    pub(crate) keyless: u64,
    /// Rows of which nobody knows whether they count, and the fields that are empty in them.
    pub(super) open: (u64, BTreeSet<FieldIx>),
    /// What is not seen of the keys that count, by what is seen of them.
    pub(super) unseen: Keyed<Unseen>,
    /// Whether a file of it breaks off: what is not found may stand behind the break.
    pub(crate) partial: bool,
    /// Records of it that are broken, and whose key is whole: what is asked of that key is not known.
    pub(crate) placed: u64,
    /// The others that are broken: what is not found may stand in one of them.
    pub(crate) refused: u64,
    /// Whether each key has an answer; not known before it is asked for.
    knows_all: bool,
}

/// The answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Nothing was asked, or there is nothing to tell.
    Nothing,
    /// As [`Reduce`] says.
    Number(i128),
    /// It has no row with the key, and what it would hold is asked for.
    Absent,
    /// It has several values.
    Several,
    /// It cannot be known.
    Unknown,
}

/// Answers by key.
#[derive(Debug, Clone)]
pub(super) enum ByKey {
    Exists(Keyed<Existence>),
    /// None where a cell that the sum needs cannot be read.
    Sum(Keyed<Option<i128>>),
    /// None where a cell that the date needs cannot be read.
    Latest(Keyed<Option<i64>>),
    Only(Box<Onlys>),
    Valid(Versions),
}

/// What is known of a key, from the weakest to the strongest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Existence {
    /// There are rows with the key, but none that counts.
    Unfit,
    /// A row has the key, and it cannot be known whether it counts.
    Unknown,
    /// A row has the key and counts.
    Fit,
}

impl LookupTable {
    pub(crate) fn new(reduce: &Reduce) -> LookupTable {
        let answers = match reduce {
            Reduce::Exists => ByKey::Exists(Keyed::default()),
            Reduce::Sum(_) => ByKey::Sum(Keyed::default()),
            Reduce::Latest(_) => ByKey::Latest(Keyed::default()),
            Reduce::Only(_) => ByKey::Only(Box::default()),
            Reduce::Valid { .. } => ByKey::Valid(Versions::default()),
        };
        LookupTable::of(answers, 0)
    }

    pub(super) fn of(answers: ByKey, lost: u64) -> LookupTable {
        LookupTable {
            answers,
            lost,
            keyless: 0,
            open: (0, BTreeSet::new()),
            unseen: Keyed::default(),
            partial: false,
            placed: 0,
            refused: 0,
            knows_all: false,
        }
    }

    /// With all answers together.
    pub(super) fn whole(mut self) -> LookupTable {
        if let ByKey::Valid(versions) = &mut self.answers {
            *versions = std::mem::take(versions).sorted();
        }
        let knows_all = match &self.answers {
            ByKey::Exists(known) => known.all(|existence| existence != Existence::Unknown),
            ByKey::Sum(sums) => sums.all(|sum| sum.is_some()),
            // of a key that the table does not have it is not known, and what holds on a day is seen on that day
            ByKey::Latest(_) | ByKey::Valid(_) => false,
            ByKey::Only(only) => {
                let is_known = |only| matches!(only, Only::Empty | Only::Value(_));
                only.by_key.all(is_known)
            }
        };
        LookupTable { knows_all, ..self }
    }

    /// Whether no answer is unknown.
    pub(super) fn knows_all(&self) -> bool {
        self.knows_all && !self.partial && self.refused == 0
    }

    /// Hands the answer for each key to `each`, from the first on.
    pub(crate) fn get_all(&self, keys: &Texts, mut each: impl FnMut(Answer)) {
        let (partial, broken) = (self.partial, self.partial || self.refused > 0);
        match &self.answers {
            ByKey::Exists(known) => known.get_all(keys, |found| {
                each(match found {
                    Hit::NoKey => Answer::Nothing,
                    Hit::Absent | Hit::Value(Existence::Unfit) if broken => Answer::Unknown,
                    Hit::Absent => Answer::Number(0),
                    Hit::Value(Existence::Unfit) => Answer::Number(ONE),
                    Hit::Value(Existence::Fit) => Answer::Number(2 * ONE),
                    Hit::Value(Existence::Unknown) => Answer::Unknown,
                });
            }),
            ByKey::Sum(sums) => sums.get_all(keys, |found| {
                each(match found {
                    Hit::NoKey => Answer::Nothing,
                    _ if partial => Answer::Unknown,
                    Hit::Absent if broken => Answer::Unknown,
                    Hit::Absent => Answer::Number(0),
                    Hit::Value(sum) => sum.map_or(Answer::Unknown, Answer::Number),
                });
            }),
            ByKey::Latest(dates) => dates.get_all(keys, |found| {
                each(match found {
                    Hit::NoKey => Answer::Nothing,
                    Hit::Value(Some(date)) if partial && date != NEVER => Answer::Unknown,
                    Hit::Value(Some(date)) => Answer::Number(i128::from(date)),
                    // whoever dropped out of the list may have left long ago
                    Hit::Absent | Hit::Value(None) => Answer::Unknown,
                });
            }),
            ByKey::Only(only) => only.by_key.get_all(keys, |found| {
                each(match found {
                    Hit::NoKey => Answer::Nothing,
                    Hit::Absent => held(None, broken),
                    Hit::Value(only) => held(Some(only), partial),
                });
            }),
            ByKey::Valid(versions) => keys.for_each(|key| {
                let held = |key| match versions.at(key) {
                    None => held(None, broken),
                    some => held(some, partial),
                };
                each(key.map_or(Answer::Nothing, held));
            }),
        }
    }

    /// The text that the number of an answer stands for.
    pub(super) fn text(&self, number: i128) -> Option<&str> {
        match &self.answers {
            ByKey::Only(only) => only.words.text(number),
            _ => None,
        }
    }

    /// Whether it answers with what its rows hold.
    pub(super) fn holds_values(&self) -> bool {
        matches!(self.answers, ByKey::Only(_) | ByKey::Valid(_))
    }

    /// Whether it answers with times of a column in which all are midnight.
    pub(super) fn is_of_days(&self) -> bool {
        matches!(&self.answers, ByKey::Only(only) if !only.has_times)
    }

    /// Whether a key that the table does not have differs from one that counts by what nobody sees alone.
    pub(super) fn near(&self, key: &str) -> Option<Near> {
        let ByKey::Exists(known) = &self.answers else {
            return None;
        };
        let seen = seen_of(key).map(|(seen, _)| seen);
        if let Some(seen) = &seen
            && known.find(seen) == Some(Existence::Fit)
        {
            return Some(Near::Here);
        }
        let there = self.unseen.find(seen.as_deref().unwrap_or(key));
        there.map(Near::There)
    }

    /// How many rows do not count because their condition is neither true nor false, and the fields that are empty in them.
    pub(crate) fn kept_out(&self, project: &Project, table: TableIx) -> (u64, Vec<String>) {
        let (rows, empty) = &self.open;
        let fields = &project.tables[table].fields;
        let names = empty.iter().map(|&field| fields[field].name.clone());
        (*rows, names.collect())
    }

    /// Whether the table has a row with one of the keys.
    pub(crate) fn has_any(&self, keys: &[String]) -> bool {
        let keys: StringChunked = keys.iter().map(|key| Some(key.as_str())).collect();
        let mut has_any = false;
        self.get_all(&Texts::Column(keys), |answer| {
            has_any |= answer != Answer::Number(0);
        });
        has_any
    }

    /// Adds the answers of another part of the table.
    pub(crate) fn add(&mut self, other: LookupTable) {
        self.lost += other.lost;
        self.keyless += other.keyless;
        self.open.0 += other.open.0;
        self.open.1.extend(other.open.1);
        self.unseen.merge(other.unseen, |first, _| first);
        self.partial |= other.partial;
        self.placed += other.placed;
        self.refused += other.refused;
        match (&mut self.answers, other.answers) {
            (ByKey::Exists(known), ByKey::Exists(more)) => known.merge(more, Existence::max),
            (ByKey::Sum(sums), ByKey::Sum(more)) => sums.merge(more, sum),
            (ByKey::Latest(dates), ByKey::Latest(more)) => dates.merge(more, latest),
            (ByKey::Only(only), ByKey::Only(more)) => only.merge(*more),
            (ByKey::Valid(versions), ByKey::Valid(more)) => versions.merge(more),
            _ => unreachable!("the parts of a lookup are reduced alike"),
        }
    }
}

/// What rows with a key hold together, none where there are none; of a table that breaks off others may stand behind the break.
fn held(only: Option<Only>, partial: bool) -> Answer {
    match only {
        Some(Only::Several) => Answer::Several,
        _ if partial => Answer::Unknown,
        None => Answer::Absent,
        Some(Only::Empty) => Answer::Nothing,
        Some(Only::Value(value)) => Answer::Number(value),
        Some(Only::Unknown) => Answer::Unknown,
    }
}

/// What is seen of a key, and what is not; none where all of it is seen.
pub(super) fn seen_of(key: &str) -> Option<(String, Unseen)> {
    // most keys are codes
    if key.bytes().all(|b| b.is_ascii_graphic()) {
        return None;
    }
    let unseen = key.split(BETWEEN).find_map(blank::unseen)?;
    let parts: Vec<String> = key.split(BETWEEN).map(blank::seen).collect();
    Some((parts.join(&BETWEEN.to_string()), unseen))
}

/// A sum with an unknown part, or one too large to hold, is unknown.
pub(super) fn sum(before: Option<i128>, amount: Option<i128>) -> Option<i128> {
    let (before, amount) = before.zip(amount)?;
    before.checked_add(amount)
}

/// The later date; what never happened is certain, whatever else cannot be read.
pub(super) fn latest(one: Option<i64>, other: Option<i64>) -> Option<i64> {
    match (one, other) {
        (Some(NEVER), _) | (_, Some(NEVER)) => Some(NEVER),
        (one, other) => one.zip(other).map(|(one, other)| one.max(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tables::types::DAY;

    fn answers(table: &LookupTable, keys: &Texts) -> Vec<Answer> {
        let mut answers = Vec::new();
        table.get_all(keys, |answer| answers.push(answer));
        answers
    }

    #[test]
    fn a_row_that_counts_settles_the_question() {
        let mut known = Keyed::default();
        let keys = ["k"].map(Some).into_iter().collect();
        let keys = Texts::Column(keys);
        for (existence, after) in [
            (Existence::Unfit, Existence::Unfit),
            (Existence::Unknown, Existence::Unknown),
            (Existence::Unfit, Existence::Unknown),
            (Existence::Fit, Existence::Fit),
            (Existence::Unknown, Existence::Fit),
        ] {
            known.add("k", existence, Existence::max);
            known.get_all(&keys, |found| assert_eq!(found, Hit::Value(after)));
        }
    }

    #[test]
    fn an_unknown_part_makes_a_sum_unknown() {
        let mut sums = Keyed::default();
        sums.add("k", Some(1), sum);
        sums.add("k", None, sum);
        sums.add("k", Some(1), sum);
        sums.add("l", Some(i128::MAX), sum);
        sums.add("l", Some(1), sum);
        let table = LookupTable::of(ByKey::Sum(sums), 0);
        let keys = ["k", "l", "m"]
            .map(Some)
            .into_iter()
            .chain([None])
            .collect();
        assert_eq!(
            answers(&table, &Texts::Column(keys)),
            [
                Answer::Unknown,
                Answer::Unknown,
                Answer::Number(0),
                Answer::Nothing
            ]
        );
    }

    /// Behind the break another row of the key may hold something else.
    #[test]
    fn a_table_that_breaks_off_does_not_say_what_its_rows_hold() {
        let mut only = Onlys::default();
        only.add("k", Only::Value(7));
        only.add("l", Only::Value(7));
        only.add("l", Only::Value(8));
        let keys = ["k", "l", "m"].map(Some).into_iter().collect();
        let keys = Texts::Column(keys);
        let mut table = LookupTable::of(ByKey::Only(Box::new(only)), 0).whole();
        let known = [Answer::Number(7), Answer::Several, Answer::Absent];
        assert_eq!(answers(&table, &keys), known);
        // a row that is broken may be any that is not found
        table.refused = 1;
        let known = [Answer::Number(7), Answer::Several, Answer::Unknown];
        assert_eq!(answers(&table, &keys), known);
        (table.partial, table.refused) = (true, 0);
        let known = [Answer::Unknown, Answer::Several, Answer::Unknown];
        assert_eq!(answers(&table, &keys), known);
    }

    #[test]
    fn who_stands_in_several_rows_has_left_at_the_last_of_their_dates() {
        let keys = ["k"].map(Some).into_iter().collect();
        let keys = Texts::Column(keys);
        let at = |date: i64| Answer::Number(i128::from(date));
        for (rows, answer) in [
            (&[Some(DAY), Some(2 * DAY)][..], at(2 * DAY)),
            (&[Some(DAY), Some(NEVER)], at(NEVER)),
            (&[None, Some(DAY)], Answer::Unknown),
            (&[None, Some(NEVER), None], at(NEVER)),
            (&[], Answer::Unknown),
        ] {
            let mut dates = Keyed::default();
            for date in rows {
                dates.add("k", *date, latest);
            }
            let table = LookupTable::of(ByKey::Latest(dates), 0);
            assert_eq!(answers(&table, &keys), [answer]);
        }
    }
}
