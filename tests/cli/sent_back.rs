//! Templates that come back: nothing of what was entered is lost, and only what its sender did is told to him.

use std::fs;

use rust_xlsxwriter::Workbook;

use crate::support::Folder;
use crate::template::{DAY, EXAMPLE, HEADER, PROJECT, cells, checked, send_back, template};

/// It may be the only copy.
#[test]
fn a_template_that_was_filled_in_is_not_overwritten() {
    let folder = Folder::new(PROJECT);
    template(&folder, &[]);
    // nobody has entered anything
    template(&folder, &[]);
    let mine: &[&str] = &["C00002", "Acorn", "firm"];
    for sheets in [
        [("Customers", &[HEADER, EXAMPLE, mine][..]), ("Orders", &[])],
        [("Customers", &[HEADER, mine]), ("Orders", &[])],
        [("Customers", &[HEADER, EXAMPLE]), ("Sheet1", &[mine])],
    ] {
        send_back(&folder, &sheets);
        let before = fs::read(folder.path().join("back.xlsx")).unwrap();
        let told = folder.run(&["template", "-o", "back.xlsx", "--as-of", DAY[1]]);
        assert_eq!(told.code, 2, "{}", told.stderr);
        assert!(
            told.stderr.contains("has been filled in"),
            "{}",
            told.stderr
        );
        assert_eq!(fs::read(folder.path().join("back.xlsx")).unwrap(), before);
    }
}

/// Nobody knows what is in it.
#[test]
fn a_workbook_that_is_no_empty_template_is_not_overwritten() {
    let folder = Folder::new(PROJECT);
    let at = |name: &str| folder.path().join(name);
    let mut book = Workbook::new();
    book.add_worksheet().write(0, 0, "mine").unwrap();
    book.save(at("mine.xlsx")).unwrap();
    template(&folder, &[]);
    let whole = fs::read(at("t.xlsx")).unwrap();
    fs::write(at("cut.xlsx"), &whole[..whole.len() / 2]).unwrap();
    // Excel puts a workbook with a password into a container of the old form
    let locked = [
        &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..],
        &[0; 600],
    ]
    .concat();
    fs::write(at("locked.xlsx"), locked).unwrap();
    for (file, lang, told) in [
        (
            "mine.xlsx",
            "en",
            "mine.xlsx is a workbook that this program did not write as a template; it is not overwritten",
        ),
        (
            "cut.xlsx",
            "en",
            "cut.xlsx is there already, and whether somebody has entered something cannot be seen: ",
        ),
        (
            "locked.xlsx",
            "zh-CN",
            "locked.xlsx 已存在，无法确认其中有没有填写内容（不是 xlsx 工作簿；请另存为 .xlsx，且不设密码），不覆盖；请先把它移走，或写到别的文件",
        ),
    ] {
        let before = fs::read(at(file)).unwrap();
        let arguments = ["template", "-o", file, "--as-of", DAY[1], "--lang", lang];
        let run = folder.run(&arguments);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert!(run.stderr.contains(told), "{}", run.stderr);
        assert_eq!(fs::read(at(file)).unwrap(), before);
    }
    // there is nothing in it to be lost
    fs::write(at("empty.xlsx"), "").unwrap();
    let run = folder.run(&["template", "-o", "empty.xlsx", "--as-of", DAY[1]]);
    assert_eq!(run.code, 0, "{}", run.stderr);
}

/// What we emptied its sender need not explain, and what he has left out he must.
#[test]
fn emptied_rows_of_a_marked_template_are_no_gaps_and_those_of_its_sender_are() {
    let folder = Folder::new(PROJECT);
    template(&folder, &["customers"]);
    let good = |code| [code, "Acorn", "firm"];
    let (first, second) = (good("C00002"), good("C00005"));
    let bad: &[&str] = &["C00003", "", "firm"];
    let rows: &[&[&str]] = &[HEADER, EXAMPLE, &first, &[], bad, &second, bad];
    send_back(&folder, &[("Customers", rows)]);
    let bad = [
        "customers.name.required 5 ",
        "customers.code.unique 5 C00003",
        "customers.name.required 7 ",
        "customers.code.unique 7 C00003",
    ];
    let seen = |notices: &[&str]| {
        let (told, mut findings, report) = checked(&folder);
        assert_eq!(told, notices, "{report}");
        findings.sort();
        let mut expected = bad.map(str::to_owned).to_vec();
        expected.sort();
        assert_eq!(findings, expected, "{report}");
    };
    let gap = "rows 4 are blank; the rows below them are checked as well";
    let sample = "1 row shows how others are to be filled in and was not judged: 2";
    seen(&[gap, sample]);
    let mark = |more: &[&str]| {
        let check = [
            "check",
            "--select",
            "customers",
            "--no-history",
            "--as-of",
            DAY[1],
        ];
        let mark = ["--input", "customers=back.xlsx", "--mark", "bad.xlsx"];
        let told = folder.run(&[&check[..], &mark, more].concat());
        assert_ne!(told.code, 0, "{}", told.stderr);
        fs::rename(
            folder.path().join("bad.xlsx"),
            folder.path().join("back.xlsx"),
        )
        .unwrap();
    };
    // once and again, with all rows that are left or only those with faults
    for more in [&["--only-bad"][..], &["--only-bad"], &[], &["--only-bad"]] {
        mark(more);
        seen(&[gap]);
    }
}

#[test]
fn the_guide_names_the_sheets_with_an_example() {
    let project = "[tables.a]\nlabel = \"Alpha\"\nfiles = \"a.csv\"\n[tables.a.fields]\nf = { example = \"x\" }\n\
        [tables.b]\nlabel = \"Beta\"\nfiles = \"b.csv\"\n[tables.b.fields]\nf = {}\n";
    let folder = Folder::new(project);
    let told = |tables: &[&str]| {
        template(&folder, tables);
        let guide = cells(&folder, "t.xlsx", "Guide").concat();
        guide
            .into_iter()
            .find(|cell| cell.starts_with("The grey row"))
    };
    let both = told(&[]).unwrap();
    assert!(both.contains("there is one on: Alpha."), "{both}");
    assert!(!told(&["a"]).unwrap().contains("there is one on"));
    assert_eq!(told(&["b"]), None);
}

/// The words that could be chosen from, and nothing of what the dictionary calls things.
#[test]
fn an_old_list_is_told_word_by_word() {
    let folder = Folder::new(PROJECT);
    template(&folder, &["customers"]);
    let rows: &[&[&str]] = &[HEADER, EXAMPLE, &["C00002", "Acorn", "firm"]];
    send_back(&folder, &[("Customers", rows)]);
    let today = PROJECT
        .replace(
            "[\"firm\", \"person\"]",
            "[\"person\", \"school\", \"club\"]",
        )
        .replace("max_chars = 20", "max_chars = 30");
    folder.write("crm-audit.toml", &today);
    let (notices, _, _) = checked(&folder);
    assert_eq!(
        notices[0],
        "the template is out of date, the dictionary has changed since: \
         Name: at most 20 characters → at most 30 characters; \
         Kind: added to choose from: school, club, no longer to choose from: firm"
    );
}
