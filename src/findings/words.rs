//! A column of texts of which most come again and again, such as names.

use std::collections::HashMap;

/// Each text once, and which of them stands where.
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    texts: Vec<String>,
    at: Vec<u32>,
}

impl<T: AsRef<str>> FromIterator<T> for Words {
    fn from_iter<I: IntoIterator<Item = T>>(texts: I) -> Words {
        let mut words = Words::default();
        let mut known: HashMap<String, u32> = HashMap::new();
        for text in texts {
            let text = text.as_ref();
            if let Some(&number) = known.get(text) {
                words.at.push(number);
                continue;
            }
            let number = u32::try_from(known.len()).expect("a part has fewer than 2^32");
            known.insert(text.to_owned(), number);
            words.texts.push(text.to_owned());
            words.at.push(number);
        }
        words.at.shrink_to_fit();
        words
    }
}

impl Words {
    pub(super) fn get(&self, row: usize) -> &str {
        &self.texts[self.at[row] as usize]
    }
}
