//! The ways that cases may go.

use std::sync::{Arc, PoisonError};

use super::{Doubt, Judge, Pointed, Verdict};
use crate::process::log::Case;
use crate::rules::plan::process::{EventIx, Missing, Open, Routes, Tie};

/// Events of a case, and of a way, up to which the nearest way is looked for.
pub(super) const MOST_STEPS: usize = 60;

pub(super) fn judge(judge: &Judge, routes: &Routes, case: Case) -> Pointed {
    let way: Vec<usize> = case.events().map(|one| one.sort()).collect();
    let last = (case.len() - 1, way[case.len() - 1]);
    let is = |way: &[usize]| routes.allowed.iter().any(|route| *route == way);
    let process = judge.log.process;
    if case.events().any(|one| one.stamp().bounds().is_none()) {
        let verdict = match process.missing {
            Missing::Undecided => Verdict::Undecidable(Doubt::Undated),
            Missing::Violation => unknown(judge, "undated", &way),
        };
        return (last.0, last.1, verdict);
    }
    let groups = case.stretches();
    let tied = groups
        .iter()
        .any(|group| way[group.clone()].iter().any(|s| *s != way[group.start]));
    let every = || orders(&way, &groups).is_some_and(|all| all.iter().all(|way| is(way)));
    let possible = || {
        let mut allowed = routes.allowed.iter();
        allowed.any(|route| may_be(route, &way, &groups))
    };
    let is_begun = || {
        let mut allowed = routes.allowed.iter();
        allowed.any(|route| route.len() > way.len() && route.starts_with(&way))
    };
    let verdict = if !tied && is(&way) || tied && every() {
        Verdict::Ok
    } else if tied && possible() {
        match process.tie {
            Tie::Ok => Verdict::Ok,
            Tie::Undecided => Verdict::Undecidable(Doubt::Tied),
            Tie::Violation => unknown(judge, "tied", &way),
        }
    } else if routes.open == Open::Wait && is_begun() {
        Verdict::Pending
    } else {
        return departed(judge, routes, way);
    };
    (last.0, last.1, verdict)
}

/// A violation because it is not known which way the case went.
fn unknown(judge: &Judge, how: &'static str, way: &[usize]) -> Verdict {
    let mut steps = judge.steps(how, &[]);
    steps.way = judge.way(way);
    Verdict::Violation(Arc::new(steps))
}

/// Orders of steps of the same time that are tried; of more it is not known whether each is allowed.
const MOST_ORDERS: usize = 24;

/// The ways that a case may have gone; none where there are too many.
fn orders(way: &[usize], groups: &[std::ops::Range<usize>]) -> Option<Vec<Vec<usize>>> {
    let mut all = vec![Vec::new()];
    for group in groups {
        let mut next = Vec::new();
        for order in permuted(&way[group.clone()])? {
            next.extend(
                all.iter()
                    .map(|way: &Vec<usize>| [&way[..], &order].concat()),
            );
        }
        if next.len() > MOST_ORDERS {
            return None;
        }
        all = next;
    }
    Some(all)
}

/// All orders of a few steps, each once.
fn permuted(steps: &[usize]) -> Option<Vec<Vec<usize>>> {
    let Some((first, rest)) = steps.split_first() else {
        return Some(vec![Vec::new()]);
    };
    if steps.iter().all(|step| step == first) {
        return Some(vec![steps.to_vec()]);
    }
    if steps.len() > 4 {
        return None;
    }
    let mut all = Vec::new();
    for order in permuted(rest)? {
        for at in 0..=order.len() {
            let mut one = order.clone();
            one.insert(at, *first);
            all.push(one);
        }
    }
    all.sort_unstable();
    all.dedup();
    Some(all)
}

/// Whether a case may have gone a way, were the events of each stretch in another order.
fn may_be(route: &[EventIx], way: &[usize], groups: &[std::ops::Range<usize>]) -> bool {
    let sorted = |steps: &[usize]| {
        let mut steps = steps.to_vec();
        steps.sort_unstable();
        steps
    };
    route.len() == way.len()
        && groups
            .iter()
            .all(|group| sorted(&route[group.clone()]) == sorted(&way[group.clone()]))
}

/// How a case departs from the nearest of the ways; all cases of a way share what is said of them.
fn departed(judge: &Judge, routes: &Routes, way: Vec<usize>) -> Pointed {
    let known = || {
        judge
            .departed
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    };
    if let Some(pointed) = known().get(&way) {
        return pointed.clone();
    }
    let pointed = departs(judge, routes, &way);
    known().insert(way, pointed.clone());
    pointed
}

/// How a way departs from the nearest of those that are allowed.
fn departs(judge: &Judge, routes: &Routes, way: &[usize]) -> Pointed {
    let nearest = routes
        .allowed
        .iter()
        .filter(|route| route.len() <= MOST_STEPS && way.len() <= MOST_STEPS)
        .map(|route| (Departure::new(route, way), route))
        .min_by_key(|(departure, _)| departure.distance());
    let Some((departure, route)) = nearest else {
        let mut steps = judge.steps("other", &[]);
        steps.way = judge.way(way);
        let last = way.len() - 1;
        return (last, way[last], Verdict::Violation(Arc::new(steps)));
    };
    let (how, at, sort) = departure.first(route, way);
    let mut steps = judge.steps(how, &[]);
    steps.names = judge.names([sort]);
    steps.what = judge.name(sort);
    steps.way = judge.way(way);
    steps.count = departure.distance() as u64;
    (at, sort, Verdict::Violation(Arc::new(steps)))
}

/// What a case has more and less than a way, after the longest steps that both have in common.
struct Departure {
    /// Places of the case's steps that the way has not.
    extra: Vec<usize>,
    /// Steps of the way that the case has not, each with the place in the case before which it is missing.
    missing: Vec<(usize, usize)>,
}

impl Departure {
    fn new(route: &[usize], way: &[usize]) -> Departure {
        let (rows, columns) = (way.len(), route.len());
        let mut common = vec![vec![0usize; columns + 1]; rows + 1];
        for row in (0..rows).rev() {
            for column in (0..columns).rev() {
                common[row][column] = if way[row] == route[column] {
                    common[row + 1][column + 1] + 1
                } else {
                    common[row + 1][column].max(common[row][column + 1])
                };
            }
        }
        let (mut row, mut column) = (0, 0);
        let mut departure = Departure {
            extra: Vec::new(),
            missing: Vec::new(),
        };
        while row < rows || column < columns {
            if row < rows && column < columns && way[row] == route[column] {
                (row, column) = (row + 1, column + 1);
            } else if column == columns
                || row < rows && common[row + 1][column] >= common[row][column + 1]
            {
                departure.extra.push(row);
                row += 1;
            } else {
                departure.missing.push((column, row));
                column += 1;
            }
        }
        departure
    }

    fn distance(&self) -> usize {
        self.extra.len() + self.missing.len()
    }

    /// The first step that is moved, extra or missing, the place it is told at, and which sort of events it is.
    fn first(&self, route: &[usize], way: &[usize]) -> (&'static str, usize, usize) {
        let last = way.len() - 1;
        let missing = |&&(step, _): &&(usize, usize)| {
            let sort = route[step];
            self.extra.iter().any(|&at| way[at] == sort)
        };
        if let Some(&(step, _)) = self.missing.iter().find(missing) {
            let sort = route[step];
            let at = self.extra.iter().find(|&&at| way[at] == sort);
            return ("moved", at.copied().unwrap_or(last), sort);
        }
        match (self.missing.first(), self.extra.first()) {
            (Some(&(step, before)), None) => ("missing", before.saturating_sub(1), route[step]),
            (Some(&(step, before)), Some(&at)) if before <= at => {
                ("missing", before.saturating_sub(1).min(last), route[step])
            }
            (_, Some(&at)) => ("extra", at, way[at]),
            (None, None) => ("other", last, way[last]),
        }
    }
}
