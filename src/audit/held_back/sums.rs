//! Adds up what waits, for a finding, a rule and an owner: a document that waits for several counts once.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::upstream::{Upstream, Whose};
use crate::engine::gather::waiting::HeldBack;
use crate::findings::asked::AsOf;
use crate::findings::blocks::{Blocked, Blocks, ByDocument};
use crate::rules::plan::{Expr, Link, LinkIx};
use crate::tables::types::{DAY, TableIx};

/// Owners, and departments, that are told apart, those with the most findings.
const MOST_OWNERS: usize = 1_000;

/// A link that was followed from the findings to what waits.
pub(super) struct Followed<'a> {
    pub(super) ix: LinkIx,
    pub(super) link: &'a Link,
    pub(super) found: &'a Upstream,
    /// By number of a document: the first number with the same key for the link; none without a readable key.
    pub(super) same: Vec<Option<u32>>,
    /// None where what waits is not known.
    pub(super) held: Option<HeldBack>,
    pub(super) as_of: AsOf,
}

/// A question to a link.
struct Asked<'a> {
    followed: &'a Followed<'a>,
    /// Numbers of documents with findings, each once; none where their key cannot be read.
    numbers: Option<Vec<u32>>,
}

impl Followed<'_> {
    fn of_document(&self, number: u32) -> Asked<'_> {
        Asked {
            followed: self,
            numbers: self.same[number as usize].map(|number| vec![number]),
        }
    }

    /// The documents of several findings.
    fn of_findings(&self, numbers: &[u32]) -> Asked<'_> {
        let same = numbers.iter().filter_map(|&n| self.same[n as usize]);
        let mut numbers: Vec<u32> = same.collect();
        numbers.sort_unstable();
        numbers.dedup();
        Asked {
            followed: self,
            numbers: Some(numbers),
        }
    }

    fn of_nameless(&self) -> Asked<'_> {
        Asked {
            followed: self,
            numbers: None,
        }
    }

    /// Whether people would take the documents of the two for the same ones, and their amounts.
    fn is_like(&self, other: &Followed) -> bool {
        let amount = |link: &Link| link.amount.as_ref().map(Expr::fields);
        self.link.table == other.link.table
            && self.link.label == other.link.label
            && amount(self.link) == amount(other.link)
    }
}

/// What the documents hold back that the links are asked about.
fn blocked(asked: &[Asked]) -> Vec<Blocked> {
    let mut parts: Vec<Vec<&Asked>> = Vec::new();
    for one in asked {
        let alike = |part: &&mut Vec<&Asked>| part[0].followed.is_like(one.followed);
        match parts.iter_mut().find(alike) {
            Some(part) => part.push(one),
            None => parts.push(vec![one]),
        }
    }
    let part = |ix: usize| {
        let part = &parts[ix];
        let table = part[0].followed.link.table;
        let of_table = |a: &&Asked| a.followed.link.table == table;
        let earlier = parts[..ix].iter().flatten().copied().filter(of_table);
        let earlier: Vec<&Asked> = earlier.collect();
        let mut blocked = together(part);
        if !earlier.is_empty() {
            let all: Vec<&Asked> = earlier.iter().chain(part).copied().collect();
            let count = |asked: &[&Asked]| together(asked).documents;
            let once = count(&earlier).zip(blocked.documents).zip(count(&all));
            blocked.again = once.map_or(0, |((earlier, here), all)| earlier + here - all);
        }
        blocked
    };
    (0..parts.len()).map(part).collect()
}

/// What is held back over links of one table.
fn together(asked: &[&Asked]) -> Blocked {
    let first = asked[0].followed;
    let mut blocked = Blocked {
        link: first.ix,
        documents: None,
        amount: None,
        missing: 0,
        days: None,
        again: 0,
    };
    let known = asked
        .iter()
        .map(|a| Some((a.followed.held.as_ref()?, a.numbers.as_deref()?)));
    if let Some(known) = known.collect::<Option<Vec<_>>>() {
        let sum = HeldBack::together(&known);
        // what is dated after the audit has not waited yet
        let days = |since: i64| (first.as_of.day / DAY - since).max(0);
        blocked.documents = Some(sum.documents);
        blocked.amount = sum.amount.filter(|_| first.link.amount.is_some());
        blocked.missing = sum.missing;
        blocked.days = sum.since.map(days);
    }
    blocked
}

/// What is held back over the links that were followed.
pub(super) fn added_up<'a>(followed: &'a BTreeMap<TableIx, Vec<Followed<'a>>>) -> Blocks {
    let mut blocks = Blocks::default();
    for (&table, links) in followed {
        // all links to a table lead to the same findings
        let Some(Followed { found, .. }) = links.first() else {
            continue;
        };
        let ask = |ask: &dyn Fn(&'a Followed<'a>) -> Asked<'a>| -> Vec<Blocked> {
            blocked(&links.iter().map(ask).collect::<Vec<_>>())
        };
        let numbers = found.numbers.iter();
        let documents = ByDocument {
            by_key: numbers
                .map(|(key, &number)| (key.clone(), ask(&|l| l.of_document(number))))
                .collect(),
            nameless: ask(&|l| l.of_nameless()),
        };
        blocks.tables.insert(table, documents);
        for (&rule, numbers) in &found.by_rule {
            blocks.rules.insert(rule, ask(&|l| l.of_findings(numbers)));
        }
    }
    let all = followed.values().flatten().map(|link| {
        let numbers = link.found.numbers.values().copied();
        link.of_findings(&numbers.collect::<Vec<_>>())
    });
    blocks.all = blocked(&all.collect::<Vec<_>>());
    blocks.owners = by_whom(followed, |found| &found.by_owner);
    blocks.departments = by_whom(followed, |found| &found.by_department);
    blocks
}

/// What is held back by people, or by departments.
fn by_whom<'a>(
    followed: &'a BTreeMap<TableIx, Vec<Followed<'a>>>,
    whose: impl Fn(&'a Upstream) -> &'a Whose,
) -> Vec<(String, Vec<Blocked>)> {
    let mut by_name: BTreeMap<&str, BTreeMap<TableIx, &(String, Vec<u32>)>> = BTreeMap::new();
    for (&table, links) in followed {
        // all links to a table lead to the same findings
        let Some(Followed { found, .. }) = links.first() else {
            continue;
        };
        for (compared, one) in whose(found) {
            by_name.entry(compared).or_default().insert(table, one);
        }
    }
    let mut all: Vec<_> = by_name.into_values().collect();
    let findings = |tables: &BTreeMap<TableIx, &(String, Vec<u32>)>| -> usize {
        tables.values().map(|(_, numbers)| numbers.len()).sum()
    };
    all.sort_by_key(|tables| Reverse(findings(tables)));
    all.truncate(MOST_OWNERS);
    let mut held = Vec::new();
    for tables in all {
        let mut name = None;
        let mut asked = Vec::new();
        for (table, (as_written, numbers)) in tables {
            name.get_or_insert(as_written);
            asked.extend(followed[&table].iter().map(|l| l.of_findings(numbers)));
        }
        let blocked = blocked(&asked);
        if let Some(name) = name
            && blocked.iter().any(|b| b.documents != Some(0))
        {
            held.push((name.clone(), blocked));
        }
    }
    let once = |b: &Blocked| Some(b.documents? - b.again);
    let waiting = |blocked: &[Blocked]| blocked.iter().filter_map(once).sum::<u64>();
    held.sort_by_key(|(_, blocked)| Reverse(waiting(blocked)));
    held
}
