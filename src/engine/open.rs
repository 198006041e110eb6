//! Rows that are not judged, which is told: a condition is neither true nor false for them, because a cell of it is empty, or the
//! row of another table that they lead to is not there.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{BooleanChunked, ChunkFull, PlSmallStr};

use super::evaluate::{Evaluator, is_true};
use crate::messages::{Message, message};
use crate::project::Project;
use crate::rules::plan::{Expr, Judgement, LookupIx};
use crate::rules::{Origin, Rule};
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
    /// Columns that the list of another table does not have.
    pub(super) unlisted: BTreeSet<(LookupIx, FieldIx)>,
    /// Of batches in which the rule decided nothing: the rows that `when` takes.
    pub(super) idle: Open,
    /// Of these rows: those that no limit is given for.
    pub(super) unlimited: u64,
}

/// Such rows of a condition.
#[derive(Debug, Clone, Default)]
pub(super) struct Open {
    rows: u64,
    /// The fields that are empty in one of them.
    empty: BTreeSet<FieldIx>,
    /// The fields that hold something in one of them.
    filled: BTreeSet<FieldIx>,
}

impl OpenRows {
    pub(super) fn add(&mut self, more: &OpenRows) {
        self.when.join(&more.when);
        self.must.join(&more.must);
        self.idle.join(&more.idle);
        for (lookup, more) in &more.astray {
            self.astray.entry(*lookup).or_default().join(more);
        }
        self.unlisted.extend(&more.unlisted);
        self.unlimited += more.unlimited;
    }

    /// Adds the rows among `asked` in which the condition is null because they lead to no row of another table.
    pub(super) fn add_astray(
        &mut self,
        evaluator: &Evaluator,
        judgement: &Judgement,
        value: &BooleanChunked,
        asked: Option<&BooleanChunked>,
    ) {
        let condition = &judgement.violation;
        if !value.has_nulls() {
            return;
        }
        let mut seen: Vec<(LookupIx, Vec<Expr>)> = Vec::new();
        condition.visit(&mut |part| {
            if let Expr::Lookup(lookup, _, keys) = part
                // a price is asked for once, and stands in a condition twice
                && !seen.iter().any(|(same, by)| same == lookup && by == keys)
                && let Some(rows) = evaluator.astray(*lookup, keys)
            {
                seen.push((*lookup, keys.clone()));
                let rows = &rows & &value.is_null();
                let rows = asked.map_or_else(|| rows.clone(), |asked| &rows & asked);
                if keys.iter().all(|key| key.fields().is_empty()) {
                    // the column is looked up, and not a row
                    if rows.any() {
                        self.unlisted.insert((*lookup, judgement.column));
                    }
                    return;
                }
                let open = self.astray.entry(*lookup).or_default();
                open.rows += rows.num_trues() as u64;
                open.empty.extend(keys.iter().flat_map(Expr::fields));
            }
        });
    }

    /// Adds the rows of a batch in which the rule decided nothing.
    pub(super) fn add_idle(
        &mut self,
        evaluator: &Evaluator,
        rule: &Rule,
        taken: Option<&BooleanChunked>,
    ) {
        let all = BooleanChunked::full(PlSmallStr::EMPTY, true, evaluator.typed.rows());
        let taken = taken.unwrap_or(&all);
        self.idle.rows += taken.num_trues() as u64;
        // what the dictionary asks of cells that are empty is told by `required`
        if !taken.any() || matches!(rule.origin, Origin::Dictionary(_)) {
            return;
        }
        let asked = rule.plan.judgements.iter().map(|one| &one.violation);
        for expr in asked.chain(rule.plan.source.exprs()) {
            self.idle.see(evaluator, expr, taken);
        }
        if let Some(timing) = &rule.plan.timing
            && let Some(limited) = &timing.limited
        {
            let limited = is_true(&evaluator.condition(limited).0);
            let started = evaluator.time(&timing.started).is_not_null();
            self.unlimited += (&(taken & &started) & &!&limited).num_trues() as u64;
        }
    }

    /// Why a rule that decided nothing, whatever could be read, could not be evaluated: nobody knows whether it applies to a row,
    /// or what somebody asks of the rows that it takes.
    pub(super) fn reason(&self, project: &Project, rule: usize) -> Option<Message> {
        let table = project.rules[rule].table;
        let count = self.idle.rows;
        if count == 0 {
            let fields = self.when.names(project, table);
            let count = self.when.rows;
            return (count > 0)
                .then(|| message!("not-run-when-open", count = count, fields = fields));
        }
        if self.must.rows > 0 {
            let fields = self.idle.never_filled(project, table);
            let known = fields.len();
            return Some(message!(
                "not-run-must-open",
                count = count,
                known = known,
                fields = fields
            ));
        }
        if let Some((lookup, open)) = self.astray.iter().find(|(_, open)| open.rows > 0) {
            let other = &project.tables[project.lookups[*lookup].table];
            let fields = open.names(project, table);
            return Some(message!(
                "not-run-astray",
                count = count,
                astray = open.rows,
                fields = fields,
                table = other.label.clone()
            ));
        }
        let timing = project.rules[rule].plan.timing.as_ref();
        let by = timing.and_then(|timing| timing.limited.as_ref()?.fields().first().copied());
        let by = by.filter(|_| self.unlimited > 0)?;
        let field = project.tables[table].fields[by].label.clone();
        Some(message!("not-run-unlimited", count = count, field = field))
    }

    /// Whether the rule took rows where it decided nothing.
    pub(super) fn has_idle(&self) -> bool {
        self.idle.rows > 0
    }

    /// That a rule, which somebody wrote, decided nothing because there was nothing in the cells.
    pub(super) fn idle(&self, project: &Project, rule: usize) -> Option<Message> {
        let rule = &project.rules[rule];
        let of_dictionary = matches!(rule.origin, Origin::Dictionary(_));
        if of_dictionary || self.idle.rows == 0 {
            return None;
        }
        let fields = self.idle.never_filled(project, rule.table);
        let id = rule.id.as_str();
        let known = fields.len();
        Some(message!(
            "audit-idle",
            rule = id,
            count = self.idle.rows,
            known = known,
            fields = fields
        ))
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
        let lists: BTreeSet<LookupIx> = self.unlisted.iter().map(|(lookup, _)| *lookup).collect();
        for list in lists {
            let of_list = self.unlisted.iter().filter(|(lookup, _)| *lookup == list);
            let fields = &project.tables[rule.table].fields;
            let columns = of_list.map(|(_, column)| fields[*column].name.clone());
            told.push(message!(
                "audit-unlisted",
                rule = id,
                fields = columns.collect::<Vec<_>>(),
                table = project.tables[project.lookups[list].table].label.clone()
            ));
        }
        told
    }
}

impl Open {
    /// The fields that are empty, as the dictionary names them.
    fn names(&self, project: &Project, table: TableIx) -> Vec<String> {
        let fields = &project.tables[table].fields;
        let names = self.empty.iter().map(|&f| fields[f].name.clone());
        names.collect()
    }

    /// How many rows there are, and the fields that are empty in one of them.
    pub(super) fn into_parts(self) -> (u64, BTreeSet<FieldIx>) {
        (self.rows, self.empty)
    }

    /// Those that are empty in all of the rows.
    fn never_filled(&self, project: &Project, table: TableIx) -> Vec<String> {
        let fields = &project.tables[table].fields;
        let never = self.empty.difference(&self.filled);
        never.map(|&f| fields[f].name.clone()).collect()
    }

    fn join(&mut self, more: &Open) {
        self.rows += more.rows;
        self.empty.extend(&more.empty);
        self.filled.extend(&more.filled);
    }

    /// Takes note of what the fields of an expression hold in some rows.
    fn see(&mut self, evaluator: &Evaluator, expr: &Expr, rows: &BooleanChunked) {
        // what is asked of a record may be empty; not known is whether it is asked
        if let Expr::Lacks(needed, _) = expr {
            return needed
                .iter()
                .for_each(|one| self.see(evaluator, &one.asked, rows));
        }
        for field in expr.fields() {
            let empty = evaluator.typed.values(field).is_null();
            if !self.empty.contains(&field) && (&empty & rows).any() {
                self.empty.insert(field);
            }
            if !self.filled.contains(&field) && (&!&empty & rows).any() {
                self.filled.insert(field);
            }
        }
    }

    /// Adds the rows in which the condition is null although every cell can be read, and returns them.
    pub(super) fn add(
        &mut self,
        evaluator: &Evaluator,
        condition: &Expr,
        value: &BooleanChunked,
        doubt: Option<&BooleanChunked>,
    ) -> Option<BooleanChunked> {
        if !value.has_nulls() {
            return None;
        }
        let mut open = value.is_null();
        if let Some(doubt) = doubt {
            open = &open & &!doubt;
        }
        let rows = open.num_trues() as u64;
        if rows == 0 {
            return None;
        }
        self.rows += rows;
        self.see(evaluator, condition, &open);
        Some(open)
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
        let rows = "1,void,1,1\n2,,1,2\n3,open,2,\n4,,,3\n5,open,3,3\n";
        let check = "check.expression = { must = \"a = b\" }\n";
        let (errors, notices) = told(&format!("when = \"status <> 'void'\"\n{check}"), rows);
        assert_eq!(errors, Vec::<String>::new());
        assert!(notices[0].contains("for 2 rows, its condition (`when`, `since`, `until`) is neither true nor false because status"));
        // of row 3 only: row 4 is not asked
        assert!(
            notices[1].contains("for 1 row, the condition is neither true nor false because b")
        );
        assert!(notices[1].ends_with("the 1 other rows"), "{notices:?}");
        let said =
            "when = \"status IS DISTINCT FROM 'void'\"\ncheck.required = { columns = [\"k\"] }\n";
        assert_eq!(told(said, rows), (vec![], vec![]));
    }

    #[test]
    fn a_rule_whose_cells_are_all_empty_has_not_passed() {
        let rows = "1,x,,\n2,x,,3\n";
        for (rule, error) in [
            (
                "check.expression = { must = \"a > 0\" }\n",
                "not run: r — of the 2 rows that it applies to, none can be judged, because a is empty in all of them",
            ),
            (
                "when = \"status = 'x'\"\ncheck.expression = { must = \"a > b\" }\n",
                "not run: r — of the 2 rows that it applies to, none can be judged, because a is empty in all of them",
            ),
        ] {
            assert_eq!(told(rule, rows).0, [error], "{rule}");
        }
        for check in [
            "check.compare = { left = \"a\", op = \"<=\", right = \"b\" }\n",
            "check.range = { column = \"a\", max = 9 }\n",
            "check.unique = { columns = [\"a\", \"b\"] }\n",
            "when = \"status = 'x'\"\ncheck.range = { column = \"a\", max = 9 }\n",
        ] {
            let notice = "rule r: it judged none of the 2 rows that it applies to, because a is empty in all of them";
            let told = told(check, rows);
            assert_eq!(told, (vec![], vec![notice.to_owned()]), "{check}");
        }
        let (errors, notices) = told(
            "when = \"status = 'y'\"\ncheck.range = { column = \"a\", max = 9 }\n",
            rows,
        );
        assert_eq!(errors, Vec::<String>::new());
        assert!(notices[0].contains("held for no row"), "{notices:?}");
    }

    /// That nobody knows whether a row belongs to a set does not keep the others from being judged.
    #[test]
    fn a_set_without_some_rows_is_judged() {
        let rule = "when = \"status <> 'void'\"\ncheck.unique = { columns = [\"k\"] }\n";
        let (errors, notices) = told(rule, "1,x,,\n2,,,\n3,x,,\n");
        assert_eq!(errors, Vec::<String>::new());
        assert!(
            notices[0].contains("for 1 row, its condition"),
            "{notices:?}"
        );
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
