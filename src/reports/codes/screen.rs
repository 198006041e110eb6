//! A scheme on a terminal.

use std::fmt::Write;

use super::super::grid::{Cell, Column, Grid, Screen};
use super::super::terminal::clean;
use super::told;
use super::view::{Asked, View};
use crate::coding::Content;
use crate::coding::recode::Why;
use crate::coding::usage::{Series, Usage};
use crate::messages::{Message, grouped, message};

/// Sentences are not broken into shorter lines than this.
const SENTENCE: usize = 24;
/// Codes that are named in a sentence.
const NAMED: usize = 3;

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
    page.title();
    match view.asked {
        Asked::Scheme => page.scheme(),
        Asked::Examples(_) => page.examples(),
        Asked::Recode => page.recode(),
    }
    page.out
}

impl Page<'_> {
    fn line(&mut self, text: &str) {
        self.out.push_str(&self.screen.broken(text));
        self.out.push('\n');
    }

    fn say(&mut self, message: &Message) {
        let text = self.view.messages.text(message);
        self.line(&text);
    }

    fn point(&mut self, message: &Message) {
        let text = self.view.messages.text(message);
        self.line(&format!("  • {text}"));
    }

    fn key(&self, key: &str) -> String {
        self.view.messages.key(key)
    }

    fn grid(&mut self, columns: impl IntoIterator<Item = Column>, rows: Vec<Vec<String>>) {
        let mut grid = Grid::new(self.screen, columns);
        for row in rows {
            grid.row(row.into_iter().map(Cell::from));
        }
        let drawn = grid.draw();
        self.out.push_str(&drawn.lines);
        self.out.push('\n');
        if !drawn.left_out.is_empty() {
            self.say(&message!("terminal-left-out", columns = drawn.left_out));
        }
    }

    fn title(&mut self) {
        let view = self.view;
        let label = view.scheme.label.in_lang(view.messages.lang);
        self.line(&format!("{} [{}]", clean(label), view.scheme.name));
        self.out.push('\n');
    }

    /// How codes of a form look, and which rows it is for.
    fn form(&mut self, ix: usize) {
        let view = self.view;
        let variant = &view.scheme.variants[ix];
        let mut text = match variant.form.levels() {
            Some(levels) => {
                let text = message!("codes-levels", count = levels.ends().len());
                view.messages.text(&text)
            }
            None => told::picture(&variant.form, view.messages.lang),
        };
        if let Some(when) = &variant.when {
            let _ = write!(text, "  ({})", when.as_str());
        }
        self.line(&clean(&text));
    }

    fn scheme(&mut self) {
        let view = self.view;
        for (ix, facts) in view.facts.iter().enumerate() {
            self.form(ix);
            self.segments(ix);
            if let Some(sample) = view.sample(ix) {
                self.point(&message!("codes-sample", code = clean(&sample)));
            }
            for fact in told::facts(facts) {
                self.point(&fact);
            }
            let rows: Vec<Vec<String>> = facts
                .flaws
                .iter()
                .map(|flaw| {
                    told::flaw(flaw)
                        .map(|message| view.messages.text(&message))
                        .to_vec()
                })
                .collect();
            if rows.is_empty() {
                self.point(&message!("codes-no-flaw"));
            } else {
                let columns = [
                    Column::new(self.key("codes-heading-flaw")).flowing(SENTENCE),
                    Column::new(self.key("codes-heading-leads")).flowing(SENTENCE),
                ];
                self.grid(columns, rows);
            }
            self.out.push('\n');
        }
        match &view.usage {
            Some(usage) => self.usage(usage),
            None => self.say(&message!("codes-none")),
        }
    }

    /// What stands where in codes of a form.
    fn segments(&mut self, ix: usize) {
        let view = self.view;
        let rows = told::segments(&view.scheme.variants[ix].form).into_iter();
        let rows = rows.map(|one| {
            one.map(|message| clean(&view.messages.text(&message)))
                .to_vec()
        });
        let columns = [
            Column::new(self.key("codes-heading-at")),
            Column::new(self.key("codes-heading-segment")),
            Column::new(self.key("codes-heading-holds")).flowing(SENTENCE),
        ];
        self.grid(columns, rows.collect());
    }

    fn usage(&mut self, usage: &Usage) {
        let view = self.view;
        let columns: Vec<String> = (view.material.columns.iter())
            .filter(|(.., codes)| codes.is_some())
            .map(|(table, field, _)| {
                let table = &view.project.tables[*table];
                format!("{}.{}", table.name, table.fields[*field].name)
            })
            .collect();
        self.say(&message!(
            "codes-used",
            columns = columns,
            cells = usage.cells,
            codes = usage.codes
        ));
        if usage.off > 0 {
            self.point(&message!("codes-off", count = usage.off));
        }
        if usage.widths.len() > 1 {
            let widths = usage.widths.iter().map(|(width, count)| {
                let text = message!("codes-width", width = *width, count = grouped(*count));
                view.messages.text(&text)
            });
            let widths: Vec<String> = widths.collect();
            self.point(&message!("codes-widths", widths = widths));
        }
        for (made, damage) in &usage.damaged {
            self.point(&told::damage(view, *made, damage));
        }
        if !usage.alike.is_empty() {
            let named = usage.alike.iter().take(NAMED).map(|(one, other)| {
                [one, other]
                    .map(|code| clean(&view.shown(code)))
                    .join(" ≈ ")
            });
            let named: Vec<String> = named.collect();
            self.point(&message!(
                "codes-alike",
                count = usage.alike.len(),
                codes = named
            ));
        }
        let full = usage
            .series
            .iter()
            .filter(|one| one.is_nearly_full())
            .count();
        if full > 0 {
            self.point(&message!("codes-full", count = full));
        }
        let ahead = usage.series.iter().filter(|one| one.runs_ahead());
        if let Some(first) = ahead.clone().next() {
            let highest = first.highest.as_ref().map_or("", |(last, _)| last.as_str());
            self.point(&message!(
                "codes-ahead",
                count = ahead.count(),
                series = clean(&self.series_name(first)),
                highest = self.view.shown(highest).into_owned(),
                used = told::number(first.used)
            ));
        }
        let is_dated = usage.series.iter().any(|one| one.grown.is_some());
        if !is_dated && !usage.series.is_empty() {
            self.point(&message!("codes-undated"));
        }
        self.series(usage, is_dated);
        let more = usage.series.len().saturating_sub(view.limit);
        if more > 0 {
            self.say(&message!("codes-more", count = more));
        }
    }

    /// How much of each series is used.
    fn series(&mut self, usage: &Usage, is_dated: bool) {
        let view = self.view;
        let shown = &usage.series[..usage.series.len().min(view.limit)];
        if shown.is_empty() {
            return;
        }
        let is_numbered = shown.iter().any(|one| one.highest.is_some());
        let series = if is_numbered {
            "codes-heading-series"
        } else {
            "codes-heading-above"
        };
        let mut columns = vec![
            Column::new(self.key(series)).flowing(12),
            Column::number(self.key("codes-heading-used")),
            Column::number(self.key("codes-heading-capacity")),
            Column::number(self.key("codes-heading-share")),
            Column::number(self.key("codes-heading-left")),
        ];
        if is_numbered {
            columns.push(Column::number(self.key("codes-heading-highest")));
        }
        if is_dated {
            columns.push(Column::number(self.key("codes-heading-grown")).yielding(0));
            columns.push(Column::number(self.key("codes-heading-months")));
        }
        let none = || "·".to_owned();
        let rows = shown.iter().map(|one| {
            let mut row = vec![
                clean(&self.series_name(one)),
                told::number(one.used),
                told::number(one.capacity),
                format!("{} %", one.share()),
                told::number(one.left),
            ];
            if is_numbered {
                let highest = one.highest.as_ref();
                row.push(highest.map_or_else(none, |(last, _)| clean(&view.shown(last))));
            }
            if is_dated {
                row.push(one.grown.map_or_else(none, told::number));
                row.push(match (one.months(), one.ends) {
                    (Some(months), _) => view.messages.text(&told::months(months)),
                    (None, true) => self.key("codes-ends"),
                    (None, false) => none(),
                });
            }
            row
        });
        let rows: Vec<Vec<String>> = rows.collect();
        self.grid(columns, rows);
    }

    /// What people call a series.
    fn series_name(&self, one: &Series) -> String {
        let view = self.view;
        match (view.scheme.variants.len(), one.key.as_str()) {
            (1, "") if one.level.is_some() => self.key("codes-top"),
            (1, "") => self.key("codes-all"),
            (1, key) => view.shown(key).into_owned(),
            (_, key) => {
                let name = format!("{} {}", head(view, one.form), view.shown(key));
                name.trim().to_owned()
            }
        }
    }

    fn examples(&mut self) {
        let view = self.view;
        for one in &view.examples {
            self.form(one.form);
            if one.right.is_empty() {
                self.point(&message!("examples-none"));
            }
            let right = one
                .right
                .iter()
                .map(|code| vec![clean(code), self.key("examples-right")]);
            let wrong = one
                .wrong
                .iter()
                .map(|code| vec![clean(code), clean(&told::wrong(view, one.form, code))]);
            let rows: Vec<Vec<String>> = right.chain(wrong).collect();
            if !rows.is_empty() {
                let columns = [
                    Column::new(self.key("codes-heading-code")),
                    Column::new(self.key("codes-heading-told")).flowing(SENTENCE),
                ];
                self.grid(columns, rows);
            }
            self.out.push('\n');
        }
    }

    fn recode(&mut self) {
        let view = self.view;
        let count = |why: Why| view.moves.iter().filter(|one| one.why == why).count();
        self.say(&message!(
            "recode-summary",
            codes = view.moves.len(),
            mended = count(Why::Mended),
            spelling = count(Why::Spelling),
            completed = count(Why::Completed),
            numbered = count(Why::Numbered),
            hand = count(Why::ByHand)
        ));
        let referring: Vec<String> = (view.material.referring.iter())
            .map(|(table, field)| {
                let table = &view.project.tables[*table];
                format!("{}.{}", table.name, table.fields[*field].name)
            })
            .collect();
        if referring.is_empty() {
            self.say(&message!("recode-no-references"));
        } else {
            self.say(&message!("recode-references", columns = referring));
        }
        let rows = view.moves.iter().take(view.limit).map(|one| {
            vec![
                clean(&one.old),
                match &one.new {
                    Some(new) => clean(new),
                    None => self.key("recode-nobody"),
                },
                grouped(view.references(&one.old)),
                clean(&told::of_move(view, one)),
            ]
        });
        let rows: Vec<Vec<String>> = rows.collect();
        if !rows.is_empty() {
            let columns = [
                Column::new(self.key("codes-heading-old")),
                Column::new(self.key("codes-heading-new")),
                Column::number(self.key("codes-heading-references")),
                Column::new(self.key("codes-heading-told")).flowing(SENTENCE),
            ];
            self.grid(columns, rows);
        }
        let more = view.moves.len().saturating_sub(view.limit);
        if more > 0 {
            self.say(&message!("codes-more", count = more));
        }
    }
}

/// What tells a form from the others: what it begins with, or its number.
fn head(view: &View, form: usize) -> String {
    let segments = view.scheme.variants[form].form.segments();
    let first = segments.and_then(|all| all.all.first());
    match first.map(|segment| &segment.content) {
        Some(Content::Literal(text)) => text.clone(),
        _ => (form + 1).to_string(),
    }
}
