//! Whether a table is complete by its dates: periods with far fewer or far more rows than the others, and days without any.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::numbers::{median_twice, share};
use super::{Beside, Found, Judged, Lack};
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

/// Judges the days of all rows; the audit is made as of the end of a day. A period counts as one, and so does a day.
pub(super) fn judge(at: &[i128], volume: &Volume, beside: Beside) -> Judged {
    let mut rows: BTreeMap<i64, (u64, usize)> = BTreeMap::new();
    for (row, at) in at.iter().enumerate() {
        let day = i64::try_from(at.div_euclid(i128::from(DAY))).unwrap_or_default();
        let (count, last) = rows.entry(day).or_insert((0, row));
        *count += 1;
        *last = row;
    }
    let mut judged = Judged::default();
    if let Some(period) = volume.per {
        let periods = Periods::new(&rows, period, beside.as_of.div_euclid(DAY));
        if let Some(off) = volume.off {
            periods.beside_the_others(off, &mut judged);
        }
        match (volume.earlier, beside.earlier) {
            (Some(most), Some(earlier)) => {
                periods.beside_an_earlier_run(most, earlier, &mut judged);
            }
            // there is nothing to hold them against
            (Some(_), None) => judged.not_applicable += periods.each().len() as u64,
            (None, _) => {}
        }
    }
    if volume.empty {
        of_days(&rows, volume.calendar.as_ref(), &mut judged);
    }
    judged
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

    /// Periods that were over when the earlier run was made, and that the rows still reach.
    fn beside_an_earlier_run(&self, most: i128, earlier: &Before, judged: &mut Judged) {
        let reached = self.period.of(earlier.day.div_euclid(DAY) + 1);
        for (ix, count, row, is_whole) in self.each() {
            if !is_whole || ix >= reached {
                continue;
            }
            let name = self.period.name(ix);
            let before = earlier.counts.get(&name).copied().unwrap_or_default();
            let apart = i128::from(count) - i128::from(before);
            if apart.abs() <= share(i128::from(before), most, 100 * ONE) {
                judged.ok += 1;
                continue;
            }
            judged.violation += 1;
            judged.found.push(Found {
                judgement: OF_EARLIER,
                document: Some(format!("{name} ({})", date::text(earlier.day))),
                figures: vec![
                    Figure::Text(name),
                    Figure::Count(count),
                    Figure::Count(before),
                    Figure::Time(earlier.day),
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
            earlier: None,
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
        let before = [
            ("2026-01", 90),
            ("2026-02", 100),
            ("2026-03", 100),
            ("2026-04", 3),
            ("2026-05", 100),
            ("2026-06", 90),
        ];
        let before = Before {
            day: date::iso("2026-06-29").unwrap().millis,
            counts: before.map(|(month, rows)| (month.to_owned(), rows)).into(),
        };
        let volume = Volume {
            off: None,
            earlier: Some(5 * ONE),
            ..BY_MONTH
        };
        let beside = Beside {
            as_of: date::iso("2026-07-31").unwrap().millis,
            earlier: Some(&before),
        };
        let judged = judge(&rows(&months), &volume, beside);
        let found: Vec<_> = judged.found.iter().map(|f| f.document.clone()).collect();
        let of = |month: &str| Some(format!("{month} (2026-06-29)"));
        assert_eq!(found, [of("2026-04"), of("2026-05")]);
        assert_eq!((judged.ok, judged.violation), (2, 2));
        assert_eq!(judged.found[0].row, 195);
        let alone = judge(&rows(&months), &volume, on(0));
        assert_eq!((alone.ok, alone.violation, alone.not_applicable), (0, 0, 7));
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
