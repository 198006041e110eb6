//! Sources: files to batches of cells, each cell as text, each row with the line it came from. Nothing here knows rules.

mod archive;
pub(crate) mod batch;
pub(crate) mod budget;
mod container;
pub(crate) mod csv;
mod cut;
pub(crate) mod damage;
pub(crate) mod encoding;
pub(crate) mod find;
pub(crate) mod git;
pub(crate) mod guards;
mod html;
pub(crate) mod layout;
pub(crate) mod met;
mod parquet;
pub(crate) mod piped;
pub(crate) mod stamp;
pub(crate) mod stopped;
mod version;
mod work;
pub(crate) mod workbook;
pub(crate) mod workers;
mod xes;

use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};

use schemars::JsonSchema;
use serde::Deserialize;

use self::archive::Entry;
use self::batch::Batch;
#[cfg(any(test, fuzzing))]
pub(crate) use self::container::of_content;
use self::encoding::Charset;
use self::layout::{Heading, Layout};
use self::stamp::Stamp;
pub(crate) use self::version::{Version, version};
use crate::fingerprint::Fingerprint;
use crate::messages::{Message, display_path, message, of_system};

/// What people write is not longer, in bytes.
const MOST_WRITTEN: u64 = 64 << 20;

/// A file that could not be read, or not to its end.
pub(crate) type SourceError = Message;

/// An input file.
#[derive(Debug, Clone)]
pub(crate) struct Input {
    pub(crate) path: PathBuf,
    /// As shown to people.
    pub(crate) name: String,
    /// Which file of an archive of several.
    pub(crate) entry: Option<Entry>,
    /// Which sheet of a workbook, where several are one table.
    pub(crate) sheet: Option<PartSheet>,
}

/// A sheet of several that are one table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct PartSheet {
    /// Its place among all sheets of the workbook.
    pub(crate) place: usize,
    pub(crate) name: String,
    /// The file and the sheet, as shown to people where the sheet is not told beside it.
    shown: String,
}

impl Input {
    /// A file by the name that people know it by.
    pub(crate) fn file(path: PathBuf, name: String) -> Input {
        Input {
            path,
            name,
            entry: None,
            sheet: None,
        }
    }

    /// One of several sheets of the file.
    pub(crate) fn of_sheet(&self, place: usize, name: &str) -> Input {
        Input {
            sheet: Some(PartSheet {
                place,
                name: name.to_owned(),
                shown: format!("{}!{name}", self.name),
            }),
            ..self.clone()
        }
    }

    /// Those of its sheets that are one table, where there are several; the first is the one that was opened.
    pub(crate) fn parts(&self, form: &Form) -> Vec<Input> {
        let parts = form.parts.iter();
        parts
            .map(|(place, name)| self.of_sheet(*place, name))
            .collect()
    }

    /// The name of the file in an archive of several.
    pub(crate) fn entry_name(&self) -> Option<&str> {
        self.entry.as_ref().map(Entry::name)
    }

    /// The file as shown to people, with its sheet where several are one table.
    pub(crate) fn shown(&self) -> &str {
        self.sheet.as_ref().map_or(&self.name, |sheet| &sheet.shown)
    }
}

/// A worksheet as a project names it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum SheetChoice {
    /// Its place among the sheets that are seen, from 1.
    Number(NonZeroU32),
    /// Its name, or a pattern such as `明细*`: the sheets that match are one table.
    Name(String),
    /// Several that are one table.
    Several(Vec<SheetChoice>),
}

/// How a table wants its files read.
pub(crate) struct Settings<'a> {
    /// What a template calls the table; nothing where there is no dictionary.
    pub(crate) table: &'a str,
    /// The worksheet; the one whose header fits best where none is named.
    pub(crate) sheet: Option<&'a SheetChoice>,
    /// The place of the worksheet among all, where it is one of several that are one table.
    pub(crate) part: Option<usize>,
    /// The encoding of text; detected where none is declared.
    pub(crate) encoding: Option<Charset>,
    /// The columns of files without a header, as a header would name them.
    pub(crate) columns: Option<&'a [String]>,
    /// The row of the header as a person sees it, where it is not to be looked for.
    pub(crate) header_row: Option<u64>,
    /// What stands between the cells of a text.
    pub(crate) delimiter: Option<u8>,
    /// What reading a file may come to, in bytes of text and cells; none where its own size decides.
    pub(crate) unpacked: Option<u64>,
    /// Whether remarks and samples are set aside.
    pub(crate) notes: bool,
    /// How many columns to the right of the headings are read as well.
    pub(crate) beyond: usize,
    /// The field that a heading names, if any.
    pub(crate) field: &'a dyn Fn(&str) -> Option<usize>,
    /// Whether a cell can be read as what a field holds; none where the field may hold any text.
    pub(crate) reads: &'a dyn Fn(usize, &str) -> Option<bool>,
}

#[cfg(any(test, fuzzing))]
impl<'a> Settings<'a> {
    /// Nothing but the fields is declared.
    pub(crate) fn new(field: &'a dyn Fn(&str) -> Option<usize>) -> Settings<'a> {
        Settings {
            table: "",
            sheet: None,
            part: None,
            encoding: None,
            columns: None,
            header_row: None,
            delimiter: None,
            unpacked: None,
            notes: true,
            beyond: 0,
            field,
            reads: &|_, _| None,
        }
    }
}

/// An opened file: its header and what was decided about its form. Batches follow.
pub(crate) struct Opened {
    pub(crate) heading: Heading,
    pub(crate) form: Form,
    body: Body,
    /// Chunks that were handed out.
    chunks: u64,
}

/// What was decided about a file, told in the evidence.
#[derive(Debug, Clone, Default)]
pub(crate) struct Form {
    pub(crate) encoding: Option<String>,
    pub(crate) sheet: Option<String>,
    /// The place of that sheet among all: two may have one name.
    pub(crate) place: Option<usize>,
    /// Sheets that a person sees and that were not read although none was named, by place and name.
    pub(crate) other_sheets: Vec<(usize, String)>,
    /// The same of sheets that nobody sees.
    pub(crate) hidden_sheets: Vec<(usize, String)>,
    /// All sheets that are one table, by place and name, the one that was opened first; none where it is the only one.
    pub(crate) parts: Vec<(usize, String)>,
    /// Sheets that would be of the table, but name none of its fields.
    pub(crate) unfit_sheets: Vec<String>,
    /// What it says of itself, where it was sent out as a template.
    pub(crate) stamp: Option<Stamp>,
    /// Rows that we emptied when its faults were marked, as a person sees them: the first and the last of each stretch.
    pub(crate) emptied: Vec<(u64, u64)>,
    /// Whether each value says what it is: there is no header then, and every row is one.
    pub(crate) by_name: bool,
    /// One sentence each, for the evidence.
    pub(crate) decisions: Vec<Message>,
    /// What the user should hear beside the findings, and what to do about it.
    pub(crate) doubts: Vec<Message>,
}

enum Body {
    Csv(csv::Blocks),
    Workbook(workbook::Sheet),
    Html(html::Table),
    Events(Box<xes::Events>),
}

/// A part of a file. Turning it into a [`Batch`] is the costly half of reading CSV and happens on a worker.
pub(crate) struct Chunk {
    part: Part,
    /// Its place among those of the file, from 0.
    number: u64,
    /// Whether the file ends with it.
    last: bool,
}

enum Part {
    Bytes(csv::Block),
    /// None once it was handed on.
    Batch(Option<Batch<'static>>),
    /// Events, each of which is a row: nothing else stands between them.
    Events(Option<Batch<'static>>),
}

impl Chunk {
    /// The cells of all rows as they stand, those included that are not of the table.
    pub(crate) fn all(&mut self, width: usize) -> Batch<'_> {
        match &mut self.part {
            Part::Bytes(block) => block.parse(width),
            Part::Batch(batch) | Part::Events(batch) => {
                batch.take().expect("a chunk is parsed once")
            }
        }
    }

    /// The cells; rows that are not of the table are set aside.
    pub(crate) fn parse(&mut self, layout: &Layout) -> Batch<'_> {
        let turn = layout.fills.turn(self.number);
        let (events, last) = (matches!(self.part, Part::Events(_)), self.last);
        let mut batch = self.all(layout.width);
        if events {
            damage::mark(&mut batch);
            return layout.whole(batch, turn);
        }
        batch.met.guarded = layout.guards.lift(&mut batch);
        damage::mark(&mut batch);
        let mut batch = layout.sift(batch, turn, last);
        if last {
            cut::mark(&mut batch);
        }
        batch
    }
}

impl Opened {
    /// The next part of the file.
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        let chunk = match &mut self.body {
            Body::Csv(blocks) => blocks.next_chunk(),
            Body::Workbook(sheet) => sheet.next_chunk(),
            Body::Html(table) => table.next_chunk(),
            Body::Events(events) => events.next_chunk(),
        };
        let number = self.chunks;
        self.chunks += 1;
        chunk.map(|chunk| chunk.map(|chunk| Chunk { number, ..chunk }))
    }
}

/// Opens a file by what is in it, whatever its name.
pub(crate) fn open(input: &Input, settings: &Settings) -> Result<Opened, SourceError> {
    container::open(regular(&input.path)?, input, settings)
}

/// Opens what can be read to its end. Pipes and devices have none, and what the system makes up is no export.
pub(crate) fn regular(path: &Path) -> Result<File, SourceError> {
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

/// The bytes of a file that people write, such as a rule file.
pub(crate) fn bytes_written(path: &Path) -> Result<Vec<u8>, SourceError> {
    let mut bytes = Vec::new();
    regular(path)?
        .take(MOST_WRITTEN + 1)
        .read_to_end(&mut bytes)
        .map_err(|e| unreadable(&e))?;
    if bytes.len() as u64 > MOST_WRITTEN {
        let most = MOST_WRITTEN >> 20;
        return Err(message!("source-written-too-large", most = most));
    }
    Ok(bytes)
}

/// The text of such a file.
pub(crate) fn written(path: &Path) -> Result<String, SourceError> {
    let bytes = bytes_written(path)?;
    let mut text = String::from_utf8(bytes).map_err(|_| message!("project-not-utf8"))?;
    // Windows editors put a mark at the start
    if text.starts_with('\u{feff}') {
        text.drain(..'\u{feff}'.len_utf8());
    }
    Ok(text)
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

/// That what is unpacked has no place to wait.
pub(crate) fn no_temporary() -> SourceError {
    let folder = display_path(&std::env::temp_dir());
    message!("source-no-temporary", folder = folder)
}

pub(crate) fn unreadable(error: &std::io::Error) -> SourceError {
    match error.kind() {
        // to read a file fills no disk
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => no_temporary(),
        ErrorKind::NotFound => message!("source-not-found"),
        ErrorKind::PermissionDenied => message!("source-not-permitted"),
        ErrorKind::IsADirectory => message!("source-is-folder"),
        ErrorKind::UnexpectedEof => message!("source-breaks-off"),
        ErrorKind::InvalidData | ErrorKind::InvalidInput => {
            message!("source-damaged", error = error.to_string())
        }
        _ => message!("source-io", error = of_system(error)),
    }
}
