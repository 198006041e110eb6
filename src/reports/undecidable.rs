//! Rows that could not be decided, in the language of the report.

use super::{Report, RuleResult};
use crate::findings::shown_key;
use crate::findings::undecidable::Cause;
use crate::messages::{Message, message};

/// A row that a rule could not decide.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub(super) struct Undecidable {
    pub(super) rule: String,
    pub(super) table: String,
    pub(super) file: String,
    pub(super) sheet: Option<String>,
    pub(super) row: u64,
    /// The field that is to blame.
    pub(super) column: String,
    pub(super) key: String,
    pub(super) value: String,
    pub(super) reason: String,
}

/// Those of a rule that are listed.
pub(super) fn undecidable(report: &Report, result: &RuleResult) -> Vec<Undecidable> {
    let audit = &report.review.audit;
    let rows = audit.undecidable.get(&result.ix);
    let inputs = audit.inputs_of(report.project, result.rule.table);
    let table = result.table;
    let row = |row: &crate::findings::undecidable::Undecidable| {
        let input = inputs.get(row.input as usize);
        let field = &table.fields[row.cause.field()];
        Undecidable {
            rule: result.rule.id.clone(),
            table: table.name.clone(),
            file: input.map_or_else(String::new, |input| input.input.name.clone()),
            sheet: input.and_then(|input| input.sheet.clone()),
            row: row.line,
            column: field.name.clone(),
            key: shown_key(table, &row.key).into_owned(),
            value: row.value.clone(),
            reason: report.text(&reason(row.cause, &report.local(&field.label), &row.value)),
        }
    };
    rows.into_iter().flatten().map(row).collect()
}

pub(super) fn reason(cause: Cause, column: &str, value: &str) -> Message {
    match cause {
        Cause::Unread(_) if value.is_empty() => message!("cause-lacking", column = column),
        Cause::Unread(_) => message!("cause-unread", column = column),
        Cause::Unanswered(_) => message!("cause-unanswered", column = column),
        Cause::Ambiguous(_) => message!("cause-ambiguous", column = column),
        Cause::Overflow(_) => message!("cause-overflow"),
        Cause::Uncovered(_) => message!("cause-uncovered", column = column),
        Cause::Timeless(_) => message!("cause-timeless", column = column),
        Cause::Few(_) => message!("cause-few"),
        Cause::OffScheme(_) => message!("cause-off-scheme", column = column),
        Cause::Undated(_) => message!("cause-undated", column = column),
        Cause::Tied(_) => message!("cause-tied", column = column),
        Cause::Unstamped(_) => message!("cause-unstamped", column = column),
        Cause::Nameless(_) => message!("cause-nameless", column = column),
    }
}
