//! Cells that differ in nothing but their digits, as those of a column mostly do. What they have in common is looked at once:
//! lengths, characters, shape, and whether they can be numbers or dates at all.

use hashbrown::HashMap;
use polars::prelude::PlFixedStateQuality;

use super::Spot;
use super::look::{self, Kind, Look};
use super::private;
use super::tally::{At, Tally};
use crate::blank;

/// Bytes of the longest cell that is compared with others.
const LONGEST: usize = 32;
/// Groups that are kept of a column; what is in none is looked at by itself.
const MOST: usize = 64;

/// A cell with zeros in place of its digits, eight bytes a number.
type Mask = [u64; LONGEST / 8];

/// The groups of a part of a column.
pub(super) struct Groups<'a> {
    tally: Tally,
    from_1904: bool,
    known: HashMap<Mask, usize, PlFixedStateQuality>,
    met: Vec<Group<'a>>,
    /// The mask of the last cell, and its group.
    last: (Mask, usize),
}

/// Cells of one mask.
struct Group<'a> {
    look: Look,
    varies: Varies,
    /// Whether the digits say whether it is private.
    private: bool,
    count: u64,
    first: At<'a>,
}

/// What the digits of a cell decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Varies {
    /// Nothing: it is a text, whatever they are.
    Nothing,
    /// Which number it is.
    Number,
    /// Whether it is a date, and which.
    Date,
    /// What it is.
    All,
}

impl<'a> Groups<'a> {
    /// `shapeless`: the column is known to have no shapes.
    pub(super) fn new(from_1904: bool, shapeless: bool) -> Groups<'a> {
        Groups {
            tally: Tally {
                shapeless,
                ..Tally::default()
            },
            from_1904,
            known: HashMap::with_hasher(PlFixedStateQuality::with_seed(0x7072_6f66)),
            met: Vec::new(),
            last: (Mask::default(), usize::MAX),
        }
    }

    /// Adds a cell that is not empty and comes so many times.
    pub(super) fn add(&mut self, cell: &'a str, count: u64, spot: Spot) {
        let at = At { cell, spot };
        let group = self.group(at);
        let Some(group) = group.and_then(|place| self.met.get_mut(place)) else {
            self.tally.add(count, at, self.from_1904);
            return;
        };
        let text = || blank::trim(cell);
        let alike = match group.varies {
            Varies::Nothing => true,
            Varies::Number => look::plain_number(text())
                .map(|number| self.tally.number(number, count, at))
                .is_some(),
            Varies::Date => look::iso(text())
                .map(|date| self.tally.date(date, count, at))
                .is_some(),
            Varies::All => false,
        };
        if !alike {
            self.tally.add(count, at, self.from_1904);
            return;
        }
        if group.private {
            self.tally.private(private::of_value(text()), count);
        }
        if group.count == 0 {
            group.first = at;
        }
        group.count += count;
    }

    /// The group of a cell; none where it is long, or there are enough.
    fn group(&mut self, at: At<'a>) -> Option<usize> {
        let mask = mask(at.cell)?;
        if self.last.1 != usize::MAX && self.last.0 == mask {
            return Some(self.last.1);
        }
        let place = match self.known.get(&mask) {
            Some(place) => *place,
            None if self.met.len() == MOST => return None,
            None => {
                let place = self.met.len();
                self.met.push(Group::of(at, self.from_1904));
                self.known.insert(mask, place);
                place
            }
        };
        self.last = (mask, place);
        Some(place)
    }

    /// What all cells come to.
    pub(super) fn finish(self) -> Tally {
        let mut tally = self.tally;
        for group in self.met.into_iter().filter(|group| group.count > 0) {
            let Group {
                look, count, first, ..
            } = group;
            tally.look(&look, count, first);
            if !group.private {
                tally.private(look.private, count);
            }
            match look.kind {
                Kind::Number(number) => tally.digits(number.digits, count),
                Kind::Text => tally.text(look.boolean, count, first),
                Kind::Nothing | Kind::Date(_) | Kind::OpenYear => {}
            }
            tally.shape(count, first);
        }
        tally
    }
}

impl<'a> Group<'a> {
    fn of(at: At<'a>, from_1904: bool) -> Group<'a> {
        let text = blank::trim(at.cell);
        let look = Look::at(at.cell, from_1904);
        let varies = match look.kind {
            Kind::Text if look::is_surely_text(text) || !look.has_digits() => Varies::Nothing,
            Kind::Number(_) if look::is_surely_number(text) => Varies::Number,
            Kind::Date(date) if date.iso => Varies::Date,
            _ => Varies::All,
        };
        Group {
            look,
            varies,
            private: private::depends_on_digits(text),
            count: 0,
            first: at,
        }
    }
}

/// None where the cell is long.
fn mask(cell: &str) -> Option<Mask> {
    let bytes = cell.as_bytes();
    if bytes.len() > LONGEST {
        return None;
    }
    // what is behind the cell is in no text
    let mut mask = [u64::MAX; LONGEST / 8];
    let (whole, rest) = bytes.as_chunks::<8>();
    for (masked, eight) in mask.iter_mut().zip(whole) {
        *masked = without_digits(u64::from_le_bytes(*eight));
    }
    if let Some(last) = mask.get_mut(whole.len()) {
        *last = without_digits(padded(bytes, rest));
    }
    Some(mask)
}

/// Up to seven bytes at the end of a cell, with those that are in no text behind them.
fn padded(cell: &[u8], rest: &[u8]) -> u64 {
    if rest.is_empty() {
        return u64::MAX;
    }
    let room = 64 - 8 * rest.len();
    let value = match cell.last_chunk::<8>() {
        Some(eight) => u64::from_le_bytes(*eight) >> room,
        None => rest
            .iter()
            .rev()
            .fold(0, |all, byte| all << 8 | u64::from(*byte)),
    };
    value | u64::MAX << (64 - room)
}

/// Eight bytes with `0` in place of each digit.
fn without_digits(eight: u64) -> u64 {
    const EACH: u64 = u64::MAX / 255;
    // a digit is at most 9 then
    let values = eight ^ (EACH * 0x30);
    let others = (((values & (EACH * 0x7f)) + EACH * 0x76) | values) & (EACH * 0x80);
    let digits = !others & (EACH * 0x80);
    // the low half of a byte is the digit
    eight & !((digits >> 7) * 0x0f)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Cells of columns: `#` is any digit.
    const CELLS: [&str; 36] = [
        "SO#######",
        "C######",
        "M-#######",
        "#.##",
        "-#,###.##",
        "#",
        "##",
        "#####",
        "########",
        "#######",
        "2026-##-##",
        "202#-0#-1# 1#:2#:3#",
        "##/##/2026",
        "##/##/##",
        "1##########",
        "0912-###-###",
        "110105########00##",
        "A1########",
        "# kg",
        "#级",
        "华东第####号",
        " A## ",
        "x#\u{200b}",
        "N/A",
        "无",
        "是",
        "yes",
        "￥#.##",
        "RMB#,###",
        "#e##",
        "2026年#月#日",
        "a#@example.com",
        "１#",
        "Mar-##",
        "一二三四五六七八九十第#号",
        "#.################",
    ];

    fn cell() -> impl Strategy<Value = String> {
        let digits = proptest::collection::vec(0..10u8, 20);
        (proptest::sample::select(&CELLS[..]), digits).prop_map(|(form, digits)| {
            let mut digits = digits.into_iter();
            let digit = |c| match c {
                '#' => char::from(b'0' + digits.next().unwrap_or_default()),
                other => other,
            };
            form.chars().map(digit).collect()
        })
    }

    proptest! {
        /// What is told of cells together is what is told of them one by one.
        #[test]
        fn cells_together_are_as_one_by_one(cells in proptest::collection::vec((cell(), 1..4u64), 1..200)) {
            let mut groups = Groups::new(false, false);
            let mut tally = Tally::default();
            for (row, (cell, count)) in (2..).zip(&cells) {
                let spot = Spot { file: 0, row };
                groups.add(cell, *count, spot);
                tally.add(*count, At { cell, spot }, false);
            }
            prop_assert_eq!(format!("{:?}", groups.finish()), format!("{tally:?}"));
        }

        #[test]
        fn masks_hide_digits_alone(cell in "[0-9A-Fa-f:/. 汉٣]{0,11}") {
            let plain: String = cell.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect();
            prop_assert_eq!(mask(&cell), mask(&plain));
            // nothing else has it
            for other in ["0", "1:", "A", "汉"] {
                prop_assert_ne!(mask(&plain), mask(&format!("{plain}{other}")));
            }
            let first = plain.chars().next();
            if first.is_some_and(|first| first != 'A') {
                let changed = format!("A{}", &plain[first.map_or(0, char::len_utf8)..]);
                prop_assert_ne!(mask(&plain), mask(&changed));
            }
        }
    }
}
