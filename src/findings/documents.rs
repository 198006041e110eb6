//! The documents of findings, and what makes a finding the same next month: rule, table, document and column.

use std::borrow::Cow;

use polars::prelude::{Column, DataFrame, StringChunked, UInt32Chunked, UInt64Chunked};

use super::Found;
use crate::fingerprint::identity::{BETWEEN, Identity, is_nameless};
use crate::rules::Rule;
use crate::tables::cell::filled;
use crate::tables::mask::{is_masked, mask};
use crate::tables::{Table, person};

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
