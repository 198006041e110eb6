//! The text of a cell: its paragraphs, without comments, notes and drawings.

use std::io::BufRead;

use super::super::elements::{Elements, Node, Space, Tag};
use super::super::errors::malformed;
use crate::sources::SourceError;

/// Blanks that an element may stand for; a cell of Excel holds no more characters.
const MOST_BLANKS: usize = 32_767;
/// What lays XML out.
const BLANKS: [char; 3] = [' ', '\t', '\n'];

/// Appends the paragraphs of a cell whose start was read, up to its end. Returns whether there are any: an empty one is the text
/// of a formula that comes to none.
pub(super) fn cell<R: BufRead>(
    xml: &mut Elements<R>,
    out: &mut String,
) -> Result<bool, SourceError> {
    let start = out.len();
    let mut paragraphs = 0;
    let mut open = 0usize;
    loop {
        match xml.next()? {
            Node::Start(tag) => match tag.name() {
                (Space::Text, "p" | "h") => {
                    if paragraphs > 0 {
                        out.push('\n');
                    }
                    paragraphs += 1;
                    paragraph(xml, out)?;
                }
                // paragraphs of lists, and of tables in a cell
                (Space::Text, "list" | "list-item" | "list-header") => open += 1,
                (Space::Table, name) if name.starts_with("table") => open += 1,
                _ => xml.skip()?,
            },
            // what is not in a paragraph is the layout of the XML
            Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            Node::End if open > 0 => open -= 1,
            Node::End | Node::Eof => break,
        }
    }
    if out[start..].trim_matches('\n').is_empty() {
        out.truncate(start);
    }
    Ok(paragraphs > 0)
}

/// Appends a paragraph whose start was read, up to its end.
fn paragraph<R: BufRead>(xml: &mut Elements<R>, out: &mut String) -> Result<(), SourceError> {
    let mut text = Paragraph::new(out);
    let mut open = 0usize;
    let mut blanks = 0;
    loop {
        match xml.next()? {
            Node::Start(tag) => match tag.name() {
                (Space::Text, "s") => {
                    let more = count(&tag)?;
                    blanks += more;
                    if blanks > MOST_BLANKS {
                        return Err(malformed());
                    }
                    (0..more).for_each(|_| text.push_str(" "));
                    open += 1;
                }
                (Space::Text, "tab") => {
                    text.push_str("\t");
                    open += 1;
                }
                (Space::Text, "line-break") => {
                    text.push_str("\n");
                    open += 1;
                }
                // comments, footnotes, how a word is read, and drawings
                (Space::Office | Space::Other, _) | (Space::Text, "note" | "ruby-text") => {
                    xml.skip()?;
                }
                _ => open += 1,
            },
            Node::Text(characters) => text.write(&characters),
            Node::Reference(character) => text.push_str(&character),
            Node::Nothing => {}
            Node::End if open > 0 => open -= 1,
            Node::End | Node::Eof => {
                text.end();
                return Ok(());
            }
        }
    }
}

fn count(blanks: &Tag) -> Result<usize, SourceError> {
    let count = blanks.attribute(Space::Text, "c")?.and_then(|a| a.count());
    Ok(count.map_or(1, |count| count as usize))
}

/// A paragraph as it is put together. Blanks with a line end among them come from the layout of the XML and are one blank, or
/// none at the ends; blanks alone are kept, as `LibreOffice` keeps them.
struct Paragraph<'a> {
    out: &'a mut String,
    start: usize,
    /// Where `out` ended when its last blank came from the layout.
    laid_out: usize,
}

impl Paragraph<'_> {
    fn new(out: &mut String) -> Paragraph<'_> {
        let start = out.len();
        Paragraph {
            out,
            start,
            laid_out: start,
        }
    }

    /// Appends text as it is written.
    fn write(&mut self, text: &str) {
        let mut rest = text;
        while let Some(line_end) = rest.find('\n') {
            let before = rest[..line_end].trim_end_matches(BLANKS);
            self.out.push_str(before);
            if self.out.len() > self.laid_out {
                self.out.push(' ');
            }
            self.laid_out = self.out.len();
            rest = rest[line_end..].trim_start_matches(BLANKS);
        }
        self.out.push_str(rest);
    }

    /// Appends what is meant to be there.
    fn push_str(&mut self, text: &str) {
        self.out.push_str(text);
    }

    fn end(self) {
        if self.out.len() == self.laid_out && self.laid_out > self.start {
            self.out.pop();
        }
    }
}
