//! Workbooks as records in a package ([MS-XLSB]): xlsb.

mod names;
mod records;
mod sheet;
#[cfg(test)]
mod tests;

use std::io::{Read, Seek};
use std::ops::ControlFlow;

use self::names::Names;
use self::records::Records;
use self::sheet::{Cell, Item, SheetReader, Stored};
use super::beside::Beside;
use super::marked::Marked;
use super::package::Package;
use super::sheets::{Listed, Sheets};
use super::strings::Strings;
use super::styles::Styles;
use super::value::{Flow, Shown, Value, error_word};
use crate::messages::message;
use crate::sources::SourceError;

/// Kinds of records.
const SHARED_TEXT: u16 = 19;
const NUMBER_FORMAT: u16 = 44;
const STYLE: u16 = 47;
const WORKBOOK: u16 = 153;
const LISTED_SHEET: u16 = 156;
const CALCULATION: u16 = 157;
const BEGIN_STYLES_OF_CELLS: u16 = 617;
const END_STYLES_OF_CELLS: u16 = 618;

/// An opened workbook.
pub(crate) struct Xlsb<R> {
    package: Package<R>,
    pub(crate) sheets: Sheets,
    strings: Strings,
    styles: Styles,
    /// Whether days are counted from 1904.
    pub(crate) from_1904: bool,
    /// What was added to it when its faults were marked.
    pub(crate) marked: Marked,
    /// Whether the formulas are left to the program that opens it next.
    to_calculate: bool,
}

/// What stands in the workbook part.
#[derive(Default)]
struct Main {
    listed: Vec<Listed>,
    names: Names,
    from_1904: bool,
    to_calculate: bool,
}

impl<R: Read + Seek> Xlsb<R> {
    /// Opens the workbook whose main part is `main`.
    pub(crate) fn open(mut package: Package<R>, main: &str) -> Result<Xlsb<R>, SourceError> {
        let relationships = package.relationships(main)?;
        let read = Main::read(package.needed(main)?)?;
        let styles = match package.part_of(main, &relationships, "styles", "styles.bin")? {
            Some(part) => read_styles(part)?,
            None => Styles::default(),
        };
        let strings =
            match package.part_of(main, &relationships, "sharedStrings", "sharedStrings.bin")? {
                Some(part) => read_strings(part)?,
                None => Strings::default(),
            };
        Ok(Xlsb {
            marked: read.names.marked(&read.listed),
            sheets: Sheets::find(read.listed, &relationships, &package)?,
            strings,
            styles,
            from_1904: read.from_1904,
            to_calculate: read.to_calculate,
            package,
        })
    }

    /// Reads a sheet to its end for what is beside the values of its cells.
    pub(crate) fn beside(&mut self, sheet: usize) -> Result<Beside, SourceError> {
        let part = self.package.needed(&self.sheets.parts[sheet])?;
        let mut reader = SheetReader::new(part);
        let mut beside = Beside::default();
        beside.formulas.to_calculate = self.to_calculate;
        while let Some(item) = reader.next()? {
            let Some(cell) = beside.add(item) else {
                continue;
            };
            if cell.value != Stored::Nothing {
                beside.fill();
            }
            if cell.formula {
                beside.formulas.stored(cell.value == Stored::Number(0.0));
            }
        }
        Ok(beside)
    }

    /// Hands over the cells of a sheet as [`Book::cells`] does.
    ///
    /// [`Book::cells`]: super::book::Book::cells
    pub(crate) fn cells(
        &mut self,
        sheet: usize,
        mut each: impl FnMut(u32, u32, &Value) -> Flow,
    ) -> Result<(), SourceError> {
        let part = self.package.needed(&self.sheets.parts[sheet])?;
        let mut reader = SheetReader::new(part);
        while let Some(item) = reader.next()? {
            let Item::Cell(cell) = item else {
                continue;
            };
            let format = self.styles.get(cell.style);
            let value = value(&cell, format.shown(self.from_1904), &self.strings)?;
            if let ControlFlow::Break(end) = each(cell.row, cell.column, &value) {
                return end;
            }
        }
        Ok(())
    }
}

impl Main {
    fn read(part: impl Read) -> Result<Main, SourceError> {
        let mut main = Main::default();
        let mut records = Records::new(part);
        while let Some((kind, mut fields)) = records.next()? {
            match kind {
                WORKBOOK => main.from_1904 = fields.u32()? & 1 != 0,
                LISTED_SHEET => {
                    let (state, _id) = (fields.u32()?, fields.u32()?);
                    main.listed.push(Listed {
                        id: fields.string()?,
                        name: fields.string()?,
                        visible: state == 0,
                    });
                }
                CALCULATION => {
                    let (_version, _mode, _rounds) = (fields.u32()?, fields.u32()?, fields.u32()?);
                    let (_change, _threads) = (fields.f64()?, fields.u32()?);
                    main.to_calculate = fields.u16()? & 1 != 0;
                }
                _ => main.names.record(kind, fields),
            }
        }
        Ok(main)
    }
}

fn read_styles(part: impl Read) -> Result<Styles, SourceError> {
    let mut styles = Styles::default();
    let mut records = Records::new(part);
    // there are styles of other things as well
    let mut of_cells = false;
    while let Some((kind, mut fields)) = records.next()? {
        match kind {
            NUMBER_FORMAT => {
                let id = fields.u16()?;
                styles.define(id.into(), &fields.string()?);
            }
            BEGIN_STYLES_OF_CELLS => of_cells = true,
            END_STYLES_OF_CELLS => of_cells = false,
            STYLE if of_cells => {
                let _parent = fields.u16()?;
                styles.push(fields.u16()?.into());
            }
            _ => {}
        }
    }
    Ok(styles)
}

fn read_strings(part: impl Read) -> Result<Strings, SourceError> {
    let mut strings = Strings::default();
    let mut records = Records::new(part);
    while let Some((kind, mut fields)) = records.next()? {
        if kind == SHARED_TEXT {
            // whether its formats and how it is spoken follow
            let _more = fields.u8()?;
            strings.push(|all| fields.text(all))?;
        }
    }
    Ok(strings)
}

/// What is stored in a cell.
fn value<'a>(
    cell: &Cell<'a>,
    shown: Shown<'a>,
    strings: &'a Strings,
) -> Result<Value<'a>, SourceError> {
    Ok(match cell.value {
        Stored::Nothing => Value::Empty,
        Stored::Number(number) => Value::Number(number, shown),
        Stored::Bool(value) => Value::Bool(value),
        Stored::Error(error) => Value::Error(error_word(error)),
        Stored::Shared(number) => {
            let text = strings.get(number as usize);
            Value::Text(text.ok_or_else(|| message!("source-shared-texts-damaged"))?)
        }
        Stored::Text(text) => Value::Text(text),
    })
}
