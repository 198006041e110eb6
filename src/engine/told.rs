//! Verdicts over what the sources tell of a batch: records whose structure is wrong, and damaged cells.

use super::evaluate::Evaluator;
use super::frames::{BatchContext, in_row};
use super::verdicts::Judged;
use crate::findings::finishing::{Find, Finisher};
use crate::findings::outcome::Counts;
use crate::findings::said::{Record, Said};
use crate::sources::batch::{Damage, Fault};
use crate::tables::cell::spoils;

/// Records whose structure is wrong. Those that were refused are no rows of the batch, but they are judged here.
pub(super) fn shape(evaluator: &Evaluator, finisher: &Finisher, context: &BatchContext) -> Judged {
    let batch = evaluator.typed.batch;
    let said = |fault, line, record| Said::Record(said(fault, batch.width(), line, record));
    let faulty = batch.faulty.iter().map(|faulty| Find {
        judgement: faulty.fault.index(),
        said: said(faulty.fault, batch.line(faulty.row), faulty.record),
        ..in_row(evaluator, finisher, context, faulty.row)
    });
    let refused = batch.refused.iter().map(|refused| Find {
        judgement: refused.fault.index(),
        input: context.input as usize,
        line: refused.line,
        value: refused.text.as_str().into(),
        said: said(refused.fault, refused.line, refused.record),
        ..Find::default()
    });
    let mut found: Vec<Find> = faulty.chain(refused).collect();
    found.sort_by_key(|find| find.line);
    // a row can be wrong in several ways
    let mut lines: Vec<u64> = found.iter().map(|find| find.line).collect();
    lines.dedup();
    let total = batch.rows() + batch.refused.len();
    let rows = batch.faulty.iter().map(|faulty| faulty.row);
    judged(
        found,
        [lines.len(), total],
        rows,
        evaluator,
        finisher,
        context,
    )
}

fn said(fault: Fault, width: usize, line: u64, record: u64) -> Record {
    Record {
        cells: match fault {
            Fault::Cells(cells) | Fault::CutShort(cells) => Some(cells as u64),
            _ => None,
        },
        width: width as u64,
        number: (record != line).then_some(record),
    }
}

/// Cells of the dictionary's columns that were damaged.
pub(super) fn damage(evaluator: &Evaluator, finisher: &Finisher, context: &BatchContext) -> Judged {
    let batch = evaluator.typed.batch;
    let field_of = |column: usize| {
        let mut columns = evaluator.typed.header.columns.iter();
        columns.position(|c| *c == Some(column))
    };
    let (mut found, mut rows) = (Vec::new(), Vec::new());
    for damaged in &batch.damaged {
        let Some(field) = field_of(damaged.column) else {
            continue;
        };
        let cell = batch.cell(damaged.row, damaged.column);
        let Some(index) = damaged.damage.index() else {
            continue;
        };
        if !spoils(damaged.damage, &context.table.fields[field], cell) {
            continue;
        }
        rows.push(damaged.row);
        found.push(Find {
            judgement: field * Damage::ORDER.len() + index,
            value: cell.trim().into(),
            ..in_row(evaluator, finisher, context, damaged.row)
        });
    }
    let mut lines: Vec<u64> = found.iter().map(|find: &Find| find.line).collect();
    lines.sort_unstable();
    lines.dedup();
    let total = batch.rows();
    let rows = rows.into_iter();
    judged(
        found,
        [lines.len(), total],
        rows,
        evaluator,
        finisher,
        context,
    )
}

/// `violation` and `total`: rows; `of`: the rows of the batch that the findings are of, where they are of one.
fn judged(
    mut found: Vec<Find>,
    [violation, total]: [usize; 2],
    of: impl Iterator<Item = usize>,
    evaluator: &Evaluator,
    finisher: &Finisher,
    context: &BatchContext,
) -> Judged {
    let counts = Counts {
        ok: (total - violation) as u64,
        violation: violation as u64,
        findings: found.len() as u64,
        ..Counts::default()
    };
    let owner = |row| Some(evaluator.typed.cell(row, finisher.rule.owner?));
    found.truncate(context.keep);
    Judged {
        counts,
        findings: finisher.columns(found).into_iter().collect(),
        owners: finisher.notes(of.filter_map(owner)),
        ..Judged::default()
    }
}
