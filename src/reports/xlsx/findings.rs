//! The findings, one a row, rule by rule. When a sheet is full they go on in another one.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use rust_xlsxwriter::utility::quote_sheet_name;
use rust_xlsxwriter::{IgnoreError, Url, Workbook, XlsxError};

use super::cells::{Cells, Widths, clean, day};
use super::form::{self, Blank};
use super::paper;
use super::style::{MONEY, Styles};
use crate::messages::message;
use crate::reports::columns::{Column, Shown, Value, column};
use crate::reports::folder::common_folder;
use crate::reports::{Finding, Report, RuleResult};

/// What a meeting reads, from left to right: the columns, the most characters that are shown in a line, and whether more lines
/// are shown. What is filled in comes behind them.
const READ: [(&str, usize, bool); 8] = [
    ("severity", 9, false),
    ("label", 20, true),
    ("key", 18, true),
    ("message", 40, true),
    ("owner", 10, true),
    ("department", 10, true),
    ("state", 8, false),
    ("disposition", 14, true),
];
/// What helps to decide: it is seen, and not printed.
const BESIDE: [(&str, usize, bool); 5] = [
    ("first_seen", 12, false),
    ("times_seen", 10, false),
    ("blocks_documents", 12, false),
    ("blocks_amount", 20, false),
    ("blocks_days", 10, false),
];
/// Where exactly it stands: folded away until it is asked for.
const TECHNICAL: [(&str, usize, bool); 13] = [
    ("rule", 32, false),
    ("table", 16, false),
    ("file", 26, false),
    ("sheet", 14, false),
    ("row", 8, false),
    ("column", 18, false),
    ("value", 26, false),
    ("expected", 26, false),
    ("in_baseline", 10, false),
    ("account", 16, false),
    ("new_staff", 10, false),
    ("disposition.reason", 40, false),
    ("identity", 18, false),
];
/// So large what is read fills a wall of 1920 pixels, in percent.
const ZOOM: u16 = 120;
/// The most characters of a line that says what to do.
const FIX: usize = 40;
/// A row must not grow over the screen: what takes more lines is shown in one, and in full when its cell is chosen.
const MOST_LINES: usize = 6;
/// Bytes that a number takes, about.
const NUMBER: usize = 8;
/// The height of a row stays in memory, so only so many rows have one of their own.
const MOST_HIGH_ROWS: u32 = 100_000;
/// Rows that are formed before the user is asked for again.
pub(super) const BETWEEN_LOOKS: u32 = 4_096;
/// Links stay in memory as well, and Excel allows 65,530 a sheet: after so many rows the rules are names only.
const MOST_LINKS: u32 = 20_000;

/// Where the findings went.
#[derive(Default)]
pub(super) struct Places {
    /// Names of the sheets, in order.
    pub(super) sheets: Vec<String>,
    /// Links to the first finding of each rule, by the rule's index in the project.
    pub(super) first: BTreeMap<usize, String>,
    /// Links to the rows of the rules, by the rule's index in the project.
    pub(super) rules: BTreeMap<usize, String>,
    /// Of text, to estimate the size of the archive.
    pub(super) bytes: usize,
}

/// Writes all findings to sheets of so many rows. `links` lead to the rows of the rules, by their indices in the project; `out`
/// says whether the user wants to stop.
pub(super) fn write(
    book: &mut Workbook,
    report: &Report,
    styles: &Styles,
    (rows, links): (u32, BTreeMap<usize, String>),
    out: &mut dyn Write,
) -> Result<Places, XlsxError> {
    let mut sheets = Sheets::new(book, report, styles, rows)?;
    sheets.places.rules = links;
    for result in &report.rules() {
        sheets.rule(result, out)?;
    }
    sheets.close()?;
    Ok(sheets.places)
}

/// What stands in a column of the sheet.
#[derive(Clone, Copy)]
enum Shows {
    Finding(&'static Column),
    /// What to do about findings of the rule.
    Fix,
    /// Nothing yet.
    Blank(Blank),
}

/// A column that is shown.
#[derive(Clone, Copy)]
struct Sized {
    shows: Shows,
    most: usize,
    wraps: bool,
}

impl Sized {
    fn heading(&self) -> &'static str {
        match self.shows {
            Shows::Finding(column) => column.heading,
            Shows::Fix => "column-fix",
            Shows::Blank(blank) => blank.heading(),
        }
    }

    /// What the finding's column is called; nothing for the others.
    fn name(&self) -> &'static str {
        match self.shows {
            Shows::Finding(column) => column.name,
            Shows::Fix | Shows::Blank(_) => "",
        }
    }
}

/// The columns of a report, from left to right, and where the groups of them end.
struct Layout {
    columns: Vec<Sized>,
    /// The first column behind those that are printed, and the first of those that are folded away.
    printed: usize,
    technical: usize,
}

impl Layout {
    fn new(report: &Report) -> Layout {
        let shown = |columns: &'static [(&str, usize, bool)]| {
            let sized = columns
                .iter()
                .map(|&(name, most, wraps)| (column(name), most, wraps));
            let shown = sized.filter(|(column, ..)| column.is_shown(report));
            shown.map(|(column, most, wraps)| Sized {
                shows: Shows::Finding(column),
                most,
                wraps,
            })
        };
        let blanks = Blank::ALL.map(|blank| Sized {
            shows: Shows::Blank(blank),
            most: blank.width(),
            wraps: true,
        });
        let mut columns: Vec<Sized> = shown(&READ).chain(blanks).collect();
        let printed = columns.len();
        columns.push(Sized {
            shows: Shows::Fix,
            most: FIX,
            // in full on the sheet of rules: it must not make every row high
            wraps: false,
        });
        columns.extend(shown(&BESIDE));
        let technical = columns.len();
        columns.extend(shown(&TECHNICAL));
        Layout {
            columns,
            printed,
            technical,
        }
    }

    fn at(&self, name: &str) -> u16 {
        let at = self.columns.iter().position(|sized| sized.name() == name);
        column_index(at.unwrap_or(0))
    }
}

struct Sheets<'a> {
    book: &'a mut Workbook,
    report: &'a Report<'a>,
    styles: &'a Styles,
    layout: Layout,
    headers: Vec<String>,
    rows: u32,
    /// The folder that all files are in; it is left out of their names.
    folder: &'a str,
    /// Index of the open sheet in the book.
    sheet: usize,
    /// The next row in it.
    row: u32,
    widths: Widths,
    /// Rows that may still be higher than one line, and rules that may still be links.
    high_rows: u32,
    links: u32,
    places: Places,
}

impl<'a> Sheets<'a> {
    fn new(
        book: &'a mut Workbook,
        report: &'a Report<'a>,
        styles: &'a Styles,
        rows: u32,
    ) -> Result<Sheets<'a>, XlsxError> {
        let layout = Layout::new(report);
        let headings = layout.columns.iter().map(Sized::heading);
        let headers: Vec<String> = headings.map(|key| report.messages.key(key)).collect();
        let widths = new_widths(&layout.columns, &headers);
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
            layout,
            headers,
            rows,
            folder,
            sheet: 0,
            row: 0,
            widths,
            high_rows: MOST_HIGH_ROWS,
            links: MOST_LINKS,
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
        sheet.set_zoom(ZOOM);
        let document = self.layout.at("key");
        sheet
            .set_freeze_panes(1, document + 1)?
            .set_repeat_rows(0, 0)?;
        // looking a format up costs more than writing a cell, so most cells have that of their column
        for (at, sized) in self.layout.columns.iter().enumerate() {
            let money = self.styles.count.clone().set_num_format(MONEY);
            let format = match (sized.shows, sized.name()) {
                (Shows::Blank(Blank::Due), _) | (_, "first_seen") => &self.styles.day,
                (Shows::Blank(_), _) => &self.styles.text,
                (_, "row") => &self.styles.row_number,
                (_, "times_seen" | "blocks_documents" | "blocks_days") => &self.styles.count,
                (_, "blocks_amount") => &money,
                (_, "identity") => &self.styles.quiet,
                _ => &self.styles.line,
            };
            sheet.set_column_format(column_index(at), format)?;
        }
        sheet.headers(0, &self.headers, 0..0, self.styles)?;
        for (at, sized) in self.layout.columns.iter().enumerate() {
            if let Shows::Blank(_) = sized.shows {
                let heading = &self.headers[at];
                sheet.put(0, column_index(at), heading, &self.styles.header_to_fill)?;
            }
        }
        self.places.sheets.push(name);
        self.row = 1;
        self.widths = new_widths(&self.layout.columns, &self.headers);
        Ok(())
    }

    /// What can only be said of a sheet when its last row is known.
    fn close(&mut self) -> Result<(), XlsxError> {
        let layout = &self.layout;
        let last_column = column_index(layout.columns.len() - 1);
        let last_row = self.row.max(2) - 1;
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        sheet.autofilter(0, 0, last_row, last_column)?;
        sheet.set_print_area(0, 0, last_row, column_index(layout.printed - 1))?;
        // codes and raw values are texts on purpose
        sheet.ignore_error_range(1, 0, last_row, last_column, IgnoreError::NumberStoredAsText)?;
        for (at, sized) in layout.columns.iter().enumerate() {
            if let Shows::Blank(blank) = sized.shows {
                let place = (blank, column_index(at));
                form::add(sheet, self.report.messages, self.styles, place, last_row)?;
            }
        }
        self.widths.apply(sheet)?;
        sheet.group_columns_collapsed(column_index(layout.technical), last_column)?;
        Ok(())
    }

    fn rule(&mut self, result: &RuleResult<'a>, out: &mut dyn Write) -> Result<(), XlsxError> {
        let report = self.report;
        let severity = report.text(&result.rule.severity.label());
        let label = report.rule_label(result.rule);
        let fix = result.rule.fix.as_ref().map(|fix| report.local(fix));
        let fix = fix.unwrap_or_default();
        report.each_finding(result, |finding| {
            // nothing reaches the file before all rows are formed
            if self.row.is_multiple_of(BETWEEN_LOOKS) {
                out.flush()?;
            }
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
            self.finding(result, [&severity, &label, &fix], finding)
        })?
    }

    fn finding(
        &mut self,
        result: &RuleResult<'a>,
        [severity, label, fix]: [&str; 3],
        finding: &Finding,
    ) -> Result<(), XlsxError> {
        let shown = Shown {
            report: self.report,
            result,
            severity,
            label,
            finding,
        };
        let sheet = self.book.worksheet_from_index(self.sheet)?;
        let mut highest = 1;
        for (at, sized) in self.layout.columns.iter().enumerate() {
            let name = sized.name();
            let value = match sized.shows {
                Shows::Finding(column) => column.words(&shown),
                Shows::Fix if !fix.is_empty() => Value::Text(fix.into()),
                Shows::Fix | Shows::Blank(_) => Value::Nothing,
            };
            let value = match value {
                Value::Nothing => continue,
                Value::Text(text) if name == "file" => {
                    let inside = text.strip_prefix(self.folder).map(str::to_owned);
                    Value::Text(inside.map_or(text, Cow::Owned))
                }
                value => value,
            };
            let place = column_index(at);
            if let Some(number) = number(&value) {
                self.widths.see(at, &value.written());
                self.places.bytes += NUMBER;
                sheet.write_number(self.row, place, number)?;
                continue;
            }
            let text = value.written();
            if name == "first_seen"
                && let Some(day) = day(&text)
            {
                self.widths.see(at, &text);
                self.places.bytes += NUMBER;
                sheet.write_number(self.row, place, day)?;
                continue;
            }
            let lines = self.widths.see(at, &text);
            self.places.bytes += text.len();
            let link = self.places.rules.get(&result.ix);
            if let Some(link) = link.filter(|_| name == "label" && self.links > 0) {
                self.links -= 1;
                let url = Url::new(link.as_str()).set_text(clean(&text));
                if (2..=MOST_LINES).contains(&lines) && self.high_rows > 0 {
                    highest = highest.max(lines);
                }
                sheet.write_url_with_format(self.row, place, url, &self.styles.link)?;
            } else if name == "severity" {
                let style = self.styles.severity(result.rule.severity);
                sheet.put(self.row, place, &text, style)?;
            } else if sized.wraps && (2..=MOST_LINES).contains(&lines) && self.high_rows > 0 {
                highest = highest.max(lines);
                sheet.put(self.row, place, &text, &self.styles.text)?;
            } else {
                sheet.write_string(self.row, place, clean(&text))?;
            }
        }
        sheet.grow(self.row, highest, self.styles)?;
        self.high_rows -= u32::from(highest > 1);
        self.row += 1;
        Ok(())
    }
}

/// What is added up and filtered by size; none where it is a text.
fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Nothing | Value::Text(_) => None,
        #[allow(
            clippy::cast_precision_loss,
            reason = "rows and documents stay far below 2^53"
        )]
        Value::Number(number) => Some(*number as f64),
        // several amounts have names
        Value::Amount(amount) => amount.parse().ok(),
    }
}

fn new_widths(columns: &[Sized], headers: &[String]) -> Widths {
    let limits: Vec<usize> = columns.iter().map(|sized| sized.most).collect();
    Widths::new(headers, &limits)
}

fn column_index(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX)
}
