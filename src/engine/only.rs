//! The value that all rows of a key have in common.

use hashbrown::HashMap;
use polars::prelude::{PlFixedStateQuality, PlSmallStr};

use super::keyed::{Keyed, hasher};
use crate::tables::types::DAY;

/// What the rows of a key hold. Empty cells say nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Only {
    Empty,
    /// A number, a time or a boolean; of a text its number among the [`Words`].
    Value(i128),
    /// A cell cannot be read, or it cannot be known whether its row counts.
    Unknown,
    /// Different values.
    Several,
}

impl Only {
    /// What both say together.
    pub(super) fn and(self, other: Only) -> Only {
        match (self, other) {
            (Only::Empty, only) | (only, Only::Empty) => only,
            (Only::Value(one), Only::Value(other)) if one == other => self,
            // whatever the others hold
            (Only::Unknown, _) | (_, Only::Unknown) => Only::Unknown,
            _ => Only::Several,
        }
    }
}

/// What each key holds.
#[derive(Debug, Clone, Default)]
pub(super) struct Onlys {
    pub(super) by_key: Keyed<Only>,
    pub(super) words: Words,
    /// Whether a time that is not midnight was met.
    pub(super) has_times: bool,
}

impl Onlys {
    pub(super) fn add(&mut self, key: &str, only: Only) {
        self.by_key.add(key, only, Only::and);
    }

    /// Takes notice of a time.
    pub(super) fn meet(&mut self, at: i64) {
        self.has_times |= at.rem_euclid(DAY) != 0;
    }

    /// Adds what another part of the table holds.
    pub(super) fn merge(&mut self, mut other: Onlys) {
        self.has_times |= other.has_times;
        if !other.words.texts.is_empty() {
            let texts = other.words.texts.iter();
            let numbers: Vec<i128> = texts.map(|text| self.words.number(text)).collect();
            let renumbered = |only: Only| match only {
                Only::Value(number) => usize::try_from(number)
                    .ok()
                    .and_then(|number| numbers.get(number))
                    .map_or(Only::Unknown, |number| Only::Value(*number)),
                only => only,
            };
            other.by_key.change(renumbered);
        }
        self.by_key.merge(other.by_key, Only::and);
    }
}

/// Texts by number: tables keep numbers only, and equal texts have one number.
#[derive(Debug, Clone)]
pub(super) struct Words {
    texts: Vec<PlSmallStr>,
    numbers: HashMap<PlSmallStr, usize, PlFixedStateQuality>,
}

impl Default for Words {
    fn default() -> Words {
        Words {
            texts: Vec::new(),
            numbers: HashMap::with_hasher(hasher()),
        }
    }
}

impl Words {
    /// The number of a text, a new one where it is new.
    pub(super) fn number(&mut self, text: &str) -> i128 {
        if let Some(number) = self.numbers.get(text) {
            return *number as i128;
        }
        let number = self.texts.len();
        let text = PlSmallStr::from_str(text);
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number as i128
    }

    /// The text of a number.
    pub(super) fn text(&self, number: i128) -> Option<&str> {
        let text = self.texts.get(usize::try_from(number).ok()?)?;
        Some(text.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In whatever order the rows come.
    #[test]
    fn what_rows_of_one_key_say_together() {
        let (one, other) = (Only::Value(1), Only::Value(2));
        for (rows, said) in [
            (&[one, one, Only::Empty][..], one),
            (&[Only::Empty, Only::Empty], Only::Empty),
            (&[one, Only::Unknown, one], Only::Unknown),
            (&[Only::Empty, Only::Unknown], Only::Unknown),
            (&[one, other, one], Only::Several),
            (&[one, other, Only::Unknown, Only::Empty], Only::Unknown),
        ] {
            let forwards = rows.iter().copied().reduce(Only::and);
            let backwards = rows.iter().rev().copied().reduce(Only::and);
            assert_eq!(forwards, Some(said), "{rows:?}");
            assert_eq!(backwards, Some(said), "{rows:?}");
        }
    }

    /// Parts number their texts on their own.
    #[test]
    fn parts_agree_on_texts() {
        let part = |rows: &[(&str, &str)]| {
            let mut part = Onlys::default();
            for (key, text) in rows {
                let number = part.words.number(text);
                part.add(key, Only::Value(number));
            }
            part
        };
        let mut whole = part(&[("a", "east"), ("b", "west")]);
        whole.merge(part(&[("b", "west"), ("a", "north"), ("c", "east")]));
        let keys = ["a", "b", "c"].map(Some).into_iter().collect();
        let mut found = Vec::new();
        whole
            .by_key
            .get_all(&crate::tables::texts::Texts::Column(keys), |hit| {
                found.push(match hit {
                    super::super::keyed::Hit::Value(Only::Value(number)) => {
                        whole.words.text(number)
                    }
                    _ => None,
                });
            });
        assert_eq!(found, [None, Some("west"), Some("east")]);
    }
}
