//! Guards: what systems put around a code so that a spreadsheet does not take it for a number: `="00123"`, `'00123`, a TAB.
//! They are a way of writing, as the quotes around a cell are, and no part of the value: what is kept is the text without them, as
//! it is with quotes, and the evidence tells how many cells had one.

use super::batch::Batch;
use super::met::Guarded;
use crate::blank::is_empty;

/// What stands before, or behind, the value of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Guard {
    Before(char),
    Behind(char),
}

const GUARDS: [Guard; 4] = [
    Guard::Before('\''),
    Guard::Before('`'),
    Guard::Before('\t'),
    Guard::Behind('\t'),
];

impl Guard {
    /// The value, where the cell is guarded.
    fn lift(self, cell: &str) -> Option<&str> {
        match self {
            // a quoted text has one at its end as well
            Guard::Before('\'') => cell.strip_prefix('\'').filter(|rest| !rest.ends_with('\'')),
            Guard::Before(mark) => cell.strip_prefix(mark),
            Guard::Behind(mark) => cell.strip_suffix(mark),
        }
    }

    /// Whether a cell looks as if it were guarded, and not as a text that begins like this: `'s-Gravenhage`.
    fn guards(self, cell: &str) -> bool {
        let value = self.lift(cell);
        value.is_some_and(|value| {
            self != Guard::Before('\'') || value.bytes().any(|b| b.is_ascii_digit())
        })
    }
}

/// The columns whose cells are guarded by a mark that, alone, might be a part of a value.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Guards(Vec<(usize, Guard)>);

impl Guards {
    /// Those of the first rows below a header. A total or a signature among them has no guard.
    pub(super) fn of(rows: &[(u64, Vec<String>)]) -> Guards {
        let width = rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or(0);
        let guard = |column: usize| {
            let cells = rows.iter().filter_map(|(_, cells)| cells.get(column));
            let filled = cells.filter(|cell| !is_empty(cell));
            let filled: Vec<&str> = filled.map(String::as_str).collect();
            let most = |guard: &Guard| {
                let guarded = filled.iter().filter(|cell| guard.guards(cell)).count();
                guarded > 0 && guarded * 3 >= filled.len() * 2
            };
            GUARDS.into_iter().find(most).map(|guard| (column, guard))
        };
        Guards((0..width).filter_map(guard).collect())
    }

    /// Takes the values out of their guards. Returns how many were in one, and the first as it stands in the file.
    pub(super) fn lift(&self, batch: &mut Batch) -> Guarded {
        let mut lifted = Guarded::default();
        if memchr::memmem::find(batch.text().as_bytes(), b"=\"").is_some() {
            for row in 0..batch.rows() {
                for column in 0..batch.width() {
                    let written = batch.cell(row, column);
                    if formula_text(written).is_some() {
                        lifted.add(batch.line(row), written);
                        lift_formula(batch, row, column);
                    }
                }
            }
        }
        let width = batch.width();
        for &(column, guard) in self.0.iter().filter(|(column, _)| *column < width) {
            for row in 0..batch.rows() {
                let cell = batch.cell(row, column);
                if let Some(value) = guard.lift(cell) {
                    let before = cell.len() - value.len();
                    lifted.add(batch.line(row), cell);
                    match guard {
                        Guard::Before(_) => batch.trim_cell(row, column, before, 0),
                        Guard::Behind(_) => batch.trim_cell(row, column, 0, before),
                    }
                }
            }
        }
        lifted
    }
}

fn lift_formula(batch: &mut Batch, row: usize, column: usize) {
    let cell = batch.cell(row, column);
    let Some(value) = formula_text(cell) else {
        return;
    };
    if value.contains('"') {
        let value = value.replace("\"\"", "\"");
        batch.replace_cell(row, column, &value);
    } else {
        let before = cell.len() - cell.trim_start().len() + "=\"".len();
        let behind = cell.len() - before - value.len();
        batch.trim_cell(row, column, before, behind);
    }
}

/// The text of a cell that is a formula of nothing but this text, quotes doubled in it: `="00123"`.
pub(super) fn formula_text(cell: &str) -> Option<&str> {
    // nearly all cells begin with something else
    if !matches!(cell.as_bytes().first()?, b'=' | b' ' | b'\t') {
        return None;
    }
    let text = cell.trim().strip_prefix("=\"")?.strip_suffix('"')?;
    let quotes = text.bytes().filter(|b| *b == b'"').count();
    (quotes == text.matches("\"\"").count() * 2).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(column: &[&str]) -> Vec<(u64, Vec<String>)> {
        let rows = (2..).zip(column);
        rows.map(|(line, cell)| (line, vec!["x".to_owned(), (*cell).to_owned()]))
            .collect()
    }

    /// The cells after the guards of their column were taken off, and how many had one.
    fn lifted(column: &[&str]) -> (Vec<String>, u64) {
        let guards = Guards::of(&rows(column));
        let mut batch = Batch::new(2);
        for (line, cell) in (2..).zip(column) {
            batch.push_row(line, ["x", cell]);
        }
        let count = guards.lift(&mut batch);
        let first = count.first.map_or(0, |(line, _)| line);
        assert_eq!(first > 0, count.count > 0);
        (batch.column(1).map(str::to_owned).collect(), count.count)
    }

    #[test]
    fn a_formula_of_a_text_means_the_text() {
        for (cell, text) in [
            ("=\"00917\"", "00917"),
            (" =\"A-1\" ", "A-1"),
            ("=\"\"", ""),
            ("=\"5\"\" pipe\"", "5\" pipe"),
        ] {
            assert_eq!(
                lifted(&[cell, "y"]),
                (vec![text.to_owned(), "y".into()], 1),
                "{cell}"
            );
        }
        for cell in ["=\"a\"&\"b\"", "=A1", "=\"a", "\"a\"", "=\"", "='a'"] {
            assert_eq!(lifted(&[cell]), (vec![cell.to_owned()], 0), "{cell}");
        }
    }

    #[test]
    fn a_mark_is_a_guard_where_the_column_has_it() {
        let cells = |cells: &[&str]| cells.iter().map(|c| (*c).to_owned()).collect::<Vec<_>>();
        for (guarded, values) in [
            (
                ["'0071", "'0072", "", "'0073"],
                ["0071", "0072", "", "0073"],
            ),
            (["`71", "`72", "`x", "total"], ["71", "72", "x", "total"]),
            (["\t71", "\t72", "\tx", ""], ["71", "72", "x", ""]),
            (["71\t", "72\t", "x\t", ""], ["71", "72", "x", ""]),
        ] {
            assert_eq!(lifted(&guarded), (cells(&values), 3), "{guarded:?}");
        }
        for texts in [
            ["'s-Gravenhage", "'t Harde", "", ""],
            ["'71'", "'72'", "'73'", ""],
            ["'71", "72", "73", "74"],
        ] {
            assert_eq!(lifted(&texts), (cells(&texts), 0), "{texts:?}");
        }
    }
}
