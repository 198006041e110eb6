//! `check.match`: what the documents of a case add up to.

use schemars::JsonSchema;
use serde::Deserialize;

use super::compare::{Amount, CompareOp};
use super::plan::Plan;
use super::plan::process::{Matching, Step};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};
use crate::tables::number;
use crate::tables::types::ONE;

/// In each case, the numbers of one sort of events must stand in a relation to those of another.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Match {
    /// The number on the rows of an event, as `EVENT.FIELD`; those of a case are added up.
    left: Name,
    /// The relation that must hold.
    op: CompareOp,
    /// The number that it is held against, as `EVENT.FIELD`; those of a case are added up.
    right: Name,
    /// How much may be wrong: a number such as `"0.05"`, or a share of the right one such as `"0.5%"`. Default: nothing.
    tolerance: Option<Placed<Amount>>,
    /// Whether a case without any of the left ones is judged as if they were 0, or skipped. Default: skip.
    #[serde(default)]
    if_none: IfNone,
}

/// What a case is that has none of the left ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
enum IfNone {
    #[default]
    Skip,
    Zero,
}

impl Kind for Match {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "shipped-more-than-ordered"
process  = "o2c"
severity = "high"
check.match = { left = "shipment.sent.amount", op = "<=", right = "order.created.amount", tolerance = "0.5%" }
"#;
    const OF_CASES: bool = true;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let (left, right) = (
            scope.event_number(&self.left),
            scope.event_number(&self.right),
        );
        let op = self.op.op();
        let slack = match &self.tolerance {
            Some(written) => Some(slack(written, scope)?),
            None => None,
        };
        let ((left, left_value, left_field), (right, right_value, right_field)) = (left?, right?);
        let label = |event, field| {
            let table = scope.event_table(event);
            scope.label_of(table, field)
        };
        let said = |message: crate::messages::Message| {
            message
                .with("left_event", scope.event_label(left))
                .with("right_event", scope.event_label(right))
                .with("left_column", label(left, left_field))
                .with("right_column", label(right, right_field))
        };
        let tolerance = self.tolerance.as_ref();
        let tolerance = tolerance.map_or("none".to_owned(), |written| written.written());
        let spoken = message!("spoken-match", op = op.sign(), tolerance = tolerance);
        let finding = message!("finding-match", op = op.negated().sign());
        let (spoken, finding) = (said(spoken), said(finding));
        let (absolute, percent) = slack.unwrap_or_default();
        let matching = Matching {
            left: (left, left_value),
            op,
            right: (right, right_value),
            absent: self.if_none == IfNone::Zero,
            absolute,
            percent,
        };
        Some(scope.flow(Step::Match(matching), spoken, finding))
    }
}

/// How much may be wrong: so much, or so many per cent, each times 10^12.
fn slack(written: &Placed<Amount>, scope: &mut Scope) -> Option<(i128, i128)> {
    let text = written.written();
    let text = text.trim();
    let slack = match text.strip_suffix('%') {
        Some(percent) => number::decimal(percent.trim()).map(|percent| (0, percent)),
        None => number::decimal(text).map(|absolute| (absolute, 0)),
    };
    let slack =
        slack.filter(|(absolute, percent)| *absolute >= 0 && (0..=100 * ONE).contains(percent));
    if slack.is_none() {
        let message = message!("problem-match-tolerance", written = text);
        scope.mistake_at(message, written.span());
    }
    slack
}
