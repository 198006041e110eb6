//! Numbers that are given out one after the other: what is missing, what two codes share, and what is dated before a lower number.

use rayon::slice::ParallelSliceMut;

use super::kept::{Kept, Wrong};
use crate::coding::{Content, Scheme};
use crate::findings::said::{Figure, Neighbour, Place, Said};
use crate::tables::date;
use crate::tables::types::{DAY, ONE};

/// What is wrong, in the order of the judgements of the rule.
const GAP: usize = 0;
const TWICE: usize = 1;
const ORDER: usize = 2;
const FULL: usize = 3;

/// How many of the other rows are told.
const TOLD: usize = 5;
/// The digits of a number, so that texts have the order of numbers.
pub(super) const DIGITS: usize = 20;

/// Twelve months, in milliseconds.
const YEAR: i64 = 365 * DAY;

/// What stands for a row: its number, and its day where it is known.
pub(super) fn written(number: &str, day: Option<i64>) -> String {
    let day = day.map_or_else(String::new, |day| day.to_string());
    format!("{number:0>DIGITS$}{day}")
}

/// What is demanded of the numbers.
pub(super) struct Demanded<'a> {
    pub(super) scheme: &'a Scheme,
    /// Whether none may be missing.
    pub(super) gaps: bool,
    /// How many per cent of a series may be given out, times 10^12.
    pub(super) full: Option<i128>,
    /// The day of the audit.
    pub(super) as_of: i64,
}

/// What is wrong, and what it is known by where it is about a series.
type Found = (usize, usize, Said<'static>, Option<String>);

/// A code of a series; of several rows with the same, the first.
struct Entry<'k> {
    row: usize,
    number: u64,
    code: &'k str,
    day: Option<i64>,
}

/// A row, with what it is sorted by: looked up once, for there may be millions.
struct Numbered<'k> {
    series: &'k str,
    /// As [`written`] has it.
    value: &'k str,
    row: usize,
}

impl Numbered<'_> {
    fn number(&self) -> &str {
        &self.value[..DIGITS]
    }

    fn day(&self) -> Option<i64> {
        self.value[DIGITS..].parse().ok()
    }
}

/// All rows by series and number, whatever their order.
fn sorted<'k>(kept: &Kept<'k>) -> Vec<Numbered<'k>> {
    let numbered = |row| Numbered {
        series: kept.key(row),
        value: kept.value(row),
        row,
    };
    let mut rows: Vec<Numbered> = (0..kept.len()).map(numbered).collect();
    rows.par_sort_unstable_by(|one, other| {
        let by_value = (one.series, one.value).cmp(&(other.series, other.value));
        let rest = |row: usize| (kept.cell(row), kept.input(row), kept.line(row));
        by_value.then_with(|| rest(one.row).cmp(&rest(other.row)))
    });
    rows
}

/// The rows before whose number others are missing, whose number another code has, which are dated before a lower number, or at
/// which a series is nearly full.
pub(super) fn serials(kept: &Kept, demanded: &Demanded, keep: usize) -> Wrong {
    let rows = sorted(kept);
    let mut found: Vec<Found> = Vec::new();
    for series in rows.chunk_by(|one, other| one.series == other.series) {
        let mut pieces = series[0].series.split('\u{1f}');
        let form = pieces.next().and_then(|form| form.parse().ok());
        let form = form.and_then(|ix: usize| demanded.scheme.variants.get(ix));
        let mut entries: Vec<Entry> = Vec::new();
        for same in series.chunk_by(|one, other| one.number() == other.number()) {
            twice(kept, same, &mut found);
            entries.push(Entry {
                row: same[0].row,
                number: same[0].number().parse().unwrap_or_default(),
                code: kept.cell(same[0].row),
                day: same.iter().filter_map(Numbered::day).min(),
            });
        }
        if let Some(segments) = form.and_then(|variant| variant.form.segments())
            && let Some((ix, digits, per)) = segments.serial()
        {
            let segment = &segments.all[ix];
            if demanded.gaps {
                let start = match &segment.content {
                    Content::Serial { start, .. } => *start,
                    _ => None,
                };
                let written = |number| digits.written(number, segment.least).unwrap_or_default();
                missing(kept, &entries, start, &written, &mut found);
            }
            if let (Some(most), Some(room)) = (demanded.full, segment.capacity()) {
                let is_date = |ix: &usize| matches!(segments.all[*ix].content, Content::Date(_));
                let supply = Supply {
                    most,
                    room,
                    ends: per.iter().any(is_date),
                    as_of: demanded.as_of,
                };
                let name: Vec<&str> = pieces.collect();
                found.extend(supply.used_up(&entries, name.join(" ")));
            }
        }
        out_of_order(kept, &entries, &mut found);
    }
    found.sort_by_key(|(row, which, ..)| (*row, *which));
    let mut wrong = Wrong::none_of(kept.len());
    for (row, which, said, of) in found {
        wrong.rows.push(row);
        if wrong.said.len() < keep {
            wrong.which.push(which);
            wrong.said.push(said);
            wrong.of.push(of);
        }
    }
    wrong
}

fn place(kept: &Kept, row: usize) -> Place {
    Place {
        input: kept.input(row),
        row: kept.line(row),
    }
}

/// Rows of one number that hold several codes; a code that stands in several rows is no second one.
fn twice(kept: &Kept, same: &[Numbered], found: &mut Vec<Found>) {
    let code = |one: &Numbered| kept.cell(one.row);
    if same.iter().all(|one| code(one) == code(&same[0])) {
        return;
    }
    let mut rows: Vec<usize> = same.iter().map(|one| one.row).collect();
    rows.sort_by_key(|&row| kept.cell(row));
    let mut end = 0;
    for of_code in rows.chunk_by(|&one, &other| kept.cell(one) == kept.cell(other)) {
        let start = end;
        end += of_code.len();
        let others = || rows[..start].iter().chain(&rows[end..]);
        let places: Vec<Place> = others()
            .take(TOLD)
            .map(|&other| place(kept, other))
            .collect();
        let more = (rows.len() - of_code.len() - places.len()) as u64;
        let said = |&row: &usize| (row, TWICE, Said::Places(places.clone(), more), None);
        found.extend(of_code.iter().map(said));
    }
}

/// The numbers that nobody has, before those that somebody has.
fn missing(
    kept: &Kept,
    entries: &[Entry],
    start: Option<u64>,
    written: &dyn Fn(u64) -> String,
    found: &mut Vec<Found>,
) {
    let mut before: Option<&Entry> = None;
    for entry in entries {
        let first = match before {
            Some(before) => before.number + 1,
            None => start.unwrap_or(entry.number),
        };
        if first < entry.number {
            found.push((
                entry.row,
                GAP,
                Said::Neighbour(Box::new(Neighbour {
                    missing: [written(first), written(entry.number - 1)],
                    count: entry.number - first,
                    code: before.map_or("", |before| before.code).to_owned(),
                    place: before.map(|before| place(kept, before.row)),
                    ..Neighbour::default()
                })),
                None,
            ));
        }
        before = Some(entry);
    }
}

/// How many numbers a series has, and may have given out.
struct Supply {
    /// How many per cent of them may be given out, times 10^12.
    most: i128,
    room: u128,
    /// Whether the series ends with a period, so that growth says nothing of its end.
    ends: bool,
    /// The day of the audit.
    as_of: i64,
}

impl Supply {
    /// Tells a series of which more is given out, at its last number; how many came in the twelve months up to the day of the
    /// audit says how long the rest lasts.
    fn used_up(&self, entries: &[Entry], name: String) -> Option<Found> {
        let last = entries.last()?;
        let used = entries.len() as u128;
        let per_cent = i128::try_from(used * 100).ok()?;
        if per_cent * ONE <= self.most * i128::try_from(self.room).ok()? {
            return None;
        }
        let left = self.room.saturating_sub(used);
        let count = |number: u128| Figure::Count(u64::try_from(number).unwrap_or(u64::MAX));
        let recent = entries.iter().filter_map(|entry| entry.day);
        let recent = recent.filter(|day| (self.as_of - YEAR..=self.as_of).contains(day));
        let grown = recent.count() as u128;
        let months = (left * 12).checked_div(grown).filter(|_| !self.ends);
        let figures = vec![
            Figure::Text(name.clone()),
            count(used),
            count(self.room),
            count(used * 100 / self.room.max(1)),
            count(left),
            count(months.unwrap_or_default()),
            Figure::Count(months.is_some().into()),
            Figure::Count((!name.is_empty()).into()),
        ];
        let said = Said::Figures(figures, Vec::new(), 0);
        Some((last.row, FULL, said, Some(name)))
    }
}

/// Codes that are dated before one with a lower number, or after one with a higher number: as few as explain it.
fn out_of_order(kept: &Kept, entries: &[Entry], found: &mut Vec<Found>) {
    let dated: Vec<(&Entry, i64)> = entries
        .iter()
        .filter_map(|entry| Some((entry, entry.day?)))
        .collect();
    let days: Vec<i64> = dated.iter().map(|(_, day)| *day).collect();
    let rising = rising(&days);
    let mut next = 0;
    for (at, (entry, day)) in dated.iter().enumerate() {
        if rising.get(next) == Some(&at) {
            next += 1;
            continue;
        }
        let lower = next
            .checked_sub(1)
            .map(|before| rising[before])
            .filter(|&at| days[at] > *day);
        let Some(other) = lower.or_else(|| rising.get(next).copied().filter(|&at| days[at] < *day))
        else {
            continue;
        };
        let (other, otherday) = dated[other];
        found.push((
            entry.row,
            ORDER,
            Said::Neighbour(Box::new(Neighbour {
                is_lower: lower.is_some(),
                code: other.code.to_owned(),
                days: [date::text(*day), date::text(otherday)],
                place: Some(place(kept, other.row)),
                ..Neighbour::default()
            })),
            None,
        ));
    }
}

/// The places of the longest series of days that do not fall.
fn rising(days: &[i64]) -> Vec<usize> {
    // of each length, the place of the lowest day that such a series can end with
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(days.len());
    for (at, day) in days.iter().enumerate() {
        let length = ends.partition_point(|&end| days[end] <= *day);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        if length == ends.len() {
            ends.push(at);
        } else {
            ends[length] = at;
        }
    }
    let mut series = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(place) = at {
        series.push(place);
        at = before[place];
    }
    series.reverse();
    series
}

#[cfg(test)]
mod tests {
    use super::rising;

    #[test]
    fn as_few_days_as_possible_are_out_of_order() {
        for (days, places) in [
            (&[1, 2, 2, 3][..], &[0, 1, 2, 3][..]),
            (&[1, 9, 2, 3], &[0, 2, 3]),
            (&[5, 1, 6, 7], &[1, 2, 3]),
            (&[], &[]),
        ] {
            assert_eq!(rising(days), places, "{days:?}");
        }
    }
}
