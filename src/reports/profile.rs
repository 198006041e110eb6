//! A profile of exports: on a terminal, as JSON, as a workbook.

mod json;
pub(super) mod told;

use std::io::{self, Write};

use self::told::{Told, name};
use super::grid::{Cell, Column, Grid, Screen};
use super::terminal::clean;
use super::{percent, xlsx};
use crate::messages::{Messages, message};
use crate::profile::column::{self, Range};
use crate::profile::{Profile, TableProfile};

/// Sentences are not broken into shorter lines than this.
const SENTENCE: usize = 24;
/// Neither are headings.
const HEADING: usize = 10;

/// A format that a profile can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    // Tables for people.
    Table,
    // Everything, for programs.
    Json,
    // A workbook.
    Xlsx,
}

impl Format {
    /// The format that a file name asks for.
    pub(crate) fn of_file(name: &str) -> Option<Format> {
        match super::Format::of_file(name)? {
            super::Format::Table => Some(Format::Table),
            super::Format::Json => Some(Format::Json),
            super::Format::Xlsx => Some(Format::Xlsx),
            _ => None,
        }
    }
}

/// Writes a profile in a format.
pub(crate) fn write(
    format: Format,
    profile: &Profile,
    messages: &Messages,
    screen: Screen,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    let told = Told { profile, messages };
    match format {
        Format::Table => out.write_all(render(told, screen).as_bytes()),
        Format::Json => json::write(told, out),
        Format::Xlsx => xlsx::profile::write(told, out),
    }
}

fn render(told: Told, screen: Screen) -> String {
    let mut out = String::new();
    let mut line = |text: &str| {
        out.push_str(&screen.broken(text));
        out.push('\n');
    };
    let unread = &told.profile.unread;
    if !unread.is_empty() {
        line(&told.messages.key("profile-unread"));
        for (file, reason) in unread {
            let colon = told.messages.key("colon");
            line(&format!("  • {}{colon}{}", clean(file), told.text(reason)));
        }
        line("");
    }
    for table in &told.profile.tables {
        line(&format!(
            "{} · {}",
            name(table),
            told.facts(table).join(" · ")
        ));
        for file in &table.files {
            let notices = file.notices.iter().chain(&file.error);
            for notice in notices {
                line(&format!("  • {}", told.text(notice)));
            }
        }
        line(&columns(told, table, screen));
        for sentence in told.relations(table) {
            line(&format!("  • {sentence}"));
        }
        line("");
    }
    let between = told.between();
    if !between.is_empty() {
        line(&told.messages.key("profile-between"));
        for sentence in between {
            line(&format!("  • {sentence}"));
        }
    }
    let longer = |column: &column::Column| bytes(column).is_some();
    let mut all = told.profile.tables.iter().flat_map(|table| &table.columns);
    if all.any(longer) {
        line(&told.messages.key("profile-length-key"));
    }
    out
}

fn columns(told: Told, table: &TableProfile, screen: Screen) -> String {
    let key = |key: &str| told.messages.key(key);
    let mut grid = Grid::new(
        screen,
        [
            Column::new(key("profile-heading-column")).flowing(HEADING),
            Column::new(key("profile-heading-reads")),
            Column::number(key("profile-heading-filled")),
            Column::number(key("profile-heading-different")).yielding(1),
            Column::new(key("profile-heading-length")).yielding(0),
            Column::new(key("profile-heading-content")).flowing(SENTENCE),
        ],
    );
    for column in &table.columns {
        let cells = [
            clean(crate::blank::trim(&column.heading)),
            told.reads(column.reads),
            percent(column.share()),
            told.different(column.distinct),
            length(column),
            told.content(table, column).join(&key("profile-semicolon")),
        ];
        grid.row(cells.map(Cell::from));
    }
    let drawn = grid.draw();
    let mut out = drawn.lines;
    if !drawn.left_out.is_empty() {
        out.push('\n');
        let left_out = message!("terminal-left-out", columns = drawn.left_out);
        out.push_str(&screen.broken(&told.text(&left_out)));
    }
    out
}

/// The most bytes in GBK, where they are more than characters.
fn bytes(column: &column::Column) -> Option<u64> {
    let (chars, bytes) = (column.chars.as_ref()?, column.bytes.as_ref()?);
    (bytes.most.0 > chars.most.0).then_some(bytes.most.0)
}

fn length(column: &column::Column) -> String {
    let Some(Range { least, most }) = &column.chars else {
        return String::new();
    };
    let chars = if least.0 == most.0 {
        least.0.to_string()
    } else {
        format!("{}–{}", least.0, most.0)
    };
    match bytes(column) {
        Some(bytes) => format!("{chars} / {bytes}"),
        None => chars,
    }
}
