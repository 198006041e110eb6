//! How far a collection is: on a terminal, as JSON, as a list of rows for spreadsheets, as a workbook.

mod json;
pub(super) mod lists;
mod terminal;
pub(crate) mod view;

use std::io::{self, Write};

use self::view::View;
use super::disarmed::disarmed;
use super::grid::Screen;
use super::harmless::clean;
use super::xlsx;

pub(crate) use super::codes::Format;

/// Writes it in a format.
pub(crate) fn write(
    format: Format,
    view: &View,
    screen: Screen,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    match format {
        Format::Table => out.write_all(terminal::render(view, screen).as_bytes()),
        Format::Json => json::write(view, out),
        Format::Csv => csv(view, out),
        Format::Xlsx => xlsx::readiness::write(view, out),
    }
}

/// The rows alone.
fn csv(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = ::csv::WriterBuilder::new()
        .terminator(::csv::Terminator::CRLF)
        .from_writer(out);
    let list = lists::rows(view, usize::MAX);
    let header = list.columns.iter();
    let header = header.map(|heading| heading.text(view.messages));
    writer.write_record(header).map_err(io::Error::other)?;
    for row in &list.rows {
        let cells = row.iter().map(lists::Cell::plain);
        let cells = cells.map(|cell| disarmed(&clean(&cell)).into_owned());
        writer.write_record(cells).map_err(io::Error::other)?;
    }
    writer.flush()
}
