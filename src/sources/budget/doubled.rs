//! Twice the file takes twice the work, and headings are looked for once in a cell, whatever the format.

use std::cell::Cell;
use std::io::{Cursor, Read as _, Seek, Write as _};
use std::path::Path;

use encoding_rs::{BIG5, GBK, UTF_8};
use zip::write::{SimpleFileOptions, ZipWriter};

use crate::sources::csv::decode::decode;
use crate::sources::layout::{Fills, Headers, Layout, Totals};
use crate::sources::workbook::{self, Made};
use crate::sources::{Settings, container, of_content, work};

/// Reads a file of which the first column is headed `a`, and tells in how many bytes of texts a field was looked for.
fn asked_in(bytes: &[u8]) -> usize {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    let asked = Cell::new(0);
    let field = |heading: &str| {
        asked.set(asked.get() + heading.len());
        (heading.trim() == "a").then_some(0)
    };
    let settings = Settings {
        unpacked: Some(1 << 30),
        ..Settings::new(&field)
    };
    let mut opened = of_content(file, Path::new("a"), &settings).unwrap();
    let layout = Layout {
        example: None,
        width: opened.heading.columns.len(),
        headed: vec![true; opened.heading.columns.len()],
        repeats: opened.heading.repeats.clone(),
        guards: opened.heading.guards.clone(),
        totals: &Totals::default(),
        notes: true,
        key: vec![0],
        keyed: true,
        typed: vec![false; opened.heading.columns.len()],
        telling: Vec::new(),
        readable: &|_, _| false,
        fills: Fills::default(),
        headers: Headers::none(),
    };
    while let Some(mut chunk) = opened.next_chunk().unwrap() {
        chunk.parse(&layout);
    }
    asked.get()
}

#[test]
fn bytes_that_are_no_text() {
    for line in [&b"1|\xff\xff\xff\xff\xff\n"[..], b"1|\x81\xff\x81\n"] {
        for encoding in [GBK, BIG5, UTF_8] {
            work::doubles(encoding.name(), |times| {
                let bytes = line.repeat(times * 50_000);
                work::of(|| {
                    let (_, malformed) = decode(&bytes, encoding);
                    assert!(malformed.len() >= times * 50_000);
                })
            });
        }
    }
}

/// The list of an archive is read once, and of each file what it takes up.
#[test]
fn many_files_in_an_archive() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    work::doubles("zip", |times| {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for n in 0..times * 1000 {
            let name = format!("{n}.csv");
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(b"a\n1\n").unwrap();
        }
        std::fs::write(&path, zip.finish().unwrap().into_inner()).unwrap();
        work::of(|| {
            let packed = container::entries(&path);
            assert_eq!(packed.files.len(), times * 1000);
            for mut entry in packed.files {
                let mut text = String::new();
                entry.content().unwrap().read_to_string(&mut text).unwrap();
                assert_eq!(text, "a\n1\n");
            }
        })
    });
}

/// Long texts below a header, any row of which may be the second row of it.
#[test]
fn texts_that_may_be_headings() {
    const COLUMNS: usize = 3000;
    const ROWS: u32 = 1;
    let long = "x".repeat(2000);
    let cells = |cell: &str| cell.repeat(COLUMNS);
    let sheet = |row: &dyn Fn(u32, String) -> String, cell: &dyn Fn(&str) -> String| {
        let header = row(1, cell("a") + &cell("b"));
        let rows = (2..=1 + ROWS).map(|n| row(n, cells(&cell(&long))));
        header + &rows.collect::<String>()
    };
    let csv = sheet(&|_, cells| format!("{cells}\n"), &|text| format!("{text},"));
    let html = sheet(&|_, cells| format!("<tr>{cells}"), &|text| {
        format!("<td>{text}")
    });
    let rows = sheet(
        &|n, cells| format!("<row r=\"{n}\">{cells}</row>"),
        &|text| format!("<c t=\"str\"><v>{text}</v></c>"),
    );
    let spreadsheet = sheet(&|_, cells| format!("<Row>{cells}</Row>"), &|text| {
        format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>")
    });
    let names = "xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"";
    let xml = format!(
        "<Workbook {names}><Worksheet ss:Name=\"s\"><Table>{spreadsheet}</Table></Worksheet></Workbook>"
    );
    let open = sheet(
        &|_, cells| format!("<table:table-row>{cells}</table:table-row>"),
        &|text| {
            format!(
                "<table:table-cell office:value-type=\"string\"><text:p>{text}</text:p></table:table-cell>"
            )
        },
    );
    let spaces = ["office", "table", "text"]
        .map(|s| format!(" xmlns:{s}=\"urn:oasis:names:tc:opendocument:xmlns:{s}:1.0\""))
        .concat();
    let fods = format!(
        "<office:document{spaces}><office:body><office:spreadsheet><table:table>{open}</table:table></office:spreadsheet></office:body></office:document>"
    );
    let text = |column: usize, text: &str| {
        let head = [&u32::try_from(column).unwrap().to_le_bytes()[..], &[0; 4]].concat();
        workbook::record(6, &[head, workbook::wide(text)].concat())
    };
    let row = |number: u32, texts: Vec<Vec<u8>>| {
        let begin = [&number.to_le_bytes()[..], &[0; 13]].concat();
        [workbook::record(0, &begin), texts.concat()].concat()
    };
    let header = row(0, vec![text(0, "a"), text(1, "b")]);
    let below = |number| row(number, (0..COLUMNS).map(|c| text(c, &long)).collect());
    let binary: Vec<Vec<u8>> = std::iter::once(header)
        .chain((1..=ROWS).map(below))
        .collect();
    let data = [
        vec![workbook::record(145, &[])],
        binary,
        vec![workbook::record(146, &[])],
    ];
    let all = COLUMNS * ROWS as usize * long.len();
    for (name, bytes, most) in [
        (
            "xlsx",
            Made::xlsx(&format!("<sheetData>{rows}</sheetData>")).bytes(),
            2,
        ),
        ("xlsb", Made::xlsb(&data.concat()).bytes(), 2),
        ("fods", fods.into_bytes(), 2),
        ("xml", xml.into_bytes(), 2),
        // also for the sign between cells, and for the encoding
        ("html", format!("<table>{html}</table>").into_bytes(), 3),
        ("csv", csv.into_bytes(), 8),
    ] {
        let asked = asked_in(&bytes);
        assert!(asked > 0, "{name}");
        // with what is tried of joined headings, each time that the header is looked for
        assert!(
            asked <= most * (all + (8 << 20)),
            "{name}: {asked} of {all}"
        );
    }
}
