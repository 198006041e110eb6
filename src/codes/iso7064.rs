//! ISO/IEC 7064:2003 (GB/T 17710 in China): pure systems and hybrid ones.

use super::System;
use super::alphabet::{Alphabet, DIGITS, DIGITS_AND_X, LETTERS_AND_DIGITS};

/// MOD `modulus`-`radix`: the characters are the digits of a number in that base, whose remainder is 1.
pub(crate) struct Pure {
    modulus: usize,
    radix: usize,
    body: &'static Alphabet,
    /// What the last character may be.
    last: &'static Alphabet,
}

impl Pure {
    pub(crate) const MOD_11_2: Pure = Pure {
        modulus: 11,
        radix: 2,
        body: &DIGITS,
        last: &DIGITS_AND_X,
    };
    pub(crate) const MOD_97_10: Pure = Pure {
        modulus: 97,
        radix: 10,
        body: &DIGITS,
        last: &DIGITS,
    };
}

impl System for Pure {
    fn states(&self) -> usize {
        self.modulus
    }

    fn start(&self) -> usize {
        0
    }

    fn alphabet(&self, place: usize, length: usize) -> &'static Alphabet {
        if place + 1 == length {
            self.last
        } else {
            self.body
        }
    }

    fn step(&self, state: usize, value: usize, _: usize, _: usize) -> usize {
        (state * self.radix + value) % self.modulus
    }

    fn accepts(&self, state: usize) -> bool {
        state == 1
    }
}

/// MOD `m`+1,`m`: after each character the sum modulo m, with 0 as m, is doubled modulo m + 1.
pub(crate) struct Hybrid {
    alphabet: &'static Alphabet,
}

impl Hybrid {
    pub(crate) const MOD_11_10: Hybrid = Hybrid { alphabet: &DIGITS };
    pub(crate) const MOD_37_36: Hybrid = Hybrid {
        alphabet: &LETTERS_AND_DIGITS,
    };
}

impl System for Hybrid {
    /// A state is what was doubled last, from 1 to m, and at the end the sum.
    fn states(&self) -> usize {
        self.alphabet.len() + 1
    }

    fn start(&self) -> usize {
        self.alphabet.len()
    }

    fn alphabet(&self, _: usize, _: usize) -> &'static Alphabet {
        self.alphabet
    }

    fn step(&self, state: usize, value: usize, place: usize, length: usize) -> usize {
        let m = self.alphabet.len();
        let sum = (state + value) % m;
        if place + 1 == length {
            return sum;
        }
        let sum = if sum == 0 { m } else { sum };
        sum * 2 % (m + 1)
    }

    fn accepts(&self, state: usize) -> bool {
        state == 1
    }
}
