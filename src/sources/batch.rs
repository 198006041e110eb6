//! A batch of rows as text, and what is wrong with them as they stand in the file.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::met::Met;

/// Some rows of one file. A row has as many cells as the header.
#[derive(Debug, Clone, Default)]
pub(crate) struct Batch<'t> {
    /// What the cells are parts of; it may hold more.
    text: Cow<'t, str>,
    /// Start and end of each cell in `text`, row by row.
    cells: Vec<(u32, u32)>,
    width: usize,
    /// The row as a person sees it: the physical line of a text file, the row of a sheet.
    lines: Vec<u64>,
    /// Rows of `lines` whose structure is wrong, in their order.
    pub(crate) faulty: Vec<Faulty>,
    /// Records that are no rows: nothing in them can be trusted.
    pub(crate) refused: Vec<Refused>,
    /// Cells that are not what was meant.
    pub(crate) damaged: Vec<Damaged>,
    /// Rows that are not of the table, in their order.
    pub(crate) aside: Vec<(u64, Aside)>,
    /// Filled cells of a sheet that stand to the right of its headings: index of the row, and column, in their order.
    pub(crate) outside: Vec<(usize, usize)>,
    /// Whether a number that stands for a day counts from 1904, and not from 1900.
    pub(crate) from_1904: bool,
    /// What was met beside the rows.
    pub(crate) met: Box<Met>,
    /// What came of the rows beside them.
    pub(crate) sifted: Box<Sifted>,
}

/// What there is to tell of rows beside those that were set aside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Sifted {
    /// By column without a heading: how many rows fill it.
    pub(crate) unheaded: BTreeMap<usize, u64>,
    /// By column: how many cells took the value above them.
    pub(crate) filled: BTreeMap<usize, u64>,
    /// Rows whose document key is blank.
    pub(crate) nameless: u64,
    /// Whether the first row is one of them.
    pub(crate) begins_nameless: bool,
    /// The last row of the file, where it holds nothing but what is no text, and no key.
    pub(crate) wordless_end: Option<u64>,
    /// The row in which another table begins, and its headings. Nothing from there on is in the batch.
    pub(crate) other_table: Option<(u64, Vec<String>)>,
}

impl Sifted {
    /// Adds what came of the rows behind these.
    pub(crate) fn add(&mut self, more: Sifted, rows_before: u64) {
        for (counts, more) in [
            (&mut self.unheaded, more.unheaded),
            (&mut self.filled, more.filled),
        ] {
            for (column, count) in more {
                *counts.entry(column).or_default() += count;
            }
        }
        self.nameless += more.nameless;
        self.wordless_end = more.wordless_end;
        self.other_table = self.other_table.take().or(more.other_table);
        self.begins_nameless |= rows_before == 0 && more.begins_nameless;
    }
}

/// A row that is judged although its structure is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Faulty {
    /// Index among the rows of the batch.
    pub(crate) row: usize,
    /// Number of the record in the file, from 1, header and blank lines counted: its row in a spreadsheet.
    pub(crate) record: u64,
    pub(crate) fault: Fault,
}

/// A record that cannot be judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    /// Physical line.
    pub(crate) line: u64,
    /// As in [`Faulty`].
    pub(crate) record: u64,
    pub(crate) fault: Fault,
    /// The start of the record, for the finding.
    pub(crate) text: String,
    /// The cells before the one that is broken.
    pub(crate) cells: Vec<String>,
}

/// What is wrong with the structure of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Fewer or more cells than the header; so many.
    Cells(usize),
    /// The file ends within the row, after so many cells.
    CutShort(usize),
    /// Something follows the quote that should end the cell.
    StrayQuote,
    /// A quote is opened and never closed.
    UnclosedQuote,
    /// There are NUL bytes in it.
    Nul,
    /// Longer than any record can be.
    TooLong,
    /// It is whole, but the page ends behind it and before its tables do.
    PageEnds,
}

impl Fault {
    /// Without their numbers.
    pub(crate) const ORDER: [Fault; 7] = [
        Fault::Cells(0),
        Fault::CutShort(0),
        Fault::StrayQuote,
        Fault::UnclosedQuote,
        Fault::Nul,
        Fault::TooLong,
        Fault::PageEnds,
    ];

    /// Its place in the order.
    pub(crate) fn index(self) -> usize {
        match self {
            Fault::Cells(_) => 0,
            Fault::CutShort(_) => 1,
            Fault::StrayQuote => 2,
            Fault::UnclosedQuote => 3,
            Fault::Nul => 4,
            Fault::TooLong => 5,
            Fault::PageEnds => 6,
        }
    }
}

/// A cell that is not what was meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Damaged {
    /// Index among the rows of the batch.
    pub(crate) row: usize,
    /// Index of the column in the file.
    pub(crate) column: usize,
    pub(crate) damage: Damage,
}

/// How a cell was damaged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Damage {
    /// Bytes that are no text in the file's encoding.
    Undecodable,
    /// A formula came to an error such as `#REF!`.
    Formula,
    /// A long code was stored as a number: the digits behind the fifteenth are gone.
    LostDigits,
    /// Copied from a column that was too narrow to show it: `####`.
    Narrow,
    /// The file breaks off behind it, so that more may have been meant. Told as [`Fault::CutShort`].
    Cut,
}

impl Damage {
    /// Those that are findings of their own.
    pub(crate) const ORDER: [Damage; 4] = [
        Damage::Undecodable,
        Damage::Formula,
        Damage::LostDigits,
        Damage::Narrow,
    ];

    /// Its place in the order.
    pub(crate) fn index(self) -> Option<usize> {
        Damage::ORDER.iter().position(|damage| *damage == self)
    }
}

/// Why a row is not judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Aside {
    /// Above the header.
    Title,
    /// The header once more.
    Header,
    /// Nothing in it.
    Blank,
    /// A row that shows how others are to be filled in.
    Sample,
    /// A total or subtotal.
    Total,
    /// A signature, a remark, a count of the records.
    Note,
    /// The head of a document once more.
    Copy,
}

impl Aside {
    /// The word in JSON.
    pub(crate) fn tag(self) -> &'static str {
        match self {
            Aside::Title => "title",
            Aside::Header => "header",
            Aside::Blank => "blank",
            Aside::Sample => "sample",
            Aside::Total => "total",
            Aside::Note => "note",
            Aside::Copy => "copy",
        }
    }
}

impl<'t> Batch<'t> {
    /// Marks the cells whose bytes are no text in the encoding of their file.
    pub(super) fn mark_undecodable(&mut self) {
        for row in 0..self.rows() {
            for column in 0..self.width {
                if self.cell(row, column).contains(char::REPLACEMENT_CHARACTER) {
                    self.damaged.push(Damaged {
                        row,
                        column,
                        damage: Damage::Undecodable,
                    });
                }
            }
        }
    }

    pub(crate) fn new(width: usize) -> Batch<'t> {
        Batch {
            width,
            ..Batch::default()
        }
    }

    /// Takes all rows from a parser: what the cells are parts of, start and end of each, and the line of each row.
    pub(crate) fn fill(&mut self, text: Cow<'t, str>, cells: Vec<(u32, u32)>, lines: Vec<u64>) {
        debug_assert_eq!(cells.len(), lines.len() * self.width);
        self.text = text;
        self.cells = cells;
        self.lines = lines;
    }

    /// The records that are no rows, as rows of what is whole of them.
    pub(crate) fn of_refused(&self) -> Batch<'static> {
        let mut rows = Batch::new(self.width);
        let (mut text, mut cells, mut lines) = (String::new(), Vec::new(), Vec::new());
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        for (row, refused) in self.refused.iter().enumerate() {
            for column in 0..self.width {
                let start = narrow(text.len());
                text.push_str(refused.cells.get(column).map_or("", String::as_str));
                cells.push((start, narrow(text.len())));
            }
            lines.push(refused.line);
            rows.faulty.push(Faulty {
                row,
                record: refused.record,
                fault: Fault::CutShort(refused.cells.len()),
            });
        }
        rows.fill(text.into(), cells, lines);
        rows.from_1904 = self.from_1904;
        rows
    }

    /// With a text of its own.
    #[cfg(test)]
    pub(crate) fn into_owned(self) -> Batch<'static> {
        Batch {
            text: Cow::Owned(self.text.into_owned()),
            ..self
        }
    }

    /// Appends a row; cells behind the width are left out.
    #[cfg(test)]
    pub(crate) fn push_row<'a>(&mut self, line: u64, cells: impl IntoIterator<Item = &'a str>) {
        for (column, cell) in cells.into_iter().take(self.width).enumerate() {
            self.write_cell(column, |text| text.push_str(cell));
        }
        self.end_row(line);
    }

    /// Writes the cell at `column` of the row that [`Batch::end_row`] will end; cells before it that were not written are
    /// empty. Cells come from left to right.
    pub(crate) fn write_cell<T>(
        &mut self,
        column: usize,
        write: impl FnOnce(&mut String) -> T,
    ) -> T {
        debug_assert!(column < self.width);
        let place = self.lines.len() * self.width + column;
        debug_assert!(self.cells.len() <= place);
        self.cells.resize(place, (0, 0));
        let start = self.end();
        let written = write(self.text.to_mut());
        self.cells.push((start, self.end()));
        written
    }

    /// Ends the row whose cells were written.
    pub(crate) fn end_row(&mut self, line: u64) {
        self.lines.push(line);
        self.cells.resize(self.lines.len() * self.width, (0, 0));
    }

    /// Leaves out the row whose cells were written.
    pub(crate) fn drop_row(&mut self) {
        self.cells.truncate(self.lines.len() * self.width);
    }

    fn end(&self) -> u32 {
        u32::try_from(self.text.len()).expect("a batch is far smaller than 4 GB")
    }

    pub(crate) fn rows(&self) -> usize {
        self.lines.len()
    }

    /// What the cells are parts of; it may hold more.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Leaves out so many bytes at the start and the end of a cell.
    pub(super) fn trim_cell(&mut self, row: usize, column: usize, before: usize, behind: usize) {
        let (start, end) = &mut self.cells[row * self.width + column];
        *start += u32::try_from(before).expect("a cell is a part of its batch");
        *end -= u32::try_from(behind).expect("a cell is a part of its batch");
    }

    /// Has a cell hold another text.
    pub(super) fn replace_cell(&mut self, row: usize, column: usize, text: &str) {
        let start = self.end();
        self.text.to_mut().push_str(text);
        self.cells[row * self.width + column] = (start, self.end());
    }

    /// How much text the batch holds.
    pub(crate) fn bytes(&self) -> usize {
        self.text.len()
    }

    pub(crate) fn width(&self) -> usize {
        self.width
    }

    /// The row as a person sees it in the file.
    pub(crate) fn line(&self, row: usize) -> u64 {
        self.lines[row]
    }

    pub(crate) fn cell(&self, row: usize, column: usize) -> &str {
        let (start, end) = self.cells[row * self.width + column];
        &self.text[start as usize..end as usize]
    }

    /// The cells of a column, row by row.
    pub(crate) fn column(&self, column: usize) -> impl Iterator<Item = &str> {
        let rows = self.cells.chunks_exact(self.width);
        rows.map(move |row| {
            let (start, end) = row[column];
            &self.text[start as usize..end as usize]
        })
    }

    /// The cells of a row.
    pub(crate) fn row(&self, row: usize) -> impl Iterator<Item = &str> {
        (0..self.width).map(move |column| self.cell(row, column))
    }

    /// Rows with fewer cells than the header, and how many they have.
    pub(crate) fn short(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.faulty.iter().filter_map(|faulty| match faulty.fault {
            Fault::Cells(cells) | Fault::CutShort(cells) if cells < self.width => {
                Some((faulty.row, cells))
            }
            _ => None,
        })
    }

    /// Has a cell hold what the same column holds in another row.
    pub(crate) fn copy_cell(&mut self, row: usize, column: usize, from: usize) {
        self.cells[row * self.width + column] = self.cells[from * self.width + column];
    }

    /// Leaves out a row and all that is below it.
    pub(super) fn truncate(&mut self, row: usize) {
        let line = self.lines[row];
        self.lines.truncate(row);
        self.cells.truncate(row * self.width);
        self.faulty.retain(|faulty| faulty.row < row);
        self.refused.retain(|refused| refused.line < line);
        self.damaged.retain(|damaged| damaged.row < row);
        self.aside.retain(|(aside, _)| *aside < line);
        self.outside.retain(|(outside, _)| *outside < row);
    }

    /// Sets aside the rows that have a reason, one entry for each row.
    pub(crate) fn set_aside(mut self, reasons: &[Option<Aside>]) -> Batch<'t> {
        if reasons.iter().all(Option::is_none) {
            return self;
        }
        // where each row goes
        let mut places = vec![None; self.rows()];
        let mut kept = 0;
        for (row, reason) in reasons.iter().enumerate() {
            if let Some(reason) = reason {
                self.aside.push((self.lines[row], *reason));
                continue;
            }
            places[row] = Some(kept);
            self.lines[kept] = self.lines[row];
            let cells = row * self.width..(row + 1) * self.width;
            self.cells.copy_within(cells, kept * self.width);
            kept += 1;
        }
        self.lines.truncate(kept);
        self.cells.truncate(kept * self.width);
        self.aside.sort_by_key(|(line, _)| *line);
        self.faulty
            .retain_mut(|f| places[f.row].inspect(|&row| f.row = row).is_some());
        self.damaged
            .retain_mut(|d| places[d.row].inspect(|&row| d.row = row).is_some());
        self.outside
            .retain_mut(|(r, _)| places[*r].inspect(|&row| *r = row).is_some());
        self
    }
}
