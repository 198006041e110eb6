//! Users as people type them: `u1`, `U1 ` and `Ｕ１` are one person.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::rules::plan::Fold;

/// NFKC, blanks at both ends removed, lower case.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        let text = text.trim_ascii();
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
    let folded: String = text.nfkc().flat_map(char::to_lowercase).collect();
    Cow::Owned(folded.trim().to_owned())
}

/// The text after the clean-ups, in their written order.
pub(crate) fn fold(text: &str, folds: &[Fold]) -> String {
    let mut text = text.to_owned();
    for fold in folds {
        text = match fold {
            Fold::Trim => text.trim().to_owned(),
            Fold::Case => text.to_lowercase(),
            Fold::Width => text.nfkc().collect(),
            Fold::Spaces => text.chars().filter(|c| !c.is_whitespace()).collect(),
            Fold::Dashes => text.chars().filter(|c| !is_dash(*c)).collect(),
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

/// The characters of Unicode's Pd category that turn up in codes, and the minus sign.
fn is_dash(c: char) -> bool {
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
        for written in ["u1", "U1", "U1 ", "Ｕ１", "　u1"] {
            assert_eq!(clean(written), "u1", "{written:?}");
        }
        assert_eq!(clean("张三"), "张三");
    }

    #[test]
    fn folds() {
        assert_eq!(fold("0012", &[Fold::LeadingZeros]), "12");
        assert_eq!(fold("000", &[Fold::LeadingZeros]), "0");
        assert_eq!(
            fold(
                "ＡＢ－１ 2",
                &[Fold::Width, Fold::Case, Fold::Dashes, Fold::Spaces]
            ),
            "ab12"
        );
    }
}
