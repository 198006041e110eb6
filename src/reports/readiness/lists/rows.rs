//! The rows with their fates, and in which order tables are loaded.

use super::super::view::View;
use super::{Cell, List, cause, label, text};
use crate::findings::readiness::{Fate, Row};
use crate::messages::message;
use crate::review::readiness::Standing;

/// In which order tables are loaded.
pub(in crate::reports) fn order(view: &View) -> List {
    let steps = (1..).zip(&view.readiness.order);
    let rows = steps.map(|(step, tables)| {
        let names: Vec<String> = tables.iter().map(|&t| label(view, t)).collect();
        let remark = match tables.len() {
            1 => String::new(),
            _ => view.messages.key("order-circle"),
        };
        vec![
            Cell::Count(step),
            Cell::Text(names.join(&view.messages.key("list-separator"))),
            Cell::Text(remark),
        ]
    });
    let columns = ["readiness-step", "readiness-table", "readiness-remark"];
    List::new("readiness-order", &columns, rows.collect())
}

/// The rows with their fates: of files all that are listed, otherwise those that wait.
pub(in crate::reports) fn rows(view: &View, most: usize) -> List {
    let mut rows = Vec::new();
    let mut total = 0;
    let of_file = most == usize::MAX;
    for standing in &view.readiness.tables {
        let fates = &standing.whole.figures;
        total += if of_file {
            fates.received
        } else {
            fates.of(Fate::Blocked).rows
        };
        let listed = standing.arrived.rows.iter();
        let listed = listed.filter(|row| of_file || row.fate == Fate::Blocked);
        let room = most.saturating_sub(rows.len());
        rows.extend(listed.take(room).map(|row| row_of(view, standing, row)));
    }
    let columns = [
        "readiness-table",
        "readiness-file",
        "readiness-row",
        "readiness-key",
        "readiness-supplier",
        "readiness-fate",
        "readiness-waits",
    ];
    List {
        total,
        ..List::new("readiness-rows", &columns, rows)
    }
}

fn row_of(view: &View, standing: &Standing, row: &Row) -> Vec<Cell> {
    let file = standing.files.get(row.input as usize);
    let supplier = row
        .supplier
        .as_deref()
        .or_else(|| file.and_then(|(_, supplier)| supplier.as_deref()));
    let waits = match (&row.waits, row.refused) {
        (Some((ix, key, why)), _) => {
            let table = view.readiness.references[*ix].to;
            let message = message!(
                "row-waits",
                table = view.project.tables[table].label.clone(),
                key = key.as_str(),
                why = cause(*why)
            );
            view.messages.text(&message)
        }
        (None, Some(rule)) => {
            let rule = &view.project.rules[rule];
            view.project.rule_label(rule, view.messages)
        }
        (None, None) => String::new(),
    };
    vec![
        Cell::Text(label(view, standing.table)),
        Cell::Text(file.map_or_else(String::new, |(file, _)| file.clone())),
        Cell::Count(row.line),
        Cell::Text(row.key.clone()),
        Cell::Text(supplier.unwrap_or_default().to_owned()),
        if standing.knows_row(row) {
            text(view, &row.fate.message())
        } else {
            Cell::Unknown
        },
        Cell::Text(waits),
    ]
}
