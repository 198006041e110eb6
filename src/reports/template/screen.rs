//! The list of columns on a terminal: what must be known to fill them in.

use super::list::{COLUMNS, cells};
use super::view::View;
use crate::reports::grid::{Column, Grid, Screen};
use crate::reports::harmless::clean;

/// What a terminal has room for, by the keys of the headings.
const SHOWN: [&str; 7] = [
    "template-column",
    "template-required",
    "template-format",
    "template-chars",
    "template-bytes",
    "template-values",
    "template-relations",
];

pub(super) fn render(view: &View, screen: Screen) -> String {
    let mut out = String::new();
    for sheet in &view.sheets {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&clean(view.label(sheet)));
        out.push('\n');
        let shown = SHOWN.map(|key| COLUMNS.iter().position(|told| told.heading == key));
        let columns = SHOWN.map(|key| Column::new(view.messages.key(key)).flowing(14));
        let mut grid = Grid::new(screen, columns);
        for asked in &sheet.columns {
            let cells = cells(view, sheet, asked);
            let cell = |place: &Option<usize>| place.map_or(String::new(), |at| clean(&cells[at]));
            grid.row(shown.iter().map(cell));
        }
        out.push_str(&grid.draw().lines);
        out.push('\n');
    }
    out
}
