//! The columns of a batch that rules over sets keep, made once for all of them.

use std::cell::OnceCell;
use std::sync::Arc;

use super::documents::document_key;
use crate::fingerprint::identity::is_blank_key;
use crate::tables::Table;
use crate::tables::texts::Texts;
use crate::tables::typed::Typed;
use crate::tables::types::FieldIx;

/// Texts of one batch, one behind another.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    text: String,
    ends: Vec<u32>,
}

impl Packed {
    /// The texts of a column, and the rows that have none; an empty one stands for theirs.
    pub(crate) fn new(column: &Texts) -> (Packed, Vec<usize>) {
        let mut packed = Packed::default();
        packed.ends.reserve(column.len());
        let mut without = Vec::new();
        column.for_each(|text| {
            if text.is_none() {
                without.push(packed.len());
            }
            packed.push(text.unwrap_or_default());
        });
        (packed.tight(), without)
    }

    fn push(&mut self, text: &str) {
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).expect("a batch is far smaller than 4 GB");
        self.ends.push(end);
    }

    /// Without room for more.
    fn tight(mut self) -> Packed {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[row] as usize]
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        self.ends.iter().map(move |&end| {
            let text = &self.text[start..end as usize];
            start = end as usize;
            text
        })
    }

    /// Those of some rows; of nothing it is nothing.
    pub(crate) fn of(&self, rows: &[usize]) -> Packed {
        if self.ends.is_empty() {
            return Packed::default();
        }
        rows.iter().map(|&row| self.get(row)).collect()
    }
}

impl<T: AsRef<str>> FromIterator<T> for Packed {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Packed {
        let mut packed = Packed::default();
        texts
            .into_iter()
            .for_each(|text| packed.push(text.as_ref()));
        packed.tight()
    }
}

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
}

/// Whether a cell is its [`document_key`] as it stands.
fn is_document_key(cell: &str) -> bool {
    // most keys begin and end with a letter or digit
    matches!(cell.as_bytes(), [b'!'..=b'~', .., b'!'..=b'~'])
        || cell.trim().len() == cell.len() && !is_blank_key(cell)
}
