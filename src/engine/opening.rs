//! How a table wants its files opened and read, and what their headers lack.

use std::ops::ControlFlow;

use super::sifted::Above;
use crate::blank;
use crate::messages::{message, some};
use crate::sources::batch::Batch;
use crate::sources::layout::{Example, Headers, Heading, Layout, PREVIEW, among};
use crate::sources::stamp::Stamp;
use crate::sources::{Input, Opened, Settings, SourceError, open};
use crate::tables::cell::reads;
use crate::tables::header::{Header, Headings, matched};
use crate::tables::mask::form;
use crate::tables::types::{FieldIx, FieldType};
use crate::tables::{Field, Table};
use crate::template::returned::places;

/// Headings that are offered where none fits.
const SHOWN_NEAR: usize = 12;

/// Opens a file as one of a table.
pub(crate) fn opened(table: &Table, input: &Input) -> Result<Opened, SourceError> {
    opened_beyond(table, input, 0)
}

/// The same, with so many columns to the right of its headings.
pub(crate) fn opened_beyond(
    table: &Table,
    input: &Input,
    beyond: usize,
) -> Result<Opened, SourceError> {
    let headings = Headings::new(table);
    let field = |heading: &str| headings.likely(heading);
    let reads = |field: FieldIx, cell: &str| reads(&table.fields[field], cell);
    let settings = settings(table, input, &field, &reads);
    open(input, &Settings { beyond, ..settings })
}

/// Hands the rows of an opened file on, one batch after the other, until another table begins below them or nobody wants more.
pub(super) fn batches(
    table: &Table,
    opened: &mut Opened,
    header: &Header,
    mut each: impl FnMut(&Batch) -> ControlFlow<()>,
) -> Result<(), SourceError> {
    let headings = Headings::new(table);
    let field = |heading: &str| headings.likely(heading);
    let readable = |column: usize, cell: &str| header.readable(table, column, cell);
    let (heading, stamp) = (opened.heading.clone(), opened.form.stamp.clone());
    let layout = layout(table, header, &heading, &field, &readable, stamp.as_ref());
    while let Some(mut chunk) = opened.next_chunk()? {
        let batch = chunk.parse(&layout);
        if each(&batch).is_break() || batch.sifted.other_table.is_some() {
            break;
        }
    }
    Ok(())
}

/// How a table wants its files read.
pub(super) fn settings<'a>(
    table: &'a Table,
    input: &Input,
    field: &'a dyn Fn(&str) -> Option<FieldIx>,
    reads: &'a dyn Fn(FieldIx, &str) -> Option<bool>,
) -> Settings<'a> {
    Settings {
        table: &table.name,
        sheet: table.sheet.as_ref(),
        part: input.sheet.as_ref().map(|sheet| sheet.place),
        encoding: table.encoding,
        columns: table.columns.as_deref(),
        header_row: table.header_row,
        delimiter: table.delimiter,
        unpacked: table.unpacked,
        notes: table.notes,
        beyond: 0,
        field,
        reads,
    }
}

/// The columns of the document key, or the first column that a field takes.
fn key(table: &Table, header: &Header) -> Vec<usize> {
    let key: Vec<usize> = table
        .key
        .iter()
        .filter_map(|&f| header.columns[f])
        .collect();
    if key.is_empty() {
        header
            .columns
            .iter()
            .flatten()
            .min()
            .copied()
            .into_iter()
            .collect()
    } else {
        key
    }
}

/// The example row of the table's template, as it stands under the headings of a file.
fn example(table: &Table, heading: &Heading, stamp: &Stamp) -> Option<Example> {
    let columns = &stamp.entry(&table.name)?.columns;
    if columns.iter().all(|column| column.example.is_empty()) {
        return None;
    }
    let places = places(columns, &heading.columns);
    let cell = |place: &Option<usize>| place.map(|ix| columns[ix].example.clone());
    Some(Example {
        row: heading.end + 1,
        cells: places
            .iter()
            .map(|place| cell(place).unwrap_or_default())
            .collect(),
    })
}

/// What to set aside from the rows of a file.
pub(super) fn layout<'a>(
    table: &'a Table,
    header: &Header,
    heading: &Heading,
    field: &'a (dyn Fn(&str) -> Option<FieldIx> + Sync),
    readable: &'a (dyn Fn(usize, &str) -> bool + Sync),
    stamp: Option<&Stamp>,
) -> Layout<'a> {
    let fields = table.fields.iter();
    let headings = fields.flat_map(|field| field.headers.iter().map(String::as_str));
    let width = heading.columns.len();
    let typed = |field: &Field| !matches!(field.kind, FieldType::Text | FieldType::Person);
    let columns = |takes: &dyn Fn(&Field) -> bool| -> Vec<usize> {
        let fields = table.fields.iter().zip(&header.columns);
        let taken = fields.filter(|(field, _)| takes(field));
        taken.filter_map(|(_, column)| *column).collect()
    };
    Layout {
        width,
        headed: heading
            .columns
            .iter()
            .map(|heading| !blank::is_empty(heading))
            .collect(),
        repeats: heading.repeats.clone(),
        example: stamp.and_then(|stamp| example(table, heading, stamp)),
        guards: heading.guards.clone(),
        totals: &table.totals,
        notes: table.notes,
        key: key(table, header),
        keyed: !table.key.is_empty(),
        typed: among(&columns(&typed), width),
        telling: columns(&|field| {
            use FieldType::{Boolean, Date, Datetime};
            matches!(field.kind, Date | Datetime | Boolean)
        }),
        readable,
        fills: Above::new(table, header, heading).fills(),
        headers: Headers::new(field, headings, &header.columns, width),
    }
}

/// None of the first rows names a field; or none of the values, where each says what it is.
pub(super) fn no_header(table: &Table, heading: &Heading, by_name: bool) -> SourceError {
    let filled = heading.columns.iter().map(|heading| blank::trim(heading));
    let filled = filled.filter(|heading| !heading.is_empty());
    // of an export without a header it is the first row, and nobody knows which of its cells are sensitive
    let hidden = !by_name && table.fields.iter().any(|field| field.sensitive);
    let shown: Vec<String> = filled
        .map(|cell| if hidden { form(cell) } else { cell.to_owned() })
        .collect();
    let headers = some(shown.iter().map(String::as_str), 12);
    let row = heading.rows.map_or(1, |(first, _)| first);
    let near = matched(table, &heading.columns).missing.into_iter();
    let near = near.filter_map(|(field, near)| {
        let field = table.fields[field].name.as_str();
        Some(format!("{field}: {}", near?))
    });
    let near: Vec<String> = near.take(SHOWN_NEAR).collect();
    let hint = (!near.is_empty()).then(|| message!("header-near-fields", fields = near));
    let told = if by_name {
        message!("source-no-name", names = headers)
    } else {
        message!(
            "source-no-header",
            most = PREVIEW,
            row = row,
            headers = headers
        )
    };
    told.hinted(hint)
}
