//! One finding a row, for filters and pivots. A byte order mark makes Excel read it as UTF-8, and cells that Excel would
//! take for formulas are disarmed.

use std::io::{self, Write};

use super::columns::{COLUMNS, Column, Shown};
use super::{Report, disarmed};

/// What people read instead of the columns of a decision.
const FOR_PEOPLE: &str = "disposition";

/// All findings.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let columns = COLUMNS.iter().filter(|column| column.name != FOR_PEOPLE);
    let columns: Vec<&Column> = columns.filter(|column| column.is_shown(report)).collect();
    out.write_all("\u{feff}".as_bytes())?;
    let mut header = writer();
    let names = columns.iter().map(|column| column.name);
    header.write_record(names).map_err(io_error)?;
    out.write_all(&finished(header)?)?;
    for result in &report.rules() {
        let label = report.rule_label(result.rule);
        let rows = |findings: &mut dyn Iterator<Item = super::Finding<'_>>| {
            let mut csv = writer();
            for finding in findings {
                let shown = Shown {
                    report,
                    result,
                    severity: "",
                    label: &label,
                    finding: &finding,
                };
                for column in &columns {
                    let cell = column.value(&shown).written();
                    csv.write_field(disarmed(&cell).as_bytes())
                        .map_err(io_error)?;
                }
                csv.write_record(None::<&[u8]>).map_err(io_error)?;
            }
            finished(csv)
        };
        report.write_findings(result, rows, out)?;
    }
    out.flush()
}

fn writer() -> ::csv::Writer<Vec<u8>> {
    ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(Vec::new())
}

fn finished(csv: ::csv::Writer<Vec<u8>>) -> io::Result<Vec<u8>> {
    csv.into_inner().map_err(::csv::IntoInnerError::into_error)
}

/// The error below, so that a closed pipe is still one.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
