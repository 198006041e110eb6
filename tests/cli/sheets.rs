//! Workbooks of several sheets, as one table or as several.

use rust_xlsxwriter::{Format, Workbook, Worksheet};
use serde_json::Value;

use crate::support::{Folder, Run};

/// Orders from row 2 on: number, customer, quantity.
fn orders(book: &mut Workbook, name: &str, rows: &[[&str; 3]]) {
    let sheet = book.add_worksheet().set_name(name).unwrap();
    header(sheet);
    for (row, cells) in (1..).zip(rows) {
        for (column, cell) in (0..).zip(cells) {
            match cell.parse::<f64>() {
                Ok(number) => sheet.write(row, column, number).unwrap(),
                Err(_) => sheet.write(row, column, *cell).unwrap(),
            };
        }
    }
}

fn header(sheet: &mut Worksheet) {
    for (column, heading) in (0..).zip(["单号", "客户", "数量"]) {
        sheet.write(0, column, heading).unwrap();
    }
}

const FIELDS: &str = "no = { header = \"单号\", unique = true }\n\
    cust = { header = \"客户\", required = true }\nqty = { header = \"数量\", type = \"integer\" }\n";

/// The report of a project over a workbook `book.xlsx`, each table with what it adds to its section.
fn report(write: impl FnOnce(&mut Workbook), tables: &[(&str, &str)], more: &[&str]) -> Value {
    let sections = tables.iter().map(|(name, section)| {
        format!("[tables.{name}]\nfiles = \"book.xlsx\"\nkey = [\"no\"]\n{section}\n[tables.{name}.fields]\n{FIELDS}")
    });
    let folder = Folder::new(&sections.collect::<String>());
    let mut book = Workbook::new();
    write(&mut book);
    book.save(folder.path().join("book.xlsx")).unwrap();
    let arguments = [
        "check",
        "--no-history",
        "--format",
        "json",
        "--as-of",
        "2026-10-31",
    ];
    let run = Run::new(arguments.iter().chain(more))
        .in_dir(folder.path())
        .run();
    serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}{}", run.stdout, run.stderr))
}

fn texts(report: &Value, key: &str) -> Vec<String> {
    let all = report[key].as_array().unwrap().iter();
    all.map(|text| text.as_str().unwrap().to_owned()).collect()
}

/// File, sheet and row of each finding of a rule.
fn found(report: &Value, rule: &str) -> Vec<(String, String, u64)> {
    let all = report["findings"].as_array().unwrap().iter();
    let found = all.filter(|finding| finding["rule"] == rule);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    found
        .map(|f| {
            (
                text(&f["file"]),
                text(&f["sheet"]),
                f["row"].as_u64().unwrap(),
            )
        })
        .collect()
}

fn months(book: &mut Workbook) {
    let cover = book.add_worksheet().set_name("封面").unwrap();
    cover.write(0, 0, "2026 年订单").unwrap();
    orders(book, "1月", &[["S1", "甲", "1"], ["S2", "", "2"]]);
    orders(book, "2月", &[["S2", "乙", "3"]]);
    orders(book, "3月", &[["S3", "", "x"]]);
    book.add_worksheet().set_name("4月").unwrap();
}

#[test]
fn sheets_that_match_are_one_table() {
    for (section, sheets) in [
        ("sheet = \"*\"", 3),
        ("sheet = \"?月\"", 3),
        ("sheet = [\"1月\", \"2月\"]", 2),
        ("sheet = [\"?月\", 4]", 3),
    ] {
        let report = report(months, &[("o", section)], &[]);
        assert_eq!(
            report["inputs"].as_array().unwrap().len(),
            sheets,
            "{section}"
        );
        let at = |sheet: &str, row| ("book.xlsx".to_owned(), sheet.to_owned(), row);
        let empty = found(&report, "o.cust.required");
        let expected = [at("1月", 3), at("3月", 2)];
        assert_eq!(empty[..], expected[..sheets - 1], "{section}");
        // one table: its keys are unique across the sheets
        assert_eq!(found(&report, "o.no.unique"), [at("1月", 3), at("2月", 2)]);
        let finding = report["findings"].as_array().unwrap().iter();
        let told: Vec<&str> = finding.filter_map(|f| f["message"].as_str()).collect();
        assert!(
            told.iter().any(|m| m.contains("row 2 of book.xlsx!2月")),
            "{told:?}"
        );
        let cover = texts(&report, "notices")
            .iter()
            .filter(|n| n.contains("封面"))
            .count();
        assert_eq!(cover, usize::from(section.contains('*')), "{section}");
    }
}

#[test]
fn a_sheet_that_another_table_reads_is_read() {
    let write = |book: &mut Workbook| {
        orders(book, "销售", &[["S1", "甲", "1"]]);
        orders(book, "退货", &[["R1", "甲", "1"]]);
        book.add_worksheet()
            .set_name("说明")
            .unwrap()
            .write(0, 0, "x")
            .unwrap();
        orders(book, "旧", &[["S0", "甲", "1"]]);
        book.worksheet_from_name("旧").unwrap().set_hidden(true);
        orders(book, "暗", &[["S9", "甲", "1"]]);
        book.worksheet_from_name("暗").unwrap().set_hidden(true);
    };
    let tables = [
        ("a", ""),
        ("b", "sheet = \"退货\""),
        ("c", "sheet = \"旧\""),
    ];
    for more in [&[][..], &["--select", "a.cust.required"]] {
        let notices = texts(&report(write, &tables, more), "notices");
        let unread: Vec<&String> = notices.iter().filter(|n| n.contains("not read")).collect();
        assert_eq!(unread.len(), 2, "{notices:?}");
        assert!(unread[0].contains("not read: 说明;"), "{unread:?}");
        assert!(
            unread[1].ends_with("hidden sheets were not read: 暗"),
            "{unread:?}"
        );
    }
    let notices = texts(&report(write, &tables[..1], &[]), "notices");
    assert!(
        notices.iter().any(|n| n.contains("not read: 退货, 说明;")),
        "{notices:?}"
    );
    assert!(
        notices.iter().any(|n| n.ends_with("were not read: 旧, 暗")),
        "{notices:?}"
    );
}

#[test]
fn notices_name_the_sheet() {
    let write = |book: &mut Workbook| {
        orders(book, "销售", &[["S1", "甲", "1"], ["合计", "", "1"]]);
        let sheet = book.add_worksheet().set_name("明细").unwrap();
        header(sheet);
        sheet.merge_range(1, 0, 3, 0, "S1", &Format::new()).unwrap();
        for row in 1..4 {
            sheet.write(row, 1, "甲").unwrap();
            sheet.write(row, 3, "附").unwrap();
        }
    };
    let tables = [("a", "sheet = 1"), ("b", "sheet = 2")];
    let report = report(write, &tables, &[]);
    let notices = texts(&report, "notices");
    assert_eq!(
        notices,
        [
            "book.xlsx!销售: 1 row with a total was not judged: 3",
            "book.xlsx!明细: 2 cells take the value of the merged cells that they belong to (1 area, rows 2–4)",
            "book.xlsx!明细: column D has no heading and was not read; 3 rows fill it",
        ]
    );
    assert_eq!(
        report["rules"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|r| r["id"] == "b.rows.shape")
            .map(|r| r["violation"].as_u64().unwrap())
            .sum::<u64>(),
        0
    );
}

/// What the terminal says of the files: a workbook is one, however many tables read it; findings that are not all listed are
/// not said to be in the file of those that are.
#[test]
fn files_are_counted_and_named_as_they_are() {
    let section = |name: &str, file: &str, more: &str| {
        format!(
            "[tables.{name}]\nfiles = \"{file}\"\nkey = [\"no\"]\n{more}\n[tables.{name}.fields]\n{FIELDS}"
        )
    };
    let folder = Folder::new(
        &[
            section("first", "book.xlsx", "sheet = \"One\""),
            section("second", "book.xlsx", "sheet = \"Two\""),
            section("third", "part*.csv", ""),
        ]
        .concat(),
    );
    let mut book = Workbook::new();
    orders(&mut book, "One", &[["A1", "Ann", "1"]]);
    orders(&mut book, "Two", &[["B1", "Bo", "2"]]);
    book.save(folder.path().join("book.xlsx")).unwrap();
    folder.write("part1.csv", "单号,客户,数量\nC1,,1\nC2,,1\nC3,,1\n");
    folder.write("part2.csv", "单号,客户,数量\nC4,,1\nC5,Cy,1\n");
    let heading = |limit: &str| {
        let shown = folder
            .run(&["check", "--no-history", "--limit", limit])
            .stdout;
        assert!(shown.contains("3 files"), "{shown}");
        let heading = shown.lines().find(|line| line.contains("4 findings"));
        let heading = heading.filter(|line| line.contains('['));
        heading.unwrap_or_else(|| panic!("{shown}")).to_owned()
    };
    assert!(!heading("2").contains("part1.csv"));
    assert!(!heading("9").contains("part1.csv"));
    // all are in one file
    folder.write("part2.csv", "单号,客户,数量\nC5,Cy,1\n");
    folder.write("part1.csv", "单号,客户,数量\nC1,,1\nC2,,1\nC3,,1\nC4,,1\n");
    assert!(heading("9").contains("part1.csv"));
}
