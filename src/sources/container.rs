//! What a file is, by what is in it and never by its name; and what it is packed in.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, Write};
use std::path::Path;

use encoding_rs::{Encoding, GB18030, UTF_8};
use flate2::read::MultiGzDecoder;
use zip::ZipArchive;
use zip::result::ZipError;

use super::workbook::{self, Format};
use super::{Opened, Settings, SourceError, csv, encoding, html, unreadable};
use crate::messages::{Message, message};

/// Nothing is unpacked to more than so many times its size, for then it was made to fill the disk…
const MOST_RATIO: u64 = 200;
/// …unless it is small.
const HARMLESS: u64 = 100 << 20;
/// How many of the files of an archive a message names.
const SHOWN_FILES: usize = 8;
/// How much of a file tells what it is.
const START: usize = 4096;

/// What a file begins like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Zip,
    /// A compound file: xls, or an encrypted workbook.
    Compound,
    Gzip,
    Parquet,
    /// An archive that cannot be read: 7z, rar.
    Archive,
    /// A workbook of Excel 4 or older.
    BareBiff,
    Html,
    /// "XML Spreadsheet 2003"
    SpreadsheetXml,
    /// "Single File Web Page"
    WebArchive,
    Text,
}

/// Opens a file by what is in it. `name` is as people know it.
pub(crate) fn open(file: File, name: &Path, settings: &Settings) -> Result<Opened, SourceError> {
    layer(file, name, settings, false)
}

/// Opens a file, or what it is packed in: only one layer is taken off.
fn layer(
    mut file: File,
    name: &Path,
    settings: &Settings,
    packed: bool,
) -> Result<Opened, SourceError> {
    let mut start = Vec::new();
    (&file)
        .take(START as u64)
        .read_to_end(&mut start)
        .and_then(|_| file.rewind())
        .map_err(|e| unreadable(&e))?;
    let (format, mut opened) = match kind(&start) {
        Kind::Zip => {
            let mut zip = ZipArchive::new(BufReader::new(&file)).map_err(|e| damaged(&e))?;
            let Some(format) = workbook_in(&mut zip) else {
                if packed {
                    return Err(message!("source-packed-twice"));
                }
                let size = file.metadata().map_err(|e| unreadable(&e))?.len();
                return unpacked(&mut zip, size, settings);
            };
            drop(zip);
            file.rewind().map_err(|e| unreadable(&e))?;
            (format.name(), workbook::open(file, format, settings)?)
        }
        Kind::Compound => ("xls", workbook::open(file, Format::Xls, settings)?),
        Kind::Gzip if packed => return Err(message!("source-packed-twice")),
        Kind::Gzip => return gunzipped(file, name, settings),
        Kind::Html => ("HTML", html::open(file, settings)?),
        Kind::Text => {
            let sample = encoding::sample(&mut file)
                .and_then(|sample| file.rewind().map(|()| sample))
                .map_err(|e| unreadable(&e))?;
            ("CSV", csv::open(Box::new(file), &sample, settings)?)
        }
        Kind::Parquet => return Err(message!("source-parquet")),
        Kind::Archive => return Err(message!("source-archive")),
        Kind::BareBiff => return Err(message!("source-old-workbook")),
        Kind::SpreadsheetXml => return Err(message!("source-spreadsheet-xml")),
        Kind::WebArchive => return Err(message!("source-web-archive")),
    };
    opened.form.decisions.splice(0..0, misnamed(name, format));
    Ok(opened)
}

fn kind(start: &[u8]) -> Kind {
    let begins = |with: &[&[u8]]| with.iter().any(|w| start.starts_with(w));
    if begins(&[b"PK\x03\x04", b"PK\x05\x06"]) {
        return Kind::Zip;
    }
    if begins(&[b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]) {
        return Kind::Compound;
    }
    if begins(&[b"\x1f\x8b"]) {
        return Kind::Gzip;
    }
    if begins(&[b"PAR1"]) {
        return Kind::Parquet;
    }
    if begins(&[b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c"]) {
        return Kind::Archive;
    }
    // the BOF record of a workbook that is not in a compound file
    if begins(&[
        b"\x09\x00\x04\x00",
        b"\x09\x02\x06\x00",
        b"\x09\x04\x06\x00",
        b"\x09\x08",
    ]) {
        return Kind::BareBiff;
    }
    let encoding = Encoding::for_bom(start).map_or(UTF_8, |(encoding, _)| encoding);
    let text = encoding.decode(start).0.to_ascii_lowercase();
    let text = text.trim_start();
    if text.starts_with("mime-version:") {
        return Kind::WebArchive;
    }
    if !text.starts_with('<') {
        return Kind::Text;
    }
    if text.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Kind::SpreadsheetXml;
    }
    let tags = [
        "<html",
        "<!doctype html",
        "<table",
        "<head",
        "<body",
        "<meta",
        "<style",
        "<div",
    ];
    if tags.iter().any(|tag| text.contains(tag)) {
        return Kind::Html;
    }
    Kind::Text
}

/// Tells that a file is not what its name says.
fn misnamed(name: &Path, format: &'static str) -> Option<Message> {
    let extension = name.extension()?.to_str()?.to_ascii_lowercase();
    let fits = match extension.as_str() {
        "xlsx" | "xlsm" | "xltx" | "xltm" => format == "xlsx",
        "xlsb" | "xls" | "ods" => format == extension,
        "csv" | "tsv" | "txt" => format == "CSV",
        "htm" | "html" => format == "HTML",
        // any other name promises nothing
        _ => true,
    };
    (!fits).then(|| message!("decision-misnamed", extension = extension, format = format))
}

/// The kind of workbook that a ZIP container is, if it is one.
fn workbook_in<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Option<Format> {
    let names: Vec<String> = zip
        .file_names_raw()
        .map(|name| {
            String::from_utf8_lossy(name)
                .to_lowercase()
                .replace('\\', "/")
        })
        .collect();
    let holds = |end: &str| names.iter().any(|name| name.ends_with(end));
    if holds("[content_types].xml") && holds("xl/workbook.bin") {
        return Some(Format::Xlsb);
    }
    if holds("[content_types].xml") && (holds("workbook.xml") || holds("workbook.xml.rels")) {
        return Some(Format::Xlsx);
    }
    let ods = names.iter().any(|name| name == "content.xml") && {
        let mut mime = String::new();
        zip.by_name("mimetype")
            .is_ok_and(|file| file.take(100).read_to_string(&mut mime).is_ok())
            && mime.starts_with("application/vnd.oasis.opendocument.spreadsheet")
    };
    ods.then_some(Format::Ods)
}

/// Opens the one file of an archive.
fn unpacked<R: Read + Seek>(
    zip: &mut ZipArchive<R>,
    size: u64,
    settings: &Settings,
) -> Result<Opened, SourceError> {
    let mut files: Vec<(usize, String)> = Vec::new();
    for (ix, raw) in zip.file_names_raw().enumerate() {
        let name = file_name(raw);
        let hidden = |part: &str| part.starts_with('.') || part == "__MACOSX";
        if !name.ends_with('/') && !name.split('/').any(hidden) {
            files.push((ix, name));
        }
    }
    let (ix, name) = match files.len() {
        1 => files.swap_remove(0),
        0 => return Err(message!("source-archive-empty")),
        count => {
            let mut names: Vec<String> = files.into_iter().map(|(_, name)| name).collect();
            names.sort();
            if count > SHOWN_FILES {
                names.truncate(SHOWN_FILES);
                names.push("…".to_owned());
            }
            return Err(message!(
                "source-archive-several",
                count = count,
                files = names
            ));
        }
    };
    let entry = zip.by_index(ix).map_err(|e| damaged(&e))?;
    let file = spooled(Unpacking::new(entry, size))?;
    let mut opened = layer(file, Path::new(&name), settings, true)?;
    let decision = message!("decision-unpacked", file = name);
    opened.form.decisions.insert(0, decision);
    Ok(opened)
}

/// A name in an archive: packers on Chinese Windows write GBK, and do not say so.
fn file_name(raw: &[u8]) -> String {
    let name = match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode(raw).0.into_owned(),
    };
    name.replace('\\', "/")
}

/// Opens what is packed with gzip.
fn gunzipped(file: File, name: &Path, settings: &Settings) -> Result<Opened, SourceError> {
    let size = file.metadata().map_err(|e| unreadable(&e))?.len();
    let inner = match name.extension() {
        Some(extension) if extension.eq_ignore_ascii_case("gz") => name.with_extension(""),
        _ => name.to_owned(),
    };
    let decoder = MultiGzDecoder::new(BufReader::new(file));
    layer(
        spooled(Unpacking::new(decoder, size))?,
        &inner,
        settings,
        true,
    )
}

/// Unpacks into a file that goes when it is closed.
fn spooled(mut unpacking: impl Read) -> Result<File, SourceError> {
    let mut file = tempfile::tempfile().map_err(|e| unreadable(&e))?;
    io::copy(&mut unpacking, &mut file)
        .and_then(|_| file.flush())
        .and_then(|()| file.rewind())
        .map_err(|e| unreadable(&e))?;
    Ok(file)
}

/// What a file of this size may unpack to.
pub(crate) fn most_unpacked(packed: u64) -> u64 {
    packed.saturating_mul(MOST_RATIO).max(HARMLESS)
}

/// What is unpacked, counted as it comes: the sizes that an archive declares prove nothing.
struct Unpacking<R> {
    reader: R,
    unpacked: u64,
    most: u64,
}

impl<R: Read> Unpacking<R> {
    /// `packed` is the size of the file that it comes from.
    fn new(reader: R, packed: u64) -> Unpacking<R> {
        Unpacking {
            reader,
            unpacked: 0,
            most: most_unpacked(packed),
        }
    }
}

impl<R: Read> Read for Unpacking<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(buffer)?;
        self.unpacked += length as u64;
        if self.unpacked > self.most {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(length)
    }
}

/// A ZIP container that cannot be read.
fn damaged(error: &ZipError) -> SourceError {
    match error {
        ZipError::Io(error) => unreadable(error),
        ZipError::UnsupportedArchive(reason) if *reason == ZipError::PASSWORD_REQUIRED => {
            message!("source-archive-encrypted")
        }
        ZipError::CompressionMethodNotSupported(_) | ZipError::UnsupportedArchive(_) => {
            message!("source-archive")
        }
        other => message!("source-damaged", error = other.to_string()),
    }
}
