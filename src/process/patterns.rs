//! Deviations that recur, with what it takes to tell a better practice from harm: who does it, since when, how it compares with
//! cases that go as agreed, and what it brings upon others.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::actors::most;
use super::beside::{Beside, Whose};
use super::judge::{Judged, Result, Verdict, label, name_of};
use super::log::{Case, Log};
use super::time::Took;
use super::variants::{self, spans};
use crate::messages::LocalText;
use crate::rules::plan::process::Flow;
use crate::rules::plan::{Clock, LinkIx};

/// Cases on each side below which nothing is compared.
pub(crate) const ENOUGH: usize = 10;
/// Cases, and people, from which on a deviation is a way of doing things.
pub(crate) const LASTING_CASES: u64 = 5;
pub(crate) const LASTING_PEOPLE: u64 = 2;
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
    /// From the first event of a case to the last, by the same clock.
    pub(crate) took: Option<Took>,
    pub(crate) conforming_took: Option<Took>,
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
    /// What is held back in all, here and there, times 10^12; only of links with an amount, and none where one cannot be read.
    pub(crate) amounts: Option<[Option<i128>; 2]>,
}

/// What may follow.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum EffectOf {
    /// Somebody else has a finding of another rule of the process on the case.
    Finding(usize),
    /// A rule about rows finds something on a document of the case, and it is not this person's.
    Document(usize),
    /// Documents of the case hold back others over a link.
    Held(LinkIx),
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

impl Pattern {
    /// Whether it is no accident: several people do it, and again and again.
    pub(crate) fn is_lasting(&self) -> bool {
        self.cases >= LASTING_CASES && self.all_people >= LASTING_PEOPLE
    }
}

/// What is looked at beside the cases themselves.
struct Around<'a> {
    found: Found<'a>,
    beside: &'a Beside,
    /// Links of which it is known what waits, and has an amount.
    amounts: Vec<bool>,
    /// The one that all cases are measured by.
    clock: Clock,
}

/// All patterns, those with the most cases first, and the clock that cases are measured by. `has_amount`: by link.
pub(crate) fn of(
    log: &Log,
    held: &[Held],
    beside: &Beside,
    has_amount: impl Fn(LinkIx) -> bool,
) -> (Vec<Pattern>, Clock) {
    let clock = spans(log, 0..log.len()).clock(log.process);
    let amounts = beside.held.iter().map(|one| has_amount(one.link));
    let around = Around {
        found: Found::new(held),
        beside,
        amounts: amounts.collect(),
        clock,
    };
    let mut patterns: Vec<Pattern> = held
        .iter()
        .flat_map(|one| of_rule(log, one, &around))
        .collect();
    let key = |pattern: &Pattern| (u64::MAX - pattern.cases, pattern.rule);
    patterns.sort_by(|one, other| {
        key(one)
            .cmp(&key(other))
            .then_with(|| one.deviation.cmp(&other.deviation))
    });
    (patterns, clock)
}

/// The findings of all rules, by case.
struct Found<'h> {
    by_case: HashMap<usize, Vec<(usize, &'h Judged)>>,
}

impl<'h> Found<'h> {
    fn new(held: &'h [Held]) -> Found<'h> {
        let mut by_case: HashMap<usize, Vec<(usize, &Judged)>> = HashMap::new();
        for one in held {
            for judged in one.result.violations() {
                by_case
                    .entry(judged.case)
                    .or_default()
                    .push((one.rule, judged));
            }
        }
        Found { by_case }
    }
}

fn of_rule(log: &Log, held: &Held, around: &Around) -> Vec<Pattern> {
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
    let standard = Seen::new(log, &conforming, held.rule, around);
    by_deviation
        .into_iter()
        .map(|(deviation, judged)| pattern(log, held.rule, deviation, &judged, &standard, around))
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
    around: &Around,
) -> Pattern {
    let mut cases: Vec<(usize, Anchor)> = Vec::new();
    let (mut people, mut departments) = (BTreeMap::new(), BTreeMap::new());
    let mut days: Vec<i64> = Vec::new();
    for one in judged {
        let event = log.case(one.case).get(one.at);
        days.extend(event.shown_stamp().day());
        if cases.last().is_some_and(|(case, _)| *case == one.case) {
            continue;
        }
        cases.push((one.case, (one.at, event.person())));
        *people.entry(event.shown_by().into_owned()).or_insert(0u64) += 1;
        *departments
            .entry(event.department().to_owned())
            .or_insert(0u64) += 1;
    }
    let seen = Seen::new(log, &cases, rule, around);
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
        took: seen.took,
        conforming_took: standard.took,
        effects: effects(log, &seen, standard, around),
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
    let ways = variants::ways(log, cases).into_iter();
    let counts: BTreeMap<Vec<u32>, u64> =
        ways.map(|(way, cases)| (way, cases.len() as u64)).collect();
    let named = |sort: &u32| {
        let sort = *sort as usize;
        (name_of(log, sort), label(log, sort))
    };
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
    /// By rule about rows: on how many it finds something that is not this person's.
    documents: BTreeMap<usize, u64>,
    /// By link, in the order of [`Beside::held`]: of how many something is held back, and the amount of that.
    held: Vec<(u64, Option<i128>)>,
    took: Option<Took>,
}

impl Seen {
    fn new(log: &Log, cases: &[(usize, Anchor)], rule: usize, around: &Around) -> Seen {
        let numbers = || cases.iter().map(|(number, _)| *number);
        let held = around.beside.held.iter().map(|held| {
            let known = numbers().filter_map(|number| held.by_case.get(&number));
            known.fold((0, Some(0i128)), |(count, sum), amount| {
                let sum = sum.zip(*amount);
                (count + 1, sum.and_then(|(sum, more)| sum.checked_add(more)))
            })
        });
        let mut seen = Seen {
            cases: cases.len(),
            findings: BTreeMap::new(),
            events: BTreeMap::new(),
            rework: 0,
            documents: BTreeMap::new(),
            held: held.collect(),
            took: spans(log, numbers()).took(around.clock, log.process),
        };
        for &(number, (place, person)) in cases {
            let case = log.case(number);
            let of_others = |other: Option<u32>| other.is_some() && other != person;
            let mut later = BTreeSet::new();
            let mut done: HashSet<usize> = HashSet::new();
            let mut again = false;
            // what came later would say when the event was, and the other way round
            let is_seen = !case.get(place).hides_time();
            let events = case.events().enumerate();
            for (at, one) in events.filter(|(_, one)| is_seen && !one.hides_time()) {
                again |= !done.insert(one.sort()) && at > place;
                if at > place && of_others(one.person()) {
                    later.insert(one.sort());
                }
            }
            for sort in later {
                *seen.events.entry(sort).or_default() += 1;
            }
            seen.rework += u64::from(again);
            let findings = around.found.by_case.get(&number).into_iter().flatten();
            let findings = findings.filter(|(other, judged)| {
                *other != rule && of_others(case.get(judged.at).person())
            });
            let rules: BTreeSet<usize> = findings.map(|(other, _)| *other).collect();
            for rule in rules {
                *seen.findings.entry(rule).or_default() += 1;
            }
            let own = person.map(Whose::Persons);
            let on_documents = around.beside.findings.get(&number).into_iter().flatten();
            let on_documents = on_documents.filter(|(_, whose)| Some(*whose) != own);
            let rules: BTreeSet<usize> = on_documents.map(|(rule, _)| *rule).collect();
            for rule in rules {
                *seen.documents.entry(rule).or_default() += 1;
            }
        }
        seen
    }
}

/// What is seen here and there, the clear differences first.
fn effects(log: &Log, here: &Seen, there: &Seen, around: &Around) -> Vec<Effect> {
    let count = |counts: &BTreeMap<usize, u64>, key: &usize| counts.get(key).copied().unwrap_or(0);
    let effect = |of: EffectOf, one: u64, other: u64| Effect {
        of,
        here: one,
        there: other,
        clear: clear((one, here.cases), (other, there.cases)),
        amounts: None,
    };
    let keys = |one: &BTreeMap<usize, u64>, other: &BTreeMap<usize, u64>| {
        let keys: BTreeSet<usize> = one.keys().chain(other.keys()).copied().collect();
        keys
    };
    let of_rules = |of: fn(usize) -> EffectOf,
                    one: &BTreeMap<usize, u64>,
                    other: &BTreeMap<usize, u64>| {
        let rules = keys(one, other).into_iter();
        let effects = rules.map(|rule| effect(of(rule), count(one, &rule), count(other, &rule)));
        effects.collect::<Vec<Effect>>()
    };
    let findings = of_rules(EffectOf::Finding, &here.findings, &there.findings);
    let documents = of_rules(EffectOf::Document, &here.documents, &there.documents);
    let events = keys(&here.events, &there.events).into_iter().map(|sort| {
        let counts = (count(&here.events, &sort), count(&there.events, &sort));
        effect(EffectOf::Event(label(log, sort)), counts.0, counts.1)
    });
    let rework = (here.rework + there.rework > 0)
        .then(|| effect(EffectOf::Rework, here.rework, there.rework));
    let links = around.beside.held.iter().zip(&around.amounts).enumerate();
    let held = links.map(|(at, (held, has_amount))| {
        let ((one, amount), (other, known)) = (here.held[at], there.held[at]);
        Effect {
            amounts: has_amount.then_some([amount, known]),
            ..effect(EffectOf::Held(held.link), one, other)
        }
    });
    let held = held.filter(|effect| effect.here + effect.there > 0);
    let findings = findings.into_iter().chain(documents);
    let mut effects: Vec<Effect> = findings.chain(held).chain(events).chain(rework).collect();
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
}
