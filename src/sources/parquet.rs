//! Parquet: the names of the columns are the first row, and every row of the file follows.
//!
//! Row group by row group, all columns side by side: of each a page is in memory, and what its dictionary holds. A file is strange
//! input, and its footer may say anything: what is unpacked is counted ([`pages`]), and the library runs where its panics are errors.

mod cells;
mod delta;
mod errors;
mod kind;
mod pages;
mod part;
#[cfg(test)]
mod tests;

use std::fs::File;
use std::sync::{Arc, Mutex};

use parquet::column::reader::{ColumnReader, get_column_reader};
use parquet::file::metadata::{ParquetMetaData, ParquetMetaDataReader};

use self::errors::{broken_down, damaged};
use self::kind::{Column, columns};
use self::pages::Pages;
use self::part::{Part, uneven};
use super::batch::{Aside, Batch, Damaged};
use super::budget::Budget;
use super::layout::{self, PREVIEW, Preview};
use super::workbook::{MOST_COLUMNS, Sheet, apart};
use super::{Body, Form, Opened, Settings, SourceError};
use crate::messages::{Message, message, some};

/// Rows that are read of each column at once, and rows of a batch.
const ROWS: usize = 4096;
/// Cells of a batch, for files of very many columns.
const CELLS: usize = 1 << 20;
/// Text of a batch. No row is longer.
const BYTES: usize = 64 << 20;
/// So much of a cell may be a heading.
const MOST_HEADING: usize = 1024;
/// Columns that a sentence names.
const SHOWN: usize = 12;

/// Opens a file and finds its header, which its first rows may hold as in any other.
pub(crate) fn open(
    file: File,
    settings: &Settings,
    budget: &Budget,
) -> Result<Opened, SourceError> {
    let spare = budget.clone();
    let (table, rows) = apart(broken_down, move || {
        let mut table = Table::open(file, spare)?;
        let rows = table.first_rows()?;
        Ok((table, rows))
    })?;
    let mut preview = Preview {
        rows,
        merged: Vec::new(),
    };
    let names = table.columns.iter().map(|column| column.name.clone());
    preview.rows.insert(0, (1, names.collect()));
    let by_name = Settings {
        // the columns are named
        columns: None,
        ..*settings
    };
    let mut heading = layout::find(&preview, &by_name)?;
    heading.note_gaps();
    let mut form = Form::default();
    for told in table.told() {
        form.decisions.push(told.clone());
        form.doubts.push(told);
    }
    let (after, width) = (heading.end, heading.columns.len());
    let table = table.anew();
    let sheet = Sheet::new(broken_down, move |batches| {
        table.read(after, width, |batch, last| {
            batches.send(Ok((batch, last))).is_ok()
        })
    })?;
    Ok(Opened {
        heading,
        form,
        body: Body::Workbook(sheet),
        chunks: 0,
    })
}

/// A file whose footer was read.
struct Table {
    file: Arc<File>,
    metadata: Arc<ParquetMetaData>,
    columns: Vec<Column>,
    /// Columns that hold lists, or what is no cell.
    left_out: Vec<String>,
    /// Of the whole file, once for each pass over it.
    budget: Budget,
    pass: Arc<Mutex<Budget>>,
    /// The row group that is read, and how many of its rows were.
    group: usize,
    done: usize,
    readers: Vec<ColumnReader>,
}

impl Table {
    fn open(file: File, budget: Budget) -> Result<Table, SourceError> {
        let metadata = ParquetMetaDataReader::new().parse_and_finish(&file);
        let metadata = metadata.map_err(|error| damaged(&error))?;
        let schema = metadata.file_metadata().schema_descr();
        let most = MOST_COLUMNS as usize;
        if schema.num_columns() > most {
            let count = schema.num_columns();
            return Err(message!(
                "source-too-many-columns",
                count = count,
                most = most
            ));
        }
        let (columns, left_out) = columns(schema);
        let pass = Arc::new(Mutex::new(budget.whole()));
        Ok(Table {
            file: Arc::new(file),
            metadata: Arc::new(metadata),
            columns,
            left_out,
            budget,
            pass,
            group: 0,
            done: 0,
            readers: Vec::new(),
        })
    }

    /// The same from the start.
    fn anew(self) -> Table {
        Table {
            pass: Arc::new(Mutex::new(self.budget.whole())),
            group: 0,
            done: 0,
            readers: Vec::new(),
            ..self
        }
    }

    /// What is in the file and in no cell, and what nobody says of its times.
    fn told(&self) -> Vec<Message> {
        let mut told = Vec::new();
        if !self.left_out.is_empty() {
            let columns = some(self.left_out.iter().map(String::as_str), SHOWN);
            told.push(message!("decision-parquet-nested", columns = columns));
        }
        let of_days = self
            .columns
            .iter()
            .filter(|column| column.kind.is_zoneless());
        let columns = some(of_days.map(|column| column.name.as_str()), SHOWN);
        if !columns.is_empty() {
            told.push(message!("decision-parquet-int96", columns = columns));
        }
        told
    }

    /// The rows that may be the header, each with its number: the names of the columns are row 1.
    fn first_rows(&mut self) -> Result<Vec<(u64, Vec<String>)>, SourceError> {
        let mut rows = Vec::new();
        while rows.len() + 1 < PREVIEW {
            let most = PREVIEW - 1 - rows.len();
            let Some((count, mut parts)) = self.next(most)? else {
                break;
            };
            for _ in 0..count {
                let mut cells = Vec::with_capacity(parts.len());
                for (part, column) in parts.iter_mut().zip(&self.columns) {
                    let mut cell = String::new();
                    part.write(column, &mut cell);
                    let end =
                        (0..=MOST_HEADING.min(cell.len())).rfind(|end| cell.is_char_boundary(*end));
                    cell.truncate(end.unwrap_or_default());
                    cells.push(cell);
                }
                let filled = cells.iter().rposition(|cell| !cell.is_empty());
                cells.truncate(filled.map_or(0, |last| last + 1));
                rows.push((rows.len() as u64 + 2, cells));
            }
        }
        rows.retain(|(_, cells)| !cells.is_empty());
        Ok(rows)
    }

    /// Hands on the rows below the header; `on` says whether more are wanted.
    fn read(
        mut self,
        after: u64,
        width: usize,
        mut on: impl FnMut(Batch<'static>, bool) -> bool,
    ) -> Result<(), SourceError> {
        let mut batch = Batch::new(width);
        let most = ROWS.min(CELLS / width.max(1)).max(1);
        // the names of the columns are row 1
        let mut line = 1;
        while let Some((count, mut parts)) = self.next(most)? {
            for _ in 0..count {
                line += 1;
                self.row(&mut batch, &mut parts, line, after)?;
                let is_full = batch.rows() + batch.aside.len() >= ROWS;
                if is_full || batch.bytes() >= BYTES {
                    let full = std::mem::replace(&mut batch, Batch::new(width));
                    if !on(full, false) {
                        return Ok(());
                    }
                }
            }
        }
        on(batch, true);
        Ok(())
    }

    /// Appends a row, unless it is above the header or empty.
    fn row(
        &mut self,
        batch: &mut Batch<'static>,
        parts: &mut [Part],
        line: u64,
        after: u64,
    ) -> Result<(), SourceError> {
        let before = batch.bytes();
        let mut any = false;
        let row = batch.rows();
        let width = batch.width();
        for (at, (part, column)) in parts.iter_mut().zip(&self.columns).enumerate() {
            if line <= after || at >= width {
                part.skip();
                continue;
            }
            let damage = batch.write_cell(at, |text| part.write(column, text));
            any |= damage.is_some() || batch.bytes() > before;
            if let Some(damage) = damage {
                batch.damaged.push(Damaged {
                    row,
                    column: at,
                    damage,
                });
            }
            if batch.bytes() > 2 * BYTES {
                return Err(message!("source-row-too-large"));
            }
        }
        let mut pass = self.pass.lock().map_err(|_| broken_down())?;
        // a page of a few bytes may say that a million rows have no value
        pass.cell(batch.bytes() - before)?;
        pass.blanks(width)?;
        if line <= after {
            return Ok(());
        }
        if any {
            batch.end_row(line);
        } else {
            batch.drop_row();
            batch.aside.push((line, Aside::Blank));
        }
        Ok(())
    }

    /// The next rows of all columns, as many as there are up to `most`; none at the end of the file.
    fn next(&mut self, most: usize) -> Result<Option<(usize, Vec<Part>)>, SourceError> {
        while self.group < self.metadata.num_row_groups() {
            let rows = usize::try_from(self.metadata.row_group(self.group).num_rows());
            let rows = rows.map_err(|_| broken_down())?;
            let count = most.min(self.at_once()).min(rows - self.done);
            if count == 0 {
                self.end_of_group()?;
                continue;
            }
            if self.readers.is_empty() {
                self.readers = self.readers()?;
            }
            let mut parts = Vec::with_capacity(self.readers.len());
            for (reader, column) in self.readers.iter_mut().zip(&self.columns) {
                parts.push(Part::read(reader, column, count)?);
            }
            self.done += count;
            return Ok(Some((count, parts)));
        }
        Ok(None)
    }

    /// How many rows may be in memory at once: of long ones fewer.
    fn at_once(&self) -> usize {
        let group = self.metadata.row_group(self.group);
        let rows = usize::try_from(group.num_rows()).unwrap_or(1).max(1);
        let bytes = usize::try_from(group.total_byte_size()).unwrap_or(usize::MAX);
        (BYTES / (bytes / rows).max(1)).clamp(1, ROWS)
    }

    /// Goes on to the next row group; its columns must have ended together.
    fn end_of_group(&mut self) -> Result<(), SourceError> {
        for (reader, column) in self.readers.iter_mut().zip(&self.columns) {
            if Part::any(reader, column)? {
                return Err(uneven(&column.name));
            }
        }
        self.readers.clear();
        self.group += 1;
        self.done = 0;
        Ok(())
    }

    /// Readers of all columns of the row group.
    fn readers(&self) -> Result<Vec<ColumnReader>, SourceError> {
        let group = self.metadata.row_group(self.group);
        let readers = self.columns.iter().map(|column| {
            let chunk = group.column(column.place);
            let pages = Pages::new(&self.file, chunk, column, Arc::clone(&self.pass));
            let pages = pages.map_err(|error| damaged(&error))?;
            let descriptor = group.schema_descr().column(column.place);
            Ok(get_column_reader(descriptor, Box::new(pages)))
        });
        readers.collect()
    }
}
