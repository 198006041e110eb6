//! What the pages say of the program is complete: the kinds of checks, the keys of the TOML, the fields of the reports.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::page::{BOOKS, Page, chapters, pages, readmes};
use crate::examples::company;
use crate::support::{Run, root};

/// The kinds that the program knows, in its order.
fn kinds() -> Vec<String> {
    let schema: Value = serde_json::from_str(&Run::new(["schema"]).run().stdout).unwrap();
    let forms = schema["$defs"]["Check"]["oneOf"].as_array().unwrap();
    let names = |form: &Value| {
        form["properties"]
            .as_object()
            .unwrap()
            .keys()
            .cloned()
            .collect()
    };
    forms
        .iter()
        .flat_map(|form| -> Vec<String> { names(form) })
        .collect()
}

/// The kinds in a README: the first cell of each row that shows a check, then those of processes, behind the chapter about them.
#[test]
fn the_readmes_list_the_kinds_of_the_program() {
    let kinds = kinds();
    assert!(!kinds.is_empty());
    for page in readmes() {
        let rows = page.text.lines().filter(|line| line.contains("`check."));
        let rows = rows.map(|row| row.split('`').nth(1).unwrap());
        let mut lines = page.text.lines();
        let of_processes = lines.find_map(|line| line.split_once("processes.md)"));
        let (_, of_processes) = of_processes.expect("a line about processes");
        let of_processes = of_processes.split('`').skip(1).step_by(2);
        let listed: Vec<&str> = rows.chain(of_processes).collect();
        assert_eq!(listed, kinds, "{}", page.path);
    }
    for lang in BOOKS {
        let page = Page::read(&format!("docs/{lang}/kinds.md"));
        for kind in &kinds {
            let check = format!("`check.{kind} = ");
            assert!(page.text.contains(&check), "{}: {kind}", page.path);
        }
    }
}

/// The examples in tables are loaded, each on the table that has its columns.
#[test]
fn the_tables_of_checks_can_be_copied_from() {
    let dictionary = std::fs::read_to_string(root().join("tests/cli/kinds.toml")).unwrap();
    let tables: Vec<&str> = dictionary
        .lines()
        .filter_map(|line| line.strip_prefix("[tables.")?.strip_suffix(']'))
        .filter(|name| !name.contains('.'))
        .collect();
    let mut checks: BTreeMap<String, String> = BTreeMap::new();
    for page in pages() {
        let rows = page.text.lines().filter(|line| line.starts_with('|'));
        let check = |row: &str| Some(row[row.find("`check.")? + 1..row.rfind('`')?].to_owned());
        checks.extend(
            rows.filter_map(check)
                .map(|check| (check, page.path.clone())),
        );
    }
    let of_tables = tables.iter().map(|table| format!("table = \"{table}\"\n"));
    let subjects: Vec<String> = of_tables
        .chain(["process = \"o2c\"\n".to_owned()])
        .collect();
    for (check, page) in checks {
        let told = subjects
            .iter()
            .map(|subject| mistakes(&dictionary, subject, &check));
        let told: Vec<String> = told.take_while(|told| !told.is_empty()).collect();
        let loads = told.len() < subjects.len();
        assert!(loads, "{page}: {check}\n{}", told.join("\n"));
    }
}

/// What `rules check` says of a check on a table or process; nothing where it is right.
fn mistakes(dictionary: &str, subject: &str, check: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let subject = if check.starts_with("check.recurrence") {
        ""
    } else {
        subject
    };
    let project = format!("{dictionary}\n[[rule]]\nid = \"r\"\n{subject}{check}\n");
    std::fs::write(folder.path().join("crm-audit.toml"), project).unwrap();
    let told = Run::new(["rules", "check", folder.path().to_str().unwrap()]).run();
    if told.code == 0 {
        String::new()
    } else {
        told.stderr
    }
}

/// Every key that the TOML may have, those of the kinds left to `explain`.
#[test]
fn the_book_names_every_key_of_the_toml() {
    let mut names = BTreeSet::new();
    for file in ["project", "dispositions"] {
        let schema: Value = serde_json::from_str(&Run::new(["schema", file]).run().stdout).unwrap();
        let sections = schema["$defs"].as_object().unwrap().iter();
        for (_, section) in sections.filter(|(name, _)| name.starts_with("Raw")) {
            keys(&section["properties"], 1, &mut names);
        }
    }
    assert!(names.len() > 50, "{names:?}");
    for lang in BOOKS {
        let text: String = chapters(lang).into_iter().map(|page| page.text).collect();
        let words: BTreeSet<&str> = text
            .split(|sign: char| sign != '_' && !sign.is_ascii_alphanumeric())
            .collect();
        let missing: Vec<&String> = names
            .iter()
            .filter(|name| !words.contains(name.as_str()))
            .collect();
        assert!(missing.is_empty(), "docs/{lang}: {missing:?}");
    }
}

/// The contract is what the chapter on reports says: it names every key of the JSON report and every column of the CSV.
#[test]
fn the_reports_chapter_names_every_field() {
    let company = company();
    let run = |day: &str| {
        let arguments = ["check", "--as-of", day, "--format", "json", "-o", "f.csv"];
        Run::new(arguments).in_dir(company.path()).run().stdout
    };
    run("2026-08-31");
    run("2026-09-30");
    let report: Value = serde_json::from_str(&run("2026-10-31")).unwrap();
    let csv = std::fs::read_to_string(company.path().join("f.csv")).unwrap();
    let header = csv.trim_start_matches('\u{feff}').lines().next().unwrap();
    let mut names: BTreeSet<String> = header.split(',').map(str::to_owned).collect();
    keys(&report, usize::MAX, &mut names);
    for lang in BOOKS {
        let page = Page::read(&format!("docs/{lang}/reports.md"));
        let missing: Vec<&String> = names
            .iter()
            .filter(|name| !page.text.contains(&format!("`{name}`")))
            .collect();
        assert!(missing.is_empty(), "{}: {missing:?}", page.path);
    }
}

/// The names of fields, so many levels deep.
fn keys(value: &Value, levels: usize, names: &mut BTreeSet<String>) {
    match value {
        _ if levels == 0 => {}
        Value::Object(fields) => {
            for (name, value) in fields {
                names.insert(name.clone());
                keys(value, levels - 1, names);
            }
        }
        Value::Array(values) => values
            .iter()
            .for_each(|value| keys(value, levels - 1, names)),
        _ => {}
    }
}
