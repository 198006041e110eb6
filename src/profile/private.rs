//! Content that not everybody may see, told by how it looks: telephone numbers, identity numbers, addresses of e-mail.

use std::borrow::Cow;

use crate::tables::mask::mask;

/// What a value looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Private {
    Phone,
    Identity,
    Email,
}

impl Private {
    /// The word in JSON.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Private::Phone => "phone",
            Private::Identity => "identity_number",
            Private::Email => "email",
        }
    }
}

/// What a whole value is, if it is of such a kind.
pub(super) fn of_value(text: &str) -> Option<Private> {
    if text.contains('@') {
        return is_email(text).then_some(Private::Email);
    }
    // nearly all values have fewer digits
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if digits < 9 || text.len() > 24 {
        return None;
    }
    if is_identity(text) {
        Some(Private::Identity)
    } else if is_phone(text) {
        Some(Private::Phone)
    } else {
        None
    }
}

/// Whether it depends on the digits of a text what [`of_value`] says.
pub(super) fn depends_on_digits(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let counts = digits >= 9 && text.len() <= 24 && !text.contains('@');
    counts && (matches!(text.len(), 10 | 18) || text.chars().all(is_of_phone))
}

/// Whether a character may be in a telephone number.
fn is_of_phone(c: char) -> bool {
    c.is_ascii_digit() || " -()（）+".contains(c)
}

fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else {
        return false;
    };
    let plain = |c: char| c.is_alphanumeric() || "._-+".contains(c);
    !name.is_empty()
        && name.chars().all(plain)
        && host.chars().all(plain)
        && host.trim_matches('.').contains('.')
}

/// A mobile number of the mainland or of Taiwan, or a number with an area code set off.
fn is_phone(text: &str) -> bool {
    if !text.chars().all(is_of_phone) {
        return false;
    }
    let plain: String = text.chars().filter(|c| !" -()（）".contains(*c)).collect();
    let number = plain
        .strip_prefix("+86")
        .or_else(|| plain.strip_prefix("0086"))
        .unwrap_or(&plain);
    let number = match number.strip_prefix("+886") {
        Some(rest) => format!("0{rest}"),
        None => number.to_owned(),
    };
    if !number.bytes().all(|b| b.is_ascii_digit()) {
        return false;
    }
    let mainland = number.len() == 11
        && number.starts_with('1')
        && matches!(number.as_bytes().get(1), Some(b'3'..=b'9'));
    let taiwan = number.len() == 10 && number.starts_with("09");
    let set_off = text.contains(['-', '(', '（']) && !text.contains('/');
    let landline = set_off && number.starts_with('0') && (9..=12).contains(&number.len());
    mainland || taiwan || landline
}

/// An identity number with its check character: of the mainland, or of Taiwan.
fn is_identity(text: &str) -> bool {
    let bytes = text.as_bytes();
    match bytes.len() {
        18 => {
            const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
            if !bytes[..17].iter().all(u8::is_ascii_digit) {
                return false;
            }
            let digits = bytes.iter().map(|b| u32::from(b.wrapping_sub(b'0')));
            let sum: u32 = digits
                .zip(WEIGHTS)
                .map(|(digit, weight)| digit * weight)
                .sum();
            let month = (bytes[10] - b'0') * 10 + (bytes[11] - b'0');
            (1..=12).contains(&month)
                && b"10X98765432"[(sum % 11) as usize] == bytes[17].to_ascii_uppercase()
        }
        10 => {
            let letters = b"ABCDEFGHJKLMNPQRSTUVXYWZIO";
            let Some(place) = letters.iter().position(|letter| *letter == bytes[0]) else {
                return false;
            };
            if !matches!(bytes[1], b'1' | b'2' | b'8' | b'9')
                || !bytes[1..].iter().all(u8::is_ascii_digit)
            {
                return false;
            }
            let number = place + 10;
            let digits = bytes[1..9].iter().zip((1..=8).rev());
            let sum: usize = digits
                .map(|(b, weight)| usize::from(b - b'0') * weight)
                .sum();
            (number / 10 + number % 10 * 9 + sum + usize::from(bytes[9] - b'0')).is_multiple_of(10)
        }
        _ => false,
    }
}

/// A text as it may be shown, with what looks private masked, also within a sentence.
pub(super) fn masked(text: &str) -> Cow<'_, str> {
    if of_value(text).is_some() {
        return mask(text, true);
    }
    let of_number = |c: char| c.is_ascii_alphanumeric() || "@._+-".contains(c);
    let mut out = String::new();
    let mut rest = text;
    while let Some(start) = rest.find(of_number) {
        let (before, from) = rest.split_at(start);
        let (word, behind) = from.split_at(from.find(|c| !of_number(c)).unwrap_or(from.len()));
        out.push_str(before);
        let core = word.trim_matches(['.', '-', '_']);
        match of_value(core) {
            Some(_) => out.push_str(&word.replace(core, &mask(core, true))),
            None => out.push_str(word),
        }
        rest = behind;
    }
    if out.is_empty() {
        return Cow::Borrowed(text);
    }
    out.push_str(rest);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_private() {
        for (text, kind) in [
            ("13912345678", Some(Private::Phone)),
            ("+86 139-1234-5678", Some(Private::Phone)),
            ("0912-345-678", Some(Private::Phone)),
            ("(02) 2345-6789", Some(Private::Phone)),
            ("11010519491231002X", Some(Private::Identity)),
            ("110105194912310021", None),
            ("A123456789", Some(Private::Identity)),
            ("A123456788", None),
            ("li@example.com", Some(Private::Email)),
            ("20260405012", None),
            ("SO202604019", None),
            ("2026-04-05 08:30", None),
        ] {
            assert_eq!(of_value(text), kind, "{text}");
        }
    }

    #[test]
    fn sentences_are_masked_where_it_stands() {
        assert_eq!(masked("致电 13912345678，张"), "致电 139***78，张");
        assert_eq!(masked("to li@example.com."), "to li@***om.");
        assert_eq!(masked("order SO-2026"), "order SO-2026");
    }
}
