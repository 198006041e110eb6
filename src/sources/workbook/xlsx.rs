//! Workbooks as Office Open XML (ECMA-376): xlsx, xlsm and their templates.

mod sheet;
mod strings;
mod styles;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;
use std::io::{Read, Seek};
use std::ops::ControlFlow;

use self::sheet::{Cell, Item, Kind, SheetReader};
use super::beside::Beside;
use super::marked::{Marked, Seen};
use super::package::Package;
use super::reference;
use super::sheets::{Listed, Sheets};
use super::strings::Strings;
use super::styles::Styles;
use super::value::Flow;
use super::value::{Shown, Value, WORDLESS_ERROR};
use super::xml::{Xml, utf8};
use crate::messages::message;
use crate::sources::SourceError;

/// An opened workbook.
pub(crate) struct Xlsx<R> {
    package: Package<R>,
    pub(crate) sheets: Sheets,
    strings: Strings,
    styles: Styles,
    /// Whether days are counted from 1904.
    pub(crate) from_1904: bool,
    /// Whether the formulas are left to the program that opens it next.
    to_calculate: bool,
    /// What was added to it when its faults were marked.
    pub(crate) marked: Marked,
    /// Sheets whose column of faults was met.
    pub(crate) met: BTreeSet<usize>,
}

/// What stands in the workbook part.
#[derive(Default)]
struct Main {
    listed: Vec<Listed>,
    from_1904: bool,
    to_calculate: bool,
    marked: Marked,
}

impl<R: Read + Seek> Xlsx<R> {
    /// Opens the workbook whose main part is `main`.
    pub(crate) fn open(mut package: Package<R>, main: &str) -> Result<Xlsx<R>, SourceError> {
        let relationships = package.relationships(main)?;
        let read = Main::read(package.needed(main)?)?;
        let styles = match package.part_of(main, &relationships, "styles", "styles.xml")? {
            Some(part) => styles::read(part)?,
            None => Styles::default(),
        };
        let strings =
            match package.part_of(main, &relationships, "sharedStrings", "sharedStrings.xml")? {
                Some(part) => strings::read(part)?,
                None => Strings::default(),
            };
        let mut sheets = Sheets::find(read.listed, &relationships, &package)?;
        // ours is no sheet of the sender's
        for sheet in &mut sheets.all {
            sheet.cells &= read.marked.summary.as_ref() != Some(&sheet.name);
        }
        Ok(Xlsx {
            sheets,
            marked: read.marked,
            met: BTreeSet::new(),
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
        let mut reader = SheetReader::new(part)?;
        let ours = self.marked.column_of(&self.sheets.all[sheet].name);
        let mut seen = Seen::new(ours);
        let mut beside = Beside::default();
        beside.formulas.to_calculate = self.to_calculate;
        // the last row in which the sender has anything
        let mut filled = None;
        while let Some(item) = reader.next()? {
            let Some(cell) = beside.add(item) else {
                if ours.is_none() && reader.skip_plain() {
                    beside.fill();
                }
                continue;
            };
            if ours.is_some_and(|(_, column)| column == cell.column) {
                let format = self.styles.get(cell.style);
                let value = value(&cell, format.shown(self.from_1904), &self.strings)?;
                if seen.is_ours(cell.row, cell.column, &value) {
                    if seen.says_emptied(cell.row, &value) && filled != Some(cell.row) {
                        beside.empty(cell.row);
                    }
                    continue;
                }
            }
            if cell.formula || cell.value.is_some_and(|value| !value.is_empty()) {
                filled = Some(cell.row);
            }
            note(&mut beside, &cell);
            // ours is looked at cell by cell
            if ours.is_none() && reader.skip_plain() {
                beside.fill();
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
        self.cells_with_formulas(sheet, |row, column, value, _| each(row, column, value))
    }

    /// The same, each with whether a formula came to its value.
    pub(crate) fn cells_with_formulas(
        &mut self,
        sheet: usize,
        mut each: impl FnMut(u32, u32, &Value, bool) -> Flow,
    ) -> Result<(), SourceError> {
        let part = self.package.needed(&self.sheets.parts[sheet])?;
        let mut reader = SheetReader::new(part)?;
        let mut column = Seen::new(self.marked.column_of(&self.sheets.all[sheet].name));
        while let Some(item) = reader.next()? {
            let Item::Cell(cell) = item else {
                continue;
            };
            let format = self.styles.get(cell.style);
            let value = value(&cell, format.shown(self.from_1904), &self.strings)?;
            if column.is_ours(cell.row, cell.column, &value) {
                self.met.insert(sheet);
                continue;
            }
            if let ControlFlow::Break(end) = each(cell.row, cell.column, &value, cell.formula) {
                return end;
            }
        }
        Ok(())
    }
}

/// What the main part of a workbook says of what was added to it.
pub(super) fn marked_in(part: impl Read) -> Result<Marked, SourceError> {
    Ok(Main::read(part)?.marked)
}

impl Main {
    fn read(part: impl Read) -> Result<Main, SourceError> {
        let mut main = Main::default();
        let mut xml = Xml::new(part)?;
        xml.child(0)?;
        while let Some(tag) = xml.child(1)? {
            match tag.name() {
                b"workbookPr" => main.from_1904 = tag.is(b"date1904"),
                b"definedNames" => main.marked = Marked::read(&mut xml)?,
                b"calcPr" => main.to_calculate = tag.is(b"fullCalcOnLoad"),
                b"sheets" => {
                    while let Some(tag) = xml.child(2)? {
                        main.listed.push(Listed {
                            name: tag.text(b"name")?.unwrap_or_default(),
                            id: tag.text(b"id")?.unwrap_or_default(),
                            visible: !matches!(
                                tag.attribute(b"state"),
                                Some(b"hidden" | b"veryHidden")
                            ),
                        });
                    }
                }
                _ => {}
            }
        }
        xml.finish()?;
        Ok(main)
    }
}

fn note(beside: &mut Beside, cell: &Cell) {
    if cell.value.is_some_and(|value| !value.is_empty()) {
        beside.fill();
    }
    if cell.is_unstored() {
        beside.formulas.unstored(cell.row, cell.column);
    } else if cell.formula {
        beside.formulas.stored(cell.value == Some(b"0"));
    }
}

/// What is stored in a cell. What is not what it says it is stays as it is written.
fn value<'a>(
    cell: &Cell<'a>,
    shown: Shown<'a>,
    strings: &'a Strings,
) -> Result<Value<'a>, SourceError> {
    let text = utf8(cell.value.unwrap_or_default())?;
    if text.is_empty() {
        return Ok(match cell.kind {
            // of a formula it is told that its result is missing
            Kind::Error if !cell.formula => Value::Error(WORDLESS_ERROR),
            _ => Value::Empty,
        });
    }
    if cell.kind == Kind::Text {
        return Ok(Value::Text(text));
    }
    let text = text.trim_ascii();
    Ok(match cell.kind {
        Kind::Number => match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Value::Number(number, shown),
            _ => Value::Text(text),
        },
        Kind::Shared => {
            let number = reference::number(text.as_bytes());
            let shared = number.and_then(|number| strings.get(number as usize));
            Value::Text(shared.ok_or_else(|| message!("source-shared-texts-damaged"))?)
        }
        Kind::Bool => match text {
            "1" => Value::Bool(true),
            "0" => Value::Bool(false),
            other if other.eq_ignore_ascii_case("true") => Value::Bool(true),
            other if other.eq_ignore_ascii_case("false") => Value::Bool(false),
            other => Value::Text(other),
        },
        Kind::Error => Value::Error(text),
        Kind::Date => Value::Iso(text),
        Kind::Text => Value::Text(text),
    })
}
