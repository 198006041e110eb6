//! The list of columns for spreadsheets.

use std::io::{self, Write};

use super::list::cells;
use super::view::View;
use crate::reports::disarmed::disarmed;
use crate::reports::harmless::clean;

pub(super) fn write(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    let mut header = vec![view.messages.key("template-table")];
    header.extend(view.headings());
    writer.write_record(&header).map_err(io::Error::other)?;
    for sheet in &view.sheets {
        for asked in &sheet.columns {
            let mut row = vec![view.label(sheet).to_owned()];
            row.extend(cells(view, sheet, asked));
            let row = row.iter().map(|cell| disarmed(&clean(cell)).into_owned());
            writer.write_record(row).map_err(io::Error::other)?;
        }
    }
    writer.flush()
}
