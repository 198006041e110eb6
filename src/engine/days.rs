//! Columns of times in which every time is midnight: their system writes 00:00 behind each day, and they are read as the days
//! they are, by each kind of rule alike.
//!
//! Tables are read in the belief that there is none. Where one turns up that a rule holds against times, the table is read once
//! more.

use super::{Request, needs};
use crate::rules::plan::{Expr, Op};
use crate::tables::typed::Needs;
use crate::tables::types::{ExprType, FieldIx};

/// By field: whether a column of times holds days only; false too where that is not known.
#[derive(Debug, Clone, Default)]
pub(crate) struct Days {
    found: Vec<bool>,
    /// Fields of which times were met.
    met: Vec<bool>,
}

impl Days {
    pub(super) fn has(&self, field: FieldIx) -> bool {
        self.found.get(field).copied().unwrap_or_default()
    }

    pub(super) fn by_field(&self) -> &[bool] {
        &self.found
    }

    /// Adds what a batch holds: fields, and whether all of their times are midnight.
    pub(super) fn add(&mut self, midnights: &[(FieldIx, bool)]) {
        for &(field, all) in midnights {
            if self.met.len() <= field {
                self.met.resize(field + 1, false);
                self.found.resize(field + 1, false);
            }
            self.found[field] = all && (self.found[field] || !self.met[field]);
            self.met[field] = true;
        }
    }

    /// Takes what a later reading found.
    pub(super) fn take(&mut self, later: &Days) {
        let fields = later.found.iter().enumerate();
        let found: Vec<_> = fields
            .filter(|(_, is)| **is)
            .map(|(f, _)| (f, true))
            .collect();
        self.add(&found);
    }

    /// The columns of days that a rule holds against times: what it says of them hangs on how they are read.
    pub(super) fn compared(&self, request: &Request) -> Vec<FieldIx> {
        let mut fields = Needs::default();
        if self.found.contains(&true) {
            let rules = request.rules.iter().flat_map(|one| one.rule.exprs());
            rules.for_each(|expr| self.add_compared(expr, &mut fields));
            let gather = request.gather.iter();
            gather.for_each(|one| one.exprs(&mut |expr| self.add_compared(expr, &mut fields)));
        }
        let found = 0..self.found.len();
        found.filter(|field| fields.contains(*field)).collect()
    }

    fn add_compared(&self, expr: &Expr, fields: &mut Needs) {
        let is_days = |at: &Expr| {
            let at = match at {
                Expr::Happened(inner) => inner,
                at => at,
            };
            matches!(at, Expr::Field(field, _) if self.has(*field))
        };
        expr.visit(&mut |part| match part {
            Expr::Compare(op, left, right)
                if left.kind() == ExprType::Instant
                    && right.kind() == ExprType::Instant
                    // two such columns compare alike by day and by time
                    && !(is_days(left) && is_days(right))
                    && !is_alike(*op, left, right) =>
            {
                for side in [left, right] {
                    self.add_days_of(side, fields);
                }
            }
            Expr::Beside(_, columns) => {
                let days = columns.iter().filter(|field| self.has(**field));
                days.for_each(|field| fields.add(*field));
            }
            _ => {}
        });
    }

    fn add_days_of(&self, side: &Expr, fields: &mut Needs) {
        let mut all = Needs::default();
        needs::add(&mut all, side);
        let days = (0..self.found.len()).filter(|&field| self.has(field) && all.contains(field));
        days.for_each(|field| fields.add(field));
    }
}

/// Whether a comparison with a time that is no column comes out alike by day and by time: one that is written is meant as it
/// is, and a midnight is behind the point in time of the audit where its day is behind that day.
fn is_alike(op: Op, left: &Expr, right: &Expr) -> bool {
    match (left, right) {
        (Expr::Instant(_), _) | (_, Expr::Instant(_)) => true,
        (_, Expr::AsOf(_)) => matches!(op, Op::Gt | Op::Le),
        (Expr::AsOf(_), _) => matches!(op, Op::Lt | Op::Ge),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::{audited, tried};

    /// Two files of a table, `due` of days and `done` of times.
    const FILES: [(&str, &str); 2] = [
        (
            "t1.csv",
            "k,due,done\n1,2026-04-10 00:00,2026-04-10 16:20\n2,2026-04-11 00:00:00,2026-04-12 07:00\n",
        ),
        ("t2.csv", "k,due,done\n3,2026-04-14,2026-04-13 23:00\n"),
    ];

    fn project(check: &str) -> String {
        format!(
            "[tables.t]\nfiles = \"t*.csv\"\n[tables.t.fields]\nk = {{}}\ndue = {{ type = \"datetime\" }}\n\
             done = {{ type = \"datetime\" }}\n[[rule]]\nid = \"r\"\ntable = \"t\"\n{check}\n"
        )
    }

    fn notices(check: &str, files: &[(&str, &str)]) -> Vec<String> {
        let (_, audit) = audited(&project(check), files);
        let messages = Messages::new(Lang::En);
        audit.notices.iter().map(|m| messages.text(m)).collect()
    }

    /// Each kind of rule takes midnight for the day.
    #[test]
    fn a_column_of_midnights_is_one_of_days() {
        for (check, rows) in [
            (
                "check.compare = { left = \"done\", op = \"<=\", right = \"due\" }",
                &[3][..],
            ),
            ("check.expression = { must = \"due >= done\" }", &[3]),
            (
                "check.expression = { must = \"done - due <= INTERVAL '0' DAY\" }",
                &[3],
            ),
            (
                "check.expression = { must = \"days(done - due) = 0\" }",
                &[3, 2],
            ),
            (
                "check.expression = { must = \"(due + INTERVAL '1' DAY) - done < INTERVAL '1' HOUR\" }",
                &[2, 2],
            ),
            (
                "check.latency = { from = \"due\", to = \"done\", within = \"0 days\" }",
                &[3, 2],
            ),
            (
                "check.latency = { from = \"done\", to = \"due\", within = \"0 days\" }",
                &[3, 2],
            ),
        ] {
            let found = tried(&project(check), &FILES, "r");
            assert_eq!(found.rows(), rows, "{check}");
            let told = notices(check, &FILES);
            assert!(
                told.iter().any(|n| n.contains("\"due\" is midnight")),
                "{told:?}"
            );
        }
    }

    /// One time of day, in whatever file, and the others are times as well.
    #[test]
    fn a_single_time_makes_it_a_column_of_times() {
        let check = "check.compare = { left = \"done\", op = \"<=\", right = \"due\" }";
        let more = (
            "t3.csv",
            "k,due,done\n5,2026-04-14 00:01,2026-04-13 23:00\n",
        );
        let found = tried(&project(check), &[FILES[0], FILES[1], more], "r");
        // of a day without its time nobody knows whether it was before another time of that day
        assert_eq!((found.rows(), found.counts.undecidable), (vec![3], 1));
        let told = notices(check, &[FILES[0], FILES[1], more]);
        assert!(!told.iter().any(|n| n.contains("midnight")), "{told:?}");
    }

    #[test]
    fn a_time_that_is_written_in_a_rule_is_meant() {
        let check = "check.expression = { must = \"due < '2026-04-11 12:00'\" }";
        assert_eq!(tried(&project(check), &FILES, "r").rows(), [2]);
        assert_eq!(notices(check, &FILES), [""; 0]);
        let check = "check.range = { column = \"due\", max = \"as_of\" }";
        assert_eq!(notices(check, &FILES), [""; 0]);
    }
}
