//! Which of the documents that are looked for the files of a table still have.

use std::collections::HashSet;

use super::{Batch, Collect};
use crate::dispositions::{NamedBy, NamedDocuments};
use crate::engine::documents::{document_key, document_value};
use crate::engine::evaluate::Evaluator;
use crate::engine::frames::positions;
use crate::findings::presence::Presence;
use crate::findings::shown_key;
use crate::fingerprint::known::Known;
use crate::tables::Table;
use crate::tables::cell::spoils;
use crate::tables::typed::Typed;
use crate::tables::types::FieldIx;

/// The documents that are looked for in a table.
pub(crate) struct Present<'a> {
    /// By identity; where there are none, nothing is looked for.
    pub(crate) wanted: Option<&'a Known>,
    /// Those that entries of `dispositions.toml` name.
    pub(crate) named: NamedDocuments<'a>,
}

impl Collect for Present<'_> {
    type Part = Part;
    type Whole = Presence;

    fn nothing(&self) -> Part {
        Part {
            seen: Vec::new(),
            is_seen: vec![false; self.wanted.map_or(0, Known::len)],
            presence: Presence::default(),
        }
    }

    fn of_batch(&self, batch: &Batch) -> Part {
        of_batch(
            batch.evaluator,
            batch.context.table,
            self.wanted,
            &self.named,
        )
    }

    fn merge(&self, before: &mut Part, next: Part) {
        for number in next.seen {
            before.is_seen[number] = true;
        }
        before.presence.add(next.presence);
    }

    fn finish(&self, part: Part) -> Presence {
        let wanted = self.wanted.into_iter().flat_map(Known::iter);
        let absent = wanted.zip(part.is_seen).filter(|(_, is_seen)| !is_seen);
        Presence {
            absent: absent.map(|(document, _)| document).collect(),
            ..part.presence
        }
    }
}

/// What some batches have of the documents that are looked for.
pub(crate) struct Part {
    /// Numbers of those that a batch has.
    seen: Vec<usize>,
    /// By number: those that all batches so far have.
    is_seen: Vec<bool>,
    presence: Presence,
}

fn of_batch(
    evaluator: &Evaluator,
    table: &Table,
    wanted: Option<&Known>,
    named: &NamedDocuments,
) -> Part {
    let mut presence = Presence {
        nameless: nameless(evaluator, table),
        named: named_here(evaluator, table, named),
        ..Presence::default()
    };
    let Some(wanted) = wanted else {
        return Part {
            seen: Vec::new(),
            is_seen: Vec::new(),
            presence,
        };
    };
    let known = evaluator.columns.known(evaluator.typed, table);
    let rows = 0..evaluator.typed.rows();
    let seen = rows.flat_map(|row| known.wanted(row, wanted));
    let seen = seen.map(|wanted| wanted.number).collect();
    let documents = |row: usize| known.wanted(row, wanted).map(|wanted| wanted.document);
    for (row, field) in damaged(evaluator, table) {
        presence.broken.extend(documents(row).map(|d| (d, field)));
    }
    for (row, cells) in evaluator.typed.batch.short() {
        for document in documents(row) {
            let columns = (0..).zip(&evaluator.typed.header.columns);
            let absent = columns.filter(|(_, column)| column.is_some_and(|c| c >= cells));
            let absent = absent.map(|(field, _)| (document, field));
            presence.broken.extend(absent);
        }
    }
    Part {
        seen,
        is_seen: Vec::new(),
        presence,
    }
}

/// The documents of the batch that entries name.
fn named_here(evaluator: &Evaluator, table: &Table, named: &NamedDocuments) -> HashSet<NamedBy> {
    let mut here = HashSet::new();
    if named.is_empty() {
        return here;
    }
    for row in 0..evaluator.typed.rows() {
        let written = document_key(evaluator.typed, table, row);
        let value = document_value(evaluator.typed, table, row);
        for key in [Some(written), value].into_iter().flatten() {
            let key = shown_key(table, &key);
            here.extend(named.of(&key));
        }
    }
    here
}

fn nameless(evaluator: &Evaluator, table: &Table) -> u64 {
    let typed = evaluator.typed;
    let columns: Option<Vec<usize>> = table.key.iter().map(|&f| typed.header.columns[f]).collect();
    let Some(columns) = columns else {
        return typed.rows() as u64;
    };
    let is_key = |(_, field): &(usize, FieldIx)| table.key.contains(field);
    let damaged = damaged(evaluator, table).filter(is_key).map(|(row, _)| row);
    let short = typed.batch.short();
    let short = short.filter(|(_, cells)| columns.iter().any(|column| column >= cells));
    let open = table.key.iter().flat_map(|&field| open_keys(typed, field));
    let named = damaged.chain(short.map(|(row, _)| row)).chain(open);
    let mut rows: Vec<usize> = named.collect();
    rows.sort_unstable();
    rows.dedup();
    rows.len() as u64
}

/// Rows whose key may be one of several dates: which document they are of is not known.
fn open_keys(typed: &Typed, field: FieldIx) -> Vec<usize> {
    let Some(unreadable) = typed.unreadable(field) else {
        return Vec::new();
    };
    let rows = positions(unreadable, usize::MAX).into_iter();
    rows.filter(|&row| typed.is_open_key(row, field)).collect()
}

/// Row and field of the damaged cells.
fn damaged(evaluator: &Evaluator, table: &Table) -> impl Iterator<Item = (usize, FieldIx)> {
    let columns = &evaluator.typed.header.columns;
    let batch = evaluator.typed.batch;
    batch.damaged.iter().filter_map(|damaged| {
        let field = columns.iter().position(|c| *c == Some(damaged.column))?;
        let cell = batch.cell(damaged.row, damaged.column);
        spoils(damaged.damage, &table.fields[field], cell).then_some((damaged.row, field))
    })
}
