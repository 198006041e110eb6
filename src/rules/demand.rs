//! What the data dictionary demands, each a rule with an id such as `orders.order_no.required`.

use crate::messages::{Message, message};

/// A demand of the data dictionary: on the cells of a field, or on what the sources tell of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Demand {
    Type,
    Required,
    MinChars,
    MaxChars,
    MaxBytes,
    Pattern,
    Values,
    Unique,
    Scale,
    /// All lines of a document say the same, where it is repeated on each.
    Copies,
    /// Every row has the cells that its header promises.
    Shape,
    /// No cell was damaged before it came here.
    Damaged,
}

impl Demand {
    /// The last part of the rule's id.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Demand::Type => "type",
            Demand::Required => "required",
            Demand::MinChars => "min_chars",
            Demand::MaxChars => "max_chars",
            Demand::MaxBytes => "max_bytes",
            Demand::Pattern => "pattern",
            Demand::Values => "values",
            Demand::Unique => "unique",
            Demand::Scale => "scale",
            Demand::Copies => "copies",
            Demand::Shape => "shape",
            Demand::Damaged => "damaged",
        }
    }

    /// The rule's kind.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Demand::MinChars | Demand::MaxChars | Demand::MaxBytes => "length",
            Demand::Values => "one_of",
            Demand::Copies => "dependency",
            other => other.name(),
        }
    }

    /// What is demanded, for people.
    pub(crate) fn label(self) -> Message {
        match self {
            Demand::Type => message!("rule-label-type"),
            Demand::Required => message!("rule-label-required"),
            Demand::MinChars => message!("rule-label-min-chars"),
            Demand::MaxChars => message!("rule-label-max-chars"),
            Demand::MaxBytes => message!("rule-label-max-bytes"),
            Demand::Pattern => message!("rule-label-pattern"),
            Demand::Values => message!("rule-label-values"),
            Demand::Unique => message!("rule-label-unique"),
            Demand::Scale => message!("rule-label-scale"),
            Demand::Copies => message!("rule-label-copies"),
            Demand::Shape => message!("rule-label-shape"),
            Demand::Damaged => message!("rule-label-damaged"),
        }
    }

    /// Whether it is about the cells of one field.
    pub(crate) fn is_of_field(self) -> bool {
        !matches!(self, Demand::Shape | Demand::Damaged)
    }
}
