//! Reports: pure functions of an audit to bytes. What all of them share is here; each format is one file.

pub(crate) mod actions;
mod acts;
mod agreed;
mod blocks;
pub(crate) mod brief;
pub(crate) mod codes;
mod coding;
mod columns;
pub(crate) mod csv;
mod decided;
pub(crate) mod disarmed;
pub(crate) mod due;
pub(crate) mod escaped;
mod fills;
mod finding;
mod flaws;
mod folder;
mod gate;
mod github;
mod gitlab;
pub(crate) mod grid;
pub(crate) mod harmless;
pub(crate) mod json;
mod junit;
pub(crate) mod mark;
mod markdown;
pub(crate) mod minutes;
pub(crate) mod page;
pub(crate) mod patterns;
pub(crate) mod process;
pub(crate) mod process_log;
pub(crate) mod profile;
mod questions;
pub(crate) mod readiness;
mod rule_changes;
mod runs;
mod sarif;
mod sentence;
pub(crate) mod sheet;
pub(crate) mod silence;
pub(crate) mod simulate;
pub(crate) mod template;
pub(crate) mod terminal;
mod times;
mod undecidable;
pub(crate) mod work;
pub(crate) mod xlsx;

use std::collections::BTreeSet;
use std::io::{self, Write};

use rayon::prelude::{IndexedParallelIterator, IntoParallelRefIterator, ParallelIterator};

pub(crate) use self::finding::Finding;

use self::finding::Rendering;
use crate::dispositions::Decision;
use crate::findings::outcome::{Counts, Evidence, Outcome};
use crate::findings::{Found, Together};
use crate::history::{Flow, Repeater, RuleHistory};
use crate::messages::{LocalText, Message, Messages, message, told_once};
use crate::project::Project;
use crate::review::Review;
use crate::review::labels::{RuleLabels, Tally};
use crate::review::left::Left;
use crate::rules::Rule;
use crate::rules::severity::Severity;
use crate::tables::Table;
use crate::tables::types::TableIx;

/// A format that a report can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    // Tables for people.
    Table,
    // The versioned JSON contract.
    Json,
    // One finding a line.
    Jsonl,
    // One finding a row, with a mark that makes Excel read it as UTF-8.
    Csv,
    // A workbook.
    Xlsx,
    // For code scanning.
    Sarif,
    // For CI servers, one case a rule.
    Junit,
    // Annotations, as lines of a log.
    Github,
    // Code Quality.
    Gitlab,
    // A comment.
    Markdown,
    // The minutes of a meeting, to be filled in.
    Minutes,
}

impl Format {
    /// The format that a file name asks for.
    pub(crate) fn of_file(name: &str) -> Option<Format> {
        let name = name.to_lowercase();
        for (ending, format) in [
            (".sarif.json", Format::Sarif),
            ("code-quality-report.json", Format::Gitlab),
            ("minutes.md", Format::Minutes),
        ] {
            if name.ends_with(ending) {
                return Some(format);
            }
        }
        match name.rsplit_once('.')?.1 {
            "txt" => Some(Format::Table),
            "json" => Some(Format::Json),
            "jsonl" | "ndjson" => Some(Format::Jsonl),
            "csv" => Some(Format::Csv),
            "xlsx" => Some(Format::Xlsx),
            "sarif" => Some(Format::Sarif),
            "xml" => Some(Format::Junit),
            "md" => Some(Format::Markdown),
            _ => None,
        }
    }

    /// Whether the format has a place for what is to be noticed.
    pub(crate) fn tells_notices(self) -> bool {
        matches!(
            self,
            Format::Table | Format::Json | Format::Xlsx | Format::Sarif
        )
    }

    /// Whether the format shows the fingerprints of the inputs.
    pub(crate) fn shows_evidence(self) -> bool {
        matches!(self, Format::Json | Format::Xlsx)
    }

    /// Whether the format tells deviations from processes that recur.
    pub(crate) fn shows_patterns(self) -> bool {
        self == Format::Minutes
    }
}

/// What a run ends with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Nothing at or above the bar.
    Clean,
    /// Findings at or above the bar.
    Findings,
    /// Something could not be audited.
    NotAudited,
    /// Nothing was checked.
    NothingChecked,
}

impl Verdict {
    pub(crate) fn exit_code(self) -> u8 {
        match self {
            Verdict::Clean => 0,
            Verdict::Findings => 1,
            Verdict::NotAudited => 2,
            Verdict::NothingChecked => 3,
        }
    }
}

/// Everything a report is made of.
pub(crate) struct Report<'a> {
    pub(crate) project: &'a Project,
    pub(crate) review: &'a Review,
    pub(crate) messages: &'a Messages,
    /// The bar that decides the exit code.
    pub(crate) fail_on: Severity,
    pub(crate) exit_zero: bool,
}

/// What is said of a rule, from what needs action to what does not.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Status {
    Violated,
    NotRun,
    /// There were rows, and none of them could be decided.
    Undecided,
    Tolerated,
    /// All that was found is in the baseline.
    InBaseline,
    /// All that was found is decided on, or in the baseline.
    Disposed,
    NoInput,
    NeverActivated,
    Ok,
}

impl Status {
    /// The key of its word in tables.
    fn key(self) -> &'static str {
        match self {
            Status::Violated => "workbook-status-violated",
            Status::NotRun => "status-not-run",
            Status::Undecided => "status-undecided",
            Status::Tolerated => "workbook-status-tolerated",
            Status::InBaseline => "workbook-status-in-baseline",
            Status::Disposed => "workbook-status-disposed",
            Status::NoInput => "status-no-input",
            Status::NeverActivated => "status-never-activated",
            Status::Ok => "workbook-status-passed",
        }
    }
}

/// A rule with its result.
#[derive(Clone, Copy)]
pub(crate) struct RuleResult<'a> {
    /// Index in the project.
    pub(crate) ix: usize,
    pub(crate) rule: &'a Rule,
    pub(crate) table: &'a Table,
    pub(crate) outcome: &'a Outcome,
    /// Findings that are in the baseline.
    pub(crate) in_baseline: u64,
    /// What was decided about its findings.
    pub(crate) labels: Option<&'a RuleLabels>,
    /// What the baseline and what was decided leave of it.
    left: Left<'a>,
    /// What earlier runs say of it.
    pub(crate) history: Option<&'a RuleHistory>,
}

impl RuleResult<'_> {
    pub(crate) fn counts(&self) -> Counts {
        match self.outcome {
            Outcome::Judged(counts) => *counts,
            _ => Counts::default(),
        }
    }

    /// The rate of what is left: rows in violation that are not settled, among those with a verdict ok or violation.
    pub(crate) fn net_rate(&self) -> Option<f64> {
        let counts = self.counts();
        let left = Counts {
            violation: self.left.unsettled(),
            ok: counts.ok + counts.violation - self.left.unsettled(),
            ..counts
        };
        left.rate()
    }

    /// The rate of what is open, beside the number of open findings: none are where the rule has not failed.
    fn open_rate(&self) -> Option<f64> {
        let rate = self.net_rate()?;
        Some(if self.failed() { rate } else { 0.0 })
    }

    /// Whether there are violations, but no more than the rule accepts.
    pub(crate) fn tolerated(&self) -> bool {
        self.left.tolerated()
    }

    pub(crate) fn status(&self) -> Status {
        match self.outcome {
            Outcome::NotRun(_) => Status::NotRun,
            Outcome::NoInput => Status::NoInput,
            Outcome::Judged(_) if self.failed() => Status::Violated,
            Outcome::Judged(_) if self.tolerated() => Status::Tolerated,
            Outcome::Judged(counts) if counts.violation > 0 && self.outside_baseline() == 0 => {
                Status::InBaseline
            }
            Outcome::Judged(counts) if counts.violation > 0 => Status::Disposed,
            Outcome::Judged(counts) if counts.none_decided() => Status::Undecided,
            Outcome::Judged(counts) if counts.judged() == 0 => Status::NeverActivated,
            Outcome::Judged(_) => Status::Ok,
        }
    }

    /// Whether there are violations that count.
    pub(crate) fn failed(&self) -> bool {
        self.left.failed()
    }

    /// Findings that can fail a run: neither in the baseline nor held by what was decided.
    pub(crate) fn open(&self) -> u64 {
        self.left.findings()
    }

    /// Findings that are not in the baseline; all where there is none.
    pub(crate) fn outside_baseline(&self) -> u64 {
        self.counts().findings - self.in_baseline
    }
}

impl<'a> Report<'a> {
    /// The exports that were read; `dispositions.toml` is none.
    pub(crate) fn exports(&self) -> impl Iterator<Item = &'a Evidence> {
        let exports = self.project.exports().len();
        let inputs = self.review.audit.inputs.iter();
        inputs.filter(move |input| input.table < exports)
    }

    /// How many files those are: sheets of one workbook are one.
    pub(crate) fn files(&self) -> usize {
        let inputs = self.exports().map(|evidence| &evidence.input);
        let files = inputs.map(|input| (&input.path, input.entry_name()));
        files.collect::<BTreeSet<_>>().len()
    }

    /// What could not be audited, as people read it: once what is the same of several files.
    pub(crate) fn errors(&self) -> Vec<Message> {
        told_once(self.review.audit.errors.iter().cloned())
    }

    /// Whether all rows of a table are in one place, a file or a sheet of it.
    pub(crate) fn is_in_one_place(&self, table: TableIx) -> bool {
        self.exports().filter(|input| input.table == table).count() < 2
    }

    /// The selected rules, the worst first: by severity, then by violations, then as they are written.
    pub(crate) fn rules(&self) -> Vec<RuleResult<'a>> {
        let mut results: Vec<RuleResult<'a>> = self
            .project
            .rules
            .iter()
            .zip(&self.review.audit.outcomes)
            .enumerate()
            .filter_map(|(ix, (rule, outcome))| {
                let table = &self.project.tables[rule.table];
                let history = &self.review.history;
                let left = Left::new(self.project, self.review, ix);
                outcome.as_ref().map(|outcome| RuleResult {
                    ix,
                    rule,
                    table,
                    outcome,
                    in_baseline: left.in_baseline,
                    labels: left.labels,
                    left,
                    history: history.as_ref().and_then(|h| h.of(ix)),
                })
            })
            .collect();
        results.sort_by_key(|r| {
            (
                std::cmp::Reverse(r.rule.severity),
                std::cmp::Reverse(r.counts().violation),
                r.ix,
            )
        });
        results
    }

    /// What the counts alone decide.
    pub(crate) fn verdict(&self) -> Verdict {
        let rules = self.rules();
        let not_run = rules
            .iter()
            .any(|r| matches!(r.outcome, Outcome::NotRun(_)));
        let mut exports = self.exports().peekable();
        if rules.is_empty() || exports.peek().is_none() {
            return Verdict::NothingChecked;
        }
        if not_run || !self.review.audit.errors.is_empty() {
            return Verdict::NotAudited;
        }
        let none_is_there = matches!(self.review.audit.listed, Some((_, 0)));
        if none_is_there || exports.all(|input| input.rows == 0) {
            return Verdict::NothingChecked;
        }
        if rules
            .iter()
            .any(|r| r.failed() && r.rule.severity >= self.fail_on)
        {
            return Verdict::Findings;
        }
        Verdict::Clean
    }

    pub(crate) fn exit_code(&self) -> u8 {
        match self.verdict() {
            Verdict::Findings if self.exit_zero => 0,
            verdict => verdict.exit_code(),
        }
    }

    /// How many findings about the company the rules of a severity have; tolerated ones, those in the baseline and those that are
    /// held by what was decided are left out.
    pub(crate) fn findings_of(&self, severity: Severity) -> u64 {
        let rules = self.rules();
        let failed = of_company(&rules).filter(|r| r.rule.severity == severity && r.failed());
        failed.map(RuleResult::open).sum()
    }

    /// How many findings are about the decisions themselves, which the project team puts in order.
    pub(crate) fn about_decisions(&self) -> u64 {
        let rules = self.rules();
        let failed = rules
            .iter()
            .filter(|r| r.rule.is_about_decisions() && r.failed());
        failed.map(RuleResult::open).sum()
    }

    /// That in a sentence; none where there are none.
    fn about_decisions_text(&self) -> Option<Message> {
        let count = self.about_decisions();
        (count > 0).then(|| message!("report-about-decisions", count = count))
    }

    /// How many findings of some rules were decided on; none where there are no dispositions.
    pub(crate) fn disposed(&self, rules: &[RuleResult]) -> Option<Tally> {
        self.review.labels.as_ref()?;
        Some(tally(rules.iter()))
    }

    /// How many findings about the company were decided on, how, and what is over and open again; none where none was.
    fn disposed_text(&self, rules: &[RuleResult]) -> Option<Message> {
        let tally = Some(tally(of_company(rules))).filter(|tally| tally.total() > 0)?;
        let part = |(decision, count): (Decision, u64)| {
            self.text(&message!(
                "disposed-part",
                what = decision.label(),
                count = count
            ))
        };
        let parts = tally.decided().filter(|(_, count)| *count > 0).map(part);
        let findings = of_company(rules).map(|r| r.counts().findings).sum::<u64>();
        Some(message!(
            "report-disposed",
            findings = message!("count-findings", count = findings),
            count = tally.total(),
            parts = parts.collect::<Vec<_>>(),
            overdue = tally.overdue(),
            expired = tally.expired()
        ))
    }

    /// How this run differs from the one before; none where no earlier run judged one of the rules.
    fn change(&self) -> Option<Message> {
        let history = self.review.history.as_ref()?;
        let previous = history.previous()?;
        let left_open = history.left_open();
        let rules = self.rules();
        let known = || of_company(&rules).filter_map(|rule| rule.history);
        let compared = known().any(|h| h.compared) || left_open > 0;
        compared.then(|| {
            let flow = known().map(|h| h.flow).fold(Flow::default(), Flow::and);
            let mut change = message!(
                "report-change",
                previous = previous,
                new = flow.new,
                again = flow.again,
                reopened = flow.reopened,
                fixed = flow.fixed
            );
            if flow.gone > 0 {
                change = message!("report-change-gone", change = change, gone = flow.gone);
            }
            if flow.back > 0 {
                change = message!("report-change-back", change = change, count = flow.back);
            }
            if flow.settled > 0 {
                let count = flow.settled;
                change = message!("report-change-settled", change = change, count = count);
            }
            match flow.left + history.unjudged() {
                0 => change,
                count => message!("report-change-left", change = change, count = count),
            }
        })
    }

    pub(crate) fn text(&self, message: &Message) -> String {
        self.messages.text(message)
    }

    /// What stands above those who have findings of the same rule month after month.
    fn recurring_heading(&self) -> String {
        let recurs = self.project.recurs();
        let (months, within) = (recurs.months, recurs.within);
        self.text(&message!(
            "report-recurring",
            months = months,
            within = within
        ))
    }

    /// The rule's name for people.
    pub(crate) fn rule_label(&self, rule: &Rule) -> String {
        self.project.rule_label(rule, self.messages)
    }

    /// A text of the project.
    fn local(&self, text: &'a LocalText) -> String {
        text.in_lang(self.messages.lang).to_owned()
    }

    /// Several texts as the language lists them.
    fn list(&self, texts: &[String]) -> String {
        texts.join(&self.messages.key("list-separator"))
    }

    pub(crate) fn table_label(&self, table: &'a Table) -> &'a str {
        table.label.in_lang(self.messages.lang)
    }

    /// The first `most` findings of a rule.
    pub(crate) fn findings<'s>(
        &'s self,
        result: &RuleResult<'a>,
        most: usize,
    ) -> impl Iterator<Item = Finding<'s>> + use<'s, 'a> {
        let mut rendering = Rendering::new(self, result);
        let found = self.review.audit.findings.of(result.ix);
        let rows = found.into_iter().flat_map(move |found| found.rows(most));
        rows.enumerate()
            .map(move |(at, row)| rendering.finding(at, &row))
    }
}

/// Stretches of findings that a core has to write before all are put together: what is written waits in memory.
const AHEAD: usize = 4;

impl<'a> Report<'a> {
    /// Hands on the findings of a rule, one after another, until `each` fails. The outer error is of a temporary file.
    pub(crate) fn each_finding<E>(
        &self,
        result: &RuleResult<'a>,
        mut each: impl FnMut(&Finding) -> Result<(), E>,
    ) -> io::Result<Result<(), E>> {
        let found = self.review.audit.findings.of(result.ix);
        let mut rendering = Rendering::new(self, result);
        for some in found.into_iter().flat_map(Found::stretches) {
            let told = some.told()?;
            let mut finding = rendering.blank();
            for (at, row) in some.rows(&told) {
                rendering.fill(&mut finding, at, &row);
                if let Err(error) = each(&finding) {
                    return Ok(Err(error));
                }
            }
        }
        Ok(Ok(()))
    }

    /// Has all cores write the findings of a rule, in their order.
    fn write_findings(
        &self,
        result: &RuleResult<'a>,
        write: impl Fn(&Finding, &mut Vec<u8>) -> io::Result<()> + Sync,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        let found = self.review.audit.findings.of(result.ix);
        let part = |(some, desk): (&Together, &mut (Rendering, Vec<u8>))| {
            let (rendering, written) = desk;
            written.clear();
            let told = some.told()?;
            let mut finding = rendering.blank();
            for (at, row) in some.rows(&told) {
                rendering.fill(&mut finding, at, &row);
                write(&finding, written)?;
            }
            Ok(())
        };
        let stretches: Vec<Together> = found.into_iter().flat_map(Found::stretches).collect();
        // used again and again: memory that is new costs more than what is written into it
        let desk = || (Rendering::new(self, result), Vec::new());
        let ahead = AHEAD * rayon::current_num_threads();
        let mut desks: Vec<_> = stretches.iter().take(ahead).map(|_| desk()).collect();
        for some in stretches.chunks(ahead) {
            let parts = some.par_iter().zip(&mut desks);
            parts.map(part).collect::<io::Result<()>>()?;
            for (_, written) in &desks[..some.len()] {
                out.write_all(written)?;
            }
        }
        Ok(())
    }
}

/// What a rate of open findings is called: where there are decisions, it is without what they settle.
fn rate_heading(report: &Report) -> &'static str {
    match report.review.labels {
        Some(_) => "column-net-rate",
        None => "column-rate",
    }
}

/// The rules about the company: what is found about decisions is no problem of hers.
fn of_company<'r, 'a>(rules: &'r [RuleResult<'a>]) -> impl Iterator<Item = &'r RuleResult<'a>> {
    rules
        .iter()
        .filter(|result| !result.rule.is_about_decisions())
}

/// What was decided about the findings of some rules.
fn tally<'r, 'a: 'r>(rules: impl Iterator<Item = &'r RuleResult<'a>>) -> Tally {
    let mut total = Tally::default();
    for labels in rules.filter_map(|result| result.labels) {
        total.add(&labels.tally);
    }
    total
}

/// Who has had findings of a rule in several months, rule by rule.
fn recurring<'r>(
    rules: &'r [RuleResult],
) -> impl Iterator<Item = (&'r RuleResult<'r>, &'r Repeater)> {
    rules.iter().flat_map(|result| {
        let recurring = result.history.into_iter().flat_map(|h| &h.recurring);
        recurring.map(move |recurring| (result, recurring))
    })
}

/// A share for people: `12.3%`, and never 0 or 100 where it is neither.
pub(crate) fn percent(share: f64) -> String {
    let rounded = (share * 1000.0).round() / 10.0;
    if share > 0.0 && rounded == 0.0 {
        "<0.1%".to_owned()
    } else if share < 1.0 && rounded >= 100.0 {
        ">99.9%".to_owned()
    } else {
        format!("{rounded:.1}%")
    }
}

/// Writes a report in a format.
pub(crate) fn write(
    format: Format,
    report: &Report,
    style: terminal::Style,
    out: &mut (dyn Write + Send),
) -> io::Result<()> {
    match format {
        Format::Table => out.write_all(terminal::render(report, style).as_bytes()),
        Format::Json => json::write(report, out),
        Format::Jsonl => json::write_lines(report, out),
        Format::Csv => csv::write(report, out),
        Format::Xlsx => xlsx::write(report, out),
        Format::Sarif => sarif::write(report, out),
        Format::Junit => junit::write(report, out),
        Format::Github => github::write(report, out),
        Format::Gitlab => gitlab::write(report, out),
        Format::Markdown => markdown::write(report, out),
        Format::Minutes => minutes::write(report, out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_never_lie() {
        assert_eq!(percent(0.0), "0.0%");
        assert_eq!(percent(0.00001), "<0.1%");
        assert_eq!(percent(0.99999), ">99.9%");
        assert_eq!(percent(1.0), "100.0%");
        assert_eq!(percent(0.1234), "12.3%");
    }
}
