//! A last row that only its sums tell to be a total: it has no key and no words, and holds the sums of the rows above it.

use std::ops::ControlFlow;

use super::opening::{batches, opened};
use crate::messages::{Message, message};
use crate::sources::batch::Batch;
use crate::sources::{Input, SourceError};
use crate::tables::header::matched;
use crate::tables::types::{FieldIx, FieldType};
use crate::tables::{Field, Table, number};

/// A column of numbers.
struct Column {
    field: FieldIx,
    at: usize,
    /// Of the rows above.
    sum: i128,
    /// In the row.
    value: Option<i128>,
}

/// Reads a file once more, and tells the row if its numbers are the sums of those above it. It is judged all the same.
pub(super) fn told(table: &Table, input: &Input, line: u64) -> Option<Message> {
    // that the file cannot be read was told before
    let columns = columns(table, input, line).ok()?;
    let filled: Vec<&Column> = columns.iter().filter(|c| c.value.is_some()).collect();
    let is_sum = |column: &&Column| column.value == Some(column.sum);
    let some = filled.iter().any(|column| column.sum != 0);
    if !some || !filled.iter().all(is_sum) {
        return None;
    }
    let fields: Vec<String> = filled
        .iter()
        .map(|column| table.fields[column.field].name.clone())
        .collect();
    Some(message!("total-by-its-sums", row = line, fields = fields))
}

fn columns(table: &Table, input: &Input, line: u64) -> Result<Vec<Column>, SourceError> {
    let mut opened = opened(table, input)?;
    let header = matched(table, &opened.heading.columns);
    let is_number = |f: &Field| matches!(f.kind, FieldType::Integer | FieldType::Decimal);
    let fields = (0..table.fields.len()).filter(|&f| is_number(&table.fields[f]));
    let mut columns: Vec<Column> = fields
        .filter_map(|field| {
            Some(Column {
                field,
                at: header.columns[field]?,
                sum: 0,
                value: None,
            })
        })
        .collect();
    batches(table, &mut opened, &header, |batch| {
        for column in &mut columns {
            column.add(table, batch, line);
        }
        ControlFlow::Continue(())
    })?;
    Ok(columns)
}

impl Column {
    fn add(&mut self, table: &Table, batch: &Batch, line: u64) {
        let units = &table.fields[self.field].units;
        for (row, cell) in batch.column(self.at).enumerate() {
            let written = || number::read(cell, units).map(|written| written.value);
            let Some(value) = number::decimal(cell).or_else(written) else {
                continue;
            };
            if batch.line(row) == line {
                self.value = Some(value);
            } else {
                self.sum = self.sum.saturating_add(value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::messages::{Lang, Messages};
    use crate::testing::audited;

    fn told(rows: &str) -> Vec<String> {
        let project = "[tables.t]\nfiles = \"t.csv\"\nkey = [\"no\"]\n[tables.t.fields]\nno = {}\ncust = {}\n\
            day = { type = \"date\" }\nqty = { type = \"integer\" }\namount = { type = \"decimal\", unit = \"元\" }\n";
        let csv = format!("no,cust,day,qty,amount\n{rows}");
        let (_, audit) = audited(project, &[("t.csv", &csv)]);
        assert_eq!(audit.inputs[0].aside.count(), 0);
        let messages = Messages::new(Lang::En);
        audit.notices.iter().map(|n| messages.text(n)).collect()
    }

    #[test]
    fn a_last_row_that_is_the_sum_of_the_others() {
        let data = "S1,a,,2,\"1,200.50\"\nS2,b,,3,99.5元\n";
        for total in [",,,5,1300", ",,,,1300.00", ",,,5,", " ,,,5,￥1300\n"] {
            let told = told(&format!("{data}{total}"));
            assert_eq!(told.len(), 1, "{total}");
            assert!(told[0].contains("row 4 has no key"), "{told:?}");
        }
        for record in [
            ",,,5,1301",
            ",,,6,1300",
            "S3,,,5,1300",
            ",c,,5,1300",
            ",,2026-10-01,4,",
        ] {
            let told = told(&format!("{data}{record}\n"));
            assert!(told.is_empty(), "{record}: {told:?}");
        }
        // in the middle it is a row like any other, and noughts prove nothing
        assert!(told(&format!(",,,5,1300\n{data}")).is_empty());
        assert!(told("S1,a,,0,0\n,,,0,0\n").is_empty());
    }
}
