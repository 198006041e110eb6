//! What was audited, with which rules, so that the audit can be repeated and its inputs recognised.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::cells::{Cells, Widths, clean, lines};
use super::paper;
use super::style::Styles;
use crate::findings::outcome::Evidence;
use crate::messages::message;
use crate::reports::Report;
use crate::tables::date;

const LIMITS: [usize; 8] = [30, 52, 18, 37, 12, 14, 40, 44];
const LAST: u16 = 7;
const SHA256: usize = 3;
const ROWS_READ: usize = 4;

/// Fills the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    styles: &Styles,
) -> Result<(), XlsxError> {
    sheet.set_name(report.messages.key("workbook-sheet-evidence"))?;
    sheet.set_screen_gridlines(false);
    paper(sheet, report);
    sheet.put(
        0,
        0,
        &report.messages.key("workbook-evidence-title"),
        &styles.title,
    )?;
    let mut row = 2;
    for (key, value) in facts(report) {
        sheet.put(row, 0, &report.messages.key(key), &styles.note)?;
        sheet.merge_range(row, 1, row, LAST, &clean(&value), &styles.remark)?;
        sheet.grow(row, lines(&value, LIMITS[1..].iter().sum()), styles)?;
        row += 1;
    }
    inputs(sheet, report, styles, row + 1)
}

fn facts(report: &Report) -> Vec<(&'static str, String)> {
    vec![
        ("workbook-as-of", date::text(report.review.audit.as_of.day)),
        ("workbook-bar", report.text(&report.fail_on.label())),
        (
            "workbook-program",
            concat!("crm-audit ", env!("CARGO_PKG_VERSION")).to_owned(),
        ),
        ("workbook-fingerprint", report.project.fingerprint()),
        ("workbook-language", report.messages.lang.tag().to_owned()),
        ("workbook-masking", masking(report)),
    ]
}

fn masking(report: &Report) -> String {
    if report.project.unmasked {
        return report.messages.key("tasks-unmasked");
    }
    let lang = report.messages.lang;
    let sensitive: Vec<String> = report
        .project
        .tables
        .iter()
        .flat_map(|table| {
            table
                .fields
                .iter()
                .filter(|f| f.sensitive)
                .map(move |f| (table, f))
        })
        .map(|(table, field)| {
            format!(
                "{} / {}",
                table.label.in_lang(lang),
                field.label.in_lang(lang)
            )
        })
        .collect();
    if sensitive.is_empty() {
        return report.messages.key("workbook-masking-none");
    }
    report.text(&message!("workbook-masking-how", fields = sensitive))
}

fn inputs(
    sheet: &mut Worksheet,
    report: &Report,
    styles: &Styles,
    first: u32,
) -> Result<(), XlsxError> {
    let key = |key| report.messages.key(key);
    let headers = [
        key("column-table"),
        key("column-file"),
        key("column-sheet"),
        "SHA-256".to_owned(),
        key("column-rows-read"),
        key("column-encoding"),
        key("column-decisions"),
        key("column-error"),
    ];
    sheet.headers(first, &headers, ROWS_READ..ROWS_READ + 1, styles)?;
    let mut widths = Widths::new(&headers, &LIMITS);
    for (key, _) in facts(report) {
        widths.see(0, &report.messages.key(key));
    }
    for (row, input) in (first + 1..).zip(&report.review.audit.inputs) {
        let mut highest = 1;
        for (column, text) in (0u16..).zip(cells(report, input)) {
            let at = usize::from(column);
            highest = highest.max(widths.see(at, &text));
            match at {
                SHA256 => sheet.put(row, column, &text, &styles.code)?,
                ROWS_READ => {
                    sheet.number(row, column, input.rows_read(), &styles.count)?;
                }
                _ => sheet.put(row, column, &text, &styles.text)?,
            }
        }
        sheet.grow(row, highest, styles)?;
    }
    widths.apply(sheet)
}

fn cells(report: &Report, input: &Evidence) -> [String; LIMITS.len()] {
    let decisions: Vec<String> = input
        .decisions
        .iter()
        .map(|decision| report.text(decision))
        .collect();
    [
        report
            .table_label(&report.project.tables[input.table])
            .to_owned(),
        input.input.name.clone(),
        input.sheet.clone().unwrap_or_default(),
        input.sha256.clone().unwrap_or_default(),
        input.rows_read().to_string(),
        input.encoding.clone().unwrap_or_default(),
        decisions.join("\n"),
        input
            .error
            .as_ref()
            .map(|error| report.text(error))
            .unwrap_or_default(),
    ]
}
