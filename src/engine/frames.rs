//! The columns of findings.

use std::collections::HashSet;

use polars::prelude::{
    BooleanChunked, ChunkedCollectInferIterExt, DataFrame, IntoColumn, NamedFrom, PlSmallStr,
    Series, StringChunked,
};

use super::documents::document_key;
use super::evaluate::Evaluator;
use crate::findings::people::{Directory, Owner, Owners};
use crate::findings::texts;
use crate::fingerprint::identity::Identity;
use crate::rules::Rule;
use crate::tables::Table;
use crate::tables::mask::mask;
use crate::tables::types::FieldIx;

/// Where a batch belongs.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) table: &'a Table,
    /// Index of the file in the audit's evidence of this table.
    pub(crate) input: u32,
    /// The most findings to keep of each rule.
    pub(crate) keep: usize,
    /// Whether it is measured how long things take.
    pub(crate) ageing: bool,
    /// The documents that are looked for.
    pub(crate) wanted: Option<&'a HashSet<Identity>>,
    /// Who the owners are, where that is known.
    pub(crate) people: Option<&'a Directory>,
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

/// A finding in a row of a batch.
pub(crate) struct InRow {
    pub(crate) row: usize,
    /// Index of the judgement in the rule's plan.
    pub(crate) judgement: usize,
    pub(crate) detail: Option<String>,
}

/// The columns of the findings of a rule in a batch.
pub(crate) fn frame(
    evaluator: &Evaluator,
    rule: &Rule,
    place: &Place,
    found: Vec<InRow>,
) -> DataFrame {
    let typed = evaluator.typed;
    let height = found.len();
    let rows: Vec<usize> = found.iter().map(|found| found.row).collect();
    let lines: Vec<u64> = rows.iter().map(|&row| typed.batch.line(row)).collect();
    let value = |found: &InRow| {
        let column = rule.plan.judgements[found.judgement].column;
        let sensitive = place.table.fields.get(column).is_some_and(|f| f.sensitive);
        mask(typed.cell(found.row, column), sensitive)
    };
    let value = texts("value", found.iter().map(value));
    let key = texts(
        "key",
        rows.iter()
            .map(|&row| document_key(evaluator.typed, place.table, row)),
    );
    #[allow(
        clippy::cast_possible_truncation,
        reason = "a rule has a handful of judgements"
    )]
    let judgements: Vec<u32> = found.iter().map(|found| found.judgement as u32).collect();
    let judgement = Series::new(PlSmallStr::from_static("judgement"), judgements);
    let details: StringChunked = found
        .into_iter()
        .map(|found| found.detail)
        .collect_ca(PlSmallStr::from_static("detail"));
    let owners = Owners::new(rule, place.table, place.people);
    let acting: Vec<Owner> = rows
        .iter()
        .map(|&row| owner_of(evaluator, rule, place, &owners, row))
        .collect();
    let mut columns = vec![
        judgement.into_column(),
        Series::new(PlSmallStr::from_static("input"), vec![place.input; height]).into_column(),
        Series::new(PlSmallStr::from_static("row"), lines).into_column(),
        key,
        value,
        details.into_column(),
    ];
    columns.extend(owners.columns(&acting));
    DataFrame::new(height, columns).expect("all columns have one entry per finding")
}

/// Who must act on a finding in a row.
pub(super) fn owner_of<'c>(
    evaluator: &Evaluator<'c>,
    rule: &Rule,
    place: &Place,
    owners: &Owners<'c>,
    row: usize,
) -> Owner<'c> {
    let cell = |field: Option<FieldIx>| field.map_or("", |f| evaluator.typed.cell(row, f));
    let day = evaluator.day(place.table, row);
    owners.of(cell(rule.owner), cell(place.table.department), day)
}
