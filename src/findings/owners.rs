//! Who must act on the findings of a rule, and what there is to say of them.

use std::borrow::Cow;

use super::people::{Directory, Person, Whose};
use crate::messages::{Arg, Message, message};
use crate::rules::Rule;
use crate::tables::cell::filled;
use crate::tables::mask::mask;
use crate::tables::{Field, Table};

/// Names that a notice lists; all findings are counted.
const MOST_NAMES: usize = 10;

/// Tells of each finding of a rule who must act.
pub(crate) struct Owners<'a> {
    directory: Option<&'a Directory>,
    owner: Option<&'a Field>,
    department: Option<&'a Field>,
}

/// Who must act on a finding, as reports show it.
pub(crate) struct Owner<'a> {
    pub(crate) name: Cow<'a, str>,
    pub(crate) department: Cow<'a, str>,
    /// The cell as it is written.
    pub(crate) account: Cow<'a, str>,
    /// None where the cell is not that of one known person, and where that person's dates are not known.
    pub(crate) is_new: Option<bool>,
}

impl<'a> Owners<'a> {
    pub(crate) fn new(
        rule: &Rule,
        table: &'a Table,
        directory: Option<&'a Directory>,
    ) -> Owners<'a> {
        Owners {
            directory: directory.filter(|_| rule.owner.is_some()),
            owner: rule.owner.map(|field| &table.fields[field]),
            department: table.department.map(|field| &table.fields[field]),
        }
    }

    /// Of the cells of a row and the day of its document.
    pub(crate) fn of<'c>(&self, owner: &'c str, department: &'c str, day: Option<i64>) -> Owner<'c>
    where
        'a: 'c,
    {
        let account = masked(owner, self.owner);
        let whose = self.whose(owner);
        let known = whose.person();
        let is_new = match (self.directory, whose) {
            (Some(directory), Whose::One(one)) => directory.is_new(one, day),
            _ => None,
        };
        Owner {
            name: known.map_or_else(|| account.clone(), |known| self.name(known)),
            department: known
                .and_then(Person::department)
                .map_or_else(|| masked(department, self.department), Cow::Borrowed),
            account,
            is_new,
        }
    }

    pub(crate) fn whose(&self, cell: &str) -> Whose<'a> {
        match (
            self.directory,
            self.owner.and_then(|field| filled(field, cell)),
        ) {
            (_, None) => Whose::Nobodys,
            (None, _) => Whose::Unknown,
            (Some(directory), Some(cell)) => directory.whose(cell),
        }
    }

    /// The owner's name.
    pub(crate) fn name(&self, person: &'a Person) -> Cow<'a, str> {
        masked(&person.name, self.owner)
    }

    /// Whether it is known who they are.
    pub(crate) fn are_known(&self) -> bool {
        self.directory.is_some()
    }

    /// What there is to say of the owners of findings.
    pub(crate) fn notes<'c>(&self, cells: impl Iterator<Item = &'c str>) -> OwnerNotes {
        let mut notes = OwnerNotes::default();
        let Some(directory) = self.directory else {
            return notes;
        };
        for cell in cells {
            let written = || masked(cell, self.owner);
            match self.whose(cell) {
                Whose::Unknown => notes.unknown.take(written),
                Whose::Shared(_) => notes.shared.take(written),
                Whose::Several => notes.ambiguous.take(written),
                Whose::One(one) if one.left.is_some_and(|left| left < directory.as_of) => {
                    notes.left.take(|| self.name(one));
                }
                Whose::Nobodys | Whose::One(_) => {}
            }
        }
        notes
    }
}

/// A cell as reports may show it.
fn masked<'c>(cell: &'c str, field: Option<&Field>) -> Cow<'c, str> {
    mask(cell.trim(), field.is_some_and(|field| field.sensitive))
}

/// What there is to say of the owners of findings.
#[derive(Debug, Clone, Default)]
pub(crate) struct OwnerNotes {
    unknown: Named,
    shared: Named,
    left: Named,
    ambiguous: Named,
}

/// Findings, and the first names of their owners.
#[derive(Debug, Clone, Default)]
struct Named {
    findings: u64,
    names: Vec<String>,
    /// Whether there are more names.
    more: bool,
}

impl OwnerNotes {
    /// Adds what there is to say of findings that come after all others.
    pub(crate) fn add(&mut self, other: &OwnerNotes) {
        self.unknown.add(&other.unknown);
        self.shared.add(&other.shared);
        self.left.add(&other.left);
        self.ambiguous.add(&other.ambiguous);
    }

    /// `table`: the name of the table of people.
    pub(crate) fn notices(&self, table: &Arg) -> Vec<Message> {
        let notices = [
            (&self.unknown, message!("people-unknown")),
            (&self.shared, message!("people-shared")),
            (&self.left, message!("people-left")),
            (&self.ambiguous, message!("people-ambiguous")),
        ];
        let told = notices.into_iter().filter(|(named, _)| named.findings > 0);
        told.map(|(named, notice)| {
            let mut names = named.names.clone();
            names.extend(named.more.then(|| "…".to_owned()));
            let notice = notice.with("count", named.findings).with("names", names);
            notice.with("table", table.clone())
        })
        .collect()
    }
}

/// Counts findings of owners who have others as well in what is told of these.
pub(crate) fn recount<'c>(
    notices: &mut [Message],
    directory: &Directory,
    cells: impl Iterator<Item = &'c str>,
) {
    for cell in cells {
        let key = match directory.whose(cell) {
            Whose::Unknown => "people-unknown",
            Whose::Shared(_) => "people-shared",
            Whose::Several => "people-ambiguous",
            Whose::One(one) if one.left.is_some_and(|left| left < directory.as_of) => "people-left",
            Whose::Nobodys | Whose::One(_) => continue,
        };
        let notice = notices.iter_mut().find(|notice| notice.key == key);
        if let Some(notice) = notice
            && let Some(Arg::Number(count)) = notice.argument("count")
        {
            let count = count + 1;
            notice.set("count", count);
        }
    }
}

impl Named {
    fn take<'c>(&mut self, name: impl FnOnce() -> Cow<'c, str>) {
        self.findings += 1;
        if !self.more {
            self.name(&name());
        }
    }

    fn name(&mut self, name: &str) {
        if self.names.iter().any(|known| known == name) {
            return;
        }
        self.more = self.names.len() == MOST_NAMES;
        if !self.more {
            self.names.push(name.to_owned());
        }
    }

    fn add(&mut self, other: &Named) {
        self.findings += other.findings;
        other.names.iter().for_each(|name| self.name(name));
        self.more |= other.more;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_names_are_listed_and_all_findings_counted() {
        let mut named = Named::default();
        for part in 0..3 {
            let mut more = Named::default();
            for n in 0..8 {
                more.take(|| format!("p{}", part * 4 + n).into());
            }
            named.add(&more);
        }
        assert_eq!(
            (named.findings, named.names.len(), named.more),
            (24, 10, true)
        );
        assert_eq!(named.names[9], "p9");
    }
}
