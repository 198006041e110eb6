//! Number formats that show a code with its leading zeros.

use super::tokens::{Token, Tokens};

/// A longer code is none that a program for workbooks writes (Excel: 255 characters), and its texts would be shown in every cell.
const MOST_CODE: usize = 1024;
/// Sections for numbers; a fourth is for texts.
const MOST_SECTIONS: usize = 3;

/// A number format that shows integers with leading zeros: `0000`, `000-0000`, `"PO"0000`, `[<10000]0000;0`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Padding {
    /// At least one pads, at most [`MOST_SECTIONS`].
    sections: Vec<Section>,
}

/// What a section makes of the numbers that it is for.
#[derive(Debug, Clone, PartialEq)]
struct Section {
    when: Option<Condition>,
    /// Empty where it shows a quantity.
    slots: Vec<Slot>,
    /// So many digits are shown at least.
    digits: usize,
}

#[derive(Debug, Clone, Copy, PartialEq)]
struct Condition {
    /// Whether numbers below, at and above `bound` are meant.
    below: bool,
    at: bool,
    above: bool,
    bound: f64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Slot {
    Digit,
    Literal(char),
}

impl Padding {
    /// Only sections of digits and literal text count, with two zeros at least: with one, nothing is padded and the text is
    /// a unit (`0"元"`). Every other section shows a quantity, and the number itself is what is audited.
    pub(super) fn parse(code: &str) -> Option<Padding> {
        if code.len() > MOST_CODE {
            return None;
        }
        let mut sections = sections(code);
        // the last is for texts
        if sections.len() > MOST_SECTIONS || sections.last().is_some_and(|s| is_for_text(s)) {
            sections.pop();
        }
        if sections.len() > MOST_SECTIONS {
            return None;
        }
        let sections: Vec<Section> = sections.into_iter().map(Section::parse).collect();
        let pads = sections.iter().any(|section| !section.slots.is_empty());
        pads.then_some(Padding { sections })
    }

    /// Appends an integer as the format shows it; false where it shows the number as it is. Negative numbers are quantities.
    pub(crate) fn write(&self, out: &mut String, number: u64) -> bool {
        match self.section(number) {
            Some(section) if !section.slots.is_empty() => {
                section.write(out, number);
                true
            }
            _ => false,
        }
    }

    /// The section for a number: without conditions, the third is for zero and the second for what is negative.
    fn section(&self, number: u64) -> Option<&Section> {
        let [first, second, ..] = &self.sections[..] else {
            let meant = |s: &&Section| s.when.is_none_or(|when| when.holds(number));
            return self.sections.first().filter(meant);
        };
        match (first.when, second.when) {
            (None, None) if number == 0 => Some(self.sections.get(2).unwrap_or(first)),
            (Some(one), _) if one.holds(number) => Some(first),
            (_, Some(other)) if other.holds(number) => Some(second),
            (Some(_), Some(_)) => self.sections.get(2),
            (Some(_), None) => Some(second),
            (None, _) => Some(first),
        }
    }
}

/// The sections of a code, which semicolons end unless they are shown.
fn sections(code: &str) -> Vec<&str> {
    let mut sections = Vec::new();
    let mut start = 0;
    let mut tokens = Tokens(code);
    while let Some(token) = tokens.next() {
        if token == Token::Char(';') {
            let end = code.len() - tokens.0.len();
            sections.push(&code[start..end - 1]);
            start = end;
        }
    }
    sections.push(&code[start..]);
    sections
}

/// Whether a section shows texts.
fn is_for_text(section: &str) -> bool {
    Tokens(section).any(|token| token == Token::Char('@'))
}

impl Section {
    fn parse(code: &str) -> Section {
        let mut section = Section {
            when: None,
            slots: Vec::new(),
            digits: 0,
        };
        let understood = Tokens(code).all(|token| section.add(token));
        if !understood || section.digits < 2 {
            section.slots.clear();
        }
        section
    }

    /// Takes the next token; false where it is of a quantity.
    fn add(&mut self, token: Token) -> bool {
        match token {
            Token::Text(text) => self.literal(text),
            Token::Bracket(bracket) => return self.bracket(bracket),
            Token::Char('0') => {
                self.slots.push(Slot::Digit);
                self.digits += 1;
            }
            // a digit that is not needed, shown as nothing or as a blank; behind a zero it is
            Token::Char('#' | '?') => {
                self.slots.push(Slot::Digit);
                self.digits += usize::from(self.digits > 0);
            }
            Token::Char(c) if !c.is_ascii() || " $-+():!^&'~{}<>=".contains(c) => {
                self.slots.push(Slot::Literal(c));
            }
            Token::Char(_) | Token::General => return false,
        }
        true
    }

    fn literal(&mut self, text: &str) {
        self.slots.extend(text.chars().map(Slot::Literal));
    }

    fn bracket(&mut self, bracket: &str) -> bool {
        if let Some(money) = bracket.strip_prefix('$') {
            let symbol = money.split_once('-').map_or(money, |(symbol, _)| symbol);
            self.literal(symbol);
        } else if let Some(when) = Condition::parse(bracket) {
            self.when = Some(when);
        } else {
            // the digits of another script as well: `[DBNum1]0000` is a code, whatever its zeros look like
        }
        true
    }

    fn write(&self, out: &mut String, number: u64) {
        // a 64 bit number has twenty digits at most
        let mut all = [b'0'; 20];
        let mut first = all.len();
        let mut rest = number;
        while rest > 0 {
            first -= 1;
            all[first] += u8::try_from(rest % 10).unwrap_or_default();
            rest /= 10;
        }
        let digits = &all[first..];
        let places = self.slots.iter().filter(|s| **s == Slot::Digit).count();
        let mut place = places.max(digits.len());
        for slot in &self.slots {
            let Slot::Digit = slot else {
                if let Slot::Literal(c) = slot {
                    out.push(*c);
                }
                continue;
            };
            // the first place takes the digits that are too many
            loop {
                place -= 1;
                if place < digits.len() {
                    out.push(char::from(digits[digits.len() - 1 - place]));
                } else if place < self.digits {
                    out.push('0');
                }
                if place < places {
                    break;
                }
            }
        }
    }
}

impl Condition {
    /// `<10000`, `>=0`, `<>1`
    fn parse(bracket: &str) -> Option<Condition> {
        let bound = bracket.trim_start_matches(['<', '>', '=']);
        let sign = &bracket[..bracket.len() - bound.len()];
        let condition = |below, at, above| {
            Some(Condition {
                below,
                at,
                above,
                bound: bound.trim().parse().ok()?,
            })
        };
        match sign {
            "<" => condition(true, false, false),
            "<=" => condition(true, true, false),
            "=" => condition(false, true, false),
            ">=" => condition(false, true, true),
            ">" => condition(false, false, true),
            "<>" => condition(true, false, true),
            _ => None,
        }
    }

    fn holds(&self, number: u64) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "codes have fifteen digits")]
        let number = number as f64;
        (self.below && number < self.bound)
            || (self.above && number > self.bound)
            || (self.at && number.total_cmp(&self.bound).is_eq())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How a format shows integers; `=` where it shows a quantity.
    fn shown(code: &str, numbers: &[u64]) -> Vec<String> {
        let padding = Padding::parse(code);
        let show = |number: &u64| {
            let mut out = String::new();
            match &padding {
                Some(padding) if padding.write(&mut out, *number) => out,
                _ => "=".to_owned(),
            }
        };
        numbers.iter().map(show).collect()
    }

    #[test]
    fn zeros_as_a_person_sees_them() {
        for (code, number, text) in [
            ("0000", 7, "0007"),
            ("0000", 12_345, "12345"),
            ("00", 0, "00"),
            ("000-0000", 1_234_567, "123-4567"),
            ("000-0000", 12_345_678, "1234-5678"),
            ("000\\-00\\-0000", 123_456_789, "123-45-6789"),
            ("\"PO\"0000", 7, "PO0007"),
            ("\"A\"\"B\"00\\\"", 7, "AB07\""),
            ("\\S\\O000000_ ", 42, "SO000042"),
            ("第000号", 42, "第042号"),
            ("[$-409]0000", 7, "0007"),
            ("[$-x-sysdate]000", 7, "007"),
            ("[$单-804]000", 7, "单007"),
            ("[Red]0000", 7, "0007"),
            ("[Color 12][$-804]0000", 7, "0007"),
            ("0000;-0000", 7, "0007"),
            ("0000;-0000", 0, "0000"),
            ("0000_);(0000)", 7, "0007"),
            ("0000;@", 7, "0007"),
            ("0000;-0000;;@", 7, "0007"),
            ("*-0000", 7, "0007"),
            ("00:00", 830, "08:30"),
            ("#0000", 7, "0007"),
            ("#0000", 123_456, "123456"),
            ("###-0000", 7, "-0007"),
            ("0#", 7, "07"),
            ("?0000", 7, "0007"),
            ("?0000", 12_345, "12345"),
            ("??-000", 7, "-007"),
            ("0?", 7, "07"),
            ("[DBNum1]0000", 7, "0007"),
            ("[DBNum2][$-804]000", 7, "007"),
            ("[NatNum1]00", 7, "07"),
            ("\"2026;\"000", 7, "2026;007"),
            ("000", u64::MAX, "18446744073709551615"),
        ] {
            assert_eq!(shown(code, &[number]), [text], "{code}");
        }
    }

    #[test]
    fn the_section_that_is_meant() {
        let numbers = [0, 7, 10_000];
        for (code, texts) in [
            ("[<10000]0000;0", ["0000", "0007", "="]),
            ("[>=10000]0;0000", ["0000", "0007", "="]),
            ("[=0]0;[<100]000;00000", ["=", "007", "10000"]),
            ("[<>0]000;0", ["=", "007", "10000"]),
            ("[<=7]000", ["000", "007", "="]),
            ("0;[>7]000000", ["=", "=", "010000"]),
            ("0000;-0;0", ["=", "0007", "10000"]),
            ("0;-0;0000", ["0000", "=", "="]),
            ("[Red][<10]000;[Blue]00", ["000", "007", "10000"]),
        ] {
            assert_eq!(shown(code, &numbers), texts, "{code}");
        }
    }
}
