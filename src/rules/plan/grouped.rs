//! What a rule demands of groups of rows, judged when all rows are known. It names no engine: an engine puts rows with the same
//! keys together, keeps a few figures of each, and [`crate::groups`] says what becomes of a group.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Deserialize;

use super::Expr;
use crate::calendar::Calendar;
use crate::tables::date;
use crate::tables::types::DAY;

/// Groups of rows, and what is demanded of each.
#[derive(Debug, Clone)]
pub(crate) struct Grouped {
    /// Rows that agree in these are a group; all rows are one where there are none. A row without one of them is not judged.
    pub(crate) keys: Vec<Expr>,
    /// What is kept of each row, numbers or times, as the test asks for them. A row without one of them is not judged.
    pub(crate) figures: Vec<Expr>,
    /// Which rows are judged at all.
    pub(crate) of: Option<Expr>,
    pub(crate) test: Test,
}

impl Grouped {
    /// When a row is, where the test asks for that.
    pub(crate) fn time(&self) -> Option<&Expr> {
        let is_timed = matches!(
            self.test,
            Test::Split { .. } | Test::Burst { .. } | Test::Volume(_)
        );
        self.figures.first().filter(|_| is_timed)
    }

    pub(crate) fn exprs(&self) -> impl Iterator<Item = &Expr> {
        self.keys.iter().chain(&self.figures).chain(&self.of)
    }
}

/// What is demanded of a group. Numbers are times 10^12, times are milliseconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Test {
    /// A number of each row: none lies far from the others, by its modified z-score or that of its logarithm.
    Outlier { above: i128, by_size: bool },
    /// A time, a number and a limit of each row: those of `within` that do not pass the limit one by one do not pass it together.
    Split { within: i64 },
    /// A number of each row and its limit: those less than so many per cent under it are not more than those below them.
    Under { within: i128 },
    /// A number of each row: between the least and the greatest lie at most so many per cent of the median.
    Spread { most: i128 },
    /// A time of each row: in less than `within` there are at most so many.
    Burst { most: u64, within: i64 },
    /// A number above 0 of each row: their leading digits follow Benford's law.
    Benford(Digits),
    /// The day of each row: the periods have about as many rows, and no day is without.
    Volume(Volume),
}

impl Test {
    /// Whether what it finds is about the group, and not about the row that it is told of.
    pub(crate) fn is_of_whole(&self) -> bool {
        matches!(self, Test::Benford(_) | Test::Volume(_))
    }
}

/// Which digits of a number are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Digits {
    First,
    Second,
    #[default]
    FirstTwo,
    FirstThree,
}

impl Digits {
    /// As the catalogue tells one from another.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Digits::First => "first",
            Digits::Second => "second",
            Digits::FirstTwo => "first-two",
            Digits::FirstThree => "first-three",
        }
    }
}

/// How many rows there should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Volume {
    /// The periods that are compared.
    pub(crate) per: Option<Period>,
    /// By how many per cent one may differ from the median of the others, times 10^12; they are not compared where it is none.
    pub(crate) off: Option<i128>,
    /// By how many per cent one may differ from what an earlier run counted, times 10^12; they are not held against it where it is
    /// none.
    pub(crate) earlier: Option<i128>,
    /// Whether days without rows are looked for.
    pub(crate) empty: bool,
    /// Whose workdays these are; all days where there is none.
    pub(crate) calendar: Option<Arc<Calendar>>,
}

/// A stretch of days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Period {
    Day,
    Week,
    Month,
}

impl Period {
    /// The number of the period that a day is in.
    pub(crate) fn of(self, day: i64) -> i64 {
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
    pub(crate) fn name(self, number: i64) -> String {
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

    pub(crate) fn name_in_catalogue(self) -> &'static str {
        match self {
            Period::Day => "day",
            Period::Week => "week",
            Period::Month => "month",
        }
    }
}
