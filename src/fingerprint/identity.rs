//! What makes a document, and a finding, the same next month, whatever row it has moved to.

use std::borrow::Cow;

use super::Fingerprint;

/// The first 64 bits of a SHA-256 over rule, table, document and column. Copies of one document share it. That two
/// others of ten million findings do has a chance of 3 in a million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Identity(pub(crate) u64);

impl Identity {
    pub(crate) fn new(rule: &str, table: &str, document: &str, column: &str) -> Identity {
        let mut fingerprint = Fingerprint::default();
        for part in [rule, table, document, column] {
            fingerprint.add_part(part);
        }
        Identity(fingerprint.short())
    }

    /// Of no document: a row without a key is not known by one.
    pub(crate) const NONE: Identity = Identity(0);

    /// Of a document whatever is wrong with it, by its key.
    pub(crate) fn of_document(table: &str, key: &str) -> Identity {
        if key.starts_with(NO_KEY) || is_blank_key(key) {
            Identity::NONE
        } else {
            // no rule is called nothing
            Identity::new("", table, key, "")
        }
    }

    /// 16 hexadecimal digits.
    pub(crate) fn text(self) -> String {
        format!("{:016x}", self.0)
    }

    /// What [`Identity::text`] wrote.
    pub(crate) fn parse(text: &str) -> Option<Identity> {
        let hexadecimal = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let number = hexadecimal.then(|| u64::from_str_radix(text, 16).ok())??;
        Some(Identity(number))
    }
}

/// Stands between the parts of a key.
const BETWEEN: char = '\u{1f}';
/// Begins what stands for the key of a row that has none.
const NO_KEY: char = '\u{1e}';
/// Stands before one of these in a part of a key: cells may hold them.
const MEANT: char = '\u{1b}';

/// Several parts as one text that no other parts have; a single part stands as it is.
pub(crate) fn join_key<'p>(parts: &[Cow<'p, str>]) -> Cow<'p, str> {
    if let [one] = parts {
        return one.clone();
    }
    let mut key = String::with_capacity(parts.iter().map(|part| part.len() + 1).sum());
    for (number, part) in parts.iter().enumerate() {
        add_part(&mut key, number, part);
    }
    key.into()
}

/// Adds a part to a key of several parts, by its number from 0.
pub(crate) fn add_part(key: &mut String, number: usize, part: &str) {
    key.extend((number > 0).then_some(BETWEEN));
    if !part.contains([BETWEEN, NO_KEY, MEANT]) {
        key.push_str(part);
        return;
    }
    for c in part.chars() {
        key.extend(matches!(c, BETWEEN | NO_KEY | MEANT).then_some(MEANT));
        key.push(c);
    }
}

/// The parts of a key, of which there are `count`.
pub(crate) fn key_parts(key: &str, count: usize) -> Vec<Cow<'_, str>> {
    if count < 2 {
        return vec![key.into()];
    }
    if !key.contains(MEANT) {
        return key.split(BETWEEN).map(Cow::from).collect();
    }
    let (mut parts, mut meant) = (vec![String::new()], false);
    for c in key.chars() {
        match c {
            MEANT if !meant => meant = true,
            BETWEEN if !meant => parts.push(String::new()),
            c => {
                let last = parts.last_mut();
                last.expect("there is a first part").push(c);
                meant = false;
            }
        }
    }
    parts.into_iter().map(Cow::from).collect()
}

/// Whether nothing is filled of a document key.
pub(crate) fn is_blank_key(key: &str) -> bool {
    key.chars().all(|c| c == BETWEEN)
}

/// What names a row without a key: its cells, wherever it stands. Another row in its place is another document.
pub(crate) fn key_of_cells<'c>(cells: impl Iterator<Item = &'c str>) -> String {
    let mut fingerprint = Fingerprint::default();
    let filled = cells.map(str::trim).enumerate();
    for (column, cell) in filled.filter(|(_, cell)| !cell.is_empty()) {
        fingerprint.add_part(&column.to_string());
        fingerprint.add_part(cell);
    }
    format!("{NO_KEY}{:016x}", fingerprint.short())
}

/// Whether it stands for the key of a row that has none.
pub(crate) fn is_nameless(key: &str) -> bool {
    key.starts_with(NO_KEY)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identity_depends_on_each_part() {
        let base = Identity::new("r", "t", "k", "c");
        for other in [
            Identity::new("r2", "t", "k", "c"),
            Identity::new("r", "t2", "k", "c"),
            Identity::new("r", "t", "k2", "c"),
            Identity::new("r", "t", "k", "c2"),
        ] {
            assert_ne!(base, other);
        }
        let (one, other) = (
            Identity::new("a", "bc", "", ""),
            Identity::new("ab", "c", "", ""),
        );
        assert_ne!(one, other);
    }

    #[test]
    fn keys_come_apart_as_they_were_joined() {
        let all = [
            &["a", "b"][..],
            &["a\u{1f}b", "c"],
            &["a", "b\u{1f}c"],
            &["a\u{1b}", "\u{1f}b"],
            &["\u{1e}", ""],
            &["", "", ""],
            &["\u{1b}\u{1b}", "c"],
        ];
        let mut keys: Vec<String> = Vec::new();
        for parts in all {
            let parts: Vec<Cow<str>> = parts.iter().map(|&part| part.into()).collect();
            let key = join_key(&parts);
            assert_eq!(key_parts(&key, parts.len()), parts);
            assert!(!keys.contains(&key.clone().into_owned()), "{key:?}");
            keys.push(key.into_owned());
        }
        let one = [Cow::from("a\u{1f}b")];
        assert_eq!(key_parts(&join_key(&one), 1), one);
    }

    #[test]
    fn cells_name_a_row_wherever_it_stands() {
        let key = |cells: &[&str]| key_of_cells(cells.iter().copied());
        assert_eq!(key(&["a", "", "b"]), key(&[" a", "", "b ", "", ""]));
        for other in [&["a", "b"][..], &["a", "", "c"], &["ab"], &[]] {
            assert_ne!(key(&["a", "", "b"]), key(other), "{other:?}");
        }
        assert!(is_blank_key("") && is_blank_key("\u{1f}\u{1f}"));
        assert!(!is_blank_key("\u{1f}a"));
    }

    #[test]
    fn texts_of_identities_are_read_back() {
        let identity = Identity(0xab);
        assert_eq!(identity.text(), "00000000000000ab");
        assert_eq!(Identity::parse(&identity.text()), Some(identity));
        for bad in ["", "ab", "+0000000000000ab", "00000000000000g0"] {
            assert_eq!(Identity::parse(bad), None, "{bad}");
        }
    }
}
