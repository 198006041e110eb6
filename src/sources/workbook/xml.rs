//! XML as workbooks hold it, one piece after another. quick-xml copies each piece that it reads from a stream; a sheet has
//! millions of them, so this reader hands out what stands in its buffer. Namespaces are left alone, and names are compared
//! without their prefix.

mod text;

use std::io::{self, Read};
use std::ops::Range;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use memchr::{memchr, memmem};

pub(crate) use self::text::{unescape, unescape_excel, utf8};
use super::errors::{cut_off, io_error, malformed};
use super::reference::number;
use crate::sources::SourceError;
use crate::sources::csv::decode::Transcoder;
use crate::sources::work;

/// How much is read at once.
const STEP: usize = 128 << 10;
/// No workbook holds a longer tag or text; a cell of Excel has 32,767 characters.
const MOST_TOKEN: usize = 256 << 20;
/// No workbook holds elements in more others.
const MOST_DEPTH: usize = 1024;
/// How much tells the encoding.
const START: usize = 256;

/// A reader of one document.
pub(crate) struct Xml<R> {
    source: Source<R>,
    buffer: Vec<u8>,
    /// What of the buffer was read and not handed out.
    unread: Range<usize>,
    /// The names of the open elements, one behind the other, and where each begins.
    names: Vec<u8>,
    open: Vec<usize>,
    /// Whether an element has begun yet.
    begun: bool,
    /// Whether the last element was empty: its end comes next.
    empty: bool,
}

/// The start of a document and what follows it.
type Whole<R> = io::Chain<io::Cursor<Vec<u8>>, R>;

enum Source<R> {
    Utf8(Whole<R>),
    Other(Transcoder<Whole<R>>),
}

/// What comes next in a document. Comments, instructions and the type of the document are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Event<'a> {
    /// An element begins. Its end comes even if it is empty.
    Start(Tag<'a>),
    End,
    /// Text with its entities as they are written.
    Text(&'a [u8]),
    Eof,
}

/// The same, in the buffer.
#[derive(Debug, Clone)]
enum Step {
    Start(Range<usize>),
    End,
    Text(Range<usize>),
    /// Text without entities.
    Verbatim(Range<usize>),
    Eof,
}

/// The tag that an element begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Tag<'a> {
    /// How many elements are open with it.
    pub(crate) depth: usize,
    name: &'a [u8],
    /// What is written behind its name.
    attributes: &'a [u8],
}

impl<R: Read> Xml<R> {
    /// Reads a document in the encoding that it is in.
    pub(crate) fn new(mut source: R) -> Result<Xml<R>, SourceError> {
        let mut start = Vec::new();
        (&mut source)
            .take(START as u64)
            .read_to_end(&mut start)
            .map_err(|e| io_error(&e))?;
        let (encoding, mark) = encoding(&start);
        let mut start = io::Cursor::new(start);
        start.set_position(mark as u64);
        let source = start.chain(source);
        Ok(Xml {
            source: if encoding == UTF_8 {
                Source::Utf8(source)
            } else {
                Source::Other(Transcoder::new(source, encoding))
            },
            buffer: vec![0; STEP],
            unread: 0..0,
            names: Vec::new(),
            open: Vec::new(),
            begun: false,
            empty: false,
        })
    }

    /// How many elements are open.
    pub(crate) fn depth(&self) -> usize {
        self.open.len()
    }

    /// What comes next. A document that ends within an element is refused.
    pub(crate) fn next(&mut self) -> Result<Event<'_>, SourceError> {
        Ok(match self.step()? {
            Step::Start(tag) => Event::Start(self.tag(tag)),
            Step::End => Event::End,
            Step::Text(text) | Step::Verbatim(text) => Event::Text(&self.buffer[text]),
            Step::Eof => Event::Eof,
        })
    }

    /// The next element that stands directly in the `depth`-th open one, whatever is left of the one before; none where that
    /// one ends.
    pub(crate) fn child(&mut self, depth: usize) -> Result<Option<Tag<'_>>, SourceError> {
        loop {
            match self.step()? {
                Step::Start(tag) if self.depth() == depth + 1 => {
                    return Ok(Some(self.tag(tag)));
                }
                Step::End if self.depth() < depth => return Ok(None),
                Step::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// Reads to the end of the innermost element and appends its text, that of elements in it left out.
    pub(crate) fn text(&mut self, out: &mut String) -> Result<(), SourceError> {
        let depth = self.depth();
        loop {
            match self.step()? {
                Step::Text(text) if self.depth() == depth => {
                    unescape(&self.buffer[text], out)?;
                }
                Step::Verbatim(text) if self.depth() == depth => {
                    out.push_str(utf8(&self.buffer[text])?);
                }
                Step::End if self.depth() < depth => return Ok(()),
                Step::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// Reads the innermost element to its end if it consists of one element with nothing but text in it, as most cells do:
    /// `begin` its start tag and `end` both end tags. This is so much quicker than step by step that a sheet is read in half
    /// the time. The text is that of [`Xml::slice`].
    pub(crate) fn only_text(&mut self, begin: &[u8], end: &[u8]) -> Option<Range<usize>> {
        if self.empty {
            return None;
        }
        let rest = self.buffer[self.unread.clone()].strip_prefix(begin)?;
        let length = memchr(b'<', rest)?;
        if !rest[length..].starts_with(end) {
            return None;
        }
        let start = self.unread.start + begin.len();
        self.unread.start = start + length + end.len();
        self.close();
        Some(start..start + length)
    }

    /// Passes over elements that begin with `start`, stand one behind the other and consist of one element with nothing but text
    /// in it, and tells how many they are. See [`Xml::only_text`].
    pub(crate) fn skip_alike(&mut self, start: &[u8], begin: &[u8], end: &[u8]) -> u32 {
        let mut skipped = 0;
        while !self.empty
            && let Some(length) = length_of(&self.buffer[self.unread.clone()], start, begin, end)
        {
            self.unread.start += length;
            skipped += 1;
        }
        skipped
    }

    fn tag(&self, text: Range<usize>) -> Tag<'_> {
        Tag {
            depth: self.depth(),
            ..Tag::new(&self.buffer[text])
        }
    }

    /// A text that was just read.
    pub(crate) fn slice(&self, text: Range<usize>) -> &[u8] {
        &self.buffer[text]
    }

    /// Reads to the end of the source: only there a checksum is verified.
    pub(crate) fn finish(&mut self) -> Result<(), SourceError> {
        while !matches!(self.step()?, Step::Eof) {}
        Ok(())
    }

    fn step(&mut self) -> Result<Step, SourceError> {
        if self.empty {
            self.empty = false;
            self.close();
            return Ok(Step::End);
        }
        loop {
            if self.unread.is_empty() && !self.fill()? {
                return if self.open.is_empty() && self.begun {
                    Ok(Step::Eof)
                } else {
                    Err(cut_off())
                };
            }
            if self.buffer[self.unread.start] != b'<' {
                let length = self.find(1, |rest| memchr(b'<', rest), 0)?;
                let length = length.unwrap_or(self.unread.len());
                return Ok(Step::Text(self.take(0, length, 0)));
            }
            while self.unread.len() < 2 && self.fill()? {}
            match self.buffer[self.unread.clone()].get(1) {
                Some(b'/') => {
                    let length = self.wanted(2, b">")?;
                    let name = self.take(2, length, 1);
                    self.end(name)?;
                    return Ok(Step::End);
                }
                Some(b'?') => {
                    let length = self.wanted(2, b"?>")?;
                    self.take(2, length, 2);
                }
                Some(b'!') => {
                    if let Some(text) = self.declaration()? {
                        return Ok(Step::Verbatim(text));
                    }
                }
                _ => return self.start(),
            }
        }
    }

    /// An element that begins.
    fn start(&mut self) -> Result<Step, SourceError> {
        let mut length = self.wanted(1, b">")?;
        // a value may hold the sign as well
        let (mut open, mut seen) = (None, 0);
        while !self.closes_quotes(seen..length, &mut open) {
            seen = length;
            length = self.wanted(length + 1, b">")?;
        }
        let mut tag = self.take(1, length, 1);
        self.empty = self.buffer[tag.clone()].last() == Some(&b'/');
        tag.end -= usize::from(self.empty);
        if self.depth() == MOST_DEPTH {
            return Err(malformed());
        }
        self.begun = true;
        self.open.push(self.names.len());
        let name = Tag::new(&self.buffer[tag.clone()]).name;
        self.names.extend_from_slice(name);
        Ok(Step::Start(tag))
    }

    /// Whether no quote is open behind a part of what is unread, of which `open` may be from before.
    fn closes_quotes(&self, part: Range<usize>, open: &mut Option<u8>) -> bool {
        work::done(part.len());
        *open = open_quote(&self.buffer[self.unread.clone()][part], *open);
        open.is_none()
    }

    fn end(&mut self, name: Range<usize>) -> Result<(), SourceError> {
        let begun = self.open.last().map(|&start| &self.names[start..]);
        if begun != Some(self.buffer[name].trim_ascii_end()) {
            return Err(malformed());
        }
        self.close();
        Ok(())
    }

    fn close(&mut self) {
        if let Some(start) = self.open.pop() {
            self.names.truncate(start);
        }
    }

    /// A comment or the type of the document, which are left out, or a text without entities.
    fn declaration(&mut self) -> Result<Option<Range<usize>>, SourceError> {
        const TEXT: &[u8] = b"<![CDATA[";
        while self.unread.len() < TEXT.len() && self.fill()? {}
        let rest = &self.buffer[self.unread.clone()];
        if rest.starts_with(TEXT) {
            let length = self.wanted(TEXT.len(), b"]]>")?;
            return Ok(Some(self.take(TEXT.len(), length, 3)));
        }
        if rest.starts_with(b"<!--") {
            let length = self.wanted(4, b"-->")?;
            self.take(4, length, 3);
            return Ok(None);
        }
        let mut length = self.wanted(2, b">")?;
        if memchr(
            b'[',
            &self.buffer[self.unread.start..self.unread.start + length],
        )
        .is_some()
        {
            length = self.wanted(2, b"]")?;
            length = self.wanted(length, b">")?;
        }
        self.take(2, length, 1);
        Ok(None)
    }

    /// Hands out what stands between the first `from` bytes and `length`, and passes over it and `behind` more.
    fn take(&mut self, from: usize, length: usize, behind: usize) -> Range<usize> {
        let start = self.unread.start;
        self.unread.start += length + behind;
        start + from..start + length
    }

    /// Where something that must come stands, counted from what is unread.
    fn wanted(&mut self, from: usize, what: &[u8]) -> Result<usize, SourceError> {
        let found = match what {
            [byte] => self.find(from, |rest| memchr(*byte, rest), 0)?,
            _ => self.find(from, |rest| memmem::find(rest, what), what.len() - 1)?,
        };
        found.ok_or_else(cut_off)
    }

    /// Looks for something as far as it takes. What is looked for may stand across what is read at once, with up to `across`
    /// bytes before it.
    fn find(
        &mut self,
        mut from: usize,
        search: impl Fn(&[u8]) -> Option<usize>,
        across: usize,
    ) -> Result<Option<usize>, SourceError> {
        loop {
            let rest = self.buffer[self.unread.clone()].get(from..);
            let found = rest.and_then(&search);
            let seen = found.unwrap_or(rest.map_or(0, <[u8]>::len));
            work::done(seen);
            if let Some(place) = found {
                return Ok(Some(from + place));
            }
            from = from.max(self.unread.len().saturating_sub(across));
            if !self.fill()? {
                return Ok(None);
            }
        }
    }

    /// Reads more; false where there is no more.
    fn fill(&mut self) -> Result<bool, SourceError> {
        if self.unread.start > 0 {
            work::done(self.unread.len());
            self.buffer.copy_within(self.unread.clone(), 0);
            self.unread = 0..self.unread.len();
        }
        if self.unread.end == self.buffer.len() {
            if self.buffer.len() >= MOST_TOKEN {
                return Err(malformed());
            }
            self.buffer.resize(2 * self.buffer.len(), 0);
        }
        let free = &mut self.buffer[self.unread.end..];
        let length = match &mut self.source {
            Source::Utf8(source) => source.read(free),
            Source::Other(source) => source.read(free),
        };
        let length = length.map_err(|e| io_error(&e))?;
        self.unread.end += length;
        Ok(length > 0)
    }
}

/// The length of an element that consists of one element with nothing but text in it.
fn length_of(text: &[u8], start: &[u8], begin: &[u8], end: &[u8]) -> Option<usize> {
    if !text.starts_with(start) {
        return None;
    }
    let tag = memchr(b'>', text)?;
    let inner = text[tag + 1..].strip_prefix(begin)?;
    let length = memchr(b'<', inner)?;
    let complete = inner[length..].starts_with(end) && all_quotes_closed(&text[..tag]);
    complete.then_some(tag + 1 + begin.len() + length + end.len())
}

/// The encoding of a document, and how long its byte order mark is.
fn encoding(start: &[u8]) -> (&'static Encoding, usize) {
    if let Some(marked) = Encoding::for_bom(start) {
        return marked;
    }
    match start {
        [b'<', 0, ..] => return (UTF_16LE, 0),
        [0, b'<', ..] => return (UTF_16BE, 0),
        _ => {}
    }
    let declared = || {
        let end = memmem::find(start, b"?>")?;
        let declaration = Tag::new(start[..end].strip_prefix(b"<?")?);
        Encoding::for_label(declaration.attribute(b"encoding")?)
    };
    // what could be read so far is not in UTF-16, whatever it says
    let declared = declared().filter(|encoding| encoding.is_ascii_compatible());
    (declared.unwrap_or(UTF_8), 0)
}

fn all_quotes_closed(tag: &[u8]) -> bool {
    open_quote(tag, None).is_none()
}

/// The quote that is open behind a part of a tag, where `open` is before it.
fn open_quote(part: &[u8], mut open: Option<u8>) -> Option<u8> {
    if open != Some(b'\'') && memchr(b'\'', part).is_none() {
        let odd = !bytecount::count(part, b'"').is_multiple_of(2);
        return (open.is_some() != odd).then_some(b'"');
    }
    for &byte in part {
        match open {
            Some(quote) if quote == byte => open = None,
            None if matches!(byte, b'"' | b'\'') => open = Some(byte),
            _ => {}
        }
    }
    open
}

impl<'a> Tag<'a> {
    fn new(text: &'a [u8]) -> Tag<'a> {
        let end = text.iter().position(u8::is_ascii_whitespace);
        let (name, attributes) = text.split_at(end.unwrap_or(text.len()));
        Tag {
            depth: 0,
            name,
            attributes,
        }
    }

    /// Its name without the prefix.
    pub(crate) fn name(&self) -> &'a [u8] {
        local(self.name)
    }

    /// Its name as it is written.
    pub(crate) fn full_name(&self) -> &'a [u8] {
        self.name
    }

    /// Its attributes, without their prefixes and as they are written, up to one that is none.
    pub(crate) fn attributes(&self) -> Attributes<'a> {
        Attributes(self.attributes)
    }

    /// An attribute as it is written.
    pub(crate) fn attribute(&self, name: &[u8]) -> Option<&'a [u8]> {
        let mut attributes = self.attributes();
        Some(attributes.find(|(other, _)| *other == name)?.1)
    }

    /// An attribute that is a text.
    pub(crate) fn text(&self, name: &[u8]) -> Result<Option<String>, SourceError> {
        let Some(value) = self.attribute(name) else {
            return Ok(None);
        };
        let mut text = String::new();
        unescape(value, &mut text)?;
        Ok(Some(text))
    }

    /// An attribute that is a number without a fraction; none where it is anything else.
    pub(crate) fn number(&self, name: &[u8]) -> Option<u32> {
        number(self.attribute(name)?.trim_ascii())
    }

    /// Whether an attribute is there and says yes.
    pub(crate) fn is(&self, name: &[u8]) -> bool {
        let value = self.attribute(name).map(<[u8]>::trim_ascii);
        value.is_some_and(|value| value == b"1" || value.eq_ignore_ascii_case(b"true"))
    }
}

/// Without the prefix.
fn local(name: &[u8]) -> &[u8] {
    match name.iter().position(|byte| *byte == b':') {
        Some(colon) => &name[colon + 1..],
        None => name,
    }
}

/// Names and values.
pub(crate) struct Attributes<'a>(&'a [u8]);

impl Attributes<'_> {
    /// Whether all was understood.
    pub(crate) fn are_read(&self) -> bool {
        self.0.trim_ascii_start().is_empty()
    }
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<(&'a [u8], &'a [u8])> {
        let rest = self.0.trim_ascii_start();
        let equals = rest.iter().position(|byte| *byte == b'=')?;
        let (name, value) = (
            rest[..equals].trim_ascii_end(),
            rest[equals + 1..].trim_ascii_start(),
        );
        let (quote, value) = value.split_first()?;
        if !matches!(quote, b'"' | b'\'') {
            return None;
        }
        let end = value.iter().position(|byte| byte == quote)?;
        self.0 = &value[end + 1..];
        Some((local(name), &value[..end]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives out one byte after the other.
    struct Bytes<'a>(&'a [u8]);

    impl Read for Bytes<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            self.0.read(&mut buffer[..1])
        }
    }

    /// A value may hold signs that end a tag elsewhere, however many.
    #[test]
    fn signs_within_quotes() {
        let gt = ">".repeat(1 << 21);
        for (one, other) in [('"', '\''), ('\'', '"')] {
            let document = format!("<a b={one}{other}{gt}{other}{one}>c</a>");
            let mut xml = Xml::new(document.as_bytes()).unwrap();
            let Event::Start(tag) = xml.next().unwrap() else {
                panic!("no tag");
            };
            assert_eq!(tag.attribute(b"b").map(<[u8]>::len), Some(gt.len() + 2));
            assert_eq!(xml.next().unwrap(), Event::Text(b"c"));
        }
    }

    /// All that is in a document, in words.
    fn told(source: impl Read) -> Result<Vec<String>, SourceError> {
        let mut xml = Xml::new(source)?;
        let mut told = Vec::new();
        loop {
            let event = match xml.next()? {
                Event::Start(tag) => {
                    let attributes = tag.attributes().map(|(name, value)| {
                        let [name, value] = [name, value].map(String::from_utf8_lossy);
                        format!(" {name}={value}")
                    });
                    let attributes: String = attributes.collect();
                    format!(
                        "{} {}{attributes}",
                        tag.depth,
                        String::from_utf8_lossy(tag.name())
                    )
                }
                Event::End => "end".to_owned(),
                Event::Text(text) => format!("'{}'", String::from_utf8_lossy(text)),
                Event::Eof => return Ok(told),
            };
            told.push(event);
        }
    }

    #[test]
    fn elements_and_texts() {
        let document = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"c\">]>\n<x:a b = 'c\"d>' \t x:e=\"f'g>\"><!-- <h> -- --><i\n/>\
            j&amp;k<![CDATA[<l>]]]]><m n=\"\" ></m ></x:a><!-- -->\n<?o?>";
        let expected = [
            "1 a b=c\"d> e=f'g>",
            "2 i",
            "end",
            "'j&amp;k'",
            "'<l>]]'",
            "2 m n=",
            "end",
            "end",
        ];
        let elements = |told: Vec<String>| -> Vec<String> {
            told.into_iter()
                .filter(|event| event.trim_matches('\'').trim() != "")
                .collect()
        };
        assert_eq!(elements(told(document.as_bytes()).unwrap()), expected);
        // pieces of a text are put together whatever is read at once
        assert_eq!(
            elements(told(Bytes(document.as_bytes())).unwrap()),
            expected
        );
    }

    #[test]
    fn what_is_no_document() {
        for document in [
            "",
            " ",
            "a",
            "<a>",
            "<a",
            "<a></b>",
            "<a><b></a></b>",
            "</a>",
            "<a/></a>",
            "<a b='>",
            "<a><!-- </a>",
            "<a><![CDATA[</a>",
            "<a><?b </a>",
            "<!DOCTYPE a [",
            "<",
            "<a>\0</a",
            "<a><b/>",
        ] {
            assert!(told(document.as_bytes()).is_err(), "{document}");
            assert!(told(Bytes(document.as_bytes())).is_err(), "{document}");
        }
        // what stands behind the end is left alone
        assert_eq!(told(&b"<a/>\0\0"[..]).unwrap().len(), 3);
    }

    #[test]
    fn children_of_one_element() {
        let document = "<a><b><c/><d><e/></d></b>x<f/><g></g></a>";
        let mut xml = Xml::new(document.as_bytes()).unwrap();
        let mut names = Vec::new();
        assert!(xml.child(0).unwrap().is_some());
        while let Some(tag) = xml.child(1).unwrap() {
            names.push(String::from_utf8_lossy(tag.name()).into_owned());
            if tag.name() == b"f" {
                assert!(xml.child(2).unwrap().is_none());
            }
        }
        assert_eq!(names, ["b", "f", "g"]);
        assert!(xml.child(0).unwrap().is_none());
    }

    #[test]
    fn the_quick_way_is_the_same_as_the_slow_one() {
        let cells = "<c><v>12</v></c><c a='b>c'><v>3</v></c><c><v/></c><c/><c><f/><v>4</v></c><c><v>5<!-- --></v></c>";
        let row = format!("<row>{cells}</row>");
        let texts = |quick: bool, source: &mut dyn Read| {
            let mut xml = Xml::new(source).unwrap();
            let mut texts = Vec::new();
            xml.child(0).unwrap();
            while xml.child(1).unwrap().is_some() {
                let text = xml.only_text(b"<v>", b"</v></c>").filter(|_| quick);
                texts.push(text.map(|text| String::from_utf8_lossy(xml.slice(text)).into_owned()));
            }
            xml.finish().unwrap();
            texts
        };
        let some = |text: &str| Some(text.to_owned());
        let expected = [some("12"), some("3"), None, None, None, None];
        assert_eq!(texts(true, &mut row.as_bytes()), expected);
        assert_eq!(texts(false, &mut row.as_bytes()).len(), 6);
        // where the end of the element was not read yet, the slow way is taken
        assert_eq!(texts(true, &mut Bytes(row.as_bytes())).len(), 6);
        let mut xml = Xml::new(row.as_bytes()).unwrap();
        xml.child(0).unwrap();
        // the tag of the second is not sure to end at its first sign
        assert_eq!(xml.skip_alike(b"<c", b"<v>", b"</v></c>"), 1);
        let second = xml.child(1).unwrap().unwrap();
        assert_eq!(second.attribute(b"a"), Some(&b"b>c"[..]));
        assert_eq!(xml.skip_alike(b"<c", b"<v>", b"</v></c>"), 0);
    }

    /// quick-xml and this reader find the same in every part of the workbooks at hand.
    #[test]
    fn another_reader_finds_the_same() {
        use quick_xml::events::Event as Theirs;

        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/workbooks");
        let mut parts = 0;
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let Ok(mut zip) = zip::ZipArchive::new(std::fs::File::open(&path).unwrap()) else {
                continue;
            };
            for part in 0..zip.len() {
                let mut text = String::new();
                let mut part = zip.by_index(part).unwrap();
                let name = String::from_utf8_lossy(part.name_raw()).into_owned();
                let ending = std::path::Path::new(&name)
                    .extension()
                    .and_then(|e| e.to_str());
                if !matches!(ending, Some("xml" | "rels"))
                    || part.read_to_string(&mut text).is_err()
                {
                    continue;
                }
                let mut reader = quick_xml::Reader::from_str(&text);
                reader.config_mut().expand_empty_elements = true;
                let (mut depth, mut starts) = (0, Vec::new());
                loop {
                    match reader.read_event().unwrap() {
                        Theirs::Start(tag) => {
                            depth += 1;
                            let attributes = tag.attributes().flatten().map(|attribute| {
                                let key = attribute.key.local_name();
                                format!(" {}={}", key.as_ref(), attribute.value)
                            });
                            let attributes: String = attributes.collect();
                            starts
                                .push(format!("{depth} {}{attributes}", tag.local_name().as_ref()));
                        }
                        Theirs::End(_) => depth -= 1,
                        Theirs::Eof => break,
                        _ => {}
                    }
                }
                let ours = told(text.as_bytes()).unwrap().into_iter();
                let ours: Vec<String> = ours
                    .filter(|event| event.starts_with(|c: char| c.is_ascii_digit()))
                    .collect();
                assert_eq!(ours, starts, "{} {name}", path.display());
                parts += 1;
            }
        }
        assert!(parts > 20);
    }
}
