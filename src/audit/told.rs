//! Verdicts over what the sources tell of a batch: records whose structure is wrong, and damaged cells.

use super::evaluate::Evaluator;
use super::frames::{Place, document_key, rows};
use super::judge::Judged;
use super::verdicts::Counts;
use crate::findings::{Row, mask};
use crate::rules::Rule;
use crate::rules::plan::FieldIx;
use crate::sources::batch::{Damage, Fault};
use crate::tables::typed::spoils;

/// Records whose structure is wrong. Those that were refused are no rows of the batch, but they are judged here.
pub(super) fn shape(evaluator: &Evaluator, rule: &Rule, place: &Place) -> Judged {
    let batch = evaluator.typed.batch;
    let faulty = batch.faulty.iter().map(|faulty| Row {
        judgement: faulty.fault.index(),
        line: batch.line(faulty.row),
        detail: detail(
            faulty.fault,
            batch.width(),
            batch.line(faulty.row),
            faulty.record,
        ),
        ..of_row(evaluator, rule, place, faulty.row)
    });
    // which part of the record is which field is not known
    let sensitive = place.table.fields.iter().any(|field| field.sensitive);
    let refused = batch.refused.iter().map(|refused| Row {
        judgement: refused.fault.index(),
        line: refused.line,
        value: if sensitive {
            "***".to_owned()
        } else {
            refused.text.clone()
        },
        detail: detail(refused.fault, batch.width(), refused.line, refused.record),
        ..empty(place)
    });
    let mut found: Vec<Row> = faulty.chain(refused).collect();
    found.sort_by_key(|row| row.line);
    // a row can be wrong in several ways
    let mut lines: Vec<u64> = found.iter().map(|row| row.line).collect();
    lines.dedup();
    let total = (batch.rows() + batch.refused.len()) as u64;
    judged(found, lines.len() as u64, total, place)
}

/// The number of cells, that of the header, and the number of the record where it is not the row that is shown.
fn detail(fault: Fault, width: usize, line: u64, record: u64) -> String {
    let cells = match fault {
        Fault::Cells(cells) | Fault::CutShort(cells) => cells.to_string(),
        _ => String::new(),
    };
    let record = if record == line {
        String::new()
    } else {
        record.to_string()
    };
    format!("{cells}\u{1f}{width}\u{1f}{record}")
}

/// Cells of the dictionary's columns that were damaged.
pub(super) fn damage(evaluator: &Evaluator, rule: &Rule, place: &Place) -> Judged {
    let batch = evaluator.typed.batch;
    let field_of = |column: usize| {
        let mut columns = evaluator.typed.header.columns.iter();
        columns.position(|c| *c == Some(column))
    };
    let mut found: Vec<Row> = Vec::new();
    for damaged in &batch.damaged {
        let Some(field) = field_of(damaged.column) else {
            continue;
        };
        let described = &place.table.fields[field];
        if !spoils(damaged.damage, described) {
            continue;
        }
        let cell = batch.cell(damaged.row, damaged.column).trim();
        found.push(Row {
            judgement: field * Damage::ORDER.len() + damaged.damage.index(),
            value: mask(cell, described.sensitive).into_owned(),
            ..of_row(evaluator, rule, place, damaged.row)
        });
    }
    let mut lines: Vec<u64> = found.iter().map(|row| row.line).collect();
    lines.sort_unstable();
    lines.dedup();
    judged(found, lines.len() as u64, batch.rows() as u64, place)
}

fn judged(mut found: Vec<Row>, violation: u64, total: u64, place: &Place) -> Judged {
    let counts = Counts {
        ok: total - violation,
        violation,
        findings: found.len() as u64,
        ..Counts::default()
    };
    found.truncate(place.keep);
    Judged {
        counts,
        findings: (!found.is_empty()).then(|| rows(&found)),
        set: None,
        times: None,
    }
}

fn empty(place: &Place) -> Row {
    Row {
        judgement: 0,
        input: place.input as usize,
        line: 0,
        key: String::new(),
        value: String::new(),
        detail: String::new(),
        owner: String::new(),
        department: String::new(),
    }
}

/// A finding of a row of the batch.
fn of_row(evaluator: &Evaluator, rule: &Rule, place: &Place, row: usize) -> Row {
    let shown = |field: Option<FieldIx>| {
        field.map_or(String::new(), |field| {
            let cell = evaluator.typed.cell(row, field).trim();
            mask(cell, place.table.fields[field].sensitive).into_owned()
        })
    };
    Row {
        line: evaluator.typed.batch.line(row),
        key: document_key(evaluator, place.table, row).into_owned(),
        owner: shown(rule.owner),
        department: shown(place.table.department),
        ..empty(place)
    }
}
