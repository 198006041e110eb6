//! How the pages hang together: links lead somewhere, and both languages have the same chapters with the same headings,
//! commands and TOML.

use std::collections::BTreeSet;

use super::markdown::{anchor, links};
use super::page::{BOOKS, Page, Part, chapters, pages, readmes};
use crate::support::root;

/// A README is read in one sitting.
const LONGEST_README: usize = 170;

#[test]
fn every_link_leads_somewhere() {
    let more = [
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "benches/README.md",
        "examples/monthly-audit/README.md",
        "examples/import-gate/README.md",
        "examples/master-data/README.md",
        "examples/supply-chain/README.md",
        "docs/en/SUMMARY.md",
        "docs/zh-CN/SUMMARY.md",
    ];
    for page in pages().into_iter().chain(more.map(Page::read)) {
        for (_, link) in links(&page.text) {
            if !link.contains("://") {
                leads_somewhere(&page, &link);
            }
        }
    }
}

fn leads_somewhere(page: &Page, link: &str) {
    let (file, heading) = link.split_once('#').unwrap_or((link, ""));
    let target = match file {
        "" => page.path.clone(),
        file => page.beside(file),
    };
    assert!(
        root().join(&target).exists(),
        "{}: {link}: no {target}",
        page.path
    );
    if !heading.is_empty() {
        let headings = Page::read(&target).headings();
        let found = headings.iter().any(|h| anchor(&h.text) == heading);
        assert!(found, "{}: {link}: no such heading", page.path);
    }
}

/// mdBook and the handbook take the chapters only.
#[test]
fn chapters_link_to_chapters_only() {
    for lang in BOOKS {
        let pages = chapters(lang);
        let files: Vec<&str> = pages.iter().map(|page| page.path.as_str()).collect();
        for page in &pages {
            for (_, link) in links(&page.text) {
                let chapter = link.split('#').next().unwrap();
                let here = chapter.is_empty() || files.contains(&page.beside(chapter).as_str());
                assert!(here, "{}: {link}", page.path);
            }
        }
    }
}

#[test]
fn headings_of_a_page_differ() {
    for page in pages() {
        let headings = page.headings();
        let anchors: BTreeSet<String> = headings.iter().map(|h| anchor(&h.text)).collect();
        assert_eq!(anchors.len(), headings.len(), "{}", page.path);
    }
}

#[test]
fn the_contents_name_every_chapter_once_under_its_title() {
    let [english, chinese] = BOOKS.map(|lang| {
        let mut files = Vec::new();
        for (title, file) in links(&Page::read(&format!("docs/{lang}/SUMMARY.md")).text) {
            let path = format!("docs/{lang}/{file}");
            assert_eq!(Page::read(&path).headings()[0].text, title, "{path}");
            files.push(path);
        }
        let mut named = files.clone();
        named.sort();
        let written: Vec<String> = chapters(lang).into_iter().map(|page| page.path).collect();
        assert_eq!(named, written);
        files
    });
    let order: Vec<String> = chinese
        .iter()
        .map(|path| sister(path, "zh-CN", "en"))
        .collect();
    assert_eq!(english, order);
}

/// The same page in another language.
fn sister(path: &str, from: &str, to: &str) -> String {
    path.replace(&format!("docs/{from}/"), &format!("docs/{to}/"))
}

#[test]
fn both_languages_say_the_same_in_the_same_places() {
    let chapters = chapters("en").into_iter().map(|page| {
        let path = sister(&page.path, "en", "zh-CN");
        (page, Page::read(&path))
    });
    let readmes = ["README.md", "README.zh-CN.md"].map(Page::read);
    for (english, chinese) in chapters.chain([readmes.into()]) {
        let levels = |page: &Page| -> Vec<_> { page.headings().iter().map(|h| h.level).collect() };
        assert_eq!(levels(&english), levels(&chinese), "{}", chinese.path);
        let asked = |page: &Page| -> Vec<_> { page.parts().iter().map(asks).collect() };
        assert_eq!(asked(&english), asked(&chinese), "{}", chinese.path);
    }
}

/// What a part asks for in any language: file names and texts may differ.
fn asks(part: &Part) -> String {
    match part {
        Part::After(page) => format!("after {page}"),
        Part::Copy(..) => "copy".to_owned(),
        Part::Edit(_, from, to) => format!("edit {from} {to}"),
        Part::Save(file) => format!("save {file}"),
        Part::Exit(code) => format!("exit {code}"),
        Part::Picture(_) => "picture".to_owned(),
        Part::Shell(block) | Part::Yaml(block) => block.clone(),
        Part::Console(block) => {
            let mut words = block.lines().next().unwrap().split(' ').skip(2);
            let command = words.next().unwrap().to_owned();
            let options = words.filter(|word| word.starts_with("--") || *word == "-o");
            options.fold(command, |told, option| told + " " + option)
        }
        Part::Toml(block) => {
            let lines = block
                .lines()
                .map(|line| line.split(['=', '#']).next().unwrap().trim());
            let keys: Vec<&str> = lines.filter(|key| !key.is_empty()).collect();
            keys.join("\n")
        }
    }
}

#[test]
fn a_readme_is_short() {
    for page in readmes() {
        let lines = page.text.lines().count();
        assert!(lines <= LONGEST_README, "{}: {lines} lines", page.path);
    }
}
