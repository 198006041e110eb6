//! Gathers what happens to the cases of a process, from one of its tables.

use hashbrown::HashMap;
use polars::prelude::StringChunked;

use super::{Batch, Collect};
use crate::engine::condition::{Condition as Mask, is_set};
use crate::engine::evaluate::Evaluator;
use crate::process::events::{Amount, Events as Happened, Holds, Row, Stamp};
use crate::rules::plan::Expr;
use crate::rules::plan::process::{EventIx, Process, ProcessIx};
use crate::tables::Table;
use crate::tables::cell::filled;
use crate::tables::types::{DAY, FieldIx, TableIx};

/// The events of a process that stand in a table.
pub(crate) struct Events<'a> {
    /// Of the process.
    pub(crate) number: ProcessIx,
    pub(crate) process: &'a Process,
    pub(crate) ix: TableIx,
    pub(crate) table: &'a Table,
}

/// Where one event, or all of a log, stand in a row.
struct Mark<'a> {
    /// None: a column of the log says which.
    event: Option<EventIx>,
    case: &'a Expr,
    at: Expr,
    by: Option<FieldIx>,
    id: Option<FieldIx>,
    when: Option<&'a Expr>,
}

impl<'a> Events<'a> {
    fn marks(&self) -> Vec<Mark<'a>> {
        let at = |field: FieldIx| Expr::Field(field, self.table.fields[field].expr_type());
        let process = self.process;
        let columns = process.events.iter().enumerate();
        let columns = columns.filter(|(_, event)| event.table == self.ix);
        // those of the log are found by its words
        let columns = columns.filter(|(_, event)| event.activities.is_empty());
        let columns = columns.map(|(ix, event)| Mark {
            event: Some(ix),
            case: &event.case,
            at: at(event.at),
            by: event.by,
            id: event.id,
            when: event.when.as_ref(),
        });
        let log = process.log.iter().filter(|log| log.table == self.ix);
        let log = log.map(|log| Mark {
            event: None,
            case: &log.case,
            at: at(log.at),
            by: log.by,
            id: log.id,
            when: log.when.as_ref(),
        });
        columns.chain(log).collect()
    }
}

impl Collect for Events<'_> {
    type Part = Box<Happened>;
    type Whole = (ProcessIx, Box<Happened>);

    fn nothing(&self) -> Box<Happened> {
        Box::new(Happened::new(self.process))
    }

    fn exprs(&self, each: &mut dyn FnMut(&Expr)) {
        for mark in self.marks() {
            each(mark.case);
            each(&mark.at);
            mark.when.into_iter().for_each(&mut *each);
        }
        for event in self.process.events.iter().filter(|e| e.table == self.ix) {
            event.when.iter().for_each(&mut *each);
        }
        let conditions = self.process.conditions.iter();
        let conditions = conditions.filter(|condition| condition.table == self.ix);
        conditions.for_each(|condition| each(&condition.expr));
        for value in self.process.values.iter().filter(|v| v.table == self.ix) {
            let kind = self.table.fields[value.field].expr_type();
            each(&Expr::Field(value.field, kind));
        }
    }

    fn fields(&self) -> Vec<FieldIx> {
        let mut fields = Vec::new();
        self.exprs(&mut |expr| fields.extend(expr.fields()));
        for mark in self.marks() {
            fields.extend(mark.by.into_iter().chain(mark.id));
        }
        let log = self.process.log.iter().filter(|log| log.table == self.ix);
        fields.extend(log.map(|log| log.activity));
        fields.sort_unstable();
        fields.dedup();
        fields
    }

    fn insists(&self) -> bool {
        true
    }

    fn of_batch(&self, batch: &Batch) -> Box<Happened> {
        let reading = Reading {
            of: self,
            evaluator: batch.evaluator,
            input: batch.context.input,
        };
        let mut events = self.nothing();
        for mark in self.marks() {
            reading.add(&mark, &mut events);
        }
        events
    }

    fn merge(&self, before: &mut Box<Happened>, next: Box<Happened>) {
        before.append(*next);
    }

    fn finish(&self, part: Box<Happened>) -> (ProcessIx, Box<Happened>) {
        (self.number, part)
    }
}

/// A batch whose events are looked for.
struct Reading<'r, 'b> {
    of: &'r Events<'r>,
    evaluator: &'b Evaluator<'b>,
    input: u32,
}

impl Reading<'_, '_> {
    /// Adds the events that stand at a mark.
    fn add(&self, mark: &Mark, events: &mut Happened) {
        let typed = self.evaluator.typed;
        let cases = self.evaluator.text_of(mark.case).column();
        let found = self.found(mark, events);
        let mut rows = Vec::with_capacity(found.len());
        for (row, event, stamp) in found {
            let Some(case) = cases.get(row).filter(|case| !case.is_empty()) else {
                events.caseless += 1;
                continue;
            };
            let cell = |field: Option<FieldIx>| field.map_or("", |f| typed.cell(row, f).trim());
            let department = self.of.table.department;
            let shown = department.filter(|&field| !self.of.table.fields[field].sensitive);
            events.push(&Row {
                event,
                case,
                stamp,
                by: cell(mark.by),
                id: cell(mark.id),
                department: cell(shown),
                input: self.input,
                line: typed.batch.line(row),
            });
            rows.push(row);
        }
        self.conditions(&rows, events);
        self.values(&rows, events);
    }

    /// The rows on which an event stands, with its number and its time.
    fn found(&self, mark: &Mark, events: &mut Happened) -> Vec<(usize, u32, Stamp)> {
        let times = self.evaluator.time(&mark.at);
        let unread = self.evaluator.unreadable(&[&mark.at]);
        let when = mark.when.map(|when| Mask::new(self.evaluator, when));
        let names = Names::new(self, mark);
        let mut found = Vec::new();
        for row in 0..self.evaluator.typed.rows() {
            let stamp = match times.get(row) {
                _ if is_set(unread.as_ref(), row) => Stamp::Unknown,
                Some(at) if at.rem_euclid(DAY) == 0 => Stamp::Day(at),
                Some(at) => Stamp::At(at),
                // done, but nobody wrote down when
                None if mark.event.is_none() || self.is_done(mark, row) => Stamp::Unknown,
                None => continue,
            };
            match when.as_ref().map_or(Some(true), |when| when.holds(row)) {
                Some(true) => {}
                Some(false) => continue,
                None => {
                    events.undecided += 1;
                    continue;
                }
            }
            match names.event(row, events) {
                Named::Event(event) => found.push((row, event, stamp)),
                Named::Nothing => {}
                Named::Unknown => events.undecided += 1,
            }
        }
        found
    }

    /// Whether somebody is named who did it.
    fn is_done(&self, mark: &Mark, row: usize) -> bool {
        mark.by.is_some_and(|by| {
            let cell = self.evaluator.typed.cell(row, by);
            filled(&self.of.table.fields[by], cell).is_some()
        })
    }

    fn conditions(&self, rows: &[usize], events: &mut Happened) {
        for (ix, condition) in self.of.process.conditions.iter().enumerate() {
            if condition.table != self.of.ix {
                events.hold(ix, rows.iter().map(|_| Holds::No));
                continue;
            }
            let (value, doubt) = self.evaluator.condition(&condition.expr);
            let holds = rows.iter().map(|&row| match value.get(row) {
                Some(true) => Holds::Yes,
                Some(false) => Holds::No,
                None if is_set(doubt.as_ref(), row) => Holds::Unknown,
                None => Holds::Open,
            });
            events.hold(ix, holds);
        }
    }

    fn values(&self, rows: &[usize], events: &mut Happened) {
        let values = self.of.process.values.iter().enumerate();
        for (ix, value) in values.filter(|(_, value)| value.table == self.of.ix) {
            let kind = self.of.table.fields[value.field].expr_type();
            let expr = Expr::Field(value.field, kind);
            let unread = self.evaluator.unreadable(&[&expr]);
            if value.is_number {
                let numbers = self.evaluator.number(&expr);
                let amounts = rows.iter().map(|&row| match numbers.get(row) {
                    _ if is_set(unread.as_ref(), row) => Amount::Unknown,
                    Some(number) => Amount::Is(number),
                    None => Amount::Empty,
                });
                events.count(ix, amounts);
            } else {
                let texts = self.evaluator.text_of(&expr).column();
                let typed = self.evaluator.typed;
                // what cannot be read is compared as it is written
                let texts = rows.iter().map(|&row| {
                    let text = texts.get(row);
                    text.unwrap_or_else(|| typed.cell(row, value.field).trim())
                });
                events.say(ix, texts);
            }
        }
    }
}

/// Which event stands at a mark: one, or the one that the word of the log names.
enum Names<'r> {
    One(u32),
    Words {
        words: StringChunked,
        declared: HashMap<&'r str, u32>,
        /// The conditions under which a word is the event that it names.
        when: Vec<(u32, Mask)>,
    },
}

/// What stands on a row.
enum Named {
    Event(u32),
    Nothing,
    /// It cannot be known.
    Unknown,
}

impl<'r> Names<'r> {
    fn new(reading: &Reading<'r, '_>, mark: &Mark) -> Names<'r> {
        let process = reading.of.process;
        let Some(log) = process.log.as_ref().filter(|_| mark.event.is_none()) else {
            return Names::One(Happened::declared(mark.event.unwrap_or_default()));
        };
        let kind = reading.of.table.fields[log.activity].expr_type();
        let activity = Expr::Field(log.activity, kind);
        let events = process.events.iter().enumerate();
        let events = events.map(|(ix, event)| (Happened::declared(ix), event));
        let named = events.clone().flat_map(|(ix, event)| {
            let words = event.activities.iter();
            words.map(move |word| (word.trim(), ix))
        });
        let of_log = events.filter(|(_, event)| !event.activities.is_empty());
        let when = of_log.filter_map(|(ix, event)| {
            let when = event.when.as_ref()?;
            Some((ix, Mask::new(reading.evaluator, when)))
        });
        Names::Words {
            words: reading.evaluator.text_of(&activity).column(),
            declared: named.collect(),
            when: when.collect(),
        }
    }

    /// The event on a row.
    fn event(&self, row: usize, events: &mut Happened) -> Named {
        let (words, declared, when) = match self {
            Names::One(event) => return Named::Event(*event),
            Names::Words {
                words,
                declared,
                when,
            } => (words, declared, when),
        };
        let word = words.get(row).unwrap_or_default().trim();
        let Some(&event) = declared.get(word) else {
            return Named::Event(events.other(word));
        };
        let mut when = when.iter();
        let when = when.find(|(of, _)| *of == event);
        match when.map_or(Some(true), |(_, when)| when.holds(row)) {
            Some(true) => Named::Event(event),
            Some(false) => Named::Nothing,
            None => Named::Unknown,
        }
    }
}
