//! Headers further down that say it in other words: exports of several systems, or of several versions of one, that were put one
//! below the other. The same columns under other names are the header once more. Other columns are another table, whose rows are
//! none of this one.

use std::collections::BTreeSet;

use super::{is_blank, trimmed};
use crate::sources::batch::Batch;

/// In how many of the first filled cells a heading is looked for.
const LOOKED_AT: usize = 3;
/// Bits for the first characters of headings.
const BITS: usize = 4096;

/// What a header further down is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Second {
    /// The header in other words.
    Same,
    /// That of other columns, or of the same in another order.
    Other,
}

/// The headings that the dictionary knows, and which of them stand where in the header.
pub(crate) struct Headers<'a> {
    /// The field that a heading names, decorated or not.
    field: &'a (dyn Fn(&str) -> Option<usize> + Sync),
    /// By column: the field it holds.
    places: Vec<Option<usize>>,
    /// By the character that a heading begins with: whether there is such a heading. Nearly all rows are told by it.
    starts: Box<[bool; BITS]>,
}

impl Headers<'static> {
    /// None is known.
    pub(crate) fn none() -> Headers<'static> {
        Headers::new(&|_| None, std::iter::empty(), &[], 0)
    }
}

impl<'a> Headers<'a> {
    /// `columns`: by field the column it was found in.
    pub(crate) fn new<'h>(
        field: &'a (dyn Fn(&str) -> Option<usize> + Sync),
        headings: impl Iterator<Item = &'h str>,
        columns: &[Option<usize>],
        width: usize,
    ) -> Headers<'a> {
        let mut places = vec![None; width];
        for (field, column) in columns.iter().enumerate() {
            if let Some(place) = column.and_then(|column| places.get_mut(column)) {
                *place = Some(field);
            }
        }
        let mut starts = Box::new([false; BITS]);
        for heading in headings {
            starts[bit(heading)] = true;
        }
        Headers {
            field,
            places,
            starts,
        }
    }

    /// What a row is, if it is a header: most of its cells are headings, and none of the others is a value of its column.
    pub(super) fn second(
        &self,
        batch: &Batch,
        row: usize,
        reads: impl Fn(usize, &str) -> bool,
    ) -> Option<Second> {
        let filled = || {
            let cells = batch.row(row).enumerate();
            cells.filter(|(_, cell)| !is_blank(cell))
        };
        let may_be = |cell: &str| self.starts[bit(cell)];
        if !filled().take(LOOKED_AT).any(|(_, cell)| may_be(cell)) {
            return None;
        }
        // most rows that are left are told by a value, which costs less than to look a name up
        if filled().any(|(column, cell)| !may_be(cell) && reads(column, cell)) {
            return None;
        }
        let (mut named, mut all) = (Vec::new(), 0);
        for (column, cell) in filled() {
            all += 1;
            let field = may_be(cell).then(|| (self.field)(trimmed(cell)));
            let field = field.flatten();
            if field.is_none() && reads(column, cell) {
                return None;
            }
            named.extend(field.map(|field| (column, field)));
        }
        // a heading that comes twice names one field
        let fields: BTreeSet<usize> = named.iter().map(|(_, field)| *field).collect();
        if fields.len() < 2 || fields.len() * 2 <= all {
            return None;
        }
        let stands = |&(column, field): &(usize, usize)| {
            let own = self.places[column];
            own == Some(field) || own.is_none() && !self.places.contains(&Some(field))
        };
        Some(if named.iter().all(stands) {
            Second::Same
        } else {
            Second::Other
        })
    }

    /// The headings of a row, for people.
    pub(super) fn shown(batch: &Batch, row: usize) -> Vec<String> {
        let cells = batch.row(row).filter(|cell| !is_blank(cell));
        cells.map(|cell| trimmed(cell).to_owned()).collect()
    }
}

/// The place of the first character that matters in a heading: neither its width nor its case does, and no mark before it.
fn bit(heading: &str) -> usize {
    let mut characters = heading.chars().map(half_width);
    let first = characters.find(|c| c.is_alphanumeric() || !c.is_ascii());
    first.map_or(0, |c| c.to_ascii_lowercase() as usize % BITS)
}

fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELDS: [&[&str]; 4] = [
        &["单号", "Order No"],
        &["客户", "Customer"],
        &["金额", "Amount"],
        &["备注", "Remark"],
    ];

    /// What a row is below a header of the first three fields and a column that is not known.
    fn second(cells: &[&str]) -> Option<Second> {
        let field = |heading: &str| {
            let heading = heading.trim_matches('*').to_lowercase();
            let known = |names: &[&str]| names.iter().any(|name| name.to_lowercase() == heading);
            FIELDS.iter().position(|names| known(names))
        };
        let headings = FIELDS.iter().copied().flatten().copied();
        let columns = [Some(0), Some(1), Some(2), None];
        let headers = Headers::new(&field, headings, &columns, 4);
        let mut batch = Batch::new(4);
        batch.push_row(2, cells.iter().copied());
        headers.second(&batch, 0, |column, cell| {
            column == 2 && cell.trim().parse::<f64>().is_ok()
        })
    }

    #[test]
    fn the_header_in_other_words() {
        for cells in [
            ["Order No", "Customer", "Amount", ""],
            ["order no", " CUSTOMER ", "", ""],
            ["*Order No", "客户", "Amount", "x"],
            ["ＩＤ", "Customer", "Amount", ""],
            // a column more
            ["Order No", "Customer", "Amount", "Remark"],
        ] {
            assert_eq!(second(&cells), Some(Second::Same), "{cells:?}");
        }
    }

    #[test]
    fn the_header_of_another_table() {
        for cells in [
            ["Customer", "Order No", "Amount", ""],
            ["单号", "金额", "客户", "备注"],
            ["单号", "备注", "金额", ""],
            ["Customer", "Amount", "x", ""],
        ] {
            assert_eq!(second(&cells), Some(Second::Other), "{cells:?}");
        }
    }

    #[test]
    fn records_that_hold_a_heading_or_two() {
        for cells in [
            ["SO-1", "客户", "3", ""],
            ["单号", "客户", "3", ""],
            ["单号", "甲", "", ""],
            ["SO-1", "客户", "Amount", "x"],
            ["客户", "客户", "", ""],
            ["", "", "", ""],
        ] {
            assert_eq!(second(&cells), None, "{cells:?}");
        }
    }
}
