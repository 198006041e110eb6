//! Who has findings of a rule, and who has them month after month.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::findings::Documents;
use crate::findings::outcome::Audit;
use crate::tables::person;

/// Owners of a rule that are recorded, those with the most findings.
pub(super) const RECORDED_OWNERS: usize = 1_000;

/// Somebody who has findings of a rule.
pub(crate) struct Owner {
    /// By what the history knows them: the account, where it is known whose a cell is, else the cell. So an account stays the
    /// same in a month without the table of people.
    pub(crate) key: String,
    /// As the first finding has it.
    pub(crate) name: String,
    /// None where findings say different ones.
    pub(crate) department: Option<String>,
    pub(crate) findings: u64,
}

impl Owner {
    fn add(&mut self, findings: u64, department: Option<&str>) {
        self.findings += findings;
        self.department
            .take_if(|known| Some(known.as_str()) != department);
    }
}

/// Who has findings, those with the most first, and how many findings nobody can be told to have.
pub(crate) fn owners(documents: &Documents, audit: &Audit) -> (Vec<Owner>, u64) {
    let mut by_cell: BTreeMap<String, Owner> = BTreeMap::new();
    let mut nobodys = 0;
    for (at, findings) in documents.by_owner() {
        let Some(cell) = documents.owner_cell(at) else {
            nobodys += findings;
            continue;
        };
        let department = documents.department(at);
        let Some(owner) = by_cell.get_mut(&*cell) else {
            let owner = Owner {
                key: known_as(&cell, audit).into_owned(),
                name: documents.owner(at).to_owned(),
                department: Some(department.to_owned()),
                findings,
            };
            by_cell.insert(cell.into_owned(), owner);
            continue;
        };
        owner.add(findings, Some(department));
    }
    let mut by_key: BTreeMap<String, Owner> = BTreeMap::new();
    for owner in by_cell.into_values() {
        match by_key.get_mut(&owner.key) {
            Some(same) => same.add(owner.findings, owner.department.as_deref()),
            None => drop(by_key.insert(owner.key.clone(), owner)),
        }
    }
    let mut owners: Vec<Owner> = by_key.into_values().collect();
    owners.sort_by_key(|owner| Reverse(owner.findings));
    (owners, nobodys)
}

/// By what the history knows whoever a cell names, which is clean.
pub(super) fn known_as<'a>(cell: &'a str, audit: &'a Audit) -> Cow<'a, str> {
    let account = audit.account_of(cell).map(person::clean);
    account.unwrap_or(Cow::Borrowed(cell))
}
