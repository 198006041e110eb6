//! What nobody may do both.

use std::collections::BTreeMap;

use super::{Doubt, Judge, Judged, Pointed, Result, Verdict};
use crate::findings::outcome::Counts;
use crate::process::events::Stamp;
use crate::process::log::{Case, Happened};
use crate::process::time::{Tri, Watch};
use crate::rules::plan::process::Duties;

/// Nobody does both on one case.
pub(super) fn on_case(judge: &Judge, duties: &Duties, case: Case) -> Pointed {
    let (mut both, mut nameless) = (None, None);
    for &(one, other) in &duties.pairs {
        let others: Vec<(usize, Happened)> = case.of(other).collect();
        for (place, happened) in case.of(one) {
            if others.is_empty() {
                break;
            }
            both.get_or_insert((place, one));
            let Some(person) = happened.person() else {
                nameless.get_or_insert((place, one));
                continue;
            };
            let same = others.iter().find(|(_, other)| {
                other.person() == Some(person) && is_near(judge, duties, happened, *other)
            });
            if let Some((at, same)) = same {
                // the later one of both should not have been theirs
                let (at, later, earlier) = if *at > place {
                    (*at, *same, happened)
                } else {
                    (place, happened, *same)
                };
                return (at, later.sort(), conflict(judge, later, earlier, 1));
            }
            if others.iter().any(|(_, other)| other.person().is_none()) {
                nameless.get_or_insert((others[0].0, other));
            }
        }
    }
    match (both, nameless) {
        (None, _) => (0, case.get(0).sort(), Verdict::NotApplicable),
        (_, Some((at, sort))) => (at, sort, Verdict::Undecidable(Doubt::Nameless)),
        (Some((at, sort)), None) => (at, sort, Verdict::Ok),
    }
}

fn is_near(judge: &Judge, duties: &Duties, one: Happened, other: Happened) -> bool {
    let Some(span) = duties.within else {
        return true;
    };
    let watch = Watch::new(span, judge.log.process);
    let (from, to) = if one.stamp().bounds() <= other.stamp().bounds() {
        (one.stamp(), other.stamp())
    } else {
        (other.stamp(), one.stamp())
    };
    let between = watch.between(from, to);
    between.is_some_and(|between| watch.is_within(between) == Tri::Yes)
}

fn conflict(judge: &Judge, later: Happened, earlier: Happened, count: u64) -> Verdict {
    let mut steps = judge.steps("both", &[earlier]);
    steps.count = count;
    steps.words.push(("who", judge.shown(later)));
    steps.names = judge.names([earlier.sort(), later.sort()]);
    Verdict::Violation(Box::new(steps))
}

/// Where a person did something: the case and the place in it, by time.
type Done = (Stamp, usize, usize);

/// Nobody does both on any two cases: a verdict for each person and pair of which they did one.
pub(super) fn ever(judge: &Judge, duties: &Duties) -> Result {
    let mut result = Result::default();
    for &(one, other) in &duties.pairs {
        let mut people: BTreeMap<u32, [Vec<Done>; 2]> = BTreeMap::new();
        let mut nameless = Vec::new();
        for (number, case) in judge.log.cases().enumerate() {
            for (place, happened) in case.events().enumerate() {
                let duty = match happened.sort() {
                    sort if sort == one => 0,
                    sort if sort == other => 1,
                    _ => continue,
                };
                if judge.is_out_of_time(happened.stamp()) {
                    continue;
                }
                match happened.person() {
                    Some(person) => people.entry(person).or_default()[duty].push((
                        happened.stamp(),
                        number,
                        place,
                    )),
                    None => nameless.push((number, place, happened.sort())),
                }
            }
        }
        result.counts.undecidable += nameless.len() as u64;
        result.counts.unsettled += nameless.len() as u64;
        result
            .told
            .extend(nameless.into_iter().map(|(case, at, sort)| Judged {
                case,
                at,
                sort,
                verdict: Verdict::Undecidable(Doubt::Nameless),
            }));
        let mut found: Vec<Judged> = Vec::new();
        for done in people.values_mut() {
            let judged = of_person(judge, duties, done, &mut result.counts);
            found.extend(judged);
        }
        found.sort_by_key(|judged| (judged.case, judged.at));
        result.told.extend(found);
    }
    result
}

/// The first conflict of a person.
fn of_person(
    judge: &Judge,
    duties: &Duties,
    done: &mut [Vec<Done>; 2],
    counts: &mut Counts,
) -> Option<Judged> {
    let key = |done: &Done| (done.0.bounds(), done.1, done.2);
    done.iter_mut().for_each(|one| one.sort_by_key(key));
    let happened = |done: &Done| judge.log.case(done.1).get(done.2);
    let mut next = 0;
    let mut both = None;
    // the nearest of the other duty, on either side
    for one in &done[0] {
        while next < done[1].len() && key(&done[1][next]) < key(one) {
            next += 1;
        }
        let near = [next.checked_sub(1), Some(next)];
        let near = near.into_iter().flatten().filter_map(|at| done[1].get(at));
        let near = near.filter(|other| is_near(judge, duties, happened(one), happened(other)));
        both = both.or(near
            .min_by_key(|other| key(other))
            .map(|other| (*one, *other)));
        if both.is_some() {
            break;
        }
    }
    let Some((one, other)) = both else {
        counts.ok += 1;
        return None;
    };
    counts.violation += 1;
    counts.findings += 1;
    let (later, earlier) = if key(&one) > key(&other) {
        (one, other)
    } else {
        (other, one)
    };
    let count = done[0].len().min(done[1].len()) as u64;
    Some(Judged {
        case: later.1,
        at: later.2,
        sort: happened(&later).sort(),
        verdict: conflict(judge, happened(&later), happened(&earlier), count),
    })
}
