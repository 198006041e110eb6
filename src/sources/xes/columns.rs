//! The columns of a log: a value of a case is called `case:` and its name, as programs for process mining call it in a table.

use hashbrown::HashMap;

use super::steps::Count;

/// What stands before the names of values of cases.
const CASE: &str = "case:";

/// Whose a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Of {
    Case,
    Event,
}

/// The columns in the order in which they are first met.
#[derive(Debug, Default)]
pub(super) struct Columns {
    pub(super) names: Vec<String>,
    case: HashMap<String, usize>,
    event: HashMap<String, usize>,
}

impl Columns {
    fn of(&self, of: Of) -> &HashMap<String, usize> {
        match of {
            Of::Case => &self.case,
            Of::Event => &self.event,
        }
    }

    /// The column of a value that was met before.
    pub(super) fn find(&self, of: Of, key: &str) -> Option<usize> {
        self.of(of).get(key).copied()
    }

    /// The column of a value; a new one is the last.
    pub(super) fn meet(&mut self, of: Of, key: &str) -> usize {
        if let Some(column) = self.find(of, key) {
            return column;
        }
        let column = self.names.len();
        match of {
            Of::Case => {
                self.names.push(format!("{CASE}{key}"));
                self.case.insert(key.to_owned(), column);
            }
            Of::Event => {
                self.names.push(key.to_owned());
                self.event.insert(key.to_owned(), column);
            }
        }
        column
    }
}

/// The values of one case, or of one event.
#[derive(Debug, Default)]
pub(super) struct Values {
    text: String,
    /// Column, and start and end in the text.
    cells: Vec<(usize, usize, usize)>,
    /// By column: the turn in which it was filled last.
    filled: Vec<u64>,
    turn: u64,
    /// Values that were there already.
    pub(super) twice: Count,
}

impl Values {
    /// Forgets the values, for those of the next one.
    pub(super) fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
        self.turn += 1;
    }

    /// Takes a value; of several of one name the first.
    pub(super) fn put(&mut self, column: usize, value: &str, line: u64) {
        if self.filled.len() <= column {
            self.filled.resize(column + 1, 0);
        }
        // turns count from 1, for none was filled in 0
        if self.filled[column] == self.turn + 1 {
            self.twice.add(line);
            return;
        }
        self.filled[column] = self.turn + 1;
        let start = self.text.len();
        self.text.push_str(value);
        self.cells.push((column, start, self.text.len()));
    }

    /// The values with their columns, from left to right.
    pub(super) fn in_order(&mut self) -> impl Iterator<Item = (usize, &str)> {
        self.cells.sort_unstable_by_key(|cell| cell.0);
        let text = &self.text;
        let cells = self.cells.iter();
        cells.map(|&(column, start, end)| (column, &text[start..end]))
    }

    pub(super) fn columns(&self) -> impl Iterator<Item = usize> {
        self.cells.iter().map(|cell| cell.0)
    }

    pub(super) fn bytes(&self) -> usize {
        self.text.len()
    }
}
