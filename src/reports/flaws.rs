//! What is wrong with a text or an identifier, as a part of a sentence.

use crate::messages::{Message, message};
use crate::tables::flaw::Flaw;

/// One flaw.
pub(super) fn told(flaw: &Flaw) -> Message {
    match flaw {
        Flaw::Ends => message!("fault-ends"),
        Flaw::Doubled => message!("fault-doubled"),
        Flaw::Invisible(c) => message!("fault-invisible", code = point(*c)),
        Flaw::Wide(sample) => message!("fault-wide", sample = sample.as_str()),
        Flaw::Traditional(sample) => message!("fault-traditional", sample = sample.as_str()),
        Flaw::Simplified(sample) => message!("fault-simplified", sample = sample.as_str()),
        Flaw::Lost(sample) => message!("fault-lost", sample = sample.as_str()),
        Flaw::Private(c) => message!("fault-private", code = point(*c)),
        Flaw::Bracket(c) => message!("fault-bracket", bracket = c.to_string()),
        Flaw::Placeholder => message!("fault-placeholder"),
        Flaw::Trailing(c) => message!("fault-trailing", mark = c.to_string()),
        Flaw::Reference(written) => message!("fault-reference", written = written.as_str()),
        Flaw::Width => message!("fault-width"),
        Flaw::Blanks => message!("fault-blanks"),
        Flaw::Dashes => message!("fault-dashes"),
        Flaw::Case => message!("fault-case"),
        Flaw::Passes => message!("fault-passes"),
        Flaw::Length { has, wanted } => {
            message!("fault-length", has = *has, wanted = wanted.as_str())
        }
        Flaw::Character(place, c) => {
            message!("fault-character", place = *place, character = shown(*c))
        }
        Flaw::Alike { place, has, wanted } => message!(
            "fault-alike",
            place = *place,
            has = has.to_string(),
            wanted = wanted.to_string()
        ),
        Flaw::Check { has, wanted } => message!(
            "fault-check",
            has = has.to_string(),
            wanted = wanted.to_string()
        ),
        Flaw::Sum => message!("fault-sum"),
        Flaw::Within => message!("fault-within"),
        Flaw::Beyond => message!("fault-beyond"),
        Flaw::Inner { has, wanted } => message!(
            "fault-inner",
            has = has.to_string(),
            wanted = wanted.to_string()
        ),
        Flaw::NewRule => message!("fault-new-rule"),
        Flaw::Day => message!("fault-day"),
        Flaw::Sheet => message!("fault-sheet"),
        Flaw::Exponent => message!("fault-exponent"),
        Flaw::Zero => message!("fault-zero"),
        Flaw::Several => message!("fault-several"),
        Flaw::Area => message!("fault-area"),
        Flaw::Start => message!("fault-start"),
        Flaw::Country => message!("fault-country"),
        Flaw::At => message!("fault-at"),
        Flaw::Domain => message!("fault-domain"),
        Flaw::Form => message!("fault-form"),
    }
}

/// The number of a character that nobody sees.
fn point(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// A character, or its number where it cannot be seen.
fn shown(c: char) -> String {
    if c.is_control() || c.is_whitespace() {
        point(c)
    } else {
        c.to_string()
    }
}
