//! The encodings that a text beyond ASCII and UTF-8 may be in, and which of them is the likeliest.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, IBM866, KOI8_U, MACINTOSH, SHIFT_JIS, UTF_8,
    WINDOWS_1252, X_MAC_CYRILLIC,
};

use super::charset::{Charset, Page};
use super::likelihood::{Model, alphabetic_bits, ascii_bits};
use super::sample::Part;
use super::{Decision, THIN_EVIDENCE, WHOLE_UTF8};

/// How much is judged by its likelihood, around the first character that is not ASCII: a little, and more where that settles
/// nothing.
const JUDGED: [usize; 2] = [8 << 10, 64 << 10];
/// The bits by which an encoding must lie ahead of all others to be settled.
const SETTLED: usize = 300;
/// What a header of the dictionary counts for, in bits: the chance to read one by mistake is about this small.
const KNOWN_HEADER: usize = 30;
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
pub(super) fn most_likely(part: &Part, knows: &dyn Fn(&str) -> usize) -> Decision {
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
    UNKNOWN + WHOLE_UTF8 + each * beyond + ascii_bits(ascii) + likeliest.known * KNOWN_HEADER
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
