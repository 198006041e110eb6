//! The list of columns for spreadsheets.

use std::io::{self, Write};

use super::list::cells;
use super::view::View;
use crate::reports::csv::list;

pub(super) fn write(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut header = vec![view.messages.key("template-table")];
    header.extend(view.headings());
    let rows = view.sheets.iter().flat_map(|sheet| {
        sheet.columns.iter().map(move |asked| {
            let mut row = vec![view.label(sheet).to_owned()];
            row.extend(cells(view, sheet, asked));
            row
        })
    });
    list(std::iter::once(header).chain(rows), out)
}
