//! The characters that may stand at a place of a code, as they are written in TOML: `A-Z0-9`.

/// Characters in their order, which is the order of the digits they may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Characters {
    all: Vec<char>,
    /// Which of the characters of ASCII are among them.
    ascii: u128,
}

/// More than this no segment needs: all unified ideographs are fewer.
const MOST: usize = 32_768;

impl Characters {
    pub(crate) fn digits() -> Characters {
        Characters::of("0123456789")
    }

    /// Each character of a text.
    pub(crate) fn of(text: &str) -> Characters {
        let all: Vec<char> = text.chars().collect();
        let bits = all.iter().filter(|c| c.is_ascii());
        let ascii = bits.fold(0, |bits, c| bits | 1 << u32::from(*c));
        Characters { all, ascii }
    }

    /// As written: single characters, and ranges such as `A-Z`; a hyphen at an end is a hyphen. None where a range runs backwards,
    /// something stands there twice, or there is nothing.
    pub(crate) fn parse(written: &str) -> Option<Characters> {
        let written: Vec<char> = written.chars().collect();
        let mut all = String::new();
        let mut at = 0;
        while let Some(&first) = written.get(at) {
            if let (Some('-'), Some(&last)) = (written.get(at + 1), written.get(at + 2)) {
                if last < first || last as usize - first as usize > MOST {
                    return None;
                }
                all.extend(first..=last);
                at += 3;
            } else {
                all.push(first);
                at += 1;
            }
        }
        let characters = Characters::of(&all);
        let mut sorted = characters.all.clone();
        sorted.sort_unstable();
        sorted.dedup();
        let fits = !all.is_empty() && sorted.len() == characters.all.len() && sorted.len() <= MOST;
        fits.then_some(characters)
    }

    pub(crate) fn contains(&self, c: char) -> bool {
        if c.is_ascii() {
            self.ascii >> u32::from(c) & 1 == 1
        } else {
            self.all.contains(&c)
        }
    }

    pub(crate) fn contain_all(&self, text: &str) -> bool {
        text.chars().all(|c| self.contains(c))
    }

    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = char> {
        self.all.iter().copied()
    }

    /// The first of them that is not in a text.
    pub(crate) fn not_in(&self, text: &str) -> Option<char> {
        self.iter().find(|c| !text.contains(*c))
    }

    pub(crate) fn are_digits(&self) -> bool {
        self.all.iter().all(char::is_ascii_digit)
    }

    /// The number that a text of these digits means; none where it is too large or has others.
    pub(crate) fn number(&self, text: &str) -> Option<u64> {
        if self.all.len() == 10 && self.are_digits() && text.bytes().all(|b| b.is_ascii_digit()) {
            return text.parse().ok();
        }
        let base = self.all.len() as u64;
        text.chars().try_fold(0_u64, |number, c| {
            let digit = self.all.iter().position(|one| *one == c)? as u64;
            number.checked_mul(base)?.checked_add(digit)
        })
    }

    /// A number written in these digits, filled up to a width; none where it does not fit.
    pub(crate) fn written(&self, number: u64, width: usize) -> Option<String> {
        let base = self.all.len() as u64;
        let (mut left, mut digits) = (number, Vec::new());
        for _ in 0..width {
            // of a single digit there is no number but 0
            let digit = left.checked_rem(base)?;
            digits.push(*self.all.get(usize::try_from(digit).ok()?)?);
            left = left.checked_div(base)?;
        }
        digits.reverse();
        (left == 0).then(|| digits.into_iter().collect())
    }
}
