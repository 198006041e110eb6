//! Names of one thing under two codes: finds them among a million, says why, and which record to keep.
//!
//! A name is read (`read`): folded, and taken apart into place, core and legal form. A few keys of each (`keys`) bring together what
//! may be alike, by sorting: nothing is compared with everything. What is brought together is held against each other (`alike`), and
//! what is found to be alike becomes groups (`groups`), of which every member is held once more against the one to keep, for A may be
//! like B, and B like C, without A being like C. The answer is the same in any order of the rows.
//!
//! Blocking by keys that survive one slip is due to Mor and Fraenkel (1982, deletion neighbourhoods); the distance that counts two
//! swapped neighbours as one slip is that of Damerau (1964).

mod alike;
mod groups;
mod keys;
mod read;
mod words;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub(crate) use self::groups::twins;

/// What the names are names of.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Kind {
    /// Firms: place and legal form are told apart.
    #[default]
    Company,
    /// Items: what they are called and what they measure, in any order. Digits never differ by a slip.
    Item,
}

/// How sure it is that two names mean one thing, the surest first.
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Grade {
    /// They are the same but for what people write one way or another.
    Certain,
    /// They differ by a slip, or by a place or legal form that one of them names.
    Likely,
    /// They are related, and another column agrees.
    #[default]
    Weak,
}

impl Grade {
    /// What messages call it.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Grade::Certain => "certain",
            Grade::Likely => "likely",
            Grade::Weak => "weak",
        }
    }
}

/// How two names differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Reason {
    /// Not at all, as they are written.
    Same,
    /// By width, case, characters, brackets or blanks.
    Written,
    /// One says its legal form, or says it more fully.
    FormLeftOut,
    /// By another legal form.
    Form,
    /// By a legal form that is cut off or doubled at its end.
    FormSlip,
    /// By a remark behind one of them, such as 已停用.
    Remark,
    /// By a place that one of them leaves out, or says more closely.
    Place,
    /// By where the place stands.
    PlaceMoved,
    /// By the order of their words.
    Order,
    /// By two neighbours that are swapped.
    Swapped,
    /// By characters that sound alike.
    Sound,
    /// By a character that one of them lacks.
    Missing,
    /// By one character.
    Character,
    /// By more than that.
    More,
}

impl Reason {
    /// What messages call it.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Reason::Same => "same",
            Reason::Written => "written",
            Reason::FormLeftOut => "form-left-out",
            Reason::Form => "form",
            Reason::FormSlip => "form-slip",
            Reason::Remark => "remark",
            Reason::Place => "place",
            Reason::PlaceMoved => "place-moved",
            Reason::Order => "order",
            Reason::Swapped => "swapped",
            Reason::Sound => "sound",
            Reason::Missing => "missing",
            Reason::Character => "character",
            Reason::More => "more",
        }
    }
}

/// What is known of records, by row.
#[derive(Debug, Default)]
pub(crate) struct Cards<'a> {
    pub(crate) names: Vec<&'a str>,
    /// What tells the records apart for people, such as their codes.
    pub(crate) codes: Vec<&'a str>,
    /// By column, what must not differ where two records have it.
    pub(crate) differ: Vec<Vec<&'a str>>,
    /// By column, what may agree.
    pub(crate) agree: Vec<Vec<&'a str>>,
    pub(crate) worth: Vec<Worth>,
}

/// What makes a record worth keeping.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Worth {
    /// How many rows of other tables lead to it.
    pub(crate) used: u64,
    /// How many of its cells are filled.
    pub(crate) filled: u32,
    /// Since when there is it, in milliseconds; none where that is not known.
    pub(crate) since: Option<i64>,
}

/// A record that may be another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Twin {
    pub(crate) row: u32,
    /// The row of the one to keep.
    pub(crate) of: u32,
    pub(crate) grade: Grade,
    pub(crate) reason: Reason,
    /// The first column that agrees.
    pub(crate) agrees: Option<u32>,
    /// The row of another one that it may be as well, which differs from that.
    pub(crate) rival: Option<u32>,
}

/// What was found.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Twins {
    /// In the order of their rows.
    pub(crate) pairs: Vec<Twin>,
    /// Records of the largest group, the one to keep among them.
    pub(crate) largest: usize,
    /// By column that may agree, how many values too many records have, and how many records that are: not held against each other.
    pub(crate) crowds: Vec<(u64, u64)>,
    /// Records that too many others look like.
    pub(crate) unsettled: u64,
}
