//! Workbooks (xlsx, xlsb, xls, ods).
//!
//! ods is read through calamine, which is made for workbooks as Excel writes them and may panic on hostile ones. It runs on threads
//! of its own only ([`READER`]), whose panics come out as one error of the file; [`silence_readers`] keeps them off the terminal.

mod beside;
mod book;
mod cells;
mod choice;
mod errors;
mod formats;
mod guard;
mod item;
#[cfg(test)]
mod made;
#[cfg(test)]
mod oracle;
mod package;
mod preview;
mod reference;
mod rows;
mod serial;
mod sheets;
mod strings;
mod styles;
mod value;
mod xls;
mod xlsb;
mod xlsx;
mod xml;

use std::fs::File;
use std::panic;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use self::book::Book;
pub(crate) use self::book::Format;
pub(crate) use self::package::Package;
use self::reference::Area;
pub(crate) use self::rows::{MOST_COLUMNS, Rows};
pub(crate) use self::value::Value;
use super::batch::Batch;
use super::layout::{self, Heading, Merged, Preview};
use super::{Body, Chunk, Form, Opened, Part, Settings, SourceError};
use crate::messages::{Message, message};

/// The threads that read workbooks.
const READER: &str = "workbook";
/// Areas of merged cells that a sentence names.
const SHOWN_MERGED: usize = 5;

/// A sheet that is being read. calamine's cell reader borrows the workbook, so both live on a thread of their own.
pub(crate) struct Sheet {
    batches: Receiver<Result<(Batch<'static>, bool), SourceError>>,
    thread: Option<JoinHandle<()>>,
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
    let (unpacked, declared) = (settings.unpacked, settings.encoding);
    let book = apart(move || {
        guard::check(&file, format, unpacked)?;
        Book::open(file, format, declared)
    })?;
    let (book, chosen) = choose(book, settings)?;
    let Chosen {
        sheet,
        mut preview,
        others,
    } = chosen;
    let mut form = form(&book, settings);
    form.sheet = Some(book.sheets[sheet].name.clone());
    form.other_sheets = others;
    let (book, beside) = with_book(book, move |book| book.beside(sheet))?;
    preview.merged = beside.merged.iter().map(as_seen).collect();
    let heading = layout::find(&preview, settings)?;
    for told in beside.told(&heading) {
        form.decisions.push(told.clone());
        form.doubts.push(told);
    }
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
                    part: Part::Batch(Some(batch)),
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

/// The same with an opened workbook.
fn with_book<T: Send + 'static>(
    mut book: Book,
    work: impl FnOnce(&mut Book) -> Result<T, SourceError> + Send + 'static,
) -> Result<(Book, T), SourceError> {
    apart(move || {
        let done = work(&mut book)?;
        Ok((book, done))
    })
}

/// The sheet that is read.
struct Chosen {
    /// Its place among the sheets of the workbook.
    sheet: usize,
    preview: Preview,
    /// Names of the others that might have been meant.
    others: Vec<String>,
}

/// Chooses the sheet whose header names most fields; where none does, the first with anything in it.
fn choose(mut book: Book, settings: &Settings) -> Result<(Book, Chosen), SourceError> {
    let candidates = choice::candidates(&book.sheets, settings.sheet)?;
    let mut best: Option<((usize, bool), usize, Preview)> = None;
    let mut filled = Vec::new();
    for sheet in candidates {
        let preview;
        (book, preview) = with_book(book, move |book| preview::preview(book, sheet))?;
        if !preview.rows.is_empty() {
            filled.push(sheet);
        }
        let fields = layout::find(&preview, settings).map_or(0, |h| h.fields);
        let fit = (fields, !preview.rows.is_empty());
        if best.as_ref().is_none_or(|(most, ..)| fit > *most) {
            best = Some((fit, sheet, preview));
        }
    }
    let (_, sheet, preview) = best.ok_or_else(|| message!("source-no-worksheet"))?;
    filled.retain(|other| *other != sheet);
    let others = filled.iter().map(|&other| book.sheets[other].name.clone());
    let others = others.collect();
    Ok((
        book,
        Chosen {
            sheet,
            preview,
            others,
        },
    ))
}

/// What there is to tell about the workbook.
fn form(book: &Book, settings: &Settings) -> Form {
    let mut form = Form::default();
    if book.counts_from_1904() {
        form.decisions.push(message!("decision-from-1904"));
    }
    if let Some((told, doubtful)) = book.guessed() {
        form.doubts.extend(doubtful.then(|| told.clone()));
        form.decisions.push(told);
    }
    if !book.missing().is_empty() {
        let sheets = book.missing().to_vec();
        form.decisions
            .push(message!("decision-missing-sheets", sheets = sheets));
    }
    if settings.sheet.is_some() {
        return form;
    }
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

fn as_seen(area: &Area) -> Merged {
    Merged {
        rows: (u64::from(area.top) + 1, u64::from(area.bottom) + 1),
        columns: (area.left as usize, area.right as usize),
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
    batches: &SyncSender<Result<(Batch<'static>, bool), SourceError>>,
) -> Result<(), SourceError> {
    let from_1904 = book.counts_from_1904();
    let mut rows = Rows::new(after, width, |mut batch| {
        batch.from_1904 = from_1904;
        batches.send(Ok((batch, false))).is_ok()
    });
    book.cells(sheet, |row, column, value| rows.cell(row, column, value))?;
    let mut last = rows.finish();
    last.from_1904 = from_1904;
    let _ = batches.send(Ok((last, true)));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::SheetChoice;
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
        assert_eq!(keys(&found), ["decision-merged"]);
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
