//! What comes from strangers must not steer the terminal that shows it.

use std::borrow::Cow;

use crate::blank;

/// Whether a sign moves the cursor, changes colours or turns the direction of writing.
pub(crate) fn steers(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Data must not steer the terminal: control characters and direction marks are shown as what they are, as is all that has no
/// width.
pub(crate) fn clean(text: &str) -> String {
    let text = blank::visible(text);
    if !text.chars().any(steers) {
        return text.into_owned();
    }
    text.chars()
        .map(|c| match c {
            '\n' | '\r' => "⏎".to_owned(),
            '\t' => " ".to_owned(),
            c if steers(c) => format!("\\u{{{:x}}}", u32::from(c)),
            c => c.to_string(),
        })
        .collect()
}

/// The parts of a sentence, and whether each stands between backticks. A backtick without a fellow is no sign of ours, nor are two with
/// nothing between them: the sentence is one part then.
pub(super) fn coded(text: &str) -> Vec<(bool, &str)> {
    let parts = || {
        text.split('`')
            .enumerate()
            .map(|(at, part)| (at % 2 == 1, part))
    };
    let is_alone = parts().count().is_multiple_of(2);
    if is_alone || parts().any(|(is_code, part)| is_code && part.is_empty()) {
        return vec![(false, text)];
    }
    parts().collect()
}

/// Text of several lines that must not steer the terminal but by the colours that it is given here.
pub(crate) fn harmless(text: &str) -> Cow<'_, str> {
    let steers = |c: char| c != '\n' && steers(c);
    if !text.contains(steers) {
        return text.into();
    }
    let mut harmless = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = rest.find(steers) {
        harmless.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(length) = colour_at(rest) {
            harmless.push_str(&rest[..length]);
            rest = &rest[length..];
            continue;
        }
        let mut signs = rest.chars();
        let sign = signs.next().unwrap_or_default();
        harmless.push_str(&clean(sign.encode_utf8(&mut [0; 4])));
        rest = signs.as_str();
    }
    harmless.push_str(rest);
    harmless.into()
}

/// The length of the sequence that a text begins with, if that does no more than choose a colour.
fn colour_at(text: &str) -> Option<usize> {
    let parameters = text.strip_prefix("\u{1b}[")?;
    let end = parameters.find(|c: char| !c.is_ascii_digit() && c != ';')?;
    parameters[end..].starts_with('m').then_some(2 + end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_colours_are_let_through() {
        for (text, shown) in [
            ("a\nb 中文", "a\nb 中文"),
            ("\u{1b}[1;31mred\u{1b}[0m", "\u{1b}[1;31mred\u{1b}[0m"),
            ("\u{1b}]0;title\u{7}", "\\u{1b}]0;title\\u{7}"),
            ("\u{1b}[2J", "\\u{1b}[2J"),
            ("\u{1b}[1;3", "\\u{1b}[1;3"),
            ("\u{9b}31m\u{202e}\u{61c}", "\\u{9b}31m\\u{202e}\\u{61c}"),
            ("a\rb", "a⏎b"),
        ] {
            assert_eq!(harmless(text), shown);
        }
    }
}
