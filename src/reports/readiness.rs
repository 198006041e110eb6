//! How far a collection is: on a terminal, as JSON, as a list of rows for spreadsheets, as a workbook.

mod json;
pub(super) mod lists;
mod terminal;
pub(crate) mod view;

use std::io::{self, Write};

use self::view::View;
use super::grid::Screen;
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
    let list = lists::rows(view, usize::MAX);
    let header = list.columns.iter();
    let header = header.map(|heading| heading.text(view.messages));
    let cells = |row: &Vec<lists::Cell>| row.iter().map(lists::Cell::plain).collect();
    super::csv::list(
        std::iter::once(header.collect()).chain(list.rows.iter().map(cells)),
        out,
    )
}
