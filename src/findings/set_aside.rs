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

    /// Blank rows below the header, in row `header`, that others follow, `rows` of which are of the table.
    pub(crate) fn gaps(&self, header: u64, rows: u64) -> Option<Message> {
        let aside = self.by_reason.values().flat_map(|rows| &rows.ranges);
        let below = aside.filter(|(first, _)| *first > header);
        let last = header + rows + below.map(|(first, last)| last - first + 1).sum::<u64>();
        let blank = self.by_reason.get(&Aside::Blank)?.ranges.iter();
        let gaps = blank.filter(|(start, end)| *start > header && *end < last);
        let ranges: Vec<(u64, u64)> = gaps.copied().collect();
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
}
