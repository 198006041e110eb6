//! Lines of UTF-8 in a text of another encoding: exports of two systems that were put one below the other. Read with the table of
//! the first, the lines of the second would be other characters, and no error.

use std::borrow::Cow;
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8};

use super::super::encoding;
use super::decode::decode;

/// So many characters of several bytes, in lines that are nothing but UTF-8, are no chance: a hanzi in GBK is one of UTF-8 once in
/// a thousand times.
const SURE: usize = 4;
/// Two of them are sure where they are frequent characters, and rare ones in the encoding of the text: by so many bits.
const FEW: usize = 2;
const RARER: usize = 20;

/// A text, and what is to know of it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Decoded<'b> {
    pub(super) text: Cow<'b, str>,
    /// Where U+FFFD stands in it for bytes that are none.
    pub(super) malformed: Vec<u32>,
    /// Which lines of it are UTF-8, although the text is in another encoding.
    pub(super) utf8: Vec<Range<usize>>,
}

/// Decodes whole lines.
pub(super) fn decode_lines<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Decoded<'b> {
    let foreign = utf8_lines(bytes, encoding);
    if foreign.is_empty() {
        let (text, malformed) = decode(bytes, encoding);
        return Decoded {
            text,
            malformed,
            utf8: Vec::new(),
        };
    }
    let (mut text, mut malformed, mut utf8) = (String::new(), Vec::new(), Vec::new());
    let mut add = |part: &[u8], encoding: &'static Encoding| {
        let (decoded, marks) = decode(part, encoding);
        let start = text.len();
        let place = u32::try_from(start).expect("a block is far smaller than 4 GB");
        malformed.extend(marks.iter().map(|mark| place + mark));
        text.push_str(&decoded);
        start..text.len()
    };
    let mut at = 0;
    for lines in foreign {
        add(&bytes[at..lines.start], encoding);
        at = lines.end;
        utf8.push(add(&bytes[lines], UTF_8));
    }
    add(&bytes[at..], encoding);
    Decoded {
        text: text.into(),
        malformed,
        utf8,
    }
}

/// Runs of lines that are UTF-8 in a text that is not.
fn utf8_lines(bytes: &[u8], encoding: &'static Encoding) -> Vec<Range<usize>> {
    if encoding == UTF_8 || !encoding.is_ascii_compatible() || bytes.is_ascii() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut run = Run::default();
    let mut start = 0;
    while start < bytes.len() {
        let line = &bytes[start..];
        // no character of these encodings has a line end in it
        let length = memchr::memchr2(b'\n', b'\r', line).map_or(line.len(), |end| {
            end + if line[end..].starts_with(b"\r\n") {
                2
            } else {
                1
            }
        });
        let line = start..start + length;
        start = line.end;
        match str::from_utf8(&bytes[line.clone()]) {
            Ok(text) if text.is_ascii() => {}
            Ok(text) => run.add(line, text),
            Err(_) => found.extend(std::mem::take(&mut run).sure(bytes, encoding)),
        }
    }
    found.extend(run.sure(bytes, encoding));
    found
}

/// Lines between two that are no UTF-8.
#[derive(Debug, Default)]
struct Run {
    /// From the first line beyond ASCII to the last one.
    lines: Range<usize>,
    /// Characters of two bytes, and of more.
    two: usize,
    more: usize,
}

impl Run {
    fn add(&mut self, line: Range<usize>, text: &str) {
        if self.lines.is_empty() {
            self.lines.start = line.start;
        }
        self.lines.end = line.end;
        for byte in text.bytes() {
            self.two += usize::from(matches!(byte, 0xc2..=0xdf));
            self.more += usize::from(byte >= 0xe0);
        }
    }

    /// Its lines, if they are UTF-8. Frequent hanzi of GBK are letters of two bytes by chance (`状态`), hardly ever of more.
    fn sure(self, bytes: &[u8], encoding: &'static Encoding) -> Option<Range<usize>> {
        let sure = if encoding.is_single_byte() {
            self.two + self.more >= SURE
        } else {
            self.two * 4 <= self.more
                && (self.more >= SURE || self.more >= FEW && self.is_likelier(bytes, encoding))
        };
        sure.then_some(self.lines)
    }

    /// Whether its lines are more likely in UTF-8 than in the encoding of the text.
    fn is_likelier(&self, bytes: &[u8], encoding: &'static Encoding) -> bool {
        let lines = &bytes[self.lines.clone()];
        let bits = |as_if: &'static Encoding| {
            let (text, _) = decode(lines, as_if);
            encoding::bits(encoding, &text)
        };
        let [own, other] = [bits(encoding), bits(UTF_8)];
        own.zip(other)
            .is_some_and(|(own, other)| own > other + RARER)
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_KR, GBK, SHIFT_JIS, WINDOWS_1252};

    use super::*;

    fn lines(texts: &[(&str, &'static Encoding)]) -> Vec<u8> {
        let lines = texts.iter();
        lines
            .flat_map(|(line, encoding)| encoding.encode(line).0.into_owned())
            .collect()
    }

    #[test]
    fn lines_of_two_encodings() {
        for (encoding, own) in [
            (GBK, "SO-1,状态,联通\n"),
            (BIG5, "SO-1,訂單,審核\n"),
            (SHIFT_JIS, "SO-1,売上,東京\n"),
            (EUC_KR, "SO-1,주문,서울\n"),
            (WINDOWS_1252, "SO-1,Größe,façade\n"),
        ] {
            let other = "SO-2,订单,未审核\r\nSO-3,plain,0\r\nSO-4,张三,Ähre\r\n";
            let bytes = lines(&[
                (own, encoding),
                (own, encoding),
                (other, UTF_8),
                (own, encoding),
            ]);
            let decoded = decode_lines(&bytes, encoding);
            let text = format!("{own}{own}{other}{own}");
            assert_eq!(decoded.text, text, "{}", encoding.name());
            let start = 2 * own.len();
            // `own` itself is UTF-8 in none of them, by its bytes
            assert_eq!(decoded.utf8.len(), 1);
            assert_eq!(decoded.utf8[0], start..start + other.len());
            assert!(decoded.malformed.is_empty());
        }
    }

    #[test]
    fn what_is_utf8_by_chance_stays_what_it_is() {
        let text = "SO-1,状态,3\n".repeat(40);
        let bytes = GBK.encode(&text).0;
        assert!(str::from_utf8(&bytes).is_ok());
        let decoded = decode_lines(&bytes, GBK);
        assert!(decoded.utf8.is_empty() && decoded.text == text);
        // too little to be sure of
        let bytes = lines(&[("a,订单号\n", GBK), ("b,张\n", UTF_8)]);
        assert!(decode_lines(&bytes, GBK).utf8.is_empty());
        // frequent characters, which would be rare ones
        let bytes = lines(&[("a,订单号\n", GBK), ("b,张三\n", UTF_8)]);
        assert_eq!(decode_lines(&bytes, GBK).text, "a,订单号\nb,张三\n");
    }

    #[test]
    fn bytes_that_are_no_text_are_told_in_their_place() {
        let bytes = [
            &lines(&[("a,订单号\n", GBK), ("b,张三李四\n", UTF_8)])[..],
            b"\xff\n",
        ]
        .concat();
        let decoded = decode_lines(&bytes, GBK);
        assert_eq!(decoded.text, "a,订单号\nb,张三李四\n\u{fffd}\n");
        let place = u32::try_from(decoded.text.find('\u{fffd}').unwrap()).unwrap();
        assert_eq!(decoded.malformed, [place]);
    }
}
