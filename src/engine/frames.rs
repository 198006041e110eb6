//! What is found in the rows of a batch.

use polars::prelude::BooleanChunked;

use super::documents::{document_key, document_value};
use super::evaluate::Evaluator;
use crate::findings::finishing::{Find, Finisher};
use crate::fingerprint::identity::Identity;
use crate::fingerprint::known::Known;
use crate::tables::Table;
use crate::tables::types::FieldIx;

/// The file that a batch is of, and what is asked of all its rules.
#[derive(Clone, Copy)]
pub(crate) struct BatchContext<'a> {
    pub(crate) table: &'a Table,
    /// Index of the file in the audit's evidence of this table.
    pub(crate) input: u32,
    /// The most findings to keep of each rule.
    pub(crate) keep: usize,
    /// Of how many of them, in a batch, all is kept that there is to say.
    pub(crate) told: usize,
    /// Whether it is measured how long things take.
    pub(crate) ageing: bool,
    /// By row, whether it is judged and not only held against others; all are where it is none.
    pub(crate) listed: Option<&'a [bool]>,
    /// The documents that are looked for.
    pub(crate) wanted: Option<&'a Known>,
}

impl Evaluator<'_> {
    /// The document of a row, where documents are looked for.
    fn document(&self, context: &BatchContext, row: usize) -> Option<Identity> {
        context.wanted?;
        let known = self.columns.known(self.typed, context.table);
        Some(known.document(row))
    }
}

/// The set bits' positions, in order.
pub(crate) fn positions(mask: &BooleanChunked, most: usize) -> Vec<usize> {
    mask.iter()
        .enumerate()
        .filter(|(_, set)| *set == Some(true))
        .map(|(row, _)| row)
        .take(most)
        .collect()
}

/// A find in a row of a batch, whatever is wrong with it.
pub(crate) fn in_row<'c>(
    evaluator: &Evaluator<'c>,
    finisher: &Finisher,
    context: &BatchContext,
    row: usize,
) -> Find<'c> {
    let typed = evaluator.typed;
    let cell = |field: Option<FieldIx>| field.map_or("", |f| typed.cell(row, f)).into();
    let dated = finisher.asks_for_days();
    Find {
        input: context.input as usize,
        line: typed.batch.line(row),
        key: document_key(typed, context.table, row),
        key_value: document_value(typed, context.table, row),
        document: evaluator.document(context, row),
        owner: cell(finisher.rule.owner),
        department: cell(context.table.department),
        day: dated.then(|| evaluator.day(context.table, row)).flatten(),
        ..Find::default()
    }
}
