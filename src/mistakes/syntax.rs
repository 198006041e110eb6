//! What the TOML parser finds wrong, in the words of the user's language: by what it says, and by what stands there.

use std::ops::Range;

use super::{Place, Problem, meant, plain_sign};
use crate::blank;
use crate::messages::{Arg, Message, message};

/// So many errors are explained, for each of which the text is looked through. Whoever has more mends these first.
const MOST_EXPLAINED: usize = 200;
/// How many keys a hint shows with their quotes.
const SHOWN_KEYS: usize = 8;

/// What the parser says of what begins like a number and is none.
const BAD_NUMBERS: [&str; 14] = [
    "unexpected leading zero",
    "invalid integer",
    "invalid hexadecimal",
    "invalid octal",
    "invalid binary",
    "invalid float",
    "invalid fraction",
    "invalid mantissa",
    "invalid exponent",
    "redundant",
    "radix",
    "integers with a radix",
    "`_` may only",
    "unexpected sign",
];

/// The errors of the TOML parser, without those that only follow from another one.
pub(crate) fn problems(errors: &[toml::de::Error], text: &str, file: usize) -> Vec<Problem> {
    let span = |error: &toml::de::Error| error.span().unwrap_or_default();
    let mut errors: Vec<&toml::de::Error> = errors.iter().collect();
    errors.sort_by_key(|error| span(error).start);
    let mut problems = Vec::new();
    let (mut last_line, mut twice) = (None, None);
    for (ix, error) in errors.iter().enumerate() {
        let at = At::new(text, span(error));
        if ix == MOST_EXPLAINED {
            let more = message!("toml-more");
            problems.push(At::told(more, None, at.span, file));
            break;
        }
        // a section that is there twice holds nothing but keys that are there twice
        let follows = twice
            .and_then(|twice| at.header().strip_prefix(twice))
            .is_some_and(|rest: &str| rest.is_empty() || rest.starts_with('.'));
        let torn = at.torn_text(error.message());
        let is_told = last_line == Some(at.line_start) || follows;
        if is_told && torn.is_none() {
            continue;
        }
        let unclosed = at.unclosed(error.message());
        last_line = Some(at.line_start);
        if let Some(end) = at.end_of_inner_list(error.message()) {
            let error = message!("toml-unclosed-here", close = "]");
            problems.push(At::told(error, None, end, file));
            break;
        }
        if at.lacks_first_bracket() {
            twice = Some(at.header());
        }
        if error.message().starts_with("duplicate key") && at.line().starts_with('[') {
            twice = Some(at.header());
        }
        let single = at.single_brackets(error.message());
        if let Some((header, brackets)) = single {
            let all = At::lines_that_are(text, header);
            problems.extend(all.map(|span| Problem::at(brackets.clone(), Place::new(file, span))));
            continue;
        }
        let mut problem = at.problem(error.message(), unclosed, file);
        let others = errors[ix + 1..].iter().take(SHOWN_KEYS - 1);
        let others = others.map(|error| (error.message(), span(error)));
        if let Some(all) = at.all_bare(error.message(), others) {
            problem.hint = Some(all);
        }
        if !is_told {
            problems.push(problem);
        }
        // all that follows is read as a part of what is not closed
        if unclosed.is_some() || torn.is_some() {
            break;
        }
    }
    problems
}

/// The blanks that TOML does not know, outside of texts and comments: one mistake for each line, and the text with ordinary ones in
/// their place, as long as it was.
pub(crate) fn foreign_blanks(text: &str, file: usize) -> (Vec<Problem>, String) {
    let (mut problems, mut plain) = (Vec::new(), String::with_capacity(text.len()));
    let (mut line, mut last_line) = (None, None);
    while let Some(character) = text[plain.len()..].chars().next() {
        let at = plain.len();
        let rest = &text[at..];
        let quoted = quoted_length(rest);
        if quoted > 0 {
            plain.push_str(&rest[..quoted]);
        } else if character == '#' {
            plain.push_str(rest.lines().next().unwrap_or(rest));
        } else if !character.is_ascii() && blank::is_blank(character) {
            let end = rest.find(|c: char| c.is_ascii() || !blank::is_blank(c));
            let end = end.unwrap_or(rest.len());
            if problems.is_empty() || last_line != line {
                let error = message!("toml-blank", code = code(character));
                problems.push(At::told(error, None, at..at + end, file));
            }
            last_line = line;
            plain.extend(std::iter::repeat_n(' ', end));
        } else {
            if character == '\n' {
                line = Some(at);
            }
            plain.push(character);
        }
    }
    (problems, plain)
}

/// The bytes of the text in quotes that begins here, curly ones too; none where none begins.
fn quoted_length(rest: &str) -> usize {
    let quotes = [
        ("\"\"\"", "\"\"\""),
        ("'''", "'''"),
        ("\"", "\""),
        ("'", "'"),
        ("“", "”"),
    ];
    let begun = quotes.iter().find(|(open, _)| rest.starts_with(*open));
    begun.map_or(0, |(open, close)| {
        open.len() + text_length(&rest[open.len()..], close)
    })
}

/// The place of an error.
struct At<'t> {
    text: &'t str,
    span: Range<usize>,
    line_start: usize,
}

impl<'t> At<'t> {
    fn new(text: &'t str, span: Range<usize>) -> At<'t> {
        let before = text.get(..span.start).unwrap_or(text);
        At {
            text,
            line_start: before.rfind('\n').map_or(0, |at| at + 1),
            span,
        }
    }

    fn before(&self) -> &'t str {
        self.text.get(..self.span.start).unwrap_or(self.text)
    }

    fn here(&self) -> &'t str {
        self.text.get(self.span.start..).unwrap_or_default()
    }

    fn line(&self) -> &'t str {
        self.text[self.line_start..]
            .lines()
            .next()
            .unwrap_or_default()
    }

    /// The header of the section that it is in.
    fn header(&self) -> &'t str {
        self.text[..self.line_start + self.line().len()]
            .lines()
            .rfind(|line| line.starts_with('['))
            .map_or("", |line| line.trim_matches([' ', '[', ']']))
    }

    /// What is written there, up to a sign that ends it.
    fn written(&self) -> &'t str {
        let mut end = self.here().len();
        if let Some(at) = self.here().find([',', '}', ']', '\n', '\r', '#']) {
            end = at;
        }
        self.here()[..end].trim_end()
    }

    /// Where a list or a table in braces was opened that the line before should have closed.
    fn unclosed(&self, said: &str) -> Option<usize> {
        let is_of_brackets = said.starts_with("missing comma")
            || said.starts_with("unclosed array,")
            || said.starts_with("unclosed inline table")
            || said.starts_with("missing key for inline table")
            || said.starts_with("unexpected `=` in array")
            || said.starts_with("extra assignment");
        let opened = last_open(self.before()).filter(|_| is_of_brackets)?;
        let at_end = blank::is_empty(self.here());
        let begins = self.begins_line() && opened < self.line_start;
        let line = self.line().trim_start();
        let (key, value) = line.split_once('=').unwrap_or((line, ""));
        let is_new = line.starts_with('[') || (!value.is_empty() && !key.contains(['"', '{']));
        let closes = |line: &str| {
            let count = |signs: [char; 2]| line.matches(signs).count();
            count([']', '}']) > count(['[', '{'])
        };
        if begins && (closes(line) || self.is_closed_below(opened)) {
            return None;
        }
        let gone_on = opened < self.line_start && said.starts_with("unexpected `=`");
        (at_end || (begins && is_new) || gone_on).then_some(opened)
    }

    /// The last item of a list in braces that no bracket closes, where the braces are closed or the next key begins.
    fn end_of_inner_list(&self, said: &str) -> Option<Range<usize>> {
        let of_list = said.starts_with("missing comma")
            || said.starts_with("string values must be quoted")
            // keys that begin like `true`, `inf` or `nan`
            || said.starts_with("invalid boolean")
            || said.starts_with("invalid float")
            || said.starts_with("unclosed array,");
        let opened =
            last_open(self.before()).filter(|opened| of_list && *opened >= self.line_start)?;
        let braces = last_open(&self.text[..opened])?;
        if !self.text[opened..].starts_with('[') || !self.text[braces..].starts_with('{') {
            return None;
        }
        let line = &self.text[self.span.start..self.line_start + self.line().len()];
        let (key, _) = line.split_once('=').unwrap_or_default();
        let is_key = |c: char| c.is_alphanumeric() || "_- ".contains(c);
        let begins_key = !key.trim().is_empty() && key.chars().all(is_key);
        let items = self.text[opened + 1..self.span.start].trim_end();
        let items = items.strip_suffix(',').unwrap_or(items).trim_end();
        let ends = line.starts_with('}') || (begins_key && !items.is_empty());
        let end = opened + 1 + items.len();
        (ends && closing(line) == Some('}')).then(|| end..end + 1)
    }

    /// Whether nothing but blanks stands before it on its line.
    fn begins_line(&self) -> bool {
        self.before()[self.line_start..].trim().is_empty()
    }

    /// Whether what is opened there is closed before the next header.
    fn is_closed_below(&self, opened: usize) -> bool {
        let below = self.text[self.line_start..].split_inclusive('\n');
        let mut end = self.line_start;
        for line in below.take_while(|line| !line.trim_start().starts_with('[')) {
            end += line.len();
            let closing = line.trim_start().starts_with(['}', ']']);
            if closing && last_open(&self.text[..end]).is_none_or(|open| open < opened) {
                return true;
            }
        }
        false
    }

    /// The text on this line whose last quote is missing, from its first one on.
    fn unclosed_text(&self, said: &str) -> Option<Range<usize>> {
        let is_of_one_line =
            said.starts_with("invalid basic string") || said.starts_with("invalid literal string");
        let end = self.line_start + self.line().len();
        let opened = open_text(&self.text[self.line_start..end]);
        let start = self.line_start + opened.filter(|_| is_of_one_line)?;
        Some(start..start + self.text[start..end].trim_end().len())
    }

    /// A text that is not closed, inside of brackets: whatever closes them is read as a part of it.
    fn torn_text(&self, said: &str) -> Option<Range<usize>> {
        let text = self.unclosed_text(said)?;
        last_open(&self.text[..text.start]).map(|_| text)
    }

    /// How a text is written whose last quote is missing.
    fn with_last_quote(&self, text: &Range<usize>) -> Option<Message> {
        let quote = self.text[text.start..].chars().next()?;
        let mut inside = &self.text[text.start + 1..text.end];
        if last_open(&self.text[..text.start]).is_some() {
            inside = inside.split(',').next()?.trim_end_matches([']', '}', ' ']);
        }
        let inside = inside.trim_end_matches(['"', '\'']).trim_end();
        let is_sure = !inside.is_empty() && !inside.contains(['#', '\\']);
        is_sure.then(|| message!("hint-written", written = format!("{quote}{inside}{quote}")))
    }

    /// The place behind which a comma is missing, where the next key or item has a line of its own.
    fn end_of_line_before(&self) -> Option<Range<usize>> {
        let before = self.before()[..self.line_start].trim_end();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before[start..].trim_start();
        let is_plain = !line.is_empty() && !line.contains('#');
        (is_plain && self.begins_line()).then(|| before.len() - line.len()..before.len())
    }

    fn problem(&self, said: &str, unclosed: Option<usize>, file: usize) -> Problem {
        if let Some(opened) = unclosed {
            let close = if self.text[opened..].starts_with('[') {
                "]"
            } else {
                "}"
            };
            let error = message!("toml-unclosed", close = close);
            return At::told(error, None, opened..opened + 1, file);
        }
        if said.starts_with("duplicate key") {
            return self.twice(file);
        }
        if let Some(next) = self.next_key(said) {
            return At::told(message!("toml-comma"), None, next, file);
        }
        if said.starts_with("missing comma")
            && let Some(line) = self.end_of_line_before()
        {
            let hint = format!("{},", &self.text[line.clone()]);
            let hint = message!("hint-written", written = hint);
            return At::told(message!("toml-comma-behind"), Some(hint), line, file);
        }
        let (error, hint) = self.explained(said);
        let hint = if self.before().ends_with('\\') {
            Some(message!("hint-backslash"))
        } else {
            plain_sign(self.text, self.span.start).or(hint)
        };
        match self
            .unclosed_text(said)
            .filter(|_| error.key == "toml-unclosed-text")
        {
            Some(text) => {
                let hint = hint.or_else(|| self.with_last_quote(&text));
                At::told(error, hint, text, file)
            }
            None => At::told(error, hint, self.span.clone(), file),
        }
    }

    fn told(error: Message, hint: Option<Message>, span: Range<usize>, file: usize) -> Problem {
        let message = message!("problem-toml-syntax", error = error);
        Problem::at(message, Place::new(file, span)).maybe_hint(hint)
    }

    /// How the keys of a line, or the texts of a list, are written that need quotes; none where that is no more than one.
    fn all_bare<'e>(
        &self,
        said: &str,
        others: impl Iterator<Item = (&'e str, Range<usize>)>,
    ) -> Option<Message> {
        let line = self.line_start..self.line_start + self.line().len();
        let is_text = self.is_in_a_list();
        let kind = if is_text {
            "string values must be quoted"
        } else {
            "invalid unquoted key"
        };
        let is_bare = |said: &str, span: &Range<usize>| {
            let name = self.text.get(span.clone()).unwrap_or_default();
            said.starts_with(kind)
                && name.chars().any(char::is_alphanumeric)
                && plain_sign(self.text, span.start).is_none()
        };
        if !is_bare(said, &self.span) {
            return None;
        }
        let others =
            others.take_while(|(said, span)| line.contains(&span.start) && is_bare(said, span));
        let all = std::iter::once(self.span.clone()).chain(others.map(|(_, span)| span));
        let all: Vec<String> = all
            .map(|span| format!("\"{}\"", &self.text[span]))
            .collect();
        (all.len() > 1).then(|| message!("hint-all-written", names = all))
    }

    /// The key behind a value in braces that no comma stands between.
    fn next_key(&self, said: &str) -> Option<Range<usize>> {
        let opened = last_open(self.before())?;
        if !said.starts_with("string values must be quoted")
            || !self.text[opened..].starts_with('{')
        {
            return None;
        }
        let (value, rest) = self.written().split_once(' ')?;
        let name = rest.split_once('=')?.0.trim();
        let is_key = |c: char| c.is_ascii_alphanumeric() || "_-.".contains(c);
        let is_value = value.parse::<f64>().is_ok() || matches!(value, "true" | "false");
        let start = self.span.start + value.len() + self.here()[value.len()..].find(name)?;
        (is_value && !name.is_empty() && name.chars().all(is_key))
            .then(|| start..start + name.len())
    }

    /// The key whose value is at fault.
    fn key(&self) -> &'t str {
        let before = &self.before()[self.line_start..];
        let before = before.rfind('=').map_or("", |at| before[..at].trim_end());
        let start = before.rfind(|c: char| " \t{,.".contains(c));
        start.map_or(before, |at| before[at + 1..].trim())
    }

    /// The header with single brackets that is there twice, or beside one with two, and what to say of it.
    fn single_brackets(&self, said: &str) -> Option<(&'static str, Message)> {
        if !said.starts_with("duplicate key") || !self.line().trim_start().starts_with('[') {
            return None;
        }
        let single = match self.header() {
            "rule" => ("[rule]", message!("problem-rule-brackets")),
            "link" => ("[link]", message!("problem-link-brackets")),
            _ => return None,
        };
        let is_there = At::lines_that_are(self.text, single.0).next().is_some();
        is_there.then_some(single)
    }

    /// What stands in the brackets of the lines that are this header.
    fn lines_that_are(text: &'t str, header: &'static str) -> impl Iterator<Item = Range<usize>> {
        let lines = text.split_inclusive('\n').scan(0, |end, line| {
            *end += line.len();
            Some((*end - line.len(), line))
        });
        let is_header =
            move |line: &str| line.split('#').next().unwrap_or_default().trim() == header;
        lines
            .filter(move |(_, line)| is_header(line))
            .map(move |(start, line)| {
                let at = start + line.find('[').unwrap_or(0) + 1;
                at..at + header.len() - 2
            })
    }

    /// A key or a section that is there twice, with the first of them.
    fn twice(&self, file: usize) -> Problem {
        let name = self.text.get(self.span.clone()).unwrap_or_default();
        let first = self.first(name);
        let (name, hint) = if self.line().trim_start().starts_with('[') {
            let header = format!("[{}]", self.header());
            (
                self.header(),
                message!("hint-twice-header", header = header),
            )
        } else {
            let hint = first.as_ref().map(|first| self.once(name, first));
            (name, hint.unwrap_or_else(|| message!("hint-twice")))
        };
        let error = message!("toml-twice", name = name.trim_matches(['"', '\'']));
        let problem = At::told(error, Some(hint), self.span.clone(), file);
        match first {
            Some(first) => problem.other(Place::new(file, first)),
            None => problem,
        }
    }

    /// What to write instead of a key that is there twice: both texts as a list, where the key takes one.
    fn once(&self, name: &str, first: &Range<usize>) -> Message {
        let text_behind = |end: usize| {
            let value = self.text[end..]
                .trim_start()
                .strip_prefix('=')?
                .trim_start();
            let quote = ["\"", "'"]
                .into_iter()
                .find(|quote| value.starts_with(*quote))?;
            let length = 1 + text_length(&value[1..], quote);
            value.get(..length).filter(|text| text.len() > 2)
        };
        let both = text_behind(first.end).zip(text_behind(self.span.end));
        match both.filter(|_| TAKES_SEVERAL.contains(&name)) {
            Some((one, other)) => {
                let both = format!("{name} = [{one}, {other}]");
                message!("hint-twice-several", both = both)
            }
            None => message!("hint-twice"),
        }
    }

    /// Where the same key stands before: in the same braces, in the same section, or as a header.
    fn first(&self, name: &str) -> Option<Range<usize>> {
        let ends_key = |rest: &str| rest.trim_start().starts_with(['=', '.']);
        if let Some(opened) = last_open(self.before()) {
            let inside = &self.before()[opened..];
            let mut found = inside.match_indices(name).map(|(at, _)| opened + at);
            let at = found.find(|at| ends_key(&self.text[at + name.len()..]))?;
            return Some(at..at + name.len());
        }
        if self.line().trim_start().starts_with('[') {
            let header = self.line().trim();
            let plain = header.trim_matches(['[', ']', ' ']);
            let mut start = 0;
            for line in self.before()[..self.line_start].split_inclusive('\n') {
                if line.trim_start().starts_with('[')
                    && line.trim().trim_matches(['[', ']', ' ']) == plain
                {
                    let at = start + line.find(plain)?;
                    return Some(at..at + plain.len());
                }
                start += line.len();
            }
            return None;
        }
        let section = self.before()[..self.line_start].rfind("\n[");
        let mut start = section.map_or(0, |at| at + 1);
        for line in self.text[start..self.line_start].split_inclusive('\n') {
            let indent = line.len() - line.trim_start().len();
            if let Some(rest) = line.trim_start().strip_prefix(name)
                && ends_key(rest)
            {
                let at = start + indent;
                return Some(at..at + name.len());
            }
            start += line.len();
        }
        None
    }

    /// What is wrong and what to do about it.
    fn explained(&self, said: &str) -> (Message, Option<Message>) {
        let is = |kind: &str| said.starts_with(kind);
        if is("invalid unquoted key") || is("unquoted keys cannot be empty") {
            return self.bare_key();
        }
        if is("string values must be quoted") {
            return self.unquoted();
        }
        // words that begin like `true`, `inf` or `nan`
        let written = self.written();
        let is_word = written.starts_with(char::is_alphabetic);
        if matches!(written.to_lowercase().as_str(), "null" | "none" | "nil") {
            return (message!("toml-null"), None);
        }
        if is("invalid boolean") || (is("invalid float") && is_word) {
            return match written.to_lowercase().as_str() {
                flag @ ("true" | "false") => (
                    message!("toml-boolean"),
                    Some(message!("hint-flag", plain = flag)),
                ),
                _ => self.unquoted(),
            };
        }
        if is("invalid date") || is("invalid time") || is("invalid offset") {
            return (message!("toml-date"), day_in(self.written()));
        }
        if is("unclosed array table") {
            return self.open_header("[[");
        }
        if is("unclosed table") {
            return self.open_header("[");
        }
        if self.lacks_first_bracket() {
            let written = format!("[{}", self.line().trim());
            let hint = message!("hint-written", written = written);
            return (message!("toml-header-open", open = "["), Some(hint));
        }
        if is("missing comma") {
            return (message!("toml-comma"), None);
        }
        if is("key with no value") || is("missing value") || is("missing assignment") {
            let hint = is_comment(self.line().trim_start()).then(|| message!("hint-comment"));
            let assigned = self.here().trim_start().starts_with(':');
            let hint = hint.or_else(|| assigned.then(|| message!("hint-equals")));
            return (message!("toml-no-value"), hint);
        }
        // the parser takes a value without a key for one
        if let Some(value) = self.keyless(said) {
            let before = self.before().trim_end().strip_suffix(value);
            let before = before.and_then(|before| before.trim_end().strip_suffix(','));
            let hint = before.and_then(|before| At::with_point(before, value));
            return (message!("toml-no-value"), hint);
        }
        if is("missing key") || is("invalid inline table element") {
            return (message!("toml-no-value"), None);
        }
        if is("cannot extend") {
            let name = self.text.get(self.span.clone()).unwrap_or_default();
            return (message!("toml-braces-closed", name = name), None);
        }
        if is("invalid basic string")
            || is("invalid multi-line basic string")
            || is("invalid literal string")
            || is("invalid multi-line literal string")
        {
            return (message!("toml-unclosed-text"), None);
        }
        if is("missing escaped value")
            || is("too few unicode")
            || is("invalid escape")
            || is("invalid value")
        {
            return (message!("toml-escape"), Some(message!("hint-backslash")));
        }
        if BAD_NUMBERS.iter().any(|kind| is(kind)) {
            return self.number();
        }
        if is("extra") || is("unexpected") || is("invalid key-value pair") {
            return (message!("toml-extra"), self.superfluous());
        }
        if is("carriage return") || is("invalid comment character") {
            return (message!("toml-control"), None);
        }
        if is("recursion limit") || is("cannot recurse") {
            return (message!("toml-depth"), None);
        }
        (message!("toml-other"), None)
    }

    /// Whether it is in a header of one bracket that two close.
    fn lacks_first_bracket(&self) -> bool {
        let line = self.line().trim();
        line.starts_with('[') && !line.starts_with("[[") && line.ends_with("]]")
    }

    /// What the header of a section lacks at its end.
    fn open_header(&self, open: &str) -> (Message, Option<Message>) {
        let line = self.line().split('#').next().unwrap_or_default().trim();
        let name = line.trim_start_matches('[').trim_end_matches(']');
        let there = line.len() - line.trim_end_matches(']').len();
        let close = "]".repeat(open.len().saturating_sub(there).max(1));
        let is_name = |c: char| c.is_alphanumeric() || "_-.\"' ".contains(c);
        let hint = (!name.is_empty() && name.chars().all(is_name)).then(|| {
            let whole = format!("{open}{name}{}", "]".repeat(open.len()));
            message!("hint-written", written = whole)
        });
        (message!("toml-header", close = close), hint)
    }

    fn number(&self) -> (Message, Option<Message>) {
        let value = self.before().rfind(['=', '[', ',']).map_or(0, |at| at + 1);
        let at = At::new(self.text, value..self.span.end);
        let written = at.written().trim();
        let digits = written.trim_start_matches('0');
        let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let number = digits
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite());
        let hint = if let Some(hint) = self.of_key(written) {
            Some(hint)
        } else if written.ends_with('%') || (whole && self.is_in_a_list()) {
            // a code keeps its zeros
            Some(message!("hint-quoted", text = written))
        } else if whole {
            Some(message!("hint-flag", plain = digits))
        } else {
            number.map(|number| message!("hint-flag", plain = number.to_string()))
        };
        (message!("toml-number", written = written), hint)
    }

    /// The value that stands without a key before the closing brace of a table.
    fn keyless(&self, said: &str) -> Option<&'t str> {
        let opened = last_open(self.before())?;
        let inside = &self.before()[opened..];
        let value = inside.rsplit([',', '{']).next()?.trim();
        let is_keyless = said.starts_with("invalid literal string")
            && self.here().starts_with('}')
            && inside.starts_with('{')
            && !value.is_empty()
            && !value.contains('=');
        is_keyless.then_some(value)
    }

    /// The number that is meant by one with a decimal comma, of which `digits` stand behind the comma.
    fn with_point(before: &str, digits: &str) -> Option<Message> {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let start = before.rfind(['=', '[', ',', ' ']).map_or(0, |at| at + 1);
        let whole = before[start..].trim();
        (is_number(whole) && is_number(digits))
            .then(|| message!("hint-flag", plain = format!("{whole}.{digits}")))
    }

    fn is_in_a_list(&self) -> bool {
        let opened = last_open(self.before());
        opened.is_some_and(|at| self.text[at..].starts_with('['))
    }

    /// What to do about a sign that does not belong where it is.
    fn superfluous(&self) -> Option<Message> {
        let sign = self.here().trim_start().chars().next()?;
        if sign == '=' && self.is_in_a_list() {
            return Some(message!("hint-braces"));
        }
        if is_comment(self.here().trim_start()) {
            return Some(message!("hint-comment"));
        }
        let before = self.before().trim_end();
        let behind = &self.here().trim_start()[sign.len_utf8()..];
        let digits = &behind[..behind
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(behind.len())];
        if let Some(hint) = At::with_point(before, digits).filter(|_| sign == ',') {
            return Some(hint);
        }
        if sign.is_alphanumeric() && before.ends_with('"') {
            return Some(message!("hint-quotes-within"));
        }
        let is_sign = ",;=]})".contains(sign);
        is_sign.then(|| message!("hint-delete", sign = sign.to_string()))
    }

    /// How a bare value is written that its key asks for in a form of its own.
    fn of_key(&self, written: &str) -> Option<Message> {
        match self.key() {
            "tolerance" if written.ends_with('%') => {
                let written = format!("{{ over = \"{written}\" }}");
                Some(message!("hint-written", written = written))
            }
            "within" => {
                let meant = meant::duration(written)?;
                Some(message!("hint-written", written = format!("\"{meant}\"")))
            }
            "min" | "max" | "above" | "below" if meant::is_as_of(written) => {
                Some(message!("hint-written", written = "\"as_of\""))
            }
            _ => None,
        }
    }

    fn bare_key(&self) -> (Message, Option<Message>) {
        let ends = |c: char| c.is_whitespace() || "=.]}\"'#,:".contains(c);
        let first = self.here().chars().next().unwrap_or(' ');
        if is_comment(self.here()) {
            return (message!("toml-key"), Some(message!("hint-comment")));
        }
        if first == ':' {
            return (message!("toml-key"), Some(message!("hint-equals")));
        }
        let start = self.before().rfind(ends).map_or(0, |at| {
            at + self.before()[at..].chars().next().map_or(1, char::len_utf8)
        });
        let rest = &self.text[start..];
        let name = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if name.is_empty() || plain_sign(self.text, self.span.start).is_some() {
            return (message!("toml-key"), None);
        }
        let hint = message!("hint-quoted", text = name);
        (message!("toml-bare-key", name = name), Some(hint))
    }

    fn unquoted(&self) -> (Message, Option<Message>) {
        let written = self.written();
        if written.is_empty() {
            return (message!("toml-no-value"), None);
        }
        let error = message!("toml-unquoted", written = written);
        let flag = match written.to_lowercase().as_str() {
            "yes" | "on" | "是" => Some("true"),
            "no" | "off" | "否" => Some("false"),
            _ => None,
        };
        if let Some(flag) = flag {
            return (
                message!("toml-boolean"),
                Some(message!("hint-flag", plain = flag)),
            );
        }
        if let Some(day) = day_in(written) {
            return (message!("toml-date"), Some(day));
        }
        // a value that is complete, and a comment as other programs have it
        let value = written.split_once(char::is_whitespace);
        if let Some((value, rest)) = value
            && is_comment(rest.trim_start())
            && (value.parse::<f64>().is_ok() || matches!(value, "true" | "false"))
        {
            return (message!("toml-extra"), Some(message!("hint-comment")));
        }
        if let Some(hint) = self.of_key(written) {
            return (error, Some(hint));
        }
        // a condition goes on to the end of its line
        let text = if written.contains('=') || self.here().starts_with(written) && self.is_last() {
            self.here().lines().next().unwrap_or_default().trim()
        } else {
            written
        };
        (error, Some(message!("hint-quoted", text = text)))
    }

    /// Whether the value stands alone behind its key, in no list and no braces.
    fn is_last(&self) -> bool {
        last_open(self.before()).is_none()
    }
}

/// The keys that take one text or a list of them.
const TAKES_SEVERAL: [&str; 4] = ["header", "files", "format", "unit"];

/// Whether what stands there begins as a comment does in other languages.
fn is_comment(here: &str) -> bool {
    ["//", "--", "/*"].iter().any(|sign| here.starts_with(sign))
}

/// The day that is meant by one in another form.
fn day_in(written: &str) -> Option<Message> {
    let parts: Vec<&str> = written.split(['-', '/', '.', '年', '月', '日']).collect();
    let numbers = parts.iter().filter(|part| !part.is_empty());
    let numbers: Option<Vec<u32>> = numbers.map(|part| part.trim().parse().ok()).collect();
    let (year, month, day) = match numbers?[..] {
        [year, month] => (year, month, 1),
        [year, month, day] => (year, month, day),
        _ => return None,
    };
    let is_likely = matches!((year, month, day), (1900..=2999, 1..=12, 1..=31));
    let plain = format!("{year}-{month:02}-{day:02}");
    // what is in that form already is a day that there is not
    (is_likely && plain != written).then(|| message!("hint-flag", plain = plain))
}

/// Where the text begins that a line ends in.
fn open_text(line: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(character) = line[at..].chars().next() {
        let rest = &line[at..];
        let quotes = ["\"", "'"];
        if let Some(quote) = quotes.iter().find(|quote| rest.starts_with(**quote)) {
            let length = 1 + text_length(&rest[1..], quote);
            if at + length >= line.len() && !closes_text(&rest[..length], quote) {
                return Some(at);
            }
            at += length;
        } else if character == '#' {
            return None;
        } else {
            at += character.len_utf8();
        }
    }
    None
}

/// Whether a text ends with a quote that is not escaped.
fn closes_text(text: &str, quote: &str) -> bool {
    let inside = &text[1..];
    let Some(inside) = inside.strip_suffix(quote) else {
        return false;
    };
    let escapes = inside.len() - inside.trim_end_matches('\\').len();
    quote == "'" || escapes % 2 == 0
}

/// Whether a bracket or brace is open where a line starts.
pub(super) fn is_open_before(text: &str, line_start: usize) -> bool {
    last_open(&text[..line_start]).is_some()
}

/// The first bracket or brace of a line that closes what was open before it.
fn closing(line: &str) -> Option<char> {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(character) = line[at..].chars().next() {
        let rest = &line[at..];
        let quoted = quoted_length(rest);
        match character {
            '[' | '{' => depth += 1,
            ']' | '}' if depth == 0 => return Some(character),
            ']' | '}' => depth -= 1,
            '#' => return None,
            _ => {}
        }
        at += quoted.max(character.len_utf8());
    }
    None
}

/// Whether a mistake is that a key needs quotes, and nothing else.
pub(crate) fn is_bare_key(problem: &Problem) -> bool {
    let is_bare = |error: &Message| error.key == "toml-bare-key";
    problem
        .message
        .args
        .iter()
        .any(|(_, arg)| matches!(arg, Arg::Message(error) if is_bare(error)))
}

/// Whether the parser says so of a key.
pub(super) fn says_bare_key(error: &toml::de::Error) -> bool {
    error.message().starts_with("invalid unquoted key")
}

/// A character as Unicode numbers it.
fn code(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}

/// The last bracket or brace that is open at the end of a text; those of section headers, in texts and in comments do not
/// count.
fn last_open(text: &str) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    let mut is_line_start = true;
    while let Some(character) = text[at..].chars().next() {
        let rest = &text[at..];
        let quotes = ["\"\"\"", "'''", "\"", "'"];
        if let Some(quote) = quotes.iter().find(|quote| rest.starts_with(**quote)) {
            at += quote.len() + text_length(&rest[quote.len()..], quote);
            is_line_start = false;
            continue;
        }
        match character {
            '#' => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '[' if is_line_start && open.is_empty() => {
                at += rest.find('\n').unwrap_or(rest.len());
                continue;
            }
            '[' | '{' => open.push(at),
            ']' | '}' => drop(open.pop()),
            _ => {}
        }
        is_line_start = character == '\n' || (is_line_start && character.is_whitespace());
        at += character.len_utf8();
    }
    open.pop()
}

/// The bytes of a text behind its opening quotes, with the closing ones; a text of one line ends with it.
fn text_length(rest: &str, quote: &str) -> usize {
    let mut at = 0;
    while at < rest.len() {
        let here = &rest[at..];
        if here.starts_with(quote) {
            return at + quote.len();
        }
        if quote.chars().count() == 1 && here.starts_with('\n') {
            return at;
        }
        let mut characters = here.chars();
        let first = characters.next().map_or(1, char::len_utf8);
        at += first;
        if here.starts_with('\\') && quote.starts_with('"') {
            at += characters.next().map_or(0, char::len_utf8);
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Thousands of errors take the time of some.
    #[test]
    fn the_first_errors_are_explained() {
        let told = |count: usize| {
            let text = "a==1\n".repeat(count);
            let (_, errors) = toml::de::DeTable::parse_recoverable(&text);
            problems(&errors, &text, 0)
        };
        assert!(told(50).iter().all(|one| !says_more(one)));
        let many = told(5000);
        assert!(many.len() <= MOST_EXPLAINED + 1, "{}", many.len());
        assert!(many.last().is_some_and(says_more));
    }

    fn says_more(problem: &Problem) -> bool {
        format!("{:?}", problem.message).contains("toml-more")
    }
}
