//! Codes that carry a check: what the check character is, whether it holds, and how many slips it notices.
//!
//! A check is read from the first character of a code to the last, and a small number, the state, is all that is kept of
//! what was read ([`System`]). That one shape holds the weighted sums (Luhn, GTIN, USCC) and both families of ISO 7064, and
//! it lets [`detection`] count exactly how many slips go unnoticed: no sampling, and no figures taken from elsewhere.

mod alphabet;
pub(crate) mod detection;
pub(crate) mod identifier;
mod iso7064;
mod weighted;

#[cfg(test)]
mod tests;

use schemars::JsonSchema;
use serde::Deserialize;

use self::alphabet::{Alphabet, DIGITS, DIGITS_AND_X, LETTERS_AND_DIGITS, USCC};
use self::detection::{Detection, detection};
use self::iso7064::{Hybrid, Pure};
use self::weighted::Weighted;

/// How a code is checked, character by character.
pub(crate) trait System {
    /// How many states there are.
    fn states(&self) -> usize;

    /// The state before the first character.
    fn start(&self) -> usize;

    /// What may stand at a place of a code of so many characters; places are counted from 0.
    fn alphabet(&self, place: usize, length: usize) -> &'static Alphabet;

    /// The state after a character, which is given by its number in the alphabet of the place.
    fn step(&self, state: usize, value: usize, place: usize, length: usize) -> usize;

    /// Whether a code that ends in this state is right.
    fn accepts(&self, state: usize) -> bool;

    /// Whether a code is right. One with a character that cannot stand where it does is not.
    fn holds(&self, code: &str) -> bool {
        let length = code.len();
        let mut state = self.start();
        for (place, byte) in code.bytes().enumerate() {
            match self.alphabet(place, length).value(byte) {
                Some(value) => state = self.step(state, value, place, length),
                None => return false,
            }
        }
        length > 0 && self.accepts(state)
    }
}

/// A check character that codes of a company may end in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CheckCharacter {
    /// ISO 7064 MOD 11,10: one digit behind digits.
    #[serde(rename = "mod-11-10")]
    Mod11And10,
    /// ISO 7064 MOD 37,36: one letter or digit behind letters and digits.
    #[serde(rename = "mod-37-36")]
    Mod37And36,
    /// ISO 7064 MOD 11-2: a digit or `X` behind digits, as in the Chinese resident identity number.
    #[serde(rename = "mod-11-2")]
    Mod11To2,
    /// ISO 7064 MOD 97-10: two digits behind digits.
    #[serde(rename = "mod-97-10")]
    Mod97To10,
    /// One digit behind digits, every second of which is doubled.
    Luhn,
    /// One digit behind digits, every second of which counts three times: EAN-8, EAN-13 and all of GS1.
    Gtin,
    /// As in the unified social credit code, GB 32100: letters without I, O, S, V and Z, and digits.
    Uscc,
}

/// Why a code can have no check character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// There is nothing to check.
    Empty,
    /// The first character that the check cannot carry, and its place, counted in characters from 0.
    Character(usize, char),
}

impl CheckCharacter {
    /// All of them, in the order of the documentation.
    pub(crate) const ALL: [CheckCharacter; 7] = [
        CheckCharacter::Mod11And10,
        CheckCharacter::Mod37And36,
        CheckCharacter::Mod11To2,
        CheckCharacter::Mod97To10,
        CheckCharacter::Luhn,
        CheckCharacter::Gtin,
        CheckCharacter::Uscc,
    ];

    /// As TOML names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            CheckCharacter::Mod11And10 => "mod-11-10",
            CheckCharacter::Mod37And36 => "mod-37-36",
            CheckCharacter::Mod11To2 => "mod-11-2",
            CheckCharacter::Mod97To10 => "mod-97-10",
            CheckCharacter::Luhn => "luhn",
            CheckCharacter::Gtin => "gtin",
            CheckCharacter::Uscc => "uscc",
        }
    }

    /// The characters that may stand before the check.
    pub(crate) fn alphabet(self) -> &'static str {
        match self {
            CheckCharacter::Mod37And36 => LETTERS_AND_DIGITS.characters(),
            CheckCharacter::Uscc => USCC.characters(),
            _ => DIGITS.characters(),
        }
    }

    /// The characters that the check itself may consist of.
    pub(crate) fn marks(self) -> &'static str {
        match self {
            CheckCharacter::Mod11To2 => DIGITS_AND_X.characters(),
            other => other.alphabet(),
        }
    }

    /// How many characters the check has.
    pub(crate) fn width(self) -> usize {
        match self {
            CheckCharacter::Mod97To10 => 2,
            _ => 1,
        }
    }

    /// The check that belongs behind the characters before it.
    pub(crate) fn of(self, body: &str) -> Result<String, Unfit> {
        if body.is_empty() {
            return Err(Unfit::Empty);
        }
        let mut stray = body.chars().enumerate();
        let allowed = self.alphabet();
        if let Some((place, character)) = stray.find(|(_, c)| !allowed.contains(*c)) {
            return Err(Unfit::Character(place, character));
        }
        let right = |check: &String| self.holds(&format!("{body}{check}"));
        let check = match self {
            // 98 rather than 01 and 97 rather than 00: both are right by the remainder, and the standard writes the greater
            CheckCharacter::Mod97To10 => (2..=98).map(|n| format!("{n:02}")).find(right),
            _ => self.marks().chars().map(String::from).find(right),
        };
        Ok(check.unwrap_or_default())
    }

    /// Whether a code, with its check, is right.
    pub(crate) fn holds(self, code: &str) -> bool {
        // shorter ones have nothing before the check
        code.len() > self.width() && self.system().holds(code)
    }

    /// How many slips in codes of so many characters, the check included, it notices; none of codes that are too long to count.
    pub(crate) fn detection(self, length: usize) -> Option<Detection> {
        detection(self.system(), length)
    }

    fn system(self) -> &'static dyn System {
        match self {
            CheckCharacter::Mod11And10 => &Hybrid::MOD_11_10,
            CheckCharacter::Mod37And36 => &Hybrid::MOD_37_36,
            CheckCharacter::Mod11To2 => &Pure::MOD_11_2,
            CheckCharacter::Mod97To10 => &Pure::MOD_97_10,
            CheckCharacter::Luhn => &Weighted::LUHN,
            CheckCharacter::Gtin => &Weighted::GTIN,
            CheckCharacter::Uscc => &Weighted::USCC,
        }
    }
}
