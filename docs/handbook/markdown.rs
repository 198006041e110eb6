//! What the handbook and the tests of the documentation ask of Markdown.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// The text as events; tables are the only extension in use.
pub(crate) fn parser(text: &str) -> Parser<'_> {
    Parser::new_ext(text, Options::ENABLE_TABLES)
}

/// Where the links and pictures of a text lead, with the words they stand on.
pub(crate) fn links(text: &str) -> Vec<(String, String)> {
    let mut links: Vec<(String, String)> = Vec::new();
    let mut inside = false;
    for event in parser(text) {
        match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                links.push((String::new(), dest_url.into_string()));
                inside = true;
            }
            Event::End(TagEnd::Link | TagEnd::Image) => inside = false,
            Event::Text(words) | Event::Code(words) if inside => {
                if let Some((label, _)) = links.last_mut() {
                    label.push_str(&words);
                }
            }
            _ => {}
        }
    }
    links
}

/// The anchor that a heading has on GitHub and in mdBook.
pub(crate) fn anchor(heading: &str) -> String {
    heading
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(|sign| match sign {
            ' ' => Some('-'),
            '-' | '_' => Some(sign),
            _ => sign.is_alphanumeric().then_some(sign),
        })
        .collect()
}
