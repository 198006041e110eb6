//! A page of the documentation, and what in it is meant for the tests.

use crate::docs::markdown::parser;
use crate::support::root;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

pub(super) const BOOKS: [&str; 2] = ["en", "zh-CN"];

/// One file; its path is relative to the repository, with `/`.
pub(super) struct Page {
    pub(super) path: String,
    pub(super) text: String,
}

/// What a page asks of its reader. Comments stand before what they are about.
#[derive(Debug)]
pub(super) enum Part {
    /// `<!-- after PAGE -->`: the reader has done what that page of the same book asks.
    After(String),
    /// `<!-- copy FROM TO -->`: a file or folder that the reader has; ours is in `fixtures/docs`.
    Copy(String, String),
    /// `<!-- edit FILE`, and below it a line and what it becomes.
    Edit(String, String, String),
    /// `<!-- save FILE -->`: the reader saves the next block of TOML there.
    Save(String),
    /// `<!-- exit CODE -->`: how the next command ends.
    Exit(i32),
    /// `<!-- picture FILE -->`: what the next command prints is drawn there.
    Picture(String),
    /// A command and what it prints.
    Console(String),
    Toml(String),
    /// Commands for a shell in the repository.
    Shell(String),
    /// What CI systems are told.
    Yaml(String),
}

pub(super) struct Heading {
    pub(super) level: HeadingLevel,
    pub(super) text: String,
}

impl Page {
    pub(super) fn read(path: &str) -> Page {
        let text = std::fs::read_to_string(root().join(path));
        Page {
            path: path.to_owned(),
            text: text.unwrap_or_else(|e| panic!("{path}: {e}")),
        }
    }

    /// The language that its readers have set.
    pub(super) fn lang(&self) -> &str {
        let chinese = ["zh-CN", "zh-TW"];
        let told = chinese.into_iter().find(|lang| self.path.contains(lang));
        told.unwrap_or("en")
    }

    /// The file that a link of this page names.
    pub(super) fn beside(&self, link: &str) -> String {
        let mut path: Vec<&str> = self.path.split('/').collect();
        path.pop();
        for step in link.split('/') {
            match step {
                "." => {}
                ".." => assert!(path.pop().is_some(), "{}: {link}", self.path),
                step => path.push(step),
            }
        }
        path.join("/")
    }

    pub(super) fn headings(&self) -> Vec<Heading> {
        let mut headings: Vec<Heading> = Vec::new();
        let mut inside = false;
        for event in parser(&self.text) {
            match event {
                Event::Start(Tag::Heading { level, .. }) => {
                    let text = String::new();
                    headings.push(Heading { level, text });
                    inside = true;
                }
                Event::End(TagEnd::Heading(_)) => inside = false,
                Event::Text(words) | Event::Code(words) if inside => {
                    headings.last_mut().unwrap().text.push_str(&words);
                }
                _ => {}
            }
        }
        headings
    }

    pub(super) fn parts(&self) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut block: Option<String> = None;
        let mut text = String::new();
        for event in parser(&self.text) {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                    block = Some(language.into_string());
                    text.clear();
                }
                Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                    panic!("{}: an indented block is not tried out", self.path)
                }
                Event::Text(words) if block.is_some() => text.push_str(&words),
                Event::End(TagEnd::CodeBlock) => {
                    let language = block.take().unwrap();
                    parts.push(self.block(&language, std::mem::take(&mut text)));
                }
                Event::Start(Tag::HtmlBlock) => text.clear(),
                Event::Html(line) => text.push_str(&line),
                Event::End(TagEnd::HtmlBlock) => {
                    let comments = std::mem::take(&mut text);
                    let comments = comments.split("-->").map(str::trim);
                    let comments = comments.filter(|comment| !comment.is_empty());
                    parts.extend(comments.map(|comment| self.comment(comment)));
                }
                Event::InlineHtml(html) => panic!("{}: {html}", self.path),
                _ => {}
            }
        }
        parts
    }

    fn block(&self, language: &str, text: String) -> Part {
        match language {
            "console" => Part::Console(text),
            "toml" => Part::Toml(text),
            "sh" => Part::Shell(text),
            "yaml" => Part::Yaml(text),
            _ => panic!("{}: a block of {language:?} is not tried out", self.path),
        }
    }

    fn comment(&self, comment: &str) -> Part {
        let owned = str::to_owned;
        let told = comment.strip_prefix("<!-- ");
        match told.and_then(|told| told.split_once(' ')) {
            Some(("after", page)) => Part::After(owned(page)),
            Some(("copy", files)) => {
                let (from, to) = files.split_once(' ').unwrap();
                Part::Copy(owned(from), owned(to))
            }
            Some(("edit", change)) => {
                let [file, from, to] = change.lines().collect::<Vec<_>>()[..] else {
                    panic!("{}: {comment}", self.path)
                };
                Part::Edit(owned(file), owned(from), owned(to))
            }
            Some(("save", file)) => Part::Save(owned(file)),
            Some(("exit", code)) => Part::Exit(code.parse().unwrap()),
            Some(("picture", file)) => Part::Picture(owned(file)),
            _ => panic!("{}: {comment}", self.path),
        }
    }
}

/// The READMEs.
pub(super) fn readmes() -> Vec<Page> {
    ["README.md", "README.zh-CN.md", "README.zh-TW.md"]
        .map(Page::read)
        .into()
}

/// The chapters of a book, its contents left out.
pub(super) fn chapters(lang: &str) -> Vec<Page> {
    let folder = format!("docs/{lang}");
    let files = std::fs::read_dir(root().join(&folder)).unwrap();
    let mut names: Vec<String> = files
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.rsplit('.').next() == Some("md") && name != "SUMMARY.md")
        .collect();
    names.sort();
    let chapter = |name: &String| Page::read(&format!("{folder}/{name}"));
    names.iter().map(chapter).collect()
}

/// Everything that is tried out.
pub(super) fn pages() -> Vec<Page> {
    let books = BOOKS.into_iter().flat_map(chapters);
    readmes().into_iter().chain(books).collect()
}
