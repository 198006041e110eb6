//! The commands beside `check`.

use serde_json::Value;

use crate::support::{Folder, Run};

#[test]
fn a_new_project_passes_its_own_check() {
    for lang in ["en", "zh-CN", "zh-TW"] {
        let folder = tempfile::tempdir().unwrap();
        let project = folder.path().join("我的 稽核");
        let path = project.to_str().unwrap();
        let told = Run::new(["init", path, "--lang", lang]).run();
        assert_eq!(
            (told.code, told.stdout.as_str()),
            (0, ""),
            "{}",
            told.stderr
        );
        let told = Run::new(["check", path]).run();
        assert_eq!(told.code, 0, "{}{}", told.stdout, told.stderr);
        // files that are there are never overwritten
        assert_eq!(Run::new(["init", path, "--lang", lang]).run().code, 2);
        // the commented-out lines are for the user; the packs must fit what is there
        let told = Run::new(["rules", "check", path]).run();
        assert_eq!((told.code, told.stderr.as_str()), (0, ""));
    }
}

/// The history is of this computer. What the user keeps out of a repository already is left alone.
#[test]
fn a_new_project_keeps_its_history_out_of_a_repository() {
    for (before, after, is_told) in [
        (None, ".crm-audit/\n", false),
        (Some("*.bak\n"), "*.bak\n", true),
        (
            Some("*.bak\n/.crm-audit/\n"),
            "*.bak\n/.crm-audit/\n",
            false,
        ),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join(".gitignore");
        if let Some(text) = before {
            std::fs::write(&file, text).unwrap();
        }
        let told = Run::new(["init"]).in_dir(folder.path()).run();
        assert_eq!(told.code, 0, "{}", told.stderr);
        assert_eq!(std::fs::read_to_string(&file).unwrap(), after);
        assert_eq!(told.stderr.contains("add a line `.crm-audit/`"), is_told);
    }
}

#[test]
fn a_project_is_found_from_its_subfolders() {
    let folder =
        Folder::new("[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\nno = { required = true }\n");
    folder.write("t.csv", "no,x\n1,\n,2\n");
    std::fs::create_dir_all(folder.path().join("文档/旧")).unwrap();
    for (place, above) in [("", None), ("文档", Some("..")), ("文档/旧", Some("../.."))] {
        let run = |arguments: &[&str]| {
            let here = folder.path().join(place);
            Run::new(arguments).in_dir(here).run()
        };
        for (arguments, code) in [
            (&["check", "--no-history"][..], 1),
            (&["rules", "check"], 0),
            (&["explain", "t.no.required"], 0),
        ] {
            let told = run(arguments);
            assert_eq!(told.code, code, "{place} {arguments:?}: {}", told.stderr);
            let expected = above.map(|above| format!("project: {above}\n"));
            assert_eq!(
                told.stderr.contains("project: "),
                expected.is_some(),
                "{}",
                told.stderr
            );
            assert!(told.stderr.contains(&expected.unwrap_or_default()));
        }
        // a folder that is named is meant
        assert_eq!(
            run(&["check", "."]).code,
            if place.is_empty() { 1 } else { 2 }
        );
    }
}

#[test]
fn packs_are_printed() {
    let told = Run::new(["explain", "pack:complaints"]).run();
    assert_eq!(
        (told.code, told.stdout.as_str()),
        (0, include_str!("../../rules/complaints.toml"))
    );
    let told = Run::new(["explain", "pack:complaint"]).run();
    assert_eq!(told.code, 2);
    assert!(
        told.stderr.contains("did you mean `complaints`?"),
        "{}",
        told.stderr
    );
    let told = Run::new(["explain", "pack:"]).run();
    assert!(told.stderr.contains("master-data"), "{}", told.stderr);
}

#[test]
fn kinds_are_explained_in_three_languages() {
    for lang in ["en", "zh-CN", "zh-TW"] {
        let told = Run::new(["explain", "latency", "--lang", lang]).run();
        assert_eq!(told.code, 0);
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("explain-latency-{lang}"), told.stdout);
        });
    }
}

#[test]
fn rules_are_explained_with_their_text() {
    let told = Run::new(["explain", "delivered-late", "examples/supply-chain"]).run();
    assert_eq!(told.code, 0);
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("explain-rule", told.stdout);
    });
    let told = Run::new(["explain", "delivred-late", "examples/supply-chain"]).run();
    assert_eq!(told.code, 2);
    assert!(
        told.stderr.contains("did you mean `delivered-late`?"),
        "{}",
        told.stderr
    );
}

#[test]
fn rules_are_listed() {
    let told = Run::new(["rules", "fixtures/stories/every-verdict"]).run();
    insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
        insta::assert_snapshot!("rules-list", told.stdout);
    });
}

#[test]
fn the_schema_knows_every_section() {
    let told = Run::new(["schema"]).run();
    let schema: Value = serde_json::from_str(&told.stdout).unwrap();
    for section in ["project", "tables", "rule", "tune"] {
        assert!(schema["properties"][section].is_object(), "{section}");
    }
    assert_eq!(schema["additionalProperties"], Value::Bool(false));
    let told = Run::new(["schema", "dispositions"]).run();
    let schema: Value = serde_json::from_str(&told.stdout).unwrap();
    let entry = schema.pointer("/$defs/RawDisposition/required").unwrap();
    assert_eq!(entry.as_array().unwrap().len(), 5, "{entry}");
}

#[test]
fn completions_are_printed() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let told = Run::new(["completions", shell]).run();
        assert!(
            told.code == 0 && told.stdout.contains("crm-audit"),
            "{shell}"
        );
    }
}

#[test]
fn help_speaks_the_language() {
    for (lang, word) in [
        ("en", "Audit the exports"),
        ("zh-CN", "审计"),
        ("zh-TW", "稽核"),
    ] {
        let told = Run::new(["check", "--help", "--lang", lang]).run();
        assert!(
            told.code == 0 && told.stdout.contains(word),
            "{}",
            told.stdout
        );
    }
    let told = Run::new(["--help"]).env("LANG", "zh_TW.UTF-8").run();
    assert!(told.stdout.contains("稽核"), "{}", told.stdout);
}

/// Nothing of the parser's English is left in the help, wherever it is asked for.
#[test]
fn help_is_in_one_language() {
    for lang in ["zh-CN", "zh-TW"] {
        for command in [
            &["--help"][..],
            &["check", "-h"],
            &["history", "--help"],
            &["history", "show", "--help"],
            &["dispose", "--help"],
            &["baseline"],
        ] {
            let told = Run::new(command.iter().copied().chain(["--lang", lang])).run();
            let told = format!("{}{}", told.stdout, told.stderr);
            for word in [
                "Usage",
                "Options",
                "OPTIONS",
                "Commands",
                "COMMAND",
                "Arguments",
                "default",
                "possible",
                "Print",
            ] {
                assert!(!told.contains(word), "{command:?}: {word}: {told}");
            }
            assert!(told.contains("用法："), "{command:?}: {told}");
        }
    }
}

#[test]
fn mistakes_in_the_arguments_are_told_in_the_language() {
    let mistakes: [&[&str]; 9] = [
        &["chek"],
        &["check", "--formt", "json"],
        &["check", "--format", "jsn"],
        &["check", "--limit", "many"],
        &["check", "--as-of"],
        &["history", "show"],
        &["dispose", "--finding", "1", "--rule", "x"],
        &["check", "--fail-on", "low", "--fail-on", "high"],
        &["explain", "a", "b", "c"],
    ];
    for lang in ["en", "zh", "zh-hant"] {
        let mut all = String::new();
        for mistake in mistakes {
            let told = Run::new(mistake.iter().copied().chain(["--lang", lang])).run();
            assert_eq!((told.code, told.stdout.as_str()), (2, ""), "{mistake:?}");
            let mistake = mistake.join(" ");
            all.extend(["$ crm-audit ", &mistake, "\n", &told.stderr, "\n"]);
        }
        insta::with_settings!({ prepend_module_to_snapshot => false, omit_expression => true }, {
            insta::assert_snapshot!(format!("arguments-{lang}"), all);
        });
    }
}

#[test]
fn languages_have_several_names() {
    for (written, word) in [
        ("zh", "审计"),
        ("ZH-cn", "审计"),
        ("zh-Hans", "审计"),
        ("zh-Hant", "稽核"),
        ("zh-HK", "稽核"),
        ("en-GB", "Audit"),
    ] {
        let told = Run::new(["check", "--help", "--lang", written]).run();
        assert!(told.stdout.contains(word), "{written}: {}", told.stdout);
        let told = Run::new(["rules", "fixtures/stories/clean", "--lang", written]).run();
        assert_eq!(told.code, 0, "{written}: {}", told.stderr);
    }
    let told = Run::new(["rules", "fixtures/stories/clean", "--lang", "tlh"]).run();
    assert_eq!(told.code, 2);
}

#[test]
fn manual_pages_are_written() {
    let told = Run::new(["man", "--lang", "en"]).run();
    assert!(
        told.code == 0 && told.stdout.contains(".TH"),
        "{}",
        told.stdout
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("man1");
    let told = Run::new(["man", path.to_str().unwrap(), "--lang", "en"]).run();
    assert_eq!(told.code, 0, "{}", told.stderr);
    let page = std::fs::read_to_string(path.join("crm-audit-check.1")).unwrap();
    assert!(page.contains("Examples") && !page.contains("[1m"), "{page}");
    for (lang, headings) in [
        ("zh-CN", ["名称", "用法", "选项", "命令", "版本"]),
        ("zh-TW", ["名稱", "用法", "選項", "命令", "版本"]),
    ] {
        let page = Run::new(["man", "--lang", lang]).run().stdout;
        let found: Vec<&str> = page
            .lines()
            .filter_map(|line| line.strip_prefix(".SH "))
            .collect();
        for heading in headings {
            assert!(
                found.contains(&format!("\"{heading}\"").as_str()),
                "{found:?}"
            );
        }
        // none is left in English
        assert!(found.iter().all(|heading| !heading.is_ascii()), "{found:?}");
    }
}

#[test]
fn an_output_that_cannot_be_written_is_told_before_the_audit() {
    for (output, word) in [
        ("no-such-folder/x.csv", "folder"),
        ("x.docx", "xlsx, csv, json"),
    ] {
        let told = Run::new(["check", "fixtures/stories/clean", "-o", output]).run();
        assert_eq!(told.code, 2);
        assert!(
            told.stderr.contains(word) && told.stdout.is_empty(),
            "{}",
            told.stderr
        );
    }
}

/// An old report is replaced whole, and only by a finished one.
#[test]
fn outputs_are_replaced_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("月报.csv");
    std::fs::write(&path, "old").unwrap();
    let told = Run::new([
        "check",
        "fixtures/stories/every-verdict",
        "-o",
        path.to_str().unwrap(),
    ])
    .run();
    assert_eq!(told.code, 1);
    assert!(
        std::fs::read_to_string(&path)
            .unwrap()
            .contains("handled-late")
    );
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// What is wrong with the arguments is told in the language of the project, as all else is.
#[test]
fn mistakes_in_arguments_speak_the_language_of_the_project() {
    let folder = Folder::new(
        "[project]\nlang = \"zh-CN\"\n[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\nk = {}\n",
    );
    for wrong in [
        &["check", "--frmat", "json"][..],
        &["check", "--fail-on", "bad"],
        &["check", "--as-of", "2026-13-01"],
        &["chek"],
    ] {
        let told = folder.run(wrong);
        assert_eq!(told.code, 2);
        assert!(told.stderr.starts_with("错误："), "{}", told.stderr);
    }
    let path = folder.path().to_str().unwrap();
    let told = Run::new(["check", path, "--frmat"]).run();
    assert!(told.stderr.starts_with("错误："), "{}", told.stderr);
    let told = folder.run(&["check", "--frmat", "--lang", "en"]);
    assert!(told.stderr.starts_with("error: "), "{}", told.stderr);
}
