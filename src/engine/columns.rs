//! The columns of a batch that rules over sets keep, made once for all of them.

use std::cell::OnceCell;
use std::sync::Arc;

use super::documents::{Documents, document_key, document_value, is_written_one_way};
use crate::fingerprint::identity::is_blank_key;
use crate::tables::Table;
use crate::tables::packed::Packed;
use crate::tables::typed::Typed;
use crate::tables::types::FieldIx;

/// The rows as a person sees them.
#[derive(Debug)]
pub(crate) enum Lines {
    /// One after another, from this one on.
    From(u64),
    Each(Vec<u64>),
}

impl FromIterator<u64> for Lines {
    fn from_iter<I: IntoIterator<Item = u64>>(lines: I) -> Lines {
        let lines: Vec<u64> = lines.into_iter().collect();
        match lines.first() {
            Some(&first) if (first..).zip(&lines).all(|(at, line)| at == *line) => {
                Lines::From(first)
            }
            _ => Lines::Each(lines),
        }
    }
}

impl Lines {
    pub(crate) fn get(&self, row: usize) -> u64 {
        match self {
            Lines::From(first) => first + row as u64,
            Lines::Each(lines) => lines[row],
        }
    }
}

/// The columns of a batch that are kept, made once for all rules.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// By field: the filled cells, and the rows that have none.
    cells: Vec<OnceCell<(Arc<Packed>, Vec<usize>)>>,
    documents: OnceCell<Arc<Packed>>,
    key_values: OnceCell<Option<Arc<Packed>>>,
    known: OnceCell<Documents>,
    pub(crate) lines: OnceCell<Arc<Lines>>,
    pub(crate) days: OnceCell<Arc<Days>>,
}

/// The days of documents, where they are known.
pub(crate) type Days = Vec<Option<i64>>;

impl Columns {
    pub(crate) fn new(fields: usize) -> Columns {
        Columns {
            cells: vec![OnceCell::new(); fields],
            ..Columns::default()
        }
    }

    /// The filled cells of a field, and the rows that have none.
    pub(crate) fn cells(&self, typed: &Typed, field: FieldIx) -> &(Arc<Packed>, Vec<usize>) {
        self.cells[field].get_or_init(|| {
            let (packed, without) = match typed.raw(field) {
                Some(raw) => Packed::new(&raw),
                None => ((0..typed.rows()).map(|_| "").collect(), Vec::new()),
            };
            (Arc::new(packed), without)
        })
    }

    pub(crate) fn documents(&self, typed: &Typed, table: &Table) -> &Arc<Packed> {
        self.documents.get_or_init(|| {
            if let [one] = table.key.as_slice() {
                let (cells, _) = self.cells(typed, *one);
                if cells.iter().all(is_document_key) {
                    return Arc::clone(cells);
                }
            }
            let rows = 0..typed.rows();
            let keys = rows.map(|row| document_key(typed, table, row));
            Arc::new(keys.collect())
        })
    }

    /// By what the documents are known.
    pub(super) fn known(&self, typed: &Typed, table: &Table) -> &Documents {
        self.known.get_or_init(|| Documents::new(typed, table))
    }

    /// What the keys of the documents say, where that is not how they are written; none where it always is.
    pub(crate) fn key_values(&self, typed: &Typed, table: &Table) -> Option<&Arc<Packed>> {
        if is_written_one_way(table) {
            return None;
        }
        let values = self.key_values.get_or_init(|| {
            let value = |row| document_value(typed, table, row);
            let values: Vec<_> = (0..typed.rows()).map(value).collect();
            let differs = values.iter().any(Option::is_some);
            differs.then(|| Arc::new(values.into_iter().map(Option::unwrap_or_default).collect()))
        });
        values.as_ref()
    }
}

/// Whether a cell is its [`document_key`] as it stands.
fn is_document_key(cell: &str) -> bool {
    // most keys begin and end with a letter or digit
    matches!(cell.as_bytes(), [b'!'..=b'~', .., b'!'..=b'~'])
        || cell.trim().len() == cell.len() && !is_blank_key(cell)
}
