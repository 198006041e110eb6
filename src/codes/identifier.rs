//! Identifiers that an authority gives out or a standard defines: whether one can be right, and what is wrong with one that cannot.
//!
//! What passes need not exist: a check finds slips, and no register is asked.

mod net;
mod phone;

use jiff::civil::Date;
use schemars::JsonSchema;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

use super::System;
use super::detection::{Detection, detection};
use super::iso7064::Pure;
use super::weighted::{TwBusiness, TwPersonal, Weighted};
use crate::blank;
use crate::tables::flaw::{Flaw, Flaws};
use crate::tables::person::is_dash;

/// What a cell identifies, and by which standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Scheme {
    /// Unified social credit code of the mainland, GB 32100-2015: its own check character.
    CnUscc,
    /// The organisation code inside of it, GB 11714-1997: a second check, of codes that pass the first.
    CnUsccInner,
    /// Organisation code of the mainland, GB 11714-1997, with or without its hyphen.
    CnOrganisationCode,
    /// Resident identity number of the mainland, GB 11643-1999, those of residents from Hong Kong, Macao and Taiwan included.
    CnResidentId,
    /// Unified business number of Taiwan; `rule` says by which check.
    TwBusinessNo,
    /// Identity number of a person on Taiwan, citizen or resident.
    TwPersonalId,
    /// Trade item number of GS1, 8, 12, 13 or 14 digits: EAN, UPC, ITF-14.
    Gtin,
    /// International bank account number, ISO 13616.
    Iban,
    /// Address of e-mail with a domain.
    Email,
    /// Mobile number of the mainland.
    CnMobile,
    /// Mobile number of Taiwan.
    TwMobile,
    /// Telephone number of the mainland: mobile, landline with its area code, 400, 800, 95 or 96.
    CnPhone,
    /// Telephone number of Taiwan: mobile, landline with its area code, 0800 or 0809.
    TwPhone,
    /// Postal code of the mainland.
    CnPostalCode,
    /// Postal code of Taiwan: 3, 5 or 6 digits.
    TwPostalCode,
}

/// The rule that Taiwanese business numbers are checked by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema, Default)]
#[serde(rename_all = "snake_case")]
pub(crate) enum BusinessRule {
    /// That of firms founded before April 2023: the sum is a multiple of 10.
    Old,
    /// That of all: the sum is a multiple of 5.
    #[default]
    New,
}

impl BusinessRule {
    /// As TOML names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            BusinessRule::Old => "old",
            BusinessRule::New => "new",
        }
    }
}

/// What cells are held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Identifier {
    pub(crate) scheme: Scheme,
    pub(crate) rule: BusinessRule,
}

/// A code with a check: how many characters it may have, and the check.
struct Checked {
    lengths: &'static [usize],
    system: &'static dyn System,
    /// Whether its last character is there for the check.
    has_mark: bool,
}

impl Scheme {
    /// All of them, in the order of the documentation.
    pub(crate) const ALL: [Scheme; 15] = [
        Scheme::CnUscc,
        Scheme::CnUsccInner,
        Scheme::CnOrganisationCode,
        Scheme::CnResidentId,
        Scheme::TwBusinessNo,
        Scheme::TwPersonalId,
        Scheme::Gtin,
        Scheme::Iban,
        Scheme::Email,
        Scheme::CnMobile,
        Scheme::TwMobile,
        Scheme::CnPhone,
        Scheme::TwPhone,
        Scheme::CnPostalCode,
        Scheme::TwPostalCode,
    ];

    /// As TOML names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Scheme::CnUscc => "cn-uscc",
            Scheme::CnUsccInner => "cn-uscc-inner",
            Scheme::CnOrganisationCode => "cn-organisation-code",
            Scheme::CnResidentId => "cn-resident-id",
            Scheme::TwBusinessNo => "tw-business-no",
            Scheme::TwPersonalId => "tw-personal-id",
            Scheme::Gtin => "gtin",
            Scheme::Iban => "iban",
            Scheme::Email => "email",
            Scheme::CnMobile => "cn-mobile",
            Scheme::TwMobile => "tw-mobile",
            Scheme::CnPhone => "cn-phone",
            Scheme::TwPhone => "tw-phone",
            Scheme::CnPostalCode => "cn-postal-code",
            Scheme::TwPostalCode => "tw-postal-code",
        }
    }

    /// Whether it leads to a person, so that not everybody may see it.
    pub(crate) fn is_personal(self) -> bool {
        match self {
            Scheme::CnResidentId
            | Scheme::TwPersonalId
            | Scheme::Email
            | Scheme::CnMobile
            | Scheme::TwMobile
            | Scheme::CnPhone
            | Scheme::TwPhone => true,
            Scheme::CnUscc
            | Scheme::CnUsccInner
            | Scheme::CnOrganisationCode
            | Scheme::TwBusinessNo
            | Scheme::Gtin
            | Scheme::Iban
            | Scheme::CnPostalCode
            | Scheme::TwPostalCode => false,
        }
    }
}

impl Identifier {
    pub(crate) fn new(scheme: Scheme) -> Identifier {
        Identifier {
            scheme,
            rule: BusinessRule::default(),
        }
    }

    /// Whether a cell can be right, as it stands in the file; none where the scheme has nothing to say of it.
    pub(crate) fn passes(self, cell: &str) -> Option<bool> {
        match self.scheme {
            Scheme::CnUsccInner => {
                let whole = Identifier::new(Scheme::CnUscc).is_right(cell);
                whole.then(|| inner_holds(cell))
            }
            Scheme::CnMobile | Scheme::TwMobile | Scheme::CnPhone | Scheme::TwPhone => {
                if phone::is_foreign(self.scheme, cell) {
                    return None;
                }
                Some(self.is_right(cell))
            }
            _ => Some(self.is_right(cell)),
        }
    }

    /// What is wrong with a cell that does not pass.
    pub(crate) fn flaws(self, cell: &str) -> Flaws {
        let (clean, mut all) = self.clean(cell);
        if !all.is_empty() && self.is_right(&clean) {
            all.push(Flaw::Passes);
            return Flaws {
                all,
                proposal: Some(clean),
            };
        }
        let mut flaws = match self.scheme {
            Scheme::CnUsccInner => inner(&clean),
            Scheme::Iban => net::iban_flaws(&clean),
            Scheme::Email => net::email_flaws(&clean),
            Scheme::CnMobile | Scheme::TwMobile | Scheme::CnPhone | Scheme::TwPhone => {
                phone::flaws(self.scheme, &clean)
            }
            _ => self.code_flaws(&clean),
        };
        all.append(&mut flaws.all);
        if all.is_empty() {
            all.push(Flaw::Form);
        }
        Flaws {
            all,
            proposal: flaws.proposal,
        }
    }

    /// How many slips the check notices; none where there is no check character.
    pub(crate) fn detection(self) -> Option<Detection> {
        let checked = self.checked()?;
        // of several lengths the one of EAN-13
        let length = *checked.lengths.get(2).or(checked.lengths.first())?;
        detection(checked.system, length)
    }

    fn checked(self) -> Option<Checked> {
        let (lengths, system): (&[usize], &dyn System) = match self.scheme {
            Scheme::CnUscc => (&[18], &Weighted::CN_USCC),
            Scheme::CnUsccInner | Scheme::CnOrganisationCode => (&[9], &Weighted::CN_ORGANISATION),
            Scheme::CnResidentId => (&[18], &Pure::MOD_11_2),
            Scheme::TwBusinessNo => match self.rule {
                BusinessRule::Old => (&[8], &TwBusiness::OLD),
                BusinessRule::New => (&[8], &TwBusiness::NEW),
            },
            Scheme::TwPersonalId => (&[10], &TwPersonal),
            Scheme::Gtin => (&[8, 12, 13, 14], &Weighted::GTIN),
            _ => return None,
        };
        Some(Checked {
            lengths,
            system,
            has_mark: self.scheme != Scheme::TwBusinessNo,
        })
    }

    fn is_right(self, cell: &str) -> bool {
        match self.scheme {
            Scheme::CnOrganisationCode => {
                let plain = cell.len() == 10 && cell.as_bytes()[8] == b'-';
                let plain = plain.then(|| format!("{}{}", &cell[..8], &cell[9..]));
                self.holds(plain.as_deref().unwrap_or(cell))
            }
            Scheme::CnResidentId => self.holds(cell) && birthday(cell).is_some(),
            Scheme::CnUsccInner => {
                Identifier::new(Scheme::CnUscc).is_right(cell) && inner_holds(cell)
            }
            Scheme::Iban => net::is_iban(cell),
            Scheme::Email => net::is_email(cell),
            Scheme::CnMobile | Scheme::TwMobile | Scheme::CnPhone | Scheme::TwPhone => {
                phone::is_right(self.scheme, cell)
            }
            Scheme::CnPostalCode => {
                cell.len() == 6
                    && cell.bytes().all(|b| b.is_ascii_digit())
                    && !cell.starts_with("00")
            }
            Scheme::TwPostalCode => {
                matches!(cell.len(), 3 | 5 | 6)
                    && cell.bytes().all(|b| b.is_ascii_digit())
                    && !cell.starts_with('0')
            }
            _ => self.holds(cell),
        }
    }

    fn holds(self, code: &str) -> bool {
        let checked = self.checked();
        checked.is_some_and(|checked| {
            checked.lengths.contains(&code.len()) && checked.system.holds(code) && !is_filler(code)
        })
    }

    /// A cell as it should be written, and what is wrong with how it is.
    fn clean(self, cell: &str) -> (String, Vec<Flaw>) {
        let mut flaws = Vec::new();
        let mut note = |flaw: Flaw, differs: bool| {
            if differs {
                flaws.push(flaw);
            }
        };
        let mut clean: String = cell.nfkc().collect();
        note(Flaw::Width, cell.chars().any(is_wide));
        let is_phone = matches!(
            self.scheme,
            Scheme::CnMobile | Scheme::TwMobile | Scheme::CnPhone | Scheme::TwPhone
        );
        if is_phone || self.scheme == Scheme::Email {
            // blanks and dashes group the digits of a telephone number; of an address the case may matter
            let mut trimmed = blank::seen(&clean);
            if !is_phone {
                let parts = trimmed.split('@').map(str::trim);
                trimmed = parts.collect::<Vec<_>>().join("@");
            }
            note(Flaw::Blanks, trimmed != clean);
            return (trimmed, flaws);
        }
        let without = |text: &str, is: fn(char) -> bool| -> String {
            text.chars().filter(|c| !is(*c)).collect()
        };
        let unblanked = without(&clean, blank::is_blank);
        note(Flaw::Blanks, unblanked != clean);
        clean = unblanked;
        if !self.is_right(&clean) {
            let undashed = without(&clean, is_dash);
            note(Flaw::Dashes, undashed != clean);
            clean = undashed;
        }
        let upper = clean.to_ascii_uppercase();
        // what is no code has no case
        note(Flaw::Case, upper != clean && clean.is_ascii());
        (upper, flaws)
    }

    /// What is wrong with a code that is written as it should be.
    fn code_flaws(self, code: &str) -> Flaws {
        let one = |flaw: Flaw| Flaws {
            all: vec![flaw],
            proposal: None,
        };
        if is_exponent(code) {
            return one(Flaw::Exponent);
        }
        let held = self
            .checked()
            .filter(|checked| checked.lengths.contains(&code.len()) && checked.system.holds(code));
        if held.is_some() && is_filler(code) {
            return one(Flaw::Placeholder);
        }
        let padded = format!("0{code}");
        if self.is_right(&padded) && !self.is_right(code) {
            return Flaws {
                all: vec![Flaw::Zero],
                proposal: Some(padded),
            };
        }
        let has = code.chars().count();
        let (lengths, wanted) = self.lengths();
        if !lengths.contains(&has) {
            let wanted = wanted.to_owned();
            return one(Flaw::Length { has, wanted });
        }
        let Some(checked) = self.checked() else {
            let stray = code.chars().position(|c| !c.is_ascii_digit());
            let stray = stray.and_then(|place| Some((place, code.chars().nth(place)?)));
            return one(stray.map_or(Flaw::Start, |(place, c)| Flaw::Character(place + 1, c)));
        };
        if let Some(flaws) = self.stray(&checked, code) {
            return flaws;
        }
        if has > 15 && code.ends_with("000") && code.bytes().all(|b| b.is_ascii_digit()) {
            return one(Flaw::Sheet);
        }
        self.check_flaws(&checked, code)
    }

    /// What is wrong with a code of the right length in which a character cannot stand where it does.
    fn stray(self, checked: &Checked, code: &str) -> Option<Flaws> {
        let length = code.chars().count();
        let stray = |place: usize, c: char| {
            let byte = u8::try_from(c).ok();
            let alphabet = checked.system.alphabet(place, length);
            byte.and_then(|byte| alphabet.value(byte)).is_none()
        };
        let (place, has) = code
            .chars()
            .enumerate()
            .find(|(place, c)| stray(*place, *c))?;
        let mended: String = code
            .chars()
            .enumerate()
            .map(|(place, c)| if stray(place, c) { meant(c) } else { c })
            .collect();
        let place = place + 1;
        if self.is_right(&mended) {
            let wanted = meant(has);
            return Some(Flaws {
                all: vec![Flaw::Alike { place, has, wanted }],
                proposal: Some(mended),
            });
        }
        Some(Flaws {
            all: vec![Flaw::Character(place, has)],
            proposal: None,
        })
    }

    /// What is wrong with a code whose check fails.
    fn check_flaws(self, checked: &Checked, code: &str) -> Flaws {
        let mut all = Vec::new();
        if self.scheme == Scheme::CnResidentId && birthday(code).is_none() {
            all.push(Flaw::Day);
        }
        if !checked.system.holds(code) {
            all.push(if checked.has_mark {
                mark(checked.system, code).unwrap_or(Flaw::Sum)
            } else {
                Flaw::Sum
            });
        }
        if self.scheme == Scheme::CnUscc && !all.is_empty() {
            let within = if inner_holds(code) {
                Flaw::Beyond
            } else {
                Flaw::Within
            };
            all.push(within);
        }
        if self.scheme == Scheme::TwBusinessNo && TwBusiness::NEW.holds(code) {
            all = vec![Flaw::NewRule];
        }
        Flaws {
            all,
            proposal: None,
        }
    }

    /// How many characters there may be, as numbers and for people.
    fn lengths(self) -> (&'static [usize], &'static str) {
        match self.scheme {
            Scheme::CnUscc | Scheme::CnUsccInner | Scheme::CnResidentId => (&[18], "18"),
            Scheme::CnOrganisationCode => (&[9], "9"),
            Scheme::TwBusinessNo => (&[8], "8"),
            Scheme::TwPersonalId => (&[10], "10"),
            Scheme::Gtin => (&[8, 12, 13, 14], "8/12/13/14"),
            Scheme::CnPostalCode => (&[6], "6"),
            Scheme::TwPostalCode => (&[3, 5, 6], "3/5/6"),
            Scheme::Iban
            | Scheme::Email
            | Scheme::CnMobile
            | Scheme::TwMobile
            | Scheme::CnPhone
            | Scheme::TwPhone => (&[], ""),
        }
    }
}

/// The check character of a code, and the one that belongs there; none where no other would do.
fn mark(system: &dyn System, code: &str) -> Option<Flaw> {
    let last = code.chars().next_back()?;
    let body = &code[..code.len() - last.len_utf8()];
    let marks = system.alphabet(code.len() - 1, code.len());
    let right = |c: &char| system.holds(&format!("{body}{c}"));
    let wanted = marks.characters().chars().find(right)?;
    Some(Flaw::Check { has: last, wanted })
}

/// Whether the organisation code within a unified social credit code holds.
fn inner_holds(code: &str) -> bool {
    code.get(8..17)
        .is_some_and(|code| Weighted::CN_ORGANISATION.holds(code))
}

fn inner(code: &str) -> Flaws {
    let code = code.get(8..17).unwrap_or_default();
    let flaw = match mark(&Weighted::CN_ORGANISATION, code) {
        Some(Flaw::Check { has, wanted }) => Flaw::Inner { has, wanted },
        _ => Flaw::Within,
    };
    Flaws {
        all: vec![flaw],
        proposal: None,
    }
}

/// The day in a resident identity number, if there is such a day.
fn birthday(code: &str) -> Option<Date> {
    let part = |from: usize, to: usize| code.get(from..to)?.parse::<i16>().ok();
    let month = i8::try_from(part(10, 12)?).ok()?;
    let day = i8::try_from(part(12, 14)?).ok()?;
    let year = part(6, 10).filter(|year| (1800..=2200).contains(year))?;
    Date::new(year, month, day).ok()
}

/// Whether a spreadsheet has made a number of it, as in 9.1131E+17.
fn is_exponent(code: &str) -> bool {
    let Some((number, exponent)) = code.split_once('E') else {
        return false;
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let whole = number.split_once('.').unwrap_or((number, "0"));
    digits(whole.0) && whole.0.len() == 1 && digits(whole.1) && {
        let exponent = exponent.trim_start_matches('+');
        digits(exponent) && exponent.len() == 2
    }
}

/// Whether it is one digit over and over, as people fill in where a code is asked for: some of them pass the check.
fn is_filler(code: &str) -> bool {
    let mut digits = code.bytes();
    let first = digits.next();
    first.is_some_and(|first| first.is_ascii_digit() && digits.all(|digit| digit == first))
}

/// The digit that a letter is taken for, where a code has no such letter.
fn meant(c: char) -> char {
    match c {
        'O' | 'Q' | 'D' => '0',
        'I' | 'L' => '1',
        'Z' => '2',
        'S' => '5',
        'B' => '8',
        other => other,
    }
}

/// Whether a letter, a digit or a mark is of full width.
pub(crate) fn is_wide(c: char) -> bool {
    matches!(c, '\u{ff01}'..='\u{ff5e}')
}

#[cfg(test)]
mod tests;
