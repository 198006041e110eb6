//! Finds out that a text breaks off.

use std::collections::BTreeSet;

use super::batch::{Batch, Damage, Damaged, Fault, Faulty};
use super::met::Cut;
use crate::blank::is_empty;

/// So many cells of a column have one form before a last one that has another is thought to be cut.
const ALIKE: usize = 20;
/// A column of no more different words is one of a few states.
const WORDS: usize = 10;

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
        mark_last_cell(batch);
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

/// Marks a file that breaks off within its last cell, where that has not the form of all those above it and no line end behind it.
fn mark_last_cell(batch: &mut Batch) {
    let (Some(row), Some(column)) = (batch.rows().checked_sub(1), batch.width().checked_sub(1))
    else {
        return;
    };
    // it may be that of a total
    let line = batch.line(row);
    let is_last = batch.aside.iter().all(|(aside, _)| *aside < line)
        && batch.refused.iter().all(|refused| refused.line < line);
    let is_faulty = batch.faulty.iter().any(|faulty| faulty.row == row);
    if !batch.met.open_end || !is_last || is_faulty || !is_shortened(batch, row, column) {
        return;
    }
    batch.met.cut = Some(Cut::Row(line));
    batch.damaged.retain(|d| (d.row, d.column) != (row, column));
    batch.damaged.push(Damaged {
        row,
        column,
        damage: Damage::Cut,
    });
    batch.faulty.push(Faulty {
        row,
        record: line,
        fault: Fault::CutShort(column + 1),
    });
}

/// Whether a cell is shorter than all those above it, which are of one length and more than digits, or have decimals of one
/// length; or the start of one of a few words, and none of them.
fn is_shortened(batch: &Batch, row: usize, column: usize) -> bool {
    let last = batch.cell(row, column);
    let above = batch.column(column).take(row);
    let above: Vec<&str> = above.filter(|cell| !is_empty(cell)).collect();
    let Some(model) = above
        .first()
        .filter(|_| above.len() >= ALIKE && !is_empty(last))
    else {
        return false;
    };
    let length = |cell: &str| cell.chars().count();
    let decimals = |cell: &str| cell.rsplit_once('.').map(|(_, decimals)| decimals.len());
    let is_number = |cell: &str| {
        cell.bytes()
            .all(|b| b.is_ascii_digit() || b"-.,".contains(&b))
    };
    let of_one_length = || above.iter().all(|cell| length(cell) == length(model));
    let of_one_scale = || {
        let scale = decimals(model).filter(|scale| *scale > 0);
        scale.is_some()
            && above
                .iter()
                .all(|cell| is_number(cell) && decimals(cell) == scale)
    };
    let plain = above
        .iter()
        .all(|cell| is_number(cell) && cell.matches('-').count() != 2);
    if plain {
        return is_number(last) && of_one_scale() && decimals(last) < decimals(model);
    }
    let words: BTreeSet<&str> = above.iter().copied().take(ALIKE * WORDS).collect();
    let begins = |word: &&str| word.starts_with(last);
    length(last) < length(model) && of_one_length() && alike(last, model)
        || words.len() <= WORDS && !above.contains(&last) && words.iter().any(begins)
}

/// Whether a text is written like the start of another: digits for digits, the same marks.
fn alike(text: &str, model: &str) -> bool {
    let kind = |c: char| match c {
        c if c.is_ascii_digit() => '0',
        c if c.is_alphabetic() => 'a',
        c => c,
    };
    text.chars()
        .map(kind)
        .eq(model.chars().map(kind).take(text.chars().count()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the last of some cells is marked, behind many like the others and without a line end.
    fn is_cut(above: &[&str], last: &str) -> bool {
        let mut batch = Batch::new(2);
        let many = above.iter().cycle().take(ALIKE.max(above.len()));
        for (line, cell) in (2..).zip(many.chain([&last])) {
            batch.push_row(line, ["k", cell]);
        }
        batch.met.open_end = true;
        mark(&mut batch);
        let found = batch.met.cut.is_some();
        assert_eq!(found, batch.damaged.iter().any(|d| d.damage == Damage::Cut));
        found
    }

    #[test]
    fn a_last_cell_that_is_shorter_than_all_others() {
        for (above, last) in [
            (&["2026-03-04", "2026-11-30"][..], "2026-1"),
            (&["2026-03-04", "2026-11-30"], "2026"),
            (&["08:30:00", "17:05:59"], "09:1"),
            (&["SO-0001", "SO-0917"], "SO-00"),
            (&["12.50", "1300.00", "0.99"], "4.5"),
            (&["12.50", "1300.00", "0.99"], "45."),
            (&["12.50", "1300.00", "0.99"], "45"),
            (&["approved", "open"], "appr"),
            (&["已审核", "未提交"], "已审"),
        ] {
            assert!(is_cut(above, last), "{above:?} {last}");
        }
        for (above, last) in [
            (&["10", "25", "99"][..], "5"),
            (&["2026", "2025"], "202"),
            (&["12.50", "1300.00"], "0.00"),
            (&["12.5", "1300.00"], "7"),
            (&["2026-03-04", "2026-11-30"], "n/a"),
            (&["approved", "open"], "open"),
            (&["approved", "open"], "void"),
            (&["approved", "open"], ""),
            (&["a", "bb", "ccc", "dddd"], "dd d"),
        ] {
            assert!(!is_cut(above, last), "{above:?} {last}");
        }
    }

    #[test]
    fn few_cells_prove_nothing_and_a_line_end_all() {
        let mut batch = Batch::new(1);
        for line in 2..30 {
            batch.push_row(line, ["2026-03-04"]);
        }
        batch.push_row(30, ["2026-0"]);
        mark(&mut batch);
        assert_eq!(batch.met.cut, None);
        let mut few = Batch::new(1);
        few.push_row(2, ["2026-03-04"]);
        few.push_row(3, ["2026-0"]);
        few.met.open_end = true;
        mark(&mut few);
        assert_eq!(few.met.cut, None);
    }
}
