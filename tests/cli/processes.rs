//! Rules about processes, as their users meet them: month after month, decided on by what they have in common, whatever the order of
//! the rows.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::support::Folder;

const PROJECT: &str = r#"
[project]
lang = "en"

[tables.orders]
label = "Orders"
files = ["orders.csv"]
[tables.orders.fields]
no = {}
made = { type = "datetime" }
clerk = { type = "person" }
approved = { type = "datetime" }
chief = { type = "person" }

[tables.shipments]
files = ["shipments.csv"]
[tables.shipments.fields]
no = {}
order = {}
sent = { type = "datetime" }
store = { type = "person" }

[process.o2c]
label = "From order to cash"
case = "no"
[[process.o2c.event]]
name = "made"
label = "Order made"
from = "orders"
at = "made"
by = "clerk"
[[process.o2c.event]]
name = "approved"
label = "Order approved"
from = "orders"
at = "approved"
by = "chief"
[[process.o2c.event]]
name = "sent"
label = "Shipment sent"
from = "shipments"
case = "order"
at = "sent"
by = "store"
id = "no"

[[rule]]
id = "sent-before-approval"
process = "o2c"
severity = "high"
owner = "sent.by"
check.flow = { each = "sent", needs = "approved", order = "before" }

[[rule]]
id = "off-the-way"
process = "o2c"
check.routes = { allowed = [["made", "approved", "sent"]] }
"#;

const ORDERS: &str = "no,made,clerk,approved,chief\n\
    O1,2026-09-01 08:00,c1,2026-09-01 09:00,b1\nO2,2026-09-01 08:00,c1,2026-09-03 09:00,b1\n\
    O3,2026-09-01 08:00,c2,,\nO4,2026-09-02 08:00,c2,2026-09-02 09:00,b1\n";
const SHIPMENTS: &str = "no,order,sent,store\nS1,O1,2026-09-02 08:00,s1\nS2,O2,2026-09-02 08:00,s2\n\
    S3,O3,2026-09-02 08:00,s2\nS4,O4,2026-09-03 08:00,s1\nS5,O4,2026-09-04 08:00,s1\n";

fn company() -> Folder {
    let folder = Folder::new(PROJECT);
    folder.write("orders.csv", ORDERS);
    folder.write("shipments.csv", SHIPMENTS);
    folder
}

/// Rule, row, document, owner and state.
fn found(report: &Value) -> Vec<Value> {
    let findings = report["findings"].as_array().unwrap().iter();
    let found = findings.map(|f| json!([f["rule"], f["row"], f["key"], f["owner"], f["state"]]));
    found.collect()
}

#[test]
fn findings_of_a_process_are_followed_from_month_to_month() {
    let folder = company();
    let report = folder.report("2026-09-30", &[]);
    let sent = "sent-before-approval";
    assert_eq!(
        found(&report),
        [
            json!([sent, 3, "O2|S2", "s2", "new"]),
            json!([sent, 4, "O3|S3", "s2", "new"]),
            json!(["off-the-way", 3, "O2|S2", "s2", "new"]),
            json!(["off-the-way", 4, "O3", "c2", "new"]),
            json!(["off-the-way", 6, "O4|S5", "s1", "new"]),
        ]
    );
    // O2 is put right, O3 is left out of the export, O4 is as it was
    folder.write(
        "orders.csv",
        &ORDERS
            .replace("2026-09-03 09:00", "2026-09-01 10:00")
            .replace("O3", "O9"),
    );
    folder.write("shipments.csv", &SHIPMENTS.replace("S3,O3", "S9,O9"));
    let report = folder.report("2026-10-31", &[]);
    let closed = |state: &str| -> Vec<Value> {
        let closed = report[state].as_array().unwrap().iter();
        closed.map(|f| json!([f["rule"], f["key"]])).collect()
    };
    assert_eq!(
        closed("fixed"),
        [json!([sent, "O2|S2"]), json!(["off-the-way", "O2|S2"])]
    );
    assert_eq!(
        closed("gone"),
        [json!([sent, "O3|S3"]), json!(["off-the-way", "O3"])]
    );
    assert_eq!(
        found(&report),
        [
            json!([sent, 4, "O9|S9", "s2", "new"]),
            json!(["off-the-way", 6, "O4|S5", "s1", "again"]),
            json!(["off-the-way", 4, "O9", "c2", "new"]),
        ]
    );
}

/// Nothing but row numbers differs.
#[test]
fn the_order_of_the_rows_makes_no_difference() {
    let folder = company();
    let mut reports = Vec::new();
    for turned in [false, true] {
        for (name, text) in [("orders.csv", ORDERS), ("shipments.csv", SHIPMENTS)] {
            let (head, rows) = text.split_once('\n').unwrap();
            let mut rows: Vec<&str> = rows.lines().collect();
            if turned {
                rows.reverse();
            }
            folder.write(name, &format!("{head}\n{}\n", rows.join("\n")));
        }
        let mut report = folder.report("2026-09-30", &["--no-history"]);
        for finding in report["findings"].as_array_mut().unwrap() {
            finding["row"].take();
            let rows = |text: &Value| {
                let words = text.as_str().unwrap().split("row ");
                words
                    .map(|part| {
                        part.trim_start_matches(|c: char| c.is_ascii_digit())
                            .to_owned()
                    })
                    .collect::<String>()
            };
            let message = rows(&finding["message"]);
            finding["message"] = message.into();
            for place in finding["places"].as_array_mut().into_iter().flatten() {
                place["row"].take();
            }
        }
        report["inputs"].take();
        reports.push(report);
    }
    assert_eq!(reports[0], reports[1]);
}

#[test]
fn a_pattern_is_decided_on_and_the_rule_told_what_to_become() {
    let folder = company();
    let decide = |more: &[&str]| {
        let all = [
            "--as-of",
            "2026-09-30",
            "--reason",
            "agreed",
            "--decided-by",
            "meeting",
        ];
        folder.run(&[&["dispose"], more, &all].concat())
    };
    let adopted = decide(&["--pattern", "off-the-way/extra:sent", "--verdict", "adopt"]);
    assert_eq!(adopted.code, 0, "{}", adopted.stderr);
    assert!(
        adopted
            .stdout
            .contains(r#"match      = { rule = "off-the-way", deviation = "extra:sent" }"#)
    );
    let change = "check.routes = { allowed = [\n    [\"made\", \"approved\", \"sent\"],\n    \
        [\"made\", \"approved\", \"sent\", \"sent\"],\n], still_open = \"wait\" }";
    assert!(adopted.stderr.contains(change), "{}", adopted.stderr);
    let report = folder.report("2026-09-30", &["--no-history"]);
    let decided = report["findings"].as_array().unwrap().iter();
    let decided: Vec<&Value> = decided
        .filter(|f| !f["disposition"].is_null())
        .map(|f| &f["key"])
        .collect();
    assert_eq!(decided, ["O4|S5"]);
    let nothing = decide(&["--pattern", "off-the-way/extra:made", "--verdict", "adopt"]);
    assert_eq!(nothing.code, 2);
    let unreadable = decide(&["--pattern", "off-the-way", "--verdict", "adopt"]);
    assert_eq!(unreadable.code, 2);
    assert!(
        unreadable.stderr.contains("RULE/DEVIATION"),
        "{}",
        unreadable.stderr
    );
}

/// What recurs, and how much of it was decided on: of O1 to O4 only O1 goes as agreed, and O4 once its second shipment is adopted.
#[test]
fn patterns_are_listed_with_what_was_decided_on_them() {
    let folder = company();
    let patterns = || -> Value {
        let told = folder.run(&[
            "process",
            "o2c",
            "--patterns",
            "--format",
            "json",
            "--as-of",
            "2026-09-30",
        ]);
        serde_json::from_str(&told.stdout).unwrap_or_else(|e| panic!("{e}: {}", told.stderr))
    };
    let before = patterns();
    let listed = before["patterns"].as_array().unwrap().iter();
    let listed: Vec<Value> = listed
        .map(|p| json!([p["pattern"], p["cases"], p["conforming"], p["decision"]]))
        .collect();
    assert_eq!(
        listed,
        [
            json!(["sent-before-approval/misplaced", 1, 2, null]),
            json!(["sent-before-approval/none", 1, 2, null]),
            json!(["off-the-way/extra:sent", 1, 1, null]),
            json!(["off-the-way/missing:approved", 1, 1, null]),
            json!(["off-the-way/moved:sent", 1, 1, null]),
        ]
    );
    assert_eq!(
        before["conformance"],
        json!({ "cases": 4, "raw": 1, "net": 1 })
    );
    let effects = before["patterns"][0]["effects"].as_array().unwrap().iter();
    assert!(effects.clone().count() > 0 && effects.clone().all(|e| e["compared"] == "too_few"));
    folder.run(&[
        "dispose",
        "--pattern",
        "off-the-way/extra:sent",
        "--verdict",
        "adopt",
        "--reason",
        "agreed",
        "--decided-by",
        "meeting",
        "--as-of",
        "2026-09-30",
    ]);
    let after = patterns();
    assert_eq!(
        after["conformance"],
        json!({ "cases": 4, "raw": 1, "net": 2 })
    );
    assert_eq!(after["patterns"][2]["decision"], "adopt");
}

/// Thirty orders, the last ten of them sent without an approval. Of these ten all are late, and six hold back an invoice of 100.50
/// each; of the others two are late, and one holds back 7. The last shipment is late by the fault of who sent it.
#[test]
fn patterns_tell_what_is_found_on_the_documents_and_what_they_hold_back() {
    let tables = "[tables.orders]\nfiles = [\"orders.csv\"]\nkey = [\"no\"]\n";
    let project = PROJECT
        .replace(
            "[tables.orders]\nlabel = \"Orders\"\nfiles = [\"orders.csv\"]\n",
            tables,
        )
        .replace(
            "store = { type = \"person\" }",
            "store = { type = \"person\" }\nlate = {}\ndriver = { type = \"person\" }",
        );
    let more = "\n[tables.invoices]\nfiles = [\"invoices.csv\"]\nkey = [\"no\"]\n[tables.invoices.fields]\nno = {}\norder = {}\n\
        amount = { type = \"decimal\" }\npaid = {}\n[[link]]\nfrom = \"invoices.order\"\nto = \"orders.no\"\n\
        when = \"paid is null\"\namount = \"amount\"\nlabel = \"Open invoices\"\n\
        [[rule]]\nid = \"late\"\ntable = \"shipments\"\nowner = \"driver\"\ncheck.expression = { must = \"late is null\" }\n";
    let folder = Folder::new(&(project + more));
    let (mut orders, mut shipments, mut invoices) = (
        "no,made,clerk,approved,chief\n".to_owned(),
        "no,order,sent,store,late,driver\n".to_owned(),
        "no,order,amount,paid\n".to_owned(),
    );
    for n in 0..30 {
        let is_bad = n >= 20;
        let approved = if is_bad { "," } else { "2026-09-01 09:00,b1" };
        writeln!(orders, "O{n},2026-09-01 08:00,c1,{approved}").unwrap();
        let late = if is_bad || n < 2 { "x" } else { "" };
        let driver = if n == 29 { "s1" } else { "d1" };
        writeln!(shipments, "S{n},O{n},2026-09-02 08:00,s1,{late},{driver}").unwrap();
        if (20..26).contains(&n) {
            writeln!(invoices, "I{n},O{n},100.50,").unwrap();
        }
    }
    invoices += "J1,O3,7,\nJ2,O4,1000,paid\nJ3,,1000,\n";
    folder.write("orders.csv", &orders);
    folder.write("shipments.csv", &shipments);
    folder.write("invoices.csv", &invoices);
    let told = |format: &str| {
        folder.run(&[
            "process",
            "o2c",
            "--patterns",
            "--format",
            format,
            "--as-of",
            "2026-09-30",
        ])
    };
    let report: Value = serde_json::from_str(&told("json").stdout).unwrap();
    let pattern = &report["patterns"][0];
    assert_eq!(pattern["pattern"], "sent-before-approval/none");
    let effects = pattern["effects"].as_array().unwrap();
    let of = |kind: &str| effects.iter().find(|effect| effect["kind"] == kind);
    assert_eq!(
        of("document").unwrap(),
        &json!({ "kind": "document", "of": "late", "cases": 9, "conforming_cases": 2, "compared": "more",
            "amount": null, "conforming_amount": null })
    );
    assert_eq!(
        of("held_back").unwrap(),
        &json!({ "kind": "held_back", "of": "Open invoices", "cases": 6, "conforming_cases": 1, "compared": "more",
            "amount": "603", "conforming_amount": "7" })
    );
    let text = told("table").stdout;
    let held = "more: holds back Open invoices, 6 of 10 (60.0%) against 1 of 20 (5.0%); amount held back 603 (60.30 a case) against 7 (0.35 a case)";
    assert!(text.contains(held), "{text}");
    assert!(
        text.contains("more: finding on a document, late, 9 of 10"),
        "{text}"
    );
}

/// The events that are written are read as an export.
#[test]
fn events_are_written_as_a_log_that_can_be_read() {
    let folder = company();
    let told = folder.run(&[
        "process",
        "o2c",
        "-o",
        "o2c.xes",
        "-o",
        "o2c.ocel.json",
        "--as-of",
        "2026-09-30",
    ]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let read = Folder::new(
        "[tables.e]\nfiles = \"o2c.xes\"\n[tables.e.fields]\nname = { header = \"concept:name\" }\n\
         [[rule]]\nid = \"sent\"\ntable = \"e\"\ncheck.one_of = { column = \"name\", values = [\"Shipment sent\"] }\n",
    );
    std::fs::copy(folder.path().join("o2c.xes"), read.path().join("o2c.xes")).unwrap();
    let report = read.report("2026-09-30", &["--no-history"]);
    let rules = report["rules"].as_array().unwrap().iter();
    let rule = rules.clone().find(|rule| rule["id"] == "sent").unwrap();
    assert_eq!([&rule["ok"], &rule["violation"]], [5, 7]);
    let text = std::fs::read_to_string(folder.path().join("o2c.ocel.json")).unwrap();
    let ocel: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(ocel["events"].as_array().unwrap().len(), 12);
}

#[test]
fn a_rule_that_applies_to_nothing_is_told() {
    let folder =
        Folder::new(&PROJECT.replace("owner = \"sent.by\"", "when = \"store = 'nobody'\""));
    folder.write("orders.csv", ORDERS);
    folder.write("shipments.csv", SHIPMENTS);
    let report = folder.report("2026-09-30", &["--no-history"]);
    let notices = report["notices"].to_string();
    assert!(
        notices.contains("sent-before-approval was never activated"),
        "{notices}"
    );
    // without a case nothing passes
    folder.write("orders.csv", "no,made,clerk,approved,chief\n");
    folder.write("shipments.csv", "no,order,sent,store\n");
    let report = folder.report("2026-09-30", &["--no-history"]);
    assert_eq!(report["exit_code"], 2, "{report}");
}

#[test]
fn a_rule_is_read_aloud_in_three_languages() {
    let folder = company();
    let told = folder.run(&["explain", "sent-before-approval"]);
    for sentence in [
        "en: Before each Shipment sent there must be Order approved",
        "zh-CN: 每次 Shipment sent 之前，必须已有 Order approved",
        "zh-TW: 每次 Shipment sent 之前，必須已有 Order approved",
    ] {
        assert!(told.stdout.contains(sentence), "{}", told.stdout);
    }
}
