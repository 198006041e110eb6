//! A sheet that is a page and no table: a fine grid of columns, of which each cell of the page spans some.

use rust_xlsxwriter::{Chart, Format, Url, Worksheet, XlsxError};

use super::cells::{Cells, clean, lines};
use super::style::Styles;

/// Columns of the grid; all are equally wide.
pub(super) const COLUMNS: u16 = 20;
/// In digits.
const WIDTH: u16 = 8;
/// In pixels, as Excel makes columns of that width.
const PIXELS: u32 = 61;
/// So large the page fills a wall of 1920 pixels, in percent.
const ZOOM: u16 = 115;

/// The first and the last column of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span(pub(super) u16, pub(super) u16);

impl Span {
    pub(super) const ALL: Span = Span(0, COLUMNS - 1);

    fn columns(self) -> u16 {
        self.1 - self.0 + 1
    }

    /// Digits that have room in it, beside its margins.
    fn room(self) -> usize {
        usize::from(self.columns() * WIDTH).saturating_sub(1)
    }
}

/// The page, from top to bottom.
pub(super) struct Board<'a> {
    sheet: &'a mut Worksheet,
    styles: &'a Styles,
    /// The row that is being filled, and the lines that it takes.
    row: u32,
    tallest: usize,
    /// Whether the row has a height of its own.
    fixed: bool,
}

impl<'a> Board<'a> {
    pub(super) fn new(sheet: &'a mut Worksheet, styles: &'a Styles) -> Result<Self, XlsxError> {
        sheet.set_screen_gridlines(false);
        sheet.set_zoom(ZOOM);
        for column in 0..COLUMNS {
            sheet.set_column_width(column, WIDTH)?;
        }
        Ok(Board {
            sheet,
            styles,
            row: 0,
            tallest: 1,
            fixed: false,
        })
    }

    /// The row that is being filled.
    pub(super) fn row(&self) -> u32 {
        self.row
    }

    pub(super) fn text(
        &mut self,
        span: Span,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.tallest = self.tallest.max(lines(text, span.room()));
        if span.columns() == 1 {
            return self.sheet.put(self.row, span.0, text, format);
        }
        let text = clean(text);
        self.sheet
            .merge_range(self.row, span.0, self.row, span.1, &text, format)?;
        Ok(())
    }

    #[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    pub(super) fn number(
        &mut self,
        span: Span,
        number: u64,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.float(span, number as f64, format)
    }

    pub(super) fn float(
        &mut self,
        span: Span,
        number: f64,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.text(span, "", format)?;
        self.sheet
            .write_number_with_format(self.row, span.0, number, format)?;
        Ok(())
    }

    pub(super) fn link(
        &mut self,
        span: Span,
        text: &str,
        url: &Url,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.text(span, text, format)?;
        self.sheet
            .write_url_with_format(self.row, span.0, url, format)?;
        Ok(())
    }

    /// The heading of a table: what each column is called, and whether it holds numbers.
    pub(super) fn headers(&mut self, columns: &[(Span, String, bool)]) -> Result<(), XlsxError> {
        let styles = self.styles;
        for (span, text, is_number) in columns {
            let format = if *is_number {
                &styles.header_right
            } else {
                &styles.header
            };
            self.text(*span, text, format)?;
        }
        self.next()
    }

    /// A text in a row of its own.
    pub(super) fn line(
        &mut self,
        span: Span,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        self.text(span, text, format)?;
        self.next()
    }

    /// Makes the row so many pixels high, whatever stands in it.
    pub(super) fn height(&mut self, pixels: u32) -> Result<(), XlsxError> {
        self.sheet.set_row_height_pixels(self.row, pixels)?;
        self.fixed = true;
        Ok(())
    }

    /// Goes on in the next row.
    pub(super) fn next(&mut self) -> Result<(), XlsxError> {
        if !self.fixed {
            self.sheet.grow(self.row, self.tallest, self.styles)?;
        }
        (self.row, self.tallest, self.fixed) = (self.row + 1, 1, false);
        Ok(())
    }

    /// Leaves a row empty.
    pub(super) fn gap(&mut self) {
        self.row += 1;
    }

    /// Goes on in a row that is not above the present one.
    pub(super) fn down_to(&mut self, row: u32) {
        self.row = self.row.max(row);
    }

    /// Puts a chart over rows, the last of which is left free.
    pub(super) fn chart(
        &mut self,
        mut chart: Chart,
        span: Span,
        (first, last): (u32, u32),
    ) -> Result<(), XlsxError> {
        let width = u32::from(span.columns()) * PIXELS;
        let height = (last - first) * self.styles.row_height;
        chart.set_width(width).set_height(height);
        self.sheet.insert_chart(first, span.0, &chart)?;
        Ok(())
    }
}
