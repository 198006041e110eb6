//! What a finding tells its sentences.

use crate::tables::packed::Packed;

/// An argument that decides how a sentence reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Choice {
    Number(i64),
    Word(&'static str),
}

pub(super) type Choices = Vec<(&'static str, Choice)>;

/// What a finding tells its sentences.
#[derive(Default)]
pub(super) struct Arguments {
    pub(super) choices: Choices,
    /// What they only quote, and how it is called.
    words: Packed,
    pub(super) names: Vec<&'static str>,
}

impl Arguments {
    pub(super) fn clear(&mut self) {
        self.choices.clear();
        self.words.clear();
        self.names.clear();
    }

    pub(super) fn choose(&mut self, name: &'static str, choice: Choice) {
        self.choices.push((name, choice));
    }

    pub(super) fn quote(&mut self, name: &'static str, word: &str) {
        self.names.push(name);
        self.words.push(word);
    }

    pub(super) fn word(&self, number: usize) -> &str {
        if number < self.words.len() {
            self.words.get(number)
        } else {
            ""
        }
    }
}

/// A count that decides how a sentence reads.
pub(super) fn number_of(count: u64) -> Choice {
    Choice::Number(i64::try_from(count).unwrap_or(i64::MAX))
}
