//! The styles of an OpenDocument: how the numbers of a cell are shown, and which tables are hidden.

use std::collections::{HashMap, HashSet};
use std::io::BufRead;

use super::super::elements::{Elements, Node, Space, Tag};
use super::super::formats::NumberFormat;
use super::super::styled::Formats;
use super::number_style::NumberStyle;
use crate::sources::SourceError;

/// How many styles a style may be derived from, one from the other.
const MOST_PARENTS: usize = 16;

/// The styles that were read, by their names.
#[derive(Default)]
pub(super) struct Styles {
    numbers: HashMap<String, NumberStyle>,
    cells: HashMap<String, CellStyle>,
    /// Those of tables that are not shown.
    hidden: HashSet<String>,
}

struct CellStyle {
    number: Option<String>,
    parent: Option<String>,
}

impl Styles {
    /// Reads styles up to the end of the element that holds them; its start was read.
    pub(super) fn read<R: BufRead>(&mut self, xml: &mut Elements<R>) -> Result<(), SourceError> {
        loop {
            match xml.next()? {
                Node::Start(tag) => match tag.name() {
                    (Space::Style, "style") => {
                        let style = Named::of(&tag)?;
                        self.style(style, xml)?;
                    }
                    (Space::Number, "number-style" | "date-style" | "time-style") => {
                        let name = named(&tag, Space::Style, "name")?;
                        let style = NumberStyle::of(&tag)?.read(xml)?;
                        self.numbers.insert(name.unwrap_or_default(), style);
                    }
                    _ => xml.skip()?,
                },
                Node::End | Node::Eof => return Ok(()),
                Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            }
        }
    }

    /// Reads a style of cells or tables whose start was read.
    fn style<R: BufRead>(
        &mut self,
        style: Named,
        xml: &mut Elements<R>,
    ) -> Result<(), SourceError> {
        match style.family.as_deref() {
            Some("table-cell") => {
                let Named { number, parent, .. } = style;
                self.cells.insert(style.name, CellStyle { number, parent });
                xml.skip()
            }
            Some("table") if is_hidden(xml)? => {
                self.hidden.insert(style.name);
                Ok(())
            }
            Some("table") => Ok(()),
            _ => xml.skip(),
        }
    }

    /// Whether tables of a style are hidden.
    pub(super) fn hides(&self, table: &str) -> bool {
        self.hidden.contains(table)
    }

    /// What the styles of cells make of numbers.
    pub(super) fn formats(&self) -> Formats {
        let mut formats = Vec::new();
        let mut places = HashMap::new();
        for (name, style) in &self.numbers {
            match NumberFormat::parse(&style.code(&self.numbers)) {
                NumberFormat::Number => {}
                format => {
                    places.insert(name.as_str(), formats.len());
                    formats.push(format);
                }
            }
        }
        let of_cell = |name: &String| {
            let place = places.get(self.number_of(name)?)?;
            Some((name.clone(), *place))
        };
        let places = self.cells.keys().filter_map(of_cell).collect();
        Formats { formats, places }
    }

    /// The number format of a cell style, or of the nearest one that it is derived from.
    fn number_of(&self, cell: &str) -> Option<&str> {
        let mut style = self.cells.get(cell);
        for _ in 0..MOST_PARENTS {
            if let Some(number) = &style?.number {
                return Some(number);
            }
            style = self.cells.get(style?.parent.as_ref()?);
        }
        None
    }
}

/// What a style says of itself.
struct Named {
    name: String,
    family: Option<String>,
    number: Option<String>,
    parent: Option<String>,
}

impl Named {
    fn of(tag: &Tag) -> Result<Named, SourceError> {
        Ok(Named {
            name: named(tag, Space::Style, "name")?.unwrap_or_default(),
            family: named(tag, Space::Style, "family")?,
            number: named(tag, Space::Style, "data-style-name")?,
            parent: named(tag, Space::Style, "parent-style-name")?,
        })
    }
}

fn named(tag: &Tag, space: Space, local: &str) -> Result<Option<String>, SourceError> {
    Ok(tag.attribute(space, local)?.map(|a| a.text().into_owned()))
}

/// Whether the style of a table whose start was read hides it. Reads up to its end.
fn is_hidden<R: BufRead>(xml: &mut Elements<R>) -> Result<bool, SourceError> {
    let mut hidden = false;
    loop {
        match xml.next()? {
            Node::Start(tag) => {
                if tag.name() == (Space::Style, "table-properties") {
                    hidden |= tag
                        .attribute(Space::Table, "display")?
                        .is_some_and(|display| display.is("false"));
                }
                xml.skip()?;
            }
            Node::End | Node::Eof => return Ok(hidden),
            Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
        }
    }
}
