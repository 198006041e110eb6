//! A new workbook for a file that cannot be marked as it is: its cells as texts, in the rows in which they stand, with the same
//! marks.

use std::io::{self, Seek, Write};

use rust_xlsxwriter::{Color, Format, Note, Workbook, Worksheet, XlsxError};

use super::book::free_name;
use super::marks::{Marks, RowMarks, SheetMarks};
use super::notes::block;
use super::sealed::sealed;
use super::summary::{self, Line, Said, WIDTHS};
use super::{MOST_NOTES, Stop};
use crate::engine::opened;
use crate::findings::outcome::Evidence;
use crate::messages::Message;
use crate::reports::Report;
use crate::reports::xlsx::Widths;
use crate::reports::xlsx::template::put;
use crate::reports::xlsx::{as_in_cell, failed, unless_full};
use crate::sources::stamp::Stamp;
use crate::sources::workbook::{COLUMN, MOST_ROWS, SUMMARY, cell_name};

/// The red of the cells.
const RED: u32 = 0x00FF_9E99;
/// No column of the sender's is wider, in digits; and how wide the column of faults is.
const WIDEST: usize = 40;
const FAULTS: f64 = 60.0;
/// What the library calls the main part.
const MAIN: &str = "xl/workbook.xml";
/// What no name of a sheet holds.
const FORBIDDEN: [char; 7] = ['[', ']', ':', '*', '?', '/', '\\'];

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
        let mut names: Vec<String> = Vec::new();
        let mut stamps = Vec::new();
        for input in inputs {
            if names_of(&stamps).any(|of| *of == input.sheet) || input.columns.is_empty() {
                continue;
            }
            let Some(sheet_marks) = marks.sheets.iter().find(|s| s.sheet == input.sheet) else {
                continue;
            };
            let wanted = input.sheet.as_deref().unwrap_or(&input.input.name);
            let wanted: String = wanted.chars().filter(|c| !FORBIDDEN.contains(c)).collect();
            let wanted = wanted.trim_matches('\'').to_owned();
            let name = free_name(&wanted, &taken(&names));
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
            let place = filled.sheet(report, input, &mut sheet)?;
            book.push_worksheet(sheet);
            stamps.push((input.sheet.clone(), name.clone(), place));
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
        for (number, (_, sheet, place)) in (1..).zip(&stamps) {
            if let Some((row, column)) = place {
                stamp(&format!("{COLUMN}{number}"), sheet, *row, *column).map_err(failed)?;
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

type Stamped = (Option<String>, String, Option<(u32, u32)>);

fn names_of(stamps: &[Stamped]) -> impl Iterator<Item = &Option<String>> {
    stamps.iter().map(|(sheet, ..)| sheet)
}

fn taken(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
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
    /// Returns where the heading of the faults stands.
    fn sheet(
        &mut self,
        report: &Report,
        input: &Evidence,
        sheet: &mut Worksheet,
    ) -> io::Result<Option<(u32, u32)>> {
        let table = &report.project.tables[input.table];
        let told = |error: &Message| io::Error::other(report.text(error));
        let mut opened = opened(table, &input.input).map_err(|e| told(&e))?;
        let width = opened.heading.columns.len();
        let column = u16::try_from(width + 1).unwrap_or(u16::MAX);
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
        let mut widths = Widths::new(&opened.heading.columns, &vec![WIDEST; width]);
        let marks = self.marks;
        let mut emptied = marks.emptied_rows().peekable();
        while let Some(mut chunk) = opened.next_chunk().map_err(|e| told(&e))? {
            let batch = chunk.all(width);
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
                let cells = batch.row(at).enumerate().map(|(column, cell)| {
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
        Ok(header.map(|row| (row, u32::from(column))))
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
