//! A hash table by text that looks up many keys at once.

use std::hash::BuildHasher;
use std::hint::black_box;

use hashbrown::HashTable;
use polars::prelude::{PlFixedStateQuality, PlSmallStr};

use crate::tables::texts::Texts;

/// Entries that are touched at a time: few enough to stay in the processor's cache.
const TOUCHED: usize = 512;

/// Gives the same hashes in every run.
pub(super) fn hasher() -> PlFixedStateQuality {
    PlFixedStateQuality::with_seed(0x6372_6d61)
}

/// Values by key.
#[derive(Debug, Clone)]
pub(super) struct Keyed<T> {
    entries: HashTable<(PlSmallStr, T)>,
    hasher: PlFixedStateQuality,
}

impl<T> Default for Keyed<T> {
    fn default() -> Keyed<T> {
        Keyed {
            entries: HashTable::new(),
            hasher: hasher(),
        }
    }
}

impl<T> Keyed<T> {
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The value of a key, which is `new` where the key is.
    pub(super) fn get_or_insert(&mut self, key: &str, new: T) -> &mut T {
        let hasher = &self.hasher;
        let entry = self.entries.entry(
            hasher.hash_one(key),
            |(known, _)| known.as_str() == key,
            |(known, _)| hasher.hash_one(known.as_str()),
        );
        &mut entry.or_insert_with(|| (key.into(), new)).into_mut().1
    }

    /// What `answer` makes of the value of each key, if the key is known; `without` for rows that have no key.
    ///
    /// The entries of a large table lie all over the memory. Those of many keys are touched before the first is looked at, so
    /// that the processor waits for all of them at once and not for one after the other.
    pub(super) fn get_all<A: Copy>(
        &self,
        keys: &Texts,
        without: A,
        answer: impl Fn(Option<&T>) -> A,
    ) -> Vec<A> {
        let mut all = Vec::with_capacity(keys.len());
        keys.for_each(|key| all.push(key));
        let mut answers = Vec::with_capacity(all.len());
        let mut hashes = Vec::with_capacity(TOUCHED);
        for keys in all.chunks(TOUCHED) {
            hashes.clear();
            hashes.extend(
                keys.iter()
                    .map(|key| self.hasher.hash_one(key.unwrap_or_default())),
            );
            let entries = hashes
                .iter()
                .filter_map(|&hash| self.entries.find(hash, |_| true));
            black_box(entries.map(|(key, _)| key.len()).sum::<usize>());
            let found = keys.iter().zip(&hashes);
            answers.extend(found.map(|(key, &hash)| {
                key.map_or(without, |key| {
                    let entry = self.entries.find(hash, |(known, _)| known.as_str() == key);
                    answer(entry.map(|(_, value)| value))
                })
            }));
        }
        answers
    }
}

impl<T> IntoIterator for Keyed<T> {
    type Item = (PlSmallStr, T);
    type IntoIter = hashbrown::hash_table::IntoIter<(PlSmallStr, T)>;
    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}
