//! A process as its exports have it: on a terminal, as JSON, as a workbook, as a map; and one case of it step by step.

pub(super) mod case;
mod json;
mod layout;
mod mermaid;
mod svg;
mod terminal;
pub(crate) mod view;

use std::io::{self, Write};

use self::view::View;
use super::grid::Screen;
use super::xlsx;

/// A format that a process can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    // Tables for people.
    Table,
    // Everything, for programs.
    Json,
    // A workbook.
    Xlsx,
    // The map as a picture.
    Svg,
    // The map as text that others draw.
    Mermaid,
}

impl Format {
    /// The format that a file name asks for.
    pub(crate) fn of_file(name: &str) -> Option<Format> {
        match name.rsplit_once('.')?.1.to_lowercase().as_str() {
            "txt" => Some(Format::Table),
            "json" => Some(Format::Json),
            "xlsx" => Some(Format::Xlsx),
            "svg" => Some(Format::Svg),
            "mmd" | "mermaid" => Some(Format::Mermaid),
            _ => None,
        }
    }

    /// Whether it is a map.
    pub(crate) fn draws(self) -> bool {
        matches!(self, Format::Svg | Format::Mermaid)
    }
}

/// Writes a process in a format.
pub(crate) fn write(
    format: Format,
    view: &View,
    screen: Screen,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    match format {
        Format::Table => out.write_all(terminal::render(view, screen).as_bytes()),
        Format::Json => json::write(view, out),
        Format::Xlsx => xlsx::process::write(view, out),
        Format::Svg => out.write_all(svg::draw(view).as_bytes()),
        Format::Mermaid => out.write_all(mermaid::write(view).as_bytes()),
    }
}
