//! Weighted sums: each character has a number, each place a weight, and the sum of the products is a multiple of the modulus.

use super::System;
use super::alphabet::{Alphabet, DIGITS, DIGITS_AND_X, LETTERS_AND_DIGITS, USCC};

/// How the number of a place counts.
pub(crate) struct Weighted {
    modulus: usize,
    /// What may stand at a place of a code of so many characters.
    alphabet: fn(usize, usize) -> &'static Alphabet,
    /// The weight of a place of a code of so many characters.
    weight: fn(usize, usize) -> usize,
    /// Whether the digits of a product are added up, as in 2 × 7 = 14, which counts 5.
    digits: bool,
}

/// The powers of 3 modulo 31, which begin again with the thirtieth.
static POWERS: [usize; 30] = {
    let mut powers = [1; 30];
    let mut place = 1;
    while place < powers.len() {
        powers[place] = powers[place - 1] * 3 % 31;
        place += 1;
    }
    powers
};

/// The first character of a unified social credit code: who registers. N stands for the countryside, A and Y for the rest.
static AUTHORITY: Alphabet = Alphabet::within("123456789ANY", "0123456789ABCDEFGHJKLMNPQRTUWXY");

impl Weighted {
    /// ISO/IEC 7812-1, annex B: from the right, every second digit is doubled.
    pub(crate) const LUHN: Weighted = Weighted {
        modulus: 10,
        alphabet: |_, _| &DIGITS,
        weight: |place, length| [2, 1][(length - place) % 2],
        digits: true,
    };
    /// GS1 General Specifications, 7.9: from the right 1, 3, 1, 3, …
    pub(crate) const GTIN: Weighted = Weighted {
        modulus: 10,
        alphabet: |_, _| &DIGITS,
        weight: |place, length| [3, 1][(length - place) % 2],
        digits: false,
    };
    /// GB 32100-2015: powers of 3 from the left, and the check character once.
    pub(crate) const USCC: Weighted = Weighted {
        modulus: 31,
        alphabet: |_, _| &USCC,
        weight: |place, length| {
            if place + 1 == length {
                return 1;
            }
            POWERS[place % POWERS.len()]
        },
        digits: false,
    };
    /// The same with what each of the 18 places may hold: digits for the region.
    pub(crate) const CN_USCC: Weighted = Weighted {
        alphabet: |place, _| match place {
            0 => &AUTHORITY,
            2..=7 => &DIGITS,
            _ => &USCC,
        },
        ..Weighted::USCC
    };
    /// GB 11714-1997: A is 10 and Z is 35, X as a check character is 10.
    pub(crate) const CN_ORGANISATION: Weighted = Weighted {
        modulus: 11,
        alphabet: |place, _| match place {
            8 => &DIGITS_AND_X,
            _ => &LETTERS_AND_DIGITS,
        },
        weight: |place, _| [3, 7, 9, 10, 5, 8, 4, 2, 1][place.min(8)],
        digits: false,
    };
}

impl System for Weighted {
    fn states(&self) -> usize {
        self.modulus
    }

    fn start(&self) -> usize {
        0
    }

    fn alphabet(&self, place: usize, length: usize) -> &'static Alphabet {
        (self.alphabet)(place, length)
    }

    fn step(&self, state: usize, value: usize, place: usize, length: usize) -> usize {
        let product = value * (self.weight)(place, length);
        let counts = if self.digits {
            product / 10 + product % 10
        } else {
            product
        };
        (state + counts) % self.modulus
    }

    fn accepts(&self, state: usize) -> bool {
        state == 0
    }
}

/// The 統一編號 of a firm on Taiwan: the digits of the products of 1 2 1 2 1 2 4 1 add up to a multiple of the modulus, which is 10,
/// and 5 for numbers given since 1 April 2023. A 7 at the seventh place, 7 × 4 = 28, counts 1 or 0.
pub(crate) struct TwBusiness {
    modulus: usize,
}

impl TwBusiness {
    pub(crate) const OLD: TwBusiness = TwBusiness { modulus: 10 };
    pub(crate) const NEW: TwBusiness = TwBusiness { modulus: 5 };
}

impl System for TwBusiness {
    /// Behind the sums come those with such a 7, which counts 0 in them.
    fn states(&self) -> usize {
        self.modulus * 2
    }

    fn start(&self) -> usize {
        0
    }

    fn alphabet(&self, _: usize, _: usize) -> &'static Alphabet {
        &DIGITS
    }

    fn step(&self, state: usize, value: usize, place: usize, _: usize) -> usize {
        if place == 6 && value == 7 {
            return state % self.modulus + self.modulus;
        }
        let product = value * [1, 2, 1, 2, 1, 2, 4, 1][place.min(7)];
        let sum = (state % self.modulus + product / 10 + product % 10) % self.modulus;
        state / self.modulus * self.modulus + sum
    }

    fn accepts(&self, state: usize) -> bool {
        let (seven, sum) = (state / self.modulus == 1, state % self.modulus);
        sum == 0 || seven && sum + 1 == self.modulus
    }
}

/// The identity number of a person on Taiwan: the letter counts as two digits, and the weights are 1 9 8 7 6 5 4 3 2 1 1. Letters at
/// the second place, of residence permits before 2021, count as their last digit.
pub(crate) struct TwPersonal;

static PLACES: Alphabet = Alphabet::within(
    "ABCDEFGHJKLMNPQRSTUVXYWZIO",
    "0123456789ABCDEFGHJKLMNPQRSTUVXYWZIO",
);
static KINDS: Alphabet = Alphabet::within("1289ABCD", "0123456789ABCD");

impl System for TwPersonal {
    fn states(&self) -> usize {
        10
    }

    fn start(&self) -> usize {
        0
    }

    fn alphabet(&self, place: usize, _: usize) -> &'static Alphabet {
        match place {
            0 => &PLACES,
            1 => &KINDS,
            _ => &DIGITS,
        }
    }

    fn step(&self, state: usize, value: usize, place: usize, _: usize) -> usize {
        let counts = match place {
            0 => value / 10 + value % 10 * 9,
            _ => value % 10 * [0, 8, 7, 6, 5, 4, 3, 2, 1, 1][place.min(9)],
        };
        (state + counts) % 10
    }

    fn accepts(&self, state: usize) -> bool {
        state == 0
    }
}
