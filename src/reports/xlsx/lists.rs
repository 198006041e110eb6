//! Workbooks that are lists and nothing else: a sheet for each, with its header.

use std::ops::Range;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

use super::cells::Cells;
use super::style::Styles;

/// An empty workbook, not dated by the clock: the same files give the same bytes.
pub(super) fn book(title: &str, styles: &Styles) -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_default_format(&styles.base, styles.row_height, 64)?;
    let day = ExcelDateTime::from_timestamp(0).unwrap_or_default();
    let properties = DocProperties::new()
        .set_title(title)
        .set_author(concat!("crm-audit ", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&day);
    book.set_properties(&properties);
    Ok(book)
}

/// Names a sheet and writes its header. `numbers`: which columns hold numbers.
pub(super) fn listed(
    sheet: &mut Worksheet,
    name: &str,
    headings: &[String],
    numbers: Range<usize>,
    styles: &Styles,
) -> Result<(), XlsxError> {
    const A4: u8 = 9;
    sheet.set_name(name)?;
    sheet.set_screen_gridlines(false);
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer("&C&A&R&P / &N");
    sheet.headers(0, headings, numbers, styles)?;
    sheet.set_freeze_panes(1, 0)?;
    sheet.set_repeat_rows(0, 0)?;
    Ok(())
}
