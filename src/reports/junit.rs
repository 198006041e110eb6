//! `JUnit` XML, as CI servers read it (the schema of Jenkins' xUnit plugin): a suite for each table, a case for each rule.
//!
//! A case fails where the rule fails the run; a rule that could not be evaluated, or decided none of its rows, is an error, one that had nothing to judge is skipped,
//! with the reason. What a rule counted stands in `system-out`.

use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use super::gate;
use super::harmless::clean;
use super::undecidable::undecidable;
use super::{Report, RuleResult, Verdict, percent};
use crate::messages::{grouped, message};

/// Findings, and rows that could not be decided, that are listed of each rule.
const MOST: usize = 20;

type Xml<'o> = Writer<&'o mut (dyn Write + Send + 'o)>;

/// All suites.
pub(crate) fn write(report: &Report, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let suites = suites(report)?;
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let name = report.project.name.as_deref().unwrap_or("crm-audit");
    open(
        &mut xml,
        "testsuites",
        name,
        suites.iter().flat_map(|s| &s.cases),
    )?;
    for suite in &suites {
        open(&mut xml, "testsuite", &suite.name, &suite.cases)?;
        for case in &suite.cases {
            case.write(&mut xml, &suite.name)?;
        }
        xml.write_event(Event::End(BytesEnd::new("testsuite")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("testsuites")))?;
    writeln!(xml.get_mut())
}

struct Suite {
    name: String,
    cases: Vec<Case>,
}

struct Case {
    name: String,
    end: Option<End>,
    /// Lines of `system-out`.
    told: Vec<String>,
}

/// How a case ends that does not pass.
struct End {
    /// `failure`, `error` or `skipped`.
    element: &'static str,
    kind: String,
    message: String,
    lines: Vec<String>,
}

fn suites(report: &Report) -> io::Result<Vec<Suite>> {
    let rules = report.rules();
    let mut suites = Vec::new();
    let run = run(report);
    if !run.is_empty() {
        let name = "crm-audit".to_owned();
        suites.push(Suite { name, cases: run });
    }
    for (ix, table) in report.project.tables.iter().enumerate() {
        let of_table = rules.iter().filter(|result| result.rule.table == ix);
        let cases = of_table.map(|result| case(report, result));
        let cases: Vec<Case> = cases.collect::<io::Result<_>>()?;
        if !cases.is_empty() {
            let name = clean(report.table_label(table));
            suites.push(Suite { name, cases });
        }
    }
    Ok(suites)
}

/// What is wrong with the run itself.
fn run(report: &Report) -> Vec<Case> {
    let errors = report.review.audit.errors.iter();
    let mut lines: Vec<String> = errors.map(|error| clean(&report.text(error))).collect();
    if lines.is_empty() && report.verdict() == Verdict::NothingChecked {
        lines.push(gate::verdict(report));
    }
    let case = |lines: Vec<String>| Case {
        name: report.messages.key("terminal-errors"),
        end: Some(End {
            element: "error",
            kind: "error".to_owned(),
            message: lines[0].clone(),
            lines,
        }),
        told: Vec::new(),
    };
    (!lines.is_empty())
        .then(|| case(lines))
        .into_iter()
        .collect()
}

fn case(report: &Report, result: &RuleResult) -> io::Result<Case> {
    let mut told = vec![counts(report, result)];
    let open = undecidable(report, result);
    let row = |row: &super::undecidable::Undecidable| {
        let place = gate::place(&row.file, row.sheet.as_deref(), row.row);
        format!("{place}  {}", clean(&row.reason))
    };
    told.extend(open.iter().take(MOST).map(row));
    let findings = findings(report, result)?;
    let end = if let Some((grave, reason)) = gate::silence(report, result) {
        Some(End {
            element: if grave { "error" } else { "skipped" },
            kind: if grave { "not_run" } else { "skipped" }.to_owned(),
            message: reason,
            lines: Vec::new(),
        })
    } else if result.failed() && result.rule.severity >= report.fail_on {
        let count = report.text(&message!("count-findings", count = result.open()));
        Some(End {
            element: "failure",
            kind: result.rule.severity.tag().to_owned(),
            message: count,
            lines: findings,
        })
    } else {
        told.extend(findings);
        None
    };
    Ok(Case {
        name: gate::name(report, result),
        end,
        told,
    })
}

/// What to do, then the first findings that can fail a run, one a line.
fn findings(report: &Report, result: &RuleResult) -> io::Result<Vec<String>> {
    if !result.failed() {
        return Ok(Vec::new());
    }
    let mut lines: Vec<String> = [gate::why(report, result), gate::fix(report, result)]
        .into_iter()
        .flatten()
        .collect();
    gate::each_open(report, result, MOST as u64, |finding| {
        let place = gate::place(finding.file, finding.sheet, finding.row);
        lines.push(format!("{place}  {}", gate::told(report, finding)));
        Ok(())
    })?;
    let others = result.open().saturating_sub(MOST as u64);
    if others > 0 {
        lines.push(report.text(&message!("gate-others", count = others)));
    }
    Ok(lines)
}

/// What became of the rows, in a line.
fn counts(report: &Report, result: &RuleResult) -> String {
    let counts = result.counts();
    let colon = report.messages.key("colon");
    let part = |key: &str, count: String| format!("{}{colon}{count}", report.messages.key(key));
    [
        part("column-ok", grouped(counts.ok)),
        part("column-violations", grouped(counts.violation)),
        part("column-pending", grouped(counts.pending)),
        part("column-not-applicable", grouped(counts.not_applicable)),
        part("column-undecidable", grouped(counts.undecidable)),
        part(
            "column-rate",
            counts.rate().map_or_else(|| "–".to_owned(), percent),
        ),
        part("column-findings", grouped(counts.findings)),
    ]
    .join(" · ")
}

/// The start of an element that counts cases.
fn open<'c>(
    xml: &mut Xml,
    element: &str,
    name: &str,
    cases: impl IntoIterator<Item = &'c Case>,
) -> io::Result<()> {
    let mut counts = [0_usize; 4];
    for case in cases {
        counts[0] += 1;
        let end = case.end.as_ref().map_or("", |end| end.element);
        for (count, element) in counts[1..].iter_mut().zip(["failure", "error", "skipped"]) {
            *count += usize::from(end == element);
        }
    }
    let mut start = BytesStart::new(element);
    start.push_attribute(("name", valid(name).as_str()));
    for (count, name) in counts
        .iter()
        .zip(["tests", "failures", "errors", "skipped"])
    {
        // the schema has no skipped cases of all suites
        if name != "skipped" || element == "testsuite" {
            start.push_attribute((name, count.to_string().as_str()));
        }
    }
    xml.write_event(Event::Start(start))
}

impl Case {
    fn write(&self, xml: &mut Xml, suite: &str) -> io::Result<()> {
        let mut start = BytesStart::new("testcase");
        start.push_attribute(("classname", valid(suite).as_str()));
        start.push_attribute(("name", valid(&self.name).as_str()));
        xml.write_event(Event::Start(start))?;
        if let Some(end) = &self.end {
            let message = valid(&end.message);
            let attributes = [("type", end.kind.as_str()), ("message", message.as_str())];
            text(xml, end.element, &attributes, &end.lines)?;
        }
        if !self.told.is_empty() {
            text(xml, "system-out", &[], &self.told)?;
        }
        xml.write_event(Event::End(BytesEnd::new("testcase")))
    }
}

/// An element of lines.
fn text(
    xml: &mut Xml,
    element: &str,
    attributes: &[(&str, &str)],
    lines: &[String],
) -> io::Result<()> {
    let start = BytesStart::new(element).with_attributes(attributes.iter().copied());
    if lines.is_empty() {
        return xml.write_event(Event::Empty(start));
    }
    xml.write_event(Event::Start(start))?;
    xml.write_event(Event::Text(BytesText::new(&valid(&lines.join("\n")))))?;
    xml.write_event(Event::End(BytesEnd::new(element)))
}

/// Text without the characters that XML 1.0 does not know; those that steer a terminal are shown already.
fn valid(text: &str) -> String {
    let is_valid = |c: char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..);
    let shown = |c: char| if is_valid(c) { c } else { '\u{fffd}' };
    text.chars().map(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_characters_of_xml() {
        assert_eq!(
            valid("订单\n\u{0}\u{b}\u{fffe}]]>"),
            "订单\n\u{fffd}\u{fffd}\u{fffd}]]>"
        );
    }
}
