//! The log of a process: its events, case by case, in one fixed order.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::ops::Range;

use rayon::slice::ParallelSliceMut;

use super::events::{Amount, Events, Holds, Stamp};
use crate::findings::asked::AsOf;
use crate::findings::people::{Directory, Whose};
use crate::rules::plan::process::{ConditionIx, EventIx, Process, ValueIx};
use crate::tables::mask::mask;
use crate::tables::person;

/// Nobody, or somebody of whom it is not known who it is.
const NOBODY: u32 = u32::MAX;

/// The events of a process that have happened. Cases stand in the order of their keys, events of a case in the order of their
/// times; of the same time in the order that the process declares, then by their document, their actor, their file and their
/// row. A day without a time stands behind whatever of the day is declared before it.
pub(crate) struct Log<'a> {
    pub(crate) process: &'a Process,
    events: Events,
    /// Positions of events, case by case.
    order: Vec<u32>,
    /// The same as reports may show it, where nobody may see the times of some events: those stand behind the others of their
    /// case, in the order that the process declares, so that no time beside one says when it was. None where all may be seen.
    shown: Option<Vec<u32>>,
    /// Where each case begins in the order, and where the last ends.
    starts: Vec<usize>,
    /// By position of an event: how many of its sort stand before it in its case.
    before: Vec<u32>,
    /// By number of the cell that names somebody: who it is.
    people: Vec<u32>,
    /// Events that are dated after the day of the audit: they have not happened yet.
    pub(crate) ahead: u64,
}

/// The events of a case.
#[derive(Clone, Copy)]
pub(crate) struct Case<'l> {
    log: &'l Log<'l>,
    order: &'l [u32],
}

/// An event of a case.
#[derive(Clone, Copy)]
pub(crate) struct Happened<'l> {
    log: &'l Log<'l>,
    at: usize,
}

impl<'a> Log<'a> {
    /// `people`: whose the accounts are, where that is known.
    pub(crate) fn new(
        process: &'a Process,
        mut events: Events,
        people: Option<&Directory>,
        as_of: AsOf,
    ) -> Log<'a> {
        events.settle();
        let (order, starts) = sorted(&events, as_of);
        let ahead = (events.len() - order.len()) as u64;
        let before = counted(&events, &order, &starts);
        let people = known(&events, people);
        let shown = shown(process, &events, &order, &starts);
        Log {
            process,
            events,
            order,
            shown,
            starts,
            before,
            people,
            ahead,
        }
    }

    /// How many cases there are.
    pub(crate) fn len(&self) -> usize {
        self.starts.len() - 1
    }

    pub(crate) fn events(&self) -> &Events {
        &self.events
    }

    pub(crate) fn case(&self, number: usize) -> Case<'_> {
        Case {
            log: self,
            order: &self.order[self.starts[number]..self.starts[number + 1]],
        }
    }

    /// A case with its events in the order in which reports may show them.
    pub(crate) fn shown(&self, number: usize) -> Case<'_> {
        let order = self.shown.as_ref().unwrap_or(&self.order);
        Case {
            log: self,
            order: &order[self.starts[number]..self.starts[number + 1]],
        }
    }

    pub(crate) fn cases(&self) -> impl Iterator<Item = Case<'_>> {
        (0..self.len()).map(|number| self.case(number))
    }

    /// How many sorts of events there are: those of the process, and the words of a log that none of them has.
    pub(crate) fn sorts(&self) -> usize {
        self.events.declared + self.events.others.len()
    }

    /// Who a cell names, as a number, if that is somebody who acts in the process.
    pub(crate) fn person(&self, cell: &str) -> Option<u32> {
        let person = self.people[self.events.people.find(cell)? as usize];
        (person != NOBODY).then_some(person)
    }

    /// The word of a log that no declared event has.
    pub(crate) fn other(&self, sort: usize) -> Option<&str> {
        let other = sort.checked_sub(self.events.declared)?;
        Some(self.events.others.get(other))
    }
}

/// Counted into cases, each of which is sorted: linear in the number of events.
fn sorted(events: &Events, as_of: AsOf) -> (Vec<u32>, Vec<usize>) {
    let has_happened = |at: usize| {
        let bounds = events.stamp(at).bounds();
        bounds.is_none_or(|(first, _)| first <= as_of.instant)
    };
    let mut counts = vec![0usize; events.cases.len()];
    for (at, &case) in events.case.iter().enumerate() {
        counts[case as usize] += usize::from(has_happened(at));
    }
    let mut by_key: Vec<u32> = (0..).take(events.cases.len()).collect();
    by_key.retain(|&case| counts[case as usize] > 0);
    let key = |case: u32| events.cases.get(case as usize);
    by_key.par_sort_unstable_by(|&one, &other| key(one).cmp(key(other)));
    let mut starts = vec![0usize; by_key.len() + 1];
    // by case: where its next event goes
    let mut next = vec![0usize; counts.len()];
    for (place, &case) in by_key.iter().enumerate() {
        next[case as usize] = starts[place];
        starts[place + 1] = starts[place] + counts[case as usize];
    }
    let mut order = vec![0u32; starts[by_key.len()]];
    for (at, &case) in events.case.iter().enumerate() {
        if has_happened(at) {
            let place = &mut next[case as usize];
            order[*place] = u32::try_from(at).expect("fewer events than 2^32");
            *place += 1;
        }
    }
    for case in starts.windows(2) {
        let case = &mut order[case[0]..case[1]];
        case.sort_unstable_by(|&one, &other| compared(events, one as usize, other as usize));
        place_days(events, case);
    }
    (order, starts)
}

/// Puts days without a time, which stand before all times of their day, behind those events of it that the process declares
/// before them.
fn place_days(events: &Events, case: &mut [u32]) {
    let stamp = |at: u32| events.stamp(at as usize);
    let mut start = 0;
    while start < case.len() {
        let day = stamp(case[start]).day();
        let alike = case[start..]
            .iter()
            .take_while(|&&at| stamp(at).day() == day);
        let end = start + alike.count();
        let group = &mut case[start..end];
        start = end;
        let (days, timed): (Vec<u32>, Vec<u32>) =
            (group.iter()).partition(|&&at| matches!(stamp(at), Stamp::Day(_)));
        if days.is_empty() || timed.is_empty() {
            continue;
        }
        let sort = |at: u32| events.event[at as usize];
        let mut by_sort: Vec<usize> = (0..timed.len()).collect();
        by_sort.sort_unstable_by_key(|&place| sort(timed[place]));
        let (mut by_sort, mut behind) = (by_sort.into_iter().peekable(), 0);
        let mut placed = Vec::with_capacity(group.len());
        let mut taken = 0;
        // days of one date stand in the order that the process declares
        for one in days {
            while let Some(place) = by_sort.next_if(|&place| sort(timed[place]) < sort(one)) {
                behind = behind.max(place + 1);
            }
            placed.extend_from_slice(&timed[taken..behind]);
            taken = behind;
            placed.push(one);
        }
        placed.extend_from_slice(&timed[taken..]);
        group.copy_from_slice(&placed);
    }
}

/// The order in which reports may show the events; none where it is that of their times.
fn shown(process: &Process, events: &Events, order: &[u32], starts: &[usize]) -> Option<Vec<u32>> {
    let sorts = events.declared + events.others.len();
    let hides: Vec<bool> = (0..sorts).map(|sort| process.hides_time(sort)).collect();
    if !hides.contains(&true) {
        return None;
    }
    let mut shown = order.to_vec();
    for case in starts.windows(2) {
        let case = &mut shown[case[0]..case[1]];
        // stable: what may be seen stays as it is
        case.sort_by_key(|&at| {
            let at = at as usize;
            let is_hidden = hides[events.event[at] as usize];
            let place = (events.event[at], events.input[at], events.line[at]);
            is_hidden.then_some(place)
        });
    }
    Some(shown)
}

/// How many events of its sort stand before each in its case.
fn counted(events: &Events, order: &[u32], starts: &[usize]) -> Vec<u32> {
    let mut before = vec![0; events.len()];
    let mut counts = vec![0u32; events.declared + events.others.len()];
    for case in starts.windows(2) {
        let case = &order[case[0]..case[1]];
        for &at in case {
            let count = &mut counts[events.event[at as usize] as usize];
            before[at as usize] = *count;
            *count += 1;
        }
        for &at in case {
            counts[events.event[at as usize] as usize] = 0;
        }
    }
    before
}

fn compared(events: &Events, one: usize, other: usize) -> Ordering {
    let first = (events.stamp[one], events.event[one]);
    first
        .cmp(&(events.stamp[other], events.event[other]))
        .then_with(|| events.id.get(one).cmp(events.id.get(other)))
        .then_with(|| {
            let by = |at: usize| events.people.get(events.by[at] as usize);
            by(one).cmp(by(other))
        })
        .then_with(|| {
            let place = |at: usize| (events.input[at], events.line[at]);
            place(one).cmp(&place(other))
        })
}

/// Who the cells name: accounts of one person are one, and so are spellings of an account.
fn known(events: &Events, directory: Option<&Directory>) -> Vec<u32> {
    let mut people = super::words::Words::default();
    let cells = events.people.iter();
    let known = cells.map(|cell| {
        let clean = person::clean(cell);
        if clean.is_empty() {
            return NOBODY;
        }
        let Some(directory) = directory else {
            return people.number(&clean);
        };
        match directory.whose(cell) {
            // several people use it: who it was is not known
            Whose::Shared(_) | Whose::Several => NOBODY,
            Whose::One(one) => people.number(&person::clean(&one.account)),
            Whose::Nobodys | Whose::Unknown => people.number(&clean),
        }
    });
    known.collect()
}

impl<'l> Case<'l> {
    pub(crate) fn len(&self) -> usize {
        self.order.len()
    }

    pub(crate) fn key(&self) -> &'l str {
        let events = &self.log.events;
        events
            .cases
            .get(events.case[self.order[0] as usize] as usize)
    }

    pub(crate) fn get(&self, place: usize) -> Happened<'l> {
        Happened {
            log: self.log,
            at: self.order[place] as usize,
        }
    }

    /// Where an event of the case stands.
    pub(crate) fn place_of(&self, one: Happened) -> Option<usize> {
        self.order.iter().position(|&at| at as usize == one.at)
    }

    /// The events of a shown case whose times may be seen.
    pub(crate) fn visible(&self) -> Case<'l> {
        let count = self.events().take_while(|one| !one.hides_time()).count();
        Case {
            log: self.log,
            order: &self.order[..count],
        }
    }

    pub(crate) fn events(&self) -> impl DoubleEndedIterator<Item = Happened<'l>> + use<'l> {
        let log = self.log;
        let order = self.order.iter();
        order.map(move |&at| Happened {
            log,
            at: at as usize,
        })
    }

    /// Which sorts of events they are, one behind another.
    pub(super) fn sorts(&self) -> impl Iterator<Item = u32> + use<'l> {
        let events = &self.log.events;
        self.order.iter().map(|&at| events.event[at as usize])
    }

    /// Stretches of the case in which it is not known which event came first. Of one that nobody wrote the time of, nothing is
    /// known at all, and this says nothing of it.
    pub(super) fn stretches(&self) -> Vec<Range<usize>> {
        let bounds = self.events().map(|one| {
            let bounds = one.stamp().bounds();
            bounds.unwrap_or((i64::MAX, i64::MAX))
        });
        let bounds: Vec<(i64, i64)> = bounds.collect();
        // by place: when the first of those from there on may have been
        let mut earliest: Vec<i64> = bounds.iter().map(|(first, _)| *first).collect();
        for place in (1..earliest.len()).rev() {
            earliest[place - 1] = earliest[place - 1].min(earliest[place]);
        }
        let mut stretches: Vec<Range<usize>> = Vec::new();
        let mut end = i64::MIN;
        for (place, (_, last)) in bounds.iter().enumerate() {
            match stretches.last_mut() {
                Some(stretch) if earliest[place] <= end => stretch.end = place + 1,
                _ => stretches.push(place..place + 1),
            }
            end = end.max(*last);
        }
        stretches
    }

    /// Whether it is known which way the case went: in what order events of different sorts came.
    pub(crate) fn is_way_known(&self) -> bool {
        let sort = |place: usize| self.get(place).sort();
        let is_alike = |stretch: &Range<usize>| {
            let mut others = stretch.clone();
            others.all(|place| sort(place) == sort(stretch.start))
        };
        let is_dated = self.events().all(|one| one.stamp() != Stamp::Unknown);
        (is_dated || is_alike(&(0..self.len()))) && self.stretches().iter().all(is_alike)
    }

    /// Those of a sort, each with its place in the case.
    pub(crate) fn of(
        &self,
        event: EventIx,
    ) -> impl Iterator<Item = (usize, Happened<'l>)> + use<'l> {
        let events = self.events().enumerate();
        events.filter(move |(_, happened)| happened.sort() == event)
    }
}

impl<'l> Happened<'l> {
    /// Whether nobody may see when it was.
    pub(crate) fn hides_time(&self) -> bool {
        self.log.process.hides_time(self.sort())
    }

    /// When it was, as far as reports may show that.
    pub(crate) fn shown_stamp(&self) -> Stamp {
        if self.hides_time() {
            Stamp::Unknown
        } else {
            self.stamp()
        }
    }

    /// Which event it is: one of the process, or behind those a word of the log.
    pub(crate) fn sort(&self) -> usize {
        self.log.events.event[self.at] as usize
    }

    pub(crate) fn stamp(&self) -> Stamp {
        self.log.events.stamp(self.at)
    }

    /// How many of its sort stand before it in the case.
    pub(crate) fn before(&self) -> u32 {
        self.log.before[self.at]
    }

    /// The document, where its table tells several events of a case apart.
    pub(crate) fn id(&self) -> &'l str {
        self.log.events.id.get(self.at)
    }

    /// The cell that names who did it.
    pub(crate) fn by(&self) -> &'l str {
        let events = &self.log.events;
        events.people.get(events.by[self.at] as usize)
    }

    /// The number of that cell.
    pub(super) fn cell(&self) -> usize {
        self.log.events.by[self.at] as usize
    }

    /// The same as reports may show it.
    pub(crate) fn shown_by(&self) -> Cow<'l, str> {
        let process = self.log.process;
        let secret = match process.events.get(self.sort()) {
            Some(event) => event.secret,
            None => process.log.as_ref().is_some_and(|log| log.secret),
        };
        mask(self.by(), secret)
    }

    /// The same where a sentence says that it is who did something else as well: that would name whom the other event hides.
    pub(crate) fn shown_as_one(&self) -> Cow<'l, str> {
        mask(self.by(), self.log.process.hides_people())
    }

    /// Who did it, as a number; none where that is not known.
    pub(crate) fn person(&self) -> Option<u32> {
        let person = self.log.people[self.log.events.by[self.at] as usize];
        (person != NOBODY).then_some(person)
    }

    pub(crate) fn department(&self) -> &'l str {
        let events = &self.log.events;
        events.departments.get(events.department[self.at] as usize)
    }

    /// File and row.
    pub(crate) fn place(&self) -> (u32, u64) {
        (
            self.log.events.input[self.at],
            self.log.events.line[self.at],
        )
    }

    pub(crate) fn holds(&self, condition: ConditionIx) -> Holds {
        self.log.events.holds[condition][self.at]
    }

    pub(crate) fn amount(&self, value: ValueIx) -> Amount {
        let at = self.at - self.log.events.starts[value];
        Amount::of(self.log.events.amounts[value][at])
    }

    pub(crate) fn text(&self, value: ValueIx) -> &'l str {
        let at = self.at - self.log.events.starts[value];
        self.log.events.texts[value].get(at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::process::events::Row;
    use crate::tables::types::DAY;
    use crate::testing;

    const PROJECT: &str = "[tables.l]\nfiles = \"l.csv\"\n[tables.l.fields]\ncase = {}\nstep = {}\nat = { type = \"datetime\" }\n\
        [process.p]\ncase = \"case\"\nfrom = \"l\"\nactivity = \"step\"\nat = \"at\"\n\
        [[process.p.event]]\nname = \"a\"\n[[process.p.event]]\nname = \"b\"\n[[process.p.event]]\nname = \"c\"\n\
        [[rule]]\nid = \"r\"\nprocess = \"p\"\ncheck.times = { event = \"a\", max = 1 }\n";

    const HOUR: i64 = DAY / 24;

    /// The events of one case by sort, and whether it is known which way it went.
    fn way(stamps: &[(u32, Stamp)]) -> (Vec<usize>, bool) {
        let (project, _) =
            testing::audited(PROJECT, &[("l.csv", "case,step,at\n1,a,2026-01-01\n")]);
        let process = &project.processes[0];
        let of = |stamps: &mut dyn Iterator<Item = (usize, &(u32, Stamp))>| {
            let mut events = Events::new(process);
            for (line, &(event, stamp)) in stamps {
                let line = line as u64;
                let (by, id, department) = ("", "", "");
                let row = Row {
                    event,
                    case: "1",
                    stamp,
                    by,
                    id,
                    department,
                    input: 0,
                    line,
                };
                events.push(&row);
            }
            let log = Log::new(process, events, None, AsOf::end_of(9 * DAY));
            let case = log.case(0);
            (
                case.events().map(|one| one.sort()).collect::<Vec<_>>(),
                case.is_way_known(),
            )
        };
        let told = of(&mut stamps.iter().enumerate());
        // whatever stands first in the file
        assert_eq!(of(&mut stamps.iter().enumerate().rev()), told);
        told
    }

    #[test]
    fn a_day_without_a_time_stands_where_the_process_declares_it() {
        let (at, day) = (|hour: i64| Stamp::At(hour * HOUR), Stamp::Day);
        let (a, b, c) = (0, 1, 2);
        assert_eq!(
            way(&[(a, at(9)), (b, day(0)), (c, at(17))]),
            (vec![0, 1, 2], false)
        );
        assert_eq!(
            way(&[(a, at(9)), (c, day(0)), (b, at(17))]),
            (vec![0, 1, 2], false)
        );
        assert_eq!(
            way(&[(b, at(9)), (a, day(0)), (c, at(17))]),
            (vec![0, 1, 2], false)
        );
        // times stay in their order
        assert_eq!(
            way(&[(c, at(9)), (b, day(0)), (a, at(17))]),
            (vec![2, 0, 1], false)
        );
        assert_eq!(
            way(&[(c, day(0)), (b, day(0)), (a, at(30))]),
            (vec![1, 2, 0], false)
        );
        // another day is another day
        assert_eq!(
            way(&[(c, at(9)), (b, day(DAY)), (a, at(50))]),
            (vec![2, 1, 0], true)
        );
        assert_eq!(
            way(&[(b, at(9)), (b, day(0)), (c, at(30))]),
            (vec![1, 1, 2], true)
        );
        assert_eq!(way(&[(a, at(9)), (b, at(9))]), (vec![0, 1], false));
        assert_eq!(way(&[(a, at(9)), (b, Stamp::Unknown)]), (vec![0, 1], false));
        assert_eq!(
            way(&[(a, at(8)), (a, at(9)), (b, at(12)), (b, day(0))]),
            (vec![0, 0, 1, 1], false)
        );
    }

    #[test]
    fn what_has_not_happened_yet_is_in_no_case() {
        let ahead = Stamp::At(10 * DAY);
        assert_eq!(
            way(&[(0, Stamp::Day(9 * DAY)), (1, ahead)]),
            (vec![0], true)
        );
    }
}
