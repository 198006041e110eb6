//! What a rule means, independent of the engine that evaluates it.
//!
//! A rule kind and an SQL condition both become [`Expr`]s over the fields of a table. An expression has one of the
//! six [`ExprType`]s; null in gives null out unless the node says otherwise. Nothing here knows polars, so the same
//! plan can be printed as SQL for another engine.

pub(crate) mod doubt;
mod expr;
pub(crate) mod grouped;
pub(crate) mod limit;
pub(crate) mod process;
pub(crate) mod standard;
#[cfg(test)]
mod written;

use std::sync::Arc;

pub(crate) use self::expr::{Arithmetic, CodePart, DatePart, Expr, Needed, Op, Sought};

use self::grouped::{Grouped, Period, Test};
use self::process::Flow;
use self::standard::Standard;
use crate::calendar::Calendar;
use crate::coding::{Form, Scheme};
use crate::messages::{LocalText, Message};
use crate::mistakes::placed::Name;
use crate::names;
use crate::tables::types::{DAY, FieldIx, TableIx};

/// Index of a lookup in the project.
pub(crate) type LookupIx = usize;
/// Index of a link in the project.
pub(crate) type LinkIx = usize;

/// The day of what has not happened, later than any other.
pub(crate) const NEVER: i64 = i64::MAX / DAY * DAY;

/// What is said of a cell of another table that is empty, for an empty text says nothing.
pub(crate) const EMPTY: &str = "\0";

/// Where the rows that a rule judges come from.
#[derive(Debug, Clone)]
pub(crate) enum Source {
    /// Each row on its own (lookups included).
    Rows,
    /// Records whose structure is wrong: a judgement for each fault, in the order of [`Fault::ORDER`]. They have no column.
    Shape,
    /// Cells that were damaged before they came here: for each field a judgement for each damage, in the order of
    /// [`Damage::ORDER`].
    Damage,
    /// Entries of `dispositions.toml`, judged when all findings are known.
    Dispositions(Flaw),
    /// Who has findings of which rule, judged when those of the exports are known.
    Recurrence(Recurring),
    /// The cases of a process, judged when all its events are known.
    Process(Box<Flow>),
    /// Rows that share all keys with so many other rows or more; nulls are not counted. Judged by the first judgement.
    Repeated {
        keys: Vec<Expr>,
        /// How many rows may have the same keys.
        most: u32,
        /// Whether another table has the key as well; by the judgements behind the first.
        elsewhere: Vec<Expr>,
    },
    /// Codes that are numbered one after the other: a judgement for what is missing before a number, for numbers that several codes
    /// have, for those that are dated against their order, and for series that are nearly full.
    Serial {
        /// Null where the code is of no form with a serial.
        series: Expr,
        number: Expr,
        /// The day of a row.
        at: Option<Expr>,
        /// Whether what is missing is judged.
        gaps: bool,
        /// How many per cent of the numbers of a series may be given out, times 10^12; not judged where it is none.
        full: Option<i128>,
        scheme: Arc<Scheme>,
    },
    /// Rows whose value is not the one that most rows with the same keys hold.
    Minority {
        keys: Vec<Expr>,
        value: Expr,
        /// Whether a key is judged as a whole, and counts once: by the first of such rows.
        once: bool,
    },
    /// Groups of rows, judged by what is kept of each of their rows.
    Grouped(Box<Grouped>),
    /// Rows whose name is that of another row, or nearly.
    Twins(Box<Copies>),
}

/// What rows are compared by that may be copies of each other.
#[derive(Debug, Clone)]
pub(crate) struct Copies {
    pub(crate) kind: names::Kind,
    /// The least sure that is told.
    pub(crate) grade: names::Grade,
    /// The parts of the name; an empty one, but for the first, is a part like others.
    pub(crate) names: Vec<Expr>,
    /// What people call a row by; none where nothing does.
    pub(crate) code: Option<Expr>,
    /// What must not differ where two rows have it.
    pub(crate) differ: Vec<Expr>,
    /// What may agree, with its fields.
    pub(crate) agree: Vec<(FieldIx, Expr)>,
    /// Since when there is the row.
    pub(crate) since: Option<Expr>,
    pub(crate) uses: Vec<Use>,
}

/// Rows of another table that lead to the row.
#[derive(Debug, Clone)]
pub(crate) struct Use {
    /// What people call the other table.
    pub(crate) label: LocalText,
    /// How many there are.
    pub(crate) count: Expr,
    /// What they come to.
    pub(crate) amount: Option<Expr>,
}

impl Copies {
    /// All that is read of each row.
    pub(crate) fn exprs(&self) -> Vec<&Expr> {
        let uses = self.uses.iter();
        let uses = uses.flat_map(|one| std::iter::once(&one.count).chain(&one.amount));
        let agree = self.agree.iter().map(|(_, expr)| expr);
        let all = self.names.iter().chain(&self.code).chain(&self.differ);
        all.chain(agree).chain(&self.since).chain(uses).collect()
    }
}

impl Source {
    /// Whether rows are held against one another.
    pub(crate) fn is_set(&self) -> bool {
        !matches!(self, Source::Rows | Source::Shape | Source::Damage)
    }

    /// Whether some rows can be judged without a verdict on the others, whatever those are needed for.
    pub(crate) fn judges_rows(&self) -> bool {
        match self {
            Source::Rows
            | Source::Shape
            | Source::Damage
            | Source::Repeated { .. }
            | Source::Twins(_) => true,
            Source::Minority { once, .. } => !once,
            Source::Dispositions(_)
            | Source::Recurrence(_)
            | Source::Process(_)
            | Source::Serial { .. }
            | Source::Grouped(_) => false,
        }
    }

    /// By what rows are put together or in order, beside what is found wrong with them.
    pub(crate) fn arranged_by(&self) -> Vec<&Expr> {
        match self {
            Source::Serial { at, .. } => at.iter().collect(),
            Source::Minority { keys, .. } => keys.iter().collect(),
            Source::Grouped(grouped) => grouped.keys.iter().chain(grouped.time()).collect(),
            _ => Vec::new(),
        }
    }

    /// The expressions that the source needs of each row.
    pub(crate) fn exprs(&self) -> Vec<&Expr> {
        match self {
            Source::Rows
            | Source::Shape
            | Source::Damage
            | Source::Dispositions(_)
            | Source::Recurrence(_)
            | Source::Process(_) => Vec::new(),
            Source::Repeated {
                keys, elsewhere, ..
            } => keys.iter().chain(elsewhere).collect(),
            Source::Serial {
                series, number, at, ..
            } => [series, number].into_iter().chain(at).collect(),
            Source::Minority { keys, value, .. } => {
                keys.iter().chain(std::iter::once(value)).collect()
            }
            Source::Twins(copies) => copies.exprs(),
            Source::Grouped(grouped) => grouped.exprs().collect(),
        }
    }
}

/// What can be wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// An exception has ended, and what it excepted is still found.
    Expired,
    /// The day to act has passed, and what was to be put right is still found.
    Overdue,
    /// It matches nothing.
    Unused,
    /// It labels more than was decided on.
    Broad,
}

/// What a rule about recurrence looks at.
#[derive(Debug, Clone)]
pub(crate) struct Recurring {
    pub(crate) recurs: Recurs,
    /// Patterns of rules; none: all rules about the exports but those of severity `info`.
    pub(crate) rules: Option<Vec<Name>>,
}

/// From how many months with findings on somebody recurs, and in how many they are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Recurs {
    pub(crate) months: usize,
    /// Calendar months up to that of the audit, which is one of them.
    pub(crate) within: usize,
}

/// A rule's plan: one source, and a judgement for each column that can be wrong.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) source: Source,
    pub(crate) judgements: Vec<Judgement>,
    /// How long the rows take, where the rule is about time.
    pub(crate) timing: Option<Timing>,
    /// What is counted beside its verdicts, to be held against other runs.
    pub(crate) measure: Option<Measure>,
    /// Whether its columns hold accounts, of which it asks the table of people.
    pub(crate) accounts: bool,
    /// What is told instead of findings where nearly no row is right: then not the rows are wrong, but what they are held against.
    pub(crate) mistaken: Option<Message>,
    /// The forms that codes are held against.
    pub(crate) forms: Vec<OnForm>,
}

/// A form of a coding scheme that codes of a column are held against.
#[derive(Debug, Clone)]
pub(crate) struct OnForm {
    pub(crate) column: FieldIx,
    pub(crate) form: Arc<Form>,
    /// The rows that it is for; none where it is for all.
    pub(crate) applies: Option<Expr>,
    pub(crate) says: Vec<Says>,
}

/// What another column says should stand in a segment.
#[derive(Debug, Clone)]
pub(crate) struct Says {
    pub(crate) segment: usize,
    pub(crate) text: Expr,
    /// From the words of the code to those of the column.
    pub(crate) words: Vec<(String, String)>,
}

impl Plan {
    /// A plan that is not about time.
    pub(crate) fn new(source: Source, judgements: Vec<Judgement>) -> Plan {
        Plan {
            source,
            judgements,
            timing: None,
            measure: None,
            accounts: false,
            mistaken: None,
            forms: Vec::new(),
        }
    }
}

impl Plan {
    /// Whether rows are held against what an earlier run counted.
    pub(crate) fn asks_earlier(&self) -> bool {
        match &self.source {
            Source::Grouped(grouped) => {
                matches!(&grouped.test, Test::Volume(volume) if volume.earlier.is_some())
            }
            _ => false,
        }
    }
}

/// The clock that a duration is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Clock {
    /// All time that passes, to the millisecond.
    Elapsed,
    /// All days that pass.
    Days,
    /// Days that are worked, as [`DAY`]s.
    Workdays,
    /// Time that is worked.
    Workhours,
}

impl Clock {
    /// The unit that times are summed up in, as JSON names it.
    pub(crate) fn unit_name(self) -> &'static str {
        match self {
            Clock::Elapsed => "minute",
            Clock::Days => "day",
            Clock::Workdays => "workday",
            Clock::Workhours => "workminute",
        }
    }

    /// Milliseconds of the unit that times are summed up in: a minute or a day.
    pub(crate) fn unit(self) -> i64 {
        match self {
            Clock::Elapsed | Clock::Workhours => 60_000,
            Clock::Days | Clock::Workdays => DAY,
        }
    }
}

/// How long the rows of a rule take, finished or not.
#[derive(Debug, Clone)]
pub(crate) struct Timing {
    pub(crate) clock: Clock,
    /// Milliseconds that make a day on the clock.
    pub(crate) day: i64,
    /// Rows to which a limit applies; all where there is none.
    pub(crate) limited: Option<Expr>,
    /// Null where a row has no start.
    pub(crate) started: Expr,
    pub(crate) is_open: Expr,
    /// Whether it ended before it began.
    pub(crate) backwards: Expr,
    /// From start to end.
    pub(crate) finished: Expr,
    /// From start to the day of the audit; none where open rows are not judged.
    pub(crate) so_far: Option<Expr>,
    /// The calendar of a clock that counts working time, and whether there is an end that it does not cover.
    pub(crate) calendar: Option<Arc<Calendar>>,
    pub(crate) ends_outside: Option<Expr>,
}

impl Timing {
    /// All expressions that measuring a row evaluates.
    pub(crate) fn exprs(&self) -> impl Iterator<Item = &Expr> {
        let all = [
            &self.started,
            &self.is_open,
            &self.backwards,
            &self.finished,
        ];
        let all = all.into_iter().chain(&self.so_far);
        all.chain(&self.limited).chain(&self.ends_outside)
    }
}

/// What is counted of the rows that a rule applies to.
#[derive(Debug, Clone)]
pub(crate) enum Measure {
    /// How many of those that must hold a field do, field by field.
    Filled(Vec<Fill>),
    /// How many there are in each period, by the day of the row.
    Rows(Expr, Period),
}

/// A field that rows must hold.
#[derive(Debug, Clone)]
pub(crate) struct Fill {
    pub(crate) field: FieldIx,
    /// Which rows must.
    pub(crate) asked: Expr,
    /// Whether it is not there.
    pub(crate) missing: Expr,
}

impl Measure {
    /// All expressions that counting a row evaluates.
    pub(crate) fn exprs(&self) -> Vec<&Expr> {
        match self {
            Measure::Filled(fills) => {
                let of_fields = fills.iter().flat_map(|fill| [&fill.asked, &fill.missing]);
                of_fields.collect()
            }
            Measure::Rows(day, _) => vec![day],
        }
    }
}

/// What is wrong with a row, and how it is told.
#[derive(Debug, Clone)]
pub(crate) struct Judgement {
    /// The column a finding points at.
    pub(crate) column: FieldIx,
    /// The other columns that it looks at; a finding shows their cells.
    pub(crate) beside: Vec<FieldIx>,
    /// Further columns whose cells its sentence quotes.
    pub(crate) quoted: Vec<FieldIx>,
    /// Whether it is about something else than what the rule is there for, as dates that contradict each other are where it is
    /// about time.
    pub(crate) aside: bool,
    /// Whether these and the column are wrong together only, as the parts of a key are.
    pub(crate) together: bool,
    /// True: violation. False: ok. Null: not applicable, or undecidable where a cell cannot be read.
    pub(crate) violation: Expr,
    /// Whether somebody wrote the condition: rows for which it is neither true nor false are told.
    pub(crate) written: bool,
    /// Of the rows that are ok: those whose limit has not passed yet.
    pub(crate) pending: Option<Expr>,
    /// Rows that cannot be judged although every cell can be read.
    pub(crate) undecidable: Option<Expr>,
    /// The one argument of the message that differs from row to row.
    pub(crate) detail: Detail,
    /// Of its figures, the one that comes of a sensitive field.
    pub(crate) secret: Option<&'static str>,
    /// What is told instead of findings where it is wrong in nearly all rows, of which one is shown; gets `wrong`, `judged` and the
    /// cells of that row.
    pub(crate) mistaken: Option<Message>,
    /// What should be there; gets `detail`.
    pub(crate) expected: Message,
    /// What is wrong; gets `value` and `detail`.
    pub(crate) message: Message,
}

impl Judgement {
    /// A judgement without pending rows or details.
    pub(crate) fn new(
        column: FieldIx,
        violation: Expr,
        expected: Message,
        message: Message,
    ) -> Judgement {
        Judgement {
            column,
            beside: Vec::new(),
            quoted: Vec::new(),
            aside: false,
            together: false,
            violation,
            written: false,
            pending: None,
            undecidable: None,
            detail: Detail::None,
            secret: None,
            mistaken: None,
            expected,
            message,
        }
    }

    /// Of all columns of a key, of which the judgement has the first.
    pub(crate) fn of_key(self, fields: &[FieldIx]) -> Judgement {
        Judgement {
            beside: fields[1..].to_vec(),
            together: true,
            ..self
        }
    }

    /// With other columns of which a finding shows the cells.
    pub(crate) fn beside(self, fields: impl Iterator<Item = FieldIx>) -> Judgement {
        Judgement {
            beside: fields.filter(|field| *field != self.column).collect(),
            ..self
        }
    }

    /// The columns beside its own of which a finding keeps the cells.
    pub(crate) fn others(&self) -> impl Iterator<Item = FieldIx> {
        self.beside.iter().chain(&self.quoted).copied()
    }

    /// All columns of which a finding keeps the cells.
    pub(crate) fn cells(&self) -> impl Iterator<Item = FieldIx> {
        std::iter::once(self.column).chain(self.others())
    }

    /// With the one argument that differs from row to row.
    pub(crate) fn detail(self, detail: Detail) -> Judgement {
        Judgement { detail, ..self }
    }
}

/// A finding's own message argument.
#[derive(Debug, Clone)]
pub(crate) enum Detail {
    None,
    /// The raw text of another column.
    Raw(FieldIx),
    /// A number.
    Number(Expr),
    /// A text.
    Text(Expr),
    /// A value that must not be told.
    Secret,
    /// Which of these conditions do not hold.
    Parts(Vec<Part>),
    /// A duration, told in the largest fitting units of its clock, and the limit that it was found to pass.
    Span(Clock, Expr, TimeLimit),
    /// A day, or a point in time.
    Day(Expr),
    /// What the row that is led to holds of fields whose conditions it does not meet, each with the name of the field; null of
    /// a condition that it meets.
    Unfit(Vec<(LocalText, Expr)>),
    /// All that is wrong with the cell by a standard, and what should stand there.
    Flaws(Standard),
    /// Whether a key that a lookup does not find differs from one that it has by what nobody sees alone.
    Near(LookupIx, Vec<Expr>),
    /// What is wrong with a code.
    Code(Coded),
    /// Of a rule and an owner: the rule's id, the findings of this run, the months with findings and the first of them.
    Recurrence,
    /// Which row it may be a copy of: the fields that may agree, what people call the tables whose rows lead to it, and whether the
    /// code by which it is called must not be told.
    Twin(Vec<FieldIx>, Vec<LocalText>, bool),
    /// Which of the fields that [`Expr::Lacks`] looks at are missing, in the same order.
    Needed(Vec<Wanted>),
    /// What a group comes to: the names of its figures, in their order. `$detail` is where other rows are.
    Figures(&'static [&'static str]),
    /// Made by the source: how often a key occurs and where, what most rows say, how many cells a row has.
    Source,
}

impl Detail {
    /// The expressions that it is made of.
    pub(crate) fn exprs(&self) -> Vec<&Expr> {
        match self {
            Detail::Number(expr)
            | Detail::Span(_, expr, _)
            | Detail::Day(expr)
            | Detail::Text(expr) => vec![expr],
            Detail::Unfit(fields) => fields.iter().map(|(_, expr)| expr).collect(),
            // the parts of a condition are parts of what violates, and so are keys
            Detail::Parts(_)
            | Detail::Flaws(_)
            | Detail::Near(..)
            | Detail::Code(_)
            | Detail::Twin(..)
            | Detail::None
            | Detail::Raw(_)
            | Detail::Secret
            | Detail::Recurrence
            | Detail::Needed(_)
            | Detail::Figures(_)
            | Detail::Source => Vec::new(),
        }
    }
}

/// A field that may be asked for.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub(crate) column: LocalText,
    /// What is asked for together has the same number.
    pub(crate) group: usize,
    /// Why it is asked for.
    pub(crate) why: Option<Message>,
    pub(crate) weight: u32,
}

/// A part of a condition.
#[derive(Debug, Clone)]
pub(crate) struct Part {
    pub(crate) condition: Expr,
    /// What there is to say where it does not hold.
    pub(crate) told: Message,
}

/// A code that is held against a scheme.
#[derive(Debug, Clone)]
pub(crate) struct Coded {
    pub(crate) column: FieldIx,
    pub(crate) scheme: Arc<Scheme>,
    pub(crate) form: Arc<Form>,
    /// The segment that is not in its list, by its number, and whether what is listed may be told.
    pub(crate) listed: Option<(usize, LookupIx, bool)>,
    /// All segments that are looked up, by their numbers.
    pub(crate) lists: Vec<(usize, LookupIx)>,
}

/// A limit of time.
#[derive(Debug, Clone)]
pub(crate) struct TimeLimit {
    pub(crate) millis: i64,
    /// The field from which on the time runs.
    pub(crate) from: FieldIx,
}

/// What one table has to say about the keys of another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Lookup {
    pub(crate) table: TableIx,
    pub(crate) keys: Vec<Expr>,
    pub(crate) when: Option<Expr>,
    pub(crate) reduce: Reduce,
    /// Whether rules do without it where its table cannot be read; it finds nothing then.
    pub(crate) optional: bool,
}

/// How the rows of one key become one value.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Reduce {
    /// 2: a row with this key meets `when`; 1: there are only rows that do not; 0: no row.
    Exists,
    /// The sum over the rows that meet `when`; 0 without rows, undecidable with an unreadable cell.
    Sum(Expr),
    /// The latest date over the rows that meet `when`, a null being [`NEVER`]; undecidable without rows, and with an
    /// unreadable cell unless another row is never.
    Latest(Expr),
    /// The value that the rows which meet `when` have in common; null without rows and where all cells are empty, undecidable
    /// with different values and with an unreadable cell.
    Only(Expr),
    /// The same of those that hold on the day which stands behind the key of whoever asks: from one day on, until another one. A
    /// null leaves its end open.
    Valid {
        value: Expr,
        from: Option<Expr>,
        until: Option<Expr>,
    },
}

/// Documents of one table that wait for documents of another one.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    /// What the waiting documents are called.
    pub(crate) label: LocalText,
    /// The table of the waiting documents.
    pub(crate) table: TableIx,
    /// The fields that tell them apart; where there are none, each row is a document.
    pub(crate) document: Vec<FieldIx>,
    /// The document that a row waits for. Null where it waits for none.
    pub(crate) from: Expr,
    /// The table of the documents that are waited for.
    pub(crate) to: TableIx,
    /// Their key, in the form that `from` is compared with.
    pub(crate) key: Expr,
    /// Which documents there are to wait for; asked where nothing fits.
    pub(crate) known: LookupIx,
    /// Which rows wait; all where there is none.
    pub(crate) when: Option<Expr>,
    pub(crate) amount: Option<Expr>,
    /// The date since when a row waits.
    pub(crate) since: Option<Expr>,
}

impl Link {
    /// All expressions over the waiting documents.
    pub(crate) fn exprs(&self) -> Vec<&Expr> {
        let optional = [&self.when, &self.amount, &self.since];
        std::iter::once(&self.from)
            .chain(optional.into_iter().flatten())
            .collect()
    }

    /// The fields without which nothing can be counted.
    pub(crate) fn fields(&self) -> Vec<FieldIx> {
        let read = self.exprs().into_iter().flat_map(Expr::fields);
        read.chain(self.document.iter().copied()).collect()
    }
}

impl Lookup {
    /// All expressions over the other table.
    pub(crate) fn exprs(&self) -> Vec<&Expr> {
        let reduced: Vec<&Expr> = match &self.reduce {
            Reduce::Exists => Vec::new(),
            Reduce::Sum(expr) | Reduce::Latest(expr) | Reduce::Only(expr) => vec![expr],
            Reduce::Valid { value, from, until } => {
                std::iter::once(value).chain(from).chain(until).collect()
            }
        };
        self.keys.iter().chain(&self.when).chain(reduced).collect()
    }

    /// The fields without which there is no answer.
    pub(crate) fn fields(&self) -> Vec<FieldIx> {
        self.exprs().into_iter().flat_map(Expr::fields).collect()
    }
}
