//! `check --mark`: which files are written, what is proposed, and what a marked sheet looks like on paper and where rows are hidden.

use std::fs;

use crate::marking::{DAY, PROJECT, SHEET, changed, findings, mark, parts, returned, text};
use crate::support::Folder;

/// A steward sends back what has faults, and nothing else.
#[test]
fn of_a_folder_only_files_with_faults_are_written() {
    let folder = Folder::new(PROJECT);
    let head = "Code,Name,Limit,City\n";
    folder.write("好.csv", &format!("{head}C0001,Alder,500,Leeds\n"));
    folder.write("坏.csv", &format!("{head}C0002,,500,York\n"));
    fs::create_dir(folder.path().join("out")).unwrap();
    let run = |arguments: &[&str]| {
        let inputs = ["--input", "customers=好.csv", "--input", "customers=坏.csv"];
        folder.run(&[&DAY[..], &inputs, arguments].concat()).stderr
    };
    let told = run(&["--mark", "out"]);
    let expected =
        "marked: out/坏.xlsx (1 cell in 1 row)\nout/坏.xlsx: a new workbook without the formats";
    assert!(told.starts_with(expected), "{told}");
    assert!(
        told.contains("without faults, and therefore not written: 好.csv\n"),
        "{told}"
    );
    assert!(!told.contains("still there"), "{told}");
    let out = |name| folder.path().join("out").join(name).is_file();
    assert!(out("坏.xlsx") && !out("好.xlsx"));
    // what is left of the day before must not be sent back
    folder.write("坏.csv", &format!("{head}C0002,Birch,500,York\n"));
    let told = run(&["--mark", "out", "--lang", "zh-CN"]);
    let expected = "没有问题，未写出：好.csv、坏.csv\n\
        以前标记的副本还在，其原文件现已没有问题，请勿发回：out/坏.xlsx\n";
    assert_eq!(told, expected);
    assert_eq!(run(&["--mark", "out", "--quiet"]), "");
    // who names a file wants it
    let told = mark(&folder, "好.csv", &["--mark", "one.xlsx"]).0;
    assert!(
        told.starts_with("marked: one.xlsx (0 cells in 0 rows)"),
        "{told}"
    );
    // what was not audited is for the sender to know
    folder.write("坏.csv", "Code,Limit,City\nC0002,500,York\n");
    let told = run(&["--mark", "out"]);
    assert!(told.contains("marked: out/坏.xlsx"), "{told}");
}

#[test]
fn notes_propose_what_is_certain() {
    let project = PROJECT.replace("C[0-9]{4}", "[0-9]{6}").replace(
        "city = { header",
        "since = { header = \"Since\", type = \"date\", optional = true }\ncity = { header",
    );
    let folder = Folder::new(&project);
    folder.write(
        "returned.csv",
        "Code,Name,Limit,City,Since\n1002,Alder,500,leeds ,2026-13-01\n000003,Birch,5000,Yorc,\n000004,Cedar,1,Hull,\n",
    );
    mark(&folder, "returned.csv", &["--mark", "marked.xlsx"]);
    let all = parts(&folder.path().join("marked.xlsx"));
    let notes = text(&all, "xl/comments1.xml");
    for expected in [
        "Proposal: 001002\n▲",
        "Expected: Leeds, York\nProposal: Leeds\n▲",
        "Was it meant to be York?\n▲",
        "Expected: Leeds, York\n▲",
        "Expected: ≤ 1000\nWhat to do: Ask the credit department.\n▲",
        "Expected: a date such as 2026-10-31 (2026/10/31, 20261031 and 2026年10月31日 are read as well)\n▲",
    ] {
        assert!(notes.contains(expected), "{expected}\n{notes}");
    }
}

/// The faults would make everything else small on paper.
#[test]
fn what_is_printed_stays_as_it_was() {
    let folder = returned();
    mark(&folder, "returned.xlsx", &["--mark", "marked.xlsx"]);
    let workbook = text(
        &parts(&folder.path().join("marked.xlsx")),
        "xl/workbook.xml",
    );
    let area = "name=\"_xlnm.Print_Area\" localSheetId=\"0\">'It''s customers'!$A:$D</definedName>";
    assert!(workbook.contains(area), "{workbook}");
    let (_, decisions) = findings(&folder, "marked.xlsx");
    assert!(decisions.contains("F3 down was added"), "{decisions}");
}

/// A filter or a group of theirs hides rows; what alone is left must be seen.
#[test]
fn faulty_rows_that_were_hidden_are_seen_where_they_are_alone() {
    let folder = returned();
    let from = folder.path().join("returned.xlsx");
    let hidden = folder.path().join("hidden.xlsx");
    changed(&from, &hidden, SHEET, |sheet| {
        sheet.replacen("<row r=\"5\"", "<row r=\"5\" hidden=\"1\"", 1)
    });
    for (more, is_seen) in [(&["--only-bad"][..], true), (&[], false)] {
        let arguments = [&["--mark", "out.xlsx"], more].concat();
        let (told, code) = mark(&folder, "hidden.xlsx", &arguments);
        assert_eq!(code, 1, "{told}");
        let sheet = text(&parts(&folder.path().join("out.xlsx")), SHEET);
        let row = sheet.split("<row ").find(|row| row.starts_with("r=\"5\""));
        let tag = row.unwrap().split('>').next().unwrap();
        assert_eq!(!tag.contains("hidden"), is_seen, "{tag}");
    }
}

/// A marked workbook that somebody has saved since may hold corrections, and any other file is not ours.
#[test]
fn only_what_we_have_marked_ourselves_is_overwritten() {
    let folder = returned();
    folder.write("other.csv", "Code,Name,Limit,City\nC0001,,500,Leeds\n");
    let at = |name: &str| folder.path().join(name);
    for from in ["returned.xlsx", "other.csv"] {
        let again = ["--mark", "marked.xlsx"];
        let _ = fs::remove_file(at("marked.xlsx"));
        assert_eq!(mark(&folder, from, &again).1, 1);
        let first = fs::read(at("marked.xlsx")).unwrap();
        // as it was written it is written again
        assert_eq!(mark(&folder, from, &again).1, 1);
        assert_eq!(fs::read(at("marked.xlsx")).unwrap(), first, "{from}");
        changed(&at("marked.xlsx"), &at("saved.xlsx"), SHEET, |sheet| {
            sheet.replacen("</row>", "</row> ", 1)
        });
        let refused = |file: &str, expected: &str| {
            let before = fs::read(at(file)).unwrap();
            let (told, code) = mark(&folder, from, &["--mark", file]);
            assert_eq!(code, 2, "{told}");
            assert!(told.contains(expected), "{told}");
            assert_eq!(fs::read(at(file)).unwrap(), before);
        };
        refused(
            "saved.xlsx",
            "saved.xlsx was marked before, and somebody has saved it since",
        );
        folder.write("text.xlsx", "mine");
        refused(
            "text.xlsx",
            "text.xlsx is there already, and `--mark` did not write it",
        );
        let template = ["template", "-o", "template.xlsx", "--as-of", "2026-10-31"];
        assert_eq!(folder.run(&template).code, 0);
        refused("template.xlsx", "template.xlsx is there already");
    }
    // of a folder the others are written
    fs::create_dir(at("out")).unwrap();
    fs::copy(at("saved.xlsx"), at("out/other.xlsx")).unwrap();
    let arguments = [
        "--input",
        "customers=other.csv",
        "--mark",
        "out",
        "--lang",
        "zh-CN",
    ];
    let (told, code) = mark(&folder, "returned.xlsx", &arguments);
    assert_eq!(code, 2, "{told}");
    let line = "other.csv 未标记：out/other.xlsx 是以前标记的文件，之后又有人保存过，里面可能已有更正，不覆盖";
    assert!(told.contains(line), "{told}");
    assert!(at("out/returned.xlsx").is_file(), "{told}");
}
