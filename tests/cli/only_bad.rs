//! `check --mark --only-bad`: what it has emptied is missed where the file comes back in the place of the original.

use std::fs;

use crate::marking::{DAY, PROJECT, SHEET, changed, findings, parts, returned, text};
use crate::saved::xls::records::{self, record};
use crate::saved::{Book, Cell, Row, Sheet, Stored, Value, xlsb};
use crate::support::Folder;

const EMPTIED: &str = "had no faults and were emptied by `check --mark --only-bad`";

/// What is printed of a check, and how it ends.
fn mark(folder: &Folder, from: &str, more: &[&str]) -> (String, i32) {
    let input = format!("customers={from}");
    let told = folder.run(&[&DAY[..], &["--input", &input], more].concat());
    (told.stdout + &told.stderr, told.code)
}

#[test]
fn rows_that_were_emptied_are_missed() {
    let folder = returned();
    let (told, code) = mark(
        &folder,
        "returned.xlsx",
        &["--mark", "bad.xlsx", "--only-bad"],
    );
    assert_eq!(code, 1, "{told}");
    // as it was written, and as it comes back
    let (told, code) = mark(&folder, "bad.xlsx", &[]);
    assert_eq!(code, 2, "{told}");
    assert!(told.contains(EMPTIED), "{told}");
    assert!(told.contains("bad.xlsx: rows 4, 7 had"), "{told}");
    let (told, _) = mark(&folder, "bad.xlsx", &["--lang", "zh-CN"]);
    let line = "bad.xlsx：第 4、7 行没有问题，已被 `check --mark --only-bad` 清空，共 2 行";
    assert!(told.contains(line), "{told}");
    fs::create_dir(folder.path().join("exports")).unwrap();
    fs::copy(
        folder.path().join("bad.xlsx"),
        folder.path().join("exports/returned.xlsx"),
    )
    .unwrap();
    let day = ["--as-of", "2026-10-31", "--no-history", "--format", "json"];
    let ready = folder.run(&[&["readiness"], &day[..]].concat());
    assert_eq!(ready.code, 2, "{}", ready.stderr);
    assert!(
        ready.stdout.contains("\"ready\": false"),
        "{}",
        ready.stdout
    );
    assert!(ready.stderr.contains(EMPTIED), "{}", ready.stderr);
}

/// Marked again, with all that is left or once more with what is bad alone, the rows are missed as before.
#[test]
fn what_was_emptied_is_not_forgotten() {
    let folder = returned();
    mark(
        &folder,
        "returned.xlsx",
        &["--mark", "bad.xlsx", "--only-bad"],
    );
    for (more, out) in [(&["--only-bad"][..], "again.xlsx"), (&[], "last.xlsx")] {
        let arguments = [&["--mark", out], more].concat();
        let (told, code) = mark(&folder, "bad.xlsx", &arguments);
        assert_eq!(code, 2, "{told}");
        let (told, _) = mark(&folder, out, &[]);
        assert!(told.contains("rows 4, 7 had"), "{told}");
        // its sender is told as well
        let all = parts(&folder.path().join(out));
        let summary = text(&all, "xl/worksheets/crm-audit1.xml");
        assert!(summary.contains("send that one back"), "{summary}");
    }
    // a row that somebody has filled again is there
    let from = folder.path().join("bad.xlsx");
    changed(&from, &folder.path().join("filled.xlsx"), SHEET, |sheet| {
        let cell = |name: &str, text: &str| {
            format!("<c r=\"{name}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        };
        let cells = [
            ("A4", "C0001"),
            ("B4", "Alder"),
            ("C4", "500"),
            ("D4", "Leeds"),
        ];
        let cells: String = cells.iter().map(|(name, text)| cell(name, text)).collect();
        sheet.replacen(
            "<row r=\"4\" hidden=\"1\">",
            &format!("<row r=\"4\">{cells}"),
            1,
        )
    });
    let (told, _) = mark(&folder, "filled.xlsx", &[]);
    assert!(
        told.contains("row 7 had no faults and was emptied"),
        "{told}"
    );
    assert_eq!(
        findings(&folder, "filled.xlsx").0,
        findings(&folder, "returned.xlsx").0
    );
}

/// Of other formats a new workbook is written, which says as much.
#[test]
fn rows_of_a_text_that_were_emptied_are_missed() {
    let folder = Folder::new(PROJECT);
    let head = "Code,Name,Limit,City\n";
    folder.write(
        "returned.csv",
        &format!("{head}C0001,Alder,500,Leeds\nC0002,,500,York\nC0003,Cedar,500,York\nC0004,Date,500,York\n"),
    );
    mark(
        &folder,
        "returned.csv",
        &["--mark", "bad.xlsx", "--only-bad"],
    );
    let (told, code) = mark(&folder, "bad.xlsx", &[]);
    assert_eq!(code, 2, "{told}");
    assert!(told.contains("rows 2, 4–5 had"), "{told}");
}

/// Where nothing can say which rows are emptied, none is.
#[test]
fn without_a_header_all_rows_stay() {
    let project = PROJECT.replace(
        "files = \"exports/*.xlsx\"",
        "files = \"exports/*.xlsx\"\ncolumns = [\"code\", \"name\", \"limit\", \"city\"]",
    );
    let folder = Folder::new(&project);
    folder.write("returned.csv", "C0001,Alder,500,Leeds\nC0002,,500,York\n");
    let arguments = ["--mark", "bad.xlsx", "--only-bad"];
    let (told, _) = mark(&folder, "returned.csv", &arguments);
    assert!(
        told.contains("all rows were kept in spite of `--only-bad`"),
        "{told}"
    );
    let check = [&DAY[..], &["--input", "customers=bad.xlsx"]].concat();
    let told = folder.run(&check);
    assert!(!told.stderr.contains(EMPTIED), "{}", told.stderr);
}

/// Rows of a marked workbook as an office program saves it in another form: their cells, and whether they are hidden.
const SAVED: [(&[(u16, &str)], bool); 4] = [
    (
        &[
            (0, "Code"),
            (1, "Name"),
            (2, "Limit"),
            (3, "City"),
            (5, "crm-audit: faults"),
        ],
        false,
    ),
    (
        &[(5, "crm-audit: this row had no faults and was emptied")],
        true,
    ),
    (
        &[
            (0, "C0002"),
            (2, "500"),
            (3, "York"),
            (5, "[Name: missing] it is empty"),
        ],
        false,
    ),
    (
        &[(5, "crm-audit: this row had no faults and was emptied")],
        true,
    ),
];

fn saved_as_xls() -> Vec<u8> {
    let name = |text: &str, sheet: u8, column: u8| {
        let head = [0, 0, 0, u8::try_from(text.len()).unwrap(), 7, 0];
        let reference = [0x3a, sheet, 0, 0, 0, column, 0];
        record(
            0x0018,
            &[&head[..], &[0; 9], text.as_bytes(), &reference].concat(),
        )
    };
    let mut book = records::Book::new();
    book.globals = [
        record(0x01ae, &[2, 0, 1, 4]),
        record(0x0017, &[2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 1, 0]),
        name("_crm_audit_faults_1", 0, 5),
        name("_crm_audit_summary", 1, 0),
    ]
    .concat();
    let sheet = book.sheet("Back");
    for (row, (cells, hidden)) in (0..).zip(SAVED) {
        if hidden {
            sheet.hide_row(row);
        }
        for (column, text) in cells {
            sheet.text(row, *column, text);
        }
    }
    book.sheet("Faults found")
        .text(0, 0, "crm-audit: Faults found");
    book.save()
}

fn saved_as_fods() -> String {
    let cell = |text: &str| {
        format!(
            "<table:table-cell office:value-type='string'><text:p>{text}</text:p></table:table-cell>"
        )
    };
    let row = |(cells, hidden): (&[(u16, &str)], bool)| {
        let mut row = String::new();
        for column in 0..6 {
            let found = cells.iter().find(|(at, _)| *at == column);
            row += &found.map_or_else(|| "<table:table-cell/>".to_owned(), |(_, text)| cell(text));
        }
        let hides = if hidden {
            " table:visibility='collapse'"
        } else {
            ""
        };
        format!("<table:table-row{hides}>{row}</table:table-row>")
    };
    let rows: String = SAVED.into_iter().map(row).collect();
    let summary = cell("crm-audit: Faults found");
    let name = |name: &str, place: &str| {
        format!(
            "<table:named-range table:name='{name}' table:base-cell-address='$Back.$A$1' table:cell-range-address='{place}'/>"
        )
    };
    format!(
        "<office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
         xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' \
         office:mimetype='application/vnd.oasis.opendocument.spreadsheet'><office:body><office:spreadsheet>\
         <table:table table:name='Back'>{rows}</table:table>\
         <table:table table:name='Faults found'><table:table-row>{summary}</table:table-row></table:table>\
         <table:named-expressions>{}{}</table:named-expressions></office:spreadsheet></office:body></office:document>",
        name("_crm_audit_faults_1", "$Back.$F$1"),
        name("_crm_audit_summary", "$&apos;Faults found&apos;.$A$1")
    )
}

fn saved_as_xlsb() -> Vec<u8> {
    let sheet = |name, rows| Sheet {
        name,
        hidden: false,
        rows,
        merged: Vec::new(),
    };
    let text = |shown| {
        Cell::Value(Value {
            shown,
            stored: Stored::Text,
        })
    };
    let row = |(cells, hidden): (&[(u16, &'static str)], bool)| {
        let cell = |column| {
            let found = cells.iter().find(|(at, _)| *at == column);
            found.map_or(Cell::Blank, |(_, shown)| text(shown))
        };
        Row {
            cells: (0..6).map(cell).collect(),
            hidden,
        }
    };
    let summary = Row {
        cells: vec![text("crm-audit: Faults found")],
        hidden: false,
    };
    let sheets = vec![
        sheet("Back", SAVED.into_iter().map(row).collect()),
        sheet("Faults found", vec![summary]),
    ];
    let names = [("_crm_audit_faults_1", 0, 5), ("_crm_audit_summary", 1, 0)];
    xlsb::save_named(&Book { sheets }, &names)
}

fn saved_as_xml2003() -> String {
    let cell = |(column, text): &(u16, &str)| {
        format!(
            "<Cell ss:Index='{}'><Data ss:Type='String'>{text}</Data></Cell>",
            column + 1
        )
    };
    let row = |(cells, hidden): (&[(u16, &str)], bool)| {
        let cells: String = cells.iter().map(cell).collect();
        let hides = if hidden { " ss:Hidden='1'" } else { "" };
        format!("<Row{hides}>{cells}</Row>")
    };
    let rows: String = SAVED.into_iter().map(row).collect();
    let summary = cell(&(0, "crm-audit: Faults found"));
    format!(
        "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' \
         xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><Names>\
         <NamedRange ss:Name='_crm_audit_faults_1' ss:RefersTo='=Back!R1C6' ss:Hidden='1'/>\
         <NamedRange ss:Name='_crm_audit_summary' ss:RefersTo='=&apos;Faults found&apos;!R1C1' ss:Hidden='1'/></Names>\
         <Worksheet ss:Name='Back'><Table>{rows}</Table></Worksheet>\
         <Worksheet ss:Name='Faults found'><Table><Row>{summary}</Row></Table></Worksheet></Workbook>"
    )
}

/// A marked workbook that was saved in another form is read as the xlsx is, and marked again it says the same.
#[test]
fn what_we_added_is_known_again_in_other_formats() {
    let folder = Folder::new(PROJECT);
    fs::write(folder.path().join("back.xls"), saved_as_xls()).unwrap();
    folder.write("back.fods", &saved_as_fods());
    fs::write(folder.path().join("back.xlsb"), saved_as_xlsb()).unwrap();
    folder.write("back.xml", &saved_as_xml2003());
    for file in ["back.xls", "back.fods", "back.xlsb", "back.xml"] {
        let (told, code) = mark(&folder, file, &["--mark", "again.xlsx"]);
        assert_eq!(code, 2, "{told}");
        let line = format!("{file}: rows 2, 4 had no faults");
        assert!(told.contains(&line), "{told}");
        assert!(
            !told.contains("hidden") && !told.contains("not read"),
            "{told}"
        );
        let (found, decisions) = findings(&folder, file);
        let rows: Vec<u64> = found.iter().map(|(_, row)| *row).collect();
        assert_eq!(rows, [3], "{file}");
        for added in ["from F1 down was added", "the sheet Faults found was added"] {
            assert!(decisions.contains(added), "{decisions}");
        }
        assert!(!decisions.contains("hidden"), "{decisions}");
        let (again, _) = mark(&folder, "again.xlsx", &[]);
        assert!(again.contains("rows 2, 4 had no faults"), "{again}");
        fs::remove_file(folder.path().join("again.xlsx")).unwrap();
    }
}
