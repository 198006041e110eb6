//! `check.burst`: nobody does more in a short time than can be looked at.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Deserialize;

use super::grouping::{by, expect_unit, on_clock, time_field};
use super::limits::limit;
use super::plan::grouped::{Grouped, Test};
use super::plan::limit::Unit;
use super::plan::{Detail, Expr, Judgement, Op, Plan, Source};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};
use crate::tables::types::ExprType;

/// In a short time there must not be more than so many rows of one person.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Burst {
    /// The fields whose values belong together, such as the person who approves. A finding points at the first of them.
    by: Placed<Vec<Name>>,
    /// When it was done.
    at: Name,
    /// So many are allowed.
    more_than: NonZeroU32,
    /// The time that is looked at: `"1 minute"`, `"1 hour"`; `"1 day"` is a day of the calendar.
    within: Name,
}

impl Kind for Burst {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "approved-in-bulk"
table = "orders"
owner = "approver"
check.burst = { by = ["approver"], at = "approved_at", more_than = 20, within = "1 minute" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        if self.by.is_empty() {
            scope.mistake_at(message!("problem-no-columns"), self.by.span());
            return None;
        }
        let (fields, at) = (by(&self.by, scope), time_field(&self.at, scope));
        let work = scope.work;
        let within = limit(&self.within, work, scope)?;
        let ((fields, keys), at) = (fields?, at?);
        let value = scope.value(at);
        let units: &[Unit] = if value.kind() == ExprType::Date {
            &[Unit::Days]
        } else {
            &[Unit::Minutes, Unit::Hours, Unit::Days]
        };
        if !expect_unit((within, &self.within), units, scope) {
            return None;
        }
        let grouped = Grouped {
            keys,
            figures: vec![on_clock(value.clone(), within, scope)?],
            of: None,
            test: Test::Burst {
                most: u64::from(self.more_than.get()),
                within: within.millis(),
            },
        };
        // midnight stands for a day whose time was not written
        let day = Expr::Day(Box::new(value.clone()));
        let is_midnight = value.minus(day).compare(Op::Eq, Expr::Span(0));
        let (within_text, most) = (within.message(), self.more_than.get());
        let judgement = Judgement::new(
            fields[0],
            Expr::Boolean(true),
            message!("expected-burst", within = within_text.clone(), most = most),
            message!("finding-burst", within = within_text, most = most),
        );
        let judgement = Judgement {
            undecidable: (within.unit != Unit::Days).then_some(is_midnight),
            ..judgement
                .beside(fields[1..].iter().copied())
                .detail(Detail::Figures(&["count", "rows", "from"]))
        };
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

    const FIELDS: &str = "by = { type = \"person\" }\nat = { type = \"datetime\" }";
    const CHECK: &str =
        "check.burst = { by = [\"by\"], at = \"at\", more_than = 2, within = \"1 minute\" }";
    const CSV: &str = "k,by,at\n1,Li,2026-10-09 17:01:59\n2,li ,2026-10-09 17:01:00\n3,LI,2026-10-09 17:01:30\n\
        4,Wu,2026-10-09 17:01:00\n5,Wu,2026-10-09 17:01:30\n6,Wu,2026-10-09 17:02:00\n7,Wu,2026-10-09\n8,Wu,\n9,,2026-10-09 17:01:31\n";

    #[test]
    fn more_than_so_many_in_less_than_the_time() {
        let found = one(FIELDS, CHECK, CSV);
        // however the account is written; told once, at the first of them
        assert_eq!(found.rows(), [3]);
        assert_eq!(found.verdicts(), [3, 3, 0, 2, 1]);
        assert_eq!(
            found.findings[0].message,
            "by li: 3 rows in less than 1 minute, more than 2; from 2026-10-09 17:01:00 on 3 rows in all: see also rows 2, 4"
        );
        let told = told_in(Lang::ZhCn, FIELDS, CHECK, CSV);
        assert_eq!(
            told,
            [
                "by li 在 1 分钟内有 3 笔，超过 2 笔；自 2026-10-09 17:01:00 起连续共 3 笔，另见第 2、4 行"
            ]
        );
    }

    /// A day is one of the calendar, and a date without a time is of it.
    #[test]
    fn days() {
        let check = CHECK
            .replace("1 minute", "1 day")
            .replace("more_than = 2", "more_than = 3");
        assert_eq!(one(FIELDS, &check, CSV).verdicts(), [3, 4, 0, 2, 0]);
    }
}
