//! What an audit is asked to do.

use std::collections::BTreeMap;

use super::Keep;
use super::measured::Before;
use super::probe::Probe;
use super::told::Spool;
use crate::fingerprint::identity::Identity;
use crate::fingerprint::known::Known;
use crate::messages::Message;
use crate::sources::Input;
use crate::tables::date;
use crate::tables::types::{DAY, TableIx};

/// The date that the audit is made as of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct AsOf {
    /// Midnight of the day, in milliseconds since 1970-01-01.
    pub(crate) day: i64,
    /// The instant up to which things count: the end of the day unless a time was given.
    pub(crate) instant: i64,
}

impl AsOf {
    /// The day, and the time where it is not the whole day.
    pub(crate) fn text(self) -> String {
        date::text(if self.instant == self.day + DAY - 1 {
            self.day
        } else {
            self.instant
        })
    }

    /// A whole day.
    pub(crate) fn end_of(day: i64) -> AsOf {
        AsOf {
            day,
            instant: day + DAY - 1,
        }
    }
}

/// The documents of a table that are judged, where not all are.
#[derive(Debug, Default)]
pub(crate) struct Listed {
    pub(crate) known: Known,
    /// By their numbers, what people call them, where somebody named them: those that no row is of are told.
    pub(crate) names: Vec<String>,
}

impl Listed {
    /// Documents that somebody named.
    pub(crate) fn named(documents: Vec<(Identity, String)>) -> Listed {
        let known = Known::new(documents.iter().map(|(document, _)| *document).collect());
        let mut names = vec![String::new(); known.len()];
        for (document, name) in documents {
            if let Some(number) = known.number(document) {
                names[number] = name;
            }
        }
        Listed { known, names }
    }
}

/// Which earlier run the difference is told to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) enum ComparedWith {
    #[default]
    Nothing,
    RunBefore,
    /// That of a day.
    RunOf(String),
}

/// What an audit is asked to do beside the project.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own"
)]
pub(crate) struct Options<'a> {
    pub(crate) as_of: AsOf,
    /// By the clock: when it is asked.
    pub(crate) now: jiff::Timestamp,
    /// Indices of the rules to judge.
    pub(crate) selected: Vec<usize>,
    /// Files of a table in place of the project's patterns.
    pub(crate) inputs: BTreeMap<TableIx, Vec<Input>>,
    /// By table, the documents that are judged; all where it is none. The other rows answer lookups and are in sets.
    pub(crate) only: Option<&'a BTreeMap<TableIx, Listed>>,
    pub(crate) keep: Keep,
    /// Where findings leave what they tell.
    pub(crate) spool: Spool,
    /// Whether input files are fingerprinted.
    pub(crate) fingerprints: bool,
    /// Whether the report shows how long things take. To measure it costs a tenth of an audit and more.
    pub(crate) ageing: bool,
    /// Whether the report shows which days have documents, and a sample of these.
    pub(crate) probe: Option<Probe>,
    /// Whether the report tells deviations from processes that recur, and what follows from them.
    pub(crate) patterns: bool,
    pub(crate) compared_with: ComparedWith,
    /// Whether files are named as they are seen from the folder of the project, and not from where the program was called.
    pub(crate) names_of_project: bool,
    /// Documents to look for, by table: earlier runs found something in them.
    pub(crate) wanted: BTreeMap<TableIx, Known>,
    /// What earlier runs counted, by rule, the oldest first.
    pub(crate) counted: BTreeMap<usize, Vec<Before>>,
    pub(crate) progress: &'a dyn Progress,
}

/// Watches an audit.
pub(crate) trait Progress: Sync {
    /// So many rows and bytes more have been read of a table.
    fn read(&self, table: &str, rows: u64, bytes: u64);
    /// Whether the user wants to stop.
    fn cancelled(&self) -> bool;
    /// Something that the user should know while it goes on.
    fn note(&self, message: &Message);
}

/// The user stopped the audit.
#[derive(Debug)]
pub(crate) struct Cancelled;
