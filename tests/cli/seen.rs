//! A project under which every cell is a finding: the filled ones show their value, and the empty ones are required.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use serde_json::Value as Json;

/// The columns, and which check finds every cell of it.
pub(crate) const COLUMNS: [(&str, &str, &str); 10] = [
    ("單號", "text", LONGER),
    ("客戶", "text", LONGER),
    ("料號", "text", LONGER),
    ("數量", "decimal", MORE),
    ("金額", "decimal", MORE),
    ("交期", "date", LATER),
    ("審核時間", "datetime", LATER),
    ("已審", "text", LONGER),
    ("備註", "text", LONGER),
    ("毛利", "text", LONGER),
];
const LONGER: &str = "length = { min = 1000";
const MORE: &str = "range = { above = 900000000000000";
const LATER: &str = "range = { min = \"9999-12-31\"";

/// What stands in a cell for the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Seen {
    Empty,
    Text(String),
    /// Not what was meant, such as `#REF!`.
    Damaged(String),
}

/// Cells by row as people count, and by column from 0.
pub(crate) type Cells = BTreeMap<(u64, usize), Seen>;

/// What a report says of a table with one file.
#[derive(Debug, Default)]
pub(crate) struct Told {
    /// Whether the file could not be audited.
    pub(crate) refused: bool,
    pub(crate) cells: Cells,
    /// Findings about anything but the value of a cell: broken records, cells that are not of their type.
    pub(crate) strange: Vec<String>,
    /// Notices and errors that name the file, and what was decided about it.
    pub(crate) sentences: BTreeSet<String>,
}

/// A project of tables with one file each.
pub(crate) fn project<'a>(tables: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    let mut text = String::from("[project]\nname = \"seen\"\nlang = \"en\"\n");
    for (table, file) in tables {
        let _ = writeln!(
            text,
            "[tables.{table}]\nfiles = \"{file}\"\nkey = [\"c0\"]\n[tables.{table}.fields]"
        );
        for (number, (name, kind, _)) in COLUMNS.iter().enumerate() {
            let _ = writeln!(
                text,
                "c{number} = {{ header = \"{name}\", type = \"{kind}\", required = true }}"
            );
        }
        for (number, (_, _, check)) in COLUMNS.iter().enumerate() {
            let _ = writeln!(
                text,
                "[[rule]]\nid = \"{table}-{number}\"\ntable = \"{table}\"\n\
                 check.{check}, column = \"c{number}\" }}"
            );
        }
    }
    text
}

/// What the report of such a project says of one of its tables.
pub(crate) fn told(report: &Json, table: &str, file: &str) -> Told {
    let mut told = Told::default();
    for finding in list(&report["findings"]) {
        if finding["table"] == table {
            told.take(table, finding);
        }
    }
    let inputs = list(&report["inputs"]);
    let input = inputs.iter().find(|input| input["table"] == table);
    let input = input.unwrap_or_else(|| panic!("{table} has no file"));
    let errors = texts(&report["errors"]);
    told.refused = errors.iter().any(|error| error.contains(file)) || !input["error"].is_null();
    if input["rows_refused"] != 0 {
        let rows = &input["rows_refused"];
        told.strange.push(format!("{rows} rows are refused"));
    }
    let beside = errors.into_iter().chain(texts(&report["notices"]));
    told.sentences
        .extend(beside.filter(|told| told.contains(file)));
    told.sentences.extend(texts(&input["decisions"]));
    told
}

impl Told {
    fn take(&mut self, table: &str, finding: &Json) {
        let rule = finding["rule"].as_str().unwrap();
        let value = finding["value"].as_str().unwrap().to_owned();
        let seen = if rule.ends_with(".cells.damaged") {
            Seen::Damaged(value)
        } else if rule.ends_with(".required") {
            Seen::Empty
        } else if rule.starts_with(&format!("{table}-")) {
            Seen::Text(value)
        } else {
            let (row, message) = (&finding["row"], &finding["message"]);
            self.strange.push(format!("row {row}: {message}"));
            return;
        };
        let column: usize = finding["column"].as_str().unwrap()[1..].parse().unwrap();
        let place = (finding["row"].as_u64().unwrap(), column);
        if let Some(other) = self.cells.insert(place, seen.clone()) {
            self.strange
                .push(format!("{place:?} is {other:?} and {seen:?}"));
        }
    }
}

fn list(json: &Json) -> &[Json] {
    json.as_array().unwrap()
}

fn texts(json: &Json) -> Vec<String> {
    let text = |text: &Json| text.as_str().unwrap().to_owned();
    list(json).iter().map(text).collect()
}
