//! What the TOML parser finds wrong, in the words of the user's language: by what it says, and by what stands there.

mod at;
mod blanks;
mod explained;
mod scan;
mod twice;
mod unclosed;

use std::ops::Range;

use self::at::At;
pub(crate) use self::blanks::foreign_blanks;
pub(super) use self::scan::is_open_before;
use self::scan::last_open;
use super::{Place, Problem, plain_sign};
use crate::messages::{Arg, Message, message};

/// So many errors are explained, for each of which the text is looked through. Whoever has more mends these first.
const MOST_EXPLAINED: usize = 200;
/// How many keys a hint shows with their quotes.
const SHOWN_KEYS: usize = 8;

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
            problems.push(told(more, None, at.span, file));
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
            problems.push(told(error, None, end, file));
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

impl At<'_> {
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
            return told(error, None, opened..opened + 1, file);
        }
        if said.starts_with("duplicate key") {
            return self.twice(file);
        }
        if let Some(next) = self.next_key(said) {
            return told(message!("toml-comma"), None, next, file);
        }
        if said.starts_with("missing comma")
            && let Some(line) = self.end_of_line_before()
        {
            let hint = format!("{},", &self.text[line.clone()]);
            let hint = message!("hint-written", written = hint);
            return told(message!("toml-comma-behind"), Some(hint), line, file);
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
                told(error, hint, text, file)
            }
            None => told(error, hint, self.span.clone(), file),
        }
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

/// A mistake of the syntax.
fn told(error: Message, hint: Option<Message>, span: Range<usize>, file: usize) -> Problem {
    let message = message!("problem-toml-syntax", error = error);
    Problem::at(message, Place::new(file, span)).maybe_hint(hint)
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
