//! A hash table by text that looks up many keys at once.

use std::hash::BuildHasher;
use std::hint::black_box;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use polars::prelude::{PlFixedStateQuality, PlSmallStr};

use crate::tables::texts::Texts;

/// Entries that are touched at a time: few enough to stay in the processor's cache.
const TOUCHED: usize = 128;

/// Gives the same hashes in every run.
pub(super) fn hasher() -> PlFixedStateQuality {
    PlFixedStateQuality::with_seed(0x6372_6d61)
}

/// A key of up to fifteen bytes, filled up with zeros, and how many they are. Most codes are as short: they stand in the
/// table itself, in little space, and are compared at once.
type Short = [u8; 16];

fn short(key: &str) -> Option<Short> {
    let mut short = Short::default();
    let (length, text) = short.split_last_mut()?;
    text.get_mut(..key.len())?.copy_from_slice(key.as_bytes());
    *length = u8::try_from(key.len()).ok()?;
    Some(short)
}

/// Values by key.
#[derive(Debug, Clone)]
pub(super) struct Keyed<T> {
    short: HashTable<(Short, T)>,
    long: HashTable<(PlSmallStr, T)>,
    hasher: PlFixedStateQuality,
}

/// What there is of a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hit<T> {
    /// There is nothing to look up.
    NoKey,
    /// The table does not have it.
    Absent,
    Value(T),
}

/// A key that is looked up, and its hash.
enum Sought<'k> {
    Short(Short, u64),
    Long(&'k str, u64),
}

impl<T> Default for Keyed<T> {
    fn default() -> Keyed<T> {
        Keyed {
            short: HashTable::new(),
            long: HashTable::new(),
            hasher: hasher(),
        }
    }
}

impl<T: Copy> Keyed<T> {
    pub(super) fn is_empty(&self) -> bool {
        self.short.is_empty() && self.long.is_empty()
    }

    /// All values, in no order.
    pub(super) fn values(&self) -> impl Iterator<Item = T> {
        let short = self.short.iter().map(|(_, value)| *value);
        let long = self.long.iter().map(|(_, value)| *value);
        short.chain(long)
    }

    /// Whether all values meet a condition.
    pub(super) fn all(&self, condition: impl Fn(T) -> bool) -> bool {
        self.values().all(condition)
    }

    /// Adds a value; one that the key has already becomes what `join` makes of both.
    pub(super) fn add(&mut self, key: &str, value: T, join: impl Fn(T, T) -> T) {
        match self.sought(key) {
            Sought::Short(key, hash) => {
                let hasher = |known: &Short| hash_of(&self.hasher, known);
                add(&mut self.short, key, hash, value, hasher, join);
            }
            Sought::Long(key, hash) => {
                let hasher = |known: &PlSmallStr| self.hasher.hash_one(known.as_str());
                add(&mut self.long, key.into(), hash, value, hasher, join);
            }
        }
    }

    /// Makes other values of all.
    pub(super) fn change(&mut self, make: impl Fn(T) -> T) {
        for (_, value) in &mut self.short {
            *value = make(*value);
        }
        for (_, value) in &mut self.long {
            *value = make(*value);
        }
    }

    /// Adds the values of another table.
    pub(super) fn merge(&mut self, other: Keyed<T>, join: impl Fn(T, T) -> T) {
        if self.is_empty() {
            *self = other;
            return;
        }
        for (key, value) in other.short {
            let hasher = |known: &Short| hash_of(&self.hasher, known);
            add(&mut self.short, key, hasher(&key), value, hasher, &join);
        }
        for (key, value) in other.long {
            let hasher = |known: &PlSmallStr| self.hasher.hash_one(known.as_str());
            let hash = hasher(&key);
            add(&mut self.long, key, hash, value, hasher, &join);
        }
    }

    /// Hands what is found for each key to `each`, from the first on.
    ///
    /// The entries of a large table lie all over the memory. Those of many keys are touched before the first is looked at, so
    /// that the processor waits for all of them at once and not for one after the other.
    pub(super) fn get_all(&self, keys: &Texts, mut each: impl FnMut(Hit<T>)) {
        let mut sought: Vec<Option<Sought>> = Vec::with_capacity(TOUCHED);
        let mut look_up = |sought: &mut Vec<Option<Sought>>| {
            let touched = sought.iter().flatten().map(|key| self.touch(key));
            black_box(touched.fold(0, u8::wrapping_add));
            for key in sought.drain(..) {
                each(match key {
                    None => Hit::NoKey,
                    Some(key) => self.get(&key).map_or(Hit::Absent, Hit::Value),
                });
            }
        };
        keys.for_each(|key| {
            sought.push(key.map(|key| self.sought(key)));
            if sought.len() == TOUCHED {
                look_up(&mut sought);
            }
        });
        look_up(&mut sought);
    }

    /// What there is of one key.
    pub(super) fn find(&self, key: &str) -> Option<T> {
        self.get(&self.sought(key))
    }

    fn sought<'k>(&self, key: &'k str) -> Sought<'k> {
        match short(key) {
            Some(short) => Sought::Short(short, hash_of(&self.hasher, &short)),
            None => Sought::Long(key, self.hasher.hash_one(key)),
        }
    }

    /// A byte of the entry where the key should be. Short ones are touched at both ends, for they may lie across two lines of
    /// the cache.
    fn touch(&self, sought: &Sought) -> u8 {
        match *sought {
            Sought::Short(_, hash) => {
                let entry = self.short.find(hash, |_| true);
                entry.map_or(0, |(key, _)| key[0] ^ key[15])
            }
            Sought::Long(_, hash) => {
                let entry = self.long.find(hash, |_| true);
                entry.map_or(0, |e| u8::from(e.0.is_empty()))
            }
        }
    }

    fn get(&self, sought: &Sought) -> Option<T> {
        match sought {
            Sought::Short(key, hash) => {
                let entry = self.short.find(*hash, |(known, _)| known == key);
                entry.map(|(_, value)| *value)
            }
            Sought::Long(key, hash) => {
                let entry = self.long.find(*hash, |(known, _)| known == key);
                entry.map(|(_, value)| *value)
            }
        }
    }
}

fn hash_of(hasher: &PlFixedStateQuality, key: &Short) -> u64 {
    hasher.hash_one(u128::from_le_bytes(*key))
}

fn add<K: PartialEq, T: Copy>(
    table: &mut HashTable<(K, T)>,
    key: K,
    hash: u64,
    value: T,
    hasher: impl Fn(&K) -> u64,
    join: impl Fn(T, T) -> T,
) {
    match table.entry(hash, |(known, _)| *known == key, |(known, _)| hasher(known)) {
        Entry::Occupied(mut entry) => {
            let before = &mut entry.get_mut().1;
            *before = join(*before, value);
        }
        Entry::Vacant(entry) => {
            entry.insert((key, value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of every length, with bytes of zero at the end, across the lengths that stand in the table itself.
    #[test]
    fn keys_of_every_length() {
        let mut keys: Vec<String> = (0..40).map(|length| "x".repeat(length)).collect();
        keys.extend((1..20).map(|length| "\0".repeat(length)));
        keys.extend((1..20).map(|length| format!("甲{}", "\0".repeat(length))));
        let numbered = || keys.iter().zip(0..);
        let (mut known, mut other) = (Keyed::default(), Keyed::default());
        for (key, number) in numbered() {
            let half = if number % 2 == 0 {
                &mut known
            } else {
                &mut other
            };
            half.add(key, number, |a: i32, b| a + b);
            half.add(key, 1000, |a, b| a + b);
        }
        known.merge(other, |a, b| a + b);
        let absent = ["y", "甲", "xxxxxxxxxxxxxxxxxxxxxxxxxxy"];
        let all = keys.iter().map(|key| Some(key.as_str()));
        let asked = all.chain(absent.map(Some)).chain([None]).collect();
        let mut found = Vec::new();
        known.get_all(&Texts::Column(asked), |value| found.push(value));
        let known = numbered().map(|(_, number)| Hit::Value(number + 1000));
        let unknown = [Hit::Absent; 3].into_iter();
        let expected: Vec<_> = known.chain(unknown).chain([Hit::NoKey]).collect();
        assert_eq!(found, expected);
    }
}
