//! The list of columns on a terminal: what must be known to fill them in.

use super::list::{COLUMNS, cells};
use super::view::View;
use crate::messages::message;
use crate::reports::grid::{Column, Grid, Screen};
use crate::reports::harmless::clean;

/// What a terminal has room for, by the keys of the headings: texts, which are broken into lines, and what is short. The last of each
/// is its rank among those that are left out where there is no room, the lowest first.
const SHOWN: [(&str, bool, Option<u8>); 7] = [
    ("template-column", true, None),
    ("template-required", false, None),
    ("template-format", true, None),
    ("template-chars", false, Some(2)),
    ("template-bytes", false, Some(0)),
    ("template-values", true, Some(3)),
    ("template-relations", true, Some(1)),
];
/// Texts are not broken into shorter lines than this.
const TEXT: usize = 12;

pub(super) fn render(view: &View, screen: Screen) -> String {
    let mut out = String::new();
    for sheet in &view.sheets {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&screen.broken(&clean(view.label(sheet))));
        out.push('\n');
        let shown = SHOWN.map(|(key, ..)| COLUMNS.iter().position(|told| told.heading == key));
        let columns = SHOWN.map(|(key, is_text, rank)| {
            let column = Column::new(view.messages.key(key));
            let column = if is_text {
                column.flowing(TEXT)
            } else {
                column
            };
            match rank {
                Some(rank) => column.yielding(rank),
                None => column,
            }
        });
        let mut grid = Grid::new(screen, columns);
        for asked in &sheet.columns {
            let cells = cells(view, sheet, asked);
            let cell = |place: &Option<usize>| place.map_or(String::new(), |at| clean(&cells[at]));
            grid.row(shown.iter().map(cell));
        }
        let drawn = grid.draw();
        out.push_str(&drawn.lines);
        out.push('\n');
        if !drawn.left_out.is_empty() {
            let told = message!("terminal-left-out", columns = drawn.left_out);
            out.push_str(&screen.broken(&view.messages.text(&told)));
            out.push('\n');
        }
    }
    out
}
