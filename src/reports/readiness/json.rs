//! A collection for programs: versioned, with the words of the program.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::lists::{amount, label};
use super::view::View;
use crate::findings::readiness::{Cause, Fate, Tally};
use crate::reports::escaped::Escaped;
use crate::review::readiness::{Forecast, Line, Silence, Standing};
use crate::tables::types::{DAY, TableIx};
use crate::tables::{date, number};

/// The version of the form.
const VERSION: u32 = 1;

pub(super) fn write(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let readiness = view.readiness;
    let name = |table: usize| view.project.tables[table].name.as_str();
    let order = readiness.order.iter();
    let order = order.map(|tables| tables.iter().map(|&t| name(t)).collect::<Vec<_>>());
    let text = |one| view.messages.text(one);
    let errors = readiness.errors.iter().map(text);
    let notices = readiness
        .notices
        .iter()
        .chain(&readiness.unrecorded)
        .map(text);
    let trend = readiness.past.as_deref().unwrap_or_default().iter();
    let today = readiness.deliveries(view.project);
    let trend = trend.chain(&today).map(|one| {
        json!({
            "day": day(one.day), "table": one.table, "supplier": one.supplier, "received": one.received,
            "complete": one.complete, "faulty": one.faulty, "blocked": one.blocked, "left_out": one.left_out,
            "ready": one.ready(),
        })
    });
    let whole = json!({
        "schema_version": VERSION,
        "tool": concat!("crm-audit ", env!("CARGO_PKG_VERSION")),
        "project": view.project.name,
        "as_of": day(readiness.day),
        "go_live": view.project.go_live.map(day),
        "ready": readiness.is_ready(),
        "partial": readiness.part.is_left_out(),
        "tables": readiness.tables.iter().map(|one| standing(view, one)).collect::<Vec<_>>(),
        "import_order": order.collect::<Vec<_>>(),
        "trend": trend.collect::<Vec<_>>(),
        "history": readiness.past.as_ref().err().map(|reason| view.messages.text(reason)),
        "errors": errors.collect::<Vec<_>>(),
        "notices": notices.collect::<Vec<_>>(),
        "exit_code": view.exit_code,
    });
    serde_json::to_writer_pretty(Escaped(&mut *out), &whole)?;
    writeln!(out)
}

fn day(day: i64) -> String {
    date::text(day * DAY)
}

/// Rows of a table.
fn tally(view: &View, table: TableIx, tally: Tally) -> Value {
    json!({ "rows": tally.rows, "amount": amount(view, table, tally).map(number::text) })
}

fn cause(cause: Cause) -> &'static str {
    match cause {
        Cause::Missing => "missing",
        Cause::Unread => "unread",
        Cause::Fate(fate) => fate.tag(),
    }
}

/// Null for what is not judged, or not known because the table could not be read to its end.
fn line(view: &View, table: TableIx, line: &Line) -> Value {
    let is_read = line.is_read;
    let known = |count: u64| is_read.then_some(count);
    let judged = |count: Option<u64>| count.filter(|_| is_read);
    let forecast = match line.forecast {
        Forecast::There => json!({ "state": "there" }),
        Forecast::Day(on) => json!({ "state": "day", "day": day(on) }),
        Forecast::Unasked => json!({ "state": "not_asked" }),
        Forecast::TooEarly => json!({ "state": "too_early" }),
        Forecast::Standstill => json!({ "state": "standstill" }),
        Forecast::NoCalendar => json!({ "state": "no_calendar" }),
        Forecast::Unread => json!({ "state": "unread" }),
    };
    let silent = line.silent.map(|silence| match silence {
        Silence::Nothing => json!({ "since": null }),
        Silence::Gone(last, rows) | Silence::Fewer(last, rows) => {
            json!({ "since": null, "last": day(last), "rows": rows })
        }
        Silence::Since(since, days) => json!({ "since": day(since), "workdays": days }),
    });
    let fates = Fate::ALL.map(|fate| {
        let is_known = is_read && (fate != Fate::Ready || line.ready.is_some());
        let rows = is_known.then(|| tally(view, table, line.figures.of(fate)));
        (fate.tag().to_owned(), rows.unwrap_or_default())
    });
    json!({
        "supplier": line.supplier,
        "read": is_read,
        "received": known(line.figures.received),
        "expected": line.expected,
        "complete": judged(line.complete),
        "faulty": judged(line.faulty),
        "blocked": known(line.figures.of(Fate::Blocked).rows),
        "left_out": known(line.figures.left_out()),
        "ready": judged(line.ready),
        "fates": fates.into_iter().collect::<serde_json::Map<_, _>>(),
        "expected_by_today": line.by_today,
        "forecast": forecast,
        "returned": line.returned,
        "silent": silent,
        "lost": line.has_lost,
    })
}

fn standing(view: &View, standing: &Standing) -> Value {
    let table = &view.project.tables[standing.table];
    let references = &view.readiness.references;
    let name = |table: usize| view.project.tables[table].name.as_str();
    let own = references.iter().filter(|one| one.table == standing.table);
    let waits = own.zip(&standing.arrived.referring).map(|(one, referring)| {
        let held = referring.held.iter().map(|(key, held)| {
            let amount = amount(view, standing.table, held.tally);
            json!({ "key": key, "cause": cause(held.cause), "rows": held.tally.rows,
                "amount": amount.map(number::text) })
        });
        json!({ "table": name(one.to), "met": tally(view, standing.table, referring.met), "held": held.collect::<Vec<_>>() })
    });
    let totals = standing.totals.iter().map(|total| {
        let field = total.field.map(|field| table.fields[field].name.as_str());
        let text = |value: i128| match field {
            Some(_) => number::text(value),
            None => value.to_string(),
        };
        json!({ "field": field, "should": text(total.should), "is": total.is.map(text),
            "difference": total.difference().map(text), "unreadable": total.unread })
    });
    let opening = view.project.collected[standing.table].opening.as_ref().map(|opening| {
        let referring = view.readiness.referring(standing.table).map(|(ix, met, lost)| {
            let from = references[ix].table;
            json!({ "table": name(from), "met": tally(view, from, met), "dangling": tally(view, from, lost) })
        });
        let arrived = &standing.arrived;
        json!({
            "optional": opening.optional,
            "referring": referring.collect::<Vec<_>>(),
            "copies": (!table.key.is_empty()).then_some(arrived.copies),
            "existing": view.lists_existing(opening).then_some(arrived.existing),
            "first": arrived.span.map(|(first, _)| day(first)),
            "last": arrived.span.map(|(_, last)| day(last)),
            "undecided": arrived.undecided,
        })
    });
    let rows = standing.arrived.rows.iter().map(|row| {
        let file = standing.files.get(row.input as usize);
        let waits = row.waits.as_ref();
        json!({
            "file": file.map(|(file, _)| file),
            "row": row.line,
            "key": row.key,
            "supplier": row.supplier.as_ref().or_else(|| file.and_then(|(_, name)| name.as_ref())),
            "state": standing.knows_row(row).then_some(row.fate.tag()),
            "waits_for": waits.map(|(ix, key, why)| {
                json!({ "table": name(references[*ix].to), "key": key, "cause": cause(*why) })
            }),
            "rule": row.refused.map(|rule| view.project.rules[rule].id.as_str()),
        })
    });
    let suppliers = standing.suppliers.iter();
    let suppliers = suppliers.map(|one| line(view, standing.table, one));
    json!({
        "table": table.name,
        "label": label(view, standing.table),
        "read": standing.is_read,
        "all": line(view, standing.table, &standing.whole),
        "suppliers": suppliers.collect::<Vec<_>>(),
        "control": totals.collect::<Vec<_>>(),
        "references": waits.collect::<Vec<_>>(),
        "opening": opening,
        "rows": rows.collect::<Vec<_>>(),
    })
}
