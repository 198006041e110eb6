//! The formats for CI: what a platform demands of each, whatever stands in the cells.

use std::fs;

use serde_json::Value;

use crate::support::{Folder, Run};

const DAY: [&str; 4] = ["check", "--as-of", "2026-10-31", "--no-history"];

/// Cells, headings and names of files that mean something to one format or another.
const HOSTILE: &str = "]]><b>&amp;\u{1b}[31m|`@all #1 %0A,:\u{9b}\n::error::x";

const PROJECT: &str = r#"
[project]
name = "订单 <&>"
[tables.orders]
files = "导出 1/订单 %,:.csv"
key = ["no"]
[tables.orders.label]
en = "Orders"
zh-CN = "订单"
[tables.orders.fields]
no = {}
name = { required = true, pattern = "[A-Z]+" }
day = { type = "date" }
[[rule]]
id = "none"
table = "orders"
severity = "info"
check.compare = { left = "day", op = "<=", right = "day" }
when = "no = 'nobody'"
"#;

fn hostile() -> Folder {
    let folder = Folder::new(PROJECT);
    fs::create_dir(folder.path().join("导出 1")).unwrap();
    let rows = format!("no,name,day\nA1,OK,2026-01-01\n\"{HOSTILE}\",\"{HOSTILE}\",x\nA3,,\n");
    folder.write("导出 1/订单 %,:.csv", &rows);
    folder
}

fn told(folder: &Folder, format: &str, more: &[&str]) -> (String, i32) {
    let mut arguments = DAY.to_vec();
    arguments.extend(["--format", format]);
    arguments.extend(more);
    let told = folder.run(&arguments);
    (told.stdout, told.code)
}

/// The results of a SARIF report.
fn run_of(text: &str) -> Value {
    let log: Value = serde_json::from_str(text).unwrap();
    assert_eq!(log["version"], "2.1.0");
    log["runs"][0].clone()
}

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().unwrap()
}

#[test]
fn sarif_names_file_line_rule_and_fingerprint() {
    let folder = hostile();
    let (text, code) = told(&folder, "sarif", &[]);
    assert_eq!(code, 1);
    assert!(!text.trim_end().chars().any(char::is_control), "{text:?}");
    let run = run_of(&text);
    let rules = list(&run["tool"]["driver"]["rules"]);
    let results = list(&run["results"]);
    assert_eq!(results.len(), 3, "{text}");
    for result in results {
        let ix = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[ix]["id"], result["ruleId"]);
        assert_eq!(rules[ix]["defaultConfiguration"]["level"], result["level"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "%E5%AF%BC%E5%87%BA%201/%E8%AE%A2%E5%8D%95%20%25%2C%3A.csv"
        );
        assert!(place["region"]["startLine"].as_u64().unwrap() > 2);
    }
    let prints = results
        .iter()
        .map(|result| result["partialFingerprints"]["primaryLocationLineHash"].to_string());
    let prints: std::collections::BTreeSet<String> = prints.collect();
    assert_eq!(prints.len(), results.len());
    let invocation = &run["invocations"][0];
    assert_eq!(invocation["exitCode"], 1);
    let notes = list(&invocation["toolExecutionNotifications"]);
    let silent = notes
        .iter()
        .find(|note| note["associatedRule"]["id"] == "none");
    assert!(silent.is_some(), "{invocation}");
}

/// The fingerprints are those of the JSON report, so that an alert is known again wherever its row has moved.
#[test]
fn fingerprints_are_identities() {
    let folder = hostile();
    let json: Value = serde_json::from_str(&told(&folder, "json", &[]).0).unwrap();
    let run = run_of(&told(&folder, "sarif", &[]).0);
    let identities = |list: &Vec<Value>, of: fn(&Value) -> &Value| {
        let mut all: Vec<String> = list.iter().map(|one| of(one).to_string()).collect();
        all.sort();
        all
    };
    assert_eq!(
        identities(list(&json["findings"]), |finding| &finding["identity"]),
        identities(list(&run["results"]), |result| {
            &result["partialFingerprints"]["identity/v1"]
        })
    );
}

#[test]
fn rows_of_a_workbook_are_logical_locations() {
    let input = "orders=fixtures/formats/exports/orders.xlsx";
    let arguments = [
        "check",
        "fixtures/formats",
        "--as-of",
        "2026-03-31",
        "--format",
        "sarif",
        "--input",
        input,
    ];
    let run = run_of(&Run::new(arguments).run().stdout);
    let location = &list(&run["results"])[0]["locations"][0];
    assert!(location["physicalLocation"]["region"].is_null());
    let row = &location["logicalLocations"][0];
    let name = row["fullyQualifiedName"].as_str().unwrap();
    let (sheet, rows) = name.split_once('!').unwrap();
    let (first, last) = rows.split_once(':').unwrap();
    assert_eq!((sheet, first), ("訂單", last), "{row}");
}

/// GitHub refuses a file with more results than it takes: the rule with very many makes room for the others, and says how many it has.
#[test]
fn what_a_platform_does_not_take_is_counted() {
    let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {}\na = { required = true }\n\
                   b = { required = true }\n";
    let folder = Folder::new(project);
    let rows: String = (0..25_100)
        .map(|k| format!("{k},,{}\n", if k < 7 { "" } else { "x" }))
        .collect();
    folder.write("t.csv", &format!("k,a,b\n{rows}"));
    let run = run_of(&told(&folder, "sarif", &[]).0);
    let results = list(&run["results"]);
    assert!((24_900..=25_000).contains(&results.len()));
    let of = |rule: &str| results.iter().filter(|r| r["ruleId"] == rule).count();
    assert_eq!(of("t.b.required"), 7);
    let others: Vec<u64> = results
        .iter()
        .filter_map(|r| r["occurrenceCount"].as_u64())
        .collect();
    let listed = results.len() - others.len();
    assert_eq!(others, [25_107 - listed as u64]);
    let notes = run["invocations"][0]["toolExecutionNotifications"].to_string();
    let told = format!("{}", listed);
    assert!(
        notes.replace(',', "").contains(&format!("{told} of 25107")),
        "{notes}"
    );
}

/// What is decided, tolerated or in the baseline fails no run, and is no alert either: it is counted.
#[test]
fn what_fails_no_run_is_no_alert() {
    let folder = hostile();
    let baseline = ["baseline", "create", "-o", "b.json"];
    let made = folder.run(&baseline);
    assert_eq!(made.code, 0, "{}", made.stderr);
    let (text, code) = told(&folder, "sarif", &["--baseline", "b.json"]);
    assert_eq!(code, 0);
    let run = run_of(&text);
    assert!(list(&run["results"]).is_empty());
    assert!(text.contains("3 findings that fail no run"), "{text}");
    let (text, _) = told(&folder, "junit", &["--baseline", "b.json"]);
    assert!(!text.contains("<failure"), "{text}");
}

#[test]
fn junit_has_a_case_for_each_rule() {
    let folder = hostile();
    let (text, code) = told(&folder, "junit", &["--lang", "zh-CN"]);
    assert_eq!(code, 1);
    let is_text = |c: char| c == '\n' || (!c.is_control() && c != '\u{fffe}');
    assert!(text.chars().all(is_text), "{text:?}");
    let mut reader = quick_xml::Reader::from_str(&text);
    let (mut depth, mut cases, mut failures, mut skipped) = (0, 0, 0, 0);
    loop {
        use quick_xml::events::Event;
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                depth += 1;
                cases += usize::from(start.name().as_ref() == "testcase");
                failures += usize::from(start.name().as_ref() == "failure");
            }
            Event::Empty(empty) => skipped += usize::from(empty.name().as_ref() == "skipped"),
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!((depth, failures, skipped), (0, 3, 1), "{text}");
    let head = format!("name=\"订单\" tests=\"{cases}\" failures=\"3\" errors=\"0\" skipped=\"1\"");
    assert!(text.contains(&head), "{text}");
    assert!(text.contains("导出 1/订单 %,:.csv:6  A3："), "{text}");
}

/// A rule that could not run is an error of its case, and so is what could not be read.
#[test]
fn what_was_not_audited_is_an_error() {
    let folder = hostile();
    folder.write("导出 1/订单 %,:.csv", "no,day\nA1,2026-01-01\n");
    let (text, code) = told(&folder, "junit", &[]);
    assert_eq!(code, 2);
    assert!(text.contains("<error type=\"not_run\""), "{text}");
    let run = run_of(&told(&folder, "sarif", &[]).0);
    assert_eq!(run["invocations"][0]["executionSuccessful"], false);
    let notes = run["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(notes.contains("\"level\":\"error\""), "{notes}");
}

#[test]
fn what_has_no_failure_below_the_bar_passes() {
    let folder = hostile();
    let (text, code) = told(&folder, "junit", &["--fail-on", "critical"]);
    assert_eq!(code, 0);
    assert!(!text.contains("<failure"), "{text}");
    assert!(text.contains("A3: "), "{text}");
}
