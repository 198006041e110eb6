//! What reading a file may come to. A few kilobytes can claim any memory and any time: packed zeros, a text that a million cells
//! share, a cell that repeats, a header of thousands of columns above rows of one cell. So everything that a reader makes of a file
//! is counted here, whatever its format, in bytes of text and cells, and a file may come to so many times its own size.

#[cfg(test)]
mod doubled;
#[cfg(test)]
mod tests;

use std::fs::File;

use super::stopped::is_stopped;
use super::{SourceError, unreadable};
use crate::messages::message;

/// Nothing is read to more than so many times the size of its file…
const MOST_RATIO: u64 = 200;
/// …unless it is little.
const HARMLESS: u64 = 100 << 20;
/// What a cell takes beside its text.
const CELL: u64 = 8;

/// What is left of it. Each pass over a file begins with a whole one.
#[derive(Debug, Clone)]
pub(crate) struct Budget {
    most: u64,
    left: u64,
    /// Whether the table says how much it is.
    declared: bool,
}

impl Budget {
    /// For a file of this size, of which the table may say what it comes to.
    pub(crate) fn new(size: u64, declared: Option<u64>) -> Budget {
        let most = declared.unwrap_or_else(|| size.saturating_mul(MOST_RATIO).max(HARMLESS));
        Budget {
            most,
            left: most,
            declared: declared.is_some(),
        }
    }

    pub(crate) fn of_file(file: &File, declared: Option<u64>) -> Result<Budget, SourceError> {
        let size = file.metadata().map_err(|e| unreadable(&e))?.len();
        Ok(Budget::new(size, declared))
    }

    /// For another pass over the file, or another part of it.
    pub(crate) fn whole(&self) -> Budget {
        Budget {
            left: self.most,
            ..*self
        }
    }

    /// Takes away bytes that are unpacked, decoded or written; none are left where the user wants to stop.
    pub(crate) fn bytes(&mut self, count: u64) -> Result<(), SourceError> {
        // nobody reads it: who reads a file asks as well, and says that it was stopped
        if is_stopped() {
            return Err(message!("source-stopped"));
        }
        match self.left.checked_sub(count) {
            Some(left) => {
                self.left = left;
                Ok(())
            }
            None => Err(self.over()),
        }
    }

    /// Takes away a cell with as much text.
    pub(crate) fn cell(&mut self, text: usize) -> Result<(), SourceError> {
        self.bytes(CELL + text as u64)
    }

    /// Takes away cells that nothing stands in: they only make a row as wide as its header, or are covered by others.
    pub(crate) fn blanks(&mut self, count: usize) -> Result<(), SourceError> {
        self.bytes(count as u64)
    }

    /// How much is left.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    /// Whether so many bytes may be in memory at once; without a word of the table, no more than `usual`.
    pub(crate) fn holds(&self, bytes: u64, usual: u64) -> Result<(), SourceError> {
        let most = if self.declared { self.most } else { usual };
        if bytes > most {
            return Err(over(most));
        }
        Ok(())
    }

    fn over(&self) -> SourceError {
        over(self.most)
    }

    /// What was taken away.
    #[cfg(test)]
    pub(crate) fn used(&self) -> u64 {
        self.most - self.left
    }
}

fn over(most: u64) -> SourceError {
    message!("source-over-budget", most = most.div_ceil(1 << 20))
}

#[cfg(any(test, fuzzing))]
impl Default for Budget {
    /// Nothing is too much.
    fn default() -> Budget {
        Budget::new(0, Some(u64::MAX))
    }
}
