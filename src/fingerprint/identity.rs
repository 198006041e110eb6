//! What makes a document, and a finding, the same next month, whatever row it has moved to.

use std::borrow::Cow;

use super::{Fingerprint, short_of};

/// The first 64 bits of a SHA-256 over rule, table, document and column. Copies of one document share it. That two
/// others of ten million findings do has a chance of 3 in a million.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Identity(pub(crate) u64);

impl Identity {
    /// Of no document: a row without a key is not known by one.
    pub(crate) const NONE: Identity = Identity(0);

    /// Of a document whatever is wrong with it, by its key.
    pub(crate) fn of_document(table: &str, key: &str) -> Identity {
        Naming::of_documents(table).of_document(key)
    }

    /// 16 hexadecimal digits.
    pub(crate) fn text(self) -> String {
        let mut text = String::with_capacity(16);
        self.write(&mut text);
        text
    }

    /// The same in place of another text.
    pub(crate) fn write(self, text: &mut String) {
        text.clear();
        for byte in self.0.to_be_bytes() {
            for half in [byte >> 4, byte & 15] {
                text.push(char::from(b"0123456789abcdef"[usize::from(half)]));
            }
        }
    }

    /// What [`Identity::text`] wrote.
    pub(crate) fn parse(text: &str) -> Option<Identity> {
        let hexadecimal = text.len() == 16 && text.bytes().all(|b| b.is_ascii_hexdigit());
        let number = hexadecimal.then(|| u64::from_str_radix(text, 16).ok())??;
        Some(Identity(number))
    }
}

/// Makes the identities of many documents: all but the document is prepared.
#[derive(Debug, Clone)]
pub(crate) struct Naming {
    /// What comes before a document; room for the rest.
    text: Vec<u8>,
    before: usize,
    after: Vec<u8>,
}

impl Naming {
    pub(crate) fn new(rule: &str, table: &str, column: &str) -> Naming {
        let ended = |part: &str| [part.as_bytes(), &[0]].concat();
        let text = [ended(rule), ended(table)].concat();
        Naming {
            before: text.len(),
            text,
            after: [&[0], ended(column).as_slice()].concat(),
        }
    }

    /// Of the documents of a table, whatever is wrong with them: no rule is called nothing.
    pub(crate) fn of_documents(table: &str) -> Naming {
        Naming::new("", table, "")
    }

    pub(crate) fn of(&mut self, document: &str) -> Identity {
        self.text.truncate(self.before);
        self.text.extend_from_slice(document.as_bytes());
        self.text.extend_from_slice(&self.after);
        Identity(short_of(&self.text))
    }

    /// By the key of a document; none where nothing is filled of it.
    pub(crate) fn of_document(&mut self, key: &str) -> Identity {
        if is_nameless(key) || is_blank_key(key) {
            Identity::NONE
        } else {
            self.of(key)
        }
    }
}

/// Stands between the parts of a key.
pub(crate) const BETWEEN: char = '\u{1f}';
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
        let named = |rule, table, document, column| Naming::new(rule, table, column).of(document);
        let base = named("r", "t", "k", "c");
        for other in [
            named("r2", "t", "k", "c"),
            named("r", "t2", "k", "c"),
            named("r", "t", "k2", "c"),
            named("r", "t", "k", "c2"),
        ] {
            assert_ne!(base, other);
        }
        let (one, other) = (named("a", "bc", "", ""), named("ab", "c", "", ""));
        assert_ne!(one, other);
    }

    /// Databases, baselines and decisions hold them.
    #[test]
    fn identities_stay_what_they_were() {
        let parts = ["r", "t", "a document", "c"];
        let mut fingerprint = Fingerprint::default();
        for part in parts {
            fingerprint.add_part(part);
        }
        let [rule, table, document, column] = parts;
        let mut naming = Naming::new(rule, table, column);
        // what was named before leaves nothing behind
        naming.of("a document with a longer name");
        assert_eq!(naming.of(document), Identity(fingerprint.short()));
        assert_eq!(
            Identity::of_document(table, document).text(),
            "68bac8f5e5dbd68c"
        );
        for nothing in ["", "\u{1f}", "\u{1e}0123456789abcdef"] {
            assert_eq!(Identity::of_document(table, nothing), Identity::NONE);
        }
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
