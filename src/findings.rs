//! Findings: what is wrong where, kept as columns until a report writes them.

mod alike;
pub(crate) mod asked;
pub(crate) mod blocks;
mod documents;
pub(crate) mod finishing;
pub(crate) mod key_figures;
mod lines;
pub(crate) mod measured;
pub(crate) mod outcome;
pub(crate) mod owners;
pub(crate) mod people;
pub(crate) mod presence;
pub(crate) mod probe;
pub(crate) mod readiness;
pub(crate) mod said;
pub(crate) mod set_aside;
pub(crate) mod times;
pub(crate) mod told;
pub(crate) mod undecidable;
mod words;

use std::borrow::Cow;
use std::io;

use polars::prelude::PlHashMap;

use self::alike::Alike;
use self::lines::Lines;
use self::said::Said;
use self::told::{Kept, Told};
use self::words::Words;
use crate::fingerprint::identity::Identity;
use crate::tables::packed::{Packed, Stretch};

pub(crate) use self::documents::{Documents, shown_key};

/// How many findings are kept of each rule; all are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    All,
    First(usize),
    /// All, but only what they are known by and whose they are, after the first of a batch.
    Named(usize),
}

impl Keep {
    pub(crate) fn limit(self) -> usize {
        match self {
            Keep::All | Keep::Named(_) => usize::MAX,
            Keep::First(count) => count,
        }
    }

    /// Of how many findings of a batch all is kept that there is to say.
    pub(crate) fn told(self) -> usize {
        match self {
            Keep::All | Keep::First(_) => usize::MAX,
            Keep::Named(count) => count,
        }
    }
}

/// One finding as it was collected. Values of sensitive fields are masked already; the key is not.
#[derive(Debug, Clone)]
pub(crate) struct Row<'a> {
    /// Index of the judgement in the rule's plan.
    pub(crate) judgement: usize,
    /// Index of the file among the files of its table.
    pub(crate) input: usize,
    /// The row as a person sees it in the file.
    pub(crate) line: u64,
    pub(crate) identity: Identity,
    /// The cells of the table's key, joined; what stands for them where all are empty.
    pub(crate) key: &'a str,
    pub(crate) value: &'a str,
    /// The cells of the other columns of the judgement.
    pub(crate) beside: Stretch<'a>,
    pub(crate) said: Said<'a>,
    pub(crate) owner: &'a str,
    pub(crate) department: &'a str,
    /// The cell that names the owner, as it is written; none where it is not known who the owners are.
    pub(crate) account: Option<&'a str>,
    /// Whether the owner was new; none where that is not known.
    pub(crate) new_staff: Option<bool>,
}

/// Findings one behind another, column by column.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    judgement: Alike,
    input: Alike,
    line: Lines,
    identity: Vec<Identity>,
    /// Only where the key of the table can be written in several ways, as the next.
    was: Option<Vec<Option<Identity>>>,
    key_value: Option<Vec<Option<Box<str>>>>,
    /// Only where documents are looked for.
    document: Option<Vec<Identity>>,
    key: Packed,
    told: Kept,
    owner: Words,
    department: Words,
    /// Only where it is known who the owners are, as the next.
    account: Option<Words>,
    new_staff: Option<Vec<Option<bool>>>,
}

impl Columns {
    pub(crate) fn len(&self) -> usize {
        self.identity.len()
    }

    /// The finding at a position, of which the rest is told.
    fn row<'c>(&'c self, at: usize, told: &'c Told) -> Row<'c> {
        Row {
            judgement: self.judgement.get(at) as usize,
            input: self.input.get(at) as usize,
            line: self.line.get(at),
            identity: self.identity[at],
            key: self.key.get(at),
            value: told.value(at),
            beside: told.beside(at),
            said: told.said(at),
            owner: self.owner.get(at),
            department: self.department.get(at),
            account: self.account(at),
            new_staff: self.new_staff.as_ref().and_then(|new| new[at]),
        }
    }

    fn account(&self, at: usize) -> Option<&str> {
        self.account.as_ref().map(|account| account.get(at))
    }

    fn was(&self, at: usize) -> Option<Identity> {
        self.was.as_ref().and_then(|was| was[at])
    }

    fn key_value(&self, at: usize) -> Option<&str> {
        let values = self.key_value.as_ref();
        values.and_then(|values| values[at].as_deref())
    }

    /// Who has the first findings: for each the first of these, and how many there are.
    fn by_owner(&self, count: usize) -> impl Iterator<Item = (usize, u64)> {
        let mut owners: Vec<(usize, u64)> = Vec::new();
        let mut known: PlHashMap<_, usize> = PlHashMap::default();
        let mut last = None;
        for at in 0..count {
            let account = self.account.as_ref().map(|account| account.word(at));
            let owner = (self.owner.word(at), self.department.word(at), account);
            let number = match last {
                Some((last, number)) if last == owner => number,
                _ => *known.entry(owner).or_insert_with(|| {
                    owners.push((at, 0));
                    owners.len() - 1
                }),
            };
            owners[number].1 += 1;
            last = Some((owner, number));
        }
        owners.into_iter()
    }
}

/// The findings of one rule, in the order of the files and rows.
#[derive(Debug, Clone)]
pub(crate) struct Found {
    /// Index of the rule in the project.
    pub(crate) rule: usize,
    parts: Vec<Columns>,
    /// Where each part begins.
    starts: Vec<usize>,
    count: usize,
}

impl Found {
    pub(crate) fn new(rule: usize) -> Found {
        Found {
            rule,
            parts: Vec::new(),
            starts: Vec::new(),
            count: 0,
        }
    }

    /// Appends findings until there are `keep` in all.
    pub(crate) fn add(&mut self, part: Columns, keep: usize) {
        if self.count < keep && part.len() > 0 {
            self.starts.push(self.count);
            self.count = keep.min(self.count + part.len());
            self.parts.push(part);
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.count
    }

    /// What each finding is known by.
    pub(crate) fn identities(&self) -> impl Iterator<Item = Identity> {
        let parts = self.parts();
        parts.flat_map(|(part, count)| part.identity[..count].iter().copied())
    }

    /// The part that the finding at a position is in, and where in it.
    fn part(&self, at: usize) -> (&Columns, usize) {
        let part = self.starts.partition_point(|start| *start <= at) - 1;
        (&self.parts[part], at - self.starts[part])
    }

    /// Stretches of the findings, for reports of all of them.
    pub(crate) fn stretches(&self) -> impl Iterator<Item = Together<'_>> {
        let parts = self.parts().zip(&self.starts);
        parts.map(|((columns, count), first)| Together {
            columns,
            count,
            first: *first,
        })
    }

    /// The parts, each with how many findings of it there are.
    fn parts(&self) -> impl Iterator<Item = (&Columns, usize)> {
        let parts = self.parts.iter().zip(&self.starts);
        parts.map(|(part, start)| (part, part.len().min(self.count - start)))
    }

    /// Key, owner and department of each finding.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        let all = self.parts.iter().flat_map(|part| {
            let each = 0..part.len();
            each.map(move |at| {
                (
                    part.key.get(at),
                    part.owner.get(at),
                    part.department.get(at),
                )
            })
        });
        all.take(self.count)
    }

    /// Index of the file among those of the table, and the row in it, of each finding.
    pub(crate) fn places(&self) -> impl Iterator<Item = (usize, u64)> {
        self.parts().flat_map(|(part, count)| {
            let each = 0..count;
            each.map(move |at| (part.input.get(at) as usize, part.line.get(at)))
        })
    }

    /// The first of them, at most `most`.
    pub(crate) fn rows(&self, most: usize) -> impl Iterator<Item = Row<'_>> {
        let all = self.parts.iter().flat_map(|part| {
            let each = 0..part.len();
            each.map(move |at| part.row(at, part.told.look()))
        });
        all.take(self.count.min(most))
    }
}

/// Some findings of a rule, one behind another.
#[derive(Clone, Copy)]
pub(crate) struct Together<'a> {
    columns: &'a Columns,
    count: usize,
    /// The position of the first among the rule's findings.
    first: usize,
}

impl<'a> Together<'a> {
    /// What they tell. Fails where a temporary file cannot be read.
    pub(crate) fn told(&self) -> io::Result<Cow<'a, Told>> {
        self.columns.told.read()
    }

    /// Each with its position among the rule's findings.
    pub(crate) fn rows<'t>(&self, told: &'t Told) -> impl Iterator<Item = (usize, Row<'t>)>
    where
        'a: 't,
    {
        let Together {
            columns,
            count,
            first,
        } = *self;
        (0..count).map(move |at| (first + at, columns.row(at, told)))
    }
}

/// All findings of an audit, by rule.
#[derive(Debug, Clone, Default)]
pub(crate) struct Collected {
    pub(crate) by_rule: Vec<Found>,
}

impl Collected {
    pub(crate) fn add(&mut self, found: Vec<Found>) {
        self.by_rule.extend(found);
    }

    pub(crate) fn of(&self, rule: usize) -> Option<&Found> {
        self.by_rule.iter().find(|found| found.rule == rule)
    }
}
