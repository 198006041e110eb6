//! The encoding of a text export: what was declared, what a byte order mark says, or what the text itself makes likely.

mod candidates;
mod charset;
mod labels;
mod likelihood;
mod sample;
mod seven;
mod stated;
#[cfg(test)]
mod tests;
mod utf16;

use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use self::candidates::most_likely;
pub(crate) use self::charset::{Charset, Page};
pub(crate) use self::labels::{LABELS, named};
use self::likelihood::Model;
pub(crate) use self::sample::{Part, Sample, sample};
pub(crate) use self::seven::seven_bits;
pub(crate) use self::stated::stated;
use crate::messages::{Message, message};

/// A text is UTF-8 if it has this many continuation bytes of whole sequences, and as many for each broken one. In GBK or Big5
/// read as UTF-8 the broken ones are the more frequent.
const WHOLE_TO_BROKEN: usize = 4;
/// What it counts for in bits that a text, however short, is whole UTF-8: others are that only by chance.
const WHOLE_UTF8: usize = 12;
/// The most that is claimed on thin evidence: for UTF-8 of a letter or two, which a single hanzi in GBK can be by chance, and
/// for an alphabet other than that of windows-1252, which the detector chooses without saying how sure it is.
const THIN_EVIDENCE: u8 = 90;

/// What was decided about a text, and how sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decision {
    pub(crate) encoding: Charset,
    /// Length of the byte order mark; of several, where the file has several.
    pub(crate) bom: usize,
    /// How probable the encoding is among all that were considered, in per cent; for UTF-8 and UTF-16 the share of what
    /// fits the encoding. 100 only where nothing was guessed: it was declared, marked, or all is ASCII.
    pub(crate) confidence: u8,
    /// The encoding next in probability, if it has at least 1 %.
    pub(crate) runner_up: Option<(Charset, u8)>,
    pub(crate) declared: bool,
    /// The encoding whose byte order mark the file has although another one was declared.
    pub(crate) marked: Option<&'static Encoding>,
    pub(crate) ascii: bool,
}

/// From this confidence on, in per cent, an encoding is not told as doubtful.
const CERTAIN: u8 = 90;

impl Decision {
    /// The encoding that was declared. A byte order mark of another one is told, where the text is one in the declared encoding;
    /// where it is none, the declaration is wrong. Which of the two forms of UTF-16 it is, the mark knows better.
    pub(crate) fn declared(charset: Charset, start: &Part) -> Result<Decision, Message> {
        let decision = Decision {
            declared: true,
            ..Decision::certain(charset)
        };
        let Some((marked, bom)) = marked(&start.bytes) else {
            return Ok(decision);
        };
        let utf16 = |e: &Encoding| e == UTF_16LE || e == UTF_16BE;
        let encoding = match charset {
            Charset::Standard(encoding) if utf16(marked) && utf16(encoding) => marked,
            Charset::Standard(encoding) => encoding,
            Charset::Dos(_) => WINDOWS_1252,
        };
        if marked == encoding {
            return Ok(Decision {
                encoding: marked.into(),
                bom,
                ..decision
            });
        }
        let text = charset.decode(&start.bytes[bom..], start.to_end);
        if utf16(marked) || utf16(encoding) || text.contains(char::REPLACEMENT_CHARACTER) {
            return Err(message!(
                "source-encoding-contradicted",
                declared = charset.name(),
                marked = marked.name()
            ));
        }
        Ok(Decision {
            bom,
            marked: Some(marked),
            ..decision
        })
    }

    fn certain(encoding: impl Into<Charset>) -> Decision {
        Decision {
            encoding: encoding.into(),
            bom: 0,
            confidence: 100,
            runner_up: None,
            declared: false,
            marked: None,
            ascii: false,
        }
    }

    fn guessed(encoding: impl Into<Charset>, confidence: u8) -> Decision {
        Decision {
            confidence,
            ..Decision::certain(encoding)
        }
    }

    /// An encoding that is not certain is told beside the findings.
    pub(crate) fn doubt(&self) -> Option<Message> {
        if let Some(marked) = self.marked {
            let (encoding, marked) = (self.encoding.name(), marked.name());
            return Some(message!(
                "encoding-marked-otherwise",
                encoding = encoding,
                marked = marked
            ));
        }
        (self.confidence < CERTAIN).then(|| message!("encoding-doubtful", told = self.message()))
    }

    /// One sentence for the evidence.
    pub(crate) fn message(&self) -> Message {
        let encoding = self.encoding.name();
        if self.declared {
            message!("decision-encoding-declared", encoding = encoding)
        } else if self.bom > 0 {
            message!("decision-encoding-bom", encoding = encoding)
        } else if self.ascii {
            message!("decision-encoding-ascii", encoding = encoding)
        } else if let Some((next, share)) = self.runner_up {
            message!(
                "decision-encoding-next",
                encoding = encoding,
                confidence = u32::from(self.confidence),
                next = next.name(),
                share = u32::from(share)
            )
        } else {
            message!(
                "decision-encoding",
                encoding = encoding,
                confidence = u32::from(self.confidence)
            )
        }
    }
}

/// The encoding whose byte order mark a file begins with, and how long that is. Some programs write theirs before the one that
/// they find.
fn marked(start: &[u8]) -> Option<(&'static Encoding, usize)> {
    let (encoding, length) = Encoding::for_bom(start)?;
    let mark = &start[..length];
    let marks = start.chunks_exact(length).take_while(|m| *m == mark);
    Some((encoding, marks.count() * length))
}

/// Decides the encoding of a text. `knows` counts the headers of the dictionary that occur in a decoded text: they weigh most
/// where several encodings are possible.
pub(crate) fn detect(sample: &Sample, knows: &dyn Fn(&str) -> usize) -> Decision {
    if let Some((encoding, bom)) = marked(&sample.start.bytes) {
        return Decision {
            bom,
            ..Decision::certain(encoding)
        };
    }
    let part = sample.later.as_ref().unwrap_or(&sample.start);
    if let Some((encoding, share)) = utf16::detect(part) {
        return Decision::guessed(encoding, share);
    }
    if part.bytes.is_ascii() {
        if has_escapes(part) {
            return Decision::guessed(ISO_2022_JP, CERTAIN);
        }
        return Decision {
            ascii: true,
            ..Decision::certain(UTF_8)
        };
    }
    utf8(part).unwrap_or_else(|| most_likely(part, knows))
}

/// How many bits a text of the East needs with the frequencies of an encoding of two bytes.
pub(crate) fn bits(encoding: &'static Encoding, text: &str) -> Option<usize> {
    Model::of(encoding).map(|model| model.bits(text))
}

/// So many of a hundred characters beyond ASCII may be none in the encoding of a text: names that were cut in the middle.
const FEW: usize = 5;

/// Why a declared encoding cannot be that of a text: much of it is no text so, or names no field of the dictionary, and another
/// encoding reads it. Where no other does, the declaration stands, and what cannot be read is told cell by cell.
pub(crate) fn refuted(
    declared: Charset,
    sample: &Sample,
    knows: &dyn Fn(&str) -> usize,
) -> Option<Message> {
    let part = sample.later.as_ref().unwrap_or(&sample.start);
    let text = |charset: Charset, part: &Part| charset.decode(&part.bytes, part.to_end);
    let is_text = |text: &str| {
        let beyond = text.chars().filter(|c| !c.is_ascii()).count();
        text.matches(char::REPLACEMENT_CHARACTER).count() * 100 <= beyond * FEW
    };
    let named = knows(&text(declared, &sample.start));
    let read = is_text(&text(declared, part));
    if part.bytes.is_ascii() || read && named > 0 {
        return None;
    }
    let likely = detect(sample, knows);
    let others = knows(&text(likely.encoding, &sample.start));
    let better = if read { others > 0 } else { others >= named };
    (likely.encoding != declared && better && is_text(&text(likely.encoding, part))).then(|| {
        message!(
            "source-encoding-refuted",
            declared = declared.name(),
            found = likely.encoding.name(),
            label = likely.encoding.name().to_lowercase()
        )
    })
}

/// Whether there are the escape sequences with which ISO-2022-JP says that pairs of ASCII characters are Japanese, and all of it
/// can be read so.
fn has_escapes(part: &Part) -> bool {
    let escapes: [&[u8]; 2] = [b"\x1b$B", b"\x1b$@"];
    let holds = |escape: &&[u8]| memchr::memmem::find(&part.bytes, escape).is_some();
    escapes.iter().any(holds)
        && !Charset::from(ISO_2022_JP)
            .decode(&part.bytes, part.to_end)
            .contains(char::REPLACEMENT_CHARACTER)
}

/// UTF-8, also with some broken sequences, as where names are cut to a number of bytes. A text with only a letter or two
/// beyond ASCII is not decided here: `状态` in GBK happens to be whole UTF-8.
fn utf8(part: &Part) -> Option<Decision> {
    let (mut whole, mut broken) = (0, 0);
    let mut chunks = part.bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        whole += chunk.valid().len() - chunk.valid().chars().count();
        let last = chunks.peek().is_none() && !part.to_end;
        let cut = last && str::from_utf8(chunk.invalid()).is_err_and(|e| e.error_len().is_none());
        broken += usize::from(!chunk.invalid().is_empty() && !cut);
    }
    if whole < WHOLE_TO_BROKEN * broken.max(1) {
        return None;
    }
    Some(Decision::guessed(UTF_8, share(whole, whole + broken)))
}

/// A part of a whole in per cent, at most 99.
fn share(part: usize, whole: usize) -> u8 {
    u8::try_from(part * 100 / whole).map_or(99, |share| share.min(99))
}
