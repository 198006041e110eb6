//! The place of an error, and what stands around it.

use std::ops::Range;

use super::scan::last_open;

/// The place of an error.
pub(super) struct At<'t> {
    pub(super) text: &'t str,
    pub(super) span: Range<usize>,
    pub(super) line_start: usize,
}

impl<'t> At<'t> {
    pub(super) fn new(text: &'t str, span: Range<usize>) -> At<'t> {
        let before = text.get(..span.start).unwrap_or(text);
        At {
            text,
            line_start: before.rfind('\n').map_or(0, |at| at + 1),
            span,
        }
    }

    pub(super) fn before(&self) -> &'t str {
        self.text.get(..self.span.start).unwrap_or(self.text)
    }

    pub(super) fn here(&self) -> &'t str {
        self.text.get(self.span.start..).unwrap_or_default()
    }

    pub(super) fn line(&self) -> &'t str {
        self.text[self.line_start..]
            .lines()
            .next()
            .unwrap_or_default()
    }

    /// The header of the section that it is in.
    pub(super) fn header(&self) -> &'t str {
        self.text[..self.line_start + self.line().len()]
            .lines()
            .rfind(|line| line.starts_with('['))
            .map_or("", |line| line.trim_matches([' ', '[', ']']))
    }

    /// What is written there, up to a sign that ends it.
    pub(super) fn written(&self) -> &'t str {
        let mut end = self.here().len();
        if let Some(at) = self.here().find([',', '}', ']', '\n', '\r', '#']) {
            end = at;
        }
        self.here()[..end].trim_end()
    }

    /// Whether nothing but blanks stands before it on its line.
    pub(super) fn begins_line(&self) -> bool {
        self.before()[self.line_start..].trim().is_empty()
    }

    /// The key whose value is at fault.
    pub(super) fn key(&self) -> &'t str {
        let before = &self.before()[self.line_start..];
        let before = before.rfind('=').map_or("", |at| before[..at].trim_end());
        let start = before.rfind(|c: char| " \t{,.".contains(c));
        start.map_or(before, |at| before[at + 1..].trim())
    }

    pub(super) fn is_in_a_list(&self) -> bool {
        let opened = last_open(self.before());
        opened.is_some_and(|at| self.text[at..].starts_with('['))
    }

    /// Whether the value stands alone behind its key, in no list and no braces.
    pub(super) fn is_last(&self) -> bool {
        last_open(self.before()).is_none()
    }

    /// Whether it is in a header of one bracket that two close.
    pub(super) fn lacks_first_bracket(&self) -> bool {
        let line = self.line().trim();
        line.starts_with('[') && !line.starts_with("[[") && line.ends_with("]]")
    }
}
