//! Evaluates the plan's expressions over a batch with polars kernels. Literals are columns of length one.

use std::borrow::Cow;
use std::cell::RefCell;

use polars::chunked_array::ops::arity::{
    broadcast_binary_elementwise, unary_elementwise, unary_elementwise_values,
};
use polars::prelude::{
    BooleanChunked, ChunkCompareEq, ChunkCompareIneq, ChunkExpandAtIndex, ChunkedArray,
    ChunkedBuilder, Int64Chunked, Int128Chunked, NewChunkedArray, PlHashSet, PlSmallStr,
    PolarsDataType, PolarsNumericType, PrimitiveChunkedBuilder, StringChunked,
};

use super::columns::Columns;
use super::lookups::{Answer, LookupTable};
use crate::findings::asked::AsOf;
use crate::rules::plan::{Arithmetic, DatePart, Expr, Op};
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
    /// Rows in which something other than an unreadable cell prevented an answer.
    doubt: RefCell<Option<BooleanChunked>>,
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
            doubt: RefCell::new(None),
        }
    }

    /// A condition over all rows, and the rows in which null means "undecidable" rather than "not applicable".
    pub(crate) fn condition(&self, expr: &Expr) -> (BooleanChunked, Option<BooleanChunked>) {
        self.doubt.replace(None);
        let result = self.boolean(expr);
        let mut doubt = self.doubt.replace(None);
        if result.has_nulls() {
            for field in expr.fields() {
                for mask in [
                    self.typed.unreadable(field).cloned(),
                    self.typed.absent(field),
                ]
                .into_iter()
                .flatten()
                {
                    add(&mut doubt, &mask);
                }
            }
        }
        (self.expand_boolean(result), doubt)
    }

    /// A text per row: the joined keys. Null where one of them is null.
    pub(crate) fn key(&self, keys: &[Expr]) -> Texts<'_> {
        let mut texts = keys.iter().map(|k| self.text_of(k));
        let first = texts.next().expect("keys have at least one part");
        texts.fold(first, |joined, next| {
            // the unit separator does not occur in a cell that a person typed
            let joined: StringChunked = broadcast_binary_elementwise(
                &joined.column(),
                &next.column(),
                |a: Option<&str>, b: Option<&str>| Some(format!("{}\u{1f}{}", a?, b?)),
            );
            Texts::Column(joined)
        })
    }

    /// Any expression as text, numbers and times in a form that equal values share.
    pub(crate) fn text_of(&self, expr: &Expr) -> Texts<'_> {
        let text: StringChunked = match self.value(expr) {
            Values::Text(Texts::Column(text)) => text,
            Values::Text(cells) => return cells,
            Values::Number(numbers) => {
                unary_elementwise(&numbers, |n: Option<i128>| n.map(number::text))
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

    /// Rows whose value could not be read in one of the expressions' fields.
    pub(crate) fn unreadable(&self, exprs: &[&Expr]) -> Option<BooleanChunked> {
        let mut mask = None;
        for field in exprs.iter().flat_map(|e| e.fields()) {
            for bad in [
                self.typed.unreadable(field).cloned(),
                self.typed.absent(field),
            ]
            .into_iter()
            .flatten()
            {
                add(&mut mask, &bad);
            }
        }
        mask
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
            Expr::Lookup(lookup, kind, keys) => {
                let answers = self.lookup(*lookup, keys);
                if *kind == ExprType::Number {
                    Values::Number(answers)
                } else {
                    let time = |at: Option<i128>| i64::try_from(at?).ok();
                    Values::Time(unary_elementwise(&answers, time))
                }
            }
            Expr::Chars(inner) => Values::Number(counted(&self.text(inner), |text| {
                bytecount::num_chars(text.as_bytes())
            })),
            Expr::Bytes(inner, encoding) => Values::Number(counted(&self.text(inner), |text| {
                encoding.encode(text).0.len()
            })),
            Expr::Concat(all) => Values::Text(self.joined(all)),
            Expr::Part(inner, from, length) => Values::Text(self.part(inner, *from, *length)),
            Expr::Extract(inner, regex) => Values::Text(self.text(inner).map(|text| {
                let found = regex.captures(text)?;
                let part = found.get(1).or_else(|| found.get(0))?.as_str();
                (!part.is_empty()).then(|| Cow::Owned(part.to_owned()))
            })),
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
            Expr::Day(inner) => {
                Values::Time(unary_elementwise_values(&self.time(inner), |at: i64| {
                    at - at.rem_euclid(DAY)
                }))
            }
            Expr::Latest(inner) => {
                Values::Time(unary_elementwise_values(&self.time(inner), |at: i64| {
                    if at.rem_euclid(DAY) == 0 {
                        at + DAY - 1
                    } else {
                        at
                    }
                }))
            }
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
            | Expr::Given(..)
            | Expr::Compare(..)
            | Expr::InTexts(..)
            | Expr::Matches(..) => Values::Boolean(self.boolean(expr)),
        }
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
                let before = self.doubt.take();
                let inner = self.boolean(inner);
                // elsewhere nothing is asked
                if let Some(doubt) = self.doubt.replace(before) {
                    self.add_doubt(&(&doubt & &holds));
                }
                unknown_where(&inner, &!&holds)
            }
            Expr::Compare(op, left, right) => self.compare(*op, left, right),
            Expr::InTexts(inner, words) => in_texts(&self.text(inner), words),
            Expr::Matches(inner, regex) => self.text(inner).are(|text| regex.is_match(text)),
            other => match self.value(other) {
                Values::Boolean(mask) => mask,
                _ => unreachable!("conditions are typed when they are loaded"),
            },
        }
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
                compared(op, &self.time(left), &self.time(right))
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
        let day = |at: i64| at - at.rem_euclid(DAY);
        let left: Int64Chunked = unary_elementwise_values(&self.time(left), day);
        let right: Int64Chunked = unary_elementwise_values(&self.time(right), day);
        compared(op, &left, &right)
    }

    fn arithmetic(&self, op: Arithmetic, left: &Expr, right: &Expr) -> Values<'static> {
        if left.kind() == ExprType::Number {
            let (left, right) = (self.number(left), self.number(right));
            let result: Int128Chunked = match op {
                Arithmetic::Add => &left + &right,
                Arithmetic::Subtract => &left - &right,
                Arithmetic::Multiply => {
                    let product: Int128Chunked = broadcast_binary_elementwise(
                        &left,
                        &right,
                        |a: Option<i128>, b: Option<i128>| number::multiply(a?, b?),
                    );
                    // a product too large to hold: both factors there, no result
                    let missing =
                        &product.is_null() & &(&left.is_not_null() & &right.is_not_null());
                    if missing.any() {
                        self.add_doubt(&self.expand_boolean(missing));
                    }
                    product
                }
            };
            return Values::Number(result);
        }
        let (left, right) = (self.time(left), self.time(right));
        Values::Time(if op == Arithmetic::Add {
            &left + &right
        } else {
            &left - &right
        })
    }

    /// The second value stands for a first one that is empty, not for one that cannot be read.
    fn coalesce(&self, first: &Expr, second: &Expr) -> Values<'_> {
        let empty = is_true(&self.is_null(first));
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

    fn lookup(&self, lookup: usize, keys: &[Expr]) -> Int128Chunked {
        let table = self.lookups[lookup]
            .as_ref()
            .expect("rules whose lookup failed are not run");
        let keys = self.key(keys);
        let mut answers = PrimitiveChunkedBuilder::new(NAME, keys.len());
        let (mut row, mut unknown) = (0, Vec::new());
        table.get_all(&keys, |answer| {
            match answer {
                Answer::Number(number) => answers.append_value(number),
                Answer::Nothing => answers.append_null(),
                Answer::Unknown => {
                    unknown.push(row);
                    answers.append_null();
                }
            }
            row += 1;
        });
        if let Some(unknown) = mask_of(keys.len(), unknown) {
            self.add_doubt(&unknown);
        }
        answers.finish()
    }

    /// Looks points in time up in a calendar; what it does not cover is in doubt.
    fn worked(&self, at: &Expr, look_up: impl Fn(i64) -> Option<i64>) -> Int64Chunked {
        let at = self.time(at);
        let worked: Int64Chunked = unary_elementwise(&at, |at: Option<i64>| look_up(at?));
        if worked.null_count() > at.null_count() {
            let uncovered = &worked.is_null() & &at.is_not_null();
            self.add_doubt(&self.expand_boolean(uncovered));
        }
        worked
    }

    /// The time since midnight; a text that is no time is in doubt.
    fn time_of_day(&self, at: &Expr) -> Int64Chunked {
        let texts = match self.value(at) {
            Values::Time(times) => {
                return unary_elementwise_values(&times, |at: i64| at.rem_euclid(DAY));
            }
            Values::Text(texts) => texts,
            _ => unreachable!("expressions are typed when they are loaded"),
        };
        let mut times = PrimitiveChunkedBuilder::new(NAME, texts.len());
        let (mut row, mut unknown) = (0, Vec::new());
        texts.for_each(|text| {
            let time = text.and_then(date::time_of_day);
            if text.is_some() && time.is_none() {
                unknown.push(row);
            }
            times.append_option(time);
            row += 1;
        });
        if let Some(unknown) = mask_of(texts.len(), unknown) {
            self.add_doubt(&self.expand_boolean(unknown));
        }
        times.finish()
    }

    fn add_doubt(&self, mask: &BooleanChunked) {
        add(&mut self.doubt.borrow_mut(), mask);
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

fn add(to: &mut Option<BooleanChunked>, mask: &BooleanChunked) {
    let mask = is_true(mask);
    *to = Some(match to.take() {
        Some(before) => &before | &mask,
        None => mask,
    });
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
