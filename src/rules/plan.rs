//! What a rule means, independent of the engine that evaluates it.
//!
//! A rule kind and an SQL condition both become [`Expr`]s over the fields of a table. An expression has one of the
//! six [`ExprType`]s; null in gives null out unless the node says otherwise. Nothing here knows polars, so the same
//! plan can be printed as SQL for another engine.

use std::sync::Arc;

use regex::Regex;

use super::matcher::Matcher;
use crate::calendar::Calendar;
use crate::messages::{LocalText, Message};
use crate::rules::dispositions::Flaw;
use crate::rules::recurrence::Recurring;

/// Index of a field in its table.
pub(crate) type FieldIx = usize;
/// Index of a table in the project.
pub(crate) type TableIx = usize;
/// Index of a lookup in the project.
pub(crate) type LookupIx = usize;
/// Index of a link in the project.
pub(crate) type LinkIx = usize;

/// Digits kept after the decimal point. Numbers are exact decimals `i128 / 10^12`: fourteen digits are left before the
/// point even for the product of two of them.
pub(crate) const SCALE: u32 = 12;
/// `10^SCALE`.
pub(crate) const ONE: i128 = 1_000_000_000_000;
/// Milliseconds of a day.
pub(crate) const DAY: i64 = 86_400_000;
/// The day of what has not happened, later than any other.
pub(crate) const NEVER: i64 = i64::MAX / DAY * DAY;

/// What an expression yields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ExprType {
    Text,
    Number,
    /// Milliseconds since 1970-01-01 at midnight, no zone.
    Date,
    /// Milliseconds since 1970-01-01, no zone.
    Instant,
    /// Milliseconds.
    Span,
    Boolean,
}

impl ExprType {
    /// Whether values of the two types have an order or an equality between them.
    pub(crate) fn comparable(self, other: ExprType) -> bool {
        let dated = |kind| matches!(kind, ExprType::Date | ExprType::Instant);
        self == other || (dated(self) && dated(other))
    }
}

/// A typed expression over the fields of one row.
#[derive(Debug, Clone)]
pub(crate) enum Expr {
    /// The typed, cleaned value. Null where the cell is empty or cannot be read.
    Field(FieldIx, ExprType),
    /// The cell's text as it stands in the file. Null where it is empty.
    Raw(FieldIx),
    /// Whether the cell holds something that is not of its type. Null where it is empty.
    Unreadable(FieldIx),
    /// What another table says of this row's key: a number, or the date of [`Reduce::Latest`]. Null where a key is null.
    Lookup(LookupIx, ExprType, Vec<Expr>),
    Text(String),
    Number(i128),
    Date(i64),
    Instant(i64),
    Span(i64),
    Boolean(bool),
    /// The day the audit is made as of, or its instant.
    AsOf(ExprType),
    /// Whether the cell is empty; an unreadable one is not. Never null.
    IsNull(Box<Expr>),
    Not(Box<Expr>),
    /// Three-valued: false wins over null.
    And(Vec<Expr>),
    /// Three-valued: true wins over null.
    Or(Vec<Expr>),
    Compare(Op, Box<Expr>, Box<Expr>),
    InTexts(Box<Expr>, Vec<String>),
    Matches(Box<Expr>, Box<Matcher>),
    /// Number of characters (code points).
    Chars(Box<Expr>),
    /// Number of bytes in an encoding.
    Bytes(Box<Expr>, &'static encoding_rs::Encoding),
    /// A person, cleaned of width, blanks and case.
    Person(Box<Expr>),
    /// Text after named clean-ups; null where nothing is left.
    Fold(Box<Expr>, Vec<Fold>),
    Abs(Box<Expr>),
    /// Texts one behind the other.
    Concat(Vec<Expr>),
    /// Characters of a text: so many are left out, and so many are taken where that is said. Null where none is left.
    Part(Box<Expr>, u32, Option<u32>),
    /// What a pattern finds in a text: its first group, or all of it where it has none. Null where it finds nothing.
    Extract(Box<Expr>, Regex),
    DatePart(DatePart, Box<Expr>),
    /// A duration as a number of days.
    Days(Box<Expr>),
    /// The time since midnight, of an instant or of a text such as `08:30`. Undecidable where a text is no time.
    TimeOfDay(Box<Expr>),
    /// Rounded half away from zero to so many digits after the point.
    Round(Box<Expr>, u32),
    Arithmetic(Arithmetic, Box<Expr>, Box<Expr>),
    /// The day of an instant.
    Day(Box<Expr>),
    /// The last instant that a stamp may mean: the end of its day where it is midnight, which stands for a day whose time
    /// was not written.
    Latest(Box<Expr>),
    /// The first that is not null.
    Coalesce(Box<Expr>, Box<Expr>),
    /// The second condition where the first is true, null elsewhere.
    Given(Box<Expr>, Box<Expr>),
    /// Days worked from the start of a calendar up to and including the day, as [`DAY`]s. Undecidable outside the
    /// calendar.
    Workdays(Arc<Calendar>, Box<Expr>),
    /// Time worked from the start of a calendar up to the instant. Undecidable outside the calendar.
    Workhours(Arc<Calendar>, Box<Expr>),
}

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Op {
    Eq,
    Ne,
    Lt,
    Le,
    Gt,
    Ge,
}

impl Op {
    /// The comparison that holds exactly where this one does not.
    pub(crate) fn negated(self) -> Op {
        match self {
            Op::Eq => Op::Ne,
            Op::Ne => Op::Eq,
            Op::Lt => Op::Ge,
            Op::Le => Op::Gt,
            Op::Gt => Op::Le,
            Op::Ge => Op::Lt,
        }
    }

    /// As printed to people.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Op::Eq => "=",
            Op::Ne => "≠",
            Op::Lt => "<",
            Op::Le => "≤",
            Op::Gt => ">",
            Op::Ge => "≥",
        }
    }
}

/// Arithmetic that keeps numbers exact; there is no division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
}

/// A part of a date, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DatePart {
    Year,
    Month,
    Day,
}

/// A named clean-up of a text before it is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fold {
    /// Blanks at both ends, ideographic ones too.
    Trim,
    /// Upper and lower case.
    Case,
    /// Full-width and half-width forms (NFKC).
    Width,
    /// Zeros at the start.
    LeadingZeros,
    /// All blanks.
    Spaces,
    /// Hyphens and dashes of every kind.
    Dashes,
}

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
    /// Rows that share all keys with another row; nulls are not counted.
    Repeated { keys: Vec<Expr> },
    /// Rows whose value is not the one that most rows with the same keys hold.
    Minority { keys: Vec<Expr>, value: Expr },
}

impl Source {
    /// The expressions that the source needs of each row.
    pub(crate) fn exprs(&self) -> Vec<&Expr> {
        match self {
            Source::Rows
            | Source::Shape
            | Source::Damage
            | Source::Dispositions(_)
            | Source::Recurrence(_) => Vec::new(),
            Source::Repeated { keys } => keys.iter().collect(),
            Source::Minority { keys, value } => keys.iter().chain(std::iter::once(value)).collect(),
        }
    }
}

/// A rule's plan: one source, and a judgement for each column that can be wrong.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) source: Source,
    pub(crate) judgements: Vec<Judgement>,
    /// How long the rows take, where the rule is about time.
    pub(crate) timing: Option<Timing>,
}

impl Plan {
    /// A plan that is not about time.
    pub(crate) fn new(source: Source, judgements: Vec<Judgement>) -> Plan {
        Plan {
            source,
            judgements,
            timing: None,
        }
    }
}

/// The clock that a duration is read from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
    /// The calendar of a clock that counts working time.
    pub(crate) calendar: Option<Arc<Calendar>>,
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
        all.into_iter().chain(&self.so_far).chain(&self.limited)
    }
}

/// What is wrong with a row, and how it is told.
#[derive(Debug, Clone)]
pub(crate) struct Judgement {
    /// The column a finding points at.
    pub(crate) column: FieldIx,
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
            violation,
            written: false,
            pending: None,
            undecidable: None,
            detail: Detail::None,
            expected,
            message,
        }
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
    /// A number that must not be told.
    Secret,
    /// A duration, told in the largest fitting units of its clock.
    Span(Clock, Expr),
    /// A day.
    Day(Expr),
    /// Of a rule and an owner: the rule's id, the findings of this run, the months with findings and the first of them.
    Recurrence,
    /// Made by the source: how often a key occurs and where, what most rows say, how many cells a row has.
    Source,
}

/// What one table has to say about the keys of another.
#[derive(Debug, Clone)]
pub(crate) struct Lookup {
    pub(crate) table: TableIx,
    pub(crate) keys: Vec<Expr>,
    pub(crate) when: Option<Expr>,
    pub(crate) reduce: Reduce,
    /// Whether rules do without it where its table cannot be read; it finds nothing then.
    pub(crate) optional: bool,
}

/// How the rows of one key become one value.
#[derive(Debug, Clone)]
pub(crate) enum Reduce {
    /// 2: a row with this key meets `when`; 1: there are only rows that do not; 0: no row.
    Exists,
    /// The sum over the rows that meet `when`; 0 without rows, undecidable with an unreadable cell.
    Sum(Expr),
    /// The latest date over the rows that meet `when`, a null being [`NEVER`]; undecidable without rows, and with an
    /// unreadable cell unless another row is never.
    Latest(Expr),
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
        let reduced = match &self.reduce {
            Reduce::Exists => None,
            Reduce::Sum(expr) | Reduce::Latest(expr) => Some(expr),
        };
        self.keys.iter().chain(&self.when).chain(reduced).collect()
    }

    /// The fields without which there is no answer.
    pub(crate) fn fields(&self) -> Vec<FieldIx> {
        self.exprs().into_iter().flat_map(Expr::fields).collect()
    }
}

impl Expr {
    pub(crate) fn compare(self, op: Op, other: Expr) -> Expr {
        Expr::Compare(op, Box::new(self), Box::new(other))
    }

    pub(crate) fn missing(self) -> Expr {
        Expr::IsNull(Box::new(self))
    }

    pub(crate) fn negate(self) -> Expr {
        Expr::Not(Box::new(self))
    }

    pub(crate) fn minus(self, other: Expr) -> Expr {
        Expr::Arithmetic(Arithmetic::Subtract, Box::new(self), Box::new(other))
    }

    /// Null where the condition does not hold.
    pub(crate) fn given(self, condition: Option<&Expr>) -> Expr {
        match condition {
            Some(condition) => Expr::Given(Box::new(condition.clone()), Box::new(self)),
            None => self,
        }
    }

    /// Numbers, dates and booleans stay as they are: they are compared by value, however they are written.
    pub(crate) fn fold(self, folds: &[Fold]) -> Expr {
        if folds.is_empty() || self.kind() != ExprType::Text {
            self
        } else {
            Expr::Fold(Box::new(self), folds.to_vec())
        }
    }

    /// A whole number.
    pub(crate) fn whole(number: u32) -> Expr {
        Expr::Number(i128::from(number) * ONE)
    }

    /// The type of the result.
    pub(crate) fn kind(&self) -> ExprType {
        match self {
            Expr::Field(_, kind) | Expr::AsOf(kind) | Expr::Lookup(_, kind, _) => *kind,
            Expr::Raw(_)
            | Expr::Text(_)
            | Expr::Person(_)
            | Expr::Fold(..)
            | Expr::Concat(_)
            | Expr::Part(..)
            | Expr::Extract(..) => ExprType::Text,
            Expr::Number(_)
            | Expr::Chars(_)
            | Expr::Bytes(..)
            | Expr::DatePart(..)
            | Expr::Days(_)
            | Expr::Round(..) => ExprType::Number,
            Expr::Date(_) | Expr::Day(_) => ExprType::Date,
            Expr::Instant(_) | Expr::Latest(_) => ExprType::Instant,
            Expr::Span(_) | Expr::TimeOfDay(_) | Expr::Workdays(..) | Expr::Workhours(..) => {
                ExprType::Span
            }
            Expr::Abs(inner) | Expr::Coalesce(inner, _) => inner.kind(),
            Expr::Arithmetic(op, left, right) => match (op, left.kind(), right.kind()) {
                (
                    Arithmetic::Subtract,
                    ExprType::Date | ExprType::Instant,
                    ExprType::Date | ExprType::Instant,
                ) => ExprType::Span,
                (_, ExprType::Date, ExprType::Span) if right.is_part_of_day() => ExprType::Instant,
                (_, ExprType::Span, ExprType::Date) if left.is_part_of_day() => ExprType::Instant,
                (_, ExprType::Span, other) => other,
                (_, kind, _) => kind,
            },
            Expr::Unreadable(_)
            | Expr::Boolean(_)
            | Expr::IsNull(_)
            | Expr::Not(_)
            | Expr::And(_)
            | Expr::Or(_)
            | Expr::Given(..)
            | Expr::Compare(..)
            | Expr::InTexts(..)
            | Expr::Matches(..) => ExprType::Boolean,
        }
    }

    /// Whether it is a duration that is not made of whole days.
    pub(crate) fn is_part_of_day(&self) -> bool {
        match self {
            Expr::Span(millis) => millis % DAY != 0,
            Expr::TimeOfDay(_) => true,
            _ => false,
        }
    }

    /// Calls `visit` for this node and all below it.
    pub(crate) fn visit(&self, visit: &mut dyn FnMut(&Expr)) {
        visit(self);
        match self {
            Expr::IsNull(a)
            | Expr::Not(a)
            | Expr::InTexts(a, _)
            | Expr::Matches(a, _)
            | Expr::Chars(a)
            | Expr::Bytes(a, _)
            | Expr::Part(a, ..)
            | Expr::Extract(a, _)
            | Expr::DatePart(_, a)
            | Expr::Days(a)
            | Expr::TimeOfDay(a)
            | Expr::Person(a)
            | Expr::Fold(a, _)
            | Expr::Abs(a)
            | Expr::Round(a, _)
            | Expr::Day(a)
            | Expr::Latest(a)
            | Expr::Workdays(_, a)
            | Expr::Workhours(_, a) => a.visit(visit),
            Expr::Compare(_, a, b)
            | Expr::Arithmetic(_, a, b)
            | Expr::Coalesce(a, b)
            | Expr::Given(a, b) => {
                a.visit(visit);
                b.visit(visit);
            }
            Expr::And(all) | Expr::Or(all) | Expr::Concat(all) | Expr::Lookup(_, _, all) => {
                for e in all {
                    e.visit(visit);
                }
            }
            Expr::Field(..)
            | Expr::Raw(_)
            | Expr::Unreadable(_)
            | Expr::Text(_)
            | Expr::Number(_)
            | Expr::Date(_)
            | Expr::Instant(_)
            | Expr::Span(_)
            | Expr::Boolean(_)
            | Expr::AsOf(_) => {}
        }
    }

    /// The fields whose unreadable cells make the result undecidable.
    pub(crate) fn fields(&self) -> Vec<FieldIx> {
        let mut fields = Vec::new();
        self.visit(&mut |e| {
            if let Expr::Field(f, _) | Expr::Raw(f) | Expr::Unreadable(f) = e
                && !fields.contains(f)
            {
                fields.push(*f);
            }
        });
        fields
    }
}
