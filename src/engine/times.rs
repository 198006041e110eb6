//! Measures how long the rows of a batch take.

use polars::prelude::{BooleanChunked, PlHashMap};

use super::evaluate::{Evaluator, is_true};
use super::frames::Place;
use crate::findings::people::{Owners, Person};
use crate::findings::times::{Group, Times};
use crate::rules::Rule;
use crate::rules::plan::Timing;
use crate::tables::mask::mask;
use crate::tables::person;
use crate::tables::types::{FieldIx, FieldType};

/// Measures the rows of a batch that the rule applies to.
pub(crate) fn measure(
    evaluator: &Evaluator,
    rule: &Rule,
    timing: &Timing,
    place: &Place,
    applies: Option<&BooleanChunked>,
) -> Times {
    let mut times = Times::default();
    let mut people = People::new(evaluator, rule, place);
    let finished = evaluator.time(&timing.finished);
    let so_far = timing.so_far.as_ref().map(|span| evaluator.time(span));
    let mut rows = evaluator.time(&timing.started).is_not_null();
    if let Some(applies) = applies {
        rows = &rows & applies;
    }
    if let Some(limited) = &timing.limited {
        // null where the cell is empty
        let limited = is_true(&evaluator.condition(limited).0);
        times.unlimited = (&rows & &!&limited).num_trues() as u64;
        rows = &rows & &limited;
    }
    let is_open = evaluator.condition(&timing.is_open).0;
    let backwards = evaluator.condition(&timing.backwards).0;
    let open = &rows & &is_true(&is_open);
    let done = &(&rows & &is_true(&!&is_open)) & &is_true(&!&backwards);
    times.uncovered = (&done & &finished.is_null()).num_trues() as u64;
    if let Some(so_far) = &so_far {
        times.uncovered += (&open & &so_far.is_null()).num_trues() as u64;
    }
    if !place.ageing {
        return times;
    }
    for row in 0..evaluator.typed.rows() {
        if open.get(row) == Some(true) {
            let span = so_far.as_ref().and_then(|so_far| so_far.get(row));
            // what is to begin after the day of the audit is not open yet
            if let Some(span) = span.filter(|span| *span >= 0) {
                people.group(row, &mut times).open.take(span, timing);
            }
        } else if done.get(row) == Some(true)
            && let Some(span) = finished.get(row)
        {
            let span = span / timing.clock.unit();
            people.group(row, &mut times).finished.take(span);
        }
    }
    times
}

/// Owners and departments of a batch.
struct People<'a> {
    evaluator: &'a Evaluator<'a>,
    place: &'a Place<'a>,
    owners: Owners<'a>,
    owner: Option<FieldIx>,
    department: Option<FieldIx>,
    /// The place of a group by its cells.
    known: PlHashMap<(&'a str, &'a str), usize>,
}

impl<'a> People<'a> {
    fn new(evaluator: &'a Evaluator<'a>, rule: &Rule, place: &'a Place<'a>) -> People<'a> {
        People {
            evaluator,
            place,
            owners: Owners::new(rule, place.table, place.people),
            owner: rule.owner,
            department: place.table.department,
            known: PlHashMap::default(),
        }
    }

    fn group<'t>(&mut self, row: usize, times: &'t mut Times) -> &'t mut Group {
        let cell = |field: Option<FieldIx>| field.map_or("", |f| self.evaluator.typed.cell(row, f));
        let cells = (cell(self.owner), cell(self.department));
        let place = *self.known.entry(cells).or_insert_with(|| {
            let name = |field: Option<FieldIx>, cell: &str| {
                field.map_or_else(String::new, |field| self.place.name(field, cell))
            };
            let known = self.owners.whose(cells.0).person();
            let people = (
                known.map_or_else(
                    || name(self.owner, cells.0),
                    |known| self.owners.name(known).into_owned(),
                ),
                known
                    .and_then(Person::department)
                    .map_or_else(|| name(self.department, cells.1), str::to_owned),
            );
            let entry = times.groups.entry(people);
            let place = entry.index();
            entry.or_default();
            place
        });
        &mut times.groups[place]
    }
}

impl Place<'_> {
    /// A person or department as reports name it: two spellings of an account are one.
    fn name(&self, field: FieldIx, cell: &str) -> String {
        let described = &self.table.fields[field];
        let name = match described.kind {
            FieldType::Person => person::clean(cell),
            _ => cell.trim().into(),
        };
        mask(&name, described.sensitive).into_owned()
    }
}
