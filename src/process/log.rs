//! The log of a process: its events, case by case, in one fixed order.

use std::borrow::Cow;
use std::cmp::Ordering;

use rayon::slice::ParallelSliceMut;

use super::events::{Amount, Events, Holds, Stamp};
use crate::findings::people::{Directory, Whose};
use crate::rules::plan::process::{ConditionIx, EventIx, Process, ValueIx};
use crate::tables::mask::mask;
use crate::tables::person;

/// Nobody, or somebody of whom it is not known who it is.
const NOBODY: u32 = u32::MAX;

/// The events of a process. Cases stand in the order of their keys, events of a case in the order of their times; of the same
/// time in the order that the process declares, then by their document, their actor, their file and their row.
pub(crate) struct Log<'a> {
    pub(crate) process: &'a Process,
    events: Events,
    /// Positions of events, case by case.
    order: Vec<u32>,
    /// Where each case begins in the order, and where the last ends.
    starts: Vec<usize>,
    /// By position of an event: how many of its sort stand before it in its case.
    before: Vec<u32>,
    /// By number of the cell that names somebody: who it is.
    people: Vec<u32>,
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
    ) -> Log<'a> {
        events.settle();
        let (order, starts) = sorted(&events);
        let before = counted(&events, &order, &starts);
        let people = known(&events, people);
        Log {
            process,
            events,
            order,
            starts,
            before,
            people,
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

    pub(crate) fn cases(&self) -> impl Iterator<Item = Case<'_>> {
        (0..self.len()).map(|number| self.case(number))
    }

    /// How many sorts of events there are: those of the process, and the words of a log that none of them has.
    pub(crate) fn sorts(&self) -> usize {
        self.events.declared + self.events.others.len()
    }

    /// The word of a log that no declared event has.
    pub(crate) fn other(&self, sort: usize) -> Option<&str> {
        let other = sort.checked_sub(self.events.declared)?;
        Some(self.events.others.get(other))
    }
}

/// Counted into cases, each of which is sorted: linear in the number of events.
fn sorted(events: &Events) -> (Vec<u32>, Vec<usize>) {
    let mut by_key: Vec<u32> = (0..).take(events.cases.len()).collect();
    let key = |case: u32| events.cases.get(case as usize);
    by_key.par_sort_unstable_by(|&one, &other| key(one).cmp(key(other)));
    let mut rank = vec![0usize; by_key.len()];
    for (place, &case) in by_key.iter().enumerate() {
        rank[case as usize] = place;
    }
    let mut starts = vec![0usize; rank.len() + 1];
    for &case in &events.case {
        starts[rank[case as usize] + 1] += 1;
    }
    for place in 1..starts.len() {
        starts[place] += starts[place - 1];
    }
    let mut next = starts.clone();
    let mut order = vec![0u32; events.len()];
    for (at, &case) in events.case.iter().enumerate() {
        let place = &mut next[rank[case as usize]];
        order[*place] = u32::try_from(at).expect("fewer events than 2^32");
        *place += 1;
    }
    for case in starts.windows(2) {
        order[case[0]..case[1]]
            .sort_unstable_by(|&one, &other| compared(events, one as usize, other as usize));
    }
    (order, starts)
}

/// How many events of its sort stand before each in its case.
fn counted(events: &Events, order: &[u32], starts: &[usize]) -> Vec<u32> {
    let mut before = vec![0; order.len()];
    let mut counts = vec![0u32; usize::from(u16::MAX) + 1];
    for case in starts.windows(2) {
        let case = &order[case[0]..case[1]];
        for &at in case {
            let count = &mut counts[usize::from(events.event[at as usize])];
            before[at as usize] = *count;
            *count += 1;
        }
        for &at in case {
            counts[usize::from(events.event[at as usize])] = 0;
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

    pub(crate) fn events(&self) -> impl DoubleEndedIterator<Item = Happened<'l>> + use<'l> {
        let log = self.log;
        let order = self.order.iter();
        order.map(move |&at| Happened {
            log,
            at: at as usize,
        })
    }

    /// Which sorts of events they are, one behind another.
    pub(super) fn sorts(&self) -> impl Iterator<Item = u16> + use<'l> {
        let events = &self.log.events;
        self.order.iter().map(|&at| events.event[at as usize])
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
    /// Which event it is: one of the process, or behind those a word of the log.
    pub(crate) fn sort(&self) -> usize {
        usize::from(self.log.events.event[self.at])
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
