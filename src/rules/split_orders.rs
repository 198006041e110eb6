//! `check.split_orders`: what needs approval above a limit is not split into parts below it.

use schemars::JsonSchema;
use serde::Deserialize;

use super::amount::Amount;
use super::grouping::{Threshold, Written, by, expect_unit, number_field, on_clock, time_field};
use super::limits::limit;
use super::plan::grouped::{Grouped, Test};
use super::plan::limit::Unit;
use super::plan::{Detail, Expr, Judgement, Plan, Source};
use super::{Kind, Scope};
use crate::messages::{grouped_decimal, message};
use crate::mistakes::placed::{Name, Placed};
use crate::tables::number;

/// Amounts that do not pass a limit one by one must not pass it together within a few days.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SplitOrders {
    /// The fields whose values belong together, such as the customer.
    by: Placed<Vec<Name>>,
    /// The date of an order.
    at: Name,
    /// Its amount, which a finding points at.
    amount: Name,
    /// What needs no approval by itself: this or less. A number, a field that holds it, or `TABLE.FIELD` of the table that says it of
    /// whoever stands in `on`.
    limit: Placed<Amount>,
    /// With `TABLE.FIELD`: the field that leads to a row of that table.
    on: Option<Vec<Name>>,
    /// The field of that table which it leads to. Default: its `key`.
    key: Option<Vec<Name>>,
    /// How far the first and the last may lie apart: `"3 days"` or `"2 workdays"`.
    within: Name,
}

impl Kind for SplitOrders {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "order-split"
table    = "orders"
severity = "high"
owner    = "created_by"
check.split_orders = { by = ["customer_code"], at = "order_date", amount = "amount", limit = 50000, within = "3 days" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        if self.by.is_empty() {
            scope.mistake_at(message!("problem-no-columns"), self.by.span());
            return None;
        }
        let (fields, at) = (by(&self.by, scope), time_field(&self.at, scope));
        let column = number_field(&self.amount, scope);
        let (on, key) = (self.on.as_deref(), self.key.as_deref());
        let most = Threshold::new(&self.limit, on, key, scope);
        let work = scope.work;
        let within = limit(&self.within, work, scope)?;
        if !expect_unit((within, &self.within), &[Unit::Days, Unit::Workdays], scope) {
            return None;
        }
        let ((fields, keys), at, column, most) = (fields?, at?, column?, most?);
        let expected = match most.written {
            Written::Number(most) => message!(
                "expected-split-orders",
                within = within.message(),
                limit = grouped_decimal(&number::text(most))
            ),
            Written::Field(most) => message!(
                "expected-split-orders-own",
                within = within.message(),
                most = most
            ),
        };
        let message = message!("finding-split-orders", within = within.message());
        let grouped = Grouped {
            keys,
            figures: vec![
                on_clock(scope.value(at), within, scope)?,
                scope.value(column),
                most.value,
            ],
            of: None,
            test: Test::Split {
                within: within.millis(),
            },
        };
        let judgement = Judgement::new(column, Expr::Boolean(true), expected, message);
        let judgement = Judgement {
            secret: most.is_secret.then_some("limit"),
            ..judgement
        };
        let judgement = judgement
            .beside(fields.into_iter())
            .detail(Detail::Figures(&["count", "total", "limit"]));
        Some(Plan::new(
            Source::Grouped(Box::new(grouped)),
            vec![judgement],
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::Lang;
    use crate::testing::{one, told_in, tried};

    const FIELDS: &str = "who = {}\nday = { type = \"date\" }\nsum = { type = \"decimal\" }";

    fn check(within: &str) -> String {
        format!(
            "check.split_orders = {{ by = [\"who\"], at = \"day\", amount = \"sum\", limit = 50000, within = \"{within}\" }}"
        )
    }

    const CSV: &str = "k,who,day,sum\n1,A,2026-10-09,30000\n2,A,2026-10-12,20000.01\n3,A,2026-10-16,30000\n\
        4,B,2026-10-09,30000\n5,B,2026-10-09,60000\n6,A,2026-10-12,\n7,A,x,1\n8,,2026-10-09,49000\n";

    #[test]
    fn parts_that_pass_the_limit_together() {
        let found = one(FIELDS, &check("3 days"), CSV);
        assert_eq!(found.rows(), [2, 3]);
        assert_eq!(found.verdicts(), [3, 2, 0, 2, 1]);
        assert_eq!(
            found.findings[0].message,
            "2 orders of who A within 3 days: sum 50,000.01 in all, above the limit of 50,000, which none of them passes alone; see also row 3"
        );
        let told = told_in(Lang::ZhCn, FIELDS, &check("3 days"), CSV);
        assert_eq!(
            told[1],
            "who A 在 3 天内有 2 张单据，sum 合计 50,000.01，超过限额 50,000，而单张均未超过；另见第 2 行"
        );
        assert_eq!(
            one(FIELDS, &check("2 days"), CSV).verdicts(),
            [5, 0, 0, 2, 1]
        );
    }

    /// Those of one limit are looked at together: what one person may approve says nothing of what another may.
    #[test]
    fn each_row_may_have_its_own_limit() {
        let fields = format!("{FIELDS}\nmost = {{ type = \"decimal\", label = \"own limit\" }}");
        let check = "check.split_orders = { by = [\"who\"], at = \"day\", amount = \"sum\", limit = \"most\", within = \"3 days\" }";
        let csv = "k,who,day,sum,most\n1,A,2026-10-09,4000,5000\n2,A,2026-10-09,3000,5000\n3,A,2026-10-09,4000,50000\n\
            4,B,2026-10-09,4000,50000\n5,B,2026-10-09,3000,50000\n6,B,2026-10-09,3000,\n";
        let found = one(&fields, check, csv);
        assert_eq!(found.rows(), [2, 3]);
        assert_eq!(found.verdicts(), [3, 2, 0, 1, 0]);
        assert_eq!(
            found.findings[0].message,
            "2 orders of who A within 3 days: sum 7,000 in all, above the limit of 5,000, which none of them passes alone; see also row 3"
        );
        assert_eq!(
            found.findings[0].expected,
            "a sum within own limit within 3 days"
        );
    }

    /// From Friday, the 9th, to Monday it is one workday; Saturday, the 10th, is worked.
    #[test]
    fn days_that_are_worked() {
        let project = |within: &str| {
            let check = check(within);
            format!(
                "[project]\ncalendar = \"cn\"\n[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {{}}\n\
                 {FIELDS}\n[[rule]]\nid = \"r\"\ntable = \"t\"\n{check}\n"
            )
        };
        let rows = |within| tried(&project(within), &[("t.csv", CSV)], "r").rows();
        assert_eq!(rows("2 workdays"), [2, 3]);
        assert_eq!(rows("1 workday"), [0; 0]);
    }

    #[test]
    fn the_order_of_the_rows_makes_no_difference() {
        let lines: Vec<&str> = CSV.lines().collect();
        let turned = lines[1..].iter().rev().map(|line| format!("{line}\n"));
        let turned = format!("{}\n{}", lines[0], turned.collect::<String>());
        let keys = |csv: &str| {
            let found = one(FIELDS, &check("3 days"), csv).findings.into_iter();
            let mut keys: Vec<String> = found.map(|finding| finding.key.into_owned()).collect();
            keys.sort();
            keys
        };
        assert_eq!(keys(&turned), keys(CSV));
    }
}
