//! What the columns of one table say of each other: keys, what determines what, which date comes first, what adds up. All of it
//! is looked for in the rows that are kept.

use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};

use super::Example;
use super::column::{Column, Reads, Said, Seen};
use super::distinct::Count;
use super::look::{Kind, Number, kind_of};
use super::sample::{EMPTY, Kept, Sample};
use crate::blank;
use crate::tables::date::Order;
use crate::tables::number::multiply;
use crate::tables::types::ONE;

/// Columns of a table that are held against each other.
const COLUMNS: usize = 60;
/// Columns that may be a part of a key of two.
const PARTS: usize = 14;
/// Rows among which one may repeat another one although they are named.
const FEW: u64 = 25;
/// Rows that two columns must tell apart to be a key.
const PAIRED: usize = 20;
/// Columns of numbers that are added up and multiplied.
const NUMBERS: usize = 12;
/// Rows that a sum or a product is first tried on.
const TRIED: usize = 256;

/// Something that holds in most rows.
#[derive(Debug, Clone)]
pub(crate) struct Holds {
    /// Rows that it was looked for in.
    pub(crate) of: u64,
    /// Those in which it does not hold.
    pub(crate) broken: Seen,
}

/// Columns that tell the rows apart, or nearly.
#[derive(Debug, Clone)]
pub(crate) struct Key {
    pub(crate) columns: Vec<usize>,
    /// Broken by rows that repeat one before them, and by those without.
    pub(crate) holds: Holds,
}

/// A column that says what another one holds.
#[derive(Debug, Clone)]
pub(crate) struct Dependency {
    pub(crate) column: usize,
    pub(crate) determines: usize,
    pub(crate) holds: Holds,
}

/// A date that is not before another one.
#[derive(Debug, Clone)]
pub(crate) struct DateOrder {
    pub(crate) earlier: usize,
    pub(crate) later: usize,
    pub(crate) holds: Holds,
    /// Milliseconds that nine in ten of those in order take at most.
    pub(crate) ninth: i64,
}

/// How a number comes of two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Operation {
    Product,
    Sum,
}

/// A number that is the sum or the product of two others.
#[derive(Debug, Clone)]
pub(crate) struct Calculation {
    pub(crate) result: usize,
    pub(crate) operation: Operation,
    pub(crate) of: [usize; 2],
    pub(crate) holds: Holds,
}

/// What the columns of a table say of each other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Relations {
    pub(crate) keys: Vec<Key>,
    pub(crate) dependencies: Vec<Dependency>,
    pub(crate) date_orders: Vec<DateOrder>,
    pub(crate) calculations: Vec<Calculation>,
    /// Rows that were looked at.
    pub(crate) of: u64,
    /// Columns that were not looked at, for there are too many.
    pub(crate) left_out: u64,
}

pub(super) fn relations(columns: &[Column], sample: &Sample) -> Relations {
    let seen = Rows { columns, sample };
    Relations {
        keys: seen.keys(),
        dependencies: seen.dependencies(),
        date_orders: seen.date_orders(),
        calculations: seen.calculations(),
        of: sample.rows() as u64,
        left_out: columns.len().saturating_sub(COLUMNS) as u64,
    }
}

struct Rows<'a> {
    columns: &'a [Column],
    sample: &'a Sample,
}

impl Rows<'_> {
    fn rows(&self) -> usize {
        self.sample.rows()
    }

    fn looked_at(&self) -> std::ops::Range<usize> {
        0..self.columns.len().min(COLUMNS)
    }

    /// An example of some columns in a row.
    fn example(&self, row: usize, columns: &[usize]) -> Example {
        let shown = columns.iter().map(|&column| {
            let text = self.sample.columns[column].text(row);
            self.columns[column].shown(text)
        });
        Example {
            text: shown.collect::<Vec<_>>().join(" | "),
            spot: self.sample.spots[row],
        }
    }

    /// Some rows of which something does not hold.
    fn broken(&self, rows: &[usize], columns: &[usize]) -> Seen {
        Seen {
            count: rows.len() as u64,
            first: rows.iter().min().map(|row| self.example(*row, columns)),
        }
    }

    fn keys(&self) -> Vec<Key> {
        let mut keys: Vec<Key> = self
            .looked_at()
            .filter_map(|column| self.single_key(column))
            .collect();
        let is_whole = |key: &Key| key.holds.broken.count == 0;
        if let Some(last) = keys.iter().rfind(|key| is_whole(key)) {
            // a number that stands before one names the rows, though one of them comes twice: that is what is looked for
            let last = last.columns[0];
            let names = |key: &Key| {
                key.columns[0] < last && self.columns[key.columns[0]].said == Said::Code
            };
            keys.retain(|key| is_whole(key) || names(key));
            return keys;
        }
        let pairs = self.pair_keys();
        // a pair without exceptions is better than a column with some
        if pairs.iter().any(is_whole) || keys.is_empty() {
            keys.extend(pairs);
        }
        keys
    }

    /// A column all of whose values differ, over all rows, or nearly all.
    fn single_key(&self, at: usize) -> Option<Key> {
        let column = &self.columns[at];
        let Count::Exactly(distinct) = column.distinct else {
            return None;
        };
        let telling = column.telling();
        let may_be = match column.reads {
            Reads::Empty | Reads::Decimal | Reads::Date | Reads::Datetime | Reads::Boolean => false,
            Reads::Text | Reads::Code | Reads::Integer => true,
        };
        let texts = column.characters.iter().any(|(kind, seen)| {
            matches!(kind, super::column::Characters::LineBreaks) && seen.count > 0
        });
        let words = column.nothing.len() as u64;
        let repeated = telling.saturating_sub(distinct - words.min(distinct));
        let broken = repeated + (column.rows - telling);
        let counted = column.said == Said::Number;
        if !may_be
            || counted
            || texts
            || column.sensitive
            || column.rows < 2
            || broken > column.rows / 50 && !(broken == 1 && column.rows >= FEW)
        {
            return None;
        }
        let kept = &self.sample.columns[at];
        Some(Key {
            columns: vec![at],
            holds: Holds {
                of: column.rows,
                broken: Seen {
                    count: broken,
                    first: first_repeated(kept).map(|row| self.example(row, &[at])),
                },
            },
        })
    }

    /// Pairs of columns that tell the rows apart.
    fn pair_keys(&self) -> Vec<Key> {
        let fit = |at: &usize| {
            let column = &self.columns[*at];
            !matches!(column.reads, Reads::Decimal | Reads::Empty | Reads::Boolean)
                && column.said != Said::Number
                && column.filled == column.rows
                && self.sample.columns[*at].texts.len() > 1
        };
        // what stands first in an export names its rows
        let parts: Vec<usize> = self.looked_at().filter(fit).take(PARTS).collect();
        let pairs: Vec<[usize; 2]> = parts
            .iter()
            .enumerate()
            .flat_map(|(at, &one)| parts[at + 1..].iter().map(move |&other| [one, other]))
            .collect();
        let typed: hashbrown::HashMap<usize, Vec<u32>> =
            parts.iter().map(|&at| (at, self.as_typed(at))).collect();
        let key = |&[one, other]: &[usize; 2]| {
            let (a, b) = (&self.sample.columns[one], &self.sample.columns[other]);
            let rows = self.rows();
            // in a few rows any two columns do
            if rows < PAIRED || a.texts.len().saturating_mul(b.texts.len()) < rows {
                return None;
            }
            let mut seen = hashbrown::HashSet::with_capacity(rows);
            let (a, b) = (&typed[&one], &typed[&other]);
            let repeated = |row: &usize| !seen.insert((a[*row], b[*row]));
            let repeated: Vec<usize> = (0..rows).filter(repeated).collect();
            (repeated.len() * 200 <= rows).then(|| Key {
                columns: vec![one, other],
                holds: Holds {
                    of: rows as u64,
                    broken: self.broken(&repeated, &[one, other]),
                },
            })
        };
        let mut keys: Vec<Key> = pairs.par_iter().filter_map(key).collect();
        keys.sort_by_key(|key| key.holds.broken.count);
        let whole = keys
            .iter()
            .filter(|key| key.holds.broken.count == 0)
            .count();
        keys.truncate(whole.clamp(1, 3));
        keys
    }

    /// By row, the place of the first text of a column that says the same: `2026/09/03` and `2026-09-03` are one day.
    fn as_typed(&self, at: usize) -> Vec<u32> {
        #[derive(PartialEq, Eq, Hash)]
        enum Value<'t> {
            Number(i128),
            Text(&'t str),
        }
        let (column, kept) = (&self.columns[at], &self.sample.columns[at]);
        let mut first: hashbrown::HashMap<Value, u32> = hashbrown::HashMap::new();
        let value = |text| match kind_of(text) {
            Kind::Date(date) if column.reads.is_date() => {
                Value::Number(date.millis[self.place_of_day(at)].into())
            }
            Kind::Number(number) if column.reads == Reads::Integer => Value::Number(number.value),
            Kind::Number(Number { day: Some(day), .. }) if column.reads.is_date() => {
                Value::Number(day.into())
            }
            _ => Value::Text(blank::trim(text)),
        };
        let places = (0u32..).zip(&kept.texts);
        let places: Vec<u32> = places
            .map(|(place, text)| *first.entry(value(text)).or_insert(place))
            .collect();
        let cells = kept.cells.iter();
        cells
            .map(|cell| places.get(*cell as usize).copied().unwrap_or(EMPTY))
            .collect()
    }

    fn dependencies(&self) -> Vec<Dependency> {
        let columns: Vec<usize> = self.looked_at().collect();
        columns
            .par_iter()
            .flat_map_iter(|&column| self.determined_by(column))
            .collect()
    }

    /// What a column determines.
    fn determined_by(&self, column: usize) -> Vec<Dependency> {
        let by = &self.sample.columns[column];
        let (kinds, rows) = (by.texts.len(), self.rows());
        let fit = !matches!(
            self.columns[column].reads,
            Reads::Decimal | Reads::Date | Reads::Datetime | Reads::Boolean | Reads::Empty
        );
        if !fit || kinds < 3 || kinds * 10 > rows * 9 {
            return Vec::new();
        }
        // the rows of each value together
        let mut starts = vec![0usize; kinds + 1];
        by.cells
            .iter()
            .filter(|cell| **cell != EMPTY)
            .for_each(|cell| starts[*cell as usize + 1] += 1);
        (0..kinds).for_each(|kind| starts[kind + 1] += starts[kind]);
        let mut ends = starts.clone();
        let mut sorted = vec![0usize; starts[kinds]];
        for (row, &cell) in by.cells.iter().enumerate() {
            if cell != EMPTY {
                sorted[ends[cell as usize]] = row;
                ends[cell as usize] += 1;
            }
        }
        let groups: Vec<&[usize]> = starts
            .windows(2)
            .map(|ends| &sorted[ends[0]..ends[1]])
            .collect();
        self.looked_at()
            .filter(|&other| other != column)
            .filter_map(|other| self.dependency(column, other, &groups))
            .collect()
    }

    fn dependency(&self, column: usize, other: usize, groups: &[&[usize]]) -> Option<Dependency> {
        let determined = &self.sample.columns[other];
        let kinds = determined.texts.len();
        if kinds < 2 || self.columns[other].reads == Reads::Empty {
            return None;
        }
        let (mut tested, mut filled, mut broken) = (0usize, 0usize, Vec::new());
        let mut counts = vec![0u32; kinds];
        let mut varied = hashbrown::HashSet::new();
        for group in groups.iter().filter(|group| group.len() > 1) {
            let cells = || {
                group
                    .iter()
                    .map(|row| determined.cells[*row])
                    .filter(|cell| *cell != EMPTY)
            };
            let mut most = None;
            for cell in cells() {
                counts[cell as usize] += 1;
                if most.is_none_or(|best: u32| counts[cell as usize] > counts[best as usize]) {
                    most = Some(cell);
                }
            }
            let Some(most) = most else {
                continue;
            };
            let of_most = counts[most as usize] as usize;
            let of_group = cells().count();
            cells().for_each(|cell| counts[cell as usize] = 0);
            if of_group < 2 {
                continue;
            }
            tested += of_group;
            filled += 1;
            varied.insert(most);
            if of_most < of_group {
                let others = group.iter().copied().filter(|row| {
                    let cell = determined.cells[*row];
                    cell != EMPTY && cell != most
                });
                broken.extend(others);
                // more than can hold, however the others are
                if broken.len() * 25 > self.rows() {
                    return None;
                }
            }
        }
        // how many rows would break it if the column had nothing to do with the other
        let (of, unusual) = usual(determined);
        let by_chance = tested * unusual / of.max(1);
        let holds = broken.len() * 25 <= tested && broken.len() * 5 <= by_chance;
        let enough = filled >= 3 && varied.len() >= 2 && tested * 10 >= self.rows() && tested >= 10;
        (holds && enough && by_chance >= 3).then(|| Dependency {
            column,
            determines: other,
            holds: Holds {
                of: self.rows() as u64,
                broken: self.broken(&broken, &[column, other]),
            },
        })
    }

    fn date_orders(&self) -> Vec<DateOrder> {
        let dated: Vec<(usize, Vec<Option<i64>>)> = self
            .looked_at()
            .filter(|&at| self.columns[at].reads.is_date())
            .map(|at| (at, self.dates(at)))
            .collect();
        let mut orders = Vec::new();
        for (at, (one, left)) in dated.iter().enumerate() {
            for (other, right) in &dated[at + 1..] {
                orders.extend(self.date_order([*one, *other], left, right));
            }
        }
        orders
    }

    /// Which of the two readings of a date holds in a column.
    fn place_of_day(&self, at: usize) -> usize {
        let dates = self.columns[at].dates.as_ref();
        usize::from(dates.and_then(|dates| dates.order) == Some(Order::MonthFirst))
    }

    /// The dates of a column, by row.
    fn dates(&self, at: usize) -> Vec<Option<i64>> {
        let place = self.place_of_day(at);
        self.sample.columns[at].values(|text| match kind_of(text) {
            Kind::Date(date) => Some(date.millis[place]),
            Kind::Number(number) => number.day,
            _ => None,
        })
    }

    fn date_order(
        &self,
        [one, other]: [usize; 2],
        left: &[Option<i64>],
        right: &[Option<i64>],
    ) -> Option<DateOrder> {
        let pairs = || left.iter().zip(right).enumerate();
        let both = || pairs().filter_map(|(row, (a, b))| Some((row, (*a)?, (*b)?)));
        let of = both().count();
        let before: Vec<usize> = both()
            .filter(|(_, a, b)| a > b)
            .map(|(row, ..)| row)
            .collect();
        let after: Vec<usize> = both()
            .filter(|(_, a, b)| a < b)
            .map(|(row, ..)| row)
            .collect();
        // nothing to see where they are always equal
        if of < 10 || before.len() + after.len() == 0 {
            return None;
        }
        let (earlier, later, broken) = if before.len() <= after.len() {
            (one, other, before)
        } else {
            (other, one, after)
        };
        if broken.len() * 10 > of {
            return None;
        }
        // what is the wrong way round took no time
        let turned = earlier == other;
        let took = both().map(|(_, a, b)| if turned { a - b } else { b - a });
        let mut took: Vec<i64> = took.filter(|took| *took >= 0).collect();
        took.sort_unstable();
        let ninth = took[(took.len() * 9).div_ceil(10) - 1];
        Some(DateOrder {
            earlier,
            later,
            ninth,
            holds: Holds {
                of: of as u64,
                broken: self.broken(&broken, &[earlier, later]),
            },
        })
    }

    /// The numbers of a column, by row.
    pub(super) fn numbers(&self, at: usize) -> Vec<Option<i128>> {
        numbers(&self.sample.columns[at])
    }

    fn calculations(&self) -> Vec<Calculation> {
        let numbers: Vec<(usize, Vec<Option<i128>>)> = self
            .looked_at()
            .filter(|&at| self.columns[at].reads.is_number())
            .take(NUMBERS)
            .map(|at| (at, self.numbers(at)))
            .collect();
        let mut triples = Vec::new();
        for result in 0..numbers.len() {
            for one in 0..numbers.len() {
                for other in one + 1..numbers.len() {
                    if result != one && result != other {
                        triples.push((Operation::Product, [result, one, other]));
                        triples.push((Operation::Sum, [result, one, other]));
                    }
                }
            }
        }
        let mut found: Vec<Calculation> = triples
            .par_iter()
            .filter_map(|&(operation, places)| {
                let [result, one, other] = places.map(|place| &numbers[place]);
                let of = [one.0, other.0];
                let columns = [&result.1, &one.1, &other.1].map(Vec::as_slice);
                let holds = self.calculation(operation, [result.0, one.0, other.0], columns)?;
                Some(Calculation {
                    result: result.0,
                    operation,
                    of,
                    holds,
                })
            })
            .collect();
        // the best explanation of a number is enough
        found.sort_by_key(|one| (one.result, one.holds.broken.count));
        found.dedup_by_key(|one| one.result);
        found
    }

    fn calculation(
        &self,
        operation: Operation,
        places: [usize; 3],
        [result, one, other]: [&[Option<i128>]; 3],
    ) -> Option<Holds> {
        let value = |row: usize| Some((result[row]?, one[row]?, other[row]?));
        let holds = |(result, one, other): (i128, i128, i128)| {
            let found = match operation {
                Operation::Product => multiply(one, other)?,
                Operation::Sum => one.checked_add(other)?,
            };
            // a cent of rounding
            Some((found - result).abs() <= ONE / 100)
        };
        // what says nothing: a sum with nothing, a product with one
        let trivial = |(_, one, other): (i128, i128, i128)| match operation {
            Operation::Product => [one, other].iter().any(|v| *v == 0 || *v == ONE),
            Operation::Sum => one == 0 || other == 0,
        };
        let (mut of, mut plain, mut broken) = (0usize, 0usize, Vec::new());
        for row in 0..self.rows() {
            let Some(values) = value(row) else {
                continue;
            };
            of += 1;
            plain += usize::from(trivial(values));
            if holds(values) != Some(true) {
                broken.push(row);
            }
            if of == TRIED && broken.len() * 10 > of {
                return None;
            }
        }
        let telling = of - plain;
        (of >= 10 && telling >= 5 && telling * 20 >= of && broken.len() * 20 <= telling).then(
            || Holds {
                of: of as u64,
                broken: self.broken(&broken, &places),
            },
        )
    }
}

/// The first row that is empty, or repeats another one.
fn first_repeated(kept: &Kept) -> Option<usize> {
    let mut seen = vec![false; kept.texts.len()];
    kept.cells
        .iter()
        .position(|&cell| cell == EMPTY || std::mem::replace(&mut seen[cell as usize], true))
}

/// The numbers of a column, by row.
pub(super) fn numbers(kept: &Kept) -> Vec<Option<i128>> {
    kept.values(|text| match kind_of(text) {
        Kind::Number(number) => Some(number.value),
        _ => None,
    })
}

/// How many cells of a column are filled, and how many of them hold another text than most.
fn usual(kept: &Kept) -> (usize, usize) {
    let mut counts = vec![0usize; kept.texts.len()];
    let filled = kept.cells.iter().filter(|cell| **cell != EMPTY);
    let of = filled.inspect(|cell| counts[**cell as usize] += 1).count();
    let most = counts.into_iter().max().unwrap_or_default();
    (of, of - most)
}
