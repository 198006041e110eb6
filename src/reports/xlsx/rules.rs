//! The table of rules on the summary: what asks for action comes first.

use rust_xlsxwriter::{Format, IgnoreError, Url, Worksheet, XlsxError};

use super::cells::{Cells, clean, lines};
use super::findings::Places;
use super::style::Styles;
use crate::audit::Outcome;
use crate::messages::message;
use crate::reports::{Report, RuleResult, Status};

/// Key of the header and width of each column.
const TABLE: [(&str, u16); COLUMNS as usize] = [
    ("column-severity", 17),
    ("column-rule", 46),
    ("column-id", 36),
    ("column-table", 20),
    ("column-findings", 11),
    ("column-violations", 12),
    ("column-rate", 10),
    ("column-pending", 10),
    ("column-undecidable", 13),
    ("column-not-applicable", 13),
    ("column-ok", 11),
    ("column-status", 26),
];
pub(super) const COLUMNS: u16 = 12;
pub(super) const LABEL: u16 = 1;
pub(super) const FINDINGS: u16 = 4;
const STATUS: u16 = COLUMNS - 1;

pub(super) fn status_key(status: Status) -> &'static str {
    match status {
        Status::Violated => "workbook-status-violated",
        Status::NotRun => "status-not-run",
        Status::Tolerated => "workbook-status-tolerated",
        Status::InBaseline => "workbook-status-in-baseline",
        Status::NoInput => "status-no-input",
        Status::NeverActivated => "status-never-activated",
        Status::Ok => "workbook-status-passed",
    }
}

pub(super) fn status_format(status: Status, styles: &Styles) -> &Format {
    match status {
        Status::Violated | Status::NotRun => &styles.bad,
        Status::Tolerated | Status::InBaseline | Status::NoInput | Status::NeverActivated => {
            &styles.doubtful
        }
        Status::Ok => &styles.good,
    }
}

/// The widths of the columns, which are those of the whole sheet.
pub(super) fn widths() -> impl Iterator<Item = u16> {
    TABLE.into_iter().map(|(_, width)| width)
}

/// Writes the table and returns the row after it.
pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    styles: &Styles,
    places: &Places,
    results: &[RuleResult],
    header_row: u32,
) -> Result<u32, XlsxError> {
    let headers = TABLE.map(|(key, _)| report.messages.key(key));
    sheet.headers(
        header_row,
        &headers,
        usize::from(FINDINGS)..usize::from(STATUS),
        styles,
    )?;
    let mut row = header_row;
    for result in results {
        row += 1;
        let link = places.first.get(&result.ix);
        Line {
            sheet: &mut *sheet,
            report,
            styles,
            result,
            row,
        }
        .write(link)?;
    }
    sheet.autofilter(header_row, 0, row, STATUS)?;
    sheet.set_repeat_rows(header_row, header_row)?;
    sheet.ignore_error_range(header_row, 0, row, STATUS, IgnoreError::NumberStoredAsText)?;
    Ok(row + 1)
}

/// A rule and its row.
struct Line<'a> {
    sheet: &'a mut Worksheet,
    report: &'a Report<'a>,
    styles: &'a Styles,
    result: &'a RuleResult<'a>,
    row: u32,
}

impl Line<'_> {
    fn write(&mut self, link: Option<&String>) -> Result<(), XlsxError> {
        let (row, styles, rule) = (self.row, self.styles, self.result.rule);
        let severity = self.report.text(&rule.severity.label());
        let label = self.report.rule_label(rule);
        let table = self.report.table_label(self.result.table);
        let status = self.status();
        self.sheet
            .put(row, 0, &severity, styles.severity(rule.severity))?;
        match link {
            Some(link) => {
                let url = Url::new(link.as_str()).set_text(clean(&label));
                self.sheet
                    .write_url_with_format(row, LABEL, url, &styles.link)?;
            }
            None => self.sheet.put(row, LABEL, &label, &styles.text)?,
        }
        self.sheet.put(row, 2, &rule.id, &styles.text)?;
        self.sheet.put(row, 3, table, &styles.text)?;
        self.counts()?;
        self.sheet.put(
            row,
            STATUS,
            &status,
            status_format(self.result.status(), styles),
        )?;
        let cells = [
            (LABEL, label.as_str()),
            (2, &rule.id),
            (3, table),
            (STATUS, &status),
        ];
        let needed = |(column, text)| {
            let (_, room) = TABLE[usize::from(column)];
            lines(text, usize::from(room) - 1)
        };
        self.sheet.grow(
            row,
            cells.into_iter().map(needed).max().unwrap_or(1),
            styles,
        )
    }

    fn status(&self) -> String {
        let word = self.report.messages.key(status_key(self.result.status()));
        match self.result.outcome {
            Outcome::NotRun(reason) => {
                let reason = reason.clone();
                self.report.text(&message!(
                    "workbook-status-reason",
                    status = word,
                    reason = reason
                ))
            }
            _ => word,
        }
    }

    fn counts(&mut self) -> Result<(), XlsxError> {
        let (row, styles, counts) = (self.row, self.styles, self.result.counts());
        if !matches!(self.result.outcome, Outcome::Judged(_)) {
            for column in FINDINGS..STATUS {
                self.sheet.put(row, column, "–", &styles.faint)?;
            }
            return Ok(());
        }
        match counts.rate() {
            Some(rate) => {
                self.sheet
                    .write_number_with_format(row, 6, rate, &styles.rate(rate))?;
            }
            None => self.sheet.put(row, 6, "–", &styles.faint)?,
        }
        let numbers = [
            (FINDINGS, counts.findings),
            (5, counts.violation),
            (7, counts.pending),
            (8, counts.undecidable),
            (9, counts.not_applicable),
            (10, counts.ok),
        ];
        for (column, number) in numbers {
            let format = if number == 0 {
                &styles.faint
            } else {
                &styles.count
            };
            self.sheet.number(row, column, number, format)?;
        }
        Ok(())
    }
}
