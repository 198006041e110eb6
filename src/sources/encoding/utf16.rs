//! UTF-16 without a byte order mark: every second byte of its ASCII characters is zero, always on the same side.

use encoding_rs::{BIG5, Encoding, GBK, UTF_16BE, UTF_16LE};

use super::likelihood::Model;
use super::{Charset, Part, share};

/// What a character beyond ASCII needs at most in a text that is read right, in bits: pairs of ASCII characters that are read as
/// one make rare hanzi.
const PLAUSIBLE: usize = 16;

/// The form of UTF-16 that a text is in, and how sure that is in per cent.
pub(super) fn detect(part: &Part) -> Option<(&'static Encoding, u8)> {
    let ascii = |b: u8| b.is_ascii_graphic() || b.is_ascii_whitespace();
    let pairs = part.bytes.chunks_exact(2);
    let count = pairs.len();
    let little = pairs.clone().filter(|p| ascii(p[0]) && p[1] == 0).count();
    let big = pairs.clone().filter(|p| p[0] == 0 && ascii(p[1])).count();
    let (encoding, most) = if little > big {
        (UTF_16LE, little)
    } else {
        (UTF_16BE, big)
    };
    // long cells have delimiters and line ends between them
    if most == 0 || most * 50 < count {
        return None;
    }
    let text = Charset::from(encoding).decode(&part.bytes, part.to_end);
    let nonsense = |c: &char| *c == '\u{fffd}' || c.is_control() && !c.is_ascii_whitespace();
    if text.chars().filter(nonsense).count() * 100 > count {
        return None;
    }
    // a NUL in a text of single bytes has ASCII characters around it, and those are pairs as well
    let whole = pairs.filter(|p| ascii(p[0]) && ascii(p[1])).count();
    if whole > most && !is_plausible(&text) {
        return None;
    }
    Some((encoding, share(most, little + big)))
}

/// Whether the characters beyond ASCII are those that people write.
fn is_plausible(text: &str) -> bool {
    let beyond: String = text.chars().filter(|c| !c.is_ascii()).collect();
    let most = beyond.chars().count() * PLAUSIBLE;
    [GBK, BIG5].iter().any(|encoding| {
        let model = Model::of(encoding);
        model.is_some_and(|model| model.bits(&beyond) <= most)
    })
}
