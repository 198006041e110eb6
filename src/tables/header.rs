//! Finds the dictionary's fields in the header row of a file.

use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use super::cell::readable;
use super::types::FieldIx;
use super::{Field, Table};
use crate::blank::is_blank;
use crate::mistakes::nearest;

/// Which column of a file holds which field.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Header {
    /// By field: its column.
    pub(crate) columns: Vec<Option<usize>>,
    /// Fields with no column, each with the header nearest to it that no field took.
    pub(crate) missing: Vec<(FieldIx, Option<String>)>,
    /// Fields that several columns are headed as.
    pub(crate) repeated: Vec<FieldIx>,
    /// Headers that no field takes.
    pub(crate) extra: Vec<String>,
}

impl Header {
    /// Whether a cell can be read as what its column holds.
    pub(crate) fn readable(&self, table: &Table, column: usize, cell: &str) -> bool {
        let mut fields = table.fields.iter().zip(&self.columns);
        let field = fields.find(|(_, c)| **c == Some(column));
        field.is_some_and(|(field, _)| readable(field, cell))
    }
}

/// The headings that a dictionary gives its fields, folded.
pub(crate) struct Headings(BTreeMap<String, FieldIx>);

impl Headings {
    pub(crate) fn new(table: &Table) -> Headings {
        let fields = table.fields.iter().enumerate();
        let headings = fields.flat_map(|(ix, f)| f.headers.iter().map(move |h| (fold(h), ix)));
        Headings(headings.collect())
    }

    /// The field that a heading names.
    pub(crate) fn field(&self, heading: &str) -> Option<FieldIx> {
        self.0.get(&fold(heading)).copied()
    }
}

/// Matches headers after folding.
pub(crate) fn matched(table: &Table, header: &[String]) -> Header {
    let folded: Vec<String> = header.iter().map(|h| fold(h)).collect();
    let mut found = Header::default();
    let mut taken = vec![false; header.len()];
    let columns_of = |field: &Field| -> Vec<usize> {
        let names: Vec<String> = field.headers.iter().map(|h| fold(h)).collect();
        (0..header.len())
            .filter(|&c| names.contains(&folded[c]))
            .collect()
    };
    let nth = |field: &Field| columns_of(field).get(field.nth?).copied();
    let picked: Vec<usize> = table.fields.iter().filter_map(nth).collect();
    for (field_ix, field) in table.fields.iter().enumerate() {
        let mut columns = columns_of(field);
        match field.nth {
            Some(nth) => columns = columns.get(nth).copied().into_iter().collect(),
            None => columns.retain(|column| !picked.contains(column)),
        }
        for &column in &columns {
            taken[column] = true;
        }
        if columns.len() > 1 {
            found.repeated.push(field_ix);
        }
        found.columns.push(columns.first().copied());
    }
    let free = || {
        header
            .iter()
            .zip(&taken)
            .filter(|(h, taken)| !**taken && !h.trim().is_empty())
            .map(|(h, _)| h)
    };
    for (field_ix, field) in table.fields.iter().enumerate() {
        if found.columns[field_ix].is_none() {
            let near = field
                .headers
                .iter()
                .find_map(|h| nearest(h, free().map(String::as_str)));
            found
                .missing
                .push((field_ix, near.map(|n| n.trim().to_owned())));
        }
    }
    found.extra = free().map(|h| h.trim().to_owned()).collect();
    found
}

/// Whether a column headed like this holds the field.
pub(crate) fn is_of(field: &Field, header: &str) -> bool {
    let header = fold(header);
    field.headers.iter().any(|h| fold(h) == header)
}

/// Width, case, blanks and line breaks do not matter: `订 单 号 `, `Ｏrder  No` and `order no`.
pub(crate) fn fold(header: &str) -> String {
    let folded = header.nfkc().flat_map(char::to_lowercase);
    folded.filter(|c| !is_blank(*c)).collect()
}
