//! Judges a scheme: what can go wrong with codes that are built like this, and how much of their space is used.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{
    Body, Characters, Content, Form, Levels, Lists, Scheme, Segment, Segments, alike_in, overlap,
};
use crate::codes::CheckCharacter;
use crate::codes::detection::Detection;
use crate::messages::LocalText;
use crate::tables::types::DAY;

/// Fewer codes than this a company has soon.
const FEW: u128 = 100;
/// Fewer than this fit below one code of a level of one digit.
const FEW_BELOW: u128 = 50;
/// A series with more of its space used is told, in per cent.
const NEARLY_FULL: u128 = 80;
/// Longer texts of digits than this a spreadsheet cannot hold as numbers.
const SPREADSHEET_DIGITS: usize = 15;

/// What is wrong with a scheme, or will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// No character tells that another one was mistyped.
    NoCheck,
    /// What a spreadsheet makes of a code such as this.
    Spreadsheet(Made, String),
    /// Segments repeat what is said of the thing elsewhere, and may change.
    Mutable(Vec<LocalText>),
    /// A code of levels says where the thing stands in its hierarchy.
    MutableLevels,
    /// A segment has so little room.
    Narrow(LocalText, u128),
    /// So few codes fit below one, on the level of that number.
    NarrowLevel(usize, u128),
    /// Nothing tells two things of the same attributes apart.
    NoSerial,
    /// A date without its year: what starts anew with it comes again.
    NoYear(LocalText),
    /// A segment may hold characters that people take for one another.
    Alike(LocalText, Vec<(char, char)>),
    /// A segment may hold small letters and capitals.
    Cases(LocalText),
    /// A segment holds characters that no keyboard has.
    Foreign(LocalText),
    /// Codes are of several widths.
    Widths(usize, usize),
}

/// What a spreadsheet makes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Made {
    /// A number without the zeros at its start.
    Zeros,
    /// A number of which the last digits are lost.
    Digits,
    /// A power of ten.
    Exponent,
    /// A date.
    Date,
}

/// What there is to say of one form.
#[derive(Debug, Clone)]
pub(crate) struct Facts {
    pub(crate) form: Arc<Form>,
    /// How many codes there are in all; none where that is not known, or too many to count.
    pub(crate) capacity: Option<u128>,
    /// How many there are in a series; none where there is no serial.
    pub(crate) series: Option<u128>,
    /// Its check, the characters that it is over with itself, and what it notices of them.
    pub(crate) check: Option<(CheckCharacter, usize, Option<Detection>)>,
    pub(crate) flaws: Vec<Flaw>,
}

/// What a scheme is like, whatever codes there are. `agreed`: the segments that rules hold against columns.
pub(crate) fn facts(scheme: &Scheme, agreed: &BTreeSet<String>) -> Vec<Facts> {
    let forms = scheme.variants.iter().map(|variant| &variant.form);
    let facts = forms.map(|form| match &form.body {
        Body::Segments(segments) => of_segments(form, segments, agreed),
        Body::Levels(levels) => of_levels(form, levels),
    });
    facts.collect()
}

fn of_segments(form: &Arc<Form>, segments: &Segments, agreed: &BTreeSet<String>) -> Facts {
    let mut flaws = Vec::new();
    let check = segments
        .all
        .iter()
        .find_map(|segment| match segment.content {
            Content::Check(check) => Some(check),
            _ => None,
        });
    let check = check.map(|check| {
        let length = checked_length(segments);
        (check, length, check.detection(length))
    });
    if check.is_none() {
        flaws.push(Flaw::NoCheck);
    }
    flaws.extend(spreadsheet(form));
    let repeated = segments
        .all
        .iter()
        .filter(|segment| repeats(segment, agreed));
    let repeated: Vec<LocalText> = repeated.map(|segment| segment.label.clone()).collect();
    if !repeated.is_empty() {
        flaws.push(Flaw::Mutable(repeated));
    }
    flaws.extend(segments.all.iter().flat_map(of_segment));
    let serials = segments
        .all
        .iter()
        .filter_map(|segment| match &segment.content {
            Content::Serial { .. } => segment.capacity(),
            _ => None,
        });
    let series = serials.reduce(u128::saturating_mul);
    let is_free = |segment: &Segment| matches!(segment.content, Content::Characters(_));
    if series.is_none() && !segments.all.iter().any(is_free) {
        flaws.push(Flaw::NoSerial);
    }
    let (least, most) = segments.width();
    if least != most {
        flaws.push(Flaw::Widths(least, most));
    }
    let mut capacities = segments.all.iter().map(Segment::capacity);
    Facts {
        form: Arc::clone(form),
        capacity: capacities.try_fold(1_u128, |all, one| all.checked_mul(one?)),
        series,
        check,
        flaws,
    }
}

/// How many characters a check stands for, with itself.
fn checked_length(segments: &Segments) -> usize {
    let width = |segment: &Segment| match &segment.content {
        Content::Literal(text) => text.chars().filter(|c| c.is_alphanumeric()).count(),
        // of a segment of any width, the least
        _ if segment.most == usize::MAX => segment.least,
        _ => segment.most,
    };
    segments.all.iter().map(width).sum()
}

/// Whether a segment says what its card says as well.
fn repeats(segment: &Segment, agreed: &BTreeSet<String>) -> bool {
    match &segment.content {
        Content::In { .. } => true,
        Content::Values(values) => values.len() > 1,
        Content::Characters(_) => agreed.contains(&segment.name),
        _ => false,
    }
}

fn of_segment(segment: &Segment) -> Vec<Flaw> {
    let label = || segment.label.clone();
    let mut flaws = Vec::new();
    let capacity = segment.capacity();
    match &segment.content {
        Content::Serial { .. } => {
            flaws.extend(
                capacity
                    .filter(|all| *all < FEW)
                    .map(|all| Flaw::Narrow(label(), all)),
            );
        }
        Content::Date(form) if form.capacity() <= 366 => flaws.push(Flaw::NoYear(label())),
        _ => {}
    }
    let characters: Option<Vec<char>> = match &segment.content {
        Content::Serial { digits: all, .. } | Content::Characters(all) => {
            Some(all.iter().collect())
        }
        Content::Values(values) => Some(values.keys().flat_map(|word| word.chars()).collect()),
        Content::Literal(text) => Some(text.chars().collect()),
        Content::Check(check) => Some(check.marks().chars().collect()),
        Content::In { .. } | Content::Date(_) => None,
    };
    let Some(characters) = characters else {
        return flaws;
    };
    let is_literal = matches!(segment.content, Content::Literal(_));
    let alike = alike_in(|c| characters.contains(&c));
    if !is_literal && !alike.is_empty() {
        flaws.push(Flaw::Alike(label(), alike));
    }
    let has = |is: fn(&char) -> bool| characters.iter().any(is);
    if !is_literal && has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase) {
        flaws.push(Flaw::Cases(label()));
    }
    if characters.iter().any(|c| !c.is_ascii()) {
        flaws.push(Flaw::Foreign(label()));
    }
    flaws
}

fn of_levels(form: &Arc<Form>, levels: &Levels) -> Facts {
    let mut flaws = vec![Flaw::NoCheck];
    flaws.extend(spreadsheet(form));
    flaws.push(Flaw::MutableLevels);
    for level in 0..levels.ends().len() {
        let room = levels.room(level);
        flaws.extend(
            room.filter(|room| *room < FEW_BELOW)
                .map(|room| Flaw::NarrowLevel(level, room)),
        );
    }
    if levels.pad().is_none() && levels.ends().len() > 1 {
        flaws.push(Flaw::Widths(levels.ends()[0], levels.width()));
    }
    let mut rooms = (0..levels.ends().len()).map(|level| levels.room(level));
    Facts {
        form: Arc::clone(form),
        capacity: rooms.try_fold(1_u128, |all, one| all.checked_mul(one?)),
        series: None,
        check: None,
        flaws,
    }
}

/// What a spreadsheet makes of some codes of a form.
fn spreadsheet(form: &Form) -> Vec<Flaw> {
    let digits = |least: usize, most: usize| {
        Segment::of(Content::Characters(Characters::digits()), least, most)
    };
    let text = |text: &str| Segment::of(Content::Literal(text.to_owned()), text.len(), text.len());
    let months = [
        "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
    ];
    let months = months.map(|month| (month.to_owned(), month.to_owned()));
    let months = Segment::of(Content::Values(months.into_iter().collect()), 3, 3);
    let shapes = [
        (Made::Digits, vec![digits(SPREADSHEET_DIGITS + 1, 40)]),
        (Made::Zeros, vec![text("0"), digits(1, 40)]),
        (Made::Exponent, vec![digits(1, 20), text("E"), digits(1, 3)]),
        (Made::Date, vec![digits(1, 2), text("-"), digits(1, 2)]),
        (
            Made::Date,
            vec![
                digits(1, 4),
                text("-"),
                digits(1, 2),
                text("-"),
                digits(1, 2),
            ],
        ),
        (Made::Date, vec![months, digits(1, 2)]),
    ];
    let mut flaws: Vec<Flaw> = Vec::new();
    for (made, segments) in shapes {
        let shape = Form {
            name: String::new(),
            label: LocalText::Plain(String::new()),
            body: Body::Segments(Segments::uncut(segments)),
        };
        let is_told = flaws
            .iter()
            .any(|flaw| matches!(flaw, Flaw::Spreadsheet(known, _) if *known == made));
        if let Some(code) = overlap(form, &shape).filter(|_| !is_told) {
            flaws.push(Flaw::Spreadsheet(made, code));
        }
    }
    flaws
}

/// Codes as they are, with the day from which each is known.
pub(crate) struct Codes<'c> {
    pub(crate) all: Vec<(&'c str, Option<i64>)>,
    /// Midnight of the day of the audit.
    pub(crate) as_of: i64,
}

/// What becomes of the space of a scheme.
#[derive(Debug, Clone, Default)]
pub(crate) struct Usage {
    /// Filled cells, and different codes in them.
    pub(crate) cells: u64,
    pub(crate) codes: u64,
    /// Different codes that follow no form.
    pub(crate) off: u64,
    /// How many codes have so many characters.
    pub(crate) widths: BTreeMap<usize, u64>,
    /// Codes that a spreadsheet has made numbers of.
    pub(crate) damaged: Vec<String>,
    /// Codes that look like others, each with one that it looks like.
    pub(crate) alike: Vec<(String, String)>,
    /// The fullest first.
    pub(crate) series: Vec<Series>,
}

/// Codes that are numbered one after the other, or stand below one code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Series {
    /// The number of its form.
    pub(crate) form: usize,
    /// The segments that it starts anew with, or the code above.
    pub(crate) key: String,
    pub(crate) used: u128,
    pub(crate) capacity: u128,
    /// Those behind the last one that is used; of levels, those that are not used.
    pub(crate) left: u128,
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

    /// The share that is used up, in per cent.
    pub(crate) fn share(&self) -> u128 {
        let taken = self.capacity.saturating_sub(self.left);
        (taken * 100).checked_div(self.capacity).unwrap_or(100)
    }

    pub(crate) fn is_nearly_full(&self) -> bool {
        self.share() >= NEARLY_FULL
    }
}

/// What is known of a series so far.
#[derive(Default)]
struct Counted {
    numbers: BTreeSet<u64>,
    grown: u128,
    dated: bool,
}

/// How much of a scheme's space is used.
pub(crate) fn usage(scheme: &Scheme, codes: &Codes, lists: &Lists) -> Usage {
    let mut first: BTreeMap<&str, Option<i64>> = BTreeMap::new();
    for (code, day) in &codes.all {
        let known = first.entry(code).or_insert(*day);
        *known = (*known).into_iter().chain(*day).min();
    }
    let mut usage = Usage {
        cells: codes.all.len() as u64,
        codes: first.len() as u64,
        ..Usage::default()
    };
    let mut counted: BTreeMap<(usize, String), Counted> = BTreeMap::new();
    let year = years_before(codes.as_of);
    for (code, day) in &first {
        *usage.widths.entry(super::cut::width(code)).or_default() += 1;
        let mut forms = scheme.variants.iter().enumerate();
        let fits = |form: &Form| form.fits(code) && form.is_listed(code, lists);
        let Some((ix, variant)) = forms.find(|(_, variant)| fits(&variant.form)) else {
            usage.off += 1;
            if super::slips::is_without_digits(code, usize::MAX) {
                usage.damaged.push((*code).to_owned());
            }
            continue;
        };
        let Some((key, number, own)) = place(&variant.form, code) else {
            continue;
        };
        let one = counted.entry((ix, key)).or_default();
        if one.numbers.insert(number)
            && let Some(day) = day.or(own)
        {
            one.dated = true;
            one.grown += u128::from(day > year && day <= codes.as_of);
        }
    }
    usage.alike = lookalikes(first.keys().copied());
    for ((ix, key), one) in counted {
        usage
            .series
            .push(series(&scheme.variants[ix].form, ix, key, &one));
    }
    usage
        .series
        .sort_by(|a, b| (b.share(), &a.key).cmp(&(a.share(), &b.key)));
    usage
}

/// Midnight of the same day of the year before.
fn years_before(day: i64) -> i64 {
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
    let (capacity, left, ends) = match &form.body {
        Body::Levels(levels) => {
            let level = levels
                .ends()
                .iter()
                .position(|end| *end > key.len())
                .unwrap_or(0);
            let room = levels.room(level).unwrap_or(u128::MAX);
            (room, room.saturating_sub(used), false)
        }
        Body::Segments(segments) => {
            let serial = segments.serial();
            let segment = serial.map(|(ix, ..)| &segments.all[ix]);
            let capacity = segment.and_then(Segment::capacity).unwrap_or(u128::MAX);
            let start = match segment.map(|segment| &segment.content) {
                Some(Content::Serial { start, .. }) => start.unwrap_or(1),
                _ => 1,
            };
            let taken = u128::from((last + 1).saturating_sub(start));
            let is_date = |ix: &usize| matches!(segments.all[*ix].content, Content::Date(_));
            let ends = serial.is_some_and(|(.., per)| per.iter().any(is_date));
            (capacity, capacity.saturating_sub(taken), ends)
        }
    };
    Series {
        form: ix,
        key,
        used,
        capacity,
        left,
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
