//! Excel workbooks (xlsx) through calamine, cell by cell, so that a sheet need not fit in memory.

use std::fs::File;
use std::io::{BufReader, Read, Seek};
use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use calamine::{DataRef, Reader, SheetType, SheetVisible, Xlsx, XlsxCellReader, XlsxError};

use super::batch::Batch;
use super::layout::{self, PREVIEW, Preview};
use super::{Body, Chunk, Form, Opened, Part, Settings, SourceError};
use crate::messages::message;
use crate::tables::date;

/// Rows of a batch.
const ROWS: usize = 16_384;
/// Columns of a sheet that are read; Excel itself has 16,384.
const MOST_COLUMNS: usize = 16_384;

/// A sheet that is being read. calamine's cell reader borrows the workbook, so both live on a thread of their own.
pub(crate) struct Sheet {
    batches: Receiver<Result<(Batch, bool), SourceError>>,
    thread: Option<JoinHandle<()>>,
}

/// What is known of a workbook before a sheet is read.
struct Overview {
    preview: Preview,
    sheet: String,
    others: Vec<String>,
}

/// What to read of it.
#[derive(Clone, Copy)]
struct Wanted {
    /// Rows up to this one are the header and what is above it.
    after: u64,
    width: usize,
}

/// Opens a workbook and finds the header.
pub(crate) fn open(path: &Path, settings: &Settings) -> Result<Opened, SourceError> {
    let (overviews, overview) = sync_channel(1);
    let (wanted, order) = sync_channel(1);
    let (sender, batches) = sync_channel(2);
    let (path, sheet) = (path.to_owned(), settings.sheet.map(str::to_owned));
    let thread = thread::spawn(move || {
        if let Err(error) = read(&path, sheet.as_deref(), &overviews, &order, &sender) {
            // before the overview the failure belongs to opening, after it to the batches; one of them listens
            let _ = overviews.try_send(Err(error.clone()));
            let _ = sender.send(Err(error));
        }
    });
    let overview = match overview.recv() {
        Ok(overview) => overview?,
        Err(_) => return Err(ended(thread).unwrap_or_else(|| message!("source-empty"))),
    };
    let heading = layout::find(&overview.preview, settings)?;
    let after = match heading.taken {
        0 => 0,
        taken => overview.preview.rows[taken - 1].0,
    };
    let width = heading.columns.len();
    let _ = wanted.send(Wanted { after, width });
    Ok(Opened {
        heading,
        form: Form {
            sheet: Some(overview.sheet),
            other_sheets: overview.others,
            ..Form::default()
        },
        body: Body::Workbook(Sheet {
            batches,
            thread: Some(thread),
        }),
    })
}

impl Sheet {
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        match self.batches.recv() {
            Ok(batch) => batch.map(|(batch, last)| {
                Some(Chunk {
                    part: Part::Batch(batch),
                    last,
                })
            }),
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
    overviews: &SyncSender<Result<Overview, SourceError>>,
    order: &Receiver<Wanted>,
    batches: &SyncSender<Result<(Batch, bool), SourceError>>,
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
    let mut preview = Preview::default();
    let mut rows = Rows::default();
    while preview.rows.len() < PREVIEW
        && let Some(row) = rows.next(&mut cells)?
    {
        preview.rows.push(row);
    }
    let known = preview.rows.clone();
    let overview = Overview {
        preview,
        sheet,
        others,
    };
    let _ = overviews.send(Ok(overview));
    let Ok(wanted) = order.recv() else {
        return Ok(());
    };
    let mut batch = Batch::new(wanted.width);
    let mut known = known.into_iter().filter(|(row, _)| *row > wanted.after);
    while let Some((row, cells)) = known
        .next()
        .map_or_else(|| rows.next(&mut cells), |row| Ok(Some(row)))?
    {
        if batch.rows() == ROWS {
            let full = std::mem::replace(&mut batch, Batch::new(wanted.width));
            if batches.send(Ok((full, false))).is_err() {
                return Ok(());
            }
        }
        batch.push_row(row, cells.iter().map(String::as_str));
    }
    let _ = batches.send(Ok((batch, true)));
    Ok(())
}

/// Gathers cells into rows.
#[derive(Default)]
struct Rows {
    /// The first cell of the next row.
    next: Option<(u32, usize, String)>,
    ended: bool,
}

impl Rows {
    /// The next row that is stored, with its number from 1.
    fn next<R: Read + Seek>(
        &mut self,
        cells: &mut XlsxCellReader<'_, R>,
    ) -> Result<Option<(u64, Vec<String>)>, SourceError> {
        let mut current: Option<(u32, Vec<String>)> = None;
        loop {
            let cell = match self.next.take() {
                Some(cell) => Some(cell),
                None if self.ended => None,
                None => cells.next_cell().map_err(|e| broken(&e))?.map(|cell| {
                    let (row, column) = cell.get_position();
                    (row, column as usize, text(cell.get_value()))
                }),
            };
            let numbered = |(row, cells)| (u64::from(row) + 1, cells);
            let Some((row, column, text)) = cell else {
                self.ended = true;
                return Ok(current.map(numbered));
            };
            let (at, row_cells) = current.get_or_insert_with(|| (row, Vec::new()));
            if *at != row {
                self.next = Some((row, column, text));
                return Ok(current.map(numbered));
            }
            if column < MOST_COLUMNS && !text.is_empty() {
                if row_cells.len() <= column {
                    row_cells.resize(column + 1, String::new());
                }
                row_cells[column] = text;
            }
        }
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
