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
    let names = columns.iter().map(|column| column.name);
    let mut header = writer(&mut *out);
    header.write_record(names).map_err(io_error)?;
    header.flush()?;
    drop(header);
    for result in &report.rules() {
        let label = report.rule_label(result.rule);
        let rows = |findings: &mut dyn Iterator<Item = super::Finding<'_>>, to: &mut Vec<u8>| {
            let mut csv = writer(to);
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
            csv.flush()
        };
        report.write_findings(result, rows, out)?;
    }
    out.flush()
}

fn writer<W: Write>(to: W) -> ::csv::Writer<W> {
    ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(to)
}

/// The error below, so that a closed pipe is still one.
fn io_error(error: ::csv::Error) -> io::Error {
    match error.into_kind() {
        ::csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}
