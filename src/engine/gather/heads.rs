//! Gathers where each document has its first line, where the export repeats it on every line.

use super::{Batch, Collect};
use crate::engine::evaluate::Evaluator;
use crate::engine::keyed::{Hit, Keyed};
use crate::rules::plan::Expr;
use crate::sources::batch::Aside;
use crate::tables::Table;
use crate::tables::types::FieldIx;

/// The first lines of the documents of a table.
pub(crate) struct Heads<'a> {
    keys: Vec<Expr>,
    table: &'a Table,
}

impl<'a> Heads<'a> {
    pub(crate) fn new(table: &'a Table) -> Heads<'a> {
        Heads {
            keys: keys(table),
            table,
        }
    }
}

/// What tells the documents of a table apart.
fn keys(table: &Table) -> Vec<Expr> {
    let key = |&field: &FieldIx| Expr::Field(field, table.fields[field].expr_type());
    table.key.iter().map(key).collect()
}

/// A line of the table: its file and its row there, the earlier the smaller.
type Place = (u32, u64);

/// By document: its first line.
#[derive(Default)]
pub(crate) struct FirstLines(Keyed<Place>);

impl FirstLines {
    /// The rows that repeat a document, as what is set aside; none where no row does. A row whose key is empty or cannot be read is a
    /// document of its own.
    pub(crate) fn copies(
        &self,
        evaluator: &Evaluator,
        table: &Table,
        input: u32,
    ) -> Option<Vec<Option<Aside>>> {
        let typed = evaluator.typed;
        if table.key.iter().any(|&field| typed.header.lacks(field)) {
            return None;
        }
        let mut reasons = Vec::with_capacity(typed.rows());
        self.0.get_all(&evaluator.key(&keys(table)), |hit| {
            let place = (input, typed.batch.line(reasons.len()));
            let repeats = matches!(hit, Hit::Value(first) if first != place);
            reasons.push(repeats.then_some(Aside::Copy));
        });
        reasons.iter().any(Option::is_some).then_some(reasons)
    }
}

impl Collect for Heads<'_> {
    type Part = FirstLines;
    type Whole = FirstLines;

    fn nothing(&self) -> FirstLines {
        FirstLines::default()
    }

    fn exprs(&self, each: &mut dyn FnMut(&Expr)) {
        self.keys.iter().for_each(each);
    }

    fn fields(&self) -> Vec<FieldIx> {
        self.table.key.clone()
    }

    fn of_batch(&self, batch: &Batch) -> FirstLines {
        let mut first = Keyed::default();
        let mut row = 0;
        batch.evaluator.key(&self.keys).for_each(|key| {
            if let Some(key) = key {
                let place = (batch.context.input, batch.evaluator.typed.batch.line(row));
                first.add(key, place, |before, _| before);
            }
            row += 1;
        });
        FirstLines(first)
    }

    fn merge(&self, before: &mut FirstLines, next: FirstLines) {
        before.0.merge(next.0, |before, _| before);
    }

    fn finish(&self, part: FirstLines) -> FirstLines {
        part
    }
}

#[cfg(test)]
mod tests {
    use crate::findings::outcome::Outcome;
    use crate::testing::{audited, tried};

    const PROJECT: &str = "[tables.orders]\nfiles = \"o*.csv\"\nper = PER\n[tables.orders.fields]\n\
        no = {}\nday = { type = \"date\" }\nclerk = {}\namount = { type = \"decimal\" }\n\
        [[rule]]\nid = \"clerk\"\ntable = \"orders\"\ncheck.required = { columns = [\"clerk\"] }\n";

    fn project(per: &str) -> String {
        PROJECT.replace("PER", per)
    }

    const LINES: &str = "no,day,clerk,amount,item\n\
        S1,2026-10-01,,5,a\nS1,2026-10-01,,5,b\nS2,2026-10-02,甲,7,a\n,2026-10-03,,1,a\n,2026-10-03,,1,a\nS1,2026-10-01,,5,c\n";
    /// A later export has documents of the earlier once more.
    const LATER: &str = "no,day,clerk,amount,item\nS2,2026-10-02,,7,b\nS3,2026-10-02,,7,b\nS3,2026-10-02,,8,b\nS3,2026-10-02,,9,b\n";
    const FILES: [(&str, &str); 2] = [("o1.csv", LINES), ("o2.csv", LATER)];

    #[test]
    fn a_document_is_judged_once_by_its_first_line() {
        let found = tried(&project("\"no\""), &FILES, "clerk");
        assert_eq!(found.rows(), [2, 5, 6, 3]);
        assert_eq!(found.verdicts(), [1, 4, 0, 0, 0]);
        let (_, audit) = audited(&project("\"no\""), &FILES);
        let rows: Vec<(u64, u64)> = audit.inputs.iter().map(|i| (i.rows, i.aside.count())).collect();
        assert_eq!(rows, [(4, 2), (1, 3)]);
    }

    #[test]
    fn what_lines_of_a_document_say_otherwise_is_found_once() {
        let found = tried(&project("\"no\""), &FILES, "orders.amount.copies");
        assert_eq!(found.rows(), [3]);
        assert_eq!(found.verdicts(), [2, 1, 0, 2, 0]);
        let message = &found.findings[0].message;
        assert!(message.contains('8') && message.contains('9'), "{message}");
        assert_eq!(tried(&project("\"no\""), &FILES, "orders.day.copies").rows(), [0; 0]);
    }

    /// What is one document is what its typed key says, not how it is written.
    #[test]
    fn keys_of_several_fields_are_compared_by_value() {
        let lines = "no,day,clerk,amount\nA,2026-10-01,,1\nA,2026/10/1,,1\nA,2026-10-02,,1\nB,2026-10-01,,1\n";
        let files = [("o1.csv", lines)];
        let found = tried(&project("[\"no\", \"day\"]"), &files, "clerk");
        assert_eq!(found.rows(), [2, 4, 5]);
    }

    /// Which of two columns names the document is not known: rows stay what they are.
    #[test]
    fn a_key_in_two_columns_makes_no_documents() {
        let lines = "no,No,day,clerk,amount\nA,1,2026-10-01,x,1\nA,2,2026-10-01,,1\n";
        let (_, audit) = audited(&project("\"no\""), &[("o1.csv", lines)]);
        assert_eq!((audit.inputs[0].rows, audit.inputs[0].aside.count()), (2, 0));
    }

    /// Damage is told wherever it is.
    #[test]
    fn lines_that_repeat_a_document_are_held_against_the_structure() {
        let lines = "no,day,clerk,amount\nA,2026-10-01,x,1\nA,2026-10-01\nA,#REF!,x,1\n";
        let files = [("o1.csv", lines)];
        let (project, audit) = audited(&project("\"no\""), &files);
        for (id, violations) in [("orders.rows.shape", 1), ("orders.cells.damaged", 1)] {
            let rule = project.rules.iter().position(|rule| rule.id == id).unwrap();
            let Some(Outcome::Judged(counts)) = &audit.outcomes[rule] else {
                panic!("{id}")
            };
            assert_eq!(counts.violation, violations, "{id}");
        }
    }
}
