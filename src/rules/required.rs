//! `check.required`: cells must be filled.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::{Expr, Judgement, Plan, Source};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;
use crate::tables::types::FieldIx;

/// Cells must be filled. Blanks and the field's `null` words are empty.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Required {
    /// The fields that must be filled; each empty one is a finding.
    columns: Vec<Name>,
}

impl Kind for Required {
    const EXAMPLE: &'static str = r#"[[rule]]
id       = "customer-tax-no-missing"
table    = "customers"
when     = "type = 'company' AND status IS DISTINCT FROM 'disabled'"
severity = "high"
check.required = { columns = ["uscc", "contact"] }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let fields = scope.fields(&self.columns)?;
        Some(Plan::new(
            Source::Rows,
            fields.into_iter().map(judgement).collect(),
        ))
    }
}

/// An empty cell is wrong; a cell that cannot be read is not empty.
pub(crate) fn judgement(column: FieldIx) -> Judgement {
    Judgement::new(
        column,
        Expr::Raw(column).missing(),
        message!("expected-required"),
        message!("finding-required"),
    )
}

#[cfg(test)]
mod tests {
    use crate::testing::one;

    #[test]
    fn blanks_and_null_words_are_empty() {
        let found = one(
            "a = { null = [\"无\", \"NA\"] }",
            "check.required = { columns = [\"a\"] }",
            "k,a\n1,x\n2,\n3,\" \u{3000}\"\n4,无\n5, NA \n6,\"\"\n7,N/A\n",
        );
        assert_eq!(found.rows(), [3, 4, 5, 6, 7]);
        assert_eq!(found.verdicts(), [2, 5, 0, 0, 0]);
    }

    #[test]
    fn each_empty_column_is_a_finding_of_one_row() {
        let found = one(
            "a = {}\nb = {}",
            "when = \"k <> '3'\"\ncheck.required = { columns = [\"a\", \"b\"] }",
            "k,a,b\n1,,\n2,x,y\n3,,\n",
        );
        assert_eq!(found.rows(), [2, 2]);
        assert_eq!(found.verdicts(), [1, 1, 0, 1, 0]);
        assert_eq!(found.counts.findings, 2);
    }

    #[test]
    fn an_unreadable_or_absent_cell_is_not_empty() {
        let found = one(
            "a = { type = \"date\" }",
            "check.required = { columns = [\"a\"] }",
            "k,a\n1,2026-02-30\n2,2026-02-28\n3\n4,\n",
        );
        assert_eq!(found.rows(), [5]);
        assert_eq!(found.verdicts(), [2, 1, 0, 0, 1]);
    }
}
