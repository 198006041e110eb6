//! What calamine takes on trust, checked before it reads: a file of a few kilobytes must not claim the memory of the machine,
//! nor keep a reader busy for ever.

use std::fs::File;
use std::io::{BufReader, Read, Seek};

use zip::ZipArchive;

use super::book::{Format, broken};
use crate::messages::message;
use crate::sources::{SourceError, container, unreadable};

/// Cells of a workbook that is held in memory as a whole (xls), empty ones between filled ones included.
const MOST_CELLS: u64 = 32 << 20;
/// A part of a workbook unpacks to no more.
const MOST_PART: u64 = 4 << 30;

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
        Format::Xlsx | Format::Xlsb | Format::Ods => {
            let mut zip = ZipArchive::new(BufReader::new(file)).map_err(|e| broken(&e))?;
            sizes(&mut zip, length, unpacked)?;
            Ok(None)
        }
        Format::Fods | Format::Xml2003 => Ok(None),
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

fn too_many() -> SourceError {
    message!("source-too-many-cells", most = MOST_CELLS)
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
