//! What a reader does who follows a page from top to bottom. In a console block a line `…` stands for any number of lines,
//! and `…` inside a line for any text.

use std::path::Path;

use super::page::{Page, Part, chapters, readmes};
use super::picture;
use crate::examples::company;
use crate::import_gate::collection;
use crate::support::{Run, copy, root};

#[test]
fn the_readmes_tell_what_happens() {
    for page in readmes() {
        let commands = follow(&page);
        assert!(commands > 1, "{}: {commands}", page.path);
    }
}

#[test]
fn the_english_book_tells_what_happens() {
    the_book_tells_what_happens("en");
}

#[test]
fn the_chinese_book_tells_what_happens() {
    the_book_tells_what_happens("zh-CN");
}

fn the_book_tells_what_happens(lang: &str) {
    let commands: usize = chapters(lang).iter().map(follow).sum();
    assert!(commands > 14, "{lang}: {commands}");
}

/// Three months of the example company, one after the other.
#[test]
fn the_example_tells_what_happens() {
    let company = company();
    let page = Page::read("examples/monthly-audit/README.md");
    let mut reader = Reader::new(&page, company.path());
    for part in page.parts() {
        reader.does(part);
    }
    assert_eq!(reader.commands, 5);
}

/// A steward's day with the templates that come back. Its files for CI name what there is, and what they run runs.
#[test]
fn the_import_gate_tells_what_happens() {
    let collection = collection();
    let page = Page::read("examples/import-gate/README.md");
    let mut reader = Reader::new(&page, collection.path());
    for part in page.parts() {
        reader.does(part);
    }
    assert_eq!(reader.commands, 6);
    let ci = [
        ".github/workflows/gate.yml",
        ".gitlab-ci.yml",
        ".pre-commit-config.yaml",
    ];
    let ci = ci.map(|file| std::fs::read_to_string(collection.path().join(file)).unwrap());
    for file in &ci {
        configures(file);
    }
    let scripts = ci[1]
        .lines()
        .filter_map(|line| line.trim().strip_prefix("- crm-audit "));
    let codes = scripts.map(|script| {
        let run = Run::new(script.split(' ')).in_dir(collection.path());
        run.run().code
    });
    assert_eq!(codes.collect::<Vec<_>>(), [1, 0]);
}

/// Does what a page asks, in a folder of its own, and says how many commands that were.
fn follow(page: &Page) -> usize {
    let folder = tempfile::tempdir().unwrap();
    follow_in(page, folder.path())
}

fn follow_in(page: &Page, folder: &Path) -> usize {
    let mut reader = Reader::new(page, folder);
    for part in page.parts() {
        reader.does(part);
    }
    let left = (reader.exit, reader.save, reader.picture);
    assert_eq!(left, (None, None, None), "{}", page.path);
    reader.commands
}

/// Who follows a page, and what a comment has said of the block to come.
struct Reader<'a> {
    page: &'a Page,
    folder: &'a Path,
    exit: Option<i32>,
    save: Option<String>,
    picture: Option<String>,
    commands: usize,
}

impl<'a> Reader<'a> {
    fn new(page: &'a Page, folder: &'a Path) -> Reader<'a> {
        Reader {
            page,
            folder,
            exit: None,
            save: None,
            picture: None,
            commands: 0,
        }
    }

    fn does(&mut self, part: Part) {
        match part {
            Part::After(page) => {
                follow_in(&Page::read(&self.page.beside(&page)), self.folder);
            }
            Part::Copy(from, to) => {
                let (from, to) = (
                    root().join("fixtures/docs").join(from),
                    self.folder.join(to),
                );
                let folder = if from.is_dir() {
                    Some(to.as_path())
                } else {
                    to.parent()
                };
                std::fs::create_dir_all(folder.unwrap()).unwrap();
                if from.is_dir() {
                    copy(&from, &to);
                } else {
                    std::fs::copy(from, to).unwrap();
                }
            }
            Part::Edit(file, from, to) => edit(&self.folder.join(file), &from, &to),
            Part::Save(file) => self.save = Some(file),
            Part::Exit(code) => self.exit = Some(code),
            Part::Picture(file) => self.picture = Some(file),
            Part::Console(block) => self.runs(&block),
            Part::Toml(block) => self.keeps(&block),
            Part::Shell(block) => builds(&block),
            Part::Yaml(block) => configures(&block),
        }
    }

    fn runs(&mut self, block: &str) {
        let path = &self.page.path;
        let (command, expected) = block.split_once('\n').unwrap_or((block, ""));
        let arguments = command
            .strip_prefix("$ crm-audit ")
            .unwrap_or_else(|| panic!("{path}: {command}"));
        let run = |more: &[&str]| {
            Run::new(arguments.split_whitespace().chain(more.iter().copied()))
                .in_dir(self.folder)
                .env(
                    "LANG",
                    format!("{}.UTF-8", self.page.lang().replace('-', "_")),
                )
                .run()
        };
        let told = run(&[]);
        let printed = format!("{}{}", told.stderr, told.stdout);
        let printed: Vec<&str> = printed.lines().map(str::trim_end).collect();
        let expected: Vec<&str> = expected.lines().map(str::trim_end).collect();
        assert!(
            lines_match(&expected, &printed),
            "{path}: {command}\n{}",
            printed.join("\n")
        );
        assert_eq!(Some(told.code), self.exit.take(), "{path}: {command}");
        if let Some(file) = self.picture.take() {
            let coloured = run(&["--color", "always", "--no-history"]);
            picture::compare(&file, command, &coloured.stdout);
        }
        self.commands += 1;
    }

    /// TOML is saved where the page says so; it can be loaded, as it stands or behind the dictionary of the kinds.
    fn keeps(&mut self, block: &str) {
        if let Some(file) = self.save.take() {
            let file = self.folder.join(file);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, block).unwrap();
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        let dictionary = std::fs::read_to_string(root().join("tests/cli/kinds.toml")).unwrap();
        let text = if block.contains("[tables.") {
            block.to_owned()
        } else {
            format!("{dictionary}\n{block}\n")
        };
        std::fs::write(folder.path().join("crm-audit.toml"), text).unwrap();
        let told = Run::new(["rules", "check", folder.path().to_str().unwrap()]).run();
        assert_eq!(told.code, 0, "{}: {block}\n{}", self.page.path, told.stderr);
    }
}
/// Audits of the examples end with 0 or 1; cargo's own commands are taken on trust.
fn builds(block: &str) {
    let audits = block
        .lines()
        .filter_map(|line| line.strip_prefix("cargo run -- check "));
    for arguments in audits {
        let told = Run::new(["check"].into_iter().chain(arguments.split(' '))).run();
        assert!(told.code < 2, "{block}\n{}", told.stderr);
    }
}

/// Hooks, and inputs of the action, are those that there are.
fn configures(block: &str) {
    let [action, hooks] = ["action.yml", ".pre-commit-hooks.yaml"]
        .map(|file| std::fs::read_to_string(root().join(file)).unwrap());
    let mut of_ours = false;
    for line in block.lines().map(str::trim) {
        if line.starts_with("- id: ") {
            assert!(hooks.contains(line), "{line}");
        } else if line.starts_with("- ") {
            of_ours = line.contains("/crm-audit@");
        } else if let Some((input, _)) = line.split_once(':')
            && of_ours
            && !["id", "with"].contains(&input)
        {
            assert!(action.contains(&format!("\n  {input}:\n")), "{input}");
        }
    }
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{}: {from}", path.display());
    std::fs::write(path, text.replace(from, to)).unwrap();
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
