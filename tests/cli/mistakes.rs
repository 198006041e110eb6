//! What a user reads who made a mistake in a project. `fixtures/mistakes` holds one small project for each kind of mistake;
//! its first lines name the messages that it brings about.

use std::collections::BTreeSet;
use std::fs;

use crate::support::{Outcome, Run, root};

const FOLDER: &str = "fixtures/mistakes";

/// Shown in the other languages as well: wide characters, a hint, two places, an SQL condition, several mistakes, and what the
/// TOML parser says.
const TRANSLATED: [&str; 46] = [
    "compared-with-itself",
    "pattern-of-anything",
    "sql-semicolon",
    "bad-toml-blanks-everywhere",
    "checks-and-keys-in-chinese",
    "duplicate-section-of-fields",
    "list-in-braces-without-its-bracket",
    "rule-lacks-a-closing-bracket",
    "rule-lacks-an-opening-bracket",
    "severity-in-other-words",
    "sql-pattern-without-quotes",
    "sql-words-in-a-list-without-quotes",
    "bad-regexes",
    "bad-toml",
    "bad-toml-bare-chinese-key",
    "bad-toml-beside-other-mistakes",
    "bad-toml-colon",
    "bad-toml-comma",
    "bad-toml-date",
    "bad-toml-ideographic-blank",
    "bad-toml-line-without-comma",
    "bad-toml-number",
    "bad-toml-unclosed-header",
    "bad-toml-unclosed-list",
    "bad-toml-unquoted",
    "bad-toml-values",
    "bad-toml-yes",
    "duplicate-key",
    "duplicate-key-that-takes-several",
    "duplicate-table",
    "duration-without-unit",
    "durations-in-other-words",
    "key-of-the-rule-behind-its-check",
    "kinds-of-other-programs",
    "length-key-of-a-field",
    "required-in-quotes",
    "same-header",
    "several-in-one-rule",
    "sql-in-other-words",
    "sql-of-other-programs",
    "sql-word-without-quotes",
    "several-at-once",
    "two-kinds",
    "under-chinese-text",
    "unknown-field-in-sql",
    "wrong-type-of-list",
];

/// Needed by no mistake of its own: the count below all of them, and the label at the other place.
const EVERYWHERE: [&str; 2] = ["problem-count", "problem-first-here"];

/// A project of several files is a folder.
fn file_of(name: &str) -> String {
    if root().join(FOLDER).join(name).is_dir() {
        format!("{FOLDER}/{name}/crm-audit.toml")
    } else {
        format!("{FOLDER}/{name}.toml")
    }
}

/// Name and text, in the order of names.
fn fixtures() -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = fs::read_dir(root().join(FOLDER))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension().is_some_and(|e| e == "toml") || path.join("crm-audit.toml").exists()
        })
        .map(|path| {
            let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
            let text = fs::read(root().join(file_of(&name))).unwrap();
            (name, String::from_utf8_lossy(&text).into_owned())
        })
        .collect();
    found.sort();
    found
}

/// The messages that a fixture says it shows: `# shows problem-one problem-two`.
fn shown(text: &str) -> Vec<&str> {
    text.lines()
        .filter_map(|line| line.strip_prefix("# shows "))
        .flat_map(str::split_whitespace)
        .collect()
}

fn checked(name: &str, lang: &str) -> Outcome {
    let outcome = Run::new(["rules", "check", &file_of(name), "--lang", lang]).run();
    assert_eq!(
        (outcome.code, outcome.stdout.as_str()),
        (2, ""),
        "{name}: {}",
        outcome.stderr
    );
    outcome
}

#[test]
fn every_mistake_reads_well() {
    for (name, _) in fixtures() {
        insta::assert_snapshot!(name.as_str(), checked(&name, "en").stderr);
    }
}

#[test]
fn in_chinese_too() {
    for name in TRANSLATED {
        for lang in ["zh-CN", "zh-TW"] {
            insta::assert_snapshot!(format!("{name}.{lang}"), checked(name, lang).stderr);
        }
    }
}

#[test]
fn a_missing_project_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let outcome = Run::new(["rules", "check", "--lang", "en"])
        .in_dir(folder.path())
        .run();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(outcome.stderr);
}

/// The fixtures show what they say, and together every message there is about mistakes.
#[test]
fn every_message_has_a_fixture() {
    let catalogue: String = fs::read_dir(root().join("src/messages/en"))
        .unwrap()
        .map(|area| fs::read_to_string(area.unwrap().path()).unwrap())
        .collect();
    let messages: Vec<(&str, &str)> = catalogue
        .lines()
        .filter(|line| line.starts_with("problem-") || line.starts_with("project-"))
        .filter_map(|line| line.split_once(" = "))
        .filter(|(key, _)| !EVERYWHERE.contains(key))
        .collect();
    let mut missing: BTreeSet<&str> = messages.iter().map(|(key, _)| *key).collect();
    // the mistakes that no project file can make
    missing.remove("problem-no-project");
    missing.remove("problem-not-a-project");
    missing.remove("problem-not-a-proposal");
    let fixtures = fixtures();
    for (name, text) in &fixtures {
        let stderr = checked(name, "en").stderr;
        assert!(!shown(text).is_empty(), "{name} does not say what it shows");
        for key in shown(text) {
            let Some((_, message)) = messages.iter().find(|(known, _)| *known == key) else {
                panic!("{name}: the catalogue has no {key}")
            };
            // what stands around the arguments
            for words in message
                .split('{')
                .map(|part| part.rsplit('}').next().unwrap())
            {
                assert!(
                    stderr.contains(words.trim()),
                    "{name}: {key} is not shown:\n{stderr}"
                );
            }
            missing.remove(key);
        }
    }
    assert!(missing.is_empty(), "no fixture shows {missing:?}");
}

/// The name of the language is the same bytes in every encoding.
#[test]
fn a_file_in_another_encoding_is_refused_in_its_language() {
    let folder = tempfile::tempdir().unwrap();
    let (text, _, _) =
        encoding_rs::GBK.encode("[project]\nname = \"月度核对\"\nlang = \"zh-CN\"\n");
    fs::write(folder.path().join("crm-audit.toml"), text).unwrap();
    let outcome = Run::new(["rules", "check"]).in_dir(folder.path()).run();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    assert!(
        outcome.stderr.contains("另存为 UTF-8"),
        "{}",
        outcome.stderr
    );
}

#[test]
fn an_export_is_no_project() {
    let export = "examples/monthly-audit/exports/202610/客户档案_202610.csv";
    let outcome = Run::new(["check", export]).run();
    assert_eq!((outcome.code, outcome.stdout.as_str()), (2, ""));
    insta::assert_snapshot!(outcome.stderr);
}
