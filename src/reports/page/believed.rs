//! Whether the figures can be believed: what was read, which days have no documents, what does not agree, what was not judged.

use std::collections::BTreeMap;

use serde::Serialize;

use super::values::{Compared, across, agreement};
use super::{Line, Pack, UNKNOWN, counted, place_of};
use crate::findings::outcome::{Counts, Evidence, Outcome};
use crate::messages::{Arg, Message, message, some};
use crate::reports::{Report, RuleResult, Status, percent, silence};
use crate::tables::date;
use crate::tables::types::{DAY, TableIx};

/// Days that are named of a table.
const MOST_DAYS: usize = 10;
/// Files that are named of a table.
const MOST_FILES: usize = 5;

#[derive(Serialize)]
pub(super) struct Believed {
    /// In a few lines, for the first page.
    facts: Vec<Line>,
    tables: Vec<Table>,
    agreement: Vec<Compared>,
}

/// What was read of a table.
#[derive(Serialize)]
struct Table {
    label: String,
    files: String,
    /// Files that could not be read, or not to their end.
    trouble: String,
    rows: String,
    aside: String,
    in_order: String,
    /// The days of the first and of the last document.
    dated: String,
    /// Days of the month without a document.
    without: String,
}

/// Days of the month of the audit, up to its day.
struct Days {
    all: u64,
    without: Vec<i64>,
}

pub(super) fn believed(pack: &Pack) -> Believed {
    let report = pack.report;
    let read = |table: &TableIx| report.exports().any(|input| input.table == *table);
    let tables: Vec<TableIx> = (0..report.project.exports().len()).filter(read).collect();
    let days: BTreeMap<TableIx, Days> = tables
        .iter()
        .filter_map(|&table| Some((table, days(report, report.review.audit.days.get(&table)?))))
        .collect();
    let facts = [
        Some(inputs(pack)),
        unchanged(report),
        Some(gaps(report, &days)),
        agreeing(report),
        Some(unjudged(report)),
        Some(undecidable(report)),
    ];
    let rows = tables
        .iter()
        .map(|&table| row(pack, table, days.get(&table)));
    Believed {
        facts: facts.into_iter().flatten().collect(),
        tables: rows.collect(),
        agreement: agreement(pack),
    }
}

fn fact(report: &Report, key: &str, told: &Message) -> Line {
    Line::new(report.messages.key(key)).value(report.text(told))
}

fn inputs(pack: &Pack) -> Line {
    let report = pack.report;
    let sum = |of: fn(&Evidence) -> u64| report.exports().map(of).sum::<u64>();
    let (aside, refused) = (sum(|i| i.aside.count()), sum(|i| i.refused));
    let told = message!(
        "page-inputs-told",
        files = message!("count-files", count = report.files()),
        rows = message!("count-rows", count = sum(|i| i.rows)),
        aside = aside,
        refused = refused
    );
    let line = fact(report, "page-inputs", &told).href("#inputs".to_owned());
    let broken = report
        .exports()
        .filter(|i| i.error.is_some() || i.cut.is_some())
        .count();
    if broken == 0 {
        return line;
    }
    let broken = report.text(&message!("page-inputs-broken", count = broken));
    let value = format!("{} · {broken}", line.value);
    line.value(value).tag("bad")
}

/// Which exports are those of a month before.
fn unchanged(report: &Report) -> Option<Line> {
    let history = report.review.history.as_ref()?;
    let told = history.unchanged.iter();
    let told = told.map(|one| report.text(&one.told(report.project, &report.review.audit)));
    let told: Vec<String> = told.collect();
    let line = Line::new(report.messages.key("page-unchanged")).value(told.join(" · "));
    (!told.is_empty()).then(|| line.tag("bad").href("#inputs".to_owned()))
}

/// Which tables have days without documents.
fn gaps(report: &Report, days: &BTreeMap<TableIx, Days>) -> Line {
    let all = days.values().map(|days| days.all).max().unwrap_or(0);
    let gaps = days.iter().filter(|(_, days)| !days.without.is_empty());
    let gaps = gaps.map(|(&table, days)| {
        let label = report.project.tables[table].label.clone();
        message!("page-gap", table = label, count = days.without.len())
    });
    let gaps: Vec<Message> = gaps.collect();
    let told = if days.is_empty() {
        message!("page-days-undated")
    } else if all == 0 {
        message!("page-days-none")
    } else if gaps.is_empty() {
        message!("page-no-gaps", days = all)
    } else {
        message!("page-gaps", days = all, gaps = Arg::Messages(gaps))
    };
    fact(report, "page-days", &told).href("#inputs".to_owned())
}

/// How many rows agree over all rules across tables.
fn agreeing(report: &Report) -> Option<Line> {
    let rules = across(report);
    if rules.is_empty() {
        return None;
    }
    let mut sum = Counts::default();
    for result in &rules {
        sum.add(&result.counts());
    }
    if sum.judged() + sum.undecidable == 0 {
        let told = message!("page-agreement-none", rules = rules.len());
        return Some(fact(report, "page-agreement", &told).tag("bad"));
    }
    let told = message!(
        "page-agreement-told",
        rules = rules.len(),
        agree = sum.ok,
        differ = sum.violation,
        undecided = sum.undecidable
    );
    Some(fact(report, "page-agreement", &told).href("#agreement".to_owned()))
}

fn unjudged(report: &Report) -> Line {
    let results = report.rules();
    let silent = results
        .iter()
        .filter(|r| silence::silent(report, r).is_some());
    let silent: Vec<String> = silent.map(|r| report.rule_label(r.rule)).collect();
    let line = if silent.is_empty() {
        // exports that may be absent; in the first month nobody can have had anything before
        let is_absent =
            |r: &&RuleResult| r.status() == Status::NoInput && r.rule.recurring().is_none();
        let absent = results.iter().filter(is_absent);
        let absent = absent.count();
        let told = message!(
            "page-all-judged",
            count = results.len() - absent,
            absent = absent
        );
        fact(report, "page-not-judged", &told)
    } else {
        let names = some(silent.iter().map(String::as_str), MOST_FILES);
        let told = message!("page-not-judged-told", count = silent.len(), rules = names);
        fact(report, "page-not-judged", &told).tag("bad")
    };
    line.href("#rules".to_owned())
}

/// How much could not be decided.
#[allow(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
fn undecidable(report: &Report) -> Line {
    let results = report.rules();
    let mut sum = Counts::default();
    let judged = results
        .iter()
        .filter(|r| matches!(r.outcome, Outcome::Judged(_)));
    judged.for_each(|result| sum.add(&result.counts()));
    let asked = sum.judged() + sum.undecidable;
    let told = if asked == 0 {
        message!("verdict-nothing-checked")
    } else {
        let share = percent(sum.undecidable as f64 / asked as f64);
        message!(
            "page-undecided-told",
            count = sum.undecidable,
            asked = counted(asked),
            share = share
        )
    };
    fact(report, "page-undecided", &told)
}

fn row(pack: &Pack, table: TableIx, days: Option<&Days>) -> Table {
    let report = pack.report;
    let inputs: Vec<&Evidence> = report
        .exports()
        .filter(|input| input.table == table)
        .collect();
    let sum = |of: fn(&Evidence) -> u64| counted(inputs.iter().map(|input| of(input)).sum());
    let names: Vec<String> = inputs.iter().map(|input| place_of(report, input)).collect();
    let trouble = inputs
        .iter()
        .filter_map(|input| input.error.as_ref().or(input.cut.as_ref()));
    let trouble: Vec<String> = trouble.map(|trouble| report.text(trouble)).collect();
    let dictionary = &report.project.tables[table];
    let in_order = pack.figures.in_order.get(&dictionary.name);
    let known = report.review.audit.days.get(&table);
    let ends = known.and_then(|days| Some((*days.first_key_value()?.0, *days.last_key_value()?.0)));
    let without = match (days, dictionary.date) {
        (Some(days), _) if days.all == 0 => UNKNOWN.to_owned(),
        (Some(days), _) if days.without.is_empty() => {
            report.text(&message!("page-no-gaps", days = days.all))
        }
        (Some(days), _) => {
            let texts: Vec<String> = days.without.iter().map(|day| date::text(*day)).collect();
            let shown = some(texts.iter().map(String::as_str), MOST_DAYS);
            report.text(&message!(
                "page-without",
                count = texts.len(),
                all = days.all,
                days = shown
            ))
        }
        // it has no date to go by
        (None, None) => report.messages.key("page-undated"),
        (None, Some(_)) => UNKNOWN.to_owned(),
    };
    Table {
        label: report.table_label(dictionary).to_owned(),
        files: report.list(&some(names.iter().map(String::as_str), MOST_FILES)),
        trouble: report.list(&trouble),
        rows: sum(|input| input.rows),
        aside: sum(|input| input.aside.count() + input.refused),
        in_order: in_order
            .and_then(|of| of.share())
            .map_or(UNKNOWN.to_owned(), percent),
        dated: ends.map_or(UNKNOWN.to_owned(), |(first, last)| {
            format!("{} – {}", date::text(first), date::text(last))
        }),
        without,
    }
}

/// The days of the month of the audit that are worked, up to its day, and those of them without a document. Without a calendar,
/// Saturdays and Sundays are not worked.
fn days(report: &Report, known: &BTreeMap<i64, u64>) -> Days {
    let today = report.review.audit.as_of.day;
    let (_, _, of_month) = date::civil_day(today);
    let first = today - (i64::from(of_month) - 1) * DAY;
    let calendar = report.project.calendar.as_deref();
    let is_worked = |day: &i64| {
        let known = calendar.and_then(|calendar| calendar.is_workday(*day));
        // 1970-01-01 was a Thursday
        known.unwrap_or_else(|| (day / DAY + 3).rem_euclid(7) < 5)
    };
    let worked = (0..i64::from(of_month))
        .map(|n| first + n * DAY)
        .filter(is_worked);
    let worked: Vec<i64> = worked.collect();
    Days {
        all: worked.len() as u64,
        without: worked
            .into_iter()
            .filter(|day| !known.contains_key(day))
            .collect(),
    }
}
