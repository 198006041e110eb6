//! Documents that are judged where not all are: those that somebody lists, or those whose rows are not what they were.

use std::collections::VecDeque;
use std::ops::ControlFlow;

use indexmap::IndexMap;

use super::documents::{document_key, document_value};
use super::evaluate::Evaluator;
use super::opening::{batches, no_header, opened};
use crate::findings::asked::Listed;
use crate::findings::shown_key;
use crate::fingerprint::Fingerprint;
use crate::fingerprint::identity::{Identity, Naming, is_blank_key};
use crate::fingerprint::known::Known;
use crate::messages::Message;
use crate::sources::batch::{Aside, Batch};
use crate::sources::{Input, Opened, Settings, SourceError, open};
use crate::tables::Table;
use crate::tables::cell::reads;
use crate::tables::header::{Header, Headings, matched};
use crate::tables::typed::{Needs, Typed, Whole};
use crate::tables::types::FieldIx;

/// Stands between the cells of a list whose keys have one part: in none of them.
const NOWHERE: u8 = 0x1f;

/// The rows of a batch whose documents are judged.
pub(super) struct Judged<'b> {
    /// These rows alone.
    pub(super) batch: Batch<'b>,
    /// Whether each row of the whole batch is one.
    pub(super) rows: Vec<bool>,
    /// The numbers of the documents that there are.
    pub(super) met: Vec<usize>,
}

impl<'b> Judged<'b> {
    pub(super) fn new(of: &Evaluator<'b>, table: &Table, only: &Known) -> Judged<'b> {
        let typed = of.typed;
        let mut naming = Naming::of_documents(&table.name);
        let number = |row| only.number(identity(typed, table, row, &mut naming));
        let numbers: Vec<Option<usize>> = (0..typed.rows()).map(number).collect();
        let rows: Vec<bool> = numbers.iter().map(Option::is_some).collect();
        let others: Vec<Option<Aside>> = rows
            .iter()
            .map(|listed| (!listed).then_some(Aside::Copy))
            .collect();
        let mut met: Vec<usize> = numbers.into_iter().flatten().collect();
        met.sort_unstable();
        met.dedup();
        Judged {
            batch: typed.batch.clone().set_aside(&others),
            rows,
            met,
        }
    }
}

/// By what a row is known: the key of its document, or its cells where it has none.
fn identity(typed: &Typed, table: &Table, row: usize, naming: &mut Naming) -> Identity {
    match document_value(typed, table, row) {
        Some(value) => naming.of(&value),
        None => naming.of(&document_key(typed, table, row)),
    }
}

/// The documents that a file lists: a column for each part of the table's key, under its heading, or in the order of the key
/// where there is no heading.
pub(crate) fn of_file(table: &Table, file: &Input) -> Result<Listed, SourceError> {
    let headings = Headings::new(table);
    let field = |heading: &str| headings.likely(heading);
    let reads = |field: FieldIx, cell: &str| reads(&table.fields[field], cell);
    let columns: Vec<String> = table
        .key
        .iter()
        .map(|&part| {
            let part = &table.fields[part];
            part.headers.first().unwrap_or(&part.name).clone()
        })
        .collect();
    let list = |columns| Settings {
        table: &table.name,
        sheet: None,
        part: None,
        encoding: None,
        columns,
        header_row: None,
        delimiter: (table.key.len() == 1).then_some(NOWHERE),
        unpacked: table.unpacked,
        notes: false,
        beyond: 0,
        field: &field,
        reads: &reads,
    };
    let lacks_key = |opened: &Opened| {
        let header = matched(table, &opened.heading.columns);
        table.key.iter().any(|&part| header.columns[part].is_none())
    };
    // several columns, of which some are the key
    let spread = Settings {
        delimiter: None,
        ..list(None)
    };
    let mut opened = open(file, &list(None))?;
    if lacks_key(&opened) {
        opened = open(file, &spread)?;
    }
    if lacks_key(&opened) {
        opened = open(file, &list(Some(&columns)))?;
    }
    let mut documents = Vec::new();
    let mut naming = Naming::of_documents(&table.name);
    body(table, opened, &mut |typed| {
        for row in 0..typed.rows() {
            let mut parts = table.key.iter().map(|&part| typed.cell(row, part));
            if parts.all(|part| is_blank_key(part.trim())) {
                continue;
            }
            let name = shown_key(table, &document_key(typed, table, row)).into_owned();
            documents.push((identity(typed, table, row, &mut naming), name));
        }
    })?;
    Ok(Listed::named(documents))
}

/// How the documents of a table differ from what they were.
#[derive(Default)]
pub(crate) struct Changes {
    /// Those with a row that was not there, or is there more often or less often.
    pub(crate) changed: Listed,
    /// Those of which there is no row any more, as people call them, sensitive parts masked.
    pub(crate) gone: Vec<String>,
    /// Former files that cannot be read, with the reason: their rows count as new.
    pub(crate) unreadable: Vec<(String, Message)>,
}

/// The rows of a document.
#[derive(Default)]
struct Rows {
    /// Their fingerprints, added up: in whatever order they stand.
    sum: u64,
    count: u64,
    /// What people call it.
    name: String,
}

/// Compares the rows of files with what they were, by the fields of the dictionary.
pub(crate) fn changes(table: &Table, before: &[Input], now: &[Input]) -> Changes {
    let mut changes = Changes::default();
    let mut old: IndexMap<Identity, Rows> = IndexMap::new();
    for (file, reason) in read(table, before, &mut |typed| add(&mut old, typed, table)) {
        changes.unreadable.push((file, reason));
    }
    let mut new: IndexMap<Identity, Rows> = IndexMap::new();
    // what cannot be read now is told when it is judged
    read(table, now, &mut |typed| add(&mut new, typed, table));
    let differs = |document: &Identity, rows: &Rows| {
        let was = old.get(document);
        was.is_none_or(|was| (was.sum, was.count) != (rows.sum, rows.count))
    };
    let documents = new
        .iter()
        .filter(|(document, rows)| differs(document, rows));
    changes.changed.known = Known::new(documents.map(|(document, _)| *document).collect());
    let gone = old
        .iter()
        .filter(|(document, _)| !new.contains_key(*document));
    changes.gone = gone.map(|(_, rows)| rows.name.clone()).collect();
    changes
}

fn add(documents: &mut IndexMap<Identity, Rows>, typed: &Typed, table: &Table) {
    let mut naming = Naming::of_documents(&table.name);
    for row in 0..typed.rows() {
        let rows = documents.entry(identity(typed, table, row, &mut naming));
        let rows = rows.or_insert_with(|| Rows {
            name: shown_key(table, &document_key(typed, table, row)).into_owned(),
            ..Rows::default()
        });
        let mut cells = Fingerprint::default();
        for field in 0..table.fields.len() {
            cells.add_part(typed.cell(row, field));
        }
        rows.sum = rows.sum.wrapping_add(cells.short());
        rows.count += 1;
    }
}

/// Whether a file can be opened as one of a table; why not otherwise.
pub(crate) fn suits(table: &Table, input: &Input) -> Result<(), SourceError> {
    let opened = opened(table, input)?;
    header(table, &opened).map(|_| ())
}

/// The header of an opened file; why it is none of the table.
fn header(table: &Table, opened: &Opened) -> Result<Header, SourceError> {
    let header = matched(table, &opened.heading.columns);
    if header.columns.iter().all(Option::is_none) {
        return Err(no_header(table, &opened.heading, opened.form.by_name));
    }
    Ok(header)
}

/// Hands the rows of files to `each`; returns those that cannot be read, or not to their end, with the reason.
fn read(
    table: &Table,
    files: &[Input],
    each: &mut dyn FnMut(&Typed),
) -> Vec<(String, SourceError)> {
    let mut unreadable = Vec::new();
    let mut waiting: VecDeque<Input> = files.iter().cloned().collect();
    while let Some(input) = waiting.pop_front() {
        let result = opened(table, &input).and_then(|opened| {
            waiting.extend(input.parts(&opened.form).into_iter().skip(1));
            body(table, opened, each)
        });
        if let Err(reason) = result {
            unreadable.push((input.shown().to_owned(), reason));
        }
    }
    unreadable
}

/// Hands the rows of an opened file to `each`.
fn body(
    table: &Table,
    mut opened: Opened,
    each: &mut dyn FnMut(&Typed),
) -> Result<(), SourceError> {
    let header = header(table, &opened)?;
    batches(table, &mut opened, &header, |batch| {
        let (needs, whole) = (Needs::default(), Whole::default());
        each(&Typed::new(table, &header, batch, &needs, whole));
        ControlFlow::Continue(())
    })
}
