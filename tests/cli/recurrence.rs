//! Findings of the same rule and owner, month after month, as findings of their own.

use std::ops::Deref;

use serde_json::{Value, json};

use crate::support::{Folder, notices};

const PROJECT: &str = r#"
[project]
lang = "en"

[tables.orders]
files = ["orders.csv"]
key = ["no"]
department = "team"

[tables.orders.fields]
no = {}
status = {}
clerk = { null = ["-"] }
team = {}

[tables.people]
files = ["people.csv"]
optional = true

[tables.people.fields]
account = {}
name = {}

[[rule]]
id = "open"
table = "orders"
owner = "clerk"
check.one_of = { column = "status", values = ["done"] }

[[rule]]
id = "finding-again"
severity = "high"
check.recurrence = { months = 3, rules = ["open"] }
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

    /// Open orders of these clerks, and one that is done.
    fn open(&self, clerks: &[&str]) {
        let rows = (1..).zip(clerks);
        let rows: Vec<String> = rows
            .map(|(no, clerk)| format!("{no},open,{clerk},east\n"))
            .collect();
        let rows = rows.concat();
        self.write(
            "orders.csv",
            &format!("no,status,clerk,team\n{rows}900,done,u9,west\n"),
        );
    }

    fn check(&self, month: &str, more: &[&str]) -> Value {
        self.report(&format!("2026-{month}-28"), more)
    }

    /// Audits months with open orders of the same clerks.
    fn months(&self, months: &[&str], clerks: &[&str]) {
        for month in months {
            self.open(clerks);
            self.check(month, &[]);
        }
    }
}

/// The findings of the rule.
fn again(report: &Value) -> Vec<&Value> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings.filter(|f| f["rule"] == "finding-again").collect()
}

fn keys(report: &Value) -> Vec<&str> {
    again(report)
        .iter()
        .map(|f| f["key"].as_str().unwrap())
        .collect()
}

fn rule(report: &Value) -> &Value {
    let mut rules = report["rules"].as_array().unwrap().iter();
    rules.find(|r| r["id"] == "finding-again").unwrap()
}

/// A finding of its own: named, known again, closed when it is over.
#[test]
fn who_recurs_is_found() {
    let trial = Trial::new();
    trial.months(&["07", "08"], &["u1", "u2"]);
    trial.open(&["u1", "U1 ", "u3"]);
    let report = trial.check("09", &["--fail-on", "high"]);
    assert_eq!(report["exit_code"], 1);
    let [found] = again(&report)[..] else {
        panic!("{report}")
    };
    let of = |key: &str| found[key].as_str().unwrap();
    assert_eq!(
        (of("table"), of("key"), of("column")),
        ("history", "open|u1", "months")
    );
    assert_eq!(
        (of("owner"), of("department"), of("value")),
        ("u1", "east", "3")
    );
    assert_eq!((of("state"), &found["row"]), ("new", &json!(0)));
    let message = "open: findings in 3 of the last 12 months, since 2026-07; 2 now";
    assert_eq!(of("message"), message);
    let counts = ["ok", "violation", "undecidable"].map(|key| rule(&report)[key].as_u64().unwrap());
    assert_eq!(counts, [1, 1, 0]);
    trial.open(&["u1"]);
    let report = trial.check("10", &[]);
    assert_eq!(
        (
            again(&report)[0]["state"].as_str(),
            again(&report)[0]["value"].as_str()
        ),
        (Some("again"), Some("4"))
    );
    // the order is still there
    trial.open(&["u3"]);
    let report = trial.check("11", &[]);
    assert_eq!(keys(&report), Vec::<&str>::new());
    assert_eq!(
        (&rule(&report)["fixed"], &rule(&report)["gone"]),
        (&json!(1), &json!(0))
    );
    // the rule itself does not recur
    assert_eq!(report["recurring"], json!([]));
}

/// The export of people may be absent for a month.
#[test]
fn an_account_is_the_same_without_the_table_of_people() {
    let trial = Trial::new();
    let people = || trial.write("people.csv", "account,name\nu1,Ann\nu2,Ann\n");
    people();
    trial.months(&["07"], &["u1"]);
    std::fs::remove_file(trial.0.path().join("people.csv")).unwrap();
    trial.months(&["08"], &["u1"]);
    people();
    trial.open(&["u1"]);
    let report = trial.check("09", &[]);
    let found = again(&report)[0];
    assert_eq!(
        (&found["owner"], &found["key"]),
        (&json!("Ann (u1)"), &json!("open|u1"))
    );
    let recurring = json!([
        { "rule": "open", "owner": "Ann (u1)", "months": 3, "within": 12, "findings": 1 },
    ]);
    assert_eq!(report["recurring"], recurring);
    // the name is as good as the account
    trial.write("people.csv", "account,name\nu1,Ann\n");
    trial.open(&["Ann"]);
    assert_eq!(again(&trial.check("10", &[]))[0]["value"], "4");
}

#[test]
fn nobody_and_masked_owners_are_told() {
    let trial = Trial::new();
    trial.months(&["07", "08"], &["-", "u1"]);
    trial.open(&["-", "", "u1"]);
    let report = trial.check("09", &[]);
    assert_eq!(keys(&report), ["open|u1"]);
    assert!(
        notices(&report).contains("2 findings have no owner"),
        "{report}"
    );
    let secret = PROJECT.replace("clerk = {", "clerk = { sensitive = true,");
    trial.write("crm-audit.toml", &secret);
    let report = trial.check("09", &[]);
    assert_eq!(keys(&report), Vec::<&str>::new());
    assert!(
        notices(&report).contains("3 findings have no owner, or a masked one"),
        "{report}"
    );
}

/// What is not known is told, and changes nothing else.
#[test]
fn without_the_history_it_is_not_judged() {
    let trial = Trial::new();
    trial.months(&["07", "08"], &["u1"]);
    let judged = |more: &[&str]| {
        trial.open(&["u1"]);
        let report = trial.check("09", more);
        assert_eq!(
            (&rule(&report)["status"], &report["exit_code"]),
            (&json!("no_input"), &json!(0))
        );
        assert_eq!(report["errors"], json!([]));
        notices(&report)
    };
    let told = judged(&["--no-history", "--fail-on", "high"]);
    assert!(
        told.contains("not judged: finding-again — --no-history"),
        "{told}"
    );
    std::fs::write(trial.database(), "no database").unwrap();
    let told = judged(&["--fail-on", "high"]);
    assert!(told.contains("not judged: finding-again — "), "{told}");
    assert!(told.contains("history.db is damaged"), "{told}");
    let told = trial.run(&["baseline", "create", "-o", "known.json"]);
    assert_eq!(told.code, 2, "{}", told.stderr);
    assert!(!trial.0.path().join("known.json").exists());
    let told = trial.run(&["dispose", "list"]);
    assert!(told.stderr.contains("damaged"), "{}", told.stderr);
}

/// Decisions and baselines are about what `check` finds, and record nothing.
#[test]
fn it_is_decided_on_and_known_like_others() {
    let trial = Trial::new();
    trial.months(&["07", "08", "09"], &["u1"]);
    let runs = || {
        let told = trial.run(&["history", "--format", "json"]);
        serde_json::from_str::<Value>(&told.stdout).unwrap()["runs"]
            .as_array()
            .unwrap()
            .len()
    };
    let told = trial.run(&[
        "baseline",
        "create",
        "--as-of",
        "2026-10-28",
        "-o",
        "known.json",
    ]);
    assert_eq!((told.code, runs()), (0, 3), "{}", told.stderr);
    let report = trial.check("10", &["--baseline", "known.json"]);
    assert_eq!(
        (&again(&report)[0]["in_baseline"], &report["exit_code"]),
        (&json!(true), &json!(0))
    );
    let dispose = "dispose --as-of 2026-11-28 --rule finding-again --document open|u1 --verdict correct --owner boss --due 2026-11-29 --reason training --decided-by meeting";
    let told = trial.run(&dispose.split(' ').collect::<Vec<_>>());
    assert_eq!((told.code, runs()), (0, 4), "{}", told.stderr);
    let report = trial.check("11", &["--fail-on", "high"]);
    assert_eq!(
        (
            &again(&report)[0]["disposition"]["verdict"],
            &report["exit_code"]
        ),
        (&json!("correct"), &json!(0))
    );
    // who has no more findings has put it right, although there is no such record any more
    trial.open(&["u2"]);
    let report = trial.check("12", &[]);
    let rules = report["rules"].as_array().unwrap().iter();
    let overdue: Vec<&Value> = rules
        .filter(|r| r["id"] == "dispositions.overdue")
        .collect();
    assert_eq!(
        (&overdue[0]["violation"], &overdue[0]["ok"]),
        (&json!(0), &json!(1)),
        "{report}"
    );
}

/// What a run did not look at is not fixed.
#[test]
fn what_was_not_looked_at_stays_open() {
    let trial = Trial::new();
    trial.months(&["06", "07", "08"], &["u1"]);
    let report = trial.check("09", &["--select", "finding-again"]);
    assert!(
        notices(&report).contains("finding-again — none of the rules that it looks at was judged"),
        "{report}"
    );
    assert_eq!(rule(&report)["fixed"], Value::Null);
    // and can be fixed by the next run
    trial.open(&["u3"]);
    assert_eq!(rule(&trial.check("10", &[]))["fixed"], 1);
    trial.open(&["u1"]);
    trial.check("10", &[]);
    // an export that is empty
    trial.write("orders.csv", "no,status,clerk,team\n");
    assert_eq!(rule(&trial.check("11", &[]))["fixed"], 0);
    // a row that cannot be decided may be a finding of whoever has none
    let mapped = PROJECT
        .replace("status = {}", "status = { type = \"integer\" }")
        .replace(
            "one_of = { column = \"status\", values = [\"done\"] }",
            "range = { column = \"status\", max = 1 }",
        );
    trial.write("crm-audit.toml", &mapped);
    for month in ["09", "10", "11"] {
        trial.write(
            "orders.csv",
            "no,status,clerk,team\n1,2,u1,east\n2,1,u2,east\n",
        );
        trial.check(month, &[]);
    }
    trial.write(
        "orders.csv",
        "no,status,clerk,team\n1,?,u1,east\n2,1,u2,east\n",
    );
    let report = trial.check("12", &[]);
    let rule = rule(&report);
    assert_eq!(
        (&rule["undecidable"], &rule["fixed"], &rule["violation"]),
        (&json!(1), &json!(0), &json!(0)),
        "{report}"
    );
}

/// The history keeps 1,000 owners of a rule: nobody knows whether the others had findings.
#[test]
fn owners_who_are_not_recorded_are_undecidable() {
    let trial = Trial::new();
    trial.write(
        "crm-audit.toml",
        &PROJECT.replace("months = 3", "months = 2"),
    );
    let clerks: Vec<String> = (0..1001).map(|n| format!("u{n:04}")).collect();
    let clerks: Vec<&str> = clerks.iter().map(String::as_str).collect();
    trial.months(&["07"], &clerks);
    trial.open(&["u0000", "u1000"]);
    let report = trial.check("08", &[]);
    assert_eq!(keys(&report), ["open|u0000"]);
    assert_eq!(
        (&rule(&report)["ok"], &rule(&report)["undecidable"]),
        (&json!(0), &json!(1))
    );
    trial.open(&["u1000"]);
    assert_eq!(keys(&trial.check("09", &[])), ["open|u1000"]);
}

/// The list of recurring owners begins where the rules do.
#[test]
fn the_list_asks_for_the_fewest_months() {
    let trial = Trial::new();
    trial.write(
        "crm-audit.toml",
        &PROJECT.replace("months = 3", "months = 2"),
    );
    trial.months(&["07"], &["u1"]);
    let told = trial.run(&["check", "--as-of", "2026-08-28"]);
    assert!(
        told.stdout
            .contains("same rule in 2 or more of the last 12 months"),
        "{}",
        told.stdout
    );
}

/// Months with findings count, wherever they are in the window.
#[test]
fn months_need_not_follow_one_another() {
    let trial = Trial::new();
    trial.months(&["02", "05"], &["u1"]);
    trial.months(&["06"], &["u2"]);
    trial.open(&["u1"]);
    let report = trial.check("07", &[]);
    let message = "open: findings in 3 of the last 12 months, since 2026-02; 1 now";
    assert_eq!(again(&report)[0]["message"], message);
    // a part of the export in which there is nobody
    trial.write("part.csv", "no,status,clerk,team\n2,open,u2,east\n");
    let report = trial.check("08", &["--input", "orders=part.csv"]);
    assert_eq!(rule(&report)["fixed"], 0);
    trial.open(&["u1"]);
    let report = trial.check("09", &[]);
    let [found] = again(&report)[..] else {
        panic!("{report}")
    };
    assert_eq!(
        (&found["state"], &found["value"]),
        (&json!("again"), &json!("4"))
    );
    assert_eq!(report["recurring"][0]["months"], 4);
    // the window ends where the rule says
    let narrow = PROJECT.replace("months = 3", "months = 3, within = 4");
    trial.write("crm-audit.toml", &narrow);
    let report = trial.check("09", &[]);
    assert_eq!(keys(&report), Vec::<&str>::new());
    assert_eq!(report["recurring"], json!([]));
    let wide = PROJECT.replace("months = 3", "months = 3, within = 5");
    trial.write("crm-audit.toml", &wide);
    let report = trial.check("09", &[]);
    assert_eq!(
        (
            &again(&report)[0]["value"],
            &report["recurring"][0]["within"]
        ),
        (&json!("3"), &json!(5))
    );
}

/// A history that begins with this month knows as little as none.
#[test]
fn the_first_month_is_not_judged() {
    let trial = Trial::new();
    trial.months(&["07", "08", "09"], &["u1"]);
    let told = trial.run(&[
        "baseline",
        "create",
        "--as-of",
        "2026-09-28",
        "-o",
        "known.json",
    ]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let dispose = "dispose --as-of 2026-09-28 --rule finding-again --document open|u1 --verdict correct --owner boss --due 2026-10-15 --reason training --decided-by meeting";
    let told = trial.run(&dispose.split(' ').collect::<Vec<_>>());
    assert_eq!(told.code, 0, "{}", told.stderr);
    std::fs::remove_dir_all(trial.0.path().join(".crm-audit")).unwrap();
    for day in ["10", "10"] {
        trial.open(&["u1"]);
        let report = trial.check(day, &["--fail-on", "critical"]);
        assert_eq!(
            (&rule(&report)["status"], &report["exit_code"]),
            (&json!("no_input"), &json!(0))
        );
        assert!(
            notices(&report).contains("the history has no month before this one"),
            "{report}"
        );
        for id in ["dispositions.overdue", "dispositions.unused"] {
            let mut rules = report["rules"].as_array().unwrap().iter();
            let of_entry = rules.find(|rule| rule["id"] == id).unwrap();
            assert_eq!(
                (&of_entry["violation"], &of_entry["undecidable"]),
                (&json!(0), &json!(1)),
                "{report}"
            );
        }
        let known = std::fs::read_to_string(trial.0.path().join("known.json")).unwrap();
        let prune = [
            "baseline",
            "prune",
            "--as-of",
            "2026-10-28",
            "--baseline",
            "known.json",
        ];
        let told = trial.run(&prune);
        assert_eq!(told.code, 2, "{}", told.stderr);
        assert_eq!(
            std::fs::read_to_string(trial.0.path().join("known.json")).unwrap(),
            known
        );
        // a project may begin with a baseline
        let create = [
            "baseline",
            "create",
            "--as-of",
            "2026-10-28",
            "-o",
            "first.json",
        ];
        let told = trial.run(&create);
        assert_eq!(told.code, 0, "{}", told.stderr);
        assert!(
            told.stderr.contains("no month before this one"),
            "{}",
            told.stderr
        );
        std::fs::remove_file(trial.0.path().join("first.json")).unwrap();
    }
}

/// A rule that is no longer looked at leaves what was found of it as it was.
#[test]
fn what_is_no_longer_watched_is_not_fixed() {
    let all = PROJECT.replace(", rules = [\"open\"]", "")
        + r#"
[[rule]]
id = "numbered"
table = "orders"
check.required = { columns = ["no"] }
"#;
    let off = format!("{all}\n[tune.\"open\"]\nenabled = false\n");
    let narrow = all.replace("months = 3", "months = 3, rules = [\"numbered\"]");
    let info = format!("{all}\n[tune.\"open\"]\nseverity = \"info\"\n");
    let deleted = all.replace("id = \"open\"", "id = \"other\"");
    for changed in [off, narrow, info, deleted] {
        let trial = Trial::new();
        trial.write("crm-audit.toml", &all);
        trial.months(&["07", "08", "09"], &["u1"]);
        trial.write("crm-audit.toml", &changed);
        let report = trial.check("10", &[]);
        assert_eq!(rule(&report)["violation"], 0);
        assert_eq!(
            (&rule(&report)["fixed"], &rule(&report)["gone"]),
            (&json!(0), &json!(0)),
            "{changed}"
        );
        let notices = report["notices"].as_array().unwrap().iter();
        let told = notices.filter(|notice| {
            let notice = notice.as_str().unwrap();
            notice.contains("changed since the last run") && notice.contains("finding-again")
        });
        assert_eq!(told.count(), 1, "{report}");
    }
    let trial = Trial::new();
    trial.write("crm-audit.toml", &all);
    trial.months(&["07", "08", "09"], &["u1"]);
    let report = trial.check("10", &["--select", "finding-again,numbered"]);
    assert_eq!(rule(&report)["fixed"], 0);
    assert!(
        notices(&report).contains("not judged in this run"),
        "{report}"
    );
    // one more rule is no reason to leave it open
    let trial = Trial::new();
    trial.write("crm-audit.toml", PROJECT);
    trial.months(&["07", "08", "09"], &["u1"]);
    trial.write("crm-audit.toml", &all);
    trial.open(&["u2"]);
    assert_eq!(rule(&trial.check("10", &[]))["fixed"], 1);
}

/// A month that was recorded without the people knows their names only, as all months of older versions do.
#[test]
fn a_recorded_name_counts_for_its_account() {
    let trial = Trial::new();
    trial.months(&["07", "08"], &["Ann"]);
    trial.write("people.csv", "account,name\nu1,Ann\n");
    trial.open(&["u1"]);
    let report = trial.check("09", &[]);
    assert_eq!(keys(&report), ["open|u1"]);
    assert_eq!(
        (
            &again(&report)[0]["value"],
            &report["recurring"][0]["months"]
        ),
        (&json!("3"), &json!(3))
    );
    // it may be either
    trial.write("people.csv", "account,name\nu1,Ann\nu2,Ann\n");
    assert_eq!(keys(&trial.check("09", &[])), Vec::<&str>::new());
}

#[test]
fn a_rule_that_can_look_at_nothing_is_told() {
    let trial = Trial::new();
    trial.months(&["07", "08"], &["u1"]);
    let off = format!("{PROJECT}\n[tune.\"open\"]\nenabled = false\n");
    let others = off.replace("id = \"finding-again\"", "id = \"numbered\"\ntable = \"orders\"\ncheck.required = { columns = [\"no\"] }\n[[rule]]\nid = \"finding-again\"");
    trial.write("crm-audit.toml", &others);
    let report = trial.check("09", &[]);
    assert_eq!(rule(&report)["status"], "no_input");
    assert!(
        notices(&report).contains("none of the rules that it looks at was judged"),
        "{report}"
    );
}

/// Months that are not known cannot make everybody recur.
#[test]
fn a_single_month_before_decides_nothing() {
    let trial = Trial::new();
    let clerks: Vec<String> = (0..1001).map(|n| format!("u{n:04}")).collect();
    let clerks: Vec<&str> = clerks.iter().map(String::as_str).collect();
    trial.months(&["07"], &clerks);
    trial.open(&["u0000", "u1000"]);
    let report = trial.check("08", &[]);
    assert_eq!(
        (&rule(&report)["ok"], &rule(&report)["undecidable"]),
        (&json!(2), &json!(0))
    );
}

/// What is told of shared accounts counts the findings that the tables count.
#[test]
fn findings_again_are_counted_with_those_of_their_owners() {
    let folder = Folder::new(&format!("{PROJECT}[people]\nshared = [\"DESK\"]\n"));
    folder.write("people.csv", "account,name\nDESK,\nu1,Ann\n");
    folder.write(
        "orders.csv",
        "no,status,clerk,team\n1,open,DESK,east\n2,open,DESK,east\n3,open,u1,east\n",
    );
    for day in ["2026-01-28", "2026-02-28"] {
        let told = notices(&folder.report(day, &[]));
        assert!(told.contains("2 findings have a shared account"), "{told}");
    }
    let told = notices(&folder.report("2026-03-28", &[]));
    assert!(
        told.contains("3 findings have a shared account as the owner, so nobody answers for them"),
        "{told}"
    );
}
