//! What is kept of rows that may be copies of each other, beside their names.

use super::super::evaluate::Evaluator;
use super::super::frames::BatchContext;
use super::texts;
use crate::findings::said::Used;
use crate::names::Worth;
use crate::rules::plan::Copies;
use crate::tables::hygiene::stands_for_nothing;
use crate::tables::packed::Packed;
use crate::tables::types::ONE;

/// What is kept of some rows beside their names.
#[derive(Default)]
pub(super) struct Card {
    pub(super) codes: Packed,
    /// By column.
    pub(super) differ: Vec<Packed>,
    pub(super) agree: Vec<Packed>,
    pub(super) worth: Vec<Worth>,
    /// By table whose rows lead here.
    pub(super) uses: Vec<Vec<Used>>,
}

impl Card {
    /// Of `rows` of a batch.
    pub(super) fn new(
        evaluator: &Evaluator,
        context: &BatchContext,
        copies: &Copies,
        rows: &[usize],
    ) -> Card {
        let those = |expr| texts(evaluator, std::slice::from_ref(expr)).0.of(rows);
        let uses: Vec<Vec<Used>> = (copies.uses.iter())
            .map(|one| {
                let counts = evaluator.number(&one.count);
                let amounts = one.amount.as_ref().map(|amount| evaluator.number(amount));
                let used = |&row: &usize| {
                    let amount = amounts.as_ref().map(|amounts| amounts.get(row));
                    Used {
                        rows: u64::try_from(counts.get(row).unwrap_or_default() / ONE)
                            .unwrap_or_default(),
                        amount: amount.flatten(),
                        is_unreadable: amount == Some(None),
                    }
                };
                rows.iter().map(used).collect()
            })
            .collect();
        let mut filled = vec![0; evaluator.typed.rows()];
        for field in 0..context.table.fields.len() {
            let mut row = 0;
            if let Some(cells) = evaluator.typed.raw(field) {
                cells.for_each(|cell| {
                    filled[row] += u32::from(cell.is_some_and(|cell| !stands_for_nothing(cell)));
                    row += 1;
                });
            }
        }
        let since = copies.since.as_ref().map(|since| evaluator.time(since));
        let worth = |(at, &row): (usize, &usize)| Worth {
            used: uses.iter().map(|used| used[at].rows).sum(),
            filled: filled[row],
            since: since.as_ref().and_then(|since| since.get(row)),
        };
        Card {
            codes: copies.code.as_ref().map(those).unwrap_or_default(),
            differ: copies.differ.iter().map(those).collect(),
            agree: copies.agree.iter().map(|(_, expr)| those(expr)).collect(),
            worth: rows.iter().enumerate().map(worth).collect(),
            uses,
        }
    }
}
