//! Every format, cut off and with single bits turned over: the file is refused, or what is wrong is told, or the cells are the
//! same. Never fewer rows in silence, never a panic, never a wait without end.
//!
//! A container with check sums shows every change, so nothing else is accepted of it. In a format without them (xls, XML, HTML,
//! plain text) a bit may make another letter or digit of one, and the file is another good file: in the text of a cell, in the
//! name of a style, in a number that says which row comes next or how far a cell reaches. There as many rows are demanded, each
//! with as many cells; a tag or an attribute that is none any more must be told.

use std::collections::BTreeMap;
use std::sync::mpsc::channel;
use std::thread;
use std::time::Duration;

use crate::saved::{FORMATS, Fact, Format, orders};
use crate::seen::{self, COLUMNS, Seen, Told};
use crate::support::{Folder, Run};

/// Files of a format that are tried in each way on each run of the tests.
const FEW: usize = 30;
/// And by hand: `cargo test --test cli thousands -- --ignored`.
const MANY: usize = 600;
/// Files that are tried in one run, each as a table of its own.
const TOGETHER: usize = 30;
/// Nobody waits longer for a run of a second, however slow the machine.
const PATIENCE: Duration = Duration::from_mins(2);

/// A harmed file.
struct Harmed {
    /// What was done to it.
    harm: String,
    bytes: Vec<u8>,
    /// Of a text that is cut, as of [`lines`].
    lines: Option<(u64, bool)>,
}

/// The file up to places all over it, and without its last bytes.
fn cuts(format: &Format, bytes: &[u8], count: usize) -> Vec<Harmed> {
    const LAST: usize = 6;
    let all = bytes.len();
    let spread = (1..=count - LAST).map(|part| part * (all - LAST) / (count - LAST + 1));
    let cut = |at: usize| Harmed {
        harm: format!("cut at {at} of {all}"),
        bytes: bytes[..at].to_vec(),
        lines: (!format.says(Fact::End)).then(|| lines(&bytes[..at])),
    };
    spread.chain(all - LAST..all).map(cut).collect()
}

/// How many lines belong to whole records, and whether the file ends within a record that lacks cells or the end of a quote. Of
/// a single byte, or of the last cell, nobody can tell.
fn lines(bytes: &[u8]) -> (u64, bool) {
    let (mut lines, mut whole, mut start) = (0, 0, 0);
    let (mut cells, mut quoted) = (1, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b',' | b'\t' if !quoted => cells += 1,
            b'\n' => {
                lines += 1;
                if !quoted {
                    (whole, start, cells) = (lines, at + 1, 1);
                }
            }
            _ => {}
        }
    }
    let begun = bytes.len() - start > 1;
    (whole, begun && (quoted || cells < COLUMNS.len()))
}

/// The file with one bit turned over, in places that are the same on each run.
fn flips(_: &Format, bytes: &[u8], count: usize) -> Vec<Harmed> {
    // xorshift with a seed of its own
    let mut random = 0x2026_0331_u64;
    let mut next = |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random % below as u64).unwrap()
    };
    let mut flip = || {
        let (at, bit) = (next(bytes.len()), next(8));
        let mut bytes = bytes.to_vec();
        bytes[at] ^= 1 << bit;
        Harmed {
            harm: format!("bit {bit} of byte {at}"),
            bytes,
            lines: None,
        }
    };
    (0..count).map(|_| flip()).collect()
}

/// What the program says of each file.
fn audited(format: &Format, files: &[&[u8]]) -> Vec<Told> {
    let ending = format.file.rsplit('.').next().unwrap();
    let names: Vec<(String, String)> = (0..files.len())
        .map(|number| (format!("t{number}"), format!("t{number}.{ending}")))
        .collect();
    let tables = || {
        names
            .iter()
            .map(|(table, file)| (table.as_str(), file.as_str()))
    };
    let folder = Folder::new(&seen::project(tables()));
    for ((_, name), bytes) in names.iter().zip(files) {
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    let day = ["--as-of", "2026-03-31", "--format", "json", "--no-history"];
    let run = Run::new([&["check"], &day[..]].concat()).in_dir(folder.path());
    let (send, outcome) = channel();
    thread::spawn(move || send.send(run.run()));
    let outcome = outcome
        .recv_timeout(PATIENCE)
        .expect("the run does not end");
    assert!(!outcome.stderr.contains("panicked"), "{}", outcome.stderr);
    let report = serde_json::from_str(&outcome.stdout)
        .unwrap_or_else(|error| panic!("{error}: {}", outcome.stderr));
    tables()
        .map(|(table, file)| seen::told(&report, table, file))
        .collect()
}

/// What was lost in silence, if anything.
fn silence(format: &Format, whole: &Told, harmed: &Harmed, told: &Told) -> Option<String> {
    if told.refused || is_harm_told(whole, told) || told.cells == whole.cells {
        return None;
    }
    if format.says(Fact::CheckSums) {
        return Some("other cells".to_owned());
    }
    let (lines, within) = harmed.lines.unwrap_or((u64::MAX, false));
    let (before, after) = (rows(whole), rows(told));
    let lost = before
        .range(..=lines)
        .find_map(|(row, cells)| match after.get(row) {
            None => Some(format!("row {row} is gone")),
            Some(now) if now < cells => Some(format!("row {row} has {now} cells, not {cells}")),
            Some(_) => None,
        });
    lost.or_else(|| within.then(|| "cut within a row".to_owned()))
}

/// Whether anything is told that is not told of the whole file, beside how its rows were understood.
fn is_harm_told(whole: &Told, told: &Told) -> bool {
    let damaged = |told: &Told| {
        let cells = told.cells.values();
        cells
            .filter(|cell| matches!(cell, Seen::Damaged(_)))
            .count()
    };
    let plain = |sentence: &str| UNDERSTOOD.iter().any(|word| sentence.contains(word));
    let mut said = told.sentences.difference(&whole.sentences);
    damaged(told) > damaged(whole)
        || told.strange.iter().any(|one| !whole.strange.contains(one))
        || said.any(|sentence| !plain(sentence))
}

/// Words of sentences that differ with the rows that are there, and say nothing of harm.
const UNDERSTOOD: [&str; 8] = [
    "encoding ",
    "delimiter ",
    "line ends ",
    "header in ",
    "blank row",
    "not judged",
    "merged cells",
    "no stored result",
];

/// How many cells each row has.
fn rows(told: &Told) -> BTreeMap<u64, usize> {
    let mut rows = BTreeMap::new();
    for (row, _) in told.cells.keys() {
        *rows.entry(*row).or_default() += 1;
    }
    rows
}

/// What is lost in silence by all formats, one line a file.
fn losses(harm: fn(&Format, &[u8], usize) -> Vec<Harmed>, count: usize) -> Vec<String> {
    let mut losses = Vec::new();
    for format in FORMATS {
        let bytes = (format.save)(&orders());
        let whole = audited(format, &[&bytes]).remove(0);
        for some in harm(format, &bytes, count).chunks(TOGETHER) {
            let files: Vec<&[u8]> = some.iter().map(|one| one.bytes.as_slice()).collect();
            for (harmed, told) in some.iter().zip(audited(format, &files)) {
                if let Some(lost) = silence(format, &whole, harmed, &told) {
                    losses.push(format!("{}, {}: {lost}", format.name, harmed.harm));
                }
            }
        }
    }
    losses
}

#[test]
fn every_format_cut() {
    let losses = losses(cuts, FEW);
    assert!(losses.is_empty(), "{}", losses.join("\n"));
}

#[test]
fn every_format_flipped() {
    let losses = losses(flips, FEW);
    assert!(losses.is_empty(), "{}", losses.join("\n"));
}

#[test]
#[ignore = "takes minutes"]
fn thousands_of_cuts_and_flips() {
    let losses = [losses(cuts, MANY), losses(flips, MANY)].concat();
    assert!(losses.is_empty(), "{}", losses.join("\n"));
}
