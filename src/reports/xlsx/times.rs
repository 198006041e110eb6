//! How long things take and how long what is open has waited, by rule, owner and department.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::cells::{Cells, Widths};
use super::named_sheet;
use super::style::Styles;
use crate::findings::times::BUCKETS;
use crate::messages::{Message, message};
use crate::reports::Report;
use crate::reports::terminal::bucket;
use crate::reports::times::{Line, lines, timed};
use crate::rules::plan::Clock;

const LIMITS: [usize; 15] = [36, 36, 14, 24, 16, 12, 12, 12, 12, 12, 12, 12, 12, 12, 12];
/// The first column that holds numbers.
const NUMBERS: u16 = 5;
/// The columns with times, which depend on the unit.
const TIMES: [u16; 3] = [6, 7, 8];

/// Adds the sheet, if there is anything to show.
pub(super) fn write(
    book: &mut Workbook,
    report: &Report,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let rules = report.rules();
    let timed = rules
        .iter()
        .filter_map(|result| Some((result, timed(report, result)?)));
    let timed: Vec<_> = timed
        .filter(|(_, (_, times))| !times.total().is_empty())
        .collect();
    if timed.is_empty() {
        return Ok(());
    }
    let sheet = named_sheet(book, report, "workbook-sheet-times")?;
    let headers = headers(report);
    sheet.headers(0, &headers, usize::from(NUMBERS)..LIMITS.len(), styles)?;
    let mut widths = Widths::new(&headers, &LIMITS);
    let mut row = 0;
    for (result, (clock, times)) in timed {
        let label = report.rule_label(result.rule);
        for line in lines(times, usize::MAX) {
            row += 1;
            let of = report.text(&line.of.label());
            let unit = report.text(&unit(clock));
            let texts = [&label, &result.rule.id, &of, &line.name, &unit];
            let mut highest = 1;
            for (column, text) in (0u16..).zip(texts) {
                highest = highest.max(widths.see(usize::from(column), text));
                sheet.put(row, column, text, &styles.text)?;
            }
            numbers(sheet, row, clock, &line, styles)?;
            sheet.grow(row, highest, styles)?;
        }
    }
    sheet.autofilter(0, 0, row, NUMBERS - 1)?;
    sheet.set_freeze_panes(1, 0)?;
    widths.apply(sheet)
}

fn headers(report: &Report) -> Vec<String> {
    let keys = [
        "column-rule",
        "column-id",
        "column-of",
        "column-name",
        "column-unit",
        "column-finished",
        "column-p50",
        "column-p90",
        "column-longest",
        "column-open",
    ];
    let buckets = (0..=BUCKETS.len()).map(|at| report.text(&bucket(at)));
    let keys = keys.map(|key| report.messages.key(key));
    keys.into_iter().chain(buckets).collect()
}

fn numbers(
    sheet: &mut Worksheet,
    row: u32,
    clock: Clock,
    line: &Line,
    styles: &Styles,
) -> Result<(), XlsxError> {
    let (finished, open) = (&line.group.finished, &line.group.open);
    let mut count = |column: u16, number: u64| {
        let format = if number == 0 {
            &styles.faint
        } else {
            &styles.count
        };
        sheet.number(row, column, number, format)
    };
    count(NUMBERS, finished.count)?;
    count(9, open.count)?;
    for (column, number) in (10..).zip(open.buckets) {
        count(column, number)?;
    }
    let times = [
        finished.percentile(50),
        finished.percentile(90),
        finished.longest,
    ];
    for (column, value) in TIMES.into_iter().zip(times) {
        if finished.count == 0 {
            sheet.put(row, column, "–", &styles.faint)?;
            continue;
        }
        #[allow(
            clippy::cast_precision_loss,
            reason = "minutes of times stay far below 2^53"
        )]
        let value = value as f64;
        let (value, format) = match clock {
            Clock::Elapsed | Clock::Workhours => (value / 60.0, one_digit(styles)),
            Clock::Days | Clock::Workdays => (value, styles.count.clone()),
        };
        sheet.write_number_with_format(row, column, value, &format)?;
    }
    Ok(())
}

fn one_digit(styles: &Styles) -> Format {
    styles.count.clone().set_num_format("#,##0.0")
}

/// What times are given in.
fn unit(clock: Clock) -> Message {
    match clock {
        Clock::Elapsed => message!("unit-hours"),
        Clock::Days => message!("unit-days"),
        Clock::Workdays => message!("unit-workdays"),
        Clock::Workhours => message!("unit-workhours"),
    }
}
