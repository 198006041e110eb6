//! A table of an `OpenDocument`, row by row. Rows and cells that repeat are handed over once, with how often they do.

use std::io::BufRead;
use std::ops::{ControlFlow, Range};

use super::super::beside::Beside;
use super::super::elements::{Elements, Node, Space, Tag};
use super::super::errors::{misplaced, misplaced_element};
use super::super::formats::NumberFormat;
use super::super::reference::Area;
use super::super::rows::{MOST_COLUMNS, MOST_ROWS};
use super::super::styled::{Columns, Formats};
use super::super::value::Flow;
use super::super::value::{Shown, Value};
use super::cell::{Start, Stored};
use super::text;
use crate::messages::message;
use crate::sources::SourceError;

/// The most text of a row.
const MOST_TEXT: usize = 64 << 20;

/// A row with what is in it.
#[derive(Default)]
pub(super) struct Row {
    /// Its number from 0, and how many like it follow each other.
    first: u32,
    repeated: u32,
    cells: Vec<Placed>,
    /// What the texts of the cells are parts of.
    text: String,
}

/// A filled cell.
struct Placed {
    column: u32,
    repeated: u32,
    stored: Stored,
    /// The place of its number format.
    format: Option<usize>,
}

impl Row {
    /// The numbers of the rows like this one, from 0.
    pub(super) fn numbers(&self) -> Range<u32> {
        self.first..self.first.saturating_add(self.repeated)
    }

    /// The filled cells: their columns from 0, and what is in them.
    pub(super) fn cells<'a>(
        &'a self,
        formats: &'a Formats,
        from_1904: bool,
    ) -> impl Iterator<Item = (Range<u32>, Value<'a>)> {
        self.cells.iter().map(move |cell| {
            let columns = cell.column..cell.column.saturating_add(cell.repeated);
            let format = cell.format.and_then(|place| formats.get(place));
            let text = |range: &Range<usize>| &self.text[range.clone()];
            let value = match &cell.stored {
                Stored::Text(range) => Value::Text(text(range)),
                Stored::Date(range) => Value::Iso(text(range)),
                Stored::Error(range) => Value::Error(text(range)),
                Stored::Bool(value) => Value::Bool(*value),
                Stored::Number(number, shaped) => {
                    let format = format.filter(|_| *shaped);
                    let shown = format.map_or(Shown::Plain, |format| format.shown(from_1904));
                    Value::Number(*number, shown)
                }
                Stored::Time(days) => Value::Number(*days, time(*days, format, from_1904)),
            };
            (columns, value)
        })
    }
}

/// How a time is shown: as hours, unless it is a time of day and there are whole days besides.
fn time(days: f64, format: Option<&NumberFormat>, from_1904: bool) -> Shown<'_> {
    match format {
        Some(format @ (NumberFormat::Day | NumberFormat::Time)) if days >= 1.0 => {
            format.shown(from_1904)
        }
        _ => Shown::Hours,
    }
}

/// What is beside the cells of a table whose start was read. Reads up to its end.
pub(super) fn beside<R: BufRead>(
    xml: &mut Elements<R>,
    formats: &Formats,
) -> Result<Beside, SourceError> {
    let mut table = Table::new(xml, formats);
    table.values = false;
    read(&mut table, |_| ControlFlow::Continue(()))?;
    Ok(table.beside)
}

/// Reads the rows of a table whose start was read, up to its end or until no more are wanted. Those with nothing in them are
/// passed over.
pub(super) fn rows<R: BufRead>(
    xml: &mut Elements<R>,
    formats: &Formats,
    each: impl FnMut(&Row) -> Flow,
) -> Result<(), SourceError> {
    read(&mut Table::new(xml, formats), each)
}

fn read<R: BufRead>(
    table: &mut Table<R>,
    mut each: impl FnMut(&Row) -> Flow,
) -> Result<(), SourceError> {
    let mut groups = Vec::new();
    let mut hidden = 0usize;
    loop {
        match table.xml.next()? {
            Node::Start(tag) => match tag.name() {
                (Space::Table, "table-row") => {
                    let mut line = Line::of(&tag, table.formats)?;
                    line.hidden |= hidden > 0;
                    table.row(&line)?;
                    if table.row.cells.is_empty() {
                        continue;
                    }
                    if table.row.numbers().end > MOST_ROWS {
                        return Err(misplaced());
                    }
                    if let ControlFlow::Break(end) = each(&table.row) {
                        return end;
                    }
                }
                (Space::Table, "table-column") => {
                    let line = Line::of(&tag, table.formats)?;
                    table.columns(&line);
                    table.xml.skip()?;
                }
                (
                    Space::Table,
                    "table-rows"
                    | "table-header-rows"
                    | "table-row-group"
                    | "table-columns"
                    | "table-header-columns"
                    | "table-column-group",
                ) => {
                    let folded = tag.attribute(Space::Table, "display")?;
                    let folded = folded.is_some_and(|a| a.is("false"));
                    groups.push(folded);
                    hidden += usize::from(folded);
                }
                // charts hold tables of their own
                (Space::Table, "shapes") => table.xml.skip()?,
                _ if tag.is_of_sheet() => return Err(misplaced_element(tag.name().1)),
                _ => table.xml.skip_rowless()?,
            },
            Node::End => match groups.pop() {
                Some(folded) => hidden -= usize::from(folded),
                None => return Ok(()),
            },
            Node::Eof => return Ok(()),
            Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
        }
    }
}

/// A table that is being read.
struct Table<'a, R> {
    xml: &'a mut Elements<R>,
    formats: &'a Formats,
    /// Whether the values of the cells are wanted.
    values: bool,
    columns: Columns,
    beside: Beside,
    /// Of the cell that is being read.
    start: Start,
    row: Row,
    /// Rows so far.
    rows: u32,
}

/// What the start of a row, or of columns side by side, says.
struct Line {
    repeated: u32,
    /// The place of the number format that its cells have.
    format: Option<usize>,
    hidden: bool,
    /// Whether a filter hides it.
    filtered: bool,
}

impl Line {
    fn of(tag: &Tag, formats: &Formats) -> Result<Line, SourceError> {
        let mut line = Line {
            repeated: 1,
            format: None,
            hidden: false,
            filtered: false,
        };
        for attribute in tag.attributes() {
            let attribute = attribute?;
            match (attribute.space, attribute.local) {
                (Space::Table, "number-rows-repeated" | "number-columns-repeated") => {
                    line.repeated = attribute.count().unwrap_or(1).max(1);
                }
                (Space::Table, "default-cell-style-name") => {
                    line.format = formats.place(&attribute.text());
                }
                (Space::Table, "visibility") => {
                    line.filtered = attribute.is("filter");
                    line.hidden = line.filtered || attribute.is("collapse");
                }
                _ => {}
            }
        }
        Ok(line)
    }
}

impl<'a, R: BufRead> Table<'a, R> {
    fn new(xml: &'a mut Elements<R>, formats: &'a Formats) -> Table<'a, R> {
        Table {
            xml,
            formats,
            values: true,
            columns: Columns::default(),
            beside: Beside::default(),
            start: Start::default(),
            row: Row::default(),
            rows: 0,
        }
    }

    fn columns(&mut self, line: &Line) {
        let first = self.columns.end();
        self.columns.add(first, line.repeated, line.format);
        if line.hidden {
            let last = self.columns.end() - 1;
            self.beside.hide_columns(first, last);
        }
    }

    /// Reads a row whose start was read, up to its end.
    fn row(&mut self, line: &Line) -> Result<(), SourceError> {
        self.row.cells.clear();
        self.row.text.clear();
        (self.row.first, self.row.repeated) = (self.rows, line.repeated);
        self.rows = self.rows.saturating_add(line.repeated);
        let mut column = 0;
        loop {
            match self.xml.next()? {
                Node::Start(tag) => match tag.name() {
                    (Space::Table, "table-cell" | "covered-table-cell") => {
                        self.start.read(&tag)?;
                        self.cell(column, line)?;
                        column = column.saturating_add(self.start.repeated);
                    }
                    _ if tag.is_of_sheet() => return Err(misplaced_element(tag.name().1)),
                    _ => self.xml.skip_rowless()?,
                },
                Node::End | Node::Eof => break,
                Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            }
        }
        if line.hidden && !self.row.cells.is_empty() {
            self.beside.hide_rows(self.row.first, self.rows - 1);
            self.beside.filter |= line.filtered;
        }
        Ok(())
    }

    /// Reads the cell whose attributes were read, up to its end.
    fn cell(&mut self, column: u32, row: &Line) -> Result<(), SourceError> {
        let start = self.row.text.len();
        // whether there is anything in a row matters if it is hidden
        let wanted = self.values || row.hidden;
        let has_text = if wanted || self.start.is_unvalued_formula() {
            text::cell(self.xml, &mut self.row.text)?
        } else {
            self.xml.skip()?;
            true
        };
        if self.row.text.len() > MOST_TEXT {
            return Err(message!("source-row-too-large"));
        }
        if self.start.spans != (1, 1) {
            let (rows, columns) = self.start.spans;
            self.beside.merged.push(Area {
                top: self.row.first,
                bottom: self.row.first.saturating_add(rows - 1),
                left: column,
                right: column.saturating_add(columns - 1),
            });
        }
        if self.start.is_unvalued_formula() && !has_text {
            let formulas = &mut self.beside.formulas;
            formulas.unstored(self.row.first, column);
            let cells = u64::from(self.start.repeated) * u64::from(row.repeated);
            formulas.unstored = formulas.unstored.saturating_add(cells - 1);
        }
        if wanted && let Some(stored) = self.start.stored(&mut self.row.text, start) {
            let format = match stored {
                Stored::Number(..) | Stored::Time(_) => self.format(column, row),
                _ => None,
            };
            // before it is written as often as it claims
            if column.saturating_add(self.start.repeated) > MOST_COLUMNS {
                return Err(misplaced());
            }
            self.row.cells.push(Placed {
                column,
                repeated: self.start.repeated,
                stored,
                format,
            });
        }
        Ok(())
    }

    /// The format of the cell's style, or that of its row, or that of its column.
    fn format(&self, column: u32, row: &Line) -> Option<usize> {
        if self.start.styled {
            return self.formats.place(&self.start.style);
        }
        row.format.or_else(|| self.columns.format(column))
    }
}
