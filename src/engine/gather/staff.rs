//! Gathers the people, row by row.

use polars::prelude::StringChunked;

use super::{Batch, Collect};
use crate::findings::people::Person;
use crate::rules::people::People;
use crate::rules::plan::{Expr, NEVER};
use crate::tables::Table;
use crate::tables::typed::{Typed, Values};
use crate::tables::types::{DAY, FieldIx};

/// The table of people.
pub(crate) struct Staff<'a> {
    pub(crate) people: &'a People,
    pub(crate) table: &'a Table,
}

impl Collect for Staff<'_> {
    type Part = Vec<Person>;
    type Whole = Vec<Person>;

    fn nothing(&self) -> Vec<Person> {
        Vec::new()
    }

    fn exprs(&self, each: &mut dyn FnMut(&Expr)) {
        self.people.exprs(self.table).iter().for_each(each);
    }

    fn fields(&self) -> Vec<FieldIx> {
        vec![self.people.account]
    }

    fn insists(&self) -> bool {
        true
    }

    fn of_batch(&self, batch: &Batch) -> Vec<Person> {
        read(batch.evaluator.typed, self.people)
    }

    fn merge(&self, before: &mut Vec<Person>, next: Vec<Person>) {
        before.extend(next);
    }

    fn finish(&self, part: Vec<Person>) -> Vec<Person> {
        part
    }
}

/// The people of a batch, row by row.
fn read(typed: &Typed, people: &People) -> Vec<Person> {
    let texts = |field: Option<FieldIx>| {
        let raw = field.and_then(|field| typed.raw(field));
        raw.map(|raw| raw.column())
    };
    let [accounts, names, departments] =
        [Some(people.account), people.name, people.department].map(texts);
    let text = |column: &Option<StringChunked>, row: usize| {
        let cell = column.as_ref().and_then(|column| column.get(row));
        cell.unwrap_or_default().trim().to_owned()
    };
    let day = |field: Option<FieldIx>, empty: Option<i64>, row: usize| {
        let field = field?;
        let Values::Time(times) = typed.values_if_there(field)? else {
            return None;
        };
        let unreadable = typed.unreadable(field);
        match times.get(row) {
            Some(at) => Some(at - at.rem_euclid(DAY)),
            None if unreadable.is_some_and(|mask| mask.get(row) == Some(true)) => None,
            None => empty,
        }
    };
    let rows = (0..typed.rows()).map(|row| Person {
        account: text(&accounts, row),
        name: text(&names, row),
        department: text(&departments, row),
        joined: day(people.joined, None, row),
        left: day(people.left, Some(NEVER), row),
        assessed_on: day(people.assessed_on, Some(NEVER), row),
    });
    rows.filter(|person| !person.account.is_empty()).collect()
}
