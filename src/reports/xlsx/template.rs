//! The workbook that is sent out: a guide, a sheet for each table, and, which nobody sees, what is chosen from and what the
//! workbook says of itself when it comes back.

mod entry;
mod guide;

use std::io::{self, Write};

use rust_xlsxwriter::utility::{column_number_to_name, quote_sheet_name};
use rust_xlsxwriter::{Workbook, XlsxError};

use super::cells::Cells;
use super::failed;
use super::lists::book;
use super::style::Styles;
use crate::reports::template::view::{Example, View};
use crate::sources::stamp::{SHEET, Stamp, VERSION};

/// The sheet of what is chosen from.
const LISTS: &str = "crm-audit-lists";

/// The workbook's bytes.
pub(in crate::reports) fn write(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    assemble(view)
        .and_then(|mut book| book.save_to_writer(out))
        .map_err(failed)
}

fn assemble(view: &View) -> Result<Workbook, XlsxError> {
    let styles = Styles::new(view.messages.lang);
    let title = view.project.name.as_deref().unwrap_or("crm-audit");
    let mut book = book(&super::cells::clean(title), &styles)?;
    guide::write(book.add_worksheet(), view, &styles)?;
    for sheet in &view.sheets {
        entry::write(book.add_worksheet(), view, sheet, &styles)?;
    }
    lists(&mut book, view, &styles)?;
    put(&mut book, &stamp(view))?;
    // the guide is read first, and the first table is where the work is
    Ok(book)
}

/// The name of a list, as checks of cells name it.
fn list_name(list: usize) -> String {
    format!("crm_audit_list_{}", list + 1)
}

/// What is chosen from: a column for each list.
fn lists(book: &mut Workbook, view: &View, styles: &Styles) -> Result<(), XlsxError> {
    if view.lists.is_empty() {
        return Ok(());
    }
    let sheet = book.add_worksheet();
    sheet.set_name(LISTS)?.set_hidden(true);
    let text = styles.line.clone().set_num_format("@");
    for (column, words) in (0..).zip(&view.lists) {
        for (row, word) in (0..).zip(words) {
            sheet.put(row, column, word, &text)?;
        }
    }
    for (column, words) in view.lists.iter().enumerate() {
        let letter = column_number_to_name(u16::try_from(column).unwrap_or(u16::MAX));
        let sheet = quote_sheet_name(LISTS);
        let area = format!("={sheet}!${letter}$1:${letter}${}", words.len());
        book.define_name(list_name(column), &area)?;
    }
    Ok(())
}

/// What the workbook says of itself.
fn stamp(view: &View) -> Stamp {
    let entries = view.sheets.iter().map(|sheet| {
        let examples = sheet.columns.iter().map(|asked| asked.example.text());
        let has_example = sheet
            .columns
            .iter()
            .any(|asked| asked.example != Example::Nothing);
        let examples: Vec<String> = examples.filter(|_| has_example).collect();
        sheet.template.entry(view.project, &sheet.name, &examples)
    });
    Stamp {
        version: VERSION.to_owned(),
        beside: vec![view.guide.clone(), LISTS.to_owned()],
        entries: entries.collect(),
    }
}

/// Puts into a workbook what it says of itself, in a sheet that nobody sees.
pub(in crate::reports) fn put(book: &mut Workbook, stamp: &Stamp) -> Result<(), XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?.set_very_hidden(true);
    for (row, cells) in (0..).zip(stamp.rows()) {
        for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
            sheet.write_string(row, column, super::cells::clean(cell))?;
        }
    }
    Ok(())
}
