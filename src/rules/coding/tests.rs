//! Codes against schemes, over small files.

use crate::findings::outcome::Outcome;
use crate::messages::{Lang, Messages};
use crate::testing::{audited, one, tried};

const SCHEME: &str = "\n[coding.s]\nsegments = [{ literal = \"B\" }, { name = \"size\", chars = \"0-9\", width = 2 }, { name = \"n\", serial = 2 }]\n";

#[test]
fn rows_that_do_not_follow_the_scheme() {
    let csv = "k,a\n1,B0801\n2,B081\n3,\n4,b0801\n5\n6,B1201\n";
    let found = one(
        "a = {}",
        &format!("check.coding = {{ column = \"a\", scheme = \"s\" }}{SCHEME}"),
        csv,
    );
    assert_eq!(found.rows(), [3, 5]);
    assert_eq!(found.verdicts(), [2, 2, 0, 1, 1]);
    assert_eq!(
        found.findings[0].message,
        "a B081: it has 4 characters instead of 5"
    );
    assert!(
        found.findings[1].message.ends_with("meant: B0801"),
        "{}",
        found.findings[1].message
    );
}

/// A part of a text, with zeros in front or not, or in other words.
#[test]
fn segments_agree_with_columns() {
    let csv = "k,a,b\n1,B0801,bolt M8\n2,B0801,bolt M10\n3,B0801,bolt\n4,B0801,\n5,X,bolt M8\n";
    let check = "check.coding = { column = \"a\", scheme = \"s\", agrees = { size = { column = \"b\", regex = 'M(\\d+)' } } }";
    let found = one("a = {}\nb = {}", &format!("{check}{SCHEME}"), csv);
    assert_eq!(found.rows(), [3, 6]);
    assert_eq!(
        found.findings[0].message,
        "b bolt M10 does not agree with a B0801: there, size is 08"
    );
    assert_eq!(found.verdicts(), [3, 2, 0, 0, 0]);
    let check = "check.coding = { column = \"a\", scheme = \"s\", agrees = { size = { column = \"b\", map = { \"08\" = \"small\" } } } }";
    let found = one(
        "a = {}\nb = {}",
        &format!("{check}{SCHEME}"),
        "k,a,b\n1,B0801,small\n2,B0801,08\n3,B0801,large\n4,B0901,small\n",
    );
    assert_eq!(found.rows(), [4, 5]);
}

#[test]
fn dates_agree_with_dates() {
    let scheme = "\n[coding.s]\nsegments = [{ name = \"m\", date = \"%y%m\" }, { serial = 2 }]\n";
    let check = "check.coding = { column = \"a\", scheme = \"s\", agrees = { m = \"d\" } }";
    let found = one(
        "a = {}\nd = { type = \"date\" }",
        &format!("{check}{scheme}"),
        "k,a,d\n1,260101,2026-01-31\n2,260101,2026-02-01\n3,260101,?\n",
    );
    assert_eq!(found.rows(), [3]);
    assert_eq!(found.verdicts(), [1, 1, 0, 0, 1]);
}

/// What is not listed was not meant; and what not everybody may see is not told as what was meant.
#[test]
fn what_was_meant_is_listed() {
    for (sensitive, told) in [
        (
            "",
            "; likely small letters for capitals, or the reverse, meant: BQ01",
        ),
        ("sensitive = true", ""),
    ] {
        let project = format!(
            "[tables.l]\nfiles = \"l.csv\"\n[tables.l.fields]\ncode = {{ {sensitive} }}\n[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {{}}\n\
            [coding.s]\nsegments = [{{ literal = \"B\" }}, {{ name = \"l\", in = \"l.code\", width = 1 }}, {{ serial = 2 }}]\n\
            [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.coding = {{ column = \"a\", scheme = \"s\" }}\n"
        );
        let files = [("l.csv", "code\nQ\n"), ("t.csv", "a\nBq01\nbX01\n")];
        let found = tried(&project, &files, "r");
        assert_eq!(
            found.findings[0].message,
            format!("a Bq01: l is q, which is not in l{told}")
        );
        assert_eq!(
            found.findings[1].message,
            "a bX01: it begins with b, but should begin with B"
        );
    }
}

/// The first condition that a row meets says how its code is built.
#[test]
fn variants_go_by_their_conditions() {
    let scheme = "\n[[coding.s.variant]]\nwhen = \"b = 'bolt'\"\nsegments = [{ literal = \"B\" }, { serial = 2 }]\n\
        [[coding.s.variant]]\nsegments = [{ literal = \"X\" }, { serial = 3 }]\n";
    let check = "check.coding = { column = \"a\", scheme = \"s\" }";
    let csv = "k,a,b\n1,B01,bolt\n2,X001,bolt\n3,X001,nut\n4,B01,nut\n5,X001,\n6,B01,\n";
    let found = one("a = {}\nb = {}", &format!("{check}{scheme}"), csv);
    assert_eq!(found.rows(), [3, 5, 7]);
    assert!(
        found.findings[0]
            .message
            .ends_with("likely a code of another category"),
        "{}",
        found.findings[0].message
    );
}

#[test]
fn what_is_listed_elsewhere() {
    let project = "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nc = {}\n[tables.r]\nfiles = \"r.csv\"\nlabel = \"Regions\"\n[tables.r.fields]\ncode = {}\n\
        [coding.s]\nsegments = [{ literal = \"C\" }, { name = \"region\", in = \"r.code\" }, { serial = 2 }]\n\
        [[rule]]\nid = \"r\"\ntable = \"o\"\ncheck.coding = { column = \"c\", scheme = \"s\" }\n";
    let files = [
        ("o.csv", "c\nCN01\nCNE01\nCX01\nC0101\n"),
        ("r.csv", "code\nN\nNE\nO1\n"),
    ];
    let found = tried(project, &files, "r");
    assert_eq!(found.rows(), [4, 5]);
    assert_eq!(
        found.findings[0].message,
        "c CX01: region is X, which is not in Regions"
    );
    assert!(
        found.findings[1]
            .message
            .ends_with("likely the digit 0 for the letter O, meant: CO101"),
        "{}",
        found.findings[1].message
    );
}

#[test]
fn codes_above_exist_in_the_column_or_in_another() {
    let scheme = "\n[coding.s]\nlevels = [2, 2, 3]\n";
    let csv = "k,a\n1,11\n2,1101\n3,1101001\n4,1102001\n5,12001\n6,1201\n";
    let found = one(
        "a = {}",
        &format!("check.coding = {{ column = \"a\", scheme = \"s\" }}{scheme}"),
        csv,
    );
    assert_eq!(found.rows(), [5, 6, 7]);
    assert_eq!(
        found.findings[0].message,
        "a 1102001: the code above it, 1102, is not in t"
    );
    let project = format!(
        "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nc = {{}}\n[tables.r]\nfiles = \"r.csv\"\n[tables.r.fields]\ncode = {{}}\n\
        [[rule]]\nid = \"r\"\ntable = \"o\"\ncheck.coding = {{ column = \"c\", scheme = \"s\", parent = \"r.code\" }}\n{scheme}"
    );
    let files = [
        ("o.csv", "c\n1101001\n1102001\n"),
        ("r.csv", "code\n1101\n"),
    ];
    assert_eq!(tried(&project, &files, "r").rows(), [3]);
}

/// Then its `map` is wrong, and no row is: also where it is for some of the rows only.
#[test]
fn a_column_that_never_agrees_is_told_once() {
    let told = |rows: usize| {
        let project = "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = { label = \"code\" }\nsort = {}\nsize = {}\n\
            [[coding.s.variant]]\nwhen = \"sort = 'bolt'\"\nsegments = [{ literal = \"B\" }, { name = \"size\", chars = \"0-9\", width = 2 }]\n\
            [[coding.s.variant]]\nsegments = [{ literal = \"N\" }, { serial = 2 }]\n\
            [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.coding = { column = \"a\", scheme = \"s\", agrees = { size = \"size\" } }\n";
        let bolts = "B08,bolt,M8\n".repeat(rows);
        let nuts = "N01,nut,\n".repeat(40);
        let csv = format!("a,sort,size\n{bolts}{nuts}");
        let (project, audit) = audited(project, &[("t.csv", &csv)]);
        let rule = project.rules.iter().position(|rule| rule.id == "r");
        audit.outcomes[rule.unwrap()].clone().unwrap()
    };
    let Outcome::NotRun(reason) = told(20) else {
        panic!("judged");
    };
    assert_eq!(
        Messages::new(Lang::En).text(&reason.reason),
        "20 of 20 values of size do not agree with size in code, such as M8 beside B08: the column is the wrong one, or its `map` or `regex`"
    );
    assert!(matches!(told(19), Outcome::Judged(_)));
}

/// Then the column is the wrong one, or the scheme.
#[test]
fn a_column_that_fits_nowhere_is_told_once() {
    let project = |rows: usize| {
        let project = format!(
            "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {{}}\n[[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.coding = {{ column = \"a\", scheme = \"s\" }}{SCHEME}"
        );
        let csv = format!("a\nB0801\n{}", "Z1\n".repeat(rows));
        let (project, audit) = audited(&project, &[("t.csv", &csv)]);
        let rule = project
            .rules
            .iter()
            .position(|rule| rule.id == "r")
            .unwrap();
        audit.outcomes[rule].clone().unwrap()
    };
    assert!(matches!(project(19), Outcome::NotRun(_)));
    assert!(matches!(project(18), Outcome::Judged(_)));
}

#[test]
fn what_is_sensitive_is_not_told() {
    let check = format!(
        "check.coding = {{ column = \"a\", scheme = \"s\", agrees = {{ size = \"b\" }} }}{SCHEME}"
    );
    let found = one(
        "a = { sensitive = true }\nb = {}",
        &check,
        "k,a,b\n1,B080123,08\n2,B0801,09\n",
    );
    for finding in &found.findings {
        assert!(
            !finding.message.contains("0801") && !finding.message.contains("is 08"),
            "{}",
            finding.message
        );
    }
    assert_eq!(found.findings.len(), 2);
}

/// A number that lost its zero takes nothing from what stands before it.
#[test]
fn the_segment_between_literals_that_is_too_narrow() {
    let scheme = "\n[coding.s]\nsegments = [{ literal = \"LS\" }, { name = \"size\", chars = \"0-9\", width = [1, 2] }, { literal = \"X\" }, { name = \"length\", chars = \"0-9\", width = 3 }]\n";
    let csv = "k,a\n1,LS8X040\n2,LS10X040\n3,LS10X4012\n4,LS08X40\n5,LS108X040\n";
    let check = format!("check.coding = {{ column = \"a\", scheme = \"s\" }}{scheme}");
    let told = one("a = {}", &check, csv).findings;
    let told: Vec<&str> = told
        .iter()
        .map(|finding| finding.message.as_str())
        .collect();
    assert_eq!(told.len(), 3);
    for (said, segment) in told
        .iter()
        .zip(["length is 4012", "length is 40", "size is 108"])
    {
        assert!(said.contains(segment), "{said}");
    }
}
