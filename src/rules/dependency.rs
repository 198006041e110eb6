//! `check.dependency`: one code, one name.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::{Detail, Expr, Judgement, Plan, Source};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;
use crate::tables::types::{ExprType, FieldIx};

/// Rows with the same code must hold the same name; every minority row is a finding.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Dependency {
    /// The fields that decide.
    columns: Vec<Name>,
    /// The field they decide, which a finding points at.
    determines: Name,
    /// Whether an empty cell among the fields that decide is a value like others. Default: false, such rows are not judged.
    #[serde(default)]
    empty_keys: bool,
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
        if fields.contains(&column) {
            scope.compares_itself(&self.determines);
            return None;
        }
        let mut keys = scope.keys_of(scope.table, &fields, &[]);
        if self.empty_keys {
            keys = keys.into_iter().flat_map(or_empty).collect();
        }
        let source = Source::Minority {
            keys,
            value: scope.value(column),
            once: false,
        };
        Some(plan(source, &fields, column))
    }
}

/// A key of which empty cells are values: what stands for them, and whether it does. A cell that cannot be read stays unknown.
fn or_empty(key: Expr) -> [Expr; 2] {
    let nothing = match key.kind() {
        ExprType::Text => Expr::Text(String::new()),
        ExprType::Number => Expr::Number(0),
        ExprType::Date => Expr::Date(0),
        ExprType::Instant => Expr::Instant(0),
        ExprType::Span => Expr::Span(0),
        ExprType::Boolean => Expr::Boolean(false),
    };
    let is_empty = key.clone().missing();
    [Expr::Coalesce(Box::new(key), Box::new(nothing)), is_empty]
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

    /// On request, whatever the type of the key; one that cannot be read is none of them.
    #[test]
    fn empty_cells_may_be_a_key_like_others() {
        for (kind, some, unreadable) in [
            ("text", "x", None),
            ("integer", "0", Some("?")),
            ("date", "1970-01-01", Some("?")),
            ("boolean", "no", Some("?")),
        ] {
            let mut csv = format!("k,a,c,b\n1,,p,u\n2,,p,u\n3,,p,v\n4,{some},p,v\n5,{some},p,v\n");
            csv.extend(unreadable.map(|cell| format!("6,{cell},p,w\n")));
            let fields = format!("a = {{ type = \"{kind}\" }}\nb = {{}}\nc = {{}}");
            let open = u64::from(unreadable.is_some());
            for (empty, rows, verdicts) in [
                ("true", vec![4], [4, 1, 0, 0, open]),
                ("false", vec![], [2, 0, 0, 3, open]),
            ] {
                let check = format!(
                    "check.dependency = {{ columns = [\"a\", \"c\"], determines = \"b\", empty_keys = {empty} }}"
                );
                let found = one(&fields, &check, &csv);
                assert_eq!(found.rows(), rows, "{kind} {empty}");
                assert_eq!(found.verdicts(), verdicts, "{kind} {empty}");
            }
        }
    }

    #[test]
    fn the_first_row_is_not_spared() {
        let csv = "k,a,b\n1,x,wrong\n2,x,right\n3,x,right\n";
        let check = "check.dependency = { columns = [\"a\"], determines = \"b\" }";
        assert_eq!(one("a = {}\nb = {}", check, csv).rows(), [2]);
    }
}
