//! What makes a finding the same next month: rule, table, document and column, whatever row the document has moved to.

use std::borrow::Cow;

use polars::prelude::{Column, DataFrame, StringChunked, UInt32Chunked, UInt64Chunked};

use super::{Found, is_masked, mask};
use crate::fingerprint::Fingerprint;
use crate::rules::Rule;
use crate::tables::typed::filled;
use crate::tables::{Table, person};

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

    /// Of a document whatever is wrong with it, by the cells of its key between unit separators.
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

/// Stands between the parts of a document key.
const BETWEEN: char = '\u{1f}';
/// Begins what stands for the key of a row that has none.
const NO_KEY: char = '\u{1e}';

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

/// A document key as reports show it: parts between bars, sensitive ones masked. Nothing for a row without one.
pub(crate) fn shown_key(table: &Table, key: &str) -> String {
    if is_nameless(key) {
        return String::new();
    }
    let parts = key.split(BETWEEN).zip(&table.key);
    let masked: Vec<_> = parts
        .map(|(part, &field)| mask(part, table.fields[field].sensitive))
        .collect();
    masked.join("|")
}

/// The name of the field that a judgement finds fault with.
fn column<'t>(rule: &Rule, table: &'t Table, judgement: usize) -> Option<&'t str> {
    let judgement = rule.plan.judgements.get(judgement)?;
    (!rule.is_shape()).then(|| table.fields[judgement.column].name.as_str())
}

/// The documents of a rule's findings, at random access and without the texts of a report.
pub(crate) struct Documents<'a> {
    rule: &'a Rule,
    table: &'a Table,
    /// Names of the table's files.
    files: &'a [&'a str],
    judgement: UInt32Chunked,
    input: UInt32Chunked,
    row: UInt64Chunked,
    key: StringChunked,
    owner: StringChunked,
    /// Where it is known who the owners are.
    account: Option<StringChunked>,
    department: StringChunked,
}

impl<'a> Documents<'a> {
    /// None where there are no findings.
    pub(crate) fn new(
        found: &Found,
        rule: &'a Rule,
        table: &'a Table,
        files: &'a [&'a str],
    ) -> Option<Documents<'a>> {
        let frame = found.frame.as_ref()?;
        let mut names = vec!["judgement", "input", "row", "key", "owner", "department"];
        names.extend(frame.column("account").is_ok().then_some("account"));
        let mut frame: DataFrame = frame.select(names).expect("findings have these columns");
        frame.rechunk_mut();
        let text = |name| frame.column(name).and_then(Column::str).cloned();
        let number = |name| frame.column(name).and_then(Column::u32).cloned();
        Some(Documents {
            rule,
            table,
            files,
            judgement: number("judgement").expect("findings have this column"),
            input: number("input").expect("findings have this column"),
            row: frame
                .column("row")
                .and_then(Column::u64)
                .expect("findings have this column")
                .clone(),
            key: text("key").expect("findings have this column"),
            owner: text("owner").expect("findings have this column"),
            account: text("account").ok(),
            department: text("department").expect("findings have this column"),
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.key.len()
    }

    pub(crate) fn identities(&self) -> Vec<Identity> {
        (0..self.len()).map(|at| self.identity(at)).collect()
    }

    fn identity(&self, at: usize) -> Identity {
        let column = self.column(at).unwrap_or_default();
        Identity::new(&self.rule.id, &self.table.name, self.raw_key(at), column)
    }

    /// The document itself.
    pub(crate) fn document(&self, at: usize) -> Identity {
        Identity::of_document(&self.table.name, self.raw_key(at))
    }

    /// The field that is wrong.
    pub(crate) fn column(&self, at: usize) -> Option<&'a str> {
        let judgement = self.judgement.get(at).unwrap_or_default() as usize;
        column(self.rule, self.table, judgement)
    }

    /// The document as people may see it.
    pub(crate) fn shown(&self, at: usize) -> String {
        let key = self.raw_key(at);
        if is_nameless(key) {
            format!("{}:{}", self.file(at), self.line(at))
        } else {
            shown_key(self.table, key)
        }
    }

    /// The document as reports show it; nothing for a row without a key.
    pub(crate) fn key(&self, at: usize) -> String {
        shown_key(self.table, self.raw_key(at))
    }

    pub(crate) fn owner(&self, at: usize) -> &str {
        self.owner.get(at).unwrap_or_default()
    }

    /// The cell that names the owner, cleaned; none where it is empty, and where it is masked: then others look the same.
    pub(crate) fn owner_cell(&self, at: usize) -> Option<Cow<'_, str>> {
        let account = self.account.as_ref().and_then(|account| account.get(at));
        let cell = account.unwrap_or_else(|| self.owner(at));
        let field = self.rule.owner.map(|field| &self.table.fields[field]);
        let key = person::clean(field.map_or(Some(cell), |field| filled(field, cell))?);
        (!key.is_empty() && !is_masked(cell)).then_some(key)
    }

    pub(crate) fn department(&self, at: usize) -> &str {
        self.department.get(at).unwrap_or_default()
    }

    /// Index of the file among those of the table, and the row in it.
    pub(crate) fn place(&self, at: usize) -> (usize, u64) {
        (self.input(at), self.line(at))
    }

    fn raw_key(&self, at: usize) -> &str {
        self.key.get(at).unwrap_or_default()
    }

    fn line(&self, at: usize) -> u64 {
        self.row.get(at).unwrap_or_default()
    }

    fn input(&self, at: usize) -> usize {
        self.input.get(at).unwrap_or_default() as usize
    }

    fn file(&self, at: usize) -> &'a str {
        self.files.get(self.input(at)).copied().unwrap_or_default()
    }
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
