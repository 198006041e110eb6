//! How it went, day by day.

use super::super::view::View;
use super::{Cell, Heading, List, local, named};
use crate::findings::readiness::Delivery;
use crate::messages::grouped;
use std::collections::{BTreeMap, BTreeSet};

/// Days that are shown of each supplier.
const LAST_DAYS: usize = 5;

/// How it went, day by day: of all tables, or by table and supplier.
pub(in crate::reports) fn trend(view: &View, is_apart: bool) -> List {
    let mut days: BTreeMap<(i64, String, String), [Option<u64>; 5]> = BTreeMap::new();
    let today = view.readiness.deliveries(view.project);
    let past = view.readiness.past.as_deref().unwrap_or_default();
    for one in past.iter().chain(&today) {
        let (table, supplier) = if is_apart {
            let mut tables = view.project.tables.iter();
            let table = tables.find(|table| table.name == one.table);
            let label = table.map_or_else(|| one.table.clone(), |t| local(view, &t.label));
            (label, one.supplier.clone())
        } else {
            (String::new(), String::new())
        };
        let figures = [
            Some(one.received),
            one.complete,
            one.faulty,
            Some(one.blocked),
            Some(one.ready()),
        ];
        let sums = days.entry((one.day, table, supplier)).or_insert([None; 5]);
        for (sum, figure) in sums.iter_mut().zip(figures) {
            *sum = match (*sum, figure) {
                (Some(sum), Some(more)) => Some(sum + more),
                (sum, more) => sum.or(more),
            };
        }
    }
    let rows = days.into_iter().map(|((day, table, supplier), figures)| {
        let mut row = vec![Cell::Day(day)];
        if is_apart {
            let supplier = Some(supplier.as_str()).filter(|name| !name.is_empty());
            row.extend([Cell::Text(table), named(view, supplier)]);
        }
        row.extend(figures.map(Cell::count));
        row
    });
    let apart: &[&str] = if is_apart {
        &["readiness-table", "readiness-supplier"]
    } else {
        &[]
    };
    let figures = [
        "readiness-received",
        "readiness-complete",
        "readiness-faulty",
        "readiness-blocked",
        "readiness-ready",
    ];
    let columns: Vec<&'static str> = [&["readiness-day"], apart, &figures].concat();
    List::new("readiness-trend", &columns, rows.collect())
}

/// How it went with each supplier on the last days: rows that could be loaded, of those that had come in.
pub(in crate::reports) fn by_supplier(view: &View) -> List {
    let today = view.readiness.deliveries(view.project);
    let past = view.readiness.past.as_deref().unwrap_or_default();
    let all = || past.iter().chain(&today);
    let days: BTreeSet<i64> = all().map(|one| one.day).collect();
    let days: Vec<i64> = days.into_iter().rev().take(LAST_DAYS).collect();
    let mut rows = Vec::new();
    for now in &today {
        let is_same = |one: &&Delivery| (&one.table, &one.supplier) == (&now.table, &now.supplier);
        let supplier = Some(now.supplier.as_str()).filter(|name| !name.is_empty());
        let mut tables = view.project.tables.iter();
        let table = tables.find(|table| table.name == now.table);
        let table = table.map_or_else(|| now.table.clone(), |table| local(view, &table.label));
        let mut row = vec![Cell::Text(table), named(view, supplier)];
        row.extend(days.iter().rev().map(|&day| {
            let on_day = all().filter(is_same).find(|one| one.day == day);
            on_day.map_or(Cell::Unknown, |one| {
                let (ready, received) = (grouped(one.ready()), grouped(one.received));
                Cell::Text(format!("{ready} / {received}"))
            })
        }));
        rows.push(row);
    }
    let mut list = List::new(
        "readiness-by-supplier",
        &["readiness-table", "readiness-supplier"],
        rows,
    );
    let days = days.into_iter().rev().map(Heading::Day);
    list.columns.extend(days);
    list
}
