//! Names of a workbook that stand for a cell each, as far as they are ours.

use super::records::Fields;
use crate::sources::SourceError;
use crate::sources::workbook::marked::Marked;
use crate::sources::workbook::sheets::Listed;

/// Kinds of records: a name; the workbook itself and the others that are referred to; which of their sheets are.
const NAME: u16 = 39;
const ITSELF: u16 = 357;
const OTHERS: [u16; 3] = [355, 358, 667];
const SHEETS: u16 = 362;
/// A reference to a cell of a sheet, in any of its three classes, and how long it is.
const CELL: [u8; 3] = [0x3a, 0x5a, 0x7a];
const LENGTH: u32 = 9;
/// The bits of a column that are its number.
const COLUMN: u16 = 0x3fff;

/// A name, and the cell that it stands for, by the number of what it refers to.
type Named = (String, u16, (u32, u32));

/// Records about names, in the order of the file.
#[derive(Default)]
pub(super) struct Names {
    all: Vec<Named>,
    /// Whether each of the workbooks is this one.
    own: Vec<bool>,
    /// The sheets that names refer to: the workbook, the first sheet and the last.
    sheets: Vec<[u32; 3]>,
}

impl Names {
    /// Takes note of a record. What is stored in another way is none of ours.
    pub(super) fn record(&mut self, kind: u16, fields: Fields) {
        match kind {
            NAME => self.all.extend(name(fields).ok().flatten()),
            ITSELF => self.own.push(true),
            SHEETS => self.sheets = sheets(fields).unwrap_or_default(),
            kind if OTHERS.contains(&kind) => self.own.push(false),
            _ => {}
        }
    }

    /// What was added to these sheets when faults were marked.
    pub(super) fn marked(&self, listed: &[Listed]) -> Marked {
        let mut marked = Marked::default();
        for (name, to, cell) in &self.all {
            let Some([book, first, last]) = self.sheets.get(usize::from(*to)) else {
                continue;
            };
            let is_own = self.own.get(*book as usize) == Some(&true) && first == last;
            if let Some(sheet) = listed.get(*first as usize).filter(|_| is_own) {
                marked.add(name, sheet.name.clone(), *cell);
            }
        }
        marked
    }
}

/// A name; none where it stands for anything but a cell.
fn name(mut fields: Fields) -> Result<Option<Named>, SourceError> {
    let (_flags, _key, _of_sheet) = (fields.u32()?, fields.u8()?, fields.u32()?);
    let name = fields.string()?;
    let (length, kind) = (fields.u32()?, fields.u8()?);
    if length != LENGTH || !CELL.contains(&kind) {
        return Ok(None);
    }
    let (to, row, column) = (fields.u16()?, fields.u32()?, fields.u16()?);
    Ok(Some((name, to, (row, (column & COLUMN).into()))))
}

fn sheets(mut fields: Fields) -> Result<Vec<[u32; 3]>, SourceError> {
    let mut sheets = Vec::new();
    // a record ends before a count that is too large
    for _ in 0..fields.u32()? {
        sheets.push([fields.u32()?, fields.u32()?, fields.u32()?]);
    }
    Ok(sheets)
}
