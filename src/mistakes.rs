//! A user's mistake in a project or rule file, and how it is shown: source line, caret, "did you mean".

pub(crate) mod literal;
pub(crate) mod meant;
pub(crate) mod mended;
pub(crate) mod placed;
pub(crate) mod syntax;

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::messages::{Message, Messages, message};

/// The longest line, in bytes, that is shown with a caret below it. To draw one takes time for each of its signs.
const LONGEST_SHOWN: usize = 16 << 10;
/// How many bytes may stand between two places that are shown as one part of a file.
const MOST_BETWEEN: usize = 64 << 10;
/// The longest name, in signs, for which a near one is looked for. To compare two takes the product of their lengths.
const LONGEST_COMPARED: usize = 64;
/// With how many names one is compared, and how many are offered where none is near.
pub(crate) const MOST_CANDIDATES: usize = 500;
const MOST_OFFERED: usize = 50;

/// A text file of the project, kept for its carets and its fingerprint.
#[derive(Debug, Clone)]
pub(crate) struct SourceFile {
    /// As shown to the user: relative to where they stand, or `pack:NAME`.
    pub(crate) name: String,
    /// The folder that the file's patterns are relative to.
    pub(crate) folder: PathBuf,
    pub(crate) text: String,
    /// Where its lines end, once a mistake in it is shown.
    line_ends: OnceLock<Vec<usize>>,
}

impl SourceFile {
    /// Where it stands; none of a pack, which the program holds.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        let is_pack = self.name.starts_with("pack:");
        let name = Path::new(&self.name).file_name()?;
        (!is_pack).then(|| self.folder.join(name))
    }

    pub(crate) fn new(name: String, folder: PathBuf, text: String) -> SourceFile {
        SourceFile {
            name,
            folder,
            text,
            line_ends: OnceLock::new(),
        }
    }

    /// The number, from 1, of the line in which a byte stands.
    fn line_of(&self, at: usize) -> usize {
        let ends = self.line_ends.get_or_init(|| {
            let ends = self.text.match_indices('\n');
            ends.map(|(end, _)| end).collect()
        });
        1 + ends.partition_point(|end| *end < at)
    }
}

/// A part of a [`SourceFile`]: its index in the project and the byte range.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: usize,
    pub(crate) span: Range<usize>,
}

impl Place {
    pub(crate) fn new(file: usize, span: Range<usize>) -> Place {
        Place { file, span }
    }

    /// Sorts by file and position.
    pub(crate) fn position(&self) -> (usize, usize) {
        (self.file, self.span.start)
    }
}

/// One mistake.
#[derive(Debug, Clone)]
pub(crate) struct Problem {
    pub(crate) message: Message,
    pub(crate) place: Option<Place>,
    /// What to do about it.
    pub(crate) hint: Option<Message>,
    /// Where the other half of a contradiction stands.
    pub(crate) other: Option<Place>,
}

impl Problem {
    pub(crate) fn new(message: Message) -> Problem {
        Problem {
            message,
            place: None,
            hint: None,
            other: None,
        }
    }

    pub(crate) fn at(message: Message, place: Place) -> Problem {
        Problem {
            place: Some(place),
            ..Problem::new(message)
        }
    }

    pub(crate) fn hint(mut self, hint: Message) -> Problem {
        self.hint = Some(hint);
        self
    }

    pub(crate) fn maybe_hint(mut self, hint: Option<Message>) -> Problem {
        self.hint = hint.or(self.hint);
        self
    }

    pub(crate) fn other(mut self, place: Place) -> Problem {
        self.other = Some(place);
        self
    }

    /// The mistake as text with its source line.
    pub(crate) fn render(
        &self,
        files: &[SourceFile],
        messages: &Messages,
        colour: bool,
        width: Option<u16>,
    ) -> String {
        let title = messages.text(&self.message);
        let places = self.place.iter().chain(&self.other);
        let is_long = |place: &Place| Part::of(files, &[place]).lines.len() > LONGEST_SHOWN;
        if self.place.is_none() || places.clone().any(is_long) {
            return self.render_without_lines(&title, files, messages);
        }
        let error_word = messages.key("word-error");
        let note_word = messages.key("word-note");
        let also = messages.key("problem-first-here");
        let hint = self.hint.as_ref().map(|hint| messages.text(hint));
        // what renders writes a colon of half width behind each word
        let colon = messages.key("colon");
        let is_half = colon.trim_end() == ":";
        let said = |word: &str, text: String| {
            if is_half {
                text
            } else {
                format!("{word}{colon}{text}")
            }
        };
        let title = said(&error_word, title);
        let hint = hint.map(|hint| said(&note_word, hint));
        let level = |level: Level<'static>, word: String| {
            if is_half {
                level.with_name(word)
            } else {
                level.no_name()
            }
        };
        let error = level(Level::ERROR, error_word);
        let note = level(Level::HELP, note_word);
        let primary =
            |part: &Part, place: &Place| AnnotationKind::Primary.span(part.visible(place));
        let context = |part: &Part, place: &Place| {
            AnnotationKind::Context
                .span(part.visible(place))
                .label(also.as_str())
        };
        let title = error.primary_title(title.as_str());
        let mut group = match (&self.place, &self.other) {
            (None, _) => Group::with_title(title),
            (Some(place), Some(other)) if are_near(place, other) => {
                let part = Part::of(files, &[place, other]);
                let snippet = part.snippet().annotation(primary(&part, place));
                title.element(snippet.annotation(context(&part, other)))
            }
            (Some(place), other) => {
                let part = Part::of(files, &[place]);
                let group = title.element(part.snippet().annotation(primary(&part, place)));
                match other {
                    Some(other) => {
                        let part = Part::of(files, &[other]);
                        group.element(part.snippet().annotation(context(&part, other)))
                    }
                    None => group,
                }
            }
        };
        if let Some(hint) = &hint {
            group = group.element(note.message(hint.as_str()));
        }
        let renderer = if colour {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let renderer = match width {
            Some(width) => renderer.term_width(usize::from(width)),
            None => renderer,
        };
        renderer.render(&[group])
    }
}

impl Problem {
    /// Without the lines that it is about: where there are none, or where they are so long that nobody finds the caret.
    fn render_without_lines(
        &self,
        title: &str,
        files: &[SourceFile],
        messages: &Messages,
    ) -> String {
        let colon = messages.key("colon");
        let mut text = format!("{}{colon}{title}", messages.key("word-error"));
        for (place, also) in [(&self.place, ""), (&self.other, "problem-first-here")] {
            let Some(place) = place else {
                continue;
            };
            let part = Part::of(files, &[place]);
            let before = &part.file.text[part.lines.start..visible(part.file, place).start];
            let (name, line) = (&part.file.name, part.file.line_of(part.lines.start));
            let column = 1 + bytecount::num_chars(before.as_bytes());
            text = format!("{text}\n  --> {name}:{line}:{column}");
            if !also.is_empty() {
                text = format!("{text} {}", messages.key(also));
            }
        }
        if let Some(hint) = &self.hint {
            let hint = messages.text(hint);
            text = format!("{text}\n{}{colon}{hint}", messages.key("word-note"));
        }
        text
    }
}

/// Whether two places are shown with what stands between them left out. All of it is looked through for that.
fn are_near(one: &Place, other: &Place) -> bool {
    one.file == other.file && one.span.start.abs_diff(other.span.start) <= MOST_BETWEEN
}

/// The lines of a file that are shown: to render a mistake takes the time of these, and not of the file.
struct Part<'a> {
    file: &'a SourceFile,
    lines: Range<usize>,
}

impl<'a> Part<'a> {
    /// From the first place to the last, all in one file.
    fn of(files: &'a [SourceFile], places: &[&Place]) -> Part<'a> {
        let file = &files[places[0].file];
        let visible: Vec<_> = places.iter().map(|place| visible(file, place)).collect();
        let start = visible.iter().map(|span| span.start).min().unwrap_or(0);
        let end = visible.iter().map(|span| span.end).max().unwrap_or(0);
        let (before, after) = (&file.text[..start], &file.text[end..]);
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = after.find('\n').map_or(file.text.len(), |at| end + at + 1);
        Part {
            file,
            lines: start..end,
        }
    }

    fn visible(&self, place: &Place) -> Range<usize> {
        let span = visible(self.file, place);
        span.start - self.lines.start..span.end - self.lines.start
    }

    fn snippet(&self) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
        Snippet::source(&self.file.text[self.lines.clone()])
            .line_start(self.file.line_of(self.lines.start))
            .path(self.file.name.as_str())
    }
}

/// The span, cut to its first line: a caret under twenty lines helps nobody.
fn visible(file: &SourceFile, place: &Place) -> Range<usize> {
    let text = &file.text;
    let start = place.span.start.min(text.len());
    let end = place.span.end.clamp(start, text.len());
    let first_line = text[start..end]
        .find(['\n', '\r'])
        .map_or(end, |i| start + i);
    start..first_line.max(start)
}

/// "did you mean `x`?", if one of the candidates is near enough to what was written.
pub(crate) fn did_you_mean<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<Message> {
    // of two signs, such as `==`, everything short is near
    if written.is_ascii() && written.len() < 3 {
        return None;
    }
    nearest(written, candidates).map(|name| message!("hint-did-you-mean", name = name))
}

/// The names that are offered where none is near; of very many the first.
pub(crate) fn offered<'a>(names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let mut names = names.into_iter();
    let mut offered: Vec<String> = names
        .by_ref()
        .take(MOST_OFFERED)
        .map(str::to_owned)
        .collect();
    offered.extend(names.next().map(|_| "…".to_owned()));
    offered
}

/// The candidate nearest to what was written, if any is near. Of very many the first alone are compared, for there may be as many
/// mistakes; and nobody slips in a name of hundreds of signs.
pub(crate) fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let written = written.to_lowercase();
    let length = length_of(&written)?;
    let candidates = candidates.into_iter().take(MOST_CANDIDATES);
    let likely = candidates.filter_map(|candidate| {
        let lower = candidate.to_lowercase();
        let other = length_of(&lower)?;
        // the start of a name stands for it, such as `cust` for `customers`
        let is_short = length > 2 && lower.starts_with(&written);
        // of names of which one is more than twice as long, most signs differ
        if !is_short && length.max(other) > 2 * length.min(other) {
            return None;
        }
        let likeness = strsim::normalized_damerau_levenshtein(&written, &lower);
        let near = (likeness >= 0.5 || is_short) && !means_another(&written, &lower);
        // of two that are as near, letters that changed places are the likelier slip
        near.then(|| (likeness, letters(&written) == letters(&lower), candidate))
    });
    let best = likely.max_by(|a, b| {
        let likelier = a.0.total_cmp(&b.0).then(a.1.cmp(&b.1));
        likelier.then_with(|| b.2.cmp(a.2))
    });
    best.map(|(.., candidate)| candidate)
}

/// The signs of a name, in an order of their own.
fn letters(name: &str) -> Vec<char> {
    let mut letters: Vec<char> = name.chars().collect();
    letters.sort_unstable();
    letters
}

/// How many signs a name has; none where it is too long to be compared.
fn length_of(name: &str) -> Option<usize> {
    let length = bytecount::num_chars(name.as_bytes());
    (length <= LONGEST_COMPARED).then_some(length)
}

/// Words that may stand in each other's place in a name, and mean something else.
const APART: [&[&str]; 8] = [
    &["char", "chars", "characters", "byte", "bytes"],
    &["min", "max", "minimum", "maximum"],
    &["above", "below"],
    &["left", "right"],
    &["from", "to"],
    &["since", "until"],
    &[
        "day", "days", "hour", "hours", "minute", "minutes", "month", "months", "year", "years",
    ],
    &["workday", "workdays", "workhour", "workhours"],
];

/// Whether two names differ in a word that decides: what is one letter away may be another unit.
fn means_another(written: &str, candidate: &str) -> bool {
    let words =
        |name: &'_ str| -> Vec<String> { name.split(['_', '-', ' ']).map(str::to_owned).collect() };
    let (written, candidate) = (words(written), words(candidate));
    APART.iter().any(|group| {
        let of = |words: &[String]| -> Option<String> {
            words
                .iter()
                .find(|word| group.contains(&word.as_str()))
                .cloned()
        };
        match (of(&written), of(&candidate)) {
            (Some(one), Some(other)) => !same_word(&one, &other),
            _ => false,
        }
    })
}

/// Whether one is the other, in the plural or cut short.
fn same_word(one: &str, other: &str) -> bool {
    one.starts_with(other) || other.starts_with(one)
}

/// The way to what a key asks for that its section does not have, where another one has it.
pub(crate) fn other_way(written: &str, known: &[&str]) -> Option<Message> {
    let of = |key: &str| known.contains(&key);
    match written {
        "table" | "tables" | "other" | "others" | "across" | "in" | "files" | "key"
            if of("normalise") && of("also") =>
        {
            Some(message!("hint-unique-across"))
        }
        "table" | "tables" | "other" | "lines" | "right_table" if of("left") && of("op") => {
            Some(message!("hint-compare-elsewhere"))
        }
        "left" | "right" | "columns" | "sums" | "group_by" | "by" | "table" | "tables"
            if of("line_on") =>
        {
            Some(message!("hint-two-sums"))
        }
        "sequence" | "sequential" | "consecutive" | "gap" | "gaps" | "gapless"
            if of("latency") && of("unique") =>
        {
            Some(message!("hint-sequence"))
        }
        _ => None,
    }
}

/// The key that is meant by a word that another section has for it, or another program.
pub(crate) fn meant_key<'k>(written: &str, known: &[&'k str]) -> Option<&'k str> {
    const MEANT: [(&str, &[&str]); 12] = [
        ("max", &["max_chars"]),
        ("min", &["min_chars"]),
        ("max_length", &["max_chars", "max"]),
        ("maxlength", &["max_chars", "max"]),
        ("min_length", &["min_chars", "min"]),
        ("minlength", &["min_chars", "min"]),
        ("length", &["max_chars", "max"]),
        ("bytes", &["max_bytes"]),
        ("regex", &["pattern"]),
        ("must", &["when"]),
        ("where", &["when"]),
        ("name", &["label", "header"]),
    ];
    let (_, meant) = MEANT.iter().find(|(name, _)| *name == written)?;
    let is_known = |meant: &&&str| known.contains(*meant);
    let meant = meant.iter().find(is_known)?;
    known.iter().copied().find(|name| name == meant)
}

/// What to type instead of a full-width or curly sign, which a Chinese keyboard or a word processor puts in. Looks at the place
/// of a mistake and at the sign before it, for what is inside a text is nobody's business.
pub(crate) fn plain_sign(text: &str, at: usize) -> Option<Message> {
    let (before, after) = text.split_at_checked(at)?;
    let near = [before.trim_end().chars().next_back(), after.chars().next()];
    near.into_iter().flatten().find_map(|written| {
        let plain = match written {
            // whoever typed one of a pair has typed the other
            '“' | '”' => return Some(plain_pair('"', "“”")),
            '‘' | '’' => return Some(plain_pair('\'', "‘’")),
            '、' => ',',
            // a key and its value are joined by it in other languages
            '：' => '=',
            '【' => '[',
            '】' => ']',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(written) - 0xfee0)?,
            _ => return None,
        };
        Some(plain_pair(plain, &written.to_string()))
    })
}

fn plain_pair(plain: char, written: &str) -> Message {
    message!(
        "hint-plain-sign",
        plain = plain.to_string(),
        written = written
    )
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::{MOST_CANDIDATES, meant_key, nearest};

    /// As many mistakes as there are names cost no more than their number, and a long name costs nothing.
    #[test]
    fn what_is_compared_has_an_end() {
        let compared = |count: usize| {
            let names: Vec<String> = (0..count).map(|n| format!("f{n:05}")).collect();
            let seen = Cell::new(0);
            let names = names.iter().map(String::as_str);
            let names = names.inspect(|_| seen.set(seen.get() + 1));
            for _ in 0..count {
                assert_eq!(nearest("g", names.clone()), None);
            }
            seen.get()
        };
        let most = MOST_CANDIDATES;
        assert_eq!(compared(most / 10), most / 10 * most / 10);
        assert_eq!(
            [most, 2 * most].map(compared),
            [most * most, 2 * most * most]
        );
        let long = "x".repeat(1 << 20);
        assert_eq!(nearest(&long, [&*long]), None);
        assert_eq!(nearest("xxx", [&*long]), None);
    }

    /// The start of a name stands for it, however long it is.
    #[test]
    fn the_start_of_a_name() {
        assert_eq!(nearest("cust", ["customers", "costs"]), Some("costs"));
        assert_eq!(
            nearest("cust", ["customer_number"]),
            Some("customer_number")
        );
        assert_eq!(nearest("cu", ["customer_number"]), None);
        assert_eq!(nearest("abcd", ["wxyz", "ab"]), Some("ab"));
    }

    /// What is a few letters away, but of another unit or from the other end, is not offered.
    #[test]
    fn another_unit_is_not_near() {
        for (written, candidate) in [
            ("min_chars", "max_chars"),
            ("max_bites", "min_bytes"),
            ("max_chars", "max_bytes"),
            ("24 days", "24 hours"),
            ("8 workday", "8 workhour"),
        ] {
            assert_eq!(nearest(written, [candidate]), None, "{written}");
        }
        for (written, candidate) in [
            ("max_char", "max_chars"),
            ("max_byte", "max_bytes"),
            ("mx_chars", "max_chars"),
        ] {
            assert_eq!(nearest(written, [candidate]), Some(candidate), "{written}");
        }
        assert_eq!(
            meant_key("max_length", &["min_chars", "max_chars"]),
            Some("max_chars")
        );
        assert_eq!(meant_key("max_chars", &["column"]), None);
    }
}
