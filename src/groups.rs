//! Judges groups of rows by the figures that are kept of each: one file for each test of [`Test`]. Nothing here depends on the
//! order of the rows, and nothing is computed in floating point.

mod benford;
mod burst;
mod numbers;
mod outlier;
mod split;
mod spread;
mod under;
mod volume;

use crate::findings::measured::Before;
use crate::findings::said::Figure;
use crate::messages::{Message, grouped_decimal, message};
use crate::rules::plan::grouped::Test;
use crate::tables::number;

/// What becomes of a group.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Judged {
    pub(crate) ok: u64,
    pub(crate) violation: u64,
    pub(crate) not_applicable: u64,
    /// Days outside the calendar.
    pub(crate) uncovered: u64,
    pub(crate) found: Vec<Found>,
    /// Why nothing can be said of it, if that is so.
    pub(crate) lack: Option<Lack>,
}

impl Judged {
    fn lacking(lack: Lack) -> Judged {
        Judged {
            lack: Some(lack),
            ..Judged::default()
        }
    }
}

/// What is wrong in a group.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// Index of the judgement in the rule's plan.
    pub(crate) judgement: usize,
    /// What it is known by, where it is about the group and not about the row.
    pub(crate) document: Option<String>,
    /// The row that it is told of, by its number in the group.
    pub(crate) row: usize,
    /// What its sentence tells, in the order of the names in the plan.
    pub(crate) figures: Vec<Figure>,
    /// Other rows that it is about: some of them, and how many more there are.
    pub(crate) others: Vec<usize>,
    pub(crate) more: u64,
}

impl Found {
    fn of(row: usize) -> Found {
        Found {
            row,
            ..Found::default()
        }
    }
}

/// Why nothing can be said of a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lack {
    /// It has too few rows.
    Few { rows: u64, least: u64 },
    /// Its numbers lie too close together.
    Narrow { low: i128, high: i128 },
    /// Its rows are of too few whole periods.
    Periods { periods: u64, least: u64 },
}

impl Lack {
    /// Why a rule could not be evaluated, of which this is the group that came nearest to being judged.
    pub(crate) fn reason(self) -> Message {
        match self {
            Lack::Few { rows, least } => message!("not-run-few", rows = rows, least = least),
            Lack::Narrow { low, high } => {
                let [low, high] = [low, high].map(|n| grouped_decimal(&number::text(n)));
                message!("not-run-narrow", low = low, high = high)
            }
            Lack::Periods { periods, least } => {
                message!("not-run-periods", periods = periods, least = least)
            }
        }
    }

    /// How near it came to being judged.
    pub(crate) fn nearness(self) -> u64 {
        match self {
            Lack::Few { rows, .. } => rows,
            Lack::Narrow { .. } | Lack::Periods { .. } => u64::MAX,
        }
    }
}

/// What groups are judged by beside their rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside<'a> {
    /// The day that the audit is made as of.
    pub(crate) as_of: i64,
    /// What earlier runs counted, the oldest first.
    pub(crate) earlier: &'a [Before],
}

/// Judges a group by the figures of its rows, figure by figure. Of rows whose figures are the same the first are told.
pub(crate) fn judge(test: &Test, figures: &[Vec<i128>], beside: Beside) -> Judged {
    match (test, figures) {
        (Test::Outlier { above, by_size }, [values]) => outlier::judge(values, *above, *by_size),
        (Test::Split { within }, [at, amounts, limits]) => {
            split::judge(at, amounts, limits, i128::from(*within))
        }
        (Test::Under { within }, [amounts, limits]) => under::judge(amounts, limits, *within),
        (Test::Spread { most }, [values]) => spread::judge(values, *most),
        (Test::Burst { most, within }, [at]) => burst::judge(at, *most, i128::from(*within)),
        (Test::Benford(digits), [values]) => benford::judge(values, *digits),
        (Test::Volume(volume), [at]) => volume::judge(at, volume, beside),
        _ => unreachable!("a plan has the figures that its test asks for"),
    }
}

/// How many of the other rows are told.
const TOLD: usize = 5;

/// Some of the rows of a group but one, and how many more there are.
fn others(rows: &[usize], but: usize) -> (Vec<usize>, u64) {
    let told: Vec<usize> = (rows.iter().copied())
        .filter(|&row| row != but)
        .take(TOLD)
        .collect();
    let more = rows.len() - 1 - told.len();
    (told, more as u64)
}
