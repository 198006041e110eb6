//! Rows that could not be decided, with the reason.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::{Cells, Widths};
use super::paper;
use super::style::Styles;
use crate::reports::Report;
use crate::reports::undecidable::Undecidable;

const COLUMNS: [&str; 9] = [
    "column-id",
    "column-table",
    "column-file",
    "column-sheet",
    "column-row",
    "column-column",
    "column-key",
    "column-value",
    "column-reason",
];
const LIMITS: [usize; COLUMNS.len()] = [32, 16, 26, 14, 8, 18, 18, 26, 54];
const ROW: usize = 4;

/// Fills the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    rows: &[Undecidable],
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(report.messages.key("workbook-sheet-undecidable"))?;
    paper(sheet, report);
    sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
    let headers = COLUMNS.map(|key| report.messages.key(key));
    sheet.headers(0, &headers, ROW..ROW + 1, styles)?;
    let mut widths = Widths::new(&headers, &LIMITS);
    for (at, row) in (1..).zip(rows) {
        let cells = [
            &row.rule,
            &row.table,
            &row.file,
            row.sheet.as_ref().unwrap_or(&String::new()),
            &row.row.to_string(),
            &row.column,
            &row.key,
            &row.value,
            &row.reason,
        ]
        .map(ToString::to_string);
        let mut highest = 1;
        for (column, text) in cells.iter().enumerate() {
            highest = highest.max(widths.see(column, text));
            let place = u16::try_from(column).expect("few columns");
            if column == ROW {
                sheet.number(at, place, row.row, &styles.row_number)?;
            } else {
                sheet.put(at, place, text, &styles.text)?;
            }
        }
        sheet.grow(at, highest, styles)?;
    }
    widths.apply(sheet)
}
