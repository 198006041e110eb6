//! What is told of one column.

use std::collections::BTreeMap;

use super::Example;
use super::distinct::{Count, Often};
use super::look::class;
use super::private::{Private, masked};
use super::shape::{regex, unspelt, with_prefix};
pub(crate) use super::tally::{Range, Seen};
use super::tally::{Shape, Tally, merge};
use crate::tables::date::Order;
use crate::tables::mask::{MASK, mask};

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
        if self.sensitive && self.reads.is_date() {
            // the first characters of a date are its decade
            return MASK.to_owned();
        }
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
    let sensitive = said == Said::Private || private.is_some();
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
        sensitive,
        numbers: reads.is_number().then(|| numbers(&tally)).flatten(),
        dates: reads.is_date().then(|| dates(&tally)).flatten(),
        heading,
        nothing: tally.nothing.into_iter().collect(),
        chars: tally.chars,
        bytes: tally.bytes,
        characters: Vec::new(),
        shapes: shapes(tally.shapes, sensitive),
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

/// `sensitive`: the letters that all begin with are those of values which nobody may see, and so is what stands for itself.
fn shapes(shapes: BTreeMap<String, Shape>, sensitive: bool) -> Vec<Shaped> {
    let shown = |(shape, Shape { seen, prefix }): (String, Shape)| {
        let prefix = if sensitive { "" } else { &*prefix };
        let (regex, shape) = (regex(&shape, prefix), with_prefix(&shape, prefix));
        Shaped {
            regex: if sensitive {
                unspelt(&regex, r"[\p{L}\p{N}]")
            } else {
                regex
            },
            shape: if sensitive {
                unspelt(&shape, "…")
            } else {
                shape
            },
            seen,
        }
    };
    let mut sorted: Vec<Shaped> = shapes.into_iter().map(shown).collect();
    // stable: of equals in the order of their letters
    sorted.sort_by_key(|one| std::cmp::Reverse(one.seen.count));
    sorted
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
