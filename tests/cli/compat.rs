//! What an earlier version of the program has written down still does its work: its history, its baseline, its dispositions.

use serde_json::Value;

use crate::support::{Folder, copy, root};

/// The project of `fixtures/compat` with the history of its first two months.
fn project() -> Folder {
    let folder = Folder::new("");
    copy(&root().join("fixtures/compat"), folder.path());
    std::fs::create_dir(folder.path().join(".crm-audit")).unwrap();
    std::fs::rename(folder.path().join("history.db"), folder.database()).unwrap();
    folder
}

/// The findings of a report, in its order, and those that are fixed or gone or recur.
fn told(report: &Value) -> String {
    let text = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let lines = |of: &str, what: &str, keys: &[&str]| -> String {
        let entries = report[of].as_array().unwrap().iter();
        let line = |entry: &Value| -> String {
            let cells = keys
                .iter()
                .map(|key| text(entry.pointer(key).unwrap_or(&Value::Null)));
            let cells: Vec<String> = std::iter::once(what.to_owned()).chain(cells).collect();
            cells.join("\t") + "\n"
        };
        entries.map(line).collect()
    };
    let found = [
        "/rule",
        "/key",
        "/column",
        "/state",
        "/first_seen",
        "/times_seen",
        "/in_baseline",
        "/disposition/verdict",
    ];
    let closed = ["/rule", "/key", "/column", "/first_seen", "/last_seen"];
    lines("findings", "found", &found)
        + &lines("fixed", "fixed", &closed)
        + &lines("gone", "gone", &closed)
        + &lines(
            "recurring",
            "recurring",
            &["/rule", "/owner", "/months", "/findings"],
        )
}

#[test]
fn findings_are_known_by_what_an_earlier_version_wrote_of_them() {
    let project = project();
    let report = project.report("2026-09-30", &["--baseline", "baseline.json"]);
    let expected = std::fs::read_to_string(root().join("fixtures/compat/expected.tsv")).unwrap();
    assert_eq!(told(&report), expected);
    let summary = &report["summary"];
    let counts = [
        "new",
        "again",
        "reopened",
        "fixed",
        "gone",
        "findings_in_baseline",
    ];
    let counts = counts.map(|key| summary[key].as_u64().unwrap());
    // copies of a document are findings each, and what is found about the decisions themselves is in none of them
    assert_eq!(counts, [7, 21, 3, 2, 1, 11]);
    assert_eq!(summary["about_decisions"], 5);
    // once more, in the light of a day that this version has written
    let again = project.report("2026-09-30", &["--baseline", "baseline.json"]);
    assert_eq!(told(&again), expected);
}

#[test]
fn an_earlier_baseline_is_pruned() {
    let project = project();
    let arguments = ["baseline", "prune", "--baseline", "baseline.json"];
    let more = ["--as-of", "2026-09-30", "--ignore", "customers,shelves"];
    let pruned = project.run(&[&arguments[..], &more].concat());
    assert!(
        pruned.stderr.contains("2 entries taken out, 10 left"),
        "{}",
        pruned.stderr
    );
    let left = std::fs::read_to_string(project.path().join("baseline.json")).unwrap();
    let before = std::fs::read_to_string(root().join("fixtures/compat/baseline.json")).unwrap();
    let gone = ["2026-07-06|8", "2026-08-04|15"];
    assert!(
        gone.iter()
            .all(|key| before.contains(key) && !left.contains(key)),
        "{left}"
    );
}

#[test]
fn an_earlier_history_is_shown() {
    let project = project();
    let shown = project.run(&["history", "--format", "json"]);
    let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
    let runs = shown["runs"].as_array().unwrap().iter();
    let runs = runs.map(|run| {
        let count = |key: &str| run[key].as_u64().unwrap();
        (
            run["as_of"].as_str().unwrap(),
            [count("new"), count("again"), count("fixed")],
        )
    });
    assert_eq!(
        runs.collect::<Vec<_>>(),
        [("2026-07-31", [22, 0, 0]), ("2026-08-31", [6, 17, 4])]
    );
}
