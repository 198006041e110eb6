//! Excel workbooks (xlsx) through calamine, cell by cell, so that a sheet need not fit in memory.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use calamine::{Cell, DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::batch::Batch;
use super::{Body, Form, Opened, SourceError};
use crate::messages::message;
use crate::tables::date;

/// Rows of a batch.
const ROWS: usize = 16_384;
/// Columns of a sheet that are read; Excel itself has 16,384.
const MOST_COLUMNS: u32 = 16_384;

/// A sheet that is being read. calamine's cell reader borrows the workbook, so both live on a thread of their own.
pub(crate) struct Sheet {
    batches: Receiver<Result<Batch, SourceError>>,
    thread: Option<JoinHandle<()>>,
}

enum Start {
    Header {
        header: Vec<String>,
        row: u64,
        sheet: String,
        others: Vec<String>,
    },
    Failed(SourceError),
}

/// Opens a workbook: the named sheet, or the first worksheet.
pub(crate) fn open(path: &Path, sheet: Option<&str>) -> Result<Opened, SourceError> {
    let (starts, start) = sync_channel(1);
    let (sender, batches) = sync_channel(2);
    let (path, sheet) = (path.to_owned(), sheet.map(str::to_owned));
    let thread = thread::spawn(move || {
        if let Err(error) = read(&path, sheet.as_deref(), &starts, &sender) {
            // before the header the failure belongs to opening, after it to the batches; one of them listens
            let _ = starts.try_send(Start::Failed(error.clone()));
            let _ = sender.send(Err(error));
        }
    });
    match start.recv() {
        Ok(Start::Header {
            header,
            row,
            sheet,
            others,
        }) => Ok(Opened {
            header,
            header_row: row,
            form: Form {
                encoding: None,
                delimiter: None,
                line_end: None,
                sheet: Some(sheet),
                other_sheets: others,
            },
            body: Body::Workbook(Box::new(Sheet {
                batches,
                thread: Some(thread),
            })),
        }),
        Ok(Start::Failed(error)) => Err(error),
        Err(_) => Err(ended(thread).unwrap_or_else(|| message!("source-empty"))),
    }
}

impl Sheet {
    pub(crate) fn next_batch(&mut self) -> Result<Option<Batch>, SourceError> {
        match self.batches.recv() {
            Ok(batch) => batch.map(Some),
            // the end of the sheet, unless the reader broke down
            Err(_) => self.thread.take().and_then(ended).map_or(Ok(None), Err),
        }
    }
}

/// A reader that broke down, as an error of the file.
fn ended(thread: JoinHandle<()>) -> Option<SourceError> {
    let broken = message!("source-broken-workbook", error = "?");
    thread.join().is_err().then_some(broken)
}

fn read(
    path: &Path,
    wanted: Option<&str>,
    starts: &SyncSender<Start>,
    batches: &SyncSender<Result<Batch, SourceError>>,
) -> Result<(), SourceError> {
    let mut book: Xlsx<BufReader<File>> = calamine::open_workbook(path).map_err(|e| broken(&e))?;
    let sheets: Vec<calamine::Sheet> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.typ == SheetType::WorkSheet)
        .cloned()
        .collect();
    let names: Vec<String> = sheets.iter().map(|s| s.name.clone()).collect();
    let chosen = match wanted {
        Some(name) => sheets.iter().find(|s| s.name.trim() == name.trim()),
        None => sheets.iter().find(|s| s.visible == SheetVisible::Visible),
    };
    let sheet = chosen.map(|s| s.name.clone());
    // what was not read although nobody said which sheet to read
    let others: Vec<String> = match wanted {
        Some(_) => Vec::new(),
        None => names
            .iter()
            .filter(|n| Some(*n) != sheet.as_ref())
            .cloned()
            .collect(),
    };
    let Some(sheet) = sheet else {
        return Err(match wanted {
            Some(wanted) => message!("source-no-sheet", wanted = wanted, sheets = names),
            None => message!("source-no-worksheet"),
        });
    };
    let mut cells = book
        .worksheet_cells_reader(&sheet)
        .map_err(|e| broken(&e))?;
    let mut rows = Rows {
        header: None,
        row: Vec::new(),
        at: 0,
        batch: Batch::default(),
        starts,
        batches,
        sheet,
        others,
    };
    while let Some(cell) = cells.next_cell().map_err(|e| broken(&e))? {
        if !rows.push(&cell) {
            return Ok(());
        }
    }
    rows.finish()
}

/// Gathers cells into rows and rows into batches.
struct Rows<'a> {
    header: Option<usize>,
    /// Cells of the current row by column.
    row: Vec<String>,
    /// Its number, from 0.
    at: u32,
    batch: Batch,
    starts: &'a SyncSender<Start>,
    batches: &'a SyncSender<Result<Batch, SourceError>>,
    sheet: String,
    others: Vec<String>,
}

impl Rows<'_> {
    /// Takes a cell; false if nobody listens any more.
    fn push(&mut self, cell: &Cell<DataRef>) -> bool {
        let (row, column) = cell.get_position();
        if row != self.at {
            if !self.end_row() {
                return false;
            }
            self.at = row;
        }
        let text = text(cell.get_value());
        if column < MOST_COLUMNS && !text.is_empty() {
            let column = column as usize;
            if self.row.len() <= column {
                self.row.resize(column + 1, String::new());
            }
            self.row[column] = text;
        }
        true
    }

    fn end_row(&mut self) -> bool {
        let row = std::mem::take(&mut self.row);
        if row.iter().all(|cell| cell.trim().is_empty()) {
            // a row without any cell is not even stored; one with blanks was meant to be one
            if self.header.is_some() && !row.is_empty() {
                self.batch.skip_blank();
            }
            return true;
        }
        let number = u64::from(self.at) + 1;
        let Some(width) = self.header else {
            self.header = Some(row.len());
            self.batch = Batch::new(row.len());
            return self
                .starts
                .send(Start::Header {
                    header: row,
                    row: number,
                    sheet: self.sheet.clone(),
                    others: self.others.clone(),
                })
                .is_ok();
        };
        // a sheet does not store trailing empty cells: a shorter row is complete
        let missing = width.saturating_sub(row.len());
        self.batch.push_row(
            number,
            row.iter()
                .map(String::as_str)
                .chain(std::iter::repeat_n("", missing)),
        );
        if self.batch.rows() < ROWS {
            return true;
        }
        let full = std::mem::replace(&mut self.batch, Batch::new(width));
        self.batches.send(Ok(full)).is_ok()
    }

    fn finish(mut self) -> Result<(), SourceError> {
        self.end_row();
        if self.header.is_none() {
            return Err(message!("source-empty"));
        }
        if self.batch.rows() > 0 {
            let _ = self.batches.send(Ok(std::mem::take(&mut self.batch)));
        }
        Ok(())
    }
}

/// The cell as a person would type it: dates in ISO form, numbers with the fifteen digits Excel shows.
fn text(value: &DataRef) -> String {
    match value {
        DataRef::Empty => String::new(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::Bool(value) => if *value { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
        DataRef::Error(error) => error.to_string(),
        // a time without a day
        DataRef::DateTime(serial) if serial.as_f64() < 1.0 && !serial.is_duration() => {
            let (_, _, _, hour, minute, second, _) = serial.to_ymd_hms_milli();
            format!("{hour:02}:{minute:02}:{second:02}")
        }
        DataRef::DateTime(serial) if serial.is_duration() => number_text(serial.as_f64()),
        DataRef::DateTime(serial) => {
            let (year, month, day, hour, minute, second, milli) = serial.to_ymd_hms_milli();
            let narrow = |n: u8| i8::try_from(n).unwrap_or_default();
            let at = jiff::civil::Date::new(
                i16::try_from(year).unwrap_or_default(),
                narrow(month),
                narrow(day),
            )
            .ok()
            .map(|d| {
                d.at(
                    narrow(hour),
                    narrow(minute),
                    narrow(second),
                    i32::from(milli) * 1_000_000,
                )
            });
            at.map_or_else(
                || number_text(serial.as_f64()),
                |at| date::text(date::millis(at)),
            )
        }
    }
}

/// The shortest decimal that has the same fifteen significant digits; exponents only where Excel has them too.
fn number_text(number: f64) -> String {
    if !number.is_finite() {
        return number.to_string();
    }
    let rounded: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    format!("{rounded}")
}

fn broken(error: &XlsxError) -> SourceError {
    match error {
        XlsxError::Password => message!("source-encrypted"),
        XlsxError::FileNotFound(_) => message!("source-not-workbook"),
        other => message!("source-broken-workbook", error = other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_excel_shows_them() {
        for (number, shown) in [
            (1111.0, "1111"),
            (0.1 + 0.2, "0.3"),
            (-2.5, "-2.5"),
            (1e15, "1000000000000000"),
            (12.34, "12.34"),
        ] {
            assert_eq!(number_text(number), shown);
        }
    }
}
