//! Codes for teaching: some that are right, and some that are wrong in the ways in which people get them wrong. The same every
//! time.

use super::{Body, Content, Form, Levels, Segments};
use crate::tables::date;
use crate::tables::types::{FieldIx, TableIx};

/// What columns list, for segments that are looked up.
pub(crate) type Listed<'l> = dyn Fn(TableIx, FieldIx) -> Vec<String> + 'l;

/// So many right codes; fewer where there are not as many.
pub(crate) fn right(form: &Form, count: usize, as_of: i64, listed: &Listed) -> Vec<String> {
    let mut codes: Vec<String> = Vec::new();
    for number in 0..count * 4 {
        let code = match &form.body {
            Body::Segments(segments) => of_segments(segments, number, as_of, listed),
            Body::Levels(levels) => Some(of_levels(levels, number)),
        };
        if let Some(code) = code.filter(|code| form.fits(code) && !codes.contains(code)) {
            codes.push(code);
        }
        if codes.len() == count {
            break;
        }
    }
    codes
}

fn of_segments(segments: &Segments, number: usize, as_of: i64, listed: &Listed) -> Option<String> {
    let mut pieces = Vec::new();
    for (place, segment) in segments.all.iter().enumerate() {
        let at = number + place;
        pieces.push(match &segment.content {
            Content::Literal(text) => text.clone(),
            Content::Values(values) => values.get_index(at % values.len())?.0.clone(),
            Content::In { table, field, .. } => {
                let mut words = listed(*table, *field);
                words.retain(|word| (segment.least..=segment.most).contains(&word.chars().count()));
                words.get(at % words.len().max(1)).cloned()?
            }
            Content::Date(form) => form.written(months_before(as_of, number % 12)),
            Content::Serial { digits, start, .. } => {
                let step = [0, 1, 6, 41, 97, 233][number % 6] + (number / 6) as u64;
                digits.written(start.unwrap_or(1) + step, segment.least)?
            }
            Content::Characters(characters) => {
                let width =
                    segment.least + at % (segment.most.min(segment.least + 2) - segment.least + 1);
                let all: Vec<char> = characters.iter().collect();
                // not the first one alone: it is a zero most of the time
                let one = |place: usize| all[(at * 5 + place * 7 + 1) % all.len()];
                (0..width).map(one).collect()
            }
            // it is put in once the others are there
            Content::Check(check) => "0".repeat(check.width()),
        });
    }
    segments.joined(&pieces)
}

fn of_levels(levels: &Levels, number: usize) -> String {
    let all: Vec<char> = levels.characters().iter().collect();
    let end = levels.ends()[number % levels.ends().len()];
    let one =
        |place: usize| all[(1 + place * (number / levels.ends().len()) + number / 3) % all.len()];
    let mut code: String = (0..end).map(one).collect();
    if let Some(pad) = levels.pad() {
        code.extend(std::iter::repeat_n(pad, levels.width() - end));
    }
    code
}

/// The first of a month.
fn months_before(day: i64, months: usize) -> i64 {
    let first = date::civil(day).date().first_of_month();
    let months = i64::try_from(months).unwrap_or_default();
    let before = first
        .checked_sub(jiff::Span::new().months(months))
        .unwrap_or(first);
    date::millis(before.at(0, 0, 0, 0))
}

/// Wrong codes made of right ones, each by another slip; those that are right by chance are left out.
pub(crate) fn wrong(form: &Form, right: &[String], count: usize) -> Vec<String> {
    let slips: [fn(&str) -> String; 8] = [
        swapped,
        alike,
        |code| code.to_lowercase(),
        |code| code.chars().skip(1).collect(),
        without_zero,
        |code| code.replace('-', "—"),
        |code| code.chars().map(wide).collect(),
        doubled,
    ];
    let mut wrong: Vec<String> = Vec::new();
    for number in 0..slips.len() * right.len() {
        let code = slips[number % slips.len()](&right[number % right.len()]);
        if !form.fits(&code) && !wrong.contains(&code) {
            wrong.push(code);
        }
        if wrong.len() == count {
            break;
        }
    }
    wrong
}

/// The last two neighbours that differ, before the check.
fn swapped(code: &str) -> String {
    let mut chars: Vec<char> = code.chars().collect();
    let pair = (1..chars.len().saturating_sub(1)).rev().find(|at| {
        chars[at - 1] != chars[*at]
            && chars[at - 1].is_alphanumeric()
            && chars[*at].is_alphanumeric()
    });
    if let Some(at) = pair {
        chars.swap(at - 1, at);
    }
    chars.into_iter().collect()
}

fn alike(code: &str) -> String {
    let mut chars: Vec<char> = code.chars().collect();
    let found = chars
        .iter()
        .rposition(|c| matches!(c, '0' | '1' | 'O' | 'I'));
    if let Some(at) = found {
        chars[at] = match chars[at] {
            '0' => 'O',
            '1' => 'I',
            'O' => '0',
            _ => '1',
        };
    }
    chars.into_iter().collect()
}

/// Without the first zero that stands before another digit.
fn without_zero(code: &str) -> String {
    let chars: Vec<char> = code.chars().collect();
    let pair = chars
        .windows(2)
        .position(|pair| pair[0] == '0' && pair[1].is_ascii_digit());
    let keep = |(at, c): (usize, &char)| (Some(at) != pair).then_some(*c);
    chars.iter().enumerate().filter_map(keep).collect()
}

fn wide(c: char) -> char {
    let wide = u32::from(c) + 0xfee0;
    char::from_u32(wide)
        .filter(|_| c.is_ascii_alphanumeric())
        .unwrap_or(c)
}

/// With its last character twice.
fn doubled(code: &str) -> String {
    code.chars().chain(code.chars().next_back()).collect()
}
