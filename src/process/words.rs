//! Texts that are met often, kept once.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

use crate::tables::packed::Packed;

/// Texts by number, in the order they were met.
#[derive(Debug, Default)]
pub(super) struct Words {
    texts: Packed,
    numbers: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Words {
    pub(super) fn len(&self) -> usize {
        self.texts.len()
    }

    pub(super) fn get(&self, number: usize) -> &str {
        self.texts.get(number)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.texts.iter()
    }

    /// The number of a text that is known.
    pub(super) fn find(&self, text: &str) -> Option<u32> {
        let is = |&number: &u32| self.texts.get(number as usize) == text;
        let found = self.numbers.find(self.hasher.hash_one(text), is);
        found.copied()
    }

    /// The number of a text; a new one gets the next.
    pub(super) fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.find(text) {
            return number;
        }
        let hash = self.hasher.hash_one(text);
        let (texts, hasher) = (&self.texts, &self.hasher);
        let number = u32::try_from(texts.len()).expect("fewer texts than 2^32");
        let hash_of = |&number: &u32| hasher.hash_one(texts.get(number as usize));
        self.numbers.insert_unique(hash, number, hash_of);
        self.texts.push(text);
        number
    }

    /// Takes over other texts: their numbers here, by those there.
    pub(super) fn take(&mut self, others: &Words) -> Vec<u32> {
        others.iter().map(|text| self.number(text)).collect()
    }
}
