//! Workbooks of Excel 97 to 2003 and of Excel 5 and 95 (xls, [MS-XLS]).
//!
//! The stream of the workbook is read once: what is said for all sheets when it is opened, a sheet when its cells are asked for. What
//! is kept in memory is the stream and the cells that are there, whatever the workbook announces.

mod facts;
mod globals;
mod kinds;
mod names;
mod records;
mod sheet;
mod strings;

use std::io::{Read, Seek, SeekFrom};
use std::ops::ControlFlow;

use self::globals::{Globals, Guess};
use self::records::Begin;
use self::sheet::{Cells, Content};
use super::beside::Beside;
use super::errors::io_error;
use super::marked::Marked;
use super::value::{Flow, Sheet, Value, error_word};
use crate::messages::{Message, message};
use crate::sources::SourceError;
use crate::sources::encoding::Charset;

/// What a compound file begins with; anything else is the stream itself.
const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/// A new xlsx that is protected by a password is in a compound file as well.
const ENCRYPTED: &str = "EncryptedPackage";
/// The streams that hold a workbook: of Excel 97, and of Excel 5. Where both are there, they hold the same workbook.
const STREAMS: [&str; 2] = ["Workbook", "Book"];

/// An opened workbook.
pub(crate) struct Xls {
    stream: Vec<u8>,
    globals: Globals,
    /// The sheet that was read last.
    last: Option<(usize, Cells)>,
}

impl Xls {
    /// Opens a workbook; texts in a code page are in the `declared` one, if there is one.
    pub(crate) fn open(
        file: impl Read + Seek,
        declared: Option<Charset>,
    ) -> Result<Xls, SourceError> {
        let stream = stream(file)?;
        let globals = Globals::parse(&stream, declared)?;
        Ok(Xls {
            stream,
            globals,
            last: None,
        })
    }

    /// All sheets in their order.
    pub(crate) fn sheets(&self) -> Vec<Sheet> {
        let places = self.globals.places.iter();
        places.map(|place| place.sheet.clone()).collect()
    }

    /// What was added to it when its faults were marked.
    pub(crate) fn marked(&self) -> &Marked {
        &self.globals.marked
    }

    /// Hands over the cells of a sheet row by row, until there are no more or none are wanted.
    pub(crate) fn cells(
        &mut self,
        sheet: usize,
        mut each: impl FnMut(u32, u32, &Value) -> Flow,
    ) -> Result<(), SourceError> {
        let (globals, cells) = self.read(sheet)?;
        for cell in &cells.filled {
            let value = value(cell.content, cells, globals);
            if let ControlFlow::Break(end) = each(cell.row.into(), cell.column.into(), &value) {
                return end;
            }
        }
        // the rows behind the last filled one are there as well
        let filled = cells.filled.last().map(|cell| cell.row);
        if let Some(last) = cells
            .last_row
            .filter(|last| filled.is_none_or(|row| row < *last))
            && let ControlFlow::Break(end) = each(last.into(), 0, &Value::Empty)
        {
            return end;
        }
        Ok(())
    }

    /// Whether days are counted from 1904.
    pub(crate) fn counts_from_1904(&self) -> bool {
        self.globals.from_1904
    }

    /// The code page that was guessed where the workbook states none that is known, and whether that is not certain.
    pub(crate) fn guessed(&self) -> Option<(Message, bool)> {
        let Guess { unknown, decision } = self.globals.guess.as_ref()?;
        let told = decision.message();
        Some(match unknown {
            Some(page) => {
                let told = message!("source-unknown-code-page", page = *page, told = told);
                (told, true)
            }
            None => decision
                .doubt()
                .map_or((told, false), |doubt| (doubt, true)),
        })
    }

    /// What is in a sheet beside the values of its cells.
    pub(crate) fn beside(&mut self, sheet: usize) -> Result<Beside, SourceError> {
        let (_, cells) = self.read(sheet)?;
        Ok(cells.beside.clone())
    }

    fn read(&mut self, sheet: usize) -> Result<(&Globals, &Cells), SourceError> {
        let cells = match self.last.take() {
            Some((read, cells)) if read == sheet => cells,
            _ => Cells::parse(&self.stream, &self.globals.places[sheet], &self.globals)?,
        };
        let (_, cells) = self.last.insert((sheet, cells));
        Ok((&self.globals, cells))
    }
}

fn value<'a>(content: Content, cells: &'a Cells, globals: &'a Globals) -> Value<'a> {
    match content {
        Content::Number(number, style) => {
            Value::Number(number, globals.format(style).shown(globals.from_1904))
        }
        // that they are there was seen when the sheet was read
        Content::Shared(index) => Value::Text(globals.texts.get(index).unwrap_or_default()),
        Content::Own(index) => Value::Text(cells.texts.get(index).unwrap_or_default()),
        Content::Bool(value) => Value::Bool(value),
        Content::Error(code) => Value::Error(error_word(code)),
    }
}

/// The stream of a workbook, out of the compound file that it is in.
fn stream(mut file: impl Read + Seek) -> Result<Vec<u8>, SourceError> {
    let mut start = [0; COMPOUND.len()];
    let is_compound = file.read_exact(&mut start).is_ok() && start == COMPOUND;
    file.seek(SeekFrom::Start(0)).map_err(|e| io_error(&e))?;
    let mut stream = Vec::new();
    if !is_compound {
        file.read_to_end(&mut stream).map_err(|e| io_error(&e))?;
        return Ok(stream);
    }
    let mut file = cfb::CompoundFile::open(file).map_err(|e| io_error(&e))?;
    // those of embedded workbooks are not at the root
    let entries = file.read_root_storage();
    let streams: Vec<cfb::Entry> = entries.filter(cfb::Entry::is_stream).collect();
    let named = |wanted: &str| {
        let mut streams = streams.iter();
        streams.find(|entry| entry.name().eq_ignore_ascii_case(wanted))
    };
    if named(ENCRYPTED).is_some() {
        return Err(message!("source-encrypted"));
    }
    for wanted in STREAMS {
        let Some(entry) = named(wanted) else {
            continue;
        };
        stream.clear();
        file.open_stream(entry.path())
            .and_then(|mut found| found.read_to_end(&mut stream))
            .map_err(|e| io_error(&e))?;
        // where the last sector of a file is cut, what there is of it is read
        if stream.len() as u64 != entry.len() {
            return Err(message!("source-workbook-breaks-off"));
        }
        if Begin::of(&stream).is_some() {
            return Ok(stream);
        }
        if records::begins_old(&stream) {
            return Err(message!("source-old-workbook"));
        }
    }
    Err(message!("source-not-workbook"))
}

#[cfg(test)]
#[path = "../../../tests/support/xls.rs"]
#[allow(
    dead_code,
    reason = "each crate that includes the writer needs a part of it"
)]
mod testing;

#[cfg(test)]
mod tests;
