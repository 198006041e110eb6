//! A text file in blocks that end at record boundaries, so that workers can parse them side by side.

mod block;
mod bounds;
#[cfg(test)]
mod tests;

use std::io::{self, Read};

pub(crate) use self::block::Block;
use self::block::{Content, TOLD};
pub(super) use self::bounds::dos_end;
use self::bounds::{Records, count_lines, records};
use super::super::budget::Budget;
use super::super::{SourceError, unreadable};
use super::dialect::Dialect;

/// How many cells the rows of a block may have, where each is as wide as the header: they take eight bytes each.
const CELLS: usize = 16 << 20;

/// How a file is cut up, in bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sizes {
    /// What is handed to a worker at once.
    pub(crate) block: usize,
    /// The last block is larger, unless it is the only one: the end of a file is looked at as a whole.
    pub(crate) last: usize,
    /// A quote that is not closed within this many bytes is not closed at all. A record that does not end within twice as
    /// many is none.
    pub(crate) longest: usize,
}

impl Default for Sizes {
    fn default() -> Sizes {
        Sizes {
            block: 1 << 20,
            last: 64 << 10,
            longest: 16 << 20,
        }
    }
}

impl Sizes {
    /// For a table of so many columns: the shortest row has one character and its line end, and is as wide as the header
    /// nevertheless.
    pub(crate) fn of_width(width: usize) -> Sizes {
        let Sizes {
            block,
            last,
            longest,
        } = Sizes::default();
        let most = (CELLS / width.max(1) * 2).max(1);
        Sizes {
            block: block.min(most),
            last: last.min(most),
            longest,
        }
    }
}

/// A file that is being read.
pub(crate) struct Blocks {
    source: Box<dyn Read + Send>,
    dialect: Dialect,
    sizes: Sizes,
    /// Bytes that were read but belong to the next block.
    rest: Vec<u8>,
    /// Physical line and number of the record at the start of `rest`.
    line: u64,
    record: u64,
    ended: bool,
    /// How many cells a row has at least, and how many more than there are the rows may have.
    width: usize,
    budget: Budget,
    /// Whether an end as DOS writes it was left out.
    dos_end: bool,
    failed: Option<io::Error>,
}

impl Blocks {
    pub(crate) fn new(source: Box<dyn Read + Send>, dialect: Dialect, sizes: Sizes) -> Blocks {
        Blocks {
            source,
            dialect,
            sizes,
            rest: Vec::new(),
            line: 1,
            record: 1,
            ended: false,
            width: 0,
            budget: Budget::new(0, None),
            dos_end: false,
            failed: None,
        }
    }

    /// Rows are as wide as the header, whatever is in them.
    pub(crate) fn within(mut self, width: usize, budget: &Budget) -> Blocks {
        self.width = width;
        self.budget = budget.whole();
        self
    }

    /// Takes the cells that rows lack from the budget. A row that lacks none has a byte for each of them.
    pub(crate) fn count(&mut self, block: &Block) -> Result<(), SourceError> {
        let bytes = &block.bytes;
        let rows = bytecount::count(bytes, b'\n').max(bytecount::count(bytes, b'\r'));
        let cells = rows.saturating_mul(self.width);
        self.budget.blanks(cells.saturating_sub(bytes.len()))
    }

    /// The next whole records.
    pub(crate) fn next_block(&mut self) -> Result<Option<Block>, SourceError> {
        let Sizes {
            block,
            last,
            longest,
        } = self.sizes;
        let mut window = block;
        loop {
            self.fill(window + last);
            if self.rest.is_empty() {
                return self.failed.take().map_or(Ok(None), |e| Err(unreadable(&e)));
            }
            let all = self.ended && self.rest.len() <= window + last;
            let part = if all {
                self.rest.len()
            } else {
                window.min(self.rest.len())
            };
            let records = records(&self.rest[..part], self.dialect, all, longest);
            if records.end > 0 {
                return Ok(Some(self.cut(&records)));
            }
            if window >= 2 * longest {
                return Ok(Some(self.pass_long_record(window)));
            }
            if self.failed.is_some() && part == self.rest.len() {
                self.rest.clear();
            }
            // a long record makes the window grow, so that it is not looked through again and again
            window = (2 * window).min(2 * longest);
        }
    }

    /// Reads on until so much lies ready, or the file ends.
    fn fill(&mut self, wanted: usize) {
        let missing = wanted.saturating_sub(self.rest.len());
        if self.ended || self.failed.is_some() || missing == 0 {
            return;
        }
        self.rest.reserve(missing);
        let read = (&mut self.source)
            .take(missing as u64)
            .read_to_end(&mut self.rest);
        match read {
            Ok(read) => self.ended = read < missing,
            Err(error) => self.failed = Some(error),
        }
        if self.ended {
            self.leave_out_dos_end();
        }
    }

    /// Leaves out what programs of DOS write behind a text.
    fn leave_out_dos_end(&mut self) {
        if let Some(end) = dos_end(&self.rest) {
            self.rest.truncate(end);
            self.dos_end = true;
        }
    }

    fn cut(&mut self, records: &Records) -> Block {
        let rest = self.rest.split_off(records.end);
        let bytes = std::mem::replace(&mut self.rest, rest);
        let lines = count_lines(&bytes, 0..bytes.len());
        let content = if records.quotes {
            Content::Quoted
        } else {
            Content::Plain
        };
        let block = self.block(bytes, content);
        self.line += lines;
        self.record += lines - records.line_ends_inside;
        block
    }

    fn block(&self, bytes: Vec<u8>, content: Content) -> Block {
        Block {
            bytes,
            dialect: self.dialect,
            line: self.line,
            record: self.record,
            content,
            last: self.ended && self.rest.is_empty(),
            dos_end: self.dos_end && self.rest.is_empty(),
        }
    }

    /// Passes a record that does not end within a number of bytes, and what else is in the line where they end.
    fn pass_long_record(&mut self, length: usize) -> Block {
        let start = self.rest[..length.min(4 * TOLD)].to_vec();
        let mut block = self.block(start, Content::TooLong);
        self.line += count_lines(&self.rest, 0..length);
        self.record += 1;
        self.rest.drain(..length);
        self.pass_line();
        self.fill(1);
        block.last = self.ended && self.rest.is_empty();
        block
    }

    fn pass_line(&mut self) {
        while !(self.rest.is_empty() && (self.ended || self.failed.is_some())) {
            if let Some(at) = memchr::memchr2(b'\n', b'\r', &self.rest) {
                // a CR may be half of a CR LF
                self.fill(at + 2);
                let length = if self.rest[at..].starts_with(b"\r\n") {
                    2
                } else {
                    1
                };
                self.rest.drain(..at + length);
                self.line += 1;
                return;
            }
            self.rest.clear();
            self.fill(self.sizes.block);
        }
    }
}
