//! What is read of a file to judge its encoding.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

/// How much of a file is judged.
pub(super) const SAMPLE: usize = 256 << 10;
/// How much is read at once in search of a character that is not ASCII.
const STEP: usize = 1 << 20;
/// How much is taken before such a character. There is only ASCII, so that no character is cut.
pub(super) const CONTEXT: usize = 4 << 10;

/// A part of a file.
pub(crate) struct Part {
    pub(crate) bytes: Vec<u8>,
    /// It goes to the end of the file; otherwise its last character may be cut.
    pub(crate) to_end: bool,
}

impl Part {
    /// So much around the first character that is not ASCII.
    pub(super) fn judged(&self, length: usize) -> Part {
        let first = self.bytes.iter().position(|b| !b.is_ascii());
        let from = first.unwrap_or(0).saturating_sub(CONTEXT);
        let to = self.bytes.len().min(from + length);
        Part {
            bytes: self.bytes[from..to].to_vec(),
            to_end: self.to_end && to == self.bytes.len(),
        }
    }
}

/// What is read of a file to judge it.
pub(crate) struct Sample {
    pub(crate) start: Part,
    /// From a little before the first character that is not ASCII, where the start is ASCII only.
    pub(crate) later: Option<Part>,
}

/// Reads what is needed to judge a file, from its start. The position in the file is anywhere afterwards.
pub(crate) fn sample(file: &mut File) -> io::Result<Sample> {
    let start = part(file, 0, SAMPLE)?;
    let later = if start.to_end || !start.bytes.is_ascii() || start.bytes.contains(&0) {
        None
    } else {
        first_non_ascii(file)?
            .map(|at| part(file, at.saturating_sub(CONTEXT as u64), SAMPLE))
            .transpose()?
    };
    Ok(Sample { start, later })
}

fn part(file: &mut File, from: u64, length: usize) -> io::Result<Part> {
    file.seek(SeekFrom::Start(from))?;
    let mut bytes = Vec::new();
    file.take(length as u64).read_to_end(&mut bytes)?;
    let to_end = bytes.len() < length;
    Ok(Part { bytes, to_end })
}

/// The place of the first byte beyond ASCII, from where the file stands.
fn first_non_ascii(file: &mut File) -> io::Result<Option<u64>> {
    let mut buffer = vec![0; STEP];
    let mut at = file.stream_position()?;
    loop {
        let length = file.read(&mut buffer)?;
        if length == 0 {
            return Ok(None);
        }
        let read = &buffer[..length];
        if !read.is_ascii() {
            return Ok(read
                .iter()
                .position(|b| !b.is_ascii())
                .map(|i| at + i as u64));
        }
        at += length as u64;
    }
}
