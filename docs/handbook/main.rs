//! Makes the handbook: the chapters of a language as one page with nothing beside it, for a desk that has no network.
//!
//! `cargo run --example handbook -- FOLDER` writes `crm-audit-en.html` and `crm-audit-zh-CN.html` there. A browser opens
//! them, and finds Chinese in them, which the search of mdBook does not.

mod markdown;

use std::path::{Path, PathBuf};

use anyhow::Context;
use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd, html};

use markdown::{anchor, links, parser};

const LANGUAGES: [&str; 2] = ["en", "zh-CN"];

fn main() -> anyhow::Result<()> {
    let folder = std::env::args_os().nth(1);
    let folder = PathBuf::from(folder.context("usage: handbook FOLDER")?);
    std::fs::create_dir_all(&folder)?;
    for lang in LANGUAGES {
        let file = folder.join(format!("crm-audit-{lang}.html"));
        std::fs::write(&file, handbook(lang)?).with_context(|| file.display().to_string())?;
    }
    Ok(())
}

/// The page of a language: its contents, then its chapters in the order of the contents.
fn handbook(lang: &str) -> anyhow::Result<String> {
    let book = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(lang);
    let read = |name: &str| {
        let file = book.join(name);
        std::fs::read_to_string(&file).with_context(|| file.display().to_string())
    };
    let settings: toml::Table = read("book.toml")?.parse()?;
    let title = settings.get("book").and_then(|book| book.get("title"));
    let title = title
        .and_then(toml::Value::as_str)
        .context("book.toml names no title")?;
    let contents = read("SUMMARY.md")?;
    let mut body = format!("<nav>\n{}</nav>\n", chapter("SUMMARY.md", &contents));
    for (_, file) in links(&contents) {
        body.push_str("<article>\n");
        body.push_str(&chapter(&file, &read(&file)?));
        body.push_str("</article>\n");
    }
    let style = include_str!("style.css");
    Ok(format!(
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{style}</style>\n</head>\n<body>\n{body}</body>\n</html>\n"
    ))
}

/// A chapter as HTML. Links to other chapters lead to their place on the same page; comments are for the tests.
fn chapter(file: &str, text: &str) -> String {
    let comment = |event: &Event| matches!(event, Event::Html(_) | Event::InlineHtml(_));
    let mut events: Vec<Event> = parser(text).filter(|event| !comment(event)).collect();
    for at in 0..events.len() {
        let (before, rest) = events.split_at_mut(at + 1);
        match &mut before[at] {
            Event::Start(Tag::Heading { id, level, .. }) => {
                let heading = (*level != HeadingLevel::H1).then(|| anchor(&words(rest)));
                *id = Some(place(file, heading.as_deref()).into());
            }
            Event::Start(Tag::Link { dest_url, .. }) if !dest_url.contains("://") => {
                *dest_url = format!("#{}", target(file, dest_url)).into();
            }
            _ => {}
        }
    }
    let mut out = String::new();
    html::push_html(&mut out, events.into_iter());
    out
}

/// The words of the heading that has just begun.
fn words(events: &[Event]) -> String {
    let heading = events
        .iter()
        .take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    heading
        .filter_map(|event| match event {
            Event::Text(words) | Event::Code(words) => Some(words.as_ref()),
            _ => None,
        })
        .collect()
}

/// Where a link of a chapter leads on the page.
fn target(file: &str, link: &str) -> String {
    let (to, heading) = match link.split_once('#') {
        Some((to, heading)) => (to, Some(heading)),
        None => (link, None),
    };
    place(if to.is_empty() { file } else { to }, heading)
}

/// The name of a place on the page: the chapter, and in it the heading.
fn place(file: &str, heading: Option<&str>) -> String {
    let chapter = file.trim_end_matches(".md");
    heading.map_or_else(
        || chapter.to_owned(),
        |heading| format!("{chapter}--{heading}"),
    )
}

#[cfg(test)]
#[allow(
    clippy::unwrap_used,
    reason = "a test that fails to read its files has failed"
)]
mod tests {
    use super::*;

    #[test]
    fn every_link_leads_to_a_place_on_the_page() {
        for lang in LANGUAGES {
            let page = handbook(lang).unwrap();
            let ids: Vec<&str> = attributes(&page, "id").collect();
            let links: Vec<&str> = attributes(&page, "href").collect();
            assert!(links.len() > 14, "{lang}: {}", links.len());
            for link in links {
                let told = link.strip_prefix('#').map(decoded);
                let told = told.unwrap_or_else(|| panic!("{lang}: {link}"));
                assert!(ids.contains(&told.as_str()), "{lang}: {told}");
            }
        }
    }

    #[test]
    fn the_page_needs_nothing_beside_it() {
        for lang in LANGUAGES {
            let page = handbook(lang).unwrap();
            assert_eq!(attributes(&page, "src").count(), 0, "{lang}");
            assert!(!page.contains("<!--"), "{lang}");
        }
    }

    #[test]
    fn headings_of_the_same_words_stand_apart() {
        let first = chapter("dates.md", "# Dates\n## Limits\n[up](#limits)");
        let second = chapter(
            "times.md",
            "# Times\n## Limits\n[there](dates.md#limits), [all](dates.md)",
        );
        assert!(
            first.contains("<h2 id=\"dates--limits\">") && first.contains("\"#dates--limits\"")
        );
        assert!(
            second.contains("<h2 id=\"times--limits\">") && second.contains("\"#dates--limits\"")
        );
        assert!(first.contains("<h1 id=\"dates\">") && second.contains("\"#dates\""));
    }

    fn attributes<'a>(page: &'a str, name: &str) -> impl Iterator<Item = &'a str> {
        let parts: Vec<&str> = page.split(&format!(" {name}=\"")).skip(1).collect();
        parts.into_iter().filter_map(|part| part.split('"').next())
    }

    /// `%E5%B7%A5` as the signs it stands for.
    fn decoded(link: &str) -> String {
        let mut bytes = Vec::new();
        let mut rest = link.bytes();
        while let Some(byte) = rest.next() {
            if byte == b'%' {
                let digits = [rest.next().unwrap(), rest.next().unwrap()];
                let digits = std::str::from_utf8(&digits).unwrap();
                bytes.push(u8::from_str_radix(digits, 16).unwrap());
            } else {
                bytes.push(byte);
            }
        }
        String::from_utf8(bytes).unwrap()
    }
}
