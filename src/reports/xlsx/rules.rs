//! The table of rules on the summary: what asks for action comes first.

use rust_xlsxwriter::{Format, IgnoreError, Url, Worksheet, XlsxError};

use super::cells::{Cells, clean, lines};
use super::findings::Places;
use super::style::Styles;
use crate::findings::outcome::Outcome;
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
/// After the rate, where there are dispositions.
const NET_RATE: (&str, u16) = ("column-net-rate", 10);
pub(super) const COLUMNS: u16 = 12;
pub(super) const LABEL: u16 = 1;
pub(super) const FINDINGS: u16 = 4;
const RATE: u16 = 6;

pub(super) fn status_key(status: Status) -> &'static str {
    match status {
        Status::Violated => "workbook-status-violated",
        Status::NotRun => "status-not-run",
        Status::Undecided => "status-undecided",
        Status::Tolerated => "workbook-status-tolerated",
        Status::InBaseline => "workbook-status-in-baseline",
        Status::Disposed => "workbook-status-disposed",
        Status::NoInput => "status-no-input",
        Status::NeverActivated => "status-never-activated",
        Status::Ok => "workbook-status-passed",
    }
}

pub(super) fn status_format(status: Status, styles: &Styles) -> &Format {
    match status {
        Status::Violated | Status::NotRun | Status::Undecided => &styles.bad,
        Status::Tolerated
        | Status::InBaseline
        | Status::Disposed
        | Status::NoInput
        | Status::NeverActivated => &styles.doubtful,
        Status::Ok => &styles.good,
    }
}

/// The widths of the columns, which are those of the whole sheet.
pub(super) fn widths(report: &Report) -> Vec<u16> {
    columns(report)
        .into_iter()
        .map(|(_, width)| width)
        .collect()
}

fn columns(report: &Report) -> Vec<(&'static str, u16)> {
    let mut columns = TABLE.to_vec();
    if report.review.labels.is_some() {
        columns.insert(usize::from(RATE) + 1, NET_RATE);
    }
    columns
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
    let headers = columns(report).into_iter();
    let headers: Vec<String> = headers.map(|(key, _)| report.messages.key(key)).collect();
    let more = u16::from(report.review.labels.is_some());
    let status = COLUMNS - 1 + more;
    sheet.headers(
        header_row,
        &headers,
        usize::from(FINDINGS)..usize::from(status),
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
            more,
        }
        .write(link)?;
    }
    sheet.autofilter(header_row, 0, row, status)?;
    sheet.set_repeat_rows(header_row, header_row)?;
    sheet.ignore_error_range(header_row, 0, row, status, IgnoreError::NumberStoredAsText)?;
    Ok(row + 1)
}

/// A rule and its row.
struct Line<'a> {
    sheet: &'a mut Worksheet,
    report: &'a Report<'a>,
    styles: &'a Styles,
    result: &'a RuleResult<'a>,
    row: u32,
    /// Columns between the rate and what follows it: 1 with the net rate.
    more: u16,
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
            COLUMNS - 1 + self.more,
            &status,
            status_format(self.result.status(), styles),
        )?;
        let cells = [
            (LABEL, label.as_str()),
            (2, &rule.id),
            (3, table),
            (COLUMNS - 1, &status),
        ];
        // as the columns are numbered without dispositions
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
            Outcome::NotRun(not_run) => {
                let reason = not_run.reason.clone();
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
        let more = self.more;
        if !matches!(self.result.outcome, Outcome::Judged(_)) {
            for column in FINDINGS..COLUMNS - 1 + more {
                self.sheet.put(row, column, "–", &styles.faint)?;
            }
            return Ok(());
        }
        let net = (more > 0).then(|| self.result.net_rate());
        for (column, rate) in (RATE..).zip([Some(counts.rate()), net].into_iter().flatten()) {
            match rate {
                Some(rate) => {
                    self.sheet
                        .write_number_with_format(row, column, rate, &styles.rate(rate))?;
                }
                None => self.sheet.put(row, column, "–", &styles.faint)?,
            }
        }
        let numbers = [
            (FINDINGS, counts.findings),
            (5, counts.violation),
            (7 + more, counts.pending),
            (8 + more, counts.undecidable),
            (9 + more, counts.not_applicable),
            (10 + more, counts.ok),
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
