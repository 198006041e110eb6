//! What holds what back.

use super::super::view::View;
use super::{Cell, List, cause, label, money, text};
use crate::findings::readiness::{Cause, Held, Tally};
use std::collections::BTreeMap;

/// Keys that a line names.
const NAMED: usize = 3;

/// Rows that hold others back, with the reference that leads to them.
fn holding<'a>(view: &'a View) -> impl Iterator<Item = (usize, &'a BTreeMap<String, Held>)> + 'a {
    let references = &view.readiness.references;
    view.readiness.tables.iter().flat_map(move |standing| {
        let own = references.iter().enumerate();
        let own = own.filter(|(_, one)| one.table == standing.table);
        own.zip(&standing.arrived.referring)
            .map(|((ix, _), referring)| (ix, &referring.held))
    })
}

/// What holds back what, by reference and reason.
pub(in crate::reports) fn held(view: &View) -> List {
    let mut rows = Vec::new();
    for (ix, held) in holding(view) {
        let mut by_cause: BTreeMap<Cause, (u64, Tally, Vec<&str>)> = BTreeMap::new();
        let mut worst: Vec<(&String, &Held)> = held.iter().collect();
        worst.sort_by_key(|(_, held)| std::cmp::Reverse(held.tally.rows));
        for (key, one) in worst {
            let (count, tally, keys) = by_cause.entry(one.cause).or_default();
            *count += 1;
            tally.add(one.tally);
            if keys.len() < NAMED {
                keys.push(key);
            }
        }
        let reference = &view.readiness.references[ix];
        for (why, (count, tally, keys)) in by_cause {
            rows.push(vec![
                Cell::Text(label(view, reference.to)),
                text(view, &cause(why)),
                Cell::Count(count),
                Cell::Text(label(view, reference.table)),
                Cell::Count(tally.rows),
                money(view, reference.table, tally),
                Cell::Text(shortened(view, &keys, count)),
            ]);
        }
    }
    let columns = [
        "readiness-holds",
        "readiness-why",
        "readiness-keys",
        "readiness-waiting",
        "readiness-waiting-rows",
        "readiness-amount",
        "readiness-which",
    ];
    List::new("readiness-held", &columns, rows)
}

fn shortened(view: &View, keys: &[&str], count: u64) -> String {
    let more = (count > keys.len() as u64).then_some("…");
    let keys: Vec<&str> = keys.iter().copied().chain(more).collect();
    keys.join(&view.messages.key("list-separator"))
}

/// Each row that holds others back, the worst first.
pub(in crate::reports) fn blockers(view: &View) -> List {
    let mut all: Vec<(usize, &String, &Held)> = holding(view)
        .flat_map(|(ix, held)| held.iter().map(move |(key, one)| (ix, key, one)))
        .collect();
    all.sort_by_key(|(ix, key, one)| (std::cmp::Reverse(one.tally.rows), *ix, *key));
    let rows = all.into_iter().map(|(ix, key, one)| {
        let reference = &view.readiness.references[ix];
        vec![
            Cell::Text(label(view, reference.to)),
            Cell::Text(key.clone()),
            text(view, &cause(one.cause)),
            Cell::Text(label(view, reference.table)),
            Cell::Count(one.tally.rows),
            money(view, reference.table, one.tally),
        ]
    });
    let columns = [
        "readiness-holds",
        "readiness-key",
        "readiness-why",
        "readiness-waiting",
        "readiness-waiting-rows",
        "readiness-amount",
    ];
    List::new("readiness-blockers", &columns, rows.collect())
}
