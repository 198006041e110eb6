//! What is wrong with a pattern, in the words of the user's language.

use std::ops::Range;

use regex_syntax::Error;
use regex_syntax::ast::{ErrorKind, Span};

use crate::messages::{Message, message};

/// A pattern that cannot be used.
#[derive(Debug, Clone)]
pub(crate) struct Unfit {
    pub(crate) message: Message,
    /// What to do about it.
    pub(crate) hint: Option<Message>,
    /// The bytes at fault; all of the pattern where there is none.
    pub(crate) range: Option<Range<usize>>,
}

impl Unfit {
    /// Of a pattern that is not even looked at.
    pub(super) fn too_long(most: usize) -> Unfit {
        Unfit {
            message: message!(
                "problem-bad-regex",
                error = message!("regex-long", most = most)
            ),
            hint: None,
            range: None,
        }
    }

    /// Of a pattern that does not compile.
    pub(super) fn new(written: &str) -> Unfit {
        let (error, hint, span) = match regex_syntax::parse(written) {
            Err(Error::Parse(error)) => {
                let part = part(written, error.span());
                let (message, hint) = explained(error.kind(), part);
                (message, hint, Some(*error.span()))
            }
            Err(Error::Translate(error)) => {
                let part = part(written, error.span());
                (
                    message!("regex-property", part = part),
                    None,
                    Some(*error.span()),
                )
            }
            _ => (message!("regex-large"), None, None),
        };
        Unfit {
            message: message!("problem-bad-regex", error = error),
            hint,
            range: span.map(|span| span.start.offset..span.end.offset),
        }
    }
}

fn part<'w>(written: &'w str, span: &Span) -> &'w str {
    let part = written.get(span.start.offset..span.end.offset);
    part.unwrap_or_default()
}

/// What is wrong, and what to do about it.
fn explained(kind: &ErrorKind, part: &str) -> (Message, Option<Message>) {
    use ErrorKind as Kind;
    let itself = |plain: &str| {
        Some(message!(
            "hint-regex-itself",
            written = format!("\\{plain}")
        ))
    };
    match kind {
        Kind::GroupUnclosed => (message!("regex-group-open"), itself("(")),
        Kind::GroupUnopened => (message!("regex-group-closed"), itself(")")),
        Kind::ClassUnclosed => (message!("regex-class-open"), itself("[")),
        Kind::ClassRangeInvalid => (message!("regex-range", part = part), None),
        Kind::ClassRangeLiteral | Kind::ClassEscapeInvalid => {
            (message!("regex-range-end", part = part), itself("-"))
        }
        Kind::RepetitionMissing => (message!("regex-nothing-repeated"), None),
        Kind::RepetitionCountInvalid
        | Kind::RepetitionCountDecimalEmpty
        | Kind::RepetitionCountUnclosed
        | Kind::DecimalEmpty
        | Kind::DecimalInvalid => (message!("regex-count"), itself("{")),
        Kind::EscapeUnexpectedEof => (message!("regex-escape-end"), None),
        Kind::EscapeUnrecognized
        | Kind::EscapeHexEmpty
        | Kind::EscapeHexInvalid
        | Kind::EscapeHexInvalidDigit
        | Kind::SpecialWordBoundaryUnrecognized => (message!("regex-escape", part = part), None),
        Kind::UnicodeClassInvalid => (message!("regex-property", part = part), None),
        Kind::UnsupportedLookAround => (
            message!("regex-look", part = part),
            Some(message!("hint-regex-look")),
        ),
        Kind::UnsupportedBackreference => (message!("regex-reference", part = part), None),
        Kind::FlagDanglingNegation
        | Kind::FlagDuplicate { .. }
        | Kind::FlagRepeatedNegation { .. }
        | Kind::FlagUnexpectedEof
        | Kind::FlagUnrecognized => (message!("regex-flag"), None),
        Kind::GroupNameDuplicate { .. }
        | Kind::GroupNameEmpty
        | Kind::GroupNameInvalid
        | Kind::GroupNameUnexpectedEof => (message!("regex-name"), None),
        Kind::CaptureLimitExceeded | Kind::NestLimitExceeded(_) => (message!("regex-large"), None),
        _ => (message!("regex-other"), None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::messages::{Lang, Messages};

    #[test]
    fn each_slip_has_its_words_and_its_place() {
        let messages = Messages::new(Lang::En);
        for (written, at, words) in [
            ("SO(\\d{4}", "(", "opens a group"),
            ("SO\\d)", ")", "closes a group"),
            ("[0-9", "[", "`]` is missing"),
            ("K[9-0]", "9-0", "`9-0` runs backwards"),
            ("[\\d-z]", "\\d", "end of a range"),
            ("*\\d", "", "nothing to repeat"),
            ("\\d{3,1}", "{3,1}", "{2,5}"),
            ("\\d{,3}", "", "{2,5}"),
            ("\\d{3", "{3", "{2,5}"),
            ("K\\", "\\", "single `\\`"),
            ("\\q", "\\q", "`\\q`"),
            ("\\p{Chinesisch}", "\\p{Chinesisch}", "no class"),
            ("(?!SO)", "(?!", "look-ahead"),
            ("(.)\\1", "\\1", "`\\1`"),
            ("(?y)a", "y", "behind `(?`"),
            ("(?P<1>a)", "1", "name of a group"),
        ] {
            let unfit = Unfit::new(written);
            let told = messages.text(&unfit.message);
            assert!(told.contains(words), "{written}: {told}");
            assert_eq!(&written[unfit.range.unwrap()], at, "{written}");
        }
        let large = Unfit::new("(\\w{1000}){1000}");
        assert!(messages.text(&large.message).contains("too large"));
        let long = "(a|b)".repeat(60_000);
        for unfit in [
            super::super::regex(&long, false).map(drop),
            super::super::finder(&long).map(drop),
        ] {
            let told = messages.text(&unfit.unwrap_err().message);
            assert!(told.contains("longer than"), "{told}");
        }
    }
}
