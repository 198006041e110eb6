//! Gathers the codes of a column, each with what its row says of it.

use polars::prelude::StringChunked;

use super::{Batch, Collect};
use crate::coding::{Against, Cell};
use crate::engine::condition::Condition;
use crate::engine::evaluate::Evaluator;
use crate::rules::plan::{Expr, OnForm};
use crate::tables::Table;
use crate::tables::typed::Values;
use crate::tables::types::{DAY, FieldIx, TableIx};

/// A column to read.
pub(crate) struct Wanted {
    pub(crate) column: (TableIx, FieldIx),
    /// What the rules hold its rows against, each with the number of the form in its scheme.
    pub(crate) held: Vec<(u32, OnForm)>,
    /// The rows that are read; all where there is none.
    pub(crate) when: Option<Expr>,
}

/// A column of codes.
pub(crate) struct Codes<'a> {
    pub(crate) table: &'a Table,
    pub(crate) column: FieldIx,
    /// What the rules hold its rows against, each with the number of the form in its scheme.
    pub(crate) held: &'a [(u32, OnForm)],
    /// The rows that are read; all where there is none.
    pub(crate) when: Option<&'a Expr>,
}

impl Codes<'_> {
    fn date(&self) -> Option<Expr> {
        let date = self.table.date?;
        Some(Expr::Field(date, self.table.fields[date].expr_type()))
    }
}

impl Codes<'_> {
    /// What columns say should stand in the segments of a code, by the number of what it is held against.
    fn said(&self, held: usize, row: usize, texts: &[Vec<StringChunked>]) -> Box<[(usize, String)]> {
        let (_, one) = &self.held[held];
        let Some(segments) = one.form.segments() else {
            return Box::default();
        };
        let said = one.says.iter().zip(&texts[held]).filter_map(|(says, texts)| {
            let piece = segments.all[says.segment].said(texts.get(row)?, &says.words)?;
            Some((says.segment, piece))
        });
        said.collect()
    }

    fn texts(&self, evaluator: &Evaluator) -> Vec<Vec<StringChunked>> {
        let says = self.held.iter().map(|(_, one)| &one.says);
        let texts = says.map(|all| {
            let columns = all.iter().map(|says| evaluator.text_of(&says.text).column());
            columns.collect()
        });
        texts.collect()
    }
}

impl Collect for Codes<'_> {
    type Part = Vec<Cell>;
    type Whole = Vec<Cell>;

    fn nothing(&self) -> Vec<Cell> {
        Vec::new()
    }

    fn exprs(&self, each: &mut dyn FnMut(&Expr)) {
        each(&Expr::Raw(self.column));
        self.date().iter().for_each(&mut *each);
        self.when.into_iter().for_each(&mut *each);
        for (_, one) in self.held {
            one.applies.iter().for_each(&mut *each);
            one.says.iter().for_each(|says| each(&says.text));
        }
    }

    fn fields(&self) -> Vec<FieldIx> {
        let mut fields = vec![self.column];
        fields.extend(self.when.into_iter().flat_map(Expr::fields));
        for (_, one) in self.held {
            fields.extend(one.applies.iter().flat_map(Expr::fields));
            fields.extend(one.says.iter().flat_map(|says| says.text.fields()));
        }
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    fn insists(&self) -> bool {
        true
    }

    fn of_batch(&self, batch: &Batch) -> Vec<Cell> {
        let evaluator = batch.evaluator;
        let typed = evaluator.typed;
        let days = self.table.date.and_then(|date| typed.values_if_there(date));
        let day = |row: usize| match &days {
            Some(Values::Time(times)) => times.get(row).map(|at| at - at.rem_euclid(DAY)),
            _ => None,
        };
        let Some(texts) = typed.raw(self.column) else {
            return Vec::new();
        };
        let conditions: Vec<Option<Condition>> = (self.held.iter())
            .map(|(_, one)| Some(Condition::new(evaluator, one.applies.as_ref()?)))
            .collect();
        let holds = |condition: &Option<Condition>, row: usize| {
            let condition = condition.as_ref();
            condition.is_none_or(|condition| condition.holds(row) == Some(true))
        };
        // what a spreadsheet has made of a code is no code, but it must be counted
        let damaged = typed.damaged(self.column);
        let made = |row: usize| {
            let is_made = damaged.and_then(|damaged| damaged.get(row)) == Some(true);
            let cell = typed.cell(row, self.column).trim();
            (is_made && !cell.is_empty()).then_some(cell)
        };
        let when = self.when.map(|when| Condition::new(evaluator, when));
        let mut said = None;
        let (mut row, mut codes) = (0, Vec::new());
        texts.for_each(|text| {
            let is_wanted = when.as_ref().is_none_or(|when| when.holds(row) == Some(true));
            if let Some(code) = text.or_else(|| made(row)).filter(|_| is_wanted) {
                let held = conditions.iter().position(|one| holds(one, row));
                let form = held.map(|held| &self.held[held]);
                let is_off = form.filter(|(_, one)| !one.form.fits(code) && !one.says.is_empty());
                let says = held.filter(|_| is_off.is_some()).map(|held| {
                    let texts = said.get_or_insert_with(|| self.texts(evaluator));
                    self.said(held, row, texts)
                });
                codes.push(Cell {
                    code: Box::from(code),
                    day: day(row),
                    place: (batch.context.input, typed.batch.line(row)),
                    against: match form {
                        Some((ix, _)) => Against::Form(*ix),
                        None if self.held.is_empty() => Against::Any,
                        None => Against::Nothing,
                    },
                    says,
                });
            }
            row += 1;
        });
        codes
    }

    fn merge(&self, before: &mut Vec<Cell>, next: Vec<Cell>) {
        before.extend(next);
    }

    fn finish(&self, part: Vec<Cell>) -> Vec<Cell> {
        part
    }
}
