//! Text with a comma between the cells (RFC 4180), or with a tab as Excel's "Unicode text"; also packed, which adds a check sum.

use std::io::Write;

use encoding_rs::Encoding;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::package::zipped;
use super::{Book, Sheet};

/// The first sheet in an encoding, with the line ends of Windows.
pub(crate) fn save(book: &Book, encoding: &'static Encoding) -> Vec<u8> {
    let text = lines(&book.sheets[0], ',');
    let (bytes, _, unmappable) = encoding.encode(&text);
    assert!(!unmappable, "{} cannot write it", encoding.name());
    bytes.into_owned()
}

/// As Excel writes UTF-8: with a byte order mark.
pub(crate) fn save_marked(book: &Book) -> Vec<u8> {
    format!("\u{feff}{}", lines(&book.sheets[0], ',')).into_bytes()
}

/// Tabs, and UTF-16 with a byte order mark.
pub(crate) fn save_unicode(book: &Book) -> Vec<u8> {
    let text = format!("\u{feff}{}", lines(&book.sheets[0], '\t'));
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// In UTF-8, as gzip.
pub(crate) fn save_gzip(book: &Book) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&save_marked(book)).unwrap();
    gzip.finish().unwrap()
}

/// In UTF-8, as the one file of a ZIP.
pub(crate) fn save_zip(book: &Book) -> Vec<u8> {
    zipped(&[("orders.csv", save_marked(book))])
}

/// All rows as wide as the widest.
fn lines(sheet: &Sheet, delimiter: char) -> String {
    let mut text = String::new();
    for row in &sheet.rows {
        let cells = row.cells.iter().map(|cell| quoted(cell.shown(), delimiter));
        let missing = sheet.width() - row.cells.len();
        let cells: Vec<String> = cells.chain(vec![String::new(); missing]).collect();
        text += &cells.join(&delimiter.to_string());
        text += "\r\n";
    }
    text
}

fn quoted(cell: &str, delimiter: char) -> String {
    if cell.contains(['"', '\n', delimiter]) {
        format!("\"{}\"", cell.replace('"', "\"\""))
    } else {
        cell.to_owned()
    }
}
