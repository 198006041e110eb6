//! `crm-audit codes`: what is asked of it, and what comes of it.

use std::fs;

use crate::support::Folder;

/// A scheme of codes of digits, with the card and what refers to it.
fn project(field: &str) -> Folder {
    let folder = Folder::new(&format!(
        "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {{ {field} }}\nsort = {{}}\nregion = {{}}\n\
         [[coding.s.variant]]\nwhen = \"sort = 'bolt'\"\nsegments = [{{ literal = \"0\" }}, {{ name = \"region\", values = {{ \"1\" = \"north\", \"2\" = \"south\" }} }}, {{ serial = 2 }}]\n\
         [[coding.s.variant]]\nsegments = [{{ literal = \"N\" }}, {{ serial = 3 }}]\n\
         [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.coding = {{ column = \"a\", scheme = \"s\", agrees = {{ region = \"region\" }} }}\n"
    ));
    folder.write(
        "t.csv",
        "a,sort,region\n0101,bolt,north\n101,bolt,north\n0X07,bolt,south\nN001,nut,\nn2,nut,\n",
    );
    folder
}

/// The row says which variant a code is of, and what should stand in it.
#[test]
fn rows_decide_what_a_code_is_held_against() {
    let folder = project("");
    let told = folder.run(&["codes", "s", "--recode", "-o", "plan.csv"]);
    assert_eq!(told.code, 0, "{}", told.stderr);
    let plan = fs::read_to_string(folder.path().join("plan.csv")).unwrap();
    let rows: Vec<&str> = plan.lines().skip(1).collect();
    assert!(rows[0].starts_with("0X07,0207,completed,0,"), "{plan}");
    assert!(rows[1].starts_with("101,0101,spelling,0,"), "{plan}");
    assert!(rows[2].starts_with("n2,N002,"), "{plan}");
    // and what a spreadsheet has done already, with its row
    let told = folder.run(&["codes", "s"]);
    let lost = "zeros at the start are lost in 1 cell, such as 101 (t.csv, row 3)";
    assert!(told.stdout.contains(lost), "{}", told.stdout);
}

/// In CSV they are told of, in a workbook they are texts.
#[test]
fn codes_that_a_spreadsheet_would_change() {
    let folder = project("");
    let told = folder.run(&[
        "codes",
        "s",
        "--recode",
        "-o",
        "plan.csv",
        "-o",
        "plan.xlsx",
    ]);
    assert!(
        told.stderr.contains("plan.csv: opened as it is"),
        "{}",
        told.stderr
    );
    assert!(
        !told.stderr.contains("plan.xlsx: opened"),
        "{}",
        told.stderr
    );
    let file = fs::File::open(folder.path().join("plan.xlsx")).unwrap();
    let mut archive = zip::ZipArchive::new(file).unwrap();
    let read = |name: &str, archive: &mut zip::ZipArchive<fs::File>| {
        std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
    };
    assert!(read("xl/sharedStrings.xml", &mut archive).contains(">0207<"));
    assert!(read("xl/styles.xml", &mut archive).contains("numFmtId=\"49\""));
}

/// A plan with masked codes could not be carried out.
#[test]
fn no_plan_is_made_of_masked_codes() {
    let folder = project("sensitive = true");
    let told = folder.run(&["codes", "s", "--recode", "-o", "plan.csv"]);
    assert_eq!(told.code, 2, "{}", told.stdout);
    assert!(told.stderr.contains("a is sensitive"), "{}", told.stderr);
    assert!(!folder.path().join("plan.csv").exists());
    assert_eq!(folder.run(&["codes", "s"]).code, 0);
}

#[test]
fn nothing_is_no_count() {
    let folder = project("");
    for argument in ["--examples", "--limit"] {
        let told = folder.run(&["codes", "s", argument, "0"]);
        assert_eq!(told.code, 2, "{argument}");
        assert!(told.stderr.contains("write 1 or more"), "{}", told.stderr);
    }
}

/// As with other commands, the folder may stand alone, or first.
#[test]
fn the_folder_alone_is_its_only_scheme() {
    let folder = project("");
    let path = folder.path().to_str().unwrap();
    let [named, alone, first] = [
        &["codes", "s", path][..],
        &["codes", path],
        &["codes", path, "s"],
    ]
    .map(|arguments| folder.run(arguments));
    assert_eq!(
        (named.code, alone.code, first.code),
        (0, 0, 0),
        "{}",
        alone.stderr
    );
    assert_eq!(named.stdout, alone.stdout);
    assert_eq!(named.stdout, first.stdout);
}

/// Whatever the check, whatever the width: a program must not have to ask which type it has before it.
#[test]
fn counts_are_of_one_type() {
    for check in ["mod-11-10", "mod-97-10"] {
        for width in [2, 12] {
            let folder = Folder::new(&format!(
                "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {{}}\n[coding.s]\nsegments = [{{ serial = {width} }}, {{ check = \"{check}\" }}]\n"
            ));
            let told = folder.run(&["codes", "s", "--format", "json"]);
            let told: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
            let check = &told["variants"][0]["check"]["notices"]["changed"];
            assert!(
                check.is_null() || check["all"].is_string() && check["missed"].is_string(),
                "{check}"
            );
        }
    }
}

/// What cannot be read as a code any more is counted all the same.
#[test]
fn codes_that_a_spreadsheet_has_changed() {
    let folder = Folder::new(
        "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {}\n\
         [coding.s]\nsegments = [{ literal = \"69\" }, { name = \"n\", serial = 14, start = 1 }]\n\
         [[rule]]\nid = \"r\"\ntable = \"t\"\ncheck.coding = { column = \"a\", scheme = \"s\" }\n",
    );
    folder.write("t.csv", "a\n6900000000000001\n6.90123E+15\n6.9E15\n");
    let told = folder.run(&["codes", "s"]).stdout;
    for line in [
        "In t.a: 3 cells, 3 different codes.",
        "a spreadsheet has made powers of ten of 2 cells, such as 6.90123E+15 (t.csv, row 3)",
    ] {
        assert!(told.contains(line), "{told}");
    }
}
