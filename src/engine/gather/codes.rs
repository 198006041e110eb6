//! Gathers the codes of a column, with the day of the document of each.

use super::{Batch, Collect};
use crate::rules::plan::Expr;
use crate::tables::Table;
use crate::tables::typed::Values;
use crate::tables::types::{DAY, FieldIx};

/// A column of codes.
pub(crate) struct Codes<'a> {
    pub(crate) table: &'a Table,
    pub(crate) column: FieldIx,
}

/// A code as it is written, and the day of its document where the table names one.
pub(crate) type Dated = (Box<str>, Option<i64>);

impl Codes<'_> {
    fn date(&self) -> Option<Expr> {
        let date = self.table.date?;
        Some(Expr::Field(date, self.table.fields[date].expr_type()))
    }
}

impl Collect for Codes<'_> {
    type Part = Vec<Dated>;
    type Whole = Vec<Dated>;

    fn nothing(&self) -> Vec<Dated> {
        Vec::new()
    }

    fn exprs(&self, each: &mut dyn FnMut(&Expr)) {
        each(&Expr::Raw(self.column));
        self.date().iter().for_each(each);
    }

    fn fields(&self) -> Vec<FieldIx> {
        vec![self.column]
    }

    fn insists(&self) -> bool {
        true
    }

    fn of_batch(&self, batch: &Batch) -> Vec<Dated> {
        let typed = batch.evaluator.typed;
        let days = self.table.date.and_then(|date| typed.values_if_there(date));
        let day = |row: usize| match &days {
            Some(Values::Time(times)) => times.get(row).map(|at| at - at.rem_euclid(DAY)),
            _ => None,
        };
        let Some(texts) = typed.raw(self.column) else {
            return Vec::new();
        };
        let (mut row, mut codes) = (0, Vec::new());
        texts.for_each(|text| {
            codes.extend(text.map(|text| (Box::from(text), day(row))));
            row += 1;
        });
        codes
    }

    fn merge(&self, before: &mut Vec<Dated>, next: Vec<Dated>) {
        before.extend(next);
    }

    fn finish(&self, part: Vec<Dated>) -> Vec<Dated> {
        part
    }
}
