//! Counts the lines of a text as it is read.

use std::io::{self, BufRead, Read};

/// A text, and in which line of it reading stands.
pub(super) struct Lines<R> {
    text: R,
    behind: u64,
}

impl<R> Lines<R> {
    pub(super) fn new(text: R) -> Lines<R> {
        Lines { text, behind: 0 }
    }

    /// The line of the next byte, from 1.
    pub(super) fn line(&self) -> u64 {
        self.behind + 1
    }
}

impl<R: BufRead> Read for Lines<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(into)?;
        self.consume(length);
        Ok(length)
    }
}

impl<R: BufRead> BufRead for Lines<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.text.fill_buf()
    }

    fn consume(&mut self, length: usize) {
        // what is consumed was filled before, so nothing is read here
        if let Ok(filled) = self.text.fill_buf() {
            let passed = &filled[..length.min(filled.len())];
            self.behind += bytecount::count(passed, b'\n') as u64;
        }
        self.text.consume(length);
    }
}
