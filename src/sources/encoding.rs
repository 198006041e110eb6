//! The encoding of a text export: what was declared, what a byte order mark says, or what the text itself makes likely.

mod charset;
mod likelihood;
mod seven;
mod stated;
mod utf16;

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, ISO_2022_JP, KOI8_R, KOI8_U, MACINTOSH,
    SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_MAC_CYRILLIC,
};

pub(crate) use self::charset::{Charset, Page};
use self::likelihood::{Model, alphabetic_bits};
pub(crate) use self::seven::seven_bits;
pub(crate) use self::stated::stated;
use crate::messages::{Message, message};

/// How much of a file is judged.
const SAMPLE: usize = 256 << 10;
/// How much is read at once in search of a character that is not ASCII.
const STEP: usize = 1 << 20;
/// How much is taken before such a character. There is only ASCII, so that no character is cut.
const CONTEXT: usize = 4 << 10;
/// How much is judged by its likelihood, around the first character that is not ASCII: a little, and more where that settles
/// nothing.
const JUDGED: [usize; 2] = [8 << 10, 64 << 10];
/// The bits by which an encoding must lie ahead of all others to be settled.
const SETTLED: usize = 300;
/// A text is UTF-8 if it has this many continuation bytes of whole sequences, and as many for each broken one. In GBK or Big5
/// read as UTF-8 the broken ones are the more frequent.
const WHOLE_TO_BROKEN: usize = 4;
/// What a header of the dictionary counts for, in bits: the chance to read one by mistake is about this small.
const KNOWN_HEADER: usize = 30;
/// What it counts for in bits that a text, however short, is whole UTF-8: others are that only by chance.
const WHOLE_UTF8: usize = 12;
/// Characters depend on each other, so that a text tells less than the sum of its bits. The divisor was chosen so that, on
/// single names in GBK and Big5, a confidence is about the share that was right.
const DEPENDENCE: f64 = 3.0;
/// What it is rarer that a text is in an encoding that was not considered, in bits.
const UNKNOWN: usize = 26;
/// What each byte beyond ASCII of such a text needs, in bits: a little more than in a text of double-byte or single-byte
/// characters that is read with the right table, and less than in one that is read with a wrong one.
const UNKNOWN_DOUBLE: usize = 8;
const UNKNOWN_SINGLE: usize = 10;
/// The most that is claimed for the code pages of DOS and Mac OS. They are alike, so that it is always told as doubtful.
const OLD_PAGE: u8 = 80;
/// What a text in one of them is rarer than one in the encodings that the detector of Firefox knows, in bits.
const OLD: usize = 8;
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

/// A part of a file.
pub(crate) struct Part {
    pub(crate) bytes: Vec<u8>,
    /// It goes to the end of the file; otherwise its last character may be cut.
    pub(crate) to_end: bool,
}

/// From this confidence on, in per cent, an encoding is not told as doubtful.
const CERTAIN: u8 = 90;

impl Part {
    /// So much around the first character that is not ASCII.
    fn judged(&self, length: usize) -> Part {
        let first = self.bytes.iter().position(|b| !b.is_ascii());
        let from = first.unwrap_or(0).saturating_sub(CONTEXT);
        let to = self.bytes.len().min(from + length);
        Part {
            bytes: self.bytes[from..to].to_vec(),
            to_end: self.to_end && to == self.bytes.len(),
        }
    }
}

/// What is read of a file to judge it.
pub(crate) struct Sample {
    pub(crate) start: Part,
    /// From a little before the first character that is not ASCII, where the start is ASCII only.
    pub(crate) later: Option<Part>,
}

/// Reads what is needed to judge a file, from its start. The position in the file is anywhere afterwards.
pub(crate) fn sample(file: &mut File) -> io::Result<Sample> {
    let start = part(file, 0, SAMPLE)?;
    let later = if start.to_end || !start.bytes.is_ascii() || start.bytes.contains(&0) {
        None
    } else {
        first_non_ascii(file)?
            .map(|at| part(file, at.saturating_sub(CONTEXT as u64), SAMPLE))
            .transpose()?
    };
    Ok(Sample { start, later })
}

fn part(file: &mut File, from: u64, length: usize) -> io::Result<Part> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(length as u64).read_to_end(&mut bytes)?;
    let to_end = bytes.len() < length;
    Ok(Part { bytes, to_end })
}

/// The place of the first byte beyond ASCII, from where the file stands.
fn first_non_ascii(file: &mut File) -> io::Result<Option<u64>> {
    let mut buffer = vec![0; STEP];
    let mut at = file.stream_position()?;
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            return Ok(None);
        }
        let read = &buffer[..length];
        if !read.is_ascii() {
            return Ok(read
                .iter()
                .position(|b| !b.is_ascii())
                .map(|i| at + i as u64));
        }
        at += length as u64;
    }
}

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

/// Labels to choose from, of the encodings that exports have.
pub(crate) const LABELS: [&str; 22] = [
    "utf-8",
    "gbk",
    "gb18030",
    "gb2312",
    "big5",
    "cp936",
    "cp950",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "shift_jis",
    "euc-jp",
    "euc-kr",
    "cp949",
    "windows-1252",
    "latin1",
    "koi8-r",
    "macintosh",
    "cp437",
    "cp850",
    "cp852",
    "cp866",
];

/// The encoding of a label that people use, in any case and with `-`, `_` or nothing: the labels of the Encoding Standard, the
/// code pages of Windows, DOS and Mac OS, and Python's `utf-8-sig`.
pub(crate) fn named(label: &str) -> Option<Charset> {
    let label = label.trim().to_lowercase().replace('_', "-");
    let page = ["cp", "ms", "windows-", "ibm", "dos", "oem"]
        .iter()
        .find_map(|prefix| label.strip_prefix(prefix));
    let page = page.map(|page| page.trim_start_matches('-'));
    if let Some(encoding) = page.and_then(of_page) {
        return Some(encoding);
    }
    let label = label.trim_end_matches("-sig").trim_end_matches("-bom");
    let compact = label.replace('-', "");
    [
        label.to_owned(),
        label.replace('-', "_"),
        compact.replace("utf16", "utf-16"),
        compact.replace("mac", "x-mac-"),
        compact,
    ]
    .iter()
    .find_map(|label| Encoding::for_label_no_replacement(label.as_bytes()))
    .map(Charset::from)
}

/// The encoding of a code page that the standard does not know by its number.
fn of_page(number: &str) -> Option<Charset> {
    let encoding = match number {
        "866" => IBM866,
        "932" => SHIFT_JIS,
        "936" => GBK,
        "949" | "51949" => EUC_KR,
        "950" => BIG5,
        "1200" => UTF_16LE,
        "1201" => UTF_16BE,
        "10000" => MACINTOSH,
        "10007" => X_MAC_CYRILLIC,
        "20866" => KOI8_R,
        "20932" | "51932" => EUC_JP,
        "54936" => GB18030,
        "65001" => UTF_8,
        _ => return Page::numbered(number).map(Charset::Dos),
    };
    Some(encoding.into())
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

/// A table that a text may have been written with, and what speaks for it.
struct Candidate {
    charset: Charset,
    bits: usize,
    /// Headers of the dictionary that occur in the text.
    known: usize,
}

impl Candidate {
    fn new(
        charset: Charset,
        text: &str,
        rarity: usize,
        knows: &dyn Fn(&str) -> usize,
    ) -> Candidate {
        let bits = match charset {
            Charset::Standard(encoding) => Model::of(encoding).map(|model| model.bits(text)),
            Charset::Dos(_) => None,
        };
        Candidate {
            charset,
            bits: bits.unwrap_or_else(|| alphabetic_bits(text)) + rarity,
            known: knows(text),
        }
    }

    fn is_double_byte(&self) -> bool {
        matches!(self.charset, Charset::Standard(encoding) if Model::of(encoding).is_some())
    }
}

/// The encoding under which the text needs the fewest bits and has the most headers of the dictionary.
fn most_likely(part: &Part, knows: &dyn Fn(&str) -> usize) -> Decision {
    let [little, much] = JUDGED.map(|length| part.judged(length));
    let candidates = candidates(&little, knows);
    if little.bytes.len() == much.bytes.len() || is_settled(&candidates, &little) {
        return chosen(&candidates, &little, part);
    }
    chosen(&self::candidates(&much, knows), &much, part)
}

/// All that a text may be, the likeliest first.
fn candidates(judged: &Part, knows: &dyn Fn(&str) -> usize) -> Vec<Candidate> {
    let decode = |charset: Charset| charset.decode(&judged.bytes, judged.to_end);
    let whole_utf8 = str::from_utf8(&judged.bytes).is_ok();
    let double = [GBK, BIG5, SHIFT_JIS, EUC_KR, EUC_JP];
    let mut candidates: Vec<Candidate> = [UTF_8]
        .iter()
        .chain(&double)
        .map(|&encoding| {
            let chance = if whole_utf8 && encoding == UTF_8 {
                0
            } else {
                WHOLE_UTF8
            };
            Candidate::new(encoding.into(), &decode(encoding.into()), chance, knows)
        })
        .collect();
    let mut texts: Vec<String> = Vec::new();
    // of equals the first: Windows leaves DOS behind to this day
    let dos = [Page::Cp850, Page::Cp437, Page::Cp852].map(Charset::Dos);
    let mac = [MACINTOSH, X_MAC_CYRILLIC].map(Charset::from);
    let usual = [alphabet(judged), KOI8_U, IBM866].map(|encoding| (encoding.into(), WHOLE_UTF8));
    let rare = dos
        .into_iter()
        .chain(mac)
        .map(|charset| (charset, WHOLE_UTF8 + OLD));
    for (charset, rarity) in usual.into_iter().chain(rare) {
        let text = decode(charset);
        // the same characters by another name
        if !texts.contains(&text) {
            candidates.push(Candidate::new(charset, &text, rarity, knows));
            texts.push(text);
        }
    }
    let most_known = candidates.iter().map(|c| c.known).max().unwrap_or(0);
    for candidate in &mut candidates {
        candidate.bits += (most_known - candidate.known) * KNOWN_HEADER;
    }
    candidates.sort_by_key(|candidate| candidate.bits);
    candidates
}

/// What the text would need in an encoding that is none of the candidates.
fn unknown_bits(likeliest: &Candidate, judged: &Part) -> usize {
    let beyond = judged.bytes.iter().filter(|b| !b.is_ascii()).count();
    let each = if likeliest.is_double_byte() {
        UNKNOWN_DOUBLE
    } else {
        UNKNOWN_SINGLE
    };
    let ascii = judged.bytes.len() - beyond;
    UNKNOWN
        + WHOLE_UTF8
        + each * beyond
        + likelihood::ascii_bits(ascii)
        + likeliest.known * KNOWN_HEADER
}

fn is_settled(candidates: &[Candidate], judged: &Part) -> bool {
    let next = candidates[1].bits.min(unknown_bits(&candidates[0], judged));
    next > candidates[0].bits + SETTLED
}

/// The likeliest candidate, and how sure that is among all of them and those that nobody thought of.
fn chosen(candidates: &[Candidate], judged: &Part, part: &Part) -> Decision {
    let least = candidates[0].bits;
    let weight = |bits: usize| {
        let behind = f64::from(u32::try_from(bits.saturating_sub(least)).unwrap_or(u32::MAX));
        (-behind / DEPENDENCE).exp2()
    };
    let known: f64 = candidates
        .iter()
        .map(|candidate| weight(candidate.bits))
        .sum();
    let all = known + weight(unknown_bits(&candidates[0], judged));
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "between 0 and 99"
    )]
    let share =
        |candidate: &Candidate| (weight(candidate.bits) / all * 100.0).round().min(99.0) as u8;
    let [first, second] = [0, 1].map(|ix| {
        let candidate: &Candidate = &candidates[ix];
        let share = share(candidate);
        match candidate.charset {
            Charset::Standard(e) if e == GBK && has_four_bytes(&part.bytes) => {
                (GB18030.into(), share)
            }
            old if is_old_page(old) => (old, share.min(OLD_PAGE)),
            usual if candidate.is_double_byte() || usual == WINDOWS_1252 => (usual, share),
            other => (other, share.min(THIN_EVIDENCE)),
        }
    });
    Decision {
        runner_up: Some(second).filter(|(_, share)| *share > 0),
        ..Decision::guessed(first.0, first.1)
    }
}

fn is_old_page(charset: Charset) -> bool {
    [IBM866, MACINTOSH, X_MAC_CYRILLIC]
        .iter()
        .any(|old| charset == *old)
        || matches!(charset, Charset::Dos(_))
}

/// The likeliest single-byte encoding: windows-1252 if the detector of Firefox knows no other that reads the text differently.
fn alphabet(part: &Part) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(&part.bytes, part.to_end);
    let guess = detector.guess(None, Utf8Detection::Deny);
    let text =
        |encoding: &'static Encoding| Charset::from(encoding).decode(&part.bytes, part.to_end);
    if guess.is_single_byte() && text(guess) != text(WINDOWS_1252) {
        guess
    } else {
        WINDOWS_1252
    }
}

/// Whether a text in GB 18030 has characters that GBK has not.
fn has_four_bytes(bytes: &[u8]) -> bool {
    let mut rest = bytes;
    loop {
        rest = match rest {
            [0x81..=0xfe, b'0'..=b'9', 0x81..=0xfe, b'0'..=b'9', ..] => return true,
            [0x81..=0xfe, 0x40..=0xfe, rest @ ..] | [_, rest @ ..] => rest,
            [] => return false,
        };
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use encoding_rs::{WINDOWS_1250, WINDOWS_1251};
    use proptest::prelude::*;

    use super::*;
    use crate::messages::{Lang, Messages};

    const SIMPLIFIED: &str = "订单号,客户名称,制单时间,审核人,金额,备注\r\n\
        SO-2024-0001,苏州恒泰精密机械有限公司,2024-03-01 09:12,王建国,12800.00,加急\r\n\
        SO-2024-0002,青岛海晟进出口贸易有限公司,2024-03-01 10:40,李雪梅,560.50,\r\n\
        SO-2024-0003,\"成都蜀味源食品（集团）股份公司\",2024-03-02 16:05,赵鑫,98000.00,分两批发货\r\n";
    const TRADITIONAL: &str = "訂單編號,客戶名稱,建立日期,承辦人員,金額,備註\r\n\
        PO-113-0001,鴻達精密工業股份有限公司,113/03/01,陳淑芬,12800,急件\r\n\
        PO-113-0002,台南永康食品行,113/03/02,黃俊傑,560,\r\n\
        PO-113-0003,\"順發國際貿易（股）公司\",113/03/04,張雅婷,98000,分兩批出貨\r\n";

    fn encoded(text: &str, encoding: &'static Encoding) -> Vec<u8> {
        let utf16 = text.encode_utf16();
        match encoding.name() {
            "UTF-16LE" => utf16.flat_map(u16::to_le_bytes).collect(),
            "UTF-16BE" => utf16.flat_map(u16::to_be_bytes).collect(),
            _ => {
                let (bytes, _, unmappable) = encoding.encode(text);
                assert!(!unmappable, "{text} in {}", encoding.name());
                bytes.into_owned()
            }
        }
    }

    fn whole(bytes: &[u8]) -> Part {
        Part {
            bytes: bytes.to_vec(),
            to_end: true,
        }
    }

    fn is_single_byte(charset: Charset) -> bool {
        matches!(charset, Charset::Standard(encoding) if encoding.is_single_byte())
    }

    /// The decision on a whole file, knowing no header.
    fn decided(bytes: &[u8]) -> Decision {
        decided_knowing(bytes, &[])
    }

    fn decided_knowing(bytes: &[u8], headers: &[&str]) -> Decision {
        let start = whole(bytes);
        let sample = Sample { start, later: None };
        detect(&sample, &|text| {
            headers.iter().filter(|h| text.contains(*h)).count()
        })
    }

    /// A file of its first header only, and a bit longer with each cell: no length is too short.
    #[test]
    fn exports_of_any_length_are_recognised() {
        let simplified = [UTF_8, GBK, UTF_16LE, UTF_16BE];
        let traditional = [UTF_8, BIG5, UTF_16LE, UTF_16BE];
        for (text, encodings) in [(SIMPLIFIED, simplified), (TRADITIONAL, traditional)] {
            for (end, _) in text.match_indices([',', '\n']) {
                for encoding in encodings {
                    let bytes = encoded(&text[..=end], encoding);
                    let decision = decided(&bytes);
                    assert_eq!(decision.encoding, encoding, "{:?}", &text[..=end]);
                    let read = decision.encoding.decode(&bytes, true);
                    assert_eq!(read, text[..=end]);
                }
            }
            let whole = decided(&encoded(text, encodings[1]));
            assert_eq!((whole.confidence, whole.runner_up), (99, None));
        }
    }

    #[test]
    fn one_header_over_numbers_is_enough() {
        let simplified = "订单号 客户名称 制单人 审核人 物料编码 供应商 发票号 含税单价 备注 摘要 状态 邮箱 币种";
        let traditional =
            "訂單編號 客戶名稱 承辦人員 統一編號 廠商代號 料號 發票號碼 備註 摘要 狀態";
        for (headers, encoding) in [(simplified, GBK), (traditional, BIG5)] {
            for header in headers.split(' ') {
                let file = format!("no,{header},a\n1,2,3\n4,5,6\n");
                let decision = decided(&encoded(&file, encoding));
                assert_eq!(decision.encoding, encoding, "{header}: {decision:?}");
                assert!(decision.confidence < 100, "{header}");
            }
        }
    }

    /// Two rare characters, or `借方` and `單價`, are about as likely to be two others in the other encoding.
    #[test]
    fn headers_of_the_dictionary_decide() {
        for (header, encoding) in [("借方", GBK), ("單價", BIG5), ("樺晟", GBK), ("樺晟", BIG5)]
        {
            let bytes = encoded(&format!("{header},a\n1,2\n"), encoding);
            let unknown = decided(&bytes);
            let known = decided_knowing(&bytes, &[header, "a"]);
            assert_eq!(known.encoding, encoding, "{header}");
            assert!(known.confidence >= 90, "{header}: {known:?}");
            let same = unknown.encoding == encoding;
            assert!(!same || unknown.confidence <= known.confidence, "{header}");
        }
    }

    #[test]
    fn traditional_text_in_gbk_is_recognised() {
        for text in [TRADITIONAL, "id,name\n1,廖昭雄\n", "id,name\n1,沈鴻猷\n"] {
            assert_eq!(decided(&encoded(text, GBK)).encoding, GBK, "{text}");
        }
    }

    #[test]
    fn four_byte_characters_are_told_as_gb18030() {
        let text = SIMPLIFIED.replace("赵鑫", "赵𬭎");
        let decision = decided(&encoded(&text, GB18030));
        assert_eq!(decision.encoding.name(), "GB18030");
        assert_eq!(
            decided(&encoded(SIMPLIFIED, GB18030)).encoding.name(),
            "GBK"
        );
    }

    /// Names cut to a number of bytes end within a character.
    #[test]
    fn utf8_with_cut_names_is_utf8() {
        for text in [SIMPLIFIED, TRADITIONAL] {
            for limit in [7, 8, 10, 20] {
                let cells = text.split(',');
                let cut: Vec<&[u8]> = cells
                    .map(|cell| &cell.as_bytes()[..cell.len().min(limit)])
                    .collect();
                let bytes = cut.join(&b","[..]);
                assert!(str::from_utf8(&bytes).is_err());
                assert_eq!(decided(&bytes).encoding, UTF_8, "{limit}");
            }
        }
        let cut = &encoded(TRADITIONAL, BIG5)[..101];
        assert_eq!(decided(cut).encoding, BIG5);
    }

    #[test]
    fn a_character_cut_by_the_sample_is_not_broken() {
        let bytes = SIMPLIFIED.as_bytes();
        for end in 30..60 {
            let start = Part {
                bytes: bytes[..end].to_vec(),
                to_end: false,
            };
            let decision = detect(&Sample { start, later: None }, &|_| 0);
            assert_eq!((decision.encoding, decision.confidence), (UTF_8.into(), 99));
        }
        assert_eq!(decided(b"name\ncaf\xe9").encoding, WINDOWS_1252);
    }

    #[test]
    fn western_text_is_not_read_as_chinese() {
        let words = "Königlich München Größe Geschäftsführer Québec Crème Málaga España São Åkerblom Øresund \
            Ængstrøm naïf d’Or Müller–Lüdenscheid 5° ½ l’été Île";
        for word in words.split(' ') {
            let bytes = encoded(&format!("id,name\n1,{word}\n"), WINDOWS_1252);
            let decision = decided(&bytes);
            assert!(is_single_byte(decision.encoding), "{word}: {decision:?}");
        }
        let all = decided(&encoded(words, WINDOWS_1252));
        assert_eq!((all.encoding, all.confidence), (WINDOWS_1252.into(), 99));
        for word in ["é", "Größe", "Łódź", "Клиент", "£50", "ʤ", "\u{85}"] {
            let decision = decided(format!("a\n{word}\n").as_bytes());
            assert_eq!(decision.encoding, UTF_8, "{word}");
            let thin = word.len() - word.chars().count() < WHOLE_TO_BROKEN;
            assert_eq!(decision.confidence <= THIN_EVIDENCE, thin, "{word}");
        }
    }

    #[test]
    fn other_languages() {
        let texts = [
            (
                SHIFT_JIS,
                "受注番号,得意先名,備考\n1,株式会社サンプル,お届け先に確認\n",
            ),
            (SHIFT_JIS, "お客様,カタログ\n1,2\n"),
            (
                WINDOWS_1250,
                "Zamówienie,Klient,Miasto\n1,Spółka Łódź,Gdańsk\n",
            ),
            (
                WINDOWS_1251,
                "Номер заказа,Клиент,Дата\n1,ООО Ромашка,2024-01-01\n",
            ),
        ];
        for (encoding, text) in texts {
            assert_eq!(decided(&encoded(text, encoding)).encoding, encoding);
        }
    }

    const KOREAN: &str = "주문번호,거래처,담당자,비고\n1,한솔정밀 주식회사,김도윤,부산 공장 출고\n\
        2,(주)새벽무역,이서연,결제 완료\n3,동해상사,박지훈,대구 창고\n";
    const GERMAN: &str = "Nr,Kunde,Ort\n1,Müller & Söhne GmbH,Köln\n2,Bäckerei Grün,Gießen\n3,Käseladen Höß,Düren\n\
        4,Gärtnerei Früh,Würzburg\n5,Öl-König,Lübeck\n";

    /// Read right, or told as doubtful.
    #[test]
    fn other_tables_are_recognised_or_doubted() {
        let russian = "Номер,Клиент,Город\n1,ООО Северный ветер,Тверь\n2,Завод Прогресс,Омск\n";
        let japanese = "受注番号,得意先名,備考\n1,株式会社みどり製作所,お届け先に確認\n";
        for (encoding, text, sure) in [
            (EUC_KR, KOREAN, true),
            (EUC_JP, japanese, true),
            (KOI8_R, russian, true),
            (IBM866, russian, false),
            (X_MAC_CYRILLIC, russian, false),
            (MACINTOSH, GERMAN, false),
        ] {
            let bytes = encoded(text, encoding);
            let decision = decided(&bytes);
            let read = decision.encoding.decode(&bytes, true);
            assert_eq!(read, text, "{decision:?}");
            assert_eq!(decision.doubt().is_none(), sure, "{decision:?}");
        }
        // encoding_rs writes Japanese mail as well
        let mail = encoded(japanese, ISO_2022_JP);
        assert!(mail.is_ascii());
        assert_eq!(decided(&mail).encoding, ISO_2022_JP);
    }

    #[test]
    fn pages_of_dos_are_recognised_and_doubted() {
        let pages: [(Page, &dyn yore::CodePage, &str); 3] = [
            (Page::Cp850, &yore::code_pages::CP850, GERMAN),
            (
                Page::Cp850,
                &yore::code_pages::CP850,
                "Nº,Cliente\n1,Construções Viçosa\n2,São João Mármores\n",
            ),
            (
                Page::Cp852,
                &yore::code_pages::CP852,
                "č.,Zákazník\n1,Dřevařství Škoda\n2,Železářství Říčany\n3,Pekařství U Mlýna\n",
            ),
        ];
        for (page, table, text) in pages {
            let bytes = table.encode(text).unwrap();
            let decision = decided(&bytes);
            assert_eq!(decision.encoding, Charset::Dos(page), "{decision:?}");
            assert_eq!(decision.encoding.decode(&bytes, true), text);
            assert!(decision.doubt().is_some(), "{decision:?}");
        }
    }

    /// Greek of DOS is none of the tables that are tried: whatever it looks like, it is doubted.
    #[test]
    fn what_nobody_thought_of_is_doubted() {
        let greek = "Αρ,Πελάτης\n1,Ελαιοτριβείο Ήλιος\n2,Ναυτιλιακή Πάρου\n";
        let bytes = yore::CodePage::encode(&yore::code_pages::CP737, greek).unwrap();
        let decision = decided(&bytes);
        assert!(decision.doubt().is_some(), "{decision:?}");
    }

    /// Characters that GB 2312 has not, as in names of people.
    #[test]
    fn rare_hanzi_are_no_japanese() {
        for name in ["喆", "朱镕", "赵堃", "李翀", "孙喆堃", "瞿瑛琦"] {
            let bytes = encoded(&format!("no,name\n1,{name}\n2,{name}\n"), GBK);
            let decision = decided(&bytes);
            let doubted = decision.doubt().is_some();
            assert!(decision.encoding == GBK || doubted, "{name}: {decision:?}");
            assert_ne!(decision.encoding, Charset::from(SHIFT_JIS), "{name}");
        }
        // nor Korean, however often they come
        let names: Vec<String> = (0..40).map(|no| format!("{no},喆堃珺,玥\n")).collect();
        let decision = decided(&encoded(&format!("no,name,son\n{}", names.concat()), GBK));
        let doubted = decision.doubt().is_some();
        assert!(decision.encoding == GBK || doubted, "{decision:?}");
    }

    /// A pair of letters of a Polish or Czech word may be a hanzi of Big5; little text settles nothing.
    #[test]
    fn a_few_letters_with_marks_are_no_certain_hanzi() {
        for text in ["Łukasz Żółć,Kraków", "Łęczna,Kołobrzeg", "Příbram,Liběšice"] {
            let bytes = encoded(&format!("no,name,city\n1,{text}\n"), WINDOWS_1250);
            let decision = decided(&bytes);
            let right = decision.encoding == WINDOWS_1250;
            assert!(right || decision.doubt().is_some(), "{text}: {decision:?}");
        }
    }

    #[test]
    fn a_nul_makes_no_utf16() {
        for rows in 1..200 {
            let even = "no,amount\n".to_owned() + &"7,5\0\n".repeat(rows);
            let odd = "no,amount\n".to_owned() + &"17,5\0\n8,\0\n".repeat(rows);
            for text in [even, odd] {
                assert_eq!(decided(text.as_bytes()).encoding, UTF_8, "{text:?}");
            }
        }
        // the first half of a hanzi may be a character of ASCII
        let text = "编号,备注\n1,上海一中\n2,上上下下\n".repeat(3);
        for encoding in [UTF_16LE, UTF_16BE] {
            assert_eq!(decided(&encoded(&text, encoding)).encoding, encoding);
        }
    }

    #[test]
    fn marks_decide() {
        let marks: [(&[u8], _); 3] = [
            (b"\xef\xbb\xbf", UTF_8),
            (b"\xff\xfe", UTF_16LE),
            (b"\xfe\xff", UTF_16BE),
        ];
        for (mark, encoding) in marks {
            let bytes = [mark, &encoded("订单号", encoding)].concat();
            let decision = decided(&bytes);
            let expected = (encoding.into(), mark.len());
            assert_eq!((decision.encoding, decision.bom), expected);
            assert_eq!(decision.confidence, 100);

            let declared = Decision::declared(encoding.into(), &whole(&bytes)).unwrap();
            let expected = (encoding.into(), mark.len());
            assert_eq!((declared.encoding, declared.bom), expected);
            // programs write their mark before the one that they find
            let twice = [mark, &bytes].concat();
            assert_eq!(decided(&twice).bom, 2 * mark.len());
        }
        let declared = Decision::declared(UTF_16LE.into(), &whole(b"\xfe\xff")).unwrap();
        assert_eq!((declared.encoding, declared.bom), (UTF_16BE.into(), 2));
        let declared = Decision::declared(BIG5.into(), &whole(b"a,b"));
        assert_eq!(declared.unwrap().bom, 0);
    }

    #[test]
    fn a_declaration_wins_against_a_mark_unless_it_is_wrong() {
        let gbk = [b"\xef\xbb\xbf", &encoded(SIMPLIFIED, GBK)[..]].concat();
        let declared = Decision::declared(GBK.into(), &whole(&gbk)).unwrap();
        assert_eq!((declared.encoding, declared.bom), (GBK.into(), 3));
        assert_eq!(declared.doubt().unwrap().key, "encoding-marked-otherwise");
        let wrong = |charset: Charset, bytes: &[u8]| {
            let declared = Decision::declared(charset, &whole(bytes));
            declared.err().map(|message| message.key)
        };
        let contradicted = Some("source-encoding-contradicted");
        let utf8 = [b"\xef\xbb\xbf", SIMPLIFIED.as_bytes()].concat();
        assert_eq!(wrong(BIG5.into(), &utf8), contradicted);
        let utf16 = [b"\xff\xfe", &encoded(SIMPLIFIED, UTF_16LE)[..]].concat();
        assert_eq!(wrong(WINDOWS_1252.into(), &utf16), contradicted);
        assert_eq!(wrong(Charset::Dos(Page::Cp850), &gbk), None);
    }

    #[test]
    fn sentences() {
        let sentence = |decision: Decision, lang| Messages::new(lang).text(&decision.message());
        let declared = Decision::declared(BIG5.into(), &whole(b"")).unwrap();
        assert_eq!(sentence(declared, Lang::En), "encoding Big5, as declared");
        assert_eq!(
            sentence(decided(b"\xef\xbb\xbfa,b"), Lang::En),
            "encoding UTF-8 (byte order mark)"
        );
        assert_eq!(
            sentence(decided(b"a,b\n"), Lang::ZhTw),
            "編碼 UTF-8（只含 ASCII 字元）"
        );
        assert_eq!(
            sentence(decided(SIMPLIFIED.as_bytes()), Lang::En),
            "encoding UTF-8 (confidence 99 %)"
        );
        let decision = Decision {
            runner_up: Some((BIG5.into(), 3)),
            ..Decision::guessed(GBK, 97)
        };
        assert_eq!(
            sentence(decision, Lang::ZhCn),
            "编码 GBK（可信度 97%；其次：Big5 3%）"
        );
    }

    #[test]
    fn labels() {
        let labels = [
            ("gbk", GBK),
            ("GB2312", GBK),
            ("cp936", GBK),
            ("GB-18030", GB18030),
            ("Big5", BIG5),
            ("big-5", BIG5),
            ("CP950", BIG5),
            ("shift_jis", SHIFT_JIS),
            ("Shift-JIS", SHIFT_JIS),
            ("sjis", SHIFT_JIS),
            ("cp932", SHIFT_JIS),
            ("UTF8", UTF_8),
            ("utf_8", UTF_8),
            ("utf-8-sig", UTF_8),
            ("UTF-16", UTF_16LE),
            ("utf16le", UTF_16LE),
            ("UTF_16_BE", UTF_16BE),
            ("windows-1252", WINDOWS_1252),
            ("windows_1252", WINDOWS_1252),
            ("cp1252", WINDOWS_1252),
            ("latin1", WINDOWS_1252),
            ("iso8859-1", WINDOWS_1252),
            ("cp1250", WINDOWS_1250),
            ("cp949", EUC_KR),
            ("EUC_JP", EUC_JP),
            ("IBM866", IBM866),
            ("KOI8_R", KOI8_R),
            ("x-mac-cyrillic", X_MAC_CYRILLIC),
            ("mac-roman", MACINTOSH),
        ];
        for (label, encoding) in labels {
            assert_eq!(named(label), Some(encoding.into()), "{label}");
        }
        for label in ["cp437", "IBM437", "dos-437", "OEM_437"] {
            assert_eq!(named(label), Some(Charset::Dos(Page::Cp437)), "{label}");
        }
        for label in ["", "ansi", "cp99", "utf-9", "replacement", "hz-gb-2312"] {
            assert_eq!(named(label), None, "{label}");
        }
    }

    fn sampled(bytes: &[u8]) -> Sample {
        let mut file = tempfile::tempfile().unwrap();
        file.write_all(bytes).unwrap();
        sample(&mut file).unwrap()
    }

    #[test]
    fn ascii_is_read_on_to_the_first_other_character() {
        let row = "1000,Suzhou,2024-03-01\n";
        let name = encoded("1001,苏州恒泰,2024-03-02\n", GBK);
        for rows in [12_000, 45_590, 45_591, 100_000] {
            let mut bytes = row.repeat(rows).into_bytes();
            bytes.extend_from_slice(&name);
            bytes.extend_from_slice(row.repeat(20_000).as_bytes());
            let sample = sampled(&bytes);
            let later = sample.later.as_ref().unwrap();
            let at = CONTEXT - "1001,".len();
            assert!(later.bytes[at..].starts_with(&name), "{rows}");
            assert_eq!((later.bytes.len(), later.to_end), (SAMPLE, false));
            assert_eq!(detect(&sample, &|_| 0).encoding, GBK);
        }
        assert!(sampled(row.repeat(100_000).as_bytes()).later.is_none());
        assert!(sampled(b"a,b\n").start.to_end);
    }

    /// A name at the end of a sample of ASCII is still found.
    #[test]
    fn the_judged_part_has_the_first_other_character() {
        let mut bytes = b"1000,Suzhou,2024-03-01\n".repeat(8000);
        bytes.extend_from_slice(&encoded("1001,苏州恒泰\n", GBK));
        let sample = sampled(&bytes);
        assert!(sample.later.is_none());
        assert_eq!(detect(&sample, &|_| 0).encoding, GBK);
    }

    #[test]
    fn binary_is_not_taken_for_utf16() {
        let mut bytes = vec![0; 4096];
        bytes[..4].copy_from_slice(b"\x7fELF");
        assert!(!decided(&bytes).encoding.name().starts_with("UTF-16"));
        let words: Vec<u8> = (0..4096u16).flat_map(|i| (i % 40).to_le_bytes()).collect();
        assert!(!decided(&words).encoding.name().starts_with("UTF-16"));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn any_bytes_are_decided(bytes: Vec<u8>, later: Option<Vec<u8>>, to_end: bool) {
            let part = |bytes| Part { bytes, to_end };
            let sample = Sample { start: part(bytes), later: later.map(part) };
            let decision = detect(&sample, &str::len);
            prop_assert!(decision.confidence <= 100);
            if let Some((_, share)) = decision.runner_up {
                prop_assert!(share > 0 && share <= decision.confidence);
            }
        }

        #[test]
        fn whole_utf8_is_utf8(text in "[a-z,\n]{0,40}[\u{800}-\u{ffff}]{2}[a-zà-ž一-龥,\n]{0,40}") {
            prop_assert_eq!(decided(text.as_bytes()).encoding, UTF_8);
        }

        #[test]
        fn hanzi_in_gbk_are_gbk(text in "中[一二三人有在大中国和为这上我会以到时要出的生学说家子也成行下]{3,200}") {
            prop_assert_eq!(decided(&encoded(&text, GBK)).encoding, GBK);
        }
    }
}
