//! Asks what is found on the documents of the cases of a process, and what these documents hold back.

use std::collections::{BTreeMap, HashMap};

use polars::prelude::{PlHashMap, PlSmallStr};

use super::Run;
use crate::engine::gather::waiting::{HeldBack, Sought};
use crate::findings::Row;
use crate::findings::asked::Cancelled;
use crate::process::beside::{Beside, Held, Whose};
use crate::process::log::{Happened, Log};
use crate::rules::plan::process::{Event, Process};
use crate::rules::plan::{Expr, Link, LinkIx};
use crate::tables::types::TableIx;

/// Documents of cases that a link is asked about.
struct Documents {
    /// By key in the form that the link compares.
    numbers: PlHashMap<PlSmallStr, u32>,
    /// Their numbers, each with the number of a case that has it.
    of_cases: Vec<(u32, usize)>,
}

/// Rules that find something on a row, each with whose it is where that is said.
type OnRow = Vec<(usize, Option<Whose>)>;

/// Which text of an event names its document, as its table does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Case,
    Id,
}

impl Run<'_> {
    /// What is known of the cases once the rules of their tables have been judged.
    pub(super) fn beside(&mut self, log: &Log) -> Result<Beside, Cancelled> {
        Ok(Beside {
            findings: self.found_on(log),
            held: self.held_by(log)?,
        })
    }

    /// The rules about rows that find something on rows with events of a case.
    fn found_on(&self, log: &Log) -> BTreeMap<usize, Vec<(usize, Whose)>> {
        let mut found: HashMap<(u32, u64), OnRow> = HashMap::new();
        let mut files = 0;
        for table in log.process.tables() {
            let rules = self.rules[table].iter();
            for of_rule in rules.filter_map(|&rule| self.audit.findings.of(rule)) {
                for row in of_rule.rows(usize::MAX) {
                    let input = u32::try_from(row.input).expect("fewer files than 2^32");
                    let on_row = found.entry((files + input, row.line)).or_default();
                    on_row.push((of_rule.rule, whose(&row, log)));
                }
            }
            let inputs = self.audit.inputs.iter();
            let count = inputs.filter(|input| input.table == table).count();
            files += u32::try_from(count).expect("fewer files than 2^32");
        }
        let mut by_case: BTreeMap<usize, Vec<(usize, Whose)>> = BTreeMap::new();
        for (number, case) in log.cases().enumerate() {
            for one in case.events() {
                let on_row = found.get(&one.place()).into_iter().flatten();
                let on_row = on_row.map(|&(rule, whose)| (rule, whose.unwrap_or_else(|| of(one))));
                let on_row: Vec<_> = on_row.collect();
                if !on_row.is_empty() {
                    by_case.entry(number).or_default().extend(on_row);
                }
            }
        }
        for found in by_case.values_mut() {
            // several events may stand on one row
            found.sort_unstable();
            found.dedup();
        }
        by_case
    }

    /// What waits for documents of the cases, over each link that leads to one of their tables.
    fn held_by(&mut self, log: &Log) -> Result<Vec<Held>, Cancelled> {
        let project = self.project;
        let mut sought: BTreeMap<TableIx, Vec<Sought>> = BTreeMap::new();
        let mut asked: Vec<(LinkIx, Vec<(u32, usize)>)> = Vec::new();
        for (ix, link) in project.links.iter().enumerate() {
            let Some(documents) = self.documents(link, log) else {
                continue;
            };
            let numbers = documents.numbers;
            let one = Sought { link: ix, numbers };
            sought.entry(link.table).or_default().push(one);
            asked.push((ix, documents.of_cases));
        }
        let mut held: Vec<Option<HeldBack>> = project.links.iter().map(|_| None).collect();
        for (table, sought) in sought {
            self.follow(table, sought, &mut held)?;
        }
        let known = asked.into_iter().filter_map(|(ix, cases)| {
            let back = held[ix].as_ref()?;
            Some(by_case(ix, &project.links[ix], back, &cases))
        });
        Ok(known.collect())
    }

    /// Documents of the cases by their key in the form that the link compares, and the numbers of those of each case; none where
    /// no event of the link's table names them.
    fn documents(&self, link: &Link, log: &Log) -> Option<Documents> {
        let names = names(
            self.project.tables[link.to].key.as_slice(),
            link.to,
            log.process,
        );
        if names.iter().all(Option::is_none) {
            return None;
        }
        let mut texts: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, case) in log.cases().enumerate() {
            for one in case.events() {
                let text = match names.get(one.sort()).copied().flatten() {
                    Some(Names::Case) => case.key(),
                    Some(Names::Id) => one.id(),
                    None => continue,
                };
                let cases = texts.entry(text).or_default();
                if cases.last() != Some(&number) {
                    cases.push(number);
                }
            }
        }
        let mut numbers = PlHashMap::default();
        let mut of_cases = Vec::new();
        let mut cases = texts.values();
        self.engine.compare(link, texts.keys().copied(), |key| {
            let cases = cases.next();
            if let (Some(key), Some(cases)) = (key, cases) {
                let next = u32::try_from(numbers.len()).expect("fewer documents than 2^32");
                let number = *numbers.entry(key.into()).or_insert(next);
                of_cases.extend(cases.iter().map(|&case| (number, case)));
            }
        });
        Some(Documents { numbers, of_cases })
    }
}

/// By sort of events of the process: what of them is the key of a table that they stand in.
fn names(key: &[usize], table: TableIx, process: &Process) -> Vec<Option<Names>> {
    let of = |event: &Event| {
        let [key] = *key else { return None };
        if event.table != table {
            return None;
        }
        let is_case = event.case.fields() == [key] && !matches!(event.case, Expr::Lookup(..));
        if is_case {
            Some(Names::Case)
        } else {
            (event.id == Some(key)).then_some(Names::Id)
        }
    };
    process.events.iter().map(of).collect()
}

/// What waits for each case.
fn by_case(ix: LinkIx, link: &Link, back: &HeldBack, cases: &[(u32, usize)]) -> Held {
    let mut by_case: HashMap<usize, Option<i128>> = HashMap::new();
    for &(number, case) in cases {
        let sum = HeldBack::together(&[(back, &[number])]);
        if sum.documents == 0 {
            continue;
        }
        let amount = sum
            .amount
            .filter(|_| link.amount.is_some() && sum.missing == 0);
        let known = by_case.entry(case).or_insert(Some(0));
        *known = known
            .zip(amount)
            .and_then(|(one, more)| one.checked_add(more));
    }
    Held { link: ix, by_case }
}

/// Whose a finding about a row is; none where it names nobody.
fn whose(row: &Row, log: &Log) -> Option<Whose> {
    let name = row.account.unwrap_or(row.owner);
    if name.is_empty() {
        return None;
    }
    Some(log.person(name).map_or(Whose::Others, Whose::Persons))
}

/// Whose a row is by its event.
fn of(one: Happened) -> Whose {
    one.person().map_or(Whose::Others, Whose::Persons)
}
