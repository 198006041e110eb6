//! The events of a process as columns, from its tables: what happened to which case, when, by whom, and where that is written.

use super::words::Words;
use crate::rules::plan::process::{EventIx, Process};
use crate::tables::packed::Packed;
use crate::tables::types::DAY;

/// When something happened, in milliseconds since 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stamp {
    At(i64),
    /// On a day, whose midnight this is: nobody knows at what time.
    Day(i64),
    /// Nobody wrote down when, or it cannot be read.
    Unknown,
}

impl Stamp {
    /// As a column keeps it: a day without a time is odd, a time is even.
    pub(super) fn packed(self) -> i64 {
        match self {
            Stamp::At(at) => at * 2,
            Stamp::Day(day) => day * 2 + 1,
            Stamp::Unknown => i64::MAX,
        }
    }

    pub(super) fn of(packed: i64) -> Stamp {
        match packed {
            i64::MAX => Stamp::Unknown,
            day if day % 2 != 0 => Stamp::Day(day.div_euclid(2)),
            at => Stamp::At(at / 2),
        }
    }

    /// The first and the last instant that it may be.
    pub(crate) fn bounds(self) -> Option<(i64, i64)> {
        match self {
            Stamp::At(at) => Some((at, at)),
            Stamp::Day(day) => Some((day, day + DAY - 1)),
            Stamp::Unknown => None,
        }
    }

    /// Midnight of its day.
    pub(crate) fn day(self) -> Option<i64> {
        self.bounds()
            .map(|(first, _)| first - first.rem_euclid(DAY))
    }
}

/// Whether a row meets a condition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holds {
    No,
    /// Neither, for a cell is empty.
    Open,
    Yes,
    Unknown,
}

/// A number of a row, times 10^12.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Amount {
    Is(i128),
    Empty,
    Unknown,
}

impl Amount {
    /// As a column keeps it: the two least numbers stand for none.
    fn packed(self) -> i128 {
        match self {
            Amount::Is(number) => number.max(i128::MIN + 2),
            Amount::Empty => i128::MIN,
            Amount::Unknown => i128::MIN + 1,
        }
    }

    pub(super) fn of(packed: i128) -> Amount {
        match packed.wrapping_sub(i128::MIN) {
            0 => Amount::Empty,
            1 => Amount::Unknown,
            _ => Amount::Is(packed),
        }
    }
}

/// One event as it is gathered.
pub(crate) struct Row<'c> {
    pub(crate) event: u32,
    pub(crate) case: &'c str,
    pub(crate) stamp: Stamp,
    pub(crate) by: &'c str,
    pub(crate) id: &'c str,
    pub(crate) department: &'c str,
    pub(crate) input: u32,
    pub(crate) line: u64,
}

/// Events one behind another, column by column.
#[derive(Debug, Default)]
pub(crate) struct Events {
    /// By number: those of the process first, then the words of a log that none of them has.
    pub(super) event: Vec<u32>,
    pub(super) case: Vec<u32>,
    pub(super) stamp: Vec<i64>,
    pub(super) by: Vec<u32>,
    pub(super) id: Packed,
    pub(super) department: Vec<u32>,
    pub(super) input: Vec<u32>,
    pub(super) line: Vec<u64>,
    /// By condition of the process.
    pub(super) holds: Vec<Vec<Holds>>,
    /// By value of the process; of each one of both is filled, for the events of its table.
    pub(super) amounts: Vec<Vec<i128>>,
    pub(super) texts: Vec<Packed>,
    /// By value: the first event of its table.
    pub(super) starts: Vec<usize>,
    /// How many events the process declares.
    pub(super) declared: usize,
    pub(super) others: Words,
    pub(super) cases: Words,
    pub(super) people: Words,
    pub(super) departments: Words,
    /// Rows of which it cannot be known whether the event stands on them.
    pub(crate) undecided: u64,
    /// Rows with an event that belongs to no case.
    pub(crate) caseless: u64,
}

impl Events {
    pub(crate) fn new(process: &Process) -> Events {
        Events {
            holds: vec![Vec::new(); process.conditions.len()],
            amounts: vec![Vec::new(); process.values.len()],
            texts: vec![Packed::default(); process.values.len()],
            starts: vec![0; process.values.len()],
            declared: process.events.len(),
            ..Events::default()
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.event.len()
    }

    /// The number of an event that the process declares.
    pub(crate) fn declared(event: EventIx) -> u32 {
        u32::try_from(event).expect("fewer events than 2^32")
    }

    /// The number of a word of a log that no declared event has.
    pub(crate) fn other(&mut self, word: &str) -> u32 {
        Events::declared(self.declared) + self.others.number(word)
    }

    pub(crate) fn push(&mut self, row: &Row) {
        self.event.push(row.event);
        self.case.push(self.cases.number(row.case));
        self.stamp.push(row.stamp.packed());
        self.by.push(self.people.number(row.by));
        self.id.push(row.id);
        self.department
            .push(self.departments.number(row.department));
        self.input.push(row.input);
        self.line.push(row.line);
    }

    pub(crate) fn hold(&mut self, condition: usize, holds: impl Iterator<Item = Holds>) {
        self.holds[condition].extend(holds);
    }

    pub(crate) fn count(&mut self, value: usize, amounts: impl Iterator<Item = Amount>) {
        self.amounts[value].extend(amounts.map(Amount::packed));
    }

    pub(crate) fn say<'t>(&mut self, value: usize, texts: impl Iterator<Item = &'t str>) {
        texts.for_each(|text| self.texts[value].push(text));
    }

    /// Adds the events of the next batch, or of another table.
    pub(crate) fn append(&mut self, mut next: Events) {
        let before = self.len();
        if before == 0 {
            // nothing is to be numbered anew, nor copied
            next.undecided += self.undecided;
            next.caseless += self.caseless;
            *self = next;
            return;
        }
        let cases = self.cases.take(&next.cases);
        let people = self.people.take(&next.people);
        let departments = self.departments.take(&next.departments);
        let others = self.others.take(&next.others);
        let declared = Events::declared(self.declared);
        let event = |event: u32| match event.checked_sub(declared) {
            Some(other) => declared + others[other as usize],
            None => event,
        };
        let all = |numbers: &[u32], new: &[u32]| -> Vec<u32> {
            numbers.iter().map(|&number| new[number as usize]).collect()
        };
        self.event.extend(next.event.iter().map(|&e| event(e)));
        self.case.extend(all(&next.case, &cases));
        self.stamp.extend(next.stamp);
        self.by.extend(all(&next.by, &people));
        next.id.iter().for_each(|id| self.id.push(id));
        self.department.extend(all(&next.department, &departments));
        self.input.extend(next.input);
        self.line.extend(next.line);
        for (holds, next) in self.holds.iter_mut().zip(next.holds) {
            holds.extend(next);
        }
        for (value, start) in self.starts.iter_mut().enumerate() {
            let (amounts, texts) = (&mut self.amounts[value], &mut self.texts[value]);
            if amounts.is_empty() && texts.len() == 0 {
                *start = before;
            }
            amounts.extend(&next.amounts[value]);
            next.texts[value].iter().for_each(|text| texts.push(text));
        }
        self.undecided += next.undecided;
        self.caseless += next.caseless;
    }

    /// Numbers the words of a log that no declared event has by their texts: in which order they were met makes no difference then.
    pub(super) fn settle(&mut self) {
        let mut by_text: Vec<usize> = (0..self.others.len()).collect();
        by_text.sort_unstable_by_key(|&other| self.others.get(other));
        let (mut settled, mut numbers) = (Words::default(), vec![0; by_text.len()]);
        for other in by_text {
            numbers[other] = settled.number(self.others.get(other));
        }
        self.others = settled;
        let declared = Events::declared(self.declared);
        for event in &mut self.event {
            if let Some(other) = event.checked_sub(declared) {
                *event = declared + numbers[other as usize];
            }
        }
    }

    pub(super) fn stamp(&self, at: usize) -> Stamp {
        Stamp::of(self.stamp[at])
    }

    /// Has the events of a table refer to the files of all tables of the process, of which so many are before its own.
    pub(crate) fn behind(&mut self, files: u32) {
        self.input.iter_mut().for_each(|input| *input += files);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn happened(words: impl Iterator<Item = u32>) -> Events {
        let mut events = Events::default();
        for word in words {
            let event = events.other(&word.to_string());
            events.push(&Row {
                event,
                case: "1",
                stamp: Stamp::At(0),
                by: "",
                id: "",
                department: "",
                input: 0,
                line: 1,
            });
        }
        events
    }

    /// A column of numbers that was taken for that of activities, for example.
    #[test]
    fn a_log_may_have_any_number_of_words() {
        let mut events = happened(0..70_000);
        events.append(happened((60_000..140_000).rev()));
        events.settle();
        let words = (0..70_000).chain((60_000..140_000).rev());
        assert_eq!(events.others.len(), 140_000);
        for (&event, word) in events.event.iter().zip(words) {
            assert_eq!(events.others.get(event as usize), word.to_string());
        }
    }
}
