//! Cells that stand for several rows: merged ones, and those whose repeats an export leaves blank. The value above is that of
//! the rows below.
//!
//! A file is read in chunks, several at once, and a chunk may begin within such rows. Each hands on what its columns hold at
//! its end, and the next one waits for that; where nothing is filled, nobody waits.

use std::collections::BTreeMap;
use std::mem;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use super::is_blank;
use crate::sources::batch::{Batch, Damage, Damaged};

/// The columns of a file that are filled.
#[derive(Debug, Default)]
pub(crate) struct Fills {
    /// From left to right.
    columns: Vec<Fill>,
    carried: Carried,
}

/// A column whose empty cells take the value above them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fill {
    pub(crate) column: usize,
    pub(crate) reach: Reach,
}

/// How far down a value counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reach {
    /// Up to the next value, in it or in such a column to its left: there a new group begins.
    Down,
    /// Through its merged cells: first and last row of each area, in their order.
    Merged(Vec<(u64, u64)>),
}

/// A value that counts for the rows below it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Held {
    from: From,
    damage: Option<Damage>,
    /// The last row that it counts for.
    until: u64,
}

/// Where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum From {
    /// In a row of the batch.
    Row(usize),
    /// In a chunk before.
    Text(String),
}

impl Fills {
    pub(crate) fn new(mut columns: Vec<Fill>) -> Fills {
        columns.sort_by_key(|fill| fill.column);
        Fills {
            columns,
            carried: Carried::default(),
        }
    }

    /// Whether a row stands in merged cells that begin above it.
    pub(super) fn goes_on(&self, line: u64) -> bool {
        let mut columns = self.columns.iter();
        columns.any(|fill| area(fill, line).is_some_and(|(first, _)| first < line))
    }

    /// Takes the turn of a chunk, by its number in the file.
    pub(crate) fn turn(&self, chunk: u64) -> Turn<'_> {
        Turn {
            fills: self,
            chunk,
            held: End::new(),
        }
    }
}

/// The area of merged cells that a row stands in.
fn area(fill: &Fill, line: u64) -> Option<(u64, u64)> {
    let Reach::Merged(areas) = &fill.reach else {
        return None;
    };
    let behind = areas.partition_point(|(first, _)| *first <= line);
    let area = *areas.get(behind.checked_sub(1)?)?;
    (line <= area.1).then_some(area)
}

/// The last row that the value in a row counts for.
fn last_row(fill: &Fill, line: u64) -> u64 {
    match fill.reach {
        Reach::Down => u64::MAX,
        Reach::Merged(_) => area(fill, line).map_or(0, |(_, last)| last),
    }
}

/// What the columns hold where a chunk ends.
type End = Vec<Option<Held>>;

/// The ends of chunks whose successor has not come.
#[derive(Debug, Default)]
struct Carried {
    ends: Mutex<BTreeMap<u64, End>>,
    changed: Condvar,
}

impl Carried {
    fn ends(&self) -> MutexGuard<'_, BTreeMap<u64, End>> {
        self.ends.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the end of a chunk.
    fn take(&self, chunk: u64) -> End {
        let mut ends = self.ends();
        loop {
            if let Some(end) = ends.remove(&chunk) {
                return end;
            }
            let waited = self.changed.wait(ends);
            ends = waited.unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn hand_on(&self, chunk: u64, end: End) {
        self.ends().insert(chunk, end);
        self.changed.notify_all();
    }
}

/// The turn of a chunk. It hands on what the columns hold when it is over, also if the reader of the chunk breaks down: others
/// wait for it.
pub(crate) struct Turn<'a> {
    fills: &'a Fills,
    chunk: u64,
    held: End,
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        if !self.fills.columns.is_empty() {
            let carried = &self.fills.carried;
            carried.hand_on(self.chunk, mem::take(&mut self.held));
        }
    }
}

impl Turn<'_> {
    /// Fills the cells of the rows that are left; how many, by column.
    pub(super) fn fill(mut self, batch: &mut Batch) -> BTreeMap<usize, u64> {
        let mut filled = BTreeMap::new();
        if self.fills.columns.is_empty() {
            return filled;
        }
        if let Some(before) = self.chunk.checked_sub(1) {
            self.held = self.fills.carried.take(before);
        }
        self.held.resize(self.fills.columns.len(), None);
        let cut: BTreeMap<usize, usize> = batch.short().collect();
        let damages = batch.damaged.iter();
        let damages: BTreeMap<_, _> = damages.map(|d| ((d.row, d.column), d.damage)).collect();
        for row in 0..batch.rows() {
            // what a row is too short for is not empty
            let end = cut.get(&row).copied().unwrap_or(usize::MAX);
            for (column, damage) in self.fill_row(batch, row, end, &damages) {
                *filled.entry(column).or_default() += 1;
                let damage = damage.map(|damage| Damaged {
                    row,
                    column,
                    damage,
                });
                batch.damaged.extend(damage);
            }
        }
        batch.damaged.sort_by_key(|d| (d.row, d.column));
        self.lift(batch);
        filled
    }

    /// Fills the empty cells of a row before `end`, and holds the others for the rows below it. Returns the columns that were
    /// filled, each with what is wrong with its value.
    fn fill_row(
        &mut self,
        batch: &mut Batch,
        row: usize,
        end: usize,
        damages: &BTreeMap<(usize, usize), Damage>,
    ) -> Vec<(usize, Option<Damage>)> {
        let line = batch.line(row);
        let mut filled = Vec::new();
        let mut new_group = false;
        let columns = self.fills.columns.iter().zip(&mut self.held);
        for (fill, held) in columns.take_while(|(fill, _)| fill.column < end) {
            let column = fill.column;
            if !is_blank(batch.cell(row, column)) {
                new_group |= fill.reach == Reach::Down;
                *held = Some(Held {
                    from: From::Row(row),
                    damage: damages.get(&(row, column)).copied(),
                    until: last_row(fill, line),
                });
            } else if new_group && fill.reach == Reach::Down {
                *held = None;
            } else if let Some(held) = held.as_ref().filter(|held| line <= held.until) {
                match &held.from {
                    From::Row(above) => batch.copy_cell(row, column, *above),
                    From::Text(text) => batch.replace_cell(row, column, text),
                }
                filled.push((column, held.damage));
            }
        }
        filled
    }

    /// Takes what is held out of the batch, which is not there any more when the next chunk comes.
    fn lift(&mut self, batch: &Batch) {
        let columns = self.fills.columns.iter();
        for (fill, held) in columns.zip(&mut self.held) {
            if let Some(Held { from, .. }) = held
                && let From::Row(row) = from
            {
                *from = From::Text(batch.cell(*row, fill.column).to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::thread;

    fn batch(first: u64, rows: &[[&str; 3]]) -> Batch<'static> {
        let mut batch = Batch::new(3);
        for (line, row) in (first..).zip(rows) {
            batch.push_row(line, row.iter().copied());
        }
        batch
    }

    fn column(batch: &Batch, column: usize) -> Vec<String> {
        batch.column(column).map(str::to_owned).collect()
    }

    fn down(columns: &[usize]) -> Fills {
        let fill = |&column| Fill {
            column,
            reach: Reach::Down,
        };
        Fills::new(columns.iter().map(fill).collect())
    }

    #[test]
    fn a_value_counts_up_to_the_next_group() {
        let fills = down(&[1, 0]);
        let mut rows = batch(
            2,
            &[
                ["", "", "a"],
                ["S1", "甲", "b"],
                ["", "", "c"],
                ["", "乙", "d"],
                [" ", "", "e"],
                ["S2", "", "f"],
                ["", "", "g"],
            ],
        );
        let filled = fills.turn(0).fill(&mut rows);
        assert_eq!(column(&rows, 0), ["", "S1", "S1", "S1", "S1", "S2", "S2"]);
        // whose customer S2 is, nobody knows
        assert_eq!(column(&rows, 1), ["", "甲", "甲", "乙", "乙", "", ""]);
        assert_eq!(filled, BTreeMap::from([(0, 4), (1, 2)]));
    }

    #[test]
    fn merged_cells_belong_to_all_their_rows() {
        let reach = Reach::Merged(vec![(2, 3), (5, 9)]);
        let fills = Fills::new(vec![Fill { column: 1, reach }]);
        let one = [["a", "x", ""], ["b", "", ""], ["c", "", ""]];
        let mut rows = batch(2, &one);
        assert_eq!(fills.turn(0).fill(&mut rows), BTreeMap::from([(1, 1)]));
        assert_eq!(column(&rows, 1), ["x", "x", ""]);
        // the first row of an area is not among the rows
        let mut rows = batch(6, &one[1..]);
        assert_eq!(fills.turn(1).fill(&mut rows), BTreeMap::new());
        let lines: Vec<u64> = (1..11).filter(|line| fills.goes_on(*line)).collect();
        assert_eq!(lines, [3, 6, 7, 8, 9]);
    }

    #[test]
    fn chunks_wait_for_those_before_them() {
        let fills = down(&[0]);
        let chunks = [
            vec![["S1", "", ""]],
            vec![["", "", ""]],
            Vec::new(),
            vec![["", "", ""], ["S2", "", ""], ["", "", ""]],
            vec![["", "", ""]],
        ];
        let mut found = Vec::new();
        thread::scope(|scope| {
            let readers: Vec<_> = chunks
                .iter()
                .enumerate()
                .rev()
                .map(|(number, rows)| {
                    let fills = &fills;
                    scope.spawn(move || {
                        let mut rows = batch(number as u64 * 10, rows);
                        fills.turn(number as u64).fill(&mut rows);
                        column(&rows, 0)
                    })
                })
                .collect();
            found.extend(readers.into_iter().rev().map(|r| r.join().unwrap()));
        });
        let expected: [&[&str]; 5] = [&["S1"], &["S1"], &[], &["S1", "S2", "S2"], &["S2"]];
        assert_eq!(found, expected);
        assert!(fills.carried.ends().len() == 1);
    }

    #[test]
    fn a_chunk_that_breaks_down_lets_the_next_one_go_on() {
        let fills = down(&[0]);
        drop(fills.turn(0));
        let mut rows = batch(9, &[["", "", ""], ["S1", "", ""]]);
        fills.turn(1).fill(&mut rows);
        assert_eq!(column(&rows, 0), ["", "S1"]);
    }

    #[test]
    fn what_is_wrong_with_a_value_is_wrong_with_its_repeats() {
        let fills = down(&[0]);
        let mut rows = batch(2, &[["#N/A", "", ""], ["", "", ""]]);
        rows.damaged.push(Damaged {
            row: 0,
            column: 0,
            damage: Damage::Formula,
        });
        fills.turn(0).fill(&mut rows);
        let mut rest = batch(4, &[["", "", ""]]);
        fills.turn(1).fill(&mut rest);
        assert_eq!((rows.damaged.len(), rest.damaged.len()), (2, 1));
        // a row that is too short is broken, not blank
        let mut short = batch(5, &[["", "", ""]]);
        short.faulty.push(crate::sources::batch::Faulty {
            row: 0,
            record: 5,
            fault: crate::sources::batch::Fault::Cells(0),
        });
        fills.turn(2).fill(&mut short);
        assert_eq!(column(&short, 0), [""]);
    }
}
