//! What one table has to say about the keys of another.

use polars::prelude::{PlHashMap, PlSmallStr};

use crate::rules::plan::{ONE, Reduce};

/// Answers by key.
#[derive(Debug, Clone, Default)]
pub(crate) struct LookupTable {
    answers: PlHashMap<PlSmallStr, Answer>,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Answer {
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

    /// Adds a row's answer.
    pub(super) fn merge(&mut self, key: &str, answer: Answer, reduce: &Reduce) {
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
