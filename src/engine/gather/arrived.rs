//! Gathers what becomes of rows that are collected for a new system: which can be loaded, and which wait for what.

use std::collections::{BTreeMap, BTreeSet};

use polars::prelude::{BooleanChunked, Int64Chunked, Int128Chunked, PlHashMap, StringChunked};

use super::{Batch, Collect};
use crate::engine::condition::{Condition, is_set};
use crate::engine::documents::document_key;
use crate::engine::evaluate::Evaluator;
use crate::engine::keyed::Keyed;
use crate::findings::readiness::{
    Arrived as Whole, Cause, Fate, Fault, Held, LISTED, Referring, Row, Summed, Tally,
};
use crate::findings::shown_key;
use crate::fingerprint::identity::{BETWEEN, is_nameless};
use crate::rules::plan::Expr;
use crate::tables::Table;
use crate::tables::mask::mask;
use crate::tables::types::{DAY, FieldIx};

/// What was found in the rows of a table, by file and line.
pub(crate) type Faults = PlHashMap<(u32, u64), Fault>;

/// A table that is collected.
pub(crate) struct Arrived<'a> {
    pub(crate) table: &'a Table,
    /// The field that names the supplier.
    pub(crate) supplier: Option<FieldIx>,
    pub(crate) faults: &'a Faults,
    pub(crate) references: Vec<Out<'a>>,
    /// In which forms others refer to its keys.
    pub(crate) forms: Vec<&'a [Expr]>,
    /// Files whose rows nobody can refer to, for they could not be read to their ends.
    pub(crate) unread: &'a BTreeSet<u32>,
    pub(crate) date: Option<&'a Expr>,
    /// The first day in the new system, in days since 1970-01-01.
    pub(crate) go_live: Option<i64>,
    pub(crate) finished: Option<&'a Expr>,
    pub(crate) amount: Option<&'a Expr>,
    pub(crate) sums: Vec<Expr>,
    /// The key of a row, and those that are in the new system already.
    pub(crate) existing: Option<(&'a Expr, &'a Keys)>,
    /// Whether keys are counted that several rows have.
    pub(crate) counts_copies: bool,
}

/// A reference that leads out of the table.
pub(crate) struct Out<'a> {
    /// Its index.
    pub(crate) ix: usize,
    pub(crate) from: &'a [Expr],
    /// Which rows must refer to one; all where there is none.
    pub(crate) applies: Option<&'a Expr>,
    /// What there is of them; none where nobody knows yet.
    pub(crate) keys: Option<&'a Keys>,
    /// Whether there may be more that nobody can know, for their table could not be read to its end.
    pub(crate) is_unread: bool,
    pub(crate) is_secret: bool,
}

/// How the rows fare that have a key.
#[derive(Debug, Clone, Default)]
pub(crate) struct Keys(Keyed<Fate>);

impl Keys {
    fn has(&self, key: &str) -> bool {
        self.0.find(key).is_some()
    }

    /// Why nothing can refer to the key; none where something can.
    fn lack(&self, key: &str) -> Option<Cause> {
        match self.0.find(key) {
            None => Some(Cause::Missing),
            Some(Fate::Ready) => None,
            Some(fate) => Some(Cause::Fate(fate)),
        }
    }
}

/// What some batches have of it.
#[derive(Default)]
pub(crate) struct Part {
    whole: Whole,
    listed: [usize; 5],
    keys: Vec<Keyed<Fate>>,
    own: Keyed<u32>,
}

impl Collect for Arrived<'_> {
    type Part = Part;
    type Whole = (Box<Whole>, Vec<Keys>);

    fn nothing(&self) -> Part {
        let start = Summed {
            total: Some(0),
            unread: 0,
        };
        Part {
            whole: Whole {
                referring: vec![Referring::default(); self.references.len()],
                sums: vec![start; self.sums.len()],
                ..Whole::default()
            },
            keys: vec![Keyed::default(); self.forms.len()],
            ..Part::default()
        }
    }

    fn exprs(&self, each: &mut dyn FnMut(&Expr)) {
        let references = self.references.iter();
        let references = references.flat_map(|one| one.from.iter().chain(one.applies));
        let forms = self.forms.iter().flat_map(|form| form.iter());
        let own = [self.date, self.finished, self.amount];
        let existing = self.existing.as_ref().map(|(key, _)| *key);
        let own = own.into_iter().flatten().chain(existing).chain(&self.sums);
        references.chain(forms).chain(own).for_each(each);
    }

    fn fields(&self) -> Vec<FieldIx> {
        let mut fields: Vec<FieldIx> = self.supplier.into_iter().collect();
        self.exprs(&mut |expr| fields.extend(expr.fields()));
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    fn insists(&self) -> bool {
        true
    }

    fn of_batch(&self, batch: &Batch) -> Part {
        let columns = Columns::new(self, batch.evaluator);
        let mut part = self.nothing();
        for row in 0..batch.evaluator.typed.rows() {
            self.row(row, &columns, batch, &mut part);
        }
        for (sum, column) in part.whole.sums.iter_mut().zip(&self.sums) {
            *sum = summed(batch.evaluator, column);
        }
        part
    }

    fn merge(&self, before: &mut Part, next: Part) {
        let (whole, more) = (&mut before.whole, next.whole);
        for (group, figures) in more.groups {
            whole.groups.entry(group).or_default().add(&figures);
        }
        for (sum, more) in whole.referring.iter_mut().zip(more.referring) {
            sum.met.add(more.met);
            for (key, held) in more.held {
                hold(&mut sum.held, key, held);
            }
        }
        for (sum, more) in whole.sums.iter_mut().zip(more.sums) {
            let both = sum.total.zip(more.total);
            sum.total = both.and_then(|(one, other)| one.checked_add(other));
            sum.unread += more.unread;
        }
        for row in more.rows {
            list(&mut whole.rows, &mut before.listed, row);
        }
        whole.span = either(whole.span, more.span);
        whole.undecided += more.undecided;
        whole.existing += more.existing;
        for (keys, more) in before.keys.iter_mut().zip(next.keys) {
            keys.merge(more, Fate::min);
        }
        before.own.merge(next.own, u32::saturating_add);
    }

    fn finish(&self, part: Part) -> (Box<Whole>, Vec<Keys>) {
        let mut whole = part.whole;
        whole.copies = part.own.values().map(|count| u64::from(count) - 1).sum();
        let keys = part.keys.into_iter().map(Keys).collect();
        (Box::new(whole), keys)
    }
}

/// What is read of a batch.
struct Columns {
    references: Vec<(StringChunked, Option<Condition>)>,
    forms: Vec<StringChunked>,
    days: Option<(Int64Chunked, Option<BooleanChunked>)>,
    finished: Option<Condition>,
    amounts: Option<(Int128Chunked, Option<BooleanChunked>)>,
    existing: Option<StringChunked>,
}

impl Columns {
    fn new(asked: &Arrived, evaluator: &Evaluator) -> Columns {
        let keys = |exprs: &[Expr]| evaluator.key(exprs).column();
        let condition = |expr: &Expr| Condition::new(evaluator, expr);
        let unreadable = |expr: &Expr| evaluator.unreadable(&[expr]);
        let references = asked.references.iter();
        let existing = asked.existing.as_ref();
        Columns {
            references: references
                .map(|one| (keys(one.from), one.applies.map(condition)))
                .collect(),
            forms: asked.forms.iter().map(|form| keys(form)).collect(),
            days: asked.date.map(|e| (evaluator.time(e), unreadable(e))),
            finished: asked.finished.map(condition),
            amounts: asked.amount.map(|e| (evaluator.number(e), unreadable(e))),
            existing: existing.map(|(key, _)| keys(std::slice::from_ref(*key))),
        }
    }

    /// The day of a document; an error where it cannot be read.
    fn day(&self, row: usize) -> Result<Option<i64>, ()> {
        match &self.days {
            Some((_, unreadable)) if is_set(unreadable.as_ref(), row) => Err(()),
            Some((days, _)) => Ok(days.get(row).map(|at| at.div_euclid(DAY))),
            None => Ok(None),
        }
    }

    /// What a row comes to; none where that cannot be read.
    fn amount(&self, row: usize) -> Option<i128> {
        match &self.amounts {
            Some((_, unreadable)) if is_set(unreadable.as_ref(), row) => None,
            Some((amounts, _)) => Some(amounts.get(row).unwrap_or_default()),
            None => Some(0),
        }
    }
}

/// Where a reference of a row leads to nothing: its place among those of the table, the key as it may be shown, and why.
type Lack = (usize, String, Cause);

impl Arrived<'_> {
    fn row(&self, row: usize, columns: &Columns, batch: &Batch, part: &mut Part) {
        let typed = batch.evaluator.typed;
        let place = (batch.context.input, typed.batch.line(row));
        let fault = self.faults.get(&place);
        let refused = fault.and_then(|fault| fault.refused);
        let tally = Tally {
            rows: 1,
            amount: columns.amount(row),
        };
        let left_out = self.left_out(row, columns, &mut part.whole);
        // what is not loaded refers to nothing, and what is faulty waits for itself first
        let lacks = if left_out.is_some() || refused.is_some() {
            Vec::new()
        } else {
            self.refer(row, columns, tally, fault, &mut part.whole)
        };
        let fate = match left_out {
            Some(fate) => fate,
            None if refused.is_some() => Fate::Faulty,
            None if lacks.is_empty() => Fate::Ready,
            None => Fate::Blocked,
        };
        let is_known = !self.unread.contains(&place.0);
        for (keys, known) in columns.forms.iter().zip(&mut part.keys) {
            if let Some(key) = keys.get(row).filter(|_| is_known) {
                known.add(key, fate, Fate::min);
            }
        }
        let key = document_key(typed, self.table, row);
        if left_out.is_none() {
            if self.counts_copies && !is_nameless(&key) {
                part.own.add(&key, 1, u32::saturating_add);
            }
            let existing = columns.existing.as_ref().zip(self.existing.as_ref());
            let is_there = existing.and_then(|(keys, (_, known))| Some(known.has(keys.get(row)?)));
            part.whole.existing += u64::from(is_there == Some(true));
        }
        let cell = |field: FieldIx| typed.cell(row, field).trim();
        let supplier = self.supplier.map_or("", cell);
        let group = part.whole.groups.entry((place.0, supplier.to_owned()));
        let figures = group.or_default();
        figures.received += 1;
        figures.complete += u64::from(!fault.is_some_and(|fault| fault.lacks));
        figures.fates[fate as usize].add(tally);
        figures.content = figures.content.wrapping_add(content(typed.batch.row(row)));
        for &again in fault.iter().flat_map(|fault| &fault.again) {
            *figures.again.entry(again).or_default() += 1;
        }
        if part.listed[fate as usize] < LISTED {
            let waits = lacks.into_iter().next().filter(|_| fate == Fate::Blocked);
            let row = Row {
                input: place.0,
                line: place.1,
                key: shown_key(self.table, &key).into_owned(),
                supplier: self.supplier.map(|_| supplier.to_owned()),
                fate,
                waits: waits.map(|(at, key, cause)| (self.references[at].ix, key, cause)),
                refused: refused.filter(|_| fate == Fate::Faulty),
            };
            list(&mut part.whole.rows, &mut part.listed, row);
        }
    }

    /// Why a row need not be loaded, if it need not. Where nobody knows, it is loaded.
    fn left_out(&self, row: usize, columns: &Columns, whole: &mut Whole) -> Option<Fate> {
        let day = columns.day(row);
        let finished = columns.finished.as_ref().map(|c| c.holds(row));
        whole.undecided += u64::from(day.is_err() || finished == Some(None));
        if let (Ok(Some(day)), Some(go_live)) = (day, self.go_live)
            && day >= go_live
        {
            return Some(Fate::Later);
        }
        if let Ok(Some(day)) = day {
            whole.span = either(whole.span, Some((day, day)));
        }
        (finished == Some(Some(true))).then_some(Fate::Finished)
    }

    /// Counts what a row refers to, and returns what of it leads to nothing.
    fn refer(
        &self,
        row: usize,
        columns: &Columns,
        tally: Tally,
        fault: Option<&Fault>,
        whole: &mut Whole,
    ) -> Vec<Lack> {
        let mut lacks = Vec::new();
        let read = columns.references.iter().zip(&self.references);
        for (at, ((keys, applies), reference)) in read.enumerate() {
            let applies = applies.as_ref().map_or(Some(true), |c| c.holds(row));
            let (Some(key), Some(true)) = (keys.get(row), applies) else {
                continue;
            };
            let cause = match reference.keys {
                Some(known) => match known.lack(key) {
                    Some(Cause::Missing) if reference.is_unread => Some(Cause::Unread),
                    cause => cause,
                },
                None if reference.is_unread => Some(Cause::Unread),
                None => continue,
            };
            let referring = &mut whole.referring[at];
            let Some(cause) = cause else {
                referring.met.add(tally);
                continue;
            };
            if fault.is_some_and(|fault| fault.let_be.contains(&reference.ix)) {
                continue;
            }
            let key = reference.shown(key);
            hold(&mut referring.held, key.clone(), Held { cause, tally });
            lacks.push((at, key, cause));
        }
        lacks
    }
}

impl Out<'_> {
    /// A key as it may be shown.
    fn shown(&self, key: &str) -> String {
        let parts = key.split(BETWEEN).map(|part| mask(part, self.is_secret));
        parts.collect::<Vec<_>>().join("|")
    }
}

fn hold(held: &mut BTreeMap<String, Held>, key: String, more: Held) {
    let nothing = Held {
        cause: more.cause,
        tally: Tally::default(),
    };
    held.entry(key).or_insert(nothing).tally.add(more.tally);
}

fn list(rows: &mut Vec<Row>, listed: &mut [usize; 5], row: Row) {
    let count = &mut listed[row.fate as usize];
    if *count < LISTED {
        *count += 1;
        rows.push(row);
    }
}

fn either(one: Option<(i64, i64)>, other: Option<(i64, i64)>) -> Option<(i64, i64)> {
    match (one, other) {
        (Some(one), Some(other)) => Some((one.0.min(other.0), one.1.max(other.1))),
        (one, other) => one.or(other),
    }
}

fn summed(evaluator: &Evaluator, column: &Expr) -> Summed {
    let unreadable = evaluator.unreadable(&[column]);
    let values = evaluator.number(column);
    let add = |sum: i128, value: i128| sum.checked_add(value);
    Summed {
        total: values.iter().flatten().try_fold(0, add),
        unread: unreadable.map_or(0, |mask| mask.num_trues() as u64),
    }
}

/// FNV-1a over the cells, which is the same in every version of the program: the history keeps it.
fn content<'c>(cells: impl Iterator<Item = &'c str>) -> u64 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for cell in cells {
        for byte in cell.trim().bytes().chain([0x1f]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
    hash
}
