//! The list of findings and what it can be filtered by.

use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use super::data::{Data, MOST, Worst, data, mark_of};
use super::moves::age_word;
use super::{Line, Pack, counted};
use crate::messages::message;
use crate::reports::questions::Lasting;
use crate::review::acting::CLASSES;
use crate::rules::severity::Severity;

/// What the list can be filtered by, with the keys of the headings.
const FACETS: [(&str, &str); 8] = [
    ("severity", "column-severity"),
    ("rule", "column-rule"),
    ("table", "column-table"),
    ("owner", "column-owner"),
    ("department", "column-department"),
    ("state", "column-state"),
    ("age", "page-age-since"),
    ("mark", "page-mark"),
];
/// What it can be sorted by.
const COLUMNS: [(&str, &str); 8] = [
    ("severity", "column-severity"),
    ("rule", "column-rule"),
    ("key", "column-key"),
    ("message", "column-message"),
    ("owner", "column-owner"),
    ("state", "column-state"),
    ("held", "column-blocks"),
    ("place", "page-place"),
];
/// What a finding may be beside.
const MARKS: [(&str, &str); 6] = [
    ("open", "workbook-open"),
    ("decisions", "decided-upkeep"),
    ("handled", "page-handled"),
    ("done", "tasks-done-late"),
    ("held", "page-holds"),
    ("overdue", "page-overdue"),
];

#[derive(Serialize)]
pub(super) struct List {
    facets: Vec<Line>,
    columns: Vec<Line>,
    worst: Vec<Worst>,
    /// How many are written out.
    worst_told: String,
    /// That not all are listed; empty where all are.
    note: String,
    #[serde(skip)]
    pub(super) data: Value,
}

pub(super) fn list(pack: &Pack, lasting: &[Lasting]) -> io::Result<List> {
    let report = pack.report;
    let key = |key: &str| report.messages.key(key);
    let lines = |all: &[(&str, &str)]| {
        let line = |(tag, heading): &(&str, &str)| Line::new(key(heading)).tag(tag);
        all.iter().map(line).collect::<Vec<Line>>()
    };
    let Data {
        mut json,
        worst,
        listed,
    } = data(report, lasting)?;
    let total: u64 = report
        .rules()
        .iter()
        .map(|result| result.counts().findings)
        .sum();
    let note = (total > listed as u64).then(|| {
        let (most, all) = (counted(MOST as u64), counted(total));
        report.text(&if pack.files.is_empty() {
            message!("page-cut", most = most, all = all)
        } else {
            message!("page-cut-workbook", most = most, all = all)
        })
    });
    // what is not listed is not in what a filter finds either
    let (told_all, told_some) = if total > listed as u64 {
        let total = counted(total);
        (
            message!("page-told-all-cut", all = "{all}", total = total.as_str()),
            message!(
                "page-told-some-cut",
                shown = "{shown}",
                all = "{all}",
                total = total
            ),
        )
    } else {
        (
            message!("page-told-all", all = "{all}"),
            message!("page-told-some", shown = "{shown}", all = "{all}"),
        )
    };
    let headings = COLUMNS.map(|(name, heading)| (name.to_owned(), Value::from(key(heading))));
    json["texts"] = json!({
        "headings": serde_json::Map::from_iter(headings),
        "copy": key("page-copy"),
        "copied": key("page-copied"),
        "nobody": key("workbook-none"),
        "row": report.text(&message!("page-line", row = "{row}")),
        "all": report.text(&told_all),
        "some": report.text(&told_some),
        "first": report.text(&message!("page-told-first", drawn = "{drawn}")),
    });
    let called =
        Severity::ALL.map(|one| (one.tag().to_owned(), Value::from(report.text(&one.label()))));
    json["severities"] = Value::Object(called.into_iter().collect());
    json["ages"] = json!(
        (0..CLASSES)
            .map(|class| age_word(pack, class))
            .collect::<Vec<_>>()
    );
    json["order"] = json!(Severity::ALL.map(Severity::tag));
    let marks = MARKS.map(|(mark, label)| (mark.to_owned(), Value::from(key(label))));
    let patterns = lasting.iter().enumerate();
    let patterns = patterns.map(|(at, one)| (mark_of(at), Value::from(one.name.as_str())));
    json["marks"] = Value::Object(marks.into_iter().chain(patterns).collect());
    let worst_told = message!("page-worst-told", shown = worst.len(), all = counted(total));
    Ok(List {
        facets: lines(&FACETS),
        columns: lines(&COLUMNS),
        worst_told: report.text(&worst_told),
        worst,
        note: note.unwrap_or_default(),
        data: json,
    })
}
