//! What a segment should hold, in words.

use super::{Content, Levels, Segment};
use crate::messages::{Arg, Message, message, some};

/// More words than this nobody reads.
const SHOWN: usize = 8;

impl Segment {
    /// What should stand there: `4 digits`, `one of N, S`.
    pub(crate) fn wanted(&self) -> Message {
        let count = if self.is_fixed() {
            message!("form-exactly", count = self.least)
        } else if self.most == usize::MAX {
            message!("form-at-least", min = self.least)
        } else {
            message!("form-between", min = self.least, max = self.most)
        };
        let one = if self.most == 1 { "yes" } else { "no" };
        match &self.content {
            Content::Literal(text) => message!("form-fixed", text = text),
            Content::Values(values) => {
                let words = values.keys().map(String::as_str);
                message!("coding-wanted-values", values = some(words, SHOWN))
            }
            Content::In { label, .. } => {
                message!("coding-wanted-in", table = Arg::Local(label.clone()))
            }
            Content::Date(form) => message!("coding-wanted-date", form = form.picture()),
            Content::Serial { digits, start, .. } => {
                let digits = if digits.are_digits() {
                    message!("form-digits", count = count, one = one)
                } else {
                    let all: String = digits.iter().collect();
                    message!(
                        "coding-wanted-characters",
                        count = count,
                        one = one,
                        all = all
                    )
                };
                match start {
                    Some(start) => {
                        message!(
                            "coding-wanted-from",
                            digits = digits,
                            start = start.to_string()
                        )
                    }
                    None => digits,
                }
            }
            Content::Characters(characters)
                if characters.are_digits() && characters.len() == 10 =>
            {
                message!("form-digits", count = count, one = one)
            }
            Content::Characters(characters) => {
                let all: String = characters.iter().collect();
                message!(
                    "coding-wanted-characters",
                    count = count,
                    one = one,
                    all = shortened(&all)
                )
            }
            Content::Check(check) => message!("coding-wanted-check", check = check.name()),
        }
    }
}

impl Levels {
    /// What stands on a level of so many characters.
    pub(crate) fn wanted(&self, width: usize) -> Message {
        let count = message!("form-exactly", count = width);
        let one = if width == 1 { "yes" } else { "no" };
        if self.characters().are_digits() && self.characters().len() == 10 {
            return message!("form-digits", count = count, one = one);
        }
        let all: String = self.characters().iter().collect();
        message!(
            "coding-wanted-characters",
            count = count,
            one = one,
            all = shortened(&all)
        )
    }
}

/// Characters that follow each other as a range: `A-Z0-9`.
fn shortened(all: &str) -> String {
    let all: Vec<char> = all.chars().collect();
    let mut out = String::new();
    let follows = |pair: &[char]| pair[0] as u32 + 1 == pair[1] as u32;
    let mut at = 0;
    while at < all.len() {
        let run = 1 + all[at..]
            .windows(2)
            .take_while(|pair| follows(pair))
            .count();
        out.push(all[at]);
        match run {
            1 => {}
            2 => out.push(all[at + 1]),
            _ => {
                out.push('-');
                out.push(all[at + run - 1]);
            }
        }
        at += run;
    }
    out
}
