//! Sources: files to batches of cells, each cell as text, each row with the line it came from. Nothing here knows rules.

pub(crate) mod batch;
pub(crate) mod csv;
pub(crate) mod find;
pub(crate) mod workbook;

use std::fs::File;
use std::io::Read;
use std::path::{Path, PathBuf};

use self::batch::Batch;
use crate::fingerprint::Fingerprint;
use crate::messages::{Message, message};

/// A file that could not be read, or not to its end.
pub(crate) type SourceError = Message;

/// An input file.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) path: PathBuf,
    /// As shown to people.
    pub(crate) name: String,
}

/// An opened file: its header and what was decided about its form. Batches follow.
pub(crate) struct Opened {
    pub(crate) header: Vec<String>,
    /// Row of the header as a person sees it.
    pub(crate) header_row: u64,
    pub(crate) form: Form,
    body: Body,
}

/// What was decided about a file, told in the evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    pub(crate) encoding: Option<&'static str>,
    pub(crate) delimiter: Option<char>,
    pub(crate) line_end: Option<&'static str>,
    pub(crate) sheet: Option<String>,
    /// Sheets that were not read although none was named.
    pub(crate) other_sheets: Vec<String>,
}

impl Form {
    /// One sentence each, for the evidence.
    pub(crate) fn decisions(&self, header_row: u64) -> Vec<Message> {
        let mut decisions = Vec::new();
        if let Some(delimiter) = self.delimiter {
            let name = if delimiter == '\t' {
                "TAB".to_owned()
            } else {
                delimiter.to_string()
            };
            decisions.push(message!("decision-delimiter", delimiter = name));
        }
        if let Some(line_end) = self.line_end {
            decisions.push(message!("decision-line-end", line_end = line_end));
        }
        decisions.push(message!("decision-header-row", row = header_row));
        decisions
    }
}

enum Body {
    Csv(csv::Blocks),
    Workbook(Box<workbook::Sheet>),
}

/// A part of a file. Turning it into a [`Batch`] is the costly half of reading CSV and happens on a worker.
pub(crate) enum Chunk {
    Bytes(csv::Block),
    Batch(Batch),
}

impl Chunk {
    /// The cells.
    pub(crate) fn parse(self, width: usize) -> Result<Batch, SourceError> {
        match self {
            Chunk::Bytes(block) => block.parse(width),
            Chunk::Batch(batch) => Ok(batch),
        }
    }
}

impl Opened {
    /// The next part of the file.
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        match &mut self.body {
            Body::Csv(blocks) => Ok(blocks.next_block()?.map(Chunk::Bytes)),
            Body::Workbook(sheet) => Ok(sheet.next_batch()?.map(Chunk::Batch)),
        }
    }
}

/// Opens a file by what it contains: a ZIP container is read as xlsx, everything else as CSV.
pub(crate) fn open(input: &Input, sheet: Option<&str>) -> Result<Opened, SourceError> {
    let mut start = [0u8; 8];
    let mut file = File::open(&input.path).map_err(|e| unreadable(&e))?;
    let length = file.read(&mut start).map_err(|e| unreadable(&e))?;
    drop(file);
    let start = &start[..length];
    if start.starts_with(b"PK\x03\x04") {
        return workbook::open(&input.path, sheet);
    }
    if start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(message!("source-old-workbook"));
    }
    if start.starts_with(b"PAR1") {
        return Err(message!("source-parquet"));
    }
    csv::open(&input.path)
}

/// The SHA-256 of a file, in hexadecimal.
pub(crate) fn fingerprint(path: &Path) -> Result<String, SourceError> {
    let mut file = File::open(path).map_err(|e| unreadable(&e))?;
    let mut fingerprint = Fingerprint::default();
    let mut buffer = vec![0u8; 1 << 20];
    loop {
        let length = file.read(&mut buffer).map_err(|e| unreadable(&e))?;
        if length == 0 {
            break;
        }
        fingerprint.add(&buffer[..length]);
    }
    Ok(fingerprint.text())
}

fn unreadable(error: &std::io::Error) -> SourceError {
    match error.kind() {
        std::io::ErrorKind::NotFound => message!("source-not-found"),
        std::io::ErrorKind::PermissionDenied => message!("source-not-permitted"),
        std::io::ErrorKind::IsADirectory => message!("source-is-folder"),
        _ => message!("source-io", error = error.to_string()),
    }
}
