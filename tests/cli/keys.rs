//! Documents are known by what their keys say, however an export writes them.

use serde_json::Value;

use crate::support::{Folder, copy, notices, root};

const PROJECT: &str = "[project]\nname = \"keys\"\nlang = \"en\"\n\
    [tables.stops]\nfiles = [\"{month}.csv\"]\nkey = [\"depot\", \"day\", \"stop\"]\n[tables.stops.fields]\n\
    depot = {}\nday = { type = \"date\" }\nstop = { type = \"integer\" }\nseal = { required = true }\n";

fn count(report: &Value, key: &str) -> u64 {
    report["summary"][key].as_u64().unwrap()
}

fn rewritten() -> Folder {
    let folder = Folder::new(PROJECT);
    folder.write(
        "202605.csv",
        "depot,day,stop,seal\nNorth,21/05/2026,07,\nNorth,22/05/2026,08,\nSouth,23/05/2026,1,x\n",
    );
    folder.write(
        "202606.csv",
        "depot,day,stop,seal\nNorth,2026-05-21,7,\nNorth,\"22 May 2026\",8.0,\nSouth,2026/5/23,1,x\n",
    );
    folder
}

#[test]
fn another_form_of_a_date_or_number_is_the_same_document() {
    let folder = rewritten();
    folder.report("2026-05-31", &[]);
    let report = folder.report("2026-06-30", &[]);
    let counts = ["new", "again", "fixed", "gone"].map(|key| count(&report, key));
    assert_eq!(counts, [0, 2, 0, 0]);
    // the report shows keys as they are written
    assert_eq!(report["findings"][1]["key"], "North|22 May 2026|8.0");
}

#[test]
fn a_baseline_holds_documents_in_every_form() {
    let folder = rewritten();
    let create = [
        "baseline",
        "create",
        "--as-of",
        "2026-05-31",
        "-o",
        "known.json",
    ];
    assert_eq!(folder.run(&create).code, 0);
    let known = [
        "check",
        "--no-history",
        "--as-of",
        "2026-06-30",
        "--baseline",
        "known.json",
    ];
    assert_eq!(folder.run(&known).code, 0);
}

#[test]
fn a_decision_fits_documents_in_every_form() {
    for (document, labelled) in [
        ("North|21/05/2026|07", 1),
        ("North|2026-05-21|7", 1),
        ("North|2026-05-2*", 2),
        ("North|2026-05-21|70", 0),
    ] {
        for day in ["2026-05-31", "2026-06-30"] {
            let folder = rewritten();
            folder.write(
                "dispositions.toml",
                &format!(
                    "[[disposition]]\nmatch = {{ rule = \"stops.seal.required\", document = \"{document}\" }}\n\
                     verdict = \"accept_once\"\nreason = \"sealed by hand\"\nuntil = 2026-12-31\n\
                     decided_by = \"May meeting\"\ndecided_on = 2026-05-01\ncovers = 1\n"
                ),
            );
            let report = folder.report(day, &["--no-history"]);
            let findings = report["findings"].as_array().unwrap().iter();
            let of_export = findings.filter(|finding| finding["table"] == "stops");
            let decided = of_export.filter(|finding| !finding["disposition"].is_null());
            assert_eq!(decided.count(), labelled, "{document}, {day}");
        }
    }
}

/// What the version before recorded of `fixtures/compat`, read by this one, and then exports that write every key anew.
#[test]
fn records_that_went_by_the_writing_are_carried_over() {
    let folder = Folder::new("");
    copy(&root().join("fixtures/compat"), folder.path());
    std::fs::create_dir(folder.path().join(".crm-audit")).unwrap();
    std::fs::rename(folder.path().join("history.db"), folder.database()).unwrap();
    let september = folder.report("2026-09-30", &[]);
    assert!(notices(&september).contains("known by its value from now on"));
    let receipts = |report: &Value| {
        let findings = report["findings"].as_array().unwrap().iter();
        let of_table = findings.filter(|finding| finding["table"] == "receipts");
        let known =
            of_table.map(|f| (f["identity"].to_string(), f["times_seen"].as_u64().unwrap()));
        known.collect::<Vec<_>>()
    };
    let before = receipts(&september);
    assert!(before.iter().any(|(_, times)| *times > 1), "{before:?}");
    let export =
        std::fs::read_to_string(folder.path().join("exports/receipts-202609.csv")).unwrap();
    let date = regex::Regex::new(r"(?m)^(\d{4})-(\d\d)-(\d\d),0*(\d+)").unwrap();
    let anew = date.replace_all(&export, "$1/$2/$3,00$4");
    assert_ne!(anew, export);
    folder.write("exports/receipts-202610.csv", &anew);
    for name in ["customers", "prices", "shelves", "visits"] {
        let file = |month: &str| folder.path().join(format!("exports/{name}-{month}.csv"));
        std::fs::copy(file("202609"), file("202610")).unwrap();
    }
    let october = folder.report("2026-10-31", &[]);
    let expected = before
        .into_iter()
        .map(|(identity, times)| (identity, times + 1));
    assert_eq!(receipts(&october), expected.collect::<Vec<_>>());
    assert!(!notices(&october).contains("known by its value from now on"));
}

/// No character that stands between the parts of a key makes one key of two.
#[test]
fn parts_of_a_key_may_hold_anything() {
    let table = |name: &str| {
        format!(
            "[tables.{name}]\nfiles = \"{name}.csv\"\nkey = [\"a\", \"b\"]\n[tables.{name}.fields]\na = {{}}\nb = {{}}\n"
        )
    };
    let project = format!(
        "{}c = {{ required = true }}\n{}[[rule]]\nid = \"twice\"\ntable = \"pairs\"\ncheck.unique = {{ columns = [\"a\", \"b\"] }}\n\
         [[rule]]\nid = \"unknown\"\ntable = \"pairs\"\ncheck.reference = {{ columns = [\"a\", \"b\"], table = \"known\" }}\n",
        table("pairs"),
        table("known")
    );
    let folder = Folder::new(&project);
    let signs = [
        "\u{1f}",
        "\u{1e}",
        "\u{1b}",
        "|",
        "\u{1f}\u{1f}",
        "\u{1b}\u{1f}",
    ];
    // so few control characters that nobody takes the file for a binary one
    let p = "pallet ".repeat(40);
    let pairs = signs.map(|sign| format!("{p}{sign}q,r,\n{p},q{sign}r,\n"));
    let pairs = pairs.concat();
    folder.write("pairs.csv", &format!("a,b,c\n{pairs}"));
    let known = signs.map(|sign| format!("{p},q{sign}r\n")).concat();
    folder.write("known.csv", &format!("a,b\n{known}"));
    let report = folder.report("2026-05-31", &["--no-history"]);
    let of_rule = |rule: &str| -> Vec<(u64, String)> {
        let findings = report["findings"].as_array().unwrap().iter();
        let findings = findings.filter(|finding| finding["rule"] == rule);
        findings
            .map(|f| (f["row"].as_u64().unwrap(), f["identity"].to_string()))
            .collect()
    };
    assert!(of_rule("twice").is_empty());
    let rows: Vec<u64> = of_rule("unknown").into_iter().map(|(row, _)| row).collect();
    assert_eq!(rows, [2, 4, 6, 8, 10, 12]);
    let identities: std::collections::BTreeSet<String> = of_rule("pairs.c.required")
        .into_iter()
        .map(|(_, identity)| identity)
        .collect();
    assert_eq!(identities.len(), 12);
}
