//! One finding a row, for filters and pivots. A byte order mark makes Excel read it as UTF-8, and cells that Excel would
//! take for formulas are disarmed.

use std::io::{self, Write};

use super::{Report, disarmed};
use crate::history::State;

/// The columns, named as in the JSON contract.
const COLUMNS: [&str; 19] = [
    "identity",
    "rule",
    "label",
    "severity",
    "table",
    "file",
    "sheet",
    "row",
    "column",
    "key",
    "value",
    "expected",
    "message",
    "owner",
    "department",
    "state",
    "first_seen",
    "times_seen",
    "in_baseline",
];

/// All findings.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut csv = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    csv.write_record(COLUMNS).map_err(io_error)?;
    for result in &report.rules() {
        let label = report.rule_label(result.rule);
        for f in report.findings(result, usize::MAX) {
            let row = f.row.to_string();
            let times = f
                .times_seen
                .map_or(String::new(), |times| times.to_string());
            let cells: [&str; 19] = [
                &f.identity,
                &f.rule,
                &label,
                f.severity,
                &f.table,
                &f.file,
                f.sheet.as_deref().unwrap_or_default(),
                &row,
                f.column.as_deref().unwrap_or_default(),
                &f.key,
                &f.value,
                &f.expected,
                &f.message,
                &f.owner,
                &f.department,
                f.state.map(State::tag).unwrap_or_default(),
                f.first_seen.as_deref().unwrap_or_default(),
                &times,
                f.in_baseline.map(yes_or_no).unwrap_or_default(),
            ];
            let cells = cells.map(disarmed);
            csv.write_record(cells.iter().map(|cell| cell.as_bytes()))
                .map_err(io_error)?;
        }
    }
    csv.flush()
}

fn yes_or_no(yes: bool) -> &'static str {
    if yes { "true" } else { "false" }
}

/// The error below, so that a closed pipe is still one.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
