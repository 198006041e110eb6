//! The styles of an "XML Spreadsheet 2003", for the number formats of its cells.

use std::collections::HashMap;
use std::io::BufRead;

use super::super::elements::{Elements, Node, Space, Tag};
use super::super::formats::NumberFormat;
use super::super::styled::Formats;
use crate::sources::SourceError;

/// How many styles a style may be derived from, one from the other.
const MOST_PARENTS: usize = 16;

/// The styles that were read, by their names.
#[derive(Default)]
pub(super) struct Styles(HashMap<String, Style>);

#[derive(Default)]
struct Style {
    /// Its number format, if it has one of its own.
    format: Option<NumberFormat>,
    parent: Option<String>,
}

impl Styles {
    /// Reads styles up to the end of the element that holds them; its start was read.
    pub(super) fn read<R: BufRead>(xml: &mut Elements<R>) -> Result<Styles, SourceError> {
        let mut styles = HashMap::new();
        loop {
            match xml.next()? {
                Node::Start(tag) if tag.name() == (Space::Spreadsheet, "Style") => {
                    let name = named(&tag, "ID")?.unwrap_or_default();
                    let parent = named(&tag, "Parent")?;
                    let format = number_format(xml)?;
                    styles.insert(name, Style { format, parent });
                }
                Node::Start(_) => xml.skip()?,
                Node::End | Node::Eof => return Ok(Styles(styles)),
                Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            }
        }
    }

    /// What the styles make of numbers.
    pub(super) fn formats(mut self) -> Formats {
        let mut found = Formats::default();
        let mut own = HashMap::new();
        for (name, style) in &mut self.0 {
            // a style that says it shows quantities does, whatever it is derived from
            let place = match style.format.take() {
                Some(NumberFormat::Number) => None,
                Some(format) => {
                    found.formats.push(format);
                    Some(found.formats.len() - 1)
                }
                None => continue,
            };
            own.insert(name.clone(), place);
        }
        for name in self.0.keys() {
            if let Some(place) = self.place(name, &own) {
                found.places.insert(name.clone(), place);
            }
        }
        found
    }

    /// The format of a style, or of the nearest one that it is derived from.
    fn place(&self, name: &str, own: &HashMap<String, Option<usize>>) -> Option<usize> {
        let mut name = name;
        for _ in 0..MOST_PARENTS {
            if let Some(place) = own.get(name) {
                return *place;
            }
            name = self.0.get(name)?.parent.as_deref()?;
        }
        None
    }
}

fn named(tag: &Tag, name: &str) -> Result<Option<String>, SourceError> {
    let attribute = tag.attribute(Space::Spreadsheet, name)?;
    Ok(attribute.map(|a| a.text().into_owned()))
}

/// The number format of a style whose start was read, up to its end.
fn number_format<R: BufRead>(xml: &mut Elements<R>) -> Result<Option<NumberFormat>, SourceError> {
    let mut format = None;
    loop {
        match xml.next()? {
            Node::Start(tag) => {
                if tag.name() == (Space::Spreadsheet, "NumberFormat") {
                    format = named(&tag, "Format")?.map(|code| NumberFormat::named(&code));
                }
                xml.skip()?;
            }
            Node::End | Node::Eof => return Ok(format),
            Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
        }
    }
}
