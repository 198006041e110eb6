//! Medians and logarithms of whole numbers, exact or rounded in the same way everywhere.

/// Twice the median; of an even count the median lies between the two in the middle. None of nothing.
pub(super) fn median_twice(values: &mut [i128]) -> Option<i128> {
    let count = values.len();
    if count == 0 {
        return None;
    }
    let (below, middle, _) = values.select_nth_unstable(count / 2);
    let middle = *middle;
    let other = if count % 2 == 1 {
        middle
    } else {
        below.iter().copied().max().unwrap_or(middle)
    };
    Some(middle + other)
}

/// `value · times / by`, rounded down; all are at least 0, and `by · times` is below 2^127.
pub(super) fn share(value: i128, times: i128, by: i128) -> i128 {
    value / by * times + value % by * times / by
}

/// Binary digits behind the point of a logarithm.
const FRACTION: u32 = 32;

/// The logarithm to the base 2 of a number above 0, times 2^32, digit by digit: squaring a number doubles its logarithm. It is
/// the same on every machine, which a logarithm in floating point is not.
pub(super) fn log2(number: i128) -> i128 {
    let number = number.unsigned_abs().max(1);
    let whole = number.ilog2();
    // between 1 and 2, times 2^63
    let mut rest = if whole > 63 {
        number >> (whole - 63)
    } else {
        number << (63 - whole)
    };
    let mut log = i128::from(whole);
    for _ in 0..FRACTION {
        rest = (rest * rest) >> 63;
        log <<= 1;
        if rest >> 64 > 0 {
            rest >>= 1;
            log += 1;
        }
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn medians_of_odd_and_even_counts() {
        assert_eq!(median_twice(&mut []), None);
        assert_eq!(median_twice(&mut [7]), Some(14));
        assert_eq!(median_twice(&mut [9, 1, 5]), Some(10));
        assert_eq!(median_twice(&mut [4, 1, 9, 3]), Some(7));
    }

    #[test]
    fn shares_are_rounded_down_once() {
        let largest = 10i128.pow(30);
        assert_eq!(share(7, 3, 2), 10);
        assert_eq!(share(largest + 1, 1349, 2_000), largest / 2_000 * 1349);
        assert_eq!(share(19_999, 6745, 10_000), 13_489);
    }

    /// Against the logarithm of the standard library, which is good to 2^-50.
    #[test]
    #[allow(clippy::cast_precision_loss, reason = "compared with a tolerance")]
    fn logarithms_are_those_of_the_library() {
        for number in [
            1,
            2,
            3,
            10,
            999,
            1 << 40,
            123_456_789_012_345_678,
            10i128.pow(25),
        ] {
            let log = log2(number) as f64 / f64::from(2u32).powi(32);
            assert!(
                (log - (number as f64).log2()).abs() < 1e-8,
                "{number}: {log}"
            );
        }
    }
}
