//! What names the document of a row.

use std::borrow::Cow;

use crate::fingerprint::identity::{is_blank_key, key_of_cells};
use crate::tables::Table;
use crate::tables::typed::Typed;

/// The cells of the table's key, as they stand in the file, between unit separators; what stands for them where all are
/// empty.
pub(crate) fn document_key<'t>(typed: &Typed<'t>, table: &Table, row: usize) -> Cow<'t, str> {
    let key: Cow<'t, str> = match table.key.as_slice() {
        [one] => typed.cell(row, *one).trim().into(),
        fields => {
            let parts: Vec<&str> = fields.iter().map(|&f| typed.cell(row, f).trim()).collect();
            parts.join("\u{1f}").into()
        }
    };
    if is_blank_key(&key) {
        key_of_cells(typed.batch.row(row)).into()
    } else {
        key
    }
}
