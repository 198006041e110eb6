//! Findings: what is wrong where, kept as columns until a report writes them.

pub(crate) mod asked;
pub(crate) mod blocks;
mod documents;
pub(crate) mod finishing;
pub(crate) mod outcome;
pub(crate) mod owners;
pub(crate) mod people;
pub(crate) mod presence;
pub(crate) mod said;
pub(crate) mod set_aside;
pub(crate) mod times;
pub(crate) mod undecidable;
mod words;

use self::said::Said;
use self::words::Words;
use crate::fingerprint::identity::Identity;
use crate::tables::packed::Packed;

pub(crate) use self::documents::{Documents, shown_key};

/// How many findings are kept of each rule; all are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    All,
    First(usize),
}

impl Keep {
    pub(crate) fn limit(self) -> usize {
        match self {
            Keep::All => usize::MAX,
            Keep::First(count) => count,
        }
    }
}

/// One finding as it was collected. Values of sensitive fields are masked already; the key is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row<'a> {
    /// Index of the judgement in the rule's plan.
    pub(crate) judgement: usize,
    /// Index of the file among the files of its table.
    pub(crate) input: usize,
    /// The row as a person sees it in the file.
    pub(crate) line: u64,
    pub(crate) identity: Identity,
    /// What it was known by while keys went by how they are written, where that differs.
    pub(crate) was: Option<Identity>,
    /// The cells of the table's key, joined; what stands for them where all are empty.
    pub(crate) key: &'a str,
    /// What the key says, where that is not how it is written.
    pub(crate) key_value: Option<&'a str>,
    pub(crate) value: &'a str,
    /// The cells of the other columns of the judgement.
    pub(crate) beside: &'a [String],
    pub(crate) said: Said<'a>,
    pub(crate) owner: &'a str,
    pub(crate) department: &'a str,
    /// The cell that names the owner, as it is written; none where it is not known who the owners are.
    pub(crate) account: Option<&'a str>,
    /// Whether the owner was new; none where that is not known.
    pub(crate) new_staff: Option<bool>,
}

/// Numbers that mostly are all the same: a batch is of one file.
#[derive(Debug, Clone)]
enum Numbers {
    Same(usize),
    Each(Vec<u32>),
}

impl Numbers {
    fn new(numbers: impl Iterator<Item = usize>) -> Numbers {
        let narrow = |n: usize| u32::try_from(n).expect("fewer than 2^32");
        let numbers: Vec<u32> = numbers.map(narrow).collect();
        match numbers.first() {
            Some(&first) if numbers.iter().all(|number| *number == first) => {
                Numbers::Same(first as usize)
            }
            _ => Numbers::Each(numbers),
        }
    }

    fn get(&self, at: usize) -> usize {
        match self {
            Numbers::Same(number) => *number,
            Numbers::Each(numbers) => numbers[at] as usize,
        }
    }
}

/// Findings one behind another, column by column.
#[derive(Debug, Clone)]
pub(crate) struct Columns {
    judgement: Numbers,
    input: Numbers,
    line: Vec<u64>,
    identity: Vec<Identity>,
    /// Only where the key of the table can be written in several ways, as the next.
    was: Option<Vec<Option<Identity>>>,
    key_value: Option<Vec<Option<Box<str>>>>,
    key: Packed,
    value: Packed,
    /// Only where a judgement has more than one column.
    beside: Option<Vec<Vec<String>>>,
    said: said::Column,
    owner: Words,
    department: Words,
    /// Only where it is known who the owners are, as the next.
    account: Option<Words>,
    new_staff: Option<Vec<Option<bool>>>,
}

impl Columns {
    pub(crate) fn len(&self) -> usize {
        self.line.len()
    }

    pub(crate) fn row(&self, at: usize) -> Row<'_> {
        let value_of_key = self
            .key_value
            .as_ref()
            .and_then(|values| values[at].as_deref());
        Row {
            judgement: self.judgement.get(at),
            input: self.input.get(at),
            line: self.line[at],
            identity: self.identity[at],
            was: self.was.as_ref().and_then(|was| was[at]),
            key: self.key.get(at),
            key_value: value_of_key,
            value: self.value.get(at),
            beside: self.beside.as_ref().map_or(&[], |beside| &beside[at]),
            said: self.said.get(at),
            owner: self.owner.get(at),
            department: self.department.get(at),
            account: self.account.as_ref().map(|account| account.get(at)),
            new_staff: self.new_staff.as_ref().and_then(|new| new[at]),
        }
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

    /// The finding at a position.
    pub(crate) fn row(&self, at: usize) -> Row<'_> {
        let part = self.starts.partition_point(|start| *start <= at) - 1;
        self.parts[part].row(at - self.starts[part])
    }

    /// Key and owner of each finding.
    pub(crate) fn documents(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.parts.iter().flat_map(|part| {
            let each = 0..part.len();
            each.map(move |at| (part.key.get(at), part.owner.get(at)))
        });
        all.take(self.count)
    }

    /// One after another, at most `most`.
    pub(crate) fn rows(&self, most: usize) -> impl Iterator<Item = Row<'_>> {
        let all = self.parts.iter();
        let all = all.flat_map(|part| (0..part.len()).map(move |at| part.row(at)));
        all.take(self.count.min(most))
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
