//! What is to be done with a table while it is read, and what comes of it.

use std::collections::{BTreeMap, BTreeSet};

use super::links::{Sought, Waiting};
use super::lookups::LookupTable;
use super::unmet::Unmet;
use crate::findings::Found;
use crate::findings::outcome::{Evidence, Outcome};
use crate::findings::people::{Directory, Person, Told};
use crate::findings::presence::Presence;
use crate::findings::times::Times;
use crate::messages::Message;
use crate::rules::plan::LookupIx;
use crate::tables::types::TableIx;

/// What to do with a table while it is read.
pub(crate) struct Job {
    pub(crate) table: TableIx,
    /// Rules to judge.
    pub(crate) rules: Vec<usize>,
    /// Lookups to answer.
    pub(crate) lookups: Vec<LookupIx>,
    /// Whether it is the table of people, and they are wanted.
    pub(crate) people: bool,
    /// Links to follow.
    pub(crate) links: Vec<Sought>,
    /// Whether the table is read ahead of its turn: it is read again to be judged, and its evidence is taken then.
    pub(crate) ahead: bool,
}

impl Job {
    /// To read a table ahead of its turn, for nothing yet.
    pub(crate) fn ahead(table: TableIx) -> Job {
        Job {
            table,
            rules: Vec::new(),
            lookups: Vec::new(),
            links: Vec::new(),
            people: false,
            ahead: true,
        }
    }
}

/// What came of it.
pub(crate) struct Read {
    /// Parallel to the job's rules.
    pub(crate) outcomes: Vec<Outcome>,
    /// Parallel to the job's lookups.
    pub(crate) lookups: Vec<LookupTable>,
    /// Lookups that a file lacks a column for, by their place in the job.
    pub(crate) incomplete: BTreeSet<usize>,
    /// The people, row by row, where they are wanted; none where a file does not tell them.
    pub(crate) people: Option<Vec<Person>>,
    /// What there is to say of the owners of the findings.
    pub(crate) owners: Told,
    /// Parallel to the job's links.
    pub(crate) waiting: Vec<Waiting>,
    /// Links that could not be followed in a file, by their place in the job.
    pub(crate) unlinked: BTreeMap<usize, Message>,
    pub(crate) inputs: Vec<Evidence>,
    pub(crate) findings: Vec<Found>,
    /// Parallel to the job's rules.
    pub(crate) times: Vec<Option<Times>>,
    pub(crate) presence: Presence,
    pub(crate) errors: Vec<Message>,
    pub(crate) notices: Vec<Message>,
}

impl Read {
    /// Records that are no rows: they may be what somebody looks for.
    pub(crate) fn refused(&self) -> u64 {
        self.inputs.iter().map(|input| input.refused).sum()
    }
}

/// What is known of other tables.
#[derive(Clone, Copy)]
pub(crate) struct Known<'a> {
    pub(crate) lookups: &'a [Option<LookupTable>],
    pub(crate) people: Option<&'a Directory>,
    pub(crate) unmet: &'a Unmet<'a>,
}
