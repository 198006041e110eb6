//! The workbooks that calamine reads, behind one face: their sheets, and the cells of a sheet one after another.

use std::io::BufReader;
use std::ops::ControlFlow;

use calamine::{
    CellErrorType, Data, DataRef, Dimensions, ExcelDateTime, Ods, OdsError, Range, Reader,
    SheetType, SheetVisible, Xlsb, XlsbError, Xlsx, XlsxError,
};
use encoding_rs::Encoding;

use super::cells::is_error_text;
use super::errors::{broken, io_error};
use super::formats::NumberFormat;
use super::shared::Shared;
use super::value::{Flow, Sheet, Shown, Value};
use super::xls::Xls;
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

type Buffered = BufReader<Shared>;

/// An opened workbook.
pub(crate) struct Book {
    /// All sheets in their order, those that hold no cells (charts, macros) included.
    pub(crate) sheets: Vec<Sheet>,
    body: Body,
}

enum Body {
    Xlsx(Box<Xlsx<Buffered>>),
    Xlsb(Box<Xlsb<Buffered>>),
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
        file: Shared,
        format: Format,
        declared: Option<&'static Encoding>,
    ) -> Result<Book, SourceError> {
        let file = BufReader::new(file);
        Ok(match format {
            Format::Xlsx => {
                let book = Xlsx::new(file).map_err(|e| xlsx_error(&e))?;
                Book {
                    sheets: sheets(book.sheets_metadata()),
                    body: Body::Xlsx(Box::new(book)),
                }
            }
            Format::Xlsb => {
                let book = Xlsb::new(file).map_err(|e| xlsb_error(&e))?;
                Book {
                    sheets: sheets(book.sheets_metadata()),
                    body: Body::Xlsb(Box::new(book)),
                }
            }
            Format::Xls => {
                let book = Xls::open(file, declared)?;
                Book {
                    sheets: book.sheets(),
                    body: Body::Xls(Box::new(book)),
                }
            }
            Format::Ods => {
                let mut book = Ods::new(file).map_err(|e| ods_error(&e))?;
                let load = |(name, cells)| Loaded {
                    name,
                    cells,
                    merged: Vec::new(),
                    error_texts: true,
                };
                let loaded = book.worksheets();
                Book {
                    sheets: sheets(book.sheets_metadata()),
                    body: Body::Loaded(loaded.into_iter().map(load).collect()),
                }
            }
        })
    }

    /// Merged cells of a sheet, as far as calamine knows them: not in xlsb and ods.
    pub(crate) fn merged(&mut self, sheet: &str) -> Result<Vec<Dimensions>, SourceError> {
        match &mut self.body {
            Body::Xlsx(book) => book
                .merge_cells_by_sheet_name(sheet)
                .map_err(|e| xlsx_error(&e)),
            Body::Xlsb(_) => Ok(Vec::new()),
            Body::Xls(book) => book.merged(place(&self.sheets, sheet)?),
            Body::Loaded(sheets) => Ok(loaded(sheets, sheet)?.merged.clone()),
        }
    }

    /// What is not certain about the workbook and a sheet of it, where the reader is our own.
    pub(crate) fn doubts(&mut self, sheet: &str) -> Result<Vec<Message>, SourceError> {
        match &mut self.body {
            Body::Xls(book) => book.doubts(place(&self.sheets, sheet)?),
            _ => Ok(Vec::new()),
        }
    }

    /// Hands over the cells of a sheet row by row, with row and column from 0, until there are no more or none are wanted.
    pub(crate) fn cells(
        &mut self,
        sheet: &str,
        mut each: impl FnMut(u32, u32, &Value) -> Flow,
    ) -> Result<(), SourceError> {
        match &mut self.body {
            Body::Xlsx(book) => {
                let mut cells = book
                    .worksheet_cells_reader(sheet)
                    .map_err(|e| xlsx_error(&e))?;
                let formats: Vec<Option<NumberFormat>> = cells
                    .styles()
                    .iter()
                    .map(|s| Some(NumberFormat::parse(&s.number_format.as_ref()?.format_code)))
                    .collect();
                while let Some((cell, style)) = cells
                    .next_cell_with_style_id()
                    .map_err(|e| xlsx_error(&e))?
                {
                    let (row, column) = cell.get_position();
                    let format = formats.get(style).and_then(Option::as_ref);
                    if let ControlFlow::Break(end) =
                        each(row, column, &value(cell.get_value(), format))
                    {
                        return end;
                    }
                }
            }
            Body::Xlsb(book) => {
                let mut cells = book
                    .worksheet_cells_reader(sheet)
                    .map_err(|e| xlsb_error(&e))?;
                while let Some(cell) = cells.next_cell().map_err(|e| xlsb_error(&e))? {
                    let (row, column) = cell.get_position();
                    if let ControlFlow::Break(end) =
                        each(row, column, &value(cell.get_value(), None))
                    {
                        return end;
                    }
                }
            }
            Body::Xls(book) => return book.cells(place(&self.sheets, sheet)?, each),
            Body::Loaded(sheets) => {
                let sheet = loaded(sheets, sheet)?;
                let (top, left) = sheet.cells.start().unwrap_or_default();
                for (row, cells) in (top..).zip(sheet.cells.rows()) {
                    for (column, cell) in (left..).zip(cells) {
                        let cell = borrowed(cell, sheet.error_texts);
                        if let ControlFlow::Break(end) = each(row, column, &value(&cell, None)) {
                            return end;
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

fn place(sheets: &[Sheet], name: &str) -> Result<usize, SourceError> {
    let place = sheets.iter().position(|sheet| sheet.name == name);
    place.ok_or_else(|| message!("source-no-worksheet"))
}

fn loaded<'a>(sheets: &'a [Loaded], name: &str) -> Result<&'a Loaded, SourceError> {
    sheets
        .iter()
        .find(|s| s.name == name)
        .ok_or_else(|| message!("source-no-worksheet"))
}

fn sheets(sheets: &[calamine::Sheet]) -> Vec<Sheet> {
    let sheet = |sheet: &calamine::Sheet| Sheet {
        name: sheet.name.clone(),
        cells: sheet.typ == SheetType::WorkSheet,
        visible: sheet.visible == SheetVisible::Visible,
    };
    sheets.iter().map(sheet).collect()
}

fn value<'a>(cell: &'a DataRef, format: Option<&'a NumberFormat>) -> Value<'a> {
    let padded = format.map_or(Shown::Plain, |format| format.shown(false));
    match cell {
        DataRef::Empty => Value::Empty,
        DataRef::String(text) => Value::Text(text),
        DataRef::SharedString(text) => Value::Text(text),
        DataRef::Bool(value) => Value::Bool(*value),
        #[expect(clippy::cast_precision_loss, reason = "they come from 30 bits (xlsb)")]
        DataRef::Int(number) => Value::Number(*number as f64, padded),
        DataRef::Float(number) => Value::Number(*number, padded),
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

fn xlsx_error(error: &XlsxError) -> SourceError {
    match error {
        XlsxError::Password => message!("source-encrypted"),
        XlsxError::Io(error) => io_error(error),
        other => broken(other),
    }
}

fn xlsb_error(error: &XlsbError) -> SourceError {
    match error {
        XlsbError::Password => message!("source-encrypted"),
        XlsbError::Io(error) => io_error(error),
        other => broken(other),
    }
}

fn ods_error(error: &OdsError) -> SourceError {
    match error {
        OdsError::Password => message!("source-encrypted"),
        OdsError::Io(error) => io_error(error),
        other => broken(other),
    }
}
