//! Sets aside the rows of a batch that are not of the table.

use std::collections::BTreeMap;

use super::fill::{Fills, Turn};
use super::repeat::Repeat;
use super::second::{Headers, Second};
use super::totals::{Totals, folded};
use super::{is_blank, is_code, trimmed};
use crate::sources::batch::{Aside, Batch, Sifted};
use crate::sources::guards::Guards;

/// How far above a total its group is looked for.
const MOST_OF_GROUP: usize = 1000;

/// In how many of the first filled cells a total is named where a table has no key.
const LABELS: usize = 3;

/// What to set aside from the rows of a file.
pub(crate) struct Layout<'a> {
    pub(crate) width: usize,
    /// By column: whether it has a heading. What stands under none is no value of a row.
    pub(crate) headed: Vec<bool>,
    pub(crate) repeats: Vec<Repeat>,
    /// The example of a template.
    pub(crate) example: Option<Example>,
    pub(crate) guards: Guards,
    pub(crate) totals: &'a Totals,
    /// Whether signatures and remarks are set aside.
    pub(crate) notes: bool,
    /// The columns of the document key; the first column of the dictionary where there is none.
    pub(crate) key: Vec<usize>,
    /// Whether the table has a document key.
    pub(crate) keyed: bool,
    /// By column: whether it is one of numbers, dates and the like; and whether a cell can be read as what its column is.
    pub(crate) typed: Vec<bool>,
    /// Those of them that hold dates, or yes and no: what is added up has none of its own.
    pub(crate) telling: Vec<usize>,
    pub(crate) readable: &'a (dyn Fn(usize, &str) -> bool + Sync),
    /// The columns whose empty cells take the value above them.
    pub(crate) fills: Fills,
    /// What tells a header further down.
    pub(crate) headers: Headers<'a>,
}

/// By column, whether it is among those named.
pub(crate) fn among(named: &[usize], width: usize) -> Vec<bool> {
    let mut among = vec![false; width];
    for &column in named {
        among[column] = true;
    }
    among
}

/// The row of a template that shows how others are to be filled in. Who types over it enters a row.
pub(crate) struct Example {
    /// As a person sees it.
    pub(crate) row: u64,
    /// What stands in it, by column.
    pub(crate) cells: Vec<String>,
}

impl Example {
    fn is(&self, batch: &Batch, row: usize) -> bool {
        batch.line(row) == self.row
            && (self.cells.iter().enumerate())
                .all(|(column, cell)| trimmed(batch.cell(row, column)) == trimmed(cell))
    }
}

impl Layout<'_> {
    /// Sets aside the rows of a batch that are not of the table, and fills the others. `turn` is that of its chunk, which may
    /// be the last one.
    pub(crate) fn sift<'t>(&self, mut batch: Batch<'t>, turn: Turn, last: bool) -> Batch<'t> {
        let (mut again, mut other) = (Vec::new(), None);
        for row in 0..batch.rows() {
            match self.second(&batch, row) {
                None => {}
                Some(Second::Same) => again.push(row),
                Some(Second::Other) => {
                    other = Some(row);
                    break;
                }
            }
        }
        let other_table = other.map(|row| (batch.line(row), Headers::shown(&batch, row)));
        if let Some(row) = other {
            batch.truncate(row);
        }
        let last = last || other.is_some();
        let mut reasons = Vec::with_capacity(batch.rows());
        for row in 0..batch.rows() {
            let again = again.binary_search(&row).is_ok();
            reasons.push(self.reason(&batch, row, again, &reasons));
        }
        if self.notes {
            for row in 0..batch.rows() {
                // a page ends where the header comes again
                let starts =
                    |row: usize| matches!(reasons[row], Some(Aside::Header | Aside::Title));
                if starts(row) && (row == 0 || !starts(row - 1)) {
                    self.set_notes_aside(&batch, row, &mut reasons);
                }
            }
            if last {
                self.set_notes_aside(&batch, batch.rows(), &mut reasons);
            }
        }
        let batch = batch.set_aside(&reasons);
        let mut batch = self.whole(batch, turn);
        batch.sifted.unheaded = self.unheaded(&batch);
        batch.sifted.wordless_end = last.then(|| self.wordless_end(&batch)).flatten();
        batch.sifted.other_table = other_table;
        batch
    }

    /// Fills the rows of a batch, all of which are of the table.
    pub(crate) fn whole<'t>(&self, mut batch: Batch<'t>, turn: Turn) -> Batch<'t> {
        let filled = turn.fill(&mut batch);
        let nameless =
            |row: &usize| self.keyed && self.key.iter().all(|&c| is_blank(batch.cell(*row, c)));
        batch.sifted = Box::new(Sifted {
            filled,
            nameless: (0..batch.rows()).filter(nameless).count() as u64,
            begins_nameless: batch.rows() > 0 && nameless(&0),
            ..Sifted::default()
        });
        batch
    }

    /// Whether a row is a header in other words than the first one.
    fn second(&self, batch: &Batch, row: usize) -> Option<Second> {
        let reads = |column: usize, cell: &str| self.typed[column] && (self.readable)(column, cell);
        self.headers.second(batch, row, reads)
    }

    /// The last row, where all that it holds can be read as a number or the like.
    fn wordless_end(&self, batch: &Batch) -> Option<u64> {
        let row = batch.rows().checked_sub(1)?;
        let mut cells = self.filled(batch, row).peekable();
        cells.peek()?;
        let reads = |(c, cell)| self.typed[c] && !self.key.contains(&c) && (self.readable)(c, cell);
        cells.all(reads).then(|| batch.line(row))
    }

    /// The columns without a heading that rows fill, and how many.
    fn unheaded(&self, batch: &Batch) -> BTreeMap<usize, u64> {
        let mut counts = BTreeMap::new();
        for (_, column) in &batch.outside {
            *counts.entry(*column).or_default() += 1;
        }
        let within = (0..self.width).filter(|&column| !self.headed[column]);
        for column in within {
            let filled = batch.column(column).filter(|cell| !is_blank(cell)).count() as u64;
            if filled > 0 {
                counts.insert(column, filled);
            }
        }
        counts
    }

    /// Why a row is not of the table, as far as that can be told from it and from those above it. `again`: whether it is the
    /// header in other words.
    fn reason(
        &self,
        batch: &Batch,
        row: usize,
        again: bool,
        above: &[Option<Aside>],
    ) -> Option<Aside> {
        let mut cells = batch.row(row).enumerate();
        let Some((column, first)) = cells.find(|(_, cell)| !is_blank(cell)) else {
            if batch
                .outside
                .binary_search_by_key(&row, |(row, _)| *row)
                .is_ok()
            {
                return Some(Aside::Note);
            }
            // where there is one column, an empty cell may be meant
            return (self.width > 1).then_some(Aside::Blank);
        };
        if let Some(repeat) = self.repeats.iter().find(|r| r.is(batch, row)) {
            return Some(repeat.aside);
        }
        if again {
            return Some(Aside::Header);
        }
        if self
            .example
            .as_ref()
            .is_some_and(|example| example.is(batch, row))
        {
            return Some(Aside::Sample);
        }
        if !self.headed[column] && self.filled(batch, row).next().is_none() {
            return Some(Aside::Note);
        }
        let total = self.is_total(batch, row, column, first, above);
        (total && !self.is_full(batch, row)).then_some(Aside::Total)
    }

    /// Whether a row says so much beside a word of a total that it is a record: a date or yes, and two texts.
    fn is_full(&self, batch: &Batch, row: usize) -> bool {
        let texts = self.filled(batch, row).filter(|(c, _)| !self.typed[*c]);
        let tells = |&c: &usize| {
            let cell = batch.cell(row, c);
            !is_blank(cell) && (self.readable)(c, cell)
        };
        texts.count() > 1 && self.telling.iter().any(tells)
    }

    fn is_total(
        &self,
        batch: &Batch,
        row: usize,
        column: usize,
        first: &str,
        above: &[Option<Aside>],
    ) -> bool {
        let keys = || self.key.iter().map(|&c| (c, batch.cell(row, c)));
        let total = |(column, cell): (usize, &str)| {
            let group = self.totals.group(cell);
            self.totals.begin(cell)
                || group.is_some_and(|group| self.sums_up(group, batch, row, column, above))
        };
        if self.keyed && self.key == [column] {
            // most tables begin with their key
            total((column, first))
        } else if !self.keyed && !is_code(first) {
            let filled = batch.row(row).enumerate();
            let filled = filled.filter(|(_, cell)| !is_blank(cell));
            filled.take(LABELS).any(total)
        } else if keys().all(|(_, cell)| is_blank(cell)) {
            batch.row(row).enumerate().any(total)
        } else {
            // a document whose customer is called "Total" is none
            keys().any(total) || total((column, first)) && !keys().any(|(_, cell)| is_code(cell))
        }
    }

    /// Whether the rows above one are of the group that its cell names, and it says nothing else of its own: the total of
    /// a group, such as `North Total`.
    fn sums_up(
        &self,
        group: &str,
        batch: &Batch,
        row: usize,
        column: usize,
        above: &[Option<Aside>],
    ) -> bool {
        let cell_above = |column: usize| {
            let rows = (0..row).rev().filter(|&row| above[row].is_none());
            let mut cells = rows.take(MOST_OF_GROUP).map(|row| batch.cell(row, column));
            cells.find(|cell| !is_blank(cell))
        };
        let says_nothing = |(c, cell): (usize, &str)| {
            c == column
                || self.typed[c]
                || cell_above(c).is_some_and(|above| trimmed(above) == trimmed(cell))
        };
        cell_above(column).is_some_and(|above| folded(above).eq(folded(group)))
            && self.filled(batch, row).all(says_nothing)
    }

    /// The filled cells that stand under a heading.
    pub(super) fn filled<'b>(
        &self,
        batch: &'b Batch,
        row: usize,
    ) -> impl Iterator<Item = (usize, &'b str)> {
        let cells = batch.row(row).enumerate();
        cells.filter(|(c, cell)| self.headed[*c] && !is_blank(cell))
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{below, sifted};
    use super::*;

    #[test]
    fn a_header_that_comes_again_with_a_mark() {
        let header = ["单号", "客户", "数量", ""];
        let rows: [&[&str]; 6] = [
            &["单号", "客户", "数量", "第2页"],
            &["单号", "客户", "数量（件）", ""],
            &["编号", "客户", "数量", "续"],
            // one word alone proves nothing
            &["单号", "甲", "3", ""],
            &["A1", "客户", "3", ""],
            &["A2", "客户", "", "备注"],
        ];
        let expected = [2, 3, 4].map(|row| (row, Aside::Header));
        assert_eq!(below(&header, &rows, &[0], false), expected);
        let narrow = below(
            &["名称", "备注"],
            &[&["名称", "x"], &["x", "备注"]],
            &[0],
            false,
        );
        assert_eq!(narrow, []);
    }

    #[test]
    fn a_full_record_is_no_total() {
        let header = ["单号", "客户", "发货日期", "金额"];
        let total: &[&str] = &["合计", "", "", "2"];
        let of_a_day: &[&str] = &["小计", "", "2026-10-02", "2"];
        let record: &[&str] = &["合计", "甲", "2026-10-02", "2"];
        let rows = [total, of_a_day, record];
        let expected = [(2, Aside::Total), (3, Aside::Total)];
        assert_eq!(below(&header, &rows, &[0], false), expected);
    }

    #[test]
    fn totals_of_groups() {
        let header = ["单号", "客户", "类别", "数量"];
        let data: &[&str] = &["S1", "甲", "成品", "2"];
        for total in [
            ["", "甲 汇总", "", "2"],
            ["", "甲 计数", "", "1"],
            ["", "甲小计：", "", "2"],
            ["", "甲 Total", "", "2"],
            ["", "甲 合計", "", ""],
            ["", "甲", "成品 小计", "2"],
            ["S1 汇总", "", "", "2"],
            ["", "总计", "", "2"],
            ["总计数", "", "", "1"],
            ["Grand Total", "", "", "2"],
        ] {
            let expected = [(3, Aside::Total), (4, Aside::Total)];
            assert_eq!(
                below(&header, &[data, &total, &total], &[0], false),
                expected,
                "{total:?}"
            );
        }
        for record in [
            // of no group above it
            ["", "乙 汇总", "", "2"],
            ["", "甲 汇总", "半成品", "2"],
            ["S2", "甲 汇总", "", "2"],
            ["S2", "甲", "总计", "2"],
            ["甲 Total", "乙", "", "2"],
        ] {
            assert_eq!(
                below(&header, &[data, &record], &[0], false),
                [],
                "{record:?}"
            );
        }
        // where nothing identifies a document
        let total: &[&str] = &["一部", "小计", "", "2"];
        let rows: [&[&str]; 2] = [&["一部", "甲", "成品", "2"], total];
        assert_eq!(below(&header, &rows, &[], false), [(3, Aside::Total)]);
        assert_eq!(below(&header, &[&["S1", "小计", "", "2"]], &[], false), []);
    }

    #[test]
    fn totals_headers_and_blank_rows_are_set_aside() {
        let rows: [&[&str]; 8] = [
            &["SO-1", "合计有限公司", "1"],
            &["", "小计", "1"],
            &["\u{feff}单号", "客户 ", "金额"],
            &["", "\u{3000}", " "],
            &["SO-2", "Total", "3"],
            &["合  计：", "", "4"],
            &["Totally", "甲", "5"],
            &["", "甲", "5"],
        ];
        let named: [&[&str]; 1] = [&["Total", "SO1", "100"]];
        assert_eq!(sifted(&named, &[1], false), []);
        let expected = [
            (3, Aside::Total),
            (4, Aside::Header),
            (5, Aside::Blank),
            (7, Aside::Total),
        ];
        assert_eq!(sifted(&rows, &[0], false), expected);
    }
}
