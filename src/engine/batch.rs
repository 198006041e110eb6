//! What a worker does with each chunk of a file: parse it, judge its rows, and gather what is wanted of them.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::Request;
use super::evaluate::Evaluator;
use super::frames::BatchContext;
use super::gather::heads::FirstLines;
use super::gather::{self, Part};
use super::judge::judge;
use super::listed;
use super::lookups::LookupTable;
use super::verdicts::Judged;
use crate::findings::asked::Options;
use crate::project::Project;
use crate::sources::Chunk;
use crate::sources::batch::{Aside, Batch, Sifted};
use crate::sources::layout::Layout;
use crate::sources::met::Met;
use crate::tables::Table;
use crate::tables::header::Header;
use crate::tables::typed::{Needs, Notes, Typed, Values, Whole};
use crate::tables::types::{FieldIx, FieldType};

/// What all batches of a file have in common.
pub(super) struct BatchJob<'a> {
    pub(super) project: &'a Project,
    pub(super) options: &'a Options<'a>,
    pub(super) request: &'a Request<'a>,
    pub(super) lookups: &'a [Option<LookupTable>],
    /// Where documents have their first lines, if only those are judged.
    pub(super) heads: Option<&'a FirstLines>,
    pub(super) whole: Whole<'a>,
    pub(super) needs: &'a Needs,
    pub(super) header: &'a Header,
    /// Parallel to the rules: whether the file has their columns.
    pub(super) runnable: &'a [bool],
    pub(super) layout: Layout<'a>,
    /// Parallel to the rules: whether as many findings are there as are kept.
    pub(super) enough: Arc<[AtomicBool]>,
    /// Index of the file.
    pub(super) input: u32,
}

/// What one batch yields.
pub(super) struct Yield {
    pub(super) rows: u64,
    /// How many of them are judged, where not all are, and the numbers of their documents.
    pub(super) listed: Option<(u64, Vec<usize>)>,
    pub(super) refused: u64,
    pub(super) aside: Vec<(u64, Aside)>,
    pub(super) met: Met,
    pub(super) sifted: Sifted,
    pub(super) bytes: u64,
    /// Parallel to the rules of the request; none where the file lacks a column.
    pub(super) judged: Vec<Option<Judged>>,
    /// Parallel to what is to be gathered.
    pub(super) parts: Vec<Part>,
    pub(super) notes: Notes,
    /// The earliest date of its documents; of a table that does not say which date is theirs, of all that are read.
    pub(super) earliest: Option<i64>,
    /// Its documents that are dated after the audit, of a table that says which date is theirs.
    pub(super) ahead: Option<Ahead>,
}

/// Documents that are dated after the audit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ahead {
    pub(super) count: u64,
    /// When the newest is dated, in milliseconds since 1970-01-01, and its file and row.
    pub(super) newest: i64,
    pub(super) place: (u32, u64),
}

impl Ahead {
    pub(super) fn and(self, other: Ahead) -> Ahead {
        let newest = if other.newest > self.newest {
            other
        } else {
            self
        };
        Ahead {
            count: self.count + other.count,
            ..newest
        }
    }
}

/// What rules and gathers look at.
#[derive(Clone, Copy)]
struct On<'a> {
    lines: &'a Evaluator<'a>,
    rows: &'a Evaluator<'a>,
    /// By line and by row, whether it is judged, where not all are.
    listed: Option<[&'a [bool]; 2]>,
}

/// What came of them.
struct Worked {
    judged: Vec<Option<Judged>>,
    parts: Vec<Part>,
    listed: Option<(u64, Vec<usize>)>,
}

impl BatchJob<'_> {
    pub(super) fn run(&self, mut chunk: Chunk) -> Yield {
        let mut batch = chunk.parse(&self.layout);
        let mut aside = std::mem::take(&mut batch.aside);
        let met = std::mem::take(&mut *batch.met);
        let sifted = std::mem::take(&mut *batch.sifted);
        let typed = self.typed(&batch);
        let lines = self.evaluator(&typed);
        let copies = self
            .heads
            .and_then(|heads| heads.copies(&lines, self.table(), self.input));
        let (rows, worked) = match copies {
            None => (batch.rows(), self.worked(&lines, &lines)),
            Some(copies) => {
                let mut documents = batch.clone().set_aside(&copies);
                aside.append(&mut documents.aside);
                aside.sort_by_key(|(line, _)| *line);
                let typed = self.typed(&documents);
                (
                    documents.rows(),
                    self.worked(&lines, &self.evaluator(&typed)),
                )
            }
        };
        let Worked {
            judged,
            parts,
            listed,
        } = worked;
        Yield {
            rows: rows as u64,
            listed,
            refused: batch.refused.len() as u64,
            aside,
            met,
            sifted,
            bytes: batch.bytes() as u64,
            judged,
            parts,
            earliest: self.earliest(&typed),
            ahead: self.ahead(&typed, &batch),
            notes: typed.notes,
        }
    }

    fn table(&self) -> &Table {
        &self.project.tables[self.request.table]
    }

    fn typed<'b>(&'b self, batch: &'b Batch<'b>) -> Typed<'b> {
        Typed::new(self.table(), self.header, batch, self.needs, self.whole)
    }

    fn evaluator<'b>(&'b self, typed: &'b Typed<'b>) -> Evaluator<'b> {
        Evaluator::new(typed, self.lookups, self.options.as_of)
    }

    /// What is judged and gathered, of all lines and of what is judged of them.
    fn worked(&self, lines: &Evaluator, rows: &Evaluator) -> Worked {
        let all = On {
            lines,
            rows,
            listed: None,
        };
        let Some(only) = self.request.only else {
            return self.worked_on(&all, &all);
        };
        let table = self.table();
        let [of_lines, of_rows] = [lines, rows].map(|all| listed::Judged::new(all, table, only));
        let [typed_lines, typed_rows] = [&of_lines, &of_rows].map(|one| self.typed(&one.batch));
        let (lines, rows) = (self.evaluator(&typed_lines), self.evaluator(&typed_rows));
        let each = On {
            lines: &lines,
            rows: &rows,
            listed: None,
        };
        let all = On {
            listed: Some([&of_lines.rows, &of_rows.rows]),
            ..all
        };
        let worked = self.worked_on(&each, &all);
        Worked {
            listed: Some((of_rows.batch.rows() as u64, of_rows.met)),
            ..worked
        }
    }

    /// `each`: the rows that are judged by themselves; `all`: those that are held against one another.
    fn worked_on(&self, each: &On, all: &On) -> Worked {
        let context = BatchContext {
            table: self.table(),
            wanted: self.request.wanted,
            listed: None,
            input: self.input,
            keep: self.options.keep.limit(),
            told: self.options.keep.told(),
            ageing: self.options.ageing,
        };
        let judged = self.judged(each, all, &context);
        let parts = self.gathered(each, all, &context, &judged);
        Worked {
            judged,
            parts,
            listed: None,
        }
    }

    fn earliest(&self, typed: &Typed) -> Option<i64> {
        let table = self.table();
        let dates = match table.date {
            Some(date) => date..date + 1,
            None => 0..table.fields.len(),
        };
        let is_date = |field: &FieldIx| {
            let kind = table.fields[*field].kind;
            matches!(kind, FieldType::Date | FieldType::Datetime) && self.needs.contains(*field)
        };
        let earliest = |field: FieldIx| match typed.values_if_there(field)? {
            Values::Time(times) => times.iter().flatten().min(),
            _ => None,
        };
        dates.filter(is_date).filter_map(earliest).min()
    }

    /// The first of the newest is told.
    fn ahead(&self, typed: &Typed, batch: &Batch) -> Option<Ahead> {
        let date = self
            .table()
            .date
            .filter(|date| self.needs.contains(*date))?;
        let Values::Time(times) = typed.values_if_there(date)? else {
            return None;
        };
        let newest = times.iter().flatten().max()?;
        let instant = self.options.as_of.instant;
        if newest <= instant {
            return None;
        }
        let row = times.iter().position(|time| time == Some(newest))?;
        let later = times.iter().flatten().filter(|time| *time > instant);
        Some(Ahead {
            count: later.count() as u64,
            newest,
            place: (self.input, batch.line(row)),
        })
    }

    fn judged(&self, each: &On, all: &On, context: &BatchContext) -> Vec<Option<Judged>> {
        let rules = self.request.rules.iter().zip(self.runnable);
        let rules = rules.zip(self.enough.iter());
        let judged = rules.map(|((finisher, runnable), enough)| {
            // batches are put together in their order: this one comes behind those that filled it
            let keep = if enough.load(Ordering::Relaxed) {
                0
            } else {
                context.keep
            };
            let on = if finisher.rule.plan.source.is_set() {
                all
            } else {
                each
            };
            let judges_lines = finisher.rule.is_of_lines();
            let evaluator = if judges_lines { on.lines } else { on.rows };
            let listed = on.listed.map(|all| all[usize::from(!judges_lines)]);
            let context = BatchContext {
                keep,
                listed,
                ..*context
            };
            runnable.then(|| judge(evaluator, finisher, &context))
        });
        judged.collect()
    }

    fn gathered(
        &self,
        each: &On,
        all: &On,
        context: &BatchContext,
        judged: &[Option<Judged>],
    ) -> Vec<Part> {
        let lacks = |field: &usize| self.header.lacks(*field);
        let batch = |evaluator| gather::Batch {
            evaluator,
            context,
            judged,
            rules: &self.request.rules,
        };
        let gather = self.request.gather.iter();
        gather
            .map(|one| {
                if one.fields().iter().any(lacks) {
                    return one.nothing();
                }
                // of the rows that a rule judged, where it judges them one by one
                let on = match one.rule() {
                    Some(at) if !self.request.rules[at].rule.plan.source.is_set() => each,
                    _ => all,
                };
                one.of_batch(&batch(on.rows))
            })
            .collect()
    }
}
