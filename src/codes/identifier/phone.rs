//! Telephone numbers of the mainland (numbering plan of the MIIT) and of Taiwan (NCC): by their first digits and their length.

use super::Scheme;
use crate::tables::flaw::{Flaw, Flaws};

/// What separates the digits of a number for the eye.
const SEPARATORS: &[char] = &[
    ' ', '-', '(', ')', '.', '\u{2010}', '\u{2011}', '\u{2013}', '\u{2014}',
];

/// What an extension follows.
const EXTENSIONS: [&str; 8] = ["转", "轉", "分机", "分機", "ext.", "ext", "#", "x"];

fn is_of_taiwan(scheme: Scheme) -> bool {
    matches!(scheme, Scheme::TwMobile | Scheme::TwPhone)
}

/// Whether a number says that it is one of another country.
pub(super) fn is_foreign(scheme: Scheme, cell: &str) -> bool {
    let plain: String = cell.chars().filter(|c| !SEPARATORS.contains(c)).collect();
    let abroad = plain.strip_prefix('+').or_else(|| plain.strip_prefix("00"));
    let own = if is_of_taiwan(scheme) { "886" } else { "86" };
    abroad.is_some_and(|number| {
        let is_number = number.len() > 6 && number.bytes().all(|b| b.is_ascii_digit());
        is_number && !number.starts_with(own)
    })
}

/// The digits of a number without country code and extension; none where there is something else in it.
fn digits(scheme: Scheme, cell: &str) -> Option<String> {
    let lower = cell.to_ascii_lowercase();
    let extended = EXTENSIONS.iter().find_map(|mark| lower.split_once(mark));
    let number = match extended {
        Some((number, extension)) => {
            let extension = extension.trim_matches([' ', ':', '.', ')']);
            let is_extension = (1..=6).contains(&extension.len());
            if !is_extension || !extension.bytes().all(|b| b.is_ascii_digit()) {
                return None;
            }
            number.trim_end_matches([' ', '(', ',', '-'])
        }
        None => lower.as_str(),
    };
    let plain: String = number.chars().filter(|c| !SEPARATORS.contains(c)).collect();
    let own = if is_of_taiwan(scheme) { "886" } else { "86" };
    let abroad = plain.strip_prefix('+').or_else(|| plain.strip_prefix("00"));
    let home = match abroad {
        Some(number) => Some(number.strip_prefix(own)?),
        // a number that is dialled at home begins with a zero or is shorter
        None => plain
            .strip_prefix(own)
            .filter(|rest| rest.len() >= if is_of_taiwan(scheme) { 8 } else { 10 }),
    };
    let number = match home {
        // the zero is left out behind a country code, but for what has none at home
        Some(rest) if is_of_taiwan(scheme) || !rest.starts_with(['1', '4', '8', '9']) => {
            format!("0{}", rest.trim_start_matches('0'))
        }
        Some(rest) if home_landline(rest) => format!("0{rest}"),
        Some(rest) => rest.to_owned(),
        None => plain,
    };
    let is_number = !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit());
    is_number.then_some(number)
}

/// Whether what follows the country code of the mainland is a landline number that begins like a mobile one, as 10 of Beijing and
/// 451 of Harbin do.
fn home_landline(rest: &str) -> bool {
    !is_cn_mobile(rest) && !is_cn_service(rest) && is_cn_landline(&format!("0{rest}"))
}

fn is_cn_mobile(number: &str) -> bool {
    number.len() == 11 && number.starts_with('1') && matches!(number.as_bytes()[1], b'3'..=b'9')
}

fn is_cn_service(number: &str) -> bool {
    let company = (number.starts_with("400") || number.starts_with("800")) && number.len() == 10;
    let short = number.starts_with("95") || number.starts_with("96");
    company || short && matches!(number.len(), 5 | 6)
}

fn is_cn_landline(number: &str) -> bool {
    let area = match number.as_bytes() {
        [b'0', b'1', b'0', ..] | [b'0', b'2', b'0' | b'1'..=b'9', ..] => 3,
        [b'0', b'3'..=b'9', ..] => 4,
        _ => return false,
    };
    let local = number.len().saturating_sub(area);
    let begins = number.as_bytes().get(area);
    let fits = if area == 3 {
        local == 8
    } else {
        local == 7 || local == 8
    };
    fits && begins.is_some_and(|first| matches!(first, b'2'..=b'9'))
}

fn is_tw_mobile(number: &str) -> bool {
    number.len() == 10 && number.starts_with("09")
}

fn is_tw_landline(number: &str) -> bool {
    let lengths: &[usize] = match number.as_bytes() {
        // those that begin with 0800 and 0809 are free of charge
        [b'0', b'8', b'0', b'0' | b'9', ..] | [b'0', b'2', ..] | [b'0', b'4', b'9', ..] => &[10],
        [b'0', b'4', ..] => &[9, 10],
        [b'0', b'3' | b'5'..=b'8', ..] => &[9],
        _ => return false,
    };
    lengths.contains(&number.len())
}

fn fits(scheme: Scheme, number: &str) -> bool {
    match scheme {
        Scheme::CnMobile => is_cn_mobile(number),
        Scheme::TwMobile => is_tw_mobile(number),
        Scheme::TwPhone => is_tw_mobile(number) || is_tw_landline(number),
        _ => is_cn_mobile(number) || is_cn_service(number) || is_cn_landline(number),
    }
}

/// The number without an extension that only a dash sets off.
fn without_extension(cell: &str) -> Option<&str> {
    let (number, extension) = cell.rsplit_once('-')?;
    let is_extension = (1..=6).contains(&extension.len());
    (is_extension && extension.bytes().all(|b| b.is_ascii_digit())).then_some(number)
}

pub(super) fn is_right(scheme: Scheme, cell: &str) -> bool {
    let right = |cell: &str| digits(scheme, cell).is_some_and(|number| fits(scheme, &number));
    // blanks around it and digits of full width are flaws of their own
    if cell.trim() != cell {
        return false;
    }
    let is_mobile = matches!(scheme, Scheme::CnMobile | Scheme::TwMobile);
    right(cell) || !is_mobile && without_extension(cell).is_some_and(right)
}

pub(super) fn flaws(scheme: Scheme, cell: &str) -> Flaws {
    let one = |flaw: Flaw| Flaws {
        all: vec![flaw],
        proposal: None,
    };
    let parts = cell.split(['/', ',', ';', '、', '\n']);
    let numbers = parts.filter(|part| part.bytes().filter(u8::is_ascii_digit).count() >= 7);
    if numbers.count() > 1 {
        return one(Flaw::Several);
    }
    if cell.contains('~') {
        return one(Flaw::Several);
    }
    let zero = format!("0{cell}");
    // shorter ones may as well lack their area code
    let is_long = cell.bytes().filter(u8::is_ascii_digit).count() > 8;
    if is_long && cell.starts_with(|c: char| c.is_ascii_digit()) && is_right(scheme, &zero) {
        return Flaws {
            all: vec![Flaw::Zero],
            proposal: Some(zero),
        };
    }
    let Some(number) = digits(scheme, cell) else {
        let stray = cell.chars().enumerate();
        let mut stray = stray.filter(|(_, c)| !c.is_ascii_digit() && !SEPARATORS.contains(c));
        let stray = stray.find(|(place, c)| *place > 0 || *c != '+');
        return one(stray.map_or(Flaw::Form, |(place, c)| Flaw::Character(place + 1, c)));
    };
    let length = match scheme {
        Scheme::CnMobile => 11,
        Scheme::TwMobile => 10,
        _ => {
            let local = matches!(number.len(), 7 | 8) && !number.starts_with('0');
            return one(if local { Flaw::Area } else { Flaw::Form });
        }
    };
    one(if number.len() == length {
        Flaw::Start
    } else {
        Flaw::Length {
            has: number.len(),
            wanted: length.to_string(),
        }
    })
}
