//! Sources: files to batches of cells, each cell as text, each row with the line it came from. Nothing here knows rules.

pub(crate) mod batch;
mod container;
pub(crate) mod csv;
mod cut;
pub(crate) mod damage;
pub(crate) mod encoding;
pub(crate) mod find;
pub(crate) mod guards;
mod html;
pub(crate) mod layout;
mod limits;
pub(crate) mod met;
pub(crate) mod workbook;

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Deserialize;

use self::batch::Batch;
use self::encoding::Charset;
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
    /// Which file of an archive of several.
    pub(crate) entry: Option<String>,
}

/// A worksheet as a project names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum SheetChoice {
    /// Its place among the sheets that are seen, from 1.
    Number(NonZeroU32),
    /// Its name, or a pattern such as `明细*` that one sheet matches.
    Name(String),
}

/// How a table wants its files read.
pub(crate) struct Settings<'a> {
    /// The worksheet; the one whose header fits best where none is named.
    pub(crate) sheet: Option<&'a SheetChoice>,
    /// The encoding of text; detected where none is declared.
    pub(crate) encoding: Option<Charset>,
    /// The columns of files without a header, as a header would name them.
    pub(crate) columns: Option<&'a [String]>,
    /// The row of the header as a person sees it, where it is not to be looked for.
    pub(crate) header_row: Option<u64>,
    /// What stands between the cells of a text.
    pub(crate) delimiter: Option<u8>,
    /// The most bytes that a file may unpack to; none where its own size decides.
    pub(crate) unpacked: Option<u64>,
    /// The field that a heading names, if any.
    pub(crate) field: &'a dyn Fn(&str) -> Option<usize>,
}

impl<'a> Settings<'a> {
    /// Nothing but the fields is declared.
    pub(crate) fn new(field: &'a dyn Fn(&str) -> Option<usize>) -> Settings<'a> {
        Settings {
            sheet: None,
            encoding: None,
            columns: None,
            header_row: None,
            delimiter: None,
            unpacked: None,
            field,
        }
    }
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
    /// What the user should hear beside the findings, and what to do about it.
    pub(crate) doubts: Vec<Message>,
}

enum Body {
    Csv(csv::Blocks),
    Workbook(workbook::Sheet),
    Html(html::Table),
}

/// A part of a file. Turning it into a [`Batch`] is the costly half of reading CSV and happens on a worker.
pub(crate) struct Chunk {
    part: Part,
    /// Whether the file ends with it.
    last: bool,
}

enum Part {
    Bytes(csv::Block),
    /// None once it was handed on.
    Batch(Option<Batch<'static>>),
}

impl Chunk {
    /// The cells; rows that are not of the table are set aside.
    pub(crate) fn parse(&mut self, layout: &Layout) -> Batch<'_> {
        let mut batch = match &mut self.part {
            Part::Bytes(block) => block.parse(layout.width),
            Part::Batch(batch) => batch.take().expect("a chunk is parsed once"),
        };
        batch.met.guarded += layout.guards.lift(&mut batch);
        damage::mark(&mut batch);
        let mut batch = layout.sift(batch, self.last);
        if self.last {
            cut::mark(&mut batch);
        }
        batch
    }
}

impl Opened {
    /// The next part of the file.
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        match &mut self.body {
            Body::Csv(blocks) => blocks.next_chunk(),
            Body::Workbook(sheet) => sheet.next_chunk(),
            Body::Html(table) => table.next_chunk(),
        }
    }
}

/// Opens a file by what is in it, whatever its name.
pub(crate) fn open(input: &Input, settings: &Settings) -> Result<Opened, SourceError> {
    container::open(regular(&input.path)?, input, settings)
}

/// Opens what can be read to its end. Pipes and devices have none, and what the system makes up is no export.
fn regular(path: &Path) -> Result<File, SourceError> {
    let kind = fs::metadata(path).map_err(|error| {
        let link = fs::symlink_metadata(path).is_ok_and(|kind| kind.is_symlink());
        if link && error.kind() != ErrorKind::PermissionDenied {
            message!("source-broken-link")
        } else {
            unreadable(&error)
        }
    })?;
    if kind.is_dir() {
        return Err(message!("source-is-folder"));
    }
    if !kind.is_file() || is_made_up(path) {
        return Err(message!("source-no-file"));
    }
    File::open(path).map_err(|e| unreadable(&e))
}

/// Whether a file is a view of the running system.
fn is_made_up(path: &Path) -> bool {
    let of_system = |path: PathBuf| path.starts_with("/proc") || path.starts_with("/sys");
    cfg!(target_os = "linux") && path.canonicalize().is_ok_and(of_system)
}

/// The SHA-256 of a file, in hexadecimal.
pub(crate) fn fingerprint(path: &Path) -> Result<String, SourceError> {
    let mut file = regular(path)?;
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
        ErrorKind::NotFound => message!("source-not-found"),
        ErrorKind::PermissionDenied => message!("source-not-permitted"),
        ErrorKind::IsADirectory => message!("source-is-folder"),
        // of a stream that is unpacked as it is read
        ErrorKind::FileTooLarge => message!("source-unpacks-too-far"),
        ErrorKind::UnexpectedEof => message!("source-breaks-off"),
        ErrorKind::InvalidData | ErrorKind::InvalidInput => {
            message!("source-damaged", error = error.to_string())
        }
        _ => message!("source-io", error = error.to_string()),
    }
}
