//! What nobody may do both.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{Doubt, Judge, Judged, Pointed, Result, Verdict};
use crate::findings::outcome::Counts;
use crate::process::events::Stamp;
use crate::process::log::{Case, Happened};
use crate::process::time::{Tri, Watch};
use crate::rules::plan::process::{Duties, EventIx};

/// Nobody does both on one case.
pub(super) fn on_case(judge: &Judge, duties: &Duties, case: Case) -> Pointed {
    let (mut both, mut open) = (None, None);
    for &(one, other) in &duties.pairs {
        let others = Others::new(case, other, duties);
        let Some(first) = others.first else {
            continue;
        };
        for (place, happened) in case.of(one) {
            both.get_or_insert((place, one));
            let Some(person) = happened.person() else {
                open.get_or_insert((place, one, Doubt::Nameless));
                continue;
            };
            let same = others.of(judge, duties, person, happened);
            if let Some((at, same)) = same {
                // the later one of both should not have been theirs
                let (at, later, earlier) = if at > place {
                    (at, same, happened)
                } else {
                    (place, happened, same)
                };
                return (at, later.sort(), conflict(judge, later, earlier, 1));
            }
            if let Some(doubt) = others.doubt(judge, duties, person, happened) {
                open.get_or_insert((place, one, doubt));
            }
            if others.nameless {
                open.get_or_insert((first, other, Doubt::Nameless));
            }
        }
    }
    match (both, open) {
        (None, _) => (0, case.get(0).sort(), Verdict::NotApplicable),
        (_, Some((at, sort, doubt))) => (at, sort, Verdict::Undecidable(doubt)),
        (Some((at, sort)), None) => (at, sort, Verdict::Ok),
    }
}

/// What people did of the other duty on a case.
struct Others<'l> {
    /// The place of the first one.
    first: Option<usize>,
    /// Whether it is not known of one of them who did it.
    nameless: bool,
    /// People who did it at a time that nobody wrote down, where the time counts.
    undated: BTreeSet<u32>,
    /// By person, in the order of their times.
    done: BTreeMap<u32, Vec<(usize, Happened<'l>)>>,
}

impl<'l> Others<'l> {
    fn new(case: Case<'l>, event: EventIx, duties: &Duties) -> Others<'l> {
        let mut others = Others {
            first: None,
            nameless: false,
            undated: BTreeSet::new(),
            done: BTreeMap::new(),
        };
        for (place, happened) in case.of(event) {
            others.first.get_or_insert(place);
            match happened.person() {
                None => others.nameless = true,
                Some(person) if duties.within.is_some() && happened.stamp() == Stamp::Unknown => {
                    others.undated.insert(person);
                }
                Some(person) => {
                    let done = others.done.entry(person).or_default();
                    done.push((place, happened));
                }
            }
        }
        for done in others.done.values_mut() {
            // a day without a time does not stand where it begins
            done.sort_by_key(|(_, happened)| happened.stamp().bounds());
        }
        others
    }

    /// Why it is not known whether a person did one near to an event.
    fn doubt(&self, judge: &Judge, duties: &Duties, person: u32, one: Happened) -> Option<Doubt> {
        duties.within?;
        let done = self.done.get(&person);
        let is_undated = one.stamp() == Stamp::Unknown && done.is_some();
        if is_undated || self.undated.contains(&person) {
            return Some(Doubt::Undated);
        }
        let done = done?;
        let bounds = one.stamp().bounds();
        let next = done.partition_point(|(_, other)| other.stamp().bounds() < bounds);
        // the nearest on either side
        let near = [next.checked_sub(1), Some(next)].into_iter().flatten();
        let mut near = near.filter_map(|at| done.get(at));
        near.find_map(|(_, other)| is_near(judge, duties, one, *other).err())
    }

    /// The first one that a person did near to an event.
    fn of(
        &self,
        judge: &Judge,
        duties: &Duties,
        person: u32,
        one: Happened,
    ) -> Option<(usize, Happened<'l>)> {
        let done = self.done.get(&person)?;
        let bounds = one.stamp().bounds();
        let is_past = |other: Happened| {
            other.stamp().bounds() < bounds && is_near(judge, duties, one, other) != Ok(true)
        };
        let start = done.partition_point(|(_, other)| is_past(*other));
        let nearest = *done.get(start)?;
        // a day may end later than a time on it
        let alike = |(_, other): &(usize, Happened)| other.stamp() == nearest.1.stamp();
        let next = start + done[start..].partition_point(alike);
        let mut both = [Some(nearest), done.get(next).copied()]
            .into_iter()
            .flatten();
        both.find(|(_, other)| is_near(judge, duties, one, *other) == Ok(true))
    }
}

/// Whether two events lie no further apart than counts; why that is not known.
fn is_near(
    judge: &Judge,
    duties: &Duties,
    one: Happened,
    other: Happened,
) -> std::result::Result<bool, Doubt> {
    let Some(span) = duties.within else {
        return Ok(true);
    };
    if one.stamp() == Stamp::Unknown || other.stamp() == Stamp::Unknown {
        return Err(Doubt::Undated);
    }
    let watch = Watch::new(span, judge.log.process);
    let (from, to) = if one.stamp().bounds() <= other.stamp().bounds() {
        (one.stamp(), other.stamp())
    } else {
        (other.stamp(), one.stamp())
    };
    let between = watch.between(from, to).ok_or(Doubt::Uncovered)?;
    match watch.is_within(between) {
        Tri::Yes => Ok(true),
        Tri::No => Ok(false),
        Tri::Maybe => Err(Doubt::Tied),
    }
}

fn conflict(judge: &Judge, later: Happened, earlier: Happened, count: u64) -> Verdict {
    let mut steps = judge.steps("both", &[earlier]);
    steps.count = count;
    steps.words.push(("who", later.shown_as_one().into_owned()));
    steps.names = judge.names([earlier.sort(), later.sort()]);
    steps.what = format!(
        "{},{}",
        judge.name(earlier.sort()),
        judge.name(later.sort())
    );
    Verdict::Violation(Arc::new(steps))
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
        let never = |duty: usize| people.values().all(|done| done[duty].is_empty());
        if nameless.is_empty() && (never(0) || never(1)) {
            // what nobody does at all, nobody does beside anything: that says nothing of people
            result.counts.not_applicable += people.len() as u64;
            continue;
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
    for one in done.iter_mut() {
        one.sort_by_key(key);
    }
    let happened = |done: &Done| judge.log.case(done.1).get(done.2);
    let mut next = 0;
    let (mut both, mut open) = (None, None);
    // the nearest of the other duty, on either side
    for one in &done[0] {
        while next < done[1].len() && key(&done[1][next]) < key(one) {
            next += 1;
        }
        let near = [next.checked_sub(1), Some(next)];
        let near = near.into_iter().flatten().filter_map(|at| done[1].get(at));
        let near: Vec<(&Done, std::result::Result<bool, Doubt>)> = near
            .map(|other| {
                (
                    other,
                    is_near(judge, duties, happened(one), happened(other)),
                )
            })
            .collect();
        let doubt = near.iter().find_map(|(_, near)| near.err());
        open = open.or(doubt.map(|doubt| (*one, doubt)));
        let near = near.into_iter().filter(|(_, near)| *near == Ok(true));
        let near = near.map(|(other, _)| other);
        both = both.or(near
            .min_by_key(|other| key(other))
            .map(|other| (*one, *other)));
        if both.is_some() {
            break;
        }
    }
    let Some((one, other)) = both else {
        let Some((one, doubt)) = open else {
            counts.ok += 1;
            return None;
        };
        counts.undecidable += 1;
        counts.unsettled += 1;
        return Some(Judged {
            case: one.1,
            at: one.2,
            sort: happened(&one).sort(),
            verdict: Verdict::Undecidable(doubt),
        });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::asked::AsOf;
    use crate::process::events::{Events, Row};
    use crate::process::log::Log;
    use crate::rules::plan::process::Step;
    use crate::tables::types::DAY;
    use crate::testing;

    const PROJECT: &str = "[project]\nname = \"p\"\n[tables.l]\nfiles = \"l.csv\"\n[tables.l.fields]\ncase = {}\nstep = {}\n\
        at = { type = \"datetime\" }\nby = { type = \"person\" }\n[process.p]\ncase = \"case\"\nfrom = \"l\"\nactivity = \"step\"\n\
        at = \"at\"\nby = \"by\"\n[[process.p.event]]\nname = \"a\"\n[[process.p.event]]\nname = \"b\"\n[[rule]]\nid = \"r\"\nprocess = \"p\"\n";

    /// Each with each: the places of the first two that one person did near to each other.
    fn naive(judge: &Judge, duties: &Duties, case: Case) -> Option<(usize, usize)> {
        let (one, other) = duties.pairs[0];
        let mut found = case.of(one).filter_map(|(place, happened)| {
            let person = happened.person()?;
            let mut others: Vec<_> = case.of(other).collect();
            others.sort_by_key(|(_, other)| other.stamp().bounds());
            let same = others.into_iter().find(|(_, other)| {
                other.person() == Some(person)
                    && is_near(judge, duties, happened, *other) == Ok(true)
            });
            Some((place, same?.0))
        });
        found.next()
    }

    #[test]
    fn whom_a_search_finds_is_whom_each_with_each_finds() {
        let mut seed = 0x2026_1130_u64;
        let mut next = |below: u64| {
            seed ^= seed << 13;
            seed ^= seed >> 7;
            seed ^= seed << 17;
            seed % below
        };
        let file = [("l.csv", "case,step,at,by\n1,a,2026-01-01,x\n")];
        let mut conflicts = 0;
        for within in ["", ", within = \"3 hours\"", ", within = \"1 day\""] {
            let check = format!(
                "check.duties = {{ conflicts = [[\"a\", \"b\"]], on = \"case\"{within} }}\n"
            );
            let (project, _) = testing::audited(&format!("{PROJECT}{check}"), &file);
            let flow = project.rules.iter().find_map(|rule| rule.flow()).unwrap();
            let Step::Duties(duties) = &flow.step else {
                panic!("not of duties")
            };
            for _ in 0..400 {
                let mut events = Events::new(&project.processes[0]);
                for line in 0..=next(9) {
                    let hour = i64::try_from(next(60)).unwrap();
                    let stamp = match next(6) {
                        0 => Stamp::Unknown,
                        1 => Stamp::Day(hour / 24 * DAY),
                        _ => Stamp::At(hour * DAY / 24),
                    };
                    let by = ["x", "y", "z", ""][usize::try_from(next(4)).unwrap()];
                    events.push(&Row {
                        event: u32::try_from(next(2)).unwrap(),
                        case: "1",
                        stamp,
                        by,
                        id: "",
                        department: "",
                        input: 0,
                        line,
                    });
                }
                let as_of = AsOf::end_of(9 * DAY);
                let log = Log::new(&project.processes[0], events, None, as_of);
                let judge = Judge::new(&log, flow, as_of);
                let (at, _, verdict) = on_case(&judge, duties, log.case(0));
                let expected = naive(&judge, duties, log.case(0));
                let both = expected.map(|(one, other)| one.max(other));
                let found = matches!(verdict, Verdict::Violation(_)).then_some(at);
                assert_eq!(found, both);
                conflicts += usize::from(both.is_some());
            }
        }
        assert!(conflicts > 100, "{conflicts}");
    }
}
