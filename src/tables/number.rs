//! Exact decimal numbers.
//!
//! They are held to twelve digits behind the point. One that has more is never taken for one that has fewer: where its twelfth
//! digit is 0, it becomes 1, and the digits behind are dropped. It is below, above or unequal to any number of up to eleven
//! decimals then as it is in truth, and no rounding rounds it twice.

mod written;

pub(crate) use self::written::{in_full, is_never, read};
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

/// A number written with ASCII digits, an optional sign and an optional decimal point, as `value * 10^12`; see above for digits
/// beyond the twelfth decimal. None for everything else; cells are tried with [`read`] then.
pub(crate) fn decimal(text: &str) -> Option<i128> {
    let text = text.trim_ascii();
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text.as_bytes()[1..]),
        b'+' => (false, &text.as_bytes()[1..]),
        _ => (false, text.as_bytes()),
    };
    let (whole, whole_digits) = leading(digits);
    let (mut fraction, mut places, mut more) = (0, 0, false);
    if let Some((point, rest)) = digits[whole_digits..].split_first() {
        (fraction, places) = leading(&rest[..rest.len().min(DECIMALS)]);
        let beyond = &rest[places..];
        if *point != b'.' || !beyond.iter().all(u8::is_ascii_digit) {
            return None;
        }
        fraction *= POWERS[DECIMALS - places];
        more = beyond.iter().any(|digit| *digit != b'0');
    }
    if whole_digits + places == 0 || whole_digits > MOST_DIGITS {
        return None;
    }
    let value = kept(i128::from(whole) * ONE + i128::from(fraction), more);
    Some(if negative { -value } else { value })
}

/// A value of no sign that is held to twelve decimals, where it may have had `more`.
fn kept(value: i128, more: bool) -> i128 {
    value + i128::from(more && value % 10 == 0)
}

/// Whether a number in plain digits has more than can be held behind its point.
pub(crate) fn is_finer(plain: &str) -> bool {
    if plain.len() <= DECIMALS {
        return false;
    }
    let fraction = plain.split_once('.').map_or("", |(_, fraction)| fraction);
    let beyond = fraction.as_bytes().get(DECIMALS..).unwrap_or_default();
    beyond.iter().any(|byte| matches!(byte, b'1'..=b'9'))
}

/// A number of a rule: plain digits, with an exponent perhaps. None for anything else, and for more digits than can be held.
pub(crate) fn exact(written: &str) -> Option<i128> {
    let has_exponent = written.contains(['e', 'E'])
        && written.ends_with(|c: char| c.is_ascii_digit())
        && written
            .bytes()
            .all(|b| b.is_ascii_digit() || b"+-.eE".contains(&b));
    let value = if has_exponent {
        read(written, &[])?.value
    } else {
        decimal(written)?
    };
    in_full(written, &[]).is_none().then_some(value)
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

/// The exact product, of which twelve decimals are kept as of any number; none where it is too large to be held.
pub(crate) fn multiply(a: i128, b: i128) -> Option<i128> {
    // a quantity is mostly whole, and to divide 128 bits takes long
    if let Some(product) = times(a, b).or_else(|| times(b, a)) {
        return Some(product);
    }
    let size = match a.checked_mul(b) {
        Some(product) => {
            let size = product.abs();
            let whole = size / ONE;
            kept(whole, size > whole * ONE)
        }
        None => multiply_in_parts(a.unsigned_abs(), b.unsigned_abs())?,
    };
    Some(if (a < 0) == (b < 0) { size } else { -size })
}

/// The same of numbers without a sign whose product has more than 38 digits before those behind the twelfth are dropped.
fn multiply_in_parts(left: u128, right: u128) -> Option<i128> {
    let one = ONE.unsigned_abs();
    let last = left % one * (right % one);
    let product = (left / one)
        .checked_mul(right)?
        .checked_add(left % one * (right / one))?
        .checked_add(last / one)?;
    let more = !last.is_multiple_of(one);
    Some(kept(i128::try_from(product).ok()?, more))
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

    /// Below, above and unequal to all with fewer digits, as in truth.
    #[test]
    fn a_finer_number_is_none_with_fewer_digits() {
        for (written, held) in [
            ("0.0000000000004", "0.000000000001"),
            ("-0.0000000000004", "-0.000000000001"),
            ("0.9999999999999", "0.999999999999"),
            ("1.0000000000001", "1.000000000001"),
            ("0.30000000000000004", "0.300000000001"),
            ("2.34499999999999999", "2.344999999999"),
            ("7.1234567890129", "7.123456789012"),
            ("7.1234567890100", "7.12345678901"),
        ] {
            assert_eq!(text(decimal(written).unwrap()), held, "{written}");
        }
        assert!(is_finer("0.0000000000004"));
        assert!(!is_finer("0.0000000000040000") && !is_finer("1234567890123456"));
    }

    #[test]
    fn numbers_of_rules_are_exact() {
        let read = |written| exact(written).map(text);
        for (written, number) in [("1e3", "1000"), ("-1.5E-2", "-0.015"), ("007.50", "7.5")] {
            assert_eq!(read(written).as_deref(), Some(number), "{written}");
        }
        for none in [
            "1.0000000000001",
            "1e-13",
            "1e18",
            "1,000",
            "5%",
            "(5)",
            "1e3-",
            "inf",
            "",
        ] {
            assert_eq!(read(none), None, "{none}");
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
                let size = kept(product.abs() / ONE, product % ONE != 0);
                assert_eq!(multiply(a, b), Some(size * product.signum()), "{a} {b}");
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
                -545_398_407_552_963_999_908_791_683_631,
            ),
            (
                123_456_789_012_345_678_000_000_000_001,
                9_999_999_999_999,
                1_234_567_890_123_333_323_210_987_654_331,
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
