//! Rows that a rule could not decide, and why.

use crate::tables::types::FieldIx;

/// How many are listed of each rule; all are counted.
pub(crate) const LISTED: usize = 1_000;

/// A row that could not be decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Undecidable {
    /// Index of the file among the files of its table.
    pub(crate) input: u32,
    /// The row as a person sees it in the file.
    pub(crate) line: u64,
    /// The cells of the table's key, joined; what stands for them where all are empty.
    pub(crate) key: String,
    pub(crate) cause: Cause,
    /// The cell that is to blame, masked where its field is sensitive; empty where none is.
    pub(crate) value: String,
}

/// Why a row could not be decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Cause {
    /// The cell cannot be read as what its field holds, or the row is too short to have it.
    Unread(FieldIx),
    /// The table that this is looked up in cannot tell.
    Unanswered(FieldIx),
    /// It leads to rows that hold different values.
    Ambiguous(FieldIx),
    /// A product of these is too large.
    Overflow(FieldIx),
    /// The day lies outside the calendar.
    Uncovered(FieldIx),
    /// The text is no time of day.
    Timeless(FieldIx),
    /// Its group has too few rows.
    Few(FieldIx),
    /// The date has no time, and the time matters.
    Undated(FieldIx),
    /// Which of two events was first, or how long it took, is not known.
    Tied(FieldIx),
    /// Nobody wrote down when an event was.
    Unstamped(FieldIx),
    /// It is not known who did it.
    Nameless(FieldIx),
    /// The code does not follow its scheme, so nobody can say what number it has.
    OffScheme(FieldIx),
}

impl Cause {
    /// The field that it is about.
    pub(crate) fn field(self) -> FieldIx {
        match self {
            Cause::Unread(field)
            | Cause::Unanswered(field)
            | Cause::Ambiguous(field)
            | Cause::Overflow(field)
            | Cause::Uncovered(field)
            | Cause::Timeless(field)
            | Cause::Few(field)
            | Cause::Undated(field)
            | Cause::Tied(field)
            | Cause::Unstamped(field)
            | Cause::Nameless(field)
            | Cause::OffScheme(field) => field,
        }
    }
}
