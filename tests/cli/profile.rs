//! `crm-audit profile`.

use std::fmt::Write;

use serde_json::Value;

use crate::support::Run;

/// Orders of an invented company, as an ERP writes them: GBK, a title, a total, and a few mistakes.
fn orders() -> Vec<u8> {
    let mut csv = String::from(
        "示例公司订单一览\r\n\r\n订单号,客户编码,客户名称,下单日期,审核日期,数量,单价,金额,状态,联系电话\r\n",
    );
    for at in 1..=60_u32 {
        let customer = at % 9 + 1;
        let (qty, price) = (at % 7 + 1, 12.5 * f64::from(at % 4 + 1));
        let no = if at == 12 {
            "SO-2026-12".to_owned()
        } else {
            format!("SO2026{at:05}")
        };
        let qty = if at == 30 {
            "三".to_owned()
        } else {
            qty.to_string()
        };
        let amount = if at == 41 {
            1.0
        } else {
            f64::from(at % 7 + 1) * price
        };
        let approved = if at == 50 {
            "2026/3/1".to_owned()
        } else {
            format!("2026/4/{}", at % 28 + 2)
        };
        let status = if at % 3 == 0 {
            "未审核"
        } else {
            "已审核"
        };
        let _ = write!(
            csv,
            "{no},{customer:06},示例{customer}号商行,2026/4/{},{approved},{qty},{price:.2},\"{amount:.2}\",{status},1380000{at:04}\r\n",
            at % 28 + 1
        );
    }
    csv += "合计,,,,,,,9999.00,,\r\n";
    encoding_rs::GBK.encode(&csv).0.into_owned()
}

/// Customers whose codes have lost their zeros.
fn customers() -> String {
    let row = |at: u32| format!("{at},示例{at}号商行,A级\n");
    format!("编码,名称,等级\n{}", (1..=8).map(row).collect::<String>())
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("订单.csv"), orders()).unwrap();
    std::fs::write(folder.path().join("客户.csv"), customers()).unwrap();
    folder
}

#[test]
fn exports_are_told_in_three_languages() {
    let folder = folder();
    for lang in ["en", "zh-CN", "zh-TW"] {
        let told = Run::new(["profile", "订单.csv", "客户.csv", "--lang", lang])
            .in_dir(folder.path())
            .env("COLUMNS", "120")
            .run();
        assert_eq!((told.code, told.stderr.as_str()), (0, ""));
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("profile-{lang}"), told.stdout);
        });
    }
}

fn json(folder: &tempfile::TempDir, files: &[&str]) -> (Value, i32) {
    let arguments = ["profile", "--format", "json"].iter().chain(files);
    let told = Run::new(arguments).in_dir(folder.path()).run();
    (serde_json::from_str(&told.stdout).unwrap(), told.code)
}

#[test]
fn programs_get_counts_with_rows() {
    let folder = folder();
    let (profile, code) = json(&folder, &["订单.csv", "客户.csv"]);
    assert_eq!(code, 0);
    let columns = profile["tables"][0]["columns"].as_array().unwrap();
    let reads: Vec<&str> = columns
        .iter()
        .map(|c| c["reads_as"].as_str().unwrap())
        .collect();
    assert_eq!(
        reads,
        [
            "text", "code", "text", "date", "date", "integer", "decimal", "decimal", "text", "code"
        ]
    );
    assert_eq!(columns[0]["shapes"][0]["shape"], "SO9{9}");
    assert_eq!(columns[0]["shapes"][1]["example"]["row"], 15);
    assert_eq!(columns[5]["not_read_so"]["count"], 1);
    assert_eq!(columns[5]["not_read_so"]["example"]["row"], 33);
    assert_eq!(columns[2]["gbk_bytes"]["most"], 11);
    let relations = &profile["tables"][0]["relations"];
    assert_eq!(
        relations["keys"][0]["columns"],
        serde_json::json!(["订单号"])
    );
    assert_eq!(relations["date_orders"][0]["holds"]["broken"], 1);
    assert_eq!(relations["calculations"][0]["holds"]["example"]["row"], 44);
    let reference = &profile["references"][0];
    assert_eq!(
        (
            &reference["values"],
            &reference["found"],
            &reference["found_without_leading_zeros"]
        ),
        (&9.into(), &0.into(), &8.into())
    );
}

/// In no format is a telephone number shown.
#[test]
fn what_is_private_is_masked_everywhere() {
    let folder = folder();
    for format in ["table", "json"] {
        let told = Run::new(["profile", "订单.csv", "--format", format])
            .in_dir(folder.path())
            .run();
        assert!(!told.stdout.contains("1380000"), "{}", told.stdout);
    }
    let told = Run::new(["profile", "订单.csv", "-o", "p.xlsx"])
        .in_dir(folder.path())
        .run();
    assert_eq!(told.code, 0);
    let mut book: calamine::Xlsx<_> =
        calamine::open_workbook(folder.path().join("p.xlsx")).unwrap();
    for (_, sheet) in calamine::Reader::worksheets(&mut book) {
        let cells = sheet.used_cells().map(|(.., cell)| cell.to_string());
        assert!(cells.into_iter().all(|cell| !cell.contains("1380000")));
    }
}

#[test]
fn what_cannot_be_read_is_told_and_the_rest_looked_at() {
    let folder = folder();
    std::fs::write(folder.path().join("empty.csv"), "").unwrap();
    std::fs::write(
        folder.path().join("numbers.csv"),
        "1,2026-04-01,7.5\n2,2026-04-02,8.5\n3,2026-04-03,9\n",
    )
    .unwrap();
    let (profile, code) = json(
        &folder,
        &["empty.csv", "nowhere.csv", "numbers.csv", "客户.csv"],
    );
    assert_eq!(code, 2);
    assert_eq!(profile["not_read"].as_array().unwrap().len(), 2);
    assert_eq!(profile["tables"][0]["has_header"], false);
    assert_eq!(profile["tables"][0]["rows"], 3);
    assert_eq!(profile["tables"][1]["rows"], 8);
    let told = Run::new(["profile", "empty.csv"])
        .in_dir(folder.path())
        .run();
    assert_eq!(told.code, 2);
}

/// Months of one export are one table; how many threads there are makes no difference.
#[test]
fn files_with_the_same_header_are_one_table() {
    let folder = tempfile::tempdir().unwrap();
    for month in ["01", "02"] {
        let mut csv = String::from("Order No,Class\n");
        for at in 0..40_000 {
            let _ = writeln!(csv, "SO{month}{at:05},{}", at % 50);
        }
        std::fs::write(folder.path().join(format!("orders-{month}.csv")), csv).unwrap();
    }
    let (profile, _) = json(&folder, &["orders-*.csv"]);
    assert_eq!(profile["tables"].as_array().unwrap().len(), 1);
    assert_eq!(profile["tables"][0]["rows"], 80_000);
    assert_eq!(profile["tables"][0]["columns"][0]["distinct"], 80_000);
    let values = &profile["tables"][0]["columns"][1]["values"];
    assert_eq!(
        (&values[0]["value"], &values[0]["count"]),
        (&"0".into(), &1600.into())
    );
    assert_eq!(json(&folder, &["orders-*.csv"]).0, profile);
}

/// Small numbers are in every column of small numbers: they lead nowhere unless they are called alike.
#[test]
fn small_numbers_name_nothing_by_chance() {
    let folder = tempfile::tempdir().unwrap();
    let rows = |of: &str, count: u32| {
        (1..=count)
            .map(|at| format!("{at},{of}{at}\n"))
            .collect::<Vec<_>>()
            .concat()
    };
    let classes = "product,class_id\n".to_owned()
        + &(1..=40)
            .map(|at| format!("p{at},{}\n", at % 8 + 1))
            .collect::<Vec<_>>()
            .concat();
    for (name, text) in [
        ("staff.csv", format!("staff_id,name\n{}", rows("s", 9))),
        ("products.csv", classes),
        ("clients.csv", format!("id,name\n{}", rows("c", 9))),
        (
            "visits.csv",
            "visit,client_id\n".to_owned()
                + &(1..=40)
                    .map(|at| format!("v{at},{}\n", at % 8 + 1))
                    .collect::<Vec<_>>()
                    .concat(),
        ),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    let (profile, _) = json(
        &folder,
        &["staff.csv", "products.csv", "clients.csv", "visits.csv"],
    );
    let references = profile["references"].as_array().unwrap();
    let named: Vec<_> = references
        .iter()
        .map(|one| (one["column"].as_str().unwrap(), one["to"].as_u64().unwrap()))
        .collect();
    assert_eq!(named, [("client_id", 2)], "{references:?}");
}
