//! What is told of one column, gathered batch by batch.

use std::collections::BTreeMap;

use super::distinct::{Count, Distinct, Often};
use super::look::{Dated, Kind, Look, Number, class};
use super::private::{Private, masked};
use super::shape::{regex, shape, with_prefix};
use super::{Example, Spot};
use crate::tables::date::{Hint, Order};
use crate::tables::mask::mask;

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
    fn add(&mut self, count: u64, example: impl FnOnce() -> Example) {
        self.count += count;
        if self.first.is_none() {
            self.first = Some(example());
        }
    }

    fn merge(&mut self, next: Seen) {
        self.count += next.count;
        self.first = self.first.take().or(next.first);
    }
}

/// The least and the greatest of some values, each with the first cell that has it.
#[derive(Debug, Clone)]
pub(crate) struct Range<T> {
    pub(crate) least: (T, Example),
    pub(crate) most: (T, Example),
}

/// A range that grows.
type Growing<T> = Option<Range<T>>;

fn grow<T: PartialOrd + Copy>(range: &mut Growing<T>, value: T, example: impl Fn() -> Example) {
    match range {
        None => {
            let example = example();
            *range = Some(Range {
                least: (value, example.clone()),
                most: (value, example),
            });
        }
        Some(range) => {
            if value < range.least.0 {
                range.least = (value, example());
            }
            if value > range.most.0 {
                range.most = (value, example());
            }
        }
    }
}

fn merge<T: PartialOrd + Copy>(range: &mut Growing<T>, next: Growing<T>) {
    let Some(next) = next else {
        return;
    };
    grow(range, next.least.0, || next.least.1.clone());
    grow(range, next.most.0, || next.most.1.clone());
}

/// Cells of one shape.
#[derive(Debug, Clone)]
struct Shape {
    seen: Seen,
    /// The letters that all of them begin with.
    prefix: String,
}

/// What was counted in a column, or in a part of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub(super) filled: u64,
    chars: Growing<u64>,
    bytes: Growing<u64>,
    classes: [Seen; class::COUNT],
    nothing: BTreeMap<String, Seen>,
    pub(super) numbers: Seen,
    whole: u64,
    written: Seen,
    zeros: Seen,
    negative: Seen,
    nought: u64,
    /// By how many digits the values have that are nothing else.
    digits: BTreeMap<u32, u64>,
    sum: Option<i128>,
    values: Growing<i128>,
    pub(super) days: Seen,
    pub(super) dates: Seen,
    iso: u64,
    timed: u64,
    zoned: Seen,
    day_first: Seen,
    month_first: Seen,
    either: Seen,
    /// Of dates of digits only, then of the others with the day first, and with the month first.
    ranges: [Growing<i64>; 3],
    open_year: Seen,
    booleans: u64,
    /// What is neither a number, nor a date, nor a word for nothing.
    texts: Seen,
    units: BTreeMap<String, u64>,
    private: BTreeMap<Private, u64>,
    shapes: BTreeMap<String, Shape>,
    /// There are more shapes than codes have.
    shapeless: bool,
}

impl Tally {
    /// Adds a value that comes so many times.
    pub(super) fn add(&mut self, cell: &str, count: u64, spot: Spot, from_1904: bool) {
        let look = Look::at(cell, from_1904);
        let example = || Example::new(cell, spot);
        self.filled += count;
        grow(&mut self.chars, look.chars, example);
        grow(&mut self.bytes, look.bytes, example);
        for (bit, seen) in self.classes.iter_mut().enumerate() {
            if look.classes & (1 << bit) != 0 {
                seen.add(count, example);
            }
        }
        if look.boolean {
            self.booleans += count;
        }
        if let Some(private) = look.private {
            *self.private.entry(private).or_default() += count;
        }
        match look.kind {
            Kind::Nothing => {
                let word = crate::blank::trim(cell).to_owned();
                self.nothing.entry(word).or_default().add(count, example);
                return;
            }
            Kind::Number(number) => self.number(number, count, example),
            Kind::Date(date) => self.date(date, count, example),
            Kind::OpenYear => self.open_year.add(count, example),
            Kind::Text => {
                self.texts.add(count, example);
                self.unit(cell, count);
            }
        }
        self.shape(cell, count, example);
    }

    fn number(&mut self, number: Number, count: u64, example: impl Fn() -> Example) {
        self.numbers.add(count, &example);
        if crate::tables::number::is_whole(number.value) {
            self.whole += count;
        }
        if number.written {
            self.written.add(count, &example);
        }
        if number.zeros {
            self.zeros.add(count, &example);
        }
        if number.value < 0 {
            self.negative.add(count, &example);
        }
        if number.value == 0 {
            self.nought += count;
        }
        if let Some(digits) = number.digits {
            *self.digits.entry(digits).or_default() += count;
        }
        let sum = if self.numbers.count == count {
            Some(0)
        } else {
            self.sum
        };
        let times = i128::from(count).checked_mul(number.value);
        self.sum = sum.and_then(|sum: i128| sum.checked_add(times?));
        grow(&mut self.values, number.value, &example);
        if let Some(day) = number.day {
            self.days.add(count, &example);
            grow(&mut self.ranges[0], day, &example);
        }
    }

    fn date(&mut self, date: Dated, count: u64, example: impl Fn() -> Example) {
        self.dates.add(count, &example);
        self.iso += if date.iso { count } else { 0 };
        self.timed += if date.has_time() { count } else { 0 };
        if date.zoned {
            self.zoned.add(count, &example);
        }
        match date.hint {
            Some(Hint::Only(Order::DayFirst)) => self.day_first.add(count, &example),
            Some(Hint::Only(Order::MonthFirst)) => self.month_first.add(count, &example),
            Some(Hint::Either) => self.either.add(count, &example),
            None => {}
        }
        grow(&mut self.ranges[1], date.millis[0], &example);
        grow(&mut self.ranges[2], date.millis[1], &example);
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

    fn shape(&mut self, cell: &str, count: u64, example: impl Fn() -> Example) {
        if self.shapeless {
            return;
        }
        let Some((shape, prefix)) = shape(crate::blank::trim(cell)) else {
            return;
        };
        if let Some(known) = self.shapes.get_mut(&shape) {
            known.seen.add(count, &example);
            if known.prefix != prefix {
                known.prefix = common(&known.prefix, prefix);
            }
            return;
        }
        let mut seen = Seen::default();
        seen.add(count, &example);
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

/// What a column reads as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reads {
    /// Nothing is in it.
    Empty,
    Text,
    /// Digits that are no number: they have leading zeros, or are all as long.
    Code,
    Integer,
    Decimal,
    Date,
    Datetime,
    Boolean,
}

impl Reads {
    /// The word in JSON.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Reads::Empty => "empty",
            Reads::Text => "text",
            Reads::Code => "code",
            Reads::Integer => "integer",
            Reads::Decimal => "decimal",
            Reads::Date => "date",
            Reads::Datetime => "datetime",
            Reads::Boolean => "boolean",
        }
    }

    pub(crate) fn is_number(self) -> bool {
        matches!(self, Reads::Integer | Reads::Decimal)
    }

    pub(crate) fn is_date(self) -> bool {
        matches!(self, Reads::Date | Reads::Datetime)
    }
}

/// A value and how often it comes.
#[derive(Debug, Clone)]
pub(crate) struct Frequent {
    pub(crate) count: u64,
    pub(crate) first: Example,
}

/// The codes of one shape.
#[derive(Debug, Clone)]
pub(crate) struct Shaped {
    pub(crate) shape: String,
    pub(crate) regex: String,
    pub(crate) seen: Seen,
}

/// A kind of characters, as reports name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Characters {
    Digits,
    Capitals,
    SmallLetters,
    Ideographs,
    OtherLetters,
    FullWidth,
    Marks,
    Blanks,
    BlanksAtEnds,
    Invisible,
    LineBreaks,
}

impl Characters {
    /// In the order of their bits.
    const ALL: [Characters; class::COUNT] = [
        Characters::Digits,
        Characters::Capitals,
        Characters::SmallLetters,
        Characters::Ideographs,
        Characters::OtherLetters,
        Characters::FullWidth,
        Characters::Marks,
        Characters::Blanks,
        Characters::BlanksAtEnds,
        Characters::Invisible,
        Characters::LineBreaks,
    ];

    /// The word in JSON.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Characters::Digits => "digits",
            Characters::Capitals => "capitals",
            Characters::SmallLetters => "small_letters",
            Characters::Ideographs => "ideographs",
            Characters::OtherLetters => "other_letters",
            Characters::FullWidth => "full_width",
            Characters::Marks => "marks",
            Characters::Blanks => "blanks",
            Characters::BlanksAtEnds => "blanks_at_ends",
            Characters::Invisible => "invisible",
            Characters::LineBreaks => "line_breaks",
        }
    }
}

/// The numbers of a column.
#[derive(Debug, Clone)]
pub(crate) struct Numbers {
    /// None where it has more digits than can be held.
    pub(crate) sum: Option<i128>,
    pub(crate) range: Range<i128>,
    pub(crate) negative: Seen,
    pub(crate) nought: u64,
    /// Written with separators, signs of currency and the like.
    pub(crate) written: Seen,
    /// Of the rows that were kept.
    pub(crate) spread: Option<super::spread::Spread>,
}

/// The dates of a column.
#[derive(Debug, Clone)]
pub(crate) struct Dates {
    pub(crate) range: Range<i64>,
    /// Which of day and month comes first, where that makes a difference and can be known.
    pub(crate) order: Option<Order>,
    /// Dates that are another day in the other order, if nothing tells which is meant.
    pub(crate) open: Seen,
    /// Those that speak against the order of the others.
    pub(crate) against: Seen,
    pub(crate) zoned: Seen,
    /// Not in the ISO form.
    pub(crate) others: u64,
}

/// What is told of a column.
#[derive(Debug, Clone)]
pub(crate) struct Column {
    pub(crate) heading: String,
    /// What its heading says.
    pub(crate) said: Said,
    pub(crate) reads: Reads,
    /// What does not read as the others do.
    pub(crate) against: Seen,
    pub(crate) rows: u64,
    pub(crate) filled: u64,
    /// Words that stand for nothing.
    pub(crate) nothing: Vec<(String, Seen)>,
    pub(crate) distinct: Count,
    pub(crate) chars: Option<Range<u64>>,
    pub(crate) bytes: Option<Range<u64>>,
    pub(crate) characters: Vec<(Characters, Seen)>,
    pub(crate) zeros: Seen,
    /// From the most frequent on.
    pub(crate) shapes: Vec<Shaped>,
    pub(crate) values: Vec<Frequent>,
    /// Whether these are all, with exact counts.
    pub(crate) all_values: bool,
    pub(crate) numbers: Option<Numbers>,
    pub(crate) dates: Option<Dates>,
    /// What stands behind most of its numbers.
    pub(crate) unit: Option<String>,
    /// What most of it looks like.
    pub(crate) private: Option<Private>,
    /// Its values are masked.
    pub(crate) sensitive: bool,
}

impl Column {
    /// An example as it may be shown.
    pub(crate) fn shown(&self, text: &str) -> String {
        shown(text, self.sensitive)
    }

    /// The share of the rows that fill it.
    #[allow(clippy::cast_precision_loss, reason = "a share")]
    pub(crate) fn share(&self) -> f64 {
        self.filled as f64 / self.rows.max(1) as f64
    }

    /// Cells that say something.
    pub(crate) fn telling(&self) -> u64 {
        self.filled - self.nothing.iter().map(|(_, seen)| seen.count).sum::<u64>()
    }
}

/// A value as it may be shown.
pub(super) fn shown(text: &str, sensitive: bool) -> String {
    let text = crate::blank::trim(text);
    if sensitive {
        mask(text, true).into_owned()
    } else {
        masked(text).into_owned()
    }
}

/// What the heading of a column says of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) enum Said {
    #[default]
    Nothing,
    /// It names or numbers something, and is no number to calculate with.
    Code,
    /// It is a number to calculate with.
    Number,
    Date,
    /// It is not for everybody.
    Private,
}

/// 1950-01-01: eight digits that say an earlier day are a number.
const OUR_TIME: i64 = -7305 * crate::tables::types::DAY;

/// Shares, in percent: of the cells that must read as a type, and of those that must look private.
const MOST_OF: u64 = 90;
const MANY: u64 = 30;

fn is_share(part: u64, percent: u64, whole: u64) -> bool {
    whole > 0 && part * 100 >= whole * percent
}

/// Puts together what is told of a column.
pub(super) fn finish(
    heading: String,
    rows: u64,
    tally: Tally,
    distinct: Count,
    often: Often,
    said: Said,
) -> Column {
    let nothing: u64 = tally.nothing.values().map(|seen| seen.count).sum();
    let telling = tally.filled - nothing;
    let reads = reads(&tally, telling, distinct, said);
    let unit = tally.units.iter().max_by_key(|(_, count)| **count);
    let unit = unit.filter(|(_, count)| is_share(tally.numbers.count + **count, MOST_OF, telling));
    let unit = unit.filter(|(_, count)| **count * 2 > telling);
    let private = tally.private.iter().max_by_key(|(_, count)| **count);
    let private =
        private.filter(|(_, count)| is_share(**count, MANY, telling) && said != Said::Code);
    let private = private.map(|(private, _)| *private);
    let all_values = often.whole;
    let values = often
        .sorted()
        .into_iter()
        .map(|(text, count, spot)| Frequent {
            count,
            first: Example::new(&text, spot),
        });
    let mut column = Column {
        said,
        reads,
        against: against(&tally, reads),
        rows,
        filled: tally.filled,
        distinct,
        zeros: tally.zeros.clone(),
        values: values.collect(),
        all_values,
        unit: unit.map(|(unit, _)| unit.clone()),
        private,
        sensitive: said == Said::Private || private.is_some(),
        numbers: reads.is_number().then(|| numbers(&tally)).flatten(),
        dates: reads.is_date().then(|| dates(&tally)).flatten(),
        heading,
        nothing: tally.nothing.into_iter().collect(),
        chars: tally.chars,
        bytes: tally.bytes,
        characters: Vec::new(),
        shapes: shapes(tally.shapes),
    };
    let characters = Characters::ALL.into_iter().zip(tally.classes);
    column.characters = characters.filter(|(_, seen)| seen.count > 0).collect();
    column
}

/// The type that most of the cells can be read as.
fn reads(tally: &Tally, telling: u64, distinct: Count, said: Said) -> Reads {
    if telling == 0 {
        return Reads::Empty;
    }
    let dates = tally.dates.count + tally.days.count;
    // a number of eight digits may be a day, and that of a document as well
    let days = tally.days.count > 0 && (said == Said::Date || tally.dates.count * 10 >= dates);
    if is_share(tally.dates.count, MOST_OF, telling)
        || days && said != Said::Code && is_share(dates, MOST_OF, telling)
    {
        return if tally.timed > 0 {
            Reads::Datetime
        } else {
            Reads::Date
        };
    }
    // all of them days by chance: codes have other numbers in the places of the months
    let eight = tally.digits.keys().eq([&8]) && tally.days.count == telling;
    let several = !matches!(distinct, Count::Exactly(0..5));
    let in_our_time = tally.ranges[0]
        .as_ref()
        .is_some_and(|range| range.least.0 >= OUR_TIME);
    if eight && several && in_our_time && said == Said::Nothing {
        return Reads::Date;
    }
    let two = matches!(distinct, Count::Exactly(1..=2));
    if two && tally.booleans == telling && tally.numbers.count == 0 {
        return Reads::Boolean;
    }
    if !is_share(tally.numbers.count, MOST_OF, telling) {
        return Reads::Text;
    }
    if said == Said::Number {
        return number(tally);
    }
    let fixed = tally.digits.iter().any(|(digits, count)| {
        // years, and amounts of about the same size, are as long as each other by chance
        *digits >= 5 && is_share(*count, 95, tally.numbers.count)
    });
    let long = tally.digits.iter().any(|(digits, _)| *digits > 15);
    if said == Said::Code || long || fixed || tally.zeros.count > 0 {
        Reads::Code
    } else {
        number(tally)
    }
}

fn number(tally: &Tally) -> Reads {
    if tally.whole == tally.numbers.count {
        Reads::Integer
    } else {
        Reads::Decimal
    }
}

/// The cells that cannot be read as the others.
fn against(tally: &Tally, reads: Reads) -> Seen {
    let mut against = Seen::default();
    let others: &[&Seen] = match reads {
        Reads::Empty | Reads::Text | Reads::Boolean => &[],
        Reads::Integer | Reads::Decimal | Reads::Code => {
            &[&tally.texts, &tally.dates, &tally.open_year]
        }
        Reads::Date | Reads::Datetime => &[&tally.texts, &tally.open_year],
    };
    let mut others: Vec<Seen> = others.iter().map(|seen| (*seen).clone()).collect();
    if reads.is_date() && tally.numbers.count > tally.days.count {
        // which of the numbers are no days was not noted
        let first = tally
            .numbers
            .first
            .clone()
            .filter(|_| tally.days.count == 0);
        others.push(Seen {
            count: tally.numbers.count - tally.days.count,
            first,
        });
    }
    others.sort_by_key(|seen| seen.first.as_ref().map(|example| example.spot));
    for seen in others {
        against.count += seen.count;
        against.first = against.first.or(seen.first);
    }
    against
}

fn numbers(tally: &Tally) -> Option<Numbers> {
    Some(Numbers {
        sum: tally.sum,
        range: tally.values.clone()?,
        negative: tally.negative.clone(),
        nought: tally.nought,
        written: tally.written.clone(),
        spread: None,
    })
}

fn dates(tally: &Tally) -> Option<Dates> {
    let (day, month) = (&tally.day_first, &tally.month_first);
    let order = match (day.count, month.count) {
        (0, 0) => None,
        (day, month) if day >= month => Some(Order::DayFirst),
        _ => Some(Order::MonthFirst),
    };
    let place = if order == Some(Order::MonthFirst) {
        2
    } else {
        1
    };
    let mut range = tally.ranges[0].clone();
    merge(&mut range, tally.ranges[place].clone());
    Some(Dates {
        range: range?,
        order,
        open: if order.is_none() {
            tally.either.clone()
        } else {
            Seen::default()
        },
        against: match order {
            Some(Order::DayFirst) => month.clone(),
            Some(Order::MonthFirst) => day.clone(),
            None => Seen::default(),
        },
        zoned: tally.zoned.clone(),
        others: tally.dates.count + tally.days.count - tally.iso,
    })
}

fn shapes(shapes: BTreeMap<String, Shape>) -> Vec<Shaped> {
    let shown = |(shape, Shape { seen, prefix }): (String, Shape)| Shaped {
        regex: regex(&shape, &prefix),
        shape: with_prefix(&shape, &prefix),
        seen,
    };
    let mut sorted: Vec<Shaped> = shapes.into_iter().map(shown).collect();
    // stable: of equals in the order of their letters
    sorted.sort_by_key(|one| std::cmp::Reverse(one.seen.count));
    sorted
}

/// What a column is while it is read.
#[derive(Debug, Default)]
pub(super) struct Gathering {
    pub(super) tally: Tally,
    pub(super) distinct: Distinct,
    pub(super) often: Often,
}

impl Column {
    /// Whether it holds codes: most of its values have digits, and few shapes.
    pub(crate) fn is_coded(&self) -> bool {
        // a name with a number in it is no code
        let code =
            |one: &&Shaped| one.shape.matches('汉').count() < 2 && !one.shape.contains("汉{");
        let shaped: u64 = self
            .shapes
            .iter()
            .filter(code)
            .map(|one| one.seen.count)
            .sum();
        let digits = self
            .characters
            .iter()
            .find(|(kind, _)| *kind == Characters::Digits);
        let digits = digits.map_or(0, |(_, seen)| seen.count);
        let most = self
            .shapes
            .iter()
            .take(8)
            .map(|one| one.seen.count)
            .sum::<u64>();
        let telling = self.telling();
        telling > 0
            && shaped * 10 >= telling * 8
            && digits * 10 >= telling * 8
            && most * 10 >= telling * 9
    }
}
