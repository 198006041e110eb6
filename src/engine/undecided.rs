//! The documents of rows that could not be decided.

use polars::prelude::BooleanChunked;

use super::evaluate::Evaluator;
use super::frames::{BatchContext, positions};
use crate::fingerprint::identity::Identity;

/// The documents of some rows.
pub(super) struct Undecided {
    /// Those that are looked for.
    pub(super) wanted: Vec<Identity>,
    /// Rows whose document has no name.
    pub(super) unplaced: u64,
}

/// The documents of the rows of a mask; none where no documents are looked for.
pub(super) fn documents(
    evaluator: &Evaluator,
    context: &BatchContext,
    rows: &BooleanChunked,
) -> Option<Undecided> {
    let looked_for = context.wanted?;
    let mut undecided = Undecided {
        wanted: Vec::new(),
        unplaced: 0,
    };
    for row in positions(rows, usize::MAX) {
        let known = evaluator.columns.known(evaluator.typed, context.table);
        if known.document(row) == Identity::NONE {
            undecided.unplaced += 1;
        }
        let wanted = known.wanted(row, looked_for);
        undecided
            .wanted
            .extend(wanted.map(|wanted| wanted.document));
    }
    Some(undecided)
}
