//! Exact decimal numbers.

mod written;

pub(crate) use self::written::{is_never, read};
use super::types::{ONE, SCALE};

/// Digits before the point; with more, products could overflow.
const MOST_DIGITS: usize = 18;

/// Digits behind the point.
const DECIMALS: usize = SCALE as usize;

/// Powers of ten.
const POWERS: [i64; DECIMALS + 1] = {
    let mut powers = [1; DECIMALS + 1];
    let mut at = 1;
    while at <= DECIMALS {
        powers[at] = 10 * powers[at - 1];
        at += 1;
    }
    powers
};

/// A number written with ASCII digits, an optional sign and an optional decimal point, as `value * 10^12`. Digits beyond
/// the twelfth decimal are rounded half away from zero. None for everything else; cells are tried with [`read`] then.
pub(crate) fn decimal(text: &str) -> Option<i128> {
    let text = text.trim_ascii();
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text.as_bytes()[1..]),
        b'+' => (false, &text.as_bytes()[1..]),
        _ => (false, text.as_bytes()),
    };
    let (whole, whole_digits) = leading(digits);
    let (mut fraction, mut places, mut round_up) = (0, 0, false);
    if let Some((point, rest)) = digits[whole_digits..].split_first() {
        (fraction, places) = leading(&rest[..rest.len().min(DECIMALS)]);
        let beyond = &rest[places..];
        if *point != b'.' || !beyond.iter().all(u8::is_ascii_digit) {
            return None;
        }
        fraction *= POWERS[DECIMALS - places];
        round_up = beyond.first().is_some_and(|digit| *digit >= b'5');
    }
    if whole_digits + places == 0 || whole_digits > MOST_DIGITS {
        return None;
    }
    let value = i128::from(whole) * ONE + i128::from(fraction) + i128::from(round_up);
    Some(if negative { -value } else { value })
}

/// The number that the digits at the start are, and how many they are; some other number where they are more than
/// [`MOST_DIGITS`].
fn leading(text: &[u8]) -> (i64, usize) {
    let (mut number, mut digits) = (0_i64, 0);
    while let Some(digit) = text.get(digits).filter(|byte| byte.is_ascii_digit()) {
        number = number
            .wrapping_mul(10)
            .wrapping_add(i64::from(digit - b'0'));
        digits += 1;
    }
    (number, digits)
}

/// As [`decimal`] of nothing but digits, as most whole numbers are written.
pub(crate) fn digits(text: &str) -> Option<i128> {
    let (number, digits) = leading(text.as_bytes());
    (digits == text.len() && (1..=MOST_DIGITS).contains(&digits)).then(|| i128::from(number) * ONE)
}

/// Whether nothing but zeros follows the decimal point.
pub(crate) fn is_whole(value: i128) -> bool {
    // to divide 128 bits takes long
    match i64::try_from(value) {
        Ok(value) => value % POWERS[DECIMALS] == 0,
        Err(_) => value % ONE == 0,
    }
}

/// The shortest way to write the value.
pub(crate) fn text(value: i128) -> String {
    let sign = if value < 0 { "-" } else { "" };
    let value = value.unsigned_abs();
    let (whole, fraction) = (value / ONE.unsigned_abs(), value % ONE.unsigned_abs());
    if fraction == 0 {
        return format!("{sign}{whole}");
    }
    let fraction = format!("{fraction:012}");
    format!("{sign}{whole}.{}", fraction.trim_end_matches('0'))
}

/// Rounded half away from zero to so many digits after the point.
pub(crate) fn round(value: i128, digits: u32) -> i128 {
    let unit = 10i128.pow(SCALE - digits.min(SCALE));
    let half = unit / 2 * value.signum();
    (value + half) / unit * unit
}

/// The product of a whole number and another one, where both are of moderate size.
fn times(whole: i128, value: i128) -> Option<i128> {
    let (whole, value) = (i64::try_from(whole).ok()?, i64::try_from(value).ok()?);
    let one = POWERS[DECIMALS];
    (whole % one == 0).then(|| i128::from(whole / one) * i128::from(value))
}

/// The exact product, rounded to twelve decimals; none where it has more digits than can be held.
pub(crate) fn multiply(a: i128, b: i128) -> Option<i128> {
    // a quantity is mostly whole, and to divide 128 bits takes long
    if let Some(product) = times(a, b).or_else(|| times(b, a)) {
        return Some(product);
    }
    let half_up = |product: i128| product.checked_add(ONE / 2 * product.signum());
    match a.checked_mul(b).and_then(half_up) {
        Some(product) => Some(product / ONE),
        None => multiply_in_parts(a, b),
    }
}

/// The same where the product has more than 38 digits before it is rounded.
fn multiply_in_parts(a: i128, b: i128) -> Option<i128> {
    let one = ONE.unsigned_abs();
    let (left, right) = (a.unsigned_abs(), b.unsigned_abs());
    let rounded = (left % one * (right % one) + one / 2) / one;
    let product = (left / one)
        .checked_mul(right)?
        .checked_add(left % one * (right / one))?;
    let product = i128::try_from(product.checked_add(rounded)?).ok()?;
    Some(if (a < 0) == (b < 0) {
        product
    } else {
        -product
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_exactly() {
        assert_eq!(decimal("7.511"), Some(7_511_000_000_000));
        assert_eq!(decimal("-0.01"), Some(-10_000_000_000));
        assert_eq!(decimal("+3"), Some(3 * ONE));
        assert_eq!(decimal(" 3 "), Some(3 * ONE));
        assert_eq!(decimal(".5"), Some(ONE / 2));
        assert_eq!(decimal("0.0000000000005"), Some(1));
        for bad in [
            "",
            "-",
            ".",
            "1,000",
            "1e3",
            "３",
            "¥7.50",
            "nan",
            "0x10",
            "1_000",
            "1.2.3",
            "99999999999999999999",
        ] {
            assert_eq!(decimal(bad), None, "{bad}");
        }
    }

    #[test]
    fn whole_numbers() {
        assert!(decimal("12.00").is_some_and(is_whole));
        assert!(!decimal("12.5").is_some_and(is_whole));
    }

    #[test]
    fn writes_what_it_reads() {
        for written in ["0", "-1.25", "1234567.000000000001", "999999999999999999"] {
            assert_eq!(text(decimal(written).unwrap()), written);
        }
    }

    /// The short ways to calculate come to what the long ones do.
    #[test]
    fn products_and_whole_numbers_of_every_size() {
        let one = POWERS[DECIMALS];
        let small = [
            0,
            1,
            one / 2,
            one - 1,
            one,
            one + 1,
            3 * one,
            449 * one,
            i64::MAX,
        ];
        let mut values: Vec<i128> = small.map(i128::from).to_vec();
        values.extend([
            i128::from(i64::MAX) + 1,
            i128::from(u64::MAX) * 7,
            10i128.pow(18) * ONE,
        ]);
        values.extend(values.clone().into_iter().map(|value| -value));
        for &a in &values {
            assert_eq!(is_whole(a), a % ONE == 0, "{a}");
            for &b in &values {
                let Some(product) = a.checked_mul(b) else {
                    continue;
                };
                let rounded = (product + ONE / 2 * product.signum()) / ONE;
                assert_eq!(multiply(a, b), Some(rounded), "{a} {b}");
            }
        }
    }

    /// The products are Python's, whose integers have any size.
    #[test]
    fn products_of_many_digits() {
        for (a, b, product) in [
            (
                508_100_617 * ONE,
                -683_896_241_320_880_720,
                -347_488_102_179_120_388_815_404_240,
            ),
            (
                790_709_575_330_128_000_000_000,
                -689_758_192_602_202_278,
                -545_398_407_552_963_999_908_791_683_632,
            ),
            (
                123_456_789_012_345_678_000_000_000_001,
                9_999_999_999_999,
                1_234_567_890_123_333_323_210_987_654_332,
            ),
            (
                700_000_000_000_000_000_500_000_000_000,
                3_000_000_000_001,
                2_100_000_000_000_700_001_500_000_000_001,
            ),
        ] {
            assert_eq!(a.checked_mul(b), None);
            assert_eq!(
                (multiply(a, b), multiply(b, a)),
                (Some(product), Some(product))
            );
            assert_eq!(multiply(-a, b), Some(-product));
        }
        assert_eq!(multiply(10i128.pow(18) * ONE, 10i128.pow(18) * ONE), None);
    }

    #[test]
    fn rounds_half_away_from_zero() {
        assert_eq!(text(round(decimal("2.345").unwrap(), 2)), "2.35");
        assert_eq!(text(round(decimal("-2.345").unwrap(), 2)), "-2.35");
        assert_eq!(text(round(decimal("2.3449").unwrap(), 2)), "2.34");
        assert_eq!(
            text(multiply(decimal("1.005").unwrap(), decimal("3").unwrap()).unwrap()),
            "3.015"
        );
    }
}
