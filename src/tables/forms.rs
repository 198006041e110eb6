//! The ways of writing that are read although they are not the plain one.

use std::borrow::Cow;

/// A way of writing other than an ISO date or a number of ASCII digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// Years of the Republic of China.
    Minguo,
    /// Day numbers of Excel.
    Serial,
    ShortYear,
    DayFirst,
    MonthFirst,
    /// Any other date that can be read in one way only.
    Date,
    /// A time with a zone, carried over to that of the company.
    Zone,
    /// The same where it is not known which that is: it was not read.
    UnknownZone,
    /// A time without a zone in a column that goes by other clocks, carried over to those of the company.
    OwnZone,
    /// An ISO date; told only beside dates in another form.
    Iso,
    /// One of the declared forms, by its place; told where there is something to tell of it.
    Declared(usize),
    /// No date, for a reason that a declaration can mend.
    Refused(Refused),
    /// With a currency sign before the digits, behind them, or both.
    Currency([Option<&'static str>; 2]),
    Percent,
    /// Negative by parentheses or by a minus behind the digits.
    Negative,
    /// Any other number that can be read in one way only.
    Number,
    /// With more digits behind the point than can be held; told as a notice.
    Finer,
}

/// Why a cell that looks like a date is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Refused {
    /// Three numbers of at most two digits: nothing says which of them is the year.
    OpenYear,
    /// It is written in another form than those that are declared.
    Undeclared,
    /// It has a time of day, and the field holds days.
    Timed,
    /// It is written as dates are, and the month has no such day.
    NoSuchDay,
}

/// Full-width letters, digits and signs as ASCII; no other character is changed, so that `5²` does not become 52.
pub(crate) fn narrow(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.into();
    }
    let narrowed = |c: char| match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' => ' ',
        '￥' => '¥',
        '￡' => '£',
        '￦' => '₩',
        '\u{2212}' => '-',
        other => other,
    };
    text.chars().map(narrowed).collect::<String>().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_width_is_folded() {
        assert_eq!(narrow("２０２６／３／５　８：３０"), "2026/3/5 8:30");
        assert_eq!(narrow("￥１，２３４．５％"), "¥1,234.5%");
        assert_eq!(narrow("5²½①"), "5²½①");
    }
}
