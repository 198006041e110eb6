//! What a file is, by what is in it and never by its name; and what it is packed in.

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, Write};
use std::path::Path;

use encoding_rs::GB18030;
use flate2::bufread::GzDecoder;
use memchr::memmem;
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::archive::{self, Entry, Flaw, Reopened};
use super::budget::Budget;
use super::find::is_beside;
use super::workbook::{self, Format, Package};
use super::{
    Input, Opened, Settings, SourceError, csv, encoding, html, no_temporary, parquet, regular,
    unreadable, xes,
};
use crate::messages::{Message, message};

/// How many of the files of an archive a message names.
const SHOWN_FILES: usize = 8;
/// What a member of gzip begins with.
const GZIP: &[u8] = b"\x1f\x8b";
/// What Parquet begins with; where its footer is encrypted, nothing can be read.
const PARQUET: &[u8] = b"PAR1";
const ENCRYPTED_PARQUET: &[u8] = b"PARE";
/// Archives and packed files that are not unpacked here: rar, 7z, bzip2, xz, zstd, lz4, lzip, compress, cabinets.
const ARCHIVES: [&[u8]; 9] = [
    b"Rar!\x1a\x07",
    b"7z\xbc\xaf\x27\x1c",
    b"BZh",
    b"\xfd7zXZ\0",
    b"\x28\xb5\x2f\xfd",
    b"\x04\x22\x4d\x18",
    b"LZIP",
    b"\x1f\x9d",
    b"MSCF\0\0\0\0",
];
/// How much of a file tells what it is.
const START: usize = 4096;
/// How much is unpacked at once, at most.
const PIECE: usize = 128 << 10;
/// The part that lists the parts of an `OpenDocument`.
const MANIFEST: &str = "META-INF/manifest.xml";

/// What a file begins like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Zip,
    /// A compound file: xls, or an encrypted workbook.
    Compound,
    Gzip,
    Parquet,
    EncryptedParquet,
    /// An archive that cannot be read: 7z, rar.
    Archive,
    /// A workbook of Excel 5 or later that is not in a compound file.
    BareXls,
    /// A workbook of Excel 4 or older.
    OldXls,
    Html,
    /// A workbook that is one XML file.
    Xml(Format),
    /// A log of events.
    Xes,
    /// "Single File Web Page"
    WebArchive,
    Text,
}

/// Opens a file by what is in it.
pub(crate) fn open(file: File, input: &Input, settings: &Settings) -> Result<Opened, SourceError> {
    let budget = Budget::of_file(&file, settings.unpacked)?;
    let Some(mut entry) = input.entry.clone() else {
        return layer(file, &input.path, settings, Layer::Outer, &budget);
    };
    // each of many files may be harmless by itself
    budget.whole().bytes(entry.together())?;
    let (name, unnamed) = (entry.name().to_owned(), entry.unnamed());
    let content = entry.content().map_err(|e| damaged(&e))?;
    let mut opened = unpacked(content, name, settings)?;
    opened.form.doubts.extend(left_out(unnamed));
    Ok(opened)
}

/// Opens a file that no table has.
#[cfg(any(test, fuzzing))]
pub(crate) fn of_content(
    file: File,
    name: &Path,
    settings: &Settings,
) -> Result<Opened, SourceError> {
    let budget = Budget::of_file(&file, settings.unpacked)?;
    layer(file, name, settings, Layer::Outer, &budget)
}

/// What is in an archive.
#[derive(Debug, Default)]
pub(crate) struct Packed {
    /// Its files, where there are several.
    pub(crate) files: Vec<Entry>,
    /// What packers and programs add for themselves.
    pub(crate) beside: Vec<String>,
}

/// The files of an archive that holds several; none where a file is anything else, or an archive that cannot be opened.
pub(crate) fn entries(path: &Path) -> Packed {
    let zip = || {
        let mut file = regular(path).ok()?;
        let mut start = [0; 4];
        file.read_exact(&mut start).ok()?;
        file.rewind().ok()?;
        if kind(&start) != Kind::Zip || workbook_in(&file).is_some() {
            return None;
        }
        let mut zip = ZipArchive::new(Reopened::new(path).ok()?).ok()?;
        if zip.len() < 2 || overlaps(&mut zip).unwrap_or(true) {
            return None;
        }
        let unnamed = archive::check(&mut zip, &file).ok()?;
        let files = files(&zip).ok()?;
        Some((zip, files, unnamed))
    };
    let Some((zip, (mut files, mut beside), unnamed)) = zip() else {
        return Packed::default();
    };
    if files.len() < 2 {
        files.clear();
    }
    for files in [&mut files, &mut beside] {
        files.sort_by(|(_, one), (_, other)| one.cmp(other));
    }
    let sizes = (0..zip.len()).filter_map(|place| Some(zip.by_index_data(place).ok()?.size()));
    let together = sizes.fold(0, u64::saturating_add);
    let told = |ix| if ix == 0 { unnamed } else { 0 };
    let entries = files.into_iter().enumerate();
    Packed {
        files: entries
            .map(|(ix, (place, name))| Entry::new(name, place, together, told(ix), &zip))
            .collect(),
        beside: beside.into_iter().map(|(_, name)| name).collect(),
    }
}

/// Whether a byte of an archive is part of two of its files: a few would unpack to any number then.
fn overlaps<R: Read + Seek>(zip: &mut ZipArchive<R>) -> Result<bool, SourceError> {
    zip.has_overlapping_entries().map_err(|e| damaged(&e))
}

/// Whether a file was packed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Layer {
    Outer,
    Inner,
}

/// Opens a file, or what it is packed in: only one layer is taken off.
fn layer(
    mut file: File,
    name: &Path,
    settings: &Settings,
    layer: Layer,
    budget: &Budget,
) -> Result<Opened, SourceError> {
    let packed = layer == Layer::Inner;
    let mut start = Vec::new();
    (&file)
        .take(START as u64)
        .read_to_end(&mut start)
        .and_then(|_| file.rewind())
        .map_err(|e| unreadable(&e))?;
    let (format, mut opened) = match kind(&start) {
        Kind::Zip => {
            let format = workbook_in(&file);
            let mut zip = ZipArchive::new(BufReader::new(&file)).map_err(|e| damaged(&e))?;
            let is_archive = format.is_none();
            if is_archive && packed {
                return Err(message!("source-packed-twice"));
            }
            if is_archive && overlaps(&mut zip)? {
                return Err(message!("source-archive-overlaps"));
            }
            let unnamed = archive::check(&mut zip, &file).map_err(|flaw| flawed(flaw, format))?;
            let Some(format) = format else {
                let (place, name) = only_file(&zip)?;
                let content = zip.by_index(place).map_err(|e| damaged(&e))?;
                let mut opened = unpacked(content, name, settings)?;
                opened.form.doubts.extend(left_out(unnamed));
                return Ok(opened);
            };
            drop(zip);
            file.rewind().map_err(|e| unreadable(&e))?;
            let mut opened = workbook::open(file, format, settings, budget)?;
            opened.form.doubts.extend(left_out(unnamed));
            (format.name(), opened)
        }
        Kind::Compound | Kind::BareXls => {
            ("xls", workbook::open(file, Format::Xls, settings, budget)?)
        }
        Kind::Xml(format) => (
            format.name(),
            workbook::open(file, format, settings, budget)?,
        ),
        Kind::Gzip if packed => return Err(message!("source-packed-twice")),
        Kind::Gzip => return gunzipped(file, name, settings, budget),
        Kind::Html => ("HTML", html::open(file, settings, budget)?),
        Kind::Xes => ("XES", xes::open(file, settings, budget)?),
        Kind::Text => {
            let sample = encoding::sample(&mut file)
                .and_then(|sample| file.rewind().map(|()| sample))
                .map_err(|e| unreadable(&e))?;
            ("CSV", csv::open(Box::new(file), &sample, settings, budget)?)
        }
        Kind::Parquet => ("Parquet", parquet::open(file, settings, budget)?),
        Kind::EncryptedParquet => return Err(message!("source-parquet-encrypted")),
        Kind::Archive => return Err(message!("source-archive")),
        Kind::OldXls => return Err(message!("source-old-workbook")),
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
    if begins(&[GZIP]) {
        return Kind::Gzip;
    }
    // `PAR1`, `BZh` and `LZIP` may begin a text, but then no control characters follow
    let text = |name: &[u8]| name.is_ascii() && !start.iter().take(64).any(|b| *b < b'\t');
    if begins(&[PARQUET]) && !text(PARQUET) {
        return Kind::Parquet;
    }
    if begins(&[ENCRYPTED_PARQUET]) && !text(ENCRYPTED_PARQUET) {
        return Kind::EncryptedParquet;
    }
    if ARCHIVES
        .iter()
        .any(|name| start.starts_with(name) && !text(name))
        || is_tar(start)
    {
        return Kind::Archive;
    }
    // the BOF record of a workbook that is not in a compound file
    if begins(&[b"\x09\x08"]) {
        return Kind::BareXls;
    }
    if begins(&[
        b"\x09\x00\x04\x00",
        b"\x09\x02\x06\x00",
        b"\x09\x04\x06\x00",
    ]) {
        return Kind::OldXls;
    }
    let text = workbook::encoding_of_xml(start).decode(start).0;
    let text = text.to_ascii_lowercase();
    let text = text.trim_start();
    if is_web_archive(text) {
        return Kind::WebArchive;
    }
    if !text.starts_with('<') {
        return Kind::Text;
    }
    match root(text) {
        Some("workbook") => return Kind::Xml(Format::Xml2003),
        Some("document" | "document-content") if text.contains("opendocument") => {
            return Kind::Xml(Format::Fods);
        }
        Some("log") if text.contains("xes") || text.contains("<trace") => return Kind::Xes,
        _ => {}
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

/// Whether a file begins with the header of a file in a tape archive.
fn is_tar(start: &[u8]) -> bool {
    start
        .get(257..)
        .is_some_and(|magic| magic.starts_with(b"ustar"))
}

/// The name of the first element of an XML document, without its prefix; none if it does not come.
fn root(text: &str) -> Option<&str> {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        let (_, end) = [("<!--", "-->"), ("<?", "?>"), ("<!", ">")]
            .into_iter()
            .find(|(start, _)| rest.starts_with(start))
            .unwrap_or_default();
        if end.is_empty() {
            let tag = rest.strip_prefix('<')?;
            let name = tag.split(|c: char| c.is_whitespace() || c == '>').next()?;
            return Some(name.rsplit(':').next().unwrap_or(name));
        }
        rest = rest.split_once(end)?.1;
    }
}

/// Whether a text is a mail with a page in it; browsers write `From: <Saved by …>` first.
fn is_web_archive(text: &str) -> bool {
    text.starts_with("mime-version:")
        || (text.starts_with("from:") || text.starts_with("content-type:"))
            && text.contains("mime-version:")
            && text.contains("multipart/related")
}

/// Tells that a file is not what its name says.
fn misnamed(name: &Path, format: &'static str) -> Option<Message> {
    let extension = name.extension()?.to_str()?.to_ascii_lowercase();
    let fits = match extension.as_str() {
        "xlsx" | "xlsm" | "xltx" | "xltm" => format == "xlsx",
        "xlsb" | "xls" | "ods" => format == extension,
        "csv" | "tsv" | "txt" => format == "CSV",
        "htm" | "html" => format == "HTML",
        "parquet" => format == "Parquet",
        "xes" => format == "XES",
        // any other name promises nothing
        _ => true,
    };
    (!fits).then(|| message!("decision-misnamed", extension = extension, format = format))
}

/// The kind of workbook that a ZIP container is, if it is one.
fn workbook_in(file: &File) -> Option<Format> {
    let mut zip = ZipArchive::new(BufReader::new(file)).ok()?;
    // whatever parts it has: one that is encrypted as a whole has others, and one without a document is damaged
    if says_ods(&mut zip) {
        return Some(Format::Ods);
    }
    Package::new(zip).format()
}

/// Whether a container says that it is an `OpenDocument` spreadsheet, at one of the two places for it.
fn says_ods<R: Read + Seek>(zip: &mut ZipArchive<R>) -> bool {
    ["mimetype", MANIFEST].iter().any(|part| {
        let mut text = Vec::new();
        let part = zip.by_name(part);
        part.is_ok_and(|part| part.take(START as u64).read_to_end(&mut text).is_ok())
            && memmem::find(&text, b"application/vnd.oasis.opendocument.spreadsheet").is_some()
    })
}

/// Files of an archive by their index.
type Files = Vec<(usize, String)>;

/// The files of an archive, and apart from them those that packers and programs add for themselves.
fn files<R: Read + Seek>(zip: &ZipArchive<R>) -> Result<(Files, Files), SourceError> {
    let mut seen = HashSet::new();
    let (mut files, mut beside) = (Vec::new(), Vec::new());
    for (place, raw) in zip.file_names_raw().enumerate() {
        let written = file_name(raw);
        if written.ends_with('/') {
            continue;
        }
        let parts = written.split('/').filter(|part| !matches!(*part, "" | "."));
        let parts: Vec<&str> = parts.collect();
        let name = parts.join("/");
        if parts.contains(&"..") {
            return Err(message!("source-archive-outside", file = written));
        }
        if !seen.insert(name.clone()) {
            return Err(message!("source-archive-twice", file = name));
        }
        let is_beside = parts.into_iter().any(is_beside);
        if is_beside { &mut beside } else { &mut files }.push((place, name));
    }
    Ok((files, beside))
}

/// The only file of an archive.
fn only_file<R: Read + Seek>(zip: &ZipArchive<R>) -> Result<(usize, String), SourceError> {
    let (mut files, _) = files(zip)?;
    match files.len() {
        1 => Ok(files.swap_remove(0)),
        0 => Err(message!("source-archive-empty")),
        count => {
            let mut names: Vec<String> = files.into_iter().map(|(_, name)| name).collect();
            names.sort();
            if count > SHOWN_FILES {
                names.truncate(SHOWN_FILES);
                names.push("…".to_owned());
            }
            Err(message!(
                "source-archive-several",
                count = count,
                files = names
            ))
        }
    }
}

/// Opens a file of an archive.
fn unpacked<R: Read + Seek>(
    content: ZipFile<'_, R>,
    name: String,
    settings: &Settings,
) -> Result<Opened, SourceError> {
    let budget = Budget::new(content.compressed_size(), settings.unpacked);
    // most files of an archive are small
    let piece = content.size().clamp(START as u64, PIECE as u64);
    let file = spooled(content, piece, &mut budget.whole())?;
    let mut opened = layer(file, Path::new(&name), settings, Layer::Inner, &budget)?;
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
fn gunzipped(
    file: File,
    name: &Path,
    settings: &Settings,
    budget: &Budget,
) -> Result<Opened, SourceError> {
    let inner = match name.extension() {
        Some(extension) if extension.eq_ignore_ascii_case("gz") => name.with_extension(""),
        _ => name.to_owned(),
    };
    let (file, behind) = spooled_members(BufReader::new(file), &mut budget.whole())?;
    let mut opened = layer(file, &inner, settings, Layer::Inner, budget)?;
    if behind > 0 {
        let doubt = message!("source-behind-gzip", count = behind);
        opened.form.doubts.push(doubt);
    }
    Ok(opened)
}

/// Unpacks one member of gzip behind another, and counts the bytes behind the last one that are none. Zeros fill up tapes.
fn spooled_members(
    mut packed: impl BufRead,
    budget: &mut Budget,
) -> Result<(File, u64), SourceError> {
    let mut file = tempfile::tempfile().map_err(|_| no_temporary())?;
    loop {
        unpack(GzDecoder::new(&mut packed), &mut file, PIECE as u64, budget)?;
        if !packed
            .fill_buf()
            .map_err(|e| unreadable(&e))?
            .starts_with(GZIP)
        {
            break;
        }
    }
    let count = behind(&mut packed).map_err(|e| unreadable(&e))?;
    file.rewind().map_err(|e| unreadable(&e))?;
    Ok((file, count))
}

/// How many bytes are left, if they are not all zero. They may be far more than is unpacked, and so none is kept.
fn behind(left: &mut impl BufRead) -> io::Result<u64> {
    let (mut count, mut are_zero) = (0, true);
    loop {
        let piece = match left.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            piece => piece?,
        };
        if piece.is_empty() {
            return Ok(if are_zero { 0 } else { count });
        }
        are_zero = are_zero && piece.iter().all(|b| *b == 0);
        let length = piece.len();
        count += length as u64;
        left.consume(length);
    }
}

/// Unpacks into a file that goes when it is closed, so many bytes at once.
fn spooled(unpacking: impl Read, piece: u64, budget: &mut Budget) -> Result<File, SourceError> {
    let mut file = tempfile::tempfile().map_err(|_| no_temporary())?;
    unpack(unpacking, &mut file, piece, budget)?;
    file.rewind().map_err(|e| unreadable(&e))?;
    Ok(file)
}

/// Copies what is unpacked, as far as the budget goes.
fn unpack(
    mut unpacking: impl Read,
    file: &mut File,
    piece: u64,
    budget: &mut Budget,
) -> Result<(), SourceError> {
    let mut piece = vec![0; usize::try_from(piece).unwrap_or(PIECE)];
    loop {
        let length = match unpacking.read(&mut piece) {
            Ok(0) => return Ok(()),
            Ok(length) => length,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            // a ZIP may hold parts that are packed in a way that is not known here
            Err(error) if error.kind() == io::ErrorKind::Unsupported => {
                return Err(message!("source-archive"));
            }
            Err(error) => return Err(unreadable(&error)),
        };
        budget.bytes(length as u64)?;
        file.write_all(&piece[..length])
            .map_err(|e| unreadable(&e))?;
    }
}

/// Tells bytes of an archive, or a workbook, that are of none of its files.
fn left_out(count: u64) -> Option<Message> {
    (count > 0).then(|| message!("source-beside-packed", count = count))
}

/// An archive, or a workbook, whose list of files is not what is in it.
fn flawed(flaw: Flaw, format: Option<Format>) -> SourceError {
    match (flaw, format) {
        (Flaw::Twice(name), Some(_)) => message!("source-part-twice", part = file_name(&name)),
        (Flaw::Twice(name), None) => message!("source-archive-twice", file = file_name(&name)),
        (Flaw::Incomplete, _) => message!("source-archive-incomplete"),
        (Flaw::Unreadable(error), _) => damaged(&error),
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::workbook::silence_readers;
    use flate2::Compression;
    use flate2::write::GzEncoder;
    use zip::write::{SimpleFileOptions, ZipWriter};

    const CSV: &[u8] = "单号,金额\nSO-1,1\n".as_bytes();

    fn file(bytes: &[u8]) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        file.rewind().unwrap();
        file
    }

    /// The headings and the keys of the decisions, or the key of the error. The file is read to its end.
    fn read(name: &str, bytes: &[u8]) -> Result<(Vec<String>, Vec<&'static str>), &'static str> {
        let settings = Settings::new(&|heading| {
            ["单号", "金额", "Name"]
                .iter()
                .position(|f| *f == heading.trim())
        });
        let mut opened = of_content(file(bytes), Path::new(name), &settings).map_err(|e| e.key)?;
        while opened.next_chunk().map_err(|e| e.key)?.is_some() {}
        let decisions = opened.form.decisions.iter().map(|d| d.key).collect();
        Ok((opened.heading.columns, decisions))
    }

    fn decisions(name: &str, bytes: &[u8]) -> Vec<&'static str> {
        let (headings, decisions) = read(name, bytes).unwrap();
        assert_eq!(headings[..2], ["单号", "金额"], "{name}");
        decisions
    }

    fn fixture(name: &str) -> Vec<u8> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/workbooks");
        std::fs::read(format!("{folder}/{name}")).unwrap()
    }

    fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(io::Cursor::new(Vec::new()));
        for (name, bytes) in files {
            let options = SimpleFileOptions::default();
            zip.start_file(*name, options).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    fn gzipped(bytes: &[u8]) -> Vec<u8> {
        let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
        gzip.write_all(bytes).unwrap();
        gzip.finish().unwrap()
    }

    #[test]
    fn names_do_not_matter_but_are_told() {
        let html = "<html><table><tr><td>单号<td>金额</table>".as_bytes();
        assert_eq!(decisions("a.xls", html)[0], "decision-misnamed");
        assert!(!decisions("a.html", html).contains(&"decision-misnamed"));
        assert_eq!(decisions("a.xlsx", CSV)[0], "decision-misnamed");
        assert!(!decisions("a.csv", CSV).contains(&"decision-misnamed"));
        let (headings, told) = read("a.xls", &fixture("deaths.xlsx")).unwrap();
        assert_eq!(headings[0], "Name");
        assert_eq!(told[0], "decision-misnamed");
        assert!(read("a.xls", &fixture("deaths.xls")).unwrap().1.is_empty());
    }

    #[test]
    fn a_worksheet_without_a_container_is_read() {
        let label = |column: u8, text: &str| {
            let bytes = GB18030.encode(text).0;
            let length = u8::try_from(bytes.len()).unwrap();
            let head = [4, 2, 8 + length, 0, 0, 0, column, 0, 0, 0, length, 0];
            [&head[..], &bytes].concat()
        };
        let begin = [9, 8, 8, 0, 0, 0, 0x10, 0, 0, 0, 0, 0];
        let file = [
            &begin[..],
            &label(0, "单号"),
            &label(1, "金额"),
            &[0x0a, 0, 0, 0],
        ]
        .concat();
        let (headings, told) = read("导出.xls", &file).unwrap();
        assert_eq!(headings, ["单号", "金额"]);
        assert!(!told.contains(&"decision-misnamed"));
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        for (bytes, key) in [
            (&b"PAR1\x15\x04\x00"[..], "source-breaks-off"),
            (b"Rar!\x1a\x07\x01\x00", "source-archive"),
            (b"\x09\x00\x04\x00\x02\x00\x10\x00", "source-old-workbook"),
            (b"\x09\x08\x10\x00\x00\x06", "source-not-workbook"),
            (b"MIME-Version: 1.0\r\n", "source-web-archive"),
            (
                b"From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n",
                "source-web-archive",
            ),
            (b"<html><body>Please sign in</body></html>", "source-html-no-table"),
            (
                b"<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">",
                "source-cut-off",
            ),
            (b"BZh91AY&SY\0\x01", "source-archive"),
            (b"\xfd7zXZ\0\0\x04", "source-archive"),
            (b"\x28\xb5\x2f\xfd\x04", "source-archive"),
            (b"PK\x03\x04", "source-damaged"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "source-broken-workbook"),
            (b"\x1f\x8b\x08", "source-breaks-off"),
            (b"", "source-empty"),
        ] {
            assert_eq!(read("a", bytes), Err(key), "{bytes:?}");
        }
        for name in ["pass_protected.xlsx", "pass_protected.ods"] {
            assert_eq!(read(name, &fixture(name)), Err("source-encrypted"));
        }
    }

    #[test]
    fn a_file_that_is_packed_in_an_unknown_way_is_to_be_unpacked() {
        let mut packed = zipped(&[("a.csv", CSV)]);
        // the method stands in the head of the file and in the list at the end
        let list = memmem::rfind(&packed, b"PK\x01\x02").unwrap();
        for (at, method) in [(8, 12), (list + 10, 12)] {
            packed[at] = method;
        }
        assert_eq!(read("a.zip", &packed), Err("source-archive"));
    }

    #[test]
    fn a_text_that_begins_like_an_archive_is_a_text() {
        let (headings, _) = read("a", b"BZh,Name\n1,2\n").unwrap();
        assert_eq!(headings, ["BZh", "Name"]);
        let mut tar = vec![0; 600];
        tar[257..262].copy_from_slice(b"ustar");
        assert_eq!(read("a", &tar), Err("source-archive"));
    }

    /// The rows and the doubts of a packed text.
    fn unpacked_rows(bytes: &[u8]) -> (usize, Vec<&'static str>) {
        let settings = Settings::new(&|heading| (heading == "单号").then_some(0));
        let opened = of_content(file(bytes), Path::new("a.gz"), &settings);
        let mut opened = opened.unwrap();
        let mut rows = 0;
        while let Some(mut chunk) = opened.next_chunk().unwrap() {
            rows += match &mut chunk.part {
                crate::sources::Part::Bytes(block) => block.parse(2).rows(),
                crate::sources::Part::Batch(_) | crate::sources::Part::Events(_) => 0,
            };
        }
        (rows, opened.form.doubts.iter().map(|d| d.key).collect())
    }

    #[test]
    fn members_of_gzip_follow_each_other() {
        let more = gzipped("SO-2,2\n".as_bytes());
        let two = [gzipped(CSV), more.clone()].concat();
        assert_eq!(unpacked_rows(&two), (2, vec![]));
        let padded = [&two[..], &[0; 512]].concat();
        assert_eq!(unpacked_rows(&padded), (2, vec![]));
        let behind = [&two[..], b"signed by X"].concat();
        assert_eq!(unpacked_rows(&behind), (2, vec!["source-behind-gzip"]));
        let cut = &two[..two.len() - more.len() / 2];
        assert_eq!(read("a.gz", cut), Err("source-breaks-off"));
        let mut flipped = gzipped(CSV);
        let at = flipped.len() - 6;
        flipped[at] ^= 1;
        assert_eq!(read("a.gz", &flipped), Err("source-damaged"));
    }

    /// Pieces of bytes, as a reader has them in its own buffer; whoever wants them in another one keeps them.
    struct Pieces(Vec<&'static [u8]>);

    impl Read for Pieces {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            panic!("kept");
        }
    }

    impl BufRead for Pieces {
        fn fill_buf(&mut self) -> io::Result<&[u8]> {
            Ok(self.0.last().copied().unwrap_or_default())
        }

        fn consume(&mut self, length: usize) {
            let last = self.0.pop().unwrap_or_default();
            assert_eq!(length, last.len());
        }
    }

    #[test]
    fn bytes_behind_gzip_are_counted_and_not_kept() {
        const ZEROS: &[u8] = &[0; 4096];
        let counted = |pieces: Vec<&'static [u8]>| behind(&mut Pieces(pieces)).unwrap();
        assert_eq!(counted(vec![ZEROS; 1000]), 0);
        assert_eq!(counted(vec![ZEROS, b"x", ZEROS]), 8193);
        assert_eq!(counted(Vec::new()), 0);
    }

    #[test]
    fn workbooks_that_are_one_xml_file() {
        let row = |cell: fn(&str) -> String| ["单号", "金额"].map(cell).concat();
        let xml2003 = format!(
            "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<!-- <html> -->\n\
             <ss:Workbook xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">\
             <Worksheet ss:Name=\"a\"><Table><Row>{}</Row></Table></Worksheet></ss:Workbook>",
            row(|text| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>"))
        );
        let utf16 =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_be_bytes).collect() };
        let xml = |bytes: &[u8]| decisions("a.xml", bytes).remove(0);
        assert_eq!(
            decisions("a.xls", xml2003.as_bytes())[0],
            "decision-misnamed"
        );
        assert_eq!(xml(xml2003.as_bytes()), "decision-encoding");
        assert!(xml(&utf16(&xml2003)).starts_with("decision-encoding"));
        assert_eq!(
            decisions("a.xml.gz", &gzipped(xml2003.as_bytes()))[0],
            "decision-encoding"
        );
        // it says nothing, or something wrong, of its encoding
        let gbk = GB18030.encode(&xml2003).0.into_owned();
        assert!(xml(&gbk).starts_with("decision-encoding"));
        let stated = xml2003.replace("?>\n<?mso", " encoding=\"GB2312\"?>\n<?mso");
        assert!(xml(&GB18030.encode(&stated).0).starts_with("decision-encoding"));
        assert_eq!(xml(stated.as_bytes()), "decision-encoding");
        let fods = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\">\
             <office:body><office:spreadsheet><table:table><table:table-row>{}</table:table-row></table:table></office:spreadsheet>\
             </office:body></office:document>",
            row(|text| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>"))
        );
        assert!(decisions("a.fods", fods.as_bytes()).is_empty());
        // a container that lacks what says first what it is
        let manifest = b"<x media-type=\"application/vnd.oasis.opendocument.spreadsheet\"/>";
        let ods = zipped(&[("content.xml", fods.as_bytes()), (MANIFEST, manifest)]);
        assert!(decisions("a.ods", &ods).is_empty());
        let secret = zipped(&[("encrypted-package", b"x"), (MANIFEST, manifest)]);
        assert_eq!(read("a.ods", &secret), Err("source-encrypted"));
        let page = "<html xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><table><tr><td>单号<td>金额</table>";
        assert_eq!(decisions("a.html", page.as_bytes())[0], "decision-encoding");
    }

    #[test]
    fn one_layer_is_unpacked() {
        assert!(decisions("a.csv.gz", &gzipped(CSV)).contains(&"decision-delimiter"));
        let packed = zipped(&[
            ("导出/", b""),
            ("导出/订单.csv", CSV),
            ("__MACOSX/._订单.csv", b"x"),
        ]);
        assert_eq!(decisions("a.zip", &packed)[0], "decision-unpacked");
        let twice = gzipped(&packed);
        assert_eq!(read("a.gz", &twice), Err("source-packed-twice"));
        let several = zipped(&[("a.csv", CSV), ("b.csv", CSV)]);
        assert_eq!(read("a.zip", &several), Err("source-archive-several"));
        assert_eq!(read("a.zip", &zipped(&[])), Err("source-archive-empty"));
        let workbook = gzipped(&fixture("deaths.xlsx"));
        assert_eq!(read("a.xlsx.gz", &workbook).unwrap().0[0], "Name");
        let (gbk, ..) = GB18030.encode("订单\\一月.csv");
        assert_eq!(file_name(&gbk), "订单/一月.csv");
    }

    #[test]
    fn names_in_an_archive() {
        for name in ["./a.csv", "././a.csv", "/a.csv", "导出/./a.csv", ".\\a.csv"] {
            assert_eq!(
                decisions("a.zip", &zipped(&[(name, CSV)]))[0],
                "decision-unpacked"
            );
        }
        for (names, key) in [
            (["../a.csv", "b.csv"], "source-archive-outside"),
            (["导出/../../a.csv", "b.csv"], "source-archive-outside"),
            (["./a.csv", "a.csv"], "source-archive-twice"),
            ([".a.csv", ".b.csv"], "source-archive-empty"),
        ] {
            let packed = zipped(&names.map(|name| (name, CSV)));
            assert_eq!(read("a.zip", &packed), Err(key), "{names:?}");
        }
    }

    /// The list of an archive, or of a workbook, names all that is in it.
    #[test]
    fn what_no_list_names() {
        let one = || zipped(&[("a.csv", CSV)]);
        let mut twice = zipped(&[("a.csv", CSV), ("b.csv", CSV)]);
        while let Some(at) = memmem::find(&twice, b"b.csv") {
            twice[at] = b'a';
        }
        assert_eq!(read("a.zip", &twice), Err("source-archive-twice"));
        let two = [one(), one()].concat();
        assert_eq!(read("a.zip", &two), Err("source-archive-incomplete"));
        assert_eq!(read("a.gz", &gzipped(&two)), Err("source-packed-twice"));
        let doubts = |bytes: &[u8]| -> Vec<&str> {
            let settings = Settings::new(&|_| Some(0));
            let opened = of_content(file(bytes), Path::new("a"), &settings).unwrap();
            opened.form.doubts.iter().map(|d| d.key).collect()
        };
        let behind = |bytes: Vec<u8>| [&bytes[..], CSV].concat();
        assert!(doubts(&behind(one())).contains(&"source-beside-packed"));
        let deaths = fixture("deaths.xlsx");
        assert!(doubts(&behind(deaths.clone())).contains(&"source-beside-packed"));
        assert_eq!(doubts(&gzipped(&deaths)), doubts(&deaths));
        let workbooks = [deaths.clone(), deaths].concat();
        assert_eq!(read("a.xlsx", &workbooks), Err("source-archive-incomplete"));
        let types = ("[Content_Types].xml", &b"<Types/>"[..]);
        let mut parts = zipped(&[
            types,
            ("xl/workbook.xml", b"<workbook/>"),
            ("xl/workbook.xmm", b""),
        ]);
        while let Some(at) = memmem::find(&parts, b".xmm") {
            parts[at + 3] = b'l';
        }
        assert_eq!(read("a.xlsx", &parts), Err("source-part-twice"));
    }

    #[test]
    fn what_unpacks_too_far_is_refused() {
        let unpacked = |most: u64| {
            let mut budget = Budget::new(1, Some(most));
            let file = spooled(&[b'0'; 11][..], 4, &mut budget).map_err(|e| e.key)?;
            Ok(file.metadata().unwrap().len())
        };
        assert_eq!(unpacked(11), Ok(11));
        assert_eq!(unpacked(10), Err("source-over-budget"));
    }

    #[test]
    fn workbooks_keep_to_what_they_declare() {
        let types = ("[Content_Types].xml", &b"<Types/>"[..]);
        let part = vec![b' '; 54_321];
        let workbook = zipped(&[types, ("_rels/.rels", &part), ("xl/workbook.xml", b"")]);
        let declaring = |size: u32| {
            let mut bytes = workbook.clone();
            for at in memmem::find_iter(&workbook, &54_321u32.to_le_bytes()) {
                bytes[at..at + 4].copy_from_slice(&size.to_le_bytes());
            }
            read("a.xlsx", &bytes)
        };
        assert_eq!(declaring(200 << 20), Err("source-over-budget"));
        assert_eq!(declaring(100), Err("source-broken-workbook"));
        // more shared strings than fit into any memory
        let shared = b"<sst uniqueCount=\"9000000000000\"><si><t>a</t></si></sst>";
        let workbook = zipped(&[
            types,
            ("xl/workbook.xml", b""),
            ("xl/sharedStrings.xml", shared),
        ]);
        assert_eq!(read("a.xlsx", &workbook), Err("source-cut-off"));
    }

    #[test]
    fn entities_of_a_workbook_are_not_expanded() {
        let shared = "<!DOCTYPE sst [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\
                      <sst><si><t>&b;&b;</t></si></sst>";
        let relation = |target: &str, kind: &str| {
            format!(
                "<Relationships><Relationship Id=\"r\" Target=\"{target}\" Type=\"http://x/relationships/{kind}\"/>\
                 </Relationships>"
            )
        };
        let root = relation("xl/workbook.xml", "officeDocument");
        let sheet = relation("worksheets/sheet1.xml", "worksheet");
        let workbook = zipped(&[
            ("[Content_Types].xml", b"<Types/>"),
            ("_rels/.rels", root.as_bytes()),
            ("xl/_rels/workbook.xml.rels", sheet.as_bytes()),
            ("xl/workbook.xml", b"<workbook><sheets><sheet name=\"a\" r:id=\"r\"/></sheets></workbook>"),
            ("xl/sharedStrings.xml", shared.as_bytes()),
            (
                "xl/worksheets/sheet1.xml",
                b"<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row></sheetData></worksheet>",
            ),
        ]);
        match read("a.xlsx", &workbook) {
            Ok((headings, _)) => assert!(headings[0].len() < 20, "{headings:?}"),
            Err(key) => assert_eq!(key, "source-broken-workbook"),
        }
    }

    /// Whatever is cut off or changed, a file is read or refused.
    #[test]
    fn damaged_workbooks_do_no_harm() {
        silence_readers();
        for name in [
            "any_sheets.xlsx",
            "date.xlsb",
            "date.xls",
            "any_sheets.ods",
            "mtcars.xls",
        ] {
            let whole = fixture(name);
            for part in 1..24 {
                unbroken(read(name, &whole[..whole.len() * part / 24]));
                let mut changed = whole.clone();
                for at in (part * 37..changed.len()).step_by(997) {
                    changed[at] ^= 0x55;
                }
                unbroken(read(name, &changed));
            }
        }
    }

    /// A reader that panics is told as a file that cannot be read.
    fn unbroken<T>(read: Result<T, &'static str>) {
        assert_ne!(read.err(), Some("source-unreadable-workbook"));
    }
}
