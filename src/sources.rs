//! Sources: files to batches of cells, each cell as text, each row with the line it came from. Nothing here knows rules.

pub(crate) mod batch;
pub(crate) mod csv;
pub(crate) mod encoding;
pub(crate) mod find;
pub(crate) mod layout;
pub(crate) mod workbook;

use std::fs::File;
use std::io::{Read, Seek};
use std::path::{Path, PathBuf};

use encoding_rs::Encoding;

use self::batch::Batch;
use self::layout::{Heading, Layout};
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

/// How a table wants its files read.
pub(crate) struct Settings<'a> {
    /// The worksheet; the one whose header fits best where none is named.
    pub(crate) sheet: Option<&'a str>,
    /// The encoding of text; detected where none is declared.
    pub(crate) encoding: Option<&'static Encoding>,
    /// The columns of files without a header, as a header would name them.
    pub(crate) columns: Option<&'a [String]>,
    /// The field that a heading names, if any.
    pub(crate) field: &'a dyn Fn(&str) -> Option<usize>,
}

/// An opened file: its header and what was decided about its form. Batches follow.
pub(crate) struct Opened {
    pub(crate) heading: Heading,
    pub(crate) form: Form,
    body: Body,
}

/// What was decided about a file, told in the evidence.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    pub(crate) encoding: Option<String>,
    pub(crate) sheet: Option<String>,
    /// Sheets that were not read although none was named.
    pub(crate) other_sheets: Vec<String>,
    /// One sentence each, for the evidence.
    pub(crate) decisions: Vec<Message>,
}

enum Body {
    Csv(csv::Blocks),
    Workbook(workbook::Sheet),
}

/// A part of a file. Turning it into a [`Batch`] is the costly half of reading CSV and happens on a worker.
pub(crate) struct Chunk {
    part: Part,
    /// Whether the file ends with it.
    last: bool,
}

enum Part {
    Bytes(csv::Block),
    Batch(Batch),
}

impl Chunk {
    /// The cells; rows that are not of the table are set aside.
    pub(crate) fn parse(self, layout: &Layout) -> Batch {
        let batch = match self.part {
            Part::Bytes(block) => {
                let mut batch = block.parse(layout.width);
                batch.mark_lost_digits();
                batch
            }
            Part::Batch(batch) => batch,
        };
        layout.sift(batch, self.last)
    }
}

impl Opened {
    /// The next part of the file.
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        match &mut self.body {
            Body::Csv(blocks) => blocks.next_chunk(),
            Body::Workbook(sheet) => sheet.next_chunk(),
        }
    }
}
/// Opens a file by what it contains: a ZIP container is read as xlsx, everything else as CSV.
pub(crate) fn open(input: &Input, settings: &Settings) -> Result<Opened, SourceError> {
    let mut start = [0u8; 8];
    let mut file = File::open(&input.path).map_err(|e| unreadable(&e))?;
    let length = file.read(&mut start).map_err(|e| unreadable(&e))?;
    drop(file);
    let start = &start[..length];
    if start.starts_with(b"PK\x03\x04") {
        return workbook::open(&input.path, settings);
    }
    if start.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(message!("source-old-workbook"));
    }
    if start.starts_with(b"PAR1") {
        return Err(message!("source-parquet"));
    }
    let text = || {
        let mut file = File::open(&input.path)?;
        let sample = encoding::sample(&mut file)?;
        file.rewind()?;
        Ok((file, sample))
    };
    let (file, sample) = text().map_err(|e| unreadable(&e))?;
    csv::open(Box::new(file), &sample, settings)
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
