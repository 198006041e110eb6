//! Encodings of mail that have seven bits, so that a text in them looks like one in ASCII: HZ and UTF-7. They are recognised to
//! be refused; read as ASCII they would be other texts.

use std::sync::LazyLock;

use encoding_rs::{GBK, UTF_16BE};
use regex::bytes::Regex;

use super::Part;

/// So many parts that can be read are no chance.
const SURE: usize = 2;

/// What stands between the marks of HZ (RFC 1843).
static HZ: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"~\{((?:[!-w][!-~])+)~\}").expect("a fixed expression"));

/// What stands between those of UTF-7 (RFC 2152): two characters at least.
static UTF7: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"\+([A-Za-z0-9+/]{3,})").expect("a fixed expression"));

/// The name of the encoding of seven bits that a text is in, if it is in one.
pub(crate) fn seven_bits(part: &Part) -> Option<&'static str> {
    let bytes = &part.bytes;
    if !bytes.is_ascii() {
        return None;
    }
    let all = |found: &Regex, reads: fn(&[u8]) -> bool| {
        let mut parts = found
            .captures_iter(bytes)
            .filter_map(|c| c.get(1))
            .peekable();
        let mut count = 0;
        parts.all(|part| {
            count += 1;
            reads(part.as_bytes())
        }) && count >= SURE
    };
    if all(&HZ, is_hz) {
        Some("HZ-GB-2312")
    } else if all(&UTF7, is_utf7) {
        Some("UTF-7")
    } else {
        None
    }
}

fn is_hz(part: &[u8]) -> bool {
    let bytes: Vec<u8> = part.iter().map(|byte| byte | 0x80).collect();
    let text = GBK.decode_without_bom_handling_and_without_replacement(&bytes);
    text.is_some_and(|text| text.chars().all(is_of_the_east))
}

fn is_utf7(part: &[u8]) -> bool {
    // a telephone number
    if part.iter().all(u8::is_ascii_digit) {
        return false;
    }
    in_base64(part).is_some_and(|bytes| {
        let text = UTF_16BE.decode_without_bom_handling_and_without_replacement(&bytes);
        text.is_some_and(|text| text.chars().all(is_of_the_east))
    })
}

/// What digits of base 64 stand for; none where bits are left that say something.
fn in_base64(digits: &[u8]) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for digit in digits {
        let value = match digit {
            b'A'..=b'Z' => digit - b'A',
            b'a'..=b'z' => digit - b'a' + 26,
            b'0'..=b'9' => digit - b'0' + 52,
            b'+' => 62,
            _ => 63,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from(bits >> count & 0xff).ok()?);
            bits &= (1 << count) - 1;
        }
    }
    (bits == 0 && bytes.len().is_multiple_of(2)).then_some(bytes)
}

/// Hanzi, kana, hangul, and the marks between them.
fn is_of_the_east(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{ff00}'..='\u{ffef}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Option<&'static str> {
        seven_bits(&Part {
            bytes: text.as_bytes().to_vec(),
            to_end: true,
        })
    }

    #[test]
    fn texts_of_seven_bits() {
        assert_eq!(
            found("~{6)5%:E~},~{?M;'~}\nSO-1,~{<WRR~}\n"),
            Some("HZ-GB-2312")
        );
        assert_eq!(found("+i6JTVVP3,+W6JiNw\nSO-1,+dTJOWQ-\n"), Some("UTF-7"));
        for plain in [
            "a,b\n1,~{x~}\n2,~{y~}\n",
            "a+b,c+d\n1+2345678,+86138000\n",
            "tel\n+8613800000000,\n+8613900000000,\n",
            "name\n+49-30-1234567-8\n+49-30-1234568-8\n",
            "a,b\n",
        ] {
            assert_eq!(found(plain), None, "{plain}");
        }
    }
}
