//! Workbooks for tests, made of the parts that a test is about.

use std::fs::File;
use std::io::{Cursor, Seek, Write};
use std::ops::ControlFlow;

use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::book::{Book, Limits};
use super::kind::Format;
use super::value::Value;
use super::{cells, reference};
use crate::sources::SourceError;

/// The parts of a package with their names.
pub(crate) struct Made(pub(crate) Vec<(String, Vec<u8>)>);

impl Made {
    /// An xlsx of one sheet: its element without the start and end tags.
    pub(crate) fn xlsx(sheet: &str) -> Made {
        Made::xlsx_of(&[sheet])
    }

    /// An xlsx of several sheets: `S1`, `S2`…
    pub(crate) fn xlsx_of(sheets: &[&str]) -> Made {
        let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        let mut listed = Vec::new();
        let mut targets = vec![
            ("styles".to_owned(), "styles.xml".to_owned()),
            ("sharedStrings".to_owned(), "sharedStrings.xml".to_owned()),
        ];
        let mut made = Made(Vec::new());
        for (number, sheet) in (1..).zip(sheets) {
            listed.push(format!(
                "<sheet name=\"S{number}\" sheetId=\"{number}\" r:id=\"r{}\"/>",
                number + 2
            ));
            targets.push((
                "worksheet".to_owned(),
                format!("worksheets/sheet{number}.xml"),
            ));
            let sheet = format!("<worksheet xmlns=\"{main}\">{sheet}</worksheet>");
            made = made.with(&format!("xl/worksheets/sheet{number}.xml"), &sheet);
        }
        let workbook = format!(
            "<workbook xmlns=\"{main}\"><sheets>{}</sheets></workbook>",
            listed.concat()
        );
        let root = [("officeDocument".to_owned(), "xl/workbook.xml".to_owned())];
        made.with("[Content_Types].xml", "<Types/>")
            .with("_rels/.rels", &relationships(&root))
            .with("xl/_rels/workbook.xml.rels", &relationships(&targets))
            .with("xl/workbook.xml", &workbook)
            .with("xl/styles.xml", "<styleSheet/>")
            .with("xl/sharedStrings.xml", "<sst/>")
    }

    /// An xlsb of one sheet: the records that it is made of.
    pub(crate) fn xlsb(sheet: &[Vec<u8>]) -> Made {
        let root = [("officeDocument".to_owned(), "xl/workbook.bin".to_owned())];
        let targets = [
            ("worksheet".to_owned(), "worksheets/sheet1.bin".to_owned()),
            ("styles".to_owned(), "styles.bin".to_owned()),
            ("sharedStrings".to_owned(), "sharedStrings.bin".to_owned()),
        ];
        let listed = [&[0, 0, 0, 0, 1, 0, 0, 0][..], &wide("r1"), &wide("S1")].concat();
        let book = [record(131, &[]), record(156, &listed), record(132, &[])].concat();
        let sheet = [record(129, &[]), sheet.concat(), record(130, &[])].concat();
        Made(Vec::new())
            .with("[Content_Types].xml", "<Types/>")
            .with("_rels/.rels", &relationships(&root))
            .with("xl/_rels/workbook.bin.rels", &relationships(&targets))
            .with_bytes("xl/workbook.bin", &book)
            .with_bytes("xl/worksheets/sheet1.bin", &sheet)
            .with_bytes("xl/styles.bin", &[])
            .with_bytes("xl/sharedStrings.bin", &[])
    }

    /// Adds or replaces a part.
    pub(crate) fn with(self, name: &str, text: &str) -> Made {
        self.with_bytes(name, text.as_bytes())
    }

    pub(crate) fn with_bytes(mut self, name: &str, bytes: &[u8]) -> Made {
        self.0.retain(|(other, _)| other != name);
        self.0.push((name.to_owned(), bytes.to_vec()));
        self
    }

    /// Replaces some of the text of a part.
    pub(crate) fn replaced(self, name: &str, from: &str, to: &str) -> Made {
        let (_, part) = self.0.iter().find(|(other, _)| other == name).unwrap();
        let text = String::from_utf8(part.clone()).unwrap();
        assert!(text.contains(from), "{text}");
        self.with(name, &text.replace(from, to))
    }

    /// Gives the parts other names.
    pub(crate) fn renamed(mut self, rename: impl Fn(&str) -> String) -> Made {
        for (name, _) in &mut self.0 {
            *name = rename(name);
        }
        self
    }

    /// The bytes of the file; the parts are not packed, so that a test can change them.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, part) in &self.0 {
            let options =
                SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            zip.start_file(name.as_str(), options).unwrap();
            zip.write_all(part).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    pub(crate) fn file(&self) -> File {
        file(&self.bytes())
    }

    pub(crate) fn open(&self, format: Format) -> Result<Book, SourceError> {
        Book::open(self.file(), format, &Limits::default())
    }
}

/// A file with these bytes.
pub(crate) fn file(bytes: &[u8]) -> File {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    file
}

/// The relationships `r1`, `r2`… by kind and target.
pub(crate) fn relationships(targets: &[(String, String)]) -> String {
    let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let written = (1..).zip(targets).map(|(number, (kind, target))| {
        format!("<Relationship Id=\"r{number}\" Type=\"{kinds}/{kind}\" Target=\"{target}\"/>")
    });
    format!(
        "<Relationships>{}</Relationships>",
        written.collect::<String>()
    )
}

/// A record of an xlsb.
pub(crate) fn record(kind: u32, data: &[u8]) -> Vec<u8> {
    let length = u32::try_from(data.len()).unwrap();
    [&in_sevens(kind)[..], &in_sevens(length), data].concat()
}

/// A number in bytes of seven bits, of which all but the last say that there are more.
fn in_sevens(mut number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number > 0x7f {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
    bytes
}

/// A text of an xlsb.
pub(crate) fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let length = u32::try_from(units.len()).unwrap().to_le_bytes().to_vec();
    [
        length,
        units.iter().flat_map(|unit| unit.to_le_bytes()).collect(),
    ]
    .concat()
}

/// The cells of a sheet that show something, as `B2 text`.
pub(crate) fn cells_of(book: &mut Book, sheet: usize) -> Result<Vec<String>, SourceError> {
    let mut cells = Vec::new();
    book.cells(sheet, |row, column, value: &Value| {
        let mut text = String::new();
        let damage = cells::write(&mut text, value);
        if !text.is_empty() {
            let damaged = if damage.is_some() { " damaged" } else { "" };
            cells.push(format!("{} {text}{damaged}", reference::name(row, column)));
        }
        ControlFlow::Continue(())
    })?;
    Ok(cells)
}

/// The cells of all sheets, each of which is read for what is beside them as well.
pub(crate) fn all_of(mut book: Book) -> Result<Vec<String>, SourceError> {
    let sheets = (0..book.sheets.len()).filter(|&sheet| book.sheets[sheet].cells);
    let sheets: Vec<usize> = sheets.collect();
    let mut all = Vec::new();
    for sheet in sheets {
        book.beside(sheet)?;
        all.extend(cells_of(&mut book, sheet)?);
    }
    Ok(all)
}

/// Changes some bytes at random, always the same ones for the same seed.
pub(crate) fn changed(bytes: &[u8], seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 1).unwrap() % below
    };
    let mut bytes = bytes.to_vec();
    for _ in 0..=next(4) {
        let at = next(bytes.len());
        bytes[at] = match next(3) {
            0 => bytes[at] ^ (1 << next(8)),
            1 => b"<>/\"=&;:0\xff"[next(10)],
            _ => bytes[next(bytes.len())],
        };
    }
    bytes
}
