//! What one table has to say about the keys of another, gathered while it is read.

use polars::prelude::{PlHashMap, PlSmallStr};

use super::evaluate::{Evaluator, is_true};
use crate::rules::plan::{Lookup, ONE, Reduce};

/// Answers by key.
#[derive(Debug, Clone, Default)]
pub(crate) struct LookupTable {
    answers: PlHashMap<PlSmallStr, Answer>,
}

#[derive(Debug, Clone, Copy)]
enum Answer {
    Number(i128),
    /// A cell that the answer needs cannot be read.
    Unknown,
}

impl LookupTable {
    /// The number for a key; none where it cannot be known. A key that does not occur is 0.
    pub(crate) fn get(&self, key: &str) -> Option<i128> {
        match self.answers.get(key) {
            None => Some(0),
            Some(Answer::Number(number)) => Some(*number),
            Some(Answer::Unknown) => None,
        }
    }

    fn merge(&mut self, key: &str, answer: Answer, reduce: &Reduce) {
        match self.answers.get_mut(key) {
            None => {
                self.answers.insert(key.into(), answer);
            }
            Some(known) => *known = joined(*known, answer, reduce),
        }
    }

    /// Adds the answers of another part of the table.
    pub(crate) fn add(&mut self, other: LookupTable, reduce: &Reduce) {
        if self.answers.is_empty() {
            *self = other;
            return;
        }
        for (key, answer) in other.answers {
            match self.answers.get_mut(&key) {
                None => {
                    self.answers.insert(key, answer);
                }
                Some(known) => *known = joined(*known, answer, reduce),
            }
        }
    }
}

fn joined(a: Answer, b: Answer, reduce: &Reduce) -> Answer {
    match (a, b, reduce) {
        (Answer::Number(a), Answer::Number(b), Reduce::Exists) => Answer::Number(a.max(b)),
        // a row that certainly counts settles the question
        (Answer::Number(n), Answer::Unknown, Reduce::Exists)
        | (Answer::Unknown, Answer::Number(n), Reduce::Exists)
            if n == 2 * ONE =>
        {
            Answer::Number(n)
        }
        (Answer::Number(a), Answer::Number(b), Reduce::Sum(_)) => {
            a.checked_add(b).map_or(Answer::Unknown, Answer::Number)
        }
        _ => Answer::Unknown,
    }
}

/// The answers of one batch.
pub(crate) fn gather(evaluator: &Evaluator, lookup: &Lookup) -> LookupTable {
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
                .is_some_and(|m: &polars::prelude::BooleanChunked| m.get(row) == Some(true))
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
