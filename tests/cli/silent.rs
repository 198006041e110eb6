//! What must not pass without a word: an export that is not there beside others that are, and a rule that decided nothing.

use std::fs;

use crate::support::{Folder, notices};

#[test]
fn a_branch_that_sent_nothing_is_told() {
    let folder = Folder::new(
        "[project]\nlang = \"en\"\n[tables.orders]\nlabel = \"Orders\"\n\
         files = [\"north/{month}*.csv\", \"south/{month}*.csv\", \"south/{month}*.xlsx\"]\n\
         [tables.orders.fields]\nno = { required = true }\n",
    );
    for (branch, is_told) in [("north", true), ("south", false)] {
        fs::create_dir(folder.path().join(branch)).unwrap();
        folder.write(&format!("{branch}/202610 orders.csv"), "no\n1\n");
        let outcome = folder.run(&["check", "--as-of", "2026-10-31"]);
        assert_eq!(outcome.code, 0, "{}", outcome.stderr);
        let told = "Orders: no file matches south/202610*.csv, south/202610*.xlsx,";
        assert_eq!(outcome.stdout.contains(told), is_told, "{}", outcome.stdout);
        let report = folder.report("2026-10-31", &[]);
        assert_eq!(notices(&report).contains(told), is_told, "{report}");
    }
}

/// What is still within its limit is no more decided than what cannot be read.
#[test]
fn rows_that_are_pending_decide_nothing() {
    let folder = Folder::new(
        "[project]\nlang = \"en\"\n[tables.orders]\nfiles = \"orders.csv\"\n[tables.orders.fields]\nno = {}\n\
         a = { type = \"datetime\" }\nb = { type = \"datetime\" }\n[[rule]]\nid = \"late\"\ntable = \"orders\"\n\
         check.latency = { from = \"a\", to = \"b\", within = \"24 hours\", still_open = \"count\" }\n",
    );
    folder.write(
        "orders.csv",
        "no,a,b\n1,2026-10-31 20:00,\n2,2026-10-01 08:00,2026-10-99 09:00\n",
    );
    let check = ["check", "--as-of", "2026-10-31", "--select", "late"];
    let outcome = folder.run(&check);
    assert_eq!(outcome.code, 2, "{}", outcome.stdout);
    let told = "none of the rows that it applies to can be decided: 1 undecidable, 1 pending";
    assert!(outcome.stdout.contains(told), "{}", outcome.stdout);
    let report = folder.report("2026-10-31", &["--select", "late"]);
    let rule = &report["rules"][0];
    assert_eq!(
        (&rule["pending"], &rule["undecidable"]),
        (&1.into(), &1.into())
    );
    assert_eq!(rule["status"], "undecided");
    let junit = folder.run(&[&check[..], &["--format", "junit"]].concat());
    assert!(junit.stdout.contains("<error"), "{}", junit.stdout);
    // one row that is right, and the others are told beside it
    let more = "no,a,b\n1,2026-10-31 20:00,\n2,2026-10-01 08:00,2026-10-99 09:00\n3,2026-10-01 08:00,2026-10-01 09:00\n";
    folder.write("orders.csv", more);
    assert_eq!(folder.run(&check).code, 0);
}
