//! Answers the questions of other tables while a table is read.

use polars::prelude::BooleanChunked;

use super::evaluate::{Evaluator, is_true};
use super::lookups::{Answer, LookupTable};
use crate::rules::plan::{Lookup, ONE, Reduce};

/// The answers of one batch.
pub(crate) fn answers(evaluator: &Evaluator, lookup: &Lookup) -> LookupTable {
    let mut table = LookupTable::default();
    let keys = evaluator.key(&lookup.keys);
    let when = lookup.when.as_ref().map(|when| {
        let (condition, doubt) = evaluator.condition(when);
        (
            is_true(&condition),
            doubt.map(|d| &d & &condition.is_null()),
        )
    });
    let (amounts, unreadable) = match &lookup.reduce {
        Reduce::Exists => (None, None),
        Reduce::Sum(amount) => (
            Some(evaluator.number(amount)),
            evaluator.unreadable(&[amount]),
        ),
    };
    for (row, key) in keys.iter().enumerate() {
        let Some(key) = key else { continue };
        let flag = |mask: &Option<_>| {
            mask.as_ref()
                .is_some_and(|m: &BooleanChunked| m.get(row) == Some(true))
        };
        let meets = when
            .as_ref()
            .is_none_or(|(condition, _)| condition.get(row) == Some(true));
        let doubtful = when.as_ref().is_some_and(|(_, doubt)| flag(doubt));
        let answer = match (&lookup.reduce, &amounts) {
            _ if doubtful => Answer::Unknown,
            (Reduce::Exists, _) => Answer::Number(if meets { 2 * ONE } else { ONE }),
            (Reduce::Sum(_), _) if !meets => Answer::Number(0),
            (Reduce::Sum(_), _) if flag(&unreadable) => Answer::Unknown,
            (Reduce::Sum(_), Some(amounts)) => Answer::Number(amounts.get(row).unwrap_or_default()),
            (Reduce::Sum(_), None) => Answer::Number(0),
        };
        table.merge(key, answer, &lookup.reduce);
    }
    table
}
