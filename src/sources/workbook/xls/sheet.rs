//! The cells of a sheet, and what is told about it beside them.

use super::super::beside::Beside;
use super::facts::{Facts, Found};
use super::globals::{Globals, Place};
use super::kinds::{
    self, BLANK, BOOL_OR_ERROR, FORMULAS, LABEL, MANY_BLANKS, MANY_NUMBERS, NUMBER, RICH_LABEL,
    SHARED_LABEL, SHORT_NUMBER, STRING,
};
use super::records::{BreaksOff, Record, Records, double, long, word};
use super::strings::{Pieces, Texts};
use crate::messages::message;
use crate::sources::SourceError;

/// A formula whose result is to be worked out when the workbook is opened.
const CALCULATE_ON_LOAD: u16 = 0x0002;
/// A result of a kind that nobody knows.
const UNKNOWN_ERROR: u8 = 0xff;

/// A sheet that was read. Rows and columns count from 0.
pub(crate) struct Cells {
    /// Those that are not empty, row by row and from left to right.
    pub(crate) filled: Vec<Cell>,
    /// Texts of cells that do not share theirs.
    pub(crate) texts: Texts,
    /// The last row with a cell, filled or not.
    pub(crate) last_row: Option<u16>,
    pub(crate) beside: Beside,
}

/// A cell that is not empty.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Cell {
    pub(crate) row: u16,
    pub(crate) column: u16,
    pub(crate) content: Content,
}

/// What is stored in a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Content {
    /// A number in a style.
    Number(f64, u16),
    /// Index of a text that the workbook shares.
    Shared(u32),
    /// Index of a text of this sheet.
    Own(u32),
    Bool(bool),
    /// By its code.
    Error(u8),
}

/// A record that is not as long as its kind must be, or that names a text that is not there.
struct Damaged;

/// A sheet as it is being read.
struct Reading<'a> {
    globals: &'a Globals,
    /// In the order of the file.
    cells: Vec<Cell>,
    texts: Texts,
    last_row: Option<u16>,
    facts: Facts,
    /// The formula whose text is still to come.
    waiting: Option<(u16, u16)>,
}

impl Cells {
    /// Reads a sheet to its end, which must be there.
    pub(crate) fn parse(
        stream: &[u8],
        place: &Place,
        globals: &Globals,
    ) -> Result<Cells, SourceError> {
        let part = stream.get(place.start..place.end).unwrap_or_default();
        let mut records = Records::of(part);
        let mut reading = Reading {
            globals,
            cells: Vec::new(),
            texts: Texts::default(),
            last_row: None,
            facts: Facts::default(),
            waiting: None,
        };
        let name = &place.sheet.name;
        loop {
            let row = reading.last_row.map_or(0, |row| u32::from(row) + 1);
            let record = records.next().map_err(|BreaksOff| {
                message!("source-sheet-breaks-off", sheet = name, row = row)
            })?;
            let Some(record) = record else {
                return Ok(reading.finish());
            };
            reading
                .record(record, &mut records)
                .map_err(|Damaged| message!("source-sheet-damaged", sheet = name, row = row))?;
        }
    }
}

impl Reading<'_> {
    fn finish(mut self) -> Cells {
        self.end_formula();
        let twice = self.sort();
        let mut rows: Vec<u16> = self.cells.iter().map(|cell| cell.row).collect();
        rows.dedup();
        let found = Found {
            rows,
            last_row: self.last_row,
            twice,
        };
        Cells {
            filled: self.cells,
            texts: self.texts,
            last_row: self.last_row,
            beside: self.facts.finish(found, self.globals.calculated),
        }
    }

    /// Brings the cells into their order, which is the one of the file but for a few programs. Where a cell is stored twice, the
    /// last one counts, as in Excel; how often that is.
    fn sort(&mut self) -> u64 {
        let place = |cell: &Cell| (cell.row, cell.column);
        if !self.cells.is_sorted_by_key(place) {
            self.cells.sort_by_key(place);
        }
        let all = self.cells.len();
        self.cells.dedup_by(|later, earlier| {
            let same = place(later) == place(earlier);
            if same {
                *earlier = *later;
            }
            same
        });
        (all - self.cells.len()) as u64
    }

    fn record<'a>(&mut self, record: Record<'a>, records: &mut Records<'a>) -> Result<(), Damaged> {
        let Record { kind, data } = record;
        if kinds::CELLS.contains(&kind) {
            self.end_formula();
            let row = word(data, 0).ok_or(Damaged)?;
            self.last_row = self.last_row.max(Some(row));
        }
        match kind {
            BLANK => exactly(data, 6).map(drop)?,
            MANY_BLANKS => self.many_blanks(data)?,
            NUMBER => self.put(exactly(data, 14)?, number)?,
            SHORT_NUMBER => self.put(exactly(data, 10)?, short_number)?,
            BOOL_OR_ERROR => self.put(exactly(data, 8)?, bool_or_error)?,
            SHARED_LABEL => self.shared_label(exactly(data, 10)?)?,
            MANY_NUMBERS => self.many_numbers(data)?,
            LABEL | RICH_LABEL => {
                self.label(records.with_continued(record), kind == RICH_LABEL)?;
            }
            _ if FORMULAS.contains(&kind) => self.formula(data)?,
            STRING => self.string(records.with_continued(record))?,
            _ if kinds::was_cell(record, self.globals.storage) => return Err(Damaged),
            _ => self.facts.record(record, self.globals.storage),
        }
        Ok(())
    }

    /// Takes the content of a cell from a record that begins with row, column and style.
    fn put(
        &mut self,
        data: &[u8],
        content: impl FnOnce(&[u8]) -> Option<Content>,
    ) -> Result<(), Damaged> {
        let (row, column) = place(data)?;
        let content = content(data).ok_or(Damaged)?;
        self.cells.push(Cell {
            row,
            column,
            content,
        });
        Ok(())
    }

    fn shared_label(&mut self, data: &[u8]) -> Result<(), Damaged> {
        let known = self.globals.texts.len();
        self.put(data, |data| {
            let index = long(data, 6)?;
            ((index as usize) < known).then_some(Content::Shared(index))
        })
    }

    /// Style and number of several cells of a row.
    fn many_numbers(&mut self, data: &[u8]) -> Result<(), Damaged> {
        let (row, _) = place(data)?;
        let columns = kinds::columns(data, 6).ok_or(Damaged)?;
        let (cells, _) = data[4..].as_chunks::<6>();
        for (column, cell) in columns.zip(cells) {
            let style = word(cell, 0).ok_or(Damaged)?;
            let number = long(cell, 2).ok_or(Damaged)?;
            let content = Content::Number(unpacked(number), style);
            self.cells.push(Cell {
                row,
                column,
                content,
            });
        }
        Ok(())
    }

    /// Styles of several cells of a row.
    fn many_blanks(&mut self, data: &[u8]) -> Result<(), Damaged> {
        place(data)?;
        self.facts.odd(kinds::columns(data, 2).is_none());
        Ok(())
    }

    fn label(&mut self, mut pieces: Vec<&[u8]>, with_fonts: bool) -> Result<(), Damaged> {
        let head = pieces[0].split_at_checked(6).ok_or(Damaged)?;
        pieces[0] = head.1;
        self.text(place(head.0)?, pieces, with_fonts)
    }

    /// The result of a formula is a number, or tells by two bytes of ones that it is none.
    fn formula(&mut self, data: &[u8]) -> Result<(), Damaged> {
        let flags = word(data, 14).ok_or(Damaged)?;
        if kinds::hides_cell(data) {
            return Err(Damaged);
        }
        let place = place(data)?;
        let result = match (word(data, 12), data[6], data[8]) {
            (Some(0xffff), 0, _) => {
                self.waiting = Some(place);
                return Ok(());
            }
            (Some(0xffff), 1, value) => Some(Content::Bool(value != 0)),
            (Some(0xffff), 2, code) => Some(Content::Error(code)),
            // an empty text
            (Some(0xffff), 3, _) => None,
            (Some(0xffff), ..) => Some(Content::Error(UNKNOWN_ERROR)),
            _ => number(data),
        };
        let zero = matches!(result, Some(Content::Number(0.0, _)));
        if (zero || result.is_none()) && flags & CALCULATE_ON_LOAD != 0 {
            self.facts.unstored(place);
            return Ok(());
        }
        let Some(content) = result else {
            self.facts.empty(place);
            return Ok(());
        };
        self.facts.stored(zero);
        self.put(data, |_| Some(content))
    }

    /// The text that a formula came to.
    fn string(&mut self, pieces: Vec<&[u8]>) -> Result<(), Damaged> {
        let waiting = self.waiting.take().ok_or(Damaged)?;
        self.facts.stored(false);
        self.text(waiting, pieces, false)
    }

    /// Without its text, a formula has no stored result.
    fn end_formula(&mut self) {
        if let Some(place) = self.waiting.take() {
            self.facts.unstored(place);
        }
    }

    /// Takes the text of a cell; what is behind it are fonts at most.
    fn text(
        &mut self,
        (row, column): (u16, u16),
        pieces: Vec<&[u8]>,
        with_fonts: bool,
    ) -> Result<(), Damaged> {
        let storage = self.globals.storage;
        let mut pieces = Pieces::new(pieces);
        let read = self.texts.push(|out| pieces.text(out, storage));
        let content = Content::Own(read.map_err(|_| Damaged)?);
        self.facts.odd(pieces.is_more() && !with_fonts);
        self.cells.push(Cell {
            row,
            column,
            content,
        });
        Ok(())
    }
}

fn place(data: &[u8]) -> Result<(u16, u16), Damaged> {
    kinds::place(data).ok_or(Damaged)
}

/// Data of a record that must be so long: a length that is wrong would swallow the next cell.
fn exactly(data: &[u8], length: usize) -> Result<&[u8], Damaged> {
    if data.len() == length {
        Ok(data)
    } else {
        Err(Damaged)
    }
}

fn number(data: &[u8]) -> Option<Content> {
    Some(Content::Number(double(data, 6)?, word(data, 4)?))
}

fn short_number(data: &[u8]) -> Option<Content> {
    Some(Content::Number(unpacked(long(data, 6)?), word(data, 4)?))
}

fn bool_or_error(data: &[u8]) -> Option<Content> {
    let value = *data.get(6)?;
    Some(match data.get(7)? {
        0 => Content::Bool(value != 0),
        _ => Content::Error(value),
    })
}

/// A number in four bytes ([MS-XLS] 2.5.217): an integer, or the upper half of a floating-point number; in hundredths, if the
/// lowest bit says so.
fn unpacked(packed: u32) -> f64 {
    let number = if packed & 2 == 0 {
        f64::from_bits(u64::from(packed & !3) << 32)
    } else {
        f64::from(packed.cast_signed() >> 2)
    };
    if packed & 1 == 0 {
        number
    } else {
        number / 100.0
    }
}
