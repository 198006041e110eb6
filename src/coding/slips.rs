//! What is wrong with a code, and what somebody probably meant: each likely slip is tried, and named where the code is right
//! without it.

mod segments;

use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use super::cut::width;
use super::rewritten::{is_date, is_power, lost_digits};
use super::{Body, Form, Levels, Segments};
use crate::blank::{is_blank, is_invisible};

/// What is wrong with a code.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Fault {
    /// It has so many parts between its separators.
    Parts(u64),
    /// It has so many characters.
    Length(u64),
    /// What stands in a segment, which is given by its number.
    Segment(u32, String),
    /// The check character that stands there, and the one that belongs there.
    Check(u32, String, String),
    /// A character that such codes do not have.
    Character(char),
    /// What stands in a segment is not in its table.
    Unlisted(u32, String),
}

/// How a code probably came to be wrong.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Slip {
    /// Blanks, or characters without width.
    Blanks,
    /// Full-width letters and digits.
    Width,
    /// Another kind of dash.
    Dashes,
    /// Small letters for capitals, or the other way round.
    Case,
    /// A character for one that looks like it.
    Alike(char, char),
    /// Zeros at the start of a number were lost.
    Zeros,
    /// A spreadsheet made a number of it and lost its last digits.
    Digits,
    /// A spreadsheet made a date of it.
    Date,
    /// A spreadsheet made a number of it that it shows with decimals.
    Decimals,
    /// Two neighbours may have changed places.
    Swapped(char, char),
    /// Two segments have changed places.
    Moved(u32, u32),
    /// Separators are missing, or there are some where none belong.
    Separators,
    /// It is a code of another variant of the scheme.
    Variant(String),
}

/// What is wrong, how it probably came about, and what was probably meant.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Misfit {
    pub(crate) fault: Fault,
    pub(crate) slips: Vec<Slip>,
    pub(crate) meant: Option<String>,
}

impl Misfit {
    /// Whether the slip is only one of those that are possible, so that nobody can say what was meant.
    pub(crate) fn is_guess(&self) -> bool {
        let only_fits =
            |slip: &Slip| matches!(slip, Slip::Alike(..) | Slip::Swapped(..) | Slip::Moved(..));
        self.meant.is_none() && self.slips.iter().any(only_fits)
    }

    /// Without what was supposed, where that is not listed and so was not meant.
    pub(crate) fn listed(self, is_listed: impl Fn(&str) -> bool) -> Misfit {
        match &self.meant {
            Some(meant) if !is_listed(meant) => Misfit {
                slips: Vec::new(),
                meant: None,
                ..self
            },
            _ => self,
        }
    }
}

/// Characters that look like others.
const ALIKE: [&[char]; 7] = [
    &['0', 'O', 'o', 'Q'],
    &['1', 'I', 'l', '|', 'i', '!'],
    &['5', 'S', 's'],
    &['8', 'B'],
    &['2', 'Z', 'z'],
    &['6', 'G', 'b'],
    &['-', '_', '/', '.'],
];

/// The others that look like a character.
fn alike(c: char) -> impl Iterator<Item = char> {
    let group = ALIKE.iter().find(|group| group.contains(&c));
    group
        .into_iter()
        .flat_map(|group| group.iter().copied())
        .filter(move |other| *other != c)
}

/// Of which of these characters there are several that people take for one another: pairs, each once.
pub(crate) fn alike_in(all: impl Fn(char) -> bool) -> Vec<(char, char)> {
    let mut pairs = Vec::new();
    for group in &ALIKE[..6] {
        let there: Vec<char> = group.iter().copied().filter(|c| all(*c)).collect();
        pairs.extend(there.windows(2).map(|pair| (pair[0], pair[1])));
    }
    pairs
}

/// A code as somebody sees it who takes what looks alike for one character.
pub(super) fn seen(code: &str) -> String {
    let wide = code.nfkc().filter(|c| !is_blank(*c) && !is_invisible(*c));
    let one = |c: char| {
        let c = if is_dash(c) { '-' } else { c };
        let group = ALIKE[..6].iter().find(|group| group.contains(&c));
        group.map_or(c, |group| group[0])
    };
    wide.flat_map(char::to_uppercase).map(one).collect()
}

fn is_dash(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'
            ..='\u{2015}'
                | '\u{2212}'
                | '\u{fe58}'
                | '\u{fe63}'
                | '\u{ff0d}'
                | '\u{30fc}'
                | '一'
                | '~'
                | '～'
    )
}

impl Form {
    /// What is wrong with a code that does not fit.
    pub(crate) fn misfit(&self, code: &str) -> Misfit {
        let fault = match &self.body {
            Body::Segments(segments) => segments.fault(code),
            Body::Levels(levels) => level_fault(levels, code),
        };
        let (slips, meant) = self.slip(code).unwrap_or_default();
        Misfit {
            fault,
            slips,
            meant,
        }
    }

    /// What is wrong with a code of which a segment is not in its table.
    pub(crate) fn unlisted(
        &self,
        code: &str,
        segment: usize,
        is_there: impl Fn(&str) -> bool,
    ) -> Misfit {
        let piece = self.segment(code, segment).unwrap_or_default();
        let near = near(piece, is_there);
        let meant = near.as_ref().and_then(|(_, meant)| {
            let segments = self.segments()?;
            let pieces = segments.pieces(code)?;
            let mut pieces: Vec<String> = pieces.into_iter().map(str::to_owned).collect();
            pieces[segment].clone_from(meant);
            Some(pieces.join(segments.separator.as_deref().unwrap_or_default()))
        });
        Misfit {
            fault: Fault::Unlisted(u32::try_from(segment).unwrap_or_default(), piece.to_owned()),
            slips: near.into_iter().map(|(slip, _)| slip).collect(),
            meant,
        }
    }

    /// The slips without which a code is right, and the right code; none where that is only possible.
    fn slip(&self, code: &str) -> Option<(Vec<Slip>, Option<String>)> {
        let lost = self.has_lost_digits(code);
        let cleaned = cleaned(code);
        let single = cleaned
            .iter()
            .find(|(slips, text)| slips.len() == 1 && self.fits(text));
        let found = single.or_else(|| cleaned.iter().find(|(_, text)| self.fits(text)));
        if let Some((slips, text)) = found {
            return Some((slips.clone(), Some(text.clone())));
        }
        if lost {
            return Some((vec![Slip::Digits], None));
        }
        if is_date(code) {
            return Some((vec![Slip::Date], None));
        }
        if let Some(whole) = without_decimals(code).filter(|whole| self.fits(whole)) {
            return Some((vec![Slip::Decimals], Some(whole.to_owned())));
        }
        let plain = (Vec::new(), code.to_owned());
        for (before, text) in std::iter::once(&plain).chain(cleaned.last()) {
            if let Some((slip, meant)) = self.single(text) {
                let mut slips = before.clone();
                slips.push(slip);
                return Some((slips, (!self.is_checked_alone(text)).then_some(meant)));
            }
        }
        None
    }

    /// Whether nothing is wrong with a code but its check character. Then many other changes make it right as well: a check
    /// character tells that something is wrong, never what.
    fn is_checked_alone(&self, code: &str) -> bool {
        let fault = self.segments().map(|segments| segments.fault(code));
        matches!(fault, Some(Fault::Check(..)))
    }

    /// One slip that cannot be seen in a character alone.
    fn single(&self, code: &str) -> Option<(Slip, String)> {
        let Body::Segments(segments) = &self.body else {
            return self.level_slip(code);
        };
        let slips = [
            Segments::zeros_in_front,
            Segments::alike,
            Segments::alike_by_check,
            Segments::zeros,
            Segments::separators,
            Segments::swapped,
            Segments::moved,
        ];
        let mut found = slips.into_iter().filter_map(|slip| slip(segments, code));
        found.find(|(_, meant)| self.fits(meant))
    }

    /// Whether a spreadsheet made a number of a code and lost its last digits: `1.23E+17`, or sixteen digits and more of which those
    /// behind the fifteenth are zeros, where such codes are as long and are not filled up with zeros.
    fn has_lost_digits(&self, code: &str) -> bool {
        let (wide, long) = (self.width(), width(code));
        is_power(code) || lost_digits(code) && long <= wide && !self.ends_in_zeros()
    }

    /// Of a code of levels: a character that looks like another, marks between its levels, or zeros lost at its start.
    fn level_slip(&self, code: &str) -> Option<(Slip, String)> {
        let levels = self.levels()?;
        let bare: String = code.chars().filter(|c| c.is_alphanumeric()).collect();
        if bare != code && self.fits(&bare) {
            return Some((Slip::Separators, bare));
        }
        let mut slip = None;
        let meant: String = code
            .chars()
            .map(|c| {
                let right = (!levels.characters().contains(c))
                    .then(|| alike(c).find(|other| levels.characters().contains(*other)))
                    .flatten();
                slip = slip.take().or(right.map(|right| Slip::Alike(c, right)));
                right.unwrap_or(c)
            })
            .collect();
        if let Some(slip) = slip.filter(|_| self.fits(&meant)) {
            return Some((slip, meant));
        }
        // where codes may have several widths, nobody can say how many are missing
        let missing = levels
            .width()
            .checked_sub(width(code))
            .filter(|_| levels.pad().is_some())?;
        let meant = format!("{}{code}", "0".repeat(missing));
        (missing > 0 && self.is_given(&meant)).then_some((Slip::Zeros, meant))
    }

    /// The most characters of a code.
    fn width(&self) -> usize {
        match &self.body {
            Body::Segments(segments) => segments.width().1,
            Body::Levels(levels) => levels.width(),
        }
    }
}

/// A clean-up, and the slip that it undoes.
type Cleaning = (Slip, fn(&str) -> String);

/// The code after clean-ups: after each alone, and after all of them one after the other.
fn cleaned(code: &str) -> Vec<(Vec<Slip>, String)> {
    let all: [Cleaning; 5] = [
        (Slip::Blanks, |text| {
            let seen = text.chars().filter(|c| !is_blank(*c) && !is_invisible(*c));
            seen.collect()
        }),
        (Slip::Width, |text| text.nfkc().collect()),
        (Slip::Dashes, |text| {
            let dashes = text.chars().map(|c| if is_dash(c) { '-' } else { c });
            dashes.collect()
        }),
        (Slip::Case, |text| text.to_uppercase()),
        (Slip::Case, |text| text.to_lowercase()),
    ];
    let mut cleaned = Vec::new();
    for (slip, clean) in &all {
        let text = clean(code);
        if text != code {
            cleaned.push((vec![slip.clone()], text));
        }
    }
    // what people write in capitals far more often than in small letters
    let (mut slips, mut text) = (Vec::new(), code.to_owned());
    for (slip, clean) in &all[..4] {
        let next = clean(&text);
        if next != text {
            slips.push(slip.clone());
            text = next;
        }
    }
    if slips.len() > 1 {
        cleaned.push((slips, text));
    }
    cleaned
}

fn level_fault(levels: &Levels, code: &str) -> Fault {
    let stray = code.chars().find(|c| !levels.characters().contains(*c));
    stray.map_or(Fault::Length(width(code) as u64), Fault::Character)
}

/// A number of which the decimals are zeros, without them: `1001.0`.
fn without_decimals(code: &str) -> Option<&str> {
    let (whole, decimals) = code.split_once('.')?;
    let zeros = !decimals.is_empty() && decimals.bytes().all(|b| b == b'0');
    zeros.then_some(whole)
}

/// A word that is there and that somebody may have meant, and the slip.
fn near(piece: &str, is_there: impl Fn(&str) -> bool) -> Option<(Slip, String)> {
    let wide: String = piece.nfkc().collect();
    let plain = [
        (Slip::Width, wide),
        (Slip::Case, piece.to_uppercase()),
        (Slip::Case, piece.to_lowercase()),
        (Slip::Zeros, format!("0{piece}")),
    ];
    let mut plain = plain.into_iter().filter(|(_, text)| text != piece);
    if let Some(found) = plain.find(|(_, text)| is_there(text)) {
        return Some(found);
    }
    let chars: Vec<char> = piece.chars().collect();
    for (at, c) in chars.iter().enumerate() {
        for other in alike(*c) {
            let mut text = chars.clone();
            text[at] = other;
            let text: String = text.into_iter().collect();
            if is_there(&text) {
                return Some((Slip::Alike(*c, other), text));
            }
        }
    }
    None
}
