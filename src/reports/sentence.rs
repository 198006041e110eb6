//! A sentence with gaps, for the words that differ from finding to finding.

use crate::blank::visible;
use crate::messages::{cell_of_place, join, unguarded};

/// Characters that stand for gaps while a sentence is formatted, beside those that stand for cells.
const FIRST: char = '\u{f8a0}';
const LAST: char = '\u{f8af}';

/// What stands for each gap, from the first on.
pub(super) fn gaps() -> impl Iterator<Item = char> {
    FIRST..=LAST
}

/// What fills a gap.
#[derive(Debug, Clone, Copy)]
enum Gap {
    /// One of the words, by its number.
    Word(usize),
    /// One of the cells.
    Cell(usize),
}

impl Gap {
    fn of(c: char) -> Option<Gap> {
        let word = || gaps().position(|gap| gap == c).map(Gap::Word);
        cell_of_place(c).map(Gap::Cell).or_else(word)
    }
}

/// The texts around the gaps, with what nobody sees shown as what it is.
pub(super) struct Sentence {
    start: String,
    /// What fills a gap, and the text behind it.
    rest: Vec<(Gap, String)>,
}

impl Sentence {
    /// Of a text whose own characters are guarded.
    pub(super) fn new(text: &str) -> Sentence {
        let mut sentence = Sentence {
            start: String::new(),
            rest: Vec::new(),
        };
        for (c, is_ours) in unguarded(&visible(text)) {
            if let Some(gap) = Gap::of(c).filter(|_| is_ours) {
                sentence.rest.push((gap, String::new()));
            } else {
                let last = sentence.rest.last_mut().map(|(_, text)| text);
                last.unwrap_or(&mut sentence.start).push(c);
            }
        }
        sentence
    }

    /// Appends it with its gaps filled; what nobody sees is shown as what it is.
    pub(super) fn write<'c>(
        &self,
        to: &mut String,
        word: impl Fn(usize) -> &'c str,
        cell: impl Fn(usize) -> &'c str,
    ) {
        to.push_str(&self.start);
        for (gap, behind) in &self.rest {
            let filled = match *gap {
                Gap::Word(number) => word(number),
                Gap::Cell(number) => cell(number),
            };
            join(to, &visible(filled));
            join(to, behind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{guarded, place_of_cell};

    #[test]
    fn gaps_are_filled_wherever_they_are() {
        let [one, two, three] = [0, 1, 2].map(|ix| gaps().nth(ix).unwrap());
        let words = ["甲", &one.to_string(), "3"];
        let cell = |number: usize| ["x", ""][number];
        let places = [0, 1].map(|ix| place_of_cell(ix).unwrap());
        for (text, expected) in [
            (
                format!("值{}，{}。", places[0], places[1]),
                "值 x，。".to_owned(),
            ),
            ("plain".to_owned(), "plain".to_owned()),
            (format!("{two}x{one}{one}"), format!("{one}x 甲甲")),
            (String::new(), String::new()),
            (format!("共{three}项"), "共 3 项".to_owned()),
            // what others have written is none of ours
            (
                guarded(&format!("{one}{}", places[0])) + &one.to_string(),
                format!("{one}{}甲", places[0]),
            ),
        ] {
            let mut written = String::new();
            Sentence::new(&text).write(&mut written, |number| words[number], cell);
            assert_eq!(written, expected);
        }
    }
}
