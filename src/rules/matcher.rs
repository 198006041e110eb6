//! A compiled regular expression that millions of short cells are held against.

use std::fmt;

use regex::Regex;
use regex_automata::dfa::dense::{self, DFA};
use regex_automata::dfa::{Automaton, StartKind};
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Class, Hir, HirKind};

/// The largest table of states, in bytes: it must stay in the processor's cache.
const LARGEST: usize = 64 << 10;

/// The most characters that are looked at one by one.
const LONGEST: usize = 64;

/// A regular expression, as a table of all its states where that is small: a search then has nothing to set up.
#[derive(Clone)]
pub(crate) struct Matcher {
    regex: Regex,
    table: Option<DFA<Vec<u32>>>,
    /// Of an expression such as `SO[0-9]{9}`: what may stand at each place of a text, if it is ASCII.
    places: Option<Vec<Range>>,
    whole: bool,
}

/// ASCII characters that follow one another.
#[derive(Debug, Clone, Copy)]
struct Range {
    first: u8,
    /// How many come behind the first.
    more: u8,
}

impl Matcher {
    /// Finds the expression anywhere in a text.
    pub(crate) fn anywhere(expression: &str) -> Result<Matcher, regex::Error> {
        Ok(Matcher {
            regex: Regex::new(expression)?,
            table: table(expression, StartKind::Unanchored),
            places: None,
            whole: false,
        })
    }

    /// Holds it against the text as a whole.
    pub(crate) fn whole(expression: &str) -> Result<Matcher, regex::Error> {
        let anchored = format!(r"\A(?:{expression})\z");
        // the error of the expression alone has no anchors of ours in it
        Regex::new(expression)?;
        Ok(Matcher {
            regex: Regex::new(&anchored)?,
            table: table(&anchored, StartKind::Anchored),
            places: places(expression),
            whole: true,
        })
    }

    /// The expression.
    pub(crate) fn as_str(&self) -> &str {
        self.regex.as_str()
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        if let Some(places) = &self.places {
            let fits = |(byte, range): (u8, &Range)| byte.wrapping_sub(range.first) <= range.more;
            // to the end, for that takes less time than to stop in the middle
            let all = text
                .bytes()
                .zip(places)
                .fold(true, |all, pair| all & fits(pair));
            let all = all && text.len() == places.len();
            if all || text.is_ascii() {
                return all;
            }
        }
        let anchored = if self.whole {
            Anchored::Yes
        } else {
            Anchored::No
        };
        let input = Input::new(text).anchored(anchored).earliest(true);
        // the table gives up at what it does not know, such as a word boundary beside a character that is not ASCII
        let found = self
            .table
            .as_ref()
            .map(|table| table.try_search_fwd(&input));
        match found {
            Some(Ok(found)) => found.is_some(),
            Some(Err(_)) | None => self.regex.is_match(text),
        }
    }
}

impl fmt::Debug for Matcher {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        fmt::Debug::fmt(&self.regex, out)
    }
}

/// What may stand at each place, or none where not every text that matches has as many, or more than a range may.
fn places(expression: &str) -> Option<Vec<Range>> {
    let mut places = Vec::new();
    append(&regex_syntax::parse(expression).ok()?, &mut places)?;
    Some(places)
}

fn append(hir: &Hir, places: &mut Vec<Range>) -> Option<()> {
    match hir.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => {
            for first in literal.0.iter().copied() {
                first.is_ascii().then_some(())?;
                places.push(Range { first, more: 0 });
            }
        }
        HirKind::Class(Class::Unicode(class)) => {
            let mut ascii = class
                .ranges()
                .iter()
                .filter(|range| range.start().is_ascii());
            let (range, None) = (ascii.next()?, ascii.next()) else {
                return None;
            };
            let first = u8::try_from(range.start()).ok()?;
            let last = u8::try_from(range.end().min('\x7f')).ok()?;
            places.push(Range {
                first,
                more: last - first,
            });
        }
        HirKind::Repetition(repetition) if repetition.max == Some(repetition.min) => {
            for _ in 0..repetition.min {
                append(&repetition.sub, places)?;
            }
        }
        HirKind::Capture(capture) => append(&capture.sub, places)?,
        HirKind::Concat(parts) => {
            for part in parts {
                append(part, places)?;
            }
        }
        _ => return None,
    }
    (places.len() <= LONGEST).then_some(())
}

/// None where it would be too large, or the expression has parts that no table can have.
fn table(expression: &str, start: StartKind) -> Option<DFA<Vec<u32>>> {
    let config = dense::Config::new()
        .start_kind(start)
        .dfa_size_limit(Some(LARGEST))
        .determinize_size_limit(Some(LARGEST));
    let built = dense::Builder::new().configure(config).build(expression);
    built.ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_regex_crate() {
        let expressions = [
            r"SO[0-9]{9}",
            r"SO\d{9}",
            "([A-Z]{2})\\d{3}(?:[0-9]{2}){3}",
            "[^b]{2}",
            "(?i)straße|so.{9}",
            "甲a",
            "甲.",
            "(?i)ab",
            "(a{3}){50}",
            "a|bc",
            "",
            "[^0-9]+",
            r"\p{Han}+",
            r"(?i)straße",
            r"\bab\b",
            "^a$",
            "(?m)^a$",
            "a{2,300}",
            "(?s).*",
            ".*",
        ];
        let texts = [
            "",
            "a",
            "bc",
            "xbc",
            "aa",
            "ab 甲",
            "甲ab",
            "STRASSE",
            "Straße",
            "SO123456789",
            "SO1234567890",
            "SO12345678９",
            "SO12345678a",
            "aAb",
            "Ab",
            "甲a",
            "x\na\ny",
            "a\n",
            "华东",
            "\u{10000}",
        ];
        for expression in expressions {
            let whole = Matcher::whole(expression).unwrap();
            let anywhere = Matcher::anywhere(expression).unwrap();
            let anchored = Regex::new(&format!(r"\A(?:{expression})\z")).unwrap();
            let plain = Regex::new(expression).unwrap();
            for text in texts {
                assert_eq!(
                    whole.is_match(text),
                    anchored.is_match(text),
                    "{expression} {text:?}"
                );
                assert_eq!(
                    anywhere.is_match(text),
                    plain.is_match(text),
                    "{expression} {text:?}"
                );
            }
        }
        let places = Matcher::whole(r"SO\d{9}").unwrap().places;
        assert_eq!(places.map(|places| places.len()), Some(11));
        assert!(Matcher::whole("a{1,2}").unwrap().places.is_none());
        assert!(Matcher::whole("SO[0-9]{9}").unwrap().table.is_some());
        assert!(Matcher::whole(r"\bab\b").unwrap().table.is_none());
    }
}
