//! What a template says of itself when it comes back: a sheet that nobody sees names the sheets, their columns as they were asked
//! for, and the example row of each. The file comes from anywhere: what stands here is compared, and nothing of it is believed.

use std::ops::ControlFlow;

/// The sheet of the stamp.
pub(crate) const SHEET: &str = "crm-audit-template";
/// Rises when a template must be read in another way.
pub(crate) const VERSION: &str = "1";

/// A template has fewer cells in its stamp.
const MOST_CELLS: usize = 1 << 17;
/// Cells of a row of the stamp.
const CELLS: usize = 5;

const BESIDE: &str = "beside";
const TABLE: &str = "table";
const COLUMN: &str = "column";
const VALUE: &str = "value";

/// What a template says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Stamp {
    pub(crate) version: String,
    /// The sheets in which nothing is entered.
    pub(crate) beside: Vec<String>,
    pub(crate) entries: Vec<Entry>,
}

/// A sheet in which rows of a table are entered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Entry {
    /// As the dictionary names the table.
    pub(crate) table: String,
    pub(crate) sheet: String,
    /// The fingerprint of what was asked of its columns.
    pub(crate) asked: String,
    pub(crate) columns: Vec<Column>,
}

/// A column as it was asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Column {
    /// As the dictionary names the field.
    pub(crate) field: String,
    pub(crate) heading: String,
    /// Such as `required; max_chars=20`.
    pub(crate) asked: String,
    /// What stands in the example row, as it is read again; empty where nothing does.
    pub(crate) example: String,
    /// The words that could be chosen from. Templates of earlier days do not say them.
    pub(crate) values: Vec<String>,
}

impl Stamp {
    /// The rows of the sheet.
    pub(crate) fn rows(&self) -> Vec<[&str; CELLS]> {
        let mut rows = vec![[SHEET, &self.version, "", "", ""]];
        let beside = self.beside.iter();
        rows.extend(beside.map(|sheet| [BESIDE, sheet, "", "", ""]));
        for entry in &self.entries {
            rows.push([TABLE, &entry.table, &entry.sheet, &entry.asked, ""]);
            for column in &entry.columns {
                let Column {
                    field,
                    heading,
                    asked,
                    example,
                    values,
                } = column;
                rows.push([COLUMN, field, heading, asked, example]);
                let values = values.iter();
                rows.extend(values.map(|value| [VALUE, value, "", "", ""]));
            }
        }
        rows
    }

    /// The sheet of a table.
    pub(crate) fn entry(&self, table: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.table == table)
    }

    /// Whether a sheet is one of the template in which no rows of a table are entered.
    pub(crate) fn is_beside(&self, sheet: &str) -> bool {
        sheet == SHEET || self.beside.iter().any(|beside| beside == sheet)
    }

    fn take(&mut self, row: [String; CELLS]) {
        let [what, one, two, three, four] = row;
        match what.as_str() {
            SHEET => self.version = one,
            BESIDE => self.beside.push(one),
            TABLE => self.entries.push(Entry {
                table: one,
                sheet: two,
                asked: three,
                columns: Vec::new(),
            }),
            COLUMN => {
                if let Some(entry) = self.entries.last_mut() {
                    entry.columns.push(Column {
                        field: one,
                        heading: two,
                        asked: three,
                        example: four,
                        values: Vec::new(),
                    });
                }
            }
            VALUE => {
                let columns = self.entries.last_mut().map(|entry| &mut entry.columns);
                if let Some(column) = columns.and_then(|columns| columns.last_mut()) {
                    column.values.push(one);
                }
            }
            _ => {}
        }
    }
}

/// A stamp that is read, cell by cell.
#[derive(Default)]
pub(super) struct Reading {
    stamp: Stamp,
    row: u32,
    cells: [String; CELLS],
    count: usize,
}

impl Reading {
    /// Takes a cell; cells come row by row. Breaks off where there are more than any template has.
    pub(super) fn cell<E>(
        &mut self,
        row: u32,
        column: u32,
        text: &str,
    ) -> ControlFlow<Result<(), E>> {
        if row != self.row {
            self.end_row();
            self.row = row;
        }
        if let Some(cell) = self.cells.get_mut(column as usize) {
            text.clone_into(cell);
        }
        self.count += 1;
        if self.count > MOST_CELLS {
            return ControlFlow::Break(Ok(()));
        }
        ControlFlow::Continue(())
    }

    fn end_row(&mut self) {
        self.stamp.take(std::mem::take(&mut self.cells));
    }

    /// The stamp; none where the sheet is something else.
    pub(super) fn stamp(mut self) -> Option<Stamp> {
        self.end_row();
        (!self.stamp.version.is_empty()).then_some(self.stamp)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_as_it_is_written() {
        let stamp = Stamp {
            version: VERSION.to_owned(),
            beside: vec!["填写说明".to_owned()],
            entries: vec![Entry {
                table: "customers".to_owned(),
                sheet: "客户".to_owned(),
                asked: "ab12".to_owned(),
                columns: vec![Column {
                    field: "name".to_owned(),
                    heading: "客户名称".to_owned(),
                    asked: "type=text; required".to_owned(),
                    example: String::new(),
                    values: vec!["甲".to_owned(), "column".to_owned()],
                }],
            }],
        };
        let mut reading = Reading::default();
        for (row, cells) in (0..).zip(stamp.rows()) {
            for (column, cell) in (0..).zip(cells).filter(|(_, cell)| !cell.is_empty()) {
                let _: ControlFlow<Result<(), ()>> = reading.cell(row, column, cell);
            }
        }
        assert_eq!(reading.stamp(), Some(stamp));
        let mut other = Reading::default();
        let _: ControlFlow<Result<(), ()>> = other.cell(0, 0, "table");
        assert_eq!(other.stamp(), None);
    }
}
