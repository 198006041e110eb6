//! How much is missing of what is asked of a row, at least and at most: what is not known may be either.

use crate::tables::types::ONE;

/// Weights of what is asked and of what is missing of it.
#[derive(Debug, Clone, Copy, Default)]
struct Case {
    asked: i128,
    missing: i128,
}

/// What is asked of a row in the best and in the worst case.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Weighed {
    best: Case,
    worst: Case,
}

impl Weighed {
    /// Adds something that may be asked and may be missing.
    pub(super) fn add(&mut self, asked: Option<bool>, missing: Option<bool>, weight: u32) {
        // where it may not be asked, what is there is best asked for, and what is missing is not
        let best_missing = missing == Some(true);
        let worst_missing = missing != Some(false);
        self.best.add(
            asked,
            best_missing,
            asked.is_some() || !best_missing,
            weight,
        );
        self.worst.add(
            asked,
            worst_missing,
            asked.is_some() || worst_missing,
            weight,
        );
    }

    /// Whether what is there weighs less than so many per cent of what is asked; none where that is not known.
    pub(super) fn lacks(&self, least: i128) -> Option<bool> {
        let (best, worst) = (self.best.lacks(least), self.worst.lacks(least));
        (best == worst).then_some(best)
    }
}

impl Case {
    fn add(&mut self, asked: Option<bool>, missing: bool, counts: bool, weight: u32) {
        if asked != Some(false) && counts {
            self.asked += i128::from(weight);
            self.missing += i128::from(weight) * i128::from(missing);
        }
    }

    fn lacks(&self, least: i128) -> bool {
        (self.asked - self.missing) * 100 * ONE < least * self.asked
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Against trying out everything that is not known.
    #[test]
    fn all_that_may_be() {
        let unknown = [Some(false), Some(true), None];
        let each = || {
            unknown
                .into_iter()
                .flat_map(move |asked| unknown.map(|missing| (asked, missing)))
        };
        let may_be = |value: Option<bool>| value.map_or(vec![false, true], |value| vec![value]);
        for (one, other) in each().flat_map(|one| each().map(move |other| (one, other))) {
            let items = [(one, 1u32), (other, 3)];
            let mut sums = vec![(0i128, 0i128)];
            let mut weighed = Weighed::default();
            for ((asked, missing), weight) in items {
                weighed.add(asked, missing, weight);
                let before = std::mem::take(&mut sums);
                for (all, lost) in before {
                    for asked in may_be(asked) {
                        for missing in may_be(missing) {
                            let weight = i128::from(weight) * i128::from(asked);
                            sums.push((all + weight, lost + weight * i128::from(missing)));
                        }
                    }
                }
            }
            for least in [25, 26, 75, 76, 100] {
                let mut verdicts: Vec<bool> = (sums.iter())
                    .map(|(all, lost)| (all - lost) * 100 < least * all)
                    .collect();
                verdicts.dedup();
                verdicts.sort_unstable();
                verdicts.dedup();
                let expected = (verdicts.len() == 1).then(|| verdicts[0]);
                assert_eq!(weighed.lacks(least * ONE), expected, "{items:?} {least}");
            }
        }
    }
}
