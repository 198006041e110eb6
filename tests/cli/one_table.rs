//! One table, saved in every format: the same cells, the same damage, the same sentences. What a format cannot say stands in
//! [`Fact`], by name and with the reason.

use std::collections::BTreeSet;

use crate::saved::{
    Book, Cell, DATA, FORMATS, FROM_1904, Fact, Format, Sheet, Stored, TOTAL, Value, orders,
};
use crate::seen::{self, COLUMNS, Cells, Seen, Told};
use crate::support::Folder;

/// How the sheet is named behind its file.
const SHEET: &str = "!訂單";

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
        None | Some(Value { shown: "", .. }) => Seen::Empty,
        Some(value) => match value.stored {
            Stored::Lost(_, digits) if format.says(Fact::Digits) => {
                Seen::Damaged(digits.to_owned())
            }
            Stored::Error | Stored::Lost(..) => Seen::Damaged(value.shown.to_owned()),
            _ if format.says(Fact::Blanks) => Seen::Text(value.shown.to_owned()),
            _ => Seen::Text(value.shown.trim().to_owned()),
        },
    }
}

fn run(book: &Book, format: &Format) -> Told {
    let folder = Folder::new(&seen::project([("orders", format.file)]));
    std::fs::write(folder.path().join(format.file), (format.save)(book)).unwrap();
    let report = folder.report("2026-03-31", &["--no-history"]);
    let mut told = seen::told(&report, "orders", format.file);
    told.sentences = told
        .sentences
        .iter()
        .filter(|told| !is_of_the_text(told))
        .map(|told| comparable(told, format))
        .collect();
    told
}

/// Whether only texts have what is told here.
fn is_of_the_text(sentence: &str) -> bool {
    let starts = ["encoding ", "delimiter ", "line ends ", "unpacked "];
    starts.iter().any(|start| sentence.starts_with(start))
}

/// The sentence without what differs by format: the name of the file, and the row that stands behind a cell of two lines.
fn comparable(sentence: &str, format: &Format) -> String {
    let last = if format.says(Fact::Rows) {
        TOTAL
    } else {
        TOTAL + 1
    };
    sentence
        .replace(format.file, "FILE")
        .replace(&format!(": {last}"), ": LAST")
}

/// How what is told differs from what must be.
fn differences(book: &Book, format: &Format, reference: &Told) -> Vec<String> {
    let told = run(book, format);
    let expected = expected(book, format);
    if told.refused {
        return told.sentences.into_iter().collect();
    }
    let places: BTreeSet<_> = expected.keys().chain(told.cells.keys()).collect();
    let mut differences = told.strange;
    for (row, column) in places {
        let [want, have] = [&expected, &told.cells].map(|cells| cells.get(&(*row, *column)));
        if want != have {
            let column = COLUMNS[*column].0;
            differences.push(format!("row {row}, {column}: {have:?}, not {want:?}"));
        }
    }
    let sayable = |told: &&String| {
        let facts = Fact::TOLD.iter();
        let mut unsayable = facts.filter(|(fact, _)| !format.says(*fact));
        unsayable.all(|(_, word)| !told.contains(word))
    };
    // a format of one sheet does not name it
    let named = |told: &String| {
        if format.says(Fact::OtherSheets) {
            told.clone()
        } else {
            told.replace(SHEET, "")
        }
    };
    let sentences = reference.sentences.iter().filter(sayable);
    let mut wanted: BTreeSet<String> = sentences.map(named).collect();
    if FROM_1904.iter().any(|other| other.name == format.name) {
        wanted.insert("the workbook counts its days from 1904, not from 1900".to_owned());
    }
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
    let sentences: Vec<&str> = reference.sentences.iter().map(String::as_str).collect();
    insta::assert_snapshot!(sentences.join("\n"));
    let mut all = Vec::new();
    for format in FORMATS.iter().chain(FROM_1904) {
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

/// Where there was no row, nothing was found because nothing was looked at.
#[test]
fn a_file_without_rows_is_no_pass() {
    let folder = Folder::new(
        "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {}\n[tables.u]\nfiles = \"u.csv\"\n[tables.u.fields]\na = {}\n\
         [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.required = { columns = [\"a\"] }\n\
         [[rule]]\nid = \"s\"\ntable = \"u\"\ncheck.required = { columns = [\"a\"] }\n",
    );
    folder.write("t.csv", "a\n");
    folder.write("u.csv", "a\n");
    let told = folder.run(&["check"]);
    assert_eq!(told.code, 3, "{}", told.stdout);
    assert!(
        told.stdout.contains("had nothing to judge"),
        "{}",
        told.stdout
    );
    assert!(!told.stdout.contains("found nothing"), "{}", told.stdout);
    // beside one that has rows
    folder.write("u.csv", "a\nx\n");
    let told = folder.run(&["check"]);
    assert_eq!(told.code, 0, "{}", told.stdout);
    assert!(
        told.stdout.contains("had nothing to judge"),
        "{}",
        told.stdout
    );
    assert!(
        told.stdout.contains("more rules found nothing"),
        "{}",
        told.stdout
    );
}
