//! Gathers what a rule counts beside its verdicts.

use std::collections::BTreeMap;

use polars::prelude::BooleanChunked;

use super::{Batch, Collect};
use crate::engine::evaluate::is_true;
use crate::findings::measured::Measured;
use crate::rules::plan::{Expr, Measure};
use crate::tables::Table;
use crate::tables::types::DAY;

/// A rule that counts something.
pub(crate) struct Measures<'a> {
    /// Its place among the rules of the request.
    pub(crate) at: usize,
    /// Its index in the project.
    pub(crate) rule: usize,
    pub(crate) measure: &'a Measure,
    pub(crate) table: &'a Table,
}

/// What it counted, and among how many, by field or period.
pub(crate) type Counted = BTreeMap<i64, (u64, u64)>;

impl Collect for Measures<'_> {
    type Part = Counted;
    type Whole = (usize, Vec<Measured>);

    fn nothing(&self) -> Counted {
        Counted::new()
    }

    fn exprs(&self, each: &mut dyn FnMut(&Expr)) {
        self.measure.exprs().into_iter().for_each(each);
    }

    fn rule(&self) -> Option<usize> {
        Some(self.at)
    }

    fn of_batch(&self, batch: &Batch) -> Counted {
        let mut counted = Counted::new();
        let Some(judged) = &batch.judged[self.at] else {
            return counted;
        };
        let evaluator = batch.evaluator;
        let applies = |rows: BooleanChunked| match &judged.applies {
            Some(applies) => &rows & applies,
            None => rows,
        };
        match self.measure {
            Measure::Filled(fills) => {
                for (fill, place) in fills.iter().zip(0..) {
                    let asked = applies(is_true(&evaluator.condition(&fill.asked).0));
                    let missing = is_true(&evaluator.condition(&fill.missing).0);
                    let [among, lack] =
                        [asked.sum(), (&asked & &missing).sum()].map(|n| u64::from(n.unwrap_or(0)));
                    counted.insert(place, (among - lack, among));
                }
            }
            Measure::Rows(day, per) => {
                let days = evaluator.time(day);
                let dated = applies(days.is_not_null());
                for (day, is_dated) in days.iter().zip(dated.iter()) {
                    if let (Some(day), Some(true)) = (day, is_dated) {
                        counted.entry(per.of(day.div_euclid(DAY))).or_default().0 += 1;
                    }
                }
            }
        }
        counted
    }

    fn merge(&self, before: &mut Counted, next: Counted) {
        for (of, (count, among)) in next {
            let sum = before.entry(of).or_default();
            *sum = (sum.0 + count, sum.1 + among);
        }
    }

    fn finish(&self, part: Counted) -> (usize, Vec<Measured>) {
        let measured = part.into_iter().filter_map(|(of, (count, among))| {
            let (name, among) = match self.measure {
                Measure::Filled(fills) => {
                    let fill = fills.get(usize::try_from(of).ok()?)?;
                    (self.table.fields[fill.field].name.clone(), Some(among))
                }
                Measure::Rows(_, per) => (per.name(of), None),
            };
            Some(Measured { name, count, among })
        });
        (self.rule, measured.collect())
    }
}
