//! The texts that the cells of a workbook share, one behind the other: most are short, and there may be millions.

use crate::messages::message;
use crate::sources::SourceError;

/// Texts by their number.
#[derive(Debug, Default)]
pub(crate) struct Strings {
    text: String,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Strings {
    /// Appends a text, which `write` writes.
    pub(crate) fn push(
        &mut self,
        write: impl FnOnce(&mut String) -> Result<(), SourceError>,
    ) -> Result<(), SourceError> {
        write(&mut self.text)?;
        let end = u32::try_from(self.text.len());
        self.ends
            .push(end.map_err(|_| message!("source-texts-too-large"))?);
        Ok(())
    }

    pub(crate) fn get(&self, number: usize) -> Option<&str> {
        let end = *self.ends.get(number)?;
        let start = match number {
            0 => 0,
            _ => self.ends[number - 1],
        };
        Some(&self.text[start as usize..end as usize])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_by_number() {
        let mut strings = Strings::default();
        for text in ["甲", "", "bc"] {
            strings
                .push(|all| {
                    all.push_str(text);
                    Ok(())
                })
                .unwrap();
        }
        let all: Vec<_> = (0..4).map(|number| strings.get(number)).collect();
        assert_eq!(all, [Some("甲"), Some(""), Some("bc"), None]);
    }
}
