//! Why rows cannot be decided.

use polars::prelude::BooleanChunked;

use super::documents::document_key;
use super::evaluate::{Evaluator, is_true};
use super::frames::{BatchContext, positions};
use crate::findings::finishing::Finisher;
use crate::findings::undecidable::{Cause, LISTED, Undecidable};
use crate::rules::plan::doubt::{Doubt, doubts};
use crate::rules::plan::{Expr, Source};
use crate::tables::types::FieldIx;

/// The first rows of a mask, each with the first cause that there is.
pub(super) fn undecidable(
    evaluator: &Evaluator,
    finisher: &Finisher,
    context: &BatchContext,
    rows: &BooleanChunked,
) -> Vec<Undecidable> {
    let rows = positions(rows, LISTED);
    if rows.is_empty() {
        return Vec::new();
    }
    let rule = finisher.rule;
    let mut causes: Vec<(Cause, BooleanChunked)> = Vec::new();
    for doubt in rule.exprs().into_iter().flat_map(doubts) {
        if let (Doubt::Unanswered(lookup, keys), Some(unanswered)) = (&doubt, cause(&doubt)) {
            let rows = evaluator.ambiguous(*lookup, keys);
            causes.extend(rows.map(|rows| (Cause::Ambiguous(unanswered.field()), rows)));
        }
        causes.extend(cause(&doubt).zip(evaluator.where_holds(&doubt)));
    }
    for judgement in &rule.plan.judgements {
        if let Some(expr) = &judgement.undecidable {
            let rows = is_true(&evaluator.condition(expr).0);
            let cause = match rule.plan.source {
                Source::Serial { .. } => Cause::OffScheme(judgement.column),
                _ => Cause::Undated(judgement.column),
            };
            causes.push((cause, rows));
        }
    }
    let holds = |mask: &BooleanChunked, row: usize| {
        let at = if mask.len() == 1 { 0 } else { row };
        mask.get(at) == Some(true)
    };
    let of_row = |row: usize| {
        let (cause, _) = causes.iter().find(|(_, mask)| holds(mask, row))?;
        let cell = evaluator.typed.cell(row, cause.field());
        Some(Undecidable {
            input: context.input,
            line: evaluator.typed.batch.line(row),
            key: document_key(evaluator.typed, context.table, row).into_owned(),
            cause: *cause,
            value: finisher.shown(cause.field(), cell).into_owned(),
        })
    };
    rows.into_iter().filter_map(of_row).collect()
}

/// What a doubt is about; none where no cell of the row is.
fn cause(doubt: &Doubt) -> Option<Cause> {
    let first = |exprs: &[Expr]| -> Option<FieldIx> {
        exprs.iter().find_map(|expr| expr.fields().first().copied())
    };
    let of = |expr: &Expr| expr.fields().first().copied();
    match doubt {
        Doubt::Unread(field) => Some(Cause::Unread(*field)),
        Doubt::Unanswered(_, keys) => first(keys).map(Cause::Unanswered),
        Doubt::Overflow(_, left, right) => of(left).or_else(|| of(right)).map(Cause::Overflow),
        Doubt::Uncovered(_, at) => of(at).map(Cause::Uncovered),
        Doubt::Timeless(text) => of(text).map(Cause::Timeless),
        Doubt::Given(_, doubts) => doubts.iter().find_map(cause),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::audited;

    /// Row, cause, and the cell that is to blame.
    fn causes(project: &str, files: &[(&str, &str)], rule: &str) -> Vec<(u64, Cause, String)> {
        let (project, audit) = audited(project, files);
        let ix = project.rules.iter().position(|one| one.id == rule);
        let rows = audit.undecidable.get(&ix.unwrap()).into_iter().flatten();
        rows.map(|row| (row.line, row.cause, row.value.clone()))
            .collect()
    }

    #[test]
    fn each_row_has_its_cause() {
        let fields = "[project]\ncalendar = \"cn\"\n[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {}\n\
            n = { type = \"decimal\" }\nat = { type = \"datetime\" }\nby = { type = \"datetime\" }\nt = {}\n\
            pin = { type = \"decimal\", sensitive = true }\n";
        let csv = "k,n,at,by,t,pin\n1,x,2026-03-02 08:00,2026-03-02,08:30,1\n2,1,2026-03-02 08:00,2026-03-02 07:00,noon,23a45b67\n\
            3,30000000000000,2026-03-02 08:00,2026-03-02 09:30,,1\n4,1,1990-01-01 08:00,1990-01-02 08:00,,1\n";
        let [n, by, t, pin] = [1, 3, 4, 5];
        let text = |text: &str| text.to_owned();
        for (check, expected) in [
            (
                "check.expression = { must = \"n > 0\" }",
                vec![(2, Cause::Unread(n), text("x"))],
            ),
            (
                "when = \"n > 0\"\ncheck.required = { columns = [\"k\"] }",
                vec![(2, Cause::Unread(n), text("x"))],
            ),
            (
                "check.unique = { columns = [\"n\", \"k\"] }",
                vec![(2, Cause::Unread(n), text("x"))],
            ),
            (
                "check.expression = { must = \"time_of_day(t) < TIME '12:00'\" }",
                vec![(3, Cause::Timeless(t), text("noon"))],
            ),
            (
                "check.expression = { must = \"n * n > 0\" }",
                vec![
                    (2, Cause::Unread(n), text("x")),
                    (4, Cause::Overflow(n), text("30000000000000")),
                ],
            ),
            // each product can be held
            (
                "check.expression = { must = \"n * 4000000000000 + n * 4000000000000 > 0\" }",
                vec![
                    (2, Cause::Unread(n), text("x")),
                    (4, Cause::Overflow(n), text("30000000000000")),
                ],
            ),
            (
                "check.expression = { must = \"0 - n * 4000000000000 - n * 4000000000000 < 0\" }",
                vec![
                    (2, Cause::Unread(n), text("x")),
                    (4, Cause::Overflow(n), text("30000000000000")),
                ],
            ),
            (
                "check.latency = { from = \"at\", to = \"by\", within = \"1 hour\" }",
                vec![(2, Cause::Undated(by), text("2026-03-02"))],
            ),
            (
                "check.latency = { from = \"at\", to = \"by\", within = \"3 workdays\" }",
                vec![
                    (2, Cause::Undated(by), text("2026-03-02")),
                    (5, Cause::Uncovered(by), text("1990-01-02 08:00")),
                ],
            ),
            // what is sensitive stays masked
            (
                "check.expression = { must = \"pin > 0\" }",
                vec![(3, Cause::Unread(pin), text("***"))],
            ),
        ] {
            let project = format!("{fields}[[rule]]\nid = \"r\"\ntable = \"t\"\n{check}\n");
            assert_eq!(
                causes(&project, &[("t.csv", csv)], "r"),
                expected,
                "{check}"
            );
        }
    }

    #[test]
    fn what_is_looked_up_may_be_unknown() {
        let project = "[tables.o]\nfiles = \"o.csv\"\nkey = [\"k\"]\n[tables.o.fields]\nk = {}\nsum = { type = \"decimal\" }\n\
            [tables.l]\nfiles = \"l.csv\"\n[tables.l.fields]\nk = {}\nsum = { type = \"decimal\" }\n\
            [[rule]]\nid = \"r\"\ntable = \"o\"\ncheck.total = { column = \"sum\", lines = \"l\", sum = \"sum\", on = [\"k\"] }\n";
        let files = [
            ("o.csv", "k,sum\nA,1\nB,2\n"),
            ("l.csv", "k,sum\nA,1\nB,two\n"),
        ];
        let expected = [(3, Cause::Unanswered(0), "B".to_owned())];
        assert_eq!(causes(project, &files, "r"), expected);
    }
}
