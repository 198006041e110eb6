//! A sheet as plain text for a chat: a subject line and a numbered list. What a chat would take for markup has a backslash
//! before it.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Sheet;
use super::view::{Group, Row, View};
use crate::messages::message;
use crate::reports::Report;
use crate::reports::minutes;

/// Writes it.
pub(crate) fn write(sheet: &Sheet, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let report = sheet.report;
    let view = View::new(sheet);
    let sums = view
        .sums
        .iter()
        .map(|sum| format!("{} {}", sum.label, sum.value));
    let sums: Vec<String> = sums.collect();
    let subject = message!(
        "tasks-subject",
        name = view.heading.as_str(),
        sums = report.list(&sums)
    );
    let mut text = format!("{}\n", told(&report.text(&subject)));
    let parts = [view.project.as_str(), view.subtitle.as_str()];
    let parts: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let _ = writeln!(text, "{}", told(&parts.join(" · ")));
    for alert in &view.alerts {
        let _ = writeln!(text, "\n! {}", told(alert));
    }
    let mut number = 0;
    for part in &view.parts {
        let _ = writeln!(text, "\n{}", told(&part.heading));
        for group in &part.groups {
            for (at, row) in group.rows.iter().enumerate() {
                number += 1;
                task(report, number, group, row, at == 0, &mut text);
            }
        }
        if !part.more.is_empty() {
            let _ = writeln!(text, "{}", told(&part.more));
        }
    }
    if !view.agreed.rows.is_empty() {
        let _ = writeln!(text, "\n{}", told(&view.agreed.heading));
    }
    for row in &view.agreed.rows {
        number += 1;
        let head = format!("{number}. {} {}", told(&row.about), told(&row.decision));
        let _ = writeln!(text, "{head}");
        let due = [report.messages.key("tasks-due"), row.due.clone()];
        let due = due.join(&report.messages.key("colon"));
        for line in [&row.outcome, &row.reason, &due] {
            let _ = writeln!(text, "   {}", told(line));
        }
    }
    if !view.nothing.label.is_empty() {
        let _ = writeln!(text, "\n{}", told(&view.nothing.label));
    }
    for ended in &view.done {
        let _ = writeln!(text, "\n{}", told(&ended.heading));
        let colon = report.messages.key("colon");
        for group in &ended.groups {
            let line = format!("{}{colon}{}", group.label, group.documents);
            let _ = writeln!(text, "{}", told(&line));
        }
        if !ended.more.is_empty() {
            let _ = writeln!(text, "{}", told(&ended.more));
        }
    }
    out.write_all(text.as_bytes())
}

/// Text as a chat shows it; nothing here is a table.
fn told(text: &str) -> String {
    minutes::told(text).replace("\\|", "|")
}

/// What is wrong, where, and by when; what to do about all of a rule stands under the first of them.
fn task(
    report: &Report,
    number: usize,
    group: &Group,
    row: &Row,
    is_first: bool,
    text: &mut String,
) {
    let named = |key: &str, value: &str| {
        let colon = report.messages.key("colon");
        (!value.is_empty()).then(|| format!("{}{colon}{value}", report.messages.key(key)))
    };
    let rule = message!(
        "tasks-rule",
        severity = group.severity.label.as_str(),
        rule = group.label.as_str()
    );
    let key = if row.key.is_empty() {
        row.message.clone()
    } else {
        let told = message!(
            "gate-finding",
            key = row.key.as_str(),
            message = row.message.as_str()
        );
        report.text(&told)
    };
    let _ = writeln!(
        text,
        "{number}. {} {}",
        told(&report.text(&rule)),
        told(&key)
    );
    let lines = [
        named("page-place", &row.place),
        named("column-expected", &row.expected),
        Some(group.fix.clone()).filter(|fix| is_first && !fix.is_empty()),
        named("tasks-due", &row.due),
        named("tasks-since", &row.since),
        named("column-blocks", &row.held),
    ];
    for line in lines.into_iter().flatten() {
        let _ = writeln!(text, "   {}", told(&line));
    }
}
