//! The workbook: a summary with a chart, the findings with a filter, the evidence.

use std::io::{self, Write};

use super::Report;

/// The workbook's bytes.
pub(crate) fn write(_report: &Report, _out: &mut (dyn Write + Send)) -> io::Result<()> {
    Err(io::Error::other("not built yet"))
}
