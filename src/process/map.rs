//! The map of a process: which event directly follows which, how often, and how long that takes.

use std::collections::{BTreeMap, BTreeSet};

use super::fates::{Fate, Fates};
use super::log::Log;
use super::time::{Spans, Took};

/// A place of the map. A case comes from the start and goes to the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spot {
    Start,
    /// Events of a sort.
    Sort(usize),
    End,
}

/// Events of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Node {
    pub(crate) sort: usize,
    pub(crate) events: u64,
    pub(crate) cases: u64,
    /// Cases in which a rule of the process finds something.
    pub(crate) deviating: u64,
    /// Whether it is met in no other cases.
    pub(crate) is_deviation: bool,
}

/// One event directly after another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edge {
    pub(crate) from: Spot,
    pub(crate) to: Spot,
    pub(crate) times: u64,
    pub(crate) cases: u64,
    pub(crate) deviating: u64,
    /// Whether no other cases go this way.
    pub(crate) is_deviation: bool,
    /// Known of no way from the start or to the end.
    pub(crate) took: Option<Took>,
}

/// A map, or what a filter leaves of one. The most frequent come first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Map {
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<Edge>,
    pub(crate) cases: u64,
    pub(crate) left_out: LeftOut,
}

/// What a filter leaves out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct LeftOut {
    /// Sorts of events, and events of these.
    pub(crate) sorts: u64,
    pub(crate) events: u64,
    /// Ways between those that are shown, how often they are gone, and how many of them are deviations.
    pub(crate) edges: u64,
    pub(crate) times: u64,
    pub(crate) deviations: u64,
}

/// What is shown of a map, in per cent.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Shares {
    /// Events that are of sorts which are shown.
    pub(crate) activities: f64,
    /// Steps from one event to another that are shown.
    pub(crate) paths: f64,
}

/// More cannot be drawn so that anybody could read it.
pub(crate) const MOST_NODES: usize = 100;
pub(crate) const MOST_EDGES: usize = 400;

/// What is known so far of an edge, or of a node.
#[derive(Default)]
struct Met {
    times: u64,
    cases: u64,
    deviating: u64,
    /// The case that it was last met in, plus one.
    last: usize,
    spans: Spans,
}

impl Met {
    fn add(&mut self, case: usize, fate: Fate) {
        self.times += 1;
        if self.last != case + 1 {
            self.last = case + 1;
            self.cases += 1;
            self.deviating += u64::from(fate == Fate::Deviates);
        }
    }

    fn is_deviation(&self) -> bool {
        self.deviating == self.cases
    }
}

/// The whole map.
pub(crate) fn map(log: &Log, fates: &Fates) -> Map {
    of_sorts(log, fates, |_| true)
}

/// The map of the cases as if there were only events of some sorts.
fn of_sorts(log: &Log, fates: &Fates, keeps: impl Fn(usize) -> bool) -> Map {
    let mut nodes: BTreeMap<usize, Met> = BTreeMap::new();
    let mut edges: BTreeMap<(Spot, Spot), Met> = BTreeMap::new();
    for number in 0..log.len() {
        let case = log.shown(number);
        let fate = fates.of(number);
        let mut before = None;
        for one in case.events().filter(|one| keeps(one.sort())) {
            let sort = one.sort();
            nodes.entry(sort).or_default().add(number, fate);
            let from = before.map_or(Spot::Start, |(sort, _)| Spot::Sort(sort));
            let edge = edges.entry((from, Spot::Sort(sort))).or_default();
            edge.add(number, fate);
            if let Some((_, stamp)) = before {
                edge.spans.push(stamp, one.shown_stamp());
            }
            before = Some((sort, one.shown_stamp()));
        }
        if let Some((sort, _)) = before {
            let edge = edges.entry((Spot::Sort(sort), Spot::End)).or_default();
            edge.add(number, fate);
        }
    }
    let mut map = Map {
        nodes: nodes
            .into_iter()
            .map(|(sort, met)| node(sort, &met))
            .collect(),
        edges: edges
            .into_iter()
            .map(|(ends, met)| edge(log, ends, &met))
            .collect(),
        cases: log.len() as u64,
        left_out: LeftOut::default(),
    };
    map.nodes
        .sort_by_key(|node| (std::cmp::Reverse(node.events), node.sort));
    map.edges
        .sort_by_key(|edge| (std::cmp::Reverse(edge.times), edge.from, edge.to));
    map
}

fn node(sort: usize, met: &Met) -> Node {
    Node {
        sort,
        events: met.times,
        cases: met.cases,
        deviating: met.deviating,
        is_deviation: met.is_deviation(),
    }
}

fn edge(log: &Log, (from, to): (Spot, Spot), met: &Met) -> Edge {
    let clock = met.spans.clock(log.process);
    Edge {
        from,
        to,
        times: met.times,
        cases: met.cases,
        deviating: met.deviating,
        is_deviation: met.is_deviation(),
        took: met.spans.took(clock, log.process),
    }
}

impl Map {
    /// What is drawn: the most frequent events and ways, and the strongest way into and out of each event.
    pub(crate) fn shown(&self, log: &Log, fates: &Fates, shares: Shares) -> Map {
        let events: Vec<u64> = self.nodes.iter().map(|node| node.events).collect();
        let count = first(&events, shares.activities).min(MOST_NODES);
        let (kept, left) = self.nodes.split_at(count);
        let sorts: BTreeSet<usize> = kept.iter().map(|node| node.sort).collect();
        let mut map = if left.is_empty() {
            self.clone()
        } else {
            of_sorts(log, fates, |sort| sorts.contains(&sort))
        };
        map.left_out.sorts = left.len() as u64;
        map.left_out.events = left.iter().map(|node| node.events).sum();
        map.without_rare(shares.paths)
    }

    fn without_rare(mut self, share: f64) -> Map {
        let times: Vec<u64> = self.edges.iter().map(|edge| edge.times).collect();
        let most = first(&times, share).min(MOST_EDGES);
        let (mut entered, mut left) = (BTreeSet::new(), BTreeSet::new());
        let mut kept = Vec::with_capacity(self.edges.len());
        for (at, edge) in self.edges.drain(..).enumerate() {
            // the first one that leads to a place, or from it, is its strongest
            let others = edge.from != edge.to;
            let is_strongest = others && (entered.insert(edge.to) | left.insert(edge.from));
            if at < most || is_strongest {
                kept.push(edge);
            } else {
                self.left_out.edges += 1;
                self.left_out.times += edge.times;
                self.left_out.deviations += u64::from(edge.is_deviation);
            }
        }
        self.edges = kept;
        self
    }

    /// Where cases wait longest, by the median. What few cases do is left out.
    pub(crate) fn waits(&self, log: &Log) -> Vec<Edge> {
        let least = self.least_waits();
        let waits = self.edges.iter().copied();
        let mut waits: Vec<Edge> = waits
            .filter(|edge| edge.took.is_some_and(|took| took.count >= least))
            .collect();
        waits.sort_by_key(|edge| {
            let length = edge.took.map_or(0, |took| took.length(log.process));
            (std::cmp::Reverse((length, edge.times)), edge.from, edge.to)
        });
        waits
    }

    /// How often a way must be gone for its median to be told: in one case of a hundred, and five times.
    pub(crate) fn least_waits(&self) -> u64 {
        (self.cases / 100).max(5)
    }
}

/// How many of the first make up a share of all.
#[allow(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn first(counts: &[u64], share: f64) -> usize {
    let enough = counts.iter().sum::<u64>() as f64 * share / 100.0;
    let mut sum = 0;
    let mut few = counts.iter().take_while(|&&count| {
        let is_enough = sum as f64 >= enough;
        sum += count;
        !is_enough
    });
    few.by_ref().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_made_up_of_the_most_frequent() {
        let counts = [50, 30, 15, 5];
        let some = [0.0, 50.0, 50.1, 95.0, 95.1, 100.0].map(|share| first(&counts, share));
        assert_eq!(some, [0, 1, 2, 3, 4, 4]);
        assert_eq!(first(&[], 100.0), 0);
    }

    #[test]
    fn each_event_keeps_its_strongest_way_in_and_out() {
        let edge = |from, to, times| Edge {
            from,
            to,
            times,
            cases: times,
            deviating: 0,
            is_deviation: times < 5,
            took: None,
        };
        let sort = Spot::Sort;
        let map = Map {
            edges: vec![
                edge(Spot::Start, sort(0), 90),
                edge(sort(0), Spot::End, 80),
                edge(sort(0), sort(0), 20),
                edge(sort(0), sort(1), 9),
                edge(sort(1), Spot::End, 6),
                edge(sort(1), sort(0), 4),
                edge(Spot::Start, sort(1), 3),
            ],
            ..Map::default()
        };
        let few = map.without_rare(10.0);
        let times: Vec<u64> = few.edges.iter().map(|edge| edge.times).collect();
        assert_eq!(times, [90, 80, 9, 6]);
        let left = LeftOut {
            edges: 3,
            times: 27,
            deviations: 2,
            ..LeftOut::default()
        };
        assert_eq!(few.left_out, left);
    }
}
