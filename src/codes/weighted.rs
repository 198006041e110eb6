//! Weighted sums: each character has a number, each place a weight, and the sum of the products is a multiple of the modulus.

use super::System;
use super::alphabet::{Alphabet, DIGITS, USCC};

/// How the number of a place counts.
pub(crate) struct Weighted {
    modulus: usize,
    alphabet: &'static Alphabet,
    /// The weight of a place of a code of so many characters.
    weight: fn(usize, usize) -> usize,
    /// Whether the digits of a product are added up, as in 2 × 7 = 14, which counts 5.
    digits: bool,
}

impl Weighted {
    /// ISO/IEC 7812-1, annex B: from the right, every second digit is doubled.
    pub(crate) const LUHN: Weighted = Weighted {
        modulus: 10,
        alphabet: &DIGITS,
        weight: |place, length| [2, 1][(length - place) % 2],
        digits: true,
    };
    /// GS1 General Specifications, 7.9: from the right 1, 3, 1, 3, …
    pub(crate) const GTIN: Weighted = Weighted {
        modulus: 10,
        alphabet: &DIGITS,
        weight: |place, length| [3, 1][(length - place) % 2],
        digits: false,
    };
    /// GB 32100-2015: powers of 3 from the left, and the check character once.
    pub(crate) const USCC: Weighted = Weighted {
        modulus: 31,
        alphabet: &USCC,
        weight: |place, length| {
            if place + 1 == length {
                return 1;
            }
            // 3 has the order 30 modulo 31
            (0..place % 30).fold(1, |power, _| power * 3 % 31)
        },
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

    fn alphabet(&self, _: usize, _: usize) -> &'static Alphabet {
        self.alphabet
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
