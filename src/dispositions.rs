//! Dispositions: what was decided about findings, read from `dispositions.toml` beside the project. They label findings and
//! never hide one; `project::ledger` reads the file, `labels` says what it comes to in an audit.

mod patterns;

use std::borrow::Cow;
use std::collections::HashMap;

use glob::Pattern;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub(crate) use self::patterns::Patterns;
use crate::fingerprint::identity::Identity;
use crate::messages::{Message, message};
use crate::tables::types::TableIx;
use crate::tables::{Table, date, key};

/// The file beside `crm-audit.toml`.
pub(crate) const FILE_NAME: &str = "dispositions.toml";

/// What was decided about findings.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Deserialize, Serialize, JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "snake_case")]
#[value(rename_all = "snake_case")]
pub(crate) enum Decision {
    #[schemars(
        description = "The practice becomes the standard: the procedure and the rule are to be changed."
    )]
    Adopt,
    #[schemars(description = "An exception that holds until a day.")]
    AcceptOnce,
    #[schemars(description = "To be put right by somebody until a day.")]
    Correct,
    #[schemars(description = "The record is wrong, not what happened.")]
    DataError,
}

impl Decision {
    pub(crate) const ALL: [Decision; 4] = [
        Decision::Adopt,
        Decision::AcceptOnce,
        Decision::Correct,
        Decision::DataError,
    ];

    /// The word in TOML and JSON.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Decision::Adopt => "adopt",
            Decision::AcceptOnce => "accept_once",
            Decision::Correct => "correct",
            Decision::DataError => "data_error",
        }
    }

    /// The word in reports.
    pub(crate) fn label(self) -> Message {
        match self {
            Decision::Adopt => message!("decision-adopt"),
            Decision::AcceptOnce => message!("decision-accept-once"),
            Decision::Correct => message!("decision-correct"),
            Decision::DataError => message!("decision-data-error"),
        }
    }

    /// Whether the record may stay as it is.
    pub(crate) fn keeps_the_record(self) -> bool {
        matches!(self, Decision::Adopt | Decision::AcceptOnce)
    }

    /// Whether an entry must say until when it holds, or by when it is done.
    pub(crate) fn needs_end(self) -> bool {
        matches!(self, Decision::AcceptOnce | Decision::Correct)
    }

    /// Whether an entry must say who acts.
    pub(crate) fn needs_owner(self) -> bool {
        self == Decision::Correct
    }

    /// The key of the last day on which an entry holds.
    pub(crate) fn end_key(self) -> &'static str {
        match self {
            Decision::AcceptOnce => "until",
            _ => "due",
        }
    }
}

/// All entries of the file.
#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    /// The table that the rules about the entries judge.
    pub(crate) table: TableIx,
    /// Index of the file among those of the project.
    pub(crate) file: usize,
    pub(crate) entries: Vec<Entry>,
}

/// One `[[disposition]]`. Days are midnights in milliseconds since 1970-01-01.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    /// The line on which it begins.
    pub(crate) line: u64,
    pub(crate) selection: Selection,
    pub(crate) decision: Decision,
    pub(crate) reason: String,
    pub(crate) cause: Option<String>,
    pub(crate) remedy: Option<String>,
    /// Who must act.
    pub(crate) owner: Option<String>,
    /// The last day on which it holds: `until` of `accept_once`, `due` of the others. None: it has no end.
    pub(crate) end: Option<i64>,
    /// How many findings were decided on.
    pub(crate) covers: u64,
    pub(crate) decided_by: String,
    pub(crate) decided_on: i64,
}

impl Ledger {
    /// The documents that entries about one of some rules name.
    pub(crate) fn named_documents(&self, rules: &[&str], table: &Table) -> NamedDocuments<'_> {
        let mut named = NamedDocuments::default();
        let mut patterns = Vec::new();
        for (ix, Entry { selection, .. }) in self.entries.iter().enumerate() {
            if !rules.iter().any(|rule| selection.names(rule)) {
                continue;
            }
            for (at, document) in selection.documents.iter().enumerate() {
                match literal(document.as_str()) {
                    Some(document) => {
                        for form in forms(table, document) {
                            named.literal.entry(form).or_default().push((ix, at));
                        }
                    }
                    None => patterns.push((document, (ix, at))),
                }
            }
        }
        named.patterns = Patterns::new(patterns);
        named
    }
}

/// How a document that an entry names may be written: as it is, and by what its key says, where that differs.
pub(crate) fn forms<'d>(
    table: &Table,
    document: Cow<'d, str>,
) -> impl Iterator<Item = Cow<'d, str>> {
    let value = key::of_shown(table, &document).filter(|value| *value != document);
    let forms = [Some(document), value.map(Cow::Owned)];
    forms.into_iter().flatten()
}

/// The index of an entry, and the place of a document among those that it names.
pub(crate) type NamedBy = (usize, usize);

/// Documents as reports show them, with the entries that name them.
#[derive(Debug, Clone, Default)]
pub(crate) struct NamedDocuments<'a> {
    pub(crate) literal: HashMap<Cow<'a, str>, Vec<NamedBy>>,
    pub(crate) patterns: Patterns<'a, NamedBy>,
}

impl NamedDocuments<'_> {
    pub(crate) fn is_empty(&self) -> bool {
        self.literal.is_empty() && self.patterns.is_empty()
    }

    /// Those that name a document, as reports show it.
    pub(crate) fn of(&self, shown: &str) -> Vec<NamedBy> {
        let literal = self.literal.get(shown).into_iter().flatten().copied();
        literal.chain(self.patterns.matching(shown)).collect()
    }
}

impl Entry {
    /// Whether it had been decided on a day.
    pub(crate) fn applies(&self, day: i64) -> bool {
        self.decided_on <= day
    }

    /// Whether what it labels does not fail a run as of a day.
    pub(crate) fn holds(&self, day: i64) -> bool {
        self.end.is_none_or(|end| day <= end)
    }

    /// `until`, as text.
    pub(crate) fn until(&self) -> Option<String> {
        let end = self.end.filter(|_| self.decision == Decision::AcceptOnce);
        end.map(date::text)
    }

    /// `due`, as text.
    pub(crate) fn due(&self) -> Option<String> {
        let end = self.end.filter(|_| self.decision != Decision::AcceptOnce);
        end.map(date::text)
    }

    /// Who acts and by when, where both were decided.
    pub(crate) fn task(&self) -> Option<(&str, i64)> {
        let end = self.end.filter(|_| self.decision != Decision::AcceptOnce);
        Some((self.owner.as_deref()?, end?))
    }

    /// Sorts by what takes precedence where several entries match a finding; later in the file comes last.
    pub(crate) fn precedence(&self) -> (u8, i64) {
        let specific = match &self.selection {
            selection if !selection.findings.is_empty() => 2,
            selection if selection.literal_documents().is_some() => 1,
            _ => 0,
        };
        (specific, self.decided_on)
    }
}

/// Which findings an entry is about: those that meet everything that is given.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Selection {
    /// Any of these findings; none where they are not named.
    pub(crate) findings: Vec<Identity>,
    /// Rule ids.
    pub(crate) rule: Option<Pattern>,
    /// Any of these documents, as reports show them; none where they are not named.
    pub(crate) documents: Vec<Pattern>,
    /// The name of the field that is wrong.
    pub(crate) column: Option<Pattern>,
    /// In which way a finding departs from a process.
    pub(crate) deviation: Option<Pattern>,
    pub(crate) owner: Option<Pattern>,
    pub(crate) department: Option<Pattern>,
}

impl Selection {
    /// Whether findings of a rule can be meant.
    pub(crate) fn names(&self, rule: &str) -> bool {
        self.rule.as_ref().is_none_or(|p| p.matches(rule))
    }

    /// Whether findings or documents are named one by one: what is said of many of them does not change that.
    pub(crate) fn names_findings(&self) -> bool {
        !self.findings.is_empty() || self.literal_documents().is_some()
    }

    /// The documents, where they are named and none of them is a pattern.
    pub(crate) fn literal_documents(&self) -> Option<Vec<Cow<'_, str>>> {
        let documents = self.documents.iter();
        let documents: Option<Vec<_>> = documents.map(|d| literal(d.as_str())).collect();
        documents.filter(|documents| !documents.is_empty())
    }

    /// Whether it asks for more than a rule and documents that are named one by one.
    pub(crate) fn asks_for_more(&self) -> bool {
        let others = [&self.column, &self.deviation, &self.owner, &self.department];
        let is_pattern = !self.documents.is_empty() && self.literal_documents().is_none();
        is_pattern || others.into_iter().any(Option::is_some)
    }

    /// Everything that is given: the rule, the rest, the identity.
    pub(crate) fn text(&self) -> String {
        let mut parts = self.patterns();
        if !self.findings.is_empty() {
            let findings: Vec<String> = self.findings.iter().map(|id| id.text()).collect();
            parts.push(some(&findings));
        }
        parts.join(" ")
    }

    /// For people: the identity only where nothing else is given.
    pub(crate) fn shown(&self) -> String {
        let patterns = self.patterns();
        if patterns.is_empty() {
            self.text()
        } else {
            patterns.join(" ")
        }
    }

    fn patterns(&self) -> Vec<String> {
        let rule = self.rule.iter().map(|rule| rule.as_str().to_owned());
        let documents: Vec<String> = self.documents.iter().map(Pattern::to_string).collect();
        let documents = (!documents.is_empty()).then(|| format!("document={}", some(&documents)));
        let others = [
            ("column", &self.column),
            ("deviation", &self.deviation),
            ("owner", &self.owner),
            ("department", &self.department),
        ];
        let others = others
            .into_iter()
            .filter_map(|(key, pattern)| Some(format!("{key}={}", pattern.as_ref()?)));
        rule.chain(documents).chain(others).collect()
    }
}

/// The first of several texts, and how many more there are.
fn some(texts: &[String]) -> String {
    const MOST: usize = 3;
    let listed = texts[..texts.len().min(MOST)].join(",");
    match texts.len().saturating_sub(MOST) {
        0 => listed,
        more => format!("{listed},…(+{more})"),
    }
}

/// The only text that a pattern matches, if there is but one: special characters may stand in brackets.
pub(crate) fn literal(pattern: &str) -> Option<Cow<'_, str>> {
    if !pattern.contains(['*', '?', '[']) {
        return Some(Cow::Borrowed(pattern));
    }
    let (mut text, mut chars) = (String::new(), pattern.chars());
    while let Some(char) = chars.next() {
        text.push(match char {
            '*' | '?' => return None,
            '[' => {
                let one = chars.next().filter(|one| *one != '!')?;
                chars.next().filter(|end| *end == ']')?;
                one
            }
            other => other,
        });
    }
    Some(Cow::Owned(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_is_literal_however_it_is_escaped() {
        for text in ["SO1", "S[1]", "S*", "[!a]", "a]", "???", "[]]", ""] {
            assert_eq!(literal(&Pattern::escape(text)).as_deref(), Some(text));
        }
        for pattern in ["S*", "S?", "S[12]", "S[!1]", "S[1-3]", "[[]1]*"] {
            assert_eq!(literal(pattern), None, "{pattern}");
        }
    }
}
