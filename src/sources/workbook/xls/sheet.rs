//! The cells of a sheet, and what is told about it beside them.

use super::globals::{Globals, Place};
use super::records::{BreaksOff, Record, Records, double, long, word};
use super::strings::{Pieces, Storage, Texts};
use crate::messages::{Message, message};
use crate::sources::SourceError;

/// Kinds of records that hold cells ([MS-XLS] 2.3.2); formulas have had three.
const FORMULAS: [u16; 3] = [0x0006, 0x0206, 0x0406];
const MANY_NUMBERS: u16 = 0x00bd;
const MANY_BLANKS: u16 = 0x00be;
const RICH_LABEL: u16 = 0x00d6;
const SHARED_LABEL: u16 = 0x00fd;
const BLANK: u16 = 0x0201;
const NUMBER: u16 = 0x0203;
const LABEL: u16 = 0x0204;
const BOOL_OR_ERROR: u16 = 0x0205;
const SHORT_NUMBER: u16 = 0x027e;
/// All of them.
const CELLS: [u16; 12] = [
    FORMULAS[0],
    FORMULAS[1],
    FORMULAS[2],
    MANY_NUMBERS,
    MANY_BLANKS,
    RICH_LABEL,
    SHARED_LABEL,
    BLANK,
    NUMBER,
    LABEL,
    BOOL_OR_ERROR,
    SHORT_NUMBER,
];
/// Those that are always of one length.
const FIXED: [(u16, usize); 4] = [
    (NUMBER, 14),
    (SHORT_NUMBER, 10),
    (SHARED_LABEL, 10),
    (BOOL_OR_ERROR, 8),
];
/// The text that the formula before came to.
const STRING: u16 = 0x0207;
/// Beside the cells.
const UNCALCULATED: u16 = 0x005e;
const COLUMNS: u16 = 0x007d;
const MERGED: u16 = 0x00e5;
const DIMENSIONS: u16 = 0x0200;
const ROW: u16 = 0x0208;
const WINDOW: u16 = 0x023e;

/// Columns of a sheet; it has rows for every number of two bytes.
const MOST_COLUMNS: u16 = 256;

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
    pub(crate) cells: Vec<Cell>,
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
        if !self.cells.is_sorted_by_key(place) {
            self.cells.sort_by_key(place);
        }
        let twice = &mut self.facts.stored_twice;
        self.cells.dedup_by(|later, earlier| {
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
        if CELLS.contains(&kind) {
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
            _ if was_cell(kind, data.len()) => return Err(Damaged),
            _ => self.beside(kind, data),
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
        self.out.cells.push(Cell {
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

    /// Numbers of several cells of a row: style and number of each, and at the end the last column.
    fn many_numbers(&mut self, data: &[u8]) -> Result<(), Damaged> {
        let (row, first) = place(data)?;
        let (numbers, last) = data[4..].split_last_chunk::<2>().ok_or(Damaged)?;
        let (numbers, rest) = numbers.as_chunks::<6>();
        let columns = first..=u16::from_le_bytes(*last);
        let too_many = *columns.end() >= MOST_COLUMNS;
        if too_many || !rest.is_empty() || columns.len() != numbers.len() {
            return Err(Damaged);
        }
        for (column, cell) in columns.zip(numbers) {
            let style = word(cell, 0).ok_or(Damaged)?;
            let number = long(cell, 2).ok_or(Damaged)?;
            let content = Content::Number(unpacked(number), style);
            self.out.cells.push(Cell {
                row,
                column,
                content,
            });
        }
        Ok(())
    }

    /// Styles of several cells of a row, and at the end the last column.
    fn many_blanks(&mut self, data: &[u8]) -> Result<(), Damaged> {
        let (_, first) = place(data)?;
        let (styles, last) = data[4..].split_last_chunk::<2>().ok_or(Damaged)?;
        let columns = first..=u16::from_le_bytes(*last);
        self.out.facts.odd += u64::from(columns.len() * 2 != styles.len());
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
            self.formulas.zeros.push(self.out.cells.len());
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
        self.out.cells.retain(|_| {
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
        self.out.cells.push(Cell {
            row,
            column,
            content,
        });
        Ok(())
    }

    /// Takes note of what is not a cell. It is not worth refusing a sheet for.
    fn beside(&mut self, kind: u16, data: &[u8]) {
        let facts = &mut self.out.facts;
        match kind {
            UNCALCULATED => self.formulas.to_be_calculated = true,
            COLUMNS => {
                // ten bytes are a cell's
                facts.odd += u64::from(data.len() == 10);
                let columns = word(data, 0).zip(word(data, 2));
                let hidden = word(data, 8).is_some_and(|flags| flags & HIDDEN_COLUMN != 0);
                facts.hidden_columns.extend(columns.filter(|_| hidden));
            }
            ROW => {
                let row = word(data, 0);
                let hidden = word(data, 12).is_some_and(|flags| flags & HIDDEN_ROW != 0);
                facts.hidden_rows.extend(row.filter(|_| hidden));
                facts.last_row = facts.last_row.max(row);
                facts.odd += u64::from(data.len() != 16);
            }
            MERGED => {
                let areas = data.get(2..).unwrap_or_default().as_chunks::<8>().0;
                let corners = |area| [0, 2, 4, 6].map(|at| word(area, at).unwrap_or_default());
                facts.merged.extend(areas.iter().map(|area| corners(area)));
            }
            DIMENSIONS => {
                let (behind_last, length) = match self.globals.storage {
                    Storage::Unicode => (long(data, 4), 14),
                    Storage::Bytes(_) => (word(data, 2).map(u32::from), 10),
                };
                facts.announced = facts.announced.max(behind_last.unwrap_or_default());
                facts.odd += u64::from(data.len() != length);
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

/// Data of a record that must be so long: a length that is wrong would swallow the next cell.
fn exactly(data: &[u8], length: usize) -> Result<&[u8], Damaged> {
    if data.len() == length {
        Ok(data)
    } else {
        Err(Damaged)
    }
}

/// Whether a record of no known kind is one bit away from a cell of the same length: a cell that would vanish without a word.
fn was_cell(kind: u16, length: usize) -> bool {
    let one_bit = |cell: u16| (cell ^ kind).is_power_of_two();
    let is_known = [COLUMNS, WINDOW].contains(&kind);
    !is_known
        && FIXED
            .iter()
            .any(|(cell, all)| length == *all && one_bit(*cell))
}

/// Row and column of a cell.
fn place(data: &[u8]) -> Result<(u16, u16), Damaged> {
    let place = word(data, 0).zip(word(data, 2));
    place
        .filter(|(_, column)| *column < MOST_COLUMNS)
        .ok_or(Damaged)
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
