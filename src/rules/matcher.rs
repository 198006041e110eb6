//! A compiled regular expression that millions of short cells are held against.

mod unfit;

use std::fmt;

use regex::Regex;
use regex_automata::dfa::dense::{self, DFA};
use regex_automata::dfa::{Automaton, StartKind};
use regex_automata::{Anchored, Input};
use regex_syntax::hir::{Class, Hir, HirKind};

pub(crate) use self::unfit::Unfit;

/// The largest table of states, in bytes: it must stay in the processor's cache.
const LARGEST: usize = 64 << 10;
/// The longest expression, in bytes. It is compiled several times, which takes seconds for a few of them.
const MOST_WRITTEN: usize = 256 << 10;

/// The most characters that are held against ranges.
const LONGEST: usize = 64;

/// A regular expression, as a table of all its states where that is small: a search then has nothing to set up.
#[derive(Clone)]
pub(crate) struct Matcher {
    regex: Regex,
    table: Option<DFA<Vec<u32>>>,
    /// Of an expression such as `SO[0-9]{9}`: what may stand at each place of a text, if it is ASCII.
    places: Option<Places>,
    whole: bool,
}

/// The first and the last of the characters of ASCII that may stand at each place of a text, of which eight are looked at
/// together.
#[derive(Debug, Clone)]
struct Places {
    length: usize,
    eights: Vec<Bounds>,
    /// Of the last eight bytes, some of which are in `eights` as well.
    last: Bounds,
}

/// The least and the greatest that each byte of a word may be.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    least: u64,
    greatest: u64,
}

impl Bounds {
    /// Whether each byte lies within; none where one is not ASCII.
    fn hold(self, word: u64) -> Option<bool> {
        const HIGH: u64 = u64::MAX / 255 * 0x80;
        // in each byte, the highest bit tells that nothing had to be borrowed from it
        let within = || ((word | HIGH) - self.least) & ((self.greatest | HIGH) - word);
        (word & HIGH == 0).then(|| within() & HIGH == HIGH)
    }
}

/// The last eight bytes of a text. Of a shorter one all, some of them twice or zeros beside them.
fn last_word(text: &[u8]) -> u64 {
    if let Some(eight) = text.last_chunk() {
        return u64::from_le_bytes(*eight);
    }
    if let (Some(start), Some(end)) = (text.first_chunk(), text.last_chunk()) {
        let [start, end] = [start, end].map(|four| u64::from(u32::from_le_bytes(*four)));
        return start << 32 | end;
    }
    text.iter()
        .fold(0, |word, byte| word << 8 | u64::from(*byte))
}

impl Places {
    fn new(ranges: &[(u8, u8)]) -> Places {
        let all = |bound: fn(&(u8, u8)) -> u8| -> Vec<u8> { ranges.iter().map(bound).collect() };
        let (least, greatest) = (all(|range| range.0), all(|range| range.1));
        let bounds = |(least, greatest): (&[u8; 8], &[u8; 8])| Bounds {
            least: u64::from_le_bytes(*least),
            greatest: u64::from_le_bytes(*greatest),
        };
        let eights = least.as_chunks().0.iter().zip(greatest.as_chunks().0);
        Places {
            length: ranges.len(),
            eights: eights.map(bounds).collect(),
            last: Bounds {
                least: last_word(&least),
                greatest: last_word(&greatest),
            },
        }
    }

    /// Whether each place has what may stand there; none where the text is not ASCII.
    fn match_whole(&self, text: &str) -> Option<bool> {
        if text.len() != self.length {
            return text.is_ascii().then_some(false);
        }
        let (eights, _) = text.as_bytes().as_chunks();
        let mut all = self.last.hold(last_word(text.as_bytes()))?;
        for (eight, bounds) in eights.iter().zip(&self.eights) {
            all &= bounds.hold(u64::from_le_bytes(*eight))?;
        }
        Some(all)
    }
}

/// Two that are written alike are one.
impl PartialEq for Matcher {
    fn eq(&self, other: &Matcher) -> bool {
        self.as_str() == other.as_str() && self.whole == other.whole
    }
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

    /// The expression that a text must be as a whole, as it is written; none where a part of the text is enough.
    pub(crate) fn of_whole(&self) -> Option<&str> {
        self.as_str().strip_prefix(r"\A(?:")?.strip_suffix(r")\z")
    }

    /// The expression.
    pub(crate) fn as_str(&self) -> &str {
        self.regex.as_str()
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        let places = self.places.as_ref();
        if let Some(matches) = places.and_then(|places| places.match_whole(text)) {
            return matches;
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

/// What may stand at each place, or none where not every text that matches has as many, or something else than a range may.
fn places(expression: &str) -> Option<Places> {
    let mut ranges = Vec::new();
    append(&regex_syntax::parse(expression).ok()?, &mut ranges)?;
    Some(Places::new(&ranges))
}

fn append(hir: &Hir, ranges: &mut Vec<(u8, u8)>) -> Option<()> {
    match hir.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => {
            for byte in literal.0.iter().copied() {
                byte.is_ascii().then_some(())?;
                ranges.push((byte, byte));
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
            let bound = |bound: char| u8::try_from(bound).ok();
            ranges.push((bound(range.start())?, bound(range.end().min('\x7f'))?));
        }
        HirKind::Repetition(repetition) if repetition.max == Some(repetition.min) => {
            for _ in 0..repetition.min {
                append(&repetition.sub, ranges)?;
            }
        }
        HirKind::Capture(capture) => append(&capture.sub, ranges)?,
        HirKind::Concat(parts) => {
            for part in parts {
                append(part, ranges)?;
            }
        }
        _ => return None,
    }
    (ranges.len() <= LONGEST).then_some(())
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

/// Compiles with ASCII classes, over the whole value unless `search`.
pub(crate) fn regex(written: &str, search: bool) -> Result<Matcher, Unfit> {
    if written.len() > MOST_WRITTEN {
        return Err(Unfit::too_long(MOST_WRITTEN));
    }
    let ascii = ascii_classes(written);
    let compiled = if search {
        Matcher::anywhere(&ascii)
    } else {
        Matcher::whole(&ascii)
    };
    compiled.map_err(|_| Unfit::new(written))
}

/// What an expression is made of, with ASCII classes; none where it is wrong.
pub(crate) fn parsed(written: &str) -> Option<Hir> {
    regex_syntax::parse(&ascii_classes(written)).ok()
}

/// Whether an expression fits every text that a filled cell can be.
pub(crate) fn takes_all(written: &str, search: bool) -> bool {
    parsed(written).is_some_and(|hir| {
        let properties = hir.properties();
        if search {
            // nothing at all is found anywhere
            properties.minimum_len() == Some(0) && properties.look_set().is_empty()
        } else {
            is_any(&hir)
        }
    })
}

/// Whether it is `.*`, or `.+`, in whatever brackets.
fn is_any(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Capture(capture) => is_any(&capture.sub),
        HirKind::Concat(all) => {
            let mut said = all
                .iter()
                .filter(|one| !matches!(one.kind(), HirKind::Look(_)));
            said.next().is_some_and(is_any) && said.next().is_none()
        }
        HirKind::Repetition(again) => {
            let HirKind::Class(Class::Unicode(class)) = again.sub.kind() else {
                return false;
            };
            let mut others = class.clone();
            others.negate();
            let breaks = ['\n', '\r'];
            let mut others = others.iter().flat_map(|range| range.start()..=range.end());
            again.min <= 1 && again.max.is_none() && others.all(|c| breaks.contains(&c))
        }
        _ => false,
    }
}

/// Compiles what finds a part of a text, with ASCII classes.
pub(crate) fn finder(written: &str) -> Result<Regex, Unfit> {
    if written.len() > MOST_WRITTEN {
        return Err(Unfit::too_long(MOST_WRITTEN));
    }
    Regex::new(&ascii_classes(written)).map_err(|_| Unfit::new(written))
}

/// `\d`, `\w`, `\s` and their negations spelt out as ASCII: a full-width digit in a code is a finding.
fn ascii_classes(written: &str) -> String {
    let mut out = String::with_capacity(written.len());
    let mut chars = written.chars();
    while let Some(c) = chars.next() {
        if c != '\\' {
            out.push(c);
            continue;
        }
        match chars.next() {
            Some('d') => out.push_str("[0-9]"),
            Some('D') => out.push_str("[^0-9]"),
            Some('w') => out.push_str("[0-9A-Za-z_]"),
            Some('W') => out.push_str("[^0-9A-Za-z_]"),
            Some('s') => out.push_str(r"[\t\n\x0B\f\r ]"),
            Some('S') => out.push_str(r"[^\t\n\x0B\f\r ]"),
            Some(other) => {
                out.push('\\');
                out.push(other);
            }
            None => out.push('\\'),
        }
    }
    out
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
        for length in (0..=26).chain(62..=66) {
            let expression = format!("[1-8]{{{length}}}");
            let matcher = Matcher::whole(&expression).unwrap();
            let anchored = Regex::new(&format!(r"\A(?:{expression})\z")).unwrap();
            let other = ["0", "1", "8", "9", "\0", "\x7f", "é", "人", "\u{10ffff}"];
            for text in ["2".repeat(length), "2".repeat(length + 1)] {
                assert_eq!(matcher.is_match(&text), anchored.is_match(&text), "{text}");
                for at in 0..text.len() {
                    for character in other {
                        let text = [&text[..at], character, &text[at + 1..]].concat();
                        let expected = anchored.is_match(&text);
                        assert_eq!(matcher.is_match(&text), expected, "{expression} {text}");
                    }
                }
            }
        }
        let places = Matcher::whole(r"SO\d{9}").unwrap().places;
        assert_eq!(places.map(|places| places.length), Some(11));
        assert!(Matcher::whole("a{1,2}").unwrap().places.is_none());
        assert!(Matcher::whole("SO[0-9]{9}").unwrap().table.is_some());
        assert!(Matcher::whole(r"\bab\b").unwrap().table.is_none());
    }
}
