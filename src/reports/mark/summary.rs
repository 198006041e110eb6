//! The sheet that sums up: what to do with the workbook, and how often each rule found something.

use std::fmt::Write as _;

use super::MOST_NOTES;
use super::marks::Marks;
use super::xml::in_cell;
use crate::messages::message;
use crate::reports::Report;
use crate::sources::workbook::{HEADING, cell_name};

/// Widths of its columns in characters.
pub(super) const WIDTHS: [f64; 4] = [44.0, 12.0, 10.0, 80.0];

/// What stands in a cell.
pub(super) enum Said {
    Text(String),
    Count(u64),
}

/// A row of it.
pub(super) struct Line {
    pub(super) cells: Vec<Said>,
    /// Whether it heads others.
    pub(super) heads: bool,
}

impl Line {
    fn of(text: String) -> Line {
        Line {
            cells: vec![Said::Text(text)],
            heads: false,
        }
    }
}

/// What there is to say of the marks of a file.
pub(super) fn lines(
    report: &Report,
    marks: &Marks,
    file: &str,
    only_bad: bool,
    fresh: Option<&str>,
) -> Vec<Line> {
    let (cells, rows) = marks.count();
    let text = |message| Line::of(report.text(&message));
    let title = format!("{HEADING}: {}", report.messages.key("mark-summary"));
    let mut lines = vec![Line {
        heads: true,
        ..Line::of(title)
    }];
    lines.push(text(message!(
        "mark-summary-of",
        file = file,
        as_of = report.review.audit.as_of.text()
    )));
    lines.push(if rows == 0 {
        text(message!("mark-summary-none"))
    } else {
        text(message!("mark-summary-count", cells = cells, rows = rows))
    });
    if rows > 0 {
        lines.push(text(message!("mark-summary-how")));
        if cells > MOST_NOTES as u64 {
            lines.push(text(message!("mark-summary-notes")));
        }
    }
    // what was emptied would be missed
    lines.push(if marks.empties(only_bad) {
        text(message!("mark-summary-emptied"))
    } else {
        text(message!("mark-summary-back"))
    });
    lines.extend(fresh.map(|reason| text(message!("mark-summary-fresh", reason = reason))));
    if !marks.rules.is_empty() {
        lines.push(Line::of(String::new()));
        let headings = [
            "column-rule",
            "column-severity",
            "mark-column-count",
            "terminal-fix",
        ];
        let heading = headings.map(|key| Said::Text(report.messages.key(key)));
        lines.push(Line {
            cells: heading.into(),
            heads: true,
        });
        lines.extend(marks.rules.iter().map(|rule| Line {
            cells: vec![
                Said::Text(rule.label.clone()),
                Said::Text(rule.severity.clone()),
                Said::Count(rule.count),
                Said::Text(rule.fix.clone()),
            ],
            heads: false,
        }));
    }
    if !marks.lacks.is_empty() {
        lines.push(Line::of(String::new()));
        lines.push(Line {
            heads: true,
            ..Line::of(report.messages.key("mark-summary-lacks"))
        });
        lines.extend(marks.lacks.iter().cloned().map(Line::of));
    }
    lines
}

/// The part of the sheet. What heads others has one format, long texts are broken by another.
pub(super) fn part(lines: &[Line], heads: u32, breaks: u32) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr><cols>",
    );
    for (number, width) in (1..).zip(WIDTHS) {
        let _ = write!(
            out,
            "<col min=\"{number}\" max=\"{number}\" width=\"{width}\" customWidth=\"1\"/>"
        );
    }
    out.push_str("</cols><sheetData>");
    for (row, line) in (0..).zip(lines) {
        let _ = write!(out, "<row r=\"{}\">", row + 1);
        for (column, said) in (0..).zip(&line.cells) {
            let cell = cell_name(row, column);
            // what stands alone in its row runs over the others
            let format = match line.cells.as_slice() {
                _ if line.heads => heads,
                [_] => 0,
                _ => breaks,
            };
            let _ = match said {
                Said::Count(count) => {
                    write!(out, "<c r=\"{cell}\" s=\"{format}\"><v>{count}</v></c>")
                }
                Said::Text(text) => write!(
                    out,
                    "<c r=\"{cell}\" s=\"{format}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>",
                    in_cell(text)
                ),
            };
        }
        out.push_str("</row>");
    }
    out.push_str(
        "</sheetData><pageMargins left=\"0.4\" right=\"0.4\" top=\"0.5\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>\
         <pageSetup paperSize=\"9\" orientation=\"landscape\" fitToHeight=\"0\"/></worksheet>",
    );
    out
}
