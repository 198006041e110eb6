//! `crm-audit template`: what is sent out, and how what comes back is told.

use std::fs::{self, File};
use std::io::Read;

use calamine::{Data, Reader, Xlsx};
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use unicode_width::UnicodeWidthStr;
use zip::ZipArchive;

use crate::support::{Folder, Run};

pub(crate) const PROJECT: &str = r#"
[tables.customers]
label = "Customers"
files = "customers*.csv"
key = ["code"]
[tables.customers.fields]
code  = { header = "Code", required = true, unique = true, pattern = 'C\d{5}', example = "C00001", supplier = "Sales office" }
name  = { header = "Name", required = true, max_chars = 20, max_bytes = { gbk = 40 }, example = "Pebble Trading" }
kind  = { header = "Kind", values = ["firm", "person"] }
since = { header = "Since", type = "date" }
limit = { header = "Credit limit", type = "decimal", scale = 2 }
days  = { header = "Days", type = "integer" }
phone = { header = "Phone", sensitive = true, help = "with area code" }

[tables.orders]
label = "Orders"
files = "orders*.csv"
key = ["no"]
[tables.orders.fields]
no   = { header = "No" }
cust = { header = "Customer", required = true }
at   = { header = "At", type = "datetime" }

[coding.order-no]
label = "order number"
segments = [ { literal = "SO" }, { name = "n", label = "number", serial = 4 } ]

[[rule]]
id = "limit-range"
table = "customers"
check.range = { column = "limit", min = 0, max = 5000000 }
[[rule]]
id = "days-range"
table = "customers"
check.range = { column = "days", min = 0, max = 180 }
[[rule]]
id = "since-range"
table = "customers"
check.range = { column = "since", min = "2000-01-01", max = "as_of" }
[[rule]]
id = "order-customer"
table = "orders"
check.reference = { columns = ["cust"], table = "customers", when = "kind IS DISTINCT FROM 'person'" }
[[rule]]
id = "order-coding"
table = "orders"
check.coding = { column = "no", scheme = "order-no" }
"#;

pub(crate) const DAY: [&str; 2] = ["--as-of", "2026-10-31"];

/// A part of a workbook.
fn part(folder: &Folder, file: &str, part: &str) -> String {
    let mut zip = ZipArchive::new(File::open(folder.path().join(file)).unwrap()).unwrap();
    let mut text = String::new();
    zip.by_name(part)
        .unwrap()
        .read_to_string(&mut text)
        .unwrap();
    text
}

fn book(folder: &Folder, file: &str) -> Xlsx<std::io::BufReader<File>> {
    calamine::open_workbook(folder.path().join(file)).unwrap()
}

/// The cells of a sheet as texts.
pub(crate) fn cells(folder: &Folder, file: &str, sheet: &str) -> Vec<Vec<String>> {
    let range = book(folder, file).worksheet_range(sheet).unwrap();
    let row = |row: &[Data]| row.iter().map(ToString::to_string).collect();
    range.rows().map(row).collect()
}

pub(crate) fn template(folder: &Folder, tables: &[&str]) {
    let mut arguments = vec!["template"];
    arguments.extend(tables);
    arguments.extend(["-o", "t.xlsx"]);
    arguments.extend(DAY);
    let told = folder.run(&arguments);
    assert_eq!(told.code, 0, "{}{}", told.stdout, told.stderr);
}

/// The template with other sheets and what it says of itself, as a person sends it back.
pub(crate) fn send_back(folder: &Folder, sheets: &[(&str, &[&[&str]])]) {
    let mut book = Workbook::new();
    book.add_worksheet().set_name("Guide").unwrap();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in (0..).zip(*rows) {
            for (column, cell) in (0..).zip(*cells).filter(|(_, cell)| !cell.is_empty()) {
                sheet.write(row, column, *cell).unwrap();
            }
        }
    }
    let stamp = book.add_worksheet().set_name("crm-audit-template").unwrap();
    for (row, line) in (0..).zip(cells(folder, "t.xlsx", "crm-audit-template")) {
        for (column, cell) in (0..).zip(line).filter(|(_, cell)| !cell.is_empty()) {
            stamp.write(row, column, cell).unwrap();
        }
    }
    stamp.set_very_hidden(true);
    book.save(folder.path().join("back.xlsx")).unwrap();
}

/// What is told of customers that came back: the notices of the file, and the findings as rule, row and value.
pub(crate) fn checked(folder: &Folder) -> (Vec<String>, Vec<String>, Value) {
    let report = folder.report(
        DAY[1],
        &[
            "--input",
            "customers=back.xlsx",
            "--select",
            "customers",
            "--no-history",
        ],
    );
    let texts = |list: &Value| -> Vec<String> {
        let list = list.as_array().unwrap().iter();
        list.map(|one| one.as_str().unwrap().to_owned()).collect()
    };
    let notices = texts(&report["notices"]).into_iter();
    let notices = notices.filter_map(|told| Some(told.strip_prefix("back.xlsx!")?.to_owned()));
    let notices = notices.map(|told| told.split_once(": ").unwrap().1.to_owned());
    let findings = report["findings"].as_array().unwrap().iter();
    let findings = findings.map(|one| {
        let text = |key: &str| one[key].as_str().unwrap_or_default().to_owned();
        format!("{} {} {}", text("rule"), one["row"], text("value"))
    });
    (notices.collect(), findings.collect(), report)
}

pub(crate) const HEADER: &[&str] = &[
    "Code*",
    "Name*",
    "Kind",
    "Since",
    "Credit limit",
    "Days",
    "Phone",
];
pub(crate) const EXAMPLE: &[&str] = &["C00001", "Pebble Trading", "firm", "2000-01-01", "0", "0"];

/// One check a cell, as strict as a spreadsheet can say; what it cannot say is left to the check of what comes back.
#[test]
fn a_spreadsheet_checks_what_it_can() {
    let folder = Folder::new(PROJECT);
    folder.write(
        "customers.csv",
        "Code,Name,Kind,Since,Credit limit,Days,Phone\nC00007,a,firm,,,,\nC00008,b,person,,,,\n9,c,firm,,,,\n",
    );
    template(&folder, &[]);
    let customers = part(&folder, "t.xlsx", "xl/worksheets/sheet2.xml");
    for expected in [
        r#"type="custom" allowBlank="1" showInputMessage="1" showErrorMessage="1" errorTitle="Code""#,
        r#"<formula1>AND(LEN(A3)=6,EXACT(MID(A3,1,1),"C"),TEXT(--MID(A3,2,5),REPT("0",5))=MID(A3,2,5),SUMPRODUCT(--EXACT($A$3:$A$10002,A3))=1)</formula1>"#,
        r#"<dataValidation type="textLength" operator="lessThanOrEqual""#,
        r"<formula1>20</formula1>",
        r"<formula1>crm_audit_list_1</formula1>",
        r"<formula1>DATE(2000,1,1)</formula1>",
        r"<formula1>AND(ISNUMBER(E3),ROUND(E3,2)=E3,E3&gt;=0,E3&lt;=5000000)</formula1>",
        r"<formula1>0</formula1><formula2>180</formula2>",
        r#"sheet="1""#,
        "AND(LEN(TRIM($B3))=0,COUNTA($A3:$G3)&gt;0)",
    ] {
        assert!(customers.contains(expected), "{expected}\n{customers}");
    }
    assert!(!customers.contains("G3:G10002\">"), "{customers}");
    // of the customers, those that the rule lets orders refer to, and that are not refused themselves
    assert_eq!(
        cells(&folder, "t.xlsx", "crm-audit-lists")[0],
        ["firm", "C00007"]
    );
    let orders = part(&folder, "t.xlsx", "xl/worksheets/sheet3.xml");
    assert!(orders.contains(r#"errorStyle="warning""#), "{orders}");
    assert!(orders.contains("EXACT(MID(A3,1,2),\"SO\")"), "{orders}");
    let workbook = part(&folder, "t.xlsx", "xl/workbook.xml");
    for expected in [
        r#"name="crm-audit-template" sheetId="5" state="veryHidden""#,
        r#"name="crm-audit-lists" sheetId="4" state="hidden""#,
        "'crm-audit-lists'!$A$1:$A$2",
    ] {
        assert!(workbook.contains(expected), "{workbook}");
    }
    let header = &cells(&folder, "t.xlsx", "Customers")[..2];
    assert_eq!(header[0], HEADER);
    assert_eq!(header[1][..3], EXAMPLE[..3]);
}

#[test]
fn the_guide_says_what_a_spreadsheet_cannot() {
    let folder = Folder::new(PROJECT);
    folder.write("orders.csv", "No,Customer,At\nSO0001,C1,\nSO00O2,C1,\n");
    template(&folder, &[]);
    let guide = cells(&folder, "t.xlsx", "Guide");
    let lines: Vec<String> = guide
        .iter()
        .map(|row| {
            row.iter()
                .filter(|cell| !cell.is_empty())
                .cloned()
                .collect::<Vec<_>>()
                .join(" | ")
        })
        .filter(|line| !line.is_empty())
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

#[test]
fn the_list_in_other_formats() {
    let folder = Folder::new(PROJECT);
    let mut arguments = vec![
        "template",
        "customers",
        "-o",
        "f.md",
        "-o",
        "f.csv",
        "-o",
        "f.html",
    ];
    arguments.extend(DAY);
    let told = folder.run(&arguments);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let text = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    insta::assert_snapshot!(format!("{}\n{}", text("f.md"), text("f.csv")));
    assert!(text("f.html").contains("<td>Pebble Trading</td>"));
    let told = folder.run(&["template", "customers", "--as-of", "2026-10-31"]);
    insta::assert_snapshot!(told.stdout);
    let told = folder.run(&["template", "customer", "-o", "f.docx"]);
    assert_eq!(told.code, 2);
    insta::assert_snapshot!(told.stderr);
}

/// As it was sent out, with rows below the example.
#[test]
fn a_template_that_is_filled_in() {
    let folder = Folder::new(PROJECT);
    template(&folder, &["customers"]);
    let rows: &[&[&str]] = &[
        HEADER,
        EXAMPLE,
        &[
            "C00002",
            "Acorn Supplies",
            "firm",
            "2026-03-01",
            "100",
            "30",
        ],
        &["C00003", "", "firm"],
    ];
    send_back(&folder, &[("Customers", rows)]);
    let (notices, findings, report) = checked(&folder);
    assert_eq!(
        notices,
        ["1 row shows how others are to be filled in and was not judged: 2"],
        "{report}"
    );
    assert_eq!(findings, ["customers.name.required 4 "]);
    let input = &report["inputs"][0];
    assert_eq!(input["sheet"], "Customers");
    assert_eq!(input["rows_judged"], 2);
    // the template itself, as the program wrote it
    fs::copy(
        folder.path().join("t.xlsx"),
        folder.path().join("back.xlsx"),
    )
    .unwrap();
    let (notices, findings, _) = checked(&folder);
    let sample = "1 row shows how others are to be filled in and was not judged: 2";
    assert_eq!(notices, [sample, "there are no rows of data"]);
    assert_eq!(findings, Vec::<String>::new());
}

/// A person's row is never taken for the example.
#[test]
fn an_example_that_was_typed_over_is_a_row() {
    let folder = Folder::new(PROJECT);
    template(&folder, &["customers"]);
    let mine: &[&str] = &["C00001", "Pebble Trading", "firm", "2000-01-01", "0", "1"];
    // further down it is a row as well
    let rows: &[&[&str]] = &[HEADER, mine, EXAMPLE];
    send_back(&folder, &[("Customers", rows)]);
    let (notices, findings, _) = checked(&folder);
    assert_eq!(notices, Vec::<String>::new());
    assert_eq!(
        findings,
        [
            "customers.code.unique 2 C00001",
            "customers.code.unique 3 C00001"
        ]
    );
}

/// Each is told with its place, and every row is judged.
#[test]
fn a_template_that_was_changed() {
    let folder = Folder::new(PROJECT);
    template(&folder, &["customers"]);
    let rows: &[&[&str]] = &[
        &[
            "Name*",
            "Code*",
            "Type of customer",
            "Since",
            "Remarks",
            "Credit limit",
            "Days",
            "Phone",
        ],
        &[
            "Pebble Trading",
            "C00001",
            "firm",
            "2000-01-01",
            "",
            "0",
            "0",
        ],
        &[
            "Acorn Supplies",
            "C00002",
            "firm",
            "2026-03-01",
            "new",
            "100",
            "30",
        ],
        &[],
        &[],
        &[
            "Bramble Wholesale",
            "C3",
            "firm",
            "2026-03-01",
            "",
            "-5",
            "30",
        ],
    ];
    send_back(&folder, &[("Customers (2)", rows)]);
    let (notices, findings, report) = checked(&folder);
    insta::assert_snapshot!(notices.join("\n"));
    assert_eq!(
        findings,
        ["customers.code.pattern 6 C3", "limit-range 6 -5"],
        "{report}"
    );
    // the column that was renamed is needed
    assert_eq!(report["exit_code"], 2);
    assert_eq!(report["inputs"][0]["rows_judged"], 2);
}

/// A list stops who types, and not who pastes.
#[test]
fn values_that_were_pasted_over_a_list() {
    let folder = Folder::new(PROJECT);
    template(&folder, &["customers"]);
    let rows: &[&[&str]] = &[HEADER, EXAMPLE, &["C00002", "Acorn", "company"]];
    send_back(&folder, &[("Customers", rows)]);
    let (_, findings, _) = checked(&folder);
    assert_eq!(findings, ["customers.kind.values 3 company"]);
}

#[test]
fn an_old_template_is_told_with_what_changed() {
    let folder = Folder::new(PROJECT);
    template(&folder, &["customers"]);
    let rows: &[&[&str]] = &[HEADER, EXAMPLE, &["C00002", "Acorn", "firm"]];
    send_back(&folder, &[("Customers", rows)]);
    let today = PROJECT
        .replace("max_chars = 20, ", "max_chars = 12, ")
        .replace(
            "days  = { header = \"Days\", type = \"integer\" }",
            "city = { header = \"City\", optional = true }",
        )
        .replace(
            "check.range = { column = \"days\", min = 0, max = 180 }",
            "check.range = { column = \"limit\", min = 1 }",
        );
    folder.write("crm-audit.toml", &today);
    let (notices, _, _) = checked(&folder);
    insta::assert_snapshot!(notices.join("\n"));
}

/// A sheet that was copied is not read, and that is told; the guide is never read as a table.
#[test]
fn rows_beside_the_sheet_that_is_for_them() {
    let folder = Folder::new(PROJECT);
    template(&folder, &["customers"]);
    let row = |code| [code, "Acorn Supplies", "firm", "2026-03-01", "100", "30"];
    let (first, second) = (row("C00002"), row("C00003"));
    let own: &[&[&str]] = &[HEADER, EXAMPLE, &first];
    let copy: &[&[&str]] = &[HEADER, &second];
    send_back(&folder, &[("Customers (2)", copy), ("Customers", own)]);
    let (_, _, report) = checked(&folder);
    assert_eq!(report["inputs"][0]["sheet"], "Customers");
    assert!(
        report["notices"].to_string().contains("Customers (2)"),
        "{report}"
    );
    send_back(&folder, &[]);
    let (_, _, report) = checked(&folder);
    assert_eq!(report["exit_code"], 2);
    let told = "the guide is not read as data";
    assert!(report.to_string().contains(told), "{report}");
}

/// It is read like any other file; what another table needs is missing then.
#[test]
fn a_template_of_another_table() {
    let folder = Folder::new(PROJECT);
    template(&folder, &["orders"]);
    send_back(
        &folder,
        &[(
            "Orders",
            &[&["No", "Customer*", "At"], &["SO0001", "C00001"]],
        )],
    );
    let (notices, _, report) = checked(&folder);
    assert_eq!(report["exit_code"], 2);
    let told =
        "this is a template for Orders, and Customers is not in it; it is read like any other file";
    assert!(notices.iter().any(|notice| notice == told), "{report}");
}

/// A dictionary may say anything: the workbook is one all the same, and the same each time.
#[test]
fn any_dictionary_makes_a_workbook() {
    let long = "长".repeat(400);
    let project = format!(
        "[tables.a]\nlabel = \"=[x]:*?/\\\\{long}\"\nfiles = \"a.csv\"\n[tables.a.fields]\n\
         f = {{ header = \"=cmd|' /C calc'!A0\", required = true, help = \"{long}{long}{long}\", example = \"=1+1\", values = [\"=1+1\", \"{long}\", \"a,b\"] }}\n\
         g = {{ header = \"{long}\", pattern = '(\"?[A-Z]{{40}}\"){{9}}' }}\n\
         [tables.b]\nlabel = \"=[x]:*?/\\\\{long}2\"\nfiles = \"b.csv\"\n[tables.b.fields]\nf = {{}}\n\
         [tables.c]\nlabel = \"history\"\nfiles = \"c.csv\"\n[tables.c.fields]\nf = {{}}\n"
    );
    let folder = Folder::new(&project);
    for lang in ["en", "zh-CN", "zh-TW"] {
        for file in ["one.xlsx", "two.xlsx"] {
            let told = folder.run(&["template", "--lang", lang, "-o", file, "--as-of", DAY[1]]);
            assert_eq!(told.code, 0, "{}", told.stderr);
        }
        let bytes = |file: &str| fs::read(folder.path().join(file)).unwrap();
        assert_eq!(bytes("one.xlsx"), bytes("two.xlsx"));
        let mut one = book(&folder, "one.xlsx");
        let names = one.sheet_names();
        assert!(names.iter().all(|name| name.encode_utf16().count() <= 31));
        for name in names {
            assert!(one.worksheet_formula(&name).unwrap().is_empty(), "{name}");
        }
    }
    let told = Run::new(["template", "-o", "f.csv"])
        .in_dir(folder.path())
        .run();
    assert_eq!(told.code, 0, "{}", told.stderr);
    let list = fs::read_to_string(folder.path().join("f.csv")).unwrap();
    assert!(list.contains("'=cmd|"), "{list}");
}

/// What earlier audits have found is shown to whoever makes up codes.
#[test]
fn codes_that_failed_before() {
    let folder = Folder::new(PROJECT);
    folder.write(
        "customers.csv",
        "Code,Name,Kind,Since,Credit limit,Days,Phone\nC00001,a,firm,,,,\n",
    );
    folder.write(
        "orders.csv",
        "No,Customer,At\nSO0001,C00001,\nSO00O2,C00001,\nSO0003,C00001,\nSO0004,C00001,\n",
    );
    assert_eq!(folder.run(&["check", "--as-of", "2026-09-30"]).code, 1);
    folder.write("orders.csv", "No,Customer,At\nSO0001,C00001,\n");
    template(&folder, &["orders"]);
    let guide = cells(&folder, "t.xlsx", "Guide").concat();
    let told = "Earlier audits found 1 code that does not follow the scheme: SO00O2";
    assert!(guide.iter().any(|cell| cell == told), "{guide:?}");
}

/// What the dictionary says of the sheets of exports does not hold for a workbook of ours.
#[test]
fn exports_may_look_otherwise_than_templates() {
    let said = "files = \"customers*.csv\"\nsheet = \"Details\"\nheader_row = 3\ncolumns = [\"Name\", \"Code\", \"Kind\"]\n";
    let folder = Folder::new(&PROJECT.replace("files = \"customers*.csv\"\n", said));
    template(&folder, &["customers"]);
    let rows: &[&[&str]] = &[HEADER, EXAMPLE, &["C00002", "", "firm"]];
    send_back(&folder, &[("Customers", rows)]);
    let (_, findings, report) = checked(&folder);
    assert_eq!(findings, ["customers.name.required 3 "], "{report}");
}

/// A table that the dictionary calls otherwise today is told as that.
#[test]
fn a_table_that_was_renamed() {
    let folder = Folder::new(PROJECT);
    template(&folder, &["customers"]);
    send_back(&folder, &[("Customers", &[HEADER, EXAMPLE])]);
    let today = PROJECT.replace("[tables.customers", "[tables.clients");
    let today = today.replace("\"customers\"", "\"clients\"");
    folder.write("crm-audit.toml", &today);
    let arguments = [
        "--input",
        "clients=back.xlsx",
        "--select",
        "clients",
        "--no-history",
    ];
    let report = folder.report(DAY[1], &arguments);
    let told = "back.xlsx!Customers: in the template the table is called `customers`, in the dictionary `clients` now; it is read like any other file, and its example row is judged as well";
    let notices = report["notices"].as_array().unwrap();
    assert!(notices.iter().any(|notice| notice == told), "{report}");
}

/// Of another format a new workbook is marked, whose example is none either.
#[test]
fn the_example_stays_one_in_a_new_workbook() {
    let folder = Folder::new(PROJECT);
    template(&folder, &["customers"]);
    let rows: &[&[&str]] = &[HEADER, EXAMPLE, &["C00002", "", "firm"]];
    send_back(&folder, &[("Customers", rows)]);
    // what is signed cannot be marked as it is
    let mut zip = ZipArchive::new(File::open(folder.path().join("back.xlsx")).unwrap()).unwrap();
    let mut signed = zip::ZipWriter::new(File::create(folder.path().join("signed.xlsx")).unwrap());
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        let name = part.name().unwrap().into_owned();
        if name == "_rels/.rels" {
            let origin = "<Relationship Id=\"sig\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin\" Target=\"x\"/></Relationships>";
            text = text.replace("</Relationships>", origin);
        }
        signed
            .start_file(name, zip::write::SimpleFileOptions::default())
            .unwrap();
        std::io::Write::write_all(&mut signed, text.as_bytes()).unwrap();
    }
    signed.finish().unwrap();
    let check = [
        "check",
        "--select",
        "customers",
        "--no-history",
        "--as-of",
        DAY[1],
    ];
    let mark = ["--input", "customers=signed.xlsx", "--mark", "back.xlsx"];
    fs::remove_file(folder.path().join("back.xlsx")).unwrap();
    let told = folder.run(&[&check[..], &mark].concat());
    assert!(told.stderr.contains("a new workbook"), "{}", told.stderr);
    let (_, findings, _) = checked(&folder);
    assert_eq!(findings, ["customers.name.required 3 "]);
}

/// Whoever follows it would be refused.
#[test]
fn an_example_that_its_own_column_refuses() {
    for (field, key) in [
        ("type = \"date\", example = \"2026-02-30\"", "type"),
        ("type = \"integer\", example = \"x\"", "type"),
        ("pattern = '\\d{6}', example = \"12\"", "pattern"),
        ("type = \"boolean\", example = \"maybe\"", "type"),
        ("values = [\"a\"], example = \"b\"", "values"),
        ("type = \"date\", example = \"2026-02-28\"", ""),
        ("type = \"boolean\", example = \"Yes\"", ""),
        ("values = { A = \"a\" }, example = \"A\"", ""),
        ("pattern = '\\d{6}', example = \"000012\"", ""),
    ] {
        let project =
            format!("[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nf = {{ {field} }}\n");
        let told = Folder::new(&project).run(&["rules", "check"]);
        let text = told.stdout + &told.stderr;
        let is_told = text.contains("the example breaks");
        assert_eq!(is_told, !key.is_empty(), "{field}\n{text}");
        assert!(
            !is_told || text.contains(&format!("breaks `{key}`")),
            "{text}"
        );
    }
}

/// The list fits, whatever has to be left out of it, and what is left out is named.
#[test]
fn no_line_of_the_list_is_longer_than_the_terminal_is_wide() {
    let folder = Folder::new(PROJECT);
    let list = |lang: &str, width: &str| {
        let arguments = ["template", "--lang", lang, DAY[0], DAY[1]];
        let run = Run::new(arguments).in_dir(folder.path());
        run.env("COLUMNS", width).run().stdout
    };
    for lang in ["en", "zh-CN", "zh-TW"] {
        for width in [60, 80, 100] {
            let text = list(lang, &width.to_string());
            let longest = text.lines().map(UnicodeWidthStr::width).max().unwrap();
            assert!(longest <= width, "{lang} {width}: {longest}\n{text}");
        }
    }
    insta::assert_snapshot!(list("en", "60"));
    assert!(!list("en", "200").contains("left out: "));
}

/// What an attribute of a piece of XML says.
fn attribute<'x>(xml: &'x str, name: &str) -> Option<&'x str> {
    let (_, rest) = xml.split_once(&format!(" {name}=\""))?;
    rest.split('"').next()
}

/// A paragraph of the guide has as many lines as it takes in the columns that it stands across.
#[test]
fn no_paragraph_of_the_guide_hides_its_end() {
    let folder = Folder::new(PROJECT);
    for (lang, guide) in [
        ("en", "Guide"),
        ("zh-CN", "填写说明"),
        ("zh-TW", "填寫說明"),
    ] {
        let arguments = ["template", "-o", "t.xlsx", "--lang", lang];
        let told = folder.run(&[&arguments[..], &DAY].concat());
        assert_eq!(told.code, 0, "{}", told.stderr);
        let cells = cells(&folder, "t.xlsx", guide);
        let sheet = part(&folder, "t.xlsx", "xl/worksheets/sheet1.xml");
        let columns = sheet.split("<col ").skip(1);
        let widths =
            columns.map(|column| attribute(&format!(" {column}"), "width").unwrap().parse());
        let widths: Vec<f64> = widths.map(Result::unwrap).collect();
        let merged = sheet.split("<mergeCell ").skip(1);
        let merged: Vec<&str> = merged.filter_map(|m| m.split('"').nth(1)).collect();
        assert!(merged.len() > 8);
        for area in merged {
            let (first, last) = area.split_once(':').unwrap();
            let row: usize = first[1..].parse().unwrap();
            let across = usize::from(last.as_bytes()[0] - b'A') + 1;
            let room: f64 = widths[..across].iter().sum();
            let (_, tag) = sheet.split_once(&format!("<row r=\"{row}\"")).unwrap();
            let height = attribute(tag.split('>').next().unwrap(), "ht");
            let height: f64 = height.map_or(15.0, |height| height.parse().unwrap());
            let text = &cells[row - 1][0];
            let width = u32::try_from(text.width()).unwrap();
            let lines = (f64::from(width) / room).ceil();
            assert!(height >= 13.0 * lines, "{height} of {lines}: {text}");
        }
    }
}
