//! The documents that have findings.

use std::collections::BTreeMap;

use polars::prelude::{PlHashMap, PlSmallStr};

use crate::findings::Found;
use crate::findings::outcome::{Audit, Outcome};
use crate::fingerprint::identity::is_nameless;
use crate::project::Project;
use crate::rules::people::People;
use crate::tables::mask::is_masked;
use crate::tables::person;
use crate::tables::types::{FieldType, TableIx};

/// The documents with findings of each of some people: the name as it is written, and the numbers.
pub(super) type Whose = PlHashMap<String, (String, Vec<u32>)>;

/// The documents of a table that have findings, numbered.
#[derive(Default)]
pub(super) struct Upstream {
    pub(super) numbers: PlHashMap<PlSmallStr, u32>,
    /// One entry for each finding.
    pub(super) by_rule: BTreeMap<usize, Vec<u32>>,
    /// Owners as they are first written, by how they compare: two spellings of an account are one. Nobody is an empty name.
    pub(super) by_owner: Whose,
    pub(super) by_department: Whose,
}

impl Upstream {
    pub(super) fn new(project: &Project, audit: &Audit, table: TableIx) -> Upstream {
        let mut found = Upstream::default();
        let of_table = |rule: &usize| project.rules[*rule].table == table;
        for rule in (0..project.rules.len()).filter(of_table) {
            if !matches!(audit.outcomes[rule], Some(Outcome::Judged(_))) {
                continue;
            }
            let owner = project.rules[rule].owner;
            let owner = owner.map(|field| &project.tables[table].fields[field]);
            // different people may have the same mask
            let masked = owner.is_some_and(|field| field.sensitive) || masks_names(project);
            let compared = |name: &str| match owner.map(|field| field.kind) {
                Some(FieldType::Person) => person::clean(name).into_owned(),
                _ => name.to_owned(),
            };
            let mut numbers = Vec::new();
            let findings = audit.findings.of(rule).into_iter();
            let documents = findings.flat_map(Found::documents);
            for (key, owner, department) in documents.filter(|(key, ..)| !is_nameless(key)) {
                let next = u32::try_from(found.numbers.len()).expect("fewer documents than 2^32");
                let number = match found.numbers.get(key) {
                    Some(&number) => number,
                    None => *found.numbers.entry(key.into()).or_insert(next),
                };
                numbers.push(number);
                if owner.is_empty() || !masked {
                    let as_written = || (owner.to_owned(), Vec::new());
                    let entry = found.by_owner.entry(compared(owner));
                    entry.or_insert_with(as_written).1.push(number);
                }
                if !is_masked(department) {
                    let as_written = || (department.to_owned(), Vec::new());
                    let entry = found.by_department.entry_ref(department);
                    entry.or_insert_with(as_written).1.push(number);
                }
            }
            found.by_rule.insert(rule, numbers);
        }
        found
    }
}

/// Whether owners are shown by masked names.
fn masks_names(project: &Project) -> bool {
    let secret = |people: &People| {
        let name = people.name?;
        Some(project.tables[people.table].fields[name].sensitive)
    };
    project.people.as_ref().and_then(secret) == Some(true)
}
