//! Verdicts over what the sources tell of a batch: records whose structure is wrong, and damaged cells.

use super::documents::document_key;
use super::evaluate::Evaluator;
use super::frames::{Place, owner_of};
use super::verdicts::Judged;
use crate::findings::outcome::Counts;
use crate::findings::people::Owners;
use crate::findings::{Row, rows};
use crate::rules::Rule;
use crate::sources::batch::{Damage, Fault};
use crate::tables::cell::spoils;
use crate::tables::mask::mask;

/// Records whose structure is wrong. Those that were refused are no rows of the batch, but they are judged here.
pub(crate) fn shape(evaluator: &Evaluator, rule: &Rule, place: &Place) -> Judged {
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
    let total = batch.rows() + batch.refused.len();
    let rows = batch.faulty.iter().map(|faulty| faulty.row);
    judged(found, [lines.len(), total], rows, evaluator, rule, place)
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
pub(crate) fn damage(evaluator: &Evaluator, rule: &Rule, place: &Place) -> Judged {
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
        let described = &place.table.fields[field];
        if !spoils(damaged.damage, described) {
            continue;
        }
        let cell = batch.cell(damaged.row, damaged.column).trim();
        rows.push(damaged.row);
        found.push(Row {
            judgement: field * Damage::ORDER.len() + damaged.damage.index(),
            value: mask(cell, described.sensitive).into_owned(),
            ..of_row(evaluator, rule, place, damaged.row)
        });
    }
    let mut lines: Vec<u64> = found.iter().map(|row: &Row| row.line).collect();
    lines.sort_unstable();
    lines.dedup();
    let total = batch.rows();
    let rows = rows.into_iter();
    judged(found, [lines.len(), total], rows, evaluator, rule, place)
}

/// `violation` and `total`: rows; `of`: the rows of the batch that the findings are of, where they are of one.
fn judged(
    mut found: Vec<Row>,
    [violation, total]: [usize; 2],
    of: impl Iterator<Item = usize>,
    evaluator: &Evaluator,
    rule: &Rule,
    place: &Place,
) -> Judged {
    let counts = Counts {
        ok: (total - violation) as u64,
        violation: violation as u64,
        findings: found.len() as u64,
        ..Counts::default()
    };
    let owners = Owners::new(rule, place.table, place.people);
    let owner = |row| rule.owner.map(|field| evaluator.typed.cell(row, field));
    found.truncate(place.keep);
    Judged {
        counts,
        findings: (!found.is_empty()).then(|| rows(&found, &owners)),
        owners: owners.told(of.filter_map(owner)),
        ..Judged::default()
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
        account: None,
        new_staff: None,
    }
}

/// A finding of a row of the batch.
fn of_row(evaluator: &Evaluator, rule: &Rule, place: &Place, row: usize) -> Row {
    let owners = Owners::new(rule, place.table, place.people);
    let owner = owner_of(evaluator, rule, place, &owners, row);
    Row {
        line: evaluator.typed.batch.line(row),
        key: document_key(evaluator.typed, place.table, row).into_owned(),
        owner: owner.name.into_owned(),
        department: owner.department.into_owned(),
        account: Some(owner.account.into_owned()),
        new_staff: owner.is_new,
        ..empty(place)
    }
}
