//! The findings, one a row, rule by rule. When a sheet is full they go on in another one.

use std::collections::BTreeMap;

use rust_xlsxwriter::utility::quote_sheet_name;
use rust_xlsxwriter::{IgnoreError, Workbook, XlsxError};

use super::cells::{Cells, Widths, clean};
use super::paper;
use super::style::{MONEY, Styles};
use crate::history::State;
use crate::messages::message;
use crate::reports::blocks::{amounts, days, documents};
use crate::reports::{Finding, Report, RuleResult};

/// Key of the header, the most characters that are shown in a line, and whether more lines are shown.
const COLUMNS: [(&str, usize, bool); 26] = [
    ("column-severity", 12, false),
    ("column-rule", 28, true),
    ("column-id", 32, true),
    ("column-table", 16, true),
    ("column-file", 26, true),
    ("column-sheet", 14, true),
    ("column-row", 8, false),
    ("column-column", 18, true),
    ("column-key", 18, true),
    ("column-value", 26, true),
    ("column-expected", 26, true),
    ("column-message", 54, true),
    ("column-owner", 16, true),
    ("column-department", 14, true),
    ("column-state", 10, false),
    ("column-first-seen", 12, false),
    ("column-times-seen", 10, false),
    ("column-baseline", 10, false),
    ("column-account", 16, true),
    ("column-new-staff", 10, false),
    ("column-blocks-documents", 12, false),
    ("column-blocks-amount", 20, true),
    ("column-blocks-days", 10, false),
    ("column-disposition", 26, true),
    ("column-reason", 40, true),
    ("column-identity", 18, false),
];
const SEVERITY: usize = 0;
const ROW: usize = 6;
const ACCOUNT: usize = 18;
const NEW_STAFF: usize = 19;
const BLOCKS_DOCUMENTS: usize = 20;
const BLOCKS_AMOUNT: usize = 21;
const BLOCKS_DAYS: usize = 22;
const DISPOSITION: usize = 23;
const REASON: usize = 24;
const IDENTITY: usize = 25;
/// A row must not grow over the screen: what takes more lines is shown in one, and in full when its cell is chosen.
const MOST_LINES: usize = 6;
/// The height of a row stays in memory, so only so many rows have one of their own.
const MOST_HIGH_ROWS: u32 = 100_000;

/// Where the findings went.
#[derive(Default)]
pub(super) struct Places {
    /// Names of the sheets, in order.
    pub(super) sheets: Vec<String>,
    /// Links to the first finding of each rule, by the rule's index in the project.
    pub(super) first: BTreeMap<usize, String>,
    /// Findings of each department; tolerated ones and those in the baseline are left out.
    pub(super) departments: BTreeMap<String, u64>,
    /// Of text, to estimate the size of the archive.
    pub(super) bytes: usize,
}

/// Writes all findings to sheets of so many rows.
pub(super) fn write(
    book: &mut Workbook,
    report: &Report,
    styles: &Styles,
    rows: u32,
) -> Result<Places, XlsxError> {
    let mut sheets = Sheets::new(book, report, styles, rows)?;
    for result in &report.rules() {
        sheets.rule(result)?;
    }
    sheets.close()?;
    Ok(sheets.places)
}

struct Sheets<'a> {
    book: &'a mut Workbook,
    report: &'a Report<'a>,
    styles: &'a Styles,
    /// The columns that are shown; indices of [`COLUMNS`].
    columns: Vec<usize>,
    headers: Vec<String>,
    rows: u32,
    /// The folder that all files are in; it is left out of their names.
    folder: &'a str,
    /// Index of the open sheet in the book.
    sheet: usize,
    /// The next row in it.
    row: u32,
    widths: Widths,
    /// Rows that may still be higher than one line.
    high_rows: u32,
    places: Places,
}

impl<'a> Sheets<'a> {
    fn new(
        book: &'a mut Workbook,
        report: &'a Report<'a>,
        styles: &'a Styles,
        rows: u32,
    ) -> Result<Sheets<'a>, XlsxError> {
        let shown = |column: &usize| match *column {
            ACCOUNT | NEW_STAFF => report.project.people.is_some(),
            BLOCKS_DOCUMENTS | BLOCKS_AMOUNT | BLOCKS_DAYS => !report.project.links.is_empty(),
            DISPOSITION | REASON => report.review.labels.is_some(),
            _ => true,
        };
        let columns: Vec<usize> = (0..COLUMNS.len()).filter(shown).collect();
        let headers: Vec<String> = columns
            .iter()
            .map(|&column| report.messages.key(COLUMNS[column].0))
            .collect();
        let widths = new_widths(&columns, &headers);
        let folder = common_folder(
            report
                .review
                .audit
                .inputs
                .iter()
                .map(|i| i.input.name.as_str()),
        );
        let mut sheets = Sheets {
            book,
            report,
            styles,
            columns,
            headers,
            rows,
            folder,
            sheet: 0,
            row: 0,
            widths,
            high_rows: MOST_HIGH_ROWS,
            places: Places::default(),
        };
        sheets.open()?;
        Ok(sheets)
    }

    fn open(&mut self) -> Result<(), XlsxError> {
        let number = self.places.sheets.len() + 1;
        let name = match number {
            1 => self.report.messages.key("workbook-sheet-findings"),
            _ => self
                .report
                .text(&message!("workbook-sheet-findings-more", number = number)),
        };
        self.sheet = self.book.worksheets().len();
        let sheet = self.book.add_worksheet_with_constant_memory()?;
        sheet.set_name(&name)?;
        paper(sheet, self.report);
        sheet.set_freeze_panes(1, 0)?.set_repeat_rows(0, 0)?;
        // looking a format up costs more than writing a cell, so most cells have that of their column
        for (at, &column) in self.columns.iter().enumerate() {
            let money = self.styles.count.clone().set_num_format(MONEY);
            let format = match column {
                ROW => &self.styles.row_number,
                BLOCKS_DOCUMENTS | BLOCKS_DAYS => &self.styles.count,
                BLOCKS_AMOUNT => &money,
                IDENTITY => &self.styles.quiet,
                _ => &self.styles.line,
            };
            sheet.set_column_format(column_index(at), format)?;
        }
        sheet.headers(0, &self.headers, ROW..ROW + 1, self.styles)?;
        self.places.sheets.push(name);
        self.row = 1;
        self.widths = new_widths(&self.columns, &self.headers);
        Ok(())
    }

    /// What can only be said of a sheet when its last row is known.
    fn close(&mut self) -> Result<(), XlsxError> {
        let (last_row, last_column) = (self.row.max(2) - 1, column_index(self.columns.len() - 1));
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        sheet.autofilter(0, 0, last_row, last_column)?;
        // the identity is for machines
        sheet.set_print_area(0, 0, last_row, last_column - 1)?;
        // codes and raw values are texts on purpose
        sheet.ignore_error_range(1, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
        self.widths.apply(sheet)
    }

    fn rule(&mut self, result: &RuleResult<'a>) -> Result<(), XlsxError> {
        let report = self.report;
        let severity = report.text(&result.rule.severity.label());
        let label = report.rule_label(result.rule);
        let failed = result.failed();
        for finding in report.findings(result, usize::MAX) {
            if self.row == self.rows {
                self.close()?;
                self.open()?;
            }
            let (name, row) = (self.places.sheets.last(), self.row + 1);
            let link = || {
                name.map(|name| format!("internal:{}!A{row}", quote_sheet_name(name)))
                    .unwrap_or_default()
            };
            self.places.first.entry(result.ix).or_insert_with(link);
            self.finding(result, &severity, &label, &finding)?;
            let counts = failed && finding.in_baseline != Some(true);
            if counts && !finding.department.is_empty() {
                *self
                    .places
                    .departments
                    .entry(finding.department)
                    .or_default() += 1;
            }
        }
        Ok(())
    }

    #[allow(
        clippy::cast_precision_loss,
        reason = "row numbers stay far below 2^53"
    )]
    fn finding(
        &mut self,
        result: &RuleResult,
        severity: &str,
        label: &str,
        found: &Finding,
    ) -> Result<(), XlsxError> {
        let lang = self.report.messages.lang;
        let column = found.column.as_deref().map_or("", |name| {
            let field = result
                .table
                .find(name)
                .map(|field| &result.table.fields[field]);
            field.map_or(name, |field| field.label.in_lang(lang))
        });
        let number = found.shown_row();
        let key = |key: &str| self.report.messages.key(key);
        let state = found
            .state
            .map_or(String::new(), |state| key(state_key(state)));
        let times = found
            .times_seen
            .map_or(String::new(), |times| times.to_string());
        let baseline = match found.in_baseline {
            Some(true) => key("word-yes"),
            _ => String::new(),
        };
        let new = found.new_staff.filter(|new| *new);
        let new = new.map_or(String::new(), |_| key("word-yes"));
        let decided = found.disposition.as_ref();
        let reason = decided.map_or("", |d| d.reason.as_str());
        let disposition = decided.map_or(String::new(), |d| self.report.text(&d.text()));
        let held = found.blocks.as_deref().unwrap_or_default();
        let count = documents(held).map_or(String::new(), |count| count.to_string());
        let amount = amounts(self.report, held);
        let waited = days(held).map_or(String::new(), |days| days.to_string());
        let cells: [&str; COLUMNS.len()] = [
            severity,
            label,
            &found.rule,
            self.report.table_label(result.table),
            found.file.strip_prefix(self.folder).unwrap_or(&found.file),
            found.sheet.as_deref().unwrap_or_default(),
            &number,
            column,
            &found.key,
            &found.value,
            &found.expected,
            &found.message,
            &found.owner,
            &found.department,
            &state,
            found.first_seen.as_deref().unwrap_or_default(),
            &times,
            &baseline,
            found.account.as_deref().unwrap_or_default(),
            &new,
            &count,
            &amount,
            &waited,
            &disposition,
            reason,
            &found.identity,
        ];
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        let mut highest = 1;
        for (at, &column) in self.columns.iter().enumerate() {
            let text = cells[column];
            let lines = self.widths.see(at, text);
            let wrapped =
                COLUMNS[column].2 && (2..=MOST_LINES).contains(&lines) && self.high_rows > 0;
            self.places.bytes += text.len();
            let at = column_index(at);
            match column {
                SEVERITY => sheet.put(
                    self.row,
                    at,
                    text,
                    self.styles.severity(result.rule.severity),
                )?,
                ROW if found.row > 0 => {
                    sheet.write_number(self.row, at, found.row as f64)?;
                }
                BLOCKS_DOCUMENTS | BLOCKS_AMOUNT | BLOCKS_DAYS if text.parse::<f64>().is_ok() => {
                    sheet.write_number(self.row, at, text.parse::<f64>().unwrap_or_default())?;
                }
                _ if wrapped => {
                    highest = highest.max(lines);
                    sheet.put(self.row, at, text, &self.styles.text)?;
                }
                _ if text.is_empty() => {}
                _ => {
                    sheet.write_string(self.row, at, clean(text))?;
                }
            }
        }
        sheet.grow(self.row, highest, self.styles)?;
        self.high_rows -= u32::from(highest > 1);
        self.row += 1;
        Ok(())
    }
}

fn state_key(state: State) -> &'static str {
    match state {
        State::New => "state-new",
        State::Again => "workbook-state-again",
        State::Reopened => "workbook-state-reopened",
    }
}

fn new_widths(columns: &[usize], headers: &[String]) -> Widths {
    let limits: Vec<usize> = columns.iter().map(|&column| COLUMNS[column].1).collect();
    Widths::new(headers, &limits)
}

fn column_index(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}

/// The longest path of folders that all files start with, with its last slash.
fn common_folder<'a>(mut files: impl Iterator<Item = &'a str>) -> &'a str {
    let up = |path: &str| path.rfind(['/', '\\']).map_or(0, |at| at + 1);
    let first = files.next().unwrap_or_default();
    let mut end = up(first);
    for file in files {
        while !file.starts_with(&first[..end]) {
            end = up(&first[..end - 1]);
        }
    }
    &first[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_that_all_files_share() {
        let common = |files: &[&'static str]| common_folder(files.iter().copied());
        assert_eq!(common(&["a/b/x.csv", "a/b/y.csv"]), "a/b/");
        assert_eq!(common(&["a/b/x.csv", "a/bc/x.csv"]), "a/");
        assert_eq!(
            common(&["C:\\导出\\x.csv", "C:\\导出\\y.csv"]),
            "C:\\导出\\"
        );
        assert_eq!(common(&["/x.csv", "y.csv"]), "");
        assert_eq!(common(&[]), "");
    }
}
