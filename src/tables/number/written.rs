//! Numbers as people, spreadsheets and ERP systems write them beside plain digits.
//!
//! What may mean two numbers is none: `1,23`, `1.234,56`, `12 34`, `1,2345`.

use super::{decimal, is_finer};
use crate::blank;
use crate::tables::forms::{Form, narrow};

/// A cell longer than this is a text, in bytes.
const LONGEST: usize = 128;

/// Exponents of numbers that can be held are far smaller.
const MOST_EXPONENT: i32 = 40;

/// Currency signs and codes, in half width. One that ends or begins like another stands before it.
const CURRENCIES: [&str; 57] = [
    "¥",
    "€",
    "£",
    "₩",
    "₹",
    "฿",
    "₫",
    "NT$",
    "US$",
    "HK$",
    "MOP$",
    "S$",
    "A$",
    "C$",
    "$",
    "RMB",
    "CNY",
    "USD",
    "TWD",
    "NTD",
    "HKD",
    "MOP",
    "EUR",
    "GBP",
    "JPY",
    "KRW",
    "SGD",
    "AUD",
    "CAD",
    "CHF",
    "THB",
    "VND",
    "MYR",
    "INR",
    "人民币",
    "人民幣",
    "新台幣",
    "新臺幣",
    "新台币",
    "港币",
    "港幣",
    "港元",
    "美元",
    "美金",
    "欧元",
    "歐元",
    "日元",
    "日圓",
    "日幣",
    "韩元",
    "韓元",
    "英镑",
    "英鎊",
    "泰铢",
    "泰銖",
    "元",
    "圓",
];

/// A number and the forms that its cell is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Written {
    /// Times 10^12.
    pub(crate) value: i128,
    pub(crate) forms: [Option<Form>; 4],
}

/// Reads a cell in any of the forms; `units` may stand behind the number.
#[cold]
pub(crate) fn read(cell: &str, units: &[String]) -> Option<Written> {
    let cell = blank::trim(cell);
    if cell.len() > LONGEST {
        return None;
    }
    let cell = narrow(cell);
    let without = |unit: &String| {
        let number = cell.strip_suffix(unit.as_str())?.trim_end();
        let plain = decimal(number).map(|value| Written {
            value,
            forms: [None, None, None, finer(number)],
        });
        plain.or_else(|| written(number))
    };
    units.iter().find_map(without).or_else(|| written(&cell))
}

/// Whether letters keep a cell from being a number, whatever its digits are. The cell has no blanks at its ends.
pub(crate) fn is_never(cell: &str) -> bool {
    // only those of exponents stand among the digits once signs of currency are gone
    let letters =
        |text: &str| text.contains(|c: char| c.is_alphabetic() && !matches!(c, 'e' | 'E'));
    letters(cell) && letters(inner(&narrow(cell), &mut Around::default()))
}

/// What is left of a cell without what may stand around the digits.
fn inner<'c>(cell: &'c str, around: &mut Around) -> &'c str {
    let mut rest = cell;
    while let Some(inner) = around.peel(rest.trim()) {
        rest = inner;
    }
    rest.trim()
}

/// What stands around the digits.
#[derive(Default)]
struct Around {
    negative: Option<bool>,
    /// Whether the minus is not in front.
    accounting: bool,
    currencies: [Option<&'static str>; 2],
    percent: bool,
}

/// All digits of a number that has more of them behind its point than can be held; none of any other cell.
#[cold]
pub(crate) fn in_full(cell: &str, units: &[String]) -> Option<String> {
    let cell = narrow(blank::trim(cell));
    let without = |unit: &String| digits(cell.strip_suffix(unit.as_str())?.trim_end());
    let (around, digits) = units.iter().find_map(without).or_else(|| digits(&cell))?;
    let (whole, fraction) = digits.split_once('.').filter(|_| is_finer(&digits))?;
    decimal(&digits)?;
    Some(format!(
        "{}{}.{}",
        if around.negative == Some(true) {
            "-"
        } else {
            ""
        },
        whole.trim_start_matches('0'),
        fraction.trim_end_matches('0')
    ))
}

fn finer(digits: &str) -> Option<Form> {
    is_finer(digits).then_some(Form::Finer)
}

/// The digits of a number and what stands around them.
fn digits(cell: &str) -> Option<(Around, String)> {
    if cell.len() > LONGEST || !cell.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut around = Around::default();
    let rest = inner(cell, &mut around);
    if around.has_currency() && around.percent {
        return None;
    }
    let digits = plain(rest, if around.percent { -2 } else { 0 })?;
    Some((around, digits))
}

fn written(cell: &str) -> Option<Written> {
    let (around, digits) = digits(cell)?;
    let value = decimal(&digits)?;
    let mut forms = [
        around
            .has_currency()
            .then_some(Form::Currency(around.currencies)),
        around.percent.then_some(Form::Percent),
        around.accounting.then_some(Form::Negative),
        finer(&digits),
    ];
    if forms[..3] == [None; 3] {
        forms[0] = Some(Form::Number);
    }
    Some(Written {
        value: if around.negative == Some(true) {
            -value
        } else {
            value
        },
        forms,
    })
}

impl Around {
    fn has_currency(&self) -> bool {
        self.currencies != [None; 2]
    }

    /// The cell without one thing at its start or end; none where there is none left to take. Each is taken once.
    fn peel<'c>(&mut self, cell: &'c str) -> Option<&'c str> {
        let digit = |c: char| c.is_ascii_digit();
        if self.currencies[0].is_none()
            && !cell.starts_with(digit)
            && let Some((sign, rest)) = CURRENCIES.iter().find_map(|c| Some((*c, after(cell, c)?)))
        {
            self.currencies[0] = Some(sign);
            return Some(rest);
        }
        if self.currencies[1].is_none()
            && !cell.ends_with(digit)
            && let Some((sign, rest)) = CURRENCIES.iter().find_map(|c| Some((*c, before(cell, c)?)))
        {
            self.currencies[1] = Some(sign);
            return Some(rest);
        }
        if !self.percent
            && let Some(rest) = cell.strip_suffix('%')
        {
            self.percent = true;
            return Some(rest);
        }
        if self.negative.is_some() {
            return None;
        }
        let (negative, behind, rest) = if let Some(rest) = cell.strip_prefix('-') {
            (true, false, rest)
        } else if let Some(rest) = cell.strip_prefix('+') {
            (false, false, rest)
        } else if let Some(rest) = cell.strip_suffix('-') {
            (true, true, rest)
        } else if let Some(rest) = cell.strip_suffix('+') {
            (false, true, rest)
        } else {
            let inner = cell.strip_prefix('(')?.strip_suffix(')')?;
            (true, true, inner)
        };
        self.negative = Some(negative);
        self.accounting = negative && behind;
        Some(rest)
    }
}

/// What follows the currency. Codes of letters in upper or lower case.
fn after<'c>(cell: &'c str, currency: &str) -> Option<&'c str> {
    let start = cell.get(..currency.len())?;
    start
        .eq_ignore_ascii_case(currency)
        .then(|| &cell[currency.len()..])
}

/// What stands before the currency.
fn before<'c>(cell: &'c str, currency: &str) -> Option<&'c str> {
    let at = cell.len().checked_sub(currency.len())?;
    cell.get(at..)?
        .eq_ignore_ascii_case(currency)
        .then(|| &cell[..at])
}

/// Digits in groups of three or without groups, a decimal point, an exponent: times 10^`shift`, as digits and a point.
fn plain(text: &str, shift: i32) -> Option<String> {
    let (number, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
    let grouped = whole.contains(',');
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let good = all_digits(fraction)
        && match whole.split_once(',') {
            None => all_digits(whole),
            // `0,123` is no group of three but a decimal comma
            Some((first, groups)) => {
                (1..=3).contains(&first.len())
                    && all_digits(first)
                    && !first.starts_with('0')
                    && groups.split(',').all(|g| g.len() == 3 && all_digits(g))
            }
        };
    if !good || whole.len() + fraction.len() == 0 || (grouped && exponent.is_some()) {
        return None;
    }
    let exponent = match exponent {
        None if shift == 0 => return Some(number.replace(',', "")),
        None => 0,
        Some(written) => exponent_of(written)?,
    };
    let mut digits: String = whole.chars().filter(char::is_ascii_digit).collect();
    let point = i32::try_from(digits.len()).ok()? + exponent + shift;
    digits.push_str(fraction);
    Some(pointed(&digits, point))
}

fn exponent_of(written: &str) -> Option<i32> {
    let digits = written.strip_prefix(['+', '-']).unwrap_or(written);
    if digits.is_empty() || digits.len() > 3 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let exponent = written.parse().ok()?;
    (-MOST_EXPONENT..=MOST_EXPONENT)
        .contains(&exponent)
        .then_some(exponent)
}

/// The digits with a decimal point after so many of them, filled up with zeros.
fn pointed(digits: &str, point: i32) -> String {
    let Ok(point) = usize::try_from(point) else {
        let zeros = "0".repeat(point.unsigned_abs() as usize);
        return format!(".{zeros}{digits}");
    };
    let zeros = "0".repeat(point.saturating_sub(digits.len()));
    let (whole, fraction) = digits.split_at(point.min(digits.len()));
    // leading zeros are no digits to hold
    format!("{}{zeros}.{fraction}0", whole.trim_start_matches('0'))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::tables::number::text;
    use crate::tables::types::ONE;

    fn value(cell: &str) -> Option<String> {
        read(cell, &[]).map(|w| text(w.value))
    }

    fn forms(cell: &str) -> Vec<Form> {
        let forms = read(cell, &[]).map(|w| w.forms);
        forms.into_iter().flatten().flatten().collect()
    }

    #[test]
    fn forms_of_exports() {
        for (cell, number) in [
            ("1,234,567.89", "1234567.89"),
            ("１，２３４．５", "1234.5"),
            ("-1,234", "-1234"),
            ("¥1,234.50", "1234.5"),
            ("￥ 1,234.50", "1234.5"),
            ("$13,587.00", "13587"),
            ("-$5", "-5"),
            ("$-5", "-5"),
            ("$ (1,234.50)", "-1234.5"),
            ("($1,234.50)", "-1234.5"),
            ("(1,234.50) USD", "-1234.5"),
            ("（５００）", "-500"),
            ("NT$1,000", "1000"),
            ("1000 twd", "1000"),
            ("新台幣      10.0000元", "10"),
            ("RMB 12", "12"),
            ("12元", "12"),
            ("123.45-", "-123.45"),
            ("123.45+", "123.45"),
            ("€-0.5", "-0.5"),
            ("12.5%", "0.125"),
            ("１２．５％", "0.125"),
            ("(5%)", "-0.05"),
            ("100 %", "1"),
            ("1.5E+3", "1500"),
            ("1.5e-3", "0.0015"),
            ("123456789012345678", "123456789012345678"),
            ("1.23456789012345678E+17", "123456789012345678"),
            ("0E+0", "0"),
            ("\u{2212}7", "-7"),
        ] {
            assert_eq!(value(cell).as_deref(), Some(number), "{cell}");
        }
    }

    #[test]
    fn never_guesses() {
        for cell in [
            "",
            "-",
            "¥",
            "%",
            "()",
            ",",
            "1,23",
            "1,2345",
            "1.234,56",
            "1.234.567",
            "12 34",
            "0,123",
            "1,,234",
            ",123",
            "1,234,",
            "12,34,567",
            "1,234e2",
            "5万元",
            "5k",
            "--5",
            "-(5)",
            "-5-",
            "5%%",
            "$5%",
            "1e",
            "e5",
            "1e99",
            "1e1.5",
            "5²",
            "½",
            "0x10",
            "nan",
            "inf",
            "1_000",
            "1'000",
            "1234567890123456789",
            "1E+18",
            "$$5",
            "USDT5",
        ] {
            assert_eq!(value(cell), None, "{cell}");
        }
    }

    #[test]
    fn tells_the_form() {
        assert_eq!(forms("1,234"), [Form::Number]);
        assert_eq!(forms("12.5%"), [Form::Percent]);
        assert_eq!(forms("5-"), [Form::Negative]);
        assert_eq!(
            forms("(¥5元)"),
            [Form::Currency([Some("¥"), Some("元")]), Form::Negative]
        );
        assert_eq!(forms("-$5"), [Form::Currency([Some("$"), None])]);
    }

    #[test]
    fn units_stand_behind_the_number() {
        let units = ["件", "g", "kg", "%"].map(str::to_owned);
        let value = |cell| read(cell, &units).map(|w| text(w.value));
        for (cell, number) in [
            ("5件", "5"),
            ("1,234 件", "1234"),
            ("5g", "5"),
            ("5 kg", "5"),
            ("12.5%", "12.5"),
            ("１２．５％", "12.5"),
            ("-5件", "-5"),
        ] {
            assert_eq!(value(cell).as_deref(), Some(number), "{cell}");
        }
        for cell in ["件", "5箱", "5件件", "件5", "%"] {
            assert_eq!(value(cell), None, "{cell}");
        }
        // a declared unit is no form to tell of
        assert_eq!(read("5件", &units).map(|w| w.forms), Some([None; 4]));
    }

    #[test]
    fn numbers_with_more_digits_than_can_be_held_are_known_by_all_of_them() {
        let units = ["件".to_owned()];
        for (cell, digits) in [
            ("1.0000000000001", "1.0000000000001"),
            (" -01.00000000000010 ", "-1.0000000000001"),
            ("¥1,234.0000000000002", "1234.0000000000002"),
            ("1.0000000000003件", "1.0000000000003"),
            ("1.23456789012%", ".0123456789012"),
            ("4E-13", ".0000000000004"),
        ] {
            let digits = Some(digits).filter(|digits| is_finer(digits));
            assert_eq!(in_full(cell, &units).as_deref(), digits, "{cell}");
            let has_form = read(cell, &units).unwrap().forms[3] == Some(Form::Finer);
            assert_eq!(has_form, digits.is_some(), "{cell}");
        }
        for none in [
            "1.000000000001",
            "1.5000000000000000",
            "x",
            "",
            "1234567890123456789.0000000000001",
        ] {
            assert_eq!(in_full(none, &units), None, "{none}");
        }
    }

    #[test]
    fn longer_currencies_stand_first() {
        for (ix, long) in CURRENCIES.iter().enumerate() {
            for short in &CURRENCIES[..ix] {
                assert!(
                    !long.starts_with(short) && !long.ends_with(short),
                    "{short} hides {long}"
                );
            }
        }
    }

    /// With separators, written from the right: another way than reading goes.
    fn grouped(number: u64) -> String {
        let mut out = String::new();
        for (ix, digit) in number.to_string().chars().rev().enumerate() {
            if ix > 0 && ix % 3 == 0 {
                out.insert(0, ',');
            }
            out.insert(0, digit);
        }
        out
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(cell in any::<String>()) {
            let _ = read(&cell, &["件".to_owned()]);
        }

        #[test]
        fn any_number_like_text_is_read_or_refused(cell in "[0-9,.%eE+() ¥元USDNT$件－１，-]{0,24}") {
            let _ = read(&cell, &["件".to_owned()]);
        }

        #[test]
        fn separators_read_back(number in 0..1_000_000_000_000_000_000_u64, cents in 0..100_u64) {
            let exact = i128::from(number) * ONE + i128::from(cents) * (ONE / 100);
            let plain = format!("{}.{cents:02}", grouped(number));
            let wide: String = plain
                .chars()
                .map(|c| char::from_u32(u32::from(c) + 0xfee0).unwrap())
                .collect();
            for (cell, sign) in [
                (plain.clone(), 1),
                (wide, 1),
                (format!("¥{plain}"), 1),
                (format!("{plain} USD"), 1),
                (format!("({plain})"), -1),
                (format!("{plain}-"), -1),
                (format!("NT$-{plain}"), -1),
            ] {
                prop_assert_eq!(read(&cell, &[]).map(|w| w.value), Some(sign * exact), "{}", cell);
            }
        }

        #[test]
        fn exponents_are_exact(mantissa in 0..1_000_000_000_i64, exponent in -12..=8_i32) {
            let unit = 10_i128.pow(u32::try_from(exponent + 12).unwrap());
            let exact = Some(i128::from(mantissa) * unit);
            for cell in [format!("{mantissa}E{exponent:+}"), format!("{mantissa}e{exponent}")] {
                prop_assert_eq!(read(&cell, &[]).map(|w| w.value), exact, "{}", cell);
            }
        }

        #[test]
        fn percentages_are_hundredths(number in 0..1_000_000_i64) {
            let exact = Some(i128::from(number) * (ONE / 100));
            prop_assert_eq!(read(&format!("{number}%"), &[]).map(|w| w.value), exact);
        }
    }
}
