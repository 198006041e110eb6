//! A table of a page: its rows and cells as they stand in it.

use std::collections::BTreeSet;

use super::style::Styles;
use crate::sources::layout::{Merged, PREVIEW, Preview};
use crate::sources::workbook::{Beside, Shown, Value};

/// A table as it stands in the page.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) rows: Vec<Row>,
    cells: Vec<Cell>,
    /// The texts of its cells, one behind the other.
    text: String,
    pub(super) merged: Vec<Merged>,
    /// Columns that are hidden.
    pub(super) hidden_columns: BTreeSet<u32>,
    /// Row and column of the formulas whose result is not in the page, from 0.
    pub(super) unstored: Vec<(u32, u32)>,
    /// Whether the page ends within its last row.
    pub(super) open_row: bool,
}

#[derive(Debug)]
pub(super) struct Row {
    /// Its row when Excel opens the page: all tables and the lines of text between them are one sheet.
    pub(super) line: u64,
    /// The place of its first cell.
    first: usize,
    /// How many columns its cells fill, empty ones and those from above included.
    pub(super) width: u32,
    pub(super) hidden: bool,
}

impl Row {
    /// Its number from 0.
    pub(super) fn number(&self) -> u32 {
        u32::try_from(self.line - 1).unwrap_or(u32::MAX)
    }
}

/// A filled cell.
#[derive(Debug)]
struct Cell {
    column: u32,
    /// Where its text ends; it begins where that of the cell before ends.
    end: u32,
    number: Number,
}

/// Whether the text of a cell is a number for Excel, and how it would show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Number {
    /// What stands there is what is seen.
    No,
    Plain,
    /// By the format of this place.
    Format(usize),
}

impl Grid {
    pub(super) fn begin_row(&mut self, line: u64, width: u32, hidden: bool) {
        self.rows.push(Row {
            line,
            first: self.cells.len(),
            width,
            hidden,
        });
    }

    /// The text of the cell that is being written, from where it starts.
    pub(super) fn open_text(&mut self) -> (&mut String, usize) {
        let start = self.cells.last().map_or(0, |cell| cell.end as usize);
        (&mut self.text, start)
    }

    /// Ends a cell of the last row whose text was written. One without a text is none.
    pub(super) fn end_cell(&mut self, column: u32, number: Number) {
        let start = self.cells.last().map_or(0, |cell| cell.end);
        let end = u32::try_from(self.text.len()).expect("a page is smaller than 4 GB");
        if end > start {
            self.cells.push(Cell {
                column,
                end,
                number,
            });
        }
    }

    /// The filled cells of a row with their columns.
    pub(super) fn cells(&self, row: usize) -> impl Iterator<Item = (u32, &str, Number)> {
        let first = self.rows[row].first;
        let behind = self
            .rows
            .get(row + 1)
            .map_or(self.cells.len(), |next| next.first);
        (first..behind).map(|at| {
            let start = at.checked_sub(1).map_or(0, |before| self.cells[before].end);
            let cell = &self.cells[at];
            (
                cell.column,
                &self.text[start as usize..cell.end as usize],
                cell.number,
            )
        })
    }

    /// How many columns the cells of its header fill, empty ones included.
    pub(super) fn width_of(&self, header: Option<(u64, u64)>) -> usize {
        let Some((first, last)) = header else {
            return 0;
        };
        let rows = self
            .rows
            .iter()
            .filter(|row| (first..=last).contains(&row.line));
        rows.map(|row| row.width as usize).max().unwrap_or_default()
    }

    /// Adds what is in the table beside its values.
    pub(super) fn tell(&self, beside: &mut Beside) {
        for (ix, row) in self.rows.iter().enumerate() {
            if row.hidden && self.cells(ix).next().is_some() {
                beside.hide_rows(row.number(), row.number());
            }
        }
        for &column in &self.hidden_columns {
            beside.hide_columns(column, column);
        }
        for &(row, column) in &self.unstored {
            beside.formulas.unstored(row, column);
        }
    }

    /// The first rows.
    pub(super) fn preview(&self) -> Preview {
        let row = |row: usize| {
            let mut cells = Vec::new();
            for (column, text, _) in self.cells(row) {
                cells.resize(column as usize, String::new());
                cells.push(text.to_owned());
            }
            (self.rows[row].line, cells)
        };
        Preview {
            rows: (0..self.rows.len().min(PREVIEW)).map(row).collect(),
            merged: self.merged.clone(),
        }
    }
}

/// What Excel shows of a cell: web systems give numbers the format of a code and leave the zeros to it.
pub(super) fn value<'a>(text: &'a str, number: Number, styles: &'a Styles) -> Value<'a> {
    let format = match number {
        Number::No => return Value::Text(text),
        Number::Plain => None,
        Number::Format(place) => styles.format(place),
    };
    match text.parse() {
        Ok(number) => Value::Number(number, format.map_or(Shown::Plain, |f| f.shown(false))),
        Err(_) => Value::Text(text),
    }
}
