//! What stands in a file where a reader would not look for it is read, told or an error, and never left out without a word.

use std::fs;
use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

use crate::support::{Folder, notices};

const PROJECT: &str = "[tables.t]\nfiles = \"x*\"\nkey = [\"k\"]\n[tables.t.fields]\nk = { required = true }\nv = {}\n";
const CLEAN: &str = "k,v\nK1,1\n";
const FAULTY: &str = "k,v\nK1,1\n,2\n";

fn zipped(files: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The exit code and all that is told of an export.
fn told(name: &str, export: &[u8]) -> (i32, String) {
    let folder = Folder::new(PROJECT);
    fs::write(folder.path().join(name), export).unwrap();
    let run = folder.run(&["check", "--no-history", "--lang", "en"]);
    (run.code, run.stdout + &run.stderr)
}

fn tells(name: &str, export: &[u8], code: i32, words: &str) {
    let (found, text) = told(name, export);
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(found == code && text.contains(words), "{found} {text}");
}

#[test]
fn archives_that_hold_more_than_their_list() {
    let mut twice = zipped(&[("a.csv", FAULTY), ("b.csv", CLEAN)]);
    while let Some(at) = memchr::memmem::find(&twice, b"a.csv") {
        twice[at] = b'b';
    }
    tells("x.zip", &twice, 2, "holds the file b.csv more than once");
    let joined = [zipped(&[("a.csv", FAULTY)]), zipped(&[("b.csv", CLEAN)])].concat();
    tells("x.zip", &joined, 2, "its list of contents does not name");
    let clean = zipped(&[("b.csv", CLEAN)]);
    assert_eq!(told("x.zip", &clean).0, 0);
    let behind = [&clean[..], FAULTY.as_bytes()].concat();
    tells(
        "x.zip",
        &behind,
        0,
        "12 bytes that are part of none of the packed files",
    );
    // of several files it is told once
    let several = zipped(&[("a.csv", CLEAN), ("b.csv", "k,v\nK7,1\n")]);
    let (_, text) = told("x.zip", &[&several[..], FAULTY.as_bytes()].concat());
    assert_eq!(text.matches("12 bytes").count(), 1, "{text}");
    let here = zipped(&[("./a.csv", FAULTY)]);
    assert_eq!(told("x.zip", &here).0, 1);
    let here = zipped(&[("./a.csv", FAULTY), ("./c/./b.csv", CLEAN)]);
    assert_eq!(told("x.zip", &here).0, 1);
    let outside = zipped(&[("../a.csv", FAULTY), ("b.csv", CLEAN)]);
    tells("x.zip", &outside, 2, "../a.csv leads out of the archive");
}

#[test]
fn pages_that_end_within_a_table() {
    let page = "<html><body><table><tr><th>k</th><th>v</th></tr><tr><td>K1</td><td>1</td></tr>";
    tells("x.xls", page.as_bytes(), 1, "the page ends behind this row");
    let comment = format!("{page}<!-- <tr><td></td><td>2</td></tr></table></body></html>");
    tells(
        "x.xls",
        comment.as_bytes(),
        1,
        "the page ends behind this row",
    );
    assert_eq!(told("x.xls", format!("{page}</table>").as_bytes()).0, 0);
}

/// Nothing forbids writers two sheets of one name.
#[test]
fn sheets_of_one_name() {
    let row = |cells: [&str; 2]| {
        let cell = |text: &str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
        format!("<Row>{}</Row>", cells.map(cell).concat())
    };
    let sheet = |name: &str, cells| {
        let rows = row(["k", "v"]) + &row(cells);
        format!("<Worksheet ss:Name=\"{name}\"><Table>{rows}</Table></Worksheet>")
    };
    for second in ["A", "B"] {
        let sheets = sheet("A", ["K1", "1"]) + &sheet(second, ["", "2"]);
        let book = format!(
            "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" \
             xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">{sheets}</Workbook>"
        );
        let folder = Folder::new(PROJECT);
        folder.write("x.xml", &book);
        let told = notices(&folder.report("2026-05-31", &["--no-history", "--lang", "en"]));
        let expected = format!("sheets that were read: A; not read: {second};");
        assert!(told.contains(&expected), "{told}");
    }
    let flat = |name: &str, key: &str| {
        let cell =
            |text: &str| format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>");
        let row = |a, b| format!("<table:table-row>{}{}</table:table-row>", cell(a), cell(b));
        format!(
            "<table:table table:name=\"{name}\">{}{}</table:table>",
            row("k", "v"),
            row(key, "1")
        )
    };
    let book = format!(
        "<?xml version=\"1.0\"?><office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>{}{}\
         </office:spreadsheet></office:body></office:document>",
        flat("A", "K1"),
        flat("A", "")
    );
    tells("x.fods", book.as_bytes(), 0, "not read: A");
}
