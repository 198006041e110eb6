//! The workbooks that calamine reads, behind one face: their sheets, and the cells of a sheet one after another.

use std::io::BufReader;
use std::ops::ControlFlow;

use calamine::{
    CellErrorType, Data, DataRef, Dimensions, ExcelDateTime, Range, Reader, SheetType,
    SheetVisible, Xls, XlsError, XlsOptions, Xlsb, XlsbError, Xlsx, XlsxError,
};

use encoding_rs::{Encoding, UTF_8};

use super::formats::NumberFormat;
use super::ods::Ods;
use super::shared::Shared;
use super::value::{Sheet, Shown, Value};
use super::xml2003::Xml2003;
use crate::messages::message;
use crate::sources::layout::Merged;
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

impl Book {
    /// Opens a workbook; the text of an xls is in the `codepage` if that is known better than the file
    /// does. It may unpack to `most` bytes.
    pub(crate) fn open(
        file: Shared,
        format: Format,
        codepage: Option<u16>,
        encoding: Option<&'static Encoding>,
        most: u64,
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
                let mut options = XlsOptions::default();
                options.force_codepage = codepage;
                let mut book = Xls::new_with_options(file, options).map_err(|e| xls_error(&e))?;
                let loaded = book.worksheets();
                let load = |(name, cells): (String, _)| Loaded {
                    merged: book.merge_cells_by_sheet_name(&name).unwrap_or_default(),
                    name,
                    cells,
                };
                Book {
                    sheets: sheets(book.sheets_metadata()),
                    body: Body::Loaded(loaded.into_iter().map(load).collect()),
                }
            }
            Format::Ods => Book::of_ods(Ods::open(file, most)?),
            Format::Fods => Book::of_ods(Ods::open_flat(file, most)?),
            Format::Xml2003 => {
                let mut book = Xml2003::open(file, encoding.unwrap_or(UTF_8), most)?;
                Book {
                    sheets: std::mem::take(&mut book.sheets),
                    body: Body::Xml2003(Box::new(book)),
                }
            }
        })
    }

    fn of_ods(mut book: Ods) -> Book {
        Book {
            sheets: std::mem::take(&mut book.sheets),
            body: Body::Ods(Box::new(book)),
        }
    }

    /// Whether bytes were no text in the encoding of the file; they are U+FFFD in its cells.
    pub(crate) fn is_undecodable(&self) -> bool {
        match &self.body {
            Body::Ods(book) => book.is_undecodable(),
            Body::Xml2003(book) => book.is_undecodable(),
            _ => false,
        }
    }

    /// Merged cells of a sheet, as far as calamine knows them: not in xlsb and ods.
    pub(crate) fn merged(&mut self, sheet: &str) -> Result<Vec<Dimensions>, SourceError> {
        match &mut self.body {
            Body::Xlsx(book) => book
                .merge_cells_by_sheet_name(sheet)
                .map_err(|e| xlsx_error(&e)),
            Body::Xlsb(_) => Ok(Vec::new()),
            Body::Ods(book) => {
                let sheet = place(&self.sheets, sheet)?;
                Ok(book.beside(sheet).merged.iter().map(dimensions).collect())
            }
            Body::Xml2003(book) => {
                let sheet = place(&self.sheets, sheet)?;
                Ok(book.beside(sheet).merged.iter().map(dimensions).collect())
            }
            Body::Loaded(sheets) => Ok(loaded(sheets, sheet)?.merged.clone()),
        }
    }

    /// Formulas of a sheet whose result is not stored, as far as its reader counts them.
    pub(crate) fn unstored(&self, sheet: usize) -> u64 {
        match &self.body {
            Body::Ods(book) => book.beside(sheet).unstored,
            Body::Xml2003(book) => book.beside(sheet).unstored,
            _ => 0,
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
            Body::Ods(book) => {
                let sheet = place(&self.sheets, sheet)?;
                book.cells(sheet, each)?;
            }
            Body::Xml2003(book) => {
                let sheet = place(&self.sheets, sheet)?;
                book.cells(sheet, each)?;
            }
            Body::Loaded(sheets) => {
                let sheet = loaded(sheets, sheet)?;
                let (top, left) = sheet.cells.start().unwrap_or_default();
                for (row, cells) in (top..).zip(sheet.cells.rows()) {
                    for (column, cell) in (left..).zip(cells) {
                        let cell = borrowed(cell);
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

/// Whether more cells are wanted; why not, if the reason is a failure.
pub(crate) type Flow = ControlFlow<Result<(), SourceError>>;

fn loaded<'a>(sheets: &'a [Loaded], name: &str) -> Result<&'a Loaded, SourceError> {
    sheets
        .iter()
        .find(|s| s.name == name)
        .ok_or_else(|| message!("source-no-worksheet"))
}

fn place(sheets: &[Sheet], name: &str) -> Result<usize, SourceError> {
    let place = sheets.iter().position(|s| s.name == name);
    place.ok_or_else(|| message!("source-no-worksheet"))
}

fn dimensions(merged: &Merged) -> Dimensions {
    let row = |row: u64| u32::try_from(row - 1).unwrap_or(u32::MAX);
    let column = |column| u32::try_from(column).unwrap_or(u32::MAX);
    Dimensions {
        start: (row(merged.rows.0), column(merged.columns.0)),
        end: (row(merged.rows.1), column(merged.columns.1)),
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
