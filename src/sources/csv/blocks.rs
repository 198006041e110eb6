//! A text file in blocks that end at record boundaries, so that workers can parse them side by side.

use std::borrow::Cow;
use std::io::{self, Read};
use std::ops::Range;

use encoding_rs::UTF_8;

use super::super::batch::{Aside, Batch, Damage, Damaged, Fault, Faulty, Refused};
use super::super::budget::Budget;
use super::super::{SourceError, unreadable};
use super::dialect::Dialect;
use super::mixed::{Decoded, decode_lines};
use super::split::{Kind, MARK, Record, Splitter, ends_cell, quoted};

/// How much of the start of a refused record is told, in characters.
const TOLD: usize = 80;

/// What programs of DOS write behind a text: ^Z.
const DOS_END: u8 = 0x1a;

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

/// Whole records, unparsed.
pub(crate) struct Block {
    bytes: Vec<u8>,
    dialect: Dialect,
    /// Physical line and number of the first record.
    line: u64,
    record: u64,
    content: Content,
    /// The file ends with it.
    pub(crate) last: bool,
    /// An end as DOS writes it was left out behind it.
    dos_end: bool,
}

/// What a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Records without quotes.
    Plain,
    /// Records, perhaps with quotes.
    Quoted,
    /// Only the start of one record.
    TooLong,
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

impl Block {
    /// The cells of all records of the body.
    pub(crate) fn parse(&self, width: usize) -> Batch<'_> {
        let Dialect {
            encoding,
            delimiter,
            quote,
            heading,
        } = self.dialect;
        let Decoded {
            text,
            malformed,
            utf8,
        } = decode_lines(&self.bytes, encoding);
        if self.content == Content::TooLong {
            let mut batch = Batch::new(width);
            batch.refused.push(Refused {
                line: self.line,
                record: self.record,
                fault: Fault::TooLong,
                text: start_of(&text),
                cells: Vec::new(),
            });
            return batch;
        }
        let nuls: Vec<usize> = memchr::memchr_iter(0, text.as_bytes()).collect();
        let rows = text.len() / (width * 8).max(1);
        let (mut cells, mut lines) = (Vec::with_capacity(rows * width), Vec::with_capacity(rows));
        let mut faults = Vec::new();
        let mut batch = Batch::new(width);
        let mut splitter = Splitter::new(&text, delimiter, self.line, self.record)
            .quoted_by(quote)
            .with_byte_order_marks(encoding == UTF_8 || !utf8.is_empty())
            .with_marks(&malformed);
        if self.content == Content::Plain {
            splitter = splitter.without_quotes();
        }
        loop {
            let first = cells.len();
            let Some(record) = splitter.next_record(&mut cells) else {
                break;
            };
            batch.met.open_end = !record.ended;
            if utf8.iter().any(|lines| lines.contains(&record.start)) {
                batch.met.add_utf8(record.line);
            }
            if record.number <= heading {
                cells.truncate(first);
                continue;
            }
            match record.kind {
                Kind::Row => {
                    let row = lines.len();
                    row_faults(&record, &cells[first..], width, &nuls, &mut faults);
                    // nearly all rows have none
                    if !faults.is_empty() {
                        batch.faulty.extend(faults.drain(..).map(|fault| Faulty {
                            row,
                            record: record.number,
                            fault,
                        }));
                    }
                    if !splitter.marked().is_empty() {
                        let damaged = splitter.marked().iter().filter(|&&column| column < width);
                        batch.damaged.extend(damaged.map(|&column| Damaged {
                            row,
                            column,
                            damage: Damage::Undecodable,
                        }));
                    }
                    cells.resize(first + width, (0, 0));
                    lines.push(record.line);
                }
                Kind::Blank => batch.aside.push((record.line, Aside::Blank)),
                Kind::Refused(fault) => batch.refused.push(Refused {
                    line: record.line,
                    record: record.number,
                    fault,
                    text: start_of(&text[record.start..record.end]),
                    cells: (splitter.whole().map(str::to_owned))
                        .take_while(|cell| !cell.contains(char::REPLACEMENT_CHARACTER))
                        .collect(),
                }),
            }
        }
        batch.met.line_ends = splitter.line_ends();
        batch.met.appended = splitter.appended();
        batch.met.dos_end = self.dos_end;
        let unescaped = splitter.into_unescaped();
        let text = if unescaped.is_empty() {
            text
        } else {
            Cow::Owned(text.into_owned() + &unescaped)
        };
        batch.fill(text, cells, lines);
        batch
    }
}

/// What is wrong with the structure of a row.
fn row_faults(
    record: &Record,
    cells: &[(u32, u32)],
    width: usize,
    nuls: &[usize],
    faults: &mut Vec<Fault>,
) {
    let count = cells.len();
    // delimiters behind the last filled cell are not data
    if count < width && !record.ended {
        faults.push(Fault::CutShort(count));
    } else if count < width || cells[width..].iter().any(|(start, end)| start < end) {
        faults.push(Fault::Cells(count));
    }
    if record.stray {
        faults.push(Fault::StrayQuote);
    }
    if !nuls.is_empty() {
        let next = nuls.partition_point(|&nul| nul < record.start);
        if nuls.get(next).is_some_and(|&nul| nul < record.end) {
            faults.push(Fault::Nul);
        }
    }
}

fn start_of(text: &str) -> String {
    let line = text.trim_end_matches(['\r', '\n']);
    line.chars().take(TOLD).collect()
}

/// Line ends of every kind in a part of the bytes: LF, CR LF, and CR alone. The LF of a CR LF may lie behind the part.
fn count_lines(bytes: &[u8], part: Range<usize>) -> u64 {
    let alone = |&at: &usize| bytes.get(part.start + at + 1) != Some(&b'\n');
    let inside = &bytes[part.clone()];
    let returns = memchr::memchr_iter(b'\r', inside).filter(alone).count();
    (memchr::memchr_iter(b'\n', inside).count() + returns) as u64
}

/// How far whole records reach, and how many of the line ends up to there are inside quotes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Records {
    end: usize,
    line_ends_inside: u64,
    /// There are quotes, of whatever kind.
    quotes: bool,
}

/// Finds the last record that ends within the bytes, which go to the end of the file if `all`. What is a record is decided as
/// in the [`Splitter`].
fn records(bytes: &[u8], dialect: Dialect, all: bool, longest: usize) -> Records {
    let Dialect {
        encoding,
        delimiter,
        quote: mark,
        ..
    } = dialect;
    // a CR that was read last may be half of a CR LF
    let whole = match bytes.last() {
        Some(b'\r') if !all => bytes.len() - 1,
        _ => bytes.len(),
    };
    let last_line_end = |from: usize, to: usize| {
        let to = to.min(whole).max(from);
        memchr::memrchr2(b'\n', b'\r', &bytes[from..to]).map(|i| from + i + 1)
    };
    let mut records = Records::default();
    let mut line_ends_inside = 0;
    // where the text outside quotes begins; a quote inside a cell does not interrupt it
    let mut outside = 0;
    let mut at = 0;
    while let Some(quote) = memchr::memchr(mark, &bytes[at..]).map(|i| at + i) {
        records.quotes = true;
        at = quote + 1;
        let opens = quote == 0
            || ends_cell(Some(&bytes[quote - 1]), delimiter)
            || encoding == UTF_8 && is_behind_mark(bytes, quote);
        if !opens {
            continue;
        }
        if let Some(end) = last_line_end(outside, quote) {
            records = Records {
                end,
                line_ends_inside,
                ..records
            };
            outside = end;
        }
        let near = &bytes[..bytes.len().min(quote + longest)];
        let complete = all && near.len() == bytes.len();
        let found = quoted(near, quote).filter(|found| complete || found.close + 1 < near.len());
        if let Some(found) = found
            && (found.line_ends == 0 || ends_cell(bytes.get(found.close + 1), delimiter))
        {
            line_ends_inside += found.line_ends;
            outside = found.close + 1;
            at = outside;
            continue;
        }
        let beyond = found.is_none() && near.len() < bytes.len();
        if found.is_none() && !beyond && !all {
            return records;
        }
        // refused: the record ends with the line
        let Some(line_end) = memchr::memchr2(b'\n', b'\r', &bytes[quote..whole]) else {
            break;
        };
        let length = if bytes[quote + line_end..].starts_with(b"\r\n") {
            2
        } else {
            1
        };
        outside = quote + line_end + length;
        at = outside;
        records = Records {
            end: outside,
            line_ends_inside,
            ..records
        };
        if beyond {
            return records;
        }
    }
    if all {
        return Records {
            end: bytes.len(),
            line_ends_inside,
            ..records
        };
    }
    last_line_end(outside, bytes.len()).map_or(records, |end| Records {
        end,
        line_ends_inside,
        ..records
    })
}

/// Where programs of DOS ended a text: only line ends and what fills up the file come behind.
pub(super) fn dos_end(bytes: &[u8]) -> Option<usize> {
    let filling = |b: &u8| matches!(*b, DOS_END | b'\n' | b'\r' | 0);
    let text = bytes.iter().rposition(|b| !filling(b));
    let text = text.map_or(0, |at| at + 1);
    memchr::memchr(DOS_END, &bytes[text..]).map(|at| text + at)
}

/// Whether a byte order mark at the start of a record stands before a place.
fn is_behind_mark(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].strip_suffix(MARK);
    before.is_some_and(|before| before.last().is_none_or(|b| matches!(b, b'\n' | b'\r')))
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use encoding_rs::{BIG5, Encoding, GBK, UTF_8};

    use super::*;

    const HUGE: Sizes = Sizes {
        block: 1 << 30,
        last: 1,
        longest: 1 << 20,
    };

    /// What became of the records: their line, the number where it is known, and what they are.
    #[derive(Debug, PartialEq, Eq)]
    struct Told {
        rows: Vec<(u64, Vec<String>)>,
        faulty: Vec<(usize, u64, Fault)>,
        refused: Vec<Refused>,
        aside: Vec<(u64, Aside)>,
        damaged: Vec<Damaged>,
        /// Bytes of each block.
        blocks: Vec<usize>,
    }

    fn read(bytes: &[u8], encoding: &'static Encoding, sizes: Sizes) -> Told {
        let dialect = Dialect {
            encoding,
            delimiter: b',',
            quote: b'"',
            heading: 0,
        };
        let mut blocks = Blocks::new(Box::new(io::Cursor::new(bytes.to_vec())), dialect, sizes);
        let mut told = Told {
            rows: Vec::new(),
            faulty: Vec::new(),
            refused: Vec::new(),
            aside: Vec::new(),
            damaged: Vec::new(),
            blocks: Vec::new(),
        };
        let mut last = false;
        while let Some(block) = blocks.next_block().unwrap() {
            assert!(!last, "nothing comes behind the last block");
            last = block.last;
            told.blocks.push(block.bytes.len());
            let batch = block.parse(2);
            let first = told.rows.len();
            for row in 0..batch.rows() {
                let cells = batch.row(row).map(str::to_owned).collect();
                told.rows.push((batch.line(row), cells));
            }
            let faulty = batch
                .faulty
                .iter()
                .map(|f| (f.row + first, f.record, f.fault));
            told.faulty.extend(faulty);
            told.refused.extend(batch.refused);
            told.aside.extend(batch.aside);
            let damaged = batch.damaged.iter().map(|d| Damaged {
                row: d.row + first,
                ..*d
            });
            told.damaged.extend(damaged);
        }
        assert!(last || bytes.is_empty());
        told
    }

    fn read_text(text: &str) -> Told {
        read(text.as_bytes(), UTF_8, Sizes::default())
    }

    /// The lines of all records, by a reading that knows nothing of blocks, bounds or words of bytes.
    fn record_lines(text: &[u8]) -> Vec<u64> {
        let line_end = |at: usize| match text[at..] {
            [b'\r', b'\n', ..] => 2,
            [b'\r' | b'\n', ..] => 1,
            _ => 0,
        };
        let (mut lines, mut at, mut line) = (Vec::new(), 0, 1);
        while at < text.len() {
            lines.push(line);
            if text[at..].starts_with(MARK) {
                at += MARK.len();
            }
            let (mut open, mut cell_start) = (None, true);
            loop {
                if at == text.len() {
                    // never closed: back to the line of the quote
                    let Some((quote, at_line)) = open.take() else {
                        break;
                    };
                    (at, line) = (quote, at_line);
                    cell_start = false;
                    while at < text.len() && line_end(at) == 0 {
                        at += 1;
                    }
                    continue;
                }
                let end = line_end(at);
                if let Some((quote, at_line)) = open {
                    if text[at] == b'"' && text.get(at + 1) == Some(&b'"') {
                        at += 2;
                    } else if text[at] == b'"' {
                        let follows = text.get(at + 1);
                        let well = follows.is_none_or(|b| b",\n\r".contains(b));
                        open = None;
                        if well || line == at_line {
                            at += 1;
                        } else {
                            (at, line) = (quote, at_line);
                            while at < text.len() && line_end(at) == 0 {
                                at += 1;
                            }
                        }
                    } else {
                        line += u64::from(end > 0);
                        at += end.max(1);
                    }
                } else if end > 0 {
                    at += end;
                    break;
                } else if text[at] == b'"' && cell_start {
                    open = Some((at, line));
                    cell_start = false;
                    at += 1;
                } else {
                    cell_start = text[at] == b',';
                    at += 1;
                }
            }
            line += 1;
        }
        lines
    }

    /// Pseudo-random texts (Knuth's MMIX generator), with all that makes trouble often.
    fn texts(count: usize, length: usize) -> impl Iterator<Item = Vec<u8>> {
        let mut state = 42u64;
        let mut below = move |limit: usize| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from(state >> 33).unwrap() % limit
        };
        let parts: [&[u8]; 17] = [
            b" ",
            b", \"",
            MARK,
            b"a",
            b",",
            b"\n",
            b"\r",
            b"\r\n",
            b"\"",
            b"\"\"",
            b",\"",
            b"\",",
            b"\"\n",
            b"\xff",
            b"\0",
            "甲".as_bytes(),
            b"bcdefghijk",
        ];
        (0..count).map(move |_| {
            (0..below(length))
                .flat_map(|_| parts[below(parts.len())].to_vec())
                .collect()
        })
    }

    #[test]
    fn any_bytes_in_blocks_of_any_size() {
        for bytes in texts(2000, 120) {
            let whole = read(&bytes, UTF_8, HUGE);
            let mut lines: Vec<u64> = whole.rows.iter().map(|row| row.0).collect();
            lines.extend(whole.refused.iter().map(|refused| refused.line));
            lines.extend(whole.aside.iter().map(|aside| aside.0));
            lines.sort_unstable();
            let shown = String::from_utf8_lossy(&bytes);
            assert_eq!(lines, record_lines(&bytes), "{shown:?}");
            for (block, last) in [(1, 1), (3, 5), (17, 64), (50, 1)] {
                let sizes = Sizes {
                    block,
                    last,
                    ..HUGE
                };
                let told = Told {
                    blocks: whole.blocks.clone(),
                    ..read(&bytes, UTF_8, sizes)
                };
                assert_eq!(told, whole, "{block} {last} {shown:?}");
            }
        }
    }

    #[test]
    fn bounds_do_not_depend_on_the_blocks() {
        for bytes in texts(2000, 120) {
            let sizes = |block, last| Sizes {
                block,
                last,
                longest: 24,
            };
            let whole = read(&bytes, UTF_8, sizes(48, 1));
            for block in [1, 5, 30] {
                let told = Told {
                    blocks: whole.blocks.clone(),
                    ..read(&bytes, UTF_8, sizes(block, 1))
                };
                assert_eq!(told, whole, "{block} {:?}", String::from_utf8_lossy(&bytes));
            }
        }
    }

    #[test]
    fn faults_with_line_and_record() {
        let text = "1,\"a\nb\"\n2\n3,x,y\n4,z,,\n5,\"q\"r\n\n6,\0\n7,\"open\n8,ok\n9";
        let told = read_text(text);
        assert_eq!(
            told.faulty,
            [
                (1, 2, Fault::Cells(1)),
                (2, 3, Fault::Cells(3)),
                (4, 5, Fault::StrayQuote),
                (5, 7, Fault::Nul),
                (7, 10, Fault::CutShort(1)),
            ]
        );
        let lines: Vec<u64> = told.rows.iter().map(|row| row.0).collect();
        assert_eq!(lines, [1, 3, 4, 5, 6, 8, 10, 11]);
        assert_eq!(told.rows[4].1, ["5", "qr"]);
        assert_eq!(told.rows[1].1, ["2", ""]);
        assert_eq!(told.aside, [(7, Aside::Blank)]);
        let refused = Refused {
            line: 9,
            record: 8,
            fault: Fault::UnclosedQuote,
            text: "7,\"open".to_owned(),
            cells: vec!["7".to_owned()],
        };
        assert_eq!(told.refused, [refused]);
    }

    #[test]
    fn a_record_without_end_is_passed() {
        let long = "x".repeat(1000);
        let sizes = Sizes {
            block: 64,
            last: 16,
            longest: 100,
        };
        for end in ["\n", "\r\n", "\r"] {
            let text = format!("1,a{end}2,{long}{end}3,\"b{end}{long}{end}4,c");
            let told = read(text.as_bytes(), UTF_8, sizes);
            let refused: Vec<_> = told
                .refused
                .iter()
                .map(|r| (r.line, r.record, r.fault))
                .collect();
            assert_eq!(
                refused,
                [
                    (2, 2, Fault::TooLong),
                    (3, 3, Fault::UnclosedQuote),
                    (4, 4, Fault::TooLong)
                ]
            );
            let rows: Vec<_> = told
                .rows
                .iter()
                .map(|(line, cells)| (*line, cells[1].as_str()))
                .collect();
            assert_eq!(rows, [(1, "a"), (5, "c")]);
        }
    }

    #[test]
    fn the_last_block_is_not_small() {
        let text = "1,abcdefg\n".repeat(1000);
        for block in [100, 990, 999, 1000, 1001] {
            let sizes = Sizes {
                block,
                last: 200,
                longest: 1 << 20,
            };
            let told = read(text.as_bytes(), UTF_8, sizes);
            assert!(told.blocks.last().unwrap() >= &200, "{:?}", told.blocks);
            assert!(told.blocks.iter().all(|&size| size <= block + 200));
        }
    }

    /// Every line opens a quote that the next one breaks, or the first one opens one that nothing closes.
    #[test]
    fn a_stray_quote_takes_no_other_record_along() {
        let lines = 100_000;
        let sizes = Sizes {
            block: 4000,
            last: 100,
            longest: 20_000,
        };
        let told = read("1,\"x\n".repeat(lines).as_bytes(), UTF_8, sizes);
        let refused = |fault| told.refused.iter().filter(|r| r.fault == fault).count();
        assert_eq!(refused(Fault::UnclosedQuote), lines);
        assert_eq!(told.rows.len(), 0);
        for row in ["2,\"\"\"\"\n", "2,y\n"] {
            let text = format!("1,\"x\n{}", row.repeat(lines));
            let told = read(text.as_bytes(), UTF_8, sizes);
            assert_eq!((told.rows.len(), told.refused.len()), (lines, 1));
            assert_eq!(told.rows[lines - 1].0, lines as u64 + 1);
        }
    }

    #[test]
    fn undecodable_bytes_damage_their_cell_alone() {
        let told = read(
            b"1,\xe4\xb8\n2,\xef\xbf\xbd\n\xff,\"\xff\"\"\"\n",
            UTF_8,
            HUGE,
        );
        let damaged: Vec<_> = told.damaged.iter().map(|d| (d.row, d.column)).collect();
        assert_eq!(damaged, [(0, 1), (2, 0), (2, 1)]);
        assert_eq!(told.rows[2].1, ["\u{fffd}", "\u{fffd}\""]);
        for encoding in [GBK, BIG5] {
            let mut bytes = Vec::new();
            for row in 0..500 {
                let mut text = String::new();
                writeln!(text, "{row},\"中文,\"\"{row}\"\"\"").unwrap();
                bytes.extend(encoding.encode(&text).0.iter());
            }
            bytes.extend(b"500,\x81\n501,\"x\x81\"\n");
            let whole = read(&bytes, encoding, HUGE);
            assert_eq!(whole.rows.len(), 502);
            assert_eq!(whole.rows[7].1, ["7", "中文,\"7\""]);
            let damaged: Vec<_> = whole.damaged.iter().map(|d| (d.row, d.column)).collect();
            assert_eq!(damaged, [(500, 1), (501, 1)]);
            let small = read(
                &bytes,
                encoding,
                Sizes {
                    block: 40,
                    last: 10,
                    ..HUGE
                },
            );
            assert_eq!(small.rows, whole.rows);
        }
    }

    #[test]
    fn what_was_read_before_a_failure_counts() {
        struct Failing;
        impl Read for Failing {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("the line was cut"))
            }
        }
        let source = io::Cursor::new(b"1,a\n2,b\n3".to_vec()).chain(Failing);
        let dialect = Dialect {
            encoding: UTF_8,
            delimiter: b',',
            quote: b'"',
            heading: 1,
        };
        let mut blocks = Blocks::new(Box::new(source), dialect, Sizes::default());
        let block = blocks.next_block().unwrap().unwrap();
        assert!(!block.last);
        let batch = block.parse(2);
        assert_eq!((batch.rows(), batch.cell(0, 1)), (1, "b"));
        assert!(blocks.next_block().is_err());
    }
}
