//! Rows that may be copies of each other.

use std::borrow::Cow;

use super::kept::{Kept, Part, Wrong};
use crate::findings::finishing::Finisher;
use crate::findings::said::{Place, Said, Twin};
use crate::fingerprint::identity::BETWEEN;
use crate::messages::{Message, message};
use crate::names::{self, Cards, Twins};
use crate::rules::plan::Copies;
use crate::tables::hygiene::stands_for_nothing;
use crate::tables::packed::Packed;

/// A group of more records than these is told.
const LARGE: usize = 20;

/// The rows that may be copies, of the first `keep`, and what was seen on the way.
pub(super) fn copies_of(kept: &Kept, copies: &Copies, keep: usize) -> (Wrong, Twins) {
    let parts = kept.each();
    let column = |of: &dyn Fn(&Part) -> &Packed| -> Vec<&str> {
        let cells = parts
            .iter()
            .flat_map(|part| of_part(of(part), part.keys.len()));
        cells.collect()
    };
    let names = column(&|part| &part.keys);
    let told: Vec<Cow<str>> = (names.iter())
        .map(|name| without_placeholders(name))
        .collect();
    let cards = Cards {
        names: told.iter().map(|name| &**name).collect(),
        codes: column(&|part| &part.card.codes),
        differ: (0..copies.differ.len())
            .map(|at| column(&|part| &part.card.differ[at]))
            .collect(),
        agree: (0..copies.agree.len())
            .map(|at| column(&|part| &part.card.agree[at]))
            .collect(),
        worth: parts
            .iter()
            .flat_map(|part| part.card.worth.iter().copied())
            .collect(),
    };
    let mut seen = names::twins(&cards, copies.kind, copies.grade);
    let judged = |row: u32| kept.is_listed(row as usize);
    // of two rows, the one that is judged may be the one to keep
    seen.pairs
        .retain(|twin| judged(twin.row) || judged(twin.of));
    let said = seen.pairs.iter().take(keep).map(|twin| {
        let (row, of) = (twin.row as usize, twin.of as usize);
        let place = |row: usize| Place {
            input: kept.input(row),
            row: kept.line(row),
        };
        let code = |row: usize| cards.codes[row].trim();
        let uses = |row: usize| {
            let (part, at) = kept.at(row);
            part.card.uses.iter().map(move |used| used[at])
        };
        Said::Twin(Box::new(Twin {
            place: place(of),
            name: cards.names[of]
                .split(BETWEEN)
                .map(str::trim)
                .collect::<Vec<_>>()
                .join(" ")
                .trim()
                .to_owned(),
            code: code(of).to_owned(),
            grade: twin.grade,
            reason: twin.reason,
            agrees: twin.agrees,
            uses: uses(of)
                .zip(uses(row))
                .map(|(there, here)| [there, here])
                .collect(),
            is_code_shared: code(of) == code(row),
            rival: twin.rival.map(|rival| {
                let rival = rival as usize;
                (place(rival), code(rival).to_owned())
            }),
        }))
    });
    let mut beside: Vec<u32> = seen.pairs.iter().map(|twin| twin.row).collect();
    beside.dedup();
    beside.retain(|row| !judged(*row));
    let wrong = Wrong {
        judged: kept.judged() + beside.len(),
        said: said.collect(),
        which: Vec::new(),
        of: Vec::new(),
        rows: seen.pairs.iter().map(|twin| twin.row as usize).collect(),
    };
    (wrong, seen)
}

/// A name without further parts that stand for nothing, such as 测试: they do not make two things one, nor one two.
fn without_placeholders(name: &str) -> Cow<'_, str> {
    let mut parts = name.split(BETWEEN);
    let first = parts.next().unwrap_or_default();
    if !parts.clone().any(stands_for_nothing) {
        return Cow::Borrowed(name);
    }
    let told = parts.map(|part| if stands_for_nothing(part) { "" } else { part });
    let told: Vec<&str> = std::iter::once(first).chain(told).collect();
    Cow::Owned(told.join(&BETWEEN.to_string()))
}

/// The rows whose name stands for nothing, such as 待补: they are nobody's copies.
pub(super) fn nameless(names: &Packed) -> impl Iterator<Item = usize> {
    let names = names.iter().enumerate();
    let nameless = names.filter(|(_, name)| {
        let name = name.split(BETWEEN).next();
        name.is_some_and(stands_for_nothing)
    });
    nameless.map(|(row, _)| row)
}

/// The cells of a column of a part; empty ones where it has none.
fn of_part(cells: &Packed, rows: usize) -> impl Iterator<Item = &str> {
    let missing = if cells.len() == 0 { rows } else { 0 };
    cells.iter().chain(std::iter::repeat_n("", missing))
}

/// What was not held against each other, and a group that is too large to be true.
pub(super) fn notices(finisher: &Finisher, copies: &Copies, seen: &Twins) -> Vec<Message> {
    let rule = finisher.rule.id.as_str();
    let crowds = copies.agree.iter().zip(&seen.crowds);
    let crowds = crowds.filter(|(_, (values, _))| *values > 0);
    let crowds = crowds.map(|((field, _), (values, rows))| {
        let column = finisher.table.fields[*field].label.clone();
        message!(
            "duplicate-crowd",
            rule = rule,
            column = column,
            values = *values,
            rows = *rows
        )
    });
    let unsettled = (seen.unsettled > 0)
        .then(|| message!("duplicate-unsettled", rule = rule, count = seen.unsettled));
    let large = (seen.largest > LARGE)
        .then(|| message!("duplicate-large", rule = rule, count = seen.largest as u64));
    crowds.chain(unsettled).chain(large).collect()
}
