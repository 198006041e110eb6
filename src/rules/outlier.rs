//! `check.outlier`: no number lies far from the others of its group.

use schemars::JsonSchema;
use serde::Deserialize;

use super::amount::Amount;
use super::grouping::{by, moderate, number_field};
use super::plan::grouped::{Grouped, Test};
use super::plan::{Detail, Expr, Judgement, Op, Plan, Source};
use super::{Kind, Scope};
use crate::messages::{grouped_decimal, message};
use crate::mistakes::placed::{Name, Placed};
use crate::tables::number;
use crate::tables::types::ONE;

/// No number may lie far from the others of its group.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outlier {
    /// The field of numbers.
    column: Name,
    /// The fields whose values make a group. Default: none, all rows are one.
    #[serde(default)]
    by: Vec<Name>,
    /// The modified z-score above which a number lies far off. Default: 3.5.
    above: Option<Placed<Amount>>,
    /// Whether sizes are compared, that is logarithms, as suits amounts from small to large; then numbers of 0 and below are
    /// not judged. Default: false.
    #[serde(default)]
    log: bool,
}

impl Kind for Outlier {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "price-far-from-the-others"
table    = "order_lines"
severity = "low"
check.outlier = { column = "price", by = ["item_code"] }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let column = number_field(&self.column, scope);
        let fields = by(&self.by, scope);
        let above = match &self.above {
            Some(above) => moderate(above, scope),
            None => Some(35 * ONE / 10),
        };
        let (column, (fields, keys), above) = (column?, fields?, above?);
        let value = scope.value(column);
        let grouped = Grouped {
            keys,
            of: (self.log).then(|| value.clone().compare(Op::Gt, Expr::Number(0))),
            figures: vec![value],
            test: Test::Outlier {
                above,
                by_size: self.log,
            },
        };
        let limit = grouped_decimal(&number::text(above));
        let judgement = Judgement::new(
            column,
            Expr::Boolean(true),
            message!("expected-outlier", limit = limit.as_str()),
            message!("finding-outlier", limit = limit.as_str()),
        );
        let judgement = judgement
            .beside(fields.into_iter())
            .detail(Detail::Figures(&["median", "score", "rows"]));
        Some(Plan::new(
            Source::Grouped(Box::new(grouped)),
            vec![judgement],
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::Lang;
    use crate::testing::{Tried, one, told_in};

    const FIELDS: &str = "item = {}\nprice = { type = \"decimal\" }";
    const CHECK: &str = "check.outlier = { column = \"price\", by = [\"item\"] }";

    fn csv(prices: &[(&str, &str)]) -> String {
        let rows = (1..).zip(prices);
        let rows = rows.map(|(k, (item, price))| format!("{k},{item},{price}\n"));
        format!("k,item,price\n{}", rows.collect::<String>())
    }

    fn found(check: &str, prices: &[(&str, &str)]) -> Tried {
        one(FIELDS, check, &csv(prices))
    }

    fn twelve<'p>(item: &'p str, odd: &'p str) -> Vec<(&'p str, &'p str)> {
        let prices = [
            "10", "11", "10.5", "9.5", "10", "9", "11.5", "10", "12", "8", "10", odd,
        ];
        prices.map(|price| (item, price)).to_vec()
    }

    #[test]
    fn far_from_its_own_group() {
        // 100 is usual for B and not for A
        let mut prices = twelve("A", "100");
        prices.extend(
            twelve("B", "100")
                .into_iter()
                .map(|(item, _)| (item, "100")),
        );
        let found = found(CHECK, &prices);
        assert_eq!(found.rows(), [13]);
        assert_eq!(found.verdicts(), [23, 1, 0, 0, 0]);
        assert_eq!(
            found.findings[0].message,
            "price 100 stands out among the 12 rows with item A: their median is 10, its modified z-score 80.94, the limit 3.5"
        );
        let told = told_in(Lang::ZhCn, FIELDS, CHECK, &csv(&prices));
        assert_eq!(
            told,
            [
                "price 100 与 item A 的各行（共 12 行）相差悬殊：中位数 10，修正 Z 分数 80.94，界限 3.5"
            ]
        );
    }

    #[test]
    fn empty_and_unreadable_numbers_belong_to_no_group() {
        let mut prices = twelve("A", "100");
        prices.extend([("A", ""), ("", "7"), ("A", "x")]);
        let found = found(CHECK, &prices);
        assert_eq!(found.rows(), [13]);
        assert_eq!(found.verdicts(), [11, 1, 0, 2, 1]);
    }

    /// Next to a group that can be judged; alone it is an error, which `tests/cli` shows.
    #[test]
    fn a_small_group_is_undecidable() {
        let mut prices = twelve("A", "10");
        prices.extend([("B", "1"), ("B", "1000")]);
        let found = found(CHECK, &prices);
        assert_eq!(found.verdicts(), [12, 0, 0, 0, 2]);
    }

    #[test]
    fn sizes_and_another_limit() {
        let prices = [
            "1", "2", "4", "8", "16", "32", "64", "128", "256", "512", "1024", "-5", "2048",
        ];
        let prices = prices.map(|price| ("A", price));
        let by_size = "check.outlier = { column = \"price\", log = true }";
        assert_eq!(found(by_size, &prices).verdicts(), [12, 0, 0, 1, 0]);
        assert!(found("check.outlier = { column = \"price\" }", &prices).verdicts()[1] > 0);
        let patient = "check.outlier = { column = \"price\", above = 1000 }";
        assert_eq!(found(patient, &prices).verdicts(), [13, 0, 0, 0, 0]);
    }
}
