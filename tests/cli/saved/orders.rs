//! The sheet that is saved: orders of a company with all that cells can be.

use super::{Area, Book, Cell, Row, Sheet, Stored, Value};
use crate::seen::COLUMNS;

/// The rows that are data, as people count.
pub(crate) const DATA: [usize; 10] = [4, 5, 7, 8, 9, 10, 11, 12, 13, 14];
/// The row of the total, the last one.
pub(crate) const TOTAL: usize = 15;

/// The orders of a company, between a cover sheet and a hidden one.
pub(crate) fn orders() -> Book {
    let mut rows = vec![row(&[text("銷售訂單明細")]), row(&[])];
    rows.push(row(&COLUMNS.map(|(name, _, _)| text(name))));
    rows.extend(plain_rows());
    rows.extend(damaged_rows());
    rows.extend(odd_rows());
    let sum = formula(number(1400.75, "1400.75"));
    rows.push(row(&[
        text("合計"),
        Cell::Blank,
        Cell::Blank,
        Cell::Blank,
        sum,
    ]));
    let orders = Sheet {
        name: "訂單",
        hidden: false,
        rows,
        merged: vec![
            area((1, 1), (0, 9)),
            area((4, 5), (1, 1)),
            area((7, 7), (8, 9)),
            area((12, 13), (4, 4)),
        ],
    };
    let beside = |name, hidden| Sheet {
        name,
        hidden,
        rows: vec![row(&[text("列印前請先儲存")])],
        merged: Vec::new(),
    };
    Book {
        sheets: vec![orders, beside("說明", false), beside("舊資料", true)],
    }
}

/// Merged cells; rows as people count.
fn area(rows: (u16, u16), columns: (u16, u16)) -> Area {
    Area {
        rows: (rows.0 - 1, rows.1 - 1),
        columns,
    }
}

/// Rows 4 to 8: codes, numbers, days and words; merged cells, a blank row, a hidden one and a short one.
fn plain_rows() -> Vec<Row> {
    let mut hidden = row(&[
        text("SO-1003"),
        text("大同五金"),
        code(45.0, "[$-409]00000", "00045"),
        number(1.0, "1"),
        number(0.1 + 0.2, "0.3"),
        day(46_089.0, "2026-03-08"),
        day(46_089.999_988_425_92, "2026-03-08 23:59:59"),
        yes(true),
        text("兩欄合併"),
    ]);
    hidden.hidden = true;
    vec![
        row(&[
            text("SO-1001"),
            text("宏遠貿易"),
            code(7.0, "0000", "0007"),
            number(12.0, "12"),
            number(1200.5, "1200.5"),
            day(46_086.0, "2026-03-05"),
            day(46_086.354_166_666_664, "2026-03-05 08:30:00"),
            yes(true),
            text("急件, 先出"),
            formula(number(360.15, "360.15")),
        ]),
        row(&[
            text("SO-1002"),
            Cell::Blank,
            code(123.0, "000000;-000000", "000123"),
            number(-3.0, "-3"),
            number(-45.25, "-45.25"),
            day(46_087.0, "2026-03-06"),
            day(46_087.75, "2026-03-06 18:00:00"),
            yes(false),
            text("改為 \"乙\" 級"),
            formula(text("未定")),
        ]),
        row(&[]),
        hidden,
        row(&[text("SO-1004"), text("大同五金")]),
    ]
}

/// Rows 9 and 10: each error, as a constant and as a result.
fn damaged_rows() -> [Row; 2] {
    [
        row(&[
            text("SO-1005"),
            error("#N/A"),
            error("#REF!"),
            error("#VALUE!"),
            error("#DIV/0!"),
            error("#NUM!"),
            error("#NAME?"),
            error("#NULL!"),
            text("常數"),
            formula(error("#N/A")),
        ]),
        row(&[
            text("SO-1006"),
            formula(error("#NULL!")),
            formula(error("#NAME?")),
            formula(error("#NUM!")),
            formula(error("#VALUE!")),
            formula(error("#DIV/0!")),
            formula(error("#REF!")),
            text("00120"),
            text("公式"),
            formula(error("#N/A")),
        ]),
    ]
}

/// Rows 11 to 14: formulas without a result or with an odd one, a number that lost digits, texts that are no formulas or tags.
fn odd_rows() -> [Row; 4] {
    let lost = Value {
        shown: "6.22202E+18",
        stored: Stored::Lost(6_222_021_234_567_890_000.0, "6222021234567890000"),
    };
    let at = |serial, shown| day(serial, shown);
    [
        row(&[
            text("SO-1007"),
            text("順發工業"),
            text("00815"),
            number(5.0, "5"),
            number(100.0, "100"),
            formula(at(46_090.0, "2026-03-09")),
            at(46_090.5, "2026-03-09 12:00:00"),
            formula(yes(true)),
            text(" 前後有空白 "),
            Cell::Formula(None),
        ]),
        row(&[
            text("SO-1008"),
            text("順發工業"),
            code(31.0, "\"PO\"0000", "PO0031"),
            number(6.0, "6"),
            number(145.5, "145.5"),
            at(46_091.0, "2026-03-10"),
            at(46_091.0, "2026-03-10"),
            yes(false),
            at(0.354_166_666_666_666_7, "08:30:00"),
            formula(text("")),
        ]),
        row(&[
            text("SO-1009"),
            text("順發工業"),
            code(8.0, "[Red]0000", "0008"),
            number(0.0, "0"),
            Cell::Blank,
            at(46_112.0, "2026-03-31"),
            at(46_112.0, "2026-03-31"),
            yes(false),
            Cell::Value(lost),
            text("=1+1"),
        ]),
        row(&[
            text("SO-1010"),
            text("<b>&amp; 行"),
            text("007"),
            number(0.000_123, "0.000123"),
            number(-0.5, "-0.5"),
            at(36_526.0, "2000-01-01"),
            at(73_050.25, "2099-12-31 06:00:00"),
            yes(true),
            text("第一行\n第二行"),
            at(1462.0, "1904-01-01"),
        ]),
    ]
}

fn text(shown: &'static str) -> Cell {
    Cell::Value(Value {
        shown,
        stored: Stored::Text,
    })
}

fn number(number: f64, shown: &'static str) -> Cell {
    let stored = Stored::Number(number);
    Cell::Value(Value { shown, stored })
}

fn code(number: f64, format: &'static str, shown: &'static str) -> Cell {
    let stored = Stored::Code(number, format);
    Cell::Value(Value { shown, stored })
}

fn day(days: f64, shown: &'static str) -> Cell {
    let stored = Stored::Day(days);
    Cell::Value(Value { shown, stored })
}

fn yes(value: bool) -> Cell {
    let shown = if value { "TRUE" } else { "FALSE" };
    let stored = Stored::Bool(value);
    Cell::Value(Value { shown, stored })
}

fn error(shown: &'static str) -> Cell {
    let stored = Stored::Error;
    Cell::Value(Value { shown, stored })
}

/// The cell as the result of a formula.
fn formula(result: Cell) -> Cell {
    Cell::Formula(result.value().copied())
}

fn row(cells: &[Cell]) -> Row {
    Row {
        cells: cells.to_vec(),
        hidden: false,
    }
}
