//! What a worker does with each chunk of a file: parse it, judge its rows, and gather what is wanted of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Request;
use super::evaluate::Evaluator;
use super::frames::BatchContext;
use super::gather::{Batch, Part};
use super::judge::judge;
use super::lookups::LookupTable;
use super::verdicts::Judged;
use crate::findings::asked::Options;
use crate::project::Project;
use crate::sources::Chunk;
use crate::sources::batch::{Aside, Sifted};
use crate::sources::layout::Layout;
use crate::sources::met::Met;
use crate::tables::Table;
use crate::tables::header::Header;
use crate::tables::typed::{Needs, Notes, Typed, Values, Whole};

/// What all batches of a file have in common.
pub(super) struct BatchJob<'a> {
    pub(super) project: &'a Project,
    pub(super) options: &'a Options<'a>,
    pub(super) request: &'a Request<'a>,
    pub(super) lookups: &'a [Option<LookupTable>],
    pub(super) whole: Whole<'a>,
    pub(super) needs: &'a Needs,
    pub(super) header: &'a Header,
    /// Parallel to the rules: whether the file has their columns.
    pub(super) runnable: &'a [bool],
    pub(super) layout: Layout<'a>,
    /// Parallel to the rules: whether as many findings are there as are kept.
    pub(super) enough: Arc<[AtomicBool]>,
    /// Index of the file.
    pub(super) input: u32,
}

/// What one batch yields.
pub(super) struct Yield {
    pub(super) rows: u64,
    pub(super) refused: u64,
    pub(super) aside: Vec<(u64, Aside)>,
    pub(super) met: Met,
    pub(super) sifted: Sifted,
    pub(super) bytes: u64,
    /// Parallel to the rules of the request; none where the file lacks a column.
    pub(super) judged: Vec<Option<Judged>>,
    /// Parallel to what is to be gathered.
    pub(super) parts: Vec<Part>,
    pub(super) notes: Notes,
    /// The earliest date of its documents.
    pub(super) earliest: Option<i64>,
}

impl BatchJob<'_> {
    pub(super) fn run(&self, mut chunk: Chunk) -> Yield {
        let mut batch = chunk.parse(&self.layout);
        let aside = std::mem::take(&mut batch.aside);
        let met = std::mem::take(&mut batch.met);
        let sifted = std::mem::take(&mut *batch.sifted);
        let table = &self.project.tables[self.request.table];
        let typed = Typed::new(table, self.header, &batch, self.needs, self.whole);
        let evaluator = Evaluator::new(&typed, self.lookups, self.options.as_of);
        let context = BatchContext {
            table,
            wanted: self.request.wanted,
            input: self.input,
            keep: self.options.keep.limit(),
            told: self.options.keep.told(),
            ageing: self.options.ageing,
        };
        let judged = self.judged(&evaluator, &context);
        let parts = self.gathered(&Batch {
            evaluator: &evaluator,
            context: &context,
            judged: &judged,
            rules: &self.request.rules,
        });
        Yield {
            rows: batch.rows() as u64,
            refused: batch.refused.len() as u64,
            aside,
            met,
            sifted,
            bytes: batch.bytes() as u64,
            judged,
            parts,
            earliest: self.earliest(&typed, table),
            notes: typed.notes,
        }
    }

    fn earliest(&self, typed: &Typed, table: &Table) -> Option<i64> {
        let date = table.date.filter(|date| self.needs.contains(*date))?;
        match typed.values_if_there(date)? {
            Values::Time(times) => times.iter().flatten().min(),
            _ => None,
        }
    }

    fn judged(&self, evaluator: &Evaluator, context: &BatchContext) -> Vec<Option<Judged>> {
        let rules = self.request.rules.iter().zip(self.runnable);
        let rules = rules.zip(self.enough.iter());
        let judged = rules.map(|((finisher, runnable), enough)| {
            // batches are put together in their order: this one comes behind those that filled it
            let keep = if enough.load(Ordering::Relaxed) {
                0
            } else {
                context.keep
            };
            let context = BatchContext { keep, ..*context };
            runnable.then(|| judge(evaluator, finisher, &context))
        });
        judged.collect()
    }

    fn gathered(&self, batch: &Batch) -> Vec<Part> {
        let lacks = |field: &usize| self.header.columns[*field].is_none();
        let gather = self.request.gather.iter();
        gather
            .map(|one| {
                if one.fields().iter().any(lacks) {
                    one.nothing()
                } else {
                    one.of_batch(batch)
                }
            })
            .collect()
    }
}
