//! Holds the evaluator against the plan's words: a reading of expressions row by row, with nothing of polars in it, on random
//! expressions over random rows.

use std::sync::Arc;

use proptest::prelude::*;

use super::super::keyed::Keyed;
use super::super::lookups::{ByKey, Existence, LookupTable, sum};
use super::super::only::{Only, Onlys};
use super::Evaluator;
use crate::calendar::{Calendar, Days, Hours};
use crate::codes::identifier::{Identifier, Scheme};
use crate::findings::asked::AsOf;
use crate::messages::LocalText;
use crate::mistakes::Place;
use crate::rules::plan::doubt::{Doubt, doubts};
use crate::rules::plan::standard::Standard;
use crate::rules::plan::{Arithmetic, DatePart, Expr, LookupIx, Needed, Op};
use crate::sources::batch::{Batch, Fault, Faulty};
use crate::tables::header::Header;
use crate::tables::typed::{Needs, Typed, Whole};
use crate::tables::types::{DAY, ExprType, FieldIx, FieldType, ONE};
use crate::tables::{Table, date, number};

/// The fields of the table: what they are called, what they hold, and cells that occur in them.
const FIELDS: [(&str, FieldType, &[&str]); 5] = [
    (
        "text",
        FieldType::Text,
        &["", "x", "yy", "天", "08:30", "13912345678", "+12125550100"],
    ),
    (
        "a",
        FieldType::Decimal,
        &["", "1", "-2.5", "30000000000000", "one"],
    ),
    (
        "b",
        FieldType::Decimal,
        &["", "1", "0.25", "30000000000000", "?"],
    ),
    (
        "day",
        FieldType::Date,
        &["", "2026-03-05", "2019-01-01", "soon"],
    ),
    ("flag", FieldType::Boolean, &["", "yes", "no", "maybe"]),
];
const TEXT: FieldIx = 0;
const A: FieldIx = 1;
const B: FieldIx = 2;
const WHEN: FieldIx = 3;
const FLAG: FieldIx = 4;

/// What another table says by key.
#[derive(Debug, Clone, PartialEq)]
enum Said {
    Value(Value),
    Nothing,
    Unknown,
}

/// Lookups by text: whether a row exists, a sum, and the number and the text that rows have in common.
const KNOWN: [(&str, Existence, Option<i128>); 3] = [
    ("x", Existence::Fit, Some(3 * ONE)),
    ("yy", Existence::Unknown, None),
    ("1", Existence::Unfit, Some(-ONE)),
];
const EXISTS: LookupIx = 0;
const SUM: LookupIx = 1;
const ONLY_NUMBER: LookupIx = 2;
const ONLY_TEXT: LookupIx = 3;

/// By key, the texts of the rows; none where a cell cannot be read.
const HELD: [(&str, &[Option<&str>]); 5] = [
    ("x", &[Some("yy"), Some(""), Some("yy")]),
    ("yy", &[Some("1"), Some("x")]),
    ("1", &[Some("1"), None]),
    ("天", &[Some("")]),
    ("-2.5", &[Some("-2.5")]),
];

fn lookups() -> [Option<LookupTable>; 4] {
    let (mut exists, mut sums) = (Keyed::default(), Keyed::default());
    for (key, existence, amount) in KNOWN {
        exists.add(key, existence, Existence::max);
        sums.add(key, amount, sum);
    }
    let (mut numbers, mut texts) = (Onlys::default(), Onlys::default());
    for (key, rows) in HELD {
        for text in rows {
            let number = |text: &str| number::decimal(text).map_or(Only::Empty, Only::Value);
            numbers.add(key, text.map_or(Only::Unknown, number));
            let word = match text {
                None => Only::Unknown,
                Some("") => Only::Empty,
                Some(text) => Only::Value(texts.words.number(text)),
            };
            texts.add(key, word);
        }
    }
    let onlys = [numbers, texts].map(|onlys| ByKey::Only(Box::new(onlys)));
    let [numbers, texts] = onlys;
    let all = [ByKey::Exists(exists), ByKey::Sum(sums), numbers, texts];
    all.map(|by_key| Some(LookupTable::of(by_key, 0).whole()))
}

fn said(lookup: LookupIx, key: &str) -> Said {
    if lookup == ONLY_NUMBER || lookup == ONLY_TEXT {
        return held(lookup, key);
    }
    let number = |number: i128| Said::Value(Value::Number(number));
    let known = KNOWN.iter().find(|(known, ..)| *known == key);
    match (lookup, known) {
        (_, None) => number(0),
        (EXISTS, Some((_, Existence::Unknown, _))) | (SUM, Some((_, _, None))) => Said::Unknown,
        (EXISTS, Some((_, existence, _))) => number((*existence as i128 / 2 + 1) * ONE),
        (_, Some((_, _, amount))) => amount.map_or(Said::Unknown, number),
    }
}

/// What the rows of a key have in common: nothing is where nothing is filled, and what differs or cannot be read is not known.
fn held(lookup: LookupIx, key: &str) -> Said {
    let rows = HELD.iter().find(|(known, _)| *known == key);
    let rows = rows.map_or(&[][..], |(_, rows)| rows);
    if rows.contains(&None) {
        return Said::Unknown;
    }
    let value = |text: &&str| match lookup {
        ONLY_NUMBER => number::decimal(text).map(Value::Number),
        _ => (!text.is_empty()).then(|| Value::Text((*text).to_owned())),
    };
    let values: Vec<Value> = rows.iter().flatten().filter_map(value).collect();
    match values.split_first() {
        None => Said::Nothing,
        Some((first, rest)) if rest.iter().all(|one| one == first) => Said::Value(first.clone()),
        _ => Said::Unknown,
    }
}

/// Between the days that occur in cells.
fn as_of() -> AsOf {
    AsOf::end_of(date::iso("2026-01-01").unwrap().day())
}

/// 2026, every day of it worked.
fn calendar() -> Arc<Calendar> {
    let day = |text: &str| date::iso(text).unwrap().day() / DAY;
    let days = Days {
        covered: day("2026-01-01")..=day("2026-12-31"),
        week: [true; 7],
        rulings: Vec::new(),
    };
    Arc::new(Calendar::new("2026", &days, Hours::default()))
}

/// A value of an expression.
#[derive(Debug, Clone, PartialEq)]
enum Value {
    Text(String),
    Number(i128),
    Time(i64),
    Boolean(bool),
}

/// What a cell turns out to be.
#[derive(Debug, Clone, PartialEq)]
enum Cell {
    /// The row is too short to have it.
    Absent,
    Empty,
    Unreadable,
    Value(Value),
}

/// Reads expressions in one row.
struct Row<'a>(&'a [&'static str]);

impl Row<'_> {
    fn cell(&self, field: FieldIx) -> Cell {
        let Some(cell) = self.0.get(field) else {
            return Cell::Absent;
        };
        let value = match FIELDS[field].1 {
            _ if cell.is_empty() => return Cell::Empty,
            FieldType::Decimal => number::decimal(cell).map(Value::Number),
            FieldType::Date => date::iso(cell).map(|stamp| Value::Time(stamp.millis)),
            FieldType::Boolean => match *cell {
                "yes" => Some(Value::Boolean(true)),
                "no" => Some(Value::Boolean(false)),
                _ => None,
            },
            _ => Some(Value::Text((*cell).to_owned())),
        };
        value.map_or(Cell::Unreadable, Cell::Value)
    }

    fn value(&self, expr: &Expr) -> Option<Value> {
        match expr {
            Expr::Field(field, _) => match self.cell(*field) {
                Cell::Value(value) => Some(value),
                _ => None,
            },
            Expr::Raw(field) => {
                let cell = self.0.get(*field).filter(|cell| !cell.is_empty());
                cell.map(|cell| Value::Text((*cell).to_owned()))
            }
            Expr::Text(text) => Some(Value::Text(text.clone())),
            Expr::Number(number) => Some(Value::Number(*number)),
            Expr::Date(at) | Expr::Span(at) => Some(Value::Time(*at)),
            Expr::Chars(inner) => {
                let count = self.text(inner)?.chars().count();
                Some(Value::Number(count as i128 * ONE))
            }
            Expr::Abs(inner) => Some(Value::Number(self.number(inner)?.abs())),
            Expr::Round(inner, digits) => {
                Some(Value::Number(number::round(self.number(inner)?, *digits)))
            }
            Expr::Arithmetic(op, a, b) => {
                let (a, b) = (self.number(a)?, self.number(b)?);
                let value = match op {
                    Arithmetic::Add => a.checked_add(b)?,
                    Arithmetic::Subtract => a.checked_sub(b)?,
                    Arithmetic::Multiply => number::multiply(a, b)?,
                };
                Some(Value::Number(value))
            }
            Expr::Coalesce(first, second) => {
                if self.is_null(first) == Some(true) {
                    self.value(second)
                } else {
                    self.value(first)
                }
            }
            Expr::Lookup(lookup, _, keys) => match said(*lookup, &self.key(keys)?) {
                Said::Value(value) => Some(value),
                Said::Nothing | Said::Unknown => None,
            },
            Expr::Concat(all) => {
                let texts: Option<Vec<String>> = all.iter().map(|one| self.text(one)).collect();
                Some(Value::Text(texts?.concat()))
            }
            Expr::Part(inner, from, length) => {
                let (from, length) = (*from as usize, length.unwrap_or(u32::MAX) as usize);
                let part = self.text(inner)?.chars().skip(from).take(length).collect();
                Some(Value::Text(part)).filter(|part| *part != Value::Text(String::new()))
            }
            Expr::DatePart(part, at) => {
                let (year, month, day) = date::civil_day(self.time(at)?);
                let part = match part {
                    DatePart::Year => i128::from(year),
                    DatePart::Month => i128::from(month),
                    DatePart::Day => i128::from(day),
                };
                Some(Value::Number(part * ONE))
            }
            Expr::TimeOfDay(text) => date::time_of_day(&self.text(text)?).map(Value::Time),
            Expr::Happened(at) => {
                let at = self.time(at)?;
                (at <= as_of().instant).then_some(Value::Time(at))
            }
            Expr::Workdays(calendar, at) => {
                let days = calendar.workdays(self.time(at)?)?;
                Some(Value::Time(days * DAY))
            }
            _ => self.boolean(expr).map(Value::Boolean),
        }
    }

    fn boolean(&self, expr: &Expr) -> Option<bool> {
        match expr {
            Expr::Boolean(value) => Some(*value),
            Expr::Field(..) => match self.value(expr)? {
                Value::Boolean(value) => Some(value),
                other => panic!("{other:?} is no condition"),
            },
            Expr::Unreadable(field) => match self.cell(*field) {
                Cell::Absent | Cell::Empty => None,
                cell => Some(cell == Cell::Unreadable),
            },
            Expr::IsNull(inner) => self.is_null(inner),
            Expr::Not(inner) => self.boolean(inner).map(|value| !value),
            Expr::And(all) => all_of(all.iter().map(|one| self.boolean(one))),
            Expr::Or(all) => {
                let none = all_of(all.iter().map(|one| self.boolean(one).map(|value| !value)));
                none.map(|none| !none)
            }
            Expr::Given(condition, inner) => {
                let asked = self.boolean(condition) == Some(true);
                self.boolean(inner).filter(|_| asked)
            }
            Expr::Lacks(needed, least) => {
                // with one thing that is asked: whether it is
                let [one] = needed.as_slice() else {
                    panic!("one is tried")
                };
                assert_eq!((one.weight, *least), (1, 100 * ONE));
                all_of([self.boolean(&one.asked), self.boolean(&one.missing)].into_iter())
            }
            Expr::Compare(op, a, b) => {
                let order = match (self.value(a)?, self.value(b)?) {
                    (Value::Text(a), Value::Text(b)) => a.cmp(&b),
                    (Value::Number(a), Value::Number(b)) => a.cmp(&b),
                    (Value::Time(a), Value::Time(b)) => a.cmp(&b),
                    (a, b) => panic!("{a:?} and {b:?} do not compare"),
                };
                Some(match op {
                    Op::Eq => order.is_eq(),
                    Op::Ne => order.is_ne(),
                    Op::Lt => order.is_lt(),
                    Op::Le => order.is_le(),
                    Op::Gt => order.is_gt(),
                    Op::Ge => order.is_ge(),
                })
            }
            Expr::InTexts(inner, words) => Some(words.contains(&self.text(inner)?)),
            // what begins with a plus is a number of another country
            Expr::Meets(inner, _) => match self.text(inner)?.as_str() {
                "+12125550100" => None,
                text => Some(text == "13912345678"),
            },
            other => panic!("{other:?} is not among those that are tried"),
        }
    }

    /// Empty, which an unreadable cell is not; null where the row is too short.
    fn is_null(&self, inner: &Expr) -> Option<bool> {
        let mut null = Some(self.value(inner).is_none());
        for field in inner.fields() {
            match self.cell(field) {
                Cell::Unreadable => null = Some(false),
                Cell::Absent => null = None,
                Cell::Empty | Cell::Value(_) => {}
            }
        }
        null
    }

    fn text(&self, expr: &Expr) -> Option<String> {
        match self.value(expr)? {
            Value::Text(text) => Some(text),
            other => panic!("{other:?} is no text"),
        }
    }

    fn number(&self, expr: &Expr) -> Option<i128> {
        match self.value(expr)? {
            Value::Number(number) => Some(number),
            other => panic!("{other:?} is no number"),
        }
    }

    fn time(&self, expr: &Expr) -> Option<i64> {
        match self.value(expr)? {
            Value::Time(at) => Some(at),
            other => panic!("{other:?} is no time"),
        }
    }

    fn key(&self, keys: &[Expr]) -> Option<String> {
        let [key] = keys else {
            panic!("one key is tried");
        };
        match self.value(key)? {
            Value::Text(text) => Some(text),
            Value::Number(number) => Some(number::text(number)),
            other => panic!("{other:?} is no key"),
        }
    }

    fn holds(&self, doubt: &Doubt) -> bool {
        match doubt {
            Doubt::Unread(field) => {
                matches!(self.cell(*field), Cell::Absent | Cell::Unreadable)
            }
            Doubt::Unanswered(lookup, keys) => {
                let key = self.key(keys);
                key.is_some_and(|key| said(*lookup, &key) == Said::Unknown)
            }
            Doubt::Overflow(op, a, b) => {
                let operands = self.number(a).zip(self.number(b));
                operands.is_some_and(|(a, b)| match op {
                    Arithmetic::Add => a.checked_add(b).is_none(),
                    Arithmetic::Subtract => a.checked_sub(b).is_none(),
                    Arithmetic::Multiply => number::multiply(a, b).is_none(),
                })
            }
            Doubt::Uncovered(calendar, at) => self
                .time(at)
                .is_some_and(|at| calendar.workdays(at).is_none()),
            Doubt::Timeless(text) => {
                let text = self.text(text);
                text.is_some_and(|text| date::time_of_day(&text).is_none())
            }
            Doubt::Given(condition, doubts) => {
                self.boolean(condition) == Some(true) && self.any_of(doubts)
            }
        }
    }

    fn any_of(&self, doubts: &[Doubt]) -> bool {
        doubts.iter().any(|doubt| self.holds(doubt))
    }
}

/// False wins over null.
fn all_of(values: impl Iterator<Item = Option<bool>>) -> Option<bool> {
    let values: Vec<Option<bool>> = values.collect();
    if values.contains(&Some(false)) {
        Some(false)
    } else if values.contains(&None) {
        None
    } else {
        Some(true)
    }
}

fn field(field: FieldIx) -> Expr {
    let kind = match FIELDS[field].1 {
        FieldType::Decimal => ExprType::Number,
        FieldType::Date => ExprType::Date,
        FieldType::Boolean => ExprType::Boolean,
        _ => ExprType::Text,
    };
    Expr::Field(field, kind)
}

fn boxed(expr: Expr) -> Box<Expr> {
    Box::new(expr)
}

fn texts() -> BoxedStrategy<Expr> {
    let leaf = prop_oneof![
        Just(field(TEXT)),
        Just(Expr::Raw(A)),
        Just(Expr::Text("x".to_owned())),
    ];
    let leaf = leaf.boxed();
    let key = prop_oneof![Just(field(TEXT)), Just(field(A))];
    prop_oneof![
        4 => leaf.clone(),
        1 => key.prop_map(|key| Expr::Lookup(ONLY_TEXT, ExprType::Text, vec![key])),
        1 => (leaf.clone(), leaf.clone()).prop_map(|(a, b)| Expr::Concat(vec![a, b])),
        1 => (leaf, 0..3_u32, prop::option::of(1..3_u32))
            .prop_map(|(text, from, length)| Expr::Part(boxed(text), from, length)),
    ]
    .boxed()
}

fn numbers() -> BoxedStrategy<Expr> {
    let leaf = prop_oneof![
        Just(field(A)),
        Just(field(B)),
        Just(Expr::Number(ONE)),
        texts().prop_map(|text| Expr::Chars(boxed(text))),
        Just(Expr::DatePart(DatePart::Month, boxed(field(WHEN)))),
    ];
    let leaf = leaf.boxed();
    let op = prop_oneof![
        Just(Arithmetic::Add),
        Just(Arithmetic::Subtract),
        Just(Arithmetic::Multiply),
        Just(Arithmetic::Multiply),
    ];
    let key = prop_oneof![Just(field(TEXT)), Just(field(A))];
    let lookup = prop_oneof![Just(EXISTS), Just(SUM), Just(ONLY_NUMBER)];
    prop_oneof![
        leaf.clone(),
        (op, leaf.clone(), leaf.clone()).prop_map(|(op, a, b)| Expr::Arithmetic(
            op,
            boxed(a),
            boxed(b)
        )),
        (lookup, key).prop_map(|(ix, key)| Expr::Lookup(ix, ExprType::Number, vec![key])),
        leaf.clone().prop_map(|a| Expr::Abs(boxed(a))),
        leaf.clone().prop_map(|a| Expr::Round(boxed(a), 0)),
        (leaf.clone(), leaf).prop_map(|(a, b)| Expr::Coalesce(boxed(a), boxed(b))),
    ]
    .boxed()
}

fn conditions() -> BoxedStrategy<Expr> {
    let op = prop_oneof![
        Just(Op::Eq),
        Just(Op::Ne),
        Just(Op::Lt),
        Just(Op::Le),
        Just(Op::Gt),
        Just(Op::Ge)
    ];
    let compared = |one: BoxedStrategy<Expr>, other: BoxedStrategy<Expr>| {
        (op.clone(), one, other).prop_map(|(op, a, b)| a.compare(op, b))
    };
    let day = date::iso("2026-03-05").unwrap().day();
    let come = Just(Expr::Happened(boxed(field(WHEN)))).boxed();
    let days = Just(Expr::Workdays(calendar(), boxed(field(WHEN)))).boxed();
    let times = texts().prop_map(|text| Expr::TimeOfDay(boxed(text)));
    let times = times.boxed();
    let leaf = prop_oneof![
        Just(field(FLAG)),
        (0..FIELDS.len()).prop_map(Expr::Unreadable),
        (0..FIELDS.len()).prop_map(|ix| field(ix).missing()),
        numbers().prop_map(Expr::missing),
        compared(numbers(), numbers()),
        compared(texts(), texts()),
        compared(Just(field(WHEN)).boxed(), Just(Expr::Date(day)).boxed()),
        compared(come.clone(), Just(Expr::Date(day)).boxed()),
        come.prop_map(Expr::missing),
        compared(days, Just(Expr::Span(64 * DAY)).boxed()),
        compared(times, Just(Expr::Span(DAY / 3)).boxed()),
        texts().prop_map(|text| Expr::InTexts(boxed(text), vec!["x".to_owned()])),
        // of what the expressions make of texts, only these are numbers
        Just(Expr::Meets(
            boxed(field(TEXT)),
            Standard::Identifier(Identifier::new(Scheme::CnMobile))
        )),
        Just(Expr::Boolean(true)),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        let several = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            inner.clone().prop_map(Expr::negate),
            several.clone().prop_map(Expr::And),
            several.prop_map(Expr::Or),
            (inner.clone(), inner.clone())
                .prop_map(|(condition, inner)| inner.given(Some(&condition))),
            (inner.clone(), inner.clone()).prop_map(|(asked, missing)| {
                let weight = 1;
                Expr::Lacks(
                    vec![Needed {
                        asked,
                        missing,
                        weight,
                    }],
                    100 * ONE,
                )
            }),
            inner.prop_map(Expr::missing),
        ]
    })
    .boxed()
}

/// Rows of five cells and shorter ones.
fn rows() -> BoxedStrategy<Vec<Vec<&'static str>>> {
    let cells = FIELDS.map(|(.., cells)| prop::sample::select(cells));
    let row = (cells, 1..=FIELDS.len() + 3);
    let row = row.prop_map(|(cells, length)| cells.into_iter().take(length).collect());
    prop::collection::vec(row, 1..12).boxed()
}

fn table() -> Table {
    let label = || LocalText::Plain(String::new());
    let fields = FIELDS.map(|(name, kind, _)| (name, kind, label()));
    Table::supplied("t", label(), fields, Vec::new(), Place::new(0, 0..0))
}

fn batch(rows: &[Vec<&'static str>]) -> Batch<'static> {
    let mut batch = Batch::new(FIELDS.len());
    for (ix, row) in rows.iter().enumerate() {
        batch.push_row(ix as u64 + 2, row.iter().copied());
        if row.len() < FIELDS.len() {
            batch.faulty.push(Faulty {
                row: ix,
                record: ix as u64 + 2,
                fault: Fault::Cells(row.len()),
            });
        }
    }
    batch
}

proptest! {
    /// Value by value, and which nulls are undecidable.
    #[test]
    fn the_evaluator_says_what_the_plan_says(condition in conditions(), rows in rows()) {
        let (table, batch, lookups) = (table(), batch(&rows), lookups());
        let header = Header {
            columns: (0..FIELDS.len()).map(Some).collect(),
            ..Header::default()
        };
        let mut needs = Needs::default();
        (0..FIELDS.len()).for_each(|ix| needs.add(ix));
        let typed = Typed::new(&table, &header, &batch, &needs, Whole::default());
        let evaluator = Evaluator::new(&typed, &lookups, as_of());
        let (value, doubt) = evaluator.condition(&condition);
        let doubts = doubts(&condition);
        for (ix, cells) in rows.iter().enumerate() {
            let row = Row(cells);
            let expected = row.boolean(&condition);
            prop_assert_eq!(value.get(ix), expected, "{:?} in {:?}", condition, cells);
            let undecidable = expected.is_none() && row.any_of(&doubts);
            let doubtful = doubt.as_ref().and_then(|mask| mask.get(ix)) == Some(true);
            prop_assert_eq!(
                expected.is_none() && doubtful,
                undecidable,
                "{:?} in {:?}",
                condition,
                cells
            );
        }
    }
}
