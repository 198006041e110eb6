//! A new workbook for a file that cannot be marked as it is: its cells as texts, in the rows in which they stand, with the same
//! marks.

use std::collections::BTreeSet;
use std::io::{self, Seek, Write};
use std::path::Path;

use rust_xlsxwriter::{Color, Format, Note, Workbook, Worksheet, XlsxError};

use super::book::free_name;
use super::marks::{Marks, RowMarks, SheetMarks};
use super::notes::block;
use super::sealed::sealed;
use super::summary::{self, Line, Said, WIDTHS};
use super::{MOST_NOTES, Stop};
use crate::engine::{opened, opened_beyond};
use crate::findings::outcome::Evidence;
use crate::messages::Message;
use crate::reports::Report;
use crate::reports::xlsx::Widths;
use crate::reports::xlsx::template::put;
use crate::reports::xlsx::{as_in_cell, failed, properties, unless_full};
use crate::sources::batch::{Batch, Fault};
use crate::sources::stamp::Stamp;
use crate::sources::workbook::{COLUMN, MOST_ROWS, ROWS, SUMMARY, cell_name};

/// The red of the cells.
const RED: u32 = 0x00FF_9E99;
/// No column of the sender's is wider, in digits; and how wide the column of faults is.
const WIDEST: usize = 40;
const FAULTS: f64 = 60.0;
/// What the library calls the main part.
const MAIN: &str = "xl/workbook.xml";
/// What no name of a sheet holds.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];
/// So many columns of the sender's have room, with that of the faults and the one between…
const MOST_WIDTH: usize = 16_382;
/// …and of these so many to the right of the headings: every row is as wide while it is read.
const MOST_BEYOND: usize = 100;

/// What is put into the workbook beside the cells.
pub(super) struct Texts<'a> {
    /// What stands above the faults.
    pub(super) heading: &'a str,
    /// What stands there in rows that are emptied.
    pub(super) emptied: &'a str,
    /// What the sheet that sums up is called.
    pub(super) summary: &'a str,
}

/// What became of it.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub(super) notes: usize,
    pub(super) without_note: usize,
    /// Rows for which a worksheet has no room.
    pub(super) beyond: u64,
    /// Rows with more cells than are copied.
    pub(super) cut: u64,
    /// What the file says of itself, where it is a template of ours.
    template: Option<Stamp>,
}

/// Writes the workbook.
pub(super) fn write(
    report: &Report,
    inputs: &[&Evidence],
    marks: &Marks,
    texts: &Texts,
    only_bad: bool,
    reason: &Message,
    out: &mut (dyn Write + Send),
) -> io::Result<Written> {
    let mut written = Written::default();
    unless_full(|| {
        let mut book = Workbook::new();
        // the day of the audit, and no clock
        book.set_properties(&properties(report));
        let mut names: Vec<String> = Vec::new();
        let mut stamps = Vec::new();
        for input in inputs {
            if names_of(&stamps).any(|of| *of == input.sheet) || input.columns.is_empty() {
                continue;
            }
            let Some(sheet_marks) = marks.sheets.iter().find(|s| s.sheet == input.sheet) else {
                continue;
            };
            let name = free_name(&sheet_name(input), &taken(&names));
            let mut sheet = book.new_worksheet_with_constant_memory().map_err(failed)?;
            sheet.set_name(&name).map_err(failed)?;
            on_paper(&mut sheet);
            let mut filled = Filled {
                marks: sheet_marks,
                heading: texts.heading,
                emptied: texts.emptied,
                // what is emptied without a word is lost
                only_bad: only_bad && !sheet_marks.fills && sheet_marks.header.is_some(),
                plain: Format::new().set_num_format("@"),
                red: Format::new()
                    .set_num_format("@")
                    .set_background_color(Color::RGB(RED)),
                written: &mut written,
            };
            let placed = filled.sheet(report, input, &mut sheet)?;
            book.push_worksheet(sheet);
            stamps.push((input.sheet.clone(), name.clone(), placed));
            names.push(name);
        }
        let file = inputs.first().map_or("", |input| input.input.name.as_str());
        let reason = report.text(reason);
        let lines = summary::lines(report, marks, file, only_bad, Some(&reason));
        let summary = free_name(texts.summary, &taken(&names));
        let mut stamp = |name: &str, sheet: &str, row: u32, column: u32| {
            let cell = cell_name(row, column);
            let digits = cell.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
            let (letters, digits) = cell.split_at(digits);
            let sheet = sheet.replace('\'', "''");
            book.define_name(name, &format!("='{sheet}'!${letters}${digits}"))
                .map(|_| ())
        };
        for (number, (_, sheet, placed)) in (1..).zip(&stamps) {
            if let Some((row, column)) = placed.faults {
                stamp(&format!("{COLUMN}{number}"), sheet, row, column).map_err(failed)?;
            }
            if placed.of_rows {
                stamp(&format!("{ROWS}{number}"), sheet, 0, 0).map_err(failed)?;
            }
        }
        stamp(SUMMARY, &summary, 0, 0).map_err(failed)?;
        let sheet = book.add_worksheet();
        sheet.set_name(&summary).map_err(failed)?;
        sums_up(sheet, &lines).map_err(failed)?;
        // its example is none when it comes back either
        if let Some(template) = &written.template {
            put(&mut book, template).map_err(failed)?;
        }
        let mut file = tempfile::tempfile()?;
        book.save_to_writer(&mut file).map_err(failed)?;
        file.rewind()?;
        sealed(file, MAIN, out).map_err(|stop| match stop {
            Stop::Failed(error) => error,
            Stop::Unfit(reason) => io::Error::other(report.text(&reason)),
        })
    })?;
    Ok(written)
}

/// What is said of a sheet by names.
#[derive(Debug, Default, Clone, Copy)]
struct Placed {
    /// Where the heading of the faults stands.
    faults: Option<(u32, u32)>,
    /// Whether rows are copied of which some have cells too many, which is a fault of theirs.
    of_rows: bool,
}

type Stamped = (Option<String>, String, Placed);

/// What the sheet of an input is to be called: what it was called, or its file without folder and ending.
fn sheet_name(input: &Evidence) -> String {
    let stem = || {
        let stem = Path::new(input.input.path.file_stem().unwrap_or_default());
        // `orders.csv.gz`
        let inner = stem.extension().and_then(|_| stem.file_stem());
        let is_packed = input.input.path.extension().is_some_and(|e| e == "gz");
        let stem = inner.filter(|_| is_packed).unwrap_or(stem.as_os_str());
        stem.to_string_lossy().into_owned()
    };
    let wanted = input.sheet.clone().unwrap_or_else(stem);
    let allowed = |c: &char| !FORBIDDEN.contains(c) && !c.is_control();
    let name: String = wanted.chars().filter(allowed).collect();
    match name.trim_matches('\'') {
        "" => "Sheet1".to_owned(),
        name => name.to_owned(),
    }
}

/// What stands to the right of the headings of a file.
#[derive(Debug, Default, Clone, Copy)]
struct Beyond {
    columns: usize,
    of_rows: bool,
}

impl Beyond {
    fn new(report: &Report, input: &Evidence) -> io::Result<Beyond> {
        let told = |error: &Message| io::Error::other(report.text(error));
        let table = &report.project.tables[input.table];
        let mut opened = opened(table, &input.input).map_err(|e| told(&e))?;
        let width = opened.heading.columns.len();
        let mut beyond = Beyond::default();
        while let Some(mut chunk) = opened.next_chunk().map_err(|e| told(&e))? {
            let batch = chunk.all(width);
            let cells = batch.faulty.iter().filter_map(|faulty| match faulty.fault {
                Fault::Cells(cells) if cells > width => Some(cells),
                _ => None,
            });
            let rows = cells.max().unwrap_or(width);
            let outside = batch.outside.iter().map(|(_, column)| column + 1).max();
            beyond.of_rows |= rows > width;
            let most = outside.unwrap_or(width).max(rows) - width;
            beyond.columns = beyond.columns.max(most).min(MOST_BEYOND);
        }
        Ok(beyond)
    }
}

fn names_of(stamps: &[Stamped]) -> impl Iterator<Item = &Option<String>> {
    stamps.iter().map(|(sheet, ..)| sheet)
}

fn taken(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

/// How many rows have cells to the right of so many columns.
fn cut(batch: &Batch, shown: usize) -> u64 {
    let faulty = batch.faulty.iter().filter_map(|faulty| match faulty.fault {
        Fault::Cells(cells) if cells > shown => Some(faulty.row),
        _ => None,
    });
    let outside = batch.outside.iter();
    let outside = outside.filter_map(|(row, column)| (*column >= shown).then_some(*row));
    let rows: BTreeSet<usize> = faulty.chain(outside).collect();
    rows.len() as u64
}

/// A sheet while it is filled.
struct Filled<'a> {
    marks: &'a SheetMarks,
    heading: &'a str,
    emptied: &'a str,
    only_bad: bool,
    plain: Format,
    red: Format,
    written: &'a mut Written,
}

impl Filled<'_> {
    /// Returns what names say of it.
    fn sheet(
        &mut self,
        report: &Report,
        input: &Evidence,
        sheet: &mut Worksheet,
    ) -> io::Result<Placed> {
        let table = &report.project.tables[input.table];
        let told = |error: &Message| io::Error::other(report.text(error));
        // a cell too much in its row may be the very one that is meant
        let beyond = Beyond::new(report, input)?;
        let mut opened =
            opened_beyond(table, &input.input, beyond.columns).map_err(|e| told(&e))?;
        let width = opened.heading.columns.len() + beyond.columns;
        let shown = width.min(MOST_WIDTH);
        let column = u16::try_from(shown + 1).unwrap_or(u16::MAX);
        let header = opened
            .heading
            .rows
            .and_then(|(_, last)| u32::try_from(last - 1).ok());
        if let Some(row) = header {
            for (column, heading) in (0..).zip(&opened.heading.columns) {
                text(sheet, (row, column), heading, &self.plain).map_err(failed)?;
            }
            text(sheet, (row, column), self.heading, &self.red).map_err(failed)?;
            sheet.set_freeze_panes(row + 1, 0).map_err(failed)?;
        }
        let faults = header.map(|_| column);
        let mut headings = opened.heading.columns.clone();
        headings.resize(width, String::new());
        let mut widths = Widths::new(&headings, &vec![WIDEST; width]);
        let marks = self.marks;
        let mut emptied = marks.emptied_rows().peekable();
        while let Some(mut chunk) = opened.next_chunk().map_err(|e| told(&e))? {
            let batch = chunk.all(width);
            self.written.cut += cut(&batch, shown);
            for at in 0..batch.rows() {
                let line = batch.line(at);
                let marked = marks.rows.get(&line);
                let row = u32::try_from(line - 1).unwrap_or(u32::MAX);
                // those that we emptied before are so still
                while let Some(before) = emptied.next_if(|before| *before < line) {
                    self.empty(before, faults, sheet).map_err(failed)?;
                }
                let was_emptied = emptied.next_if_eq(&line).is_some();
                let is_emptied = was_emptied || self.only_bad && marked.is_none();
                if row >= MOST_ROWS {
                    self.written.beyond += u64::from(!is_emptied);
                    continue;
                }
                if is_emptied {
                    let is_filled = || batch.row(at).any(|cell| !cell.is_empty());
                    if was_emptied || is_filled() {
                        self.empty(line, faults, sheet).map_err(failed)?;
                    }
                    continue;
                }
                let cells = batch.row(at).take(shown).enumerate().map(|(column, cell)| {
                    widths.see(column, cell);
                    cell
                });
                self.row(sheet, (row, faults), cells, marked)
                    .map_err(failed)?;
            }
        }
        for before in emptied {
            self.empty(before, faults, sheet).map_err(failed)?;
        }
        widths.apply(sheet).map_err(failed)?;
        if let Some(column) = faults {
            sheet.set_column_width(column, FAULTS).map_err(failed)?;
        }
        self.written.template = self.written.template.take().or(opened.form.stamp);
        Ok(Placed {
            faults: header.map(|row| (row, u32::from(column))),
            of_rows: beyond.of_rows,
        })
    }

    /// Says of a row, counted from 1, that it is emptied.
    fn empty(
        &self,
        line: u64,
        faults: Option<u16>,
        sheet: &mut Worksheet,
    ) -> Result<(), XlsxError> {
        let row = u32::try_from(line - 1).unwrap_or(u32::MAX);
        let Some(column) = faults.filter(|_| row < MOST_ROWS) else {
            return Ok(());
        };
        sheet.set_row_hidden(row)?;
        text(sheet, (row, column), self.emptied, &Format::default())
    }

    fn row<'c>(
        &mut self,
        sheet: &mut Worksheet,
        (row, faults): (u32, Option<u16>),
        cells: impl Iterator<Item = &'c str>,
        marked: Option<&RowMarks>,
    ) -> Result<(), XlsxError> {
        for (column, cell) in (0..).zip(cells) {
            let note = marked.and_then(|marked| marked.cells.get(&u32::from(column)));
            match note {
                None if cell.is_empty() => {}
                None => text(sheet, (row, column), cell, &self.plain)?,
                Some(note) => {
                    text(sheet, (row, column), cell, &self.red)?;
                    if self.written.notes < MOST_NOTES {
                        self.written.notes += 1;
                        let note = Note::new(as_in_cell(&block(note))).set_author("crm-audit");
                        let note = note.add_author_prefix(false);
                        sheet.insert_note(row, column, &note.set_width(260).set_height(140))?;
                    } else {
                        self.written.without_note += 1;
                    }
                }
            }
        }
        if let (Some(marked), Some(column)) = (marked, faults) {
            text(sheet, (row, column), &marked.faults, &Format::default())?;
        }
        Ok(())
    }
}

/// A text, whatever it looks like.
fn text(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if text.is_empty() {
        return sheet.write_blank(row, column, format).map(|_| ());
    }
    sheet.write_string_with_format(row, column, as_in_cell(text), format)?;
    Ok(())
}

/// As wide as a page.
fn on_paper(sheet: &mut Worksheet) {
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
}

fn sums_up(sheet: &mut Worksheet, lines: &[Line]) -> Result<(), XlsxError> {
    for (column, width) in (0..).zip(WIDTHS) {
        sheet.set_column_width(column, width)?;
    }
    on_paper(sheet);
    let breaks = Format::new().set_text_wrap();
    let heads = Format::new().set_background_color(Color::RGB(RED));
    for (row, line) in (0..).zip(lines) {
        for (column, said) in (0..).zip(&line.cells) {
            let format = match line.cells.as_slice() {
                _ if line.heads => heads.clone(),
                [_] => Format::default(),
                _ => breaks.clone(),
            };
            #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
            match said {
                Said::Count(count) => {
                    sheet.write_number_with_format(row, column, *count as f64, &format)?
                }
                Said::Text(text) => {
                    sheet.write_string_with_format(row, column, as_in_cell(text), &format)?
                }
            };
        }
    }
    Ok(())
}
