//! What one table has to say about the keys of another.

use polars::prelude::{PlHashMap, PlSmallStr};

use crate::rules::plan::{ONE, Reduce};

/// What a table answered.
#[derive(Debug, Clone)]
pub(crate) struct LookupTable {
    pub(super) answers: Answers,
    /// Rows whose key cannot be read: they may be what somebody looks for.
    pub(super) lost: u64,
}

/// Answers by key.
#[derive(Debug, Clone)]
pub(super) enum Answers {
    Exists(PlHashMap<PlSmallStr, Existence>),
    /// None where a cell that the sum needs cannot be read.
    Sum(PlHashMap<PlSmallStr, Option<i128>>),
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
            Reduce::Exists => Answers::Exists(PlHashMap::default()),
            Reduce::Sum(_) => Answers::Sum(PlHashMap::default()),
        };
        LookupTable { answers, lost: 0 }
    }

    /// The number for a key, as [`Reduce`] says; none where it cannot be known.
    pub(crate) fn get(&self, key: &str) -> Option<i128> {
        match &self.answers {
            Answers::Exists(known) => match known.get(key) {
                None => Some(0),
                Some(Existence::Unfit) => Some(ONE),
                Some(Existence::Fit) => Some(2 * ONE),
                Some(Existence::Unknown) => None,
            },
            Answers::Sum(sums) => sums.get(key).copied().unwrap_or(Some(0)),
        }
    }

    /// Adds the answers of another part of the table.
    pub(crate) fn add(&mut self, other: LookupTable) {
        self.lost += other.lost;
        match (&mut self.answers, other.answers) {
            (Answers::Exists(known), Answers::Exists(more)) if known.is_empty() => {
                *known = more;
            }
            (Answers::Exists(known), Answers::Exists(more)) => {
                for (key, existence) in more {
                    strengthen(known, key, existence);
                }
            }
            (Answers::Sum(sums), Answers::Sum(more)) => {
                for (key, amount) in more {
                    sum(sums, key, amount);
                }
            }
            _ => unreachable!("the parts of a lookup are reduced alike"),
        }
    }
}

/// Keeps the strongest of what is known.
pub(super) fn strengthen(
    known: &mut PlHashMap<PlSmallStr, Existence>,
    key: PlSmallStr,
    existence: Existence,
) {
    let entry = known.entry(key).or_insert(existence);
    *entry = existence.max(*entry);
}

/// Adds an amount; a sum with an unknown part, or one too large to hold, is unknown.
pub(super) fn sum(
    sums: &mut PlHashMap<PlSmallStr, Option<i128>>,
    key: PlSmallStr,
    amount: Option<i128>,
) {
    let entry = sums.entry(key).or_insert(Some(0));
    *entry = entry
        .zip(amount)
        .and_then(|(before, amount)| before.checked_add(amount));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_that_counts_settles_the_question() {
        let mut known = PlHashMap::default();
        for (existence, after) in [
            (Existence::Unfit, Existence::Unfit),
            (Existence::Unknown, Existence::Unknown),
            (Existence::Unfit, Existence::Unknown),
            (Existence::Fit, Existence::Fit),
            (Existence::Unknown, Existence::Fit),
        ] {
            strengthen(&mut known, "k".into(), existence);
            assert_eq!(known["k"], after);
        }
    }

    #[test]
    fn an_unknown_part_makes_a_sum_unknown() {
        let mut sums = PlHashMap::default();
        sum(&mut sums, "k".into(), Some(1));
        sum(&mut sums, "k".into(), None);
        sum(&mut sums, "k".into(), Some(1));
        sum(&mut sums, "l".into(), Some(i128::MAX));
        sum(&mut sums, "l".into(), Some(1));
        let table = LookupTable {
            answers: Answers::Sum(sums),
            lost: 0,
        };
        assert_eq!(
            (table.get("k"), table.get("l"), table.get("m")),
            (None, None, Some(0))
        );
    }
}
