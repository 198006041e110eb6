//! Who acts on what was decided: one person, whom somebody else in the project knows by the same name.

use std::collections::BTreeSet;

use super::Audited;
use crate::findings::Documents;
use crate::findings::people::{Directory, Whose};
use crate::messages::{Message, message};
use crate::mistakes::did_you_mean;
use crate::tables::person;

/// What stands between the names of several people.
const BETWEEN: [char; 12] = [
    '、', '，', ',', '；', ';', '/', '／', '&', '＆', '+', '|', '\n',
];

/// The people that are known: who has findings, who is in the table of people, and whom earlier decisions name.
pub(super) struct People<'a> {
    names: BTreeSet<String>,
    directory: Option<&'a Directory>,
}

impl<'a> People<'a> {
    pub(super) fn new(audited: &'a Audited) -> People<'a> {
        let Audited {
            project, review, ..
        } = audited;
        let entries = project.ledger.iter().flat_map(|ledger| &ledger.entries);
        let mut names: BTreeSet<String> = entries.filter_map(|e| e.owner.clone()).collect();
        for found in &review.audit.findings.by_rule {
            let rule = &project.rules[found.rule];
            let files = review.audit.files_of(project, rule.table);
            let table = &project.tables[rule.table];
            if let Some(documents) = Documents::new(found, rule, table, &files) {
                let owners = documents.by_owner();
                names.extend(owners.iter().map(|(at, _)| documents.owner(*at).to_owned()));
            }
        }
        names.remove("");
        People {
            names,
            directory: review.audit.people.as_ref(),
        }
    }

    /// Why nobody gets what is given to several.
    pub(super) fn several(&self, written: &str) -> Option<Message> {
        let parts = written.split(BETWEEN);
        let parts = parts.filter(|part| !part.trim().is_empty());
        let is_several = parts.count() > 1 && !self.has(written);
        is_several.then(|| message!("dispose-several-people", written = written))
    }

    /// A note for each name that nobody has; the same name once.
    pub(super) fn unknown<'n>(&self, named: impl Iterator<Item = &'n str>) -> Vec<Message> {
        let unknown: BTreeSet<&str> = named.filter(|name| !self.has(name)).collect();
        let told = unknown.into_iter().map(|name| {
            let meant = did_you_mean(name, self.names.iter().map(String::as_str));
            message!("dispose-unknown-person", name = name).hinted(meant)
        });
        told.collect()
    }

    fn has(&self, name: &str) -> bool {
        let in_table = |people: &Directory| !matches!(people.whose(name), Whose::Unknown);
        self.directory.is_some_and(in_table)
            || self.names.iter().any(|known| person::same(known, name))
    }
}
