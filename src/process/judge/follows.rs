//! Each event of one sort has, or has not, one of another sort before or after it.

use std::ops::Range;
use std::sync::Arc;

use super::{Doubt, Judge, Verdict, Verdicts, open};
use crate::findings::said::Steps;
use crate::process::events::{Holds, Stamp};
use crate::process::log::{Case, Happened};
use crate::process::time::{Tri, Watch};
use crate::rules::plan::process::{Follows, Missing, Order, Tie};
use crate::tables::types::DAY;

/// Judges each event of the one sort. The others are looked up by their times, so the cost is that of sorting.
pub(super) fn judge(judge: &Judge, follows: &Follows, case: Case, verdicts: &mut Verdicts) {
    let most = if follows.first { 1 } else { usize::MAX };
    let undated = case
        .of(follows.each)
        .find(|(_, one)| one.stamp().bounds().is_none());
    // which is the first is not known where one of them has no time
    let first_open = undated.filter(|_| follows.first);
    let mut each = first_open
        .into_iter()
        .chain(case.of(follows.each))
        .take(most)
        .peekable();
    if each.peek().is_none() {
        return;
    }
    let mut search = Search::new(judge, follows, case);
    for (place, one) in each {
        let verdict = match judge.applies_to(one) {
            Holds::No => Verdict::NotApplicable,
            Holds::Open => verdicts.not_said(),
            Holds::Unknown => Verdict::Undecidable(Doubt::Unread),
            Holds::Yes => search.verdict(place, one),
        };
        verdicts.add((place, follows.each, verdict));
    }
}

/// Events on each side of two that are looked at for one that may be between them.
const LOOKED_AT: usize = 32;

/// Another event, by the instants that it may be of.
#[derive(Clone, Copy)]
struct Mark {
    first: i64,
    last: i64,
    /// In the case.
    place: usize,
}

/// Whether there is another event as it is demanded or forbidden.
enum Came {
    Yes(Option<usize>),
    /// It hangs on times that nobody wrote down.
    Tied,
    /// There is one, and nobody wrote down when it was.
    Undated,
    Uncovered,
    No,
}

/// Events in the order of their times; all have one, or all have a day only, so their ends are in order too.
#[derive(Clone, Default)]
struct Marks {
    all: Vec<Mark>,
    /// By position: the first one from there on that nobody has for itself, as far as that was looked for.
    free: Vec<usize>,
}

impl Marks {
    fn push(&mut self, mark: Mark) {
        self.free.push(self.all.len());
        self.all.push(mark);
    }

    /// The first one from a position on that nobody has for itself.
    fn free_from(&mut self, from: usize) -> usize {
        let mut at = from;
        while at < self.all.len() && self.free[at] != at {
            at = self.free[at];
        }
        // the next search is shorter
        let mut passed = from;
        while passed < at {
            passed = std::mem::replace(&mut self.free[passed], at);
        }
        at
    }

    fn take(&mut self, at: usize) {
        self.free[at] = at + 1;
    }
}

/// The other events of a case.
struct Search<'s> {
    judge: &'s Judge<'s>,
    follows: &'s Follows,
    case: Case<'s>,
    timed: Marks,
    days: Marks,
    /// The same again where each has one of its own: whose they may be, were all that is not known as it is demanded.
    open: [Marks; 2],
    undated: Vec<usize>,
    within: Option<Watch<'s>>,
    not_before: Option<Watch<'s>>,
}

impl<'s> Search<'s> {
    fn new(judge: &'s Judge<'s>, follows: &'s Follows, case: Case<'s>) -> Search<'s> {
        let process = judge.log.process;
        let mut search = Search {
            judge,
            follows,
            case,
            timed: Marks::default(),
            days: Marks::default(),
            open: Default::default(),
            undated: Vec::new(),
            within: follows.within.map(|span| Watch::new(span, process)),
            not_before: follows.not_before.map(|span| Watch::new(span, process)),
        };
        let most = if follows.first { 1 } else { usize::MAX };
        let others: Vec<(usize, Happened)> = case.of(follows.other).collect();
        // which is the first is not known where one of them has no time
        let open = follows.first && others.iter().any(|(_, one)| one.stamp().bounds().is_none());
        let others = others
            .into_iter()
            .filter(|(_, one)| !open || one.stamp().bounds().is_none());
        for (place, other) in others.take(most) {
            let Some((first, last)) = other.stamp().bounds() else {
                search.undated.push(place);
                continue;
            };
            let marks = match other.stamp() {
                Stamp::Day(_) => &mut search.days,
                _ => &mut search.timed,
            };
            marks.push(Mark { first, last, place });
        }
        if follows.one_each && !follows.directly {
            search.open = [search.timed.clone(), search.days.clone()];
        }
        search
    }

    fn verdict(&mut self, place: usize, one: Happened) -> Verdict {
        let missing = self.judge.log.process.missing;
        let Some(bounds) = one.stamp().bounds() else {
            return match (self.follows.order, missing) {
                // whenever it was, the other is there or not
                (Order::Any, _) if self.has_others(place) == self.follows.needs => Verdict::Ok,
                (Order::Any, _) => self.fails(place, one),
                (_, Missing::Violation) => self.fails_as("undated", place, one),
                (_, Missing::Undecided) => Verdict::Undecidable(Doubt::Undated),
            };
        };
        let came = match self.follows.order {
            Order::Before => self.before(place, one, bounds),
            Order::After => self.after(place, one, bounds),
            Order::Any => self.any(place, one, bounds),
        };
        let shares = !self.follows.one_each || self.follows.directly;
        // one that may be this one's is this one's, whoever comes later
        let is_left = shares || self.take_open(place, one, bounds);
        if matches!(came, Came::Tied) && !is_left && self.undated.is_empty() {
            return self.fails_as("shared", place, one);
        }
        let needs = self.follows.needs;
        match (came, self.judge.log.process.tie) {
            (Came::Yes(_), _) if needs => Verdict::Ok,
            (Came::Yes(other), _) => self.present(other),
            (Came::No, _) if needs => self.fails(place, one),
            (Came::No, _) | (Came::Tied, Tie::Ok) => Verdict::Ok,
            (Came::Tied, Tie::Undecided) => Verdict::Undecidable(Doubt::Tied),
            (Came::Tied, Tie::Violation) => self.fails_as("tied", place, one),
            (Came::Undated, _) if missing == Missing::Violation => {
                self.fails_as("undated", place, one)
            }
            (Came::Undated, _) => Verdict::Undecidable(Doubt::Undated),
            (Came::Uncovered, _) => Verdict::Undecidable(Doubt::Uncovered),
        }
    }

    /// Whether there are other events beside this one.
    fn has_others(&self, place: usize) -> bool {
        let all = self.marks().map(|mark| mark.place);
        all.chain(self.undated.iter().copied())
            .any(|other| other != place)
    }

    fn marks(&self) -> impl Iterator<Item = &Mark> {
        self.timed.all.iter().chain(&self.days.all)
    }

    fn before(&mut self, place: usize, one: Happened, bounds: (i64, i64)) -> Came {
        self.beside(place, one, bounds, |marks, search| {
            let end = marks.partition_point(|mark| mark.last < bounds.0);
            let marks = &marks[..end];
            let range = |far: fn(Tri) -> bool, near: fn(Tri) -> bool| {
                let end = marks.partition_point(|mark| far(search.is_far(mark, one)));
                marks[..end].partition_point(|mark| !near(search.is_near(mark, one)))..end
            };
            let (may, sure) = (range(is_not_no, is_not_no), range(is_yes, is_yes));
            // the nearest, for what is further away took longer
            [may, sure].map(|range| (range.end.saturating_sub(1), range))
        })
    }

    fn after(&mut self, place: usize, one: Happened, bounds: (i64, i64)) -> Came {
        self.beside(place, one, bounds, |marks, search| {
            let start = marks.partition_point(|mark| mark.first <= bounds.1);
            let marks = &marks[start..];
            let range = |far: fn(Tri) -> bool, near: fn(Tri) -> bool| {
                let from = marks.partition_point(|mark| !far(search.is_far(mark, one)));
                let kept = marks[from..].partition_point(|mark| near(search.is_near(mark, one)));
                start + from..start + from + kept
            };
            let (may, sure) = (range(is_not_no, is_not_no), range(is_yes, is_yes));
            [may, sure].map(|range| (range.start, range))
        })
    }

    /// Whether there is one on the side that is searched. `ranges`: the positions of those that are certainly there and may be
    /// as far away as they must be, and of those that certainly are, each behind the position of the nearest of them.
    fn beside(
        &mut self,
        place: usize,
        one: Happened,
        (first, last): (i64, i64),
        ranges: impl Fn(&[Mark], &Search) -> [(usize, Range<usize>); 2],
    ) -> Came {
        let mut came = Came::No;
        for is_timed in [true, false] {
            let marks = if is_timed { &self.timed } else { &self.days };
            let [may, sure] = ranges(&marks.all, self);
            let again = (sure != may).then_some(sure);
            for (mut nearest, range) in [may].into_iter().chain(again) {
                // what stands directly beside an event is its own
                if self.follows.one_each && !self.follows.directly {
                    nearest = self.marks_mut(is_timed).free_from(range.start);
                }
                if !range.contains(&nearest) {
                    continue;
                }
                let marks = if is_timed { &self.timed } else { &self.days };
                let fits = self.fits(&marks.all[nearest], place, one);
                if self.follows.one_each && matches!(fits, Came::Yes(_)) {
                    self.marks_mut(is_timed).take(nearest);
                    return fits;
                }
                came = better(came, fits);
            }
            let marks = if is_timed { &self.timed } else { &self.days };
            let from = marks.all.partition_point(|mark| mark.last < first);
            let alike = marks.all[from..]
                .iter()
                .take_while(|mark| mark.first <= last);
            let mut others = alike.filter(|mark| mark.place != place);
            if self.may_be_near() && others.next().is_some() {
                came = better(came, Came::Tied);
            }
        }
        match came {
            Came::No if self.undated.iter().any(|at| *at != place) => Came::Undated,
            came => came,
        }
    }

    /// Takes the earliest one that may be as it is demanded and that nobody needs for itself, were all that is not known as it is
    /// demanded. Where there is none, no order of what is tied leaves one for this event as well.
    fn take_open(&mut self, place: usize, one: Happened, bounds: (i64, i64)) -> bool {
        let mut free: Option<(i64, usize, usize)> = None;
        for side in 0..self.open.len() {
            let range = self.open_range(&self.open[side].all, one, bounds);
            let mut at = self.open[side].free_from(range.start);
            if (self.open[side].all.get(at)).is_some_and(|mark| mark.place == place) {
                at = self.open[side].free_from(at + 1);
            }
            if range.contains(&at) {
                let found = (self.open[side].all[at].last, side, at);
                free = Some(free.map_or(found, |known| known.min(found)));
            }
        }
        if let Some((_, side, at)) = free {
            self.open[side].take(at);
        }
        free.is_some()
    }

    /// Those of some marks that may be on the right side, and neither too far away nor too near.
    fn open_range(&self, marks: &[Mark], one: Happened, (first, last): (i64, i64)) -> Range<usize> {
        let start = match self.follows.order {
            Order::After => marks.partition_point(|mark| mark.last < first),
            Order::Before | Order::Any => 0,
        };
        let end = match self.follows.order {
            Order::Before => marks.partition_point(|mark| mark.first <= last),
            Order::After | Order::Any => marks.len(),
        };
        match self.follows.order {
            Order::Any => start..end,
            Order::Before => {
                let far = |mark: &Mark| is_not_no(self.is_far(mark, one));
                let end = marks[..end].partition_point(far);
                let near = |mark: &Mark| is_not_no(self.is_near(mark, one));
                marks[..end].partition_point(|mark| !near(mark))..end
            }
            Order::After => {
                let marks = &marks[start..end];
                let from = marks.partition_point(|mark| !is_not_no(self.is_far(mark, one)));
                let near = |mark: &Mark| is_not_no(self.is_near(mark, one));
                let kept = marks[from..].partition_point(near);
                start + from..start + from + kept
            }
        }
    }

    fn marks_mut(&mut self, is_timed: bool) -> &mut Marks {
        if is_timed {
            &mut self.timed
        } else {
            &mut self.days
        }
    }

    fn any(&mut self, place: usize, one: Happened, bounds: (i64, i64)) -> Came {
        if self.within.is_none() && self.not_before.is_none() && !self.follows.directly {
            let other = self.marks().find(|mark| mark.place != place);
            return match (other, self.undated.iter().find(|at| **at != place)) {
                (Some(other), _) => Came::Yes(Some(other.place)),
                (None, Some(other)) => Came::Yes(Some(*other)),
                (None, None) => Came::No,
            };
        }
        match self.before(place, one, bounds) {
            Came::Yes(other) => Came::Yes(other),
            came => better(came, self.after(place, one, bounds)),
        }
    }

    /// Whether an event is as far away as it must be. Outside of the calendar it may be.
    fn is_far(&self, mark: &Mark, one: Happened) -> Tri {
        let Some(watch) = &self.not_before else {
            return Tri::Yes;
        };
        let between = between(watch, self.case.get(mark.place), one);
        between.map_or(Tri::Maybe, |between| watch.is_beyond(between))
    }

    /// Whether an event is no further away than it may be.
    fn is_near(&self, mark: &Mark, one: Happened) -> Tri {
        let Some(watch) = &self.within else {
            return Tri::Yes;
        };
        let between = between(watch, self.case.get(mark.place), one);
        between.map_or(Tri::Maybe, |between| watch.is_within(between))
    }

    /// Whether one of the same time can be one: none is as far away as it must be.
    fn may_be_near(&self) -> bool {
        let far = self.not_before.as_ref();
        far.is_none_or(|watch| watch.limit <= DAY)
    }

    /// Whether nothing is between two events of the case: no other one that certainly is, and none that may be.
    fn is_beside(&self, one: usize, other: usize) -> Tri {
        let (from, to) = (one.min(other), one.max(other));
        let bounds = |place: usize| self.case.get(place).stamp().bounds();
        let (Some(from_bounds), Some(to_bounds)) = (bounds(from), bounds(to)) else {
            return Tri::Maybe;
        };
        let mut answer = Tri::Yes;
        // those that begin on the day before or at the same time may be between as well as those that stand there
        let start = from.saturating_sub(LOOKED_AT);
        let end = (to + LOOKED_AT).min(self.case.len() - 1);
        for place in (start..=end).filter(|place| *place != from && *place != to) {
            let Some((first, last)) = bounds(place) else {
                return Tri::Maybe;
            };
            if first > from_bounds.1 && last < to_bounds.0 {
                return Tri::No;
            }
            if last >= from_bounds.0 && first <= to_bounds.1 {
                answer = Tri::Maybe;
            }
        }
        let undated = self.case.len().checked_sub(1).map(|at| self.case.get(at));
        if undated.is_some_and(|last| last.stamp().bounds().is_none()) {
            return Tri::Maybe;
        }
        answer
    }

    /// Whether an event that is certainly on the right side is one as it is demanded.
    fn fits(&self, mark: &Mark, place: usize, one: Happened) -> Came {
        let other = self.case.get(mark.place);
        let beside = if self.follows.directly {
            self.is_beside(mark.place, place)
        } else {
            Tri::Yes
        };
        if beside == Tri::No {
            return Came::No;
        }
        let mut answer = beside;
        for (watch, is_within) in [(&self.within, true), (&self.not_before, false)] {
            let Some(watch) = watch else { continue };
            let Some(between) = between(watch, other, one) else {
                return Came::Uncovered;
            };
            let so = if is_within {
                watch.is_within(between)
            } else {
                watch.is_beyond(between)
            };
            answer = match (answer, so) {
                (Tri::No, _) | (_, Tri::No) => Tri::No,
                (Tri::Maybe, _) | (_, Tri::Maybe) => Tri::Maybe,
                (Tri::Yes, Tri::Yes) => Tri::Yes,
            };
        }
        match answer {
            Tri::Yes => Came::Yes(Some(mark.place)),
            Tri::Maybe => Came::Tied,
            Tri::No => Came::No,
        }
    }

    /// It is there, and must not be.
    fn present(&self, other: Option<usize>) -> Verdict {
        let others: Vec<Happened> = match other {
            Some(other) => vec![self.case.get(other)],
            None => Vec::new(),
        };
        Verdict::Violation(Arc::new(self.judge.steps("present", &others)))
    }

    fn fails_as(&self, how: &'static str, place: usize, one: Happened) -> Verdict {
        let nearest = self.nearest(place, one);
        Verdict::Violation(Arc::new(self.judge.steps(how, nearest.as_slice())))
    }

    /// It is not there as it must be.
    fn fails(&self, place: usize, one: Happened) -> Verdict {
        let Some(other) = self.nearest(place, one) else {
            return self.still_open(one);
        };
        let is_after = other.stamp().bounds() > one.stamp().bounds();
        let right_side = match self.follows.order {
            Order::Before => !is_after,
            Order::After => is_after,
            Order::Any => true,
        };
        if !right_side {
            return match self.follows.order {
                Order::After => match self.still_open(one) {
                    Verdict::Violation(steps) if steps.how == "none" => {
                        self.fails_as("misplaced", place, one)
                    }
                    verdict => verdict,
                },
                Order::Before | Order::Any => self.fails_as("misplaced", place, one),
            };
        }
        let took = |watch: &Watch<'_>| {
            let between = between(watch, other, one)?;
            Some((watch.clock, between.0.max(0), watch.is_within(between)))
        };
        let late = self.within.as_ref().and_then(took);
        let (how, span) = match late {
            Some((clock, span, Tri::No)) => ("late", Some((clock, span))),
            _ => match self.not_before.as_ref().and_then(took) {
                Some((clock, span, _)) => ("early", Some((clock, span))),
                None if self.follows.one_each && !self.follows.directly => ("shared", None),
                None => ("between", None),
            },
        };
        let mut steps = self.judge.steps(how, &[other]);
        let is_shown = !one.hides_time() && !other.hides_time();
        steps.span = span.map(|(clock, span)| (clock, is_shown.then_some(span)));
        Verdict::Violation(Arc::new(steps))
    }

    /// What there is none of may still come.
    fn still_open(&self, one: Happened) -> Verdict {
        let none = || self.judge.steps("none", &[]);
        match (self.follows.order, &self.within) {
            (Order::Before, _) => Verdict::Violation(Arc::new(none())),
            (Order::After | Order::Any, None) => open(self.follows.open, none),
            (Order::After | Order::Any, Some(watch)) => {
                let now = Stamp::At(self.judge.as_of.instant);
                let Some(between) = watch.between(one.stamp(), now) else {
                    return Verdict::Undecidable(Doubt::Uncovered);
                };
                match watch.is_within(between) {
                    Tri::Yes | Tri::Maybe => Verdict::Pending,
                    Tri::No => open(self.follows.open, || Steps {
                        span: Some((watch.clock, (!one.hides_time()).then_some(between.0))),
                        how: "open",
                        ..none()
                    }),
                }
            }
        }
    }

    /// The other event next to one: on the right side if there is one.
    fn nearest(&self, place: usize, one: Happened) -> Option<Happened<'s>> {
        let bounds = one.stamp().bounds()?;
        let (mut before, mut behind) = (None::<&Mark>, None::<&Mark>);
        for marks in [&self.timed.all, &self.days.all] {
            let at = marks.partition_point(|mark| (mark.first, mark.last) < bounds);
            let earlier = marks[..at].iter().rev().find(|mark| mark.place != place);
            let later = marks[at..].iter().find(|mark| mark.place != place);
            before = before
                .into_iter()
                .chain(earlier)
                .max_by_key(|mark| mark.first);
            behind = behind
                .into_iter()
                .chain(later)
                .min_by_key(|mark| mark.first);
        }
        let nearest = match self.follows.order {
            Order::After => behind.or(before),
            Order::Before | Order::Any => before.or(behind),
        };
        let undated = || self.undated.iter().find(|at| **at != place).copied();
        let place = nearest.map(|mark| mark.place).or_else(undated)?;
        Some(self.case.get(place))
    }
}

fn is_yes(answer: Tri) -> bool {
    answer == Tri::Yes
}

fn is_not_no(answer: Tri) -> bool {
    answer != Tri::No
}

/// The answer that says more for the demand.
fn better(one: Came, other: Came) -> Came {
    let rank = |came: &Came| match came {
        Came::Yes(_) => 4,
        Came::Tied => 3,
        Came::Undated => 2,
        Came::Uncovered => 1,
        Came::No => 0,
    };
    if rank(&other) > rank(&one) {
        other
    } else {
        one
    }
}

/// From the earlier one of both to the later.
fn between(watch: &Watch, other: Happened, one: Happened) -> Option<(i64, i64)> {
    if other.stamp().bounds() <= one.stamp().bounds() {
        watch.between(other.stamp(), one.stamp())
    } else {
        watch.between(one.stamp(), other.stamp())
    }
}
