//! A profile for programs: versioned, with the words of the program and values as they are written, masked where they must be.

use std::io::{self, Write};

use serde_json::{Value, json};

use super::told::Told;
use crate::profile::column::{Column, Dates, Frequent, Numbers, Range, Seen};
use crate::profile::relations::{Holds, Operation, Relations};
use crate::profile::{Count, Example, FileRead, MOST_DIFFERENT, Spot, TableProfile};
use crate::reports::escaped::Escaped;
use crate::tables::date::{self, Order};
use crate::tables::number;

/// The version of the form.
const VERSION: u32 = 1;
/// Values and shapes of a column that are listed.
const LISTED: usize = 20;

pub(super) fn write(told: Told, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let profile = told.profile;
    let unread = profile.unread.iter();
    let references = profile.references.iter().map(|one| {
        let table = &profile.tables[one.table];
        json!({
            "table": one.table,
            "column": table.columns[one.column].heading,
            "to": one.to,
            "key": profile.tables[one.to].columns[one.key].heading,
            "values": one.of,
            "found": one.found,
            "found_without_leading_zeros": one.found_without_zeros,
            "rows_astray": one.astray.count,
            "example": one.astray.first.as_ref().map(|first| shown(table, first)),
        })
    });
    let totals = profile.totals.iter().map(|total| {
        let reference = &profile.references[total.reference];
        let heads = &profile.tables[reference.to];
        json!({
            "table": reference.to,
            "column": heads.columns[total.whole].heading,
            "sum_of": profile.tables[reference.table].columns[total.part].heading,
            "of_table": reference.table,
            "holds": holds(heads, &total.holds),
        })
    });
    let tables = profile.tables.iter().map(|one| table(told, one));
    let whole = json!({
        "schema_version": VERSION,
        "tool": concat!("crm-audit ", env!("CARGO_PKG_VERSION")),
        "tables": tables.collect::<Vec<_>>(),
        "references": references.collect::<Vec<_>>(),
        "totals": totals.collect::<Vec<_>>(),
        "not_read": unread.map(|(file, reason)| json!({ "file": file, "reason": told.text(reason) })).collect::<Vec<_>>(),
    });
    serde_json::to_writer_pretty(Escaped(&mut *out), &whole)?;
    writeln!(out)
}

fn table(told: Told, table: &TableProfile) -> Value {
    let columns = table.columns.iter().map(|one| column(table, one));
    json!({
        "files": table.files.iter().map(|one| file(told, one)).collect::<Vec<_>>(),
        "has_header": table.begins.has_header,
        "rows": table.rows,
        "columns": columns.collect::<Vec<_>>(),
        "relations": relations(table, &table.relations),
    })
}

fn file(told: Told, file: &FileRead) -> Value {
    let texts = |messages: &[crate::messages::Message]| -> Vec<String> {
        messages.iter().map(|one| told.text(one)).collect()
    };
    let aside = file.aside.by_reason();
    let aside = aside.map(|(reason, rows)| {
        json!({ "reason": reason.tag(), "count": rows.count, "rows": rows.ranges().collect::<Vec<_>>() })
    });
    json!({
        "file": file.source.input.name,
        "sheet": file.sheet,
        "encoding": file.encoding,
        "header_rows": file.header.map(|(first, last)| [first, last]),
        "rows": file.rows,
        "rows_refused": file.refused,
        "rows_of_another_width": file.faulty,
        "damaged_cells": file.damaged,
        "set_aside": aside.collect::<Vec<_>>(),
        "decisions": texts(&file.decisions),
        "notices": texts(&file.notices),
        "error": file.error.as_ref().map(|error| told.text(error)),
    })
}

fn place(table: &TableProfile, spot: Spot) -> (String, u64) {
    let file = table.files.get(spot.file as usize);
    (
        file.map_or_else(String::new, |file| file.source.input.name.clone()),
        spot.row,
    )
}

/// An example that may be shown as it is.
fn shown(table: &TableProfile, example: &Example) -> Value {
    let (file, row) = place(table, example.spot);
    json!({ "value": example.text, "file": file, "row": row })
}

fn example(table: &TableProfile, column: &Column, example: &Example) -> Value {
    let (file, row) = place(table, example.spot);
    json!({ "value": column.shown(&example.text), "file": file, "row": row })
}

fn seen(table: &TableProfile, column: &Column, seen: &Seen) -> Value {
    let first = seen
        .first
        .as_ref()
        .map(|first| example(table, column, first));
    json!({ "count": seen.count, "example": first })
}

fn column(table: &TableProfile, column: &Column) -> Value {
    let seen = |one: &Seen| seen(table, column, one);
    let lengths = |range: &Option<Range<u64>>| {
        range.as_ref().map(|range| {
            json!({
                "least": range.least.0,
                "most": range.most.0,
                "example": example(table, column, &range.most.1),
            })
        })
    };
    let value = |one: &Frequent| json!({ "value": column.shown(&one.first.text), "count": one.count, "first": place(table, one.first.spot).1 });
    let shapes = column.shapes.iter().take(LISTED).map(|one| {
        let first = one
            .seen
            .first
            .as_ref()
            .map(|first| example(table, column, first));
        json!({ "shape": one.shape, "regex": one.regex, "count": one.seen.count, "example": first })
    });
    let characters = column.characters.iter();
    let nothing = column.nothing.iter();
    json!({
        "heading": column.heading,
        "reads_as": column.reads.tag(),
        "not_read_so": seen(&column.against),
        "rows": column.rows,
        "filled": column.filled,
        "fill": column.share(),
        "words_for_nothing": nothing.map(|(word, one)| json!({ "word": word, "count": one.count })).collect::<Vec<_>>(),
        "distinct": match column.distinct {
            Count::Exactly(count) => json!(count),
            Count::Over => Value::Null,
        },
        "distinct_over": (column.distinct == Count::Over).then_some(MOST_DIFFERENT),
        "chars": lengths(&column.chars),
        "gbk_bytes": lengths(&column.bytes),
        "characters": characters.map(|(kind, one)| json!({ "kind": kind.tag(), "cells": seen(one) })).collect::<Vec<_>>(),
        "leading_zeros": seen(&column.zeros),
        "shapes": shapes.collect::<Vec<_>>(),
        "values": column.values.iter().take(LISTED).map(value).collect::<Vec<_>>(),
        "values_are_exact": column.all_values,
        "unit": column.unit,
        "numbers": column.numbers.as_ref().map(|one| numbers(table, column, one)),
        "dates": column.dates.as_ref().map(|one| dates(table, column, one)),
        "looks_like": column.private.map(crate::profile::private::Private::tag),
        "masked": column.sensitive,
    })
}

fn numbers(table: &TableProfile, column: &Column, numbers: &Numbers) -> Value {
    let shown = |value: i128| column.shown(&number::text(value));
    let spread = numbers.spread.as_ref();
    json!({
        "least": shown(numbers.range.least.0),
        "greatest": shown(numbers.range.most.0),
        "sum": numbers.sum.map(shown),
        "zero": numbers.nought,
        "negative": seen(table, column, &numbers.negative),
        "with_signs": seen(table, column, &numbers.written),
        "median": spread.map(|one| shown(one.median)),
        "outliers": spread.map(|one| one.far),
        "farthest": spread.and_then(|one| one.farthest.as_ref()).map(|one| example(table, column, one)),
        "looked_at": spread.map(|one| one.of),
    })
}

fn dates(table: &TableProfile, column: &Column, dates: &Dates) -> Value {
    json!({
        "first": date::text(dates.range.least.0),
        "last": date::text(dates.range.most.0),
        "order": dates.order.map(|order| match order {
            Order::DayFirst => "day_first",
            Order::MonthFirst => "month_first",
        }),
        "order_not_known": seen(table, column, &dates.open),
        "in_the_other_order": seen(table, column, &dates.against),
        "with_a_zone": seen(table, column, &dates.zoned),
        "not_iso": dates.others,
    })
}

fn holds(table: &TableProfile, holds: &Holds) -> Value {
    let first = holds.broken.first.as_ref().map(|first| shown(table, first));
    json!({ "rows": holds.of, "broken": holds.broken.count, "example": first })
}

fn relations(table: &TableProfile, relations: &Relations) -> Value {
    let heading = |column: usize| table.columns[column].heading.as_str();
    let keys = relations.keys.iter().map(|key| {
        let columns: Vec<&str> = key.columns.iter().map(|column| heading(*column)).collect();
        json!({ "columns": columns, "holds": holds(table, &key.holds) })
    });
    let dependencies = relations.dependencies.iter().map(|one| {
        json!({
            "column": heading(one.column),
            "determines": heading(one.determines),
            "holds": holds(table, &one.holds),
        })
    });
    let orders = relations.date_orders.iter().map(|one| {
        json!({
            "earlier": heading(one.earlier),
            "later": heading(one.later),
            "holds": holds(table, &one.holds),
        })
    });
    let calculations = relations.calculations.iter().map(|one| {
        json!({
            "result": heading(one.result),
            "operation": match one.operation {
                Operation::Product => "product",
                Operation::Sum => "sum",
            },
            "of": one.of.map(heading),
            "holds": holds(table, &one.holds),
        })
    });
    json!({
        "rows_looked_at": relations.of,
        "all_rows": table.whole,
        "columns_left_out": relations.left_out,
        "keys": keys.collect::<Vec<_>>(),
        "dependencies": dependencies.collect::<Vec<_>>(),
        "date_orders": orders.collect::<Vec<_>>(),
        "calculations": calculations.collect::<Vec<_>>(),
    })
}
