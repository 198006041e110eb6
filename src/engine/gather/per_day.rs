//! Gathers how many rows there are of each day of document.

use std::collections::BTreeMap;

use super::{Batch, Collect};
use crate::tables::Table;
use crate::tables::types::TableIx;

/// A table whose documents have a date.
pub(crate) struct PerDay<'a> {
    pub(crate) ix: TableIx,
    pub(crate) table: &'a Table,
}

impl Collect for PerDay<'_> {
    /// By midnight, in milliseconds since 1970-01-01.
    type Part = BTreeMap<i64, u64>;
    type Whole = (TableIx, BTreeMap<i64, u64>);

    fn nothing(&self) -> BTreeMap<i64, u64> {
        BTreeMap::new()
    }

    fn of_batch(&self, batch: &Batch) -> BTreeMap<i64, u64> {
        let mut days = BTreeMap::new();
        let evaluator = batch.evaluator;
        let rows = 0..evaluator.typed.rows();
        for day in rows.filter_map(|row| evaluator.day(self.table, row)) {
            *days.entry(day).or_default() += 1;
        }
        days
    }

    fn merge(&self, before: &mut BTreeMap<i64, u64>, next: BTreeMap<i64, u64>) {
        for (day, count) in next {
            *before.entry(day).or_default() += count;
        }
    }

    fn finish(&self, part: BTreeMap<i64, u64>) -> (TableIx, BTreeMap<i64, u64>) {
        (self.ix, part)
    }
}
