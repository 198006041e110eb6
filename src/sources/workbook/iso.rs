//! Dates, times and durations as XML workbooks write them.

use std::fmt::Write;

use jiff::civil::{DateTime, date};
use jiff::{Span, SpanRelativeTo, Unit};

/// Appends a date and time; a fraction of a second comes to milliseconds, as in other workbooks.
pub(super) fn write(out: &mut String, date: &str) {
    let rounded = date
        .contains(['.', ','])
        .then(|| date.parse::<DateTime>().ok()?.round(Unit::Millisecond).ok());
    let _ = match rounded.flatten() {
        Some(date) if date.subsec_nanosecond() == 0 => write!(out, "{date:.0}"),
        Some(date) => write!(out, "{date:.3}"),
        None => out.write_str(date),
    };
}

/// A duration in days.
pub(super) fn days(duration: &str) -> Option<f64> {
    let span: Span = duration.parse().ok()?;
    span.total((Unit::Day, SpanRelativeTo::days_are_24_hours()))
        .ok()
}

/// A date and time as the number that Excel has for it.
pub(super) fn days_of_excel(moment: &str, from_1904: bool) -> Option<f64> {
    let moment: DateTime = moment.parse().ok()?;
    let first = if from_1904 {
        date(1904, 1, 1)
    } else {
        date(1899, 12, 31)
    };
    let span = moment.since((Unit::Day, first.at(0, 0, 0, 0))).ok()?;
    let days = span
        .total((Unit::Day, SpanRelativeTo::days_are_24_hours()))
        .ok()?;
    // Excel has a 29th of February 1900
    let more = !from_1904 && moment.date() >= date(1900, 3, 1);
    Some(if more { days + 1.0 } else { days })
}
