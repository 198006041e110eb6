//! A collection on a terminal.

use super::lists::{self, Cell, Heading, List};
use super::view::View;
use crate::messages::{Message, grouped, message};
use crate::reports::blocks::money;
use crate::reports::grid::{Column, Grid, Screen};
use crate::reports::terminal::clean;
use crate::tables::types::DAY;
use crate::tables::{date, number};

/// Texts are not broken into shorter lines than this.
const TEXT: usize = 12;
/// Columns that are left out first where there is no room.
const YIELDING: [&str; 5] = [
    "readiness-by-today",
    "readiness-left-out",
    "readiness-complete",
    "readiness-which",
    "readiness-forecast",
];

/// Text in the making.
struct Page<'a> {
    view: &'a View<'a>,
    screen: Screen,
    out: String,
}

pub(super) fn render(view: &View, screen: Screen) -> String {
    let mut page = Page {
        view,
        screen,
        out: String::new(),
    };
    page.verdict();
    page.list(&lists::standing(view));
    page.list(&lists::held(view));
    page.list(&lists::totals(view));
    page.list(&lists::choices(view));
    page.list(&lists::silent(view));
    page.list(&lists::returned(view));
    page.trend();
    page.list(&lists::rows(view, view.limit));
    page.order();
    page.remarks();
    page.out
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(&self.screen.broken(text));
        self.out.push('\n');
    }

    fn say(&mut self, message: &Message) {
        let text = self.view.messages.text(message);
        self.line(&clean(&text));
    }

    fn verdict(&mut self) {
        for message in lists::told(self.view) {
            self.say(&message);
        }
        self.out.push('\n');
    }

    /// A list under its heading; nothing where it is empty.
    fn list(&mut self, list: &List) {
        if list.rows.is_empty() {
            return;
        }
        let heading = self.view.messages.key(list.heading);
        self.line(&heading);
        let most = match list.heading {
            // one line each, of which none may be missed
            "readiness-standing" | "readiness-choices" | "readiness-totals" => usize::MAX,
            _ => self.view.limit,
        };
        let shown = list.rows.len().min(most);
        let columns = list.columns.iter().enumerate().map(|(at, of)| {
            let heading = of.text(self.view.messages);
            let is_text = |row: &Vec<Cell>| matches!(row[at], Cell::Text(_) | Cell::Unknown);
            let column = if list.rows.iter().all(is_text) {
                Column::new(heading).flowing(TEXT)
            } else {
                Column::number(heading)
            };
            let is_heading = |(_, key): &(u8, &'static str)| *of == Heading::Key(key);
            match (0..).zip(YIELDING).find(is_heading) {
                Some((rank, _)) => column.yielding(rank),
                None => column,
            }
        });
        let mut grid = Grid::new(self.screen, columns);
        for row in &list.rows[..shown] {
            grid.row(row.iter().map(shown_cell));
        }
        let drawn = grid.draw();
        self.out.push_str(&drawn.lines);
        self.out.push('\n');
        if !drawn.left_out.is_empty() {
            self.say(&message!("terminal-left-out", columns = drawn.left_out));
        }
        let more = list.total.saturating_sub(shown as u64);
        if more > 0 {
            self.say(&message!(
                "readiness-more",
                count = more,
                total = list.total
            ));
        }
        self.out.push('\n');
    }

    /// The last days.
    fn trend(&mut self) {
        let mut trend = lists::trend(self.view, false);
        // of one day there is no trend
        if trend.rows.len() < 2 {
            return;
        }
        let first = trend.rows.len().saturating_sub(self.view.limit);
        trend.rows.drain(..first);
        self.list(&trend);
        self.list(&lists::by_supplier(self.view));
    }

    fn order(&mut self) {
        let view = self.view;
        let steps = view.readiness.order.iter().map(|tables| {
            let names: Vec<String> = tables.iter().map(|&t| lists::label(view, t)).collect();
            match names.as_slice() {
                [one] => one.clone(),
                several => format!("({})", several.join(" ↔ ")),
            }
        });
        let steps: Vec<String> = steps.collect();
        self.say(&message!("readiness-order-line", steps = steps.join(" → ")));
        if view.readiness.order.iter().any(|tables| tables.len() > 1) {
            self.say(&message!("readiness-circle"));
        }
    }

    fn remarks(&mut self) {
        for remark in lists::remarks(self.view) {
            let text = self.view.messages.text(&remark);
            self.line(&format!("  • {}", clean(&text)));
        }
    }
}

fn shown_cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => clean(text),
        Cell::Count(count) => grouped(*count),
        Cell::Amount(amount) => money(&number::text(*amount)),
        Cell::Day(day) => date::text(day * DAY),
        Cell::Unknown => "·".to_owned(),
    }
}
