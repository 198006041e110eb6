//! How many different values a column has, and which come most often.

use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use polars::prelude::PlFixedStateQuality;

use super::Spot;

/// Different values that are counted exactly in any column.
pub(crate) const MOST: usize = 1_000_000;
/// The same in a column in which none has come twice: it may be a key.
const MOST_OF_KEY: usize = 16_000_000;
/// Different values whose texts are kept.
pub(super) const KEPT: usize = 4_096;
/// A part of a column that has no more different values than this tells all of them.
const FEW: usize = 1_024;
/// So many cells without a value that comes often are enough to look for none.
const QUIET: u64 = 20_000;

/// Gives the same hashes in every run.
pub(super) fn hash(text: &str) -> u64 {
    PlFixedStateQuality::with_seed(0x7072_6f66).hash_one(text)
}

/// The values of a part of a column, in the order of their rows.
#[derive(Debug, Clone, Default)]
pub(super) struct Run {
    pub(super) hashes: Vec<u64>,
    /// How many came again within the part.
    pub(super) again: u64,
    /// The first and the last, where each is greater than the one before it.
    pub(super) rises: Option<(Box<str>, Box<str>)>,
}

/// The order in which numbers of documents rise: `9` is before `10`.
fn is_less(one: &str, other: &str) -> bool {
    (one.len(), one) < (other.len(), other)
}

/// Gathers a [`Run`].
#[derive(Debug, Default)]
pub(super) struct Running<'a> {
    hashes: Vec<u64>,
    again: u64,
    ends: Option<(&'a str, &'a str)>,
    falls: bool,
}

impl<'a> Running<'a> {
    /// With room for so many values.
    pub(super) fn of(values: usize) -> Running<'a> {
        Running {
            hashes: Vec::with_capacity(values),
            ..Running::default()
        }
    }

    /// Adds a value that comes so many times.
    pub(super) fn add(&mut self, text: &'a str, hash: u64, count: u64) {
        self.hashes.push(hash);
        self.again += count - 1;
        match &mut self.ends {
            None => self.ends = Some((text, text)),
            Some(_) if self.falls => {}
            Some((_, last)) => {
                self.falls = !is_less(last, text);
                *last = text;
            }
        }
    }

    pub(super) fn finish(self) -> Run {
        let rises = !self.falls && self.again == 0;
        Run {
            hashes: self.hashes,
            again: self.again,
            rises: self
                .ends
                .filter(|_| rises)
                .map(|(first, last)| (first.into(), last.into())),
        }
    }
}

/// The different values of a column, as hashes. What comes out is the same in whatever order the parts of a column are added,
/// but that those that rise must be added in theirs.
#[derive(Debug, Clone)]
pub(super) enum Distinct {
    /// Each value was greater than the one before it, so that none can have come twice, and none is looked for.
    Rising(Vec<Run>),
    Seen {
        seen: HashTable<u64>,
        /// How many values came again.
        again: u64,
    },
    /// There are more than are counted.
    Over,
}

impl Default for Distinct {
    fn default() -> Distinct {
        Distinct::Rising(Vec::new())
    }
}

impl Distinct {
    pub(super) fn is_rising(&self) -> bool {
        matches!(self, Distinct::Rising(_))
    }

    pub(super) fn is_over(&self) -> bool {
        matches!(self, Distinct::Over)
    }

    pub(super) fn add(&mut self, run: Run) {
        if let Distinct::Rising(runs) = self {
            if run.hashes.is_empty() {
                return;
            }
            let before = runs.last().and_then(|run| run.rises.as_ref());
            let goes_on = run
                .rises
                .as_ref()
                .is_some_and(|(first, _)| before.is_none_or(|(_, last)| is_less(last, first)));
            if goes_on {
                runs.push(run);
                if self.len() > MOST_OF_KEY {
                    *self = Distinct::Over;
                }
                return;
            }
            let runs = std::mem::take(runs);
            *self = Distinct::Seen {
                seen: HashTable::new(),
                again: 0,
            };
            for run in runs {
                self.look_for(&run);
            }
        }
        self.look_for(&run);
    }

    /// Looks the values of a part up one by one.
    fn look_for(&mut self, run: &Run) {
        let Distinct::Seen { seen, again } = self else {
            return;
        };
        *again += run.again;
        for hash in &run.hashes {
            let entry = seen.entry(*hash, |known| known == hash, |known| *known);
            match entry {
                Entry::Occupied(_) => *again += 1,
                Entry::Vacant(place) => {
                    place.insert(*hash);
                }
            }
        }
        let most = if *again == 0 { MOST_OF_KEY } else { MOST };
        if seen.len() > most {
            *self = Distinct::Over;
        }
    }

    fn len(&self) -> usize {
        match self {
            Distinct::Rising(runs) => runs.iter().map(|run| run.hashes.len()).sum(),
            Distinct::Seen { seen, .. } => seen.len(),
            Distinct::Over => 0,
        }
    }

    pub(super) fn count(&self) -> Count {
        match self {
            Distinct::Over => Count::Over,
            _ => Count::Exactly(self.len() as u64),
        }
    }

    /// Which of some texts are among the values; none where there are more than are counted.
    pub(super) fn has(&self, texts: &[&str]) -> Option<Vec<bool>> {
        match self {
            Distinct::Over => None,
            Distinct::Seen { seen, .. } => {
                let has = |text: &&str| {
                    let own = hash(text);
                    seen.find(own, |known| *known == own).is_some()
                };
                Some(texts.iter().map(has).collect())
            }
            Distinct::Rising(runs) => Some(among(runs, texts)),
        }
    }
}

/// Which of some texts are in one of the parts, each of which holds those between its first and its last.
fn among(runs: &[Run], texts: &[&str]) -> Vec<bool> {
    let mut found = vec![false; texts.len()];
    let mut wanted: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (at, text) in texts.iter().enumerate() {
        let ends = |run: &Run| {
            run.rises
                .as_ref()
                .is_some_and(|(_, last)| is_less(last, text))
        };
        let begins = |run: &Run| {
            run.rises
                .as_ref()
                .is_some_and(|(first, _)| !is_less(text, first))
        };
        let run = runs.partition_point(ends);
        if runs.get(run).is_some_and(begins) {
            wanted.entry(run).or_default().push(at);
        }
    }
    for (run, wanted) in wanted {
        let hashes: hashbrown::HashSet<u64> = runs[run].hashes.iter().copied().collect();
        for at in wanted {
            found[at] = hashes.contains(&hash(texts[at]));
        }
    }
    found
}

/// How many different values there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Count {
    Exactly(u64),
    /// More than [`MOST`].
    Over,
}

/// The different values of a part of a column that may come often, with their texts.
#[derive(Debug, Clone, Default)]
pub(super) struct Texts {
    text: String,
    values: Vec<Value>,
    /// How many different values the part has, and how many cells.
    distinct: usize,
    filled: u64,
}

#[derive(Debug, Clone, Copy)]
struct Value {
    end: usize,
    count: u64,
    spot: Spot,
}

impl Texts {
    /// Of a part with so many different values, and so many cells.
    pub(super) fn of(distinct: usize, filled: u64) -> Texts {
        Texts {
            distinct,
            filled,
            ..Texts::default()
        }
    }

    pub(super) fn push(&mut self, text: &str, count: u64, spot: Spot) {
        self.text.push_str(text);
        self.values.push(Value {
            end: self.text.len(),
            count,
            spot,
        });
    }

    /// Each with how often it comes and where it comes first.
    fn iter(&self) -> impl Iterator<Item = (&str, u64, Spot)> {
        let starts = std::iter::once(0).chain(self.values.iter().map(|value| value.end));
        let values = starts.zip(&self.values);
        values.map(|(start, value)| (&self.text[start..value.end], value.count, value.spot))
    }

    pub(super) fn texts(&self) -> Vec<&str> {
        self.iter().map(|(text, ..)| text).collect()
    }

    /// How often a value comes at least in such a part for it to be told on, once not all values of the column are.
    pub(super) fn least(&self) -> u64 {
        if self.distinct <= FEW {
            1
        } else {
            (self.filled / 1_000).max(4)
        }
    }
}

/// The values that come most often.
#[derive(Debug, Clone)]
pub(super) struct Often {
    known: HashMap<Box<str>, (u64, Spot), PlFixedStateQuality>,
    /// Whether all values are there, each with its exact count.
    pub(super) whole: bool,
    /// Nothing comes often: texts are not kept any more.
    pub(super) closed: bool,
    /// Cells one after another of which none held what comes often.
    quiet: u64,
}

impl Default for Often {
    fn default() -> Often {
        Often {
            known: HashMap::with_hasher(PlFixedStateQuality::with_seed(0x7072_6f66)),
            whole: true,
            closed: false,
            quiet: 0,
        }
    }
}

impl Often {
    /// Adds the values of the next part. More of them than are needed may be there: those that count are told by what is known
    /// here and not by what the part was made with.
    pub(super) fn add(&mut self, part: &Texts) {
        if self.closed {
            return;
        }
        self.whole &= part.distinct <= KEPT;
        let least = if self.whole { 1 } else { part.least() };
        let mut added = false;
        for (text, count, spot) in part.iter().filter(|(_, count, _)| *count >= least) {
            added = true;
            match self.known.get_mut(text) {
                Some((known, _)) => *known += count,
                None => {
                    self.known.insert(text.into(), (count, spot));
                }
            }
        }
        self.quiet = if added || self.whole {
            0
        } else {
            self.quiet + part.filled
        };
        if self.known.len() > KEPT {
            self.thin_out();
        }
        if self.quiet >= QUIET {
            self.close();
        }
    }

    /// Forgets the rarest half, and what came once. What comes often is back soon; its count is a lower bound from then on.
    fn thin_out(&mut self) {
        self.whole = false;
        let mut ranks: Vec<(std::cmp::Reverse<u64>, Spot)> = self
            .known
            .values()
            .map(|(count, spot)| (std::cmp::Reverse(*count), *spot))
            .collect();
        ranks.sort_unstable();
        let last = ranks[KEPT / 2];
        self.known
            .retain(|_, (count, spot)| *count > 1 && (std::cmp::Reverse(*count), *spot) < last);
        // nearly every value was met once
        if self.known.len() < KEPT / 64 {
            self.close();
        }
    }

    fn close(&mut self) {
        self.closed = true;
        self.whole = false;
        self.known = HashMap::with_hasher(self.known.hasher().clone());
    }

    /// From the most frequent on; of equals the one that was met first.
    pub(super) fn sorted(self) -> Vec<(Box<str>, u64, Spot)> {
        let mut all: Vec<_> = self.known.into_iter().collect();
        all.sort_unstable_by(|(_, (count, spot)), (_, (other, later))| {
            other.cmp(count).then(spot.cmp(later))
        });
        all.into_iter()
            .map(|(text, (count, spot))| (text, count, spot))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(row: u64) -> Spot {
        Spot { file: 0, row }
    }

    /// A part of so many cells, with how often each value comes.
    fn part<'v>(values: impl IntoIterator<Item = (&'v str, u64)>, row: u64) -> Texts {
        let mut part = Texts::default();
        for (text, count) in values {
            part.push(text, count, spot(row + part.filled));
            part.distinct += 1;
            part.filled += count;
        }
        part
    }

    #[test]
    fn what_comes_often_outlives_what_comes_once() {
        let mut often = Often::default();
        let usual: Vec<String> = (0..300).map(|at| format!("often {at}")).collect();
        for round in 0..10u64 {
            let once: Vec<String> = (0..2_000).map(|at| format!("once {round} {at}")).collect();
            let values = usual.iter().map(|text| (text.as_str(), 7));
            let once = once.iter().map(|text| (text.as_str(), 1));
            often.add(&part(values.chain(once), round * 10_000));
        }
        assert!(!often.whole && !often.closed);
        let first = often.sorted();
        let usual =
            |(text, count, _): &(Box<str>, u64, Spot)| text.starts_with("often") && *count == 70;
        assert_eq!(first.iter().filter(|one| usual(one)).count(), 300);
        assert!(first[..300].iter().all(usual));
    }

    #[test]
    fn nothing_comes_often_in_a_column_of_keys() {
        let mut keys = Often::default();
        for round in 0..5u64 {
            let values: Vec<String> = (0..5_000).map(|at| format!("{round} {at}")).collect();
            keys.add(&part(
                values.iter().map(|text| (text.as_str(), 1)),
                round * 5_000,
            ));
        }
        assert!(keys.closed && !keys.whole);
        let few = || (0..40).map(|at| ["a", "b", "c"][at % 3]);
        let mut often = Often::default();
        often.add(&part(few().map(|text| (text, 2)), 0));
        assert!(often.whole);
        assert_eq!(often.sorted()[0].1, 28);
    }

    fn run(texts: &[&str]) -> Run {
        let mut run = Running::default();
        for text in texts {
            run.add(text, hash(text), 1);
        }
        run.finish()
    }

    #[test]
    fn different_values_are_counted() {
        let mut distinct = Distinct::default();
        distinct.add(run(&["a", "b", "a"]));
        assert_eq!(distinct.count(), Count::Exactly(2));
        distinct.add(Run {
            hashes: (0..=MOST as u64).collect(),
            ..Run::default()
        });
        assert_eq!(distinct.count(), Count::Over);
    }

    #[test]
    fn values_that_rise_are_known_as_others_are() {
        let parts = [&["7", "8", "9"][..], &["10", "12"], &[], &["13"]];
        let mut rising = Distinct::default();
        for part in parts {
            rising.add(run(part));
        }
        assert!(rising.is_rising());
        let mut other = rising.clone();
        // one that has been there, and then one that is less than those before it
        other.add(run(&["9"]));
        assert!(!other.is_rising());
        let texts = ["7", "9", "10", "11", "12", "13", "14", "07", "", "8"];
        let expected = [
            true, true, true, false, true, true, false, false, false, true,
        ];
        for distinct in [&rising, &other] {
            assert_eq!(distinct.count(), Count::Exactly(6));
            assert_eq!(distinct.has(&texts).unwrap(), expected);
        }
    }
}
