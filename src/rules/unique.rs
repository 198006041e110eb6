//! `check.unique`: no two rows may share a key.

use std::num::NonZeroU32;

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::{Detail, Expr, Judgement, Lookup, Op, Plan, Reduce, Source};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::Name;
use crate::tables::types::{ExprType, FieldIx, Fold};

/// No two rows may share a key; every copy is a finding.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Unique {
    /// The fields of the key. A row with an empty one is not judged.
    columns: Vec<Name>,
    /// How often a key may occur: 1 or more. Default: 1.
    at_most: Option<NonZeroU32>,
    /// What does not make a difference: trim, case, width, `leading_zeros`, spaces, dashes, lookalike. Default: nothing.
    #[serde(default)]
    normalise: Vec<Fold>,
    /// Columns of other tables that must not hold the key either, each as `TABLE.FIELD`; the key is one column then. Default: none.
    #[serde(default)]
    also: Vec<Name>,
}

impl Kind for Unique {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "one-customer-two-codes"
table = "customers"
when  = "status IS DISTINCT FROM 'disabled'"
check.unique = { columns = ["name"], normalise = ["spaces", "width", "case"] }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let Some(fields) = scope.fields(&self.columns) else {
            if self.columns.iter().any(|name| scope.names_elsewhere(name)) {
                scope.hint(message!("hint-unique-across"));
            }
            return None;
        };
        let keys = scope.keys_of(scope.table, &fields, &self.normalise);
        let most = self.at_most.map_or(1, NonZeroU32::get);
        let mut plan = plan(&fields, keys, most);
        if self.normalise.contains(&Fold::Lookalike) {
            plan.judgements[0].message = message!("finding-lookalike");
        }
        for name in &self.also {
            let (judgement, violation) = self.elsewhere(name, &fields, scope)?;
            plan.judgements.push(judgement);
            if let Source::Repeated { elsewhere, .. } = &mut plan.source {
                elsewhere.push(violation);
            }
        }
        Some(plan)
    }
}

impl Unique {
    /// That a column of another table holds the key as well.
    fn elsewhere(
        &self,
        name: &Name,
        fields: &[FieldIx],
        scope: &mut Scope,
    ) -> Option<(Judgement, Expr)> {
        let (table, target) = scope.field_elsewhere(name)?;
        let [field] = fields else {
            scope.mistake_at(message!("problem-unique-also"), name.span());
            return None;
        };
        if !scope.expect_comparable(name, *field, table, target) {
            return None;
        }
        let (own, keys) = scope.paired_keys(fields, table, &[target], &self.normalise);
        let lookup = scope.lookup(Lookup {
            table,
            keys,
            when: None,
            reduce: Reduce::Exists,
            optional: false,
        });
        let found = Expr::Lookup(lookup, ExprType::Number, own);
        let violation = found.compare(Op::Eq, Expr::whole(2));
        let label = scope.dictionary(table).label.clone();
        let judgement = Judgement::new(
            *field,
            Expr::Boolean(true),
            message!("expected-unique"),
            message!("finding-unique-also", table = label),
        );
        Some((judgement, violation))
    }
}

/// All rows of a key that occurs more often are wrong.
pub(crate) fn plan(fields: &[FieldIx], keys: Vec<Expr>, most: u32) -> Plan {
    let expected = match most {
        1 => message!("expected-unique"),
        most => message!("expected-unique-most", most = most),
    };
    Plan::new(
        Source::Repeated {
            keys,
            most,
            elsewhere: Vec::new(),
        },
        vec![
            Judgement::new(
                fields[0],
                Expr::Boolean(true),
                expected,
                message!("finding-unique"),
            )
            .of_key(fields)
            .detail(Detail::Source),
        ],
    )
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::{audited, one, tried};

    fn notices(checks: &str, csv: &str) -> Vec<String> {
        let project = format!(
            "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {{}}\nb = {{}}\n{checks}"
        );
        let (_, audit) = audited(&project, &[("t.csv", csv)]);
        let messages = Messages::new(Lang::En);
        audit.notices.iter().map(|m| messages.text(m)).collect()
    }

    /// They are compared as they stand, as references are, and nobody can see why they are no copies.
    #[test]
    fn keys_that_look_alike_are_told() {
        let csv = "a,b\nK1,x\n\"K1 \",y\nK1\u{200b},x\nK2,x\n\u{3000}K3,x\n";
        let rule = |check: &str| format!("[[rule]]\nid = \"r\"\ntable = \"t\"\n{check}\n");
        let told = notices(&rule("check.unique = { columns = [\"a\"] }"), csv);
        assert!(
            told[0].contains("3 rows")
                && told[0].contains("row 3 of ")
                && told[0].contains("[\"trim\"]"),
            "{told:?}"
        );
        let told = notices(
            &rule("check.dependency = { columns = [\"a\"], determines = \"b\" }"),
            csv,
        );
        assert!(
            told[0].contains("3 rows") && !told[0].contains("trim"),
            "{told:?}"
        );
        for quiet in [
            "check.unique = { columns = [\"a\"], normalise = [\"trim\"] }",
            "check.unique = { columns = [\"b\"] }",
            "check.unique = { columns = [\"a\", \"b\"] }\nwhen = \"a <> 'K1'\"",
        ] {
            assert_eq!(notices(&rule(quiet), csv), [""; 0], "{quiet}");
        }
    }

    #[test]
    fn all_copies_and_no_nulls() {
        let csv = "k,a,b\n1,x,1\n2,x,1\n3,x,2\n4,,1\n5,,1\n6,x,1\n";
        let found = one(
            "a = {}\nb = {}",
            "check.unique = { columns = [\"a\", \"b\"] }",
            csv,
        );
        assert_eq!(found.rows(), [2, 3, 7]);
        assert_eq!(found.verdicts(), [1, 3, 0, 2, 0]);
        assert_eq!(found.findings[0].message, "the same a, b as rows 3, 7");
    }

    /// Rows are named as a person sees them, whatever lies between.
    #[test]
    fn rows_with_gaps_between() {
        let csv = "k,a\n\n1,x\n\n\n2,y\n3,x\n合计,\n4,y\n";
        let found = one("a = {}", "check.unique = { columns = [\"a\"] }", csv);
        assert_eq!(found.rows(), [3, 6, 7, 9]);
        assert_eq!(found.findings[1].message, "the same a as row 9");
    }

    /// An answer that is copied from complaint to complaint.
    #[test]
    fn a_few_times_are_allowed() {
        let csv = "k,a\n1,x\n2,x\n3,y\n4,x \n5,y\n6,\n";
        let check = "check.unique = { columns = [\"a\"], at_most = 2, normalise = [\"trim\"] }";
        let found = one("a = {}", check, csv);
        assert_eq!(found.rows(), [2, 3, 5]);
        assert_eq!(found.verdicts(), [2, 3, 0, 1, 0]);
        assert_eq!(found.findings[0].expected, "at most 2 times");
    }

    #[test]
    fn normalised() {
        let csv = "k,a\n1,示例 公司\n2,示例公司\n3,ＡＢ\n4,ab\n5,c\n";
        let check =
            "check.unique = { columns = [\"a\"], normalise = [\"spaces\", \"width\", \"case\"] }";
        assert_eq!(one("a = {}", check, csv).rows(), [2, 3, 4, 5]);
        assert_eq!(
            one("a = {}", "check.unique = { columns = [\"a\"] }", csv).verdicts(),
            [5, 0, 0, 0, 0]
        );
    }

    #[test]
    fn codes_that_look_alike() {
        let csv = "k,a\n1,K-O01\n2,k001\n3,Kl2\n4,K12\n5,K22\n";
        let check = "check.unique = { columns = [\"a\"], normalise = [\"case\", \"dashes\", \"lookalike\"] }";
        let found = one("a = {}", check, csv);
        assert_eq!(found.rows(), [2, 3, 4, 5]);
        assert_eq!(found.findings[0].message, "a looks like that of row 3");
    }

    /// Whatever the clean-ups, in a key that also has a text.
    #[test]
    fn numbers_and_dates_compare_by_value() {
        let csv = "k,a,n,d\n1,Ab,7,2026-10-01\n2,aB,7.0,2026/10/1\n3,ab,8,2026-10-01\n";
        let fields = "a = {}\nn = { type = \"decimal\" }\nd = { type = \"date\" }";
        for columns in ["\"n\"", "\"n\", \"d\"", "\"a\", \"n\", \"d\""] {
            let check =
                format!("check.unique = {{ columns = [{columns}], normalise = [\"case\"] }}");
            assert_eq!(one(fields, &check, csv).rows(), [2, 3], "{columns}");
        }
    }

    /// They are numbers that can be held with twelve of them only.
    #[test]
    fn numbers_that_differ_behind_the_twelfth_digit() {
        let fields = "a = { type = \"decimal\" }\nb = {}";
        let csv = "k,a,b\n1,1.0000000000001,x\n2,1.0000000000002,x\n3,+01.00000000000020,x\n4,1,x\n5,1.000000000001,x\n6,,x\n";
        for columns in ["\"a\"", "\"a\", \"b\""] {
            let check = format!("check.unique = {{ columns = [{columns}] }}");
            let found = one(fields, &check, csv);
            assert_eq!(found.rows(), [3, 4], "{columns}");
            assert_eq!(found.verdicts(), [3, 2, 0, 1, 0], "{columns}");
        }
        let project = "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nk = {}\n\
            a = { type = \"decimal\", scale = 2 }\n";
        let csv = "k,a\n1,1.0000000000001\n2,1.20000000000000\n3,1.005\n";
        let files = [("t.csv", csv)];
        assert_eq!(tried(project, &files, "t.a.scale").rows(), [2, 4]);
        let (_, audit) = audited(project, &files);
        let told: Vec<String> = {
            let messages = Messages::new(Lang::En);
            audit.notices.iter().map(|m| messages.text(m)).collect()
        };
        assert!(
            told.iter().any(|told| told.contains("1.0000000000001")),
            "{told:?}"
        );
    }

    #[test]
    fn copies_in_different_files() {
        let project = "[tables.t]\nfiles = \"*.csv\"\n[tables.t.fields]\na = { unique = true }\n";
        let files = [("1.csv", "a\nx\ny\n"), ("2.csv", "a\ny\n")];
        let found = tried(project, &files, "t.a.unique");
        assert_eq!(found.rows(), [3, 2]);
        assert!(
            found.findings[0].message.contains("2.csv"),
            "{}",
            found.findings[0].message
        );
        assert_eq!(
            one("a = {}", "check.unique = { columns = [\"a\"] }", "k,a\n").verdicts(),
            [0, 0, 0, 0, 0]
        );
    }
}
