//! The files of a table in a month: `exports/{month}/orders*.csv` is `exports/202610/orders*.csv` in October 2026.

use super::{Table, date};
use crate::messages::message;
use crate::mistakes::{Place, Problem, did_you_mean};

/// What stands for year and month of the day that is audited.
const MONTH: &str = "{month}";

impl Table {
    /// The file patterns in the month of a day, in milliseconds since 1970-01-01.
    pub(crate) fn patterns(&self, day: i64) -> Vec<String> {
        in_month(&self.files, day)
    }

    /// The file patterns of all months.
    pub(crate) fn patterns_of_all_months(&self) -> Vec<String> {
        with_month(&self.files, &"[0-9]".repeat(6))
    }
}

/// Patterns in the month of a day, in milliseconds since 1970-01-01.
pub(crate) fn in_month(patterns: &[String], day: i64) -> Vec<String> {
    with_month(patterns, &date::month(day))
}

fn with_month(patterns: &[String], month: &str) -> Vec<String> {
    let patterns = patterns.iter();
    patterns.map(|file| file.replace(MONTH, month)).collect()
}

/// What is wrong with a pattern of files, if anything is.
pub(crate) fn mistake(pattern: &str, place: Place) -> Option<Problem> {
    if let Some(word) = unknown_placeholder(pattern) {
        let problem = message!(
            "problem-unknown-placeholder",
            word = word,
            pattern = pattern
        );
        let hint = did_you_mean(word, [MONTH]).unwrap_or(message!("hint-literal-brace"));
        return Some(Problem::at(problem, place).hint(hint));
    }
    let problem = message!("problem-bad-glob", pattern = pattern);
    let is_bad = glob::Pattern::new(pattern).is_err();
    is_bad.then(|| Problem::at(problem, place))
}

/// The first `{word}` of a file pattern that stands for nothing. A brace of the file name itself is written `[{]`.
fn unknown_placeholder(pattern: &str) -> Option<&str> {
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
