//! Dates as people, office programs and ERP systems write them beside the ISO form.
//!
//! A form is read only where it can mean one day. The one exception is `03/04/2026`: which of the two is the month is
//! not in the cell but in its column, so both readings are returned.

use jiff::tz::Offset;

use super::{Stamp, days_from_civil};
use crate::blank;
use crate::tables::forms::{Form, narrow};
use crate::tables::types::DAY;

/// A cell longer than this is a text, in bytes. `民國 112 年 12 月 31 日 下午 11 時 59 分 59 秒` in full width has 71.
const LONGEST: usize = 96;

/// The year before the first of the Republic of China.
const MINGUO: i64 = 1911;

/// The days of Excel that are read: 1954-10-03 to 2119-01-11. Smaller and larger numbers are more likely to be something else.
const SERIALS: std::ops::RangeInclusive<i64> = 20_000..=80_000;

/// 1970-01-01 in Excel's 1900 date system.
const SERIAL_OF_EPOCH: i64 = 25_569;

/// A date and the time behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) day: Day,
    /// Milliseconds since midnight, where a time is written.
    pub(super) time: Option<i64>,
    /// How far its clock is from UTC, where that is written.
    pub(super) offset: Option<Offset>,
}

/// Days since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    Sure(i64, Form),
    /// Two numbers before a year: the day as one or the other order has it, where there is such a day.
    Either {
        day_first: Option<i64>,
        month_first: Option<i64>,
    },
}

impl Day {
    /// Whether the order of day and month makes a difference.
    pub(super) fn differs(self) -> bool {
        matches!(self, Day::Either { day_first, month_first } if day_first != month_first)
    }
}

impl Written {
    pub(super) fn on(self, day: i64) -> Stamp {
        Stamp {
            millis: day * DAY + self.time.unwrap_or_default(),
            timed: self.time.is_some(),
            ahead: None,
        }
    }
}

/// Reads a cell in any of the forms.
pub(super) fn written(cell: &str) -> Option<Written> {
    let cell = blank::trim(cell);
    if cell.len() > LONGEST {
        return None;
    }
    let cell = narrow(cell);
    if let Some(written) = serial(&cell).or_else(|| digits_only(&cell)) {
        return Some(written);
    }
    let mut scan = Scan { rest: &cell };
    let day = scan.date()?;
    let joined = cell[..cell.len() - scan.rest.len()].ends_with(DAYS);
    let (mut time, mut offset) = (None, None);
    if !scan.rest.is_empty() {
        time = Some(scan.time(joined)?);
        if !scan.rest.is_empty() {
            offset = Some(scan.offset()?);
        }
    }
    scan.rest
        .is_empty()
        .then_some(Written { day, time, offset })
}

/// Whether nothing that begins as the cell does is a date in any form, whatever the digits are. The cell has no blanks at its
/// ends.
pub(crate) fn is_never(cell: &str) -> bool {
    match cell.chars().next() {
        Some('0'..='9' | '\u{ff01}'..='\u{ff5e}') => false,
        Some(first) if first.is_ascii_alphabetic() => Scan { rest: cell }.month_name().is_none(),
        _ => !ERAS.iter().any(|era| cell.starts_with(era)),
    }
}

/// `46086` or `46086.354166667`: days of Excel, to the nearest millisecond.
fn serial(cell: &str) -> Option<Written> {
    let (days, fraction) = match cell.split_once('.') {
        Some((days, fraction)) => (days, Some(fraction)),
        None => (cell, None),
    };
    let all_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if days.len() != 5 || !all_digits(days) {
        return None;
    }
    let days: i64 = days.parse().ok().filter(|days| SERIALS.contains(days))?;
    let time = match fraction {
        None => None,
        Some(fraction) if (1..=17).contains(&fraction.len()) && all_digits(fraction) => {
            let parts: i128 = fraction.parse().ok()?;
            let whole = 10i128.pow(u32::try_from(fraction.len()).ok()?);
            let millis = (parts * i128::from(DAY) + whole / 2) / whole;
            Some(i64::try_from(millis).ok()?)
        }
        Some(_) => return None,
    };
    Some(Written {
        day: Day::Sure(days - SERIAL_OF_EPOCH, Form::Serial),
        time,
        offset: None,
    })
}

/// `20260305083000`.
fn digits_only(cell: &str) -> Option<Written> {
    if cell.len() != 14 || !cell.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let part = |from, to| cell[from..to].parse::<i64>().ok();
    Some(Written {
        day: Day::Sure(compact(part(0, 8)?)?, Form::Date),
        time: Some(clock(part(8, 10)?, part(10, 12)?, part(12, 14)?)?),
        offset: None,
    })
}

/// `20260305`.
fn compact(digits: i64) -> Option<i64> {
    days_from_civil(digits / 10_000, digits / 100 % 100, digits % 100)
}

/// `1120901`.
fn minguo_compact(digits: i64) -> Option<Day> {
    (digits >= 10_000).then_some(())?;
    let day = compact(digits + MINGUO * 10_000)?;
    Some(Day::Sure(day, Form::Minguo))
}

fn clock(hour: i64, minute: i64, second: i64) -> Option<i64> {
    (hour < 24 && minute < 60 && second < 60).then_some(((hour * 60 + minute) * 60 + second) * 1000)
}

/// The year of two digits by Excel's rule: 00 to 29 are 2000 to 2029, 30 to 99 are 1930 to 1999. Source: Microsoft, "How Excel
/// works with two-digit year numbers" (article 214391), "The 2029 rule".
pub(super) fn century(year: i64) -> i64 {
    if year < 30 { 2000 + year } else { 1900 + year }
}

const ERAS: [&str; 4] = ["中華民國", "中华民国", "民國", "民国"];
const DAYS: [char; 3] = ['日', '号', '號'];
const HOURS: [char; 4] = ['时', '時', '点', '點'];
const SEPARATORS: [char; 3] = ['-', '/', '.'];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// The part of the day that a word before or after the time names.
#[derive(Debug, Clone, Copy)]
enum Half {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

const HALVES: [(&str, Half); 7] = [
    ("上午", Half::Morning),
    ("凌晨", Half::Morning),
    ("中午", Half::Noon),
    ("下午", Half::Afternoon),
    ("晚上", Half::Evening),
    ("AM", Half::Morning),
    ("PM", Half::Afternoon),
];

impl Half {
    /// The hour of the day. Twelve in the evening may belong to this day or to the next, so it is none.
    fn hour(self, hour: i64) -> Option<i64> {
        match (self, hour) {
            (Half::Morning, 12) => Some(0),
            (Half::Morning, 0..=11)
            | (Half::Noon, 11..=13)
            | (Half::Afternoon, 12..=23)
            | (Half::Evening, 17..=23) => Some(hour),
            (Half::Noon, 1) | (Half::Afternoon, 1..=11) | (Half::Evening, 5..=11) => {
                Some(hour + 12)
            }
            _ => None,
        }
    }
}

/// What is left of a cell.
struct Scan<'a> {
    rest: &'a str,
}

impl Scan<'_> {
    fn date(&mut self) -> Option<Day> {
        if ERAS.iter().any(|era| self.eat(era)) {
            self.blanks();
            let (number, length) = self.number()?;
            return match length {
                1..=3 => self.minguo(number),
                7 => minguo_compact(number),
                _ => None,
            };
        }
        if let Some(month) = self.month_name() {
            return self.after_month(month);
        }
        let (number, length) = self.number()?;
        match length {
            1 | 2 => self.after_small(number),
            3 => self.minguo(number),
            4 => self.after_year(number, Form::Date),
            7 => minguo_compact(number),
            8 => Some(Day::Sure(compact(number)?, Form::Date)),
            _ => None,
        }
    }

    /// The rest of a date in a year of the Republic, which has no year zero.
    fn minguo(&mut self, year: i64) -> Option<Day> {
        (year > 0).then_some(())?;
        self.after_year(year + MINGUO, Form::Minguo)
    }

    /// `-3-5`, `.3.5`, `-Mar-05` or `年3月5日`, blanks around the characters allowed.
    fn after_year(&mut self, year: i64, form: Form) -> Option<Day> {
        let (month, day);
        if let Some(separator) = self.one_of(&SEPARATORS) {
            month = match self.month_name() {
                Some(month) => month,
                None => self.digits(1, 2)?,
            };
            self.one_of(&[separator])?;
            day = self.digits(1, 2)?;
        } else {
            self.blanks();
            self.one_of(&['年'])?;
            self.blanks();
            month = self.digits(1, 2)?;
            self.blanks();
            self.one_of(&['月'])?;
            self.blanks();
            day = self.digits(1, 2)?;
            self.blanks();
            self.one_of(&DAYS)?;
        }
        Some(Day::Sure(days_from_civil(year, month, day)?, form))
    }

    /// `5, 2026` behind the name of a month.
    fn after_month(&mut self, month: i64) -> Option<Day> {
        self.one_of(&['.']);
        self.blanks().then_some(())?;
        let day = self.digits(1, 2)?;
        let comma = self.one_of(&[',']).is_some();
        (self.blanks() || comma).then_some(())?;
        let (year, form) = self.year()?;
        Some(Day::Sure(days_from_civil(year, month, day)?, form))
    }

    /// `-Mar-26`, ` March 2026` or `/3/2026` behind a day or month.
    fn after_small(&mut self, first: i64) -> Option<Day> {
        if self.blanks() {
            let month = self.month_name()?;
            self.blanks().then_some(())?;
            let (year, form) = self.year()?;
            return Some(Day::Sure(days_from_civil(year, month, first)?, form));
        }
        let separator = self.one_of(&SEPARATORS)?;
        if let Some(month) = self.month_name() {
            self.one_of(&[separator])?;
            let (year, form) = self.year()?;
            return Some(Day::Sure(days_from_civil(year, month, first)?, form));
        }
        let second = self.digits(1, 2)?;
        self.one_of(&[separator])?;
        let (year, 4) = self.number()? else {
            return None;
        };
        let day_first = days_from_civil(year, second, first);
        let month_first = days_from_civil(year, first, second);
        day_first.or(month_first)?;
        Some(Day::Either {
            day_first,
            month_first,
        })
    }

    /// Of four digits, or of two.
    fn year(&mut self) -> Option<(i64, Form)> {
        match self.number()? {
            (year, 4) => Some((year, Form::Date)),
            (year, 2) => Some((century(year), Form::ShortYear)),
            _ => None,
        }
    }

    /// Milliseconds since midnight. After `日` a time needs no blank before it.
    fn time(&mut self, joined: bool) -> Option<i64> {
        let apart = self.blanks() || self.one_of(&['T']).is_some() || joined;
        let before = self.half();
        if !apart && before.is_none() {
            return None;
        }
        self.blanks();
        let hour = self.digits(1, 2)?;
        let (minute, second, millis) = if self.one_of(&[':']).is_some() {
            self.after_hour()?
        } else {
            self.blanks();
            self.one_of(&HOURS)?;
            (self.counted('分')?, self.counted('秒')?, 0)
        };
        self.blanks();
        let hour = match (before, self.half()) {
            (None, None) => hour,
            (Some(half), None) | (None, Some(half)) => half.hour(hour)?,
            (Some(_), Some(_)) => return None,
        };
        Some(clock(hour, minute, second)? + millis)
    }

    /// `Z`, `UTC`, `GMT`, `+08:00`, `+0800` or `+08`: how far the clock is from UTC. Names of other zones are ambiguous.
    fn offset(&mut self) -> Option<Offset> {
        self.blanks();
        if ["Z", "UTC", "GMT"].iter().any(|name| self.eat(name)) {
            return Some(Offset::UTC);
        }
        let sign = match self.one_of(&['+', '-'])? {
            '-' => -1,
            _ => 1,
        };
        let (hours, minutes) = match self.number()? {
            (hours, 2) if self.one_of(&[':']).is_some() => (hours, self.digits(2, 2)?),
            (hours, 2) => (hours, 0),
            (both, 4) => (both / 100, both % 100),
            _ => return None,
        };
        // the farthest are Baker Island and the Line Islands
        (minutes < 60 && hours <= 14).then_some(())?;
        let seconds = i32::try_from(sign * (hours * 60 + minutes) * 60).ok()?;
        Offset::from_seconds(seconds).ok()
    }

    /// `30`, `30:00` or `30:00.000`.
    fn after_hour(&mut self) -> Option<(i64, i64, i64)> {
        let minute = self.digits(2, 2)?;
        if self.one_of(&[':']).is_none() {
            return Some((minute, 0, 0));
        }
        let second = self.digits(2, 2)?;
        let millis = match self.one_of(&['.']) {
            Some(_) => self.fraction()?,
            None => 0,
        };
        Some((minute, second, millis))
    }

    /// `30分`; zero where no digits follow.
    fn counted(&mut self, unit: char) -> Option<i64> {
        self.blanks();
        if !self.rest.starts_with(|c: char| c.is_ascii_digit()) {
            return Some(0);
        }
        let count = self.digits(1, 2)?;
        self.blanks();
        self.one_of(&[unit])?;
        Some(count)
    }

    fn half(&mut self) -> Option<Half> {
        let (word, half) = HALVES.iter().find(|(word, _)| {
            let start = self.rest.get(..word.len());
            start.is_some_and(|start| start.eq_ignore_ascii_case(word))
        })?;
        self.rest = &self.rest[word.len()..];
        Some(*half)
    }

    /// `Mar`, `march` or `Sept`.
    fn month_name(&mut self) -> Option<i64> {
        let end = self
            .rest
            .find(|c: char| !c.is_ascii_alphabetic())
            .unwrap_or(self.rest.len());
        let name = &self.rest[..end];
        let is_of = |month: &&str| {
            name.eq_ignore_ascii_case(month)
                || name.eq_ignore_ascii_case(&month[..3])
                || (name.len() == 4
                    && name.eq_ignore_ascii_case("sept")
                    && month.starts_with("sept"))
        };
        let month = (1..).zip(MONTHS).find(|(_, month)| is_of(month))?.0;
        self.rest = &self.rest[end..];
        Some(month)
    }

    fn eat(&mut self, word: &str) -> bool {
        let rest = self.rest.strip_prefix(word);
        self.rest = rest.unwrap_or(self.rest);
        rest.is_some()
    }

    fn one_of(&mut self, characters: &[char]) -> Option<char> {
        let next = self.rest.chars().next()?;
        characters.contains(&next).then(|| {
            self.rest = &self.rest[next.len_utf8()..];
            next
        })
    }

    /// Whether there were any.
    fn blanks(&mut self) -> bool {
        let rest = self.rest.trim_start_matches(' ');
        let any = rest.len() < self.rest.len();
        self.rest = rest;
        any
    }

    /// All digits that follow, and how many they are: one to eight.
    fn number(&mut self) -> Option<(i64, usize)> {
        let length = self.rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=8).contains(&length) {
            return None;
        }
        let (digits, rest) = self.rest.split_at(length);
        self.rest = rest;
        Some((digits.parse().ok()?, length))
    }

    fn digits(&mut self, least: usize, most: usize) -> Option<i64> {
        self.number()
            .filter(|(_, length)| (least..=most).contains(length))
            .map(|(value, _)| value)
    }

    /// Milliseconds; what is below them is cut.
    fn fraction(&mut self) -> Option<i64> {
        let (value, length) = self.number()?;
        let scale = 10i64.pow(u32::try_from(length).ok()?);
        Some(value * 1000 / scale)
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan;
    use jiff::civil::{Date, date};
    use proptest::prelude::*;

    use crate::tables::date::{Conventions, Hint, Order, Reading, hint, read, text};
    use crate::tables::forms::Form;

    fn ordered(order: Option<Order>) -> Conventions<'static> {
        Conventions {
            order,
            ..Conventions::default()
        }
    }

    fn read_as(cell: &str, order: Option<Order>) -> Option<(String, Option<Form>)> {
        match read(cell, ordered(order)) {
            Reading::Stamp(stamp, form) => Some((text(stamp.millis), form)),
            Reading::Unordered | Reading::Zoned | Reading::Refused(_) | Reading::Unreadable => None,
        }
    }

    fn value(cell: &str) -> Option<String> {
        read_as(cell, None).map(|(value, _)| value)
    }

    #[test]
    fn forms_of_exports() {
        for (cell, day) in [
            ("2026.3.5", "2026-03-05"),
            ("２０２６／３／５", "2026-03-05"),
            ("2026年3月5日", "2026-03-05"),
            ("2026 年 03 月 05 日", "2026-03-05"),
            ("20260305", "2026-03-05"),
            ("5-Mar-26", "2026-03-05"),
            ("05-MAR-2026", "2026-03-05"),
            ("5 March 2026", "2026-03-05"),
            ("Mar 5, 2026", "2026-03-05"),
            ("Sept. 5, 2026", "2026-09-05"),
            ("2026-Mar-05", "2026-03-05"),
            ("1-Jan-29", "2029-01-01"),
            ("1-Jan-30", "1930-01-01"),
            ("1120901", "2023-09-01"),
            ("0991231", "2010-12-31"),
            ("112/09/01", "2023-09-01"),
            ("112-9-1", "2023-09-01"),
            ("112.09.01", "2023-09-01"),
            ("112年9月1日", "2023-09-01"),
            ("民國112年9月1日", "2023-09-01"),
            ("中華民國 99 年 9 月 1 日", "2010-09-01"),
            ("民国112/09/01", "2023-09-01"),
            ("46086", "2026-03-05"),
            ("05/05/2026", "2026-05-05"),
        ] {
            assert_eq!(value(cell).as_deref(), Some(day), "{cell}");
        }
    }

    #[test]
    fn times_of_day() {
        for (cell, time) in [
            ("2026年3月5日 8时30分", "08:30:00"),
            ("2026年3月5日8時30分20秒", "08:30:20"),
            ("2026年3月5日 8点", "08:00:00"),
            ("2026年3月5日 下午3:05", "15:05:00"),
            ("20260305083000", "08:30:00"),
            ("20260305 08:30", "08:30:00"),
            ("20260305 08:30:15", "08:30:15"),
            ("2026/3/5 下午 3:05:00", "15:05:00"),
            ("2026/3/5 上午 12:05:00", "00:05:00"),
            ("2026/3/5 PM 3:05", "15:05:00"),
            ("2026/3/5 3:05 pm", "15:05:00"),
            ("2026/3/5 12:05AM", "00:05:00"),
            ("2026/3/5 12:05 PM", "12:05:00"),
            ("2026/3/5 凌晨 1:05", "01:05:00"),
            ("2026/3/5 中午 12:05", "12:05:00"),
            ("2026/3/5 中午 1:05", "13:05:00"),
            ("2026/3/5 晚上 9:05", "21:05:00"),
            ("2026-03-05  08:30", "08:30:00"),
            ("5-Mar-2026 08:30:00.500", "08:30:00.500"),
            ("46086.354166667", "08:30:00"),
        ] {
            let expected = format!("2026-03-05 {time}");
            assert_eq!(value(cell), Some(expected), "{cell}");
        }
    }

    #[test]
    fn refuses_what_is_no_day_or_may_be_two() {
        for cell in [
            "",
            "2017/2/29",
            "2017年2月29日",
            "20170229",
            "2026-13-01",
            "20261301",
            "30/02/2026",
            "13/13/2026",
            "26/3/5",
            "3/5/26",
            "99/09/01",
            "990901",
            "112131",
            "0000101",
            "000/01/01",
            "民國0年1月1日",
            "0.5",
            "19999",
            "80001",
            "46086.",
            "46086.5.5",
            "-46086",
            "1000000",
            "2026-3/5",
            "2026.3.5.1",
            "2026年3月",
            "2026年3月5",
            "5-Mar",
            "Mar 2026",
            "Marc 5, 2026",
            "Mar5, 2026",
            "2026/3/5 24:00:00",
            "20260305240000",
            "20260305 8:60",
            "2026/3/5 下午 0:05",
            "2026/3/5 上午 13:05",
            "2026/3/5 晚上 12:05",
            "2026/3/5 晚上 1:05",
            "2026/3/5 上午 8:05 PM",
            "2026/3/5下午",
            "2026-03-05T08:30:00Z",
            "2026-03-05 08:30+08:00",
            "20260305 083000",
            "20260305x",
            "see below",
        ] {
            assert_eq!(value(cell), None, "{cell}");
        }
    }

    #[test]
    fn the_column_tells_day_from_month() {
        let both = |cell| {
            [Order::DayFirst, Order::MonthFirst]
                .map(|order| read_as(cell, Some(order)).map(|(value, _)| value))
        };
        let day = |text: &str| Some(text.to_owned());
        assert_eq!(both("3/4/2026"), [day("2026-04-03"), day("2026-03-04")]);
        assert_eq!(both("13.02.2026"), [day("2026-02-13"), None]);
        assert_eq!(both("02-13-2026"), [None, day("2026-02-13")]);
        assert_eq!(
            both("3/5/2026 3:05 PM"),
            [day("2026-05-03 15:05:00"), day("2026-03-05 15:05:00")]
        );
        assert_eq!(hint("3/4/2026"), Some(Hint::Either));
        assert_eq!(hint("13/2/2026"), Some(Hint::Only(Order::DayFirst)));
        assert_eq!(hint("2/13/2026 08:30"), Some(Hint::Only(Order::MonthFirst)));
        for cell in ["5/5/2026", "30/2/2026", "2/13/2026 x", "2026/3/4", "x"] {
            assert_eq!(hint(cell), None, "{cell}");
        }
        for cell in ["3/4/2026", "13/2/2026"] {
            assert_eq!(read(cell, ordered(None)), Reading::Unordered, "{cell}");
        }
    }

    #[test]
    fn tells_the_form() {
        let form = |cell, order| read_as(cell, order).and_then(|(_, form)| form);
        for (cell, order, expected) in [
            ("2026.3.5", None, Some(Form::Date)),
            ("1120901", None, Some(Form::Minguo)),
            ("民國112年9月1日", None, Some(Form::Minguo)),
            ("46086", None, Some(Form::Serial)),
            ("5-Mar-26", None, Some(Form::ShortYear)),
            ("5-Mar-2026", None, Some(Form::Date)),
            ("5/5/2026", None, Some(Form::Date)),
            ("3/4/2026", Some(Order::DayFirst), Some(Form::DayFirst)),
            ("3/4/2026", Some(Order::MonthFirst), Some(Form::MonthFirst)),
        ] {
            assert_eq!(form(cell, order), expected, "{cell}");
        }
    }

    /// The forms that every day of the Republic can be written in, by jiff.
    fn written(day: Date) -> Vec<String> {
        let (year, month, of_month) = (i32::from(day.year()), day.month(), day.day());
        let minguo = year - 1911;
        let mut forms: Vec<String> = ["%Y.%-m.%-d", "%Y年%-m月%-d日", "%Y%m%d", "%Y%m%d000000"]
            .into_iter()
            .chain([
                "%-d-%b-%Y",
                "%d %B %Y",
                "%b %-d, %Y",
                "%Y-%b-%d",
                "%Y/%m/%d 0:00",
            ])
            .map(|form| day.strftime(form).to_string())
            .collect();
        forms.push(format!("民國{minguo}年{month}月{of_month}日"));
        forms.push(format!("{minguo:03}{month:02}{of_month:02}"));
        if minguo >= 100 {
            forms.push(format!("{minguo}/{month:02}/{of_month:02}"));
            forms.push(format!("{minguo}年{month}月{of_month}日"));
        }
        if (1930..2030).contains(&year) {
            forms.push(day.strftime("%-d-%b-%y").to_string());
        }
        if (date(1954, 10, 3)..=date(2119, 1, 11)).contains(&day) {
            let days = date(1899, 12, 30).until(day).unwrap().get_days();
            forms.push(days.to_string());
        }
        let wide = |c: char| char::from_u32(u32::from(c) + 0xfee0).unwrap();
        forms.push(
            day.strftime("%Y/%m/%d")
                .to_string()
                .chars()
                .map(wide)
                .collect(),
        );
        forms
    }

    proptest! {
        #[test]
        fn every_day_reads_back(days in 0..120_000_i32) {
            let day = date(1912, 1, 1).saturating_add(days.days());
            for cell in written(day) {
                prop_assert_eq!(value(&cell), Some(day.to_string()), "{}", cell);
            }
            for (form, order) in [("%d/%m/%Y", Order::DayFirst), ("%-m-%-d-%Y", Order::MonthFirst)] {
                let cell = day.strftime(form).to_string();
                let read = read_as(&cell, Some(order)).map(|(value, _)| value);
                prop_assert_eq!(read, Some(day.to_string()), "{}", cell);
            }
        }

        #[test]
        fn every_second_reads_back(second in 0..86_400_i32) {
            let at = date(2026, 3, 5).at(0, 0, 0, 0).saturating_add(second.seconds());
            let chinese = if at.hour() < 12 { "上午" } else { "下午" };
            for cell in [
                at.strftime("%Y%m%d%H%M%S").to_string(),
                at.strftime("%Y年%m月%d日 %H时%M分%S秒").to_string(),
                at.strftime("%Y/%-m/%-d %I:%M:%S %p").to_string(),
                at.strftime(&format!("%Y/%-m/%-d {chinese} %-I:%M:%S")).to_string(),
            ] {
                let expected = if second == 0 { at.date().to_string() } else { at.strftime("%F %T").to_string() };
                prop_assert_eq!(value(&cell), Some(expected), "{}", cell);
            }
        }

        #[test]
        fn any_text_is_read_or_refused(cell in any::<String>()) {
            let _ = (read(&cell, ordered(None)), hint(&cell));
        }

        #[test]
        fn any_date_like_text_is_read_or_refused(cell in "[0-9０-９/.:年月日民國上下午时分秒MarJnPTAMp, -]{0,24}") {
            let _ = (read(&cell, ordered(Some(Order::DayFirst))), hint(&cell));
        }
    }
}
