//! The documents of findings, and what makes a finding the same next month: rule, table, document and column.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::said::Said;
use super::{Columns, Found};
use crate::fingerprint::identity::{Identity, Naming, is_nameless, key_parts};
use crate::rules::{Rule, dispositions};
use crate::tables::cell;
use crate::tables::key::join_shown;
use crate::tables::mask::is_masked;
use crate::tables::{Table, person};

/// A document key as reports show it: parts between bars, sensitive ones masked. Nothing for a row without one.
pub(crate) fn shown_key<'k>(table: &Table, key: &'k str) -> Cow<'k, str> {
    if is_nameless(key) {
        return Cow::Borrowed("");
    }
    if let [one] = table.key.as_slice() {
        return table.fields[*one].mask(key);
    }
    let parts = key_parts(key, table.key.len());
    // an entry is named by what it says, in which there are bars
    if table.name == dispositions::TABLE {
        return parts.join("|").into();
    }
    // a case is named by itself where no document of it is meant
    let ends = if table.is_supplied() {
        filled(&parts)
    } else {
        parts.len()
    };
    let parts = parts.iter().zip(&table.key).take(ends);
    let masked = parts.map(|(part, &field)| table.fields[field].mask(part));
    join_shown(masked).into()
}

/// How many parts there are but for the empty ones at the end.
fn filled(parts: &[Cow<str>]) -> usize {
    let last = parts.iter().rposition(|part| !part.is_empty());
    last.map_or(0, |last| last + 1)
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
        let mut identities = Vec::with_capacity(self.len());
        for (part, count) in self.found.parts() {
            identities.extend_from_slice(&part.identity[..count]);
        }
        identities
    }

    /// Hands on the findings in a field whose identities begin with some bits, row by row: what each is known by, its document,
    /// that as people may see it, and its owner and department. To take them so costs less than to look each up by its position, for memory is slow.
    pub(crate) fn each_of(
        &self,
        field: Option<&str>,
        (bits, begin): (u32, u64),
        mut each: impl FnMut(Identity, Identity, &str, (&str, &str)),
    ) {
        let mut naming = Naming::of_documents(&self.table.name);
        let rest = u64::BITS - bits;
        for (part, count) in self.found.parts() {
            // mostly all findings of a part are in one field
            let alike = part.judgement.firsts(count).nth(1).is_none();
            if alike && self.column_of(part, 0) != field {
                continue;
            }
            for (at, identity) in part.identity[..count].iter().enumerate() {
                let begins = identity.0.checked_shr(rest).unwrap_or(0) == begin;
                if begins && (alike || self.column_of(part, at) == field) {
                    let document = document(part, at, &mut naming);
                    let who = (part.owner.get(at), part.department.get(at));
                    each(*identity, document, &self.shown_of(part, at), who);
                }
            }
        }
    }

    /// The fields that are wrong, by their names; none where rows are.
    pub(crate) fn fields(&self) -> BTreeSet<Option<&'a str>> {
        let parts = self.found.parts();
        let fields = parts.flat_map(|(part, count)| {
            let firsts = part.judgement.firsts(count);
            firsts.map(|at| self.column_of(part, at))
        });
        fields.collect()
    }

    /// Those who have the findings: for each that a part of the findings has, the first of these, and how many there are.
    pub(crate) fn by_owner(&self) -> Vec<(usize, u64)> {
        let mut all = Vec::new();
        let mut start = 0;
        for (part, count) in self.found.parts() {
            all.extend(part.by_owner(count).map(|(at, n)| (start + at, n)));
            start += count;
        }
        all
    }

    /// Where the finding is that is, or was, known by an identity.
    pub(crate) fn position(&self, identity: Identity) -> Option<usize> {
        let is = |at| {
            let (part, at) = self.found.part(at);
            part.identity[at] == identity || part.was(at) == Some(identity)
        };
        (0..self.len()).find(|at| is(*at))
    }

    /// What findings, and their documents, were known by while keys went by how they are written, where that differs: that and
    /// what they are known by now.
    pub(crate) fn renamed(&self) -> impl Iterator<Item = (Identity, Identity)> {
        let differing = self.found.parts().filter(|(part, _)| part.was.is_some());
        let pairs = differing.flat_map(|(part, count)| {
            let document = |key| Identity::of_document(&self.table.name, key);
            (0..count).filter_map(move |at| {
                let key_value = part.key_value(at)?;
                let of_document = (document(part.key.get(at)), document(key_value));
                Some([(part.was(at)?, part.identity[at]), of_document])
            })
        });
        pairs.flatten()
    }

    /// What the finding was known by while keys went by how they are written, where that differs.
    pub(crate) fn was(&self, at: usize) -> Option<Identity> {
        let (part, at) = self.found.part(at);
        part.was(at)
    }

    /// The field that is wrong.
    pub(crate) fn column(&self, at: usize) -> Option<&'a str> {
        let (part, at) = self.found.part(at);
        self.column_of(part, at)
    }

    fn column_of(&self, part: &Columns, at: usize) -> Option<&'a str> {
        if self.rule.is_shape() {
            return None;
        }
        let judgements = &self.rule.plan.judgements;
        let judgement = judgements.get(part.judgement.get(at) as usize)?;
        Some(self.table.fields[judgement.column].name.as_str())
    }

    /// The document as people may see it.
    pub(crate) fn shown(&self, at: usize) -> Cow<'a, str> {
        let (part, at) = self.found.part(at);
        self.shown_of(part, at)
    }

    fn shown_of<'p>(&self, part: &'p Columns, at: usize) -> Cow<'p, str> {
        let key = part.key.get(at);
        if is_nameless(key) {
            let file = self.files.get(part.input.get(at) as usize);
            format!(
                "{}:{}",
                file.copied().unwrap_or_default(),
                part.line.get(at)
            )
            .into()
        } else {
            shown_key(self.table, key)
        }
    }

    /// The document as reports show it, and by what its key says, where that is not how it is written; nothing for a row
    /// without a key.
    pub(crate) fn keys(&self, at: usize) -> (String, Option<String>) {
        let (part, at) = self.found.part(at);
        let value = part.key_value(at);
        let value = value.map(|value| shown_key(self.table, value).into_owned());
        let key = shown_key(self.table, part.key.get(at));
        (key.into_owned(), value)
    }

    /// In which way it departs from a process; nothing where it is about none.
    pub(crate) fn deviation(&self, at: usize) -> Cow<'static, str> {
        let (part, at) = self.found.part(at);
        match part.told.look().said(at) {
            Said::Steps(steps) => steps.deviation(),
            _ => Cow::Borrowed(""),
        }
    }

    pub(crate) fn owner(&self, at: usize) -> &'a str {
        let (part, at) = self.found.part(at);
        part.owner.get(at)
    }

    /// The cell that names the owner, cleaned; none where it is empty, and where it is masked: then others look the same.
    pub(crate) fn owner_cell(&self, at: usize) -> Option<Cow<'a, str>> {
        let (part, at) = self.found.part(at);
        let cell = part.account(at).unwrap_or(part.owner.get(at));
        let field = self.rule.owner.map(|field| &self.table.fields[field]);
        let key = person::clean(field.map_or(Some(cell), |field| cell::filled(field, cell))?);
        (!key.is_empty() && !is_masked(cell)).then_some(key)
    }

    pub(crate) fn department(&self, at: usize) -> &'a str {
        let (part, at) = self.found.part(at);
        part.department.get(at)
    }

    /// Index of the file among those of the table, and the row in it.
    pub(crate) fn place(&self, at: usize) -> (usize, u64) {
        let (part, at) = self.found.part(at);
        (part.input.get(at) as usize, part.line.get(at))
    }
}

/// The document of a finding of a part.
fn document(part: &Columns, at: usize, naming: &mut Naming) -> Identity {
    match &part.document {
        Some(document) => document[at],
        None => naming.of_document(part.key_value(at).unwrap_or(part.key.get(at))),
    }
}
