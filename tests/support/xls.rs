//! Writes workbooks of Excel 97 and Excel 5 record by record, so that a test can ask for what no program writes.
//!
//! ```text
//! let mut book = Book::new();
//! let code = book.style("0000");
//! let sheet = book.sheet("Orders");
//! sheet.text(0, 0, "No").styled_number(1, 0, 7.0, code);
//! let bytes = book.save();
//! ```

use std::io::{Cursor, Write};

/// Longest record of Excel 97; what is longer goes on in a CONTINUE record.
pub(crate) const LONGEST: usize = 8224;
const CONTINUE: u16 = 0x003c;
const FORMULA: u16 = 0x0006;
const STRING: u16 = 0x0207;

/// A workbook to be written.
pub(crate) struct Book {
    /// Excel 5 instead of Excel 97: text in a code page, no shared strings.
    pub(crate) excel_5: bool,
    pub(crate) codepage: u16,
    pub(crate) from_1904: bool,
    /// Where the table of shared strings is cut into records.
    pub(crate) longest: usize,
    /// Records between the code page and the sheets.
    pub(crate) globals: Vec<u8>,
    /// The table of shared strings, instead of the one for the texts of the cells.
    pub(crate) shared: Option<Vec<u8>>,
    formats: Vec<String>,
    sheets: Vec<Sheet>,
}

/// A sheet to be written; rows and columns count from 0.
pub(crate) struct Sheet {
    name: Vec<u8>,
    /// 0 for a visible sheet, 1 for a hidden one, 2 for one that only a macro can show.
    pub(crate) visibility: u8,
    /// 0 for a worksheet, 1 for macros, 2 for a chart, 6 for a module.
    pub(crate) kind: u8,
    /// First row and column, and those behind the last; worked out from the cells where it is not set.
    pub(crate) dimensions: Option<(u32, u32, u16, u16)>,
    /// Whether the record that ends the sheet is there.
    pub(crate) ends: bool,
    body: Vec<Item>,
    behind: Vec<u8>,
}

enum Item {
    Records(Vec<u8>),
    /// A cell of the shared strings.
    Shared {
        at: (u16, u16),
        text: String,
    },
}

/// The stored result of a formula.
#[derive(Clone, Copy)]
pub(crate) enum Cached<'a> {
    Number(f64),
    /// Stands in a STRING record behind the formula, and in CONTINUE records if it is long (Excel 97).
    Text(&'a str),
    Bool(bool),
    /// Code of [`error`].
    Error(u8),
    /// An empty text, without a STRING record.
    Empty,
}

/// Codes of the errors as they are stored.
pub(crate) const ERRORS: [(u8, &str); 7] = [
    (0x00, "#NULL!"),
    (0x07, "#DIV/0!"),
    (0x0f, "#VALUE!"),
    (0x17, "#REF!"),
    (0x1d, "#NAME?"),
    (0x24, "#NUM!"),
    (0x2a, "#N/A"),
];

impl Book {
    /// An empty workbook of Excel 97.
    pub(crate) fn new() -> Book {
        Book {
            excel_5: false,
            codepage: 1200,
            from_1904: false,
            longest: LONGEST,
            globals: Vec::new(),
            shared: None,
            formats: Vec::new(),
            sheets: Vec::new(),
        }
    }

    /// An empty workbook of Excel 5 in a code page; its names and texts are given as bytes of it.
    pub(crate) fn excel_5(codepage: u16) -> Book {
        Book {
            excel_5: true,
            codepage,
            ..Book::new()
        }
    }

    /// Number of the style that shows numbers by this format; 0 is General.
    pub(crate) fn style(&mut self, format: &str) -> u16 {
        self.formats.push(format.to_owned());
        u16::try_from(self.formats.len()).unwrap()
    }

    /// Adds a worksheet.
    pub(crate) fn sheet(&mut self, name: &str) -> &mut Sheet {
        if self.excel_5 {
            return self.named_sheet(&counted_bytes(name.as_bytes()));
        }
        // the number of characters of a name has one byte
        let name = text(name);
        self.named_sheet(&[&name[..1], &name[2..]].concat())
    }

    /// Adds a worksheet whose name is stored like this, its length included.
    pub(crate) fn named_sheet(&mut self, name: &[u8]) -> &mut Sheet {
        self.sheets.push(Sheet {
            name: name.to_vec(),
            visibility: 0,
            kind: 0,
            dimensions: None,
            ends: true,
            body: Vec::new(),
            behind: Vec::new(),
        });
        self.sheets.last_mut().unwrap()
    }

    /// The compound file.
    pub(crate) fn save(&self) -> Vec<u8> {
        let name = if self.excel_5 { "/Book" } else { "/Workbook" };
        compound(&[(name, &self.stream())])
    }

    /// The stream of the workbook, without the compound file around it.
    pub(crate) fn stream(&self) -> Vec<u8> {
        let mut shared = Vec::new();
        let bodies: Vec<Vec<u8>> = self
            .sheets
            .iter()
            .map(|sheet| sheet.records(self.excel_5, &mut shared))
            .collect();
        let mut start = self.globals(&vec![0; bodies.len()], &shared).len();
        let mut starts = Vec::new();
        for body in &bodies {
            starts.push(start);
            start += body.len();
        }
        [self.globals(&starts, &shared), bodies.concat()].concat()
    }

    fn globals(&self, starts: &[usize], shared: &[String]) -> Vec<u8> {
        let mut out = begin(self.excel_5, 0x0005);
        out.extend(record(0x0042, &self.codepage.to_le_bytes()));
        out.extend(record(0x0022, &[u8::from(self.from_1904), 0]));
        out.extend(&self.globals);
        for (ix, format) in (164u16..).zip(&self.formats) {
            let code = if self.excel_5 {
                counted_bytes(format.as_bytes())
            } else {
                text(format)
            };
            out.extend(record(0x041e, &[&ix.to_le_bytes()[..], &code].concat()));
        }
        for format in std::iter::once(0).chain((164u16..).take(self.formats.len())) {
            let mut style = vec![0; if self.excel_5 { 16 } else { 20 }];
            style[2..4].copy_from_slice(&format.to_le_bytes());
            out.extend(record(0x00e0, &style));
        }
        for (sheet, start) in self.sheets.iter().zip(starts) {
            let start = u32::try_from(*start).unwrap().to_le_bytes();
            let kind = [sheet.visibility, sheet.kind];
            out.extend(record(0x0085, &[&start[..], &kind, &sheet.name].concat()));
        }
        if let Some(table) = &self.shared {
            out.extend(table);
        } else if !self.excel_5 {
            let count = u32::try_from(shared.len()).unwrap().to_le_bytes();
            let shared: Vec<&str> = shared.iter().map(String::as_str).collect();
            let start = [count, count].concat();
            out.extend(continued(0x00fc, start, &shared, self.longest));
        }
        out.extend(record(0x000a, &[]));
        out
    }
}

impl Sheet {
    /// Appends a record that is not checked.
    pub(crate) fn record(&mut self, kind: u16, data: &[u8]) -> &mut Sheet {
        self.body.push(Item::Records(record(kind, data)));
        self
    }

    /// Appends bytes that need not be a record.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> &mut Sheet {
        self.body.push(Item::Records(bytes.to_vec()));
        self
    }

    /// A text among the shared ones (Excel 97).
    pub(crate) fn text(&mut self, row: u16, column: u16, text: &str) -> &mut Sheet {
        let (at, text) = ((row, column), text.to_owned());
        self.body.push(Item::Shared { at, text });
        self
    }

    /// A text in the cell itself: bytes of the code page (Excel 5).
    pub(crate) fn label(&mut self, row: u16, column: u16, bytes: &[u8]) -> &mut Sheet {
        let length = u16::try_from(bytes.len()).unwrap().to_le_bytes();
        let data = [&at(row, column, 0)[..], &length, bytes].concat();
        self.record(0x0204, &data)
    }

    pub(crate) fn number(&mut self, row: u16, column: u16, number: f64) -> &mut Sheet {
        self.styled_number(row, column, number, 0)
    }

    /// A number in a style of [`Book::style`].
    pub(crate) fn styled_number(
        &mut self,
        row: u16,
        column: u16,
        number: f64,
        style: u16,
    ) -> &mut Sheet {
        let data = [&at(row, column, style)[..], &number.to_le_bytes()].concat();
        self.record(0x0203, &data)
    }

    pub(crate) fn bool(&mut self, row: u16, column: u16, value: bool) -> &mut Sheet {
        let data = [&at(row, column, 0)[..], &[u8::from(value), 0]].concat();
        self.record(0x0205, &data)
    }

    /// A stored error by its code in [`ERRORS`].
    pub(crate) fn error(&mut self, row: u16, column: u16, code: u8) -> &mut Sheet {
        let data = [&at(row, column, 0)[..], &[code, 1]].concat();
        self.record(0x0205, &data)
    }

    /// A cell that is formatted, but empty.
    pub(crate) fn blank(&mut self, row: u16, column: u16) -> &mut Sheet {
        self.record(0x0201, &at(row, column, 0))
    }

    pub(crate) fn formula(&mut self, row: u16, column: u16, cached: Cached) -> &mut Sheet {
        self.formula_as(FORMULA, row, column, cached, &[])
    }

    /// A formula in a record of this kind (0x0006, 0x0206, 0x0406), with records between it and its text.
    pub(crate) fn formula_as(
        &mut self,
        kind: u16,
        row: u16,
        column: u16,
        cached: Cached,
        between: &[u8],
    ) -> &mut Sheet {
        let result = match cached {
            Cached::Number(number) => number.to_le_bytes(),
            Cached::Text(_) => [0, 0, 0, 0, 0, 0, 0xff, 0xff],
            Cached::Bool(value) => [1, 0, u8::from(value), 0, 0, 0, 0xff, 0xff],
            Cached::Error(code) => [2, 0, code, 0, 0, 0, 0xff, 0xff],
            Cached::Empty => [3, 0, 0, 0, 0, 0, 0xff, 0xff],
        };
        // flags, a cache of the program, and as a formula the number 1
        let formula = [0, 0, 0, 0, 0, 0, 3, 0, 0x1e, 1, 0];
        let data = [&at(row, column, 0)[..], &result, &formula].concat();
        self.record(kind, &data).bytes(between);
        if let Cached::Text(shown) = cached {
            self.bytes(&continued(STRING, Vec::new(), &[shown], LONGEST));
        }
        self
    }

    /// Merges an area; both ends belong to it.
    pub(crate) fn merge(&mut self, rows: (u16, u16), columns: (u16, u16)) -> &mut Sheet {
        let area = [1, rows.0, rows.1, columns.0, columns.1].map(u16::to_le_bytes);
        self.behind.extend(record(0x00e5, area.as_flattened()));
        self
    }

    /// A ROW record that hides the row.
    pub(crate) fn hide_row(&mut self, row: u16) -> &mut Sheet {
        let words = [row, 0, 256, 0xff, 0, 0, 0x0120, 0x000f];
        self.record(0x0208, words.map(u16::to_le_bytes).as_flattened())
    }

    /// A COLINFO record that hides columns; both ends belong to them.
    pub(crate) fn hide_columns(&mut self, first: u16, last: u16) -> &mut Sheet {
        let words = [first, last, 0x0900, 0x000f, 1, 0];
        self.record(0x007d, words.map(u16::to_le_bytes).as_flattened())
    }

    fn records(&self, excel_5: bool, shared: &mut Vec<String>) -> Vec<u8> {
        let kind = match self.kind {
            1 => 0x0040,
            2 => 0x0020,
            6 => 0x0006,
            _ => 0x0010,
        };
        let mut out = begin(excel_5, kind);
        if let Some((first_row, behind_row, first_column, behind_column)) = self.dimensions {
            let row = |row: u32| row.to_le_bytes()[..if excel_5 { 2 } else { 4 }].to_vec();
            let rows = [row(first_row), row(behind_row)].concat();
            let columns = [first_column, behind_column, 0].map(u16::to_le_bytes);
            out.extend(record(
                0x0200,
                &[&rows[..], columns.as_flattened()].concat(),
            ));
        }
        for item in &self.body {
            match item {
                Item::Records(records) => out.extend(records),
                Item::Shared { at: cell, text } => {
                    let known = shared.iter().position(|known| known == text);
                    let ix = known.unwrap_or_else(|| {
                        shared.push(text.clone());
                        shared.len() - 1
                    });
                    let ix = u32::try_from(ix).unwrap().to_le_bytes();
                    let data = [&at(cell.0, cell.1, 0)[..], &ix].concat();
                    out.extend(record(0x00fd, &data));
                }
            }
        }
        out.extend(&self.behind);
        if self.ends {
            out.extend(record(0x000a, &[]));
        }
        out
    }
}

/// A record: kind, length and data.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap().to_le_bytes();
    [&kind.to_le_bytes()[..], &length, data].concat()
}

/// The record that begins a stream or a sheet: 0x0005 for the workbook, 0x0010 for a worksheet, 0x0020 for a chart.
pub(crate) fn begin(excel_5: bool, kind: u16) -> Vec<u8> {
    let version: u16 = if excel_5 { 0x0500 } else { 0x0600 };
    let words = [version, kind, 0x0dbb, 0x07cc, 0, 0, 0x0006, 0].map(u16::to_le_bytes);
    let length = if excel_5 { 8 } else { 16 };
    record(0x0809, &words.as_flattened()[..length])
}

/// A text of Excel 97: number of characters, how they are stored, and the characters in one byte each or in two.
pub(crate) fn text(text: &str) -> Vec<u8> {
    let wide: Vec<u16> = text.encode_utf16().collect();
    let length = u16::try_from(wide.len()).unwrap().to_le_bytes();
    let narrow: Option<Vec<u8>> = wide.iter().map(|c| u8::try_from(*c).ok()).collect();
    if let Some(narrow) = narrow {
        return [&length[..], &[0], &narrow].concat();
    }
    let wide: Vec<u8> = wide.iter().flat_map(|c| c.to_le_bytes()).collect();
    [&length[..], &[1], &wide].concat()
}

/// A compound file of these streams; folders in their paths (`/A/Workbook`) are made.
pub(crate) fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    // sectors of 512 bytes, as Excel writes them and other programs expect them
    let version = cfb::Version::V3;
    let bytes = Cursor::new(Vec::new());
    let mut file = cfb::CompoundFile::create_with_version(version, bytes).unwrap();
    for (path, bytes) in streams {
        let folder = &path[..path.rfind('/').unwrap_or_default()];
        file.create_storage_all(folder).unwrap();
        file.create_stream(path).unwrap().write_all(bytes).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// Where a cell is, and its style.
fn at(row: u16, column: u16, style: u16) -> [u8; 6] {
    let words = [row, column, style].map(u16::to_le_bytes);
    words.as_flattened().try_into().unwrap()
}

/// Bytes behind their number in one byte.
pub(crate) fn counted_bytes(bytes: &[u8]) -> Vec<u8> {
    [&[u8::try_from(bytes.len()).unwrap()], bytes].concat()
}

/// Texts behind `start` in a record of this kind and CONTINUE records, of at most `longest` bytes each. Where the characters of a
/// text go on in the next record, it says again how they are stored.
fn continued(kind: u16, start: Vec<u8>, texts: &[&str], longest: usize) -> Vec<u8> {
    let mut pieces = vec![start];
    for shown in texts {
        let bytes = text(shown);
        let (head, mut rest) = bytes.split_at(3);
        let step = if head[2] == 0 { 1 } else { 2 };
        let mut piece = pieces.pop().unwrap();
        if piece.len() + head.len() + step > longest {
            pieces.push(piece);
            piece = Vec::new();
        }
        piece.extend(head);
        loop {
            let fits = (longest - piece.len()).min(rest.len()) / step * step;
            piece.extend(&rest[..fits]);
            rest = &rest[fits..];
            if rest.is_empty() {
                break;
            }
            pieces.push(piece);
            piece = vec![head[2]];
        }
        pieces.push(piece);
    }
    let kinds = std::iter::once(kind).chain(std::iter::repeat(CONTINUE));
    let records = kinds.zip(&pieces);
    records
        .flat_map(|(kind, data)| record(kind, data))
        .collect()
}
