//! A block of records, and what becomes of it: rows, and what is none.

use std::borrow::Cow;

use encoding_rs::UTF_8;

use super::super::dialect::Dialect;
use super::super::mixed::{Decoded, decode_lines};
use super::super::split::{Kind, Record, Splitter};
use crate::sources::batch::{Aside, Batch, Damage, Damaged, Fault, Faulty, Refused};

/// How much of the start of a refused record is told, in characters.
pub(super) const TOLD: usize = 80;

/// Whole records, unparsed.
pub(crate) struct Block {
    pub(super) bytes: Vec<u8>,
    pub(super) dialect: Dialect,
    /// Physical line and number of the first record.
    pub(super) line: u64,
    pub(super) record: u64,
    pub(super) content: Content,
    /// The file ends with it.
    pub(crate) last: bool,
    /// An end as DOS writes it was left out behind it.
    pub(super) dos_end: bool,
}

/// What a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// Records without quotes.
    Plain,
    /// Records, perhaps with quotes.
    Quoted,
    /// Only the start of one record.
    TooLong,
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
