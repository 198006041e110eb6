//! The rules, each with what it came to, why it is there and what to do: those that ask for action on one sheet, those that
//! passed on another.

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::quote_sheet_name;
use rust_xlsxwriter::{Format, IgnoreError, Url, Workbook, Worksheet, XlsxError};

use super::cells::{Cells, clean, lines};
use super::paper;
use super::style::Styles;
use crate::findings::outcome::Outcome;
use crate::messages::message;
use crate::reports::{Report, RuleResult, Status};

/// Key of the header and width of each column, without that of the net rate.
const TABLE: [(&str, u16); 14] = [
    ("column-severity", 10),
    ("column-rule", 32),
    ("column-status", 14),
    ("column-findings", 9),
    ("column-violations", 9),
    ("column-rate", 9),
    ("column-why", 40),
    ("column-fix", 40),
    ("column-pending", 9),
    ("column-undecidable", 10),
    ("column-not-applicable", 10),
    ("column-ok", 10),
    ("column-table", 18),
    ("column-id", 34),
];
/// After the rate, where there are dispositions.
const NET_RATE: (&str, u16) = ("column-net-rate", 9);
const LABEL: u16 = 1;
const STATUS: u16 = 2;
const FINDINGS: u16 = 3;
const VIOLATIONS: u16 = 4;
const RATE: u16 = 5;
/// As the columns are numbered without the net rate.
const WHY: u16 = 6;
const FIX: u16 = 7;
const PENDING: u16 = 8;
const UNDECIDABLE: u16 = 9;
const NOT_APPLICABLE: u16 = 10;
const OK: u16 = 11;
const OF_TABLE: u16 = 12;
const ID: u16 = 13;

fn status_format(status: Status, styles: &Styles) -> &Format {
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

/// The sheets of rules: what each is called, and its rules, what asks for action first.
pub(super) fn sheets<'r>(
    report: &'r Report,
) -> impl Iterator<Item = (String, Vec<RuleResult<'r>>)> {
    let mut results = report.rules();
    results.sort_by_key(RuleResult::status);
    let is_passed = |result: &RuleResult| result.status() == Status::Ok;
    let (passed, others): (Vec<_>, Vec<_>) = results.into_iter().partition(is_passed);
    let sheets = [
        (report.messages.key("workbook-rules"), others),
        (report.messages.key("workbook-sheet-passed"), passed),
    ];
    sheets.into_iter().filter(|(_, rules)| !rules.is_empty())
}

/// Links to the rows of the rules, by their indices in the project.
pub(super) fn links(report: &Report) -> BTreeMap<usize, String> {
    let mut links = BTreeMap::new();
    for (name, results) in sheets(report) {
        for (row, result) in (2..).zip(&results) {
            let link = format!("internal:{}!B{row}", quote_sheet_name(&name));
            links.insert(result.ix, link);
        }
    }
    links
}

/// Adds the sheets. `first` leads to the first finding of each rule, by its index in the project.
pub(super) fn write(
    book: &mut Workbook,
    report: &Report,
    styles: &Styles,
    first: &BTreeMap<usize, String>,
) -> Result<(), XlsxError> {
    for (name, results) in sheets(report) {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        fill(sheet, report, styles, first, &results)?;
    }
    Ok(())
}

fn fill(
    sheet: &mut Worksheet,
    report: &Report,
    styles: &Styles,
    first: &BTreeMap<usize, String>,
    results: &[RuleResult],
) -> Result<(), XlsxError> {
    paper(sheet, report);
    sheet.set_screen_gridlines(false);
    sheet
        .set_freeze_panes(1, LABEL + 1)?
        .set_repeat_rows(0, 0)?;
    let more = u16::from(report.review.labels.is_some());
    let mut columns = TABLE.to_vec();
    if more > 0 {
        columns.insert(usize::from(RATE) + 1, NET_RATE);
    }
    for (column, (_, width)) in (0..).zip(&columns) {
        sheet.set_column_width(column, *width)?;
    }
    let headers: Vec<String> = columns
        .iter()
        .map(|(key, _)| report.messages.key(key))
        .collect();
    let numbers = usize::from(FINDINGS)..usize::from(WHY + more);
    sheet.headers(0, &headers, numbers, styles)?;
    for column in [PENDING, UNDECIDABLE, NOT_APPLICABLE, OK] {
        let heading = &headers[usize::from(column + more)];
        sheet.put(0, column + more, heading, &styles.header_right)?;
    }
    let mut row = 0;
    for result in results {
        row += 1;
        Line {
            sheet: &mut *sheet,
            report,
            styles,
            result,
            row,
            more,
        }
        .write(first.get(&result.ix))?;
    }
    let last = ID + more;
    let mut notes = vec!["workbook-rules-note"];
    notes.extend((more > 0).then_some("workbook-net-rate-note"));
    for (at, note) in (row + 2..).zip(notes) {
        // it runs over the cells beside it, which are empty
        sheet.put(at, 0, &report.messages.key(note), &styles.note_line)?;
    }
    sheet.autofilter(0, 0, row, last)?;
    // what comes behind is for whoever writes the rules
    sheet.set_print_area(0, 0, row, FIX + more)?;
    sheet.ignore_error_range(0, 0, row, last, IgnoreError::NumberStoredAsText)?;
    Ok(())
}

/// A rule and its row.
struct Line<'a> {
    sheet: &'a mut Worksheet,
    report: &'a Report<'a>,
    styles: &'a Styles,
    result: &'a RuleResult<'a>,
    row: u32,
    /// One where the net rate has a column.
    more: u16,
}

impl Line<'_> {
    /// `link` leads to the first finding.
    fn write(&mut self, link: Option<&String>) -> Result<(), XlsxError> {
        let (row, styles, rule) = (self.row, self.styles, self.result.rule);
        let local = |text: &Option<_>| text.as_ref().map(|text| self.report.local(text));
        let severity = self.report.text(&rule.severity.label());
        let label = self.report.rule_label(rule);
        let table = self.report.table_label(self.result.table).to_owned();
        let status = self.status();
        let texts = [
            (WHY, local(&rule.why).unwrap_or_default()),
            (FIX, local(&rule.fix).unwrap_or_default()),
            (OF_TABLE, table),
            (ID, rule.id.clone()),
        ];
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
        let format = status_format(self.result.status(), styles);
        self.sheet.put(row, STATUS, &status, format)?;
        self.counts()?;
        let mut highest = [(LABEL, &label), (STATUS, &status)]
            .map(|(column, text)| lines(text, room(column)))
            .into_iter()
            .max()
            .unwrap_or(1);
        for (column, text) in &texts {
            self.sheet
                .put(row, column + self.more, text, &styles.text)?;
            highest = highest.max(lines(text, room(*column)));
        }
        self.sheet.grow(row, highest, styles)
    }

    fn status(&self) -> String {
        let word = self.report.messages.key(self.result.status().key());
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
            for column in (FINDINGS..WHY + more).chain(PENDING + more..OF_TABLE + more) {
                self.sheet.put(row, column, "–", &styles.faint)?;
            }
            return Ok(());
        }
        let net = (more > 0).then(|| self.result.net_rate());
        for (column, rate) in (RATE..).zip([Some(counts.rate()), net].into_iter().flatten()) {
            match rate {
                Some(rate) => {
                    let format = styles.rate(rate);
                    self.sheet
                        .write_number_with_format(row, column, rate, &format)?;
                }
                None => self.sheet.put(row, column, "–", &styles.faint)?,
            }
        }
        let numbers = [
            (FINDINGS, counts.findings),
            (VIOLATIONS, counts.violation),
            (PENDING + more, counts.pending),
            (UNDECIDABLE + more, counts.undecidable),
            (NOT_APPLICABLE + more, counts.not_applicable),
            (OK + more, counts.ok),
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

/// Digits that have room in a column, as they are numbered without dispositions.
fn room(column: u16) -> usize {
    let (_, width) = TABLE[usize::from(column)];
    usize::from(width) - 2
}
