//! What is asked of whoever fills in tables: as a workbook to send out, or as a list of its columns alone.

mod bound;
mod csv;
mod guide;
mod html;
mod list;
mod markdown;
pub(super) mod native;
mod screen;
pub(crate) mod view;

pub(super) use self::guide::{Part, guide};
pub(super) use self::list::{COLUMNS, cells};

use std::io::{self, Write};

use clap::ValueEnum;

use self::view::View;
use super::grid::Screen;
use super::xlsx;

/// A format that a template is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    // The columns, for people.
    Table,
    // The columns, for spreadsheets.
    Csv,
    // The columns, for pages.
    Markdown,
    // The columns, for browsers and paper.
    Html,
    // The workbook that is filled in.
    Xlsx,
}

impl Format {
    /// The format that a file name asks for.
    pub(crate) fn of_file(name: &str) -> Option<Format> {
        let (_, end) = name.rsplit_once('.')?;
        match end.to_ascii_lowercase().as_str() {
            "txt" => Some(Format::Table),
            "csv" => Some(Format::Csv),
            "md" => Some(Format::Markdown),
            "html" | "htm" => Some(Format::Html),
            "xlsx" => Some(Format::Xlsx),
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
        Format::Csv => csv::write(view, out),
        Format::Markdown => markdown::write(view, out),
        Format::Html => html::write(view, out),
        Format::Xlsx => xlsx::template::write(view, out),
    }
}
