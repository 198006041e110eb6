//! Leading digits against Benford's law, judged by the mean absolute deviation and the limits of M. J. Nigrini, *Benford's Law:
//! Applications for Forensic Accounting, Auditing, and Fraud Detection* (2012), table 7.1. A test of significance would reject
//! any large table.

use super::numbers::{log2, share};
use super::{Found, Judged, Lack, TOLD};
use crate::findings::said::{Figure, Leading};
use crate::rules::plan::grouped::Digits;
use crate::tables::number;
use crate::tables::types::ONE;

/// How many of the digits that occur too often are told.
const MOST: usize = 3;

/// By how much the largest number must exceed the smallest one.
const RANGE: i128 = 100;

/// Judges all numbers as one; all are above 0.
pub(super) fn judge(values: &[i128], digits: Digits) -> Judged {
    let rows = values.len() as u64;
    let least = digits.least();
    if rows < least {
        return Judged::lacking(Lack::Few { rows, least });
    }
    let low = values.iter().copied().min().unwrap_or_default();
    let high = values.iter().copied().max().unwrap_or_default();
    if high / RANGE < low {
        return Judged::lacking(Lack::Narrow { low, high });
    }
    let count = i128::from(rows);
    let mut counts = vec![0i128; digits.places().end];
    for &value in values {
        counts[digits.of(value)] += 1;
    }
    // how much more often than expected, times so many rows and 10^12
    let excess = |place: usize| counts[place] * ONE - count * digits.expected(place);
    let places = digits.places();
    let sum: i128 = places.clone().map(|place| excess(place).abs()).sum();
    let bins = places.len() as i128;
    if sum <= digits.limit() * count * bins {
        return Judged {
            ok: 1,
            ..Judged::default()
        };
    }
    let mut often: Vec<usize> = places.filter(|&place| excess(place) > 0).collect();
    often.sort_by_key(|&place| (-excess(place), place));
    let leading = often.iter().take(MOST).map(|&place| Leading {
        digits: place.to_string(),
        count: u64::try_from(counts[place]).unwrap_or_default(),
        expected: u64::try_from(number::round(count * digits.expected(place), 0) / ONE)
            .unwrap_or_default(),
    });
    let first = often.first().copied().unwrap_or_default();
    let mut those = (0..values.len()).filter(|&row| digits.of(values[row]) == first);
    let row = those.next().unwrap_or_default();
    let others: Vec<usize> = those.take(TOLD).collect();
    let more = counts[first] - 1 - others.len() as i128;
    Judged {
        violation: 1,
        found: vec![Found {
            document: Some(String::new()),
            figures: vec![
                Figure::Number(number::round(sum / (count * bins), 5)),
                Figure::Count(rows),
                Figure::Leading(leading.collect()),
            ],
            others,
            more: u64::try_from(more).unwrap_or_default(),
            ..Found::of(row)
        }],
        ..Judged::default()
    }
}

impl Digits {
    /// Rows below which nothing can be said.
    fn least(self) -> u64 {
        match self {
            Digits::First => 500,
            Digits::Second | Digits::FirstTwo | Digits::FirstThree => 1_000,
        }
    }

    /// The mean absolute deviation above which the digits do not conform, times 10^12.
    fn limit(self) -> i128 {
        let millionths = match self {
            Digits::First => 15_000,
            Digits::Second => 12_000,
            Digits::FirstTwo => 2_200,
            Digits::FirstThree => 500,
        };
        millionths * (ONE / 1_000_000)
    }

    /// The numbers that the digits can be.
    fn places(self) -> std::ops::Range<usize> {
        match self {
            Digits::First => 1..10,
            Digits::Second => 0..10,
            Digits::FirstTwo => 10..100,
            Digits::FirstThree => 100..1_000,
        }
    }

    /// The digits of a number above 0, as if noughts stood behind its last one.
    fn of(self, value: i128) -> usize {
        let leading = |below: i128| {
            let mut digits = value;
            while digits >= below {
                digits /= 10;
            }
            while digits < below / 10 {
                digits *= 10;
            }
            usize::try_from(digits).unwrap_or_default()
        };
        match self {
            Digits::First => leading(10),
            Digits::Second => leading(100) % 10,
            Digits::FirstTwo => leading(100),
            Digits::FirstThree => leading(1_000),
        }
    }

    /// The share of numbers with such digits, times 10^12: log10(1 + 1/d), to nine decimals.
    fn expected(self, place: usize) -> i128 {
        let of = |digits: usize| {
            let digits = digits as i128;
            share(log2(digits + 1) - log2(digits), ONE, log2(10))
        };
        match self {
            Digits::Second => (1..10).map(|first| of(10 * first + place)).sum(),
            Digits::First | Digits::FirstTwo | Digits::FirstThree => of(place),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_the_decimal_text() {
        let of = |text: &str| {
            let value = number::decimal(text).unwrap();
            [
                Digits::First,
                Digits::Second,
                Digits::FirstTwo,
                Digits::FirstThree,
            ]
            .map(|d| d.of(value))
        };
        assert_eq!(of("123.45"), [1, 2, 12, 123]);
        assert_eq!(of("0.00907"), [9, 0, 90, 907]);
        assert_eq!(of("5"), [5, 0, 50, 500]);
        assert_eq!(of("999999999999"), [9, 9, 99, 999]);
    }

    /// F. Benford, *The Law of Anomalous Numbers* (1938), and Nigrini's table of second digits.
    #[test]
    fn expected_shares_are_those_of_the_law() {
        let shares = |digits: Digits| -> Vec<String> {
            let shares = digits.places().map(|place| digits.expected(place));
            shares.map(|s| number::text(number::round(s, 5))).collect()
        };
        assert_eq!(
            shares(Digits::First),
            [
                "0.30103", "0.17609", "0.12494", "0.09691", "0.07918", "0.06695", "0.05799",
                "0.05115", "0.04576"
            ]
        );
        assert_eq!(
            shares(Digits::Second),
            [
                "0.11968", "0.11389", "0.10882", "0.10433", "0.10031", "0.09668", "0.09337",
                "0.09035", "0.08757", "0.085"
            ]
        );
        for digits in [
            Digits::First,
            Digits::Second,
            Digits::FirstTwo,
            Digits::FirstThree,
        ] {
            let sum: i128 = digits.places().map(|place| digits.expected(place)).sum();
            assert!((sum - ONE).abs() < 1_000_000, "{sum}");
        }
    }

    /// Powers of 2 follow the law; what is spread evenly does not.
    #[test]
    fn close_to_the_law_and_far_from_it() {
        let powers: Vec<i128> = (0..1_000).map(|n| 1i128 << (n % 90)).collect();
        assert_eq!(judge(&powers, Digits::First).ok, 1);
        let even: Vec<i128> = (1..2_000).collect();
        let judged = judge(&even, Digits::First);
        assert_eq!((judged.ok, judged.violation), (0, 1));
        // 1 and 10 to 19, 100 to 199, 1,000 to 1,999
        let Figure::Leading(leading) = &judged.found[0].figures[2] else {
            panic!("{:?}", judged.found[0])
        };
        assert_eq!(
            leading[0],
            Leading {
                digits: "1".to_owned(),
                count: 1_111,
                expected: 602
            }
        );
        assert_eq!((judged.found[0].row, judged.found[0].more), (0, 1_105));
    }

    #[test]
    fn too_few_and_too_close_together() {
        let some =
            |count: i128, step: i128| -> Vec<i128> { (1..=count).map(|n| n * step).collect() };
        let lack = |values: &[i128], digits| judge(values, digits).lack;
        assert_eq!(
            lack(&some(499, 1), Digits::First),
            Some(Lack::Few {
                rows: 499,
                least: 500
            })
        );
        assert_eq!(
            lack(&some(999, 1), Digits::FirstTwo),
            Some(Lack::Few {
                rows: 999,
                least: 1_000
            })
        );
        let close: Vec<i128> = (0..1_000).map(|n| 100 + n).collect();
        assert_eq!(
            lack(&close, Digits::First),
            Some(Lack::Narrow {
                low: 100,
                high: 1_099
            })
        );
    }
}
