//! What rules count beside their verdicts, held against the runs before.

use serde_json::{Value, json};

use crate::support::{Folder, notices};

const PROJECT: &str = r#"
[project]
lang = "en"

[tables.customers]
files = "customers.csv"
key = ["code"]
[tables.customers.fields]
code = {}
name = {}
tel = {}
tax = {}
level = {}

[tables.orders]
files = "orders.csv"
key = ["no"]
[tables.orders.fields]
no = {}
day = { type = "date" }

[[rule]]
id = "card"
table = "customers"
[rule.check.complete]
need = [
  { columns = ["name", "tel"] },
  { columns = ["tax"], when = "level = 'A'" },
]

[[rule]]
id = "gone"
table = "orders"
check.volume = { at = "day", per = "month", earlier = "2%" }
"#;

/// A project whose orders are so many in January, February and March.
fn project(months: [usize; 3]) -> Folder {
    let folder = Folder::new(PROJECT);
    folder.write(
        "customers.csv",
        "code,name,tel,tax,level\n1,a,,,A\n2,b,5,7,A\n3,c,,,B\n4,,5,,B\n",
    );
    orders(&folder, months);
    folder
}

fn orders(folder: &Folder, months: [usize; 3]) {
    let each = months.into_iter().zip(1..).flat_map(|(count, month)| {
        (0..count).map(move |no| format!("{month}-{no},2026-0{month}-{:02}\n", no % 28 + 1))
    });
    folder.write(
        "orders.csv",
        &format!("no,day\n{}", each.collect::<String>()),
    );
}

fn rule<'r>(report: &'r Value, id: &str) -> &'r Value {
    let mut rules = report["rules"].as_array().unwrap().iter();
    rules.find(|rule| rule["id"] == id).unwrap()
}

fn found(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().unwrap().iter();
    let found = findings.filter(|finding| finding["rule"] == "gone");
    found.map(|f| f["message"].as_str().unwrap()).collect()
}

#[test]
fn how_columns_are_filled_from_run_to_run() {
    let folder = project([1, 1, 1]);
    folder.report("2026-03-31", &[]);
    folder.write(
        "customers.csv",
        "code,name,tel,tax,level\n1,a,6,,A\n2,b,5,7,A\n3,c,,,B\n4,d,5,,A\n",
    );
    let report = folder.report("2026-04-30", &[]);
    let before = |count: u64, among: u64, rate: f64| json!([{ "as_of": "2026-03-31", "count": count, "among": among, "rate": rate }]);
    assert_eq!(
        rule(&report, "card")["counted"],
        json!([
            { "name": "name", "count": 4, "among": 4, "rate": 1.0, "before": before(3, 4, 0.75) },
            { "name": "tel", "count": 3, "among": 4, "rate": 0.75, "before": before(2, 4, 0.5) },
            { "name": "tax", "count": 1, "among": 3, "rate": 1.0 / 3.0, "before": before(1, 2, 0.5) },
        ])
    );
    let shown = folder.run(&["check", "--as-of", "2026-04-30"]).stdout;
    let lines: Vec<&str> = shown.lines().map(str::trim).collect();
    let line = |name: &str| {
        let of_column = lines.iter().find(|line| line.starts_with(name));
        let words = of_column.unwrap().split_whitespace();
        words.map(str::to_owned).collect::<Vec<String>>()
    };
    // the least filled first; what is full now was not before
    assert_eq!(line("tax"), ["tax", "3", "1", "33.3%", "50.0%"]);
    assert_eq!(line("name"), ["name", "4", "4", "100.0%", "75.0%"]);
}

#[test]
fn rows_that_have_gone_from_a_month_that_was_over() {
    let folder = project([10, 50, 7]);
    let first = folder.report("2026-03-15", &[]);
    assert_eq!(found(&first), Vec::<&str>::new());
    let nothing = "gone: rows were not held against an earlier run: no earlier run has read all of the exports and counted them";
    assert!(notices(&first).contains(nothing), "{}", notices(&first));
    assert_eq!(rule(&first, "gone")["ok"], 0);

    // January may be a part of a month, and March was not over
    orders(&folder, [3, 48, 40]);
    let second = folder.report("2026-04-30", &[]);
    assert_eq!(
        found(&second),
        ["2026-02 has 48 rows; the run of 2026-03-15 counted 50"]
    );
    assert_eq!(rule(&second, "gone")["counted"][2]["count"], 40);

    // what is still missing is still found; 49 are 2 % less than the 50 that there were
    orders(&folder, [3, 48, 40]);
    let third = folder.report("2026-05-31", &[]);
    assert_eq!(found(&third), found(&second));
    assert_eq!(rule(&third, "gone")["again"], 1);
    orders(&folder, [3, 49, 40]);
    let back = folder.report("2026-06-30", &[]);
    assert!(found(&back).is_empty());
    assert_eq!(rule(&back, "gone")["fixed"], 1);
    // the last months are missed as well
    orders(&folder, [3, 50, 0]);
    let short = folder.report("2026-07-31", &[]);
    assert_eq!(
        found(&short),
        ["2026-03 has 0 rows; the run of 2026-04-30 counted 40"]
    );
    // the same day again is held against the days before
    assert_eq!(found(&folder.report("2026-07-31", &[])), found(&short));
    let without = folder.report("2026-07-31", &["--no-history"]);
    assert!(notices(&without).contains("--no-history leaves out"));
    assert!(found(&without).is_empty());
}

#[test]
fn a_rule_that_counts_otherwise_is_not_held_against_what_it_counted() {
    let folder = project([10, 50, 7]);
    folder.report("2026-03-15", &[]);
    let narrower = PROJECT.replace("id = \"gone\"", "id = \"gone\"\nwhen = \"no <> '2-1'\"");
    folder.write("crm-audit.toml", &narrower);
    let report = folder.report("2026-04-30", &[]);
    assert!(found(&report).is_empty());
    assert!(notices(&report).contains("the rule has been changed since the run of 2026-03-15"));
    // how far counts may be apart does not change them
    let wider = narrower.replace("earlier = \"2%\"", "earlier = \"3%\"");
    folder.write("crm-audit.toml", &wider);
    orders(&folder, [10, 40, 7]);
    let report = folder.report("2026-05-31", &[]);
    assert_eq!(
        found(&report),
        ["2026-02 has 39 rows; the run of 2026-04-30 counted 49"]
    );
}
