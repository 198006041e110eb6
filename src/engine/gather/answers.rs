//! Gathers what the table says of the keys that others look up in it.

use polars::prelude::{BooleanChunked, Int64Chunked, Int128Chunked};

use super::{Batch, Collect};
use crate::engine::condition::{Condition, is_set};
use crate::engine::evaluate::Evaluator;
use crate::engine::keyed::Keyed;
use crate::engine::needs::add;
use crate::engine::lookups::{ByKey, Existence, LookupTable, latest, seen_of, sum};
use crate::engine::only::{Only, Onlys};
use crate::engine::open::Open;
use crate::engine::versions::{Version, Versions};
use crate::rules::plan::{Expr, Lookup, LookupIx, NEVER, Reduce};
use crate::tables::texts::Texts;
use crate::tables::typed::{Needs, Values};
use crate::tables::types::FieldIx;

/// A question of other tables.
pub(crate) struct Answers<'a> {
    pub(crate) ix: LookupIx,
    pub(crate) lookup: &'a Lookup,
}

/// The answers to it.
pub(crate) struct Answered {
    pub(crate) lookup: LookupIx,
    pub(crate) answers: LookupTable,
}

impl Collect for Answers<'_> {
    type Part = LookupTable;
    type Whole = Answered;

    fn nothing(&self) -> LookupTable {
        LookupTable::new(&self.lookup.reduce)
    }

    fn exprs(&self, each: &mut dyn FnMut(&Expr)) {
        self.lookup.exprs().into_iter().for_each(each);
    }

    fn fields(&self) -> Vec<FieldIx> {
        self.lookup.fields()
    }

    fn insists(&self) -> bool {
        !self.lookup.optional
    }

    fn of_batch(&self, batch: &Batch) -> LookupTable {
        answers(batch.evaluator, self.lookup)
    }

    fn merge(&self, before: &mut LookupTable, next: LookupTable) {
        before.add(next);
    }

    fn finish(&self, part: LookupTable) -> Answered {
        Answered {
            lookup: self.ix,
            answers: part.whole(),
        }
    }
}

/// The answers of one batch.
fn answers(evaluator: &Evaluator, lookup: &Lookup) -> LookupTable {
    let keys = evaluator.key(&lookup.keys);
    let mut open = Open::default();
    let condition = lookup.when.as_ref().map(|when| {
        let (value, doubt) = evaluator.condition(when);
        open.add(evaluator, when, &value, doubt.as_ref());
        Condition::of(&value, doubt)
    });
    // whether a row counts; none where that cannot be known
    let counts = |row: usize| condition.as_ref().map_or(Some(true), |c| c.holds(row));
    // hands every row with a key to `each`
    let filled = |each: &mut dyn FnMut(usize, &str)| {
        let mut row = 0;
        keys.for_each(|key| {
            if let Some(key) = key {
                each(row, key);
            }
            row += 1;
        });
    };
    let mut unseen = Keyed::default();
    let mut answers = match &lookup.reduce {
        Reduce::Exists => {
            let mut known = Keyed::default();
            filled(&mut |row, key| {
                if let Some((seen, what)) = seen_of(key)
                    && counts(row) == Some(true)
                {
                    unseen.add(&seen, what, |first, _| first);
                }
                let existence = match counts(row) {
                    Some(true) => Existence::Fit,
                    Some(false) => Existence::Unfit,
                    None => Existence::Unknown,
                };
                known.add(key, existence, Existence::max);
            });
            ByKey::Exists(known)
        }
        Reduce::Sum(amount) => {
            let amounts = evaluator.number(amount);
            // of a constant there is one for all rows
            let at = |row: usize| if amounts.len() == 1 { 0 } else { row };
            let unreadable = evaluator.unreadable(&[amount]);
            let mut sums = Keyed::default();
            filled(&mut |row, key| {
                let amount = match counts(row) {
                    Some(true) if !is_set(unreadable.as_ref(), row) => {
                        Some(amounts.get(at(row)).unwrap_or_default())
                    }
                    Some(false) => Some(0),
                    _ => None,
                };
                sums.add(key, amount, sum);
            });
            ByKey::Sum(sums)
        }
        Reduce::Latest(date) => {
            let readings = evaluator.time(date);
            let unreadable = evaluator.unreadable(&[date]);
            let mut dates = Keyed::default();
            filled(&mut |row, key| {
                let date = match counts(row) {
                    Some(true) if !is_set(unreadable.as_ref(), row) => {
                        Some(readings.get(row).unwrap_or(NEVER))
                    }
                    Some(false) => return,
                    _ => None,
                };
                dates.add(key, date, latest);
            });
            ByKey::Latest(dates)
        }
        Reduce::Only(value) => {
            let mut only = Onlys::default();
            let values = numbered(evaluator.value(value), &mut only);
            let unreadable = evaluator.unreadable(&[value]);
            filled(&mut |row, key| {
                let held = match counts(row) {
                    Some(true) if !is_set(unreadable.as_ref(), row) => {
                        let value = values.get(row).copied().flatten();
                        value.map_or(Only::Empty, Only::Value)
                    }
                    Some(false) => return,
                    _ => Only::Unknown,
                };
                only.add(key, held);
            });
            ByKey::Only(Box::new(only))
        }
        Reduce::Valid { value, from, until } => {
            let held = Held::new(evaluator, value, [from.as_ref(), until.as_ref()]);
            ByKey::Valid(held.versions(filled, counts))
        }
    };
    let placed = Broken::new(evaluator, lookup).leave_open(&mut answers);
    let unreadable = evaluator.unreadable(&lookup.keys.iter().collect::<Vec<_>>());
    let lost = unreadable.map_or(0, |mask| mask.num_trues() as u64);
    let mut answers = LookupTable::of(answers, lost);
    answers.open = open.into_parts();
    answers.unseen = unseen;
    answers.placed = placed;
    answers.keyless = keyless(&keys, lookup, counts).saturating_sub(lost);
    answers
}

/// Records that are no rows, by the key that they would be asked for.
#[derive(Default)]
struct Broken {
    keys: Vec<String>,
    /// How many have their key whole, if only to say that they have none.
    placed: u64,
}

impl Broken {
    fn new(evaluator: &Evaluator, lookup: &Lookup) -> Broken {
        let mut broken = Broken::default();
        if evaluator.typed.batch.refused.is_empty() {
            return broken;
        }
        let rows = evaluator.typed.batch.of_refused();
        let mut needs = Needs::default();
        lookup.keys.iter().for_each(|key| add(&mut needs, key));
        let typed = evaluator.typed.of_refused(&rows, &needs);
        let evaluator = Evaluator::new(&typed, evaluator.lookups, evaluator.as_of);
        let lost = evaluator.unreadable(&lookup.keys.iter().collect::<Vec<_>>());
        let mut row = 0;
        evaluator.key(&lookup.keys).for_each(|key| {
            if !is_set(lost.as_ref(), row) {
                broken.placed += 1;
                broken.keys.extend(key.map(str::to_owned));
            }
            row += 1;
        });
        broken
    }

    /// What they hold, and whether they count, is not known. Returns how many have their key whole.
    fn leave_open(&self, answers: &mut ByKey) -> u64 {
        for key in &self.keys {
            match answers {
                ByKey::Exists(known) => known.add(key, Existence::Unknown, Existence::max),
                ByKey::Sum(sums) => sums.add(key, None, sum),
                ByKey::Latest(dates) => dates.add(key, None, latest),
                ByKey::Only(only) => only.add(key, Only::Unknown),
                ByKey::Valid(versions) => versions.add(key, Version::UNKNOWN),
            }
        }
        self.placed
    }
}

/// What the rows of a batch hold, and from when until when.
struct Held {
    values: Int128Chunked,
    unreadable: Option<BooleanChunked>,
    ends: [Option<Int64Chunked>; 2],
}

impl Held {
    fn new(evaluator: &Evaluator, value: &Expr, ends: [Option<&Expr>; 2]) -> Held {
        let read: Vec<&Expr> = [Some(value)].into_iter().chain(ends).flatten().collect();
        Held {
            values: evaluator.number(value),
            unreadable: evaluator.unreadable(&read),
            ends: ends.map(|end| end.map(|end| evaluator.time(end))),
        }
    }

    /// Those of the rows that count, or may: `filled` hands on every row with a key.
    fn versions(
        &self,
        filled: impl Fn(&mut dyn FnMut(usize, &str)),
        counts: impl Fn(usize) -> Option<bool>,
    ) -> Versions {
        let mut versions = Versions::default();
        filled(&mut |row, key| {
            let counts = counts(row);
            if counts != Some(false) {
                versions.add(key, self.version(row, counts.is_some()));
            }
        });
        versions
    }

    /// Of a row of which it is known, or not, that it counts.
    fn version(&self, row: usize, counts: bool) -> Version {
        let [from, until] = [0, 1].map(|end| self.ends[end].as_ref().and_then(|end| end.get(row)));
        let held = if counts && !is_set(self.unreadable.as_ref(), row) {
            self.values.get(row).map_or(Only::Empty, Only::Value)
        } else {
            Only::Unknown
        };
        Version {
            from: from.unwrap_or(i64::MIN),
            until: until.unwrap_or(i64::MAX),
            held,
        }
    }
}

/// The values of all rows as numbers, a text as that of its word.
fn numbered(values: Values, only: &mut Onlys) -> Vec<Option<i128>> {
    match values {
        Values::Number(numbers) => numbers.iter().collect(),
        Values::Boolean(flags) => flags.iter().map(|flag| flag.map(i128::from)).collect(),
        Values::Time(times) => {
            times.iter().flatten().for_each(|at| only.meet(at));
            times.iter().map(|at| at.map(i128::from)).collect()
        }
        Values::Text(texts) => {
            let mut numbers = Vec::with_capacity(texts.len());
            texts.for_each(|text| numbers.push(text.map(|text| only.words.number(text))));
            numbers
        }
    }
}

/// How many rows of a sum of cells count and have no key; of other questions, such as how many rows there are of a name, nothing
/// is lost by them.
fn keyless(keys: &Texts, lookup: &Lookup, counts: impl Fn(usize) -> Option<bool>) -> u64 {
    let is_of_cells = matches!(&lookup.reduce, Reduce::Sum(cells) if !cells.fields().is_empty());
    if !is_of_cells {
        return 0;
    }
    let (mut row, mut keyless) = (0, 0);
    keys.for_each(|key| {
        keyless += u64::from(key.is_none() && counts(row) == Some(true));
        row += 1;
    });
    keyless
}
