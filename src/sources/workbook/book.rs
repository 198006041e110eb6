//! Workbooks of all formats behind one face: their sheets, the cells of a sheet one after another, and what is beside them.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;

use calamine::{
    CellErrorType, Data, DataRef, Dimensions, ExcelDateTime, Range, Reader, SheetType,
    SheetVisible, Xls, XlsError, XlsOptions,
};
use encoding_rs::{Encoding, UTF_8};

use super::beside::Beside;
use super::ods::Ods;
use super::package::Package;
use super::reference::Area;
use super::value::{Sheet, Shown, Value};
use super::xlsb::Xlsb;
use super::xlsx::Xlsx;
use super::xml2003::Xml2003;
use crate::messages::message;
use crate::sources::{SourceError, unreadable};

/// The kinds of workbook, told apart by what is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
    /// An OpenDocument spreadsheet that is one XML file.
    Fods,
    /// "XML Spreadsheet 2003"
    Xml2003,
}

impl Format {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Xlsb => "xlsb",
            Format::Xls => "xls",
            Format::Ods => "ods",
            Format::Fods => "fods",
            Format::Xml2003 => "XML Spreadsheet 2003",
        }
    }
}

/// An opened workbook.
pub(crate) struct Book {
    /// All sheets in their order, those that hold no cells (charts, macros) included.
    pub(crate) sheets: Vec<Sheet>,
    body: Body,
}

enum Body {
    Xlsx(Box<Xlsx<BufReader<File>>>),
    Xlsb(Box<Xlsb<BufReader<File>>>),
    Ods(Box<Ods>),
    Xml2003(Box<Xml2003>),
    /// calamine has read all sheets at once.
    Loaded(Vec<Loaded>),
}

struct Loaded {
    name: String,
    cells: Range<Data>,
    merged: Vec<Dimensions>,
}

/// What was found out about a file before it is opened as a workbook.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Limits {
    /// That of the text of an xls, if it is known better than the file does.
    pub(crate) codepage: Option<u16>,
    /// That of a workbook that is text.
    pub(crate) encoding: Option<&'static Encoding>,
    /// The most bytes that it may unpack to.
    pub(crate) most: u64,
}

impl Book {
    /// Opens a workbook.
    pub(crate) fn open(file: File, format: Format, limits: &Limits) -> Result<Book, SourceError> {
        let file = BufReader::new(file);
        let body = match format {
            Format::Xlsx | Format::Xlsb => {
                let mut package = Package::open(file)?;
                let main = package.main_part()?;
                let main = main.ok_or_else(|| broken(&"no workbook in it"))?;
                match format {
                    Format::Xlsx => Body::Xlsx(Box::new(Xlsx::open(package, &main)?)),
                    _ => Body::Xlsb(Box::new(Xlsb::open(package, &main)?)),
                }
            }
            Format::Xls => {
                let mut options = XlsOptions::default();
                options.force_codepage = limits.codepage;
                let mut book = Xls::new_with_options(file, options).map_err(|e| xls_error(&e))?;
                let loaded = book.worksheets();
                let load = |(name, cells): (String, _)| Loaded {
                    merged: book.merge_cells_by_sheet_name(&name).unwrap_or_default(),
                    name,
                    cells,
                };
                return Ok(Book {
                    sheets: sheets(book.sheets_metadata()),
                    body: Body::Loaded(loaded.into_iter().map(load).collect()),
                });
            }
            Format::Ods => Body::Ods(Box::new(Ods::open(file, limits.most)?)),
            Format::Fods => Body::Ods(Box::new(Ods::open_flat(file, limits.most)?)),
            Format::Xml2003 => {
                let encoding = limits.encoding.unwrap_or(UTF_8);
                Body::Xml2003(Box::new(Xml2003::open(file, encoding, limits.most)?))
            }
        };
        let sheets = match &body {
            Body::Xlsx(book) => book.sheets.all.clone(),
            Body::Xlsb(book) => book.sheets.all.clone(),
            Body::Ods(book) => book.sheets.clone(),
            Body::Xml2003(book) => book.sheets.clone(),
            Body::Loaded(_) => Vec::new(),
        };
        Ok(Book { sheets, body })
    }

    /// Whether days are counted from 1904, so that a number without a format may be a day of that count.
    pub(crate) fn counts_from_1904(&self) -> bool {
        match &self.body {
            Body::Xlsx(book) => book.from_1904,
            Body::Xlsb(book) => book.from_1904,
            Body::Ods(book) => book.from_1904,
            Body::Xml2003(book) => book.from_1904,
            Body::Loaded(_) => false,
        }
    }

    /// Sheets that are listed without anything of them in the file.
    pub(crate) fn missing(&self) -> &[String] {
        match &self.body {
            Body::Xlsx(book) => &book.sheets.missing,
            Body::Xlsb(book) => &book.sheets.missing,
            Body::Ods(_) | Body::Xml2003(_) | Body::Loaded(_) => &[],
        }
    }

    /// Whether bytes were no text in the encoding of the file; they are U+FFFD in its cells.
    pub(crate) fn is_undecodable(&self) -> bool {
        match &self.body {
            Body::Ods(book) => book.is_undecodable(),
            Body::Xml2003(book) => book.is_undecodable(),
            Body::Xlsx(_) | Body::Xlsb(_) | Body::Loaded(_) => false,
        }
    }

    /// What is in a sheet beside the values of its cells. Where that stands behind them, the sheet is read to its end.
    pub(crate) fn beside(&mut self, sheet: usize) -> Result<Beside, SourceError> {
        match &mut self.body {
            Body::Xlsx(book) => book.beside(sheet),
            Body::Xlsb(book) => book.beside(sheet),
            Body::Ods(book) => Ok(book.beside(sheet).clone()),
            Body::Xml2003(book) => Ok(book.beside(sheet).clone()),
            Body::Loaded(sheets) => Ok(Beside {
                merged: loaded(sheets, &self.sheets[sheet].name)?
                    .merged
                    .iter()
                    .map(area)
                    .collect(),
                ..Beside::default()
            }),
        }
    }

    /// Hands over the cells of a sheet row by row, with row and column from 0, until there are no more or none are wanted.
    pub(crate) fn cells(
        &mut self,
        sheet: usize,
        mut each: impl FnMut(u32, u32, &Value) -> Flow,
    ) -> Result<(), SourceError> {
        match &mut self.body {
            Body::Xlsx(book) => book.cells(sheet, each),
            Body::Xlsb(book) => book.cells(sheet, each),
            Body::Ods(book) => book.cells(sheet, each),
            Body::Xml2003(book) => book.cells(sheet, each),
            Body::Loaded(sheets) => {
                let sheet = loaded(sheets, &self.sheets[sheet].name)?;
                let (top, left) = sheet.cells.start().unwrap_or_default();
                for (row, cells) in (top..).zip(sheet.cells.rows()) {
                    for (column, cell) in (left..).zip(cells) {
                        let cell = borrowed(cell);
                        if let ControlFlow::Break(end) = each(row, column, &value(&cell)) {
                            return end;
                        }
                    }
                }
                Ok(())
            }
        }
    }
}

/// Whether more cells are wanted; why not, if the reason is a failure.
pub(crate) type Flow = ControlFlow<Result<(), SourceError>>;

fn loaded<'a>(sheets: &'a [Loaded], name: &str) -> Result<&'a Loaded, SourceError> {
    sheets
        .iter()
        .find(|s| s.name == name)
        .ok_or_else(|| message!("source-no-worksheet"))
}

fn area(merged: &Dimensions) -> Area {
    Area {
        top: merged.start.0,
        bottom: merged.end.0,
        left: merged.start.1,
        right: merged.end.1,
    }
}

fn sheets(sheets: &[calamine::Sheet]) -> Vec<Sheet> {
    let sheet = |sheet: &calamine::Sheet| Sheet {
        name: sheet.name.clone(),
        cells: sheet.typ == SheetType::WorkSheet,
        visible: sheet.visible == SheetVisible::Visible,
    };
    sheets.iter().map(sheet).collect()
}

fn value<'a>(cell: &'a DataRef) -> Value<'a> {
    match cell {
        DataRef::Empty => Value::Empty,
        DataRef::String(text) => Value::Text(text),
        DataRef::SharedString(text) => Value::Text(text),
        DataRef::Bool(value) => Value::Bool(*value),
        #[expect(clippy::cast_precision_loss, reason = "they come from 30 bits (xlsb)")]
        DataRef::Int(number) => Value::Number(*number as f64, Shown::Plain),
        DataRef::Float(number) => Value::Number(*number, Shown::Plain),
        DataRef::DateTime(serial) => Value::Number(serial.as_f64(), shown(serial)),
        DataRef::DateTimeIso(text) => Value::Iso(text),
        DataRef::DurationIso(text) => Value::IsoDuration(text),
        DataRef::Error(error) => Value::Error(error_text(error)),
    }
}

fn shown(serial: &ExcelDateTime) -> Shown<'static> {
    if serial.is_duration() {
        return Shown::Hours;
    }
    // the two systems are 1,462 days apart, whatever the serial
    let from_1904 =
        *serial == ExcelDateTime::new(serial.as_f64(), calamine::ExcelDateTimeType::DateTime, true);
    Shown::Day { from_1904 }
}

/// The error of a formula as Excel writes it.
fn error_text(error: &CellErrorType) -> &'static str {
    match error {
        CellErrorType::Div0 => "#DIV/0!",
        CellErrorType::NA => "#N/A",
        CellErrorType::Name => "#NAME?",
        CellErrorType::Null => "#NULL!",
        CellErrorType::Num => "#NUM!",
        CellErrorType::Ref => "#REF!",
        CellErrorType::Value => "#VALUE!",
        CellErrorType::GettingData => "#GETTING_DATA",
    }
}

fn borrowed(cell: &Data) -> DataRef<'_> {
    match cell {
        Data::Empty => DataRef::Empty,
        Data::String(text) => DataRef::SharedString(text),
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::Bool(value) => DataRef::Bool(*value),
        Data::DateTime(serial) => DataRef::DateTime(*serial),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
    }
}

/// A workbook that calamine gave up on.
pub(crate) fn broken(error: &dyn std::fmt::Display) -> SourceError {
    message!("source-broken-workbook", error = error.to_string())
}

fn xls_error(error: &XlsError) -> SourceError {
    match error {
        XlsError::Password => message!("source-encrypted"),
        XlsError::Io(error) => io_error(error),
        other => broken(other),
    }
}

/// A file that ends too early or is packed wrongly is damaged; anything else is the machine's.
pub(crate) fn io_error(error: &std::io::Error) -> SourceError {
    use std::io::ErrorKind::{InvalidData, InvalidInput, Other, UnexpectedEof};
    match error.kind() {
        InvalidData | InvalidInput | Other | UnexpectedEof => broken(error),
        _ => unreadable(error),
    }
}
