//! `crm-audit init --from`: drafts of projects.

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

use crate::support::{Outcome, Run};

/// Orders of an invented company; `wrong` changes single rows.
fn orders(rows: u32, wrong: &dyn Fn(u32, &mut [String])) -> String {
    let mut csv =
        String::from("订单号,客户编码,制单时间,审核时间,制单人,审核人,数量,单价,金额,状态\n");
    for at in 1..=rows {
        let (qty, price) = (at % 7 + 1, 10 * (at % 5 + 1));
        let mut cells = [
            format!("SO{at:06}"),
            format!("{:04}", at % 9 + 1),
            format!("2026-04-{:02} 09:00", at % 20 + 1),
            format!("2026-04-{:02} 15:30", at % 20 + 2),
            format!("sales{}", at % 3 + 1),
            "manager1".to_owned(),
            qty.to_string(),
            price.to_string(),
            (qty * price).to_string(),
            if at % 4 == 0 {
                "未审核"
            } else {
                "已审核"
            }
            .to_owned(),
        ];
        wrong(at, &mut cells);
        let _ = writeln!(csv, "{}", cells.join(","));
    }
    csv
}

const CUSTOMERS: &str = "编码,名称,联系电话\n1,示例甲商行,13800000001\n2,示例乙商行,13800000002\n\
    3,示例丙商行,13800000003\n4,示例丁商行,13800000004\n5,示例戊商行,13800000005\n6,示例己商行,13800000006\n\
    7,示例庚商行,13800000007\n8,示例辛商行,13800000008\n9,示例壬商行,13800000009\n";

const STAFF: &str = "账号,姓名,部门,入职日期,离职日期\nsales1,张甲,业务部,2020-01-06,\nsales2,李乙,业务部,2021-03-01,\n\
    sales3,王丙,业务部,2022-05-09,\nmanager1,赵丁,管理部,2019-07-01,\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Outcome {
    Run::new(arguments).in_dir(folder).run()
}

fn report(folder: &Path, more: &[&str]) -> Value {
    let mut arguments = vec!["check", "--no-history", "--format", "json"];
    arguments.extend(more);
    let told = run(folder, &arguments);
    serde_json::from_str(&told.stdout).unwrap_or_else(|e| panic!("{e}: {}", told.stderr))
}

fn read(folder: &Path, name: &str) -> String {
    std::fs::read_to_string(folder.join(name)).unwrap()
}

#[test]
fn a_draft_loads_without_an_edit_in_three_languages() {
    let orders = orders(60, &|at, cells| {
        if at == 17 {
            cells[0] = "SO-17".to_owned();
        }
    });
    let files = [
        ("exports/订单.csv", orders.as_str()),
        ("exports/客户.csv", CUSTOMERS),
    ];
    for lang in ["en", "zh-CN", "zh-TW"] {
        let folder = folder(&files);
        let told = run(
            folder.path(),
            &[
                "init",
                "--from",
                "exports",
                "--answers",
                "name=Example",
                "--lang",
                lang,
            ],
        );
        assert_eq!(
            (told.code, told.stdout.as_str()),
            (0, ""),
            "{}",
            told.stderr
        );
        let told = run(folder.path(), &["rules", "check"]);
        assert_eq!(told.code, 0, "{}", told.stderr);
        let report = report(folder.path(), &[]);
        // what holds is on, so there is nothing to find
        assert_eq!(
            report["findings"].as_array().unwrap().len(),
            0,
            "{}",
            report["findings"]
        );
        assert_eq!(report["exit_code"], 0);
        assert!(!folder.path().join("exports/orders.csv").exists());
        assert_eq!(read(folder.path(), ".gitignore"), ".crm-audit/\n");
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            let draft = read(folder.path(), "crm-audit.toml") + &read(folder.path(), "rules/orders.toml");
            insta::assert_snapshot!(format!("draft-{lang}"), draft);
        });
    }
}

/// Taking the marks away is all that an exception needs: the number in the comment is that of the check.
#[test]
fn what_nearly_holds_is_a_rule_once_its_marks_are_gone() {
    let orders = orders(60, &|at, cells| match at {
        17 => cells[0] = "SO-17".to_owned(),
        31 => cells[8] = "1".to_owned(),
        40 => cells[3] = "2026-03-01 08:00".to_owned(),
        _ => {}
    });
    let folder = folder(&[("订单.csv", &orders)]);
    let told = run(folder.path(), &["init", "--from", "订单.csv", "--answers"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let drafted = read(folder.path(), "rules/orders.toml");
    let off = drafted.matches("# [[rule]]").count();
    assert_eq!(off, 3, "{drafted}");
    assert_eq!(drafted.matches("1 of 60 rows breaks it").count(), 3);
    assert!(drafted.contains("row 18: 订单号 SO-17"), "{drafted}");
    let is_rule = |line: &&str| {
        [
            "# [[rule]]",
            "# id",
            "# label",
            "# table",
            "# severity",
            "# owner",
            "# check",
            "# when",
        ]
        .iter()
        .any(|start| line.starts_with(start))
    };
    let unmarked = drafted
        .lines()
        .map(|line| if is_rule(&line) { &line[2..] } else { line });
    std::fs::write(
        folder.path().join("rules/orders.toml"),
        unmarked.collect::<Vec<_>>().join("\n"),
    )
    .unwrap();
    let report = report(folder.path(), &[]);
    let rows: Vec<u64> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["row"].as_u64().unwrap())
        .collect();
    assert_eq!(report["exit_code"], 1);
    assert_eq!(rows.len(), 3, "{rows:?}");
    for row in [18, 32, 41] {
        assert!(rows.contains(&row), "{rows:?}");
    }
}

/// The same day written in two ways is one day, as it is where rules compare it.
#[test]
fn a_key_is_none_because_a_day_is_written_in_two_ways() {
    let days: String = (1..=40).fold(String::new(), |mut all, at| {
        let _ = writeln!(all, "XS{at:04},2026/09/{:02},{at}0", at % 28 + 1);
        all
    });
    let csv = format!("订单号,单据日期,金额\n{days}XS0005,2026-09-06,77\n");
    let folder = folder(&[("订单.csv", &csv)]);
    let told = run(folder.path(), &["init", "--from", "订单.csv", "--answers"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let drafted = read(folder.path(), "crm-audit.toml");
    assert!(drafted.contains("key = [\"order_no\"]"), "{drafted}");
    let rules = read(folder.path(), "rules/orders.toml");
    assert!(
        rules.contains("# id = \"orders-order-no-twice\""),
        "{rules}"
    );
}

/// Few codes of six hundred have lost their zeros: these are exceptions to the form, and no form.
#[test]
fn the_form_of_a_code_is_not_that_of_its_outlier() {
    for lost in [1, 3] {
        let mut csv = String::from("客户编码,客户名称\n");
        for at in 0..600 {
            let code = if (300..300 + lost).contains(&at) {
                at.to_string()
            } else {
                format!("{at:06}")
            };
            let _ = writeln!(csv, "{code},示例{at}商行");
        }
        let folder = folder(&[("客户.csv", &csv)]);
        let more = ["init", "--from", "客户.csv", "--answers", "--lang", "zh-CN"];
        let told = run(folder.path(), &more);
        assert_eq!(told.code, 0, "{}", told.stderr);
        let rules = read(folder.path(), "rules/customers.toml");
        let form = rules
            .split("\n\n")
            .find(|rule| rule.contains("off-its-form"));
        let form = form.unwrap_or_else(|| panic!("{rules}"));
        for told in [
            format!("{} 个单元格为 9{{6}}", 600 - lost),
            "# check.pattern".to_owned(),
            r"\d{6}".to_owned(),
            format!("600 行中有 {lost} 行不符合"),
        ] {
            assert!(form.contains(&told), "{told}: {form}");
        }
    }
}

/// A name that looks like a pattern is found as it is.
#[test]
fn files_with_wildcards_in_their_names_are_drafted() {
    for name in ["a{b}.csv", "{month}.csv", "客户[1].csv"] {
        let folder = folder(&[(name, CUSTOMERS), ("客户1.csv", "x,y\n1,2\n")]);
        let told = run(folder.path(), &["init", "--from", name, "--answers"]);
        assert_eq!(told.code, 0, "{}", told.stderr);
        let inputs = report(folder.path(), &[])["inputs"].clone();
        assert_eq!(inputs.as_array().unwrap().len(), 1, "{inputs}");
        assert_eq!(inputs[0]["file"], name);
    }
}

/// Of sixty orders five take three days and one is approved by who made it; one of forty shipments is of an order that nobody approved,
/// and one was sent before anybody approved it.
#[test]
fn lateness_and_what_went_without_approval_are_proposed() {
    let orders = orders(60, &|at, cells| {
        if at % 12 == 0 {
            cells[3] = format!("2026-04-{:02} 10:00", at % 20 + 4);
        }
        if at == 7 {
            cells[4] = "manager1".to_owned();
        }
        if at == 9 {
            (cells[3], cells[5]) = (String::new(), String::new());
        }
    });
    let mut shipments = String::from("发货单号,订单号,发货日期,审核时间\n");
    for at in 1..=40 {
        let approved = if at == 20 { "" } else { "2026-05-02 08:00" };
        let _ = writeln!(shipments, "FH{at:04},SO{at:06},2026-05-03,{approved}");
    }
    let folder = folder(&[("销售订单.csv", &orders), ("发货单.csv", &shipments)]);
    let told = run(
        folder.path(),
        &["init", "--from", ".", "--answers", "--lang", "en"],
    );
    assert_eq!(told.code, 0, "{}", told.stderr);
    let drafted =
        read(folder.path(), "rules/orders.toml") + &read(folder.path(), "rules/shipments.toml");
    for (broken, check) in [
        (
            "5 of 59",
            "check.latency = { from = \"created_at\", to = \"approved_at\", within = \"31 hours\", still_open = \"wait\" }",
        ),
        (
            "1 of 59",
            "check.compare = { left = \"created_by\", op = \"!=\", right = \"approved_by\" }",
        ),
        (
            "1 of 40",
            "check.required = { columns = [\"approved_at\"] }",
        ),
        (
            "1 of 40",
            "check.reference = { columns = [\"order_no\"], table = \"orders\", key = [\"order_no\"], when = \"approved_at IS NOT NULL\" }",
        ),
    ] {
        let rule = drafted
            .split("\n\n")
            .find(|rule| rule.contains(check) && rule.contains(broken));
        let rule = rule.unwrap_or_else(|| panic!("{check}\n{drafted}"));
        assert!(rule.starts_with('#'), "{rule}");
    }
    let dictionary = read(folder.path(), "crm-audit.toml");
    assert!(
        dictionary.contains("rules = [\"rules/*.toml\", \"pack:order-to-cash\"]"),
        "{dictionary}"
    );
    // a pack that is taken finds the names that it knows
    let path = folder.path().join("crm-audit.toml");
    std::fs::write(
        path,
        dictionary.replacen(
            "rules = [\"rules/*.toml\"]",
            "rules = [\"rules/*.toml\", \"pack:order-to-cash\"]",
            1,
        ),
    )
    .unwrap();
    let told = run(folder.path(), &["rules", "check"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
}

/// What goes wrong a month later is found by the rules that were drafted before.
#[test]
fn drafted_rules_find_what_changes() {
    let good = orders(60, &|_, _| {});
    let folder = folder(&[
        ("订单.csv", &good),
        ("客户.csv", CUSTOMERS),
        ("人员.csv", STAFF),
    ]);
    let told = run(
        folder.path(),
        &[
            "init",
            "--from",
            "订单.csv",
            "客户.csv",
            "人员.csv",
            "--answers",
            "name=试",
        ],
    );
    assert_eq!(told.code, 0, "{}", told.stderr);
    let dictionary = read(folder.path(), "crm-audit.toml");
    for part in [
        "name = \"试\"",
        "[tables.people]",
        "account = ",
        "joined = ",
        "sensitive = true",
        "type = \"person\"",
    ] {
        assert!(dictionary.contains(part), "{part}: {dictionary}");
    }
    let wrong = orders(60, &|at, cells| match at {
        3 => cells[0] = "SO000002".to_owned(),
        5 => cells[1] = "0077".to_owned(),
        7 => cells[3] = "2026-04-01 01:00".to_owned(),
        9 => cells[5] = "sales1".to_owned(),
        11 => cells[6] = "-2".to_owned(),
        13 => cells[9] = "已审".to_owned(),
        15 => cells[4] = String::new(),
        _ => {}
    });
    std::fs::write(folder.path().join("订单.csv"), wrong).unwrap();
    let report = report(folder.path(), &[]);
    let mut rows: Vec<u64> = report["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|f| f["row"].as_u64().unwrap())
        .collect();
    rows.sort_unstable();
    rows.dedup();
    for row in [4, 6, 8, 10, 12, 14, 16] {
        assert!(rows.contains(&row), "{row}: {rows:?}");
    }
}

#[test]
fn what_is_no_export_is_told_and_the_rest_drafted() {
    let good = orders(30, &|_, _| {});
    let folder = folder(&[
        ("in/订单.csv", good.as_str()),
        ("in/empty.csv", ""),
        ("in/readme.md", "# notes"),
        (
            "in/plain.csv",
            "7,2026-04-01,7.5\n8,2026-04-02,8.5\n9,2026-04-03,9\n",
        ),
        ("in/broken.xlsx", "PK\u{3}\u{4}not a workbook"),
    ]);
    let told = run(folder.path(), &["init", "--from", "in", "--answers"]);
    assert_eq!(told.code, 2, "{}", told.stderr);
    for part in [
        "in/empty.csv could not be read",
        "in/broken.xlsx could not be read",
        "in/readme.md",
        "in/plain.csv has no header",
    ] {
        assert!(told.stderr.contains(part), "{part}: {}", told.stderr);
    }
    let report = report(folder.path(), &[]);
    assert_eq!(report["inputs"].as_array().unwrap().len(), 2);
    assert_eq!(report["exit_code"], 0, "{report:#}");
    // nothing of a draft is ever written over
    let told = run(folder.path(), &["init", "--from", "in", "--answers"]);
    assert_eq!(told.code, 2);
    assert!(told.stderr.contains("crm-audit.toml"), "{}", told.stderr);
    let told = run(
        folder.path(),
        &["init", "elsewhere", "--from", "in/empty.csv", "--answers"],
    );
    assert_eq!(
        (told.code, folder.path().join("elsewhere").exists()),
        (2, false)
    );
}

#[test]
fn months_are_one_table() {
    let good = orders(30, &|_, _| {});
    let folder = folder(&[
        ("exports/202603/订单.csv", good.as_str()),
        ("exports/202604/订单.csv", good.as_str()),
        ("exports/202604/客户.csv", CUSTOMERS),
    ]);
    let told = run(folder.path(), &["init", "--from", "exports", "--answers"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    // another day would find no files
    assert!(
        told.stderr.contains("--as-of 2026-04-30`"),
        "{}",
        told.stderr
    );
    let dictionary = read(folder.path(), "crm-audit.toml");
    assert!(
        dictionary.contains("files = [\"exports/{month}/订单.csv\"]"),
        "{dictionary}"
    );
    let report = report(folder.path(), &["--as-of", "2026-04-30"]);
    assert_eq!(report["exit_code"], 0, "{report:#}");
}

#[test]
fn two_hundred_files_are_drafted() {
    let folder = tempfile::tempdir().unwrap();
    for at in 0..200 {
        let csv = format!("Code,Class\nA{at:04},x\nB{at:04},y\n");
        std::fs::write(folder.path().join(format!("part-{at:03}.csv")), csv).unwrap();
    }
    let told = run(folder.path(), &["init", "--from", ".", "--answers"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(read(folder.path(), "crm-audit.toml").contains("files = [\"part-*.csv\"]"));
    assert_eq!(
        report(folder.path(), &[])["inputs"]
            .as_array()
            .unwrap()
            .len(),
        200
    );
}

/// What stands in an export cannot become a part of the project.
#[test]
fn hostile_headings_and_cells_stay_texts() {
    let csv = "a\"]\nb = [\",\"x\n[[rule]]\",=1+1,\u{1b}[31mred\n1,\"]]\n[tables.z]\",=2,\u{7}\n2,\"y\"\"\",=3,q\n3,z,=4,r\n";
    let folder = folder(&[("bad \"name\".csv", csv)]);
    let told = run(folder.path(), &["init", "--from", ".", "--answers"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(!told.stderr.contains('\u{1b}'));
    let told = run(folder.path(), &["rules", "check"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
}

/// A number that one row repeats names the documents all the same, and not the order that each of them happens to have; what
/// counts the rows of an export names nothing.
#[test]
fn what_stands_first_is_the_key_though_it_comes_twice() {
    let mut shipments = String::from("序号,发货单号,订单编号,数量\n");
    for at in 1..=60 {
        let number = if at == 31 { 30 } else { at };
        let _ = writeln!(shipments, "{at},FH{number:05},SO{at:05},{}", at % 5 + 1);
    }
    let folder = folder(&[("发货单.csv", &shipments)]);
    let told = run(
        folder.path(),
        &["init", "--from", "发货单.csv", "--answers"],
    );
    assert_eq!(told.code, 0, "{}", told.stderr);
    let dictionary = read(folder.path(), "crm-audit.toml");
    assert!(
        dictionary.contains("key = [\"shipment_no\"]"),
        "{dictionary}"
    );
}

/// How a form is filled in is no table.
#[test]
fn sheets_of_prose_are_passed_over() {
    let folder = folder(&[]);
    let path = folder.path().join("客诉登记.xlsx");
    let mut book = rust_xlsxwriter::Workbook::new();
    let form = book.add_worksheet().set_name("填表说明").unwrap();
    for (row, text) in (0..).zip(["填表说明", "编号由系统生成", "处理后填写时间"])
    {
        form.write(row, 0, text).unwrap();
    }
    let table = book.add_worksheet().set_name("登记").unwrap();
    for (column, heading) in (0..).zip(["客诉编号", "数量"]) {
        table.write(0, column, heading).unwrap();
    }
    for row in 1..=30 {
        table.write(row, 0, format!("KS{row:04}")).unwrap();
        table.write(row, 1, row % 7).unwrap();
    }
    book.save(&path).unwrap();
    let told = run(
        folder.path(),
        &["init", "--from", "客诉登记.xlsx", "--answers"],
    );
    assert_eq!(told.code, 0, "{}", told.stderr);
    assert!(
        told.stderr.contains("客诉登记.xlsx!填表说明"),
        "{}",
        told.stderr
    );
    let dictionary = read(folder.path(), "crm-audit.toml");
    assert_eq!(dictionary.matches("\n[tables.").count(), 2, "{dictionary}");
    // one file alone is what it is
    let told = run(
        folder.path(),
        &["profile", "客诉登记.xlsx", "--lang", "zh-CN"],
    );
    assert!(
        told.code == 0 && told.stdout.contains("填表说明"),
        "{}",
        told.stdout
    );
}

/// The language is named in a project as on the command line.
#[test]
fn short_names_of_languages() {
    for (lang, word) in [("zh", "审计"), ("zh-Hans", "审计"), ("zh-Hant", "稽核")] {
        let project = format!(
            "[project]\nlang = \"{lang}\"\n[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nno = {{ required = true }}\n"
        );
        let folder = folder(&[("crm-audit.toml", &project), ("t.csv", "no\n1\n")]);
        let told = run(folder.path(), &["check", "--no-history"]);
        assert!(
            told.code == 0 && told.stdout.contains(word),
            "{lang}: {}{}",
            told.stdout,
            told.stderr
        );
    }
}

/// A folder is a project by its `crm-audit.toml`: where the rest cannot be written, there is none.
#[test]
fn what_is_written_in_part_is_no_project() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("orders.csv"), orders(40, &|_, _| {})).unwrap();
    for from in [&["--from", "orders.csv", "--answers"][..], &[]] {
        let project = folder.path().join("p");
        std::fs::create_dir_all(&project).unwrap();
        std::fs::write(project.join("rules"), "").unwrap();
        let told = Run::new([&["init", "p"], from].concat());
        let told = told.in_dir(folder.path()).run();
        assert_eq!(told.code, 2, "{}", told.stderr);
        assert!(!project.join("crm-audit.toml").exists(), "{}", told.stderr);
    }
}
