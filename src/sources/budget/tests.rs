//! Small files that claim much, in every format: each comes to more than a megabyte and is refused there.

use std::fmt::Write as _;
use std::io::{Cursor, Seek, Write as _};
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use zip::write::{SimpleFileOptions, ZipWriter};

use super::*;
use crate::sources::container;
use crate::sources::layout::{Fills, Headers, Layout, Totals};
use crate::sources::workbook::{self, Made};
use crate::sources::{Input, Settings, of_content, open};

const MOST: u64 = 1 << 20;

/// How many rows a file has for a table that allows it so much.
fn rows(bytes: &[u8], most: Option<u64>) -> Result<usize, &'static str> {
    let mut file = tempfile::tempfile().unwrap();
    file.write_all(bytes).unwrap();
    file.rewind().unwrap();
    let settings = Settings {
        unpacked: most,
        ..Settings::new(&|heading| (heading.trim() == "a").then_some(0))
    };
    let mut opened = of_content(file, Path::new("a"), &settings).map_err(|e| e.key)?;
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
    let mut rows = 0;
    while let Some(mut chunk) = opened.next_chunk().map_err(|e| e.key)? {
        rows += chunk.parse(&layout).rows();
    }
    Ok(rows)
}

/// Refused where it comes to more than it may, read where the table says that it may.
fn claims(name: &str, bytes: &[u8], rows_of: usize) {
    assert!((bytes.len() as u64) < MOST / 4, "{name}: {}", bytes.len());
    assert_eq!(rows(bytes, Some(MOST)), Err("source-over-budget"), "{name}");
    assert_eq!(rows(bytes, Some(64 * MOST)), Ok(rows_of), "{name}");
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

fn repeated(count: usize, each: impl Fn(usize) -> String) -> String {
    (1..=count).map(each).collect()
}

#[test]
fn texts_that_cells_share() {
    let long = "x".repeat(20_000);
    let row = |number: usize| {
        let shared = u8::from(number != 1);
        format!("<row r=\"{number}\"><c r=\"A{number}\" t=\"s\"><v>{shared}</v></c></row>")
    };
    let sheet = format!("<sheetData>{}</sheetData>", repeated(101, row));
    let shared = format!("<sst><si><t>a</t></si><si><t>{long}</t></si></sst>");
    let xlsx = Made::xlsx(&sheet).with("xl/sharedStrings.xml", &shared);
    claims("xlsx", &xlsx.bytes(), 100);

    let record = workbook::record;
    let cell = |shared: u32| [&[0; 8][..], &shared.to_le_bytes()].concat();
    let rows: Vec<Vec<u8>> = (0..101u32)
        .flat_map(|row| {
            let begin = [&row.to_le_bytes()[..], &[0; 13]].concat();
            [record(0, &begin), record(7, &cell(row.min(1)))]
        })
        .collect();
    let data = [vec![record(145, &[])], rows, vec![record(146, &[])]].concat();
    let item = |text: &str| record(19, &[&[0][..], &workbook::wide(text)].concat());
    let shared = [
        record(159, &[0; 8]),
        item("a"),
        item(&long),
        record(160, &[]),
    ]
    .concat();
    let binary = Made::xlsb(&data).with_bytes("xl/sharedStrings.bin", &shared);
    claims("xlsb", &binary.bytes(), 100);
}

#[test]
fn what_repeats() {
    let content = |rows: &str| {
        let spaces = ["office", "table", "text"]
            .map(|s| format!(" xmlns:{s}=\"urn:oasis:names:tc:opendocument:xmlns:{s}:1.0\""));
        let content = format!(
            "<office:document-content{}><office:body><office:spreadsheet><table:table>\
             <table:table-row><table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell></table:table-row>\
             {rows}</table:table></office:spreadsheet></office:body></office:document-content>",
            spaces.concat()
        );
        let kind = "application/vnd.oasis.opendocument.spreadsheet";
        let made = Made(Vec::new()).with("mimetype", kind);
        made.with("content.xml", &content).bytes()
    };
    let long = "x".repeat(2000);
    claims(
        "a row",
        &content(&format!(
            "<table:table-row table:number-rows-repeated=\"1000\"><table:table-cell office:value-type=\"string\"><text:p>{long}</text:p></table:table-cell></table:table-row>"
        )),
        1000,
    );
    claims(
        "a cell",
        &content(
            "<table:table-row table:number-rows-repeated=\"10\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"float\" office:value=\"1\"/></table:table-row>",
        ),
        10,
    );
    // nothing is written of formulas without a result
    let formula = format!(
        "<table:table-row table:number-rows-repeated=\"1000000\"><table:table-cell table:number-columns-repeated=\"16384\" table:formula=\"of:={long}\"/></table:table-row>"
    );
    assert_eq!(rows(&content(&formula), Some(MOST)), Ok(0));
}

/// Rows are as wide as the header above them.
#[test]
fn wide_headers_above_short_rows() {
    let heading = |n: usize| if n == 1 { "a" } else { "b" };
    let csv = repeated(16_000, |n| format!("{},", heading(n))) + "c\n" + &"1\n".repeat(300);
    claims("csv", csv.as_bytes(), 300);
    claims("csv.gz", &gzipped(csv.as_bytes()), 300);

    let row = |n: usize| format!("<row r=\"{n}\"><c r=\"A{n}\"><v>1</v></c></row>");
    let rows: String = (2..302).map(row).collect();
    let text = |at: &str| format!("<c r=\"{at}\" t=\"str\"><v>a</v></c>");
    let header = format!("<row r=\"1\">{}{}</row>", text("A1"), text("XFD1"));
    let xlsx = Made::xlsx(&format!("<sheetData>{header}{rows}</sheetData>"));
    claims("xlsx", &xlsx.bytes(), 300);

    let data = |text: &str| format!("<Data ss:Type=\"String\">{text}</Data>");
    let xml = format!(
        "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"s\"><Table><Row><Cell>{}</Cell><Cell ss:Index=\"16384\">{}</Cell></Row>{}</Table></Worksheet></Workbook>",
        data("a"),
        data("b"),
        format!("<Row><Cell>{}</Cell></Row>", data("1")).repeat(300)
    );
    claims("xml", xml.as_bytes(), 300);

    let name = |n: usize| {
        format!(
            "<string key=\"{}{n}\" value=\"1\"/>",
            if n == 1 { "a" } else { "k" }
        )
    };
    let event = |names: &str| format!("<event>{names}</event>\n");
    let xes = format!(
        "<log xes.version=\"1.0\"><trace>\n{}{}</trace></log>",
        event(&repeated(5000, name)),
        event("<string key=\"a1\" value=\"1\"/>").repeat(999)
    );
    claims("xes", xes.as_bytes(), 1000);
}

#[test]
fn cells_of_a_page_that_reach_far() {
    let far = "<td colspan=1000 rowspan=60000>b".repeat(16);
    let covers = format!(
        "<table><tr><td>a{far}{}</table>",
        "<tr><td>1<td>2".repeat(300)
    );
    claims("rowspan", covers.as_bytes(), 300);
    let far = "<td colspan=1000>b".repeat(16);
    let tables = format!(
        "<table><tr><td>a<tr><td>1</table>{}",
        format!("<table><tr>{far}</table>").repeat(300)
    );
    claims("tables", tables.as_bytes(), 1);
    let nested = "<table><tr><td>a<td colspan=1000>".repeat(60) + &"</table>".repeat(60);
    assert!(rows(nested.as_bytes(), Some(MOST)).is_ok());
}

#[test]
fn what_is_packed() {
    let csv = "a\n".to_owned() + &"1234567\n".repeat(1 << 18);
    claims("gzip", &gzipped(csv.as_bytes()), 1 << 18);
    // bytes that are no text take three times their room in a page
    let page = [
        &b"<table><tr><td>a<tr><td>1</table>"[..],
        &vec![0x81; 400 << 10],
    ]
    .concat();
    claims("undecodable", &gzipped(&page), 1);
}

/// A file of an archive counts for all of it.
#[test]
fn the_files_of_an_archive_together() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.zip");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let csv = "a\n".to_owned() + &"1234567\n".repeat(30 << 10);
    for name in ["a.csv", "b.csv", "c.csv", "d.csv", "e.csv"] {
        zip.start_file(name, SimpleFileOptions::default()).unwrap();
        zip.write_all(csv.as_bytes()).unwrap();
    }
    std::fs::write(&path, zip.finish().unwrap().into_inner()).unwrap();
    let mut packed = container::entries(&path);
    let input = Input {
        path,
        name: "a.zip".to_owned(),
        entry: Some(packed.files.remove(3)),
        sheet: None,
    };
    let opened = |most| {
        let settings = Settings {
            unpacked: Some(most),
            ..Settings::new(&|heading| (heading == "a").then_some(0))
        };
        open(&input, &settings).map(|opened| opened.heading.fields)
    };
    assert_eq!(opened(MOST).unwrap_err().key, "source-over-budget");
    assert_eq!(opened(2 * MOST), Ok(1));
}

/// It is the work that is counted: twice the file takes twice as much of its budget.
#[test]
fn budgets_go_down_by_what_is_there() {
    let mut budget = Budget::new(1, None);
    assert_eq!(budget.used(), 0);
    budget.cell(10).unwrap();
    budget.blanks(5).unwrap();
    assert_eq!(budget.used(), 23);
    assert_eq!(budget.whole().used(), 0);
    assert_eq!(
        budget.bytes(100 << 20).unwrap_err().key,
        "source-over-budget"
    );
    assert_eq!(budget.used(), 23);
    // what is declared holds for what is in memory as well
    assert!(budget.holds(5, 4).is_err() && budget.holds(4, 4).is_ok());
    assert!(Budget::new(1, Some(5)).holds(5, 4).is_ok());
    let mut text = String::new();
    write!(text, "{:?}", Budget::new(1 << 30, None).most).unwrap();
    assert_eq!(text, (200u64 << 30).to_string());
}
