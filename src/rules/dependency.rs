//! `check.dependency`: one code, one name.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::{Detail, Expr, Judgement, Plan, Source};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;
use crate::tables::types::FieldIx;

/// Rows with the same code must hold the same name; every minority row is a finding.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dependency {
    /// The fields that decide.
    columns: Vec<Name>,
    /// The field they decide, which a finding points at.
    determines: Name,
}

impl Kind for Dependency {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "one-code-two-names"
table = "order_lines"
check.dependency = { columns = ["item_code"], determines = "item_name" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let fields = scope.fields(&self.columns);
        let column = scope.field(&self.determines);
        let (fields, column) = (fields?, column?);
        let keys = scope.keys_of(scope.table, &fields, &[]);
        let source = Source::Minority {
            keys,
            value: scope.value(column),
            once: false,
        };
        Some(plan(source, &fields, column))
    }
}

/// The fields decide what the column holds.
pub(crate) fn plan(source: Source, fields: &[FieldIx], column: FieldIx) -> Plan {
    let judgement = Judgement::new(
        column,
        Expr::Boolean(true),
        message!("expected-dependency"),
        message!("finding-dependency"),
    );
    let judgement = judgement.beside(fields.iter().copied());
    Plan::new(source, vec![judgement.detail(Detail::Source)])
}

#[cfg(test)]
mod tests {
    use crate::testing::one;

    #[test]
    fn minority_rows_and_ties() {
        let csv = "k,a,b\n1,x,红\n2,x,红\n3,x,蓝\n4,y,1\n5,y,2\n6,z,1\n7,z,\n8,,1\n";
        let check = "check.dependency = { columns = [\"a\"], determines = \"b\" }";
        let found = one("a = {}\nb = {}", check, csv);
        assert_eq!(found.rows(), [4, 5, 6]);
        assert_eq!(found.verdicts(), [3, 3, 0, 2, 0]);
        assert_eq!(found.findings[0].expected, "红");
        assert_eq!(found.findings[1].expected, "2");
    }

    #[test]
    fn the_first_row_is_not_spared() {
        let csv = "k,a,b\n1,x,wrong\n2,x,right\n3,x,right\n";
        let check = "check.dependency = { columns = [\"a\"], determines = \"b\" }";
        assert_eq!(one("a = {}\nb = {}", check, csv).rows(), [2]);
    }
}
