//! Who acts in a process, and who departs from what was agreed.

use std::collections::{BTreeMap, BTreeSet};

use super::log::{Happened, Log};
use super::words::Words;
use crate::findings::people::{Directory, Whose};
use crate::tables::mask::mask;
use crate::tables::person;

/// Nobody is named.
const NOBODY: u32 = u32::MAX;

/// Somebody who acts, as a number.
pub(crate) type Actor = u32;

/// Those who act, as reports may show them.
#[derive(Debug)]
pub(crate) struct Actors {
    /// By number of the cell that names somebody.
    of_cell: Vec<Actor>,
    /// By actor: name and department.
    names: Vec<(String, String)>,
}

impl Actors {
    /// `people`: whose the accounts are, where that is known. Spellings and accounts of one person are one.
    pub(crate) fn new(log: &Log, people: Option<&Directory>) -> Actors {
        let secret = log.process.hides_people();
        let mut keys = Words::default();
        let mut actors = Actors {
            of_cell: Vec::new(),
            names: Vec::new(),
        };
        for cell in log.events().people.iter() {
            let written = person::clean(cell);
            if written.is_empty() {
                actors.of_cell.push(NOBODY);
                continue;
            }
            let whose = people.map(|people| people.whose(cell));
            let (key, name, department) = match whose {
                Some(Whose::One(one)) => (
                    person::clean(&one.account),
                    mask(&one.name, secret),
                    one.department().unwrap_or_default(),
                ),
                _ => (written, mask(cell.trim(), secret), ""),
            };
            let actor = keys.number(&key);
            if actor as usize == actors.names.len() {
                actors
                    .names
                    .push((name.into_owned(), department.to_owned()));
            } else {
                // of several spellings always the same, in whatever order they are met
                let known = &mut actors.names[actor as usize].0;
                if *name < **known {
                    *known = name.into_owned();
                }
            }
            actors.of_cell.push(actor);
        }
        actors
    }

    /// Who did it; none where nobody is named.
    pub(crate) fn of(&self, happened: Happened) -> Option<Actor> {
        let actor = self.of_cell[happened.cell()];
        (actor != NOBODY).then_some(actor)
    }

    pub(crate) fn name(&self, actor: Actor) -> &str {
        &self.names[actor as usize].0
    }

    /// The department of an event: as its row has it, or that of who did it.
    pub(crate) fn department<'d>(&'d self, happened: Happened<'d>) -> &'d str {
        match (happened.department(), self.of(happened)) {
            ("", Some(actor)) => &self.names[actor as usize].1,
            (department, _) => department,
        }
    }
}

/// Somebody of whom rules of the process find something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Deviant {
    /// Empty where nobody is named.
    pub(crate) name: String,
    pub(crate) department: String,
    pub(crate) findings: u64,
    /// Cases with these findings.
    pub(crate) cases: u64,
    /// Cases in which they did something.
    pub(crate) worked: u64,
    /// Findings by rule, the most first.
    pub(crate) rules: Vec<(usize, u64)>,
}

/// Who has the most findings first. `found`: rule, case, name and department of each finding.
pub(crate) fn deviants<'f>(
    log: &Log,
    actors: &Actors,
    found: impl Iterator<Item = (usize, usize, &'f str, &'f str)>,
) -> Vec<Deviant> {
    #[derive(Default)]
    struct Own {
        departments: BTreeMap<String, u64>,
        cases: BTreeSet<usize>,
        rules: BTreeMap<usize, u64>,
    }
    let mut all: BTreeMap<&str, Own> = BTreeMap::new();
    for (rule, case, name, department) in found {
        let own = all.entry(name).or_default();
        own.cases.insert(case);
        *own.rules.entry(rule).or_default() += 1;
        *own.departments.entry(department.to_owned()).or_default() += 1;
    }
    let worked = worked(log, actors);
    let mut deviants: Vec<Deviant> = all
        .into_iter()
        .map(|(name, own)| Deviant {
            name: name.to_owned(),
            department: most(own.departments)
                .first()
                .map_or(String::new(), |one| one.0.clone()),
            findings: own.rules.values().sum(),
            cases: own.cases.len() as u64,
            worked: worked.get(name).copied().unwrap_or_default(),
            rules: most(own.rules),
        })
        .collect();
    deviants.sort_by_key(|one| std::cmp::Reverse((one.findings, one.cases)));
    deviants
}

/// In how many cases everybody did something, by name.
fn worked<'a>(log: &Log, actors: &'a Actors) -> BTreeMap<&'a str, u64> {
    let mut last = vec![usize::MAX; actors.names.len()];
    let mut cases: BTreeMap<&str, u64> = BTreeMap::new();
    for (number, case) in log.cases().enumerate() {
        for actor in case.events().filter_map(|one| actors.of(one)) {
            if std::mem::replace(&mut last[actor as usize], number) != number {
                *cases.entry(actors.name(actor)).or_default() += 1;
            }
        }
    }
    cases
}

/// The most frequent first, those of one count in their own order.
pub(super) fn most<T: Ord>(counts: BTreeMap<T, u64>) -> Vec<(T, u64)> {
    let mut counts: Vec<(T, u64)> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}
