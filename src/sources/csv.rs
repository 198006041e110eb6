//! Delimited text. One thread reads blocks that end at a record boundary, so that workers can parse them side by side.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::Path;

use csv_core::{ReadRecordResult, ReaderBuilder};

use super::batch::{Batch, Fault, Faulty};
use super::layout::{self, PREVIEW, Preview};
use super::{Body, Chunk, Form, Opened, Part, Settings, SourceError, unreadable};
use crate::messages::message;

/// How much of a file is handed to a worker at once.
const BLOCK: usize = 4 << 20;
/// A record longer than this is none.
const LONGEST_RECORD: usize = 64 << 20;
/// How much of a file is looked at to find out its form.
const SAMPLE: usize = 256 << 10;
const DELIMITERS: [u8; 4] = *b",;\t|";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum LineEnd {
    Lf,
    CrLf,
    Cr,
}

impl LineEnd {
    fn name(self) -> &'static str {
        match self {
            LineEnd::Lf => "LF",
            LineEnd::CrLf => "CRLF",
            LineEnd::Cr => "CR",
        }
    }
}

/// The body of an opened file.
pub(crate) struct Blocks {
    file: File,
    delimiter: u8,
    /// Bytes that were read but belong to the next block.
    rest: Vec<u8>,
    /// Physical line of the first byte of `rest`.
    line: u64,
    ended: bool,
}

/// Whole records, unparsed.
pub(crate) struct Block {
    bytes: Vec<u8>,
    delimiter: u8,
    /// Physical line of the first byte.
    line: u64,
}

/// Opens a text file and finds its header.
pub(crate) fn open(path: &Path, settings: &Settings) -> Result<Opened, SourceError> {
    let mut file = File::open(path).map_err(|e| unreadable(&e))?;
    let mut sample = Vec::new();
    file.by_ref()
        .take(SAMPLE as u64)
        .read_to_end(&mut sample)
        .map_err(|e| unreadable(&e))?;
    let complete = sample.len() < SAMPLE;
    let bom = if sample.starts_with(&[0xef, 0xbb, 0xbf]) {
        3
    } else {
        0
    };
    if sample.starts_with(&[0xff, 0xfe]) || sample.starts_with(&[0xfe, 0xff]) {
        return Err(message!("source-utf16"));
    }
    if sample[bom..].iter().all(u8::is_ascii_whitespace) {
        return Err(message!("source-empty"));
    }
    if sample.contains(&0) {
        return Err(message!("source-binary"));
    }
    let line_end = line_end(&sample);
    let delimiter = delimiter(&sample[bom..]);
    let mut blocks = Blocks {
        file,
        delimiter,
        rest: sample.split_off(bom),
        line: 1,
        ended: complete,
    };
    let (preview, ends) = blocks.preview()?;
    let heading = layout::find(&preview, settings)?;
    if let Some(taken) = heading.taken.checked_sub(1) {
        let (used, next_line) = ends[taken];
        blocks.rest.drain(..used);
        blocks.line = next_line;
    }
    let name = match delimiter {
        b'\t' => "TAB".to_owned(),
        other => char::from(other).to_string(),
    };
    let decisions = vec![
        message!("decision-delimiter", delimiter = name),
        message!("decision-line-end", line_end = line_end.name()),
    ];
    Ok(Opened {
        heading,
        form: Form {
            encoding: Some(if bom == 3 { "UTF-8 BOM" } else { "UTF-8" }.to_owned()),
            decisions,
            ..Form::default()
        },
        body: Body::Csv(blocks),
    })
}

fn decode(cell: &[u8], line: u64) -> Result<String, SourceError> {
    String::from_utf8(cell.to_vec()).map_err(|_| message!("source-not-utf8", row = line))
}

impl Blocks {
    /// The first records, and for each the byte and the line that follow it.
    fn preview(&self) -> Result<(Preview, Vec<(usize, u64)>), SourceError> {
        let mut parser = Parser::new(self.delimiter, &self.rest, self.line);
        let (mut preview, mut ends) = (Preview::default(), Vec::new());
        while preview.rows.len() < PREVIEW
            && let Some(record) = parser.next_record()
        {
            let cells = parser.cells().map(|cell| decode(cell, record.line));
            preview
                .rows
                .push((record.line, cells.collect::<Result<_, _>>()?));
            ends.push((parser.at, parser.line_at()));
        }
        Ok((preview, ends))
    }

    /// The next part of the file.
    pub(crate) fn next_chunk(&mut self) -> Result<Option<Chunk>, SourceError> {
        Ok(self.next_block()?.map(|block| Chunk {
            part: Part::Bytes(block),
            last: self.ended && self.rest.is_empty(),
        }))
    }

    /// The next whole records, at least [`BLOCK`] bytes unless the file ends.
    fn next_block(&mut self) -> Result<Option<Block>, SourceError> {
        loop {
            if !self.ended {
                // a long record makes the next look longer, so that it is not looked through again and again
                let wanted = BLOCK
                    .saturating_sub(self.rest.len())
                    .max(self.rest.len() / 2);
                let wanted = wanted.max(BLOCK / 4);
                let read = (&mut self.file)
                    .take(wanted as u64)
                    .read_to_end(&mut self.rest);
                self.ended = read.map_err(|e| unreadable(&e))? < wanted;
            }
            if self.rest.is_empty() {
                return Ok(None);
            }
            let records = records(&self.rest, self.delimiter, self.ended);
            if records.end > 0 {
                let rest = self.rest.split_off(records.end);
                let bytes = std::mem::replace(&mut self.rest, rest);
                let line = self.line;
                self.line += count_lines(&bytes, 0..bytes.len());
                return Ok(Some(Block {
                    bytes,
                    delimiter: self.delimiter,
                    line,
                }));
            }
            if self.ended || self.rest.len() > LONGEST_RECORD {
                let Some(open) = records.open else {
                    return Err(message!("source-long-record", row = self.line));
                };
                let row = self.line + count_lines(&self.rest, 0..open);
                return Err(message!("source-unclosed-quote", row = row));
            }
        }
    }
}

/// Line ends of every kind in a part of the bytes: LF, CR LF, and CR alone. The LF of a CR LF may lie behind the part.
fn count_lines(bytes: &[u8], part: Range<usize>) -> u64 {
    let alone = |&at: &usize| bytes.get(part.start + at + 1) != Some(&b'\n');
    let inside = &bytes[part.clone()];
    let returns = memchr::memchr_iter(b'\r', inside).filter(alone).count();
    (memchr::memchr_iter(b'\n', inside).count() + returns) as u64
}

/// How far whole records reach, and the quote that is open behind them.
#[derive(Debug, PartialEq, Eq)]
struct Records {
    end: usize,
    open: Option<usize>,
}

/// Finds the last line end that is not inside quotes, or the end of the file. A quote opens only at the start of a cell,
/// as in the parser.
fn records(bytes: &[u8], delimiter: u8, ended: bool) -> Records {
    // a CR that was read last may be half of a CR LF
    let whole = match bytes.last() {
        Some(b'\r') if !ended => bytes.len() - 1,
        _ => bytes.len(),
    };
    let last_line_end = |from: usize, to: usize| {
        let to = to.min(whole).max(from);
        memchr::memrchr2(b'\n', b'\r', &bytes[from..to]).map(|i| from + i + 1)
    };
    let mut end = 0;
    // where the text outside quotes begins; a quote inside a cell does not interrupt it
    let mut outside = 0;
    let mut at = 0;
    while let Some(quote) = memchr::memchr(b'"', &bytes[at..]).map(|i| at + i) {
        let opens = quote == 0
            || matches!(bytes[quote - 1], b'\n' | b'\r')
            || bytes[quote - 1] == delimiter;
        if !opens {
            at = quote + 1;
            continue;
        }
        end = last_line_end(outside, quote).unwrap_or(end);
        let Some(close) = closing_quote(bytes, quote + 1, ended) else {
            return Records {
                end,
                open: Some(quote),
            };
        };
        at = close + 1;
        outside = at;
    }
    let end = if ended {
        bytes.len()
    } else {
        last_line_end(outside, bytes.len()).unwrap_or(end)
    };
    Records { end, open: None }
}

/// The quote that ends a cell; doubled quotes stand for one. A quote at the end of what has been read may be half of two,
/// unless the file ends there.
fn closing_quote(bytes: &[u8], mut at: usize, ended: bool) -> Option<usize> {
    loop {
        let quote = at + memchr::memchr(b'"', &bytes[at..])?;
        match bytes.get(quote + 1) {
            Some(b'"') => at = quote + 2,
            Some(_) => return Some(quote),
            None => return ended.then_some(quote),
        }
    }
}

impl Block {
    /// The cells of all records.
    pub(crate) fn parse(self, width: usize) -> Result<Batch, SourceError> {
        let Block {
            bytes,
            delimiter,
            line,
        } = self;
        let mut parser = Parser::new(delimiter, &bytes, line);
        let mut text: Vec<u8> = Vec::with_capacity(bytes.len());
        let rows = bytes.len() / (width * 8).max(1);
        let (mut ends, mut lines) = (Vec::with_capacity(rows * width), Vec::with_capacity(rows));
        let mut faulty = Vec::new();
        let narrow = |n: usize| u32::try_from(n).expect("a block is far smaller than 4 GB");
        while let Some(record) = parser.next_record() {
            let cells = record.cells;
            let start = text.len();
            let kept = cells.min(width);
            text.extend_from_slice(
                &parser.output[..if kept == 0 { 0 } else { parser.ends[kept - 1] }],
            );
            ends.extend(parser.ends[..kept].iter().map(|end| narrow(start + end)));
            if cells != width {
                let last = narrow(text.len());
                ends.resize((lines.len() + 1) * width, last);
                // delimiters behind the last filled cell are not data
                if cells < width || parser.cells().skip(width).any(|cell| !cell.is_empty()) {
                    faulty.push(Faulty {
                        row: lines.len(),
                        record: record.line,
                        fault: Fault::Cells(cells),
                    });
                }
            }
            lines.push(record.line);
        }
        let Ok(text) = String::from_utf8(text) else {
            let valid = std::str::from_utf8(&bytes).map_or_else(|e| e.valid_up_to(), str::len);
            let row = line + count_lines(&bytes, 0..valid);
            return Err(message!("source-not-utf8", row = row));
        };
        let mut batch = Batch::from_parts(text, ends, width, lines);
        batch.faulty = faulty;
        Ok(batch)
    }
}

/// Records of a block with the line each starts in.
struct Parser<'a> {
    core: csv_core::Reader,
    bytes: &'a [u8],
    at: usize,
    /// Whether there is a CR anywhere.
    returns: bool,
    /// Line of `counted`.
    line: u64,
    counted: usize,
    output: Vec<u8>,
    ends: Vec<usize>,
    cells: usize,
}

struct Record {
    line: u64,
    cells: usize,
}

impl<'a> Parser<'a> {
    fn new(delimiter: u8, bytes: &'a [u8], line: u64) -> Parser<'a> {
        Parser {
            core: ReaderBuilder::new().delimiter(delimiter).build(),
            bytes,
            at: 0,
            returns: memchr::memchr(b'\r', bytes).is_some(),
            line,
            counted: 0,
            output: vec![0; 4096],
            ends: vec![0; 64],
            cells: 0,
        }
    }

    /// The line of the byte at `self.at`.
    fn line_at(&mut self) -> u64 {
        let part = self.counted..self.at;
        self.line += if self.returns {
            count_lines(self.bytes, part)
        } else {
            memchr::memchr_iter(b'\n', &self.bytes[part]).count() as u64
        };
        self.counted = self.at;
        self.line
    }

    fn next_record(&mut self) -> Option<Record> {
        while self
            .bytes
            .get(self.at)
            .is_some_and(|b| matches!(b, b'\n' | b'\r'))
        {
            self.at += 1;
        }
        if self.at == self.bytes.len() {
            return None;
        }
        let line = self.line_at();
        let (mut written, mut cells) = (0, 0);
        loop {
            let (result, read, out, ended) = self.core.read_record(
                &self.bytes[self.at..],
                &mut self.output[written..],
                &mut self.ends[cells..],
            );
            self.at += read;
            written += out;
            cells += ended;
            match result {
                ReadRecordResult::OutputFull => self.output.resize(self.output.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                // the block ended inside the record: an empty input ends it, on the next turn
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::Record => {
                    self.cells = cells;
                    return Some(Record { line, cells });
                }
                ReadRecordResult::End => return None,
            }
        }
    }

    /// The cells of the last record.
    fn cells(&self) -> impl Iterator<Item = &[u8]> {
        let mut start = 0;
        self.ends[..self.cells].iter().map(move |&end| {
            let cell = &self.output[start..end];
            start = end;
            cell
        })
    }
}

/// What ends the first line outside quotes.
fn line_end(sample: &[u8]) -> LineEnd {
    let mut quoted = false;
    for (at, byte) in sample.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => return LineEnd::Lf,
            b'\r' if !quoted && sample.get(at + 1) == Some(&b'\n') => return LineEnd::CrLf,
            b'\r' if !quoted => return LineEnd::Cr,
            _ => {}
        }
    }
    LineEnd::Lf
}

/// The delimiter under which most of the first records have as many cells as the header, and the header has most cells.
fn delimiter(sample: &[u8]) -> u8 {
    let score = |delimiter: u8| {
        let mut parser = Parser::new(delimiter, sample, 1);
        let mut counts = Vec::new();
        while counts.len() < 50 {
            match parser.next_record() {
                Some(record) => counts.push(record.cells),
                None => break,
            }
        }
        let header = counts.first().copied().unwrap_or_default();
        let alike = counts.iter().filter(|&&n| n == header).count();
        if header < 2 {
            (false, 0)
        } else {
            (alike * 2 > counts.len(), header)
        }
    };
    // the first of equals: the order of DELIMITERS
    DELIMITERS
        .into_iter()
        .rev()
        .max_by_key(|&d| score(d))
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sources::{Chunk, Input};
    use std::fmt::Write as _;
    use std::io::Write;

    /// Header, and rows as (line, cells).
    fn read(bytes: &[u8]) -> (Vec<String>, Vec<(u64, Vec<String>)>) {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(bytes).unwrap();
        let input = Input {
            path: file.path().to_owned(),
            name: String::new(),
        };
        let mut opened = crate::sources::open(&input, None).unwrap();
        let width = opened.header.len();
        let mut rows = Vec::new();
        while let Some(chunk) = opened.next_chunk().unwrap() {
            let batch = chunk.parse(width).unwrap();
            for row in 0..batch.rows() {
                rows.push((
                    batch.line(row),
                    (0..width).map(|c| batch.cell(row, c).to_owned()).collect(),
                ));
            }
        }
        (opened.header, rows)
    }

    #[test]
    fn line_ends_and_delimiters() {
        for (end, delimiter) in [("\n", ","), ("\r\n", ";"), ("\r", "\t"), ("\n", "|")] {
            let text = ["a,b", "1,2", "3,4"].join(end).replace(',', delimiter);
            let (header, rows) = read(text.as_bytes());
            assert_eq!(header, ["a", "b"], "{text:?}");
            assert_eq!(
                rows,
                [
                    (2, vec!["1".into(), "2".into()]),
                    (3, vec!["3".into(), "4".into()])
                ],
                "{text:?}"
            );
        }
    }

    #[test]
    fn physical_lines_with_blank_lines_and_quoted_line_ends() {
        let (_, rows) = read("\u{feff}a,b\n\n1,\"x\ny\"\n\n2,z\r\n3,\"q\"\"q\"".as_bytes());
        let lines: Vec<u64> = rows.iter().map(|r| r.0).collect();
        assert_eq!(lines, [3, 6, 7]);
        assert_eq!(rows[0].1[1], "x\ny");
        assert_eq!(rows[2].1[1], "q\"q");
    }

    #[test]
    fn blocks_end_at_records() {
        let end = |bytes: &[u8]| records(bytes, b',', false).end;
        assert_eq!(end(b"a,b\nc,d\ne"), 8);
        assert_eq!(end(b"a,b\n\"c\nd\",e\nf"), 12);
        assert_eq!(end(b"a,b\n\"c\nd"), 4);
        assert_eq!(end(b"5\" pipe,b\nc"), 10);
        assert_eq!(end(b"a,\"x\"\"\ny\"\nz"), 10);
        assert_eq!(end(b"no line end"), 0);
        assert_eq!(records(b"a\r\nb", b',', false).end, 3);
        assert_eq!(records(b"a\rb\r", b',', false).end, 2);
        assert_eq!(end(b"5\" x\n5\" y\n6"), 10);
        let open = records(b"a,b\n1,\"c\nd", b',', true);
        let expected = Records {
            end: 4,
            open: Some(6),
        };
        assert_eq!(open, expected);
        assert_eq!(records(b"a,\"b\"", b',', true).end, 5);
    }

    /// However much of a file has been read, a block ends where a record ends.
    #[test]
    fn every_beginning_of_a_file_ends_at_a_record() {
        let texts: [&[u8]; 4] = [
            b"a,\"b\nc\",\"d\"\r\n\"e\"\"\n\",\"f\ng\"\n5\" pipe,\"x\ny\",z\n1,2",
            b"\"a\nb\",\"c\nd\"\r\"e\nf\",g\r\r\nh,\"i\"\r",
            b"5\" pipe,z\n5\" pipe,z\n",
            b"a\r\n\r\n\"b\r\nc\",\"\"\r\nd",
        ];
        for text in texts {
            let mut parser = Parser::new(b',', text, 1);
            let mut ends = vec![0];
            while parser.next_record().is_some() {
                ends.push(parser.at);
            }
            for read in 0..text.len() {
                let end = records(&text[..read], b',', false).end;
                // the parser leaves the LF of a CR LF, and blank lines, to the next record
                let blank = |&from: &usize| {
                    from <= end && text[from..end].iter().all(|b| matches!(b, b'\n' | b'\r'))
                };
                assert!(ends.iter().any(blank), "{end} of {read} in {text:?}");
            }
        }
    }

    #[test]
    fn an_unclosed_quote_is_told() {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(b"k,a\n1,x\n2,\"5 inch\n3,y\n").unwrap();
        let input = Input {
            path: file.path().to_owned(),
            name: String::new(),
        };
        let mut opened = crate::sources::open(&input, None).unwrap();
        let first = opened.next_chunk().unwrap().unwrap().parse(2).unwrap();
        assert_eq!((first.rows(), first.cell(0, 1)), (1, "x"));
        let error = opened.next_chunk().err().unwrap();
        assert_eq!(error, message!("source-unclosed-quote", row = 3u64));
    }

    #[test]
    fn lines_of_every_kind() {
        let (_, rows) = read(b"k,a\r1,\"x\ny\"\r2,z\r");
        assert_eq!(rows.iter().map(|r| r.0).collect::<Vec<_>>(), [2, 4]);
        let (_, rows) = read(b"k,a\n1,x\r2,y\n3,z\n");
        assert_eq!(rows.iter().map(|r| r.0).collect::<Vec<_>>(), [2, 3, 4]);
    }

    #[test]
    fn rows_of_delimiters_are_set_aside() {
        let (header, rows) = read(b",\nk,a\n,\n1,x\n\" \",\n2,\n");
        assert_eq!(header, ["k", "a"]);
        assert_eq!(rows.iter().map(|r| r.0).collect::<Vec<_>>(), [4, 6]);
    }

    #[test]
    fn blocks_give_the_same_rows_as_one_pass() {
        let mut text = String::from("n,t\n");
        for i in 0..400_000 {
            let cell = match i % 7 {
                0 => "\"line\nbreak, and \"\"quote\"\"\"",
                1 => "5\" pipe",
                2 => "",
                _ => "华东销售公司",
            };
            writeln!(text, "{i},{cell}").unwrap();
        }
        let (_, rows) = read(text.as_bytes());
        assert_eq!(rows.len(), 400_000);
        let mut line = 2;
        for (i, (at, cells)) in rows.iter().enumerate() {
            assert_eq!((*at, cells[0].parse::<usize>().unwrap()), (line, i));
            line += if i % 7 == 0 { 2 } else { 1 };
        }
    }

    #[test]
    fn ragged_rows_are_told() {
        let block = Block {
            bytes: b"1,2\n1\n1,2,3\n1,2,,\n".to_vec(),
            delimiter: b',',
            line: 2,
        };
        let batch = Chunk::Bytes(block).parse(2).unwrap();
        assert_eq!(batch.rows(), 4);
        assert_eq!(batch.ragged().collect::<Vec<_>>(), [(1, 1), (2, 3)]);
        assert_eq!(batch.cell(1, 1), "");
        assert_eq!(batch.cell(2, 1), "2");
    }
}
