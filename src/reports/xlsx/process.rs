//! The workbook of a process: what there is to say of it, its ways, its paths and waits, people and rules; or one case.

use std::io::{self, Write};
use std::ops::Range;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::cells::{Cells, Widths, day};
use super::failed;
use super::lists::{book, listed};
use super::style::Styles;
use crate::messages::message;
use crate::process::map::Edge;
use crate::process::time::Took;
use crate::reports::process::case::{Told, Word, told};
use crate::reports::process::view::{View, share, took_text};
use crate::tables::date;

/// The workbook's bytes.
pub(in crate::reports) fn write(view: &View, out: &mut (dyn Write + Send)) -> io::Result<()> {
    assemble(view)
        .and_then(|mut book| book.save_to_writer(out))
        .map_err(failed)
}

fn assemble(view: &View) -> Result<Workbook, XlsxError> {
    let styles = Styles::new(view.report.messages.lang);
    let mut book = book(&view.title(), &styles)?;
    let page = Page {
        view,
        styles: &styles,
    };
    if let Some(told) = told(view) {
        page.steps(book.add_worksheet(), &told)?;
        page.said(book.add_worksheet(), &told)?;
        return Ok(book);
    }
    page.facts(book.add_worksheet())?;
    page.ways(book.add_worksheet())?;
    page.paths(book.add_worksheet(), "map-sheet-waits", &view.waits())?;
    page.paths(book.add_worksheet(), "map-sheet-paths", &view.map.edges)?;
    page.people(book.add_worksheet())?;
    page.rules(book.add_worksheet())?;
    Ok(book)
}

/// A cell of a list.
enum Value {
    Text(String),
    Bold(String),
    Number(u64),
    Share(f64),
    /// A day as in `2026-10-31`; nothing where there is none.
    Day(Option<i64>),
    Bad(String),
    Nothing,
}

struct Page<'p> {
    view: &'p View<'p>,
    styles: &'p Styles,
}

impl Page<'_> {
    /// A list: `columns` are the keys of the headings with the most room that each takes.
    fn list(
        &self,
        sheet: &mut Worksheet,
        name: &str,
        columns: &[(String, usize)],
        numbers: Range<usize>,
        rows: impl Iterator<Item = Vec<Value>>,
    ) -> Result<(), XlsxError> {
        let headings: Vec<String> = columns.iter().map(|(heading, _)| heading.clone()).collect();
        let limits: Vec<usize> = columns.iter().map(|(_, limit)| *limit).collect();
        listed(sheet, &self.view.key(name), &headings, numbers, self.styles)?;
        let mut widths = Widths::new(&headings, &limits);
        let mut last = 0;
        for (row, values) in (1..).zip(rows) {
            let mut lines = 1;
            for (column, value) in (0..).zip(values) {
                lines = lines.max(self.put(sheet, (row, column), &value, &mut widths)?);
            }
            sheet.grow(row, lines, self.styles)?;
            last = row;
        }
        widths.apply(sheet)?;
        if let Some(end) = u16::try_from(columns.len()).ok().filter(|_| last > 0) {
            sheet.autofilter(0, 0, last, end - 1)?;
        }
        Ok(())
    }

    /// Writes a cell; how many lines it takes.
    fn put(
        &self,
        sheet: &mut Worksheet,
        (row, column): (u32, u16),
        value: &Value,
        widths: &mut Widths,
    ) -> Result<usize, XlsxError> {
        let styles = self.styles;
        let mut text = |text: &str, format: &Format| {
            sheet.put(row, column, text, format)?;
            Ok(widths.see(usize::from(column), text))
        };
        match value {
            Value::Text(one) => return text(one, &styles.text),
            Value::Bold(one) => return text(one, &styles.bold),
            Value::Bad(one) => return text(one, &styles.bad),
            Value::Number(number) => sheet.number(row, column, *number, &styles.count)?,
            Value::Share(share) => {
                sheet.write_number_with_format(row, column, *share, &styles.rate(*share))?;
            }
            Value::Day(one) => {
                let written = one.map(date::text).unwrap_or_default();
                widths.see(usize::from(column), &written);
                match day(&written) {
                    Some(number) => {
                        sheet.write_number_with_format(row, column, number, &styles.day)?;
                    }
                    None => sheet.put(row, column, &written, &styles.text)?,
                }
            }
            Value::Nothing => sheet.put(row, column, "–", &styles.faint)?,
        }
        Ok(1)
    }

    fn columns(&self, keys: &[(&str, usize)]) -> Vec<(String, usize)> {
        let keys = keys.iter();
        keys.map(|(key, limit)| (self.view.key(key), *limit))
            .collect()
    }

    fn took(&self, took: Option<Took>, of: fn(&Took) -> i64) -> Value {
        took.map_or(Value::Nothing, |took| {
            Value::Text(self.view.text(&took_text(took.clock, of(&took))))
        })
    }

    /// The same as a number, in the unit that its clock counts.
    fn units(took: Option<Took>) -> Value {
        let units = |took: Took| (took.median / took.clock.unit()).unsigned_abs();
        took.map_or(Value::Nothing, |took| Value::Number(units(took)))
    }

    fn facts(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let view = self.view;
        let columns = self.columns(&[("map-sheet-facts", 110)]);
        let notices = view.report.review.audit.notices.iter();
        let notices = notices.map(|notice| Value::Text(view.text(notice)));
        let facts = [
            Value::Bold(view.title()),
            Value::Text(view.facts()),
            Value::Text(view.conformance()),
            Value::Text(view.lasting()),
        ];
        let order = view.order().into_iter().map(Value::Text);
        let rows = facts.into_iter().chain(order).chain(notices);
        let rows = rows.map(|fact| vec![fact]);
        self.list(sheet, "map-sheet-facts", &columns, 0..0, rows)
    }

    fn ways(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let view = self.view;
        let columns = self.columns(&[
            ("map-heading-number", 8),
            ("map-heading-cases", 12),
            ("map-heading-share", 10),
            ("map-heading-deviating", 14),
            ("map-heading-undecided", 14),
            ("map-heading-units", 14),
            ("map-heading-median", 24),
            ("map-heading-first", 12),
            ("map-heading-last", 12),
            ("map-heading-people", 40),
            ("map-heading-departments", 40),
            ("map-heading-way", 100),
            ("map-heading-example", 20),
        ]);
        let judged = |count: u64| {
            if view.is_judged() {
                Value::Number(count)
            } else {
                Value::Nothing
            }
        };
        let all = &view.variants;
        let cases: u64 = all.all.iter().map(|one| one.cases).sum();
        let rows = all.all.iter().enumerate().map(|(at, one)| {
            vec![
                Value::Number(at as u64 + 1),
                Value::Number(one.cases),
                Value::Share(share(one.cases, cases)),
                judged(one.deviating),
                judged(one.undecided),
                Page::units(one.took),
                self.took(one.took, |took| took.median),
                Value::Day(one.first),
                Value::Day(one.last),
                Value::Text(view.named(&one.people)),
                Value::Text(view.named(&one.departments)),
                Value::Text(view.way(&one.way)),
                Value::Text(view.case_key(one.example)),
            ]
        });
        self.list(sheet, "map-sheet-ways", &columns, 0..6, rows)
    }

    fn paths(&self, sheet: &mut Worksheet, name: &str, edges: &[Edge]) -> Result<(), XlsxError> {
        let view = self.view;
        let columns = self.columns(&[
            ("map-heading-from", 40),
            ("map-heading-to", 40),
            ("map-heading-times", 12),
            ("map-heading-cases", 12),
            ("map-heading-deviating", 14),
            ("map-heading-units", 14),
            ("map-heading-median", 24),
            ("map-heading-ninth", 24),
            ("map-heading-only", 16),
        ]);
        let rows = edges.iter().map(|edge| {
            let mut row = vec![
                Value::Text(view.spot(edge.from)),
                Value::Text(view.spot(edge.to)),
                Value::Number(edge.times),
                Value::Number(edge.cases),
            ];
            row.push(if view.is_judged() {
                Value::Number(edge.deviating)
            } else {
                Value::Nothing
            });
            row.extend([
                Page::units(edge.took),
                self.took(edge.took, |took| took.median),
                self.took(edge.took, |took| took.ninth),
            ]);
            row.push(if edge.is_deviation && view.is_judged() {
                Value::Bad(view.key("map-only-deviating"))
            } else {
                Value::Text(String::new())
            });
            row
        });
        self.list(sheet, name, &columns, 2..6, rows)
    }

    fn people(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let view = self.view;
        let columns = self.columns(&[
            ("map-heading-person", 30),
            ("map-heading-department", 30),
            ("map-heading-findings", 12),
            ("map-heading-deviating", 14),
            ("map-heading-worked", 14),
            ("map-heading-rules", 90),
        ]);
        let rows = view.deviants.iter().map(|one| {
            let rules = one.rules.iter().map(|(rule, count)| {
                let rule = &view.report.project.rules[*rule];
                let name = view.report.rule_label(rule);
                view.text(&message!("map-named", name = name, count = *count))
            });
            let rules: Vec<String> = rules.collect();
            vec![
                Value::Bold(view.who(&one.name)),
                Value::Text(one.department.clone()),
                Value::Number(one.findings),
                Value::Number(one.cases),
                Value::Number(one.worked),
                Value::Text(rules.join("\n")),
            ]
        });
        self.list(sheet, "map-sheet-people", &columns, 2..5, rows)
    }

    fn rules(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let view = self.view;
        let mut columns = self.columns(&[
            ("column-rule", 40),
            ("map-heading-demands", 80),
            ("column-violations", 12),
            ("column-pending", 12),
            ("column-undecidable", 12),
            ("column-rate", 12),
        ]);
        columns.extend(view.rates.days.iter().map(|day| (day.clone(), 12)));
        let rate = |rate: Option<f64>| rate.map_or(Value::Nothing, Value::Share);
        let rows = view.rules().into_iter().map(|(rule, counts)| {
            let count = |count: Option<u64>| count.map_or(Value::Nothing, Value::Number);
            let flow = rule.flow();
            let demands = flow.map_or_else(String::new, |flow| view.text(&flow.spoken));
            let mut row = vec![
                Value::Bold(view.report.rule_label(rule)),
                Value::Text(demands),
                count(counts.map(|counts| counts.violation)),
                count(counts.map(|counts| counts.pending)),
                count(counts.map(|counts| counts.undecidable)),
                rate(counts.and_then(|counts| counts.rate())),
            ];
            let earlier = view.earlier(rule).into_iter();
            row.extend(earlier.map(|counts| rate(counts.and_then(|counts| counts.rate()))));
            row
        });
        let end = columns.len();
        self.list(sheet, "map-sheet-rules", &columns, 2..end, rows)
    }

    fn steps(&self, sheet: &mut Worksheet, told: &Told) -> Result<(), XlsxError> {
        let columns = self.columns(&[
            ("map-heading-number", 8),
            ("map-heading-at", 20),
            ("map-heading-event", 40),
            ("map-heading-person", 30),
            ("map-heading-department", 30),
            ("column-key", 30),
            ("column-file", 50),
            ("column-row", 12),
        ]);
        let rows = told.steps.iter().enumerate().map(|(at, step)| {
            let file = match &step.sheet {
                Some(sheet) => format!("{}!{sheet}", step.file),
                None => step.file.clone(),
            };
            vec![
                Value::Number(at as u64 + 1),
                Value::Text(step.at.clone()),
                Value::Bold(step.event.clone()),
                Value::Text(step.by.clone()),
                Value::Text(step.department.clone()),
                Value::Text(step.document.clone()),
                Value::Text(file),
                Value::Number(step.row),
            ]
        });
        self.list(sheet, "map-sheet-steps", &columns, 0..1, rows)
    }

    fn said(&self, sheet: &mut Worksheet, told: &Told) -> Result<(), XlsxError> {
        let columns = self.columns(&[
            ("map-heading-verdict", 16),
            ("map-heading-step", 10),
            ("column-rule", 40),
            ("map-heading-said", 110),
        ]);
        let rows = told.said.iter().map(|one| {
            let word = self.view.text(&one.verdict.label());
            vec![
                match one.verdict {
                    Word::Violation | Word::NotRun => Value::Bad(word),
                    _ => Value::Text(word),
                },
                one.step.map_or(Value::Text(String::new()), |step| {
                    Value::Number(step as u64)
                }),
                Value::Bold(one.label.clone()),
                Value::Text(one.text.clone()),
            ]
        });
        self.list(sheet, "map-sheet-said", &columns, 1..2, rows)
    }
}
