//! The columns of a table that cells from above reach into. What it costs follows the cells that are there: neither how many
//! columns a cell says it spans nor how many rows.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// The columns that are covered in a row.
#[derive(Debug, Default)]
pub(super) struct Covered {
    /// Areas that neither overlap nor touch: the first column, and the one behind the last.
    areas: BTreeMap<u32, u32>,
    /// The row from which on columns are free again, their first, and the one behind their last.
    ends: BinaryHeap<Reverse<(u64, u32, u32)>>,
    count: u32,
}

impl Covered {
    /// Goes on to a row: what ends above it is free again.
    pub(super) fn begin_row(&mut self, row: u64) {
        while let Some(Reverse((end, first, behind))) = self.ends.peek().copied()
            && end <= row
        {
            self.ends.pop();
            self.uncover(first, behind);
        }
    }

    /// How many columns are covered.
    pub(super) fn count(&self) -> u32 {
        self.count
    }

    /// The first free column from one on.
    pub(super) fn free_from(&self, column: u32) -> u32 {
        match self.areas.range(..=column).next_back() {
            Some((_, &behind)) if behind > column => behind,
            _ => column,
        }
    }

    /// Covers columns from a free one on, up to a row. Where cells overlap, the upper one stays.
    pub(super) fn cover(&mut self, first: u32, behind: u32, end: u64) {
        let next = self.areas.range(first..).next().map(|(&next, _)| next);
        let behind = next.map_or(behind, |next| behind.min(next));
        if behind <= first {
            return;
        }
        self.ends.push(Reverse((end, first, behind)));
        self.count += behind - first;
        let behind = match next {
            Some(next) if next == behind => self.areas.remove(&next).unwrap_or(behind),
            _ => behind,
        };
        match self.areas.range_mut(..first).next_back() {
            Some((_, before)) if *before == first => *before = behind,
            _ => {
                self.areas.insert(first, behind);
            }
        }
    }

    /// The columns are in one area, for areas only grow together.
    fn uncover(&mut self, first: u32, behind: u32) {
        let Some((&start, &end)) = self.areas.range(..=first).next_back() else {
            return;
        };
        self.areas.remove(&start);
        if start < first {
            self.areas.insert(start, first);
        }
        if behind < end {
            self.areas.insert(behind, end);
        }
        self.count -= behind - first;
    }

    /// Nothing is covered any more: a part of the table begins.
    pub(super) fn clear(&mut self) {
        *self = Covered::default();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        /// Cells as HTML lays them out, against a table of every column and row.
        #[test]
        fn every_column_and_row(
            rows in prop::collection::vec(prop::collection::vec((1u32..5, 1u64..4), 0..5), 1..12)
        ) {
            let mut covered = Covered::default();
            let mut naive = vec![0u64; 200];
            for (row, cells) in (0u64..).zip(rows) {
                covered.begin_row(row);
                let count = naive.iter().filter(|&&end| end > row).count();
                prop_assert_eq!(covered.count() as usize, count);
                let mut next = 0;
                for (columns, spanned) in cells {
                    let first = covered.free_from(next);
                    let free = (next as usize..).find(|&c| naive[c] <= row).unwrap();
                    prop_assert_eq!(first as usize, free);
                    let behind = first + columns;
                    if spanned > 1 {
                        covered.cover(first, behind, row + spanned);
                        for end in &mut naive[first as usize..behind as usize] {
                            if *end > row {
                                break;
                            }
                            *end = row + spanned;
                        }
                    }
                    next = behind;
                }
            }
        }
    }

    #[test]
    fn a_part_of_the_table_ends_what_reaches_down() {
        let mut covered = Covered::default();
        covered.cover(1, 3, 9);
        assert_eq!((covered.free_from(0), covered.free_from(1)), (0, 3));
        covered.clear();
        assert_eq!((covered.free_from(1), covered.count()), (1, 0));
    }
}
