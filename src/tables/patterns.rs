//! The files of a table in a month: `exports/{month}/orders*.csv` is `exports/202610/orders*.csv` in October 2026.

use super::{Table, date};

/// What stands for year and month of the day that is audited.
pub(crate) const MONTH: &str = "{month}";

impl Table {
    /// The file patterns in the month of a day, in milliseconds since 1970-01-01.
    pub(crate) fn patterns(&self, day: i64) -> Vec<String> {
        self.with_month(&date::month(day))
    }

    /// The file patterns of all months.
    pub(crate) fn patterns_of_all_months(&self) -> Vec<String> {
        self.with_month(&"[0-9]".repeat(6))
    }

    fn with_month(&self, month: &str) -> Vec<String> {
        let files = self.files.iter();
        files.map(|file| file.replace(MONTH, month)).collect()
    }
}

/// The first `{word}` of a file pattern that stands for nothing. A brace of the file name itself is written `[{]`.
pub(crate) fn unknown_placeholder(pattern: &str) -> Option<&str> {
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        rest = &rest[open..];
        let end = rest[1..].find(['{', '}', '[', ']', '/'])? + 1;
        let word = &rest[..=end];
        if word.ends_with('}') && word != MONTH {
            return Some(word);
        }
        rest = &rest[end..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::unknown_placeholder;

    #[test]
    fn only_the_month_stands_for_something() {
        for known in [
            "orders.csv",
            "{month}/orders_{month}.csv",
            "[{]final}.csv",
            "a}{b.csv",
            "{a/b}.csv",
            "订单{",
        ] {
            assert_eq!(unknown_placeholder(known), None, "{known}");
        }
        for (pattern, word) in [
            ("{year}/orders.csv", "{year}"),
            ("{month}/{月}.csv", "{月}"),
            ("{month}/orders{}.csv", "{}"),
            ("{{Month}}", "{Month}"),
        ] {
            assert_eq!(unknown_placeholder(pattern), Some(word), "{pattern}");
        }
    }
}
