//! A finding in the language of the report.

mod arguments;
mod detail;
mod sentences;
mod spans;

use std::borrow::Cow;
use std::collections::BTreeMap;

use hashbrown::HashMap;

use self::arguments::{Arguments, Choices};
use self::spans::Mark;
pub(super) use self::spans::span;
use super::blocks::{Block, blocks};
use super::sentence::Sentence;
use super::{Report, RuleResult};
use crate::blank::{self, Unseen};
use crate::dispositions::{Decision, Entry};
use crate::findings::said::{Near, Said};
use crate::findings::{Row, shown_key};
use crate::history::State;
use crate::messages::{Message, message};
use crate::rules::plan::{Clock, Detail};
use crate::tables::date;
use crate::tables::types::{FieldIx, FieldType};

/// A finding in the language of the report.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct Finding<'r> {
    pub(crate) identity: String,
    pub(crate) rule: &'r str,
    /// What the rule is called.
    pub(crate) label: Cow<'r, str>,
    pub(crate) severity: &'static str,
    pub(crate) table: &'r str,
    pub(crate) file: &'r str,
    pub(crate) sheet: Option<&'r str>,
    /// 0 where it stands in no file: a record of the history.
    pub(crate) row: u64,
    pub(crate) column: Option<Cow<'r, str>>,
    pub(crate) key: Cow<'r, str>,
    pub(crate) value: Cow<'r, str>,
    /// When what took too long was done all the same, as it is written; null where it is not done yet, and where the finding is
    /// about no time.
    pub(crate) done: Option<&'r str>,
    pub(crate) expected: String,
    pub(crate) message: String,
    pub(crate) owner: &'r str,
    pub(crate) department: &'r str,
    /// New, again or reopened; null where no history is kept, as the next two.
    pub(crate) state: Option<State>,
    /// The day of the first run that found it.
    pub(crate) first_seen: Option<&'r str>,
    /// In how many runs it was found, this one included.
    pub(crate) times_seen: Option<u32>,
    /// Null where no baseline is given.
    pub(crate) in_baseline: Option<bool>,
    /// The cell that names the owner, as it is written; null where the project has no people or the rule no owner.
    pub(crate) account: Option<&'r str>,
    /// Whether the owner was new on the day of the document; null where that is not known.
    pub(crate) new_staff: Option<bool>,
    /// Link by link what it holds back; null where no link leads to its table.
    pub(crate) blocks: Option<Vec<Block>>,
    /// Null where nothing was decided about it.
    pub(crate) disposition: Option<Disposition>,
    /// All cells that it looks at, the first being that of `column`; null where it is one.
    pub(crate) cells: Option<Vec<Cell<'r>>>,
    /// Other rows that it is about, at most five; null where it is about one.
    pub(crate) places: Option<Vec<OtherPlace<'r>>>,
}

/// A cell that a finding looks at.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct Cell<'r> {
    pub(crate) column: &'r str,
    pub(crate) value: &'r str,
}

/// Another row that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct OtherPlace<'r> {
    /// The event that stands there, where it is about a process.
    pub(crate) event: Option<String>,
    pub(crate) file: &'r str,
    pub(crate) sheet: Option<&'r str>,
    pub(crate) row: u64,
}

/// What was decided about a finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub(crate) struct Disposition {
    pub(crate) verdict: Decision,
    /// Where it stands in `dispositions.toml`.
    pub(crate) line: u64,
    /// The last day of an exception.
    pub(crate) until: Option<String>,
    /// The last day to act.
    pub(crate) due: Option<String>,
    /// Who must act.
    pub(crate) owner: Option<String>,
    pub(crate) decided_on: String,
    /// Whether the finding does not fail a run: the last day has not passed.
    pub(crate) holds: bool,
    pub(crate) reason: String,
    pub(crate) cause: Option<String>,
    pub(crate) remedy: Option<String>,
    pub(crate) decided_by: String,
}

impl Finding<'_> {
    /// Whether it can fail a run.
    pub(crate) fn is_open(&self) -> bool {
        let held = self.disposition.as_ref().is_some_and(|d| d.holds);
        self.in_baseline != Some(true) && !held
    }

    /// Whether the record has to be put right, be it decided already or not.
    pub(crate) fn is_to_mend(&self) -> bool {
        let decided = self.disposition.as_ref();
        let kept = decided.is_some_and(|d| d.holds && d.verdict.keeps_the_record());
        self.in_baseline != Some(true) && !kept
    }
}

impl Disposition {
    fn new(entry: &Entry, holds: bool) -> Disposition {
        Disposition {
            verdict: entry.decision,
            line: entry.line,
            until: entry.until(),
            due: entry.due(),
            owner: entry.owner.clone(),
            decided_on: date::text(entry.decided_on),
            holds,
            reason: entry.reason.clone(),
            cause: entry.cause.clone(),
            remedy: entry.remedy.clone(),
            decided_by: entry.decided_by.clone(),
        }
    }

    /// What was decided, for how long, and whether that is over.
    pub(super) fn text(&self) -> Message {
        let verdict = self.verdict.label();
        match (&self.until, &self.due) {
            (Some(day), _) if self.holds => {
                message!("disposition-until", verdict = verdict, day = day)
            }
            (Some(day), _) => message!("disposition-expired", verdict = verdict, day = day),
            (None, Some(day)) if self.holds => {
                message!("disposition-due", verdict = verdict, day = day)
            }
            (None, Some(day)) => message!("disposition-overdue", verdict = verdict, day = day),
            (None, None) => verdict,
        }
    }
}

/// Turns the collected findings of one rule into texts. A sentence is formatted once for all findings that differ only in the
/// words it quotes; these are filled in. So are durations, and what is said of a column.
pub(super) struct Rendering<'a> {
    report: &'a Report<'a>,
    result: RuleResult<'a>,
    label: String,
    /// Name and sheet of the table's files.
    inputs: Vec<(&'a str, Option<&'a str>)>,
    /// Of each judgement, `expected` and `message` by what decides how they read.
    sentences: Vec<HashMap<Choices, [Sentence; 2]>>,
    /// What is said of a cell of a field: of one that is filled, and of one that is empty.
    cells: HashMap<FieldIx, [Sentence; 2]>,
    /// What the headings of times say.
    marks: HashMap<FieldIx, Mark>,
    spans: BTreeMap<(Clock, u64), String>,
    /// What the last finding told its sentences: its memory is used again.
    arguments: Arguments,
    /// What stands for an empty cell.
    empty: String,
    /// What stands between the parts of a list.
    separator: String,
}

impl<'a> Rendering<'a> {
    pub(super) fn new(report: &'a Report<'a>, result: &RuleResult<'a>) -> Rendering<'a> {
        let audit = &report.review.audit;
        let inputs = audit.inputs_of(report.project, result.rule.table);
        let inputs = inputs
            .into_iter()
            .map(|i| (i.input.name.as_str(), i.sheet.as_deref()));
        let judgements = result.rule.plan.judgements.iter();
        Rendering {
            report,
            result: *result,
            label: report.rule_label(result.rule),
            inputs: inputs.collect(),
            sentences: judgements.map(|_| HashMap::new()).collect(),
            cells: HashMap::new(),
            marks: HashMap::new(),
            spans: BTreeMap::new(),
            arguments: Arguments::default(),
            empty: report.text(&message!("cell-empty")),
            separator: report.messages.key("list-separator"),
        }
    }

    /// What all findings of the rule have in common.
    pub(super) fn blank<'f>(&self) -> Finding<'f>
    where
        'a: 'f,
    {
        let rule = self.result.rule;
        Finding {
            identity: String::new(),
            rule: &rule.id,
            label: Cow::Owned(self.label.clone()),
            severity: rule.severity.tag(),
            table: &self.result.table.name,
            file: "",
            sheet: None,
            row: 0,
            column: None,
            key: "".into(),
            value: "".into(),
            done: None,
            expected: String::new(),
            message: String::new(),
            owner: "",
            department: "",
            state: None,
            first_seen: None,
            times_seen: None,
            in_baseline: None,
            account: None,
            new_staff: None,
            blocks: None,
            disposition: None,
            cells: None,
            places: None,
        }
    }

    /// A finding. `at` is the position among the rule's findings.
    pub(super) fn finding(&mut self, at: usize, row: &Row<'a>) -> Finding<'a> {
        let mut finding = self.blank();
        self.fill(&mut finding, at, row);
        finding
    }

    /// Makes another finding of the rule of the last one, whose memory is used again.
    pub(super) fn fill<'f>(&mut self, finding: &mut Finding<'f>, at: usize, row: &Row<'f>)
    where
        'a: 'f,
    {
        let (rule, table) = (self.result.rule, self.result.table);
        let judgement = &rule.plan.judgements[row.judgement];
        (finding.file, finding.sheet) = self.inputs.get(row.input).copied().unwrap_or_default();
        row.identity.write(&mut finding.identity);
        self.say(row, &mut finding.expected, &mut finding.message);
        if let Some(beside) = self.beside_the_point(row) {
            let told = std::mem::take(&mut finding.message);
            let message = self.report.text(&beside.with("told", told));
            finding.message = blank::visible(&message).into_owned();
        }
        finding.row = row.line;
        finding.key = shown_key(table, row.key);
        finding.cells = self.cells(row);
        (finding.column, finding.value) = match &finding.cells {
            Some(cells) if judgement.together => {
                let columns: Vec<&str> = cells.iter().map(|cell| cell.column).collect();
                let values: Vec<&str> = cells.iter().map(|cell| cell.value).collect();
                (Some(columns.join("|").into()), values.join("|").into())
            }
            _ => {
                let column = (!rule.is_shape()).then(|| &table.fields[judgement.column]);
                (column.map(|c| c.name.as_str().into()), row.value.into())
            }
        };
        finding.done = rule.done(table, row.judgement, row.value);
        (finding.owner, finding.department) = (row.owner, row.department);
        (finding.account, finding.new_staff) = (row.account, row.new_staff);
        finding.places = self.places(&row.said);
        finding.disposition = self.disposition(at);
        let review = self.report.review;
        let seen = review.history.as_ref();
        let seen = seen.and_then(|history| history.seen(self.result.ix, at));
        finding.state = seen.as_ref().map(|seen| seen.state);
        finding.first_seen = seen.as_ref().map(|seen| seen.first);
        finding.times_seen = seen.map(|seen| seen.times);
        let baseline = review.baseline.as_ref();
        finding.in_baseline = baseline.map(|baseline| baseline.holds(self.result.ix, at));
        let blocked = review.audit.blocks.of_document(rule.table, row.key);
        finding.blocks = blocked.map(|blocked| blocks(self.report, blocked));
    }

    fn disposition(&self, at: usize) -> Option<Disposition> {
        let ledger = self.report.project.ledger.as_ref()?;
        let label = self.result.labels?.label(at)?;
        Some(Disposition::new(
            &ledger.entries[label.entry as usize],
            label.holds,
        ))
    }

    /// What a text holds that nobody sees: it may differ from what it should be by that alone.
    fn unseen(&self, row: &Row) -> Option<Unseen> {
        let judgement = &self.result.rule.plan.judgements[row.judgement];
        let field = self.result.table.fields.get(judgement.column)?;
        let beside = row.beside.iter().take(judgement.beside.len());
        let mut values = std::iter::once(row.value).chain(beside);
        let is_text = field.kind == FieldType::Text && !self.result.rule.is_shape();
        values.find_map(|value| blank::unseen(value).filter(|_| is_text))
    }

    /// The sentence about what nobody sees, here or where a key was looked for.
    fn beside_the_point(&self, row: &Row) -> Option<Message> {
        let detail = &self.result.rule.plan.judgements[row.judgement].detail;
        let near = match (detail, &row.said) {
            // it says so itself
            (Detail::Flaws(_), _) => return None,
            (Detail::Near(..), Said::Number(near)) => Near::of(*near),
            _ => None,
        };
        Some(match (near, self.unseen(row)) {
            (Some(Near::There(Unseen::End)), _) => message!("finding-there-behind"),
            (Some(Near::There(Unseen::Start)), _) => message!("finding-there-before"),
            (Some(Near::There(Unseen::Character)), _) => message!("finding-there-unseen"),
            (Some(Near::Here), Some(Unseen::End)) => message!("finding-found-behind"),
            (Some(Near::Here), Some(Unseen::Start)) => message!("finding-found-before"),
            (Some(Near::Here), _) => message!("finding-found-unseen"),
            (None, Some(Unseen::End)) => message!("finding-blank-behind"),
            (None, Some(Unseen::Start)) => message!("finding-blank-before"),
            (None, Some(Unseen::Character)) => message!("finding-unseen"),
            (None, None) => return None,
        })
    }

    /// All cells that the finding looks at, where they are several.
    fn cells<'f>(&self, row: &Row<'f>) -> Option<Vec<Cell<'f>>>
    where
        'a: 'f,
    {
        let judgement = &self.result.rule.plan.judgements[row.judgement];
        if judgement.beside.is_empty() {
            return None;
        }
        let fields = &self.result.table.fields;
        let cell = |field: usize, value: &'f str| Cell {
            column: &fields[field].name,
            value,
        };
        let beside = judgement.beside.iter().zip(row.beside.iter());
        let beside = beside.map(|(&field, value)| cell(field, value));
        let first = cell(judgement.column, row.value);
        Some(std::iter::once(first).chain(beside).collect())
    }

    fn places(&self, said: &Said) -> Option<Vec<OtherPlace<'a>>> {
        let place = |event: Option<String>, input: u32, row: u64| {
            let input = self.inputs.get(input as usize);
            let (file, sheet) = input.copied().unwrap_or_default();
            OtherPlace {
                event,
                file,
                sheet,
                row,
            }
        };
        match said {
            Said::Figures(_, places, _) if places.is_empty() => None,
            Said::Places(places, _) | Said::Figures(_, places, _) => {
                let places = places.iter().map(|at| place(None, at.input, at.row));
                Some(places.collect())
            }
            Said::Neighbour(neighbour) => {
                let at = neighbour.place.as_ref()?;
                Some(vec![place(None, at.input, at.row)])
            }
            Said::Twin(twin) => {
                let rival = twin.rival.iter().map(|(place, _)| *place);
                let all = std::iter::once(twin.place).chain(rival);
                Some(all.map(|at| place(None, at.input, at.row)).collect())
            }
            Said::Steps(steps) if !steps.others.is_empty() => {
                let others = steps.others.iter().map(|other| {
                    let event = self.report.local(&other.label);
                    place(Some(event), other.input, other.row)
                });
                Some(others.collect())
            }
            _ => None,
        }
    }
}
