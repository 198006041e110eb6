//! `check --mark`: the sender's own workbook comes back with its faults marked, and nothing else is changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{Read, Write};
use std::path::Path;

use regex::Regex;
use rust_xlsxwriter::{
    Chart, ChartType, ConditionalFormatDataBar, DataValidation, Format, FormatAlign, Image, Note,
    Table, Workbook,
};
use serde_json::Value;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::Folder;

pub(crate) const PROJECT: &str = r#"
[tables.customers]
label = "Customers"
files = "exports/*.xlsx"
key = ["code"]
[tables.customers.fields]
code = { header = "Code", required = true, pattern = "C[0-9]{4}" }
name = { header = "Name", required = true }
limit = { header = "Limit", type = "decimal" }
city = { header = "City", values = ["Leeds", "York"] }
phone = { header = "Phone", sensitive = true, optional = true }
[[rule]]
id = "limit-too-high"
label = "Limit too high"
table = "customers"
check.range = { column = "limit", max = 1000 }
fix = "Ask the credit department."
"#;

pub(crate) const DAY: [&str; 4] = ["check", "--as-of", "2026-10-31", "--no-history"];

/// The smallest picture.
const PICTURE: [u8; 67] = [
    0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, b'I', b'H', b'D', b'R', 0, 0, 0,
    1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89, 0, 0, 0, 10, b'I', b'D', b'A', b'T',
    0x78, 0x9c, 0x63, 0, 1, 0, 0, 5, 0, 1, 0x0d, 0x0a, 0x2d, 0xb4, 0, 0, 0, 0, b'I', b'E', b'N',
    b'D', 0xae, 0x42, 0x60, 0x82,
];

/// A workbook with much that must survive, and its faults: A5, C5, B6 (empty, and never written) and D6.
fn rich(path: &Path) {
    let mut book = Workbook::new();
    let yellow = Format::new().set_background_color("#FFFF00").set_bold();
    let money = Format::new().set_num_format("#,##0.00");
    let sheet = book.add_worksheet();
    sheet.set_name("It's customers").unwrap();
    sheet
        .merge_range(
            0,
            0,
            0,
            3,
            "Customers",
            &Format::new().set_align(FormatAlign::Center),
        )
        .unwrap();
    for (column, heading) in (0..).zip(["Code", "Name", "Limit", "City"]) {
        sheet
            .write_with_format(2, column, heading, &yellow)
            .unwrap();
    }
    let rows = [
        ("C0001", "Alder", 500, "Leeds"),
        ("X2", "Birch", 5000, "York"),
        ("C0003", "", 20, "Hull"),
        ("C0004", "Cedar", 30, "York"),
    ];
    for (row, (code, name, limit, city)) in (3..).zip(rows) {
        sheet.write_with_format(row, 0, code, &yellow).unwrap();
        if !name.is_empty() {
            sheet.write(row, 1, name).unwrap();
        }
        sheet.write_with_format(row, 2, limit, &money).unwrap();
        sheet.write(row, 3, city).unwrap();
    }
    sheet
        .insert_note(4, 0, &Note::new("as agreed").set_author("Ann"))
        .unwrap();
    sheet
        .insert_note(3, 1, &Note::new("a note of theirs").set_author("Ann"))
        .unwrap();
    let list = DataValidation::new()
        .allow_list_strings(&["Leeds", "York"])
        .unwrap();
    sheet.add_data_validation(3, 3, 99, 3, &list).unwrap();
    sheet
        .add_conditional_format(3, 2, 99, 2, &ConditionalFormatDataBar::new())
        .unwrap();
    sheet.autofilter(2, 0, 6, 3).unwrap();
    sheet.set_freeze_panes(3, 0).unwrap();
    sheet
        .insert_image(1, 8, &Image::new_from_buffer(&PICTURE).unwrap())
        .unwrap();
    let mut chart = Chart::new(ChartType::Column);
    chart
        .add_series()
        .set_values(("It's customers", 3, 2, 6, 2));
    sheet.insert_chart(9, 8, &chart).unwrap();
    let other = book.add_worksheet();
    other.set_name("Notes").unwrap();
    other.write_column(0, 0, ["City", "Leeds", "York"]).unwrap();
    other.add_table(0, 0, 2, 0, &Table::new()).unwrap();
    other.protect();
    book.define_name("Limits", "='It''s customers'!$C$4:$C$7")
        .unwrap();
    book.save(path).unwrap();
}

/// The folder of a project with such a workbook that has come back.
pub(crate) fn returned() -> Folder {
    let folder = Folder::new(PROJECT);
    rich(&folder.path().join("returned.xlsx"));
    folder
}

pub(crate) fn mark(folder: &Folder, from: &str, more: &[&str]) -> (String, i32) {
    let input = format!("customers={from}");
    let arguments: Vec<&str> = DAY
        .iter()
        .chain(&["--input", &input])
        .chain(more)
        .copied()
        .collect();
    let told = folder.run(&arguments);
    (told.stderr, told.code)
}

/// Identity and row of each finding, and how the file was read.
pub(crate) fn findings(folder: &Folder, from: &str) -> (BTreeSet<(String, u64)>, String) {
    let input = format!("customers={from}");
    let arguments: Vec<&str> = DAY
        .iter()
        .chain(&["--input", &input, "--format", "json"])
        .copied()
        .collect();
    let told: Value = serde_json::from_str(&folder.run(&arguments).stdout).unwrap();
    let each = told["findings"].as_array().unwrap().iter();
    let each = each.map(|f| (f["identity"].to_string(), f["row"].as_u64().unwrap()));
    (each.collect(), told["inputs"][0]["decisions"].to_string())
}

/// The parts of a package.
pub(crate) fn parts(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(part.name().unwrap().into_owned(), bytes);
    }
    parts
}

/// The parts as they are packed.
fn packed(path: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut zip = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut parts = BTreeMap::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index_raw(at).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        parts.insert(part.name().unwrap().into_owned(), bytes);
    }
    parts
}

pub(crate) fn text(parts: &BTreeMap<String, Vec<u8>>, name: &str) -> String {
    String::from_utf8(parts[name].clone()).unwrap()
}

/// Writes a package with some text of a part changed.
pub(crate) fn changed(from: &Path, to: &Path, part: &str, change: impl Fn(String) -> String) {
    let mut zip = ZipWriter::new(File::create(to).unwrap());
    for (name, bytes) in parts(from) {
        zip.start_file(name.as_str(), SimpleFileOptions::default())
            .unwrap();
        if name == part {
            let before = String::from_utf8(bytes).unwrap();
            let after = change(before.clone());
            assert_ne!(before, after, "{name}");
            zip.write_all(after.as_bytes()).unwrap();
        } else {
            zip.write_all(&bytes).unwrap();
        }
    }
    zip.finish().unwrap();
}

pub(crate) const SHEET: &str = "xl/worksheets/sheet1.xml";

/// A sheet without what marks change: formats of cells, the column of faults, cells that were not there, and hints.
fn masked(sheet: &str) -> String {
    let without = |text: &str, pattern: &str| {
        Regex::new(pattern)
            .unwrap()
            .replace_all(text, "")
            .into_owned()
    };
    let sheet = without(sheet, r#"<c r="F[0-9]+"[^>]*>.*?</c>"#);
    let sheet = without(&sheet, r#" spans="[^"]*""#);
    let sheet = without(&sheet, r"<dimension [^>]*>");
    let sheet = without(&sheet, r#"<c r="B6"[^>]*/>"#);
    Regex::new(r#"(<c [^>]*) s="[0-9]+""#)
        .unwrap()
        .replace_all(&sheet, "$1")
        .into_owned()
}

#[test]
fn nothing_but_the_marks_is_changed() {
    let folder = returned();
    let (told, code) = mark(&folder, "returned.xlsx", &["--mark", "marked.xlsx"]);
    assert_eq!(code, 1, "{told}");
    assert_eq!(told.trim(), "marked: marked.xlsx (4 cells in 2 rows)");
    let (from, to) = (
        folder.path().join("returned.xlsx"),
        folder.path().join("marked.xlsx"),
    );
    let (before, after) = (packed(&from), packed(&to));
    let touched: Vec<&str> = before
        .keys()
        .filter(|name| before.get(*name) != after.get(*name))
        .map(String::as_str)
        .collect();
    assert_eq!(
        touched,
        [
            "[Content_Types].xml",
            "xl/_rels/workbook.xml.rels",
            "xl/comments1.xml",
            "xl/drawings/vmlDrawing1.vml",
            "xl/styles.xml",
            "xl/workbook.xml",
            SHEET
        ]
    );
    let added: Vec<&str> = after
        .keys()
        .filter(|name| !before.contains_key(*name))
        .map(String::as_str)
        .collect();
    assert_eq!(added, ["xl/worksheets/crm-audit1.xml"]);
    assert!(before.len() > 15, "{:?}", before.keys());
    // LibreOffice cannot open parts in the form that archives have for large ones
    let mut zip = ZipArchive::new(File::open(&to).unwrap()).unwrap();
    for at in 0..zip.len() {
        let part = zip.by_index(at).unwrap();
        assert_eq!(part.extra_data().unwrap_or_default(), [0; 0]);
        assert!(part.version_made_by().0 < 5, "{:?}", part.version_made_by());
    }
    let (before, after) = (parts(&from), parts(&to));
    assert_eq!(masked(&text(&after, SHEET)), masked(&text(&before, SHEET)));
    // the other parts hold all that they held
    let kept = |name: &str, from: &str, to: &str| {
        let (before, after) = (text(&before, name), text(&after, name));
        let inner = |text: &str| text[text.find(from).unwrap()..text.find(to).unwrap()].to_owned();
        assert!(inner(&after).starts_with(&inner(&before)), "{name}");
    };
    kept("xl/workbook.xml", "<sheets>", "</sheets>");
    kept("xl/workbook.xml", "<definedNames>", "</definedNames>");
    kept(
        "xl/_rels/workbook.xml.rels",
        "<Relationships",
        "</Relationships>",
    );
    kept("[Content_Types].xml", "<Types", "</Types>");
    kept("xl/drawings/vmlDrawing1.vml", "<xml", "</xml>");
    for list in [
        "numFmts",
        "fonts",
        "borders",
        "cellStyleXfs",
        "cellStyles",
        "dxfs",
    ] {
        let (before, after) = (
            text(&before, "xl/styles.xml"),
            text(&after, "xl/styles.xml"),
        );
        let inner = |text: &str| {
            let found = Regex::new(&format!("<{list}.*?(</{list}>|/>)")).unwrap();
            found.find(text).map(|found| found.as_str().to_owned())
        };
        assert_eq!(inner(&after), inner(&before), "{list}");
    }
    let sheet = text(&after, SHEET);
    assert!(sheet.contains("crm-audit: faults"), "{sheet}");
    assert!(sheet.contains("[Limit too high] "), "{sheet}");
    let notes = text(&after, "xl/comments1.xml");
    assert!(notes.contains("as agreed") && notes.contains("a note of theirs"));
    assert!(
        notes.contains("What to do: Ask the credit department."),
        "{notes}"
    );
    assert_eq!(notes.matches("▼ crm-audit").count(), 4);
    assert_eq!(
        text(&after, "xl/drawings/vmlDrawing1.vml")
            .matches("<v:shape ")
            .count(),
        5
    );
}

#[test]
fn a_marked_file_is_audited_as_it_was_and_marked_once() {
    let folder = returned();
    let at = |name: &str| folder.path().join(name);
    mark(&folder, "returned.xlsx", &["--mark", "marked.xlsx"]);
    let (before, _) = findings(&folder, "returned.xlsx");
    let (after, decisions) = findings(&folder, "marked.xlsx");
    assert_eq!(before.len(), 4);
    assert_eq!(after, before);
    assert!(
        decisions.contains("the column of faults from F3 down was added by crm-audit"),
        "{decisions}"
    );
    assert!(
        decisions.contains("the sheet Faults found was added by crm-audit"),
        "{decisions}"
    );
    mark(&folder, "marked.xlsx", &["--mark", "again.xlsx"]);
    let summary = "xl/worksheets/crm-audit1.xml";
    let without = |name: &str| {
        let mut parts = parts(&at(name));
        // it names the file, and the fingerprint is of it as well
        parts.remove(summary).unwrap();
        let workbook = "xl/workbook.xml";
        let fingerprint = Regex::new("\"[0-9a-f]{64}\"").unwrap();
        let text = text(&parts, workbook);
        assert_eq!(fingerprint.find_iter(&text).count(), 1, "{text}");
        let text = fingerprint.replace(&text, "").into_owned();
        parts.insert(workbook.to_owned(), text.into_bytes());
        parts
    };
    assert_eq!(without("again.xlsx"), without("marked.xlsx"));
    // two of the faults are corrected
    changed(
        &at("marked.xlsx"),
        &at("corrected.xlsx"),
        "xl/sharedStrings.xml",
        |text| {
            text.replace("<t>X2<", "<t>C0002<")
                .replace("<t>Hull<", "<t>York<")
        },
    );
    let (told, _) = mark(&folder, "corrected.xlsx", &["--mark", "third.xlsx"]);
    assert_eq!(told.trim(), "marked: third.xlsx (2 cells in 2 rows)");
    let (first, third) = (parts(&at("returned.xlsx")), parts(&at("third.xlsx")));
    let cell = |parts: &BTreeMap<String, Vec<u8>>, name: &str| {
        let found = Regex::new(&format!("<c r=\"{name}\"[^>]*>")).unwrap();
        found.find(&text(parts, SHEET)).unwrap().as_str().to_owned()
    };
    for name in ["A5", "D6", "A4"] {
        assert_eq!(cell(&third, name), cell(&first, name));
    }
    assert_ne!(cell(&third, "C5"), cell(&first, "C5"));
    let notes = text(&third, "xl/comments1.xml");
    assert_eq!(notes.matches("▼ crm-audit").count(), 2, "{notes}");
    assert!(notes.contains("as agreed"));
    assert_eq!(
        text(&third, "xl/drawings/vmlDrawing1.vml")
            .matches("<v:shape ")
            .count(),
        4
    );
}

#[test]
fn a_column_that_only_looks_like_ours_is_none() {
    let folder = returned();
    let at = |name: &str| folder.path().join(name);
    mark(&folder, "returned.xlsx", &["--mark", "marked.xlsx"]);
    // the name is there, but the column below it is the sender's
    changed(&at("marked.xlsx"), &at("theirs.xlsx"), SHEET, |text| {
        text.replace("crm-audit: faults", "Remarks")
    });
    let (_, decisions) = findings(&folder, "theirs.xlsx");
    assert!(!decisions.contains("column of faults"), "{decisions}");
    // the heading is there, but no name
    changed(
        &at("marked.xlsx"),
        &at("unnamed.xlsx"),
        "xl/workbook.xml",
        |text| text.replace("_crm_audit_", "other_"),
    );
    let (_, decisions) = findings(&folder, "unnamed.xlsx");
    assert!(!decisions.contains("added by crm-audit"), "{decisions}");
}

#[test]
fn rows_without_faults_are_emptied_where_they_are() {
    let folder = returned();
    let at = |name: &str| folder.path().join(name);
    let (told, _) = mark(
        &folder,
        "returned.xlsx",
        &["--mark", "bad.xlsx", "--only-bad"],
    );
    assert_eq!(told.trim(), "marked: bad.xlsx (4 cells in 2 rows)");
    let bad = parts(&at("bad.xlsx"));
    let sheet = text(&bad, SHEET);
    for row in [4, 7] {
        let said = format!(
            "<row r=\"{row}\" hidden=\"1\"><c r=\"F{row}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">\
             crm-audit: this row had no faults and was emptied</t></is></c></row>"
        );
        assert!(sheet.contains(&said), "{sheet}");
    }
    assert_eq!(
        findings(&folder, "bad.xlsx").0,
        findings(&folder, "returned.xlsx").0
    );
    // all else stays where it was
    let validations = |parts: &BTreeMap<String, Vec<u8>>| {
        let sheet = text(parts, SHEET);
        sheet[sheet.find("</sheetData>").unwrap()..].to_owned()
    };
    assert_eq!(validations(&bad), validations(&parts(&at("returned.xlsx"))));
}

/// Nobody widens columns before a date or a name can be read.
#[test]
fn columns_of_a_new_workbook_are_as_wide_as_what_is_in_them() {
    let folder = Folder::new(PROJECT);
    let rows = "Code,Name,Limit,City\n0001,Alder and Birch Trading,2026-10-31 08:30:00,Leeds\n";
    folder.write("returned.csv", rows);
    mark(&folder, "returned.csv", &["--mark", "marked.xlsx"]);
    let all = parts(&folder.path().join("marked.xlsx"));
    let sheet = text(&all, SHEET);
    let width = |column: &str| -> f64 {
        let of = sheet
            .split_once(&format!("<col min=\"{column}\""))
            .unwrap()
            .1;
        let width = of.split_once(" width=\"").unwrap().1;
        width.split('"').next().unwrap().parse().unwrap()
    };
    assert!(width("2") > 23.0 && width("3") > 19.0, "{sheet}");
    assert!(width("6") > 50.0, "{sheet}");
}

#[test]
fn other_formats_come_back_as_a_new_workbook() {
    let folder = Folder::new(PROJECT);
    let rows =
        "Code,Name,Limit,City\n0001,Alder,500,Leeds\nC0002,\"=1+1\",5000,York\n,Cedar,1,York\n";
    folder.write("returned.csv", rows);
    let (told, code) = mark(&folder, "returned.csv", &["--mark", "marked.xlsx"]);
    assert_eq!(code, 1);
    let expected = "marked: marked.xlsx (3 cells in 3 rows)\n\
        marked.xlsx: a new workbook without the formats of the original, because of that: it is no xlsx workbook";
    assert_eq!(told.trim(), expected);
    let (before, _) = findings(&folder, "returned.csv");
    let (after, decisions) = findings(&folder, "marked.xlsx");
    assert_eq!(after, before);
    assert!(
        decisions.contains("F1 down was added by crm-audit"),
        "{decisions}"
    );
    let all = parts(&folder.path().join("marked.xlsx"));
    assert!(!text(&all, SHEET).contains("<f>"), "no formulas");
    // marked again, it is marked as it is
    let (told, _) = mark(&folder, "marked.xlsx", &["--mark", "again.xlsx"]);
    assert_eq!(told.trim(), "marked: again.xlsx (3 cells in 3 rows)");
    let all = parts(&folder.path().join("again.xlsx"));
    assert_eq!(
        text(&all, "xl/comments1.xml")
            .matches("▼ crm-audit")
            .count(),
        3
    );
}

#[test]
fn what_cannot_be_marked_as_it_is_says_why() {
    let folder = returned();
    let at = |name: &str| folder.path().join(name);
    for (part, from, to, reason) in [
        (
            SHEET,
            "<worksheet",
            "<!DOCTYPE worksheet [<!ENTITY x \"y\">]><worksheet",
            "not written as Excel writes it",
        ),
        (
            "_rels/.rels",
            "</Relationships>",
            "<Relationship Id=\"s\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" Target=\"docProps/app.xml\"/></Relationships>",
            "digitally signed",
        ),
        (
            "xl/workbook.xml",
            "<workbook",
            "<workbook xmlns:s=\"http://purl.oclc.org/ooxml/x\"",
            "Strict Open XML",
        ),
    ] {
        changed(&at("returned.xlsx"), &at("odd.xlsx"), part, |text| {
            text.replacen(from, to, 1)
        });
        let (told, _) = mark(&folder, "odd.xlsx", &["--mark", "marked.xlsx"]);
        assert!(told.contains(reason), "{told}");
    }
}

#[test]
fn values_of_sensitive_fields_are_not_spread() {
    let folder = Folder::new(&format!(
        "{PROJECT}[[rule]]\nid = \"phone-twice\"\ntable = \"customers\"\ncheck.unique = {{ columns = [\"phone\"] }}\n"
    ));
    folder.write(
        "returned.csv",
        "Code,Name,Limit,City,Phone\nC0001,Alder,1,York,0113-4960001\nC0002,Birch,1,York,0113-4960001\n",
    );
    mark(&folder, "returned.csv", &["--mark", "marked.xlsx"]);
    let all = parts(&folder.path().join("marked.xlsx"));
    let notes = text(&all, "xl/comments1.xml");
    assert!(notes.contains("▼ crm-audit"), "{notes}");
    assert!(!notes.contains("4960001"), "{notes}");
}

#[test]
fn a_cell_too_much_in_its_row_is_kept_and_is_a_fault_again() {
    let folder = Folder::new(PROJECT);
    fs::create_dir(folder.path().join("in")).unwrap();
    // a comma in a name has moved the rest of two rows to the right
    folder.write(
        "in/客户.csv",
        "Code,Name,Limit,City\nC0001,Alder,1,York\nC0002,Birch, Ltd,4663,Hull\nC0003,a,b,c,5771,York\n",
    );
    let shapes = |file: &str| {
        let input = format!("customers={file}");
        let more = ["--input", input.as_str(), "--no-history"];
        let report = folder.report("2026-10-31", &more);
        let all = report["findings"].as_array().unwrap().iter();
        let of_shape = all.filter(|f| f["rule"] == "customers.rows.shape");
        let rows: Vec<u64> = of_shape.map(|f| f["row"].as_u64().unwrap()).collect();
        (rows, report["inputs"][0]["sheet"].to_string())
    };
    assert_eq!(shapes("in/客户.csv"), (vec![3, 4], "null".to_owned()));
    mark(&folder, "in/客户.csv", &["--mark", "marked.xlsx"]);
    let all = parts(&folder.path().join("marked.xlsx"));
    for kept in ["4663", "Hull", "5771"] {
        assert!(
            text(&all, "xl/sharedStrings.xml").contains(kept) || text(&all, SHEET).contains(kept),
            "{kept}"
        );
    }
    let again = (vec![3, 4], "\"客户\"".to_owned());
    assert_eq!(shapes("marked.xlsx"), again);
    // one with very many cells does not make the others as wide
    let wide = format!(
        "Code,Name,Limit,City\nC0001,Alder,1,York\nC0002{}\n",
        ",x".repeat(5_000)
    );
    folder.write("in/wide.csv", &wide);
    let (told, _) = mark(&folder, "in/wide.csv", &["--mark", "wide.xlsx"]);
    assert!(told.contains("not all cells of one row"), "{told}");
    assert_eq!(shapes("wide.xlsx"), (vec![3], "\"wide\"".to_owned()));
    // marked once more it is still the copy of a text
    mark(&folder, "marked.xlsx", &["--mark", "twice.xlsx"]);
    assert_eq!(shapes("twice.xlsx"), again);
}

/// Two branches send a file for two tables; that of the other one lacks a table and has dates that nobody can read.
#[test]
fn what_could_not_be_judged_is_told_to_who_can_mend_it() {
    let folder = Folder::new(
        "[project]\nlang = \"zh-CN\"\n\
         [tables.customers]\nlabel = \"客户\"\nfiles = \"in/*.csv\"\nkey = [\"code\"]\n[tables.customers.fields]\n\
         code = { header = \"客户编码\", required = true, pattern = \"C[0-9]\" }\n\
         since = { header = \"建档日期\", type = \"date\", optional = true }\n\
         [tables.orders]\nlabel = \"未完结订单\"\nfiles = \"in/*.csv\"\nkey = [\"no\"]\n[tables.orders.fields]\n\
         no = { header = \"订单号\", required = true, unique = true }\ncustomer = { header = \"客户编码\" }\n\
         ordered = { header = \"订单日期\", type = \"date\", required = true }\n",
    );
    fs::create_dir(folder.path().join("in")).unwrap();
    fs::create_dir(folder.path().join("marked")).unwrap();
    folder.write(
        "in/甲.csv",
        "客户编码,建档日期,订单号,订单日期\nX1,2026-01-15,S1,2026-02-01\nC2,2026-01-16,S2,2026-02-02\n",
    );
    folder.write("in/丙.csv", "客户编码,建档日期,备注\nC3,01/02/2020,\n");
    let mut arguments = DAY.to_vec();
    arguments.extend([
        "--input",
        "customers=in",
        "--input",
        "orders=in",
        "--mark",
        "marked/",
    ]);
    let told = folder.run(&arguments);
    assert_eq!(told.code, 2, "{}", told.stderr);
    for told_of_table in [
        "in/丙.csv（未完结订单）：缺少“订单日期”列",
        "in/丙.csv（未完结订单）：数据字典中没有的列：建档日期、备注",
        "in/丙.csv（客户）：数据字典中没有的列：备注",
    ] {
        assert!(
            told.stdout.contains(told_of_table),
            "{told_of_table}: {}",
            told.stdout
        );
    }
    // that column is meant for another table
    assert!(!told.stdout.contains("是否为“建档日期”"), "{}", told.stdout);
    let lacks = |file: &str| -> Vec<String> {
        let all = parts(&folder.path().join("marked").join(file));
        let text = text(&all, "xl/sharedStrings.xml") + &text(&all, "xl/worksheets/sheet2.xml");
        let cell = Regex::new("<t[^>]*>([^<]*(?:未执行|未能检查|缺少|丙|孰先)[^<]*)</t>").unwrap();
        let found = cell.captures_iter(&text).map(|found| found[1].to_owned());
        found.filter(|text| !text.starts_with("文件：")).collect()
    };
    assert_eq!(
        lacks("甲.xlsx"),
        [
            "因其他文件有问题，以下规则未能检查本文件：建档日期：填写类型错误、订单号：未填写、订单号：重复、订单日期：填写类型错误、订单日期：未填写"
        ]
    );
    let of_c = lacks("丙.xlsx").join("\n");
    for rule in [
        "订单号：未填写",
        "订单号：重复",
        "订单日期：未填写",
        "建档日期：填写类型错误",
    ] {
        assert_eq!(of_c.matches(rule).count(), 1, "{rule}: {of_c}");
    }
    assert!(!of_c.contains("orders."), "{of_c}");
}

#[test]
fn what_is_marked_and_where_is_told_before_it_is_done() {
    let folder = returned();
    let refused = |more: &[&str]| {
        let (told, code) = mark(&folder, "returned.xlsx", more);
        assert_eq!(code, 2, "{told}");
        told
    };
    let told = refused(&["--mark", "returned.xlsx"]);
    assert!(
        told.contains("returned.xlsx is one of the inputs"),
        "{told}"
    );
    let told = refused(&["--mark", "exports/x.xlsx"]);
    assert!(
        told.contains("exports/x.xlsx: the folder does not exist"),
        "{told}"
    );
    let told = refused(&["--mark", "marked.xlsm"]);
    assert!(told.contains("must end in .xlsx"), "{told}");
    let told = refused(&["--mark", "a.xlsx", "-o", "a.xlsx"]);
    assert!(told.contains("a.xlsx is named twice"), "{told}");
    let told = refused(&["--only-bad"]);
    assert!(told.contains("--mark"), "{told}");
    rich(&folder.path().join("second.xlsx"));
    let both = ["--input", "customers=second.xlsx", "--mark"];
    let told = refused(&[&both[..], &["marked.xlsx"]].concat());
    assert!(
        told.contains("is one file, but several would be marked: returned.xlsx, second.xlsx"),
        "{told}"
    );
    fs::create_dir(folder.path().join("marked")).unwrap();
    let (told, code) = mark(&folder, "returned.xlsx", &[&both[..], &["marked"]].concat());
    assert_eq!(code, 1, "{told}");
    for name in ["returned.xlsx", "second.xlsx"] {
        assert!(folder.path().join("marked").join(name).is_file(), "{told}");
    }
    assert!(
        fs::read_dir(folder.path())
            .unwrap()
            .all(|e| e.unwrap().file_name() != "a.xlsx")
    );
}

#[test]
fn what_is_to_be_put_right_is_marked_in_words_for_the_sender() {
    let folder = Folder::new(PROJECT);
    let rows = "Code,Name,Limit,City\n0001,Alder,500,Leeds\nC0002,,500,York\n";
    folder.write("returned.csv", rows);
    let marked = |verdict: &str| {
        let entry = format!(
            "[[disposition]]\nmatch = {{ rule = \"customers.name.required\", document = \"C0002\" }}\ncovers = 1\n\
             {verdict}\nreason = \"x\"\ndecided_by = \"the meeting\"\ndecided_on = 2026-10-30\n"
        );
        folder.write("dispositions.toml", &entry);
        mark(&folder, "returned.csv", &["--mark", "marked.xlsx"]).0
    };
    let told = marked("verdict = \"correct\"\nowner = \"East\"\ndue = 2026-11-30");
    assert!(told.contains("2 cells in 2 rows"), "{told}");
    let all = parts(&folder.path().join("marked.xlsx"));
    let notes = text(&all, "xl/comments1.xml");
    assert!(
        notes.contains("4 digits") && !notes.contains("[0-9]"),
        "{notes}"
    );
    let told = marked("verdict = \"adopt\"");
    assert!(told.contains("1 cell in 1 row"), "{told}");
}

#[test]
fn files_of_tables_that_are_not_asked_for_are_not_marked() {
    let project = PROJECT.replace("exports/*.xlsx", "customers.csv");
    let folder = Folder::new(&format!(
        "{project}[tables.items]\nfiles = \"items.csv\"\n[tables.items.fields]\nno = {{ required = true }}\n"
    ));
    folder.write(
        "customers.csv",
        "Code,Name,Limit,City\n0001,Alder,500,Leeds\n",
    );
    folder.write("items.csv", "no\n\n");
    fs::create_dir(folder.path().join("out")).unwrap();
    let more = ["--select", "customers", "--mark", "out/"];
    let told = folder.run(&[DAY.as_slice(), &more].concat());
    assert_eq!(told.code, 1, "{}", told.stderr);
    let out = |name| folder.path().join("out").join(name).is_file();
    assert!(out("customers.xlsx") && !out("items.xlsx"));
}
