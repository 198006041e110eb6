//! The words that totals begin with.

/// What totals are called where the dictionary does not say.
const COMMON: [&str; 16] = [
    "合计",
    "小计",
    "总计",
    "累计",
    "本页合计",
    "本页小计",
    "合計",
    "小計",
    "總計",
    "累計",
    "本頁合計",
    "本頁小計",
    "Total",
    "Subtotal",
    "Sub-total",
    "Grand total",
];

/// The words that the rows of totals begin with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Totals {
    /// As they are compared.
    words: Vec<String>,
    /// The first two letters of those that begin with two letters of ASCII.
    latin: Vec<[u8; 2]>,
}

impl Totals {
    pub(crate) fn new<'w>(words: impl IntoIterator<Item = &'w str>) -> Totals {
        let words: Vec<String> = words
            .into_iter()
            .map(|word| folded(word).collect())
            .collect();
        let latin = words.iter().filter_map(|word| match *word.as_bytes() {
            [first, second, ..] => is_latin(first, second).then_some([first, second]),
            _ => None,
        });
        Totals {
            latin: latin.collect(),
            words,
        }
    }

    /// Whether a cell begins with one of the words: `合计`, `合 计：`, `Total (12)`.
    pub(crate) fn begin(&self, cell: &str) -> bool {
        // a long text is no total, nor are most codes: this is asked of every row
        if cell.len() > 60 || !self.may_begin(cell.as_bytes()) {
            return false;
        }
        let mut letters = folded(cell);
        let first = letters.next();
        let mut words = self
            .words
            .iter()
            .filter(|word| word.chars().next() == first);
        words.any(|word| {
            let mut letters = letters.clone();
            word.chars()
                .skip(1)
                .all(|letter| letters.next() == Some(letter))
                && matches!(
                    letters.next(),
                    None | Some(':' | '：' | '(' | '（' | '=' | '共')
                )
        })
    }

    /// Whether a cell may begin with one of the words, as far as that is seen at once.
    fn may_begin(&self, cell: &[u8]) -> bool {
        match *cell {
            // a Latin word has no blanks between its first letters
            [first, second, ..] if is_latin(first, second) => {
                let start = [first.to_ascii_lowercase(), second.to_ascii_lowercase()];
                self.latin.contains(&start)
            }
            _ => !cell.is_empty(),
        }
    }
}

impl Default for Totals {
    fn default() -> Totals {
        Totals::new(COMMON)
    }
}

fn is_latin(first: u8, second: u8) -> bool {
    first.is_ascii_alphanumeric() && second.is_ascii_alphanumeric()
}

/// Lower case, without blanks.
fn folded(text: &str) -> impl Iterator<Item = char> + Clone {
    let letters = text
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '\u{feff}');
    letters.flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_however_they_are_written() {
        let totals = Totals::new(["合计", "Total", "No. of rows"]);
        for cell in [
            "合计",
            "合 计：12",
            "\u{feff}合计",
            " TOTAL",
            "T otal",
            "Total (12)",
            "No.of rows",
            "n o. OF rows:",
        ] {
            assert!(totals.begin(cell), "{cell}");
        }
        for cell in ["", "合计有限公司", "To", "Totals", "SO1", "合"] {
            assert!(!totals.begin(cell), "{cell}");
        }
        let none = Totals::new([]);
        assert!(!none.begin("Total") && !none.begin("合计"));
    }
}
