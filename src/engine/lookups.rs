//! What one table has to say about the keys of another.

use super::keyed::{Hit, Keyed};
use crate::rules::plan::{NEVER, Reduce};
use crate::tables::texts::Texts;
use crate::tables::types::ONE;

/// What a table answered.
#[derive(Debug, Clone)]
pub(crate) struct LookupTable {
    pub(super) answers: Answers,
    /// Rows whose key cannot be read: they may be what somebody looks for.
    pub(crate) lost: u64,
}

/// The answer to one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Nothing was asked, or there is nothing to tell.
    Nothing,
    /// As [`Reduce`] says.
    Number(i128),
    /// It cannot be known.
    Unknown,
}

/// Answers by key.
#[derive(Debug, Clone)]
pub(super) enum Answers {
    Exists(Keyed<Existence>),
    /// None where a cell that the sum needs cannot be read.
    Sum(Keyed<Option<i128>>),
    /// None where a cell that the date needs cannot be read.
    Latest(Keyed<Option<i64>>),
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
            Reduce::Exists => Answers::Exists(Keyed::default()),
            Reduce::Sum(_) => Answers::Sum(Keyed::default()),
            Reduce::Latest(_) => Answers::Latest(Keyed::default()),
        };
        LookupTable { answers, lost: 0 }
    }

    /// Hands the answer for each key to `each`, from the first on.
    pub(crate) fn get_all(&self, keys: &Texts, mut each: impl FnMut(Answer)) {
        match &self.answers {
            Answers::Exists(known) => known.get_all(keys, |found| {
                each(match found {
                    Hit::NoKey => Answer::Nothing,
                    Hit::Absent => Answer::Number(0),
                    Hit::Value(Existence::Unfit) => Answer::Number(ONE),
                    Hit::Value(Existence::Fit) => Answer::Number(2 * ONE),
                    Hit::Value(Existence::Unknown) => Answer::Unknown,
                });
            }),
            Answers::Sum(sums) => sums.get_all(keys, |found| {
                each(match found {
                    Hit::NoKey => Answer::Nothing,
                    Hit::Absent => Answer::Number(0),
                    Hit::Value(sum) => sum.map_or(Answer::Unknown, Answer::Number),
                });
            }),
            Answers::Latest(dates) => dates.get_all(keys, |found| {
                each(match found {
                    Hit::NoKey => Answer::Nothing,
                    Hit::Value(Some(date)) => Answer::Number(i128::from(date)),
                    // whoever dropped out of the list may have left long ago
                    Hit::Absent | Hit::Value(None) => Answer::Unknown,
                });
            }),
        }
    }

    /// Adds the answers of another part of the table.
    pub(crate) fn add(&mut self, other: LookupTable) {
        self.lost += other.lost;
        match (&mut self.answers, other.answers) {
            (Answers::Exists(known), Answers::Exists(more)) => known.merge(more, Existence::max),
            (Answers::Sum(sums), Answers::Sum(more)) => sums.merge(more, sum),
            (Answers::Latest(dates), Answers::Latest(more)) => dates.merge(more, latest),
            _ => unreachable!("the parts of a lookup are reduced alike"),
        }
    }
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
        let table = LookupTable {
            answers: Answers::Sum(sums),
            lost: 0,
        };
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
            let table = LookupTable {
                answers: Answers::Latest(dates),
                lost: 0,
            };
            assert_eq!(answers(&table, &keys), [answer]);
        }
    }
}
