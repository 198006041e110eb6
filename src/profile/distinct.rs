//! How many different values a column has, and which come most often.

use std::collections::HashMap;
use std::hash::BuildHasher;

use hashbrown::HashTable;
use polars::prelude::PlFixedStateQuality;

use super::Spot;

/// Different values that are counted exactly in any column.
pub(crate) const MOST: usize = 1_000_000;
/// The same in a column in which none has come twice: it may be a key.
const MOST_OF_KEY: usize = 16_000_000;
/// Different values whose texts are kept.
const KEPT: usize = 4_096;

/// Gives the same hashes in every run.
pub(super) fn hash(text: &str) -> u64 {
    PlFixedStateQuality::with_seed(0x7072_6f66).hash_one(text)
}

/// The hashes of the values.
#[derive(Debug, Clone, Default)]
pub(super) struct Distinct {
    seen: HashTable<u64>,
    /// How many values came again.
    again: u64,
    /// There are more than are counted.
    over: bool,
}

impl Distinct {
    /// Adds a value that comes so many times; says whether it is new.
    pub(super) fn add(&mut self, hash: u64, count: u64) -> bool {
        if self.over {
            return false;
        }
        let entry = self
            .seen
            .entry(hash, |known| *known == hash, |known| *known);
        let is_new = matches!(entry, hashbrown::hash_table::Entry::Vacant(_));
        entry.or_insert(hash);
        self.again += count - u64::from(is_new);
        let most = if self.again == 0 { MOST_OF_KEY } else { MOST };
        if self.seen.len() > most {
            self.over = true;
            self.seen = HashTable::new();
        }
        is_new
    }

    pub(super) fn count(&self) -> Count {
        if self.over {
            Count::Over
        } else {
            Count::Exactly(self.seen.len() as u64)
        }
    }

    /// All values; none where there are more than are counted.
    pub(super) fn into_hashes(self) -> Option<HashTable<u64>> {
        (!self.over).then_some(self.seen)
    }
}

/// How many different values there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    Exactly(u64),
    /// More than [`MOST`].
    Over,
}

/// The values that come most often.
#[derive(Debug, Clone)]
pub(super) struct Often {
    known: HashMap<Box<str>, (u64, Spot), PlFixedStateQuality>,
    /// Whether all values are there, each with its exact count.
    pub(super) whole: bool,
    /// Nothing comes often: texts are not kept any more.
    pub(super) closed: bool,
}

impl Default for Often {
    fn default() -> Often {
        Often {
            known: HashMap::with_hasher(PlFixedStateQuality::with_seed(0x7072_6f66)),
            whole: true,
            closed: false,
        }
    }
}

impl Often {
    pub(super) fn add(&mut self, text: &str, count: u64, spot: Spot) {
        if self.closed {
            return;
        }
        if let Some((known, _)) = self.known.get_mut(text) {
            *known += count;
            return;
        }
        self.known.insert(text.into(), (count, spot));
        if self.known.len() > KEPT {
            self.thin_out();
        }
    }

    /// Forgets the rarest half. What comes often is back soon; its count is a lower bound from then on.
    fn thin_out(&mut self) {
        self.whole = false;
        let mut counts: Vec<u64> = self.known.values().map(|(count, _)| *count).collect();
        counts.sort_unstable();
        let least = counts[counts.len() / 2].max(2);
        self.known.retain(|_, (count, _)| *count >= least);
        // nearly every value was met once
        self.closed = self.known.len() < KEPT / 64;
        if self.closed {
            self.known.clear();
        }
    }

    /// From the most frequent on; of equals the one that was met first.
    pub(super) fn sorted(self) -> Vec<(Box<str>, u64, Spot)> {
        let mut all: Vec<_> = self.known.into_iter().collect();
        all.sort_unstable_by(|(_, (count, spot)), (_, (other, later))| {
            other.cmp(count).then(spot.cmp(later))
        });
        all.into_iter()
            .map(|(text, (count, spot))| (text, count, spot))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_often_outlives_what_comes_once() {
        let mut often = Often::default();
        for at in 0..20_000u64 {
            let spot = Spot { file: 0, row: at };
            often.add(&format!("once {at}"), 1, spot);
            // three hundred that come again and again
            often.add(&format!("often {}", at % 300), 1, spot);
        }
        assert!(!often.whole && !often.closed);
        let first = often.sorted();
        assert!(
            first[..300]
                .iter()
                .all(|(text, ..)| text.starts_with("often"))
        );
        let mut keys = Often::default();
        (0..5_000u64).for_each(|at| keys.add(&at.to_string(), 1, Spot { file: 0, row: at }));
        assert!(keys.closed);
    }

    #[test]
    fn different_values_are_counted() {
        let mut distinct = Distinct::default();
        for text in ["a", "b", "a"] {
            distinct.add(hash(text), 1);
        }
        assert_eq!(distinct.count(), Count::Exactly(2));
        (0..=MOST as u64).for_each(|value| {
            distinct.add(value, 1);
        });
        assert_eq!(distinct.count(), Count::Over);
    }
}
