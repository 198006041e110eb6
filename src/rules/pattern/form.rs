//! A simple expression in words: of `SO\d{9}`, "SO, then 9 digits".

use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind};

use crate::messages::{Message, message};

/// More pieces than this nobody reads.
const MOST_PIECES: usize = 6;
/// More characters that a kind does without nobody reads.
const MOST_WITHOUT: usize = 6;

/// A piece of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// As it stands there.
    Fixed(String),
    /// So many characters, without end where there is no most.
    Some(Characters, u32, Option<u32>),
}

/// What some characters may be: all of a kind but a few.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Characters {
    pub(crate) kind: Kind,
    without: Vec<char>,
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
        HirKind::Class(Class::Unicode(class)) => add(characters(class)?, 1, Some(1), pieces),
        HirKind::Repetition(repetition) => {
            let HirKind::Class(Class::Unicode(class)) = repetition.sub.kind() else {
                return None;
            };
            add(characters(class)?, repetition.min, repetition.max, pieces);
        }
        HirKind::Capture(capture) => append(&capture.sub, pieces)?,
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| append(part, pieces))?,
        _ => return None,
    }
    Some(())
}

fn add(characters: Characters, min: u32, max: Option<u32>, pieces: &mut Vec<Piece>) {
    if let Some(Piece::Some(before, least, most)) = pieces.last_mut()
        && *before == characters
    {
        *least = least.saturating_add(min);
        *most = most.zip(max).and_then(|(most, max)| most.checked_add(max));
    } else {
        pieces.push(Piece::Some(characters, min, max));
    }
}

/// The smallest kind that has all characters of a class, and those of it that the class has not; none where there are many.
fn characters(class: &ClassUnicode) -> Option<Characters> {
    let kinds: [(Kind, &[(char, char)]); 6] = [
        (Kind::Digit, &[('0', '9')]),
        (Kind::Capital, &[('A', 'Z')]),
        (Kind::Small, &[('a', 'z')]),
        (Kind::CapitalOrDigit, &[('0', '9'), ('A', 'Z')]),
        (Kind::Letter, &[('A', 'Z'), ('a', 'z')]),
        (Kind::LetterOrDigit, &[('0', '9'), ('A', 'Z'), ('a', 'z')]),
    ];
    kinds.into_iter().find_map(|(kind, ranges)| {
        let all = ClassUnicode::new(ranges.iter().map(|&(a, z)| ClassUnicodeRange::new(a, z)));
        let mut more = class.clone();
        more.difference(&all);
        let mut without = all;
        without.difference(class);
        let without = without.iter().flat_map(|range| range.start()..=range.end());
        let without: Vec<char> = without.take(MOST_WITHOUT + 1).collect();
        let fits = more.ranges().is_empty() && without.len() <= MOST_WITHOUT;
        fits.then_some(Characters { kind, without })
    })
}

fn piece(piece: &Piece) -> Message {
    let (characters, min, max) = match piece {
        Piece::Fixed(text) => return message!("form-fixed", text = text),
        Piece::Some(characters, min, max) => (characters, *min, *max),
    };
    let count = match max {
        Some(max) if max == min => message!("form-exactly", count = min),
        Some(max) => message!("form-between", min = min, max = max),
        None => message!("form-at-least", min = min),
    };
    let one = if max.unwrap_or(min) == 1 { "yes" } else { "no" };
    let all = match characters.kind {
        Kind::Digit => message!("form-digits", count = count, one = one),
        Kind::Capital => message!("form-capitals", count = count, one = one),
        Kind::Small => message!("form-small", count = count, one = one),
        Kind::Letter => message!("form-letters", count = count, one = one),
        Kind::CapitalOrDigit => message!("form-capitals-digits", count = count, one = one),
        Kind::LetterOrDigit => message!("form-letters-digits", count = count, one = one),
    };
    if characters.without.is_empty() {
        return all;
    }
    let without: Vec<String> = characters.without.iter().map(char::to_string).collect();
    message!("form-without", all = all, without = without)
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
            (
                "[0-9A-HJ-NPQRTUWXY]{18}",
                "18 capital letters or digits other than I, O, S, V, Z",
                "18 位大写字母或数字（不含 I、O、S、V、Z）",
            ),
            (
                "[1-9]-[A-Y][0-9]",
                "1 digit other than 0, then -, then 1 capital letter other than Z, then 1 digit",
                "1 位数字（不含 0） 加 - 加 1 位大写字母（不含 Z） 加 1 位数字",
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
            "[A-M]",
            "[0-9A-J]",
            ".",
            r"a\d?b\dc\dd\d",
        ] {
            assert_eq!(in_words(&parsed(regex).unwrap()), None, "{regex}");
        }
    }
}
