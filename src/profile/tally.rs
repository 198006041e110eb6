//! What is counted in one column, batch by batch.

use std::collections::BTreeMap;

use super::look::{Dated, Kind, Look, Number, class};
use super::private::Private;
use super::shape::shape;
use super::{Example, Spot};
use crate::tables::date::{Hint, Order};

/// Shapes beyond which codes have none.
const MOST_SHAPES: usize = 256;
/// What may stand behind a number in a column.
const MOST_UNITS: usize = 16;

/// How many cells, and the first of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Seen {
    pub(crate) count: u64,
    pub(crate) first: Option<Example>,
}

impl Seen {
    /// Adds a cell that comes so many times, in whatever order cells are added.
    fn add(&mut self, count: u64, at: At) {
        self.count += count;
        if self.first.as_ref().is_none_or(|first| at.spot < first.spot) {
            self.first = Some(at.example());
        }
    }

    fn merge(&mut self, next: Seen) {
        self.count += next.count;
        let Some(other) = next.first else {
            return;
        };
        if self
            .first
            .as_ref()
            .is_none_or(|first| other.spot < first.spot)
        {
            self.first = Some(other);
        }
    }
}

/// A cell where it is met first.
#[derive(Debug, Clone, Copy)]
pub(super) struct At<'a> {
    pub(super) cell: &'a str,
    pub(super) spot: Spot,
}

impl At<'_> {
    fn example(self) -> Example {
        Example::new(self.cell, self.spot)
    }
}

/// The least and the greatest of some values, each with the first cell that has it.
#[derive(Debug, Clone)]
pub(crate) struct Range<T> {
    pub(crate) least: (T, Example),
    pub(crate) most: (T, Example),
}

/// A range that grows.
pub(super) type Growing<T> = Option<Range<T>>;

impl<T: PartialOrd + Copy> Range<T> {
    /// Takes in another value; of equals the cell that comes first is told, in whatever order they are added.
    fn take(&mut self, value: T, spot: Spot, example: impl Fn() -> Example) {
        let (least, most) = (&mut self.least, &mut self.most);
        if value < least.0 || value == least.0 && spot < least.1.spot {
            *least = (value, example());
        }
        if value > most.0 || value == most.0 && spot < most.1.spot {
            *most = (value, example());
        }
    }
}

fn grow<T: PartialOrd + Copy>(range: &mut Growing<T>, value: T, at: At) {
    match range {
        None => {
            let example = at.example();
            *range = Some(Range {
                least: (value, example.clone()),
                most: (value, example),
            });
        }
        Some(range) => range.take(value, at.spot, || at.example()),
    }
}

pub(super) fn merge<T: PartialOrd + Copy>(range: &mut Growing<T>, next: Growing<T>) {
    let Some(range) = range else {
        *range = next;
        return;
    };
    for (value, example) in next.into_iter().flat_map(|next| [next.least, next.most]) {
        range.take(value, example.spot, || example.clone());
    }
}

/// Cells of one shape.
#[derive(Debug, Clone)]
pub(super) struct Shape {
    pub(super) seen: Seen,
    /// The letters that all of them begin with.
    pub(super) prefix: String,
}

/// What was counted in a column, or in a part of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub(super) filled: u64,
    pub(super) chars: Growing<u64>,
    pub(super) bytes: Growing<u64>,
    pub(super) classes: [Seen; class::COUNT],
    pub(super) nothing: BTreeMap<String, Seen>,
    pub(super) numbers: Seen,
    pub(super) whole: u64,
    pub(super) written: Seen,
    pub(super) zeros: Seen,
    pub(super) negative: Seen,
    pub(super) nought: u64,
    /// By how many digits the values have that are nothing else.
    pub(super) digits: BTreeMap<u32, u64>,
    pub(super) sum: Option<i128>,
    pub(super) values: Growing<i128>,
    pub(super) days: Seen,
    pub(super) dates: Seen,
    pub(super) iso: u64,
    pub(super) timed: u64,
    pub(super) zoned: Seen,
    pub(super) day_first: Seen,
    pub(super) month_first: Seen,
    pub(super) either: Seen,
    /// Of dates of digits only, then of the others with the day first, and with the month first.
    pub(super) ranges: [Growing<i64>; 3],
    pub(super) open_year: Seen,
    /// Texts that are yes or no.
    pub(super) booleans: u64,
    /// What is neither a number, nor a date, nor a word for nothing.
    pub(super) texts: Seen,
    pub(super) units: BTreeMap<String, u64>,
    pub(super) private: BTreeMap<Private, u64>,
    pub(super) shapes: BTreeMap<String, Shape>,
    /// There are more shapes than codes have, so that none is kept.
    pub(super) shapeless: bool,
}

impl Tally {
    /// Adds a value that comes so many times.
    pub(super) fn add(&mut self, count: u64, at: At, from_1904: bool) {
        let look = Look::at(at.cell, from_1904);
        self.look(&look, count, at);
        self.private(look.private, count);
        self.value(&look, count, at);
    }

    /// Adds what a value has in common with those that differ from it in their digits alone.
    pub(super) fn look(&mut self, look: &Look, count: u64, at: At) {
        self.filled += count;
        grow(&mut self.chars, look.chars, at);
        grow(&mut self.bytes, look.bytes, at);
        for (bit, seen) in self.classes.iter_mut().enumerate() {
            if look.classes & (1 << bit) != 0 {
                seen.add(count, at);
            }
        }
    }

    pub(super) fn private(&mut self, private: Option<Private>, count: u64) {
        if let Some(private) = private {
            *self.private.entry(private).or_default() += count;
        }
    }

    /// Adds what a value is read as, and its shape.
    fn value(&mut self, look: &Look, count: u64, at: At) {
        match look.kind {
            Kind::Nothing => {
                let word = crate::blank::trim(at.cell).to_owned();
                self.nothing.entry(word).or_default().add(count, at);
                return;
            }
            Kind::Number(number) => {
                self.number(number, count, at);
                self.digits(number.digits, count);
            }
            Kind::Date(date) => self.date(date, count, at),
            Kind::OpenYear => self.open_year.add(count, at),
            Kind::Text => self.text(look.boolean, count, at),
        }
        self.shape(count, at);
    }

    /// Adds a value that is neither a number nor a date.
    pub(super) fn text(&mut self, boolean: bool, count: u64, at: At) {
        self.texts.add(count, at);
        self.booleans += if boolean { count } else { 0 };
        self.unit(at.cell, count);
    }

    /// Adds how many digits a value has that is nothing else.
    pub(super) fn digits(&mut self, digits: Option<u32>, count: u64) {
        if let Some(digits) = digits {
            *self.digits.entry(digits).or_default() += count;
        }
    }

    pub(super) fn number(&mut self, number: Number, count: u64, at: At) {
        let first = self.numbers.count == 0;
        self.numbers.add(count, at);
        if crate::tables::number::is_whole(number.value) {
            self.whole += count;
        }
        if number.written {
            self.written.add(count, at);
        }
        if number.zeros {
            self.zeros.add(count, at);
        }
        if number.value < 0 {
            self.negative.add(count, at);
        }
        if number.value == 0 {
            self.nought += count;
        }
        let times = match count {
            1 => Some(number.value),
            _ => i128::from(count).checked_mul(number.value),
        };
        let sum = if first { Some(0) } else { self.sum };
        self.sum = sum.and_then(|sum: i128| sum.checked_add(times?));
        grow(&mut self.values, number.value, at);
        if let Some(day) = number.day {
            self.days.add(count, at);
            grow(&mut self.ranges[0], day, at);
        }
    }

    pub(super) fn date(&mut self, date: Dated, count: u64, at: At) {
        self.dates.add(count, at);
        self.iso += if date.iso { count } else { 0 };
        self.timed += if date.has_time() { count } else { 0 };
        if date.zoned {
            self.zoned.add(count, at);
        }
        match date.hint {
            Some(Hint::Only(Order::DayFirst)) => self.day_first.add(count, at),
            Some(Hint::Only(Order::MonthFirst)) => self.month_first.add(count, at),
            Some(Hint::Either) => self.either.add(count, at),
            None => {}
        }
        grow(&mut self.ranges[1], date.millis[0], at);
        grow(&mut self.ranges[2], date.millis[1], at);
    }

    /// What stands behind a number, such as `kg`.
    fn unit(&mut self, cell: &str, count: u64) {
        let text = crate::blank::trim(cell);
        let number = |c: char| !(c.is_ascii_digit() || ",.-".contains(c));
        let Some(at) = text.find(number).filter(|at| *at > 0) else {
            return;
        };
        let unit = text[at..].trim();
        let is_unit = !unit.is_empty()
            && unit
                .chars()
                .all(|c| c.is_alphabetic() || "/²³%".contains(c));
        if is_unit && crate::tables::number::decimal(&text[..at]).is_some() {
            let known = self.units.len();
            if known < MOST_UNITS || self.units.contains_key(unit) {
                *self.units.entry(unit.to_owned()).or_default() += count;
            }
        }
    }

    pub(super) fn shape(&mut self, count: u64, at: At) {
        if self.shapeless {
            return;
        }
        let Some((shape, prefix)) = shape(crate::blank::trim(at.cell)) else {
            return;
        };
        if let Some(known) = self.shapes.get_mut(&shape) {
            known.seen.add(count, at);
            if known.prefix != prefix {
                known.prefix = common(&known.prefix, prefix);
            }
            return;
        }
        let mut seen = Seen::default();
        seen.add(count, at);
        let prefix = prefix.to_owned();
        self.shapes.insert(shape, Shape { seen, prefix });
        self.bound_shapes();
    }

    fn bound_shapes(&mut self) {
        if self.shapes.len() > MOST_SHAPES {
            self.shapeless = true;
            self.shapes.clear();
        }
    }

    /// Adds what the rows behind these come to.
    pub(super) fn merge(&mut self, next: Tally) {
        if self.numbers.count == 0 {
            self.sum = next.sum;
        } else if next.numbers.count > 0 {
            self.sum = self.sum.and_then(|sum| sum.checked_add(next.sum?));
        }
        self.filled += next.filled;
        merge(&mut self.chars, next.chars);
        merge(&mut self.bytes, next.bytes);
        for (seen, more) in self.classes.iter_mut().zip(next.classes) {
            seen.merge(more);
        }
        for (word, seen) in next.nothing {
            self.nothing.entry(word).or_default().merge(seen);
        }
        for (one, more) in [
            (&mut self.numbers, next.numbers),
            (&mut self.written, next.written),
            (&mut self.zeros, next.zeros),
            (&mut self.negative, next.negative),
            (&mut self.days, next.days),
            (&mut self.dates, next.dates),
            (&mut self.zoned, next.zoned),
            (&mut self.day_first, next.day_first),
            (&mut self.month_first, next.month_first),
            (&mut self.either, next.either),
            (&mut self.open_year, next.open_year),
            (&mut self.texts, next.texts),
        ] {
            one.merge(more);
        }
        for (one, more) in [
            (&mut self.whole, next.whole),
            (&mut self.nought, next.nought),
            (&mut self.iso, next.iso),
            (&mut self.timed, next.timed),
            (&mut self.booleans, next.booleans),
        ] {
            *one += more;
        }
        for (digits, count) in next.digits {
            *self.digits.entry(digits).or_default() += count;
        }
        merge(&mut self.values, next.values);
        for (range, more) in self.ranges.iter_mut().zip(next.ranges) {
            merge(range, more);
        }
        for (unit, count) in next.units {
            if self.units.len() < MOST_UNITS || self.units.contains_key(&unit) {
                *self.units.entry(unit).or_default() += count;
            }
        }
        for (private, count) in next.private {
            *self.private.entry(private).or_default() += count;
        }
        self.merge_shapes(next.shapes, next.shapeless);
    }

    fn merge_shapes(&mut self, next: BTreeMap<String, Shape>, shapeless: bool) {
        if shapeless || self.shapeless {
            self.shapeless = true;
            self.shapes.clear();
            return;
        }
        for (shape, more) in next {
            match self.shapes.get_mut(&shape) {
                Some(known) => {
                    known.seen.merge(more.seen);
                    known.prefix = common(&known.prefix, &more.prefix);
                }
                None => {
                    self.shapes.insert(shape, more);
                }
            }
        }
        self.bound_shapes();
    }
}

/// The letters that both begin with: all of them, or none. Half of them would be no word.
fn common(one: &str, other: &str) -> String {
    if one == other {
        one.to_owned()
    } else {
        String::new()
    }
}
