//! Rows whose value is not what most rows with their key have.

use polars::prelude::{PlHashMap, PlHashSet};

use super::kept::{Kept, Wrong};
use crate::findings::said::Said;

/// How many of the leading values are told.
const TOLD: usize = 3;

/// The rows whose value is not what most rows with their key have, and what those have, of the first `keep`. Without a
/// majority all are wrong. `once`: of each key, the first of them.
pub(super) fn minority(kept: &Kept, once: bool, keep: usize) -> Wrong {
    let (keys, suspects) = disputed(kept);
    let mut groups: PlHashMap<&str, PlHashMap<&str, u64>> = PlHashMap::default();
    for &row in &suspects {
        let group = groups.entry(kept.key(row)).or_default();
        *group.entry(kept.value(row)).or_default() += 1;
    }
    let leaders: PlHashMap<&str, (Vec<&str>, u64)> = groups
        .iter()
        .map(|(key, group)| (*key, leaders(group)))
        .collect();
    let mut wrong = Wrong::none_of(if once { keys } else { kept.len() });
    let mut told: PlHashSet<&str> = PlHashSet::default();
    for row in suspects {
        let value = kept.value(row);
        let (leaders, most) = &leaders[kept.key(row)];
        if leaders == &[value] || once && !told.insert(kept.key(row)) {
            continue;
        }
        wrong.rows.push(row);
        // what is not listed is only counted
        if wrong.rows.len() <= keep {
            let others = leaders.iter().filter(|leader| **leader != value);
            let others = others.take(TOLD).map(|&other| other.to_owned().into());
            let others = others.collect();
            wrong.said.push(Said::Others(others, *most));
        }
    }
    wrong
}

/// How many keys there are, and the rows whose key hash comes with more than one value hash.
fn disputed(kept: &Kept) -> (usize, Vec<usize>) {
    let keys = kept.hashes(|part| &part.keys);
    let values = kept.hashes(|part| &part.values);
    let mut first: PlHashMap<u64, u64> = PlHashMap::default();
    let mut disputed: PlHashSet<u64> = PlHashSet::default();
    for (key, value) in keys.iter().zip(&values) {
        if first.entry(*key).or_insert(*value) != value {
            disputed.insert(*key);
        }
    }
    let rows = keys.iter().enumerate();
    let rows = rows.filter(|(_, key)| disputed.contains(*key));
    (first.len(), rows.map(|(row, _)| row).collect())
}

/// The most frequent values, in the order of their texts, and how many rows hold each.
fn leaders<'v>(group: &PlHashMap<&'v str, u64>) -> (Vec<&'v str>, u64) {
    let most = group.values().copied().max().unwrap_or_default();
    let mut leaders: Vec<&str> = group
        .iter()
        .filter(|(_, n)| **n == most)
        .map(|(v, _)| *v)
        .collect();
    leaders.sort_unstable();
    (leaders, most)
}
