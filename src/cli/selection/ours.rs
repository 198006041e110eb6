//! Whether a file is a report of ours: where one lies in a folder of exports, it is not read as one of them.

use std::io::Read;
use std::path::Path;

use crate::reports::csv;
use crate::reports::xlsx::form;
use crate::sources::regular;
use crate::sources::workbook::{self, Cell};

/// Workbooks are known by their stamp, lists of findings by their header; a filled-in template is no report.
pub(super) fn is_ours(path: &Path) -> bool {
    let Ok(file) = regular(path) else {
        return false;
    };
    let mut start = Vec::new();
    let read = (&file).take(csv::START as u64).read_to_end(&mut start);
    if read.is_err() || csv::is_ours(&start) {
        return read.is_ok();
    }
    let stamped = |is: &mut bool, cell: &Cell| {
        *is |= cell.sheet == form::STAMP && cell.text == form::RULES;
    };
    let is_zip = start.starts_with(b"PK");
    let reopened = regular(path).ok().filter(|_| is_zip);
    reopened.is_some_and(|file| workbook::cells_of(file, false, stamped).unwrap_or(false))
}
