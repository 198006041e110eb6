//! Names of a workbook of Excel 97 that stand for a cell each, as far as they are ours.

use super::records::{Record, word};
use crate::sources::workbook::marked::Marked;

/// Kinds of records: a name, the workbooks that are referred to, and which sheets of them are.
const NAME: u16 = 0x0018;
const BOOK: u16 = 0x01ae;
const SHEETS: u16 = 0x0017;
/// What stands for the workbook itself, in the place of the length of its name.
const ITSELF: u16 = 0x0401;
/// A reference to a cell of a sheet, in any of its three classes.
const CELL: [u8; 3] = [0x3a, 0x5a, 0x7a];
/// What is before the characters of a name, how they are stored included; and the bits of a column that are its number.
const HEAD: usize = 15;
const COLUMN: u16 = 0x00ff;

/// Records about names, in the order of the file.
#[derive(Default)]
pub(crate) struct Names<'a> {
    all: Vec<&'a [u8]>,
    /// Whether each of the workbooks is this one.
    own: Vec<bool>,
    /// The sheets that names refer to: the workbook, the first sheet and the last.
    sheets: Vec<[u16; 3]>,
}

impl<'a> Names<'a> {
    pub(crate) fn record(&mut self, record: Record<'a>) {
        let data = record.data;
        match record.kind {
            NAME => self.all.push(data),
            BOOK => self.own.push(word(data, 2) == Some(ITSELF)),
            SHEETS => {
                let sheets = data.get(2..).unwrap_or_default().as_chunks::<6>().0;
                let words =
                    |bytes: &[u8; 6]| [0, 2, 4].map(|at| word(bytes, at).unwrap_or_default());
                self.sheets.extend(sheets.iter().map(words));
            }
            _ => {}
        }
    }

    /// What was added to these sheets when faults were marked. What is stored in another way is none of ours.
    pub(crate) fn marked(&self, sheets: &[&str]) -> Marked {
        let mut marked = Marked::default();
        for (name, sheet, cell) in self.all.iter().filter_map(|data| self.name(data)) {
            if let Some(sheet) = sheets.get(sheet) {
                marked.add(&name, (*sheet).to_owned(), cell);
            }
        }
        marked
    }

    /// A name, and the cell that it stands for, with the number of its sheet.
    fn name(&self, data: &[u8]) -> Option<(String, usize, (u32, u32))> {
        let count = usize::from(*data.get(3)?);
        let is_wide = data.get(HEAD - 1)? & 1 != 0;
        let (name, formula) = data
            .get(HEAD..)?
            .split_at_checked(count * (1 + usize::from(is_wide)))?;
        let name: String = if is_wide {
            let units = name
                .as_chunks::<2>()
                .0
                .iter()
                .map(|unit| u16::from_le_bytes(*unit));
            String::from_utf16(&units.collect::<Vec<u16>>()).ok()?
        } else {
            name.iter().map(|byte| char::from(*byte)).collect()
        };
        let (kind, reference) = formula.split_first()?;
        if !CELL.contains(kind) || word(data, 4) != Some(7) {
            return None;
        }
        let [book, first, last] = *self.sheets.get(usize::from(word(reference, 0)?))?;
        if first != last || !*self.own.get(usize::from(book))? {
            return None;
        }
        let (row, column) = (word(reference, 2)?, word(reference, 4)? & COLUMN);
        Some((name, first.into(), (row.into(), column.into())))
    }
}
