//! What calamine takes on trust, checked before it reads: a file of a few kilobytes must not claim the memory of the machine,
//! nor keep a reader busy for ever.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek};

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::book::{Format, broken};
use crate::messages::message;
use crate::sources::{SourceError, container, unreadable};

/// Cells of a workbook that is held in memory as a whole (xls, ods), empty ones between filled ones included.
const MOST_CELLS: u64 = 32 << 20;
/// A part of a workbook unpacks to no more.
const MOST_PART: u64 = 4 << 30;
const SHARED_STRINGS: &[u8] = b"sharedstrings.xml";
const MERGED: &[u8] = b"mergeCells";
/// Bytes of a sheet that are looked through at once.
const PIECE: usize = 256 << 10;

/// What is written in the sheets of an xlsx beside the values of cells.
#[derive(Debug, Default)]
pub(crate) struct Beside {
    /// Whether a sheet may have merged cells. They are listed behind the rows, and calamine would parse all of them to get there.
    pub(crate) merged: bool,
    /// Formulas whose result is not stored: to calamine their cells are empty.
    pub(crate) unstored: u64,
}

/// Refuses a workbook that is not what it claims to be. Finds out the code page of an xls where the declared one is not to be
/// believed: from Excel 97 on all text is UTF-16.
pub(crate) fn check(
    file: &File,
    format: Format,
    unpacked: Option<u64>,
) -> Result<Option<u16>, SourceError> {
    let length = file.metadata().map_err(|e| unreadable(&e))?.len();
    match format {
        Format::Xls => compound(file),
        Format::Fods | Format::Xml2003 => Ok(None),
        Format::Xlsx | Format::Xlsb | Format::Ods => {
            let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(&e))?;
            sizes(&mut zip, length, unpacked)?;
            match format {
                Format::Xlsx => shared_strings(&mut zip)?,
                _ => {}
            }
            Ok(None)
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

fn too_many() -> SourceError {
    message!("source-too-many-cells", most = MOST_CELLS)
}

fn number(tag: &BytesStart, name: &str) -> Result<Option<u64>, SourceError> {
    let attribute = tag.try_get_attribute(name).map_err(|e| broken(&e))?;
    Ok(attribute.map(|a| a.value.trim().parse().unwrap_or(u64::MAX)))
}

/// A compound file: encrypted workbooks are told, and the cells of an xls counted.
fn compound(file: &File) -> Result<Option<u16>, SourceError> {
    let mut file = cfb::CompoundFile::open(file).map_err(|e| broken(&e))?;
    if file.is_stream("/EncryptedPackage") {
        return Err(message!("source-encrypted"));
    }
    let name = ["/Workbook", "/Book"]
        .into_iter()
        .find(|n| file.is_stream(n));
    let Some(name) = name else {
        return Err(message!("source-not-workbook"));
    };
    let mut stream = Vec::new();
    file.open_stream(name)
        .and_then(|mut book| book.read_to_end(&mut stream))
        .map_err(|e| broken(&e))?;
    let sheets = Records(&stream)
        .take_while(|(kind, _)| *kind != END_OF_FILE)
        .filter(|(kind, _)| *kind == BOUND_SHEET)
        .filter_map(|(_, data)| Some(u32::from_le_bytes(data.get(..4)?.try_into().ok()?)));
    let mut cells = 0;
    let mut read = 0;
    for start in sheets {
        let Some(sheet) = stream.get(start as usize..) else {
            return Err(broken(&"a sheet behind the end of the file"));
        };
        let mut area = Bounds::default();
        for (kind, data) in Records(sheet) {
            read += data.len() + 4;
            area.record(kind, data);
            if kind == END_OF_FILE {
                break;
            }
        }
        cells += area.cells();
        if cells > MOST_CELLS || area.announced > MOST_CELLS || read > 16 * stream.len() {
            return Err(too_many());
        }
    }
    let version = Records(&stream).next().and_then(|(_, data)| word(data));
    Ok((version == Some(EXCEL_97)).then_some(UTF_16))
}

/// Versions, code pages and records of [MS-XLS] 2.3: those that hold cells begin with row and column.
const EXCEL_97: u16 = 0x0600;
const UTF_16: u16 = 1200;
const END_OF_FILE: u16 = 0x000a;
const BOUND_SHEET: u16 = 0x0085;
const DIMENSIONS: u16 = 0x0200;
const CELLS: [u16; 8] = [
    0x0006, 0x00bd, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e,
];

/// Records of a stream, each with its kind.
struct Records<'a>(&'a [u8]);

impl<'a> Iterator for Records<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<(u16, &'a [u8])> {
        let (head, rest) = self.0.split_first_chunk::<4>()?;
        let (kind, length) = (word(&head[..2])?, word(&head[2..])?);
        let (data, rest) = rest.split_at_checked(usize::from(length))?;
        self.0 = rest;
        Some((kind, data))
    }
}

fn word(bytes: &[u8]) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(..2)?.try_into().ok()?))
}

/// The rectangle that the cells of an xls sheet fill, and the one that is announced.
#[derive(Default)]
struct Bounds {
    filled: Option<[u16; 4]>,
    announced: u64,
}

impl Bounds {
    fn record(&mut self, kind: u16, data: &[u8]) {
        if kind == DIMENSIONS {
            let long = |at: usize| -> Option<u64> {
                let bytes = data.get(at..at + 4)?.try_into().ok()?;
                Some(u64::from(u32::from_le_bytes(bytes)))
            };
            let short = |at: usize| Some(u64::from(word(data.get(at..)?)?));
            let (rows, columns) = match data.len() {
                10 => ((short(0), short(2)), (short(4), short(6))),
                _ => ((long(0), long(4)), (short(8), short(10))),
            };
            let span = |(from, to): (Option<u64>, Option<u64>)| {
                let (from, to) = (from.unwrap_or_default(), to.unwrap_or_default());
                to.saturating_sub(from).max(1)
            };
            self.announced = span(rows).saturating_mul(span(columns));
        }
        if !CELLS.contains(&kind) {
            return;
        }
        let (Some(row), Some(first)) = (word(data), word(data.get(2..).unwrap_or_default())) else {
            return;
        };
        // a run of numbers ends with its last column
        let last = match kind {
            0x00bd => word(&data[data.len() - 2..]).unwrap_or(first).max(first),
            _ => first,
        };
        let [top, bottom, left, right] = self.filled.unwrap_or([row, row, first, last]);
        self.filled = Some([
            top.min(row),
            bottom.max(row),
            left.min(first),
            right.max(last),
        ]);
    }

    fn cells(&self) -> u64 {
        self.filled.map_or(0, |[top, bottom, left, right]| {
            u64::from(bottom - top + 1) * u64::from(right - left + 1)
        })
    }
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
