//! Whether a table is complete by its dates: periods with far fewer or far more rows than the others, and days without any.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use std::sync::Arc;

use super::numbers::{median_twice, share};
use super::{Beside, Found, Judged, Lack, others};
use crate::calendar::Calendar;
use crate::findings::measured::Before;
use crate::findings::said::Figure;
use crate::rules::plan::grouped::{Period, Volume};
use crate::tables::date;
use crate::tables::types::{DAY, ONE};

/// Whole periods below which nothing can be compared.
const LEAST: u64 = 4;

/// Which judgement of the plan tells what.
const OF_PERIOD: usize = 0;
const OF_DAYS: usize = 1;
const OF_EARLIER: usize = 2;
const OUTSIDE: usize = 3;

/// Days without any rows up to which those behind them belong to those before: who goes by a calendar mistypes the year.
const HALF_A_YEAR: i64 = 183;

/// Judges the days of all rows; the audit is made as of the end of a day. A period counts as one, and so does a day.
pub(super) fn judge(at: &[i128], volume: &Volume, beside: Beside) -> Judged {
    let mut rows: BTreeMap<i64, (u64, usize)> = BTreeMap::new();
    let day_of = |at: &i128| i64::try_from(at.div_euclid(i128::from(DAY))).unwrap_or_default();
    for (row, at) in at.iter().enumerate() {
        let day = day_of(at);
        let (count, last) = rows.entry(day).or_insert((0, row));
        *count += 1;
        *last = row;
    }
    let counts: BTreeMap<i64, u64> = rows.iter().map(|(day, of)| (*day, of.0)).collect();
    let together = together(&counts, volume.per.unwrap_or(Period::Day));
    rows.retain(|day, _| together.contains(day));
    let mut judged = Judged::default();
    let outside = at.iter().map(day_of).enumerate();
    let outside = outside.filter(|(_, day)| !together.contains(day));
    tell_outside(&outside.collect::<Vec<_>>(), &together, &mut judged);
    if let Some(period) = volume.per {
        let periods = Periods::new(&rows, period, beside.as_of.div_euclid(DAY));
        if let Some(off) = volume.off {
            periods.beside_the_others(off, &mut judged);
            // the other demand is judged from the second run on
            judged.lack = judged.lack.filter(|_| volume.earlier.is_none());
        }
        if let Some(most) = volume.earlier {
            periods.beside_earlier_runs(most, beside.earlier, &mut judged);
        }
    }
    if volume.empty {
        of_days(&rows, volume.calendar.as_ref(), &mut judged);
    }
    judged
}

/// From which day to which most of the rows are: a single mistyped date far off would make everything in between empty, and the
/// periods without any the usual ones. Rows are apart where more periods are empty between them than are filled in all.
fn together(rows: &BTreeMap<i64, u64>, period: Period) -> RangeInclusive<i64> {
    let of = |day: i64| period.of(day);
    let mut filled: Vec<i64> = rows.keys().map(|day| of(*day)).collect();
    filled.dedup();
    let filled = i64::try_from(filled.len()).unwrap_or(i64::MAX);
    let mut stretches: Vec<(u64, RangeInclusive<i64>)> = Vec::new();
    for (&day, &count) in rows {
        match stretches.last_mut() {
            Some((rows, days))
                if day - days.end() <= HALF_A_YEAR || of(day) - of(*days.end()) - 1 <= filled =>
            {
                *rows += count;
                *days = *days.start()..=day;
            }
            _ => stretches.push((count, day..=day)),
        }
    }
    let most = stretches.into_iter().max_by_key(|(rows, _)| *rows);
    most.map_or(0..=0, |(_, days)| days)
}

/// Rows that are far from all others are told once, by the first of them.
fn tell_outside(outside: &[(usize, i64)], together: &RangeInclusive<i64>, judged: &mut Judged) {
    let Some(&(row, day)) = outside.first() else {
        return;
    };
    let rows: Vec<usize> = outside.iter().map(|(row, _)| *row).collect();
    let (others, more) = others(&rows, row);
    judged.violation += 1;
    judged.found.push(Found {
        judgement: OUTSIDE,
        document: Some(date::text(day * DAY)),
        figures: vec![
            Figure::Count(rows.len() as u64),
            Figure::Time(together.start() * DAY),
            Figure::Time(together.end() * DAY),
        ],
        others,
        more,
        ..Found::of(row)
    });
}

/// How many rows the periods have.
struct Periods {
    period: Period,
    /// With the last of the rows.
    counts: BTreeMap<i64, (u64, usize)>,
    /// The day of the audit.
    as_of: i64,
}

impl Periods {
    fn new(days: &BTreeMap<i64, (u64, usize)>, period: Period, as_of: i64) -> Periods {
        let mut counts: BTreeMap<i64, (u64, usize)> = BTreeMap::new();
        for (day, (count, row)) in days {
            let of = counts.entry(period.of(*day)).or_insert((0, *row));
            *of = (of.0 + count, *row);
        }
        Periods {
            period,
            counts,
            as_of,
        }
    }

    /// All of them from the first to the last, with their rows and the last row up to their end; and whether they are whole. What
    /// is at both ends of the rows may be a part of a period; the last one is whole where it was over by the day of the audit.
    fn each(&self) -> Vec<(i64, u64, usize, bool)> {
        let ends = (self.counts.first_key_value(), self.counts.last_key_value());
        let (Some((&first, _)), Some((&last, _))) = ends else {
            return Vec::new();
        };
        let is_over = self.period.of(self.as_of + 1) > last;
        let mut before = 0;
        let each = (first..=last).map(|ix| {
            let (count, row) = self.counts.get(&ix).copied().unwrap_or((0, before));
            before = row;
            (ix, count, row, ix > first && (ix < last || is_over))
        });
        each.collect()
    }

    /// A part of a period is compared where it has too many.
    fn beside_the_others(&self, off: i128, judged: &mut Judged) {
        let each = self.each();
        let whole = each.iter().filter(|(.., is_whole)| *is_whole);
        let mut all: Vec<i128> = whole.map(|(_, count, ..)| i128::from(*count)).collect();
        let periods = all.len() as u64;
        if periods < LEAST {
            if !each.is_empty() {
                judged.lack = Some(Lack::Periods {
                    periods,
                    least: LEAST,
                });
            }
            return;
        }
        let middle = median_twice(&mut all).unwrap_or_default();
        for (ix, count, row, is_whole) in each {
            let apart = 2 * i128::from(count) - middle;
            let is_off = apart.abs() > share(middle, off, 100 * ONE) && (is_whole || apart > 0);
            if !is_off {
                judged.ok += 1;
                continue;
            }
            judged.violation += 1;
            judged.found.push(Found {
                judgement: OF_PERIOD,
                document: Some(self.period.name(ix)),
                figures: vec![
                    Figure::Text(self.period.name(ix)),
                    Figure::Count(count),
                    Figure::Number(middle * (ONE / 2)),
                ],
                ..Found::of(row)
            });
        }
    }

    /// The first period that a run saw, apart from what was far from all others.
    fn begun(&self, run: &Before) -> Option<String> {
        let day = |name: &str| {
            let day = date::iso(name).or_else(|| date::iso(&format!("{name}-01")));
            Some(day?.day() / DAY)
        };
        let counts = run.counts.iter();
        let counts = counts.filter_map(|(name, count)| Some((day(name)?, *count)));
        let counts: BTreeMap<i64, u64> = counts.collect();
        let first = *together(&counts, self.period).start();
        (!counts.is_empty()).then(|| self.period.name(self.period.of(first)))
    }

    /// Each period that the rows still reach is held against the first run that saw it when it was over, so that what has gone is
    /// told until it is back. Where no run did, there is nothing to hold it against.
    fn beside_earlier_runs(&self, most: i128, runs: &[Before], judged: &mut Judged) {
        let mut each = self.each();
        let Some(&(last, _, row, _)) = each.last() else {
            return;
        };
        let reached = |run: &Before| self.period.of(run.day.div_euclid(DAY) + 1);
        let begun: Vec<Option<String>> = runs.iter().map(|run| self.begun(run)).collect();
        // behind the last row there may be nothing left of what was counted
        let end = runs.iter().map(reached).max().unwrap_or(last);
        each.extend((last + 1..end).map(|ix| (ix, 0, row, true)));
        for (ix, count, row, is_whole) in each {
            let name = self.period.name(ix);
            // the first period of a run may have been a part, and before that it saw nothing
            let saw = |(run, begun): &(&Before, &Option<String>)| {
                reached(run) > ix && begun.as_ref().is_some_and(|first| *first < name)
            };
            let first = runs.iter().zip(&begun).find(saw).filter(|_| is_whole);
            let first = first.map(|(run, _)| run);
            let before = first.map_or(0, |run| run.counts.get(&name).copied().unwrap_or(0));
            let Some(run) = first else {
                judged.not_applicable += u64::from(ix <= last);
                continue;
            };
            let apart = i128::from(count) - i128::from(before);
            if apart.abs() <= share(i128::from(before), most, 100 * ONE) {
                judged.ok += 1;
                continue;
            }
            judged.violation += 1;
            judged.found.push(Found {
                judgement: OF_EARLIER,
                document: Some(format!("{name} ({})", date::text(run.day))),
                figures: vec![
                    Figure::Text(name),
                    Figure::Count(count),
                    Figure::Count(before),
                    Figure::Time(run.day),
                ],
                ..Found::of(row)
            });
        }
    }
}

/// Days in a row without any are told once, by the last row before them.
fn of_days(
    days: &BTreeMap<i64, (u64, usize)>,
    calendar: Option<&Arc<Calendar>>,
    judged: &mut Judged,
) {
    let is_worked = |day: i64| match calendar {
        None => Some(true),
        Some(calendar) => {
            let worked = |day: i64| calendar.workdays(day * DAY);
            Some(worked(day)? > worked(day - 1).unwrap_or_default())
        }
    };
    let mut before: Option<(i64, usize)> = None;
    for (&day, &(_, row)) in days {
        if let Some((last, told)) = before {
            let mut empty: Vec<i64> = Vec::new();
            for between in last + 1..day {
                match is_worked(between) {
                    Some(true) => empty.push(between),
                    Some(false) => {}
                    None => judged.uncovered += 1,
                }
            }
            judged.violation += empty.len() as u64;
            if let (Some(from), Some(to)) = (empty.first(), empty.last()) {
                judged.found.push(Found {
                    judgement: OF_DAYS,
                    document: Some(date::text(from * DAY)),
                    figures: vec![
                        Figure::Time(from * DAY),
                        Figure::Time(to * DAY),
                        Figure::Count(empty.len() as u64),
                    ],
                    ..Found::of(told)
                });
            }
        }
        judged.ok += u64::from(is_worked(day) == Some(true));
        before = Some((day, row));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// So many rows on each of some days.
    fn rows(days: &[(&str, usize)]) -> Vec<i128> {
        let each = days.iter().flat_map(|(day, count)| {
            let at = i128::from(date::iso(day).unwrap().millis);
            std::iter::repeat_n(at, *count)
        });
        each.collect()
    }

    fn found(days: &[(&str, usize)], volume: &Volume, as_of: &str) -> Vec<String> {
        let as_of = date::iso(as_of).unwrap().millis;
        let judged = judge(&rows(days), volume, on(as_of));
        judged
            .found
            .into_iter()
            .filter_map(|f| f.document)
            .collect()
    }

    fn on(as_of: i64) -> Beside<'static> {
        Beside {
            as_of,
            earlier: &[],
        }
    }

    const BY_MONTH: Volume = Volume {
        per: Some(Period::Month),
        off: Some(50 * ONE),
        earlier: None,
        empty: false,
        calendar: None,
    };

    #[test]
    fn months_beside_the_others() {
        let months = [
            ("2026-01-31", 1),
            ("2026-02-10", 10),
            ("2026-03-10", 12),
            ("2026-05-10", 11),
            ("2026-06-10", 4),
            ("2026-07-10", 11),
            ("2026-08-03", 2),
        ];
        // the median is 10.5, or 10 with August; January is a part, and so is August until it is over
        assert_eq!(
            found(&months, &BY_MONTH, "2026-08-30"),
            ["2026-04", "2026-06"]
        );
        assert_eq!(
            found(&months, &BY_MONTH, "2026-08-31"),
            ["2026-04", "2026-06", "2026-08"]
        );
    }

    fn run(day: &str, counts: &[(&str, u64)]) -> Before {
        let counts = counts
            .iter()
            .map(|(name, rows)| ((*name).to_owned(), *rows));
        Before {
            day: date::iso(day).unwrap().millis,
            counts: counts.collect(),
        }
    }

    fn beside_runs(months: &[(&str, usize)], runs: &[Before]) -> (Vec<String>, [u64; 3]) {
        let volume = Volume {
            off: None,
            earlier: Some(5 * ONE),
            ..BY_MONTH
        };
        let beside = Beside {
            as_of: date::iso("2026-07-31").unwrap().millis,
            earlier: runs,
        };
        let judged = judge(&rows(months), &volume, beside);
        let counts = [judged.ok, judged.violation, judged.not_applicable];
        let found = judged.found.into_iter().filter_map(|f| f.document);
        (found.collect(), counts)
    }

    /// June was not over at the end of the earlier run, April was not known, and January may be a part now.
    #[test]
    fn months_beside_an_earlier_run() {
        let months = [
            ("2026-01-31", 1),
            ("2026-02-10", 100),
            ("2026-03-10", 95),
            ("2026-05-10", 106),
            ("2026-06-10", 4),
            ("2026-07-10", 4),
        ];
        let counts = [
            ("2025-12", 9),
            ("2026-01", 90),
            ("2026-02", 100),
            ("2026-03", 100),
            ("2026-04", 3),
            ("2026-05", 100),
            ("2026-06", 90),
        ];
        let (found, counts) = beside_runs(&months, &[run("2026-06-29", &counts)]);
        assert_eq!(found, ["2026-04 (2026-06-29)", "2026-05 (2026-06-29)"]);
        assert_eq!(counts, [2, 2, 3]);
        assert_eq!(beside_runs(&months, &[]).1, [0, 0, 7]);
    }

    /// What a run no longer had is no measure for the next; what it saw first, it may have seen a part of.
    #[test]
    fn what_is_missing_is_told_until_it_is_back() {
        let months = [("2026-03-10", 100), ("2026-04-10", 60), ("2026-05-10", 100)];
        let runs = [
            run("2026-05-01", &[("2026-03", 100), ("2026-04", 100)]),
            run(
                "2026-05-31",
                &[("2026-03", 100), ("2026-04", 60), ("2026-05", 100)],
            ),
            run("2026-06-30", &[("2026-05", 70), ("2026-06", 100)]),
        ];
        let told = ["2026-04 (2026-05-01)", "2026-06 (2026-06-30)"];
        assert_eq!(
            beside_runs(&months, &runs),
            (told.map(str::to_owned).to_vec(), [1, 2, 1])
        );
        // only the months behind the last row are looked for
        assert_eq!(
            beside_runs(&months[..2], &runs[..2]).0,
            ["2026-04 (2026-05-01)", "2026-05 (2026-05-31)"]
        );
    }

    /// Where there are too few months to compare with each other, they are held against earlier runs all the same.
    #[test]
    fn too_few_months_for_one_demand() {
        let volume = Volume {
            earlier: Some(5 * ONE),
            ..BY_MONTH
        };
        let runs = [run(
            "2026-03-31",
            &[("2026-01", 9), ("2026-02", 100), ("2026-03", 100)],
        )];
        let beside = Beside {
            as_of: date::iso("2026-04-15").unwrap().millis,
            earlier: &runs,
        };
        let months = [("2026-01-10", 9), ("2026-02-10", 100), ("2026-03-10", 20)];
        let judged = judge(&rows(&months), &volume, beside);
        assert_eq!((judged.violation, judged.lack), (1, None));
    }

    #[test]
    fn a_few_months_say_nothing() {
        let months = [
            ("2026-01-31", 1),
            ("2026-02-10", 10),
            ("2026-03-10", 99),
            ("2026-05-10", 5),
        ];
        let lack = judge(&rows(&months), &BY_MONTH, on(0)).lack;
        assert_eq!(
            lack,
            Some(Lack::Periods {
                periods: 3,
                least: 4
            })
        );
    }

    /// Every day of 2026 but those of June, and two dates that nobody can have meant.
    #[test]
    fn a_mistyped_date_is_told_and_hides_nothing() {
        let day = |text: &str| date::iso(text).unwrap().millis / DAY;
        let year = day("2026-01-01")..=day("2026-12-31");
        let june = day("2026-06-01")..=day("2026-06-30");
        let mut at: Vec<i128> = (year.filter(|day| !june.contains(day)))
            .map(|day| i128::from(day * DAY))
            .collect();
        at.insert(3, i128::from(day("9999-12-31") * DAY));
        at.push(i128::from(day("1900-01-01") * DAY));
        for (per, empty, told) in [
            (Some(Period::Month), false, &["9999-12-31", "2026-06"][..]),
            (None, true, &["9999-12-31", "2026-06-01"]),
            (
                Some(Period::Month),
                true,
                &["9999-12-31", "2026-06", "2026-06-01"],
            ),
        ] {
            let volume = Volume {
                per,
                empty,
                ..BY_MONTH
            };
            let judged = judge(&at, &volume, on(day("2026-12-31") * DAY));
            let found = judged.found.iter().filter_map(|f| f.document.as_deref());
            assert_eq!(found.collect::<Vec<_>>(), told);
            let outside = &judged.found[0];
            assert_eq!((outside.row, &outside.others[..]), (3, &[at.len() - 1][..]));
            let [from, to] = ["2026-01-01", "2026-12-31"].map(|text| Figure::Time(day(text) * DAY));
            assert_eq!(outside.figures, [Figure::Count(2), from, to]);
        }
        // an earlier run in which somebody had mistyped a date saw nothing before the others either
        let counts = [
            ("1900-01", 1),
            ("2026-03", 9),
            ("2026-04", 20),
            ("2026-05", 20),
        ];
        let months = [
            ("2026-01-10", 20),
            ("2026-02-10", 20),
            ("2026-03-10", 20),
            ("2026-04-10", 20),
            ("2026-05-10", 20),
        ];
        let (found, _) = beside_runs(&months, &[run("2026-06-29", &counts)]);
        assert_eq!(found, ["2026-06 (2026-06-29)"; 0]);
    }

    /// Months in which nothing was exported are missing, not mistyped.
    #[test]
    fn a_gap_is_not_taken_for_a_mistyped_date() {
        let month = |ix: i64| (ix, Period::Month.name(ix));
        let first = Period::Month.of(date::iso("2024-01-01").unwrap().millis / DAY);
        let all: Vec<(i64, String)> = (first..first + 32).map(month).collect();
        let is_missing = |ix: i64| (first + 12..first + 20).contains(&ix);
        let days: Vec<String> = (all.iter().filter(|(ix, _)| !is_missing(*ix)))
            .map(|(_, name)| format!("{name}-10"))
            .collect();
        let days: Vec<(&str, usize)> = days.iter().map(|day| (day.as_str(), 5)).collect();
        let missing = all.iter().filter(|(ix, _)| is_missing(*ix));
        let missing: Vec<&String> = missing.map(|(_, name)| name).collect();
        let found = found(&days, &BY_MONTH, "2026-08-31");
        assert_eq!(found.iter().collect::<Vec<_>>(), missing);
    }

    #[test]
    fn days_without_rows() {
        let every_day = Volume {
            per: None,
            empty: true,
            ..BY_MONTH
        };
        let days = [
            ("2026-03-02", 3),
            ("2026-03-03", 1),
            ("2026-03-07", 1),
            ("2026-03-09", 1),
        ];
        assert_eq!(
            found(&days, &every_day, "2026-03-31"),
            ["2026-03-04", "2026-03-08"]
        );
        let judged = judge(&rows(&days), &every_day, on(0));
        assert_eq!(
            (judged.ok, judged.violation, judged.found[0].row),
            (4, 4, 3)
        );
    }

    #[test]
    fn weeks_begin_on_monday() {
        let day = |text: &str| date::iso(text).unwrap().millis / DAY;
        let name = |text: &str| Period::Week.name(Period::Week.of(day(text)));
        assert_eq!(name("2026-11-30"), "2026-11-30");
        assert_eq!(name("2026-12-06"), "2026-11-30");
        assert_eq!(name("1969-12-31"), "1969-12-29");
    }
}
