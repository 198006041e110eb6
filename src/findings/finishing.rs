//! Makes findings of what an engine finds: names who must act, and masks what not everybody may see. It is the same for every
//! engine.

use std::borrow::Cow;

use polars::prelude::{DataFrame, IntoColumn, NamedFrom, Series, StringChunkedBuilder};

use super::owners::{Owner, OwnerNotes, Owners};
use super::people::{Directory, Person};
use super::texts;
use crate::project::Project;
use crate::rules::Rule;
use crate::rules::plan::{Detail, Source};
use crate::tables::mask::{MASK, mask};
use crate::tables::types::{FieldIx, FieldType};
use crate::tables::{Table, person};

/// Stands between the values of a detail that are masked one by one.
pub(crate) const BETWEEN: &str = "\u{1f}";

/// What is wrong with a row, as an engine tells it: with cells as they stand in the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Find<'a> {
    /// Index of the judgement in the rule's plan.
    pub(crate) judgement: usize,
    /// Index of the file among the files of its table.
    pub(crate) input: usize,
    /// The row as a person sees it in the file.
    pub(crate) line: u64,
    /// The cells of the table's key between unit separators, or what stands for them where all are empty.
    pub(crate) key: Cow<'a, str>,
    pub(crate) value: Cow<'a, str>,
    pub(crate) detail: Option<Cow<'a, str>>,
    /// The cell that names who must act.
    pub(crate) owner: Cow<'a, str>,
    pub(crate) department: Cow<'a, str>,
    /// Midnight of the day of the document, in milliseconds since 1970-01-01; none where it is not known.
    pub(crate) day: Option<i64>,
}

/// Makes the findings of a rule.
pub(crate) struct Finisher<'a> {
    /// Index of the rule in the project.
    pub(crate) ix: usize,
    pub(crate) rule: &'a Rule,
    pub(crate) table: &'a Table,
    owners: Owners<'a>,
    people: Option<&'a Directory>,
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
        }
    }

    /// The columns of findings.
    pub(crate) fn frame(&self, found: &[Find]) -> DataFrame {
        let narrow = |n: usize| u32::try_from(n).expect("fewer than 2^32");
        let number = |name: &str, number: fn(&Find) -> usize| {
            let numbers: Vec<u32> = found.iter().map(|find| narrow(number(find))).collect();
            Series::new(name.into(), numbers).into_column()
        };
        let lines: Vec<u64> = found.iter().map(|find| find.line).collect();
        let mut details = StringChunkedBuilder::new("detail".into(), found.len());
        for find in found {
            details.append_option(self.detail(find));
        }
        let mut columns = vec![
            number("judgement", |find| find.judgement),
            number("input", |find| find.input),
            Series::new("row".into(), lines).into_column(),
            texts("key", found.iter().map(|find| find.key.as_ref().into())),
            texts("value", found.iter().map(|find| self.value(find))),
            details.finish().into_column(),
        ];
        let owner = |find| -> Owner { self.owner(find) };
        columns.extend(
            self.owners
                .columns(&found.iter().map(owner).collect::<Vec<_>>()),
        );
        DataFrame::new(found.len(), columns).expect("all columns have one entry per finding")
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

    fn detail<'f>(&self, find: &'f Find) -> Option<Cow<'f, str>> {
        let judgement = &self.rule.plan.judgements[find.judgement];
        let detail = find.detail.as_deref();
        match (&judgement.detail, &self.rule.plan.source) {
            (Detail::Secret, _) => Some(MASK.into()),
            (Detail::Raw(field), _) => detail.map(|cell| mask(cell, self.is_secret(*field))),
            (_, Source::Minority { .. }) => detail.map(|values| {
                let values = values.split(BETWEEN);
                let masked: Vec<_> = values
                    .map(|value| mask(value, self.is_secret(judgement.column)))
                    .collect();
                masked.join(" | ").into()
            }),
            _ => detail.map(Cow::Borrowed),
        }
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
