//! What a person does not see: blanks of any width, and characters that have none.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether nobody sees the character: white space, or one of Unicode's `Default_Ignorable_Code_Point`s (`DerivedCoreProperties`)
/// without the variation selectors, which change how the character before them looks; and the blank of Braille.
pub(crate) fn is_blank(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Whether a character has no width, or looks like a blank although it counts as a letter.
pub(crate) fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'
            | '\u{1160}'
            | '\u{17b4}'
            | '\u{17b5}'
            | '\u{180e}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{2800}'
            | '\u{3164}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{fff0}'..='\u{fff8}'
            | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e00ff}'
    )
}

/// Whether a text has an invisible character. Most have none that begins with the same byte, ideographs among them.
fn has_invisible(text: &str) -> bool {
    let may_begin =
        |byte: u8| matches!(byte, 0xc2 | 0xcd | 0xd8 | 0xe1..=0xe3 | 0xef | 0xf0 | 0xf3);
    text.bytes().any(may_begin) && text.chars().any(is_invisible)
}

/// The text without blanks at its ends.
pub(crate) fn trim(text: &str) -> &str {
    // most texts begin and end with a letter or digit
    if let [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] = text.as_bytes() {
        return text;
    }
    text.trim_matches(is_blank)
}

/// Whether there is nothing in the text that a person sees.
pub(crate) fn is_empty(text: &str) -> bool {
    // most texts begin with a letter, a digit or an ideograph
    !matches!(text.as_bytes().first(), Some(b'!'..=b'~' | 0xe4..=0xe9)) && trim(text).is_empty()
}

/// What is not seen of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unseen {
    /// A character without width.
    Character,
    /// A blank at the end.
    End,
    /// A blank at the start.
    Start,
}

/// None where all of the text is seen, and where nothing is.
pub(crate) fn unseen(text: &str) -> Option<Unseen> {
    if is_empty(text) {
        None
    } else if has_invisible(text) {
        Some(Unseen::Character)
    } else if text.ends_with(is_blank) {
        Some(Unseen::End)
    } else if text.starts_with(is_blank) {
        Some(Unseen::Start)
    } else {
        None
    }
}

/// What is seen of a text.
pub(crate) fn seen(text: &str) -> String {
    let seen = trim(text).chars().filter(|c| !is_invisible(*c));
    seen.collect()
}

/// The text with what has no width shown as what it is.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    if !has_invisible(text) {
        return text.into();
    }
    let mut visible = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_invisible(c) {
            let _ = write!(visible, "\\u{{{:x}}}", u32::from(c));
        } else {
            visible.push(c);
        }
    }
    visible.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_sees_is_blank() {
        for blank in [
            "",
            " ",
            "\t\u{b}",
            "\u{a0}",
            "\u{3000}",
            "\u{200b}",
            "\u{2060}\u{feff}",
            "\u{ad}",
            "\u{180e}",
            "\u{3164} ",
            "\u{200e}\u{200f}",
            "\u{ffa0}",
            "\u{e0020}",
        ] {
            assert!(is_empty(blank), "{blank:?}");
        }
        for seen in ["-", "0", "无", "\u{3164}x", "ｘ", "é", "𠀀", "葛\u{e0100}"] {
            assert!(!is_empty(seen), "{seen:?}");
        }
    }

    #[test]
    fn ends_are_trimmed_and_the_middle_is_kept() {
        assert_eq!(trim("\u{feff} A\u{200b}1\u{a0}\u{2060}"), "A\u{200b}1");
        assert_eq!(trim("x"), "x");
        // a variation selector is part of the character before it
        assert_eq!(trim("葛\u{e0100}"), "葛\u{e0100}");
    }

    #[test]
    fn what_is_not_seen_can_be_shown_and_left_out() {
        assert_eq!(visible("A\u{200b}1 \u{ad}华"), "A\\u{200b}1 \\u{ad}华");
        assert_eq!(visible("华 东\u{3000}"), "华 东\u{3000}");
        assert_eq!(seen(" A\u{200b} 1\u{3000}"), "A 1");
        for (text, found) in [
            ("A1", None),
            (" ", None),
            ("A1\u{a0}", Some(Unseen::End)),
            (" A1", Some(Unseen::Start)),
            ("A\u{feff}1 ", Some(Unseen::Character)),
        ] {
            assert_eq!(unseen(text), found, "{text:?}");
        }
    }
}
