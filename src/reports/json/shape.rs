//! What the JSON report is made of: what is written and what its schema says come from the same types.

use schemars::JsonSchema;
use serde::Serialize;

use crate::reports::blocks::Block;
use crate::reports::undecidable::Undecidable;
use crate::reports::{Finding, Status};

/// The report of an audit. `null` means that something does not apply or is not known.
///
/// It is written entry by entry, for there may be millions of findings; this is its frame.
#[derive(JsonSchema)]
#[expect(
    dead_code,
    reason = "describes the report to programs; its entries are written one by one"
)]
pub(crate) struct Document {
    /// Rises with every change that could break a reader; new fields may come without it.
    schema_version: u32,
    tool: Tool,
    project: Project<'static>,
    /// The language of the texts: en, zh-CN or zh-TW.
    lang: String,
    /// The day of the audit, with a time where it is not the end of that day.
    as_of: String,
    /// The files that were read, sheet by sheet.
    inputs: Vec<Input<'static>>,
    /// The rules that were selected, the worst first.
    rules: Vec<Rule<'static>>,
    findings: Vec<Finding<'static>>,
    /// Rows that a rule could not decide, at most 1,000 of each.
    undecidable: Vec<Undecidable>,
    /// Findings of earlier runs that are fixed.
    fixed: Vec<Closed<'static>>,
    /// Findings of earlier runs whose document is no longer in the export.
    gone: Vec<Closed<'static>>,
    /// Owners with findings of the same rule in several months.
    recurring: Vec<Recurring<'static>>,
    /// What could not be audited.
    errors: Vec<String>,
    /// What was noticed.
    notices: Vec<String>,
    summary: Summary,
    /// What the run ends with: 0 passed, 1 findings, 2 could not audit, 3 nothing was checked.
    exit_code: u8,
}

/// The program that wrote the report.
#[derive(Serialize, JsonSchema)]
pub(super) struct Tool {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
}

/// What was audited.
#[derive(Serialize, JsonSchema)]
pub(super) struct Project<'r> {
    pub(super) name: Option<&'r str>,
    /// The fingerprint of dictionary and rules.
    pub(super) rules_sha256: String,
}

/// A file, or a sheet of one.
#[derive(Serialize, JsonSchema)]
pub(super) struct Input<'r> {
    /// The table that it is read as.
    pub(super) table: &'r str,
    pub(super) file: &'r str,
    pub(super) sheet: Option<&'r str>,
    pub(super) sha256: Option<&'r str>,
    pub(super) rows_read: u64,
    pub(super) rows_judged: u64,
    pub(super) rows_set_aside: u64,
    /// Rows that are broken.
    pub(super) rows_refused: u64,
    pub(super) set_aside: Vec<SetAside>,
    pub(super) encoding: Option<&'r str>,
    /// How it was read.
    pub(super) decisions: Vec<String>,
    /// Where the file breaks off, if it does: it was not read to its end.
    pub(super) breaks_off: Option<String>,
    /// Why it could not be read.
    pub(super) error: Option<String>,
}

/// Rows that are no data.
#[derive(Serialize, JsonSchema)]
pub(super) struct SetAside {
    /// title, header, blank, sample, total, note or copy.
    pub(super) reason: &'static str,
    pub(super) count: u64,
    /// Their numbers as a person counts them, some as `12-15`.
    pub(super) rows: Vec<String>,
}

/// A rule and what it came to.
#[derive(Serialize, JsonSchema)]
pub(super) struct Rule<'r> {
    pub(super) id: &'r str,
    pub(super) label: String,
    /// Why it is there.
    pub(super) why: Option<String>,
    /// What to do about its findings.
    pub(super) fix: Option<String>,
    pub(super) tags: &'r [String],
    pub(super) table: &'r str,
    pub(super) kind: &'r str,
    pub(super) severity: &'static str,
    pub(super) status: Status,
    /// Why it did not run.
    pub(super) reason: Option<String>,
    /// Rows by their verdicts: this and the next four.
    pub(super) ok: u64,
    pub(super) violation: u64,
    pub(super) pending: u64,
    pub(super) not_applicable: u64,
    pub(super) undecidable: u64,
    /// Violations of all rows with a verdict ok or violation.
    pub(super) rate: Option<f64>,
    /// A row may violate in several columns.
    pub(super) findings: u64,
    pub(super) ageing: Option<Ageing>,
    /// What is counted beside the verdicts: filled cells by field, rows by period.
    pub(super) counted: Vec<Counted<'r>>,
    pub(super) new: Option<u64>,
    pub(super) again: Option<u64>,
    pub(super) reopened: Option<u64>,
    pub(super) fixed: Option<u64>,
    pub(super) gone: Option<u64>,
    /// What earlier runs left open and this one neither found nor saw closed.
    pub(super) left_open: Option<u64>,
    pub(super) in_baseline: Option<u64>,
    /// What its findings hold back, link by link.
    pub(super) blocks: Option<Vec<Block>>,
    /// The rate without rows of which all findings are decided on and whose last day has not passed.
    pub(super) net_rate: Option<f64>,
    pub(super) disposed: Option<Disposed>,
}

/// Findings that were decided on, by what was decided, and those of them whose last day has passed.
#[derive(Serialize, JsonSchema)]
pub(super) struct Disposed {
    pub(super) adopt: u64,
    pub(super) accept_once: u64,
    pub(super) correct: u64,
    pub(super) data_error: u64,
    /// Exceptions that have ended.
    pub(super) expired: u64,
    /// What should have been done by now.
    pub(super) overdue: u64,
}

/// Something that a rule counts beside its verdicts.
#[derive(Serialize, JsonSchema)]
pub(super) struct Counted<'a> {
    /// A field or a period.
    pub(super) name: &'a str,
    #[serde(flatten)]
    pub(super) now: Share,
    /// In the runs before, the oldest first.
    pub(super) before: Vec<CountBefore<'a>>,
}

/// A count, and what it is a part of.
#[derive(Serialize, JsonSchema)]
pub(super) struct Share {
    pub(super) count: u64,
    /// Null where it is no part of anything.
    pub(super) among: Option<u64>,
    pub(super) rate: Option<f64>,
}

/// What an earlier run counted.
#[derive(Serialize, JsonSchema)]
pub(super) struct CountBefore<'a> {
    pub(super) as_of: &'a str,
    #[serde(flatten)]
    pub(super) then: Share,
}

/// How long rows take, in the unit of the rule's clock.
#[derive(Serialize, JsonSchema)]
pub(super) struct Ageing {
    /// minute, day, workday or workminute.
    pub(super) unit: &'static str,
    /// Open rows are counted up to so many days old, and older ones.
    pub(super) bucket_days: Vec<i64>,
    pub(super) finished: Finished,
    pub(super) open: Open,
    pub(super) by_owner: Vec<NamedTimes>,
    pub(super) by_department: Vec<NamedTimes>,
    /// Rows of owners and departments beyond those that are named.
    pub(super) not_grouped: u64,
    pub(super) outside_calendar: u64,
    pub(super) without_limit: u64,
}

/// The times of an owner or a department.
#[derive(Serialize, JsonSchema)]
pub(super) struct NamedTimes {
    pub(super) name: String,
    pub(super) finished: Finished,
    pub(super) open: Open,
}

/// Rows that are finished.
#[derive(Serialize, JsonSchema)]
pub(super) struct Finished {
    pub(super) count: u64,
    pub(super) p50: Option<i64>,
    pub(super) p90: Option<i64>,
    pub(super) max: Option<i64>,
}

/// Rows that are open.
#[derive(Serialize, JsonSchema)]
pub(super) struct Open {
    pub(super) count: u64,
    pub(super) max: Option<i64>,
    /// By age, in the order of `bucket_days`.
    pub(super) buckets: Vec<u64>,
}

/// A finding that is no longer there.
#[derive(Serialize, JsonSchema)]
pub(super) struct Closed<'r> {
    pub(super) identity: String,
    pub(super) rule: &'r str,
    pub(super) table: &'r str,
    pub(super) column: Option<&'r str>,
    pub(super) key: &'r str,
    pub(super) first_seen: &'r str,
    pub(super) last_seen: &'r str,
}

/// Who has findings of a rule month after month.
#[derive(Serialize, JsonSchema)]
pub(super) struct Recurring<'r> {
    pub(super) rule: &'r str,
    pub(super) owner: &'r str,
    /// In how many of the last months, of which `within` says how many.
    pub(super) months: usize,
    pub(super) within: usize,
    pub(super) findings: u64,
}

/// The counts of the whole run.
#[derive(Serialize, JsonSchema)]
pub(super) struct Summary {
    pub(super) rules: usize,
    pub(super) rules_violated: usize,
    pub(super) rules_not_run: usize,
    pub(super) findings: u64,
    pub(super) findings_tolerated: u64,
    pub(super) findings_in_baseline: Option<u64>,
    pub(super) by_severity: BySeverity,
    /// Findings about the decisions themselves, which can fail a run as well and are in none of the counts by severity, nor in
    /// those of what is new, again, reopened, fixed and gone.
    pub(super) about_decisions: u64,
    /// The day of the run before.
    pub(super) compared_with: Option<String>,
    pub(super) new: Option<u64>,
    pub(super) again: Option<u64>,
    pub(super) reopened: Option<u64>,
    pub(super) fixed: Option<u64>,
    pub(super) gone: Option<u64>,
    /// What earlier runs left open and this one neither found nor saw closed.
    pub(super) left_open: Option<u64>,
    pub(super) rows: u64,
    /// What owners hold back; null where the project has no links.
    pub(super) blocks_by_owner: Option<Vec<BlocksOfOwner>>,
    pub(super) disposed: Option<Disposed>,
}

/// Findings about the company that can fail a run, by severity.
#[derive(Serialize, JsonSchema)]
pub(super) struct BySeverity {
    pub(super) critical: u64,
    pub(super) high: u64,
    pub(super) medium: u64,
    pub(super) low: u64,
    pub(super) info: u64,
}

/// What the findings of an owner hold back.
#[derive(Serialize, JsonSchema)]
pub(super) struct BlocksOfOwner {
    pub(super) owner: String,
    pub(super) blocks: Vec<Block>,
}
