//! The characters that a place of a code may hold, each with its number.

/// Some ASCII characters, each with a number.
pub(crate) struct Alphabet {
    characters: &'static str,
    /// The number of each character, one more than it is; 0 where it has none.
    numbers: [u8; 128],
}

pub(crate) static DIGITS: Alphabet = Alphabet::new("0123456789");
pub(crate) static DIGITS_AND_X: Alphabet = Alphabet::new("0123456789X");
pub(crate) static LETTERS_AND_DIGITS: Alphabet =
    Alphabet::new("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ");
/// GB 32100-2015: without I, O, S, V and Z.
pub(crate) static USCC: Alphabet = Alphabet::new("0123456789ABCDEFGHJKLMNPQRTUWXY");

impl Alphabet {
    /// The first character has the number 0.
    pub(crate) const fn new(characters: &'static str) -> Alphabet {
        Alphabet::within(characters, characters)
    }

    /// Characters with the numbers that they have among others.
    pub(crate) const fn within(characters: &'static str, all: &'static str) -> Alphabet {
        let mut numbers = [0; 128];
        let (characters_left, all) = (characters.as_bytes(), all.as_bytes());
        let mut at = 0;
        while at < characters_left.len() {
            let mut number = 0;
            while all[number] != characters_left[at] {
                number += 1;
            }
            // alphabets are shorter than 128
            #[expect(clippy::cast_possible_truncation, reason = "`TryFrom` is not const")]
            {
                numbers[characters_left[at] as usize] = number as u8 + 1;
            }
            at += 1;
        }
        Alphabet {
            characters,
            numbers,
        }
    }

    pub(crate) fn characters(&self) -> &'static str {
        self.characters
    }

    pub(crate) fn len(&self) -> usize {
        self.characters.len()
    }

    /// The number of a character, if it is one of them.
    pub(crate) fn value(&self, byte: u8) -> Option<usize> {
        let number = self.numbers.get(usize::from(byte))?;
        usize::from(*number).checked_sub(1)
    }
}
