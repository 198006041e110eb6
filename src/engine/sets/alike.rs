//! Keys that look alike and differ: a blank or an invisible character at the end of one of them makes it another key.

use polars::prelude::PlHashMap;
use rayon::prelude::ParallelIterator;

use super::kept::Kept;
use crate::blank;
use crate::fingerprint::identity::{BETWEEN, join_key, key_parts};

/// Rows whose key looks like that of another row and differs from it at its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::engine) struct Alike {
    pub(in crate::engine) rows: u64,
    /// The file and the row of one that has what nobody sees.
    pub(in crate::engine) input: u32,
    pub(in crate::engine) line: u64,
}

/// What is known of keys that look the same.
struct Look<'k> {
    first: &'k str,
    /// Whether there are others than the first.
    differs: bool,
    /// The first row that has what nobody sees.
    row: usize,
    rows: u64,
}

/// The rows whose keys, of `count` parts, look alike and differ.
pub(super) fn alike(kept: &Kept, count: usize) -> Option<Alike> {
    let ended = |key: &str| !is_plain(key) && cleaned(key, count) != key;
    let of_part = |(part, first): (&super::kept::Part, usize)| -> Vec<usize> {
        let keys = (first..).zip(part.keys.iter());
        keys.filter(|(_, key)| ended(key))
            .map(|(row, _)| row)
            .collect()
    };
    let mut unclean: Vec<usize> = kept.parts().map(of_part).flatten_iter().collect();
    if unclean.is_empty() {
        return None;
    }
    unclean.sort_unstable();
    let mut looks: PlHashMap<String, Look> = PlHashMap::default();
    for &row in &unclean {
        let key = kept.key(row);
        let look = looks.entry(cleaned(key, count)).or_insert(Look {
            first: key,
            differs: false,
            row,
            rows: 0,
        });
        look.differs |= look.first != key;
        look.rows += 1;
    }
    // most keys are clean, and of other looks
    let clean = (0..kept.len()).filter(|row| unclean.binary_search(row).is_err());
    for row in clean {
        if let Some(look) = looks.get_mut(kept.key(row)) {
            look.differs = true;
            look.rows += 1;
        }
    }
    let alike = || looks.values().filter(|look| look.differs);
    let row = alike().map(|look| look.row).min()?;
    Some(Alike {
        rows: alike().map(|look| look.rows).sum(),
        input: kept.input(row),
        line: kept.line(row),
    })
}

/// Whether all of a key is seen.
fn is_plain(key: &str) -> bool {
    key.bytes()
        .all(|b| b.is_ascii_graphic() || b == BETWEEN as u8)
}

/// The key without what nobody sees at the ends of its parts.
fn cleaned(key: &str, count: usize) -> String {
    let parts = key_parts(key, count);
    let trimmed: Vec<_> = parts.iter().map(|part| blank::trim(part).into()).collect();
    join_key(&trimmed).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::kept::Part;
    use super::*;

    fn rows(keys: &[&[&str]]) -> Option<(u64, u32, u64)> {
        let parts: Vec<Part> = (0..)
            .zip(keys)
            .map(|(input, keys)| Part::with_keys(input, 2, keys))
            .collect();
        let alike = alike(&Kept::new(&parts), 1)?;
        Some((alike.rows, alike.input, alike.line))
    }

    #[test]
    fn what_looks_like_another_key_is_counted() {
        assert_eq!(rows(&[&["a", "b "], &["a", "c"]]), None);
        assert_eq!(
            rows(&[&["a", "b"], &["b ", "a\u{200b}", "a"]]),
            Some((5, 1, 2))
        );
        // padded alike, they are what they are
        assert_eq!(rows(&[&["甲 ", "乙 ", "甲 "]]), None);
        assert_eq!(rows(&[&["甲 ", "\u{3000}甲"]]), Some((2, 0, 2)));
    }

    #[test]
    fn parts_are_looked_at_one_by_one() {
        let key = |parts: [&str; 2]| join_key(&parts.map(Into::into)).into_owned();
        let keys = [
            key(["a ", "1"]),
            key(["a", "1"]),
            key(["a", "1 "]),
            key(["a1", ""]),
        ];
        let keys: Vec<&str> = keys.iter().map(String::as_str).collect();
        let parts = [Part::with_keys(0, 2, &keys)];
        assert_eq!(
            alike(&Kept::new(&parts), 2).map(|alike| alike.rows),
            Some(3)
        );
    }
}
