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

/// The exit codes are a contract: 0 passed, 1 findings, 2 could not audit, 3 nothing was checked.
#[test]
fn exit_codes() {
    for (arguments, code) in [
        (vec!["check", "fixtures/stories/clean"], 0),
        (vec!["check", "fixtures/stories/every-verdict"], 1),
        (
            vec!["check", "fixtures/stories/every-verdict", "--exit-zero"],
            0,
        ),
        (
            vec![
                "check",
                "fixtures/stories/every-verdict",
                "--fail-on",
                "critical",
            ],
            0,
        ),
        (
            vec![
                "check",
                "fixtures/stories/every-verdict",
                "--select",
                "handler-missing",
            ],
            0,
        ),
        (
            vec![
                "check",
                "fixtures/stories/every-verdict",
                "--select",
                "never-meant",
            ],
            0,
        ),
        (
            vec![
                "check",
                "fixtures/stories/every-verdict",
                "--min-severity",
                "critical",
            ],
            3,
        ),
        (
            vec![
                "check",
                "fixtures/stories/every-verdict",
                "--select",
                "nosuch",
            ],
            2,
        ),
        (vec!["check", "fixtures/stories/gbk-file"], 2),
        (vec!["check", "fixtures/stories/gbk-file", "--exit-zero"], 2),
        (
            vec!["check", "fixtures/stories/gbk-file", "--select", "items"],
            1,
        ),
        (vec!["check", "fixtures/stories/broken-target"], 2),
        (vec!["check", "fixtures/stories/nothing-found"], 3),
        (vec!["check", "fixtures/no-such-project"], 2),
        (vec!["check", "--nonsense"], 2),
        (vec!["--help"], 0),
        (vec!["--version"], 0),
    ] {
        let mut all = arguments.clone();
        if arguments.contains(&"check") && !arguments.contains(&"--nonsense") {
            all.extend(["--as-of", "2026-10-31"]);
        }
        assert_eq!(Run::new(&all).run().code, code, "{arguments:?}");
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
