//! Where the rows of a file went: those that were not judged, by reason.

use std::collections::BTreeMap;

use crate::messages::{Message, message};
use crate::sources::batch::Aside;

/// Stretches of rows that are kept for the evidence; beyond them rows are only counted.
const MOST_RANGES: usize = 10_000;
/// Stretches that a sentence names.
const SHOWN_RANGES: usize = 12;

/// Rows that were set aside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct SetAside {
    by_reason: BTreeMap<Aside, Rows>,
}

/// Rows as a person sees them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Rows {
    pub(crate) count: u64,
    /// First and last row of each stretch.
    ranges: Vec<(u64, u64)>,
}

impl SetAside {
    /// Adds rows in their order.
    pub(crate) fn add(&mut self, rows: impl IntoIterator<Item = (u64, Aside)>) {
        for (row, reason) in rows {
            let rows = self.by_reason.entry(reason).or_default();
            rows.count += 1;
            let goes_on = rows.ranges.last_mut().filter(|(_, last)| last + 1 == row);
            if let Some((_, last)) = goes_on {
                *last = row;
            } else if rows.ranges.len() < MOST_RANGES {
                rows.ranges.push((row, row));
            }
        }
    }

    pub(crate) fn count(&self) -> u64 {
        self.by_reason.values().map(|rows| rows.count).sum()
    }

    pub(crate) fn by_reason(&self) -> impl Iterator<Item = (Aside, &Rows)> {
        self.by_reason.iter().map(|(reason, rows)| (*reason, rows))
    }

    /// Blank rows, the first and the last of each stretch; and whether those are all.
    pub(crate) fn blank(&self) -> (&[(u64, u64)], bool) {
        let blank = self.by_reason.get(&Aside::Blank);
        blank.map_or((&[], true), |blank| {
            let listed: u64 = blank.ranges.iter().map(|(a, b)| b - a + 1).sum();
            (&blank.ranges, listed == blank.count)
        })
    }

    /// Blank rows below the header, in row `header`, that others follow, `rows` of which are of the table. Of a file whose rows we
    /// have `emptied` those are no gaps.
    pub(crate) fn gaps(&self, header: u64, rows: u64, emptied: &[(u64, u64)]) -> Option<Message> {
        let aside = self.by_reason.values().flat_map(|rows| &rows.ranges);
        let below = aside.filter(|(first, _)| *first > header);
        let last = header + rows + below.map(|(first, last)| last - first + 1).sum::<u64>();
        let blank = self.by_reason.get(&Aside::Blank)?.ranges.iter();
        let gaps = blank.filter(|(start, end)| *start > header && *end < last);
        let ranges: Vec<(u64, u64)> = gaps.flat_map(|gap| without(*gap, emptied)).collect();
        let count: u64 = ranges.iter().map(|(first, last)| last - first + 1).sum();
        let rows = Rows { count, ranges };
        (count > 0).then(|| message!("returned-gap", rows = rows.shown(SHOWN_RANGES)))
    }

    /// One sentence for each reason.
    pub(crate) fn decisions(&self) -> impl Iterator<Item = (Aside, Message)> {
        self.by_reason().map(|(reason, rows)| {
            let (count, rows) = (rows.count, rows.shown(SHOWN_RANGES));
            let told = match reason {
                Aside::Title => message!("decision-titles", count = count, rows = rows),
                Aside::Header => message!("decision-headers", count = count, rows = rows),
                Aside::Blank => message!("decision-blanks", count = count, rows = rows),
                Aside::Sample => message!("decision-samples", count = count, rows = rows),
                Aside::Total => message!("decision-totals", count = count, rows = rows),
                Aside::Note => message!("decision-notes", count = count, rows = rows),
                Aside::Copy => message!("decision-copies", count = count, rows = rows),
            };
            (reason, told)
        })
    }
}

/// That rows are not in a file because we emptied them; none where we emptied none.
pub(crate) fn emptied(ranges: &[(u64, u64)]) -> Option<Message> {
    let rows = Rows {
        count: ranges.iter().map(|(first, last)| last - first + 1).sum(),
        ranges: ranges.to_vec(),
    };
    (rows.count > 0).then(|| {
        message!(
            "source-emptied",
            count = rows.count,
            rows = rows.shown(SHOWN_RANGES)
        )
    })
}

/// What is left of a stretch of rows without others, which stand in their order.
fn without((mut first, last): (u64, u64), others: &[(u64, u64)]) -> Vec<(u64, u64)> {
    let start = others.partition_point(|(_, end)| *end < first);
    let mut left = Vec::new();
    for &(from, to) in others[start..].iter().take_while(|(from, _)| *from <= last) {
        if from > first {
            left.push((first, from - 1));
        }
        first = to + 1;
    }
    if first <= last {
        left.push((first, last));
    }
    left
}

/// Whether a row is in one of several stretches, which stand in their order.
pub(crate) fn is_within(row: u64, ranges: &[(u64, u64)]) -> bool {
    let at = ranges.partition_point(|(_, last)| *last < row);
    ranges.get(at).is_some_and(|(first, _)| *first <= row)
}

impl Rows {
    /// `3`, `5–7`; an ellipsis stands for what is not listed.
    fn shown(&self, most: usize) -> Vec<String> {
        let range = |(first, last): &(u64, u64)| match first {
            first if first == last => first.to_string(),
            first => format!("{first}–{last}"),
        };
        let mut shown: Vec<String> = self.ranges.iter().take(most).map(range).collect();
        let listed: u64 = self.ranges.iter().take(most).map(|(a, b)| b - a + 1).sum();
        if listed < self.count {
            shown.push("…".to_owned());
        }
        shown
    }

    /// The stretches, as `3` and `5-7`.
    pub(crate) fn ranges(&self) -> impl Iterator<Item = String> {
        self.ranges.iter().map(|(first, last)| match first {
            first if first == last => first.to_string(),
            first => format!("{first}-{last}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_of_rows() {
        let mut aside = SetAside::default();
        let blank = [3, 5, 6, 7, 9].map(|row| (row, Aside::Blank));
        aside.add(blank);
        aside.add([(8, Aside::Total)]);
        assert_eq!(aside.count(), 6);
        let (_, rows) = aside.by_reason().next().unwrap();
        assert_eq!(rows.shown(9), ["3", "5–7", "9"]);
        assert_eq!(rows.shown(2), ["3", "5–7", "…"]);
        assert_eq!(rows.ranges().collect::<Vec<_>>(), ["3", "5-7", "9"]);
    }

    #[test]
    fn what_we_emptied_is_no_gap() {
        let mut aside = SetAside::default();
        aside.add([3, 5, 6, 7, 9].map(|row| (row, Aside::Blank)));
        let rows = |emptied: &[(u64, u64)]| -> Vec<String> {
            let told = aside.gaps(1, 9, emptied);
            let Some(("rows", crate::messages::Arg::List(rows))) =
                told.and_then(|told| told.args.into_iter().next())
            else {
                return Vec::new();
            };
            rows
        };
        assert_eq!(rows(&[]), ["3", "5–7", "9"]);
        assert_eq!(rows(&[(3, 3), (6, 6)]), ["5", "7", "9"]);
        assert_eq!(rows(&[(2, 5), (7, 8)]), ["6", "9"]);
        assert_eq!(rows(&[(2, 9)]), [""; 0]);
        let within = [3, 4, 5, 7, 8, 9].map(|row| is_within(row, &[(3, 3), (5, 7), (9, 9)]));
        assert_eq!(within, [true, false, true, true, false, true]);
    }
}
