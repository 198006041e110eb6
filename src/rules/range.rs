//! `check.range`: a number or date must lie within limits.

use schemars::JsonSchema;
use serde::Deserialize;

use super::amount::{self, Amount};
use super::plan::{Detail, Expr, Judgement, Op, Plan, Source};
use super::{Kind, Scope};
use crate::messages::{Arg, message};
use crate::mistakes::placed::{Name, Placed};
use crate::mistakes::{Place, Problem, meant};
use crate::tables::types::ExprType;
use crate::tables::{date, number};

/// A number or date must lie within limits. `min` and `max` are allowed values themselves, `above` and `below` are not.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Range {
    /// The field: integer, decimal, date or datetime.
    column: Name,
    /// The smallest allowed value: a number, quoted or not, a date such as `"2026-01-31"`, or `"as_of"`.
    min: Option<Placed<Amount>>,
    /// The largest allowed value.
    max: Option<Placed<Amount>>,
    /// A value that must be exceeded.
    above: Option<Placed<Amount>>,
    /// A value that must not be reached.
    below: Option<Placed<Amount>>,
}

/// A limit as messages show it.
fn shown(bound: &Placed<Amount>, scope: &Scope) -> Arg {
    match &**bound {
        Amount::Text(text) if text == "as_of" => Arg::from(message!("limit-as-of")),
        _ => Arg::from(scope.digits(bound)),
    }
}

impl Kind for Range {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "order-amount-out-of-range"
table = "orders"
check.range = { column = "amount", above = 0, max = 5000000 }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let column = scope.field(&self.column)?;
        let allowed = [ExprType::Number, ExprType::Date, ExprType::Instant];
        if !scope.expect_type(&self.column, column, &allowed) {
            return None;
        }
        let value = scope.value(column);
        let limits = [
            (Op::Ge, &self.min),
            (Op::Gt, &self.above),
            (Op::Le, &self.max),
            (Op::Lt, &self.below),
        ];
        let mut judgements = Vec::new();
        let (mut lows, mut highs) = (Vec::new(), Vec::new());
        for (op, bound) in limits
            .into_iter()
            .filter_map(|(op, b)| Some((op, b.as_ref()?)))
        {
            let Some(limit) = literal(bound, value.kind(), scope) else {
                continue;
            };
            let side = if matches!(op, Op::Ge | Op::Gt) {
                &mut lows
            } else {
                &mut highs
            };
            side.push((op, limit.clone(), bound));
            let is_day = matches!(value.kind(), ExprType::Date | ExprType::Instant);
            // a number that stands for a day says nothing to anybody
            let detail = if is_day && !scope.describe(column).sensitive {
                Detail::Day(value.clone())
            } else {
                Detail::None
            };
            let judgement = Judgement::new(
                column,
                value.clone().compare(op.negated(), limit),
                message!(
                    "expected-range",
                    op = op.sign(),
                    limit = shown(bound, scope)
                ),
                match value.kind() {
                    ExprType::Number => {
                        message!("finding-range", op = op.name(), limit = shown(bound, scope))
                    }
                    _ => message!(
                        "finding-range-date",
                        op = op.name(),
                        limit = shown(bound, scope)
                    ),
                },
            );
            judgements.push(Judgement {
                detail,
                ..judgement
            });
        }
        let pairs = lows.iter().flat_map(|l| highs.iter().map(move |h| (l, h)));
        for ((low_op, low, low_bound), (high_op, high, high_bound)) in pairs {
            let both_allowed = (*low_op, *high_op) == (Op::Ge, Op::Le);
            let empty = match (order(low), order(high)) {
                (Some(least), Some(most)) => least > most || least == most && !both_allowed,
                _ => false,
            };
            if !empty {
                continue;
            }
            let message = message!(
                "problem-empty-range",
                low = format!("{} {}", low_op.sign(), scope.digits(low_bound)),
                high = format!("{} {}", high_op.sign(), scope.digits(high_bound))
            );
            let place = |b: &Placed<Amount>| Place::new(scope.file(), b.span());
            let problem = Problem::at(message, place(high_bound)).other(place(low_bound));
            scope.problems.push(problem);
        }
        if judgements.is_empty() && scope.problems.is_empty() {
            scope.mistake(message!("problem-no-limit"));
        }
        (!judgements.is_empty()).then_some(Plan::new(Source::Rows, judgements))
    }
}

fn literal(bound: &Placed<Amount>, kind: ExprType, scope: &mut Scope) -> Option<Expr> {
    let written = scope.digits(bound);
    let literal = match (kind, &**bound) {
        (ExprType::Number, _) => number::exact(&written).map(Expr::Number),
        (ExprType::Date | ExprType::Instant, Amount::Text(text)) if text == "as_of" => {
            Some(Expr::AsOf(kind))
        }
        (ExprType::Date, Amount::Text(text)) => date::iso(text).map(|d| Expr::Date(d.day())),
        // a day without a time means the whole day
        (ExprType::Instant, Amount::Text(text)) => date::iso(text).map(|d| {
            if d.timed {
                Expr::Instant(d.millis)
            } else {
                Expr::Date(d.day())
            }
        }),
        _ => None,
    };
    if literal.is_none() {
        let message = match (kind, &**bound) {
            (ExprType::Number, Amount::Text(_)) => amount::unfit(
                &written,
                message!(
                    "problem-wrong-type",
                    wanted = message!("type-number"),
                    found = message!("type-text")
                ),
            ),
            (ExprType::Number, _) => amount::unfit(
                &written,
                message!("problem-too-large", written = written.as_str()),
            ),
            (_, Amount::Text(_)) => message!("problem-bad-date", written = written.as_str()),
            _ => message!(
                "problem-wrong-type",
                wanted = message!("type-date"),
                found = message!("type-number")
            ),
        };
        scope.mistake_at(message, bound.span());
        if meant::is_as_of(&written) {
            scope.hint(message!("hint-written", written = "\"as_of\""));
        }
    }
    literal
}

/// Comparable form of two limits of the same kind; the as-of date has none.
fn order(limit: &Expr) -> Option<i128> {
    match limit {
        Expr::Number(n) => Some(*n),
        Expr::Date(d) | Expr::Instant(d) => Some(i128::from(*d)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::one;

    #[test]
    fn limits_are_exact() {
        let csv = "k,a\n1,0\n2,0.01\n3,100\n4,100.000000000001\n5,\n6,x\n";
        let check = "check.range = { column = \"a\", above = 0, max = 100 }";
        let found = one("a = { type = \"decimal\" }", check, csv);
        assert_eq!(found.rows(), [2, 5]);
        assert_eq!(found.verdicts(), [2, 2, 0, 1, 1]);
    }

    #[test]
    fn the_day_of_the_audit_belongs_to_it() {
        let csv = "k,a\n1,2026-10-31 23:59:59\n2,2026-11-01 00:00\n";
        let check = "check.range = { column = \"a\", max = \"as_of\" }";
        assert_eq!(one("a = { type = \"datetime\" }", check, csv).rows(), [3]);
        let day = "check.range = { column = \"a\", max = \"2026-10-31\" }";
        assert_eq!(one("a = { type = \"datetime\" }", day, csv).rows(), [3]);
        let csv = "k,a\n1,2026-10-31\n2,2026-11-01\n";
        assert_eq!(one("a = { type = \"date\" }", check, csv).rows(), [3]);
    }
}
