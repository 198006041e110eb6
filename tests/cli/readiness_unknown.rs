//! `crm-audit readiness` where not all is known: it is never told as ready.

use serde_json::{Value, json};

use crate::readiness::{collection, figures, supplier, table, told};
use crate::support::Folder;

const DAY: &str = "2026-11-10";

/// Orders name customers, of which two should come.
const PROJECT: &str = r#"
[project]
lang = "zh-CN"
go_live = 2027-01-01
[tables.cust]
label = "客户"
files = "cust*.csv"
key = ["id"]
[tables.cust.fields]
id = { required = true }
name = {}
[tables.ord]
label = "订单"
files = "ord.csv"
key = ["no"]
[tables.ord.fields]
no = { required = true }
cust = { optional = true }
old = { optional = true }
[tables.ord.opening]
optional = true
[[rule]]
id = "customer-unknown"
table = "ord"
check.reference = { columns = ["cust"], table = "cust" }
"#;

fn folder(project: &str, files: &[(&str, &str)]) -> Folder {
    let folder = Folder::new(project);
    for (name, text) in files {
        folder.write(name, text);
    }
    folder
}

#[test]
fn what_refers_to_a_table_that_is_not_read_whole_waits() {
    let ord = ("ord.csv", "no,cust\nO1,C1\nO2,C9\nO3,\n");
    // a column that has nothing to do with the reference, one whose heading is like it, and a file that breaks off
    for cust in [
        "id\nC1\nC2\n",
        "id,names\nC1,a\nC2,b\n",
        "id,name\nC1,a\nC2,\"b\n",
    ] {
        let whole = ("cust1.csv", "id,name\nC1,a\n");
        let folder = folder(PROJECT, &[whole, ("cust2.csv", cust), ord]);
        let told = told(&folder, DAY, &["--no-history"]);
        let orders = table(&told, "ord");
        // C1 is in the file that could be read; whether C9 is anywhere nobody knows
        let known = [Some(3), Some(3), Some(0), Some(1), Some(0), Some(2)];
        assert_eq!(figures(&orders["all"]), known, "{cust}");
        assert_eq!(orders["references"][0]["held"][0]["key"], "C9");
        assert_eq!(orders["references"][0]["held"][0]["cause"], "unread");
        let all = &table(&told, "cust")["all"];
        assert_eq!(figures(all), [None; 6]);
        assert_eq!(all["forecast"], json!({ "state": "unread" }));
        assert_eq!(
            (&told["ready"], &told["exit_code"]),
            (&json!(false), &json!(2))
        );
        assert!(!told["errors"].as_array().unwrap().is_empty());
        let text = folder
            .run(&["readiness", "--as-of", DAY, "--no-history"])
            .stdout;
        let head = "尚不具备 2027-01-01 上线的条件（截至 2026-11-10）\n\
            已收 3 行：可导入 2 行，等待其他数据 1 行，有错误 0 行，不必导入 0 行\n\
            没有读完整，以上行数不含：客户（因 cust2.csv）\n";
        assert!(text.starts_with(head), "{text}");
    }
}

#[test]
fn who_sends_too_much_makes_up_for_nobody() {
    let project = PROJECT.replace(
        "files = \"cust*.csv\"",
        "files = \"cust*.csv\"\nsupplier = { \"东\" = \"cust1.csv\", \"南\" = \"cust2.csv\" }\n\
         expect = { \"东\" = 1, \"南\" = 2 }\ncollect = { from = 2026-11-02, due = 2026-11-20 }",
    );
    let cust = ("cust1.csv", "id,name\nC1,a\nC2,b\nC3,c\n");
    let folder = folder(&project, &[cust, ("ord.csv", "no,cust\nO1,C1\n")]);
    let arguments = ["--no-history"];
    let first = told(&folder, DAY, &arguments);
    assert_eq!(
        (&first["ready"], &first["exit_code"]),
        (&json!(false), &json!(1))
    );
    let customers = table(&first, "cust");
    assert_eq!(
        supplier(customers, "东")["forecast"],
        json!({ "state": "there" })
    );
    assert_eq!(
        customers["all"]["forecast"],
        json!({ "state": "standstill" })
    );
    folder.write("cust2.csv", "id,name\nC4,d\nC5,e\n");
    let all = told(&folder, DAY, &arguments);
    assert_eq!(
        (&all["ready"], &all["exit_code"]),
        (&json!(true), &json!(0))
    );
}

#[test]
fn a_part_is_never_ready() {
    let cust = ("cust1.csv", "id,name\nC1,a\n,b\n");
    let files = [cust, ("ord.csv", "no,cust\nO1,C1\n")];
    let folder = folder(PROJECT, &files);
    let partial = |more: &[&str]| {
        let told = told(&folder, DAY, more);
        assert_eq!(
            (&told["ready"], &told["partial"], &told["exit_code"]),
            (&Value::Null, &json!(true), &json!(1)),
            "{more:?}"
        );
        assert_eq!(told["trend"], json!([]));
        let all = figures(&table(&told, "cust")["all"]);
        let text = folder.run(&[&["readiness", "--as-of", DAY], more].concat());
        (all, text.stdout)
    };
    let (customers, text) = partial(&["--select", "customer-unknown"]);
    assert_eq!(customers, [Some(2), None, None, Some(0), Some(0), None]);
    let head = "无法判断是否具备 2027-01-01 上线的条件（截至 2026-11-10）\n\
        已收 3 行：可导入 · 行，等待其他数据 0 行，有错误 · 行，不必导入 0 行\n\
        本次只检查了一部分（未用全部规则或文件），没有判定的显示 ·\n";
    assert!(text.starts_with(head), "{text}");
    assert!(text.contains("未计入每日进展"), "{text}");
    partial(&["--ignore", "cust"]);
    partial(&["--min-severity", "critical"]);
    folder.write("other.csv", "id,name\nC1,a\n");
    let (customers, _) = partial(&["--input", "cust=other.csv"]);
    assert_eq!(customers[5], Some(1));
    // what is not ready anyhow is told as that
    let again = told(&collection(), DAY, &["--select", "customers"]);
    assert_eq!(
        (&again["ready"], &again["partial"]),
        (&json!(false), &json!(true))
    );
    let orders = &table(&again, "orders")["all"];
    assert_eq!(
        figures(orders),
        [Some(8), None, None, Some(2), Some(2), None]
    );
}

#[test]
fn what_the_new_system_has_is_not_known_where_its_list_cannot_be_read() {
    let folder = collection();
    folder.write("known.csv", "other\n6\n");
    let told = told(&folder, DAY, &["--no-history"]);
    let opening = &table(&told, "orders")["opening"];
    assert_eq!(opening["existing"], Value::Null);
    assert_eq!(told["exit_code"], 2);
    assert!(told["errors"][0].as_str().unwrap().contains("known.csv"));
}

#[test]
fn documents_that_refer_to_each_other_are_left_out_together() {
    let project = format!("{PROJECT}[[link]]\nfrom = \"ord.old\"\nto = \"ord.no\"\n");
    let cust = ("cust1.csv", "id,name\nC1,a\n");
    let ord = "no,cust,old\nO1,C1,\nO2,C1,O1\n";
    let folder = folder(&project, &[cust, ("ord.csv", ord)]);
    let text = folder
        .run(&["readiness", "--as-of", DAY, "--no-history"])
        .stdout;
    let line = text.lines().find(|line| line.contains("找不到单据的行"));
    let cells: Vec<&str> = line.unwrap().split_whitespace().collect();
    assert_eq!(cells[cells.len() - 4..], ["0", "·", "0", "·"], "{text}");
}

#[test]
fn a_format_that_is_none_of_a_readiness_report_is_told() {
    let folder = collection();
    let told = folder.run(&["readiness", "-o", "r.md"]);
    let expected = "r.md: a readiness report is written as txt, json, csv or xlsx";
    assert!(told.stderr.contains(expected), "{}", told.stderr);
    assert_eq!(told.code, 2);
}

#[test]
fn a_table_that_nobody_sent_in_is_not_ready() {
    let project = PROJECT.replace("optional = true\n[[rule]]", "[[rule]]");
    let folder = folder(&project, &[("cust1.csv", "id,name\nC1,a\n")]);
    let first = told(&folder, DAY, &["--no-history"]);
    assert_eq!(
        (&first["ready"], &first["exit_code"]),
        (&json!(false), &json!(1))
    );
    // documents that may be left out may be absent
    folder.write("crm-audit.toml", PROJECT);
    let second = told(&folder, DAY, &["--no-history"]);
    assert_eq!(
        (&second["ready"], &second["exit_code"]),
        (&json!(true), &json!(0))
    );
}

/// `correct` says that somebody has yet to put the record right; `adopt` that it may stay.
#[test]
fn what_is_decided_to_be_put_right_is_still_a_fault() {
    let project = PROJECT.replace("name = {}", "name = { required = true }");
    let files = [
        ("cust1.csv", "id,name\nC1,a\nC2,\n"),
        ("ord.csv", "no,cust\nO1,C1\nO2,C2\nO3,C9\n"),
    ];
    let folder = folder(&project, &files);
    let decided = |rule: &str, document: &str, verdict: &str| {
        format!(
            "[[disposition]]\nmatch = {{ rule = \"{rule}\", document = \"{document}\" }}\ncovers = 1\n{verdict}\n\
             reason = \"x\"\ndecided_by = \"the meeting\"\ndecided_on = 2026-11-09\n"
        )
    };
    let correct = "verdict = \"correct\"\nowner = \"East\"\ndue = 2026-11-30";
    let entries = [
        decided("cust.name.required", "C2", correct),
        decided("customer-unknown", "O3", "verdict = \"adopt\""),
    ];
    folder.write("dispositions.toml", &entries.concat());
    let first = told(&folder, DAY, &["--no-history"]);
    let customers = figures(&table(&first, "cust")["all"]);
    assert_eq!(customers, [2, 1, 1, 0, 0, 1].map(Some));
    let orders = figures(&table(&first, "ord")["all"]);
    assert_eq!(orders, [3, 3, 0, 1, 0, 2].map(Some));
    let adopted = entries[0].replace(correct, "verdict = \"adopt\"");
    folder.write("dispositions.toml", &(adopted + &entries[1]));
    let second = told(&folder, DAY, &["--no-history"]);
    let orders = figures(&table(&second, "ord")["all"]);
    assert_eq!(orders, [3, 3, 0, 0, 0, 3].map(Some));
}

#[test]
fn a_file_that_several_suppliers_may_have_sent_in_is_told() {
    let project = PROJECT.replace(
        "files = \"cust*.csv\"",
        "files = \"cust*.csv\"\nsupplier = { \"东\" = \"cust*.csv\", \"南\" = \"cust1.csv\" }",
    );
    let folder = folder(&project, &[("cust1.csv", "id,name\nC1,a\n")]);
    let told = told(&folder, DAY, &["--no-history"]);
    let notice = "cust1.csv 同时符合";
    assert!(told["notices"].to_string().contains(notice), "{told}");
}

/// One file that breaks off takes nothing from those who have sent in theirs.
#[test]
fn suppliers_whose_files_could_be_read_are_counted() {
    let project = PROJECT.replace(
        "files = \"cust*.csv\"",
        "files = \"cust*.csv\"\nsupplier = { \"东\" = \"cust1.csv\", \"南\" = \"cust2.csv\", \"西\" = \"cust3.csv\" }\nexpect = { \"东\" = 2, \"南\" = 1 }",
    );
    let files = |second| {
        [
            ("cust1.csv", "id,name\nC1,a\n,b\n"),
            ("cust2.csv", second),
            ("ord.csv", "no,cust\nO1,C1\nO2,C3\n"),
        ]
    };
    let folder = folder(&project, &files("id,name\nC3,c\nC4,\"d\n"));
    let first = told(&folder, DAY, &[]);
    let customers = table(&first, "cust");
    assert_eq!(
        (&customers["read"], &customers["all"]["received"]),
        (&json!(false), &Value::Null)
    );
    let east = supplier(customers, "东");
    assert_eq!(
        (&east["read"], figures(east)),
        (&json!(true), [2, 1, 1, 0, 0, 1].map(Some))
    );
    assert_eq!(figures(supplier(customers, "南")), [None; 6]);
    assert_eq!(
        supplier(customers, "西")["silent"],
        json!({ "since": null })
    );
    // rows before the break are known, for they say what they are
    let states: Vec<&Value> = customers["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| &row["state"])
        .collect();
    assert_eq!(states[..2], ["ready", "faulty"]);
    assert!(
        states[2..].iter().all(|state| state.is_null()),
        "{customers}"
    );
    let text = folder.run(&["readiness", "--as-of", DAY]).stdout;
    let head = "已收 4 行：可导入 2 行，等待其他数据 1 行，有错误 1 行，不必导入 0 行\n\
        没有读完整，以上行数不含：客户中的 cust2.csv\n";
    assert!(text.contains(head), "{text}");
    // what is known is recorded day by day
    let trend = first["trend"].as_array().unwrap();
    let recorded: Vec<&Value> = trend.iter().map(|one| &one["supplier"]).collect();
    assert_eq!(recorded, ["东", "西", ""], "{trend:?}");
    // a column that a rule needs: how rows fare that the rule has not judged, nobody knows
    let project = project.replace("name = {}", "name = { required = true }");
    folder.write("crm-audit.toml", &project);
    folder.write("cust2.csv", "id\nC3\n");
    let second = told(&folder, DAY, &["--no-history"]);
    let east = supplier(table(&second, "cust"), "东");
    assert_eq!(figures(east), [Some(2), None, None, Some(0), Some(0), None]);
    let orders = figures(&table(&second, "ord")["all"]);
    assert_eq!(orders, [2, 2, 0, 2, 0, 0].map(Some));
    let text = folder
        .run(&["readiness", "--as-of", DAY, "--no-history"])
        .stdout;
    let head = "已收 2 行：可导入 0 行，等待其他数据 2 行，有错误 0 行，不必导入 0 行\n\
        没有读完整，以上行数不含：客户（因 cust2.csv）\n";
    assert!(text.contains(head), "{text}");
}
