//! Values that not everybody may see.

use std::borrow::Cow;

/// What a mask leaves out.
pub(crate) const MASK: &str = "***";

/// A value of a sensitive field as reports may show it: the first three and the last two characters, or nothing of a short one.
pub(crate) fn mask(value: &str, sensitive: bool) -> Cow<'_, str> {
    if !sensitive || value.is_empty() {
        return Cow::Borrowed(value);
    }
    let chars: Vec<char> = value.chars().collect();
    if chars.len() < 8 {
        return Cow::Borrowed(MASK);
    }
    let start: String = chars[..3].iter().collect();
    let end: String = chars[chars.len() - 2..].iter().collect();
    Cow::Owned(format!("{start}{MASK}{end}"))
}

/// Whether [`mask`] may have written it: then others look the same.
pub(crate) fn is_masked(shown: &str) -> bool {
    shown.contains(MASK)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn masks() {
        assert_eq!(mask("13812345678", true), "138***78");
        assert_eq!(mask("张三丰", true), "***");
        assert_eq!(mask("张三丰", false), "张三丰");
        assert_eq!(mask("", true), "");
    }
}
