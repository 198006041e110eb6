//! Users as people type them: `u1`, `U1 ` and `Ｕ１` are one person.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::types::Fold;
use crate::blank;

/// NFKC, lower case, without what has no width, blanks at both ends and those between ideographs, which align names: `王　芳` is `王芳`.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        let text = blank::trim(text);
        return if text.bytes().any(|b| b.is_ascii_uppercase()) {
            Cow::Owned(text.to_ascii_lowercase())
        } else {
            Cow::Borrowed(text)
        };
    }
    // NFKC leaves digits and the unified ideographs as they are
    if text
        .chars()
        .all(|c| matches!(c, '0'..='9' | 'a'..='z' | '\u{4e00}'..='\u{9fff}'))
    {
        return Cow::Borrowed(text);
    }
    let seen = text.nfkc().filter(|c| !blank::is_invisible(*c));
    let folded: String = seen.flat_map(char::to_lowercase).collect();
    let mut rest = folded.trim();
    let mut clean = String::with_capacity(rest.len());
    while let Some(at) = rest.find(char::is_whitespace) {
        let (word, more) = rest.split_at(at);
        let next = more.trim_start();
        clean.push_str(word);
        if !(word.ends_with(is_ideograph) && next.starts_with(is_ideograph)) {
            clean.push_str(&more[..more.len() - next.len()]);
        }
        rest = next;
    }
    clean.push_str(rest);
    Cow::Owned(clean)
}

/// Whether two texts name the same person: they are alike once they are clean.
pub(crate) fn same(one: &str, other: &str) -> bool {
    // what differs in ASCII, but for its case, still differs once it is clean, whatever marks stand beside it
    let differ = |a: Option<&u8>, b: Option<&u8>| {
        a.zip(b).is_some_and(|(a, b)| {
            a.is_ascii_graphic() && b.is_ascii_graphic() && !a.eq_ignore_ascii_case(b)
        })
    };
    let (a, b) = (one.as_bytes(), other.as_bytes());
    if differ(a.first(), b.first()) || differ(a.last(), b.last()) {
        return false;
    }
    if one.is_ascii() && other.is_ascii() {
        return blank::trim(one).eq_ignore_ascii_case(blank::trim(other));
    }
    one == other || clean(one) == clean(other)
}

/// The unified ideographs of all planes.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

/// The text after the clean-ups, in their written order.
pub(crate) fn fold(text: &str, folds: &[Fold]) -> String {
    let mut text = text.to_owned();
    for fold in folds {
        text = match fold {
            Fold::Trim => blank::trim(&text).to_owned(),
            Fold::Case => text.to_lowercase(),
            Fold::Width => text.nfkc().collect(),
            Fold::Spaces => text.chars().filter(|c| !blank::is_blank(*c)).collect(),
            Fold::Dashes => text.chars().filter(|c| !is_dash(*c)).collect(),
            Fold::Lookalike => text.chars().map(lookalike).collect(),
            Fold::LeadingZeros => {
                let rest = text.trim_start_matches('0');
                if rest.is_empty() && !text.is_empty() {
                    "0".to_owned()
                } else {
                    rest.to_owned()
                }
            }
        };
    }
    text
}

/// The digit that a letter of a code is taken for, in whatever case: the case may be folded before.
fn lookalike(c: char) -> char {
    match c {
        'O' | 'o' => '0',
        'I' | 'i' | 'L' | 'l' => '1',
        c => c,
    }
}

/// The characters of Unicode's Pd category that turn up in codes, and the minus sign.
pub(crate) fn is_dash(c: char) -> bool {
    matches!(
        c,
        '-' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' | '\u{30fc}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_however_typed() {
        for written in [
            "u1",
            "U1",
            "U1 ",
            "Ｕ１",
            "　u1",
            "u1\u{b}",
            "U\u{200b}1\u{2060}",
            "\u{feff}u1\u{ad}",
        ] {
            assert_eq!(clean(written), "u1", "{written:?}");
        }
        assert_eq!(clean("张三"), "张三");
        for written in ["王　芳", " 王 芳 ", "王 \t芳"] {
            assert_eq!(clean(written), "王芳", "{written:?}");
        }
        assert_eq!(clean("Ａ  Ｌee 王"), "a  lee 王");
    }

    #[test]
    fn the_same_once_they_are_clean() {
        let written = [
            "u1",
            "U1 ",
            "Ｕ１",
            "u2",
            "王芳",
            "王　芳",
            "王方",
            "é",
            "É",
            "e\u{301}",
            "E",
            "xe",
            "x\u{301}e",
            "İ",
            "i\u{307}",
            "I\u{307}",
            "\u{212a}",
            "k",
            "ﬁ",
            "FI",
            "1a",
            "a1",
            "王 k",
            "王 K",
            "王k",
            "",
        ];
        for one in written {
            for other in written {
                assert_eq!(
                    same(one, other),
                    clean(one) == clean(other),
                    "{one:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn folds() {
        assert_eq!(fold("0012", &[Fold::LeadingZeros]), "12");
        assert_eq!(fold("000", &[Fold::LeadingZeros]), "0");
        assert_eq!(fold("K-O1l", &[Fold::Lookalike]), "K-011");
        assert_eq!(
            fold(
                "ＡＢ－１ 2",
                &[Fold::Width, Fold::Case, Fold::Dashes, Fold::Spaces]
            ),
            "ab12"
        );
    }
}
