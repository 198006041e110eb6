//! The history from run to run: what is new, what came back, what was fixed, and what nothing may be said of.

use std::io::Read;
use std::io::{BufRead, BufReader};
use std::ops::Deref;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;

use crate::support::{Folder, Run, notices};

const PROJECT: &str = r#"
[project]
name = "Trial"

[tables.orders]
files = ["orders*.csv"]
key = ["no"]

[tables.orders.fields]
no = {}
status = {}
clerk = {}

[tables.notes]
files = ["notes.csv"]
optional = true

[tables.notes.fields]
text = { required = true }

[[rule]]
id = "open"
table = "orders"
severity = "high"
owner = "clerk"
check.one_of = { column = "status", values = ["done"] }

[[rule]]
id = "no-clerk"
table = "orders"
check.required = { columns = ["clerk"] }
"#;

struct Trial(Folder);

impl Deref for Trial {
    type Target = Folder;

    fn deref(&self) -> &Folder {
        &self.0
    }
}

impl Trial {
    fn new() -> Trial {
        Trial(Folder::new(PROJECT))
    }

    /// Orders that are open, among others that are done: 1 to 4 are always there.
    fn open(&self, numbers: &[u32]) {
        let open = numbers.iter().map(|n| format!("{n},open,amy\n"));
        let done = (1..=4).filter(|n| !numbers.contains(n));
        let rows: String = open.chain(done.map(|n| format!("{n},done,bo\n"))).collect();
        self.write(
            "orders.csv",
            &format!("no,status,clerk\n900,done,bo\n{rows}"),
        );
    }

    fn path(&self) -> &str {
        self.0.path().to_str().unwrap()
    }

    fn check(&self, day: &str, more: &[&str]) -> Value {
        self.report(day, more)
    }

    fn json(&self, arguments: &[&str]) -> Value {
        let told = self.run(arguments);
        assert_eq!(told.code, 0, "{}", told.stderr);
        serde_json::from_str(&told.stdout).unwrap()
    }
}

/// new, again, reopened, fixed
fn counts(report: &Value) -> [u64; 4] {
    let of = |key: &str| report["summary"][key].as_u64().unwrap();
    [of("new"), of("again"), of("reopened"), of("fixed")]
}

/// Key and state of the findings.
fn states(report: &Value) -> Vec<(&str, &str)> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings
        .map(|f| (f["key"].as_str().unwrap(), f["state"].as_str().unwrap()))
        .collect()
}

#[test]
fn findings_come_go_and_come_back() {
    let trial = Trial::new();
    trial.open(&[1, 2]);
    let first = trial.check("2026-08-31", &[]);
    assert_eq!(counts(&first), [2, 0, 0, 0]);
    assert_eq!(first["summary"]["compared_with"], Value::Null);
    trial.open(&[2, 3]);
    let second = trial.check("2026-09-30", &[]);
    assert_eq!(counts(&second), [1, 1, 0, 1]);
    assert_eq!(states(&second), [("2", "again"), ("3", "new")]);
    assert_eq!(second["fixed"][0]["key"], "1");
    assert_eq!(second["fixed"][0]["last_seen"], "2026-08-31");
    trial.open(&[1, 2, 3]);
    let third = trial.check("2026-10-31", &[]);
    assert_eq!(counts(&third), [0, 2, 1, 0]);
    let came_back = &third["findings"][0];
    assert_eq!(came_back["state"], "reopened");
    assert_eq!(came_back["first_seen"], "2026-08-31");
    assert_eq!(came_back["times_seen"], 2);
    assert_eq!(third["findings"][1]["times_seen"], 3);

    let text = trial.run(&["check", "--as-of", "2026-10-31"]).stdout;
    assert!(
        text.contains("Since 2026-09-30: 0 new · 2 again · 1 reopened · 0 fixed"),
        "{text}"
    );
    assert!(text.contains("reopened, first 2026-08-31"), "{text}");
    let text = trial.run(&["check", "--as-of", "2026-09-30"]).stdout;
    assert!(text.contains("Since 2026-08-31"), "{text}");
}

/// A filter that was left on, or an export that broke off between two rows.
#[test]
fn a_table_with_a_fraction_of_its_rows_is_told() {
    let trial = Trial::new();
    let write = |rows: u32| {
        let rows: Vec<String> = (1..=rows).map(|n| format!("{n},done,bo")).collect();
        let rows = rows.join("\n");
        trial.write("orders.csv", &format!("no,status,clerk\n{rows}\n"));
    };
    write(40);
    assert!(!notices(&trial.check("2026-08-31", &[])).contains("export it again"));
    write(20);
    assert!(!notices(&trial.check("2026-09-30", &[])).contains("export it again"));
    write(9);
    let told = notices(&trial.check("2026-10-31", &[]));
    assert!(
        told.contains("orders: 9 rows, after 20 in the run of 2026-09-30"),
        "{told}"
    );
    // another file is asked for: nobody expects all rows of it
    let given = format!("orders={}/orders.csv", trial.path());
    let told = notices(&trial.check("2026-10-31", &["--input", &given]));
    assert!(!told.contains("export it again"), "{told}");
    // the next month is compared with the last
    write(9);
    assert!(!notices(&trial.check("2026-11-30", &[])).contains("export it again"));
}

/// Customers of whom most are missing make orders wrong, and no rule judges them.
#[test]
fn a_table_that_is_only_looked_up_in_is_told_as_well() {
    let folder = Folder::new(
        "[tables.jobs]\nfiles = \"jobs.csv\"\n[tables.jobs.fields]\nport = {}\n\
         [tables.ports]\nfiles = \"ports.csv\"\nkey = [\"port\"]\n[tables.ports.fields]\nport = {}\n\
         [[rule]]\nid = \"port-unknown\"\ntable = \"jobs\"\n\
         check.reference = { columns = [\"port\"], table = \"ports\" }\n",
    );
    folder.write("jobs.csv", "port\nP1\nP2\n");
    let ports = |count: u32| {
        let rows: Vec<String> = (1..=count).map(|n| format!("P{n}")).collect();
        folder.write("ports.csv", &format!("port\n{}\n", rows.join("\n")));
    };
    ports(12);
    folder.report("2026-08-31", &[]);
    ports(5);
    let told = notices(&folder.report("2026-09-30", &[]));
    assert!(
        told.contains("ports: 5 rows, after 12 in the run of 2026-08-31"),
        "{told}"
    );
    assert!(!told.contains("jobs: "), "{told}");
}

/// The rows may be the documents of the month before, of which none is gone for certain.
#[test]
fn a_key_that_may_be_one_of_two_days_leaves_all_open() {
    let folder = Folder::new(
        "[tables.tides]\nfiles = \"tides.csv\"\nkey = [\"day\", \"pier\"]\n[tables.tides.fields]\n\
         day = { type = \"date\" }\npier = {}\nclerk = { required = true }\n",
    );
    folder.write(
        "tides.csv",
        "day,pier,clerk\n2026-08-05,1,\n2026-08-06,2,\n",
    );
    folder.report("2026-08-31", &[]);
    folder.write("tides.csv", "day,pier,clerk\n5.8.2026,1,\n6.8.2026,2,bo\n");
    let summary = &folder.report("2026-09-30", &[])["summary"];
    assert_eq!(
        (&summary["gone"], &summary["fixed"], &summary["left_open"]),
        (&0.into(), &0.into(), &2.into()),
        "{summary}"
    );
}

#[test]
fn a_day_has_one_run_and_the_same_bytes() {
    let trial = Trial::new();
    trial.open(&[1]);
    trial.check("2026-08-31", &[]);
    trial.open(&[1, 2]);
    let first = trial.check("2026-09-30", &[]);
    assert_eq!(first, trial.check("2026-09-30", &[]));
    // an earlier day takes its place; what came later is seen in its light
    trial.open(&[2]);
    let between = trial.check("2026-09-15 12:00", &[]);
    assert_eq!(counts(&between), [1, 0, 0, 1]);
    trial.open(&[1, 2]);
    assert_eq!(counts(&trial.check("2026-09-30", &[])), [0, 1, 1, 0]);
    let history = trial.json(&["history", "--format", "json"]);
    let days: Vec<&str> = history["runs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|run| run["as_of"].as_str().unwrap())
        .collect();
    assert_eq!(days, ["2026-08-31", "2026-09-15 12:00:00", "2026-09-30"]);
    assert_eq!(history["runs"][2]["reopened"], 1);
}

#[test]
fn what_a_run_does_not_cover_is_not_fixed() {
    let trial = Trial::new();
    trial.open(&[1, 2]);
    trial.check("2026-08-31", &[]);
    // other rules
    trial.write("orders.csv", "no,status,clerk\n1,done,\n2,done,amy\n");
    let other = trial.check("2026-09-01", &["--select", "no-clerk"]);
    assert_eq!(counts(&other), [1, 0, 0, 0]);
    // another file
    trial.write("part.csv", "no,status,clerk\n1,open,amy\n7,open,amy\n");
    let part = trial.check("2026-09-02", &["--input", "orders=part.csv"]);
    assert_eq!(counts(&part), [1, 1, 0, 0]);
    assert!(notices(&part).contains("given with --input"), "{part}");
    // a file without rows, one that breaks off
    trial.write("orders.csv", "no,status,clerk\n");
    assert_eq!(trial.check("2026-09-03", &[])["summary"]["fixed"], 0);
    trial.write(
        "orders.csv",
        "no,status,clerk\n1,open,amy\n3,\"open,amy\n4,done,bo\n",
    );
    let broken = trial.check("2026-09-04", &[]);
    assert_eq!(broken["summary"]["fixed"], 0, "{broken}");
    // other patterns: neither this run nor what they leave out
    trial.open(&[2]);
    let patterns = PROJECT.replace("orders*.csv", "orders.csv");
    trial.write("crm-audit.toml", &patterns);
    let changed = trial.check("2026-09-05", &[]);
    assert_eq!(changed["summary"]["fixed"], 0);
    assert!(
        notices(&changed).contains("was changed in the project"),
        "{changed}"
    );
    trial.open(&[]);
    let after = trial.check("2026-09-06", &[]);
    assert_eq!(after["fixed"].as_array().unwrap().len(), 1, "{after}");
    assert_eq!(after["fixed"][0]["key"], "2");
}

#[test]
fn a_document_that_was_taken_out_is_not_fixed() {
    let trial = Trial::new();
    trial.open(&[1, 2, 3]);
    trial.check("2026-08-31", &[]);
    trial.write("orders.csv", "no,status,clerk\n1,open,amy\n2,done,amy\n");
    let report = trial.check("2026-09-30", &[]);
    assert_eq!(counts(&report), [0, 1, 0, 1]);
    assert_eq!(report["summary"]["gone"], 1);
    assert_eq!(report["fixed"][0]["key"], "2");
    assert_eq!(report["gone"][0]["key"], "3");
    assert_eq!(report["gone"][0]["last_seen"], "2026-08-31");
    let text = trial.run(&["check", "--as-of", "2026-09-30"]).stdout;
    assert!(
        text.contains("1 fixed · 1 no longer in the export"),
        "{text}"
    );
    assert!(
        text.contains("No longer in the export\n  open [open], 1: 3"),
        "{text}"
    );
    // it stays gone; nobody has fixed it, so it is there again and has not come back
    let later = trial.check("2026-10-15", &[]);
    assert_eq!(
        (&later["summary"]["gone"], counts(&later)),
        (&0.into(), [0, 1, 0, 0])
    );
    trial.open(&[1, 3]);
    assert_eq!(counts(&trial.check("2026-10-31", &[])), [0, 2, 0, 0]);
    let history = trial.json(&["history", "--format", "json"]);
    assert_eq!(history["runs"][1]["gone"], 1);
    let text = trial.run(&["history"]).stdout;
    assert!(text.contains("No longer in the export"), "{text}");
    let shown = trial.json(&["history", "show", "2", "--format", "json"]);
    let gone: Vec<&Value> = shown["findings"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|f| f["state"] == "gone")
        .collect();
    assert_eq!((gone.len(), &gone[0]["key"]), (1, &"3".into()));
}

/// Keys that look alike when they are masked are told apart; rows without a key, which nobody can look for, are fixed.
#[test]
fn documents_are_looked_for_by_all_of_their_key() {
    let trial = Trial::new();
    let masked = PROJECT.replace("no = {}", "no = { sensitive = true }");
    trial.write("crm-audit.toml", &masked);
    trial.write(
        "orders.csv",
        "no,status,clerk\n13812345678,open,amy\n13887654378,done,amy\n",
    );
    trial.check("2026-08-31", &[]);
    trial.write("orders.csv", "no,status,clerk\n13887654378,done,amy\n");
    let report = trial.check("2026-09-30", &[]);
    assert_eq!(
        (&report["summary"]["gone"], &report["summary"]["fixed"]),
        (&1.into(), &0.into())
    );
    trial.write("crm-audit.toml", &PROJECT.replace("key = [\"no\"]\n", ""));
    trial.write("orders.csv", "no,status,clerk\n7,open,amy\n");
    trial.check("2026-10-15", &[]);
    trial.write("orders.csv", "no,status,clerk\n7,done,amy\n");
    let report = trial.check("2026-10-31", &[]);
    assert_eq!(
        (&report["summary"]["gone"], &report["summary"]["fixed"]),
        (&0.into(), &1.into())
    );
}

/// A cell that cannot be read leaves the findings of its own document open, and of no other.
#[test]
fn what_cannot_be_decided_leaves_its_document_open() {
    let trial = Trial::new();
    let dated = PROJECT.replace("clerk = {", "day = { type = \"date\" }\nclerk = {");
    let late = "\n[[rule]]\nid = \"late\"\ntable = \"orders\"\ncheck.range = { column = \"day\", max = \"2026-07-31\" }\n";
    trial.write("crm-audit.toml", &format!("{dated}{late}"));
    let rows = |rows: &str| trial.write("orders.csv", &format!("no,status,clerk,day\n{rows}"));
    let check = |day: &str| trial.check(day, &["--select", "late"]);
    rows("1,done,amy,2026-08-01\n2,done,amy,2026-08-01\n,done,amy,2026-08-01\n");
    assert_eq!(counts(&check("2026-08-31")), [3, 0, 0, 0]);
    rows("1,done,amy,soon\n2,done,amy,2026-07-01\n3,done,amy,soon\n,done,amy,2026-08-01\n");
    let report = check("2026-09-30");
    assert_eq!(counts(&report), [0, 1, 0, 1], "{report}");
    assert_eq!(report["fixed"][0]["key"], "2");
    assert!(
        notices(&report).contains("could not be decided"),
        "{report}"
    );
    // nobody knows whose date this is
    rows("1,done,amy,2026-07-01\n,done,amy,soon\n");
    assert_eq!(counts(&check("2026-10-31")), [0, 0, 0, 0]);
    rows("1,done,amy,2026-07-01\n,done,amy,2026-07-01\n");
    assert_eq!(counts(&check("2026-11-30")), [0, 0, 0, 2]);
}

/// An empty cell that leaves a condition open says nothing about what was found before.
#[test]
fn a_condition_that_became_open_leaves_its_document_open() {
    let trial = Trial::new();
    let counted = PROJECT.replace("clerk = {", "n = { type = \"decimal\" }\nclerk = {");
    let rules = "\n[[rule]]\nid = \"few\"\ntable = \"orders\"\ncheck.expression = { must = \"n > 0\" }\n\
        [[rule]]\nid = \"unsigned\"\ntable = \"orders\"\nwhen = \"status <> 'void'\"\ncheck.required = { columns = [\"clerk\"] }\n\
        [[rule]]\nid = \"twice\"\ntable = \"orders\"\nwhen = \"status <> 'void'\"\ncheck.unique = { columns = [\"clerk\"] }\n";
    trial.write("crm-audit.toml", &format!("{counted}{rules}"));
    let check = |day: &str, rule: &str, rows: &str| {
        trial.write("orders.csv", &format!("no,status,clerk,n\n{rows}"));
        counts(&trial.check(day, &["--select", rule]))
    };
    for (rule, wrong, open, right, found) in [
        (
            "few",
            "1,a,x,0\n2,a,x,0\n",
            "1,a,x,\n2,a,x,1\n",
            "1,a,x,1\n2,a,x,1\n",
            2,
        ),
        (
            "unsigned",
            "1,a,,1\n2,a,,1\n",
            "1,,,1\n2,a,x,1\n",
            "1,a,x,1\n2,a,x,1\n",
            2,
        ),
        (
            "twice",
            "1,a,x,1\n2,a,x,1\n",
            "1,,x,1\n2,a,y,1\n",
            "1,a,x,1\n2,a,y,1\n",
            2,
        ),
    ] {
        assert_eq!(check("2026-08-31", rule, wrong)[0], found, "{rule}");
        assert_eq!(check("2026-09-30", rule, open), [0, 0, 0, 1], "{rule}");
        assert_eq!(check("2026-10-31", rule, wrong), [0, 1, 1, 0], "{rule}");
        assert_eq!(check("2026-11-30", rule, right), [0, 0, 0, 2], "{rule}");
    }
}

/// A day that is audited after a later one finds what the later run has not looked for: it stays open there, and that is told.
#[test]
fn a_day_that_is_put_in_fixes_nothing_in_later_runs() {
    let trial = Trial::new();
    let check = |day: &str, rows: &str| {
        trial.write("orders.csv", &format!("no,status,clerk\n{rows}"));
        trial.check(day, &["--select", "open"])
    };
    check("2026-10-31", "2,open,amy\n");
    let report = check("2026-09-30", "1,open,amy\n2,open,amy\n");
    assert_eq!(counts(&report), [2, 0, 0, 0]);
    assert!(notices(&report).contains("2026-10-31"), "{report}");
    let shown = trial.json(&["history", "show", "2026-10-31", "--format", "json"]);
    let rule = &shown["rules"][0];
    assert_eq!((&rule["again"], &rule["fixed"]), (&1.into(), &0.into()));
    let report = check("2026-10-31", "2,open,amy\n");
    assert_eq!(report["summary"]["gone"], 1, "{report}");
}

/// A file that is missing when a day is audited again does not take what it held out of the record.
#[test]
fn fewer_files_do_not_replace_the_run_of_a_day() {
    let trial = Trial::new();
    trial.write("orders-a.csv", "no,status,clerk\n1,open,amy\n");
    trial.write("orders-b.csv", "no,status,clerk\n2,open,amy\n");
    trial.check("2026-09-30", &[]);
    std::fs::remove_file(trial.0.path().join("orders-b.csv")).unwrap();
    let report = trial.check("2026-09-30", &[]);
    assert!(notices(&report).contains("does not replace it"), "{report}");
    let history = trial.json(&["history", "--format", "json"]);
    assert_eq!(history["runs"][0]["findings"], 2, "{history}");
}

/// A code that a spreadsheet rounded, and a row that is too short.
#[test]
fn a_broken_row_leaves_its_findings_open() {
    let trial = Trial::new();
    let rows = |rows: &str| trial.write("orders.csv", &format!("no,status,clerk\n{rows}"));
    rows("1,open,\n2,open,\n3,open,\n");
    assert_eq!(counts(&trial.check("2026-08-31", &[])), [6, 0, 0, 0]);
    rows("1,open,9.13E+17\n2,open\n3,open,amy\n");
    let report = trial.check("2026-09-30", &["--select", "no-clerk"]);
    // the first is filled with something, and the second has no such cell; the third alone is decided
    assert_eq!(counts(&report), [0, 0, 0, 1], "{report}");
    assert_eq!(report["fixed"][0]["key"], "3");
    assert!(
        notices(&report).contains("could not be decided"),
        "{report}"
    );
    rows("1,open,9.13E+17\n2,open,\n3,open,amy\n");
    let report = trial.check("2026-10-15", &["--select", "no-clerk"]);
    assert_eq!(counts(&report), [0, 1, 0, 0], "{report}");
    // which document has lost its number?
    rows("9.13E+17,open,\n3,done,amy\n");
    let report = trial.check("2026-10-31", &["--select", "open"]);
    assert_eq!(counts(&report), [1, 0, 0, 0], "{report}");
    assert_eq!(report["summary"]["gone"], 0);
    rows("1,open,amy\n2,open,amy\n3,done,amy\n");
    let report = trial.check("2026-11-30", &["--select", "open,no-clerk"]);
    assert_eq!(counts(&report), [0, 2, 0, 3], "{report}");
    assert_eq!(report["summary"]["gone"], 1);
}

#[test]
fn a_partial_run_does_not_look_like_a_good_month() {
    let trial = Trial::new();
    trial.open(&[1, 2]);
    trial.check("2026-08-31", &[]);
    let full = trial.run(&["history"]).stdout;
    assert!(!full.contains("Rules"), "{full}");
    trial.check("2026-09-15", &["--select", "no-clerk"]);
    trial.write("part.csv", "no,status,clerk\n1,done,amy\n");
    trial.check("2026-09-30", &["--input", "orders=part.csv"]);
    // the rest of the day before
    trial.check("2026-09-15", &["--ignore", "no-clerk"]);
    trial.check("2026-10-15", &["--select", "no-clerk"]);
    let history = trial.json(&["history", "--format", "json"]);
    let partial: Vec<bool> = history["runs"]
        .as_array()
        .unwrap()
        .iter()
        .map(|run| run["partial"].as_bool().unwrap())
        .collect();
    assert_eq!(partial, [false, false, true, true]);
    assert_eq!(
        history["runs"][2]["rules_incomplete"]
            .as_array()
            .unwrap()
            .len(),
        4
    );
    let skipped = history["runs"][3]["rules_skipped"].as_array().unwrap();
    assert!(
        skipped.contains(&"open".into()) && !skipped.contains(&"no-clerk".into()),
        "{history}"
    );
    let text = trial.run(&["history"]).stdout;
    assert!(
        text.contains("1/7") && text.contains("1 of 7 rules judged\n"),
        "{text}"
    );
    assert!(
        text.contains("4 of 4 rules judged, 4 of them not"),
        "{text}"
    );
}

#[test]
fn fewer_files_fix_nothing() {
    let trial = Trial::new();
    trial.open(&[1]);
    trial.write("orders_more.csv", "no,status,clerk\n2,open,amy\n");
    trial.check("2026-08-31", &[]);
    std::fs::remove_file(trial.0.path().join("orders_more.csv")).unwrap();
    let fewer = trial.check("2026-09-30", &[]);
    assert_eq!(counts(&fewer), [0, 1, 0, 0]);
    assert!(notices(&fewer).contains("fewer files"), "{fewer}");
}

#[test]
fn a_file_that_lost_its_rows_fixes_nothing() {
    let trial = Trial::new();
    trial.open(&[1]);
    trial.write("orders_more.csv", "no,status,clerk\n2,open,amy\n");
    trial.check("2026-08-31", &[]);
    trial.write("orders_more.csv", "no,status,clerk\n");
    let fewer = trial.check("2026-09-30", &[]);
    assert_eq!(counts(&fewer), [0, 1, 0, 0]);
    assert!(notices(&fewer).contains("fewer files"), "{fewer}");
}

#[test]
fn files_of_one_table_do_not_stand_for_those_of_another() {
    let trial = Trial::new();
    trial.write(
        "crm-audit.toml",
        &format!(
            "{PROJECT}\n[tables.clerks]\nfiles = [\"clerks*.csv\"]\nfields.name = {{}}\n\n[[rule]]\nid = \"known\"\n\
             table = \"orders\"\ncheck.reference = {{ columns = [\"clerk\"], table = \"clerks\", key = [\"name\"] }}\n"
        ),
    );
    trial.write("clerks1.csv", "name\nbo\n");
    trial.open(&[]);
    trial.write("orders_more.csv", "no,status,clerk\n2,done,amy\n");
    trial.check("2026-08-31", &[]);
    std::fs::remove_file(trial.0.path().join("orders_more.csv")).unwrap();
    trial.write("clerks2.csv", "name\neve\n");
    let fewer = trial.check("2026-09-30", &[]);
    assert_eq!(counts(&fewer), [0, 0, 0, 0], "{fewer}");
}

#[test]
fn another_key_fixes_nothing() {
    let trial = Trial::new();
    trial.open(&[1, 2]);
    trial.check("2026-08-31", &[]);
    trial.write(
        "crm-audit.toml",
        &PROJECT.replace(r#"key = ["no"]"#, r#"key = ["no", "clerk"]"#),
    );
    let changed = trial.check("2026-09-30", &[]);
    assert_eq!(counts(&changed), [2, 0, 0, 0]);
    let told = notices(&changed);
    assert!(told.contains("was changed in the project"), "{told}");
}

const TIMED: &str = r#"
[project]
name = "Trial"
calendar = "cn"

[tables.orders]
files = ["orders.csv"]
key = ["no"]

[tables.orders.fields]
no = {}
made = { type = "date" }
paid = { type = "date" }

[[rule]]
id = "late"
table = "orders"
check.latency = { from = "made", to = "paid", within = "1 workday" }
"#;

#[test]
fn what_can_no_longer_be_decided_is_not_fixed() {
    let trial = Trial::new();
    trial.write("crm-audit.toml", TIMED);
    trial.write("orders.csv", "no,made,paid\n1,2026-12-01,\n");
    let late = trial.check("2026-12-30", &[]);
    assert_eq!(counts(&late), [1, 0, 0, 0]);
    // the calendar ends with 2026
    let unknown = trial.check("2027-01-31", &[]);
    assert_eq!(counts(&unknown), [0, 0, 0, 0]);
    assert!(notices(&unknown).contains("stays open"), "{unknown}");
    trial.write("orders.csv", "no,made,paid\n1,??,\n");
    // the cell is a finding of its own
    assert_eq!(counts(&trial.check("2027-02-28", &[])), [1, 0, 0, 0]);
    trial.write("orders.csv", "no,made,paid\n1,2026-12-01,2026-12-02\n");
    let paid = trial.check("2027-03-31", &[]);
    assert_eq!(counts(&paid), [0, 0, 0, 2], "{paid}");
    // another calendar is another rule
    let plant = "[calendars.plant]\nextends = \"cn\"\noff = [\"2026-11-02\"]\n";
    let other = TIMED.replace(r#"calendar = "cn""#, r#"calendar = "plant""#);
    trial.write("crm-audit.toml", &format!("{other}{plant}"));
    let changed = trial.check("2027-04-30", &[]);
    assert!(
        notices(&changed).contains("come from that: late"),
        "{changed}"
    );
    let longer = plant.replace("off", "to = \"2027-12-31\"\noff");
    trial.write("crm-audit.toml", &format!("{other}{longer}"));
    let by_week = trial.check("2027-05-31", &[]);
    assert!(
        notices(&by_week).contains("in 2027: the week alone"),
        "{by_week}"
    );
}

#[test]
fn a_partial_run_does_not_replace_a_complete_one() {
    let trial = Trial::new();
    trial.open(&[1, 2]);
    trial.check("2026-08-31", &[]);
    trial.write("part.csv", "no,status,clerk\n1,open,amy\n");
    let part = trial.check("2026-08-31", &["--input", "orders=part.csv"]);
    assert!(notices(&part).contains("does not replace it"), "{part}");
    trial.open(&[]);
    assert_eq!(trial.check("2026-09-30", &[])["summary"]["fixed"], 2);
}

#[test]
fn a_day_holds_what_its_last_run_said() {
    let trial = Trial::new();
    trial.open(&[1]);
    trial.check("2026-08-31", &[]);
    // the rule has another name; the other one is judged as before
    let renamed = PROJECT.replace("id = \"open\"", "id = \"still-open\"");
    trial.write("crm-audit.toml", &renamed);
    trial.check("2026-08-31", &[]);
    let history = trial.json(&["history", "--format", "json"]);
    assert_eq!(history["runs"][0]["findings"], 1, "{history}");
    // what was judged stays where the file is gone, and that is told
    std::fs::remove_file(trial.0.path().join("orders.csv")).unwrap();
    trial.write("notes.csv", "text\na\n");
    let gone = trial.check("2026-08-31", &[]);
    assert!(notices(&gone).contains("does not replace it"), "{gone}");
    let history = trial.json(&["history", "--format", "json"]);
    assert_eq!(history["runs"][0]["findings"], 1);
    assert_eq!(history["runs"][0]["rules_not_run"], serde_json::json!([]));
}

#[test]
fn an_owner_has_one_spelling() {
    let trial = Trial::new();
    for (month, owner) in [("07", "Amy"), ("08", "amy "), ("09", "ＡＭＹ")] {
        trial.write("orders.csv", &format!("no,status,clerk\n1,open,{owner}\n"));
        trial.check(&format!("2026-{month}-28"), &[]);
    }
    let history = trial.json(&["history", "--format", "json"]);
    assert_eq!(history["owners"][0]["owner"], "amy", "{history}");
    assert_eq!(history["owners"][0]["runs_with_findings"], 3);
}

#[test]
fn what_makes_comparing_doubtful_is_told() {
    let trial = Trial::new();
    trial.open(&[1]);
    trial.write("notes.csv", "text,x\n,1\n");
    let first = trial.check("2026-08-31", &[]);
    assert!(notices(&first).contains("has no key"), "{first}");
    let other = PROJECT.replace(r#"values = ["done"]"#, r#"values = ["done", "closed"]"#);
    // a reason is no part of what a rule demands
    trial.write(
        "crm-audit.toml",
        &other.replace("check.req", "why = \"x\"\ncheck.req"),
    );
    let changed = trial.check("2026-09-30", &[]);
    assert!(
        notices(&changed).contains("come from that: open\""),
        "{changed}"
    );
    assert_eq!(states(&changed)[0], ("1", "again"));
}

#[test]
fn without_history_nothing_is_kept() {
    let trial = Trial::new();
    trial.open(&[1]);
    let report = trial.check("2026-08-31", &["--no-history"]);
    assert_eq!(report["findings"][0]["state"], Value::Null);
    assert!(!trial.0.path().join(".crm-audit").exists());
    let told = trial.run(&["history"]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("no history yet"), "{}", told.stderr);
    // nothing was judged, nothing is recorded
    std::fs::remove_file(trial.0.path().join("orders.csv")).unwrap();
    assert_eq!(trial.run(&["check"]).code, 3);
    assert!(!trial.0.path().join(".crm-audit").exists());
}

#[test]
fn an_empty_export_does_not_end_what_recurs() {
    let trial = Trial::new();
    for day in ["2026-07-31", "2026-08-31"] {
        trial.open(&[1]);
        trial.check(day, &[]);
    }
    trial.write("orders.csv", "no,status,clerk\n");
    trial.check("2026-09-30", &[]);
    trial.open(&[1]);
    let report = trial.check("2026-10-31", &[]);
    assert_eq!(report["recurring"][0]["months"], 3, "{report}");
}

/// Many people share a mask.
#[test]
fn masked_owners_do_not_recur() {
    let trial = Trial::new();
    let sensitive = PROJECT.replace("clerk = {}", "clerk = { sensitive = true }");
    trial.write("crm-audit.toml", &sensitive);
    for (day, owner) in [
        ("2026-07-31", "张三"),
        ("2026-08-31", "李四"),
        ("2026-09-30", "王五"),
    ] {
        trial.write("orders.csv", &format!("no,status,clerk\n1,open,{owner}\n"));
        let report = trial.check(day, &[]);
        assert_eq!(report["findings"][0]["owner"], "***");
        assert_eq!(report["recurring"], serde_json::json!([]));
    }
}

/// Whoever has findings of the same rule in three months is named; a month counts once.
#[test]
fn what_recurs_is_reported() {
    let trial = Trial::new();
    let row = |owner: &str| {
        trial.write(
            "orders.csv",
            &format!("no,status,clerk\n1,open,{owner}\n2,open,bo\n"),
        );
    };
    for (day, owner) in [
        ("2026-06-30", "Amy"),
        ("2026-07-15", "amy "),
        ("2026-07-31", "eve"),
    ] {
        row(owner);
        let report = trial.check(day, &[]);
        assert_eq!(report["recurring"], serde_json::json!([]), "{day}");
    }
    row("AMY");
    let report = trial.check("2026-08-31", &[]);
    let recurring = serde_json::json!([
        { "rule": "open", "owner": "AMY", "months": 3, "within": 12, "findings": 1 },
        { "rule": "open", "owner": "bo", "months": 3, "within": 12, "findings": 1 },
    ]);
    assert_eq!(report["recurring"], recurring);
    row("eve");
    trial.check("2026-09-30", &[]);
    row("amy");
    let told = trial.run(&["check", "--as-of", "2026-10-31", "-o", "report.xlsx"]);
    assert!(
        told.stdout.contains("3 or more of the last 12 months"),
        "{}",
        told.stdout
    );
    let line = told.stdout.lines().find(|line| line.starts_with(" bo"));
    assert!(
        line.is_some_and(|line| line.contains('5')),
        "{}",
        told.stdout
    );
    let again = trial.check("2026-10-31", &[]);
    let months = again["recurring"].as_array().unwrap().iter();
    let months: Vec<&Value> = months.map(|recurring| &recurring["months"]).collect();
    assert_eq!(months, [5, 4], "{again}");
    let mut book: Xlsx<_> = calamine::open_workbook(trial.0.path().join("report.xlsx")).unwrap();
    let summary = book.worksheet_range("Summary").unwrap();
    let is_bo = |row: &&[Data]| row.contains(&Data::String("bo".to_owned()));
    let mut bo = summary.rows().filter(is_bo);
    assert!(bo.any(|row| row.contains(&Data::Float(5.0))));
}

/// What is printed of a history, run by somebody who may write nothing.
#[cfg(unix)]
pub(crate) fn as_reader(folder: &Folder, arguments: &[&str]) -> (i32, String, String) {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let (folder, database) = (folder.path(), folder.database());
    let allow = |path: &Path, mode| {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode)).unwrap();
    };
    for path in [folder, &folder.join(".crm-audit")] {
        allow(path, 0o555);
    }
    allow(&database, 0o444);
    let mut command = Command::new(env!("CARGO_BIN_EXE_crm-audit"));
    // the administrator may write anywhere
    if tempfile::tempfile_in(folder).is_ok() {
        command.uid(65_534);
    }
    let told = command
        .args(arguments)
        .current_dir(folder)
        .env("LANG", "en_US.UTF-8")
        .output()
        .unwrap();
    for path in [folder, &folder.join(".crm-audit"), &database] {
        allow(path, 0o755);
    }
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        told.status.code().unwrap(),
        text(told.stdout),
        text(told.stderr),
    )
}

#[cfg(unix)]
#[test]
fn a_history_that_cannot_be_written_is_looked_at() {
    let trial = Trial::new();
    trial.open(&[1, 2]);
    trial.check("2026-08-31", &[]);
    trial.open(&[2, 3]);
    let (code, stdout, stderr) = as_reader(&trial, &["history"]);
    assert_eq!(code, 0, "{stderr}");
    assert!(stdout.contains("2026-08-31"), "{stdout}");
    let check = ["check", "--as-of", "2026-09-30"];
    let (code, stdout, stderr) = as_reader(&trial, &check);
    assert_eq!(code, 1, "{stderr}");
    assert!(
        stdout.contains("Since 2026-08-31: 1 new · 1 again · 0 reopened · 1 fixed"),
        "{stdout}"
    );
    assert!(stdout.contains("This run was not recorded."), "{stdout}");
    let history = trial.json(&["history", "--format", "json"]);
    assert_eq!(history["runs"].as_array().unwrap().len(), 1);
    // what was not written to its end, and what must first be brought up to date
    let log = trial.0.path().join(".crm-audit/history.db-wal");
    std::fs::write(&log, "x").unwrap();
    let (code, _, stderr) = as_reader(&trial, &["history"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("history.db-wal"), "{stderr}");
    std::fs::remove_file(log).unwrap();
    let database = rusqlite::Connection::open(trial.database()).unwrap();
    database.pragma_update(None, "user_version", 1).unwrap();
    drop(database);
    let (code, _, stderr) = as_reader(&trial, &["history"]);
    assert_eq!(code, 2);
    assert!(stderr.contains("older version"), "{stderr}");
    assert!(!stderr.contains("recorded"), "{stderr}");
}

#[test]
fn a_history_without_runs_is_told() {
    let trial = Trial::new();
    trial.open(&[1]);
    trial.check("2026-08-31", &[]);
    let told = trial.run(&["history", "export", "-o", "absent/all.csv"]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("the folder"), "{}", told.stderr);
    let database = rusqlite::Connection::open(trial.database()).unwrap();
    database
        .execute_batch("PRAGMA foreign_keys = on; DELETE FROM run")
        .unwrap();
    for arguments in [["history"].as_slice(), &["history", "show", "1"]] {
        let told = trial.run(arguments);
        assert_eq!((told.code, told.stdout.as_str()), (2, ""));
        assert!(
            told.stderr.contains("no run is recorded"),
            "{}",
            told.stderr
        );
    }
}

#[test]
fn a_run_says_that_it_waits() {
    let trial = Trial::new();
    trial.open(&[1]);
    trial.check("2026-08-31", &[]);
    let database = rusqlite::Connection::open(trial.database()).unwrap();
    database.execute_batch("BEGIN IMMEDIATE").unwrap();
    let mut child = Command::new(env!("CARGO_BIN_EXE_crm-audit"))
        .args(["check", trial.path(), "--as-of", "2026-09-30"])
        .env("LANG", "en_US.UTF-8")
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut told = String::new();
    let mut lines = BufReader::new(child.stderr.take().unwrap());
    lines.read_line(&mut told).unwrap();
    assert!(told.contains("waiting for another run"), "{told}");
    database.execute_batch("COMMIT").unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert_eq!(
        trial.json(&["history", "--format", "json"])["runs"][1]["again"],
        1
    );
}

/// Recorded in UTC, told by the clock of the reader.
#[test]
fn the_time_of_a_run_is_local() {
    let trial = Trial::new();
    trial.open(&[1]);
    trial.check("2026-08-31", &[]);
    let recorded = rusqlite::Connection::open(trial.database()).unwrap();
    recorded
        .execute("UPDATE run SET recorded_at = '2026-08-31 20:30:15Z'", [])
        .unwrap();
    let told = Run::new(["history"])
        .in_dir(trial.0.path())
        .env("TZ", "CST-8")
        .run();
    assert!(told.stdout.contains("2026-09-01 04:30"), "{}", told.stdout);
}

type Break<'a> = &'a dyn Fn(&Path);

#[test]
fn a_broken_history_does_not_stop_the_audit() {
    let trial = Trial::new();
    trial.open(&[1]);
    let told = trial.run(&["check", "--as-of", "2026-08-31"]);
    assert!(told.stderr.contains("history.db"), "{}", told.stderr);
    let good = std::fs::read(trial.database()).unwrap();
    let newer = |path: &Path| {
        let database = rusqlite::Connection::open(path).unwrap();
        database.pragma_update(None, "user_version", 99).unwrap();
    };
    let truncated = |path: &Path| std::fs::write(path, &good[..good.len() / 2]).unwrap();
    let text = |path: &Path| std::fs::write(path, "x".repeat(5000)).unwrap();
    let blob = |path: &Path| {
        std::fs::write(path, &good).unwrap();
        let database = rusqlite::Connection::open(path).unwrap();
        database
            .execute("UPDATE part SET identities = x'00'", [])
            .unwrap();
    };
    let breaks: [(Break, &str); 4] = [
        (&newer, "newer version"),
        (&truncated, "damaged"),
        (&text, "damaged"),
        (&blob, "damaged"),
    ];
    for (break_it, word) in breaks {
        break_it(&trial.database());
        let before = std::fs::read(trial.database()).unwrap();
        let told = trial.run(&["check", "--as-of", "2026-09-30"]);
        assert_eq!(told.code, 1, "{word}");
        assert!(told.stdout.contains(word), "{word}: {}", told.stdout);
        assert!(told.stdout.contains("1 finding: high 1"), "{}", told.stdout);
        let told = trial.run(&["history"]);
        assert_eq!(told.code, 2, "{word}");
        assert!(told.stderr.contains(word), "{word}: {}", told.stderr);
        assert!(std::fs::read(trial.database()).unwrap() == before, "{word}");
        for more in ["-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{more}", trial.database().display()));
        }
        std::fs::write(trial.database(), &good).unwrap();
    }
    // a file in the way of the folder
    std::fs::remove_dir_all(trial.0.path().join(".crm-audit")).unwrap();
    trial.write(".crm-audit", "");
    let told = trial.run(&["check", "--as-of", "2026-09-30"]);
    assert_eq!(told.code, 1);
    assert!(told.stdout.contains("was not recorded"), "{}", told.stdout);
}

/// Starts a check that is not waited for.
fn started(trial: &Trial, day: &str) -> std::process::Child {
    Command::new(env!("CARGO_BIN_EXE_crm-audit"))
        .args(["check", trial.path(), "--as-of", day])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

/// `CRM_AUDIT_KILLS` makes it more thorough.
#[test]
fn a_killed_run_is_recorded_as_a_whole_or_not_at_all() {
    let kills = std::env::var("CRM_AUDIT_KILLS").map_or(12, |kills| kills.parse().unwrap());
    let trial = Trial::new();
    let numbers: Vec<u32> = (1000..21_000).collect();
    trial.open(&numbers);
    trial.check("2026-01-01", &[]);
    let start = std::time::Instant::now();
    started(&trial, "2026-01-02").wait().unwrap();
    let whole = start.elapsed();
    let (mut recorded, mut killed) = (2, 0);
    for kill in 0..kills {
        let day = format!(
            "20{:02}-{:02}-{:02}",
            30 + kill / 336,
            kill / 28 % 12 + 1,
            kill % 28 + 1
        );
        let mut child = started(&trial, &day);
        // from the second half on, where the history is written
        let share = 40 + kill * 37 % 70;
        std::thread::sleep(whole * share / 100);
        // one that was done before is no trial
        killed += u32::from(child.try_wait().unwrap().is_none());
        let _ = child.kill();
        child.wait().unwrap();
        let database = rusqlite::Connection::open(trial.database()).unwrap();
        let sound: String = database
            .query_row("PRAGMA integrity_check", [], |row| row.get(0))
            .unwrap();
        assert_eq!(sound, "ok");
        let runs: u32 = database
            .query_row("SELECT count(*) FROM run", [], |row| row.get(0))
            .unwrap();
        assert!(
            runs == recorded || runs == recorded + 1,
            "{runs} after {recorded}"
        );
        recorded = runs;
    }
    assert!(killed > 0, "all had ended");
    let history = trial.json(&["history", "--format", "json"]);
    for run in history["runs"].as_array().unwrap() {
        assert_eq!(run["findings"], 20_000, "{run}");
        assert_eq!(
            run["new"].as_u64().unwrap() + run["again"].as_u64().unwrap(),
            20_000
        );
    }
    assert_eq!(trial.check("2050-01-01", &[])["summary"]["again"], 20_000);
}

/// Whoever reads stands still, so that the run is stopped in the middle of its report.
#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_while_it_reports_is_not_recorded() {
    let trial = Trial::new();
    let numbers: Vec<u32> = (1000..6000).collect();
    trial.open(&numbers);
    trial.check("2026-01-01", &[]);
    let stop = |arguments: &[&str]| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_crm-audit"))
            .args(["check", trial.path(), "--as-of", "2026-01-02"])
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut out = child.stdout.take().unwrap();
        let mut first = [0; 1];
        out.read_exact(&mut first).unwrap();
        let pid = child.id().to_string();
        assert!(
            Command::new("kill")
                .args(["-INT", &pid])
                .status()
                .unwrap()
                .success()
        );
        std::thread::sleep(Duration::from_millis(100));
        std::io::copy(&mut out, &mut std::io::sink()).unwrap();
        let told = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(told.stderr).unwrap();
        assert_eq!(told.status.code(), Some(130), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    };
    stop(&["--format", "jsonl"]);
    stop(&["--format", "csv"]);
    let history = trial.json(&["history", "--format", "json"]);
    assert_eq!(history["runs"].as_array().unwrap().len(), 1);
    // one that is heard out is
    trial.check("2026-01-02", &[]);
    let history = trial.json(&["history", "--format", "json"]);
    assert_eq!(history["runs"].as_array().unwrap().len(), 2);
}

/// Numbers behind words, such as `1 new`, of the sentence that compares.
fn flow(text: &str) -> impl Fn(&str) -> u64 + '_ {
    let line = text
        .lines()
        .find(|line| line.starts_with("Since "))
        .unwrap();
    let parts = line.split_once(": ").unwrap().1.split(" · ");
    let parts: Vec<(&str, &str)> = parts.map(|part| part.split_once(' ').unwrap()).collect();
    move |word: &str| {
        let part = parts.iter().find(|(_, told)| *told == word);
        part.map_or(0, |(number, _)| number.parse().unwrap())
    }
}

/// A rule that tolerates two, documents that leave the export and come back, and a decision: what was open and what came is what
/// is open and what went, and the page and the workbook have the same numbers.
#[test]
fn what_is_open_adds_up_from_month_to_month() {
    let project = PROJECT.replace(
        "id = \"no-clerk\"\n",
        "id = \"no-clerk\"\ntolerance = { over = 2 }\n",
    );
    let trial = Trial(Folder::new(&project));
    let mut before = 0;
    let mut month = |day: &str, rows: &str, open: u64| {
        trial.write(
            "orders.csv",
            &format!("no,status,clerk\n90,done,bo\n91,done,bo\n92,done,bo\n{rows}"),
        );
        let told = trial.run(&["check", "--as-of", day]).stdout;
        let parts = [
            "new",
            "again",
            "reopened",
            "counted again",
            "fixed",
            "no longer in the export",
            "decided on or tolerated since",
        ];
        let [new, again, reopened, back, fixed, gone, settled] = if before == 0 {
            [open, 0, 0, 0, 0, 0, 0]
        } else {
            parts.map(flow(&told))
        };
        assert_eq!(new + again + reopened + back, open, "{told}");
        assert_eq!(
            before + new + reopened + back,
            open + fixed + gone + settled,
            "{told}"
        );
        before = open;
        [new, again, reopened, back, fixed, gone, settled]
    };
    month("2026-07-31", "1,open,a\n2,open,a\n3,open,a\n", 3);
    // 3 has left the export; two without a clerk are tolerated
    let all = month("2026-08-31", "1,open,a\n2,open,a\n4,done,\n5,done,\n", 2);
    assert_eq!(all, [0, 2, 0, 0, 0, 1, 0]);
    // 3 is back, 2 is fixed, and so are those that nobody had to act on
    let all = month(
        "2026-09-30",
        "1,open,a\n2,done,a\n3,open,a\n4,done,a\n5,done,a\n6,open,a\n",
        3,
    );
    assert_eq!(all, [1, 1, 0, 1, 1, 0, 0]);
    let all = month(
        "2026-10-31",
        "1,open,\n2,open,a\n3,open,\n4,done,\n6,done,a\n",
        6,
    );
    // three without a clerk are more than is tolerated
    assert_eq!(all, [2, 2, 2, 0, 1, 0, 0]);
    trial.write(
        "dispositions.toml",
        "[[disposition]]\nmatch = { rule = \"open\", document = \"1\" }\nverdict = \"accept_once\"\nreason = \"x\"\nuntil = 2026-11-30\ncovers = 1\n\
         decided_by = \"x\"\ndecided_on = 2026-11-05\n",
    );
    let all = month(
        "2026-11-30",
        "1,open,\n2,open,a\n3,open,a\n4,done,\n6,done,a\n",
        2,
    );
    assert_eq!(all, [0, 2, 0, 0, 1, 0, 3]);
    // the decision has ended
    let all = month(
        "2026-12-31",
        "1,open,\n2,open,a\n3,open,a\n4,done,\n6,done,a\n",
        3,
    );
    assert_eq!(all, [0, 2, 0, 1, 0, 0, 0]);
    let told = trial.run(&["check", "--as-of", "2026-12-31", "-o", "told.xlsx"]);
    assert_eq!(told.code, 1, "{}", told.stderr);
    let mut book: Xlsx<_> = calamine::open_workbook(trial.0.path().join("told.xlsx")).unwrap();
    let sheet = book.worksheet_range_at(0).unwrap().unwrap();
    let rows: Vec<Vec<String>> = sheet
        .rows()
        .map(|row| row.iter().map(ToString::to_string).collect())
        .collect();
    let head = rows.iter().position(|row| row[0] == "Open").unwrap();
    assert_eq!(
        (rows[head + 1][0].as_str(), rows[head + 2][0].as_str()),
        ("3", "2026-11-30: 2")
    );
    let severities = rows.iter().find(|row| row[0] == "Total").unwrap();
    assert!(
        severities.iter().any(|cell| cell == "3") && severities.iter().any(|cell| cell == "2"),
        "{severities:?}"
    );
}

/// Whoever reads the report of a run keeps no other one from being recorded, and the run is compared with that as well.
#[cfg(unix)]
#[test]
fn a_reader_that_stalls_holds_up_no_other_run() {
    let trial = Trial::new();
    let numbers: Vec<u32> = (1000..6000).collect();
    trial.open(&numbers);
    trial.check("2026-01-01", &[]);
    let mut child = Command::new(env!("CARGO_BIN_EXE_crm-audit"))
        .args(["check", trial.path(), "--as-of", "2026-01-03"])
        .args(["--format", "jsonl"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut out = child.stdout.take().unwrap();
    let mut first = [0; 1];
    out.read_exact(&mut first).unwrap();
    let more: Vec<u32> = (1000..6001).collect();
    trial.open(&more);
    let told = trial.run(&["check", "--as-of", "2026-01-02", "--quiet"]);
    assert_eq!((told.code, told.stderr.as_str()), (1, ""));
    let history = trial.json(&["history", "--format", "json"]);
    let day = |at: usize| history["runs"][at]["as_of"].as_str();
    assert_eq!((day(1), day(2)), (Some("2026-01-02"), None));
    std::io::copy(&mut out, &mut std::io::sink()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    let history = trial.json(&["history", "--format", "json"]);
    let last = &history["runs"][2];
    assert_eq!(last["as_of"], "2026-01-03");
    assert_eq!((&last["again"], &last["fixed"]), (&5000.into(), &1.into()));
    let database = rusqlite::Connection::open(trial.database()).unwrap();
    let fixed = "SELECT sum(length(fixed)) FROM not_found";
    let fixed: i64 = database.query_row(fixed, [], |row| row.get(0)).unwrap();
    assert_eq!(fixed, 8, "one identity, of what the run between had found");
}

#[test]
fn runs_at_once_wait_for_each_other() {
    let trial = Trial::new();
    let numbers: Vec<u32> = (1000..6000).collect();
    trial.open(&numbers);
    let children: Vec<_> = (1..=6)
        .map(|day| started(&trial, &format!("2026-01-{day:02}")))
        .collect();
    for mut child in children {
        assert_eq!(child.wait().unwrap().code(), Some(1));
    }
    let history = trial.json(&["history", "--format", "json"]);
    let runs = history["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 6);
    assert_eq!(runs[5]["again"], 5000);
}

/// Three months in three languages.
#[test]
fn the_history_is_told() {
    let trial = Trial::new();
    trial.open(&[1, 2]);
    trial.check("2026-08-31", &[]);
    trial.open(&[2, 3]);
    trial.check("2026-09-30", &[]);
    trial.open(&[1, 2, 3, 4]);
    trial.check("2026-10-31", &[]);
    let recorded = |text: &str| {
        // the clock is the one thing that differs
        let clock = regex::Regex::new(r"\d{4}-\d\d-\d\d \d\d:\d\d").unwrap();
        clock.replace_all(text, "2000-01-01 00:00").into_owned()
    };
    for lang in ["en", "zh-CN", "zh-TW"] {
        let mut all = String::new();
        for arguments in [
            ["history", "--lang", lang].as_slice(),
            &["history", "show", "2026-10-31", "--lang", lang],
            &["history", "diff", "1", "2026-10-31", "--lang", lang],
            &["check", "--as-of", "2026-10-31", "--lang", lang],
        ] {
            all.push_str(&trial.run(arguments).stdout);
            all.push('\n');
        }
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("history-{lang}"), recorded(&all));
        });
    }
    let shown = trial.json(&["history", "show", "3", "--format", "json"]);
    let states: Vec<&str> = shown["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["state"].as_str().unwrap())
        .collect();
    assert_eq!(states.len(), 4);
    assert!(
        ["new", "again", "reopened"]
            .iter()
            .all(|s| states.contains(s))
    );
    let diff = trial.json(&["history", "diff", "1", "2", "--format", "json"]);
    let rule = diff["rules"]
        .as_array()
        .unwrap()
        .iter()
        .find(|r| r["id"] == "open")
        .unwrap();
    assert_eq!(
        (&rule["fixed"][0]["key"], &rule["came"][0]["key"]),
        (&"1".into(), &"3".into())
    );
    assert_eq!(rule["both"], 1);
    let exported = trial.json(&["history", "export", "--format", "json"]);
    assert_eq!(exported.as_array().unwrap().len(), 9);
    // as many of each state as the list of runs counts
    let runs = trial.json(&["history", "--format", "json"]);
    for run in runs["runs"].as_array().unwrap() {
        for state in ["new", "again", "reopened", "fixed", "gone"] {
            let here = exported.as_array().unwrap().iter();
            let here = here.filter(|e| e["as_of"] == run["as_of"] && e["state"] == state);
            assert_eq!(
                run[state].as_u64(),
                Some(here.count() as u64),
                "{state} in {run}"
            );
        }
    }
    let told = trial.run(&["history", "export", "-o", "all.csv"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let csv = std::fs::read_to_string(trial.0.path().join("all.csv")).unwrap();
    assert_eq!(csv.lines().count(), 10);
    let told = trial.run(&["history", "show", "2026-12-31"]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("2026-10-31"), "{}", told.stderr);
}

/// What is no longer found was put right, or left the export, or nobody can say.
#[test]
fn a_comparison_tells_what_became_of_findings() {
    let trial = Trial::new();
    let orders = |rows: &str| trial.write("orders.csv", &format!("no,status,clerk\n{rows}"));
    orders("1,open,amy\n2,open,amy\n3,open,amy\n4,open,amy\n");
    trial.check("2026-08-31", &[]);
    orders("1,done,amy\n2,open,amy\n3,open,amy\n4,open,amy\n");
    trial.check("2026-09-30", &[]);
    // 2 is no longer there, and a row of 3 is cut short before its status
    orders("1,done,amy\n3\n4,open,amy\n5,open,amy\n");
    trial.check("2026-10-31", &[]);
    let diff = |first: &str, second: &str| {
        let diff = trial.json(&["history", "diff", first, second, "--format", "json"]);
        let mut rules = diff["rules"].as_array().unwrap().iter();
        let rule = rules.find(|rule| rule["id"] == "open").unwrap();
        let keys = |of: &str| {
            let findings = rule[of].as_array().unwrap().iter();
            let keys = findings.map(|f| f["key"].as_str().unwrap().to_owned());
            keys.collect::<Vec<_>>().join(" ")
        };
        let keys = ["fixed", "gone", "unclear", "came"].map(keys);
        (keys.join("|"), rule["both"].as_u64().unwrap())
    };
    assert_eq!(diff("1", "2"), ("1|||".to_owned(), 3));
    assert_eq!(diff("1", "3"), ("1|2|3|5".to_owned(), 1));
    // from the earlier to the later one
    assert_eq!(diff("3", "2"), ("|2|3|5".to_owned(), 1));
    let told = trial.run(&["history", "diff", "1", "3"]).stdout;
    for line in [
        "open, Fixed (1): 1",
        "open, No longer in the export (1): 2",
        "open, Unclear (1): 3",
        "it may still be there: open",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
}

/// Sensitive keys are masked in the database as well.
#[test]
fn nothing_sensitive_is_recorded() {
    let trial = Trial::new();
    trial.write(
        "crm-audit.toml",
        &PROJECT.replace("no = {}", "no = { sensitive = true }"),
    );
    trial.write("orders.csv", "no,status,clerk\n13812345678,open,amy\n");
    trial.check("2026-08-31", &[]);
    let bytes = std::fs::read(trial.database()).unwrap();
    let holds = |text: &str| bytes.windows(text.len()).any(|w| w == text.as_bytes());
    assert!(holds("138***78") && !holds("13812345678"));
}

/// The export repeats the head on every line: every command counts documents.
#[test]
fn documents_are_counted_once_by_all_commands() {
    let folder = Folder::new(
        "[tables.orders]\nfiles = \"o*.csv\"\nper = \"no\"\n[tables.orders.fields]\n\
         no = {}\nclerk = { required = true }\ncity = {}\namount = { type = \"decimal\" }\n\
         [tables.goods]\nfiles = \"g.csv\"\n[tables.goods.fields]\norder = {}\namount = { type = \"decimal\" }\n\
         [[rule]]\nid = \"goods\"\ntable = \"orders\"\n\
         check.total = { column = \"amount\", on = [\"no\"], lines = \"goods\", line_on = [\"order\"], sum = \"amount\" }\n",
    );
    let lines = "no,clerk,city,amount\nS1,,A,5\nS1,,A,5\nS1,,B,5\nS2,x,A,7\nS2,x,A,7\nS3,,A,1\n";
    folder.write("o1.csv", lines);
    folder.write("g.csv", "order,amount\nS1,5\nS2,3\nS2,4\nS3,1\n");
    let told = folder.run(&[
        "baseline",
        "create",
        "-o",
        "known.json",
        "--as-of",
        "2026-09-30",
    ]);
    assert!(
        told.stderr.contains("3 findings") || told.stdout.contains("3 findings"),
        "{}{}",
        told.stdout,
        told.stderr
    );
    let report = folder.report("2026-09-30", &[]);
    assert_eq!(report["summary"]["findings"], 3, "{report:#}");
    let inputs = report["inputs"].as_array().unwrap();
    let orders = inputs
        .iter()
        .find(|input| input["table"] == "orders")
        .unwrap();
    assert_eq!(orders["rows_judged"], 3);
    assert_eq!(orders["set_aside"][0]["reason"], "copy");
    assert_eq!(
        orders["set_aside"][0]["rows"],
        serde_json::json!(["3-4", "6"])
    );
    let shown = folder.run(&["history", "--format", "json"]);
    let shown: Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(shown["runs"][0]["findings"], 3, "{shown:#}");
    // the first line is deleted, the order is not: nothing is new
    folder.write("o1.csv", &lines.replacen("S1,,A,5\n", "", 1));
    let report = folder.report("2026-10-31", &["--baseline", "known.json"]);
    assert_eq!(report["summary"]["findings"], 3);
    assert_eq!(report["exit_code"], 0, "{report:#}");
    let states = report["findings"].as_array().unwrap().iter();
    assert!(
        states
            .map(|finding| &finding["state"])
            .all(|state| state == "again")
    );
}

/// Later runs come out as if the one that is forgotten had never been.
#[test]
fn a_run_is_forgotten() {
    let runs = [
        ("2026-07-31", "1,open,ann\n2,open,bob\n"),
        ("2026-08-31", "1,done,ann\n2,open,bob\n3,open,ann\n"),
        ("2026-09-30", "1,open,ann\n2,done,bob\n3,open,ann\n"),
    ];
    let recorded = |left_out: Option<&str>| {
        let trial = Trial::new();
        for (day, rows) in runs {
            if Some(day) != left_out {
                trial.write("orders.csv", &format!("no,status,clerk\n{rows}"));
                trial.check(day, &[]);
            }
        }
        trial
    };
    for (day, number) in [
        ("2026-07-31", "1"),
        ("2026-08-31", "2"),
        ("2026-09-30", "3"),
    ] {
        let trial = recorded(None);
        let before = trial.json(&["history", "--format", "json"]);
        let told = trial.run(&["history", "forget", number, "--dry-run"]);
        assert_eq!(told.code, 0, "{}", told.stderr);
        assert_eq!(trial.json(&["history", "--format", "json"]), before);
        let told = trial.run(&["history", "forget", day]);
        assert_eq!(told.code, 0, "{}", told.stderr);
        let first = format!("run {number} as of {day} goes, with");
        assert!(told.stderr.starts_with(&first), "{}", told.stderr);
        assert!(told.stderr.contains("is forgotten"), "{}", told.stderr);
        // what the run said of people and documents is not left in the file
        let days = |trial: &Trial| {
            let runs = trial.json(&["history", "--format", "json"]);
            let runs = runs["runs"].as_array().unwrap().clone();
            let day = |run: &Value| run["as_of"].as_str().unwrap().to_owned();
            runs.iter().map(day).collect::<Vec<_>>()
        };
        let without = recorded(Some(day));
        assert_eq!(days(&trial), days(&without));
        for left in days(&trial) {
            let show = ["history", "show", left.as_str(), "--format", "json"];
            let (mut one, mut other) = (trial.json(&show), without.json(&show));
            for run in [&mut one, &mut other] {
                run.as_object_mut().unwrap().remove("recorded_at");
                run.as_object_mut().unwrap().remove("run");
            }
            // nobody looked for what only the run that is gone had seen fixed
            let states = |run: &Value| {
                let findings = run["findings"].as_array().unwrap().iter();
                let found = findings.filter(|f| f["state"] != "fixed");
                found.cloned().collect::<Vec<_>>()
            };
            assert_eq!(states(&one), states(&other), "{day} {left}");
        }
    }
    let trial = recorded(None);
    let told = trial.run(&["history", "forget", "2026-08-31"]);
    for what in [
        "1 finding of later runs was first seen in it",
        "run as of 2026-09-30: New 0 → 1",
    ] {
        assert!(told.stderr.contains(what), "{what}: {}", told.stderr);
    }
    let told = trial.run(&["history", "forget", "9"]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("2026-09-30"), "{}", told.stderr);
    let bytes = std::fs::read(trial.database()).unwrap();
    let holds = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
    assert!(holds(b"2026-07-31") && !holds(b"2026-08-31"));
}
