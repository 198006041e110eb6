//! What spreadsheets do to codes: which of a form are in danger, and what they have done already.

use super::examples::right;
use super::rewritten::{DIGITS, MONTHS, is_date, lost_digits};
use super::{Body, Characters, Content, Form, Misfit, Segment, Segments, Slip, overlap};
use crate::messages::LocalText;

/// So many zeros at the end of a code that is right are hardly chance: one such code in a thousand.
const ZEROS: usize = 3;
/// Serials that are tried for a code that shows a danger.
const TRIED: u64 = 200;
/// Codes of levels that are tried for the same.
const SAMPLES: usize = 50;

/// What a spreadsheet makes of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Made {
    /// A number without the zeros at its start.
    Zeros,
    /// A number of which the last digits are lost.
    Digits,
    /// A power of ten.
    Exponent,
    /// A date.
    Date,
    /// A number with decimals.
    Decimals,
}

impl Made {
    /// Whether a spreadsheet makes that of a code once it is typed or opened there.
    fn threatens(self, code: &str) -> bool {
        let digits = !code.is_empty() && code.bytes().all(|b| b.is_ascii_digit());
        match self {
            Made::Zeros => digits && code.len() > 1 && code.starts_with('0'),
            Made::Digits => digits && code.len() > DIGITS,
            Made::Exponent => code.split_once('E').is_some_and(|(number, power)| {
                let are_digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
                let short = (1..=20).contains(&number.len()) && (1..=3).contains(&power.len());
                short && are_digits(number) && are_digits(power)
            }),
            Made::Date => is_date(code) || reads_as_day(code),
            Made::Decimals => false,
        }
    }

    /// What a wrong code was made into, by what is wrong with it.
    pub(super) fn of(code: &str, misfit: &Misfit) -> Option<Made> {
        misfit.slips.iter().find_map(|slip| match slip {
            Slip::Digits if code.contains(['E', 'e']) => Some(Made::Exponent),
            Slip::Digits => Some(Made::Digits),
            // within a code, a person left them out
            Slip::Zeros if code.bytes().all(|b| b.is_ascii_digit()) => Some(Made::Zeros),
            Slip::Date => Some(Made::Date),
            Slip::Decimals => Some(Made::Decimals),
            _ => None,
        })
    }

    /// What a code that is built right was made into all the same: its last digits are gone.
    pub(super) fn of_right(form: &Form, code: &str) -> Option<Made> {
        let has_lost = code.len() >= DIGITS + ZEROS && lost_digits(code);
        (has_lost && !form.ends_in_zeros()).then_some(Made::Digits)
    }
}

impl Form {
    /// Whether zeros at the end of its codes say nothing, for they fill them up.
    pub(super) fn ends_in_zeros(&self) -> bool {
        self.levels()
            .is_some_and(|levels| levels.pad() == Some('0'))
    }

    /// Whether it is a code that somebody may be given: fillings alone, and a first level of them, are none.
    pub(super) fn is_given(&self, code: &str) -> bool {
        self.fits(code)
            && self.levels().is_none_or(|levels| {
                let first = levels.ends().first().and_then(|end| code.get(..*end));
                levels
                    .pad()
                    .is_none_or(|pad| first.is_some_and(|first| first.contains(|c| c != pad)))
            })
    }
}

/// Whether a spreadsheet makes something else of a code once it is opened there.
pub(crate) fn is_threatened(code: &str) -> bool {
    let all = [Made::Zeros, Made::Digits, Made::Exponent, Made::Date];
    all.into_iter().any(|made| made.threatens(code))
}

/// Whether a text is a day to a spreadsheet: `1-3`, `MAR1`.
fn reads_as_day(code: &str) -> bool {
    let day = |text: &str| {
        let short = text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        text.parse()
            .ok()
            .filter(|day| short && (1..=31).contains(day))
    };
    let named = code.get(..3).filter(|name| MONTHS.contains(name));
    named.is_some_and(|_| day(&code[3..]).is_some())
        || code.split_once('-').is_some_and(|(month, rest)| {
            day(month).is_some_and(|month| month <= 12) && day(rest).is_some()
        })
}

/// Codes in danger, a shape each.
fn shapes(made: Made) -> Vec<Form> {
    let digits = |least: usize, most: usize| {
        Segment::of(Content::Characters(Characters::digits()), least, most)
    };
    let text = |text: &str| Segment::of(Content::Literal(text.to_owned()), text.len(), text.len());
    let words = |words: Vec<String>| {
        let width = |word: &String| word.len();
        let least = words.iter().map(width).min().unwrap_or_default();
        let most = words.iter().map(width).max().unwrap_or_default();
        let words = words.into_iter().map(|word| (word.clone(), word));
        Segment::of(Content::Values(words.collect()), least, most)
    };
    let numbers = |from: u32, to: u32| {
        let plain = (from..=to).map(|number| number.to_string());
        words(
            plain
                .chain((from..10).map(|number| format!("0{number}")))
                .collect(),
        )
    };
    let (months, days) = (numbers(1, 12), numbers(1, 31));
    let years = words((1900..2100).map(|year: u32| year.to_string()).collect());
    let names = words(MONTHS.map(str::to_owned).to_vec());
    let all = match made {
        Made::Digits => vec![vec![digits(DIGITS + 1, 40)]],
        Made::Zeros => vec![vec![text("0"), digits(1, 40)]],
        Made::Exponent => vec![vec![digits(1, 20), text("E"), digits(1, 3)]],
        Made::Date => vec![
            vec![months.clone(), text("-"), days.clone()],
            vec![years, text("-"), months, text("-"), days.clone()],
            vec![names, days],
        ],
        Made::Decimals => Vec::new(),
    };
    let form = |segments| Form {
        name: String::new(),
        label: LocalText::Plain(String::new()),
        body: Body::Segments(Segments::uncut(segments)),
    };
    all.into_iter().map(form).collect()
}

/// What a spreadsheet makes of some codes of a form, each with one of them: the first of those in use, or one that could be.
pub(super) fn risks(form: &Form, used: &[&str]) -> Vec<(Made, String)> {
    let all = [Made::Digits, Made::Zeros, Made::Exponent, Made::Date];
    let risks = all.into_iter().filter_map(|made| {
        let shows = |code: &str| made.threatens(code) && form.is_given(code);
        let used = used.iter().find(|code| shows(code));
        let code = used.map(|code| (*code).to_owned()).or_else(|| {
            let possible = shapes(made).into_iter();
            let possible = possible.filter_map(|shape| overlap(form, &shape));
            possible
                .flat_map(|code| variations(form, &code))
                .find(|code| shows(code))
        });
        Some((made, code?))
    });
    risks.collect()
}

/// A code that may be none yet, with other serials and its check; of levels, other codes.
fn variations(form: &Form, code: &str) -> Vec<String> {
    let Some(segments) = form.segments() else {
        let samples = right(form, SAMPLES, 0, &|_, _| Vec::new());
        let zeros = samples
            .iter()
            .filter_map(|code| Some(format!("0{}", code.get(1..)?)));
        let zeros: Vec<String> = zeros.collect();
        return std::iter::once(code.to_owned())
            .chain(samples)
            .chain(zeros)
            .collect();
    };
    let Some(pieces) = segments.pieces(code) else {
        return Vec::new();
    };
    let pieces: Vec<String> = pieces.into_iter().map(str::to_owned).collect();
    let mut all: Vec<String> = segments.joined(&pieces).into_iter().collect();
    if let Some((ix, digits, _)) = segments.serial() {
        let start = segments.all[ix].start();
        all.extend((start..start.saturating_add(TRIED)).filter_map(|number| {
            let mut pieces = pieces.clone();
            pieces[ix] = digits.written(number, segments.all[ix].least)?;
            segments.joined(&pieces)
        }));
    }
    all
}
