//! A sheet of an xlsb, one item after another ([MS-XLSB] 2.1.7.62).

use std::io::Read;

use super::super::errors::{cut_off, misplaced};
use super::super::item;
use super::super::reference::Area;
use super::super::rows::{MOST_COLUMNS, MOST_ROWS};
use super::records::{Fields, Records};
use crate::sources::SourceError;

/// Kinds of records. Those of cells come in three orders of the same values: with a column, without one, and of formulas.
const ROW: u16 = 0;
const FIRST_CELL: u16 = 1;
const LAST_CELL: u16 = 18;
const RICH_TEXT: u16 = 62;
const COLUMNS: u16 = 60;
const END_OF_SHEET: u16 = 130;
const DIMENSION: u16 = 148;
const FILTER: u16 = 161;
const MERGED: u16 = 176;

pub(super) type Item<'a> = item::Item<Cell<'a>>;

/// Reads a sheet.
pub(super) struct SheetReader<R> {
    records: Records<R>,
    /// The row that is being read, and the column that comes next unless it is stored.
    row: Option<u32>,
    column: u32,
    text: String,
    /// Whether the sheet has ended.
    ended: bool,
}

/// A cell as it is stored. Row and column count from 0.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Cell<'a> {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) style: usize,
    pub(super) formula: bool,
    pub(super) value: Stored<'a>,
}

/// The value of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Stored<'a> {
    Nothing,
    Number(f64),
    Bool(bool),
    /// The number of an error.
    Error(u8),
    /// The number of a shared text.
    Shared(u32),
    Text(&'a str),
}

impl<R: Read> SheetReader<R> {
    pub(super) fn new(part: R) -> SheetReader<R> {
        SheetReader {
            records: Records::new(part),
            row: None,
            column: 0,
            text: String::new(),
            ended: false,
        }
    }

    /// What comes next; none at the end of the sheet, where the checksum was verified.
    pub(super) fn next(&mut self) -> Result<Option<Item<'_>>, SourceError> {
        loop {
            let Some((kind, mut fields)) = self.records.next()? else {
                return if self.ended { Ok(None) } else { Err(cut_off()) };
            };
            match kind {
                FIRST_CELL..=LAST_CELL | RICH_TEXT => {
                    let row = self.row.ok_or_else(misplaced)?;
                    let cell = cell(kind, fields, row, self.column, &mut self.text)?;
                    if cell.column < self.column {
                        return Err(misplaced());
                    }
                    self.column = cell.column + 1;
                    return Ok(Some(Item::Cell(cell)));
                }
                ROW => {
                    let (row, hidden) = row(&mut fields)?;
                    if self.row.is_some_and(|before| row <= before) {
                        return Err(misplaced());
                    }
                    (self.row, self.column) = (Some(row), 0);
                    return Ok(Some(Item::Row { row, hidden }));
                }
                COLUMNS => {
                    let (first, last) = (fields.u32()?, fields.u32()?);
                    let (_width, _style) = (fields.u32()?, fields.u32()?);
                    if fields.u16()? & 1 != 0 {
                        return Ok(Some(Item::HiddenColumns(first, last)));
                    }
                }
                DIMENSION => return Ok(Some(Item::Announced(area(&mut fields)?))),
                MERGED => return Ok(Some(Item::Merged(area(&mut fields)?))),
                FILTER => return Ok(Some(Item::Filter)),
                END_OF_SHEET => self.ended = true,
                _ => {}
            }
        }
    }
}

/// The row that begins, and whether it is hidden.
fn row(fields: &mut Fields) -> Result<(u32, bool), SourceError> {
    let row = fields.u32()?;
    let (_style, _height, _margins) = (fields.u32()?, fields.u16()?, fields.u8()?);
    let hidden = fields.u8()? & 0x10 != 0;
    if row >= MOST_ROWS {
        return Err(misplaced());
    }
    Ok((row, hidden))
}

fn area(fields: &mut Fields) -> Result<Area, SourceError> {
    let (top, bottom) = (fields.u32()?, fields.u32()?);
    let (left, right) = (fields.u32()?, fields.u32()?);
    Ok(Area {
        top: top.min(MOST_ROWS - 1),
        bottom: bottom.min(MOST_ROWS - 1),
        left: left.min(MOST_COLUMNS - 1),
        right: right.min(MOST_COLUMNS - 1),
    })
}

/// A cell in `row`, and in `column` where it is not stored in which.
fn cell<'a>(
    kind: u16,
    mut fields: Fields,
    row: u32,
    column: u32,
    text: &'a mut String,
) -> Result<Cell<'a>, SourceError> {
    let column = match kind {
        12..=18 => column,
        _ => fields.u32()?,
    };
    if column >= MOST_COLUMNS {
        return Err(misplaced());
    }
    // the highest byte is about how it is spoken
    let style = (fields.u32()? & 0x00ff_ffff) as usize;
    let value = match kind {
        2 | 13 => Stored::Number(fields.rk()?),
        3 | 11 | 14 => Stored::Error(fields.u8()?),
        4 | 10 | 15 => Stored::Bool(fields.u8()? != 0),
        5 | 9 | 16 => Stored::Number(fields.f64()?),
        7 | 18 => Stored::Shared(fields.u32()?),
        6 | 8 | 17 | RICH_TEXT => {
            if kind == RICH_TEXT {
                fields.u8()?;
            }
            text.clear();
            fields.text(text)?;
            Stored::Text(text)
        }
        _ => Stored::Nothing,
    };
    Ok(Cell {
        row,
        column,
        style,
        formula: (8..=11).contains(&kind),
        value,
    })
}
