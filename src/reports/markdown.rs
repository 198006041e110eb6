//! Markdown for a comment on a pull request and for the summary of a step: the verdict, a table of rules, the first findings of
//! each. Comments hold so many characters and no more; where it ends, that is told.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::gate;
use super::{Report, RuleResult, Status, Verdict, percent, rate_heading};
use crate::messages::{grouped, message};

/// GitHub takes comments of 65,536 characters.
const ROOM: usize = 60_000;

/// Findings that are listed of each rule.
const MOST: u64 = 10;

/// Characters of a document number, and of an owner.
const CELL: usize = 80;

/// The whole comment.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let rules = report.rules();
    let mut page = Page {
        text: head(report),
        is_full: false,
        end: format!("\n{}\n", told(&report.messages.key("gate-ends"))),
    };
    page.table(
        &heading(report),
        rules.iter().filter_map(|r| row(report, r)),
    );
    for result in gate::failed(&rules) {
        findings(report, result, &mut page)?;
    }
    let unlisted = gate::unlisted(&rules);
    if unlisted > 0 {
        let text = report.text(&message!("gate-unlisted", count = unlisted));
        page.add(&format!("\n{}\n", told(&text)));
    }
    out.write_all(page.text.as_bytes())
}

/// What has been written, as long as there is room.
struct Page {
    text: String,
    is_full: bool,
    /// What stands at the end where there was no room.
    end: String,
}

impl Page {
    fn add(&mut self, text: &str) {
        if self.is_full {
            return;
        }
        if self.text.len() + text.len() + self.end.len() > ROOM {
            self.is_full = true;
            self.text.push_str(&self.end);
        } else {
            self.text.push_str(text);
        }
    }

    fn table(&mut self, heading: &str, rows: impl Iterator<Item = String>) {
        let mut rows = rows.peekable();
        if rows.peek().is_some() {
            self.add(heading);
            rows.for_each(|row| self.add(&row));
        }
    }
}

/// Verdict, total, and what could not be audited.
fn head(report: &Report) -> String {
    let mark = match report.verdict() {
        Verdict::Clean => "✅",
        Verdict::Findings | Verdict::NotAudited => "❌",
        Verdict::NothingChecked => "⚠️",
    };
    let mut text = format!("## {mark} {}\n", told(&gate::verdict(report)));
    if let Some(total) = gate::total(report) {
        let _ = write!(text, "\n{}\n", told(&total));
    }
    let errors = gate::errors(report);
    if !errors.is_empty() {
        let heading = report.messages.key("terminal-errors");
        let _ = write!(text, "\n**{}**\n\n", told(&heading));
        for error in errors.iter().take(MOST.try_into().unwrap_or(usize::MAX)) {
            let _ = writeln!(text, "- {}", told(error));
        }
    }
    text
}

fn heading(report: &Report) -> String {
    let names = [
        "column-severity",
        "column-rule",
        "column-table",
        "column-findings",
        rate_heading(report),
        "column-undecidable",
    ];
    let names = names.map(|key| told(&report.messages.key(key)));
    format!("\n| {} |\n|---|---|---|--:|--:|--:|\n", names.join(" | "))
}

/// A rule that fails, or that could not be judged.
fn row(report: &Report, result: &RuleResult) -> Option<String> {
    let counts = result.counts();
    let is_silent = matches!(result.status(), Status::NotRun | Status::Undecided);
    if !result.failed() && !is_silent {
        return None;
    }
    let key = match result.status() {
        Status::NotRun => Some("status-not-run"),
        Status::Undecided => Some("status-undecided"),
        _ => None,
    };
    let found = key.map_or_else(|| grouped(result.open()), |key| report.messages.key(key));
    let cells = [
        told(&report.text(&result.rule.severity.label())),
        told(&gate::name(report, result)),
        told(report.table_label(result.table)),
        found,
        result.open_rate().map_or_else(|| "–".to_owned(), percent),
        grouped(counts.undecidable),
    ];
    Some(format!("| {} |\n", cells.join(" | ")))
}

/// The first findings of a rule, under what to do.
fn findings(report: &Report, result: &RuleResult, page: &mut Page) -> io::Result<()> {
    let severity = report.text(&result.rule.severity.label());
    let name = told(&gate::name(report, result));
    let mut head = format!("\n### {} · {name}\n", told(&severity));
    for text in [gate::why(report, result), gate::fix(report, result)]
        .into_iter()
        .flatten()
    {
        let _ = write!(head, "\n{}\n", told(&text));
    }
    let names = [
        "column-file",
        "column-key",
        "column-message",
        "column-owner",
    ];
    let names = names.map(|key| told(&report.messages.key(key)));
    let _ = write!(head, "\n| {} |\n|---|---|---|---|\n", names.join(" | "));
    page.add(&head);
    gate::each_open(report, result, MOST, |finding| {
        let place = gate::place(finding.file, finding.sheet, finding.row);
        let cells = [
            told(&place),
            told(&short(&finding.key)),
            told(&finding.message),
            told(&short(finding.owner)),
        ];
        page.add(&format!("| {} |\n", cells.join(" | ")));
        Ok(())
    })?;
    let others = result.open().saturating_sub(MOST);
    if others > 0 {
        let text = report.text(&message!("gate-others", count = others));
        page.add(&format!("\n{}\n", told(&text)));
    }
    Ok(())
}

fn short(text: &str) -> String {
    let mut short: String = text.chars().take(CELL).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Text that is no markup, mentions nobody and leads nowhere. Mentions and references are looked for in the text that is shown, so
/// that no backslash keeps them from it: a comment of HTML, which is not shown, stands between sign and name.
fn told(text: &str) -> String {
    const APART: &str = "<!-- -->";
    let text = super::harmless::clean(text);
    let mut out = String::with_capacity(text.len() + 16);
    let mut signs = text.chars().peekable();
    while let Some(c) = signs.next() {
        let joins = signs.peek().is_some_and(|next| next.is_alphanumeric());
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '#' | '!' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
        let leads = c == ':' && signs.peek() == Some(&'/');
        let refers = matches!(c, '@' | '#' | '!' | '~' | '$' | '%' | '&') && joins;
        if leads || refers || out.ends_with("www") {
            out.push_str(APART);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As the Markdown of GitHub is read: what is shown is what the cell holds, in one paragraph without anything else.
    #[test]
    fn cells_are_shown_as_they_are() {
        use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
        for cell in [
            "a|b",
            "`code` *b* _i_ ~~s~~ [a](http://x) ![a](b)",
            "<script>alert(1)</script><!-- -->",
            "&lt; &#64;all",
            "@all #12 !3 $x$ 100%x www.example.com http://x.y",
            "a\\|b\\",
        ] {
            let table = format!("| a | b |\n|---|---|\n| {} | z |\n", told(cell));
            let (mut shown, mut cells, mut body) = (String::new(), 0, false);
            for event in Parser::new_ext(&table, options) {
                match event {
                    Event::End(TagEnd::TableHead) => body = true,
                    Event::Start(Tag::TableCell) if body => cells += 1,
                    Event::Text(text) if body && cells == 1 => shown.push_str(&text),
                    Event::InlineHtml(html) => assert_eq!(&*html, "<!-- -->"),
                    Event::Start(
                        Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strong,
                    )
                    | Event::Code(_)
                    | Event::InlineMath(_) => panic!("{cell}: {event:?}"),
                    _ => {}
                }
            }
            assert_eq!((shown.as_str(), cells), (cell, 2), "{table}");
        }
        let told = told("@all #12 www.example.com http://x.y");
        for (sign, name) in [("@", "all"), ("#", "12"), ("www", ".ex"), ("http:", "//")] {
            assert!(!told.contains(&format!("{sign}{name}")), "{told}");
        }
    }
}
