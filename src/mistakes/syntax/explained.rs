//! What is wrong, by what the parser says, and what to write instead.

use super::at::At;
use super::scan::last_open;
use crate::messages::{Message, message};
use crate::mistakes::{meant, plain_sign};

/// What the parser says of what begins like a number and is none.
const BAD_NUMBERS: [&str; 14] = [
    "unexpected leading zero",
    "invalid integer",
    "invalid hexadecimal",
    "invalid octal",
    "invalid binary",
    "invalid float",
    "invalid fraction",
    "invalid mantissa",
    "invalid exponent",
    "redundant",
    "radix",
    "integers with a radix",
    "`_` may only",
    "unexpected sign",
];

impl<'t> At<'t> {
    /// What is wrong and what to do about it.
    pub(super) fn explained(&self, said: &str) -> (Message, Option<Message>) {
        let is = |kind: &str| said.starts_with(kind);
        if is("invalid unquoted key") || is("unquoted keys cannot be empty") {
            return self.bare_key();
        }
        if is("string values must be quoted") {
            return self.unquoted();
        }
        // words that begin like `true`, `inf` or `nan`
        let written = self.written();
        let is_word = written.starts_with(char::is_alphabetic);
        if matches!(written.to_lowercase().as_str(), "null" | "none" | "nil") {
            return (message!("toml-null"), None);
        }
        if is("invalid boolean") || (is("invalid float") && is_word) {
            return match written.to_lowercase().as_str() {
                flag @ ("true" | "false") => (
                    message!("toml-boolean"),
                    Some(message!("hint-flag", plain = flag)),
                ),
                _ => self.unquoted(),
            };
        }
        if is("invalid date") || is("invalid time") || is("invalid offset") {
            return (message!("toml-date"), day_in(self.written()));
        }
        if is("unclosed array table") {
            return self.open_header("[[");
        }
        if is("unclosed table") {
            return self.open_header("[");
        }
        if self.lacks_first_bracket() {
            let written = format!("[{}", self.line().trim());
            let hint = message!("hint-written", written = written);
            return (message!("toml-header-open", open = "["), Some(hint));
        }
        if is("missing comma") {
            return (message!("toml-comma"), None);
        }
        if is("key with no value") || is("missing value") || is("missing assignment") {
            let hint = is_comment(self.line().trim_start()).then(|| message!("hint-comment"));
            let assigned = self.here().trim_start().starts_with(':');
            let hint = hint.or_else(|| assigned.then(|| message!("hint-equals")));
            return (message!("toml-no-value"), hint);
        }
        // the parser takes a value without a key for one
        if let Some(value) = self.keyless(said) {
            let before = self.before().trim_end().strip_suffix(value);
            let before = before.and_then(|before| before.trim_end().strip_suffix(','));
            let hint = before.and_then(|before| At::with_point(before, value));
            return (message!("toml-no-value"), hint);
        }
        if is("missing key") || is("invalid inline table element") {
            return (message!("toml-no-value"), None);
        }
        if is("cannot extend") {
            let name = self.text.get(self.span.clone()).unwrap_or_default();
            return (message!("toml-braces-closed", name = name), None);
        }
        if is("invalid basic string")
            || is("invalid multi-line basic string")
            || is("invalid literal string")
            || is("invalid multi-line literal string")
        {
            return (message!("toml-unclosed-text"), None);
        }
        if is("missing escaped value")
            || is("too few unicode")
            || is("invalid escape")
            || is("invalid value")
        {
            return (message!("toml-escape"), Some(message!("hint-backslash")));
        }
        if BAD_NUMBERS.iter().any(|kind| is(kind)) {
            return self.number();
        }
        if is("extra") || is("unexpected") || is("invalid key-value pair") {
            return (message!("toml-extra"), self.superfluous());
        }
        if is("carriage return") || is("invalid comment character") {
            return (message!("toml-control"), None);
        }
        if is("recursion limit") || is("cannot recurse") {
            return (message!("toml-depth"), None);
        }
        (message!("toml-other"), None)
    }

    /// What the header of a section lacks at its end.
    fn open_header(&self, open: &str) -> (Message, Option<Message>) {
        let line = self.line().split('#').next().unwrap_or_default().trim();
        let name = line.trim_start_matches('[').trim_end_matches(']');
        let there = line.len() - line.trim_end_matches(']').len();
        let close = "]".repeat(open.len().saturating_sub(there).max(1));
        let is_name = |c: char| c.is_alphanumeric() || "_-.\"' ".contains(c);
        let hint = (!name.is_empty() && name.chars().all(is_name)).then(|| {
            let whole = format!("{open}{name}{}", "]".repeat(open.len()));
            message!("hint-written", written = whole)
        });
        (message!("toml-header", close = close), hint)
    }

    fn number(&self) -> (Message, Option<Message>) {
        let value = self.before().rfind(['=', '[', ',']).map_or(0, |at| at + 1);
        let at = At::new(self.text, value..self.span.end);
        let written = at.written().trim();
        let digits = written.trim_start_matches('0');
        let whole = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let number = digits
            .parse::<f64>()
            .ok()
            .filter(|number| number.is_finite());
        let hint = if let Some(hint) = self.of_key(written) {
            Some(hint)
        } else if written.ends_with('%') || (whole && self.is_in_a_list()) {
            // a code keeps its zeros
            Some(message!("hint-quoted", text = written))
        } else if whole {
            Some(message!("hint-flag", plain = digits))
        } else {
            number.map(|number| message!("hint-flag", plain = number.to_string()))
        };
        (message!("toml-number", written = written), hint)
    }

    /// The value that stands without a key before the closing brace of a table.
    fn keyless(&self, said: &str) -> Option<&'t str> {
        let opened = last_open(self.before())?;
        let inside = &self.before()[opened..];
        let value = inside.rsplit([',', '{']).next()?.trim();
        let is_keyless = said.starts_with("invalid literal string")
            && self.here().starts_with('}')
            && inside.starts_with('{')
            && !value.is_empty()
            && !value.contains('=');
        is_keyless.then_some(value)
    }

    /// The number that is meant by one with a decimal comma, of which `digits` stand behind the comma.
    fn with_point(before: &str, digits: &str) -> Option<Message> {
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        let start = before.rfind(['=', '[', ',', ' ']).map_or(0, |at| at + 1);
        let whole = before[start..].trim();
        (is_number(whole) && is_number(digits))
            .then(|| message!("hint-flag", plain = format!("{whole}.{digits}")))
    }

    /// What to do about a sign that does not belong where it is.
    fn superfluous(&self) -> Option<Message> {
        let sign = self.here().trim_start().chars().next()?;
        if sign == '=' && self.is_in_a_list() {
            return Some(message!("hint-braces"));
        }
        if is_comment(self.here().trim_start()) {
            return Some(message!("hint-comment"));
        }
        let before = self.before().trim_end();
        let behind = &self.here().trim_start()[sign.len_utf8()..];
        let digits = &behind[..behind
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(behind.len())];
        if let Some(hint) = At::with_point(before, digits).filter(|_| sign == ',') {
            return Some(hint);
        }
        if sign.is_alphanumeric() && before.ends_with('"') {
            return Some(message!("hint-quotes-within"));
        }
        let is_sign = ",;=]})".contains(sign);
        is_sign.then(|| message!("hint-delete", sign = sign.to_string()))
    }

    /// How a bare value is written that its key asks for in a form of its own.
    fn of_key(&self, written: &str) -> Option<Message> {
        match self.key() {
            "tolerance" if written.ends_with('%') => {
                let written = format!("{{ over = \"{written}\" }}");
                Some(message!("hint-written", written = written))
            }
            "within" => {
                let meant = meant::duration(written)?;
                Some(message!("hint-written", written = format!("\"{meant}\"")))
            }
            "min" | "max" | "above" | "below" if meant::is_as_of(written) => {
                Some(message!("hint-written", written = "\"as_of\""))
            }
            _ => None,
        }
    }

    fn bare_key(&self) -> (Message, Option<Message>) {
        let ends = |c: char| c.is_whitespace() || "=.]}\"'#,:".contains(c);
        let first = self.here().chars().next().unwrap_or(' ');
        if is_comment(self.here()) {
            return (message!("toml-key"), Some(message!("hint-comment")));
        }
        if first == ':' {
            return (message!("toml-key"), Some(message!("hint-equals")));
        }
        let start = self.before().rfind(ends).map_or(0, |at| {
            at + self.before()[at..].chars().next().map_or(1, char::len_utf8)
        });
        let rest = &self.text[start..];
        let name = &rest[..rest.find(ends).unwrap_or(rest.len())];
        if name.is_empty() || plain_sign(self.text, self.span.start).is_some() {
            return (message!("toml-key"), None);
        }
        let hint = message!("hint-quoted", text = name);
        (message!("toml-bare-key", name = name), Some(hint))
    }

    fn unquoted(&self) -> (Message, Option<Message>) {
        let written = self.written();
        if written.is_empty() {
            return (message!("toml-no-value"), None);
        }
        let error = message!("toml-unquoted", written = written);
        let flag = match written.to_lowercase().as_str() {
            "yes" | "on" | "是" => Some("true"),
            "no" | "off" | "否" => Some("false"),
            _ => None,
        };
        if let Some(flag) = flag {
            return (
                message!("toml-boolean"),
                Some(message!("hint-flag", plain = flag)),
            );
        }
        if let Some(day) = day_in(written) {
            return (message!("toml-date"), Some(day));
        }
        // a value that is complete, and a comment as other programs have it
        let value = written.split_once(char::is_whitespace);
        if let Some((value, rest)) = value
            && is_comment(rest.trim_start())
            && (value.parse::<f64>().is_ok() || matches!(value, "true" | "false"))
        {
            return (message!("toml-extra"), Some(message!("hint-comment")));
        }
        if let Some(hint) = self.of_key(written) {
            return (error, Some(hint));
        }
        // a condition goes on to the end of its line
        let text = if written.contains('=') || self.here().starts_with(written) && self.is_last() {
            self.here().lines().next().unwrap_or_default().trim()
        } else {
            written
        };
        (error, Some(message!("hint-quoted", text = text)))
    }
}

/// Whether what stands there begins as a comment does in other languages.
fn is_comment(here: &str) -> bool {
    ["//", "--", "/*"].iter().any(|sign| here.starts_with(sign))
}

/// The day that is meant by one in another form.
fn day_in(written: &str) -> Option<Message> {
    let parts: Vec<&str> = written.split(['-', '/', '.', '年', '月', '日']).collect();
    let numbers = parts.iter().filter(|part| !part.is_empty());
    let numbers: Option<Vec<u32>> = numbers.map(|part| part.trim().parse().ok()).collect();
    let (year, month, day) = match numbers?[..] {
        [year, month] => (year, month, 1),
        [year, month, day] => (year, month, day),
        _ => return None,
    };
    let is_likely = matches!((year, month, day), (1900..=2999, 1..=12, 1..=31));
    let plain = format!("{year}-{month:02}-{day:02}");
    // what is in that form already is a day that there is not
    (is_likely && plain != written).then(|| message!("hint-flag", plain = plain))
}
