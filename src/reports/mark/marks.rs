//! Which cells of a file findings point at, and what is said of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use super::proposal::{Proposal, proposal};
use crate::findings::outcome::{Evidence, Outcome};
use crate::findings::set_aside::is_within;
use crate::messages::{Arg, Message, message};
use crate::reports::{Finding, Report, RuleResult, gate};
use crate::sources::find;
use crate::tables::types::TableIx;

/// Columns of a worksheet.
const COLUMNS: usize = 16_384;
/// Characters that a cell of a workbook holds.
const MOST_CHARACTERS: usize = 32_000;

/// What is marked in a file.
#[derive(Debug, Default)]
pub(crate) struct Marks {
    pub(crate) sheets: Vec<SheetMarks>,
    /// What is counted, the worst rule first.
    pub(super) rules: Vec<RuleMarks>,
    /// What could not be audited of it, one sentence each.
    pub(super) lacks: Vec<String>,
}

/// What is marked in a sheet, or in a file that has none.
#[derive(Debug, Default)]
pub(crate) struct SheetMarks {
    pub(crate) sheet: Option<String>,
    /// The last row of the header, from 1; none where there is none.
    pub(crate) header: Option<u64>,
    /// The last row of what belongs to it.
    pub(crate) above: u64,
    /// Whether cells take what stands above them, so that a row means nothing without others.
    pub(crate) fills: bool,
    /// Rows that the sender left blank, or that we emptied: the first and the last of each stretch.
    pub(super) blank: Vec<(u64, u64)>,
    /// The first row of which nobody has looked whether it is blank; none where all were.
    pub(super) unknown: Option<u64>,
    /// Rows that we emptied before.
    pub(super) emptied: Vec<(u64, u64)>,
    /// By row, from 1.
    pub(crate) rows: BTreeMap<u64, RowMarks>,
}

/// What is wrong in a row.
#[derive(Debug, Default)]
pub(crate) struct RowMarks {
    /// All of it, as one text.
    pub(crate) faults: String,
    /// By column, from 0: the notes of its cells.
    pub(crate) cells: BTreeMap<u32, String>,
}

/// What was found by a rule.
#[derive(Debug)]
pub(super) struct RuleMarks {
    pub(super) label: String,
    pub(super) severity: String,
    pub(super) count: u64,
    /// What to do about it.
    pub(super) fix: String,
}

impl Marks {
    /// Of a file, as a report has it. What is accepted is not marked, unlike what is to be put right.
    pub(crate) fn new(report: &Report, path: &Path) -> io::Result<Marks> {
        let inputs = report.review.audit.inputs.iter();
        let inputs: Vec<&Evidence> = inputs
            .filter(|input| find::same_file(&input.input.path, path))
            .collect();
        let mut marks = Marks::default();
        for input in &inputs {
            marks.sheet(input);
        }
        // what is not judged, by its reason; what is so for the faults of others is not told to this sender
        let (mut reasons, mut others): (Vec<(&Message, Vec<String>)>, Vec<String>) =
            Default::default();
        for result in report.rules() {
            if let Outcome::NotRun(not_run) = result.outcome
                && inputs.iter().any(|input| input.table == result.rule.table)
            {
                let label = report.rule_label(result.rule);
                let known = reasons
                    .iter_mut()
                    .find(|(reason, _)| **reason == not_run.reason);
                match known {
                    _ if !is_about(&not_run.reason, &inputs, report) => others.push(label),
                    Some((_, labels)) => labels.push(label),
                    None => reasons.push((&not_run.reason, vec![label])),
                }
            }
            marks.rule(report, &result, &inputs)?;
        }
        for (reason, rules) in reasons {
            let text = message!("audit-not-run", rules = rules, reason = reason.clone());
            marks.lacks.push(report.text(&text));
        }
        if !others.is_empty() {
            others.dedup();
            let text = message!("mark-summary-others", rules = others);
            marks.lacks.push(report.text(&text));
        }
        // rules that were not run have been told
        let errors = report.review.audit.errors.iter();
        for error in errors.filter(|error| error.key != "audit-not-run") {
            let text = report.text(error);
            let is_named = || inputs.iter().any(|i| text.contains(i.input.name.as_str()));
            let is_of_file = error.argument("file").is_some() && is_about(error, &inputs, report);
            if (is_of_file || error.argument("file").is_none() && is_named())
                && !marks.lacks.contains(&text)
            {
                marks.lacks.push(text);
            }
        }
        Ok(marks)
    }

    /// The sheet of an input, which several tables may share.
    fn sheet(&mut self, input: &Evidence) -> &mut SheetMarks {
        let known = self.sheets.iter().position(|s| s.sheet == input.sheet);
        let at = known.unwrap_or_else(|| {
            self.sheets.push(SheetMarks {
                sheet: input.sheet.clone(),
                ..SheetMarks::default()
            });
            self.sheets.len() - 1
        });
        let sheet = &mut self.sheets[at];
        sheet.header = sheet.header.max(input.header);
        sheet.above = sheet.above.max(input.above);
        sheet.fills |= input.fills;
        // of several tables of a sheet each has looked at the same rows
        if sheet.blank.is_empty() {
            let (blank, are_all) = input.aside.blank();
            blank.clone_into(&mut sheet.blank);
            let last = blank.last().map_or(0, |(_, last)| *last);
            sheet.unknown = (!are_all).then_some(last + 1);
            sheet.emptied.clone_from(&input.emptied);
        }
        sheet
    }

    fn rule(
        &mut self,
        report: &Report,
        result: &RuleResult,
        inputs: &[&Evidence],
    ) -> io::Result<()> {
        let fix = gate::fix(report, result).unwrap_or_default();
        let mut count = 0;
        let done = report.each_finding(result, |finding| {
            let here = |input: &&&Evidence| {
                input.input.name == finding.file && input.sheet.as_deref() == finding.sheet
            };
            let of_table = |table: TableIx| move |input: &&&Evidence| input.table == table;
            let input = inputs.iter().filter(here).find(of_table(result.rule.table));
            let (Some(any), true, true) = (
                input.or(inputs.iter().find(here)),
                finding.is_to_mend(),
                finding.row > 0,
            ) else {
                return Ok::<(), std::convert::Infallible>(());
            };
            count += 1;
            let columns = input.map_or_else(BTreeSet::new, |input| columns(result, finding, input));
            let row = self.sheet(any).rows.entry(finding.row).or_default();
            row.add(report, result, finding, &fix, &columns);
            Ok(())
        })?;
        match done {
            Ok(()) => {}
            Err(never) => match never {},
        }
        if count > 0 {
            self.rules.push(RuleMarks {
                label: report.rule_label(result.rule),
                severity: report.text(&result.rule.severity.label()),
                count,
                fix: result
                    .rule
                    .fix
                    .as_ref()
                    .map_or_else(String::new, |fix| report.local(fix)),
            });
        }
        Ok(())
    }

    /// Whether there is nothing to put right, and nothing that could not be audited.
    pub(crate) fn are_none(&self) -> bool {
        self.lacks.is_empty() && self.sheets.iter().all(|sheet| sheet.rows.is_empty())
    }

    /// Whether rows are emptied, now or before.
    pub(super) fn empties(&self, only_bad: bool) -> bool {
        let mut sheets = self.sheets.iter();
        sheets.any(|sheet| {
            let empties = only_bad && !sheet.fills && sheet.header.is_some();
            empties || !sheet.emptied.is_empty()
        })
    }

    /// Cells and rows that are marked.
    pub(crate) fn count(&self) -> (u64, u64) {
        let rows = self.sheets.iter().flat_map(|sheet| sheet.rows.values());
        rows.fold((0, 0), |(cells, rows), row| {
            (cells + row.cells.len() as u64, rows + 1)
        })
    }
}

/// Whether a message is about one of these files, or one of their sheets, or about no file at all.
fn is_about(told: &Message, inputs: &[&Evidence], report: &Report) -> bool {
    let file = match told.argument("file") {
        None => return true,
        Some(Arg::Text(file)) => file.clone(),
        Some(file) => report.text(&message!("file-alone", file = file.clone())),
    };
    inputs.iter().any(|input| {
        let behind = file.strip_prefix(input.input.name.as_str());
        // a sheet, or the table that it is read for
        behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(['!', '（', ' ']))
    })
}

/// The columns of the cells that a finding points at.
fn columns(result: &RuleResult, finding: &Finding, input: &Evidence) -> BTreeSet<u32> {
    let names = finding.column.as_deref().unwrap_or_default().split('|');
    let column = |name: &str| {
        let column = input.columns.get(result.table.find(name)?).copied()??;
        u32::try_from(column).ok().filter(|_| column < COLUMNS)
    };
    names.filter_map(column).collect()
}

impl SheetMarks {
    /// Whether a row is blank because we emptied it before.
    pub(super) fn was_emptied(&self, row: u32) -> bool {
        is_within(u64::from(row), &self.emptied)
    }

    /// The rows that we emptied before, from 1.
    pub(super) fn emptied_rows(&self) -> impl Iterator<Item = u64> + '_ {
        self.emptied.iter().flat_map(|&(first, last)| first..=last)
    }

    /// Whether there is anything to say in the column of faults.
    pub(super) fn needs_column(&self, only_bad: bool) -> bool {
        only_bad || !self.rows.is_empty() || !self.emptied.is_empty()
    }

    /// Whether it is known of a row that its sender has entered something. A gap that he left is told, whatever we empty.
    pub(super) fn is_filled(&self, row: u32) -> bool {
        let row = u64::from(row);
        self.unknown.is_none_or(|unknown| row < unknown) && !is_within(row, &self.blank)
    }

    /// The columns that are marked in a row.
    pub(super) fn columns_of(&self, row: u32) -> BTreeSet<u32> {
        let row = self.rows.get(&u64::from(row));
        row.map_or_else(BTreeSet::new, |row| row.cells.keys().copied().collect())
    }
}

impl RowMarks {
    fn add(
        &mut self,
        report: &Report,
        result: &RuleResult,
        finding: &Finding,
        fix: &str,
        columns: &BTreeSet<u32>,
    ) {
        let fault = message!(
            "mark-fault",
            rule = finding.label.as_ref(),
            told = finding.message.as_str()
        );
        let fault = report.text(&fault);
        join(
            &mut self.faults,
            &fault,
            &report.messages.key("mark-between"),
        );
        if columns.is_empty() {
            return;
        }
        let mut note = fault;
        // the sender reads no regular expressions; what is wrong says the form in words
        let mut judgements = result.rule.plan.judgements.iter();
        let is_regex = judgements.any(|judgement| {
            judgement.expected.key == "expected-pattern"
                && report.text(&judgement.expected) == finding.expected
        });
        if !finding.expected.is_empty() && !is_regex {
            let expected = message!("mark-expected", expected = finding.expected.as_str());
            let _ = write!(note, "\n{}", report.text(&expected));
        }
        let field = finding
            .column
            .as_deref()
            .and_then(|name| result.table.find(name));
        let proposed =
            field.and_then(|field| proposal(report.project, field, result.rule, &finding.value));
        if let Some(proposed) = proposed {
            let told = match proposed {
                Proposal::Written(value) => message!("mark-proposal", value = value),
                Proposal::Meant(value) => message!("mark-meant", value = value),
            };
            let _ = write!(note, "\n{}", report.text(&told));
        }
        if !fix.is_empty() {
            let _ = write!(note, "\n{fix}");
        }
        for column in columns {
            join(self.cells.entry(*column).or_default(), &note, "\n\n");
        }
    }
}

/// Appends a text as long as there is room for it.
fn join(all: &mut String, more: &str, between: &str) {
    if all.contains(more) {
        return;
    }
    if all.chars().count() + more.chars().count() > MOST_CHARACTERS {
        if !all.ends_with('…') {
            all.push('…');
        }
        return;
    }
    if !all.is_empty() {
        all.push_str(between);
    }
    all.push_str(more);
}
