//! The first sheet: what could not be audited, the verdict, totals and a chart, a line for each rule, remarks.

use rust_xlsxwriter::{Format, Worksheet, XlsxError};

use super::cells::{Cells, clean, lines};
use super::findings::Places;
use super::rules::{self, status_format, status_key};
use super::style::Styles;
use super::{blocks, chart, paper, title};
use crate::messages::{Message, message};
use crate::reports::{Report, RuleResult, Status, Verdict, recurring};
use crate::rules::severity::Severity;
use crate::tables::date;

/// The last column of the sheet, and the last one left of the chart.
const LAST: u16 = rules::COLUMNS - 1;
const LEFT: u16 = 2;
/// The least rows beside the chart.
const CHART_ROWS: u32 = 17;
/// Departments that are named.
const MOST_DEPARTMENTS: usize = 5;

/// Fills the sheet.
pub(super) fn write(
    sheet: &mut Worksheet,
    report: &Report,
    styles: &Styles,
    places: &Places,
) -> Result<(), XlsxError> {
    let mut results = report.rules();
    results.sort_by_key(RuleResult::status);
    let mut page = Page {
        sheet,
        report,
        styles,
        row: 0,
    };
    page.set_up()?;
    page.head()?;
    page.told("terminal-errors", &report.review.audit.errors)?;
    page.verdict()?;
    let top = page.row;
    page.totals(&results)?;
    page.statuses(&results)?;
    page.departments(places)?;
    page.remarks(&results, places)?;
    page.row = page.row.max(top + CHART_ROWS + 2);
    let height = page.row - top - 2;
    let first_rule = page.rules(&results, places)?;
    page.recurring(&results)?;
    if let Some(mut chart) = chart::worst_rules(report, &results, first_rule) {
        chart.set_width(920).set_height(height * styles.row_height);
        page.sheet
            .insert_chart_with_offset(top, LEFT + 1, &chart, 8, 0)?;
    }
    page.row = blocks::write(page.sheet, report, styles, &results, page.row)?;
    page.told("terminal-notices", &report.review.audit.notices)
}

struct Page<'a> {
    sheet: &'a mut Worksheet,
    report: &'a Report<'a>,
    styles: &'a Styles,
    /// The next free row.
    row: u32,
}

impl Page<'_> {
    fn set_up(&mut self) -> Result<(), XlsxError> {
        paper(self.sheet, self.report);
        self.sheet.set_screen_gridlines(false);
        for (column, width) in (0..).zip(rules::widths(self.report)) {
            self.sheet.set_column_width(column, width)?;
        }
        Ok(())
    }

    fn head(&mut self) -> Result<(), XlsxError> {
        let rows = self.report.exports().map(|i| i.rows).sum::<u64>();
        let subtitle = message!(
            "workbook-subtitle",
            as_of = date::text(self.report.review.audit.as_of.day),
            files = message!("count-files", count = self.report.files()),
            rows = message!("count-rows", count = rows)
        );
        self.sheet
            .put(0, 0, title(self.report), &self.styles.title)?;
        self.sheet
            .put(1, 0, &self.report.text(&subtitle), &self.styles.subtitle)?;
        self.row = 3;
        Ok(())
    }

    /// Messages under a heading.
    fn told(&mut self, heading: &str, messages: &[Message]) -> Result<(), XlsxError> {
        if messages.is_empty() {
            return Ok(());
        }
        self.sheet
            .put(self.row, 0, &self.key(heading), &self.styles.heading)?;
        self.row += 1;
        for message in messages {
            let text = format!("•  {}", self.report.text(message));
            self.line(&text, LAST, &self.styles.remark)?;
        }
        self.row += 1;
        Ok(())
    }

    /// A text from the first column to the last. Merged cells do not grow by themselves.
    fn line(&mut self, text: &str, last: u16, format: &Format) -> Result<(), XlsxError> {
        let room: u16 = rules::widths(self.report)[..=usize::from(last)]
            .iter()
            .sum();
        self.sheet
            .merge_range(self.row, 0, self.row, last, &clean(text), format)?;
        self.sheet
            .grow(self.row, lines(text, usize::from(room)), self.styles)?;
        self.row += 1;
        Ok(())
    }

    fn verdict(&mut self) -> Result<(), XlsxError> {
        let bar = self.report.text(&self.report.fail_on.label());
        let (good, bad) = (&self.styles.verdict_good, &self.styles.verdict_bad);
        let (message, format) = match self.report.verdict() {
            Verdict::Clean => (message!("verdict-clean", bar = bar), good),
            Verdict::Findings => (message!("verdict-findings", bar = bar), bad),
            Verdict::NotAudited => (message!("verdict-not-audited"), bad),
            Verdict::NothingChecked => (
                message!("verdict-nothing-checked"),
                &self.styles.verdict_doubtful,
            ),
        };
        let text = self.report.text(&message);
        self.sheet
            .merge_range(self.row, 0, self.row, LAST, &text, format)?;
        self.sheet.set_row_height_pixels(self.row, 34)?;
        self.row += 2;
        Ok(())
    }

    /// Findings and violated rules by severity.
    fn totals(&mut self, results: &[RuleResult]) -> Result<(), XlsxError> {
        let styles = self.styles;
        let decided = self.report.disposed_text(results).is_some();
        let headers = [
            "column-severity",
            if decided {
                "workbook-undecided"
            } else {
                "column-findings"
            },
            "workbook-rules-violated",
        ];
        self.headers(&headers.map(|key| self.key(key)))?;
        let mut total = (0, 0);
        for severity in Severity::ALL {
            let found = self.report.findings_of(severity);
            let of_severity = |r: &&RuleResult| r.rule.severity == severity && r.failed();
            let violated = results.iter().filter(of_severity).count() as u64;
            total = (total.0 + found, total.1 + violated);
            let word = self.report.text(&severity.label());
            self.sheet
                .put(self.row, 0, &word, styles.severity(severity))?;
            self.sheet.number(self.row, 1, found, &styles.left_count)?;
            self.sheet
                .number(self.row, 2, violated, &styles.left_count)?;
            self.row += 1;
        }
        self.sheet
            .put(self.row, 0, &self.key("workbook-total"), &styles.bold)?;
        self.sheet
            .number(self.row, 1, total.0, &styles.bold_count)?;
        self.sheet
            .number(self.row, 2, total.1, &styles.bold_count)?;
        self.row += 2;
        Ok(())
    }

    fn statuses(&mut self, results: &[RuleResult]) -> Result<(), XlsxError> {
        self.headers(&[
            self.key("column-status"),
            self.key("workbook-rules"),
            String::new(),
        ])?;
        for status in Status::ALL {
            let count = results.iter().filter(|r| r.status() == status).count() as u64;
            if count > 0 {
                let word = self.key(status_key(status));
                self.counted(&word, count, status_format(status, self.styles))?;
            }
        }
        self.row += 1;
        Ok(())
    }

    /// Who has the most to do.
    fn departments(&mut self, places: &Places) -> Result<(), XlsxError> {
        let mut departments: Vec<(&String, &u64)> = places.departments.iter().collect();
        if departments.is_empty() {
            return Ok(());
        }
        departments.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        let headers = ["column-department", "column-findings"].map(|key| self.key(key));
        self.headers(&[headers.as_slice(), &[String::new()]].concat())?;
        for (department, count) in departments.into_iter().take(MOST_DEPARTMENTS) {
            self.counted(department, *count, &self.styles.text)?;
        }
        self.row += 1;
        Ok(())
    }

    fn counted(&mut self, word: &str, count: u64, format: &Format) -> Result<(), XlsxError> {
        self.sheet.put(self.row, 0, word, format)?;
        self.sheet
            .number(self.row, 1, count, &self.styles.left_count)?;
        self.sheet.put(self.row, 2, "", &self.styles.text)?;
        let room = usize::from(rules::widths(self.report)[0]);
        self.sheet
            .grow(self.row, lines(word, room - 1), self.styles)?;
        self.row += 1;
        Ok(())
    }

    /// What the totals leave out and where the findings go on.
    fn remarks(&mut self, results: &[RuleResult], places: &Places) -> Result<(), XlsxError> {
        let tolerated = results.iter().filter(|r| r.tolerated());
        let count = tolerated.map(|r| r.counts().findings).sum::<u64>();
        if count > 0 {
            let findings = message!("count-findings", count = count);
            let text = self
                .report
                .text(&message!("workbook-tolerated", findings = findings));
            self.line(&text, LEFT, &self.styles.note)?;
        }
        let known = results.iter().map(|r| r.in_baseline).sum::<u64>();
        if known > 0 {
            let text = message!("terminal-in-baseline", count = known);
            self.line(&self.report.text(&text), LEFT, &self.styles.note)?;
        }
        if let Some(disposed) = self.report.disposed_text(results) {
            self.line(&self.report.text(&disposed), LEFT, &self.styles.note)?;
        }
        if let Some(change) = self.report.change() {
            self.line(&self.report.text(&change), LEFT, &self.styles.note)?;
        }
        if places.sheets.len() > 1 {
            let sheets = places.sheets.clone();
            let text = self
                .report
                .text(&message!("workbook-more-sheets", sheets = sheets));
            self.line(&text, LEFT, &self.styles.note)?;
        }
        self.row += 1;
        Ok(())
    }

    /// The table of rules; returns the row of the first one.
    fn rules(&mut self, results: &[RuleResult], places: &Places) -> Result<u32, XlsxError> {
        self.sheet.put(
            self.row,
            0,
            &self.key("workbook-rules"),
            &self.styles.heading,
        )?;
        self.row += 1;
        self.line(&self.key("workbook-rules-note"), LAST, &self.styles.note)?;
        if self.report.review.labels.is_some() {
            self.line(&self.key("workbook-net-rate-note"), LAST, &self.styles.note)?;
        }
        let header_row = self.row;
        let next = rules::write(
            self.sheet,
            self.report,
            self.styles,
            places,
            results,
            header_row,
        )?;
        self.row = next + 1;
        Ok(header_row + 1)
    }

    /// Who has findings of the same rule month after month.
    fn recurring(&mut self, results: &[RuleResult]) -> Result<(), XlsxError> {
        if recurring(results).next().is_none() {
            return Ok(());
        }
        let heading = self.report.recurring_heading();
        self.sheet
            .put(self.row, 0, &heading, &self.styles.heading)?;
        self.row += 1;
        let keys = [
            "column-severity",
            "column-rule",
            "column-id",
            "column-owner",
            "column-months",
            "column-findings",
        ];
        let headers = keys.map(|key| self.key(key));
        self.sheet.headers(self.row, &headers, 4..6, self.styles)?;
        let widths = rules::widths(self.report);
        for (result, recurring) in recurring(results) {
            self.row += 1;
            let severity = self.report.text(&result.rule.severity.label());
            let label = self.report.rule_label(result.rule);
            let texts = [&severity, &label, &result.rule.id, &recurring.owner];
            let mut highest = 1;
            for ((column, text), room) in (0..).zip(texts).zip(&widths) {
                let format = match column {
                    0 => self.styles.severity(result.rule.severity),
                    _ => &self.styles.text,
                };
                self.sheet.put(self.row, column, text, format)?;
                highest = highest.max(lines(text, usize::from(room - 1)));
            }
            let numbers = [recurring.months as u64, recurring.findings];
            for (column, number) in (4..).zip(numbers) {
                self.sheet
                    .number(self.row, column, number, &self.styles.count)?;
            }
            self.sheet.grow(self.row, highest, self.styles)?;
        }
        self.row += 2;
        Ok(())
    }

    fn headers(&mut self, headers: &[String]) -> Result<(), XlsxError> {
        self.sheet.headers(self.row, headers, 0..0, self.styles)?;
        self.row += 1;
        Ok(())
    }

    fn key(&self, key: &str) -> String {
        self.report.messages.key(key)
    }
}
