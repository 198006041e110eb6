//! The examples: what was planted is found, and the facts of the real data come out.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::support::{Run, root};

fn audited(project: &str, more: &[&str]) -> Value {
    let mut arguments = vec!["check", project, "--format", "json", "--lang", "en"];
    arguments.extend(more);
    let told = Run::new(&arguments).run();
    serde_json::from_str(&told.stdout).unwrap_or_else(|e| panic!("{e}: {}", told.stderr))
}

#[test]
fn the_planted_violations_are_found_and_nothing_else() {
    let report = audited("examples/monthly-audit", &["--as-of", "2026-10-31"]);
    let text = |f: &Value, key: &str| f[key].as_str().unwrap_or_default().to_owned();
    let mut found: Vec<String> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| {
            format!(
                "{}\t{}\t{}\t{}",
                text(f, "rule"),
                text(f, "table"),
                f["row"],
                text(f, "key")
            )
        })
        .collect();
    let planted =
        std::fs::read_to_string(root().join("examples/monthly-audit/planted.tsv")).unwrap();
    let mut planted: Vec<&str> = planted.lines().collect();
    found.sort();
    planted.sort_unstable();
    assert_eq!(found, planted);
    assert_eq!(report["summary"]["findings"], planted.len());
    assert_eq!(report["exit_code"], 1);
}

#[test]
fn the_facts_of_the_supply_chain_come_out() {
    let report = audited("examples/supply-chain", &["--as-of", "2026-10-31"]);
    let violations: BTreeMap<&str, u64> = report["rules"]
        .as_array()
        .unwrap()
        .iter()
        .map(|r| (r["id"].as_str().unwrap(), r["violation"].as_u64().unwrap()))
        .collect();
    // counted with other tools, see the example's README
    for (rule, count) in [
        ("delivered-late", 1186),
        ("recorded-before-delivered", 3),
        ("recorded-late", 268),
        ("delivered-before-po-sent", 5),
        ("freight-not-a-number", 4126),
        ("insurance-missing", 287),
        ("complaint-sent-late", 2436),
        ("response-not-timely", 161),
        ("complaints.zip_code.required", 79),
        ("complaints.state.required", 136),
        ("complaints.rows.shape", 1),
    ] {
        assert_eq!(violations.get(rule), Some(&count), "{rule}");
    }
    let rows: Vec<u64> = report["inputs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|i| i["rows_read"].as_u64().unwrap())
        .collect();
    assert_eq!(rows.iter().sum::<u64>(), 10_324 + 8_340);
    let cut = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .find(|f| f["rule"] == "complaints.rows.shape")
        .unwrap();
    assert_eq!(
        (cut["row"].as_u64(), cut["key"].as_str()),
        (Some(8341), Some("1066397"))
    );
}

/// The same input gives the same bytes, in every format.
#[test]
fn runs_are_repeatable() {
    let folder = tempfile::tempdir().unwrap();
    let mut runs = Vec::new();
    for run in ["a", "b"] {
        let mut files = Vec::new();
        for ending in ["json", "jsonl", "csv", "txt", "xlsx"] {
            let path = folder.path().join(format!("{run}.{ending}"));
            let arguments = [
                "check",
                "examples/monthly-audit",
                "--as-of",
                "2026-10-31",
                "-o",
                path.to_str().unwrap(),
            ];
            assert_eq!(Run::new(arguments).run().code, 1);
            files.push(std::fs::read(path).unwrap());
        }
        runs.push(files);
    }
    assert!(runs[0] == runs[1]);
}

/// Identities do not depend on where a row stands.
#[test]
fn identities_survive_sorting() {
    let folder = tempfile::tempdir().unwrap();
    let orders = root().join("examples/monthly-audit/exports/销售订单_202610.csv");
    let text = std::fs::read_to_string(&orders).unwrap();
    let (header, rows) = text.split_once("\r\n").unwrap();
    let mut rows: Vec<&str> = rows.lines().collect();
    rows.reverse();
    let turned = folder.path().join("倒序.csv");
    std::fs::write(&turned, format!("{header}\r\n{}\r\n", rows.join("\r\n"))).unwrap();
    let identities = |more: &[&str]| {
        let mut arguments = vec!["--as-of", "2026-10-31", "--select", "orders"];
        arguments.extend(more);
        let report = audited("examples/monthly-audit", &arguments);
        let mut all: Vec<String> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|f| f["identity"].to_string())
            .collect();
        all.sort();
        all
    };
    let input = format!("orders={}", turned.display());
    assert_eq!(identities(&[]), identities(&["--input", &input]));
    assert!(!identities(&[]).is_empty());
}

#[test]
fn packs_fit_a_project_with_the_standard_names() {
    let folder = tempfile::tempdir().unwrap();
    let project =
        std::fs::read_to_string(root().join("examples/monthly-audit/crm-audit.toml")).unwrap();
    let packs = r#"rules = ["pack:order-to-cash", "pack:complaints", "pack:master-data"]"#;
    let project: String = project
        .lines()
        .map(|l| {
            if l.starts_with("rules ") || l.starts_with("rules=") {
                packs
            } else {
                l
            }
        })
        .collect::<Vec<_>>()
        .join("\n");
    // what tunes the example's own rules has nothing to tune here
    let project = project.split("[tune.").next().unwrap().to_owned();
    std::fs::write(folder.path().join("crm-audit.toml"), project).unwrap();
    for lang in ["en", "zh-CN", "zh-TW"] {
        let told = Run::new([
            "rules",
            "check",
            folder.path().to_str().unwrap(),
            "--lang",
            lang,
        ])
        .run();
        // these need columns that the example's exports do not have
        let left_out = [
            "order-promise-missed",
            "order-dormant",
            "shipment-not-invoiced",
        ];
        let expected = |line: &str| left_out.iter().any(|rule| line.ends_with(rule));
        assert!(told.stderr.lines().all(expected), "{}", told.stderr);
        assert_eq!(told.code, 0, "{lang}");
    }
    let listed = Run::new(["rules", folder.path().to_str().unwrap(), "--format", "json"]).run();
    let listed: Value = serde_json::from_str(&listed.stdout).unwrap();
    let from_packs = listed
        .as_array()
        .unwrap()
        .iter()
        .filter(|r| r["origin"].as_str().unwrap().starts_with("pack:"))
        .count();
    assert!(from_packs >= 12, "{from_packs}");
}
