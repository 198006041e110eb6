//! `check.frozen`: what must not change from one event to another.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::Plan;
use super::plan::process::{Frozen as Demanded, FrozenColumn, Step};
use super::{Kind, Scope};
use crate::messages::{Arg, message};
use crate::mistakes::placed::{Name, Placed};

/// Columns must say the same on the rows of two events of a case.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Frozen {
    /// The earlier event: what its row says holds from there on.
    from: Name,
    /// The later event, each of which is held against the last earlier one.
    to: Name,
    /// The fields of the table of the earlier event.
    columns: Placed<Vec<Name>>,
    /// The same in the table of the later event, one for each, where they are called otherwise there. Default: the same names.
    to_columns: Option<Placed<Vec<Name>>>,
}

impl Kind for Frozen {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "amount-changed-after-approval"
process  = "o2c"
severity = "high"
check.frozen = { from = "order.approved", to = "shipment.sent", columns = ["amount"] }
"#;
    const OF_CASES: bool = true;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let (from, to) = (scope.event(&self.from), scope.event(&self.to));
        let (from, to) = (from?, to?);
        let after = self.to_columns.as_ref().unwrap_or(&self.columns);
        if after.len() != self.columns.len() || self.columns.is_empty() {
            scope.mistake_at(message!("problem-frozen-columns"), after.span());
            return None;
        }
        let (before_table, after_table) = (scope.event_table(from), scope.event_table(to));
        let before = scope.fields_of(before_table, &self.columns);
        let after = scope.fields_of(after_table, after);
        let (before, after) = (before?, after?);
        let labels = before.iter().map(|&field| {
            let field = &scope.dictionary(before_table).fields[field];
            field.label.clone()
        });
        let labels = Arg::Locals(labels.collect());
        let said = |message: crate::messages::Message| {
            message
                .with("from", scope.event_label(from))
                .with("to", scope.event_label(to))
        };
        let spoken = said(message!("spoken-frozen").with("columns", labels));
        let finding = said(message!("finding-frozen"));
        let columns = before.iter().zip(&after).map(|(&one, &other)| {
            let field = &scope.dictionary(before_table).fields[one];
            let hidden = &scope.dictionary(after_table).fields[other];
            let (label, sensitive) = (field.label.clone(), field.sensitive || hidden.sensitive);
            FrozenColumn {
                label,
                sensitive,
                before: scope.event_value(from, one, false),
                after: scope.event_value(to, other, false),
            }
        });
        let columns = columns.collect();
        let frozen = Demanded { from, to, columns };
        Some(scope.flow(Step::Frozen(frozen), &spoken, &finding))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::on_log;

    #[test]
    fn what_changes_is_found() {
        let rows = "1,a,2026-10-01 08:00,u1,1.50\n1,b,2026-10-01 09:00,u1,1.5\n2,a,2026-10-01 08:00,,2\n2,b,2026-10-01 09:00,,3\n\
            2,a,2026-10-01 10:00,,3\n2,b,2026-10-01 11:00,,3\n3,b,2026-10-01 11:00,,3\n";
        let check = "check.frozen = { from = \"a\", to = \"b\", columns = [\"n\"] }";
        let found = on_log("", check, rows);
        assert_eq!(found.verdicts(), [2, 1, 0, 1, 0]);
        assert_eq!(found.rows(), [5]);
        assert_eq!(
            found.findings[0].message,
            "n was 2 at A and is 3 at B: A 2026-10-01 08:00 (row 4)"
        );
    }

    /// One says what the later one says, and the other does not.
    #[test]
    fn which_was_the_last_may_be_open() {
        let rows = "1,a,2026-10-04 08:00,,1\n1,a,2026-10-05,,2\n1,b,2026-10-05 09:00,,1\n";
        let check = "check.frozen = { from = \"a\", to = \"b\", columns = [\"n\"] }";
        assert_eq!(on_log("", check, rows).verdicts(), [0, 0, 0, 0, 1]);
        let violation = on_log("tie = \"violation\"", check, rows);
        assert_eq!(violation.verdicts(), [0, 1, 0, 0, 0]);
    }
}
