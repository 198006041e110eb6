//! Gathers a few documents that a seed picks: those whose fingerprint, mixed with the seed, is the least. So which they are hangs on
//! neither the order of the rows nor the number of threads.

use std::collections::BTreeMap;

use super::{Batch, Collect};
use crate::engine::documents::document_key;
use crate::findings::probe::{Picked, Probe};
use crate::fingerprint::identity::Naming;
use crate::tables::Table;
use crate::tables::typed::Typed;
use crate::tables::types::{FieldIx, FieldType, TableIx};

/// Cells that are kept of a document beside its key.
const CELLS: usize = 6;

/// The documents of a table.
pub(crate) struct Sample<'a> {
    pub(crate) ix: TableIx,
    pub(crate) table: &'a Table,
    pub(crate) probe: Probe,
}

impl Collect for Sample<'_> {
    /// The least first.
    type Part = Vec<Picked>;
    type Whole = (TableIx, Vec<Picked>);

    fn nothing(&self) -> Vec<Picked> {
        Vec::new()
    }

    fn of_batch(&self, batch: &Batch) -> Vec<Picked> {
        let typed = batch.evaluator.typed;
        let most = self.probe.documents;
        let mut naming = Naming::of_documents(&self.table.name);
        let mut least: BTreeMap<u64, usize> = BTreeMap::new();
        for row in 0..typed.rows() {
            let document = naming.of(&document_key(typed, self.table, row));
            let rank = mixed(document.0 ^ self.probe.seed);
            let beyond = least.last_key_value().is_none_or(|(last, _)| rank > *last);
            if beyond && least.len() >= most {
                continue;
            }
            // the first of its rows
            least.entry(rank).or_insert(row);
            if least.len() > most {
                least.pop_last();
            }
        }
        let picked = least.into_iter().map(|(rank, row)| Picked {
            rank,
            input: batch.context.input as usize,
            line: typed.batch.line(row),
            key: document_key(typed, self.table, row).into_owned(),
            cells: self.cells(typed, row),
        });
        picked.collect()
    }

    fn merge(&self, before: &mut Vec<Picked>, next: Vec<Picked>) {
        before.extend(next);
        // of those that are one document, the first stays first
        before.sort_by_key(|picked| picked.rank);
        before.dedup_by_key(|picked| picked.rank);
        before.truncate(self.probe.documents);
    }

    fn finish(&self, part: Vec<Picked>) -> (TableIx, Vec<Picked>) {
        (self.ix, part)
    }
}

impl Sample<'_> {
    fn cells(&self, typed: &Typed, row: usize) -> Vec<(FieldIx, String)> {
        let fields = self.table.fields.iter().enumerate();
        let shown = fields.filter(|(ix, field)| !field.sensitive && !self.table.key.contains(ix));
        let cells = shown.map(|(ix, _)| (ix, typed.cell(row, ix).trim()));
        let mut filled: Vec<(FieldIx, &str)> = cells.filter(|(_, cell)| !cell.is_empty()).collect();
        filled.sort_by_key(|(ix, _)| self.on_paper(*ix));
        filled.truncate(CELLS);
        filled.sort_by_key(|(ix, _)| *ix);
        let owned = filled.into_iter();
        owned.map(|(ix, cell)| (ix, cell.to_owned())).collect()
    }

    /// How soon the paper has it as well: the day, numbers and names of things before what the system writes by itself.
    fn on_paper(&self, field: FieldIx) -> usize {
        if self.table.date == Some(field) {
            return 0;
        }
        match self.table.fields[field].kind {
            FieldType::Decimal | FieldType::Integer => 1,
            FieldType::Date => 2,
            FieldType::Text => 3,
            FieldType::Person => 4,
            FieldType::Datetime | FieldType::Boolean => 5,
        }
    }
}

/// Every bit of the result hangs on every bit of the number (`SplitMix64`).
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
