//! Gathers how long the rows of a rule take.

use polars::prelude::{BooleanChunked, PlHashMap};

use super::{Batch, Collect};
use crate::engine::evaluate::{Evaluator, is_true};
use crate::engine::frames::BatchContext;
use crate::findings::finishing::Finisher;
use crate::findings::times::{Group, Times};
use crate::rules::plan::{Expr, Timing};
use crate::tables::types::FieldIx;

/// A rule about time.
pub(crate) struct Ages<'a> {
    /// Its place among the rules of the request.
    pub(crate) at: usize,
    /// Its index in the project.
    pub(crate) rule: usize,
    pub(crate) timing: &'a Timing,
}

/// How long they take; none where none was judged.
pub(crate) struct Aged {
    /// Index of the rule in the project.
    pub(crate) rule: usize,
    pub(crate) times: Option<Times>,
}

impl Collect for Ages<'_> {
    type Part = Option<Times>;
    type Whole = Aged;

    fn nothing(&self) -> Option<Times> {
        None
    }

    fn exprs(&self, each: &mut dyn FnMut(&Expr)) {
        self.timing.exprs().for_each(each);
    }

    fn rule(&self) -> Option<usize> {
        Some(self.at)
    }

    fn of_batch(&self, batch: &Batch) -> Option<Times> {
        let judged = batch.judged[self.at].as_ref()?;
        let (rule, applies) = (&batch.rules[self.at], judged.applies.as_ref());
        let times = measure(batch.evaluator, rule, self.timing, batch.context, applies);
        Some(times)
    }

    fn merge(&self, before: &mut Option<Times>, next: Option<Times>) {
        if let Some(next) = next {
            before.get_or_insert_default().add(next);
        }
    }

    fn finish(&self, part: Option<Times>) -> Aged {
        Aged {
            rule: self.rule,
            times: part,
        }
    }
}

/// Measures the rows of a batch that the rule applies to.
fn measure(
    evaluator: &Evaluator,
    finisher: &Finisher,
    timing: &Timing,
    context: &BatchContext,
    applies: Option<&BooleanChunked>,
) -> Times {
    let mut times = Times::default();
    let mut groups = Groups::new(evaluator, finisher, context);
    let spans = evaluator.time(&timing.finished);
    let so_far = timing.so_far.as_ref().map(|span| evaluator.time(span));
    let mut rows = evaluator.time(&timing.started).is_not_null();
    let ends_outside = timing.ends_outside.as_ref();
    let mut outside = ends_outside.map(|outside| is_true(&evaluator.condition(outside).0));
    if let Some(applies) = applies {
        rows = &rows & applies;
        outside = outside.map(|outside| &outside & applies);
    }
    if let Some(limited) = &timing.limited {
        // null where the cell is empty
        let limited = is_true(&evaluator.condition(limited).0);
        times.unlimited = (&rows & &!&limited).num_trues() as u64;
        rows = &rows & &limited;
        outside = outside.map(|outside| &outside & &limited);
    }
    let is_open = evaluator.condition(&timing.is_open).0;
    let backwards = evaluator.condition(&timing.backwards).0;
    let open = &rows & &is_true(&is_open);
    let done = &(&rows & &is_true(&!&is_open)) & &is_true(&!&backwards);
    let mut uncovered = &done & &spans.is_null();
    if let Some(so_far) = &so_far {
        uncovered = &uncovered | &(&open & &so_far.is_null());
    }
    if let Some(outside) = &outside {
        uncovered = &uncovered | outside;
    }
    times.uncovered = uncovered.num_trues() as u64;
    if !context.ageing {
        return times;
    }
    for row in 0..evaluator.typed.rows() {
        if open.get(row) == Some(true) {
            let span = so_far.as_ref().and_then(|so_far| so_far.get(row));
            // what is to begin after the day of the audit is not open yet
            if let Some(span) = span.filter(|span| *span >= 0) {
                groups.group(row, &mut times).open.take(span, timing);
            }
        } else if done.get(row) == Some(true)
            && let Some(span) = spans.get(row)
        {
            let span = span / timing.clock.unit();
            groups.group(row, &mut times).finished.take(span);
        }
    }
    times
}

/// Owners and departments of a batch.
struct Groups<'a> {
    evaluator: &'a Evaluator<'a>,
    finisher: &'a Finisher<'a>,
    department: Option<FieldIx>,
    /// The place of a group by its cells.
    known: PlHashMap<(&'a str, &'a str), usize>,
}

impl<'a> Groups<'a> {
    fn new(
        evaluator: &'a Evaluator<'a>,
        finisher: &'a Finisher<'a>,
        context: &BatchContext,
    ) -> Groups<'a> {
        Groups {
            evaluator,
            finisher,
            department: context.table.department,
            known: PlHashMap::default(),
        }
    }

    fn group<'t>(&mut self, row: usize, times: &'t mut Times) -> &'t mut Group {
        let cell = |field: Option<FieldIx>| field.map_or("", |f| self.evaluator.typed.cell(row, f));
        let cells = (cell(self.finisher.rule.owner), cell(self.department));
        let place = *self.known.entry(cells).or_insert_with(|| {
            let people = self.finisher.group(cells.0, cells.1);
            let entry = times.groups.entry(people);
            let place = entry.index();
            entry.or_default();
            place
        });
        &mut times.groups[place]
    }
}
