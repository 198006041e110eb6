//! `check --mark --only-bad`: what it has emptied is missed where the file comes back in the place of the original.

use std::fs;

use crate::marking::{DAY, PROJECT, SHEET, changed, findings, parts, returned, text};
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
