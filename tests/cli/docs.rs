//! The READMEs: their commands are run and their TOML is loaded. In a console block a line `…` stands for any number of
//! lines, and `…` inside a line for any text. A comment before a block says the exit code; `<!-- edit FILE` makes the
//! change that the text asks the reader for.

use std::path::Path;

use crate::examples::company;
use crate::support::{Run, root};

#[test]
fn the_readmes_tell_what_happens() {
    for readme in ["README.md", "README.zh-CN.md"] {
        let folder = tempfile::tempdir().unwrap();
        let text = std::fs::read_to_string(root().join(readme)).unwrap();
        let mut exit = 0;
        let (mut commands, mut projects) = (0, 0);
        for part in parts(&text) {
            match part {
                Part::Exit(code) => exit = code,
                Part::Edit(file, from, to) => edit(&folder.path().join(file), from, to),
                Part::Console(block) => {
                    run(readme, block, folder.path(), exit);
                    commands += 1;
                }
                Part::Toml(block) => {
                    load(readme, block);
                    projects += 1;
                }
            }
        }
        assert!(
            commands > 4 && projects > 1,
            "{readme}: {commands} {projects}"
        );
    }
}

/// Three months of the example company, one after the other.
#[test]
fn the_example_tells_what_happens() {
    let company = company();
    let text = std::fs::read_to_string(company.path().join("README.md")).unwrap();
    let (mut exit, mut commands) = (0, 0);
    for part in parts(&text) {
        match part {
            Part::Exit(code) => exit = code,
            Part::Console(block) => {
                run("examples/monthly-audit", block, company.path(), exit);
                commands += 1;
            }
            Part::Edit(..) | Part::Toml(_) => {}
        }
    }
    assert_eq!(commands, 5);
}

enum Part<'a> {
    Exit(i32),
    Edit(&'a str, &'a str, &'a str),
    Console(&'a str),
    Toml(&'a str),
}

fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some(at) = ["<!-- ", "```"]
        .iter()
        .filter_map(|mark| rest.find(mark))
        .min()
    {
        let found = &rest[at..];
        let (inside, end) = if let Some(comment) = found.strip_prefix("<!-- ") {
            (comment.split("-->").next().unwrap(), "-->")
        } else {
            (found[3..].split("\n```").next().unwrap(), "\n```")
        };
        if let Some(code) = inside.strip_prefix("exit ") {
            parts.push(Part::Exit(code.trim().parse().unwrap()));
        } else if let Some(change) = inside.strip_prefix("edit ") {
            let mut lines = change.trim_end().lines();
            let mut line = || lines.next().unwrap();
            parts.push(Part::Edit(line(), line(), line()));
        } else if let Some(block) = inside.strip_prefix("console\n") {
            parts.push(Part::Console(block));
        } else if let Some(block) = inside.strip_prefix("toml\n") {
            parts.push(Part::Toml(block));
        }
        let used = found.find(inside).unwrap() + inside.len() + end.len();
        rest = &found[used..];
    }
    parts
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{}: {from}", path.display());
    std::fs::write(path, text.replace(from, to)).unwrap();
}

fn run(readme: &str, block: &str, folder: &Path, exit: i32) {
    let (command, expected) = block.split_once('\n').unwrap_or((block, ""));
    let arguments = command
        .strip_prefix("$ crm-audit ")
        .unwrap_or_else(|| panic!("{readme}: {command}"));
    let locale = if readme.contains("zh-CN") {
        "zh_CN.UTF-8"
    } else {
        "en_US.UTF-8"
    };
    let told = Run::new(arguments.split_whitespace())
        .in_dir(folder)
        .env("LANG", locale)
        .run();
    let printed = format!("{}{}", told.stderr, told.stdout);
    let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
    let expected: Vec<&str> = expected.lines().map(str::trim_end).collect();
    assert!(
        lines_match(&expected, &printed),
        "{readme}: {command}\n{}",
        printed.join("\n")
    );
    assert_eq!(told.code, exit, "{readme}: {command}");
}

fn lines_match(expected: &[&str], printed: &[&str]) -> bool {
    match expected.split_first() {
        None => printed.is_empty(),
        Some((&"…", rest)) => (0..=printed.len()).any(|skip| lines_match(rest, &printed[skip..])),
        Some((line, rest)) => {
            printed.first().is_some_and(|p| line_matches(line, p))
                && lines_match(rest, &printed[1..])
        }
    }
}

fn line_matches(expected: &str, printed: &str) -> bool {
    let mut rest = printed;
    let mut pieces = expected.split('…').peekable();
    let Some(first) = pieces.next() else {
        return printed.is_empty();
    };
    let Some(after) = rest.strip_prefix(first) else {
        return false;
    };
    rest = after;
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        let Some(at) = rest.find(piece) else {
            return false;
        };
        rest = &rest[at + piece.len()..];
    }
    rest.is_empty()
}

fn load(readme: &str, block: &str) {
    let folder = tempfile::tempdir().unwrap();
    let dictionary = std::fs::read_to_string(root().join("tests/cli/kinds.toml")).unwrap();
    let text = if block.contains("[tables.") {
        block.to_owned()
    } else {
        format!("{dictionary}\n{block}\n")
    };
    std::fs::write(folder.path().join("crm-audit.toml"), text).unwrap();
    let told = Run::new(["rules", "check", folder.path().to_str().unwrap()]).run();
    assert_eq!(told.code, 0, "{readme}: {block}\n{}", told.stderr);
}

/// The examples in the table of kinds are loaded, each on the table that has its columns.
#[test]
fn the_tables_of_kinds_can_be_copied_from() {
    let dictionary = std::fs::read_to_string(root().join("tests/cli/kinds.toml")).unwrap();
    let tables: Vec<&str> = dictionary
        .lines()
        .filter_map(|line| line.strip_prefix("[tables.")?.strip_suffix(']'))
        .filter(|name| !name.contains('.'))
        .collect();
    for readme in ["README.md", "README.zh-CN.md"] {
        let text = std::fs::read_to_string(root().join(readme)).unwrap();
        let checks: Vec<&str> = text
            .lines()
            .filter(|line| line.starts_with("| `"))
            .filter_map(|line| Some(&line[line.find("`check.")? + 1..line.rfind('`')?]))
            .collect();
        assert_eq!(checks.len(), 14, "{readme}");
        for check in checks {
            let loads = |table: &str| {
                let folder = tempfile::tempdir().unwrap();
                let table = format!("table = \"{table}\"\n");
                let table = Some(table).filter(|_| !check.starts_with("check.recurrence"));
                let table = table.unwrap_or_default();
                let rule = format!("[[rule]]\nid = \"r\"\n{table}{check}\n");
                let project = folder.path().join("crm-audit.toml");
                std::fs::write(&project, format!("{dictionary}\n{rule}")).unwrap();
                Run::new(["rules", "check", folder.path().to_str().unwrap()])
                    .run()
                    .code
                    == 0
            };
            assert!(tables.iter().any(|table| loads(table)), "{readme}: {check}");
        }
    }
}
