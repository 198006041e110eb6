//! Numbers far from those of their group: modified z-scores after B. Iglewicz and D. C. Hoaglin, *How to Detect and Handle
//! Outliers* (1993), `0.6745 · (x − median) / MAD`. Where more than half of the numbers are the same, and the median absolute
//! deviation therefore is 0, the mean absolute deviation takes its place: `(x − median) / (1.253314 · MeanAD)`.

use super::numbers::{log2, median_twice, share};
use super::{Found, Judged, Lack};
use crate::findings::said::Figure;
use crate::tables::types::ONE;

/// Rows below which a group says nothing.
pub(crate) const LEAST: u64 = 12;

/// How a deviation becomes a score: `score = deviation · times / by`.
struct Scale {
    times: i128,
    by: i128,
}

/// 0.6745, the 0.75 quantile of the normal distribution, and √(π/2), its standard deviation over its mean deviation.
const OF_MEDIAN: (i128, i128) = (1_349, 2_000);
const OF_MEAN: (i128, i128) = (1_000_000, 1_253_314);

/// What is told of a score need not be exact beyond this.
const TOLD: i128 = 10i128.pow(27);

pub(super) fn judge(values: &[i128], above: i128, by_size: bool) -> Judged {
    let rows = values.len() as u64;
    if rows < LEAST {
        return Judged::lacking(Lack::Few { rows, least: LEAST });
    }
    let sizes: Vec<i128> = if by_size {
        values.iter().map(|&value| log2(value)).collect()
    } else {
        values.to_vec()
    };
    let middle = median_twice(&mut sizes.clone()).unwrap_or_default();
    // twice the deviations, as the median is twice what it is
    let deviations: Vec<i128> = sizes.iter().map(|size| (2 * size - middle).abs()).collect();
    let Some(scale) = Scale::of(&deviations) else {
        // all are the same
        return Judged {
            ok: rows,
            ..Judged::default()
        };
    };
    let told = median_twice(&mut values.to_vec()).unwrap_or_default() / 2;
    let found: Vec<Found> = (deviations.iter().enumerate())
        .filter(|(_, deviation)| scale.is_beyond(**deviation, above))
        .map(|(row, &deviation)| Found {
            figures: vec![
                Figure::Number(told),
                Figure::Number(scale.score(deviation)),
                Figure::Count(rows),
            ],
            ..Found::of(row)
        })
        .collect();
    let violation = found.len() as u64;
    Judged {
        ok: rows - violation,
        violation,
        found,
        ..Judged::default()
    }
}

impl Scale {
    /// None where nothing deviates.
    fn of(deviations: &[i128]) -> Option<Scale> {
        // deviations are twice what they are, and so is their median
        let median = median_twice(&mut deviations.to_vec())?;
        if median > 0 {
            let (times, by) = OF_MEDIAN;
            return Some(Scale {
                times: 2 * times,
                by: by * median,
            });
        }
        let sum: i128 = deviations.iter().sum();
        let count = i128::try_from(deviations.len()).unwrap_or(i128::MAX);
        let (times, by) = OF_MEAN;
        // the one place where something is rounded: the mean, to 12 decimals
        (sum > 0).then(|| Scale {
            times: 2 * times,
            by: by * (2 * sum / count).max(1),
        })
    }

    /// Whether the score of a deviation is above so many.
    fn is_beyond(&self, deviation: i128, above: i128) -> bool {
        // score > above  ⟺  deviation > above · by / times, and deviations are whole
        deviation > share(self.by, above, self.times * ONE)
    }

    /// To two digits behind the point, times 10^12, rounded down so that it never tells more than there is.
    fn score(&self, deviation: i128) -> i128 {
        let shrink = (self.by / TOLD).max(1);
        share(deviation / shrink, 100 * self.times, self.by / shrink) * (ONE / 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SCORE: i128 = 35 * ONE / 10;

    fn rows(values: &[i128], by_size: bool) -> Vec<usize> {
        let values: Vec<i128> = values.iter().map(|value| value * ONE).collect();
        let found = judge(&values, SCORE, by_size).found;
        found.iter().map(|found| found.row).collect()
    }

    /// The numbers of the NIST/SEMATECH handbook, 1.3.5.17: ten of them near 50, one at 9; twelve with one more at the median.
    #[test]
    fn far_from_the_median_by_the_median_deviation() {
        let values = [48, 49, 50, 47, 51, 50, 52, 49, 50, 9, 53, 50];
        assert_eq!(rows(&values, false), [9]);
        // median 50, MAD 1: 0.6745 · 5 = 3.3725 and 0.6745 · 6 = 4.047
        let close = [49, 49, 49, 49, 51, 51, 51, 51, 50, 50, 55, 56];
        let found = judge(&close.map(|value| value * ONE), SCORE, false);
        assert_eq!(found.found.len(), 1);
        assert_eq!(found.found[0].row, 11);
        let figures = [
            Figure::Number(50 * ONE + ONE / 2),
            Figure::Number(37 * ONE / 10),
        ];
        assert_eq!(found.found[0].figures[..2], figures);
    }

    /// Where most are the same, by the mean deviation; where all are, nothing is far off.
    #[test]
    fn most_are_the_same() {
        let mut values = [10; 12];
        assert_eq!(judge(&values, SCORE, false).ok, 12);
        values[3] = 11;
        // mean deviation 1/12: 12 / 1.253314 = 9.5746
        let found = judge(&values.map(|value| value * ONE), SCORE, false).found;
        assert_eq!(found[0].row, 3);
        assert_eq!(found[0].figures[1], Figure::Number(957 * ONE / 100));
    }

    #[test]
    fn sizes_of_skewed_numbers() {
        let values = [
            10, 20, 40, 80, 160, 320, 640, 1280, 2560, 5120, 10240, 20480,
        ];
        assert_eq!(rows(&values, false), [9, 10, 11]);
        assert_eq!(rows(&values, true), [0; 0]);
    }

    #[test]
    fn a_small_group_says_nothing() {
        let lack = judge(&[1; 11], SCORE, false).lack;
        assert_eq!(
            lack,
            Some(Lack::Few {
                rows: 11,
                least: 12
            })
        );
    }
}
