//! Codes in which each level continues the one above: 4, 42 and 422 digits, filled up with zeros or not.

use super::Characters;

/// The widths of the levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Levels {
    /// Where each level ends.
    ends: Vec<usize>,
    characters: Characters,
    /// What fills up codes that end above the last level; none where they are shorter.
    pad: Option<char>,
}

impl Levels {
    /// Widths are positive; the characters are of ASCII.
    pub(crate) fn new(widths: &[usize], characters: Characters, pad: Option<char>) -> Levels {
        let mut end = 0;
        let end = |width: &usize| {
            end += width;
            end
        };
        Levels {
            ends: widths.iter().map(end).collect(),
            characters,
            pad,
        }
    }

    pub(crate) fn ends(&self) -> &[usize] {
        &self.ends
    }

    pub(crate) fn characters(&self) -> &Characters {
        &self.characters
    }

    pub(crate) fn pad(&self) -> Option<char> {
        self.pad
    }

    /// All characters of a code of the last level.
    pub(crate) fn width(&self) -> usize {
        self.ends.last().copied().unwrap_or_default()
    }

    /// How many codes there may be below one, on a level; none where they are too many to count.
    pub(crate) fn room(&self, level: usize) -> Option<u128> {
        let start = level.checked_sub(1).map_or(0, |above| self.ends[above]);
        let width = u32::try_from(self.ends.get(level)? - start).ok()?;
        let all = (self.characters.len() as u128).checked_pow(width)?;
        // nothing but fillings is no code
        Some(all - u128::from(self.pad.is_some()))
    }

    pub(crate) fn fits(&self, code: &str) -> bool {
        let ends_well = match self.pad {
            Some(_) => code.len() == self.width(),
            None => self.ends.contains(&code.len()),
        };
        ends_well && code.is_ascii() && self.characters.contain_all(code)
    }

    /// The level of a code, from 0; none where nothing but fillings is left.
    pub(crate) fn level(&self, code: &str) -> Option<usize> {
        let filled = match self.pad {
            Some(pad) => code.trim_end_matches(pad).len(),
            None => code.len(),
        };
        let level = self.ends.iter().position(|end| *end >= filled);
        level.filter(|_| filled > 0)
    }

    /// The code of the level above.
    pub(crate) fn parent(&self, code: &str) -> Option<String> {
        if !self.fits(code) {
            return None;
        }
        let above = self.level(code)?.checked_sub(1)?;
        let mut parent = code[..self.ends[above]].to_owned();
        if let Some(pad) = self.pad {
            parent.extend(std::iter::repeat_n(pad, code.len() - parent.len()));
        }
        Some(parent)
    }
}
