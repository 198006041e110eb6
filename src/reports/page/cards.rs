//! The five figures of the first page, each with what it is out of, how it has been and the way to its rows.

use serde::Serialize;

use super::{Line, Pack, UNKNOWN, before, chart, counted, findings_of};
use crate::findings::blocks::Blocked;
use crate::findings::key_figures::{Handled, KeyFigures};
use crate::history::History;
use crate::messages::{Message, message};
use crate::reports::blocks::{Block, blocks, money};
use crate::reports::{RuleResult, of_company, percent, silence};
use crate::review::key_figures::{PastDay, recorded_as};
use crate::tables::types::ONE;
use crate::tables::{date, number};

/// A figure of so many characters stands in smaller letters.
const LONG: usize = 9;
/// Tables that are named, those with the smallest share in order.
const MOST_TABLES: usize = 4;

/// A figure.
#[derive(Serialize)]
pub(super) struct Card {
    label: String,
    figure: String,
    is_long: bool,
    href: String,
    /// Out of how much, or why it is not known.
    note: String,
    /// Against the run before; none where there is none, or it did not record the figure.
    change: Option<Line>,
    parts: Vec<Line>,
    trend: Option<Trend>,
    /// What is counted, in a sentence.
    means: String,
}

/// How it has been.
#[derive(Serialize)]
struct Trend {
    picture: String,
    first: String,
    last: String,
    /// The same as numbers, the oldest first.
    runs: Vec<Line>,
}

/// A figure of a run, as a number and as people write it.
struct Told(f64, String);

/// The five.
pub(super) fn cards(pack: &Pack) -> Vec<Card> {
    let history = pack.report.review.history.as_ref();
    let before = history.filter(|_| pack.report.review.is_whole);
    let before = before.map_or(&[][..], |history: &History| &history.key_figures);
    let cards = Cards { pack, before };
    vec![
        cards.open(),
        cards.in_order(),
        cards.handled(),
        cards.held(),
        cards.overdue(),
    ]
}

struct Cards<'a> {
    pack: &'a Pack<'a>,
    /// The runs before, by day, the oldest first.
    before: &'a [(String, KeyFigures)],
}

impl Cards<'_> {
    fn open(&self) -> Card {
        let figures = &self.pack.figures;
        let of = |figures: &KeyFigures| Some(count(figures.all_open()?));
        let parts = figures.open.iter().rev().map(|(severity, count)| {
            let href = findings_of(&[("mark", "open"), ("severity", severity.tag())]);
            let label = self.text(&severity.label());
            let line = Line::new(label).value(counted(*count)).tag(severity.tag());
            if *count > 0 { line.href(href) } else { line }
        });
        let rules = self.pack.report.rules();
        let failed = of_company(&rules).filter(|rule| rule.failed()).count();
        let note = message!(
            "page-open-note",
            rules = failed,
            all = of_company(&rules).count(),
            decisions = self.pack.report.about_decisions()
        );
        let note = if figures.open.is_empty() {
            message!("verdict-nothing-checked")
        } else {
            note
        };
        Card {
            parts: parts.collect(),
            note: self.text(&note),
            href: rows_of("open", figures.all_open()),
            ..self.card("page-open", "page-open-means", &of, Better::Less, None)
        }
    }

    fn in_order(&self) -> Card {
        let share = |of: crate::findings::key_figures::InOrder| {
            let share = of.share()?;
            Some(Told(share, percent(share)))
        };
        let of = |figures: &KeyFigures| share(figures.all_in_order()?);
        let figures = &self.pack.figures;
        let note = match figures.all_in_order() {
            Some(all) => message!(
                "page-in-order-note",
                rows = counted(all.rows),
                in_order = counted(all.in_order)
            ),
            None => message!("page-in-order-none"),
        };
        let project = self.pack.report.project;
        let known = project
            .exports()
            .iter()
            .filter_map(|table| Some((table, share(*figures.in_order.get(&table.name)?)?)));
        let mut known: Vec<_> = known.collect();
        known.sort_by(|(_, Told(one, _)), (_, Told(other, _))| one.total_cmp(other));
        let parts = known
            .into_iter()
            .take(MOST_TABLES)
            .map(|(table, Told(_, told))| {
                let label = self.pack.report.table_label(table);
                let href = findings_of(&[("mark", "open"), ("table", label)]);
                Line::new(label).value(told).href(href)
            });
        Card {
            parts: parts.collect(),
            note: self.text(&note),
            href: "#inputs".to_owned(),
            ..self.card(
                "page-in-order",
                "page-in-order-means",
                &of,
                Better::More,
                Some(1.0),
            )
        }
    }

    fn handled(&self) -> Card {
        let of = |figures: &KeyFigures| Some(count(figures.handled?.open));
        let handled = self.pack.figures.handled;
        let rules = self.pack.report.rules();
        let about = rules
            .iter()
            .filter(|result| crate::review::key_figures::is_about_handled(result.rule));
        let silent = |result: &&RuleResult| silence::silent(self.pack.report, result).is_some();
        let silent = about.clone().filter(silent).count();
        let note = match handled {
            None if silent > 0 => message!("page-handled-silent", count = silent),
            None => message!("page-handled-none"),
            Some(handled) if handled == Handled::default() => message!("page-handled-zero"),
            Some(handled) => {
                let note = message!(
                    "page-handled-note",
                    open = handled.open,
                    decided = handled.decided,
                    pending = handled.pending
                );
                match silent {
                    0 => note,
                    count => message!("page-handled-least", note = note, count = count),
                }
            }
        };
        let parts = about.map(|result| {
            let href = findings_of(&[("mark", "handled"), ("rule", &result.rule.id)]);
            let line = Line::new(self.pack.report.rule_label(result.rule));
            if result.counts().findings > 0 {
                line.href(href)
            } else {
                line
            }
        });
        Card {
            parts: parts.collect(),
            note: self.text(&note),
            href: rows_of("handled", handled.map(|handled| handled.open)),
            ..self.card(
                "page-handled",
                "page-handled-means",
                &of,
                Better::Less,
                None,
            )
        }
    }

    fn held(&self) -> Card {
        let report = self.pack.report;
        let all = &report.review.audit.blocks.all;
        let known = all.iter().all(|one| one.documents.is_some());
        let waits = report.review.audit.blocks.waiting();
        let told = blocks(report, &waits);
        let waiting: Vec<(&Blocked, &Block)> = waits.iter().zip(&told).collect();
        let first = waiting
            .first()
            .map(|(one, _)| recorded_as(report.project, &report.project.links[one.link]));
        let of = |figures: &KeyFigures| match &first {
            Some(name) => {
                let held = figures.held.get(name)?;
                let is_known = |amount: &i128| held.missing == 0 || *amount != 0;
                match held.amount.filter(is_known) {
                    Some(amount) => {
                        let text = money(&number::text(amount));
                        let least = message!("page-held-least", amount = text.as_str());
                        let is_all = held.missing == 0;
                        let text = if is_all { text } else { self.text(&least) };
                        Some(Told(magnitude(amount), text))
                    }
                    None => Some(count(held.documents?)),
                }
            }
            None => (known && !all.is_empty()).then(|| count(0)),
        };
        let label = waiting.first().map_or("", |(_, told)| told.label.as_str());
        let days = waiting.first().and_then(|(one, _)| one.days);
        let note = match (&first, days) {
            (None, _) if all.is_empty() => message!("page-held-none"),
            (None, _) => message!("page-held-zero"),
            (Some(_), None) => message!("page-held-undated", label = label),
            (Some(_), Some(days)) => message!("page-held-note", label = label, days = days),
        };
        let parts = waiting.iter().map(|(one, told)| {
            let label = told.label.as_str();
            let Some(count) = one.documents else {
                return Line::new(label).value(UNKNOWN);
            };
            let part = message!("page-held-count", label = label, count = count);
            let has_amount = report.project.links[one.link].amount.is_some();
            let unknown = if has_amount { UNKNOWN } else { "" };
            let amount = told.money(report).unwrap_or_else(|| unknown.to_owned());
            Line::new(self.text(&part)).value(amount)
        });
        let waits = first.is_some();
        Card {
            parts: parts.collect(),
            note: self.text(&note),
            href: rows_of("held", waits.then_some(1)),
            ..self.card(
                "column-blocks-amount",
                "page-held-means",
                &of,
                Better::Less,
                None,
            )
        }
    }

    fn overdue(&self) -> Card {
        let of = |figures: &KeyFigures| Some(count(figures.overdue?));
        let overdue = self.pack.figures.overdue;
        let rules = self.pack.report.rules();
        let tally = self.pack.report.disposed(&rules);
        let past = PastDay::new(self.pack.report.project, self.pack.report.review);
        let parts = tally.filter(|_| overdue.is_some()).into_iter();
        let parts = parts.flat_map(|tally| {
            let left = (past.left > 0).then_some(("page-overdue-left", past.left));
            let late = ("page-overdue-late", tally.overdue());
            let expired = ("page-overdue-expired", tally.expired());
            [Some(late), left, Some(expired)].into_iter().flatten()
        });
        let parts = parts.map(|(key, count)| Line::new(self.key(key)).value(counted(count)));
        let note = match tally {
            None => message!("page-overdue-none"),
            Some(_) if overdue.is_none() => {
                message!("page-overdue-silent", count = past.unjudged)
            }
            Some(tally) => message!("page-overdue-note", count = tally.total() + past.left),
        };
        Card {
            parts: parts.collect(),
            note: self.text(&note),
            // what left the export is in no list of findings
            href: rows_of("overdue", overdue.map(|all| all - past.left)),
            ..self.card(
                "page-overdue",
                "page-overdue-means",
                &of,
                Better::Less,
                None,
            )
        }
    }

    /// A card without what is its own. `most`: what a bar can stand for at most.
    fn card(
        &self,
        label: &str,
        means: &str,
        of: &dyn Fn(&KeyFigures) -> Option<Told>,
        better: Better,
        most: Option<f64>,
    ) -> Card {
        let now = of(&self.pack.figures);
        let figure = now
            .as_ref()
            .map_or(UNKNOWN.to_owned(), |Told(_, text)| text.clone());
        let last = self
            .before
            .last()
            .and_then(|(day, figures)| Some((day, of(figures)?)));
        let change = now
            .as_ref()
            .zip(last)
            .map(|(Told(now, _), (day, Told(then, text)))| {
                let (sign, tag) = match now.total_cmp(&then) {
                    std::cmp::Ordering::Equal => ("=", ""),
                    std::cmp::Ordering::Greater => ("▲", better.if_more()),
                    std::cmp::Ordering::Less => ("▼", better.if_less()),
                };
                Line::new(format!("{sign} {}", before(self.pack.report, day, text))).tag(tag)
            });
        Card {
            label: self.key(label),
            is_long: figure.chars().count() >= LONG,
            figure,
            href: String::new(),
            note: String::new(),
            change,
            parts: Vec::new(),
            trend: (!self.before.is_empty()).then(|| self.trend(of, most)),
            means: self.key(means),
        }
    }

    fn trend(&self, of: &dyn Fn(&KeyFigures) -> Option<Told>, most: Option<f64>) -> Trend {
        let today = date::text(self.pack.report.review.audit.as_of.day);
        let runs = self
            .before
            .iter()
            .map(|(day, figures)| (day.as_str(), figures));
        let runs = runs.chain([(today.as_str(), &self.pack.figures)]);
        let told: Vec<_> = runs
            .map(|(day, figures)| (day, of(figures), figures.not_judged))
            .collect();
        let values: Vec<Option<f64>> = told
            .iter()
            .map(|(_, told, _)| Some(told.as_ref()?.0))
            .collect();
        let lines = told.iter().map(|(day, told, not_judged)| {
            let text = told.as_ref().map_or(UNKNOWN, |Told(_, text)| text);
            let text = match not_judged {
                0 => text.to_owned(),
                count => self.text(&message!("page-not-all", figure = text, count = *count)),
            };
            Line::new(*day).value(text)
        });
        Trend {
            picture: chart::bars(&values, most),
            first: told
                .first()
                .map_or_else(String::new, |(day, ..)| (*day).to_owned()),
            last: today.clone(),
            runs: lines.collect(),
        }
    }

    fn key(&self, key: &str) -> String {
        self.pack.report.messages.key(key)
    }

    fn text(&self, message: &Message) -> String {
        self.pack.report.text(message)
    }
}

/// The way to the findings with a mark, if there are any.
fn rows_of(mark: &str, count: Option<u64>) -> String {
    if count.is_some_and(|count| count > 0) {
        findings_of(&[("mark", mark)])
    } else {
        String::new()
    }
}

/// Whether it is better if there is more of it.
#[derive(Clone, Copy)]
enum Better {
    More,
    Less,
}

impl Better {
    fn if_more(self) -> &'static str {
        match self {
            Better::More => "good",
            Better::Less => "bad",
        }
    }

    fn if_less(self) -> &'static str {
        match self {
            Better::More => "bad",
            Better::Less => "good",
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn count(count: u64) -> Told {
    Told(count as f64, counted(count))
}

#[allow(clippy::cast_precision_loss, reason = "it decides how high a bar is")]
fn magnitude(amount: i128) -> f64 {
    amount as f64 / ONE as f64
}
