//! The documents of findings, and what makes a finding the same next month: rule, table, document and column.

use std::borrow::Cow;

use super::{Found, Row};
use crate::fingerprint::identity::{Identity, is_nameless, key_parts};
use crate::rules::Rule;
use crate::tables::cell::filled;
use crate::tables::mask::{is_masked, mask};
use crate::tables::{Table, person};

/// A document key as reports show it: parts between bars, sensitive ones masked. Nothing for a row without one.
pub(crate) fn shown_key(table: &Table, key: &str) -> String {
    if is_nameless(key) {
        return String::new();
    }
    let parts = key_parts(key, table.key.len());
    let parts = parts.iter().zip(&table.key);
    let masked: Vec<_> = parts
        .map(|(part, &field)| mask(part, table.fields[field].sensitive))
        .collect();
    masked.join("|")
}

/// The documents of a rule's findings, without the texts of a report.
pub(crate) struct Documents<'a> {
    found: &'a Found,
    rule: &'a Rule,
    table: &'a Table,
    /// Names of the table's files.
    files: &'a [&'a str],
}

impl<'a> Documents<'a> {
    /// None where there are no findings.
    pub(crate) fn new(
        found: &'a Found,
        rule: &'a Rule,
        table: &'a Table,
        files: &'a [&'a str],
    ) -> Option<Documents<'a>> {
        (found.len() > 0).then_some(Documents {
            found,
            rule,
            table,
            files,
        })
    }

    pub(crate) fn len(&self) -> usize {
        self.found.len()
    }

    pub(crate) fn identities(&self) -> Vec<Identity> {
        self.rows().map(|row| row.identity).collect()
    }

    /// Where the finding is that is, or was, known by an identity.
    pub(crate) fn position(&self, identity: Identity) -> Option<usize> {
        let is = |row: Row| row.identity == identity || row.was == Some(identity);
        self.rows().position(is)
    }

    /// What findings, and their documents, were known by while keys went by how they are written, where that differs: that and
    /// what they are known by now.
    pub(crate) fn renamed(&self) -> impl Iterator<Item = (Identity, Identity)> {
        let pairs = self.rows().filter_map(|row| {
            let document = |key| Identity::of_document(&self.table.name, key);
            let of_document = (document(row.key), document(row.key_value?));
            Some([(row.was?, row.identity), of_document])
        });
        pairs.flatten()
    }

    fn rows(&self) -> impl Iterator<Item = Row<'a>> {
        self.found.rows(usize::MAX)
    }

    fn row(&self, at: usize) -> Row<'a> {
        self.found.row(at)
    }

    /// What the finding was known by while keys went by how they are written, where that differs.
    pub(crate) fn was(&self, at: usize) -> Option<Identity> {
        self.row(at).was
    }

    /// The document itself.
    pub(crate) fn document(&self, at: usize) -> Identity {
        let row = self.row(at);
        Identity::of_document(&self.table.name, row.key_value.unwrap_or(row.key))
    }

    /// The field that is wrong.
    pub(crate) fn column(&self, at: usize) -> Option<&'a str> {
        let judgement = self.rule.plan.judgements.get(self.row(at).judgement)?;
        (!self.rule.is_shape()).then(|| self.table.fields[judgement.column].name.as_str())
    }

    /// The document as people may see it.
    pub(crate) fn shown(&self, at: usize) -> String {
        let row = self.row(at);
        if is_nameless(row.key) {
            let file = self.files.get(row.input).copied().unwrap_or_default();
            format!("{file}:{}", row.line)
        } else {
            shown_key(self.table, row.key)
        }
    }

    /// The document as reports show it, and by what its key says, where that is not how it is written; nothing for a row
    /// without a key.
    pub(crate) fn keys(&self, at: usize) -> (String, Option<String>) {
        let row = self.row(at);
        let value = row.key_value.map(|value| shown_key(self.table, value));
        (shown_key(self.table, row.key), value)
    }

    pub(crate) fn owner(&self, at: usize) -> &'a str {
        self.row(at).owner
    }

    /// The cell that names the owner, cleaned; none where it is empty, and where it is masked: then others look the same.
    pub(crate) fn owner_cell(&self, at: usize) -> Option<Cow<'a, str>> {
        let row = self.row(at);
        let cell = row.account.unwrap_or(row.owner);
        let field = self.rule.owner.map(|field| &self.table.fields[field]);
        let key = person::clean(field.map_or(Some(cell), |field| filled(field, cell))?);
        (!key.is_empty() && !is_masked(cell)).then_some(key)
    }

    pub(crate) fn department(&self, at: usize) -> &'a str {
        self.row(at).department
    }

    /// Index of the file among those of the table, and the row in it.
    pub(crate) fn place(&self, at: usize) -> (usize, u64) {
        let row = self.row(at);
        (row.input, row.line)
    }
}
