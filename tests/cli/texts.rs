//! What stands in the cells of a text, a page or a workbook and is no value as it stands: error words, guards.

use std::path::Path;

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::support::Folder;

/// The same cells as CSV, HTML and a workbook.
fn write_all(folder: &Path, rows: &[&[&str]]) {
    let quoted = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
    let line = |row: &&[&str]| row.iter().map(quoted).collect::<Vec<_>>().join(",") + "\n";
    let csv: String = rows.iter().map(line).collect();
    std::fs::write(folder.join("t.csv"), csv).unwrap();

    let cell = |cell: &&str| format!("<td>{}</td>", cell.replace('"', "&quot;"));
    let row = |row: &&[&str]| format!("<tr>{}</tr>", row.iter().map(cell).collect::<String>());
    let page: String = rows.iter().map(row).collect();
    let page = format!("<html><meta charset=\"utf-8\"><table>{page}</table></html>");
    std::fs::write(folder.join("t.xls"), page).unwrap();

    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (at, row) in (0..).zip(rows) {
        for (column, cell) in (0..).zip(*row) {
            sheet.write_string(at, column, *cell).unwrap();
        }
    }
    workbook.save(folder.join("t.xlsx")).unwrap();
}

/// The reports on the same cells in each format.
fn reports(project: &str, rows: &[&[&str]]) -> Vec<(&'static str, Value)> {
    let folder = Folder::new(project);
    write_all(folder.path(), rows);
    let report = |file: &'static str| {
        let input = format!("t={file}");
        (
            file,
            folder.report("2026-05-31", &["--no-history", "--input", &input]),
        )
    };
    ["t.csv", "t.xls", "t.xlsx"].map(report).into()
}

/// Rows, columns and values of the findings of a rule.
fn found(report: &Value, rule: &str) -> Vec<(u64, String, String)> {
    let findings = report["findings"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    findings
        .filter(|finding| finding["rule"] == rule)
        .map(|f| {
            (
                f["row"].as_u64().unwrap(),
                text(&f["column"]),
                text(&f["value"]),
            )
        })
        .collect()
}

#[test]
fn error_words_are_damage_in_every_format() {
    let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"id\"]\n[tables.t.fields]\nid = {}\n\
        code = { required = true, unique = true }\nqty = { type = \"integer\" }\nday = { type = \"date\" }\n";
    let rows: [&[&str]; 7] = [
        &["id", "code", "qty", "day"],
        &["1", "#N/A", "4", "2026-01-05"],
        &["2", "#N/A", "#DIV/0!", "2026-01-06"],
        &["3", "Err:508", "5", "########"],
        &["4", "see #REF!", "6", "2026-01-07"],
        &["5", "#SPILL!", "7", " #VALUE! "],
        &["6", "#", "8", ""],
    ];
    for (file, report) in reports(project, &rows) {
        let damaged = found(&report, "t.cells.damaged");
        let places: Vec<_> = damaged
            .iter()
            .map(|f| (f.0, f.1.as_str(), f.2.as_str()))
            .collect();
        let expected = [
            (2, "code", "#N/A"),
            (3, "code", "#N/A"),
            (3, "qty", "#DIV/0!"),
            (4, "code", "Err:508"),
            (4, "day", "########"),
            (6, "code", "#SPILL!"),
            (6, "day", "#VALUE!"),
        ];
        assert_eq!(places, expected, "{file}");
        // neither filled nor empty, neither equal nor of the wrong type
        for rule in [
            "t.code.required",
            "t.code.unique",
            "t.qty.type",
            "t.day.type",
        ] {
            assert_eq!(found(&report, rule), [], "{file} {rule}");
        }
    }
}

#[test]
fn an_error_word_that_the_dictionary_names_is_what_it_says() {
    let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"id\"]\n[tables.t.fields]\nid = {}\n\
        code = { null = [\"#N/A\"] }\nstate = { values = { \"#N/A\" = \"none\", a = \"some\" } }\nsign = { values = [\"##\", \"+\"] }\n\
        [[rule]]\nid = \"no-code\"\ntable = \"t\"\ncheck.required = { columns = [\"code\"] }\n\
        [[rule]]\nid = \"no-state\"\ntable = \"t\"\ncheck.expression = { must = \"state = 'some'\" }\n";
    let rows: [&[&str]; 3] = [
        &["id", "code", "state", "sign"],
        &["1", "#N/A", "#N/A", "##"],
        &["2", "#REF!", "a", "+"],
    ];
    for (file, report) in reports(project, &rows) {
        let rows = |rule| found(&report, rule).iter().map(|f| f.0).collect::<Vec<_>>();
        assert_eq!(rows("t.cells.damaged"), [3], "{file}");
        assert_eq!(
            (rows("no-code"), rows("no-state")),
            (vec![2], vec![2]),
            "{file}"
        );
    }
}

#[test]
fn guards_against_spreadsheets_are_no_part_of_a_value() {
    let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"id\"]\n[tables.t.fields]\nid = {}\n\
        code = { pattern = \"0[0-9]+\" }\nbill = { pattern = \"[0-9]+\" }\nserial = { max_chars = 3 }\n";
    let rows: [&[&str]; 4] = [
        &["id", "=\"code\"", "bill", "serial"],
        &["1", "=\"0017\"", "'31", "\t501"],
        &["2", "=\"17\"", "'32", "\t502"],
        &["3", "0018", "'3x", "\t503"],
    ];
    for (file, report) in reports(project, &rows) {
        let code = [(3, "code".to_owned(), "17".to_owned())];
        assert_eq!(found(&report, "t.code.pattern"), code, "{file}");
        let bill = [(4, "bill".to_owned(), "3x".to_owned())];
        assert_eq!(found(&report, "t.bill.pattern"), bill, "{file}");
        assert_eq!(found(&report, "t.serial.max_chars"), [], "{file}");
        let decisions = report["inputs"][0]["decisions"].to_string();
        // a page has no TAB in its cells
        let count = if file == "t.xls" { 5 } else { 8 };
        let told = format!("{count} cells were guarded");
        assert!(decisions.contains(&told), "{file}: {decisions}");
    }
}

/// A number that stands for a day says nothing to anybody.
#[test]
fn days_that_are_numbers_are_told_as_days() {
    let project = |field: &str| {
        let folder = Folder::new(&format!(
            "[project]\nlang = \"zh-CN\"\n[tables.t]\nfiles = \"*.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {{}}\n\
             d = {{ header = \"发货日期\", type = \"date\"{field} }}\n[[rule]]\nid = \"late\"\ntable = \"t\"\n\
             check.range = {{ column = \"d\", max = \"as_of\" }}\n"
        ));
        folder.write(
            "t.csv",
            "k,发货日期\n1,46341\n2,20261115\n3,2026-11-16\n4,46300\n",
        );
        let report = folder.report("2026-10-31", &["--no-history"]);
        let all = report["findings"].as_array().unwrap().iter();
        let told: Vec<String> = all
            .map(|f| f["message"].as_str().unwrap().to_owned())
            .collect();
        told
    };
    assert_eq!(
        project(""),
        [
            "发货日期为 2026-11-15（单元格为 46341），不得晚于基准日",
            "发货日期为 20261115，不得晚于基准日",
            "发货日期为 2026-11-16，不得晚于基准日"
        ]
    );
    let secret = project(", sensitive = true").join("\n");
    assert!(!secret.contains("2026-11"), "{secret}");
}
