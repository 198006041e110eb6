//! Delimited text.

mod blocks;
mod decode;
mod split;

use std::io::{Cursor, Read};

use encoding_rs::{Encoding, UTF_8};

pub(crate) use self::blocks::{Block, Blocks};
use self::blocks::{Dialect, Sizes};
use self::decode::{Transcoder, decode, splits_undecoded};
use self::split::{Kind, Splitter};
use super::layout::{self, PREVIEW, Preview};
use super::{Body, Chunk, Form, Opened, Part, Settings, SourceError, unreadable};
use crate::messages::message;

/// How much of a file is looked at to find out its form.
const SAMPLE: usize = 256 << 10;
const DELIMITERS: [u8; 4] = *b",;\t|";

/// Opens a text file and finds its header.
pub(crate) fn open(
    mut source: Box<dyn Read + Send>,
    settings: &Settings,
) -> Result<Opened, SourceError> {
    let mut start = Vec::new();
    source
        .by_ref()
        .take(SAMPLE as u64)
        .read_to_end(&mut start)
        .map_err(|e| unreadable(&e))?;
    let complete = start.len() < SAMPLE;
    let (encoding, bom) = Encoding::for_bom(&start).unwrap_or((UTF_8, 0));
    let (text, _) = decode(start[bom..].to_vec(), encoding);
    // the last line of a sample is cut
    let text = match text.rfind(['\n', '\r']) {
        Some(end) if !complete => &text[..=end],
        _ => &text,
    };
    if text.trim().is_empty() {
        return Err(message!("source-empty"));
    }
    if is_binary(text) {
        return Err(message!("source-binary"));
    }
    let declared = declared_delimiter(text);
    let delimiter = declared.unwrap_or_else(|| delimiter(text, settings));
    let preview = preview(text, delimiter, declared.is_some())?;
    let heading = layout::find(&preview, settings)?;
    let mut decisions = vec![
        message!("decision-delimiter", delimiter = delimiter_name(delimiter)),
        message!("decision-line-end", line_end = line_end(text)),
    ];
    if declared.is_some() {
        decisions.push(message!("decision-delimiter-line"));
    }
    let mut dialect = Dialect {
        encoding,
        delimiter,
        heading: heading.taken as u64 + u64::from(declared.is_some()),
    };
    start.drain(..bom);
    let mut source: Box<dyn Read + Send> = Box::new(Cursor::new(start).chain(source));
    if !splits_undecoded(encoding, delimiter) {
        source = Box::new(Transcoder::new(source, encoding));
        dialect.encoding = UTF_8;
    }
    let name = encoding.name();
    Ok(Opened {
        heading,
        form: Form {
            encoding: Some(if bom == 3 {
                "UTF-8 BOM".to_owned()
            } else {
                name.to_owned()
            }),
            decisions,
            ..Form::default()
        },
        body: Body::Csv(Blocks::new(source, dialect, Sizes::default())),
    })
}

impl Blocks {
    /// The next part of the file.
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        Ok(self.next_block()?.map(|block| Chunk {
            last: block.last,
            part: Part::Bytes(block),
        }))
    }
}

/// Whether a text has more control characters than stray ones. NUL is no such character: some systems fill cells up with it.
fn is_binary(text: &str) -> bool {
    let control = |c: &char| c.is_ascii_control() && !matches!(c, '\0' | '\t' | '\n' | '\r');
    let (mut controls, mut nuls, mut all) = (0, 0, 0);
    for c in text.chars() {
        controls += usize::from(control(&c));
        nuls += usize::from(c == '\0');
        all += 1;
    }
    controls * 50 > all || nuls * 2 > all
}

/// The delimiter of a first line `sep=;`, as Excel reads and some systems write it.
fn declared_delimiter(text: &str) -> Option<u8> {
    let line = text.split(['\n', '\r']).next()?;
    let line = line
        .strip_prefix('"')
        .and_then(|l| l.strip_suffix('"'))
        .unwrap_or(line);
    match line.as_bytes() {
        [b's' | b'S', b'e' | b'E', b'p' | b'P', b'=', delimiter]
            if delimiter.is_ascii_punctuation() && *delimiter != b'"' || *delimiter == b'\t' =>
        {
            Some(*delimiter)
        }
        _ => None,
    }
}

fn delimiter_name(delimiter: u8) -> String {
    match delimiter {
        b'\t' => "TAB".to_owned(),
        other => char::from(other).to_string(),
    }
}

/// The first records. They end before one that cannot be split, for the header cannot be below it.
fn preview(text: &str, delimiter: u8, declared: bool) -> Result<Preview, SourceError> {
    let mut preview = Preview::default();
    let mut splitter = Splitter::new(text, delimiter, 1, 1);
    let mut cells = Vec::new();
    if declared {
        splitter.next_record(&mut cells);
    }
    while preview.rows.len() < PREVIEW {
        cells.clear();
        let Some(record) = splitter.next_record(&mut cells) else {
            break;
        };
        if let Kind::Refused(_) = record.kind {
            if preview.rows.is_empty() {
                return Err(message!("source-unclosed-quote", row = record.line));
            }
            break;
        }
        let cells = cells.iter().map(|&cell| splitter.cell(cell).to_owned());
        preview.rows.push((record.line, cells.collect()));
    }
    Ok(preview)
}

/// What ends the first line outside quotes.
fn line_end(text: &str) -> &'static str {
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => return "LF",
            b'\r' if !quoted && text[at + 1..].starts_with('\n') => return "CRLF",
            b'\r' if !quoted => return "CR",
            _ => {}
        }
    }
    "LF"
}

/// The delimiter under which a record names most fields of the dictionary; or else most records have as many cells as the
/// first, or most have equally many.
fn delimiter(text: &str, settings: &Settings) -> u8 {
    let score = |delimiter: u8| {
        let mut splitter = Splitter::new(text, delimiter, 1, 1);
        let (mut counts, mut named, mut cells) = (Vec::new(), 0, Vec::new());
        while counts.len() < PREVIEW {
            cells.clear();
            let Some(record) = splitter.next_record(&mut cells) else {
                break;
            };
            if record.kind == Kind::Row {
                let names = cells
                    .iter()
                    .filter(|&&cell| (settings.field)(splitter.cell(cell)).is_some());
                named = named.max(names.count());
                counts.push(cells.len());
            }
        }
        let alike = |count: usize| counts.iter().filter(|&&n| n == count).count();
        let most = |count: usize| count > 1 && alike(count) * 2 > counts.len();
        let first = counts.first().copied().unwrap_or_default();
        let usual = counts
            .iter()
            .copied()
            .max_by_key(|&n| (alike(n), n))
            .unwrap_or_default();
        let cells = if most(first) { first } else { usual };
        (named, most(first), most(usual), cells)
    };
    // the first of equals: the order of DELIMITERS
    let candidates = DELIMITERS.into_iter().rev();
    candidates.max_by_key(|&d| score(d)).unwrap_or(b',')
}
