//! A sheet of an xlsx, one item after another.

use std::io::Read;
use std::mem;

use memchr::{memchr3, memmem};

use super::super::errors::{malformed, misplaced, misplaced_element};
use super::super::item;
use super::super::reference;
use super::super::rows::MOST_ROWS;
use super::super::xml::{Event, Tag, Xml, unescape, unescape_excel, utf8};
use super::strings::rich_text;
use crate::sources::SourceError;

/// Reads a sheet.
pub(super) struct SheetReader<R> {
    xml: Xml<R>,
    section: Section,
    /// The row that is being read, whether its number is written, and the one that comes next unless it is.
    row: u32,
    numbered: bool,
    next_row: u32,
    /// Whether the row comes behind one that should follow it.
    late: bool,
    /// The column that comes next unless it is written.
    column: u32,
    /// The value of a cell that is not handed out as it is written.
    text: String,
}

pub(super) type Item<'a> = item::Item<Cell<'a>>;

/// A cell as it is stored. Row and column count from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell<'a> {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) style: usize,
    pub(super) kind: Kind,
    pub(super) formula: bool,
    /// None where nothing is stored, not even an empty text.
    pub(super) value: Option<&'a [u8]>,
}

impl Cell<'_> {
    /// Whether there is a formula, and what it comes to is not stored. It may come to an empty text, which is stored.
    pub(super) fn is_unstored(&self) -> bool {
        let nothing = match self.value {
            Some(value) => value.is_empty() && self.kind != Kind::Text,
            None => true,
        };
        self.formula && nothing
    }
}

/// What the value of a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Number,
    Bool,
    Error,
    /// A date as ISO 8601 writes it.
    Date,
    /// The number of a shared text.
    Shared,
    Text,
}

/// The part of a sheet that is being read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    Columns,
    Rows,
    Merged,
    Other,
}

/// What the tag of a cell says.
struct Head {
    row: u32,
    column: u32,
    style: usize,
    kind: Kind,
    /// Whether tags are written without a prefix.
    plain: bool,
}

impl<R: Read> SheetReader<R> {
    pub(super) fn new(part: R) -> Result<SheetReader<R>, SourceError> {
        Ok(SheetReader {
            xml: Xml::new(part)?,
            section: Section::Other,
            row: 0,
            numbered: false,
            next_row: 0,
            late: false,
            column: 0,
            text: String::new(),
        })
    }

    /// What comes next; none at the end of the sheet, where the checksum was verified.
    pub(super) fn next(&mut self) -> Result<Option<Item<'_>>, SourceError> {
        loop {
            let tag = match self.xml.next()? {
                Event::Start(tag) => tag,
                Event::Eof => return Ok(None),
                Event::End | Event::Text(_) => continue,
            };
            if tag.depth == 2 {
                self.section = match tag.name() {
                    b"cols" => Section::Columns,
                    b"sheetData" => Section::Rows,
                    b"mergeCells" => Section::Merged,
                    _ => Section::Other,
                };
            }
            match (tag.depth, self.section, tag.name()) {
                (4, Section::Rows, b"c") => {
                    let head = head(&tag, self.row, self.column)?;
                    self.place(&head)?;
                    return Ok(Some(Item::Cell(self.cell(&head)?)));
                }
                (3, Section::Rows, b"row") => {
                    // a height of nothing hides as well
                    let hidden = tag.is(b"hidden") || tag.attribute(b"ht") == Some(b"0");
                    let row = row(&tag, self.next_row)?;
                    self.numbered = tag.attribute(b"r").is_some();
                    self.late = row < self.next_row;
                    (self.row, self.next_row, self.column) = (row, self.next_row.max(row + 1), 0);
                    return Ok(Some(Item::Row { row, hidden }));
                }
                // what is not read here would be lost: not even what stands for one of several readers (ECMA-376, part 3) may
                (4, Section::Rows, b"extLst") => {}
                (3 | 4, Section::Rows, name) => return Err(misplaced_element(utf8(name)?)),
                (depth, _, name @ b"sheetData") if depth != 2 => {
                    return Err(misplaced_element(utf8(name)?));
                }
                (3, Section::Columns, b"col")
                    if tag.is(b"hidden") || tag.attribute(b"width") == Some(b"0") =>
                {
                    let first = tag.number(b"min").unwrap_or_default();
                    let last = tag.number(b"max").unwrap_or_default();
                    if let (Some(first), Some(last)) = (first.checked_sub(1), last.checked_sub(1)) {
                        return Ok(Some(Item::HiddenColumns(first, last)));
                    }
                }
                // what is not understood does not matter for the cells
                (3, Section::Merged, b"mergeCell") => {
                    if let Some(area) = tag.attribute(b"ref").and_then(reference::area) {
                        return Ok(Some(Item::Merged(area)));
                    }
                }
                (2, _, b"dimension") => {
                    if let Some(area) = tag.attribute(b"ref").and_then(reference::area) {
                        return Ok(Some(Item::Announced(area)));
                    }
                }
                (2, _, b"autoFilter") => return Ok(Some(Item::Filter)),
                _ => {}
            }
        }
    }

    /// Passes over cells that hold a value and no formula, as far as it can be seen quickly; whether there were some.
    pub(super) fn skip_plain(&mut self) -> bool {
        let skipped = match self.section {
            Section::Rows => self.xml.skip_alike(b"<c ", b"<v>", b"</v></c>"),
            _ => 0,
        };
        self.column += skipped;
        skipped > 0
    }

    /// Holds the place of a cell against that of the one before. Of a row without a number, the cells may say which it is.
    fn place(&mut self, head: &Head) -> Result<(), SourceError> {
        let moved = head.row > self.row && !self.numbered && self.column == 0;
        if moved {
            (self.row, self.next_row) = (head.row, head.row + 1);
        }
        // writers repeat a row for its height, but there is nothing in it then
        if self.late || head.row != self.row || head.column < self.column {
            return Err(misplaced());
        }
        Ok(())
    }

    /// The cell whose tag was read.
    fn cell(&mut self, head: &Head) -> Result<Cell<'_>, SourceError> {
        self.column = head.column + 1;
        let mut cell = Cell {
            row: head.row,
            column: head.column,
            style: head.style,
            kind: head.kind,
            formula: false,
            value: None,
        };
        self.text.clear();
        if head.plain
            && let Some(value) = self.xml.only_text(b"<v>", b"</v></c>")
        {
            let value = self.xml.slice(value);
            if memchr3(b'&', b'\r', b'_', value).is_none() {
                cell.value = Some(value);
                return Ok(cell);
            }
            unescape(value, &mut self.text)?;
        } else if !self.parts_of(&mut cell)? {
            return Ok(cell);
        }
        if cell.kind == Kind::Text && memmem::find(self.text.as_bytes(), b"_x").is_some() {
            let written = mem::take(&mut self.text);
            unescape_excel(&written, &mut self.text);
        }
        cell.value = Some(self.text.as_bytes());
        Ok(cell)
    }

    /// Reads what stands in a cell, one after the other. Whether there is a value, which is `text` then.
    fn parts_of(&mut self, cell: &mut Cell) -> Result<bool, SourceError> {
        let depth = self.xml.depth();
        let (mut value, mut inline) = (false, false);
        while let Some(tag) = self.xml.child(depth)? {
            match tag.name() {
                b"f" => cell.formula = true,
                // what stands beside it is of no account
                b"v" if inline => {}
                b"v" => {
                    value = true;
                    self.text.clear();
                    self.xml.text(&mut self.text)?;
                }
                b"is" => {
                    (value, inline) = (true, true);
                    cell.kind = Kind::Text;
                    self.text.clear();
                    rich_text(&mut self.xml, &mut self.text)?;
                }
                b"extLst" => {}
                name => return Err(misplaced_element(utf8(name)?)),
            }
        }
        Ok(value)
    }
}

/// The row that begins, from 0; `next` where it has no number.
fn row(tag: &Tag, next: u32) -> Result<u32, SourceError> {
    let outside = misplaced;
    let row = match tag.attribute(b"r") {
        Some(number) => {
            let number = reference::number(number.trim_ascii());
            number.and_then(|n| n.checked_sub(1)).ok_or_else(outside)?
        }
        None => next,
    };
    if row >= MOST_ROWS {
        return Err(outside());
    }
    Ok(row)
}

/// What the tag of a cell says; it stands at `row` and `column` where it does not say where.
fn head(tag: &Tag, row: u32, column: u32) -> Result<Head, SourceError> {
    let mut head = Head {
        row,
        column,
        style: 0,
        kind: Kind::Number,
        plain: tag.full_name() == b"c",
    };
    let mut attributes = tag.attributes();
    for (name, value) in attributes.by_ref() {
        match name {
            b"r" => {
                (head.row, head.column) =
                    reference::cell(value.trim_ascii()).ok_or_else(misplaced)?;
            }
            b"s" => head.style = reference::number(value.trim_ascii()).unwrap_or_default() as usize,
            b"t" => {
                head.kind = match value {
                    b"n" => Kind::Number,
                    b"s" => Kind::Shared,
                    b"b" => Kind::Bool,
                    b"e" => Kind::Error,
                    b"d" => Kind::Date,
                    _ => Kind::Text,
                }
            }
            _ => {}
        }
    }
    if !attributes.are_read() {
        return Err(malformed());
    }
    Ok(head)
}
