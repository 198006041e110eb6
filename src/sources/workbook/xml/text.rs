//! Texts of XML and of workbooks: what stands for characters that cannot be written.

use memchr::{memchr, memchr2, memmem};

use crate::sources::SourceError;
use crate::sources::workbook::book::broken;

/// The longest entity: `&#x10FFFF;`.
const MOST_ENTITY: usize = 10;

/// Bytes that must be text.
pub(crate) fn utf8(bytes: &[u8]) -> Result<&str, SourceError> {
    simdutf8::basic::from_utf8(bytes).map_err(|e| broken(&e))
}

/// Appends a text of XML: line ends are one character, and entities the characters they stand for. An entity that the document
/// defines itself stays as it is written.
pub(crate) fn unescape(text: &[u8], out: &mut String) -> Result<(), SourceError> {
    let mut rest = utf8(text)?;
    while let Some(place) = memchr2(b'&', b'\r', rest.as_bytes()) {
        out.push_str(&rest[..place]);
        rest = &rest[place..];
        let (character, length) = match entity(rest) {
            Some(entity) => entity,
            None if rest.starts_with("\r\n") => ('\n', 2),
            None if rest.starts_with('\r') => ('\n', 1),
            None => ('&', 1),
        };
        out.push(character);
        rest = &rest[length..];
    }
    out.push_str(rest);
    Ok(())
}

/// The character that an entity stands for, and how long the entity is.
fn entity(text: &str) -> Option<(char, usize)> {
    let start = &text.as_bytes()[..text.len().min(MOST_ENTITY)];
    let end = memchr(b';', start).filter(|_| start[0] == b'&')?;
    let name = &text[1..end];
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((character, end + 1))
}

/// Appends a text of a workbook from `from` on, where `_x000D_` stands for a character that XML cannot hold.
pub(crate) fn unescape_excel(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(place) = memmem::find(rest.as_bytes(), b"_x") {
        out.push_str(&rest[..place]);
        rest = &rest[place..];
        let (character, length) = character(rest).unwrap_or(('_', 1));
        out.push(character);
        rest = &rest[length..];
    }
    out.push_str(rest);
}

/// The character that `_x000D_` stands for, or two of them where UTF-16 writes it so.
fn character(text: &str) -> Option<(char, usize)> {
    const LENGTH: usize = "_x0000_".len();
    let unit = |text: &str| {
        let digits = text.get(..LENGTH)?.strip_prefix("_x")?.strip_suffix('_')?;
        let hexadecimal = digits.bytes().all(|b| b.is_ascii_hexdigit());
        u16::from_str_radix(digits, 16).ok().filter(|_| hexadecimal)
    };
    let first = unit(text)?;
    if let Some(character) = char::from_u32(first.into()) {
        return Some((character, LENGTH));
    }
    let second = unit(&text[LENGTH..])?;
    let both = char::decode_utf16([first, second]).next()?.ok()?;
    Some((both, 2 * LENGTH))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_for_characters() {
        for (written, meant) in [
            ("a&amp;b &lt;&gt;&quot;&apos;", "a&b <>\"'"),
            ("&#65;&#x4e2d;&#X10FFFF;", "A中\u{10ffff}"),
            ("a\r\nb\rc\n", "a\nb\nc\n"),
            ("&#13;", "\r"),
            // none that is known
            ("&b; & &;&#xD800;&#-1;&amp", "&b; & &;&#xD800;&#-1;&amp"),
            ("&中;", "&中;"),
        ] {
            let mut text = String::new();
            unescape(written.as_bytes(), &mut text).unwrap();
            assert_eq!(text, meant);
        }
        assert!(unescape(b"a\xff", &mut String::new()).is_err());
    }

    #[test]
    fn what_a_workbook_writes_for_them() {
        for (written, meant) in [
            ("a_x000D__x000a_b", "a\r\nb"),
            ("_x005F_x000D_", "_x000D_"),
            ("_xD83D__xDE00_", "\u{1f600}"),
            ("_xD83D_中", "_xD83D_中"),
            ("item_x12_x_x+00D_", "item_x12_x_x+00D_"),
            ("_x中中", "_x中中"),
        ] {
            let mut text = String::new();
            unescape_excel(written, &mut text);
            assert_eq!(text, meant);
        }
    }
}
