//! What a cell says as a part of a key: equal values say the same, however they are written.

use std::borrow::Cow;

use super::date::{Order, Reading};
use super::forms::Form;
use super::types::{FieldIx, FieldType};
use super::{Field, Table, date, number, person};
use crate::blank;
use crate::fingerprint::identity::join_key;
use crate::tables::cell::boolean;

/// A cell of a key field: `01` and `1` are one integer, `15/01/2026` and `2026-01-15` one date, `U1 ` and `u1` one person. What
/// cannot be read stands for itself. `order`: of day and month in the column; `from_1904`: whether a number that stands for a
/// day counts from there.
pub(crate) fn part<'c>(
    field: &Field,
    cell: &'c str,
    order: Option<Order>,
    from_1904: bool,
) -> Cow<'c, str> {
    let cell = blank::trim(cell);
    let value = match field.kind {
        FieldType::Text => None,
        FieldType::Person => return person::clean(cell),
        FieldType::Integer | FieldType::Decimal => {
            let plain = number::decimal(cell).filter(|_| !number::is_finer(cell));
            let read = || Some(number::text(number::read(cell, &field.units)?.value));
            let in_full = || number::in_full(cell, &field.units).or_else(read);
            plain.map(number::text).or_else(in_full)
        }
        FieldType::Date | FieldType::Datetime => instant(field, cell, order, from_1904),
        FieldType::Boolean => {
            let word = field.values.as_ref().map(|words| words.get(cell));
            let word = word.map_or(Some(cell), |word| word.map(String::as_str));
            word.and_then(boolean).map(|value| value.to_string())
        }
    };
    value.map_or(Cow::Borrowed(cell), Cow::Owned)
}

/// Whether a filled cell is one of several dates, and it is not known which.
pub(crate) fn is_open(field: &Field, cell: &str, order: Option<Order>, from_1904: bool) -> bool {
    let cell = blank::trim(cell);
    matches!(field.kind, FieldType::Date | FieldType::Datetime)
        && date::iso(cell).is_none()
        && matches!(date::read(cell, field.dates(order)), Reading::Unordered)
        && instant(field, cell, order, from_1904).is_none()
}

/// The parts of a document as reports show it, between bars, by what they say; none where the table's key has other parts.
pub(crate) fn of_shown(table: &Table, document: &str) -> Option<String> {
    let parts = if table.key.len() > 1 {
        shown_parts(document)
    } else {
        vec![document.into()]
    };
    // a case may be named without a document
    if parts.len() != table.key.len() && !table.is_supplied() {
        return None;
    }
    let parts = parts.iter().zip(&table.key);
    let parts = parts.map(|(cell, &field)| part(&table.fields[field], cell, None, false));
    Some(join_shown(parts))
}

/// The keys that a document may have which reports show so: as it is written, and by what it says, where that differs. None where
/// it is masked there, or the table's key has other parts.
pub(crate) fn keys_of_shown(table: &Table, shown: &str) -> Vec<String> {
    let is_masked = |&field: &FieldIx| table.fields[field].sensitive;
    let mut parts = if table.key.len() > 1 {
        shown_parts(shown)
    } else {
        vec![shown.into()]
    };
    let has_all = parts.len() == table.key.len();
    if table.key.iter().any(is_masked) || !(has_all || table.is_supplied()) {
        return Vec::new();
    }
    parts.resize(table.key.len(), Cow::Borrowed(""));
    let cells = parts.iter().zip(&table.key);
    let said = cells.map(|(cell, &field)| part(&table.fields[field], cell, None, false));
    let said = join_key(&said.collect::<Vec<_>>()).into_owned();
    let mut keys = vec![join_key(&parts).into_owned(), said];
    if table.is_supplied() {
        // a case is known by itself, whichever document of it is named
        parts[1..].fill(Cow::Borrowed(""));
        keys.push(join_key(&parts).into_owned());
    }
    keys.dedup();
    keys
}

/// Several parts of a key as reports show them: between bars, so that no other parts look the same. A part with a bar in it or a
/// backslash at its end has a backslash before each of both.
pub(crate) fn join_shown<'p>(parts: impl Iterator<Item = Cow<'p, str>>) -> String {
    let mut shown = String::new();
    for (number, part) in parts.enumerate() {
        shown.extend((number > 0).then_some('|'));
        let is_marked = part.contains('|') || part.ends_with('\\');
        for c in part.chars() {
            let is_mark = is_marked && matches!(c, '|' | '\\');
            shown.extend(is_mark.then_some('\\'));
            shown.push(c);
        }
    }
    shown
}

/// The parts that [`join_shown`] joined.
fn shown_parts(shown: &str) -> Vec<Cow<'_, str>> {
    let (mut parts, mut start, mut backslashes) = (Vec::new(), 0, 0);
    for (at, c) in shown.char_indices() {
        if c == '|' && backslashes % 2 == 0 {
            parts.push(plain(&shown[start..at]));
            start = at + 1;
        }
        backslashes = if c == '\\' { backslashes + 1 } else { 0 };
    }
    parts.push(plain(&shown[start..]));
    parts
}

/// A part without the backslashes that were set before bars and backslashes.
fn plain(part: &str) -> Cow<'_, str> {
    if !part.contains('|') && !part.ends_with('\\') {
        return part.into();
    }
    let (mut text, mut marked) = (String::new(), false);
    for c in part.chars() {
        marked = c == '\\' && !marked;
        text.extend((!marked).then_some(c));
    }
    text.into()
}

fn instant(field: &Field, cell: &str, order: Option<Order>, from_1904: bool) -> Option<String> {
    if let Some(stamp) = date::iso(cell) {
        return Some(date::text(date::local(stamp, field.dates(order)).millis));
    }
    match date::read(cell, field.dates(order)) {
        Reading::Stamp(stamp, Some(Form::Serial)) if from_1904 => {
            Some(date::text(stamp.counted_from_1904().millis))
        }
        Reading::Stamp(stamp, _) => Some(date::text(stamp.millis)),
        // the only order in which there is such a day
        Reading::Unordered => {
            let orders = [Order::DayFirst, Order::MonthFirst].into_iter();
            let mut days = orders.filter_map(|order| instant(field, cell, Some(order), from_1904));
            let first = days.next()?;
            days.all(|other| other == first).then_some(first)
        }
        Reading::Zoned | Reading::Refused(_) | Reading::Unreadable => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_keys_look_alike() {
        let mut all: Vec<String> = Vec::new();
        for parts in [
            &["x|y", "z"][..],
            &["x", "y|z"],
            &["x\\|y", "z"],
            &["x\\", "y|z"],
            &["x\\\\", "z"],
            &["x\\", "z"],
            &["x", "\\z"],
            &["|", ""],
            &["", "|"],
            &["C:\\a", "b"],
        ] {
            let shown = join_shown(parts.iter().map(|&part| part.into()));
            assert_eq!(shown_parts(&shown), parts, "{shown}");
            assert!(!all.contains(&shown), "{shown}");
            all.push(shown);
        }
        // as it always was
        assert_eq!(all.last().unwrap(), "C:\\a|b");
    }
}
