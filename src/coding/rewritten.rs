//! Codes as spreadsheets have written them back.

/// Longer texts of digits than this a spreadsheet cannot hold as numbers.
pub(super) const DIGITS: usize = 15;

/// Months as English dates name them.
pub(super) const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];

/// Whether all digits behind those that a spreadsheet holds are zeros.
pub(super) fn lost_digits(code: &str) -> bool {
    code.len() > DIGITS
        && code.bytes().all(|b| b.is_ascii_digit())
        && code[DIGITS..].bytes().all(|b| b == b'0')
}

/// Whether it is a power of ten as spreadsheets write them: `1.23E+17`.
pub(super) fn is_power(code: &str) -> bool {
    let is_number =
        |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    code.split_once(['E', 'e']).is_some_and(|(number, power)| {
        let bare = power.trim_start_matches('+');
        (number.contains('.') || bare.len() < power.len()) && is_number(number) && is_number(bare)
    })
}

/// Whether it is a date as spreadsheets show what they took for one: `2026-01-03`, `1月3日`, `3-Jan`, `Jan-26`.
pub(super) fn is_date(code: &str) -> bool {
    let text = code.split_once(' ').map_or(
        code,
        |(day, time)| {
            if time.contains(':') { day } else { code }
        },
    );
    let is_chinese = text.contains('月');
    let plain = text.replace(['年', '月', '/', '.'], "-").replace('日', "");
    let parts: Vec<&str> = plain.trim_end_matches('-').split('-').collect();
    let within = |part: &str, least: u32, most: u32| {
        let short = (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        short
            && part
                .parse()
                .is_ok_and(|number: u32| (least..=most).contains(&number))
    };
    let is_month = |part: &str| MONTHS.contains(&part.to_ascii_uppercase().as_str());
    let is_day = |part: &str| part.len() <= 2 && within(part, 1, 31);
    match parts.as_slice() {
        [year, month, day] if year.len() == 4 => {
            within(year, 1900, 2199) && within(month, 1, 12) && is_day(day)
        }
        [day, month, year] if is_month(month) => is_day(day) && within(year, 0, 2199),
        [month, day] if is_chinese => within(month, 1, 12) && is_day(day),
        [day, month] if is_month(month) => is_day(day),
        [month, year] if is_month(month) => year.len() >= 2 && within(year, 0, 2199),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// As Excel shows them in English and in Chinese.
    #[test]
    fn dates_and_powers_of_ten() {
        for date in [
            "2026-01-03",
            "2026/1/3",
            "2026-01-03 00:00:00",
            "2026年1月3日",
            "1月3日",
            "3-Jan",
            "Jan-26",
            "3-Jan-26",
        ] {
            assert!(is_date(date), "{date}");
        }
        for code in [
            "01-03",
            "2026-13-03",
            "3-Jam",
            "1001.01",
            "A-2026-01-03",
            "2026",
            "",
        ] {
            assert!(!is_date(code), "{code}");
        }
        assert!(is_power("1.2E+06") && is_power("1E+15") && is_power("9.13101E+17"));
        assert!(!is_power("12E5") && !is_power("E+5") && !is_power("M10E+X"));
    }
}
