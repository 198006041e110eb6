//! Whether a table is complete by its dates: periods with far fewer or far more rows than the others, and days without any.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::numbers::{median_twice, share};
use super::{Found, Judged, Lack};
use crate::calendar::Calendar;
use crate::findings::said::Figure;
use crate::rules::plan::grouped::{Period, Volume};
use crate::tables::date;
use crate::tables::types::{DAY, ONE};

/// Whole periods below which nothing can be compared.
const LEAST: u64 = 4;

/// Which judgement of the plan tells what.
const OF_PERIOD: usize = 0;
const OF_DAYS: usize = 1;

/// Judges the days of all rows; the audit is made as of the end of a day. A period counts as one, and so does a day.
pub(super) fn judge(at: &[i128], volume: &Volume, as_of: i64) -> Judged {
    let mut rows: BTreeMap<i64, (u64, usize)> = BTreeMap::new();
    for (row, at) in at.iter().enumerate() {
        let day = i64::try_from(at.div_euclid(i128::from(DAY))).unwrap_or_default();
        let (count, last) = rows.entry(day).or_insert((0, row));
        *count += 1;
        *last = row;
    }
    let mut judged = Judged::default();
    if let Some(period) = volume.per {
        of_periods(
            &rows,
            period,
            volume.off,
            as_of.div_euclid(DAY),
            &mut judged,
        );
    }
    if volume.empty {
        of_days(&rows, volume.calendar.as_ref(), &mut judged);
    }
    judged
}

/// What is at both ends of the rows may be a part of a period: it is compared where it has too many, and the last one where it
/// was over by the day of the audit.
fn of_periods(
    days: &BTreeMap<i64, (u64, usize)>,
    period: Period,
    off: i128,
    as_of: i64,
    judged: &mut Judged,
) {
    let mut counts: BTreeMap<i64, (u64, usize)> = BTreeMap::new();
    for (day, (count, row)) in days {
        let of = counts.entry(period.of(*day)).or_insert((0, *row));
        *of = (of.0 + count, *row);
    }
    let (Some(first), Some(last)) = (
        counts.first_key_value().map(|(ix, _)| *ix),
        counts.last_key_value().map(|(ix, _)| *ix),
    ) else {
        return;
    };
    let is_over = period.of(as_of + 1) > last;
    let is_whole = |ix: i64| ix > first && (ix < last || is_over);
    let mut all: Vec<i128> = (first..=last)
        .filter(|&ix| is_whole(ix))
        .map(|ix| i128::from(counts.get(&ix).map_or(0, |(count, _)| *count)))
        .collect();
    let whole = all.len() as u64;
    if whole < LEAST {
        judged.lack = Some(Lack::Periods {
            periods: whole,
            least: LEAST,
        });
        return;
    }
    let middle = median_twice(&mut all).unwrap_or_default();
    let mut before = 0;
    for ix in first..=last {
        let (count, row) = counts.get(&ix).copied().unwrap_or((0, before));
        before = row;
        let apart = 2 * i128::from(count) - middle;
        let is_off = apart.abs() > share(middle, off, 100 * ONE) && (is_whole(ix) || apart > 0);
        if !is_off {
            judged.ok += 1;
            continue;
        }
        judged.violation += 1;
        judged.found.push(Found {
            judgement: OF_PERIOD,
            document: Some(period.name(ix)),
            figures: vec![
                Figure::Text(period.name(ix)),
                Figure::Count(count),
                Figure::Number(middle * (ONE / 2)),
            ],
            ..Found::of(row)
        });
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

impl Period {
    /// The number of the period that a day is in.
    fn of(self, day: i64) -> i64 {
        match self {
            Period::Day => day,
            // 1970-01-01 was a Thursday
            Period::Week => (day + 3).div_euclid(7),
            Period::Month => {
                let (year, month, _) = date::civil_day(day * DAY);
                i64::from(year) * 12 + i64::from(month) - 1
            }
        }
    }

    /// `2026-03` of a month, the Monday of a week.
    fn name(self, number: i64) -> String {
        match self {
            Period::Day => date::text(number * DAY),
            Period::Week => date::text((number * 7 - 3) * DAY),
            Period::Month => format!(
                "{:04}-{:02}",
                number.div_euclid(12),
                number.rem_euclid(12) + 1
            ),
        }
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
        let judged = judge(&rows(days), volume, as_of);
        judged
            .found
            .into_iter()
            .filter_map(|f| f.document)
            .collect()
    }

    const BY_MONTH: Volume = Volume {
        per: Some(Period::Month),
        off: 50 * ONE,
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

    #[test]
    fn a_few_months_say_nothing() {
        let months = [
            ("2026-01-31", 1),
            ("2026-02-10", 10),
            ("2026-03-10", 99),
            ("2026-05-10", 5),
        ];
        let lack = judge(&rows(&months), &BY_MONTH, 0).lack;
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
        let judged = judge(&rows(&days), &every_day, 0);
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
