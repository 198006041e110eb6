//! A process, or one of its cases, for people on a terminal.

use comfy_table::Color;

use super::case::{Told, Word, told};
use super::view::{View, share, took_text};
use crate::messages::{Message, grouped, message};
use crate::process::map::Edge;
use crate::process::time::Took;
use crate::reports::grid::{Cell, Column, Grid, Screen};
use crate::reports::percent;
use crate::reports::terminal::clean;
use crate::tables::date;

/// Ways are not broken into shorter lines than this.
const WAY: usize = 30;
/// Neither are names.
const NAME: usize = 16;
/// Earlier runs that are shown.
const RUNS: usize = 5;

pub(super) fn render(view: &View, screen: Screen) -> String {
    let mut page = Page {
        view,
        screen,
        out: String::new(),
    };
    match told(view) {
        Some(told) => page.case(&told),
        None => page.process(),
    }
    page.out
}

struct Page<'p> {
    view: &'p View<'p>,
    screen: Screen,
    out: String,
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(&self.screen.broken(text));
        self.out.push('\n');
    }

    /// A table under its heading, behind an empty line.
    fn table(&mut self, heading: &str, grid: Grid) {
        self.line("");
        self.line(heading);
        let drawn = grid.draw();
        self.out.push_str(&drawn.lines);
        self.out.push('\n');
        if !drawn.left_out.is_empty() {
            let left_out = message!("terminal-left-out", columns = drawn.left_out);
            let left_out = self.view.text(&left_out);
            self.line(&left_out);
        }
    }

    fn column(&self, key: &str) -> Column {
        Column::new(self.view.key(key))
    }

    fn number(&self, key: &str) -> Column {
        Column::number(self.view.key(key))
    }

    /// A heading that says how many of all are listed.
    fn listed(&self, message: Message, all: usize) -> String {
        let shown = all.min(self.view.limit);
        self.view
            .text(&message.with("shown", shown).with("count", all))
    }

    fn median(&self, took: Option<Took>) -> String {
        let text = |took: Took| self.view.text(&took_text(took.clock, took.median));
        took.map_or_else(|| "–".to_owned(), text)
    }

    fn process(&mut self) {
        let view = self.view;
        for text in [
            view.title(),
            view.facts(),
            view.conformance(),
            view.lasting(),
        ] {
            self.line(&text);
        }
        self.ways();
        self.waits();
        self.deviants();
        self.rules();
        let notices = &view.report.review.audit.notices;
        if !notices.is_empty() {
            self.line("");
        }
        for notice in notices {
            let notice = view.text(notice);
            self.line(&format!("  • {notice}"));
        }
    }

    fn ways(&mut self) {
        let view = self.view;
        let mut columns = vec![
            self.number("map-heading-number"),
            self.number("map-heading-cases"),
            self.number("map-heading-share"),
        ];
        if view.is_judged() {
            columns.push(self.number("map-heading-deviating"));
        }
        columns.extend([
            self.number("map-heading-median").flowing(NAME),
            self.column("map-heading-first").yielding(2),
            self.column("map-heading-last").yielding(3),
        ]);
        let all = &view.variants.all;
        let [people, departments] = [
            all.iter().any(|way| way.people.count > 0),
            all.iter().any(|way| way.departments.count > 0),
        ];
        if people {
            let column = self.column("map-heading-people");
            columns.push(column.flowing(NAME).yielding(1));
        }
        if departments {
            let column = self.column("map-heading-departments");
            columns.push(column.flowing(NAME).yielding(0));
        }
        columns.push(self.column("map-heading-way").flowing(WAY));
        let mut grid = Grid::new(self.screen, columns);
        let day = |day: Option<i64>| day.map_or_else(String::new, date::text);
        for (at, way) in all.iter().take(view.limit).enumerate() {
            let mut cells = vec![
                Cell::from(grouped(at as u64 + 1)),
                grouped(way.cases).into(),
                percent(share(way.cases, view.log.len() as u64)).into(),
            ];
            if view.is_judged() {
                cells.push(if way.deviating > 0 {
                    Cell::coloured(grouped(way.deviating), Color::Red)
                } else {
                    "–".to_owned().into()
                });
            }
            cells.extend([self.median(way.took), day(way.first), day(way.last)].map(Cell::from));
            if people {
                cells.push(view.named(&way.people).into());
            }
            if departments {
                cells.push(view.named(&way.departments).into());
            }
            cells.push(view.way(&way.way).into());
            grid.row(cells);
        }
        let heading = self.listed(message!("map-ways"), all.len());
        self.table(&heading, grid);
        for text in view.order() {
            self.line(&text);
        }
    }

    fn waits(&mut self) {
        let view = self.view;
        let waits: Vec<Edge> = view.waits();
        if waits.is_empty() {
            return;
        }
        let columns = [
            self.column("map-heading-from").flowing(NAME),
            self.column("map-heading-to").flowing(NAME),
            self.number("map-heading-times"),
            self.number("map-heading-median").flowing(NAME),
            self.number("map-heading-ninth").flowing(NAME).yielding(0),
        ];
        let mut grid = Grid::new(self.screen, columns);
        for edge in waits.iter().take(view.limit) {
            let ninth = edge.took.map(|took| Took {
                median: took.ninth,
                ..took
            });
            grid.row([
                view.spot(edge.from),
                view.spot(edge.to),
                grouped(edge.times),
                self.median(edge.took),
                self.median(ninth),
            ]);
        }
        let heading = message!("map-waits", least = view.least_waits());
        let heading = self.listed(heading, waits.len());
        self.table(&heading, grid);
    }

    fn deviants(&mut self) {
        let view = self.view;
        if view.deviants.is_empty() {
            return;
        }
        let columns = [
            self.column("map-heading-person").flowing(NAME),
            self.column("map-heading-department")
                .flowing(NAME)
                .yielding(0),
            self.number("map-heading-findings"),
            self.number("map-heading-deviating"),
            self.number("map-heading-worked"),
            self.column("map-heading-rules").flowing(NAME).yielding(1),
        ];
        let mut grid = Grid::new(self.screen, columns);
        for one in view.deviants.iter().take(view.limit) {
            let rules: Vec<String> = one
                .rules
                .iter()
                .map(|(rule, count)| {
                    let rule = &view.report.project.rules[*rule];
                    let name = clean(&view.report.rule_label(rule));
                    view.text(&message!("map-named", name = name, count = *count))
                })
                .collect();
            grid.row([
                view.who(&one.name),
                clean(&one.department),
                grouped(one.findings),
                grouped(one.cases),
                grouped(one.worked),
                view.report.list(&rules),
            ]);
        }
        let heading = self.listed(message!("map-deviants"), view.deviants.len());
        self.table(&heading, grid);
    }

    /// Each rule of the process, with its rates in the last runs.
    fn rules(&mut self) {
        let view = self.view;
        let rules = view.rules();
        if rules.is_empty() {
            return;
        }
        let days = &view.rates.days;
        let since = days.len().saturating_sub(RUNS);
        let mut columns = vec![
            self.column("column-rule").flowing(NAME),
            self.number("column-violations"),
            self.number("column-undecidable").yielding(9),
        ];
        for (rank, day) in (0..).zip(&days[since..]) {
            columns.push(Column::number(day.clone()).yielding(rank));
        }
        columns.push(self.number("column-rate"));
        let rate = |counts: Option<crate::findings::outcome::Counts>| {
            let rate = counts.and_then(|counts| counts.rate());
            rate.map_or_else(|| "–".to_owned(), percent)
        };
        let mut grid = Grid::new(self.screen, columns);
        for (rule, counts) in rules {
            let count = |of: fn(&crate::findings::outcome::Counts) -> u64| {
                counts.map_or_else(|| "–".to_owned(), |counts| grouped(of(&counts)))
            };
            let mut cells = vec![
                clean(&view.report.rule_label(rule)),
                count(|counts| counts.violation),
                count(|counts| counts.undecidable),
            ];
            let earlier = view.earlier(rule);
            let earlier = earlier.iter().skip(since).take(days.len() - since);
            cells.extend(earlier.map(|counts| rate(*counts)));
            cells.push(rate(counts));
            grid.row(cells);
        }
        let heading = if days.is_empty() {
            view.key("map-rules")
        } else {
            view.key("map-rules-trend")
        };
        self.table(&heading, grid);
    }

    fn case(&mut self, told: &Told) {
        let view = self.view;
        let title = message!("map-case", case = told.key.as_str(), process = view.title());
        let title = view.text(&title);
        self.line(&title);
        self.steps(told);
        self.said(told);
    }

    fn steps(&mut self, told: &Told) {
        let columns = [
            self.number("map-heading-number"),
            self.column("map-heading-at"),
            self.column("map-heading-event").flowing(NAME),
            self.column("map-heading-person").flowing(NAME),
            self.column("map-heading-department")
                .flowing(NAME)
                .yielding(0),
            self.column("column-key").flowing(NAME).yielding(1),
            self.column("column-file").flowing(NAME).yielding(2),
            self.number("column-row"),
        ];
        let mut grid = Grid::new(self.screen, columns);
        for (number, step) in told.steps.iter().enumerate() {
            let file = match &step.sheet {
                Some(sheet) => format!("{}!{sheet}", step.file),
                None => step.file.clone(),
            };
            grid.row([
                grouped(number as u64 + 1),
                step.at.clone(),
                step.event.clone(),
                clean(&step.by),
                clean(&step.department),
                clean(&step.document),
                clean(&file),
                step.row.to_string(),
            ]);
        }
        let heading = self.view.key("map-steps");
        self.table(&heading, grid);
    }

    fn said(&mut self, told: &Told) {
        if told.said.is_empty() {
            let none = self.view.key("map-no-rule");
            self.line(&none);
            return;
        }
        let columns = [
            self.column("map-heading-verdict"),
            self.number("map-heading-step"),
            self.column("column-rule").flowing(NAME),
            self.column("map-heading-said").flowing(WAY),
        ];
        let mut grid = Grid::new(self.screen, columns);
        for one in &told.said {
            let word = self.view.text(&one.verdict.label());
            let word = match one.verdict {
                Word::Violation | Word::NotRun => Cell::coloured(word, Color::Red),
                Word::Undecidable | Word::Pending => Cell::coloured(word, Color::Yellow),
                Word::Ok => Cell::coloured(word, Color::Green),
                Word::NotApplicable => word.into(),
            };
            grid.row([
                word,
                one.step
                    .map_or_else(String::new, |step| step.to_string())
                    .into(),
                clean(&one.label).into(),
                clean(&one.text).into(),
            ]);
        }
        let heading = self.view.key("map-said");
        self.table(&heading, grid);
    }
}
