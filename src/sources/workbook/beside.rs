//! What a sheet holds beside the values of its cells, and what there is to tell of it.

use std::collections::BTreeSet;

use super::item::Item;
use super::reference::{self, Area};
use crate::blank::{is_empty, trim};
use crate::messages::{Message, message};
use crate::sources::layout::Heading;

/// How many places a sentence names.
const SHOWN: usize = 5;

/// Facts of a sheet that its values do not tell.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Beside {
    pub(crate) merged: Vec<Area>,
    /// Hidden rows with anything in them, and hidden columns, in runs of neighbours: the first and the last of each.
    pub(crate) hidden_rows: Vec<(u32, u32)>,
    pub(crate) hidden_columns: Vec<(u32, u32)>,
    /// Whether there is a filter, which may have hidden the rows.
    pub(crate) filter: bool,
    pub(crate) formulas: Formulas,
    /// What the reader of the format found to be uncertain.
    pub(crate) doubts: Vec<Message>,
    /// The area that the sheet says it fills, and how many rows there are to the last one that is stored, filled or not.
    pub(crate) announced: Option<Area>,
    pub(crate) rows: u32,
    /// The row that was told to be hidden and in which nothing was found yet.
    pub(crate) hidden: Option<u32>,
    /// Rows that we emptied when faults were marked, in runs of neighbours.
    pub(crate) emptied: Vec<(u32, u32)>,
}

/// The formulas of a sheet.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Formulas {
    /// How many there are whose result is not stored: their cells are empty.
    pub(crate) unstored: u64,
    /// The first of them: row and column.
    pub(crate) places: Vec<(u32, u32)>,
    /// How many have a result, and in how many it is 0.
    pub(crate) stored: u64,
    pub(crate) zero: u64,
    /// Whether whoever wrote the file left the results to whoever opens it.
    pub(crate) to_calculate: bool,
}

impl Beside {
    /// Takes note of what is in a sheet, and gives back a cell.
    pub(crate) fn add<C>(&mut self, item: Item<C>) -> Option<C> {
        match item {
            Item::Cell(cell) => return Some(cell),
            Item::Row { row, hidden } => {
                self.rows = self.rows.max(row + 1);
                self.hidden = hidden.then_some(row);
            }
            Item::Announced(area) => self.announced = Some(area),
            Item::HiddenColumns(first, last) => extend(&mut self.hidden_columns, first, last),
            Item::Filter => self.filter = true,
            Item::Merged(area) => self.merged.push(area),
        }
        None
    }

    /// Takes note of hidden rows with something in them.
    pub(crate) fn hide_rows(&mut self, first: u32, last: u32) {
        extend(&mut self.hidden_rows, first, last);
    }

    /// Takes note of a row that we emptied.
    pub(crate) fn empty(&mut self, row: u32) {
        extend(&mut self.emptied, row, row);
    }

    /// Takes note of all rows that we emptied. They are hidden, and hide nothing of their sender.
    pub(crate) fn empty_all(&mut self, rows: &BTreeSet<u32>) {
        for row in rows {
            self.empty(*row);
        }
        let hidden = std::mem::take(&mut self.hidden_rows);
        for row in hidden.into_iter().flat_map(|(first, last)| first..=last) {
            if !rows.contains(&row) {
                self.hide_rows(row, row);
            }
        }
    }

    /// Takes note of hidden columns.
    pub(crate) fn hide_columns(&mut self, first: u32, last: u32) {
        extend(&mut self.hidden_columns, first, last);
    }

    /// Takes note that there is something in the row.
    pub(crate) fn fill(&mut self) {
        if let Some(row) = self.hidden.take() {
            extend(&mut self.hidden_rows, row, row);
        }
    }

    /// What whoever reads the findings should know, and perhaps do.
    pub(crate) fn told(&self, heading: &Heading) -> Vec<Message> {
        let told = [
            self.told_missing(),
            self.formulas.told(),
            self.told_rows(heading),
            self.told_columns(heading),
        ];
        let told = told.into_iter().flatten();
        told.chain(self.doubts.iter().cloned()).collect()
    }

    /// Whoever announces rows has written them, unless all rows or columns of a sheet are announced.
    fn told_missing(&self) -> Option<Message> {
        let announced = self.announced.filter(|area| !area.is_endless())?;
        let found = self.rows;
        // Excel announces the first cell of a sheet with nothing in it
        if found == 0 && (announced.bottom, announced.right) == (0, 0) {
            return None;
        }
        let announced = announced.bottom.saturating_add(1);
        (announced > found).then(|| {
            message!(
                "decision-rows-missing",
                announced = announced,
                found = found
            )
        })
    }

    fn told_rows(&self, heading: &Heading) -> Option<Message> {
        let header = heading.rows.map_or(0, |(_, last)| last);
        // as a person counts
        let below = |&(first, last): &(u32, u32)| {
            let (first, last) = (u64::from(first) + 1, u64::from(last) + 1);
            (last > header).then_some((first.max(header + 1), last))
        };
        let runs: Vec<(u64, u64)> = self.hidden_rows.iter().filter_map(below).collect();
        let count: u64 = runs.iter().map(|(first, last)| last - first + 1).sum();
        let rows = runs.iter().map(|&(first, last)| match last - first {
            0 => first.to_string(),
            _ => format!("{first}–{last}"),
        });
        let rows = some(rows);
        if count == 0 {
            None
        } else if self.filter {
            Some(message!(
                "decision-filtered-rows",
                count = count,
                rows = rows
            ))
        } else {
            Some(message!("decision-hidden-rows", count = count, rows = rows))
        }
    }

    fn told_columns(&self, heading: &Heading) -> Option<Message> {
        let hidden = |column: u32| {
            let within = |&(first, last): &(u32, u32)| (first..=last).contains(&column);
            self.hidden_columns.iter().any(within)
        };
        let headings = (0..).zip(&heading.columns);
        let hidden = headings.filter(|(column, heading)| !is_empty(heading) && hidden(*column));
        let columns: Vec<String> = hidden
            .map(|(_, heading)| trim(heading).to_owned())
            .collect();
        let count = columns.len();
        let columns = some(columns.into_iter());
        (count > 0).then(|| message!("decision-hidden-columns", count = count, columns = columns))
    }
}

impl Formulas {
    /// Takes note of a formula without a result.
    pub(crate) fn unstored(&mut self, row: u32, column: u32) {
        self.unstored += 1;
        if self.places.len() < SHOWN {
            self.places.push((row, column));
        }
    }

    /// Takes note of a formula with a result.
    pub(crate) fn stored(&mut self, zero: bool) {
        self.stored += 1;
        self.zero += u64::from(zero);
    }

    fn told(&self) -> Option<Message> {
        if self.unstored > 0 {
            let places = self.places.iter();
            let mut cells: Vec<String> = places
                .map(|&(row, column)| reference::name(row, column))
                .collect();
            if self.unstored > cells.len() as u64 {
                cells.push("…".to_owned());
            }
            return Some(message!(
                "decision-unstored-formulas",
                count = self.unstored,
                cells = cells
            ));
        }
        let uncalculated = self.to_calculate && self.stored > 0 && self.zero == self.stored;
        uncalculated.then(|| message!("decision-uncalculated-formulas", count = self.stored))
    }
}

/// The first of a list, as far as a sentence names them.
fn some(mut list: impl Iterator<Item = String>) -> Vec<String> {
    let mut some: Vec<String> = list.by_ref().take(SHOWN).collect();
    if list.next().is_some() {
        some.push("…".to_owned());
    }
    some
}

/// Adds to runs of neighbours, which come in their order.
fn extend(runs: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    match runs.last_mut() {
        Some(run) if first <= run.1.saturating_add(1) && first >= run.0 => run.1 = run.1.max(last),
        _ => runs.push((first, last)),
    }
}
