//! `check.compare`: two values must stand in a relation, both of the row or one of a row that it leads to.

mod right;

use schemars::JsonSchema;
use serde::Deserialize;

use self::right::Right;
use super::amount::Amount;
use super::names::{is_computed, type_name};
use super::person::account_and_name;
use super::plan::{Expr, Judgement, Op, Plan, Source};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};
use crate::tables::types::{ExprType, FieldIx, Fold};

/// A column must stand in a relation to another one, of the same row or of a row in another table.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Compare {
    /// The field on the left, which a finding points at.
    left: Name,
    /// The relation that must hold.
    op: CompareOp,
    /// The field on the right; `TABLE.FIELD` is one of another table, in the row that `on` leads to.
    right: Name,
    /// For numbers: a difference that is still acceptable. Default: none.
    tolerance: Option<Placed<Amount>>,
    /// With `TABLE.FIELD`: the fields that lead to a row of that table. A row with an empty one is not judged.
    on: Option<Vec<Name>>,
    /// The fields of that table which they lead to, in the same order. Default: its `key`.
    key: Option<Vec<Name>>,
    /// What does not make a difference between these: trim, case, width, `leading_zeros`, spaces, dashes. Default: nothing.
    #[serde(default)]
    normalise: Vec<Fold>,
    /// SQL condition over that table: only rows that meet it count.
    when: Option<Name>,
}

/// `=`, `!=`, `<`, `<=`, `>` or `>=`.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
pub(crate) enum CompareOp {
    #[serde(rename = "=")]
    Eq,
    #[serde(rename = "!=")]
    Ne,
    #[serde(rename = "<")]
    Lt,
    #[serde(rename = "<=")]
    Le,
    #[serde(rename = ">")]
    Gt,
    #[serde(rename = ">=")]
    Ge,
}

impl Kind for Compare {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "shipped-before-created"
table = "shipments"
check.compare = { left = "shipped_at", op = ">=", right = "created_at" }

[[rule]]
id    = "shipped-before-order"
table = "shipments"
check.compare = { left = "shipped_at", op = ">=", right = "orders.created_at", on = ["order_no"] }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        if self.is_turned_round(scope) {
            return None;
        }
        let (left_field, other) = (self.left(scope), Right::new(self, scope));
        let (left_field, other) = (left_field?, other?);
        if other.is_of_row() && other.field == left_field {
            scope.compares_itself(&self.right);
            return None;
        }
        let mut left = scope.value(left_field);
        let mut right = scope.value_of(other.table, other.field);
        let left_person = scope.is_person(scope.table, left_field);
        let right_person = scope.is_person(other.table, other.field);
        if left_person && !right_person && right.kind() == ExprType::Text {
            right = Expr::Person(Box::new(right));
        }
        if right_person && !left_person && left.kind() == ExprType::Text {
            left = Expr::Person(Box::new(left));
        }
        if !left.kind().comparable(right.kind()) {
            let message = message!(
                "problem-not-comparable",
                left = &*self.left,
                left_type = type_name(scope.describe(left_field).kind),
                right = &*self.right,
                right_type = type_name(scope.dictionary(other.table).fields[other.field].kind),
            );
            scope.mistake_at(message, self.right.span());
            return None;
        }
        let tolerance = match &self.tolerance {
            None => 0,
            Some(amount) if left.kind() == ExprType::Number => scope.tolerance(amount)?,
            Some(amount) => {
                let message = message!("problem-tolerance-needs-numbers");
                scope.mistake_at(message, amount.span());
                return None;
            }
        };
        let kind = left.kind();
        let right = other.seen(right, scope);
        let detail = other.detail(&right, scope);
        let op = self.op.op();
        let same = match op {
            Op::Eq | Op::Ne if left_person && right_person => {
                account_and_name(&left, &right, scope)
            }
            _ => None,
        };
        let by_person = same.is_some();
        let unsettled = left.unsettled(&right);
        let violated = match same {
            None => beyond(op, left, right, tolerance),
            Some(same) => {
                let same = Expr::Or(vec![left.compare(Op::Eq, right), same]);
                if op == Op::Eq { same.negate() } else { same }
            }
        };
        let label = other.label(scope);
        let limit = self.tolerance.as_ref().filter(|_| tolerance != 0);
        let limit = limit.map(|amount| scope.digits(amount));
        let message = match (op, limit) {
            (Op::Ne, Some(limit)) => message!("finding-near", limit = limit),
            (_, Some(limit)) => {
                let op = op.negated().sign();
                message!("finding-beyond", op = op, limit = limit)
            }
            (Op::Ne, _) if by_person => message!("finding-same-person"),
            (Op::Ne, _) => message!("finding-differ"),
            (Op::Eq, _) if kind != ExprType::Number => message!("finding-unequal"),
            _ if matches!(kind, ExprType::Date | ExprType::Instant) => {
                message!("finding-compare-date", op = op.name())
            }
            _ => message!("finding-compare", op = op.negated().sign()),
        };
        let message = message.with("other", label.clone());
        let judgement = Judgement::new(
            left_field,
            violated,
            message!("expected-compare", op = op.sign()).with("other", label),
            message,
        );
        let judgement = Judgement {
            undecidable: unsettled,
            ..judgement.beside(other.on().iter().copied()).detail(detail)
        };
        Some(Plan::new(Source::Rows, vec![judgement]))
    }
}

impl Compare {
    /// The field on the left, which is of the row.
    fn left(&self, scope: &mut Scope) -> Option<FieldIx> {
        let is_own = scope.dictionary(scope.table).find(&self.left).is_some();
        if !is_own && is_computed(&self.left) {
            return right::computed(&self.left, scope);
        }
        scope.field(&self.left)
    }

    /// Whether the field of another table stands on the left; that is told with the sides as they should be.
    fn is_turned_round(&self, scope: &mut Scope) -> bool {
        let is_own = |name: &str| scope.dictionary(scope.table).find(name).is_some();
        let [left_own, right_own] = [&self.left, &self.right].map(|name| is_own(name));
        if left_own || !scope.names_elsewhere(&self.left) {
            return false;
        }
        let message = message!("problem-compare-left", field = &*self.left);
        scope.mistake_at(message, self.left.span());
        if right_own {
            let (left, right) = (&*self.right, &*self.left);
            let op = self.op.turned_round();
            let written = format!("left = \"{left}\", op = \"{op}\", right = \"{right}\"");
            scope.hint(message!("hint-written", written = written));
        }
        true
    }
}

/// The relation does not hold even when the right side gives way by the tolerance, which is accepted itself whatever the relation.
fn beyond(op: Op, left: Expr, right: Expr, tolerance: i128) -> Expr {
    if tolerance == 0 {
        return left.compare(op, right).negate();
    }
    let difference = left.minus(right);
    let limit = Expr::Number(tolerance);
    match op {
        Op::Eq => Expr::Abs(Box::new(difference)).compare(Op::Gt, limit),
        Op::Ne => Expr::Abs(Box::new(difference)).compare(Op::Lt, limit),
        Op::Lt | Op::Le => difference.compare(Op::Gt, limit),
        Op::Gt | Op::Ge => difference.compare(Op::Lt, Expr::Number(-tolerance)),
    }
}

impl CompareOp {
    /// As it is written with the sides exchanged.
    fn turned_round(self) -> &'static str {
        match self {
            CompareOp::Eq => "=",
            CompareOp::Ne => "!=",
            CompareOp::Lt => ">",
            CompareOp::Le => ">=",
            CompareOp::Gt => "<",
            CompareOp::Ge => "<=",
        }
    }

    pub(crate) fn op(self) -> Op {
        match self {
            CompareOp::Eq => Op::Eq,
            CompareOp::Ne => Op::Ne,
            CompareOp::Lt => Op::Lt,
            CompareOp::Le => Op::Le,
            CompareOp::Gt => Op::Gt,
            CompareOp::Ge => Op::Ge,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::{Tried, audited, one, tried};

    const NUMBERS: &str = "a = { type = \"decimal\" }\nb = { type = \"decimal\" }";

    #[test]
    fn exactly_the_tolerance_is_accepted() {
        let check =
            "check.compare = { left = \"a\", op = \"=\", right = \"b\", tolerance = \"0.011\" }";
        let csv = "k,a,b\n1,7.511,7.5\n2,7.5110001,7.5\n3,7.489,7.5\n4,7.5,\n5,约7.50,7.5\n";
        let found = one(NUMBERS, check, csv);
        assert_eq!(found.rows(), [3]);
        assert_eq!(found.verdicts(), [2, 1, 0, 1, 1]);
    }

    /// Whatever the relation; without a tolerance it is as strict as it is written.
    #[test]
    fn exactly_the_tolerance_is_accepted_in_every_relation() {
        let csv = "k,a,b\n1,3.99,5\n2,4,5\n3,4.5,5\n4,5,5\n5,5.5,5\n6,6,5\n7,6.01,5\n";
        for (op, rows, strict) in [
            ("=", vec![2, 8], vec![2, 3, 4, 6, 7, 8]),
            ("!=", vec![4, 5, 6], vec![5]),
            ("<", vec![8], vec![5, 6, 7, 8]),
            ("<=", vec![8], vec![6, 7, 8]),
            (">", vec![2], vec![2, 3, 4, 5]),
            (">=", vec![2], vec![2, 3, 4]),
        ] {
            for (tolerance, rows) in [(1, rows), (0, strict)] {
                let check = format!(
                    "check.compare = {{ left = \"a\", op = \"{op}\", right = \"b\", tolerance = {tolerance} }}"
                );
                assert_eq!(one(NUMBERS, &check, csv).rows(), rows, "{op} {tolerance}");
            }
        }
    }

    #[test]
    fn persons_are_compared_cleaned() {
        let fields = "a = { type = \"person\" }\nb = { type = \"person\" }";
        let check = "check.compare = { left = \"a\", op = \"!=\", right = \"b\" }";
        let found = one(
            fields,
            check,
            "k,a,b\n1,u1,U1 \n2,u1,u2\n3,Ｕ１,u1\n4,u1,\n",
        );
        assert_eq!(found.rows(), [2, 4]);
        assert_eq!(found.verdicts(), [1, 2, 0, 1, 0]);
    }

    const STAFF: &str =
        "account,name\nboss,王芳\nlee,Lee\nu1,Ann\nu2,Ann\nu3,Cy\nu3,Cy\nd1,boss\n,Eve\nu4,Eve\n";

    fn project(op: &str) -> String {
        format!(
            "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nk = {{}}\na = {{ type = \"person\" }}\n\
            b = {{ type = \"person\" }}\n[tables.people]\nfiles = \"p.csv\"\noptional = true\n[tables.people.fields]\n\
            account = {{}}\nname = {{}}\n[[rule]]\nid = \"r\"\ntable = \"o\"\n\
            check.compare = {{ left = \"a\", op = \"{op}\", right = \"b\" }}\n"
        )
    }

    fn with_staff(op: &str, orders: &str) -> Tried {
        let files = [("o.csv", orders), ("p.csv", STAFF)];
        tried(&project(op), &files, "r")
    }

    #[test]
    fn an_account_and_its_name_are_one_person() {
        let orders = "k,a,b\n\
            2,boss,王　芳\n3,王芳,BOSS\n4,boss,lee\n5,Ｌｅｅ,lee\n\
            6,u1,Ann\n7,Ann,ann\n8,Cy,u3\n9,d1,boss\n10,boss,\n11,who,王芳\n12,u4,Eve\n";
        let differ = with_staff("!=", orders);
        // a name of two people is nobody's (6); who stands in two rows is one person (8); boss is an account first (9)
        assert_eq!(differ.rows(), [2, 3, 5, 7, 8, 12]);
        assert_eq!(differ.verdicts(), [4, 6, 0, 1, 0]);
        let message = &differ.findings[0].message;
        assert_eq!(message, "a boss and b 王　芳 are the same person");
        let equal = with_staff("=", orders);
        assert_eq!(equal.rows(), [4, 6, 9, 11]);
        assert_eq!(equal.verdicts(), [6, 4, 0, 1, 0]);
    }

    /// They are compared as they are written then, and that is told.
    #[test]
    fn without_a_readable_staff_list_accounts_are_compared() {
        let orders = "k,a,b\n2,boss,王芳\n3,boss,Boss\n";
        for (staff, reason) in [
            (None, "people"),
            (Some("account\nboss\n"), "people"),
            (Some("account,name\n"), "no rows"),
        ] {
            let files: Vec<(&str, &str)> = [("o.csv", orders)]
                .into_iter()
                .chain(staff.map(|staff| ("p.csv", staff)))
                .collect();
            assert_eq!(tried(&project("!="), &files, "r").rows(), [3], "{staff:?}");
            let (_, audit) = audited(&project("!="), &files);
            let messages = Messages::new(Lang::En);
            let told: Vec<String> = audit.notices.iter().map(|n| messages.text(n)).collect();
            let as_written =
                |n: &&String| n.starts_with("persons are compared as they are written");
            let told: Vec<&String> = told.iter().filter(as_written).collect();
            assert_eq!(told.len(), 1, "{told:?}");
            assert!(told[0].contains(reason), "{told:?}");
        }
    }

    #[test]
    fn a_day_against_an_instant_is_decided_by_the_day() {
        let fields = "a = { type = \"date\" }
b = { type = \"datetime\" }";
        let csv = "k,a,b
1,2026-03-05,2026-03-05 10:00
2,2026-03-04,2026-03-05 10:00
";
        for (op, rows) in [
            (">=", vec![3]),
            ("<", vec![2]),
            ("<=", vec![]),
            ("!=", vec![2]),
        ] {
            let check = format!("check.compare = {{ left = \"a\", op = \"{op}\", right = \"b\" }}");
            assert_eq!(one(fields, &check, csv).rows(), rows, "{op}");
        }
    }

    #[test]
    fn a_person_beside_a_text_is_still_a_person() {
        let fields = "a = { type = \"person\" }
b = {}";
        let csv = "k,a,b
1,SALES01,SALES01
2,sales01,SALES02
";
        for (left, right) in [("a", "b"), ("b", "a")] {
            let check = format!(
                "check.compare = {{ left = \"{left}\", op = \"!=\", right = \"{right}\" }}"
            );
            assert_eq!(one(fields, &check, csv).rows(), [2], "{left}");
        }
    }
}
