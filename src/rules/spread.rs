//! `check.spread`: the same thing has about the same price.

use schemars::JsonSchema;
use serde::Deserialize;

use super::grouping::{by, number_field, percent, time_field};
use super::plan::grouped::{Grouped, Test};
use super::plan::{DatePart, Detail, Expr, Judgement, Op, Plan, Source};
use super::{Kind, Scope};
use crate::messages::{grouped_decimal, message};
use crate::mistakes::placed::{Name, Placed};
use crate::tables::number;

/// The least and the greatest number of a group must not lie too far apart.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Spread {
    /// The field of numbers, such as a price. 0 and less are not judged.
    column: Name,
    /// The fields whose values make a group, such as the item and the customer.
    by: Placed<Vec<Name>>,
    /// How far they may lie apart, measured by the median of the group: `"20%"`.
    over: Name,
    /// A date: only rows of the same `per` are compared. Default: all rows of a group are.
    at: Option<Name>,
    /// `month` or `year`, of `at`. Default: month.
    #[serde(default)]
    per: Per,
}

/// What part of the year is looked at at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
enum Per {
    #[default]
    Month,
    Year,
}

impl Kind for Spread {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "same-item-other-price"
table = "order_lines"
check.spread = { column = "price", by = ["item_code"], over = "20%" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        if self.by.is_empty() {
            scope.mistake_at(message!("problem-no-columns"), self.by.span());
            return None;
        }
        let column = number_field(&self.column, scope);
        let (fields, most) = (by(&self.by, scope), percent(&self.over, scope));
        let at = match &self.at {
            Some(at) => Some(time_field(at, scope)?),
            None => None,
        };
        let (column, (mut fields, mut keys), most) = (column?, fields?, most?);
        if let Some(at) = at {
            let part = |part| Expr::DatePart(part, Box::new(scope.value(at)));
            keys.push(part(DatePart::Year));
            keys.extend((self.per == Per::Month).then(|| part(DatePart::Month)));
            fields.push(at);
        }
        let value = scope.value(column);
        let grouped = Grouped {
            keys,
            of: Some(value.clone().compare(Op::Gt, Expr::Number(0))),
            figures: vec![value],
            test: Test::Spread { most },
        };
        let limit = grouped_decimal(&number::text(most));
        let judgement = Judgement::new(
            column,
            Expr::Boolean(true),
            message!("expected-spread", limit = limit.as_str()),
            message!("finding-spread", limit = limit.as_str()),
        );
        let judgement = judgement
            .beside(fields.into_iter())
            .detail(Detail::Figures(&["low", "high", "median", "share", "rows"]));
        Some(Plan::new(
            Source::Grouped(Box::new(grouped)),
            vec![judgement],
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::Lang;
    use crate::testing::{one, told_in};

    const FIELDS: &str = "item = {}\nday = { type = \"date\" }\nprice = { type = \"decimal\" }";
    const CSV: &str = "k,item,day,price\n1,A,2026-09-30,10\n2,A,2026-10-01,12\n3,A,2026-10-02,10\n4,A,2026-10-03,10\n\
        5,B,2026-10-01,9\n6,B,2026-10-01,10\n7,B,2026-10-01,11\n8,C,2026-10-01,5\n9,A,2026-10-01,0\n10,A,2026-10-01,x\n";

    #[test]
    fn each_group_is_judged_once() {
        let check = "check.spread = { column = \"price\", by = [\"item\"], over = \"19.9%\" }";
        let found = one(FIELDS, check, CSV);
        assert_eq!(found.rows(), [3, 8]);
        assert_eq!(
            found.findings[0].message,
            "the price of item A lies between 10 and 12: 20% of the median 10 apart, limit 19.9% (4 rows); the other end is in row 2"
        );
        // of C there is one price, one is none, and one cannot be read
        assert_eq!(found.verdicts(), [0, 2, 0, 2, 1]);
        let told = told_in(Lang::ZhCn, FIELDS, check, CSV);
        assert_eq!(
            told[0],
            "item A 的 price 在 10 到 12 之间，相差为中位数 10 的 20%，界限 19.9%（共 4 行）；另一端见第 2 行"
        );
        let patient = check.replace("19.9", "20");
        assert_eq!(one(FIELDS, &patient, CSV).verdicts(), [2, 0, 0, 2, 1]);
    }

    #[test]
    fn months_are_not_compared_with_each_other() {
        let check =
            "check.spread = { column = \"price\", by = [\"item\"], over = \"15%\", at = \"day\" }";
        let csv = "k,item,day,price\n1,A,2026-09-30,10\n2,A,2026-10-01,12\n3,A,2026-10-02,12\n4,A,2025-10-02,9\n";
        assert_eq!(one(FIELDS, check, csv).verdicts(), [1, 0, 0, 2, 0]);
        let by_year = check.replace('}', ", per = \"year\" }");
        assert_eq!(one(FIELDS, &by_year, csv).rows(), [2]);
    }
}
