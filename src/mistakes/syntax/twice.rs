//! Keys and sections that are there twice.

use std::ops::Range;

use super::at::At;
use super::scan::{last_open, text_length};
use super::told;
use crate::messages::{Message, message};
use crate::mistakes::{Place, Problem};

/// The keys that take one text or a list of them.
const TAKES_SEVERAL: [&str; 4] = ["header", "files", "format", "unit"];

impl<'t> At<'t> {
    /// The header with single brackets that is there twice, or beside one with two, and what to say of it.
    pub(super) fn single_brackets(&self, said: &str) -> Option<(&'static str, Message)> {
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
    pub(super) fn lines_that_are(
        text: &'t str,
        header: &'static str,
    ) -> impl Iterator<Item = Range<usize>> {
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
    pub(super) fn twice(&self, file: usize) -> Problem {
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
        let problem = told(error, Some(hint), self.span.clone(), file);
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
}
