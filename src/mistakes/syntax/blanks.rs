//! Blanks that TOML does not know.

use super::scan::quoted_length;
use super::told;
use crate::blank;
use crate::messages::message;
use crate::mistakes::Problem;

/// The blanks that TOML does not know, outside of texts and comments: one mistake for each line, and the text with ordinary ones in
/// their place, as long as it was.
pub(crate) fn foreign_blanks(text: &str, file: usize) -> (Vec<Problem>, String) {
    let (mut problems, mut plain) = (Vec::new(), String::with_capacity(text.len()));
    let (mut line, mut last_line) = (None, None);
    while let Some(character) = text[plain.len()..].chars().next() {
        let at = plain.len();
        let rest = &text[at..];
        let quoted = quoted_length(rest);
        if quoted > 0 {
            plain.push_str(&rest[..quoted]);
        } else if character == '#' {
            plain.push_str(rest.lines().next().unwrap_or(rest));
        } else if !character.is_ascii() && blank::is_blank(character) {
            let end = rest.find(|c: char| c.is_ascii() || !blank::is_blank(c));
            let end = end.unwrap_or(rest.len());
            if problems.is_empty() || last_line != line {
                let error = message!("toml-blank", code = code(character));
                problems.push(told(error, None, at..at + end, file));
            }
            last_line = line;
            plain.extend(std::iter::repeat_n(' ', end));
        } else {
            if character == '\n' {
                line = Some(at);
            }
            plain.push(character);
        }
    }
    (problems, plain)
}

/// A character as Unicode numbers it.
fn code(character: char) -> String {
    format!("U+{:04X}", u32::from(character))
}
