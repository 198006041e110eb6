//! The engine: evaluates the plans of a table over polars columns, batch by batch, in one pass.
//!
//! This file is its door. A [`Request`] for one table goes in, an [`Answer`] comes out: verdicts, counts, what was found as
//! columns, and what was gathered on the way. In which order tables are read, which rules can run, whose a finding is and what
//! of it may be shown is decided outside. What is gathered is asked for and taken in this engine's own types so far
//! ([`gather`]); a second engine will want those to be plain.

mod batch;
mod causes;
mod columns;
mod compared;
mod condition;
mod days;
mod documents;
mod evaluate;
mod frames;
pub(crate) mod gather;
mod header;
mod judge;
mod judging;
mod keyed;
pub(crate) mod listed;
pub(crate) mod lookups;
mod needs;
mod only;
mod open;
mod opening;
mod orders;
mod read;
mod sets;
mod sifted;
mod sums;
mod told;
mod undecided;
mod verdicts;
mod versions;
mod weighed;

use std::collections::HashSet;

use crate::findings::Found;
use crate::findings::asked::{Cancelled, Options};
use crate::findings::finishing::Finisher;
use crate::findings::outcome::{Evidence, Outcome};
use crate::findings::owners::OwnerNotes;
use crate::findings::undecidable::Undecidable;
use crate::fingerprint::identity::Identity;
use crate::fingerprint::known::Known;
use crate::messages::Message;
use crate::project::Project;
use crate::rules::plan::{Link, LookupIx};
use crate::sources::Input;
use crate::tables::types::TableIx;

pub(crate) use self::opening::{opened, opened_beyond};

use self::days::Days;
use self::gather::heads::{FirstLines, Heads};
use self::gather::{Gather, Gathered};
use self::lookups::LookupTable;
use self::orders::Orders;
use self::read::{Came, Learnt, Reader};

/// What is asked of a table.
pub(crate) struct Request<'a> {
    pub(crate) table: TableIx,
    pub(crate) files: &'a [Input],
    /// The rules to judge, each with what makes findings of what is found.
    pub(crate) rules: Vec<Finisher<'a>>,
    /// What to gather on the way.
    pub(crate) gather: Vec<Gather<'a>>,
    /// The documents that are judged; all where it is none.
    pub(crate) only: Option<&'a Known>,
    /// Documents of which it is asked whether a row could not be decided.
    pub(crate) wanted: Option<&'a Known>,
    /// Whether it is the table's turn, and what is told of its files is heard.
    pub(crate) in_turn: bool,
    /// Whether the files are fingerprinted.
    pub(crate) fingerprints: bool,
}

/// What came of it.
pub(crate) struct Answer {
    /// With the index of the rule.
    pub(crate) outcomes: Vec<(usize, Outcome)>,
    pub(crate) findings: Vec<Found>,
    /// By number, of the documents that are judged where not all are: whether there is a row of it.
    pub(crate) listed: Vec<bool>,
    /// Documents that are wanted and of which a row could not be decided, with the index of the rule.
    pub(crate) undecided: HashSet<(usize, Identity)>,
    /// Rows that could not be decided, the first of each rule, with its index.
    pub(crate) undecidable: Vec<(usize, Vec<Undecidable>)>,
    /// What there is to say of the owners of the findings.
    pub(crate) owners: OwnerNotes,
    /// In the order of the request, each with the reason why it is not all there is.
    pub(crate) gathered: Vec<(Gathered, Option<Message>)>,
    pub(crate) inputs: Vec<Evidence>,
    pub(crate) errors: Vec<Message>,
    pub(crate) notices: Vec<Message>,
}

impl Answer {
    /// Records that are no rows: they may be what somebody looks for.
    pub(crate) fn refused(&self) -> u64 {
        self.inputs.iter().map(|input| input.refused).sum()
    }

    /// Whether a file was not read to its end because it breaks off.
    pub(crate) fn breaks_off(&self) -> bool {
        self.inputs.iter().any(|input| input.cut.is_some())
    }
}

/// Reads tables of a project and knows what it has been told of them.
pub(crate) struct Engine<'a> {
    project: &'a Project,
    options: &'a Options<'a>,
    /// By index, what rules can look up.
    lookups: Vec<Option<LookupTable>>,
    /// In which order the tables write day and month, where that was asked.
    orders: Vec<Option<Orders>>,
    /// Which of their columns of times were found to hold days only.
    days: Vec<Days>,
    /// Where their documents have their first lines, of those that repeat them on every line.
    heads: Vec<Option<FirstLines>>,
}

impl<'a> Engine<'a> {
    pub(crate) fn new(project: &'a Project, options: &'a Options<'a>) -> Engine<'a> {
        Engine {
            project,
            options,
            lookups: vec![None; project.lookups.len()],
            orders: vec![None; project.tables.len()],
            days: vec![Days::default(); project.tables.len()],
            heads: project.tables.iter().map(|_| None).collect(),
        }
    }

    /// Reads all files of a table; before that for the first lines of its documents, where only those are judged.
    pub(crate) fn answer(&mut self, request: &Request) -> Result<Answer, Cancelled> {
        let table = &self.project.tables[request.table];
        if table.per_document && self.heads[request.table].is_none() {
            let answer = self.read(&Request {
                table: request.table,
                files: request.files,
                rules: Vec::new(),
                gather: vec![Gather::Heads(Heads::new(table))],
                only: None,
                wanted: None,
                in_turn: false,
                fingerprints: false,
            })?;
            let gathered = answer.gathered.into_iter().map(|(gathered, _)| gathered);
            self.heads[request.table] = gathered.into_iter().find_map(|gathered| match gathered {
                Gathered::Heads(first) => Some(first),
                _ => None,
            });
        }
        self.read(request)
    }

    /// Reads all files of a table; once more where dates turn out to need a survey, or times to be days.
    fn read(&mut self, request: &Request) -> Result<Answer, Cancelled> {
        loop {
            let learnt = Learnt {
                lookups: &self.lookups,
                orders: self.orders[request.table].as_ref(),
                days: &self.days[request.table],
                heads: self.heads[request.table].as_ref(),
            };
            let reader = Reader::new(self.project, self.options, request, learnt);
            match reader.read()? {
                Came::Answer(answer) => return Ok(*answer),
                Came::Days(days) => self.days[request.table].take(&days),
                Came::Unordered => {
                    let table = &self.project.tables[request.table];
                    let orders = Orders::survey(table, request.files, self.options.progress)?;
                    self.orders[request.table] = Some(orders);
                }
            }
        }
    }

    /// What it was told for a lookup.
    pub(crate) fn knows(&self, lookup: LookupIx) -> Option<&LookupTable> {
        self.lookups[lookup].as_ref()
    }

    /// Has rules look up in what was gathered for a lookup.
    pub(crate) fn learn(&mut self, lookup: LookupIx, answers: LookupTable) {
        self.lookups[lookup] = Some(answers);
    }

    /// Has rules find nothing for a lookup.
    pub(crate) fn learn_nothing(&mut self, lookup: LookupIx) {
        let reduce = &self.project.lookups[lookup].reduce;
        self.learn(lookup, LookupTable::new(reduce));
    }

    /// Hands the keys of documents that a link leads to, in the form that it compares, to `each`; none where one cannot be
    /// read.
    pub(crate) fn compare<'k>(
        &self,
        link: &Link,
        keys: impl Iterator<Item = &'k str>,
        each: impl FnMut(Option<&str>),
    ) {
        let orders = self.orders[link.to].as_ref();
        compared::compare(self.project, link, keys, orders, self.options.as_of, each);
    }
}
