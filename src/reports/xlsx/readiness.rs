//! The workbook of a collection: a sheet for each list. Keys are texts, so that no spreadsheet makes numbers of them.

use std::io::{self, Write};

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::cells::{Cells, Widths, day};
use super::failed;
use super::lists::{book, listed};
use super::style::Styles;
use crate::reports::readiness::lists::{self, Cell, List};
use crate::reports::readiness::view::View;
use crate::tables::number;

/// The format of texts, which every spreadsheet knows.
const TEXT: u8 = 49;
/// Columns are as wide as their cells, up to so many characters.
const WIDEST: usize = 60;
/// Rows of a sheet, without its header.
const MOST: usize = 1_048_575;
/// More digits than a spreadsheet keeps.
const DIGITS: usize = 15;

/// The workbook's bytes.
pub(in crate::reports) fn write(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    assemble(view)
        .and_then(|mut book| book.save_to_writer(out))
        .map_err(failed)
}

fn assemble(view: &View) -> Result<Workbook, XlsxError> {
    let styles = Styles::new(view.messages.lang);
    let mut book = book(&view.messages.key("readiness-title"), &styles)?;
    let all = [
        lists::verdict(view),
        lists::standing(view),
        lists::silent(view),
        lists::held(view),
        lists::blockers(view),
        lists::totals(view),
        lists::choices(view),
        lists::rows(view, usize::MAX),
        lists::returned(view),
        lists::trend(view, true),
        lists::order(view),
    ];
    for list in all.iter().filter(|list| !list.rows.is_empty()) {
        sheet(book.add_worksheet(), view, &styles, list)?;
    }
    Ok(book)
}

fn sheet(
    sheet: &mut Worksheet,
    view: &View,
    styles: &Styles,
    list: &List,
) -> Result<(), XlsxError> {
    let headings = list.columns.iter();
    let headings: Vec<String> = headings.map(|one| one.text(view.messages)).collect();
    let name = view.messages.key(list.heading);
    listed(sheet, &name, &headings, 0..0, styles)?;
    // numbers stand to the right, and their headings above them
    for (column, heading) in (0..).zip(&headings) {
        let is_number = |row: &Vec<Cell>| {
            let cell = row.get(usize::from(column));
            matches!(cell, Some(Cell::Count(_) | Cell::Less(_) | Cell::Amount(_)))
        };
        if list.rows.iter().any(is_number) {
            sheet.put(0, column, heading, &styles.header_right)?;
        }
    }
    let mut widths = Widths::new(&headings, &vec![WIDEST; headings.len()]);
    let text = styles.text.clone().set_num_format_index(TEXT);
    for (row, cells) in (1..).zip(list.rows.iter().take(MOST)) {
        let mut lines = 1;
        for (column, cell) in (0..).zip(cells) {
            lines = lines.max(widths.see(usize::from(column), &cell.plain()));
            put(sheet, row, column, cell, (&text, styles))?;
        }
        sheet.grow(row, lines, styles)?;
    }
    let bottom = u32::try_from(list.rows.len().min(MOST)).unwrap_or(u32::MAX);
    let width = u16::try_from(headings.len()).unwrap_or(1);
    sheet.autofilter(0, 0, bottom, width - 1)?;
    widths.apply(sheet)
}

fn put(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    cell: &Cell,
    (text, styles): (&Format, &Styles),
) -> Result<(), XlsxError> {
    match cell {
        Cell::Text(written) => sheet.put(row, column, written, text),
        Cell::Count(count) => sheet.number(row, column, *count, &styles.count),
        Cell::Less(count) => {
            #[expect(clippy::cast_precision_loss, reason = "no table has 2^53 rows")]
            let count = *count as f64;
            sheet.write_number_with_format(row, column, count, &styles.count)?;
            Ok(())
        }
        Cell::Day(_) => match day(&cell.plain()) {
            Some(day) => {
                sheet.write_number_with_format(row, column, day, &styles.day)?;
                Ok(())
            }
            None => sheet.put(row, column, &cell.plain(), text),
        },
        Cell::Amount(amount) => {
            let written = number::text(*amount);
            let digits = written.bytes().filter(u8::is_ascii_digit).count();
            match written.parse::<f64>() {
                Ok(value) if digits <= DIGITS => {
                    sheet.write_number_with_format(row, column, value, &styles.money)?;
                    Ok(())
                }
                _ => sheet.put(row, column, &written, text),
            }
        }
        Cell::Unknown => sheet.put(row, column, "–", &styles.faint),
    }
}
