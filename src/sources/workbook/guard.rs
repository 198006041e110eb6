//! What calamine takes on trust, checked before it reads: a file of a few kilobytes must not claim the memory of the machine,
//! nor keep a reader busy for ever.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::book::Format;
use super::errors::broken;
use super::rows::{MOST_COLUMNS, MOST_ROWS};
use crate::messages::message;
use crate::sources::{SourceError, container, unreadable};

/// Cells of a workbook that is held in memory as a whole (xls, ods), empty ones between filled ones included.
const MOST_CELLS: u64 = 32 << 20;
/// A part of a workbook unpacks to no more.
const MOST_PART: u64 = 4 << 30;
const MOST_MANIFEST: u64 = 1 << 20;
const SHARED_STRINGS: &[u8] = b"sharedstrings.xml";
const MERGED: &[u8] = b"mergeCells";
/// Bytes of a sheet that are looked through at once.
const PIECE: usize = 256 << 10;
/// Blanks in a row of them; a cell of Excel holds no more.
const MOST_BLANKS: u64 = 32_767;

/// What is written in the sheets of an xlsx beside the values of cells.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// Whether a sheet may have merged cells. They are listed behind the rows, and calamine would parse all of them to get there.
    pub(crate) merged: bool,
    /// Formulas whose result is not stored: to calamine their cells are empty.
    pub(crate) unstored: u64,
}

/// Refuses a workbook that is not what it claims to be.
pub(crate) fn check(file: &File, format: Format, unpacked: Option<u64>) -> Result<(), SourceError> {
    let length = file.metadata().map_err(|e| unreadable(&e))?.len();
    match format {
        // its reader takes nothing on trust
        Format::Xls => Ok(()),
        Format::Xlsx | Format::Xlsb | Format::Ods => {
            let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(&e))?;
            sizes(&mut zip, length, unpacked)?;
            match format {
                Format::Xlsx => shared_strings(&mut zip)?,
                Format::Ods => content(&mut zip)?,
                Format::Xlsb | Format::Xls => {}
            }
            Ok(())
        }
    }
}

/// Unpacks the sheets of an xlsx that was found to be what it claims.
pub(crate) fn sheets(file: impl Read + Seek) -> Result<Beside, SourceError> {
    let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(&e))?;
    let mut beside = Beside::default();
    let mut buffer = vec![0; PIECE];
    for ix in 0..zip.len() {
        let part = zip.by_index(ix).map_err(|e| broken(&e))?;
        let name = part.name_raw().to_ascii_lowercase();
        if name.ends_with(b".xml") && !name.ends_with(SHARED_STRINGS) {
            look_through(part, &mut buffer, &mut beside).map_err(|e| broken(&e))?;
        }
    }
    Ok(beside)
}

/// Reads a part of an xlsx piece by piece; a piece ends where its last cell begins.
fn look_through(mut part: impl Read, buffer: &mut [u8], beside: &mut Beside) -> io::Result<()> {
    let mut kept = 0;
    loop {
        let length = part.read(&mut buffer[kept..])?;
        let all = kept + length;
        beside.merged |= memmem::find(&buffer[..all], MERGED).is_some();
        let cut = match memmem::rfind(&buffer[..all], b"<c ") {
            _ if length == 0 => all,
            Some(cell) if cell > 0 => cell,
            // no cell, or one that is longer than a piece: nothing is looked for in it
            _ => all - all.min(MERGED.len()),
        };
        let piece = &buffer[..cut];
        let formulas = memmem::find_iter(piece, b"</f>");
        beside.unstored += formulas.filter(|&end| is_unstored(piece, end)).count() as u64;
        if length == 0 {
            return Ok(());
        }
        buffer.copy_within(cut..all, 0);
        kept = all - cut;
    }
}

/// Whether the cell of the formula that ends here has no value. A formula may come to an empty text, which is one.
fn is_unstored(piece: &[u8], end: usize) -> bool {
    let cell = memmem::rfind(&piece[..end], b"<c ").unwrap_or_default();
    let tag = piece[cell..end].split(|b| *b == b'>').next();
    let text = tag.is_some_and(|tag| memmem::find(tag, b"t=\"str\"").is_some());
    let behind = &piece[end + "</f>".len()..];
    let nothing: [&[u8]; 4] = [b"</c>", b"<v></v>", b"<v/>", b"<v />"];
    !text && nothing.iter().any(|nothing| behind.starts_with(nothing))
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

/// calamine makes room for as many shared strings as are announced.
fn shared_strings<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<(), SourceError> {
    let names: Vec<usize> = zip
        .file_names_raw()
        .enumerate()
        .filter(|(_, name)| name.to_ascii_lowercase().ends_with(SHARED_STRINGS))
        .map(|(ix, _)| ix)
        .collect();
    for ix in names {
        let part = zip.by_index(ix).map_err(|e| broken(&e))?;
        let size = part.size();
        let mut xml = quick_xml::Reader::from_reader(BufReader::new(part));
        let mut buffer = Vec::new();
        loop {
            buffer.clear();
            match xml.read_event_into(&mut buffer).map_err(|e| broken(&e))? {
                Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sst" => {
                    if number(&tag, "uniqueCount")?.is_some_and(|count| count > size) {
                        return Err(broken(&"more shared strings announced than there are"));
                    }
                    break;
                }
                Event::Eof => break,
                _ => {}
            }
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_without_a_result_wherever_a_piece_ends() {
        let sheet = "<row><c r=\"A1\"><f>1+1</f></c><c r=\"B1\"><f>1+1</f><v>2</v></c>\
            <c r=\"C1\" t=\"str\"><f>\"\"</f><v></v></c><c r=\"D1\"><f>1</f><v/></c>\
            <c r=\"E1\"><f>1</f><v></v></c><c r=\"F1\"><v>1</v></c></row><mergeCells/>";
        for piece in 60..2 * sheet.len() {
            let mut beside = Beside::default();
            let mut buffer = vec![0; piece];
            look_through(sheet.as_bytes(), &mut buffer, &mut beside).unwrap();
            assert_eq!((beside.unstored, beside.merged), (3, true), "{piece}");
        }
        let mut beside = Beside::default();
        // a cell longer than a piece
        let long = format!("<c r=\"A1\"><v>{}</v></c>", "x".repeat(1000));
        look_through(long.as_bytes(), &mut [0; 64], &mut beside).unwrap();
        assert_eq!((beside.unstored, beside.merged), (0, false));
    }
}
