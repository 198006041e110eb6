//! Exact decimal numbers.

mod written;

pub(crate) use self::written::read;
use crate::rules::plan::{ONE, SCALE};

/// Digits before the point; with more, products could overflow.
const MOST_DIGITS: usize = 18;

/// A number written with ASCII digits, an optional sign and an optional decimal point, as `value * 10^12`. Digits beyond
/// the twelfth decimal are rounded half away from zero. None for everything else; cells are tried with [`read`] then.
pub(crate) fn decimal(text: &str) -> Option<i128> {
    let text = text.trim_ascii();
    let (negative, digits) = match text.as_bytes().first()? {
        b'-' => (true, &text.as_bytes()[1..]),
        b'+' => (false, &text.as_bytes()[1..]),
        _ => (false, text.as_bytes()),
    };
    let mut whole: i64 = 0;
    let mut at = 0;
    while at < digits.len() && digits[at].is_ascii_digit() {
        whole = whole
            .checked_mul(10)?
            .checked_add(i64::from(digits[at] - b'0'))?;
        at += 1;
    }
    let whole_digits = at;
    let mut fraction: i64 = 0;
    let mut places = 0;
    let mut round_up = false;
    if at < digits.len() {
        if digits[at] != b'.' {
            return None;
        }
        for digit in &digits[at + 1..] {
            if !digit.is_ascii_digit() {
                return None;
            }
            if places < SCALE {
                fraction = fraction * 10 + i64::from(digit - b'0');
            } else if places == SCALE {
                round_up = *digit >= b'5';
            }
            places += 1;
        }
    }
    if whole_digits + places as usize == 0 || whole_digits > MOST_DIGITS {
        return None;
    }
    let fraction =
        i128::from(fraction) * 10i128.pow(SCALE - places.min(SCALE)) + i128::from(round_up);
    let value = i128::from(whole) * ONE + fraction;
    Some(if negative { -value } else { value })
}

/// Whether nothing but zeros follows the decimal point.
pub(crate) fn is_whole(value: i128) -> bool {
    value % ONE == 0
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

/// The exact product, rounded to twelve decimals; none where it has more digits than can be held.
pub(crate) fn multiply(a: i128, b: i128) -> Option<i128> {
    let product = a.checked_mul(b)?;
    Some((product + ONE / 2 * product.signum()) / ONE)
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
