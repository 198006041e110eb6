//! Brackets, braces and texts that are not closed.

use std::ops::Range;

use super::at::At;
use super::scan::{closing, last_open, open_text};
use crate::blank;
use crate::messages::{Message, message};

impl At<'_> {
    /// Where a list or a table in braces was opened that the line before should have closed.
    pub(super) fn unclosed(&self, said: &str) -> Option<usize> {
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
    pub(super) fn end_of_inner_list(&self, said: &str) -> Option<Range<usize>> {
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
    pub(super) fn unclosed_text(&self, said: &str) -> Option<Range<usize>> {
        let is_of_one_line =
            said.starts_with("invalid basic string") || said.starts_with("invalid literal string");
        let end = self.line_start + self.line().len();
        let opened = open_text(&self.text[self.line_start..end]);
        let start = self.line_start + opened.filter(|_| is_of_one_line)?;
        Some(start..start + self.text[start..end].trim_end().len())
    }

    /// A text that is not closed, inside of brackets: whatever closes them is read as a part of it.
    pub(super) fn torn_text(&self, said: &str) -> Option<Range<usize>> {
        let text = self.unclosed_text(said)?;
        last_open(&self.text[..text.start]).map(|_| text)
    }

    /// How a text is written whose last quote is missing.
    pub(super) fn with_last_quote(&self, text: &Range<usize>) -> Option<Message> {
        let quote = self.text[text.start..].chars().next()?;
        let mut inside = &self.text[text.start + 1..text.end];
        if last_open(&self.text[..text.start]).is_some() {
            inside = inside.split(',').next()?.trim_end_matches([']', '}', ' ']);
        }
        let inside = inside.trim_end_matches(['"', '\'']).trim_end();
        let is_sure = !inside.is_empty() && !inside.contains(['#', '\\']);
        is_sure.then(|| message!("hint-written", written = format!("{quote}{inside}{quote}")))
    }
}
