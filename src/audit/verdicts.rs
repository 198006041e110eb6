//! Verdicts: what each row gets, and how many rows got it.

use polars::prelude::BooleanChunked;

/// How many rows got which verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Counts {
    pub(crate) ok: u64,
    pub(crate) violation: u64,
    pub(crate) pending: u64,
    pub(crate) not_applicable: u64,
    pub(crate) undecidable: u64,
    /// Rows with something that could not be decided, whatever else was; a violation in another column hides it above.
    pub(crate) unsettled: u64,
    /// Those of them of which it is not known whether they are of a document that is looked for.
    pub(crate) unplaced: u64,
    /// Findings: a row can have several, one for each column that is wrong.
    pub(crate) findings: u64,
}

impl Counts {
    /// Rows that the rule applied to.
    pub(crate) fn judged(&self) -> u64 {
        self.ok + self.violation + self.pending
    }

    /// Whether there were rows to judge and not one of them could be decided.
    pub(crate) fn none_decided(&self) -> bool {
        self.judged() == 0 && self.undecidable > 0
    }

    /// Violations among the decided rows; none where nothing was decided.
    pub(crate) fn rate(&self) -> Option<f64> {
        let decided = self.ok + self.violation;
        #[allow(clippy::cast_precision_loss, reason = "row counts stay far below 2^53")]
        (decided > 0).then(|| self.violation as f64 / decided as f64)
    }

    pub(crate) fn add(&mut self, other: &Counts) {
        self.ok += other.ok;
        self.violation += other.violation;
        self.pending += other.pending;
        self.not_applicable += other.not_applicable;
        self.undecidable += other.undecidable;
        self.unsettled += other.unsettled;
        self.unplaced += other.unplaced;
        self.findings += other.findings;
    }
}

/// Rows by verdict, over all judgements of a rule. A row gets the worst: violation, undecidable, pending, ok.
#[derive(Default)]
pub(super) struct Verdicts {
    pub(super) violation: Option<BooleanChunked>,
    pub(super) undecidable: Option<BooleanChunked>,
    pub(super) pending: Option<BooleanChunked>,
    pub(super) ok: Option<BooleanChunked>,
}

impl Verdicts {
    /// Each row counted once.
    pub(super) fn counts(self, total: usize) -> Counts {
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

/// Adds rows to a mask that may not exist yet.
pub(super) fn or(to: &mut Option<BooleanChunked>, mask: BooleanChunked) {
    *to = Some(match to.take() {
        Some(before) => &before | &mask,
        None => mask,
    });
}
