//! What texts look like whose characters are of a kind at each place, be they written as a pattern or as a coding scheme.

use regex_syntax::hir::Hir;

use crate::coding::{Body, Content, Form, Segment};
use crate::rules::pattern::form;
pub(crate) use crate::rules::pattern::form::Kind;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// As it stands there.
    Fixed(String),
    /// So many characters, without end where there is no most; of any kind where none is named.
    Some(Option<Kind>, u32, Option<u32>),
}

impl Piece {
    /// The pieces of a pattern; none where it is more than pieces one behind the other.
    pub(super) fn of_pattern(hir: &Hir) -> Option<Vec<Piece>> {
        let pieces = form::pieces(hir)?.into_iter();
        let pieces = pieces.map(|piece| match piece {
            form::Piece::Fixed(text) => Piece::Fixed(text),
            form::Piece::Some(characters, least, most) => {
                Piece::Some(Some(characters.kind), least, most)
            }
        });
        Some(pieces.collect())
    }

    /// The pieces of the codes of a form; none of levels, which end at several places.
    pub(crate) fn of_form(form: &Form) -> Option<Vec<Piece>> {
        let Body::Segments(segments) = &form.body else {
            return None;
        };
        let mut pieces = Vec::new();
        for segment in &segments.all {
            if let Some(separator) = segments.separator.as_ref().filter(|_| !pieces.is_empty()) {
                pieces.push(Piece::Fixed(separator.clone()));
            }
            pieces.push(of_segment(segment)?);
        }
        Some(pieces)
    }

    /// Fewest and most characters.
    pub(crate) fn width(pieces: &[Piece]) -> (u64, Option<u64>) {
        let widths = pieces.iter().map(|piece| match piece {
            Piece::Fixed(text) => {
                let count = text.chars().count() as u64;
                (count, Some(count))
            }
            Piece::Some(_, least, most) => (u64::from(*least), most.map(u64::from)),
        });
        widths.fold((0, Some(0)), |(least, most), (more, at_most)| {
            (least + more, most.zip(at_most).map(|(a, b)| a + b))
        })
    }
}

fn of_segment(segment: &Segment) -> Option<Piece> {
    let least = u32::try_from(segment.least).ok()?;
    let most = u32::try_from(segment.most).ok();
    let kind = match &segment.content {
        Content::Literal(text) => return Some(Piece::Fixed(text.clone())),
        Content::Date(_) => Some(Kind::Digit),
        _ => segment.is_of_digits().then_some(Kind::Digit),
    };
    Some(Piece::Some(kind, least, most))
}
