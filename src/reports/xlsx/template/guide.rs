//! The sheet that explains the others.

use rust_xlsxwriter::{ProtectionOptions, Worksheet, XlsxError};

use super::super::cells::{Cells, Widths, clean, lines};
use super::super::style::Styles;
use crate::reports::template::view::View;
use crate::reports::template::{COLUMNS, Part, cells, guide};

/// A paragraph is as wide as the columns on the left, in characters.
const WIDE: usize = 110;
/// How many columns that are.
const ACROSS: u16 = 5;

pub(super) fn write(sheet: &mut Worksheet, view: &View, styles: &Styles) -> Result<(), XlsxError> {
    sheet.set_name(&view.guide)?;
    sheet.set_screen_gridlines(false);
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    sheet.put(0, 0, &view.messages.key("template-title"), &styles.title)?;
    let name = view.project.name.as_deref().unwrap_or_default();
    sheet.put(1, 0, name, &styles.subtitle)?;
    let parts = guide(view);
    let mut row = 3;
    let (first, rest) = parts.split_at(2.min(parts.len()));
    for part in first {
        row = paragraphs(sheet, view, part, row, styles)?;
    }
    row = list(sheet, view, row, styles)?;
    for part in rest {
        row = paragraphs(sheet, view, part, row, styles)?;
    }
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}

/// Writes a part from a row on; returns the row below it.
fn paragraphs(
    sheet: &mut Worksheet,
    view: &View,
    part: &Part,
    mut row: u32,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    sheet.put(row, 0, &view.messages.text(&part.heading), &styles.heading)?;
    row += 1;
    for line in &part.lines {
        let text = view.messages.text(line);
        sheet.merge_range(row, 0, row, ACROSS, &clean(&text), &styles.remark)?;
        sheet.grow(row, lines(&text, WIDE), styles)?;
        row += 1;
    }
    Ok(row + 1)
}

/// The list of columns: the format document of the project.
fn list(
    sheet: &mut Worksheet,
    view: &View,
    mut row: u32,
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let heading = view.messages.key("template-list");
    sheet.put(row, 0, &heading, &styles.heading)?;
    row += 1;
    let mut headings = vec![view.messages.key("template-table")];
    headings.extend(COLUMNS.iter().map(|told| view.messages.key(told.heading)));
    sheet.headers(row, &headings, 0..0, styles)?;
    row += 1;
    let limits: Vec<usize> = std::iter::once(20)
        .chain(COLUMNS.iter().map(|told| told.width))
        .collect();
    let mut widths = Widths::new(&headings, &limits);
    for of in &view.sheets {
        for asked in &of.columns {
            let texts = std::iter::once(of.name.clone()).chain(cells(view, of, asked));
            let mut height = 1;
            for (column, text) in (0..).zip(texts) {
                height = height.max(widths.see(usize::from(column), &text));
                sheet.put(row, column, &text, &styles.text)?;
            }
            sheet.grow(row, height, styles)?;
            row += 1;
        }
    }
    widths.apply(sheet)?;
    Ok(row + 1)
}
