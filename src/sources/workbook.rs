//! Workbooks (xlsx, xlsb, xls, ods) through calamine.
//!
//! calamine is made for workbooks as Excel writes them and may panic on hostile ones. It runs on threads of its own only
//! ([`READER`]), whose panics come out as one error of the file; [`silence_readers`] keeps them off the terminal.

mod book;
mod cells;
mod choice;
mod guard;
mod rows;

use std::fs::File;
use std::io::Seek;
use std::panic;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use calamine::{Dimensions, SheetType, SheetVisible};

use self::book::Book;
pub(crate) use self::book::Format;
pub(crate) use self::rows::{MOST_COLUMNS, Rows};
use super::batch::Batch;
use super::layout::{self, Heading, Merged, PREVIEW, Preview};
use super::{Body, Chunk, Form, Opened, Part, Settings, SourceError};
use crate::messages::{Message, message};

/// The threads that read workbooks.
const READER: &str = "workbook";
/// Areas of merged cells that a sentence names.
const SHOWN_MERGED: usize = 5;

/// A sheet that is being read. calamine's cell reader borrows the workbook, so both live on a thread of their own.
pub(crate) struct Sheet {
    batches: Receiver<Result<(Batch, bool), SourceError>>,
    thread: Option<JoinHandle<()>>,
}

/// A sheet that may be the one.
struct Candidate {
    /// Index among the sheets of the workbook.
    sheet: usize,
    preview: Preview,
}

/// Keeps panics of the threads that read workbooks from being printed; they are told as errors of their files.
pub(crate) fn silence_readers() {
    let print = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().name() != Some(READER) {
            print(panic);
        }
    }));
}

/// Opens a workbook, chooses a sheet and finds its header.
pub(crate) fn open(file: File, format: Format, settings: &Settings) -> Result<Opened, SourceError> {
    let wanted = settings.sheet.cloned();
    let (mut book, candidates) = apart(move || {
        guard::check(&file, format)?;
        (&file).rewind().map_err(|e| super::unreadable(&e))?;
        let mut book = Book::open(file, format)?;
        let candidates = choice::candidates(&book.sheets, wanted.as_ref())?
            .into_iter()
            .map(|sheet| {
                let preview = preview(&mut book, sheet)?;
                Ok(Candidate { sheet, preview })
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok((book, candidates))
    })?;
    let mut form = form(&book, &candidates, settings);
    let Candidate { sheet, mut preview } = best(candidates, settings);
    let name = book.sheets[sheet].name.clone();
    form.other_sheets.retain(|other| *other != name);
    form.sheet = Some(name.clone());
    let (book, merged) = apart(move || {
        let merged = book.merged(&name)?;
        Ok((book, merged))
    })?;
    preview.merged = merged.iter().map(as_seen).collect();
    let heading = layout::find(&preview, settings)?;
    form.decisions
        .extend(merged_below(&preview.merged, &heading));
    let after = match heading.taken {
        0 => 0,
        taken => preview.rows[taken - 1].0,
    };
    let width = heading.columns.len();
    let (sender, batches) = sync_channel(2);
    let thread = reader(move || {
        if let Err(error) = read(book, sheet, after, width, &sender) {
            // nobody listens where the audit was cancelled
            let _ = sender.send(Err(error));
        }
    })?;
    Ok(Opened {
        heading,
        form,
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
            Err(_) => match self.thread.take().map(JoinHandle::join) {
                Some(Err(_)) => Err(broken_down()),
                _ => Ok(None),
            },
        }
    }
}

fn reader<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<JoinHandle<T>, SourceError> {
    thread::Builder::new()
        .name(READER.to_owned())
        .spawn(work)
        .map_err(|e| super::unreadable(&e))
}

/// Runs calamine where its panics are errors.
fn apart<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SourceError> + Send + 'static,
) -> Result<T, SourceError> {
    reader(work)?.join().unwrap_or_else(|_| Err(broken_down()))
}

fn broken_down() -> SourceError {
    message!("source-unreadable-workbook")
}

/// The first filled rows of a sheet.
fn preview(book: &mut Book, sheet: usize) -> Result<Preview, SourceError> {
    let mut first = None;
    let full = |batch| {
        first = Some(batch);
        false
    };
    let mut rows = Rows::new(0, MOST_COLUMNS as usize, full).at_most(PREVIEW);
    let name = book.sheets[sheet].name.clone();
    book.cells(&name, |row, column, value, padding| {
        rows.cell(row, column, value, padding)
    })?;
    let all = rows.finish();
    let batch = first.unwrap_or(all);
    let row = |row| {
        let mut cells: Vec<String> = batch.row(row).map(str::to_owned).collect();
        let filled = cells.iter().rposition(|cell| !cell.is_empty());
        cells.truncate(filled.map_or(0, |last| last + 1));
        (batch.line(row), cells)
    };
    Ok(Preview {
        rows: (0..batch.rows()).map(row).collect(),
        merged: Vec::new(),
    })
}

/// What there is to tell about the choice of a sheet.
fn form(book: &Book, candidates: &[Candidate], settings: &Settings) -> Form {
    let mut form = Form::default();
    if settings.sheet.is_some() {
        return form;
    }
    form.other_sheets = candidates
        .iter()
        .filter(|c| !c.preview.rows.is_empty())
        .map(|c| book.sheets[c.sheet].name.clone())
        .collect();
    let hidden: Vec<String> = book
        .sheets
        .iter()
        .filter(|s| s.typ == SheetType::WorkSheet && s.visible != SheetVisible::Visible)
        .map(|s| s.name.clone())
        .collect();
    if !hidden.is_empty() {
        form.decisions
            .push(message!("decision-hidden-sheets", sheets = hidden));
    }
    form
}

/// The sheet whose header names most fields; where none does, the first with anything in it.
fn best(mut candidates: Vec<Candidate>, settings: &Settings) -> Candidate {
    let fits: Vec<(usize, bool)> = candidates
        .iter()
        .map(|c| {
            let fields = layout::find(&c.preview, settings).map_or(0, |h| h.fields);
            (fields, !c.preview.rows.is_empty())
        })
        .collect();
    let most = fits.iter().max().copied();
    let first = fits.iter().position(|fit| Some(*fit) == most);
    candidates.swap_remove(first.unwrap_or_default())
}

fn as_seen(area: &Dimensions) -> Merged {
    Merged {
        rows: (u64::from(area.start.0) + 1, u64::from(area.end.0) + 1),
        columns: (area.start.1 as usize, area.end.1 as usize),
    }
}

/// Merged cells below the header hold their value in the first cell only.
fn merged_below(merged: &[Merged], heading: &Heading) -> Option<Message> {
    let header = heading.rows.map_or(0, |(_, last)| last);
    let mut rows: Vec<(u64, u64)> = merged
        .iter()
        .filter(|m| m.rows.0 > header && m.columns.0 < heading.columns.len())
        .map(|m| m.rows)
        .collect();
    if rows.is_empty() {
        return None;
    }
    rows.sort_unstable();
    let shown: Vec<String> = rows
        .iter()
        .take(SHOWN_MERGED)
        .map(|(first, last)| match first {
            first if first == last => first.to_string(),
            first => format!("{first}–{last}"),
        })
        .collect();
    let more = if rows.len() > SHOWN_MERGED {
        ", …"
    } else {
        ""
    };
    let rows_text = format!("{}{more}", shown.join(", "));
    Some(message!(
        "decision-merged",
        count = rows.len(),
        rows = rows_text
    ))
}

fn read(
    mut book: Book,
    sheet: usize,
    after: u64,
    width: usize,
    batches: &SyncSender<Result<(Batch, bool), SourceError>>,
) -> Result<(), SourceError> {
    let mut rows = Rows::new(after, width, |batch| {
        batches.send(Ok((batch, false))).is_ok()
    });
    let name = book.sheets[sheet].name.clone();
    book.cells(&name, |row, column, value, padding| {
        rows.cell(row, column, value, padding)
    })?;
    let last = rows.finish();
    let _ = batches.send(Ok((last, true)));
    Ok(())
}
