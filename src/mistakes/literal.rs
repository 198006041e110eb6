//! Where a part of a string stands in the TOML that writes it, so that a caret in an SQL condition is right behind escapes
//! and in strings over several lines as well.

use std::ops::Range;

/// The bytes of the literal `raw`, quotes included, that write the bytes `part` of its value.
pub(crate) fn part(raw: &str, part: &Range<usize>) -> Range<usize> {
    let quotes = if raw.starts_with("\"\"\"") || raw.starts_with("'''") {
        3
    } else {
        1
    };
    let mut at = quotes;
    if quotes == 3 {
        // the line break after the opening quotes is not part of the value
        let body = &raw[at..];
        let trimmed = body.strip_prefix('\r').unwrap_or(body);
        at += trimmed
            .strip_prefix('\n')
            .map_or(0, |b| body.len() - b.len());
    }
    let end = raw.len().saturating_sub(quotes).max(at);
    let mut value = 0;
    let mut start = None;
    while at < end && value < part.end {
        let (written, meant) = step(&raw[at..end], raw.starts_with('"'));
        if value >= part.start && meant > 0 {
            start.get_or_insert(at);
        }
        at += written;
        value += meant;
    }
    start.unwrap_or(at)..at
}

/// The next character or escape: its bytes as written, and as meant.
fn step(rest: &str, escapes: bool) -> (usize, usize) {
    let plain = |text: &str| {
        text.chars()
            .next()
            .map_or((1, 1), |c| (c.len_utf8(), c.len_utf8()))
    };
    let Some(escape) = rest.strip_prefix('\\').filter(|_| escapes) else {
        return plain(rest);
    };
    let digits = match escape.chars().next() {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        // the end of a line, with all blanks after it, is left out
        Some(c) if c.is_whitespace() => return (rest.len() - escape.trim_start().len(), 0),
        _ => return (2, 1),
    };
    let code = escape.get(1..=digits).unwrap_or_default();
    let meant = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    (2 + code.len(), meant.map_or(1, char::len_utf8))
}

#[cfg(test)]
mod tests {
    use super::part;

    /// What the part of the value that reads `wanted` is written as.
    fn written<'a>(raw: &'a str, wanted: &str) -> &'a str {
        let document = format!("x = {raw}");
        let value: toml::Table = document.parse().unwrap();
        let text = value["x"].as_str().unwrap();
        let start = text.find(wanted).unwrap();
        &raw[part(raw, &(start..start + wanted.len()))]
    }

    #[test]
    fn every_way_to_write_a_string() {
        for raw in [
            "\"a = '已审核' AND b\"",
            "'a = \"已审核\" AND b'",
            "\"\"\"a AND b\"\"\"",
            "\"\"\"\na\r\n  AND b\n\"\"\"",
            "'''\r\na \\ AND b'''",
            r#""\"\"\"\"已 AND b""#,
            r#""\u5df2\U00005df2\xe9\n AND b""#,
            "\"\"\"a \\\n   AND b\"\"\"",
        ] {
            assert_eq!(written(raw, "AND b"), "AND b", "{raw}");
        }
        assert_eq!(written(r#""a \" b""#, "\""), r#"\""#);
        assert_eq!(part("\"a\"", &(1..1)), 2..2);
        assert_eq!(part("\"\"", &(0..0)), 1..1);
    }
}
