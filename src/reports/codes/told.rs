//! What there is to say of a scheme, in sentences.

use super::super::coding;
use super::view::View;
use crate::codes::detection::Slips;
use crate::coding::assess::{Facts, Flaw};
use crate::coding::recode::{Move, Why};
use crate::coding::spreadsheet::Made;
use crate::coding::usage::Damage;
use crate::coding::{Body, Content, Form, Levels, Segments};
use crate::messages::{Arg, Lang, Message, grouped, message, some};

/// Of so many characters that look alike some are shown.
const SHOWN: usize = 4;
/// Words of a segment that are shown.
const WORDS: usize = 8;
/// More codes than this nobody counts.
const MANY: u128 = 1_000_000_000_000;
/// Whoever has a hundred years left need not know how many months they are.
const CENTURY: u128 = 1_200;

/// What codes of a form look like: `LS{standard}-M{diameter}`.
pub(in crate::reports) fn picture(form: &Form, lang: Lang) -> String {
    match &form.body {
        Body::Levels(levels) => {
            let mut start = 0;
            let widths = levels.ends().iter().map(|end| {
                let width = end - start;
                start = *end;
                width.to_string()
            });
            widths.collect::<Vec<_>>().join("-")
        }
        Body::Segments(segments) => {
            let pieces = segments.all.iter().map(|segment| match &segment.content {
                Content::Literal(text) => text.clone(),
                Content::Date(form) => form.picture(),
                _ => format!("{{{}}}", segment.label.in_lang(lang)),
            });
            let pieces: Vec<String> = pieces.collect();
            pieces.join(segments.separator.as_deref().unwrap_or_default())
        }
    }
}

/// The segments of a form: where each stands, what it is called, and what it may hold.
pub(in crate::reports) fn segments(form: &Form) -> Vec<[Message; 3]> {
    match &form.body {
        Body::Segments(segments) => of_segments(segments),
        Body::Levels(levels) => of_levels(levels),
    }
}

/// Places of characters, counted from 1.
fn places(start: usize, width: usize) -> Message {
    if width == 1 {
        message!("codes-place", first = start + 1)
    } else {
        message!("codes-places", first = start + 1, last = start + width)
    }
}

fn of_segments(segments: &Segments) -> Vec<[Message; 3]> {
    // behind one of several widths, nobody can say at which character the next begins
    let mut at = Some(0);
    let between = segments
        .separator
        .as_deref()
        .unwrap_or_default()
        .chars()
        .count();
    let rows = segments.all.iter().enumerate().map(|(ix, one)| {
        let place = match at.filter(|_| one.is_fixed()) {
            Some(start) => places(start, one.least),
            None => message!("codes-place-open", number = ix + 1),
        };
        at = at
            .filter(|_| one.is_fixed())
            .map(|start| start + one.least + between);
        let is_literal = matches!(one.content, Content::Literal(_));
        let name = match one.name == (ix + 1).to_string() {
            true if is_literal => message!("codes-segment-fixed"),
            true => message!("codes-segment-nth", number = ix + 1),
            false => message!("codes-segment", name = Arg::Local(one.label.clone())),
        };
        let holds = match &one.content {
            Content::Values(values) if values.iter().any(|(word, meant)| word != meant) => {
                let words: Vec<String> = values
                    .iter()
                    .map(|(word, meant)| format!("{word} = {meant}"))
                    .collect();
                let words = some(words.iter().map(String::as_str), WORDS);
                message!("codes-holds-values", values = words)
            }
            Content::Serial { per, .. } if !per.is_empty() => {
                let per = per.iter().map(|ix| segments.all[*ix].label.clone());
                message!(
                    "codes-holds-per",
                    holds = one.wanted(),
                    segments = Arg::Locals(per.collect())
                )
            }
            _ => one.wanted(),
        };
        [place, name, holds]
    });
    rows.collect()
}

fn of_levels(levels: &Levels) -> Vec<[Message; 3]> {
    let starts = std::iter::once(0).chain(levels.ends().iter().copied());
    let rows = starts
        .zip(levels.ends())
        .enumerate()
        .map(|(ix, (start, end))| {
            let width = end - start;
            [
                places(start, width),
                message!("codes-level", number = ix + 1),
                levels.wanted(width),
            ]
        });
    rows.collect()
}

/// What a spreadsheet has done to cells, with the first of them.
pub(super) fn damage(view: &View, made: Made, damage: &Damage) -> Message {
    let (file, row) = view.material.place(damage.place);
    message!(
        "codes-damaged",
        made = made_tag(made),
        count = damage.cells,
        code = view.shown(&damage.code).into_owned(),
        file = file,
        row = row
    )
}

/// What a spreadsheet has made, as programs call it.
pub(super) fn made_tag(made: Made) -> &'static str {
    match made {
        Made::Zeros => "leading_zero",
        Made::Digits => "over_15_digits",
        Made::Exponent => "exponent",
        Made::Date => "date",
        Made::Decimals => "decimals",
    }
}

/// How long a series lasts.
pub(super) fn months(months: u128) -> Message {
    if months > CENTURY {
        message!("codes-months-many")
    } else {
        message!("codes-months", months = number(months))
    }
}

/// A flaw, and the failure that it leads to.
pub(super) fn flaw(flaw: &Flaw) -> [Message; 2] {
    let segment = |label: &crate::messages::LocalText| Arg::Local(label.clone());
    match flaw {
        Flaw::NoCheck => [message!("flaw-no-check"), message!("leads-no-check")],
        Flaw::Spreadsheet(made, code) => {
            let code = code.as_str();
            match made {
                Made::Zeros => [message!("flaw-zeros", code = code), message!("leads-zeros")],
                Made::Digits => [
                    message!("flaw-digits", code = code),
                    message!("leads-digits"),
                ],
                Made::Exponent => [
                    message!("flaw-exponent", code = code),
                    message!("leads-exponent"),
                ],
                Made::Date | Made::Decimals => {
                    [message!("flaw-date", code = code), message!("leads-date")]
                }
            }
        }
        Flaw::Mutable(labels) => [
            message!("flaw-mutable", segments = Arg::Locals(labels.clone())),
            message!("leads-mutable"),
        ],
        Flaw::Telling(labels) => [
            message!("flaw-telling", segments = Arg::Locals(labels.clone())),
            message!("leads-telling"),
        ],
        Flaw::MutableLevels => [
            message!("flaw-mutable-levels"),
            message!("leads-mutable-levels"),
        ],
        Flaw::Narrow(label, room) => [
            message!(
                "flaw-narrow",
                segment = segment(label),
                room = number(*room)
            ),
            message!("leads-narrow"),
        ],
        Flaw::NarrowLevel(0, room) => [
            message!("flaw-narrow-first", room = number(*room)),
            message!("leads-narrow"),
        ],
        Flaw::NarrowLevel(level, room) => [
            message!("flaw-narrow-level", level = level + 1, room = number(*room)),
            message!("leads-narrow"),
        ],
        Flaw::NoSerial => [message!("flaw-no-serial"), message!("leads-no-serial")],
        Flaw::NoYear(label) => [
            message!("flaw-no-year", segment = segment(label)),
            message!("leads-no-year"),
        ],
        Flaw::Alike(label, pairs) => {
            let pairs = pairs.iter().take(SHOWN).map(|(a, b)| format!("{a}/{b}"));
            let pairs: Vec<String> = pairs.collect();
            [
                message!("flaw-alike", segment = segment(label), pairs = pairs),
                message!("leads-alike"),
            ]
        }
        Flaw::Cases(label) => [
            message!("flaw-cases", segment = segment(label)),
            message!("leads-cases"),
        ],
        Flaw::Foreign(label) => [
            message!("flaw-foreign", segment = segment(label)),
            message!("leads-foreign"),
        ],
        Flaw::Widths(least, most) => {
            let most = if *most == usize::MAX {
                "…".to_owned()
            } else {
                most.to_string()
            };
            [
                message!("flaw-widths", least = *least, most = most),
                message!("leads-widths"),
            ]
        }
    }
}

/// What a flaw is called by programs.
pub(super) fn tag(flaw: &Flaw) -> &'static str {
    match flaw {
        Flaw::NoCheck => "no_check",
        Flaw::Spreadsheet(made, _) => made_tag(*made),
        Flaw::Mutable(_) | Flaw::MutableLevels => "mutable",
        Flaw::Telling(_) => "telling",
        Flaw::Narrow(..) | Flaw::NarrowLevel(..) => "narrow",
        Flaw::NoSerial => "no_serial",
        Flaw::NoYear(_) => "no_year",
        Flaw::Alike(..) => "look_alike",
        Flaw::Cases(_) => "mixed_case",
        Flaw::Foreign(_) => "not_ascii",
        Flaw::Widths(..) => "mixed_widths",
    }
}

/// How much room there is, and what the check notices.
pub(super) fn facts(facts: &Facts) -> Vec<Message> {
    let mut told = Vec::new();
    if let Some(series) = facts.series {
        told.push(message!("codes-series", room = number(series)));
    }
    // of a hierarchy, each level tells its own
    if let Some(all) = facts.capacity.filter(|_| facts.form.levels().is_none()) {
        told.push(if all > MANY {
            message!("codes-capacity-over", room = number(MANY))
        } else {
            message!("codes-capacity", room = number(all))
        });
    }
    if let Some(pad) = facts.form.levels().and_then(Levels::pad) {
        told.push(message!("codes-filled", pad = pad.to_string()));
    }
    if let Some((check, length, detection)) = &facts.check {
        let check = check.name();
        told.push(match detection {
            Some(detection) => message!(
                "codes-check",
                check = check,
                length = *length,
                changed = share(detection.changed),
                swapped = share(detection.swapped)
            ),
            None => message!("codes-check-uncounted", check = check, length = *length),
        });
    }
    told
}

/// A share of what is noticed, rounded down.
fn share(slips: Slips) -> String {
    let noticed = slips.noticed();
    format!("{}.{:02} %", noticed / 100, noticed % 100)
}

pub(super) fn number(number: u128) -> String {
    u64::try_from(number).map_or_else(|_| number.to_string(), grouped)
}

/// What is wrong with a code of a form.
pub(super) fn wrong(view: &View, form: usize, code: &str) -> String {
    let form = &view.scheme.variants[form].form;
    let message = coding::wrong(form, &form.misfit_on(code, &view.material.lists));
    view.messages.text(&message)
}

/// How a move was found.
pub(super) fn of_move(view: &View, one: &Move) -> String {
    let form = &view.scheme.variants[one.form].form;
    let wrong = coding::wrong(form, &one.misfit);
    let message = match one.why {
        Why::Mended => wrong,
        Why::Spelling => {
            let same = some(one.same.iter().map(String::as_str), SHOWN);
            message!("recode-spelling", told = wrong, codes = same)
        }
        Why::Completed => message!("recode-completed", told = wrong),
        Why::Numbered => message!("recode-numbered", told = wrong),
        Why::ByHand => message!("recode-by-hand", told = wrong),
    };
    view.messages.text(&message)
}
