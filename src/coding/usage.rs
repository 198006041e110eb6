//! How much of the space of a scheme is used, and what has become of its codes.

use std::collections::{BTreeMap, BTreeSet};

use super::spreadsheet::Made;
use super::{Body, Cell, CellPlace, Content, Form, Lists, Scheme, Segment};
use crate::tables::types::DAY;

/// A series with more of its space used is told, in per cent.
const NEARLY_FULL: u128 = 80;

/// What becomes of the space of a scheme.
#[derive(Debug, Clone, Default)]
pub(crate) struct Usage {
    /// Filled cells, and different codes in them.
    pub(crate) cells: u64,
    pub(crate) codes: u64,
    /// Different codes that are wrong in some row.
    pub(crate) off: u64,
    /// How many codes have so many characters.
    pub(crate) widths: BTreeMap<usize, u64>,
    /// What spreadsheets have done to cells.
    pub(crate) damaged: BTreeMap<Made, Damage>,
    /// Codes that look like others, each with one that it looks like.
    pub(crate) alike: Vec<(String, String)>,
    /// The fullest first.
    pub(crate) series: Vec<Series>,
}

/// Cells that a spreadsheet has damaged in one way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Damage {
    pub(crate) cells: u64,
    /// The first of them.
    pub(crate) code: String,
    pub(crate) place: CellPlace,
}

/// Codes that are numbered one after the other, or stand below one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Series {
    /// The number of its form.
    pub(crate) form: usize,
    /// The segments that it starts anew with, or the code above.
    pub(crate) key: String,
    /// Of a hierarchy, the level of its codes, from 0.
    pub(crate) level: Option<usize>,
    pub(crate) used: u128,
    pub(crate) capacity: u128,
    /// Those that are not used.
    pub(crate) left: u128,
    /// The highest serial, as it is written, and how many are behind it; none of levels.
    pub(crate) highest: Option<(String, u128)>,
    /// How many have come in the last twelve months; none where no day is known.
    pub(crate) grown: Option<u128>,
    /// Whether it ends with a period, so that growth says nothing of its end.
    pub(crate) ends: bool,
}

impl Series {
    /// Full months until it is full, as it grew in the last twelve; none where it does not grow, or that is not known.
    pub(crate) fn months(&self) -> Option<u128> {
        let grown = self.grown.filter(|grown| *grown > 0 && !self.ends)?;
        Some(self.left * 12 / grown)
    }

    /// The share that is used, in per cent.
    pub(crate) fn share(&self) -> u128 {
        share(self.used, self.capacity)
    }

    pub(crate) fn is_nearly_full(&self) -> bool {
        self.share() >= NEARLY_FULL
    }

    /// Whether its highest serial lies far ahead of those that are used: who counts on from it is soon at the end.
    pub(crate) fn runs_ahead(&self) -> bool {
        let behind = self.highest.as_ref().map(|(_, behind)| *behind);
        !self.is_nearly_full()
            && behind.is_some_and(|behind| is_at_end(self.capacity - behind, self.capacity))
    }
}

fn share(used: u128, capacity: u128) -> u128 {
    (used * 100).checked_div(capacity).unwrap_or(100)
}

/// Whether so many of a series are nearly all.
pub(super) fn is_at_end(used: u128, capacity: u128) -> bool {
    share(used, capacity) >= NEARLY_FULL
}

/// What is known of a series so far.
#[derive(Default)]
struct Counted {
    numbers: BTreeSet<u64>,
    grown: u128,
    dated: bool,
}

/// How much of a scheme's space is used, at midnight of the day of the audit.
pub(crate) fn usage<'c>(
    scheme: &Scheme,
    cells: impl Iterator<Item = &'c Cell>,
    as_of: i64,
    lists: &Lists,
) -> Usage {
    let mut cells: Vec<&Cell> = cells.collect();
    cells.sort_unstable_by(|a, b| (&a.code, a.place).cmp(&(&b.code, b.place)));
    let mut usage = Usage {
        cells: cells.len() as u64,
        ..Usage::default()
    };
    let mut counted: BTreeMap<(usize, String), Counted> = BTreeMap::new();
    let year = year_before(as_of);
    for same in cells.chunk_by(|a, b| a.code == b.code) {
        let code = &*same[0].code;
        usage.codes += 1;
        *usage.widths.entry(super::cut::width(code)).or_default() += 1;
        usage.off += u64::from(same.iter().any(|cell| scheme.is_off(cell, lists)));
        usage.damage(scheme, same, lists);
        let Some(ix) = same.iter().find_map(|cell| scheme.followed(cell, lists)) else {
            continue;
        };
        let Some((key, number, own)) = place(&scheme.variants[ix].form, code) else {
            continue;
        };
        let one = counted.entry((ix, key)).or_default();
        let day = same.iter().filter_map(|cell| cell.day).min();
        if one.numbers.insert(number)
            && let Some(day) = day.or(own)
        {
            one.dated = true;
            one.grown += u128::from(day > year && day <= as_of);
        }
    }
    let mut codes: Vec<&str> = cells.iter().map(|cell| &*cell.code).collect();
    codes.dedup();
    usage.alike = lookalikes(codes.into_iter());
    let all = counted.into_iter();
    let all = all.map(|((ix, key), one)| series(&scheme.variants[ix].form, ix, key, &one));
    usage.series = all.collect();
    let sort = |one: &Series| (std::cmp::Reverse(one.share()), one.form, one.key.clone());
    usage.series.sort_by_cached_key(sort);
    usage
}

impl Usage {
    /// Counts cells of one code that a spreadsheet has damaged.
    fn damage(&mut self, scheme: &Scheme, same: &[&Cell], lists: &Lists) {
        let code = &*same[0].code;
        let off = same.iter().find(|cell| scheme.is_off(cell, lists));
        let made = match off {
            Some(cell) => Made::of(code, &scheme.held(cell, lists).1),
            None => same
                .iter()
                .find_map(|cell| scheme.followed(cell, lists))
                .and_then(|ix| Made::of_right(&scheme.variants[ix].form, code)),
        };
        let Some(made) = made else { return };
        let damage = self.damaged.entry(made).or_insert_with(|| Damage {
            cells: 0,
            code: code.to_owned(),
            place: same[0].place,
        });
        damage.cells += same.len() as u64;
        if same[0].place < damage.place {
            damage.place = same[0].place;
            code.clone_into(&mut damage.code);
        }
    }
}

/// Midnight of the same day of the year before.
fn year_before(day: i64) -> i64 {
    let date = crate::tables::date::civil(day).date();
    let before = date.checked_sub(jiff::Span::new().years(1)).ok();
    before.map_or(day - 365 * DAY, |date| {
        crate::tables::date::millis(date.at(0, 0, 0, 0))
    })
}

/// The series of a code, its number there, and the day that the code itself tells.
fn place(form: &Form, code: &str) -> Option<(String, u64, Option<i64>)> {
    match &form.body {
        Body::Levels(levels) => {
            let level = levels.level(code)?;
            let end = levels.ends()[level];
            let start = level.checked_sub(1).map_or(0, |above| levels.ends()[above]);
            let number = levels.characters().number(&code[start..end])?;
            Some((code[..start].to_owned(), number, None))
        }
        Body::Segments(segments) => {
            let pieces = segments.pieces(code)?;
            let (ix, digits, per) = segments.serial()?;
            let key: Vec<&str> = per.iter().map(|ix| pieces[*ix]).collect();
            let day = segments
                .all
                .iter()
                .zip(&pieces)
                .find_map(|(segment, piece)| match &segment.content {
                    Content::Date(form) => form.day(piece),
                    _ => None,
                });
            Some((key.join(" "), digits.number(pieces[ix])?, day))
        }
    }
}

fn series(form: &Form, ix: usize, key: String, counted: &Counted) -> Series {
    let used = counted.numbers.len() as u128;
    let last = counted.numbers.last().copied().unwrap_or_default();
    let (mut level, mut highest, mut ends) = (None, None, false);
    let capacity = match &form.body {
        Body::Levels(levels) => {
            let own = levels.ends().iter().position(|end| *end > key.len());
            level = own;
            levels.room(own.unwrap_or_default()).unwrap_or(u128::MAX)
        }
        Body::Segments(segments) => {
            let serial = segments.serial();
            let is_date = |ix: &usize| matches!(segments.all[*ix].content, Content::Date(_));
            ends = serial.is_some_and(|(.., per)| per.iter().any(is_date));
            let segment = serial.map(|(ix, ..)| &segments.all[ix]);
            let capacity = segment.and_then(Segment::capacity).unwrap_or(u128::MAX);
            if let (Some((_, digits, _)), Some(segment)) = (serial, segment) {
                let taken = u128::from((last + 1).saturating_sub(segment.start()));
                let written = digits.written(last, segment.least);
                highest = written.map(|last| (last, capacity.saturating_sub(taken)));
            }
            capacity
        }
    };
    Series {
        form: ix,
        key,
        level,
        used,
        capacity,
        left: capacity.saturating_sub(used),
        highest,
        grown: counted.dated.then_some(counted.grown),
        ends,
    }
}

/// Codes that are the same once what looks alike is one: each with the first that it looks like.
fn lookalikes<'c>(codes: impl Iterator<Item = &'c str>) -> Vec<(String, String)> {
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    let mut alike = Vec::new();
    for code in codes {
        let folded = super::slips::seen(code);
        match first.get(&folded) {
            Some(other) => alike.push((code.to_owned(), (*other).to_owned())),
            None => {
                first.insert(folded, code);
            }
        }
    }
    alike
}
