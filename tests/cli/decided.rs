//! What was decided, in the pack and on the sheets of those who act: what is left of it, and what is done.

use std::fs;

use serde_json::Value;

use crate::page::{data, marked, page};
use crate::support::{Folder, Outcome};

const PROJECT: &str = r#"
[project]
name = "p"
[tables.orders]
files = "orders.csv"
key = ["no"]
[tables.orders.fields]
no = {}
made = { type = "date" }
done = { type = "date" }
x = { type = "integer" }
who = {}
[[rule]]
id = "late"
label = "Approved late"
table = "orders"
severity = "high"
owner = "who"
fix = "press for it"
tags = ["handled"]
check.latency = { from = "made", to = "done", within = "3 days", still_open = "count" }
[[rule]]
id = "large"
label = "Too large"
table = "orders"
severity = "high"
owner = "who"
check.range = { column = "x", max = 5 }
"#;

/// A decision about a document, taken on 3 September.
fn entry(rule: &str, document: &str, verdict: &str, rest: &str) -> String {
    format!(
        "[[disposition]]\nmatch = {{ rule = \"{rule}\", document = \"{document}\" }}\nverdict = \"{verdict}\"\nreason = \"r\"\n\
         covers = 1\ndecided_by = \"m\"\ndecided_on = 2026-09-03\n{rest}\n"
    )
}

fn correct(rule: &str, document: &str) -> String {
    entry(
        rule,
        document,
        "correct",
        "owner = \"Ann\"\ndue = 2026-09-20",
    )
}

/// Orders: number, days on which it was made and done, size and owner.
fn orders(folder: &Folder, rows: &str) {
    folder.write("orders.csv", &format!("no,made,done,x,who\n{rows}"));
}

fn report(folder: &Folder, day: &str, more: &[&str]) -> Outcome {
    folder.run(&[&["report", "--as-of", day, "--exit-zero"], more].concat())
}

fn read(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// The page, the minutes and the list of actions of a day.
fn pack(folder: &Folder, day: &str) -> [String; 3] {
    let told = report(folder, day, &["-o", "pack"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let page = page(&folder.path().join("pack/index.html"));
    let [minutes, actions] = ["minutes.md", "actions.csv"].map(|name| {
        let name = format!("pack/{name}");
        read(folder, &name)
    });
    [page, minutes, actions]
}

/// The sheet of somebody as text.
fn sheet(folder: &Folder, day: &str, name: &str) -> String {
    let told = report(folder, day, &["--owner", name, "-o", "sheet.md"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    read(folder, "sheet.md")
}

fn finding<'f>(report: &'f Value, rule: &str, key: &str) -> &'f Value {
    let mut findings = report["findings"].as_array().unwrap().iter();
    let found = findings.find(|f| f["rule"] == rule && f["key"] == key);
    found.unwrap_or_else(|| panic!("{rule} {key}: {report}"))
}

fn status<'r>(report: &'r Value, rule: &str) -> &'r Value {
    let mut rules = report["rules"].as_array().unwrap().iter();
    rules.find(|one| one["id"] == rule).unwrap()
}

/// What is done cannot be made up for: it is told apart from what is still to be done, and a decision about it ends.
#[test]
fn what_was_done_too_late_is_done() {
    let folder = Folder::new(PROJECT);
    orders(
        &folder,
        "a,2026-09-01,2026-09-10,1,Ann\nb,2026-09-01,,1,Ann\n",
    );
    let json = folder.report("2026-09-30", &["--no-history"]);
    assert_eq!(finding(&json, "late", "a")["done"], "2026-09-10");
    assert_eq!(finding(&json, "late", "b")["done"], Value::Null);
    let told = sheet(&folder, "2026-09-30", "Ann");
    let (open, late) = told
        .split_once("Approved late: done, but past the limit")
        .unwrap();
    assert!(
        open.contains("press for it") && open.contains(" b: "),
        "{told}"
    );
    assert!(
        !late.contains("press for it") && late.contains(" a: "),
        "{told}"
    );
    assert!(late.contains("say why it took so long"), "{told}");
    let [page, minutes, _] = pack(&folder, "2026-09-30");
    let apart = "1 still to be done: press for them; 1 done past the limit: ask why";
    assert!(minutes.contains(apart) && page.contains(apart), "{minutes}");
    assert_eq!(marked(&data(&page), "done"), 1);
    // both are decided on
    let ledger = correct("late", "a") + &correct("late", "b");
    folder.write("dispositions.toml", &ledger);
    let json = folder.report("2026-09-30", &["--no-history"]);
    assert_eq!(json["summary"]["disposed"]["overdue"], 1, "{json}");
    assert_eq!(
        status(&json, "dispositions.overdue")["violation"],
        1,
        "{json}"
    );
    assert_eq!(finding(&json, "late", "a")["disposition"]["holds"], true);
    let [_, minutes, actions] = pack(&folder, "2026-09-30");
    assert!(
        minutes.contains("| done on 2026-09-10, past the limit |"),
        "{minutes}"
    );
    assert!(minutes.contains("still found; overdue"), "{minutes}");
    assert!(
        actions.contains(",b,") && !actions.contains(",a,"),
        "{actions}"
    );
    let told = sheet(&folder, "2026-09-30", "Ann");
    assert!(told.contains(" b: ") && !told.contains(" a: "), "{told}");
    let calendar = read(&folder, "pack/actions.ics").replace("\r\n ", "");
    assert_eq!(
        calendar.matches("STATUS:CANCELLED").count(),
        1,
        "{calendar}"
    );
    let list = folder.run(&[
        "dispose",
        "list",
        "--as-of",
        "2026-09-30",
        "--format",
        "json",
    ]);
    let list: Value = serde_json::from_str(&list.stdout).unwrap();
    assert_eq!(list.as_array().unwrap().len(), 1, "{list}");
}

/// A decision that was carried out is no problem of the company's.
#[test]
fn what_was_carried_out_is_no_new_problem() {
    let folder = Folder::new(PROJECT);
    orders(&folder, "a,,,6,Ann\n");
    pack(&folder, "2026-08-31");
    folder.write("dispositions.toml", &correct("large", "a"));
    orders(&folder, "a,,,1,Ann\n");
    let [page, minutes, actions] = pack(&folder, "2026-09-30");
    let json = folder.report("2026-09-30", &[]);
    let summary = &json["summary"];
    assert_eq!(
        status(&json, "dispositions.unused")["violation"],
        1,
        "{json}"
    );
    assert_eq!(summary["about_decisions"], 1, "{summary}");
    let open = summary["by_severity"].as_object().unwrap().values();
    assert!(open.into_iter().all(|count| *count == 0), "{summary}");
    assert_eq!((&summary["new"], &summary["fixed"]), (&0.into(), &1.into()));
    let about = "1 finding about a decision itself";
    for text in [&page, &minutes] {
        assert!(text.contains(about), "{text}");
        assert!(text.contains("About the decisions themselves"), "{text}");
    }
    let list = data(&page);
    assert_eq!((marked(&list, "open"), marked(&list, "decisions")), (0, 1));
    assert!(page.contains("0 of "), "{page}");
    assert!(!minutes.contains("\"rule\":\"dispositions."), "{minutes}");
    assert_eq!(actions.lines().count(), 1, "{actions}");
    // she is told what she did by the name of the document
    let told = report(&folder, "2026-09-30", &["--owner", "all", "-o", "sheets"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let ann = read(&folder, "sheets/Ann.html");
    assert!(
        ann.contains("Done (1)") && ann.contains("<b>Too large</b>: a"),
        "{ann}"
    );
    assert!(
        !ann.contains("document=") && !ann.contains("New ("),
        "{ann}"
    );
    let check = folder.run(&["check", "--as-of", "2026-09-30", "--no-history"]);
    assert_eq!(check.code, 0, "{}", check.stdout);
    assert!(check.stdout.contains(about), "{}", check.stdout);
}

/// What lets the record stay, and what could not be judged, is somebody's work until its day.
#[test]
fn whoever_agreed_to_a_day_is_told_of_it() {
    let folder = Folder::new(PROJECT);
    orders(&folder, "a,,,6,Bob\nb,,,6,Bob\n");
    let adopt = entry("large", "a", "adopt", "owner = \"Ann\"\ndue = 2026-12-31");
    folder.write("dispositions.toml", &(adopt + &correct("large", "b")));
    let told = sheet(&folder, "2026-09-10", "Ann");
    let (_, agreed) = told.split_once("Decided, with a day (1)").unwrap();
    assert!(agreed.contains("Too large a adopt"), "{told}");
    assert!(agreed.contains("Due: 2026-12-31"), "{told}");
    let [_, _, actions] = pack(&folder, "2026-09-10");
    let rows: Vec<&str> = actions
        .lines()
        .filter(|line| line.contains("Ann"))
        .collect();
    assert_eq!(rows.len(), 2, "{actions}");
    assert!(
        rows[1].contains("Too large a") && rows[1].contains("2026-12-31"),
        "{actions}"
    );
    let calendar = read(&folder, "pack/actions.ics").replace("\r\n ", "");
    assert_eq!(
        calendar.matches("STATUS:CONFIRMED").count(),
        2,
        "{calendar}"
    );
    // without the export both are hers, as far as anybody knows
    fs::remove_file(folder.path().join("orders.csv")).unwrap();
    let told = report(&folder, "2026-09-30", &["--owner", "Ann", "-o", "ann.html"]);
    assert!(
        !told.stdout.contains("Nothing is to be done"),
        "{}",
        told.stdout
    );
    let ann = read(&folder, "ann.html");
    assert!(ann.contains("Decided, with a day (2)"), "{ann}");
    assert!(ann.contains("not judged this time"), "{ann}");
}

/// A sheet goes when all that it tells of was judged and nothing is left.
#[test]
fn sheets_stay_where_nobody_knows() {
    let folder = Folder::new(PROJECT);
    orders(&folder, "a,,,6,Ann\nb,2026-09-01,,1,Bob\n");
    let all = ["--owner", "all", "-o", "sheets"];
    assert_eq!(report(&folder, "2026-09-30", &all).code, 0);
    let sheets = || ["Ann.html", "Bob.html"].map(|name| folder.path().join("sheets").join(name));
    let before = sheets().map(|sheet| fs::read_to_string(sheet).unwrap());
    for (case, rows, more) in [
        ("no export", None, &[][..]),
        ("no rows", Some(""), &[]),
        (
            "a part",
            Some("a,,,1,Ann\nb,2026-09-01,2026-09-02,1,Bob\n"),
            &["--select", "large"],
        ),
        (
            "a cell that cannot be read",
            Some("a,,,many,Ann\nb,2026-09-01,2026-09-02,many,Bob\n"),
            &[],
        ),
    ] {
        match rows {
            None => fs::remove_file(folder.path().join("orders.csv")).unwrap(),
            Some(rows) => orders(&folder, rows),
        }
        let told = report(&folder, "2026-10-31", &[&all, more].concat());
        assert!(
            !told.stdout.contains("Nothing is to be done"),
            "{case}: {}",
            told.stdout
        );
        let kept = "sheets of an earlier day are kept: sheets/Ann.html";
        assert!(told.stderr.contains(kept), "{case}: {}", told.stderr);
        // the rule that he had something of was judged, so he is known to be done, and told so
        let is_done = case == "a cell that cannot be read";
        let bob = fs::read_to_string(&sheets()[1]).unwrap();
        assert_eq!(bob == before[1], !is_done, "{case}");
        let left = fs::read_to_string(&sheets()[0]).unwrap();
        assert_eq!(left, before[0], "{case}");
        fs::write(&sheets()[1], &before[1]).unwrap();
    }
    orders(&folder, "a,,,1,Ann\nb,2026-09-01,2026-09-02,1,Bob\n");
    let told = report(
        &folder,
        "2026-11-30",
        &[&all[..], &["--no-history"]].concat(),
    );
    assert!(
        told.stdout.contains("Nothing is to be done."),
        "{}",
        told.stdout
    );
    assert!(
        sheets().iter().all(|sheet| !sheet.exists()),
        "{}",
        told.stderr
    );
}

/// What is open in the system is open, whatever was decided about it.
#[test]
fn a_decision_does_not_close_what_was_handled() {
    let folder = Folder::new(PROJECT);
    orders(&folder, "a,2026-09-01,,1,Ann\nb,2026-09-29,,1,Ann\n");
    folder.write("dispositions.toml", &entry("late", "a", "adopt", ""));
    let [page, ..] = pack(&folder, "2026-09-30");
    let told = "done in fact, not closed in the system; 1 of them decided on; 1 more still within the limit";
    assert!(page.contains(told), "{page}");
    assert!(
        !page.contains("nothing that was handled is still open"),
        "{page}"
    );
    assert_eq!(marked(&data(&page), "handled"), 1);
}

/// A decision whose day has passed is asked about where its findings are, and goes on with another day.
#[test]
fn what_has_ended_is_extended_in_the_minutes() {
    let folder = Folder::new(PROJECT);
    orders(&folder, "a,,,6,Bob\nb,,,7,Bob\n");
    let ended = entry("large", "a", "accept_once", "until = 2026-09-20");
    folder.write("dispositions.toml", &ended);
    let [_, minutes, _] = pack(&folder, "2026-09-30");
    assert!(!minutes.contains("\"rule\":\"dispositions."), "{minutes}");
    let (_, item) = minutes
        .split_once("### 1. accept once · Too large a · 1 finding left")
        .unwrap();
    let (item, rest) = item.split_once("### 2. ").unwrap();
    assert!(
        item.contains("The exception has ended: extend it"),
        "{item}"
    );
    assert!(
        rest.contains("are asked about above") && rest.contains("| b |"),
        "{rest}"
    );
    assert!(!rest.contains("| a |"), "{rest}");
    let filled = minutes
        .replacen("- Due / until: \n", "- Due / until: 2026-12-31\n", 1)
        .replace("- Held on: ", "- Held on: 2026-10-05");
    folder.write("minutes.md", &filled);
    let told = folder.run(&["dispose", "import", "minutes.md"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let ledger = read(&folder, "dispositions.toml");
    assert!(ledger.starts_with(&ended), "{ledger}");
    assert!(ledger.contains("until      = 2026-12-31"), "{ledger}");
    let json = folder.report("2026-10-31", &["--no-history"]);
    assert_eq!(json["summary"]["disposed"]["expired"], 0, "{json}");
    assert_eq!(json["summary"]["about_decisions"], 0, "{json}");
}
