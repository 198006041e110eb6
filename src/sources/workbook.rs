//! Workbooks (xlsx, xlsb, xls, ods) through calamine.
//!
//! calamine is made for workbooks as Excel writes them and may panic on hostile ones. It runs on threads of its own only
//! ([`READER`]), whose panics come out as one error of the file; [`silence_readers`] keeps them off the terminal.

mod book;
mod cells;
mod choice;
mod formats;
mod guard;
mod rows;
mod serial;
mod shared;
mod value;
mod xls;

use std::fs::File;
use std::panic;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use calamine::Dimensions;

use self::book::Book;
pub(crate) use self::book::Format;
use self::guard::Beside;
pub(crate) use self::rows::{MOST_COLUMNS, Rows};
use self::shared::Shared;
pub(crate) use self::value::Value;
use super::batch::Batch;
use super::layout::{self, Merged, PREVIEW, Preview};
use super::{Body, Chunk, Form, Opened, Part, Settings, SheetChoice, SourceError};
use crate::messages::message;

/// The threads that read workbooks.
const READER: &str = "workbook";

/// A sheet that is being read. calamine's cell reader borrows the workbook, so both live on a thread of their own.
pub(crate) struct Sheet {
    batches: Receiver<Result<(Batch<'static>, bool), SourceError>>,
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
    let (wanted, unpacked) = (settings.sheet.cloned(), settings.unpacked);
    let (mut book, candidates, beside) = apart(move || {
        let codepage = guard::check(&file, format, unpacked)?;
        let file = Shared::new(file);
        let beside = beside(&file, format)?;
        let seen = candidates(file, format, codepage, wanted.as_ref());
        let beside = beside.join().unwrap_or_else(|_| Err(broken_down()))?;
        let (book, candidates) = seen?;
        Ok((book, candidates, beside))
    })?;
    let mut form = form(&book, &candidates, settings);
    let Candidate { sheet, mut preview } = best(candidates, settings);
    let name = book.sheets[sheet].name.clone();
    form.other_sheets.retain(|other| *other != name);
    form.sheet = Some(name.clone());
    if beside.unstored > 0 {
        let told = message!("decision-unstored-formulas", count = beside.unstored);
        form.decisions.push(told.clone());
        form.doubts.push(told);
    }
    let (book, merged) = apart(move || {
        let merged = if beside.merged {
            book.merged(&name)?
        } else {
            Vec::new()
        };
        Ok((book, merged))
    })?;
    preview.merged = merged.iter().map(as_seen).collect();
    let heading = layout::find(&preview, settings)?;
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
        chunks: 0,
    })
}

impl Sheet {
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        match self.batches.recv() {
            Ok(batch) => batch.map(|(batch, last)| {
                Some(Chunk {
                    part: Part::Batch(Some(batch)),
                    last,
                    number: 0,
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

/// What is beside the cells, found out while calamine opens the workbook: the sheets of an xlsx are unpacked once more for it.
fn beside(
    file: &Shared,
    format: Format,
) -> Result<JoinHandle<Result<Beside, SourceError>>, SourceError> {
    let file = file.clone();
    reader(move || match format {
        Format::Xlsx => guard::sheets(file),
        Format::Xlsb | Format::Xls | Format::Ods => Ok(Beside {
            merged: true,
            unstored: 0,
        }),
    })
}

/// The workbook and the sheets that may be the one.
fn candidates(
    file: Shared,
    format: Format,
    codepage: Option<u16>,
    wanted: Option<&SheetChoice>,
) -> Result<(Book, Vec<Candidate>), SourceError> {
    let mut book = Book::open(file, format, codepage)?;
    let candidates = choice::candidates(&book.sheets, wanted)?
        .into_iter()
        .map(|sheet| {
            let preview = preview(&mut book, sheet)?;
            Ok(Candidate { sheet, preview })
        })
        .collect::<Result<_, SourceError>>()?;
    Ok((book, candidates))
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
    book.cells(&name, |row, column, value| rows.cell(row, column, value))?;
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
        .filter(|s| s.cells && !s.visible)
        .map(|s| s.name.clone())
        .collect();
    if !hidden.is_empty() {
        let told = message!("decision-hidden-sheets", sheets = hidden);
        form.decisions.push(told.clone());
        // rows may be hidden with them
        form.doubts.push(told);
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

fn read(
    mut book: Book,
    sheet: usize,
    after: u64,
    width: usize,
    batches: &SyncSender<Result<(Batch<'static>, bool), SourceError>>,
) -> Result<(), SourceError> {
    let mut rows = Rows::new(after, width, |batch| {
        batches.send(Ok((batch, false))).is_ok()
    });
    let name = book.sheets[sheet].name.clone();
    book.cells(&name, |row, column, value| rows.cell(row, column, value))?;
    let last = rows.finish();
    let _ = batches.send(Ok((last, true)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::batch::{Aside, Damage};
    use rust_xlsxwriter::{Color, Format as Style, Workbook, Worksheet};
    use std::io::{Seek, Write};

    const FIELDS: [&str; 4] = ["单号", "客户", "金额", "卡号"];

    fn saved(mut book: Workbook) -> File {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(&book.save_to_buffer().unwrap()).unwrap();
        file.rewind().unwrap();
        file
    }

    fn with_sheets(write: impl FnOnce(&mut Workbook)) -> File {
        let mut book = Workbook::new();
        write(&mut book);
        saved(book)
    }

    fn opened(
        file: File,
        format: Format,
        sheet: Option<&SheetChoice>,
    ) -> Result<Opened, SourceError> {
        let settings = Settings {
            sheet,
            ..Settings::new(&|heading| FIELDS.iter().position(|f| *f == heading.trim()))
        };
        open(file, format, &settings)
    }

    fn fixture(name: &str) -> File {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/workbooks");
        File::open(format!("{folder}/{name}")).unwrap()
    }

    /// All rows below the header in one batch.
    fn rows(opened: &mut Opened) -> Batch<'static> {
        let mut batches = Vec::new();
        while let Some(chunk) = opened.next_chunk().unwrap() {
            let Part::Batch(Some(batch)) = chunk.part else {
                panic!("not a workbook")
            };
            batches.push(batch);
        }
        assert_eq!(batches.len(), 1);
        batches.remove(0)
    }

    fn texts(batch: &Batch) -> Vec<(u64, Vec<String>)> {
        (0..batch.rows())
            .map(|row| (batch.line(row), batch.row(row).map(str::to_owned).collect()))
            .collect()
    }

    fn keys(opened: &Opened) -> Vec<&str> {
        opened.form.decisions.iter().map(|d| d.key).collect()
    }

    fn header(sheet: &mut Worksheet, row: u32) {
        for (column, field) in (0..).zip(FIELDS) {
            sheet.write(row, column, field).unwrap();
        }
    }

    #[test]
    fn the_sheet_whose_header_fits() {
        let file = || {
            with_sheets(|book| {
                book.add_worksheet()
                    .set_name("封面")
                    .unwrap()
                    .write(0, 0, "说明")
                    .unwrap();
                let sheet = book.add_worksheet().set_name("明细").unwrap();
                header(sheet, 2);
                sheet.write(3, 0, "SO-1").unwrap();
                let hidden = book.add_worksheet().set_name("旧").unwrap();
                header(hidden, 0);
                hidden.write(1, 0, "SO-0").unwrap();
                hidden.set_hidden(true);
                book.add_worksheet();
            })
        };
        let mut found = opened(file(), Format::Xlsx, None).unwrap();
        assert_eq!(found.form.sheet.as_deref(), Some("明细"));
        assert_eq!(found.form.other_sheets, ["封面"]);
        assert_eq!(keys(&found), ["decision-hidden-sheets"]);
        assert_eq!(found.heading.rows, Some((3, 3)));
        assert_eq!(texts(&rows(&mut found))[0].0, 4);
        let hidden = SheetChoice::Name("旧".to_owned());
        let mut found = opened(file(), Format::Xlsx, Some(&hidden)).unwrap();
        assert_eq!(texts(&rows(&mut found))[0].1[0], "SO-0");
    }

    #[test]
    fn cells_as_they_are_seen() {
        let file = with_sheets(|book| {
            let sheet = book.add_worksheet();
            header(sheet, 0);
            let padded = Style::new().set_num_format("\"SO\"0000");
            let filled = Style::new().set_background_color(Color::Yellow);
            sheet.write_with_format(1, 0, 7, &padded).unwrap();
            sheet.write(1, 1, true).unwrap();
            sheet.write(1, 2, 1200.5).unwrap();
            sheet.write(1, 3, 913_101_153_325_803_000.0).unwrap();
            sheet
                .merge_range(3, 0, 4, 0, "SO-2", &Style::new())
                .unwrap();
            sheet.write(4, 1, "乙").unwrap();
            for row in 5..9 {
                sheet.write_blank(row, 0, &filled).unwrap();
            }
        });
        let mut found = opened(file, Format::Xlsx, None).unwrap();
        let merged = Merged {
            rows: (4, 5),
            columns: (0, 0),
        };
        assert_eq!(found.heading.merged, [merged]);
        let batch = rows(&mut found);
        let expected = [
            (2, ["SO0007", "TRUE", "1200.5", "913101153325803000"]),
            (4, ["SO-2", "", "", ""]),
            (5, ["", "乙", "", ""]),
        ];
        let expected = expected.map(|(line, cells)| (line, cells.map(str::to_owned).to_vec()));
        assert_eq!(texts(&batch), expected);
        let damaged: Vec<_> = batch
            .damaged
            .iter()
            .map(|d| (d.row, d.column, d.damage))
            .collect();
        assert_eq!(damaged, [(0, 3, Damage::LostDigits)]);
        let blank: Vec<u64> = batch.aside.iter().map(|(line, _)| *line).collect();
        assert_eq!(blank, [3, 6, 7, 8, 9]);
        assert!(batch.aside.iter().all(|(_, aside)| *aside == Aside::Blank));
    }

    #[test]
    fn a_date_is_the_same_in_every_format() {
        for (name, format) in [
            ("date.xlsx", Format::Xlsx),
            ("date_1904.xlsx", Format::Xlsx),
            ("date.xlsb", Format::Xlsb),
            ("date_1904.xlsb", Format::Xlsb),
            ("date.xls", Format::Xls),
            ("date_1904.xls", Format::Xls),
            ("date.ods", Format::Ods),
        ] {
            let found = opened(fixture(name), format, None).unwrap();
            // none of the cells is a heading, so the first row is taken for it
            assert_eq!(found.heading.columns[0], "2021-01-01", "{name}");
        }
    }

    #[test]
    fn sheets_of_every_format() {
        for (extension, format) in [
            ("xlsx", Format::Xlsx),
            ("xlsb", Format::Xlsb),
            ("xls", Format::Xls),
            ("ods", Format::Ods),
        ] {
            let file = || fixture(&format!("any_sheets.{extension}"));
            let found = opened(file(), format, None).unwrap();
            assert_eq!(found.form.sheet.as_deref(), Some("Visible"), "{extension}");
            assert_eq!(keys(&found), ["decision-hidden-sheets"], "{extension}");
            // it is found, but empty
            let wanted = SheetChoice::Name("very*".to_owned());
            let error = opened(file(), format, Some(&wanted)).err().unwrap();
            assert_eq!(error.key, "source-empty", "{extension}");
            let wanted = SheetChoice::Name("none".to_owned());
            let error = opened(file(), format, Some(&wanted)).err().unwrap();
            assert_eq!(error.key, "source-no-sheet", "{extension}");
        }
    }

    #[test]
    fn text_of_an_xls_that_declares_another_code_page() {
        let found = opened(fixture("mtcars.xls"), Format::Xls, None).unwrap();
        assert_eq!(found.heading.columns[..3], ["mpg", "cyl", "disp"]);
    }

    #[test]
    fn errors_of_formulas() {
        let mut found = opened(fixture("errors.xlsx"), Format::Xlsx, None).unwrap();
        assert_eq!(found.heading.columns, ["#DIV/0!"]);
        let batch = rows(&mut found);
        assert_eq!(batch.cell(0, 0), "#NAME?");
        assert_eq!(batch.damaged.len(), batch.rows());
        assert!(batch.damaged.iter().all(|d| d.damage == Damage::Formula));
    }

    #[test]
    fn a_panic_is_an_error_of_the_file() {
        silence_readers();
        let result: Result<(), SourceError> = apart(|| panic!("as calamine may"));
        assert_eq!(result, Err(broken_down()));
    }
}
