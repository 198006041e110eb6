//! `crm-audit process`: ways, map, waits and single cases of a process.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde_json::Value;

use crate::support::{Folder, Outcome};

/// Orders and shipments of an invented company.
const PROJECT: &str = r#"
[project]
calendar = "cn"
hours = ["08:30-12:00", "13:30-17:30"]

[tables.orders]
label = { en = "Orders", zh-CN = "销售订单", zh-TW = "銷售訂單" }
files = "orders.csv"
key = ["no"]
department = "dept"
[tables.orders.fields]
no = {}
written = { type = "datetime" }
writer = { type = "person" }
approved = { type = "datetime" }
approver = { type = "person" }
dept = {}

[tables.shipments]
label = { en = "Shipments", zh-CN = "出货单", zh-TW = "出貨單" }
files = "shipments.csv"
key = ["ship_no"]
[tables.shipments.fields]
ship_no = {}
no = {}
sent = { type = "datetime" }
sender = { type = "person" }

[process.o2c]
label = { en = "Order to shipment", zh-CN = "订单到出货", zh-TW = "訂單到出貨" }
case = "no"
[[process.o2c.event]]
name = "written"
label = { en = "Order written", zh-CN = "订单制单", zh-TW = "訂單製單" }
from = "orders"
at = "written"
by = "writer"
[[process.o2c.event]]
name = "approved"
label = { en = "Order approved", zh-CN = "订单审核", zh-TW = "訂單審核" }
from = "orders"
at = "approved"
by = "approver"
[[process.o2c.event]]
name = "sent"
label = { en = "Goods sent", zh-CN = "货物出库", zh-TW = "貨物出庫" }
from = "shipments"
at = "sent"
by = "sender"
id = "ship_no"

[[rule]]
id = "sent-before-approval"
label = { en = "Sent before approval", zh-CN = "未审先发", zh-TW = "未審先發" }
process = "o2c"
check.flow = { each = "sent", needs = "approved" }

[[rule]]
id = "approved-late"
label = { en = "Approved late", zh-CN = "审核超时", zh-TW = "審核逾時" }
process = "o2c"
check.flow = { each = "written", needs = "approved", order = "after", within = "4 workhours" }

[[rule]]
id = "own-approval"
label = { en = "Approved by the writer", zh-CN = "自制自审", zh-TW = "自製自審" }
process = "o2c"
check.four_eyes = { events = ["written", "approved"] }
"#;

/// Every fifth order is approved a day late, every seventh by who wrote it, every ninth is not approved; every third goes in two
/// shipments. 1 October to 8 October 2026 are days off.
fn exports() -> (Vec<String>, Vec<String>) {
    let (mut orders, mut shipments) = (Vec::new(), Vec::new());
    for n in 1..=36_u32 {
        let day = 9 + n % 4;
        let writer = ["ann", "bob", "cai"][n as usize % 3];
        let checker = if n % 7 == 0 { writer } else { "boss" };
        let dept = ["East", "West"][n as usize % 2];
        let late = u32::from(n % 5 == 0);
        let mut approved = format!("2026-11-{:02} 10:{:02}:00", day + late, n % 60);
        let mut by = checker;
        if n % 9 == 0 {
            (approved, by) = (String::new(), "");
        }
        orders.push(format!(
            "SO{n:03},2026-11-{day:02} 09:{:02}:00,{writer},{approved},{by},{dept}",
            n % 60
        ));
        for part in 0..=u32::from(n % 3 == 0) {
            let day = day + 1 + part + late;
            shipments.push(format!(
                "CH{n:03}-{part},SO{n:03},2026-11-{day:02} 14:{:02}:00,dan",
                n % 60
            ));
        }
    }
    (orders, shipments)
}

fn written(folder: &Folder, (orders, shipments): &(Vec<String>, Vec<String>)) {
    let all = |header: &str, rows: &[String]| format!("{header}\n{}\n", rows.join("\n"));
    let header = "no,written,writer,approved,approver,dept";
    folder.write("orders.csv", &all(header, orders));
    folder.write("shipments.csv", &all("ship_no,no,sent,sender", shipments));
}

fn company() -> Folder {
    let folder = Folder::new(PROJECT);
    written(&folder, &exports());
    folder
}

fn told(folder: &Folder, more: &[&str]) -> Outcome {
    let mut arguments = vec!["process", "--as-of", "2026-11-16"];
    arguments.extend(more);
    folder.run(&arguments)
}

fn json(folder: &Folder, more: &[&str]) -> Value {
    let mut arguments = vec!["--format", "json"];
    arguments.extend(more);
    let told = told(folder, &arguments);
    serde_json::from_str(&told.stdout).unwrap_or_else(|e| panic!("{e}: {}", told.stderr))
}

fn snapshot(name: &str, text: &str) {
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!(name.to_owned(), text);
    });
}

#[test]
fn ways_waits_people_and_rules_are_told_in_three_languages() {
    let folder = company();
    for lang in ["en", "zh-CN", "zh-TW"] {
        let told = crate::support::Run::new(["process", "--as-of", "2026-11-16", "--lang", lang])
            .in_dir(folder.path())
            .env("COLUMNS", "100")
            .run();
        assert_eq!((told.code, told.stderr.as_str()), (0, ""));
        snapshot(&format!("process-{lang}"), &told.stdout);
    }
}

#[test]
fn one_case_is_told_step_by_step() {
    let folder = company();
    let mut all = String::new();
    // conforming, late and in two shipments, not approved
    for case in ["SO001", "SO015", "SO009"] {
        let told = told(&folder, &["--case", case, "--lang", "zh-CN"]);
        assert_eq!((told.code, told.stderr.as_str()), (0, ""));
        let _ = writeln!(all, "{}", told.stdout);
    }
    snapshot("process-case", &all);
    let case = json(&folder, &["--case", "SO009"]);
    assert_eq!(case["conforms"], false);
    let sent = &case["steps"][1];
    assert_eq!(
        (&sent["file"], &sent["row"]),
        (&"shipments.csv".into(), &12.into())
    );
    assert_eq!(sent["rules"][0]["verdict"], "violation");
}

/// The ways and the steps from one event to the next, counted here once more.
#[test]
fn ways_and_paths_are_counted_right() {
    let folder = company();
    let (orders, shipments) = exports();
    let mut cases: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for order in &orders {
        let cells: Vec<&str> = order.split(',').collect();
        let case = cases.entry(cells[0]).or_default();
        case.push((cells[1], "written"));
        if !cells[3].is_empty() {
            case.push((cells[3], "approved"));
        }
    }
    for shipment in &shipments {
        let cells: Vec<&str> = shipment.split(',').collect();
        cases.entry(cells[1]).or_default().push((cells[2], "sent"));
    }
    let (mut ways, mut paths) = (BTreeMap::new(), BTreeMap::new());
    for case in cases.values_mut() {
        case.sort_unstable();
        let way: Vec<&str> = case.iter().map(|(_, event)| *event).collect();
        let ends = [None]
            .into_iter()
            .chain(way.iter().copied().map(Some))
            .chain([None]);
        let ends: Vec<Option<&str>> = ends.collect();
        for pair in ends.windows(2) {
            *paths.entry((pair[0], pair[1])).or_insert(0_u64) += 1;
        }
        *ways.entry(way).or_insert(0_u64) += 1;
    }
    let report = json(&folder, &[]);
    let told = report["variants"].as_array().unwrap();
    assert_eq!(told.len(), ways.len());
    for variant in told {
        let way: Vec<&str> = variant["way"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one.as_str().unwrap())
            .collect();
        assert_eq!(variant["cases"], ways[&way], "{way:?}");
    }
    let told = report["map"]["paths"].as_array().unwrap();
    assert_eq!(told.len(), paths.len());
    for path in told {
        let ends = (path["from"].as_str(), path["to"].as_str());
        assert_eq!(path["times"], paths[&ends], "{ends:?}");
    }
    // an hour of work to the approval, and from there to the next afternoon
    let wait = |from: &str, to: &str| {
        let path = told
            .iter()
            .find(|path| path["from"] == from && path["to"] == to);
        path.unwrap()["took"].clone()
    };
    assert_eq!(wait("written", "approved")["unit"], "workminute");
    assert_eq!(wait("written", "approved")["median"], 60.0);
    // 10:mm to 12:00, 13:30 to 17:30, 8:30 to 12:00, 13:30 to 14:mm
    assert_eq!(
        wait("approved", "sent")["median"],
        120.0 + 240.0 + 210.0 + 30.0
    );
    // every ninth is not approved, every fifth is approved late, every seventh by who wrote it
    let rules = report["rules"].as_array().unwrap();
    let found: Vec<u64> = rules
        .iter()
        .map(|rule| rule["counts"]["violation"].as_u64().unwrap())
        .collect();
    let late = (1..=36).filter(|n| n % 9 == 0 || n % 5 == 0).count() as u64;
    let unapproved: u64 = (1..=36)
        .filter(|n| n % 9 == 0)
        .map(|n| 1 + u64::from(n % 3 == 0))
        .sum();
    let own = (1..=36).filter(|n| n % 7 == 0 && n % 9 != 0).count() as u64;
    assert_eq!(found, [unapproved, late, own]);
    let deviating = (1..=36)
        .filter(|n| n % 9 == 0 || n % 5 == 0 || n % 7 == 0)
        .count();
    assert_eq!(report["deviating"], deviating);
}

#[test]
fn the_order_of_the_rows_makes_no_difference() {
    let folder = company();
    let all = |folder: &Folder| {
        ["json", "svg", "mermaid", "table"].map(|format| told(folder, &["--format", format]).stdout)
    };
    let before = all(&folder);
    assert!(before.iter().all(|text| !text.is_empty()));
    let (mut orders, mut shipments) = exports();
    orders.reverse();
    shipments.rotate_left(17);
    shipments.swap(0, 5);
    written(&folder, &(orders, shipments));
    assert_eq!(all(&folder), before);
}

/// Words of a log that the process does not declare, at one moment: in whatever order they are met, their ways are the same.
#[test]
fn words_of_one_moment_have_a_fixed_order() {
    let project = r#"
[tables.log]
files = "log.csv"
[tables.log.fields]
no = {}
what = {}
at = { type = "datetime" }
[process.p]
case = "no"
from = "log"
activity = "what"
at = "at"
[[process.p.event]]
name = "begin"
"#;
    let folder = Folder::new(project);
    let rows = [
        "1,begin,2026-11-02 08:00",
        "1,zeta,2026-11-02 09:00",
        "1,alpha,2026-11-02 09:00",
        "2,alpha,2026-11-03 09:00",
        "2,zeta,2026-11-03 09:00",
    ];
    let ways = |rows: &[&str]| {
        folder.write("log.csv", &format!("no,what,at\n{}\n", rows.join("\n")));
        json(&folder, &[])["variants"].clone()
    };
    let before = ways(&rows);
    assert_eq!(before[1]["way"], serde_json::json!(["alpha", "zeta"]));
    let reversed: Vec<&str> = rows.iter().rev().copied().collect();
    assert_eq!(ways(&reversed), before);
}

/// What is drawn is well-formed, whatever the labels say; and what only cases with findings do is told apart.
#[test]
fn the_picture_is_xml_and_tells_deviations_apart() {
    let folder = Folder::new(&PROJECT.replace("Goods sent", "</text><script>alert('&')</script>"));
    written(&folder, &exports());
    let drawn = told(&folder, &["--format", "svg", "--paths", "100%"]).stdout;
    assert!(!drawn.contains("<script"));
    let mut reader = quick_xml::Reader::from_str(&drawn);
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    loop {
        match reader.read_event().unwrap() {
            quick_xml::events::Event::Start(tag) | quick_xml::events::Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                *names.entry(name).or_default() += 1;
            }
            quick_xml::events::Event::Eof => break,
            _ => {}
        }
    }
    let report = json(&folder, &[]);
    let paths = report["map"]["paths"].as_array().unwrap();
    let deviating = paths
        .iter()
        .filter(|path| path["is_deviation"] == true)
        .count();
    // a head and a label for each way, and two samples in the legend; five places and a title
    assert_eq!(names["polygon"], paths.len() + 2);
    assert_eq!(names["title"], 2 * paths.len() + 5 + 1);
    let dashed = drawn.matches("stroke-dasharray=\"7 4\"").count();
    assert!(deviating > 0);
    assert_eq!(dashed, deviating + 1);
    let text = told(&folder, &["--format", "mermaid", "--paths", "100%"]).stdout;
    assert_eq!(text.matches("-.->").count(), deviating);
    assert!(!text.contains("<script"));
}

/// Rare ways are left out and told; each event keeps one way in and one out.
#[test]
fn a_filter_says_what_it_leaves_out() {
    let folder = company();
    let whole = json(&folder, &["--paths", "100%"]);
    assert_eq!(whole["drawn"]["left_out"]["paths"], 0);
    let few = json(&folder, &["--paths", "10%"]);
    assert_eq!(few["map"], whole["map"]);
    let left = few["drawn"]["left_out"]["paths"].as_u64().unwrap();
    let all = few["map"]["paths"].as_array().unwrap().len() as u64;
    let drawn = told(&folder, &["--format", "mermaid", "--paths", "10%"]).stdout;
    let edges = drawn.matches("|\"").count() as u64;
    assert_eq!(edges + left, all);
    assert!(left > 0 && edges >= 4, "{drawn}");
    assert!(drawn.contains(&format!("left out: {left} ways")), "{drawn}");
    let two = json(&folder, &["--activities", "60%"]);
    assert_eq!(two["drawn"]["left_out"]["events"], 1);
}

#[test]
fn nobody_who_is_hidden_is_named() {
    let secret = "type = \"person\", sensitive = true }";
    let folder = Folder::new(&PROJECT.replace("type = \"person\" }", secret));
    written(&folder, &exports());
    for format in ["table", "json", "svg", "mermaid"] {
        let told = told(&folder, &["--format", format]);
        for name in ["ann", "bob", "cai", "dan", "boss"] {
            let quoted = [format!(" {name} "), format!("\"{name}\"")];
            assert!(
                !quoted.iter().any(|one| told.stdout.contains(one)),
                "{format}: {name}"
            );
        }
    }
    let case = told(&folder, &["--case", "SO007"]).stdout;
    assert!(case.contains("***") && !case.contains("bob"), "{case}");
    let found = folder.report("2026-11-16", &[]);
    assert_eq!(found["findings"][0]["owner"], "***");
}

#[test]
fn earlier_runs_show_the_trend() {
    let folder = company();
    assert_eq!(
        json(&folder, &[])["rules"][0]["earlier"],
        serde_json::json!([])
    );
    folder.report("2026-11-10", &[]);
    folder.report("2026-11-15", &[]);
    let report = json(&folder, &[]);
    let earlier = report["rules"][0]["earlier"].as_array().unwrap();
    let days: Vec<&Value> = earlier.iter().map(|run| &run["as_of"]).collect();
    assert_eq!(days, ["2026-11-10", "2026-11-15"]);
    assert_eq!(earlier[1]["counts"], report["rules"][0]["counts"]);
    let shown = told(&folder, &[]).stdout;
    assert!(shown.contains("2026-11-10"), "{shown}");
    let without = told(&folder, &["--no-history"]).stdout;
    assert!(!without.contains("2026-11-10"), "{without}");
}

#[test]
fn what_is_not_there_is_told_with_what_was_meant() {
    let folder = company();
    for (arguments, says) in [
        (&["o2b"][..], "did you mean `o2c`?"),
        (&["o2c", "--case", "SO01"], "did you mean `SO001`?"),
        (
            &["--case", "SO001", "-o", "map.svg"],
            "a map is of a process",
        ),
        (&["-o", "map.png"], "map.png: a process is written as"),
        (
            &["-o", "orders.csv.json", "-o", "orders.csv.json"],
            "orders.csv.json",
        ),
        (&["--paths", "120%"], "`120%` is no value for"),
        (&["--input", "shipments=nowhere.csv"], "nowhere.csv"),
    ] {
        let told = told(&folder, arguments);
        assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(told.stderr.contains(says), "{}", told.stderr);
    }
    folder.write(
        "crm-audit.toml",
        "[tables.t]\nfiles = \"orders.csv\"\n[tables.t.fields]\nno = {}\n",
    );
    let told = told(&folder, &[]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("[process.NAME]"), "{}", told.stderr);
}

#[test]
fn several_processes_are_listed() {
    let second = "\n[process.short]\ncase = \"no\"\n[[process.short.event]]\nname = \"written\"\nfrom = \"orders\"\nat = \"written\"\n";
    let folder = Folder::new(&format!("{PROJECT}{second}"));
    written(&folder, &exports());
    let listed = told(&folder, &[]);
    assert_eq!(listed.code, 0);
    assert!(listed.stdout.contains("o2c") && listed.stdout.contains("short"));
    // nothing says which cases conform
    let short = json(&folder, &["short"]);
    assert_eq!(
        (&short["conforming"], &short["cases"]),
        (&Value::Null, &36.into())
    );
    let drawn = told(&folder, &["short", "--format", "svg"]).stdout;
    assert!(!drawn.contains("stroke-dasharray"));
    // the folder alone: not a name
    let path = folder.path().to_str().unwrap();
    let told = crate::support::Run::new(["process", path]).run();
    assert_eq!((told.code, told.stdout), (0, listed.stdout));
}

#[test]
fn files_are_written_in_all_formats() {
    let folder = company();
    let files = ["p.json", "p.xlsx", "p.svg", "p.mmd", "p.txt"];
    let arguments: Vec<&str> = files.iter().flat_map(|file| ["-o", file]).collect();
    let read = || files.map(|file| std::fs::read(folder.path().join(file)).unwrap());
    let first = told(&folder, &arguments);
    assert_eq!(first.code, 0, "{}", first.stderr);
    let before = read();
    told(&folder, &arguments);
    assert_eq!(read(), before);
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(folder.path().join("p.xlsx")).unwrap();
    let names = calamine::Reader::sheet_names(&book);
    assert_eq!(
        names,
        ["Process", "Ways", "Waits", "Paths", "People", "Rules"]
    );
    let ways = calamine::Reader::worksheet_range(&mut book, "Ways").unwrap();
    assert_eq!(
        ways.height(),
        json(&folder, &[])["variants"].as_array().unwrap().len() + 1
    );
    let case = told(&folder, &["--case", "SO001", "-o", "case.xlsx"]);
    assert_eq!(case.code, 0, "{}", case.stderr);
}
