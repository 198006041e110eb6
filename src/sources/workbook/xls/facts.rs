//! What a sheet says beside its cells, and whether its cells are all there.

use super::super::beside::Beside;
use super::super::item::Item;
use super::super::reference::Area;
use super::kinds::{self, COLUMNS, DEFAULT_ROW, DIMENSIONS, FILTERED, MERGED, ROW, UNCALCULATED};
use super::records::{Record, long, word};
use super::strings::Storage;
use crate::messages::message;

/// Bits of the settings of rows and columns.
const HIDDEN_ROW: u16 = 0x0020;
const HIDDEN_BY_DEFAULT: u16 = 0x0002;
const HIDDEN_COLUMN: u16 = 0x0001;

/// What was said so far of a sheet that is being read.
#[derive(Default)]
pub(crate) struct Facts {
    beside: Beside,
    /// Rows with settings of their own, and whether they are hidden; and whether the others are.
    rows: Vec<(u16, bool)>,
    others_hidden: bool,
    /// So many rows are announced.
    announced: u32,
    /// Records that are longer or shorter than they should be, so that they may hide a cell.
    odd: u64,
    /// Formulas that came to an empty text: row and column.
    empty: Vec<(u16, u16)>,
}

impl Facts {
    /// Takes note of a record that is not a cell. None is worth refusing a sheet for.
    pub(crate) fn record(&mut self, record: Record, storage: Storage) {
        let Record { kind, data } = record;
        self.odd(kinds::is_odd(record, storage));
        match kind {
            UNCALCULATED => self.beside.formulas.to_calculate = true,
            FILTERED => self.add(Item::Filter),
            COLUMNS => {
                let hidden = word(data, 8).is_some_and(|flags| flags & HIDDEN_COLUMN != 0);
                let columns = word(data, 0).zip(word(data, 2)).filter(|_| hidden);
                if let Some((first, last)) = columns {
                    self.add(Item::HiddenColumns(first.into(), last.into()));
                }
            }
            ROW => {
                let hidden = word(data, 12).is_some_and(|flags| flags & HIDDEN_ROW != 0);
                self.rows.extend(word(data, 0).map(|row| (row, hidden)));
            }
            DEFAULT_ROW => {
                let flags = word(data, 0).unwrap_or_default();
                self.others_hidden = flags & HIDDEN_BY_DEFAULT != 0;
            }
            MERGED => {
                let areas = data.get(2..).unwrap_or_default().as_chunks::<8>().0;
                for area in areas {
                    self.add(Item::Merged(as_area(area)));
                }
            }
            DIMENSIONS => {
                let behind_last = match storage {
                    Storage::Unicode => long(data, 4),
                    Storage::Bytes(_) => word(data, 2).map(u32::from),
                };
                self.announced = self.announced.max(behind_last.unwrap_or_default());
            }
            _ => {}
        }
    }

    /// Takes note of a record whose length is wrong, if it is.
    pub(crate) fn odd(&mut self, is_odd: bool) {
        self.odd += u64::from(is_odd);
    }

    /// Takes note of a formula whose result is not stored.
    pub(crate) fn unstored(&mut self, (row, column): (u16, u16)) {
        self.beside.formulas.unstored(row.into(), column.into());
    }

    /// Takes note of a formula that came to an empty text.
    pub(crate) fn empty(&mut self, place: (u16, u16)) {
        self.empty.push(place);
    }

    /// Takes note of a formula with another result.
    pub(crate) fn stored(&mut self, zero: bool) {
        self.beside.formulas.stored(zero);
    }

    /// What there is to know, in a workbook that was calculated or not.
    pub(crate) fn finish(mut self, cells: Found, calculated: bool) -> Beside {
        self.finish_formulas(calculated);
        self.finish_rows(cells.rows);
        let rows = self.rows.last().map(|(row, _)| *row);
        let stored = rows.max(cells.last_row).map_or(0, |row| u32::from(row) + 1);
        let doubts = &mut self.beside.doubts;
        if cells.twice > 0 {
            doubts.push(message!("decision-cells-stored-twice", count = cells.twice));
        }
        if self.odd > 0 {
            doubts.push(message!("decision-odd-records", count = self.odd));
        }
        if self.announced > stored {
            let announced = self.announced;
            doubts.push(message!(
                "decision-rows-missing",
                announced = announced,
                found = stored
            ));
        }
        self.beside
    }

    /// A program that cannot calculate stores 0 or an empty text for every formula, and leaves it to Excel.
    fn finish_formulas(&mut self, calculated: bool) {
        let formulas = &mut self.beside.formulas;
        formulas.to_calculate |= !calculated;
        let nothing = formulas.to_calculate && formulas.zero == formulas.stored;
        for (row, column) in std::mem::take(&mut self.empty) {
            if nothing {
                formulas.unstored(row.into(), column.into());
            } else {
                formulas.stored(false);
            }
        }
    }

    /// Which of the rows with anything in them are hidden.
    fn finish_rows(&mut self, filled: impl IntoIterator<Item = u16>) {
        self.rows.sort_unstable();
        for row in filled {
            let known = self.rows.binary_search_by_key(&row, |(row, _)| *row);
            let hidden = known.map_or(self.others_hidden, |known| self.rows[known].1);
            self.add(Item::Row {
                row: row.into(),
                hidden,
            });
            self.beside.fill();
        }
    }

    fn add(&mut self, item: Item<()>) {
        self.beside.add(item);
    }
}

/// What was found in a sheet.
pub(crate) struct Found {
    /// Rows with anything in them, in their order.
    pub(crate) rows: Vec<u16>,
    /// The last row with a cell, filled or not.
    pub(crate) last_row: Option<u16>,
    /// Cells that are stored once more.
    pub(crate) twice: u64,
}

fn as_area(bytes: &[u8]) -> Area {
    let corner = |at| word(bytes, at).unwrap_or_default().into();
    Area {
        top: corner(0),
        bottom: corner(2),
        left: corner(4),
        right: corner(6),
    }
}
