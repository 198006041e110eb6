//! A simple expression in words: of `SO\d{9}`, "SO, then 9 digits".

use regex_syntax::hir::{Class, ClassUnicode, Hir, HirKind};

use crate::messages::{Message, message};

/// More pieces than this nobody reads.
const MOST_PIECES: usize = 6;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// As it stands there.
    Fixed(String),
    /// So many characters of a kind; without end where there is no most.
    Some(Kind, u32, Option<u32>),
}

/// What a character may be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Digit,
    Capital,
    Small,
    Letter,
    CapitalOrDigit,
    LetterOrDigit,
}

/// The pieces of an expression, none of which is more than a fixed text or a number of letters and digits.
pub(crate) fn pieces(hir: &Hir) -> Option<Vec<Piece>> {
    let mut pieces = Vec::new();
    append(hir, &mut pieces)?;
    Some(pieces)
}

/// In words; none of what has other pieces, or too many.
pub(crate) fn in_words(hir: &Hir) -> Option<Message> {
    let pieces = pieces(hir).filter(|pieces| pieces.len() <= MOST_PIECES)?;
    let then = |first, second| message!("form-then", first = first, second = second);
    pieces.iter().map(piece).reduce(then)
}

fn append(hir: &Hir, pieces: &mut Vec<Piece>) -> Option<()> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            match pieces.last_mut() {
                Some(Piece::Fixed(before)) => before.push_str(text),
                _ => pieces.push(Piece::Fixed(text.to_owned())),
            }
        }
        HirKind::Class(Class::Unicode(class)) => add(kind(class)?, 1, Some(1), pieces),
        HirKind::Repetition(repetition) => {
            let HirKind::Class(Class::Unicode(class)) = repetition.sub.kind() else {
                return None;
            };
            add(kind(class)?, repetition.min, repetition.max, pieces);
        }
        HirKind::Capture(capture) => append(&capture.sub, pieces)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| append(part, pieces))?,
        _ => return None,
    }
    Some(())
}

fn add(kind: Kind, min: u32, max: Option<u32>, pieces: &mut Vec<Piece>) {
    if let Some(Piece::Some(before, least, most)) = pieces.last_mut()
        && *before == kind
    {
        *least = least.saturating_add(min);
        *most = most.zip(max).and_then(|(most, max)| most.checked_add(max));
    } else {
        pieces.push(Piece::Some(kind, min, max));
    }
}

fn kind(class: &ClassUnicode) -> Option<Kind> {
    let ranges: Vec<(char, char)> = class.iter().map(|r| (r.start(), r.end())).collect();
    Some(match ranges[..] {
        [('0', '9')] => Kind::Digit,
        [('A', 'Z')] => Kind::Capital,
        [('a', 'z')] => Kind::Small,
        [('A', 'Z'), ('a', 'z')] => Kind::Letter,
        [('0', '9'), ('A', 'Z')] => Kind::CapitalOrDigit,
        [('0', '9'), ('A', 'Z'), ('a', 'z')] => Kind::LetterOrDigit,
        _ => return None,
    })
}

fn piece(piece: &Piece) -> Message {
    let (kind, min, max) = match piece {
        Piece::Fixed(text) => return message!("form-fixed", text = text),
        Piece::Some(kind, min, max) => (*kind, *min, *max),
    };
    let count = match max {
        Some(max) if max == min => message!("form-exactly", count = min),
        Some(max) => message!("form-between", min = min, max = max),
        None => message!("form-at-least", min = min),
    };
    let one = if max.unwrap_or(min) == 1 { "yes" } else { "no" };
    match kind {
        Kind::Digit => message!("form-digits", count = count, one = one),
        Kind::Capital => message!("form-capitals", count = count, one = one),
        Kind::Small => message!("form-small", count = count, one = one),
        Kind::Letter => message!("form-letters", count = count, one = one),
        Kind::CapitalOrDigit => message!("form-capitals-digits", count = count, one = one),
        Kind::LetterOrDigit => message!("form-letters-digits", count = count, one = one),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Lang, Messages};
    use crate::rules::matcher::parsed;

    #[test]
    fn codes_are_told_in_words() {
        let (en, zh) = (Messages::new(Lang::En), Messages::new(Lang::ZhCn));
        for (regex, in_english, in_chinese) in [
            (r"SO\d{9}", "SO, then 9 digits", "SO 加 9 位数字"),
            (r"1\d{10}", "1, then 10 digits", "1 加 10 位数字"),
            (
                r"[A-Z]{2}-\d{4}-[0-9]+",
                "2 capital letters, then -, then 4 digits, then -, then at least 1 digit",
                "2 位大写字母 加 - 加 4 位数字 加 - 加 至少 1 位数字",
            ),
            (
                r"(K)\d\d{3,5}",
                "K, then 4 to 6 digits",
                "K 加 4 至 6 位数字",
            ),
            (
                r"客户[0-9A-Z]",
                "客户, then 1 capital letter or digit",
                "客户 加 1 位大写字母或数字",
            ),
        ] {
            let message = in_words(&parsed(regex).unwrap()).unwrap();
            assert_eq!(en.text(&message), in_english, "{regex}");
            assert_eq!(zh.text(&message), in_chinese, "{regex}");
        }
        for regex in [
            r"a|b",
            r"\w+",
            r"(ab)+",
            r"^x$",
            r"[^a]",
            ".",
            r"a\d?b\dc\dd\d",
        ] {
            assert_eq!(in_words(&parsed(regex).unwrap()), None, "{regex}");
        }
    }
}
