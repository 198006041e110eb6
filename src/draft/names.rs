//! What tables and fields may be called.

use std::collections::BTreeSet;

use pinyin::ToPinyin;

use super::vocabulary::taken_apart;
use crate::profile::column::Column;

/// Letters of the longest name.
const LONGEST: usize = 40;

/// Words that a condition would take for something else.
const RESERVED: [&str; 41] = [
    "and",
    "as",
    "as_of",
    "asc",
    "between",
    "by",
    "case",
    "date",
    "day",
    "desc",
    "else",
    "end",
    "exists",
    "false",
    "from",
    "group",
    "having",
    "in",
    "interval",
    "is",
    "join",
    "left",
    "like",
    "limit",
    "month",
    "not",
    "null",
    "on",
    "or",
    "order",
    "right",
    "rows",
    "select",
    "set",
    "table",
    "then",
    "time",
    "timestamp",
    "true",
    "when",
    "where",
];

/// What is done to a document, so that its date is `created_at` and not `created_date`.
const DONE: [&str; 17] = [
    "created",
    "changed",
    "approved",
    "shipped",
    "modified",
    "updated",
    "closed",
    "accepted",
    "handled",
    "submitted",
    "completed",
    "invoiced",
    "issued",
    "received",
    "delivered",
    "paid",
    "assessed",
];

/// Table names in the singular.
const ONE: [&str; 16] = [
    "order",
    "customer",
    "supplier",
    "item",
    "product",
    "shipment",
    "invoice",
    "receivable",
    "receipt",
    "payment",
    "complaint",
    "contract",
    "warehouse",
    "purchase",
    "document",
    "department",
];

/// Names that differ from each other.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeSet<String>);

impl Names {
    /// The name, with a number behind it where it is taken.
    pub(super) fn take(&mut self, name: &str) -> String {
        let mut number = 1;
        let mut own = name.to_owned();
        while !self.0.insert(own.clone()) {
            number += 1;
            own = format!("{name}_{number}");
        }
        own
    }
}

/// A name for each column of a table; a number where its heading is made up.
pub(super) fn of_fields(columns: &[Column], has_header: bool) -> Vec<String> {
    let mut names = Names::default();
    let own = columns.iter().enumerate().map(|(at, column)| {
        let heading = Some(column.heading.as_str()).filter(|_| has_header);
        let name = heading
            .and_then(of_heading)
            .unwrap_or_else(|| format!("field_{}", at + 1));
        names.take(&name)
    });
    own.collect()
}

fn of_heading(heading: &str) -> Option<String> {
    let name = taken_apart(heading).name.or_else(|| spelled(heading))?;
    let name = fit(&name)?;
    for end in ["_date", "_time", "_datetime"] {
        if let Some(done) = name.strip_suffix(end).filter(|done| DONE.contains(done)) {
            return Some(format!("{done}_at"));
        }
    }
    // CREATEDAT, CHANGEDBY
    for end in ["at", "by"] {
        let done = name.strip_suffix(end);
        if let Some(done) = done.filter(|done| DONE.contains(done)) {
            return Some(format!("{done}_{end}"));
        }
    }
    Some(if RESERVED.contains(&name.as_str()) {
        format!("{name}_field")
    } else {
        name
    })
}

/// Chinese characters by their sounds.
fn spelled(heading: &str) -> Option<String> {
    let plain = crate::tables::header::bare(heading);
    let mut name = String::new();
    for c in plain.chars() {
        match c.to_pinyin() {
            Some(sound) => name.push_str(sound.plain()),
            None if c.is_ascii_alphanumeric() => name.push(c.to_ascii_lowercase()),
            None => name.push('_'),
        }
    }
    // of the letters of other scripts nothing is left
    let letters = plain.chars().filter(|c| c.is_alphanumeric()).count();
    let kept = plain
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || c.to_pinyin().is_some())
        .count();
    (kept > 0 && kept * 2 >= letters).then_some(name)
}

/// A name in letters, digits and strokes, which begins with a letter.
fn fit(name: &str) -> Option<String> {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
    }
    out.truncate(LONGEST);
    let out = out.trim_end_matches('_');
    let first = out.chars().next()?;
    Some(if first.is_ascii_digit() {
        format!("n{out}")
    } else {
        out.to_owned()
    })
}

/// What a table may be called whose first file has this name.
pub(super) fn of_table(file: &str, number: usize) -> String {
    let words = label(file);
    let named = words.chars().any(char::is_alphabetic);
    let name = taken_apart(&words).name.or_else(|| spelled(&words));
    let name = name.filter(|_| named);
    let name = name.and_then(|name| fit(&name));
    match name {
        Some(name) if ONE.contains(&name.as_str()) => format!("{name}s"),
        // `people` is the staff list, and no other table
        Some(name) if name != "people" => name,
        _ => format!("table_{number}"),
    }
}

/// The name of a file as people would call its table: without folders, endings, dates and numbers.
pub(super) fn label(file: &str) -> String {
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let words = stem.split(|c: char| c.is_ascii_digit() || " _-.()（）[]年月日".contains(c));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    if words.is_empty() {
        stem.to_owned()
    } else {
        words.join(" ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_and_files_have_names() {
        for (heading, name) in [
            ("订单号", Some("order_no")),
            ("制单时间", Some("created_at")),
            ("下单日期", Some("order_date")),
            ("Created Date", Some("created_at")),
            ("CHANGEDBY", Some("changed_by")),
            ("Date", Some("date_field")),
            ("2026 budget", Some("n2026_budget")),
            ("颜色", Some("yanse")),
            ("Größe", Some("groe")),
            ("Цена", None),
            ("★", None),
        ] {
            let found = of_heading(heading);
            assert_eq!(found.as_deref(), name, "{heading}");
        }
        for (file, name) in [
            ("exports/202610/销售订单_20261031.xlsx", "orders"),
            ("客户.csv", "customers"),
            ("订单明细.csv", "order_lines"),
            ("SalesOrderItems.csv", "sales_order_items"),
            ("2026-10.csv", "table_3"),
        ] {
            assert_eq!(of_table(file, 3), name, "{file}");
        }
        let mut names = Names::default();
        assert_eq!(
            [names.take("a"), names.take("a"), names.take("b")],
            ["a", "a_2", "b"]
        );
    }
}
