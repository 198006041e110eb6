//! The workbook of a coding scheme: what is wrong with it, and a list. Codes are texts, so that no spreadsheet makes numbers of them.

use std::io::{self, Write};

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::cells::{Cells, Widths};
use super::failed;
use super::lists::{book, listed};
use super::style::Styles;
use crate::reports::codes::listing::{Listing, flaws};
use crate::reports::codes::view::View;

/// The format of texts, which every spreadsheet knows.
const TEXT: u8 = 49;
/// Columns are as wide as their cells, up to so many characters.
const WIDEST: usize = 68;

/// The workbook's bytes.
pub(in crate::reports) fn write(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    assemble(view)
        .and_then(|mut book| book.save_to_writer(out))
        .map_err(failed)
}

fn assemble(view: &View) -> Result<Workbook, XlsxError> {
    let styles = Styles::new(view.messages.lang);
    let mut book = book(view.label(), &styles)?;
    let flaws = flaws(view);
    if !flaws.is_empty() {
        let headings = [
            "codes-heading-variant",
            "codes-heading-flaw",
            "codes-heading-leads",
        ];
        let columns = headings.map(|heading| (heading, false));
        sheet(
            book.add_worksheet(),
            "codes-sheet-flaws",
            view,
            &styles,
            &columns,
            &flaws,
        )?;
    }
    let Listing { columns, rows } = Listing::of(view);
    let columns: Vec<(&str, bool)> = columns
        .iter()
        .map(|(_, key, number)| (*key, *number))
        .collect();
    sheet(
        book.add_worksheet(),
        "codes-sheet-list",
        view,
        &styles,
        &columns,
        &rows,
    )?;
    Ok(book)
}

fn sheet(
    sheet: &mut Worksheet,
    name: &str,
    view: &View,
    styles: &Styles,
    columns: &[(&str, bool)],
    rows: &[Vec<String>],
) -> Result<(), XlsxError> {
    let headings: Vec<String> = columns
        .iter()
        .map(|(key, _)| view.messages.key(key))
        .collect();
    listed(sheet, &view.messages.key(name), &headings, 0..0, styles)?;
    let mut widths = Widths::new(&headings, &vec![WIDEST; columns.len()]);
    // what is typed into such a cell stays a text as well
    let text = styles.text.clone().set_num_format_index(TEXT);
    for (row, cells) in (1..).zip(rows) {
        let mut lines = 1;
        for ((column, cell), (_, is_number)) in (0..).zip(cells).zip(columns) {
            lines = lines.max(widths.see(usize::from(column), cell));
            match cell.parse().ok().filter(|_| *is_number) {
                Some(number) => sheet.number(row, column, number, &styles.count)?,
                None => sheet.put(row, column, cell, &text)?,
            }
        }
        sheet.grow(row, lines, styles)?;
    }
    widths.apply(sheet)
}
