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
/// By list the columns that are left out first where there is no room, in that order. What is left says what to do.
const YIELDING: [(&str, &[&str]); 6] = [
    (
        "readiness-standing",
        &[
            "readiness-by-today",
            "readiness-left-out",
            "readiness-complete",
            "readiness-forecast",
            "readiness-expected",
            "readiness-blocked",
            "readiness-faulty",
        ],
    ),
    (
        "readiness-held",
        &["readiness-which", "readiness-keys", "readiness-amount"],
    ),
    ("readiness-totals", &["readiness-should", "readiness-is"]),
    (
        "readiness-choices",
        &["readiness-without-amount", "readiness-with-amount"],
    ),
    (
        "readiness-trend",
        &[
            "readiness-complete",
            "readiness-blocked",
            "readiness-faulty",
        ],
    ),
    (
        "readiness-rows",
        &["readiness-fate", "readiness-supplier", "readiness-table"],
    ),
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

    /// A list under its heading; nothing where it is empty, and of one that is not wanted how long it is.
    fn list(&mut self, list: &List) {
        if list.total == 0 {
            return;
        }
        let heading = self.view.messages.key(list.heading);
        let most = match list.heading {
            // one line each, of which none may be missed
            "readiness-standing" | "readiness-choices" | "readiness-totals" => usize::MAX,
            _ => self.view.limit,
        };
        let shown = list.rows.len().min(most);
        if shown == 0 {
            let count = list.total;
            self.say(&message!(
                "readiness-not-listed",
                list = heading,
                count = count
            ));
            self.out.push('\n');
            return;
        }
        self.line(&heading);
        let columns = list.columns.iter().enumerate();
        let columns = columns.map(|(at, of)| self.column(list, at, of));
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

    fn column(&self, list: &List, at: usize, of: &Heading) -> Column {
        let heading = of.text(self.view.messages);
        let is_text = |row: &Vec<Cell>| matches!(row[at], Cell::Text(_) | Cell::Unknown);
        let column = match of {
            Heading::Key(_) if list.rows.iter().all(is_text) => Column::new(heading).flowing(TEXT),
            _ => Column::number(heading).under_broken_heading(),
        };
        let rank = match of {
            Heading::Key(key) => {
                let mut lists = YIELDING.iter();
                let yielding = lists.find(|(of, _)| *of == list.heading);
                yielding.and_then(|(_, keys)| keys.iter().position(|one| one == key))
            }
            // the last day stays
            Heading::Day(_) => (at + 1 < list.columns.len()).then_some(at),
        };
        match rank.and_then(|rank| u8::try_from(rank).ok()) {
            Some(rank) => column.yielding(rank),
            None => column,
        }
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
        Cell::Less(count) => format!("-{}", grouped(count.unsigned_abs())),
        Cell::Amount(amount) => money(&number::text(*amount)),
        Cell::Day(day) => date::text(day * DAY),
        Cell::Unknown => "·".to_owned(),
    }
}
