//! A column of texts: cells as they stand in the file, or a column that was made of them.

use std::cell::OnceCell;

use polars::prelude::{
    BooleanChunked, ChunkCompareEq, ChunkFullNull, NewChunkedArray, PlSmallStr, StringChunked,
    StringChunkedBuilder,
};

use super::cell::filled;
use super::{Field, person};
use crate::sources::batch::Batch;

/// The texts of a column, null where there is none. A column of length one stands for the same text in every row.
#[derive(Clone)]
pub(crate) enum Texts<'a> {
    Cells(Cells<'a>),
    /// Cells that name people, who are the texts as [`person::clean`] has them.
    People(Cells<'a>),
    Column(StringChunked),
}

/// The filled cells of a field, which are not copied until somebody wants a column of them.
#[derive(Clone, Copy)]
pub(crate) struct Cells<'a> {
    pub(super) field: &'a Field,
    pub(super) batch: &'a Batch<'a>,
    /// Their place in the file.
    pub(super) at: usize,
    /// Rows whose cell is damaged: nobody knows what it held.
    pub(super) damaged: Option<&'a BooleanChunked>,
    pub(super) column: &'a OnceCell<StringChunked>,
}

impl<'a> Cells<'a> {
    fn iter(self) -> impl Iterator<Item = Option<&'a str>> {
        let cells = self.batch.column(self.at).enumerate();
        cells.map(move |(row, cell)| {
            let gone = |damaged: &BooleanChunked| damaged.get(row) == Some(true);
            if self.damaged.is_some_and(gone) {
                return None;
            }
            filled(self.field, cell)
        })
    }

    fn people(self) -> &'a StringChunked {
        self.column.get_or_init(|| {
            let people = self.iter().map(|cell| cell.map(person::clean));
            column(self.batch.rows(), people)
        })
    }
}

impl<'a> Texts<'a> {
    /// How many texts there are.
    pub(crate) fn len(&self) -> usize {
        match self {
            Texts::Cells(cells) | Texts::People(cells) => cells.batch.rows(),
            Texts::Column(column) => column.len(),
        }
    }

    /// Hands every text to `each`, from the first on.
    pub(crate) fn for_each<'t>(&'t self, each: impl FnMut(Option<&'t str>)) {
        match self {
            Texts::Cells(cells) if cells.damaged.is_none() => {
                let texts = cells.batch.column(cells.at);
                texts.map(|cell| filled(cells.field, cell)).for_each(each);
            }
            Texts::Cells(cells) => cells.iter().for_each(each),
            Texts::People(cells) => cells.people().iter().for_each(each),
            Texts::Column(column) => column.iter().for_each(each),
        }
    }

    /// As a column of their own. That of the same cells is made once.
    pub(crate) fn column(&self) -> StringChunked {
        match self {
            Texts::Cells(cells) => {
                let made = cells
                    .column
                    .get_or_init(|| column(cells.batch.rows(), cells.iter()));
                made.clone()
            }
            Texts::People(cells) => cells.people().clone(),
            Texts::Column(column) => column.clone(),
        }
    }

    pub(crate) fn is_null(&self) -> BooleanChunked {
        match self {
            Texts::Cells(cells) | Texts::People(cells) => {
                let null: Vec<bool> = cells.iter().map(|text| text.is_none()).collect();
                BooleanChunked::from_slice(PlSmallStr::EMPTY, &null)
            }
            Texts::Column(column) => column.is_null(),
        }
    }

    /// Whether each text meets a condition; null where there is none.
    pub(crate) fn are(&self, mut condition: impl FnMut(&str) -> bool) -> BooleanChunked {
        let mut met = Vec::with_capacity(self.len());
        let mut null = false;
        self.for_each(|text| {
            null |= text.is_none();
            met.push(text.map(&mut condition));
        });
        if null {
            return met.into_iter().collect();
        }
        let met: Vec<bool> = met.into_iter().map(Option::unwrap_or_default).collect();
        BooleanChunked::from_slice(PlSmallStr::EMPTY, &met)
    }

    /// Whether the texts of both are the same, row by row; null where there is none.
    pub(crate) fn equal(&self, other: &Texts) -> BooleanChunked {
        match (self, other) {
            (Texts::People(one), Texts::People(other)) => {
                let pairs = one.iter().zip(other.iter());
                let same = pairs.map(|(one, other)| Some(person::same(one?, other?)));
                same.collect()
            }
            (texts, Texts::Column(word)) | (Texts::Column(word), texts) if word.len() == 1 => {
                match word.get(0) {
                    Some(word) => texts.are(|text| text == word),
                    None => BooleanChunked::full_null(PlSmallStr::EMPTY, texts.len()),
                }
            }
            _ => self.column().equal(&other.column()),
        }
    }

    /// The texts made into others; null where there is none, or none is made.
    pub(crate) fn map<T: AsRef<str>>(
        &'a self,
        mut make: impl FnMut(&'a str) -> Option<T>,
    ) -> Texts<'static> {
        let mut out = StringChunkedBuilder::new(PlSmallStr::EMPTY, self.len());
        self.for_each(|text| out.append_option(text.and_then(&mut make)));
        Texts::Column(out.finish())
    }
}

/// A column of texts.
pub(super) fn column(
    rows: usize,
    cells: impl Iterator<Item = Option<impl AsRef<str>>>,
) -> StringChunked {
    let mut texts = Vec::with_capacity(rows);
    texts.extend(cells);
    if texts.iter().any(Option::is_none) {
        return StringChunked::from_slice_options(PlSmallStr::EMPTY, &texts);
    }
    let texts = texts.iter().map(Option::as_ref);
    let texts: Vec<&str> = texts.map(|text| text.map_or("", AsRef::as_ref)).collect();
    StringChunked::from_slice(PlSmallStr::EMPTY, &texts)
}
