//! A sentence with gaps, for the words that differ from finding to finding.

/// Characters that stand for gaps while a sentence is formatted: Unicode leaves them to private use, and no text of ours holds
/// them.
const FIRST: char = '\u{f8a0}';
const LAST: char = '\u{f8af}';

/// What stands for each gap, from the first on.
pub(super) fn gaps() -> impl Iterator<Item = char> {
    FIRST..=LAST
}

/// The texts around the gaps.
pub(super) struct Sentence {
    start: String,
    /// The number of a gap, and the text behind it.
    rest: Vec<(usize, String)>,
}

impl Sentence {
    pub(super) fn new(text: &str) -> Sentence {
        let mut sentence = Sentence {
            start: String::new(),
            rest: Vec::new(),
        };
        for c in text.chars() {
            if let Some(gap) = gaps().position(|gap| gap == c) {
                sentence.rest.push((gap, String::new()));
            } else {
                let last = sentence.rest.last_mut().map(|(_, text)| text);
                last.unwrap_or(&mut sentence.start).push(c);
            }
        }
        sentence
    }

    /// With the gaps filled.
    pub(super) fn with(&self, words: &[(&str, String)]) -> String {
        let mut text = self.start.clone();
        for (gap, behind) in &self.rest {
            text.push_str(words.get(*gap).map_or("", |(_, word)| word));
            text.push_str(behind);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_are_filled_wherever_they_are() {
        let [one, two] = [0, 1].map(|ix| gaps().nth(ix).unwrap());
        let words = [("a", "甲".to_owned()), ("b", one.to_string())];
        for (text, expected) in [
            ("plain".to_owned(), "plain".to_owned()),
            (format!("{two}x{one}{one}"), format!("{one}x甲甲")),
            (String::new(), String::new()),
        ] {
            assert_eq!(Sentence::new(&text).with(&words), expected);
        }
    }
}
