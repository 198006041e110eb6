//! Previews and headers for the tests of the layout.

use super::repeat::Repeat;
use super::{Fills, Headers, Heading, Layout, Preview, Totals, find, trimmed};
use crate::sources::Settings;
use crate::sources::batch::{Aside, Batch, Fault, Faulty};
use crate::sources::guards::Guards;

/// A preview of these rows, from row 1.
pub(super) fn preview(rows: &[&[&str]]) -> Preview {
    let row = |(ix, cells): (usize, &&[&str])| {
        let cells = cells.iter().map(|&c| c.to_owned()).collect();
        (ix as u64 + 1, cells)
    };
    Preview {
        rows: rows.iter().enumerate().map(row).collect(),
        merged: Vec::new(),
    }
}

/// The header where the dictionary has these fields, all of them text.
pub(super) fn found(preview: &Preview, fields: &[&str]) -> Heading {
    typed(preview, fields, &[])
}

/// The same, where the fields at some places hold numbers.
pub(super) fn typed(preview: &Preview, fields: &[&str], numbers: &[usize]) -> Heading {
    let field = |name: &str| fields.iter().position(|f| *f == trimmed(name));
    let reads = |field: usize, cell: &str| {
        let is_number = numbers.contains(&field);
        is_number.then(|| cell.trim().parse::<f64>().is_ok())
    };
    let settings = Settings {
        reads: &reads,
        ..Settings::new(&field)
    };
    find(preview, &settings).unwrap()
}

/// What is set aside from the rows below a header `单号, 客户, 金额`, from row 2 on, the third column being numbers.
pub(super) fn sifted(rows: &[&[&str]], key: &[usize], last: bool) -> Vec<(u64, Aside)> {
    let header = ["单号", "客户", "金额"];
    below(&header, rows, key, last)
}

/// The same below another header; columns headed `金额` and `数量` are numbers. A row of one cell fewer than the header is
/// one that the file ends within.
pub(super) fn below(
    header: &[&str],
    rows: &[&[&str]],
    key: &[usize],
    last: bool,
) -> Vec<(u64, Aside)> {
    let mut batch = Batch::new(header.len());
    for (ix, row) in rows.iter().enumerate() {
        if row.len() < header.len() && ix + 1 == rows.len() {
            batch.faulty.push(Faulty {
                row: ix,
                record: ix as u64 + 2,
                fault: Fault::CutShort(row.len()),
            });
        }
        batch.push_row(ix as u64 + 2, row.iter().copied());
    }
    let totals = Totals::default();
    let columns: Vec<String> = header.iter().map(|&h| h.to_owned()).collect();
    let is_number = |column: &usize| matches!(header[*column], "金额" | "数量");
    let is_date = |column: &usize| header[*column].ends_with("日期");
    let layout = Layout {
        example: None,
        width: header.len(),
        headed: header.iter().map(|h| !h.is_empty()).collect(),
        repeats: vec![Repeat::new(Aside::Header, &columns)],
        guards: Guards::default(),
        totals: &totals,
        notes: true,
        key: if key.is_empty() {
            vec![0]
        } else {
            key.to_vec()
        },
        keyed: !key.is_empty(),
        typed: (0..header.len())
            .map(|c| is_number(&c) || is_date(&c))
            .collect(),
        telling: (0..header.len()).filter(is_date).collect(),
        readable: &|column, cell| {
            if header[column].ends_with("日期") {
                cell.matches('-').count() == 2
            } else {
                cell.trim().parse::<f64>().is_ok()
            }
        },
        fills: Fills::default(),
        headers: Headers::none(),
    };
    let before = batch.rows();
    let batch = layout.sift(batch, layout.fills.turn(0), last);
    assert_eq!(batch.rows() + batch.aside.len(), before);
    batch.aside
}
