//! A few documents to be held against paper, with boxes to tick.

use serde::Serialize;

use super::{Line, Pack, place_of};
use crate::findings::probe::{Picked, strata};
use crate::findings::shown_key;
use crate::messages::message;
use crate::tables::types::TableIx;

#[derive(Serialize)]
pub(super) struct Sample {
    told: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    table: String,
    key: String,
    place: String,
    cells: Vec<Line>,
}

pub(super) fn sample(pack: &Pack) -> Sample {
    let report = pack.report;
    let picked: Vec<(&TableIx, &Vec<Picked>)> = report.review.audit.picked.iter().collect();
    let rows_of = |table: TableIx| {
        let inputs = report.exports().filter(|input| input.table == table);
        inputs.map(|input| input.rows).sum::<u64>()
    };
    let rows: Vec<u64> = picked.iter().map(|(table, _)| rows_of(**table)).collect();
    let shares = strata(pack.sample, &rows);
    let some = picked
        .iter()
        .zip(shares)
        .flat_map(|((table, picked), share)| {
            picked.iter().take(share).map(|one| row(pack, **table, one))
        });
    let rows: Vec<Row> = some.collect();
    let told = message!(
        "page-sample-told",
        count = rows.len(),
        seed = pack.probe.seed.to_string()
    );
    Sample {
        told: report.text(&told),
        rows,
    }
}

fn row(pack: &Pack, table: TableIx, picked: &Picked) -> Row {
    let report = pack.report;
    let dictionary = &report.project.tables[table];
    let inputs = report.review.audit.inputs_of(report.project, table);
    let file = inputs
        .get(picked.input)
        .map(|input| place_of(report, input));
    let cells = picked.cells.iter().map(|(field, cell)| {
        let label = dictionary.fields[*field]
            .label
            .in_lang(report.messages.lang);
        Line::new(label).value(cell.as_str())
    });
    Row {
        table: report.table_label(dictionary).to_owned(),
        key: shown_key(dictionary, &picked.key).into_owned(),
        place: report.text(&message!(
            "page-row",
            file = file.unwrap_or_default(),
            row = picked.line
        )),
        cells: cells.collect(),
    }
}
