//! What the bytes of a text stand for.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030};
use yore::CodePage;
use yore::code_pages::{CP437, CP737, CP850, CP852, CP855, CP860, CP861, CP862, CP863, CP865};

/// An encoding of the Encoding Standard, or a code page of DOS, which is none of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Charset {
    Standard(&'static Encoding),
    Dos(Page),
}

/// A code page of DOS; "CSV (MS-DOS)" is written in one of them. Those of Cyrillic and of the East are in the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    Cp437,
    Cp737,
    Cp850,
    Cp852,
    Cp855,
    Cp860,
    Cp861,
    Cp862,
    Cp863,
    Cp865,
}

impl Page {
    const ALL: [Page; 10] = [
        Page::Cp437,
        Page::Cp737,
        Page::Cp850,
        Page::Cp852,
        Page::Cp855,
        Page::Cp860,
        Page::Cp861,
        Page::Cp862,
        Page::Cp863,
        Page::Cp865,
    ];

    /// The page of a number as people write it.
    pub(crate) fn numbered(number: &str) -> Option<Page> {
        let named = |page: &Page| page.name().strip_prefix("CP") == Some(number);
        Page::ALL.into_iter().find(named)
    }

    fn name(self) -> &'static str {
        match self {
            Page::Cp437 => "CP437",
            Page::Cp737 => "CP737",
            Page::Cp850 => "CP850",
            Page::Cp852 => "CP852",
            Page::Cp855 => "CP855",
            Page::Cp860 => "CP860",
            Page::Cp861 => "CP861",
            Page::Cp862 => "CP862",
            Page::Cp863 => "CP863",
            Page::Cp865 => "CP865",
        }
    }

    /// The text of some bytes: every byte is a character.
    pub(crate) fn decode(self, bytes: &[u8]) -> Cow<'_, str> {
        let page: &dyn CodePage = match self {
            Page::Cp437 => &CP437,
            Page::Cp737 => &CP737,
            Page::Cp850 => &CP850,
            Page::Cp852 => &CP852,
            Page::Cp855 => &CP855,
            Page::Cp860 => &CP860,
            Page::Cp861 => &CP861,
            Page::Cp862 => &CP862,
            Page::Cp863 => &CP863,
            Page::Cp865 => &CP865,
        };
        page.decode_lossy(bytes)
    }
}

impl Charset {
    /// Its name as people know it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Charset::Standard(encoding) if encoding == GB18030 => "GB18030",
            Charset::Standard(encoding) => encoding.name(),
            Charset::Dos(page) => page.name(),
        }
    }

    /// The text of some bytes, with U+FFFD for what is no character; the last one may be cut unless they go `to_end`.
    pub(crate) fn decode(self, bytes: &[u8], to_end: bool) -> String {
        let encoding = match self {
            Charset::Standard(encoding) => encoding,
            Charset::Dos(page) => return page.decode(bytes).into_owned(),
        };
        let mut decoder = encoding.new_decoder_without_bom_handling();
        let length = decoder.max_utf8_buffer_length(bytes.len());
        let mut text = String::with_capacity(length.unwrap_or(0));
        let _ = decoder.decode_to_string(bytes, &mut text, to_end);
        text
    }
}

impl From<&'static Encoding> for Charset {
    fn from(encoding: &'static Encoding) -> Charset {
        Charset::Standard(encoding)
    }
}

impl PartialEq<&'static Encoding> for Charset {
    fn eq(&self, other: &&'static Encoding) -> bool {
        *self == Charset::Standard(other)
    }
}
