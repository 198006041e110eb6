//! What a person does not see: blanks of any width, and characters that have none.

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
}
