//! What a run could see of each rule, and what of it can be compared with earlier runs.

use std::collections::{BTreeMap, BTreeSet};

use super::past::{Coverage, Extent};
use super::written::Written;
use crate::findings::asked::Options;
use crate::findings::outcome::{Audit, Counts, Outcome};
use crate::messages::{Message, message};
use crate::project::Project;
use crate::rules::Rule;
use crate::tables::types::TableIx;

/// Why a table was not read as the project says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Partial {
    /// Files were given with `--input`.
    Given,
    /// A file could not be read, or not to its end.
    Unread,
    /// A file breaks off.
    Cut,
    /// There were records that are no rows.
    Refused,
    /// There was no row at all.
    Empty,
}

impl Partial {
    pub(crate) fn reason(self) -> Message {
        match self {
            Partial::Given => message!("history-partial-given"),
            Partial::Unread => message!("history-partial-unread"),
            Partial::Cut => message!("history-partial-cut"),
            Partial::Refused => message!("history-partial-refused"),
            Partial::Empty => message!("history-partial-empty"),
        }
    }
}

/// What a run could see.
pub(crate) struct Coverages<'a> {
    project: &'a Project,
    /// Tables that were not read as the project says.
    partial: BTreeMap<TableIx, Partial>,
    /// Tables of which a file has no rows.
    hollow: BTreeSet<TableIx>,
    /// How many files with rows there are of each table that was read.
    files: BTreeMap<TableIx, u64>,
    /// How many rows there are in them.
    rows: BTreeMap<TableIx, u64>,
    /// Rules that were not judged although they might have been.
    unjudged: BTreeSet<usize>,
    /// Whether every rule about the exports was judged, on all that the project says.
    whole: bool,
    pub(super) written: Written<'a>,
}

impl<'a> Coverages<'a> {
    pub(crate) fn new(project: &'a Project, audit: &Audit, options: &Options) -> Coverages<'a> {
        let (mut partial, mut hollow) = (BTreeMap::new(), BTreeSet::new());
        let mut files: BTreeMap<TableIx, u64> = BTreeMap::new();
        let mut rows: BTreeMap<TableIx, u64> = BTreeMap::new();
        let exports = project.exports().len();
        for input in audit.inputs.iter().filter(|i| i.table < exports) {
            if input.rows == 0 {
                hollow.insert(input.table);
            }
            *files.entry(input.table).or_default() += u64::from(input.rows > 0);
            *rows.entry(input.table).or_default() += input.rows;
            if options.inputs.contains_key(&input.table) {
                partial.insert(input.table, Partial::Given);
            } else if input.error.is_some() {
                partial.insert(input.table, Partial::Unread);
            } else if input.cut.is_some() {
                partial.insert(input.table, Partial::Cut);
            } else if input.refused > 0 {
                partial.entry(input.table).or_insert(Partial::Refused);
            }
        }
        for (&table, _) in files.iter().filter(|(_, count)| **count == 0) {
            partial.entry(table).or_insert(Partial::Empty);
        }
        let judged = |ix: usize| {
            !project.rules[ix].enabled
                || !project.is_of_exports(project.rules[ix].table)
                || matches!(
                    audit.outcomes[ix],
                    Some(Outcome::Judged(_) | Outcome::NoInput)
                )
        };
        let unjudged = (0..project.rules.len()).filter(|ix| !judged(*ix));
        let unjudged: BTreeSet<usize> = unjudged.collect();
        Coverages {
            project,
            whole: unjudged.is_empty() && partial.is_empty(),
            unjudged,
            partial,
            hollow,
            files,
            rows,
            written: Written::new(project),
        }
    }

    /// The tables of a rule that were read as the project says, each with its name and its rows.
    pub(crate) fn whole_tables(
        &self,
        rule: &Rule,
    ) -> impl Iterator<Item = (TableIx, &'a str, u64)> {
        let tables = self.project.tables_of(rule).into_iter();
        tables.filter_map(|table| {
            let rows = *self.rows.get(&table)?;
            let name = self.project.tables[table].name.as_str();
            (!self.partial.contains_key(&table)).then_some((table, name, rows))
        })
    }

    /// The names of these.
    pub(crate) fn names(&self, rule: &Rule) -> impl Iterator<Item = &'a str> {
        let tables = self.project.tables_of(rule).into_iter();
        tables.map(|table| self.project.tables[table].name.as_str())
    }

    /// How many files with rows there are, by the name of each table that was read.
    pub(crate) fn files(&self) -> BTreeMap<String, u64> {
        let files = self.files.iter();
        files
            .map(|(table, count)| (self.project.tables[*table].name.clone(), *count))
            .collect()
    }

    /// The tables of a rule that were not read as the project says.
    pub(crate) fn partial(&self, rule: &Rule) -> Vec<(TableIx, Partial)> {
        let tables = self.project.tables_of(rule).into_iter();
        tables
            .filter_map(|table| Some((table, *self.partial.get(&table)?)))
            .collect()
    }

    /// Whether what a rule did not find is not there, as far as one run can say.
    pub(crate) fn is_certain(&self, rule: &Rule, counts: &Counts) -> bool {
        let whole =
            self.partial(rule).is_empty() && self.project.tables_of(rule).is_disjoint(&self.hollow);
        whole && self.is_watched(rule) && counts.unsettled == 0
    }

    /// Whether all rules were judged that a rule about recurrence looks at; others look at none.
    fn is_watched(&self, rule: &Rule) -> bool {
        let recurring = rule.recurring().into_iter();
        let mut watched = recurring.flat_map(|recurring| self.project.watched(recurring));
        watched.all(|ix| !self.unjudged.contains(&ix))
    }

    pub(crate) fn coverage(&self, rule: &Rule, counts: &Counts) -> Coverage {
        let extent = |table: TableIx| {
            let extent = Extent {
                definition: self.written.definition(table),
                files: self.files.get(&table).copied().unwrap_or_default(),
                rows: self.rows.get(&table).copied(),
            };
            (self.project.tables[table].name.clone(), extent)
        };
        // an entry of `dispositions.toml` that a partial run could decide is decided all the same
        let ledger = self.project.ledger.as_ref().map(|ledger| ledger.table);
        let decided = ledger != Some(rule.table) || self.whole || counts.undecidable == 0;
        let tables = self.project.tables_of(rule).into_iter().map(extent);
        // a rule that is looked at no longer leaves what was found of it open, as a table does that is not read
        let watched = self.written.watched(rule).into_iter().map(|id| {
            let extent = Extent {
                definition: String::new(),
                files: 0,
                rows: None,
            };
            (format!("rule {id}"), extent)
        });
        Coverage {
            complete: decided && self.is_watched(rule) && self.partial(rule).is_empty(),
            unsettled: counts.unplaced > 0,
            tables: tables.chain(watched).collect(),
        }
    }
}
