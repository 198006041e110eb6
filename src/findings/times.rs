//! How long the rows of a rule take: as a whole, by owner and by department. What is kept does not grow with the rows.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use polars::prelude::PlHashMap;

use crate::rules::plan::Timing;

/// Pairs of owner and department that are kept apart, the first ones in the files.
const MOST_GROUPS: usize = 1_000;
/// The days at which one bucket of open rows ends and the next begins.
pub(crate) const BUCKETS: [i64; 4] = [1, 3, 7, 30];
/// Spans keep so many binary digits: up to 1,023 they are exact, beyond that less than 0.2 % too short.
const DIGITS: u32 = 10;

/// The times of one rule.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Times {
    /// By owner and department.
    pub(crate) groups: IndexMap<(String, String), Group>,
    /// All that the groups have no room for. The groups of a batch are no more than its rows: they all have room.
    rest: Group,
    /// Rows with a day that the calendar does not cover.
    pub(crate) uncovered: u64,
    /// Rows that no limit is given for.
    pub(crate) unlimited: u64,
}

/// The times of some rows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Group {
    pub(crate) finished: Finished,
    pub(crate) open: Open,
}

/// Finished rows by how long they took, in the unit of the clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Finished {
    pub(crate) count: u64,
    pub(crate) longest: i64,
    /// How many took how long.
    spans: PlHashMap<i64, u64>,
}

/// Open rows by how long they have waited.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Open {
    pub(crate) count: u64,
    /// In the unit of the clock.
    pub(crate) longest: i64,
    /// Up to and including each of [`BUCKETS`], and longer.
    pub(crate) buckets: [u64; BUCKETS.len() + 1],
}

impl Times {
    /// The times of a batch that comes after all others. Groups that are new find room or go to the rest.
    pub(crate) fn add(&mut self, batch: Times) {
        for (people, group) in batch.groups {
            let room = self.groups.len() < MOST_GROUPS || self.groups.contains_key(&people);
            let known = if room {
                self.groups.entry(people).or_default()
            } else {
                &mut self.rest
            };
            known.add(&group);
        }
        self.uncovered += batch.uncovered;
        self.unlimited += batch.unlimited;
    }

    /// All rows.
    pub(crate) fn total(&self) -> Group {
        let mut total = self.rest.clone();
        for group in self.groups.values() {
            total.add(group);
        }
        total
    }

    /// Rows whose owner and department came too late to be kept apart.
    pub(crate) fn rest(&self) -> &Group {
        &self.rest
    }

    pub(crate) fn by_owner(&self) -> Vec<(&str, Group)> {
        self.by(|(owner, _)| owner)
    }

    pub(crate) fn by_department(&self) -> Vec<(&str, Group)> {
        self.by(|(_, department)| department)
    }

    /// The most open rows first; the unnamed are left out.
    fn by(&self, name: impl Fn(&(String, String)) -> &str) -> Vec<(&str, Group)> {
        let mut named: BTreeMap<&str, Group> = BTreeMap::new();
        for (people, group) in &self.groups {
            if !name(people).is_empty() {
                named.entry(name(people)).or_default().add(group);
            }
        }
        let mut named: Vec<(&str, Group)> = named.into_iter().collect();
        named.sort_by_key(|(_, group)| std::cmp::Reverse((group.open.count, group.finished.count)));
        named
    }
}

impl Group {
    fn add(&mut self, other: &Group) {
        self.finished.count += other.finished.count;
        self.finished.longest = self.finished.longest.max(other.finished.longest);
        let spans = &mut self.finished.spans;
        let each = other.finished.spans.iter();
        each.for_each(|(span, count)| *spans.entry(*span).or_default() += count);
        self.open.count += other.open.count;
        self.open.longest = self.open.longest.max(other.open.longest);
        for (bucket, count) in self.open.buckets.iter_mut().zip(other.open.buckets) {
            *bucket += count;
        }
    }

    /// Whether there is nothing in it.
    pub(crate) fn is_empty(&self) -> bool {
        self.finished.count + self.open.count == 0
    }
}

impl Finished {
    pub(crate) fn take(&mut self, span: i64) {
        self.count += 1;
        self.longest = self.longest.max(span);
        *self.spans.entry(coarse(span)).or_default() += 1;
    }

    /// The shortest time that so many per cent of the rows do not exceed (nearest rank).
    pub(crate) fn percentile(&self, percent: u64) -> i64 {
        let rank = (self.count * percent).div_ceil(100);
        if rank == self.count {
            return self.longest;
        }
        let mut spans: Vec<(i64, u64)> = self.spans.iter().map(|(s, n)| (*s, *n)).collect();
        spans.sort_unstable();
        let mut seen = 0;
        let reached = spans.iter().find(|(_, count)| {
            seen += count;
            seen >= rank
        });
        reached.map_or(0, |(span, _)| *span)
    }
}

impl Open {
    pub(crate) fn take(&mut self, millis: i64, timing: &Timing) {
        self.count += 1;
        self.longest = self.longest.max(millis / timing.clock.unit());
        let bucket = BUCKETS.iter().position(|days| millis <= days * timing.day);
        self.buckets[bucket.unwrap_or(BUCKETS.len())] += 1;
    }
}

/// A number with its lower binary digits cut off.
fn coarse(span: i64) -> i64 {
    let cut = (i64::BITS - span.leading_zeros()).saturating_sub(DIGITS);
    (span >> cut) << cut
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finished(spans: impl IntoIterator<Item = i64>) -> Finished {
        let mut finished = Finished::default();
        for span in spans {
            finished.take(span);
        }
        finished
    }

    #[test]
    fn percentiles_are_the_nearest_rank() {
        let ten = finished(1..=10);
        assert_eq!(
            [50, 90, 100].map(|percent| ten.percentile(percent)),
            [5, 9, 10]
        );
        // the longest is exact, whatever is cut off the others
        assert_eq!(finished([9_999, 10_001]).percentile(90), 10_001);
        assert_eq!(finished([7]).percentile(50), 7);
        assert_eq!(finished([]).percentile(90), 0);
        assert_eq!(finished([3, 1, 2, 2]).percentile(50), 2);
    }

    #[test]
    fn long_spans_are_told_a_little_shorter() {
        assert_eq!(coarse(1_023), 1_023);
        assert_eq!(coarse(1_025), 1_024);
        assert_eq!(coarse(0), 0);
        for span in [1_441, 99_999, 1 << 40] {
            let lost = span - coarse(span);
            assert!((0..=span / 512).contains(&lost), "{span}");
        }
        assert_eq!(finished([99_999]).longest, 99_999);
    }

    #[test]
    fn batches_add_up_wherever_they_are_cut() {
        let batch = |rows: std::ops::Range<i64>| {
            let mut batch = Times::default();
            for n in rows {
                let people = (format!("owner {}", n % 1_100), String::new());
                batch.groups.entry(people).or_default().finished.take(n);
            }
            batch
        };
        let sum = |cuts: &[i64]| {
            let mut sum = Times::default();
            for cut in cuts.windows(2) {
                sum.add(batch(cut[0]..cut[1]));
            }
            sum
        };
        let whole = sum(&[0, 2_500]);
        assert!(whole == sum(&[0, 1_300, 2_500]));
        assert!(whole == sum(&[0, 40, 1_050, 2_400, 2_500]));
        assert_eq!(whole.total().finished.count, 2_500);
        assert_eq!(whole.by_owner().len(), MOST_GROUPS);
        assert!(whole.by_department().is_empty());
        assert_eq!(whole.rest().finished.count, 200);
    }
}
