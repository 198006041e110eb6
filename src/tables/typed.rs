//! Cells to typed polars columns.

use indexmap::IndexMap;
use polars::prelude::{
    BooleanChunked, Int64Chunked, Int128Chunked, NewChunkedArray, PlSmallStr, StringChunked,
    StringChunkedBuilder,
};

use super::header::Header;
use super::{Field, Table, date, number, person};
use crate::project::raw::FieldType;
use crate::rules::plan::{Expr, FieldIx};
use crate::sources::batch::{Batch, Damage};

/// A column's values in the type that expressions see.
#[derive(Debug, Clone)]
pub(crate) enum Values {
    Text(StringChunked),
    /// Decimals times 10^12.
    Number(Int128Chunked),
    /// Milliseconds since 1970-01-01.
    Time(Int64Chunked),
    Boolean(BooleanChunked),
}

impl Values {
    /// The rows without a value.
    pub(crate) fn is_null(&self) -> BooleanChunked {
        match self {
            Values::Text(values) => values.is_null(),
            Values::Number(values) => values.is_null(),
            Values::Time(values) => values.is_null(),
            Values::Boolean(values) => values.is_null(),
        }
    }
}

/// A batch with the columns that the rules need.
pub(crate) struct Typed<'a> {
    pub(crate) batch: &'a Batch,
    pub(crate) header: &'a Header,
    values: Vec<Option<Values>>,
    raw: Vec<Option<StringChunked>>,
    unreadable: Vec<Option<BooleanChunked>>,
    damaged: Vec<Option<BooleanChunked>>,
    /// By column of the file from this one on: the rows that are too short to have it.
    short: Vec<(usize, usize)>,
}

/// Which columns the rules need, typed and as raw text.
#[derive(Debug, Clone, Default)]
pub(crate) struct Needs {
    pub(crate) typed: Vec<FieldIx>,
    pub(crate) raw: Vec<FieldIx>,
}

impl Needs {
    /// Adds what an expression reads.
    pub(crate) fn add(&mut self, expr: &Expr) {
        expr.visit(&mut |e| match e {
            Expr::Field(field, _) | Expr::Unreadable(field) if !self.typed.contains(field) => {
                self.typed.push(*field);
            }
            Expr::Raw(field) if !self.raw.contains(field) => self.raw.push(*field),
            _ => {}
        });
    }

    /// Without the fields that a file does not have.
    pub(crate) fn present(&self, header: &Header) -> Needs {
        let there = |fields: &[FieldIx]| {
            fields
                .iter()
                .copied()
                .filter(|f| header.columns[*f].is_some())
                .collect()
        };
        Needs {
            typed: there(&self.typed),
            raw: there(&self.raw),
        }
    }
}

impl<'a> Typed<'a> {
    /// Reads the needed columns. Fields that the file does not have stay out.
    pub(crate) fn new(
        table: &Table,
        header: &'a Header,
        batch: &'a Batch,
        needs: &Needs,
    ) -> Typed<'a> {
        let fields = table.fields.len();
        let mut typed = Typed {
            batch,
            header,
            values: vec![None; fields],
            raw: vec![None; fields],
            unreadable: vec![None; fields],
            damaged: damaged(table, header, batch),
            short: batch.short().collect(),
        };
        for &field in &needs.typed {
            if let Some(column) = header.columns[field] {
                let (values, unreadable) = read(&table.fields[field], batch, column);
                typed.values[field] = Some(match (values, &typed.damaged[field]) {
                    (Values::Text(text), Some(damaged)) => Values::Text(without(&text, damaged)),
                    (values, _) => values,
                });
                typed.unreadable[field] = unreadable;
            }
        }
        for &field in &needs.raw {
            if let Some(column) = header.columns[field] {
                let same = match (&typed.values[field], &table.fields[field]) {
                    (Some(Values::Text(text)), f)
                        if f.kind == FieldType::Text && f.values.is_none() =>
                    {
                        Some(text.clone())
                    }
                    _ => None,
                };
                let raw = same.unwrap_or_else(|| raw(&table.fields[field], batch, column));
                typed.raw[field] = Some(match &typed.damaged[field] {
                    Some(damaged) => without(&raw, damaged),
                    None => raw,
                });
            }
        }
        for (unreadable, damaged) in typed.unreadable.iter_mut().zip(&typed.damaged) {
            *unreadable = match (unreadable.take(), damaged) {
                (Some(one), Some(other)) => Some(&one | other),
                (one, other) => one.or_else(|| other.clone()),
            };
        }
        typed
    }

    pub(crate) fn rows(&self) -> usize {
        self.batch.rows()
    }

    pub(crate) fn values(&self, field: FieldIx) -> &Values {
        self.values[field]
            .as_ref()
            .expect("the plan asks for the columns it uses")
    }

    /// The raw column, or none where the file has no such column.
    pub(crate) fn raw_column(&self, field: FieldIx) -> Option<&StringChunked> {
        self.raw[field].as_ref()
    }

    pub(crate) fn raw(&self, field: FieldIx) -> &StringChunked {
        self.raw[field]
            .as_ref()
            .expect("the plan asks for the columns it uses")
    }

    /// Rows whose cell holds something that is not of its type; none where there is no such row.
    pub(crate) fn unreadable(&self, field: FieldIx) -> Option<&BooleanChunked> {
        self.unreadable[field].as_ref()
    }

    /// Rows whose cell was damaged before it came here; none where there is no such row.
    pub(crate) fn damaged(&self, field: FieldIx) -> Option<&BooleanChunked> {
        self.damaged[field].as_ref()
    }

    /// Rows that are too short to have the cell; none where there is no such row.
    pub(crate) fn absent(&self, field: FieldIx) -> Option<BooleanChunked> {
        let column = self.header.columns[field]?;
        let rows: Vec<usize> = self
            .short
            .iter()
            .filter(|(_, cells)| *cells <= column)
            .map(|(row, _)| *row)
            .collect();
        if rows.is_empty() {
            return None;
        }
        let mut mask = vec![false; self.rows()];
        for row in rows {
            mask[row] = true;
        }
        Some(BooleanChunked::from_slice(PlSmallStr::EMPTY, &mask))
    }

    /// The cell as it stands in the file; empty where the file has no such column.
    pub(crate) fn cell(&self, row: usize, field: FieldIx) -> &'a str {
        self.header.columns[field].map_or("", |column| self.batch.cell(row, column))
    }
}

/// Whether damage to a cell makes it useless: a number may have lost digits, a code may not.
pub(crate) fn spoils(damage: Damage, field: &Field) -> bool {
    match damage {
        Damage::Undecodable | Damage::Formula => true,
        Damage::LostDigits => matches!(field.kind, FieldType::Text | FieldType::Person),
    }
}

/// By field: the rows whose cell is damaged.
fn damaged(table: &Table, header: &Header, batch: &Batch) -> Vec<Option<BooleanChunked>> {
    let mut masks = vec![None; table.fields.len()];
    if batch.damaged.is_empty() {
        return masks;
    }
    for ((field, column), mask) in table.fields.iter().zip(&header.columns).zip(&mut masks) {
        let cells = batch.damaged.iter();
        let mut rows = cells
            .filter(|d| Some(d.column) == *column && spoils(d.damage, field))
            .peekable();
        if rows.peek().is_some() {
            let mut bits = vec![false; batch.rows()];
            rows.for_each(|d| bits[d.row] = true);
            *mask = Some(BooleanChunked::from_slice(PlSmallStr::EMPTY, &bits));
        }
    }
    masks
}

/// Null in the rows of the mask.
fn without(texts: &StringChunked, mask: &BooleanChunked) -> StringChunked {
    let cells = texts.iter().zip(mask.iter());
    cells
        .map(|(text, gone)| text.filter(|_| gone != Some(true)))
        .collect()
}

/// The cell, or none where it is blank or one of the field's null words.
fn filled<'c>(field: &Field, cell: &'c str) -> Option<&'c str> {
    match cell.as_bytes().first()? {
        // starts with a printable ASCII character: not blank
        b'!'..=b'~' => {}
        _ if cell.trim().is_empty() => return None,
        _ => {}
    }
    if !field.null.is_empty() && field.null.iter().any(|word| word == cell.trim()) {
        return None;
    }
    Some(cell)
}

fn raw(field: &Field, batch: &Batch, column: usize) -> StringChunked {
    let mut out = StringChunkedBuilder::new(PlSmallStr::EMPTY, batch.rows());
    for row in 0..batch.rows() {
        out.append_option(filled(field, batch.cell(row, column)));
    }
    out.finish()
}

fn read(field: &Field, batch: &Batch, column: usize) -> (Values, Option<BooleanChunked>) {
    match field.kind {
        FieldType::Text => match &field.values {
            None => (Values::Text(raw(field, batch, column)), None),
            Some(words) => mapped(field, words, batch, column),
        },
        FieldType::Person => {
            let mut out = StringChunkedBuilder::new(PlSmallStr::EMPTY, batch.rows());
            for row in 0..batch.rows() {
                out.append_option(filled(field, batch.cell(row, column)).map(person::clean));
            }
            (Values::Text(out.finish()), None)
        }
        FieldType::Integer => {
            let (values, bad) = parsed(field, batch, column, number::integer);
            (
                Values::Number(Int128Chunked::from_slice_options(
                    PlSmallStr::EMPTY,
                    &values,
                )),
                bad,
            )
        }
        FieldType::Decimal => {
            let (values, bad) = parsed(field, batch, column, number::decimal);
            (
                Values::Number(Int128Chunked::from_slice_options(
                    PlSmallStr::EMPTY,
                    &values,
                )),
                bad,
            )
        }
        FieldType::Date => {
            let read = |cell: &str| {
                stamp(field, cell)
                    .filter(|s| s.millis == s.day())
                    .map(|s| s.millis)
            };
            let (values, bad) = parsed(field, batch, column, read);
            (
                Values::Time(Int64Chunked::from_slice_options(PlSmallStr::EMPTY, &values)),
                bad,
            )
        }
        FieldType::Datetime => {
            let (values, bad) = parsed(field, batch, column, |cell| {
                stamp(field, cell).map(|s| s.millis)
            });
            (
                Values::Time(Int64Chunked::from_slice_options(PlSmallStr::EMPTY, &values)),
                bad,
            )
        }
        FieldType::Boolean => {
            let read = |cell: &str| match &field.values {
                Some(words) => words.get(cell.trim()).and_then(|word| boolean(word)),
                None => boolean(cell),
            };
            let (values, bad) = parsed(field, batch, column, read);
            (
                Values::Boolean(BooleanChunked::from_slice_options(
                    PlSmallStr::EMPTY,
                    &values,
                )),
                bad,
            )
        }
    }
}

/// Each cell through `parse`, and a mask of the filled cells it refused.
fn parsed<T: Copy>(
    field: &Field,
    batch: &Batch,
    column: usize,
    parse: impl Fn(&str) -> Option<T>,
) -> (Vec<Option<T>>, Option<BooleanChunked>) {
    let mut values = Vec::with_capacity(batch.rows());
    let mut refused: Option<Vec<bool>> = None;
    for row in 0..batch.rows() {
        let cell = filled(field, batch.cell(row, column));
        let value = cell.and_then(&parse);
        if value.is_none() && cell.is_some() {
            refused.get_or_insert_with(|| vec![false; batch.rows()])[row] = true;
        }
        values.push(value);
    }
    (
        values,
        refused.map(|mask| BooleanChunked::from_slice(PlSmallStr::EMPTY, &mask)),
    )
}

/// The export's words as the rules' words; an unmapped word is unreadable.
fn mapped(
    field: &Field,
    words: &IndexMap<String, String>,
    batch: &Batch,
    column: usize,
) -> (Values, Option<BooleanChunked>) {
    let mut out = StringChunkedBuilder::new(PlSmallStr::EMPTY, batch.rows());
    let mut refused: Option<Vec<bool>> = None;
    for row in 0..batch.rows() {
        let cell = filled(field, batch.cell(row, column));
        let word = cell.and_then(|cell| words.get(cell.trim()));
        if word.is_none() && cell.is_some() {
            refused.get_or_insert_with(|| vec![false; batch.rows()])[row] = true;
        }
        out.append_option(word);
    }
    (
        Values::Text(out.finish()),
        refused.map(|mask| BooleanChunked::from_slice(PlSmallStr::EMPTY, &mask)),
    )
}

/// Whether the cell can be read as what its field holds.
pub(crate) fn readable(field: &Field, cell: &str) -> bool {
    match field.kind {
        FieldType::Text | FieldType::Person => true,
        FieldType::Integer => number::integer(cell).is_some(),
        FieldType::Decimal => number::decimal(cell).is_some(),
        FieldType::Date | FieldType::Datetime => stamp(field, cell).is_some(),
        FieldType::Boolean => match &field.values {
            Some(words) => words.contains_key(cell.trim()),
            None => boolean(cell).is_some(),
        },
    }
}

fn stamp(field: &Field, cell: &str) -> Option<date::Stamp> {
    date::iso(cell).or_else(|| date::formatted(cell, &field.formats))
}

fn boolean(cell: &str) -> Option<bool> {
    match cell.trim().to_lowercase().as_str() {
        "true" | "t" | "yes" | "y" | "1" | "是" | "真" => Some(true),
        "false" | "f" | "no" | "n" | "0" | "否" | "假" => Some(false),
        _ => None,
    }
}
