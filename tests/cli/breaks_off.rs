//! Exports that break off: what stood behind the break is not known, so nothing is concluded from its absence.

use serde_json::Value;

use crate::support::{Folder, notices};

const PROJECT: &str = r#"
[project]
name = "Halves"

[tables.parts]
files = ["parts.csv"]
key = ["no"]
[tables.parts.fields]
no = {}
group = { pattern = "[A-Z]{3}" }
amount = { type = "decimal" }

[tables.uses]
files = ["uses.csv"]
key = ["id"]
[tables.uses.fields]
id = {}
part = {}
total = { type = "decimal" }

[[rule]]
id = "part-unknown"
table = "uses"
check.reference = { columns = ["part"], table = "parts", key = ["no"] }

[[rule]]
id = "total-wrong"
table = "uses"
check.total = { column = "total", lines = "parts", sum = "amount", on = ["part"], line_on = ["no"] }
"#;

const USES: &str = "id,part,total\n1,P1,5\n2,P9,7\n";

fn report(parts: &str) -> Value {
    let folder = Folder::new(PROJECT);
    folder.write("parts.csv", parts);
    folder.write("uses.csv", USES);
    folder.report("2026-05-31", &["--no-history"])
}

fn counts(report: &Value, id: &str) -> [u64; 3] {
    let rules = report["rules"].as_array().unwrap();
    let rule = rules.iter().find(|rule| rule["id"] == id).unwrap();
    ["ok", "violation", "undecidable"].map(|name| rule[name].as_u64().unwrap())
}

fn breaks_off(report: &Value) -> &Value {
    let inputs = report["inputs"].as_array().unwrap();
    &inputs.iter().find(|i| i["table"] == "parts").unwrap()["breaks_off"]
}

/// However a text is cut, what is not found in it is undecidable, and what is found is there.
#[test]
fn what_a_file_that_breaks_off_lacks_is_not_known() {
    for (parts, row) in [
        ("no,group,amount\nP1,ABC,5\nP2,AB", 3),
        ("no,group,amount\r\nP1,ABC,5\r\nP2,ABC,7\r\nP", 4),
        ("no,group,amount\nP1,ABC,5\nP2,\"AB", 3),
        ("no,group,amount\nP1,ABC,5\nP2,\"AB\nC", 3),
        ("no;group;amount\nP1;ABC;5\nP2;\"AB;\nC;", 3),
        ("no\tgroup\tamount\nP1\tABC\t5\nP2\t\"A\nB\n", 3),
    ] {
        let report = report(parts);
        let told = breaks_off(&report).as_str().unwrap_or_default();
        assert!(told.contains(&format!("row {row}")), "{parts:?}: {told}");
        assert_eq!(counts(&report, "part-unknown"), [1, 0, 1], "{parts:?}");
        assert_eq!(counts(&report, "total-wrong"), [0, 0, 2], "{parts:?}");
        assert!(
            notices(&report).contains("parts.csv: the file breaks off"),
            "{parts:?}"
        );
        // a cell that is cut itself is no value
        assert_eq!(counts(&report, "parts.group.pattern")[1], 0, "{parts:?}");
    }
}

/// Files that merely leave something out at the end are whole.
#[test]
fn a_file_without_a_last_line_end_does_not_break_off() {
    for parts in [
        "no,group,amount\nP1,ABC,5\nP2,ABC,7",
        "no,group,amount\nP1,ABC,5\nP2,ABC,7\nTotal,12",
        "no,group,amount\nP1,ABC,5\nP2,ABC,7\nPrinted by: Ann",
        "no,group,amount\nP1,ABC,5\nP2,ABC\nP3,ABC\nP4,ABC",
    ] {
        let report = report(parts);
        assert_eq!(*breaks_off(&report), Value::Null, "{parts:?}");
        assert_eq!(counts(&report, "part-unknown"), [1, 1, 0], "{parts:?}");
    }
    // what is not found may be in the record that is broken, unless that says whose it is
    for (parts, unknown) in [
        (
            "no,group,amount\n\"P0,AB,5\nP1,ABC,7\nP3,ABC,8\n",
            [1, 0, 1],
        ),
        (
            "no,group,amount\nP0,\"AB,5\nP1,ABC,7\nP3,ABC,8\n",
            [1, 1, 0],
        ),
    ] {
        let broken = report(parts);
        assert_eq!(*breaks_off(&broken), Value::Null, "{parts:?}");
        assert_eq!(counts(&broken, "part-unknown"), unknown, "{parts:?}");
        assert_eq!(counts(&broken, "total-wrong")[2], unknown[2], "{parts:?}");
    }
}

#[test]
fn what_stood_behind_the_break_stays_open() {
    let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"no\"]\n[tables.t.fields]\nno = {}\n\
        city = { pattern = \"Ulm\" }\nsum = { type = \"decimal\" }\n";
    let folder = Folder::new(project);
    let rows = "no,city,sum\n1,Linz,5\n2,Graz,6\n3,Wien,7\n";
    folder.write("t.csv", rows);
    folder.report("2026-04-30", &[]);
    let baseline = folder.run(&[
        "baseline",
        "create",
        ".",
        "--as-of",
        "2026-04-30",
        "-o",
        "b.json",
    ]);
    assert_eq!(baseline.code, 0, "{}", baseline.stderr);

    folder.write("t.csv", &rows[..rows.find("az,6").unwrap()]);
    let pruned = folder.run(&[
        "baseline",
        "prune",
        ".",
        "--as-of",
        "2026-05-31",
        "--baseline",
        "b.json",
    ]);
    assert_eq!(pruned.code, 0, "{}", pruned.stderr);
    let cut = folder.report("2026-05-31", &[]);
    let summary = &cut["summary"];
    assert_eq!(
        (&summary["fixed"], &summary["gone"]),
        (&0.into(), &0.into()),
        "{summary}"
    );
    assert!(notices(&cut).contains("a file breaks off before its end"));
    // the first is found again, two stood behind the break
    assert_eq!(
        (&summary["again"], &summary["left_open"]),
        (&1.into(), &2.into())
    );
    let shown = folder.run(&["check", ".", "--as-of", "2026-05-31"]).stdout;
    assert!(
        shown.contains("2 not seen this time and still open"),
        "{shown}"
    );

    folder.write("t.csv", rows);
    let whole = folder.report("2026-05-31", &["--no-history", "--baseline", "b.json"]);
    assert_eq!(whole["summary"]["findings_in_baseline"], 3);
}

/// An export that is no table at all leaves everything open that was.
#[test]
fn what_cannot_be_judged_stays_open_and_is_counted() {
    let table = |name: &str| {
        format!(
            "[tables.{name}]\nfiles = \"{name}.csv\"\nkey = [\"no\"]\n[tables.{name}.fields]\nno = {{}}\n\
             city = {{ pattern = \"Ulm\" }}\n"
        )
    };
    let folder = Folder::new(&format!("{}{}", table("here"), table("there")));
    folder.write("here.csv", "no,city\n1,Ulm\n2,Linz\n");
    folder.write("there.csv", "no,city\n1,Graz\n2,Wien\n");
    folder.report("2026-04-30", &[]);
    folder.write("there.csv", "nothing\nof this\n");
    let summary = &folder.report("2026-05-31", &[])["summary"];
    assert_eq!(
        (&summary["again"], &summary["left_open"]),
        (&1.into(), &2.into()),
        "{summary}"
    );
    let shown = folder.run(&["check", ".", "--as-of", "2026-05-31"]).stdout;
    assert!(
        shown.contains("2 not seen this time and still open"),
        "{shown}"
    );
}
