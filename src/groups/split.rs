//! Amounts that pass a limit together, and not one by one: what a split order looks like.

use std::collections::BTreeMap;

use super::{Found, Judged, others};
use crate::findings::said::Figure;

/// Amounts of one limit are judged together: what one person may approve says nothing of what another may.
pub(super) fn judge(at: &[i128], amounts: &[i128], limits: &[i128], within: i128) -> Judged {
    let mut of_limit: BTreeMap<i128, Vec<usize>> = BTreeMap::new();
    for (row, limit) in limits.iter().enumerate() {
        of_limit.entry(*limit).or_default().push(row);
    }
    let mut all = Judged::default();
    for (limit, rows) in of_limit {
        let pick = |of: &[i128]| -> Vec<i128> { rows.iter().map(|&row| of[row]).collect() };
        let judged = judge_alike(&pick(at), &pick(amounts), limit, within);
        all.ok += judged.ok;
        all.violation += judged.violation;
        all.found.extend(judged.found.into_iter().map(|mut found| {
            found.row = rows[found.row];
            found
                .others
                .iter_mut()
                .for_each(|other| *other = rows[*other]);
            found
        }));
    }
    all
}

/// Each amount that is one of several within the time whose sum passes the limit is told, with the first such stretch that it is
/// in. An amount above the limit has not been split, and none below 0 has.
fn judge_alike(at: &[i128], amounts: &[i128], limit: i128, within: i128) -> Judged {
    let mut rows: Vec<usize> = (0..amounts.len())
        .filter(|&row| amounts[row] > 0 && amounts[row] <= limit)
        .collect();
    rows.sort_by_key(|&row| (at[row], amounts[row]));
    let mut found = Vec::new();
    let (mut end, mut sum, mut told) = (0, 0i128, 0);
    for start in 0..rows.len() {
        while end < rows.len() && at[rows[end]] - at[rows[start]] <= within {
            sum += amounts[rows[end]];
            end += 1;
        }
        if sum > limit {
            let stretch = &rows[start..end];
            let fresh = &rows[told.max(start)..end];
            found.extend(fresh.iter().map(|&row| {
                let (others, more) = others(stretch, row);
                Found {
                    figures: vec![
                        Figure::Count(stretch.len() as u64),
                        Figure::Number(sum),
                        Figure::Number(limit),
                    ],
                    others,
                    more,
                    ..Found::of(row)
                }
            }));
            told = end;
        }
        sum -= amounts[rows[start]];
    }
    let violation = found.len() as u64;
    Judged {
        ok: amounts.len() as u64 - violation,
        violation,
        found,
        ..Judged::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows that are told, each with how many there are in its stretch.
    fn told(at: &[i128], amounts: &[i128]) -> Vec<(usize, Figure)> {
        let judged = judge(at, amounts, &vec![50; at.len()], 3);
        assert_eq!(judged.ok + judged.violation, at.len() as u64);
        let mut told: Vec<(usize, Figure)> = (judged.found.into_iter())
            .map(|found| (found.row, found.figures[0].clone()))
            .collect();
        told.sort_by_key(|(row, _)| *row);
        told
    }

    #[test]
    fn together_and_not_one_by_one() {
        let two = Figure::Count(2);
        // the last day still counts, the limit itself is not passed
        assert_eq!(
            told(&[1, 4], &[30, 21]),
            [(0, two.clone()), (1, two.clone())]
        );
        assert_eq!(told(&[1, 5], &[30, 21]), []);
        assert_eq!(told(&[1, 4], &[30, 20]), []);
        // one that passes the limit alone is no part of it, and a return takes nothing away
        assert_eq!(told(&[1, 1, 1], &[60, 49, 1]), []);
        assert_eq!(told(&[1, 1, 1], &[49, 2, -5]), [(0, two.clone()), (1, two)]);
        assert_eq!(told(&[1], &[50]), []);
    }

    #[test]
    fn each_is_told_once_with_the_first_stretch_it_is_in() {
        let judged = told(&[9, 1, 3, 6, 20], &[26, 26, 26, 26, 26]);
        let expected = [(0, 2), (1, 2), (2, 2), (3, 2)];
        assert_eq!(
            judged,
            expected.map(|(row, rows)| (row, Figure::Count(rows)))
        );
    }
}
