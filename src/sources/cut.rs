//! Finds out that a text breaks off.

use super::batch::{Batch, Damage, Damaged, Fault};
use super::met::Cut;

/// Marks where a text breaks off, by its last rows. Those that are set aside are no rows any more: what a total or a signature
/// leaves out was never there.
pub(super) fn mark(batch: &mut Batch) {
    let short = |row: usize| {
        let mut faulty = batch.faulty.iter().filter(|f| f.row == row);
        faulty.any(|f| matches!(f.fault, Fault::Cells(n) | Fault::CutShort(n) if n < batch.width()))
    };
    // a quote that nothing closes: the rows behind it are lines of its cell
    let open = batch.refused.iter().find(|refused| {
        let behind = (0..batch.rows()).filter(|&row| batch.line(row) > refused.line);
        refused.fault == Fault::UnclosedQuote && behind.into_iter().all(short)
    });
    if let Some(open) = open {
        batch.met.cut = Some(Cut::Quote(open.line));
        return;
    }
    let cut = batch.faulty.iter().find_map(|f| match f.fault {
        Fault::CutShort(cells) => Some((f.row, cells)),
        _ => None,
    });
    let Some((row, cells)) = cut else {
        return;
    };
    let ragged = batch.short().count() - 1;
    // some systems leave out what is empty at the end of every row
    if ragged * 2 >= batch.rows() {
        return;
    }
    batch.met.cut = Some(Cut::Row(batch.line(row)));
    if let Some(column) = cells.checked_sub(1) {
        batch.damaged.retain(|d| (d.row, d.column) != (row, column));
        batch.damaged.push(Damaged {
            row,
            column,
            damage: Damage::Cut,
        });
    }
}
