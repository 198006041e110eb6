//! JSON without signs that steer a terminal: JSON itself escapes only those below U+0020.

use std::io::{self, Write};

use super::harmless::steers;

/// Writes signs that steer as `\u0000`. In JSON they stand in texts only.
pub(crate) struct Escaped<W>(pub(crate) W);

impl<W: Write> Write for Escaped<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        // what is serialized comes in whole texts
        let Ok(text) = std::str::from_utf8(bytes) else {
            self.0.write_all(bytes)?;
            return Ok(bytes.len());
        };
        let mut rest = text;
        while let Some((at, sign)) = next(rest) {
            let (before, behind) = rest.split_at(at);
            self.0.write_all(before.as_bytes())?;
            write!(self.0, "\\u{:04x}", u32::from(sign))?;
            rest = &behind[sign.len_utf8()..];
        }
        self.0.write_all(rest.as_bytes())?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// The next sign that steers, and where it is. They begin with few bytes.
fn next(text: &str) -> Option<(usize, char)> {
    let bytes = text.as_bytes();
    let begins = |byte: &u8| matches!(byte, 0x7f | 0xc2 | 0xd8 | 0xe2);
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(begins) {
        let at = from + at;
        let sign = text[at..].chars().next()?;
        if steers(sign) {
            return Some((at, sign));
        }
        from = at + sign.len_utf8();
    }
    None
}

/// A value as JSON for people and programs, with a line end.
pub(crate) fn pretty(value: &impl serde::Serialize) -> serde_json::Result<String> {
    let mut text = Vec::new();
    serde_json::to_writer_pretty(Escaped(&mut text), value)?;
    text.push(b'\n');
    Ok(String::from_utf8_lossy(&text).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_and_every_value_is_kept() {
        let all: String = (0..0x3000).filter_map(char::from_u32).collect();
        let value = serde_json::json!({ "订单": all, "a\u{9b}31m": "“…”" });
        let text = pretty(&value).unwrap();
        assert!(!text.chars().any(|c| steers(c) && c != '\n'));
        assert_eq!(
            serde_json::from_str::<serde_json::Value>(&text).unwrap(),
            value
        );
    }
}
