//! `OpenDocument` spreadsheets, in a ZIP container or as one XML file. The document is read twice: once as a whole, for its sheets
//! and what is beside their cells, and once more for the cells of a sheet.

mod cell;
mod number_style;
mod styles;
mod table;
#[cfg(test)]
mod tests;
mod text;

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use memchr::memmem;
use zip::ZipArchive;
use zip::read::ZipFile;

use self::styles::Styles;
use super::beside::Beside;
use super::elements::{Elements, Names, Node, Space, Tag};
use super::errors::{io_error, missing, zip_error};
use super::marked::{Marked, place_of_ods};
use super::spool::Spool;
use super::styled::Formats;
use super::value::Flow;
use super::value::{Sheet, Value};
use crate::messages::message;
use crate::sources::SourceError;
use crate::sources::budget::Budget;

/// The parts that are read.
const MANIFEST: &str = "META-INF/manifest.xml";
const STYLES: &str = "styles.xml";
const CONTENT: &str = "content.xml";
/// How much of the manifest is read.
const MOST_MANIFEST: u64 = 1 << 20;

/// A spreadsheet that was found to be whole.
pub(crate) struct Ods {
    pub(crate) sheets: Vec<Sheet>,
    content: Spool,
    tables: Vec<Table>,
    formats: Formats,
    /// Whether days are counted from 1904.
    pub(crate) from_1904: bool,
    /// What was added to it when its faults were marked.
    pub(crate) marked: Marked,
}

/// Where a table is in the document.
struct Table {
    start: u64,
    names: Names,
    beside: Beside,
}

impl Ods {
    /// Opens a container.
    pub(crate) fn open(file: impl Read + Seek, budget: &Budget) -> Result<Ods, SourceError> {
        let mut zip = ZipArchive::new(file).map_err(|e| zip_error(&e))?;
        let manifest = manifest(&mut zip)?;
        if is_encrypted(&zip, &manifest) {
            return Err(message!("source-encrypted"));
        }
        let mut styles = Styles::default();
        match part(&mut zip, STYLES)? {
            Some(part) => common_styles(&mut Spool::new(part, budget)?, &mut styles)?,
            None if lists(&manifest, STYLES) => return Err(missing(STYLES)),
            None => {}
        }
        let content = part(&mut zip, CONTENT)?.ok_or_else(|| missing(CONTENT))?;
        Ods::read(Spool::new(content, budget)?, styles)
    }

    /// Opens a document that is one XML file.
    pub(crate) fn open_flat(file: impl Read, budget: &Budget) -> Result<Ods, SourceError> {
        Ods::read(Spool::new(file, budget)?, Styles::default())
    }

    fn read(mut content: Spool, mut styles: Styles) -> Result<Ods, SourceError> {
        let mut xml = Elements::new(content.from(0)?);
        let (mut sheets, mut tables) = (Vec::new(), Vec::new());
        let mut formats = None;
        let mut is_spreadsheet = false;
        let mut from_1904 = false;
        let mut marked = Marked::default();
        loop {
            let start = xml.position();
            match xml.next()? {
                Node::Start(tag) => match tag.name() {
                    (Space::Office, "document" | "document-content" | "body")
                    | (Space::Table, "calculation-settings" | "named-expressions") => {}
                    (Space::Table, "named-range") => {
                        let name = tag.attribute(Space::Table, "name")?;
                        let place = tag.attribute(Space::Table, "cell-range-address")?;
                        let place = place.and_then(|place| place_of_ods(&place.text()));
                        if let (Some(name), Some((sheet, cell))) = (name, place) {
                            marked.add(&name.text(), sheet, cell);
                        }
                        xml.skip()?;
                    }
                    (Space::Office, "spreadsheet") => is_spreadsheet = true,
                    (Space::Office, "styles" | "automatic-styles") => styles.read(&mut xml)?,
                    (Space::Table, "null-date") => {
                        let date = tag.attribute(Space::Table, "date-value")?;
                        from_1904 = date.is_some_and(|a| a.text().starts_with("1904"));
                        xml.skip()?;
                    }
                    (Space::Table, "table") => {
                        let sheet = sheet(&tag, &styles, tables.len())?;
                        let names = xml.names();
                        let formats = formats.get_or_insert_with(|| styles.formats());
                        let beside = table::beside(&mut xml, formats)?;
                        if let Some(sheet) = sheet {
                            sheets.push(sheet);
                            tables.push(Table {
                                start,
                                names,
                                beside,
                            });
                        }
                    }
                    // tables stand in none that is not of the format
                    (Space::None | Space::Other, _) => xml.skip_rowless()?,
                    _ => xml.skip()?,
                },
                Node::Eof => break,
                Node::End | Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            }
        }
        if !is_spreadsheet {
            return Err(message!("source-not-workbook"));
        }
        Ok(Ods {
            sheets,
            content,
            tables,
            formats: formats.unwrap_or_default(),
            from_1904,
            marked,
        })
    }

    /// What is beside the cells of a sheet.
    pub(crate) fn beside(&self, sheet: usize) -> &Beside {
        &self.tables[sheet].beside
    }

    /// Whether bytes were no text; they are U+FFFD in the cells.
    pub(crate) fn is_undecodable(&self) -> bool {
        self.content.replaced
    }

    /// Hands over the filled cells of a sheet row by row, with row and column from 0, until there are no more or none are
    /// wanted.
    pub(crate) fn cells(
        &mut self,
        sheet: usize,
        mut each: impl FnMut(u32, u32, &Value) -> Flow,
    ) -> Result<(), SourceError> {
        let table = &self.tables[sheet];
        let document = self.content.from(table.start)?;
        let mut xml = Elements::within(document, table.names.clone());
        // the start of the table
        xml.next()?;
        let rows = |row: &table::Row| {
            for number in row.numbers() {
                for (columns, value) in row.cells(&self.formats, self.from_1904) {
                    for column in columns {
                        each(number, column, &value)?;
                    }
                }
            }
            ControlFlow::Continue(())
        };
        table::rows(&mut xml, &self.formats, rows)
    }
}

/// Reads the styles that a document shares.
fn common_styles(part: &mut Spool, styles: &mut Styles) -> Result<(), SourceError> {
    let mut xml = Elements::new(part.from(0)?);
    loop {
        match xml.next()? {
            Node::Start(tag) => match tag.name() {
                (Space::Office, "document-styles") => {}
                (Space::Office, "styles") => styles.read(&mut xml)?,
                _ => xml.skip()?,
            },
            Node::Eof => return Ok(()),
            Node::End | Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
        }
    }
}

/// The sheet that a table is; none where it holds what was read from another file, as formulas that refer to it need.
fn sheet(tag: &Tag, styles: &Styles, count: usize) -> Result<Option<Sheet>, SourceError> {
    let name = tag.attribute(Space::Table, "name")?;
    let name = name.map_or_else(|| format!("Sheet{}", count + 1), |a| a.text().into_owned());
    if name.starts_with("'file:") && name.contains("'#$") {
        return Ok(None);
    }
    let style = tag.attribute(Space::Table, "style-name")?;
    let hidden = style.is_some_and(|style| styles.hides(&style.text()));
    Ok(Some(Sheet {
        name,
        cells: true,
        visible: !hidden,
    }))
}

/// A part of the container, if there is one of this name.
fn part<'z, R: Read + Seek>(
    zip: &'z mut ZipArchive<R>,
    name: &str,
) -> Result<Option<ZipFile<'z, R>>, SourceError> {
    let place = zip.index_for_name(name);
    let part = place.map(|place| zip.by_index(place));
    part.transpose().map_err(|e| zip_error(&e))
}

/// The part that lists the others.
fn manifest<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<Vec<u8>, SourceError> {
    let mut manifest = Vec::new();
    if let Some(part) = part(zip, MANIFEST)? {
        part.take(MOST_MANIFEST)
            .read_to_end(&mut manifest)
            .map_err(|e| io_error(&e))?;
    }
    Ok(manifest)
}

/// Whether a container is protected by a password: part by part, or as a whole.
fn is_encrypted<R: Read + Seek>(zip: &ZipArchive<R>, manifest: &[u8]) -> bool {
    zip.index_for_name("encrypted-package").is_some()
        || memmem::find(manifest, b"encryption-data").is_some()
}

/// Whether a manifest lists a part.
fn lists(manifest: &[u8], part: &str) -> bool {
    let quoted = |quote: char| format!("full-path={quote}{part}{quote}");
    let named = |quote: char| memmem::find(manifest, quoted(quote).as_bytes()).is_some();
    named('"') || named('\'')
}
