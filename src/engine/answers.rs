//! Answers the questions of other tables while a table is read.

use polars::prelude::BooleanChunked;

use super::evaluate::{Evaluator, is_true};
use super::keyed::Keyed;
use super::lookups::{Answers, Existence, LookupTable, latest, sum};
use crate::rules::plan::{Expr, Lookup, NEVER, Reduce};

/// Which rows meet a condition.
pub(super) struct Condition {
    holds: BooleanChunked,
    doubtful: Option<BooleanChunked>,
}

impl Condition {
    pub(super) fn new(evaluator: &Evaluator, condition: &Expr) -> Condition {
        let (condition, doubt) = evaluator.condition(condition);
        Condition {
            holds: is_true(&condition),
            doubtful: doubt.map(|d| &d & &condition.is_null()),
        }
    }

    /// None where it cannot be known.
    pub(super) fn holds(&self, row: usize) -> Option<bool> {
        let doubtful = is_set(self.doubtful.as_ref(), row);
        (!doubtful).then(|| is_set(Some(&self.holds), row))
    }
}

/// Whether a row is in a mask, if there is one.
pub(super) fn is_set(mask: Option<&BooleanChunked>, row: usize) -> bool {
    mask.is_some_and(|mask| mask.get(row) == Some(true))
}

/// The answers of one batch.
pub(crate) fn answers(evaluator: &Evaluator, lookup: &Lookup) -> LookupTable {
    let keys = evaluator.key(&lookup.keys);
    let when = lookup.when.as_ref();
    let condition = when.map(|when| Condition::new(evaluator, when));
    // whether a row counts; none where that cannot be known
    let counts = |row: usize| condition.as_ref().map_or(Some(true), |c| c.holds(row));
    // hands every row with a key to `each`
    let filled = |each: &mut dyn FnMut(usize, &str)| {
        let mut row = 0;
        keys.for_each(|key| {
            if let Some(key) = key {
                each(row, key);
            }
            row += 1;
        });
    };
    let answers = match &lookup.reduce {
        Reduce::Exists => {
            let mut known = Keyed::default();
            filled(&mut |row, key| {
                let existence = match counts(row) {
                    Some(true) => Existence::Fit,
                    Some(false) => Existence::Unfit,
                    None => Existence::Unknown,
                };
                known.add(key, existence, Existence::max);
            });
            Answers::Exists(known)
        }
        Reduce::Sum(amount) => {
            let amounts = evaluator.number(amount);
            // of a constant there is one for all rows
            let at = |row: usize| if amounts.len() == 1 { 0 } else { row };
            let unreadable = evaluator.unreadable(&[amount]);
            let mut sums = Keyed::default();
            filled(&mut |row, key| {
                let amount = match counts(row) {
                    Some(true) if !is_set(unreadable.as_ref(), row) => {
                        Some(amounts.get(at(row)).unwrap_or_default())
                    }
                    Some(false) => Some(0),
                    _ => None,
                };
                sums.add(key, amount, sum);
            });
            Answers::Sum(sums)
        }
        Reduce::Latest(date) => {
            let readings = evaluator.time(date);
            let unreadable = evaluator.unreadable(&[date]);
            let mut dates = Keyed::default();
            filled(&mut |row, key| {
                let date = match counts(row) {
                    Some(true) if !is_set(unreadable.as_ref(), row) => {
                        Some(readings.get(row).unwrap_or(NEVER))
                    }
                    Some(false) => return,
                    _ => None,
                };
                dates.add(key, date, latest);
            });
            Answers::Latest(dates)
        }
    };
    let unreadable = evaluator.unreadable(&lookup.keys.iter().collect::<Vec<_>>());
    let lost = unreadable.map_or(0, |mask| mask.num_trues() as u64);
    LookupTable { answers, lost }
}
