//! `check.reference`: a key must exist in another table.

use schemars::JsonSchema;
use serde::Deserialize;

use super::conditions::in_words;
use super::plan::{Detail, EMPTY, Expr, Judgement, Lookup, Op, Plan, Reduce, Source};
use super::{Kind, Scope};
use crate::messages::{Arg, message};
use crate::mistakes::placed::Name;
use crate::tables::Table;
use crate::tables::types::{ExprType, Fold, TableIx};

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

impl Reference {
    /// Each of its fields, with that of the other table which it leads to.
    pub(crate) fn pairs<'r>(&'r self, other: &'r Table) -> Vec<(&'r str, &'r str)> {
        let targets: Vec<&str> = match &self.key {
            Some(names) => names.iter().map(|name| name.as_str()).collect(),
            None => (other.key.iter())
                .map(|&field| other.fields[field].name.as_str())
                .collect(),
        };
        let columns = self.columns.iter().map(|name| name.as_str());
        columns.zip(targets).collect()
    }

    /// The table that it leads to.
    pub(crate) fn target(&self) -> &str {
        self.table.as_str()
    }
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
        let told = self.when.as_ref().zip(when.as_ref());
        let told = told.map(|(text, when)| in_words(when, text, scope.dictionary(other)));
        let (fields, targets) = (fields?, targets?);
        if targets.is_empty() {
            let name = self.table.as_str();
            scope.mistake_at(message!("problem-no-key", table = name), self.table.span());
            return None;
        }
        if !scope.expect_keys(fields.len(), targets.len(), &self.table) {
            return None;
        }
        // each row would be the one that is looked for
        if let (true, None, [first, ..]) = (other == scope.table, &when, &self.columns[..])
            && fields == targets
        {
            scope.compares_itself(first);
            return None;
        }
        for (name, (&field, &target)) in self.columns.iter().zip(fields.iter().zip(&targets)) {
            if !scope.expect_comparable(name, field, other, target) {
                return None;
            }
        }
        let (own_keys, target_keys) = scope.paired_keys(&fields, other, &targets, &self.normalise);
        let unfit = when
            .as_ref()
            .map(|when| unfit(when, other, &target_keys, &own_keys, scope));
        let lookup = scope.lookup(Lookup {
            table: other,
            keys: target_keys,
            when,
            reduce: Reduce::Exists,
            optional: false,
        });
        let found = Expr::Lookup(lookup, ExprType::Number, own_keys.clone());
        let is = |count: u32| found.clone().compare(Op::Eq, Expr::whole(count));
        let table = scope.dictionary(other).label.clone();
        let expected = match &told {
            Some(when) => message!("expected-reference-when", table = table.clone())
                .with("when", when.clone()),
            None => message!("expected-reference", table = table.clone()),
        };
        let absent = message!("finding-reference", table = table.clone());
        let absent = Judgement::new(fields[0], is(0), expected.clone(), absent).of_key(&fields);
        let mut judgements = vec![absent.detail(Detail::Near(lookup, own_keys))];
        if let Some((labels, detail)) = unfit {
            let message = message!("finding-unfit", table = table, fields = labels);
            let unfit = Judgement::new(fields[0], is(1), expected, message);
            judgements.push(unfit.of_key(&fields).detail(detail));
        }
        Some(Plan::new(Source::Rows, judgements))
    }
}

/// The names of the fields that a condition on the other table is about, and what the row there holds of those to blame.
/// Fields that not everybody may see are told by their names alone.
fn unfit(
    when: &Expr,
    other: TableIx,
    target_keys: &[Expr],
    own_keys: &[Expr],
    scope: &mut Scope,
) -> (Arg, Detail) {
    let mut said = Vec::new();
    for condition in when.conjuncts() {
        // an empty cell rules a row out where it leaves open whether the condition holds
        let fails = Expr::Or(vec![
            condition.clone().negate(),
            condition.clone().missing(),
        ]);
        for field in condition.fields() {
            let described = &scope.dictionary(other).fields[field];
            if described.sensitive {
                continue;
            }
            let label = described.label.clone();
            let lookup = scope.lookup(Lookup {
                table: other,
                keys: target_keys.to_vec(),
                when: Some(fails.clone()),
                reduce: Reduce::Only(Expr::Coalesce(
                    Box::new(Expr::Raw(field)),
                    Box::new(Expr::Text(EMPTY.to_owned())),
                )),
                optional: false,
            });
            said.push((
                label,
                Expr::Lookup(lookup, ExprType::Text, own_keys.to_vec()),
            ));
        }
    }
    let fields = when.fields().into_iter();
    let labels = fields.map(|field| scope.dictionary(other).fields[field].label.clone());
    (Arg::Locals(labels.collect()), Detail::Unfit(said))
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
        assert_eq!(found.findings[0].message, "c 2 in c: status is off");
        assert_eq!(found.findings[1].message, "c has no c 3");
    }

    /// Each condition that fails with what it looks at, an empty cell as such.
    #[test]
    fn what_rules_a_row_out_is_told() {
        let project = |when: &str| {
            format!(
                "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nc = {{}}\n[tables.m]\nfiles = \"m.csv\"\nlabel = \"Master\"\nkey = [\"code\"]\n\
                 [tables.m.fields]\ncode = {{}}\nstate = {{ label = \"State\" }}\nrank = {{ type = \"integer\", label = \"Rank\" }}\n[[rule]]\nid = \"r\"\ntable = \"o\"\n\
                 check.reference = {{ columns = [\"c\"], table = \"m\", when = \"{when}\" }}\n"
            )
        };
        let files = [
            ("o.csv", "c\nA\nB\nC\n"),
            ("m.csv", "code,state,rank\nA,closed,1\nB,,7\nC,closed,9\n"),
        ];
        for (when, told) in [
            (
                "state <> 'closed'",
                vec![
                    "c A in Master: State is closed",
                    "c B in Master: State is empty",
                    "c C in Master: State is closed",
                ],
            ),
            (
                "state = 'open' AND rank < 5",
                vec![
                    "c A in Master: State is closed",
                    "c B in Master: State is empty, Rank is 7",
                    "c C in Master: State is closed, Rank is 9",
                ],
            ),
            (
                "state IS NULL OR rank < 5",
                vec!["c C in Master: State is closed, Rank is 9"],
            ),
        ] {
            let found = tried(&project(when), &files, "r");
            let messages = found.findings.iter().map(|f| f.message.as_str());
            assert_eq!(messages.collect::<Vec<_>>(), told, "{when}");
        }
    }

    /// What differs by nothing that a person sees, on whichever side.
    #[test]
    fn keys_that_look_alike_are_told() {
        let check = "check.reference = { columns = [\"c\", \"d\"], table = \"m\" }";
        let project = format!(
            "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nc = {{}}\nd = {{}}\n[tables.m]\nfiles = \"m.csv\"\nkey = [\"code\", \"part\"]\n\
             [tables.m.fields]\ncode = {{}}\npart = {{}}\n[[rule]]\nid = \"r\"\ntable = \"o\"\n{check}\n"
        );
        let files = [
            (
                "o.csv",
                "c,d\nP1 ,x\nP1,\u{a0}x\nP\u{200b}1,x\nP2,x\nP3,x\n华4,x\nP9 ,x\nP 1,x\n",
            ),
            (
                "m.csv",
                "code,part\nP1,x\nP2\u{3000},x\nP3, x\n华\u{2060}4,x\n",
            ),
        ];
        let found = tried(&project, &files, "r");
        let told: Vec<&str> = found.findings.iter().map(|f| f.message.as_str()).collect();
        assert_eq!(
            told,
            [
                "m has no c P1 , d x; found without the blank at the end of the cell",
                "m has no c P1, d \u{a0}x; found without the blank at the start of the cell",
                "m has no c P\\u{200b}1, d x; found without the invisible characters in the cell",
                "m has no c P2, d x; there it has a blank at its end",
                "m has no c P3, d x; there it has a blank at its start",
                "m has no c 华4, d x; there it has invisible characters in it",
                "m has no c P9 , d x (the cell ends with a blank)",
                "m has no c P 1, d x",
            ]
        );
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
