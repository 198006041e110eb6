//! A column of texts of which most come again and again, such as names.

use polars::prelude::PlHashMap;

use super::alike::Alike;

/// Each text once, and which of them stands where.
#[derive(Debug, Clone)]
pub(super) struct Words {
    texts: Vec<String>,
    at: Alike,
}

/// Texts that become [`Words`].
#[derive(Default)]
pub(super) struct Gathering {
    texts: Vec<String>,
    at: Vec<u32>,
    known: PlHashMap<String, u32>,
}

impl Gathering {
    pub(super) fn push(&mut self, text: &str) {
        let Gathering { texts, at, known } = self;
        let last = at.last().copied();
        // where nobody is named, all are alike; to compare bytes at the place of no text takes long on some processors
        let alike = last.filter(|last| {
            let last = &texts[*last as usize];
            last.len() == text.len() && (text.is_empty() || last == text)
        });
        let number = alike.or_else(|| known.get(text).copied());
        at.push(number.unwrap_or_else(|| {
            let number = u32::try_from(known.len()).expect("a part has fewer than 2^32");
            known.insert(text.to_owned(), number);
            texts.push(text.to_owned());
            number
        }));
    }

    pub(super) fn words(self) -> Words {
        Words {
            texts: self.texts,
            at: Alike::new(self.at),
        }
    }
}

impl Words {
    /// Alike where the texts are.
    pub(super) fn word(&self, row: usize) -> u32 {
        self.at.get(row)
    }

    pub(super) fn get(&self, row: usize) -> &str {
        &self.texts[self.at.get(row) as usize]
    }
}
