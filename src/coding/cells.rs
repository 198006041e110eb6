//! Codes as they stand in exports, each with what its row says of it.

use super::cut::width;
use super::{Content, Lists, Scheme, Segment};

/// A file, by its number, and a row of it as people count.
pub(crate) type Place = (u32, u64);

/// What a code is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Against {
    /// Any form of its scheme.
    Any,
    /// The form that its row asks for, by its number.
    Form(u32),
    /// None: no rule judges the row.
    Nothing,
}

/// A code as it is written in a cell.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    pub(crate) code: Box<str>,
    /// The day of its document, where the table names one.
    pub(crate) day: Option<i64>,
    pub(crate) place: Place,
    pub(crate) against: Against,
    /// What other columns say should stand in segments, by their numbers: of a code that is not built like its form alone.
    pub(crate) says: Option<Box<[(usize, String)]>>,
}

impl Cell {
    /// One of which nothing more is known.
    #[cfg(test)]
    pub(crate) fn of(code: &str, day: Option<i64>) -> Cell {
        Cell {
            code: Box::from(code),
            day,
            place: (0, 0),
            against: Against::Any,
            says: None,
        }
    }
}

impl Scheme {
    /// The form that a code follows where it stands, by its number; none where it is wrong there.
    pub(crate) fn followed(&self, cell: &Cell, lists: &Lists) -> Option<usize> {
        let follows = |ix: &usize| {
            let form = &self.variants[*ix].form;
            form.fits(&cell.code) && form.is_listed(&cell.code, lists)
        };
        match cell.against {
            Against::Form(ix) => Some(ix as usize).filter(follows),
            Against::Any | Against::Nothing => (0..self.variants.len()).find(follows),
        }
    }

    /// Whether a code is wrong where it stands.
    pub(crate) fn is_off(&self, cell: &Cell, lists: &Lists) -> bool {
        cell.against != Against::Nothing && self.followed(cell, lists).is_none()
    }
}

impl Segment {
    /// What should stand here where a column says so; none where that cannot be told. `words` lead from the code to the column.
    pub(crate) fn said(&self, text: &str, words: &[(String, String)]) -> Option<String> {
        let text = text.trim();
        let fits = |piece: &str| {
            (self.least..=self.most).contains(&width(piece)) && self.content.fits(piece)
        };
        let mut of_words = words.iter().filter(|(_, meant)| meant == text);
        if let Some((word, _)) = of_words.next() {
            return (of_words.next().is_none() && fits(word)).then(|| word.clone());
        }
        if let Content::Values(values) = &self.content
            && !values.contains_key(text)
        {
            let mut meant = values.iter().filter(|(_, meant)| *meant == text);
            let word = meant.next()?.0;
            return meant.next().is_none().then(|| word.clone());
        }
        let digits = text.trim_start_matches('0');
        let is_number = self.is_of_digits() && text.bytes().all(|b| b.is_ascii_digit());
        let piece = if is_number && !text.is_empty() {
            format!("{digits:0>width$}", width = self.least)
        } else {
            text.to_owned()
        };
        fits(&piece).then_some(piece)
    }
}
