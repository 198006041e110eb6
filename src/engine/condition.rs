//! A condition over the rows of a batch.

use polars::prelude::BooleanChunked;

use super::evaluate::{Evaluator, is_true};
use crate::rules::plan::Expr;

/// Which rows meet a condition.
pub(super) struct Condition {
    /// Those in which it is true; no nulls.
    pub(super) holds: BooleanChunked,
    /// Those of which it cannot be known, if there are any.
    pub(super) doubtful: Option<BooleanChunked>,
}

impl Condition {
    pub(super) fn new(evaluator: &Evaluator, condition: &Expr) -> Condition {
        let (value, doubt) = evaluator.condition(condition);
        Condition::of(&value, doubt)
    }

    /// Of what [`Evaluator::condition`] made of it.
    pub(super) fn of(value: &BooleanChunked, doubt: Option<BooleanChunked>) -> Condition {
        Condition {
            holds: is_true(value),
            doubtful: doubt.map(|doubt| &doubt & &value.is_null()),
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

/// Adds rows to a mask that may not exist yet.
pub(crate) fn or(to: &mut Option<BooleanChunked>, mask: BooleanChunked) {
    *to = Some(match to.take() {
        Some(before) => &before | &mask,
        None => mask,
    });
}
