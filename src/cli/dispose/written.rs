//! Texts as TOML has them.

use crate::reports::terminal::steers;

/// A text on one line, without a sign that steers a terminal. The escapes of JSON are those of TOML, which also wants one for
/// DEL.
pub(super) fn quoted(text: &str) -> String {
    let json = serde_json::Value::from(text).to_string();
    let escaped = json.chars().map(|char| match char {
        char if steers(char) => format!("\\u{:04x}", u32::from(char)),
        char => char.to_string(),
    });
    escaped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stay_on_one_line() {
        for (text, expected) in [
            ("王芳", "\"王芳\""),
            ("a\nb", r#""a\nb""#),
            ("a \"b\" \\c", r#""a \"b\" \\c""#),
            ("\u{1}\u{7f}\r\t/", r#""\u0001\u007f\r\t/""#),
            ("a\u{9b}31m\u{202e}b", r#""a\u009b31m\u202eb""#),
        ] {
            assert_eq!(quoted(text), expected);
            let read: toml::Table = format!("text = {expected}").parse().unwrap();
            assert_eq!(read["text"].as_str(), Some(text));
        }
    }
}
