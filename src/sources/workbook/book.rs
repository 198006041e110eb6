//! Workbooks of all formats behind one face: their sheets, the cells of a sheet one after another, and what is beside them.

use std::fs::File;
use std::io::BufReader;
use std::ops::ControlFlow;

use calamine::{
    CellErrorType, Data, DataRef, Dimensions, ExcelDateTime, Ods, OdsError, Range, Reader,
    SheetType, SheetVisible,
};
use encoding_rs::Encoding;

use super::beside::Beside;
use super::cells::is_error_text;
use super::errors::{broken, io_error};
use super::package::Package;
use super::reference::Area;
use super::value::{Flow, Sheet, Shown, Value};
use super::xls::Xls;
use super::xlsb::Xlsb;
use super::xlsx::Xlsx;
use crate::messages::{Message, message};
use crate::sources::SourceError;

/// The kinds of workbook, told apart by what is in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Format {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

impl Format {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Format::Xlsx => "xlsx",
            Format::Xlsb => "xlsb",
            Format::Xls => "xls",
            Format::Ods => "ods",
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
    Xls(Box<Xls>),
    /// calamine has read all sheets at once.
    Loaded(Vec<Loaded>),
}

struct Loaded {
    name: String,
    cells: Range<Data>,
    merged: Vec<Dimensions>,
    /// Whether errors of formulas are stored as text.
    error_texts: bool,
}

impl Book {
    /// Opens a workbook; text in a code page is in the `declared` one, if there is one.
    pub(crate) fn open(
        file: File,
        format: Format,
        declared: Option<&'static Encoding>,
    ) -> Result<Book, SourceError> {
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
            Format::Xls => Body::Xls(Box::new(Xls::open(file, declared)?)),
            Format::Ods => {
                let mut book = Ods::new(file).map_err(|e| ods_error(&e))?;
                let load = |(name, cells)| Loaded {
                    name,
                    cells,
                    merged: Vec::new(),
                    error_texts: true,
                };
                let loaded = book.worksheets();
                return Ok(Book {
                    sheets: sheets(book.sheets_metadata()),
                    body: Body::Loaded(loaded.into_iter().map(load).collect()),
                });
            }
        };
        let sheets = match &body {
            Body::Xlsx(book) => book.sheets.all.clone(),
            Body::Xlsb(book) => book.sheets.all.clone(),
            Body::Xls(book) => book.sheets(),
            Body::Loaded(_) => Vec::new(),
        };
        Ok(Book { sheets, body })
    }

    /// Whether days are counted from 1904, so that a number without a format may be a day of that count.
    pub(crate) fn counts_from_1904(&self) -> bool {
        match &self.body {
            Body::Xlsx(book) => book.from_1904,
            Body::Xlsb(book) => book.from_1904,
            Body::Xls(book) => book.counts_from_1904(),
            Body::Loaded(_) => false,
        }
    }

    /// The encoding of the texts where it was guessed, and whether that is not certain.
    pub(crate) fn guessed(&self) -> Option<(Message, bool)> {
        match &self.body {
            Body::Xls(book) => book.guessed(),
            Body::Xlsx(_) | Body::Xlsb(_) | Body::Loaded(_) => None,
        }
    }

    /// Sheets that are listed without anything of them in the file.
    pub(crate) fn missing(&self) -> &[String] {
        match &self.body {
            Body::Xlsx(book) => &book.sheets.missing,
            Body::Xlsb(book) => &book.sheets.missing,
            Body::Xls(_) | Body::Loaded(_) => &[],
        }
    }

    /// What is in a sheet beside the values of its cells. Where that stands behind them, the sheet is read to its end.
    pub(crate) fn beside(&mut self, sheet: usize) -> Result<Beside, SourceError> {
        match &mut self.body {
            Body::Xlsx(book) => book.beside(sheet),
            Body::Xlsb(book) => book.beside(sheet),
            Body::Xls(book) => book.beside(sheet),
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
            Body::Xls(book) => book.cells(sheet, each),
            Body::Loaded(sheets) => {
                let sheet = loaded(sheets, &self.sheets[sheet].name)?;
                let (top, left) = sheet.cells.start().unwrap_or_default();
                for (row, cells) in (top..).zip(sheet.cells.rows()) {
                    for (column, cell) in (left..).zip(cells) {
                        let cell = borrowed(cell, sheet.error_texts);
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

fn borrowed(cell: &Data, error_texts: bool) -> DataRef<'_> {
    match cell {
        Data::Empty => DataRef::Empty,
        Data::String(text) if error_texts && is_error_text(text) => text
            .parse()
            .map_or(DataRef::SharedString(text), DataRef::Error),
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

fn ods_error(error: &OdsError) -> SourceError {
    match error {
        OdsError::Password => message!("source-encrypted"),
        OdsError::Io(error) => io_error(error),
        other => broken(other),
    }
}
