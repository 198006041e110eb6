//! Cuts a code into its segments.

use super::{Characters, Content, Segment, Segments};

/// More segments than this no code has.
pub(crate) const MOST_SEGMENTS: usize = 16;

/// The pieces of a code.
type Pieces<'c> = [&'c str; MOST_SEGMENTS];

/// Where a segment ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stop {
    /// After so many characters.
    Fixed(usize),
    /// So many characters before the end of the code.
    BeforeEnd(usize),
    /// Before the first character that it cannot hold.
    AtOther,
    /// Where the next segment, which is a literal, begins.
    AtNext,
}

impl Segments {
    /// `Err`: the number of the segment whose end cannot be told.
    pub(crate) fn new(all: Vec<Segment>, separator: Option<String>) -> Result<Segments, usize> {
        let mut stops = Vec::new();
        for (ix, segment) in all.iter().enumerate() {
            stops.push(match &separator {
                // what stands between them tells them apart
                Some(_) => Stop::Fixed(0),
                None => stop(segment, &all[ix + 1..]).ok_or(ix)?,
            });
        }
        Ok(Segments {
            all,
            separator,
            stops,
        })
    }

    /// For what is only compared with others: no code is cut by it.
    pub(super) fn uncut(all: Vec<Segment>) -> Segments {
        Segments {
            all,
            separator: None,
            stops: Vec::new(),
        }
    }

    /// The serial: its number, its digits and the numbers of the segments that it starts anew with.
    pub(crate) fn serial(&self) -> Option<(usize, &Characters, &[usize])> {
        let mut all = self.all.iter().enumerate();
        all.find_map(|(ix, segment)| match &segment.content {
            Content::Serial { digits, per, .. } => Some((ix, digits, per.as_slice())),
            _ => None,
        })
    }

    /// The code in pieces, as wide as they may be; none where there are too few or too many characters.
    fn cut<'c>(&self, code: &'c str) -> Option<Pieces<'c>> {
        let mut pieces: Pieces = [""; MOST_SEGMENTS];
        if let Some(separator) = &self.separator {
            let mut parts = code.split(separator.as_str());
            for (piece, segment) in pieces.iter_mut().zip(&self.all) {
                *piece = parts.next()?;
                if !segment.takes(width(piece)) {
                    return None;
                }
            }
            return parts.next().is_none().then_some(pieces);
        }
        let mut rest = code;
        for (ix, (segment, stop)) in self.all.iter().zip(&self.stops).enumerate() {
            let at = match *stop {
                Stop::Fixed(width) => place(rest, width)?,
                Stop::BeforeEnd(behind) => place(rest, width(rest).checked_sub(behind)?)?,
                Stop::AtOther => rest
                    .find(|c| !segment.content.may_hold(c))
                    .unwrap_or(rest.len()),
                Stop::AtNext => match self.all.get(ix + 1).map(|next| &next.content) {
                    Some(Content::Literal(text)) => rest.find(text.as_str())?,
                    _ => rest.len(),
                },
            };
            let (piece, more) = rest.split_at(at);
            if !segment.is_fixed() && !segment.takes(width(piece)) {
                return None;
            }
            pieces[ix] = piece;
            rest = more;
        }
        rest.is_empty().then_some(pieces)
    }

    pub(super) fn fits(&self, code: &str) -> bool {
        self.fitting(code).is_some()
    }

    pub(super) fn segment<'c>(&self, code: &'c str, segment: usize) -> Option<&'c str> {
        self.fitting(code)?.get(segment).copied()
    }

    /// The pieces of a code that is right.
    fn fitting<'c>(&self, code: &'c str) -> Option<Pieces<'c>> {
        let pieces = self.cut(code)?;
        let mut both = self.all.iter().zip(pieces);
        let fits = both.all(|(segment, piece)| segment.content.fits(piece));
        (fits && self.is_checked(&pieces)).then_some(pieces)
    }

    /// What the serial of a right code starts anew with, and the number that it means.
    pub(super) fn numbered(&self, code: &str) -> Option<(String, u64)> {
        let (serial, digits, per) = self.serial()?;
        let pieces = self.fitting(code)?;
        let series: Vec<&str> = per.iter().map(|ix| pieces[*ix]).collect();
        Some((series.join(" "), digits.number(pieces[serial])?))
    }

    /// The pieces of a code, as many as there are segments; none where it cannot be cut.
    pub(crate) fn pieces<'c>(&self, code: &'c str) -> Option<Vec<&'c str>> {
        Some(self.cut(code)?[..self.all.len()].to_vec())
    }

    /// Whether the check character, if there is one, is that of the others.
    fn is_checked(&self, pieces: &Pieces) -> bool {
        let mut checks = self.all.iter().enumerate();
        checks.all(|(ix, segment)| match &segment.content {
            Content::Check(check) => {
                let mut body = self.body(pieces, ix);
                let last = self.all.len() - 1;
                if ix == last {
                    body.push_str(pieces[ix]);
                    check.holds(&body)
                } else {
                    check.of(&body).is_ok_and(|right| right == pieces[ix])
                }
            }
            _ => true,
        })
    }

    /// What a check character stands for: all pieces but itself, and but punctuation.
    pub(super) fn body(&self, pieces: &[&str], check: usize) -> String {
        let mut body = String::with_capacity(32);
        for (ix, (segment, piece)) in self.all.iter().zip(pieces).enumerate() {
            match segment.content {
                _ if ix == check => {}
                Content::Literal(_) => body.extend(piece.chars().filter(|c| c.is_alphanumeric())),
                _ => body.push_str(piece),
            }
        }
        body
    }

    /// A code of such pieces, with its check.
    pub(crate) fn joined(&self, pieces: &[String]) -> Option<String> {
        let mut pieces = pieces.to_vec();
        for (ix, segment) in self.all.iter().enumerate() {
            if let Content::Check(check) = &segment.content {
                let all: Vec<&str> = pieces.iter().map(String::as_str).collect();
                pieces[ix] = check.of(&self.body(&all, ix)).ok()?;
            }
        }
        Some(pieces.join(self.separator.as_deref().unwrap_or_default()))
    }

    /// Fewest and most characters of a code.
    pub(crate) fn width(&self) -> (usize, usize) {
        let between = self.separator.as_deref().map_or(0, width) * self.all.len().saturating_sub(1);
        let sum = |of: fn(&Segment) -> usize| {
            let widths = self.all.iter().map(of);
            widths.fold(between, usize::saturating_add)
        };
        (sum(|segment| segment.least), sum(|segment| segment.most))
    }
}

impl Segment {
    fn takes(&self, width: usize) -> bool {
        (self.least..=self.most).contains(&width)
    }
}

/// How many characters a text has.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        text.len()
    } else {
        text.chars().count()
    }
}

/// Where so many characters of a text end.
fn place(text: &str, width: usize) -> Option<usize> {
    if text.is_ascii() {
        return (width <= text.len()).then_some(width);
    }
    let mut ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.nth(width)
}

/// How the end of a segment is found before others.
fn stop(segment: &Segment, behind: &[Segment]) -> Option<Stop> {
    if segment.is_fixed() {
        return Some(Stop::Fixed(segment.least));
    }
    if behind.iter().all(Segment::is_fixed) {
        return Some(Stop::BeforeEnd(behind.iter().map(|one| one.least).sum()));
    }
    let next = &behind.first()?.content;
    if matches!(segment.content, Content::In { .. }) {
        return matches!(next, Content::Literal(_)).then_some(Stop::AtNext);
    }
    next.beginnings()
        .filter(|all| !all.iter().any(|c| segment.content.may_hold(*c)))
        .map(|_| Stop::AtOther)
}

impl Content {
    /// Whether a piece, which has the right width, may stand there.
    pub(super) fn fits(&self, piece: &str) -> bool {
        match self {
            Content::Literal(text) => piece == text,
            Content::Values(values) => values.contains_key(piece),
            // whether the table has it is looked up
            Content::In { .. } => true,
            Content::Date(form) => form.fits(piece),
            Content::Serial { digits, start, .. } => {
                digits.contain_all(piece)
                    && start.is_none_or(|start| digits.number(piece).is_some_and(|n| n >= start))
            }
            Content::Characters(characters) => characters.contain_all(piece),
            Content::Check(check) => piece.chars().all(|c| check.marks().contains(c)),
        }
    }

    /// Whether a character may stand in it somewhere.
    pub(super) fn may_hold(&self, c: char) -> bool {
        match self {
            Content::Literal(text) => text.contains(c),
            Content::Values(values) => values.keys().any(|word| word.contains(c)),
            Content::In { .. } => true,
            Content::Date(form) => c.is_ascii_digit() || form.picture().contains(c),
            Content::Serial { digits, .. } => digits.contains(c),
            Content::Characters(characters) => characters.contains(c),
            Content::Check(check) => check.marks().contains(c),
        }
    }

    /// The characters that it may begin with; none where they are not known.
    fn beginnings(&self) -> Option<Vec<char>> {
        Some(match self {
            Content::Literal(text) => text.chars().take(1).collect(),
            Content::Values(values) => values
                .keys()
                .filter_map(|word| word.chars().next())
                .collect(),
            Content::In { .. } => return None,
            Content::Date(_) => ('0'..='9').collect(),
            Content::Serial { digits, .. } => digits.iter().collect(),
            Content::Characters(characters) => characters.iter().collect(),
            Content::Check(check) => check.marks().chars().collect(),
        })
    }
}
