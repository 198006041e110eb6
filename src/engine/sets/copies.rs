//! Rows whose key another row has.

use std::hash::BuildHasher;

use rayon::prelude::{IntoParallelIterator, ParallelIterator, ParallelSliceMut};

use super::super::keyed::hasher;
use super::kept::{Kept, Wrong};
use crate::findings::said::{Place, Said};

/// Into how many parts hashes are sorted: far more than there are cores.
const PARTS: usize = 64;

/// How many of the other rows are told.
const TOLD: usize = 5;

/// Rows of keys that are repeated, those of one key side by side and in their order.
#[derive(Default)]
struct Repeated {
    rows: Vec<u32>,
    /// Where the rows of each key end.
    ends: Vec<usize>,
}

impl Repeated {
    /// Of rows with the hashes of their keys, all that there are of each hash. So many may have the same key.
    fn new(mut hashed: Vec<(u64, u32)>, kept: &Kept, most: usize) -> Repeated {
        let key = |&(_, row): &(u64, u32)| kept.key(row as usize);
        let mut repeated = Repeated::default();
        hashed.sort_unstable();
        for same in hashed.chunk_by_mut(|one, other| one.0 == other.0) {
            // different keys may have the same hash
            if same.len() > 2 {
                same.sort_unstable_by_key(|hashed| (key(hashed), hashed.1));
            }
            let groups = same.chunk_by(|one, other| key(one) == key(other));
            for group in groups.filter(|group| group.len() > most) {
                repeated.rows.extend(group.iter().map(|(_, row)| row));
                repeated.ends.push(repeated.rows.len());
            }
        }
        repeated
    }

    fn groups(&self) -> impl Iterator<Item = &[u32]> {
        let starts = std::iter::once(&0).chain(&self.ends);
        starts
            .zip(&self.ends)
            .map(|(&start, &end)| &self.rows[start..end])
    }
}

/// The rows whose key more than `most` rows have, and where the others are, of the first `keep`.
pub(super) fn copies(kept: &Kept, most: usize, keep: usize) -> Wrong {
    let seeded = hasher();
    copies_by(|key| seeded.hash_one(key), kept, most, keep)
}

fn copies_by(hash: impl Fn(&str) -> u64 + Sync, kept: &Kept, most: usize, keep: usize) -> Wrong {
    // what is equal comes into the same part
    let hashed = kept.parts().map(|(part, first)| {
        let first = u32::try_from(first).expect("fewer rows than 2^32");
        let mut parts = vec![Vec::new(); PARTS];
        for (key, row) in part.keys.iter().zip(first..) {
            let hash = hash(key);
            let [.., last] = hash.to_le_bytes();
            parts[usize::from(last) % PARTS].push((hash, row));
        }
        parts
    });
    let hashed: Vec<Vec<Vec<(u64, u32)>>> = hashed.collect();
    let part = |ix: usize| {
        let pieces: Vec<&[(u64, u32)]> = hashed.iter().map(|parts| &parts[ix][..]).collect();
        Repeated::new(pieces.concat(), kept, most)
    };
    let repeated: Vec<Repeated> = (0..PARTS).into_par_iter().map(part).collect();
    let mut rows: Vec<u32> = repeated.iter().flat_map(|r| &r.rows).copied().collect();
    rows.par_sort_unstable();
    // what is not listed is only counted
    let listed = &rows[..rows.len().min(keep)];
    let mut said = vec![Said::Nothing; listed.len()];
    for group in repeated.iter().flat_map(Repeated::groups) {
        for &row in group {
            if let Ok(place) = listed.binary_search(&row) {
                said[place] = others(row, group, kept);
            } else {
                // those behind it are not listed either
                break;
            }
        }
    }
    Wrong {
        judged: kept.len(),
        rows: rows.into_iter().map(|row| row as usize).collect(),
        said,
        which: Vec::new(),
        of: Vec::new(),
    }
}

/// Where the other rows with the key of a row are.
fn others(row: u32, group: &[u32], kept: &Kept) -> Said<'static> {
    let others = group.iter().filter(|other| **other != row).take(TOLD);
    let places: Vec<Place> = others.map(|&other| kept.place(other as usize)).collect();
    let more = group.len() - 1 - places.len();
    Said::Places(places, more as u64)
}

#[cfg(test)]
mod tests {
    use super::super::kept::Part;
    use super::*;

    #[test]
    fn keys_of_one_hash_are_told_apart() {
        let parts = [
            Part::with_keys(0, 2, &["a", "b", "a", "c"]),
            Part::with_keys(1, 6, &[]),
            Part::with_keys(1, 6, &["b", "a"]),
        ];
        let all = copies_by(|_| 7, &Kept::new(&parts), 1, 4);
        assert_eq!(all.rows, [0, 1, 2, 4, 5]);
        let places = |places: &[(u32, u64)]| {
            let places = places.iter();
            let places = places.map(|&(input, row)| Place { input, row });
            Said::Places(places.collect(), 0)
        };
        let expected = [
            places(&[(0, 4), (1, 7)]),
            places(&[(1, 6)]),
            places(&[(0, 2), (1, 7)]),
            places(&[(0, 3)]),
        ];
        assert_eq!(all.said, expected);
        let once = [Part::with_keys(0, 2, &["a", "b"])];
        let none = copies_by(|_| 7, &Kept::new(&once), 1, 4);
        assert_eq!(none.rows, [0; 0]);
    }
}
