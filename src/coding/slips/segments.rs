//! Slips in codes that are made of segments, and what is wrong with them.

use super::{Fault, Slip, alike};
use crate::codes::Unfit;
use crate::coding::cut::width;
use crate::coding::{Content, Segment, Segments};

impl Segments {
    /// The first thing that is wrong with a code.
    pub(super) fn fault(&self, code: &str) -> Fault {
        let narrow = |ix: usize| u32::try_from(ix).unwrap_or_default();
        if let Some(separator) = &self.separator {
            let parts: Vec<&str> = code.split(separator.as_str()).collect();
            if parts.len() != self.all.len() {
                return Fault::Parts(parts.len() as u64);
            }
            for (ix, (segment, part)) in self.all.iter().zip(&parts).enumerate() {
                let fits = (segment.least..=segment.most).contains(&width(part));
                if !fits || !segment.content.fits(part) {
                    return Fault::Segment(narrow(ix), (*part).to_owned());
                }
            }
        }
        for (ix, piece) in self
            .between_literals(code)
            .into_iter()
            .flatten()
            .enumerate()
        {
            let segment = &self.all[ix];
            let fits = (segment.least..=segment.most).contains(&width(piece));
            if !fits || !segment.content.fits(piece) {
                return Fault::Segment(narrow(ix), piece.to_owned());
            }
        }
        let Some(pieces) = self.pieces(code) else {
            return Fault::Length(width(code) as u64);
        };
        for (ix, (segment, piece)) in self.all.iter().zip(&pieces).enumerate() {
            if !segment.content.fits(piece) {
                return Fault::Segment(narrow(ix), (*piece).to_owned());
            }
        }
        for (ix, segment) in self.all.iter().enumerate() {
            let Content::Check(check) = &segment.content else {
                continue;
            };
            match check.of(&self.body(&pieces, ix)) {
                Ok(right) if right != pieces[ix] => {
                    return Fault::Check(narrow(ix), pieces[ix].to_owned(), right);
                }
                // a segment that is looked up may hold anything
                Err(Unfit::Character(_, stray)) => return Fault::Character(stray),
                Ok(_) | Err(Unfit::Empty) => {}
            }
        }
        Fault::Length(width(code) as u64)
    }

    /// The pieces between literals, whatever their width, where widths vary and a literal stands behind each segment but the last:
    /// one that is too wide or too narrow does not take from the others then.
    fn between_literals<'c>(&self, code: &'c str) -> Option<Vec<&'c str>> {
        if self.separator.is_some() || self.all.iter().all(Segment::is_fixed) {
            return None;
        }
        let (mut rest, mut pieces) = (code, Vec::new());
        for (ix, segment) in self.all.iter().enumerate() {
            let next = self.all.get(ix + 1).map(|next| &next.content);
            let end = match (&segment.content, next) {
                (Content::Literal(text), _) => {
                    rest.starts_with(text.as_str()).then_some(text.len())?
                }
                (_, Some(Content::Literal(text))) => rest.find(text.as_str())?,
                (_, None) => rest.len(),
                _ => return None,
            };
            let (piece, more) = rest.split_at(end);
            pieces.push(piece);
            rest = more;
        }
        Some(pieces)
    }

    fn is_checkable(&self) -> bool {
        let mut segments = self.all.iter();
        segments.any(|segment| matches!(segment.content, Content::Check(_)))
    }

    fn put_together(&self, pieces: &[String]) -> String {
        pieces.join(self.separator.as_deref().unwrap_or_default())
    }

    /// Characters that look like those which may stand in their place.
    pub(super) fn alike(&self, code: &str) -> Option<(Slip, String)> {
        let pieces = self.pieces(code)?;
        let mut slip = None;
        let mut mended = Vec::new();
        for (segment, piece) in self.all.iter().zip(pieces) {
            let mut text: String = piece.to_owned();
            if !segment.content.fits(piece) {
                let words: Vec<&str> = match &segment.content {
                    Content::Literal(word) => vec![word.as_str()],
                    Content::Values(values) => values.keys().map(String::as_str).collect(),
                    _ => Vec::new(),
                };
                let is_alike = |word: &&&str| {
                    width(word) == width(piece)
                        && word
                            .chars()
                            .zip(piece.chars())
                            .all(|(a, b)| a == b || alike(b).any(|c| c == a))
                };
                text = match words.iter().find(is_alike) {
                    Some(word) => (*word).to_owned(),
                    None => piece
                        .chars()
                        .map(|c| {
                            let fits = |c: &char| segment.content.may_hold(*c);
                            let other = alike(c).find(fits).filter(|_| !fits(&c));
                            other.unwrap_or(c)
                        })
                        .collect(),
                };
                let changed = piece.chars().zip(text.chars()).find(|(a, b)| a != b);
                slip = slip
                    .take()
                    .or(changed.map(|(wrong, right)| Slip::Alike(wrong, right)));
            }
            mended.push(text);
        }
        Some((slip?, self.put_together(&mended)))
    }

    /// One character that may stand there and looks like one with which the check character is right, where no other that looks
    /// like it fits as well. Others may.
    pub(super) fn alike_by_check(&self, code: &str) -> Option<(Slip, String)> {
        if !self.is_checkable() {
            return None;
        }
        let chars: Vec<char> = code.chars().collect();
        let mut found = None;
        for (at, c) in chars.iter().enumerate() {
            for other in alike(*c) {
                let mut text = chars.clone();
                text[at] = other;
                let text: String = text.into_iter().collect();
                if self.fits(&text) {
                    if found.is_some() {
                        return None;
                    }
                    found = Some((Slip::Alike(*c, other), text));
                }
            }
        }
        found
    }

    /// Zeros that a spreadsheet took from the start of a code of digits alone.
    pub(super) fn zeros_in_front(&self, code: &str) -> Option<(Slip, String)> {
        let (least, most) = self.width();
        let missing = least
            .checked_sub(width(code))
            .filter(|missing| *missing > 0 && least == most)?;
        let is_number = !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
        let meant = is_number.then(|| format!("{}{code}", "0".repeat(missing)))?;
        self.fits(&meant).then_some((Slip::Zeros, meant))
    }

    /// Zeros that are missing at the start of a number.
    pub(super) fn zeros(&self, code: &str) -> Option<(Slip, String)> {
        let counts = |ix: usize| {
            let segment = &self.all[ix];
            segment.is_fixed()
                && (segment.is_of_digits() || matches!(segment.content, Content::Date(_)))
        };
        if let Some(separator) = &self.separator {
            let mut parts: Vec<String> =
                code.split(separator.as_str()).map(str::to_owned).collect();
            if parts.len() != self.all.len() {
                return None;
            }
            for ix in (0..parts.len()).filter(|ix| counts(*ix)) {
                let missing = self.all[ix].least.saturating_sub(width(&parts[ix]));
                if !parts[ix].is_empty() {
                    parts[ix].insert_str(0, &"0".repeat(missing));
                }
            }
            let meant = self.put_together(&parts);
            return (meant != code).then_some((Slip::Zeros, meant));
        }
        let (least, most) = self.width();
        let missing = least
            .checked_sub(width(code))
            .filter(|missing| *missing > 0 && least == most)?;
        let mut at = 0;
        let mut found = None;
        for (ix, segment) in self.all.iter().enumerate() {
            if counts(ix) && code.is_char_boundary(at) && at <= code.len() {
                let meant = format!("{}{}{}", &code[..at], "0".repeat(missing), &code[at..]);
                if self.fits(&meant) && found.as_ref().is_none_or(|(_, known)| *known != meant) {
                    if found.is_some() {
                        // they may be missing in more than one place
                        return None;
                    }
                    found = Some((Slip::Zeros, meant));
                }
            }
            at += segment.least;
        }
        found
    }

    /// Separators that are missing, or of another kind, or too many.
    pub(super) fn separators(&self, code: &str) -> Option<(Slip, String)> {
        let bare: String = code.chars().filter(|c| c.is_alphanumeric()).collect();
        if self.separator.is_none() {
            return (bare != code).then_some((Slip::Separators, bare));
        }
        let mut pieces = Vec::new();
        let mut rest = bare.as_str();
        for segment in &self.all {
            let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
            let end = ends.nth(segment.least).filter(|_| segment.is_fixed())?;
            pieces.push(rest[..end].to_owned());
            rest = &rest[end..];
        }
        let meant = self.put_together(&pieces);
        (rest.is_empty() && meant != code).then_some((Slip::Separators, meant))
    }

    /// Two neighbours that may have changed places, where there is a check character and no other two fit as well. One changed
    /// character often fits too.
    pub(super) fn swapped(&self, code: &str) -> Option<(Slip, String)> {
        if !self.is_checkable() {
            return None;
        }
        let chars: Vec<char> = code.chars().collect();
        let mut found = None;
        for at in 1..chars.len() {
            let mut text = chars.clone();
            text.swap(at - 1, at);
            let text: String = text.into_iter().collect();
            if text != code && self.fits(&text) {
                if found.is_some() {
                    return None;
                }
                found = Some((Slip::Swapped(chars[at - 1], chars[at]), text));
            }
        }
        found
    }

    /// Two segments that changed places, where no other two fit as well.
    pub(super) fn moved(&self, code: &str) -> Option<(Slip, String)> {
        let separator = self.separator.as_deref();
        // digits of a code that is not divided fit in many ways
        if separator.is_none() && !self.is_checkable() {
            return None;
        }
        let widths: Vec<usize> = self.all.iter().map(|segment| segment.least).collect();
        let mut found = None;
        for one in 0..self.all.len() {
            for other in one + 1..self.all.len() {
                let mut order: Vec<usize> = (0..self.all.len()).collect();
                order.swap(one, other);
                let parts: Option<Vec<&str>> = match separator {
                    Some(separator) => Some(code.split(separator).collect()),
                    // the code is cut as wide as the segments are that stand there now
                    None => split_at(code, order.iter().map(|ix| widths[*ix])),
                };
                let Some(mut parts) = parts.filter(|parts| parts.len() == order.len()) else {
                    continue;
                };
                parts.swap(one, other);
                let text = parts.join(separator.unwrap_or_default());
                if text != code && self.fits(&text) {
                    if found.is_some() {
                        return None;
                    }
                    let narrow = |ix: usize| u32::try_from(ix).unwrap_or_default();
                    found = Some((Slip::Moved(narrow(one), narrow(other)), text));
                }
            }
        }
        found
    }
}

/// A text in pieces of such widths; none where they do not add up.
fn split_at(text: &str, widths: impl Iterator<Item = usize>) -> Option<Vec<&str>> {
    let (mut pieces, mut rest) = (Vec::new(), text);
    for wide in widths {
        let mut ends = rest.char_indices().map(|(at, _)| at).chain([rest.len()]);
        let (piece, more) = rest.split_at(ends.nth(wide)?);
        pieces.push(piece);
        rest = more;
    }
    rest.is_empty().then_some(pieces)
}
