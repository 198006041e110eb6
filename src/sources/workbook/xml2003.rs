//! "XML Spreadsheet 2003": one XML file, which many web systems write and call `.xls`. Like an `OpenDocument` it is read twice: as a
//! whole, and once more for the cells of a sheet.

mod cell;
mod styles;
mod table;
#[cfg(test)]
mod tests;

use std::io::{BufRead, Read};
use std::ops::ControlFlow;

use encoding_rs::Encoding;

use self::styles::Styles;
use super::beside::Beside;
use super::elements::{Elements, Names, Node, Space, Tag};
use super::errors::misplaced_element;
use super::marked::{Marked, place_of_xml2003};
use super::reference::Area;
use super::spool::Spool;
use super::styled::Formats;
use super::value::Flow;
use super::value::{Sheet, Value};
use crate::messages::{Message, message};
use crate::sources::SourceError;
use crate::sources::budget::Budget;

/// A workbook that was found to be whole.
pub(crate) struct Xml2003 {
    pub(crate) sheets: Vec<Sheet>,
    content: Spool,
    tables: Vec<Table>,
    formats: Formats,
    /// Whether days are counted from 1904.
    pub(crate) from_1904: bool,
    /// What was added to it when its faults were marked.
    pub(crate) marked: Marked,
}

/// Where the table of a sheet is in the file; a sheet may have none.
#[derive(Default)]
struct Table {
    place: Option<(u64, Names)>,
    beside: Beside,
}

impl Xml2003 {
    /// Opens a workbook in this encoding.
    pub(crate) fn open(
        file: impl Read,
        encoding: &'static Encoding,
        budget: &Budget,
    ) -> Result<Xml2003, SourceError> {
        let mut book = Xml2003 {
            sheets: Vec::new(),
            content: Spool::decoded(file, encoding, budget)?,
            tables: Vec::new(),
            formats: Formats::default(),
            from_1904: false,
            marked: Marked::default(),
        };
        book.look_through()?;
        Ok(book)
    }

    fn look_through(&mut self) -> Result<(), SourceError> {
        let mut xml = Elements::new(self.content.from(0)?).assuming(Space::Spreadsheet);
        let mut is_workbook = false;
        loop {
            let start = xml.position();
            match xml.next()? {
                Node::Start(tag) => match tag.name() {
                    (Space::Spreadsheet, "Workbook") => is_workbook = true,
                    (Space::Excel, "ExcelWorkbook") | (Space::Spreadsheet, "Names") => {}
                    (Space::Spreadsheet, "NamedRange") => {
                        let name = tag.attribute(Space::Spreadsheet, "Name")?;
                        let place = tag.attribute(Space::Spreadsheet, "RefersTo")?;
                        let place = place.and_then(|place| place_of_xml2003(&place.text()));
                        if let (Some(name), Some((sheet, cell))) = (name, place) {
                            self.marked.add(&name.text(), sheet, cell);
                        }
                        xml.skip()?;
                    }
                    (Space::Excel, "Date1904") => {
                        self.from_1904 = true;
                        xml.skip()?;
                    }
                    (Space::Spreadsheet, "Styles") => {
                        self.formats = Styles::read(&mut xml)?.formats();
                    }
                    (Space::Spreadsheet, "Worksheet") => {
                        self.sheets.push(sheet(&tag, self.sheets.len())?);
                        self.tables.push(Table::default());
                    }
                    (Space::Spreadsheet, "Table")
                        if self
                            .tables
                            .last()
                            .is_some_and(|table| table.place.is_none()) =>
                    {
                        let announced = announced(&tag)?;
                        let place = Some((start, xml.names()));
                        let all = |_, _, _: &Value| ControlFlow::Continue(());
                        let mut beside = table::read(&mut xml, &self.formats, self.from_1904, all)?;
                        beside.announced = announced;
                        beside.doubts.extend(beyond(announced, beside.rows));
                        if let Some(table) = self.tables.last_mut() {
                            *table = Table { place, beside };
                        }
                    }
                    (Space::Excel, "AutoFilter") => {
                        xml.skip()?;
                        if let Some(table) = self.tables.last_mut() {
                            table.beside.filter = true;
                        }
                    }
                    (Space::Excel, "WorksheetOptions") => {
                        let hidden = is_hidden(&mut xml)?;
                        if let Some(sheet) = self.sheets.last_mut() {
                            sheet.visible &= !hidden;
                        }
                    }
                    _ if tag.is_of_sheet() => return Err(misplaced_element(tag.name().1)),
                    _ => xml.skip_rowless()?,
                },
                Node::Eof => break,
                Node::End | Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            }
        }
        if is_workbook {
            Ok(())
        } else {
            Err(message!("source-not-workbook"))
        }
    }

    /// What is beside the cells of a sheet.
    pub(crate) fn beside(&self, sheet: usize) -> &Beside {
        &self.tables[sheet].beside
    }

    /// Whether bytes were no text in the encoding; they are U+FFFD in the cells.
    pub(crate) fn is_undecodable(&self) -> bool {
        self.content.replaced
    }

    /// Hands over the cells of a sheet row by row, with row and column from 0, until there are no more or none are wanted.
    pub(crate) fn cells(
        &mut self,
        sheet: usize,
        each: impl FnMut(u32, u32, &Value) -> Flow,
    ) -> Result<(), SourceError> {
        let Some((start, names)) = &self.tables[sheet].place else {
            return Ok(());
        };
        let mut xml = Elements::within(self.content.from(*start)?, names.clone());
        // the start of the table
        xml.next()?;
        table::read(&mut xml, &self.formats, self.from_1904, each)?;
        Ok(())
    }
}

fn sheet(tag: &Tag, count: usize) -> Result<Sheet, SourceError> {
    let name = tag.attribute(Space::Spreadsheet, "Name")?;
    Ok(Sheet {
        name: name.map_or_else(|| format!("Sheet{}", count + 1), |a| a.text().into_owned()),
        cells: true,
        visible: true,
    })
}

/// The rows that the start of a table announces.
fn announced(tag: &Tag) -> Result<Option<Area>, SourceError> {
    let rows = tag.attribute(Space::Spreadsheet, "ExpandedRowCount")?;
    let last = rows.and_then(|rows| rows.count()?.checked_sub(1));
    Ok(last.map(|bottom| Area {
        top: 0,
        bottom,
        left: 0,
        right: 0,
    }))
}

/// Tells rows behind those that a table announces: Excel opens no such file.
fn beyond(announced: Option<Area>, found: u32) -> Option<Message> {
    let announced = announced?.bottom.saturating_add(1);
    (found > announced)
        .then(|| message!("decision-rows-beyond", announced = announced, found = found))
}

/// Whether the options of a sheet, whose start was read, hide it.
fn is_hidden<R: BufRead>(xml: &mut Elements<R>) -> Result<bool, SourceError> {
    let mut hidden = false;
    loop {
        match xml.next()? {
            Node::Start(tag) if tag.name() == (Space::Excel, "Visible") => {
                hidden = matches!(xml.text()?.trim(), "SheetHidden" | "SheetVeryHidden");
            }
            Node::Start(_) => xml.skip()?,
            Node::End | Node::Eof => return Ok(hidden),
            Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
        }
    }
}
