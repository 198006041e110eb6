//! Day numbers as dates and times: how workbooks store them.

/// A day in milliseconds.
const DAY: i64 = 86_400_000;
/// 1904-01-01 and the day before 1900-03-01, in days since 1970-01-01.
const EPOCH_1904: i64 = -24_107;
const EPOCH_1900: i64 = -25_569;
/// 9999-12-31, the last day that Excel knows, likewise.
const LAST: i64 = 2_932_896;
/// The 29th of February 1900, which Excel has and no calendar does. Before it the numbers are one less.
const NO_DAY: i64 = 60;

/// A point in time by the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Moment {
    pub(crate) date: Date,
    /// Milliseconds since midnight.
    pub(crate) millis: u32,
}

/// A day of the calendar, or the one that only Excel knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Date {
    pub(crate) year: u32,
    pub(crate) month: u32,
    pub(crate) day: u32,
}

/// A day number to the millisecond; none where Excel shows `#####`: before its first day and after its last.
pub(crate) fn moment(days: f64, from_1904: bool) -> Option<Moment> {
    let millis = millis(days).filter(|millis| *millis >= 0)?;
    let (number, rest) = (millis / DAY, millis % DAY);
    let date = match number {
        number if from_1904 => civil(number + EPOCH_1904)?,
        NO_DAY => Date {
            year: 1900,
            month: 2,
            day: 29,
        },
        number if number < NO_DAY => civil(number + 1 + EPOCH_1900)?,
        number => civil(number + EPOCH_1900)?,
    };
    Some(Moment {
        date,
        millis: u32::try_from(rest).ok()?,
    })
}

/// Days in milliseconds; none where there are more than Excel counts.
pub(crate) fn millis(days: f64) -> Option<i64> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "ten thousand years are 3e14 milliseconds"
    )]
    (days.abs() <= 3e6).then(|| (days * 86_400_000.0).round() as i64)
}

/// The date of a day since 1970-01-01 (Howard Hinnant's `civil_from_days`, for days from 1899 on); none behind the last.
fn civil(day: i64) -> Option<Date> {
    if day > LAST {
        return None;
    }
    // years that begin in March, in eras of 400 from the year 0
    let days = u32::try_from(day + 719_468).ok()?;
    let (era, of_era) = (days / 146_097, days % 146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let months = (5 * of_year + 2) / 153;
    let (month, turned) = if months < 10 {
        (months + 3, 0)
    } else {
        (months - 9, 1)
    };
    Some(Date {
        year: era * 400 + year + turned,
        month,
        day: of_year - (153 * months + 2) / 5 + 1,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::{ExcelDateTime, ExcelDateTimeType};

    #[test]
    fn every_day_is_that_of_another_reader() {
        for from_1904 in [false, true] {
            let last = if from_1904 { 2_957_003 } else { 2_958_465 };
            for day in (0..80_000).chain((80_000..last).step_by(37)).chain([last]) {
                let ours = moment(f64::from(day), from_1904).unwrap().date;
                let kind = ExcelDateTimeType::DateTime;
                let theirs = ExcelDateTime::new(f64::from(day), kind, from_1904);
                let (year, month, day, ..) = theirs.to_ymd_hms_milli();
                assert_eq!(
                    (ours.year, ours.month, ours.day),
                    (year.into(), month.into(), day.into())
                );
            }
            assert_eq!(moment(f64::from(last + 1), from_1904), None);
        }
    }

    #[test]
    fn times_are_rounded_into_the_next_day() {
        let at = |days| moment(days, false).unwrap();
        assert_eq!(at(46_086.999_999_999).date.day, 6);
        assert_eq!(at(46_086.999_999_999).millis, 0);
        assert_eq!(at(46_086.354_166_666_7).millis, 30_600_000);
        for none in [-0.5, f64::NAN, f64::INFINITY, 1e300] {
            assert_eq!(moment(none, false), None);
        }
    }
}
