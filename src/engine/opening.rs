//! How a table wants its files opened, and what their headers lack.

use crate::messages::message;
use crate::sources::layout::{Heading, Layout, PREVIEW};
use crate::sources::{Settings, SourceError};
use crate::tables::header::Header;
use crate::tables::types::{FieldIx, FieldType};
use crate::tables::{Field, Table};

/// How a table wants its files read.
pub(super) fn settings<'a>(
    table: &'a Table,
    field: &'a dyn Fn(&str) -> Option<FieldIx>,
) -> Settings<'a> {
    Settings {
        sheet: table.sheet.as_ref(),
        encoding: table.encoding,
        columns: table.columns.as_deref(),
        header_row: table.header_row,
        delimiter: table.delimiter,
        unpacked: table.unpacked,
        ..Settings::new(field)
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

/// What to set aside from the rows of a file.
pub(super) fn layout<'a>(
    table: &'a Table,
    header: &Header,
    heading: &Heading,
    readable: &'a (dyn Fn(usize, &str) -> bool + Sync),
) -> Layout<'a> {
    let typed = |field: &Field| !matches!(field.kind, FieldType::Text | FieldType::Person);
    let fields = table.fields.iter().zip(&header.columns);
    Layout {
        width: heading.columns.len(),
        repeats: heading.repeats.clone(),
        guards: heading.guards.clone(),
        totals: &table.totals,
        notes: table.notes,
        key: key(table, header),
        typed: fields
            .filter(|(field, _)| typed(field))
            .filter_map(|(_, column)| *column)
            .collect(),
        readable,
    }
}

/// None of the first rows names a field.
pub(super) fn no_header(heading: &Heading) -> SourceError {
    let filled = heading.columns.iter().map(|h| h.trim().to_owned());
    let headers: Vec<String> = filled.filter(|h| !h.is_empty()).take(12).collect();
    let row = heading.rows.map_or(1, |(first, _)| first);
    message!(
        "source-no-header",
        most = PREVIEW,
        row = row,
        headers = headers
    )
}
