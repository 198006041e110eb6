//! Expressions over the fields of a row: what SQL conditions and rule kinds are made of.
//!
//! An expression has one of the six [`ExprType`]s; null in gives null out unless the node says otherwise.

use std::sync::Arc;

use regex::Regex;

use super::LookupIx;
use super::standard::Standard;
use crate::calendar::Calendar;
use crate::coding::{DateForm, Form, Scheme};
use crate::rules::matcher::Matcher;
use crate::tables::types::{DAY, ExprType, FieldIx, Fold, ONE};

/// A typed expression over the fields of one row. Two that are written alike are one.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expr {
    /// The typed, cleaned value. Null where the cell is empty or cannot be read.
    Field(FieldIx, ExprType),
    /// The cell's text as it stands in the file. Null where it is empty.
    Raw(FieldIx),
    /// Whether the cell holds something that is not of its type. Null where it is empty.
    Unreadable(FieldIx),
    /// What another table says of this row's key: a number, the date of [`Reduce::Latest`], or the value of
    /// [`Reduce::Only`] or [`Reduce::Valid`]. Null where a key is null.
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
    /// Whether a text meets a standard. Null also where the standard has nothing to say of it.
    Meets(Box<Expr>, Standard),
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
    Extract(Box<Expr>, Sought),
    DatePart(DatePart, Box<Expr>),
    /// Whether a text is a code of such a form; what is looked up in tables is not looked at.
    OnScheme(Box<Expr>, Arc<Form>),
    /// A part of a code. Null where it does not have it, or is not built like that.
    CodePart(Box<Expr>, CodePart),
    /// A day as it is written inside codes.
    InCode(Box<Expr>, DateForm),
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
    /// The point in time; null where it lies after that of the audit, for then it has not come yet.
    Happened(Box<Expr>),
    /// The instant, by its day where one of the columns turns out to hold days only.
    Beside(Box<Expr>, Vec<FieldIx>),
    /// The first that is not null.
    Coalesce(Box<Expr>, Box<Expr>),
    /// Whether too much is missing of what is asked of a row: what is there weighs less than so many per cent, times 10^12, of all
    /// that is asked. Null where that hangs on conditions that are null; false where nothing is asked.
    Lacks(Vec<Needed>, i128),
    /// The second condition where the first is true, null elsewhere.
    Given(Box<Expr>, Box<Expr>),
    /// Days worked from the start of a calendar up to and including the day, as [`DAY`]s. Undecidable outside the
    /// calendar.
    Workdays(Arc<Calendar>, Box<Expr>),
    /// Time worked from the start of a calendar up to the instant. Undecidable outside the calendar.
    Workhours(Arc<Calendar>, Box<Expr>),
}

/// A pattern that is looked for in a text.
#[derive(Debug, Clone)]
pub(crate) struct Sought(pub(crate) Regex);

impl PartialEq for Sought {
    fn eq(&self, other: &Sought) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

/// Something that may be asked of a row, and may be missing.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Needed {
    pub(crate) asked: Expr,
    pub(crate) missing: Expr,
    pub(crate) weight: u32,
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

    /// The comparison of the same values in the other order.
    pub(crate) fn turned_round(self) -> Op {
        match self {
            Op::Eq | Op::Ne => self,
            Op::Lt => Op::Gt,
            Op::Le => Op::Ge,
            Op::Gt => Op::Lt,
            Op::Ge => Op::Le,
        }
    }

    /// As the catalogue tells one from another.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Op::Eq => "eq",
            Op::Ne => "ne",
            Op::Lt => "lt",
            Op::Le => "le",
            Op::Gt => "gt",
            Op::Ge => "ge",
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

/// A part of a date, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DatePart {
    Year,
    Month,
    Day,
}

/// What is read out of a code.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum CodePart {
    /// The segment of that number.
    Segment(Arc<Form>, usize),
    /// The code of the level above.
    Parent(Arc<Form>),
    /// What its serial starts anew with.
    Series(Arc<Scheme>),
    /// The number that its serial means.
    Serial(Arc<Scheme>),
}

/// Arithmetic that keeps numbers exact; there is no division.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arithmetic {
    Add,
    Subtract,
    Multiply,
}

impl Expr {
    pub(crate) fn compare(self, op: Op, other: Expr) -> Expr {
        Expr::Compare(op, Box::new(self), Box::new(other))
    }

    pub(crate) fn missing(self) -> Expr {
        Expr::IsNull(Box::new(self))
    }

    /// Whether one of some conditions holds, of which there is at least one.
    pub(crate) fn any(mut conditions: Vec<Expr>) -> Expr {
        if conditions.len() == 1 {
            conditions.remove(0)
        } else {
            Expr::Or(conditions)
        }
    }

    /// The condition, or `value` where it is neither true nor false.
    pub(crate) fn or_else(self, value: bool) -> Expr {
        Expr::Coalesce(Box::new(self), Box::new(Expr::Boolean(value)))
    }

    /// That it is neither true nor false, since a cell is empty; undecidable where one cannot be read.
    pub(crate) fn unknown(self) -> Expr {
        Expr::And(vec![
            self.clone().or_else(false).negate(),
            self.or_else(true),
        ])
    }

    pub(crate) fn negate(self) -> Expr {
        Expr::Not(Box::new(self))
    }

    pub(crate) fn minus(self, other: Expr) -> Expr {
        Expr::Arithmetic(Arithmetic::Subtract, Box::new(self), Box::new(other))
    }

    /// Where the order of two points in time hangs on a time of day that was not written: they are of one day, and one of them is
    /// midnight, which stands for a day without its time. None where that cannot be.
    pub(crate) fn unsettled(&self, other: &Expr) -> Option<Expr> {
        let is_stamp = |at: &Expr| at.kind() == ExprType::Instant && !at.fields().is_empty();
        if !is_stamp(self) || !is_stamp(other) {
            return None;
        }
        let day = |at: &Expr| Expr::Day(Box::new(at.clone()));
        let is_midnight = |at: &Expr| at.clone().minus(day(at)).compare(Op::Eq, Expr::Span(0));
        Some(Expr::And(vec![
            // by the day where a column holds days only
            self.clone().compare(Op::Ne, other.clone()),
            day(self).compare(Op::Eq, day(other)),
            Expr::Or(vec![is_midnight(self), is_midnight(other)]),
        ]))
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
            | Expr::Extract(..)
            | Expr::CodePart(..)
            | Expr::InCode(..) => ExprType::Text,
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
            Expr::Abs(inner)
            | Expr::Coalesce(inner, _)
            | Expr::Beside(inner, _)
            | Expr::Happened(inner) => inner.kind(),
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
            | Expr::Lacks(..)
            | Expr::Given(..)
            | Expr::Compare(..)
            | Expr::InTexts(..)
            | Expr::Matches(..)
            | Expr::OnScheme(..)
            | Expr::Meets(..) => ExprType::Boolean,
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
        self.children(&mut |child| child.visit(visit));
    }

    /// Hands the nodes directly below this one to `each`.
    pub(crate) fn children<'e>(&'e self, each: &mut dyn FnMut(&'e Expr)) {
        match self {
            Expr::IsNull(a)
            | Expr::Not(a)
            | Expr::InTexts(a, _)
            | Expr::Matches(a, _)
            | Expr::Meets(a, _)
            | Expr::Chars(a)
            | Expr::Bytes(a, _)
            | Expr::Part(a, ..)
            | Expr::Extract(a, _)
            | Expr::OnScheme(a, _)
            | Expr::CodePart(a, _)
            | Expr::InCode(a, _)
            | Expr::DatePart(_, a)
            | Expr::Days(a)
            | Expr::TimeOfDay(a)
            | Expr::Person(a)
            | Expr::Fold(a, _)
            | Expr::Abs(a)
            | Expr::Round(a, _)
            | Expr::Day(a)
            | Expr::Latest(a)
            | Expr::Happened(a)
            | Expr::Beside(a, _)
            | Expr::Workdays(_, a)
            | Expr::Workhours(_, a) => each(a),
            Expr::Compare(_, a, b)
            | Expr::Arithmetic(_, a, b)
            | Expr::Coalesce(a, b)
            | Expr::Given(a, b) => {
                each(a);
                each(b);
            }
            Expr::And(all) | Expr::Or(all) | Expr::Concat(all) | Expr::Lookup(_, _, all) => {
                all.iter().for_each(each);
            }
            Expr::Lacks(needed, _) => {
                for one in needed {
                    each(&one.asked);
                    each(&one.missing);
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

    /// The conditions that must all hold for this one to hold.
    pub(crate) fn conjuncts(&self) -> Vec<&Expr> {
        match self {
            Expr::And(all) => all.iter().flat_map(Expr::conjuncts).collect(),
            one => vec![one],
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

#[cfg(test)]
mod tests {
    use crate::testing::audited;

    /// Rules that ask the same of a table share the answers, however their question is made up.
    #[test]
    fn what_is_written_alike_is_asked_once() {
        let rule = |id: &str, pattern: &str, when: &str| {
            format!(
                "[[rule]]\nid = \"{id}\"\ntable = \"t\"\n\
                 check.reference = {{ columns = [\"a\"], table = \"o\", key = [\"k\"], when = \"regexp_substr(k, '{pattern}') = '{when}'\" }}\n"
            )
        };
        let tables = "[tables.t]\nfiles = \"t.csv\"\n[tables.t.fields]\na = {}\n\
            [tables.o]\nfiles = \"o.csv\"\n[tables.o.fields]\nk = {}\n";
        let lookups = |rules: &[String]| {
            let files = [("t.csv", "a\nx\n"), ("o.csv", "k\nx\n")];
            let (project, _) = audited(&format!("{tables}{}", rules.concat()), &files);
            project.lookups.len()
        };
        let one = rule("one", "x+", "x");
        let alone = lookups(std::slice::from_ref(&one));
        let beside = |rule: String| lookups(&[one.clone(), rule]);
        assert_eq!(beside(rule("two", "x+", "x")), alone);
        assert_eq!(beside(rule("two", "x*", "x")), 2 * alone);
        assert_eq!(beside(rule("two", "x+", "y")), 2 * alone);
    }
}
