//! How codes are made up: schemes of segments or of levels, and what follows a scheme and what does not.
//!
//! A [`Form`] is one way in which codes of a scheme are built; a scheme has several where categories are coded differently.
//! It is compiled once: a code is cut at fixed places, or where a segment of several widths must end, and each piece is held
//! against what may stand there.

pub(crate) mod assess;
mod cells;
mod characters;
mod cut;
pub(crate) mod examples;
mod levels;
mod lists;
mod months;
mod overlap;
pub(crate) mod recode;
mod rewritten;
mod slips;
pub(crate) mod spreadsheet;
pub(crate) mod usage;
mod words;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use indexmap::IndexMap;

pub(crate) use self::cells::{Against, Cell, Place as CellPlace};
pub(crate) use self::characters::Characters;
pub(crate) use self::cut::MOST_SEGMENTS;
pub(crate) use self::levels::Levels;
pub(crate) use self::lists::Lists;
pub(crate) use self::months::DateForm;
pub(crate) use self::overlap::overlap;
pub(crate) use self::slips::{Fault, Misfit, Slip, alike_in};

use self::cut::Stop;
use crate::codes::CheckCharacter;
use crate::messages::LocalText;
use crate::mistakes::Place;
use crate::mistakes::placed::Name;
use crate::tables::types::{FieldIx, TableIx};

/// A coding scheme of the project.
#[derive(Clone)]
pub(crate) struct Scheme {
    pub(crate) name: String,
    pub(crate) label: LocalText,
    /// In the order they are written; of several, no two accept the same code.
    pub(crate) variants: Vec<Variant>,
    /// Where it is written.
    pub(crate) place: Place,
    /// The text of that file.
    pub(crate) text: Arc<str>,
}

/// All schemes of a project.
#[derive(Default)]
pub(crate) struct Schemes {
    pub(crate) all: Vec<Arc<Scheme>>,
    /// The names of those that are left out because of mistakes in them.
    pub(crate) broken: BTreeSet<String>,
}

impl Scheme {
    /// The series of a code, with the number of its form, and the number that its serial means there.
    pub(crate) fn numbered(&self, code: &str) -> Option<(String, u64)> {
        let mut forms = self.variants.iter().enumerate();
        forms.find_map(|(ix, variant)| {
            let (series, number) = variant.form.segments()?.numbered(code)?;
            Some((format!("{ix}\u{1f}{series}"), number))
        })
    }

    /// What is wrong with a code that should be of a form.
    pub(crate) fn misfit(&self, form: &Form, code: &str) -> Misfit {
        let mut misfit = form.misfit(code);
        let fits = |variant: &&Variant| variant.form.fits(code);
        if let Some(other) = self.variants.iter().find(fits) {
            misfit.slips = vec![Slip::Variant(other.form.name.clone())];
            misfit.meant = None;
        }
        misfit
    }

    /// The variant that a code fits.
    pub(crate) fn of(&self, code: &str) -> Option<&Arc<Form>> {
        let mut forms = self.variants.iter().map(|variant| &variant.form);
        forms.find(|form| form.fits(code))
    }
}

/// One way in which codes of a scheme are built, and the rows it is for.
#[derive(Debug, Clone)]
pub(crate) struct Variant {
    /// SQL condition over the table that is coded, as it is written.
    pub(crate) when: Option<Name>,
    pub(crate) form: Arc<Form>,
}

/// How a code is built.
pub(crate) struct Form {
    /// The scheme, and of several variants the number of this one.
    pub(crate) name: String,
    pub(crate) label: LocalText,
    pub(crate) body: Body,
}

/// What a code is made of.
pub(crate) enum Body {
    Segments(Segments),
    Levels(Levels),
}

/// Segments, one behind the other.
pub(crate) struct Segments {
    pub(crate) all: Vec<Segment>,
    /// What stands between them.
    pub(crate) separator: Option<String>,
    /// Where each ends.
    stops: Vec<Stop>,
}

/// A piece of a code.
#[derive(Debug, Clone)]
pub(crate) struct Segment {
    pub(crate) name: String,
    pub(crate) label: LocalText,
    pub(crate) content: Content,
    /// Fewest and most characters.
    pub(crate) least: usize,
    pub(crate) most: usize,
}

/// What a segment may hold.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    Literal(String),
    /// Each word with what it means; the word itself where nothing is said.
    Values(IndexMap<String, String>),
    /// What stands in a column of a table.
    In {
        table: TableIx,
        field: FieldIx,
        label: LocalText,
    },
    Date(DateForm),
    /// A number that rises, of such digits.
    Serial {
        digits: Characters,
        /// The segments that it starts anew with, by their numbers.
        per: Vec<usize>,
        start: Option<u64>,
    },
    Characters(Characters),
    Check(CheckCharacter),
}

impl Segment {
    /// One without a name.
    fn of(content: Content, least: usize, most: usize) -> Segment {
        Segment {
            name: String::new(),
            label: LocalText::Plain(String::new()),
            content,
            least,
            most,
        }
    }

    pub(crate) fn is_fixed(&self) -> bool {
        self.least == self.most
    }

    /// The first number of a serial.
    pub(crate) fn start(&self) -> u64 {
        match &self.content {
            Content::Serial { start, .. } => start.unwrap_or(1),
            _ => 1,
        }
    }

    /// Whether all that it holds are digits, so that leading zeros say nothing.
    pub(crate) fn is_of_digits(&self) -> bool {
        match &self.content {
            Content::Serial { digits, .. } => digits.are_digits(),
            Content::Characters(characters) => characters.are_digits(),
            Content::Values(values) => values
                .keys()
                .all(|word| word.bytes().all(|b| b.is_ascii_digit())),
            _ => false,
        }
    }

    /// How many different pieces there are; none where that is not known.
    pub(crate) fn capacity(&self) -> Option<u128> {
        let width = u32::try_from(self.most).ok()?;
        match &self.content {
            Content::Literal(_) | Content::Check(_) => Some(1),
            Content::Values(values) => Some(values.len() as u128),
            Content::In { .. } => None,
            Content::Date(form) => Some(u128::from(form.capacity())),
            Content::Serial { digits, start, .. } => {
                let all = (digits.len() as u128).checked_pow(width)?;
                Some(all.saturating_sub(u128::from(start.unwrap_or(1))))
            }
            Content::Characters(characters) => {
                let widths = u32::try_from(self.least).ok()?..=width;
                let mut all = widths.map(|width| (characters.len() as u128).checked_pow(width));
                all.try_fold(0_u128, |sum, one| sum.checked_add(one?))
            }
        }
    }
}

impl Form {
    /// The segments, unless it is made of levels.
    pub(crate) fn segments(&self) -> Option<&Segments> {
        match &self.body {
            Body::Segments(segments) => Some(segments),
            Body::Levels(_) => None,
        }
    }

    /// The levels, if it is made of them.
    pub(crate) fn levels(&self) -> Option<&Levels> {
        match &self.body {
            Body::Levels(levels) => Some(levels),
            Body::Segments(_) => None,
        }
    }

    /// The number of a segment.
    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        let segments = self.segments()?;
        segments.all.iter().position(|segment| segment.name == name)
    }

    /// Whether a code is built like this. What is looked up in tables is not looked at.
    pub(crate) fn fits(&self, code: &str) -> bool {
        match &self.body {
            Body::Segments(segments) => segments.fits(code),
            Body::Levels(levels) => levels.fits(code),
        }
    }

    /// A segment of a code; none where the code is built otherwise.
    pub(crate) fn segment<'c>(&self, code: &'c str, segment: usize) -> Option<&'c str> {
        self.segments()?.segment(code, segment)
    }

    /// The code of the level above; none on the first level and where the code is built otherwise.
    pub(crate) fn parent(&self, code: &str) -> Option<String> {
        self.levels()?.parent(code)
    }
}

/// A plan names a scheme and a form; it does not print what they are made of.
/// There is one of each in a project.
impl PartialEq for Scheme {
    fn eq(&self, other: &Scheme) -> bool {
        std::ptr::eq(self, other)
    }
}

impl PartialEq for Form {
    fn eq(&self, other: &Form) -> bool {
        std::ptr::eq(self, other)
    }
}

impl fmt::Debug for Scheme {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&self.name)
    }
}

impl fmt::Debug for Form {
    fn fmt(&self, out: &mut fmt::Formatter) -> fmt::Result {
        out.write_str(&self.name)
    }
}
