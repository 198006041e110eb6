//! How well the columns are filled that records must hold, beside the runs before.

use rust_xlsxwriter::{Workbook, Worksheet, XlsxError};

use super::cells::{Cells, Widths};
use super::named_sheet;
use super::style::Styles;
use crate::findings::measured::Measured;
use crate::reports::Report;
use crate::reports::fills::{Line, days, lines};

/// How wide a column may be.
const LIMITS: [usize; 6] = [36, 36, 30, 12, 12, 12];
const RATE_LIMIT: usize = 12;
/// The first column that holds numbers.
const NUMBERS: u16 = 3;

/// Adds the sheet, if there is anything to show.
pub(super) fn write(
    book: &mut Workbook,
    report: &Report,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let rules = report.rules();
    let mut days = days(&rules, usize::MAX);
    days.reverse();
    let filled: Vec<_> = rules
        .iter()
        .map(|result| (result, lines(report, result, &days)))
        .filter(|(_, lines)| !lines.is_empty())
        .collect();
    if filled.is_empty() {
        return Ok(());
    }
    let sheet = named_sheet(book, report, "workbook-sheet-fills")?;
    let keys = [
        "column-rule",
        "column-id",
        "column-column",
        "column-asked",
        "column-filled",
        "column-fill-rate",
    ];
    let mut headers = keys.map(|key| report.messages.key(key)).to_vec();
    headers.extend(days.iter().map(|day| (*day).to_owned()));
    let mut limits = LIMITS.to_vec();
    limits.resize(headers.len(), RATE_LIMIT);
    sheet.headers(0, &headers, usize::from(NUMBERS)..headers.len(), styles)?;
    let mut widths = Widths::new(&headers, &limits);
    let mut row = 0;
    for (result, lines) in filled {
        let label = report.rule_label(result.rule);
        for line in lines {
            row += 1;
            let mut highest = 1;
            for (column, text) in (0u16..).zip([&label, &result.rule.id, &line.column]) {
                highest = highest.max(widths.see(usize::from(column), text));
                sheet.put(row, column, text, &styles.text)?;
            }
            numbers(sheet, row, &line, styles)?;
            sheet.grow(row, highest, styles)?;
        }
    }
    sheet.autofilter(0, 0, row, NUMBERS - 1)?;
    sheet.set_freeze_panes(1, 0)?;
    widths.apply(sheet)
}

fn numbers(sheet: &mut Worksheet, row: u32, line: &Line, styles: &Styles) -> Result<(), XlsxError> {
    let counts = [line.now.among.unwrap_or_default(), line.now.count];
    for (column, count) in (NUMBERS..).zip(counts) {
        sheet.number(row, column, count, &styles.count)?;
    }
    let share = styles.count.clone().set_num_format("0.0%");
    let before = line.before.iter().copied();
    for (column, one) in (NUMBERS + 2..).zip([Some(line.now)].into_iter().chain(before)) {
        match one.and_then(Measured::rate) {
            Some(rate) => {
                sheet.write_number_with_format(row, column, rate, &share)?;
            }
            None => sheet.put(row, column, "–", &styles.faint)?,
        }
    }
    Ok(())
}
