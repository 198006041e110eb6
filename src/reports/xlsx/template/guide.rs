//! The sheet that explains the others.

use rust_xlsxwriter::{ProtectionOptions, Worksheet, XlsxError};

use super::super::cells::{Cells, Widths, clean, lines};
use super::super::style::Styles;
use crate::reports::template::view::View;
use crate::reports::template::{COLUMNS, Part, cells, guide};

/// A paragraph is as wide as the columns on the left that have so much room, in digits.
const WIDE: usize = 110;
/// Fonts of other programs are wider.
const SPARE: usize = 6;

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
    let headings = headings(view);
    let mut widths = widths(view, &headings);
    let across = widths.across(WIDE);
    let mut row = 3;
    let (first, rest) = parts.split_at(2.min(parts.len()));
    for part in first {
        row = paragraphs(sheet, view, part, (row, across), styles)?;
    }
    row = list(sheet, view, row, (&headings, &mut widths), styles)?;
    widths.apply(sheet)?;
    for part in rest {
        row = paragraphs(sheet, view, part, (row, across), styles)?;
    }
    sheet.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::default()
    });
    Ok(())
}

/// Writes a part from a row on, across columns that have so much room; returns the row below it.
fn paragraphs(
    sheet: &mut Worksheet,
    view: &View,
    part: &Part,
    (mut row, (last, room)): (u32, (u16, usize)),
    styles: &Styles,
) -> Result<u32, XlsxError> {
    sheet.put(row, 0, &view.messages.text(&part.heading), &styles.heading)?;
    row += 1;
    for line in &part.lines {
        let text = view.messages.text(line);
        sheet.merge_range(row, 0, row, last, &clean(&text), &styles.remark)?;
        sheet.grow(row, lines(&text, room - SPARE), styles)?;
        row += 1;
    }
    Ok(row + 1)
}

fn headings(view: &View) -> Vec<String> {
    let table = std::iter::once("template-table");
    let keys = table.chain(COLUMNS.iter().map(|told| told.heading));
    keys.map(|key| view.messages.key(key)).collect()
}

/// How wide the columns of the list are.
fn widths(view: &View, headings: &[String]) -> Widths {
    let limits = std::iter::once(20).chain(COLUMNS.iter().map(|told| told.width));
    let mut widths = Widths::new(headings, &limits.collect::<Vec<_>>());
    for of in &view.sheets {
        for asked in &of.columns {
            let texts = std::iter::once(of.name.clone()).chain(cells(view, of, asked));
            for (column, text) in texts.enumerate() {
                widths.see(column, &text);
            }
        }
    }
    widths
}

/// The list of columns: the format document of the project.
fn list(
    sheet: &mut Worksheet,
    view: &View,
    mut row: u32,
    (headings, widths): (&[String], &mut Widths),
    styles: &Styles,
) -> Result<u32, XlsxError> {
    let heading = view.messages.key("template-list");
    sheet.put(row, 0, &heading, &styles.heading)?;
    row += 1;
    sheet.headers(row, headings, 0..0, styles)?;
    row += 1;
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
    Ok(row + 1)
}
