//! Values that not everybody may see.

use std::borrow::Cow;
use std::fmt::Write;

/// What a mask leaves out.
pub(crate) const MASK: &str = "***";

/// Of what has fewer characters nothing is shown: five of ten would be most of a date or an amount. Telephone numbers have eleven.
const SHORT: usize = 11;

/// A value of a sensitive field as reports may show it: the first three and the last two characters, or nothing of a short one.
pub(crate) fn mask(value: &str, sensitive: bool) -> Cow<'_, str> {
    if !sensitive || value.is_empty() {
        return Cow::Borrowed(value);
    }
    let chars: Vec<char> = value.chars().collect();
    if chars.len() < SHORT {
        return Cow::Borrowed(MASK);
    }
    let start: String = chars[..3].iter().collect();
    let end: String = chars[chars.len() - 2..].iter().collect();
    Cow::Owned(format!("{start}{MASK}{end}"))
}

/// A text as reports may show it of which any part would tell what it is, such as a date: all of it, or nothing.
pub(crate) fn mask_whole(text: String, sensitive: bool) -> String {
    if sensitive && !text.is_empty() {
        MASK.to_owned()
    } else {
        text
    }
}

/// What may be shown of a text of which nobody knows what it is: letters as `A` and `a`, digits as `9`, ideographs as `汉`, each with how many
/// follow one another.
pub(crate) fn form(text: &str) -> String {
    let mut form = String::new();
    let mut chars = text.chars().map(kind).peekable();
    while let Some(kind) = chars.next() {
        let mut count = 1;
        while chars.next_if_eq(&kind).is_some() {
            count += 1;
        }
        form.push(kind);
        if count > 1 {
            let _ = write!(form, "{{{count}}}");
        }
    }
    form
}

fn kind(c: char) -> char {
    match c {
        c if c.is_numeric() => '9',
        c if c.is_uppercase() => 'A',
        c if c.is_lowercase() => 'a',
        c if c.is_alphabetic() => '汉',
        other => other,
    }
}

/// Whether [`mask`] may have written it: then others look the same.
pub(crate) fn is_masked(shown: &str) -> bool {
    shown.contains(MASK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (text, shown) in [
            ("13912345678", "9{11}"),
            ("张三 A-1b", "汉{2} A-9a"),
            ("", ""),
            ("李", "汉"),
            ("a@b.cn", "a@a.a{2}"),
        ] {
            assert_eq!(form(text), shown);
        }
    }

    #[test]
    fn masks() {
        assert_eq!(mask("13812345678", true), "138***78");
        assert_eq!(mask("张三丰", true), "***");
        for short in ["1960-01-01", "54321.30", "13812345"] {
            assert_eq!(mask(short, true), "***");
        }
        assert_eq!(mask("张三丰", false), "张三丰");
        assert_eq!(mask("", true), "");
    }
}
