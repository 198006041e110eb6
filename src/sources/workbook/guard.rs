//! What calamine takes on trust, checked before it reads: a file of a few kilobytes must not claim the memory of the machine,
//! nor keep a reader busy for ever.

use std::fs::File;
use std::io::{BufReader, Read, Seek};

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::book::Format;
use super::errors::broken;
use super::rows::{MOST_COLUMNS, MOST_ROWS};
use crate::messages::message;
use crate::sources::{SourceError, container, unreadable};

/// Cells of a workbook that is held in memory as a whole (ods), empty ones between filled ones included.
const MOST_CELLS: u64 = 32 << 20;
/// A part of a workbook unpacks to no more.
const MOST_PART: u64 = 4 << 30;
const MOST_MANIFEST: u64 = 1 << 20;
/// Blanks in a row of them; a cell of Excel holds no more.
const MOST_BLANKS: u64 = 32_767;

/// Refuses a workbook that is not what it claims to be.
pub(crate) fn check(file: &File, format: Format, unpacked: Option<u64>) -> Result<(), SourceError> {
    let length = file.metadata().map_err(|e| unreadable(&e))?.len();
    match format {
        // its reader takes nothing on trust
        Format::Xls => Ok(()),
        Format::Xlsx | Format::Xlsb | Format::Ods => {
            let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(&e))?;
            sizes(&mut zip, length, unpacked)?;
            if format == Format::Ods {
                content(&mut zip)?;
            }
            Ok(())
        }
    }
}

/// The sizes that a container declares are kept: zip stops reading a part there, and tells it.
fn sizes<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    length: u64,
    unpacked: Option<u64>,
) -> Result<(), SourceError> {
    let mut all = 0u64;
    for ix in 0..zip.len() {
        let size = zip.by_index_raw(ix).map_err(|e| broken(&e))?.size();
        if size > unpacked.unwrap_or(MOST_PART) {
            let most = unpacked.unwrap_or(MOST_PART) >> 20;
            return Err(message!("source-workbook-too-large", most = most));
        }
        all = all.saturating_add(size);
    }
    if all > container::most_unpacked(length, unpacked) {
        return Err(message!("source-unpacks-too-far"));
    }
    Ok(())
}

/// calamine copies repeated cells and rows, and looks for the end of a table that is not there for ever.
fn content<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<(), SourceError> {
    let mut manifest = Vec::new();
    if let Ok(part) = zip.by_name("META-INF/manifest.xml") {
        part.take(MOST_MANIFEST)
            .read_to_end(&mut manifest)
            .map_err(|e| broken(&e))?;
    }
    if memmem::find(&manifest, b"encryption-data").is_some() {
        return Err(message!("source-encrypted"));
    }
    let part = zip.by_name("content.xml").map_err(|e| broken(&e))?;
    let mut xml = quick_xml::Reader::from_reader(BufReader::new(part));
    let mut buffer = Vec::new();
    let mut depth = 0usize;
    let mut area = Area::default();
    loop {
        buffer.clear();
        match xml.read_event_into(&mut buffer).map_err(|e| broken(&e))? {
            Event::Start(tag) => {
                depth += 1;
                area.tag(&tag)?;
            }
            Event::Empty(tag) => area.tag(&tag)?,
            Event::End(_) => depth = depth.saturating_sub(1),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err(broken(&"content.xml ends too early")),
            _ => {}
        }
    }
}

/// The cells that the tables of an ods come to.
#[derive(Default)]
struct Area {
    /// Of the tables before, and as they are written.
    cells: u64,
    /// Rows of the table, those up to the last filled one, and columns.
    rows: u64,
    filled: u64,
    columns: u64,
    /// Cells of the row up to the last filled one, and those behind it.
    row: u64,
    empty: u64,
}

impl Area {
    fn tag(&mut self, tag: &BytesStart) -> Result<(), SourceError> {
        match tag.name().as_ref() {
            "table:table" => {
                self.cells += self.filled * self.columns;
                (self.rows, self.filled, self.columns) = (0, 0, 0);
            }
            "table:table-row" => {
                let repeated = number(tag, "table:number-rows-repeated")?.unwrap_or(1);
                (self.row, self.empty) = (0, 0);
                self.rows = self.rows.saturating_add(repeated).min(u64::from(MOST_ROWS));
            }
            "table:table-cell" | "table:covered-table-cell" => {
                let repeated = number(tag, "table:number-columns-repeated")?.unwrap_or(1);
                let filled = tag.attributes().flatten().any(|a| {
                    let name = a.key.as_ref();
                    name.starts_with("office:") || name == "table:formula"
                });
                self.empty = self
                    .empty
                    .saturating_add(repeated)
                    .min(u64::from(MOST_COLUMNS));
                if filled {
                    let row = (self.row + self.empty).min(u64::from(MOST_COLUMNS));
                    self.cells += row - self.row;
                    self.filled = self.rows;
                    self.columns = self.columns.max(row);
                    (self.row, self.empty) = (row, 0);
                }
            }
            "text:s" => {
                let blanks = number(tag, "text:c")?.unwrap_or(1);
                if blanks > MOST_BLANKS {
                    return Err(broken(&"a cell of blanks"));
                }
            }
            _ => {}
        }
        if self.cells + self.filled * self.columns > MOST_CELLS {
            return Err(too_many());
        }
        Ok(())
    }
}

fn too_many() -> SourceError {
    message!("source-too-many-cells", most = MOST_CELLS)
}

fn number(tag: &BytesStart, name: &str) -> Result<Option<u64>, SourceError> {
    let attribute = tag.try_get_attribute(name).map_err(|e| broken(&e))?;
    Ok(attribute.map(|a| a.value.trim().parse().unwrap_or(u64::MAX)))
}
