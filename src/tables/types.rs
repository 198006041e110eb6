//! The types of fields and of what is computed from them, and the units that values are kept in.

use schemars::JsonSchema;
use serde::Deserialize;

/// Index of a field in its table.
pub(crate) type FieldIx = usize;
/// Index of a table in the project.
pub(crate) type TableIx = usize;

/// Digits kept after the decimal point. Numbers are exact decimals `i128 / 10^12`: fourteen digits are left before the
/// point even for the product of two of them.
pub(crate) const SCALE: u32 = 12;
/// `10^SCALE`.
pub(crate) const ONE: i128 = 1_000_000_000_000;
/// Milliseconds of a day.
pub(crate) const DAY: i64 = 86_400_000;

/// The type of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FieldType {
    /// Characters, codes, numbers with leading zeros.
    #[default]
    Text,
    /// A whole number of at most 18 digits.
    Integer,
    /// An exact decimal number.
    Decimal,
    /// A day.
    Date,
    /// A day and a time.
    Datetime,
    /// Yes or no.
    Boolean,
    /// A user, compared after cleaning (width, blanks, case).
    Person,
}

impl FieldType {
    /// Whether it is a day, with a time or without.
    pub(crate) fn is_date(self) -> bool {
        matches!(self, FieldType::Date | FieldType::Datetime)
    }
}

/// What an expression yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExprType {
    Text,
    Number,
    /// Milliseconds since 1970-01-01 at midnight, no zone.
    Date,
    /// Milliseconds since 1970-01-01, no zone.
    Instant,
    /// Milliseconds.
    Span,
    Boolean,
}

impl ExprType {
    /// Whether values of the two types have an order or an equality between them.
    pub(crate) fn comparable(self, other: ExprType) -> bool {
        let dated = |kind| matches!(kind, ExprType::Date | ExprType::Instant);
        self == other || (dated(self) && dated(other))
    }
}

/// A named clean-up of a text before it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fold {
    /// Blanks at both ends, ideographic ones too.
    Trim,
    /// Upper and lower case.
    Case,
    /// Full-width and half-width forms (NFKC).
    Width,
    /// Zeros at the start.
    LeadingZeros,
    /// All blanks.
    Spaces,
    /// Hyphens and dashes of every kind.
    Dashes,
    /// What looks alike in codes: O and 0, I, l and 1.
    Lookalike,
}
