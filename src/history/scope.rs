//! What a run could see of each rule, and what of it can be compared with earlier runs.

use std::collections::{BTreeMap, BTreeSet};

use super::past::Coverage;
use crate::audit::{Audit, Options};
use crate::fingerprint::Fingerprint;
use crate::messages::{Message, message};
use crate::project::Project;
use crate::rules::plan::TableIx;
use crate::rules::{Origin, Rule};

/// Why a table was not read as the project says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Partial {
    /// Files were given with `--input`.
    Given,
    /// A file could not be read, or not to its end.
    Unread,
    /// There were records that are no rows.
    Refused,
    /// There was no row at all.
    Empty,
}

impl Partial {
    pub(crate) fn reason(self) -> Message {
        match self {
            Partial::Given => message!("history-partial-given"),
            Partial::Unread => message!("history-partial-unread"),
            Partial::Refused => message!("history-partial-refused"),
            Partial::Empty => message!("history-partial-empty"),
        }
    }
}

/// What a run could see.
pub(crate) struct Scope<'a> {
    project: &'a Project,
    /// Tables that were not read as the project says.
    partial: BTreeMap<TableIx, Partial>,
    files: BTreeMap<TableIx, u64>,
    texts: BTreeMap<usize, toml::Table>,
}

impl<'a> Scope<'a> {
    pub(crate) fn new(project: &'a Project, audit: &Audit, options: &Options) -> Scope<'a> {
        let mut partial = BTreeMap::new();
        let mut files = BTreeMap::new();
        for input in &audit.inputs {
            *files.entry(input.table).or_default() += 1;
            if options.inputs.contains_key(&input.table) {
                partial.insert(input.table, Partial::Given);
            } else if input.error.is_some() {
                partial.insert(input.table, Partial::Unread);
            } else if input.refused > 0 {
                partial.entry(input.table).or_insert(Partial::Refused);
            }
        }
        for &table in files.keys() {
            let mut inputs = audit.inputs.iter().filter(|i| i.table == table);
            if inputs.all(|input| input.rows == 0) {
                partial.entry(table).or_insert(Partial::Empty);
            }
        }
        let texts = project.files.iter().enumerate();
        Scope {
            project,
            partial,
            files,
            texts: texts
                .filter_map(|(ix, file)| Some((ix, file.text.parse().ok()?)))
                .collect(),
        }
    }

    /// The tables that judge a rule: its own and those it looks up in.
    fn tables(&self, rule: &Rule) -> BTreeSet<TableIx> {
        let looked_up = rule.lookups().into_iter();
        looked_up
            .map(|lookup| self.project.lookups[lookup].table)
            .chain([rule.table])
            .collect()
    }

    /// The tables of a rule that were not read as the project says.
    pub(crate) fn partial(&self, rule: &Rule) -> Vec<(TableIx, Partial)> {
        let tables = self.tables(rule).into_iter();
        tables
            .filter_map(|table| Some((table, *self.partial.get(&table)?)))
            .collect()
    }

    pub(crate) fn coverage(&self, rule: &Rule) -> Coverage {
        let tables = self.tables(rule);
        let patterns = tables.iter().map(|&table| {
            let table = &self.project.tables[table];
            format!("{}: {}", table.name, table.files.join(" "))
        });
        Coverage {
            complete: self.partial(rule).is_empty(),
            patterns: patterns.collect::<Vec<_>>().join("\n"),
            files: tables.iter().filter_map(|t| self.files.get(t)).sum(),
        }
    }

    /// SHA-256 of what the rule demands as it is written; names, reasons and comments are no part of it.
    pub(crate) fn fingerprint(&self, rule: &Rule) -> String {
        let mut fingerprint = Fingerprint::default();
        fingerprint.add_part(&self.written(rule).unwrap_or_default());
        fingerprint.text()
    }

    fn written(&self, rule: &Rule) -> Option<String> {
        let file = self.texts.get(&rule.place.file)?;
        let mut section = if rule.origin == Origin::Dictionary {
            let (table, rest) = rule.id.split_once('.')?;
            let (field, _) = rest.rsplit_once('.')?;
            let fields = file.get("tables")?.get(table)?.get("fields")?;
            fields.get(field)?.as_table()?.clone()
        } else {
            let rules = file.get("rule")?.as_array()?.iter();
            let mut sections = rules.filter_map(toml::Value::as_table);
            sections
                .find(|section| section.get("id").and_then(toml::Value::as_str) == Some(&rule.id))?
                .clone()
        };
        for told in ["label", "why", "fix", "tags", "severity", "help", "example"] {
            section.remove(told);
        }
        toml::to_string(&section).ok()
    }
}
