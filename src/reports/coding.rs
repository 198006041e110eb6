//! What is wrong with a code, in a sentence: the segment, what should stand there, and the likely slip.

use crate::blank::is_blank;
use crate::coding::{Content, Fault, Form, Misfit, Segment, Segments, Slip};
use crate::messages::{Arg, Message, message};
use crate::rules::plan::Coded;

/// What is wrong, and what was probably meant.
pub(crate) fn told(coded: &Coded, misfit: &Misfit) -> Message {
    wrong(&coded.form, misfit)
}

/// The same of a code of a form.
pub(crate) fn wrong(form: &Form, misfit: &Misfit) -> Message {
    let told = fault(form, &misfit.fault);
    let slips: Vec<Message> = misfit.slips.iter().map(|one| slip(form, one)).collect();
    let and = |first, second| message!("told-and", first = first, second = second);
    let Some(slips) = slips.into_iter().reduce(and) else {
        return told;
    };
    match &misfit.meant {
        Some(meant) => message!(
            "coding-likely-meant",
            told = told,
            slips = slips,
            meant = meant
        ),
        None if misfit.is_guess() => message!("coding-possibly", told = told, slips = slips),
        None => message!("coding-likely", told = told, slips = slips),
    }
}

fn segment(form: &Form, ix: u32) -> Option<&Segment> {
    form.segments()?.all.get(ix as usize)
}

/// How a segment is called.
fn name(form: &Form, ix: u32) -> Arg {
    match segment(form, ix) {
        None => Arg::from(""),
        Some(one) if one.name == (ix + 1).to_string() => {
            Arg::from(message!("coding-nth", number = one.name.as_str()))
        }
        Some(one) => Arg::Local(one.label.clone()),
    }
}

fn fault(form: &Form, fault: &Fault) -> Message {
    match fault {
        Fault::Parts(found) => {
            let segments = form.segments();
            let separator = segments.and_then(|all| all.separator.as_deref());
            message!(
                "coding-parts",
                found = *found,
                wanted = segments.map_or(0, |all| all.all.len()),
                separator = separator.unwrap_or_default()
            )
        }
        Fault::Length(found) => message!("coding-length", found = *found, wanted = lengths(form)),
        Fault::Segment(ix, found) if found.is_empty() && is_check(form, *ix) => {
            message!("coding-no-check")
        }
        Fault::Segment(ix, found) if is_nameless(form, *ix) => literal(form, *ix, found),
        Fault::Segment(ix, found) if found.trim().is_empty() => {
            let wanted = segment(form, *ix).map(|one| Arg::from(one.wanted()));
            message!(
                "coding-segment-empty",
                segment = name(form, *ix),
                wanted = wanted.unwrap_or_else(|| Arg::from(""))
            )
        }
        Fault::Segment(ix, found) => {
            let wanted =
                segment(form, *ix).map_or_else(|| Arg::from(""), |one| Arg::from(one.wanted()));
            message!(
                "coding-segment",
                segment = name(form, *ix),
                found = found,
                wanted = wanted
            )
        }
        Fault::Check(_, found, right) => message!("coding-check", found = found, right = right),
        Fault::Character(c) if is_blank(*c) => message!("coding-blank"),
        Fault::Character(c) => message!("coding-character", character = c.to_string()),
        Fault::Unlisted(ix, found) => {
            let wanted =
                segment(form, *ix).map_or_else(|| Arg::from(""), |one| Arg::from(one.wanted()));
            message!(
                "coding-unlisted",
                segment = name(form, *ix),
                found = found,
                wanted = wanted
            )
        }
    }
}

/// Whether it is a text that always stands there and that nobody has named.
fn is_nameless(form: &Form, ix: u32) -> bool {
    let literal = segment(form, ix).filter(|one| matches!(one.content, Content::Literal(_)));
    literal.is_some_and(|one| one.name == (ix + 1).to_string())
}

/// What stands for such a text, and behind which segment.
fn literal(form: &Form, ix: u32, found: &str) -> Message {
    let wanted = match segment(form, ix).map(|one| &one.content) {
        Some(Content::Literal(text)) => text.as_str(),
        _ => "",
    };
    let before = (0..ix).rev().find(|before| !is_nameless(form, *before));
    match before {
        Some(before) => message!(
            "coding-literal",
            segment = name(form, before),
            found = found,
            wanted = wanted
        ),
        None => message!("coding-literal-first", found = found, wanted = wanted),
    }
}

fn is_check(form: &Form, ix: u32) -> bool {
    segment(form, ix).is_some_and(|one| matches!(one.content, Content::Check(_)))
}

/// How many characters codes of a form have.
fn lengths(form: &Form) -> String {
    if let Some(levels) = form.levels() {
        if levels.pad().is_some() {
            return levels.width().to_string();
        }
        let ends: Vec<String> = levels.ends().iter().map(usize::to_string).collect();
        return ends.join("/");
    }
    let (least, most) = form.segments().map_or((0, 0), Segments::width);
    match most {
        most if most == least => least.to_string(),
        usize::MAX => format!("≥ {least}"),
        most => format!("{least}–{most}"),
    }
}

fn slip(form: &Form, slip: &Slip) -> Message {
    match slip {
        Slip::Blanks => message!("slip-blanks"),
        Slip::Width => message!("slip-width"),
        Slip::Dashes => message!("slip-dashes"),
        Slip::Case => message!("slip-case"),
        Slip::Alike(wrong, right) => {
            message!(
                "slip-alike",
                wrong = character(*wrong),
                right = character(*right)
            )
        }
        Slip::Zeros => message!("slip-zeros"),
        Slip::Digits => message!("slip-digits"),
        Slip::Date => message!("slip-date"),
        Slip::Decimals => message!("slip-decimals"),
        Slip::Swapped(one, other) => {
            message!(
                "slip-swapped",
                one = one.to_string(),
                other = other.to_string()
            )
        }
        Slip::Moved(one, other) => {
            message!(
                "slip-moved",
                one = name(form, *one),
                other = name(form, *other)
            )
        }
        Slip::Separators => message!("slip-separators"),
        Slip::Variant(_) => message!("slip-variant"),
    }
}

/// A character, with what it is where it looks like another.
fn character(c: char) -> Message {
    let text = c.to_string();
    if c.is_ascii_digit() {
        message!("slip-digit", character = text)
    } else if c.is_alphabetic() {
        message!("slip-letter", character = text)
    } else {
        message!("slip-sign", character = text)
    }
}
