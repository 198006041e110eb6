//! The shape of a code: `SO9{9}` for `SO202604019`.

/// Longer texts are no codes.
const LONGEST: usize = 32;

/// Letters before the first digit that may be the same in all codes of a shape.
const PREFIX: usize = 8;

/// The shape of a text, and the letters that it begins with; none where it has blanks, is long or has neither letters nor
/// digits of ASCII. `A`, `a` and `9` stand for letters and digits, `汉` for ideographs; everything else stands for itself.
pub(super) fn shape(text: &str) -> Option<(String, &str)> {
    if text.len() > 3 * LONGEST || !text.bytes().any(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let mut shape = String::new();
    let (mut run, mut length, mut chars) = ('\0', 0u32, 0);
    for c in text.chars() {
        chars += 1;
        if chars > LONGEST || crate::blank::is_blank(c) || matches!(c, '{' | '}') {
            return None;
        }
        let class = class(c);
        if class == run {
            length += 1;
        } else {
            end(&mut shape, run, length);
            (run, length) = (class, 1);
        }
    }
    end(&mut shape, run, length);
    let letters = text.bytes().take_while(u8::is_ascii_alphabetic).count();
    Some((shape, &text[..letters.min(PREFIX)]))
}

fn class(c: char) -> char {
    match c {
        '0'..='9' => '9',
        'A'..='Z' => 'A',
        'a'..='z' => 'a',
        _ if is_ideograph(c) => '汉',
        other => other,
    }
}

fn end(shape: &mut String, class: char, length: u32) {
    use std::fmt::Write;
    match length {
        0 => {}
        1 => shape.push(class),
        _ => {
            let _ = write!(shape, "{class}{{{length}}}");
        }
    }
}

/// Chinese characters.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3007}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3fffd}')
}

/// A shape whose codes all begin with the same letters, split into these and the rest.
fn split<'s, 'p>(shape: &'s str, prefix: &'p str) -> (&'p str, &'s str) {
    let own = self::shape(prefix).map(|(own, _)| own);
    let rest = own.and_then(|own| shape.strip_prefix(own.as_str()));
    match rest {
        // a longer run of such letters has another prefix
        Some(rest) if !rest.starts_with('{') => (prefix, rest),
        _ => ("", shape),
    }
}

/// The shape with the letters that all its codes begin with: `SO9{9}` for `A{2}9{9}`.
pub(super) fn with_prefix(shape: &str, prefix: &str) -> String {
    let (prefix, rest) = split(shape, prefix);
    format!("{prefix}{rest}")
}

/// The regular expression that the codes of a shape match.
pub(super) fn regex(shape: &str, prefix: &str) -> String {
    let (prefix, rest) = split(shape, prefix);
    let mut out = regex::escape(prefix);
    let mut in_braces = false;
    for c in rest.chars() {
        match c {
            '{' | '}' => {
                in_braces = c == '{';
                out.push(c);
            }
            c if in_braces => out.push(c),
            '9' => out.push_str(r"\d"),
            'A' => out.push_str("[A-Z]"),
            'a' => out.push_str("[a-z]"),
            '汉' => out.push_str(r"\p{Han}"),
            other => out.push_str(&regex::escape(&other.to_string())),
        }
    }
    out
}

/// A shape, or its regular expression, with something else in place of the letters and digits that stand for themselves.
pub(super) fn unspelt(shape: &str, other: &str) -> String {
    let is_spelt = |c: char| c.is_alphanumeric() && !c.is_ascii() && c != '汉';
    let mut out = String::new();
    for c in shape.chars() {
        if is_spelt(c) {
            out.push_str(other);
        } else {
            out.push(c);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of what is masked a shape says of which kind its characters are.
    #[test]
    fn what_stands_for_itself_can_be_left_out() {
        let (shape, _) = shape("Ωж.王５@a1").unwrap();
        assert_eq!(unspelt(&shape, "…"), "…….汉…@a9");
        let any = r"[\p{L}\p{N}]";
        let regex = unspelt(&regex(&shape, ""), any);
        let regex = regex::Regex::new(&format!("^(?:{regex})$")).unwrap();
        assert!(regex.is_match("Яж.李６@b2"));
    }

    fn shown(codes: [&str; 2]) -> [String; 2] {
        let [(one, prefix), (other, second)] = codes.map(|code| shape(code).unwrap());
        assert_eq!(one, other);
        let prefix = if prefix == second { prefix } else { "" };
        [with_prefix(&one, prefix), regex(&one, prefix)]
    }

    #[test]
    fn codes_have_shapes() {
        let cases = [
            (["SO202604019", "SO202604020"], ["SO9{9}", r"SO\d{9}"]),
            (["SO2", "PO1"], ["A{2}9", r"[A-Z]{2}\d"]),
            (["X-7/b", "X-8/c"], ["X-9/a", r"X\-\d/[a-z]"]),
            (["苏A1", "沪A2"], ["汉A9", r"\p{Han}[A-Z]\d"]),
            (["110101", "330106"], ["9{6}", r"\d{6}"]),
        ];
        for (codes, expected) in cases {
            let found = shown(codes);
            assert_eq!(found, expected);
            let regex = regex::Regex::new(&format!("^(?:{})$", found[1])).unwrap();
            assert!(codes.iter().all(|code| regex.is_match(code)), "{codes:?}");
        }
        for text in ["", "华东", "two words", "a{2}", "---"] {
            assert_eq!(shape(text), None, "{text}");
        }
    }
}
