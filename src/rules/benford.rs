//! `check.benford`: the leading digits of amounts follow Benford's law.

use schemars::JsonSchema;
use serde::Deserialize;

use super::grouping::number_field;
use super::plan::grouped::{Digits, Grouped, Test};
use super::plan::{Detail, Expr, Judgement, Op, Plan, Source};
use super::severity::Severity;
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;

/// The leading digits of amounts follow Benford's law.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Benford {
    /// The field of amounts. 0 and less are not looked at.
    column: Name,
    /// Which digits are looked at: `first`, `second`, `first_two` or `first_three`. Default: `first_two`.
    #[serde(default)]
    digits: Digits,
}

impl Kind for Benford {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "order-amounts-not-grown"
table = "orders"
check.benford = { column = "amount", digits = "first_two" }
"#;
    const OF_WHOLE: bool = true;
    const SEVERITY: Severity = Severity::Info;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let column = number_field(&self.column, scope)?;
        let value = scope.value(column);
        let grouped = Grouped {
            keys: Vec::new(),
            of: Some(value.clone().compare(Op::Gt, Expr::Number(0))),
            figures: vec![value],
            test: Test::Benford(self.digits),
        };
        let digits = self.digits.name();
        let judgement = Judgement::new(
            column,
            Expr::Boolean(true),
            message!("expected-benford", digits = digits),
            message!("finding-benford", digits = digits),
        );
        let judgement = judgement.detail(Detail::Figures(&["deviation", "rows", "often"]));
        Some(Plan::new(
            Source::Grouped(Box::new(grouped)),
            vec![judgement],
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::findings::outcome::Outcome;
    use crate::messages::{Lang, Messages};
    use crate::testing::{audited, one, told_in};

    const FIELDS: &str = "sum = { type = \"decimal\" }";
    const CHECK: &str = "check.benford = { column = \"sum\", digits = \"first\" }";

    fn csv(amounts: impl Iterator<Item = u64>) -> String {
        let rows = amounts.zip(1..).map(|(sum, k)| format!("{k},{sum}\n"));
        format!("k,sum\n{}", rows.collect::<String>())
    }

    /// One finding about the column, which is no document's and nobody's.
    #[test]
    fn a_column_is_told_once() {
        let found = one(FIELDS, CHECK, &csv(1..1_000));
        assert_eq!(found.verdicts(), [0, 1, 0, 0, 0]);
        let finding = &found.findings[0];
        assert_eq!(
            (finding.row, &*finding.key, finding.severity),
            (10, "", "info")
        );
        assert_eq!(
            finding.message,
            "the first digits of the 999 amounts in sum do not follow Benford's law (mean absolute deviation 0.05972, limit 0.015); too often: 9 (111, expected 46), 8 (111, expected 51), 7 (111, expected 58); the most frequent of them in rows 91, 92, 93, 94, 95 and 105 more rows"
        );
        let told = told_in(Lang::ZhCn, FIELDS, CHECK, &csv(1..1_000));
        assert_eq!(
            told,
            [
                "sum 中 999 个金额的首位数字不符合本福特定律（平均绝对偏差 0.05972，界限 0.015）；偏多的有：9（111 个，期望 46 个）、8（111 个，期望 51 个）、7（111 个，期望 58 个）；其中最多的见第 91、92、93、94、95 行及另外 105 行"
            ]
        );
    }

    #[test]
    fn too_little_to_say_anything_is_an_error() {
        for (amounts, reason) in [
            (
                1..401,
                "at least 500 rows are needed to compare, and the largest group has 400",
            ),
            (
                101..1_000,
                "the numbers lie between 101 and 999; the greatest must be at least 100 times the least",
            ),
        ] {
            let project = format!(
                "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\n{FIELDS}\n[[rule]]\nid = \"r\"\ntable = \"t\"\n{CHECK}\n"
            );
            let (project, audit) = audited(&project, &[("t.csv", &csv(amounts))]);
            let ix = project
                .rules
                .iter()
                .position(|rule| rule.id == "r")
                .unwrap();
            let Some(Outcome::NotRun(why)) = &audit.outcomes[ix] else {
                panic!("{:?}", audit.outcomes[ix])
            };
            assert_eq!(Messages::new(Lang::En).text(&why.reason), reason);
        }
    }
}
