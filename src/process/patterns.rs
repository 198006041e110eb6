//! Deviations that recur, with what it takes to tell a better practice from harm: who does it, since when, how it compares with
//! cases that go as agreed, and what it brings upon others.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::actors::most;
use super::judge::{Judged, Result, Verdict, label, name_of};
use super::log::{Case, Log};
use crate::messages::LocalText;
use crate::rules::plan::Clock;
use crate::rules::plan::process::Flow;

/// Cases on each side below which nothing is compared.
pub(crate) const ENOUGH: usize = 10;
/// People, departments, ways and effects that are listed of each pattern.
const LISTED: usize = 5;

/// What a rule about a process came to.
pub(crate) struct Held<'a> {
    /// Index of the rule in the project.
    pub(crate) rule: usize,
    pub(crate) flow: &'a Flow,
    /// With the cases that passed.
    pub(crate) result: &'a Result,
}

/// Findings of a rule that depart in one way.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Pattern {
    /// Index of the rule in the project.
    pub(crate) rule: usize,
    /// As [`crate::findings::said::Steps::deviation`] names it.
    pub(crate) deviation: String,
    pub(crate) findings: u64,
    pub(crate) cases: u64,
    /// Cases in which something was as the rule demands it.
    pub(crate) conforming: u64,
    /// Cells that name who did it, and on how many cases each; the most first.
    pub(crate) people: Vec<(String, u64)>,
    /// How many people there are in all.
    pub(crate) all_people: u64,
    pub(crate) departments: Vec<(String, u64)>,
    /// The ways that its cases go, and how many go each; the most first.
    pub(crate) ways: Vec<(Vec<(String, LocalText)>, u64)>,
    pub(crate) all_ways: u64,
    /// The days of the first and of the last such event.
    pub(crate) since: Option<i64>,
    pub(crate) last: Option<i64>,
    /// Medians from the first event of a case to the last, in milliseconds of the clock.
    pub(crate) took: Option<i64>,
    pub(crate) conforming_took: Option<i64>,
    pub(crate) effects: Vec<Effect>,
}

/// What follows for others.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Effect {
    pub(crate) of: EffectOf,
    /// On how many of the pattern's cases.
    pub(crate) here: u64,
    /// On how many of the conforming ones.
    pub(crate) there: u64,
    pub(crate) clear: Clear,
}

/// What may follow.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum EffectOf {
    /// Somebody else has a finding of another rule on the case.
    Finding(usize),
    /// Somebody else has this to do later.
    Event(LocalText),
    /// A step is done again later.
    Rework,
}

/// How two shares compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Clear {
    More,
    Less,
    /// The difference may be chance.
    Alike,
    TooFew,
}

/// From where on a case is looked at: the place of the event, and who did it.
type Anchor = (usize, Option<u32>);

/// All patterns, those with the most cases first.
pub(crate) fn of(log: &Log, held: &[Held]) -> Vec<Pattern> {
    let found = Found::new(held);
    let mut patterns: Vec<Pattern> = held
        .iter()
        .flat_map(|one| of_rule(log, one, &found))
        .collect();
    let key = |pattern: &Pattern| (u64::MAX - pattern.cases, pattern.rule);
    patterns.sort_by(|one, other| {
        key(one)
            .cmp(&key(other))
            .then_with(|| one.deviation.cmp(&other.deviation))
    });
    patterns
}

/// The findings of all rules, by case.
struct Found<'h> {
    by_case: HashMap<usize, Vec<(usize, &'h Judged)>>,
}

impl<'h> Found<'h> {
    fn new(held: &'h [Held]) -> Found<'h> {
        let mut by_case: HashMap<usize, Vec<(usize, &Judged)>> = HashMap::new();
        for one in held {
            let told = one.result.told.iter();
            for judged in told.filter(|judged| matches!(judged.verdict, Verdict::Violation(_))) {
                by_case
                    .entry(judged.case)
                    .or_default()
                    .push((one.rule, judged));
            }
        }
        Found { by_case }
    }
}

fn of_rule(log: &Log, held: &Held, found: &Found) -> Vec<Pattern> {
    let mut by_deviation: BTreeMap<String, Vec<&Judged>> = BTreeMap::new();
    for judged in &held.result.told {
        if let Verdict::Violation(steps) = &judged.verdict {
            let deviation = steps.deviation().into_owned();
            by_deviation.entry(deviation).or_default().push(judged);
        }
    }
    let deviating: HashSet<usize> = by_deviation
        .values()
        .flatten()
        .map(|judged| judged.case)
        .collect();
    let conforming: Vec<(usize, Anchor)> = (held.result.passed.iter())
        .map(|&case| case as usize)
        .filter(|case| !deviating.contains(case))
        .map(|number| (number, anchor(log.case(number), held.flow)))
        .collect();
    let standard = Seen::new(log, &conforming, held.rule, found);
    by_deviation
        .into_iter()
        .map(|(deviation, judged)| pattern(log, held.rule, deviation, &judged, &standard, found))
        .collect()
}

/// The event of a conforming case that the rule is about: the first.
fn anchor(case: Case, flow: &Flow) -> Anchor {
    let subject = flow.step.subject().and_then(|event| case.of(event).next());
    let (place, one) = subject.unwrap_or_else(|| (0, case.get(0)));
    (place, one.person())
}

fn pattern(
    log: &Log,
    rule: usize,
    deviation: String,
    judged: &[&Judged],
    standard: &Seen,
    found: &Found,
) -> Pattern {
    let mut cases: Vec<(usize, Anchor)> = Vec::new();
    let (mut people, mut departments) = (BTreeMap::new(), BTreeMap::new());
    let mut days: Vec<i64> = Vec::new();
    for one in judged {
        let event = log.case(one.case).get(one.at);
        days.extend(event.stamp().day());
        if cases.last().is_some_and(|(case, _)| *case == one.case) {
            continue;
        }
        cases.push((one.case, (one.at, event.person())));
        *people.entry(event.shown_by().into_owned()).or_insert(0u64) += 1;
        *departments
            .entry(event.department().to_owned())
            .or_insert(0u64) += 1;
    }
    let seen = Seen::new(log, &cases, rule, found);
    let ways = ways(log, cases.iter().map(|(case, _)| *case));
    Pattern {
        rule,
        deviation,
        findings: judged.len() as u64,
        cases: cases.len() as u64,
        conforming: standard.cases as u64,
        all_people: people.keys().filter(|name| !name.is_empty()).count() as u64,
        people: most_named(people),
        departments: most_named(departments),
        all_ways: ways.len() as u64,
        ways: ways.into_iter().take(LISTED).collect(),
        since: days.iter().min().copied(),
        last: days.iter().max().copied(),
        took: median(seen.took.clone()),
        conforming_took: median(standard.took.clone()),
        effects: effects(log, &seen, standard),
    }
}

/// The most frequent ones, without what is empty.
fn most_named(mut counts: BTreeMap<String, u64>) -> Vec<(String, u64)> {
    counts.remove("");
    let mut all = most(counts);
    all.truncate(LISTED);
    all
}

fn ways(log: &Log, cases: impl Iterator<Item = usize>) -> Vec<(Vec<(String, LocalText)>, u64)> {
    let mut counts: BTreeMap<Vec<usize>, u64> = BTreeMap::new();
    for case in cases {
        let way = log.case(case).events().map(|one| one.sort());
        *counts.entry(way.collect()).or_default() += 1;
    }
    let named = |sort: &usize| (name_of(log, *sort), label(log, *sort));
    let all = most(counts).into_iter();
    all.map(|(way, count)| (way.iter().map(named).collect(), count))
        .collect()
}

/// What is seen on some cases.
struct Seen {
    cases: usize,
    /// By rule: on how many somebody else has a finding.
    findings: BTreeMap<usize, u64>,
    /// By sort of events: on how many somebody else has it to do later.
    events: BTreeMap<usize, u64>,
    rework: u64,
    took: Vec<i64>,
}

impl Seen {
    fn new(log: &Log, cases: &[(usize, Anchor)], rule: usize, found: &Found) -> Seen {
        let mut seen = Seen {
            cases: cases.len(),
            findings: BTreeMap::new(),
            events: BTreeMap::new(),
            rework: 0,
            took: Vec::new(),
        };
        for &(number, (place, person)) in cases {
            let case = log.case(number);
            let of_others = |other: Option<u32>| other.is_some() && other != person;
            let mut later = BTreeSet::new();
            let mut done: HashSet<usize> = HashSet::new();
            let mut again = false;
            for (at, one) in case.events().enumerate() {
                again |= !done.insert(one.sort()) && at > place;
                if at > place && of_others(one.person()) {
                    later.insert(one.sort());
                }
            }
            for sort in later {
                *seen.events.entry(sort).or_default() += 1;
            }
            seen.rework += u64::from(again);
            let findings = found.by_case.get(&number).into_iter().flatten();
            let findings = findings.filter(|(other, judged)| {
                *other != rule && of_others(case.get(judged.at).person())
            });
            let rules: BTreeSet<usize> = findings.map(|(other, _)| *other).collect();
            for rule in rules {
                *seen.findings.entry(rule).or_default() += 1;
            }
            seen.took.extend(took(log, case).map(|(_, took)| took));
        }
        seen
    }
}

/// How long a case took from its first event with a time to its last, by the working hours of the process where it has some.
pub(crate) fn took(log: &Log, case: Case) -> Option<(Clock, i64)> {
    let mut dated = case.events().filter_map(|one| one.stamp().bounds());
    let first = dated.next()?;
    let last = dated.next_back().unwrap_or(first);
    let work = &log.process.work;
    let hours = work.calendar.as_ref().filter(|_| work.has_hours);
    let Some(calendar) = hours else {
        return Some((Clock::Elapsed, last.0 - first.0));
    };
    let worked = calendar.worked(last.0)? - calendar.worked(first.0)?;
    Some((Clock::Workhours, worked))
}

/// The middle one, or the lower of the two in the middle.
fn median(mut all: Vec<i64>) -> Option<i64> {
    let middle = all.len().checked_sub(1)? / 2;
    Some(*all.select_nth_unstable(middle).1)
}

/// What is seen here and there, the clear differences first.
fn effects(log: &Log, here: &Seen, there: &Seen) -> Vec<Effect> {
    let count = |counts: &BTreeMap<usize, u64>, key: &usize| counts.get(key).copied().unwrap_or(0);
    let effect = |of: EffectOf, one: u64, other: u64| Effect {
        of,
        here: one,
        there: other,
        clear: clear((one, here.cases), (other, there.cases)),
    };
    let keys = |one: &BTreeMap<usize, u64>, other: &BTreeMap<usize, u64>| {
        let keys: BTreeSet<usize> = one.keys().chain(other.keys()).copied().collect();
        keys
    };
    let findings = keys(&here.findings, &there.findings)
        .into_iter()
        .map(|rule| {
            let counts = (count(&here.findings, &rule), count(&there.findings, &rule));
            effect(EffectOf::Finding(rule), counts.0, counts.1)
        });
    let events = keys(&here.events, &there.events).into_iter().map(|sort| {
        let counts = (count(&here.events, &sort), count(&there.events, &sort));
        effect(EffectOf::Event(label(log, sort)), counts.0, counts.1)
    });
    let rework = (here.rework + there.rework > 0)
        .then(|| effect(EffectOf::Rework, here.rework, there.rework));
    let mut effects: Vec<Effect> = findings.chain(events).chain(rework).collect();
    effects.sort_by_key(|effect| effect.clear);
    effects
}

/// Whether one share is larger than another beyond chance: the test of two proportions with their common variance, at 5 %
/// (Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., section 3.1, without the correction for
/// continuity).
fn clear(here: (u64, usize), there: (u64, usize)) -> Clear {
    if here.1 < ENOUGH || there.1 < ENOUGH {
        return Clear::TooFew;
    }
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let numbers = |(part, all): (u64, usize)| (part as f64, all as f64);
    let ((found, cases), (known, others)) = (numbers(here), numbers(there));
    let common = (found + known) / (cases + others);
    let variance = common * (1.0 - common) * (1.0 / cases + 1.0 / others);
    if variance <= 0.0 {
        return Clear::Alike;
    }
    let distance = (found / cases - known / others) / variance.sqrt();
    if distance > 1.96 {
        Clear::More
    } else if distance < -1.96 {
        Clear::Less
    } else {
        Clear::Alike
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 30 of 100 against 10 of 100: z = 3.54; 12 of 100 against 10 of 100: z = 0.45.
    #[test]
    fn shares_are_told_apart_beyond_chance() {
        assert_eq!(clear((30, 100), (10, 100)), Clear::More);
        assert_eq!(clear((10, 100), (30, 100)), Clear::Less);
        assert_eq!(clear((12, 100), (10, 100)), Clear::Alike);
        assert_eq!(clear((0, 100), (0, 100)), Clear::Alike);
        assert_eq!(clear((9, 9), (0, 100)), Clear::TooFew);
    }

    #[test]
    fn the_middle_is_one_of_them() {
        assert_eq!(median(vec![3, 1, 2]), Some(2));
        assert_eq!(median(vec![4, 1, 2, 3]), Some(2));
        assert_eq!(median(Vec::new()), None);
    }
}
