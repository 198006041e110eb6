//! What names the document of a row.

use std::borrow::Cow;

use crate::blank;
use crate::fingerprint::identity::{Identity, Naming, is_blank_key, join_key, key_of_cells};
use crate::fingerprint::known::Known;
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

/// Whether the keys of a table say what is written, always.
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

/// The documents of a batch's rows.
#[derive(Debug)]
pub(super) struct Documents {
    /// As history and decisions know them.
    now: Vec<Identity>,
    /// As versions did that went by how the key is written; none where that makes no difference.
    was: Option<Vec<Identity>>,
}

impl Documents {
    pub(super) fn new(typed: &Typed, table: &Table) -> Documents {
        let mut naming = Naming::of_documents(&table.name);
        let rows = 0..typed.rows();
        let written = rows.map(|row| naming.of_document(&document_key(typed, table, row)));
        let written: Vec<Identity> = written.collect();
        let mut now: Option<Vec<Identity>> = None;
        let differing = if is_written_one_way(table) {
            0
        } else {
            typed.rows()
        };
        for row in 0..differing {
            if let Some(value) = document_value(typed, table, row) {
                let now = now.get_or_insert_with(|| written.clone());
                now[row] = naming.of_document(&value);
            }
        }
        match now {
            Some(now) => Documents {
                now,
                was: Some(written),
            },
            None => Documents {
                now: written,
                was: None,
            },
        }
    }

    pub(super) fn document(&self, row: usize) -> Identity {
        self.now[row]
    }

    /// What of the documents that are looked for a row is.
    pub(super) fn wanted(&self, row: usize, wanted: &Known) -> impl Iterator<Item = Wanted> {
        let was = self.was.as_ref().map(|was| was[row]);
        let was = was.filter(|was| *was != self.now[row]);
        let either = [Some(self.now[row]), was].into_iter().flatten();
        either.filter_map(|document| {
            let number = wanted.number(document)?;
            Some(Wanted { document, number })
        })
    }
}

/// A document that is looked for.
pub(super) struct Wanted {
    pub(super) document: Identity,
    /// Among those that are.
    pub(super) number: usize,
}
