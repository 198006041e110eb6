//! One table, saved in every format: the same cells, the same damage, the same sentences. What a format cannot say stands in
//! [`Fact`], by name and with the reason.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value as Json;

use crate::saved::{Area, Book, Cell, FORMATS, Fact, Format, Row, Sheet, Stored, Value};
use crate::support::Folder;

/// The columns, and how the project reads them: each filled cell is a finding that shows it, and so is each empty one.
const COLUMNS: [(&str, &str, &str); 10] = [
    ("單號", "text", FILLED),
    ("客戶", "text", FILLED),
    ("料號", "text", FILLED),
    ("數量", "decimal", "above = 1000000000"),
    ("金額", "decimal", "above = 1000000000"),
    ("交期", "date", "max = \"1950-01-01\""),
    ("審核時間", "datetime", "max = \"1950-01-01\""),
    ("已審", "text", FILLED),
    ("備註", "text", FILLED),
    ("毛利", "text", FILLED),
];
const FILLED: &str = "pattern";
/// The rows that are data, from 1.
const DATA: [usize; 10] = [4, 5, 7, 8, 9, 10, 11, 12, 13, 14];

fn project(file: &str) -> String {
    let mut fields = String::new();
    let mut rules = String::new();
    for (number, (name, kind, limit)) in COLUMNS.iter().enumerate() {
        fields +=
            &format!("c{number} = {{ header = \"{name}\", type = \"{kind}\", required = true }}\n");
        rules += &format!("[[rule]]\nid = \"cell-{number}\"\ntable = \"orders\"\n");
        rules += &match *limit {
            FILLED => {
                format!("check.pattern = {{ column = \"c{number}\", regex = 'no cell is this' }}\n")
            }
            limit => format!("check.range = {{ column = \"c{number}\", {limit} }}\n"),
        };
    }
    format!(
        "[project]\nname = \"one table\"\nlang = \"en\"\n[tables.orders]\nfiles = \"{file}\"\n\
         key = [\"c0\"]\n[tables.orders.fields]\n{fields}{rules}"
    )
}

/// What stands in a cell for the audit.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Seen {
    Empty,
    Text(String),
    /// Not what was meant, such as `#REF!`.
    Damaged(String),
}

/// The cells of the data by row and column, from 1 and from 0.
type Cells = BTreeMap<(u64, usize), Seen>;

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

/// The orders of a company, between a cover sheet and a hidden one.
fn orders() -> Book {
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

/// Rows as people count.
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
        day(46_089.999_988_425_926, "2026-03-08 23:59:59"),
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
            number(99_999.0, "99999"),
        ]),
    ]
}

/// The cells that the project must see in a format.
fn expected(book: &Book, format: &Format) -> Cells {
    let sheet = &book.sheets[0];
    let mut cells = Cells::new();
    for row in DATA {
        for column in 0..COLUMNS.len() {
            let seen = seen(sheet, row - 1, column, format);
            cells.insert((row as u64, column), seen);
        }
    }
    cells
}

fn seen(sheet: &Sheet, row: usize, column: usize, format: &Format) -> Seen {
    let cell = |row: usize, column: usize| sheet.rows[row].cells.get(column);
    if let Some(area) = sheet.covering(row, column)
        && format.says(Fact::Merged)
    {
        let (first, left) = (usize::from(area.rows.0), usize::from(area.columns.0));
        let value = cell(first, left).and_then(Cell::value);
        // what is merged downwards belongs to each row, but a number would be added up again
        let filled = left == column && value.is_some_and(|v| matches!(v.stored, Stored::Text));
        return match value {
            Some(value) if filled => Seen::Text(value.shown.to_owned()),
            _ => Seen::Empty,
        };
    }
    match cell(row, column).and_then(Cell::value) {
        None => Seen::Empty,
        Some(Value { shown: "", .. }) => Seen::Empty,
        Some(value) => match value.stored {
            Stored::Error => Seen::Damaged(value.shown.to_owned()),
            Stored::Lost(_, digits) if format.says(Fact::Digits) => {
                Seen::Damaged(digits.to_owned())
            }
            Stored::Lost(..) => Seen::Damaged(value.shown.to_owned()),
            _ if format.says(Fact::Blanks) => Seen::Text(value.shown.to_owned()),
            _ => Seen::Text(value.shown.trim().to_owned()),
        },
    }
}

/// What a run says of a table.
struct Told {
    cells: Cells,
    /// Sentences beside the findings and in the evidence.
    sentences: BTreeSet<String>,
    /// Anything else: findings nobody expects, errors.
    strange: Vec<String>,
}

fn told(report: &Json, format: &Format) -> Told {
    let mut told = Told {
        cells: Cells::new(),
        sentences: BTreeSet::new(),
        strange: Vec::new(),
    };
    for finding in report["findings"].as_array().unwrap() {
        let rule = finding["rule"].as_str().unwrap();
        let value = finding["value"].as_str().unwrap().to_owned();
        let seen = match rule {
            "orders.cells.damaged" => Seen::Damaged(value),
            rule if rule.ends_with(".required") => Seen::Empty,
            rule if rule.starts_with("cell-") => Seen::Text(value),
            _ => {
                told.strange.push(finding["message"].to_string());
                continue;
            }
        };
        let column: usize = finding["column"].as_str().unwrap()[1..].parse().unwrap();
        let place = (finding["row"].as_u64().unwrap(), column);
        if let Some(other) = told.cells.insert(place, seen.clone()) {
            told.strange
                .push(format!("{place:?} is {other:?} and {seen:?}"));
        }
    }
    let texts = |list: &Json| -> Vec<String> {
        let texts = list.as_array().unwrap().iter();
        texts
            .map(|text| text.as_str().unwrap().to_owned())
            .collect()
    };
    told.strange.extend(texts(&report["errors"]));
    let input = &report["inputs"][0];
    if input["rows_refused"] != 0 {
        told.strange
            .push(format!("{} rows are refused", input["rows_refused"]));
    }
    let sentences = [texts(&report["notices"]), texts(&input["decisions"])].concat();
    // the row of the total is behind the cell of two lines
    let last = if format.says(Fact::Rows) {
        ": 15"
    } else {
        ": 16"
    };
    let of_the_text = ["encoding ", "delimiter ", "line ends "];
    let sentences = sentences
        .into_iter()
        .filter(|told| !of_the_text.iter().any(|start| told.starts_with(start)))
        .map(|told| told.replace(format.file, "FILE").replace(last, ": LAST"));
    told.sentences.extend(sentences);
    told
}

fn run(book: &Book, format: &Format) -> Told {
    let folder = Folder::new(&project(format.file));
    std::fs::write(folder.path().join(format.file), (format.save)(book)).unwrap();
    let report = folder.report("2026-03-31", &["--no-history"]);
    told(&report, format)
}

/// How what is told differs from what must be.
fn differences(book: &Book, format: &Format, reference: &Told) -> Vec<String> {
    let told = run(book, format);
    let expected = expected(book, format);
    let places: BTreeSet<_> = expected.keys().chain(told.cells.keys()).collect();
    let mut differences = told.strange;
    if told.cells.is_empty() {
        differences.push("nothing was read".to_owned());
        return differences;
    }
    for (row, column) in places {
        let [want, have] = [&expected, &told.cells].map(|cells| cells.get(&(*row, *column)));
        if want != have {
            let column = COLUMNS[*column].0;
            differences.push(format!("row {row}, {column}: {have:?}, not {want:?}"));
        }
    }
    let sayable = |told: &&String| {
        let unsayable = Fact::ALL.iter().filter(|fact| !format.says(**fact));
        unsayable.into_iter().all(|fact| !fact.is_told_by(told))
    };
    let wanted: BTreeSet<String> = reference
        .sentences
        .iter()
        .filter(sayable)
        .cloned()
        .collect();
    let missing = wanted.difference(&told.sentences);
    differences.extend(missing.map(|told| format!("not told: {told}")));
    let unwanted = told.sentences.difference(&wanted);
    differences.extend(unwanted.map(|told| format!("told: {told}")));
    differences
}

#[test]
fn one_table_in_every_format() {
    let book = orders();
    let reference = run(&book, &FORMATS[0]);
    let mut all = Vec::new();
    for format in FORMATS {
        let differences = differences(&book, format, &reference);
        all.extend(
            differences
                .into_iter()
                .map(|told| format!("{}: {told}", format.name)),
        );
    }
    assert!(all.is_empty(), "{}", all.join("\n"));
}

/// For other programs to open.
#[test]
#[ignore = "writes files into the target folder and judges nothing"]
fn files_for_other_programs() {
    let book = orders();
    for format in FORMATS {
        let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(format.name);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join(format.file), (format.save)(&book)).unwrap();
    }
}
