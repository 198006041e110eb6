//! `check.reference`: a key must exist in another table.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::{Detail, Expr, Judgement, Lookup, Op, Plan, Reduce, Source};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;
use crate::tables::types::{ExprType, Fold};

/// A key must exist in another table.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reference {
    /// The fields of the key. A row with an empty one is not judged.
    columns: Vec<Name>,
    /// The table the key must exist in.
    table: Name,
    /// The fields of that table, in the same order. Default: its `key`.
    key: Option<Vec<Name>>,
    /// What does not make a difference: trim, case, width, `leading_zeros`, spaces, dashes. Default: nothing.
    #[serde(default)]
    normalise: Vec<Fold>,
    /// SQL condition over the other table: only rows that meet it count.
    when: Option<Name>,
}

impl Kind for Reference {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "order-for-unknown-customer"
table = "orders"
check.reference = { columns = ["customer_code"], table = "customers", key = ["code"], when = "status IS DISTINCT FROM 'disabled'" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let fields = scope.fields(&self.columns);
        let other = scope.other_table(&self.table)?;
        let targets = match &self.key {
            Some(names) => scope.fields_of(other, names),
            None => Some(scope.dictionary(other).key.clone()),
        };
        let when = match &self.when {
            Some(text) => Some(scope.condition(other, text)?),
            None => None,
        };
        let (fields, targets) = (fields?, targets?);
        if targets.is_empty() {
            let name = self.table.as_str();
            scope.mistake_at(message!("problem-no-key", table = name), self.table.span());
            return None;
        }
        if !scope.expect_keys(fields.len(), targets.len(), &self.table) {
            return None;
        }
        for (name, (&field, &target)) in self.columns.iter().zip(fields.iter().zip(&targets)) {
            if !scope.expect_comparable(name, field, other, target) {
                return None;
            }
        }
        let (own_keys, target_keys) = scope.paired_keys(&fields, other, &targets, &self.normalise);
        let lookup = scope.lookup(Lookup {
            table: other,
            keys: target_keys,
            when,
            reduce: Reduce::Exists,
            optional: false,
        });
        let found = Expr::Lookup(lookup, ExprType::Number, own_keys);
        let table = scope.dictionary(other).label.clone();
        let when = self.when.as_ref().map(|when| when.to_string());
        let expected = match &when {
            Some(when) => message!(
                "expected-reference-when",
                table = table.clone(),
                when = when
            ),
            None => message!("expected-reference", table = table.clone()),
        };
        let when = when.unwrap_or_default();
        Some(Plan::new(
            Source::Rows,
            vec![
                Judgement::new(
                    fields[0],
                    found.clone().compare(Op::Lt, Expr::whole(2)),
                    expected,
                    message!("finding-reference", table = table, when = when),
                )
                .of_key(&fields)
                .detail(Detail::Number(found)),
            ],
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tried;

    const TABLES: &str = "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nc = {}\n\
        [tables.c]\nfiles = \"c.csv\"\nkey = [\"code\"]\n[tables.c.fields]\ncode = {}\nstatus = {}\n\
        [[rule]]\nid = \"r\"\ntable = \"o\"\n";

    fn found(check: &str, orders: &str) -> crate::testing::Tried {
        let customers = "code,status\n001,on\n002,off\n,on\n";
        tried(
            &format!("{TABLES}{check}"),
            &[("o.csv", orders), ("c.csv", customers)],
            "r",
        )
    }

    #[test]
    fn missing_keys() {
        let check = "check.reference = { columns = [\"c\"], table = \"c\" }";
        let found = found(check, "c\n001\n1\n\"\"\n003\n");
        assert_eq!(found.rows(), [3, 5]);
        assert_eq!(found.verdicts(), [1, 2, 0, 1, 0]);
    }

    #[test]
    fn leading_zeros_and_a_condition_on_the_target() {
        let check = "check.reference = { columns = [\"c\"], table = \"c\", normalise = [\"leading_zeros\"], when = \"status = 'on'\" }";
        let found = found(check, "c\n1\n2\n3\n");
        assert_eq!(found.rows(), [3, 4]);
        assert_eq!(
            found.findings[0].message,
            "c exists in c, but in no row with status = 'on'"
        );
        assert_eq!(found.findings[1].message, "c does not exist in c");
    }

    #[test]
    fn clean_ups_leave_numbers_alone() {
        let project = "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nc = { type = \"integer\" }\nup = { type = \"integer\" }\n\
            [[rule]]\nid = \"r\"\ntable = \"o\"\n\
            check.reference = { columns = [\"up\"], table = \"o\", key = [\"c\"], normalise = [\"case\"] }\n";
        let found = tried(project, &[("o.csv", "c,up\n7,7.0\n8,9\n")], "r");
        assert_eq!(found.rows(), [3]);
    }

    #[test]
    fn a_table_may_refer_to_itself_and_in_a_circle() {
        let project = "[tables.a]\nfiles = \"a.csv\"\nkey = [\"k\"]\n[tables.a.fields]\nk = {}\nup = {}\n\
            [tables.b]\nfiles = \"b.csv\"\nkey = [\"k\"]\n[tables.b.fields]\nk = {}\nup = {}\n\
            [[rule]]\nid = \"self\"\ntable = \"a\"\ncheck.reference = { columns = [\"up\"], table = \"a\" }\n\
            [[rule]]\nid = \"there\"\ntable = \"a\"\ncheck.reference = { columns = [\"k\"], table = \"b\" }\n\
            [[rule]]\nid = \"back\"\ntable = \"b\"\ncheck.reference = { columns = [\"k\"], table = \"a\" }\n";
        let files = [
            ("a.csv", "k,up\n1,\n2,1\n3,9\n"),
            ("b.csv", "k,up\n1,\n2,\n7,\n"),
        ];
        for (rule, rows) in [("self", [4]), ("there", [4]), ("back", [4])] {
            assert_eq!(tried(project, &files, rule).rows(), rows, "{rule}");
        }
    }
}
