//! Bytes in the encoding of a file to text.

use std::borrow::Cow;
use std::io::{self, Read};

use encoding_rs::{Decoder, DecoderResult, Encoding, UTF_8};

use super::super::encoding::Page;
use super::super::work;

/// How much is read at once to be decoded.
const STEP: usize = 64 << 10;
/// The least room that is made for text.
const ROOM: usize = 64;
/// A byte that is nowhere in UTF-8.
const NO_TEXT: u8 = 0xff;

/// Whether record boundaries can be found in the bytes as they are: no delimiter, quote or line end is a part of something
/// else. The second byte of a character in GBK, Big5 or Shift JIS is 0x40 or higher (in GB 18030 also a digit).
pub(crate) fn splits_undecoded(encoding: &'static Encoding, delimiter: u8) -> bool {
    encoding == UTF_8
        || encoding.is_single_byte()
        || encoding.is_ascii_compatible() && delimiter < 0x30
        || encoding.is_ascii_compatible() && matches!(delimiter, b':'..=b'?')
}

/// The text, and where U+FFFD stands in it for bytes that are none.
pub(crate) fn decode<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> (Cow<'b, str>, Vec<u32>) {
    if encoding == UTF_8
        && let Ok(text) = simdutf8::basic::from_utf8(bytes)
    {
        return (text.into(), Vec::new());
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let longest = decoder.max_utf8_buffer_length_without_replacement(bytes.len());
    let mut text = String::with_capacity(longest.unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    if result == DecoderResult::InputEmpty {
        return (text.into(), Vec::new());
    }
    let (text, malformed) = decode_on(decoder, result, &bytes[read..], text);
    (text.into(), malformed)
}

/// Goes on behind bytes that are no text. Decoding into a `String` would touch all that it could hold, anew for each of them.
fn decode_on(
    mut decoder: Decoder,
    mut result: DecoderResult,
    bytes: &[u8],
    text: String,
) -> (String, Vec<u32>) {
    let instead = char::REPLACEMENT_CHARACTER.to_string();
    let (mut text, mut malformed) = (text.into_bytes(), Vec::new());
    // text before `end`, room behind it
    let (mut at, mut end) = (0, text.len());
    while result != DecoderResult::InputEmpty {
        let rest = bytes.len() - at;
        if text.len() < end + ROOM || result == DecoderResult::OutputFull {
            let room = end + ROOM + 3 * rest / 2;
            work::done(room.saturating_sub(text.len()));
            text.resize(room, 0);
        }
        if let DecoderResult::Malformed(..) = result {
            malformed.push(u32::try_from(end).expect("a block is far smaller than 4 GB"));
            text[end..end + instead.len()].copy_from_slice(instead.as_bytes());
            end += instead.len();
        }
        let (read, written);
        (result, read, written) =
            decoder.decode_to_utf8_without_replacement(&bytes[at..], &mut text[end..], true);
        work::done(read);
        at += read;
        end += written;
    }
    text.truncate(end);
    let text = String::from_utf8(text).expect("a decoder writes nothing but text");
    (text, malformed)
}

/// Decodes to UTF-8 while it reads. Bytes that are no text become one that is none in UTF-8 either.
pub(crate) struct Transcoder<R> {
    source: R,
    decoder: Decoder,
    ended: bool,
    /// Decoded text; that before `given` was given out.
    text: Vec<u8>,
    given: usize,
}

impl<R: Read> Transcoder<R> {
    pub(crate) fn new(source: R, encoding: &'static Encoding) -> Transcoder<R> {
        Transcoder {
            source,
            decoder: encoding.new_decoder_without_bom_handling(),
            ended: false,
            text: Vec::new(),
            given: 0,
        }
    }

    /// Decodes what comes next.
    fn refill(&mut self) -> io::Result<()> {
        let mut bytes = Vec::with_capacity(STEP);
        self.ended = (&mut self.source)
            .take(STEP as u64)
            .read_to_end(&mut bytes)?
            < STEP;
        self.text.clear();
        self.given = 0;
        let (mut at, mut end) = (0, 0);
        loop {
            let rest = &bytes[at..];
            let longest = self
                .decoder
                .max_utf8_buffer_length_without_replacement(rest.len());
            let room = end + longest.unwrap_or(rest.len()) + 1;
            work::done(room.saturating_sub(self.text.len()));
            self.text.resize(room, NO_TEXT);
            let (result, read, written) = self.decoder.decode_to_utf8_without_replacement(
                rest,
                &mut self.text[end..],
                self.ended,
            );
            at += read;
            end += written;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => {
                    self.text[end] = NO_TEXT;
                    end += 1;
                }
            }
        }
        self.text.truncate(end);
        Ok(())
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() && !self.ended {
            self.refill()?;
        }
        let length = (&self.text[self.given..]).read(buffer)?;
        self.given += length;
        Ok(length)
    }
}

/// Decodes a code page of DOS to UTF-8 while it reads.
pub(crate) struct PageReader<R> {
    source: R,
    page: Page,
    /// Decoded text; that before `given` was given out.
    text: String,
    given: usize,
}

impl<R: Read> PageReader<R> {
    pub(crate) fn new(source: R, page: Page) -> PageReader<R> {
        PageReader {
            source,
            page,
            text: String::new(),
            given: 0,
        }
    }
}

impl<R: Read> Read for PageReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.given == self.text.len() {
            let mut bytes = vec![0; STEP];
            let length = self.source.read(&mut bytes)?;
            self.text = self.page.decode(&bytes[..length]).into_owned();
            self.given = 0;
        }
        let length = (&self.text.as_bytes()[self.given..]).read(buffer)?;
        self.given += length;
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use encoding_rs::{BIG5, EUC_KR, GB18030, GBK, SHIFT_JIS, UTF_16BE, UTF_16LE, WINDOWS_1252};

    use super::*;

    #[test]
    fn malformed_bytes_are_marked_and_take_nothing_along() {
        let (text, malformed) = decode(b"a\xff\xe4\xb8,\xef\xbf\xbd", UTF_8);
        assert_eq!(text, "a\u{fffd}\u{fffd},\u{fffd}");
        assert_eq!(malformed, [1, 4]);
        for encoding in [GBK, GB18030, BIG5, SHIFT_JIS, EUC_KR] {
            for follower in b",;\t\"\r\n" {
                // a lead byte, and in GB 18030 half of a character of four
                for lead in [&b"\x81"[..], b"\xfe", b"\x811", b"\x811\x81"] {
                    let bytes = [lead, &[*follower], b"x"].concat();
                    let (text, _) = decode(&bytes, encoding);
                    let end = [*follower, b'x'];
                    assert!(
                        text.as_bytes().ends_with(&end),
                        "{} {text:?}",
                        encoding.name()
                    );
                }
            }
        }
    }

    /// Each of them costs as much as any other byte.
    #[test]
    fn very_many_bytes_that_are_no_text() {
        let bytes = [b"1,", &[0xff; 4][..], "甲\n".as_bytes()]
            .concat()
            .repeat(100_000);
        let (text, malformed) = decode(&bytes, UTF_8);
        assert_eq!((text.len(), malformed.len()), (1_800_000, 400_000));
        assert!(text.ends_with("1,\u{fffd}\u{fffd}\u{fffd}\u{fffd}甲\n"));
        assert_eq!(
            malformed[399_999] as usize,
            text.len() - "\u{fffd}甲\n".len()
        );
        let bytes = [b"1,\xff\xff", &GBK.encode("甲\n").0[..]]
            .concat()
            .repeat(100_000);
        let (text, malformed) = decode(&bytes, GBK);
        assert!(text.ends_with("1,\u{fffd}\u{fffd}甲\n"));
        assert_eq!(malformed.len(), 200_000);
    }

    #[test]
    fn second_bytes_are_no_delimiters_where_boundaries_are_found_undecoded() {
        for encoding in [GBK, GB18030, BIG5, SHIFT_JIS, EUC_KR] {
            for byte in 0..0x80u8 {
                let second = (0x81..=0xfeu8).any(|lead| {
                    let bytes = [lead, byte];
                    let (text, malformed) = decode(&bytes, encoding);
                    malformed.is_empty() && !text.as_bytes().contains(&byte)
                });
                let digit = encoding == GB18030 && byte.is_ascii_digit();
                assert!(
                    !(second || digit) || !splits_undecoded(encoding, byte),
                    "{} {byte:x}",
                    encoding.name()
                );
            }
        }
        assert!(splits_undecoded(WINDOWS_1252, b'|') && splits_undecoded(UTF_8, b'|'));
        assert!(!splits_undecoded(GBK, b'|') && !splits_undecoded(UTF_16LE, b','));
    }

    #[test]
    fn transcoding_gives_the_same_text_in_any_steps() {
        let text = "订单号,客户\n".repeat(20_000);
        let mut bytes: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        // half of a character beyond the first 65,536
        bytes.extend([0xd8, 0x00, 0, b'x']);
        for step in [1, 7, 1 << 20] {
            let (mut reader, mut read) = (Transcoder::new(&bytes[..], UTF_16BE), Vec::new());
            let mut buffer = vec![0; step];
            loop {
                match reader.read(&mut buffer).unwrap() {
                    0 => break,
                    length => read.extend(&buffer[..length]),
                }
            }
            let (read, malformed) = decode(&read, UTF_8);
            assert_eq!(read, format!("{text}\u{fffd}x"));
            assert_eq!(malformed.len(), 1);
        }
    }
}
