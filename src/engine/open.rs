//! Rows that are not judged, which is told: a condition is neither true nor false for them, because a cell of it is empty, or the
//! row of another table that they lead to is not there.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::BooleanChunked;

use super::evaluate::Evaluator;
use crate::messages::{Message, message};
use crate::project::Project;
use crate::rules::plan::{Expr, LookupIx};
use crate::tables::types::{FieldIx, TableIx};

/// Such rows of a rule.
#[derive(Debug, Clone, Default)]
pub(super) struct OpenRows {
    /// Of its `when`.
    pub(super) when: Open,
    /// Of a condition that must hold, among the rows that `when` takes.
    pub(super) must: Open,
    /// Those that lead to no row, by what is asked of the other table.
    pub(super) astray: BTreeMap<LookupIx, Open>,
}

/// Such rows of a condition.
#[derive(Debug, Clone, Default)]
pub(super) struct Open {
    rows: u64,
    /// The fields that are empty in them.
    fields: BTreeSet<FieldIx>,
}

impl OpenRows {
    pub(super) fn add(&mut self, more: &OpenRows) {
        for (open, more) in [(&mut self.when, &more.when), (&mut self.must, &more.must)] {
            open.rows += more.rows;
            open.fields.extend(&more.fields);
        }
        for (lookup, more) in &more.astray {
            let open = self.astray.entry(*lookup).or_default();
            open.rows += more.rows;
            open.fields.extend(&more.fields);
        }
    }

    /// Adds the rows among `asked` in which the condition is null because they lead to no row of another table.
    pub(super) fn add_astray(
        &mut self,
        evaluator: &Evaluator,
        condition: &Expr,
        value: &BooleanChunked,
        asked: Option<&BooleanChunked>,
    ) {
        if !value.has_nulls() {
            return;
        }
        condition.visit(&mut |part| {
            if let Expr::Lookup(lookup, _, keys) = part
                && let Some(rows) = evaluator.astray(*lookup, keys)
            {
                let rows = &rows & &value.is_null();
                let rows = asked.map_or_else(|| rows.clone(), |asked| &rows & asked);
                let open = self.astray.entry(*lookup).or_default();
                open.rows += rows.num_trues() as u64;
                open.fields.extend(keys.iter().flat_map(Expr::fields));
            }
        });
    }

    /// Whether there are rows of which nobody knows whether the rule applies to them.
    pub(super) fn keeps_out(&self) -> bool {
        self.when.rows > 0
    }

    /// Why the rule, which took no row, could not be judged.
    pub(super) fn reason(&self, project: &Project, rule: usize) -> Message {
        let fields = self.when.names(project, project.rules[rule].table);
        message!("not-run-when-open", count = self.when.rows, fields = fields)
    }

    /// What there is to tell of a rule that took `judged` rows.
    pub(super) fn notices(&self, project: &Project, rule: usize, judged: u64) -> Vec<Message> {
        let rule = &project.rules[rule];
        let labels = |open: &Open| open.names(project, rule.table);
        let id = rule.id.as_str();
        let mut told = Vec::new();
        if self.when.rows > 0 {
            let (count, fields) = (self.when.rows, labels(&self.when));
            told.push(message!(
                "audit-when-open",
                rule = id,
                count = count,
                fields = fields
            ));
        }
        if self.must.rows > 0 {
            let (count, fields) = (self.must.rows, labels(&self.must));
            told.push(message!(
                "audit-must-open",
                rule = id,
                count = count,
                fields = fields,
                judged = judged
            ));
        }
        for (lookup, open) in self.astray.iter().filter(|(_, open)| open.rows > 0) {
            let other = &project.tables[project.lookups[*lookup].table];
            told.push(message!(
                "audit-astray",
                rule = id,
                count = open.rows,
                fields = labels(open),
                table = other.label.clone()
            ));
        }
        told
    }
}

impl Open {
    /// The fields that are empty, as the dictionary names them.
    fn names(&self, project: &Project, table: TableIx) -> Vec<String> {
        let fields = &project.tables[table].fields;
        let names = self.fields.iter().map(|&f| fields[f].name.clone());
        names.collect()
    }

    /// Adds the rows in which the condition is null although every cell can be read.
    pub(super) fn add(
        &mut self,
        evaluator: &Evaluator,
        condition: &Expr,
        value: &BooleanChunked,
        doubt: Option<&BooleanChunked>,
    ) {
        if !value.has_nulls() {
            return;
        }
        let mut open = value.is_null();
        if let Some(doubt) = doubt {
            open = &open & &!doubt;
        }
        let rows = open.num_trues() as u64;
        if rows == 0 {
            return;
        }
        self.rows += rows;
        for field in condition.fields() {
            let empty = evaluator.typed.values(field).is_null();
            if !self.fields.contains(&field) && (&empty & &open).any() {
                self.fields.insert(field);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::audited;

    const TABLE: &str = "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\n\
        k = {}\nstatus = {}\na = { type = \"decimal\" }\nb = { type = \"decimal\" }\n[[rule]]\nid = \"r\"\ntable = \"o\"\n";

    /// Errors and notices of a rule over some rows.
    fn told(rule: &str, rows: &str) -> (Vec<String>, Vec<String>) {
        let rows = format!("k,status,a,b\n{rows}");
        let (_, audit) = audited(&format!("{TABLE}{rule}"), &[("o.csv", &rows)]);
        let messages = Messages::new(Lang::En);
        let texts = |all: &[_]| all.iter().map(|m| messages.text(m)).collect();
        (texts(&audit.errors), texts(&audit.notices))
    }

    #[test]
    fn rows_that_an_empty_cell_keeps_out_are_told() {
        let rows = "1,void,1,1\n2,,1,2\n3,open,2,\n4,,,3\n";
        let check = "check.expression = { must = \"a = b\" }\n";
        let (errors, notices) = told(&format!("when = \"status <> 'void'\"\n{check}"), rows);
        assert_eq!(errors, Vec::<String>::new());
        assert!(notices[0].contains("for 2 rows, its condition (`when`, `since`, `until`) is neither true nor false because status"));
        // of row 3 only: row 4 is not asked
        assert!(
            notices[1].contains("for 1 row, the condition is neither true nor false because b")
        );
        assert!(notices[1].ends_with("the 0 other rows"), "{notices:?}");
        let said =
            "when = \"status IS DISTINCT FROM 'void'\"\ncheck.required = { columns = [\"k\"] }\n";
        assert_eq!(told(said, rows), (vec![], vec![]));
    }

    /// Neither a pass nor a rule that applies to no row.
    #[test]
    fn a_rule_that_can_decide_no_row_is_an_error() {
        let check = "check.expression = { must = \"a > 0\" }\n";
        let (errors, notices) = told(check, "1,x,one,\n2,x,,\n3,x,two,1\n");
        assert_eq!(
            errors,
            ["not run: r — none of the 2 rows that it applies to can be decided"]
        );
        assert!(notices[0].contains("for 1 row"), "{notices:?}");
        let (errors, _) = told(check, "1,x,one,\n2,x,1,\n");
        assert_eq!(errors, Vec::<String>::new());
    }
}
