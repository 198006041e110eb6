//! Entrances for the fuzz targets in `fuzz/`; they exist only there.

use std::io::Cursor;

use crate::sources::encoding::{Part, Sample};
use crate::sources::layout::{Fills, Headers, Layout, Totals};
use crate::sources::{Settings, csv};
use crate::tables::{date, number};

/// Reads any bytes as a text export, to its end.
pub fn csv(bytes: &[u8]) {
    let settings = Settings::new(&|heading| (heading.trim() == "a").then_some(0));
    let sample = Sample {
        start: Part {
            bytes: bytes.to_vec(),
            to_end: true,
        },
        later: None,
    };
    let Ok(mut opened) = csv::open(Box::new(Cursor::new(bytes.to_vec())), &sample, &settings)
    else {
        return;
    };
    let width = opened.heading.columns.len();
    let layout = Layout {
        width,
        headed: vec![true; width],
        repeats: opened.heading.repeats.clone(),
        guards: opened.heading.guards.clone(),
        totals: &Totals::default(),
        notes: true,
        key: vec![0],
        keyed: true,
        typed: Vec::new(),
        telling: Vec::new(),
        readable: &|_, cell| number::decimal(cell).is_some(),
        fills: Fills::default(),
        headers: Headers::none(),
    };
    while let Ok(Some(mut chunk)) = opened.next_chunk() {
        let batch = chunk.parse(&layout);
        for row in 0..batch.rows() {
            assert_eq!(batch.row(row).count(), layout.width);
        }
    }
}

/// Reads any text as a date and as a number.
pub fn values(text: &str) {
    let formats = ["%d/%m/%Y".to_owned()];
    let shanghai = date::zone("Asia/Shanghai");
    let conventions = date::Conventions {
        zone: shanghai.as_ref(),
        ..date::Conventions::default()
    };
    let _ = date::read(text, conventions);
    let declared = date::Conventions {
        formats: &formats,
        order: Some(date::Order::DayFirst),
        ..date::Conventions::default()
    };
    let _ = date::read(text, declared);
    let _ = date::hint(text);
    if let Some(value) = number::decimal(text) {
        // at most twelve decimals are kept, and they read back
        assert_eq!(number::decimal(&number::text(value)), Some(value));
    }
    let _ = number::read(text, &["件".to_owned()]);
}

/// Loads any text as a project.
pub fn project(text: &str) {
    let Ok(folder) = tempfile::tempdir() else {
        return;
    };
    if std::fs::write(folder.path().join("crm-audit.toml"), text).is_ok() {
        let _ = crate::project::load(folder.path());
    }
}
