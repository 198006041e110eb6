//! The workbook for the monthly meeting: a summary with a chart, the findings with a filter, the evidence.
//!
//! Findings go to worksheets that keep one row in memory. Cells hold texts and numbers, never formulas, so no value can be
//! taken for one.

mod blocks;
mod board;
mod cells;
mod chart;
pub(super) mod codes;
mod evidence;
mod fills;
mod findings;
pub(crate) mod form;
mod lists;
pub(super) mod process;
pub(super) mod profile;
pub(super) mod readiness;
mod rules;
mod style;
mod summary;
pub(super) mod template;
mod times;
mod undecidable;

use std::any::Any;
use std::io::{self, Write};
use std::panic::{self, AssertUnwindSafe, PanicHookInfo};
use std::sync::Arc;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, Worksheet, XlsxError};

pub(super) use self::cells::Widths;
use self::style::Styles;
use super::Report;
use super::undecidable::undecidable as undecidable_of;
use crate::tables::date;

/// Rows of a worksheet.
const ROWS: u32 = 1_048_576;
/// Bytes of text from which a part of the archive might pass the 4 GiB that ZIP without extensions can hold.
const LARGE: usize = 500_000_000;

/// The workbook's bytes.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    unless_full(|| {
        assemble(report, ROWS, out)
            .and_then(|mut book| book.save_to_writer(out))
            .map_err(failed)
    })
}

/// The library panics where the disk is full on which it keeps the rows of a worksheet in a temporary file. That is an error like
/// others; every other panic stays one.
pub(super) fn unless_full(write: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let is_full = |payload: &(dyn Any + Send)| {
        let text = payload.downcast_ref::<String>();
        text.is_some_and(|text| text.contains("StorageFull") || text.contains("QuotaExceeded"))
    };
    let told = Arc::<PanicHook>::from(panic::take_hook());
    let hook = told.clone();
    panic::set_hook(Box::new(move |info| {
        if !is_full(info.payload()) {
            hook(info);
        }
    }));
    let result = panic::catch_unwind(AssertUnwindSafe(write));
    panic::set_hook(Box::new(move |info| told(info)));
    result.unwrap_or_else(|payload| {
        if is_full(&*payload) {
            Err(io::ErrorKind::StorageFull.into())
        } else {
            panic::resume_unwind(payload)
        }
    })
}

/// What tells a panic.
type PanicHook = dyn Fn(&PanicHookInfo) + Send + Sync;

/// The workbook with at most so many rows a sheet.
fn assemble(report: &Report, rows: u32, out: &mut dyn Write) -> Result<Workbook, XlsxError> {
    let styles = Styles::new(report.messages.lang);
    let mut book = Workbook::new();
    book.set_default_format(&styles.base, styles.row_height, 64)?;
    book.set_properties(&properties(report));
    book.add_worksheet()
        .set_name(report.messages.key("workbook-sheet-summary"))?;
    let rows = (rows, rules::links(report));
    let places = findings::write(&mut book, report, &styles, rows, out)?;
    book.use_zip_large_file(places.bytes > LARGE);
    rules::write(&mut book, report, &styles, &places.first)?;
    times::write(&mut book, report, &styles)?;
    fills::write(&mut book, report, &styles)?;
    let rules = report.rules();
    let open = rules.iter().flat_map(|rule| undecidable_of(report, rule));
    let open: Vec<_> = open.collect();
    if !open.is_empty() {
        undecidable::write(book.add_worksheet(), report, &open, &styles)?;
    }
    evidence::write(book.add_worksheet(), report, &styles)?;
    form::stamp(&mut book, report)?;
    summary::write(book.worksheet_from_index(0)?, report, &styles, &places)?;
    Ok(book)
}

/// Dated by the audit and not by the clock: the same input gives the same bytes.
pub(super) fn properties(report: &Report) -> DocProperties {
    let day =
        ExcelDateTime::from_timestamp(report.review.audit.as_of.day / 1000).unwrap_or_default();
    DocProperties::new()
        .set_title(cells::clean(title(report)))
        .set_author(concat!("crm-audit ", env!("CARGO_PKG_VERSION")))
        .set_creation_datetime(&day)
}

fn title<'a>(report: &'a Report) -> &'a str {
    report.project.name.as_deref().unwrap_or("crm-audit")
}

/// A new sheet by the key of its name, without the lines of the grid, ready for paper.
fn named_sheet<'b>(
    book: &'b mut Workbook,
    report: &Report,
    key: &str,
) -> Result<&'b mut Worksheet, XlsxError> {
    let sheet = book.add_worksheet();
    sheet.set_name(report.messages.key(key))?;
    sheet.set_screen_gridlines(false);
    paper(sheet, report);
    Ok(sheet)
}

/// Landscape, as wide as the paper, with page numbers.
fn paper(sheet: &mut Worksheet, report: &Report) {
    const A4: u8 = 9;
    // `&` starts a code in a footer, and Excel refuses more than 255 characters
    let name: String = cells::clean(title(report)).chars().take(60).collect();
    let left = format!("{name} · {}", date::text(report.review.audit.as_of.day)).replace('&', "&&");
    sheet
        .set_landscape()
        .set_paper_size(A4)
        .set_print_fit_to_pages(1, 0)
        .set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3)
        .set_footer(format!("&L{left}&C&A&R&P / &N"));
}

/// A text as it stands in a cell.
pub(crate) fn as_in_cell(text: &str) -> std::borrow::Cow<'_, str> {
    cells::clean(text)
}

/// The folder of temporary files that a workbook could not be put together in, and why.
pub(crate) fn no_temporary(error: &io::Error) -> Option<(&std::path::Path, &io::Error)> {
    match error.get_ref()?.downcast_ref()? {
        XlsxError::TempFileError(folder, error) => Some((folder, error)),
        _ => None,
    }
}

/// The error itself where it is one of reading or writing, so that a closed pipe is seen as one.
pub(super) fn failed(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        error => io::Error::other(error),
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::io::Cursor;

    use calamine::{Data, Reader, Xlsx};
    use rust_xlsxwriter::utility::check_sheet_name;

    use super::*;
    use crate::messages::{Lang, Messages, message};
    use crate::rules::severity::Severity;
    use crate::testing::reviewed;

    const PROJECT: &str = r#"
        [tables.t]
        files = "t.csv"
        key = ["k"]
        [tables.t.fields]
        k = { required = true }
        v = { pattern = "[a-z]+" }
        [[rule]]
        id = "worst"
        table = "t"
        severity = "critical"
        check.pattern = { column = "v", regex = "[a-z]+" }
    "#;

    /// Audits one table of keys and values and does something with the report.
    fn reported<T>(values: &[&str], look: impl FnOnce(&Report) -> T) -> T {
        let rows: Vec<String> = (1..)
            .zip(values)
            .map(|(k, v)| format!("{k},{v}\n"))
            .collect();
        let csv = format!("k,v\n{}", rows.concat());
        let (project, review) = reviewed(PROJECT, &[("t.csv", &csv)]);
        let messages = Messages::new(Lang::En);
        let fail_on = Severity::Info;
        look(&Report {
            project: &project,
            review: &review,
            messages: &messages,
            fail_on,
            exit_zero: false,
        })
    }

    fn opened(mut book: Workbook) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(book.save_to_buffer().unwrap())).unwrap()
    }

    #[test]
    fn findings_go_on_in_another_sheet() {
        let rows = 4;
        reported(&["A", "b", "C", "D", "E"], |report| {
            let places = findings::write(
                &mut Workbook::new(),
                report,
                &Styles::new(Lang::En),
                (rows, BTreeMap::new()),
                &mut io::sink(),
            )
            .unwrap();
            assert_eq!(places.sheets, ["Findings", "Findings 2", "Findings 3"]);
            let first: Vec<&str> = places.first.values().map(String::as_str).collect();
            assert_eq!(first, ["internal:'Findings 2'!A3", "internal:Findings!A2"]);
            let mut book = opened(assemble(report, rows, &mut io::sink()).unwrap());
            let names = [
                "Summary",
                "Findings",
                "Findings 2",
                "Findings 3",
                "Rules",
                "Passed rules",
                "Evidence",
                form::STAMP,
            ];
            assert_eq!(book.sheet_names(), names);
            let mut found = |name| book.worksheet_range(name).unwrap().height() - 1;
            assert_eq!(
                names[1..4]
                    .iter()
                    .map(|name| found(name))
                    .collect::<Vec<_>>(),
                [3, 3, 2]
            );
        });
    }

    #[test]
    fn no_value_becomes_a_formula() {
        let values = ["=1+1", "@SUM(A1)", "+1", "{=1}", "=HYPERLINK(0)"];
        let mut book = opened(reported(&values, |report| {
            assemble(report, ROWS, &mut io::sink()).unwrap()
        }));
        let sheet = book.worksheet_range("Findings").unwrap();
        let header = sheet.rows().next().unwrap();
        let value = header.iter().position(|h| *h == "Value").unwrap();
        let shown: Vec<&Data> = sheet
            .rows()
            .skip(1)
            .take(values.len())
            .map(|row| &row[value])
            .collect();
        assert_eq!(
            shown,
            values
                .map(|value| Data::String(value.to_owned()))
                .each_ref()
        );
        for name in book.sheet_names() {
            assert!(book.worksheet_formula(&name).unwrap().is_empty(), "{name}");
        }
    }

    /// A file to which somebody wants no more to be written, as Ctrl-C has it.
    struct Stopped(u32);

    impl Write for Stopped {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("written"))
        }

        fn flush(&mut self) -> io::Result<()> {
            self.0 += 1;
            Err(io::Error::other("stopped"))
        }
    }

    #[test]
    fn it_stops_while_rows_are_formed() {
        let values = vec!["A"; findings::BETWEEN_LOOKS as usize + 1];
        reported(&values, |report| {
            let mut stopped = Stopped(0);
            let error = write(report, &mut stopped).unwrap_err();
            assert_eq!((error.to_string().as_str(), stopped.0), ("stopped", 1));
        });
    }

    #[test]
    fn a_clean_audit_has_a_workbook_too() {
        let mut book = opened(reported(&["a"], |report| {
            assemble(report, ROWS, &mut io::sink()).unwrap()
        }));
        assert_eq!(book.worksheet_range("Findings").unwrap().height(), 1);
    }

    #[test]
    fn names_of_sheets_are_legal() {
        for lang in [Lang::En, Lang::ZhCn, Lang::ZhTw] {
            let messages = Messages::new(lang);
            let more = messages.text(&message!("workbook-sheet-findings-more", number = 1_000));
            let key = |key| messages.key(key);
            let names = [
                key("workbook-sheet-summary"),
                key("workbook-sheet-findings"),
                more,
                key("workbook-sheet-times"),
                key("workbook-sheet-fills"),
                key("workbook-sheet-undecidable"),
                key("workbook-sheet-evidence"),
                key("workbook-rules"),
                key("workbook-sheet-passed"),
            ];
            for name in names {
                assert!(check_sheet_name(&name).is_ok(), "{name}");
            }
        }
    }
}
