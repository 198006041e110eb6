//! What one cell is to its field: filled, readable, useless once it is damaged.

use super::date::Reading;
use super::types::FieldType;
use super::{Field, date, number};
use crate::blank;
use crate::sources::batch::Damage;

/// Whether damage to a cell makes it useless: a number may have lost digits, a code may not, and an error word that the
/// dictionary names means what the dictionary says.
pub(crate) fn spoils(damage: Damage, field: &Field, cell: &str) -> bool {
    match damage {
        Damage::Undecodable | Damage::Cut => true,
        Damage::Formula | Damage::Narrow => !field.names(cell.trim()),
        Damage::LostDigits => matches!(field.kind, FieldType::Text | FieldType::Person),
    }
}

/// Whether the cell can be read as what its field holds; none where that may be any text.
pub(crate) fn reads(field: &Field, cell: &str) -> Option<bool> {
    match (field.kind, &field.words) {
        (FieldType::Text, Some(words)) => {
            let cell = blank::trim(cell);
            let exported = field.values.as_ref();
            let mapped = exported.is_some_and(|words| words.contains_key(cell));
            Some(mapped || words.iter().any(|word| word == cell))
        }
        (FieldType::Text | FieldType::Person, _) => None,
        _ => Some(readable(field, cell)),
    }
}

/// Whether the cell can be read as what its field holds.
pub(crate) fn readable(field: &Field, cell: &str) -> bool {
    match field.kind {
        FieldType::Text | FieldType::Person => true,
        FieldType::Integer | FieldType::Decimal => {
            number::decimal(cell).is_some() || number::read(cell, &field.units).is_some()
        }
        FieldType::Date | FieldType::Datetime => !matches!(
            date::read(cell, field.dates(None)),
            Reading::Unreadable | Reading::Refused(_)
        ),
        FieldType::Boolean => match &field.values {
            Some(words) => words.contains_key(blank::trim(cell)),
            None => boolean(cell).is_some(),
        },
    }
}

/// The cell, or none where it is blank or one of the field's null words.
pub(crate) fn filled<'c>(field: &Field, cell: &'c str) -> Option<&'c str> {
    match cell.as_bytes().first()? {
        // starts with a printable ASCII character, or with one that is no blank, as ideographs are: those of the other
        // first bytes may be
        b'!'..=b'~' | 0xe4..=0xe9 => {}
        _ if blank::is_empty(cell) => return None,
        _ => {}
    }
    if !field.null.is_empty() && field.null.iter().any(|word| word == blank::trim(cell)) {
        return None;
    }
    Some(cell)
}

pub(crate) fn boolean(cell: &str) -> Option<bool> {
    match blank::trim(cell).to_lowercase().as_str() {
        "true" | "t" | "yes" | "y" | "1" | "是" | "真" => Some(true),
        "false" | "f" | "no" | "n" | "0" | "否" | "假" => Some(false),
        _ => None,
    }
}
