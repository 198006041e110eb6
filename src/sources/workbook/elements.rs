//! The XML of workbooks element by element, with its namespaces resolved: what prefix a program writes means nothing.

use std::borrow::Cow;
use std::io::BufRead;

use memchr::memmem;
use quick_xml::errors::{IllFormedError, SyntaxError};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::{Prefix, PrefixDeclaration};
use quick_xml::{Reader, XmlVersion};

use super::errors::{broken, io_error, malformed, misplaced_element};
use crate::messages::message;
use crate::sources::SourceError;

/// Namespaces that are declared at one place; programs declare about forty.
const MOST_BINDINGS: usize = 256;

/// What a name is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// No namespace: a name without a prefix.
    None,
    /// One that nothing is read of.
    Other,
    /// `OpenDocument`
    Office,
    Table,
    Text,
    Style,
    Number,
    /// What `LibreOffice` says beyond `OpenDocument` of a cell.
    CalcExtension,
    /// XML Spreadsheet 2003
    Spreadsheet,
    Excel,
}

/// The namespaces, each with the prefix that stands for it where a program declares none.
const KNOWN: [(&str, &str, Space); 8] = [
    (
        "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "office",
        Space::Office,
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "table",
        Space::Table,
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "text",
        Space::Text,
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
        "style",
        Space::Style,
    ),
    (
        "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0",
        "number",
        Space::Number,
    ),
    (
        "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
        "calcext",
        Space::CalcExtension,
    ),
    (
        "urn:schemas-microsoft-com:office:spreadsheet",
        "ss",
        Space::Spreadsheet,
    ),
    ("urn:schemas-microsoft-com:office:excel", "x", Space::Excel),
];

/// The nodes of a document one after another.
pub(crate) struct Elements<R> {
    xml: Reader<R>,
    buffer: Vec<u8>,
    names: Names,
    /// Elements that are open.
    depth: usize,
}

/// What comes next in a document. An empty element has a start and an end like any other.
pub(crate) enum Node<'a> {
    Start(Tag<'a>),
    End,
    Text(Cow<'a, str>),
    /// A character that is written by its name: `&#10;`.
    Reference(Cow<'a, str>),
    /// A comment or an instruction.
    Nothing,
    /// The end of the document, with all elements closed.
    Eof,
}

impl<R: BufRead> Elements<R> {
    pub(crate) fn new(text: R) -> Elements<R> {
        let mut xml = Reader::from_reader(text);
        xml.config_mut().expand_empty_elements = true;
        xml.config_mut().allow_dangling_amp = true;
        Elements {
            xml,
            buffer: Vec::new(),
            names: Names {
                bindings: Vec::new(),
                plain: Space::None,
            },
            depth: 0,
        }
    }

    /// Takes names without a prefix for those of a namespace, unless the document says otherwise.
    pub(crate) fn assuming(mut self, plain: Space) -> Elements<R> {
        self.names.plain = plain;
        self
    }

    /// Goes on in the middle of a document, at an element for which these names are declared.
    pub(crate) fn within(text: R, names: Names) -> Elements<R> {
        Elements {
            names,
            ..Elements::new(text)
        }
    }

    /// The names that are declared here, for [`Elements::within`].
    pub(crate) fn names(&self) -> Names {
        let mut names = self.names.clone();
        names
            .bindings
            .iter_mut()
            .for_each(|binding| binding.depth = 0);
        names
    }

    /// What is read from: all of it up to the next node is behind.
    pub(crate) fn source(&self) -> &R {
        self.xml.get_ref()
    }

    /// How many bytes of the document are behind.
    pub(crate) fn position(&self) -> u64 {
        self.xml.buffer_position()
    }

    pub(crate) fn next(&mut self) -> Result<Node<'_>, SourceError> {
        self.buffer.clear();
        match self
            .xml
            .read_event_into(&mut self.buffer)
            .map_err(|e| xml_error(&e))?
        {
            Event::Start(tag) => {
                self.depth += 1;
                self.names.declare(&tag, self.depth)?;
                Ok(Node::Start(Tag {
                    names: &self.names,
                    tag,
                }))
            }
            Event::End(_) => {
                self.names.forget(self.depth);
                self.depth = self.depth.saturating_sub(1);
                Ok(Node::End)
            }
            Event::Text(text) => Ok(Node::Text(text.xml10_content())),
            Event::CData(text) => Ok(Node::Text(text.xml10_content())),
            Event::GeneralRef(reference) => Ok(Node::Reference(resolved(&reference))),
            Event::Eof if self.depth > 0 => Err(message!("source-cut-off")),
            Event::Eof => Ok(Node::Eof),
            Event::Empty(_)
            | Event::Comment(_)
            | Event::Decl(_)
            | Event::PI(_)
            | Event::DocType(_) => Ok(Node::Nothing),
        }
    }

    /// Passes over the rest of the element whose start was read.
    pub(crate) fn skip(&mut self) -> Result<(), SourceError> {
        let mut inside = 1;
        while inside > 0 {
            match self.next()? {
                Node::Start(_) => inside += 1,
                Node::End => inside -= 1,
                Node::Eof => return Err(message!("source-cut-off")),
                Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            }
        }
        Ok(())
    }

    /// The same, unless rows or cells of a sheet stand in it, which would be lost.
    pub(crate) fn skip_rowless(&mut self) -> Result<(), SourceError> {
        let mut inside = 1;
        while inside > 0 {
            match self.next()? {
                Node::Start(tag) if tag.is_of_sheet() => {
                    return Err(misplaced_element(tag.name().1));
                }
                Node::Start(_) => inside += 1,
                Node::End => inside -= 1,
                Node::Eof => return Err(message!("source-cut-off")),
                Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            }
        }
        Ok(())
    }

    /// All text of the element whose start was read, up to its end.
    pub(crate) fn text(&mut self) -> Result<String, SourceError> {
        let mut all = String::new();
        self.text_into(&mut all)?;
        Ok(all)
    }

    /// Appends all text of the element whose start was read, up to its end.
    pub(crate) fn text_into(&mut self, out: &mut String) -> Result<(), SourceError> {
        let mut inside = 1;
        while inside > 0 {
            match self.next()? {
                Node::Text(text) | Node::Reference(text) => out.push_str(&text),
                Node::Start(_) => inside += 1,
                Node::End => inside -= 1,
                Node::Eof => return Err(message!("source-cut-off")),
                Node::Nothing => {}
            }
        }
        Ok(())
    }
}

/// Documents that end in the middle of an element are cut off; all other errors are told as they are.
fn xml_error(error: &quick_xml::Error) -> SourceError {
    use quick_xml::Error::{IllFormed, Io, Syntax};
    match error {
        Syntax(SyntaxError::InvalidBangMarkup) => broken(error),
        // the end of the file comes before that of a tag, an entity or the like
        Syntax(_) | IllFormed(IllFormedError::UnclosedReference) => message!("source-cut-off"),
        Io(error) => io_error(error),
        other => broken(other),
    }
}

/// A character or entity by its name. Entities that the document declares itself are never expanded.
fn resolved<'a>(reference: &BytesRef<'a>) -> Cow<'a, str> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Cow::Owned(character.to_string());
    }
    let name = reference.xml10_content();
    entity(&name).map_or_else(|| Cow::Owned(format!("&{name};")), Cow::Borrowed)
}

/// XML has five entities; systems that write HTML as well take a sixth for granted.
fn entity(name: &str) -> Option<&'static str> {
    match name {
        "nbsp" => Some("\u{a0}"),
        name => resolve_predefined_entity(name),
    }
}

/// The start of an element.
pub(crate) struct Tag<'a> {
    names: &'a Names,
    tag: BytesStart<'a>,
}

impl Tag<'_> {
    /// What the element is called.
    pub(crate) fn name(&self) -> (Space, &str) {
        let (local, prefix) = self.tag.name().decompose();
        let prefix = prefix.map_or("", Prefix::into_inner);
        (self.names.space(prefix), local.into_inner())
    }

    /// Whether it is a table, a row or a cell of one.
    pub(crate) fn is_of_sheet(&self) -> bool {
        matches!(
            self.name(),
            (Space::Spreadsheet, "Worksheet" | "Table" | "Row" | "Cell")
                | (
                    Space::Table,
                    "table" | "table-row" | "table-cell" | "covered-table-cell"
                )
        )
    }

    /// Its attributes. Whether one comes twice is not looked for: that takes too long where there are many.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = Result<Attribute<'_>, SourceError>> {
        let mut attributes = self.tag.attributes();
        attributes.with_checks(false);
        attributes.map(|attribute| {
            let attribute = attribute.map_err(|e| broken(&e))?;
            let (local, prefix) = attribute.key.decompose();
            let space = prefix.map_or(self.names.plain, |p| self.names.space(p.into_inner()));
            Ok(Attribute {
                space,
                local: local.into_inner(),
                written: attribute,
            })
        })
    }

    /// The attribute of a name.
    pub(crate) fn attribute(
        &self,
        space: Space,
        local: &str,
    ) -> Result<Option<Attribute<'_>>, SourceError> {
        let is = |a: &Attribute| a.space == space && a.local == local;
        self.attributes()
            .find(|a| a.as_ref().map_or(true, is))
            .transpose()
    }
}

/// An attribute of an element.
pub(crate) struct Attribute<'a> {
    pub(crate) space: Space,
    pub(crate) local: &'a str,
    written: quick_xml::events::attributes::Attribute<'a>,
}

impl<'a> Attribute<'a> {
    pub(crate) fn text(&self) -> Cow<'a, str> {
        let text = self
            .written
            .normalized_value_with(XmlVersion::Implicit1_0, 1, entity);
        // an entity that nobody knows stays as it is written
        text.unwrap_or_else(|_| self.written.value.clone())
    }

    /// A count, as of repeated cells; one that cannot be read is none.
    pub(crate) fn count(&self) -> Option<u32> {
        let value = self.written.value.trim();
        let digits = !value.is_empty() && value.bytes().all(|b| b.is_ascii_digit());
        digits.then(|| value.parse().unwrap_or(u32::MAX))
    }

    /// Whether it says yes.
    pub(crate) fn is_true(&self) -> bool {
        matches!(self.written.value.trim(), "true" | "1")
    }

    /// Whether it is this word.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.written.value == word
    }
}

/// The namespaces that are declared at a place.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    bindings: Vec<Binding>,
    /// What a name without a prefix is of.
    plain: Space,
}

#[derive(Debug, Clone)]
struct Binding {
    prefix: String,
    space: Space,
    /// Of the element that declares it; 0 is never left.
    depth: usize,
}

impl Names {
    /// What a prefix stands for. A document that declares none means the usual one.
    fn space(&self, prefix: &str) -> Space {
        let declared = self.bindings.iter().rev().find(|b| b.prefix == prefix);
        declared.map_or_else(
            || match prefix {
                "" => self.plain,
                prefix => KNOWN
                    .iter()
                    .find(|known| known.1 == prefix)
                    .map_or(Space::Other, |known| known.2),
            },
            |binding| binding.space,
        )
    }

    /// Takes note of what an element declares.
    fn declare(&mut self, tag: &BytesStart, depth: usize) -> Result<(), SourceError> {
        if memmem::find(tag.attributes_raw().as_bytes(), b"xmlns").is_none() {
            return Ok(());
        }
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|e| broken(&e))?;
            let prefix = match attribute.key.as_namespace_binding() {
                Some(PrefixDeclaration::Default) => "",
                Some(PrefixDeclaration::Named(prefix)) => prefix,
                None => continue,
            };
            let known = KNOWN.iter().find(|known| attribute.value == known.0);
            let space = known.map_or(Space::Other, |known| known.2);
            // most of what is declared is of no interest
            if space != Space::Other || self.space(prefix) != Space::Other {
                self.bindings.push(Binding {
                    prefix: prefix.to_owned(),
                    space,
                    depth,
                });
            }
            if self.bindings.len() > MOST_BINDINGS {
                return Err(malformed());
            }
        }
        Ok(())
    }

    /// What an element declared is forgotten at its end.
    fn forget(&mut self, depth: usize) {
        while self.bindings.last().is_some_and(|b| b.depth == depth) {
            self.bindings.pop();
        }
    }
}
