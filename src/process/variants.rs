//! The ways that cases go: each sequence of events, with its cases.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use super::actors::{Actors, most};
use super::events::Stamp;
use super::fates::{Fate, Fates};
use super::log::{Case, Log};
use super::time::{Spans, Took};

/// People and departments of a way that are named.
const NAMED: usize = 3;

/// A way that cases go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Variant {
    /// Its events, by sort.
    pub(crate) way: Vec<usize>,
    pub(crate) cases: u64,
    /// Cases in which a rule of the process finds something, and those of which one cannot tell.
    pub(crate) deviating: u64,
    pub(crate) undecided: u64,
    /// From the first event of a case to its last.
    pub(crate) took: Option<Took>,
    /// The day of the first and of the last event of all its cases, in milliseconds since 1970-01-01.
    pub(crate) first: Option<i64>,
    pub(crate) last: Option<i64>,
    pub(crate) people: Named,
    pub(crate) departments: Named,
    /// One of its cases, by number.
    pub(crate) example: usize,
}

/// The most frequent of many, each with the cases in which it is met.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) first: Vec<(String, u64)>,
    /// How many there are in all.
    pub(crate) count: u64,
}

impl Named {
    fn new(cases: BTreeMap<&str, u64>) -> Named {
        let count = cases.len() as u64;
        let all = most(cases).into_iter().take(NAMED);
        Named {
            first: all.map(|(name, cases)| (name.to_owned(), cases)).collect(),
            count,
        }
    }
}

/// All ways of a process.
#[derive(Debug)]
pub(crate) struct Variants {
    /// The most frequent first.
    pub(crate) all: Vec<Variant>,
    /// The same of all cases together.
    pub(crate) took: Option<Took>,
    pub(crate) first: Option<i64>,
    pub(crate) last: Option<i64>,
    pub(crate) events: u64,
}

/// Cases by the way that they go, in the order in which the ways are first met.
pub(super) fn ways(log: &Log, cases: impl Iterator<Item = usize>) -> Vec<(Vec<u32>, Vec<usize>)> {
    let mut ways: Vec<(Vec<u32>, Vec<usize>)> = Vec::new();
    let mut known: HashMap<Vec<u32>, usize> = HashMap::new();
    for number in cases {
        let way: Vec<u32> = log.shown(number).sorts().collect();
        let at = *known.entry(way).or_insert_with_key(|way| {
            ways.push((way.clone(), Vec::new()));
            ways.len() - 1
        });
        ways[at].1.push(number);
    }
    ways
}

/// How long cases take, from the first event to the last.
pub(super) fn spans(log: &Log, cases: impl Iterator<Item = usize>) -> Spans {
    let mut spans = Spans::default();
    for (from, to) in cases.filter_map(|number| ends(log.case(number))) {
        spans.push(from, to);
    }
    spans
}

/// Finds the ways. How long they take is read from one clock for all of them, so that they can be compared.
pub(crate) fn variants(log: &Log, fates: &Fates, actors: &Actors) -> Variants {
    let ways = ways(log, 0..log.len());
    let events = ways.iter().map(|(way, cases)| way.len() * cases.len());
    let events = events.sum::<usize>() as u64;
    let whole = spans(log, 0..log.len());
    let clock = whole.clock(log.process);
    let took = |spans: &Spans| spans.took(clock, log.process);
    let mut all: Vec<Variant> = ways
        .into_iter()
        .map(|(way, cases)| Variant {
            took: took(&spans(log, cases.iter().copied())),
            ..variant(log, fates, actors, way, &cases)
        })
        .collect();
    all.sort_by(|one, other| other.cases.cmp(&one.cases).then(one.way.cmp(&other.way)));
    Variants {
        took: took(&whole),
        first: all.iter().filter_map(|one| one.first).min(),
        last: all.iter().filter_map(|one| one.last).max(),
        events,
        all,
    }
}

fn variant(log: &Log, fates: &Fates, actors: &Actors, way: Vec<u32>, cases: &[usize]) -> Variant {
    let of = |fate: Fate| cases.iter().filter(|&&case| fates.of(case) == fate).count() as u64;
    let (mut people, mut departments) = (BTreeMap::new(), BTreeMap::new());
    let (mut first, mut last) = (None, None);
    for &number in cases {
        let case = log.case(number);
        let met: BTreeSet<&str> = case
            .events()
            .filter_map(|one| Some(actors.name(actors.of(one)?)))
            .collect();
        count(met, &mut people);
        let met = case.events().map(|one| actors.department(one));
        count(
            met.filter(|one| !one.is_empty()).collect(),
            &mut departments,
        );
        if let Some((from, to)) = ends(case) {
            let (from, to) = (from.day(), to.day());
            first = first.into_iter().chain(from).min();
            last = last.into_iter().chain(to).max();
        }
    }
    Variant {
        way: way.into_iter().map(|event| event as usize).collect(),
        cases: cases.len() as u64,
        deviating: of(Fate::Deviates),
        undecided: of(Fate::Undecided),
        took: None,
        first,
        last,
        people: Named::new(people),
        departments: Named::new(departments),
        example: cases[0],
    }
}

fn count<'n>(met: BTreeSet<&'n str>, counts: &mut BTreeMap<&'n str, u64>) {
    for name in met {
        *counts.entry(name).or_default() += 1;
    }
}

/// The first and the last of its times that are known, and that everybody may see.
fn ends(case: Case) -> Option<(Stamp, Stamp)> {
    let known = |stamp: &Stamp| *stamp != Stamp::Unknown;
    let mut stamps = case.events().map(|one| one.shown_stamp()).filter(known);
    let first = stamps.next()?;
    Some((first, stamps.next_back().unwrap_or(first)))
}
