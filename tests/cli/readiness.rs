//! `crm-audit readiness`: what is there, what waits for what, and who is silent.

use std::fs;

use serde_json::{Value, json};

use unicode_width::UnicodeWidthStr;

#[cfg(unix)]
use crate::history::as_reader;
use crate::support::{Folder, Run, notices};

const PROJECT: &str = r#"
[project]
lang = "en"
go_live = 2027-01-01

[tables.customers]
label = "Customers"
files = "in/*/customers.csv"
key = ["code"]
supplier = { East = "in/east/*", South = "in/south/*", West = "in/west/*" }
expect = { East = 4, South = 2, West = 1 }
collect = { from = 2026-11-02, due = 2026-11-20 }
[tables.customers.fields]
code = { required = true }
name = { required = true }
group = {}
credit = { type = "decimal" }
[tables.customers.control]
rows = 6
sum = { credit = 12345678901234567.02 }

[tables.orders]
label = "Open orders"
files = "in/orders.csv"
key = ["no"]
supplier = { column = "dept" }
[tables.orders.fields]
no = { required = true }
customer = {}
day = { type = "date" }
status = {}
open = { type = "decimal" }
dept = {}
[tables.orders.opening]
date = "day"
finished = "status = 'closed'"
amount = "open"
existing = "known.no"
optional = true

[tables.lines]
files = "in/lines.csv"
[tables.lines.fields]
order = {}

[tables.known]
files = "known.csv"
[tables.known.fields]
no = {}

[[rule]]
id = "group-unknown"
table = "customers"
check.reference = { columns = ["group"], table = "customers" }

[[rule]]
id = "customer-unknown"
table = "orders"
check.reference = { columns = ["customer"], table = "customers" }

[[link]]
from = "lines.order"
to = "orders.no"
"#;

/// Customers lead to their groups, orders to customers, lines to orders.
pub(crate) fn collection() -> Folder {
    let folder = Folder::new(PROJECT);
    for part in ["east", "south"] {
        fs::create_dir_all(folder.path().join("in").join(part)).unwrap();
    }
    // C has no name; B is of its group, and D of the group of B
    folder.write(
        "in/east/customers.csv",
        "code,name,group,credit\nA,a,,12345678901234567.01\nB,b,C,0.01\nC,,,0\n",
    );
    folder.write(
        "in/south/customers.csv",
        "code,name,group,credit\nD,d,B,0\nE,e,A,0\n",
    );
    folder.write(
        "in/orders.csv",
        "no,customer,day,status,open,dept\n1,A,2026-10-01,open,10.5,X\n2,D,2026-10-02,open,20,X\n\
         3,Z,2026-10-03,open,40,Y\n4,A,2026-10-04,closed,0,Y\n5,A,2027-01-01,open,80,Y\n6,,2026-10-06,open,160,Y\n\
         ,A,2026-10-07,open,320,Y\n1,A,2026-10-08,open,640,Y\n",
    );
    folder.write("in/lines.csv", "order\n1\n2\n4\n9\n\n");
    folder.write("known.csv", "no\n6\n7\n");
    folder
}

pub(crate) fn told(folder: &Folder, day: &str, more: &[&str]) -> Value {
    let arguments = ["readiness", "--as-of", day, "--format", "json"];
    let told = folder.run(&[&arguments, more].concat());
    let told: Value =
        serde_json::from_str(&told.stdout).unwrap_or_else(|_| panic!("{}", told.stderr));
    told
}

pub(crate) fn table<'t>(told: &'t Value, name: &str) -> &'t Value {
    let mut tables = told["tables"].as_array().unwrap().iter();
    tables.find(|table| table["table"] == name).unwrap()
}

/// Received, complete, faulty, blocked, left out, ready.
pub(crate) fn figures(line: &Value) -> [Option<u64>; 6] {
    [
        "received", "complete", "faulty", "blocked", "left_out", "ready",
    ]
    .map(|key| line[key].as_u64())
}

pub(crate) fn supplier<'t>(table: &'t Value, name: &str) -> &'t Value {
    let mut lines = table["suppliers"].as_array().unwrap().iter();
    lines.find(|line| line["supplier"] == name).unwrap()
}

#[test]
fn rows_wait_for_what_is_refused_over_several_steps() {
    let folder = collection();
    let told = told(&folder, "2026-11-10", &[]);
    let [customers, orders, lines] =
        ["customers", "orders", "lines"].map(|name| table(&told, name));
    let all = |table: &Value| figures(&table["all"]);
    let some = |figures: [u64; 6]| figures.map(Some);
    assert_eq!(all(customers), some([5, 4, 1, 2, 0, 2]));
    assert_eq!(
        figures(supplier(customers, "East")),
        some([3, 2, 1, 1, 0, 1])
    );
    assert_eq!(
        figures(supplier(customers, "West")),
        some([0, 0, 0, 0, 0, 0])
    );
    assert_eq!(all(orders), some([8, 7, 1, 2, 2, 3]));
    assert_eq!(figures(supplier(orders, "X")), some([2, 2, 0, 1, 0, 1]));
    // nothing asks whether they are complete: that is no 0
    assert_eq!(
        all(lines),
        [Some(4), None, Some(0), Some(3), Some(0), Some(1)]
    );
    let fates = &orders["all"]["fates"];
    assert_eq!(fates["ready"], json!({ "rows": 3, "amount": "810.5" }));
    assert_eq!(fates["blocked"], json!({ "rows": 2, "amount": "60" }));
    assert_eq!(
        orders["references"][0]["held"],
        json!([
            { "key": "D", "cause": "blocked", "rows": 1, "amount": "20" },
            { "key": "Z", "cause": "missing", "rows": 1, "amount": "40" },
        ])
    );
    assert_eq!(
        told["import_order"],
        json!([["customers"], ["orders"], ["lines"]])
    );
    let waits = |row: &Value| row["waits_for"]["key"].as_str().map(str::to_owned);
    let rows = lines["rows"].as_array().unwrap().iter();
    let rows: Vec<_> = rows.filter_map(waits).collect();
    assert_eq!(rows, ["2", "4", "9"]);
    let opening = &orders["opening"];
    assert_eq!(
        (&opening["copies"], &opening["existing"]),
        (&json!(1), &json!(1))
    );
    assert_eq!(
        opening["referring"],
        json!([{ "table": "lines", "met": { "rows": 1, "amount": null }, "dangling": { "rows": 3, "amount": null } }])
    );
    assert_eq!(
        (&opening["first"], &opening["last"]),
        (&json!("2026-10-01"), &json!("2026-10-08"))
    );
    // what the new system has is no part of the collection
    assert_eq!(told["tables"].as_array().unwrap().len(), 3);
    assert_eq!(
        (&told["ready"], &told["exit_code"]),
        (&json!(false), &json!(1))
    );
}

#[test]
fn totals_are_exact_to_the_last_digit() {
    let folder = collection();
    let control = |day| table(&told(&folder, day, &[]), "customers")["control"].clone();
    let totals = control("2026-11-10");
    assert_eq!(
        totals[0],
        json!({ "field": null, "should": "6", "is": "5", "difference": "-1", "unreadable": 0 })
    );
    assert_eq!(totals[1]["should"], "12345678901234567.02");
    assert_eq!(totals[1]["difference"], "0");
    // one cell that cannot be read leaves the sum open
    folder.write(
        "in/south/customers.csv",
        "code,name,group,credit\nD,d,B,many\nE,e,A,0\n",
    );
    let totals = control("2026-11-10");
    assert_eq!(
        (&totals[1]["is"], &totals[1]["unreadable"]),
        (&Value::Null, &json!(1))
    );
}

#[test]
fn days_tell_who_is_silent_when_all_is_there_and_what_comes_back() {
    let folder = collection();
    let first = told(&folder, "2026-11-04", &[]);
    let customers = table(&first, "customers");
    // 3 of 15 working days are over
    assert_eq!(supplier(customers, "East")["expected_by_today"], 0);
    assert_eq!(customers["all"]["expected_by_today"], 1);
    assert_eq!(
        supplier(customers, "East")["forecast"],
        json!({ "state": "day", "day": "2026-11-05" })
    );
    // all is there when the last of them is
    assert_eq!(
        customers["all"]["forecast"],
        json!({ "state": "standstill" })
    );
    assert_eq!(
        supplier(customers, "South")["forecast"],
        json!({ "state": "there" })
    );
    assert_eq!(
        supplier(customers, "West")["forecast"],
        json!({ "state": "standstill" })
    );
    assert_eq!(
        supplier(customers, "West")["silent"],
        json!({ "since": null })
    );
    assert_eq!(supplier(customers, "East")["silent"], Value::Null);
    assert_eq!(supplier(customers, "East")["returned"], 0);
    // nothing new for four working days
    let second = told(&folder, "2026-11-10", &[]);
    let east = supplier(table(&second, "customers"), "East");
    assert_eq!(
        east["silent"],
        json!({ "since": "2026-11-04", "workdays": 4 })
    );
    assert_eq!(east["returned"], 0);
    // sent in once more, with the same fault; the order of rows makes no difference
    folder.write(
        "in/east/customers.csv",
        "code,name,group,credit\nC,,,0\nA,a,,12345678901234567.01\nB,b,C,0.02\n",
    );
    let third = told(&folder, "2026-11-12", &[]);
    let customers = table(&third, "customers");
    let east = supplier(customers, "East");
    assert_eq!(
        (&east["silent"], &east["returned"]),
        (&Value::Null, &json!(1))
    );
    assert_eq!(customers["all"]["returned"], 1);
    let trend = third["trend"].as_array().unwrap();
    let of_east = trend.iter().filter(|one| one["supplier"] == "East");
    let days: Vec<&Value> = of_east.map(|one| &one["day"]).collect();
    assert_eq!(days, ["2026-11-04", "2026-11-10", "2026-11-12"]);
    let text = folder.run(&["readiness", "--as-of", "2026-11-12"]).stdout;
    insta::assert_snapshot!(text);
    let text = folder.run(&["readiness", "--as-of", "2026-11-12", "--lang", "zh-CN"]);
    insta::assert_snapshot!(text.stdout);
    // without a history nobody knows
    let alone = told(&folder, "2026-11-12", &["--no-history"]);
    let east = supplier(table(&alone, "customers"), "East");
    assert_eq!(
        (&east["returned"], &east["silent"]),
        (&Value::Null, &Value::Null)
    );
}

/// A contact names his customer, and a customer his first contact.
#[test]
fn tables_that_refer_to_each_other_hold_each_other_back() {
    let folder = Folder::new(
        "[project]\nlang = \"en\"\n[tables.c]\nfiles = \"c.csv\"\nkey = [\"no\"]\n[tables.c.fields]\nno = {}\nfirst = {}\nname = { required = true }\n\
         [tables.p]\nfiles = \"p.csv\"\nkey = [\"no\"]\n[tables.p.fields]\nno = {}\nof = {}\n\
         [[link]]\nfrom = \"c.first\"\nto = \"p.no\"\n[[link]]\nfrom = \"p.of\"\nto = \"c.no\"\n",
    );
    folder.write("c.csv", "no,first,name\n1,a,x\n2,b,\n3,c,x\n4,d,x\n");
    folder.write("p.csv", "no,of\na,1\nb,2\nc,2\nd,3\n");
    let told = told(&folder, "2026-11-10", &[]);
    let all = |name| figures(&table(&told, name)["all"]);
    assert_eq!(all("c"), [4, 3, 1, 2, 0, 1].map(Some));
    assert_eq!(
        all("p"),
        [Some(4), None, Some(0), Some(3), Some(0), Some(1)]
    );
    assert_eq!(told["import_order"], json!([["c", "p"]]));
    let text = folder
        .run(&["readiness", "--as-of", "2026-11-10", "--no-history"])
        .stdout;
    assert!(text.contains("Import order: (c ↔ p)"), "{text}");
}

#[test]
fn what_may_not_be_seen_is_masked_and_formulas_stay_texts() {
    let project = PROJECT
        .replace(
            "code = { required = true }",
            "code = { required = true, sensitive = true }",
        )
        .replace("customer = {}", "customer = { sensitive = true }");
    let folder = collection();
    folder.write("crm-audit.toml", &project);
    let orders = "no,customer,day,status,open,dept\n=1+1,SECRET99,2026-10-01,open,1,\u{1b}[31mX\n";
    folder.write("in/orders.csv", orders);
    let out = ["rows.csv", "all.xlsx", "all.json", "all.txt"];
    let run = || {
        let written = out.iter().flat_map(|file| ["-o", file]);
        let arguments = ["readiness", "--as-of", "2026-11-10", "--no-history"];
        let arguments: Vec<&str> = arguments.into_iter().chain(written).collect();
        let told = folder.run(&arguments);
        assert_eq!(told.code, 1, "{}", told.stderr);
        out.map(|file| fs::read(folder.path().join(file)).unwrap())
    };
    let (first, second) = (run(), run());
    assert_eq!(first, second);
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    for file in [&first[0], &first[2], &first[3]] {
        let text = text(file);
        assert!(
            !text.contains("SECRET99") && !text.contains('\u{1b}'),
            "{text}"
        );
    }
    assert!(text(&first[0]).contains(",'=1+1,"), "{}", text(&first[0]));
}

/// Nobody knows what stands in a file that cannot be read, so nothing that refers to it can be loaded.
#[test]
fn what_refers_to_a_table_that_is_not_read_in_full_waits() {
    let folder = collection();
    folder.write("in/south/customers.csv", "code,name,credit\nD,d,0\nE,e,0\n");
    let run = told(&folder, "2026-11-12", &["--no-history"]);
    assert_eq!(table(&run, "customers")["read"], false);
    let orders = table(&run, "orders");
    let waiting = orders["rows"].as_array().unwrap().iter();
    let waiting = waiting.filter(|row| row["state"] == "blocked");
    let causes: Vec<&Value> = waiting.map(|row| &row["waits_for"]["cause"]).collect();
    assert_eq!(causes, ["unread"; 4]);
    assert_eq!(run["exit_code"], 2);
    let arguments = ["readiness", "--as-of", "2026-11-12", "--no-history"];
    let shown = folder.run(&arguments).stdout;
    let received = table(&run, "orders")["all"]["received"].as_u64().unwrap()
        + table(&run, "lines")["all"]["received"].as_u64().unwrap();
    assert!(
        shown.contains(&format!("\n{received} rows received: ")),
        "{shown}"
    );
    let reason =
        "\nNot read in full, and not counted here: Customers (because of in/south/customers.csv)\n";
    assert!(shown.contains(reason), "{shown}");
}

/// The audit may do without an optional column; the totals cannot.
#[test]
fn a_file_without_a_column_that_is_added_up_is_an_error() {
    let project = PROJECT.replace("credit = { type", "credit = { optional = true, type");
    let folder = collection();
    folder.write("crm-audit.toml", &project);
    folder.write("in/south/customers.csv", "code,name,group\nD,d,B\nE,e,A\n");
    let arguments = ["readiness", "--as-of", "2026-11-12", "--no-history"];
    let told = folder.run(&arguments);
    assert_eq!(told.code, 2, "{}", told.stdout);
    let expected = "error: in/south/customers.csv: no column for \"credit\"";
    assert!(told.stderr.contains(expected), "{}", told.stderr);
}

#[test]
fn a_collection_that_is_ready_ends_with_0_and_one_that_cannot_be_read_with_2() {
    let folder = Folder::new(
        "[project]\nlang = \"en\"\n[tables.t]\nfiles = \"t.csv\"\nsupplier = \"Sales\"\nexpect = 2\n[tables.t.fields]\nno = { required = true }\n\
         [tables.t.control]\nrows = 2\n",
    );
    let code = |more: &[&str]| {
        folder
            .run(&[&["readiness", "--no-history"], more].concat())
            .code
    };
    // nobody has sent in anything: that is silence and no mistake
    assert_eq!(code(&[]), 3);
    folder.write("t.csv", "other\n1\n");
    assert_eq!(code(&[]), 2);
    folder.write("t.csv", "no\n1\n");
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--exit-zero"]), 0);
    folder.write("t.csv", "no\n1\n2\n");
    assert_eq!(code(&[]), 0);
    folder.write("t.csv", "");
    assert_eq!(code(&[]), 2);
    assert_eq!(code(&["--silent", "0"]), 2);
}

/// Each list fits, whatever has to be left out of it, and what is left out is named.
#[test]
fn no_line_is_longer_than_the_terminal_is_wide() {
    let folder = collection();
    for day in [
        "2026-11-04",
        "2026-11-05",
        "2026-11-06",
        "2026-11-09",
        "2026-11-10",
    ] {
        told(&folder, day, &[]);
    }
    for lang in ["en", "zh-CN", "zh-TW"] {
        for width in [60, 80, 100] {
            let arguments = [
                "readiness",
                "--as-of",
                "2026-11-12",
                "--lang",
                lang,
                "--no-history",
            ];
            let lists = |more: &[&str]| {
                let run = Run::new([&arguments[..5], more].concat()).in_dir(folder.path());
                run.env("COLUMNS", width.to_string()).run().stdout
            };
            for text in [lists(&[]), lists(&["--no-history"])] {
                let longest = text.lines().map(UnicodeWidthStr::width).max().unwrap();
                assert!(longest <= width, "{lang} {width}: {longest}\n{text}");
            }
        }
    }
    let run = |width: &str| {
        let arguments = ["readiness", "--as-of", "2026-11-12", "--no-history"];
        let run = Run::new(arguments).in_dir(folder.path());
        run.env("COLUMNS", width).run().stdout
    };
    insta::assert_snapshot!(run("60"));
    let wide = run("200");
    assert!(!wide.contains("left out: "), "{wide}");
}

#[test]
fn lists_that_are_not_wanted_are_told_by_their_length() {
    let folder = collection();
    let run = |limit: &str| {
        let arguments = [
            "readiness",
            "--as-of",
            "2026-11-10",
            "--no-history",
            "--limit",
            limit,
        ];
        folder.run(&arguments).stdout
    };
    let text = run("0");
    for expected in [
        "\nWhat holds what back: 7 lines are not listed; all of them with `-o FILE.xlsx`, `-o FILE.csv` or `--limit`\n",
        "\nWhom to call: 1 line is not listed; ",
        "\nRows: 7 lines are not listed; ",
        "\nWhat is there\n",
    ] {
        assert!(text.contains(expected), "{expected}\n{text}");
    }
    assert!(
        !text.contains("Held back by") && !text.contains("Silence"),
        "{text}"
    );
    assert!(run("1").contains("Held back by"));
}

/// He has not sent nothing: what he has sent is there no more.
#[test]
fn a_supplier_whose_file_is_gone() {
    let folder = collection();
    let silence = |day: &str| {
        let told = told(&folder, day, &[]);
        supplier(table(&told, "customers"), "South")["silent"].clone()
    };
    assert_eq!(silence("2026-11-04"), Value::Null);
    fs::remove_file(folder.path().join("in/south/customers.csv")).unwrap();
    let gone = json!({ "since": null, "last": "2026-11-04", "rows": 2 });
    assert_eq!(silence("2026-11-05"), gone);
    // on the days after it is still told
    assert_eq!(silence("2026-11-06"), gone);
    let text = |lang| {
        folder
            .run(&["readiness", "--as-of", "2026-11-09", "--lang", lang])
            .stdout
    };
    let told = "gone (no file, or no such row in it): on 2026-11-04 there were 2 rows, today there is none";
    assert!(text("en").contains(told), "{}", text("en"));
    let told = "交来的数据不见了（文件已不在，或其中已没有这一方的数据）：2026-11-04 还有 2 行，今天没有了";
    assert!(text("zh-CN").contains(told), "{}", text("zh-CN"));
    // of who has never sent anything there is nothing else to say
    assert!(text("en").contains("nothing received"));
}

/// Whoever supervises a collection from a folder that is not theirs to write is told that no day is added to the trend.
#[cfg(unix)]
#[test]
fn a_history_that_cannot_be_written_is_told() {
    let folder = collection();
    told(&folder, "2026-11-09", &[]);
    for (lang, says) in [
        ("en", "cannot be written"),
        ("zh-CN", "本次审计未记录"),
        ("zh-TW", "本次稽核未記錄"),
    ] {
        let arguments = ["readiness", "--as-of", "2026-11-10", "--lang", lang];
        let (code, stdout, stderr) = as_reader(&folder, &arguments);
        assert_eq!(code, 1, "{stderr}");
        assert!(stderr.contains(says), "{stdout}\n{stderr}");
        assert!(!stdout.contains(says), "{stdout}");
        let (_, stdout, _) = as_reader(&folder, &[&arguments[..], &["--format", "json"]].concat());
        let told: Value = serde_json::from_str(&stdout).unwrap();
        assert!(notices(&told).contains(says), "{told}");
    }
}
