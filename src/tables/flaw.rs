//! What is wrong with how a text is written, or with an identifier: data that reports make sentences of.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use super::mask::mask;

/// One thing that is wrong. Places are counted from 1, as people do.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) enum Flaw {
    // a text
    /// It begins or ends with a blank.
    Ends,
    /// Blanks follow one another.
    Doubled,
    /// A character that has no width, or a control character.
    Invisible(char),
    /// Letters or digits of full width.
    Wide(String),
    /// Characters of the script that the rest of it is not in.
    Traditional(String),
    Simplified(String),
    /// Something stands where characters were lost: �, ???, 锟斤拷.
    Lost(String),
    /// A character that Unicode leaves to private use: nobody else sees it.
    Private(char),
    /// A bracket without its other half.
    Bracket(char),
    /// It stands for nothing.
    Placeholder,
    /// It ends in a mark that something should follow.
    Trailing(char),
    /// A character as HTML writes it.
    Reference(String),

    // an identifier that is right, but for how it is written
    Width,
    Blanks,
    Dashes,
    Case,
    /// All that is wrong is how it is written.
    Passes,

    // an identifier
    Length {
        has: usize,
        wanted: String,
    },
    Character(usize, char),
    /// A character that looks like the one that makes the code right.
    Alike {
        place: usize,
        has: char,
        wanted: char,
    },
    /// The check character, and the one that belongs to the others.
    Check {
        has: char,
        wanted: char,
    },
    /// A check over all characters fails.
    Sum,
    /// The organisation code within fails as well.
    Within,
    /// The organisation code within is right.
    Beyond,
    /// All that fails is the check of the organisation code within.
    Inner {
        has: char,
        wanted: char,
    },
    /// It passes the rule of 2023, and not the one before.
    NewRule,
    /// A day that there is not.
    Day,
    /// A spreadsheet kept 15 digits of it.
    Sheet,
    /// A spreadsheet made it a number with an exponent.
    Exponent,
    /// A zero at the start is missing.
    Zero,
    /// Several of them in one cell.
    Several,
    /// A number without its area code.
    Area,
    /// It does not begin as such a number does.
    Start,
    Country,
    At,
    Domain,
    /// It is not of the form at all.
    Form,
}

/// What is wrong with a cell, and what should stand there instead, where that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(crate) struct Flaws {
    pub(crate) all: Vec<Flaw>,
    pub(crate) proposal: Option<String>,
}

impl Flaws {
    /// As reports may show them.
    pub(crate) fn masked(&self, sensitive: bool) -> Cow<'_, Flaws> {
        if !sensitive {
            return Cow::Borrowed(self);
        }
        let proposal = self.proposal.as_ref();
        Cow::Owned(Flaws {
            all: self.all.iter().map(Flaw::masked).collect(),
            proposal: proposal.map(|text| mask(text, true).into_owned()),
        })
    }
}

impl Flaw {
    /// Without the parts of a cell that it quotes.
    fn masked(&self) -> Flaw {
        let masked = |text: &String| mask(text, true).into_owned();
        match self {
            Flaw::Wide(text) => Flaw::Wide(masked(text)),
            Flaw::Traditional(text) => Flaw::Traditional(masked(text)),
            Flaw::Simplified(text) => Flaw::Simplified(masked(text)),
            other => other.clone(),
        }
    }
}
