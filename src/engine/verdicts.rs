//! Verdicts: what each row gets, and how many rows got it.

use std::collections::BTreeMap;

use polars::prelude::BooleanChunked;

use super::condition::or;
use super::open::OpenRows;
use super::sets::SetRows;
use crate::findings::Columns;
use crate::findings::outcome::Counts;
use crate::findings::owners::OwnerNotes;
use crate::findings::undecidable::Undecidable;
use crate::fingerprint::identity::Identity;

/// What a rule found in a batch.
#[derive(Default)]
pub(crate) struct Judged {
    pub(crate) counts: Counts,
    /// Those of which all is kept, and the rest.
    pub(crate) findings: Vec<Columns>,
    pub(super) set: Option<SetRows>,
    /// The rows that the rule applies to; all where there is none.
    pub(crate) applies: Option<BooleanChunked>,
    /// Rows that could not be decided, the first of them.
    pub(crate) undecidable: Vec<Undecidable>,
    /// Documents that are looked for, and of which a row could not be decided.
    pub(crate) undecided: Vec<Identity>,
    pub(crate) owners: OwnerNotes,
    /// Rows for which a condition that somebody wrote is neither true nor false.
    pub(super) open: OpenRows,
    /// By the number of a judgement that may be mistaken.
    pub(super) tallies: BTreeMap<usize, Tally>,
}

/// How often a judgement found something wrong.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    pub(super) wrong: u64,
    pub(super) right: u64,
    /// The cell of the first row that is wrong, and the one beside it.
    pub(super) example: Option<[String; 2]>,
}

impl Tally {
    pub(super) fn add(&mut self, other: Tally) {
        self.wrong += other.wrong;
        self.right += other.right;
        self.example = self.example.take().or(other.example);
    }
}

/// Rows by verdict, over all judgements of a rule. A row gets the worst: violation, undecidable, pending, ok.
#[derive(Default)]
pub(crate) struct Verdicts {
    pub(crate) violation: Option<BooleanChunked>,
    pub(crate) undecidable: Option<BooleanChunked>,
    pub(crate) pending: Option<BooleanChunked>,
    pub(crate) ok: Option<BooleanChunked>,
}

impl Verdicts {
    /// Each row counted once.
    pub(crate) fn counts(self, total: usize) -> Counts {
        let unsettled = self
            .undecidable
            .as_ref()
            .map_or(0, BooleanChunked::num_trues);
        let mut seen: Option<BooleanChunked> = None;
        let mut count = |mask: Option<BooleanChunked>| {
            let Some(mask) = mask else { return 0 };
            let fresh = match &seen {
                Some(seen) => &mask & &!seen,
                None => mask,
            };
            let count = fresh.num_trues() as u64;
            or(&mut seen, fresh);
            count
        };
        let violation = count(self.violation);
        let undecidable = count(self.undecidable);
        let pending = count(self.pending);
        let ok = count(self.ok);
        let not_applicable = total as u64 - violation - undecidable - pending - ok;
        Counts {
            ok,
            violation,
            pending,
            not_applicable,
            undecidable,
            unsettled: unsettled as u64,
            unplaced: unsettled as u64,
            findings: 0,
        }
    }
}
