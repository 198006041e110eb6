//! The XML of parts as it is written, to be changed at a few places and nowhere else.

use std::borrow::Cow;
use std::fmt::Write as _;
use std::io::BufRead;
use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::Stop;
use crate::messages::message;

/// A reader that hands out what it reads as it is written. Documents that declare a type are refused: they may declare what
/// their text stands for.
pub(super) struct Pieces<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    /// Elements that are open.
    depth: usize,
    closed: bool,
}

impl<R: BufRead> Pieces<R> {
    pub(super) fn new(text: R) -> Pieces<R> {
        let mut reader = Reader::from_reader(text);
        // names of end tags stay as they are
        reader.config_mut().check_end_names = false;
        reader.config_mut().trim_markup_names_in_closing_tags = false;
        Pieces {
            reader,
            buffer: Vec::new(),
            depth: 0,
            closed: false,
        }
    }

    /// What comes next, and how many elements are open with the one that begins or ends; none at the end.
    pub(super) fn next(&mut self) -> Result<Option<(usize, Event<'_>)>, Stop> {
        self.buffer.clear();
        self.depth -= usize::from(std::mem::take(&mut self.closed));
        let event = self.reader.read_event_into(&mut self.buffer);
        let event = event.map_err(|_| odd())?;
        match event {
            Event::Start(_) => self.depth += 1,
            Event::Empty(_) => {
                self.depth += 1;
                self.closed = true;
            }
            Event::End(_) if self.depth == 0 => return Err(odd()),
            Event::End(_) => self.closed = true,
            Event::DocType(_) => return Err(odd()),
            Event::Eof if self.depth > 0 => return Err(odd()),
            Event::Eof => return Ok(None),
            _ => {}
        }
        Ok(Some((self.depth, event)))
    }

    /// Passes over the rest of the element that has begun.
    pub(super) fn skip(&mut self) -> Result<(), Stop> {
        let depth = self.depth;
        while let Some((at, event)) = self.next()? {
            if at == depth && matches!(event, Event::End(_)) {
                break;
            }
        }
        Ok(())
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.depth
    }
}

/// That a part is written in a way that nothing may be put into it.
pub(super) fn odd() -> Stop {
    Stop::Unfit(message!("mark-unfit-xml"))
}

/// An element of a text, by where it stands there.
#[derive(Debug, Clone)]
pub(super) struct Element {
    /// From its start tag to its end tag.
    pub(super) whole: Range<usize>,
    /// What stands between its tags.
    pub(super) inner: Range<usize>,
    /// What stands between `<` and `>` of its start tag, without the `/` of an empty one.
    pub(super) tag: Range<usize>,
    /// How many others it stands in.
    pub(super) depth: usize,
}

impl Element {
    pub(super) fn name<'t>(&self, text: &'t str) -> &'t str {
        local(&text[self.tag.clone()])
    }

    pub(super) fn attribute<'t>(&self, text: &'t str, name: &str) -> Option<&'t str> {
        attribute(&text[self.tag.clone()], name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.inner.is_empty() && self.inner.start == self.whole.end
    }
}

/// All elements of a text in the order in which they begin.
pub(super) fn elements(text: &str) -> Result<Vec<Element>, Stop> {
    let mut reader = Reader::from_str(text);
    let mut found: Vec<Element> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    loop {
        let start = position(&reader);
        let event = reader.read_event().map_err(|_| odd())?;
        let end = position(&reader);
        match event {
            Event::Start(_) | Event::Empty(_) => {
                let is_empty = matches!(event, Event::Empty(_));
                found.push(Element {
                    whole: start..end,
                    inner: end..end,
                    tag: start + 1..end - 1 - usize::from(is_empty),
                    depth: open.len(),
                });
                if !is_empty {
                    open.push(found.len() - 1);
                }
            }
            Event::End(_) => {
                let element = &mut found[open.pop().ok_or_else(odd)?];
                element.inner.end = start;
                element.whole.end = end;
            }
            Event::Eof if open.is_empty() => return Ok(found),
            Event::DocType(_) | Event::Eof => return Err(odd()),
            _ => {}
        }
    }
}

fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// The text with some of it replaced. None of the places overlaps another.
pub(super) fn edited(text: &str, mut edits: Vec<(Range<usize>, String)>) -> String {
    edits.sort_by_key(|(place, _)| (place.start, place.end));
    let mut out = String::with_capacity(text.len() + 1024);
    let mut at = 0;
    for (place, with) in edits {
        out.push_str(&text[at..place.start]);
        out.push_str(&with);
        at = place.end;
    }
    out.push_str(&text[at..]);
    out
}

/// What puts something behind all that stands in an element.
pub(super) fn appended(text: &str, element: &Element, more: &str) -> (Range<usize>, String) {
    if element.is_empty() {
        let tag = &text[element.tag.clone()];
        let name = tag.split_ascii_whitespace().next().unwrap_or_default();
        let with = format!("<{}>{more}</{name}>", tag.trim_end());
        (element.whole.clone(), with)
    } else {
        (element.inner.end..element.inner.end, more.to_owned())
    }
}

/// What stands before the name in a tag, with its colon: `x:`.
pub(super) fn prefix(tag: &str) -> &str {
    let name = tag.split_ascii_whitespace().next().unwrap_or_default();
    name.find(':').map_or("", |colon| &name[..=colon])
}

/// The name in a tag, without its prefix.
pub(super) fn local(tag: &str) -> &str {
    let end = tag.find(|c: char| c.is_ascii_whitespace());
    let name = &tag[..end.unwrap_or(tag.len())];
    name.rsplit(':').next().unwrap_or(name)
}

/// Where the value of an attribute without a prefix stands in a tag.
fn value(tag: &str, name: &str) -> Option<Range<usize>> {
    let mut at = tag.find(|c: char| c.is_ascii_whitespace())?;
    loop {
        at += tag[at..].find(|c: char| !c.is_ascii_whitespace())?;
        let equals = at + tag[at..].find('=')?;
        let found = tag[at..equals].trim_end();
        let quote = equals + 1 + tag[equals + 1..].find(['"', '\''])?;
        let sign = char::from(tag.as_bytes()[quote]);
        let end = quote + 1 + tag[quote + 1..].find(sign)?;
        if found == name {
            return Some(quote + 1..end);
        }
        at = end + 1;
    }
}

/// The value of an attribute without a prefix, as it is written.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    value(tag, name).map(|place| &tag[place])
}

/// A number in an attribute.
pub(super) fn number(tag: &str, name: &str) -> Option<u32> {
    attribute(tag, name)?.trim().parse().ok()
}

/// The tag with an attribute that says something else; at its end where it had none.
pub(super) fn with_attribute(tag: &str, name: &str, says: &str) -> String {
    match value(tag, name) {
        Some(place) => format!("{}{says}{}", &tag[..place.start], &tag[place.end..]),
        None => format!("{} {name}=\"{says}\"", tag.trim_end()),
    }
}

/// The tag without an attribute.
pub(super) fn without_attribute(tag: &str, name: &str) -> String {
    let Some(place) = value(tag, name) else {
        return tag.to_owned();
    };
    let before = tag[..place.start].rfind(name).unwrap_or(place.start);
    format!("{}{}", tag[..before].trim_end(), &tag[place.end + 1..])
}

/// Text as it stands in an element or in an attribute.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\t' => out.push(c),
            // what no document may hold
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            c if c.is_control() => {
                let _ = write!(out, "\\u{{{:x}}}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out
}

/// Text as Excel keeps it in a cell or a note, where `_x0041_` stands for a character.
pub(super) fn in_cell(text: &str) -> String {
    let text = escaped(text);
    if text.contains("_x") {
        text.replace("_x", "_x005F_x")
    } else {
        text
    }
}

/// What an attribute says, with the five entities of XML as what they stand for.
pub(super) fn plain(text: &str) -> Cow<'_, str> {
    quick_xml::escape::unescape(text).unwrap_or(Cow::Borrowed(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_handed_out_as_they_are_written() {
        let text = "<?xml version='1.0'?>\r\n<!-- a --><x:a  b = '1' ><c />&amp;&#10;\
                    <![CDATA[<]]><d e=\"&lt;\"></d ></x:a>\n";
        let mut pieces = Pieces::new(text.as_bytes());
        let mut writer = quick_xml::Writer::new(Vec::new());
        while let Some((_, event)) = pieces.next().unwrap() {
            writer.write_event(event).unwrap();
        }
        assert_eq!(String::from_utf8(writer.into_inner()).unwrap(), text);
        for text in [
            "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>",
            "<a>",
            "</a>",
            "<a b",
        ] {
            let mut pieces = Pieces::new(text.as_bytes());
            let mut next = || pieces.next().map(|event| event.is_some());
            assert!((0..4).any(|_| next().is_err()), "{text}");
            assert!(elements(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_byte_order_mark_is_no_text() {
        let mut pieces = Pieces::new("\u{feff}<?xml version=\"1.0\"?><a/>".as_bytes());
        let mut kinds = Vec::new();
        while let Some((_, event)) = pieces.next().unwrap() {
            kinds.push(matches!(event, Event::Empty(_)));
        }
        assert_eq!(kinds, [false, true]);
    }

    #[test]
    fn tags_are_changed_where_they_must_be() {
        let tag = "x:c r=\"A1\" xs=\"9\" s = '3' t='s'";
        assert_eq!((prefix(tag), local(tag)), ("x:", "c"));
        assert_eq!(attribute(tag, "s"), Some("3"));
        assert_eq!(attribute(tag, "x"), None);
        let with = |name| with_attribute(tag, name, "7");
        assert_eq!(with("s"), "x:c r=\"A1\" xs=\"9\" s = '7' t='s'");
        assert_eq!(with("q"), format!("{tag} q=\"7\""));
        assert_eq!(without_attribute(tag, "xs"), "x:c r=\"A1\" s = '3' t='s'");
        assert_eq!(
            without_attribute("row r=\"1\" spans=\"1:9\"", "spans"),
            "row r=\"1\""
        );
    }

    #[test]
    fn elements_by_where_they_stand() {
        let text = "<a><b c=\"1\"/><d>x<e></e></d></a>";
        let found = elements(text).unwrap();
        let told = |e: &Element| (e.name(text), &text[e.whole.clone()], e.depth);
        assert_eq!(told(&found[1]), ("b", "<b c=\"1\"/>", 1));
        assert_eq!(told(&found[3]), ("e", "<e></e>", 2));
        let with = |at: usize| edited(text, vec![appended(text, &found[at], "+")]);
        assert_eq!(with(1), "<a><b c=\"1\">+</b><d>x<e></e></d></a>");
        assert_eq!(with(2), "<a><b c=\"1\"/><d>x<e></e>+</d></a>");
        assert_eq!(in_cell("_x0041_ <\u{1}>"), "_x005F_x0041_ &lt;\\u{1}&gt;");
    }
}
