//! The middle of some numbers, and those that are far from it.

use super::Example;
use crate::tables::types::ONE;

/// Numbers beyond which one can be far from the others.
const LEAST: usize = 12;
/// How far, in median absolute deviations, and what makes these comparable to standard deviations. Iglewicz and Hoaglin, "How
/// to Detect and Handle Outliers" (1993).
const FAR: f64 = 3.5;
const NORMAL: f64 = 0.6745;

/// The middle of the numbers, and what is far from it.
#[derive(Debug, Clone)]
pub(crate) struct Spread<R = Example> {
    pub(crate) median: i128,
    /// Numbers far from the others.
    pub(crate) far: u64,
    /// The farthest.
    pub(crate) farthest: Option<R>,
    /// How many were looked at.
    pub(crate) of: u64,
}

impl Spread<usize> {
    /// With the farthest as it stands in its file.
    pub(super) fn with(self, farthest: Option<Example>) -> Spread {
        Spread {
            median: self.median,
            far: self.far,
            farthest,
            of: self.of,
        }
    }
}

/// Of the numbers by row; none where there are none.
pub(super) fn spread(values: &[Option<i128>]) -> Option<Spread<usize>> {
    let mut sorted: Vec<i128> = values.iter().flatten().copied().collect();
    sorted.sort_unstable();
    let median = *sorted.get(sorted.len().checked_sub(1)? / 2)?;
    let mut spread = Spread {
        median,
        far: 0,
        farthest: None,
        of: sorted.len() as u64,
    };
    if sorted.len() < LEAST {
        return Some(spread);
    }
    // amounts grow by factors: a hundred times the middle is usual among them
    let by_factors = sorted[0] > 0 && sorted[sorted.len() - 1] / median.max(1) > 20;
    let scaled = |value: i128| {
        let value = float(value);
        if by_factors { value.ln() } else { value }
    };
    let middle = scaled(median);
    let mut apart: Vec<f64> = sorted.iter().map(|v| (scaled(*v) - middle).abs()).collect();
    apart.sort_unstable_by(f64::total_cmp);
    let deviation = apart[apart.len() / 2];
    if deviation <= 0.0 {
        return Some(spread);
    }
    let mut most = 0.0;
    let (mut far, mut farthest) = (0, None);
    for (row, value) in values.iter().enumerate() {
        let Some(value) = value else {
            continue;
        };
        let score = NORMAL * (scaled(*value) - middle).abs() / deviation;
        if score > FAR {
            far += 1;
            if score > most {
                (most, farthest) = (score, Some(row));
            }
        }
    }
    // what many are is usual: a few prices, say
    if far * 20 <= spread.of {
        (spread.far, spread.farthest) = (far, farthest);
    }
    Some(spread)
}

#[allow(
    clippy::cast_precision_loss,
    reason = "to compare how far numbers are apart"
)]
fn float(value: i128) -> f64 {
    value as f64 / ONE as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(values: &[i128]) -> Spread<usize> {
        let values: Vec<_> = values.iter().map(|value| Some(value * ONE)).collect();
        spread(&values).unwrap()
    }

    #[test]
    fn one_far_from_the_others() {
        let mut values: Vec<i128> = (20..60).collect();
        values.insert(7, 9_000);
        let found = of(&values);
        assert_eq!(
            (found.median, found.far, found.farthest),
            (40 * ONE, 1, Some(7))
        );
        assert_eq!(of(&[1; 20]).far, 0);
        assert_eq!(of(&[1, 2, 900]).far, 0);
        assert!(spread(&[None]).is_none());
    }

    #[test]
    fn amounts_of_every_size_are_usual() {
        let amounts: Vec<i128> = (0..14).map(|power| 2_i128.pow(power)).collect();
        assert_eq!(of(&amounts).far, 0);
    }
}
