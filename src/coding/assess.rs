//! Judges a scheme: what can go wrong with codes that are built like this.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::spreadsheet::{Made, risks};
use super::{Body, Content, Form, Levels, Scheme, Segment, Segments, alike_in};
use crate::codes::CheckCharacter;
use crate::codes::detection::Detection;
use crate::messages::LocalText;

/// Fewer codes than this a company has soon.
const FEW: u128 = 100;
/// Fewer than this fit below one code of a level of one digit.
const FEW_BELOW: u128 = 50;

/// What is wrong with a scheme, or will be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Flaw {
    /// No character tells that another one was mistyped.
    NoCheck,
    /// What a spreadsheet makes of a code such as this.
    Spreadsheet(Made, String),
    /// Segments repeat what columns say of the thing, and may change.
    Mutable(Vec<LocalText>),
    /// Segments say what the thing is, which may change.
    Telling(Vec<LocalText>),
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

/// What a scheme is like. `agreed`: the segments that rules hold against columns; `codes`: those in use, to show it by, of which there
/// may be none.
pub(crate) fn facts(scheme: &Scheme, agreed: &BTreeSet<String>, codes: &[&str]) -> Vec<Facts> {
    let forms = scheme.variants.iter().map(|variant| &variant.form);
    let facts = forms.map(|form| match &form.body {
        Body::Segments(segments) => of_segments(form, segments, agreed, codes),
        Body::Levels(levels) => of_levels(form, levels, codes),
    });
    facts.collect()
}

fn of_segments(
    form: &Arc<Form>,
    segments: &Segments,
    agreed: &BTreeSet<String>,
    codes: &[&str],
) -> Facts {
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
    flaws.extend(spreadsheet(form, codes));
    let (repeated, telling): (Vec<&Segment>, Vec<&Segment>) = (segments.all.iter())
        .filter(|segment| tells(segment) || agreed.contains(&segment.name))
        .partition(|segment| agreed.contains(&segment.name));
    let labels = |all: Vec<&Segment>| all.iter().map(|one| one.label.clone()).collect();
    if !repeated.is_empty() {
        flaws.push(Flaw::Mutable(labels(repeated)));
    }
    if !telling.is_empty() {
        flaws.push(Flaw::Telling(labels(telling)));
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

/// Whether a segment says what the thing is.
fn tells(segment: &Segment) -> bool {
    match &segment.content {
        Content::In { .. } => true,
        Content::Values(values) => values.len() > 1,
        _ => false,
    }
}

fn spreadsheet(form: &Form, codes: &[&str]) -> impl Iterator<Item = Flaw> {
    let risks = risks(form, codes).into_iter();
    risks.map(|(made, code)| Flaw::Spreadsheet(made, code))
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

fn of_levels(form: &Arc<Form>, levels: &Levels, codes: &[&str]) -> Facts {
    let mut flaws = vec![Flaw::NoCheck];
    flaws.extend(spreadsheet(form, codes));
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
