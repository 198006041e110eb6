//! Rules that say nothing about the company: what they look for is not known, and no 0 stands for it.

use super::Review;
use crate::findings::outcome::{Audit, Outcome};
use crate::project::Project;
use crate::tables::types::TableIx;

/// Why a rule says nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Silent {
    /// It could not be evaluated.
    NotRun,
    /// None of its rows could be decided.
    Undecided,
    /// The files of its table hold no rows.
    NoRows,
    /// It looks at the runs before, which were left out or cannot be read.
    NoPast,
}

impl Silent {
    /// None of a rule that was judged or not asked for, and of one whose export may be absent and is.
    pub(crate) fn of(project: &Project, review: &Review, ix: usize) -> Option<Silent> {
        let rule = &project.rules[ix];
        match review.audit.outcomes[ix].as_ref()? {
            Outcome::NotRun(_) => Some(Silent::NotRun),
            // in the first month nobody can have had anything before
            Outcome::NoInput => {
                let needs_past = rule.recurring().is_some() && review.earlier.is_err();
                needs_past.then_some(Silent::NoPast)
            }
            Outcome::Judged(counts) if counts.none_decided() => Some(Silent::Undecided),
            Outcome::Judged(counts) => {
                let is_empty =
                    counts.rows() == 0 && has_no_rows(project, &review.audit, rule.table);
                is_empty.then_some(Silent::NoRows)
            }
        }
    }
}

/// Whether files of a table were read, and there is no row in them.
pub(crate) fn has_no_rows(project: &Project, audit: &Audit, table: TableIx) -> bool {
    let mut inputs = audit.inputs_of(project, table).into_iter().peekable();
    project.is_of_exports(table)
        && inputs.peek().is_some()
        && inputs.all(|input| input.rows == 0 && input.refused == 0 && input.error.is_none())
}
