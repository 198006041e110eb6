use std::fmt::Write as _;

use encoding_rs::{BIG5, Encoding, GBK, UTF_8};

use super::super::split::MARK;
use super::*;
use crate::sources::batch::{Aside, Damaged, Fault, Refused};

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
