//! How a table wants its files opened, and what their headers lack.

use crate::messages::{Message, message};
use crate::project::Project;
use crate::sources::layout::{Heading, Layout, PREVIEW};
use crate::sources::{Settings, SourceError};
use crate::tables::header::Header;
use crate::tables::types::{FieldIx, FieldType, TableIx};
use crate::tables::{Field, Table};

/// How a table wants its files read.
pub(crate) fn settings<'a>(
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
pub(crate) fn layout<'a>(
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
pub(crate) fn no_header(heading: &Heading) -> SourceError {
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

/// What the header of a file misses, repeats or adds, as notices and errors.
pub(crate) fn tell_header(
    project: &Project,
    table: TableIx,
    file: &str,
    header: &Header,
    needed: &[usize],
) -> (Vec<Message>, Vec<Message>) {
    let dictionary = &project.tables[table];
    let (mut notices, mut errors) = (Vec::new(), Vec::new());
    for (field, near) in &header.missing {
        let described = &dictionary.fields[*field];
        let headers = described.headers.clone();
        let message = message!(
            "header-missing",
            file = file,
            field = described.name.as_str(),
            headers = headers
        );
        let hint = near
            .as_deref()
            .map(|near| message!("header-near", name = near));
        let message = message.hinted(hint);
        if needed.contains(field) {
            errors.push(message);
        } else {
            notices.push(message);
        }
    }
    for field in &header.repeated {
        let described = &dictionary.fields[*field];
        let name = described.name.as_str();
        let message = message!("header-repeated", file = file, field = name);
        if needed.contains(field) {
            errors.push(message);
        } else {
            notices.push(message);
        }
    }
    if !header.extra.is_empty() {
        notices.push(message!(
            "header-extra",
            file = file,
            headers = header.extra.clone()
        ));
    }
    (notices, errors)
}
