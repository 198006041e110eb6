//! Each folder of `fixtures/stories` is audited; output, messages and exit code are compared with what they were.

use crate::support::{Run, root};

#[test]
fn stories_are_told_as_before() {
    let mut folders: Vec<_> = std::fs::read_dir(root().join("fixtures/stories"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    folders.sort();
    for story in folders {
        let project = format!("fixtures/stories/{story}");
        let told = Run::new(["check", &project, "--as-of", "2026-10-31"]).run();
        let text = format!("exit {}\n\n{}\n{}", told.code, told.stdout, told.stderr);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("story-{story}"), text);
        });
    }
}

/// How long things take, by owner and department: in the terminal, and the same figures in JSON.
#[test]
fn times_are_told_when_asked_for() {
    let story = [
        "check",
        "fixtures/stories/working-time",
        "--as-of",
        "2026-10-31",
    ];
    let told = Run::new(story.iter().chain(&["--verbose", "--limit=0"])).run();
    insta::assert_snapshot!("story-working-time-verbose", told.stdout);
    let told = Run::new(story.iter().chain(&["--format=json"])).run();
    let report: serde_json::Value = serde_json::from_str(&told.stdout).unwrap();
    let rules = report["rules"].as_array().unwrap();
    let rule = |id: &str| rules.iter().find(|rule| rule["id"] == id).unwrap();
    insta::assert_snapshot!(
        "story-working-time-ageing",
        serde_json::to_string_pretty(&rule("complaint-handled-in-days")["ageing"]).unwrap()
    );
    let late = &rule("complaint-handled-late")["ageing"];
    assert_eq!(late["unit"], "workminute");
    assert_eq!(
        (&late["without_limit"], &late["outside_calendar"]),
        (&2.into(), &1.into())
    );
    assert!(rule("complaints.no.required")["ageing"].is_null());
}

/// The exit codes are a contract: 0 passed, 1 findings, 2 could not audit, 3 nothing was checked.
#[test]
fn exit_codes() {
    for (arguments, code) in [
        ("check clean", 0),
        ("check every-verdict", 1),
        ("check every-verdict --exit-zero", 0),
        ("check every-verdict --fail-on critical", 0),
        ("check every-verdict --select handler-missing", 0),
        ("check every-verdict --select never-meant", 0),
        ("check every-verdict --min-severity critical", 3),
        ("check every-verdict --select nosuch", 2),
        ("check gbk-file", 1),
        ("check gbk-file --exit-zero", 0),
        ("check gbk-file --encoding gbk", 1),
        ("check gbk-file --encoding orders=utf-8", 2),
        ("check gbk-file --encoding utf-8 --encoding orders=gbk", 1),
        ("check gbk-file --encoding orders=utf-8 --exit-zero", 2),
        ("check gbk-file --encoding gkb", 2),
        ("check gbk-file --encoding order=gbk", 2),
        ("check gbk-file --select items", 1),
        ("check broken-target", 2),
        ("check nothing-found", 3),
        ("check no-such-project", 2),
        ("check --nonsense", 2),
        ("--help", 0),
        ("--version", 0),
    ] {
        let mut all: Vec<String> = arguments.split(' ').map(str::to_owned).collect();
        if let ["check", story, ..] = arguments.split(' ').collect::<Vec<_>>()[..]
            && !story.starts_with('-')
        {
            all[1] = format!("fixtures/stories/{story}");
            all.extend(["--as-of", "2026-10-31"].map(str::to_owned));
        }
        assert_eq!(Run::new(&all).run().code, code, "{arguments}");
    }
}

/// The counts decide, whatever the format.
#[test]
fn the_format_does_not_change_the_exit_code() {
    for format in ["table", "json", "jsonl", "csv"] {
        let arguments = [
            "check",
            "fixtures/stories/every-verdict",
            "--as-of",
            "2026-10-31",
            "--format",
            format,
        ];
        assert_eq!(Run::new(arguments).run().code, 1, "{format}");
    }
}

#[test]
fn hostile_values_stay_values() {
    let told = Run::new([
        "check",
        "fixtures/stories/hostile-values",
        "--format",
        "csv",
    ])
    .run();
    assert!(told.stdout.starts_with('\u{feff}'));
    for line in told.stdout.split("\r\n").skip(1).filter(|l| !l.is_empty()) {
        assert!(
            !line.contains(",=") && !line.contains(",@") && !line.contains(",\"="),
            "{line}"
        );
    }
    let told = Run::new(["check", "fixtures/stories/hostile-values"]).run();
    assert!(!told.stdout.contains('\u{1b}') && !told.stdout.contains('\u{202e}'));
}

/// A table that may be absent makes no error of the rules that look keys up in it.
#[test]
fn an_optional_table_may_be_absent() {
    let folder = tempfile::tempdir().unwrap();
    let project = "[tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nc = {}\n\
        [tables.c]\nfiles = \"c.csv\"\nkey = [\"c\"]\noptional = true\n[tables.c.fields]\nc = {}\n\
        [[rule]]\nid = \"r\"\ntable = \"o\"\ncheck.reference = { columns = [\"c\"], table = \"c\" }\n";
    std::fs::write(folder.path().join("crm-audit.toml"), project).unwrap();
    std::fs::write(folder.path().join("o.csv"), "c\n1\n").unwrap();
    let path = folder.path().to_str().unwrap();
    let told = Run::new(["check", path]).run();
    assert_eq!(told.code, 0, "{}", told.stdout);
    assert!(told.stdout.contains("c.csv"), "{}", told.stdout);
    // without `optional` it is an error
    let strict = project.replace("optional = true\n", "");
    std::fs::write(folder.path().join("crm-audit.toml"), strict).unwrap();
    assert_eq!(Run::new(["check", path]).run().code, 2);
}

/// A reader that has seen enough closes the pipe: the run ends as it would have, and says nothing of it.
#[test]
fn a_closed_pipe_leaves_the_exit_code() {
    use std::io::Read;
    use std::process::{Command, Stdio};
    for format in ["json", "jsonl", "csv", "table"] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_crm-audit"))
            .args([
                "check",
                "--no-history",
                "examples/supply-chain",
                "--limit",
                "10000",
                "-v",
                "--format",
                format,
            ])
            .current_dir(root())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut stdout = child.stdout.take().unwrap();
        stdout.read_exact(&mut [0; 10]).unwrap();
        drop(stdout);
        assert_eq!(child.wait().unwrap().code(), Some(1), "{format}");
    }
}

/// A hidden sheet in front is not the one to read, and the user hears of the others.
#[test]
fn the_first_visible_sheet_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, value) in [("旧", "HIDDEN"), ("订单", "SEEN")] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_string(0, 0, "k").unwrap();
        sheet.write_string(1, 0, value).unwrap();
    }
    book.worksheet_from_index(0).unwrap().set_hidden(true);
    book.worksheet_from_index(1).unwrap().set_active(true);
    book.save(folder.path().join("o.xlsx")).unwrap();
    let project = "[tables.o]\nfiles = \"o.xlsx\"\n[tables.o.fields]\nk = { pattern = \"x\" }\n";
    std::fs::write(folder.path().join("crm-audit.toml"), project).unwrap();
    let told = Run::new(["check", folder.path().to_str().unwrap()]).run();
    assert!(
        told.stdout.contains("SEEN") && !told.stdout.contains("HIDDEN"),
        "{}",
        told.stdout
    );
    let told_of = "hidden sheets were not read: 旧";
    assert!(told.stdout.contains(told_of), "{}", told.stdout);
}

/// Columns that a line takes.
fn columns(line: &str) -> usize {
    unicode_width::UnicodeWidthStr::width(line)
}

#[test]
fn a_narrow_terminal_shows_less_and_says_so() {
    for (lang, told) in [
        ("en", "No room in this terminal for: "),
        ("zh-CN", "终端太窄，未显示："),
        ("zh-TW", "終端機太窄，未顯示："),
    ] {
        let check = |width: &str| {
            let arguments = [
                "check",
                "examples/monthly-audit",
                "--as-of",
                "2026-10-31",
                "--lang",
                lang,
            ];
            Run::new(arguments).env("COLUMNS", width).run().stdout
        };
        let narrow = check("80");
        assert!(narrow.contains(told), "{narrow}");
        let wide = narrow.lines().find(|line| columns(line) > 80);
        assert_eq!(wide, None);
        // ids can be copied
        assert!(narrow.contains("[order-customer-unknown-or-disabled]"));
        assert!(!check("250").contains(told));
    }
}
