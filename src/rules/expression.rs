//! `check.expression`: an SQL condition must hold.

use schemars::JsonSchema;
use serde::Deserialize;

use super::plan::{Detail, Expr, Judgement, Plan, Source};
use super::{Kind, Scope, wording};
use crate::messages::message;
use crate::mistakes::placed::Name;

/// An SQL condition over the fields of a row must hold.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expression {
    /// The condition. Where it is null, the row is not judged.
    must: Name,
    /// The field a finding points at. Default: the first field in the condition.
    column: Option<Name>,
}

impl Kind for Expression {
    const EXAMPLE: &'static str = r#"[[rule]]
id    = "line-amount-miscalculated"
table = "order_lines"
check.expression = { must = "abs(amount - qty * price) <= 0.01", column = "amount" }
"#;

    fn plan(&self, scope: &mut Scope) -> Option<Plan> {
        let named = self.column.as_ref().map(|name| scope.field(name));
        let must = scope.condition(scope.table, &self.must)?;
        let Some(column) = named.unwrap_or_else(|| must.fields().first().copied()) else {
            if self.column.is_none() {
                scope.mistake_at(message!("problem-sql-no-field"), self.must.span());
            }
            return None;
        };
        if let Some(name) = compared_with_itself(&must, scope) {
            scope.mistake_at(message!("problem-itself", name = name), self.must.span());
            return None;
        }
        let fields = must.fields();
        let judgement = Judgement::new(
            column,
            must.clone().negate(),
            message!("expected-expression", condition = &*self.must),
            message!("finding-expression"),
        );
        let judgement = judgement.beside(fields.into_iter());
        let parts = wording::parts(&must, &judgement, scope);
        let judgement = Judgement {
            written: true,
            undecidable: unsettled(&must),
            ..judgement.detail(Detail::Parts(parts))
        };
        Some(Plan::new(Source::Rows, vec![judgement]))
    }
}

/// The field that a part of a condition compares with itself, if there is one.
fn compared_with_itself(must: &Expr, scope: &Scope) -> Option<String> {
    let mut found = None;
    must.visit(&mut |part| {
        if let Expr::Compare(_, left, right) = part
            && left == right
            && let [field, ..] = left.fields()[..]
        {
            found.get_or_insert(field);
        }
    });
    found.map(|field| scope.describe(field).name.clone())
}

/// Where a condition hangs on a time of day that was not written: one of the comparisons that must hold does, and none of the
/// others is false.
fn unsettled(must: &Expr) -> Option<Expr> {
    let (mut open, mut broken) = (Vec::new(), Vec::new());
    for condition in must.conjuncts() {
        let compared = match condition {
            Expr::Not(inner) => inner,
            condition => condition,
        };
        let hangs = match compared {
            Expr::Compare(_, left, right) => left.unsettled(right),
            _ => None,
        };
        let fails = condition.clone().negate();
        broken.push(match &hangs {
            Some(hangs) => Expr::And(vec![fails, hangs.clone().negate()]),
            None => fails,
        });
        open.extend(hangs);
    }
    let broken = Expr::Coalesce(Box::new(Expr::Or(broken)), Box::new(Expr::Boolean(false)));
    (!open.is_empty()).then(|| Expr::And(vec![Expr::Or(open), broken.negate()]))
}

#[cfg(test)]
mod tests {
    use crate::testing::one;

    /// As `check.compare` and `check.latency` read them.
    #[test]
    fn a_day_without_its_time_is_not_before_or_after_a_time_of_that_day() {
        let fields = "due = { type = \"datetime\" }\nmade = { type = \"datetime\" }\nn = { type = \"integer\" }";
        let csv = "k,due,made,n\n1,2026-06-01 00:00,2026-06-01 15:00,1\n2,2026-06-01 00:00,2026-06-02 09:00,1\n\
            3,2026-06-03 08:30,2026-06-03 07:00,1\n4,2026-06-01 00:00,2026-06-01 00:00,1\n\
            5,2026-06-05 12:00,2026-06-05 00:00,0\n6,2026-06-06 00:00,2026-06-05 11:00,1\n";
        for (check, rows, verdicts) in [
            (
                "check.expression = { must = \"made <= due\" }",
                vec![3],
                [3, 1, 0, 0, 2],
            ),
            (
                "check.compare = { left = \"made\", op = \"<=\", right = \"due\" }",
                vec![3],
                [3, 1, 0, 0, 2],
            ),
            // what is wrong whatever the time was
            (
                "check.expression = { must = \"made <= due AND n = 1\" }",
                vec![3, 6],
                [3, 2, 0, 0, 1],
            ),
        ] {
            let found = one(fields, check, csv);
            assert_eq!(found.rows(), rows, "{check}");
            assert_eq!(found.verdicts(), verdicts, "{check}");
        }
        // in a column without any time it is days that are compared
        let days = csv.replace("08:30", "00:00").replace("12:00", "00:00");
        let found = one(
            fields,
            "check.expression = { must = \"made <= due\" }",
            &days,
        );
        assert_eq!(found.verdicts(), [5, 1, 0, 0, 0]);
    }

    #[test]
    fn null_is_not_judged_unless_the_condition_asks() {
        let fields = "a = { type = \"decimal\" }\nb = { type = \"decimal\" }";
        let csv = "k,a,b\n1,2,3\n2,3,2\n3,,1\n4,x,1\n";
        let found = one(fields, "check.expression = { must = \"a < b\" }", csv);
        assert_eq!(found.rows(), [3]);
        assert_eq!(found.verdicts(), [1, 1, 0, 1, 1]);
        let found = one(
            fields,
            "check.expression = { must = \"a IS NOT NULL OR b = 1\" }",
            csv,
        );
        assert_eq!(found.verdicts(), [4, 0, 0, 0, 0]);
    }

    /// What is empty is another value; what cannot be read is not known.
    #[test]
    fn empty_cells_are_compared_where_that_is_said() {
        let fields = "s = {}\nd = { type = \"date\" }\ne = { type = \"date\" }";
        let csv =
            "k,s,d,e\n1,作废,2026-01-01,2026-01-01\n2,,,\n3,已审,x,2026-01-02\n4,,2026-01-03,\n";
        for (must, rows, verdicts) in [
            (
                "s IS NOT DISTINCT FROM '作废'",
                vec![3, 4, 5],
                [1, 3, 0, 0, 0],
            ),
            ("coalesce(s, '作废') = '作废'", vec![4], [3, 1, 0, 0, 0]),
            ("s = '作废'", vec![4], [1, 1, 0, 2, 0]),
            ("d IS NOT DISTINCT FROM e", vec![5], [2, 1, 0, 0, 1]),
            (
                "coalesce(d, DATE '2026-01-01') = DATE '2026-01-01'",
                vec![5],
                [2, 1, 0, 0, 1],
            ),
            (
                "coalesce(e, d) >= DATE '2026-01-02'",
                vec![2],
                [2, 1, 0, 1, 0],
            ),
        ] {
            let check = format!("check.expression = {{ must = {must:?} }}");
            let found = one(fields, &check, csv);
            assert_eq!(found.rows(), rows, "{must}");
            assert_eq!(found.verdicts(), verdicts, "{must}");
        }
    }

    /// As in SQL: true or false for every condition, also for one that is neither since a cell is empty.
    #[test]
    fn conditions_that_ask_what_a_condition_is() {
        let fields = "a = { type = \"integer\" }\nb = { type = \"boolean\" }";
        let csv = "k,a,b\n1,1,是\n2,2,否\n3,,\n4,x,x\n";
        for (is, rows) in [
            ("IS TRUE", vec![3, 4]),
            ("IS NOT TRUE", vec![2]),
            ("IS FALSE", vec![2, 4]),
            ("IS NOT FALSE", vec![3]),
            ("IS UNKNOWN", vec![2, 3]),
            ("IS NOT UNKNOWN", vec![4]),
            ("IS NULL", vec![2, 3]),
        ] {
            for condition in ["(a = 1)", "b", "(a = 1 AND b)"] {
                // that the cell of a field is filled, is known
                if (condition, is) == ("b", "IS NULL") {
                    continue;
                }
                let check = format!("check.expression = {{ must = \"{condition} {is}\" }}");
                let found = one(fields, &check, csv);
                assert_eq!(found.rows(), rows, "{condition} {is}");
                // what cannot be read is not known to be anything
                let (ok, wrong) = (3 - rows.len() as u64, rows.len() as u64);
                assert_eq!(found.verdicts(), [ok, wrong, 0, 0, 1], "{condition} {is}");
            }
        }
    }

    /// Two numbers that differ behind the twelfth digit are told apart from every number that has fewer.
    #[test]
    fn numbers_with_more_digits_than_can_be_held() {
        let fields = "a = { type = \"decimal\" }";
        let csv = "k,a\n1,0.0000000000004\n2,0\n3,-0.0000000000004\n4,0.9999999999999\n";
        for (must, rows) in [
            ("a = 0", vec![2, 4, 5]),
            ("a > 0", vec![3, 4]),
            ("a < 1", vec![]),
            ("a * a * a >= 0", vec![4]),
        ] {
            let check = format!("check.expression = {{ must = \"{must}\" }}");
            assert_eq!(one(fields, &check, csv).rows(), rows, "{must}");
        }
    }

    /// A day and a time in two columns, and hours at which nobody works.
    #[test]
    fn times_of_day() {
        let fields = "d = { type = \"date\" }\nt = {}\nat = { type = \"datetime\" }";
        let csv = "k,d,t,at\n1,2026-03-05,08:30,2026-03-05 08:31\n2,2026-03-05,下午3:05,2026-03-05 15:00\n\
            3,2026-03-05,noon,2026-03-06\n4,2026-03-05,,2026-03-06 23:10\n";
        for (must, rows, verdicts) in [
            ("at >= d + time_of_day(t)", vec![3], [1, 1, 0, 1, 1]),
            ("time_of_day(at) < TIME '18:00'", vec![5], [3, 1, 0, 0, 0]),
            (
                "time_of_day(t) = INTERVAL '510' MINUTE",
                vec![3],
                [1, 1, 0, 1, 1],
            ),
        ] {
            let check = format!("check.expression = {{ must = {must:?} }}");
            let found = one(fields, &check, csv);
            assert_eq!(found.rows(), rows, "{must}");
            assert_eq!(found.verdicts(), verdicts, "{must}");
        }
    }

    #[test]
    fn arithmetic_is_exact() {
        let fields =
            "a = { type = \"decimal\" }\nb = { type = \"integer\" }\nc = { type = \"decimal\" }";
        let csv = "k,a,b,c\n1,0.1,3,0.3\n2,19.99,7,139.93\n3,19.99,7,139.94\n";
        let found = one(fields, "check.expression = { must = \"c = a * b\" }", csv);
        assert_eq!(found.rows(), [4]);
    }

    #[test]
    fn sql_forms() {
        let fields =
            "a = {}\nd = { type = \"date\" }\ne = { type = \"date\" }\np = { type = \"person\" }";
        let csv = "k,a,d,e,p\n1,测试单,2026-01-01,2026-01-07,U1\n2,SO-1,2026-01-01,2026-01-06,u2\n";
        for (must, rows) in [
            ("a NOT LIKE '%测试%'", vec![2]),
            ("a LIKE 'SO__'", vec![2]),
            ("length(a) = 3", vec![3]),
            ("lower(a) = 'so-1'", vec![2]),
            ("regexp_like(a, '^SO')", vec![2]),
            ("e - d <= INTERVAL '5' DAY", vec![2]),
            ("e <= d + INTERVAL '5' DAY", vec![2]),
            ("e BETWEEN '2026-01-07' AND as_of", vec![3]),
            ("d = DATE '2026-01-01' AND NOT (e > '2026-01-06')", vec![2]),
            ("p IN ('U1')", vec![3]),
            ("p <> 'U1 '", vec![2]),
            ("k IN ('1', '2')", vec![]),
            ("trim(a) IN ('x') OR k = '2'", vec![2]),
            ("coalesce(a, 'none') <> 'SO-1'", vec![3]),
            ("a IS DISTINCT FROM 'SO-1'", vec![3]),
            ("d IS NOT DISTINCT FROM e", vec![2, 3]),
            ("a || '/' || k = 'SO-1/2'", vec![2]),
            ("substr(a, 1, 2) = 'SO'", vec![2]),
            ("substring(a from 4) = '1'", vec![]),
            ("regexp_substr(a, '[A-Z]+-(\\d)') = '1'", vec![]),
            ("year(e) = 2026 AND extract(day from e) = 7", vec![3]),
            ("days(e - d) > 5", vec![3]),
            ("a LIKE 'SO!-_' ESCAPE '!'", vec![2]),
            ("length(a) * 1e3 = 4.0E+3", vec![2]),
            ("{fn length(a)} = 3", vec![3]),
        ] {
            let check = format!("check.expression = {{ must = {must:?} }}");
            assert_eq!(one(fields, &check, csv).rows(), rows, "{must}");
        }
    }
}
