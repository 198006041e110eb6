//! What is worked out from a sensitive field stays masked, wherever it is written.

use std::fs;
use std::io::{Cursor, Read};
use std::path::Path;

use crate::support::Folder;

/// Nobody may see the birthdays, which are of the eighties, nor the amounts, which begin with 777, nor the wards, which end in `mask`.
const PROJECT: &str = r#"
[project]
lang = "en"
[tables.orders]
files = "orders.csv"
key = ["no"]
date = "born"
[tables.orders.fields]
no = {}
made = { type = "datetime" }
born = { type = "datetime", sensitive = true }
clerk = { type = "person" }
pay = { type = "decimal", sensitive = true }
sum = { type = "decimal" }
ward = { sensitive = true }

[process.p]
case = "no"
[[process.p.event]]
name = "made"
from = "orders"
at = "made"
by = "clerk"
[[process.p.event]]
name = "born"
from = "orders"
at = "born"
[[process.p.event]]
name = "again"
from = "orders"
at = "made"
"#;

/// Rules about the process, and about rows.
const OF_PROCESS: [&str; 8] = [
    r#"check.flow = { each = "made", needs = "born", order = "after", within = "24 hours", still_open = "count" }"#,
    r#"check.flow = { each = "made", needs = "born", order = "before", within = "24 hours" }"#,
    r#"check.flow = { each = "made", forbids = "born", order = "before" }"#,
    r#"check.first = { events = ["made"] }"#,
    r#"check.last = { events = ["born"] }"#,
    r#"check.routes = { allowed = [["made", "born", "again"]] }"#,
    r#"check.match = { left = "made.pay", op = "<=", right = "made.sum" }"#,
    r#"check.frozen = { from = "born", to = "made", columns = ["born"], to_columns = ["made"] }"#,
];
const OF_ROWS: [&str; 8] = [
    r#"check.volume = { at = "born", per = "month", off = "1%", filled = "days" }"#,
    r#"check.burst = { by = ["clerk"], at = "born", more_than = 1, within = "900 days" }"#,
    r#"check.split_orders = { by = ["clerk"], at = "born", amount = "sum", limit = 161, within = "900 days" }"#,
    r#"check.spread = { column = "sum", by = ["clerk"], over = "0.001%", at = "born", per = "year" }"#,
    r#"check.outlier = { column = "sum", by = ["ward"], above = 0.1 }"#,
    r#"check.dependency = { columns = ["ward"], determines = "clerk" }"#,
    r#"check.range = { column = "born", min = "2000-01-01" }"#,
    r#"check.latency = { from = "born", to = "made", within = "1 hour" }"#,
];

fn project() -> Folder {
    let of = |scope: &str, checks: &[&str]| -> String {
        let rules = checks.iter().enumerate().map(|(at, check)| {
            format!("[[rule]]\nid = \"{scope}-{at}\"\n{scope}\n{check}\n")
                .replace("id = \"process = \"p\"", "id = \"p")
                .replace("id = \"table = \"orders\"", "id = \"t")
        });
        rules.collect()
    };
    let (process, rows) = (
        of("process = \"p\"", &OF_PROCESS),
        of("table = \"orders\"", &OF_ROWS),
    );
    let folder = Folder::new(&format!("{PROJECT}{process}{rows}"));
    let rows = (0..40u32).map(|at| {
        let (month, day, year) = (at % 9 + 1, at % 28 + 1, 1981 + at % 8);
        format!(
            "S{at:03},2026-09-{day:02} 08:{at:02},{year}-0{month}-{day:02} 09:17:33,clerk{},{}.25,{},west{}mask\n",
            at % 3,
            777_000 + at,
            100 + at,
            at % 2,
        )
    });
    let csv = format!(
        "no,made,born,clerk,pay,sum,ward\n{}",
        rows.collect::<String>()
    );
    folder.write("orders.csv", &csv);
    folder
}

/// All that a file says; the parts of a workbook one behind another.
fn texts(path: &Path) -> String {
    let bytes = fs::read(path).unwrap();
    if !bytes.starts_with(b"PK") {
        return String::from_utf8_lossy(&bytes).into_owned();
    }
    let mut parts = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut all = String::new();
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        all.push_str(&text);
    }
    all
}

/// Whether a text says something of what is sensitive.
fn leaks(text: &str) -> Option<&str> {
    let said = regex::Regex::new(r"198\d-\d|198\*|77[67],?\d{3}\.25|west\dmask|09:17").unwrap();
    let found = said.find(text)?;
    let start = text[..found.start()].char_indices().rev().nth(80);
    Some(&text[start.map_or(0, |(at, _)| at)..found.end()])
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.push(path);
        }
    }
    all
}

#[test]
fn what_is_worked_out_from_sensitive_fields_is_masked() {
    let folder = project();
    fs::create_dir(folder.path().join("out")).unwrap();
    let day = ["--as-of", "2026-10-31"];
    let outputs = |names: &[&'static str]| -> Vec<&'static str> {
        names.iter().flat_map(|name| ["-o", name]).collect()
    };
    let check = outputs(&[
        "out/r.json",
        "out/r.jsonl",
        "out/r.csv",
        "out/r.xlsx",
        "out/r.sarif",
    ]);
    let map = outputs(&["out/p.svg", "out/p.json", "out/p.mmd", "out/p.xlsx"]);
    let logs = outputs(&["out/p.xes", "out/p.ocel.json"]);
    let runs = [
        [&["check"], &day[..], &check].concat(),
        [&["report"], &day[..], &["-o", "out/pack"]].concat(),
        [&["process", "p"], &day[..], &map].concat(),
        [&["process", "p"], &day[..], &logs].concat(),
        [&["process", "p"], &day[..]].concat(),
        [&["process", "p", "--patterns"], &day[..]].concat(),
        [&["process", "p", "--case", "S003"], &day[..]].concat(),
        vec!["history", "show"],
    ];
    for run in runs {
        let told = folder.run(&run);
        assert!(
            told.code <= 2 && !told.stderr.contains("mistake"),
            "{run:?}: {}",
            told.stderr
        );
        for text in [&told.stdout, &told.stderr] {
            assert_eq!(leaks(text), None, "{run:?}");
        }
    }
    for file in files(&folder.path().join("out")) {
        assert_eq!(leaks(&texts(&file)), None, "{}", file.display());
    }
    let kept = fs::read(folder.database()).unwrap();
    assert_eq!(leaks(&String::from_utf8_lossy(&kept)), None, "the history");
    let report = fs::read_to_string(folder.path().join("out/r.json")).unwrap();
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    for rule in report["rules"].as_array().unwrap() {
        let id = rule["id"].as_str().unwrap();
        let is_ours = id.starts_with("p-") || id.starts_with("t-");
        assert!(
            !is_ours || rule["violation"].as_u64() > Some(0),
            "{id} finds nothing"
        );
    }
}

/// Those who may see it are shown it.
#[test]
fn what_is_unmasked_is_told() {
    let folder = project();
    let run = ["report", "--unmasked", "--as-of", "2026-10-31", "-o", "out"];
    folder.run(&run);
    let page = fs::read_to_string(folder.path().join("out/index.html")).unwrap();
    for said in ["1981-0", "777000.25", "776,900.25", "09:17"] {
        assert!(page.contains(said), "{said}");
    }
}

/// In which order a case went, beside times that may be seen, says when the hidden one was.
#[test]
fn steps_with_hidden_times_stand_behind_the_others() {
    let folder = project();
    let day = ["--as-of", "2026-10-31"];
    let told = folder.run(&[&["process", "p", "--format", "json"], &day[..]].concat());
    let map: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    let map = if map["variants"].is_null() {
        &map["processes"][0]
    } else {
        &map
    };
    assert_eq!(
        map["variants"][0]["way"],
        serde_json::json!(["made", "again", "born"])
    );
    assert_eq!(map["first"], "2026-09-01");
    let told = folder.run(&[&["process", "p"], &day[..]].concat()).stdout;
    assert!(
        told.contains("The times of these steps are sensitive: born."),
        "{told}"
    );
}

/// Whoever decided on it, or has it in a baseline, finds it again once its period is masked.
#[test]
fn a_masked_period_is_known_by_what_it_is() {
    let folder = project();
    let known = |folder: &Folder| -> Vec<(String, String)> {
        let report = folder.report("2026-10-31", &["--no-history", "--select", "t-0"]);
        let findings = report["findings"].as_array().unwrap().iter();
        let text = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
        let known = findings.map(|one| (text(one, "identity"), text(one, "key")));
        let mut known: Vec<(String, String)> = known.collect();
        known.sort_unstable();
        known
    };
    let masked = known(&folder);
    let told = fs::read_to_string(folder.path().join("crm-audit.toml")).unwrap();
    folder.write("crm-audit.toml", &told.replace(", sensitive = true", ""));
    let shown = known(&folder);
    let identities = |all: &[(String, String)]| -> Vec<String> {
        all.iter().map(|(identity, _)| identity.clone()).collect()
    };
    assert_eq!(identities(&masked), identities(&shown));
    assert!(masked.len() > 2 && masked.iter().all(|(_, key)| key == "***"));
    assert!(shown.iter().all(|(_, key)| key.starts_with("198")));
}

/// However an event is led to its case.
#[test]
fn cases_that_a_link_leads_to_are_masked() {
    let folder = Folder::new(
        r#"
[tables.orders]
files = "o.csv"
key = ["id"]
[tables.orders.fields]
no = { sensitive = true }
id = {}
[tables.shipments]
files = "s.csv"
[tables.shipments.fields]
order = {}
sent = { type = "date" }
[process.p]
case = "orders.no"
[[process.p.event]]
name = "sent"
from = "shipments"
at = "sent"
[[link]]
from = "shipments.order"
to = "orders.id"
"#,
    );
    folder.write("o.csv", "id,no\n1,SECRET\n");
    folder.write("s.csv", "order,sent\n1,2026-01-03\n");
    let told = folder.run(&["process", "p", "--as-of", "2026-10-31", "--format", "json"]);
    let map: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    assert_eq!(map["variants"][0]["example"], "***");
}

#[test]
fn profile_spells_nothing_of_what_it_masks() {
    let folder = Folder::new("");
    let rows = (0..298).map(|at| format!("C{at:03},u{at:05}@corp.com,pin{at:03}zz,138{at:08}\n"));
    let csv = format!(
        "code,email,邮箱,手机\n{}C900,liwei.wang@gmail.com,secretone@mail.com,13912345678\n",
        rows.collect::<String>()
    );
    folder.write("c.csv", &csv);
    let mut told = String::new();
    for run in [
        vec!["profile", "c.csv"],
        vec!["profile", "c.csv", "--format", "json"],
        vec!["init", "drafted", "--from", "c.csv"],
    ] {
        let outcome = folder.run(&run);
        told.push_str(&outcome.stdout);
        told.push_str(&outcome.stderr);
    }
    for file in files(&folder.path().join("drafted")) {
        told.push_str(&texts(&file));
    }
    for said in ["liwei", "wang", "gmail", "corp", "secret", "u9", "pin"] {
        assert!(!told.contains(said), "{said}: {told}");
    }
}
