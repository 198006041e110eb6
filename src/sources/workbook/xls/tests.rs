//! The reader as a whole, on workbooks that are written for it, and beside another reader.

use std::io::Cursor;
use std::ops::ControlFlow;

use encoding_rs::{BIG5, GBK};

use super::testing::{Book, Cached, ERRORS, Sheet, begin, compound, counted_bytes, record, text};
use super::*;
use crate::sources::workbook::cells;
use crate::sources::workbook::reference::Area;

/// The cells of the first sheet as `row,column text`, those of a damaged file as the key of its error.
fn read(bytes: &[u8]) -> Result<Vec<String>, &'static str> {
    let mut book = open(bytes)?;
    cells_of(&mut book, 0)
}

fn open(bytes: &[u8]) -> Result<Xls, &'static str> {
    Xls::open(Cursor::new(bytes), None).map_err(|e| e.key)
}

fn cells_of(book: &mut Xls, sheet: usize) -> Result<Vec<String>, &'static str> {
    let mut found = Vec::new();
    let read = book.cells(sheet, |row, column, value| {
        let mut text = format!("{row},{column} ");
        if !value.is_empty() {
            cells::write(&mut text, value);
            found.push(text);
        }
        ControlFlow::Continue(())
    });
    read.map_err(|e| e.key)?;
    Ok(found)
}

fn beside(bytes: &[u8]) -> Beside {
    open(bytes).unwrap().beside(0).unwrap()
}

fn doubts(bytes: &[u8]) -> Vec<&'static str> {
    beside(bytes).doubts.iter().map(|told| told.key).collect()
}

fn with_sheet(write: impl FnOnce(&mut Sheet)) -> Vec<u8> {
    let mut book = Book::new();
    write(book.sheet("Lieferungen"));
    book.save()
}

/// A record of the cell in row 1 and column 1 with this data behind its style.
fn cell(kind: u16, data: &[u8]) -> Vec<u8> {
    record(kind, &[&[1, 0, 1, 0, 0, 0], data].concat())
}

#[test]
fn a_cell_of_every_kind() {
    let mut book = Book::new();
    let (code, day, hours) = (
        book.style("0000"),
        book.style("d/m/yyyy"),
        book.style("[h]:mm"),
    );
    let sheet = book.sheet("Lieferungen");
    sheet.text(0, 0, "Nr").text(0, 1, "备注").text(0, 2, "Nr");
    sheet
        .styled_number(1, 0, 42.0, code)
        .styled_number(1, 1, 46_086.0, day);
    sheet.styled_number(1, 2, 1.5, hours).number(1, 3, -2.25);
    // 100, 1.23 and -4 as integers in thirty bits, 0.25 as the upper half of a floating-point number
    let short = [
        100 << 2 | 2,
        123 << 2 | 3,
        (-4i32 << 2 | 2).cast_unsigned(),
        0x3fd0_0000,
    ];
    for (column, short) in (0u16..).zip(short) {
        let head = [2, column, 0].map(u16::to_le_bytes);
        let data = [head.as_flattened(), &short.to_le_bytes()].concat();
        sheet.record(0x027e, &data);
    }
    let many: Vec<u8> = short
        .iter()
        .flat_map(|n| [&[1, 0], &n.to_le_bytes()[..]].concat())
        .collect();
    sheet.record(0x00bd, &[&[3, 0, 5, 0], &many[..], &[8, 0]].concat());
    sheet.bool(4, 0, true).bool(4, 1, false).blank(4, 2);
    sheet.record(0x0204, &[&[4, 0, 3, 0, 0, 0], &text("Grüße")[..]].concat());
    // two runs of fonts behind the text
    let rich = [
        &[4, 0, 4, 0, 0, 0],
        &text("螺母")[..],
        &[2, 0, 0, 0, 1, 0, 1, 0, 2, 0],
    ]
    .concat();
    sheet.record(0x00d6, &rich);
    for (column, (code, _)) in (0..).zip(ERRORS) {
        sheet.error(5, column, code);
    }
    sheet.error(5, 7, 0x2b).error(5, 8, 0x63);
    let expected = "0,0 Nr|0,1 备注|0,2 Nr|1,0 0042|1,1 2026-03-05|1,2 36:00:00|1,3 -2.25|2,0 100|2,1 1.23|2,2 -4|2,3 0.25|\
        3,5 0100|3,6 1.23|3,7 -4|3,8 0.25|4,0 TRUE|4,1 FALSE|4,3 Grüße|4,4 螺母|5,0 #NULL!|5,1 #DIV/0!|5,2 #VALUE!|5,3 #REF!|\
        5,4 #NAME?|5,5 #NUM!|5,6 #N/A|5,7 #GETTING_DATA|5,8 #UNKNOWN!";
    assert_eq!(read(&book.save()).unwrap().join("|"), expected);
}

#[test]
fn formulas_and_their_results() {
    // of three records
    let long = "überlang ".repeat(2500);
    let wide = "加长".repeat(5000);
    let shared = record(0x04bc, &[0; 14]);
    let file = with_sheet(|sheet| {
        sheet
            .formula(0, 0, Cached::Number(7.5))
            .formula(0, 1, Cached::Text("甲"));
        sheet
            .formula(0, 2, Cached::Bool(true))
            .formula(0, 3, Cached::Error(0x17));
        sheet
            .formula(0, 4, Cached::Empty)
            .formula(0, 5, Cached::Text(""));
        for (row, kind) in [(1, 0x0206), (2, 0x0406)] {
            sheet.formula_as(kind, row, 0, Cached::Number(42.0), &[]);
            // what formulas share stands between a formula and its text
            sheet.formula_as(kind, row, 1, Cached::Text("乙"), &shared);
        }
        sheet
            .formula(3, 0, Cached::Text(&long))
            .formula(3, 1, Cached::Text(&wide));
        sheet.number(4, 0, 1.0);
        // a kind of result that nobody knows
        let unknown = [9, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0];
        sheet.record(0x0006, &[&[5, 0, 0, 0, 0, 0], &unknown[..]].concat());
    });
    let found = read(&file).unwrap();
    let expected = [
        "0,0 7.5",
        "0,1 甲",
        "0,2 TRUE",
        "0,3 #REF!",
        "1,0 42",
        "1,1 乙",
        "2,0 42",
        "2,1 乙",
        &format!("3,0 {long}"),
        &format!("3,1 {wide}"),
        "4,0 1",
        "5,0 #UNKNOWN!",
    ];
    assert_eq!(found, expected);
    assert_eq!(doubts(&file), [""; 0]);
}

#[test]
fn formulas_without_a_stored_result() {
    let engine = record(0x01c1, &[0xc1, 1, 0, 0, 0x54, 0x8d, 1, 0]);
    // how many cells there are, the formulas whose result is not stored, and whether all were left to Excel
    let read = |globals: &[u8], write: &dyn Fn(&mut Sheet)| {
        let mut book = Book::new();
        book.globals = globals.to_vec();
        write(book.sheet("Lieferungen"));
        let mut book = open(&book.save()).unwrap();
        let cells = cells_of(&mut book, 0).unwrap().len();
        let formulas = book.beside(0).unwrap().formulas;
        let uncalculated = formulas.to_calculate && formulas.zero == formulas.stored;
        (cells, formulas.unstored, uncalculated)
    };
    let zeros = |sheet: &mut Sheet| {
        let zero = Cached::Number(0.0);
        sheet.formula(1, 0, zero).formula(2, 0, zero);
        sheet.formula(3, 0, Cached::Empty);
    };
    // a program that cannot calculate
    assert_eq!(read(&[], &zeros), (2, 1, true));
    assert_eq!(read(&record(0x01c1, &[0; 8]), &zeros), (2, 1, true));
    // Excel, whose sums may all be 0
    assert_eq!(read(&engine, &zeros), (2, 0, false));
    // not up to date, says the sheet
    let uncalculated = |sheet: &mut Sheet| zeros(sheet.record(0x005e, &[0, 0]));
    assert_eq!(read(&engine, &uncalculated), (2, 1, true));
    // a program that has calculated some
    let some = |sheet: &mut Sheet| {
        zeros(sheet);
        sheet.formula(4, 0, Cached::Number(9.5)).number(5, 0, 1.0);
    };
    assert_eq!(read(&[], &some), (4, 0, false));
    // to be calculated when the workbook is opened, as one bit says
    let on_load = |sheet: &mut Sheet| {
        some(sheet);
        let formula = [&[6, 0, 0, 0, 0, 0], &[0; 8][..], &[2, 0, 0, 0, 0, 0, 0, 0]];
        sheet.record(0x0006, &formula.concat());
    };
    assert_eq!(read(&engine, &on_load), (4, 1, false));
    // the text of a formula does not follow
    let no_text = |sheet: &mut Sheet| {
        let result = [0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0];
        let formula = [&[1, 0, 0, 0, 0, 0], &result[..]].concat();
        sheet.record(0x0006, &formula).number(2, 0, 5.0);
        sheet.record(0x0006, &formula);
    };
    assert_eq!(read(&engine, &no_text), (1, 2, false));
}

#[test]
fn shared_texts_wherever_a_record_ends() {
    let texts = [
        "",
        "Zulieferer",
        "螺栓 M8×40",
        "🚚 Spedition",
        "é",
        "长文本".repeat(30).as_str(),
        "ende",
    ]
    .map(str::to_owned);
    for longest in 12..120 {
        let mut book = Book::new();
        book.longest = longest;
        let sheet = book.sheet("Lieferungen");
        for (row, text) in (0..).zip(&texts) {
            sheet.text(row, 0, text);
        }
        let expected: Vec<String> = texts
            .iter()
            .enumerate()
            .map(|(row, text)| format!("{row},0 {text}"))
            .skip(1)
            .collect();
        assert_eq!(read(&book.save()).unwrap(), expected, "{longest}");
    }
}

/// The table of shared strings of a workbook whose only cell shows one of them.
fn shared(pieces: &[&[u8]], index: u8) -> Result<Vec<String>, &'static str> {
    let mut book = Book::new();
    let kinds = std::iter::once(0x00fc).chain(std::iter::repeat(0x003c));
    let table = kinds
        .zip(pieces)
        .flat_map(|(kind, data)| record(kind, data));
    book.shared = Some(table.collect());
    book.sheet("Lieferungen")
        .bytes(&cell(0x00fd, &[index, 0, 0, 0]));
    read(&book.save())
}

#[test]
fn fonts_and_readings_of_shared_texts_are_left_out() {
    let counts = [2, 0, 0, 0, 2, 0, 0, 0];
    // two characters, one run of fonts, three bytes of how it is read
    let rich = [2, 0, 0x0d, 1, 0, 3, 0, 0, 0, b'l', 0x4e, b'x', 0x4e];
    let next = [1, 0, 0, b'z'];
    let whole = [&counts[..], &rich, &[9, 9, 9, 9, 8, 8, 8], &next].concat();
    let expected = || Ok(vec!["1,1 乬乸".to_owned()]);
    assert_eq!(shared(&[&whole], 0), expected());
    assert_eq!(shared(&[&whole], 1), Ok(vec!["1,1 z".to_owned()]));
    // cut within the runs: nothing says again how characters are stored
    for cut in [22, 23, 26, 28] {
        let (first, second) = whole.split_at(cut);
        assert_eq!(
            shared(&[first, second], 1),
            Ok(vec!["1,1 z".to_owned()]),
            "{cut}"
        );
    }
    // characters of one byte that go on with two
    let (narrow, wide) = (
        [&counts[..], &[3, 0, 0, b'A']].concat(),
        [1, 0x2d, 0x4e, b'!', 0],
    );
    assert_eq!(
        shared(&[&narrow, &wide, &next], 0),
        Ok(vec!["1,1 A中!".to_owned()])
    );
}

#[test]
fn damaged_shared_texts_are_told() {
    let counts = [2, 0, 0, 0, 2, 0, 0, 0];
    let one = [&counts[..], &[1, 0, 0, b'a']].concat();
    // fewer than announced, but the one that is shown is there
    assert_eq!(shared(&[&one], 0), Ok(vec!["1,1 a".to_owned()]));
    assert_eq!(shared(&[&one], 1), Err("source-sheet-damaged"));
    let cut = [&one[..], &[4, 0, 0, b'b']].concat();
    assert_eq!(shared(&[&cut], 0), Err("source-shared-texts-damaged"));
    assert_eq!(
        shared(&[&counts[..6]], 0),
        Err("source-shared-texts-damaged")
    );
    // half a character at the end of a record
    let half = [&counts[..], &[2, 0, 1, b'a', 0, b'b']].concat();
    assert_eq!(
        shared(&[&half, &[1, 0]], 0),
        Err("source-shared-texts-damaged")
    );
    // what is behind the announced texts does not matter
    let more = [&[1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, b'a'][..], &[9, 9]].concat();
    assert_eq!(shared(&[&more], 0), Ok(vec!["1,1 a".to_owned()]));
}

#[test]
fn what_lies_upon_a_sheet_does_not_hide_what_is_behind_it() {
    let file = with_sheet(|sheet| {
        sheet.number(0, 0, 1.0);
        sheet
            .bytes(&begin(false, 0x0020))
            .number(9, 9, 9.0)
            .record(0x000a, &[]);
        sheet.number(1, 0, 2.0).merge((2, 3), (0, 1));
    });
    assert_eq!(read(&file).unwrap(), ["0,0 1", "1,0 2"]);
    assert_eq!(beside(&file).merged.len(), 1);
}

#[test]
fn cells_in_any_order() {
    let file = with_sheet(|sheet| {
        sheet.number(2, 1, 5.0).number(0, 1, 2.0).number(2, 0, 4.0);
        sheet.text(0, 0, "Nr").number(1, 0, 3.0);
    });
    assert_eq!(
        read(&file).unwrap(),
        ["0,0 Nr", "0,1 2", "1,0 3", "2,0 4", "2,1 5"]
    );
    assert_eq!(doubts(&file), [""; 0]);
    // the later one counts, and it is told
    let file = with_sheet(|sheet| {
        sheet.number(0, 0, 7.0).number(1, 0, 1.0).number(0, 0, 8.0);
    });
    assert_eq!(read(&file).unwrap(), ["0,0 8", "1,0 1"]);
    assert_eq!(doubts(&file), ["decision-cells-stored-twice"]);
}

#[test]
fn the_outermost_cells_of_a_sheet() {
    let at = |row: u16, column: u16| {
        read(&with_sheet(|sheet| {
            sheet.number(0, 0, 1.0).number(row, column, 2.0);
        }))
    };
    assert_eq!(at(65_535, 255).unwrap(), ["0,0 1", "65535,255 2"]);
    for column in [256, 16_384, 65_535] {
        assert_eq!(at(1, column), Err("source-sheet-damaged"), "{column}");
    }
    // a run of numbers that wraps around
    let wraps = with_sheet(|sheet| {
        sheet.record(
            0x00bd,
            &[0, 0, 0xff, 0xff, 0, 0, 2, 0, 0, 0, 0, 0, 6, 0, 0, 0, 0, 0],
        );
    });
    assert_eq!(read(&wraps), Err("source-sheet-damaged"));
    // formatted, but empty
    let file = with_sheet(|sheet| {
        sheet
            .number(0, 3, 1.0)
            .blank(8, 0)
            .record(0x00be, &[9, 0, 0, 0, 1, 0, 1, 0, 1, 0]);
    });
    let mut last = 0;
    let mut book = open(&file).unwrap();
    let rows = book.cells(0, |row, _, _| {
        last = row;
        ControlFlow::Continue(())
    });
    assert_eq!((rows, last), (Ok(()), 9));
}

/// The row that is there last is not handed over again where its first cell has been.
#[test]
fn each_cell_is_handed_over_once() {
    let file = with_sheet(|sheet| {
        sheet.text(0, 0, "Nr").text(1, 0, "a").hide_row(1);
    });
    let mut found = Vec::new();
    let mut book = open(&file).unwrap();
    let read = book.cells(0, |row, column, value| {
        found.push((row, column, value.is_empty()));
        ControlFlow::Continue(())
    });
    assert_eq!((read, found), (Ok(()), vec![(0, 0, false), (1, 0, false)]));
}

#[test]
fn announced_rows_that_are_not_there_are_told() {
    let announcing = |behind: u32, write: &dyn Fn(&mut Sheet)| {
        doubts(&with_sheet(|sheet| {
            sheet.dimensions = Some((0, behind, 0, 1));
            write(sheet.text(0, 0, "Nr").number(1, 0, 1.0));
        }))
    };
    assert_eq!(announcing(2, &|_| ()), [""; 0]);
    assert_eq!(announcing(0, &|_| ()), [""; 0]);
    assert_eq!(announcing(3, &|_| ()), ["decision-rows-missing"]);
    assert_eq!(announcing(0x4000_0000, &|_| ()), ["decision-rows-missing"]);
    // a row of a height of its own, and a formatted cell, are what was announced
    assert_eq!(
        announcing(3, &|sheet| {
            sheet.hide_row(2);
        }),
        [""; 0]
    );
    assert_eq!(
        announcing(3, &|sheet| {
            sheet.blank(2, 0);
        }),
        [""; 0]
    );
    // announced twice
    let twice = |sheet: &mut Sheet| {
        sheet.record(0x0200, &[0, 0, 0, 0, 9, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
    };
    assert_eq!(announcing(2, &twice), ["decision-rows-missing"]);
}

#[test]
fn what_is_hidden_or_merged() {
    let area = |top, bottom, left, right| Area {
        top,
        bottom,
        left,
        right,
    };
    let file = with_sheet(|sheet| {
        sheet.hide_columns(2, 3).hide_row(7).hide_row(8).hide_row(9);
        sheet.number(0, 0, 1.0).number(7, 0, 1.0).number(8, 0, 1.0);
        sheet.merge((1, 4), (0, 0)).merge((5, 5), (1, 3));
    });
    let told = beside(&file);
    assert_eq!(told.hidden_columns, [(2, 3)]);
    // there is nothing in the last one
    assert_eq!(told.hidden_rows, [(7, 8)]);
    assert_eq!(told.merged, [area(1, 4, 0, 0), area(5, 5, 1, 3)]);
    assert!(!told.filter);
    // rows without settings of their own are hidden, and there is a filter
    let file = with_sheet(|sheet| {
        sheet.record(0x009b, &[]).record(0x0225, &[2, 0, 0, 0]);
        let shown = [0, 0, 256, 0xff, 0, 0, 0x0100, 0x000f].map(u16::to_le_bytes);
        sheet.record(0x0208, shown.as_flattened());
        sheet.number(0, 0, 1.0).number(1, 0, 1.0);
    });
    let told = beside(&file);
    assert_eq!((told.hidden_rows, told.filter), (vec![(1, 1)], true));
}

#[test]
fn a_cell_that_is_no_cell_any_more_is_told() {
    let odd = |kind, data: &[u8]| {
        read(&with_sheet(|sheet| {
            sheet.number(0, 0, 1.0).record(kind, data);
        }))
    };
    let number = [&[1, 0, 0, 0, 0, 0], &1.0f64.to_le_bytes()[..]].concat();
    assert_eq!(odd(0x0203, &number).unwrap().len(), 2);
    // any bit of its kind
    for bit in 0..16 {
        let kind = 0x0203 ^ (1 << bit);
        assert_eq!(odd(kind, &number), Err("source-sheet-damaged"), "{kind:#x}");
    }
    // too long or too short
    for kind in [0x0203, 0x0205, 0x00fd, 0x027e, 0x0201] {
        for length in [0, 2, 4, 5, 7, 9, 11, 13, 15, 30] {
            assert_eq!(
                odd(kind, &vec![0; length]),
                Err("source-sheet-damaged"),
                "{kind:#x} {length}"
            );
        }
    }
    for (kind, data) in [
        // texts that are longer than their record
        (0x0204, &[1, 0, 0, 0, 0, 0, 9, 0, 0, b'a'][..]),
        (0x00d6, &[1, 0, 0, 0, 0, 0, 9, 0, 1, b'a', 0]),
        (0x0204, &[1, 0, 0, 0]),
        // numbers that do not reach to their last column
        (0x00bd, &[1, 0, 0, 0, 0, 0, 6, 0, 0, 0, 5, 0]),
        (0x00bd, &[1, 0, 0, 0]),
        (0x0006, &[1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
        // a text that no formula came to
        (0x0207, &[1, 0, 0, b'a']),
    ] {
        assert_eq!(odd(kind, data), Err("source-sheet-damaged"), "{kind:#x}");
    }
    // beside the cells, nothing is fatal
    for kind in [0x007d, 0x00e5, 0x0200, 0x0208, 0x0225, 0x023e, 0x4321] {
        assert_eq!(odd(kind, &[]).unwrap(), ["0,0 1"], "{kind:#x}");
    }
}

#[test]
fn sheets_of_every_kind() {
    let mut book = Book::new();
    for (name, kind, visibility) in [
        ("Lager", 0, 0),
        ("Makros", 1, 0),
        ("Bild", 2, 0),
        ("Modul", 6, 0),
        ("旧", 0, 1),
        ("Tief", 0, 2),
    ] {
        let sheet = book.sheet(name);
        sheet.text(0, 0, name);
        (sheet.kind, sheet.visibility) = (kind, visibility);
    }
    let sheets = open(&book.save()).unwrap().sheets();
    let sheets: Vec<_> = sheets
        .iter()
        .map(|s| (s.name.as_str(), s.cells, s.visible))
        .collect();
    let expected = [
        ("Lager", true, true),
        ("Makros", false, true),
        ("Bild", false, true),
        ("Modul", false, true),
        ("旧", true, false),
        ("Tief", true, false),
    ];
    assert_eq!(sheets, expected);
    let mut book = open(&book.save()).unwrap();
    assert_eq!(cells_of(&mut book, 5).unwrap(), ["0,0 Tief"]);
    assert_eq!(cells_of(&mut book, 4).unwrap(), ["0,0 旧"]);
}

#[test]
fn sheets_are_where_the_workbook_says() {
    let mut book = Book::new();
    book.sheet("Lager").number(0, 0, 1.0);
    book.sheet("Bestand").number(0, 0, 2.0);
    let stream = book.stream();
    let starts: Vec<usize> = memchr::memmem::find_iter(&stream, &begin(false, 0x0010)).collect();
    let listed = memchr::memmem::find_iter(&stream, &record(0x0085, &[0; 13])[..4]).count();
    assert_eq!((starts.len(), listed), (2, 1));
    let moved = |from: usize, to: u32| {
        let mut stream = stream.clone();
        let place =
            memchr::memmem::find(&stream, &u32::try_from(starts[from]).unwrap().to_le_bytes());
        let place = place.unwrap();
        stream[place..place + 4].copy_from_slice(&to.to_le_bytes());
        read(&compound(&[("/Workbook", &stream)]))
    };
    let first = u32::try_from(starts[0]).unwrap();
    assert_eq!(moved(1, first), Err("source-sheet-missing"));
    assert_eq!(moved(1, first + 4), Err("source-sheet-missing"));
    assert_eq!(moved(0, u32::MAX), Err("source-sheet-missing"));
    assert_eq!(moved(0, 0), Err("source-sheet-missing"));
    // a sheet does not end, but another one begins
    let mut book = Book::new();
    book.sheet("Lager").number(0, 0, 1.0).ends = false;
    book.sheet("Bestand").number(0, 0, 2.0);
    assert_eq!(read(&book.save()), Err("source-sheet-breaks-off"));
}

#[test]
fn protected_workbooks_are_told_first() {
    // by a key of two bytes, or by RC4; nothing behind can be read
    for method in [&[0, 0, 0x52, 0xd1, 0x3c, 0x61][..], &[1, 0, 1, 0, 1, 0]] {
        let mut book = Book::new();
        book.globals = [record(0x002f, method), record(0x0085, &[0xff; 3])].concat();
        book.sheet("Lager").dimensions = Some((0, u32::MAX, 0, 256));
        assert_eq!(open(&book.save()).err(), Some("source-encrypted"));
        book.excel_5 = true;
        assert_eq!(open(&book.save()).err(), Some("source-encrypted"));
    }
    // an xlsx, and a workbook beside it that says why it cannot be read
    let mut book = Book::new();
    book.sheet("Lager");
    let file = compound(&[
        ("/EncryptedPackage", &[7; 99]),
        ("/Workbook", &book.stream()),
    ]);
    assert_eq!(open(&file).err(), Some("source-encrypted"));
}

#[test]
fn the_stream_of_the_workbook_itself() {
    let stream = |name: &str, excel_5: bool| {
        let mut book = if excel_5 {
            Book::excel_5(1252)
        } else {
            Book::new()
        };
        book.sheet(name).number(0, 0, 1.0);
        book.stream()
    };
    let (new, old, inner) = (
        stream("neu", false),
        stream("alt", true),
        stream("innen", false),
    );
    let name = |streams: &[(&str, &[u8])]| {
        open(&compound(streams)).map(|book| book.sheets()[0].name.clone())
    };
    let found = |name: &str| Ok(name.to_owned());
    assert_eq!(name(&[("/Workbook", &new)]), found("neu"));
    assert_eq!(name(&[("/WORKBOOK", &new)]), found("neu"));
    assert_eq!(name(&[("/Book", &old)]), found("alt"));
    // both hold the same, so that every Excel can read it
    assert_eq!(name(&[("/Book", &old), ("/Workbook", &new)]), found("neu"));
    assert_eq!(
        name(&[
            ("/A/Workbook", &inner),
            ("/Workbook", &new),
            ("/Z/Book", &inner)
        ]),
        found("neu")
    );
    assert_eq!(
        name(&[("/A/Workbook", &inner), ("/Book", &old)]),
        found("alt")
    );
    assert_eq!(
        name(&[("/Workbook", b"no records"), ("/Book", &old)]),
        found("alt")
    );
    assert_eq!(name(&[("/A/Workbook", &inner)]), Err("source-not-workbook"));
    assert_eq!(
        name(&[("/WordDocument", &inner)]),
        Err("source-not-workbook")
    );
    assert_eq!(
        name(&[("/Workbook/Book", &inner)]),
        Err("source-not-workbook")
    );
    // Excel 4
    let excel_4 = record(0x0409, &[0, 4, 0x10, 0, 0, 0]);
    assert_eq!(name(&[("/Book", &excel_4)]), Err("source-old-workbook"));
    // without a compound file around it
    for bare in [&new, &old] {
        assert_eq!(read(bare).unwrap(), ["0,0 1"]);
    }
}

#[test]
fn days_from_1904() {
    let mut book = Book::new();
    book.from_1904 = true;
    let style = book.style("yyyy/mm/dd hh:mm");
    book.sheet("Lager")
        .styled_number(0, 0, 44_624.375, style)
        .number(1, 0, 44_624.375);
    assert_eq!(
        read(&book.save()).unwrap(),
        ["0,0 2026-03-05 09:00:00", "1,0 44624.375"]
    );
}

#[test]
fn number_formats_of_styles() {
    let mut book = Book::new();
    // 14 is a date wherever it is not written; style 1 counts with the writer's own format behind it
    let style = |format: u16| {
        record(
            0x00e0,
            &[&[0, 0], &format.to_le_bytes()[..], &[0; 16]].concat(),
        )
    };
    book.globals = [style(14), style(49), style(9999)].concat();
    let sheet = book.sheet("Lager");
    for column in 0..6 {
        sheet.styled_number(0, column, 46_086.0, column);
    }
    // a format that cannot be read is none
    let row = |day| format!("0,0 {day}|0,1 46086|0,2 46086|0,3 46086|0,4 46086|0,5 46086");
    assert_eq!(read(&book.save()).unwrap().join("|"), row("2026-03-05"));
    book.globals
        .extend(record(0x041e, &[14, 0, 40, 0, 0, b'0']));
    assert_eq!(read(&book.save()).unwrap().join("|"), row("2026-03-05"));
    book.globals
        .extend(record(0x041e, &[&[14, 0], &text("0000000")[..]].concat()));
    assert_eq!(read(&book.save()).unwrap().join("|"), row("0046086"));
}

/// A workbook of Excel 5 that states a code page, with texts in its bytes.
fn excel_5(codepage: u16, name: &[u8], cell: &[u8]) -> Vec<u8> {
    let mut book = Book::excel_5(codepage);
    book.named_sheet(&counted_bytes(name)).label(0, 0, cell);
    book.save()
}

#[test]
fn texts_before_excel_97() {
    let heading = "客户名称、发货地址和联系电话";
    let (gbk, ..) = GBK.encode(heading);
    let stating = |codepage| {
        let mut book = open(&excel_5(codepage, &GBK.encode("发货").0, &gbk)).unwrap();
        let guessed = book.guessed().map(|(told, doubtful)| (told.key, doubtful));
        let cells = cells_of(&mut book, 0).unwrap();
        assert_eq!(book.sheets()[0].name, "发货");
        assert_eq!(cells, [format!("0,0 {heading}")]);
        guessed
    };
    assert_eq!(stating(936), None);
    assert_eq!(stating(10_008), None);
    // nobody knows them: the texts tell, and it is told
    let unknown = Some(("source-unknown-code-page", true));
    assert_eq!(stating(0x272d), unknown);
    assert_eq!(stating(7766), unknown);
    // none is stated
    assert_eq!(stating(1200), Some(("decision-encoding", false)));
    for (page, byte, shown) in [
        (1252, 0xe4, "ä"),
        (10_000, 0x8a, "ä"),
        (0x8000, 0x8a, "ä"),
        (0x8001, 0xe4, "ä"),
        (1251, 0xe4, "д"),
    ] {
        assert_eq!(
            read(&excel_5(page, b"a", &[byte])).unwrap(),
            [format!("0,0 {shown}")]
        );
    }
    // what is declared wins
    let declared = Xls::open(
        Cursor::new(excel_5(1252, b"a", &BIG5.encode("客戶").0)),
        Some(BIG5.into()),
    );
    assert_eq!(cells_of(&mut declared.unwrap(), 0).unwrap(), ["0,0 客戶"]);
    // texts of Excel 97 need no code page
    let mut book = Book::new();
    book.codepage = 0x272d;
    book.sheet("a").text(0, 0, "Größe");
    assert_eq!(read(&book.save()).unwrap(), ["0,0 Größe"]);
    assert!(open(&book.save()).unwrap().guessed().is_none());
    // the text of a formula, and one with fonts
    let mut book = Book::excel_5(936);
    let sheet = book.sheet("a");
    sheet.record(
        0x0006,
        &[
            &[0, 0, 0, 0, 0, 0],
            &[0, 0, 0, 0, 0, 0, 0xff, 0xff][..],
            &[0; 8],
        ]
        .concat(),
    );
    sheet
        .record(0x0207, &[&[4, 0][..], &gbk[..3]].concat())
        .record(0x003c, &gbk[3..4]);
    sheet.record(
        0x00d6,
        &[&[0, 0, 1, 0, 0, 0, 2, 0][..], &gbk[..2], &[1, 0, 0]].concat(),
    );
    assert_eq!(read(&book.save()).unwrap(), ["0,0 客户", "0,1 客"]);
}

/// What many programs for exports write: no compound file, no workbook, no version, and texts in the code page of the machine.
#[test]
fn a_worksheet_alone() {
    let label = |row: u16, column: u16, text: &str| {
        let bytes = GBK.encode(text).0;
        let head = [row, column, 0, u16::try_from(bytes.len()).unwrap()].map(u16::to_le_bytes);
        record(0x0204, &[head.as_flattened(), &bytes].concat())
    };
    let file = [
        record(0x0809, &[0, 0, 0x10, 0, 0, 0, 0, 0]),
        label(0, 0, "发货单号"),
        label(0, 1, "客户名称"),
        label(1, 0, "FH-0007"),
        label(1, 1, "宁波远航紧固件有限公司"),
        record(0x000a, &[]),
    ];
    let file = file.concat();
    let expected = [
        "0,0 发货单号",
        "0,1 客户名称",
        "1,0 FH-0007",
        "1,1 宁波远航紧固件有限公司",
    ];
    assert_eq!(read(&file).unwrap(), expected);
    assert_eq!(
        read(&file[..file.len() - 4]),
        Err("source-workbook-breaks-off")
    );
}

/// Whatever is cut off, nothing is missing without a word.
#[test]
fn a_workbook_that_is_cut_is_refused() {
    let mut book = Book::new();
    book.longest = 60;
    let sheet = book.sheet("Lieferungen");
    for row in 0..40 {
        sheet
            .text(row, 0, &format!("Beleg Nr. {row:05}"))
            .number(row, 1, 1.5);
    }
    let stream = book.stream();
    for length in 0..stream.len() {
        let cut = &stream[..length];
        assert!(read(cut).is_err(), "{length}");
        if length % 97 == 0 {
            assert!(read(&compound(&[("/Workbook", cut)])).is_err(), "{length}");
        }
    }
    let file = book.save();
    let whole = read(&file);
    for length in (0..file.len()).step_by(61) {
        let cut = read(&file[..length]);
        // a sector that holds less may be cut behind it
        assert!(cut.is_err() || cut == whole, "{length}");
    }
}

/// Whatever bit is flipped, a workbook is read or refused; and where cells are missing, it is refused or told.
#[test]
fn a_flipped_bit_does_no_harm() {
    let mut book = Book::new();
    let sheet = book.sheet("Lieferungen");
    sheet.dimensions = Some((0, 6, 0, 6));
    let label = text("frei");
    // one setting of the sheet, and cells of every kind
    sheet.record(0x0083, &[0, 0]);
    for row in 0..6u8 {
        let at = u16::from(row);
        sheet.hide_row(at).text(at, 0, "Beleg").number(at, 1, 1.5);
        sheet.formula(at, 2, Cached::Number(2.5));
        sheet.record(0x0204, &[&[row, 0, 3, 0, 0, 0], &label[..]].concat());
        sheet.record(
            0x00bd,
            &[row, 0, 4, 0, 0, 0, 6, 0, 0, 0, 0, 0, 6, 0, 0, 0, 5, 0],
        );
    }
    let stream = book.stream();
    let whole = read(&stream).unwrap().len();
    for bit in 0..stream.len() * 8 {
        let mut flipped = stream.clone();
        flipped[bit / 8] ^= 1 << (bit % 8);
        let Ok(mut book) = open(&flipped) else {
            continue;
        };
        if let Ok(cells) = cells_of(&mut book, 0) {
            let told = !book.beside(0).unwrap().doubts.is_empty();
            assert!(cells.len() == whole || told, "{bit}: {cells:?}");
        }
    }
}
