//! What styles, rows and columns give to cells that say less of themselves.

use super::formats::NumberFormat;
use crate::sources::layout::Merged;
use std::collections::HashMap;

/// What is written in a sheet beside the values of its cells.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Beside {
    pub(crate) merged: Vec<Merged>,
    /// Formulas whose result is not stored.
    pub(crate) unstored: u64,
    /// Rows and columns that are hidden by hand or by a filter, from 0: first and last.
    pub(crate) hidden_rows: Vec<(u32, u32)>,
    pub(crate) hidden_columns: Vec<(u32, u32)>,
}

impl Beside {
    pub(super) fn hide_rows(&mut self, first: u32, last: u32) {
        add(&mut self.hidden_rows, first, last);
    }

    pub(super) fn hide_columns(&mut self, first: u32, last: u32) {
        add(&mut self.hidden_columns, first, last);
    }

    /// What is hidden behind the last filled row and column hides nothing.
    pub(super) fn cut(&mut self, rows: u32, columns: u32) {
        cut(&mut self.hidden_rows, rows);
        cut(&mut self.hidden_columns, columns);
    }
}

/// Adds to what is hidden; what stands side by side is one area.
fn add(hidden: &mut Vec<(u32, u32)>, first: u32, last: u32) {
    match hidden.last_mut() {
        Some(before) if before.1.checked_add(1) == Some(first) => before.1 = last,
        _ => hidden.push((first, last)),
    }
}

fn cut(hidden: &mut Vec<(u32, u32)>, end: u32) {
    hidden.retain_mut(|area| {
        area.1 = area.1.min(end.saturating_sub(1));
        area.0 < end
    });
}

/// Number formats that do more than show a quantity, by the names of the styles that have them.
#[derive(Debug, Default)]
pub(super) struct Formats {
    pub(super) formats: Vec<NumberFormat>,
    /// The place of its format, by the name of a style.
    pub(super) places: HashMap<String, usize>,
}

impl Formats {
    pub(super) fn place(&self, style: &str) -> Option<usize> {
        self.places.get(style).copied()
    }

    pub(super) fn get(&self, place: usize) -> Option<&NumberFormat> {
        self.formats.get(place)
    }
}

/// The number formats that columns give to the cells that have none of their own.
#[derive(Debug, Default)]
pub(super) struct Columns {
    /// From left to right, each with the column behind it and the place of its format.
    runs: Vec<(u32, Option<usize>)>,
}

impl Columns {
    /// The column behind the last one that was described.
    pub(super) fn end(&self) -> u32 {
        self.runs.last().map_or(0, |run| run.0)
    }

    /// Describes columns from `first` on, which are not to the left of those before.
    pub(super) fn add(&mut self, first: u32, count: u32, format: Option<usize>) {
        if first > self.end() {
            self.runs.push((first, None));
        }
        self.runs.push((first.saturating_add(count), format));
    }

    pub(super) fn format(&self, column: u32) -> Option<usize> {
        let run = self.runs.partition_point(|run| run.0 <= column);
        self.runs.get(run)?.1
    }
}
