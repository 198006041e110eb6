//! `check.latency`: a step must follow in time.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::{DAY, Detail, Expr, ExprType, Judgement, Op, Plan, Source};
use super::{Kind, Scope};
use crate::messages::{Message, message};
use crate::project::raw::Name;

/// From one point in time to another must not take longer than a limit (elapsed clock time).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Latency {
    /// The date or datetime at which the clock starts.
    from: Name,
    /// The date or datetime at which it stops, which a finding points at.
    to: Name,
    /// The limit: `"30 minutes"`, `"24 hours"` or `"3 days"` (of 24 hours; between two dates: calendar days).
    within: Name,
    /// What an open row (`to` is empty) is. Default: count.
    #[serde(default)]
    still_open: StillOpen,
}

/// How rows without an end are judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub(crate) enum StillOpen {
    /// Pending inside the limit, a violation after it.
    #[default]
    Count,
    /// Pending, however long.
    Wait,
    /// Not judged.
    Ignore,
}

impl Kind for Latency {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "order-approved-late"
table    = "orders"
severity = "high"
owner    = "approver"
check.latency = { from = "created_at", to = "approved_at", within = "24 hours", still_open = "count" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let limit = Limit::parse(&self.within);
        if limit.is_none() {
            scope.mistake_at(
                message!("problem-bad-duration", written = &*self.within),
                self.within.span(),
            );
        }
        let fields = (scope.field(&self.from), scope.field(&self.to));
        let (from_field, to_field) = (fields.0?, fields.1?);
        let dated = [ExprType::Date, ExprType::Instant];
        let typed = scope.expect_type(&self.from, from_field, &dated)
            & scope.expect_type(&self.to, to_field, &dated);
        let limit = limit.filter(|_| typed)?;
        let (from, to) = (scope.value(from_field), scope.value(to_field));
        let by_day = from.kind() == ExprType::Date || to.kind() == ExprType::Date;
        if by_day && limit.unit != Unit::Days {
            scope.mistake_at(message!("problem-hours-between-dates"), self.within.span());
            return None;
        }
        let at = |e: Expr| if by_day { Expr::Day(Box::new(e)) } else { e };
        let now = Expr::AsOf(if by_day {
            ExprType::Date
        } else {
            ExprType::Instant
        });
        let open = to.clone().missing();
        let closed_span = at(to.clone()).minus(at(from.clone()));
        let open_span = now.minus(at(from));
        let late = |span: &Expr| span.clone().compare(Op::Gt, Expr::Span(limit.millis));
        let closed_late = Expr::And(vec![open.clone().negate(), late(&closed_span)]);
        let open_late = Expr::And(vec![open.clone(), late(&open_span)]);
        // an open row must yield null where it is not judged, false where it is pending
        let (violation, pending) = match self.still_open {
            StillOpen::Count => (Expr::Or(vec![closed_late, open_late]), Some(open)),
            StillOpen::Wait => {
                // `open_span` is null without a start: then there is nothing to wait for
                let started = open_span.clone().compare(Op::Lt, Expr::Span(i64::MIN));
                (
                    Expr::Or(vec![closed_late, Expr::And(vec![open.clone(), started])]),
                    Some(open),
                )
            }
            StillOpen::Ignore => (late(&closed_span), None),
        };
        let elapsed = Expr::Coalesce(Box::new(closed_span.clone()), Box::new(open_span));
        let from_label = scope.label(from_field);
        Some(Plan {
            source: Source::Rows,
            judgements: vec![Judgement {
                column: to_field,
                violation,
                pending,
                // it ended before it began: the dates are wrong, not the speed
                undecidable: Some(closed_span.compare(Op::Lt, Expr::Span(0))),
                detail: Detail::Span(elapsed),
                expected: message!("expected-latency", limit = limit.message()),
                message: message!("finding-latency", limit = limit.message())
                    .with("from", from_label),
            }],
        })
    }
}

/// A limit of elapsed time.
struct Limit {
    count: u32,
    unit: Unit,
    millis: i64,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Minutes,
    Hours,
    Days,
}

impl Limit {
    /// `"24 hours"`: a whole number and a unit, singular or plural.
    fn parse(text: &str) -> Option<Limit> {
        let (count, unit) = text.trim().split_once(' ')?;
        let count: u32 = count.parse().ok()?;
        let (unit, millis) = match unit.trim() {
            "minute" | "minutes" => (Unit::Minutes, 60_000),
            "hour" | "hours" => (Unit::Hours, 3_600_000),
            "day" | "days" => (Unit::Days, DAY),
            _ => return None,
        };
        Some(Limit {
            count,
            unit,
            millis: i64::from(count) * millis,
        })
    }

    fn message(&self) -> Message {
        match self.unit {
            Unit::Minutes => message!("span-minutes", count = self.count),
            Unit::Hours => message!("span-hours", count = self.count),
            Unit::Days => message!("span-days", count = self.count),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::one;

    const TIMES: &str = "a = { type = \"datetime\" }\nb = { type = \"datetime\" }";
    const DATES: &str = "a = { type = \"date\" }\nb = { type = \"date\" }";
    /// As of 2026-10-31: in time, a second late, open inside the limit, open after it, no start, ended before it began,
    /// unreadable end.
    const CSV: &str = "k,a,b\n1,2026-10-01 08:00,2026-10-02 08:00\n2,2026-10-01 08:00,2026-10-02 08:00:01\n\
        3,2026-10-31 09:00,\n4,2026-10-30 09:00,\n5,,2026-10-02\n6,2026-10-05,2026-10-04\n7,2026-10-01,soon\n";

    #[test]
    fn closed_open_and_contradictory() {
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"24 hours\" }";
        let found = one(TIMES, check, CSV);
        assert_eq!(found.rows(), [3, 5]);
        assert_eq!(found.verdicts(), [1, 2, 1, 1, 2]);
        assert_eq!(
            found.findings[1].message,
            "b is missing for 1 day 14 hours since a, the limit is 24 hours"
        );
    }

    #[test]
    fn open_rows_can_wait_or_be_left_out() {
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"24 hours\", still_open = \"wait\" }";
        assert_eq!(one(TIMES, check, CSV).verdicts(), [1, 1, 2, 1, 2]);
        let check = check.replace("wait", "ignore");
        assert_eq!(one(TIMES, &check, CSV).verdicts(), [1, 1, 0, 3, 2]);
    }

    #[test]
    fn dates_count_in_calendar_days() {
        let check = "check.latency = { from = \"a\", to = \"b\", within = \"5 days\" }";
        let csv = "k,a,b\n1,2026-10-01,2026-10-06\n2,2026-10-01,2026-10-07\n3,2026-10-26,\n4,2026-10-25,\n";
        let found = one(DATES, check, csv);
        assert_eq!(found.rows(), [3, 5]);
        assert_eq!(found.verdicts(), [1, 2, 1, 0, 0]);
    }
}
