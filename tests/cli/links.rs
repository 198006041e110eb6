//! What findings hold back, in the formats that machines and people read.

use serde_json::{Value, json};

use crate::support::{Outcome, Run};

const STORY: &str = "fixtures/stories/held-back";

fn checked(arguments: &[&str]) -> Outcome {
    let check = ["check", STORY, "--as-of", "2026-10-31"];
    Run::new(check.iter().chain(arguments)).run()
}

fn report(arguments: &[&str]) -> Value {
    let told = checked(&[&["--format=json"], arguments].concat());
    serde_json::from_str(&told.stdout).unwrap()
}

fn block(table: &str, documents: u64, amount: Option<&str>, days: Option<i64>) -> Value {
    let label = if table == "shipments" {
        "Shipments to be sent"
    } else {
        "Invoices"
    };
    json!({ "table": table, "label": label, "documents": documents, "amount": amount, "days": days, "counted_before": 0 })
}

/// The numbers are added up by hand from the files.
#[test]
fn json_has_the_numbers_of_findings_rules_and_owners() {
    let report = report(&[]);
    let finding = |key: &str| {
        let mut findings = report["findings"].as_array().unwrap().iter();
        findings.find(|f| f["key"] == key).unwrap()["blocks"].clone()
    };
    let (shipments, invoices) = (
        |n, amount, days| block("shipments", n, Some(amount), days),
        |n, amount, days| block("invoices", n, amount, days),
    );
    let nothing = || invoices(0, Some("0"), None);
    let unread = |mut block: Value, least: Option<&str>| {
        block["amounts_missing"] = json!(1);
        if let Some(least) = least {
            block["amount_at_least"] = json!(least);
        }
        block
    };
    assert_eq!(
        finding("SO-1"),
        json!([
            shipments(2, "3200.5", Some(45)),
            invoices(1, Some("3200.5"), Some(41))
        ])
    );
    assert_eq!(finding("SO-3"), json!([shipments(0, "0", None), nothing()]));
    assert_eq!(
        finding("SO-4"),
        json!([shipments(2, "399.25", Some(21)), nothing()])
    );
    assert_eq!(
        finding("SO-5"),
        json!([
            shipments(0, "0", None),
            unread(invoices(1, None, Some(10)), None)
        ])
    );
    let rule = |id: &str| {
        let mut rules = report["rules"].as_array().unwrap().iter();
        rules.find(|rule| rule["id"] == id).unwrap()["blocks"].clone()
    };
    // SH-1 waits for two orders
    let all = json!([
        shipments(3, "3599.75", Some(45)),
        unread(invoices(2, None, Some(41)), Some("3200.5"))
    ]);
    assert_eq!(rule("order-approved-late"), all);
    assert_eq!(
        rule("orders.contact.required")[0],
        shipments(1, "10", Some(28))
    );
    assert_eq!(rule("shipments.rows.shape"), Value::Null);
    let owners = report["summary"]["blocks_by_owner"].as_array().unwrap();
    let names: Vec<&str> = owners
        .iter()
        .map(|o| o["owner"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["sales01", "sales02", "sales03"]);
    assert_eq!(owners[1]["blocks"][0], shipments(2, "399.25", Some(21)));
}

#[test]
fn without_links_nothing_is_said() {
    let clean = [
        "check",
        "fixtures/stories/every-verdict",
        "--as-of",
        "2026-10-31",
    ];
    let told = Run::new(clean.iter().chain(&["--format=json"])).run();
    let report: Value = serde_json::from_str(&told.stdout).unwrap();
    assert_eq!(report["summary"]["blocks_by_owner"], Value::Null);
    assert_eq!(report["findings"][0]["blocks"], Value::Null);
    let told = Run::new(clean.iter().chain(&["--format=csv"])).run();
    assert!(!told.stdout.contains("blocks"));
}

#[test]
fn csv_has_a_column_for_each_number() {
    let told = checked(&["--format=csv"]);
    let text = told.stdout.trim_start_matches('\u{feff}');
    let mut csv = csv::Reader::from_reader(text.as_bytes());
    let headers = csv.headers().unwrap().clone();
    let at = |name: &str| headers.iter().position(|h| h == name).unwrap();
    let rows: Vec<Vec<String>> = csv
        .records()
        .map(|row| {
            let row = row.unwrap();
            ["key", "blocks_documents", "blocks_amount", "blocks_days"]
                .map(|name| row[at(name)].to_owned())
                .to_vec()
        })
        .collect();
    assert_eq!(
        rows[0],
        [
            "SO-1",
            "3",
            "Shipments to be sent: 3200.5; Invoices: 3200.5",
            "45"
        ]
    );
    assert_eq!(rows[1], ["SO-3", "0", "", ""]);
}

/// However many findings are listed, and whichever rules are judged: what the rule holds back is the same.
#[test]
fn a_limit_or_a_selection_changes_no_number() {
    let line = |arguments: &[&str]| {
        let told = checked(arguments).stdout;
        let held = |l: &&str| l.contains("Holds back 5 documents");
        told.lines().find(held).map(str::to_owned)
    };
    let all = line(&[]).unwrap();
    assert_eq!(line(&["--limit=1"]), Some(all.clone()));
    assert_eq!(line(&["--select=order-approved-late"]), Some(all));
}

/// That what waits is not known must not stop the audit.
#[test]
fn an_absent_export_is_a_notice() {
    let folder = tempfile::tempdir().unwrap();
    let story = crate::support::root().join(STORY);
    for file in ["crm-audit.toml", "orders.csv", "shipments.csv"] {
        std::fs::copy(story.join(file), folder.path().join(file)).unwrap();
    }
    let project = folder.path().to_str().unwrap();
    let only = "--select=order-approved-late";
    let arguments = ["check", project, "--as-of=2026-10-31", "--no-history", only];
    for text in [None, Some("PK\u{3}\u{4}"), Some("Invoice No,Amount\n1,2\n")] {
        if let Some(text) = text {
            std::fs::write(folder.path().join("invoices.csv"), text).unwrap();
        }
        let told = Run::new(arguments.iter().chain(&["--format=json"])).run();
        assert_eq!(told.code, 1, "{}", told.stderr);
        let report: Value = serde_json::from_str(&told.stdout).unwrap();
        let blocks = &report["findings"][0]["blocks"];
        assert_eq!(blocks[0]["documents"], 2, "{text:?}");
        let unknown = [
            &blocks[1]["documents"],
            &blocks[1]["amount"],
            &blocks[1]["days"],
        ];
        assert_eq!(unknown, [&Value::Null; 3], "{text:?}");
        let notices = report["notices"].to_string();
        assert!(
            notices.contains("what waits is not known (Invoices)"),
            "{notices}"
        );
    }
}
