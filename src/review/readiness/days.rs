//! Working days between days, and the day after so many of them.

use crate::calendar::Calendar;
use crate::tables::types::DAY;

/// Nobody plans further ahead, in days.
const FARTHEST: i64 = 3_660;

/// The days of a calendar, or Monday to Friday where there is none. Days are numbered from 1970-01-01.
pub(crate) struct Days<'a>(pub(crate) Option<&'a Calendar>);

impl Days<'_> {
    /// Days worked after the first day, up to and including the last; none where the calendar does not know.
    pub(crate) fn between(&self, after: i64, until: i64) -> Option<i64> {
        match self.0 {
            Some(calendar) => {
                Some(calendar.workdays(until * DAY)? - calendar.workdays(after * DAY)?)
            }
            None => Some(weekdays(until) - weekdays(after)),
        }
    }

    /// The day on which so many days have been worked after one; none where nobody knows.
    pub(crate) fn after(&self, day: i64, count: i64) -> Option<i64> {
        let mut days = day..=day + FARTHEST;
        days.find(|&until| {
            self.between(day, until)
                .is_some_and(|worked| worked >= count)
        })
    }
}

/// How many days from Monday to Friday there are up to and including a day, counted from one Monday.
fn weekdays(day: i64) -> i64 {
    // 1970-01-05 was a Monday
    let (weeks, left) = ((day - 4).div_euclid(7), (day - 4).rem_euclid(7));
    weeks * 5 + (left + 1).min(5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::day;

    #[test]
    fn without_a_calendar_the_week_has_five_days() {
        let days = Days(None);
        let between = |a: &str, b: &str| days.between(day(a).unwrap(), day(b).unwrap()).unwrap();
        // 2026-11-02 is a Monday
        assert_eq!(between("2026-11-01", "2026-11-02"), 1);
        assert_eq!(between("2026-11-06", "2026-11-08"), 0);
        assert_eq!(between("2026-11-06", "2026-11-09"), 1);
        assert_eq!(between("2026-11-02", "2026-11-30"), 20);
        assert_eq!(days.after(day("2026-11-06").unwrap(), 2), day("2026-11-10"));
        assert_eq!(days.after(5, 0), Some(5));
    }

    #[test]
    fn what_a_calendar_does_not_know_is_not_made_up() {
        let shipped = crate::calendar::shipped("cn").unwrap();
        let calendar = Calendar::new("cn", &shipped, crate::calendar::Hours::default());
        let days = Days(Some(&calendar));
        let last = calendar.covered().1 / DAY;
        assert_eq!(days.between(last - 3, last + 1), None);
        assert_eq!(days.after(last, 3), None);
        // 2026-10-01 to 07 are days off
        let after = days.after(day("2026-09-30").unwrap(), 1);
        assert_eq!(after, day("2026-10-08"));
    }
}
