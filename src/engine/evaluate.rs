//! Evaluates the plan's expressions over a batch with polars kernels. Literals are columns of length one.

#[cfg(test)]
mod oracle;

use std::borrow::Cow;
use std::cell::RefCell;

use polars::chunked_array::ops::arity::{
    broadcast_binary_elementwise, unary_elementwise, unary_elementwise_values,
};
use polars::prelude::{
    BooleanChunked, ChunkAgg, ChunkCompareEq, ChunkCompareIneq, ChunkExpandAtIndex, ChunkedArray,
    ChunkedBuilder, Int64Chunked, Int128Chunked, NewChunkedArray, PlHashSet, PlSmallStr,
    PolarsDataType, PolarsNumericType, PrimitiveChunkedBuilder, StringChunked,
    StringChunkedBuilder,
};

use super::columns::Columns;
use super::lookups::{Answer, LookupTable};
use super::weighed::Weighed;
use crate::calendar::Calendar;
use crate::findings::asked::AsOf;
use crate::fingerprint::identity::add_part;
use crate::rules::plan::doubt::overflows;
use crate::rules::plan::doubt::{Doubt, doubts};
use crate::rules::plan::standard::Standard;
use crate::rules::plan::{Arithmetic, CodePart, DatePart, Expr, Needed, Op};
use crate::tables::texts::Texts;
use crate::tables::typed::{Typed, Values, mask_of};
use crate::tables::types::{DAY, ExprType, FieldIx, ONE};
use crate::tables::{Table, date, number, person};

const NAME: PlSmallStr = PlSmallStr::EMPTY;

/// A batch and all that its rows can be judged by.
pub(crate) struct Evaluator<'a> {
    pub(crate) typed: &'a Typed<'a>,
    pub(crate) lookups: &'a [Option<LookupTable>],
    pub(crate) as_of: AsOf,
    /// What rules over sets keep of the batch.
    pub(super) columns: Columns,
    /// What was looked up for the batch: what violates, what is open and what is told of it ask the same.
    looked_up: RefCell<Vec<(usize, Vec<Expr>, Int128Chunked)>>,
}

impl<'a> Evaluator<'a> {
    pub(crate) fn new(
        typed: &'a Typed<'a>,
        lookups: &'a [Option<LookupTable>],
        as_of: AsOf,
    ) -> Evaluator<'a> {
        Evaluator {
            typed,
            lookups,
            as_of,
            columns: Columns::new(typed.header.columns.len()),
            looked_up: RefCell::default(),
        }
    }

    /// A condition over all rows, and the rows in which null means "undecidable" rather than "not applicable".
    pub(crate) fn condition(&self, expr: &Expr) -> (BooleanChunked, Option<BooleanChunked>) {
        let result = self.boolean(expr);
        let doubt = if result.has_nulls() {
            self.any_of(&doubts(expr))
        } else {
            None
        };
        (self.expand_boolean(result), doubt)
    }

    /// A text per row: the joined keys. Null where one of them is null.
    pub(crate) fn key(&self, keys: &[Expr]) -> Texts<'_> {
        if let [one] = keys {
            return self.text_of(one);
        }
        let texts: Vec<StringChunked> = keys
            .iter()
            .map(|key| self.text_of(key).column().clone())
            .collect();
        let rows = self.typed.rows();
        let mut joined = StringChunkedBuilder::new(NAME, rows);
        let mut columns: Vec<_> = texts.iter().map(StringChunked::iter).collect();
        let mut key = String::new();
        for _ in 0..rows {
            key.clear();
            let mut whole = true;
            for (number, column) in columns.iter_mut().enumerate() {
                match column.next().flatten() {
                    Some(part) => add_part(&mut key, number, part),
                    None => whole = false,
                }
            }
            joined.append_option(whole.then_some(key.as_str()));
        }
        Texts::Column(joined.finish())
    }

    /// Any expression as text, numbers and times in a form that equal values share.
    pub(crate) fn text_of(&self, expr: &Expr) -> Texts<'_> {
        let text: StringChunked = match self.value(expr) {
            Values::Text(Texts::Column(text)) => text,
            Values::Text(cells) => return cells,
            Values::Number(numbers) => {
                let texts = unary_elementwise(&numbers, |n: Option<i128>| n.map(number::text));
                self.in_full(expr, texts)
            }
            Values::Time(times) => {
                unary_elementwise(&times, |t: Option<i64>| t.map(|t| t.to_string()))
            }
            Values::Boolean(flags) => {
                unary_elementwise(&flags, |b: Option<bool>| b.map(|b| b.to_string()))
            }
        };
        Texts::Column(if text.len() == 1 && self.typed.rows() != 1 {
            text.new_from_index(0, self.typed.rows())
        } else {
            text
        })
    }

    /// The numbers of a field with all their digits: two that differ behind the twelfth are two.
    fn in_full(&self, expr: &Expr, texts: StringChunked) -> StringChunked {
        let &Expr::Field(field, _) = expr else {
            return texts;
        };
        let finer = self.typed.in_full(field);
        if finer.is_empty() {
            return texts;
        }
        let mut finer = finer.into_iter().peekable();
        let each = texts.iter().enumerate().map(|(row, text)| {
            let in_full = finer.next_if(|(at, _)| *at == row);
            text.map(|text| in_full.map_or(Cow::Borrowed(text), |(_, digits)| digits.into()))
        });
        each.collect()
    }

    /// Rows whose value could not be read in one of the expressions' fields.
    pub(crate) fn unreadable(&self, exprs: &[&Expr]) -> Option<BooleanChunked> {
        let mut mask = None;
        for field in exprs.iter().flat_map(|e| e.fields()) {
            add(&mut mask, self.unread(field).as_ref());
        }
        mask
    }

    /// Rows in which a doubt holds; none where there are none.
    pub(super) fn where_holds(&self, doubt: &Doubt) -> Option<BooleanChunked> {
        self.any_of(std::slice::from_ref(doubt))
    }

    /// Rows in which one of the doubts holds.
    fn any_of(&self, doubts: &[Doubt]) -> Option<BooleanChunked> {
        let mut mask = None;
        for doubt in doubts {
            let rows = match doubt {
                Doubt::Unread(field) => self.unread(*field),
                Doubt::Unanswered(lookup, keys) => self.unanswered(*lookup, keys),
                Doubt::Overflow(op, left, right) => Some(self.overflows(*op, left, right)),
                Doubt::Uncovered(calendar, at) => Some(self.uncovered(calendar, at)),
                Doubt::Timeless(text) => Some(self.timeless(text)),
                Doubt::Given(condition, doubts) => self.any_of(doubts).map(|rows| {
                    let asked = self.boolean(condition);
                    &rows & &self.expand_boolean(is_true(&asked))
                }),
            };
            add(&mut mask, rows.as_ref());
        }
        mask
    }

    /// Rows whose cell cannot be read, or that are too short to have it.
    fn unread(&self, field: FieldIx) -> Option<BooleanChunked> {
        let mut mask = self.typed.unreadable(field).cloned();
        add(&mut mask, self.typed.absent(field).as_ref());
        mask
    }

    fn unanswered(&self, lookup: usize, keys: &[Expr]) -> Option<BooleanChunked> {
        let is_unknown = |answer| matches!(answer, Answer::Unknown | Answer::Several);
        let may_be = !self.table_of(lookup).knows_all();
        may_be
            .then(|| self.answered(lookup, keys, is_unknown))
            .flatten()
    }

    /// Rows for whose key the other table has several values; none where there are none.
    pub(super) fn ambiguous(&self, lookup: usize, keys: &[Expr]) -> Option<BooleanChunked> {
        let may_be = !self.table_of(lookup).knows_all();
        may_be
            .then(|| self.answered(lookup, keys, |answer| answer == Answer::Several))
            .flatten()
    }

    /// Rows that lead to no row of the table whose values are asked for; none where there are none.
    pub(super) fn astray(&self, lookup: usize, keys: &[Expr]) -> Option<BooleanChunked> {
        let may_be = self.table_of(lookup).holds_values();
        may_be
            .then(|| self.answered(lookup, keys, |answer| answer == Answer::Absent))
            .flatten()
    }

    /// Rows for whose key the answer is such a one; none where there are none.
    fn answered(
        &self,
        lookup: usize,
        keys: &[Expr],
        is_such: impl Fn(Answer) -> bool,
    ) -> Option<BooleanChunked> {
        let keys = self.key(keys);
        let (mut row, mut rows) = (0, Vec::new());
        self.table_of(lookup).get_all(&keys, |answer| {
            rows.extend(is_such(answer).then_some(row));
            row += 1;
        });
        mask_of(keys.len(), rows)
    }

    /// Rows with both operands and no result.
    fn overflows(&self, op: Arithmetic, left: &Expr, right: &Expr) -> BooleanChunked {
        let (left, right) = (self.number(left), self.number(right));
        let operands = &left.is_not_null() & &right.is_not_null();
        self.expand_boolean(&checked(op, &left, &right).is_null() & &operands)
    }

    /// Rows with a text that is no time of day.
    fn timeless(&self, text: &Expr) -> BooleanChunked {
        let is_timeless = |text: &str| date::time_of_day(text).is_none();
        self.expand_boolean(is_true(&self.text(text).are(is_timeless)))
    }

    fn uncovered(&self, calendar: &Calendar, at: &Expr) -> BooleanChunked {
        let last = calendar.covered().1;
        let at = self.time(at);
        self.expand_boolean(is_true(
            &(&at.lt(calendar.known_from()) | &at.gt_eq(last + DAY)),
        ))
    }

    /// The day of a row's document: that of the audit where the table names no date, none where the date is not known.
    pub(crate) fn day(&self, table: &Table, row: usize) -> Option<i64> {
        let Some(date) = table.date else {
            return Some(self.as_of.day);
        };
        match self.typed.values_if_there(date)? {
            Values::Time(times) => times.get(row).map(|at| at - at.rem_euclid(DAY)),
            _ => None,
        }
    }

    fn expand_boolean(&self, mask: BooleanChunked) -> BooleanChunked {
        if mask.len() == 1 && self.typed.rows() != 1 {
            mask.new_from_index(0, self.typed.rows())
        } else {
            mask
        }
    }

    pub(crate) fn value(&self, expr: &Expr) -> Values<'_> {
        match expr {
            Expr::Field(field, _) => self.typed.values(*field),
            Expr::Raw(field) => {
                let raw = self.typed.raw(*field);
                Values::Text(raw.expect("rules without their columns are not run"))
            }
            Expr::Text(text) => {
                let text = StringChunked::from_slice(NAME, &[text.as_str()]);
                Values::Text(Texts::Column(text))
            }
            Expr::Person(inner) => {
                Values::Text(self.text(inner).map(|text| Some(person::clean(text))))
            }
            Expr::Fold(inner, folds) => Values::Text(self.text(inner).map(|text| {
                let folded = person::fold(text, folds);
                // what is left of `---` without dashes is no key
                (!folded.is_empty()).then_some(folded)
            })),
            Expr::Number(value) => Values::Number(Int128Chunked::from_slice(NAME, &[*value])),
            Expr::Lookup(lookup, kind, keys) => self.looked_up(*lookup, *kind, keys),
            Expr::Chars(inner) => Values::Number(counted(&self.text(inner), |text| {
                bytecount::num_chars(text.as_bytes())
            })),
            Expr::Bytes(inner, encoding) => Values::Number(counted(&self.text(inner), |text| {
                encoding.encode(text).0.len()
            })),
            Expr::Concat(all) => Values::Text(self.joined(all)),
            Expr::Part(inner, from, length) => Values::Text(self.part(inner, *from, *length)),
            Expr::Extract(inner, regex) => Values::Text(self.text(inner).map(|text| {
                let found = regex.0.captures(text)?;
                let part = found.get(1).or_else(|| found.get(0))?.as_str();
                (!part.is_empty()).then(|| Cow::Owned(part.to_owned()))
            })),
            Expr::CodePart(inner, part) => Values::Text(self.code_part(inner, part)),
            Expr::InCode(inner, form) => {
                let written = |at: Option<i64>| at.map(|at| form.written(at));
                let text: StringChunked = self.time(inner).iter().map(written).collect();
                Values::Text(Texts::Column(text))
            }
            Expr::DatePart(part, inner) => Values::Number(self.date_part(*part, inner)),
            Expr::Days(inner) => {
                let days = |span: i64| i128::from(span) * ONE / i128::from(DAY);
                Values::Number(unary_elementwise_values(&self.time(inner), days))
            }
            Expr::TimeOfDay(inner) => Values::Time(self.time_of_day(inner)),
            Expr::Round(inner, digits) => {
                Values::Number(unary_elementwise_values(&self.number(inner), |n: i128| {
                    number::round(n, *digits)
                }))
            }
            Expr::Abs(inner) => match self.value(inner) {
                Values::Time(spans) => Values::Time(unary_elementwise_values(&spans, |s: i64| {
                    s.saturating_abs()
                })),
                other => Values::Number(unary_elementwise_values(&as_number(other), i128::abs)),
            },
            Expr::Arithmetic(op, left, right) => self.arithmetic(*op, left, right),
            Expr::Date(at) | Expr::Instant(at) | Expr::Span(at) => Values::Time(time(*at)),
            Expr::AsOf(kind) => Values::Time(time(if *kind == ExprType::Date {
                self.as_of.day
            } else {
                self.as_of.instant
            })),
            Expr::Day(inner) => Values::Time(days_of(&self.time(inner))),
            Expr::Latest(inner) => {
                Values::Time(unary_elementwise_values(&self.time(inner), |at: i64| {
                    if at.rem_euclid(DAY) == 0 {
                        at + DAY - 1
                    } else {
                        at
                    }
                }))
            }
            Expr::Happened(inner) => Values::Time(self.come(self.time(inner))),
            Expr::Beside(inner, columns) => Values::Time(self.beside(inner, columns)),
            Expr::Coalesce(first, second) => self.coalesce(first, second),
            Expr::Workdays(calendar, inner) => {
                Values::Time(self.worked(inner, |at| calendar.workdays(at).map(|days| days * DAY)))
            }
            Expr::Workhours(calendar, inner) => {
                Values::Time(self.worked(inner, |at| calendar.worked(at)))
            }
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
            | Expr::Meets(..) => Values::Boolean(self.boolean(expr)),
        }
    }

    /// The points in time that have come by the audit; in most exports these are all.
    fn come(&self, times: Int64Chunked) -> Int64Chunked {
        let now = self.as_of.instant;
        if times.max().is_none_or(|last| last <= now) {
            return times;
        }
        unary_elementwise(&times, |at: Option<i64>| at.filter(|at| *at <= now))
    }

    /// Texts one behind the other; none where one of them is missing.
    fn joined(&self, all: &[Expr]) -> Texts<'_> {
        let mut texts = all.iter().map(|e| self.text(e));
        let first = texts.next().expect("there are texts to join");
        texts.fold(first, |joined, next| {
            let joined: StringChunked = broadcast_binary_elementwise(
                &joined.column(),
                &next.column(),
                |a: Option<&str>, b: Option<&str>| Some(format!("{}{}", a?, b?)),
            );
            Texts::Column(joined)
        })
    }

    /// So many characters behind the first `from`; none where there are none.
    fn part(&self, text: &Expr, from: u32, length: Option<u32>) -> Texts<'_> {
        self.text(text).map(|text| {
            let length = length.map_or(usize::MAX, |length| length as usize);
            let part: String = text.chars().skip(from as usize).take(length).collect();
            (!part.is_empty()).then_some(Cow::Owned(part))
        })
    }

    fn code_part(&self, code: &Expr, part: &CodePart) -> Texts<'_> {
        let codes = self.text(code);
        match part {
            CodePart::Segment(form, segment) => codes.map(|code| form.segment(code, *segment)),
            CodePart::Parent(form) => codes.map(|code| form.parent(code)),
            CodePart::Series(scheme) => codes.map(|code| Some(scheme.numbered(code)?.0)),
            CodePart::Serial(scheme) => {
                codes.map(|code| Some(scheme.numbered(code)?.1.to_string()))
            }
        }
    }

    /// The year, the month or the day of the month.
    fn date_part(&self, part: DatePart, date: &Expr) -> Int128Chunked {
        unary_elementwise_values(&self.time(date), |at: i64| {
            let (year, month, day) = date::civil_day(at);
            let part = match part {
                DatePart::Year => i128::from(year),
                DatePart::Month => i128::from(month),
                DatePart::Day => i128::from(day),
            };
            part * ONE
        })
    }

    fn boolean(&self, expr: &Expr) -> BooleanChunked {
        match expr {
            Expr::Boolean(value) => BooleanChunked::from_slice(NAME, &[*value]),
            Expr::Unreadable(field) => self.is_unreadable(*field),
            Expr::IsNull(inner) => self.is_null(inner),
            Expr::Not(inner) => !&self.boolean(inner),
            Expr::And(all) => self.fold_booleans(all, |a, b| a & b),
            Expr::Or(all) => self.fold_booleans(all, |a, b| a | b),
            Expr::Given(condition, inner) => {
                let holds = is_true(&self.boolean(condition));
                let inner = self.boolean(inner);
                unknown_where(&inner, &!&holds)
            }
            Expr::Lacks(needed, least) => self.lacks(needed, *least),
            Expr::Compare(op, left, right) => self.compare(*op, left, right),
            Expr::InTexts(inner, words) => in_texts(&self.text(inner), words),
            Expr::Matches(inner, regex) => self.text(inner).are(|text| regex.is_match(text)),
            Expr::OnScheme(inner, form) => self.text(inner).are(|text| form.fits(text)),
            Expr::Meets(inner, standard) => met(&self.text(inner), standard),
            other => match self.value(other) {
                Values::Boolean(mask) => mask,
                _ => unreachable!("conditions are typed when they are loaded"),
            },
        }
    }

    fn lacks(&self, needed: &[Needed], least: i128) -> BooleanChunked {
        let mut weighed = vec![Weighed::default(); self.typed.rows()];
        for one in needed {
            let asked = self.expand_boolean(self.boolean(&one.asked));
            let missing = self.expand_boolean(self.boolean(&one.missing));
            for (row, (asked, missing)) in weighed.iter_mut().zip(asked.iter().zip(missing.iter()))
            {
                row.add(asked, missing, one.weight);
            }
        }
        weighed.iter().map(|row| row.lacks(least)).collect()
    }

    fn fold_booleans(
        &self,
        all: &[Expr],
        join: impl Fn(&BooleanChunked, &BooleanChunked) -> BooleanChunked,
    ) -> BooleanChunked {
        let mut result = self.boolean(&all[0]);
        for next in &all[1..] {
            result = join(&result, &self.boolean(next));
        }
        result
    }

    /// Whether a filled cell cannot be read; null where the cell is empty.
    fn is_unreadable(&self, field: FieldIx) -> BooleanChunked {
        let empty = self.typed.values(field).is_null();
        match self.typed.unreadable(field) {
            Some(unreadable) => {
                let unknown = match self.typed.damaged(field) {
                    // that is a finding of its own
                    Some(damaged) => &(&empty & &!unreadable) | damaged,
                    None => &empty & &!unreadable,
                };
                unknown_where(unreadable, &unknown)
            }
            None => unknown_where(&BooleanChunked::from_slice(NAME, &[false]), &empty),
        }
    }

    /// Empty, which an unreadable cell is not. Null where the row is too short to have the cell.
    fn is_null(&self, inner: &Expr) -> BooleanChunked {
        let mut null = self.value(inner).is_null();
        for field in inner.fields() {
            if let Some(unreadable) = self.typed.unreadable(field) {
                null = &null & &!unreadable;
            }
            if let Some(absent) = self.typed.absent(field) {
                null = unknown_where(&null, &absent);
            }
        }
        null
    }

    fn compare(&self, op: Op, left: &Expr, right: &Expr) -> BooleanChunked {
        match (left.kind(), right.kind()) {
            (ExprType::Date, ExprType::Instant) | (ExprType::Instant, ExprType::Date) => {
                self.compare_days(op, left, right)
            }
            (ExprType::Instant, ExprType::Instant)
                if !is_literal(left)
                    && !is_literal(right)
                    && (self.is_of_days(left) || self.is_of_days(right)) =>
            {
                self.compare_days(op, left, right)
            }
            (ExprType::Text, _) => {
                let (left, right) = (self.text(left), self.text(right));
                match op {
                    Op::Eq => left.equal(&right),
                    Op::Ne => !&left.equal(&right),
                    _ => compared(op, &left.column(), &right.column()),
                }
            }
            (ExprType::Number, _) => compared(op, &self.number(left), &self.number(right)),
            (ExprType::Date | ExprType::Instant | ExprType::Span, _) => {
                let clocks = self.put_forward(left, right);
                let (left, right) = (self.time(left), self.time(right));
                let right = clocks.map_or_else(|| right.clone(), |clocks| &right + &clocks);
                compared(op, &left, &right)
            }
            (ExprType::Boolean, _) => {
                let (left, right) = (self.boolean(left), self.boolean(right));
                let equal = &(&left & &right) | &(&!&left & &!&right);
                if op == Op::Eq { equal } else { !&equal }
            }
        }
    }

    /// A day against an instant is decided by the day.
    fn compare_days(&self, op: Op, left: &Expr, right: &Expr) -> BooleanChunked {
        let (left, right) = (days_of(&self.time(left)), days_of(&self.time(right)));
        compared(op, &left, &right)
    }

    /// Instants, by their day where one of the columns holds days only.
    fn beside(&self, instants: &Expr, columns: &[FieldIx]) -> Int64Chunked {
        let times = self.time(instants);
        if columns.iter().any(|field| self.typed.is_of_days(*field)) {
            days_of(&times)
        } else {
            times
        }
    }

    /// Whether instants are those of a column that holds days only.
    fn is_of_days(&self, instants: &Expr) -> bool {
        match instants {
            Expr::Field(field, ExprType::Instant) => self.typed.is_of_days(*field),
            Expr::Lookup(lookup, ExprType::Instant, _) => self.table_of(*lookup).is_of_days(),
            Expr::Latest(inner) | Expr::Happened(inner) => self.is_of_days(inner),
            Expr::Coalesce(one, other) => self.is_of_days(one) && self.is_of_days(other),
            Expr::Arithmetic(_, at, span) if span.kind() == ExprType::Span => {
                !span.is_part_of_day() && self.is_of_days(at)
            }
            Expr::Arithmetic(_, span, at) => !span.is_part_of_day() && self.is_of_days(at),
            _ => false,
        }
    }

    fn arithmetic(&self, op: Arithmetic, left: &Expr, right: &Expr) -> Values<'static> {
        if left.kind() == ExprType::Number {
            let may_overflow = overflows(op, left, right);
            let (left, right) = (self.number(left), self.number(right));
            let result: Int128Chunked = match op {
                Arithmetic::Add if !may_overflow => &left + &right,
                Arithmetic::Subtract if !may_overflow => &left - &right,
                _ => checked(op, &left, &right),
            };
            return Values::Number(result);
        }
        let clocks = if op == Arithmetic::Subtract {
            self.put_forward(left, right)
        } else {
            None
        };
        let (left, right) = (self.time(left), self.time(right));
        Values::Time(match (op, clocks) {
            (Arithmetic::Add, _) => &left + &right,
            (_, Some(clocks)) => &(&left - &right) - &clocks,
            (_, None) => &left - &right,
        })
    }

    /// How much further the clocks of the company were put forward at one point in time than at another one, row by row; none where they
    /// were not. From the one to the other, the time in which they were changed went by as well.
    fn put_forward(&self, one: &Expr, other: &Expr) -> Option<Int64Chunked> {
        let (one, other) = (self.ahead(one)?, self.ahead(other)?);
        let each = one.iter().zip(other.iter());
        let further = |(one, other): (Option<i64>, Option<i64>)| Some(one? - other?);
        Some(
            each.map(|both| Some(further(both).unwrap_or_default()))
                .collect(),
        )
    }

    /// How far the clocks of the company were ahead of UTC at some points in time.
    fn ahead(&self, at: &Expr) -> Option<&Int64Chunked> {
        match at {
            Expr::Field(field, ExprType::Instant) => self.typed.ahead(*field),
            Expr::Latest(inner) | Expr::Happened(inner) => self.ahead(inner),
            // days are counted by the calendar
            Expr::Beside(inner, columns) => {
                let mut columns = columns.iter();
                let in_days = columns.any(|field| self.typed.is_of_days(*field));
                self.ahead(inner).filter(|_| !in_days)
            }
            _ => None,
        }
    }

    /// The second value stands for a first one that is empty, not for one that cannot be read.
    fn coalesce(&self, first: &Expr, second: &Expr) -> Values<'_> {
        // row by row: what stands for an empty literal may be a column
        let empty = self.expand_boolean(is_true(&self.is_null(first)));
        match (self.value(first), self.value(second)) {
            (Values::Time(a), Values::Time(b)) => Values::Time(filled_up(&a, &empty, &b)),
            (Values::Number(a), Values::Number(b)) => Values::Number(filled_up(&a, &empty, &b)),
            (Values::Boolean(a), Values::Boolean(b)) => {
                let at = |values: &BooleanChunked, row| if values.len() == 1 { 0 } else { row };
                let pick = |(row, fill): (usize, Option<bool>)| {
                    let values = if fill == Some(true) { &b } else { &a };
                    values.get(at(values, row))
                };
                Values::Boolean(empty.iter().enumerate().map(pick).collect())
            }
            (Values::Text(a), Values::Text(b)) => {
                let (a, b) = (a.column(), b.column());
                let at = |texts: &StringChunked, row| if texts.len() == 1 { 0 } else { row };
                let pick = |(row, fill): (usize, Option<bool>)| {
                    let texts = if fill == Some(true) { &b } else { &a };
                    texts.get(at(texts, row))
                };
                Values::Text(Texts::Column(empty.iter().enumerate().map(pick).collect()))
            }
            (other, _) => other,
        }
    }

    pub(super) fn table_of(&self, lookup: usize) -> &'a LookupTable {
        let table = self.lookups[lookup].as_ref();
        table.expect("rules whose lookup failed are not run")
    }

    fn lookup(&self, lookup: usize, keys: &[Expr]) -> Int128Chunked {
        let known = self.looked_up.borrow();
        let same = known
            .iter()
            .find(|known| known.0 == lookup && known.1 == keys);
        if let Some((.., answers)) = same {
            return answers.clone();
        }
        drop(known);
        let asked = keys.to_vec();
        let keys = self.key(keys);
        let mut answers = PrimitiveChunkedBuilder::new(NAME, keys.len());
        self.table_of(lookup).get_all(&keys, |answer| match answer {
            Answer::Number(number) => answers.append_value(number),
            Answer::Nothing | Answer::Absent | Answer::Unknown | Answer::Several => {
                answers.append_null();
            }
        });
        let answers = answers.finish();
        let known = (lookup, asked, answers.clone());
        self.looked_up.borrow_mut().push(known);
        answers
    }

    /// What another table answers, as values of a type.
    fn looked_up(&self, lookup: usize, kind: ExprType, keys: &[Expr]) -> Values<'_> {
        let answers = self.lookup(lookup, keys);
        match kind {
            ExprType::Number => Values::Number(answers),
            ExprType::Boolean => {
                let flags = answers.iter().map(|flag| flag.map(|flag| flag == 1));
                Values::Boolean(flags.collect())
            }
            ExprType::Text => {
                let table = self.table_of(lookup);
                let mut texts = StringChunkedBuilder::new(NAME, answers.len());
                for number in answers.iter() {
                    texts.append_option(number.and_then(|number| table.text(number)));
                }
                Values::Text(Texts::Column(texts.finish()))
            }
            ExprType::Date | ExprType::Instant | ExprType::Span => {
                let time = |at: Option<i128>| i64::try_from(at?).ok();
                Values::Time(unary_elementwise(&answers, time))
            }
        }
    }

    /// Looks points in time up in a calendar.
    fn worked(&self, at: &Expr, look_up: impl Fn(i64) -> Option<i64>) -> Int64Chunked {
        unary_elementwise(&self.time(at), |at: Option<i64>| look_up(at?))
    }

    /// The time since midnight; none where a text is no time.
    fn time_of_day(&self, at: &Expr) -> Int64Chunked {
        let texts = match self.value(at) {
            Values::Time(times) => {
                return unary_elementwise_values(&times, |at: i64| at.rem_euclid(DAY));
            }
            Values::Text(texts) => texts,
            _ => unreachable!("expressions are typed when they are loaded"),
        };
        let mut times = PrimitiveChunkedBuilder::new(NAME, texts.len());
        texts.for_each(|text| times.append_option(text.and_then(date::time_of_day)));
        times.finish()
    }

    fn text(&self, expr: &Expr) -> Texts<'_> {
        match self.value(expr) {
            Values::Text(text) => text,
            _ => unreachable!("expressions are typed when they are loaded"),
        }
    }

    pub(crate) fn number(&self, expr: &Expr) -> Int128Chunked {
        as_number(self.value(expr))
    }

    pub(crate) fn time(&self, expr: &Expr) -> Int64Chunked {
        match self.value(expr) {
            Values::Time(times) => times,
            _ => unreachable!("expressions are typed when they are loaded"),
        }
    }
}

/// True where the condition is true, false elsewhere; no nulls.
pub(crate) fn is_true(mask: &BooleanChunked) -> BooleanChunked {
    if mask.has_nulls() {
        mask & &mask.is_not_null()
    } else {
        mask.clone()
    }
}

fn as_number(values: Values) -> Int128Chunked {
    match values {
        Values::Number(numbers) => numbers,
        _ => unreachable!("expressions are typed when they are loaded"),
    }
}

/// Adds rows to a mask, if there are any.
fn add(to: &mut Option<BooleanChunked>, mask: Option<&BooleanChunked>) {
    if let Some(mask) = mask.map(is_true) {
        *to = Some(match to.take() {
            Some(before) => &before | &mask,
            None => mask,
        });
    }
}

/// Null where an operand is, and where the result is too large to hold.
fn checked(op: Arithmetic, left: &Int128Chunked, right: &Int128Chunked) -> Int128Chunked {
    let of = match op {
        Arithmetic::Add => i128::checked_add,
        Arithmetic::Subtract => i128::checked_sub,
        Arithmetic::Multiply => number::multiply,
    };
    broadcast_binary_elementwise(left, right, |a: Option<i128>, b: Option<i128>| of(a?, b?))
}

fn compared<'a, T>(op: Op, left: &'a ChunkedArray<T>, right: &'a ChunkedArray<T>) -> BooleanChunked
where
    T: PolarsDataType,
    ChunkedArray<T>: ChunkCompareEq<&'a ChunkedArray<T>, Item = BooleanChunked>
        + ChunkCompareIneq<&'a ChunkedArray<T>, Item = BooleanChunked>,
{
    match op {
        Op::Eq => left.equal(right),
        Op::Ne => left.not_equal(right),
        Op::Lt => left.lt(right),
        Op::Le => left.lt_eq(right),
        Op::Gt => left.gt(right),
        Op::Ge => left.gt_eq(right),
    }
}

/// The days of instants.
fn days_of(times: &Int64Chunked) -> Int64Chunked {
    unary_elementwise_values(times, |at: i64| at - at.rem_euclid(DAY))
}

/// Whether a point in time is written in the rule: its time of day is meant.
fn is_literal(at: &Expr) -> bool {
    matches!(at, Expr::Instant(_))
}

/// Null in the rows of the mask.
fn unknown_where(values: &BooleanChunked, rows: &BooleanChunked) -> BooleanChunked {
    if !rows.any() {
        return values.clone();
    }
    broadcast_binary_elementwise(
        values,
        rows,
        |value: Option<bool>, row: Option<bool>| {
            if row == Some(true) { None } else { value }
        },
    )
}

/// The values, those of `second` in the rows of the mask.
fn filled_up<T>(
    first: &ChunkedArray<T>,
    mask: &BooleanChunked,
    second: &ChunkedArray<T>,
) -> ChunkedArray<T>
where
    T: PolarsNumericType,
{
    let at = |values: &ChunkedArray<T>, row| if values.len() == 1 { 0 } else { row };
    let pick = |(row, fill): (usize, Option<bool>)| {
        let values = if fill == Some(true) { second } else { first };
        values.get(at(values, row))
    };
    mask.iter().enumerate().map(pick).collect()
}

fn counted(texts: &Texts, count: impl Fn(&str) -> usize) -> Int128Chunked {
    let mut counts = PrimitiveChunkedBuilder::new(NAME, texts.len());
    let count = |text: &str| i128::from(i64::try_from(count(text)).unwrap_or(i64::MAX)) * ONE;
    texts.for_each(|text| counts.append_option(text.map(count)));
    counts.finish()
}

/// Null where the standard has nothing to say.
fn met(texts: &Texts, standard: &Standard) -> BooleanChunked {
    let mut met = Vec::with_capacity(texts.len());
    texts.for_each(|text| met.push(text.and_then(|text| standard.is_met(text))));
    met.into_iter().collect()
}

fn in_texts(texts: &Texts, words: &[String]) -> BooleanChunked {
    if words.len() <= 8 {
        return texts.are(|text| words.iter().any(|word| word == text));
    }
    let words: PlHashSet<&str> = words.iter().map(String::as_str).collect();
    texts.are(|text| words.contains(text))
}

fn time(at: i64) -> Int64Chunked {
    Int64Chunked::from_slice(NAME, &[at])
}
