//! What a process is, and what a rule demands of its cases: engine-neutral, like the rest of a plan.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Deserialize;

use super::limit::Limit;
use super::{Clock, Expr, LookupIx, Op};
use crate::calendar::WorkTime;
use crate::messages::{LocalText, Message};
use crate::mistakes::Place;
use crate::tables::types::{FieldIx, TableIx};

/// Index of a process in the project.
pub(crate) type ProcessIx = usize;
/// Index of an event in its process.
pub(crate) type EventIx = usize;
/// Index of a condition in its process.
pub(crate) type ConditionIx = usize;
/// Index of a value in its process.
pub(crate) type ValueIx = usize;

/// Fields of the table of a process: the case, the document of an event that happens several times in a case, who did it, and any
/// event that is not declared. Behind them stand those of each event, in the order of the events.
pub(crate) const CASE: FieldIx = 0;
pub(crate) const DOCUMENT: FieldIx = 1;
pub(crate) const BY: FieldIx = 2;
/// Stands for words of a log that no declared event has.
pub(crate) const OTHER: FieldIx = 3;
const EVENTS: FieldIx = 4;

/// What happens to the things that a company works on, each of which is a case.
#[derive(Debug, Clone)]
pub(crate) struct Process {
    pub(crate) name: String,
    pub(crate) label: LocalText,
    pub(crate) place: Place,
    /// Its table, which the program makes: the rows are the events.
    pub(crate) table: TableIx,
    pub(crate) tie: Tie,
    pub(crate) missing: Missing,
    pub(crate) work: WorkTime,
    pub(crate) events: Vec<Event>,
    /// The table in which a column names the event, where there is one.
    pub(crate) log: Option<ActivityLog>,
    /// What its rules ask of rows on which events stand.
    pub(crate) conditions: Vec<Condition>,
    /// What its rules compare between such rows.
    pub(crate) values: Vec<Value>,
}

impl Process {
    /// The field of an event's time in the table of the process.
    pub(crate) fn at(event: EventIx) -> FieldIx {
        EVENTS + 2 * event
    }

    /// The event whose actor a field of the table of the process is.
    pub(crate) fn actor(field: FieldIx) -> Option<EventIx> {
        let event = field.checked_sub(EVENTS)?;
        (event % 2 == 1).then_some(event / 2)
    }

    /// Whether nobody may see who did something in it.
    pub(crate) fn hides_people(&self) -> bool {
        self.events.iter().any(|event| event.secret)
            || self.log.as_ref().is_some_and(|log| log.secret)
    }

    /// Whether nobody may see when events of a sort were; behind those that are declared stand the other words of its log.
    pub(crate) fn hides_time(&self, sort: usize) -> bool {
        match self.events.get(sort) {
            Some(event) => event.hides_time,
            None => self.log.as_ref().is_some_and(|log| log.hides_time),
        }
    }

    /// The tables that its events stand in, in the order they are first named.
    pub(crate) fn tables(&self) -> Vec<TableIx> {
        let mut tables: Vec<TableIx> = Vec::new();
        for event in &self.events {
            if !tables.contains(&event.table) {
                tables.push(event.table);
            }
        }
        tables
    }

    /// The questions that its events in a table ask other tables.
    pub(crate) fn lookups(&self, table: TableIx) -> BTreeSet<LookupIx> {
        let mut lookups = BTreeSet::new();
        let mut ask = |expr: &Expr| {
            expr.visit(&mut |e| {
                if let Expr::Lookup(lookup, ..) = e {
                    lookups.insert(*lookup);
                }
            });
        };
        for event in self.events.iter().filter(|event| event.table == table) {
            ask(&event.case);
            event.when.iter().for_each(&mut ask);
        }
        for log in self.log.iter().filter(|log| log.table == table) {
            ask(&log.case);
            log.when.iter().for_each(&mut ask);
        }
        for condition in self.conditions.iter().filter(|c| c.table == table) {
            ask(&condition.expr);
        }
        lookups
    }

    pub(crate) fn find(&self, name: &str) -> Option<EventIx> {
        self.events.iter().position(|event| event.name == name)
    }

    /// The index of a condition; rules that ask the same share it.
    pub(crate) fn condition(&mut self, condition: Condition) -> ConditionIx {
        of_alike(&mut self.conditions, condition)
    }

    /// The index of a value; rules that ask for the same share it.
    pub(crate) fn value(&mut self, value: Value) -> ValueIx {
        of_alike(&mut self.values, value)
    }
}

fn of_alike<T: PartialEq>(all: &mut Vec<T>, one: T) -> usize {
    let alike = all.iter().position(|other| *other == one);
    alike.unwrap_or_else(|| {
        all.push(one);
        all.len() - 1
    })
}

/// Something that happens to a case.
#[derive(Debug, Clone)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) label: LocalText,
    pub(crate) table: TableIx,
    /// The key of its case. Null where a row belongs to none.
    pub(crate) case: Expr,
    /// A day or a point in time; null where it has not happened.
    pub(crate) at: FieldIx,
    pub(crate) by: Option<FieldIx>,
    /// Whether nobody may see who did it.
    pub(crate) secret: bool,
    /// Whether nobody may see when it was.
    pub(crate) hides_time: bool,
    /// What tells several of a case apart.
    pub(crate) id: Option<FieldIx>,
    /// Rows on which it stands; all where there is none.
    pub(crate) when: Option<Expr>,
    /// The words of the log's column of activities that name it; none outside of a log.
    pub(crate) activities: Vec<String>,
}

/// A table whose rows are events, each named by a column. Words that no declared event has are events as well.
#[derive(Debug, Clone)]
pub(crate) struct ActivityLog {
    pub(crate) table: TableIx,
    pub(crate) activity: FieldIx,
    pub(crate) case: Expr,
    pub(crate) at: FieldIx,
    pub(crate) by: Option<FieldIx>,
    /// Whether nobody may see who did it.
    pub(crate) secret: bool,
    /// Whether nobody may see when something was.
    pub(crate) hides_time: bool,
    pub(crate) id: Option<FieldIx>,
    pub(crate) when: Option<Expr>,
}

/// Whether a row on which an event stands is of a kind.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Condition {
    pub(crate) table: TableIx,
    pub(crate) expr: Expr,
}

/// A cell or number of a row on which an event stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Value {
    pub(crate) table: TableIx,
    pub(crate) field: FieldIx,
    /// Whether it is added up; otherwise it is compared as text.
    pub(crate) is_number: bool,
}

/// What it is where two events cannot be told apart in time: at the same moment, or on one day where one of them has no time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Tie {
    /// As the rule demands.
    Ok,
    /// Not as it demands.
    Violation,
    /// Not known.
    #[default]
    Undecided,
}

/// What it is where something was done and nobody wrote down when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Missing {
    Violation,
    #[default]
    Undecided,
}

/// What a rule about a process demands.
#[derive(Debug, Clone)]
pub(crate) struct Flow {
    pub(crate) process: ProcessIx,
    pub(crate) step: Step,
    /// Which events are judged, or which cases: those of which the first row with the event meets a condition.
    pub(crate) when: Option<(EventIx, ConditionIx)>,
    /// The first and the last day on which the event, or the first of a case, is judged by the rule.
    pub(crate) since: Option<i64>,
    pub(crate) until: Option<i64>,
    /// The rule as a sentence.
    pub(crate) spoken: Message,
}

/// What is demanded, by kind.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    /// Each event of one sort has, or has not, one of another sort before or after it.
    Follows(Follows),
    /// A case has an event so many times.
    Times(Times),
    /// A case begins with one of these.
    First { events: Vec<EventIx> },
    /// A case ends with one of these. `open`: what a case is that has not.
    Last { events: Vec<EventIx>, open: Open },
    /// A case has all of these or none.
    Together { events: Vec<EventIx> },
    /// A case goes one of these ways.
    Routes(Routes),
    /// Different people do these on one case.
    FourEyes { events: Vec<EventIx> },
    /// Nobody does both of a pair.
    Duties(Duties),
    /// The row of a later event says the same as that of an earlier one, column by column.
    Frozen(Frozen),
    /// What the rows of one sort of events add up to stands in a relation to what those of another do.
    Match(Matching),
}

impl Step {
    /// The event whose rows `when` is a condition on; none where that cannot be said.
    pub(crate) fn subject(&self) -> Option<EventIx> {
        match self {
            Step::Follows(follows) => Some(follows.each),
            Step::Times(times) => Some(times.event),
            Step::FourEyes { events } => events.last().copied(),
            Step::Frozen(frozen) => Some(frozen.to),
            Step::Match(matching) => Some(matching.right.0),
            Step::First { .. } | Step::Last { .. } | Step::Together { .. } | Step::Routes(_) => {
                Some(0)
            }
            Step::Duties(_) => None,
        }
    }
}

/// How many times a case has an event.
#[derive(Debug, Clone)]
pub(crate) struct Times {
    pub(crate) event: EventIx,
    pub(crate) min: u64,
    pub(crate) max: Option<u64>,
}

/// The ways that cases may go.
#[derive(Debug, Clone)]
pub(crate) struct Routes {
    pub(crate) allowed: Vec<Vec<EventIx>>,
    /// Whether a case that is on one of them, and not at its end, is pending.
    pub(crate) open: Open,
}

/// What nobody may do both.
#[derive(Debug, Clone)]
pub(crate) struct Duties {
    pub(crate) pairs: Vec<(EventIx, EventIx)>,
    /// Whether on one case only; on any two otherwise.
    pub(crate) on_case: bool,
    pub(crate) within: Option<Span>,
}

/// What must not change from one event to another.
#[derive(Debug, Clone)]
pub(crate) struct Frozen {
    pub(crate) from: EventIx,
    pub(crate) to: EventIx,
    pub(crate) columns: Vec<FrozenColumn>,
}

/// A column that must not change.
#[derive(Debug, Clone)]
pub(crate) struct FrozenColumn {
    pub(crate) label: LocalText,
    pub(crate) sensitive: bool,
    pub(crate) before: ValueIx,
    pub(crate) after: ValueIx,
}

/// Sums that are compared case by case.
#[derive(Debug, Clone)]
pub(crate) struct Matching {
    pub(crate) left: (EventIx, ValueIx),
    pub(crate) op: Op,
    pub(crate) right: (EventIx, ValueIx),
    /// Whether a case without any of the left ones is judged: they add up to 0.
    pub(crate) absent: bool,
    /// How much they may differ, times 10^12: at most the larger of this and the next.
    pub(crate) absolute: i128,
    /// Per cent of the right one, times 10^12.
    pub(crate) percent: i128,
    /// Digits after the point that each number is rounded to before it is added.
    pub(crate) round: Option<u32>,
    /// Whether nobody may see the left sum, and the right one.
    pub(crate) secret: (bool, bool),
}

/// What has not happened yet at the day of the audit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Open {
    /// A violation once its time is over.
    #[default]
    Count,
    /// Pending, however long.
    Wait,
}

/// One event and another.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a key of the rule")]
pub(crate) struct Follows {
    pub(crate) each: EventIx,
    pub(crate) other: EventIx,
    /// Whether the other must be there; it must not otherwise.
    pub(crate) needs: bool,
    pub(crate) order: Order,
    /// Whether only the first one of each sort in a case counts.
    pub(crate) first: bool,
    /// Whether each has one of its own.
    pub(crate) one_each: bool,
    /// Whether nothing is between.
    pub(crate) directly: bool,
    pub(crate) within: Option<Span>,
    pub(crate) not_before: Option<Span>,
    pub(crate) open: Open,
}

/// Where the other event is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Order {
    Before,
    After,
    Any,
}

/// A time between two events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) clock: Clock,
    pub(crate) limit: Limit,
}
