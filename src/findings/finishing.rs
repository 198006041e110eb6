//! Makes findings of what an engine finds: names who must act, and masks what not everybody may see. It is the same for every
//! engine.

use std::borrow::Cow;

use super::owners::{Owner, OwnerNotes, Owners};
use super::people::{Directory, Person};
use super::said::{self, Said};
use super::{Columns, Numbers};
use crate::fingerprint::identity::Identity;
use crate::project::Project;
use crate::rules::Rule;
use crate::rules::plan::Detail;
use crate::tables::mask::{MASK, mask};
use crate::tables::types::{FieldIx, FieldType};
use crate::tables::{Table, person};

/// What is wrong with a row, as an engine tells it: with cells as they stand in the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Find<'a> {
    /// Index of the judgement in the rule's plan.
    pub(crate) judgement: usize,
    /// Index of the file among the files of its table.
    pub(crate) input: usize,
    /// The row as a person sees it in the file.
    pub(crate) line: u64,
    /// The cells of the table's key, or what stands for them where all are empty.
    pub(crate) key: Cow<'a, str>,
    /// What the key says, where that is not how it is written.
    pub(crate) key_value: Option<Cow<'a, str>>,
    pub(crate) value: Cow<'a, str>,
    /// The cells of the other columns of the judgement.
    pub(crate) beside: Vec<Cow<'a, str>>,
    pub(crate) said: Said<'a>,
    /// The cell that names who must act.
    pub(crate) owner: Cow<'a, str>,
    pub(crate) department: Cow<'a, str>,
    /// Midnight of the day of the document, in milliseconds since 1970-01-01; none where it is not known.
    pub(crate) day: Option<i64>,
}

/// What a finding is known by.
struct Names {
    identity: Identity,
    /// What it was known by while keys went by how they are written, where that differs.
    was: Option<Identity>,
}

/// Makes the findings of a rule.
pub(crate) struct Finisher<'a> {
    /// Index of the rule in the project.
    pub(crate) ix: usize,
    pub(crate) rule: &'a Rule,
    pub(crate) table: &'a Table,
    owners: Owners<'a>,
    people: Option<&'a Directory>,
    /// Whether the key of the table has parts that can be written in several ways.
    keyed_by_value: bool,
    has_beside: bool,
}

impl<'a> Finisher<'a> {
    /// `people`: who the owners are, where that is known.
    pub(crate) fn new(
        project: &'a Project,
        ix: usize,
        people: Option<&'a Directory>,
    ) -> Finisher<'a> {
        let rule = &project.rules[ix];
        let table = &project.tables[rule.table];
        Finisher {
            ix,
            rule,
            table,
            owners: Owners::new(rule, table, people),
            people: people.filter(|_| rule.owner.is_some()),
            keyed_by_value: table
                .key
                .iter()
                .any(|&field| table.fields[field].kind != FieldType::Text),
            has_beside: rule.plan.judgements.iter().any(|j| !j.beside.is_empty()),
        }
    }

    /// What was found as columns.
    pub(crate) fn columns(&self, found: &[Find]) -> Columns {
        let names: Vec<Names> = found.iter().map(|find| self.names(find)).collect();
        let owners: Vec<Owner> = found.iter().map(|find| self.owner(find)).collect();
        let knows_owners = self.owners.are_known();
        let key_values = found
            .iter()
            .map(|find| find.key_value.as_deref().map(Box::from));
        let beside = found.iter().map(|find| self.beside(find));
        Columns {
            judgement: Numbers::new(found.iter().map(|find| find.judgement)),
            input: Numbers::new(found.iter().map(|find| find.input)),
            line: found.iter().map(|find| find.line).collect(),
            identity: names.iter().map(|names| names.identity).collect(),
            was: (self.keyed_by_value).then(|| names.iter().map(|names| names.was).collect()),
            key_value: self.keyed_by_value.then(|| key_values.collect()),
            key: found.iter().map(|find| &find.key).collect(),
            value: found.iter().map(|find| self.value(find)).collect(),
            beside: self.has_beside.then(|| beside.collect()),
            said: said::Column::new(found.iter().map(|find| self.said(find)).collect()),
            owner: owners.iter().map(|owner| &owner.name).collect(),
            department: owners.iter().map(|owner| &owner.department).collect(),
            account: knows_owners.then(|| owners.iter().map(|owner| &owner.account).collect()),
            new_staff: knows_owners.then(|| owners.iter().map(|owner| owner.is_new).collect()),
        }
    }

    /// What there is to say of those who must act, by their cells: one for each finding.
    pub(crate) fn notes<'c>(&self, cells: impl Iterator<Item = &'c str>) -> OwnerNotes {
        self.owners.notes(cells)
    }

    /// Whether there may be something to say of those who must act.
    pub(crate) fn knows_owners(&self) -> bool {
        self.people.is_some()
    }

    /// Whether the day of its document says whether an owner was new.
    pub(crate) fn asks_for_days(&self) -> bool {
        self.people.is_some_and(Directory::tells_new)
    }

    /// By whom reports group times: an owner and a department, by their cells. Two spellings of an account are one.
    pub(crate) fn group(&self, owner: &str, department: &str) -> (String, String) {
        let known = self.owners.whose(owner).person();
        let name = |field: Option<FieldIx>, cell: &str| {
            field.map_or_else(String::new, |field| self.name(field, cell))
        };
        (
            known.map_or_else(
                || name(self.rule.owner, owner),
                |known| self.owners.name(known).into_owned(),
            ),
            known
                .and_then(Person::department)
                .map_or_else(|| name(self.table.department, department), str::to_owned),
        )
    }

    fn name(&self, field: FieldIx, cell: &str) -> String {
        let described = &self.table.fields[field];
        let name = match described.kind {
            FieldType::Person => person::clean(cell),
            _ => cell.trim().into(),
        };
        mask(&name, described.sensitive).into_owned()
    }

    fn owner<'f>(&'f self, find: &'f Find) -> Owner<'f> {
        self.owners.of(&find.owner, &find.department, find.day)
    }

    fn value<'f>(&self, find: &'f Find) -> Cow<'f, str> {
        if self.rule.is_shape() {
            // which part of the record is which field is not known
            let secret = self.table.fields.iter().any(|field| field.sensitive);
            return if secret && !find.value.is_empty() {
                MASK.into()
            } else {
                find.value.as_ref().into()
            };
        }
        let column = self.rule.plan.judgements[find.judgement].column;
        mask(&find.value, self.is_secret(column))
    }

    /// The other cells of the judgement.
    fn beside(&self, find: &Find) -> Vec<String> {
        let fields = &self.rule.plan.judgements[find.judgement].beside;
        let cells = find.beside.iter().zip(fields);
        let masked = cells.map(|(cell, &field)| mask(cell, self.is_secret(field)));
        masked.map(Cow::into_owned).collect()
    }

    fn said<'f>(&self, find: &'f Find) -> Said<'f> {
        let judgement = &self.rule.plan.judgements[find.judgement];
        match (&find.said, &judgement.detail) {
            (_, Detail::Secret) => Said::Text(MASK.into()),
            (Said::Text(cell), Detail::Raw(field)) => {
                Said::Text(mask(cell, self.is_secret(*field)))
            }
            (Said::Others(values), _) => {
                let secret = self.is_secret(judgement.column);
                Said::Others(values.iter().map(|value| mask(value, secret)).collect())
            }
            (said, _) => said.borrowed(),
        }
    }

    fn names(&self, find: &Find) -> Names {
        let judgement = self.rule.plan.judgements.get(find.judgement);
        let column = judgement.filter(|_| !self.rule.is_shape());
        let column = column.map_or("", |one| self.table.fields[one.column].name.as_str());
        let named = |key: &str| Identity::new(&self.rule.id, &self.table.name, key, column);
        let as_written = named(&find.key);
        match find.key_value.as_deref() {
            Some(value) => Names {
                identity: named(value),
                was: Some(as_written),
            },
            None => Names {
                identity: as_written,
                was: None,
            },
        }
    }

    /// A cell of a field as it may be shown.
    pub(crate) fn shown<'c>(&self, field: FieldIx, cell: &'c str) -> Cow<'c, str> {
        mask(cell.trim(), self.is_secret(field))
    }

    fn is_secret(&self, field: FieldIx) -> bool {
        let field = self.table.fields.get(field);
        field.is_some_and(|field| field.sensitive)
    }
}

#[cfg(test)]
mod tests {
    use crate::testing::tried;

    /// Whatever a finding shows of a field: its cell, that of another row, a part of a broken record.
    #[test]
    fn what_is_sensitive_is_masked_wherever_it_is_shown() {
        let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"k\"]\n[tables.t.fields]\n\
            k = {}\ncode = {}\nname = { sensitive = true }\n\
            [[rule]]\nid = \"r\"\ntable = \"t\"\n\
            check.dependency = { columns = [\"code\"], determines = \"name\" }\n\
            [[rule]]\nid = \"c\"\ntable = \"t\"\n\
            check.compare = { left = \"code\", op = \"=\", right = \"name\" }\n";
        let csv = "k,code,name\n1,A,Alpha Works\n2,A,Alpha Works\n3,A,Gamma Mills\n4,B,\"Delta Ltd";
        let shown = |rule: &str| {
            let found = tried(project, &[("t.csv", csv)], rule).findings;
            let last = found.into_iter().next_back().unwrap();
            (last.value, last.message)
        };
        let (value, message) = shown("r");
        assert_eq!(value, "Gam***ls");
        assert!(message.contains("Alp***ks"), "{message}");
        let (value, message) = shown("c");
        assert_eq!(value, "A");
        assert!(message.contains("Gam***ls"), "{message}");
        let (value, _) = shown("t.rows.shape");
        assert_eq!(value, "***");
    }
}
