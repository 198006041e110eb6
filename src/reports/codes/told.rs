//! What there is to say of a scheme, in sentences.

use super::super::coding;
use super::View;
use crate::codes::detection::Slips;
use crate::coding::assess::{Facts, Flaw, Made};
use crate::coding::recode::{Move, Why};
use crate::coding::{Body, Content, Form};
use crate::messages::{Arg, Lang, Message, grouped, message};

/// Of so many characters that look alike some are shown.
const SHOWN: usize = 4;

/// What codes of a form look like: `LS{standard}-M{diameter}`.
pub(super) fn picture(form: &Form, lang: Lang) -> String {
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
                Made::Date => [message!("flaw-date", code = code), message!("leads-date")],
            }
        }
        Flaw::Mutable(labels) => [
            message!("flaw-mutable", segments = Arg::Locals(labels.clone())),
            message!("leads-mutable"),
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
        Flaw::Spreadsheet(Made::Zeros, _) => "leading_zero",
        Flaw::Spreadsheet(Made::Digits, _) => "over_15_digits",
        Flaw::Spreadsheet(Made::Exponent, _) => "exponent",
        Flaw::Spreadsheet(Made::Date, _) => "date",
        Flaw::Mutable(_) | Flaw::MutableLevels => "mutable",
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
    if let Some(all) = facts.capacity {
        told.push(message!("codes-capacity", room = number(all)));
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

/// How a move was found; nothing where that would tell the code.
pub(super) fn of_move(view: &View, one: &Move) -> String {
    if view.is_secret {
        return String::new();
    }
    let form = &view.scheme.variants[one.form].form;
    let wrong = coding::wrong(form, &one.misfit);
    let message = match one.why {
        Why::Mended => wrong,
        Why::Taken => message!("recode-taken", told = wrong),
        Why::Numbered => message!("recode-numbered", told = wrong),
        Why::ByHand => message!("recode-by-hand", told = wrong),
    };
    view.messages.text(&message)
}
