//! What is there of each table and supplier against what should be, and who is to be called.

use super::super::view::View;
use super::{Cell, List, label, local, named, text};
use crate::findings::readiness::Fate;
use crate::messages::message;
use crate::review::readiness::{Forecast, Line, Silence};
use crate::tables::date;
use crate::tables::types::{DAY, TableIx};

/// What is there of each table and supplier.
pub(in crate::reports) fn standing(view: &View) -> List {
    let mut rows = Vec::new();
    for standing in &view.readiness.tables {
        let table = label(view, standing.table);
        let all = view.messages.key("readiness-all");
        rows.push(line(view, &standing.whole, table.clone(), Cell::Text(all)));
        // a table of one supplier is his line
        if let [one] = standing.suppliers.as_slice() {
            if let (Some(last), Some(name)) = (rows.last_mut(), &one.supplier) {
                last[1] = Cell::Text(name.clone());
            }
            continue;
        }
        for one in &standing.suppliers {
            let supplier = named(view, one.supplier.as_deref());
            rows.push(line(view, one, table.clone(), supplier));
        }
    }
    let columns = [
        "readiness-table",
        "readiness-supplier",
        "readiness-received",
        "readiness-expected",
        "readiness-complete",
        "readiness-faulty",
        "readiness-blocked",
        "readiness-left-out",
        "readiness-ready",
        "readiness-by-today",
        "readiness-forecast",
    ];
    List::new("readiness-standing", &columns, rows)
}

fn line(view: &View, line: &Line, table: String, supplier: Cell) -> Vec<Cell> {
    let figures = &line.figures;
    let known = |count: u64| {
        if line.is_read {
            Cell::Count(count)
        } else {
            Cell::Unknown
        }
    };
    let judged = |count: Option<u64>| count.map_or(Cell::Unknown, known);
    vec![
        Cell::Text(table),
        supplier,
        known(figures.received),
        Cell::count(line.expected),
        judged(line.complete),
        judged(line.faulty),
        known(figures.of(Fate::Blocked).rows),
        known(figures.left_out()),
        judged(line.ready),
        Cell::count(line.by_today),
        forecast(view, line.forecast),
    ]
}

fn forecast(view: &View, forecast: Forecast) -> Cell {
    match forecast {
        Forecast::Day(day) => Cell::Day(day),
        Forecast::Unasked | Forecast::Unread => Cell::Unknown,
        Forecast::There => text(view, &message!("forecast-there")),
        Forecast::TooEarly => text(view, &message!("forecast-too-early")),
        Forecast::Standstill => text(view, &message!("forecast-standstill")),
        Forecast::NoCalendar => text(view, &message!("forecast-no-calendar")),
    }
}

/// The lines of all suppliers, with their tables.
fn lines<'a>(view: &'a View) -> impl Iterator<Item = (TableIx, &'a Line)> + 'a {
    view.readiness.tables.iter().flat_map(|standing| {
        let lines = if standing.suppliers.is_empty() {
            std::slice::from_ref(&standing.whole)
        } else {
            standing.suppliers.as_slice()
        };
        lines.iter().map(|line| (standing.table, line))
    })
}

/// The same fault in what was sent in again.
pub(in crate::reports) fn returned(view: &View) -> List {
    let mut rows = Vec::new();
    for (table, line) in lines(view) {
        for (&rule, &count) in &line.returned_by_rule {
            let rule = &view.project.rules[rule];
            rows.push(vec![
                named(view, line.supplier.as_deref()),
                Cell::Text(label(view, table)),
                Cell::Text(view.project.rule_label(rule, view.messages)),
                Cell::Count(count),
            ]);
        }
    }
    rows.sort_by_key(|row| match row.last() {
        Some(Cell::Count(count)) => std::cmp::Reverse(*count),
        _ => std::cmp::Reverse(0),
    });
    let columns = [
        "readiness-supplier",
        "readiness-table",
        "readiness-rule",
        "readiness-findings",
    ];
    List::new("readiness-returned", &columns, rows)
}

/// Whom to call.
pub(in crate::reports) fn silent(view: &View) -> List {
    let silent = lines(view).filter(|(table, line)| {
        // of a table nobody has to send in, nothing is missed but what was there
        let is_asked = line.supplier.is_some() || view.project.collected[*table].is_said();
        is_asked || line.has_lost
    });
    let silent = silent.map(|(table, line)| (table, line, named(view, line.supplier.as_deref())));
    let whole = view.readiness.tables.iter().filter(|standing| {
        let mut each = standing.suppliers.iter().peekable();
        // what no supplier of today has lost is lost of all of them
        standing.whole.has_lost && each.peek().is_some() && !each.any(|line| line.has_lost)
    });
    let all = || Cell::Text(view.messages.key("readiness-all"));
    let whole = whole.map(|standing| (standing.table, &standing.whole, all()));
    let rows = silent.chain(whole).filter_map(|(table, line, who)| {
        let why = match line.silent? {
            Silence::Nothing => message!("silent-nothing"),
            Silence::Gone(day, rows) => {
                message!("silent-gone", day = date::text(day * DAY), rows = rows)
            }
            Silence::Fewer(day, rows) => message!(
                "silent-fewer",
                day = date::text(day * DAY),
                rows = rows,
                now = line.figures.received
            ),
            Silence::Since(day, days) => {
                message!("silent-since", day = date::text(day * DAY), days = days)
            }
        };
        Some(vec![who, Cell::Text(label(view, table)), text(view, &why)])
    });
    let columns = ["readiness-supplier", "readiness-table", "readiness-silence"];
    List::new("readiness-silent", &columns, rows.collect())
}

/// Control totals.
pub(in crate::reports) fn totals(view: &View) -> List {
    let mut rows = Vec::new();
    for standing in &view.readiness.tables {
        for total in &standing.totals {
            let fields = &view.project.tables[standing.table].fields;
            let of_rows = total.field.is_none();
            let what = total.field.map_or_else(
                || view.messages.key("readiness-rows-count"),
                |field| local(view, &fields[field].label),
            );
            let number = |value: Option<i128>| match value {
                Some(count) if of_rows && count >= 0 => Cell::count(u64::try_from(count).ok()),
                Some(count) if of_rows => i64::try_from(count).map_or(Cell::Unknown, Cell::Less),
                value => Cell::amount(value),
            };
            let remark = match (total.unread, total.difference()) {
                (1.., _) => message!("total-unread", count = total.unread),
                (_, Some(0)) => message!("total-agrees"),
                (_, Some(_)) => message!("total-differs"),
                (_, None) => message!("total-unknown"),
            };
            rows.push(vec![
                Cell::Text(label(view, standing.table)),
                Cell::Text(what),
                number(Some(total.should)),
                number(total.is),
                number(total.difference()),
                text(view, &remark),
            ]);
        }
    }
    let columns = [
        "readiness-table",
        "readiness-column",
        "readiness-should",
        "readiness-is",
        "readiness-difference",
        "readiness-remark",
    ];
    List::new("readiness-totals", &columns, rows)
}
