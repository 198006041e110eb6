//! Numbers as rules write them, to the last digit.

use schemars::JsonSchema;
use serde::Deserialize;

use crate::messages::{Message, message};
use crate::mistakes::placed::Placed;
use crate::tables::number;

/// A number, bare or quoted; what dates are held against is a text as well.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum Amount {
    Whole(i64),
    /// Its digits are taken from the text of the file: as a float, it would have lost those behind the fifteenth.
    #[expect(dead_code, reason = "tells what TOML may hold")]
    Fraction(f64),
    Text(String),
}

impl Placed<Amount> {
    /// The digits as they stand in a file with this text.
    pub(crate) fn written(&self, file: &str) -> String {
        match &**self {
            Amount::Whole(number) => number.to_string(),
            Amount::Fraction(_) => {
                let digits = file.get(self.span()).unwrap_or_default();
                digits.replace('_', "")
            }
            Amount::Text(text) => text.trim().to_owned(),
        }
    }
}

/// What is wrong with a number that [`number::exact`] does not read.
pub(crate) fn unfit(written: &str, otherwise: Message) -> Message {
    if number::in_full(written, &[]).is_some() {
        message!("problem-too-fine", written = written)
    } else {
        otherwise
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::one;

    /// As a float, the limit would be 100000000000000000, and the second cell within it.
    #[test]
    fn limits_are_taken_as_they_are_written() {
        let csv = "k,a\n1,99999999999999999.99\n2,99999999999999999.995\n3,100000000000000000\n";
        for limit in [
            "99999999999999999.99",
            "99_999_999_999_999_999.99",
            "\"99999999999999999.99\"",
        ] {
            let check = format!("check.range = {{ column = \"a\", max = {limit} }}");
            let found = one("a = { type = \"decimal\" }", &check, csv);
            assert_eq!(found.rows(), [3, 4], "{limit}");
            let message = &found.findings[0].message;
            assert!(message.contains("99999999999999999.99"), "{message}");
        }
    }

    #[test]
    fn tolerances_are_taken_as_they_are_written() {
        let fields = "a = { type = \"decimal\" }\nb = { type = \"decimal\" }";
        let csv =
            "k,a,b\n1,99999999999999999.99,0\n2,99999999999999999.995,0\n3,100000000000000000,0\n";
        for limit in ["99999999999999999.99", "\"99999999999999999.99\""] {
            let check = format!(
                "check.compare = {{ left = \"a\", op = \"=\", right = \"b\", tolerance = {limit} }}"
            );
            assert_eq!(one(fields, &check, csv).rows(), [3, 4], "{limit}");
        }
    }

    #[test]
    fn limits_may_have_an_exponent() {
        let csv = "k,a\n1,1000\n2,1000.01\n";
        for limit in ["1e3", "1.0E+3", "10000e-1"] {
            let check = format!("check.range = {{ column = \"a\", max = {limit} }}");
            let found = one("a = { type = \"decimal\" }", &check, csv);
            assert_eq!(found.rows(), [3], "{limit}");
        }
    }
}
