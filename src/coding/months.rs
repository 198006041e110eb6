//! Dates inside codes: `%y%m` is 2601.

use crate::tables::date;
use crate::tables::types::DAY;

/// How a date is written inside a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DateForm {
    parts: Vec<Part>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Four digits.
    Year,
    /// The last two digits of a year from 2000 on.
    ShortYear,
    Month,
    Day,
    Fixed(char),
}

impl Part {
    fn width(self) -> usize {
        match self {
            Part::Year => 4,
            Part::ShortYear | Part::Month | Part::Day => 2,
            Part::Fixed(_) => 1,
        }
    }
}

impl DateForm {
    /// `%Y`, `%y`, `%m` and `%d`, each at most once, and what stands between them.
    pub(crate) fn parse(written: &str) -> Option<DateForm> {
        let (mut parts, mut chars) = (Vec::new(), written.chars());
        while let Some(c) = chars.next() {
            parts.push(match c {
                '%' => match chars.next()? {
                    'Y' => Part::Year,
                    'y' => Part::ShortYear,
                    'm' => Part::Month,
                    'd' => Part::Day,
                    _ => return None,
                },
                other => Part::Fixed(other),
            });
        }
        let count = |one: Part| parts.iter().filter(|part| **part == one).count();
        let [year, short, month, day] =
            [Part::Year, Part::ShortYear, Part::Month, Part::Day].map(count);
        // a day says nothing without its month
        let fits = year + short <= 1 && month <= 1 && day <= month && year + short + month > 0;
        fits.then_some(DateForm { parts })
    }

    pub(crate) fn width(&self) -> usize {
        self.parts.iter().map(|part| part.width()).sum()
    }

    /// What it looks like: `YYMM`.
    pub(crate) fn picture(&self) -> String {
        let part = |part: &Part| match part {
            Part::Year => "YYYY".to_owned(),
            Part::ShortYear => "YY".to_owned(),
            Part::Month => "MM".to_owned(),
            Part::Day => "DD".to_owned(),
            Part::Fixed(c) => c.to_string(),
        };
        self.parts.iter().map(part).collect()
    }

    /// Whether it is such a date.
    pub(crate) fn fits(&self, text: &str) -> bool {
        self.read(text).is_some()
    }

    /// Year, month and day, as far as they are written; a leap year where no year is.
    fn read(&self, text: &str) -> Option<(i16, i8, i8)> {
        let (mut year, mut month, mut day) = (2000_i16, 1_i8, 1_i8);
        let mut rest = text;
        for part in &self.parts {
            let width = match part {
                Part::Fixed(c) => c.len_utf8(),
                part => part.width(),
            };
            let (piece, more) = rest.split_at_checked(width)?;
            rest = more;
            if let Part::Fixed(c) = part {
                if !piece.starts_with(*c) {
                    return None;
                }
                continue;
            }
            if !piece.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            match part {
                Part::Year => year = piece.parse().ok()?,
                Part::ShortYear => year = 2000 + piece.parse::<i16>().ok()?,
                Part::Month => month = piece.parse().ok()?,
                Part::Day => day = piece.parse().ok()?,
                Part::Fixed(_) => {}
            }
        }
        let days = jiff::civil::Date::new(year, month, day).ok();
        days.filter(|_| rest.is_empty() && year > 0)
            .map(|_| (year, month, day))
    }

    /// A day as it is written inside a code.
    pub(crate) fn written(&self, millis: i64) -> String {
        let (year, month, day) = date::civil_day(millis);
        let part = |part: &Part| match part {
            Part::Year => format!("{year:04}"),
            Part::ShortYear => format!("{:02}", year.rem_euclid(100)),
            Part::Month => format!("{month:02}"),
            Part::Day => format!("{day:02}"),
            Part::Fixed(c) => c.to_string(),
        };
        self.parts.iter().map(part).collect()
    }

    /// The first of the days that a text means, as milliseconds since 1970-01-01; none where no year is written.
    pub(crate) fn day(&self, text: &str) -> Option<i64> {
        let has_year = |part: &Part| matches!(part, Part::Year | Part::ShortYear);
        self.parts.iter().find(|part| has_year(part))?;
        let (year, month, day) = self.read(text)?;
        let date = jiff::civil::Date::new(year, month, day).ok()?;
        let epoch = jiff::civil::Date::constant(1970, 1, 1);
        let days = (date - epoch).get_days();
        Some(i64::from(days) * DAY)
    }

    /// What may stand place by place: one of several texts.
    pub(super) fn choices(&self) -> Vec<Vec<String>> {
        let digits = || (0..10).map(|digit| digit.to_string()).collect::<Vec<_>>();
        let to = |last: u8| vec![(1..=last).map(|number| format!("{number:02}")).collect()];
        let part = |part: &Part| match part {
            Part::Year | Part::ShortYear => vec![digits(); part.width()],
            Part::Month => to(12),
            Part::Day => to(31),
            Part::Fixed(c) => vec![vec![c.to_string()]],
        };
        self.parts.iter().flat_map(part).collect()
    }

    /// How many dates there are.
    pub(crate) fn capacity(&self) -> u64 {
        let has = |one: Part| self.parts.contains(&one);
        let years = match (has(Part::Year), has(Part::ShortYear)) {
            (true, _) => 9_999,
            (_, true) => 100,
            _ => 1,
        };
        let days = match (has(Part::Month), has(Part::Day)) {
            (true, true) => 365,
            (true, false) => 12,
            _ => 1,
        };
        years * days
    }
}
