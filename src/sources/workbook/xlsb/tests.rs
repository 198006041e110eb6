//! What xlsb files look like, and what becomes of damaged ones.

use super::super::beside::Beside;
use super::super::book::{Book, Limits};
use super::super::kind::Format;
use super::super::made::{Made, all_of, cells_of, changed, file, record, wide};
use crate::sources::SourceError;
use crate::sources::layout::Heading;

fn read(made: &Made) -> Result<Vec<String>, SourceError> {
    cells_of(&mut made.open(Format::Xlsb)?, 0)
}

fn beside(made: &Made) -> Beside {
    made.open(Format::Xlsb).unwrap().beside(0).unwrap()
}

/// A row that begins.
fn row(row: u32, hidden: bool) -> Vec<u8> {
    let data = [
        &row.to_le_bytes()[..],
        &[0; 4],
        &[0; 3],
        &[u8::from(hidden) << 4, 0],
    ];
    record(0, &data.concat())
}

/// A cell: its kind, column, style and value.
fn cell(kind: u32, column: u32, style: u32, value: &[u8]) -> Vec<u8> {
    record(
        kind,
        &[&column.to_le_bytes()[..], &style.to_le_bytes(), value].concat(),
    )
}

fn area(kind: u32, area: [u32; 4]) -> Vec<u8> {
    record(kind, &area.map(u32::to_le_bytes).concat())
}

fn number(value: f64) -> Vec<u8> {
    value.to_le_bytes().to_vec()
}

#[test]
fn values_of_every_kind() {
    let formula = [0; 10];
    let made = Made::xlsb(&[
        row(0, false),
        cell(1, 0, 0, &[]),
        cell(2, 1, 0, &(7u32 << 2 | 2).to_le_bytes()),
        cell(3, 2, 0, &[0x17]),
        cell(4, 3, 0, &[1]),
        cell(5, 4, 0, &number(1.5)),
        cell(6, 5, 0, &wide("甲_x000D_")),
        cell(7, 6, 0, &1u32.to_le_bytes()),
        row(4, false),
        cell(8, 0, 0, &[&wide("乙")[..], &formula].concat()),
        cell(9, 1, 0, &[&number(2.5)[..], &formula].concat()),
        cell(10, 2, 0, &[&[0][..], &formula].concat()),
        cell(11, 3, 0, &[&[0x07][..], &formula].concat()),
        cell(11, 4, 0, &[&[0x2a][..], &formula].concat()),
        cell(11, 5, 0, &[&[0x99][..], &formula].concat()),
        cell(
            62,
            6,
            0,
            &[&[1][..], &wide("丙"), &[1, 0, 0, 0, 0, 0, 0, 0]].concat(),
        ),
    ])
    .with_bytes(
        "xl/sharedStrings.bin",
        &[
            record(19, &[&[0][..], &wide("丁")].concat()),
            record(19, &[&[3][..], &wide("戊"), &[9; 7]].concat()),
        ]
        .concat(),
    );
    let expected = [
        "B1 7",
        "C1 #REF! damaged",
        "D1 TRUE",
        "E1 1.5",
        "F1 甲_x000D_",
        "G1 戊",
        "A5 乙",
        "B5 2.5",
        "C5 FALSE",
        "D5 #DIV/0! damaged",
        "E5 #N/A damaged",
        "F5 #UNKNOWN! damaged",
        "G5 丙",
    ];
    assert_eq!(read(&made).unwrap(), expected);
}

#[test]
fn cells_that_follow_the_one_before() {
    let made = Made::xlsb(&[
        row(2, false),
        cell(5, 3, 0, &number(1.0)),
        record(12, &[0; 4]),
        record(16, &[&[0; 4][..], &number(2.0)].concat()),
        record(14, &[0, 0, 0, 0, 0x24]),
        record(17, &[&[0; 4][..], &wide("a")].concat()),
    ]);
    assert_eq!(
        read(&made).unwrap(),
        ["D3 1", "F3 2", "G3 #NUM! damaged", "H3 a"]
    );
}

#[test]
fn number_formats_of_styles() {
    let format = |id: u16, code: &str| record(44, &[&id.to_le_bytes()[..], &wide(code)].concat());
    let style = |id: u16| record(47, &[&[0, 0][..], &id.to_le_bytes(), &[0; 12]].concat());
    let styles = [
        format(164, "[Red]00000"),
        format(165, "[<1000]\"A\"000;0"),
        record(626, &[]),
        style(165),
        record(627, &[]),
        record(617, &[]),
        style(0),
        style(164),
        style(165),
        style(14),
        record(618, &[]),
        style(165),
    ];
    let cells: Vec<Vec<u8>> = (0..5)
        .map(|style| cell(5, style, style, &number(123.0)))
        .collect();
    let made = Made::xlsb(&[vec![row(0, false)], cells].concat())
        .with_bytes("xl/styles.bin", &styles.concat());
    assert_eq!(
        read(&made).unwrap(),
        ["A1 123", "B1 00123", "C1 A123", "D1 1900-05-02", "E1 123"]
    );
}

#[test]
fn facts_beside_the_cells() {
    let column = |first: u32, last: u32, hidden: u16| {
        record(
            60,
            &[
                &first.to_le_bytes()[..],
                &last.to_le_bytes(),
                &[0; 8],
                &hidden.to_le_bytes(),
            ]
            .concat(),
        )
    };
    let sheet = |rows: &[Vec<u8>]| {
        let before = [area(148, [0, 8, 0, 2]), column(0, 0, 0), column(1, 2, 1)].concat();
        let behind = [
            area(161, [0, 8, 0, 2]),
            area(176, [1, 3, 0, 0]),
            area(176, [0, u32::MAX, 5, u32::MAX]),
        ]
        .concat();
        Made::xlsb(&[before, rows.concat(), behind])
    };
    let facts = beside(&sheet(&[
        row(1, true),
        cell(5, 0, 0, &number(1.0)),
        row(2, true),
        cell(1, 0, 0, &[]),
        row(8, false),
        cell(5, 0, 0, &number(1.0)),
    ]));
    assert_eq!(facts.hidden_rows, [(1, 1)]);
    assert_eq!(facts.hidden_columns, [(1, 2)]);
    let merged: Vec<[u32; 4]> = facts
        .merged
        .iter()
        .map(|a| [a.top, a.bottom, a.left, a.right])
        .collect();
    assert_eq!(merged, [[1, 3, 0, 0], [0, 1_048_575, 5, 16_383]]);
    let heading = Heading {
        columns: ["a", "b", "c"].map(str::to_owned).to_vec(),
        rows: Some((1, 1)),
        ..Heading::default()
    };
    let told = |facts: &Beside| -> Vec<&str> {
        facts.told(&heading).iter().map(|told| told.key).collect()
    };
    assert_eq!(
        told(&facts),
        ["decision-filtered-rows", "decision-hidden-columns"]
    );
    let fewer = beside(&sheet(&[row(1, false), cell(5, 0, 0, &number(1.0))]));
    assert_eq!(
        told(&fewer),
        ["decision-rows-missing", "decision-hidden-columns"]
    );
}

#[test]
fn workbooks_that_were_never_calculated() {
    let formula = |value: f64| cell(9, 0, 0, &[&number(value)[..], &[0; 10]].concat());
    let calculation = |flags: u16| record(157, &[&[0; 24][..], &flags.to_le_bytes()].concat());
    let told = |value: f64, flags: u16| {
        let made = Made::xlsb(&[row(0, false), formula(value)]);
        let (_, book) = made
            .0
            .iter()
            .find(|(name, _)| name == "xl/workbook.bin")
            .unwrap();
        let book = [&book[..], &calculation(flags)].concat();
        let facts = beside(&made.with_bytes("xl/workbook.bin", &book));
        facts
            .told(&Heading::default())
            .iter()
            .map(|told| told.key)
            .collect::<Vec<_>>()
    };
    assert_eq!(told(0.0, 1), ["decision-uncalculated-formulas"]);
    assert_eq!(told(3.0, 1), [""; 0]);
    assert_eq!(told(0.0, 0), [""; 0]);
}

#[test]
fn days_from_1904() {
    let made = Made::xlsb(&[row(0, false)]);
    let (_, book) = made
        .0
        .iter()
        .find(|(name, _)| name == "xl/workbook.bin")
        .unwrap()
        .clone();
    let counts = |flags: u8| {
        let book = [&record(153, &[flags, 0, 0, 0, 0, 0, 0, 0])[..], &book].concat();
        let made = Made(made.0.clone()).with_bytes("xl/workbook.bin", &book);
        made.open(Format::Xlsb).unwrap().counts_from_1904()
    };
    assert_eq!([counts(0), counts(1)], [false, true]);
}

#[test]
fn what_is_damaged_is_refused() {
    let cells = || {
        vec![
            row(0, false),
            cell(5, 0, 0, &number(1.0)),
            row(1, false),
            cell(5, 0, 0, &number(2.0)),
        ]
    };
    let with = |odd: Vec<u8>| Made::xlsb(&[cells(), vec![odd]].concat());
    assert_eq!(read(&with(Vec::new())).unwrap().len(), 2);
    for odd in [
        row(1_048_576, false),
        row(u32::MAX, false),
        cell(5, 16_384, 0, &number(1.0)),
        cell(5, 1, 0, &[0; 7]),
        cell(7, 1, 0, &0u32.to_le_bytes()),
        cell(6, 1, 0, &[9, 0, 0, 0, 65, 0]),
        record(0, &[0; 3]),
        record(5, &[0; 3]),
    ] {
        assert!(read(&with(odd.clone())).is_err(), "{odd:?}");
    }
    // a cell above all rows
    assert!(read(&Made::xlsb(&[cell(5, 0, 0, &number(1.0))])).is_err());
    // cut anywhere, and without its end
    let made = with(Vec::new());
    let part = "xl/worksheets/sheet1.bin";
    let (_, whole) = made
        .0
        .iter()
        .find(|(name, _)| name == part)
        .unwrap()
        .clone();
    for end in 0..whole.len() {
        let cut = Made(made.0.clone()).with_bytes(part, &whole[..end]);
        assert!(read(&cut).is_err(), "{end}");
    }
    // every bit of the sheet is under its checksum
    let bytes = made.bytes();
    let start = memchr::memmem::find(&bytes, &whole).unwrap();
    for at in start..start + whole.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 4;
        let mut book = Book::open(file(&changed), Format::Xlsb, &Limits::default()).unwrap();
        assert!(book.beside(0).is_err(), "{at}");
    }
}

/// Whatever stands in the parts, the file is read or refused.
#[test]
fn changed_parts_do_no_harm() {
    let made = Made::xlsb(&[
        area(148, [0, 1, 0, 2]),
        row(0, true),
        cell(7, 0, 0, &[0; 4]),
        cell(6, 1, 1, &wide("a")),
        cell(9, 2, 0, &[0; 18]),
        area(176, [0, 1, 0, 0]),
    ])
    .with_bytes(
        "xl/sharedStrings.bin",
        &record(19, &[&[0][..], &wide("b")].concat()),
    )
    .with_bytes(
        "xl/styles.bin",
        &[
            record(44, &[&[164, 0][..], &wide("000")].concat()),
            record(617, &[]),
            record(47, &[0, 0, 164, 0]),
        ]
        .concat(),
    );
    let mut refused = 0;
    for seed in 0..600 {
        for part in 3..made.0.len() {
            let mut other = Made(made.0.clone());
            other.0[part].1 = changed(&made.0[part].1, seed);
            let read = other.open(Format::Xlsb).and_then(all_of);
            refused += usize::from(read.is_err());
        }
    }
    assert!(refused > 100);
}

#[test]
fn rows_and_cells_come_in_their_order() {
    let one = |column| cell(5, column, 0, &number(1.0));
    let (first, second) = (row(0, false), row(1, false));
    for records in [
        vec![first.clone(), one(0), one(0)],
        vec![first.clone(), one(0), cell(1, 0, 0, &[])],
        vec![first.clone(), one(1), one(0)],
        vec![second.clone(), one(0), first.clone()],
        vec![first.clone(), one(0), first.clone(), one(1)],
    ] {
        let error = read(&Made::xlsb(&records)).map_err(|error| error.key);
        assert_eq!(error, Err("source-misplaced-cells"));
    }
    let whole = [first, one(0), one(2), second, one(0)];
    assert_eq!(read(&Made::xlsb(&whole)).unwrap(), ["A1 1", "C1 1", "A2 1"]);
}
