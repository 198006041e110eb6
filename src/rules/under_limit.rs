//! `check.under_limit`: amounts do not gather just under the limit above which somebody else must approve.

use schemars::JsonSchema;
use serde::Deserialize;

use super::amount::Amount;
use super::grouping::{Threshold, by, number_field, percent};
use super::plan::grouped::{Grouped, Test};
use super::plan::{Detail, Expr, Judgement, Plan, Source};
use super::severity::Severity;
use super::{Kind, Scope};
use crate::messages::{grouped_decimal, message};
use crate::mistakes::placed::{Name, Placed};
use crate::tables::number;
use crate::tables::types::ONE;

/// Amounts must not gather just under the limit above which somebody else must approve.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct UnderLimit {
    /// The amount, which a finding points at.
    amount: Name,
    /// The limit: a number, a field that holds it, or `TABLE.FIELD` of the table that says it of whoever stands in `on`.
    limit: Placed<Amount>,
    /// With `TABLE.FIELD`: the field that leads to a row of that table.
    on: Option<Vec<Name>>,
    /// The field of that table which it leads to. Default: its `key`.
    key: Option<Vec<Name>>,
    /// The fields whose values belong together, such as the person who approves. Default: all rows do.
    #[serde(default)]
    by: Vec<Name>,
    /// How close is just under: as wide a stretch below that is compared with it. Default: `"5%"`.
    within: Option<Name>,
}

impl Kind for UnderLimit {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "amounts-just-under-the-limit"
table = "orders"
check.under_limit = { amount = "amount", limit = 50000, by = ["created_by"] }
"#;
    const SEVERITY: Severity = Severity::Low;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let (fields, keys) = by(&self.by, scope)?;
        let column = number_field(&self.amount, scope)?;
        let (on, key) = (self.on.as_deref(), self.key.as_deref());
        let limit = Threshold::new(&self.limit, on, key, scope)?;
        let within = match &self.within {
            Some(within) => {
                let share = percent(within, scope)?;
                if share == 0 || share > 50 * ONE {
                    let message = message!("problem-under-limit-within");
                    scope.mistake_at(message, within.span());
                    return None;
                }
                share
            }
            None => 5 * ONE,
        };
        let grouped = Grouped {
            keys,
            figures: vec![scope.value(column), limit.value],
            of: None,
            test: Test::Under { within },
        };
        let within = grouped_decimal(&number::text(within));
        let judgement = Judgement::new(
            column,
            Expr::Boolean(true),
            message!("expected-under-limit", within = within.as_str()),
            message!("finding-under-limit", within = within.as_str()),
        );
        let names = &["limit", "one", "count", "below"];
        let judgement = Judgement {
            secret: limit.is_secret.then_some("limit"),
            ..judgement
        };
        let judgement = judgement
            .beside(fields.into_iter())
            .detail(Detail::Figures(names));
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

    const FIELDS: &str = "who = { type = \"person\" }\nsum = { type = \"decimal\" }";
    const CHECK: &str = "check.under_limit = { amount = \"sum\", limit = 1000, by = [\"who\"] }";

    /// So many amounts of each of some persons.
    fn rows(all: &[(&str, &str, usize)]) -> String {
        let each = all
            .iter()
            .flat_map(|(who, sum, count)| (0..*count).map(move |_| (*who, *sum)));
        let rows = each
            .zip(1..)
            .map(|((who, sum), no)| format!("{no},{who},{sum}\n"));
        format!("k,who,sum\n{}", rows.collect::<String>())
    }

    #[test]
    fn amounts_that_gather_under_a_limit() {
        let csv = rows(&[
            ("Li", "980", 11),
            ("li ", "990.5", 1),
            ("Li", "920", 1),
            ("Li", "1000", 9),
            ("Wu", "980", 6),
            ("Wu", "920", 5),
            ("Su", "980", 5),
            ("Su", "50", 90),
        ]);
        let found = one(FIELDS, CHECK, &csv);
        assert_eq!(found.rows(), [13]);
        assert_eq!(
            found.findings[0].message,
            "12 amounts with who li lie less than 5% under the limit of 1,000, but only 1 in the 5% below them; see also rows 2, 3, 4, 11, 12 and 6 more rows"
        );
        assert_eq!(found.verdicts(), [116, 12, 0, 0, 0]);
        let told = told_in(Lang::ZhCn, FIELDS, CHECK, &csv);
        assert_eq!(
            told[0],
            "who li 的金额中，有 12 个在限额 1,000 之下不到 5%，再往下 5% 只有 1 个；另见第 2、3、4、11、12 行及另外 6 行"
        );
    }

    /// Each amount against the limit of whoever approved it; who has none is not judged.
    #[test]
    fn limits_of_persons() {
        let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {}\nwho = { type = \"person\" }\nsum = { type = \"decimal\" }\n\
            [tables.people]\nfiles = \"p.csv\"\n[tables.people.fields]\naccount = { type = \"person\" }\nmost = { type = \"decimal\" }\n\
            [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.under_limit = { amount = \"sum\", limit = \"people.most\", on = [\"who\"], key = [\"account\"] }\n";
        let csv = rows(&[
            ("Li", "490", 4),
            ("Wu", "980", 5),
            ("Wu", "490", 1),
            ("Su", "980", 20),
        ]);
        let people = "account,most\nLI,500\nWu,1000\n";
        let found = tried(project, &[("t.csv", &csv), ("p.csv", people)], "r");
        assert_eq!(found.rows(), [2]);
        assert_eq!(
            found.findings[0].message,
            "9 amounts lie less than 5% under their limits, but none in the 5% below them; see also rows 3, 4, 5, 6, 7 and 3 more rows"
        );
    }

    /// What one person may approve is nobody else's business.
    #[test]
    fn limits_that_are_sensitive() {
        let check = CHECK.replace("limit = 1000", "limit = \"most\"");
        let fields = format!("{FIELDS}\nmost = {{ type = \"decimal\", sensitive = true }}");
        let rows = (1..10).map(|no| format!("{no},Li,980,1000\n"));
        let csv = format!("k,who,sum,most\n{}", rows.collect::<String>());
        let found = one(&fields, &check, &csv);
        assert!(
            found.findings[0].message.contains("the limit of ***, but"),
            "{}",
            found.findings[0].message
        );
    }
}
