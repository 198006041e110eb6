//! What styles, rows and columns give to cells that say less of themselves.

use super::formats::NumberFormat;
use std::collections::HashMap;

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
