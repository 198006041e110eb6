//! The number formats of an OpenDocument, written as Excel writes them: what shows a code, a day or hours is judged at one place.

use std::collections::HashMap;
use std::io::BufRead;

use super::super::elements::{Elements, Node, Space, Tag};
use crate::sources::SourceError;

/// More digits, or texts among them, has no code.
const MOST_DIGITS: u32 = 64;
/// A longer format is none of a code, and nobody reads on.
const MOST_CODE: usize = 1024;
/// A number with decimals: whatever else is in the format, it shows a quantity.
const QUANTITY: &str = "0.0";

/// A number format.
#[derive(Debug, Default)]
pub(super) struct NumberStyle {
    /// As Excel writes it, without the formats that hold under a condition.
    code: String,
    /// Conditions, and the names of the formats that hold under them.
    maps: Vec<(String, String)>,
    /// Whether there is anything in it to read.
    fixed: bool,
}

impl NumberStyle {
    /// What the start of a format says.
    pub(super) fn of(tag: &Tag) -> Result<NumberStyle, SourceError> {
        let overflow = tag.attribute(Space::Number, "truncate-on-overflow")?;
        let code = match tag.name().1 {
            "date-style" => "yyyy-mm-dd",
            "time-style" if overflow.is_some_and(|a| a.is("false")) => "[h]:mm:ss",
            "time-style" => "h:mm:ss",
            _ => "",
        };
        Ok(NumberStyle {
            code: code.to_owned(),
            maps: Vec::new(),
            fixed: !code.is_empty(),
        })
    }

    /// Reads a format whose start was read, up to its end.
    pub(super) fn read<R: BufRead>(
        mut self,
        xml: &mut Elements<R>,
    ) -> Result<NumberStyle, SourceError> {
        loop {
            match xml.next()? {
                Node::Start(tag) => match tag.name() {
                    _ if self.fixed => xml.skip()?,
                    (Space::Number, "text") => {
                        let text = xml.text()?;
                        self.literal(&text);
                    }
                    (Space::Number, "number") => {
                        let digits = Digits::of(&tag)?.read(xml)?;
                        self.digits(digits);
                    }
                    (Space::Number, "scientific-number" | "fraction") => {
                        self.code.push_str(QUANTITY);
                        xml.skip()?;
                    }
                    (Space::Style, "map") => {
                        self.maps.extend(map(&tag)?);
                        xml.skip()?;
                    }
                    _ => xml.skip()?,
                },
                Node::End | Node::Eof => return Ok(self),
                Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            }
        }
    }

    fn literal(&mut self, text: &str) {
        for c in text.chars().take(MOST_CODE) {
            self.code.extend(['\\', c]);
        }
    }

    /// Zeros, with the texts that stand among them.
    fn digits(&mut self, digits: Option<Digits>) {
        let Some(digits) = digits else {
            self.code.push_str(QUANTITY);
            return;
        };
        // from left to right; a text stands before so many digits
        for place in (0..digits.zeros).rev() {
            self.code.push('0');
            let here = digits
                .texts
                .iter()
                .filter(|(before, _)| *before == place && place > 0);
            for (_, text) in here {
                self.literal(text);
            }
        }
    }

    /// The whole format: those under a condition come first, as sections.
    pub(super) fn code(&self, all: &HashMap<String, NumberStyle>) -> String {
        let mut code = String::new();
        for (condition, name) in &self.maps {
            if code.len() > MOST_CODE {
                break;
            }
            if let Some(style) = all.get(name) {
                code.extend(["[", condition, "]", &style.code, ";"]);
            }
        }
        code + &self.code
    }
}

/// The digits of a number format.
struct Digits {
    /// Whether they are those of a quantity.
    quantity: bool,
    zeros: u32,
    /// Texts among them, each with how many digits come behind it.
    texts: Vec<(u32, String)>,
}

impl Digits {
    fn of(tag: &Tag) -> Result<Digits, SourceError> {
        let count = |name| {
            let attribute = tag.attribute(Space::Number, name)?;
            Ok(attribute.and_then(|a| a.count()).unwrap_or_default())
        };
        let grouping = tag.attribute(Space::Number, "grouping")?;
        let zeros = count("min-integer-digits")?;
        Ok(Digits {
            quantity: count("decimal-places")? > 0
                || grouping.is_some_and(|a| a.is_true())
                || zeros > MOST_DIGITS,
            zeros,
            texts: Vec::new(),
        })
    }

    /// Reads the texts among digits whose start was read, up to their end. None if they show a quantity.
    fn read<R: BufRead>(mut self, xml: &mut Elements<R>) -> Result<Option<Digits>, SourceError> {
        loop {
            match xml.next()? {
                Node::Start(tag) if tag.name() == (Space::Number, "embedded-text") => {
                    let place = tag.attribute(Space::Number, "position")?;
                    let place = place.and_then(|a| a.count()).unwrap_or_default();
                    self.texts.push((place, xml.text()?));
                }
                Node::Start(_) => xml.skip()?,
                Node::End | Node::Eof => {
                    self.quantity |= self.texts.len() > MOST_DIGITS as usize;
                    return Ok((!self.quantity).then_some(self));
                }
                Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            }
        }
    }
}

/// A condition as Excel writes it, and the format that holds under it.
fn map(tag: &Tag) -> Result<Option<(String, String)>, SourceError> {
    let condition = tag.attribute(Space::Style, "condition")?;
    let name = tag.attribute(Space::Style, "apply-style-name")?;
    let (Some(condition), Some(name)) = (condition, name) else {
        return Ok(None);
    };
    let condition = condition.text();
    let condition = condition.trim().strip_prefix("value()");
    Ok(condition.map(|c| (c.replace("!=", "<>"), name.text().into_owned())))
}
