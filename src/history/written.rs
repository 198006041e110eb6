//! What the project says of a rule and of a table, as runs know it again: what only people read is no part of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::fingerprint::Fingerprint;
use crate::project::Project;
use crate::rules::plan::process::Process;
use crate::rules::{Origin, Rule};
use crate::tables::types::TableIx;

/// What the dictionary says of a field beside how its cells are read: texts, and demands, which are rules.
const OTHER_THAN_CELLS: [&str; 11] = [
    "label",
    "help",
    "example",
    "required",
    "min_chars",
    "max_chars",
    "max_bytes",
    "pattern",
    "unique",
    "scale",
    "sensitive",
];

/// The files of a project, read as TOML.
pub(crate) struct Written<'a> {
    project: &'a Project,
    texts: BTreeMap<usize, toml::Table>,
}

impl<'a> Written<'a> {
    pub(crate) fn new(project: &'a Project) -> Written<'a> {
        let texts = project.files.iter().enumerate();
        Written {
            project,
            texts: texts
                .filter_map(|(ix, file)| Some((ix, file.text.parse().ok()?)))
                .collect(),
        }
    }

    /// The ids of the rules that a rule about recurrence looks at, sorted; others look at none.
    pub(super) fn watched(&self, rule: &Rule) -> BTreeSet<&'a str> {
        let recurring = rule.recurring().into_iter();
        let watched = recurring.flat_map(|recurring| self.project.watched(recurring));
        watched
            .map(|ix| self.project.rules[ix].id.as_str())
            .collect()
    }

    /// SHA-256 of a table's section without what only people read, and without demands on cells, which are rules.
    pub(super) fn definition(&self, table: TableIx) -> String {
        let mut fingerprint = Fingerprint::default();
        fingerprint.add_part(&self.table_written(table).unwrap_or_default());
        fingerprint.text()
    }

    fn table_written(&self, table: TableIx) -> Option<String> {
        let table = &self.project.tables[table];
        let file = self.texts.get(&table.place.file)?;
        let mut section = file.get("tables")?.get(&table.name)?.as_table()?.clone();
        for told in ["label", "date", "department", "optional"] {
            section.remove(told);
        }
        let fields = section.get_mut("fields")?.as_table_mut()?;
        for (_, field) in fields.iter_mut() {
            let field = field.as_table_mut()?;
            for other in OTHER_THAN_CELLS {
                field.remove(other);
            }
        }
        toml::to_string(&section).ok()
    }

    /// SHA-256 of what the rule demands as it is written, of the working time it counts, and of the accounts it takes for shared ones; names, reasons and comments are
    /// no part of it.
    pub(crate) fn fingerprint(&self, rule: &Rule) -> String {
        let mut fingerprint = Fingerprint::default();
        fingerprint.add_part(&self.written(rule).unwrap_or_default());
        let timing = rule.plan.timing.as_ref();
        if let Some(calendar) = timing.and_then(|timing| timing.calendar.as_ref()) {
            fingerprint.add_part(&calendar.facts());
        }
        let people = self.project.people.as_ref().filter(|_| rule.plan.accounts);
        if let Some(shared) = people.and_then(|people| people.shared.as_ref()) {
            fingerprint.add_part(shared.as_str());
        }
        for id in self.watched(rule) {
            fingerprint.add_part(id);
        }
        if let Some(process) = self.project.process_of(rule.table) {
            fingerprint.add_part(&self.process_written(process).unwrap_or_default());
            if let Some(calendar) = &process.work.calendar {
                fingerprint.add_part(&calendar.facts());
            }
        }
        fingerprint.text()
    }

    /// The section of a process without what only people read.
    fn process_written(&self, process: &Process) -> Option<String> {
        let file = self.texts.get(&process.place.file)?;
        let mut section = file.get("process")?.get(&process.name)?.as_table()?.clone();
        section.remove("label");
        let events = section.get_mut("event")?.as_array_mut()?;
        for event in events.iter_mut().filter_map(toml::Value::as_table_mut) {
            event.remove("label");
        }
        toml::to_string(&section).ok()
    }

    fn written(&self, rule: &Rule) -> Option<String> {
        toml::to_string(&self.section(rule)?).ok()
    }

    /// SHA-256 of what a rule counts beside its verdicts; empty where it counts nothing. How far counts may be apart is no part of it.
    pub(super) fn counting(&self, rule: &Rule) -> String {
        if rule.plan.measure.is_none() {
            return String::new();
        }
        let mut fingerprint = Fingerprint::default();
        let section = self.section(rule).map(|mut section| {
            let check = section.get_mut("check").and_then(toml::Value::as_table_mut);
            let kind = check.and_then(|check| check.get_mut(rule.kind));
            if let Some(kind) = kind.and_then(toml::Value::as_table_mut) {
                for demand in ["off", "earlier", "filled", "at_least"] {
                    kind.remove(demand);
                }
            }
            section
        });
        let written = section.and_then(|section| toml::to_string(&section).ok());
        fingerprint.add_part(&written.unwrap_or_default());
        fingerprint.text()
    }

    /// What a rule demands, as it is written: of a constraint of the dictionary that alone. Its severity, owner and tolerance, which
    /// can be tuned, are no part of it.
    pub(super) fn demands(&self, rule: &Rule) -> Option<toml::Table> {
        let mut section = self.section(rule)?;
        if matches!(rule.origin, Origin::Dictionary(_)) {
            let (_, demand) = rule.id.rsplit_once('.')?;
            let said = section.remove(demand)?;
            return Some(std::iter::once((demand.to_owned(), said)).collect());
        }
        for tuned in ["id", "owner", "tolerance", "message"] {
            section.remove(tuned);
        }
        Some(section)
    }

    /// The section of a rule without what only people read.
    fn section(&self, rule: &Rule) -> Option<toml::Table> {
        let file = self.texts.get(&rule.place.file)?;
        let mut section = if matches!(rule.origin, Origin::Dictionary(_)) {
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
        for told in [
            "label",
            "why",
            "fix",
            "decided_by",
            "tags",
            "severity",
            "help",
            "example",
        ] {
            section.remove(told);
        }
        Some(section)
    }
}
