//! Tables of text for people, on a terminal or in a pipe.

use comfy_table::{ContentArrangement, Table, TableStyle, presets};

/// Lines above, under the header and below, none between the rows.
const STYLE: TableStyle = TableStyle {
    row_separator: presets::NOTHING.row_separator,
    ..presets::UTF8_HORIZONTAL_ONLY
};

/// A table without rows, as wide as the terminal; no line is broken where there is no width.
pub(crate) fn grid(width: Option<u16>, colour: bool) -> Table {
    let mut table = Table::new();
    table.load_style(STYLE);
    match width {
        Some(width) => {
            table
                .set_content_arrangement(ContentArrangement::Dynamic)
                .set_width(width.max(40));
        }
        None => {
            table.set_content_arrangement(ContentArrangement::Disabled);
        }
    }
    if colour {
        table.enforce_styling();
    } else {
        table.force_no_tty();
    }
    table
}

/// The lines of a table, without the blanks that pad the last column.
pub(crate) fn lines(table: &Table) -> String {
    let lines = table.lines().map(|line| line.trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}
