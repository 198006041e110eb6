//! The shared texts of an xlsx, and texts of several formats.

use std::io::Read;

use super::super::strings::Strings;
use super::super::xml::{Tag, Xml, unescape_excel};
use crate::sources::SourceError;

/// Reads the part that holds the shared texts.
pub(super) fn read(part: impl Read) -> Result<Strings, SourceError> {
    let mut strings = Strings::default();
    let mut text = String::new();
    let mut xml = Xml::new(part)?;
    xml.child(0)?;
    while let Some(tag) = xml.child(1)? {
        if tag.name() == b"si" {
            text.clear();
            rich_text(&mut xml, &mut text)?;
            strings.push(|all| {
                unescape_excel(&text, all);
                Ok(())
            })?;
        }
    }
    xml.finish()?;
    Ok(strings)
}

/// Reads the innermost element to its end and appends the text in it, of all its formats. How it is spoken is no part of it.
pub(super) fn rich_text<R: Read>(xml: &mut Xml<R>, out: &mut String) -> Result<(), SourceError> {
    let depth = xml.depth();
    while let Some(tag) = xml.child(depth)? {
        match tag.name() {
            b"t" => {
                let kept = keeps_blanks(&tag);
                plain_text(xml, kept, out)?;
            }
            b"r" => {
                while let Some(tag) = xml.child(depth + 1)? {
                    if tag.name() == b"t" {
                        let kept = keeps_blanks(&tag);
                        plain_text(xml, kept, out)?;
                    }
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn keeps_blanks(tag: &Tag) -> bool {
    tag.attribute(b"space") == Some(b"preserve")
}

/// Reads a text to its end. Blanks at its ends are of the file's layout unless it says that they are not.
fn plain_text<R: Read>(xml: &mut Xml<R>, kept: bool, out: &mut String) -> Result<(), SourceError> {
    let start = out.len();
    xml.text(out)?;
    if !kept {
        let text = &out[start..];
        let leading = text.len() - text.trim_ascii_start().len();
        out.truncate(out.trim_ascii_end().len().max(start));
        out.drain(start..(start + leading).min(out.len()));
    }
    Ok(())
}
