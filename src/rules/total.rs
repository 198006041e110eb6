//! `check.total`: the lines must add up to the header.

use schemars::JsonSchema;
use serde::Deserialize;

use super::amount::Amount;
use super::conditions::in_words;
use super::names::is_computed;
use super::plan::{Detail, Expr, Judgement, Lookup, Op, Plan, Reduce, Source};
use super::{Kind, Scope};
use crate::messages::message;
use crate::mistakes::placed::{Name, Placed};
use crate::tables::types::ExprType;

/// A number of each row must be the sum over its lines in another table.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Total {
    /// The number in the header, which a finding points at.
    column: Name,
    /// The table of the lines.
    lines: Name,
    /// The number in the lines.
    sum: Name,
    /// The fields that lead from the header to its lines.
    on: Vec<Name>,
    /// Their names in the lines, in the same order. Default: the same names.
    line_on: Option<Vec<Name>>,
    /// SQL condition over the lines: only lines that meet it are added.
    when: Option<Name>,
    /// A difference that is still acceptable. Default: none.
    tolerance: Option<Placed<Amount>>,
    /// Digits after the point that the sum is rounded to (half away from zero) before it is compared. Default: not rounded.
    round: Option<Placed<u32>>,
}

impl Kind for Total {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "order-amount-not-its-lines"
table = "orders"
check.total = { column = "amount", lines = "order_lines", sum = "amount", on = ["order_no"], tolerance = "0.01" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let is_own = scope.dictionary(scope.table).find(&self.column).is_some();
        if !is_own && (scope.names_elsewhere(&self.column) || is_computed(&self.column)) {
            scope.mistake_at(message!("problem-two-sums"), self.column.span());
            scope.hint(message!("hint-two-sums"));
            return None;
        }
        let column = scope.field(&self.column);
        let fields = scope.fields(&self.on);
        let lines = scope.other_table(&self.lines)?;
        let line_fields = scope.fields_of(lines, self.line_on.as_deref().unwrap_or(&self.on));
        let sum = scope.field_of(lines, &self.sum);
        let when = match &self.when {
            Some(text) => Some(scope.condition(lines, text)?),
            None => None,
        };
        let told = self.when.as_ref().zip(when.as_ref());
        let told = told.map(|(text, when)| in_words(when, text, scope.dictionary(lines)));
        let (column, fields, line_fields, sum) = (column?, fields?, line_fields?, sum?);
        if lines == scope.table && when.is_none() && (column, &fields) == (sum, &line_fields) {
            scope.compares_itself(&self.sum);
            return None;
        }
        let amount = scope.value_of(lines, sum);
        for (name, value) in [(&self.column, &scope.value(column)), (&self.sum, &amount)] {
            if value.kind() != ExprType::Number {
                scope.mistake_at(message!("problem-total-needs-numbers"), name.span());
                return None;
            }
        }
        if !scope.expect_keys(fields.len(), line_fields.len(), &self.lines) {
            return None;
        }
        let tolerance = match &self.tolerance {
            None => 0,
            Some(amount) => scope.tolerance(amount)?,
        };
        let several = fields.len() > 1;
        let keys = scope.keys_of(lines, &line_fields, &[]);
        let lookup = scope.lookup(Lookup {
            table: lines,
            keys,
            when,
            reduce: Reduce::Sum(amount),
            optional: false,
        });
        let found = Expr::Lookup(
            lookup,
            ExprType::Number,
            scope.keys_of(scope.table, &fields, &[]),
        );
        let found = match &self.round {
            Some(digits) => Expr::Round(Box::new(found), **digits),
            None => found,
        };
        // the sum over the only line is the line
        let secret =
            scope.describe(column).sensitive || scope.dictionary(lines).fields[sum].sensitive;
        let detail = if secret {
            Detail::Secret
        } else {
            Detail::Number(found.clone())
        };
        let difference = Expr::Abs(Box::new(scope.value(column).minus(found)));
        let label = scope.dictionary(lines).label.clone();
        let sum = scope.label_of(lines, sum);
        let expected = message!("expected-total", table = label.clone());
        let found = match &told {
            Some(when) => {
                message!("finding-total-when", table = label, sum = sum).with("when", when.clone())
            }
            None => message!("finding-total", table = label, sum = sum),
        };
        Some(Plan::new(
            Source::Rows,
            vec![
                Judgement::new(
                    column,
                    difference.compare(Op::Gt, Expr::Number(tolerance)),
                    expected,
                    found,
                )
                // a single field is mostly the key, which a finding names
                .beside(fields.into_iter().filter(|_| several))
                .detail(detail),
            ],
        ))
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::{audited, tried};

    fn found(options: &str, orders: &str, lines: &str) -> crate::testing::Tried {
        let project = format!(
            "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nno = {{}}\namount = {{ type = \"decimal\" }}\n\
             [tables.l]\nfiles = \"l.csv\"\n[tables.l.fields]\nno = {{}}\nx = {{ type = \"decimal\" }}\nst = {{}}\n\
             [[rule]]\nid = \"r\"\ntable = \"o\"\ncheck.total = {{ column = \"amount\", lines = \"l\", sum = \"x\", on = [\"no\"]{options} }}\n"
        );
        tried(&project, &[("o.csv", orders), ("l.csv", lines)], "r")
    }

    #[test]
    fn sums_are_exact_and_unreadable_lines_undecidable() {
        let orders = "no,amount\n1,0.3\n2,5\n3,1\n4,0\n5,\n6,7\n";
        let lines = "no,x,st\n1,0.1,a\n1,0.2,a\n2,5.01,a\n3,x,a\n6,,a\n6,7,a\n";
        let strict = found("", orders, lines);
        assert_eq!(strict.rows(), [3]);
        assert_eq!(strict.verdicts(), [3, 1, 0, 1, 1]);
        assert_eq!(strict.findings[0].expected, "5.01");
        let tolerant = found(", tolerance = 0.01", orders, lines);
        assert_eq!(tolerant.verdicts(), [4, 0, 0, 1, 1]);
    }

    #[test]
    fn rounding_and_a_condition_on_the_lines() {
        let lines = "no,x,st\n1,0.105,a\n1,0.1,a\n1,9,void\n";
        let options = ", round = 2, when = \"st <> 'void'\"";
        assert_eq!(
            found(options, "no,amount\n1,0.21\n", lines).verdicts(),
            [1, 0, 0, 0, 0]
        );
        let found = found(options, "no,amount\n1,0.2\n", lines);
        assert_eq!(found.rows(), [2]);
        assert_eq!(
            found.findings[0].message,
            "amount 0.2 ≠ 0.21, the sum of x in l where st ≠ void"
        );
    }

    /// A record that breaks off belongs to the order that it begins with, and to any where it does not get that far.
    #[test]
    fn a_broken_line_leaves_its_sum_open() {
        let orders = "no,amount\nA,100\nB,50\nC,9\nD,7\n";
        let lines = "no,x,st\nA,60,a\nA,40,\"un\nB,50,a\nB,\"2\nC,30,a\n";
        let broken = found("", orders, lines);
        assert_eq!(broken.rows(), [4, 5]);
        assert_eq!(broken.verdicts(), [0, 2, 0, 0, 2]);
        // of another one nobody knows whose it is: what is not there at all may be in it
        let lost = found("", orders, &lines.replace("B,50", "\"E,1\nB,50"));
        assert_eq!(lost.rows(), [4]);
        assert_eq!(lost.verdicts(), [0, 1, 0, 0, 3]);
    }

    /// Only of what may belong to any order it is told that differences may come from it.
    #[test]
    fn lines_that_may_belong_to_any_sum_are_told() {
        let project = "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nno = {}\namount = { type = \"decimal\" }\n\
             [tables.l]\nfiles = \"l.csv\"\nlabel = \"Lines\"\n[tables.l.fields]\nno = {}\nx = { type = \"decimal\" }\n\
             [[rule]]\nid = \"sum\"\ntable = \"o\"\ncheck.total = { column = \"amount\", lines = \"l\", sum = \"x\", on = [\"no\"] }\n";
        let notices = |lines: &str| {
            let files = [("o.csv", "no,amount\n1,4\n2,7\n"), ("l.csv", lines)];
            let messages = Messages::new(Lang::En);
            let (_, audit) = audited(project, &files);
            let told = audit.notices.iter().map(|m| messages.text(m));
            told.filter(|told| told.contains("in no sum"))
                .collect::<Vec<_>>()
        };
        assert_eq!(notices("no,x\n1,4\n2,\"7\n2,7\n"), [""; 0]);
        assert_eq!(
            notices("no,x\n1,4\n\"2,7\n2,7\n"),
            [
                "Lines: 1 row cannot be read, or its key cannot: it is in no sum; differences that are found between sums may come from that"
            ]
        );
    }

    /// A line that names no document is in no sum: that is told once of all totals, and of nothing that only counts rows.
    #[test]
    fn lines_without_a_key_are_told_once() {
        let project = "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nno = {}\namount = { type = \"decimal\" }\n\
             net = { type = \"decimal\" }\na = { type = \"person\" }\nb = { type = \"person\" }\n\
             [tables.l]\nfiles = \"l.csv\"\nlabel = \"Lines\"\n[tables.l.fields]\nno = { header = \"Number\" }\n\
             x = { type = \"decimal\" }\ny = { type = \"decimal\" }\n\
             [tables.people]\nfiles = \"p.csv\"\n[tables.people.fields]\naccount = {}\nname = {}\n\
             [[rule]]\nid = \"gross\"\ntable = \"o\"\ncheck.total = { column = \"amount\", lines = \"l\", sum = \"x\", on = [\"no\"] }\n\
             [[rule]]\nid = \"net\"\ntable = \"o\"\ncheck.total = { column = \"net\", lines = \"l\", sum = \"y\", on = [\"no\"] }\n\
             [[rule]]\nid = \"two\"\ntable = \"o\"\ncheck.compare = { left = \"a\", op = \"!=\", right = \"b\" }\n";
        let files = [
            ("o.csv", "no,amount,net,a,b\n1,4,3,u1,Bob\n"),
            ("l.csv", "Number,x,y\n1,4,3\n,5,5\n"),
            ("p.csv", "account,name\nu1,Ann\nu2,\n"),
        ];
        let (_, audit) = audited(project, &files);
        let messages = Messages::new(Lang::En);
        let told = audit.notices.iter().map(|m| messages.text(m));
        let told: Vec<String> = told.filter(|told| told.contains("in no sum")).collect();
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(
            told[0].starts_with("Lines: 1 row has an incomplete key (Number)"),
            "{told:?}"
        );
    }

    /// A line without a status is in no sum, and that is told.
    #[test]
    fn lines_that_an_empty_cell_keeps_out_are_told() {
        let project = "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nno = {}\namount = { type = \"decimal\" }\n\
             [tables.l]\nfiles = \"l.csv\"\nlabel = \"Lines\"\n[tables.l.fields]\nno = {}\nx = { type = \"decimal\" }\nst = {}\n\
             [[rule]]\nid = \"sum\"\ntable = \"o\"\n\
             check.total = { column = \"amount\", lines = \"l\", sum = \"x\", on = [\"no\"], when = \"st <> 'void'\" }\n\
             [[rule]]\nid = \"there\"\ntable = \"o\"\ncheck.reference = { columns = [\"no\"], table = \"l\", key = [\"no\"], when = \"st = 'a'\" }\n";
        let files = [
            ("o.csv", "no,amount\n1,4\n2,7\n"),
            ("l.csv", "no,x,st\n1,4,a\n1,5,\n2,7,a\n2,1,void\n2,2,\n"),
        ];
        let (_, audit) = audited(project, &files);
        let messages = Messages::new(Lang::En);
        let told: Vec<String> = audit.notices.iter().map(|m| messages.text(m)).collect();
        assert_eq!(told.len(), 2, "{told:?}");
        for (told, rule) in told.iter().zip(["sum", "there"]) {
            let begins = format!(
                "rule {rule}: for 2 rows of Lines, the condition (`when` in the check) is neither true nor false because st is empty"
            );
            assert!(told.starts_with(&begins), "{told}");
        }
    }
}
