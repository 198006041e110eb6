//! `crm-audit readiness` where rows that were there on an earlier day are gone: it is told whose, and never as ready.

use std::fs;

use serde_json::{Value, json};

use crate::readiness::{supplier, table, told};
use crate::support::Folder;

const PROJECT: &str = r#"
[project]
lang = "en"
[tables.items]
label = "Items"
files = "in/*.csv"
supplier = { column = "dept" }
[tables.items.fields]
no = { required = true }
dept = {}
"#;

/// Rows of departments, so many of each.
fn rows(of: &[(&str, u32)]) -> String {
    let mut text = "no,dept\n".to_owned();
    for &(dept, count) in of {
        text.extend((0..count).map(|n| format!("{dept}{n},{dept}\n")));
    }
    text
}

fn folder(project: &str, of: &[(&str, u32)]) -> Folder {
    let folder = Folder::new(project);
    fs::create_dir(folder.path().join("in")).unwrap();
    folder.write("in/items.csv", &rows(of));
    folder
}

/// Whether it is ready, and how it ended.
fn verdict(told: &Value) -> (Option<bool>, u64) {
    (told["ready"].as_bool(), told["exit_code"].as_u64().unwrap())
}

#[test]
fn a_supplier_whom_the_rows_no_longer_name_is_told() {
    let folder = folder(PROJECT, &[("East", 3), ("West", 5)]);
    assert_eq!(verdict(&told(&folder, "2026-11-18", &[])), (Some(true), 0));
    folder.write("in/items.csv", &rows(&[("East", 3)]));
    // on the days after it is still told
    for day in ["2026-11-19", "2026-11-20"] {
        let told = told(&folder, day, &[]);
        assert_eq!(verdict(&told), (Some(false), 1), "{day}");
        let west = supplier(table(&told, "items"), "West");
        let silent = json!({ "since": null, "last": "2026-11-18", "rows": 5 });
        assert_eq!((&west["silent"], &west["lost"]), (&silent, &json!(true)));
        assert_eq!(west["received"], 0);
    }
    let text = folder.run(&["readiness", "--as-of", "2026-11-20"]).stdout;
    insta::assert_snapshot!(text);
    // nobody knows without a history
    let alone = told(&folder, "2026-11-20", &["--no-history"]);
    assert_eq!(verdict(&alone), (Some(true), 0));
    // the project says that this is right
    let expect = "supplier = { column = \"dept\" }\nexpect = { East = 3, West = 0 }";
    let settled = PROJECT.replace("supplier = { column = \"dept\" }", expect);
    folder.write("crm-audit.toml", &settled);
    let told = told(&folder, "2026-11-20", &[]);
    assert_eq!(verdict(&told), (Some(true), 0));
    let text = folder.run(&["readiness", "--as-of", "2026-11-20"]).stdout;
    assert!(!text.contains("Whom to call"), "{text}");
}

#[test]
fn a_supplier_of_whom_fewer_rows_are_there_is_told() {
    let by_file = PROJECT.replace(
        "{ column = \"dept\" }",
        "{ East = \"in/items.csv\", West = \"in/west.csv\" }",
    );
    for (project, west) in [(PROJECT, "in/items.csv"), (&by_file, "in/west.csv")] {
        let folder = folder(project, &[]);
        folder.write("in/items.csv", &rows(&[("East", 3)]));
        let both = west == "in/items.csv";
        let send = |count| {
            let of = [("East", 3), ("West", count)];
            folder.write(west, &rows(&of[usize::from(!both)..]));
        };
        send(6);
        assert_eq!(verdict(&told(&folder, "2026-11-18", &[])), (Some(true), 0));
        send(2);
        let first = told(&folder, "2026-11-19", &[]);
        assert_eq!(verdict(&first), (Some(false), 1), "{west}");
        let silent = json!({ "since": null, "last": "2026-11-18", "rows": 6 });
        let lines = table(&first, "items");
        assert_eq!(supplier(lines, "West")["silent"], silent);
        assert_eq!(supplier(lines, "East")["silent"], Value::Null);
        // some that come back are not all
        send(5);
        assert_eq!(verdict(&told(&folder, "2026-11-20", &[])), (Some(false), 1));
        let text = folder.run(&["readiness", "--as-of", "2026-11-20"]).stdout;
        let line = "fewer rows than before: 6 on 2026-11-18, today 5";
        assert!(text.contains(line), "{text}");
        send(6);
        assert_eq!(verdict(&told(&folder, "2026-11-21", &[])), (Some(true), 0));
    }
}

#[test]
fn where_a_whole_table_is_gone_each_supplier_is_told() {
    let folder = folder(PROJECT, &[("East", 3), ("West", 5)]);
    folder.write(
        "crm-audit.toml",
        &format!("{PROJECT}[tables.more]\nfiles = \"more.csv\"\n[tables.more.fields]\nno = {{}}\n"),
    );
    folder.write("more.csv", "no\n1\n");
    told(&folder, "2026-11-18", &[]);
    fs::remove_file(folder.path().join("in/items.csv")).unwrap();
    let told = told(&folder, "2026-11-19", &[]);
    let lines = table(&told, "items");
    for (name, rows) in [("East", 3), ("West", 5)] {
        let silent = json!({ "since": null, "last": "2026-11-18", "rows": rows });
        assert_eq!(supplier(lines, name)["silent"], silent);
    }
    assert_eq!(verdict(&told), (Some(false), 1));
}

/// Of a table that nobody has to send in nothing is missed, until something of it is gone.
#[test]
fn a_table_of_nobody_that_is_gone_is_told() {
    let project = format!(
        "{PROJECT}[tables.more]\nfiles = \"more.csv\"\noptional = true\n[tables.more.fields]\nno = {{}}\n"
    );
    let folder = folder(&project, &[("East", 3)]);
    folder.write("more.csv", "no\n1\n2\n");
    assert_eq!(verdict(&told(&folder, "2026-11-18", &[])), (Some(true), 0));
    fs::remove_file(folder.path().join("more.csv")).unwrap();
    let gone = told(&folder, "2026-11-19", &[]);
    assert_eq!(verdict(&gone), (Some(false), 1));
    let silent = json!({ "since": null, "last": "2026-11-18", "rows": 2 });
    assert_eq!(table(&gone, "more")["all"]["silent"], silent);
    let text = folder.run(&["readiness", "--as-of", "2026-11-19"]).stdout;
    assert!(text.contains("on 2026-11-18 there were 2 rows"), "{text}");
}

/// Rows that named nobody may name somebody today; of all together none may be missing.
#[test]
fn who_is_named_later_has_lost_nothing() {
    let folder = folder(PROJECT, &[("", 4), ("East", 1)]);
    told(&folder, "2026-11-18", &[]);
    folder.write("in/items.csv", &rows(&[("East", 5)]));
    assert_eq!(verdict(&told(&folder, "2026-11-19", &[])), (Some(true), 0));
    folder.write("in/items.csv", &rows(&[("", 1), ("East", 5)]));
    assert_eq!(verdict(&told(&folder, "2026-11-20", &[])), (Some(true), 0));
    let by_one = PROJECT.replace("{ column = \"dept\" }", "\"Head office\"");
    folder.write("crm-audit.toml", &by_one);
    folder.write("in/items.csv", &rows(&[("East", 6)]));
    assert_eq!(verdict(&told(&folder, "2026-11-21", &[])), (Some(true), 0));
    folder.write("in/items.csv", &rows(&[("East", 4)]));
    let text = folder.run(&["readiness", "--as-of", "2026-11-21"]).stdout;
    let line = "all          Items   fewer rows than before: 6 on 2026-11-20, today 4";
    assert!(text.contains(line), "{text}");
}

/// Open documents are finished day by day: of them the last day alone counts.
#[test]
fn open_documents_come_and_go() {
    let project = format!("{PROJECT}[tables.items.opening]\n");
    let folder = folder(&project, &[("East", 6)]);
    told(&folder, "2026-11-18", &[]);
    folder.write("in/items.csv", &rows(&[("East", 4)]));
    assert_eq!(verdict(&told(&folder, "2026-11-19", &[])), (Some(false), 1));
    folder.write("in/items.csv", &rows(&[("East", 5)]));
    assert_eq!(verdict(&told(&folder, "2026-11-20", &[])), (Some(true), 0));
}
