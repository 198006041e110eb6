//! Many texts in little memory.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::texts::Texts;

/// Texts of one batch, one behind another.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
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

    pub(crate) fn push(&mut self, text: &str) {
        self.text.push_str(text);
        let end = u32::try_from(self.text.len()).expect("a batch is far smaller than 4 GB");
        self.ends.push(end);
    }

    /// Makes it empty, and keeps its memory.
    pub(crate) fn clear(&mut self) {
        self.text.clear();
        self.ends.clear();
    }

    /// Without room for more.
    pub(crate) fn tight(mut self) -> Packed {
        self.text.shrink_to_fit();
        self.ends.shrink_to_fit();
        self
    }

    /// Whether all of them are empty.
    pub(crate) fn is_blank(&self) -> bool {
        self.text.is_empty()
    }

    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    pub(crate) fn get(&self, row: usize) -> &str {
        let start = row.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.text[start as usize..self.ends[row] as usize]
    }

    /// How many bytes they take.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len() + size_of_val(self.ends.as_slice())
    }

    /// Some of them, one behind another.
    pub(crate) fn stretch(&self, rows: Range<usize>) -> Stretch<'_> {
        let start = rows.start.checked_sub(1);
        Stretch {
            text: &self.text,
            start: start.map_or(0, |before| self.ends[before]),
            ends: &self.ends[rows],
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.stretch(0..self.len()).iter()
    }

    /// Those of some rows; of nothing it is nothing.
    pub(crate) fn of(&self, rows: &[usize]) -> Packed {
        if self.ends.is_empty() {
            return Packed::default();
        }
        rows.iter().map(|&row| self.get(row)).collect()
    }
}

/// Some texts, one behind another.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Stretch<'p> {
    text: &'p str,
    start: u32,
    ends: &'p [u32],
}

impl<'p> Stretch<'p> {
    pub(crate) fn is_empty(self) -> bool {
        self.ends.is_empty()
    }

    pub(crate) fn iter(self) -> impl Iterator<Item = &'p str> {
        let mut start = self.start as usize;
        self.ends.iter().map(move |&end| {
            let text = &self.text[start..end as usize];
            start = end as usize;
            text
        })
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
