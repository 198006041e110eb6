//! What other programs wrote, read here.

use std::fs::{self, File};
use std::io::{Seek, Write};
use std::path::Path;

use crate::sources::workbook::silence_readers;
use crate::sources::{Opened, Part, Settings, SourceError, of_content};

fn open(bytes: &[u8]) -> Result<Opened, SourceError> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    of_file(file)
}

fn of_file(file: File) -> Result<Opened, SourceError> {
    let settings = Settings::new(&|heading| (heading == "a").then_some(0));
    of_content(file, Path::new("a.parquet"), &settings)
}

fn bytes(name: &str) -> Vec<u8> {
    fs::read(format!("{}/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// The rows below the header, each with its number and what is damaged of it.
fn rows(mut opened: Opened) -> Result<Vec<String>, SourceError> {
    let mut rows = Vec::new();
    while let Some(chunk) = opened.next_chunk()? {
        let Part::Batch(Some(batch)) = chunk.part else {
            panic!("no batch")
        };
        for row in 0..batch.rows() {
            let cells: Vec<&str> = batch.row(row).collect();
            rows.push(format!("{} {}", batch.line(row), cells.join(" | ")));
        }
        let aside = batch.aside.iter();
        rows.extend(aside.map(|(line, reason)| format!("{line} {reason:?}")));
        let damaged = batch.damaged.iter();
        rows.extend(
            damaged.map(|one| format!("{} {}: {:?}", batch.line(one.row), one.column, one.damage)),
        );
    }
    Ok(rows)
}

fn told(opened: &Opened) -> Vec<&'static str> {
    opened.form.doubts.iter().map(|told| told.key).collect()
}

#[test]
fn every_packing_has_the_same_rows() {
    let expected = [
        "2 x | 1 | 1.50 | 2026-03-05 08:30:00",
        "3 y | 2 |  | ",
        "4  |  | -2.00 | 2026-03-05",
        "5 x | 4 | 0.10 | 2026-03-05",
    ];
    for name in [
        "none",
        "snappy",
        "gzip",
        "brotli",
        "zstd",
        "lz4",
        "second-version",
    ] {
        let opened = open(&bytes(&format!("fuzz/seeds/parquet/{name}.parquet"))).unwrap();
        assert_eq!(opened.heading.columns, ["a", "i", "d", "at"]);
        assert_eq!(rows(opened).unwrap(), expected, "{name}");
    }
    let deltas = rows(open(&bytes("fuzz/seeds/parquet/deltas.parquet")).unwrap());
    assert_eq!(
        deltas.unwrap(),
        ["2 x | 1", "3 y | 2", "5 x | 4", "4 Blank"]
    );
}

/// Numbers, days and times of all sorts, of which pyarrow knows more than CSV can say.
#[test]
fn what_the_kinds_say() {
    let opened = open(&bytes("fixtures/parquet/kinds.parquet")).unwrap();
    assert_eq!(told(&opened), ["decision-parquet-nested"]);
    let columns = opened.heading.columns.join(" | ");
    insta::assert_snapshot!(format!("{columns}\n{}", rows(opened).unwrap().join("\n")));
}

#[test]
fn what_is_no_cell_is_told() {
    let nested = open(&bytes("fuzz/seeds/parquet/nested.parquet")).unwrap();
    assert_eq!(told(&nested), ["decision-parquet-nested"]);
    assert_eq!(nested.heading.columns, ["a", "s.x"]);
    let int96 = open(&bytes("fuzz/seeds/parquet/int96.parquet")).unwrap();
    assert_eq!(told(&int96), ["decision-parquet-int96"]);
    assert_eq!(rows(int96).unwrap()[0], "2 x | 2026-03-05 08:30:00");
}

/// 200 MB in a file of a few hundred bytes.
#[test]
fn what_unpacks_too_far_is_refused() {
    let bomb = bytes("fixtures/parquet/bomb.parquet");
    assert!(bomb.len() < 4096);
    let error = open(&bomb).and_then(rows).unwrap_err();
    assert_eq!(error.key, "source-over-budget");
}

#[test]
fn text_that_begins_like_a_file() {
    let opened = open(b"PAR1,a\n1,2\n").unwrap();
    assert_eq!(opened.heading.columns, ["PAR1", "a"]);
    assert_eq!(
        open(b"PARE\0\0\0\0").err().unwrap().key,
        "source-parquet-encrypted"
    );
}

/// Whatever is cut off or changed, a file is read or refused.
#[test]
fn damaged_files_do_no_harm() {
    silence_readers();
    for file in fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fuzz/seeds/parquet")).unwrap() {
        let whole = fs::read(file.unwrap().path()).unwrap();
        for part in 1..24 {
            let cut = open(&whole[..whole.len() * part / 24]).and_then(rows);
            assert!(cut.is_err());
            let mut changed = whole.clone();
            for at in (part * 7..changed.len()).step_by(97) {
                changed[at] ^= 0x55;
            }
            let _ = open(&changed).and_then(rows);
        }
    }
}
