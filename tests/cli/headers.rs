//! Headers further down a file, and headings with something around them.

use rust_xlsxwriter::Workbook;
use serde_json::Value;

use crate::support::{Folder, notices};

const TABLE: &str = "[tables.loads]\nfiles = \"loads.*\"\nkey = [\"no\"]\n[tables.loads.fields]\n\
    no = { header = [\"提单号\", \"Waybill\"], max_chars = 20 }\n\
    haulier = { header = [\"承运商\", \"Haulier\"] }\n\
    pallets = { header = [\"托盘数\", \"Pallets\"], type = \"integer\" }\n\
    driver = { header = [\"司机\", \"Driver\"], optional = true }\n\
    [[rule]]\nid = \"few\"\ntable = \"loads\"\ncheck.range = { column = \"pallets\", above = 100 }\n";

/// The report over the same rows in a format.
fn report(format: &str, rows: &[Vec<&str>]) -> Value {
    let folder = Folder::new(TABLE);
    let file = folder.path().join(format!("loads.{format}"));
    match format {
        "xlsx" => {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            for (row, cells) in (0..).zip(rows) {
                for (column, cell) in (0..).zip(cells) {
                    sheet.write(row, column, *cell).unwrap();
                }
            }
            book.save(file).unwrap();
        }
        "html" => {
            let cells = |row: &Vec<&str>| format!("<tr><td>{}</td></tr>", row.join("</td><td>"));
            let rows: String = rows.iter().map(cells).collect();
            std::fs::write(file, format!("<table>{rows}</table>")).unwrap();
        }
        _ => {
            let lines: Vec<String> = rows.iter().map(|row| row.join(",") + "\n").collect();
            std::fs::write(file, lines.concat()).unwrap();
        }
    }
    folder.report("2026-08-31", &["--no-history"])
}

/// A header, so many rows, another header, and rows of three columns below it.
fn stacked<'a>(header: &[&'a str], count: usize, second: &[&'a str]) -> Vec<Vec<&'a str>> {
    let mut rows = vec![header.to_vec()];
    rows.extend(vec![vec!["W-1", "Brenner", "7", ""]; count]);
    rows.push(second.to_vec());
    rows.extend([["9", "8", "7", ""], ["6", "5", "4", ""]].map(|row| row.to_vec()));
    rows
}

const FORMATS: [&str; 3] = ["csv", "xlsx", "html"];
const HEADER: [&str; 4] = ["提单号", "承运商", "托盘数", "备注"];

/// The rows whose quantity was judged.
fn judged(report: &Value) -> u64 {
    let rules = report["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["id"] == "few").unwrap();
    rule["violation"].as_u64().unwrap()
}

#[test]
fn the_header_in_other_words_is_set_aside() {
    for format in FORMATS {
        for count in [2, 150] {
            for second in [
                ["Waybill", "Haulier", "Pallets", "Remark"],
                ["Waybill", "承运商", "Pallets", ""],
                ["*Waybill", "Haulier (short name)", "托盘数（个）", "备注"],
            ] {
                let report = report(format, &stacked(&HEADER, count, &second));
                assert_eq!(report["exit_code"], 1, "{format} {second:?}: {report}");
                assert_eq!(judged(&report), count as u64 + 2, "{format} {second:?}");
                let told = format!("{}", count + 2);
                assert!(notices(&report).contains(&told), "{format} {second:?}");
            }
        }
    }
}

/// Whatever stands below would be read under the wrong headings: it is not read, and nothing is concluded from that.
#[test]
fn another_table_ends_the_file() {
    for format in FORMATS {
        for count in [2, 150] {
            for second in [
                ["Haulier", "Waybill", "Pallets", ""],
                ["承运商", "托盘数", "提单号", "备注"],
                // all but two as above
                ["提单号", "托盘数", "承运商", "备注"],
                ["Waybill", "Driver", "Haulier", "Pallets"],
            ] {
                let report = report(format, &stacked(&HEADER, count, &second));
                assert_eq!(report["exit_code"], 2, "{format} {second:?}");
                let error = report["errors"].to_string();
                let row = format!("row {} is the header of another table", count + 2);
                assert!(error.contains(&row), "{format} {second:?}: {error}");
                assert_eq!(judged(&report), count as u64, "{format} {second:?}");
            }
        }
    }
}

/// Which row is the header does not hang on hints and units; which field a column is does. A star is no part of a heading.
#[test]
fn decorated_headings_make_a_header() {
    let rows = |header: [&'static str; 4]| {
        vec![
            vec!["提单号：", "全部", "承运商：", "全部"],
            vec!["司机", "8 月的运单", "", ""],
            header.to_vec(),
            vec!["W-1", "Brenner", "7", ""],
        ]
    };
    for format in FORMATS {
        for header in [
            ["*提单号", "承运商 *", "托盘数（个）", "备注"],
            ["提单号（必填）", "【承运商】", "托盘数[件]", "备注"],
            ["* 提单号", "承运商", "托盘数(t)", "备注"],
        ] {
            let report = report(format, &rows(header));
            assert_eq!(report["exit_code"], 2);
            let errors = report["errors"].to_string();
            let is_own = |heading: &&str| HEADER.contains(&heading.trim_matches([' ', '*']));
            for heading in header.iter().filter(|heading| !is_own(heading)) {
                assert!(errors.contains(heading), "{format} {heading}: {errors}");
            }
            let told = [&errors, &report["inputs"][0]["decisions"].to_string()];
            let row =
                |told: &&String| told.contains("header in row 3") || told.contains("(row 3: ");
            assert!(told.iter().any(row), "{format} {header:?}: {told:?}");
        }
    }
}
