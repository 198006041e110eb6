//! A log in XES and the same as CSV: the same cells, and the same verdicts of a process.

use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value as Json;

use crate::support::{Folder, Run};

const PROJECT: &str = r#"
[project]
name = "log"
lang = "en"
timezone = "Asia/Shanghai"

[tables.xes]
files = "log.xes*"
[tables.xes.fields]
case = { header = "case:concept:name" }
kind = { header = "case:kind" }
step = { header = "concept:name" }
at   = { header = "time:timestamp", type = "datetime" }
who  = { header = "org:resource" }

[tables.csv]
files = "log.csv"
[tables.csv.fields]
case = { header = "case:concept:name" }
kind = { header = "case:kind" }
step = { header = "concept:name" }
at   = { header = "time:timestamp", type = "datetime" }
who  = { header = "org:resource" }
"#;

/// Case, its kind, and its events: step, time, and who.
type Case = (&'static str, &'static str, &'static [[&'static str; 3]]);

const CASES: [Case; 3] = [
    (
        "A1",
        "急单 & \"x\"",
        &[
            ["made", "2026-01-02T03:04:05.000+08:00", "张三"],
            ["sent", "2026-01-02T23:04:05.000Z", ""],
        ],
    ),
    (
        "Total",
        "",
        &[["sent", "2026-01-03T03:04:05.000+08:00", "李四"]],
    ),
    (
        "合计",
        "",
        &[["made", "2026-01-04T03:04:05.000+08:00", "#REF!"]],
    ),
];

/// As XES, and as CSV whose first event is in the row after the header.
fn logs() -> (String, String) {
    let mut xes =
        String::from("<?xml version=\"1.0\"?>\n<log xmlns=\"http://www.xes-standard.org\">\n");
    let mut csv =
        String::from("case:concept:name,case:kind,concept:name,time:timestamp,org:resource\n");
    let escaped = |text: &str| text.replace('&', "&amp;").replace('"', "&quot;");
    let value = |xes: &mut String, kind: &str, key: &str, text: &str| {
        if !text.is_empty() {
            let _ = writeln!(xes, "<{kind} key=\"{key}\" value=\"{}\"/>", escaped(text));
        }
    };
    for (case, kind, events) in CASES {
        xes.push_str("<trace>\n");
        value(&mut xes, "string", "concept:name", case);
        value(&mut xes, "string", "kind", kind);
        for [step, at, who] in events {
            xes.push_str("<event>\n");
            value(&mut xes, "string", "concept:name", step);
            value(&mut xes, "date", "time:timestamp", at);
            value(&mut xes, "string", "org:resource", who);
            xes.push_str("</event>\n");
            let quoted = kind.replace('"', "\"\"");
            let _ = writeln!(csv, "{case},\"{quoted}\",{step},{at},{who}");
        }
        xes.push_str("</trace>\n");
    }
    (xes + "</log>\n", csv)
}

/// A rule that finds every cell of a table, and a process over it.
fn rules(table: &str) -> String {
    let mut rules = String::new();
    for column in ["case", "kind", "step", "who"] {
        let _ = writeln!(
            rules,
            "[[rule]]\nid = \"{table}-{column}\"\ntable = \"{table}\"\ncheck.length = {{ min = 1000, column = \"{column}\" }}"
        );
    }
    let _ = writeln!(
        rules,
        "[[rule]]\nid = \"{table}-at\"\ntable = \"{table}\"\ncheck.range = {{ min = \"9999-12-31\", column = \"at\" }}"
    );
    let _ = writeln!(
        rules,
        "[process.p-{table}]\ncase = \"case\"\nfrom = \"{table}\"\nactivity = \"step\"\nat = \"at\"\nby = \"who\"\n\
         [[process.p-{table}.event]]\nname = \"made\"\n[[process.p-{table}.event]]\nname = \"sent\"\n\
         [[rule]]\nid = \"{table}-flow\"\nprocess = \"p-{table}\"\ncheck.flow = {{ each = \"sent\", needs = \"made\", order = \"before\" }}"
    );
    rules
}

fn report(folder: &Folder) -> Json {
    let day = [
        "check",
        "--as-of",
        "2026-03-31",
        "--format",
        "json",
        "--no-history",
    ];
    let outcome = Run::new(day).in_dir(folder.path()).run();
    serde_json::from_str(&outcome.stdout).unwrap_or_else(|e| panic!("{e}: {}", outcome.stderr))
}

/// What is found in a table but for where it is.
fn found(report: &Json, table: &str) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap();
    let of_table = findings
        .iter()
        .filter(|found| found["rule"].as_str().unwrap().starts_with(table));
    let mut shown: Vec<String> = of_table
        .map(|found| {
            let rule = found["rule"].as_str().unwrap().replace(table, "");
            format!("{rule} {} {}", found["column"], found["value"])
        })
        .collect();
    shown.sort();
    shown
}

fn folder() -> Folder {
    Folder::new(&[PROJECT, &rules("xes"), &rules("csv")].concat())
}

#[test]
fn a_log_is_as_its_twin() {
    let (xes, csv) = logs();
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    packed.write_all(xes.as_bytes()).unwrap();
    for (name, bytes) in [
        ("log.xes", xes.clone().into_bytes()),
        ("log.xes.gz", packed.finish().unwrap()),
        // one line: events are counted
        ("log.xes", xes.replace('\n', " ").into_bytes()),
    ] {
        let folder = folder();
        std::fs::write(folder.path().join(name), bytes).unwrap();
        std::fs::write(folder.path().join("log.csv"), &csv).unwrap();
        let report = report(&folder);
        assert_eq!(
            report["errors"].as_array().map_or(0, Vec::len),
            0,
            "{report}"
        );
        let inputs = report["inputs"].as_array().unwrap();
        let input = inputs.iter().find(|input| input["table"] == "xes").unwrap();
        // a case that is called as a total is a case
        assert_eq!(input["rows_read"], 4, "{input}");
        let twin = found(&report, "csv");
        assert!(twin.len() > 15, "{twin:?}");
        // of the twin, the row of the total is set aside unless it has a date and two texts
        assert_eq!(found(&report, "xes"), twin);
    }
}

#[test]
fn what_is_wrong_with_a_log_is_told() {
    let (xes, csv) = logs();
    for (harmed, said) in [
        (xes[..xes.len() / 2].to_owned(), "breaks off in the middle"),
        (
            xes.replace(
                "</event>\n</trace>",
                "</event>\n<int key=\"n\" value=\"1\"/></trace>",
            ),
            "stands where it cannot be",
        ),
        (
            xes.replace("concept:name", "x")
                .replace("org:resource", "y")
                .replace("time:timestamp", "z")
                .replace("kind", "w"),
            "no value of the event log has a name",
        ),
        (
            xes.replace(
                "<event>\n",
                "<event>\n<list key=\"l\"><string key=\"i\" value=\"1\"/></list>",
            ),
            "stand inside others",
        ),
        (
            xes.replace(
                "<event>\n",
                "<event>\n<int key=\"n\" value=\"1\"/><int key=\"n\" value=\"2\"/>",
            ),
            "has already",
        ),
        (
            xes.replace("</log>", "<trace></trace></log>"),
            "has no event",
        ),
    ] {
        let folder = folder();
        std::fs::write(folder.path().join("log.xes"), &harmed).unwrap();
        std::fs::write(folder.path().join("log.csv"), &csv).unwrap();
        let report = report(&folder).to_string();
        assert!(report.contains(said), "{said}: {report}");
    }
}
