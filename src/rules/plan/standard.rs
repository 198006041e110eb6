//! What a text is held against as a whole: an identifier's standard, or how texts should be written.

use std::sync::Arc;

use crate::codes::identifier::Identifier;
use crate::tables::flaw::Flaws;
use crate::tables::hygiene::Hygiene;

/// A standard for texts. Whether one meets it is asked of every row, what is wrong only of those that do not.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Standard {
    Identifier(Identifier),
    Text(Arc<Hygiene>),
}

impl Standard {
    /// Whether a text meets it; none where it has nothing to say of the text.
    pub(crate) fn is_met(&self, text: &str) -> Option<bool> {
        match self {
            Standard::Identifier(identifier) => identifier.passes(text),
            Standard::Text(hygiene) => Some(hygiene.is_clean(text)),
        }
    }

    /// What is wrong with a text that does not meet it.
    pub(crate) fn flaws(&self, text: &str) -> Flaws {
        match self {
            Standard::Identifier(identifier) => identifier.flaws(text),
            Standard::Text(hygiene) => hygiene.flaws(text),
        }
    }
}
