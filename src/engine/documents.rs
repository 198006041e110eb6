//! What names the document of a row.

use std::borrow::Cow;

use crate::blank;
use crate::fingerprint::identity::{Identity, is_blank_key, join_key, key_of_cells};
use crate::tables::Table;
use crate::tables::typed::Typed;
use crate::tables::types::FieldType;

/// The cells of the table's key as they stand in the file; what stands for them where all are empty.
pub(crate) fn document_key<'t>(typed: &Typed<'t>, table: &Table, row: usize) -> Cow<'t, str> {
    let key = match table.key.as_slice() {
        [one] => blank::trim(typed.cell(row, *one)).into(),
        fields => {
            let cells = fields.iter().map(|&f| blank::trim(typed.cell(row, f)));
            join_key(&cells.map(Cow::from).collect::<Vec<_>>())
        }
    };
    if is_blank_key(&key) {
        key_of_cells(typed.batch.row(row)).into()
    } else {
        key
    }
}

/// Whether equal keys are always written alike: as texts are.
pub(super) fn is_written_one_way(table: &Table) -> bool {
    let is_text = |&field: &usize| table.fields[field].kind == FieldType::Text;
    table.key.iter().all(is_text)
}

/// What the cells of the key say, where that is not how they are written: it is what makes the document the same next month.
pub(crate) fn document_value<'t>(
    typed: &Typed<'t>,
    table: &Table,
    row: usize,
) -> Option<Cow<'t, str>> {
    if is_written_one_way(table) {
        return None;
    }
    let parts = table.key.iter().map(|&field| typed.key_part(row, field));
    let value = join_key(&parts.collect::<Vec<_>>());
    (!is_blank_key(&value) && value != document_key(typed, table, row)).then_some(value)
}

/// The document of a row as history and decisions know it, and as versions did that went by how the key is written.
pub(crate) fn document_of(typed: &Typed, table: &Table, row: usize) -> (Identity, Identity) {
    let was = Identity::of_document(&table.name, &document_key(typed, table, row));
    match document_value(typed, table, row) {
        Some(value) => (Identity::of_document(&table.name, &value), was),
        None => (was, was),
    }
}
