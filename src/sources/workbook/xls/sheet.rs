//! The cells of a sheet, and what is told about it beside them.

use super::globals::{Globals, Place};
use super::kinds::{
    self, BLANK, BOOL_OR_ERROR, COLUMNS, DIMENSIONS, FORMULAS, LABEL, MANY_BLANKS, MANY_NUMBERS,
    MERGED, NUMBER, RICH_LABEL, ROW, SHARED_LABEL, SHORT_NUMBER, STRING, UNCALCULATED,
};
use super::records::{BreaksOff, Record, Records, double, long, word};
use super::strings::{Pieces, Storage, Texts};
use crate::messages::{Message, message};
use crate::sources::SourceError;

/// A formula whose result is to be worked out when the workbook is opened.
const CALCULATE_ON_LOAD: u16 = 0x0002;
/// A result of a kind that nobody knows.
const UNKNOWN_ERROR: u8 = 0xff;
const HIDDEN_ROW: u16 = 0x0020;
const HIDDEN_COLUMN: u16 = 0x0001;

/// A sheet that was read. Rows and columns count from 0.
#[derive(Default)]
pub(crate) struct Cells {
    /// Those that are not empty, row by row and from left to right.
    pub(crate) filled: Vec<Cell>,
    /// Texts of cells that do not share theirs.
    pub(crate) texts: Texts,
    /// The last row with a cell, filled or not.
    pub(crate) last_row: Option<u16>,
    pub(crate) facts: Facts,
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

/// What is told about a sheet beside its cells.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// First and last row, first and last column.
    pub(crate) merged: Vec<[u16; 4]>,
    pub(crate) hidden_rows: Vec<u16>,
    /// First and last column of each run.
    pub(crate) hidden_columns: Vec<(u16, u16)>,
    /// Formulas whose result is not stored.
    pub(crate) unstored: u64,
    /// Cells that are stored once more; the last one counts.
    pub(crate) stored_twice: u64,
    /// So many rows are announced.
    pub(crate) announced: u32,
    /// Records that are longer or shorter than they should be, so that they may hide a cell.
    pub(crate) odd: u64,
    /// The last row that anything is said of, be it its height.
    last_row: Option<u16>,
}

/// A record that is not as long as its kind must be, or that names a text that is not there.
struct Damaged;

/// A sheet as it is being read.
struct Reading<'a> {
    globals: &'a Globals,
    out: Cells,
    /// The formula whose text is still to come.
    waiting: Option<(u16, u16)>,
    formulas: Formulas,
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
            out: Cells::default(),
            waiting: None,
            formulas: Formulas::default(),
        };
        let name = &place.sheet.name;
        loop {
            let row = reading.out.last_row.map_or(0, |row| u32::from(row) + 1);
            let record = records.next().map_err(|BreaksOff| {
                message!("source-sheet-breaks-off", sheet = name, row = row)
            })?;
            let Some(record) = record else {
                break;
            };
            reading
                .record(record, &mut records)
                .map_err(|Damaged| message!("source-sheet-damaged", sheet = name, row = row))?;
        }
        reading.end_formula();
        reading.leave_out_unstored();
        let mut cells = reading.out;
        cells.sort();
        Ok(cells)
    }

    /// Brings the cells into their order, which is the one of the file but for a few programs. Where a cell is stored twice, the
    /// last one counts, as in Excel.
    fn sort(&mut self) {
        let place = |cell: &Cell| (cell.row, cell.column);
        if !self.filled.is_sorted_by_key(place) {
            self.filled.sort_by_key(place);
        }
        let twice = &mut self.facts.stored_twice;
        self.filled.dedup_by(|later, earlier| {
            let same = place(later) == place(earlier);
            if same {
                *twice += 1;
                *earlier = *later;
            }
            same
        });
    }

    /// What is not certain about the cells.
    pub(crate) fn doubts(&self) -> Vec<Message> {
        let Facts {
            unstored,
            stored_twice,
            announced,
            odd,
            ..
        } = self.facts;
        let behind_last = |row: u16| u32::from(row) + 1;
        let found = self
            .last_row
            .max(self.facts.last_row)
            .map_or(0, behind_last);
        let mut doubts = Vec::new();
        if unstored > 0 {
            doubts.push(message!("decision-unstored-formulas", count = unstored));
        }
        if stored_twice > 0 {
            doubts.push(message!(
                "decision-cells-stored-twice",
                count = stored_twice
            ));
        }
        if odd > 0 {
            doubts.push(message!("decision-odd-records", count = odd));
        }
        if announced > found {
            doubts.push(message!(
                "decision-rows-missing",
                announced = announced,
                found = found
            ));
        }
        doubts
    }
}

impl Reading<'_> {
    fn record<'a>(&mut self, record: Record<'a>, records: &mut Records<'a>) -> Result<(), Damaged> {
        let Record { kind, data } = record;
        if kinds::CELLS.contains(&kind) {
            self.end_formula();
            let row = word(data, 0).ok_or(Damaged)?;
            self.out.last_row = self.out.last_row.max(Some(row));
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
            _ => self.beside(record),
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
        self.out.filled.push(Cell {
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
            self.out.filled.push(Cell {
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
        self.out.facts.odd += u64::from(kinds::columns(data, 2).is_none());
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
        let result = match (word(data, 12), data[6], data[8]) {
            (Some(0xffff), 0, _) => {
                self.formulas.calculated = true;
                self.waiting = Some(place(data)?);
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
        let nothing = zero || result.is_none();
        self.formulas.calculated |= !nothing;
        if nothing && (self.formulas.to_be_calculated || flags & CALCULATE_ON_LOAD != 0) {
            self.out.facts.unstored += 1;
            return Ok(());
        }
        self.formulas.empty += u64::from(result.is_none());
        if zero {
            self.formulas.zeros.push(self.out.filled.len());
        }
        match result {
            Some(content) => self.put(data, |_| Some(content)),
            None => Ok(()),
        }
    }

    /// The text that a formula came to.
    fn string(&mut self, pieces: Vec<&[u8]>) -> Result<(), Damaged> {
        let waiting = self.waiting.take().ok_or(Damaged)?;
        self.text(waiting, pieces, false)
    }

    /// Without its text, a formula has no stored result.
    fn end_formula(&mut self) {
        self.out.facts.unstored += u64::from(self.waiting.take().is_some());
    }

    /// Where no formula came to anything and no engine has calculated the workbook, none has a result that is stored.
    fn leave_out_unstored(&mut self) {
        if self.globals.has_engine || self.formulas.calculated {
            return;
        }
        let zeros = std::mem::take(&mut self.formulas.zeros);
        self.out.facts.unstored += self.formulas.empty + zeros.len() as u64;
        let mut zeros = zeros.into_iter().peekable();
        let mut place = 0;
        self.out.filled.retain(|_| {
            let unstored = zeros.next_if_eq(&place).is_some();
            place += 1;
            !unstored
        });
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
        let read = self.out.texts.push(|out| pieces.text(out, storage));
        let content = Content::Own(read.map_err(|_| Damaged)?);
        self.out.facts.odd += u64::from(pieces.is_more() && !with_fonts);
        self.out.filled.push(Cell {
            row,
            column,
            content,
        });
        Ok(())
    }

    /// Takes note of what is not a cell. It is not worth refusing a sheet for.
    fn beside(&mut self, record: Record) {
        let Record { kind, data } = record;
        let facts = &mut self.out.facts;
        facts.odd += u64::from(kinds::is_odd(record, self.globals.storage));
        match kind {
            UNCALCULATED => self.formulas.to_be_calculated = true,
            COLUMNS => {
                let columns = word(data, 0).zip(word(data, 2));
                let hidden = word(data, 8).is_some_and(|flags| flags & HIDDEN_COLUMN != 0);
                facts.hidden_columns.extend(columns.filter(|_| hidden));
            }
            ROW => {
                let row = word(data, 0);
                let hidden = word(data, 12).is_some_and(|flags| flags & HIDDEN_ROW != 0);
                facts.hidden_rows.extend(row.filter(|_| hidden));
                facts.last_row = facts.last_row.max(row);
            }
            MERGED => {
                let areas = data.get(2..).unwrap_or_default().as_chunks::<8>().0;
                let corners = |area| [0, 2, 4, 6].map(|at| word(area, at).unwrap_or_default());
                facts.merged.extend(areas.iter().map(|area| corners(area)));
            }
            DIMENSIONS => {
                let behind_last = match self.globals.storage {
                    Storage::Unicode => long(data, 4),
                    Storage::Bytes(_) => word(data, 2).map(u32::from),
                };
                facts.announced = facts.announced.max(behind_last.unwrap_or_default());
            }
            _ => {}
        }
    }
}

/// Whether the results of formulas are what they come to. A program that cannot calculate stores 0 or an empty text, and leaves
/// it to Excel.
#[derive(Default)]
struct Formulas {
    /// Those that came to an empty text.
    empty: u64,
    /// Those that came to 0, by their places among the cells.
    zeros: Vec<usize>,
    /// There are others.
    calculated: bool,
    /// The sheet says that no result is up to date.
    to_be_calculated: bool,
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
