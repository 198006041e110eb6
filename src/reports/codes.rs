//! What a coding scheme is like: on a terminal, as JSON, as CSV, as a workbook.

mod json;
pub(super) mod listing;
mod screen;
pub(super) mod told;
pub(crate) mod view;

use std::io::{self, Write};

use clap::ValueEnum;

use self::view::View;
use super::grid::Screen;
use super::xlsx;

/// A format that a scheme can be told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    // Tables for people.
    Table,
    // Everything, for programs.
    Json,
    // The list alone: series, examples or moves.
    Csv,
    // A workbook.
    Xlsx,
}

impl Format {
    /// The format that a file name asks for.
    pub(crate) fn of_file(name: &str) -> Option<Format> {
        match super::Format::of_file(name)? {
            super::Format::Table => Some(Format::Table),
            super::Format::Json => Some(Format::Json),
            super::Format::Csv => Some(Format::Csv),
            super::Format::Xlsx => Some(Format::Xlsx),
            _ => None,
        }
    }
}

/// Writes it in a format.
pub(crate) fn write(
    format: Format,
    view: &View,
    screen: Screen,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    match format {
        Format::Table => out.write_all(screen::render(view, screen).as_bytes()),
        Format::Json => json::write(view, out),
        Format::Csv => csv(view, out),
        Format::Xlsx => xlsx::codes::write(view, out),
    }
}

/// The list alone, for spreadsheets.
fn csv(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let listing = listing::Listing::of(view);
    let header = listing.columns.iter().map(|(name, ..)| (*name).to_owned());
    super::csv::list(std::iter::once(header.collect()).chain(listing.rows), out)
}
