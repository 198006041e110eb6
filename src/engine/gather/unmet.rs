//! Patterns of shared accounts that fit no account anywhere: they may be misspelt.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicBool, Ordering};

use polars::prelude::PlHashSet;

use super::{Batch, Collect};
use crate::project::Project;
use crate::rules::matcher::Matcher;
use crate::tables::person;
use crate::tables::typed::Typed;
use crate::tables::types::{FieldIx, FieldType, TableIx};

/// The patterns of `[people] shared`. Workers take note of what they meet while the tables are read.
pub(crate) struct Unmet<'a>(Vec<Pattern<'a>>);

struct Pattern<'a> {
    written: &'a str,
    matcher: &'a Matcher,
    met: AtomicBool,
}

impl<'a> Unmet<'a> {
    pub(crate) fn new(project: &'a Project) -> Unmet<'a> {
        let patterns = project.people.iter().flat_map(|people| &people.patterns);
        let unmet = patterns.map(|(written, matcher)| Pattern {
            written,
            matcher,
            met: AtomicBool::new(false),
        });
        Unmet(unmet.collect())
    }

    fn patterns(&self) -> impl Iterator<Item = &Pattern<'a>> {
        let patterns = self.0.iter();
        patterns.filter(|pattern| !pattern.met.load(Ordering::Relaxed))
    }

    /// Takes note of the patterns that accounts of a batch fit.
    fn meet(&self, typed: &Typed, project: &Project, table: TableIx) {
        if self.patterns().next().is_none() {
            return;
        }
        for field in accounts(project, table) {
            let Some(cells) = typed.raw(field) else {
                continue;
            };
            let mut seen = PlHashSet::default();
            cells.for_each(|cell| {
                let Some(cell) = cell.filter(|cell| seen.insert(*cell)) else {
                    return;
                };
                let account = person::clean(cell);
                for pattern in self.patterns() {
                    if pattern.matcher.is_match(&account) {
                        pattern.met.store(true, Ordering::Relaxed);
                    }
                }
            });
        }
    }

    /// The patterns that nothing has met, as they are written.
    pub(crate) fn written(&self) -> Vec<String> {
        self.patterns()
            .map(|pattern| pattern.written.to_owned())
            .collect()
    }
}

/// The accounts of a table, held against the patterns.
pub(crate) struct Met<'a> {
    pub(crate) unmet: &'a Unmet<'a>,
    pub(crate) project: &'a Project,
    pub(crate) table: TableIx,
}

/// What is met is taken note of at once: no other batch needs to look for it.
impl Collect for Met<'_> {
    type Part = ();
    type Whole = ();

    fn nothing(&self) {}

    fn of_batch(&self, batch: &Batch) {
        self.unmet
            .meet(batch.evaluator.typed, self.project, self.table);
    }

    fn merge(&self, (): &mut (), (): ()) {}

    fn finish(&self, (): ()) {}
}

/// The fields of a table that hold accounts: those of persons, of owners, of what `check.person` looks up, and of the list of
/// people itself.
fn accounts(project: &Project, table: TableIx) -> BTreeSet<FieldIx> {
    let fields = project.tables[table].fields.iter().enumerate();
    let persons = fields.filter(|(_, field)| field.kind == FieldType::Person);
    let people = project.people.iter().filter(|people| people.table == table);
    let mut accounts: BTreeSet<FieldIx> = persons.map(|(ix, _)| ix).collect();
    accounts.extend(people.map(|people| people.account));
    for rule in project.rules.iter().filter(|rule| rule.table == table) {
        accounts.extend(rule.owner);
        if rule.plan.accounts {
            accounts.extend(rule.plan.judgements.iter().map(|j| j.column));
        }
    }
    accounts
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::audited;

    const PROJECT: &str = "[tables.o]\nfiles = \"o.csv\"\nkey = [\"k\"]\n[tables.o.fields]\n\
        k = {}\nby = {}\nseen = {}\nsent = { type = \"person\" }\nat = { type = \"date\" }\n\
        [tables.people]\nfiles = \"p.csv\"\n[tables.people.fields]\naccount = {}\n\
        [people]\nshared = [\"Admin\", \"ＰＯＳ*\", \"ghost?\", \"仓库*\"]\n\
        [[rule]]\nid = \"r\"\ntable = \"o\"\nowner = \"by\"\ncheck.required = { columns = [\"at\"] }\n\
        [[rule]]\nid = \"p\"\ntable = \"o\"\ncheck.person = { column = \"seen\", forbid = [\"unknown\"] }\n";

    fn told(orders: &str) -> Option<String> {
        let orders = format!("k,by,seen,sent,at\n{orders}");
        let staff = "account\nADMIN\nann\n";
        let (_, audit) = audited(PROJECT, &[("o.csv", &orders), ("p.csv", staff)]);
        let messages = Messages::new(Lang::En);
        let mut notices = audit.notices.iter().map(|notice| messages.text(notice));
        notices.find(|told| told.contains("[people]"))
    }

    /// With findings or without.
    #[test]
    fn accounts_of_people_owners_and_persons_meet_patterns() {
        let expected = "`shared` in [people]: ghost?, 仓库* fit no account in people \
            and no person or owner in the other tables; check the spelling";
        assert_eq!(
            told("1,pos1,ann,ann,2026-10-01\n").as_deref(),
            Some(expected)
        );
        for day in ["", "2026-10-01"] {
            let unmet = told(&format!("1,pos1,Ghost1,ann,{day}\n")).unwrap();
            assert!(unmet.contains(": 仓库* fits no account"), "{unmet}");
            assert_eq!(told(&format!("1,pos1,ghost1,仓库1,{day}\n")), None);
        }
    }

    #[test]
    fn what_was_not_read_may_meet_them() {
        // a broken row of the file
        let broken = "1,ann,ann,ann,\n2,\"ann,ann,ann,\n";
        assert_eq!(told(broken), None);
    }
}
