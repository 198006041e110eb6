//! The table of a sheet, row by row and cell by cell.

use std::io::BufRead;
use std::ops::ControlFlow;

use super::super::beside::Beside;
use super::super::elements::{Attribute, Elements, Node, Space, Tag};
use super::super::errors::{misplaced, misplaced_element};
use super::super::reference::Area;
use super::super::styled::{Columns, Formats};
use super::super::value::Flow;
use super::super::value::Value;
use super::cell::Data;
use crate::messages::message;
use crate::sources::SourceError;

/// Reads a table whose start was read, up to its end or until no more cells are wanted. Cells with nothing in them are passed
/// over.
pub(super) fn read<R: BufRead>(
    xml: &mut Elements<R>,
    formats: &Formats,
    from_1904: bool,
    mut each: impl FnMut(u32, u32, &Value) -> Flow,
) -> Result<Beside, SourceError> {
    let mut table = Table {
        formats,
        from_1904,
        columns: Columns::default(),
        beside: Beside::default(),
        data: Data::default(),
        next: 0,
        free: 0,
        strange: None,
    };
    loop {
        match xml.next()? {
            Node::Start(tag) => match tag.name() {
                (Space::Spreadsheet, "Row") => {
                    let line = Line::of(&tag, formats)?;
                    table.look_at(&line, table.next);
                    if let ControlFlow::Break(end) = table.row(xml, &line, &mut each)? {
                        return end.map(|()| table.beside);
                    }
                }
                (Space::Spreadsheet, "Column") => {
                    let line = Line::of(&tag, formats)?;
                    table.look_at(&line, 0);
                    table.columns(&line);
                    xml.skip_rowless()?;
                }
                _ if tag.is_of_sheet() => return Err(misplaced_element(tag.name().1)),
                _ => xml.skip_rowless()?,
            },
            Node::End | Node::Eof => {
                table.beside.rows = table.next;
                if let Some(row) = table.strange {
                    let told = message!("decision-strange-attribute", row = row + 1);
                    table.beside.doubts.push(told);
                }
                return Ok(table.beside);
            }
            Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
        }
    }
}

/// A table that is being read.
struct Table<'a> {
    formats: &'a Formats,
    from_1904: bool,
    columns: Columns,
    beside: Beside,
    /// Of the cell that is being read.
    data: Data,
    /// The row that comes next if none is named, and the first that may be.
    next: u32,
    free: u32,
    /// The first row in or behind which something is said that no such document says.
    strange: Option<u32>,
}

/// What the start of a row, of a column or of a cell says.
#[expect(
    clippy::option_option,
    reason = "a style of its own may show plain numbers"
)]
struct Line {
    /// Its number from 0, if it is named.
    index: Option<u32>,
    /// How many like it follow; of a cell, over how many columns and rows it is merged.
    more: (u32, u32),
    /// The place of its number format; none of its own where it has no style.
    format: Option<Option<usize>>,
    hidden: bool,
    formula: bool,
    /// Whether it says something that no such document says.
    strange: bool,
}

impl Line {
    fn of(tag: &Tag, formats: &Formats) -> Result<Line, SourceError> {
        let mut line = Line {
            index: None,
            more: (0, 0),
            format: None,
            hidden: false,
            formula: false,
            strange: false,
        };
        for attribute in tag.attributes() {
            let attribute = attribute?;
            if attribute.space == Space::Spreadsheet {
                line.take(&attribute, formats)?;
            } else {
                // by another prefix, or a damaged one
                line.strange |= attribute.local == "Index" || attribute.local == "Span";
            }
        }
        Ok(line)
    }

    fn take(&mut self, attribute: &Attribute, formats: &Formats) -> Result<(), SourceError> {
        match attribute.local {
            "Index" => {
                let index = attribute.count().and_then(|index| index.checked_sub(1));
                self.index = Some(index.ok_or_else(misplaced)?);
            }
            "Span" | "MergeAcross" => self.more.0 = attribute.count().unwrap_or_default(),
            "MergeDown" => self.more.1 = attribute.count().unwrap_or_default(),
            "StyleID" => self.format = Some(formats.place(&attribute.text())),
            "Hidden" => self.hidden |= attribute.is_true(),
            // a height or width of nothing hides as well
            "Height" | "Width" => self.hidden |= attribute.is("0"),
            "Formula" => self.formula = true,
            // what else there is, by the XML Spreadsheet Reference of Microsoft
            "ArrayRange" | "AutoFitHeight" | "AutoFitWidth" | "Caption" | "HRef"
            | "HRefScreenTip" | "PasteFormula" => {}
            _ => self.strange = true,
        }
        Ok(())
    }
}

/// Where a row or a cell stands: where it says, or `next`; nothing stands before `free`.
fn placed(index: Option<u32>, next: u32, free: u32) -> Result<u32, SourceError> {
    match index {
        Some(index) if index < free => Err(misplaced()),
        Some(index) => Ok(index),
        None => Ok(next),
    }
}

impl Table<'_> {
    fn columns(&mut self, line: &Line) {
        let first = line.index.unwrap_or(0).max(self.columns.end());
        self.columns
            .add(first, line.more.0.saturating_add(1), line.format.flatten());
        if line.hidden {
            let last = self.columns.end() - 1;
            self.beside.hide_columns(first, last);
        }
    }

    /// Reads a row whose start was read, up to its end.
    fn row<R: BufRead>(
        &mut self,
        xml: &mut Elements<R>,
        line: &Line,
        each: &mut impl FnMut(u32, u32, &Value) -> Flow,
    ) -> Result<Flow, SourceError> {
        let row = placed(line.index, self.next, self.free)?;
        self.next = row.saturating_add(line.more.0).saturating_add(1);
        self.free = row.saturating_add(1);
        let (mut next, mut free) = (0, 0);
        loop {
            match xml.next()? {
                Node::Start(tag) if tag.name() == (Space::Spreadsheet, "Cell") => {
                    let cell = Line::of(&tag, self.formats)?;
                    self.look_at(&cell, row);
                    let column = placed(cell.index, next, free)?;
                    next = column.saturating_add(cell.more.0).saturating_add(1);
                    free = column.saturating_add(1);
                    self.data.read(xml)?;
                    self.beside(&cell, row, column);
                    let format = cell.format.unwrap_or_else(|| {
                        line.format.unwrap_or_else(|| self.columns.format(column))
                    });
                    let format = format.and_then(|place| self.formats.get(place));
                    let value = self.data.value(format, self.from_1904, cell.formula);
                    if value.is_empty() {
                        continue;
                    }
                    if line.hidden {
                        self.beside.hide_rows(row, row);
                    }
                    if let ControlFlow::Break(end) = each(row, column, &value) {
                        return Ok(ControlFlow::Break(end));
                    }
                }
                Node::Start(tag) if tag.is_of_sheet() => {
                    return Err(misplaced_element(tag.name().1));
                }
                Node::Start(_) => xml.skip_rowless()?,
                Node::End | Node::Eof => return Ok(ControlFlow::Continue(())),
                Node::Text(_) | Node::Reference(_) | Node::Nothing => {}
            }
        }
    }

    fn look_at(&mut self, line: &Line, row: u32) {
        if line.strange {
            self.strange.get_or_insert(row);
        }
    }

    fn beside(&mut self, cell: &Line, row: u32, column: u32) {
        let (across, down) = cell.more;
        if (across, down) != (0, 0) {
            self.beside.merged.push(Area {
                top: row,
                bottom: row.saturating_add(down),
                left: column,
                right: column.saturating_add(across),
            });
        }
        if cell.formula && self.data.is_unstored() {
            self.beside.formulas.unstored(row, column);
        }
    }
}
