//! The list of columns for pages and wikis.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::list::cells;
use super::view::View;
use crate::reports::harmless::clean;

pub(super) fn write(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let mut text = format!("# {}\n", cell(&view.messages.key("template-title")));
    for sheet in &view.sheets {
        let headings = view.headings();
        let _ = write!(text, "\n## {}\n\n", cell(view.label(sheet)));
        let rule = vec!["---".to_owned(); headings.len()];
        let rows = sheet.columns.iter().map(|asked| cells(view, sheet, asked));
        for row in [headings, rule].into_iter().chain(rows) {
            let row: Vec<String> = row.iter().map(|text| cell(text)).collect();
            let _ = writeln!(text, "| {} |", row.join(" | "));
        }
    }
    out.write_all(text.as_bytes())
}

/// A text that neither ends the cell nor is taken for markup.
fn cell(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in clean(text).chars() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '\\' | '|' | '*' | '_' | '`' | '[' | ']' | '#' | '~' => {
                safe.push('\\');
                safe.push(c);
            }
            c => safe.push(c),
        }
    }
    safe
}
