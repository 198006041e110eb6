//! Workbooks (xlsx, xlsb, xls, ods, XML).
//!
//! The readers are made for files of strangers and must not panic; if one does, it is an error of its file. They run on threads of
//! their own only ([`READER`]); [`silence_readers`] keeps their panics off the terminal.

mod beside;
mod book;
mod cells;
mod choice;
#[cfg(test)]
mod doubled;
pub(in crate::sources) mod elements;
mod entered;
mod errors;
mod filled;
mod formats;
mod guard;
mod iso;
mod item;
mod kind;
#[cfg(any(test, fuzzing))]
#[cfg_attr(fuzzing, expect(dead_code, reason = "tests need more of it"))]
#[allow(clippy::unwrap_used, reason = "it writes what tests read")]
mod made;
mod marked;
mod ods;
#[cfg(test)]
mod oracle;
mod ours;
mod package;
mod padding;
mod preview;
mod reference;
mod rows;
mod serial;
mod sheets;
pub(in crate::sources) mod spool;
mod strings;
mod styled;
mod styles;
mod tokens;
mod value;
mod written;
mod xls;
mod xlsb;
mod xlsx;
mod xml;
mod xml2003;

use std::fs::File;
use std::io::Seek;
use std::panic;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

pub(crate) use self::beside::Beside;
use self::book::{Book, Limits};
pub(super) use self::cells::write as write_cell;
pub(crate) use self::entered::{Entered, entered};
pub(crate) use self::filled::{Cell, cells_of, name as cell_name};
pub(crate) use self::formats::NumberFormat;
pub(crate) use self::kind::Format;
#[cfg(any(test, fuzzing))]
pub(crate) use self::made::Made;
#[cfg(test)]
pub(crate) use self::made::{record, wide};
pub(crate) use self::marked::{COLUMN, HEADING, ROWS, SUMMARY, WRITTEN};
pub(crate) use self::ours::{Ours, ours_in};
pub(crate) use self::package::{Package, Relationships};
pub(crate) use self::reference::{Area, area, cell as cell_at};
pub(crate) use self::rows::{MOST_COLUMNS, MOST_ROWS, Rows};
pub(crate) use self::spool::encoding_of as encoding_of_xml;
use self::value::Sheet as Listed;
pub(crate) use self::value::{Shown, Value};
pub(crate) use self::written::{Written, fingerprint_of, written};
use super::batch::Batch;
use super::budget::Budget;
use super::encoding::{self, Decision};
use super::layout::{self, Merged, Preview};
use super::stamp::{self, Stamp};
use super::{Body, Chunk, Form, Opened, Part, Settings, SourceError};
use crate::messages::message;

/// The threads that read workbooks.
pub(crate) const READER: &str = "workbook";

/// A sheet that is being read. Its reader borrows the workbook, so both live on a thread of their own.
pub(crate) struct Sheet {
    batches: Receiver<Read>,
    thread: Option<JoinHandle<()>>,
    /// What is told of a reader that broke down.
    broken_down: fn() -> SourceError,
}

/// A batch, and whether it is the last.
type Read = Result<(Batch<'static>, bool), SourceError>;

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
pub(crate) fn open(
    mut file: File,
    format: Format,
    settings: &Settings,
    budget: &Budget,
) -> Result<Opened, SourceError> {
    let declared = settings.encoding;
    let decision = match format {
        Format::Xml2003 => Some(encoding_of(&mut file, settings)?),
        _ => None,
    };
    let limits = Limits {
        encoding: decision.map_or(declared, |decision| Some(decision.encoding)),
        budget: budget.clone(),
    };
    let book = apart(broken_down, move || {
        guard::check(&file, format, &limits.budget)?;
        Book::open(file, format, &limits)
    })?;
    let (book, stamp) = with_book(book, stamped)?;
    // what the dictionary says of exports does not hold for a template of ours
    let is_ours = |stamp: &Stamp| stamp.entry(settings.table).is_some();
    let own = stamp
        .as_ref()
        .filter(|stamp| is_ours(stamp))
        .map(|_| Settings {
            sheet: None,
            columns: None,
            header_row: None,
            ..*settings
        });
    let settings = own.as_ref().unwrap_or(settings);
    let (book, chosen) = choose(book, settings, stamp.as_ref())?;
    let mut form = form(&book, &chosen, settings, stamp);
    let Chosen {
        sheet, mut preview, ..
    } = chosen;
    if let Some(decision) = decision {
        form.encoding = Some(decision.encoding.name().to_owned());
        form.decisions.push(decision.message());
        form.doubts.extend(decision.doubt());
    }
    let (book, beside) = with_book(book, move |book| book.beside(sheet))?;
    preview.merged = beside.merged.iter().map(as_seen).collect();
    let emptied = beside.emptied.iter();
    form.emptied = emptied
        .map(|&(first, last)| (u64::from(first) + 1, u64::from(last) + 1))
        .collect();
    let mut heading = layout::find(&preview, settings)?;
    heading.note_gaps();
    for told in beside.told(&heading) {
        form.decisions.push(told.clone());
        form.doubts.push(told);
    }
    let after = heading.end;
    let width = heading.columns.len() + settings.beyond;
    let budget = budget.whole();
    let read = move |batches: &_| read(book, sheet, after, width, budget, batches);
    Ok(Opened {
        heading,
        form,
        body: Body::Workbook(Sheet::new(broken_down, read)?),
        chunks: 0,
    })
}

impl Sheet {
    /// Reads on a thread of its own.
    pub(super) fn new(
        broken_down: fn() -> SourceError,
        read: impl FnOnce(&SyncSender<Read>) -> Result<(), SourceError> + Send + 'static,
    ) -> Result<Sheet, SourceError> {
        let (sender, batches) = sync_channel(2);
        let thread = reader(move || {
            if let Err(error) = read(&sender) {
                // nobody listens where the audit was cancelled
                let _ = sender.send(Err(error));
            }
        })?;
        Ok(Sheet {
            batches,
            thread: Some(thread),
            broken_down,
        })
    }

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
                Some(Err(_)) => Err((self.broken_down)()),
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

/// Runs a reader where its panics are errors.
pub(super) fn apart<T: Send + 'static>(
    broken_down: fn() -> SourceError,
    work: impl FnOnce() -> Result<T, SourceError> + Send + 'static,
) -> Result<T, SourceError> {
    reader(work)?.join().unwrap_or_else(|_| Err(broken_down()))
}

/// How a document that is one XML file is encoded.
pub(super) fn encoding_of(file: &mut File, settings: &Settings) -> Result<Decision, SourceError> {
    let sample = encoding::sample(file).and_then(|sample| file.rewind().map(|()| sample));
    let sample = sample.map_err(|e| super::unreadable(&e))?;
    let stated = spool::encoding_of(&sample.start.bytes);
    encoding::stated(&sample, Some(stated), settings)
}

fn broken_down() -> SourceError {
    message!("source-unreadable-workbook")
}

/// The same with an opened workbook.
fn with_book<T: Send + 'static>(
    mut book: Book,
    work: impl FnOnce(&mut Book) -> Result<T, SourceError> + Send + 'static,
) -> Result<(Book, T), SourceError> {
    apart(broken_down, move || {
        let done = work(&mut book)?;
        Ok((book, done))
    })
}

/// The sheet that is read.
struct Chosen {
    /// Its place among the sheets of the workbook.
    sheet: usize,
    preview: Preview,
    /// The places of others with anything in them that may be meant, or are.
    others: Vec<usize>,
    /// The places of those that are one table, where several are.
    parts: Vec<usize>,
}

/// What a workbook says of itself that was sent out as a template.
fn stamped(book: &mut Book) -> Result<Option<Stamp>, SourceError> {
    let mut sheets = book.sheets.iter();
    let Some(sheet) = sheets.position(|sheet| sheet.cells && sheet.name == stamp::SHEET) else {
        return Ok(None);
    };
    let mut reading = stamp::Reading::default();
    let mut text = String::new();
    book.cells(sheet, |row, column, value| {
        text.clear();
        cells::write(&mut text, value);
        reading.cell(row, column, &text)
    })?;
    Ok(reading.stamp())
}

/// The sheet of a template that came back in which a table was to be entered; none where it has another name now.
fn own(sheets: &[Listed], stamp: &Stamp, settings: &Settings) -> Option<usize> {
    let entry = stamp.entry(settings.table)?;
    let mut sheets = sheets.iter();
    sheets.position(|sheet| sheet.cells && sheet.name == entry.sheet)
}

/// The sheets of a template that came back in which there may be rows of the table: its own, and all that are neither of another
/// table nor of none. Where there is none, those of other tables; the guide holds no rows.
fn returned(
    sheets: &[Listed],
    stamp: &Stamp,
    settings: &Settings,
) -> Result<Vec<usize>, SourceError> {
    let own = own(sheets, stamp, settings);
    let mut all = choice::candidates(sheets, settings.sheet)?;
    all.retain(|sheet| Some(*sheet) != own && !stamp.is_beside(&sheets[*sheet].name));
    let is_other = |name: &str| stamp.entries.iter().any(|other| other.sheet == name);
    let mut may_be: Vec<usize> = own.into_iter().collect();
    may_be.extend(all.iter().filter(|sheet| !is_other(&sheets[**sheet].name)));
    match (may_be.is_empty(), all.is_empty()) {
        (false, _) => Ok(may_be),
        (true, false) => Ok(all),
        (true, true) => Err(message!("source-template-gone")),
    }
}

/// Chooses the sheet whose header names most fields; where none does, the first with anything in it. Where sheets are named,
/// the first of those that are one table.
fn choose(
    mut book: Book,
    settings: &Settings,
    stamp: Option<&Stamp>,
) -> Result<(Book, Chosen), SourceError> {
    let candidates = match (settings.part, stamp) {
        (Some(sheet), _) => vec![sheet],
        (None, Some(stamp)) => returned(&book.sheets, stamp, settings)?,
        (None, None) => choice::candidates(&book.sheets, settings.sheet)?,
    };
    let named = settings.sheet.is_some();
    let stamp = stamp.filter(|_| settings.part.is_none());
    let own = stamp.and_then(|stamp| own(&book.sheets, stamp, settings));
    let mut best: Option<((usize, bool), usize, Preview)> = None;
    let (mut filled, mut parts) = (Vec::new(), Vec::new());
    for sheet in candidates {
        let preview;
        (book, preview) = with_book(book, move |book| preview::preview(book, sheet))?;
        if !preview.rows.is_empty() {
            filled.push(sheet);
        }
        let fields = layout::find(&preview, settings).map_or(0, |h| h.fields);
        if fields > 0 && named {
            parts.push(sheet);
        }
        // of those that are one table the first; of a template that which is for it
        let named_fields = if named { fields.min(1) } else { fields };
        let fit = (
            if own == Some(sheet) {
                usize::MAX
            } else {
                named_fields
            },
            !preview.rows.is_empty(),
        );
        if best.as_ref().is_none_or(|(most, ..)| fit > *most) {
            best = Some((fit, sheet, preview));
        }
    }
    let (_, sheet, preview) = best.ok_or_else(|| message!("source-no-worksheet"))?;
    filled.retain(|other| *other != sheet && !parts.contains(other));
    Ok((
        book,
        Chosen {
            sheet,
            preview,
            others: filled,
            parts,
        },
    ))
}

/// What there is to tell about the workbook and the choice of a sheet.
fn form(book: &Book, chosen: &Chosen, settings: &Settings, stamp: Option<Stamp>) -> Form {
    let name = |&sheet: &usize| book.sheets[sheet].name.clone();
    let mut form = Form {
        sheet: Some(name(&chosen.sheet)),
        place: Some(chosen.sheet),
        ..Form::default()
    };
    if book.counts_from_1904() {
        form.decisions.push(message!("decision-from-1904"));
    }
    form.decisions.extend(book.left_out(chosen.sheet));
    if let Some((told, doubtful)) = book.guessed() {
        form.doubts.extend(doubtful.then(|| told.clone()));
        form.decisions.push(told);
    }
    if !book.missing().is_empty() {
        let sheets = book.missing().to_vec();
        form.decisions
            .push(message!("decision-missing-sheets", sheets = sheets));
    }
    let is_beside = |name: &String| stamp.as_ref().is_some_and(|stamp| stamp.is_beside(name));
    let placed = |place: usize| (place, name(&place));
    let others = chosen.others.iter().map(|&place| placed(place));
    let others = others.filter(|(_, name)| !is_beside(name));
    if settings.sheet.is_some() {
        form.unfit_sheets = others.map(|(_, name)| name).collect();
        if chosen.parts.len() > 1 {
            form.parts = chosen.parts.iter().map(|&part| placed(part)).collect();
        }
    } else {
        form.other_sheets = others.collect();
    }
    // a name may be that of one sheet alone; a pattern or a place leaves the question what it takes
    if !matches!(settings.sheet, Some(super::SheetChoice::Name(name)) if !name.contains(['*', '?']))
    {
        let hidden = |&place: &usize| book.sheets[place].cells && !book.sheets[place].visible;
        let hidden = (0..book.sheets.len()).filter(hidden).map(placed);
        form.hidden_sheets = hidden.filter(|(_, name)| !is_beside(name)).collect();
    }
    form.stamp = stamp;
    form
}

fn as_seen(area: &Area) -> Merged {
    Merged {
        rows: (u64::from(area.top) + 1, u64::from(area.bottom) + 1),
        columns: (area.left as usize, area.right as usize),
    }
}

fn read(
    mut book: Book,
    sheet: usize,
    after: u64,
    width: usize,
    budget: Budget,
    batches: &SyncSender<Read>,
) -> Result<(), SourceError> {
    let from_1904 = book.counts_from_1904();
    let undecodable = book.is_undecodable();
    let of_rows = book.is_of_rows(sheet);
    let marked = |mut batch: Batch<'static>| {
        batch.from_1904 = from_1904;
        if undecodable {
            batch.mark_undecodable();
        }
        batch
    };
    let mut rows = Rows::new(after, width, budget, |batch| {
        batches.send(Ok((marked(batch), false))).is_ok()
    })
    .keeping_surplus(of_rows);
    book.cells(sheet, |row, column, value| rows.cell(row, column, value))?;
    let last = marked(rows.finish().0);
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
        open(file, format, &settings, &Budget::default())
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
        assert_eq!(found.form.other_sheets, [(0, "封面".to_owned())]);
        assert_eq!(found.form.hidden_sheets, [(2, "旧".to_owned())]);
        assert_eq!(found.heading.rows, Some((3, 3)));
        assert_eq!(texts(&rows(&mut found))[0].0, 4);
        let hidden = SheetChoice::Name("旧".to_owned());
        let mut found = opened(file(), Format::Xlsx, Some(&hidden)).unwrap();
        assert_eq!(texts(&rows(&mut found))[0].1[0], "SO-0");
    }

    #[test]
    fn several_sheets_are_one_table() {
        let file = || {
            with_sheets(|book| {
                book.add_worksheet()
                    .set_name("封面")
                    .unwrap()
                    .write(0, 0, "说明")
                    .unwrap();
                for month in ["1月", "2月", "3月"] {
                    let sheet = book.add_worksheet().set_name(month).unwrap();
                    header(sheet, 1);
                    sheet.write(2, 0, month).unwrap();
                }
                book.add_worksheet().set_name("4月").unwrap();
                let hidden = book.add_worksheet().set_name("旧1月").unwrap();
                header(hidden, 0);
                hidden.set_hidden(true);
            })
        };
        let name = |name: &str| SheetChoice::Name(name.to_owned());
        let one = |place, month: &str| (place, month.to_owned());
        let all = [one(1, "1月"), one(2, "2月"), one(3, "3月")];
        let listed = SheetChoice::Several(vec![name("3月"), name("1月")]);
        for (wanted, parts, unfit) in [
            (name("*"), &all[..], vec!["封面"]),
            (name("?月"), &all, vec![]),
            (listed, &[one(1, "1月"), one(3, "3月")], vec![]),
            (name("2月"), &[], vec![]),
        ] {
            let found = opened(file(), Format::Xlsx, Some(&wanted)).unwrap();
            assert_eq!(found.form.parts, parts, "{wanted:?}");
            assert_eq!(found.form.unfit_sheets, unfit, "{wanted:?}");
            let first = parts.first().map_or("2月", |(_, name)| name);
            assert_eq!(found.form.sheet.as_deref(), Some(first));
        }
        let settings = Settings {
            sheet: Some(&name("*")),
            part: Some(3),
            ..Settings::new(&|heading| FIELDS.iter().position(|f| *f == heading.trim()))
        };
        let mut found = open(file(), Format::Xlsx, &settings, &Budget::default()).unwrap();
        assert_eq!(
            (found.form.sheet.as_deref(), found.form.parts.len()),
            (Some("3月"), 0)
        );
        assert_eq!(texts(&rows(&mut found))[0].1[0], "3月");
        // a cover alone is no table
        let found = opened(file(), Format::Xlsx, Some(&name("封*"))).unwrap();
        assert_eq!(found.heading.fields, 0);
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
            assert!(!found.form.hidden_sheets.is_empty(), "{extension}");
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
        let result: Result<(), SourceError> = apart(broken_down, || panic!("as a reader may"));
        assert_eq!(result, Err(broken_down()));
    }
}
