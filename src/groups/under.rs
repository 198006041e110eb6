//! Amounts just under a limit, beside those a little below them.

use super::numbers::share;
use super::{Found, Judged, others};
use crate::findings::said::Figure;
use crate::tables::types::ONE;

/// The square of 2.326, times 1,000: what a normal number passes in one case of a hundred.
const SURE: i128 = 5_412;

/// Where nobody looks at the limit, amounts become fewer as they grow, so that the stretch just under it holds at most as many as
/// the one below, which is as wide. It is told where it holds more by a one-sided sign test at 1 % (with the correction for
/// continuity, and never fewer than seven in all).
pub(super) fn judge(amounts: &[i128], limits: &[i128], within: i128) -> Judged {
    // whether an amount is at least so many per cent of its limit
    let reaches =
        |row: usize, per_cent: i128| amounts[row] >= share(limits[row], per_cent, 100 * ONE);
    let is_under = |row: &usize| limits[*row] > 0 && amounts[*row] < limits[*row];
    let (mut close, mut below) = (Vec::new(), 0_usize);
    for row in (0..amounts.len()).filter(is_under) {
        if reaches(row, 100 * ONE - within) {
            close.push(row);
        } else if reaches(row, 100 * ONE - 2 * within) {
            below += 1;
        }
    }
    let (many, few) = (close.len() as i128, below as i128);
    let ahead = many - few - 1;
    if ahead <= 0 || ahead * ahead * 1_000 <= SURE * (many + few) {
        return Judged {
            ok: amounts.len() as u64,
            ..Judged::default()
        };
    }
    // the one that comes closest is told
    let gap = |row: usize| limits[row] - amounts[row];
    let nearest = close.iter().copied().min_by_key(|&row| (gap(row), row));
    let Some(told) = nearest else {
        return Judged::default();
    };
    let (others, more) = others(&close, told);
    let is_one = close.iter().all(|&row| limits[row] == limits[told]);
    let found = Found {
        figures: vec![
            Figure::Number(limits[told]),
            Figure::Count(is_one.into()),
            Figure::Count(close.len() as u64),
            Figure::Count(below as u64),
        ],
        others,
        more,
        ..Found::of(told)
    };
    Judged {
        ok: (amounts.len() - close.len()) as u64,
        violation: close.len() as u64,
        found: vec![found],
        ..Judged::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(close: usize, below: usize) -> bool {
        let of = |amount: i128, count| std::iter::repeat_n(amount * ONE, count);
        let amounts: Vec<i128> = of(95, close)
            .chain(of(94, below))
            .chain(of(100, 9))
            .collect();
        let limits = vec![100 * ONE; amounts.len()];
        !judge(&amounts, &limits, 5 * ONE).found.is_empty()
    }

    /// Against the exact binomial test at 1 %, which it is never laxer than.
    #[test]
    fn never_laxer_than_the_exact_test() {
        for all in 0..60_usize {
            for close in 0..=all {
                let mut ways = 1_u128;
                let mut tail = 0_u128;
                for many in 0..=all {
                    if many >= close {
                        tail += ways;
                    }
                    ways = ways * (all - many) as u128 / (many as u128 + 1);
                }
                let is_rare = tail * 100 < 1_u128 << all;
                assert!(is_rare || !found(close, all - close), "{close} of {all}");
            }
        }
        assert!(found(8, 0) && !found(7, 0) && found(13, 2) && found(40, 20));
    }

    /// Limits below a hundred, and shares that are no whole numbers: 5 % less 2.5 % of 5 are 4.875 and 4.75.
    #[test]
    fn small_limits() {
        let of = |amount: i128, count| std::iter::repeat_n(amount * ONE / 1_000, count);
        let amounts: Vec<i128> = of(4_875, 9)
            .chain(of(4_874, 3))
            .chain(of(4_750, 4))
            .chain(of(4_749, 9))
            .collect();
        let limits = vec![5 * ONE; amounts.len()];
        assert!(judge(&amounts, &limits, 25 * ONE / 10).found.is_empty());
        let judged = judge(&amounts[..12], &limits[..12], 25 * ONE / 10);
        assert_eq!((judged.found.len(), judged.violation), (0, 0));
        let judged = judge(&amounts[..9], &limits[..9], 25 * ONE / 10);
        assert_eq!((judged.found.len(), judged.violation), (1, 9));
    }
}
