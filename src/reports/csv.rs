//! One finding a row, for filters and pivots. A byte order mark makes Excel read it as UTF-8, and cells that Excel would
//! take for formulas are disarmed.

use std::io::{self, Write};

use memchr::{memchr, memchr3};

use super::columns::{COLUMNS, Column, Shown, Value};
use super::disarmed::disarmed;
use super::harmless::clean;
use super::{Finding, Report};

/// What people read instead of the columns of a decision.
const FOR_PEOPLE: &str = "disposition";

/// How much of a file tells whether it is a list of ours.
pub(crate) const START: usize = 64;

/// Whether a file begins like a list of ours.
pub(crate) fn is_ours(start: &[u8]) -> bool {
    let names: Vec<&str> = COLUMNS.iter().take(3).map(|column| column.name).collect();
    let header = format!("\u{feff}{},", names.join(","));
    start.starts_with(header.as_bytes())
}

/// A list for spreadsheets in the making.
pub(in crate::reports) struct List<W: Write>(::csv::Writer<W>);

impl<W: Write> List<W> {
    pub(in crate::reports) fn new(mut out: W) -> io::Result<List<W>> {
        out.write_all("\u{feff}".as_bytes())?;
        Ok(List(writer(out)))
    }

    /// Adds a row; the first one is the header.
    pub(in crate::reports) fn row(
        &mut self,
        cells: impl IntoIterator<Item = String>,
    ) -> io::Result<()> {
        let cells = cells.into_iter();
        let cells = cells.map(|cell| disarmed(&clean(&cell)).into_owned());
        self.0.write_record(cells).map_err(io_error)
    }

    pub(in crate::reports) fn end(mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// A list for spreadsheets, its header being the first row.
pub(in crate::reports) fn list(
    rows: impl Iterator<Item = Vec<String>>,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let mut list = List::new(out)?;
    for row in rows {
        list.row(row)?;
    }
    list.end()
}

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
        let row = |finding: &Finding, to: &mut Vec<u8>| {
            let shown = Shown {
                report,
                result,
                severity: "",
                label: &label,
                finding,
            };
            for (at, column) in columns.iter().enumerate() {
                to.extend((at > 0).then_some(b','));
                match column.value(&shown) {
                    Value::Nothing => {}
                    Value::Number(number) => write!(to, "{number}")?,
                    value => put(&disarmed(&value.written()), to),
                }
            }
            to.extend_from_slice(b"\r\n");
            Ok(())
        };
        report.write_findings(result, row, out)?;
    }
    out.flush()
}

/// Appends a cell, between quotes where RFC 4180 wants them. There are tens of millions of them, and the library looks at each
/// byte by itself.
fn put(cell: &str, to: &mut Vec<u8>) {
    let bytes = cell.as_bytes();
    if memchr3(b',', b'"', b'\n', bytes).is_none() && memchr(b'\r', bytes).is_none() {
        to.extend_from_slice(bytes);
        return;
    }
    to.push(b'"');
    for part in cell.split_inclusive('"') {
        to.extend_from_slice(part.as_bytes());
        to.extend(part.ends_with('"').then_some(b'"'));
    }
    to.push(b'"');
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_as_by_the_library() {
        let cells = [
            "",
            "a",
            "a,b",
            "\"",
            "\"a\"\"b",
            "a\nb",
            "a\rb",
            "甲，乙",
            " ",
            "'",
            "\t",
        ];
        for cell in cells {
            let mut expected = writer(Vec::new());
            expected.write_record(["x", cell]).unwrap();
            let mut row = b"x,".to_vec();
            put(cell, &mut row);
            row.extend_from_slice(b"\r\n");
            assert_eq!(row, expected.into_inner().unwrap(), "{cell:?}");
        }
    }
}
