//! `check.match`: what the documents of a case add up to.

use schemars::JsonSchema;
use serde::Deserialize;

use super::amount::{self, Amount};
use super::compare::CompareOp;
use super::plan::Plan;
use super::plan::process::{Matching, Step};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};
use crate::tables::number;
use crate::tables::types::{FieldIx, ONE};

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
    /// Digits after the point that the number on each row is rounded to (half away from zero) before it is added. Default: not
    /// rounded.
    round: Option<Placed<u32>>,
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
        let hides = |event, field: FieldIx| {
            let table = scope.event_table(event);
            scope.dictionary(table).fields[field].sensitive
        };
        let said = |message: crate::messages::Message| {
            message
                .with("left_event", scope.event_label(left))
                .with("right_event", scope.event_label(right))
                .with("left_column", label(left, left_field))
                .with("right_column", label(right, right_field))
        };
        let tolerance = self.tolerance.as_ref();
        let tolerance = tolerance.map_or("none".to_owned(), |written| scope.digits(written));
        let round = self.round.as_ref().map(|digits| **digits);
        let spoken = message!(
            "spoken-match",
            op = op.sign(),
            tolerance = tolerance,
            round = round.map_or("none".to_owned(), |digits| digits.to_string())
        );
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
            round,
            secret: (hides(left, left_field), hides(right, right_field)),
        };
        Some(scope.flow(Step::Match(matching), &spoken, &finding))
    }
}

/// How much may be wrong: so much, or so many per cent, each times 10^12.
fn slack(written: &Placed<Amount>, scope: &mut Scope) -> Option<(i128, i128)> {
    let text = scope.digits(written);
    let slack = match text.strip_suffix('%') {
        Some(percent) => number::exact(percent.trim()).map(|percent| (0, percent)),
        None => number::exact(&text).map(|absolute| (absolute, 0)),
    };
    let slack =
        slack.filter(|(absolute, percent)| *absolute >= 0 && (0..=100 * ONE).contains(percent));
    if slack.is_none() {
        let message = message!("problem-match-tolerance", written = text.as_str());
        scope.mistake_at(amount::unfit(&text, message), written.span());
    }
    slack
}

#[cfg(test)]
mod tests {
    use crate::testing::{Tried, on_log};

    /// Ordered 100 each: shipped 60 + 40, 60 + 40.5, nothing, and what cannot be read.
    const ROWS: &str = "1,a,2026-10-01 08:00,,100\n1,b,2026-10-02 08:00,,60\n1,b,2026-10-03 08:00,,40\n2,a,2026-10-01 08:00,,100\n\
        2,b,2026-10-02 08:00,,60\n2,b,2026-10-03 08:00,,40.5\n3,a,2026-10-01 08:00,,100\n4,a,2026-10-01 08:00,,100\n\
        4,b,2026-10-02 08:00,,x\n5,b,2026-10-02 08:00,,1\n";

    fn matched(op: &str, rest: &str) -> Tried {
        let check =
            format!("check.match = {{ left = \"b.n\", op = \"{op}\", right = \"a.n\"{rest} }}");
        on_log("", &check, ROWS)
    }

    #[test]
    fn sums_of_a_case() {
        let found = matched("<=", "");
        assert_eq!(found.verdicts(), [1, 1, 0, 2, 1]);
        assert_eq!(found.rows(), [7]);
        assert_eq!(found.findings[0].message, "B, n 100.5 > A, n 100: 0.5 more");
        assert_eq!(
            matched("<=", ", tolerance = \"0.5%\"").verdicts(),
            [2, 0, 0, 2, 1]
        );
        // exactly the tolerance is accepted, whatever the relation
        for (op, wrong) in [("<", 0), ("!=", 1), ("=", 0)] {
            let found = matched(op, ", tolerance = 0.5");
            assert_eq!(found.verdicts(), [2 - wrong, wrong, 0, 2, 1], "{op}");
        }
        assert_eq!(
            matched("<=", ", tolerance = 0.49").verdicts(),
            [1, 1, 0, 2, 1]
        );
        assert_eq!(
            matched("<=", ", tolerance = \"0.5\"").verdicts(),
            [2, 0, 0, 2, 1]
        );
        assert_eq!(matched("=", "").verdicts(), [1, 1, 0, 2, 1]);
        let none = matched(">=", ", if_none = \"zero\"");
        assert_eq!(none.verdicts(), [2, 1, 0, 1, 1]);
        assert_eq!(none.findings[0].message, "B, n 0 < A, n 100: 100 less");
    }

    /// Three lines of 0.333 come to 0.99 in documents of two digits, and to 0.999 in all; what is in the middle goes away from zero.
    #[test]
    fn each_document_is_rounded_before_it_is_added() {
        let check = |rest: &str| {
            let check =
                format!("check.match = {{ left = \"b.n\", op = \"=\", right = \"a.n\"{rest} }}");
            let rows = "1,a,2026-10-01 08:00,,0.99\n1,b,2026-10-02 08:00,,0.333\n1,b,2026-10-03 08:00,,0.333\n\
                1,b,2026-10-04 08:00,,0.333\n2,a,2026-10-01 08:00,,-0.02\n2,b,2026-10-02 08:00,,-0.005\n\
                2,b,2026-10-03 08:00,,-0.005\n3,a,2026-10-01 08:00,,1.005\n3,b,2026-10-02 08:00,,1.01\n";
            on_log("", &check, rows)
        };
        assert_eq!(check("").verdicts(), [0, 3, 0, 0, 0]);
        assert_eq!(check(", round = 2").verdicts(), [3, 0, 0, 0, 0]);
        let whole = check(", round = 0");
        assert_eq!(whole.verdicts(), [2, 1, 0, 0, 0]);
        assert_eq!(whole.findings[0].message, "B, n 0 ≠ A, n 1: 1 less");
    }

    /// A side whose cells are all empty says nothing.
    #[test]
    fn what_is_empty_is_not_nothing() {
        let check = "check.match = { left = \"b.n\", op = \"<=\", right = \"a.n\" }";
        let rows = "1,a,2026-10-01 08:00,,\n1,b,2026-10-02 08:00,,3\n";
        assert_eq!(on_log("", check, rows).verdicts(), [0, 0, 0, 1, 0]);
    }
}
